/* frontier_list.c: the way back from a point to the assignments that reach it. Uses front.h. */
#include "solve/front.h"

uint64_t gti_frontier_ways(const gti_frontier *frontier, size_t point)
{
    return gti_front_at(frontier->root, point)->ways;
}

/* ---- one of them */

static uint64_t options_in(const gti_front *front, size_t point, uint32_t variable)
{
    for (;;) {
        const uint64_t origin = gti_front_at(front, point)->origin;
        if (front->kind == GTI_FRONT_LEAF)
            return front->variable == variable ? origin : 0;
        if (front->kind == GTI_FRONT_SUM) {
            const uint64_t found = options_in(front->parts[1], (size_t)(origin >> 32), variable);
            if (found != 0)
                return found;
            front = front->parts[0];
        } else {
            front = front->parts[origin >> 32];
        }
        point = (size_t)(origin & UINT32_MAX);
    }
}

uint64_t gti_frontier_options(const gti_frontier *frontier, size_t point, uint32_t variable)
{
    return options_in(frontier->root, point, variable);
}

/* ---- all of them: goals are reached one after another, each in every way there is */

typedef struct goal {
    const struct goal *next;
    const gti_front *front;
    size_t point;
} goal;

/* A goal being reached, and which way is next. */
typedef struct step {
    const goal *goal;
    uint32_t cursor;
} step;

typedef struct listing {
    const gti_frontier *frontier;
    gti_arena arena;
    gti_vec steps;
    uint64_t *options; /* by variable */
} listing;

/* The point with these values. */
static bool find(const gti_front *front, const int64_t *values, uint32_t players, size_t *point)
{
    size_t low = 0, high = front->points.count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (gti_front_compare(gti_front_values(front, middle, players), values, players) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    *point = low;
    return low < front->points.count && gti_front_compare(gti_front_values(front, low, players), values, players) == 0;
}

static const goal *add_goal(listing *l, const gti_front *front, size_t point, const goal *next)
{
    goal *made = gti_arena_alloc(&l->arena, sizeof *made, _Alignof(goal));

    if (made != NULL)
        *made = (goal){next, front, point};
    return made;
}

/* What else must be reached if the sum is made with the `second`th point of the second part. false: there is no such sum. */
static bool with_second(listing *l, const goal *aim, uint32_t second, const goal **next)
{
    const uint32_t players = l->frontier->players;
    const int64_t *whole = gti_front_values(aim->front, aim->point, players);
    const int64_t *part = gti_front_values(aim->front->parts[1], second, players);
    int64_t rest[GTI_FRONTIER_PLAYERS + 1];
    size_t first;

    for (uint32_t p = 0; p < players; p++)
        rest[p] = whole[p] - part[p];
    if (!find(aim->front->parts[0], rest, players, &first))
        return false;
    *next = add_goal(l, aim->front->parts[1], second, aim->next);
    *next = *next != NULL ? add_goal(l, aim->front->parts[0], first, *next) : NULL;
    return true;
}

static bool in_part(listing *l, const goal *aim, uint32_t part, const goal **next)
{
    const uint32_t players = l->frontier->players;
    size_t point;

    if (!find(aim->front->parts[part], gti_front_values(aim->front, aim->point, players), players, &point))
        return false;
    *next = add_goal(l, aim->front->parts[part], point, aim->next);
    return true;
}

/* The next way to reach the step's goal. false: there is none left. *next: what is to be reached then, NULL for nothing, *failed for no memory. */
static bool advance(listing *l, step *at, const goal **next, bool *failed)
{
    const goal *aim = at->goal;
    const gti_front *front = aim->front;
    const uint32_t ways = front->kind == GTI_FRONT_LEAF ? 1
                          : front->kind == GTI_FRONT_SUM ? (uint32_t)front->parts[1]->points.count : front->part_count;

    while (at->cursor < ways) {
        const uint32_t way = at->cursor++;
        if (front->kind == GTI_FRONT_LEAF) {
            if (front->variable != UINT32_MAX)
                l->options[front->variable] = gti_front_at(front, aim->point)->origin;
            *next = aim->next;
            return true;
        }
        if (front->kind == GTI_FRONT_SUM ? with_second(l, aim, way, next) : in_part(l, aim, way, next)) {
            *failed = *next == NULL;
            return true;
        }
    }
    return false;
}

static bool work(listing *l, size_t cap, gti_vec *out, bool *all)
{
    const gti_allocator *allocator = &l->frontier->allocator;
    const uint32_t variables = l->frontier->variables;
    size_t found = 0;

    while (l->steps.count > 0) {
        const goal *next = NULL;
        bool failed = false;
        if (!advance(l, GTI_VEC_AT(&l->steps, step, l->steps.count - 1), &next, &failed)) {
            l->steps.count--;
            continue;
        }
        if (failed)
            return false;
        if (next != NULL) {
            const step further = {next, 0};
            if (!gti_vec_append(allocator, &l->steps, &further, 1))
                return false;
            continue;
        }
        if (found == cap) {
            *all = false;
            return true;
        }
        if (!gti_vec_append(allocator, out, l->options, variables))
            return false;
        found++;
    }
    *all = true;
    return true;
}

bool gti_frontier_list(const gti_frontier *frontier, size_t point, size_t cap, gti_vec *out, bool *all)
{
    listing l = {.frontier = frontier, .steps = GTI_VEC(step)};
    const size_t variables = (size_t)frontier->variables + 1;
    step begin = {NULL, 0};
    bool good = false;

    *all = false;
    gti_arena_init(&l.arena, &frontier->allocator);
    l.options = gti_alloc_array(&frontier->allocator, variables, sizeof *l.options);
    begin.goal = add_goal(&l, frontier->root, point, NULL);
    if (l.options != NULL && begin.goal != NULL && gti_vec_append(&frontier->allocator, &l.steps, &begin, 1))
        good = work(&l, cap, out, all);
    gti_free(&frontier->allocator, l.options, variables * sizeof *l.options);
    gti_vec_free(&frontier->allocator, &l.steps);
    gti_arena_free(&l.arena);
    return good;
}
