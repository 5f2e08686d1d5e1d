/*
 * bench_reason.c: what a view costs for each position, and what an assessment of one proposal with 200 participants costs, the
 * first time on a view and again. The dossier is made here: 200 states that are all parties, 40 issues of which 10 are a choice of
 * each state, and as many positions as asked for, spread evenly over days, so that most of many are replaced by later ones.
 * Uses the public header and POSIX.
 *
 * usage: bench_reason POSITIONS [TIMES]     TIMES: assessments to take the mean of; 20
 */
#include "counted.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#define STATES 200u
#define ISSUES 40u
#define OPTIONS 5u

static void fail(const char *what)
{
    fprintf(stderr, "bench_reason: %s failed\n", what);
    exit(1);
}

/* ---- The dossier */

typedef struct text {
    char *bytes;
    size_t size, capacity;
} text;

static void put(text *out, const char *format, ...)
{
    va_list arguments;

    if (out->capacity - out->size < 512) {
        out->capacity = out->capacity * 2 + 4096;
        out->bytes = realloc(out->bytes, out->capacity);
        if (out->bytes == NULL)
            fail("memory for the dossier");
    }
    va_start(arguments, format);
    out->size += (size_t)vsnprintf(out->bytes + out->size, out->capacity - out->size, format, arguments);
    va_end(arguments);
}

static uint64_t seed = UINT64_C(0x9E3779B97F4A7C15);

/* xorshift64*: a number below `limit`. */
static unsigned below(unsigned limit)
{
    seed ^= seed >> 12;
    seed ^= seed << 25;
    seed ^= seed >> 27;
    return (unsigned)((seed * UINT64_C(0x2545F4914F6CDD1D)) >> 33) % limit;
}

static void put_frame(text *out)
{
    put(out, "guarantee: 1\nsources: [{id: s, title: S}]\nparticipants:\n");
    for (unsigned i = 0; i < STATES; i++)
        put(out, "  - {id: state-%u, kind: state}\n", i);
    put(out, "  - id: all-states\n    kind: group\n    members:\n");
    for (unsigned i = 0; i < STATES; i++)
        put(out, "      - state-%u\n", i);
    put(out, "issues:\n");
    for (unsigned i = 0; i < ISSUES; i++)
        put(out, "  - {id: issue-%u, ordered: true, default: o0, options: [o0, o1, o2, o3, o4]%s}\n", i,
            i % 4 == 0 ? ", by: all-states" : "");
    put(out, "proposals:\n  - id: plan\n    parties: all-states\n    clauses:\n");
    for (unsigned i = 0; i < ISSUES; i += 4)
        put(out, "      - {id: c%u, terms: {issue-%u/all-states: [o1, o2], issue-%u: o%u}}\n", i, i, i + 1, 1 + i / 4 % 4);
}

static void put_position(text *out, unsigned long number, unsigned long of)
{
    static const char *const stances[] = {"requires", "rejects", "prefers", "opposes", "accepts"};
    static const char *const evidences[] = {"stated", "stated", "reported", "inferred"};
    const unsigned state = below(STATES), issue = below(ISSUES);
    const unsigned long day = number * 12 * 28 * 20 / of; /* 20 years of days that every month has */

    put(out, "  - {participant: state-%u, date: %lu-%02lu-%02lu, %s: {issue-%u", state, 2000 + day / 336, 1 + day / 28 % 12, 1 + day % 28,
        stances[below(5)], issue);
    if (issue % 4 == 0)
        put(out, "/state-%u", state);
    put(out, ": o%u}, evidence: %s, source: s}\n", below(OPTIONS), evidences[below(4)]);
}

static gtee_dossier *make_dossier(gtee_context *context, unsigned long positions)
{
    text out = {NULL, 0, 0};
    gtee_dossier *dossier = NULL;

    put_frame(&out);
    put(&out, "positions:\n");
    for (unsigned long i = 0; i < positions; i++)
        put_position(&out, i, positions);
    if (gtee_dossier_load_memory(context, "made", out.bytes, out.size, NULL, &dossier, NULL) != GTEE_OK)
        fail("loading");
    free(out.bytes);
    return dossier;
}

/* ---- What is measured */

static gtee_view *measure_view(const gtee_dossier *dossier, counted *counts, unsigned long positions)
{
    const size_t before = counts->now;
    gtee_view *view = NULL;

    counts->most = counts->now;
    const double begin = clock_now();
    if (gtee_view_new(dossier, NULL, &view, NULL) != GTEE_OK)
        fail("the view");
    const double took = clock_now() - begin;
    printf("view        %8lu positions, %zu stances in force: %7.2f ms, %5.0f ns a position; keeps %5.1f MB, took %5.1f MB, %3.0f bytes a position\n",
           positions, gtee_view_stance_count(view), took * 1e3, took * 1e9 / (double)positions, megabytes(counts->now - before),
           megabytes(counts->most - before), (double)(counts->most - before) / (double)positions);
    return view;
}

/* The time of one, and what it holds. */
static double assess(const gtee_view *view, const gtee_proposal *plan, size_t *verdicts, size_t *findings)
{
    gtee_assessment *assessment = NULL;
    const double begin = clock_now();

    if (gtee_assess(view, plan, NULL, &assessment, NULL) != GTEE_OK)
        fail("the assessment");
    const double took = clock_now() - begin;
    *verdicts = gtee_assessment_verdict_count(assessment);
    *findings = 0;
    for (size_t i = 0; i < *verdicts; i++)
        *findings += gtee_verdict_finding_count(gtee_assessment_verdict_at(assessment, i));
    gtee_assessment_unref(assessment);
    return took;
}

static void measure_assessments(const gtee_view *view, unsigned times, double view_took)
{
    const gtee_proposal *plan = gtee_dossier_proposal_find(gtee_view_dossier(view), "plan");
    size_t verdicts, findings;
    const double first = assess(view, plan, &verdicts, &findings);
    double again = 0;

    for (unsigned i = 0; i < times; i++)
        again += assess(view, plan, &verdicts, &findings);
    again /= times;
    printf("assessment  %zu verdicts, %zu findings: first %.3f ms, again %.3f ms (ratio %.2f), %.0f ns a finding; view and first: %.1f times again\n",
           verdicts, findings, first * 1e3, again * 1e3, again / first, again * 1e9 / (double)(findings > 0 ? findings : 1),
           (view_took + first) / again);
}

int main(int argc, char **argv)
{
    counted counts = {0};
    unsigned long positions = argc >= 2 ? strtoul(argv[1], NULL, 10) : 0;
    unsigned times = argc >= 3 ? (unsigned)strtoul(argv[2], NULL, 10) : 20;

    if (argc < 2 || argc > 3 || positions == 0 || times == 0) {
        fputs("usage: bench_reason POSITIONS [TIMES]\n", stderr);
        return 2;
    }
    gtee_context *context = counted_context(&counts);
    gtee_dossier *dossier = make_dossier(context, positions);
    const double begin = clock_now();
    gtee_view *view = measure_view(dossier, &counts, positions);
    measure_assessments(view, times, clock_now() - begin);
    gtee_view_unref(view);
    gtee_dossier_unref(dossier);
    gtee_context_unref(context);
    return 0;
}
