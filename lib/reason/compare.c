/* compare.c: proposals side by side: rows of terms, and whose stance each touches. Uses base, record, assess.h, stress.h.
 * docs/semantics.md, "Compare", is what it does. */
#include "reason/assess.h"
#include "reason/stress.h"

struct gtee_touch {
    size_t proposal;
    const gtee_finding *finding;
};

typedef struct gti_row_cell {
    uint32_t kind;
    uint64_t options;
    const gtee_clause *clause;
    bool derived; /* and worked out */
} gti_row_cell;

struct gtee_row {
    const gti_variable *variable;
    const gti_row_cell *cells; /* one for each proposal */
    size_t cell_count;
    const gtee_touch *touches;
    size_t touch_count;
    bool differs;
};

struct gtee_comparison {
    gti_refs refs;
    gtee_view *view;
    gti_arena arena; /* rows, cells, touches, the two lists */
    const gtee_proposal **proposals;
    gtee_assessment **assessments;
    gtee_stress **stresses; /* NULL each, unless asked for */
    size_t proposal_count;
    gtee_row *rows;
    size_t row_count, difference_count;
};

/* What is at work while proposals are compared. */
typedef struct comparing {
    gtee_comparison *result;
    const gtee_compare_options *options;
    gti_report *report;
    gti_reading *readings; /* one for each proposal */
    size_t read;           /* how many were made */
    gti_vec variables;     /* of uint32_t, in order, each once: the rows */
    uint32_t *row_of;      /* for each of them, its row */
} comparing;

static gtee_status read_proposals(comparing *work)
{
    const gtee_reason_options options = {sizeof options, work->options->progress, work->options->progress_user};
    gtee_comparison *result = work->result;
    gtee_status status = GTEE_OK;

    for (size_t i = 0; status == GTEE_OK && i < result->proposal_count; i++) {
        status = gti_assess(result->view, result->proposals[i], &options, work->report, &result->assessments[i]);
        if (status != GTEE_OK)
            break;
        status = gti_reading_make(&work->readings[work->read++], result->view, result->proposals[i], NULL);
    }
    return status;
}

static int by_number(const void *user, const void *a, const void *b)
{
    const uint32_t left = *(const uint32_t *)a, right = *(const uint32_t *)b;

    (void)user;
    return (left > right) - (left < right);
}

/* The variables that a clause of one of them names. */
static gtee_status list_variables(comparing *work)
{
    const gti_allocator *allocator = &work->result->arena.allocator;
    uint32_t *items;
    size_t kept = 0;

    for (size_t i = 0; i < work->read; i++)
        for (size_t j = 0; j < work->readings[i].named.count; j++)
            if (!gti_vec_append(allocator, &work->variables, &GTI_VEC_AT(&work->readings[i].named, gti_named, j)->variable, 1))
                return GTEE_ERROR_MEMORY;
    if (!gti_sort(allocator, work->variables.items, work->variables.count, sizeof(uint32_t), by_number, NULL))
        return GTEE_ERROR_MEMORY;
    items = work->variables.items;
    for (size_t i = 0; i < work->variables.count; i++)
        if (kept == 0 || items[kept - 1] != items[i])
            items[kept++] = items[i];
    work->variables.count = kept;
    return GTEE_OK;
}

/* Fills the cells of one row; tells whether they differ. */
static bool fill_cells(const comparing *work, uint32_t variable, gti_row_cell *cells)
{
    bool differs = false;

    for (size_t i = 0; i < work->read; i++) {
        const gti_cell cell = gti_reading_cell(&work->readings[i], variable);
        cells[i] = (gti_row_cell){.kind = cell.kind, .options = cell.options, .derived = cell.derived};
        if (cell.named != NULL)
            cells[i].clause = gti_reading_first_clause(&work->readings[i], cell.named);
        differs = differs || cell.options != cells[0].options;
    }
    return differs;
}

/* Rows that differ first, then the others, each in order of variables. */
static gtee_status fill_rows(comparing *work)
{
    gtee_comparison *result = work->result;
    const size_t rows = work->variables.count, columns = work->read;
    gti_row_cell *cells;

    if (rows > 0 && columns > SIZE_MAX / sizeof *cells / rows)
        return GTEE_ERROR_MEMORY;
    cells = gti_arena_array(&result->arena, rows * columns + 1, sizeof *cells, sizeof(uint64_t));
    result->rows = gti_arena_array(&result->arena, rows + 1, sizeof *result->rows, sizeof(void *));
    work->row_of = gti_arena_array(&result->arena, rows + 1, sizeof *work->row_of, sizeof(uint32_t));
    if (cells == NULL || result->rows == NULL || work->row_of == NULL)
        return GTEE_ERROR_MEMORY;
    for (size_t i = 0; i < rows; i++) {
        work->row_of[i] = fill_cells(work, *GTI_VEC_AT(&work->variables, uint32_t, i), &cells[i * columns]);
        result->difference_count += work->row_of[i];
    }
    uint32_t next[2] = {(uint32_t)result->difference_count, 0}; /* the next row that agrees, and the next that differs */
    for (size_t i = 0; i < rows; i++) {
        const uint32_t differs = work->row_of[i];
        work->row_of[i] = next[differs]++;
        result->rows[work->row_of[i]] = (gtee_row){
            .variable = &result->view->variables.items[*GTI_VEC_AT(&work->variables, uint32_t, i)],
            .cells = &cells[i * columns],
            .cell_count = columns,
            .differs = differs != 0,
        };
    }
    result->row_count = rows;
    return GTEE_OK;
}

/* The row of a variable; NULL if there is none. */
static gtee_row *row_of(const comparing *work, const gti_variable *variable)
{
    const uint32_t number = gti_view_variable(work->result->view, variable);
    size_t low = 0, high = work->variables.count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;
        uint32_t here = *GTI_VEC_AT(&work->variables, uint32_t, middle);
        if (here == number)
            return &work->result->rows[work->row_of[middle]];
        if (here < number)
            low = middle + 1;
        else
            high = middle;
    }
    return NULL;
}

static bool touches(const gtee_finding *finding)
{
    return finding->variable->issue != NULL && finding->kind != GTEE_FINDING_SUPPORT && finding->kind != GTEE_FINDING_DERIVED;
}

typedef struct touching {
    gtee_row *row;
    gtee_touch touch;
} touching;

static int by_row(const void *user, const void *a, const void *b)
{
    const touching *left = a, *right = b;

    (void)user;
    if (left->row != right->row)
        return left->row < right->row ? -1 : 1;
    if (left->touch.proposal != right->touch.proposal)
        return left->touch.proposal < right->touch.proposal ? -1 : 1;
    return (left->touch.finding->kind > right->touch.finding->kind) - (left->touch.finding->kind < right->touch.finding->kind);
}

static bool gather_touches(const comparing *work, size_t proposal, gti_vec *found)
{
    const gtee_assessment *assessment = work->result->assessments[proposal];

    for (size_t i = 0; i < assessment->verdict_count; i++) {
        const gtee_verdict *verdict = &assessment->verdicts[i];
        for (size_t j = 0; j < verdict->finding_count; j++) {
            const gtee_finding *finding = &verdict->findings[j];
            gtee_row *row = touches(finding) ? row_of(work, finding->variable) : NULL;
            const touching touch = {.row = row, .touch = {.proposal = proposal, .finding = finding}};
            if (row != NULL && !gti_vec_append(&work->result->arena.allocator, found, &touch, 1))
                return false;
        }
    }
    return true;
}

static gtee_status keep_touches(comparing *work, const gti_vec *found)
{
    gtee_touch *kept = gti_arena_array(&work->result->arena, found->count + 1, sizeof *kept, sizeof(void *));

    if (kept == NULL)
        return GTEE_ERROR_MEMORY;
    for (size_t i = 0; i < found->count; i++) {
        const touching *touch = GTI_VEC_AT(found, touching, i);
        kept[i] = touch->touch;
        if (touch->row->touch_count++ == 0)
            touch->row->touches = &kept[i];
    }
    return GTEE_OK;
}

static gtee_status list_touches(comparing *work)
{
    const gti_allocator *allocator = &work->result->arena.allocator;
    gti_vec found = GTI_VEC(touching);
    gtee_status status = GTEE_ERROR_MEMORY;

    for (size_t i = 0; i < work->read; i++)
        if (!gather_touches(work, i, &found))
            goto done;
    if (gti_sort(allocator, found.items, found.count, sizeof(touching), by_row, NULL))
        status = keep_touches(work, &found);
done:
    gti_vec_free(allocator, &found);
    return status;
}

static gtee_status take_proposals(comparing *work, const gtee_proposal *const *proposals, size_t count)
{
    gtee_comparison *result = work->result;

    result->proposals = gti_arena_array(&result->arena, count, sizeof *result->proposals, sizeof(void *));
    result->stresses = gti_arena_array(&result->arena, count, sizeof *result->stresses, sizeof(void *));
    result->assessments = gti_arena_array(&result->arena, count, sizeof *result->assessments, sizeof(void *));
    work->readings = gti_arena_array(&result->arena, count, sizeof *work->readings, sizeof(uint64_t));
    if (result->proposals == NULL || result->assessments == NULL || result->stresses == NULL || work->readings == NULL)
        return GTEE_ERROR_MEMORY;
    for (size_t i = 0; i < count; i++) {
        if (proposals[i] == NULL)
            return GTEE_ERROR_ARGUMENT;
        result->proposals[i] = proposals[i];
    }
    result->proposal_count = count;
    return GTEE_OK;
}

/* Puts each proposal to the test, if that was asked for. */
static gtee_status stress_proposals(comparing *work)
{
    const gtee_stress_options options = {.size = sizeof options,
                                         .progress = work->options->progress,
                                         .progress_user = work->options->progress_user,
                                         .change_count = UINT32_MAX};
    gtee_comparison *result = work->result;
    gtee_status status = GTEE_OK;

    for (size_t i = 0; status == GTEE_OK && work->options->stress != 0 && i < result->proposal_count; i++)
        status = gti_stress_make(result->view, result->proposals[i], work->options->scenario, &options, work->report, &result->stresses[i]);
    return status;
}

static gtee_status compare(comparing *work, const gtee_proposal *const *proposals, size_t count)
{
    gtee_status status;

    if (count == 0) {
        gti_report_add(work->report, GTI_CODE_NOTHING_TO_COMPARE, NULL, NULL, "no proposal was given to compare");
        return GTEE_ERROR_ARGUMENT;
    }
    status = take_proposals(work, proposals, count);
    if (status == GTEE_OK)
        status = read_proposals(work);
    if (status == GTEE_OK)
        status = list_variables(work);
    if (status == GTEE_OK)
        status = fill_rows(work);
    if (status == GTEE_OK)
        status = list_touches(work);
    if (status == GTEE_OK)
        status = stress_proposals(work);
    for (size_t i = 0; i < work->read; i++)
        gti_reading_free(&work->readings[i]);
    gti_vec_free(&work->result->arena.allocator, &work->variables);
    return status;
}

static gtee_comparison *comparison_new(const gtee_view *view)
{
    gtee_comparison *result = gti_alloc_zero(&view->groups.arena.allocator, sizeof *result);

    if (result == NULL)
        return NULL;
    gti_refs_init(&result->refs);
    gti_arena_init(&result->arena, &view->groups.arena.allocator);
    result->view = gtee_view_ref((gtee_view *)view);
    return result;
}

gtee_status gtee_compare(const gtee_view *view, const gtee_proposal *const *proposals, size_t proposal_count,
                         const gtee_compare_options *options, gtee_comparison **comparison, gtee_diagnostics **diagnostics)
{
    gtee_compare_options copy;
    comparing work = {.options = &copy, .variables = GTI_VEC(uint32_t)};
    gtee_status status = GTEE_ERROR_MEMORY;

    if (comparison != NULL)
        *comparison = NULL;
    if (diagnostics != NULL)
        *diagnostics = NULL;
    if (view == NULL || comparison == NULL || (proposals == NULL && proposal_count > 0) ||
        !gti_options_copy(&copy, sizeof copy, sizeof copy, options))
        return GTEE_ERROR_ARGUMENT;
    work.report = gti_report_new(view->dossier->context);
    if (work.report == NULL)
        return GTEE_ERROR_MEMORY;
    work.result = comparison_new(view);
    if (work.result != NULL)
        status = compare(&work, proposals, proposal_count);
    status = gti_report_finish(work.report, status, diagnostics);
    if (status == GTEE_OK)
        *comparison = work.result;
    else
        gtee_comparison_unref(work.result);
    return status;
}

gtee_comparison *gtee_comparison_ref(gtee_comparison *comparison)
{
    gti_refs_up(&comparison->refs);
    return comparison;
}

void gtee_comparison_unref(gtee_comparison *comparison)
{
    if (comparison == NULL || !gti_refs_down(&comparison->refs))
        return;
    gtee_view *view = comparison->view;
    const gti_allocator allocator = comparison->arena.allocator;
    for (size_t i = 0; i < comparison->proposal_count; i++)
        gtee_assessment_unref(comparison->assessments[i]);
    for (size_t i = 0; i < comparison->proposal_count; i++)
        gtee_stress_unref(comparison->stresses[i]);
    gti_arena_free(&comparison->arena);
    gti_free(&allocator, comparison, sizeof *comparison);
    gtee_view_unref(view);
}

const gtee_view *gtee_comparison_view(const gtee_comparison *comparison)
{
    return comparison->view;
}

size_t gtee_comparison_proposal_count(const gtee_comparison *comparison)
{
    return comparison->proposal_count;
}

const gtee_proposal *gtee_comparison_proposal_at(const gtee_comparison *comparison, size_t index)
{
    return index < comparison->proposal_count ? comparison->proposals[index] : NULL;
}

const gtee_assessment *gtee_comparison_assessment_at(const gtee_comparison *comparison, size_t index)
{
    return index < comparison->proposal_count ? comparison->assessments[index] : NULL;
}

const gtee_stress *gtee_comparison_stress_at(const gtee_comparison *comparison, size_t index)
{
    return index < comparison->proposal_count ? comparison->stresses[index] : NULL;
}

size_t gtee_comparison_row_count(const gtee_comparison *comparison)
{
    return comparison->row_count;
}

const gtee_row *gtee_comparison_row_at(const gtee_comparison *comparison, size_t index)
{
    return index < comparison->row_count ? &comparison->rows[index] : NULL;
}

size_t gtee_comparison_difference_count(const gtee_comparison *comparison)
{
    return comparison->difference_count;
}

const gtee_issue *gtee_row_issue(const gtee_row *row)
{
    return row->variable->issue;
}

const gtee_participant *gtee_row_choice(const gtee_row *row)
{
    return row->variable->choice;
}

int32_t gtee_row_differs(const gtee_row *row)
{
    return row->differs;
}

uint32_t gtee_row_cell_kind(const gtee_row *row, size_t proposal_index)
{
    return proposal_index < row->cell_count ? row->cells[proposal_index].kind : 0;
}

uint64_t gtee_row_cell_options(const gtee_row *row, size_t proposal_index)
{
    return proposal_index < row->cell_count ? row->cells[proposal_index].options : 0;
}

int32_t gtee_row_cell_is_derived(const gtee_row *row, size_t proposal_index)
{
    return proposal_index < row->cell_count && row->cells[proposal_index].derived;
}

const gtee_clause *gtee_row_cell_clause(const gtee_row *row, size_t proposal_index)
{
    return proposal_index < row->cell_count ? row->cells[proposal_index].clause : NULL;
}

size_t gtee_row_touch_count(const gtee_row *row)
{
    return row->touch_count;
}

const gtee_touch *gtee_row_touch_at(const gtee_row *row, size_t index)
{
    return index < row->touch_count ? &row->touches[index] : NULL;
}

size_t gtee_touch_proposal_index(const gtee_touch *touch)
{
    return touch->proposal;
}

const gtee_finding *gtee_touch_finding(const gtee_touch *touch)
{
    return touch->finding;
}

const gtee_participant *gtee_touch_participant(const gtee_touch *touch)
{
    return touch->finding->participant;
}
