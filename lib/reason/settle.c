/* settle.c: packages one by one, and the bound that proves the first. Uses base, record, solve, settlement.h. */
#include "reason/settlement.h"
#include "solve/cores.h"

#include <string.h>

/* `near`: the proposal to stay near to; NULL: what costs least. */
static gtee_status make(void *result, const gtee_view *view, const gtee_search_options *options, const void *near, gti_report *report)
{
    gtee_settlement *self = result;

    self->matters = GTI_VEC(gti_matter);
    self->packages = GTI_VEC(const gtee_package *);
    self->proof = GTI_VEC(const gtee_conflict *);
    gtee_status status = gti_inquiry_make(&self->inquiry, view, options, near != NULL ? GTI_DEAL_NEAREST : GTI_DEAL_LEXICOGRAPHIC, near, report);

    if (status == GTEE_OK)
        status = gti_deal_make(&self->deal, &self->inquiry.question);
    return status == GTEE_OK ? gti_packages_begin(self) : status;
}

static void unref(void *result)
{
    gtee_settlement_unref(result);
}

static gtee_status settlement_new(const gtee_view *view, const gtee_search_options *options, const gtee_proposal *near,
                                  gtee_settlement **settlement, gtee_diagnostics **diagnostics)
{
    static const gti_result_kind kind = {sizeof(gtee_settlement), make, unref};
    void *made;
    const gtee_status status = gti_result_new(&kind, settlement != NULL ? view : NULL, options, near, &made, diagnostics);

    if (settlement != NULL)
        *settlement = made;
    return status;
}

gtee_status gtee_settlement_new(const gtee_view *view, const gtee_search_options *options, gtee_settlement **settlement,
                                gtee_diagnostics **diagnostics)
{
    return settlement_new(view, options, NULL, settlement, diagnostics);
}

gtee_status gtee_nearest_new(const gtee_view *view, const gtee_proposal *proposal, const gtee_search_options *options,
                             gtee_settlement **settlement, gtee_diagnostics **diagnostics)
{
    return settlement_new(proposal != NULL ? view : NULL, options, proposal, settlement, diagnostics);
}

gtee_settlement *gtee_settlement_ref(gtee_settlement *settlement)
{
    gti_refs_up(&settlement->refs);
    return settlement;
}

void gtee_settlement_unref(gtee_settlement *settlement)
{
    if (settlement == NULL || !gti_refs_down(&settlement->refs))
        return;
    const gti_allocator allocator = settlement->inquiry.arena.allocator;
    gti_ranking_free(settlement->ranking);
    gti_packages_end(settlement);
    if (settlement->deal.problem.allocator.resize != NULL)
        gti_deal_free(&settlement->deal);
    gti_vec_free(&allocator, &settlement->matters);
    gti_vec_free(&allocator, &settlement->packages);
    gti_vec_free(&allocator, &settlement->proof);
    gti_inquiry_free(&settlement->inquiry);
    gti_free(&allocator, settlement, sizeof *settlement);
}

/* ---- packages */

static gtee_status keep(gtee_settlement *self, const gtee_package **package)
{
    if (!gti_vec_reserve(&self->inquiry.arena.allocator, &self->packages, self->packages.count + 1))
        return GTEE_ERROR_MEMORY;
    gtee_status status = gti_package_make(self, package);
    if (status == GTEE_OK)
        *(const gtee_package **)gti_vec_push(&self->inquiry.arena.allocator, &self->packages) = *package; /* there is room */
    return status;
}

/* Puts choices that make no difference at their default, or else at their first option, one after another. */
static void prefer_defaults(gtee_settlement *self)
{
    bool looked = false;

    for (size_t i = 0; i < self->matters.count; i++) {
        const uint32_t unknown = GTI_VEC_AT(&self->matters, gti_matter, i)->unknown;
        const uint32_t preferred = GTI_VEC_AT(&self->deal.problem.variables, gti_unknown, unknown)->preferred;
        if ((self->classes[self->class_first[unknown] + preferred] >> self->options[unknown] & 1) != 0)
            continue;
        if (!looked)
            gti_slack_look(self->slack, self->options);
        looked = !gti_slack_is_free(self->slack, unknown);
        if (!looked)
            self->options[unknown] = preferred;
    }
}

/* The cheapest, or the best found when the search ends early; each later call goes on from there. */
static gtee_status first_package(gtee_settlement *self, const gtee_package **package)
{
    gti_answer answer = {.options = self->options};
    const uint32_t result = gti_best(&self->deal.problem, &self->inquiry.search, GTI_ENGINE_NONE, &answer);
    gtee_status status = gti_search_status(result);

    if (result == GTI_SEARCH_NO_MEMORY)
        return GTEE_ERROR_MEMORY;
    self->engine = answer.engine;
    self->bound = answer.bound;
    self->proved = result == GTI_SEARCH_DONE;
    self->complete = result == GTI_SEARCH_NONE;
    if (self->complete)
        self->bound = (gti_cost){{0}}; /* of nothing, nothing is said */
    if (answer.found && result != GTI_SEARCH_NONE) {
        prefer_defaults(self);
        if (keep(self, package) != GTEE_OK)
            return GTEE_ERROR_MEMORY;
    }
    if (status == GTEE_OK) {
        self->begun = true;
        memcpy(self->first_options, self->options, self->deal.problem.variables.count * sizeof *self->options);
    }
    return status;
}

/* Is the answer the first package again? */
static bool is_first(const gtee_settlement *self)
{
    for (size_t i = 0; i < self->matters.count; i++) {
        const uint32_t unknown = GTI_VEC_AT(&self->matters, gti_matter, i)->unknown;
        const uint64_t alike = self->classes[self->class_first[unknown] + self->first_options[unknown]];
        if ((alike >> self->options[unknown] & 1) == 0)
            return false;
    }
    return true;
}

static gtee_status further_package(gtee_settlement *self, const gtee_package **package)
{
    gti_answer answer = {.options = self->options};
    uint32_t result = GTI_SEARCH_DONE;

    if (self->ranking == NULL)
        self->ranking = gti_ranking_new(&self->deal.problem, &self->inquiry.search);
    if (self->ranking == NULL)
        return GTEE_ERROR_MEMORY;
    while (!self->waiting && result == GTI_SEARCH_DONE) {
        result = gti_ranking_next(self->ranking, &answer);
        self->waiting = result == GTI_SEARCH_DONE && !is_first(self);
    }
    self->complete = result == GTI_SEARCH_NONE;
    if (!self->waiting)
        return gti_search_status(result);
    const gtee_status status = keep(self, package);
    self->waiting = status != GTEE_OK;
    return status;
}

gtee_status gtee_settlement_next(gtee_settlement *settlement, const gtee_package **package)
{
    if (package == NULL)
        return GTEE_ERROR_ARGUMENT;
    *package = NULL;
    if (settlement == NULL)
        return GTEE_ERROR_ARGUMENT;
    if (settlement->complete)
        return GTEE_OK;
    return settlement->begun ? further_package(settlement, package) : first_package(settlement, package);
}

/* ---- conflicts that share no position */

/* Keeps the groups' positions as a conflict. */
static gtee_status keep_disjoint(gtee_settlement *self, const gti_deal *deal, gti_vec *groups)
{
    const gti_allocator *allocator = &self->inquiry.arena.allocator;
    gtee_conflict *made = NULL;

    for (size_t i = 0; i < groups->count; i++) {
        uint32_t *group = GTI_VEC_AT(groups, uint32_t, i);
        *group = GTI_VEC_AT(&deal->origins, gti_origin, *group)->position->record.index;
    }
    if (!gti_vec_reserve(allocator, &self->proof, self->proof.count + 1))
        return GTEE_ERROR_MEMORY;
    const gtee_status status = gti_conflict_make(&self->inquiry, groups->items, groups->count, &made);
    if (status == GTEE_OK)
        *(const gtee_conflict **)gti_vec_push(allocator, &self->proof) = made; /* there is room */
    return status;
}

/* One conflict after another, each without the positions of those before. */
static gtee_status find_disjoint(gtee_settlement *self, const gti_deal *deal, gti_cores *cores)
{
    gti_vec groups = GTI_VEC(uint32_t);
    gtee_status status = GTEE_OK;
    bool found = true;

    while (status == GTEE_OK && found) {
        status = gti_search_status(gti_cores_next(cores, &groups));
        found = status == GTEE_OK && groups.count > 0;
        if (found && !gti_cores_pass_over(cores, groups.items, groups.count))
            status = GTEE_ERROR_MEMORY;
        if (found && status == GTEE_OK)
            status = keep_disjoint(self, deal, &groups);
    }
    gti_vec_free(&self->inquiry.arena.allocator, &groups);
    return status;
}

gtee_status gtee_settlement_prove(gtee_settlement *settlement)
{
    gti_cores *cores = NULL;
    gti_deal deal;

    if (settlement == NULL)
        return GTEE_ERROR_ARGUMENT;
    if (settlement->disjoint || (settlement->inquiry.question.mode == GTI_DEAL_NEAREST && (!settlement->complete || settlement->packages.count > 0)))
        return GTEE_OK;
    gti_deal_question question = settlement->inquiry.question;
    question.mode = GTI_DEAL_LEXICOGRAPHIC;
    question.bare = true;
    question.cap = 0;
    gti_vec_clear(&settlement->proof);
    gtee_status status = gti_deal_make(&deal, &question);
    if (status == GTEE_OK && (cores = gti_cores_new(&deal.problem, &settlement->inquiry.search, GTI_ORDER_FOUND)) == NULL)
        status = GTEE_ERROR_MEMORY;
    if (status == GTEE_OK)
        status = find_disjoint(settlement, &deal, cores);
    gti_cores_free(cores);
    gti_deal_free(&deal);
    settlement->disjoint = status == GTEE_OK;
    return status;
}
