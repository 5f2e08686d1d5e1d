/*
 * bench_view.c: what a view costs for each position, and what an assessment costs: the first on a view, and the same again.
 * Uses the public header and POSIX.
 *
 * usage: bench_view PATH
 */
#include "counted.h"

#include <stdlib.h>

static void fail(const char *what)
{
    fprintf(stderr, "bench_view: %s failed\n", what);
    exit(1);
}

static gtee_view *make_view(const gtee_dossier *dossier, counted *counts)
{
    size_t positions = gtee_dossier_position_count(dossier), before = counts->now;
    gtee_view *view = NULL;
    double begin = clock_now();

    if (gtee_view_new(dossier, NULL, &view, NULL) != GTEE_OK)
        fail("the view");
    double took = clock_now() - begin;
    printf("view         %zu positions in %.3f s: %.0f ns each; %.1f MB, %.0f bytes each\n", positions, took,
           took * 1e9 / (double)positions, megabytes(counts->now - before), (double)(counts->now - before) / (double)positions);
    return view;
}

/* Assesses each proposal once and says what one takes on average. */
static void assess_all(const gtee_view *view, const char *when)
{
    const gtee_dossier *dossier = gtee_view_dossier(view);
    size_t count = gtee_dossier_proposal_count(dossier), verdicts = 0;
    double begin = clock_now();

    for (size_t i = 0; i < count; i++) {
        gtee_assessment *assessment = NULL;
        if (gtee_assess(view, gtee_dossier_proposal_at(dossier, i), NULL, &assessment, NULL) != GTEE_OK)
            fail("an assessment");
        verdicts += gtee_assessment_verdict_count(assessment);
        gtee_assessment_unref(assessment);
    }
    if (count > 0)
        printf("assessment   %s: %.3f ms for a proposal, with %.0f verdicts\n", when, (clock_now() - begin) * 1e3 / (double)count,
               (double)verdicts / (double)count);
}

int main(int argc, char **argv)
{
    counted counts = {0};
    gtee_context *context = counted_context(&counts);
    gtee_dossier *dossier = NULL;
    const char *paths[1];

    if (argc != 2) {
        fputs("usage: bench_view PATH\n", stderr);
        return 2;
    }
    paths[0] = argv[1];
    if (gtee_dossier_load(context, paths, 1, NULL, &dossier, NULL) != GTEE_OK)
        fail("loading");
    gtee_view *view = make_view(dossier, &counts);
    assess_all(view, "first");
    assess_all(view, "again");
    gtee_view_unref(view);
    gtee_dossier_unref(dossier);
    gtee_context_unref(context);
    return 0;
}
