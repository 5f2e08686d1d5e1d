/*
 * bench_cores.c: CPU time to the first minimal corrections and cores of deals whose demands may all be given up (the family "conflict"), as found and
 * smallest first, from the problem in memory. With -v the sets are printed, a line each ("core" or "correction", then the groups), for others to check.
 * Uses lib/solve and POSIX.
 *
 * usage: bench_cores [-v] [-n COUNT] [-t SECONDS] DEAL.deal...
 *
 * What to hold it against: clasp --heuristic=Domain --dom-mod=false,show --enum-mode=domRec -q -n COUNT on the deal as ASP with the broken demands
 * shown; MARCO, MCSls or LBX on its group CNF.
 */
#include "deal_problem.h"

#include "solve/cores.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

typedef struct bench {
    uint64_t count;
    double limit, began;
    bool show;
} bench;

static double seconds(void)
{
    struct timespec now;

    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return (double)now.tv_sec + 1e-9 * (double)now.tv_nsec;
}

static bool too_long(void *user, uint64_t steps)
{
    const bench *b = user;

    (void)steps;
    return seconds() - b->began > b->limit;
}

static void show(const char *what, const gti_vec *groups)
{
    printf("%s", what);
    for (size_t i = 0; i < groups->count; i++)
        printf(" %" PRIu32, *GTI_VEC_AT(groups, uint32_t, i));
    putchar('\n');
}

/* One enumeration, by its own functions: both have the same form. */
#define RUN(function, type, word)                                                                                 \
    static uint32_t function(bench *b, const gti_problem *problem, uint32_t order, uint64_t *done, gti_search *search) \
    {                                                                                                             \
        gti_vec groups = GTI_VEC(uint32_t);                                                                       \
        type *items = type##_new(problem, search, order);                                                         \
        uint32_t result = items == NULL ? GTI_SEARCH_NO_MEMORY : GTI_SEARCH_DONE;                                 \
                                                                                                                  \
        while (*done < b->count && result == GTI_SEARCH_DONE && (result = type##_next(items, &groups)) == GTI_SEARCH_DONE) { \
            ++*done;                                                                                              \
            if (b->show)                                                                                          \
                show(word, &groups);                                                                              \
        }                                                                                                         \
        type##_free(items);                                                                                       \
        gti_vec_free(&problem->allocator, &groups);                                                               \
        return result;                                                                                            \
    }
RUN(run_cores, gti_cores, "core")
RUN(run_corrections, gti_corrections_search, "correction")

static const char *ending(uint32_t result)
{
    static const char *const words[] = {"", ", all there are", ", out of budget", ", out of time", ", out of memory"};

    return words[result];
}

static void measure(bench *b, const gti_problem *problem, bool cores, uint32_t order)
{
    gti_search search = {.stop = too_long, .stop_user = b};
    uint64_t done = 0;
    uint32_t result;

    b->began = seconds();
    result = cores ? run_cores(b, problem, order, &done, &search) : run_corrections(b, problem, order, &done, &search);
    fprintf(stderr, "  %-11s %-14s %6" PRIu64 " in %7.3f s, %" PRIu64 " steps%s\n", cores ? "cores" : "corrections",
            order == GTI_ORDER_FOUND ? "as found" : "smallest first", done, seconds() - b->began, search.steps, ending(result));
}

static bool run_deal(bench *b, const char *path)
{
    gti_problem problem;
    bool read = deal_problem_read(path, &problem);

    fprintf(stderr, "%s%s\n", path, read ? "" : ": cannot be read");
    for (int i = 0; i < 4 && read; i++)
        measure(b, &problem, i >= 2, i % 2 == 0 ? GTI_ORDER_FOUND : GTI_ORDER_SMALLEST);
    gti_problem_free(&problem);
    return read;
}

int main(int argc, char **argv)
{
    bench b = {.count = 1000, .limit = 10};
    int option, failed = 0;

    while ((option = getopt(argc, argv, "vn:t:")) != -1) {
        if (option == 'v')
            b.show = true;
        else if (option == 'n')
            b.count = (uint64_t)strtoull(optarg, NULL, 10);
        else if (option == 't')
            b.limit = strtod(optarg, NULL);
        else
            return 2;
    }
    for (; optind < argc; optind++)
        failed = !run_deal(&b, argv[optind]) || failed;
    return failed;
}
