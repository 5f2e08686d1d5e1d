/* compose.c: from the profiles of a plan's parts to that of the whole (plan.h). Polynomials of sub-rules that share no member multiply: a gate's
 * counts are sums of products over which children win, and a member matters if its child does and it matters there. */
#include "game/plan.h"

#include <string.h>

static gtee_status profile_of(const gti_plan *plan, uint32_t number, gti_profile *profile);

static gtee_status start(const gti_plan *plan, gti_profile *profile, uint32_t count)
{
    bool good = gti_profile_init(profile, &plan->work->allocator, plan->purpose, plan->sized, count, plan->width);
    return good ? GTEE_OK : GTEE_ERROR_MEMORY;
}

/* ---- Single members and the diagrams */

static gtee_status fixed_profile(const gti_plan *plan, bool always, gti_profile *profile)
{
    gtee_status status = start(plan, profile, 0);
    if (status == GTEE_OK && always)
        profile->total[0] = 1;
    return status;
}

static gtee_status member_profile(const gti_plan *plan, uint32_t member, gti_profile *profile)
{
    gtee_status status = start(plan, profile, 1);
    if (status != GTEE_OK)
        return status;
    profile->members[0] = member;
    *gti_profile_total(profile, plan->sized ? 1 : 0) = 1;
    *gti_profile_each(profile, 0, plan->sized && plan->purpose != GTI_SIZES ? 1 : 0) = 1;
    return GTEE_OK;
}

static gtee_status diagram_profile(const gti_plan *plan, gti_drawing *drawing, gti_profile *profile)
{
    gti_diagram family = {.work = NULL}, *d = &drawing->d;
    uint32_t root = drawing->root;
    gtee_status status = start(plan, profile, drawing->levels);
    gti_weights_cost cost;
    if (status != GTEE_OK)
        return status;
    memcpy(profile->members, drawing->members, drawing->levels * sizeof *profile->members);
    if (plan->purpose == GTI_MINIMAL) {
        if (gti_diagram_init(&family, plan->work, drawing->levels, true))
            root = gti_minimal_family(&family, d, root);
        status = family.status;
        d = &family;
    }
    cost = gti_diagram_estimate(d, status == GTEE_OK ? root : 0, plan->purpose, plan->sized, plan->width);
    if (status == GTEE_OK && (cost.bytes > (double)plan->work->bytes || cost.operations > (double)plan->work->operations)) {
        plan->work->account.bytes = cost.bytes;
        plan->work->account.operations = cost.operations;
        status = GTEE_ERROR_LIMIT;
    }
    if (status == GTEE_OK)
        status = gti_diagram_profile(d, root, profile);
    gti_diagram_free(&family);
    return status;
}

static gtee_status weights_profile(const gti_plan *plan, const gti_plan_node *node, gti_profile *profile)
{
    const gti_form_node *quota = gti_form_at(node->form, node->node);
    gtee_status status = start(plan, profile, quota->count);
    if (status != GTEE_OK)
        return status;
    switch (plan->purpose) {
    case GTI_SIZES:
        return gti_weights_swings(plan->work, node->form, quota, profile);
    case GTI_MINIMAL:
        return gti_weights_minimal(plan->work, node->form, quota, profile);
    default:
        return gti_weights_pivotal(plan->work, node->form, quota, profile);
    }
}

static gtee_status lattice_profile(const gti_plan *plan, const gti_plan_node *node, gti_profile *profile)
{
    uint32_t *order = gti_alloc_array(&plan->work->allocator, 2 * (size_t)node->form->members + 1, sizeof *order), classes, count;
    gtee_status status = GTEE_ERROR_MEMORY;
    if (order != NULL && gti_form_classes(node->form, order, &classes) &&
        gti_diagram_order(node->form, node->node, order, order + node->form->members, &count) &&
        (status = start(plan, profile, count)) == GTEE_OK)
        status = gti_lattice_profile(plan->work, node->form, node->node, profile);
    gti_free(&plan->work->allocator, order, (2 * (size_t)node->form->members + 1) * sizeof *order);
    return status;
}

/* ---- Gates */

/* A polynomial for each number of winners in a range, over the children before one or from one on. */
typedef struct rows {
    gti_limb *at;
    uint32_t least, most; /* winners */
} rows;

typedef struct gate {
    const gti_plan *plan;
    gti_profile *children, *p;
    uint32_t count, need;
    gti_limb **lose;  /* by child: the polynomial of its not winning */
    size_t *lose_length;
    rows *before, *after; /* by child */
    size_t length, width;
    gti_limb *scratch;
} gate;

static size_t lose_size(const gate *g, uint32_t c)
{
    return g->lose_length[c] * g->width;
}

/* How many coalitions do not win the child: by size, in all, or (of minimal coalitions) that of nobody. */
static gtee_status make_lose(gate *g, uint32_t c)
{
    const gti_profile *child = &g->children[c];
    bool by_size = child->kind == GTI_SIZES && child->sized;
    gti_limb *lose;
    g->lose_length[c] = by_size ? child->length : 1;
    lose = g->lose[c] = gti_alloc_array(&g->plan->work->allocator, g->lose_length[c], g->width * sizeof *lose);
    if (lose == NULL)
        return GTEE_ERROR_MEMORY;
    if (child->kind == GTI_MINIMAL) {
        lose[0] = 1;
        return GTEE_OK;
    }
    gti_poly_binomials(lose, child->count, by_size, g->width);
    for (size_t s = 0; s < child->length; s++)
        gti_limbs_sub(lose + (by_size ? s : 0) * g->width, gti_profile_total(child, s), g->width);
    return GTEE_OK;
}

static gti_limb *row_of(const gate *g, const rows *r, uint32_t winners)
{
    return r->at + (size_t)(winners - r->least) * g->length * g->width;
}

/* The range is never empty, as 1 ≤ need ≤ count. */
static bool make_rows(gate *g, rows *r, int64_t least, int64_t most)
{
    r->least = (uint32_t)(least > 0 ? least : 0);
    r->most = (uint32_t)most;
    r->at = gti_alloc_array(&g->plan->work->allocator, (size_t)r->most - r->least + 1, g->length * g->width * sizeof *r->at);
    return r->at != NULL;
}

static void free_rows(const gate *g, rows *r)
{
    if (r->at != NULL)
        gti_free(&g->plan->work->allocator, r->at, ((size_t)r->most - r->least + 1) * g->length * g->width * sizeof *r->at);
    r->at = NULL;
}

/* to = from times one more child. */
static gtee_status extend(const gate *g, const rows *from, rows *to, uint32_t c)
{
    const gti_profile *child = &g->children[c];
    for (uint32_t j = to->least; j <= to->most; j++) {
        if (j >= from->least && j <= from->most)
            gti_poly_mul_add(row_of(g, to, j), g->length, 0, row_of(g, from, j), g->length, g->lose[c], g->lose_length[c], g->width);
        if (j > from->least && j - 1 <= from->most)
            gti_poly_mul_add(row_of(g, to, j), g->length, 0, row_of(g, from, j - 1), g->length, child->total, child->length, g->width);
        if (gti_work_step(g->plan->work, (double)g->length * (double)child->length * 2) != GTEE_OK)
            return GTEE_ERROR_CANCELLED;
    }
    return GTEE_OK;
}

/* Of the other children exactly need - 1 win: so many winners among those before c can be, and so many among those behind. */
static gtee_status make_before(gate *g)
{
    gtee_status status = GTEE_OK;
    for (uint32_t c = 0; c < g->count && status == GTEE_OK; c++) {
        int64_t spare = (int64_t)g->need - 1, behind = (int64_t)g->count - 1 - c;
        if (!make_rows(g, &g->before[c], spare - behind, spare < c ? spare : c))
            return GTEE_ERROR_MEMORY;
        if (c == 0)
            g->before[c].at[0] = 1;
        else
            status = extend(g, &g->before[c - 1], &g->before[c], c - 1);
    }
    return status;
}

static gtee_status make_after(gate *g)
{
    gtee_status status = GTEE_OK;
    for (uint32_t c = g->count; c-- > 0 && status == GTEE_OK;) {
        int64_t spare = (int64_t)g->need - 1, behind = (int64_t)g->count - 1 - c;
        if (!make_rows(g, &g->after[c], spare - c, spare < behind ? spare : behind))
            return GTEE_ERROR_MEMORY;
        if (behind == 0)
            g->after[c].at[0] = 1;
        else
            status = extend(g, &g->after[c + 1], &g->after[c], c + 1);
    }
    return status;
}

/* The members of child c: they matter where c does. */
static gtee_status put_members(gate *g, uint32_t c, uint32_t first)
{
    const gti_profile *child = &g->children[c];
    memset(g->scratch, 0, g->length * g->width * sizeof *g->scratch);
    for (uint32_t j = g->before[c].least; j <= g->before[c].most; j++)
        gti_poly_mul_add(g->scratch, g->length, 0, row_of(g, &g->before[c], j), g->length, row_of(g, &g->after[c], g->need - 1 - j),
                         g->length, g->width);
    for (uint32_t i = 0; i < child->count; i++) {
        g->p->members[first + i] = child->members[i];
        gti_poly_mul_add(gti_profile_each(g->p, first + i, 0), g->length, 0, gti_profile_each(child, i, 0), child->length, g->scratch,
                         g->length, g->width);
        if (gti_work_step(g->plan->work, (double)g->length * (double)child->length) != GTEE_OK)
            return GTEE_ERROR_CANCELLED;
    }
    return GTEE_OK;
}

/* Is the total just what exactly `need` winners give? */
static bool exact(const gate *g)
{
    return g->p->kind == GTI_MINIMAL || (g->p->kind == GTI_SIZES && g->need == g->count);
}

/* The polynomials of 0 … need winners among all children, or of `need` alone where that is all that counts. */
static gtee_status winners(gate *g, rows *all)
{
    rows now = {0}, next = {0};
    gtee_status status = make_rows(g, &now, 0, 0) ? GTEE_OK : GTEE_ERROR_MEMORY;
    if (status == GTEE_OK)
        now.at[0] = 1;
    for (uint32_t c = 0; c < g->count && status == GTEE_OK; c++) {
        int64_t behind = (int64_t)g->count - 1 - c, most = c + 1 < g->need ? c + 1 : g->need;
        int64_t least = exact(g) ? (int64_t)g->need - behind : 0;
        status = make_rows(g, &next, least, most) ? extend(g, &now, &next, c) : GTEE_ERROR_MEMORY;
        free_rows(g, &now);
        now = next;
        next = (rows){0};
    }
    *all = now;
    return status;
}

/* All coalitions but those with fewer winners; by size, or all of them in the first place. */
static void put_winning(const gate *g, const rows *all, bool by_size)
{
    gti_profile *p = g->p;
    gti_poly_binomials(p->total, p->count, by_size, g->width);
    for (uint32_t j = 0; j < g->need; j++)
        for (size_t s = 0; s < p->length; s++)
            gti_limbs_sub(gti_profile_total(p, by_size ? s : 0), row_of(g, all, j) + s * g->width, g->width);
}

/* The gate's total by what its kind counts; see profile.h. */
static void put_total(const gate *g, const rows *all)
{
    gti_profile *p = g->p;
    if (p->kind == GTI_SIZES && !exact(g)) {
        put_winning(g, all, p->sized);
        return;
    }
    if (p->kind == GTI_PIVOTAL)
        put_winning(g, all, false);
    for (size_t s = 0; s < p->length; s++) {
        const gti_limb *exactly = row_of(g, all, g->need) + s * g->width;
        if (p->kind == GTI_PIVOTAL) /* where exactly `need` win, their pivotal members are pivotal here */
            gti_limbs_sub(p->total, exactly, g->width);
        gti_limbs_add(gti_profile_total(p, s), exactly, g->width);
    }
}

static gtee_status run_gate(gate *g)
{
    const gti_allocator *allocator = &g->plan->work->allocator;
    rows all = {0};
    uint32_t first = 0;
    gtee_status status = GTEE_OK;
    for (uint32_t c = 0; c < g->count && status == GTEE_OK; c++)
        status = make_lose(g, c);
    if (status == GTEE_OK)
        status = make_before(g);
    if (status == GTEE_OK)
        status = make_after(g);
    for (uint32_t c = 0; c < g->count && status == GTEE_OK; c++) {
        status = put_members(g, c, first);
        first += g->children[c].count;
    }
    for (uint32_t c = 0; c < g->count; c++) {
        free_rows(g, &g->before[c]);
        free_rows(g, &g->after[c]);
    }
    if (status == GTEE_OK) {
        status = winners(g, &all);
        if (status == GTEE_OK)
            put_total(g, &all);
        free_rows(g, &all);
    }
    for (uint32_t c = 0; c < g->count; c++)
        gti_free(allocator, g->lose[c], lose_size(g, c) * sizeof(gti_limb));
    return status;
}

static gtee_status compose(const gti_plan *plan, const gti_plan_node *node, gti_profile *children, gti_profile *profile)
{
    const gti_allocator *allocator = &plan->work->allocator;
    gate g = {.plan = plan, .children = children, .p = profile, .count = node->count, .need = node->need, .width = plan->width};
    uint32_t count = 0;
    gtee_status status;
    for (uint32_t c = 0; c < node->count; c++)
        count += children[c].count;
    status = start(plan, profile, count);
    g.length = profile->length;
    g.lose = gti_alloc_array(allocator, node->count, sizeof *g.lose);
    g.lose_length = gti_alloc_array(allocator, node->count, sizeof *g.lose_length);
    g.before = gti_alloc_array(allocator, node->count, 2 * sizeof *g.before);
    g.scratch = gti_alloc_array(allocator, g.length, g.width * sizeof *g.scratch);
    if (status == GTEE_OK && g.lose != NULL && g.lose_length != NULL && g.before != NULL && g.scratch != NULL) {
        g.after = g.before + node->count;
        status = run_gate(&g);
    } else {
        status = GTEE_ERROR_MEMORY;
    }
    gti_free(allocator, g.lose, node->count * sizeof *g.lose);
    gti_free(allocator, g.lose_length, node->count * sizeof *g.lose_length);
    gti_free(allocator, g.before, node->count * 2 * sizeof *g.before);
    gti_free(allocator, g.scratch, g.length * g.width * sizeof *g.scratch);
    return status;
}

static void free_all(gti_profile *profiles, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++)
        gti_profile_free(&profiles[i]);
}

static gtee_status gate_profile(const gti_plan *plan, const gti_plan_node *node, gti_profile *profile)
{
    const gti_allocator *allocator = &plan->work->allocator;
    gti_profile *children = gti_alloc_array(allocator, node->count, sizeof *children);
    gtee_status status = children != NULL ? GTEE_OK : GTEE_ERROR_MEMORY;
    uint32_t made = 0;
    for (; made < node->count && status == GTEE_OK; made++)
        status = profile_of(plan, gti_plan_child(plan, node, made), &children[made]);
    if (status == GTEE_OK)
        status = compose(plan, node, children, profile);
    if (children != NULL)
        free_all(children, made);
    gti_free(allocator, children, node->count * sizeof *children);
    return status;
}

/* ---- Splits */

/* Adds a branch's counts, with the members that it does not mention standing free. `place`: by member, the index in the profile + 1. */
static gtee_status add_branch(gti_profile *p, const gti_profile *branch, const uint32_t *place, uint32_t split, bool in)
{
    uint32_t missing = p->count - 1 - branch->count;
    size_t length = p->sized ? (size_t)missing + 1 : 1, size = (length + p->length) * p->width, step = in && p->sized ? 1 : 0;
    gti_limb *free_ones = gti_alloc_array(&p->allocator, size, sizeof *free_ones), *total;
    if (free_ones == NULL)
        return GTEE_ERROR_MEMORY;
    total = free_ones + length * p->width;
    gti_poly_binomials(free_ones, missing, p->sized, p->width);
    gti_poly_mul_add(total, p->length, 0, branch->total, branch->length, free_ones, length, p->width);
    for (size_t s = 0; s < p->length; s++) {
        gti_limb *mine = gti_profile_each(p, place[split] - 1, s);
        if (in)
            gti_limbs_add(mine, total + s * p->width, p->width);
        else
            gti_limbs_sub(mine, total + s * p->width, p->width);
        if (s + step < p->length)
            gti_limbs_add(gti_profile_total(p, s + step), total + s * p->width, p->width);
    }
    for (uint32_t i = 0; i < branch->count; i++)
        gti_poly_mul_add(gti_profile_each(p, place[branch->members[i]] - 1, 0), p->length, step, gti_profile_each(branch, i, 0),
                         branch->length, free_ones, length, p->width);
    gti_free(&p->allocator, free_ones, size * sizeof *free_ones);
    return GTEE_OK;
}

static gtee_status join_branches(const gti_plan *plan, uint32_t split, const gti_profile *branches, uint32_t members, gti_profile *profile)
{
    const gti_allocator *allocator = &plan->work->allocator;
    uint32_t *place = gti_alloc_array(allocator, (size_t)members + 1, sizeof *place), count = 0;
    gtee_status status = place != NULL ? GTEE_OK : GTEE_ERROR_MEMORY;
    if (status == GTEE_OK) {
        place[split] = ++count;
        for (unsigned b = 0; b < 2; b++)
            for (uint32_t i = 0; i < branches[b].count; i++)
                if (place[branches[b].members[i]] == 0)
                    place[branches[b].members[i]] = ++count;
        status = start(plan, profile, count);
    }
    for (unsigned b = 0; b < 2 && status == GTEE_OK; b++)
        status = add_branch(profile, &branches[b], place, split, b == 0);
    for (uint32_t m = 0; m < members && status == GTEE_OK; m++)
        if (place[m] != 0)
            profile->members[place[m] - 1] = m;
    gti_free(allocator, place, ((size_t)members + 1) * sizeof *place);
    return status;
}

static gtee_status split_profile(const gti_plan *plan, const gti_plan_node *node, gti_profile *profile)
{
    gti_profile branches[2] = {{.count = 0}, {.count = 0}};
    uint32_t made = 0;
    gtee_status status = GTEE_OK;
    for (; made < 2 && status == GTEE_OK; made++)
        status = profile_of(plan, gti_plan_child(plan, node, made), &branches[made]);
    if (status == GTEE_OK)
        status = join_branches(plan, node->member, branches, plan->members, profile);
    free_all(branches, made);
    return status;
}

/* The profile is always safe to free. */
static gtee_status profile_of(const gti_plan *plan, uint32_t number, gti_profile *profile)
{
    const gti_plan_node *node = gti_plan_at(plan, number);
    *profile = (gti_profile){.allocator = plan->work->allocator};
    switch (node->kind) {
    case GTI_PLAN_FIXED:
        return fixed_profile(plan, node->node == GTI_ALWAYS, profile);
    case GTI_PLAN_MEMBER:
        return member_profile(plan, node->member, profile);
    case GTI_PLAN_GATE:
        return gate_profile(plan, node, profile);
    case GTI_PLAN_WEIGHTS:
        return weights_profile(plan, node, profile);
    case GTI_PLAN_DIAGRAM:
        return diagram_profile(plan, node->drawing, profile);
    case GTI_PLAN_SPLIT:
        return split_profile(plan, node, profile);
    default:
        return lattice_profile(plan, node, profile);
    }
}

gtee_status gti_plan_profile(const gti_plan *plan, gti_profile *profile)
{
    return profile_of(plan, plan->root, profile);
}
