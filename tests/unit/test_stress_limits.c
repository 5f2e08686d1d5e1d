/* test_stress_limits.c: stress tests, rules and power under failing allocations, every budget and every moment of cancelling; rules that are
 * too large. Public header only. */
#include "given.h"
#include "run.h"

#include "failing.h"

#include <math.h>

/* All forms of rules, every kind of clause, and a scenario that leaves one of them open. */
static const char rich[] =
    "sources: [{id: paper, title: Paper}]\n"
    "participants:\n"
    "  - {id: a, kind: state}\n"
    "  - {id: b, kind: state}\n"
    "  - {id: c, kind: state}\n"
    "  - {id: d, kind: state}\n"
    "  - {id: foe, kind: state}\n"
    "  - {id: home, kind: state}\n"
    "  - {id: ring, kind: group, members: [a, b, c]}\n"
    "  - {id: past, kind: group, members: [{id: d, until: 1999}]}\n"
    "issues:\n"
    "  - {id: arms, by: ring, options: [none, arms, troops], ordered: true, default: none}\n"
    "  - {id: fund, options: [none, some], default: none}\n"
    "  - {id: warden, by: ring, derived: guarantor, options: [is-not, is], default: is-not}\n"
    "  - {id: veto, by: ring, derived: veto-player, options: [has-none, has], default: has-none}\n"
    "proposals:\n"
    "  - id: plan\n"
    "    date: 2025-01-01\n"
    "    activation:\n"
    "      base: {any_of: [{unless: {any_of: [a, foe]}}, {all_of: [past, b]}]}\n"
    "      r: {at_least: 2, of: [ring, {rule: base}, {quota: 2.5, weights: {a: 1.5, d: 1, ring: 2}}]}\n"
    "    clauses:\n"
    "      - {id: help, obligors: [ring, d], beneficiaries: ring, trigger: {act: raid, by: [foe, d], against: home}, activation: r, conditions: [asked]}\n"
    "      - {id: pick, beneficiaries: home, trigger: {place: coast}, activation: base, terms: {arms/ring: troops, fund: some, veto/a: has-none}}\n"
    "      - {id: late, obligors: a, trigger: {act: siege}, from: 2030}\n"
    "positions:\n"
    "  - {participant: d, date: 2025-01-02, rejects: {proposal: plan}, evidence: stated, source: paper}\n"
    "  - {participant: a, date: 2025-01-02, requires: {veto/a: has}, evidence: stated, source: paper}\n"
    "expectations:\n"
    "  - {holder: home, obligor: ring, likelihood: 0.5, date: 2025-01-01}\n"
    "scenarios:\n"
    "  - {id: raid, trigger: {act: raid, by: foe, against: home}, support: [a, past], unknown: ring, block: foe, honours: {ring: likely, d: 0.5}}\n"
    "  - {id: calm, trigger: {act: raid, by: foe, against: home, place: coast}, support: ring, honours: {ring: 1}}\n";

typedef struct bench {
    failing f;
    gtee_context *context;
    gtee_view *view;
    double arrives; /* as first worked out */
    bool spare;     /* the last call did without what failed, as the reports of an assessment that nobody asked for */
} bench;

static void bench_open(bench *b, const char *text)
{
    failing_init(&b->f);
    const gtee_allocator allocator = failing_public(&b->f);
    const gtee_context_options options = {.size = sizeof options, .allocator = &allocator};
    CU_ASSERT_EQUAL_FATAL(gtee_context_new(&options, &b->context), GTEE_OK);
    gtee_dossier *dossier = given_in(b->context, text);
    CU_ASSERT_EQUAL_FATAL(gtee_view_new(dossier, NULL, &b->view, NULL), GTEE_OK);
    gtee_dossier_unref(dossier);
}

static void bench_close(bench *b)
{
    failing_rewind(&b->f, 0, false);
    gtee_view_unref(b->view);
    gtee_context_unref(b->context);
    CU_ASSERT_TRUE(failing_clean(&b->f));
    failing_free(&b->f);
}

typedef gtee_status (*attempt)(bench *b);

/* Fails each allocation in turn, and every seventh with all behind it: there is no memory, or all is well; and nothing is left behind. */
static void sweep(const char *text, attempt call)
{
    bench b;

    bench_open(&b, text);
    const uint64_t before = b.f.live;
    b.arrives = -1;
    CU_ASSERT_EQUAL(call(&b), GTEE_OK);
    for (int on = 0; on < 2; on++) {
        uint64_t at = 0;
        do {
            at += on == 1 ? 7 : 1;
            failing_rewind(&b.f, at, on == 1);
            b.spare = false;
            const gtee_status status = call(&b);
            CU_ASSERT_EQUAL(status, b.f.failed > 0 && !b.spare ? GTEE_ERROR_MEMORY : GTEE_OK);
            CU_ASSERT_EQUAL_FATAL(b.f.live, before);
        } while (b.f.failed > 0);
        CU_ASSERT_TRUE(at > 2);
    }
    bench_close(&b);
}

static gtee_status put_to_the_test(bench *b)
{
    const gtee_dossier *dossier = gtee_view_dossier(b->view);
    const gtee_participant *who[] = {gtee_dossier_participant_find(dossier, "ring"), gtee_dossier_participant_find(dossier, "d")};
    const uint32_t stands[] = {GTEE_STAND_UNKNOWN, GTEE_STAND_SUPPORT};
    const double lows[] = {0.25, 0.5}, highs[] = {0.75, 0.5};
    const gtee_scenario *both[] = {gtee_dossier_scenario_find(dossier, "raid"), gtee_dossier_scenario_find(dossier, "calm")};
    const double weights[] = {1, 2};
    const gtee_stress_options options = {.size = sizeof options, .holder = gtee_dossier_participant_find(dossier, "home"),
                                         .stand_participants = who, .stands = stands, .stand_count = 2,
                                         .likelihood_participants = who, .likelihood_lows = lows, .likelihood_highs = highs, .likelihood_count = 2,
                                         .alternatives = both, .alternative_weights = weights, .alternative_count = 2};
    gtee_stress *stress;
    const gtee_status status = gtee_stress_new(b->view, given_proposal(b->view, "plan"), both[0], &options, &stress, NULL);

    CU_ASSERT_EQUAL(stress != NULL, status == GTEE_OK);
    if (stress != NULL) {
        b->arrives = b->arrives < 0 ? gtee_stress_arrives_high(stress) : b->arrives;
        CU_ASSERT_EQUAL(gtee_stress_arrives_high(stress), b->arrives);
        CU_ASSERT_PTR_NOT_NULL(gtee_due_excluded_by(gtee_stress_due_at(stress, gtee_stress_due_count(stress) - 4))); /* d rejects it */
        b->spare = true;
    }
    gtee_stress_unref(stress);
    return status;
}

/* Of the 32 sets of a, b, c, d and foe: two of a, b, c, the base (b, or a with foe) and the quota (a with d, or with b and c). Each win needs a or b. */
static void expect_figures(const gtee_power *power, const gtee_coalitions *coalitions)
{
    CU_ASSERT_STRING_EQUAL(gtee_power_winning(power), "23");
    CU_ASSERT_STRING_EQUAL(gtee_coalitions_total(coalitions), "2");
}

static gtee_status use_rule(bench *b)
{
    const gtee_proposal *plan = given_proposal(b->view, "plan");
    const gtee_participant *ring[] = {given_participant(b->view, "ring"), given_participant(b->view, "past")};
    gtee_game *game;
    gtee_power *power = NULL;
    gtee_coalitions *coalitions = NULL;
    uint32_t decision;
    int32_t pivotal;
    gtee_status status = gtee_game_new(b->view, plan, gtee_proposal_rule_find(plan, "r"), NULL, &game, NULL);

    if (status == GTEE_OK)
        status = gtee_power_new(game, NULL, &power, NULL);
    if (status == GTEE_OK)
        status = gtee_coalitions_new(game, GTEE_COALITIONS_BLOCKING, NULL, &coalitions, NULL);
    if (status == GTEE_OK)
        status = gtee_game_decide(game, ring, 2, ring, 0, &decision);
    if (status == GTEE_OK)
        status = gtee_game_pivotal(game, ring, 1, given_participant(b->view, "home"), &pivotal);
    if (status == GTEE_OK) {
        CU_ASSERT_EQUAL(pivotal, 0); /* it has no part in the rule */
        expect_figures(power, coalitions);
    }
    gtee_coalitions_unref(coalitions);
    gtee_power_unref(power);
    gtee_game_unref(game);
    return status;
}

static gtee_status derive(bench *b)
{
    gtee_assessment *assessment;
    const gtee_status status = gtee_assess(b->view, given_proposal(b->view, "plan"), NULL, &assessment, NULL);

    gtee_assessment_unref(assessment);
    return status;
}

static void no_memory(void)
{
    sweep(rich, put_to_the_test);
    sweep(rich, use_rule);
    sweep(rich, derive);
}

/* With every power of two as a budget: refused up to one, and as without a budget above. */
static void budgets(void)
{
    gtee_view *view = given_view(rich, 0);
    const gtee_scenario *raid = gtee_dossier_scenario_find(gtee_view_dossier(view), "raid");
    const gtee_proposal *plan = given_proposal(view, "plan");
    gtee_stress *free, *stress;
    gtee_diagnostics *diagnostics;
    uint32_t refused = 0, done = 0;

    CU_ASSERT_EQUAL_FATAL(gtee_stress_new(view, plan, raid, NULL, &free, NULL), GTEE_OK);
    for (uint32_t i = 0; i < 34; i++) {
        const gtee_stress_options steps = {.size = sizeof steps, .operations = UINT64_C(1) << i};
        const gtee_status status = gtee_stress_new(view, plan, raid, &steps, &stress, &diagnostics);
        if (status == GTEE_ERROR_LIMIT) {
            CU_ASSERT_PTR_NULL(stress);
            CU_ASSERT_EQUAL(done, 0);
            CU_ASSERT_TRUE(given_code(diagnostics, gtee_diagnostics_count(diagnostics) == 1 ? "G0734" : "G0732")); /* after empty groups */
            refused++;
            continue;
        }
        gtee_diagnostics_unref(diagnostics);
        CU_ASSERT_EQUAL_FATAL(status, GTEE_OK);
        CU_ASSERT_EQUAL(gtee_stress_arrives_high(stress), gtee_stress_arrives_high(free));
        CU_ASSERT_EQUAL(gtee_stress_survives(stress), gtee_stress_survives(free));
        gtee_stress_unref(stress);
        done++;
    }
    CU_ASSERT_TRUE(refused > 0 && done > 0);
    gtee_stress_unref(free);
    gtee_view_unref(view);
}

/* Asked to stop at each moment in turn. */
static void cancelling(void)
{
    gtee_view *view = given_view(rich, 0);
    const gtee_scenario *raid = gtee_dossier_scenario_find(gtee_view_dossier(view), "raid");
    gtee_status status = GTEE_ERROR_CANCELLED;
    int moments = 0;

    for (; status == GTEE_ERROR_CANCELLED && moments < 10000; moments++) {
        int patience = moments;
        const gtee_stress_options options = {.size = sizeof options, .progress = given_patience, .progress_user = &patience};
        gtee_stress *stress;
        status = gtee_stress_new(view, given_proposal(view, "plan"), raid, &options, &stress, NULL);
        CU_ASSERT_EQUAL(stress != NULL, status == GTEE_OK);
        gtee_stress_unref(stress);
    }
    CU_ASSERT_EQUAL(status, GTEE_OK);
    CU_ASSERT_TRUE(moments > 7); /* it has so many parts */
    gtee_view_unref(view);
}

/* ---- Too large */

static void too_large(void)
{
    static const char *const rules[] = {
        "{quota: 1, weights: {a: 1000000000000, b: 0.00000001}}",          /* 10^20 */
        "{quota: 1, weights: {a: 999999999999, b: 999999999999, g0: 999999999999, g1: 999999999999, g2: 999999999999, g3: 0.000001}}", /* 5 × 10^18 > 2^62 */
        "{quota: 1000000000000, weights: {a: 0.00000001}}",
        "{quota: 3, weights: {g0: 1, g1: 1, g2: 1, g3: 1, g4: 1, g5: 1, g6: 1, g7: 1, g8: 1, g9: 1, g10: 1}}",
    };
    char text[4000], group[80];

    for (size_t i = 0; i < sizeof rules / sizeof rules[0]; i++) {
        gtee_game *game;
        gtee_stress *stress;
        gtee_diagnostics *diagnostics;
        snprintf(text, sizeof text, "participants:\n  - {id: a, kind: state}\n  - {id: b, kind: state}\n");
        for (int j = 0; j <= 10; j++) {
            snprintf(group, sizeof group, "  - {id: g%d, kind: group, members: [a, b]}\n", j);
            strcat(text, group);
        }
        strcat(text, "proposals:\n  - id: plan\n    clauses: [{id: help, obligors: a, beneficiaries: b, activation: r}]\n    activation: {r: ");
        strcat(text, rules[i]);
        strcat(text, "}\n");
        gtee_view *view = given_view(text, 20250101);
        const gtee_proposal *plan = given_proposal(view, "plan");
        CU_ASSERT_EQUAL(gtee_game_new(view, plan, gtee_proposal_rule_at(plan, 0), NULL, &game, &diagnostics), GTEE_ERROR_LIMIT);
        CU_ASSERT_PTR_NULL(game);
        CU_ASSERT_TRUE(given_code(diagnostics, "G0733"));
        CU_ASSERT_EQUAL(gtee_stress_new(view, plan, NULL, NULL, &stress, &diagnostics), GTEE_ERROR_LIMIT);
        CU_ASSERT_TRUE(given_code(diagnostics, "G0733"));
        gtee_view_unref(view);
    }
}

static void expect_refusal(gtee_diagnostics *diagnostics, const char *message, uint32_t line)
{
    CU_ASSERT_EQUAL_FATAL(gtee_diagnostics_count(diagnostics), 1);
    const gtee_diagnostic *only = gtee_diagnostics_at(diagnostics, 0);
    CU_ASSERT_STRING_EQUAL(gtee_diagnostic_message(only), message);
    CU_ASSERT_EQUAL(gtee_diagnostic_line(only), line);
    CU_ASSERT_TRUE(given_code(diagnostics, "G0733"));
}

/* Which rule, what it comes to, and where: of the rules of a proposal it may be one that another uses. */
static void too_large_by_name(void)
{
    static const char text[] = "participants:\n  - {id: a, kind: state}\n  - {id: b, kind: state}\n"
                               "proposals:\n  - id: plan\n    clauses: [{id: help, obligors: a, beneficiaries: b, activation: whole}]\n"
                               "    activation:\n"
                               "      huge: {quota: 1, weights: {a: 99999999999999, b: 0.00000000000001}}\n" /* used by none */
                               "      fine: {quota: 2, weights: {a: 1.5, b: 1}}\n"
                               "      part: {any_of: [a, {quota: 300000000000, weights: {b: 0.00000001}}]}\n"
                               "      whole: {all_of: [{rule: fine}, {rule: part}]}\n";
    static const char message[] = "the rule “whole” of “plan” is too large to be worked with: the weights or the quota of “part” come to about 3e19 as "
                                  "whole numbers, more than 2^62";
    gtee_view *view = given_view(text, 20250101);
    const gtee_proposal *plan = given_proposal(view, "plan");
    gtee_diagnostics *diagnostics;
    gtee_stress *stress;
    gtee_game *game;

    CU_ASSERT_EQUAL(gtee_stress_new(view, plan, NULL, NULL, &stress, &diagnostics), GTEE_ERROR_LIMIT);
    expect_refusal(diagnostics, message, 11);
    CU_ASSERT_EQUAL(gtee_game_new(view, plan, gtee_proposal_rule_at(plan, 3), NULL, &game, &diagnostics), GTEE_ERROR_LIMIT);
    expect_refusal(diagnostics, message, 11);
    CU_ASSERT_EQUAL(gtee_game_new(view, plan, gtee_proposal_rule_at(plan, 1), NULL, &game, NULL), GTEE_OK);
    gtee_game_unref(game);
    gtee_view_unref(view);
}

UNIT_TESTS("stress limits", {"no memory", no_memory}, {"budgets", budgets}, {"cancelling", cancelling}, {"too large", too_large}, {"too large, by name", too_large_by_name})
