/* reading.c: a proposal's clauses put together by variable. Uses base, record, reading.h. */
#include "reason/derived.h"
#include "reason/reading.h"

/* Says that a term fixes nobody's choice. */
static void report_vain(gti_report *report, const gti_reading *reading, const gtee_clause *clause, const gtee_term *term)
{
    const gti_place place = {.file = clause->record.file, .line = clause->record.line, .column = clause->record.column, .length = 1};

    if (report == NULL)
        return;
    gti_report_add(report, GTI_CODE_NO_CHOICE, &place, NULL, "clause %q of %q fixes %q for %s, who has no choice on it as of %d",
                   clause->record.id, reading->proposal->record.id, term->issue->record.id,
                   term->participant != NULL ? gtee_participant_name(term->participant, NULL) : NULL, (int)reading->view->day);
}

static gtee_status read_term(gti_reading *reading, uint32_t clause, const gtee_term *term, gti_report *report)
{
    gti_span span;
    gtee_status status = gti_variables_of(&reading->view->variables, &reading->groups, term->issue, term->participant, &span);

    if (status != GTEE_OK)
        return status;
    if (span.count == 0)
        report_vain(report, reading, reading->proposal->clauses.items[clause], term);
    if (!gti_groups_take(&reading->groups, span.count))
        return GTEE_ERROR_LIMIT;
    for (uint32_t i = 0; i < span.count; i++) {
        gti_said said = {.variable = gti_span_at(&span, i), .clause = clause, .options = term->options};
        if (!gti_vec_append(&reading->groups.arena.allocator, &reading->said, &said, 1))
            return GTEE_ERROR_MEMORY;
    }
    return GTEE_OK;
}

static gtee_status read_clauses(gti_reading *reading, gti_report *report)
{
    const gti_clauses *clauses = &reading->proposal->clauses;
    gtee_status status = GTEE_OK;

    for (uint32_t i = 0; i < clauses->count; i++)
        for (uint32_t j = 0; status == GTEE_OK && j < clauses->items[i]->terms.count; j++)
            status = read_term(reading, i, &clauses->items[i]->terms.items[j], report);
    return status;
}

static int by_variable(const void *user, const void *a, const void *b)
{
    const gti_said *left = a, *right = b;

    (void)user;
    return (left->variable > right->variable) - (left->variable < right->variable);
}

static void report_conflict(gti_report *report, const gti_reading *reading, const gti_named *named)
{
    const gti_variable *variable = &reading->view->variables.items[named->variable];
    const gtee_clause *clause = gti_reading_first_clause(reading, named);
    const gti_place place = {.file = clause->record.file, .line = clause->record.line, .column = clause->record.column, .length = 1};

    if (report == NULL)
        return;
    gti_report_add(report, GTI_CODE_CLAUSES_CONTRADICT, &place, NULL, "the clauses of %q leave no option for %q%s%s",
                   reading->proposal->record.id, variable->issue->record.id, variable->choice != NULL ? " of " : "",
                   variable->choice != NULL ? gtee_participant_name(variable->choice, NULL) : "");
}

/* Joins what the clauses say of each variable. */
static gtee_status join(gti_reading *reading, gti_report *report)
{
    const gti_allocator *allocator = &reading->groups.arena.allocator;
    gti_named *named = NULL;

    for (uint32_t i = 0; i < reading->said.count; i++) {
        const gti_said *said = GTI_VEC_AT(&reading->said, gti_said, i);
        if (named == NULL || named->variable != said->variable) {
            named = gti_vec_push(allocator, &reading->named);
            if (named == NULL)
                return GTEE_ERROR_MEMORY;
            *named = (gti_named){.variable = said->variable, .first = i, .options = UINT64_MAX};
        }
        named->count++;
        named->options &= said->options;
    }
    for (size_t i = 0; i < reading->named.count; i++) {
        named = GTI_VEC_AT(&reading->named, gti_named, i);
        if (named->options == 0 && !gti_variable_derived(&reading->view->variables.items[named->variable]))
            report_conflict(report, reading, named);
    }
    return GTEE_OK;
}

gtee_status gti_reading_make(gti_reading *reading, const gtee_view *view, const gtee_proposal *proposal, gti_report *report)
{
    const gti_allocator *allocator = &view->groups.arena.allocator;

    *reading = (gti_reading){.view = view, .proposal = proposal, .said = GTI_VEC(gti_said), .named = GTI_VEC(gti_named), .derived = GTI_VEC(gti_derived)};
    gti_groups_init(&reading->groups, &view->groups, view->dossier, view->day);
    gtee_status status = read_clauses(reading, report);
    if (status == GTEE_OK)
        status = gti_derive(reading, report);
    if (status != GTEE_OK)
        return status;
    if (!gti_sort(allocator, reading->said.items, reading->said.count, sizeof(gti_said), by_variable, NULL))
        return GTEE_ERROR_MEMORY;
    reading->truth_count = view->conditions.items.count;
    reading->truths = gti_alloc_array(allocator, reading->truth_count, 1);
    return reading->truths != NULL ? join(reading, report) : GTEE_ERROR_MEMORY;
}

void gti_reading_free(gti_reading *reading)
{
    const gti_allocator allocator = reading->groups.arena.allocator;

    gti_vec_free(&allocator, &reading->said);
    gti_vec_free(&allocator, &reading->named);
    gti_vec_free(&allocator, &reading->derived);
    gti_free(&allocator, reading->truths, reading->truth_count);
    gti_groups_free(&reading->groups);
}

const gti_named *gti_reading_named(const gti_reading *reading, uint32_t variable)
{
    size_t low = 0, high = reading->named.count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;
        const gti_named *named = GTI_VEC_AT(&reading->named, gti_named, middle);
        if (named->variable == variable)
            return named;
        if (named->variable < variable)
            low = middle + 1;
        else
            high = middle;
    }
    return NULL;
}

gti_cell gti_reading_cell(const gti_reading *reading, uint32_t variable)
{
    const gti_variable *what = &reading->view->variables.items[variable];
    const gti_named *named = gti_reading_named(reading, variable);
    const uint64_t fallback = gti_variable_default(what);

    if (gti_variable_derived(what)) {
        const gti_derived *derived = gti_derived_find(reading, variable);
        if (derived != NULL)
            return (gti_cell){.kind = GTEE_CELL_DERIVED,
                              .options = derived->options,
                              .named = derived->options != fallback ? named : NULL,
                              .derived = true};
        return (gti_cell){.kind = GTEE_CELL_DERIVED, .options = gti_variable_all(what), .named = named};
    }
    if (named == NULL && fallback == 0)
        return (gti_cell){.kind = GTEE_CELL_SILENT, .options = gti_variable_all(what)};
    if (named == NULL)
        return (gti_cell){.kind = GTEE_CELL_DEFAULT, .options = fallback};
    if (named->options == 0)
        return (gti_cell){.kind = GTEE_CELL_CONFLICT, .named = named};
    const bool one = (named->options & (named->options - 1)) == 0;
    return (gti_cell){.kind = one ? GTEE_CELL_FIXED : GTEE_CELL_OPEN, .options = named->options, .named = named};
}

const gtee_clause *gti_reading_clause(const gti_reading *reading, const gti_named *named, uint64_t fine)
{
    if (named == NULL)
        return NULL;
    for (uint32_t i = 0; i < named->count; i++) {
        const gti_said *said = GTI_VEC_AT(&reading->said, gti_said, named->first + i);
        if ((said->options & fine) == 0 && said->clause != GTI_NO_CLAUSE)
            return reading->proposal->clauses.items[said->clause];
    }
    return gti_reading_first_clause(reading, named);
}

const gtee_clause *gti_reading_first_clause(const gti_reading *reading, const gti_named *named)
{
    const uint32_t clause = GTI_VEC_AT(&reading->said, gti_said, named->first)->clause;

    return clause != GTI_NO_CLAUSE ? reading->proposal->clauses.items[clause] : NULL;
}

static uint32_t truth_of(const gti_reading *reading, const gti_condition *condition)
{
    uint32_t truth = GTI_HOLDS;

    for (uint32_t i = 0; truth != GTI_FAILS && i < condition->count; i++) {
        const gti_literal *literal = &condition->literals[i];
        uint32_t here = (literal->key & GTI_ABSENT) != 0
                            ? gti_truth_absent(reading->view->dossier, literal)
                            : gti_truth(gti_reading_cell(reading, (uint32_t)literal->key).options, literal->options);
        truth = here < truth ? here : truth;
    }
    return truth;
}

uint32_t gti_reading_truth(gti_reading *reading, uint32_t condition)
{
    if (reading->truths[condition] == 0)
        reading->truths[condition] =
            (unsigned char)truth_of(reading, GTI_VEC_AT(&reading->view->conditions.items, gti_condition, condition));
    return reading->truths[condition];
}

gtee_status gti_reading_contains(const gti_reading *reading, const gtee_proposal *other, bool *contains)
{
    gti_reading read;
    gtee_status status;

    *contains = other == reading->proposal;
    if (*contains)
        return GTEE_OK;
    status = gti_reading_make(&read, reading->view, other, NULL);
    if (status == GTEE_OK) {
        size_t bound = 0, kept = 0;
        for (size_t i = 0; i < read.named.count; i++) {
            const gti_named *named = GTI_VEC_AT(&read.named, gti_named, i);
            gti_cell here = gti_reading_cell(reading, named->variable);
            if (here.kind == GTEE_CELL_DERIVED)
                continue;
            bound++;
            kept += here.options != 0 && (here.options & ~named->options) == 0;
        }
        *contains = bound > 0 && kept == bound;
    }
    gti_reading_free(&read);
    return status;
}
