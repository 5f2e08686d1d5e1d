/* ranking.c: assignments in order of cost (gti_ranking, best.h). Uses bound_net.h, bound_state.h, ranking_lists.h.
 *
 * In rounds: each gives what costs at most so much more than the least, in order, then the margin is doubled. Within a margin most values can be
 * excluded, and what is left falls into small parts: first those that local consistency shows to cost more; then, if the network can be
 * eliminated, all whose least cost is known to be more, and sorted lists give the assignments (ranking_lists.c). If it is too wide for that, they are
 * searched for, in the order of their values, once for each cost (ranking_search.c). */
#include "solve/ranking.h"

#include <stdalign.h>
#include <string.h>

#define ENTRIES (UINT64_C(1) << 23) /* the largest table */
#define WORK (UINT64_C(1) << 26)    /* entries in all of them */
#define AT_ONCE (UINT64_C(1) << 13) /* so few need no excluding first */
#define EASILY (UINT64_C(1) << 20)  /* so few need no search for a bound, */
#define A_CELL 256u                 /* nor so few for each entry that there is */
#define KEPT (UINT64_C(1) << 15)    /* assignments gathered by a search */
#define WIDEST (GTI_WEIGHT_TOP / 2 - 1) /* margin: all that is allowed at all */
#define SWEEPS 30u

gti_ranking *gti_ranking_new(const gti_problem *problem, gti_search *search)
{
    gti_ranking *r = gti_alloc_zero(&problem->allocator, sizeof *r);

    if (r == NULL)
        return NULL;
    r->problem = problem;
    r->search = search;
    r->work = WORK;
    r->kept = KEPT;
    gti_net_init(&r->net, &problem->allocator);
    gti_elimination_init(&r->e);
    return r;
}

static void close_round(gti_ranking *r)
{
    const gti_allocator *allocator = &r->problem->allocator;

    gti_ranking_close_search(r);
    gti_lists_free(r->lists);
    r->lists = NULL;
    gti_elimination_free(&r->net, &r->e);
    gti_elimination_init(&r->e);
    gti_free(allocator, r->values, r->values == NULL ? 0 : r->nodes * sizeof *r->values);
    r->values = NULL;
    gti_net_free(&r->net);
    gti_net_init(&r->net, allocator);
}

void gti_ranking_free(gti_ranking *r)
{
    const gti_problem *problem;

    if (r == NULL)
        return;
    problem = r->problem;
    close_round(r);
    gti_net_free(&r->net);
    gti_free(&problem->allocator, r, sizeof *r);
}

/* Eliminates everything, `apart`; `wide`: that is too much. */
static uint32_t eliminate_all(gti_ranking *r, gti_meter *meter, uint64_t work, bool *wide)
{
    gti_elimination_free(&r->net, &r->e);
    gti_elimination_init(&r->e);
    r->e.apart = true;
    if (!gti_net_find_order(&r->net, ENTRIES, UINT32_MAX, &r->e.order))
        return GTI_SEARCH_NO_MEMORY;
    *wide = r->e.order.count < r->net.nodes.count || r->e.order.work > (work < r->work ? work : r->work);
    r->base = r->net.base;
    return *wide ? GTI_SEARCH_DONE : gti_eliminate(&r->net, &r->e, meter);
}

/* Takes out the values that local consistency shows to cost more than the margin. */
static uint32_t exclude_by_bound(gti_ranking *r, gti_meter *meter)
{
    gti_state state;
    uint32_t status = gti_ranking_open_state(r, &state, meter);

    if (status == GTI_SEARCH_DONE) {
        state.upper = (int64_t)(r->least - r->net.base + r->margin) + 1;
        if (gti_state_propagate(&state) && gti_state_sweep(&state, SWEEPS, meter))
            gti_state_propagate(&state);
        status = state.no_memory ? GTI_SEARCH_NO_MEMORY : meter->status;
        if (status == GTI_SEARCH_DONE && !gti_net_restrict(&r->net, state.live))
            status = GTI_SEARCH_NO_MEMORY;
    }
    gti_state_free(&state);
    return status;
}

/* Takes out the values whose least cost is more than the margin: it is known after an elimination. */
static uint32_t exclude_by_excess(gti_ranking *r, gti_meter *meter)
{
    const size_t nodes = r->net.nodes.count;
    gti_weight **excess = gti_arena_array(&r->net.arena, nodes + 1, sizeof *excess, alignof(gti_weight *));
    uint64_t *live = gti_arena_array(&r->net.arena, nodes + 1, sizeof *live, alignof(uint64_t));
    uint32_t status;

    for (uint32_t v = 0; excess != NULL && v < nodes; v++) {
        excess[v] = gti_arena_array(&r->net.arena, gti_net_node(&r->net, v)->size, sizeof **excess, alignof(gti_weight));
        if (excess[v] == NULL)
            return GTI_SEARCH_NO_MEMORY;
    }
    if (excess == NULL || live == NULL)
        return GTI_SEARCH_NO_MEMORY;
    status = gti_excesses(&r->net, &r->e, meter, excess);
    r->net.base = r->base; /* as before the elimination */
    if (status != GTI_SEARCH_DONE)
        return status;
    for (uint32_t v = 0; v < nodes; v++)
        for (uint32_t value = 0; value < gti_net_node(&r->net, v)->size; value++) {
            if (excess[v][value] <= r->margin)
                live[v] |= UINT64_C(1) << value;
            else if (excess[v][value] < GTI_WEIGHT_TOP) {
                r->excluded = true;
                r->next_excess = excess[v][value] < r->next_excess ? excess[v][value] : r->next_excess;
            }
        }
    return gti_net_restrict(&r->net, live) ? GTI_SEARCH_DONE : GTI_SEARCH_NO_MEMORY;
}

/* Once more on what is left, for the lists. */
static uint32_t make_lists(gti_ranking *r, gti_meter *meter, bool *wide)
{
    const size_t nodes = r->net.nodes.count;
    gti_weight **excess;
    bool deep = false;
    uint32_t status = eliminate_all(r, meter, WORK, wide);

    if (status != GTI_SEARCH_DONE || *wide)
        return status;
    excess = gti_arena_array(&r->net.arena, nodes + 1, sizeof *excess, alignof(gti_weight *));
    for (uint32_t v = 0; excess != NULL && v < nodes; v++)
        if ((excess[v] = gti_arena_array(&r->net.arena, gti_net_node(&r->net, v)->size, sizeof **excess, alignof(gti_weight))) == NULL)
            return GTI_SEARCH_NO_MEMORY;
    if (excess == NULL || !gti_lists_too_deep(&r->net, &r->e, &deep))
        return GTI_SEARCH_NO_MEMORY;
    *wide = deep;
    r->net.base = r->base;
    status = deep ? GTI_SEARCH_DONE : gti_excesses(&r->net, &r->e, meter, excess);
    if (status == GTI_SEARCH_DONE && !deep && (r->lists = gti_lists_new(&r->net, &r->e, r->margin)) == NULL)
        status = GTI_SEARCH_NO_MEMORY;
    return status;
}

static bool build(gti_ranking *r)
{
    const gti_net_levels levels = {.first = 0, .last = GTI_SOLVE_LEVELS - 1};
    uint32_t last;

    gti_net_fit(r->problem, 0, &last, r->net.scale);
    if (!gti_net_build(&r->net, r->problem, &levels) || !gti_net_reduce(&r->net, false))
        return false;
    r->nodes = r->net.nodes.count + 1;
    r->values = gti_alloc_array(&r->problem->allocator, r->nodes, sizeof *r->values);
    return r->values != NULL;
}

/* So many entries are made sooner than local consistency has swept over those that there are. */
static uint64_t easily(const gti_ranking *r)
{
    uint64_t cells = 0;

    for (size_t t = 0; t < r->net.tables.count; t++)
        cells += gti_net_table(&r->net, t)->dead ? 0 : gti_net_table(&r->net, t)->size;
    cells *= A_CELL;
    return cells < AT_ONCE ? AT_ONCE : cells < EASILY ? cells : EASILY;
}

/* A round: everything that costs up to the margin more than the least. */
static uint32_t open_round(gti_ranking *r, gti_meter *meter)
{
    bool wide = false;
    uint32_t status;

    close_round(r);
    r->excluded = false;
    r->next_excess = GTI_WEIGHT_TOP;
    if (!build(r))
        return GTI_SEARCH_NO_MEMORY;
    status = eliminate_all(r, meter, AT_ONCE, &wide);
    if (status == GTI_SEARCH_DONE && wide) {
        r->excluded = true;
        if (!gti_net_reduce_within(&r->net, r->margin))
            return GTI_SEARCH_NO_MEMORY;
        status = eliminate_all(r, meter, easily(r), &wide);
    }
    if (status == GTI_SEARCH_DONE && wide) {
        status = exclude_by_bound(r, meter);
        if (status == GTI_SEARCH_DONE)
            status = eliminate_all(r, meter, WORK, &wide);
    }
    if (status == GTI_SEARCH_DONE && !wide)
        status = exclude_by_excess(r, meter);
    if (!r->excluded) /* no value had to leave: this round may as well give all there is */
        r->margin = WIDEST;
    if (status == GTI_SEARCH_DONE && !wide)
        status = make_lists(r, meter, &wide);
    if (status == GTI_SEARCH_DONE && wide)
        status = gti_ranking_open_search(r, meter);
    return status;
}

static gti_weight weight_of(const gti_ranking *r, gti_cost cost)
{
    gti_weight weight = 0;

    for (uint32_t l = 0; l < GTI_SOLVE_LEVELS; l++)
        weight += r->scale[l] * cost.level[l];
    return weight;
}

/* The least cost, before the first round. */
static uint32_t find_least(gti_ranking *r, gti_answer *answer)
{
    uint32_t last, status;

    if (!gti_net_fit(r->problem, 0, &last, r->scale) || last + 1 < GTI_SOLVE_LEVELS)
        return GTI_SEARCH_BUDGET; /* the levels do not fit into one weight */
    status = gti_bound_best(r->problem, r->search, answer);
    if (status == GTI_SEARCH_DONE) {
        r->least = weight_of(r, answer->cost);
        r->begun = true;
    }
    return status;
}

static void widen(gti_ranking *r)
{
    const gti_weight doubled = 2 * r->margin + 1;

    r->given = r->margin + 1;
    r->margin = r->next_excess < GTI_WEIGHT_TOP && r->next_excess > doubled ? r->next_excess : doubled;
    if (r->margin > WIDEST)
        r->margin = WIDEST;
}

static uint32_t next_in_round(gti_ranking *r, gti_meter *meter, gti_weight *excess)
{
    for (;;) {
        const uint32_t status = r->lists != NULL ? gti_lists_next(r->lists, excess, r->values) : gti_ranking_search_next(r, meter, excess);

        if (status != GTI_SEARCH_DONE || *excess >= r->given) /* cheaper ones were given in an earlier round */
            return status;
        if (!gti_meter_step(meter, 1))
            return meter->status;
    }
}

/* The excess of the next assignment, its values into r->values. */
static uint32_t next(gti_ranking *r, gti_meter *meter, gti_weight *excess)
{
    uint32_t status = GTI_SEARCH_DONE;

    if (!r->open) {
        status = open_round(r, meter);
        r->open = status == GTI_SEARCH_DONE;
    }
    while (status == GTI_SEARCH_DONE) {
        status = next_in_round(r, meter, excess);
        if (status != GTI_SEARCH_NONE)
            return status;
        if (r->margin == WIDEST)
            return GTI_SEARCH_NONE;
        widen(r);
        r->open = false;
        status = open_round(r, meter);
        r->open = status == GTI_SEARCH_DONE;
    }
    return status;
}

uint32_t gti_ranking_next(gti_ranking *r, gti_answer *answer)
{
    gti_meter meter;
    gti_weight excess = 0;
    uint32_t status;

    answer->found = false;
    answer->engine = GTI_ENGINE_BOUND;
    answer->cost = answer->bound = (gti_cost){{0}};
    gti_meter_init(&meter, r->search);
    if (!r->begun) {
        status = find_least(r, answer);
        if (status != GTI_SEARCH_DONE)
            return status;
        answer->found = false;
    }
    status = gti_meter_step(&meter, 1) ? next(r, &meter, &excess) : meter.status;
    if (status != GTI_SEARCH_DONE)
        return status;
    for (uint32_t v = 0; v < r->net.visible; v++)
        answer->options[v] = gti_net_node(&r->net, v)->options[r->values[v]];
    answer->found = true;
    excess += r->least;
    for (uint32_t l = 0; l < GTI_SOLVE_LEVELS; l++) {
        answer->cost.level[l] = excess / r->scale[l];
        excess %= r->scale[l];
    }
    answer->bound = answer->cost;
    return GTI_SEARCH_DONE;
}
