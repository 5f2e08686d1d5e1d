/*
 * bench_deal.c: CPU time of questions about synthetic deals through the public interface, from a view in memory: the cheapest package with its proof and the
 * next packages (settle), or the first corrections and conflicts. The deal becomes a dossier: a red line a position that rejects or requires, a
 * demand one that opposes or prefers with its weight; the last literal of a clause is the stance, the others are its condition.
 * Uses the public header, deal.h and POSIX.
 *
 * usage: bench_deal [-n PACKAGES] DEAL.deal                        settle; further packages besides the cheapest
 *        bench_deal -c COUNT [-o smallest] [-t SECONDS] DEAL.deal    corrections and conflicts, every demand a red line
 */
#include "counted.h"
#include "deal.h"

#include <inttypes.h>
#include <string.h>
#include <unistd.h>

#define ROUNDS 31
#define ENOUGH 0.3 /* seconds, then no further round */

static void need(bool good, const char *what)
{
    if (good)
        return;
    fprintf(stderr, "bench_deal: %s failed\n", what);
    exit(1);
}

/* ---- the dossier */

typedef struct making {
    gtee_builder *builder;
    const deal *deal;
    bool red_lines; /* demands are red lines too */
} making;

static gtee_draft *add(const making *m, uint32_t kind, const char *prefix, uint32_t number)
{
    char id[32];
    gtee_draft *draft;

    snprintf(id, sizeof id, "%s%" PRIu32, prefix, number);
    need(gtee_builder_add(m->builder, kind, &draft) == GTEE_OK && gtee_draft_set(draft, "id", id) == GTEE_OK, "a record");
    return draft;
}

static void add_issue(const making *m, uint32_t number)
{
    gtee_draft *issue = add(m, GTEE_KIND_ISSUE, "i", number), *options;

    need(gtee_draft_set(issue, "default", "o0") == GTEE_OK && gtee_draft_set_list(issue, "options", &options) == GTEE_OK, "an issue");
    for (uint32_t i = 0; i < m->deal->sizes[number]; i++) {
        char option[32];
        snprintf(option, sizeof option, "o%" PRIu32, i);
        need(gtee_draft_append(options, option) == GTEE_OK, "an option");
    }
}

/* A term: the issue has the literal's option, or one of the others. */
static void add_term(const making *m, gtee_draft *terms, const deal_literal *literal, bool is)
{
    char issue[32], option[32];
    gtee_draft *options;

    snprintf(issue, sizeof issue, "i%" PRIu32, literal->issue);
    snprintf(option, sizeof option, "o%" PRIu32, literal->option);
    if (is) {
        need(gtee_draft_set(terms, issue, option) == GTEE_OK, "a term");
        return;
    }
    need(gtee_draft_set_list(terms, issue, &options) == GTEE_OK, "a term");
    for (uint32_t i = 0; i < m->deal->sizes[literal->issue]; i++)
        if (i != literal->option) {
            snprintf(option, sizeof option, "o%" PRIu32, i);
            need(gtee_draft_append(options, option) == GTEE_OK, "an option");
        }
}

static void add_position(const making *m, const deal_clause *clause)
{
    const bool hard = clause->weight == 0 || m->red_lines;
    const deal_literal *last = &m->deal->literals[clause->first + clause->count - 1];
    const char *const stance = hard ? (last->is ? "requires" : "rejects") : last->is ? "prefers" : "opposes";
    char participant[32];
    gtee_draft *position = NULL, *terms = NULL;

    snprintf(participant, sizeof participant, "p%" PRIu32, clause->party);
    need(gtee_builder_add(m->builder, GTEE_KIND_POSITION, &position) == GTEE_OK && gtee_draft_set(position, "participant", participant) == GTEE_OK &&
             gtee_draft_set(position, "date", "2000-01-01") == GTEE_OK && gtee_draft_set(position, "evidence", "stated") == GTEE_OK &&
             gtee_draft_set(position, "source", "s0") == GTEE_OK && gtee_draft_set_map(position, stance, &terms) == GTEE_OK &&
             (hard || gtee_draft_set_integer(position, "weight", clause->weight) == GTEE_OK),
         "a position");
    add_term(m, terms, last, true);
    need(clause->count == 1 || gtee_draft_set_map(position, "if", &terms) == GTEE_OK, "a condition");
    for (size_t i = 0; i + 1 < clause->count; i++) {
        const deal_literal *literal = &m->deal->literals[clause->first + i];
        add_term(m, terms, literal, !literal->is);
    }
}

static gtee_dossier *make_dossier(gtee_context *context, const deal *d, bool red_lines)
{
    making m = {.deal = d, .red_lines = red_lines};
    gtee_dossier *dossier = NULL;

    need(gtee_builder_new(context, &m.builder) == GTEE_OK, "a builder");
    need(gtee_draft_set(add(&m, GTEE_KIND_SOURCE, "s", 0), "title", "Made") == GTEE_OK, "a source");
    for (uint32_t i = 0; i < d->party_count; i++)
        need(gtee_draft_set(add(&m, GTEE_KIND_PARTICIPANT, "p", i), "kind", "state") == GTEE_OK, "a participant");
    for (uint32_t i = 0; i < d->issue_count; i++)
        add_issue(&m, i);
    for (size_t i = 0; i < d->clause_count; i++)
        add_position(&m, &d->clauses[i]);
    need(gtee_builder_finish(m.builder, &dossier, NULL) == GTEE_OK, "the dossier");
    gtee_builder_unref(m.builder);
    return dossier;
}

/* ---- settle */

typedef struct timing {
    double prepared, cheapest, further; /* seconds, one after another */
    double least, most;                 /* weights of the first and the last package */
    long packages;                      /* besides the first */
} timing;

static timing settle(const gtee_view *view, long packages)
{
    const gtee_search_options options = {.size = sizeof options, .budget = UINT64_MAX};
    const double begin = clock_now();
    gtee_settlement *settlement;
    const gtee_package *package;
    timing t = {.packages = 0};

    need(gtee_settlement_new(view, &options, &settlement, NULL) == GTEE_OK, "the question");
    t.prepared = clock_now() - begin;
    need(gtee_settlement_next(settlement, &package) == GTEE_OK && package != NULL && gtee_settlement_proved(settlement), "the proof");
    t.cheapest = clock_now() - begin;
    need(gtee_package_red_lines(package) == 0 && gtee_package_consents(package) == 0, "meeting the red lines");
    t.least = t.most = gtee_package_weight(package);
    while (t.packages < packages && gtee_settlement_next(settlement, &package) == GTEE_OK && package != NULL) {
        t.packages++;
        t.most = gtee_package_weight(package);
    }
    t.further = clock_now() - begin - t.cheapest;
    gtee_settlement_unref(settlement);
    return t;
}

static int by_cheapest(const void *a, const void *b)
{
    const timing *left = a, *right = b;

    return (left->cheapest > right->cheapest) - (left->cheapest < right->cheapest);
}

static void measure_settle(const gtee_view *view, long packages)
{
    timing rounds[ROUNDS];
    size_t count = 0;

    for (double total = 0; count < ROUNDS && (count < 3 || total < ENOUGH); count++) {
        rounds[count] = settle(view, 0);
        total += rounds[count].cheapest;
    }
    qsort(rounds, count, sizeof *rounds, by_cheapest);
    const timing *median = &rounds[count / 2];
    printf("optimum %.0f seconds %.6f prepared %.6f\n", median->least, median->cheapest, median->prepared);
    if (packages > 0) {
        const timing t = settle(view, packages);
        printf("packages %ld most %.0f seconds %.6f\n", t.packages, t.most, t.further);
    }
}

/* ---- corrections and conflicts */

typedef struct limit {
    double began, seconds;
} limit;

static int32_t too_long(void *user, uint64_t done, uint64_t total)
{
    const limit *l = user;

    (void)done;
    (void)total;
    return clock_now() - l->began > l->seconds;
}

static void measure_corrections(const gtee_view *view, const gtee_search_options *options, unsigned long count)
{
    limit *l = options->progress_user;
    gtee_corrections *corrections;
    const gtee_correction *correction;
    gtee_status status = GTEE_OK;

    l->began = clock_now();
    need(gtee_corrections_new(view, options, &corrections, NULL) == GTEE_OK, "the question");
    for (bool more = true; more && gtee_corrections_count(corrections) < count;)
        more = (status = gtee_corrections_next(corrections, &correction)) == GTEE_OK && correction != NULL;
    printf("corrections %zu seconds %.6f%s\n", gtee_corrections_count(corrections), clock_now() - l->began, status == GTEE_OK ? "" : " cut short");
    gtee_corrections_unref(corrections);
}

static void measure_conflicts(const gtee_view *view, const gtee_search_options *options, unsigned long count)
{
    limit *l = options->progress_user;
    gtee_conflicts *conflicts;
    const gtee_conflict *conflict;
    gtee_status status = GTEE_OK;

    l->began = clock_now();
    need(gtee_conflicts_new(view, options, &conflicts, NULL) == GTEE_OK, "the question");
    for (bool more = true; more && gtee_conflicts_count(conflicts) < count;)
        more = (status = gtee_conflicts_next(conflicts, &conflict)) == GTEE_OK && conflict != NULL;
    printf("cores %zu seconds %.6f%s\n", gtee_conflicts_count(conflicts), clock_now() - l->began, status == GTEE_OK ? "" : " cut short");
    gtee_conflicts_unref(conflicts);
}

int main(int argc, char **argv)
{
    limit l = {.seconds = 10};
    gtee_search_options options = {
        .size = sizeof options, .order = GTEE_ORDER_FOUND, .budget = UINT64_MAX, .progress = too_long, .progress_user = &l};
    unsigned long count = 0;
    long packages = 0;
    int option;
    counted counts = {0};
    deal d;
    gtee_view *view;

    while ((option = getopt(argc, argv, "n:c:o:t:")) != -1) {
        if (option == 'n')
            packages = strtol(optarg, NULL, 10);
        else if (option == 'c')
            count = strtoul(optarg, NULL, 10);
        else if (option == 't')
            l.seconds = strtod(optarg, NULL);
        else if (option == 'o' && strcmp(optarg, "smallest") == 0)
            options.order = GTEE_ORDER_SMALLEST;
        else
            return 2;
    }
    need(optind + 1 == argc && deal_read(argv[optind], &d), "reading the deal");
    gtee_context *context = counted_context(&counts);
    gtee_dossier *dossier = make_dossier(context, &d, count > 0);
    const double begin = clock_now();
    need(gtee_view_new(dossier, NULL, &view, NULL) == GTEE_OK, "the view");
    printf("view seconds %.6f\n", clock_now() - begin);
    if (count == 0) {
        measure_settle(view, packages);
    } else {
        measure_corrections(view, &options, count);
        measure_conflicts(view, &options, count);
    }
    gtee_view_unref(view);
    gtee_dossier_unref(dossier);
    gtee_context_unref(context);
    deal_free(&d);
    return 0;
}
