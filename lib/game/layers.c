/* layers.c: swings by size from one layer of counts for each size (layers.h).
 *
 * Layer s holds how many sets of s members weigh exactly so much, modulo a number that fits a machine word; the whole is worked out for as many
 * moduli as the counts need, in the same memory. It is built from the lightest members to the heaviest, three at a time, so that layers stay short as
 * long as they can, and each pass over the memory does the work of three: with a, b, c the next weights, layer s gains layer s - 1 shifted by a, b
 * and c, layer s - 2 by a + b, a + c and b + c, and layer s - 3 by a + b + c. Layers are taken from the largest size down, in blocks from heavy to
 * light, so that what is read is still as it was before.
 *
 * Swings of more than half the members are those of the dual game of fewer than half: half of the sizes are enough then. Swings of size s of a member
 * that weighs a are, with C the running sums of layers, the alternating sum of weights.c. It reaches from layer s - k no lower than k + 1 weights below
 * the quota: below that, high layers are left out. About n³ q / 24 additions for n members that are much alike and a quota q of half their weight,
 * for each modulus, of which there are about n / 62. */
#include "game/layers.h"

#include "game/residues.h"

#include <math.h>
#include <string.h>

#define BLOCK 2048u /* numbers: what is added up stays in the nearest cache */
#define CHUNK 4u    /* layers taken together: what is read is then still in the next one */
#define SOURCES 7u
#define NOWHERE UINT64_MAX
#define TRIPLE_STEPS 2.0 /* what adding seven numbers takes, mostly the reading of memory */

/* Swings of sets of 0 … sizes - 1 members at this quota; `reversed`: of the dual game, so that they belong to the complements. */
typedef struct side { uint64_t need; uint32_t sizes; bool reversed; } side;

typedef struct layers {
    gti_work *work;
    const gti_term *terms;
    uint32_t count;
    uint64_t rows;       /* weights 0 … rows - 1 */
    uint64_t lowest;     /* of the weights up to which sums are needed */
    uint32_t sizes;      /* layers 0 … sizes - 1 */
    uint32_t side_count;
    side sides[2];
    uint32_t moduli, exponent; /* how many; the one at work */
    uint64_t *light;     /* the weight of the k lightest members; count + 1 */
    uint64_t *first;     /* by layer: the least weight in it */
    size_t *start;       /* by layer: where it begins in `cells`; sizes + 1 */
    uint64_t *cells;
    size_t bytes;
    uint64_t *spare;     /* a block for each source, and one of zeros */
    uint64_t *sums;       /* of one member, by size */
    uint64_t *remainders; /* by member, place and modulus */
    gti_arena arena;
} layers;

/* ---- The shape of the layers */

static uint64_t weight_at(const layers *l, uint32_t k)
{
    return l->terms[l->count - 1 - k].weight;
}

/* The least weight that layer s needs. */
static uint64_t first_of(const layers *l, uint32_t s)
{
    uint64_t steps = l->sizes - s, heaviest = l->terms[0].weight, first = l->light[s];
    uint64_t below = heaviest > l->lowest / steps ? l->lowest : steps * heaviest;
    return first > l->lowest - below ? first : l->lowest - below;
}

/* One above the greatest weight that layer s has with the k lightest members. */
static uint64_t end_of(const layers *l, uint32_t s, uint32_t k)
{
    uint64_t end = l->light[k] - l->light[k - s] + 1;
    return end < l->rows ? end : l->rows;
}

/* All sizes up to the largest that weighs less than the lesser of both quotas, or the lower half of the sizes for both. */
static void take_sides(layers *l, const gti_form *form, const gti_form_node *quota, bool halves)
{
    uint64_t other = gti_form_weight(form, quota) - quota->need + 1, less = other < quota->need ? other : quota->need;
    uint32_t half = (l->count - 1) / 2;
    if (halves) {
        l->rows = other < quota->need ? quota->need : other;
        l->sizes = half + 1;
        l->sides[0] = (side){.need = quota->need, .sizes = half + 1};
        l->sides[1] = (side){.need = other, .sizes = l->count - 1 - half, .reversed = true};
        l->side_count = 2;
    } else {
        l->rows = less;
        l->sizes = gti_weights_most(l->terms, l->count, less) + 1;
        l->sides[0] = (side){.need = less, .sizes = l->sizes < l->count ? l->sizes : l->count, .reversed = other < quota->need};
        l->side_count = 1;
    }
    l->lowest = less - 1;
}

/* Additions for one modulus; *cells: numbers in all layers. */
static double count_steps(const layers *l, double *cells)
{
    double steps = 0;
    *cells = 0;
    for (uint32_t s = 0; s < l->sizes; s++) {
        uint64_t first = first_of(l, s), end = end_of(l, s, l->count);
        *cells += end > first ? (double)(end - first) : 0;
    }
    for (uint32_t k = 3; k < l->count + 3; k += 3)
        for (uint32_t s = 1, most = k < l->count ? k : l->count; s < l->sizes && s <= most; s++) {
            uint64_t first = first_of(l, s), end = end_of(l, s, most);
            steps += end > first ? (double)(end - first) : 0;
        }
    return steps;
}

/* Takes the better shape. false: no memory. */
static bool shape(layers *l, const gti_form *form, const gti_form_node *quota, gti_weights_cost *cost)
{
    double steps[2], cells[2], lookups = (double)quota->count * quota->count * quota->count;
    l->terms = gti_form_terms(form, quota);
    l->count = quota->count;
    l->moduli = gti_residues_moduli(l->count > 1 ? l->count - 2 : 0); /* no count is above C(n - 1, n / 2) ≤ 2^(n - 2) */
    l->light = gti_arena_array(&l->arena, (size_t)l->count + 1, sizeof *l->light, sizeof(uint64_t));
    if (l->light == NULL)
        return false;
    l->light[0] = 0;
    for (uint32_t k = 0; k < l->count; k++)
        l->light[k + 1] = l->light[k] + weight_at(l, k);
    for (unsigned halves = 0; halves < 2; halves++) {
        take_sides(l, form, quota, halves != 0);
        steps[halves] = count_steps(l, &cells[halves]);
    }
    if (steps[0] < steps[1])
        take_sides(l, form, quota, false);
    else
        steps[0] = steps[1], cells[0] = cells[1];
    cost->operations = l->moduli == 0 ? HUGE_VAL : l->moduli * (steps[0] * TRIPLE_STEPS + cells[0] + lookups / 8);
    cost->bytes = cells[0] * sizeof *l->cells + (double)l->count * l->count * l->moduli * sizeof *l->remainders;
    return true;
}

gti_weights_cost gti_layers_estimate(const gti_form *form, const gti_form_node *quota)
{
    gti_weights_cost cost = {.operations = HUGE_VAL};
    layers l = {.work = NULL};
    gti_arena_init(&l.arena, &form->allocator);
    if (!shape(&l, form, quota, &cost))
        cost.operations = -1;
    gti_arena_free(&l.arena);
    return cost;
}

/* ---- Building them */

static void add_words(uint64_t *restrict to, const uint64_t *const *from, size_t count)
{
    const uint64_t *a = from[0], *b = from[1], *c = from[2], *d = from[3], *e = from[4], *f = from[5], *g = from[6];
    for (size_t i = 0; i < count; i++)
        to[i] += ((a[i] + b[i]) + (c[i] + d[i])) + ((e[i] + f[i]) + g[i]);
}

static void add_pairs(uint64_t *restrict to, const uint64_t *const *from, size_t count)
{
    const uint64_t *a = from[0], *b = from[1], *c = from[2], *d = from[3], *e = from[4], *f = from[5], *g = from[6];
    for (size_t i = 0; i < count; i++) {
        uint64_t one = gti_residues_fold(gti_residues_fold(a[i] + b[i], 63) + gti_residues_fold(c[i] + d[i], 63), 63);
        uint64_t two = gti_residues_fold(gti_residues_fold(e[i] + f[i], 63) + gti_residues_fold(g[i] + to[i], 63), 63);
        to[i] = gti_residues_fold(one + two, 63);
    }
}

static void add_triples(uint64_t *restrict to, const uint64_t *const *from, size_t count, uint32_t exponent)
{
    const uint64_t *a = from[0], *b = from[1], *c = from[2], *d = from[3], *e = from[4], *f = from[5], *g = from[6];
    for (size_t i = 0; i < count; i++) {
        uint64_t one = gti_residues_fold(a[i] + b[i] + c[i], exponent), two = gti_residues_fold(d[i] + e[i] + f[i], exponent);
        to[i] = gti_residues_fold(one + two + gti_residues_fold(g[i] + to[i], exponent), exponent);
    }
}

static void add_sources(uint64_t *to, const uint64_t *const *from, size_t count, uint32_t exponent)
{
    if (exponent == 64)
        add_words(to, from, count);
    else if (exponent == 63)
        add_pairs(to, from, count);
    else
        add_triples(to, from, count, exponent);
}

/* A layer, shifted. */
typedef struct source { uint64_t shift; uint32_t below; } source;

/* The numbers of layer s - `below` at the weights from `weight` on less the shift; zeros where it has none. */
static const uint64_t *source_at(const layers *l, uint32_t index, const source *from, uint32_t s, uint64_t weight, size_t count)
{
    uint64_t *spare = l->spare + (size_t)index * BLOCK;
    const uint64_t *zeros = l->spare + (size_t)SOURCES * BLOCK, *layer;
    uint64_t begin, end, from_here, to_here;
    if (from->shift == NOWHERE || from->below > s)
        return zeros;
    layer = l->cells + l->start[s - from->below];
    begin = l->first[s - from->below] + from->shift;
    end = begin + (l->start[s - from->below + 1] - l->start[s - from->below]);
    if (weight >= end || weight + count <= begin)
        return zeros;
    if (weight >= begin && weight + count <= end)
        return layer + (weight - begin);
    from_here = weight < begin ? begin - weight : 0;
    to_here = weight + count > end ? end - weight : count;
    memset(spare, 0, count * sizeof *spare);
    memcpy(spare + from_here, layer + (weight + from_here - begin), (size_t)(to_here - from_here) * sizeof *spare);
    return spare;
}

/* Adds to the weights from `begin` to below `end`, within one block, of layer s. */
static void add_block(layers *l, const source *sources, uint32_t s, uint64_t begin, uint64_t end)
{
    const uint64_t *from[SOURCES], *zeros = l->spare + (size_t)SOURCES * BLOCK;
    bool any = false;
    for (uint32_t i = 0; i < SOURCES; i++) {
        from[i] = source_at(l, i, &sources[i], s, begin, (size_t)(end - begin));
        any = any || from[i] != zeros;
    }
    if (any)
        add_sources(l->cells + l->start[s] + (begin - l->first[s]), from, (size_t)(end - begin), l->exponent);
}

/* Layers `top` to `bottom`, with `k` members once this is done. */
static gtee_status add_chunk(layers *l, const source *sources, uint32_t top, uint32_t bottom, uint32_t k)
{
    uint64_t least = UINT64_MAX, most = 0;
    gtee_status status = GTEE_OK;
    for (uint32_t s = bottom; s <= top; s++) {
        uint64_t end = end_of(l, s, k);
        least = l->first[s] < least ? l->first[s] : least;
        most = end > most ? end : most;
    }
    for (uint64_t block = most / BLOCK + 1; block-- > least / BLOCK && status == GTEE_OK;)
        for (uint32_t s = top; s >= bottom && status == GTEE_OK; s--) {
            uint64_t begin = block * BLOCK, end = begin + BLOCK, last = end_of(l, s, k);
            begin = begin < l->first[s] ? l->first[s] : begin;
            end = end < last ? end : last;
            if (begin >= end)
                continue;
            add_block(l, sources, s, begin, end);
            status = gti_work_step(l->work, (double)(end - begin) * TRIPLE_STEPS);
        }
    return status;
}

/* The members from the k-th lightest on, three or as many as there are. */
static gtee_status add_members(layers *l, uint32_t k)
{
    uint64_t w[3] = {0, 0, 0};
    uint32_t some = l->count - k < 3 ? l->count - k : 3, top = k + some < l->sizes ? k + some : l->sizes - 1;
    gtee_status status = GTEE_OK;
    for (uint32_t i = 0; i < some; i++)
        w[i] = weight_at(l, k + i);
    const source sources[SOURCES] = {{w[0], 1},
                                     {some > 1 ? w[1] : NOWHERE, 1},
                                     {some > 2 ? w[2] : NOWHERE, 1},
                                     {some > 1 ? w[0] + w[1] : NOWHERE, 2},
                                     {some > 2 ? w[0] + w[2] : NOWHERE, 2},
                                     {some > 2 ? w[1] + w[2] : NOWHERE, 2},
                                     {some > 2 ? w[0] + w[1] + w[2] : NOWHERE, 3}};
    while (top > 0 && status == GTEE_OK) {
        uint32_t bottom = top > CHUNK ? top - CHUNK + 1 : 1;
        status = add_chunk(l, sources, top, bottom, k + some);
        top = bottom - 1;
    }
    return status;
}

/* All members, and then running sums along each layer. */
static gtee_status build(layers *l)
{
    gtee_status status = GTEE_OK;
    memset(l->cells, 0, l->bytes);
    if (l->start[1] > 0)
        l->cells[0] = 1;
    for (uint32_t k = 0; k < l->count && status == GTEE_OK; k += 3)
        status = add_members(l, k);
    for (uint32_t s = 0; s < l->sizes && status == GTEE_OK; s++) {
        uint64_t sum = 0;
        for (size_t i = l->start[s]; i < l->start[s + 1]; i++) {
            sum = gti_residues_least(sum + gti_residues_least(l->cells[i], l->exponent), l->exponent);
            l->cells[i] = sum;
        }
        status = gti_work_step(l->work, (double)(l->start[s + 1] - l->start[s]));
    }
    return status;
}

/* ---- Reading swings off them */

/* How many sets of a layer weigh at most so much, less those below its least weight. */
static uint64_t sum_to(const layers *l, uint32_t layer, uint64_t weight)
{
    uint64_t at = weight - l->first[layer];
    size_t length = l->start[layer + 1] - l->start[layer];
    return weight < l->first[layer] ? 0 : l->cells[l->start[layer] + (at < length ? (size_t)at : length - 1)];
}

/* What one layer gives to the swings of a member of this weight: its sets between k and k + 1 weights below the quota, to those k sizes up. */
static void add_windows(const layers *l, const side *at, uint64_t weight, uint32_t layer, uint64_t *sums)
{
    size_t length = l->start[layer + 1] - l->start[layer];
    uint64_t last = l->first[layer] + length - 1, top = at->need - 1, k = 0, high;
    if (length == 0 || top < l->first[layer])
        return;
    if (top > last) { /* windows above all of its sets are empty */
        k = (top - last) / weight;
        top -= k * weight;
    }
    high = sum_to(l, layer, top);
    for (; layer + k < at->sizes && top >= l->first[layer]; k++) {
        uint64_t low = top >= weight ? sum_to(l, layer, top - weight) : 0, window = gti_residues_less(high, low, l->exponent);
        if (k % 2 == 0)
            window = gti_residues_less(0, window, l->exponent);
        sums[layer + k] = gti_residues_less(sums[layer + k], window, l->exponent);
        if (top < weight)
            break;
        top -= weight;
        high = low;
    }
}

static bool same_weight(const layers *l, uint32_t i)
{
    return i > 0 && l->terms[i].weight == l->terms[i - 1].weight;
}

static gtee_status read_swings(layers *l, uint32_t modulus)
{
    gtee_status status = GTEE_OK;
    for (uint32_t i = 0; i < l->count && status == GTEE_OK; i++)
        for (uint32_t k = 0; k < l->side_count && !same_weight(l, i) && status == GTEE_OK; k++) {
            const side *at = &l->sides[k];
            memset(l->sums, 0, at->sizes * sizeof *l->sums);
            for (uint32_t layer = 0; layer < at->sizes; layer++)
                add_windows(l, at, l->terms[i].weight, layer, l->sums);
            for (uint32_t s = 0; s < at->sizes; s++) {
                size_t place = at->reversed ? l->count - 1 - s : s;
                l->remainders[((size_t)i * l->count + place) * l->moduli + modulus] = l->sums[s];
            }
            status = gti_work_step(l->work, (double)at->sizes * at->sizes);
        }
    return status;
}

/* ---- The profile */

static void join(const layers *l, gti_profile *p)
{
    gti_residues residues;
    gti_residues_init(&residues, l->moduli);
    for (uint32_t i = 0; i < l->count; i++) {
        p->members[i] = l->terms[i].member;
        if (same_weight(l, i))
            memcpy(gti_profile_each(p, i, 0), gti_profile_each(p, i - 1, 0), p->length * p->width * sizeof(gti_limb));
        else
            for (uint32_t s = 0; s < l->count; s++)
                gti_residues_join(&residues, l->remainders + ((size_t)i * l->count + s) * l->moduli, gti_profile_each(p, i, s), p->width);
    }
}

/* number = (number × factor + Σ of the members' numbers of this size) / divisor, which is whole; one limb more than a profile's number. */
static void next_winning(gti_limb *number, const gti_profile *p, size_t size, uint32_t factor, uint32_t divisor)
{
    gti_wide carry = 0;
    for (size_t i = 0; i <= p->width; i++) {
        carry += (gti_wide)number[i] * factor;
        number[i] = (gti_limb)carry;
        carry >>= GTI_LIMB_BITS;
    }
    for (uint32_t member = 0; member < p->count; member++) {
        const gti_limb *each = gti_profile_each(p, member, size);
        gti_limb before = number[p->width - 1];
        gti_limbs_add(number, each, p->width);
        number[p->width] += number[p->width - 1] < before || (number[p->width - 1] == before && each[p->width - 1] == GTI_LIMB_MAX);
    }
    carry = 0;
    for (size_t i = p->width + 1; i-- > 0;) {
        carry = carry << GTI_LIMB_BITS | number[i];
        number[i] = (gti_limb)(carry / divisor);
        carry %= divisor;
    }
}

/* Winning coalitions from swings. Each of s + 1 members comes s + 1 times from one of s that one joins: a losing one that it makes win, or a winning
 * one, which n - s can join: (s + 1) W(s + 1) = Σ swings(s) + (n - s) W(s). */
static bool count_winning(layers *l, const gti_profile *p)
{
    gti_limb *number = gti_arena_array(&l->arena, p->width + 1, sizeof *number, sizeof(uint64_t));
    if (number == NULL)
        return false;
    for (uint32_t s = 0; s < p->count; s++) {
        next_winning(number, p, s, p->count - s, s + 1);
        memcpy(gti_profile_total(p, s + 1), number, p->width * sizeof *number);
    }
    return true;
}

/* Room for everything. */
static gtee_status prepare(layers *l)
{
    size_t numbers = 0, remainders;
    l->first = gti_arena_array(&l->arena, l->sizes, sizeof *l->first, sizeof(uint64_t));
    l->start = gti_arena_array(&l->arena, (size_t)l->sizes + 1, sizeof *l->start, sizeof(uint64_t));
    l->spare = gti_arena_array(&l->arena, (SOURCES + 1) * (size_t)BLOCK, sizeof *l->spare, sizeof(uint64_t));
    l->sums = gti_arena_array(&l->arena, l->sizes, sizeof *l->sums, sizeof(uint64_t));
    if (!gti_mul_size((size_t)l->count * l->moduli, l->count, &remainders))
        return GTEE_ERROR_LIMIT;
    l->remainders = gti_arena_array(&l->arena, remainders, sizeof *l->remainders, sizeof(uint64_t));
    if (l->first == NULL || l->start == NULL || l->spare == NULL || l->sums == NULL ||
        l->remainders == NULL)
        return GTEE_ERROR_MEMORY;
    for (uint32_t s = 0; s < l->sizes; s++) {
        uint64_t first = first_of(l, s), end = end_of(l, s, l->count);
        uint64_t length = end > first ? end - first : 0;
        l->first[s] = first;
        if (length > SIZE_MAX || !gti_add_size(numbers, (size_t)length, &numbers))
            return GTEE_ERROR_LIMIT;
        l->start[s + 1] = numbers;
    }
    if (!gti_mul_size(numbers, sizeof *l->cells, &l->bytes))
        return GTEE_ERROR_LIMIT;
    l->cells = l->bytes > 0 ? gti_alloc(&l->work->allocator, l->bytes) : NULL;
    return l->cells != NULL ? GTEE_OK : GTEE_ERROR_MEMORY;
}

gtee_status gti_layers_swings(gti_work *work, const gti_form *form, const gti_form_node *quota, gti_profile *profile)
{
    layers l = {.work = work};
    gti_weights_cost cost;
    gtee_status status = GTEE_ERROR_MEMORY;
    gti_arena_init(&l.arena, &work->allocator);
    if (shape(&l, form, quota, &cost))
        status = l.moduli == 0 ? GTEE_ERROR_LIMIT : prepare(&l);
    for (uint32_t i = 0; i < l.moduli && status == GTEE_OK; i++) {
        l.exponent = gti_residues_exponent(i);
        status = build(&l);
        if (status == GTEE_OK)
            status = read_swings(&l, i);
    }
    if (status == GTEE_OK) {
        join(&l, profile);
        status = count_winning(&l, profile) ? GTEE_OK : GTEE_ERROR_MEMORY;
    }
    gti_free(&work->allocator, l.cells, l.bytes);
    gti_arena_free(&l.arena);
    return status;
}
