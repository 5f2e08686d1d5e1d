/* assess.c: an assessment from roles to verdicts. Uses base, record, assess.h, wording.h. */
#include "reason/assess.h"
#include "reason/wording.h"

bool gti_assess_find(gti_assessing *assessing, const gtee_finding *finding)
{
    return gti_vec_append(&assessing->view->groups.arena.allocator, &assessing->findings, finding, 1);
}

/* Marks those listed, and those that they stand for, who are assessed. */
static gtee_status mark_listed(gti_assessing *assessing, const gti_refs_list *list, uint32_t flags)
{
    for (uint32_t i = 0; i < list->count; i++) {
        const gtee_participant *who = (const gtee_participant *)list->items[i];
        gti_span members;
        gtee_status status = gti_groups_members(&assessing->reading.groups, who, &members);
        if (status != GTEE_OK)
            return status;
        assessing->marks[who->record.index].flags |= flags;
        for (uint32_t j = 0; j < members.count; j++)
            assessing->marks[gti_span_at(&members, j)].flags |= flags | GTI_MARK_ASSESSED;
    }
    return GTEE_OK;
}

static gtee_status mark_roles(gti_assessing *assessing)
{
    const gtee_proposal *proposal = assessing->proposal;
    gtee_status status = mark_listed(assessing, &proposal->parties, GTI_MARK_PARTY);

    if (status == GTEE_OK)
        status = mark_listed(assessing, &proposal->proposed_by, GTI_MARK_PROPOSER);
    for (uint32_t i = 0; status == GTEE_OK && i < proposal->clauses.count; i++) {
        status = mark_listed(assessing, &proposal->clauses.items[i]->obligors, 0);
        if (status == GTEE_OK)
            status = mark_listed(assessing, &proposal->clauses.items[i]->beneficiaries, 0);
    }
    return status;
}

/* By participant, then as a verdict lists them: its reasons first. */
static int by_weight(const void *user, const void *a, const void *b)
{
    const gtee_finding *left = a, *right = b;
    const uint32_t left_index = left->participant->record.index, right_index = right->participant->record.index;

    (void)user;
    if (left_index != right_index)
        return left_index < right_index ? -1 : 1;
    if (left->verdict != right->verdict)
        return left->verdict < right->verdict ? -1 : 1;
    return (left->kind > right->kind) - (left->kind < right->kind);
}

/* Drops the findings of those who get no verdict. */
static void drop_bystanders(gti_assessing *assessing)
{
    gtee_finding *findings = assessing->findings.items;
    size_t kept = 0;

    for (size_t i = 0; i < assessing->findings.count; i++)
        if ((gti_assess_mark(assessing, findings[i].participant)->flags & GTI_MARK_ASSESSED) != 0)
            findings[kept++] = findings[i];
    assessing->findings.count = kept;
}

/* Keeps the text that is in the buffer, if there is any, and empties it. false: no memory. */
static bool keep_text(gti_arena *arena, gti_buffer *buffer, const char **text)
{
    if (buffer->failed)
        return false;
    *text = NULL;
    if (buffer->size > 0) {
        *text = gti_arena_copy(arena, buffer->data, buffer->size);
        if (*text == NULL)
            return false;
    }
    gti_buffer_truncate(buffer, 0);
    return true;
}

static gtee_status put_into_words(gti_assessing *assessing, gtee_assessment *result, gtee_finding *findings, size_t count)
{
    gtee_status status = GTEE_OK;
    gti_buffer buffer;

    gti_buffer_init(&buffer, &result->arena.allocator);
    assessing->progress.total += count;
    for (size_t i = 0; status == GTEE_OK && i < count; i++) {
        gti_word_message(&buffer, &findings[i], assessing);
        if (!keep_text(&result->arena, &buffer, &findings[i].message))
            status = GTEE_ERROR_MEMORY;
        gti_word_cure(&buffer, &findings[i], assessing);
        if (status == GTEE_OK && !keep_text(&result->arena, &buffer, &findings[i].cure))
            status = GTEE_ERROR_MEMORY;
        if (status == GTEE_OK && !gti_progress_step(&assessing->progress, 1))
            status = GTEE_ERROR_CANCELLED;
    }
    gti_buffer_free(&buffer);
    return status;
}

/* Takes the findings of one participant, which come first of `findings`, into its verdict. */
static void judge(gtee_verdict *verdict, const gtee_finding *findings, size_t count)
{
    verdict->kind = GTEE_VERDICT_SILENT;
    verdict->findings = findings;
    while (verdict->finding_count < count && findings[verdict->finding_count].participant == verdict->participant) {
        const gtee_finding *finding = &findings[verdict->finding_count++];
        verdict->cost += finding->weight;
        verdict->kind = finding->verdict < verdict->kind ? finding->verdict : verdict->kind;
    }
}

/* Do its clauses leave no option for some variable? */
static bool contradicts_itself(const gti_assessing *assessing)
{
    for (size_t i = 0; i < assessing->reading.named.count; i++)
        if (gti_reading_cell(&assessing->reading, GTI_VEC_AT(&assessing->reading.named, gti_named, i)->variable).kind == GTEE_CELL_CONFLICT)
            return true;
    return false;
}

static gtee_status list_verdicts(const gti_assessing *assessing, gtee_assessment *result, const gtee_finding *findings, size_t count)
{
    size_t next = 0;

    for (size_t i = 0; i < assessing->mark_count; i++)
        result->verdict_count += (assessing->marks[i].flags & GTI_MARK_ASSESSED) != 0;
    result->verdicts = gti_arena_array(&result->arena, result->verdict_count + 1, sizeof(gtee_verdict), sizeof(void *));
    if (result->verdicts == NULL)
        return GTEE_ERROR_MEMORY;
    bool accepted = false;
    result->acceptable = !contradicts_itself(assessing);
    gtee_verdict *verdict = result->verdicts;
    for (size_t i = 0; i < assessing->mark_count; i++) {
        if ((assessing->marks[i].flags & GTI_MARK_ASSESSED) == 0)
            continue;
        verdict->participant = (const gtee_participant *)gti_record_at(assessing->view->dossier, GTEE_KIND_PARTICIPANT, i);
        verdict->is_party = (assessing->marks[i].flags & GTI_MARK_PARTY) != 0;
        judge(verdict, &findings[next], count - next);
        next += verdict->finding_count;
        result->acceptable = result->acceptable && verdict->kind >= GTEE_VERDICT_RESERVATIONS;
        accepted = accepted || verdict->kind == GTEE_VERDICT_RESERVATIONS || verdict->kind == GTEE_VERDICT_ACCEPTS;
        verdict++;
    }
    result->acceptable = result->acceptable && accepted;
    return GTEE_OK;
}

/* Findings in order and in words, and the verdicts they make. */
static gtee_status conclude(gti_assessing *assessing, gtee_assessment *result)
{
    gtee_finding *findings;
    size_t count;

    drop_bystanders(assessing);
    count = assessing->findings.count;
    if (!gti_sort(&result->arena.allocator, assessing->findings.items, count, sizeof *findings, by_weight, NULL))
        return GTEE_ERROR_MEMORY;
    findings = gti_arena_array(&result->arena, count + 1, sizeof *findings, sizeof(uint64_t));
    if (findings == NULL)
        return GTEE_ERROR_MEMORY;
    for (size_t i = 0; i < count; i++)
        findings[i] = *GTI_VEC_AT(&assessing->findings, gtee_finding, i);
    gtee_status status = put_into_words(assessing, result, findings, count);
    return status == GTEE_OK ? list_verdicts(assessing, result, findings, count) : status;
}

/* How many stances and choices must be looked at; findings come on top of it once they are known. */
static uint64_t steps_ahead(const gti_assessing *assessing)
{
    const gtee_view *view = assessing->view;
    const gti_vec *named = &assessing->reading.named;
    uint64_t steps = named->count + view->background.count;

    steps += view->stance_first[view->variables.total] - view->stance_first[view->variables.count];
    for (size_t i = 0; i < named->count; i++) {
        const uint32_t variable = GTI_VEC_AT(named, gti_named, i)->variable;
        steps += view->stance_first[variable + 1] - view->stance_first[variable];
    }
    return steps;
}

static gtee_status work(gti_assessing *assessing, const gtee_reason_options *options, gti_report *report, gtee_assessment *result)
{
    gtee_status status = gti_reading_make(&assessing->reading, assessing->view, assessing->proposal, report);

    if (status == GTEE_OK)
        gti_progress_init(&assessing->progress, options->progress, options->progress_user, steps_ahead(assessing));
    if (status == GTEE_OK)
        status = mark_roles(assessing);
    if (status == GTEE_OK)
        status = gti_assess_packages(assessing);
    if (status == GTEE_OK)
        status = gti_assess_stances(assessing);
    if (status == GTEE_OK)
        status = gti_assess_consents(assessing);
    if (status == GTEE_OK)
        status = conclude(assessing, result);
    if (status == GTEE_ERROR_LIMIT)
        gti_report_add(report, GTI_CODE_VIEW_TOO_LARGE, NULL, NULL, "the clauses of %q multiply to more than %u choices and consents",
                       assessing->proposal->record.id, assessing->view->dossier->context->limits.values / 8);
    return status;
}

static gtee_assessment *assessment_new(const gtee_view *view, const gtee_proposal *proposal)
{
    const gti_allocator *allocator = &view->groups.arena.allocator;
    gtee_assessment *result = gti_alloc_zero(allocator, sizeof *result);

    if (result == NULL)
        return NULL;
    gti_refs_init(&result->refs);
    gti_arena_init(&result->arena, allocator);
    result->view = gtee_view_ref((gtee_view *)view);
    result->proposal = proposal;
    return result;
}

gtee_status gti_assess(const gtee_view *view, const gtee_proposal *proposal, const gtee_reason_options *options, gti_report *report,
                       gtee_assessment **assessment)
{
    const gti_allocator *allocator = &view->groups.arena.allocator;
    gti_assessing assessing = {.view = view, .proposal = proposal, .findings = GTI_VEC(gtee_finding)};
    gtee_status status = GTEE_ERROR_MEMORY;
    gtee_assessment *result;

    *assessment = NULL;
    if (proposal->record.index != GTI_MADE_UP && !gti_record_belongs(view->dossier, &proposal->record)) {
        gti_report_add(report, GTI_CODE_OTHER_DOSSIER, NULL, NULL, "the proposal %q is not of the view's dossier", proposal->record.id);
        return GTEE_ERROR_ARGUMENT;
    }
    assessing.mark_count = gti_record_count(view->dossier, GTEE_KIND_PARTICIPANT);
    assessing.marks = gti_alloc_array(allocator, assessing.mark_count + 1, sizeof(gti_mark));
    result = assessment_new(view, proposal);
    if (assessing.marks != NULL && result != NULL) {
        status = work(&assessing, options, report, result);
        gti_reading_free(&assessing.reading);
    }
    gti_vec_free(allocator, &assessing.findings);
    gti_free(allocator, assessing.marks, (assessing.mark_count + 1) * sizeof(gti_mark));
    if (status == GTEE_OK)
        *assessment = result;
    else
        gtee_assessment_unref(result);
    return status;
}

gtee_status gtee_assess(const gtee_view *view, const gtee_proposal *proposal, const gtee_reason_options *options,
                        gtee_assessment **assessment, gtee_diagnostics **diagnostics)
{
    gtee_reason_options copy;
    gti_report *report;

    if (assessment != NULL)
        *assessment = NULL;
    if (diagnostics != NULL)
        *diagnostics = NULL;
    if (view == NULL || proposal == NULL || assessment == NULL || !gti_options_copy(&copy, sizeof copy, sizeof copy, options))
        return GTEE_ERROR_ARGUMENT;
    report = gti_report_new(view->dossier->context);
    if (report == NULL)
        return GTEE_ERROR_MEMORY;
    gtee_status status = gti_report_finish(report, gti_assess(view, proposal, &copy, report, assessment), diagnostics);
    if (status != GTEE_OK) {
        gtee_assessment_unref(*assessment);
        *assessment = NULL;
    }
    return status;
}
