/* inquiry.c: the options of a question about deals, checked and copied. Uses base, record, inquiry.h. */
#include "reason/inquiry.h"

#define USUAL_BUDGET UINT64_C(20000000)

gtee_status gti_search_status(uint32_t result)
{
    switch (result) {
    case GTI_SEARCH_DONE:
    case GTI_SEARCH_NONE:
        return GTEE_OK;
    case GTI_SEARCH_BUDGET:
        return GTEE_ERROR_LIMIT;
    case GTI_SEARCH_STOPPED:
        return GTEE_ERROR_CANCELLED;
    default:
        return GTEE_ERROR_MEMORY;
    }
}

gtee_status gti_inquiry_begin(const gtee_view *view, const gtee_search_options *options, gtee_search_options *copy, gtee_diagnostics **diagnostics,
                              gti_report **report)
{
    *report = NULL;
    if (diagnostics != NULL)
        *diagnostics = NULL;
    if (view == NULL || !gti_options_copy(copy, sizeof *copy, sizeof *copy, options))
        return GTEE_ERROR_ARGUMENT;
    *report = gti_report_new(view->dossier->context);
    return *report != NULL ? GTEE_OK : GTEE_ERROR_MEMORY;
}

gtee_status gti_result_new(const gti_result_kind *kind, const gtee_view *view, const gtee_search_options *options, const void *question,
                           void **result, gtee_diagnostics **diagnostics)
{
    gtee_search_options copy;
    gti_report *report;

    *result = NULL;
    gtee_status status = gti_inquiry_begin(view, options, &copy, diagnostics, &report);
    if (status != GTEE_OK)
        return status;
    void *made = gti_alloc_zero(&view->groups.arena.allocator, kind->size);
    if (made == NULL)
        return gti_report_finish(report, GTEE_ERROR_MEMORY, diagnostics);
    gti_refs_init(made);
    status = gti_report_finish(report, kind->make(made, view, &copy, question, report), diagnostics);
    if (status == GTEE_OK)
        *result = made;
    else
        kind->unref(made);
    return status;
}

static bool stop(void *user, uint64_t steps)
{
    const gti_inquiry *inquiry = user;
    const uint64_t budget = inquiry->search.budget;

    return inquiry->progress(inquiry->progress_user, steps < budget ? steps : budget, budget) != 0;
}

/* Is it a record of the dossier? Says so if not. */
static bool is_ours(const gti_inquiry *inquiry, const gtee_record *record, gti_report *report)
{
    if (record == NULL)
        return false;
    if (gti_record_belongs(inquiry->view->dossier, record))
        return true;
    gti_report_add(report, GTI_CODE_OTHER_DOSSIER, NULL, NULL, "%q is not of the view's dossier", record->id);
    return false;
}

static gtee_status new_flags(gti_inquiry *inquiry, uint32_t kind, bool **flags)
{
    *flags = gti_arena_array(&inquiry->arena, gti_record_count(inquiry->view->dossier, kind) + 1, sizeof **flags, 1);
    return *flags != NULL ? GTEE_OK : GTEE_ERROR_MEMORY;
}

/* Marks the participants named and, for groups, their members. */
static gtee_status mark_participants(gti_inquiry *inquiry, gti_groups *groups, const gtee_participant *const *named, size_t count, bool **flags,
                                     gti_report *report)
{
    gtee_status status = new_flags(inquiry, GTEE_KIND_PARTICIPANT, flags);

    for (size_t i = 0; status == GTEE_OK && i < count; i++) {
        gti_span members;
        if (!is_ours(inquiry, (const gtee_record *)named[i], report))
            return GTEE_ERROR_ARGUMENT;
        (*flags)[named[i]->record.index] = true;
        status = gti_groups_members(groups, named[i], &members);
        for (uint32_t k = 0; status == GTEE_OK && k < members.count; k++)
            (*flags)[gti_span_at(&members, k)] = true;
    }
    return status;
}

static gtee_status take_parties(gti_inquiry *inquiry, gti_groups *groups, const gtee_search_options *options, gti_report *report)
{
    const gtee_proposal *near = inquiry->question.mode == GTI_DEAL_NEAREST ? inquiry->question.proposal : NULL;
    const gtee_participant *const *parties = options->parties;
    size_t count = options->party_count;
    bool *flags;

    if (parties == NULL && near != NULL && near->parties.count > 0) {
        parties = (const gtee_participant *const *)near->parties.items;
        count = near->parties.count;
    }
    if (parties == NULL)
        return GTEE_OK;
    const gtee_participant **copy = gti_arena_array(&inquiry->arena, count + 1, sizeof *copy, sizeof(void *));
    if (copy == NULL)
        return GTEE_ERROR_MEMORY;
    for (size_t i = 0; i < count; i++)
        copy[i] = parties[i];
    inquiry->parties = copy;
    inquiry->party_count = count;
    gtee_status status = mark_participants(inquiry, groups, parties, count, &flags, report);
    inquiry->question.counts = flags;
    return status;
}

static gtee_status take_immovable(gti_inquiry *inquiry, gti_groups *groups, const gtee_search_options *options, gti_report *report)
{
    bool *flags;
    gtee_status status = GTEE_OK;

    if (options->immovable != NULL) {
        status = mark_participants(inquiry, groups, options->immovable, options->immovable_count, &flags, report);
        inquiry->question.immovable = flags;
    }
    if (status != GTEE_OK || options->immovable_positions == NULL)
        return status;
    status = new_flags(inquiry, GTEE_KIND_POSITION, &flags);
    for (size_t i = 0; status == GTEE_OK && i < options->immovable_position_count; i++) {
        if (!is_ours(inquiry, (const gtee_record *)options->immovable_positions[i], report))
            return GTEE_ERROR_ARGUMENT;
        flags[gti_deal_stands(&inquiry->question, options->immovable_positions[i]->record.index)] = true;
    }
    inquiry->question.immovable_positions = flags;
    return status;
}

/* Which stances in force are whose: by counting. */
static gtee_status index_stances(gti_inquiry *inquiry)
{
    const gtee_view *view = inquiry->view;
    const size_t positions = gti_record_count(view->dossier, GTEE_KIND_POSITION);
    uint32_t *first = gti_arena_array(&inquiry->arena, positions + 2, sizeof *first, sizeof *first);
    uint32_t *stances = gti_arena_array(&inquiry->arena, view->stances.count + 1, sizeof *stances, sizeof *stances);

    if (first == NULL || stances == NULL)
        return GTEE_ERROR_MEMORY;
    for (size_t i = 0; i < view->stances.count; i++)
        first[gti_view_stance(view, i)->position->record.index + 2]++;
    for (size_t i = 2; i < positions + 2; i++)
        first[i] += first[i - 1];
    for (size_t i = 0; i < view->stances.count; i++)
        stances[first[gti_view_stance(view, i)->position->record.index + 1]++] = (uint32_t)i;
    inquiry->stances = stances;
    inquiry->position_first = first;
    return GTEE_OK;
}

static gtee_status take_fixes(gti_inquiry *inquiry, const gtee_search_options *options, gti_report *report)
{
    gtee_status status = GTEE_OK;

    for (size_t i = 0; status == GTEE_OK && i < options->fixed_count; i++)
        status = gti_inquiry_fix(inquiry, options->fixed[i], report);
    inquiry->own_texts = inquiry->texts.count;
    if (status == GTEE_OK && inquiry->question.proposal != NULL && inquiry->question.mode != GTI_DEAL_NEAREST)
        status = gti_inquiry_fix_proposal(inquiry);
    inquiry->question.fixes = inquiry->fixes.items;
    inquiry->question.fix_count = inquiry->fixes.count;
    return status;
}

static bool is_weight(double weight)
{
    return weight >= 0 && weight <= 1e9;
}

static bool are_sound(const gtee_search_options *options)
{
    return (options->parties != NULL || options->party_count == 0) && (options->immovable != NULL || options->immovable_count == 0) &&
           (options->immovable_positions != NULL || options->immovable_position_count == 0) &&
           (options->fixed != NULL || options->fixed_count == 0) && is_weight(options->red_line_weight) && is_weight(options->consent_weight) &&
           options->order <= GTEE_ORDER_FOUND;
}

static gtee_status take_options(gti_inquiry *inquiry, const gtee_search_options *options, gti_report *report)
{
    gti_groups groups;
    gtee_status status;

    gti_groups_init(&groups, &inquiry->view->groups, inquiry->view->dossier, inquiry->view->day);
    status = take_parties(inquiry, &groups, options, report);
    if (status == GTEE_OK)
        status = index_stances(inquiry);
    if (status == GTEE_OK)
        status = gti_inquiry_repeats(inquiry);
    if (status == GTEE_OK)
        status = take_immovable(inquiry, &groups, options, report);
    if (status == GTEE_OK)
        status = take_fixes(inquiry, options, report);
    gti_groups_free(&groups);
    return status;
}

static bool is_weighted(const gtee_search_options *options)
{
    return options->red_line_weight > 0 || options->consent_weight > 0;
}

gtee_status gti_inquiry_make(gti_inquiry *inquiry, const gtee_view *view, const gtee_search_options *options, uint32_t mode,
                             const gtee_proposal *proposal, gti_report *report)
{
    const bool near = mode == GTI_DEAL_NEAREST;

    *inquiry = (gti_inquiry){.fixes = GTI_VEC(gti_fix), .texts = GTI_VEC(const char *)};
    inquiry->view = gtee_view_ref((gtee_view *)view);
    gti_arena_init(&inquiry->arena, &view->groups.arena.allocator);
    inquiry->question = (gti_deal_question){.view = view,
                                            .mode = mode == GTI_DEAL_LEXICOGRAPHIC && is_weighted(options) ? GTI_DEAL_WEIGHTED : mode,
                                            .proposal = near ? proposal : options->proposal,
                                            .cap = near ? 0 : options->cap,
                                            .red_line_weight = options->red_line_weight,
                                            .consent_weight = options->consent_weight};
    inquiry->search.budget = options->budget != 0 ? options->budget : USUAL_BUDGET;
    inquiry->progress = options->progress;
    inquiry->progress_user = options->progress_user;
    inquiry->order = options->order;
    inquiry->search.stop = options->progress != NULL ? stop : NULL;
    inquiry->search.stop_user = inquiry;
    if (!are_sound(options))
        return GTEE_ERROR_ARGUMENT;
    if (inquiry->question.proposal != NULL && !is_ours(inquiry, &inquiry->question.proposal->record, report))
        return GTEE_ERROR_ARGUMENT;
    return take_options(inquiry, options, report);
}

void gti_inquiry_free(gti_inquiry *inquiry)
{
    const gti_allocator allocator = inquiry->arena.allocator;

    gti_vec_free(&allocator, &inquiry->fixes);
    gti_vec_free(&allocator, &inquiry->texts);
    gti_arena_free(&inquiry->arena);
    gtee_view_unref(inquiry->view);
}
