/* stress_dues.c: what triggered clauses oblige to, from whom, and on which issues. Uses stress.h, assess.h. */
#include "reason/assess.h"
#include "reason/stress.h"

/* What follows from clauses and rules is no promise. */
static bool is_commitment(const gtee_term *term)
{
    return term->issue->derived == GTEE_DERIVED_NONE;
}

static gtee_status binds(gti_stressing *s, const gtee_term *term, uint32_t obligor, bool *result)
{
    const gtee_view *view = s->result->view;
    gti_span span;
    gtee_status status;

    *result = term->issue->by == NULL && is_commitment(term);
    if (term->issue->by == NULL || !is_commitment(term))
        return GTEE_OK;
    status = gti_variables_of(&view->variables, &s->groups, term->issue, term->participant, &span);
    for (uint32_t i = 0; status == GTEE_OK && i < span.count; i++)
        *result = *result || view->variables.items[gti_span_at(&span, i)].choice->record.index == obligor;
    return status;
}

/* Those who have to choose on their own what the clause fixes: the obligors of a clause that names none. */
static gtee_status mark_choosers(gti_stressing *s, const gtee_clause *clause, bool *marks)
{
    const gtee_view *view = s->result->view;
    gtee_status status = GTEE_OK;

    for (uint32_t i = 0; status == GTEE_OK && i < clause->terms.count; i++) {
        const gtee_term *term = &clause->terms.items[i];
        gti_span span = {.count = 0};
        if (term->issue->by == NULL || !is_commitment(term))
            continue;
        status = gti_variables_of(&view->variables, &s->groups, term->issue, term->participant, &span);
        for (uint32_t j = 0; status == GTEE_OK && j < span.count; j++)
            marks[view->variables.items[gti_span_at(&span, j)].choice->record.index] = true;
    }
    return status;
}

/* Nobody owes a promise to itself alone, and whom it happens to owes nothing. */
static gtee_status unmark_protected(gti_stressing *s, const gtee_clause *clause, bool *marks)
{
    const gtee_scenario *scenario = s->result->scenario;
    const gtee_trigger *happens = scenario != NULL ? scenario->trigger : NULL;
    bool *protected = gti_alloc_array(s->allocator, (s->participants + 1) * 2, sizeof *protected), *victims;
    size_t count = 0;
    gtee_status status;

    if (protected == NULL)
        return GTEE_ERROR_MEMORY;
    victims = protected + s->participants;
    status = gti_stress_mark(s, &clause->beneficiaries, protected);
    if (status == GTEE_OK && happens != NULL)
        status = gti_stress_mark(s, &happens->against, victims);
    for (size_t i = 0; i < s->participants; i++)
        count += protected[i];
    for (size_t i = 0; status == GTEE_OK && i < s->participants; i++)
        if (protected[i] && (count == 1 || victims[i]))
            marks[i] = false;
    gti_free(s->allocator, protected, (s->participants + 1) * 2 * sizeof *protected);
    return status;
}

static gtee_status list_terms(gti_stressing *s, gtee_due *due, uint32_t obligor)
{
    const gti_terms *terms = &due->test->clause->terms;
    gtee_status status = GTEE_OK;

    due->terms = gti_stress_array(s, terms->count, sizeof *due->terms);
    if (due->terms == NULL)
        return GTEE_ERROR_MEMORY;
    for (uint32_t i = 0; status == GTEE_OK && i < terms->count; i++) {
        bool bound;
        status = binds(s, &terms->items[i], obligor, &bound);
        if (status == GTEE_OK && bound)
            due->terms[due->term_count++] = &terms->items[i];
    }
    return status;
}

static gtee_status add_due(gti_stressing *s, const gtee_test *test, uint32_t obligor, gti_vec *dues)
{
    gtee_due *due = gti_vec_push(s->allocator, dues);

    if (due == NULL)
        return GTEE_ERROR_MEMORY;
    *due = (gtee_due){.test = test, .obligor = gti_stress_participant(s, obligor), .likely = s->circumstances[0].likely[obligor]};
    return list_terms(s, due, obligor);
}

static gtee_status add_dues(gti_stressing *s, const gtee_test *test, gti_vec *dues)
{
    const gtee_clause *clause = test->clause;
    bool *marks = gti_alloc_array(s->allocator, s->participants + 1, sizeof *marks);
    gtee_status status;

    if (marks == NULL)
        return GTEE_ERROR_MEMORY;
    status = clause->obligors.count > 0 ? gti_stress_mark(s, &clause->obligors, marks) : mark_choosers(s, clause, marks);
    if (status == GTEE_OK)
        status = unmark_protected(s, clause, marks);
    for (size_t i = 0; status == GTEE_OK && i < s->participants; i++)
        if (marks[i])
            status = gti_groups_take(&s->groups, 1) ? add_due(s, test, (uint32_t)i, dues) : GTEE_ERROR_LIMIT;
    gti_free(s->allocator, marks, (s->participants + 1) * sizeof *marks);
    return status;
}

/* ---- What the obligor has ruled out itself */

static bool concerns(const gtee_due *due, const gtee_finding *finding)
{
    if (finding->variable->issue == NULL)
        return finding->kind == GTEE_FINDING_PACKAGE;
    for (size_t i = 0; i < due->term_count; i++)
        if (due->terms[i]->issue == finding->variable->issue &&
            (finding->variable->choice == NULL || finding->variable->choice == due->obligor) && (due->terms[i]->options & finding->allowed) == 0)
            return true;
    return false;
}

static void find_exclusion(const gtee_assessment *assessment, gtee_due *due)
{
    const gtee_verdict *verdict = gtee_assessment_verdict_find(assessment, due->obligor);

    for (size_t i = 0; verdict != NULL && due->excluded_by == NULL && i < verdict->finding_count; i++) {
        const gtee_finding *finding = &verdict->findings[i];
        if (finding->verdict == GTEE_VERDICT_REJECTS && concerns(due, finding))
            due->excluded_by = finding->position;
    }
}

static gtee_status find_exclusions(gti_stressing *s)
{
    gtee_stress *result = s->result;
    const gtee_reason_options options = {sizeof options, s->options->progress, s->options->progress_user};
    gtee_assessment *assessment;
    gti_report *unsaid = gti_report_new(result->view->dossier->context); /* what an assessment reports is not asked for here */
    gtee_status status;

    if (unsaid == NULL)
        return GTEE_ERROR_MEMORY;
    status = gti_assess(result->view, result->proposal, &options, unsaid, &assessment);
    gti_report_free(unsaid);
    for (size_t i = 0; status == GTEE_OK && i < result->due_count; i++)
        find_exclusion(assessment, &result->dues[i]);
    gtee_assessment_unref(assessment);
    return status;
}

/* ---- Levels */

static bool is_on(const gtee_due *due, const gtee_issue *issue, const gtee_clause *clause)
{
    if (issue == NULL)
        return due->test->clause == clause && due->term_count == 0;
    for (size_t i = 0; i < due->term_count; i++)
        if (due->terms[i]->issue == issue)
            return true;
    return false;
}

static uint32_t least_of(const gti_stressing *s, const gtee_issue *issue)
{
    uint32_t least = 1;

    for (size_t i = 0; issue != NULL && i < s->options->least_count; i++)
        if (s->options->least_issues[i] == issue)
            least = s->options->least_numbers[i];
    return least;
}

/* The level of an issue, or of a clause without terms, if anything on it comes due. */
static gtee_status add_level(gti_stressing *s, const gtee_issue *issue, const gtee_clause *clause, gti_vec *levels)
{
    gtee_stress *result = s->result;
    gtee_level level = {.issue = issue, .clause = clause, .least = least_of(s, issue)};
    bool *marks;
    gtee_status status;

    for (size_t i = 0; i < result->due_count; i++)
        level.due_count += is_on(&result->dues[i], issue, clause);
    if (level.due_count == 0)
        return GTEE_OK;
    level.dues = gti_stress_array(s, level.due_count, sizeof *level.dues);
    marks = gti_alloc_array(s->allocator, s->participants + 1, sizeof *marks);
    if (level.dues == NULL || marks == NULL) {
        gti_free(s->allocator, marks, (s->participants + 1) * sizeof *marks);
        return GTEE_ERROR_MEMORY;
    }
    level.due_count = 0;
    for (size_t i = 0; i < result->due_count; i++)
        if (is_on(&result->dues[i], issue, clause)) {
            level.dues[level.due_count++] = i;
            marks[result->dues[i].obligor->record.index] = true;
        }
    status = gti_stress_crew(s, marks, &level.obligors);
    gti_free(s->allocator, marks, (s->participants + 1) * sizeof *marks);
    if (status != GTEE_OK)
        return status;
    level.least = level.least > level.obligors.count ? (uint32_t)level.obligors.count : level.least;
    level.chances = gti_stress_array(s, level.obligors.count + 1, sizeof *level.chances);
    return level.chances != NULL && gti_vec_append(s->allocator, levels, &level, 1) ? GTEE_OK : GTEE_ERROR_MEMORY;
}

static gtee_status list_levels(gti_stressing *s, gti_vec *levels)
{
    const gtee_dossier *dossier = s->result->view->dossier;
    gtee_status status = GTEE_OK;

    for (size_t i = 0; i < s->options->least_count; i++)
        if (s->options->least_issues[i] == NULL || !gti_record_belongs(dossier, &s->options->least_issues[i]->record)) {
            gti_report_add(s->report, GTI_CODE_STRESS_OPTIONS, NULL, NULL, "an issue in the options of the stress test is none");
            return GTEE_ERROR_ARGUMENT;
        }
    for (size_t i = 0; status == GTEE_OK && i < gti_record_count(dossier, GTEE_KIND_ISSUE); i++)
        status = add_level(s, (const gtee_issue *)gti_record_at(dossier, GTEE_KIND_ISSUE, i), NULL, levels);
    for (size_t i = 0; status == GTEE_OK && i < s->result->test_count; i++)
        status = add_level(s, NULL, s->result->tests[i].clause, levels);
    return status;
}

/* Moves the items of a list into the result's memory. */
static void *settle(gti_stressing *s, const gti_vec *list, size_t *count)
{
    unsigned char *items = gti_stress_array(s, list->count, list->item_size);
    const unsigned char *from = list->items;

    for (size_t i = 0; items != NULL && i < list->count * list->item_size; i++)
        items[i] = from[i];
    *count = items != NULL ? list->count : 0;
    return items;
}

gtee_status gti_stress_dues(gti_stressing *s)
{
    gtee_stress *result = s->result;
    gti_vec dues = GTI_VEC(gtee_due), levels = GTI_VEC(gtee_level);
    gtee_status status = GTEE_OK;

    for (size_t i = 0; status == GTEE_OK && i < result->test_count; i++)
        if (result->tests[i].outcome != GTEE_TEST_NOT_TRIGGERED)
            status = add_dues(s, &result->tests[i], &dues);
    if (status == GTEE_OK && (result->dues = settle(s, &dues, &result->due_count)) == NULL)
        status = GTEE_ERROR_MEMORY;
    if (status == GTEE_OK)
        status = find_exclusions(s);
    if (status == GTEE_OK)
        status = list_levels(s, &levels);
    if (status == GTEE_OK && (result->levels = settle(s, &levels, &result->level_count)) == NULL)
        status = GTEE_ERROR_MEMORY;
    gti_vec_free(s->allocator, &dues);
    gti_vec_free(s->allocator, &levels);
    return status;
}
