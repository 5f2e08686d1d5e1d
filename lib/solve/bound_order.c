/* bound_order.c: an order of elimination with small tables (bound_net.h). Uses base only.
 *
 * Greedy: next is the node whose table (its own values times those of its neighbours) is smallest, ties to the one that adds fewest neighbours
 * to others, then to the lowest number. Eliminating a node makes its neighbours each other's. */
#include "solve/bound_net.h"

#include <stdalign.h>
#include <string.h>

typedef struct neighbours {
    uint32_t *nodes; /* ascending */
    uint32_t count, capacity;
} neighbours;

typedef struct ordering {
    gti_net *net;
    neighbours *of;   /* by node */
    uint64_t *size;   /* by node: entries of its table; UINT64_MAX: too many */
    uint32_t *heap, *place; /* nodes by size, and where each is */
    uint32_t count;
    uint32_t *scratch;
    uint64_t limit;
    uint32_t most; /* neighbours */
} ordering;

static uint32_t node_size(const ordering *o, uint32_t node)
{
    return gti_net_node(o->net, node)->size;
}

static bool less(const ordering *o, uint32_t a, uint32_t b)
{
    if (o->size[a] != o->size[b])
        return o->size[a] < o->size[b];
    return o->of[a].count != o->of[b].count ? o->of[a].count < o->of[b].count : a < b;
}

static void set(ordering *o, uint32_t at, uint32_t node)
{
    o->heap[at] = node;
    o->place[node] = at;
}

static void sift(ordering *o, uint32_t at)
{
    const uint32_t node = o->heap[at];

    while (at > 0 && less(o, node, o->heap[(at - 1) / 2])) {
        set(o, at, o->heap[(at - 1) / 2]);
        at = (at - 1) / 2;
    }
    for (uint32_t child = 2 * at + 1; child < o->count; child = 2 * at + 1) {
        if (child + 1 < o->count && less(o, o->heap[child + 1], o->heap[child]))
            child++;
        if (!less(o, o->heap[child], node))
            break;
        set(o, at, o->heap[child]);
        at = child;
    }
    set(o, at, node);
}

/* Entries of the table that eliminating the node makes. */
static uint64_t weigh(const ordering *o, uint32_t node)
{
    uint64_t size = o->of[node].count > o->most ? UINT64_MAX : node_size(o, node);

    for (uint32_t i = 0; i < o->of[node].count && size <= o->limit; i++)
        size *= node_size(o, o->of[node].nodes[i]);
    return size <= o->limit ? size : UINT64_MAX;
}

/* `node` gets the neighbours of `gone` and loses `gone` itself. */
static bool merge(ordering *o, uint32_t node, uint32_t gone)
{
    neighbours *mine = &o->of[node];
    const neighbours *others = &o->of[gone];
    uint32_t count = 0, i = 0, k = 0;

    while (i < mine->count || k < others->count) {
        uint32_t next;

        if (k == others->count || (i < mine->count && mine->nodes[i] <= others->nodes[k])) {
            k += k < others->count && others->nodes[k] == mine->nodes[i];
            next = mine->nodes[i++];
        } else {
            next = others->nodes[k++];
        }
        if (next != node && next != gone)
            o->scratch[count++] = next;
    }
    if (count > mine->capacity) {
        uint32_t *fresh = gti_arena_array(&o->net->arena, count + count / 2, sizeof *fresh, alignof(uint32_t));

        if (fresh == NULL)
            return false;
        mine->nodes = fresh;
        mine->capacity = count + count / 2;
    }
    memcpy(mine->nodes, o->scratch, count * sizeof *o->scratch);
    mine->count = count;
    return true;
}

static bool add_neighbour(ordering *o, uint32_t node, uint32_t other)
{
    neighbours *n = &o->of[node];

    if (n->count == n->capacity) {
        const uint32_t capacity = n->capacity == 0 ? 8 : n->capacity * 2;
        uint32_t *fresh = gti_arena_array(&o->net->arena, capacity, sizeof *fresh, alignof(uint32_t));

        if (fresh == NULL)
            return false;
        if (n->count > 0)
            memcpy(fresh, n->nodes, n->count * sizeof *fresh);
        n->nodes = fresh;
        n->capacity = capacity;
    }
    for (uint32_t i = 0; i < n->count; i++)
        if (n->nodes[i] == other)
            return true;
    n->nodes[n->count++] = other;
    return true;
}

static void sort_neighbours(neighbours *n)
{
    for (uint32_t i = 1; i < n->count; i++)
        for (uint32_t k = i; k > 0 && n->nodes[k - 1] > n->nodes[k]; k--) {
            const uint32_t other = n->nodes[k];

            n->nodes[k] = n->nodes[k - 1];
            n->nodes[k - 1] = other;
        }
}

static bool connect(ordering *o)
{
    for (size_t t = 0; t < o->net->tables.count; t++) {
        const gti_table *table = gti_net_table(o->net, t);

        for (uint32_t i = 0; !table->dead && i < table->arity; i++)
            for (uint32_t k = 0; k < table->arity; k++)
                if (i != k && !add_neighbour(o, table->scope[i], table->scope[k]))
                    return false;
    }
    for (uint32_t v = 0; v < o->net->nodes.count; v++)
        sort_neighbours(&o->of[v]);
    return true;
}

static bool eliminate_next(ordering *o, gti_net_order *order)
{
    const uint32_t node = o->heap[0];
    const neighbours *around = &o->of[node];

    order->work += o->size[node];
    order->place[node] = order->count;
    order->nodes[order->count++] = node;
    o->count--;
    if (o->count > 0) {
        set(o, 0, o->heap[o->count]);
        sift(o, 0);
    }
    for (uint32_t i = 0; i < around->count; i++) {
        if (!merge(o, around->nodes[i], node))
            return false;
        o->size[around->nodes[i]] = weigh(o, around->nodes[i]);
        sift(o, o->place[around->nodes[i]]);
    }
    return true;
}

bool gti_net_find_order(gti_net *net, uint64_t limit, uint32_t most, gti_net_order *order)
{
    const uint32_t count = (uint32_t)net->nodes.count;
    ordering o = {.net = net, .count = count, .limit = limit, .most = most};

    *order = (gti_net_order){.count = 0};
    order->nodes = gti_arena_array(&net->arena, count + 1u, sizeof *order->nodes, alignof(uint32_t));
    order->place = gti_arena_array(&net->arena, count + 1u, sizeof *order->place, alignof(uint32_t));
    o.of = gti_arena_array(&net->arena, count + 1u, sizeof *o.of, alignof(neighbours));
    o.size = gti_arena_array(&net->arena, count + 1u, sizeof *o.size, alignof(uint64_t));
    o.heap = gti_arena_array(&net->arena, count + 1u, sizeof *o.heap, alignof(uint32_t));
    o.place = gti_arena_array(&net->arena, count + 1u, sizeof *o.place, alignof(uint32_t));
    o.scratch = gti_arena_array(&net->arena, count + 1u, sizeof *o.scratch, alignof(uint32_t));
    if (order->nodes == NULL || order->place == NULL || o.of == NULL || o.size == NULL || o.heap == NULL || o.place == NULL ||
        o.scratch == NULL || !connect(&o))
        return false;
    for (uint32_t v = 0; v < count; v++) {
        order->place[v] = UINT32_MAX;
        o.size[v] = weigh(&o, v);
        set(&o, v, v);
    }
    for (uint32_t at = count; at-- > 0;)
        sift(&o, at);
    while (o.count > 0 && o.size[o.heap[0]] != UINT64_MAX)
        if (!eliminate_next(&o, order))
            return false;
    return true;
}
