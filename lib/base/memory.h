/* memory.h: the caller's allocator, checked arithmetic, growing arrays and arenas. Uses nothing of ours but the public header.
 *
 * Every byte that the library holds is asked for here. An allocation that fails is NULL or `false`, never more than that. */
#ifndef GTI_BASE_MEMORY_H
#define GTI_BASE_MEMORY_H

#include "guarantee.h"

#include <stdbool.h>
#include <stdint.h>

/* A copy of the caller's allocator, by value in each object that must free itself. */
typedef struct gti_allocator {
    void *(*resize)(void *user, void *memory, size_t old_size, size_t new_size);
    void *user;
} gti_allocator;

/* The C library's malloc, realloc, free. */
gti_allocator gti_allocator_default(void);

void *gti_alloc(const gti_allocator *allocator, size_t size);                     /* NULL if none; size > 0 */
void *gti_alloc_zero(const gti_allocator *allocator, size_t size);                /* the same, zeroed */
void *gti_alloc_array(const gti_allocator *allocator, size_t count, size_t each); /* count > 0; NULL also on overflow; zeroed */
void gti_free(const gti_allocator *allocator, void *memory, size_t size);         /* NULL is fine */

bool gti_add_size(size_t a, size_t b, size_t *sum);      /* false on overflow */
bool gti_mul_size(size_t a, size_t b, size_t *product);  /* false on overflow */

/* A growing array of items of one size. Zero-initialise all but item_size: gti_vec v = GTI_VEC(type). Items move when it grows. */
typedef struct gti_vec {
    void *items;
    size_t count;
    size_t capacity;
    size_t item_size;
} gti_vec;
#define GTI_VEC(type) ((gti_vec){.items = NULL, .count = 0, .capacity = 0, .item_size = sizeof(type)})
#define GTI_VEC_AT(vec, type, index) (&((type *)(vec)->items)[index])

void *gti_vec_push(const gti_allocator *allocator, gti_vec *vec);                       /* a new zeroed last item, or NULL */
bool gti_vec_append(const gti_allocator *allocator, gti_vec *vec, const void *items, size_t count);
bool gti_vec_reserve(const gti_allocator *allocator, gti_vec *vec, size_t capacity);
void gti_vec_clear(gti_vec *vec);                                                       /* keeps the memory */
void gti_vec_free(const gti_allocator *allocator, gti_vec *vec);

/* A stable sort without recursion on the heap: merge sort with a scratch buffer from the allocator. false: no memory, order unchanged. */
typedef int (*gti_compare)(const void *user, const void *a, const void *b);
bool gti_sort(const gti_allocator *allocator, void *items, size_t count, size_t each, gti_compare compare, const void *user);

/* An arena: memory that is given back all at once. Blocks grow from 4 KiB to 1 MiB, larger requests get a block of their own. */
typedef struct gti_arena_block gti_arena_block;
typedef struct gti_arena {
    gti_allocator allocator;
    gti_arena_block *blocks;
    unsigned char *next; /* the free part of the newest block */
    size_t left;
    uint64_t bytes; /* all that it asked for */
} gti_arena;

void gti_arena_init(gti_arena *arena, const gti_allocator *allocator);
void *gti_arena_alloc(gti_arena *arena, size_t size, size_t alignment); /* not zeroed; NULL if none */
void *gti_arena_zero(gti_arena *arena, size_t size, size_t alignment);  /* zeroed */
void *gti_arena_array(gti_arena *arena, size_t count, size_t each, size_t alignment); /* zeroed; NULL also on overflow */
char *gti_arena_copy(gti_arena *arena, const char *bytes, size_t size); /* with a NUL behind it */
void gti_arena_reset(gti_arena *arena); /* forget all, keep the newest block for reuse */
void gti_arena_free(gti_arena *arena);

/* Reference counts: C11 atomics, relaxed up, acquire-release down. */
#include <stdatomic.h>
typedef atomic_size_t gti_refs;
void gti_refs_init(gti_refs *refs);
void gti_refs_up(gti_refs *refs);
bool gti_refs_down(gti_refs *refs); /* true: that was the last one */

#endif
