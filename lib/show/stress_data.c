/* stress_data.c: stress tests as JSON and CSV. Uses stress.h of here and of reason. docs/output.md describes both. */
#include "reason/stress.h"
#include "show/stress.h"

const char *gti_origin_name(uint32_t origin)
{
    static const char *const names[] = {"none", "scenario", "expectation", "what-if"};

    return origin < sizeof names / sizeof names[0] ? names[origin] : "";
}

static const char *change_name(uint32_t kind)
{
    static const char *const names[] = {"", "drop-veto", "add-obligor", "lower-quota"};

    return kind < sizeof names / sizeof names[0] ? names[kind] : "";
}

static const char *decision_name(uint32_t decision)
{
    static const char *const names[] = {"cannot-be-reached", "reached", "open"};

    return decision < sizeof names / sizeof names[0] ? names[decision] : "";
}

static const char *test_name(uint32_t outcome)
{
    static const char *const names[] = {"", "not-triggered", "triggered", "open"};

    return outcome < sizeof names / sizeof names[0] ? names[outcome] : "";
}


/* ---- JSON */

typedef const gtee_coalition *(*coalition_of)(const void *list, size_t index);

static const gtee_coalition *stopper_at(const void *activation, size_t index)
{
    return gtee_activation_stopper_at(activation, index);
}

static const gtee_coalition *cut_at(const void *stress, size_t index)
{
    return gtee_stress_cut_at(stress, index);
}

static const gtee_participant *veto_at(const void *activation, size_t index)
{
    return gtee_activation_veto_at(activation, index);
}

static const gtee_participant *adversary_at(const void *stress, size_t index)
{
    return gtee_stress_adversary_at(stress, index);
}

static const gtee_participant *obligor_at(const void *level, size_t index)
{
    return gtee_level_obligor_at(level, index);
}

static void write_sets(gti_show *show, gti_json *json, const char *key, const char *total, const void *list, size_t count, coalition_of at)
{
    gti_json_key(json, key);
    gti_json_begin_map(json);
    gti_json_member(json, "total", total);
    gti_json_key(json, "sets");
    gti_json_begin_list(json, false);
    for (size_t i = 0; i < gti_deals_shown(show, count); i++)
        gti_json_coalition(json, at(list, i));
    gti_json_end_list(json);
    gti_json_end_map(json);
}

static void write_stands(gti_json *json, const gtee_stress *stress)
{
    const gtee_dossier *dossier = gtee_view_dossier(gtee_stress_view(stress));

    gti_json_key(json, "stands");
    gti_json_begin_list(json, false);
    for (size_t i = 0; i < gtee_dossier_participant_count(dossier); i++) {
        const gtee_participant *participant = gtee_dossier_participant_at(dossier, i);
        if (gtee_stress_stand(stress, participant) == GTEE_STAND_UNSPECIFIED)
            continue;
        gti_json_begin_map(json);
        gti_json_id(json, "participant", participant);
        gti_json_member(json, "stand", gtee_stand_name(gtee_stress_stand(stress, participant)));
        gti_json_member(json, "origin", gti_origin_name(gti_stress_supposed(stress, participant) ? GTEE_LIKELIHOOD_WHAT_IF : GTEE_LIKELIHOOD_SCENARIO));
        gti_json_end_map(json);
    }
    gti_json_end_list(json);
}

static void write_test(gti_json *json, const gtee_test *test)
{
    const gtee_activation *activation = gtee_test_activation(test);

    gti_json_begin_map(json);
    gti_json_member(json, "clause", gtee_clause_id(gtee_test_clause(test)));
    gti_json_member(json, "outcome", test_name(gtee_test_outcome(test)));
    gti_json_member(json, "reason", gtee_test_reason(test));
    gti_json_member(json, "activation", activation != NULL ? gtee_activation_name(activation) : NULL);
    gti_json_citations(json, gtee_clause_record(gtee_test_clause(test)));
    gti_json_end_map(json);
}

static void write_activation(gti_show *show, gti_json *json, const gtee_activation *activation)
{
    gti_json_begin_map(json);
    gti_json_member(json, "name", gtee_activation_name(activation));
    gti_json_member(json, "decision", decision_name(gtee_activation_decision(activation)));
    gti_json_range(json, "probability", gtee_activation_low(activation), gtee_activation_high(activation));
    gti_json_people(json, "vetoes", activation, gtee_activation_veto_count(activation), veto_at);
    gti_json_flag(json, "adversary_can_veto", gtee_activation_adversary_can_veto(activation) != 0);
    gti_json_flag(json, "blocker_can_veto", gtee_activation_blocker_can_veto(activation) != 0);
    gti_json_real(json, "adversary_power", gtee_activation_adversary_power(activation));
    write_sets(show, json, "stoppers", gtee_activation_stopper_total(activation), activation, gtee_activation_stopper_count(activation), stopper_at);
    gti_json_end_map(json);
}

static void write_likelihood(gti_json *json, const gtee_due *due)
{
    const gtee_expectation *expectation = gtee_due_expectation(due);

    gti_json_key(json, "likelihood");
    gti_json_begin_map(json);
    gti_json_real(json, "low", gtee_due_likelihood_low(due));
    gti_json_real(json, "high", gtee_due_likelihood_high(due));
    gti_json_member(json, "origin", gti_origin_name(gtee_due_likelihood_origin(due)));
    gti_json_key(json, "expectation");
    if (expectation != NULL)
        gti_json_uint(json, gtee_expectation_record(expectation)->index);
    else
        gti_json_text(json, NULL);
    gti_json_end_map(json);
}

static void write_due(gti_show *show, gti_json *json, const gtee_due *due)
{
    gti_json_begin_map(json);
    gti_json_member(json, "clause", gtee_clause_id(gtee_due_clause(due)));
    gti_json_id(json, "obligor", gtee_due_obligor(due));
    gti_json_member(json, "name", gti_name_of(show, gtee_due_obligor(due)));
    gti_json_key(json, "terms");
    gti_json_begin_list(json, false);
    for (size_t i = 0; i < gtee_due_term_count(due); i++) {
        const gtee_term *term = gtee_due_term_at(due, i);
        gti_json_begin_map(json);
        gti_json_variable(json, gtee_term_issue(term), gtee_term_participant(term));
        gti_json_options(json, "options", gtee_term_issue(term), gtee_term_options(term));
        gti_json_end_map(json);
    }
    gti_json_end_list(json);
    gti_json_member(json, "within", gtee_due_within(due));
    write_likelihood(json, due);
    gti_json_range(json, "arrives", gtee_due_low(due), gtee_due_high(due));
    gti_json_refer(show, json, "excluded_by", gtee_due_excluded_by(due));
    gti_json_end_map(json);
}

static void write_level(gti_json *json, const gtee_level *level)
{
    const gtee_issue *issue = gtee_level_issue(level);

    gti_json_begin_map(json);
    gti_json_member(json, "issue", issue != NULL ? gtee_issue_id(issue) : NULL);
    gti_json_member(json, "clause", issue == NULL ? gtee_clause_id(gtee_level_clause(level)) : NULL);
    gti_json_people(json, "obligors", level, gtee_level_obligor_count(level), obligor_at);
    gti_json_number(json, "least", gtee_level_least(level));
    gti_json_range(json, "probability", gtee_level_low(level), gtee_level_high(level));
    gti_json_key(json, "at_least");
    gti_json_begin_list(json, false);
    for (uint32_t n = 1; n <= gtee_level_obligor_count(level); n++) {
        gti_json_begin_map(json);
        gti_json_number(json, "number", n);
        gti_json_real(json, "low", gtee_level_low_of(level, n));
        gti_json_real(json, "high", gtee_level_high_of(level, n));
        gti_json_end_map(json);
    }
    gti_json_end_list(json);
    gti_json_end_map(json);
}

static void write_carrier(gti_show *show, gti_json *json, const gtee_carrier *carrier)
{
    gti_json_begin_map(json);
    gti_json_id(json, "participant", gtee_carrier_participant(carrier));
    gti_json_member(json, "name", gti_name_of(show, gtee_carrier_participant(carrier)));
    gti_json_flag(json, "obligor", gtee_carrier_is_obligor(carrier) != 0);
    gti_json_flag(json, "veto", gtee_carrier_is_veto_player(carrier) != 0);
    gti_json_range(json, "importance", gtee_carrier_importance_low(carrier), gtee_carrier_importance_high(carrier));
    gti_json_range(json, "arrives_if_it_defaults", gtee_carrier_default_low(carrier), gtee_carrier_default_high(carrier));
    gti_json_end_map(json);
}

static void write_change(gti_show *show, gti_json *json, const gtee_stress *stress, const gtee_change *change)
{
    const gtee_level *level = gtee_change_level(change);
    const gtee_issue *issue = level != NULL ? gtee_level_issue(level) : NULL;

    gti_json_begin_map(json);
    gti_json_member(json, "kind", change_name(gtee_change_kind(change)));
    gti_json_member(json, "message", gtee_change_message(change));
    gti_json_id(json, "participant", gtee_change_participant(change));
    gti_json_member(json, "rule", gti_rule_home(gtee_stress_proposal(stress), gtee_change_rule(change)));
    if (gtee_change_rule(change) != NULL)
        gti_put_rule(show, gtee_change_rule(change));
    gti_json_member(json, "part", gti_pending(&show->doc) ? gti_take(&show->doc) : NULL);
    gti_json_member(json, "issue", issue != NULL ? gtee_issue_id(issue) : NULL);
    gti_json_member(json, "clause", level != NULL && issue == NULL ? gtee_clause_id(gtee_level_clause(level)) : NULL);
    gti_json_range(json, "arrives", gtee_change_low(change), gtee_change_high(change));
    gti_json_number(json, "survives", gtee_change_survives(change));
    gti_json_end_map(json);
}

static void write_expectations(gti_show *show, gti_json *json, const gtee_stress *stress)
{
    gti_map seen = {.count = 0};

    gti_json_key(json, "cited_expectations");
    gti_json_begin_list(json, false);
    for (size_t i = 0; i < gtee_stress_due_count(stress); i++) {
        const gtee_expectation *expectation = gtee_due_expectation(gtee_stress_due_at(stress, i));
        uint32_t before;
        if (expectation == NULL || gti_map_get(&seen, gtee_expectation_record(expectation)->index, &before))
            continue;
        if (!gti_map_put(&show->allocator, &seen, gtee_expectation_record(expectation)->index, 1))
            gti_show_fail(show);
        gti_json_record(show, json, NULL, gtee_expectation_record(expectation));
    }
    gti_json_end_list(json);
    gti_map_free(&show->allocator, &seen);
}

static void write_figures(gti_json *json, const gtee_stress *stress)
{
    gti_json_range(json, "arrives", gtee_stress_arrives_low(stress), gtee_stress_arrives_high(stress));
    gti_json_range(json, "complete", gtee_stress_complete_low(stress), gtee_stress_complete_high(stress));
    gti_json_range(json, "expected", gtee_stress_expected_low(stress), gtee_stress_expected_high(stress));
    gti_json_flag(json, "can_arrive", gtee_stress_can_arrive(stress) != 0);
    gti_json_number(json, "survives", gtee_stress_survives(stress));
    gti_json_real(json, "adversary_power", gtee_stress_adversary_power(stress));
}

static void write_alternatives(gti_json *json, const gtee_stress *stress)
{
    gti_json_key(json, "alternatives");
    gti_json_begin_list(json, false);
    for (size_t i = 0; i < gtee_stress_alternative_count(stress); i++) {
        gti_json_begin_map(json);
        gti_json_member(json, "scenario", gtee_scenario_id(gtee_stress_alternative_at(stress, i)));
        gti_json_real(json, "weight", gtee_stress_alternative_weight_at(stress, i));
        gti_json_end_map(json);
    }
    gti_json_end_list(json);
}

static void write_question(gti_show *show, gti_json *json, const gtee_stress *stress)
{
    const gtee_scenario *scenario = gtee_stress_scenario(stress);

    gti_json_view(json, gtee_stress_view(stress));
    gti_json_member(json, "proposal", gtee_proposal_id(gtee_stress_proposal(stress)));
    gti_json_member(json, "title", gtee_proposal_title(gtee_stress_proposal(stress)));
    gti_json_record(show, json, "scenario", scenario != NULL ? gtee_scenario_record(scenario) : NULL);
    write_alternatives(json, stress);
    gti_json_id(json, "holder", gtee_stress_holder(stress));
    gti_json_key(json, "day");
    gti_json_date(json, gtee_stress_day(stress));
    gti_json_people(json, "adversaries", stress, gtee_stress_adversary_count(stress), adversary_at);
    write_stands(json, stress);
}

/* A list of `count` items written by `each`. */
#define WRITE_LIST(json, key, count, each)                                                                                                    \
    do {                                                                                                                                     \
        gti_json_key(json, key);                                                                                                             \
        gti_json_begin_list(json, false);                                                                                                    \
        for (size_t i = 0; i < (count); i++)                                                                                                 \
            each;                                                                                                                            \
        gti_json_end_list(json);                                                                                                             \
    } while (0)

void gti_stress_json(gti_show *show, gti_json *json, const void *what)
{
    const gtee_stress *stress = what;

    gti_json_begin_map(json);
    write_question(show, json, stress);
    write_figures(json, stress);
    WRITE_LIST(json, "tests", gtee_stress_test_count(stress), write_test(json, gtee_stress_test_at(stress, i)));
    WRITE_LIST(json, "activations", gtee_stress_activation_count(stress), write_activation(show, json, gtee_stress_activation_at(stress, i)));
    WRITE_LIST(json, "dues", gtee_stress_due_count(stress), write_due(show, json, gtee_stress_due_at(stress, i)));
    WRITE_LIST(json, "levels", gtee_stress_level_count(stress), write_level(json, gtee_stress_level_at(stress, i)));
    write_sets(show, json, "cuts", gtee_stress_cut_total(stress), stress, gtee_stress_cut_count(stress), cut_at);
    WRITE_LIST(json, "carriers", gti_deals_shown(show, gtee_stress_carrier_count(stress)),
               write_carrier(show, json, gtee_stress_carrier_at(stress, i)));
    WRITE_LIST(json, "changes", gti_deals_shown(show, gtee_stress_change_count(stress)), write_change(show, json, stress, gtee_stress_change_at(stress, i)));
    write_expectations(show, json, stress);
    gti_json_references(show, json);
    gti_json_end_map(json);
}

/* ---- CSV: a row for each clause, decision, commitment, level, set, carrier and change */

/* What a row may hold; members that are NULL or `none` are empty fields. */
typedef struct row {
    const char *part;
    size_t number;
    const gtee_clause *clause;
    const char *outcome, *rule;
    const gtee_participant *participant;
    const char *terms, *within;
    bool has_likelihood, has_range;
    double likelihood[2], range[2];
    const char *origin;
    const gtee_position *excluded;
    const char *message;
} row;

static void csv_range(gti_csv *csv, bool has, const double *range)
{
    for (size_t i = 0; i < 2; i++) {
        if (has)
            gti_csv_double(csv, range[i]);
        else
            gti_csv_text(csv, NULL);
    }
}

static void csv_row(gti_show *show, gti_csv *csv, const row *r)
{
    gti_csv_text(csv, r->part);
    if (r->number > 0)
        gti_csv_uint(csv, r->number);
    else
        gti_csv_text(csv, NULL);
    gti_csv_text(csv, r->clause != NULL ? gtee_clause_id(r->clause) : NULL);
    gti_csv_text(csv, r->outcome);
    gti_csv_text(csv, r->rule);
    gti_csv_participant(csv, r->participant);
    gti_csv_text(csv, r->participant != NULL ? gti_name_of(show, r->participant) : NULL);
    gti_csv_text(csv, r->terms);
    gti_csv_text(csv, r->within);
    csv_range(csv, r->has_likelihood, r->likelihood);
    gti_csv_text(csv, r->origin);
    csv_range(csv, r->has_range, r->range);
    gti_csv_text(csv, r->message);
    gti_csv_text(csv, r->clause != NULL && r->outcome != NULL ? gti_csv_citations(show, gtee_clause_record(r->clause)) : NULL);
    gti_csv_position_brief(show, csv, r->excluded);
    gti_csv_row(csv);
}

static void csv_set(gti_show *show, gti_csv *csv, const char *part, size_t number, const char *rule, const gtee_coalition *set)
{
    for (size_t i = 0; i < gtee_coalition_member_count(set); i++) {
        const row r = {.part = part, .number = number, .rule = rule, .participant = gtee_coalition_member_at(set, i)};
        csv_row(show, csv, &r);
    }
}

static void csv_activation(gti_show *show, gti_csv *csv, const gtee_activation *activation)
{
    const char *name = gtee_activation_name(activation);
    const row r = {.part = "decision", .rule = name, .outcome = decision_name(gtee_activation_decision(activation)), .has_range = true,
                   .range = {gtee_activation_low(activation), gtee_activation_high(activation)}};

    csv_row(show, csv, &r);
    for (size_t i = 0; i < gtee_activation_veto_count(activation); i++) {
        const row veto = {.part = "veto", .rule = name, .participant = gtee_activation_veto_at(activation, i)};
        csv_row(show, csv, &veto);
    }
    for (size_t i = 0; i < gti_deals_shown(show, gtee_activation_stopper_count(activation)); i++)
        csv_set(show, csv, "stopper", i + 1, name, gtee_activation_stopper_at(activation, i));
}

static const char *csv_terms(gti_show *show, const gtee_due *due)
{
    for (size_t i = 0; i < gtee_due_term_count(due); i++) {
        const gtee_term *term = gtee_due_term_at(due, i);
        gti_put_all(&show->doc, i > 0 ? "; " : "", gtee_issue_id(gtee_term_issue(term)), ":", (const char *)NULL);
        for (size_t o = 0; o < gtee_issue_option_count(gtee_term_issue(term)); o++)
            if ((gtee_term_options(term) >> o & 1u) != 0)
                gti_put_all(&show->doc, " ", gtee_option_id(gtee_issue_option_at(gtee_term_issue(term), o)), (const char *)NULL);
    }
    return gti_take(&show->doc);
}

static void csv_due(gti_show *show, gti_csv *csv, const gtee_due *due)
{
    const row r = {.part = "due", .clause = gtee_due_clause(due), .participant = gtee_due_obligor(due), .terms = csv_terms(show, due),
                   .within = gtee_due_within(due), .has_likelihood = true,
                   .likelihood = {gtee_due_likelihood_low(due), gtee_due_likelihood_high(due)},
                   .origin = gti_origin_name(gtee_due_likelihood_origin(due)), .has_range = true,
                   .range = {gtee_due_low(due), gtee_due_high(due)}, .excluded = gtee_due_excluded_by(due)};

    csv_row(show, csv, &r);
}

static void csv_level(gti_show *show, gti_csv *csv, const gtee_level *level)
{
    const row r = {.part = "level", .number = gtee_level_least(level), .clause = gtee_level_clause(level),
                   .terms = gtee_level_issue(level) != NULL ? gtee_issue_id(gtee_level_issue(level)) : NULL, .has_range = true,
                   .range = {gtee_level_low(level), gtee_level_high(level)}};

    csv_row(show, csv, &r);
}

static void csv_carrier(gti_show *show, gti_csv *csv, const gtee_carrier *carrier, size_t number)
{
    const row r = {.part = "carrier", .number = number, .participant = gtee_carrier_participant(carrier), .has_range = true,
                   .range = {gtee_carrier_importance_low(carrier), gtee_carrier_importance_high(carrier)}};

    csv_row(show, csv, &r);
}

static void csv_figures(gti_show *show, gti_csv *csv, const gtee_stress *stress)
{
    const row rows[] = {
        {.part = "arrives", .has_range = true, .range = {gtee_stress_arrives_low(stress), gtee_stress_arrives_high(stress)}},
        {.part = "complete", .has_range = true, .range = {gtee_stress_complete_low(stress), gtee_stress_complete_high(stress)}},
        {.part = "expected", .has_range = true, .range = {gtee_stress_expected_low(stress), gtee_stress_expected_high(stress)}},
        {.part = "survives", .outcome = gtee_stress_can_arrive(stress) != 0 ? "can-arrive" : "cannot-arrive", .has_range = true,
         .range = {(double)gtee_stress_survives(stress), (double)gtee_stress_survives(stress)}},
        {.part = "adversary-power", .has_range = gtee_stress_adversary_power(stress) >= 0,
         .range = {gtee_stress_adversary_power(stress), gtee_stress_adversary_power(stress)}},
    };

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        csv_row(show, csv, &rows[i]);
}

static void csv_tests(gti_show *show, gti_csv *csv, const gtee_stress *stress)
{
    for (size_t i = 0; i < gtee_stress_test_count(stress); i++) {
        const gtee_test *test = gtee_stress_test_at(stress, i);
        const gtee_activation *activation = gtee_test_activation(test);
        const row r = {.part = "clause", .clause = gtee_test_clause(test), .outcome = test_name(gtee_test_outcome(test)),
                       .rule = activation != NULL ? gtee_activation_name(activation) : NULL, .message = gtee_test_reason(test)};
        csv_row(show, csv, &r);
    }
}

static void csv_changes(gti_show *show, gti_csv *csv, const gtee_stress *stress)
{
    for (size_t i = 0; i < gti_deals_shown(show, gtee_stress_change_count(stress)); i++) {
        const gtee_change *change = gtee_stress_change_at(stress, i);
        const row r = {.part = "change", .number = i + 1, .outcome = change_name(gtee_change_kind(change)),
                       .rule = gti_rule_home(gtee_stress_proposal(stress), gtee_change_rule(change)),
                       .participant = gtee_change_participant(change), .has_range = true,
                       .range = {gtee_change_low(change), gtee_change_high(change)}, .message = gtee_change_message(change)};
        csv_row(show, csv, &r);
    }
}

void gti_stress_csv(gti_show *show, gti_csv *csv, const void *what)
{
    static const char *const header[] = {"part", "number", "clause", "outcome", "rule", "participant", "name", "terms", "within", "likelihood_low",
                                         "likelihood_high", "origin", "low", "high", "message", "clause_citations",
                                         "position", "stance", "speaker", "date", "evidence", "via", "citations"};
    const gtee_stress *stress = what;

    gti_csv_header(csv, header, sizeof header / sizeof header[0]);
    csv_figures(show, csv, stress);
    csv_tests(show, csv, stress);
    for (size_t i = 0; i < gtee_stress_activation_count(stress); i++)
        csv_activation(show, csv, gtee_stress_activation_at(stress, i));
    for (size_t i = 0; i < gtee_stress_due_count(stress); i++)
        csv_due(show, csv, gtee_stress_due_at(stress, i));
    for (size_t i = 0; i < gtee_stress_level_count(stress); i++)
        csv_level(show, csv, gtee_stress_level_at(stress, i));
    for (size_t i = 0; i < gti_deals_shown(show, gtee_stress_cut_count(stress)); i++)
        csv_set(show, csv, "cut", i + 1, NULL, gtee_stress_cut_at(stress, i));
    for (size_t i = 0; i < gti_deals_shown(show, gtee_stress_carrier_count(stress)); i++)
        csv_carrier(show, csv, gtee_stress_carrier_at(stress, i), i + 1);
    csv_changes(show, csv, stress);
}
