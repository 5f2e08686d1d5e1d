/* comparison_stress.c: the rows of a comparison that say what proposals would be worth when called on. Uses stress.h. */
#include "show/stress.h"

static const gtee_stress *stress_at(const gtee_comparison *comparison, size_t index)
{
    return gtee_comparison_stress_at(comparison, index);
}

static bool has_trials(const gtee_comparison *comparison)
{
    return gtee_comparison_proposal_count(comparison) > 0 && stress_at(comparison, 0) != NULL;
}

/* ---- Text */

static void put_blockers(gti_show *show, const gtee_stress *stress)
{
    gti_vec people = GTI_VEC(const gtee_participant *);

    gti_stress_vetoes(show, stress, &people);
    gti_put(&show->doc, people.count == 0 ? "nobody alone" : "");
    for (size_t i = 0; i < people.count; i++) {
        gti_put(&show->doc, i > 0 ? ", " : "");
        if (gtee_stress_is_adversary(stress, gti_vector_at(&people, i)) != 0)
            gti_put_styled(&show->doc, GTI_BAD, gti_name_of(show, gti_vector_at(&people, i)));
        else
            gti_put_name(show, gti_vector_at(&people, i));
    }
    gti_vec_free(&show->allocator, &people);
}

static void put_power(gti_show *show, const gtee_stress *stress)
{
    if (gtee_stress_adversary_count(stress) == 0)
        gti_put(&show->doc, "no adversary is named");
    else
        gti_put_rounded(show, gtee_stress_adversary_power(stress));
}

static void put_arrival(gti_show *show, const gtee_stress *stress)
{
    gti_put_chance(show, gtee_stress_arrives_low(stress), gtee_stress_arrives_high(stress));
}

static void put_delivery(gti_show *show, const gtee_stress *stress)
{
    gti_put_range(show, gtee_stress_expected_low(stress), gtee_stress_expected_high(stress));
    gti_put(&show->doc, " of ");
    gti_put_uint(&show->doc, gtee_stress_due_count(stress));
}

static void put_survived(gti_show *show, const gtee_stress *stress)
{
    if (gtee_stress_can_arrive(stress) == 0)
        gti_put_styled(&show->doc, GTI_BAD, "it cannot arrive");
    else
        gti_put_uint(&show->doc, gtee_stress_survives(stress));
}

void gti_add_trials(gti_show *show, const gtee_comparison *comparison)
{
    static const struct {
        const char *label;
        void (*put)(gti_show *show, const gtee_stress *stress);
    } rows[] = {{"Who can stop it alone", put_blockers},   {"The adversary's power to prevent it", put_power},
                {"Probability that it arrives", put_arrival}, {"Commitments expected to arrive", put_delivery},
                {"Defaults survived", put_survived}};
    const size_t count = gtee_comparison_proposal_count(comparison);
    gti_doc *doc = &show->doc;

    if (!has_trials(comparison))
        return;
    const gtee_scenario *scenario = gtee_stress_scenario(stress_at(comparison, 0));
    gti_put_all(doc, "If called on", scenario != NULL ? ", in “" : "", scenario != NULL ? gtee_scenario_title(scenario) : "", scenario != NULL ? "”" : "",
                (const char *)NULL);
    gti_doc_heading(doc, 2, NULL);
    gti_table *table = gti_doc_table(doc, GTI_TABLE_SPLIT, (uint32_t)count + 1);
    gti_table_column(doc, table, 0, 0, "");
    for (size_t p = 0; p < count; p++) {
        gti_put(doc, gtee_proposal_title(gtee_comparison_proposal_at(comparison, p)));
        gti_table_column(doc, table, (uint32_t)p + 1, 0, NULL);
    }
    for (size_t r = 0; r < sizeof rows / sizeof rows[0]; r++) {
        gti_table_cell(doc, table, rows[r].label);
        for (size_t p = 0; p < count; p++) {
            rows[r].put(show, stress_at(comparison, p));
            gti_table_cell(doc, table, NULL);
        }
    }
}

/* ---- JSON and CSV */

/* The ids of those who can stop it alone, in the dossier's order. */
static void write_blockers(gti_json *json, const gtee_stress *stress)
{
    const gtee_dossier *dossier = gtee_view_dossier(gtee_stress_view(stress));

    gti_json_key(json, "can_stop");
    gti_json_begin_list(json, true);
    for (size_t p = 0; p < gtee_dossier_participant_count(dossier); p++) {
        const gtee_participant *participant = gtee_dossier_participant_at(dossier, p);
        for (size_t i = 0; i < gtee_stress_carrier_count(stress); i++) {
            const gtee_carrier *carrier = gtee_stress_carrier_at(stress, i);
            if (gtee_carrier_participant(carrier) == participant && gtee_carrier_is_veto_player(carrier) != 0)
                gti_json_text(json, gtee_participant_id(participant));
        }
    }
    gti_json_end_list(json);
}

static void write_trial(gti_json *json, const gtee_comparison *comparison, size_t p)
{
    const gtee_stress *stress = stress_at(comparison, p);
    const gtee_scenario *scenario = gtee_stress_scenario(stress);

    gti_json_begin_map(json);
    gti_json_member(json, "proposal", gtee_proposal_id(gtee_comparison_proposal_at(comparison, p)));
    gti_json_member(json, "scenario", scenario != NULL ? gtee_scenario_id(scenario) : NULL);
    write_blockers(json, stress);
    gti_json_real(json, "adversary_power", gtee_stress_adversary_power(stress));
    gti_json_range(json, "arrives", gtee_stress_arrives_low(stress), gtee_stress_arrives_high(stress));
    gti_json_range(json, "expected", gtee_stress_expected_low(stress), gtee_stress_expected_high(stress));
    gti_json_number(json, "dues", gtee_stress_due_count(stress));
    gti_json_flag(json, "can_arrive", gtee_stress_can_arrive(stress) != 0);
    gti_json_number(json, "survives", gtee_stress_survives(stress));
    gti_json_end_map(json);
}

void gti_json_trials(gti_json *json, const gtee_comparison *comparison)
{
    gti_json_key(json, "stress");
    if (!has_trials(comparison)) {
        gti_json_text(json, NULL);
        return;
    }
    gti_json_begin_list(json, false);
    for (size_t p = 0; p < gtee_comparison_proposal_count(comparison); p++)
        write_trial(json, comparison, p);
    gti_json_end_list(json);
}

/* A figure stands where a choice has its options. */
static void csv_figure(gti_show *show, gti_csv *csv, const gtee_proposal *proposal, const char *kind)
{
    for (unsigned empty = 0; empty < 3; empty++)
        gti_csv_text(csv, NULL);
    gti_csv_text(csv, gtee_proposal_id(proposal));
    gti_csv_text(csv, kind);
    gti_csv_text(csv, gti_take(&show->doc));
    gti_csv_text(csv, NULL);
    gti_csv_text(csv, NULL);
    gti_csv_row(csv);
}

static void put_range_plain(gti_show *show, double low, double high)
{
    gti_put_number(show, low);
    gti_put(&show->doc, " ");
    gti_put_number(show, high);
}

static void csv_trial(gti_show *show, gti_csv *csv, const gtee_proposal *proposal, const gtee_stress *stress)
{
    gti_vec people = GTI_VEC(const gtee_participant *);

    gti_stress_vetoes(show, stress, &people);
    for (size_t i = 0; i < people.count; i++)
        gti_put_all(&show->doc, i > 0 ? " " : "", gtee_participant_id(gti_vector_at(&people, i)), (const char *)NULL);
    gti_vec_free(&show->allocator, &people);
    csv_figure(show, csv, proposal, "can-stop");
    if (gtee_stress_adversary_power(stress) >= 0)
        gti_put_number(show, gtee_stress_adversary_power(stress));
    csv_figure(show, csv, proposal, "adversary-power");
    put_range_plain(show, gtee_stress_arrives_low(stress), gtee_stress_arrives_high(stress));
    csv_figure(show, csv, proposal, "arrives");
    put_range_plain(show, gtee_stress_expected_low(stress), gtee_stress_expected_high(stress));
    csv_figure(show, csv, proposal, "expected");
    gti_put_uint(&show->doc, gtee_stress_due_count(stress));
    csv_figure(show, csv, proposal, "dues");
    if (gtee_stress_can_arrive(stress) != 0)
        gti_put_uint(&show->doc, gtee_stress_survives(stress));
    csv_figure(show, csv, proposal, "survives");
}

void gti_csv_trials(gti_show *show, gti_csv *csv, const gtee_comparison *comparison)
{
    for (size_t p = 0; has_trials(comparison) && p < gtee_comparison_proposal_count(comparison); p++)
        csv_trial(show, csv, gtee_comparison_proposal_at(comparison, p), stress_at(comparison, p));
}
