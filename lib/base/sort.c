/* sort.c: a stable merge sort without recursion (memory.h). Uses the allocator only. */
#include "base/memory.h"

#include <string.h>

/* What one sort works with. */
typedef struct sorting {
    size_t count, each;
    gti_compare compare;
    const void *user;
} sorting;

static const unsigned char *at(const sorting *s, const unsigned char *items, size_t index)
{
    return items + index * s->each;
}

static bool in_order(const sorting *s, const unsigned char *items)
{
    for (size_t i = 1; i < s->count; i++)
        if (s->compare(s->user, at(s, items, i - 1), at(s, items, i)) > 0)
            return false;
    return true;
}

/* Merges the sorted runs from[start, middle) and from[middle, end) into the same place of `to`. */
static void merge(const sorting *s, const unsigned char *from, unsigned char *to, size_t start, size_t middle, size_t end)
{
    size_t a = start, b = middle;

    to += start * s->each;
    while (a < middle && b < end) {
        size_t *taken = s->compare(s->user, at(s, from, a), at(s, from, b)) <= 0 ? &a : &b;

        memcpy(to, at(s, from, (*taken)++), s->each);
        to += s->each;
    }
    memcpy(to, at(s, from, a), (middle - a) * s->each);
    to += (middle - a) * s->each;
    memcpy(to, at(s, from, b), (end - b) * s->each);
}

/* One pass over all pairs of runs of `width` items. */
static void merge_pass(const sorting *s, const unsigned char *from, unsigned char *to, size_t width)
{
    size_t start = 0;

    while (start < s->count) {
        size_t middle = width < s->count - start ? start + width : s->count;
        size_t end = width < s->count - middle ? middle + width : s->count;

        merge(s, from, to, start, middle, end);
        start = end;
    }
}

bool gti_sort(const gti_allocator *allocator, void *items, size_t count, size_t each, gti_compare compare, const void *user)
{
    const sorting s = {.count = count, .each = each, .compare = compare, .user = user};
    size_t size = count * each; /* of memory that exists */
    unsigned char *from = items, *to, *scratch;

    if (count < 2 || in_order(&s, items))
        return true;
    scratch = gti_alloc(allocator, size);
    if (scratch == NULL)
        return false;
    to = scratch;
    for (size_t width = 1; width < count; width = width > count / 2 ? count : width * 2) {
        unsigned char *swap = from;

        merge_pass(&s, from, to, width);
        from = to;
        to = swap;
    }
    if (from == scratch)
        memcpy(items, scratch, size);
    gti_free(allocator, scratch, size);
    return true;
}
