/* bound_search.c: depth-first branch and bound (bound_state.h). Uses base only.
 *
 * A node of the network is chosen by the fewest values for the most failures of its tables (dom/wdeg: Boussemart et al. 2004), the one that failed
 * last first (Lecoutre et al. 2009). First the value with full support is tried, then all the others together. */
#include "solve/bound_state.h"

#include <string.h>

typedef struct decision {
    size_t mark;    /* of the trail, before it */
    int64_t lower;  /* before it */
    uint32_t node, value;
    bool refused; /* the value has been tried */
} decision;

typedef struct searching {
    gti_state *s;
    gti_vec decisions;
    uint64_t *weights; /* by node: failures of its tables */
    uint32_t last;     /* the node whose choice failed last */
} searching;

static bool better(uint64_t size, uint64_t weight, uint64_t other_size, uint64_t other_weight)
{
    return size * other_weight < other_size * weight;
}

/* UINT32_MAX: all are settled. */
static uint32_t choose_node(const searching *q)
{
    const gti_state *s = q->s;
    uint32_t best = UINT32_MAX;
    uint64_t best_size = 0;

    if (q->last != UINT32_MAX && !gti_state_settled(s, q->last))
        return q->last;
    for (uint32_t v = 0; v < s->count; v++) {
        const uint64_t size = gti_count_bits(s->live[v]);

        if (size > 1 && (best == UINT32_MAX || better(size, q->weights[v], best_size, q->weights[best]))) {
            best = v;
            best_size = size;
        }
    }
    return best;
}

static void blame(searching *q)
{
    gti_state *s = q->s;

    if (s->culprit == UINT32_MAX)
        return;
    for (uint32_t k = 0; k < s->tables[s->culprit].arity; k++)
        q->weights[s->tables[s->culprit].scope[k]]++;
}

static void take_solution(searching *q)
{
    gti_state *s = q->s;

    if (s->take != NULL) {
        s->no_memory = !s->take(s->take_user, s) || s->no_memory;
        return;
    }
    for (uint32_t v = 0; v < s->count; v++)
        s->best[v] = gti_lowest_bit(s->live[v]);
    s->upper = s->lower;
    s->found = true;
}

static uint32_t choose_value(const searching *q, uint32_t node)
{
    const gti_state *s = q->s;
    uint32_t value = s->support[node];

    if (s->found && (s->live[node] >> s->best[node] & 1) != 0)
        return s->best[node];
    if ((s->live[node] >> value & 1) == 0)
        value = gti_lowest_bit(s->live[node]);
    return value;
}

static bool descend(searching *q, uint32_t node)
{
    gti_state *s = q->s;
    decision *d = gti_vec_push(&s->allocator, &q->decisions);

    if (d == NULL) {
        s->no_memory = true;
        return false;
    }
    *d = (decision){.mark = s->trail.count, .lower = s->lower, .node = node, .value = choose_value(q, node)};
    return gti_state_keep_values(s, node, UINT64_C(1) << d->value) && gti_state_propagate(s);
}

/* Goes back to the last decision whose other side is still to be seen, and goes there. false: there is none. */
static bool turn_back(searching *q)
{
    gti_state *s = q->s;

    while (q->decisions.count > 0 && !s->no_memory) {
        decision *d = GTI_VEC_AT(&q->decisions, decision, q->decisions.count - 1);
        uint64_t others;

        gti_state_undo(s, d->mark);
        if (d->refused) {
            q->decisions.count--;
            continue;
        }
        d->refused = true;
        q->last = d->node;
        others = ~(UINT64_C(1) << d->value);
        if (s->lower < s->upper && gti_state_keep_values(s, d->node, others) && gti_state_propagate(s))
            return true;
        blame(q);
    }
    return false;
}

static uint32_t run(searching *q, gti_meter *meter)
{
    gti_state *s = q->s;
    bool consistent = gti_state_propagate(s);

    for (;;) {
        uint32_t node;

        if (s->no_memory)
            return GTI_SEARCH_NO_MEMORY;
        if (!gti_meter_step(meter, 1))
            return meter->status;
        if (consistent && (node = choose_node(q)) != UINT32_MAX) {
            consistent = descend(q, node);
            if (!consistent)
                blame(q);
            continue;
        }
        if (consistent)
            take_solution(q);
        consistent = turn_back(q);
        if (!consistent)
            return s->no_memory ? GTI_SEARCH_NO_MEMORY : GTI_SEARCH_DONE;
    }
}

/* What nothing is below: where the first decision was taken. */
static int64_t open_bound(const searching *q)
{
    const int64_t bound = q->decisions.count > 0 ? GTI_VEC_AT(&q->decisions, decision, 0)->lower : q->s->lower;

    return bound < q->s->upper ? bound : q->s->upper;
}

uint32_t gti_state_search(gti_state *s, gti_meter *meter, int64_t *bound)
{
    searching q = {.s = s, .decisions = GTI_VEC(decision), .last = UINT32_MAX};
    uint32_t status = GTI_SEARCH_NO_MEMORY;

    s->trailing = true;
    q.weights = gti_alloc_array(&s->allocator, s->count + (size_t)1, sizeof *q.weights);
    *bound = s->lower;
    if (q.weights != NULL) {
        for (uint32_t v = 0; v < s->count; v++)
            q.weights[v] = 1 + s->first[v + 1] - s->first[v];
        status = run(&q, meter);
        *bound = status == GTI_SEARCH_DONE ? s->upper : open_bound(&q);
    }
    gti_state_undo(s, 0);
    gti_vec_free(&s->allocator, &q.decisions);
    gti_free(&s->allocator, q.weights, (s->count + (size_t)1) * sizeof *q.weights);
    return status;
}
