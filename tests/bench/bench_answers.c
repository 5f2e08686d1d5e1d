/*
 * bench_answers.c: CPU time of every kind of answer on one dossier, each through the public interface from a view in memory to the text that shows it: as a
 * host would call while somebody types. Questions that are asked of each proposal, issue or rule count as one answer each. Uses the public header and POSIX.
 *
 * usage: bench_answers [-m MILLISECONDS] DOSSIER     fails if an answer takes longer (the median of five)
 */
#include "counted.h"

#include <stdbool.h>
#include <string.h>
#include <unistd.h>

#define ROUNDS 5u
#define CONFLICTS 10u /* as many as the program shows unless told otherwise */
#define PACKAGES 3u
#define SETS 10u

typedef struct asking {
    const gtee_view *view;
    const gtee_dossier *dossier;
} asking;

static void need(gtee_status status, const char *what)
{
    if (status == GTEE_OK)
        return;
    fprintf(stderr, "bench_answers: %s: %s\n", what, gtee_status_text(status));
    exit(1);
}

/* Shown, and forgotten. */
static void shown(gtee_status status, gtee_text **text, const char *what)
{
    need(status, what);
    if (gtee_text_size(*text) == 0)
        need(GTEE_ERROR_ARGUMENT, what);
    gtee_text_unref(*text);
}

/* ---- the questions: number `n` of each; false: there are not so many */

static bool ask_view(const asking *a, size_t n)
{
    gtee_view *view;
    gtee_text *text;

    if (n > 0)
        return false;
    need(gtee_view_new(a->dossier, NULL, &view, NULL), "view");
    shown(gtee_view_show(view, NULL, &text), &text, "view");
    gtee_view_unref(view);
    return true;
}

static bool ask_list(const asking *a, size_t n)
{
    static const uint32_t kinds[] = {GTEE_KIND_SOURCE, GTEE_KIND_PARTICIPANT, GTEE_KIND_ISSUE, GTEE_KIND_PROPOSAL, GTEE_KIND_POSITION, GTEE_KIND_EVENT};
    gtee_list_options list = {.size = sizeof list};
    gtee_text *text;

    if (n >= sizeof kinds / sizeof *kinds)
        return false;
    list.kind = kinds[n];
    shown(gtee_list_show(a->view, &list, NULL, &text), &text, "list");
    return true;
}

static bool ask_matrix(const asking *a, size_t n)
{
    gtee_text *text;

    if (n > 0)
        return false;
    shown(gtee_matrix_show(a->view, NULL, 0, NULL, 0, NULL, &text), &text, "matrix");
    return true;
}

static bool ask_assess(const asking *a, size_t n)
{
    gtee_assessment *assessment;
    gtee_text *text;

    if (n >= gtee_dossier_proposal_count(a->dossier))
        return false;
    need(gtee_assess(a->view, gtee_dossier_proposal_at(a->dossier, n), NULL, &assessment, NULL), "assess");
    shown(gtee_assessment_show(assessment, NULL, &text), &text, "assess");
    gtee_assessment_unref(assessment);
    return true;
}

static bool ask_compare(const asking *a, size_t n)
{
    const size_t count = gtee_dossier_proposal_count(a->dossier);
    const gtee_proposal **proposals;
    gtee_comparison *comparison;
    gtee_text *text;

    if (n > 0 || count == 0)
        return false;
    proposals = calloc(count, sizeof *proposals);
    need(proposals != NULL ? GTEE_OK : GTEE_ERROR_MEMORY, "compare");
    for (size_t i = 0; i < count; i++)
        proposals[i] = gtee_dossier_proposal_at(a->dossier, i);
    need(gtee_compare(a->view, proposals, count, NULL, &comparison, NULL), "compare");
    shown(gtee_comparison_show(comparison, NULL, &text), &text, "compare");
    gtee_comparison_unref(comparison);
    free(proposals);
    return true;
}

/* Number 0: of all there is; then of each issue. */
static bool ask_timeline(const asking *a, size_t n)
{
    gtee_timeline_options options = {.size = sizeof options};
    gtee_timeline *timeline;
    gtee_text *text;

    if (n > gtee_dossier_issue_count(a->dossier))
        return false;
    options.issue = n > 0 ? gtee_dossier_issue_at(a->dossier, n - 1) : NULL;
    need(gtee_timeline_new(a->view, &options, &timeline, NULL), "timeline");
    shown(gtee_timeline_show(timeline, NULL, &text), &text, "timeline");
    gtee_timeline_unref(timeline);
    return true;
}

/* Number 0: of the positions alone; then with each proposal fixed. */
static bool ask_conflicts(const asking *a, size_t n)
{
    gtee_search_options options = {.size = sizeof options};
    gtee_conflicts *conflicts;
    const gtee_conflict *conflict = NULL;
    gtee_text *text;

    if (n > gtee_dossier_proposal_count(a->dossier))
        return false;
    options.proposal = n > 0 ? gtee_dossier_proposal_at(a->dossier, n - 1) : NULL;
    need(gtee_conflicts_new(a->view, &options, &conflicts, NULL), "conflicts");
    do
        need(gtee_conflicts_next(conflicts, &conflict), "conflicts");
    while (conflict != NULL && gtee_conflicts_count(conflicts) < CONFLICTS);
    shown(gtee_conflicts_show(conflicts, NULL, &text), &text, "conflicts");
    gtee_conflicts_unref(conflicts);
    return true;
}

static void settled(gtee_settlement *settlement, const char *what)
{
    const gtee_package *package = NULL;
    gtee_text *text;

    do
        need(gtee_settlement_next(settlement, &package), what);
    while (package != NULL && gtee_settlement_count(settlement) < PACKAGES);
    need(gtee_settlement_prove(settlement), what);
    shown(gtee_settlement_show(settlement, NULL, &text), &text, what);
    gtee_settlement_unref(settlement);
}

/* Number 0: anything; then with each proposal fixed. */
static bool ask_settle(const asking *a, size_t n)
{
    gtee_search_options options = {.size = sizeof options};
    gtee_settlement *settlement;

    if (n > gtee_dossier_proposal_count(a->dossier))
        return false;
    options.proposal = n > 0 ? gtee_dossier_proposal_at(a->dossier, n - 1) : NULL;
    need(gtee_settlement_new(a->view, &options, &settlement, NULL), "settle");
    settled(settlement, "settle");
    return true;
}

static bool ask_nearest(const asking *a, size_t n)
{
    gtee_settlement *settlement;

    if (n >= gtee_dossier_proposal_count(a->dossier))
        return false;
    need(gtee_nearest_new(a->view, gtee_dossier_proposal_at(a->dossier, n), NULL, &settlement, NULL), "nearest");
    settled(settlement, "nearest");
    return true;
}

static bool ask_concessions(const asking *a, size_t n)
{
    gtee_corrections *corrections;
    const gtee_correction *correction = NULL;
    gtee_text *text;

    if (n > 0)
        return false;
    need(gtee_corrections_new(a->view, NULL, &corrections, NULL), "concessions");
    do
        need(gtee_corrections_next(corrections, &correction), "concessions");
    while (correction != NULL && gtee_corrections_count(corrections) < SETS);
    shown(gtee_corrections_show(corrections, NULL, &text), &text, "concessions");
    gtee_corrections_unref(corrections);
    return true;
}

static bool ask_sensitivity(const asking *a, size_t n)
{
    gtee_sensitivity *sensitivity;
    gtee_text *text;

    if (n > 0)
        return false;
    need(gtee_sensitivity_new(a->view, NULL, &sensitivity, NULL), "sensitivity");
    shown(gtee_sensitivity_show(sensitivity, NULL, &text), &text, "sensitivity");
    gtee_sensitivity_unref(sensitivity);
    return true;
}

static bool ask_bargain(const asking *a, size_t n)
{
    gtee_bargain *bargain;
    gtee_text *text;

    if (n > 0)
        return false;
    need(gtee_bargain_new(a->view, NULL, &bargain, NULL), "bargain");
    shown(gtee_bargain_show(bargain, NULL, &text), &text, "bargain");
    gtee_bargain_unref(bargain);
    return true;
}

static bool ask_stress(const asking *a, size_t n)
{
    const size_t proposals = gtee_dossier_proposal_count(a->dossier), scenarios = gtee_dossier_scenario_count(a->dossier);
    gtee_stress *stress;
    gtee_text *text;

    if (n >= proposals * (scenarios + 1))
        return false;
    need(gtee_stress_new(a->view, gtee_dossier_proposal_at(a->dossier, n % proposals),
                         n < proposals ? NULL : gtee_dossier_scenario_at(a->dossier, n / proposals - 1), NULL, &stress, NULL),
         "stress");
    shown(gtee_stress_show(stress, NULL, &text), &text, "stress");
    gtee_stress_unref(stress);
    return true;
}

/* The rules of all proposals, one after another. */
static bool ask_rule(const asking *a, size_t n)
{
    gtee_game *game;
    gtee_power *power;
    gtee_text *text;

    for (size_t p = 0; p < gtee_dossier_proposal_count(a->dossier); p++) {
        const gtee_proposal *proposal = gtee_dossier_proposal_at(a->dossier, p);
        const size_t rules = gtee_proposal_rule_count(proposal);
        if (n >= rules) {
            n -= rules;
            continue;
        }
        need(gtee_game_new(a->view, proposal, gtee_proposal_rule_at(proposal, n), NULL, &game, NULL), "rule");
        need(gtee_power_new(game, NULL, &power, NULL), "power");
        shown(gtee_power_show(power, NULL, &text), &text, "power");
        gtee_power_unref(power);
        gtee_game_unref(game);
        return true;
    }
    return false;
}

/* ---- measuring */

static const struct question {
    const char *name;
    bool (*ask)(const asking *asking, size_t number);
} questions[] = {
    {"view", ask_view},           {"list", ask_list},         {"matrix", ask_matrix},           {"assess", ask_assess},
    {"compare", ask_compare},     {"timeline", ask_timeline}, {"conflicts", ask_conflicts},     {"settle", ask_settle},
    {"nearest", ask_nearest},     {"concessions", ask_concessions}, {"sensitivity", ask_sensitivity}, {"bargain", ask_bargain},
    {"stress", ask_stress},       {"rule", ask_rule},
};

static int by_size(const void *a, const void *b)
{
    const double left = *(const double *)a, right = *(const double *)b;

    return (left > right) - (left < right);
}

/* The median; below 0: there are not so many. */
static double measure(const struct question *question, const asking *a, size_t number)
{
    double took[ROUNDS];

    for (size_t i = 0; i < ROUNDS; i++) {
        const double begin = clock_now();
        if (!question->ask(a, number))
            return -1;
        took[i] = clock_now() - begin;
    }
    qsort(took, ROUNDS, sizeof *took, by_size);
    return took[ROUNDS / 2];
}

/* All questions of a kind; the longest. */
static double measure_all(const struct question *question, const asking *a)
{
    double most = 0, total = 0, took;
    size_t count = 0;

    while ((took = measure(question, a, count)) >= 0) {
        count++;
        total += took;
        most = took > most ? took : most;
    }
    if (count > 0)
        printf("%-12s %4zu answers, mean %7.3f ms, longest %7.3f ms\n", question->name, count, total * 1e3 / (double)count, most * 1e3);
    return most;
}

int main(int argc, char **argv)
{
    double allowed = 0, most = 0;
    int option;
    counted counts = {0};
    gtee_dossier *dossier;
    gtee_view *view;

    while ((option = getopt(argc, argv, "m:")) != -1) {
        if (option != 'm')
            return 2;
        allowed = strtod(optarg, NULL);
    }
    if (optind + 1 != argc)
        return 2;
    gtee_context *context = counted_context(&counts);
    const char *path = argv[optind];
    need(gtee_dossier_load(context, &path, 1, NULL, &dossier, NULL), "loading");
    need(gtee_view_new(dossier, NULL, &view, NULL), "view");
    const asking a = {.view = view, .dossier = dossier};
    for (size_t i = 0; i < sizeof questions / sizeof *questions; i++) {
        const double took = measure_all(&questions[i], &a);
        most = took > most ? took : most;
    }
    printf("the longest answer took %.3f ms\n", most * 1e3);
    gtee_view_unref(view);
    gtee_dossier_unref(dossier);
    gtee_context_unref(context);
    return allowed > 0 && most * 1e3 > allowed;
}
