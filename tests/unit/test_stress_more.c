/* test_stress_more.c: stress tests worked out by hand: triggers, stands, expectations, changes; then wrong calls, limits and lack of memory.
 * Public header only. */
#include "given.h"
#include "run.h"

#include <math.h>

#define NEAR(a, b) CU_ASSERT_DOUBLE_EQUAL(a, b, 1e-12)
#define COUNT(array) (sizeof(array) / sizeof(array)[0])

static const char people[] =
    "sources: [{id: paper, title: Paper}]\n"
    "participants:\n"
    "  - {id: a, kind: state, names: {en: Aland}}\n"
    "  - {id: b, kind: state, names: {en: Bland}}\n"
    "  - {id: c, kind: state, names: {en: Cland}}\n"
    "  - {id: d, kind: state, names: {en: Dland}}\n"
    "  - {id: foe, kind: state, names: {en: Foe}}\n"
    "  - {id: home, kind: state, names: {en: Home}}\n"
    "  - {id: watcher, kind: organization}\n"
    "  - {id: ring, kind: group, members: [a, b, c]}\n"
    "  - {id: past, kind: group, members: [{id: d, until: 1999}]}\n"
    "issues:\n"
    "  - {id: arms, title: Arms, by: ring, options: [none, arms, troops], ordered: true, default: none}\n"
    "  - {id: fund, title: Fund, options: [none, some], default: none}\n"
    "  - {id: warden, title: Guarantor, by: ring, derived: guarantor, options: [is-not, is], default: is-not}\n"
    "  - {id: veto, title: Veto, by: ring, derived: veto-player, options: [has-none, has], default: has-none}\n";

static gtee_view *view_with(const char *text)
{
    char whole[12000];

    CU_ASSERT_FATAL(snprintf(whole, sizeof whole, "%s%s", people, text) < (int)sizeof whole);
    return given_view(whole, 20250601);
}

static const gtee_scenario *scenario_of(const gtee_view *view, const char *id)
{
    const gtee_scenario *scenario = id != NULL ? gtee_dossier_scenario_find(gtee_view_dossier(view), id) : NULL;

    CU_ASSERT_FATAL(id == NULL || scenario != NULL);
    return scenario;
}

static gtee_stress *stress_of(const gtee_view *view, const char *proposal, const char *scenario, const gtee_stress_options *options)
{
    gtee_stress *stress;
    gtee_diagnostics *diagnostics;
    const gtee_status status =
        gtee_stress_new(view, given_proposal(view, proposal), scenario_of(view, scenario), options, &stress, &diagnostics);

    if (status != GTEE_OK)
        given_print(diagnostics);
    gtee_diagnostics_unref(diagnostics);
    CU_ASSERT_EQUAL_FATAL(status, GTEE_OK);
    return stress;
}

/* ---- Which clauses are triggered */

static const char triggers[] =
    "proposals:\n"
    "  - id: other\n"
    "    clauses: [{id: always, obligors: a, beneficiaries: home}]\n"
    "  - id: plan\n"
    "    clauses:\n"
    "      - {id: always, obligors: a, beneficiaries: home}\n"
    "      - {id: siege, obligors: a, trigger: {act: siege}}\n"
    "      - {id: either, obligors: a, trigger: {act: [siege, raid], by: [d, foe]}}\n"
    "      - {id: by-d, obligors: a, trigger: {by: d}}\n"
    "      - {id: on-a, obligors: a, trigger: {against: a}}\n"
    "      - {id: hills, obligors: a, trigger: {place: hills}}\n"
    "      - {id: twice, obligors: a, trigger: {act: siege, by: d}}\n"
    "      - {id: soon, obligors: a, beneficiaries: home, from: 2025-06-16}\n"
    "      - {id: gone, obligors: a, trigger: {act: siege}, until: 2025-06-14}\n"
    "      - {id: today, obligors: a, beneficiaries: home, from: 2025-06-15, until: 2025-06-15}\n"
    "      - {id: within, obligors: a, beneficiaries: home, scope: {territory: hills}}\n"
    "      - {id: inside, obligors: a, beneficiaries: home, scope: {territory: [hills, coast]}}\n"
    "      - {id: placed, obligors: a, trigger: {place: coast}, scope: {territory: hills}}\n"
    "      - {id: weak, obligors: a, trigger: {act: raid}, conditions: [first, second], bindingness: political}\n"
    "      - {id: word, obligors: a, beneficiaries: home, bindingness: declaratory}\n"
    "      - {id: firm, obligors: a, beneficiaries: home, bindingness: legal}\n"
    "      - {id: idle, obligors: a}\n"
    "      - {id: pack, obligors: a, trigger: {by: past}}\n"
    "scenarios:\n"
    "  - {id: raid, date: 2025-06-15, trigger: {act: raid, by: foe, against: home, place: coast}}\n"
    "  - {id: silent, date: 2025, trigger: {act: raid}}\n"
    "  - {id: faceless, trigger: {by: foe}}\n"
    "  - {id: empty}\n";

#define ANYWAY "it has no trigger: it is owed in any case"
#define MATCHES "what happens is its trigger"
#define UNCALLED "it has no trigger and nobody whom it protects: nothing in it is called on"

typedef struct verdict {
    const char *clause;
    uint32_t outcome;
    const char *reason;
} verdict;

static void expect_verdicts(const gtee_view *view, const char *scenario, gtee_date day, const verdict *right, size_t count)
{
    gtee_stress *stress = stress_of(view, "plan", scenario, NULL);

    CU_ASSERT_EQUAL(gtee_stress_day(stress), day);
    CU_ASSERT_EQUAL(gtee_stress_scenario(stress), scenario_of(view, scenario));
    for (size_t i = 0; i < count; i++) {
        const gtee_clause *clause = gtee_proposal_clause_find(given_proposal(view, "plan"), right[i].clause);
        const gtee_test *test = NULL;
        for (size_t j = 0; j < gtee_stress_test_count(stress); j++)
            if (gtee_test_clause(gtee_stress_test_at(stress, j)) == clause)
                test = gtee_stress_test_at(stress, j);
        CU_ASSERT_PTR_NOT_NULL_FATAL(test);
        CU_ASSERT_EQUAL(gtee_test_outcome(test), right[i].outcome);
        CU_ASSERT_STRING_EQUAL(gtee_test_reason(test), right[i].reason);
        if (strcmp(gtee_test_reason(test), right[i].reason) != 0)
            fprintf(stderr, "%s: %s\n", right[i].clause, gtee_test_reason(test));
        CU_ASSERT_PTR_NULL(gtee_test_activation(test));
    }
    gtee_stress_unref(stress);
}

static void clauses_triggered(void)
{
    enum { NO = GTEE_TEST_NOT_TRIGGERED, YES = GTEE_TEST_TRIGGERED, OPEN = GTEE_TEST_OPEN };
    static const verdict raid[] = {
        {"always", YES, ANYWAY},
        {"siege", NO, "the scenario has another act than the clause"},
        {"either", YES, MATCHES},
        {"by-d", NO, "somebody else does it than the clause names"},
        {"on-a", NO, "it is done to somebody else than the clause names"},
        {"hills", NO, "the scenario has another place than the clause"},
        {"twice", NO, "the scenario has another act than the clause; somebody else does it than the clause names"},
        {"soon", NO, "it holds from 2025-06-16, and the day is 2025-06-15"},
        {"gone", NO, "it held until 2025-06-14, and the day is 2025-06-15; the scenario has another act than the clause"},
        {"today", YES, ANYWAY},
        {"within", OPEN, "whether it happens within “hills” is for the reader to judge"},
        {"inside", YES, ANYWAY},
        {"placed", YES, MATCHES},
        {"weak", YES, MATCHES ", provided that “first” and “second”; it binds in a political way only"},
        {"word", YES, ANYWAY "; it binds in a declaratory way only"},
        {"firm", YES, ANYWAY},
        {"idle", NO, UNCALLED},
        {"pack", NO, "somebody else does it than the clause names"}, /* a group without members on that day */
    };
    static const verdict silent[] = {
        {"either", OPEN, "the scenario does not say who does it"},
        {"by-d", OPEN, "the scenario does not say who does it"},
        {"on-a", OPEN, "the scenario does not say to whom"},
        {"hills", OPEN, "the scenario does not say where"},
        {"twice", NO, "the scenario has another act than the clause"},
        {"gone", NO, "the scenario has another act than the clause"}, /* the first day of 2025 */
        {"within", OPEN, "the scenario does not say where, and the clause is limited to “hills”"},
    };
    static const verdict faceless[] = {
        {"siege", OPEN, "the scenario does not say what is done"},
        {"twice", NO, "somebody else does it than the clause names"},
        {"weak", OPEN, "the scenario does not say what is done, provided that “first” and “second”; it binds in a political way only"},
    };
    static const verdict empty[] = {{"siege", YES, "its trigger is taken to happen"}, {"within", YES, ANYWAY}, {"idle", NO, UNCALLED}};
    gtee_view *view = view_with(triggers);
    gtee_stress *stress;

    expect_verdicts(view, "raid", 20250615, raid, COUNT(raid));
    expect_verdicts(view, "silent", 20250101, silent, COUNT(silent));
    expect_verdicts(view, "faceless", 20250601, faceless, COUNT(faceless));
    expect_verdicts(view, "empty", 20250601, empty, COUNT(empty));
    expect_verdicts(view, NULL, 20250601, empty, COUNT(empty));
    stress = stress_of(view, "plan", NULL, NULL); /* the adversaries of all clauses */
    CU_ASSERT_EQUAL(gtee_stress_adversary_count(stress), 2);
    CU_ASSERT_EQUAL(gtee_stress_adversary_at(stress, 0), given_participant(view, "d"));
    CU_ASSERT_EQUAL(gtee_stress_adversary_at(stress, 1), given_participant(view, "foe"));
    CU_ASSERT_FALSE(gtee_stress_is_adversary(stress, given_participant(view, "a")));
    gtee_stress_unref(stress);
    gtee_view_unref(view);
}

/* ---- What comes due, from whom */

static const char dues_text[] =
    "proposals:\n"
    "  - id: plan\n"
    "    clauses:\n"
    "      - {id: mutual, obligors: [ring, d], beneficiaries: ring}\n"
    "      - {id: self, obligors: home, beneficiaries: home}\n"
    "      - {id: pick, beneficiaries: home, terms: {arms/ring: troops, fund: some, veto/a: has-none}}\n"
    "      - {id: pay, obligors: [b, foe], beneficiaries: home, within: 2 days, terms: {fund: some, arms/b: {at_least: arms}}}\n"
    "positions:\n"
    "  - {id: never, participant: d, date: 2025-01-02, rejects: {proposal: plan}, evidence: stated, source: paper}\n"
    "  - {id: quiet, participant: b, date: 2025-01-02, rejects: {arms/b: troops}, evidence: stated, source: paper}\n"
    "  - {id: about-c, participant: foe, date: 2025-01-02, rejects: {arms/c: troops}, evidence: stated, source: paper}\n"
    "scenarios:\n"
    "  - {id: raid, trigger: {by: foe, against: [a, home]}, honours: {a: 1, ring: 0.5, foe: 0}}\n";

static const struct {
    const char *clause, *obligor;
    size_t terms;
    double low, high;
    const char *excluded;
} right_dues[] = {
    {"mutual", "b", 0, 0.5, 0.5, NULL}, {"mutual", "c", 0, 0.5, 0.5, NULL}, /* not a: it happens to it */
    {"mutual", "d", 0, 0, 1, "never"},  {"pick", "a", 2, 1, 1, NULL},       {"pick", "b", 2, 0.5, 0.5, "quiet"},
    {"pick", "c", 2, 0.5, 0.5, NULL},   {"pay", "b", 2, 0.5, 0.5, NULL},    {"pay", "foe", 1, 0, 0, NULL},
};

static void expect_levels(const gtee_stress *stress, const gtee_view *view)
{
    const gtee_level *arms = gtee_stress_level_at(stress, 0), *fund = gtee_stress_level_at(stress, 1), *mutual = gtee_stress_level_at(stress, 2);

    CU_ASSERT_EQUAL_FATAL(gtee_stress_level_count(stress), 3);
    CU_ASSERT_EQUAL(gtee_level_issue(arms), gtee_dossier_issue_find(gtee_view_dossier(view), "arms"));
    CU_ASSERT_EQUAL(gtee_level_obligor_count(arms), 3);
    CU_ASSERT_EQUAL(gtee_level_least(arms), 3); /* 9 were asked for */
    NEAR(gtee_level_low(arms), 0.25);
    NEAR(gtee_level_high_of(arms, 2), 0.75);
    CU_ASSERT_EQUAL(gtee_level_low_of(arms, 4), 0.0);
    CU_ASSERT_EQUAL(gtee_level_high_of(arms, UINT32_MAX), 0.0);
    CU_ASSERT_EQUAL(gtee_level_obligor_count(fund), 4);
    CU_ASSERT_EQUAL(gtee_level_obligor_at(fund, 3), given_participant(view, "foe"));
    CU_ASSERT_PTR_NULL(gtee_level_obligor_at(fund, 4));
    CU_ASSERT_PTR_NULL(gtee_level_clause(fund));
    CU_ASSERT_PTR_NULL(gtee_level_issue(mutual));
    CU_ASSERT_EQUAL(gtee_level_clause(mutual), gtee_proposal_clause_find(given_proposal(view, "plan"), "mutual"));
    NEAR(gtee_level_low(mutual), 0.75);
    NEAR(gtee_level_high(mutual), 1.0);
}

static void commitments(void)
{
    gtee_view *view = view_with(dues_text);
    const gtee_issue *issues[] = {gtee_dossier_issue_find(gtee_view_dossier(view), "arms")};
    const uint32_t many = 9;
    const gtee_stress_options options = {.size = sizeof options, .least_issues = issues, .least_numbers = &many, .least_count = 1};
    gtee_stress *stress = stress_of(view, "plan", "raid", &options);

    CU_ASSERT_EQUAL_FATAL(gtee_stress_due_count(stress), COUNT(right_dues));
    for (size_t i = 0; i < COUNT(right_dues); i++) {
        const gtee_due *due = gtee_stress_due_at(stress, i);
        CU_ASSERT_STRING_EQUAL(gtee_record_id(gtee_clause_record(gtee_due_clause(due))), right_dues[i].clause);
        CU_ASSERT_EQUAL(gtee_due_obligor(due), given_participant(view, right_dues[i].obligor));
        CU_ASSERT_EQUAL(gtee_due_term_count(due), right_dues[i].terms);
        CU_ASSERT_PTR_NULL(gtee_due_term_at(due, right_dues[i].terms));
        NEAR(gtee_due_low(due), right_dues[i].low);
        NEAR(gtee_due_likelihood_high(due), right_dues[i].high);
        CU_ASSERT_EQUAL(gtee_due_excluded_by(due) != NULL, right_dues[i].excluded != NULL);
        if (gtee_due_excluded_by(due) != NULL && right_dues[i].excluded != NULL)
            CU_ASSERT_STRING_EQUAL(gtee_record_id(gtee_position_record(gtee_due_excluded_by(due))), right_dues[i].excluded);
        CU_ASSERT_PTR_NULL(gtee_due_expectation(due));
    }
    CU_ASSERT_EQUAL(gtee_due_likelihood_origin(gtee_stress_due_at(stress, 2)), GTEE_LIKELIHOOD_NONE);
    CU_ASSERT_EQUAL(gtee_due_likelihood_origin(gtee_stress_due_at(stress, 1)), GTEE_LIKELIHOOD_SCENARIO);
    CU_ASSERT_STRING_EQUAL(gtee_due_within(gtee_stress_due_at(stress, 7)), "2 days");
    expect_levels(stress, view);
    NEAR(gtee_stress_expected_low(stress), 3.5);
    NEAR(gtee_stress_expected_high(stress), 4.5);
    NEAR(gtee_stress_arrives_low(stress), 0.25); /* arms need all three, and then everything else is there */
    NEAR(gtee_stress_complete_high(stress), 0.0);
    CU_ASSERT_EQUAL(gtee_stress_adversary_power(stress), 0.0);
    gtee_stress_unref(stress);
    gtee_view_unref(view);
}

/* ---- Who stands where, and who believes what */

static const char beliefs[] =
    "proposals:\n"
    "  - {id: plan, clauses: [{id: help, obligors: [a, b, c, d], beneficiaries: home}]}\n"
    "  - {id: rival, clauses: [{id: help, obligors: [a, b, c, d], beneficiaries: home}]}\n"
    "expectations:\n"
    "  - {holder: watcher, obligor: ring, likelihood: 0.3, date: 2025-01-05}\n"
    "  - {holder: watcher, obligor: a, likelihood: 0.4, date: 2025-01-03}\n"
    "  - {id: latest, holder: watcher, obligor: a, likelihood: 0.5, date: 2025-01-04}\n"
    "  - {holder: watcher, obligor: a, likelihood: 0.6, date: 2024-12-01}\n"
    "  - {holder: watcher, obligor: ring, proposal: rival, likelihood: 0.1, date: 2025-01-06}\n"
    "  - {holder: watcher, proposal: plan, likelihood: 0.2, date: 2025-01-06}\n"
    "  - {holder: foe, obligor: b, likelihood: 0.9, date: 2025-01-06}\n"
    "  - {holder: watcher, obligor: b, likelihood: 0.7, date: 2025-12-31}\n"
    "scenarios:\n"
    "  - {id: mixed, trigger: {by: foe}, support: [ring, d], block: a, unknown: b, honours: {ring: likely, a: 0.9, d: almost certain}}\n"
    "  - {id: split, trigger: {by: foe}, support: a, block: ring, unknown: [past, foe]}\n";

static void expect_likelihood(const gtee_stress *stress, size_t due, double low, double high, uint32_t origin)
{
    NEAR(gtee_due_likelihood_low(gtee_stress_due_at(stress, due)), low);
    NEAR(gtee_due_likelihood_high(gtee_stress_due_at(stress, due)), high);
    CU_ASSERT_EQUAL(gtee_due_likelihood_origin(gtee_stress_due_at(stress, due)), origin);
}

static void expect_stands(const gtee_stress *stress, const gtee_view *view, uint32_t a, uint32_t b, uint32_t c, uint32_t d)
{
    CU_ASSERT_EQUAL(gtee_stress_stand(stress, given_participant(view, "a")), a);
    CU_ASSERT_EQUAL(gtee_stress_stand(stress, given_participant(view, "b")), b);
    CU_ASSERT_EQUAL(gtee_stress_stand(stress, given_participant(view, "c")), c);
    CU_ASSERT_EQUAL(gtee_stress_stand(stress, given_participant(view, "d")), d);
}

static void stands_and_beliefs(void)
{
    gtee_view *view = view_with(beliefs);
    const gtee_participant *ring[] = {given_participant(view, "ring"), given_participant(view, "d")};
    const uint32_t stands[] = {GTEE_STAND_BLOCK, GTEE_STAND_UNSPECIFIED};
    const double lows[] = {0.125, 0.25}, highs[] = {0.375, 0.25};
    const gtee_stress_options held = {.size = sizeof held, .holder = given_participant(view, "watcher")};
    const gtee_stress_options what_if = {.size = sizeof what_if, .stand_participants = ring, .stands = stands, .stand_count = 2,
                                         .likelihood_participants = ring, .likelihood_lows = lows, .likelihood_highs = highs, .likelihood_count = 2};
    gtee_stress *stress = stress_of(view, "plan", "mixed", NULL);

    expect_stands(stress, view, GTEE_STAND_BLOCK, GTEE_STAND_UNKNOWN, GTEE_STAND_SUPPORT, GTEE_STAND_SUPPORT);
    expect_likelihood(stress, 0, 0.9, 0.9, GTEE_LIKELIHOOD_SCENARIO);
    expect_likelihood(stress, 1, 0.55, 0.80, GTEE_LIKELIHOOD_SCENARIO);
    expect_likelihood(stress, 3, 0.95, 0.99, GTEE_LIKELIHOOD_SCENARIO);
    gtee_stress_unref(stress);
    stress = stress_of(view, "plan", "split", NULL);
    expect_stands(stress, view, GTEE_STAND_SUPPORT, GTEE_STAND_BLOCK, GTEE_STAND_BLOCK, GTEE_STAND_UNSPECIFIED);
    CU_ASSERT_EQUAL(gtee_stress_stand(stress, given_participant(view, "foe")), GTEE_STAND_UNKNOWN);
    gtee_stress_unref(stress);
    stress = stress_of(view, "plan", "split", &held);
    expect_likelihood(stress, 0, 0.5, 0.5, GTEE_LIKELIHOOD_EXPECTATION);
    CU_ASSERT_EQUAL(gtee_due_expectation(gtee_stress_due_at(stress, 0)), gtee_dossier_expectation_find(gtee_view_dossier(view), "latest"));
    expect_likelihood(stress, 1, 0.3, 0.3, GTEE_LIKELIHOOD_EXPECTATION); /* what is believed later is not known yet */
    expect_likelihood(stress, 2, 0.3, 0.3, GTEE_LIKELIHOOD_EXPECTATION);
    expect_likelihood(stress, 3, 0, 1, GTEE_LIKELIHOOD_NONE);
    gtee_stress_unref(stress);
    stress = stress_of(view, "rival", "mixed", &held);
    expect_likelihood(stress, 0, 0.1, 0.1, GTEE_LIKELIHOOD_EXPECTATION);
    expect_likelihood(stress, 3, 0.95, 0.99, GTEE_LIKELIHOOD_SCENARIO);
    gtee_stress_unref(stress);
    stress = stress_of(view, "plan", "mixed", &what_if);
    expect_stands(stress, view, GTEE_STAND_BLOCK, GTEE_STAND_BLOCK, GTEE_STAND_BLOCK, GTEE_STAND_UNSPECIFIED);
    expect_likelihood(stress, 2, 0.125, 0.375, GTEE_LIKELIHOOD_WHAT_IF);
    expect_likelihood(stress, 3, 0.25, 0.25, GTEE_LIKELIHOOD_WHAT_IF);
    gtee_stress_unref(stress);
    gtee_view_unref(view);
}

/* ---- What would lift it */

static const char changes_text[] =
    "proposals:\n"
    "  - id: both\n"
    "    activation: {r: {all_of: [a, b]}}\n"
    "    clauses: [{id: help, obligors: c, beneficiaries: home, activation: r}]\n"
    "  - id: two\n"
    "    activation: {r: {at_least: 2, of: [a, b, d]}}\n"
    "    clauses: [{id: help, obligors: c, beneficiaries: home, activation: r}]\n"
    "  - id: weighed\n"
    "    activation: {r: {quota: 5, weights: {a: 3, b: 2, d: 2}}}\n"
    "    clauses: [{id: help, obligors: c, beneficiaries: home, terms: {fund: some}, activation: r}]\n"
    "  - id: turned\n"
    "    activation: {base: {unless: a}, r: {any_of: [{rule: base}, {all_of: [past, a]}]}}\n"
    "    clauses: [{id: help, obligors: c, beneficiaries: home, terms: {fund: some}, activation: r}]\n"
    "  - id: hostile\n"
    "    activation: {r: {at_least: 2, of: [a, b, foe]}, unused: foe}\n"
    "    clauses: [{id: help, obligors: c, beneficiaries: home, activation: r}]\n"
    "scenarios:\n"
    "  - {id: raid, trigger: {by: foe}, support: a, honours: {b: 0.5, c: 1, d: 0.5}}\n"
    "  - {id: open, trigger: {by: foe}}\n"
    "  - {id: opposed, trigger: {by: foe}, block: a, honours: {c: 1}}\n";

typedef struct right_change {
    uint32_t kind;
    const char *message;
    double chance;
    size_t survives;
} right_change;

static void expect_changes(const gtee_view *view, const char *proposal, const char *scenario, double arrives, const right_change *right,
                           size_t count)
{
    gtee_stress *stress = stress_of(view, proposal, scenario, NULL);

    NEAR(gtee_stress_arrives_low(stress), arrives);
    CU_ASSERT_EQUAL(gtee_stress_change_count(stress), count);
    for (size_t i = 0; i < gtee_stress_change_count(stress); i++) {
        const gtee_change *change = gtee_stress_change_at(stress, i);
        if (i >= count) {
            fprintf(stderr, "%s: %s\n", proposal, gtee_change_message(change));
            continue;
        }
        CU_ASSERT_EQUAL(gtee_change_kind(change), right[i].kind);
        CU_ASSERT_STRING_EQUAL(gtee_change_message(change), right[i].message);
        NEAR(gtee_change_low(change), right[i].chance);
        NEAR(gtee_change_high(change), right[i].chance);
        CU_ASSERT_EQUAL(gtee_change_survives(change), right[i].survives);
        CU_ASSERT_EQUAL(gtee_change_rule(change) != NULL, right[i].kind == GTEE_CHANGE_LOWER_QUOTA);
        CU_ASSERT_EQUAL(gtee_change_participant(change) == NULL, right[i].kind == GTEE_CHANGE_LOWER_QUOTA);
        CU_ASSERT_EQUAL(gtee_change_level(change) != NULL, right[i].kind == GTEE_CHANGE_ADD_OBLIGOR);
    }
    gtee_stress_unref(stress);
}

static void changes(void)
{
    static const right_change both[] = {{GTEE_CHANGE_DROP_VETO, "do without the consent of Bland", 1, 0},
                                        {GTEE_CHANGE_LOWER_QUOTA, "let all but one of an `all_of` be enough", 1, 0}};
    /* Without c nothing arrives; a second obligor mends that, though the decision is no more likely. */
    static const right_change two[] = {{GTEE_CHANGE_LOWER_QUOTA, "lower an `at_least` from 2 to 1", 1, 0},
                                       {GTEE_CHANGE_ADD_OBLIGOR, "oblige Aland too by clause `help`", 0.75, 1},
                                       {GTEE_CHANGE_ADD_OBLIGOR, "oblige Bland too by clause `help`", 0.75, 1},
                                       {GTEE_CHANGE_ADD_OBLIGOR, "oblige Dland too by clause `help`", 0.75, 1}};
    static const right_change weighed[] = {{GTEE_CHANGE_LOWER_QUOTA, "lower the quota of 5 by the smallest weight", 1, 0}};
    static const right_change turned[] = {{GTEE_CHANGE_DROP_VETO, "do without the consent of Aland", 1, 0},
                                          {GTEE_CHANGE_LOWER_QUOTA, "let all but one of an `all_of` be enough", 1, 0}};
    const gtee_stress_options one = {.size = sizeof one, .change_count = 1, .set_count = 1};
    const gtee_stress_options none = {.size = sizeof none, .change_count = UINT32_MAX};
    gtee_view *view = view_with(changes_text);
    gtee_stress *stress;

    expect_changes(view, "both", "raid", 0.5, both, COUNT(both));
    expect_changes(view, "two", "raid", 0.75, two, COUNT(two));
    expect_changes(view, "weighed", "raid", 0.75, weighed, COUNT(weighed));
    expect_changes(view, "turned", "opposed", 0, turned, COUNT(turned));
    stress = stress_of(view, "two", "raid", &one);
    CU_ASSERT_EQUAL(gtee_stress_change_count(stress), 1);
    CU_ASSERT_EQUAL(gtee_stress_cut_count(stress), 1);
    gtee_stress_unref(stress);
    stress = stress_of(view, "two", "raid", &none);
    CU_ASSERT_EQUAL(gtee_stress_change_count(stress), 0);
    gtee_stress_unref(stress);
    gtee_view_unref(view);
}

/* ---- Wrong calls, limits, names */

static void nothing_given(void)
{
    gtee_view *view = view_with(changes_text);
    const gtee_proposal *two = given_proposal(view, "two");
    const gtee_rule *rule = gtee_proposal_rule_at(two, 0);
    const gtee_participant *a = given_participant(view, "a"), *nobody = NULL;
    const gtee_power_options unknown = {.size = sizeof unknown, .measures = 16};
    const gtee_stress_options wrong[] = {
        {.size = 1},
        {.size = sizeof wrong[0], .stand_count = 1, .stand_participants = &a},
        {.size = sizeof wrong[0], .likelihood_count = 1},
        {.size = sizeof wrong[0], .likelihood_count = 1, .likelihood_participants = &a},
        {.size = sizeof wrong[0], .least_count = 1},
        {.size = sizeof wrong[0], .alternative_count = 1},
        {.size = sizeof wrong[0], .stand_count = 1, .stand_participants = &nobody, .stands = (const uint32_t[]){1}},
        {.size = sizeof wrong[0], .least_count = 1, .least_issues = (const gtee_issue *[]){NULL}, .least_numbers = (const uint32_t[]){1}},
        {.size = sizeof wrong[0], .alternative_count = 1, .alternatives = (const gtee_scenario *[]){NULL}, .alternative_weights = (const double[]){1}},
        {.size = sizeof wrong[0], .likelihood_count = 1, .likelihood_participants = &a, .likelihood_lows = (const double[]){-0.1},
         .likelihood_highs = (const double[]){0.5}},
        {.size = sizeof wrong[0], .likelihood_count = 1, .likelihood_participants = &a, .likelihood_lows = (const double[]){0.5},
         .likelihood_highs = (const double[]){1.5}},
    };
    gtee_stress *stress;
    gtee_game *game;
    gtee_power *power;
    gtee_coalitions *coalitions;
    uint32_t decision = 9;
    int32_t pivotal = 9;

    for (size_t i = 0; i < COUNT(wrong); i++) {
        CU_ASSERT_EQUAL(gtee_stress_new(view, two, NULL, &wrong[i], &stress, NULL), GTEE_ERROR_ARGUMENT);
        CU_ASSERT_PTR_NULL(stress);
    }
    CU_ASSERT_EQUAL(gtee_stress_new(NULL, two, NULL, NULL, &stress, NULL), GTEE_ERROR_ARGUMENT);
    CU_ASSERT_EQUAL(gtee_stress_new(view, NULL, NULL, NULL, &stress, NULL), GTEE_ERROR_ARGUMENT);
    CU_ASSERT_EQUAL(gtee_stress_new(view, two, NULL, NULL, NULL, NULL), GTEE_ERROR_ARGUMENT);
    CU_ASSERT_EQUAL(gtee_game_new(NULL, two, rule, NULL, &game, NULL), GTEE_ERROR_ARGUMENT);
    CU_ASSERT_EQUAL(gtee_game_new(view, NULL, rule, NULL, &game, NULL), GTEE_ERROR_ARGUMENT);
    CU_ASSERT_EQUAL(gtee_game_new(view, two, rule, NULL, NULL, NULL), GTEE_ERROR_ARGUMENT);
    CU_ASSERT_EQUAL_FATAL(gtee_game_new(view, two, rule, NULL, &game, NULL), GTEE_OK);
    CU_ASSERT_EQUAL(gtee_power_new(NULL, NULL, &power, NULL), GTEE_ERROR_ARGUMENT);
    CU_ASSERT_EQUAL(gtee_power_new(game, NULL, NULL, NULL), GTEE_ERROR_ARGUMENT);
    CU_ASSERT_EQUAL(gtee_power_new(game, &unknown, &power, NULL), GTEE_ERROR_ARGUMENT);
    CU_ASSERT_EQUAL(gtee_coalitions_new(NULL, 0, NULL, &coalitions, NULL), GTEE_ERROR_ARGUMENT);
    CU_ASSERT_EQUAL(gtee_coalitions_new(game, 0, NULL, NULL, NULL), GTEE_ERROR_ARGUMENT);
    CU_ASSERT_EQUAL(gtee_game_decide(NULL, NULL, 0, NULL, 0, &decision), GTEE_ERROR_ARGUMENT);
    CU_ASSERT_EQUAL(decision, GTEE_DECISION_LOSES);
    CU_ASSERT_EQUAL(gtee_game_decide(game, NULL, 1, NULL, 0, &decision), GTEE_ERROR_ARGUMENT);
    CU_ASSERT_EQUAL(gtee_game_decide(game, NULL, 0, NULL, 1, &decision), GTEE_ERROR_ARGUMENT);
    CU_ASSERT_EQUAL(gtee_game_decide(game, NULL, 0, &nobody, 1, &decision), GTEE_ERROR_ARGUMENT);
    CU_ASSERT_EQUAL(gtee_game_decide(game, NULL, 0, NULL, 0, NULL), GTEE_ERROR_ARGUMENT);
    CU_ASSERT_EQUAL(gtee_game_pivotal(NULL, NULL, 0, a, &pivotal), GTEE_ERROR_ARGUMENT);
    CU_ASSERT_EQUAL(gtee_game_pivotal(game, NULL, 0, NULL, &pivotal), GTEE_ERROR_ARGUMENT);
    CU_ASSERT_EQUAL(gtee_game_pivotal(game, NULL, 1, a, &pivotal), GTEE_ERROR_ARGUMENT);
    CU_ASSERT_EQUAL(gtee_game_pivotal(game, NULL, 0, a, NULL), GTEE_ERROR_ARGUMENT);
    CU_ASSERT_EQUAL(pivotal, 0);
    gtee_game_unref(game);
    gtee_game_unref(NULL);
    gtee_power_unref(NULL);
    gtee_coalitions_unref(NULL);
    gtee_stress_unref(NULL);
    gtee_view_unref(view);
}

static void past_the_end(void)
{
    gtee_view *view = view_with(changes_text);
    gtee_stress *stress = stress_of(view, "hostile", "raid", NULL);
    const gtee_activation *activation = gtee_stress_activation_at(stress, 0);
    const gtee_game *game = gtee_activation_game(activation);
    const gtee_power_options few = {.size = sizeof few, .measures = GTEE_POWER_BANZHAF};
    gtee_power *power;

    CU_ASSERT_EQUAL(gtee_stress_activation_count(stress), 1); /* no clause names the other rule */
    CU_ASSERT_STRING_EQUAL(gtee_activation_name(activation), "r");
    NEAR(gtee_activation_adversary_power(activation), 0.5); /* 4 of 8 win, and half of those need the foe */
    NEAR(gtee_stress_adversary_power(stress), 0.5);
    CU_ASSERT_FALSE(gtee_activation_adversary_can_veto(activation));
    CU_ASSERT_STRING_EQUAL(gtee_activation_stopper_total(activation), "1"); /* b with the foe */
    CU_ASSERT_EQUAL(gtee_coalition_member_count(gtee_activation_stopper_at(activation, 0)), 2);
    CU_ASSERT_PTR_NULL(gtee_coalition_member_at(gtee_activation_stopper_at(activation, 0), 2));
    CU_ASSERT_PTR_NULL(gtee_stress_activation_at(stress, 1));
    CU_ASSERT_PTR_NULL(gtee_activation_stopper_at(activation, 1));
    CU_ASSERT_PTR_NULL(gtee_activation_veto_at(activation, 0));
    CU_ASSERT_PTR_NULL(gtee_stress_adversary_at(stress, 1));
    CU_ASSERT_PTR_NULL(gtee_stress_test_at(stress, 1));
    CU_ASSERT_PTR_NULL(gtee_stress_due_at(stress, 1));
    CU_ASSERT_PTR_NULL(gtee_stress_level_at(stress, 1));
    CU_ASSERT_PTR_NULL(gtee_stress_cut_at(stress, gtee_stress_cut_count(stress)));
    CU_ASSERT_PTR_NULL(gtee_stress_carrier_at(stress, gtee_stress_carrier_count(stress)));
    CU_ASSERT_PTR_NULL(gtee_stress_change_at(stress, gtee_stress_change_count(stress)));
    CU_ASSERT_STRING_EQUAL(gtee_stand_name(GTEE_STAND_BLOCK), "block");
    CU_ASSERT_STRING_EQUAL(gtee_stand_name(4), "");
    CU_ASSERT_STRING_EQUAL(gtee_test_outcome_name(GTEE_TEST_OPEN), "open");
    CU_ASSERT_STRING_EQUAL(gtee_test_outcome_name(4), "");
    CU_ASSERT_STRING_EQUAL(gtee_decision_name(GTEE_DECISION_OPEN), "open");
    CU_ASSERT_STRING_EQUAL(gtee_decision_name(3), "");
    CU_ASSERT_STRING_EQUAL(gtee_index_name(GTEE_INDEX_JOHNSTON + 1), "");
    CU_ASSERT_PTR_NULL(gtee_game_member_at(game, 3));
    CU_ASSERT_FALSE(gtee_game_is_veto_player(game, 3) || gtee_game_is_dictator(game, 3));
    CU_ASSERT_FALSE(gtee_game_can_veto(game, given_participant(view, "ring")));
    CU_ASSERT_EQUAL_FATAL(gtee_power_new(game, &few, &power, NULL), GTEE_OK);
    gtee_stress_unref(gtee_stress_ref(stress));
    gtee_stress_unref(stress); /* the power keeps the game, and the game the view */
    CU_ASSERT_PTR_NULL(gtee_power_member_at(power, 3));
    CU_ASSERT_TRUE(isnan(gtee_member_power_value(gtee_power_member_at(power, 0), 9)));
    CU_ASSERT_PTR_NULL(gtee_member_power_fraction(gtee_power_member_at(power, 0), 9));
    CU_ASSERT_EQUAL(gtee_power_measures(power), GTEE_POWER_BANZHAF);
    gtee_power_unref(power);
    gtee_view_unref(view);
}

/* Those on whom it rests alike, but for how their figures are rounded, stand in the dossier's order; and one on whom it rests more or less before
 * or behind all of them. */
static void alike(void)
{
    static const char *const chances[] = {"0.1", "0.3", "0.35", "0.55", "0.7", "0.9"};
    static const char *const order[] = {"a", "b", "c", "home"};

    for (size_t i = 0; i < COUNT(chances) * 4; i++) {
        char text[600];
        snprintf(text, sizeof text,
                 "proposals:\n"
                 "  - {id: plan, clauses: [{id: pay, obligors: [a, b, c, d, home], beneficiaries: foe, terms: {fund: some}}]}\n"
                 "scenarios:\n"
                 "  - {id: raid, honours: {a: %s, b: %s, c: %s, d: 0.5, home: %s}}\n",
                 chances[i / 4], chances[i / 4], chances[i / 4], chances[i / 4]);
        gtee_view *view = view_with(text);
        const gtee_issue *issues[] = {gtee_dossier_issue_find(gtee_view_dossier(view), "fund")};
        const uint32_t least = (uint32_t)(i % 4 + 1);
        const gtee_stress_options options = {.size = sizeof options, .least_issues = issues, .least_numbers = &least, .least_count = 1};
        gtee_stress *stress = stress_of(view, "plan", "raid", &options);
        CU_ASSERT_EQUAL_FATAL(gtee_stress_carrier_count(stress), 5);
        for (size_t j = 0, next = 0; j < 5; j++) {
            const gtee_participant *who = gtee_carrier_participant(gtee_stress_carrier_at(stress, j));
            if (who == given_participant(view, "d")) {
                CU_ASSERT_TRUE(j == 0 || j == 4);
                continue;
            }
            CU_ASSERT_EQUAL(who, given_participant(view, order[next]));
            next++;
        }
        gtee_stress_unref(stress);
        gtee_view_unref(view);
    }
}

UNIT_TESTS("stress by hand", {"clauses triggered", clauses_triggered}, {"commitments", commitments}, {"stands and beliefs", stands_and_beliefs},
           {"changes", changes}, {"nothing given", nothing_given}, {"past the end", past_the_end}, {"alike", alike})
