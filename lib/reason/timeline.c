/* timeline.c: what happened and was said, day by day. Uses base, record, timeline.h. */
#include "reason/timeline.h"

#define ORDER_EVENT 0u
#define ORDER_PROPOSAL 1u
#define ORDER_EXPIRY 2u
#define ORDER_POSITION 3u

static bool add_moment(gti_timing *timing, const gtee_moment *moment)
{
    if (gtee_date_last_day(moment->date) < gtee_date_first_day(timing->options.from))
        return true;
    return gti_vec_append(&timing->groups.arena.allocator, &timing->result->moments, moment, 1);
}

/* Is the participant asked for among those listed, itself or as a member? */
static gtee_status is_listed(gti_timing *timing, const gti_refs_list *list, bool *listed)
{
    const gtee_participant *who = timing->options.participant;

    for (uint32_t i = 0; !*listed && i < list->count; i++) {
        gti_span members;
        gtee_status status = gti_groups_members(&timing->groups, (const gtee_participant *)list->items[i], &members);
        if (status != GTEE_OK)
            return status;
        *listed = list->items[i] == &who->record;
        for (uint32_t j = 0; !*listed && j < members.count; j++)
            *listed = gti_span_at(&members, j) == who->record.index;
    }
    return GTEE_OK;
}

static bool is_linked(const gtee_proposal *proposal, const gtee_proposal *other)
{
    for (uint32_t i = 0; i < proposal->supersedes.count; i++)
        if (proposal->supersedes.items[i] == &other->record)
            return true;
    return false;
}

static bool bears_proposal(const gti_timing *timing, const gtee_proposal *proposal)
{
    const gtee_proposal *asked = timing->options.proposal;

    if (timing->options.issue != NULL && !gti_proposal_names(proposal, timing->options.issue))
        return false;
    return asked == NULL || asked == proposal || is_linked(asked, proposal) || is_linked(proposal, asked);
}

static gtee_status add_proposal(gti_timing *timing, const gtee_proposal *proposal)
{
    const gtee_moment moment = {
        .date = proposal->date, .kind = GTEE_MOMENT_PROPOSAL, .order = ORDER_PROPOSAL, .record = &proposal->record};
    bool listed = timing->options.participant == NULL;
    gtee_status status = GTEE_OK;

    if (proposal->date == GTEE_DATE_NONE || !bears_proposal(timing, proposal) ||
        !gti_view_admits(timing->view, proposal->date, 0, &proposal->record.citations))
        return GTEE_OK;
    if (!listed)
        status = is_listed(timing, &proposal->proposed_by, &listed);
    if (status == GTEE_OK && !listed)
        status = is_listed(timing, &proposal->parties, &listed);
    if (status == GTEE_OK && listed && !add_moment(timing, &moment))
        status = GTEE_ERROR_MEMORY;
    return status;
}

static bool bears_event(const gti_timing *timing, const gtee_event *event)
{
    if (timing->all)
        return true;
    if (event->proposal == NULL || (timing->options.proposal != NULL && timing->options.proposal != event->proposal))
        return false;
    return timing->options.issue == NULL || gti_proposal_names(event->proposal, timing->options.issue);
}

static gtee_status add_event(gti_timing *timing, const gtee_event *event)
{
    const gtee_moment moment = {.date = event->date, .kind = GTEE_MOMENT_EVENT, .order = ORDER_EVENT, .record = &event->record};
    bool listed = timing->options.participant == NULL;
    gtee_status status = GTEE_OK;

    if (!bears_event(timing, event) || !gti_view_admits(timing->view, event->date, event->evidence, &event->record.citations))
        return GTEE_OK;
    if (!listed)
        status = is_listed(timing, &event->participants, &listed);
    if (status == GTEE_OK && listed && !add_moment(timing, &moment))
        status = GTEE_ERROR_MEMORY;
    return status;
}

static const gtee_position *position_at(const gti_timing *timing, uint32_t index)
{
    return (const gtee_position *)gti_record_at(timing->view->dossier, GTEE_KIND_POSITION, index);
}

/* The position's own moment: what it is, and compared with which other. */
static gtee_moment tell(const gti_timing *timing, const gtee_position *position)
{
    const gti_telling *telling = &timing->tellings[position->record.index];
    gtee_moment moment = {.date = position->date, .kind = GTEE_MOMENT_POSITION, .order = ORDER_POSITION, .record = &position->record};
    uint32_t previous = 0;

    if (telling->shifted != 0) {
        moment.kind = GTEE_MOMENT_SHIFTED;
        previous = telling->shifted;
    } else if (telling->contradicted != 0) {
        moment.kind = GTEE_MOMENT_CONTRADICTED;
        previous = telling->contradicted;
    } else if (telling->stances > 0 && telling->repeated == telling->stances) {
        moment.kind = GTEE_MOMENT_REPEATED;
        previous = telling->before;
    }
    if (previous != 0)
        moment.previous = position_at(timing, previous - 1);
    return moment;
}

static bool bears_position(const gti_timing *timing, const gtee_position *position)
{
    return timing->all || timing->tellings[position->record.index].stances > 0;
}

/* What a position withdraws or supersedes by name, right behind it. */
static bool add_named(gti_timing *timing, const gtee_position *position, const gti_refs_list *list, uint32_t kind)
{
    for (uint32_t i = 0; i < list->count; i++) {
        const gtee_position *named = (const gtee_position *)list->items[i];
        const gtee_moment moment = {
            .date = position->date, .kind = kind, .order = ORDER_POSITION, .record = &position->record, .previous = named};
        if ((bears_position(timing, position) || bears_position(timing, named)) && !add_moment(timing, &moment))
            return false;
    }
    return true;
}

static gtee_date next_day(gtee_date day)
{
    const gtee_date month = day - day % 100;

    if (day < gtee_date_last_day(month))
        return day + 1;
    return month % 10000 == 1200 ? day - day % 10000 + 10101 : month + 101;
}

/* A position that ran out by its own words, and was not withdrawn or superseded before. */
static bool add_expiry(gti_timing *timing, const gtee_position *position)
{
    const gtee_date last = gtee_date_last_day(position->until);
    const uint32_t struck = timing->tellings[position->record.index].struck;

    if (position->until == GTEE_DATE_NONE || last >= timing->view->day || (struck != 0 && struck <= (uint32_t)last))
        return true;
    const gtee_moment moment = {
        .date = next_day(last), .kind = GTEE_MOMENT_EXPIRED, .order = ORDER_EXPIRY, .record = &position->record};
    return add_moment(timing, &moment);
}

static bool add_position(gti_timing *timing, const gtee_position *position)
{
    const gtee_participant *who = timing->options.participant;

    if (!gti_view_admits_position(timing->view, position) || (who != NULL && who != position->participant && who != position->speaker))
        return true;
    if (bears_position(timing, position) && position->stance != GTEE_STANCE_NONE) {
        const gtee_moment moment = tell(timing, position);
        if (!add_moment(timing, &moment) || !add_expiry(timing, position))
            return false;
    }
    return add_named(timing, position, &position->withdraws, GTEE_MOMENT_WITHDRAWN) &&
           add_named(timing, position, &position->supersedes, GTEE_MOMENT_SUPERSEDED);
}

static int by_date(const void *user, const void *a, const void *b)
{
    const gtee_moment *left = a, *right = b;

    (void)user;
    if (left->date != right->date)
        return left->date < right->date ? -1 : 1;
    if (left->order != right->order)
        return left->order < right->order ? -1 : 1;
    return (left->record->index > right->record->index) - (left->record->index < right->record->index);
}

static gtee_status list_moments(gti_timing *timing)
{
    const gtee_dossier *dossier = timing->view->dossier;
    gti_vec *moments = &timing->result->moments;
    gtee_status status = GTEE_OK;

    for (size_t i = 0; status == GTEE_OK && i < gti_record_count(dossier, GTEE_KIND_EVENT); i++)
        status = add_event(timing, (const gtee_event *)gti_record_at(dossier, GTEE_KIND_EVENT, i));
    for (size_t i = 0; status == GTEE_OK && i < gti_record_count(dossier, GTEE_KIND_PROPOSAL); i++)
        status = add_proposal(timing, (const gtee_proposal *)gti_record_at(dossier, GTEE_KIND_PROPOSAL, i));
    for (uint32_t i = 0; status == GTEE_OK && i < timing->position_count; i++)
        if (!add_position(timing, position_at(timing, i)))
            status = GTEE_ERROR_MEMORY;
    if (status == GTEE_OK &&
        !gti_sort(&timing->groups.arena.allocator, moments->items, moments->count, sizeof(gtee_moment), by_date, NULL))
        status = GTEE_ERROR_MEMORY;
    return status;
}

static gtee_status refuse_other(gti_report *report, const gtee_dossier *dossier, const gtee_record *record)
{
    if (gti_record_belongs(dossier, record))
        return GTEE_OK;
    gti_report_add(report, GTI_CODE_OTHER_DOSSIER, NULL, NULL, "the %s %q is not of the view's dossier", gtee_kind_name(record->kind),
                   record->id);
    return GTEE_ERROR_ARGUMENT;
}

static gtee_status check_options(const gti_timing *timing, gti_report *report)
{
    const gtee_timeline_options *options = &timing->options;
    const gtee_dossier *dossier = timing->view->dossier;
    gtee_status status = GTEE_OK;

    if (options->from != GTEE_DATE_NONE && !gti_is_date(options->from)) {
        gti_report_add(report, GTI_CODE_VIEW_DAY, NULL, NULL, "the day %i is no date of the calendar", (int64_t)options->from);
        return GTEE_ERROR_ARGUMENT;
    }
    if (options->participant != NULL)
        status = refuse_other(report, dossier, &options->participant->record);
    if (status == GTEE_OK && options->issue != NULL)
        status = refuse_other(report, dossier, &options->issue->record);
    if (status == GTEE_OK && options->proposal != NULL)
        status = refuse_other(report, dossier, &options->proposal->record);
    return status;
}

static gtee_status work(gti_timing *timing)
{
    const gti_allocator *allocator = &timing->groups.arena.allocator;
    gtee_status status = GTEE_OK;

    timing->all = timing->options.issue == NULL && timing->options.proposal == NULL;
    timing->position_count = gti_record_count(timing->view->dossier, GTEE_KIND_POSITION);
    timing->tellings = gti_alloc_array(allocator, timing->position_count + 1, sizeof *timing->tellings);
    if (timing->tellings == NULL)
        return GTEE_ERROR_MEMORY;
    if (timing->options.proposal != NULL)
        status = gti_reading_make(&timing->reading, timing->view, timing->options.proposal, NULL);
    if (status == GTEE_OK)
        status = gti_timing_judge(timing);
    if (status == GTEE_OK)
        status = list_moments(timing);
    if (timing->options.proposal != NULL)
        gti_reading_free(&timing->reading);
    gti_free(allocator, timing->tellings, (timing->position_count + 1) * sizeof *timing->tellings);
    return status;
}

static gtee_timeline *timeline_new(const gtee_view *view)
{
    gtee_timeline *result = gti_alloc_zero(&view->groups.arena.allocator, sizeof *result);

    if (result == NULL)
        return NULL;
    gti_refs_init(&result->refs);
    result->view = gtee_view_ref((gtee_view *)view);
    result->moments = GTI_VEC(gtee_moment);
    return result;
}

static gtee_status make(gti_timing *timing, gti_report *report)
{
    gtee_status status = check_options(timing, report);

    if (status != GTEE_OK)
        return status;
    timing->result = timeline_new(timing->view);
    if (timing->result == NULL)
        return GTEE_ERROR_MEMORY;
    gti_groups_init(&timing->groups, &timing->view->groups, timing->view->dossier, timing->view->day);
    status = work(timing);
    gti_groups_free(&timing->groups);
    if (status == GTEE_ERROR_LIMIT)
        gti_report_add(report, GTI_CODE_VIEW_TOO_LARGE, NULL, NULL, "the timeline takes more than %u stances and terms of conditions",
                       timing->view->dossier->context->limits.values / 8);
    return status;
}

gtee_status gtee_timeline_new(const gtee_view *view, const gtee_timeline_options *options, gtee_timeline **timeline,
                              gtee_diagnostics **diagnostics)
{
    gti_timing timing = {.view = view};
    gti_report *report;

    if (timeline != NULL)
        *timeline = NULL;
    if (diagnostics != NULL)
        *diagnostics = NULL;
    if (view == NULL || timeline == NULL ||
        !gti_options_copy(&timing.options, sizeof timing.options, sizeof timing.options, options))
        return GTEE_ERROR_ARGUMENT;
    report = gti_report_new(view->dossier->context);
    if (report == NULL)
        return GTEE_ERROR_MEMORY;
    gtee_status status = gti_report_finish(report, make(&timing, report), diagnostics);
    if (status == GTEE_OK)
        *timeline = timing.result;
    else
        gtee_timeline_unref(timing.result);
    return status;
}

gtee_timeline *gtee_timeline_ref(gtee_timeline *timeline)
{
    gti_refs_up(&timeline->refs);
    return timeline;
}

void gtee_timeline_unref(gtee_timeline *timeline)
{
    if (timeline == NULL || !gti_refs_down(&timeline->refs))
        return;
    gtee_view *view = timeline->view;
    const gti_allocator allocator = view->groups.arena.allocator;
    gti_vec_free(&allocator, &timeline->moments);
    gti_free(&allocator, timeline, sizeof *timeline);
    gtee_view_unref(view);
}
