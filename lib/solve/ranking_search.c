/* ranking_search.c: assignments in order where the network is too wide to be eliminated (ranking.h). Uses bound_state.h.
 *
 * For each cost there are two searches: one gives the assignments of that cost, nodes and values being tried in order; one finds the next cost
 * there is within the round's margin. Neither keeps anything but the way to where it is. */
#include "solve/ranking.h"

#include <string.h>

typedef struct turn {
    size_t mark;
    uint32_t node, value;
    bool refused;
} turn;

uint32_t gti_ranking_open_state(gti_ranking *r, gti_state *state, gti_meter *meter)
{
    const gti_allocator *allocator = &r->net.arena.allocator;
    uint32_t *nodes = gti_arena_array(&r->net.arena, r->net.nodes.count + 1, sizeof *nodes, 4);
    gti_net_order *order = &r->e.order;
    uint32_t status;

    *state = (gti_state){.allocator = *allocator, .trail = GTI_VEC(gti_saved)};
    gti_arena_init(&state->arena, allocator);
    gti_elimination_free(&r->net, &r->e);
    gti_elimination_init(&r->e);
    order->place = gti_arena_array(&r->net.arena, r->net.nodes.count + 1, sizeof *order->place, 4);
    if (nodes == NULL || order->place == NULL)
        return GTI_SEARCH_NO_MEMORY;
    for (uint32_t v = 0; v < r->net.nodes.count; v++) {
        nodes[v] = v;
        order->place[v] = UINT32_MAX; /* nothing is eliminated: all tables remain */
    }
    status = gti_eliminate(&r->net, &r->e, meter);
    if (status == GTI_SEARCH_DONE && !gti_state_init(state, &r->net, &r->e, nodes, (uint32_t)r->net.nodes.count, r->e.remaining.items,
                                                     (uint32_t)r->e.remaining.count))
        status = GTI_SEARCH_NO_MEMORY;
    return status;
}

uint32_t gti_ranking_open_search(gti_ranking *r, gti_meter *meter)
{
    gti_layer *layer = &r->layer;
    uint32_t status;

    *layer = (gti_layer){.decisions = GTI_VEC(turn), .cost = r->given, .next = GTI_WEIGHT_TOP};
    layer->state = gti_alloc_zero(&r->problem->allocator, sizeof *layer->state);
    if (layer->state == NULL)
        return GTI_SEARCH_NO_MEMORY;
    status = gti_ranking_open_state(r, layer->state, meter);
    layer->state->trailing = true;
    return status;
}

void gti_ranking_close_search(gti_ranking *r)
{
    gti_layer *layer = &r->layer;

    if (layer->state == NULL)
        return;
    gti_state_free(layer->state);
    gti_free(&r->problem->allocator, layer->state, sizeof *layer->state);
    gti_vec_free(&r->problem->allocator, &layer->decisions);
    layer->state = NULL;
}

/* The first open node in order; hidden ones follow from the others. UINT32_MAX: none. */
static uint32_t first_open(const gti_state *s)
{
    for (uint32_t v = 0; v < s->count; v++)
        if (!gti_state_settled(s, v))
            return v;
    return UINT32_MAX;
}

/* Takes the least value of the first open node. */
static bool descend(gti_layer *layer, uint32_t node)
{
    gti_state *s = layer->state;
    turn *d = gti_vec_push(&s->allocator, &layer->decisions);

    if (d == NULL) {
        s->no_memory = true;
        return false;
    }
    *d = (turn){.mark = s->trail.count, .node = node, .value = gti_lowest_bit(s->live[node])};
    return gti_state_keep_values(s, node, UINT64_C(1) << d->value) && gti_state_propagate(s);
}

static bool turn_back(gti_layer *layer)
{
    gti_state *s = layer->state;

    while (layer->decisions.count > 0 && !s->no_memory) {
        turn *d = GTI_VEC_AT(&layer->decisions, turn, layer->decisions.count - 1);

        gti_state_undo(s, d->mark);
        if (d->refused) {
            layer->decisions.count--;
            continue;
        }
        d->refused = true;
        if (gti_state_keep_values(s, d->node, ~(UINT64_C(1) << d->value)) && gti_state_propagate(s))
            return true;
    }
    return false;
}

/* The next assignment that undercuts state->upper. GTI_SEARCH_NONE: there is none. */
static uint32_t step(gti_layer *layer, gti_meter *meter)
{
    gti_state *s = layer->state;
    bool consistent = layer->begun ? turn_back(layer) : gti_state_propagate(s);

    layer->begun = true;
    for (;;) {
        uint32_t node;

        if (s->no_memory)
            return GTI_SEARCH_NO_MEMORY;
        if (!gti_meter_step(meter, 1))
            return meter->status;
        if (!consistent) {
            if (layer->decisions.count == 0)
                return GTI_SEARCH_NONE;
            consistent = turn_back(layer);
            continue;
        }
        node = first_open(s);
        if (node == UINT32_MAX)
            return GTI_SEARCH_DONE;
        consistent = descend(layer, node);
    }
}

static gti_weight excess_of(const gti_ranking *r)
{
    return r->net.base + (gti_weight)r->layer.state->lower - r->least;
}

/* Begins again at the root, for what costs less than so much more than the least. */
static bool restart(gti_ranking *r, gti_weight below)
{
    gti_state *s = r->layer.state;

    gti_state_undo(s, 0);
    gti_vec_clear(&r->layer.decisions);
    r->layer.begun = false;
    s->upper = (int64_t)(r->least - r->net.base + below);
    for (uint32_t v = 0; v < s->count; v++) {
        gti_set_add(&s->removed, v);
        gti_set_add(&s->raised, v);
        gti_set_add(&s->unsure, v);
    }
    return true;
}

/* Finds the least cost from `layer->next` on, below what the margin allows, each find lowering what is looked for. */
static uint32_t scout(gti_ranking *r, gti_meter *meter, gti_weight from)
{
    gti_layer *layer = &r->layer;
    uint32_t status;

    layer->next = GTI_WEIGHT_TOP;
    restart(r, r->margin + 1);
    while ((status = step(layer, meter)) == GTI_SEARCH_DONE) {
        const gti_weight excess = excess_of(r);

        if (excess >= from && excess < layer->next) {
            layer->next = excess;
            if (excess == from)
                return GTI_SEARCH_DONE;
            layer->state->upper = (int64_t)(r->least - r->net.base + excess);
        }
    }
    if (status == GTI_SEARCH_NONE && layer->next < GTI_WEIGHT_TOP)
        status = GTI_SEARCH_DONE;
    return status;
}

uint32_t gti_ranking_search_next(gti_ranking *r, gti_meter *meter, gti_weight *excess)
{
    gti_layer *layer = &r->layer;

    for (;;) {
        uint32_t status;

        if (!layer->giving) { /* a new cost is due */
            status = scout(r, meter, layer->cost);
            if (status != GTI_SEARCH_DONE)
                return status;
            layer->cost = layer->next;
            layer->giving = true;
            restart(r, layer->cost + 1);
        }
        status = step(layer, meter);
        if (status == GTI_SEARCH_DONE && excess_of(r) < layer->cost)
            continue;
        if (status != GTI_SEARCH_NONE) {
            *excess = layer->cost;
            for (uint32_t v = 0; status == GTI_SEARCH_DONE && v < layer->state->count; v++)
                r->values[v] = gti_lowest_bit(layer->state->live[v]);
            return status;
        }
        layer->giving = false;
        layer->cost++;
    }
}
