/* cores_window.c: cores as they are found: first those that lie close together (cores_state.h). Uses encode.h, near.h.
 *
 * Cores are local, but sets that hold multiply over the whole problem. So the map is asked window by window for cores within it: halves of halves
 * of the band order, then wider ones, last the whole. Only the window's unknowns, and those that something hard ties to them, are decided: the others can stay
 * as they are when what is hard holds by itself. */
#include "solve/cores_state.h"

#define NARROW 32u /* groups of the first windows, about */

static void append(gti_cores *self, gti_vec *vec, int32_t literal)
{
    if (!gti_vec_append(&self->map.allocator, vec, &literal, 1))
        self->out_of_memory = true;
}

static uint32_t group_at(const gti_cores *self, uint32_t place)
{
    return *GTI_VEC_AT(&self->encoding->order, uint32_t, place);
}

static int32_t empty_at(const gti_cores *self, uint32_t node)
{
    return *GTI_VEC_AT(&self->empty, int32_t, node);
}

/* Node n has the children 2n and 2n + 1; the leaves are the places, `leaves` of them (a power of two). */
static uint32_t leaves(const gti_cores *self)
{
    uint32_t count = 1;
    while (count < self->encoding->order.count)
        count *= 2;
    return count;
}

/* A node is empty just if its children are; a leaf behind the last place is. */
static bool make_tree(gti_cores *self)
{
    uint32_t half = leaves(self);
    if (!gti_vec_reserve(&self->map.allocator, &self->empty, 2 * (size_t)half))
        return false;
    self->empty.count = 2 * (size_t)half;
    for (uint32_t node = 2 * half - 1; node >= 1; node--) {
        int32_t *literal = GTI_VEC_AT(&self->empty, int32_t, node);
        if (node >= half && node - half < self->encoding->order.count) {
            *literal = -(int32_t)group_at(self, node - half);
            continue;
        }
        *literal = gti_formula_fresh(&self->map);
        if (node >= half) {
            gti_formula_clause(&self->map, literal, 1);
            continue;
        }
        int32_t both[3] = {*literal, -empty_at(self, 2 * node), -empty_at(self, 2 * node + 1)};
        gti_formula_clause2(&self->map, -*literal, -both[1]);
        gti_formula_clause2(&self->map, -*literal, -both[2]);
        gti_formula_clause(&self->map, both, 3);
    }
    return !self->map.failed;
}

static void wish_unknown(void *user, uint32_t unknown)
{
    gti_cores *self = user;
    uint32_t count;
    const gti_class *classes = gti_encoding_classes(self->encoding, unknown, &count);
    for (uint32_t i = 0; i < count; i++)
        if (classes[i].literal != 0)
            append(self, &self->wishes, classes[i].literal);
}

/* The map leaves groups out where it may, the last ones first. */
static bool wish_members(gti_cores *self)
{
    gti_vec_clear(&self->wishes);
    for (uint32_t i = self->from; i < self->to; i++)
        append(self, &self->wishes, -(int32_t)group_at(self, i));
    return !self->out_of_memory && gti_sat_wish(self->map.sat, self->wishes.items, self->wishes.count);
}

/* The problem's groups hold where they can, so that a model leaves a minimal correction set of the window. */
static bool wish_groups(gti_cores *self)
{
    gti_vec_clear(&self->wishes);
    for (uint32_t i = self->from; i < self->to; i++)
        append(self, &self->wishes, gti_encoding_selector(self->encoding, group_at(self, i)));
    gti_near_unknowns(&self->near, GTI_VEC_AT(&self->encoding->order, uint32_t, self->from), self->to - self->from, wish_unknown, self);
    return !self->out_of_memory && gti_sat_wish(self->encoding->formula.sat, self->wishes.items, self->wishes.count);
}

static bool open_window(gti_cores *self, uint32_t from)
{
    uint32_t half = leaves(self), node = (from + half) / self->width, count = (uint32_t)self->encoding->order.count;
    self->from = from;
    self->to = from + self->width < count ? from + self->width : count;
    gti_vec_clear(&self->outside);
    for (; node > 1; node /= 2)
        append(self, &self->outside, empty_at(self, node ^ 1u));
    self->out_of_memory = self->out_of_memory || !wish_members(self) || !wish_groups(self);
    return !self->out_of_memory;
}

uint32_t gti_cores_begin(gti_cores *self, bool *empty)
{
    uint32_t result = gti_formula_solve(&self->encoding->formula, self->search), half = leaves(self);
    *empty = result == GTI_SEARCH_NONE;
    if (result != GTI_SEARCH_DONE)
        return result;
    if (self->encoding->order.count == 0) {
        self->finished = true;
        return GTI_SEARCH_DONE;
    }
    self->width = half;
    if (self->local) {
        self->width = half < NARROW ? half : NARROW;
        gti_sat_decide_wishes_only(self->encoding->formula.sat);
    }
    self->begun = true;
    return make_tree(self) && open_window(self, 0) ? GTI_SEARCH_DONE : GTI_SEARCH_NO_MEMORY;
}

bool gti_cores_slide(gti_cores *self)
{
    if (self->to < self->encoding->order.count)
        return open_window(self, self->to);
    if (self->width >= self->encoding->order.count) {
        self->finished = true;
        return false;
    }
    self->width *= 2;
    return open_window(self, 0);
}
