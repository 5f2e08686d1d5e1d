/* sensitivity.c: which red line matters most: the cheapest package without each, and the conflicts that it is part of. Those that the cheapest package
 * breaks are weighed first, then those in conflicts; what was weighed when the budget ends is the answer. Uses base, record, solve, inquiry.h. */
#include "reason/inquiry.h"
#include "solve/cores.h"

struct gtee_influence {
    const gtee_position *position;
    gti_cost cost; /* of the cheapest package without it */
    const gtee_sensitivity *sensitivity;
    bool in_some, in_all;
    bool broken;  /* by the cheapest package */
    bool weighed;
};

struct gtee_sensitivity {
    gti_refs refs;
    gti_inquiry inquiry;
    gti_cost cost; /* of the cheapest package */
    double unit;   /* how much of it is 1 */
    gtee_influence *influences;
    size_t count;
    bool complete;
};

/* What is at work: positions are left out one by one. */
typedef struct weighing {
    gtee_sensitivity *self;
    gti_report *report;
    bool *kept; /* by position */
    size_t positions;
    bool enumerated;  /* is it known of each whether it is in a conflict? */
} weighing;

/* ---- the deal with the positions that are kept */

/* To make a deal takes time as a search does, and there is one for each position: it is paid from the same budget. */
static gtee_status pay(weighing *w, const gti_problem *problem)
{
    gti_search *search = &w->self->inquiry.search;

    search->steps += problem->variables.count + problem->groups.count + problem->clauses.count + problem->literals.count;
    if (search->stop != NULL && search->stop(search->stop_user, search->steps))
        return GTEE_ERROR_CANCELLED;
    return search->steps >= search->budget ? GTEE_ERROR_LIMIT : GTEE_OK;
}

/* `bare`: of red lines and what is hard. Must be freed in any case. */
static gtee_status make_deal(weighing *w, bool bare, gti_deal *deal)
{
    gti_deal_question question = w->self->inquiry.question;

    question.positions = w->kept;
    if (bare) {
        question.mode = GTI_DEAL_LEXICOGRAPHIC;
        question.bare = true;
        question.cap = 0;
    }
    const gtee_status status = gti_deal_make(deal, &question);
    return status == GTEE_OK ? pay(w, &deal->problem) : status;
}

/* ---- the cheapest package */

static uint32_t best_of(gti_search *search, const gti_problem *problem, bool *broken, gti_cost *cost)
{
    const size_t count = problem->variables.count + 1;
    gti_answer answer = {.options = gti_alloc_array(&problem->allocator, count, sizeof(uint32_t))};
    uint32_t result = GTI_SEARCH_NO_MEMORY;

    if (answer.options != NULL)
        result = gti_best(problem, search, GTI_ENGINE_NONE, &answer);
    *cost = answer.cost;
    if (result == GTI_SEARCH_DONE && broken != NULL)
        gti_problem_price(problem, answer.options, broken, &answer.cost);
    gti_free(&problem->allocator, answer.options, count * sizeof(uint32_t));
    return result;
}

static gtee_status search_status(weighing *w, uint32_t result)
{
    if (result != GTI_SEARCH_NONE)
        return gti_search_status(result);
    gti_report_add(w->report, GTI_CODE_NO_PACKAGE, NULL, NULL, "no choice at all meets the constraints, what is fixed and what may not be moved");
    return GTEE_ERROR_NOT_FOUND;
}

static gtee_status cheapest(weighing *w, gti_cost *cost)
{
    gti_deal deal;
    gtee_status status = make_deal(w, false, &deal);

    if (status == GTEE_OK)
        status = search_status(w, best_of(&w->self->inquiry.search, &deal.problem, NULL, cost));
    gti_deal_free(&deal);
    return status;
}

/* With all of them: which ones it breaks. */
static gtee_status weigh_all(weighing *w)
{
    gtee_sensitivity *self = w->self;
    bool *broken = NULL;
    gti_deal deal;
    gtee_status status = make_deal(w, false, &deal);
    const gti_allocator *allocator = &self->inquiry.arena.allocator;
    const size_t groups = deal.problem.groups.count + 1;

    if (status == GTEE_OK && (broken = gti_alloc_array(allocator, groups, sizeof *broken)) == NULL)
        status = GTEE_ERROR_MEMORY;
    if (status == GTEE_OK)
        status = search_status(w, best_of(&self->inquiry.search, &deal.problem, broken, &self->cost));
    for (size_t i = 0; status == GTEE_OK && i < self->count; i++)
        self->influences[i].broken = broken[deal.group_of[self->influences[i].position->record.index]];
    self->unit = (double)deal.unit;
    gti_free(allocator, broken, groups * sizeof *broken);
    gti_deal_free(&deal);
    return status;
}

/* ---- conflicts */

/* Do all red lines that are kept hold together? */
static gtee_status hold_together(weighing *w, bool *hold)
{
    gti_vec groups = GTI_VEC(uint32_t);
    uint32_t result = GTI_SEARCH_NO_MEMORY;
    gti_deal deal;
    gtee_status status = make_deal(w, true, &deal);

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

/* A position is part of a conflict just when it is part of a minimal concession set (Reiter 1987): these are enumerated until nothing is left to learn, or
 * half of what is left of the budget is used up: the rest is for weighing what was found. */
static gtee_status enumerate(weighing *w, gtee_influence *const *by_position)
{
    gti_search *search = &w->self->inquiry.search, half = *search;
    gti_vec groups = GTI_VEC(uint32_t);
    gti_corrections_search *corrections = NULL;
    size_t left = w->self->count;
    uint32_t result = GTI_SEARCH_DONE;
    gti_deal deal;
    gtee_status status = make_deal(w, true, &deal);

    half.steps = search->steps;
    if (status == GTEE_OK)
        half.budget -= (half.budget - half.steps) / 2;
    if (status == GTEE_OK && (corrections = gti_corrections_search_new(&deal.problem, &half, GTI_ORDER_FOUND)) == NULL)
        status = GTEE_ERROR_MEMORY;
    while (status == GTEE_OK && result == GTI_SEARCH_DONE && left > 0) {
        result = gti_corrections_search_next(corrections, &groups);
        status = gti_search_status(result);
        if (result == GTI_SEARCH_DONE)
            left -= mark(&deal, &groups, by_position);
    }
    search->steps = half.steps;
    gti_corrections_search_free(corrections);
    gti_vec_free(&w->self->inquiry.arena.allocator, &groups);
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

    w->enumerated = status == GTEE_OK;
    if (status != GTEE_OK || hold)
        return status;
    by_position = gti_alloc_array(allocator, w->positions + 1, sizeof(void *));
    if (by_position == NULL)
        return GTEE_ERROR_MEMORY;
    for (size_t i = 0; i < self->count; i++)
        by_position[self->influences[i].position->record.index] = &self->influences[i];
    status = enumerate(w, by_position);
    w->enumerated = status == GTEE_OK;
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

static int by_index(const gtee_influence *a, const gtee_influence *b)
{
    return a->position->record.index < b->position->record.index ? -1 : 1;
}

static int by_cost(const void *user, const void *a, const void *b)
{
    const gtee_influence *left = a, *right = b;
    const int order = gti_cost_compare(left->cost, right->cost);

    (void)user;
    return order != 0 ? order : by_index(left, right);
}

/* What is likely to matter comes first. */
static int by_promise(const void *user, const void *a, const void *b)
{
    const gtee_influence *left = a, *right = b;
    const int of_left = 2 * left->broken + left->in_some, of_right = 2 * right->broken + right->in_some;

    (void)user;
    return of_left != of_right ? of_right - of_left : by_index(left, right);
}

static gtee_status weigh_one(weighing *w, gtee_influence *influence)
{
    const uint32_t position = influence->position->record.index;
    gtee_status status;

    w->kept[position] = false;
    status = cheapest(w, &influence->cost);
    if (status == GTEE_OK && influence->in_some)
        status = hold_together(w, &influence->in_all);
    w->kept[position] = true;
    influence->weighed = status == GTEE_OK;
    return status;
}

/* Of those whose place in the conflicts is known. */
static gtee_status weigh_each(weighing *w)
{
    gtee_sensitivity *self = w->self;
    const gti_allocator *allocator = &self->inquiry.arena.allocator;
    gtee_status status = gti_sort(allocator, self->influences, self->count, sizeof *self->influences, by_promise, NULL) ? GTEE_OK : GTEE_ERROR_MEMORY;
    size_t kept = 0;

    for (size_t i = 0; status == GTEE_OK && i < self->count; i++)
        if (w->enumerated || self->influences[i].in_some)
            status = weigh_one(w, &self->influences[i]);
    for (size_t i = 0; i < self->count; i++)
        if (self->influences[i].weighed)
            self->influences[kept++] = self->influences[i];
    self->complete = kept == self->count;
    self->count = kept;
    if (status != GTEE_OK && status != GTEE_ERROR_LIMIT)
        return status;
    return gti_sort(allocator, self->influences, kept, sizeof *self->influences, by_cost, NULL) ? GTEE_OK : GTEE_ERROR_MEMORY;
}

/* Once it is known what all of them cost together, the end of the budget is no failure. */
static gtee_status weigh(weighing *w)
{
    gtee_sensitivity *self = w->self;
    gtee_status status = list_positions(w);

    if (status == GTEE_OK)
        status = weigh_all(w);
    if (status == GTEE_ERROR_LIMIT)
        gti_report_add(w->report, GTI_CODE_SEARCH_BUDGET, NULL, NULL, "the search for the influence of %u positions used its budget of %u steps up",
                       (uint64_t)self->count, self->inquiry.search.budget);
    if (status != GTEE_OK)
        return status;
    status = find_conflicts(w);
    return status == GTEE_OK || status == GTEE_ERROR_LIMIT ? weigh_each(w) : status;
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

int32_t gtee_sensitivity_complete(const gtee_sensitivity *sensitivity)
{
    return sensitivity->complete;
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
