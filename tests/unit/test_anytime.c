/*
 * test_anytime.c: searches that end early. Under the same budget an answer is the same to the byte; what is found and the bound enclose the optimum, which
 * trying all choices gives for small dossiers and a long search for larger ones; a search that is cancelled keeps what it has, and goes on when asked
 * again. Uses the public header.
 */
#include "run.h"

#include "given.h"
#include "put_text.h"
#include "seeded.h"
#include "settle_random.h"

#define SEEDS 300u
#define TAKEN 30u /* conflicts and concession sets */
#define PARTIES 8u

static struct {
    size_t asked, proved, unproved, found, cancelled, resumed, thinned;
} seen;

/* ---- what is asked, as JSON */

static const gtee_show_options json = {.size = sizeof json, .format = GTEE_SHOW_JSON};

typedef gtee_text *(*asking)(const gtee_view *view, const gtee_search_options *options);

static gtee_text *shown(gtee_status status, gtee_text *text)
{
    CU_ASSERT_EQUAL_FATAL(status, GTEE_OK);
    return text;
}

static void ended(gtee_status status)
{
    CU_ASSERT_TRUE_FATAL(status == GTEE_OK || status == GTEE_ERROR_LIMIT || status == GTEE_ERROR_CANCELLED);
}

static gtee_text *ask_packages(const gtee_view *view, const gtee_search_options *options)
{
    gtee_settlement *settlement;
    const gtee_package *package;
    gtee_text *text;
    gtee_status status = GTEE_OK;

    CU_ASSERT_EQUAL_FATAL(gtee_settlement_new(view, options, &settlement, NULL), GTEE_OK);
    for (unsigned i = 0; i < 5 && status == GTEE_OK; i++)
        ended(status = gtee_settlement_next(settlement, &package));
    ended(gtee_settlement_prove(settlement));
    status = gtee_settlement_show(settlement, &json, &text);
    gtee_settlement_unref(settlement);
    return shown(status, text);
}

static gtee_text *ask_conflicts(const gtee_view *view, const gtee_search_options *options)
{
    gtee_conflicts *conflicts;
    const gtee_conflict *conflict = NULL;
    gtee_text *text;
    gtee_status status;

    CU_ASSERT_EQUAL_FATAL(gtee_conflicts_new(view, options, &conflicts, NULL), GTEE_OK);
    do
        ended(status = gtee_conflicts_next(conflicts, &conflict));
    while (status == GTEE_OK && conflict != NULL && gtee_conflicts_count(conflicts) < TAKEN);
    expect(!gtee_conflicts_complete(conflicts) || status == GTEE_OK, "complete without being done");
    status = gtee_conflicts_show(conflicts, &json, &text);
    gtee_conflicts_unref(conflicts);
    return shown(status, text);
}

static gtee_text *ask_corrections(const gtee_view *view, const gtee_search_options *options)
{
    gtee_corrections *corrections;
    const gtee_correction *correction = NULL;
    gtee_text *text;
    gtee_status status;

    CU_ASSERT_EQUAL_FATAL(gtee_corrections_new(view, options, &corrections, NULL), GTEE_OK);
    do
        ended(status = gtee_corrections_next(corrections, &correction));
    while (status == GTEE_OK && correction != NULL && gtee_corrections_count(corrections) < TAKEN);
    status = gtee_corrections_show(corrections, &json, &text);
    gtee_corrections_unref(corrections);
    return shown(status, text);
}

static gtee_text *ask_bargain(const gtee_view *view, const gtee_search_options *options)
{
    gtee_bargain *bargain;
    gtee_text *text;

    CU_ASSERT_EQUAL_FATAL(gtee_bargain_new(view, options, &bargain, NULL), GTEE_OK);
    seen.thinned += !gtee_bargain_complete(bargain);
    const gtee_status status = gtee_bargain_show(bargain, &json, &text);
    gtee_bargain_unref(bargain);
    return shown(status, text);
}

/* Twice the same question, twice the same bytes. */
static void same_bytes(const gtee_view *view, const gtee_search_options *options)
{
    static const asking all[] = {ask_packages, ask_conflicts, ask_corrections, ask_bargain};

    for (size_t i = 0; i < sizeof all / sizeof all[0]; i++) {
        gtee_text *first = all[i](view, options), *second = all[i](view, options);
        expect(gtee_text_size(first) == gtee_text_size(second) && memcmp(gtee_text_data(first), gtee_text_data(second), gtee_text_size(first)) == 0,
               "the same budget gives other bytes");
        gtee_text_unref(first);
        gtee_text_unref(second);
    }
}

/* ---- bounds */

static deal_tried as_tried(const gtee_package *package)
{
    return (deal_tried){.changes = gtee_package_changes(package), .red_lines = gtee_package_red_lines(package),
                        .consents = gtee_package_consents(package), .weight = gtee_package_weight(package)};
}

/* As compared by the question, with consents that weigh nothing left out of a bound that does not speak of them. */
static int compare_bound(const deals_question *q, const gtee_settlement *settlement, const deal_tried *best)
{
    const bool weighed = q->red_line_weight > 0;
    const deal_tried bound = {.changes = gtee_settlement_least_changes(settlement), .red_lines = gtee_settlement_least_red_lines(settlement),
                              .consents = gtee_settlement_least_consents(settlement), .weight = gtee_settlement_least_weight(settlement)};

    if (weighed)
        return bound.weight > best->weight + 1e-9;
    return deals_compare(q, &bound, best);
}

/* The first package under a budget, against the best there is (NULL: there is none). */
static void enclose(gtee_settlement *settlement, const deals_question *q, const deal_tried *best)
{
    const gtee_package *package;
    const gtee_status status = gtee_settlement_next(settlement, &package);

    ended(status);
    seen.asked++;
    seen.proved += gtee_settlement_proved(settlement) != 0;
    seen.unproved += status == GTEE_ERROR_LIMIT;
    seen.found += status == GTEE_ERROR_LIMIT && package != NULL;
    if (best == NULL) {
        expect(package == NULL, "a package where there is none");
        return;
    }
    expect(status != GTEE_OK || package != NULL, "no package where there is one");
    expect(compare_bound(q, settlement, best) <= 0, "a bound above the optimum");
    if (package == NULL)
        return;
    const deal_tried now = as_tried(package);
    expect(deals_compare(q, &now, best) >= 0, "a package below the optimum");
    expect(!gtee_settlement_proved(settlement) || deals_compare(q, &now, best) == 0, "a proof of something dearer");
    expect((status == GTEE_OK) == gtee_settlement_proved(settlement), "done without a proof, or a proof without being done");
}

static void small_budgets(void)
{
    static random_case c;
    static deals d;
    gtee_context *context;
    gtee_settlement *settlement;

    CU_ASSERT_EQUAL_FATAL(gtee_context_new(NULL, &context), GTEE_OK);
    for (current_seed = 1; current_seed <= SEEDS; current_seed++) {
        if (!random_case_make(&c, context, current_seed))
            continue;
        deals_try(&d, &c.o, &c.asked.q);
        c.asked.options.budget = 1 + roll(&c.dice, 60);
        CU_ASSERT_EQUAL_FATAL(gtee_settlement_new(c.view, &c.asked.options, &settlement, NULL), GTEE_OK);
        enclose(settlement, &c.asked.q, deals_best(&d));
        gtee_settlement_unref(settlement);
        if (current_seed % 4 == 0)
            same_bytes(c.view, &c.asked.options);
        random_case_free(&c);
    }
    gtee_context_unref(context);
    CU_ASSERT_TRUE(seen.asked > SEEDS / 4 && seen.proved > 20);
}

/* ---- a dossier that takes longer */

static gtee_view *large(uint64_t seed, uint32_t issues, uint32_t positions)
{
    static const char *const stances[] = {"requires", "rejects", "prefers"};
    static put_buffer t;
    dice d = {.state = seed * UINT64_C(0x9E3779B97F4A7C15) + 5};

    t.size = 0;
    put_text(&t, "sources: [{id: s, title: S}]\nparticipants:\n");
    for (uint32_t i = 0; i < PARTIES; i++)
        put_text(&t, "  - {id: p%u, kind: state}\n", i);
    put_text(&t, "issues:\n");
    for (uint32_t i = 0; i < issues; i++)
        put_text(&t, "  - {id: i%u, options: [o0, o1, o2], default: o0%s}\n", i, i % 5 == 0 ? ", consent: p1" : "");
    put_text(&t, "positions:\n");
    for (uint32_t i = 0; i < positions; i++) {
        const uint32_t kind = roll(&d, 3), first = roll(&d, issues);
        put_text(&t, "  - {participant: p%u, date: 2025, evidence: stated, source: s, %s: {i%u: o%u, i%u: o%u}", i % PARTIES, stances[kind], first,
                 roll(&d, 3), (first + 1 + roll(&d, 4)) % issues, roll(&d, 3));
        if (roll(&d, 2) == 0)
            put_text(&t, ", if: {i%u: [o%u, o2]}", (first + 7) % issues, roll(&d, 2));
        put_text(&t, kind == 2 ? ", weight: %u}\n" : "}\n", 1 + roll(&d, 5));
    }
    return given_view(t.bytes, 0);
}

static void growing_budgets(void)
{
    static const deals_question plain;

    for (current_seed = 1; current_seed <= 6; current_seed++) {
        gtee_view *view = large(current_seed, current_seed > 3 ? 40 : 20, current_seed > 3 ? 110 : 40);
        gtee_search_options options = {.size = sizeof options};
        gtee_settlement *settlement;
        const gtee_package *package;
        CU_ASSERT_EQUAL_FATAL(gtee_settlement_new(view, &options, &settlement, NULL), GTEE_OK);
        CU_ASSERT_EQUAL_FATAL(gtee_settlement_next(settlement, &package), GTEE_OK);
        CU_ASSERT_PTR_NOT_NULL_FATAL(package);
        const deal_tried best = as_tried(package);
        gtee_settlement_unref(settlement);
        for (options.budget = 1; options.budget < 2000000; options.budget *= 5) {
            CU_ASSERT_EQUAL_FATAL(gtee_settlement_new(view, &options, &settlement, NULL), GTEE_OK);
            enclose(settlement, &plain, &best);
            gtee_settlement_unref(settlement);
            if (options.budget < 100000)
                same_bytes(view, &options);
        }
        gtee_view_unref(view);
    }
    printf("\n%zu questions: %zu proved, %zu not, %zu of these with a package, %zu bargains cut short\n", seen.asked, seen.proved, seen.unproved, seen.found,
           seen.thinned);
    CU_ASSERT_TRUE(seen.proved > 5 && seen.unproved > 5 && seen.found > 2 && seen.thinned > 5);
}

/* ---- cancelling */

/* The conflicts that come before the search is cancelled are those that come first; with more patience come those that come next. */
static void cancel_conflicts(const gtee_view *view, int patience, const gtee_conflicts *all)
{
    gtee_search_options options = {.size = sizeof options, .progress = given_patience, .progress_user = &patience};
    gtee_conflicts *conflicts;
    const gtee_conflict *conflict = NULL;
    gtee_status status;

    CU_ASSERT_EQUAL_FATAL(gtee_conflicts_new(view, &options, &conflicts, NULL), GTEE_OK);
    do {
        ended(status = gtee_conflicts_next(conflicts, &conflict));
        if (status == GTEE_ERROR_CANCELLED) {
            expect(!gtee_conflicts_complete(conflicts), "cancelled, but complete");
            seen.cancelled++;
            patience = 1000000;
        }
    } while (status == GTEE_ERROR_CANCELLED || (conflict != NULL && gtee_conflicts_count(conflicts) < TAKEN));
    expect(gtee_conflicts_count(conflicts) == gtee_conflicts_count(all), "other conflicts after cancelling");
    for (size_t i = 0; i < gtee_conflicts_count(conflicts) && i < gtee_conflicts_count(all); i++)
        expect(strcmp(gtee_conflict_message(gtee_conflicts_at(conflicts, i)), gtee_conflict_message(gtee_conflicts_at(all, i))) == 0,
               "a conflict that was not there before");
    gtee_conflicts_unref(conflicts);
}

static void cancel_packages(const gtee_view *view, int patience, const deal_tried *best)
{
    static const deals_question plain;
    gtee_search_options options = {.size = sizeof options, .progress = given_patience, .progress_user = &patience};
    gtee_settlement *settlement;
    const gtee_package *package;
    gtee_status status;

    CU_ASSERT_EQUAL_FATAL(gtee_settlement_new(view, &options, &settlement, NULL), GTEE_OK);
    ended(status = gtee_settlement_next(settlement, &package));
    if (status == GTEE_ERROR_CANCELLED) {
        expect(!gtee_settlement_proved(settlement), "cancelled, but proved");
        expect(compare_bound(&plain, settlement, best) <= 0, "a bound above the optimum, cancelled");
        patience = 1000000;
        CU_ASSERT_EQUAL(gtee_settlement_next(settlement, &package), GTEE_OK);
        seen.resumed++;
    }
    CU_ASSERT_PTR_NOT_NULL_FATAL(package);
    const deal_tried now = as_tried(package);
    expect(deals_compare(&plain, &now, best) == 0 && gtee_settlement_proved(settlement), "another optimum after cancelling");
    gtee_settlement_unref(settlement);
}

static void cancelled_in_the_middle(void)
{
    gtee_conflicts *all;
    const gtee_conflict *conflict;
    gtee_settlement *settlement;
    const gtee_package *package;

    for (current_seed = 1; current_seed <= 6; current_seed++) {
        gtee_view *view = large(current_seed, 20, 40);
        CU_ASSERT_EQUAL_FATAL(gtee_conflicts_new(view, NULL, &all, NULL), GTEE_OK);
        do
            CU_ASSERT_EQUAL_FATAL(gtee_conflicts_next(all, &conflict), GTEE_OK)
        while (conflict != NULL && gtee_conflicts_count(all) < TAKEN);
        CU_ASSERT_EQUAL_FATAL(gtee_settlement_new(view, NULL, &settlement, NULL), GTEE_OK);
        CU_ASSERT_EQUAL_FATAL(gtee_settlement_next(settlement, &package), GTEE_OK);
        const deal_tried best = as_tried(package);
        for (int patience = 0; patience < 64; patience = patience * 2 + 1) {
            cancel_conflicts(view, patience, all);
            cancel_packages(view, patience, &best);
        }
        gtee_settlement_unref(settlement);
        gtee_conflicts_unref(all);
        gtee_view_unref(view);
    }
    printf("\n%zu cancelled, %zu resumed\n", seen.cancelled, seen.resumed);
    CU_ASSERT_TRUE(seen.cancelled > 5 && seen.resumed > 5);
}

static gtee_view *example(void)
{
    const char *const path = GUARANTEE_SOURCE_DIR "/examples/ukraine-2025";
    gtee_context *context;
    gtee_dossier *dossier;
    gtee_view *view;

    CU_ASSERT_EQUAL_FATAL(gtee_context_new(NULL, &context), GTEE_OK);
    CU_ASSERT_EQUAL_FATAL(gtee_dossier_load(context, &path, 1, NULL, &dossier, NULL), GTEE_OK);
    CU_ASSERT_EQUAL_FATAL(gtee_view_new(dossier, NULL, &view, NULL), GTEE_OK);
    gtee_dossier_unref(dossier);
    gtee_context_unref(context);
    return view;
}

/* A budget under which something is found and the rest is open: the text says both, and claims no more. */
static void said_to_be_open(void)
{
    gtee_view *view = example();
    const gtee_show_options plain = {.size = sizeof plain, .width = 1000};
    gtee_search_options options = {.size = sizeof options};
    gtee_settlement *settlement;
    const gtee_package *package;
    gtee_text *shown;
    size_t open = 0;

    for (options.budget = 1; options.budget < 100; options.budget += 1 + options.budget / 8) {
        CU_ASSERT_EQUAL_FATAL(gtee_settlement_new(view, &options, &settlement, NULL), GTEE_OK);
        const gtee_status status = gtee_settlement_next(settlement, &package);
        CU_ASSERT_TRUE(status == GTEE_OK || status == GTEE_ERROR_LIMIT);
        const int proved = gtee_settlement_proved(settlement);
        CU_ASSERT_EQUAL_FATAL(gtee_settlement_show(settlement, &plain, &shown), GTEE_OK);
        const int says_open = strstr(gtee_text_data(shown), "the search ended before it was done") != NULL;
        CU_ASSERT_EQUAL(says_open, !proved);
        CU_ASSERT_EQUAL(strstr(gtee_text_data(shown), "Not settled yet") != NULL, !proved && gtee_settlement_count(settlement) > 0);
        open += !proved && gtee_settlement_count(settlement) > 0;
        gtee_text_unref(shown);
        gtee_settlement_unref(settlement);
    }
    CU_ASSERT_TRUE(open > 0);
    gtee_view_unref(view);
}

/* Twelve who each rule out one option of twelve: they clash all together, and any eleven do not. */
static void many_options(void)
{
    char record[4096];
    size_t used = (size_t)snprintf(record, sizeof record, "sources: [{id: s, title: A source}]\nparticipants:\n");
    gtee_conflicts *conflicts;
    const gtee_conflict *conflict;

    for (int i = 0; i < 12; i++)
        used += (size_t)snprintf(record + used, sizeof record - used, "  - {id: a%d, kind: state}\n", i);
    used += (size_t)snprintf(record + used, sizeof record - used, "issues:\n  - {id: p, options: [o0, o1, o2, o3, o4, o5, o6, o7, o8, o9, o10, o11]}\npositions:\n");
    for (int i = 0; i < 12; i++)
        used += (size_t)snprintf(record + used, sizeof record - used, "  - {participant: a%d, date: 2025, evidence: stated, source: s, rejects: {p: o%d}}\n", i, i);
    CU_ASSERT_TRUE_FATAL(used < sizeof record);
    gtee_view *view = given_view(record, 0);
    CU_ASSERT_EQUAL_FATAL(gtee_conflicts_new(view, NULL, &conflicts, NULL), GTEE_OK);
    CU_ASSERT_EQUAL_FATAL(gtee_conflicts_next(conflicts, &conflict), GTEE_OK);
    CU_ASSERT_PTR_NOT_NULL_FATAL(conflict);
    CU_ASSERT_EQUAL(gtee_conflict_position_count(conflict), 12);
    CU_ASSERT_EQUAL_FATAL(gtee_conflicts_next(conflicts, &conflict), GTEE_OK);
    CU_ASSERT_PTR_NULL(conflict);
    gtee_conflicts_unref(conflicts);
    gtee_view_unref(view);
}

UNIT_TESTS("searches that end early", {"said to be open", said_to_be_open}, {"many options", many_options}, {"small budgets", small_budgets}, {"growing budgets", growing_budgets},
           {"cancelled in the middle", cancelled_in_the_middle})
