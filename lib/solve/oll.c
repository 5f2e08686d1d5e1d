/* oll.c: core-guided optimisation (oll.h). Uses formula.h. */
#include "solve/oll.h"

#define NONE UINT32_MAX
#define MOST_MINIMISED 64u /* larger cores are taken as they are */

typedef struct soft {
    uint64_t weight; /* 0: done with */
    int32_t literal;
    uint32_t place;
    uint32_t counter, bound; /* of a counter: fewer than `bound` of its inputs; NONE: given */
    bool waiting;
} soft;

void gti_oll_init(gti_oll *oll, gti_formula *formula)
{
    *oll = (gti_oll){.formula = formula, .softs = GTI_VEC(soft), .order = GTI_VEC(uint32_t), .core = GTI_VEC(uint32_t),
                     .scratch = GTI_VEC(int32_t), .upper = UINT64_MAX, .threshold = UINT64_MAX};
}

void gti_oll_free(gti_oll *oll)
{
    const gti_allocator *allocator = &oll->formula->allocator;
    gti_vec_free(allocator, &oll->softs);
    gti_vec_free(allocator, &oll->order);
    gti_vec_free(allocator, &oll->core);
    gti_vec_free(allocator, &oll->scratch);
}

static soft *soft_at(const gti_oll *oll, uint32_t number)
{
    return GTI_VEC_AT(&oll->softs, soft, number);
}

/* Behind all of its place or before. */
static bool insert(gti_oll *oll, soft fresh)
{
    const gti_allocator *allocator = &oll->formula->allocator;
    soft *slot = gti_vec_push(allocator, &oll->softs);
    uint32_t *order;
    size_t at = oll->order.count;
    if (slot == NULL || gti_vec_push(allocator, &oll->order) == NULL)
        return false;
    *slot = fresh;
    order = oll->order.items;
    for (; at > 0 && soft_at(oll, order[at - 1])->place > fresh.place; at--)
        order[at] = order[at - 1];
    order[at] = (uint32_t)oll->softs.count - 1;
    return true;
}

bool gti_oll_soft(gti_oll *oll, int32_t literal, uint64_t weight, uint32_t place)
{
    return insert(oll, (soft){.weight = weight, .literal = literal, .place = place, .counter = NONE});
}

/* Assumes what weighs enough; forgets what is done with. */
static void assume(gti_oll *oll)
{
    uint32_t *order = oll->order.items;
    size_t kept = 0;
    for (size_t i = 0; i < oll->order.count; i++) {
        const soft *item = soft_at(oll, order[i]);
        if (item->weight == 0)
            continue;
        if (item->weight >= oll->threshold && !item->waiting)
            gti_formula_assume(oll->formula, item->literal);
        order[kept++] = order[i];
    }
    oll->order.count = kept;
}

/* ---- cores */

static bool collect(gti_oll *oll)
{
    gti_vec_clear(&oll->core);
    for (size_t i = 0; i < oll->order.count; i++) {
        uint32_t number = *GTI_VEC_AT(&oll->order, uint32_t, i);
        const soft *item = soft_at(oll, number);
        bool assumed = item->weight >= oll->threshold && !item->waiting;
        if (assumed && gti_sat_failed(oll->formula->sat, item->literal) &&
            !gti_vec_append(&oll->formula->allocator, &oll->core, &number, 1))
            return false;
    }
    return true;
}

static int lighter_first(const void *user, const void *x, const void *y)
{
    const gti_oll *oll = user;
    const soft *a = soft_at(oll, *(const uint32_t *)x), *b = soft_at(oll, *(const uint32_t *)y);
    return a->weight != b->weight ? (a->weight < b->weight ? -1 : 1) : a->place != b->place ? (a->place < b->place ? -1 : 1) : 0;
}

/* Do the others refute themselves by propagation? Then keeps those used of them. `drop` NONE: all. */
static bool without(gti_oll *oll, size_t drop)
{
    uint32_t *core = oll->core.items;
    size_t kept = 0;
    for (size_t i = 0; i < oll->core.count; i++)
        if (i != drop)
            gti_formula_assume(oll->formula, soft_at(oll, core[i])->literal);
    if (!gti_formula_refuted(oll->formula))
        return false;
    for (size_t i = 0; i < oll->core.count; i++)
        if (i != drop && gti_sat_failed(oll->formula->sat, soft_at(oll, core[i])->literal))
            core[kept++] = core[i];
    oll->core.count = kept;
    return true;
}

/* Drops literals that propagation does not need, light ones first. */
static bool minimise(gti_oll *oll)
{
    if (oll->core.count < 2 || oll->core.count > MOST_MINIMISED)
        return true;
    if (!gti_sort(&oll->formula->allocator, oll->core.items, oll->core.count, sizeof(uint32_t), lighter_first, oll))
        return false;
    for (size_t i = 0; i < oll->core.count && oll->core.count > 1;)
        i += without(oll, i) ? 0 : 1;
    return true;
}

/* One more of the counter may be true, at this weight. */
static bool allow(gti_oll *oll, uint32_t counter, uint32_t bound, uint64_t weight, uint32_t place)
{
    int32_t beyond = gti_formula_output(oll->formula, counter, bound);
    if (beyond == 0)
        return true;
    oll->waiting = true;
    return insert(oll, (soft){.weight = weight, .literal = -beyond, .place = place, .counter = counter, .bound = bound, .waiting = true});
}

static bool push_literal(gti_oll *oll, int32_t literal)
{
    return gti_vec_append(&oll->formula->allocator, &oll->scratch, &literal, 1);
}

/* Takes the core's weight from its literals; a counter of them, and the next bound of counters among them, take their place. */
static bool relax(gti_oll *oll)
{
    uint64_t weight = UINT64_MAX;
    uint32_t place = 0, counter;
    for (size_t i = 0; i < oll->core.count; i++) {
        const soft *item = soft_at(oll, *GTI_VEC_AT(&oll->core, uint32_t, i));
        weight = item->weight < weight ? item->weight : weight;
        place = item->place > place ? item->place : place;
    }
    oll->lower += weight;
    gti_vec_clear(&oll->scratch);
    for (size_t i = 0; i < oll->core.count; i++) {
        soft *item = soft_at(oll, *GTI_VEC_AT(&oll->core, uint32_t, i));
        soft copy = *item;
        item->weight -= weight;
        if (!push_literal(oll, -copy.literal) || (copy.counter != NONE && !allow(oll, copy.counter, copy.bound + 1, weight, copy.place)))
            return false;
    }
    gti_formula_clause(oll->formula, oll->scratch.items, oll->scratch.count);
    if (oll->core.count == 1)
        return true;
    counter = gti_formula_counter(oll->formula, oll->scratch.items, oll->scratch.count);
    return counter != NONE && allow(oll, counter, 2, weight, place);
}

/* ---- strata */

static bool wake(gti_oll *oll)
{
    bool any = false;
    for (size_t i = 0; i < oll->order.count && oll->waiting; i++) {
        soft *item = soft_at(oll, *GTI_VEC_AT(&oll->order, uint32_t, i));
        any = any || (item->waiting && item->weight >= oll->threshold);
        item->waiting = false;
    }
    oll->waiting = false;
    return any;
}

/* The next lower weight. false: there is none. */
static bool descend(gti_oll *oll)
{
    uint64_t next = 0;
    for (size_t i = 0; i < oll->order.count; i++) {
        const soft *item = soft_at(oll, *GTI_VEC_AT(&oll->order, uint32_t, i));
        if (item->weight < oll->threshold && item->weight > next)
            next = item->weight;
    }
    oll->threshold = next > 0 ? next : oll->threshold;
    return next > 0;
}

/* What weighs more than is left between the bounds cannot be false in anything better. */
static void harden(gti_oll *oll)
{
    uint64_t gap = oll->upper - oll->lower;
    for (size_t i = 0; i < oll->order.count && oll->upper != UINT64_MAX; i++) {
        soft *item = soft_at(oll, *GTI_VEC_AT(&oll->order, uint32_t, i));
        if (item->weight > gap) {
            gti_formula_clause(oll->formula, &item->literal, 1);
            item->weight = 0;
        }
    }
}

uint32_t gti_oll_solve(gti_oll *oll, gti_search *search)
{
    if (oll->threshold == UINT64_MAX)
        (void)descend(oll);
    for (;;) {
        assume(oll);
        uint32_t answer = gti_formula_solve(oll->formula, search);
        if (answer == GTI_SEARCH_DONE) {
            if (oll->model != NULL && !oll->model(oll->user))
                return GTI_SEARCH_NO_MEMORY;
            harden(oll);
            if (!wake(oll) && !descend(oll))
                return GTI_SEARCH_DONE;
        } else if (answer == GTI_SEARCH_NONE) {
            if (!collect(oll) || !minimise(oll))
                return GTI_SEARCH_NO_MEMORY;
            if (oll->core.count == 0)
                return GTI_SEARCH_NONE;
            if (!relax(oll))
                return GTI_SEARCH_NO_MEMORY;
        } else {
            return answer;
        }
    }
}

void gti_oll_settle(gti_oll *oll)
{
    for (size_t i = 0; i < oll->order.count; i++) {
        const soft *item = soft_at(oll, *GTI_VEC_AT(&oll->order, uint32_t, i));
        if (item->weight > 0)
            gti_formula_clause(oll->formula, &item->literal, 1);
    }
    gti_vec_clear(&oll->softs);
    gti_vec_clear(&oll->order);
    oll->lower = 0;
    oll->upper = UINT64_MAX;
    oll->threshold = UINT64_MAX;
    oll->waiting = false;
}
