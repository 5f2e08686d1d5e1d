/* bound_reduce.c: values that cannot or need not be part of a cheapest assignment leave the network (bound_net.h). Uses base only.
 *
 * A value leaves if all is forbidden with it, or if another of the same node stands in for it: if the sum over the node's tables of the
 * greatest difference that the exchange can make is not positive (dead-end elimination: Desmet et al. 1992; de Givry, Prestwich &
 * O'Sullivan 2013). */
#include "solve/bound_net.h"

#include <string.h>

#define FORBIDDEN ((int64_t)GTI_WEIGHT_TOP)

typedef struct reducing {
    gti_net *net;
    gti_incidence incidence;
    uint64_t *live;   /* by node */
    uint32_t *queue;  /* nodes to look at: a ring */
    uint8_t *queued;
    uint32_t head, waiting;
    int64_t differs[64][64]; /* [a][b]: the most that b instead of a can cost */
    int64_t margin; /* what another value has to be better by; -1: as good is enough, of two the lesser stays */
    bool dominated, impossible;
} reducing;

static void enqueue(reducing *r, uint32_t node)
{
    const uint32_t count = (uint32_t)r->net->nodes.count;

    if (r->queued[node])
        return;
    r->queued[node] = 1;
    r->queue[(r->head + r->waiting++) % count] = node;
}

static void remove_value(reducing *r, uint32_t node, uint32_t value)
{
    r->live[node] &= ~(UINT64_C(1) << value);
    if (r->live[node] == 0)
        r->impossible = true;
    for (uint32_t i = r->incidence.first[node]; i < r->incidence.first[node + 1]; i++) {
        const gti_table *table = gti_net_table(r->net, r->incidence.tables[i]);

        for (uint32_t k = 0; !table->dead && k < table->arity; k++)
            enqueue(r, table->scope[k]);
    }
}

/* The live combinations of a table's other nodes, one after another. */
typedef struct rows {
    const gti_table *table;
    uint32_t hole;     /* the node's place in the scope */
    size_t step;       /* between its values */
    size_t place;      /* of the combination with the node's value 0 */
    uint32_t values[64];
} rows;

static void seek(const reducing *r, rows *at)
{
    at->place = 0;
    for (uint32_t k = 0; k < at->table->arity; k++)
        at->place = at->place * gti_net_node(r->net, at->table->scope[k])->size + (k == at->hole ? 0 : at->values[k]);
}

static void begin_rows(const reducing *r, const gti_table *table, uint32_t node, rows *at)
{
    at->table = table;
    at->hole = UINT32_MAX;
    at->step = 1;
    for (uint32_t k = table->arity; k-- > 0;) {
        if (table->scope[k] == node) {
            at->hole = k;
            break;
        }
        at->step *= gti_net_node(r->net, table->scope[k])->size;
    }
    for (uint32_t k = 0; k < table->arity; k++)
        at->values[k] = gti_lowest_bit(r->live[table->scope[k]]);
    seek(r, at);
}

static bool next_row(const reducing *r, rows *at)
{
    for (uint32_t k = at->table->arity; k-- > 0;) {
        uint64_t above;

        if (k == at->hole)
            continue;
        above = at->values[k] == 63 ? 0 : r->live[at->table->scope[k]] >> (at->values[k] + 1);
        if (above != 0) {
            at->values[k] += 1 + gti_lowest_bit(above);
            seek(r, at);
            return true;
        }
        at->values[k] = gti_lowest_bit(r->live[at->table->scope[k]]);
    }
    return false;
}

/* Adds what the table says to r->differs, and keeps of `possible` the values that some combination allows. */
static uint64_t look_at(reducing *r, const gti_table *table, uint32_t node, const uint8_t *values, uint32_t count, uint64_t possible)
{
    int64_t most[64][64], column[64];
    uint64_t allowed = 0;
    rows at;

    for (uint32_t a = 0; a < count; a++)
        for (uint32_t b = 0; b < count; b++)
            most[a][b] = -FORBIDDEN;
    begin_rows(r, table, node, &at);
    do {
        for (uint32_t a = 0; a < count; a++)
            column[a] = (int64_t)table->weights[at.place + values[a] * at.step];
        for (uint32_t a = 0; a < count; a++) {
            if (column[a] >= FORBIDDEN)
                continue;
            allowed |= UINT64_C(1) << values[a];
            for (uint32_t b = 0; b < count; b++)
                if (column[b] - column[a] > most[a][b])
                    most[a][b] = column[b] - column[a];
        }
    } while (next_row(r, &at));
    for (uint32_t a = 0; a < count; a++)
        for (uint32_t b = 0; b < count; b++)
            if (r->differs[a][b] < FORBIDDEN * 4) /* finite weights of all tables together do not reach half of one FORBIDDEN */
                r->differs[a][b] += most[a][b];
    return possible & allowed;
}

static uint64_t undominated(const reducing *r, const uint8_t *values, uint32_t count, uint64_t possible)
{
    for (uint32_t a = count; a-- > 0;)
        for (uint32_t b = 0; b < count; b++) {
            const bool both = a != b && (possible >> values[a] & 1) != 0 && (possible >> values[b] & 1) != 0;

            if (both && (r->differs[a][b] < (r->margin < 0 ? 0 : -r->margin) || (r->differs[a][b] == 0 && b < a && r->margin < 0)))
                possible &= ~(UINT64_C(1) << values[a]);
        }
    return possible;
}

static void visit(reducing *r, uint32_t node)
{
    const gti_node *n = gti_net_node(r->net, node);
    uint64_t possible = r->live[node];
    uint8_t values[64];
    uint32_t count = 0;

    for (uint64_t left = possible; left != 0; left &= left - 1)
        values[count++] = (uint8_t)gti_lowest_bit(left);
    for (uint32_t a = 0; a < count; a++) {
        if (n->unary[values[a]] >= GTI_WEIGHT_TOP)
            possible &= ~(UINT64_C(1) << values[a]);
        for (uint32_t b = 0; b < count; b++)
            r->differs[a][b] = (int64_t)n->unary[values[b]] - (int64_t)n->unary[values[a]];
    }
    for (uint32_t i = r->incidence.first[node]; i < r->incidence.first[node + 1] && count > 1; i++) {
        const gti_table *table = gti_net_table(r->net, r->incidence.tables[i]);

        if (!table->dead)
            possible = look_at(r, table, node, values, count, possible);
    }
    if (r->dominated)
        possible = undominated(r, values, count, possible);
    for (uint64_t gone = r->live[node] & ~possible; gone != 0; gone &= gone - 1)
        remove_value(r, node, gti_lowest_bit(gone));
}

/* Is the scope of `small` part of that of `large`? */
static bool within(const gti_table *small, const gti_table *large)
{
    uint32_t i = 0;

    for (uint32_t k = 0; k < large->arity && i < small->arity; k++)
        i += large->scope[k] == small->scope[i];
    return i == small->arity;
}

static void pour(const gti_net *net, gti_table *small, gti_table *large)
{
    for (size_t at = 0; at < large->size; at++) {
        size_t rest = at, step = 1, place = 0;

        for (uint32_t k = large->arity, i = small->arity; k-- > 0 && i > 0;) {
            const uint32_t size = gti_net_node(net, large->scope[k])->size;

            if (large->scope[k] == small->scope[i - 1]) {
                place += step * (rest % size);
                step *= size;
                i--;
            }
            rest /= size;
        }
        large->weights[at] += small->weights[place];
        if (large->weights[at] > GTI_WEIGHT_TOP)
            large->weights[at] = GTI_WEIGHT_TOP;
    }
    small->dead = true;
}

/* Puts each table into the smallest that holds its scope, if there is one. */
static void absorb(gti_net *net, const gti_incidence *incidence)
{
    for (size_t t = 0; t < net->tables.count; t++) {
        gti_table *small = gti_net_table(net, t), *best = NULL;
        uint32_t rarest;

        if (small->dead)
            continue;
        rarest = small->scope[0];
        for (uint32_t k = 1; k < small->arity; k++)
            if (incidence->first[small->scope[k] + 1] - incidence->first[small->scope[k]] <
                incidence->first[rarest + 1] - incidence->first[rarest])
                rarest = small->scope[k];
        for (uint32_t i = incidence->first[rarest]; i < incidence->first[rarest + 1]; i++) {
            gti_table *large = gti_net_table(net, incidence->tables[i]);
            const bool wider = large->arity > small->arity || (large->arity == small->arity && large > small);

            if (!large->dead && wider && (best == NULL || large->size < best->size) && within(small, large))
                best = large;
        }
        if (best != NULL)
            pour(net, small, best);
    }
}

/* Keeps of a table the combinations of live values, in place: what stays only moves forward. */
static void shrink(const reducing *r, gti_table *table)
{
    uint32_t *scope = (uint32_t *)table->scope, kept = 0;
    size_t size = 0;
    rows at;

    begin_rows(r, table, UINT32_MAX, &at);
    do
        table->weights[size++] = table->weights[at.place];
    while (next_row(r, &at));
    table->size = size;
    for (uint32_t k = 0; k < table->arity; k++)
        if (gti_count_bits(r->live[scope[k]]) > 1)
            scope[kept++] = scope[k];
    table->arity = kept;
}

/* A table of one node or none goes where such weights are kept. */
static void dissolve(gti_net *net, gti_table *table)
{
    if (table->arity == 0)
        net->base += table->weights[0];
    for (size_t v = 0; table->arity == 1 && v < table->size; v++) {
        gti_weight *unary = &gti_net_node(net, table->scope[0])->unary[v];

        *unary = *unary + table->weights[v] > GTI_WEIGHT_TOP ? GTI_WEIGHT_TOP : *unary + table->weights[v];
    }
    table->dead = table->dead || table->arity < 2;
}

static void shrink_node(const reducing *r, uint32_t node)
{
    gti_node *n = gti_net_node(r->net, node);
    uint8_t *options = (uint8_t *)n->options;
    uint32_t kept = 0;

    for (uint64_t left = r->live[node]; left != 0; left &= left - 1) {
        const uint32_t value = gti_lowest_bit(left);

        n->unary[kept] = n->unary[value];
        if (options != NULL)
            options[kept] = options[value];
        kept++;
    }
    n->size = kept;
    if (kept == 1) {
        r->net->base += n->unary[0];
        n->unary[0] = 0;
    }
}

static void compact(reducing *r)
{
    gti_net *net = r->net;

    if (r->impossible) {
        net->base = GTI_WEIGHT_TOP;
        return;
    }
    for (size_t t = 0; t < net->tables.count; t++)
        if (!gti_net_table(net, t)->dead)
            shrink(r, gti_net_table(net, t));
    for (uint32_t v = 0; v < net->nodes.count; v++)
        shrink_node(r, v);
    for (size_t t = 0; t < net->tables.count; t++)
        if (!gti_net_table(net, t)->dead)
            dissolve(net, gti_net_table(net, t));
    if (net->base > GTI_WEIGHT_TOP)
        net->base = GTI_WEIGHT_TOP;
}

static void run(reducing *r)
{
    const uint32_t count = (uint32_t)r->net->nodes.count;

    absorb(r->net, &r->incidence);
    for (uint32_t v = 0; v < count; v++) {
        r->live[v] = gti_all_values(gti_net_node(r->net, v)->size);
        r->impossible = r->impossible || r->live[v] == 0;
        enqueue(r, v);
    }
    while (r->waiting > 0 && !r->impossible) {
        const uint32_t node = r->queue[r->head];

        r->head = (r->head + 1) % count;
        r->waiting--;
        r->queued[node] = 0;
        visit(r, node);
    }
    compact(r);
}

bool gti_incidence_init(gti_incidence *incidence, const gti_net *net)
{
    const gti_allocator *allocator = &net->arena.allocator;
    const size_t nodes = net->nodes.count;
    size_t total = 0;

    incidence->tables = NULL;
    incidence->first = gti_alloc_array(allocator, nodes + 2, sizeof *incidence->first);
    if (incidence->first == NULL)
        return false;
    for (size_t t = 0; t < net->tables.count; t++)
        for (uint32_t k = 0; !gti_net_table(net, t)->dead && k < gti_net_table(net, t)->arity; k++, total++)
            incidence->first[gti_net_table(net, t)->scope[k] + 2]++;
    incidence->tables = gti_alloc_array(allocator, total + 1, sizeof *incidence->tables);
    if (incidence->tables == NULL) {
        gti_free(allocator, incidence->first, (nodes + 2) * sizeof *incidence->first);
        return false;
    }
    for (size_t v = 2; v < nodes + 2; v++)
        incidence->first[v] += incidence->first[v - 1];
    for (size_t t = 0; t < net->tables.count; t++)
        for (uint32_t k = 0; !gti_net_table(net, t)->dead && k < gti_net_table(net, t)->arity; k++)
            incidence->tables[incidence->first[gti_net_table(net, t)->scope[k] + 1]++] = (uint32_t)t;
    return true;
}

void gti_incidence_free(gti_incidence *incidence, const gti_net *net)
{
    const gti_allocator *allocator = &net->arena.allocator;
    const size_t nodes = net->nodes.count;

    if (incidence->tables != NULL) {
        gti_free(allocator, incidence->tables, (incidence->first[nodes] + (size_t)1) * sizeof *incidence->tables);
        gti_free(allocator, incidence->first, (nodes + 2) * sizeof *incidence->first);
    }
}

/* All faces: `keep` (by node), or what dominance and arc consistency leave. */
static bool reduce(gti_net *net, bool dominated, int64_t margin, const uint64_t *keep)
{
    const gti_allocator *allocator = &net->arena.allocator;
    const size_t nodes = net->nodes.count;
    reducing *r;
    bool ok;

    if (nodes == 0 || net->base >= GTI_WEIGHT_TOP)
        return true;
    r = gti_alloc_zero(allocator, sizeof *r);
    if (r == NULL)
        return false;
    r->net = net;
    r->dominated = dominated;
    r->margin = margin;
    ok = gti_incidence_init(&r->incidence, net);
    r->live = gti_alloc_array(allocator, nodes, sizeof *r->live);
    r->queue = gti_alloc_array(allocator, nodes, sizeof *r->queue);
    r->queued = gti_alloc_array(allocator, nodes, 1);
    ok = ok && r->live != NULL && r->queue != NULL && r->queued != NULL;
    if (ok && keep != NULL) {
        memcpy(r->live, keep, nodes * sizeof *keep);
        compact(r);
    } else if (ok) {
        run(r);
    }
    gti_incidence_free(&r->incidence, net);
    gti_free(allocator, r->live, nodes * sizeof *r->live);
    gti_free(allocator, r->queue, nodes * sizeof *r->queue);
    gti_free(allocator, r->queued, nodes);
    gti_free(allocator, r, sizeof *r);
    return ok;
}

bool gti_net_reduce(gti_net *net, bool dominated)
{
    return reduce(net, dominated, -1, NULL);
}

bool gti_net_reduce_within(gti_net *net, gti_weight margin)
{
    return reduce(net, true, (int64_t)margin, NULL);
}

bool gti_net_restrict(gti_net *net, const uint64_t *live)
{
    return reduce(net, false, -1, live);
}
