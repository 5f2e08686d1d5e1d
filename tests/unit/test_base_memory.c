/* The base room's memory: checked arithmetic, arrays, arenas, sorting, reference counts, each with failing allocations. */
#include "run.h"

#include "failing.h"

#include "base/memory.h"

static gti_allocator internal(failing *f)
{
    return (gti_allocator){.resize = failing_resize, .user = f};
}

static void arithmetic(void)
{
    size_t r;

    CU_ASSERT_TRUE(gti_add_size(SIZE_MAX - 1, 1, &r) && r == SIZE_MAX);
    CU_ASSERT_FALSE(gti_add_size(SIZE_MAX, 1, &r));
    CU_ASSERT_TRUE(gti_mul_size(SIZE_MAX, 1, &r) && r == SIZE_MAX);
    CU_ASSERT_TRUE(gti_mul_size(5, 0, &r) && r == 0);
    CU_ASSERT_FALSE(gti_mul_size(SIZE_MAX / 2 + 1, 2, &r));
}

static void plain_allocation(void)
{
    gti_allocator a = gti_allocator_default();
    unsigned char *bytes = gti_alloc_array(&a, 3, 5);

    CU_ASSERT_PTR_NOT_NULL_FATAL(bytes);
    for (int i = 0; i < 15; i++)
        CU_ASSERT_EQUAL(bytes[i], 0);
    bytes = a.resize(a.user, bytes, 15, 1000);
    CU_ASSERT_PTR_NOT_NULL_FATAL(bytes);
    gti_free(&a, bytes, 1000);
    gti_free(&a, NULL, 7);
    CU_ASSERT_PTR_NULL(gti_alloc_array(&a, SIZE_MAX / 2, 3));
}

static bool grow_vec(failing *f)
{
    gti_allocator a = internal(f);
    gti_vec vec = GTI_VEC(uint32_t);
    const uint32_t more[3] = {1000, 1001, 1002};
    bool ok = true;

    for (uint32_t i = 0; i < 1000 && ok; i++) {
        uint32_t *item = gti_vec_push(&a, &vec);

        ok = item != NULL;
        if (ok) {
            CU_ASSERT_EQUAL(*item, 0);
            *item = i;
        }
    }
    ok = ok && gti_vec_append(&a, &vec, more, 3) && gti_vec_append(&a, &vec, NULL, 0);
    if (ok) {
        CU_ASSERT_EQUAL(vec.count, 1003);
    }
    for (size_t i = 0; i < vec.count; i++)
        CU_ASSERT_EQUAL(*GTI_VEC_AT(&vec, uint32_t, i), i);
    gti_vec_clear(&vec);
    CU_ASSERT_EQUAL(vec.count, 0);
    gti_vec_free(&a, &vec);
    CU_ASSERT_EQUAL(vec.capacity, 0);
    return ok;
}

static void vec(void)
{
    failing f;
    gti_allocator a = internal(&f);
    gti_vec huge = GTI_VEC(uint64_t);

    failing_init(&f);
    f.keep = true;
    FAILING_SWEEP(&f, grow_vec(&f));
    failing_rewind(&f, 0, false);
    CU_ASSERT_FALSE(gti_vec_reserve(&a, &huge, SIZE_MAX / 2));
    CU_ASSERT_FALSE(gti_vec_reserve(&a, &huge, SIZE_MAX));
    CU_ASSERT_EQUAL(f.calls, 0);
    CU_ASSERT_TRUE(failing_clean(&f));
    failing_free(&f);
}

/* Pieces of many sizes and alignments do not overlap and are aligned. */
static bool fill_arena(failing *f)
{
    static const size_t sizes[] = {1, 0, 3, 8, 40, 5000, 17, 100000, 64, 2000, 3000000, 24, 900};
    gti_allocator a = internal(f);
    gti_arena arena;
    unsigned char *pieces[sizeof sizes / sizeof sizes[0] * 8];
    size_t count = 0;
    bool ok = true;

    gti_arena_init(&arena, &a);
    for (size_t i = 0; i < sizeof pieces / sizeof pieces[0] && ok; i++) {
        size_t alignment = (size_t)1 << (i % 7);
        size_t size = sizes[i % (sizeof sizes / sizeof sizes[0])];

        pieces[i] = gti_arena_alloc(&arena, size, alignment);
        ok = pieces[i] != NULL;
        if (ok) {
            CU_ASSERT_EQUAL((uintptr_t)pieces[i] % alignment, 0);
            memset(pieces[i], (int)(i + 1), size);
            count++;
        }
    }
    for (size_t i = 0; i < count; i++)
        CU_ASSERT_TRUE(failing_filled(pieces[i], (unsigned)(i + 1), sizes[i % (sizeof sizes / sizeof sizes[0])]));
    CU_ASSERT_EQUAL(arena.bytes, f->bytes);
    gti_arena_reset(&arena);
    CU_ASSERT_EQUAL(arena.bytes, f->bytes);
    CU_ASSERT_TRUE(f->live <= 1);
    ok = ok && gti_arena_zero(&arena, 10, 8) != NULL;
    gti_arena_free(&arena);
    CU_ASSERT_EQUAL(arena.bytes, 0);
    return ok;
}

static void arena(void)
{
    failing f;

    failing_init(&f);
    FAILING_SWEEP(&f, fill_arena(&f));
}

static void arena_small_things(void)
{
    failing f;
    gti_allocator a = internal(&f);
    gti_arena arena;
    char *text;
    uint32_t *numbers;

    failing_init(&f);
    gti_arena_init(&arena, &a);
    gti_arena_reset(&arena);
    text = gti_arena_copy(&arena, "abc\0def", 7);
    CU_ASSERT_PTR_NOT_NULL_FATAL(text);
    CU_ASSERT_EQUAL(memcmp(text, "abc\0def", 8), 0);
    CU_ASSERT_STRING_EQUAL(gti_arena_copy(&arena, NULL, 0), "");
    numbers = gti_arena_array(&arena, 100, sizeof *numbers, _Alignof(uint32_t));
    CU_ASSERT_PTR_NOT_NULL_FATAL(numbers);
    CU_ASSERT_EQUAL(numbers[0] | numbers[99], 0);
    CU_ASSERT_PTR_NOT_NULL(gti_arena_array(&arena, 0, 8, 8));
    CU_ASSERT_PTR_NULL(gti_arena_array(&arena, SIZE_MAX / 2, 3, 1));
    CU_ASSERT_PTR_NULL(gti_arena_alloc(&arena, SIZE_MAX, 8));
    CU_ASSERT_PTR_NULL(gti_arena_alloc(&arena, SIZE_MAX - 8, 1));
    CU_ASSERT_PTR_NULL(gti_arena_copy(&arena, "x", SIZE_MAX));
    /* A great number of small requests asks the allocator seldom. */
    for (int i = 0; i < 100000; i++)
        CU_ASSERT_PTR_NOT_NULL_FATAL(gti_arena_alloc(&arena, 32, 8));
    CU_ASSERT_TRUE(f.calls < 16);
    gti_arena_free(&arena);
    CU_ASSERT_TRUE(failing_clean(&f));
}

typedef struct pair {
    uint16_t key;
    uint16_t order;
} pair;

static int by_key(const void *user, const void *a, const void *b)
{
    const pair *left = a, *right = b;

    CU_ASSERT_PTR_NULL(user);
    return (left->key > right->key) - (left->key < right->key);
}

static void fill_pairs(pair *pairs, size_t count, uint32_t kinds)
{
    uint32_t state = 12345;

    for (size_t i = 0; i < count; i++) {
        state = state * 1664525u + 1013904223u;
        pairs[i] = (pair){.key = (uint16_t)(state >> 16) % (uint16_t)kinds, .order = (uint16_t)i};
    }
}

static bool sorted_stably(const pair *pairs, size_t count)
{
    for (size_t i = 1; i < count; i++)
        if (pairs[i - 1].key > pairs[i].key ||
            (pairs[i - 1].key == pairs[i].key && pairs[i - 1].order >= pairs[i].order))
            return false;
    return true;
}

static void sort(void)
{
    static const size_t counts[] = {0, 1, 2, 3, 4, 5, 7, 8, 9, 100, 1000, 1023, 1024, 1025};
    gti_allocator a = gti_allocator_default();
    pair pairs[1025];

    for (size_t i = 0; i < sizeof counts / sizeof counts[0]; i++)
        for (uint32_t kinds = 1; kinds <= 1000; kinds *= 10) {
            fill_pairs(pairs, counts[i], kinds);
            CU_ASSERT_TRUE(gti_sort(&a, pairs, counts[i], sizeof pairs[0], by_key, NULL));
            CU_ASSERT_TRUE(sorted_stably(pairs, counts[i]));
        }
}

static void sort_without_memory(void)
{
    failing f;
    gti_allocator a = internal(&f);
    pair pairs[50], before[50];

    failing_init(&f);
    fill_pairs(pairs, 50, 10);
    memcpy(before, pairs, sizeof pairs);
    failing_rewind(&f, 1, true);
    CU_ASSERT_FALSE(gti_sort(&a, pairs, 50, sizeof pairs[0], by_key, NULL));
    CU_ASSERT_EQUAL(memcmp(before, pairs, sizeof pairs), 0);
    failing_rewind(&f, 0, false);
    CU_ASSERT_TRUE(gti_sort(&a, pairs, 50, sizeof pairs[0], by_key, NULL));
    failing_rewind(&f, 1, true);
    CU_ASSERT_TRUE(gti_sort(&a, pairs, 50, sizeof pairs[0], by_key, NULL)); /* sorted already: needs none */
    CU_ASSERT_TRUE(failing_clean(&f));
}

static void references(void)
{
    gti_refs refs;

    gti_refs_init(&refs);
    gti_refs_up(&refs);
    CU_ASSERT_FALSE(gti_refs_down(&refs));
    CU_ASSERT_TRUE(gti_refs_down(&refs));
}

/* The helper itself must notice what it is for. */
static void failing_notices(void)
{
    failing f;
    char *memory;

    failing_init(&f);
    f.keep = true;
    fprintf(stderr, "(the next lines are expected)\n");
    memory = failing_resize(&f, NULL, 0, 10);
    CU_ASSERT_PTR_NOT_NULL_FATAL(memory);
    CU_ASSERT_FALSE(failing_clean(&f)); /* a leak */
    failing_resize(&f, memory, 9, 0);
    CU_ASSERT_EQUAL(f.defects, 1); /* a wrong size */
    failing_resize(&f, memory, 10, 0);
    CU_ASSERT_EQUAL(f.defects, 2); /* a second free */
    memory[3] = 0;
    CU_ASSERT_FALSE(failing_clean(&f));
    CU_ASSERT_EQUAL(f.defects, 3); /* a write to freed memory */
    memory = failing_resize(&f, NULL, 0, 10);
    memory[10] = 0;
    failing_resize(&f, memory, 10, 0);
    CU_ASSERT_EQUAL(f.defects, 4); /* a write behind the end */
    failing_free(&f);
}

UNIT_TESTS("base: memory", {"arithmetic", arithmetic}, {"plain allocation", plain_allocation}, {"vec", vec}, {"arena", arena},
           {"arena, small things", arena_small_things}, {"sort", sort}, {"sort without memory", sort_without_memory},
           {"references", references}, {"the failing allocator notices", failing_notices})
