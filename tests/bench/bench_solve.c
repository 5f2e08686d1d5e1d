/*
 * bench_solve.c: time to a proved optimum of deals, and to their cheapest packages in order, beside a peer's in the same run.
 * Uses lib/solve and POSIX; the peer is any program, run with the deal's file under another ending.
 *
 * usage: bench_solve [-n PACKAGES] [-p "PROGRAM ARGUMENTS" -e ENDING] DEAL.deal...
 *   bench_solve -p "toulbar2 -B=1 -O=-3" -e wcsp bloc_500.deal     runs: toulbar2 -B=1 -O=-3 bloc_500.wcsp
 */
#include "deal.h"

#include "solve/best.h"

#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static double seconds(void)
{
    struct timespec now;

    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return (double)now.tv_sec + 1e-9 * (double)now.tv_nsec;
}

static double children(void)
{
    struct rusage used;

    getrusage(RUSAGE_CHILDREN, &used);
    return (double)(used.ru_utime.tv_sec + used.ru_stime.tv_sec) + 1e-6 * (double)(used.ru_utime.tv_usec + used.ru_stime.tv_usec);
}

/* CPU seconds of the peer on the deal; below 0: it could not be run or failed. */
static double run_peer(const char *peer, const char *ending, const char *deal)
{
    char words[512], file[512], *arguments[32];
    size_t count = 0;
    const double before = children();
    int status;
    pid_t child;

    snprintf(words, sizeof words, "%s", peer);
    snprintf(file, sizeof file, "%.*s.%s", (int)(strlen(deal) - strlen(".deal")), deal, ending);
    for (char *word = strtok(words, " "); word != NULL && count < 30; word = strtok(NULL, " "))
        arguments[count++] = word;
    arguments[count++] = file;
    arguments[count] = NULL;
    child = fork();
    if (child == 0) {
        const int nowhere = open("/dev/null", O_WRONLY);

        dup2(nowhere, STDOUT_FILENO);
        dup2(nowhere, STDERR_FILENO);
        execvp(arguments[0], arguments);
        _exit(127);
    }
    if (child < 0 || waitpid(child, &status, 0) < 0 || !WIFEXITED(status) || WEXITSTATUS(status) == 127)
        return -1;
    return children() - before;
}

static bool best(const gti_problem *problem, gti_answer *answer)
{
    gti_search search = {.budget = 0};
    const double begin = seconds();
    const uint32_t status = gti_bound_best(problem, &search, answer);

    printf(" %10" PRIu64 " %9.4f s", answer->cost.level[0], seconds() - begin);
    return status == GTI_SEARCH_DONE;
}

static bool rank(const gti_problem *problem, gti_answer *answer, long packages)
{
    gti_search search = {.budget = 0};
    const double begin = seconds();
    gti_ranking *ranking = gti_ranking_new(problem, &search);
    long given = 0;

    while (ranking != NULL && given < packages && gti_ranking_next(ranking, answer) == GTI_SEARCH_DONE)
        given++;
    if (given > 0)
        printf(" %8ld up to %" PRIu64 ", %7.1f us each", given, answer->cost.level[0], (seconds() - begin) / (double)given * 1e6);
    gti_ranking_free(ranking);
    return given > 0;
}

int main(int count, char **words)
{
    const char *peer = NULL, *ending = "wcnf";
    long packages = 0;
    int option, failed = 0;

    while ((option = getopt(count, words, "n:p:e:")) != -1)
        if (option == 'n')
            packages = strtol(optarg, NULL, 10);
        else if (option == 'p')
            peer = optarg;
        else if (option == 'e')
            ending = optarg;
        else
            return 2;
    for (int i = optind; i < count; i++) {
        gti_problem problem;
        gti_answer answer = {.options = NULL};
        bool ok = deal_read(words[i], &problem);

        answer.options = calloc(problem.variables.count + 1, sizeof *answer.options);
        printf("%-32s", words[i]);
        ok = ok && answer.options != NULL && best(&problem, &answer);
        if (peer != NULL)
            printf("  peer %9.4f s", run_peer(peer, ending, words[i]));
        ok = ok && (packages == 0 || rank(&problem, &answer, packages));
        printf("%s\n", ok ? "" : "  FAILED");
        fflush(stdout);
        failed |= !ok;
        free(answer.options);
        gti_problem_free(&problem);
    }
    return failed;
}
