/* memory.c: the caller's allocator, checked arithmetic, growing arrays and reference counts (memory.h). Uses libc's realloc and free. */
#include "base/memory.h"

#include <stdlib.h>
#include <string.h>

static void *libc_resize(void *user, void *memory, size_t old_size, size_t new_size)
{
    (void)user;
    (void)old_size;
    if (new_size == 0) {
        free(memory);
        return NULL;
    }
    return realloc(memory, new_size);
}

gti_allocator gti_allocator_default(void)
{
    return (gti_allocator){.resize = libc_resize, .user = NULL};
}

void *gti_alloc(const gti_allocator *allocator, size_t size)
{
    return allocator->resize(allocator->user, NULL, 0, size);
}

void *gti_alloc_zero(const gti_allocator *allocator, size_t size)
{
    void *memory = gti_alloc(allocator, size);

    if (memory != NULL)
        memset(memory, 0, size);
    return memory;
}

void *gti_alloc_array(const gti_allocator *allocator, size_t count, size_t each)
{
    size_t size;

    return gti_mul_size(count, each, &size) ? gti_alloc_zero(allocator, size) : NULL;
}

void gti_free(const gti_allocator *allocator, void *memory, size_t size)
{
    if (memory != NULL)
        allocator->resize(allocator->user, memory, size, 0);
}

bool gti_add_size(size_t a, size_t b, size_t *sum)
{
    *sum = a + b;
    return *sum >= a;
}

bool gti_mul_size(size_t a, size_t b, size_t *product)
{
    *product = a * b;
    return b == 0 || a <= SIZE_MAX / b;
}

/* Room for at least `capacity` items: the items move to memory of exactly that size. */
static bool set_capacity(const gti_allocator *allocator, gti_vec *vec, size_t capacity)
{
    size_t size;
    void *items;

    if (!gti_mul_size(capacity, vec->item_size, &size))
        return false;
    items = allocator->resize(allocator->user, vec->items, vec->capacity * vec->item_size, size);
    if (items == NULL)
        return false;
    vec->items = items;
    vec->capacity = capacity;
    return true;
}

bool gti_vec_reserve(const gti_allocator *allocator, gti_vec *vec, size_t capacity)
{
    size_t doubled = vec->capacity > SIZE_MAX / 2 ? SIZE_MAX : vec->capacity * 2;

    if (capacity <= vec->capacity)
        return true;
    if (doubled < 8)
        doubled = 8;
    return set_capacity(allocator, vec, capacity > doubled ? capacity : doubled);
}

void *gti_vec_push(const gti_allocator *allocator, gti_vec *vec)
{
    unsigned char *item;

    if (vec->count == vec->capacity && (vec->count == SIZE_MAX || !gti_vec_reserve(allocator, vec, vec->count + 1)))
        return NULL;
    item = (unsigned char *)vec->items + vec->count * vec->item_size;
    memset(item, 0, vec->item_size);
    vec->count++;
    return item;
}

bool gti_vec_append(const gti_allocator *allocator, gti_vec *vec, const void *items, size_t count)
{
    size_t sum;

    if (count == 0)
        return true;
    if (!gti_add_size(vec->count, count, &sum) || !gti_vec_reserve(allocator, vec, sum))
        return false;
    memcpy((unsigned char *)vec->items + vec->count * vec->item_size, items, count * vec->item_size);
    vec->count = sum;
    return true;
}

void gti_vec_clear(gti_vec *vec)
{
    vec->count = 0;
}

void gti_vec_free(const gti_allocator *allocator, gti_vec *vec)
{
    gti_free(allocator, vec->items, vec->capacity * vec->item_size);
    *vec = (gti_vec){.items = NULL, .count = 0, .capacity = 0, .item_size = vec->item_size};
}

void gti_refs_init(gti_refs *refs)
{
    atomic_init(refs, 1);
}

void gti_refs_up(gti_refs *refs)
{
    atomic_fetch_add_explicit(refs, 1, memory_order_relaxed);
}

bool gti_refs_down(gti_refs *refs)
{
    return atomic_fetch_sub_explicit(refs, 1, memory_order_acq_rel) == 1;
}
