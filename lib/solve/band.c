/* band.c: groups in an order in which those that share unknowns stand near each other (encode.h). Uses solve.h. */
#include "solve/encode.h"

#define UNSEEN UINT32_MAX

typedef struct band {
    const gti_problem *problem;
    const gti_allocator *allocator;
    gti_vec begin, clauses; /* uint32_t: clauses by unknown */
    gti_vec place;          /* uint32_t by unknown: when it was reached */
    gti_vec queue;          /* uint32_t */
    gti_vec key;            /* uint32_t by group: the last place of its unknowns */
} band;

static const gti_clause_span *clause_at(const band *b, uint32_t clause)
{
    return GTI_VEC_AT(&b->problem->clauses, gti_clause_span, clause);
}

static uint32_t unknown_at(const band *b, uint32_t literal)
{
    return GTI_VEC_AT(&b->problem->literals, gti_atom, literal)->variable;
}

static bool fill(const gti_allocator *allocator, gti_vec *vec, size_t count, uint32_t value)
{
    if (!gti_vec_reserve(allocator, vec, count))
        return false;
    vec->count = count;
    for (size_t i = 0; i < count; i++)
        *GTI_VEC_AT(vec, uint32_t, i) = value;
    return true;
}

static bool index_clauses(band *b)
{
    const gti_problem *problem = b->problem;
    size_t unknowns = problem->variables.count;
    uint32_t sum = 0;
    if (!fill(b->allocator, &b->begin, unknowns + 1, 0) || !fill(b->allocator, &b->place, unknowns, UNSEEN) ||
        !fill(b->allocator, &b->key, problem->groups.count, 0) || !fill(b->allocator, &b->clauses, problem->literals.count, 0))
        return false;
    for (uint32_t c = 0; c < problem->clauses.count; c++)
        for (uint32_t k = 0; k < clause_at(b, c)->count; k++)
            ++*GTI_VEC_AT(&b->begin, uint32_t, unknown_at(b, clause_at(b, c)->first + k));
    for (size_t u = 0; u <= unknowns; u++)
        *GTI_VEC_AT(&b->begin, uint32_t, u) = sum += *GTI_VEC_AT(&b->begin, uint32_t, u);
    for (uint32_t c = 0; c < problem->clauses.count; c++)
        for (uint32_t k = 0; k < clause_at(b, c)->count; k++)
            *GTI_VEC_AT(&b->clauses, uint32_t, --*GTI_VEC_AT(&b->begin, uint32_t, unknown_at(b, clause_at(b, c)->first + k))) = c;
    return true;
}

static bool reach(band *b, uint32_t unknown)
{
    uint32_t *slot;
    if (*GTI_VEC_AT(&b->place, uint32_t, unknown) != UNSEEN)
        return true;
    if ((slot = gti_vec_push(b->allocator, &b->queue)) == NULL)
        return false;
    *slot = unknown;
    *GTI_VEC_AT(&b->place, uint32_t, unknown) = (uint32_t)b->queue.count - 1;
    return true;
}

/* Reaches all that hangs together with the unknown, from queue place `at` on. */
static bool flood(band *b, uint32_t unknown)
{
    bool good = reach(b, unknown);
    for (size_t at = b->queue.count - 1; at < b->queue.count && good; at++) {
        uint32_t from = *GTI_VEC_AT(&b->queue, uint32_t, at);
        for (uint32_t i = *GTI_VEC_AT(&b->begin, uint32_t, from); i < *GTI_VEC_AT(&b->begin, uint32_t, from + 1); i++) {
            const gti_clause_span *clause = clause_at(b, *GTI_VEC_AT(&b->clauses, uint32_t, i));
            for (uint32_t k = 0; k < clause->count && good; k++)
                good = reach(b, unknown_at(b, clause->first + k));
        }
    }
    return good;
}

/* The last one reached lies at the rim: floods once more from there. */
static bool flood_from_rim(band *b, uint32_t unknown)
{
    size_t begin = b->queue.count;
    uint32_t rim;
    if (!flood(b, unknown))
        return false;
    rim = *GTI_VEC_AT(&b->queue, uint32_t, b->queue.count - 1);
    for (size_t i = begin; i < b->queue.count; i++)
        *GTI_VEC_AT(&b->place, uint32_t, *GTI_VEC_AT(&b->queue, uint32_t, i)) = UNSEEN;
    b->queue.count = begin;
    return flood(b, rim);
}

static int by_key(const void *user, const void *x, const void *y)
{
    const uint32_t *key = user;
    uint32_t a = *(const uint32_t *)x, b = *(const uint32_t *)y;
    return key[a] != key[b] ? (key[a] < key[b] ? -1 : 1) : (a > b) - (a < b);
}

bool gti_encoding_band(gti_encoding *encoding)
{
    const gti_allocator *allocator = &encoding->formula.allocator;
    band b = {.problem = encoding->problem, .allocator = allocator, .begin = GTI_VEC(uint32_t), .clauses = GTI_VEC(uint32_t),
              .place = GTI_VEC(uint32_t), .queue = GTI_VEC(uint32_t), .key = GTI_VEC(uint32_t)};
    bool good = index_clauses(&b);
    for (uint32_t u = 0; u < encoding->problem->variables.count && good; u++)
        good = *GTI_VEC_AT(&b.place, uint32_t, u) != UNSEEN || flood_from_rim(&b, u);
    for (uint32_t c = 0; c < encoding->problem->clauses.count && good; c++)
        for (uint32_t k = 0; k < clause_at(&b, c)->count; k++) {
            uint32_t place = *GTI_VEC_AT(&b.place, uint32_t, unknown_at(&b, clause_at(&b, c)->first + k));
            uint32_t *key = GTI_VEC_AT(&b.key, uint32_t, clause_at(&b, c)->group);
            *key = place > *key ? place : *key;
        }
    good = good && gti_sort(allocator, encoding->order.items, encoding->order.count, sizeof(uint32_t), by_key, b.key.items);
    gti_vec *vectors[] = {&b.begin, &b.clauses, &b.place, &b.queue, &b.key};
    for (size_t i = 0; i < sizeof vectors / sizeof vectors[0]; i++)
        gti_vec_free(allocator, vectors[i]);
    return good;
}
