/*
 * counted.h: an allocator that counts what is in use and how much that was at most, and a clock. Uses the public header, libc
 * and POSIX.
 */
#ifndef TESTS_BENCH_COUNTED_H
#define TESTS_BENCH_COUNTED_H

#include <guarantee.h>

#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <time.h>

typedef struct counted {
    size_t now, most;
    unsigned long long calls;
} counted;

static inline void *counted_resize(void *user, void *memory, size_t old_size, size_t new_size)
{
    counted *c = user;
    void *result = NULL;

    if (new_size == 0)
        free(memory);
    else if ((result = realloc(memory, new_size)) == NULL)
        return NULL;
    c->calls++;
    c->now += new_size - (memory != NULL ? old_size : 0);
    if (c->now > c->most)
        c->most = c->now;
    return result;
}

/* A context that counts and has no limit on the size of files and dossiers. Ends the program if there is none. */
static inline gtee_context *counted_context(counted *c)
{
    gtee_allocator allocator = {.size = sizeof allocator, .resize = counted_resize, .user = c};
    gtee_limits limits = {.size = sizeof limits, .file_bytes = UINT64_MAX, .values = UINT64_MAX};
    gtee_context_options options = {.size = sizeof options, .allocator = &allocator, .limits = &limits};
    gtee_context *context = NULL;

    if (gtee_context_new(&options, &context) != GTEE_OK) {
        fputs("no context\n", stderr);
        exit(1);
    }
    return context;
}

/* Seconds of processor time. */
static inline double clock_now(void)
{
    struct timespec now;

    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static inline double megabytes(size_t bytes)
{
    return (double)bytes / 1e6;
}

/* Megabytes that the process has taken at most. */
static inline double peak_resident(void)
{
    struct rusage usage;

    getrusage(RUSAGE_SELF, &usage);
    return (double)usage.ru_maxrss * 1024 / 1e6;
}

#endif
