/* frontier_points.c: the points of a frontier that bargaining theory picks, compared exactly. Uses frontier.h.
 *
 * Nash, Econometrica 18 (1950); Kalai & Smorodinsky, Econometrica 43 (1975); Kalai, Econometrica 45 (1977), the egalitarian one. The least share and the
 * least gain are refined by the next least (leximin), as Imai, Econometrica 51 (1983) does, so that the point is not dominated. */
#include "solve/frontier.h"

__extension__ typedef unsigned __int128 wide;

typedef struct share { uint64_t gain, range; } share;

/* What a point is worth under a concept. */
typedef struct worth {
    share shares[GTI_FRONTIER_PLAYERS]; /* of those who can gain at all; leximin: least first */
    uint32_t positive;
    double product; /* of shares, about */
    wide sum;
} worth;

typedef struct scale {
    const gti_frontier *frontier;
    const int64_t *floor;
    int64_t ideal[GTI_FRONTIER_PLAYERS];
    uint32_t kind, count; /* players who can gain */
} scale;

void gti_frontier_ideal(const gti_frontier *frontier, int64_t *ideal)
{
    const uint32_t players = frontier->players;

    for (uint32_t p = 0; p < players; p++)
        ideal[p] = frontier->values[p];
    for (size_t i = 1; i < frontier->count; i++)
        for (uint32_t p = 0; p < players; p++)
            if (frontier->values[i * players + p] > ideal[p])
                ideal[p] = frontier->values[i * players + p];
}

static int compare_shares(share a, share b)
{
    const wide left = (wide)a.gain * b.range, right = (wide)b.gain * a.range;

    return left < right ? -1 : left > right;
}

static void sort_shares(share *shares, uint32_t count)
{
    for (uint32_t i = 1; i < count; i++) {
        const share moved = shares[i];
        uint32_t at = i;
        for (; at > 0 && compare_shares(moved, shares[at - 1]) < 0; at--)
            shares[at] = shares[at - 1];
        shares[at] = moved;
    }
}

static void measure(const scale *by, size_t point, worth *to)
{
    const uint32_t players = by->frontier->players;
    const int64_t *values = by->frontier->values + point * players;
    uint32_t count = 0;

    to->positive = 0;
    to->product = 1;
    to->sum = 0;
    for (uint32_t p = 0; p < players; p++) {
        const uint64_t gain = (uint64_t)(values[p] - by->floor[p]), range = (uint64_t)(by->ideal[p] - by->floor[p]);
        to->sum += gain;
        if (range == 0)
            continue;
        to->shares[count++] = (share){gain, by->kind == GTI_POINT_EGALITARIAN ? 1 : range};
        to->positive += gain > 0;
        if (gain > 0)
            to->product *= (double)gain / (double)range;
    }
    if (by->kind == GTI_POINT_KALAI_SMORODINSKY || by->kind == GTI_POINT_EGALITARIAN)
        sort_shares(to->shares, count);
}

/* ---- products */

static void multiply(uint64_t *limbs, uint32_t *count, uint64_t factor)
{
    wide carry = 0;

    for (uint32_t i = 0; i < *count; i++) {
        carry += (wide)limbs[i] * factor;
        limbs[i] = (uint64_t)carry;
        carry >>= 64;
    }
    if (carry != 0)
        limbs[(*count)++] = (uint64_t)carry;
}

static uint32_t product_of(const share *shares, uint32_t count, uint64_t *limbs)
{
    uint32_t size = 1;

    limbs[0] = 1;
    for (uint32_t i = 0; i < count; i++)
        if (shares[i].gain > 0)
            multiply(limbs, &size, shares[i].gain);
    return size;
}

/* By numbers of floating point where they tell products apart beyond their error, else exactly. */
static int compare_products(const worth *a, const worth *b, uint32_t count)
{
    uint64_t left[GTI_FRONTIER_PLAYERS + 1], right[GTI_FRONTIER_PLAYERS + 1];
    uint32_t sizes[2];

    if (a->positive != b->positive)
        return a->positive < b->positive ? -1 : 1;
    if (a->positive == count && a->product > 1e-200 && b->product > 1e-200) { /* over the same ranges: shares compare as gains do */
        if (a->product < b->product * (1 - 1e-12))
            return -1;
        if (b->product < a->product * (1 - 1e-12))
            return 1;
    }
    sizes[0] = product_of(a->shares, count, left);
    sizes[1] = product_of(b->shares, count, right);
    if (sizes[0] != sizes[1])
        return sizes[0] < sizes[1] ? -1 : 1;
    for (uint32_t i = sizes[0]; i-- > 0;)
        if (left[i] != right[i])
            return left[i] < right[i] ? -1 : 1;
    return 0;
}

/* ---- choosing */

static int compare(const scale *by, const worth *a, const worth *b)
{
    if (by->kind == GTI_POINT_NASH)
        return compare_products(a, b, by->count);
    if (by->kind == GTI_POINT_UTILITARIAN)
        return a->sum < b->sum ? -1 : a->sum > b->sum;
    for (uint32_t i = 0; i < by->count; i++) {
        const int order = compare_shares(a->shares[i], b->shares[i]);
        if (order != 0)
            return order;
    }
    return 0;
}

bool gti_frontier_point(const gti_frontier *frontier, const gti_stakes *stakes, uint32_t kind, gti_vec *out)
{
    scale by = {.frontier = frontier, .floor = stakes->floor, .kind = kind};
    worth best, next;

    gti_vec_clear(out);
    if (frontier->count == 0)
        return true;
    gti_frontier_ideal(frontier, by.ideal);
    for (uint32_t p = 0; p < frontier->players; p++)
        by.count += by.ideal[p] > by.floor[p];
    for (size_t i = 0; i < frontier->count; i++) {
        const uint32_t point = (uint32_t)i;
        measure(&by, i, &next);
        const int order = out->count == 0 ? 1 : compare(&by, &next, &best);
        if (order < 0)
            continue;
        if (order > 0) {
            gti_vec_clear(out);
            best = next;
        }
        if (!gti_vec_append(&frontier->allocator, out, &point, 1))
            return false;
    }
    return true;
}
