/* diagram.c: unique nodes, the cache, and the two operations on monotone games (diagram.h). */
#include "game/diagram.h"

#include <string.h>

#define FIRST_SLOTS 256u
#define MOST_CACHE ((size_t)1 << 22)
#define STEP_COST 100.0 /* what looking for one result takes, mostly the reading of memory */
#define STEPS_AT_ONCE 1024u

enum operation { OPERATION_NONE, OPERATION_AND, OPERATION_OR };

static size_t slot_of(uint32_t a, uint32_t b, uint32_t c, size_t slots)
{
    uint64_t key = ((uint64_t)a << 32 | b) * UINT64_C(0x9E3779B97F4A7C15) + (uint64_t)c * UINT64_C(0xC2B2AE3D27D4EB4F);
    key ^= key >> 32;
    key *= UINT64_C(0xD6E8FEB86659FD93);
    return (size_t)(key >> 29) & (slots - 1);
}

/* What making a diagram takes is known only by doing it: where the budget ends, the account says that it would have taken more. */
static void give_up(gti_diagram *d)
{
    gti_account *account = &d->work->account;
    double steps = (double)d->steps * STEP_COST * 2, bytes = (double)d->work->held * 2;
    account->operations = account->operations > steps ? account->operations : steps;
    account->bytes = account->bytes > bytes ? account->bytes : bytes;
    d->work->given_up = true;
    d->status = GTEE_ERROR_LIMIT;
}

/* Takes bytes out of the budget. */
static bool charge(gti_diagram *d, size_t bytes)
{
    if (d->work->held + bytes > d->work->bytes) {
        give_up(d);
        return false;
    }
    d->work->held += bytes;
    return true;
}

static void *charged_array(gti_diagram *d, size_t count, size_t each)
{
    void *memory;
    if (!charge(d, count * each))
        return NULL;
    memory = gti_alloc_array(&d->work->allocator, count, each);
    if (memory == NULL) {
        d->work->held -= count * each;
        d->status = GTEE_ERROR_MEMORY;
    }
    return memory;
}

static void release(gti_diagram *d, void *memory, size_t bytes)
{
    if (memory != NULL)
        d->work->held -= bytes;
    gti_free(&d->work->allocator, memory, bytes);
}

static bool grow_nodes(gti_diagram *d)
{
    size_t old = d->nodes.capacity, capacity = old == 0 ? FIRST_SLOTS : old * 2;
    if (capacity > UINT32_MAX / 2)
        d->status = GTEE_ERROR_LIMIT;
    else if (charge(d, capacity * sizeof(gti_diagram_node))) {
        if (gti_vec_reserve(&d->work->allocator, &d->nodes, capacity)) {
            d->work->held -= old * sizeof(gti_diagram_node);
            return true;
        }
        d->work->held -= capacity * sizeof(gti_diagram_node);
        d->status = GTEE_ERROR_MEMORY;
    }
    return false;
}

bool gti_diagram_init(gti_diagram *d, gti_work *work, uint32_t levels, bool zero_suppressed)
{
    *d = (gti_diagram){.work = work, .levels = levels, .zero_suppressed = zero_suppressed, .nodes = GTI_VEC(gti_diagram_node)};
    d->buckets = charged_array(d, FIRST_SLOTS, sizeof *d->buckets);
    d->cache = charged_array(d, FIRST_SLOTS, sizeof *d->cache);
    d->bucket_count = FIRST_SLOTS;
    d->cache_count = FIRST_SLOTS;
    if (d->buckets == NULL || d->cache == NULL || !grow_nodes(d))
        return false;
    for (uint32_t end = 0; end < 2; end++)
        ((gti_diagram_node *)gti_vec_push(&work->allocator, &d->nodes))->level = levels;
    return true;
}

void gti_diagram_free(gti_diagram *d)
{
    if (d->work == NULL)
        return;
    release(d, d->buckets, d->bucket_count * sizeof *d->buckets);
    release(d, d->cache, d->cache_count * sizeof *d->cache);
    d->work->held -= d->nodes.capacity * sizeof(gti_diagram_node);
    gti_vec_free(&d->work->allocator, &d->nodes);
    d->work = NULL;
}

static bool grow_buckets(gti_diagram *d)
{
    size_t count = d->bucket_count * 2;
    uint32_t *fresh = charged_array(d, count, sizeof *fresh);
    if (fresh == NULL)
        return false;
    for (size_t i = 2; i < d->nodes.count; i++) {
        gti_diagram_node *node = GTI_VEC_AT(&d->nodes, gti_diagram_node, i);
        size_t slot = slot_of(node->level, node->low, node->high, count);
        node->next = fresh[slot];
        fresh[slot] = (uint32_t)i + 1;
    }
    release(d, d->buckets, d->bucket_count * sizeof *d->buckets);
    d->buckets = fresh;
    d->bucket_count = count;
    return true;
}

/* The cache grows with the nodes; what it knew is forgotten. */
static bool grow_cache(gti_diagram *d)
{
    size_t count = d->cache_count * 4;
    gti_diagram_entry *fresh = charged_array(d, count, sizeof *fresh);
    if (fresh == NULL)
        return false;
    release(d, d->cache, d->cache_count * sizeof *d->cache);
    d->cache = fresh;
    d->cache_count = count;
    return true;
}

bool gti_diagram_step(gti_diagram *d)
{
    if (d->status != GTEE_OK)
        return false;
    if (++d->steps % STEPS_AT_ONCE != 0)
        return true;
    if ((double)d->steps * STEP_COST > (double)d->work->operations) {
        give_up(d);
        return false;
    }
    d->status = gti_work_step(d->work, STEPS_AT_ONCE * STEP_COST);
    return d->status == GTEE_OK;
}

static bool make_room(gti_diagram *d)
{
    size_t count = d->nodes.count;
    if (!gti_diagram_step(d))
        return false;
    if (count >= d->bucket_count && !grow_buckets(d))
        return false;
    if (count >= d->cache_count && d->cache_count < MOST_CACHE && !grow_cache(d))
        return false;
    return count < d->nodes.capacity || grow_nodes(d);
}

uint32_t gti_diagram_node_of(gti_diagram *d, uint32_t level, uint32_t low, uint32_t high)
{
    gti_diagram_node *node;
    size_t slot;
    if (low == GTI_NO_NODE || high == GTI_NO_NODE)
        return GTI_NO_NODE;
    if (d->zero_suppressed ? high == 0 : low == high)
        return low;
    slot = slot_of(level, low, high, d->bucket_count);
    for (uint32_t at = d->buckets[slot]; at != 0; at = gti_diagram_at(d, at - 1)->next) {
        const gti_diagram_node *there = gti_diagram_at(d, at - 1);
        if (there->level == level && there->low == low && there->high == high)
            return at - 1;
    }
    if (!make_room(d))
        return GTI_NO_NODE;
    slot = slot_of(level, low, high, d->bucket_count);
    node = gti_vec_push(&d->work->allocator, &d->nodes);
    *node = (gti_diagram_node){.level = level, .low = low, .high = high, .next = d->buckets[slot]};
    d->buckets[slot] = (uint32_t)d->nodes.count;
    return (uint32_t)d->nodes.count - 1;
}

bool gti_diagram_known(const gti_diagram *d, uint32_t operation, uint32_t a, uint32_t b, uint32_t *result)
{
    const gti_diagram_entry *entry = &d->cache[slot_of(a, b, operation, d->cache_count)];
    *result = entry->result;
    return entry->operation == operation && entry->a == a && entry->b == b;
}

void gti_diagram_remember(gti_diagram *d, uint32_t operation, uint32_t a, uint32_t b, uint32_t result)
{
    if (result != GTI_NO_NODE)
        d->cache[slot_of(a, b, operation, d->cache_count)] =
            (gti_diagram_entry){.a = a, .b = b, .operation = operation, .result = result};
}

/* Both operations; `zero` is the end that decides (0 of "and", 1 of "or"). */
static uint32_t apply(gti_diagram *d, uint32_t operation, uint32_t a, uint32_t b)
{
    uint32_t zero = operation == OPERATION_AND ? 0 : 1, result, level;
    gti_diagram_node x, y;
    if (a == GTI_NO_NODE || b == GTI_NO_NODE)
        return GTI_NO_NODE;
    if (a == zero || b == zero)
        return zero;
    if (a == b || b == 1 - zero)
        return a;
    if (a == 1 - zero)
        return b;
    if (a > b) {
        result = a;
        a = b;
        b = result;
    }
    if (gti_diagram_known(d, operation, a, b, &result))
        return result;
    if (!gti_diagram_step(d))
        return GTI_NO_NODE;
    x = *gti_diagram_at(d, a);
    y = *gti_diagram_at(d, b);
    level = x.level < y.level ? x.level : y.level;
    if (x.level != level)
        x.low = x.high = a;
    if (y.level != level)
        y.low = y.high = b;
    result = apply(d, operation, x.low, y.low);
    result = gti_diagram_node_of(d, level, result, result == GTI_NO_NODE ? 0 : apply(d, operation, x.high, y.high));
    gti_diagram_remember(d, operation, a, b, result);
    return result;
}

uint32_t gti_diagram_and(gti_diagram *d, uint32_t a, uint32_t b)
{
    return apply(d, OPERATION_AND, a, b);
}

uint32_t gti_diagram_or(gti_diagram *d, uint32_t a, uint32_t b)
{
    return apply(d, OPERATION_OR, a, b);
}
