/* bound_local.c: good assignments by local search, so that branch and bound has something to undercut (bound_state.h). Uses base only.
 *
 * Each node in turn takes the value that costs least, its neighbours being as they are, until nothing gets better; then a few nodes next to each other
 * are pushed to other values and the descent starts again from there; what is worse than before is taken back, and nothing can be better than the bound. The order is drawn from a fixed seed. */
#include "solve/bound_state.h"

#include <string.h>

typedef struct local {
    gti_state *s;
    uint32_t *values;
    uint32_t *kept; /* the best so far */
    uint64_t random;
} local;

static uint64_t draw(local *l, uint64_t limit)
{
    l->random ^= l->random >> 12;
    l->random ^= l->random << 25;
    l->random ^= l->random >> 27;
    return (l->random * UINT64_C(0x2545F4914F6CDD1D) >> 33) % limit;
}

static gti_weight table_weight(const gti_cells *table, const uint32_t *values)
{
    size_t place = 0;

    for (uint32_t k = 0; k < table->arity; k++)
        place += values[table->scope[k]] * (size_t)table->steps[k];
    return table->weights[place];
}

/* What the node costs by its value, before anything moved. */
static void node_weights(const gti_state *s, const uint32_t *values, uint32_t node, gti_weight *weights)
{
    for (uint32_t v = 0; v < s->size[node]; v++)
        weights[v] = s->given[node][v];
    for (uint32_t i = s->first[node]; i < s->first[node + 1]; i++) {
        const gti_cells *table = &s->tables[s->seats[i].table];
        const uint32_t step = table->steps[s->seats[i].position];
        size_t place = 0;

        for (uint32_t k = 0; k < table->arity; k++)
            place += k == s->seats[i].position ? 0 : values[table->scope[k]] * (size_t)table->steps[k];
        for (uint32_t v = 0; v < s->size[node]; v++)
            weights[v] += table->weights[place + v * (size_t)step];
    }
}

gti_weight gti_state_weigh(const gti_state *s, const uint32_t *values)
{
    gti_weight sum = 0;

    for (uint32_t v = 0; v < s->count; v++)
        sum += s->given[v][values[v]];
    for (uint32_t t = 0; t < s->tables_count; t++)
        sum += table_weight(&s->tables[t], values);
    return sum;
}

/* Moves to the best value; true if that is better than the present one. */
static bool settle(local *l, uint32_t node, int64_t *gain)
{
    gti_weight weights[64];
    uint32_t best = l->values[node];

    node_weights(l->s, l->values, node, weights);
    for (uint32_t v = 0; v < l->s->size[node]; v++)
        if (weights[v] < weights[best])
            best = v;
    *gain += (int64_t)(weights[l->values[node]] - weights[best]);
    if (best == l->values[node])
        return false;
    l->values[node] = best;
    return true;
}

static void descend(local *l, gti_set *open, int64_t *gain)
{
    for (uint32_t w = 0; w < open->count; w++)
        while (open->words[w] != 0) {
            const uint32_t node = w * 64 + gti_lowest_bit(open->words[w]);

            open->words[w] &= open->words[w] - 1;
            if (!settle(l, node, gain))
                continue;
            for (uint32_t i = l->s->first[node]; i < l->s->first[node + 1]; i++) {
                const gti_cells *table = &l->s->tables[l->s->seats[i].table];

                for (uint32_t k = 0; k < table->arity; k++)
                    if (table->scope[k] != node)
                        gti_set_add(open, table->scope[k]);
            }
            w = 0;
        }
}

/* Gives a node and some of its neighbours other values. */
static void push(local *l, gti_set *open, int64_t *gain)
{
    uint32_t node = (uint32_t)draw(l, l->s->count);

    for (uint32_t i = 0; i < 3; i++) {
        const uint32_t seats = l->s->first[node + 1] - l->s->first[node];
        gti_weight weights[64];
        uint32_t value = (uint32_t)draw(l, l->s->size[node]);

        node_weights(l->s, l->values, node, weights);
        if (weights[value] < GTI_WEIGHT_TOP || weights[l->values[node]] >= GTI_WEIGHT_TOP) {
            *gain += (int64_t)weights[l->values[node]] - (int64_t)weights[value];
            l->values[node] = value;
        }
        for (uint32_t k = 0; k < seats; k++) {
            const gti_cells *table = &l->s->tables[l->s->seats[l->s->first[node] + k].table];

            for (uint32_t j = 0; j < table->arity; j++)
                if (table->scope[j] != node)
                    gti_set_add(open, table->scope[j]);
        }
        if (seats > 0) {
            const gti_cells *table = &l->s->tables[l->s->seats[l->s->first[node] + draw(l, seats)].table];

            node = table->scope[draw(l, table->arity)];
        }
    }
}

bool gti_state_improve(gti_state *s, uint32_t *values, uint32_t rounds, gti_meter *meter)
{
    local l = {.s = s, .values = values, .random = UINT64_C(0x9E3779B97F4A7C15)};
    const uint32_t words = s->count / 64 + 1;
    gti_set open = {gti_alloc_array(&s->allocator, words, sizeof(uint64_t)), words};
    gti_weight weight;
    int64_t gain = 0;

    l.kept = gti_alloc_array(&s->allocator, s->count + (size_t)1, sizeof *l.kept);
    if (open.words == NULL || l.kept == NULL) {
        gti_free(&s->allocator, open.words, words * sizeof *open.words);
        gti_free(&s->allocator, l.kept, (s->count + (size_t)1) * sizeof *l.kept);
        return false;
    }
    for (uint32_t v = 0; v < s->count; v++)
        gti_set_add(&open, v);
    descend(&l, &open, &gain);
    memcpy(l.kept, values, s->count * sizeof *values);
    weight = gti_state_weigh(s, values);
    for (uint32_t round = 0; round < rounds && (int64_t)weight > s->lower && gti_meter_step(meter, round % 64 == 0); round++) {
        gain = 0;
        push(&l, &open, &gain);
        descend(&l, &open, &gain);
        if (gain >= 0)
            memcpy(l.kept, values, s->count * sizeof *values);
        else
            memcpy(values, l.kept, s->count * sizeof *values);
        if (gain > 0)
            weight = gti_state_weigh(s, values);
    }
    gti_free(&s->allocator, open.words, words * sizeof *open.words);
    gti_free(&s->allocator, l.kept, (s->count + (size_t)1) * sizeof *l.kept);
    return true;
}
