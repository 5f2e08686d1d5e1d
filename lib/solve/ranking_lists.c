/* ranking_lists.c: sorted lists of partial assignments, each filled only as far as it is asked (ranking_lists.h). Uses base only.
 *
 * Lazy k-best over the and/or graph of an elimination (Huang & Chiang 2005; Flerova, Marinescu & Dechter 2016). A CHOICE is a node with the
 * values of its message's scope given: its list merges, over its values, the lists of what hangs below. A PAIR joins two lists of parts that know nothing
 * of each other. Lists are sorted by weight, then by the values of their visible nodes in order; as both kinds keep that order, so does the root.
 * What cannot be part of an assignment within the excess asked for is left out. */
#include "solve/ranking_lists.h"

#include "base/table.h"

#include <stdalign.h>
#include <string.h>

#define NONE UINT32_MAX
#define DEEPEST 2000u

typedef struct shape { /* what all lists of one kind share */
    uint32_t place;    /* a choice's, in the order; NONE: a pair */
    uint32_t left, right; /* shapes; of a choice: `left` is what hangs below, or NONE */
    uint32_t keys;     /* visible nodes */
    uint32_t *nodes;   /* those, ascending */
    uint8_t *from;     /* by key: 0 left, 1 right, 2 the choice's own */
} shape;

typedef struct item { /* of a list, or waiting for its turn */
    gti_weight weight;
    uint32_t a, b; /* choice: value, rank in its list; pair: ranks in both */
} item;

typedef struct list {
    uint32_t shape;
    uint32_t left, right; /* pair: lists */
    uint32_t *below;      /* choice: by value, the list below */
    gti_weight *own;      /* choice: by value, its own weight */
    gti_weight spare;     /* more than this is of no use */
    bool started;
    gti_vec items;        /* item */
    gti_vec keys;         /* uint8_t: shape.keys for each item */
    gti_vec heap, order;  /* uint32_t: items waiting, least first; items in their order */
} list;

struct gti_lists {
    gti_arena arena;
    const gti_net *net;
    const gti_elimination *e;
    gti_weight excess;
    gti_vec shapes; /* shape */
    gti_vec lists;  /* list */
    gti_map choices; /* place << 32 | row → list */
    uint32_t *shape_of;  /* by place */
    uint32_t *maker;     /* by table: the place whose message it is, or NONE */
    uint32_t *values;    /* by node: scratch */
    uint32_t *pieces;    /* scratch: shapes to be paired */
    uint32_t root, rank; /* list, and the next one in it */
    bool no_memory;
};

static shape *shape_at(const gti_lists *l, uint32_t number)
{
    return GTI_VEC_AT(&l->shapes, shape, number);
}

static list *list_at(const gti_lists *l, uint32_t number)
{
    return GTI_VEC_AT(&l->lists, list, number);
}

static uint32_t fail(gti_lists *l)
{
    l->no_memory = true;
    return NONE;
}

/* --- shapes --- */

/* Sorts the keys of one or two shapes, and of a node of its own, into one; where each comes from. */
static bool merge_keys(gti_lists *l, shape *s, uint32_t own)
{
    const shape none = {.keys = 0};
    const shape *a = s->left == NONE ? &none : shape_at(l, s->left), *b = s->right == NONE ? &none : shape_at(l, s->right);
    const uint32_t total = a->keys + b->keys + (own != NONE);
    uint32_t i = 0, k = 0;

    s->nodes = gti_arena_array(&l->arena, total + 1u, sizeof *s->nodes, alignof(uint32_t));
    s->from = gti_arena_array(&l->arena, total + 1u, 1, 1);
    if (s->nodes == NULL || s->from == NULL)
        return false;
    while (s->keys < total) {
        const uint32_t x = i < a->keys ? a->nodes[i] : NONE, y = k < b->keys ? b->nodes[k] : NONE;
        const uint8_t from = own < x && own < y ? 2 : x < y ? 0 : 1;

        s->from[s->keys] = from;
        s->nodes[s->keys++] = from == 2 ? own : from == 0 ? x : y;
        own = from == 2 ? NONE : own;
        i += from == 0;
        k += from == 1;
    }
    return true;
}

static uint32_t new_shape(gti_lists *l, uint32_t place, uint32_t left, uint32_t right)
{
    shape s = {.place = place, .left = left, .right = right};
    uint32_t own = NONE;

    if (place != NONE && l->e->order.nodes[place] < l->net->visible)
        own = l->e->order.nodes[place];
    if (!merge_keys(l, &s, own) || !gti_vec_append(&l->arena.allocator, &l->shapes, &s, 1))
        return fail(l);
    return (uint32_t)l->shapes.count - 1;
}

/* Pairs of pairs, as even as can be. NONE: nothing to be paired, or no memory. */
static uint32_t pair_shapes(gti_lists *l, uint32_t *pieces, uint32_t count)
{
    if (count == 0)
        return NONE;
    for (; count > 1; count = (count + 1) / 2)
        for (uint32_t i = 0; i < count; i += 2) {
            pieces[i / 2] = i + 1 < count ? new_shape(l, NONE, pieces[i], pieces[i + 1]) : pieces[i];
            if (pieces[i / 2] == NONE)
                return NONE;
        }
    return pieces[0];
}

/* A choice after those below it: they were eliminated earlier. Nodes of one value are no choice. */
static bool shape_places(gti_lists *l)
{
    for (uint32_t place = 0; place < l->e->order.count; place++) {
        uint32_t count = 0, below;

        for (uint32_t t = l->e->first[place]; t != NONE; t = GTI_VEC_AT(&l->e->tables, gti_table, t)->next)
            if (l->maker[t] != NONE)
                l->pieces[count++] = l->shape_of[l->maker[t]];
        below = pair_shapes(l, l->pieces, count);
        l->shape_of[place] = new_shape(l, place, below, NONE);
        if (l->no_memory)
            return false;
    }
    return true;
}

/* --- lists --- */

static uint32_t new_list(gti_lists *l, list made)
{
    made.items = GTI_VEC(item);
    made.keys = GTI_VEC(uint8_t);
    made.heap = GTI_VEC(uint32_t);
    made.order = GTI_VEC(uint32_t);
    if (!gti_vec_append(&l->arena.allocator, &l->lists, &made, 1))
        return fail(l);
    return (uint32_t)l->lists.count - 1;
}

static uint32_t choice(gti_lists *l, uint32_t place, uint32_t row);

/* The list of what hangs below a shape, the values of all above being in l->values: a choice's row is found from them. */
static uint32_t open_list(gti_lists *l, uint32_t number)
{
    const shape s = *shape_at(l, number);
    uint32_t left, right;

    if (s.place != NONE) {
        const uint32_t message = l->e->message[s.place];

        return choice(l, s.place,
                      message == NONE ? 0 : (uint32_t)gti_table_place(l->net, GTI_VEC_AT(&l->e->tables, gti_table, message), l->values));
    }
    left = open_list(l, s.left);
    right = left == NONE ? NONE : open_list(l, s.right);
    if (right == NONE)
        return NONE;
    return new_list(l, (list){.shape = number, .left = left, .right = right, .spare = l->excess + GTI_WEIGHT_TOP});
}

/* The values of a message's scope in a row of it. */
static void read_row(gti_lists *l, uint32_t place, uint32_t row)
{
    const gti_table *table;

    if (l->e->message[place] == NONE)
        return;
    table = GTI_VEC_AT(&l->e->tables, gti_table, l->e->message[place]);
    for (uint32_t k = table->arity; k-- > 0;) {
        const uint32_t size = gti_net_node(l->net, table->scope[k])->size;

        l->values[table->scope[k]] = row % size;
        row /= size;
    }
}

/* What a choice's value costs by itself, and (`least`) with the least of what hangs below. */
static gti_weight own_weight(const gti_lists *l, uint32_t place, gti_weight *least)
{
    const uint32_t node = l->e->order.nodes[place];
    gti_weight own = gti_net_node(l->net, node)->unary[l->values[node]];

    *least = 0;
    for (uint32_t t = l->e->first[place]; t != NONE; t = GTI_VEC_AT(&l->e->tables, gti_table, t)->next) {
        const gti_table *table = GTI_VEC_AT(&l->e->tables, gti_table, t);
        const gti_weight weight = table->weights[gti_table_place(l->net, table, l->values)];

        if (l->maker[t] == NONE)
            own += weight;
        *least += weight;
    }
    *least += gti_net_node(l->net, node)->unary[l->values[node]] - l->e->common[place];
    return own - l->e->common[place]; /* below zero it wraps; with what hangs below it comes back */
}

/* How much a choice's list may weigh to be of use: what is left of the excess by what the rest costs. */
static gti_weight spare_of(const gti_lists *l, uint32_t place, uint32_t row)
{
    const gti_weight *outside = l->e->outside[place];

    if (outside == NULL)
        return l->excess;
    if (outside[row] == GTI_NOT_OUTSIDE || (outside[row] < GTI_WEIGHT_TOP && outside[row] > l->excess))
        return 0;
    return l->excess - outside[row]; /* what is below zero wraps, and adds */
}

static uint32_t choice(gti_lists *l, uint32_t place, uint32_t row)
{
    const uint64_t key = (uint64_t)place << 32 | row;
    const uint32_t node = l->e->order.nodes[place], size = gti_net_node(l->net, node)->size, below = shape_at(l, l->shape_of[place])->left;
    list made = {.shape = l->shape_of[place], .spare = spare_of(l, place, row)};
    uint32_t number;

    if (gti_map_get(&l->choices, key, &number))
        return number;
    made.below = gti_arena_array(&l->arena, size, sizeof *made.below, alignof(uint32_t));
    made.own = gti_arena_array(&l->arena, size, sizeof *made.own, alignof(gti_weight));
    if (made.below == NULL || made.own == NULL)
        return fail(l);
    for (uint32_t v = 0; v < size; v++) {
        gti_weight least;

        read_row(l, place, row); /* again: the lists below have used l->values */
        l->values[node] = v;
        made.own[v] = own_weight(l, place, &least);
        made.below[v] = NONE;
        if (least >= GTI_WEIGHT_TOP / 2 || least > made.spare)
            made.own[v] = GTI_NOT_OUTSIDE;
        else if (below != NONE && (made.below[v] = open_list(l, below)) == NONE)
            return NONE;
    }
    number = new_list(l, made);
    if (number != NONE && !gti_map_put(&l->arena.allocator, &l->choices, key, number))
        return fail(l);
    return number;
}

/* --- filling --- */

static int compare(const gti_lists *l, const list *at, uint32_t x, uint32_t y)
{
    const item *a = GTI_VEC_AT(&at->items, item, x), *b = GTI_VEC_AT(&at->items, item, y);
    const size_t keys = shape_at(l, at->shape)->keys;

    if (a->weight != b->weight)
        return a->weight < b->weight ? -1 : 1;
    return keys == 0 ? 0 : memcmp(GTI_VEC_AT(&at->keys, uint8_t, x * keys), GTI_VEC_AT(&at->keys, uint8_t, y * keys), keys);
}

static bool push_heap(gti_lists *l, list *at, uint32_t number)
{
    uint32_t *heap;
    size_t i = at->heap.count;

    if (!gti_vec_append(&l->arena.allocator, &at->heap, &number, 1))
        return false;
    heap = at->heap.items;
    for (; i > 0 && compare(l, at, number, heap[(i - 1) / 2]) < 0; i = (i - 1) / 2)
        heap[i] = heap[(i - 1) / 2];
    heap[i] = number;
    return true;
}

static uint32_t pop_heap(const gti_lists *l, list *at)
{
    uint32_t *heap = at->heap.items;
    const uint32_t top = heap[0], last = heap[--at->heap.count];
    size_t i = 0;

    for (size_t child = 1; child < at->heap.count; child = 2 * i + 1) {
        if (child + 1 < at->heap.count && compare(l, at, heap[child + 1], heap[child]) < 0)
            child++;
        if (compare(l, at, heap[child], last) >= 0)
            break;
        heap[i] = heap[child];
        i = child;
    }
    heap[i] = last;
    return top;
}

static const uint8_t *keys_of(const gti_lists *l, uint32_t number, uint32_t which)
{
    const list *at = list_at(l, number);
    const size_t keys = shape_at(l, at->shape)->keys;

    return keys == 0 ? NULL : GTI_VEC_AT(&at->keys, uint8_t, which * keys);
}

/* Adds an item to those that wait, its keys merged from where they come. */
static bool add_item(gti_lists *l, uint32_t number, item made, const uint8_t *left, const uint8_t *right)
{
    list *at = list_at(l, number);
    const shape *s = shape_at(l, at->shape);
    const size_t first = at->keys.count;
    uint8_t *keys;

    if (made.weight > at->spare)
        return true;
    if (!gti_vec_reserve(&l->arena.allocator, &at->keys, first + s->keys + 1) ||
        !gti_vec_append(&l->arena.allocator, &at->items, &made, 1))
        return false;
    keys = (uint8_t *)at->keys.items + first;
    for (uint32_t i = 0; i < s->keys; i++)
        keys[i] = s->from[i] == 2 ? (uint8_t)made.a : s->from[i] == 0 ? *left++ : *right++;
    at->keys.count += s->keys;
    return push_heap(l, at, (uint32_t)at->items.count - 1);
}

static uint32_t item_at(gti_lists *l, uint32_t number, uint32_t rank);

/* The choice's value with the rank-th of what hangs below, if there is one. */
static bool add_value(gti_lists *l, uint32_t number, uint32_t value, uint32_t rank)
{
    const list at = *list_at(l, number);
    item made = {.weight = at.own[value], .a = value, .b = rank};
    const uint8_t *keys = NULL;

    if (at.own[value] == GTI_NOT_OUTSIDE && at.below[value] == NONE)
        return true;
    if (at.below[value] != NONE) {
        const uint32_t which = item_at(l, at.below[value], rank);

        if (which == NONE)
            return !l->no_memory;
        made.weight += GTI_VEC_AT(&list_at(l, at.below[value])->items, item, which)->weight;
        keys = keys_of(l, at.below[value], which);
    } else if (rank > 0) {
        return true;
    }
    return add_item(l, number, made, keys, NULL);
}

static bool add_pair(gti_lists *l, uint32_t number, uint32_t a, uint32_t b)
{
    const list at = *list_at(l, number);
    const uint32_t x = item_at(l, at.left, a), y = x == NONE ? NONE : item_at(l, at.right, b);
    item made = {.a = a, .b = b};

    if (y == NONE)
        return !l->no_memory;
    made.weight = GTI_VEC_AT(&list_at(l, at.left)->items, item, x)->weight + GTI_VEC_AT(&list_at(l, at.right)->items, item, y)->weight;
    return add_item(l, number, made, keys_of(l, at.left, x), keys_of(l, at.right, y));
}

static bool start_list(gti_lists *l, uint32_t number)
{
    const shape s = *shape_at(l, list_at(l, number)->shape);

    list_at(l, number)->started = true;
    if (s.place == NONE)
        return add_pair(l, number, 0, 0);
    for (uint32_t v = 0; v < gti_net_node(l->net, l->e->order.nodes[s.place])->size; v++)
        if (!add_value(l, number, v, 0))
            return false;
    return true;
}

/* Those that may come next now that this one has its place. */
static bool follow(gti_lists *l, uint32_t number, item taken)
{
    if (shape_at(l, list_at(l, number)->shape)->place != NONE)
        return add_value(l, number, taken.a, taken.b + 1);
    return add_pair(l, number, taken.a, taken.b + 1) && (taken.b > 0 || add_pair(l, number, taken.a + 1, 0));
}

/* The item of a rank in its list. NONE: the list is shorter (or no memory). */
static uint32_t item_at(gti_lists *l, uint32_t number, uint32_t rank)
{
    if (!list_at(l, number)->started && !start_list(l, number))
        return fail(l);
    while (list_at(l, number)->order.count <= rank) {
        list *at = list_at(l, number);
        uint32_t top;

        if (at->heap.count == 0)
            return NONE;
        top = pop_heap(l, at);
        if (!gti_vec_append(&l->arena.allocator, &at->order, &top, 1) ||
            !follow(l, number, *GTI_VEC_AT(&at->items, item, top)))
            return fail(l);
    }
    return *GTI_VEC_AT(&list_at(l, number)->order, uint32_t, rank);
}

/* --- the face --- */

static bool prepare(gti_lists *l)
{
    const size_t places = l->e->order.count + (size_t)1, tables = l->e->tables.count + 1;
    uint32_t count = 0, top;

    l->shape_of = gti_arena_array(&l->arena, places, sizeof(uint32_t), alignof(uint32_t));
    l->maker = gti_arena_array(&l->arena, tables, sizeof(uint32_t), alignof(uint32_t));
    l->values = gti_arena_array(&l->arena, l->net->nodes.count + 1, sizeof(uint32_t), alignof(uint32_t));
    l->pieces = gti_arena_array(&l->arena, places + tables, sizeof(uint32_t), alignof(uint32_t));
    if (l->shape_of == NULL || l->maker == NULL || l->values == NULL || l->pieces == NULL)
        return false;
    memset(l->maker, 0xFF, tables * sizeof *l->maker);
    for (uint32_t place = 0; place + 1 < places; place++)
        if (l->e->message[place] != NONE)
            l->maker[l->e->message[place]] = place;
    if (!shape_places(l))
        return false;
    for (uint32_t place = 0; place + 1 < places; place++)
        if (l->e->message[place] == NONE && gti_net_node(l->net, l->e->order.nodes[place])->size > 1)
            l->pieces[count++] = l->shape_of[place];
    top = pair_shapes(l, l->pieces, count);
    l->root = top == NONE ? NONE : open_list(l, top);
    return !l->no_memory;
}

gti_lists *gti_lists_new(const gti_net *net, const gti_elimination *e, gti_weight excess)
{
    const gti_allocator allocator = net->arena.allocator;
    gti_lists *l = gti_alloc_zero(&allocator, sizeof *l);

    if (l == NULL)
        return NULL;
    l->net = net;
    l->e = e;
    l->excess = excess;
    l->shapes = GTI_VEC(shape);
    l->lists = GTI_VEC(list);
    gti_arena_init(&l->arena, &allocator);
    if (!prepare(l)) {
        gti_lists_free(l);
        return NULL;
    }
    return l;
}

void gti_lists_free(gti_lists *l)
{
    gti_allocator allocator;

    if (l == NULL)
        return;
    allocator = l->arena.allocator;
    for (size_t i = 0; i < l->lists.count; i++) {
        list *at = list_at(l, (uint32_t)i);

        gti_vec_free(&allocator, &at->items);
        gti_vec_free(&allocator, &at->keys);
        gti_vec_free(&allocator, &at->heap);
        gti_vec_free(&allocator, &at->order);
    }
    gti_vec_free(&allocator, &l->lists);
    gti_vec_free(&allocator, &l->shapes);
    gti_map_free(&allocator, &l->choices);
    gti_arena_free(&l->arena);
    gti_free(&allocator, l, sizeof *l);
}

uint32_t gti_lists_next(gti_lists *l, gti_weight *excess, uint32_t *values)
{
    uint32_t which;
    const list *at;
    const shape *s;
    const uint8_t *keys;

    for (uint32_t v = 0; v < l->net->visible; v++)
        values[v] = 0;
    if (l->root == NONE) { /* no node at all: one empty assignment */
        *excess = 0;
        return l->rank++ == 0 ? GTI_SEARCH_DONE : GTI_SEARCH_NONE;
    }
    which = item_at(l, l->root, l->rank);
    if (which == NONE)
        return l->no_memory ? GTI_SEARCH_NO_MEMORY : GTI_SEARCH_NONE;
    at = list_at(l, l->root);
    s = shape_at(l, at->shape);
    keys = keys_of(l, l->root, which);
    *excess = GTI_VEC_AT(&at->items, item, which)->weight;
    for (uint32_t i = 0; i < s->keys; i++)
        values[s->nodes[i]] = keys[i];
    if (*excess > l->excess)
        return GTI_SEARCH_NONE;
    l->rank++;
    return GTI_SEARCH_DONE;
}

bool gti_lists_too_deep(const gti_net *net, const gti_elimination *e, bool *deep)
{
    const gti_allocator *allocator = &net->arena.allocator;
    const size_t places = e->order.count + (size_t)1;
    uint32_t *depth = gti_alloc_array(allocator, places, sizeof *depth);

    *deep = false;
    if (depth == NULL)
        return false;
    for (uint32_t place = 0; place < e->order.count; place++) {
        const uint32_t message = e->message[place];

        *deep = *deep || depth[place] > DEEPEST;
        if (message != NONE) {
            const gti_table *table = GTI_VEC_AT(&e->tables, gti_table, message);
            const uint32_t next = e->order.place[table->scope[table->arity - 1]];

            depth[next] = depth[next] > depth[place] ? depth[next] : depth[place] + 1;
        }
    }
    gti_free(allocator, depth, places * sizeof *depth);
    return true;
}
