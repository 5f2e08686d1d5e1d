/*
 * bench_bargain.c: frontiers and bargaining points of domains with additive utilities: makes one as a dossier in JSON, which a peer can read too, or
 * measures the answer to one, from the loaded view on. Uses the public header and POSIX.
 *
 * usage: bench_bargain make ISSUES OPTIONS PARTIES [SEED]
 *        bench_bargain run FILE [TIMES]      the best of so many; 3
 */
#include <guarantee.h>

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static uint64_t state;

static unsigned below(unsigned limit)
{
    state ^= state << 13;
    state ^= state >> 7;
    state ^= state << 17;
    return (unsigned)((state >> 11) % limit);
}

/* Weights that add up to about 1, and values, in hundredths. */
static void make_utility(unsigned issues, unsigned options)
{
    unsigned weights[256], sum = 0;

    for (unsigned i = 0; i < issues; i++)
        sum += weights[i] = 1 + below(100);
    for (unsigned i = 0; i < issues; i++) {
        const unsigned weight = (weights[i] * 100 + sum / 2) / sum;
        printf("%s\n      \"issue-%u\": {\"weight\": %u.%02u, \"values\": {", i > 0 ? "," : "", i, weight / 100, weight % 100);
        for (unsigned o = 0; o < options; o++) {
            const unsigned value = below(101);
            printf("%s\"o%u\": %u.%02u", o > 0 ? ", " : "", o, value / 100, value % 100);
        }
        printf("}}");
    }
}

static void make(unsigned issues, unsigned options, unsigned parties)
{
    printf("{\"guarantee\": 1,\n\"participants\": [");
    for (unsigned p = 0; p < parties; p++)
        printf("%s{\"id\": \"party-%u\", \"kind\": \"state\"}", p > 0 ? ", " : "", p);
    printf("],\n\"issues\": [");
    for (unsigned i = 0; i < issues; i++) {
        printf("%s\n  {\"id\": \"issue-%u\", \"options\": [", i > 0 ? "," : "", i);
        for (unsigned o = 0; o < options; o++)
            printf("%s\"o%u\"", o > 0 ? ", " : "", o);
        printf("]}");
    }
    printf("],\n\"preferences\": [");
    for (unsigned p = 0; p < parties; p++) {
        printf("%s\n  {\"participant\": \"party-%u\", \"utility\": {", p > 0 ? "," : "", p);
        make_utility(issues, options);
        printf("}}");
    }
    printf("]}\n");
}

static double seconds(void)
{
    struct timespec now;

    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return (double)now.tv_sec + 1e-9 * (double)now.tv_nsec;
}

static gtee_view *load(const char *path)
{
    gtee_context *context = NULL;
    gtee_dossier *dossier = NULL;
    gtee_view *view = NULL;

    if (gtee_context_new(NULL, &context) == GTEE_OK && gtee_dossier_load(context, &path, 1, NULL, &dossier, NULL) == GTEE_OK)
        gtee_view_new(dossier, NULL, &view, NULL);
    gtee_dossier_unref(dossier);
    gtee_context_unref(context);
    return view;
}

static int run(const char *path, int times)
{
    gtee_view *view = load(path);
    double best = 0;

    for (int i = 0; view != NULL && i < times; i++) {
        gtee_bargain *bargain;
        const double began = seconds();
        if (gtee_bargain_new(view, NULL, &bargain, NULL) != GTEE_OK)
            return 1;
        const double took = seconds() - began;
        best = i == 0 || took < best ? took : best;
        if (i + 1 == times)
            printf("seconds %.6f packages %s frontier %zu complete %d nash %.9g\n", best, gtee_bargain_packages_text(bargain),
                   gtee_bargain_outcome_count(bargain), (int)gtee_bargain_complete(bargain),
                   gtee_bargain_solution_count(bargain) > 0 ? gtee_solution_value(gtee_bargain_solution_at(bargain, 0)) : 0);
        gtee_bargain_unref(bargain);
    }
    gtee_view_unref(view);
    return view == NULL;
}

int main(int count, char **arguments)
{
    if (count >= 5 && strcmp(arguments[1], "make") == 0) {
        const unsigned issues = (unsigned)atoi(arguments[2]);
        state = UINT64_C(88172645463325252) + UINT64_C(0x9E3779B97F4A7C15) * (uint64_t)(count > 5 ? atoi(arguments[5]) : 1);
        make(issues < 256 ? issues : 256, (unsigned)atoi(arguments[3]), (unsigned)atoi(arguments[4]));
        return 0;
    }
    if (count >= 3 && strcmp(arguments[1], "run") == 0)
        return run(arguments[2], count > 3 ? atoi(arguments[3]) : 3);
    fprintf(stderr, "usage: bench_bargain make ISSUES OPTIONS PARTIES [SEED] | run FILE [TIMES]\n");
    return 2;
}
