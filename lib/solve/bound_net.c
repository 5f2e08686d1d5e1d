/* bound_net.c: networks of cost tables: nodes, tables, weighing an assignment (bound_net.h). Uses base only. */
#include "solve/bound_net.h"

#include <stdalign.h>

void gti_net_init(gti_net *net, const gti_allocator *allocator)
{
    *net = (gti_net){.nodes = GTI_VEC(gti_node), .tables = GTI_VEC(gti_table)};
    gti_arena_init(&net->arena, allocator);
}

void gti_net_free(gti_net *net)
{
    gti_vec_free(&net->arena.allocator, &net->nodes);
    gti_vec_free(&net->arena.allocator, &net->tables);
    gti_arena_free(&net->arena);
}

bool gti_net_add_node(gti_net *net, uint32_t size, uint32_t *node)
{
    gti_weight *unary = gti_arena_array(&net->arena, size == 0 ? 1 : size, sizeof *unary, alignof(gti_weight));
    gti_node *slot = unary == NULL ? NULL : gti_vec_push(&net->arena.allocator, &net->nodes);

    if (slot == NULL)
        return false;
    *slot = (gti_node){.unary = unary, .size = size, .first = UINT32_MAX};
    *node = (uint32_t)net->nodes.count - 1;
    return true;
}

bool gti_net_new_table(gti_net *net, const uint32_t *scope, uint32_t arity, gti_table **table)
{
    uint32_t *copy = gti_arena_array(&net->arena, arity, sizeof *copy, alignof(uint32_t));
    gti_table *slot;
    size_t size = 1;

    if (copy == NULL)
        return false;
    for (uint32_t i = 0; i < arity; i++) {
        copy[i] = scope[i];
        if (!gti_mul_size(size, gti_net_node(net, scope[i])->size, &size))
            return false;
    }
    slot = gti_vec_push(&net->arena.allocator, &net->tables);
    if (slot == NULL)
        return false;
    *slot = (gti_table){.scope = copy, .arity = arity, .size = size, .next = UINT32_MAX};
    slot->weights = gti_arena_array(&net->arena, size, sizeof *slot->weights, alignof(gti_weight));
    *table = slot;
    return slot->weights != NULL;
}

static bool same_scope(const gti_table *table, const uint32_t *scope, uint32_t arity)
{
    if (table->arity != arity)
        return false;
    for (uint32_t i = 0; i < arity; i++)
        if (table->scope[i] != scope[i])
            return false;
    return true;
}

gti_table *gti_net_scope(gti_net *net, const uint32_t *scope, uint32_t arity)
{
    gti_node *node = gti_net_node(net, scope[0]);
    gti_table *table;

    for (uint32_t t = node->first; t != UINT32_MAX; t = gti_net_table(net, t)->next)
        if (same_scope(gti_net_table(net, t), scope, arity))
            return gti_net_table(net, t);
    if (!gti_net_new_table(net, scope, arity, &table))
        return NULL;
    table->next = node->first;
    node->first = (uint32_t)net->tables.count - 1;
    return table;
}

static void add_unary(gti_node *node, uint64_t values, gti_weight weight)
{
    for (uint64_t left = values; left != 0; left &= left - 1) {
        gti_weight *w = &node->unary[gti_lowest_bit(left)];

        *w = *w + weight > GTI_WEIGHT_TOP ? GTI_WEIGHT_TOP : *w + weight;
    }
}

/* Adds the weight in the box's rows below `place`: dimensions from `i` on. */
static void fill(const gti_net *net, const gti_table *table, const gti_mark *marks, uint32_t i, size_t place, gti_weight weight)
{
    const uint32_t size = gti_net_node(net, table->scope[i])->size;

    for (uint64_t left = marks[i].values; left != 0; left &= left - 1) {
        const size_t at = place * size + gti_lowest_bit(left);

        if (i + 1 < table->arity)
            fill(net, table, marks, i + 1, at, weight);
        else
            table->weights[at] = table->weights[at] + weight > GTI_WEIGHT_TOP ? GTI_WEIGHT_TOP : table->weights[at] + weight;
    }
}

bool gti_net_add_box(gti_net *net, const gti_mark *marks, uint32_t count, gti_weight weight)
{
    uint32_t scope[64];
    gti_table *table;

    if (count == 0) {
        net->base = net->base + weight > GTI_WEIGHT_TOP ? GTI_WEIGHT_TOP : net->base + weight;
        return true;
    }
    if (count == 1) {
        add_unary(gti_net_node(net, marks[0].node), marks[0].values, weight);
        return true;
    }
    for (uint32_t i = 0; i < count; i++)
        scope[i] = marks[i].node;
    table = gti_net_scope(net, scope, count);
    if (table == NULL)
        return false;
    fill(net, table, marks, 0, 0, weight);
    return true;
}

size_t gti_table_place(const gti_net *net, const gti_table *table, const uint32_t *values)
{
    size_t place = 0;

    for (uint32_t i = 0; i < table->arity; i++)
        place = place * gti_net_node(net, table->scope[i])->size + values[table->scope[i]];
    return place;
}
