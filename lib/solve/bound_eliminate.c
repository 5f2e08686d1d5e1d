/* bound_eliminate.c: eliminating nodes by dynamic programming (bound_net.h). Uses base only.
 *
 * Bucket elimination (Bertelè & Brioschi 1972; Dechter 1999): a node's tables are added up over all their nodes, and of each combination of the
 * others the least over the node's values goes into a new table. Scopes run from the node that is eliminated last to the one that is first,
 * so that a bucket's own node is the innermost of all its tables. */
#include "solve/bound_net.h"

#include <stdalign.h>
#include <string.h>

#define STEP 1024u /* entries to a step */

typedef struct bucket {
    gti_net *net;
    gti_elimination *e;
    uint32_t node;
    uint32_t scope[64]; /* of the joint table, the bucket's own node last */
    uint32_t sizes[64];
    uint32_t arity;
    size_t rows; /* combinations of the others */
    gti_weight *joint;
} bucket;

static uint32_t *bucket_head(gti_elimination *e, uint32_t place)
{
    return &e->first[place];
}

/* Where the innermost node of a scope stands. */
static uint32_t bucket_of(const gti_elimination *e, const gti_table *table)
{
    return e->order.place[table->scope[table->arity - 1]];
}

static bool file_table(gti_elimination *e, const gti_allocator *allocator, uint32_t number)
{
    gti_table *table = GTI_VEC_AT(&e->tables, gti_table, number);
    const uint32_t place = bucket_of(e, table);

    if (place == UINT32_MAX)
        return gti_vec_append(allocator, &e->remaining, &number, 1);
    table->next = *bucket_head(e, place);
    *bucket_head(e, place) = number;
    return true;
}

/* Later eliminated comes first; what is not eliminated at all before everything, by its number. */
static bool before(const gti_elimination *e, uint32_t a, uint32_t b)
{
    return e->order.place[a] != e->order.place[b] ? e->order.place[a] > e->order.place[b] : a < b;
}

static void sort_scope(const gti_elimination *e, uint32_t *scope, uint32_t arity)
{
    for (uint32_t i = 1; i < arity; i++)
        for (uint32_t k = i; k > 0 && before(e, scope[k], scope[k - 1]); k--) {
            const uint32_t other = scope[k];

            scope[k] = scope[k - 1];
            scope[k - 1] = other;
        }
}

/* A copy of a table with its scope in the order that is used here. */
static bool turn(gti_net *net, gti_elimination *e, const gti_table *from)
{
    uint32_t values[64] = {0};
    gti_table copy = *from;
    uint32_t *scope = gti_arena_array(&net->arena, from->arity, sizeof *scope, alignof(uint32_t));
    size_t steps[64], place = 0;

    copy.weights = gti_arena_alloc(&net->arena, from->size * sizeof *copy.weights, alignof(gti_weight));
    if (scope == NULL || copy.weights == NULL)
        return false;
    memcpy(scope, from->scope, from->arity * sizeof *scope);
    sort_scope(e, scope, from->arity);
    copy.scope = scope;
    for (uint32_t i = 0; i < from->arity; i++) { /* how far apart in `from` two values of scope[i] are */
        steps[i] = 1;
        for (uint32_t k = from->arity; from->scope[--k] != scope[i];)
            steps[i] *= gti_net_node(net, from->scope[k])->size;
    }
    for (size_t at = 0; at < from->size; at++) {
        copy.weights[at] = from->weights[place];
        for (uint32_t i = from->arity; i-- > 0;) {
            place += steps[i];
            if (++values[i] < gti_net_node(net, scope[i])->size)
                break;
            place -= steps[i] * values[i];
            values[i] = 0;
        }
    }
    return gti_vec_append(&net->arena.allocator, &e->tables, &copy, 1) &&
           file_table(e, &net->arena.allocator, (uint32_t)e->tables.count - 1);
}

static bool prepare(gti_net *net, gti_elimination *e)
{
    e->first = gti_arena_array(&net->arena, e->order.count + 1u, sizeof *e->first, alignof(uint32_t));
    e->message = gti_arena_array(&net->arena, e->order.count + 1u, sizeof *e->message, alignof(uint32_t));
    e->common = gti_arena_array(&net->arena, e->order.count + 1u, sizeof *e->common, alignof(gti_weight));
    if (e->first == NULL || e->message == NULL || e->common == NULL)
        return false;
    for (uint32_t i = 0; i <= e->order.count; i++)
        e->first[i] = e->message[i] = UINT32_MAX;
    for (size_t t = 0; t < net->tables.count; t++)
        if (!gti_net_table(net, t)->dead && !turn(net, e, gti_net_table(net, t)))
            return false;
    return true;
}

/* The scope of the bucket's tables together. */
static void open_bucket(bucket *b, uint32_t first)
{
    b->scope[0] = b->node;
    b->arity = 1;
    for (uint32_t t = first; t != UINT32_MAX; t = GTI_VEC_AT(&b->e->tables, gti_table, t)->next) {
        const gti_table *table = GTI_VEC_AT(&b->e->tables, gti_table, t);

        for (uint32_t k = 0; k < table->arity; k++) {
            uint32_t i = 0;

            while (i < b->arity && b->scope[i] != table->scope[k])
                i++;
            if (i == b->arity)
                b->scope[b->arity++] = table->scope[k];
        }
    }
    sort_scope(b->e, b->scope, b->arity);
    b->rows = 1;
    for (uint32_t i = 0; i < b->arity; i++) {
        b->sizes[i] = gti_net_node(b->net, b->scope[i])->size;
        b->rows *= i + 1 < b->arity ? b->sizes[i] : 1;
    }
}

/* How far to move in a table when the joint scope's i-th node takes its next value. */
static void find_steps(const bucket *b, const gti_table *table, size_t *steps)
{
    size_t step = 1;
    uint32_t k = table->arity;

    for (uint32_t i = b->arity; i-- > 0;) {
        const bool has = k > 0 && table->scope[k - 1] == b->scope[i];

        steps[i] = has ? step : 0;
        step *= has ? b->sizes[i] : 1;
        k -= has;
    }
}

/* Adds a table to the joint one: row by row, a row being the bucket's own node. */
static void add_table(bucket *b, const gti_table *table)
{
    uint32_t values[64] = {0};
    size_t steps[64], place = 0;
    const uint32_t width = b->sizes[b->arity - 1];
    gti_weight *out = b->joint;

    find_steps(b, table, steps);
    for (size_t row = 0; row < b->rows; row++) {
        const gti_weight *in = table->weights + place;

        for (uint32_t v = 0; v < width; v++)
            out[v] += in[v];
        out += width;
        for (uint32_t i = b->arity - 1; i-- > 0;) {
            place += steps[i];
            if (++values[i] < b->sizes[i])
                break;
            place -= steps[i] * values[i];
            values[i] = 0;
        }
    }
}

/* The least of each row; all of it less by the least of all, which goes to the base. */
static void take_least(bucket *b, gti_weight *least)
{
    const uint32_t width = b->sizes[b->arity - 1];
    gti_weight common = GTI_WEIGHT_TOP;

    for (size_t row = 0; row < b->rows; row++) {
        const gti_weight *in = b->joint + row * width;
        gti_weight best = GTI_WEIGHT_TOP;

        for (uint32_t v = 0; v < width; v++)
            best = in[v] < best ? in[v] : best;
        least[row] = best;
        common = best < common ? best : common;
    }
    for (size_t row = 0; row < b->rows; row++)
        least[row] -= least[row] < GTI_WEIGHT_TOP ? common : 0;
    b->net->base += common;
    b->e->common[b->e->order.place[b->node]] = common;
}

static bool keep(bucket *b, gti_weight *least)
{
    const gti_allocator *allocator = &b->net->arena.allocator;
    gti_table made = {.arity = b->arity - 1, .weights = least, .size = b->rows};
    uint32_t *scope;

    if (made.arity == 0)
        return true;
    if (made.arity == 1 && !b->e->apart) {
        gti_weight *unary = gti_net_node(b->net, b->scope[0])->unary;

        for (size_t v = 0; v < made.size; v++)
            unary[v] = unary[v] + least[v] > GTI_WEIGHT_TOP ? GTI_WEIGHT_TOP : unary[v] + least[v];
        return true;
    }
    scope = gti_arena_array(&b->net->arena, made.arity, sizeof *scope, alignof(uint32_t));
    if (scope == NULL)
        return false;
    memcpy(scope, b->scope, made.arity * sizeof *scope);
    made.scope = scope;
    b->e->message[b->e->order.place[b->node]] = (uint32_t)b->e->tables.count;
    return gti_vec_append(allocator, &b->e->tables, &made, 1) && file_table(b->e, allocator, (uint32_t)b->e->tables.count - 1);
}

/* Adds up the bucket's tables and unary weights. */
static bool join(bucket *b, uint32_t place, gti_vec *joint)
{
    const uint32_t node = b->e->order.nodes[place];
    uint32_t width;

    b->node = node;
    open_bucket(b, *bucket_head(b->e, place));
    width = b->sizes[b->arity - 1];
    if (!gti_vec_reserve(&b->net->arena.allocator, joint, b->rows * width))
        return false;
    b->joint = joint->items;
    for (size_t row = 0; row < b->rows; row++)
        memcpy(b->joint + row * width, gti_net_node(b->net, node)->unary, width * sizeof *b->joint);
    for (uint32_t t = *bucket_head(b->e, place); t != UINT32_MAX; t = GTI_VEC_AT(&b->e->tables, gti_table, t)->next)
        add_table(b, GTI_VEC_AT(&b->e->tables, gti_table, t));
    return true;
}

static bool eliminate(bucket *b, uint32_t place, gti_vec *joint)
{
    gti_weight *least;

    if (!join(b, place, joint))
        return false;
    least = gti_arena_alloc(&b->net->arena, b->rows * sizeof *least, alignof(gti_weight));
    if (least == NULL)
        return false;
    take_least(b, least);
    return keep(b, least);
}

uint32_t gti_eliminate(gti_net *net, gti_elimination *e, gti_meter *meter)
{
    gti_vec joint = GTI_VEC(gti_weight);
    bucket b = {.net = net, .e = e};
    uint64_t work = 0;
    bool ok = prepare(net, e);

    for (uint32_t place = 0; ok && place < e->order.count && meter->status == GTI_SEARCH_DONE && net->base < GTI_WEIGHT_TOP; place++) {
        ok = eliminate(&b, place, &joint);
        work += ok ? b.rows : 0;
        gti_meter_step(meter, work / STEP);
        work %= STEP;
    }
    gti_vec_free(&net->arena.allocator, &joint);
    return ok ? meter->status : GTI_SEARCH_NO_MEMORY;
}

/* The joint table plus what all the rest costs at least (`outside`, by row; NULL: nothing), and the excess of each of the node's values. */
static void find_excess(bucket *b, const gti_weight *outside, gti_weight *excess)
{
    const uint32_t width = b->sizes[b->arity - 1];
    gti_weight common = GTI_WEIGHT_TOP;

    for (size_t i = 0; i < b->rows * width; i++) {
        gti_weight *cell = &b->joint[i];

        if (*cell >= GTI_WEIGHT_TOP || (outside != NULL && outside[i / width] == GTI_NOT_OUTSIDE))
            *cell = GTI_WEIGHT_TOP;
        else
            *cell += outside == NULL ? 0 : outside[i / width]; /* what is below zero wraps, and back */
        common = *cell < common ? *cell : common;
    }
    for (uint32_t v = 0; v < width; v++)
        excess[v] = GTI_WEIGHT_TOP;
    for (size_t i = 0; i < b->rows * width; i++) {
        gti_weight *cell = &b->joint[i];

        *cell -= *cell < GTI_WEIGHT_TOP ? common : 0;
        excess[i % width] = *cell < excess[i % width] ? *cell : excess[i % width];
    }
}

/* For a message that came into the bucket: what all but its own part costs at least, by its row. */
static void look_outside(bucket *b, const gti_table *message, gti_weight *outside)
{
    uint32_t values[64] = {0};
    size_t steps[64], place = 0;

    find_steps(b, message, steps);
    for (size_t i = 0; i < message->size; i++)
        outside[i] = GTI_WEIGHT_TOP;
    for (size_t at = 0; at < b->rows * b->sizes[b->arity - 1]; at++) {
        outside[place] = b->joint[at] < outside[place] ? b->joint[at] : outside[place];
        for (uint32_t i = b->arity; i-- > 0;) {
            place += steps[i];
            if (++values[i] < b->sizes[i])
                break;
            place -= steps[i] * values[i];
            values[i] = 0;
        }
    }
    for (size_t i = 0; i < message->size; i++) /* the part itself is in the joint table: take it out again */
        outside[i] = outside[i] >= GTI_WEIGHT_TOP || message->weights[i] >= GTI_WEIGHT_TOP ? GTI_NOT_OUTSIDE : outside[i] - message->weights[i];
}

static bool excess_of(bucket *b, uint32_t place, gti_vec *joint, const uint32_t *maker, gti_weight **outside, gti_weight **excess)
{
    if (!join(b, place, joint))
        return false;
    find_excess(b, outside[place], excess[b->node]);
    for (uint32_t t = *bucket_head(b->e, place); t != UINT32_MAX; t = GTI_VEC_AT(&b->e->tables, gti_table, t)->next) {
        const gti_table *table = GTI_VEC_AT(&b->e->tables, gti_table, t);

        if (maker[t] == UINT32_MAX)
            continue;
        outside[maker[t]] = gti_arena_alloc(&b->net->arena, table->size * sizeof **outside, alignof(gti_weight));
        if (outside[maker[t]] == NULL)
            return false;
        look_outside(b, table, outside[maker[t]]);
    }
    return true;
}

uint32_t gti_excesses(gti_net *net, gti_elimination *e, gti_meter *meter, gti_weight **excess)
{
    gti_vec joint = GTI_VEC(gti_weight);
    bucket b = {.net = net, .e = e};
    uint32_t *maker = gti_arena_array(&net->arena, e->tables.count + 1, sizeof *maker, alignof(uint32_t));
    gti_weight **outside = e->outside = gti_arena_array(&net->arena, e->order.count + 1u, sizeof *outside, alignof(gti_weight *));
    uint64_t work = 0;
    bool ok = maker != NULL && outside != NULL;

    for (size_t t = 0; ok && t < e->tables.count; t++)
        maker[t] = UINT32_MAX;
    for (uint32_t place = 0; ok && place < e->order.count; place++)
        if (e->message[place] != UINT32_MAX)
            maker[e->message[place]] = place;
    for (uint32_t place = e->order.count; ok && place-- > 0 && meter->status == GTI_SEARCH_DONE;) {
        ok = excess_of(&b, place, &joint, maker, outside, excess);
        work += ok ? b.rows : 0;
        gti_meter_step(meter, work / STEP);
        work %= STEP;
    }
    gti_vec_free(&net->arena.allocator, &joint);
    return ok ? meter->status : GTI_SEARCH_NO_MEMORY;
}

void gti_eliminated_values(const gti_net *net, const gti_elimination *e, uint32_t *values)
{
    for (uint32_t place = e->order.count; place-- > 0;) {
        const uint32_t node = e->order.nodes[place];
        const gti_node *n = gti_net_node(net, node);
        gti_weight best = UINT64_MAX;
        uint32_t chosen = 0;

        for (uint32_t v = 0; v < n->size; v++) {
            gti_weight weight = n->unary[v];

            values[node] = v;
            for (uint32_t t = e->first[place]; t != UINT32_MAX; t = GTI_VEC_AT(&e->tables, gti_table, t)->next) {
                const gti_table *table = GTI_VEC_AT(&e->tables, gti_table, t);

                weight += table->weights[gti_table_place(net, table, values)];
            }
            if (weight < best) {
                best = weight;
                chosen = v;
            }
        }
        values[node] = chosen;
    }
}

void gti_elimination_init(gti_elimination *e)
{
    *e = (gti_elimination){.tables = GTI_VEC(gti_table), .remaining = GTI_VEC(uint32_t)};
}

void gti_elimination_free(const gti_net *net, gti_elimination *e)
{
    gti_vec_free(&net->arena.allocator, &e->tables);
    gti_vec_free(&net->arena.allocator, &e->remaining);
}
