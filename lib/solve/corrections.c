/* corrections.c: minimal correction sets (cores.h). Uses encode.h, oll.h.
 *
 * As found: the kernel decides the selectors first, each true where it can be, so that each model breaks a minimal set; a clause then
 * forbids the set (domain recording: Castell et al. 1996; Di Rosa, Giunchiglia & Maratea 2010), and the search goes on where it stands.
 * Smallest first: the same at the least number of broken groups that is left, by cores. */
#include "solve/cores.h"
#include "solve/encode.h"
#include "solve/oll.h"

struct gti_corrections_search {
    gti_search *search;
    gti_encoding *encoding;
    gti_oll oll;
    uint32_t order;
    bool failed; /* no memory: it is lost */
};

/* Smallest first wishes groups broken in their order: that gives the first set of its size. Else they should hold. */
static bool make_wishes(gti_corrections_search *self)
{
    gti_encoding *encoding = self->encoding;
    const gti_allocator *allocator = &encoding->formula.allocator;
    gti_vec wishes = GTI_VEC(int32_t);
    bool good = true;
    for (uint32_t i = 0; i < encoding->order.count && good; i++) {
        int32_t literal = gti_encoding_selector(encoding, *GTI_VEC_AT(&encoding->order, uint32_t, i));
        good = gti_vec_append(allocator, &wishes, &literal, 1);
        if (good && self->order == GTI_ORDER_SMALLEST)
            good = gti_oll_soft(&self->oll, literal, 1, i);
    }
    if (good && self->order == GTI_ORDER_SMALLEST) {
        gti_vec_clear(&wishes);
        for (uint32_t g = 0; g < encoding->selectors.count; g++)
            if (gti_encoding_selector(encoding, g) != 0)
                *(int32_t *)gti_vec_push(allocator, &wishes) = -gti_encoding_selector(encoding, g); /* there is room */
    }
    good = good && gti_sat_wish(encoding->formula.sat, wishes.items, wishes.count);
    gti_vec_free(allocator, &wishes);
    return good;
}

gti_corrections_search *gti_corrections_search_new(const gti_problem *problem, gti_search *search, uint32_t order)
{
    gti_corrections_search *self = gti_alloc_zero(&problem->allocator, sizeof *self);
    if (self == NULL)
        return NULL;
    self->search = search;
    self->order = order;
    self->encoding = gti_encoding_new(problem, true);
    if (self->encoding == NULL) {
        gti_free(&problem->allocator, self, sizeof *self);
        return NULL;
    }
    gti_oll_init(&self->oll, &self->encoding->formula);
    if (!make_wishes(self)) {
        gti_corrections_search_free(self);
        return NULL;
    }
    return self;
}

void gti_corrections_search_free(gti_corrections_search *self)
{
    if (self == NULL)
        return;
    gti_allocator allocator = self->encoding->formula.allocator;
    gti_oll_free(&self->oll);
    gti_encoding_free(self->encoding);
    gti_free(&allocator, self, sizeof *self);
}

/* The groups that the model breaks, and a clause against breaking them all again. */
static bool take(gti_corrections_search *self, gti_vec *groups)
{
    const gti_encoding *encoding = self->encoding;
    gti_formula *formula = &self->encoding->formula;
    for (uint32_t g = 0; g < encoding->selectors.count; g++) {
        int32_t selector = gti_encoding_selector(encoding, g);
        if (selector != 0 && gti_sat_val(formula->sat, selector) != selector && !gti_vec_append(&formula->allocator, groups, &g, 1))
            return false;
    }
    for (size_t i = 0; i < groups->count; i++) {
        int32_t selector = gti_encoding_selector(encoding, *GTI_VEC_AT(groups, uint32_t, i));
        formula->failed = !gti_sat_add(formula->sat, selector) || formula->failed;
    }
    gti_formula_clause(formula, NULL, 0);
    return !formula->failed;
}

uint32_t gti_corrections_search_next(gti_corrections_search *self, gti_vec *groups)
{
    uint32_t result;
    gti_vec_clear(groups);
    if (self->failed)
        return GTI_SEARCH_NO_MEMORY;
    if (self->order == GTI_ORDER_SMALLEST)
        result = gti_oll_solve(&self->oll, self->search);
    else
        result = gti_formula_solve(&self->encoding->formula, self->search);
    if (result == GTI_SEARCH_DONE && !take(self, groups))
        result = GTI_SEARCH_NO_MEMORY;
    self->failed = result == GTI_SEARCH_NO_MEMORY;
    return result;
}
