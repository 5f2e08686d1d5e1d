/* sensitivity.c: which red line matters most: the cheapest package without each, and the conflicts that it is part of. Uses base, record, solve,
 * inquiry.h. */
#include "reason/inquiry.h"
#include "solve/cores.h"

struct gtee_influence {
    const gtee_position *position;
    gti_cost cost; /* of the cheapest package without it */
    const gtee_sensitivity *sensitivity;
    bool in_some, in_all;
};

struct gtee_sensitivity {
    gti_refs refs;
    gti_inquiry inquiry;
    gti_cost cost; /* of the cheapest package */
    double unit;   /* how much of it is 1 */
    gtee_influence *influences;
    size_t count;
};

/* What is at work: positions are left out one by one. */
typedef struct weighing {
    gtee_sensitivity *self;
    gti_report *report;
    bool *kept; /* by position */
    size_t positions;
} weighing;

/* ---- the cheapest package with the positions that are kept */

static uint32_t best_of(gti_search *search, const gti_problem *problem, gti_cost *cost)
{
    const size_t count = problem->variables.count + 1;
    gti_answer answer = {.options = gti_alloc_array(&problem->allocator, count, sizeof(uint32_t))};
    uint32_t result = GTI_SEARCH_NO_MEMORY;

    if (answer.options != NULL)
        result = gti_best(problem, search, GTI_ENGINE_NONE, &answer);
    *cost = answer.cost;
    gti_free(&problem->allocator, answer.options, count * sizeof(uint32_t));
    return result;
}

static gtee_status cheapest(weighing *w, gti_cost *cost)
{
    gti_deal_question question = w->self->inquiry.question;
    uint32_t result = GTI_SEARCH_NONE;
    gti_deal deal;

    question.positions = w->kept;
    gtee_status status = gti_deal_make(&deal, &question);
    if (status == GTEE_OK) {
        result = best_of(&w->self->inquiry.search, &deal.problem, cost);
        status = gti_search_status(result);
    }
    w->self->unit = (double)deal.unit;
    gti_deal_free(&deal);
    if (status == GTEE_OK && result == GTI_SEARCH_NONE) {
        gti_report_add(w->report, GTI_CODE_NO_PACKAGE, NULL, NULL, "no choice at all meets the constraints, what is fixed and what may not be moved");
        return GTEE_ERROR_NOT_FOUND;
    }
    return status;
}

/* ---- conflicts */

/* Do all red lines that are kept hold together? */
static gtee_status hold_together(weighing *w, bool *hold)
{
    gti_deal_question question = w->self->inquiry.question;
    gti_vec groups = GTI_VEC(uint32_t);
    uint32_t result = GTI_SEARCH_NO_MEMORY;
    gti_deal deal;

    question.mode = GTI_DEAL_LEXICOGRAPHIC;
    question.bare = true;
    question.cap = 0;
    question.positions = w->kept;
    gtee_status status = gti_deal_make(&deal, &question);
    if (status == GTEE_OK) {
        const gti_allocator *allocator = &deal.problem.allocator;
        const size_t count = deal.problem.variables.count + 1;
        uint32_t *options = gti_alloc_array(allocator, count, sizeof *options);
        bool good = options != NULL;
        for (uint32_t g = 1; good && g < deal.problem.groups.count; g++)
            good = gti_vec_append(allocator, &groups, &g, 1);
        if (good)
            result = gti_holds_together(&deal.problem, &w->self->inquiry.search, groups.items, groups.count, options);
        status = gti_search_status(result);
        gti_free(allocator, options, count * sizeof *options);
        gti_vec_free(allocator, &groups);
    }
    gti_deal_free(&deal);
    *hold = result == GTI_SEARCH_DONE;
    return status;
}

/* Marks those that the correction has; how many are new. */
static size_t mark(const gti_deal *deal, const gti_vec *groups, gtee_influence *const *by_position)
{
    size_t marked = 0;

    for (size_t i = 0; i < groups->count; i++) {
        const gti_origin *origin = GTI_VEC_AT(&deal->origins, gti_origin, *GTI_VEC_AT(groups, uint32_t, i));
        gtee_influence *influence = by_position[origin->position->record.index];
        if (influence != NULL && !influence->in_some) {
            influence->in_some = true;
            marked++;
        }
    }
    return marked;
}

/* A position is part of a conflict just when it is part of a minimal concession set (Reiter 1987): these are enumerated until nothing is left to learn. */
static gtee_status enumerate(weighing *w, gtee_influence *const *by_position)
{
    gti_deal_question question = w->self->inquiry.question;
    const gti_allocator *allocator = &w->self->inquiry.arena.allocator;
    gti_vec groups = GTI_VEC(uint32_t);
    gti_corrections_search *search = NULL;
    size_t left = w->self->count;
    uint32_t result = GTI_SEARCH_DONE;
    gti_deal deal;

    question.mode = GTI_DEAL_LEXICOGRAPHIC;
    question.bare = true;
    question.cap = 0;
    gtee_status status = gti_deal_make(&deal, &question);
    if (status == GTEE_OK && (search = gti_corrections_search_new(&deal.problem, &w->self->inquiry.search, GTI_ORDER_FOUND)) == NULL)
        status = GTEE_ERROR_MEMORY;
    while (status == GTEE_OK && result == GTI_SEARCH_DONE && left > 0) {
        result = gti_corrections_search_next(search, &groups);
        status = gti_search_status(result);
        if (result == GTI_SEARCH_DONE)
            left -= mark(&deal, &groups, by_position);
    }
    gti_corrections_search_free(search);
    gti_vec_free(allocator, &groups);
    gti_deal_free(&deal);
    return status;
}

static gtee_status find_conflicts(weighing *w)
{
    gtee_sensitivity *self = w->self;
    const gti_allocator *allocator = &self->inquiry.arena.allocator;
    gtee_influence **by_position;
    bool hold;
    gtee_status status = hold_together(w, &hold);

    if (status != GTEE_OK || hold)
        return status;
    by_position = gti_alloc_array(allocator, w->positions + 1, sizeof(void *));
    if (by_position == NULL)
        return GTEE_ERROR_MEMORY;
    for (size_t i = 0; i < self->count; i++)
        by_position[self->influences[i].position->record.index] = &self->influences[i];
    status = enumerate(w, by_position);
    for (size_t i = 0; status == GTEE_OK && i < self->count; i++) {
        gtee_influence *influence = &self->influences[i];
        if (!influence->in_some)
            continue;
        w->kept[influence->position->record.index] = false;
        status = hold_together(w, &influence->in_all);
        w->kept[influence->position->record.index] = true;
    }
    gti_free(allocator, by_position, (w->positions + 1) * sizeof(void *));
    return status;
}

/* ---- all of it */

/* Hard positions that count and may move. */
static gtee_status list_positions(weighing *w)
{
    gtee_sensitivity *self = w->self;
    gti_deal_question question = self->inquiry.question;
    gti_deal deal;

    question.bare = true;
    gtee_status status = gti_deal_make(&deal, &question);
    if (status == GTEE_OK) {
        self->influences = gti_arena_array(&self->inquiry.arena, deal.origins.count + 1, sizeof *self->influences, sizeof(uint64_t));
        status = self->influences != NULL ? GTEE_OK : GTEE_ERROR_MEMORY;
    }
    for (uint32_t p = 0; status == GTEE_OK && p < w->positions; p++)
        if (deal.group_of[p] != 0)
            self->influences[self->count++] = (gtee_influence){.position = gti_inquiry_position(&self->inquiry, p), .sensitivity = self};
    gti_deal_free(&deal);
    return status;
}

static int by_cost(const void *user, const void *a, const void *b)
{
    const gtee_influence *left = a, *right = b;

    (void)user;
    return gti_cost_compare(left->cost, right->cost);
}

static gtee_status weigh(weighing *w)
{
    gtee_sensitivity *self = w->self;
    gtee_status status = list_positions(w);

    if (status == GTEE_OK)
        status = cheapest(w, &self->cost);
    for (size_t i = 0; status == GTEE_OK && i < self->count; i++) {
        const uint32_t position = self->influences[i].position->record.index;
        w->kept[position] = false;
        status = cheapest(w, &self->influences[i].cost);
        w->kept[position] = true;
    }
    if (status == GTEE_OK)
        status = find_conflicts(w);
    if (status == GTEE_OK &&
        !gti_sort(&self->inquiry.arena.allocator, self->influences, self->count, sizeof *self->influences, by_cost, NULL))
        status = GTEE_ERROR_MEMORY;
    if (status == GTEE_ERROR_LIMIT)
        gti_report_add(w->report, GTI_CODE_SEARCH_BUDGET, NULL, NULL, "the search for the influence of %u positions used its budget of %u steps up",
                       (uint64_t)self->count, self->inquiry.search.budget);
    return status;
}

static gtee_status make(void *result, const gtee_view *view, const gtee_search_options *options, const void *question, gti_report *report)
{
    gtee_sensitivity *self = result;
    weighing w = {.self = self, .report = report, .positions = gti_record_count(view->dossier, GTEE_KIND_POSITION)};
    gtee_status status = gti_inquiry_make(&self->inquiry, view, options, GTI_DEAL_LEXICOGRAPHIC, NULL, report);
    const gti_allocator *allocator = &self->inquiry.arena.allocator;

    (void)question;
    if (status != GTEE_OK)
        return status;
    w.kept = gti_alloc_array(allocator, w.positions + 1, sizeof(bool));
    if (w.kept == NULL)
        return GTEE_ERROR_MEMORY;
    for (size_t i = 0; i < w.positions; i++)
        w.kept[i] = true;
    status = weigh(&w);
    gti_free(allocator, w.kept, (w.positions + 1) * sizeof(bool));
    return status;
}

static void unref(void *result)
{
    gtee_sensitivity_unref(result);
}

gtee_status gtee_sensitivity_new(const gtee_view *view, const gtee_search_options *options, gtee_sensitivity **sensitivity,
                                 gtee_diagnostics **diagnostics)
{
    static const gti_result_kind kind = {sizeof(gtee_sensitivity), make, unref};
    void *made;
    const gtee_status status = gti_result_new(&kind, sensitivity != NULL ? view : NULL, options, NULL, &made, diagnostics);

    if (sensitivity != NULL)
        *sensitivity = made;
    return status;
}

const gti_inquiry *gti_sensitivity_inquiry(const gtee_sensitivity *sensitivity)
{
    return &sensitivity->inquiry;
}

gtee_sensitivity *gtee_sensitivity_ref(gtee_sensitivity *sensitivity)
{
    gti_refs_up(&sensitivity->refs);
    return sensitivity;
}

void gtee_sensitivity_unref(gtee_sensitivity *sensitivity)
{
    if (sensitivity == NULL || !gti_refs_down(&sensitivity->refs))
        return;
    const gti_allocator allocator = sensitivity->inquiry.arena.allocator;
    gti_inquiry_free(&sensitivity->inquiry);
    gti_free(&allocator, sensitivity, sizeof *sensitivity);
}

/* ---- what callers read: the levels of a cost, where the question has them */

static bool is_weighted(const gtee_sensitivity *sensitivity)
{
    return sensitivity->inquiry.question.mode == GTI_DEAL_WEIGHTED;
}

static uint32_t whole(const gtee_sensitivity *sensitivity, const gti_cost *cost, uint32_t level)
{
    return is_weighted(sensitivity) ? 0 : (uint32_t)cost->level[level];
}

static double weight(const gtee_sensitivity *sensitivity, const gti_cost *cost)
{
    return (double)cost->level[gti_deal_weights(&sensitivity->inquiry.question)] / sensitivity->unit;
}

uint32_t gtee_sensitivity_red_lines(const gtee_sensitivity *sensitivity)
{
    return whole(sensitivity, &sensitivity->cost, GTI_LEVEL_RED_LINES);
}

uint32_t gtee_sensitivity_consents(const gtee_sensitivity *sensitivity)
{
    return whole(sensitivity, &sensitivity->cost, GTI_LEVEL_CONSENTS);
}

double gtee_sensitivity_weight(const gtee_sensitivity *sensitivity)
{
    return weight(sensitivity, &sensitivity->cost);
}

size_t gtee_sensitivity_count(const gtee_sensitivity *sensitivity)
{
    return sensitivity->count;
}

const gtee_influence *gtee_sensitivity_at(const gtee_sensitivity *sensitivity, size_t index)
{
    return index < sensitivity->count ? &sensitivity->influences[index] : NULL;
}

const gtee_position *gtee_influence_position(const gtee_influence *influence)
{
    return influence->position;
}

uint32_t gtee_influence_red_lines(const gtee_influence *influence)
{
    return whole(influence->sensitivity, &influence->cost, GTI_LEVEL_RED_LINES);
}

uint32_t gtee_influence_consents(const gtee_influence *influence)
{
    return whole(influence->sensitivity, &influence->cost, GTI_LEVEL_CONSENTS);
}

double gtee_influence_weight(const gtee_influence *influence)
{
    return weight(influence->sensitivity, &influence->cost);
}

int32_t gtee_influence_in_all(const gtee_influence *influence)
{
    return influence->in_all;
}

int32_t gtee_influence_in_none(const gtee_influence *influence)
{
    return !influence->in_some;
}
