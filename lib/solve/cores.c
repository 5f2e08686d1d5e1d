/* cores.c: minimal sets of groups that cannot hold together (cores.h). Uses encode.h, oll.h.
 *
 * Smallest first, by implicit hitting sets (Reiter 1987; Ignatiev, Previti, Liffiton & Marques-Silva, CP 2015): a least set that meets all
 * correction sets known is tried. If it holds, a maximal set around it gives a further correction set; if not, it is a least core, and the map
 * forbids all sets around it. */
#include "solve/cores.h"
#include "solve/encode.h"
#include "solve/oll.h"

struct gti_cores {
    gti_search *search;
    gti_encoding *encoding;
    gti_formula map; /* variable g: group g is in the set */
    gti_oll oll;     /* few of them */
    bool failed;     /* no memory: it is lost */
};

/* The groups try to hold in the order given; the map takes the first set of its size. */
static bool make_wishes(gti_cores *self)
{
    gti_encoding *encoding = self->encoding;
    const gti_allocator *allocator = &encoding->formula.allocator;
    gti_vec wishes = GTI_VEC(int32_t);
    bool good = true;
    self->map.variables = (int32_t)encoding->selectors.count;
    for (uint32_t i = 0; i < encoding->order.count && good; i++) {
        uint32_t group = *GTI_VEC_AT(&encoding->order, uint32_t, i);
        int32_t literal = gti_encoding_selector(encoding, group);
        good = gti_vec_append(allocator, &wishes, &literal, 1) && gti_oll_soft(&self->oll, -(int32_t)group, 1, i);
    }
    good = good && gti_sat_wish(encoding->formula.sat, wishes.items, wishes.count);
    gti_vec_clear(&wishes);
    for (uint32_t g = 1; g < encoding->selectors.count && good; g++)
        if (gti_encoding_selector(encoding, g) != 0)
            *(int32_t *)gti_vec_push(allocator, &wishes) = (int32_t)g; /* there is room */
    good = good && gti_sat_wish(self->map.sat, wishes.items, wishes.count);
    gti_vec_free(allocator, &wishes);
    return good;
}

gti_cores *gti_cores_new(const gti_problem *problem, gti_search *search, uint32_t order)
{
    gti_cores *self = gti_alloc_zero(&problem->allocator, sizeof *self);
    (void)order;
    if (self == NULL)
        return NULL;
    self->search = search;
    self->encoding = gti_encoding_new(problem, true);
    if (self->encoding == NULL) {
        gti_free(&problem->allocator, self, sizeof *self);
        return NULL;
    }
    bool good = gti_formula_init(&self->map, &problem->allocator);
    gti_oll_init(&self->oll, &self->map);
    if (!good || !make_wishes(self)) {
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
    gti_encoding_free(self->encoding);
    gti_free(&allocator, self, sizeof *self);
}

/* A least set of groups that meets all corrections known, and contains no core known. */
static uint32_t propose(gti_cores *self, gti_vec *groups)
{
    uint32_t result = gti_oll_solve(&self->oll, self->search);
    gti_vec_clear(groups);
    for (uint32_t g = 1; g < self->encoding->selectors.count && result == GTI_SEARCH_DONE; g++)
        if (gti_encoding_selector(self->encoding, g) != 0 && gti_sat_val(self->map.sat, (int32_t)g) > 0 &&
            !gti_vec_append(&self->map.allocator, groups, &g, 1))
            return GTI_SEARCH_NO_MEMORY;
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

static void map_literal(gti_cores *self, int32_t literal)
{
    self->map.failed = !gti_sat_add(self->map.sat, literal) || self->map.failed;
}

/* The groups that the model breaks are a correction set: a core has one of them. */
static bool learn_correction(gti_cores *self)
{
    const gti_encoding *encoding = self->encoding;
    for (uint32_t g = 1; g < encoding->selectors.count; g++) {
        int32_t selector = gti_encoding_selector(encoding, g);
        if (selector != 0 && gti_sat_val(encoding->formula.sat, selector) != selector)
            map_literal(self, (int32_t)g);
    }
    map_literal(self, 0);
    return !self->map.failed;
}

static bool learn_core(gti_cores *self, const gti_vec *groups)
{
    for (size_t i = 0; i < groups->count; i++)
        map_literal(self, -(int32_t)*GTI_VEC_AT(groups, uint32_t, i));
    map_literal(self, 0);
    return !self->map.failed;
}

uint32_t gti_cores_next(gti_cores *self, gti_vec *groups)
{
    uint32_t result = self->failed ? GTI_SEARCH_NO_MEMORY : propose(self, groups);
    while (result == GTI_SEARCH_DONE) {
        result = try_out(self, groups);
        if (result == GTI_SEARCH_NONE) {
            result = learn_core(self, groups) ? GTI_SEARCH_DONE : GTI_SEARCH_NO_MEMORY;
            break;
        }
        if (result == GTI_SEARCH_DONE)
            result = learn_correction(self) ? propose(self, groups) : GTI_SEARCH_NO_MEMORY;
    }
    self->failed = result == GTI_SEARCH_NO_MEMORY;
    if (result != GTI_SEARCH_DONE)
        gti_vec_clear(groups);
    return result;
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
