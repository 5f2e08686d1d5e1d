/* check_points.c: worths that nothing dominates, and the points that bargaining theory picks, by plain comparison. Uses check_points.h. */
#include "reason/check_points.h"

#define STEPS_AT_MOST (50 * GTI_CHECK_STEPS) /* comparisons of worths */

int gti_worth_compare(double a, double b)
{
    const double size = fabs(a) > fabs(b) ? fabs(a) : fabs(b);

    return fabs(a - b) <= 1e-9 * (size > 1e-3 ? size : 1e-3) ? 0 : a < b ? -1 : 1;
}

void gti_pile_init(gti_pile *pile, const gti_allocator *allocator, uint32_t players)
{
    *pile = (gti_pile){.allocator = *allocator, .players = players, .worths = GTI_VEC(double), .ways = GTI_VEC(double)};
}

void gti_pile_free(gti_pile *pile)
{
    gti_vec_free(&pile->allocator, &pile->worths);
    gti_vec_free(&pile->allocator, &pile->ways);
}

void gti_pile_clear(gti_pile *pile)
{
    gti_vec_clear(&pile->worths);
    gti_vec_clear(&pile->ways);
    pile->count = 0;
    pile->total = 0;
}

void gti_pile_drop(gti_pile *pile, size_t index)
{
    const size_t size = 2 * (size_t)pile->players;

    pile->count--;
    for (size_t i = 0; i < size; i++)
        *GTI_VEC_AT(&pile->worths, double, index * size + i) = *GTI_VEC_AT(&pile->worths, double, pile->count * size + i);
    *GTI_VEC_AT(&pile->ways, double, index) = *GTI_VEC_AT(&pile->ways, double, pile->count);
    pile->worths.count = pile->count * size;
    pile->ways.count = pile->count;
}

/* *more, *less: is `a` better than `b` for somebody, worse for somebody? */
static void relate(const gti_pile *pile, const double *a, const double *b, bool *more, bool *less)
{
    *more = *less = false;
    for (uint32_t p = 0; p < pile->players; p++) {
        int order = gti_worth_compare(a[2 * p], b[2 * p]);
        if (order == 0)
            order = gti_worth_compare(a[2 * p + 1], b[2 * p + 1]);
        *more = *more || order > 0;
        *less = *less || order < 0;
    }
}

gtee_status gti_pile_add(gti_pile *pile, const double *worth, double ways)
{
    bool more, less;

    pile->steps += pile->count + 1;
    if (pile->steps > STEPS_AT_MOST)
        return GTEE_ERROR_LIMIT;
    for (size_t i = 0; i < pile->count;) {
        relate(pile, worth, gti_pile_worth(pile, i), &more, &less);
        if (!more && !less)
            *GTI_VEC_AT(&pile->ways, double, i) += ways;
        if (!more)
            return GTEE_OK;
        if (less)
            i++;
        else
            gti_pile_drop(pile, i);
    }
    if ((pile->players > 0 && !gti_vec_append(&pile->allocator, &pile->worths, worth, 2 * (size_t)pile->players)) ||
        !gti_vec_append(&pile->allocator, &pile->ways, &ways, 1))
        return GTEE_ERROR_MEMORY;
    pile->count++;
    return GTEE_OK;
}

gtee_status gti_pile_sum(gti_pile *sum, const gti_pile *a, const gti_pile *b)
{
    const size_t size = 2 * (size_t)a->players;
    double *worth = gti_alloc_array(&a->allocator, size + 1, sizeof *worth);
    gtee_status status = worth != NULL ? GTEE_OK : GTEE_ERROR_MEMORY;

    gti_pile_clear(sum);
    sum->total = a->total * b->total;
    for (size_t i = 0; status == GTEE_OK && i < a->count; i++)
        for (size_t k = 0; status == GTEE_OK && k < b->count; k++) {
            for (size_t n = 0; n < size; n++)
                worth[n] = gti_pile_worth(a, i)[n] + gti_pile_worth(b, k)[n];
            status = gti_pile_add(sum, worth, *GTI_VEC_AT(&a->ways, double, i) * *GTI_VEC_AT(&b->ways, double, k));
        }
    gti_free(&a->allocator, worth, (size + 1) * sizeof *worth);
    return status;
}

/* ---- points */

static bool can_gain(const gti_points *points, uint32_t player)
{
    return gti_worth_compare(points->ideal[player], points->floor[player]) > 0;
}

static void find_ideal(gti_points *points)
{
    gti_pile *pile = points->pile;

    for (uint32_t p = 0; p < pile->players; p++)
        points->ideal[p] = pile->count > 0 ? gti_pile_worth(pile, 0)[2 * p] : 0;
    for (size_t i = 1; i < pile->count; i++)
        for (uint32_t p = 0; p < pile->players; p++)
            if (gti_pile_worth(pile, i)[2 * p] > points->ideal[p])
                points->ideal[p] = gti_pile_worth(pile, i)[2 * p];
}

static void drop_unaccepted(gti_points *points)
{
    gti_pile *pile = points->pile;

    for (size_t i = 0; i < pile->count;) {
        bool accepted = true;
        for (uint32_t p = 0; p < pile->players; p++)
            accepted = accepted && gti_worth_compare(gti_pile_worth(pile, i)[2 * p], points->floor[p]) >= 0;
        if (accepted)
            i++;
        else
            gti_pile_drop(pile, i);
    }
}

/* A player's gain, or its share of what it can gain. */
static double measure(const gti_points *points, const double *worth, uint32_t player)
{
    const double gain = worth[2 * player] - points->floor[player];

    return points->kind == GTEE_POINT_KALAI_SMORODINSKY ? gain / (points->ideal[player] - points->floor[player]) : gain;
}

/* How many measures of those who can gain lie below a bound, and the least of the rest. */
static uint32_t below(const gti_points *points, const double *worth, double bound, double *least)
{
    uint32_t count = 0;

    *least = HUGE_VAL;
    for (uint32_t p = 0; p < points->pile->players; p++) {
        if (!can_gain(points, p))
            continue;
        const double here = measure(points, worth, p);
        if (bound > -HUGE_VAL && gti_worth_compare(here, bound) <= 0)
            count++;
        else if (here < *least)
            *least = here;
    }
    return count;
}

/* The least, then the next least, and so on: whoever has fewer at or below the same bound is ahead. */
static int compare_least(const gti_points *points, const double *a, const double *b)
{
    double bound = -HUGE_VAL, left, right;

    for (;;) {
        below(points, a, bound, &left);
        below(points, b, bound, &right);
        if (isinf(left) || isinf(right))
            return 0;
        if (gti_worth_compare(left, right) != 0)
            return left < right ? -1 : 1;
        bound = left > right ? left : right;
        const uint32_t fewer = below(points, a, bound, &left), more = below(points, b, bound, &right);
        if (fewer != more)
            return fewer > more ? -1 : 1;
    }
}

/* How many gain anything, and the product of their gains. */
static uint32_t product(const gti_points *points, const double *worth, double *of)
{
    uint32_t count = 0;

    *of = 1;
    for (uint32_t p = 0; p < points->pile->players; p++) {
        const double gain = worth[2 * p] - points->floor[p];
        if (!can_gain(points, p) || gti_worth_compare(worth[2 * p], points->floor[p]) == 0)
            continue;
        count++;
        *of *= gain;
    }
    return count;
}

static double sum_of(const gti_points *points, const double *worth)
{
    double sum = 0;

    for (uint32_t p = 0; p < points->pile->players; p++)
        sum += worth[2 * p];
    return sum;
}

static int compare(const gti_points *points, const double *a, const double *b)
{
    double left, right;

    if (points->kind == GTEE_POINT_UTILITARIAN)
        return gti_worth_compare(sum_of(points, a), sum_of(points, b));
    if (points->kind != GTEE_POINT_NASH)
        return compare_least(points, a, b);
    const uint32_t fewer = product(points, a, &left), more = product(points, b, &right);
    if (fewer != more)
        return fewer < more ? -1 : 1;
    return fabs(left - right) <= 1e-9 * (left > right ? left : right) ? 0 : left < right ? -1 : 1;
}

static double value_of(const gti_points *points, const double *worth)
{
    double least = HUGE_VAL, gains = 1;
    uint32_t able = 0;

    if (points->kind == GTEE_POINT_UTILITARIAN)
        return sum_of(points, worth);
    for (uint32_t p = 0; p < points->pile->players; p++) {
        if (!can_gain(points, p))
            continue;
        const double here = measure(points, worth, p);
        least = here < least ? here : least;
        gains *= worth[2 * p] - points->floor[p];
        able++;
    }
    return able == 0 ? 0 : points->kind == GTEE_POINT_NASH ? gains : least;
}

static bool is_worth(const gti_points *points, size_t index)
{
    bool more, less;

    relate(points->pile, gti_pile_worth(points->pile, index), points->worth, &more, &less);
    return !more && !less;
}

static void pick(gti_points *points)
{
    const gti_pile *pile = points->pile;
    size_t best = 0;

    for (size_t i = 1; i < pile->count; i++)
        if (compare(points, gti_pile_worth(pile, i), gti_pile_worth(pile, best)) > 0)
            best = i;
    for (size_t i = 0; i < pile->count; i++) {
        if (compare(points, gti_pile_worth(pile, i), gti_pile_worth(pile, best)) != 0)
            continue;
        points->picked += *GTI_VEC_AT(&pile->ways, double, i);
        points->is_picked = points->is_picked || is_worth(points, i);
    }
    points->value = value_of(points, gti_pile_worth(pile, best));
}

void gti_points_look(gti_points *points)
{
    drop_unaccepted(points);
    find_ideal(points);
    for (size_t i = 0; i < points->pile->count; i++) {
        if (!is_worth(points, i))
            continue;
        points->on_frontier = true;
        points->ties = *GTI_VEC_AT(&points->pile->ways, double, i);
    }
    if (points->kind != 0 && points->pile->count > 0)
        pick(points);
}
