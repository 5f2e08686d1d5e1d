/* plan.c: choosing methods by the shape of a game and by what each would cost (plan.h). */
#include "game/plan.h"

#include <math.h>
#include <string.h>

#define MOST_SPLITS 12u
#define NODE_STEPS 60.0       /* what making one node of a diagram takes */
#define FAR_NODE_STEPS 600.0  /* ... of one that no cache holds */
#define FAR_NODES 1e6
#define POINT_STEPS 16.0       /* what enumeration takes for one point, at least */
#define SPOTS 64u             /* levels at which the width of a diagram is estimated */
#define ESTIMATE_SLACK 4.0    /* a diagram whose estimate is this many times the budget is not tried */

static gtee_status plan_node(gti_plan *plan, gti_form *form, uint32_t number, uint32_t splits, uint32_t *result);

static gtee_status add(gti_plan *plan, gti_plan_node node, uint32_t *result)
{
    gti_plan_node *slot = gti_vec_push(&plan->work->allocator, &plan->nodes);
    if (slot == NULL)
        return GTEE_ERROR_MEMORY;
    *slot = node;
    *result = (uint32_t)plan->nodes.count - 1;
    return GTEE_OK;
}

/* ---- Diagrams */

gtee_status gti_drawing_new(gti_work *work, const gti_form *form, uint32_t node, gti_drawing **drawing)
{
    size_t members = (size_t)form->members + 1, size = members * sizeof(uint32_t);
    uint32_t *numbers = gti_alloc_array(&work->allocator, members, 2 * sizeof *numbers), classes;
    gti_drawing *made = gti_alloc_zero(&work->allocator, sizeof *made);
    gtee_status status = GTEE_ERROR_MEMORY;
    *drawing = made;
    if (made != NULL)
        made->members = gti_alloc_array(&work->allocator, members, sizeof *made->members);
    if (numbers != NULL && made != NULL && made->members != NULL && gti_form_classes(form, numbers, &classes) &&
        gti_diagram_order(form, node, numbers, made->members, &made->levels)) {
        for (uint32_t i = 0; i < made->levels; i++)
            numbers[members + made->members[i]] = i;
        status = GTEE_OK;
        if (made->levels > GTI_DIAGRAM_LEVELS)
            status = GTEE_ERROR_LIMIT;
        else if (gti_diagram_init(&made->d, work, made->levels, false))
            made->root = gti_diagram_of_form(&made->d, form, node, numbers + members);
        if (status == GTEE_OK)
            status = made->d.status;
    }
    gti_free(&work->allocator, numbers, 2 * size);
    if (status != GTEE_OK) {
        gti_drawing_free(work, made, form->members);
        *drawing = NULL;
    }
    return status;
}

void gti_drawing_free(gti_work *work, gti_drawing *drawing, uint32_t members)
{
    if (drawing == NULL)
        return;
    gti_diagram_free(&drawing->d);
    gti_free(&work->allocator, drawing->members, ((size_t)members + 1) * sizeof *drawing->members);
    gti_free(&work->allocator, drawing, sizeof *drawing);
}

/* What counting on so many nodes takes. */
static gti_weights_cost count_cost(const gti_plan *plan, double nodes, double levels)
{
    double length = plan->sized ? levels + 1 : 1, width = plan->purpose == GTI_FOR_CHANCE ? 1 : (double)plan->width;
    if (plan->purpose == GTI_FOR_CHANCE)
        length = 1;
    return (gti_weights_cost){.operations = nodes * (length * length / 4 * width * width + (nodes < FAR_NODES ? NODE_STEPS : FAR_NODE_STEPS)),
                              .bytes = nodes * ((length + 1) * width * sizeof(gti_limb) + sizeof(gti_diagram_node) + 24)};
}

static gtee_status plan_diagram(gti_plan *plan, const gti_form *form, uint32_t number, uint32_t *result)
{
    gti_plan_node node = {.kind = GTI_PLAN_DIAGRAM, .form = form, .node = number};
    gtee_status status = gti_drawing_new(plan->work, form, number, &node.drawing);
    gti_weights_cost cost;
    if (status != GTEE_OK)
        return status;
    status = add(plan, node, result);
    if (status != GTEE_OK) {
        gti_drawing_free(plan->work, node.drawing, form->members);
        return status;
    }
    cost = count_cost(plan, (double)node.drawing->root + 1, node.drawing->levels);
    gti_work_plan(plan->work, GTI_METHOD_DIAGRAM, cost.operations, cost.bytes);
    return GTEE_OK;
}

double gti_quota_nodes(const gti_form_node *quota)
{
    double nodes = 0;
    for (uint32_t k = 0; k < quota->count; k++) {
        double from_top = ldexp(1, (int)(k < 1000 ? k : 1000)), left = quota->count - k;
        double from_bottom = ldexp(1, (int)(left < 1000 ? left : 1000)), most = (double)quota->need;
        most = most < from_top ? most : from_top;
        nodes += most < from_bottom ? most : from_bottom;
    }
    return nodes;
}

/* ---- Quotas */

static gtee_status plan_lattice(gti_plan *plan, const gti_form *form, uint32_t number, gti_weights_cost cost, uint32_t *result)
{
    gti_work_plan(plan->work, GTI_METHOD_ENUMERATION, cost.operations, cost.bytes);
    return add(plan, (gti_plan_node){.kind = GTI_PLAN_LATTICE, .form = form, .node = number}, result);
}

/* The cost of a method, or what no budget has if the caller does without it. */
static gti_weights_cost unless_avoided(const gti_plan *plan, uint32_t method, gti_weights_cost cost)
{
    return (plan->work->without & method) != 0 ? (gti_weights_cost){.operations = HUGE_VAL, .bytes = cost.bytes} : cost;
}

/* What enumeration takes; nothing is counted so for probabilities, as equal members need not be equally likely. */
static gtee_status lattice_cost(const gti_plan *plan, const gti_form *form, uint32_t number, gti_weights_cost *cost)
{
    gtee_status status = GTEE_OK;
    *cost = (gti_weights_cost){.operations = HUGE_VAL};
    if (plan->purpose != GTI_FOR_CHANCE)
        status = gti_lattice_estimate(form, number, plan->width, cost);
    *cost = unless_avoided(plan, GTI_METHOD_ENUMERATION, *cost);
    return status;
}

static bool within(const gti_plan *plan, gti_weights_cost cost)
{
    return cost.operations <= (double)plan->work->operations && cost.bytes <= (double)plan->work->bytes;
}

/* The better one of two: the cheaper if both are within the budget, else that which is. */
static bool better(const gti_plan *plan, gti_weights_cost one, gti_weights_cost other)
{
    if (within(plan, one) != within(plan, other))
        return within(plan, one);
    return one.operations < other.operations;
}

static gtee_status plan_quota(gti_plan *plan, gti_form *form, uint32_t number, uint32_t *result)
{
    const gti_form_node *quota = gti_form_at(form, number);
    bool chance = plan->purpose == GTI_FOR_CHANCE;
    gti_weights_cost cost = gti_weights_estimate(form, quota, chance ? GTI_SIZES : plan->purpose, plan->sized, chance);
    gti_weights_cost drawn = count_cost(plan, gti_quota_nodes(quota), quota->count), listed;
    gtee_status status = cost.operations < 0 ? GTEE_ERROR_MEMORY : lattice_cost(plan, form, number, &listed);
    cost = unless_avoided(plan, GTI_METHOD_WEIGHTS, cost);
    drawn = unless_avoided(plan, GTI_METHOD_DIAGRAM, drawn);
    if (plan->purpose == GTI_PIVOTAL || quota->count > GTI_DIAGRAM_LEVELS)
        drawn.operations = HUGE_VAL;
    if (status != GTEE_OK)
        return status;
    if (better(plan, listed, cost) && better(plan, listed, drawn))
        return plan_lattice(plan, form, number, listed, result);
    if (better(plan, drawn, cost))
        return plan_diagram(plan, form, number, result);
    gti_work_plan(plan->work, GTI_METHOD_WEIGHTS, cost.operations, cost.bytes);
    return add(plan, (gti_plan_node){.kind = GTI_PLAN_WEIGHTS, .form = form, .node = number}, result);
}

/* ---- Parts that share members */

/* How often members stand in the nodes below one, and what that implies. */
typedef struct region {
    double open[SPOTS]; /* nodes at a level, at most: the product of what each quota may still need there */
    double nodes;      /* of its diagram, at most, by a rough estimate */
    double pieces;     /* what its quotas would take one by one */
    uint32_t members, shared, most; /* `most`: the member that stands in most places */
} region;

static void count_standing(uint32_t *times, uint32_t member, uint32_t parents)
{
    times[member] += parents;
}

/* What a quota may still need once the heaviest so many are decided: above 0, and no more than the others weigh. */
static void count_open(const gti_form *form, const gti_form_node *quota, double *open)
{
    const gti_term *terms = gti_form_terms(form, quota);
    double all = (double)gti_form_weight(form, quota), need = (double)quota->need, decided = 0;
    uint32_t k = 0;
    for (uint32_t spot = 0; spot < SPOTS; spot++) {
        double most, least;
        for (; k < (uint64_t)quota->count * spot / SPOTS; k++)
            decided += (double)terms[k].weight;
        most = need < all - decided ? need : all - decided;
        least = need > decided ? need - decided : 0;
        open[spot] *= most > least ? most - least + 1 : 1;
    }
}

/* The nodes of a diagram of so many levels: no more than coalitions of those above a level, or games of those below it. */
static double count_nodes(const double *open, double levels)
{
    double nodes = 0;
    for (uint32_t spot = 0; spot < SPOTS; spot++) {
        double above = levels * spot / SPOTS + 1, below = levels - above + 1, most = above < below ? above : below;
        double coalitions = ldexp(1, (int)(most < 1000 ? most : 1000));
        nodes += (open[spot] < coalitions ? open[spot] : coalitions) * levels / SPOTS;
    }
    return nodes;
}

static bool survey(const gti_plan *plan, const gti_form *form, uint32_t number, region *r)
{
    const gti_allocator *allocator = &plan->work->allocator;
    size_t count = form->nodes.count, words = count + form->members + 1;
    uint32_t *parents = gti_alloc_array(allocator, words, sizeof *parents), *times = parents + count;
    double piece;
    bool good = true;
    if (parents == NULL)
        return false;
    *r = (region){.most = UINT32_MAX};
    for (uint32_t spot = 0; spot < SPOTS; spot++)
        r->open[spot] = 1;
    parents[number] = 1;
    for (uint32_t i = number + 1; i-- > 0;) {
        const gti_form_node *node = gti_form_at(form, i);
        if (parents[i] == 0)
            continue;
        if (node->kind == GTI_MEMBER)
            count_standing(times, node->first, parents[i]);
        for (uint32_t k = 0; node->kind == GTI_GATE && k < node->count; k++)
            parents[gti_form_children(form, node)[k]] += parents[i] > UINT32_MAX / 4 ? 0 : parents[i];
        if (node->kind != GTI_QUOTA)
            continue;
        for (uint32_t k = 0; k < node->count; k++)
            count_standing(times, gti_form_terms(form, node)[k].member, parents[i]);
        count_open(form, node, r->open);
        piece = gti_weights_estimate(form, node, GTI_SIZES, plan->sized, plan->purpose == GTI_FOR_CHANCE).operations;
        good = good && piece >= 0;
        r->pieces += piece;
    }
    for (uint32_t m = 0; m < form->members; m++) {
        r->members += times[m] > 0;
        r->shared += times[m] > 1;
        if (times[m] > 1 && (r->most == UINT32_MAX || times[m] > times[r->most]))
            r->most = m;
    }
    r->nodes = count_nodes(r->open, r->members);
    gti_free(allocator, parents, words * sizeof *parents);
    return good;
}

/* A form of the node with the member decided; the plan's own. */
static gtee_status decide(gti_plan *plan, const gti_form *form, uint32_t number, uint32_t member, bool in, gti_form **decided)
{
    const gti_allocator *allocator = &plan->work->allocator;
    gti_form *made = gti_alloc(allocator, sizeof *made);
    if (made == NULL)
        return GTEE_ERROR_MEMORY;
    if (!gti_form_restrict(made, form, number, member, in) || !gti_vec_append(allocator, &plan->forms, &made, 1)) {
        gti_form_free(made);
        gti_free(allocator, made, sizeof *made);
        return GTEE_ERROR_MEMORY;
    }
    *decided = made;
    return GTEE_OK;
}

static gtee_status plan_split(gti_plan *plan, const gti_form *form, uint32_t number, uint32_t member, uint32_t splits, uint32_t *result)
{
    gti_plan_node node = {.kind = GTI_PLAN_SPLIT, .member = member, .count = 2};
    uint32_t children[2];
    gtee_status status = GTEE_OK;
    for (unsigned out = 0; out < 2 && status == GTEE_OK; out++) {
        gti_form *decided = NULL;
        status = decide(plan, form, number, member, out == 0, &decided);
        if (status == GTEE_OK)
            status = plan_node(plan, decided, decided->root, splits + 1, &children[out]);
    }
    if (status != GTEE_OK)
        return status;
    node.first = (uint32_t)plan->children.count;
    if (!gti_vec_append(&plan->work->allocator, &plan->children, children, 2))
        return GTEE_ERROR_MEMORY;
    gti_work_plan(plan->work, GTI_METHOD_CONDITIONING, 0, 0);
    return add(plan, node, result);
}

static gtee_status plan_region(gti_plan *plan, gti_form *form, uint32_t number, uint32_t splits, uint32_t *result)
{
    region r;
    gti_weights_cost drawn, split, listed, points;
    gtee_status status = lattice_cost(plan, form, number, &listed);
    if (status != GTEE_OK || gti_lattice_estimate(form, number, plan->width, &points) != GTEE_OK || !survey(plan, form, number, &r))
        return GTEE_ERROR_MEMORY;
    if (r.nodes > points.operations / POINT_STEPS) /* equal members: a node says how many of each class are in, at most */
        r.nodes = points.operations / POINT_STEPS;
    drawn = unless_avoided(plan, GTI_METHOD_DIAGRAM, count_cost(plan, r.nodes, r.members));
    split = (gti_weights_cost){.operations = ldexp(r.pieces + r.members * 1000.0, (int)(r.shared < 1000 ? r.shared : 1000))};
    if (plan->purpose == GTI_PIVOTAL)
        return plan_lattice(plan, form, number, listed, result);
    if (plan->purpose == GTI_MINIMAL || r.shared == 0 || r.shared + splits > MOST_SPLITS)
        split.operations = HUGE_VAL;
    split = unless_avoided(plan, GTI_METHOD_CONDITIONING, split);
    if (listed.operations < drawn.operations && listed.operations < split.operations && within(plan, listed))
        return plan_lattice(plan, form, number, listed, result);
    if (split.operations < drawn.operations)
        return plan_split(plan, form, number, r.most, splits, result);
    if (drawn.operations >= HUGE_VAL)
        return plan_lattice(plan, form, number, listed, result);
    if (drawn.operations > ESTIMATE_SLACK * (double)plan->work->operations || drawn.bytes > ESTIMATE_SLACK * (double)plan->work->bytes) {
        gti_work_plan(plan->work, GTI_METHOD_DIAGRAM, drawn.operations, drawn.bytes);
        return GTEE_ERROR_LIMIT;
    }
    return plan_diagram(plan, form, number, result); /* which may be smaller than the estimate */
}

/* ---- Gates */

/* Makes the children of each part one: a gate of its own where a part has several. `all` or any of them. */
static gtee_status plan_parts(gti_plan *plan, gti_form *form, uint32_t number, const uint32_t *part, uint32_t splits, gti_vec *planned)
{
    const gti_allocator *allocator = &plan->work->allocator;
    uint32_t count = gti_form_at(form, number)->count, child;
    bool all = gti_form_at(form, number)->need == count;
    gti_vec together = GTI_VEC(uint32_t);
    gtee_status status = GTEE_OK;
    for (uint32_t i = 0; i < count && status == GTEE_OK; i++) {
        if (part[i] != i)
            continue;
        gti_vec_clear(&together);
        for (uint32_t k = i; k < count && status == GTEE_OK; k++)
            if (part[k] == i && !gti_vec_append(allocator, &together, &gti_form_children(form, gti_form_at(form, number))[k], 1))
                status = GTEE_ERROR_MEMORY;
        if (status != GTEE_OK)
            break;
        child = *GTI_VEC_AT(&together, uint32_t, 0);
        if (together.count > 1)
            child = gti_form_gate(form, all ? together.count : 1, together.items, (uint32_t)together.count);
        status = child == UINT32_MAX ? GTEE_ERROR_MEMORY : GTEE_OK;
        if (status == GTEE_OK)
            status = together.count > 1 ? plan_region(plan, form, child, splits, &child) : plan_node(plan, form, child, splits, &child);
        if (status == GTEE_OK && !gti_vec_append(allocator, planned, &child, 1))
            status = GTEE_ERROR_MEMORY;
    }
    gti_vec_free(allocator, &together);
    return status;
}

/* What composing so many parts takes: a polynomial for each number of winners that can still matter, times each part's, there and back. */
static void plan_composition(gti_plan *plan, uint32_t parts, uint32_t need, uint32_t members)
{
    bool numbers = plan->purpose == GTI_FOR_CHANCE || !plan->sized;
    double width = plan->purpose == GTI_FOR_CHANCE ? 1 : (double)plan->width, length = numbers ? 1 : (double)members + 1;
    double each = numbers ? 1 : (double)members / parts + 1, rows = need < parts - need + 1 ? need : parts - need + 1;
    double products = parts * rows * 3 * length * each + members * length * each;
    gti_work_plan(plan->work, GTI_METHOD_COMPOSITION, products * width * width, 2 * parts * rows * length * width * sizeof(gti_limb));
}

static gtee_status plan_gate(gti_plan *plan, gti_form *form, uint32_t number, uint32_t splits, uint32_t *result)
{
    const gti_allocator *allocator = &plan->work->allocator;
    gti_form_node gate = *gti_form_at(form, number);
    uint32_t *part = gti_alloc_array(allocator, gate.count, sizeof *part), parts = 0;
    gti_plan_node node = {.kind = GTI_PLAN_GATE};
    gti_vec planned = GTI_VEC(uint32_t);
    gtee_status status = part != NULL && gti_parts(form, number, part) ? GTEE_OK : GTEE_ERROR_MEMORY;
    bool whole = gate.need == gate.count;
    for (uint32_t i = 0; status == GTEE_OK && i < gate.count; i++)
        parts += part[i] == i;
    if ((plan->work->without & GTI_METHOD_COMPOSITION) != 0)
        parts = 1;
    if (status == GTEE_OK && parts > 1 && (parts == gate.count || whole || gate.need == 1)) {
        status = plan_parts(plan, form, number, part, splits, &planned);
        node.first = (uint32_t)plan->children.count;
        node.count = parts;
        node.need = parts == gate.count ? (uint32_t)gate.need : whole ? parts : 1;
        if (status == GTEE_OK && !gti_vec_append(allocator, &plan->children, planned.items, planned.count))
            status = GTEE_ERROR_MEMORY;
        if (status == GTEE_OK)
            status = add(plan, node, result);
        plan_composition(plan, parts, node.need, form->members);
    } else if (status == GTEE_OK) {
        status = plan_region(plan, form, number, splits, result);
    }
    gti_vec_free(allocator, &planned);
    gti_free(allocator, part, gate.count * sizeof *part);
    return status;
}

/* The recursion is as deep as the game and its splits. */
static gtee_status plan_node(gti_plan *plan, gti_form *form, uint32_t number, uint32_t splits, uint32_t *result)
{
    const gti_form_node *node = gti_form_at(form, number);
    switch (node->kind) {
    case GTI_MEMBER:
        return add(plan, (gti_plan_node){.kind = GTI_PLAN_MEMBER, .member = node->first}, result);
    case GTI_QUOTA:
        return plan_quota(plan, form, number, result);
    case GTI_GATE:
        return plan_gate(plan, form, number, splits, result);
    default:
        return add(plan, (gti_plan_node){.kind = GTI_PLAN_FIXED, .node = number}, result);
    }
}

gtee_status gti_plan_init(gti_plan *plan, gti_work *work, gti_form *form, uint32_t purpose, bool sized)
{
    *plan = (gti_plan){.work = work,
                       .purpose = purpose,
                       .sized = sized,
                       .width = form->members / GTI_LIMB_BITS + 1,
                       .members = form->members,
                       .nodes = GTI_VEC(gti_plan_node),
                       .children = GTI_VEC(uint32_t),
                       .forms = GTI_VEC(gti_form *)};
    gtee_status status = plan_node(plan, form, form->root, 0, &plan->root);
    return status == GTEE_OK ? gti_work_affordable(work) : status;
}

void gti_plan_free(gti_plan *plan)
{
    const gti_allocator *allocator = &plan->work->allocator;
    for (size_t i = 0; i < plan->nodes.count; i++) {
        const gti_plan_node *node = gti_plan_at(plan, (uint32_t)i);
        gti_drawing_free(plan->work, node->drawing, node->form != NULL ? node->form->members : 0);
    }
    for (size_t i = 0; i < plan->forms.count; i++) {
        gti_form *form = *GTI_VEC_AT(&plan->forms, gti_form *, i);
        gti_form_free(form);
        gti_free(allocator, form, sizeof *form);
    }
    gti_vec_free(allocator, &plan->nodes);
    gti_vec_free(allocator, &plan->children);
    gti_vec_free(allocator, &plan->forms);
}
