/*
 * failing.h: an allocator for tests that fails on demand and keeps account. Uses libc and CUnit's assertions only.
 *
 *     failing f;
 *     failing_init(&f);
 *     f.fail_at = 3;              the third allocation from here on gives nothing
 *     f.fail_on = true;           ... and so do all after it
 *     ... work with failing_allocator(&f) or failing_public(&f) ...
 *     CU_ASSERT_TRUE(failing_clean(&f));    nothing leaked, freed twice or given back with a wrong size
 *
 * FAILING_SWEEP(f, call) runs `call` (an expression that is true when the work succeeded) with each allocation failed in
 * turn, once and from then on, until it succeeds without a failure, and checks each time that nothing leaked.
 *
 * Each piece of memory stands in a guard that holds its size and its state; freed memory is kept (filled with 0xDD) until
 * failing_free, so that a second free and a write behind the end are found even without a sanitizer.
 */
#ifndef TESTS_UNIT_FAILING_H
#define TESTS_UNIT_FAILING_H

#include <guarantee.h>

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct failing_piece {
    struct failing_piece *next; /* the one made before */
    size_t size;
    bool live;
    max_align_t bytes[1]; /* `size` of them, then FAILING_TAIL */
} failing_piece;

#define FAILING_TAIL 0xA5u
#define FAILING_TAIL_SIZE 8u

typedef struct failing {
    failing_piece *pieces;
    uint64_t calls;   /* allocations and growths asked for since failing_init or failing_rewind */
    uint64_t fail_at; /* the one of them to fail, counted from 1; 0: none */
    bool fail_on;     /* and all behind it */
    bool keep;        /* keep freed memory, to find writes to it; costs memory */
    uint64_t failed;  /* how many were failed */
    uint64_t live;    /* pieces in use */
    uint64_t bytes, peak;
    uint64_t defects; /* wrong sizes, double or foreign frees, writes outside: each is also printed */
} failing;

static inline void failing_defect(failing *f, const char *what)
{
    f->defects++;
    fprintf(stderr, "failing.h: %s\n", what);
}

static inline failing_piece *failing_piece_of(void *memory)
{
    return (failing_piece *)(void *)((unsigned char *)memory - offsetof(failing_piece, bytes));
}

static inline bool failing_filled(const unsigned char *bytes, unsigned value, size_t size)
{
    for (size_t i = 0; i < size; i++)
        if (bytes[i] != value)
            return false;
    return true;
}

static inline void *failing_take(failing *f, size_t size)
{
    failing_piece *piece = malloc(offsetof(failing_piece, bytes) + size + FAILING_TAIL_SIZE);

    if (piece == NULL)
        return NULL;
    piece->next = NULL;
    piece->size = size;
    piece->live = true;
    memset(piece->bytes, 0xCD, size); /* what is not initialised shows */
    memset((unsigned char *)piece->bytes + size, FAILING_TAIL, FAILING_TAIL_SIZE);
    if (f->keep) {
        piece->next = f->pieces;
        f->pieces = piece;
    }
    f->live++;
    f->bytes += size;
    if (f->bytes > f->peak)
        f->peak = f->bytes;
    return piece->bytes;
}

static inline void failing_give_back(failing *f, void *memory, size_t old_size)
{
    failing_piece *piece = failing_piece_of(memory);

    if (!piece->live) {
        failing_defect(f, "memory freed twice");
        return;
    }
    if (piece->size != old_size)
        failing_defect(f, "memory given back with another size than asked for");
    if (!failing_filled((unsigned char *)piece->bytes + piece->size, FAILING_TAIL, FAILING_TAIL_SIZE))
        failing_defect(f, "write behind the end of memory");
    piece->live = false;
    memset(piece->bytes, 0xDD, piece->size);
    f->live--;
    f->bytes -= piece->size;
    if (!f->keep)
        free(piece);
}

/* The resize function of both gtee_allocator and the library's own allocator. */
static inline void *failing_resize(void *user, void *memory, size_t old_size, size_t new_size)
{
    failing *f = user;
    void *fresh;

    if (new_size == 0) {
        if (memory != NULL)
            failing_give_back(f, memory, old_size);
        return NULL;
    }
    if (memory == NULL && old_size != 0)
        failing_defect(f, "new memory with an old size");
    f->calls++;
    if (f->fail_at != 0 && (f->calls == f->fail_at || (f->fail_on && f->calls > f->fail_at))) {
        f->failed++;
        return NULL;
    }
    fresh = failing_take(f, new_size);
    if (fresh != NULL && memory != NULL) {
        memcpy(fresh, memory, old_size < new_size ? old_size : new_size);
        failing_give_back(f, memory, old_size);
    }
    return fresh;
}

static inline void failing_init(failing *f)
{
    memset(f, 0, sizeof *f);
}

/* Counts allocations from 1 again. */
static inline void failing_rewind(failing *f, uint64_t fail_at, bool fail_on)
{
    f->calls = 0;
    f->failed = 0;
    f->fail_at = fail_at;
    f->fail_on = fail_on;
}

static inline gtee_allocator failing_public(failing *f)
{
    gtee_allocator allocator;

    memset(&allocator, 0, sizeof allocator);
    allocator.size = sizeof allocator;
    allocator.resize = failing_resize;
    allocator.user = f;
    return allocator;
}

/* Nothing is in use and nothing was done wrong. Says what, if not. */
static inline bool failing_clean(failing *f)
{
    for (failing_piece *piece = f->pieces; piece != NULL; piece = piece->next)
        if (!piece->live && !failing_filled((unsigned char *)piece->bytes, 0xDD, piece->size))
            failing_defect(f, "write to memory that was freed");
    if (f->live != 0)
        fprintf(stderr, "failing.h: %llu pieces of memory leaked (allocation %llu failed%s)\n", (unsigned long long)f->live,
                (unsigned long long)f->fail_at, f->fail_on ? " and all behind it" : "");
    return f->live == 0 && f->defects == 0;
}

/* Forgets all kept memory; what still is in use leaks. */
static inline void failing_free(failing *f)
{
    while (f->pieces != NULL) {
        failing_piece *next = f->pieces->next;

        free(f->pieces);
        f->pieces = next;
    }
    failing_init(f);
}

/* One round of FAILING_SWEEP: true if it must go on with the next allocation. */
static inline bool failing_round(failing *f, bool succeeded)
{
    bool clean = failing_clean(f);

    CU_ASSERT_TRUE(clean);
    if (f->failed == 0)
        CU_ASSERT_TRUE(succeeded); /* without a failure the work must succeed */
    return clean && f->failed > 0;
}

#define FAILING_SWEEP(f, call)                                                                               \
    do {                                                                                                     \
        for (int failing_how = 0; failing_how < 2; failing_how++) {                                          \
            uint64_t failing_at = 1;                                                                         \
            bool failing_ok;                                                                                 \
            do {                                                                                             \
                failing_rewind((f), failing_at++, failing_how == 1);                                         \
                failing_ok = (call);                                                                         \
            } while (failing_round((f), failing_ok));                                                        \
            CU_ASSERT_TRUE(failing_at > 2); /* at least one allocation was there to fail */                  \
        }                                                                                                    \
    } while (0)

#endif
