/* stress_stands.c: who stands where, and how likely they keep their word: from scenarios, a holder's expectations, and what-ifs.
 * Uses stress.h. */
#include "reason/stress.h"

#include <math.h>

/* What is said of a participant itself counts before what is said of its group; then the less favourable. */
static unsigned char rank_of(bool itself, uint32_t stand)
{
    const unsigned char severity = stand == GTEE_STAND_SUPPORT ? 1 : stand == GTEE_STAND_UNKNOWN ? 2 : 3;

    return (unsigned char)((itself ? 4 : 0) + severity);
}

static gtee_status place(gti_stressing *s, const gti_refs_list *list, uint32_t stand, unsigned char *ranks, gti_circumstances *c)
{
    for (uint32_t i = 0; i < list->count; i++) {
        const gtee_participant *who = (const gtee_participant *)list->items[i];
        const unsigned char rank = rank_of(who->members.count == 0, stand);
        gti_span span;
        gtee_status status = gti_groups_members(&s->groups, who, &span);
        if (status != GTEE_OK)
            return status;
        for (uint32_t j = 0; j < span.count; j++) {
            const uint32_t number = gti_span_at(&span, j);
            if (rank <= ranks[number])
                continue;
            ranks[number] = rank;
            c->stands[number] = (unsigned char)stand;
        }
    }
    return GTEE_OK;
}

static gtee_status place_all(gti_stressing *s, const gtee_scenario *scenario, gti_circumstances *c)
{
    unsigned char *ranks = gti_alloc_array(s->allocator, s->participants + 1, 1);
    gtee_status status = ranks != NULL ? GTEE_OK : GTEE_ERROR_MEMORY;

    if (status == GTEE_OK)
        status = place(s, &scenario->support, GTEE_STAND_SUPPORT, ranks, c);
    if (status == GTEE_OK)
        status = place(s, &scenario->unknown, GTEE_STAND_UNKNOWN, ranks, c);
    if (status == GTEE_OK)
        status = place(s, &scenario->block, GTEE_STAND_BLOCK, ranks, c);
    gti_free(s->allocator, ranks, s->participants + 1);
    return status;
}

static gtee_status expect(gti_stressing *s, const gtee_participant *who, const gti_likely *likely, gti_circumstances *c)
{
    gti_span span;
    gtee_status status = gti_groups_members(&s->groups, who, &span);

    for (uint32_t i = 0; status == GTEE_OK && i < span.count; i++)
        c->likely[gti_span_at(&span, i)] = *likely;
    return status;
}

/* Groups first, so that what is said of a participant itself stands. */
static gtee_status expect_honours(gti_stressing *s, const gtee_scenario *scenario, gti_circumstances *c)
{
    gtee_status status = GTEE_OK;

    for (int itself = 0; itself < 2; itself++)
        for (uint32_t i = 0; status == GTEE_OK && i < scenario->honours.count; i++) {
            const gti_honour *honour = &scenario->honours.items[i];
            const gti_likely likely = {{honour->likelihood.low, honour->likelihood.high}, GTEE_LIKELIHOOD_SCENARIO, NULL};
            if ((honour->obligor->members.count == 0) == (itself == 1))
                status = expect(s, honour->obligor, &likely, c);
        }
    return status;
}

/* Of less to more weight: of a group, of itself; in general, of this proposal. Among equals the latest day, then the later record. */
static gtee_status expect_holder(gti_stressing *s, gti_circumstances *c)
{
    const gtee_view *view = s->result->view;
    const size_t count = gti_record_count(view->dossier, GTEE_KIND_EXPECTATION);
    gtee_date *days = gti_alloc_array(s->allocator, s->participants + 1, sizeof *days);
    gtee_status status = days != NULL ? GTEE_OK : GTEE_ERROR_MEMORY;

    for (uint32_t weight = 0; status == GTEE_OK && weight < 4; weight++) {
        for (size_t i = 0; i < s->participants; i++)
            days[i] = GTEE_DATE_NONE;
        for (size_t i = 0; status == GTEE_OK && i < count; i++) {
            const gtee_expectation *e = (const gtee_expectation *)gti_record_at(view->dossier, GTEE_KIND_EXPECTATION, i);
            const gti_likely likely = {{e->likelihood.low, e->likelihood.high}, GTEE_LIKELIHOOD_EXPECTATION, e};
            gti_span span;
            if (e->holder != s->options->holder || e->obligor == NULL || (e->proposal != NULL && e->proposal != s->result->proposal) ||
                !gti_view_admits(view, e->date, e->evidence, &e->record.citations) ||
                ((e->proposal != NULL) * 2u + (e->obligor->members.count == 0)) != weight)
                continue;
            status = gti_groups_members(&s->groups, e->obligor, &span);
            for (uint32_t j = 0; status == GTEE_OK && j < span.count; j++) {
                const uint32_t number = gti_span_at(&span, j);
                const gtee_date day = gtee_date_first_day(e->date);
                if (day < days[number])
                    continue;
                days[number] = day;
                c->likely[number] = likely;
            }
        }
    }
    gti_free(s->allocator, days, (s->participants + 1) * sizeof *days);
    return status;
}

static bool is_ours(const gti_stressing *s, const gtee_participant *who)
{
    return who != NULL && gti_record_belongs(s->result->view->dossier, &who->record);
}

static gtee_status suppose_stands(gti_stressing *s, gti_circumstances *c)
{
    const gtee_stress_options *o = s->options;

    for (size_t i = 0; i < o->stand_count; i++) {
        gti_span span;
        gtee_status status = is_ours(s, o->stand_participants[i]) && o->stands[i] <= GTEE_STAND_UNKNOWN ? GTEE_OK : GTEE_ERROR_ARGUMENT;
        if (status == GTEE_OK)
            status = gti_groups_members(&s->groups, o->stand_participants[i], &span);
        if (status != GTEE_OK)
            return status;
        for (uint32_t j = 0; j < span.count; j++) {
            c->stands[gti_span_at(&span, j)] = (unsigned char)o->stands[i];
            s->result->supposed[gti_span_at(&span, j)] = true;
        }
    }
    return GTEE_OK;
}

static gtee_status suppose_likelihoods(gti_stressing *s, gti_circumstances *c)
{
    const gtee_stress_options *o = s->options;
    gtee_status status = GTEE_OK;

    for (size_t i = 0; status == GTEE_OK && i < o->likelihood_count; i++) {
        const gti_likely likely = {{o->likelihood_lows[i], o->likelihood_highs[i]}, GTEE_LIKELIHOOD_WHAT_IF, NULL};
        if (!is_ours(s, o->likelihood_participants[i]) || !(likely.range.low >= 0.0 && likely.range.low <= likely.range.high && likely.range.high <= 1.0))
            return GTEE_ERROR_ARGUMENT;
        status = expect(s, o->likelihood_participants[i], &likely, c);
    }
    return status;
}

static gtee_status fill(gti_stressing *s, const gtee_scenario *scenario, gti_circumstances *c)
{
    gtee_status status = GTEE_OK;

    c->stands = gti_stress_array(s, s->participants, 1);
    c->likely = gti_stress_array(s, s->participants, sizeof *c->likely);
    if (c->stands == NULL || c->likely == NULL)
        return GTEE_ERROR_MEMORY;
    for (size_t i = 0; i < s->participants; i++)
        c->likely[i] = (gti_likely){{0.0, 1.0}, GTEE_LIKELIHOOD_NONE, NULL};
    if (scenario != NULL)
        status = place_all(s, scenario, c);
    if (status == GTEE_OK && scenario != NULL)
        status = expect_honours(s, scenario, c);
    if (status == GTEE_OK && s->options->holder != NULL)
        status = is_ours(s, s->options->holder) ? expect_holder(s, c) : GTEE_ERROR_ARGUMENT;
    if (status == GTEE_OK)
        status = suppose_stands(s, c);
    return status == GTEE_OK ? suppose_likelihoods(s, c) : status;
}

static gtee_status weigh(gti_stressing *s, double *sum)
{
    const gtee_stress_options *o = s->options;

    *sum = 0.0;
    for (size_t i = 0; i < o->alternative_count; i++) {
        if (o->alternatives[i] == NULL || !gti_record_belongs(s->result->view->dossier, &o->alternatives[i]->record) ||
            !(o->alternative_weights[i] > 0.0))
            return GTEE_ERROR_ARGUMENT;
        *sum += o->alternative_weights[i];
    }
    return isfinite(*sum) ? GTEE_OK : GTEE_ERROR_ARGUMENT;
}

/* What was asked stays with the answer. */
static gtee_status keep_question(gti_stressing *s, double sum)
{
    const gtee_stress_options *o = s->options;
    gtee_stress *result = s->result;

    result->holder = o->holder;
    result->alternatives = gti_stress_array(s, o->alternative_count, sizeof *result->alternatives);
    result->alternative_weights = gti_stress_array(s, o->alternative_count, sizeof *result->alternative_weights);
    if (result->alternatives == NULL || result->alternative_weights == NULL)
        return GTEE_ERROR_MEMORY;
    for (; result->alternative_count < o->alternative_count; result->alternative_count++) {
        result->alternatives[result->alternative_count] = o->alternatives[result->alternative_count];
        result->alternative_weights[result->alternative_count] = o->alternative_weights[result->alternative_count] / sum;
    }
    return GTEE_OK;
}

gtee_status gti_stress_stands(gti_stressing *s)
{
    const gtee_stress_options *o = s->options;
    double sum;
    gtee_status status = weigh(s, &sum);

    s->circumstance_count = o->alternative_count > 0 ? o->alternative_count : 1;
    s->circumstances = gti_stress_array(s, s->circumstance_count, sizeof *s->circumstances);
    s->result->supposed = gti_stress_array(s, s->participants, sizeof *s->result->supposed);
    if (s->circumstances == NULL || s->result->supposed == NULL)
        return GTEE_ERROR_MEMORY;
    for (size_t i = 0; status == GTEE_OK && i < s->circumstance_count; i++) {
        s->circumstances[i].weight = o->alternative_count > 0 ? o->alternative_weights[i] / sum : 1.0;
        status = fill(s, o->alternative_count > 0 ? o->alternatives[i] : s->result->scenario, &s->circumstances[i]);
    }
    if (status == GTEE_ERROR_ARGUMENT)
        gti_report_add(s->report, GTI_CODE_STRESS_OPTIONS, NULL, NULL,
                       "a participant, stand, likelihood, scenario or weight in the options of the stress test is none");
    s->result->stands = s->circumstances[0].stands;
    return status == GTEE_OK ? keep_question(s, sum) : status;
}
