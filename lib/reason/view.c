/* view.c: making a view: options, filters, expiry and withdrawal by name. Uses base, record, view.h. */
#include "reason/view.h"

#include <string.h>

/* What is at work while a view is made. */
typedef struct view_making {
    gtee_view *view;
    gti_report *report;
    gti_pieces pieces;
    unsigned char *dead; /* by position: 1 if a position of the view withdraws or supersedes it by name */
    gti_progress progress;
} view_making;

static bool cites(const gtee_view *view, const gti_citations *citations)
{
    if (view->sources == NULL)
        return true;
    for (uint32_t i = 0; i < citations->count; i++)
        if (view->sources[citations->items[i].source->record.index])
            return true;
    return false;
}

bool gti_view_admits(const gtee_view *view, gtee_date date, uint32_t evidence, const gti_citations *citations)
{
    return gtee_date_first_day(date) <= view->day && (evidence == 0 || (evidence & view->evidence) != 0) &&
           cites(view, citations);
}

bool gti_view_admits_position(const gtee_view *view, const gtee_position *position)
{
    return gti_view_admits(view, position->date, position->evidence, &position->record.citations);
}

static gtee_status wrong_argument(gti_report *report, enum gti_code code, const char *format, const char *text)
{
    gti_report_add(report, code, NULL, NULL, format, text);
    return GTEE_ERROR_ARGUMENT;
}

bool gti_is_date(gtee_date date)
{
    char text[GTEE_DATE_BUFFER];
    gtee_date read;

    if (date < 0 || date > 99991231)
        return false;
    return gtee_date_parse(gtee_date_format(date, text), &read) == GTEE_OK && read == date;
}

static gtee_status take_day(view_making *making, gtee_date as_of)
{
    if (as_of != GTEE_DATE_NONE && !gti_is_date(as_of)) {
        gti_report_add(making->report, GTI_CODE_VIEW_DAY, NULL, NULL, "the day %i is no date of the calendar", (int64_t)as_of);
        return GTEE_ERROR_ARGUMENT;
    }
    making->view->day = gtee_date_last_day(as_of != GTEE_DATE_NONE ? as_of : making->view->dossier->last_day);
    return GTEE_OK;
}

static gtee_status take_evidence(view_making *making, uint32_t evidence)
{
    const uint32_t all = GTEE_EVIDENCE_STATED | GTEE_EVIDENCE_REPORTED | GTEE_EVIDENCE_INFERRED;

    if ((evidence & ~all) != 0)
        return wrong_argument(making->report, GTI_CODE_VIEW_EVIDENCE, "there is no such kind of evidence%s", "");
    making->view->evidence = evidence != 0 ? evidence : all;
    return GTEE_OK;
}

static gtee_status take_sources(view_making *making, const char *const *ids, size_t count)
{
    gtee_view *view = making->view;
    gtee_status status = GTEE_OK;

    if (ids == NULL)
        return count == 0 ? GTEE_OK : GTEE_ERROR_ARGUMENT;
    view->source_count = gti_record_count(view->dossier, GTEE_KIND_SOURCE) + 1;
    view->sources = gti_arena_array(&view->groups.arena, view->source_count, sizeof *view->sources, 1);
    if (view->sources == NULL)
        return GTEE_ERROR_MEMORY;
    for (size_t i = 0; i < count; i++) {
        const gtee_source *source = ids[i] != NULL ? gtee_dossier_source_find(view->dossier, ids[i]) : NULL;
        if (source != NULL) {
            view->sources[source->record.index] = true;
            continue;
        }
        gti_report_add(making->report, GTI_CODE_VIEW_SOURCE, NULL, NULL, "there is no source %q in the dossier", ids[i]);
        status = ids[i] != NULL ? GTEE_ERROR_NOT_FOUND : GTEE_ERROR_ARGUMENT;
    }
    return status;
}

static void strike(unsigned char *dead, const gti_refs_list *list)
{
    for (uint32_t i = 0; i < list->count; i++)
        dead[list->items[i]->index] = 1;
}

static bool expired(const gtee_view *view, const gtee_position *position)
{
    return position->until != GTEE_DATE_NONE && gtee_date_last_day(position->until) < view->day;
}

/* Counts the positions of the view, and strikes out those that one of them names. */
static gtee_status strike_named(view_making *making, size_t count)
{
    gtee_view *view = making->view;

    making->dead = gti_alloc_array(&view->groups.arena.allocator, count + 1, 1);
    if (making->dead == NULL)
        return GTEE_ERROR_MEMORY;
    for (size_t i = 0; i < count; i++) {
        const gtee_position *position = (const gtee_position *)gti_record_at(view->dossier, GTEE_KIND_POSITION, i);
        if (!gti_view_admits_position(view, position))
            continue;
        view->position_count++;
        strike(making->dead, &position->withdraws);
        strike(making->dead, &position->supersedes);
    }
    return GTEE_OK;
}

static gtee_status break_up(view_making *making, size_t count)
{
    gtee_view *view = making->view;
    gtee_status status = GTEE_OK;

    for (size_t i = 0; status == GTEE_OK && i < count; i++) {
        const gtee_position *position = (const gtee_position *)gti_record_at(view->dossier, GTEE_KIND_POSITION, i);
        if (!gti_progress_step(&making->progress, 1))
            return GTEE_ERROR_CANCELLED;
        if (gti_view_admits_position(view, position))
            status = gti_pieces_add(&making->pieces, position, making->dead[i] != 0 || expired(view, position));
    }
    return status;
}

static gtee_status fill(view_making *making)
{
    gtee_view *view = making->view;
    const gti_allocator *allocator = &view->groups.arena.allocator;
    const size_t count = gti_record_count(view->dossier, GTEE_KIND_POSITION);
    gtee_status status = gti_variables_list(&view->variables, &view->groups);

    if (status == GTEE_OK)
        status = gti_conditions_init(&view->conditions, allocator);
    if (status == GTEE_OK)
        status = strike_named(making, count);
    if (status == GTEE_OK)
        status = break_up(making, count);
    if (status == GTEE_OK && !gti_pieces_sort(&making->pieces, allocator))
        status = GTEE_ERROR_MEMORY;
    making->progress.total += making->pieces.raws.count;
    if (status == GTEE_OK)
        status = gti_view_settle(view, &making->pieces, &making->progress);
    if (status == GTEE_ERROR_LIMIT)
        gti_report_add(making->report, GTI_CODE_VIEW_TOO_LARGE, NULL, NULL,
                       "the positions break up into more than %u stances, choices and terms of conditions",
                       view->dossier->context->limits.values / 8);
    gti_free(allocator, making->dead, count + 1);
    gti_vec_free(allocator, &making->pieces.raws);
    return status;
}

static gtee_status take_options(view_making *making, const gtee_view_options *options)
{
    gtee_status status = take_day(making, options->as_of);

    if (status == GTEE_OK)
        status = take_evidence(making, options->evidence);
    if (status == GTEE_OK)
        status = take_sources(making, options->sources, options->source_count);
    return status;
}

static gtee_view *view_new(const gtee_dossier *dossier)
{
    gtee_view *view = gti_alloc_zero(&dossier->context->allocator, sizeof *view);

    if (view == NULL)
        return NULL;
    gti_refs_init(&view->refs);
    view->dossier = gtee_dossier_ref((gtee_dossier *)dossier);
    view->stances = GTI_VEC(gtee_stance);
    view->shifts = GTI_VEC(gtee_shift);
    view->contradictions = GTI_VEC(gtee_contradiction);
    view->background = GTI_VEC(uint32_t);
    view->derived = GTI_VEC(uint32_t);
    return view;
}

static gtee_status make(view_making *making, const gtee_view_options *options)
{
    gtee_view *view = making->view;

    gti_groups_init(&view->groups, NULL, view->dossier, GTEE_DATE_NONE);
    gtee_status status = take_options(making, options);
    if (status != GTEE_OK)
        return status;
    view->groups.day = view->day;
    making->pieces = (gti_pieces){.variables = &view->variables,
                                  .groups = &view->groups,
                                  .conditions = &view->conditions,
                                  .raws = GTI_VEC(gti_raw)};
    gti_progress_init(&making->progress, options->progress, options->progress_user,
                      gti_record_count(view->dossier, GTEE_KIND_POSITION));
    return fill(making);
}

gtee_status gtee_view_new(const gtee_dossier *dossier, const gtee_view_options *options, gtee_view **view,
                          gtee_diagnostics **diagnostics)
{
    gtee_view_options copy;
    view_making making = {.view = NULL};
    gtee_status status = GTEE_ERROR_MEMORY;

    if (view != NULL)
        *view = NULL;
    if (diagnostics != NULL)
        *diagnostics = NULL;
    if (dossier == NULL || view == NULL || !gti_options_copy(&copy, sizeof copy, sizeof copy, options))
        return GTEE_ERROR_ARGUMENT;
    making.report = gti_report_new(dossier->context);
    if (making.report == NULL)
        return GTEE_ERROR_MEMORY;
    making.view = view_new(dossier);
    if (making.view != NULL)
        status = make(&making, &copy);
    status = gti_report_finish(making.report, status, diagnostics);
    if (status == GTEE_OK)
        *view = making.view;
    else
        gtee_view_unref(making.view);
    return status;
}

gtee_view *gtee_view_ref(gtee_view *view)
{
    gti_refs_up(&view->refs);
    return view;
}

void gtee_view_unref(gtee_view *view)
{
    if (view == NULL || !gti_refs_down(&view->refs))
        return;
    gtee_dossier *dossier = view->dossier;
    const gti_allocator allocator = dossier->context->allocator;
    gti_conditions_free(&view->conditions, &allocator);
    gti_vec_free(&allocator, &view->stances);
    gti_vec_free(&allocator, &view->shifts);
    gti_vec_free(&allocator, &view->contradictions);
    gti_vec_free(&allocator, &view->background);
    gti_vec_free(&allocator, &view->derived);
    gti_groups_free(&view->groups);
    gti_free(&allocator, view, sizeof *view);
    gtee_dossier_unref(dossier);
}
