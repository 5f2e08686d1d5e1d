/* stress.c: a stress test from beginning to end. Uses base, game, record, stress.h. */
#include "reason/stress.h"

gtee_status gti_stress_mark(gti_stressing *s, const gti_refs_list *list, bool *marks)
{
    for (uint32_t i = 0; i < list->count; i++) {
        gti_span span;
        gtee_status status = gti_groups_members(&s->groups, (const gtee_participant *)list->items[i], &span);
        if (status != GTEE_OK)
            return status;
        for (uint32_t j = 0; j < span.count; j++)
            marks[gti_span_at(&span, j)] = true;
    }
    return GTEE_OK;
}

gtee_status gti_stress_crew(gti_stressing *s, const bool *marks, gti_crew *crew)
{
    size_t count = 0;

    for (size_t i = 0; i < s->participants; i++)
        count += marks[i];
    crew->items = gti_stress_array(s, count, sizeof *crew->items);
    if (crew->items == NULL)
        return GTEE_ERROR_MEMORY;
    for (size_t i = 0; i < s->participants; i++)
        if (marks[i])
            crew->items[crew->count++] = gti_stress_participant(s, i);
    return GTEE_OK;
}

const char *gti_stress_text(gti_stressing *s, gti_buffer *buffer)
{
    const char *text = buffer->failed ? NULL : gti_arena_copy(&s->result->arena, buffer->data != NULL ? buffer->data : "", buffer->size);

    gti_buffer_truncate(buffer, 0);
    return text;
}

bool gti_stress_step(gti_stressing *s)
{
    return gti_progress_step(&s->progress, 1);
}

gtee_status gti_stress_refused(gti_stressing *s, gtee_status status, const gtee_rule *rule, const gti_account *account)
{
    if (status == GTEE_ERROR_LIMIT)
        gti_report_effort(s->report, s->allocator, s->result->proposal, rule, account);
    return status;
}

static gtee_status work(gti_stressing *s)
{
    static gtee_status (*const parts[])(gti_stressing *) = {gti_stress_stands, gti_stress_tests, gti_stress_activations, gti_stress_dues,
                                                            gti_stress_figures, gti_stress_cuts, gti_stress_changes};
    gtee_status status = GTEE_OK;

    for (size_t i = 0; status == GTEE_OK && i < sizeof parts / sizeof parts[0]; i++) {
        status = parts[i](s);
        if (status == GTEE_OK && s->effort.progress != NULL && s->effort.progress(s->effort.user, s->progress.done, s->progress.total) != 0)
            status = GTEE_ERROR_CANCELLED;
    }
    return status;
}

static gtee_status check(const gtee_view *view, const gtee_proposal *proposal, const gtee_scenario *scenario, gti_report *report)
{
    const gtee_record *records[2] = {&proposal->record, scenario != NULL ? &scenario->record : NULL};

    for (size_t i = 0; i < 2; i++)
        if (records[i] != NULL && !gti_record_belongs(view->dossier, records[i])) {
            gti_report_add(report, GTI_CODE_OTHER_DOSSIER, NULL, NULL, "the %s %q is not of the view's dossier",
                           gtee_kind_name(records[i]->kind), records[i]->id);
            return GTEE_ERROR_ARGUMENT;
        }
    return GTEE_OK;
}

static gtee_stress *stress_alloc(const gtee_view *view, const gtee_proposal *proposal, const gtee_scenario *scenario)
{
    const gti_allocator *allocator = &view->dossier->context->allocator;
    gtee_stress *result = gti_alloc_zero(allocator, sizeof *result);

    if (result == NULL)
        return NULL;
    gti_refs_init(&result->refs);
    gti_arena_init(&result->arena, allocator);
    result->view = gtee_view_ref((gtee_view *)view);
    result->proposal = proposal;
    result->scenario = scenario;
    result->day = scenario != NULL && scenario->date != GTEE_DATE_NONE ? gtee_date_first_day(scenario->date) : view->day;
    result->cut_total = "0";
    return result;
}

gtee_status gti_stress_make(const gtee_view *view, const gtee_proposal *proposal, const gtee_scenario *scenario,
                            const gtee_stress_options *options, gti_report *report, gtee_stress **stress)
{
    gti_stressing s = {.options = options,
                       .report = report,
                       .allocator = &view->dossier->context->allocator,
                       .participants = gti_record_count(view->dossier, GTEE_KIND_PARTICIPANT),
                       .effort = gti_rule_effort(options->operations, options->bytes, options->progress, options->progress_user)};
    gtee_status status = check(view, proposal, scenario, report);

    *stress = NULL;
    if (status != GTEE_OK)
        return status;
    s.result = stress_alloc(view, proposal, scenario);
    if (s.result == NULL)
        return GTEE_ERROR_MEMORY;
    gti_groups_init(&s.groups, &view->groups, view->dossier, view->day);
    gti_progress_init(&s.progress, options->progress, options->progress_user, 0);
    s.adverse = gti_stress_array(&s, s.participants, sizeof *s.adverse);
    status = s.adverse != NULL ? work(&s) : GTEE_ERROR_MEMORY;
    gti_groups_free(&s.groups);
    if (status == GTEE_OK)
        *stress = s.result;
    else
        gtee_stress_unref(s.result);
    return status;
}

static bool is_sound(const gtee_stress_options *o)
{
    return (o->stand_count == 0 || (o->stand_participants != NULL && o->stands != NULL)) &&
           (o->likelihood_count == 0 || (o->likelihood_participants != NULL && o->likelihood_lows != NULL && o->likelihood_highs != NULL)) &&
           (o->least_count == 0 || (o->least_issues != NULL && o->least_numbers != NULL)) &&
           (o->alternative_count == 0 || (o->alternatives != NULL && o->alternative_weights != NULL));
}

gtee_status gtee_stress_new(const gtee_view *view, const gtee_proposal *proposal, const gtee_scenario *scenario,
                            const gtee_stress_options *options, gtee_stress **stress, gtee_diagnostics **diagnostics)
{
    gtee_stress_options copy;
    gti_report *report;

    if (stress != NULL)
        *stress = NULL;
    if (diagnostics != NULL)
        *diagnostics = NULL;
    if (view == NULL || proposal == NULL || stress == NULL || !gti_options_copy(&copy, sizeof copy, sizeof copy, options) || !is_sound(&copy))
        return GTEE_ERROR_ARGUMENT;
    report = gti_report_new(view->dossier->context);
    if (report == NULL)
        return GTEE_ERROR_MEMORY;
    gtee_status status = gti_report_finish(report, gti_stress_make(view, proposal, scenario, &copy, report, stress), diagnostics);
    if (status != GTEE_OK) {
        gtee_stress_unref(*stress);
        *stress = NULL;
    }
    return status;
}

gtee_stress *gtee_stress_ref(gtee_stress *stress)
{
    gti_refs_up(&stress->refs);
    return stress;
}

void gtee_stress_unref(gtee_stress *stress)
{
    if (stress == NULL || !gti_refs_down(&stress->refs))
        return;
    gtee_view *view = stress->view;
    const gti_allocator allocator = stress->arena.allocator;
    for (size_t i = 0; i < stress->activation_count; i++)
        gtee_game_unref(stress->activations[i].game);
    gti_arena_free(&stress->arena);
    gti_free(&allocator, stress, sizeof *stress);
    gtee_view_unref(view);
}
