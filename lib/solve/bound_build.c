/* bound_build.c: from a problem to a network of cost tables (bound_net.h). Uses solve.h.
 *
 * A clause is false in one box of combinations: where each of its literals is. A group of one clause is that box at its weight; one of
 * several clauses is the union of their boxes, each combination once. Groups that a cap or a fixed level counts get a mark that is true
 * where they are broken. */
#include "solve/bound_net.h"

#include <stdalign.h>
#include <string.h>

#define LARGEST 4096u /* table that a group is made into directly */
#define WIDEST 4u     /* nodes in it */

typedef struct box { uint32_t first, count; } box; /* marks [first, first + count) */

typedef struct building {
    gti_net *net;
    const gti_problem *problem;
    const gti_net_levels *levels;
    const gti_allocator *allocator;
    gti_vec order;   /* uint32_t: clauses, sorted by group */
    gti_vec starts;  /* uint32_t by group: first in `order` */
    gti_vec marks;   /* gti_mark: of the boxes at hand */
    gti_vec boxes;   /* box: of the group at hand */
    gti_vec broken;  /* gti_mark by group that is counted; node UINT32_MAX: never, values ≠ 0: always */
    gti_vec chosen, amounts; /* gti_mark, uint64_t: of the sum at hand */
} building;

static bool clash(gti_weight total, gti_weight scale)
{
    return scale != 0 && total > (GTI_WEIGHT_TOP / 2 - 1) / scale;
}

bool gti_net_fit(const gti_problem *problem, uint32_t first, uint32_t *last, gti_weight *scale)
{
    uint64_t totals[GTI_SOLVE_LEVELS] = {0};
    const gti_group *groups = problem->groups.items;

    for (size_t g = 1; g < problem->groups.count; g++) {
        uint64_t *total = &totals[groups[g].level];
        *total = *total > UINT64_MAX / 2 - groups[g].weight || groups[g].weight > UINT64_MAX / 2 ? UINT64_MAX / 2 : *total + groups[g].weight;
    }
    for (uint32_t end = GTI_SOLVE_LEVELS; end > first; end--) {
        gti_weight unit = 1; /* one more than all below may cost */
        bool fits = true;

        memset(scale, 0, GTI_SOLVE_LEVELS * sizeof *scale);
        for (uint32_t l = end; l-- > first && fits;) {
            fits = !clash(totals[l] + 1, unit);
            scale[l] = unit;
            unit *= fits ? totals[l] + 1 : 1;
        }
        *last = end - 1;
        if (fits)
            return true;
    }
    return false;
}

/* Splits the classes by what a literal tells apart. */
static uint32_t split(uint64_t *classes, uint32_t count, uint64_t options)
{
    const uint32_t before = count;

    for (uint32_t c = 0; c < before; c++) {
        const uint64_t inside = classes[c] & options;

        if (inside != 0 && inside != classes[c]) {
            classes[count++] = classes[c] & ~options;
            classes[c] = inside;
        }
    }
    return count;
}

/* The node of a variable, its values in order: the preferred one's class, then by lowest option. */
static bool add_visible(building *b, const gti_unknown *variable, const uint64_t *classes, uint32_t count)
{
    const uint64_t preferred = variable->preferred < 64 ? UINT64_C(1) << variable->preferred : 0;
    uint8_t *options = gti_arena_alloc(&b->net->arena, 64, 1);
    uint64_t chosen = 0;
    uint32_t node, values = 0;

    if (options == NULL || !gti_net_add_node(b->net, count, &node))
        return false;
    for (uint32_t c = 0; c < count; c++)
        if ((classes[c] & preferred) == 0)
            chosen |= classes[c] & (~classes[c] + 1);
        else
            options[values++] = (uint8_t)variable->preferred;
    for (; chosen != 0; chosen &= chosen - 1)
        options[values++] = (uint8_t)gti_lowest_bit(chosen);
    gti_net_node(b->net, node)->options = options;
    if (count == 0)
        b->net->base = GTI_WEIGHT_TOP;
    return true;
}

static bool add_variables(building *b)
{
    const gti_unknown *variables = b->problem->variables.items;
    const gti_atom *atoms = b->problem->literals.items;
    const size_t count = b->problem->variables.count;
    size_t *first = gti_arena_array(&b->net->arena, count + 1, sizeof *first, alignof(size_t)), total = 0;
    uint32_t *used = gti_arena_array(&b->net->arena, count + 1, sizeof *used, alignof(uint32_t));
    uint64_t *classes;

    if (first == NULL || used == NULL)
        return false;
    for (size_t v = 0; v < count; total += gti_count_bits(variables[v].domain), v++)
        first[v] = total;
    classes = gti_arena_array(&b->net->arena, total + 1, sizeof *classes, alignof(uint64_t));
    if (classes == NULL)
        return false;
    for (size_t v = 0; v < count; v++)
        if (variables[v].domain != 0) {
            classes[first[v]] = variables[v].domain;
            used[v] = 1;
        }
    for (size_t i = 0; i < b->problem->literals.count; i++) {
        const uint32_t v = atoms[i].variable;

        used[v] = split(classes + first[v], used[v], atoms[i].options);
    }
    for (size_t v = 0; v < count; v++)
        if (!add_visible(b, &variables[v], classes + first[v], used[v]))
            return false;
    b->net->visible = (uint32_t)count;
    return true;
}

/* The values of its variable that a literal allows. */
static gti_mark mark_of(const building *b, uint32_t atom)
{
    const gti_atom *a = GTI_VEC_AT(&b->problem->literals, gti_atom, atom);
    const gti_node *node = gti_net_node(b->net, a->variable);
    gti_mark mark = {.node = a->variable};

    for (uint32_t v = 0; v < node->size; v++)
        mark.values |= (a->options >> node->options[v] & 1) << v;
    return mark;
}

static gti_mark negated(const building *b, gti_mark mark)
{
    mark.values = ~mark.values & gti_all_values(gti_net_node(b->net, mark.node)->size);
    return mark;
}

static int by_node(const void *user, const void *left, const void *right)
{
    const gti_mark *a = left, *b = right;

    (void)user;
    return a->node < b->node ? -1 : a->node > b->node;
}

static bool sort_marks(const building *b, gti_mark *marks, uint32_t count)
{
    if (count > 16)
        return gti_sort(b->allocator, marks, count, sizeof *marks, by_node, NULL);
    for (uint32_t i = 1; i < count; i++)
        for (uint32_t k = i; k > 0 && marks[k - 1].node > marks[k].node; k--) {
            const gti_mark other = marks[k];

            marks[k] = marks[k - 1];
            marks[k - 1] = other;
        }
    return true;
}

/* Joins marks of one node; leaves out nodes that are false whatever their value. Its count; UINT32_MAX: the box is empty. */
static uint32_t join_marks(const building *b, gti_mark *marks, uint32_t count)
{
    uint32_t kept = 0;

    for (uint32_t i = 0; i < count;) {
        gti_mark mark = marks[i++];

        for (; i < count && marks[i].node == mark.node; i++)
            mark.values &= marks[i].values;
        if (mark.values == 0)
            return UINT32_MAX;
        if (negated(b, mark).values != 0)
            marks[kept++] = mark;
    }
    return kept;
}

/* Pushes the box in which a clause is false; none if it never is. */
static bool push_box(building *b, const gti_clause_span *clause)
{
    const uint32_t first = (uint32_t)b->marks.count;
    uint32_t count;
    box *slot;

    for (uint32_t i = 0; i < clause->count; i++) {
        gti_mark *mark = gti_vec_push(b->allocator, &b->marks);

        if (mark == NULL)
            return false;
        *mark = negated(b, mark_of(b, clause->first + i));
    }
    if (!sort_marks(b, GTI_VEC_AT(&b->marks, gti_mark, first), clause->count))
        return false;
    count = clause->count == 0 ? 0 : join_marks(b, GTI_VEC_AT(&b->marks, gti_mark, first), clause->count);
    b->marks.count = first + (count == UINT32_MAX ? 0 : count);
    if (count == UINT32_MAX)
        return true;
    slot = gti_vec_push(b->allocator, &b->boxes);
    if (slot != NULL)
        *slot = (box){first, count};
    return slot != NULL;
}

static bool fits_table(const building *b, const gti_mark *marks, uint32_t count)
{
    size_t size = 1;

    for (uint32_t i = 0; i < count && size <= LARGEST; i++)
        size *= gti_net_node(b->net, marks[i].node)->size;
    return count <= WIDEST && size <= LARGEST;
}

/* Replaces marks, two by two, by one that is true where both are, until a table fits. They stay ascending: a hidden node is the newest. */
static bool shorten(building *b, gti_mark **marks, uint32_t *count, uint32_t most)
{
    while (*count > 1 && (*count > most || !fits_table(b, *marks, *count))) {
        gti_mark both;

        if (!gti_net_both(b->net, (*marks)[0], (*marks)[1], &both))
            return false;
        (*marks)++;
        (*count)--;
        memmove(*marks, *marks + 1, (*count - 1) * sizeof **marks);
        (*marks)[*count - 1] = both;
    }
    return true;
}

static bool add_box(building *b, box at, gti_weight weight)
{
    gti_mark *marks = b->marks.count == 0 ? NULL : GTI_VEC_AT(&b->marks, gti_mark, at.first);

    return shorten(b, &marks, &at.count, WIDEST) && gti_net_add_box(b->net, marks, at.count, weight);
}

/* A mark that is true where the group at hand is broken: where not all of its boxes are left. */
static bool mark_group(building *b, gti_mark *broken)
{
    gti_mark holding = {.node = UINT32_MAX};

    *broken = holding;
    for (size_t i = 0; i < b->boxes.count; i++) {
        box *at = GTI_VEC_AT(&b->boxes, box, i);
        gti_mark *marks = b->marks.count == 0 ? NULL : GTI_VEC_AT(&b->marks, gti_mark, at->first);
        gti_mark outside;

        if (at->count == 0) {
            broken->values = 1; /* always */
            return true;
        }
        if (!shorten(b, &marks, &at->count, 1))
            return false;
        outside = negated(b, marks[0]);
        if (i == 0)
            holding = outside;
        else if (!gti_net_both(b->net, holding, outside, &holding))
            return false;
    }
    if (b->boxes.count > 0)
        *broken = negated(b, holding);
    return true;
}

/* The nodes of all boxes, ascending, appended to the marks with all their values. SIZE_MAX: no memory. */
static size_t join_scopes(building *b, uint32_t *count)
{
    const size_t first = b->marks.count;
    gti_mark *marks;

    for (size_t i = 0; i < first; i++) {
        const gti_mark mark = *GTI_VEC_AT(&b->marks, gti_mark, i);
        gti_mark *slot = gti_vec_push(b->allocator, &b->marks);

        if (slot == NULL)
            return SIZE_MAX;
        *slot = (gti_mark){.node = mark.node, .values = gti_all_values(gti_net_node(b->net, mark.node)->size)};
    }
    marks = GTI_VEC_AT(&b->marks, gti_mark, first);
    if (!sort_marks(b, marks, (uint32_t)first))
        return SIZE_MAX;
    *count = 0;
    for (size_t i = 0; i < first; i++)
        if (*count == 0 || marks[*count - 1].node != marks[i].node)
            marks[(*count)++] = marks[i];
    return first;
}

/* Does the combination of values at `place` of the joint scope lie in the box? */
static bool in_box(const building *b, const box *at, const gti_mark *scope, uint32_t count, size_t place)
{
    const gti_mark *marks = GTI_VEC_AT(&b->marks, gti_mark, at->first);
    uint32_t left = at->count;

    for (uint32_t k = count; k-- > 0 && left > 0;) {
        const uint32_t size = gti_net_node(b->net, scope[k].node)->size;

        if (marks[left - 1].node == scope[k].node) {
            left--;
            if ((marks[left].values >> place % size & 1) == 0)
                return false;
        }
        place /= size;
    }
    return true;
}

/* The group at hand as one table, a combination that breaks several of its clauses charged once. */
static bool add_union(building *b, const gti_mark *scope, uint32_t count, gti_weight weight)
{
    uint32_t nodes[WIDEST];
    gti_weight *weights = count == 1 ? gti_net_node(b->net, scope[0].node)->unary : NULL;
    size_t size = count == 1 ? gti_net_node(b->net, scope[0].node)->size : 0;

    for (uint32_t i = 0; i < count; i++)
        nodes[i] = scope[i].node;
    if (count > 1) {
        gti_table *table = gti_net_scope(b->net, nodes, count);

        if (table == NULL)
            return false;
        weights = table->weights;
        size = table->size;
    }
    for (size_t place = 0; place < size; place++)
        for (size_t i = 0; i < b->boxes.count; i++)
            if (in_box(b, GTI_VEC_AT(&b->boxes, box, i), scope, count, place)) {
                weights[place] = weights[place] + weight > GTI_WEIGHT_TOP ? GTI_WEIGHT_TOP : weights[place] + weight;
                break;
            }
    return true;
}

/* A group of several clauses. */
static bool add_boxes(building *b, gti_weight weight)
{
    uint32_t count;
    size_t scope;
    gti_mark broken;

    for (size_t i = 0; i < b->boxes.count; i++)
        if (GTI_VEC_AT(&b->boxes, box, i)->count == 0)
            return gti_net_add_box(b->net, NULL, 0, weight);
    scope = join_scopes(b, &count);
    if (scope == SIZE_MAX)
        return false;
    if (fits_table(b, GTI_VEC_AT(&b->marks, gti_mark, scope), count))
        return add_union(b, GTI_VEC_AT(&b->marks, gti_mark, scope), count, weight);
    return mark_group(b, &broken) && gti_net_add_box(b->net, &broken, 1, weight);
}

static bool is_counted(const building *b, const gti_group *group)
{
    const gti_cap *caps = b->problem->caps.items;

    if (group->level < b->levels->first)
        return true;
    for (size_t i = 0; group->level == 0 && group->party != UINT32_MAX && i < b->problem->caps.count; i++)
        if (caps[i].party == group->party)
            return true;
    return false;
}

static bool add_soft(building *b, uint32_t group)
{
    const gti_group *g = GTI_VEC_AT(&b->problem->groups, gti_group, group);
    const gti_weight weight = b->net->scale[g->level] * g->weight;
    gti_mark *broken = GTI_VEC_AT(&b->broken, gti_mark, group);

    if (b->boxes.count == 0)
        return true;
    if (is_counted(b, g)) {
        if (!mark_group(b, broken))
            return false;
        return weight == 0 || gti_net_add_box(b->net, broken, broken->node == UINT32_MAX ? 0 : 1, weight);
    }
    if (weight == 0)
        return true;
    return b->boxes.count == 1 ? add_box(b, *GTI_VEC_AT(&b->boxes, box, 0), weight) : add_boxes(b, weight);
}

static bool add_group(building *b, uint32_t group)
{
    const uint32_t *order = b->order.items, *starts = b->starts.items;

    gti_vec_clear(&b->marks);
    gti_vec_clear(&b->boxes);
    for (uint32_t i = starts[group]; i < starts[group + 1]; i++) {
        if (!push_box(b, GTI_VEC_AT(&b->problem->clauses, gti_clause_span, order[i])))
            return false;
        if (group != GTI_SOLVE_HARD)
            continue;
        for (size_t k = 0; k < b->boxes.count; k++) /* what is hard is charged clause by clause */
            if (!add_box(b, *GTI_VEC_AT(&b->boxes, box, k), GTI_WEIGHT_TOP))
                return false;
        gti_vec_clear(&b->marks);
        gti_vec_clear(&b->boxes);
    }
    return group == GTI_SOLVE_HARD || add_soft(b, group);
}

/* Clauses by group, and a place for each group's mark. */
static bool sort_clauses(building *b)
{
    const size_t groups = b->problem->groups.count, clauses = b->problem->clauses.count;
    const gti_clause_span *spans = b->problem->clauses.items;
    uint32_t *starts, *order;

    if (!gti_vec_reserve(b->allocator, &b->starts, groups + 2) || !gti_vec_reserve(b->allocator, &b->order, clauses + 1) ||
        !gti_vec_reserve(b->allocator, &b->broken, groups + 1))
        return false;
    starts = b->starts.items;
    order = b->order.items;
    memset(starts, 0, (groups + 2) * sizeof *starts);
    for (size_t i = 0; i < clauses; i++)
        starts[spans[i].group + 2]++;
    for (size_t g = 1; g < groups + 2; g++)
        starts[g] += starts[g - 1];
    for (size_t i = 0; i < clauses; i++)
        order[starts[spans[i].group + 1]++] = (uint32_t)i;
    for (size_t g = 0; g < groups; g++)
        ((gti_mark *)b->broken.items)[g] = (gti_mark){.node = UINT32_MAX};
    return true;
}

static bool choose(building *b, gti_mark mark, uint64_t amount)
{
    return gti_vec_append(b->allocator, &b->chosen, &mark, 1) && gti_vec_append(b->allocator, &b->amounts, &amount, 1);
}

static bool close_sum(building *b, uint64_t at_least, uint64_t at_most)
{
    const bool ok = gti_net_sum(b->net, b->chosen.items, b->amounts.items, (uint32_t)b->chosen.count, at_least, at_most);

    gti_vec_clear(&b->chosen);
    gti_vec_clear(&b->amounts);
    return ok;
}

/* The groups of a party on level 0 (each counts one), or of a level (each at its weight), cost at most so much. */
static bool limit_groups(building *b, uint32_t level, bool by_party, uint32_t party, uint64_t at_most)
{
    uint64_t always = 0;

    for (size_t g = 1; g < b->problem->groups.count; g++) {
        const gti_group *group = GTI_VEC_AT(&b->problem->groups, gti_group, g);
        const gti_mark broken = ((gti_mark *)b->broken.items)[g];
        const uint64_t amount = by_party ? 1 : group->weight;

        if (group->level != level || (by_party && group->party != party))
            continue;
        if (broken.node == UINT32_MAX)
            always += broken.values != 0 ? amount : 0;
        else if (!choose(b, broken, amount))
            return false;
    }
    if (always > at_most)
        return gti_net_add_box(b->net, NULL, 0, GTI_WEIGHT_TOP);
    return close_sum(b, 0, at_most - always);
}

static bool add_sums(building *b)
{
    const gti_count *counts = b->problem->counts.items;
    const gti_cap *caps = b->problem->caps.items;

    for (size_t i = 0; i < b->problem->counts.count; i++) {
        for (uint32_t k = 0; k < counts[i].count; k++)
            if (!choose(b, mark_of(b, counts[i].first + k), 1))
                return false;
        if (!close_sum(b, counts[i].at_least, counts[i].at_most))
            return false;
    }
    for (size_t i = 0; i < b->problem->caps.count; i++)
        if (caps[i].party != UINT32_MAX && !limit_groups(b, 0, true, caps[i].party, caps[i].at_most))
            return false;
    for (uint32_t l = 0; l < b->levels->first; l++)
        if (!limit_groups(b, l, false, 0, b->levels->fixed[l]))
            return false;
    return true;
}

bool gti_net_build(gti_net *net, const gti_problem *problem, const gti_net_levels *levels)
{
    building b = {.net = net,
                  .problem = problem,
                  .levels = levels,
                  .allocator = &net->arena.allocator,
                  .order = GTI_VEC(uint32_t),
                  .starts = GTI_VEC(uint32_t),
                  .marks = GTI_VEC(gti_mark),
                  .boxes = GTI_VEC(box),
                  .broken = GTI_VEC(gti_mark),
                  .chosen = GTI_VEC(gti_mark),
                  .amounts = GTI_VEC(uint64_t)};
    gti_vec *all[] = {&b.order, &b.starts, &b.marks, &b.boxes, &b.broken, &b.chosen, &b.amounts};
    bool ok = add_variables(&b) && sort_clauses(&b);

    for (uint32_t g = 0; ok && g < problem->groups.count && net->base < GTI_WEIGHT_TOP; g++)
        ok = add_group(&b, g);
    if (ok && net->base < GTI_WEIGHT_TOP)
        ok = add_sums(&b);
    for (size_t i = 0; i < sizeof all / sizeof all[0]; i++)
        gti_vec_free(b.allocator, all[i]);
    return ok;
}
