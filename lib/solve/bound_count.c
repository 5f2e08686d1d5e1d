/* bound_count.c: conjunctions and sums of marks, chained over hidden nodes (bound_net.h). Uses base only.
 *
 * A hidden node is a function of earlier ones, held by a table that forbids all other values. A sum that is bounded by a small number is
 * counted up to it, mark by mark; a larger one is added up in digits to the base 16 with carries, and its digits compared with the bounds'. */
#include "solve/bound_net.h"

#define COUNTED 31u /* counted in one node up to this */
#define BASE 16u
#define DIGITS 16u
#define NO_VALUE UINT32_MAX

typedef uint32_t (*function)(const void *user, const uint32_t *inputs); /* the value, or NO_VALUE: forbidden */

/* A table over the inputs (any order) and a new node that is their function. */
static bool define(gti_net *net, const uint32_t *inputs, uint32_t count, uint32_t size, function f, const void *user, uint32_t *out)
{
    uint32_t scope[4], values[4] = {0}, place_of[4];
    gti_table *table;

    if (!gti_net_add_node(net, size, out))
        return false;
    for (uint32_t i = 0; i < count; i++) { /* where each input stands in the ascending scope */
        place_of[i] = 0;
        for (uint32_t k = 0; k < count; k++)
            place_of[i] += inputs[k] < inputs[i];
        scope[place_of[i]] = inputs[i];
    }
    scope[count] = *out;
    table = gti_net_scope(net, scope, count + 1);
    if (table == NULL)
        return false;
    for (size_t row = 0; row < table->size / size; row++) {
        uint32_t given[4], value;
        size_t rest = row;

        for (uint32_t k = count; k-- > 0;) {
            values[k] = (uint32_t)(rest % gti_net_node(net, scope[k])->size);
            rest /= gti_net_node(net, scope[k])->size;
        }
        for (uint32_t i = 0; i < count; i++)
            given[i] = values[place_of[i]];
        value = f(user, given);
        for (uint32_t v = 0; v < size; v++)
            table->weights[row * size + v] = v == value ? 0 : GTI_WEIGHT_TOP;
    }
    return true;
}

typedef struct pair { gti_mark a, b; } pair;

static uint32_t conjunction(const void *user, const uint32_t *in)
{
    const pair *p = user;

    return (uint32_t)(p->a.values >> in[0] & p->b.values >> in[1] & 1);
}

bool gti_net_both(gti_net *net, gti_mark a, gti_mark b, gti_mark *both)
{
    const pair p = {a, b};
    const uint32_t inputs[2] = {a.node, b.node};

    if (a.node == b.node) {
        *both = (gti_mark){.node = a.node, .values = a.values & b.values};
        return true;
    }
    *both = (gti_mark){.values = 2};
    return define(net, inputs, 2, 2, conjunction, &p, &both->node);
}

/* One addition: inputs are the digit, the mark's node and, if `carried`, the carry's. */
typedef struct adding {
    uint64_t values, carry_values; /* of the mark, of the carry */
    uint64_t amount;
    uint64_t most; /* counting: what more is */
    bool carried, overflow; /* overflow: more than `most` is forbidden */
} adding;

static uint64_t added(const adding *a, const uint32_t *in)
{
    return in[0] + ((a->values >> in[1] & 1) != 0 ? a->amount : 0) + (a->carried ? a->carry_values >> in[2] & 1 : 0);
}

static uint32_t counted(const void *user, const uint32_t *in)
{
    const adding *a = user;
    const uint64_t sum = added(a, in);

    if (sum <= a->most)
        return (uint32_t)sum;
    return a->overflow ? NO_VALUE : (uint32_t)a->most;
}

static uint32_t digit(const void *user, const uint32_t *in)
{
    return (uint32_t)(added(user, in) % BASE);
}

static uint32_t carry(const void *user, const uint32_t *in)
{
    return added(user, in) >= BASE;
}

typedef struct sum {
    const gti_mark *marks;
    const uint64_t *weights;
    uint32_t count;
    uint64_t least, most, total;
} sum;

static bool count_up(gti_net *net, const sum *s)
{
    const bool upper = s->most < s->total;
    const uint64_t most = upper ? s->most : s->least;
    uint64_t reached = 0;
    uint32_t state;

    if (!gti_net_add_node(net, 1, &state))
        return false;
    for (uint32_t i = 0; i < s->count; i++) {
        const uint32_t inputs[2] = {state, s->marks[i].node};
        const adding a = {.values = s->marks[i].values,
                          .amount = s->weights[i] > most ? most + 1 : s->weights[i],
                          .most = most,
                          .overflow = upper};

        reached = reached + a.amount > most ? most : reached + a.amount;
        if (!define(net, inputs, 2, (uint32_t)reached + 1, counted, &a, &state))
            return false;
    }
    for (uint32_t v = 0; v <= reached; v++)
        if (v < s->least)
            gti_net_node(net, state)->unary[v] = GTI_WEIGHT_TOP;
    return true;
}

/* Adds `amount`, if the mark is true, to the number that the digits are. */
static bool add_digits(gti_net *net, uint32_t *digits, uint32_t count, gti_mark mark, uint64_t amount)
{
    gti_mark carried = {.values = 0};
    bool is_carried = false;

    for (uint32_t d = 0; d < count && (amount != 0 || is_carried); d++, amount /= BASE) {
        const uint32_t inputs[3] = {digits[d], mark.node, carried.node};
        const adding a = {
            .values = mark.values, .carry_values = carried.values, .amount = amount % BASE, .carried = is_carried};
        const uint32_t given = is_carried ? 3 : 2;

        if (a.amount == 0 && !is_carried)
            continue;
        if (!define(net, inputs, given, BASE, digit, &a, &digits[d]) || !define(net, inputs, given, 2, carry, &a, &carried.node))
            return false;
        carried.values = 2;
        is_carried = true;
    }
    return true;
}

static uint64_t number_digit(uint64_t number, uint32_t d)
{
    return number >> 4 * d & (BASE - 1);
}

/* Forbids numbers above (or below) a bound: those whose digits are the bound's down to one that is larger (smaller). */
static bool forbid(gti_net *net, const uint32_t *digits, uint32_t count, uint64_t bound, bool above)
{
    gti_mark same = {.values = 0};

    for (uint32_t d = count; d-- > 0;) {
        const uint32_t at = (uint32_t)number_digit(bound, d);
        const uint64_t below = (UINT64_C(1) << at) - 1, all = gti_all_values(gti_net_node(net, digits[d])->size);
        const gti_mark equal = {.node = digits[d], .values = all & UINT64_C(1) << at};
        gti_mark box[2] = {{.node = digits[d], .values = above ? all & ~(below | UINT64_C(1) << at) : all & below}, same};

        if (d + 1 < count && box[1].node < box[0].node) {
            box[1] = box[0];
            box[0] = same;
        }
        if (!gti_net_add_box(net, box, d + 1 < count ? 2 : 1, GTI_WEIGHT_TOP))
            return false;
        if (d + 1 == count)
            same = equal;
        else if (d > 0 && !gti_net_both(net, same, equal, &same))
            return false;
    }
    return true;
}

static bool add_up(gti_net *net, const sum *s)
{
    uint32_t digits[DIGITS], count = 1;

    while (count < DIGITS && s->total >> 4 * count != 0)
        count++;
    for (uint32_t d = 0; d < count; d++)
        if (!gti_net_add_node(net, 1, &digits[d]))
            return false;
    for (uint32_t i = 0; i < s->count; i++)
        if (!add_digits(net, digits, count, s->marks[i], s->weights[i]))
            return false;
    return (s->most >= s->total || forbid(net, digits, count, s->most, true)) &&
           (s->least == 0 || forbid(net, digits, count, s->least, false));
}

/* Counting what is false instead of what is true: the same sum seen from the other end. */
static void turn(const gti_net *net, sum *s, gti_mark *marks)
{
    const uint64_t least = s->least;

    for (uint32_t i = 0; i < s->count; i++)
        marks[i].values = gti_all_values(gti_net_node(net, marks[i].node)->size) & ~marks[i].values;
    s->least = s->most >= s->total ? 0 : s->total - s->most;
    s->most = s->total - least;
}

bool gti_net_sum(gti_net *net, gti_mark *marks, const uint64_t *weights, uint32_t count, uint64_t at_least, uint64_t at_most)
{
    sum s = {.marks = marks, .weights = weights, .count = count, .least = at_least, .most = at_most};

    for (uint32_t i = 0; i < count; i++)
        s.total = s.total > UINT64_MAX - weights[i] ? UINT64_MAX : s.total + weights[i];
    if (s.least > s.total || s.least > s.most)
        return gti_net_add_box(net, NULL, 0, GTI_WEIGHT_TOP);
    if (s.least == 0 && s.most >= s.total)
        return true;
    if (s.least > s.total / 2) /* more than half must be true: few may be false */
        turn(net, &s, marks);
    if ((s.most < s.total ? s.most : s.least) <= COUNTED)
        return count_up(net, &s);
    return add_up(net, &s);
}
