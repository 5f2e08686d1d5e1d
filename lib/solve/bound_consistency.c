/* bound_consistency.c: soft local consistency (bound_state.h): how a lower bound comes out of the tables. Uses base only.
 *
 * Existential directional arc consistency (Larrosa & Schiex 2004; de Givry, Heras, Zytnicki & Larrosa 2005), for tables of up to three open nodes
 * (Sánchez, de Givry & Schiex 2008): every value has a support that costs nothing in each table; the first node of a table has full ones,
 * counting its partners' unary weights; and each node has a value whose supports are full in all tables. Wider tables are held at
 * generalised arc consistency. Values that would cost `upper` leave. */
#include "solve/bound_state.h"

#define FORBIDDEN ((int64_t)GTI_WEIGHT_TOP)
#define CELLS 4096u

/* A table over its open nodes and live values, copied out. */
typedef struct view {
    gti_cells *table;
    uint32_t arity;
    uint32_t position[GTI_STATE_ARITY]; /* in the table's scope */
    uint32_t node[GTI_STATE_ARITY];
    uint32_t count[GTI_STATE_ARITY];
    uint8_t values[GTI_STATE_ARITY][64];
    bool counted[GTI_STATE_ARITY]; /* are its unary weights to be used? */
    uint32_t cells;
    int64_t cell[CELLS];
} view;

static bool raise(gti_state *s, int64_t *cell, int64_t amount)
{
    if (!gti_state_save(s, cell))
        return false;
    *cell += amount;
    return true;
}

static void open_dimension(view *v, uint32_t position, uint64_t values)
{
    const uint32_t d = v->arity++;
    uint32_t count = 0;

    v->position[d] = position;
    v->node[d] = v->table->scope[position];
    for (uint64_t left = values; left != 0; left &= left - 1)
        v->values[d][count++] = (uint8_t)gti_lowest_bit(left);
    v->count[d] = count;
}

/* Copies the cells along the last dimension, the values of the others being chosen. */
static void copy_row(view *v, const gti_weight *weights, int64_t moved)
{
    const uint32_t d = v->arity - 1, step = v->table->steps[v->position[d]], count = v->count[d];
    const int64_t *given = v->table->moved[v->position[d]];
    int64_t *cell = v->cell + v->cells;

    for (uint32_t i = 0; i < count; i++) {
        const uint32_t value = v->values[d][i];
        const gti_weight weight = weights[value * (size_t)step];

        cell[i] = weight >= GTI_WEIGHT_TOP ? FORBIDDEN : (int64_t)weight - moved - given[value];
    }
    v->cells += count;
}

/* Copies what is below dimension `d` for the values chosen so far. */
static void copy_cells(view *v, uint32_t d, const gti_weight *weights, int64_t moved)
{
    const uint32_t position = v->position[d], step = v->table->steps[position];
    const int64_t *given = v->table->moved[position];

    if (d + 1 == v->arity) {
        copy_row(v, weights, moved);
        return;
    }
    for (uint32_t i = 0; i < v->count[d]; i++) {
        const uint32_t value = v->values[d][i];

        if (d + 2 == v->arity)
            copy_row(v, weights + value * (size_t)step, moved + given[value]);
        else
            copy_cells(v, d + 1, weights + value * (size_t)step, moved + given[value]);
    }
}

/* `target` (a position in the scope) becomes dimension 0, with the values given; other open nodes follow. */
static void open_view(const gti_state *s, gti_cells *table, uint32_t target, uint64_t values, view *v)
{
    const gti_weight *weights = table->weights;
    int64_t moved = 0;

    v->table = table;
    v->arity = 0;
    v->cells = 0;
    open_dimension(v, target, values);
    for (uint32_t k = 0; k < table->arity; k++) {
        const uint64_t live = s->live[table->scope[k]];

        if (k == target)
            continue;
        if ((live & (live - 1)) == 0) {
            const uint32_t value = gti_lowest_bit(live);

            weights += value * (size_t)table->steps[k];
            moved += table->moved[k][value];
        } else {
            open_dimension(v, k, live);
        }
    }
    copy_cells(v, 0, weights, moved);
}

/* By value of dimension 0: the least of its cells. */
static void least_cells(const view *v, int64_t *least)
{
    const uint32_t width = v->cells / v->count[0];

    for (uint32_t a = 0; a < v->count[0]; a++) {
        const int64_t *row = v->cell + (size_t)a * width;
        int64_t best = FORBIDDEN;

        for (uint32_t i = 0; i < width; i++)
            best = row[i] < best ? row[i] : best;
        least[a] = best;
    }
}

/* Which dimensions' unary weights may be used: with `once`, each node's in one table only, as they can be spent only once. */
static void choose_unary(gti_state *s, view *v, bool once)
{
    for (uint32_t d = 1; d < v->arity; d++) {
        v->counted[d] = !once || s->spent[v->node[d]] != s->spending;
        if (once)
            s->spent[v->node[d]] = s->spending;
    }
}

/* Adds the unary weights of dimension `d` to the cells, if they may be used. */
static void add_unary(const gti_state *s, view *v, uint32_t d)
{
    uint32_t inner = 1, at = 0;
    const int64_t *unary = s->unary[v->node[d]];

    if (!v->counted[d])
        return;
    for (uint32_t k = d + 1; k < v->arity; k++)
        inner *= v->count[k];
    while (at < v->cells)
        for (uint32_t b = 0; b < v->count[d]; b++) {
            const int64_t weight = unary[v->values[d][b]];

            for (uint32_t i = 0; i < inner; i++)
                v->cell[at++] += weight;
        }
}

bool gti_state_keep_values(gti_state *s, uint32_t node, uint64_t values)
{
    const uint64_t left = s->live[node] & values;

    if (left == s->live[node])
        return true;
    if (!gti_state_save(s, &s->live[node]))
        return false;
    s->live[node] = left;
    gti_set_add(&s->removed, node);
    gti_set_add(&s->raised, node);
    gti_set_add(&s->unsure, node);
    return left != 0;
}

/* Moves the least unary weight into the bound; values that cost too much leave. */
bool gti_state_settle(gti_state *s, uint32_t node)
{
    int64_t *unary = s->unary[node], least = FORBIDDEN;
    uint64_t keep = 0;

    for (uint64_t left = s->live[node]; left != 0; left &= left - 1) {
        const int64_t weight = unary[gti_lowest_bit(left)];

        least = weight < least ? weight : least;
    }
    if (least >= FORBIDDEN || s->lower + least >= s->upper)
        return false;
    if (least > 0) {
        if (!raise(s, &s->lower, least))
            return false;
        for (uint64_t left = s->live[node]; left != 0; left &= left - 1)
            if (!raise(s, &unary[gti_lowest_bit(left)], -least))
                return false;
    }
    for (uint64_t left = s->live[node]; left != 0; left &= left - 1)
        if (s->lower + unary[gti_lowest_bit(left)] < s->upper)
            keep |= left & (~left + 1);
    return gti_state_keep_values(s, node, keep);
}

/* Projects weights from a table onto its view's first node. */
static bool project(gti_state *s, const view *v, const int64_t *amounts)
{
    const uint32_t node = v->node[0];
    int64_t *moved = v->table->moved[v->position[0]];
    uint64_t gone = 0;
    bool any = false;

    for (uint32_t a = 0; a < v->count[0]; a++) {
        const uint32_t value = v->values[0][a];

        if (amounts[a] <= 0)
            continue;
        any = true;
        if (s->lower + s->unary[node][value] + amounts[a] >= s->upper) {
            gone |= UINT64_C(1) << value;
            continue;
        }
        if (!raise(s, &moved[value], amounts[a]) || !raise(s, &s->unary[node][value], amounts[a]))
            return false;
    }
    if (!any)
        return true;
    gti_set_add(&s->raised, node);
    gti_set_add(&s->unsure, node);
    if (!gti_state_keep_values(s, node, ~gone) || !gti_state_settle(s, node)) {
        s->culprit = (uint32_t)(v->table - s->tables);
        return false;
    }
    return true;
}

bool gti_state_project(gti_state *s, gti_cells *table, uint32_t position)
{
    view v;
    int64_t least[64];

    open_view(s, table, position, s->live[table->scope[position]], &v);
    least_cells(&v, least);
    return project(s, &v, least);
}

/* Extends from dimension d what the projection of `least` needs of it; the cells hold the unary weights of dimensions up to d. */
static bool extend(gti_state *s, view *v, uint32_t d, const int64_t *least)
{
    int64_t *moved = v->table->moved[v->position[d]], *unary = s->unary[v->node[d]], needs[64] = {0};
    uint32_t inner = 1, middle = 1, at = 0;

    for (uint32_t k = d + 1; k < v->arity; k++)
        inner *= v->count[k];
    for (uint32_t k = 1; k < d; k++)
        middle *= v->count[k];
    for (uint32_t a = 0; a < v->count[0]; a++)
        for (uint32_t m = 0; m < middle; m++)
            for (uint32_t b = 0; b < v->count[d]; b++) {
                const int64_t own = unary[v->values[d][b]];

                for (uint32_t i = 0; i < inner; i++, at++) {
                    const int64_t without = v->cell[at] - own;

                    if (least[a] - without > needs[b] && v->cell[at] < FORBIDDEN)
                        needs[b] = least[a] - without;
                }
            }
    at = 0;
    for (uint32_t row = 0; row < v->count[0] * middle; row++)
        for (uint32_t b = 0; b < v->count[d]; b++)
            for (uint32_t i = 0; i < inner; i++)
                v->cell[at++] -= unary[v->values[d][b]] - needs[b];
    for (uint32_t b = 0; b < v->count[d]; b++) {
        const uint32_t value = v->values[d][b];

        if (needs[b] > 0 && (!raise(s, &moved[value], -needs[b]) || !raise(s, &unary[value], -needs[b])))
            return false;
    }
    return true;
}

/* Gives each value of a node a support in the table whose unary weights are counted too. */
static bool full_supports(gti_state *s, gti_cells *table, uint32_t position, bool once)
{
    view v;
    int64_t least[64], most = 0;

    open_view(s, table, position, s->live[table->scope[position]], &v);
    if (v.arity > 3) {
        least_cells(&v, least);
        return project(s, &v, least);
    }
    choose_unary(s, &v, once);
    for (uint32_t d = 1; d < v.arity; d++)
        add_unary(s, &v, d);
    least_cells(&v, least);
    for (uint32_t a = 0; a < v.count[0]; a++) {
        /* more than makes the value leave is of no use */
        const int64_t enough = s->upper - s->lower - s->unary[v.node[0]][v.values[0][a]];

        if (least[a] > enough && least[a] < FORBIDDEN)
            least[a] = enough > 0 ? enough : 0;
        most = least[a] > most ? least[a] : most;
    }
    if (most == 0)
        return true;
    for (uint32_t d = 1; d < v.arity; d++)
        if (v.counted[d] && !extend(s, &v, d, least))
            return false;
    return project(s, &v, least);
}

/* The open node of a table that stands first in the order. */
static uint32_t first_open(const gti_state *s, const gti_cells *table)
{
    for (uint32_t k = 0; k < table->arity; k++)
        if (!gti_state_settled(s, table->scope[k]))
            return k;
    return 0;
}

/* Adds to the sums of some values of a node what they cost with full supports in its tables. */
static void add_supports(gti_state *s, uint32_t node, uint64_t values, int64_t *sums)
{
    const uint32_t count = gti_count_bits(values);
    int64_t least[64];

    s->spending++;
    for (uint32_t i = s->first[node]; i < s->first[node + 1]; i++) {
        view v;

        open_view(s, &s->tables[s->seats[i].table], s->seats[i].position, values, &v);
        if (v.arity < 2 || v.arity > 3)
            continue;
        choose_unary(s, &v, true);
        for (uint32_t d = 1; d < v.arity; d++)
            add_unary(s, &v, d);
        least_cells(&v, least);
        for (uint32_t a = 0; a < count; a++)
            sums[a] += least[a];
        if (count == 1 && sums[0] > 0)
            return;
    }
}

/* Is there a value that costs nothing even with full supports in all tables? */
static bool has_full_value(gti_state *s, uint32_t node)
{
    const uint64_t live = s->live[node], same = UINT64_C(1) << s->support[node];
    int64_t sums[64], best = FORBIDDEN;
    uint32_t count = 0;

    if ((live & same) != 0) {
        sums[0] = s->unary[node][s->support[node]];
        if (sums[0] == 0)
            add_supports(s, node, same, sums);
        if (sums[0] == 0)
            return true;
    }
    for (uint64_t left = live; left != 0; left &= left - 1)
        sums[count++] = s->unary[node][gti_lowest_bit(left)];
    add_supports(s, node, live, sums);
    count = 0;
    for (uint64_t left = live; left != 0; left &= left - 1, count++)
        if (sums[count] < best) {
            best = sums[count];
            s->support[node] = gti_lowest_bit(left);
        }
    return best == 0;
}

static bool find_full_value(gti_state *s, uint32_t node)
{
    if (gti_state_settled(s, node) || has_full_value(s, node))
        return true;
    s->spending++;
    for (uint32_t i = s->first[node]; i < s->first[node + 1]; i++)
        if (!full_supports(s, &s->tables[s->seats[i].table], s->seats[i].position, true))
            return false;
    return true;
}

static uint32_t take_first(gti_set *set)
{
    for (uint32_t w = 0; w < set->count; w++)
        if (set->words[w] != 0) {
            const uint32_t node = w * 64 + gti_lowest_bit(set->words[w]);

            set->words[w] &= set->words[w] - 1;
            return node;
        }
    return UINT32_MAX;
}

static uint32_t take_last(gti_set *set)
{
    for (uint32_t w = set->count; w-- > 0;)
        if (set->words[w] != 0) {
            const uint32_t bit = 63u - (uint32_t)__builtin_clzll(set->words[w]);

            set->words[w] &= ~(UINT64_C(1) << bit);
            return w * 64 + bit;
        }
    return UINT32_MAX;
}

/* Nodes whose support counted on this one. */
static void doubt_partners(gti_state *s, uint32_t node)
{
    for (uint32_t i = s->first[node]; i < s->first[node + 1]; i++) {
        const gti_cells *table = &s->tables[s->seats[i].table];

        for (uint32_t k = 0; k < table->arity; k++)
            if (k != s->seats[i].position && !gti_state_settled(s, table->scope[k]))
                gti_set_add(&s->unsure, table->scope[k]);
    }
}

static bool after_removal(gti_state *s, uint32_t node)
{
    if (!gti_state_settle(s, node))
        return false;
    for (uint32_t i = s->first[node]; i < s->first[node + 1]; i++) {
        gti_cells *table = &s->tables[s->seats[i].table];

        for (uint32_t k = 0; k < table->arity; k++)
            if (k != s->seats[i].position && !gti_state_project(s, table, k))
                return false;
    }
    return true;
}

static bool after_raise(gti_state *s, uint32_t node)
{
    doubt_partners(s, node);
    for (uint32_t i = s->first[node]; i < s->first[node + 1]; i++) {
        gti_cells *table = &s->tables[s->seats[i].table];
        const uint32_t target = first_open(s, table);

        if (target != s->seats[i].position && !full_supports(s, table, target, false))
            return false;
    }
    return true;
}

static bool settle_all(gti_state *s)
{
    for (uint32_t v = 0; v < s->count; v++)
        if (!gti_state_settle(s, v))
            return false;
    return true;
}

static void clear(gti_set *set)
{
    for (uint32_t w = 0; w < set->count; w++)
        set->words[w] = 0;
}

/* One change after another, the cheapest kind of work first. */
static bool propagate(gti_state *s)
{
    for (;;) {
        const int64_t before = s->lower;
        uint32_t node;

        if ((node = take_first(&s->removed)) != UINT32_MAX) {
            if (!after_removal(s, node))
                return false;
        } else if ((node = take_last(&s->raised)) != UINT32_MAX) {
            if (!after_raise(s, node))
                return false;
        } else if ((node = take_first(&s->unsure)) != UINT32_MAX) {
            if (!find_full_value(s, node))
                return false;
        } else {
            return true;
        }
        if (s->lower > before && !settle_all(s))
            return false;
    }
}

bool gti_state_propagate(gti_state *s)
{
    s->culprit = UINT32_MAX;
    if (s->lower < s->upper && settle_all(s) && propagate(s))
        return true;
    clear(&s->removed);
    clear(&s->raised);
    clear(&s->unsure);
    return false;
}
