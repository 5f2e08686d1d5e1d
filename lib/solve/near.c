/* near.c: which groups share unknowns (near.h). Uses encode.h. */
#include "solve/near.h"

typedef struct gathering {
    gti_near *near;
    const gti_encoding *encoding;
    const gti_problem *problem;
} gathering;

static uint32_t *at(const gti_vec *vec, size_t index)
{
    return GTI_VEC_AT(vec, uint32_t, index);
}

static bool zeros(const gti_allocator *allocator, gti_vec *vec, size_t count)
{
    if (!gti_vec_reserve(allocator, vec, count))
        return false;
    vec->count = count;
    for (size_t i = 0; i < count; i++)
        *at(vec, i) = 0;
    return true;
}

static uint32_t root(gti_near *near, uint32_t unknown)
{
    while (*at(&near->tied, unknown) != unknown) {
        *at(&near->tied, unknown) = *at(&near->tied, *at(&near->tied, unknown));
        unknown = *at(&near->tied, unknown);
    }
    return unknown;
}

static void tie(gathering *g, uint32_t first, uint32_t count)
{
    const gti_atom *atoms = g->problem->literals.items;
    for (uint32_t k = 1; k < count; k++) {
        uint32_t a = root(g->near, atoms[first].variable), b = root(g->near, atoms[first + k].variable), swap;
        if (a == b)
            continue;
        *at(&g->near->tied, b) = a;
        swap = *at(&g->near->next, a); /* two rings become one */
        *at(&g->near->next, a) = *at(&g->near->next, b);
        *at(&g->near->next, b) = swap;
    }
}

static void tie_all(gathering *g)
{
    for (size_t i = 0; i < g->problem->clauses.count; i++) {
        const gti_clause_span *clause = GTI_VEC_AT(&g->problem->clauses, gti_clause_span, i);
        if (clause->group == GTI_SOLVE_HARD)
            tie(g, clause->first, clause->count);
    }
    for (size_t i = 0; i < g->problem->counts.count; i++) {
        const gti_count *count = GTI_VEC_AT(&g->problem->counts, gti_count, i);
        tie(g, count->first, count->count);
    }
    for (uint32_t u = 0; u < g->problem->variables.count; u++)
        *at(&g->near->tied, u) = root(g->near, u);
}

/* Both indexes: counts first (`file` false), then places. */
static void each_use(gathering *g, bool file)
{
    gti_near *near = g->near;
    for (size_t i = 0; i < g->problem->clauses.count; i++) {
        const gti_clause_span *clause = GTI_VEC_AT(&g->problem->clauses, gti_clause_span, i);
        if (gti_encoding_selector(g->encoding, clause->group) == 0)
            continue;
        for (uint32_t k = 0; k < clause->count; k++) {
            uint32_t unknown = *at(&near->tied, GTI_VEC_AT(&g->problem->literals, gti_atom, clause->first + k)->variable);
            if (file) {
                *at(&near->group_places, --*at(&near->group_begin, clause->group)) = unknown;
                *at(&near->place_groups, --*at(&near->place_begin, unknown)) = clause->group;
            } else {
                ++*at(&near->group_begin, clause->group);
                ++*at(&near->place_begin, unknown);
            }
        }
    }
}

static uint32_t add_up(gti_vec *begin)
{
    uint32_t sum = 0;
    for (size_t i = 0; i < begin->count; i++)
        *at(begin, i) = sum += *at(begin, i);
    return sum;
}

bool gti_near_init(gti_near *near, const gti_encoding *encoding)
{
    const gti_problem *problem = encoding->problem;
    const gti_allocator *allocator = &problem->allocator;
    size_t unknowns = problem->variables.count, groups = problem->groups.count;
    gathering g = {.near = near, .encoding = encoding, .problem = problem};
    *near = (gti_near){.allocator = *allocator, .tied = GTI_VEC(uint32_t), .next = GTI_VEC(uint32_t), .group_begin = GTI_VEC(uint32_t), .group_places = GTI_VEC(uint32_t),
                       .place_begin = GTI_VEC(uint32_t), .place_groups = GTI_VEC(uint32_t), .place_mark = GTI_VEC(uint32_t),
                       .group_mark = GTI_VEC(uint32_t), .around = GTI_VEC(uint32_t)};
    if (!zeros(allocator, &near->tied, unknowns) || !zeros(allocator, &near->next, unknowns) || !zeros(allocator, &near->group_begin, groups + 1) ||
        !zeros(allocator, &near->place_begin, unknowns + 1) || !zeros(allocator, &near->place_mark, unknowns) ||
        !zeros(allocator, &near->group_mark, groups))
        return false;
    for (uint32_t u = 0; u < unknowns; u++)
        *at(&near->tied, u) = *at(&near->next, u) = u;
    tie_all(&g);
    each_use(&g, false);
    (void)add_up(&near->place_begin);
    uint32_t sum = add_up(&near->group_begin);
    if (!zeros(allocator, &near->group_places, sum) || !zeros(allocator, &near->place_groups, sum))
        return false;
    each_use(&g, true);
    return true;
}

void gti_near_free(gti_near *near)
{
    gti_vec *vectors[] = {&near->tied,         &near->next,
                                 &near->group_begin, &near->group_places, &near->place_begin,
                          &near->place_groups, &near->place_mark,  &near->group_mark,   &near->around};
    for (size_t i = 0; i < sizeof vectors / sizeof vectors[0]; i++)
        gti_vec_free(&near->allocator, vectors[i]);
}

/* Reaches the groups of a group's unknowns. */
static bool spread(gti_near *near, uint32_t group, uint32_t stamp)
{
    for (uint32_t i = *at(&near->group_begin, group); i < *at(&near->group_begin, group + 1); i++) {
        uint32_t place = *at(&near->group_places, i);
        if (*at(&near->place_mark, place) == stamp)
            continue;
        *at(&near->place_mark, place) = stamp;
        for (uint32_t k = *at(&near->place_begin, place); k < *at(&near->place_begin, place + 1); k++) {
            uint32_t other = *at(&near->place_groups, k);
            if (*at(&near->group_mark, other) != stamp && !gti_vec_append(&near->allocator, &near->around, &other, 1))
                return false;
            *at(&near->group_mark, other) = stamp;
        }
    }
    return true;
}

bool gti_near_part(gti_near *near, uint32_t *groups, size_t all, size_t *count)
{
    uint32_t stamp = ++near->stamp;
    size_t kept = 0;
    *count = 1;
    gti_vec_clear(&near->around);
    *at(&near->group_mark, groups[0]) = stamp;
    for (size_t i = 0; i < *count; i++) {
        if (!spread(near, groups[i], stamp))
            return false;
        for (size_t k = *count; k < all; k++)
            if (*at(&near->group_mark, groups[k]) == stamp) {
                uint32_t swap = groups[k];
                groups[k] = groups[*count];
                groups[(*count)++] = swap;
            }
    }
    for (size_t i = 0; i < near->around.count; i++) {
        uint32_t group = *at(&near->around, i);
        bool inside = false;
        for (size_t k = 0; k < *count && !inside; k++)
            inside = groups[k] == group;
        if (!inside)
            *at(&near->around, kept++) = group;
    }
    near->around.count = kept;
    return true;
}

void gti_near_unknowns(gti_near *near, const uint32_t *groups, size_t count, void (*call)(void *user, uint32_t unknown), void *user)
{
    uint32_t stamp = ++near->stamp;
    for (size_t i = 0; i < count; i++)
        for (uint32_t k = *at(&near->group_begin, groups[i]); k < *at(&near->group_begin, groups[i] + 1); k++) {
            uint32_t place = *at(&near->group_places, k), unknown = place;
            if (*at(&near->place_mark, place) == stamp)
                continue;
            *at(&near->place_mark, place) = stamp;
            do {
                call(user, unknown);
                unknown = *at(&near->next, unknown);
            } while (unknown != place);
        }
}
