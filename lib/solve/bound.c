/* bound.c: the branch-and-bound engine's face (gti_bound_best, best.h). Uses bound_net.h and bound_state.h.
 *
 * Each network is reduced; if its nodes can be eliminated with small tables, that answers at once. Otherwise those of few neighbours are eliminated, what is
 * left falls into components, and each is searched by itself. Levels of cost that do not fit into one weight are answered one after the other, those
 * above held at what they were proved to cost. */
#include "solve/bound_state.h"

#include <string.h>

#define ENTRIES (UINT64_C(1) << 22)  /* the largest table made by elimination */
#define WORK (UINT64_C(1) << 26)     /* entries in all of them */
#define PER_STEP 8192u               /* entries that take as long as a step of it */
#define FEW 3u                       /* neighbours of what is eliminated before a search */
#define SMALL 512u                   /* entries of the tables that this makes */
#define SWEEPS 50u                   /* before a search */
#define FEW_SWEEPS 6u                /* for a glance, */
#define SMALL_NET 192u               /* at networks of so many nodes */
#define ROUNDS 25u                   /* of local search, for each node */

/* What is done before a network is eliminated. */
enum attempt { NOTHING, GLANCE, SEARCH };

typedef struct core {
    gti_net *net;
    gti_elimination *e;
    gti_meter *meter;
    uint32_t *values;      /* by node of the net */
    uint32_t *label;       /* by node: its component's first node; while gathering: the next of a path */
    gti_vec nodes, tables; /* uint32_t: of one component */
    gti_weight bound;
    bool found;
    bool glance; /* is the first assignment as good as the bound? Else there is no search */
} core;

static uint32_t root(uint32_t *label, uint32_t node)
{
    while (label[node] != node)
        node = label[node] = label[label[node]];
    return node;
}

static void label_components(core *c)
{
    const uint32_t count = (uint32_t)c->net->nodes.count;

    for (uint32_t v = 0; v < count; v++)
        c->label[v] = v;
    for (size_t i = 0; i < c->e->remaining.count; i++) {
        const gti_table *table = GTI_VEC_AT(&c->e->tables, gti_table, *GTI_VEC_AT(&c->e->remaining, uint32_t, i));

        for (uint32_t k = 1; k < table->arity; k++) {
            const uint32_t a = root(c->label, table->scope[0]), b = root(c->label, table->scope[k]);

            c->label[a > b ? a : b] = a > b ? b : a;
        }
    }
    for (uint32_t v = 0; v < count; v++)
        c->label[v] = root(c->label, v);
}

/* The nodes and tables of the component that begins with `first`. */
static bool gather(core *c, uint32_t first)
{
    const gti_allocator *allocator = &c->net->arena.allocator;

    gti_vec_clear(&c->nodes);
    gti_vec_clear(&c->tables);
    for (uint32_t v = first; v < c->net->nodes.count; v++)
        if (c->label[v] == first && c->e->order.place[v] == UINT32_MAX && !gti_vec_append(allocator, &c->nodes, &v, 1))
            return false;
    for (size_t i = 0; i < c->e->remaining.count; i++) {
        const uint32_t t = *GTI_VEC_AT(&c->e->remaining, uint32_t, i);

        if (c->label[GTI_VEC_AT(&c->e->tables, gti_table, t)->scope[0]] == first && !gti_vec_append(allocator, &c->tables, &t, 1))
            return false;
    }
    return true;
}

/* A first assignment, from the values that consistency found cheap. */
static uint32_t start(gti_state *s, uint32_t rounds, gti_meter *meter)
{
    gti_weight weight;

    memcpy(s->best, s->support, s->count * sizeof *s->best);
    if (!gti_state_improve(s, s->best, rounds * s->count, meter))
        return GTI_SEARCH_NO_MEMORY;
    weight = gti_state_weigh(s, s->best);
    if (weight < GTI_WEIGHT_TOP) {
        s->found = true;
        s->upper = (int64_t)weight;
    }
    return GTI_SEARCH_DONE;
}

static uint32_t search_state(core *c, gti_state *s)
{
    int64_t bound = 0;
    uint32_t status;

    if (!gti_state_propagate(s) || !gti_state_sweep(s, c->glance ? FEW_SWEEPS : SWEEPS, c->meter) || !gti_state_propagate(s))
        return s->no_memory ? GTI_SEARCH_NO_MEMORY : GTI_SEARCH_NONE;
    status = start(s, c->glance ? 1 : ROUNDS, c->meter);
    if (status == GTI_SEARCH_DONE && c->glance && (!s->found || s->upper > s->lower)) {
        c->found = false;
        return GTI_SEARCH_BUDGET;
    }
    if (status == GTI_SEARCH_DONE)
        status = gti_state_search(s, c->meter, &bound);
    if (status == GTI_SEARCH_NO_MEMORY)
        return status;
    if (status == GTI_SEARCH_DONE && !s->found)
        return GTI_SEARCH_NONE;
    c->bound += (gti_weight)bound;
    c->found = c->found && s->found;
    for (uint32_t v = 0; v < s->count; v++)
        c->values[s->net_node[v]] = s->best[v];
    return status;
}

static uint32_t search_component(core *c, uint32_t first)
{
    gti_state state;
    uint32_t status = GTI_SEARCH_NO_MEMORY;

    if (!gather(c, first))
        return GTI_SEARCH_NO_MEMORY;
    if (gti_state_init(&state, c->net, c->e, c->nodes.items, (uint32_t)c->nodes.count, c->tables.items, (uint32_t)c->tables.count))
        status = search_state(c, &state);
    gti_state_free(&state);
    return status;
}

/* Searches all components; goes on after the budget is used up, each then giving what it has at once. */
static uint32_t search_core(core *c)
{
    uint32_t status = GTI_SEARCH_DONE;

    label_components(c);
    for (uint32_t v = 0; v < c->net->nodes.count; v++) {
        uint32_t part;

        if (c->label[v] != v || c->e->order.place[v] != UINT32_MAX)
            continue;
        part = search_component(c, v);
        if (part == GTI_SEARCH_NONE || part == GTI_SEARCH_NO_MEMORY)
            return part;
        status = part != GTI_SEARCH_DONE ? part : status;
    }
    return status;
}

static uint32_t answer_core(core *c)
{
    const size_t nodes = c->net->nodes.count;
    uint32_t status = GTI_SEARCH_NO_MEMORY;

    c->nodes = GTI_VEC(uint32_t);
    c->tables = GTI_VEC(uint32_t);
    c->label = gti_alloc_array(&c->net->arena.allocator, nodes + 1, sizeof *c->label);
    if (c->label != NULL)
        status = search_core(c);
    gti_free(&c->net->arena.allocator, c->label, (nodes + 1) * sizeof *c->label);
    gti_vec_free(&c->net->arena.allocator, &c->nodes);
    gti_vec_free(&c->net->arena.allocator, &c->tables);
    return status;
}

/* Does a short search (its sweeps and its local search), or a glance, take less than eliminating does? In nanoseconds or so. */
static enum attempt worth_attempt(const gti_net *net, uint64_t work)
{
    const uint64_t nodes = net->nodes.count;
    uint64_t cells = 0;

    for (size_t t = 0; t < net->tables.count; t++)
        cells += gti_net_table(net, t)->dead ? 0 : gti_net_table(net, t)->size;
    if (150 * cells + 1000 * ROUNDS * nodes < 5 * work)
        return SEARCH;
    return nodes <= SMALL_NET && 10 * (50 * cells + 500 * nodes) < 5 * work ? GLANCE : NOTHING;
}

/* Everything if its tables stay small; otherwise what has few neighbours. If both may do, something else is tried first (`meter->limit`). */
static bool choose_order(gti_net *net, uint64_t work, enum attempt *attempt, gti_meter *meter, gti_net_order *order)
{
    if (!gti_net_find_order(net, work < ENTRIES ? work : ENTRIES, UINT32_MAX, order))
        return false;
    if (order->count == net->nodes.count && order->work <= work) {
        if (*attempt != NOTHING)
            *attempt = worth_attempt(net, order->work);
        if (*attempt == NOTHING)
            return true;
        if (*attempt == SEARCH)
            meter->limit = meter->search->steps + SWEEPS + order->work / PER_STEP;
    } else {
        *attempt = NOTHING;
    }
    return gti_net_find_order(net, work == 0 || *attempt == GLANCE ? 0 : SMALL, FEW, order);
}

static uint32_t answer_once(gti_net *net, gti_meter *meter, uint64_t work, enum attempt *attempt, uint32_t *values, gti_weight *bound, bool *found)
{
    gti_elimination e;
    core c = {.net = net, .e = &e, .meter = meter, .values = values, .found = true};
    uint32_t status = GTI_SEARCH_NO_MEMORY;

    gti_elimination_init(&e);
    if (choose_order(net, work, attempt, meter, &e.order))
        status = gti_eliminate(net, &e, meter);
    c.glance = *attempt == GLANCE;
    if (status != GTI_SEARCH_NO_MEMORY && net->base >= GTI_WEIGHT_TOP) {
        status = GTI_SEARCH_NONE;
    } else if (status == GTI_SEARCH_DONE) {
        status = answer_core(&c);
        if (c.found && status != GTI_SEARCH_NONE && status != GTI_SEARCH_NO_MEMORY)
            gti_eliminated_values(net, &e, values);
        *found = c.found;
    }
    *bound = net->base + c.bound;
    gti_elimination_free(net, &e);
    return status;
}

/* The best values of a network that is built. */
static uint32_t answer_net(gti_net *net, gti_meter *meter, uint64_t work, enum attempt attempt, uint32_t *values, gti_weight *bound, bool *found)
{
    uint32_t status = answer_once(net, meter, work, &attempt, values, bound, found);

    if (attempt == GLANCE && status == GTI_SEARCH_BUDGET && meter->status == GTI_SEARCH_DONE) { /* that was not enough; it has left the network as it was */
        attempt = NOTHING;
        status = answer_once(net, meter, work, &attempt, values, bound, found);
    }
    return status;
}

static void spread(const gti_net *net, gti_weight weight, gti_cost *cost)
{
    for (uint32_t l = 0; l < GTI_SOLVE_LEVELS; l++)
        if (net->scale[l] != 0) {
            cost->level[l] = weight / net->scale[l];
            weight %= net->scale[l];
        }
}

/* Answers the levels from levels->first on that fit into one weight: options and bound. */
static uint32_t answer_levels(const gti_problem *problem, gti_net_levels *levels, gti_meter *meter, uint64_t work, enum attempt attempt,
                              gti_answer *answer)
{
    gti_net net;
    gti_weight bound = 0;
    uint32_t status = GTI_SEARCH_NO_MEMORY;
    uint32_t *values = NULL;
    bool found = false;

    gti_net_init(&net, &problem->allocator);
    if (!gti_net_fit(problem, levels->first, &levels->last, net.scale)) {
        status = GTI_SEARCH_BUDGET;
        goto done;
    }
    if (!gti_net_build(&net, problem, levels) || !gti_net_reduce(&net, true))
        goto done;
    values = gti_alloc_array(&problem->allocator, net.nodes.count + 1, sizeof *values);
    if (values == NULL)
        goto done;
    status = net.base >= GTI_WEIGHT_TOP ? GTI_SEARCH_NONE : answer_net(&net, meter, work, attempt, values, &bound, &found);
    if (status != GTI_SEARCH_NONE && status != GTI_SEARCH_NO_MEMORY) {
        spread(&net, bound, &answer->bound);
        for (uint32_t v = 0; found && v < net.visible; v++)
            answer->options[v] = gti_net_node(&net, v)->options[values[v]];
        answer->found = answer->found || found;
    }
done:
    gti_free(&problem->allocator, values, values == NULL ? 0 : (net.nodes.count + 1) * sizeof *values);
    gti_net_free(&net);
    return status;
}

uint32_t gti_bound_within(const gti_problem *problem, gti_search *search, uint64_t work, gti_answer *answer)
{
    gti_net_levels levels = {.first = 0};
    gti_meter meter;
    uint32_t status = GTI_SEARCH_DONE;

    gti_meter_init(&meter, search);
    answer->found = false;
    answer->engine = GTI_ENGINE_BOUND;
    answer->cost = answer->bound = (gti_cost){{0}};
    for (uint32_t first = 0; status == GTI_SEARCH_DONE && first < GTI_SOLVE_LEVELS; first = levels.last + 1) {
        levels.first = first;
        status = answer_levels(problem, &levels, &meter, work, SEARCH, answer);
        if (status == GTI_SEARCH_BUDGET && meter.limit != 0 && (search->budget == 0 || search->steps <= search->budget)) {
            gti_meter_init(&meter, search); /* the attempt took too long: eliminate after all */
            status = answer_levels(problem, &levels, &meter, work, NOTHING, answer);
        }
        meter.limit = 0;
        if (status == GTI_SEARCH_DONE)
            gti_problem_price(problem, answer->options, NULL, &answer->cost);
        for (uint32_t l = first; l < GTI_SOLVE_LEVELS && l <= levels.last; l++)
            levels.fixed[l] = answer->bound.level[l];
    }
    if (answer->found && !gti_problem_price(problem, answer->options, NULL, &answer->cost))
        answer->found = false;
    return status;
}

uint32_t gti_bound_best(const gti_problem *problem, gti_search *search, gti_answer *answer)
{
    return gti_bound_within(problem, search, WORK, answer);
}
