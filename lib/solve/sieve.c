/* sieve.c: points that nothing dominates. Uses sieve.h. */
#include "solve/sieve.h"

#include <string.h>

#define BLOCK 32u

gti_sieve gti_sieve_make(const gti_allocator *allocator, uint32_t players, gti_front *front)
{
    return (gti_sieve){.allocator = allocator, .players = players, .front = front, .stairs = GTI_VEC(int64_t[2]),
                       .blocks = GTI_VEC(int64_t), .supers = GTI_VEC(int64_t)};
}

void gti_sieve_free(gti_sieve *sieve)
{
    gti_vec_free(sieve->allocator, &sieve->stairs);
    gti_vec_free(sieve->allocator, &sieve->blocks);
    gti_vec_free(sieve->allocator, &sieve->supers);
}

static bool reaches(const int64_t *a, const int64_t *b, uint32_t players)
{
    for (uint32_t i = 0; i < players; i++)
        if (a[i] < b[i])
            return false;
    return true;
}

/* ---- three players: stairs */

/* The first step whose first part is at least `first`. */
static size_t step_at(const gti_sieve *sieve, int64_t first)
{
    const int64_t (*steps)[2] = sieve->stairs.items;
    size_t low = 0, high = sieve->stairs.count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (steps[middle][0] < first)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static bool add_step(gti_sieve *sieve, int64_t first, int64_t second)
{
    size_t at = step_at(sieve, first), end = at;
    int64_t (*steps)[2] = sieve->stairs.items;

    if (end < sieve->stairs.count && steps[end][0] == first)
        end++;
    while (at > 0 && steps[at - 1][1] <= second)
        at--;
    if (end == at && gti_vec_push(sieve->allocator, &sieve->stairs) == NULL)
        return false;
    steps = sieve->stairs.items;
    if (end == at) /* the new last one is not yet one */
        memmove(steps + at + 1, steps + at, (sieve->stairs.count - 1 - at) * sizeof *steps);
    else {
        memmove(steps + at + 1, steps + end, (sieve->stairs.count - end) * sizeof *steps);
        sieve->stairs.count -= end - at - 1;
    }
    steps[at][0] = first;
    steps[at][1] = second;
    return true;
}

static bool under_stairs(const gti_sieve *sieve, int64_t first, int64_t second)
{
    const int64_t (*steps)[2] = sieve->stairs.items;
    const size_t at = step_at(sieve, first);

    return at < sieve->stairs.count && steps[at][1] >= second;
}

/* ---- more players: blocks */

static bool in_block(gti_sieve *sieve, size_t block, const int64_t *values)
{
    const uint32_t players = sieve->players;
    const size_t count = sieve->front->points.count;

    if (!reaches((const int64_t *)sieve->blocks.items + block * players, values, players))
        return false;
    sieve->compared += BLOCK;
    for (size_t i = block * BLOCK; i < count && i < (block + 1) * BLOCK; i++)
        if (reaches(gti_front_values(sieve->front, i, players), values, players)) {
            sieve->lately = block;
            return true;
        }
    return false;
}

static bool in_blocks(gti_sieve *sieve, const int64_t *values)
{
    const uint32_t players = sieve->players;
    const size_t blocks = sieve->blocks.count / players;

    if (blocks == 0 || in_block(sieve, sieve->lately, values))
        return blocks > 0;
    sieve->compared += sieve->supers.count / players;
    for (size_t super = sieve->supers.count / players; super-- > 0;) {
        if (!reaches((const int64_t *)sieve->supers.items + super * players, values, players))
            continue;
        for (size_t block = super * BLOCK; block < blocks && block < (super + 1) * BLOCK; block++)
            if (in_block(sieve, block, values))
                return true;
    }
    return false;
}

/* Point `number` raises the greatest utilities of its group. */
static bool raise_group(gti_sieve *sieve, gti_vec *greatest, size_t group, const int64_t *values)
{
    const uint32_t players = sieve->players;

    if (greatest->count == group * players)
        return gti_vec_append(sieve->allocator, greatest, values, players);
    for (uint32_t i = 0; i < players; i++) {
        int64_t *slot = GTI_VEC_AT(greatest, int64_t, group * players + i);
        if (*slot < values[i])
            *slot = values[i];
    }
    return true;
}

/* ---- all */

static bool dominated(gti_sieve *sieve, const int64_t *values)
{
    const size_t count = sieve->front->points.count;

    if (count == 0 || sieve->players < 2)
        return count > 0;
    if (sieve->players == 2)
        return gti_front_values(sieve->front, count - 1, 2)[1] >= values[1];
    if (sieve->players == 3)
        return under_stairs(sieve, values[1], values[2]);
    return in_blocks(sieve, values);
}

static bool note(gti_sieve *sieve, const int64_t *values)
{
    const size_t point = sieve->front->points.count - 1;

    if (sieve->players == 3)
        return add_step(sieve, values[1], values[2]);
    return sieve->players < 3 || (raise_group(sieve, &sieve->blocks, point / BLOCK, values) &&
                                  raise_group(sieve, &sieve->supers, point / (BLOCK * BLOCK), values));
}

bool gti_sieve_passed(const gti_sieve *sieve, int64_t first, int64_t second)
{
    const size_t count = sieve->front->points.count;
    const int64_t *last = count > 0 ? gti_front_values(sieve->front, count - 1, 2) : NULL;

    return last != NULL && (second < last[1] || (second == last[1] && first != last[0]));
}

bool gti_sieve_offer(gti_sieve *sieve, const int64_t *values, uint64_t origin, uint64_t ways)
{
    gti_front *front = sieve->front;
    const size_t count = front->points.count;
    const gti_front_point point = {origin, ways};

    if (count > 0 && gti_front_compare(gti_front_values(front, count - 1, sieve->players), values, sieve->players) == 0) {
        gti_front_point *last = gti_front_at(front, count - 1);
        last->ways = last->ways > UINT64_MAX - ways ? UINT64_MAX : last->ways + ways;
        if (front->kind == GTI_FRONT_LEAF)
            last->origin |= origin;
        return true;
    }
    if (dominated(sieve, values))
        return true;
    return gti_vec_append(sieve->allocator, &front->points, &point, 1) &&
           (sieve->players == 0 || gti_vec_append(sieve->allocator, &front->values, values, sieve->players)) && note(sieve, values);
}
