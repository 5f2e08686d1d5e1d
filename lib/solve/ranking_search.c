/* ranking_search.c: assignments in order where the network is too wide to be eliminated (ranking.h). Uses bound_state.h.
 *
 * One branch-and-bound search gathers all that the round's margin allows, in whatever order it comes upon them; they are sorted, and given. When
 * there are too many to be kept, the dearest are dropped and the margin is lowered to what is left. If those of one cost alone are too many, they are
 * given one by one by a search that tries nodes and values in order and keeps nothing but the way to where it is. */
#include "solve/ranking.h"

#include <string.h>

#define KEPT_BYTES (UINT64_C(1) << 25) /* of assignments gathered */

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

    *layer = (gti_layer){
        .decisions = GTI_VEC(turn), .excesses = GTI_VEC(gti_weight), .rows = GTI_VEC(uint8_t), .order = GTI_VEC(uint32_t), .flood = GTI_WEIGHT_TOP};
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
    gti_vec_free(&r->problem->allocator, &layer->excesses);
    gti_vec_free(&r->problem->allocator, &layer->rows);
    gti_vec_free(&r->problem->allocator, &layer->order);
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
    bool consistent = layer->paused ? layer->consistent : layer->begun ? turn_back(layer) : gti_state_propagate(s);

    layer->begun = true;
    layer->paused = false;
    for (;;) {
        uint32_t node;

        if (s->no_memory)
            return GTI_SEARCH_NO_MEMORY;
        if (!gti_meter_step(meter, 1)) {
            layer->paused = true;
            layer->consistent = consistent;
            return meter->status;
        }
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
static void restart(gti_ranking *r, gti_weight below)
{
    gti_state *s = r->layer.state;

    gti_state_undo(s, 0);
    gti_vec_clear(&r->layer.decisions);
    r->layer.begun = r->layer.paused = false;
    s->upper = (int64_t)(r->least - r->net.base + below);
    for (uint32_t v = 0; v < s->count; v++) {
        gti_set_add(&s->removed, v);
        gti_set_add(&s->raised, v);
        gti_set_add(&s->unsure, v);
    }
}

/* ---- gathering */

static gti_weight kept_excess(const gti_layer *layer, size_t item)
{
    return *GTI_VEC_AT(&layer->excesses, gti_weight, item);
}

/* By cost, then by values. */
static int by_cost(const void *user, const void *a, const void *b)
{
    const gti_layer *layer = user;
    const uint32_t left = *(const uint32_t *)a, right = *(const uint32_t *)b;
    const gti_weight left_excess = kept_excess(layer, left), right_excess = kept_excess(layer, right);
    const size_t nodes = layer->state->count;

    if (left_excess != right_excess)
        return left_excess < right_excess ? -1 : 1;
    return memcmp((const uint8_t *)layer->rows.items + left * nodes, (const uint8_t *)layer->rows.items + right * nodes, nodes);
}

static bool sort_kept(gti_layer *layer)
{
    const gti_allocator *allocator = &layer->state->allocator;

    gti_vec_clear(&layer->order);
    for (uint32_t i = 0; i < layer->excesses.count; i++)
        if (!gti_vec_append(allocator, &layer->order, &i, 1))
            return false;
    return gti_sort(allocator, layer->order.items, layer->order.count, sizeof(uint32_t), by_cost, layer);
}

/* Drops what costs as much as `from` or more. */
static void drop(gti_layer *layer, gti_weight from)
{
    const size_t nodes = layer->state->count;
    uint8_t *rows = layer->rows.items;
    size_t left = 0;

    for (size_t i = 0; i < layer->excesses.count; i++) {
        if (kept_excess(layer, i) >= from)
            continue;
        if (left != i) {
            *GTI_VEC_AT(&layer->excesses, gti_weight, left) = kept_excess(layer, i);
            memcpy(rows + left * nodes, rows + i * nodes, nodes);
        }
        left++;
    }
    layer->excesses.count = left;
    layer->rows.count = left * nodes;
}

/* Makes room by dropping about the dearer half; what costs as much as that is not looked for any more. */
static bool thin_out(gti_ranking *r)
{
    gti_layer *layer = &r->layer;

    if (!sort_kept(layer))
        return false;
    layer->flood = kept_excess(layer, *GTI_VEC_AT(&layer->order, uint32_t, layer->order.count / 2));
    drop(layer, layer->flood);
    layer->state->upper = (int64_t)(r->least - r->net.base + layer->flood);
    return true;
}

/* Keeps an assignment that the search has found. */
static bool keep(void *user, const gti_state *s)
{
    gti_ranking *r = user;
    gti_layer *layer = &r->layer;
    const gti_weight excess = excess_of(r);
    const uint64_t most = KEPT_BYTES / (s->count + 1) < r->kept ? KEPT_BYTES / (s->count + 1) : r->kept;

    if (excess < r->given)
        return true;
    if (!gti_vec_append(&s->allocator, &layer->excesses, &excess, 1))
        return false;
    for (uint32_t v = 0; v < s->count; v++) {
        const uint8_t value = (uint8_t)gti_lowest_bit(s->live[v]);
        if (!gti_vec_append(&s->allocator, &layer->rows, &value, 1))
            return false;
    }
    return layer->excesses.count <= most || thin_out(r);
}

/* All that the margin allows, in order; or the margin is lowered to what could be kept. */
static uint32_t gather(gti_ranking *r, gti_meter *meter)
{
    gti_layer *layer = &r->layer;
    int64_t bound;
    uint32_t status;

    layer->flood = GTI_WEIGHT_TOP;
    gti_vec_clear(&layer->excesses);
    gti_vec_clear(&layer->rows);
    restart(r, r->margin + 1);
    layer->state->take = keep;
    layer->state->take_user = r;
    status = gti_state_search(layer->state, meter, &bound);
    layer->state->take = NULL;
    if (status != GTI_SEARCH_DONE)
        return status;
    if (layer->flood < GTI_WEIGHT_TOP)
        r->margin = layer->excesses.count > 0 ? layer->flood - 1 : layer->flood;
    if (layer->flood < GTI_WEIGHT_TOP && layer->excesses.count == 0)
        restart(r, layer->flood + 1);
    layer->given = 0;
    layer->gathered = sort_kept(layer);
    return layer->gathered ? GTI_SEARCH_DONE : GTI_SEARCH_NO_MEMORY;
}

/* The next of a cost of which there are too many. */
static uint32_t next_of_flood(gti_ranking *r, gti_meter *meter, gti_weight *excess)
{
    gti_layer *layer = &r->layer;
    uint32_t status;

    do
        status = step(layer, meter);
    while (status == GTI_SEARCH_DONE && excess_of(r) < layer->flood);
    *excess = layer->flood;
    for (uint32_t v = 0; status == GTI_SEARCH_DONE && v < layer->state->count; v++)
        r->values[v] = gti_lowest_bit(layer->state->live[v]);
    return status;
}

uint32_t gti_ranking_search_next(gti_ranking *r, gti_meter *meter, gti_weight *excess)
{
    gti_layer *layer = &r->layer;
    const size_t nodes = layer->state->count;
    uint32_t status = layer->gathered ? GTI_SEARCH_DONE : gather(r, meter);

    if (status != GTI_SEARCH_DONE)
        return status;
    if (layer->excesses.count == 0 && layer->flood < GTI_WEIGHT_TOP)
        return next_of_flood(r, meter, excess);
    if (layer->given == layer->order.count)
        return GTI_SEARCH_NONE;
    const uint32_t item = *GTI_VEC_AT(&layer->order, uint32_t, layer->given);
    layer->given++;
    *excess = kept_excess(layer, item);
    for (size_t v = 0; v < nodes; v++)
        r->values[v] = ((const uint8_t *)layer->rows.items)[item * nodes + v];
    return GTI_SEARCH_DONE;
}
