/* matrix.c: gtee_matrix_show: positions in force, a row for each variable, a column for each participant. Uses rows.h, words.h,
 * reason/view.h. */
#include "show/rows.h"
#include "show/show.h"
#include "show/words.h"

#include <string.h>

/* What is asked for, and the columns. */
typedef struct matrix {
    const gtee_view *view;
    const gtee_issue *const *issues;
    size_t issue_count;
    gti_vec columns; /* of const gtee_participant * */
    uint32_t *column_of; /* by participant's number: its column + 1, 0 if it has none */
    uint32_t marks; /* which marks the legend must explain */
} matrix;

#define MARK_IF 1u
#define MARK_REPORTED 2u
#define MARK_INFERRED 4u
#define MARK_CONTRADICTED 8u

/* ---- Which stances */

static bool wanted(const matrix *m, const gtee_stance *stance)
{
    if (m->issue_count == 0)
        return true;
    for (size_t i = 0; i < m->issue_count; i++)
        if (m->issues[i] == gtee_stance_issue(stance))
            return true;
    return false;
}

static uint32_t column_of(const matrix *m, const gtee_participant *participant)
{
    return m->column_of[gtee_participant_record(participant)->index];
}

static bool same_variable(const gtee_stance *a, const gtee_stance *b)
{
    return gtee_stance_issue(a) == gtee_stance_issue(b) && gtee_stance_choice(a) == gtee_stance_choice(b) &&
           gtee_stance_proposal(a) == gtee_stance_proposal(b);
}

static bool shown(const matrix *m, const gtee_stance *stance)
{
    return wanted(m, stance) && column_of(m, gtee_stance_participant(stance)) != 0;
}

/* ---- Cells */

static size_t variable_number(const gtee_view *view, const gtee_stance *stance)
{
    return (size_t)(stance->variable - view->variables.items);
}

/* The first contradiction on the variable or behind it: they come by variable. */
static size_t first_contradiction(const gtee_view *view, size_t variable)
{
    size_t low = 0, high = view->contradictions.count;

    while (low < high) {
        size_t middle = (low + high) / 2;
        const gtee_contradiction *c = GTI_VEC_AT(&view->contradictions, gtee_contradiction, middle);
        if ((size_t)(c->variable - view->variables.items) < variable)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static bool contradicted(const gtee_view *view, const gtee_stance *stance)
{
    for (size_t i = first_contradiction(view, variable_number(view, stance)); i < view->contradictions.count; i++) {
        const gtee_contradiction *c = GTI_VEC_AT(&view->contradictions, gtee_contradiction, i);
        if (c->variable != stance->variable)
            return false;
        if (c->position == stance->position || c->other == stance->position)
            return true;
    }
    return false;
}

static uint32_t marks_of(const gtee_view *view, const gtee_stance *stance)
{
    const gtee_position *position = gtee_stance_position(stance);
    uint32_t evidence = gtee_position_evidence(position), marks = 0;

    if (gtee_position_condition_count(position) > 0)
        marks |= MARK_IF;
    if (evidence == GTEE_EVIDENCE_REPORTED)
        marks |= MARK_REPORTED;
    if (evidence == GTEE_EVIDENCE_INFERRED)
        marks |= MARK_INFERRED;
    if (contradicted(view, stance))
        marks |= MARK_CONTRADICTED;
    return marks;
}

static const struct mark {
    uint32_t bit;
    const char *sign, *meaning;
} mark_words[] = {
    {MARK_IF, "if", "only on a condition"},
    {MARK_REPORTED, "r", "reported by others"},
    {MARK_INFERRED, "i", "inferred by the recorder"},
    {MARK_CONTRADICTED, "!", "contradicted by another position of the same participant"},
};
#define MARK_COUNT (sizeof mark_words / sizeof mark_words[0])

static void put_marks(gti_doc *doc, uint32_t marks)
{
    bool any = false;

    for (size_t i = 0; i < MARK_COUNT; i++) {
        if ((marks & mark_words[i].bit) == 0)
            continue;
        gti_put_all(doc, any ? "," : " (", mark_words[i].sign, (const char *)NULL);
        any = true;
    }
    gti_put(doc, any ? ")" : "");
}

static enum gti_style stance_style(uint32_t kind)
{
    switch (kind) {
    case GTEE_STANCE_REJECTS:
    case GTEE_STANCE_REQUIRES:
        return GTI_BAD;
    case GTEE_STANCE_OPPOSES:
        return GTI_MIXED;
    default:
        return GTI_GOOD;
    }
}

static void put_stance(gti_show *show, matrix *m, const gtee_stance *stance)
{
    uint32_t marks = marks_of(m->view, stance);

    m->marks |= marks;
    gti_put_styled(&show->doc, stance_style(gtee_stance_kind(stance)), gtee_stance_name(gtee_stance_kind(stance)));
    if (gtee_stance_issue(stance) != NULL) {
        gti_put(&show->doc, " ");
        gti_put_options(show, gtee_stance_issue(stance), gtee_stance_options(stance), " or ");
    }
    put_marks(&show->doc, marks);
}

/* The cells of the variable of the stance at `from`; the first stance behind it in *to. False: none of them is shown. */
static bool fill_cells(gti_show *show, matrix *m, size_t from, size_t *to, const char **cells)
{
    size_t count = gtee_view_stance_count(m->view);
    const gtee_stance *first = gtee_view_stance_at(m->view, from), *before = NULL;
    bool any = false;

    for (size_t c = 0; c < m->columns.count; c++)
        cells[c] = "";
    for (*to = from; *to < count && same_variable(first, gtee_view_stance_at(m->view, *to)); ++*to) {
        const gtee_stance *stance = gtee_view_stance_at(m->view, *to);
        if (!shown(m, stance))
            continue;
        /* stances of one participant follow one another */
        if (before != NULL && gtee_stance_participant(before) != gtee_stance_participant(stance))
            cells[column_of(m, gtee_stance_participant(before)) - 1] = gti_take(&show->doc);
        else if (before != NULL)
            gti_put_line_end(&show->doc);
        put_stance(show, m, stance);
        before = stance;
        any = true;
    }
    if (before != NULL)
        cells[column_of(m, gtee_stance_participant(before)) - 1] = gti_take(&show->doc);
    return any;
}

/* ---- The document */

static void add_legend(gti_show *show, const matrix *m)
{
    gti_doc *doc = &show->doc;

    for (size_t i = 0; i < MARK_COUNT; i++) {
        if ((m->marks & mark_words[i].bit) == 0)
            continue;
        gti_put_all(doc, gti_pending(doc) ? " · " : "", mark_words[i].sign, ": ", mark_words[i].meaning, (const char *)NULL);
    }
    if (!gti_pending(doc))
        return;
    gti_doc_gap(doc);
    gti_doc_paragraph(doc, 0, NULL);
}

static void add_table(gti_show *show, matrix *m, const char **cells)
{
    gti_doc *doc = &show->doc;
    uint32_t count = (uint32_t)m->columns.count;
    gti_rows rows;

    gti_rows_init(&rows, show, m->view, count);
    for (size_t i = 0, next = 0; i < gtee_view_stance_count(m->view); i = next) {
        const gtee_stance *stance = gtee_view_stance_at(m->view, i);
        if (fill_cells(show, m, i, &next, cells))
            gti_rows_add(&rows, gtee_stance_issue(stance), gtee_stance_choice(stance), gtee_stance_proposal(stance), cells);
    }
    gti_table *table = gti_doc_table(doc, GTI_TABLE_SPLIT, count + 1);
    gti_table_column(doc, table, 0, 0, "On");
    for (uint32_t c = 0; c < count; c++) {
        gti_put_name(show, *GTI_VEC_AT(&m->columns, const gtee_participant *, c));
        gti_table_column(doc, table, c + 1, 0, NULL);
    }
    gti_rows_write(&rows, table);
    gti_rows_free(&rows);
}

static bool any_shown(const matrix *m)
{
    for (size_t i = 0; i < gtee_view_stance_count(m->view); i++)
        if (shown(m, gtee_view_stance_at(m->view, i)))
            return true;
    return false;
}

static bool filtered(const matrix *m)
{
    return m->issue_count > 0 || gtee_view_stance_count(m->view) > 0;
}

static void build(gti_show *show, const void *what)
{
    matrix m = *(const matrix *)what;
    gti_doc *doc = &show->doc;
    size_t count = m.columns.count;
    const char **cells = gti_alloc_array(&show->allocator, count + 1, sizeof *cells);

    if (cells == NULL) {
        gti_show_fail(show);
        return;
    }
    gti_doc_heading(doc, 1, "Positions in force");
    gti_put_view(show, m.view);
    gti_doc_paragraph(doc, 0, NULL);
    if (any_shown(&m)) {
        add_table(show, &m, cells);
        add_legend(show, &m);
    } else {
        gti_doc_gap(doc);
        gti_doc_paragraph(doc, 0, filtered(&m) ? "No position is in force on what was asked for." : "No position is in force.");
    }
    gti_free(&show->allocator, cells, (count + 1) * sizeof *cells);
}

/* ---- JSON and CSV: one entry for each stance */

static void write_stance(gti_show *show, gti_json *json, const matrix *m, const gtee_stance *stance)
{
    const gtee_issue *issue = gtee_stance_issue(stance);
    const gtee_proposal *proposal = gtee_stance_proposal(stance);

    gti_json_begin_map(json);
    gti_json_id(json, "participant", gtee_stance_participant(stance));
    gti_json_key(json, "stance");
    gti_json_text(json, gtee_stance_name(gtee_stance_kind(stance)));
    gti_json_variable(json, issue, gtee_stance_choice(stance));
    gti_json_key(json, "proposal");
    gti_json_text(json, proposal != NULL ? gtee_proposal_id(proposal) : NULL);
    gti_json_options(json, "options", issue, gtee_stance_options(stance));
    gti_json_options(json, "excluded", issue, gtee_stance_excluded(stance));
    gti_json_key(json, "conditional");
    gti_json_bool(json, gtee_position_condition_count(gtee_stance_position(stance)) > 0);
    gti_json_key(json, "contradicted");
    gti_json_bool(json, contradicted(m->view, stance));
    gti_json_refer(show, json, "position", gtee_stance_position(stance));
    gti_json_end_map(json);
}

static void write_json(gti_show *show, gti_json *json, const void *what)
{
    const matrix *m = what;

    gti_json_begin_map(json);
    gti_json_view(json, m->view);
    gti_json_key(json, "stances");
    gti_json_begin_list(json, false);
    for (size_t i = 0; i < gtee_view_stance_count(m->view); i++)
        if (shown(m, gtee_view_stance_at(m->view, i)))
            write_stance(show, json, m, gtee_view_stance_at(m->view, i));
    gti_json_end_list(json);
    gti_json_references(show, json);
    gti_json_end_map(json);
}

static void csv_row(gti_show *show, gti_csv *csv, const matrix *m, const gtee_stance *stance)
{
    const gtee_position *position = gtee_stance_position(stance);
    const gtee_issue *issue = gtee_stance_issue(stance);
    const gtee_proposal *proposal = gtee_stance_proposal(stance);

    gti_csv_text(csv, issue != NULL ? gtee_issue_id(issue) : NULL);
    gti_csv_participant(csv, gtee_stance_choice(stance));
    gti_csv_text(csv, proposal != NULL ? gtee_proposal_id(proposal) : NULL);
    gti_csv_participant(csv, gtee_stance_participant(stance));
    gti_csv_text(csv, gtee_stance_name(gtee_stance_kind(stance)));
    gti_csv_text(csv, gti_csv_options(show, issue, gtee_stance_options(stance)));
    gti_csv_text(csv, gti_csv_options(show, issue, gtee_stance_excluded(stance)));
    gti_csv_text(csv, gtee_position_condition_count(position) > 0 ? "true" : "false");
    gti_csv_text(csv, contradicted(m->view, stance) ? "true" : "false");
    gti_csv_text(csv, gtee_evidence_name(gtee_position_evidence(position)));
    gti_csv_date(csv, gtee_position_date(position));
    gti_csv_text(csv, gtee_position_id(position));
    gti_csv_text(csv, gti_csv_citations(show, gtee_position_record(position)));
    gti_csv_row(csv);
}

static void write_csv(gti_show *show, gti_csv *csv, const void *what)
{
    static const char *const header[] = {"issue",        "choice",   "proposal", "participant", "stance", "options",  "excluded",
                                         "conditional",  "contradicted", "evidence", "date", "position", "citations"};
    const matrix *m = what;

    gti_csv_header(csv, header, sizeof header / sizeof header[0]);
    for (size_t i = 0; i < gtee_view_stance_count(m->view); i++)
        if (shown(m, gtee_view_stance_at(m->view, i)))
            csv_row(show, csv, m, gtee_view_stance_at(m->view, i));
}

/* ---- The call */

static bool add_column(matrix *m, const gti_allocator *allocator, const gtee_participant *participant)
{
    uint32_t *slot = &m->column_of[gtee_participant_record(participant)->index];

    if (*slot != 0)
        return true;
    const gtee_participant **column = gti_vec_push(allocator, &m->columns);
    if (column == NULL)
        return false;
    *column = participant;
    *slot = (uint32_t)m->columns.count;
    return true;
}

/* Those asked for, or all that hold a stance, in the dossier's order. */
static bool choose_columns(matrix *m, const gti_allocator *allocator, const gtee_participant *const *participants, size_t count)
{
    const gtee_dossier *dossier = gtee_view_dossier(m->view);
    bool good = true;

    for (size_t i = 0; good && i < count; i++)
        good = add_column(m, allocator, participants[i]);
    if (count > 0)
        return good;
    for (size_t i = 0; i < gtee_view_stance_count(m->view); i++) {
        const gtee_stance *stance = gtee_view_stance_at(m->view, i);
        if (wanted(m, stance))
            m->column_of[gtee_participant_record(gtee_stance_participant(stance))->index] = 1;
    }
    for (size_t i = 0; good && i < gtee_dossier_participant_count(dossier); i++) {
        bool holds = m->column_of[i] != 0;
        m->column_of[i] = 0;
        good = !holds || add_column(m, allocator, gtee_dossier_participant_at(dossier, i));
    }
    return good;
}

static bool all_belong(const gtee_view *view, const gtee_participant *const *participants, size_t participant_count,
                       const gtee_issue *const *issues, size_t issue_count)
{
    const gtee_dossier *dossier = gtee_view_dossier(view);

    for (size_t i = 0; i < participant_count; i++)
        if (participants[i] == NULL || !gti_record_belongs(dossier, gtee_participant_record(participants[i])))
            return false;
    for (size_t i = 0; i < issue_count; i++)
        if (issues[i] == NULL || !gti_record_belongs(dossier, gtee_issue_record(issues[i])))
            return false;
    return true;
}

gtee_status gtee_matrix_show(const gtee_view *view, const gtee_participant *const *participants, size_t participant_count,
                             const gtee_issue *const *issues, size_t issue_count, const gtee_show_options *options,
                             gtee_text **text)
{
    static const gti_shower shower = {build, write_json, write_csv, false};

    if (text == NULL)
        return GTEE_ERROR_ARGUMENT;
    *text = NULL;
    if (view == NULL || (participants == NULL && participant_count > 0) || (issues == NULL && issue_count > 0))
        return GTEE_ERROR_ARGUMENT;
    if (!all_belong(view, participants, participant_count, issues, issue_count))
        return GTEE_ERROR_ARGUMENT;
    const gti_allocator *allocator = gti_show_allocator(view);
    size_t known = gtee_dossier_participant_count(gtee_view_dossier(view));
    matrix m = {.view = view, .issues = issues, .issue_count = issue_count, .columns = GTI_VEC(const gtee_participant *)};
    gtee_status status = GTEE_ERROR_MEMORY;

    m.column_of = gti_alloc_array(allocator, known + 1, sizeof *m.column_of);
    if (m.column_of != NULL && choose_columns(&m, allocator, participants, participant_count))
        status = gti_show_run(allocator, options, &shower, &m, text);
    gti_vec_free(allocator, &m.columns);
    gti_free(allocator, m.column_of, (known + 1) * sizeof *m.column_of);
    return status;
}
