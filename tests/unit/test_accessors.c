/* test_accessors.c: what no other test asks of records and answers: every part that a dossier gives is there to be read, what it leaves out reads as nothing, and
 * answers are kept by references. */
#include "run.h"

#include "given.h"

static const char text[] =
    "sources: [{id: s, title: A source}]\nparticipants:\n  - {id: a, kind: state}\n  - {id: b, kind: state}\n"
    "issues:\n  - {id: p, options: [x, y], default: x}\n"
    "proposals:\n  - id: t\n    title: T\n    description: What it is about\n    parties: [a, b]\n    activation: {go: {all_of: [a, b]}}\n"
    "    clauses:\n      - {id: c1, gist: Helps, obligors: [a], beneficiaries: [b], from: 2025-02, until: 2026, activation: go, "
    "trigger: {act: attack, against: b, gist: Any attack}, terms: {p: y}}\n      - {id: c2, obligors: [a], beneficiaries: [b]}\n"
    "  - {id: bare, title: Bare, clauses: [{id: c1, gist: Words}]}\n"
    "positions:\n  - {id: k1, participant: a, date: 2025-01-01, evidence: stated, source: s, requires: {p: y}}\n"
    "  - {id: k2, participant: b, date: 2025-01-01, evidence: stated, source: s, requires: {p: x}}\n"
    "expectations:\n  - {id: e1, holder: b, obligor: a, likelihood: 0.5}\n  - {holder: a, proposal: t, likelihood: 0.25}\n"
    "preferences:\n  - {id: u1, participant: a, date: 2025-03, evidence: inferred, utility: {p: {weight: 1, values: {x: 0, y: 1}}}}\n"
    "  - {participant: b, utility: {p: {weight: 1, values: {x: 1, y: 0.5}}}}\n"
    "events:\n  - {id: v1, kind: signature, date: 2025-01-05, proposal: t}\n  - {kind: attack, date: 2025-05}\n"
    "scenarios:\n  - {id: n1, title: N, date: 2025-06, support: [a, b]}\n  - {id: n2, title: M}\n";

static void records(void)
{
    gtee_view *view = given_view(text, 0);
    const gtee_dossier *dossier = gtee_view_dossier(view);

    CU_ASSERT_EQUAL_FATAL(gtee_dossier_expectation_count(dossier), 2);
    CU_ASSERT_STRING_EQUAL(gtee_expectation_id(gtee_dossier_expectation_at(dossier, 0)), "e1");
    CU_ASSERT_PTR_NULL(gtee_expectation_id(gtee_dossier_expectation_at(dossier, 1)));
    CU_ASSERT_EQUAL_FATAL(gtee_dossier_preference_count(dossier), 2);
    const gtee_preference *first = gtee_dossier_preference_at(dossier, 0), *second = gtee_dossier_preference_at(dossier, 1);
    CU_ASSERT_STRING_EQUAL(gtee_preference_id(first), "u1");
    CU_ASSERT_PTR_NULL(gtee_preference_id(second));
    CU_ASSERT_EQUAL(gtee_preference_date(first), 20250300);
    CU_ASSERT_EQUAL(gtee_preference_date(second), GTEE_DATE_NONE);
    CU_ASSERT_EQUAL(gtee_preference_evidence(first), GTEE_EVIDENCE_INFERRED);
    CU_ASSERT_EQUAL(gtee_record_kind(gtee_preference_record(first)), GTEE_KIND_PREFERENCE);
    CU_ASSERT_EQUAL_FATAL(gtee_dossier_event_count(dossier), 2);
    CU_ASSERT_PTR_EQUAL(gtee_event_proposal(gtee_dossier_event_at(dossier, 0)), given_proposal(view, "t"));
    CU_ASSERT_PTR_NULL(gtee_event_proposal(gtee_dossier_event_at(dossier, 1)));
    CU_ASSERT_EQUAL_FATAL(gtee_dossier_scenario_count(dossier), 2);
    CU_ASSERT_EQUAL(gtee_scenario_date(gtee_dossier_scenario_at(dossier, 0)), 20250600);
    CU_ASSERT_EQUAL(gtee_scenario_date(gtee_dossier_scenario_at(dossier, 1)), GTEE_DATE_NONE);
    gtee_view_unref(view);
}

static void clauses(void)
{
    gtee_view *view = given_view(text, 0);
    const gtee_proposal *proposal = given_proposal(view, "t");
    const gtee_clause *first = gtee_proposal_clause_at(proposal, 0), *second = gtee_proposal_clause_at(proposal, 1);

    CU_ASSERT_STRING_EQUAL(gtee_proposal_description(proposal), "What it is about");
    CU_ASSERT_PTR_NULL(gtee_proposal_description(given_proposal(view, "bare")));
    CU_ASSERT_STRING_EQUAL(gtee_clause_gist(first), "Helps");
    CU_ASSERT_PTR_NULL(gtee_clause_gist(second));
    CU_ASSERT_EQUAL(gtee_clause_from(first), 20250200);
    CU_ASSERT_EQUAL(gtee_clause_until(first), 20260000);
    CU_ASSERT_EQUAL(gtee_clause_from(second), GTEE_DATE_NONE);
    CU_ASSERT_EQUAL(gtee_clause_until(second), GTEE_DATE_NONE);
    CU_ASSERT_STRING_EQUAL(gtee_trigger_gist(gtee_clause_trigger(first)), "Any attack");
    gtee_view_unref(view);
}

/* Each answer is kept by the second reference alone. */
static void searches(void)
{
    gtee_view *view = given_view(text, 0);
    gtee_conflicts *conflicts;
    gtee_corrections *corrections;
    gtee_sensitivity *sensitivity;
    const gtee_conflict *conflict;
    const gtee_correction *correction;

    CU_ASSERT_EQUAL_FATAL(gtee_conflicts_new(view, NULL, &conflicts, NULL), GTEE_OK);
    CU_ASSERT_EQUAL_FATAL(gtee_corrections_new(view, NULL, &corrections, NULL), GTEE_OK);
    CU_ASSERT_EQUAL_FATAL(gtee_sensitivity_new(view, NULL, &sensitivity, NULL), GTEE_OK);
    gtee_view_unref(view);
    CU_ASSERT_PTR_EQUAL(gtee_conflicts_ref(conflicts), conflicts);
    CU_ASSERT_PTR_EQUAL(gtee_corrections_ref(corrections), corrections);
    CU_ASSERT_PTR_EQUAL(gtee_sensitivity_ref(sensitivity), sensitivity);
    gtee_conflicts_unref(conflicts);
    gtee_corrections_unref(corrections);
    gtee_sensitivity_unref(sensitivity);
    CU_ASSERT_EQUAL_FATAL(gtee_conflicts_next(conflicts, &conflict), GTEE_OK);
    CU_ASSERT_PTR_NOT_NULL_FATAL(conflict);
    CU_ASSERT_EQUAL(gtee_conflict_position_count(conflict), 2); /* k1 and k2, which want p otherwise */
    CU_ASSERT_EQUAL_FATAL(gtee_corrections_next(corrections, &correction), GTEE_OK);
    CU_ASSERT_PTR_NOT_NULL_FATAL(correction);
    CU_ASSERT_EQUAL(gtee_correction_position_count(correction), 1);
    CU_ASSERT_EQUAL(gtee_sensitivity_count(sensitivity), 2);
    gtee_conflicts_unref(conflicts);
    gtee_corrections_unref(corrections);
    gtee_sensitivity_unref(sensitivity);
}

static void rules(void)
{
    gtee_view *view = given_view(text, 0);
    const gtee_proposal *proposal = given_proposal(view, "t");
    gtee_game *game;
    gtee_coalitions *coalitions;
    gtee_power *power;

    CU_ASSERT_EQUAL_FATAL(gtee_game_new(view, proposal, gtee_proposal_rule_at(proposal, 0), NULL, &game, NULL), GTEE_OK);
    CU_ASSERT_PTR_EQUAL(gtee_game_proposal(game), proposal);
    CU_ASSERT_EQUAL_FATAL(gtee_coalitions_new(game, GTEE_COALITIONS_WINNING, NULL, &coalitions, NULL), GTEE_OK);
    CU_ASSERT_EQUAL_FATAL(gtee_power_new(game, NULL, &power, NULL), GTEE_OK);
    gtee_game_unref(game);
    gtee_view_unref(view);
    CU_ASSERT_PTR_EQUAL(gtee_coalitions_ref(coalitions), coalitions);
    CU_ASSERT_PTR_EQUAL(gtee_power_ref(power), power);
    gtee_coalitions_unref(coalitions);
    gtee_power_unref(power);
    CU_ASSERT_STRING_EQUAL(gtee_coalitions_total(coalitions), "1"); /* both of the two */
    CU_ASSERT_EQUAL(gtee_power_member_count(power), 2);
    gtee_coalitions_unref(coalitions);
    gtee_power_unref(power);
}

/* Each commitment that comes due says which test of a clause it is of. */
static void dues(void)
{
    gtee_view *view = given_view(text, 0);
    gtee_stress *stress;

    CU_ASSERT_EQUAL_FATAL(gtee_stress_new(view, given_proposal(view, "t"), gtee_dossier_scenario_at(gtee_view_dossier(view), 0), NULL, &stress, NULL), GTEE_OK);
    CU_ASSERT_TRUE_FATAL(gtee_stress_due_count(stress) > 0);
    for (size_t i = 0; i < gtee_stress_due_count(stress); i++) {
        const gtee_test *test = gtee_due_test(gtee_stress_due_at(stress, i));
        CU_ASSERT_PTR_NOT_NULL_FATAL(test);
        CU_ASSERT_PTR_EQUAL(gtee_test_clause(test), gtee_due_clause(gtee_stress_due_at(stress, i)));
    }
    gtee_stress_unref(stress);
    gtee_view_unref(view);
}

static void checked(void)
{
    const char *const choice = "p=y";
    gtee_view *view = given_view(text, 0);
    const gtee_participant *a = given_participant(view, "a");
    const gtee_search_options one = {.size = sizeof one, .parties = &a, .party_count = 1};
    gtee_check *check;

    CU_ASSERT_EQUAL_FATAL(gtee_check_outcome(view, &one, 0, &choice, 1, &check, NULL), GTEE_OK);
    CU_ASSERT_EQUAL(gtee_check_player_count(check), 1);
    CU_ASSERT_EQUAL(gtee_check_utility_count(check), 1);
    CU_ASSERT_EQUAL(gtee_check_ideal_count(check), 1);
    CU_ASSERT_EQUAL(gtee_check_crossed_count(check), 1);
    CU_ASSERT_EQUAL(gtee_check_lost_count(check), 1);
    CU_ASSERT_DOUBLE_EQUAL(gtee_check_utility_at(check, 0), 1, 1e-12);
    gtee_check_unref(check);
    gtee_view_unref(view);
}

UNIT_TESTS("what is there to be read", {"records", records}, {"clauses", clauses}, {"searches", searches}, {"rules", rules}, {"dues", dues},
           {"checked", checked})
