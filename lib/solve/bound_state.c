/* bound_state.c: making and undoing the state of a branch-and-bound search (bound_state.h). Uses base only. */
#include "solve/bound_state.h"

#include <stdalign.h>
#include <string.h>

static void *zeros(gti_state *s, size_t count, size_t each)
{
    return gti_arena_array(&s->arena, count + 1, each, alignof(uint64_t));
}

static bool make_nodes(gti_state *s, const gti_net *net, const uint32_t *nodes, uint32_t *local)
{
    for (uint32_t i = 0; i < s->count; i++) {
        const gti_node *node = gti_net_node(net, nodes[i]);

        local[nodes[i]] = i;
        s->net_node[i] = nodes[i];
        s->size[i] = node->size;
        s->given[i] = node->unary;
        s->live[i] = gti_all_values(node->size);
        s->unary[i] = zeros(s, node->size, sizeof **s->unary);
        if (s->unary[i] == NULL)
            return false;
        for (uint32_t v = 0; v < node->size; v++)
            s->unary[i][v] = (int64_t)node->unary[v];
        gti_set_add(&s->removed, i);
        gti_set_add(&s->raised, i);
        gti_set_add(&s->unsure, i);
    }
    return true;
}

/* The table's scope in the order of the state's nodes. */
static bool make_table(gti_state *s, const gti_table *from, const uint32_t *local, gti_cells *table)
{
    uint32_t step = 1;

    *table = (gti_cells){.weights = from->weights, .arity = from->arity};
    for (uint32_t k = from->arity; k-- > 0;) {
        const uint32_t node = local[from->scope[k]];
        uint32_t at = from->arity - 1 - k;

        for (; at > 0 && table->scope[at - 1] > node; at--) {
            table->scope[at] = table->scope[at - 1];
            table->steps[at] = table->steps[at - 1];
        }
        table->scope[at] = node;
        table->steps[at] = step;
        step *= s->size[node];
    }
    for (uint32_t k = 0; k < table->arity; k++) {
        table->moved[k] = zeros(s, s->size[table->scope[k]], sizeof **table->moved);
        if (table->moved[k] == NULL)
            return false;
    }
    return true;
}

static bool seat_tables(gti_state *s)
{
    size_t seats = 0;

    for (uint32_t t = 0; t < s->tables_count; t++)
        for (uint32_t k = 0; k < s->tables[t].arity; k++, seats++)
            s->first[s->tables[t].scope[k] + 2]++;
    s->seats = zeros(s, seats, sizeof *s->seats);
    if (s->seats == NULL)
        return false;
    for (uint32_t v = 2; v < s->count + 2; v++)
        s->first[v] += s->first[v - 1];
    for (uint32_t t = 0; t < s->tables_count; t++)
        for (uint32_t k = 0; k < s->tables[t].arity; k++)
            s->seats[s->first[s->tables[t].scope[k] + 1]++] = (gti_seat){t, k};
    return true;
}

bool gti_state_init(gti_state *s, const gti_net *net, const gti_elimination *e, const uint32_t *nodes, uint32_t count, const uint32_t *tables,
                    uint32_t tables_count)
{
    const uint32_t words = count / 64 + 1;
    uint32_t *local;

    *s = (gti_state){.allocator = net->arena.allocator, .count = count, .tables_count = tables_count, .trail = GTI_VEC(gti_saved)};
    gti_arena_init(&s->arena, &s->allocator);
    s->net_node = zeros(s, count, sizeof *s->net_node);
    s->size = zeros(s, count, sizeof *s->size);
    s->unary = zeros(s, count, sizeof *s->unary);
    s->given = zeros(s, count, sizeof *s->given);
    s->live = zeros(s, count, sizeof *s->live);
    s->support = zeros(s, count, sizeof *s->support);
    s->spent = zeros(s, count, sizeof *s->spent);
    s->best = zeros(s, count, sizeof *s->best);
    s->first = zeros(s, count + (size_t)2, sizeof *s->first);
    s->tables = zeros(s, tables_count, sizeof *s->tables);
    s->removed = (gti_set){zeros(s, words, sizeof(uint64_t)), words};
    s->raised = (gti_set){zeros(s, words, sizeof(uint64_t)), words};
    s->unsure = (gti_set){zeros(s, words, sizeof(uint64_t)), words};
    local = zeros(s, net->nodes.count, sizeof *local);
    if (s->net_node == NULL || s->size == NULL || s->unary == NULL || s->given == NULL || s->live == NULL || s->support == NULL || s->best == NULL || s->spent == NULL ||
        s->first == NULL || s->tables == NULL || s->removed.words == NULL || s->raised.words == NULL || s->unsure.words == NULL ||
        local == NULL || !make_nodes(s, net, nodes, local))
        return false;
    for (uint32_t t = 0; t < tables_count; t++)
        if (!make_table(s, GTI_VEC_AT(&e->tables, gti_table, tables[t]), local, &s->tables[t]))
            return false;
    s->upper = (int64_t)GTI_WEIGHT_TOP;
    return seat_tables(s);
}

void gti_state_free(gti_state *s)
{
    gti_vec_free(&s->allocator, &s->trail);
    gti_arena_free(&s->arena);
}

bool gti_state_save(gti_state *s, void *cell)
{
    gti_saved *slot;

    if (!s->trailing)
        return true;
    slot = gti_vec_push(&s->allocator, &s->trail);
    if (slot == NULL) {
        s->no_memory = true;
        return false;
    }
    slot->cell = cell;
    memcpy(&slot->old, cell, sizeof slot->old);
    return true;
}

void gti_state_undo(gti_state *s, size_t mark)
{
    while (s->trail.count > mark) {
        const gti_saved *saved = GTI_VEC_AT(&s->trail, gti_saved, --s->trail.count);

        memcpy(saved->cell, &saved->old, sizeof saved->old);
    }
}
