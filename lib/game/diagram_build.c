/* diagram_build.c: the order of members and the diagrams of quotas and gates (diagram.h).
 *
 * A quota's diagram is built from both ends. From the top, the needs that can be left after the first members; from the bottom, the needs between
 * which the last members make no difference (cf. Abío et al., "A New Look at BDDs for Pseudo-Boolean Constraints", JAIR 2012). They meet where
 * neither list is long, so that weights in the millions cost no more than the coalitions that they tell apart. */
#include "game/diagram.h"

/* ---- Order */

typedef struct ordering {
    const gti_form *form;
    const uint32_t *class_of;
    uint32_t *first_of; /* by class: its first member; linked by next_of */
    uint32_t *next_of;
    uint32_t *order, count;
    unsigned char *placed, *visited;
    uint32_t *size; /* by node: how many leaves stand below it */
} ordering;

static void place_member(ordering *o, uint32_t member)
{
    if (o->placed[member])
        return;
    for (uint32_t m = o->first_of[o->class_of[member]]; m != UINT32_MAX; m = o->next_of[m]) {
        o->placed[m] = 1;
        o->order[o->count++] = m;
    }
}

static void measure(ordering *o, uint32_t root)
{
    for (uint32_t i = 0; i <= root; i++) {
        const gti_form_node *node = gti_form_at(o->form, i);
        uint64_t size = node->kind == GTI_QUOTA ? node->count : 1;
        if (node->kind == GTI_GATE)
            for (uint32_t k = 0; k < node->count; k++)
                size += o->size[gti_form_children(o->form, node)[k]];
        o->size[i] = size > UINT32_MAX / 2 ? UINT32_MAX / 2 : (uint32_t)size;
    }
}

typedef struct sized_child { uint32_t size, at, node; } sized_child;

static int by_size(const void *user, const void *a, const void *b)
{
    const sized_child *x = a, *y = b;
    (void)user;
    if (x->size != y->size)
        return x->size < y->size ? -1 : 1;
    return (x->at > y->at) - (x->at < y->at);
}

static bool visit(ordering *o, uint32_t number)
{
    const gti_form_node *node = gti_form_at(o->form, number);
    const gti_allocator *allocator = &o->form->allocator;
    sized_child *children;
    bool good;
    if (o->visited[number])
        return true;
    o->visited[number] = 1;
    if (node->kind == GTI_MEMBER)
        place_member(o, node->first);
    for (uint32_t i = 0; node->kind == GTI_QUOTA && i < node->count; i++)
        place_member(o, gti_form_terms(o->form, node)[i].member);
    if (node->kind != GTI_GATE)
        return true;
    children = gti_alloc_array(allocator, node->count, sizeof *children);
    if (children == NULL)
        return false;
    for (uint32_t i = 0; i < node->count; i++) {
        uint32_t child = gti_form_children(o->form, node)[i];
        children[i] = (sized_child){.size = o->size[child], .at = i, .node = child};
    }
    good = gti_sort(allocator, children, node->count, sizeof *children, by_size, NULL);
    for (uint32_t i = 0; good && i < node->count; i++)
        good = visit(o, children[i].node);
    gti_free(allocator, children, node->count * sizeof *children);
    return good;
}

/* Lists the members of each class. */
static void link_classes(ordering *o)
{
    for (uint32_t m = 0; m < o->form->members; m++)
        o->first_of[m] = UINT32_MAX;
    for (uint32_t m = o->form->members; m-- > 0;) {
        o->next_of[m] = o->first_of[o->class_of[m]];
        o->first_of[o->class_of[m]] = m;
    }
}

bool gti_diagram_order(const gti_form *form, uint32_t root, const uint32_t *class_of, uint32_t *order, uint32_t *count)
{
    const gti_allocator *allocator = &form->allocator;
    size_t members = form->members, nodes = form->nodes.count, words = members * 2 + nodes;
    uint32_t *memory = gti_alloc_array(allocator, words + 1, sizeof *memory);
    unsigned char *flags = gti_alloc_zero(allocator, members + nodes);
    ordering o = {.form = form, .class_of = class_of, .order = order};
    bool good = memory != NULL && flags != NULL;
    if (good) {
        o.first_of = memory;
        o.next_of = memory + members;
        o.size = memory + members * 2;
        o.placed = flags;
        o.visited = flags + members;
        link_classes(&o);
        measure(&o, root);
        good = visit(&o, root);
    }
    *count = o.count;
    gti_free(allocator, flags, members + nodes);
    gti_free(allocator, memory, (words + 1) * sizeof *memory);
    return good;
}

/* ---- Quotas */

typedef struct bound { int64_t at; uint32_t node; } bound; /* needs up to `at`, and above the bound before it, have this node */

typedef struct quota {
    gti_diagram *d;
    uint32_t count;
    uint32_t *level;   /* rising */
    int64_t *weight;   /* of the member at that level */
    int64_t *suffix;   /* [k]: all weights from k on; count + 1 of them */
    size_t *begin;     /* [k]: where the needs before member k begin; count + 2 of them */
    gti_vec needs;     /* int64_t, rising within each k */
    gti_vec found;     /* uint32_t, the nodes of `needs` */
    gti_vec bounds[2]; /* bound, rising: before the member `low`, and room for the next */
    unsigned now;      /* which of them */
    int64_t need;
} quota;

static bool push_need(quota *q, int64_t need)
{
    if (q->needs.count * (sizeof(int64_t) + sizeof(uint32_t)) > q->d->work->bytes) {
        q->d->status = GTEE_ERROR_LIMIT;
        return false;
    }
    if (gti_vec_append(&q->d->work->allocator, &q->needs, &need, 1))
        return true;
    q->d->status = GTEE_ERROR_MEMORY;
    return false;
}

/* The needs before member k + 1 from those before k: with and without it, in order, each once, only those still open. */
static bool go_down(quota *q, uint32_t k)
{
    size_t end = q->begin[k + 1], x = q->begin[k], y = x;
    int64_t last = 0;
    gtee_status status;
    while (x < end || y < end) {
        int64_t without = x < end ? *GTI_VEC_AT(&q->needs, int64_t, x) : INT64_MAX;
        int64_t with = y < end ? *GTI_VEC_AT(&q->needs, int64_t, y) - q->weight[k] : INT64_MAX;
        int64_t least = without < with ? without : with;
        x += without == least;
        y += with == least;
        if (least <= last || least > q->suffix[k + 1])
            continue;
        last = least;
        if (!push_need(q, least))
            return false;
    }
    q->begin[k + 2] = q->needs.count;
    status = gti_work_step(q->d->work, (double)(q->needs.count - end) * 4);
    if (status != GTEE_OK)
        q->d->status = status;
    return status == GTEE_OK;
}

static bool push_bound(quota *q, gti_vec *to, int64_t at, uint32_t node)
{
    bound *last = to->count > 0 ? GTI_VEC_AT(to, bound, to->count - 1) : NULL;
    if (node == GTI_NO_NODE)
        return false;
    if (last != NULL && last->node == node) {
        last->at = at;
        return true;
    }
    if (gti_vec_append(&q->d->work->allocator, to, &(bound){.at = at, .node = node}, 1))
        return true;
    q->d->status = GTEE_ERROR_MEMORY;
    return false;
}

/* The bounds before member k from those before k + 1. */
static bool go_up(quota *q, uint32_t k)
{
    const gti_vec *from = &q->bounds[q->now];
    gti_vec *to = &q->bounds[1 - q->now];
    const bound *bounds = from->items;
    size_t x = 0, y = 0;
    gti_vec_clear(to);
    while (x < from->count || y < from->count) {
        int64_t low = x < from->count ? bounds[x].at : INT64_MAX;
        int64_t high = y < from->count ? bounds[y].at + q->weight[k] : INT64_MAX;
        int64_t at = low < high ? low : high;
        uint32_t without = x < from->count ? bounds[x].node : 0, with = y < from->count ? bounds[y].node : 0;
        if (!push_bound(q, to, at, gti_diagram_node_of(q->d, q->level[k], without, with)))
            return false;
        if (at >= q->need)
            break;
        x += low == at;
        y += high == at;
    }
    q->now = 1 - q->now;
    return true;
}

/* The nodes of the needs before member k, by the bounds there. */
static void meet(quota *q, uint32_t k)
{
    const gti_vec *bounds = &q->bounds[q->now];
    size_t at = 0;
    for (size_t i = q->begin[k]; i < q->begin[k + 1]; i++) {
        while (at < bounds->count && GTI_VEC_AT(bounds, bound, at)->at < *GTI_VEC_AT(&q->needs, int64_t, i))
            at++;
        *GTI_VEC_AT(&q->found, uint32_t, i) = at < bounds->count ? GTI_VEC_AT(bounds, bound, at)->node : 0;
    }
}

/* The node of a need before member k, looked for from *at on. */
static uint32_t look_up(const quota *q, uint32_t k, int64_t need, size_t *at)
{
    if (need <= 0)
        return 1;
    if (need > q->suffix[k])
        return 0;
    while (*GTI_VEC_AT(&q->needs, int64_t, *at) < need)
        (*at)++;
    return *GTI_VEC_AT(&q->found, uint32_t, *at);
}

/* The nodes of the needs before member k, by those before k + 1. */
static bool join(quota *q, uint32_t k)
{
    size_t x = q->begin[k + 1], y = x;
    for (size_t i = q->begin[k]; i < q->begin[k + 1]; i++) {
        int64_t need = *GTI_VEC_AT(&q->needs, int64_t, i);
        uint32_t low = look_up(q, k + 1, need, &x), high = look_up(q, k + 1, need - q->weight[k], &y);
        uint32_t node = gti_diagram_node_of(q->d, q->level[k], low, high);
        if (node == GTI_NO_NODE)
            return false;
        *GTI_VEC_AT(&q->found, uint32_t, i) = node;
    }
    return true;
}

static uint32_t build_quota(quota *q)
{
    uint32_t low = 0, high = q->count;
    if (!push_need(q, q->need) || !push_bound(q, &q->bounds[0], 0, 1))
        return GTI_NO_NODE;
    q->begin[1] = 1;
    while (low < high) {
        bool down = q->begin[low + 1] - q->begin[low] <= q->bounds[q->now].count;
        if (down ? !go_down(q, low++) : !go_up(q, --high))
            return GTI_NO_NODE;
    }
    if (!gti_vec_reserve(&q->d->work->allocator, &q->found, q->needs.count)) {
        q->d->status = GTEE_ERROR_MEMORY;
        return GTI_NO_NODE;
    }
    q->found.count = q->needs.count;
    meet(q, low);
    while (low > 0)
        if (!join(q, --low))
            return GTI_NO_NODE;
    return *GTI_VEC_AT(&q->found, uint32_t, 0);
}

typedef struct leveled { int64_t weight; uint32_t level; } leveled;

static int by_level(const void *user, const void *a, const void *b)
{
    const leveled *x = a, *y = b;
    (void)user;
    return (x->level > y->level) - (x->level < y->level);
}

static bool sort_terms(quota *q, const gti_form *form, const gti_form_node *node, const uint32_t *level_of)
{
    const gti_allocator *allocator = &q->d->work->allocator;
    const gti_term *terms = gti_form_terms(form, node);
    leveled *sorted = gti_alloc_array(allocator, node->count, sizeof *sorted);
    bool good = sorted != NULL;
    for (uint32_t i = 0; good && i < node->count; i++)
        sorted[i] = (leveled){.weight = (int64_t)terms[i].weight, .level = level_of[terms[i].member]};
    good = good && gti_sort(allocator, sorted, node->count, sizeof *sorted, by_level, NULL);
    for (uint32_t i = node->count; good && i-- > 0;) {
        q->level[i] = sorted[i].level;
        q->weight[i] = sorted[i].weight;
        q->suffix[i] = q->suffix[i + 1] + sorted[i].weight;
    }
    gti_free(allocator, sorted, node->count * sizeof *sorted);
    return good;
}

static uint32_t quota_diagram(gti_diagram *d, const gti_form *form, const gti_form_node *node, const uint32_t *level_of)
{
    const gti_allocator *allocator = &d->work->allocator;
    size_t count = node->count, each = 2 * sizeof(int64_t) + sizeof(size_t) + sizeof(uint32_t), size = (count + 2) * each;
    char *memory = gti_alloc_zero(allocator, size);
    quota q = {.d = d,
               .count = node->count,
               .need = (int64_t)node->need,
               .needs = GTI_VEC(int64_t),
               .found = GTI_VEC(uint32_t),
               .bounds = {GTI_VEC(bound), GTI_VEC(bound)}};
    uint32_t result = GTI_NO_NODE;
    if (memory != NULL) {
        q.weight = (int64_t *)(void *)memory;
        q.suffix = q.weight + count + 2;
        q.begin = (size_t *)(void *)(q.suffix + count + 2);
        q.level = (uint32_t *)(void *)(q.begin + count + 2);
    }
    if (memory == NULL || !sort_terms(&q, form, node, level_of))
        d->status = GTEE_ERROR_MEMORY;
    else
        result = build_quota(&q);
    gti_vec_free(allocator, &q.needs);
    gti_vec_free(allocator, &q.found);
    gti_vec_free(allocator, &q.bounds[0]);
    gti_vec_free(allocator, &q.bounds[1]);
    gti_free(allocator, memory, size);
    return result;
}

/* ---- Gates */

/* At least `need` of the children's diagrams: row[c] is "at least c of the children from here on". */
static uint32_t gate_diagram(gti_diagram *d, const uint32_t *child, uint32_t count, uint32_t need, uint32_t *row)
{
    row[0] = 1;
    for (uint32_t c = 1; c <= need; c++)
        row[c] = 0;
    for (uint32_t i = count; i-- > 0;) {
        uint32_t most = count - i < need ? count - i : need, least = need > i ? need - i : 1;
        for (uint32_t c = most; c >= least; c--) {
            uint32_t both = gti_diagram_and(d, child[i], row[c - 1]);
            row[c] = both == GTI_NO_NODE ? both : gti_diagram_or(d, row[c], both);
            if (row[c] == GTI_NO_NODE)
                return GTI_NO_NODE;
        }
    }
    return row[need];
}

static uint32_t gate_of_form(gti_diagram *d, const gti_form *form, const gti_form_node *node, const uint32_t *done)
{
    const gti_allocator *allocator = &d->work->allocator;
    size_t count = node->count, words = count + (size_t)node->need + 1;
    uint32_t *memory = gti_alloc_array(allocator, words, sizeof *memory), result = GTI_NO_NODE;
    if (memory == NULL) {
        d->status = GTEE_ERROR_MEMORY;
        return GTI_NO_NODE;
    }
    for (size_t i = 0; i < count; i++)
        memory[i] = done[gti_form_children(form, node)[i]];
    result = gate_diagram(d, memory, node->count, (uint32_t)node->need, memory + count);
    gti_free(allocator, memory, words * sizeof *memory);
    return result;
}

static uint32_t node_diagram(gti_diagram *d, const gti_form *form, uint32_t number, const uint32_t *level_of, const uint32_t *done)
{
    const gti_form_node *node = gti_form_at(form, number);
    switch (node->kind) {
    case GTI_MEMBER:
        return gti_diagram_node_of(d, level_of[node->first], 0, 1);
    case GTI_GATE:
        return gate_of_form(d, form, node, done);
    case GTI_QUOTA:
        return quota_diagram(d, form, node, level_of);
    default:
        return number;
    }
}

uint32_t gti_diagram_of_form(gti_diagram *d, const gti_form *form, uint32_t root, const uint32_t *level_of)
{
    const gti_allocator *allocator = &d->work->allocator;
    size_t count = form->nodes.count;
    unsigned char *used = gti_alloc_zero(allocator, count);
    uint32_t *done = gti_alloc_array(allocator, count, sizeof *done), result = GTI_NO_NODE;
    if (used == NULL || done == NULL) {
        d->status = GTEE_ERROR_MEMORY;
    } else {
        gti_form_used(form, root, used);
        result = 0;
        for (uint32_t i = 0; i <= root && result != GTI_NO_NODE; i++)
            if (used[i])
                result = done[i] = node_diagram(d, form, i, level_of, done);
    }
    gti_free(allocator, done, count * sizeof *done);
    gti_free(allocator, used, count);
    return result;
}
