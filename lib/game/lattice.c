/* lattice.c: enumeration of coalitions, equal members counted at once: a point says how many of each class are in (plan.h). With few classes it is
 * the quickest method of all; where no two members are equal it is brute force. */
#include "game/plan.h"

#include <string.h>

/* Where a member stands: a leaf of the sub-rule, and its weight there. */
typedef struct standing { uint32_t leaf; uint64_t weight; } standing;

typedef struct lattice {
    gti_work *work;
    const gti_form *form;
    uint32_t root;
    gti_profile *p;
    unsigned char *used, *value; /* by node */
    uint64_t *sum;               /* by node: of leaves */
    uint32_t *class_of, classes;
    uint32_t *begin;             /* by class: its members are ordered[begin …] */
    uint32_t *ordered;
    uint32_t *in;                /* by class: how many are in */
    unsigned char *pivotal;      /* by class */
    size_t *first;               /* by member: its standings are standings[first …] */
    standing *standings;
    gti_limb *ways;              /* by depth: coalitions so far; classes + 1 numbers */
    gti_limb *scratch;           /* one number */
    gti_limb *choose;            /* binomials of the class sizes, one after another */
    size_t *choose_of;
    gti_arena arena;
    double steps;
} lattice;

static void *array(lattice *l, size_t count, size_t each)
{
    return gti_arena_array(&l->arena, count + 1, each, sizeof(uint64_t));
}

/* Calls for each place in which a member stands in the sub-rule. */
static size_t list_standings(lattice *l, bool write)
{
    size_t count = 0;
    for (uint32_t i = 0; i <= l->root; i++) {
        const gti_form_node *node = gti_form_at(l->form, i);
        uint32_t terms = node->kind == GTI_MEMBER ? 1 : node->kind == GTI_QUOTA ? node->count : 0;
        for (uint32_t k = 0; l->used[i] && k < terms; k++) {
            gti_term term = node->kind == GTI_MEMBER ? (gti_term){.weight = 1, .member = node->first} : gti_form_terms(l->form, node)[k];
            count++;
            if (write)
                l->standings[l->first[term.member]++] = (standing){.leaf = i, .weight = term.weight};
            else
                l->first[term.member + 1]++;
        }
    }
    return count;
}

/* Sums up the counts by member and lists the standings; then first[m] is where those of m begin again. */
static bool index_standings(lattice *l)
{
    uint32_t members = l->form->members;
    size_t count = list_standings(l, false);
    l->standings = array(l, count, sizeof *l->standings);
    if (l->standings == NULL)
        return false;
    for (uint32_t m = 0; m < members; m++)
        l->first[m + 1] += l->first[m];
    list_standings(l, true);
    for (uint32_t m = members; m > 0; m--)
        l->first[m] = l->first[m - 1];
    l->first[0] = 0;
    return true;
}

/* Lists the members that stand somewhere, class by class, and numbers their classes anew. */
static bool index_classes(lattice *l)
{
    uint32_t members = l->form->members, classes, kept = 0, listed = 0;
    uint32_t *size = NULL;
    if (!gti_form_classes(l->form, l->class_of, &classes) || (size = array(l, classes, sizeof *size)) == NULL)
        return false;
    l->begin = array(l, (size_t)classes + 1, sizeof *l->begin);
    l->in = array(l, classes, sizeof *l->in);
    l->pivotal = array(l, classes, sizeof *l->pivotal);
    l->choose_of = array(l, classes, sizeof *l->choose_of);
    if (l->begin == NULL || l->in == NULL || l->pivotal == NULL || l->choose_of == NULL)
        return false;
    for (uint32_t c = 0; c < classes; c++) {
        for (uint32_t m = 0; m < members; m++)
            if (l->class_of[m] == c && l->first[m + 1] > l->first[m])
                l->ordered[listed++] = m;
        if (listed > l->begin[kept])
            l->begin[++kept] = listed;
    }
    l->classes = kept;
    return true;
}

static bool index_binomials(lattice *l)
{
    size_t numbers = 0;
    for (uint32_t c = 0; c < l->classes; c++) {
        l->choose_of[c] = numbers;
        numbers += l->begin[c + 1] - l->begin[c] + 1;
    }
    l->choose = array(l, numbers * l->p->width, sizeof *l->choose);
    l->ways = array(l, ((size_t)l->classes + 1) * l->p->width, sizeof *l->ways);
    l->scratch = array(l, l->p->width, sizeof *l->scratch);
    if (l->choose == NULL || l->ways == NULL || l->scratch == NULL)
        return false;
    for (uint32_t c = 0; c < l->classes; c++)
        gti_poly_binomials(l->choose + l->choose_of[c] * l->p->width, l->begin[c + 1] - l->begin[c], true, l->p->width);
    l->ways[0] = 1;
    return true;
}

static bool prepare(lattice *l, const gti_allocator *allocator, const gti_form *form, uint32_t node)
{
    gti_arena_init(&l->arena, allocator);
    l->form = form;
    l->root = node;
    l->used = array(l, form->nodes.count, 1);
    l->value = array(l, form->nodes.count, 1);
    l->sum = array(l, form->nodes.count, sizeof *l->sum);
    l->class_of = array(l, form->members, sizeof *l->class_of);
    l->ordered = array(l, form->members, sizeof *l->ordered);
    l->first = array(l, (size_t)form->members + 1, sizeof *l->first);
    if (l->used == NULL || l->value == NULL || l->sum == NULL || l->class_of == NULL || l->ordered == NULL || l->first == NULL)
        return false;
    gti_form_used(form, node, l->used);
    return index_standings(l) && index_classes(l);
}

gtee_status gti_lattice_estimate(const gti_form *form, uint32_t node, size_t width, gti_weights_cost *cost)
{
    lattice l = {0};
    gtee_status status = GTEE_ERROR_MEMORY;
    double points = 1, nodes = 2;
    if (prepare(&l, &form->allocator, form, node)) {
        for (uint32_t c = 0; c < l.classes; c++)
            points *= l.begin[c + 1] - l.begin[c] + 1;
        for (uint32_t i = 0; i <= node; i++)
            nodes += l.used[i] ? 1 + gti_form_at(form, i)->count * (gti_form_at(form, i)->kind == GTI_GATE) : 0;
        cost->operations = points * (l.classes + 1) * (nodes * 3 + (double)(width * width) * 2);
        cost->bytes = (double)l.arena.bytes + ((double)l.classes + 2 * (double)form->members + 2) * (double)(width * sizeof(gti_limb));
        status = GTEE_OK;
    }
    gti_arena_free(&l.arena);
    return status;
}

static void move(lattice *l, uint32_t member, bool in)
{
    for (size_t i = l->first[member]; i < l->first[member + 1]; i++) {
        const standing *s = &l->standings[i];
        l->sum[s->leaf] = in ? l->sum[s->leaf] + s->weight : l->sum[s->leaf] - s->weight;
    }
}

static bool wins(lattice *l)
{
    for (uint32_t i = 0; i <= l->root; i++) {
        const gti_form_node *node = gti_form_at(l->form, i);
        uint64_t won = 0;
        if (!l->used[i])
            continue;
        if (node->kind == GTI_GATE)
            for (uint32_t k = 0; k < node->count; k++)
                won += l->value[gti_form_children(l->form, node)[k]];
        else
            won = l->sum[i];
        l->value[i] = won >= node->need;
    }
    return l->value[l->root] != 0;
}

/* to += ways × in / size, which is whole. */
static void add_share(gti_limb *to, const gti_limb *ways, uint32_t in, uint32_t size, gti_limb *scratch, size_t width)
{
    gti_limb carry = 0;
    gti_wide rest;
    for (size_t i = 0; i < width; i++) {
        gti_wide product = (gti_wide)ways[i] * in + carry;
        scratch[i] = (gti_limb)product;
        carry = (gti_limb)(product >> GTI_LIMB_BITS);
    }
    rest = carry;
    for (size_t i = width; i-- > 0;) {
        rest = rest << GTI_LIMB_BITS | scratch[i];
        scratch[i] = (gti_limb)(rest / size);
        rest %= size;
    }
    gti_limbs_add(to, scratch, width);
}

/* Marks the classes whose members are pivotal in the coalition that wins. How many such members there are in it. */
static uint32_t find_pivotal(lattice *l)
{
    uint32_t pivotal = 0;
    for (uint32_t c = 0; c < l->classes; c++) {
        uint32_t last = l->begin[c] + l->in[c];
        l->pivotal[c] = 0;
        if (l->in[c] == 0)
            continue;
        move(l, l->ordered[last - 1], false);
        l->pivotal[c] = !wins(l);
        move(l, l->ordered[last - 1], true);
        pivotal += l->pivotal[c] ? l->in[c] : 0;
    }
    return pivotal;
}

/* Counts a winning coalition of so many members where its kind says, and for its pivotal members `less` places below. */
static void count_point(lattice *l, uint32_t size)
{
    const gti_limb *ways = l->ways + l->classes * l->p->width;
    uint32_t pivotal, at, less = l->p->kind == GTI_SIZES && l->p->sized ? 1 : 0;
    if (!wins(l))
        return;
    pivotal = find_pivotal(l);
    if (l->p->kind == GTI_MINIMAL && pivotal < size)
        return;
    at = l->p->kind == GTI_PIVOTAL ? pivotal : l->p->sized ? size : 0;
    gti_limbs_add(gti_profile_total(l->p, at), ways, l->p->width);
    for (uint32_t c = 0; c < l->classes; c++)
        if (l->pivotal[c])
            add_share(gti_profile_each(l->p, l->begin[c], at - less), ways, l->in[c], l->begin[c + 1] - l->begin[c], l->scratch,
                      l->p->width);
}

/* Each number of members of class c and of those behind it. */
static gtee_status enumerate(lattice *l, uint32_t c, uint32_t taken)
{
    size_t width = l->p->width;
    gtee_status status = GTEE_OK;
    uint32_t size;
    if (c == l->classes) {
        count_point(l, taken);
        return gti_work_step(l->work, l->steps);
    }
    size = l->begin[c + 1] - l->begin[c];
    for (l->in[c] = 0; status == GTEE_OK; l->in[c]++) {
        gti_limb *ways = l->ways + (c + 1) * width;
        memset(ways, 0, width * sizeof *ways);
        gti_limbs_mul_add(ways, l->ways + c * width, l->choose + (l->choose_of[c] + l->in[c]) * width, width);
        status = enumerate(l, c + 1, taken + l->in[c]);
        if (l->in[c] == size)
            break;
        move(l, l->ordered[l->begin[c] + l->in[c]], true);
    }
    for (uint32_t i = 0; i < l->in[c]; i++)
        move(l, l->ordered[l->begin[c] + i], false);
    l->in[c] = 0;
    return status;
}

/* What was counted for the first member of each class holds for all of them. */
static void share_out(const lattice *l)
{
    gti_profile *p = l->p;
    for (uint32_t i = 0; i < p->count; i++)
        p->members[i] = l->ordered[i];
    for (uint32_t c = 0; c < l->classes; c++)
        for (uint32_t i = l->begin[c] + 1; i < l->begin[c + 1]; i++)
            memcpy(gti_profile_each(p, i, 0), gti_profile_each(p, l->begin[c], 0), p->length * p->width * sizeof(gti_limb));
}

gtee_status gti_lattice_profile(gti_work *work, const gti_form *form, uint32_t node, gti_profile *profile)
{
    lattice l = {.work = work, .p = profile};
    gtee_status status = GTEE_ERROR_MEMORY;
    if (prepare(&l, &work->allocator, form, node) && index_binomials(&l)) {
        l.steps = (l.classes + 1) * (node + 1) * 3.0;
        status = enumerate(&l, 0, 0);
        share_out(&l);
    }
    gti_arena_free(&l.arena);
    return status;
}
