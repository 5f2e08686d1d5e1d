/*
 * bench_solve.c: CPU time of the solving room by itself, from a deal's problem in memory to its proved optimum (the median of several), and to its cheapest
 * packages in order. Uses lib/solve and POSIX.
 *
 * usage: bench_solve [-n PACKAGES] [-e guided|bound] DEAL.deal     -e: one engine instead of both in turn
 */
#include "deal_problem.h"

#include "solve/best.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#define ROUNDS 31
#define ENOUGH 0.3 /* seconds, then no further round */

static double seconds(void)
{
    struct timespec now;

    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return (double)now.tv_sec + 1e-9 * (double)now.tv_nsec;
}

static int by_size(const void *a, const void *b)
{
    const double left = *(const double *)a, right = *(const double *)b;

    return (left > right) - (left < right);
}

static bool best(const gti_problem *problem, uint32_t engine, gti_answer *answer)
{
    double took[ROUNDS], total = 0;
    size_t count = 0;

    for (; count < ROUNDS && (count < 3 || total < ENOUGH); count++) {
        gti_search search = {.budget = 0};
        const double begin = seconds();

        if (gti_best(problem, &search, engine, answer) != GTI_SEARCH_DONE)
            return false;
        took[count] = seconds() - begin;
        total += took[count];
    }
    qsort(took, count, sizeof *took, by_size);
    printf("optimum %" PRIu64 " seconds %.6f engine %" PRIu32 "\n", answer->cost.level[0], took[count / 2], answer->engine);
    return true;
}

static bool rank(const gti_problem *problem, gti_answer *answer, long packages)
{
    gti_search search = {.budget = 0};
    const double begin = seconds();
    gti_ranking *ranking = gti_ranking_new(problem, &search);
    uint64_t most = 0;
    long given = 0;

    while (ranking != NULL && given < packages && gti_ranking_next(ranking, answer) == GTI_SEARCH_DONE) {
        most = answer->cost.level[0];
        given++;
    }
    printf("packages %ld most %" PRIu64 " seconds %.6f\n", given, most, seconds() - begin);
    gti_ranking_free(ranking);
    return given > 0;
}

int main(int argc, char **argv)
{
    uint32_t engine = GTI_ENGINE_NONE;
    long packages = 0;
    int option;

    while ((option = getopt(argc, argv, "n:e:")) != -1)
        if (option == 'n')
            packages = strtol(optarg, NULL, 10);
        else if (option == 'e' && (strcmp(optarg, "guided") == 0 || strcmp(optarg, "bound") == 0))
            engine = optarg[0] == 'g' ? GTI_ENGINE_GUIDED : GTI_ENGINE_BOUND;
        else
            return 2;
    gti_problem problem;
    gti_answer answer = {.options = NULL};
    bool good = optind + 1 == argc && deal_problem_read(argv[optind], &problem);

    if (!good)
        return 2;
    answer.options = calloc(problem.variables.count + 1, sizeof *answer.options);
    good = answer.options != NULL && best(&problem, engine, &answer) && (packages == 0 || rank(&problem, &answer, packages));
    free(answer.options);
    gti_problem_free(&problem);
    return good ? 0 : 1;
}
