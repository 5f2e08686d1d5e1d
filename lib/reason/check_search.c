/* check_search.c: tries all choices, part by part: a part is what items tie together. Uses check.h.
 *
 * Variables get their options one after another in an order in which items are soon complete; an item is looked at when the last of its
 * variables has its option, and a branch is left when it breaks what is hard, or costs as much as what is to be beaten. */
#include "reason/check.h"

#define EPSILON 1e-9

typedef struct trying {
    gti_trial *trial;
    uint32_t *order;      /* variables, part by part */
    uint32_t *place;      /* by variable: where it stands in `order` */
    uint32_t *due_first;  /* by place: the items whose last variable stands there, in `due` */
    uint32_t *due;
    uint32_t *part_end;   /* by place: where its part ends */
    size_t count, variables;
    double limit[3];      /* of the part: what is to be beaten */
    uint32_t aim;
    bool met;             /* for LEAST: something is allowed */
    const gti_visitor *visitor;
    gtee_status status;
} trying;

/* What is looked for. */
#define CHEAPER 0u /* anything cheaper than the limit */
#define ANY 1u     /* anything that is allowed */
#define LEAST 2u   /* the cheapest */
#define EACH 3u    /* all that is allowed, for a visitor */

static int compare(const double *a, const double *b)
{
    for (int i = 0; i < 3; i++)
        if (a[i] < b[i] - EPSILON || a[i] > b[i] + EPSILON)
            return a[i] < b[i] ? -1 : 1;
    return 0;
}

static const gti_item *item_at(const trying *t, size_t index)
{
    return GTI_VEC_AT(&t->trial->items, gti_item, index);
}

static uint32_t looked_at(const trying *t, const gti_item *item, uint32_t index)
{
    return *GTI_VEC_AT(&t->trial->scope, uint32_t, item->first + index);
}

/* ---- order */

/* Puts all variables of the items that look at `variable` behind those in order. */
static void follow(trying *t, uint32_t variable)
{
    for (size_t i = 0; i < t->trial->items.count; i++) {
        const gti_item *item = item_at(t, i);
        bool looks = false;
        for (uint32_t k = 0; !looks && k < item->count; k++)
            looks = looked_at(t, item, k) == variable;
        for (uint32_t k = 0; looks && k < item->count; k++) {
            const uint32_t other = looked_at(t, item, k);
            if (t->place[other] == UINT32_MAX) {
                t->place[other] = (uint32_t)t->count;
                t->order[t->count++] = other;
            }
        }
    }
}

static void find_order(trying *t)
{
    const gti_vec *borne = &t->trial->borne;
    size_t followed = 0;

    for (size_t v = 0; v < t->variables; v++)
        t->place[v] = UINT32_MAX;
    for (size_t i = 0; i < borne->count; i++) {
        const uint32_t seed = *GTI_VEC_AT(borne, uint32_t, i);
        const size_t first = t->count;
        if (t->place[seed] != UINT32_MAX)
            continue;
        t->place[seed] = (uint32_t)t->count;
        t->order[t->count++] = seed;
        while (followed < t->count)
            follow(t, t->order[followed++]);
        for (size_t k = first; k < t->count; k++)
            t->part_end[k] = (uint32_t)t->count;
    }
}

static uint32_t last_place(const trying *t, const gti_item *item)
{
    uint32_t last = 0;

    for (uint32_t k = 0; k < item->count; k++) {
        const uint32_t place = t->place[looked_at(t, item, k)];
        last = place > last ? place : last;
    }
    return last;
}

/* By counting. Items that look at nothing are not due: see idle_broken. */
static void find_due(trying *t)
{
    const size_t items = t->trial->items.count;

    for (size_t i = 0; i < items; i++)
        if (item_at(t, i)->count > 0)
            t->due_first[last_place(t, item_at(t, i)) + 2]++;
    for (size_t p = 2; p < t->count + 2; p++)
        t->due_first[p] += t->due_first[p - 1];
    for (size_t i = 0; i < items; i++)
        if (item_at(t, i)->count > 0)
            t->due[t->due_first[last_place(t, item_at(t, i)) + 1]++] = (uint32_t)i;
}

static bool begin(trying *t, gti_trial *trial, uint32_t aim)
{
    const gti_allocator *allocator = &trial->inquiry->arena.allocator;
    const size_t each = sizeof(uint32_t);

    *t = (trying){.trial = trial, .aim = aim, .variables = (size_t)trial->inquiry->view->variables.total + 1};
    t->order = gti_alloc_array(allocator, t->variables, each);
    t->place = gti_alloc_array(allocator, t->variables, each);
    t->part_end = gti_alloc_array(allocator, t->variables, each);
    t->due_first = gti_alloc_array(allocator, t->variables + 2, each);
    t->due = gti_alloc_array(allocator, trial->items.count + 1, each);
    if (t->order == NULL || t->place == NULL || t->part_end == NULL || t->due_first == NULL || t->due == NULL)
        return false;
    find_order(t);
    find_due(t);
    return true;
}

static void end(trying *t)
{
    const gti_allocator *allocator = &t->trial->inquiry->arena.allocator;
    const size_t each = sizeof(uint32_t);

    gti_free(allocator, t->order, t->variables * each);
    gti_free(allocator, t->place, t->variables * each);
    gti_free(allocator, t->part_end, t->variables * each);
    gti_free(allocator, t->due_first, (t->variables + 2) * each);
    gti_free(allocator, t->due, (t->trial->items.count + 1) * each);
}

/* ---- trying */

/* Adds what the items due at a place cost; false: something hard is broken, or it went wrong. */
static bool charge(trying *t, uint32_t place, double *cost)
{
    for (uint32_t i = t->due_first[place]; i < t->due_first[place + 1]; i++) {
        const gti_item *item = item_at(t, t->due[i]);
        bool broken;
        t->status = gti_trial_broken(t->trial, item, &broken);
        if (t->status != GTEE_OK || (broken && item->hard))
            return false;
        for (int k = 0; broken && k < 3; k++)
            cost[k] += item->cost[k];
    }
    return true;
}

static uint64_t options_at(const trying *t, uint32_t place)
{
    return gti_variable_all(&t->trial->inquiry->view->variables.items[t->order[place]]);
}

/* All of the part has its options, at this cost: is there more to look for? */
static bool go_on(trying *t, const double *cost)
{
    if (t->aim == EACH) {
        t->status = t->visitor->each(t->visitor->user);
        return t->status == GTEE_OK;
    }
    if (t->aim != LEAST)
        return false;
    for (int k = 0; k < 3; k++)
        t->limit[k] = cost[k];
    t->met = true;
    return true;
}

/* Must it be cheaper than the limit? */
static bool is_bounded(const trying *t)
{
    return t->aim == CHEAPER || (t->aim == LEAST && t->met);
}

/* Is there anything better in the part [first, end)? By hand, not by recursion: parts may be long. `cost` has three for each place and three more. */
static bool try_part(trying *t, uint32_t first, uint32_t end, double *cost)
{
    uint32_t *option = t->trial->option;
    uint32_t place = first;

    for (int k = 0; k < 3; k++)
        cost[k] = 0;
    option[t->order[first]] = UINT32_MAX;
    for (;;) {
        const uint32_t next = ++option[t->order[place]]; /* from UINT32_MAX to 0 */
        double *here = &cost[3 * (size_t)(place - first)];
        if (next >= 64 || options_at(t, place) >> next == 0) {
            if (place == first)
                return false;
            place--;
            continue;
        }
        if (++t->trial->steps > GTI_CHECK_STEPS) {
            t->status = GTEE_ERROR_LIMIT;
            return false;
        }
        for (int k = 0; k < 3; k++)
            here[3 + k] = here[k];
        const bool allowed = charge(t, place, &here[3]);
        if (t->status != GTEE_OK)
            return false;
        if (!allowed || (is_bounded(t) && compare(&here[3], t->limit) >= 0))
            continue;
        if (place + 1 == end) {
            if (go_on(t, &here[3]))
                continue;
            return t->status == GTEE_OK;
        }
        option[t->order[++place]] = UINT32_MAX;
    }
}

/* What the part costs as it stands. false: something hard is broken there. */
static bool measure(trying *t, uint32_t first, uint32_t end)
{
    for (int k = 0; k < 3; k++)
        t->limit[k] = 0;
    for (uint32_t place = first; place < end; place++)
        if (!charge(t, place, t->limit))
            return false;
    return true;
}

/* An item that looks at nothing is broken or not whatever is chosen: is a hard one? */
static bool idle_broken(trying *t)
{
    bool broken = false;

    for (size_t i = 0; t->status == GTEE_OK && !broken && i < t->trial->items.count; i++)
        if (item_at(t, i)->count == 0 && item_at(t, i)->hard)
            t->status = gti_trial_broken(t->trial, item_at(t, i), &broken);
    return broken;
}

/* What is asked of one part: is it so? */
static gtee_status try_one(trying *t, uint32_t first, double *cost, bool *answer)
{
    const uint32_t end = t->part_end[first];

    switch (t->aim) {
    case CHEAPER: /* not allowed as it stands: nothing to beat */
        *answer = measure(t, first, end) && try_part(t, first, end, cost);
        return t->status;
    case ANY:
        *answer = try_part(t, first, end, cost);
        return t->status;
    case LEAST:
        t->met = false;
        try_part(t, first, end, cost);
        *answer = t->met;
        return t->status;
    default:
        t->status = t->visitor->begin(t->visitor->user, &t->order[first], end - first, answer);
        if (t->status != GTEE_OK || !*answer)
            break;
        try_part(t, first, end, cost);
        if (t->status == GTEE_OK)
            t->status = t->visitor->end(t->visitor->user);
    }
    *answer = true;
    return t->status;
}

/* Part by part, until one says otherwise. `sum`: of the least costs. */
static void try_parts(trying *t, double *cost, double *sum, bool *answer)
{
    const bool wanted = t->aim != CHEAPER;

    *answer = wanted;
    if (wanted && idle_broken(t))
        *answer = false;
    for (uint32_t first = 0; t->status == GTEE_OK && *answer == wanted && first < t->count; first = t->part_end[first]) {
        t->status = try_one(t, first, cost, answer);
        for (int k = 0; sum != NULL && k < 3; k++)
            sum[k] += t->limit[k];
    }
}

static gtee_status try_all(gti_trial *trial, uint32_t aim, const gti_visitor *visitor, double *sum, bool *answer)
{
    const gti_allocator *allocator = &trial->inquiry->arena.allocator;
    trying t;
    double *cost = NULL;
    bool good = begin(&t, trial, aim);
    const size_t room = 3 * (t.count + 2);

    *answer = false;
    t.visitor = visitor;
    if (good)
        cost = gti_alloc_array(allocator, room, sizeof *cost);
    t.status = cost != NULL ? GTEE_OK : GTEE_ERROR_MEMORY;
    if (t.status == GTEE_OK)
        try_parts(&t, cost, sum, answer);
    gti_free(allocator, cost, room * sizeof *cost);
    end(&t);
    return t.status;
}

gtee_status gti_trial_cheaper(gti_trial *trial, bool *found)
{
    return try_all(trial, CHEAPER, NULL, NULL, found);
}

gtee_status gti_trial_possible(gti_trial *trial, bool *possible)
{
    return try_all(trial, ANY, NULL, NULL, possible);
}

gtee_status gti_trial_least(gti_trial *trial, double *cost, bool *possible)
{
    for (int k = 0; k < 3; k++)
        cost[k] = 0;
    return try_all(trial, LEAST, NULL, cost, possible);
}

gtee_status gti_trial_visit(gti_trial *trial, const gti_visitor *visitor, bool *possible)
{
    return try_all(trial, EACH, visitor, NULL, possible);
}
