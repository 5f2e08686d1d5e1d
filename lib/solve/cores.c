/* cores.c: minimal sets of groups that cannot hold together (cores.h). Uses encode.h, oll.h.
 *
 * Smallest first, by implicit hitting sets (Reiter 1987; Ignatiev, Previti, Liffiton & Marques-Silva, CP 2015): a least set that meets all
 * correction sets known is tried. If it holds, a maximal set around it gives a further correction set; if not, it is a least core, and the map
 * forbids all sets around it. As found, the map's sets are only minimal, and come from windows (cores_window.c): one that does not hold is a core all the
 * same, for each of its parts misses a correction set or is no core for another reason that the map knows. */
#include "solve/cores_state.h"
#include "solve/support.h"

static int by_group(const void *user, const void *x, const void *y)
{
    uint32_t a = *(const uint32_t *)x, b = *(const uint32_t *)y;
    (void)user;
    return (a > b) - (a < b);
}

/* Smallest first: groups try to hold, so that a model leaves a minimal correction set, and the map takes the first set of its size. */
static bool wish_smallest(gti_cores *self)
{
    gti_encoding *encoding = self->encoding;
    const gti_allocator *allocator = &encoding->formula.allocator;
    gti_vec selectors = GTI_VEC(int32_t), members = GTI_VEC(int32_t); /* all positive */
    bool good = true;
    for (uint32_t i = 0; i < encoding->order.count && good; i++) {
        int32_t group = (int32_t)*GTI_VEC_AT(&encoding->order, uint32_t, i), selector = gti_encoding_selector(encoding, (uint32_t)group);
        good = gti_vec_append(allocator, &selectors, &selector, 1) && gti_vec_append(allocator, &members, &group, 1) &&
               gti_oll_soft(&self->oll, -group, 1, i);
    }
    good = good && gti_sort(allocator, members.items, members.count, sizeof(int32_t), by_group, NULL) &&
           gti_sat_wish(encoding->formula.sat, selectors.items, selectors.count) &&
           gti_sat_wish(self->map.sat, members.items, members.count);
    gti_vec_free(allocator, &selectors);
    gti_vec_free(allocator, &members);
    return good;
}

static bool make_parts(gti_cores *self, const gti_problem *problem)
{
    bool good = gti_formula_init(&self->map, &problem->allocator);
    gti_oll_init(&self->oll, &self->map);
    good = gti_near_init(&self->near, self->encoding) && good;
    self->map.variables = (int32_t)problem->groups.count;
    self->to = (uint32_t)self->encoding->order.count;
    return good && gti_support_clauses(self->encoding, &self->map) && (self->order == GTI_ORDER_FOUND || wish_smallest(self));
}

gti_cores *gti_cores_new(const gti_problem *problem, gti_search *search, uint32_t order)
{
    gti_cores *self = gti_alloc_zero(&problem->allocator, sizeof *self);
    if (self == NULL)
        return NULL;
    self->search = search;
    self->order = order;
    self->encoding = gti_encoding_new(problem, true);
    if (self->encoding == NULL) {
        gti_free(&problem->allocator, self, sizeof *self);
        return NULL;
    }
    self->local = problem->caps.count == 0;
    self->parts = GTI_VEC(uint32_t);
    self->empty = GTI_VEC(int32_t);
    self->outside = GTI_VEC(int32_t);
    self->wishes = GTI_VEC(int32_t);
    if (!make_parts(self, problem)) {
        gti_cores_free(self);
        return NULL;
    }
    return self;
}

void gti_cores_free(gti_cores *self)
{
    if (self == NULL)
        return;
    gti_allocator allocator = self->encoding->formula.allocator;
    gti_oll_free(&self->oll);
    gti_formula_free(&self->map);
    gti_near_free(&self->near);
    gti_vec_free(&allocator, &self->empty);
    gti_vec_free(&allocator, &self->outside);
    gti_vec_free(&allocator, &self->wishes);
    gti_vec_free(&allocator, &self->parts);
    gti_encoding_free(self->encoding);
    gti_free(&allocator, self, sizeof *self);
}

static void map_literal(gti_cores *self, int32_t literal)
{
    self->map.failed = !gti_sat_add(self->map.sat, literal) || self->map.failed;
}

/* A set of groups in the window that meets all corrections known, and contains no core known: a least one, or a minimal one. */
static uint32_t propose(gti_cores *self, gti_vec *groups)
{
    uint32_t result;
    for (size_t i = 0; i < self->outside.count; i++)
        gti_formula_assume(&self->map, *GTI_VEC_AT(&self->outside, int32_t, i));
    result = self->order == GTI_ORDER_FOUND ? gti_formula_solve(&self->map, self->search) : gti_oll_solve(&self->oll, self->search);
    gti_vec_clear(groups);
    for (uint32_t i = self->from; i < self->to && result == GTI_SEARCH_DONE; i++) {
        uint32_t group = *GTI_VEC_AT(&self->encoding->order, uint32_t, i);
        if (gti_sat_val(self->map.sat, (int32_t)group) > 0 && !gti_vec_append(&self->map.allocator, groups, &group, 1))
            return GTI_SEARCH_NO_MEMORY;
    }
    return result;
}

/* Do they hold together, with as many others as possible? */
static uint32_t try_out(gti_cores *self, const gti_vec *groups)
{
    gti_formula *formula = &self->encoding->formula;
    for (size_t i = 0; i < groups->count; i++)
        gti_formula_assume(formula, gti_encoding_selector(self->encoding, *GTI_VEC_AT(groups, uint32_t, i)));
    return gti_formula_solve(formula, self->search);
}

/* The groups of the window that the model breaks are a correction set of it: a core has one of them, or one from outside. */
static bool learn_correction(gti_cores *self)
{
    for (uint32_t i = self->from; i < self->to; i++) {
        uint32_t group = *GTI_VEC_AT(&self->encoding->order, uint32_t, i);
        int32_t selector = gti_encoding_selector(self->encoding, group);
        if (gti_sat_val(self->encoding->formula.sat, selector) != selector)
            map_literal(self, (int32_t)group);
    }
    for (size_t i = 0; i < self->outside.count; i++)
        map_literal(self, -*GTI_VEC_AT(&self->outside, int32_t, i));
    map_literal(self, 0);
    return !self->map.failed;
}

/* A part that holds is no core: a core with all of it has something around it too. */
static void learn_part(gti_cores *self, const uint32_t *part, size_t count)
{
    for (size_t i = 0; i < count; i++)
        map_literal(self, -(int32_t)part[i]);
    for (size_t i = 0; i < self->near.around.count; i++)
        map_literal(self, (int32_t)*GTI_VEC_AT(&self->near.around, uint32_t, i));
    map_literal(self, 0);
}

/* A core hangs together. What does not is none, and no part of it is one either, else the map would have proposed that part. */
static bool learn_parts(gti_cores *self, const gti_vec *groups, bool *whole)
{
    size_t count = 0;
    gti_vec_clear(&self->parts);
    *whole = true;
    if (!self->local || groups->count == 0)
        return true;
    if (!gti_vec_append(&self->map.allocator, &self->parts, groups->items, groups->count))
        return false;
    for (size_t at = 0; at < groups->count; at += count) {
        uint32_t *part = GTI_VEC_AT(&self->parts, uint32_t, at);
        if (!gti_near_part(&self->near, part, groups->count - at, &count))
            return false;
        *whole = count == groups->count;
        if (!*whole)
            learn_part(self, part, count);
    }
    return !self->map.failed;
}

static bool forbid(gti_cores *self, const gti_vec *groups)
{
    for (size_t i = 0; i < groups->count; i++)
        map_literal(self, -(int32_t)*GTI_VEC_AT(groups, uint32_t, i));
    map_literal(self, 0);
    return !self->map.failed;
}

/* Tries what the map proposes. DONE: it is a core, or the map has learnt (`*core` false). */
static uint32_t examine(gti_cores *self, gti_vec *groups, bool *core)
{
    bool whole, good = learn_parts(self, groups, &whole);
    uint32_t result = !good ? GTI_SEARCH_NO_MEMORY : whole ? try_out(self, groups) : GTI_SEARCH_DONE;
    *core = result == GTI_SEARCH_NONE;
    if (*core)
        good = forbid(self, groups);
    else if (result == GTI_SEARCH_DONE && whole) {
        if (self->local && groups->count > 0)
            learn_part(self, self->parts.items, groups->count);
        good = learn_correction(self);
    }
    return !good ? GTI_SEARCH_NO_MEMORY : *core ? GTI_SEARCH_DONE : result;
}

static uint32_t next_core(gti_cores *self, gti_vec *groups)
{
    uint32_t result = GTI_SEARCH_DONE;
    bool core = false;
    if (self->order == GTI_ORDER_FOUND && !self->begun && !self->finished) {
        gti_vec_clear(groups);
        result = gti_cores_begin(self, &self->finished);
        if (self->finished)
            return result == GTI_SEARCH_NONE ? GTI_SEARCH_DONE : GTI_SEARCH_NONE;
    }
    while (result == GTI_SEARCH_DONE && !core && !self->finished) {
        result = propose(self, groups);
        if (result == GTI_SEARCH_DONE)
            result = examine(self, groups, &core);
        else if (result == GTI_SEARCH_NONE && self->order == GTI_ORDER_FOUND && gti_cores_slide(self))
            result = GTI_SEARCH_DONE;
    }
    if (self->out_of_memory)
        return GTI_SEARCH_NO_MEMORY;
    return self->finished && !core ? GTI_SEARCH_NONE : result;
}

uint32_t gti_cores_next(gti_cores *self, gti_vec *groups)
{
    uint32_t result = GTI_SEARCH_NO_MEMORY;
    if (!self->failed)
        result = next_core(self, groups);
    if (result == GTI_SEARCH_DONE && groups->count > 1 &&
        !gti_sort(&self->map.allocator, groups->items, groups->count, sizeof(uint32_t), by_group, NULL))
        result = GTI_SEARCH_NO_MEMORY;
    self->failed = result == GTI_SEARCH_NO_MEMORY;
    if (result != GTI_SEARCH_DONE)
        gti_vec_clear(groups);
    return result;
}

bool gti_cores_pass_over(gti_cores *self, const uint32_t *groups, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        map_literal(self, -(int32_t)groups[i]);
        map_literal(self, 0);
    }
    self->failed = self->failed || self->map.failed;
    return !self->failed;
}

uint32_t gti_holds_together(const gti_problem *problem, gti_search *search, const uint32_t *groups, size_t count, uint32_t *options)
{
    gti_encoding *encoding = gti_encoding_new(problem, false);
    uint32_t result = GTI_SEARCH_NO_MEMORY;
    if (encoding == NULL)
        return result;
    for (size_t i = 0; i < count; i++)
        if (groups[i] != GTI_SOLVE_HARD)
            gti_formula_assume(&encoding->formula, gti_encoding_selector(encoding, groups[i]));
    result = gti_formula_solve(&encoding->formula, search);
    if (result == GTI_SEARCH_DONE)
        gti_encoding_options(encoding, options);
    gti_encoding_free(encoding);
    return result;
}
