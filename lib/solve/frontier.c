/* frontier.c: which pieces a frontier is merged from: the components of what is left, and the branches within them. Uses branching.h. */
#include "solve/branching.h"

#define DEPTH 1000u        /* of branches within branches */
#define LATE 100000u       /* branches that are still looked at for any assignment when the budget is used up */

typedef struct tree {
    gti_fronts fronts;
    gti_branching branching;
    gti_vec pending; /* gti_front *: a stack of those to be added up */
    uint32_t depth, late;
} tree;

static gti_front *solve(tree *t, size_t first, size_t count);

static bool push(tree *t, gti_front *front)
{
    if (front != NULL && gti_vec_append(&t->fronts.frontier->allocator, &t->pending, &front, 1))
        return true;
    if (front != NULL)
        t->fronts.ended = GTI_SEARCH_NO_MEMORY;
    return false;
}

static gti_front *pending_at(const tree *t, size_t index)
{
    return *GTI_VEC_AT(&t->pending, gti_front *, index);
}

/* ---- adding up */

static int larger_first(const void *user, const void *a, const void *b)
{
    const size_t left = (*(gti_front *const *)a)->points.count, right = (*(gti_front *const *)b)->points.count;

    (void)user;
    return left > right ? -1 : left < right;
}

/* Adds each player's greatest utility on the front, `sign` times. */
static void add_greatest(const gti_front *front, uint32_t players, int64_t sign, int64_t *to)
{
    for (uint32_t p = 0; p < players; p++) {
        int64_t most = INT64_MIN;
        for (size_t i = 0; i < front->points.count; i++)
            if (gti_front_values(front, i, players)[p] > most)
                most = gti_front_values(front, i, players)[p];
        to[p] += sign * (front->points.count > 0 ? most : 0);
    }
}

/* The sum of the pending from `first` on, which are taken off. The largest come first: the others are what the growing sum is multiplied by.
 * With `whole` the floor is known: what cannot reach it with the best of all that is to come is left out. */
static gti_front *add_up(tree *t, size_t first, bool whole)
{
    gti_fronts *work = &t->fronts;
    const uint32_t players = work->frontier->players;
    int64_t floor[GTI_FRONTIER_PLAYERS + 1] = {0};
    gti_front *sum = gti_front_leaf(work, UINT32_MAX, 1);

    if (!gti_sort(&work->frontier->allocator, GTI_VEC_AT(&t->pending, gti_front *, first), t->pending.count - first, sizeof(gti_front *),
                  larger_first, NULL))
        work->ended = GTI_SEARCH_NO_MEMORY;
    for (uint32_t p = 0; whole && p < players; p++)
        floor[p] = work->stakes->floor[p];
    for (size_t i = first; whole && i < t->pending.count; i++)
        add_greatest(pending_at(t, i), players, -1, floor);
    for (size_t i = first; sum != NULL && i < t->pending.count; i++) {
        if (whole)
            add_greatest(pending_at(t, i), players, 1, floor);
        sum = gti_fronts_stopped(work) ? NULL : gti_front_sum(work, sum, pending_at(t, i), whole ? floor : NULL);
    }
    t->pending.count = first;
    return sum;
}

/* ---- components and branches */

/* Solves each piece that the variables fall into (but one, which is visited already), and leaves the fronts pending. Visits are this round's. */
static bool solve_pieces(tree *t, size_t first, size_t count)
{
    gti_branching *b = &t->branching;
    const size_t top = b->members.count;
    size_t at = top;

    for (size_t i = 0; i < count; i++)
        gti_branching_flood(b, *GTI_VEC_AT(&b->members, uint32_t, first + i));
    const size_t end = b->members.count;
    while (at < end && !b->no_memory) {
        /* Pieces lie one behind another, each beginning with the variable that it was flooded from: flood once more to see where it ends. */
        gti_branching_visit(b);
        const size_t size = gti_branching_flood(b, *GTI_VEC_AT(&b->members, uint32_t, at));
        b->members.count = end;
        if (!push(t, solve(t, at, size)))
            break;
        at += size;
    }
    b->members.count = top;
    if (b->no_memory)
        t->fronts.ended = GTI_SEARCH_NO_MEMORY;
    return at == end && !b->no_memory;
}

/* One class of options of the variable, and the best of the rest. *front NULL: it cannot be. false: stopped. */
static bool solve_branch(tree *t, size_t first, size_t count, uint32_t variable, uint64_t class, gti_front **front)
{
    gti_branching *b = &t->branching;
    const size_t trail = b->trail.count, pending = t->pending.count;
    bool good = true;

    *front = NULL;
    if (gti_branching_restrict(b, variable, class)) {
        gti_branching_visit(b);
        b->marks[variable] = b->stamp;
        good = push(t, gti_front_leaf(&t->fronts, variable, class)) && solve_pieces(t, first, count);
        if (good)
            *front = add_up(t, pending, false);
        good = good && *front != NULL;
    }
    t->pending.count = pending;
    gti_branching_undo(b, trail);
    if (b->no_memory)
        t->fronts.ended = GTI_SEARCH_NO_MEMORY;
    return good && !b->no_memory;
}

/* Enough, now that the budget is used up? */
static bool tired(tree *t, size_t found)
{
    return t->fronts.ended != GTI_SEARCH_DONE && (found > 0 || t->late++ >= LATE || gti_fronts_stopped(&t->fronts));
}

static gti_front *solve_tied(tree *t, size_t first, size_t count, uint32_t variable)
{
    gti_branching *b = &t->branching;
    const size_t pending = t->pending.count;
    uint64_t left = b->domains[variable];
    gti_front *front = NULL;
    bool good = true;

    while (good && left != 0 && !tired(t, t->pending.count - pending)) {
        const uint64_t class = gti_branching_class(b, variable, left);
        left &= ~class;
        good = gti_fronts_step(&t->fronts, count) && solve_branch(t, first, count, variable, class, &front);
        if (good && front != NULL && front->points.count > 0)
            good = push(t, front);
    }
    front = !good || gti_fronts_stopped(&t->fronts) ? NULL
            : t->pending.count - pending == 1
                ? pending_at(t, pending)
                : gti_front_union(&t->fronts, GTI_VEC_AT(&t->pending, gti_front *, pending), (uint32_t)(t->pending.count - pending));
    t->pending.count = pending;
    return front;
}

static gti_front *solve(tree *t, size_t first, size_t count)
{
    const uint32_t lone = *GTI_VEC_AT(&t->branching.members, uint32_t, first);
    const uint32_t variable = gti_branching_choose(&t->branching, first, count);
    gti_front *front;

    if (variable == UINT32_MAX)
        return gti_front_leaf(&t->fronts, lone, t->branching.domains[lone]);
    if (t->depth >= DEPTH && t->fronts.ended == GTI_SEARCH_DONE)
        t->fronts.ended = GTI_SEARCH_BUDGET;
    if (t->depth >= DEPTH)
        return gti_front_union(&t->fronts, NULL, 0);
    t->depth++;
    front = solve_tied(t, first, count, variable);
    t->depth--;
    return front;
}

/* ---- the whole */

static gti_front *solve_all(tree *t)
{
    gti_branching *b = &t->branching;
    size_t count = 0;

    if (!gti_branching_begin(b))
        return b->no_memory ? NULL : gti_front_union(&t->fronts, NULL, 0);
    for (uint32_t v = 0; v < b->variables; v++) {
        if (!gti_branching_bears(b, v) && t->fronts.stakes->utility[v] == NULL)
            continue;
        if (!gti_vec_append(&b->allocator, &b->members, &v, 1))
            return NULL;
        count++;
    }
    gti_branching_visit(b);
    /* The one that has no variable, so that the floor is looked at even if there is nothing else. */
    return push(t, gti_front_leaf(&t->fronts, UINT32_MAX, 1)) && solve_pieces(t, 0, count) ? add_up(t, 0, true) : NULL;
}

static uint32_t finish(tree *t, gti_front *root)
{
    gti_frontier *frontier = t->fronts.frontier;

    if (root == NULL && !gti_fronts_stopped(&t->fronts))
        t->fronts.ended = GTI_SEARCH_NO_MEMORY;
    if (gti_fronts_stopped(&t->fronts))
        return t->fronts.ended;
    frontier->root = root;
    frontier->count = root->points.count;
    frontier->values = root->values.items;
    frontier->complete = t->fronts.ended == GTI_SEARCH_DONE;
    frontier->assignment_count = gti_tally_double(root->total);
    gti_tally_text(root->total, &frontier->assignments);
    return frontier->assignments.failed ? GTI_SEARCH_NO_MEMORY : t->fronts.ended;
}

uint32_t gti_frontier_make(gti_frontier *frontier, const gti_problem *problem, const gti_stakes *stakes, gti_search *search)
{
    tree t = {.fronts = {.frontier = frontier, .stakes = stakes, .search = search}, .pending = GTI_VEC(gti_front *)};
    gti_front *root = NULL;
    uint32_t ended;

    *frontier = (gti_frontier){.allocator = problem->allocator, .fronts = GTI_VEC(gti_front *), .players = stakes->players,
                               .variables = (uint32_t)problem->variables.count};
    gti_arena_init(&frontier->arena, &problem->allocator);
    gti_buffer_init(&frontier->assignments, &problem->allocator);
    if (gti_vec_reserve(&frontier->allocator, &t.pending, 16) && gti_branching_make(&t.branching, problem))
        root = solve_all(&t);
    ended = finish(&t, root);
    gti_vec_free(&frontier->allocator, &t.pending);
    gti_branching_free(&t.branching);
    return ended;
}

void gti_frontier_free(gti_frontier *frontier)
{
    for (size_t i = 0; i < frontier->fronts.count; i++) {
        gti_front *front = *GTI_VEC_AT(&frontier->fronts, gti_front *, i);
        gti_vec_free(&frontier->allocator, &front->points);
        gti_vec_free(&frontier->allocator, &front->values);
    }
    gti_vec_free(&frontier->allocator, &frontier->fronts);
    gti_buffer_free(&frontier->assignments);
    gti_arena_free(&frontier->arena);
}
