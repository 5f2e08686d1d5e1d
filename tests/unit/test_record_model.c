/* test_record_model.c: a record of every kind read back through the public accessors; groups, speakers, days; failing memory. Uses nodes.h. */
#include "run.h"

#include "failing.h"
#include "nodes.h"

/* Sections in an order that makes every reference and every term wait. */
static const char *const whole =
    "{title: Whole, description: All kinds,\n"
    "scenarios: [{id: sc, description: d, date: 2025-03-01, trigger: {act: attack, by: rus, against: [ukr], place: [east, west], gist: g}, "
    "support: [usa], block: rus, unknown: [gbr, fra], honours: {usa: likely, gbr: 0.50, fra: [0.2, 0.4]}}],\n"
    "events: [{id: ev, title: Talks, gist: g, date: 2025-08, until: 2025-09, kind: meeting, participants: [usa, rus], place: Hall, "
    "proposal: pr, evidence: reported, via: gbr, quote: q}],\n"
    "preferences: [{id: pf, participant: usa, utility: {force/gbr: {weight: 0.5, values: {none: 0, full: 1}}, status: {weight: 2}}, "
    "reservation: 0.25, capability: 10, salience: 0.5, date: 2025, evidence: inferred}],\n"
    "expectations: [{id: ex, holder: rus, obligor: usa, proposal: pr, likelihood: very likely, date: 2025, evidence: stated, gist: g, quote: q}],\n"
    "positions: [{id: po, participant: usa, speaker: vp, date: 2025-08-24, until: 2026, requires: {status: [neutral, member], "
    "force/coalition: {at_most: light}}, if: {status: {at_least: neutral}}, evidence: stated, firmness: hedged, "
    "source: [{id: so, locator: par 4}, so], gist: g, quote: q, note: n}, "
    "{participant: usa, date: 2025-09-01, prefers: {proposal: pr}, weight: 2.50, evidence: reported, via: gbr, source: so, supersedes: po}, "
    "{participant: usa, date: 2025-09-02, withdraws: [po], evidence: inferred, source: so}],\n"
    "proposals: [{id: pr, title: Plan, description: d, proposed_by: [usa, gbr], date: 2025-07, status: in-force, supersedes: old, parties: coalition, "
    "entry_into_force: e, duration: u, withdrawal: w, clauses: [{id: c1, title: First, gist: g, obligors: gbr, beneficiaries: [ukr], "
    "terms: {force/gbr: light}, trigger: {act: [attack]}, conditions: [one, two], scope: {territory: t, domain: [land, sea]}, "
    "from: 2025, until: 2026, within: 72 hours, bindingness: legal, activation: most, source: so}, {id: c2}], "
    "activation: {most: {at_least: 2, of: [coalition, usa]}, veto: {unless: rus}, both: {all_of: [{rule: most}, {any_of: [usa, gbr]}]}, "
    "weighed: {quota: 1.50, weights: {usa: 1, gbr: 0.5}}}}, {id: old}],\n"
    "constraints: [{id: co, if: {status: neutral}, then: {force/coalition: none}, because: b}, "
    "{id: cn, of: [{force/gbr: full}, {force/fra: full}], at_least: 1, because: b}],\n"
    "issues: [{id: force, title: Force, description: d, options: [none, {id: light, title: Light, description: d}, full], ordered: true, default: none, "
    "consent: [ukr], by: coalition, tags: [x, y], references: {atop: DEFENSE}}, {id: status, options: [no, neutral, member], ordered: true}, "
    "{id: guarantor, options: [is-not, is], by: coalition, default: is-not, derived: guarantor}],\n"
    "participants: [{id: usa, kind: state, names: {en: [United States, America], uk: США}, codes: {iso3: USA, cow: 2}}, {id: gbr, kind: state, "
    "names: {fr: Royaume-Uni}}, {id: fra, kind: state}, {id: rus, kind: state}, {id: ukr, kind: state}, "
    "{id: coalition, kind: coalition, members: [{id: core, from: 2020}, {id: fra, from: 2022, until: 2023, role: guest}]}, "
    "{id: core, kind: group, members: [gbr]}, "
    "{id: vp, kind: person, speaks_for: {id: usa, office: Vice President, from: 2025-01-20}}, {id: press, kind: person, speaks_for: vp}],\n"
    "sources: [{id: so, title: Article, publisher: P, author: [A, B], date: 2025-10-05, url: u, language: en, text: a.txt, note: n}]}";

static void texts_and_lists(const gtee_dossier *dossier)
{
    const gtee_source *source = gtee_dossier_source_find(dossier, "so");
    const gtee_participant *usa = gtee_dossier_participant_find(dossier, "usa");

    CU_ASSERT_PTR_NOT_NULL_FATAL(source);
    CU_ASSERT_STRING_EQUAL(gtee_source_id(source), "so");
    CU_ASSERT_STRING_EQUAL(gtee_source_title(source), "Article");
    CU_ASSERT_STRING_EQUAL(gtee_source_publisher(source), "P");
    CU_ASSERT_EQUAL(gtee_source_author_count(source), 2);
    CU_ASSERT_STRING_EQUAL(gtee_source_author_at(source, 1), "B");
    CU_ASSERT_PTR_NULL(gtee_source_author_at(source, 2));
    CU_ASSERT_EQUAL(gtee_source_date(source), 20251005);
    CU_ASSERT_STRING_EQUAL(gtee_source_url(source), "u");
    CU_ASSERT_STRING_EQUAL(gtee_source_language(source), "en");
    CU_ASSERT_STRING_EQUAL(gtee_source_text(source), "a.txt");
    CU_ASSERT_STRING_EQUAL(gtee_record_note(gtee_source_record(source)), "n");
    CU_ASSERT_STRING_EQUAL(gtee_participant_name(usa, "uk"), "США");
    CU_ASSERT_STRING_EQUAL(gtee_participant_name(usa, "fr"), "United States");
    CU_ASSERT_STRING_EQUAL(gtee_participant_name(usa, NULL), "United States");
    CU_ASSERT_STRING_EQUAL(gtee_participant_name(gtee_dossier_participant_find(dossier, "gbr"), NULL), "Royaume-Uni");
    CU_ASSERT_STRING_EQUAL(gtee_participant_name(gtee_dossier_participant_find(dossier, "fra"), "en"), "fra");
    CU_ASSERT_EQUAL(gtee_participant_name_count(usa), 3);
    CU_ASSERT_STRING_EQUAL(gtee_participant_name_at(usa, 1), "America");
    CU_ASSERT_STRING_EQUAL(gtee_participant_name_language_at(usa, 2), "uk");
    CU_ASSERT_EQUAL(gtee_participant_code_count(usa), 2);
    CU_ASSERT_STRING_EQUAL(gtee_participant_code_at(usa, 1), "2");
    CU_ASSERT_STRING_EQUAL(gtee_participant_code_scheme_at(usa, 0), "iso3");
    CU_ASSERT_EQUAL(gtee_participant_kind(usa), GTEE_PARTICIPANT_STATE);
}

static void groups(const gtee_dossier *dossier)
{
    const gtee_participant *coalition = gtee_dossier_participant_find(dossier, "coalition");
    const gtee_participant *gbr = gtee_dossier_participant_find(dossier, "gbr"), *fra = gtee_dossier_participant_find(dossier, "fra");
    const gtee_participant *vp = gtee_dossier_participant_find(dossier, "vp"), *press = gtee_dossier_participant_find(dossier, "press");
    const gtee_participant *usa = gtee_dossier_participant_find(dossier, "usa");
    const gtee_membership *guest = gtee_participant_member_at(coalition, 1);
    const gtee_office *office = gtee_participant_office_at(vp, 0);

    CU_ASSERT_EQUAL(gtee_participant_member_count(coalition), 2);
    CU_ASSERT_PTR_EQUAL(gtee_membership_member(guest), fra);
    CU_ASSERT_PTR_EQUAL(gtee_membership_group(guest), coalition);
    CU_ASSERT_EQUAL(gtee_membership_from(guest), 20220000);
    CU_ASSERT_EQUAL(gtee_membership_until(guest), 20230000);
    CU_ASSERT_STRING_EQUAL(gtee_membership_role(guest), "guest");
    CU_ASSERT_EQUAL(gtee_participant_membership_count(fra), 1);
    CU_ASSERT_PTR_EQUAL(gtee_participant_membership_at(fra, 0), guest);
    CU_ASSERT_PTR_NULL(gtee_participant_membership_at(fra, 1));
    CU_ASSERT_TRUE(gtee_participant_is_member(gbr, coalition, 20250101));
    CU_ASSERT_TRUE(gtee_participant_is_member(gbr, coalition, 0));
    CU_ASSERT_FALSE(gtee_participant_is_member(gbr, coalition, 20191231));
    CU_ASSERT_TRUE(gtee_participant_is_member(fra, coalition, 20231231));
    CU_ASSERT_FALSE(gtee_participant_is_member(fra, coalition, 20240101));
    CU_ASSERT_FALSE(gtee_participant_is_member(coalition, coalition, 0));
    CU_ASSERT_PTR_EQUAL(gtee_office_participant(office), usa);
    CU_ASSERT_STRING_EQUAL(gtee_office_title(office), "Vice President");
    CU_ASSERT_EQUAL(gtee_office_from(office), 20250120);
    CU_ASSERT_EQUAL(gtee_office_until(office), 0);
    CU_ASSERT_TRUE(gtee_participant_speaks_for(usa, usa, 20200101));
    CU_ASSERT_TRUE(gtee_participant_speaks_for(press, usa, 20250120));
    CU_ASSERT_FALSE(gtee_participant_speaks_for(press, usa, 20250119));
    CU_ASSERT_FALSE(gtee_participant_speaks_for(vp, gbr, 0));
}

static void choices(const gtee_dossier *dossier)
{
    const gtee_issue *force = gtee_dossier_issue_find(dossier, "force"), *status = gtee_dossier_issue_find(dossier, "status");
    const gtee_option *light = gtee_issue_option_find(force, "light");
    const gtee_constraint *tied = gtee_dossier_constraint_find(dossier, "co"), *counted = gtee_dossier_constraint_at(dossier, 1);

    CU_ASSERT_STRING_EQUAL(gtee_issue_title(force), "Force");
    CU_ASSERT_STRING_EQUAL(gtee_issue_title(status), "status");
    CU_ASSERT_STRING_EQUAL(gtee_issue_description(force), "d");
    CU_ASSERT_EQUAL(gtee_issue_option_count(force), 3);
    CU_ASSERT_STRING_EQUAL(gtee_option_id(gtee_issue_default(force)), "none");
    CU_ASSERT_PTR_NULL(gtee_issue_default(status));
    CU_ASSERT_TRUE(gtee_issue_ordered(force));
    CU_ASSERT_EQUAL(gtee_issue_consent_count(force), 1);
    CU_ASSERT_STRING_EQUAL(gtee_participant_id(gtee_issue_consent_at(force, 0)), "ukr");
    CU_ASSERT_STRING_EQUAL(gtee_participant_id(gtee_issue_by(force)), "coalition");
    CU_ASSERT_EQUAL(gtee_issue_derived(gtee_dossier_issue_at(dossier, 2)), GTEE_DERIVED_GUARANTOR);
    CU_ASSERT_EQUAL(gtee_issue_tag_count(force), 2);
    CU_ASSERT_STRING_EQUAL(gtee_issue_tag_at(force, 1), "y");
    CU_ASSERT_EQUAL(gtee_issue_reference_count(force), 1);
    CU_ASSERT_STRING_EQUAL(gtee_issue_reference_at(force, 0), "DEFENSE");
    CU_ASSERT_STRING_EQUAL(gtee_issue_reference_scheme_at(force, 0), "atop");
    CU_ASSERT_STRING_EQUAL(gtee_option_title(light), "Light");
    CU_ASSERT_STRING_EQUAL(gtee_option_description(light), "d");
    CU_ASSERT_EQUAL(gtee_option_index(light), 1);
    CU_ASSERT_STRING_EQUAL(gtee_option_title(gtee_issue_option_at(force, 2)), "full");
    CU_ASSERT_PTR_NULL(gtee_issue_option_at(force, 3));
    CU_ASSERT_PTR_NULL(gtee_issue_option_find(force, "lights"));
    CU_ASSERT_PTR_NULL(gtee_issue_option_find(force, NULL));
    CU_ASSERT_EQUAL(gtee_constraint_form(tied), GTEE_CONSTRAINT_IF_THEN);
    CU_ASSERT_EQUAL(gtee_constraint_form(counted), GTEE_CONSTRAINT_COUNT);
    CU_ASSERT_EQUAL(gtee_constraint_if_count(tied) * 100 + gtee_constraint_then_count(tied) * 10 + gtee_constraint_of_count(counted), 112);
    CU_ASSERT_STRING_EQUAL(gtee_participant_id(gtee_term_participant(gtee_constraint_of_at(counted, 1))), "fra");
    CU_ASSERT_EQUAL(gtee_constraint_at_least(counted), 1);
    CU_ASSERT_EQUAL(gtee_constraint_at_most(counted), UINT32_MAX);
    CU_ASSERT_STRING_EQUAL(gtee_constraint_because(tied), "b");
}

static void rules(const gtee_proposal *proposal)
{
    const gtee_rule *most = gtee_proposal_rule_find(proposal, "most"), *both = gtee_proposal_rule_at(proposal, 2);
    const gtee_rule *weighed = gtee_proposal_rule_find(proposal, "weighed"), *veto = gtee_proposal_rule_at(proposal, 1);

    CU_ASSERT_EQUAL(gtee_proposal_rule_count(proposal), 4);
    CU_ASSERT_STRING_EQUAL(gtee_proposal_rule_name_at(proposal, 1), "veto");
    CU_ASSERT_PTR_NULL(gtee_proposal_rule_find(proposal, "mist"));
    CU_ASSERT_EQUAL(gtee_rule_form(most), GTEE_RULE_AT_LEAST);
    CU_ASSERT_EQUAL(gtee_rule_at_least(most), 2);
    CU_ASSERT_EQUAL(gtee_rule_child_count(most), 2);
    CU_ASSERT_STRING_EQUAL(gtee_participant_id(gtee_rule_participant(gtee_rule_child_at(most, 0))), "coalition");
    CU_ASSERT_PTR_NULL(gtee_rule_child_at(most, 2));
    CU_ASSERT_EQUAL(gtee_rule_form(both), GTEE_RULE_ALL_OF);
    CU_ASSERT_STRING_EQUAL(gtee_rule_name(gtee_rule_child_at(both, 0)), "most");
    CU_ASSERT_PTR_EQUAL(gtee_rule_child_at(gtee_rule_child_at(both, 0), 0), most);
    CU_ASSERT_EQUAL(gtee_rule_form(gtee_rule_child_at(both, 1)), GTEE_RULE_ANY_OF);
    CU_ASSERT_EQUAL(gtee_rule_form(veto), GTEE_RULE_UNLESS);
    CU_ASSERT_EQUAL(gtee_rule_child_count(veto), 1);
    CU_ASSERT_STRING_EQUAL(gtee_rule_quota(weighed), "1.5");
    CU_ASSERT_EQUAL(gtee_rule_weight_count(weighed), 2);
    CU_ASSERT_STRING_EQUAL(gtee_rule_weight_at(weighed, 1), "0.5");
    CU_ASSERT_STRING_EQUAL(gtee_participant_id(gtee_rule_weight_participant_at(weighed, 1)), "gbr");
    CU_ASSERT_PTR_NULL(gtee_rule_weight_at(weighed, 2));
    CU_ASSERT_PTR_NULL(gtee_rule_quota(most));
}

static void proposals(const gtee_dossier *dossier)
{
    const gtee_proposal *proposal = gtee_dossier_proposal_find(dossier, "pr");
    const gtee_clause *clause = gtee_proposal_clause_find(proposal, "c1"), *brief = gtee_proposal_clause_at(proposal, 1);
    const gtee_term *term = gtee_clause_term_at(clause, 0);

    CU_ASSERT_STRING_EQUAL(gtee_proposal_title(proposal), "Plan");
    CU_ASSERT_STRING_EQUAL(gtee_proposal_title(gtee_proposal_supersedes_at(proposal, 0)), "old");
    CU_ASSERT_EQUAL(gtee_proposal_proposer_count(proposal), 2);
    CU_ASSERT_STRING_EQUAL(gtee_participant_id(gtee_proposal_proposer_at(proposal, 1)), "gbr");
    CU_ASSERT_STRING_EQUAL(gtee_participant_id(gtee_proposal_party_at(proposal, 0)), "coalition");
    CU_ASSERT_EQUAL(gtee_proposal_date(proposal), 20250700);
    CU_ASSERT_STRING_EQUAL(gtee_proposal_status_name(gtee_proposal_status(proposal)), "in-force");
    CU_ASSERT_STRING_EQUAL(gtee_proposal_entry_into_force(proposal), "e");
    CU_ASSERT_STRING_EQUAL(gtee_proposal_duration(proposal), "u");
    CU_ASSERT_STRING_EQUAL(gtee_proposal_withdrawal(proposal), "w");
    CU_ASSERT_EQUAL(gtee_proposal_clause_count(proposal), 2);
    CU_ASSERT_PTR_EQUAL(gtee_clause_proposal(clause), proposal);
    CU_ASSERT_STRING_EQUAL(gtee_clause_title(brief), "c2");
    CU_ASSERT_PTR_NULL(gtee_clause_activation(brief));
    CU_ASSERT_PTR_NULL(gtee_clause_trigger(brief));
    CU_ASSERT_PTR_NULL(gtee_proposal_clause_find(proposal, "c3"));
    CU_ASSERT_EQUAL(gtee_record_kind(gtee_clause_record(clause)), GTEE_KIND_CLAUSE);
    CU_ASSERT_EQUAL(gtee_record_citation_count(gtee_clause_record(clause)), 1);
    CU_ASSERT_EQUAL(gtee_term_options(term), 2);
    CU_ASSERT_STRING_EQUAL(gtee_option_id(gtee_term_option_at(term, 0)), "light");
    CU_ASSERT_PTR_NULL(gtee_term_option_at(term, 1));
    CU_ASSERT_STRING_EQUAL(gtee_trigger_act_at(gtee_clause_trigger(clause), 0), "attack");
    CU_ASSERT_STRING_EQUAL(gtee_clause_condition_at(clause, 1), "two");
    CU_ASSERT_EQUAL(gtee_clause_territory_count(clause), 1);
    CU_ASSERT_STRING_EQUAL(gtee_clause_domain_at(clause, 1), "sea");
    CU_ASSERT_STRING_EQUAL(gtee_clause_within(clause), "72 hours");
    CU_ASSERT_STRING_EQUAL(gtee_binding_name(gtee_clause_bindingness(clause)), "legal");
    CU_ASSERT_STRING_EQUAL(gtee_clause_activation_name(clause), "most");
    CU_ASSERT_PTR_EQUAL(gtee_clause_activation(clause), gtee_proposal_rule_at(proposal, 0));
    rules(proposal);
}

static void positions(const gtee_dossier *dossier)
{
    const gtee_position *position = gtee_dossier_position_find(dossier, "po"), *whole_plan = gtee_dossier_position_at(dossier, 1);
    const gtee_position *taking_back = gtee_dossier_position_at(dossier, 2);
    const gtee_record *record = gtee_position_record(position);

    CU_ASSERT_EQUAL(gtee_dossier_position_count(dossier), 3);
    CU_ASSERT_PTR_NULL(gtee_position_id(whole_plan));
    CU_ASSERT_STRING_EQUAL(gtee_participant_id(gtee_position_speaker(position)), "vp");
    CU_ASSERT_EQUAL(gtee_position_until(position), 20260000);
    CU_ASSERT_STRING_EQUAL(gtee_stance_name(gtee_position_stance(position)), "requires");
    CU_ASSERT_EQUAL(gtee_position_term_count(position), 2);
    CU_ASSERT_EQUAL(gtee_term_options(gtee_position_term_at(position, 0)), 6);
    CU_ASSERT_EQUAL(gtee_term_options(gtee_position_term_at(position, 1)), 3);
    CU_ASSERT_EQUAL(gtee_term_selection(gtee_position_term_at(position, 1)), GTEE_SELECTION_AT_MOST);
    CU_ASSERT_EQUAL(gtee_term_option_count(gtee_position_term_at(position, 1)), 2);
    CU_ASSERT_EQUAL(gtee_term_options(gtee_position_condition_at(position, 0)), 6);
    CU_ASSERT_EQUAL(gtee_position_firmness(position), GTEE_FIRMNESS_HEDGED);
    CU_ASSERT_EQUAL(gtee_record_citation_count(record), 2);
    CU_ASSERT_STRING_EQUAL(gtee_citation_locator(gtee_record_citation_at(record, 0)), "par 4");
    CU_ASSERT_PTR_NULL(gtee_citation_locator(gtee_record_citation_at(record, 1)));
    CU_ASSERT_STRING_EQUAL(gtee_record_file(record), "t.yaml");
    CU_ASSERT_EQUAL(gtee_record_line(record), 6);
    CU_ASSERT_EQUAL(gtee_record_column(record), 13);
    CU_ASSERT_DOUBLE_EQUAL(gtee_position_weight(position), 1.0, 0.0);
    CU_ASSERT_DOUBLE_EQUAL(gtee_position_weight(whole_plan), 2.5, 0.0);
    CU_ASSERT_STRING_EQUAL(gtee_proposal_id(gtee_position_proposal(whole_plan)), "pr");
    CU_ASSERT_PTR_EQUAL(gtee_position_supersedes_at(whole_plan, 0), position);
    CU_ASSERT_STRING_EQUAL(gtee_participant_id(gtee_position_via(whole_plan)), "gbr");
    CU_ASSERT_EQUAL(gtee_position_stance(taking_back), GTEE_STANCE_NONE);
    CU_ASSERT_PTR_EQUAL(gtee_position_withdraws_at(taking_back, 0), position);
    CU_ASSERT_STRING_EQUAL(gtee_evidence_name(gtee_position_evidence(taking_back)), "inferred");
}

static void others(const gtee_dossier *dossier)
{
    const gtee_expectation *expectation = gtee_dossier_expectation_find(dossier, "ex");
    const gtee_preference *preference = gtee_dossier_preference_find(dossier, "pf");
    const gtee_event *event = gtee_dossier_event_find(dossier, "ev");
    const gtee_scenario *scenario = gtee_dossier_scenario_find(dossier, "sc");
    const gtee_utility *utility = gtee_preference_utility_at(preference, 0);
    const gtee_likelihood *likelihood = gtee_expectation_likelihood(expectation);

    CU_ASSERT_STRING_EQUAL(gtee_likelihood_words(likelihood), "very-likely");
    CU_ASSERT_DOUBLE_EQUAL(gtee_likelihood_low(likelihood), 0.8, 0.0);
    CU_ASSERT_DOUBLE_EQUAL(gtee_likelihood_high(likelihood), 0.95, 0.0);
    CU_ASSERT_STRING_EQUAL(gtee_participant_id(gtee_expectation_holder(expectation)), "rus");
    CU_ASSERT_STRING_EQUAL(gtee_participant_id(gtee_expectation_obligor(expectation)), "usa");
    CU_ASSERT_EQUAL(gtee_preference_utility_count(preference), 2);
    CU_ASSERT_STRING_EQUAL(gtee_participant_id(gtee_utility_participant(utility)), "gbr");
    CU_ASSERT_DOUBLE_EQUAL(gtee_utility_weight(utility), 0.5, 0.0);
    CU_ASSERT_DOUBLE_EQUAL(gtee_utility_value(utility, 2), 1.0, 0.0);
    CU_ASSERT_DOUBLE_EQUAL(gtee_utility_value(utility, 3), 0.0, 0.0);
    CU_ASSERT_DOUBLE_EQUAL(gtee_preference_reservation(preference), 0.25, 0.0);
    CU_ASSERT_DOUBLE_EQUAL(gtee_preference_capability(preference), 10.0, 0.0);
    CU_ASSERT_DOUBLE_EQUAL(gtee_preference_salience(preference), 0.5, 0.0);
    CU_ASSERT_STRING_EQUAL(gtee_event_kind_name(gtee_event_kind(event)), "meeting");
    CU_ASSERT_STRING_EQUAL(gtee_event_place(event), "Hall");
    CU_ASSERT_EQUAL(gtee_event_participant_count(event), 2);
    CU_ASSERT_EQUAL(gtee_scenario_unknown_count(scenario), 2);
    CU_ASSERT_STRING_EQUAL(gtee_participant_id(gtee_scenario_block_at(scenario, 0)), "rus");
    CU_ASSERT_STRING_EQUAL(gtee_trigger_place_at(gtee_scenario_trigger(scenario), 1), "west");
    CU_ASSERT_EQUAL(gtee_scenario_honour_count(scenario), 3);
    CU_ASSERT_STRING_EQUAL(gtee_participant_id(gtee_scenario_honour_obligor_at(scenario, 2)), "fra");
    CU_ASSERT_DOUBLE_EQUAL(gtee_likelihood_high(gtee_scenario_honour_at(scenario, 2)), 0.4, 0.0);
    CU_ASSERT_PTR_NULL(gtee_scenario_honour_at(scenario, 3));
    CU_ASSERT_STRING_EQUAL(gtee_scenario_title(scenario), "sc");
}

static void every_kind(void)
{
    nodes_case c = nodes_open(whole);
    const gtee_dossier *dossier = c.dossier;

    CU_ASSERT_EQUAL(c.status, GTEE_OK);
    CU_ASSERT_PTR_NULL(c.diagnostics);
    CU_ASSERT_PTR_NOT_NULL_FATAL(dossier);
    CU_ASSERT_STRING_EQUAL(gtee_dossier_title(dossier), "Whole");
    CU_ASSERT_STRING_EQUAL(gtee_dossier_description(dossier), "All kinds");
    CU_ASSERT_EQUAL(gtee_dossier_last_day(dossier), 20251005);
    CU_ASSERT_PTR_NULL(gtee_dossier_source_find(dossier, "nothing"));
    CU_ASSERT_PTR_NULL(gtee_dossier_source_find(dossier, "usa"));
    CU_ASSERT_PTR_NULL(gtee_dossier_source_find(dossier, NULL));
    CU_ASSERT_PTR_NULL(gtee_dossier_source_at(dossier, 1));
    CU_ASSERT_TRUE(gtee_dossier_bytes(dossier) > 4096);
    texts_and_lists(dossier);
    groups(dossier);
    choices(dossier);
    proposals(dossier);
    positions(dossier);
    others(dossier);
    nodes_close(&c);
}

/* Behind the end of each list there is nothing; within it there is something. */
#define LIST(name, object, number)                                                                           \
    do {                                                                                                     \
        CU_ASSERT_EQUAL(name##_count(object), (size_t)(number));                                             \
        CU_ASSERT_PTR_NULL(name##_at(object, (size_t)(number)));                                             \
        CU_ASSERT_TRUE((number) == 0 || name##_at(object, (size_t)(number)-1) != NULL);                      \
    } while (0)

static void lists_of_proposals(const gtee_dossier *dossier)
{
    const gtee_proposal *proposal = gtee_dossier_proposal_find(dossier, "pr");
    const gtee_clause *clause = gtee_proposal_clause_find(proposal, "c1");
    const gtee_trigger *trigger = gtee_scenario_trigger(gtee_dossier_scenario_at(dossier, 0));

    LIST(gtee_proposal_proposer, proposal, 2);
    LIST(gtee_proposal_supersedes, proposal, 1);
    LIST(gtee_proposal_party, proposal, 1);
    LIST(gtee_proposal_clause, proposal, 2);
    LIST(gtee_proposal_rule, proposal, 4);
    CU_ASSERT_PTR_NULL(gtee_proposal_rule_name_at(proposal, 4));
    CU_ASSERT_PTR_NULL(gtee_proposal_rule_find(proposal, NULL));
    CU_ASSERT_PTR_NULL(gtee_proposal_clause_find(proposal, NULL));
    LIST(gtee_clause_obligor, clause, 1);
    LIST(gtee_clause_beneficiary, clause, 1);
    LIST(gtee_clause_term, clause, 1);
    LIST(gtee_clause_condition, clause, 2);
    LIST(gtee_clause_territory, clause, 1);
    LIST(gtee_clause_domain, clause, 2);
    LIST(gtee_trigger_act, trigger, 1);
    LIST(gtee_trigger_by, trigger, 1);
    LIST(gtee_trigger_against, trigger, 1);
    LIST(gtee_trigger_place, trigger, 2);
    CU_ASSERT_PTR_NULL(gtee_rule_weight_participant_at(gtee_proposal_rule_at(proposal, 3), 2));
}

static void lists_of_others(const gtee_dossier *dossier)
{
    const gtee_issue *force = gtee_dossier_issue_find(dossier, "force");
    const gtee_position *position = gtee_dossier_position_at(dossier, 0), *later = gtee_dossier_position_at(dossier, 1);
    const gtee_participant *usa = gtee_dossier_participant_find(dossier, "usa"), *group = gtee_dossier_participant_find(dossier, "coalition");
    const gtee_scenario *scenario = gtee_dossier_scenario_at(dossier, 0);
    const gtee_constraint *tied = gtee_dossier_constraint_at(dossier, 0), *counted = gtee_dossier_constraint_at(dossier, 1);

    LIST(gtee_record_citation, gtee_position_record(position), 2);
    LIST(gtee_source_author, gtee_dossier_source_at(dossier, 0), 2);
    LIST(gtee_participant_name, usa, 3);
    CU_ASSERT_PTR_NULL(gtee_participant_name_language_at(usa, 3));
    LIST(gtee_participant_code, usa, 2);
    CU_ASSERT_PTR_NULL(gtee_participant_code_scheme_at(usa, 2));
    LIST(gtee_participant_member, group, 2);
    LIST(gtee_participant_membership, group, 0);
    LIST(gtee_participant_office, gtee_dossier_participant_find(dossier, "vp"), 1);
    LIST(gtee_issue_option, force, 3);
    LIST(gtee_issue_consent, force, 1);
    LIST(gtee_issue_tag, force, 2);
    LIST(gtee_issue_reference, force, 1);
    CU_ASSERT_PTR_NULL(gtee_issue_reference_scheme_at(force, 1));
    LIST(gtee_constraint_if, tied, 1);
    LIST(gtee_constraint_then, tied, 1);
    LIST(gtee_constraint_of, counted, 2);
    CU_ASSERT_EQUAL(gtee_constraint_at_least(tied), 0);
    LIST(gtee_position_term, position, 2);
    LIST(gtee_position_condition, position, 1);
    LIST(gtee_position_supersedes, later, 1);
    LIST(gtee_position_withdraws, later, 0);
    LIST(gtee_preference_utility, gtee_dossier_preference_at(dossier, 0), 2);
    LIST(gtee_event_participant, gtee_dossier_event_at(dossier, 0), 2);
    LIST(gtee_scenario_support, scenario, 1);
    LIST(gtee_scenario_block, scenario, 1);
    LIST(gtee_scenario_unknown, scenario, 2);
    LIST(gtee_scenario_honour, scenario, 3);
    CU_ASSERT_PTR_NULL(gtee_scenario_honour_obligor_at(scenario, 3));
}

static void lists(void)
{
    nodes_case c = nodes_open(whole);

    CU_ASSERT_PTR_NOT_NULL_FATAL(c.dossier);
    lists_of_proposals(c.dossier);
    lists_of_others(c.dossier);
    nodes_close(&c);
}

/* What has no title is called by its id. */
static void titles(void)
{
    nodes_case c = nodes_open("{issues: [{id: i, options: [{id: o, title: O}]}], scenarios: [{id: s, title: S}], constraints: [{id: c, "
                              "of: {i: o}, at_most: 3, because: b}], proposals: [{id: p, clauses: {id: k, title: K}}]}");

    CU_ASSERT_PTR_NOT_NULL_FATAL(c.dossier);
    CU_ASSERT_STRING_EQUAL(gtee_scenario_title(gtee_dossier_scenario_at(c.dossier, 0)), "S");
    CU_ASSERT_STRING_EQUAL(gtee_proposal_title(gtee_dossier_proposal_at(c.dossier, 0)), "p");
    CU_ASSERT_STRING_EQUAL(gtee_clause_title(gtee_proposal_clause_at(gtee_dossier_proposal_at(c.dossier, 0), 0)), "K");
    CU_ASSERT_EQUAL(gtee_constraint_at_most(gtee_dossier_constraint_at(c.dossier, 0)), 3);
    CU_ASSERT_EQUAL(gtee_dossier_last_day(c.dossier), 0);
    CU_ASSERT_PTR_NULL(gtee_dossier_title(c.dossier));
    nodes_close(&c);
}

static void words(void)
{
    CU_ASSERT_STRING_EQUAL(gtee_kind_name(GTEE_KIND_CLAUSE), "clause");
    CU_ASSERT_STRING_EQUAL(gtee_kind_name(0), "");
    CU_ASSERT_STRING_EQUAL(gtee_kind_name(12), "");
    CU_ASSERT_STRING_EQUAL(gtee_proposal_status_name(GTEE_PROPOSAL_UNSPECIFIED), "");
    CU_ASSERT_STRING_EQUAL(gtee_stance_name(6), "");
    CU_ASSERT_STRING_EQUAL(gtee_evidence_name(3), "");
    CU_ASSERT_STRING_EQUAL(gtee_event_kind_name(GTEE_EVENT_ENTRY_INTO_FORCE), "entry-into-force");
    CU_ASSERT_STRING_EQUAL(gti_kind_section(GTEE_KIND_POSITION), "positions");
    CU_ASSERT_STRING_EQUAL(gti_kind_section(GTEE_KIND_CLAUSE), "");
}

/* The members of a group on a day, as "id id …". */
static const char *members_on(const gtee_dossier *dossier, const char *group, gtee_date day)
{
    static char text[256];
    gti_vec members = GTI_VEC(const gtee_participant *);

    text[0] = '\0';
    CU_ASSERT_TRUE(gti_members_expand(gtee_dossier_participant_find(dossier, group), day, &dossier->context->allocator, &members));
    for (size_t i = 0; i < members.count; i++) {
        strcat(text, gtee_participant_id(*GTI_VEC_AT(&members, const gtee_participant *, i)));
        strcat(text, " ");
    }
    gti_vec_free(&dossier->context->allocator, &members);
    return text;
}

static void expansion(void)
{
    nodes_case c = nodes_open(whole);

    CU_ASSERT_PTR_NOT_NULL_FATAL(c.dossier);
    CU_ASSERT_STRING_EQUAL(members_on(c.dossier, "coalition", 0), "gbr fra ");
    CU_ASSERT_STRING_EQUAL(members_on(c.dossier, "coalition", 20250101), "gbr ");
    CU_ASSERT_STRING_EQUAL(members_on(c.dossier, "coalition", 20100101), "");
    CU_ASSERT_STRING_EQUAL(members_on(c.dossier, "core", 20250101), "gbr ");
    CU_ASSERT_STRING_EQUAL(members_on(c.dossier, "usa", 20250101), "usa ");
    nodes_close(&c);
}

static void days(void)
{
    CU_ASSERT_TRUE(gti_dates_hold(0, 0, 20250101));
    CU_ASSERT_TRUE(gti_dates_hold(20250000, 20250000, 20250101));
    CU_ASSERT_TRUE(gti_dates_hold(20250000, 20250000, 20251231));
    CU_ASSERT_FALSE(gti_dates_hold(20250200, 0, 20250131));
    CU_ASSERT_FALSE(gti_dates_hold(0, 20250200, 20250301));
    CU_ASSERT_TRUE(gti_dates_hold(20250200, 20250200, 20250000));
    CU_ASSERT_TRUE(gti_dates_hold(20300101, 20300102, 0));
}

/* ---- Failing memory */

static bool load_with(failing *f, const char *text, gtee_status wanted)
{
    gtee_allocator allocator = failing_public(f);
    gtee_context_options options = {.size = sizeof options, .allocator = &allocator};
    nodes_case c = {NULL, NULL, NULL, GTEE_ERROR_MEMORY};
    bool as_wanted;

    if (gtee_context_new(&options, &c.context) == GTEE_OK)
        c.status = nodes_load(c.context, text, &c.dossier, &c.diagnostics);
    as_wanted = c.status == wanted;
    CU_ASSERT_TRUE(as_wanted || c.status == GTEE_ERROR_MEMORY);
    nodes_close(&c);
    return as_wanted;
}

static const char *const wrong =
    "participants: [{id: a, kind: group, members: [a, b]}, {id: b, kind: stat, nams: x}, {id: b, kind: state}],\n"
    "issues: [{id: i, options: [x, y], default: z}],\n"
    "positions: [{participant: c, date: x, rejects: {i: w, j: y}, evidence: stated, speaker: b, source: s, weight: 1}],\n"
    "proposals: [{id: p, clauses: [{id: k, terms: {i: x}}, {id: l, terms: {i: y}, activation: z}], "
    "activation: {r: {rule: s}, s: {rule: r}, t: {rule: u}, v: {quota: 3, weights: {b: 1}}, w: {some: b}}}],\n"
    "expectations: [{holder: b, obligor: b, likelihood: [0.5, 0.7]}, {holder: b, obligor: b, likelihood: likly}]}";
static const char *const doubtful =
    "participants: [{id: a, kind: state}, {id: g, kind: group, members: a}, {id: s, kind: person, speaks_for: {id: a, until: 2024}}],\n"
    "issues: [{id: i, options: [x, y]}, {id: o, options: [x, y], by: g}], sources: [{id: q, title: t}],\n"
    "positions: [{participant: a, speaker: s, date: 2025, rejects: {i: x}, evidence: stated, source: q}],\n"
    "proposals: [{id: p, clauses: [{id: k, terms: {i: x, o/g: x}}, {id: l, terms: {i: y, o/a: y}}], "
    "activation: {r: {quota: 3, weights: {a: 1}}, n: {at_least: 1, of: [g]}}}]}";

/* The same text behind a description of so many bytes, so that the dossier's blocks of memory end elsewhere. */
static void sweep(failing *f, const char *text, gtee_status wanted, size_t padding)
{
    static char padded[16384];

    memset(padded, 'x', sizeof padded);
    memcpy(padded, "{description: x", 15);
    snprintf(padded + 15 + padding, sizeof padded - 15 - padding, ",\n%s", text);
    FAILING_SWEEP(f, load_with(f, padded, wanted));
}

static void failing_memory(void)
{
    failing f;

    failing_init(&f);
    for (size_t padding = 0; padding < 4096; padding += 128) {
        sweep(&f, whole + strlen("{title: Whole, description: All kinds,\n"), GTEE_OK, padding);
        sweep(&f, wrong, GTEE_ERROR_DOSSIER, padding);
        sweep(&f, doubtful, GTEE_OK, padding);
    }
    failing_free(&f);
}

UNIT_TESTS("record: the model", {"every kind", every_kind}, {"lists", lists}, {"titles", titles}, {"words", words}, {"groups expanded", expansion},
           {"days", days}, {"failing memory", failing_memory})
