/* stress.c: gtee_stress_show: would a guarantee hold on the day that it is called on: the answer, what is triggered, who can stop it.
 * Uses stress.h of here and of reason. */
#include "reason/stress.h"
#include "show/stress.h"

/* ---- The answer */

void gti_stress_vetoes(gti_show *show, const gtee_stress *stress, gti_vec *people)
{
    const gtee_dossier *dossier = gtee_view_dossier(gtee_stress_view(stress));

    for (size_t p = 0; p < gtee_dossier_participant_count(dossier); p++) {
        const gtee_participant *participant = gtee_dossier_participant_at(dossier, p);
        bool veto = false;
        for (size_t i = 0; i < gtee_stress_carrier_count(stress) && !veto; i++) {
            const gtee_carrier *carrier = gtee_stress_carrier_at(stress, i);
            veto = gtee_carrier_participant(carrier) == participant && gtee_carrier_is_veto_player(carrier) != 0;
        }
        if (veto && !gti_vec_append(&show->allocator, people, &participant, 1))
            gti_show_fail(show);
    }
}

static size_t count_tests(const gtee_stress *stress, uint32_t outcome)
{
    size_t count = 0;

    for (size_t i = 0; i < gtee_stress_test_count(stress); i++)
        count += gtee_test_outcome(gtee_stress_test_at(stress, i)) == outcome;
    return count;
}

/* The first rule that cannot win; NULL: none. */
static const gtee_activation *find_lost(const gtee_stress *stress)
{
    for (size_t i = 0; i < gtee_stress_activation_count(stress); i++) {
        const gtee_activation *activation = gtee_stress_activation_at(stress, i);
        if (gtee_activation_decision(activation) == GTEE_DECISION_LOSES)
            return activation;
    }
    return NULL;
}

static void put_no(gti_show *show, const gtee_stress *stress)
{
    const gtee_activation *lost = find_lost(stress);
    gti_doc *doc = &show->doc;

    if (count_tests(stress, GTEE_TEST_NOT_TRIGGERED) == gtee_stress_test_count(stress)) {
        gti_put_styled(doc, GTI_BAD, "No: none of its clauses is triggered.");
    } else if (gtee_stress_due_count(stress) == 0) {
        gti_put_styled(doc, GTI_BAD, "No: nothing comes due from anybody.");
    } else if (lost != NULL) {
        gti_put_styled(doc, GTI_BAD, "No");
        gti_put_all(doc, ": the decision “", gtee_activation_name(lost), "” cannot be reached, given who blocks it.", (const char *)NULL);
    } else {
        gti_put_styled(doc, GTI_BAD, "No: somebody without whom it does not arrive is certain to default.");
    }
}

static void put_chances(gti_show *show, const gtee_stress *stress)
{
    const double low = gtee_stress_arrives_low(stress), high = gtee_stress_arrives_high(stress);
    gti_doc *doc = &show->doc;

    if (high <= 0) {
        put_no(show, stress);
    } else if (low >= 1) {
        gti_put_styled(doc, GTI_GOOD, "Yes: it would act.");
    } else if (low <= 0 && high >= 1) {
        gti_put_styled(doc, GTI_MIXED, "It may act or not");
        gti_put(doc, ": what is on record leaves any probability open.");
    } else {
        gti_put_styled(doc, GTI_MIXED, "It may act");
        gti_put(doc, ", with a probability of ");
        gti_put_chance(show, low, high);
        gti_put(doc, ".");
    }
}

static size_t keep_those(const gtee_stress *stress, gti_vec *people, bool adverse)
{
    const gtee_participant **items = people->items;
    size_t kept = 0;

    for (size_t i = 0; i < people->count; i++)
        if (adverse ? gtee_stress_is_adversary(stress, items[i]) != 0 : gtee_stress_stand(stress, items[i]) == GTEE_STAND_BLOCK)
            items[kept++] = items[i];
    people->count = kept;
    return kept;
}

/* Veto players among adversaries, or among those who block and are no adversaries. */
static void put_stoppers(gti_show *show, const gtee_stress *stress)
{
    gti_vec people = GTI_VEC(const gtee_participant *);
    gti_doc *doc = &show->doc;

    gti_stress_vetoes(show, stress, &people);
    const bool any = people.count > 0;
    if (keep_those(stress, &people, true) > 0) {
        gti_put(doc, " ");
        gti_put_style(doc, GTI_STRONG);
        gti_put_people(show, &people, people.count, gti_vector_at);
        gti_put_style(doc, GTI_PLAIN);
        gti_put(doc, people.count == 1 ? ", against whom it is meant, can stop it alone." : ", against whom it is meant, can each stop it alone.");
    } else if (any) {
        gti_vec_clear(&people);
        gti_stress_vetoes(show, stress, &people);
        const bool blocked = keep_those(stress, &people, false) > 0;
        if (!blocked)
            gti_stress_vetoes(show, stress, &people);
        gti_put(doc, " ");
        gti_put_people(show, &people, people.count, gti_vector_at);
        gti_put(doc, people.count == 1 ? " can stop it alone" : " can each stop it alone");
        gti_put(doc, !blocked ? "." : people.count == 1 ? ", and does." : ", and do.");
    }
    gti_vec_free(&show->allocator, &people);
}

/* Who has ruled out already what it would owe. */
static void put_excluded(gti_show *show, const gtee_stress *stress)
{
    gti_vec people = GTI_VEC(const gtee_participant *);
    const gtee_dossier *dossier = gtee_view_dossier(gtee_stress_view(stress));

    for (size_t p = 0; p < gtee_dossier_participant_count(dossier); p++) {
        const gtee_participant *participant = gtee_dossier_participant_at(dossier, p);
        bool excluded = false;
        for (size_t i = 0; i < gtee_stress_due_count(stress) && !excluded; i++) {
            const gtee_due *due = gtee_stress_due_at(stress, i);
            excluded = gtee_due_excluded_by(due) != NULL && gtee_due_obligor(due) == participant;
        }
        if (excluded && !gti_vec_append(&show->allocator, &people, &participant, 1))
            gti_show_fail(show);
    }
    if (people.count > 0) {
        gti_put(&show->doc, " ");
        gti_put_style(&show->doc, GTI_STRONG);
        gti_put_people(show, &people, people.count, gti_vector_at);
        gti_put_style(&show->doc, GTI_PLAIN);
        gti_put(&show->doc, people.count == 1 ? " has already ruled out what it would owe." : " have already ruled out what they would owe.");
    }
    gti_vec_free(&show->allocator, &people);
}

void gti_put_survives(gti_show *show, size_t survives)
{
    gti_put(&show->doc, "It survives ");
    if (survives > 0)
        gti_put_count(&show->doc, survives, "default", "defaults");
    gti_put(&show->doc, survives > 0 ? ", whoever defaults." : "no default.");
}

void gti_put_stress_answer(gti_show *show, const gtee_stress *stress)
{
    put_chances(show, stress);
    put_stoppers(show, stress);
    if (gtee_stress_can_arrive(stress) != 0) {
        gti_put(&show->doc, " ");
        gti_put_survives(show, gtee_stress_survives(stress));
    }
    put_excluded(show, stress);
}

/* ---- What was asked */

static void put_scenarios(gti_show *show, const gtee_dossier *dossier)
{
    gti_doc *doc = &show->doc;
    const size_t count = gtee_dossier_scenario_count(dossier);

    gti_put(doc, "No scenario was named: each clause's own trigger is taken to happen, and nothing is said of where anybody stands.");
    if (count == 0)
        return;
    gti_put(doc, count == 1 ? " There is a scenario on record: " : " Scenarios on record: ");
    for (size_t i = 0; i < count; i++) {
        gti_put(doc, i > 0 ? ", " : "");
        gti_put_styled(doc, GTI_CODE, gtee_scenario_id(gtee_dossier_scenario_at(dossier, i)));
    }
    gti_put(doc, ".");
}

static void put_scenario(gti_show *show, const gtee_scenario *scenario)
{
    gti_doc *doc = &show->doc;

    gti_put(doc, "Scenario: ");
    gti_put_styled(doc, GTI_STRONG, gtee_scenario_title(scenario));
    if (gtee_scenario_description(scenario) != NULL)
        gti_put_all(doc, ": ", gtee_scenario_description(scenario), (const char *)NULL);
    if (gtee_scenario_trigger(scenario) != NULL) {
        gti_put(doc, " (");
        gti_put_trigger(show, gtee_scenario_trigger(scenario));
        gti_put(doc, ")");
    }
    gti_put_citations(show, gtee_scenario_record(scenario));
}

/* Does it owe something, or have a part in a decision? */
static bool counts(const gtee_stress *stress, const gtee_participant *participant)
{
    for (size_t i = 0; i < gtee_stress_carrier_count(stress); i++)
        if (gtee_carrier_participant(gtee_stress_carrier_at(stress, i)) == participant)
            return true;
    return false;
}

/* Those who stand so, of those whose stand makes a difference. */
static void put_stand(gti_show *show, const gtee_stress *stress, uint32_t stand, const char *words)
{
    gti_vec people = GTI_VEC(const gtee_participant *);
    const gtee_dossier *dossier = gtee_view_dossier(gtee_stress_view(stress));

    for (size_t i = 0; i < gtee_dossier_participant_count(dossier); i++) {
        const gtee_participant *participant = gtee_dossier_participant_at(dossier, i);
        if (gtee_stress_stand(stress, participant) == stand && counts(stress, participant) &&
            !gti_vec_append(&show->allocator, &people, &participant, 1))
            gti_show_fail(show);
    }
    if (people.count > 0) {
        gti_put(&show->doc, gti_pending(&show->doc) ? " " : "");
        gti_put(&show->doc, words);
        for (size_t i = 0; i < people.count; i++) {
            gti_put(&show->doc, i == 0 ? "" : i + 1 == people.count ? " and " : ", ");
            gti_put_name(show, gti_vector_at(&people, i));
            gti_put(&show->doc, gti_stress_supposed(stress, gti_vector_at(&people, i)) ? " (what if)" : "");
        }
        gti_put(&show->doc, ".");
    }
    gti_vec_free(&show->allocator, &people);
}

static const gtee_participant *adversary_at(const void *stress, size_t index)
{
    return gtee_stress_adversary_at(stress, index);
}

static void put_stands(gti_show *show, const gtee_stress *stress)
{
    if (gtee_stress_adversary_count(stress) > 0) {
        gti_put(&show->doc, "Acts against it: ");
        gti_put_people(show, stress, gtee_stress_adversary_count(stress), adversary_at);
        gti_put(&show->doc, ".");
    }
    put_stand(show, stress, GTEE_STAND_SUPPORT, "For it: ");
    put_stand(show, stress, GTEE_STAND_BLOCK, "Blocks it: ");
    put_stand(show, stress, GTEE_STAND_UNKNOWN, "Not known: ");
    if (gtee_stress_scenario(stress) != NULL || gtee_stress_alternative_count(stress) > 0)
        put_stand(show, stress, GTEE_STAND_UNSPECIFIED, "Nothing is said of: ");
}

/* Is the scenario none of those that are averaged? Then it says what happens, and they who stands where. */
static bool is_apart(const gtee_stress *stress)
{
    for (size_t i = 0; i < gtee_stress_alternative_count(stress); i++)
        if (gtee_stress_alternative_at(stress, i) == gtee_stress_scenario(stress))
            return false;
    return gtee_stress_scenario(stress) != NULL && gtee_stress_alternative_count(stress) > 0;
}

static void put_alternatives(gti_show *show, const gtee_stress *stress)
{
    const size_t count = gtee_stress_alternative_count(stress);
    gti_doc *doc = &show->doc;

    for (size_t i = 0; i < count; i++) {
        gti_put(doc, i > 0 ? ", " : count == 1 ? "Stands and likelihoods are those of the scenario " : "Figures are averaged over the scenarios ");
        gti_put_styled(doc, GTI_CODE, gtee_scenario_id(gtee_stress_alternative_at(stress, i)));
        if (count == 1)
            continue;
        gti_put(doc, " (weight ");
        gti_put_rounded(show, gtee_stress_alternative_weight_at(stress, i));
        gti_put(doc, ")");
    }
    gti_put(doc, count > 1 ? "; the stands shown are those of the first." : count == 1 ? "." : "");
    if (is_apart(stress)) {
        gti_put(doc, " What happens is that of ");
        gti_put_styled(doc, GTI_CODE, gtee_scenario_id(gtee_stress_scenario(stress)));
        gti_put(doc, ", whose own stands and likelihoods do not count.");
    }
}

/* What the figures rest on besides the scenario. */
static void put_basis(gti_show *show, const gtee_stress *stress)
{
    gti_doc *doc = &show->doc;

    put_alternatives(show, stress);
    if (gtee_stress_holder(stress) == NULL)
        return;
    gti_put(doc, gti_pending(doc) ? " " : "");
    gti_put(doc, "Likelihoods are what ");
    gti_put_name(show, gtee_stress_holder(stress));
    gti_put(doc, " expects, where that is on record.");
}

static void add_question(gti_show *show, const gtee_stress *stress)
{
    gti_doc *doc = &show->doc;

    gti_put_view(show, gtee_stress_view(stress));
    if (gtee_stress_day(stress) != GTEE_DATE_NONE && gtee_stress_day(stress) != gtee_view_as_of(gtee_stress_view(stress))) {
        gti_put(doc, "; it happens on ");
        gti_put_date(doc, gtee_stress_day(stress));
    }
    gti_doc_paragraph(doc, 0, NULL);
    if (gtee_stress_scenario(stress) != NULL)
        put_scenario(show, gtee_stress_scenario(stress));
    else
        put_scenarios(show, gtee_view_dossier(gtee_stress_view(stress)));
    gti_doc_paragraph(doc, 0, NULL);
    put_basis(show, stress);
    if (gti_pending(doc))
        gti_doc_paragraph(doc, 0, NULL);
    put_stands(show, stress);
    if (gti_pending(doc))
        gti_doc_paragraph(doc, 0, NULL);
}

/* ---- What is triggered */

static enum gti_style test_style(uint32_t outcome)
{
    return outcome == GTEE_TEST_TRIGGERED ? GTI_GOOD : outcome == GTEE_TEST_OPEN ? GTI_MIXED : GTI_DIM;
}

static void add_test(gti_show *show, const gtee_test *test)
{
    const gtee_clause *clause = gtee_test_clause(test);
    gti_doc *doc = &show->doc;

    gti_put_styled(doc, GTI_STRONG, gtee_clause_title(clause));
    gti_put(doc, " (");
    gti_put_styled(doc, GTI_CODE, gtee_clause_id(clause));
    gti_put(doc, "): ");
    gti_put_styled(doc, test_style(gtee_test_outcome(test)), gtee_test_outcome_name(gtee_test_outcome(test)));
    gti_put_all(doc, "; ", gtee_test_reason(test), (const char *)NULL);
    if (gtee_test_activation(test) != NULL)
        gti_put_all(doc, "; decided by “", gtee_activation_name(gtee_test_activation(test)), "”", (const char *)NULL);
    gti_put_citations(show, gtee_clause_record(clause));
    gti_doc_item(doc, 1, "- ", NULL);
}

static void add_tests(gti_show *show, const gtee_stress *stress)
{
    static const uint32_t order[] = {GTEE_TEST_TRIGGERED, GTEE_TEST_OPEN, GTEE_TEST_NOT_TRIGGERED};

    if (gtee_stress_test_count(stress) == 0)
        return;
    gti_doc_heading(&show->doc, 2, "Which clauses are called on");
    for (size_t o = 0; o < 3; o++)
        for (size_t i = 0; i < gtee_stress_test_count(stress); i++)
            if (gtee_test_outcome(gtee_stress_test_at(stress, i)) == order[o])
                add_test(show, gtee_stress_test_at(stress, i));
}

/* ---- Who can stop it */

static void put_veto(gti_show *show, const gtee_stress *stress, const gtee_participant *veto)
{
    const uint32_t stand = gtee_stress_stand(stress, veto);

    gti_put_styled(&show->doc, GTI_STRONG, gti_name_of(show, veto));
    if (gtee_stress_is_adversary(stress, veto) != 0)
        gti_put(&show->doc, stand == GTEE_STAND_BLOCK ? " (the adversary, who blocks)" : " (the adversary)");
    else if (stand == GTEE_STAND_BLOCK)
        gti_put(&show->doc, " (blocks)");
    else if (stand == GTEE_STAND_SUPPORT)
        gti_put(&show->doc, " (supports)");
}

static void add_vetoes(gti_show *show, const gtee_stress *stress, const gtee_activation *activation)
{
    const size_t count = gtee_activation_veto_count(activation);

    gti_put(&show->doc, count == 0 ? "Nobody can stop it alone" : "Can stop it alone: ");
    for (size_t i = 0; i < count; i++) {
        gti_put(&show->doc, i > 0 ? ", " : "");
        put_veto(show, stress, gtee_activation_veto_at(activation, i));
    }
    gti_put(&show->doc, ".");
    if (gtee_stress_adversary_count(stress) > 0) {
        gti_put(&show->doc, " The adversary's power to prevent it (Coleman): ");
        gti_put_rounded(show, gtee_activation_adversary_power(activation));
        gti_put(&show->doc, ".");
    }
    gti_doc_paragraph(&show->doc, 2, NULL);
}

/* Who does not support it yet, and could stop it together. */
static void add_stoppers(gti_show *show, const gtee_activation *activation)
{
    const size_t count = gtee_activation_stopper_count(activation), shown = gti_deals_shown(show, count);
    gti_doc *doc = &show->doc;

    if (gtee_activation_decision(activation) != GTEE_DECISION_OPEN || count == 0)
        return;
    gti_put_all(doc, "Of those who do not support it yet, ", gtee_activation_stopper_total(activation), count == 1 ? " minimal set can stop it: " : " minimal sets can stop it: ", (const char *)NULL);
    for (size_t i = 0; i < shown; i++) {
        gti_put(doc, i > 0 ? "; " : "");
        gti_put_coalition(show, gtee_activation_stopper_at(activation, i));
    }
    gti_put(doc, shown < count ? "; …" : ".");
    gti_doc_paragraph(doc, 2, NULL);
}

static void add_activation(gti_show *show, const gtee_stress *stress, const gtee_activation *activation)
{
    static const char *const words[] = {"cannot be reached, given who blocks it", "is reached by those who support it alone", "is open"};
    static const enum gti_style styles[] = {GTI_BAD, GTI_GOOD, GTI_MIXED};
    const uint32_t decision = gtee_activation_decision(activation);
    gti_doc *doc = &show->doc;

    gti_put_all(doc, "The decision “", gtee_activation_name(activation), "” of ", (const char *)NULL);
    gti_put_count(doc, gtee_game_member_count(gtee_activation_game(activation)), "member ", "members ");
    gti_put_styled(doc, styles[decision], words[decision]);
    if (decision == GTEE_DECISION_OPEN) {
        gti_put(doc, "; probability ");
        gti_put_chance(show, gtee_activation_low(activation), gtee_activation_high(activation));
    }
    gti_doc_item(doc, 1, "- ", NULL);
    add_vetoes(show, stress, activation);
    add_stoppers(show, activation);
}

static void add_activations(gti_show *show, const gtee_stress *stress)
{
    if (gtee_stress_due_count(stress) == 0 && gtee_stress_activation_count(stress) == 0)
        return;
    gti_doc_heading(&show->doc, 2, "Who can stop it");
    if (gtee_stress_activation_count(stress) == 0)
        gti_doc_paragraph(&show->doc, 1, "No clause that is called on needs a decision.");
    for (size_t i = 0; i < gtee_stress_activation_count(stress); i++)
        add_activation(show, stress, gtee_stress_activation_at(stress, i));
}

static void build(gti_show *show, const void *what)
{
    const gtee_stress *stress = what;
    const gtee_scenario *scenario = gtee_stress_scenario(stress);
    gti_doc *doc = &show->doc;

    gti_put_all(doc, "Would “", gtee_proposal_title(gtee_stress_proposal(stress)), "” hold", scenario != NULL ? " in “" : "",
                scenario != NULL ? gtee_scenario_title(scenario) : "", scenario != NULL ? "”?" : "?", (const char *)NULL);
    gti_doc_heading(doc, 1, NULL);
    gti_put_stress_answer(show, stress);
    gti_doc_paragraph(doc, 0, NULL);
    gti_doc_gap(doc);
    add_question(show, stress);
    add_tests(show, stress);
    add_activations(show, stress);
    gti_add_dues(show, stress);
    gti_add_levels(show, stress);
    gti_add_cuts(show, stress);
    gti_add_carriers(show, stress);
    gti_add_changes(show, stress);
    gti_doc_sources(show);
}

gtee_status gtee_stress_show(const gtee_stress *stress, const gtee_show_options *options, gtee_text **text)
{
    static const gti_shower shower = {build, gti_stress_json, gti_stress_csv, false};

    if (text == NULL)
        return GTEE_ERROR_ARGUMENT;
    *text = NULL;
    if (stress == NULL)
        return GTEE_ERROR_ARGUMENT;
    return gti_show_run(gti_show_allocator(gtee_stress_view(stress)), options, &shower, stress, text);
}
