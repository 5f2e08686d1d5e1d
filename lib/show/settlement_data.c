/* settlement_data.c: settlements as JSON and CSV. Uses settlement.h. docs/output.md describes both. */
#include "show/settlement.h"

/* ---- JSON */

static void write_choice(gti_json *json, const gtee_choice *choice)
{
    gti_json_begin_map(json);
    gti_json_variable(json, gtee_choice_issue(choice), gtee_choice_participant(choice));
    gti_json_options(json, "options", gtee_choice_issue(choice), gtee_choice_options(choice));
    gti_json_flag(json, "default", gtee_choice_is_default(choice) != 0);
    gti_json_flag(json, "free", gtee_choice_is_free(choice) != 0);
    gti_json_flag(json, "changed", gtee_choice_is_changed(choice) != 0);
    gti_json_end_map(json);
}

/* The keys issue, choice and options of a choice, or nulls. */
static void write_variable(gti_json *json, const gtee_choice *choice)
{
    const gtee_issue *issue = choice != NULL ? gtee_choice_issue(choice) : NULL;

    gti_json_variable(json, issue, choice != NULL ? gtee_choice_participant(choice) : NULL);
    gti_json_options(json, "options", issue, choice != NULL ? gtee_choice_options(choice) : 0);
}

static void write_concession(gti_show *show, gti_json *json, const gtee_concession *concession)
{
    gti_json_begin_map(json);
    gti_json_id(json, "participant", gtee_position_participant(gtee_concession_position(concession)));
    gti_json_member(json, "message", gtee_concession_message(concession));
    write_variable(json, gtee_concession_choice(concession));
    gti_json_refer(show, json, "position", gtee_concession_position(concession));
    gti_json_end_map(json);
}

static void write_gain(gti_show *show, gti_json *json, const gtee_gain *gain)
{
    gti_json_begin_map(json);
    gti_json_id(json, "participant", gtee_gain_participant(gain));
    gti_json_member(json, "name", gti_name_of(show, gtee_gain_participant(gain)));
    gti_json_number(json, "demands", gtee_gain_demands(gain));
    gti_json_number(json, "demands_met", gtee_gain_demands_met(gain));
    gti_json_number(json, "red_lines", gtee_gain_red_lines(gain));
    gti_json_number(json, "consents", gtee_gain_consents(gain));
    gti_json_real(json, "weight", gtee_gain_weight(gain));
    gti_json_key(json, "utility");
    if (gain->has_utility)
        gti_json_double(json, gtee_gain_utility(gain));
    else
        gti_json_text(json, NULL);
    gti_json_end_map(json);
}

static void list_consents(gti_json *json, const gtee_package *package)
{
    gti_json_key(json, "assumed_consents");
    gti_json_begin_list(json, false);
    for (size_t i = 0; i < gtee_package_consent_count(package); i++) {
        const gtee_consent *consent = gtee_package_consent_at(package, i);
        gti_json_begin_map(json);
        gti_json_id(json, "participant", gtee_consent_participant(consent));
        write_variable(json, gtee_consent_choice(consent));
        gti_json_end_map(json);
    }
    gti_json_end_list(json);
}

static void list_costs(gti_show *show, gti_json *json, const gtee_package *package)
{
    gti_json_key(json, "concessions");
    gti_json_begin_list(json, false);
    for (size_t i = 0; i < gtee_package_concession_count(package); i++)
        write_concession(show, json, gtee_package_concession_at(package, i));
    gti_json_end_list(json);
    list_consents(json, package);
    gti_json_key(json, "reservations");
    gti_json_begin_list(json, true);
    for (size_t i = 0; i < gtee_package_reservation_count(package); i++)
        gti_json_refer(show, json, NULL, gtee_package_reservation_at(package, i));
    gti_json_end_list(json);
}

static void write_package(gti_show *show, gti_json *json, const gtee_package *package)
{
    gti_json_begin_map(json);
    gti_json_number(json, "changes", gtee_package_changes(package));
    gti_json_number(json, "red_lines", gtee_package_red_lines(package));
    gti_json_number(json, "consents", gtee_package_consents(package));
    gti_json_real(json, "weight", gtee_package_weight(package));
    gti_json_key(json, "terms");
    gti_json_begin_list(json, false);
    for (size_t i = 0; i < gtee_package_choice_count(package); i++)
        write_choice(json, gtee_package_choice_at(package, i));
    gti_json_end_list(json);
    list_costs(show, json, package);
    gti_json_key(json, "gains");
    gti_json_begin_list(json, false);
    for (size_t i = 0; i < gtee_package_gain_count(package); i++)
        write_gain(show, json, gtee_package_gain_at(package, i));
    gti_json_end_list(json);
    gti_json_end_map(json);
}

static void write_bounds(gti_json *json, const gtee_settlement *settlement)
{
    gti_json_flag(json, "proved", gtee_settlement_proved(settlement) != 0);
    gti_json_member(json, "engine", gtee_settlement_engine(settlement));
    gti_json_key(json, "least");
    gti_json_begin_map(json);
    gti_json_number(json, "changes", gtee_settlement_least_changes(settlement));
    gti_json_number(json, "red_lines", gtee_settlement_least_red_lines(settlement));
    gti_json_number(json, "consents", gtee_settlement_least_consents(settlement));
    gti_json_real(json, "weight", gtee_settlement_least_weight(settlement));
    gti_json_end_map(json);
}

void gti_settlement_json(gti_show *show, gti_json *json, const void *what)
{
    const gtee_settlement *settlement = what;
    const size_t count = gtee_settlement_count(settlement), shown = gti_deals_shown(show, count);

    gti_json_deal_begin(show, json, gti_is_nearest(settlement) ? "nearest" : "settlement", gtee_settlement_view(settlement),
                        gti_inquiry_of(settlement));
    write_bounds(json, settlement);
    gti_json_key(json, "proof");
    gti_json_begin_list(json, false);
    for (size_t i = 0; i < gtee_settlement_proof_count(settlement); i++)
        gti_json_conflict(show, json, gtee_settlement_proof_at(settlement, i));
    gti_json_end_list(json);
    gti_json_flag(json, "complete", settlement->complete && shown == count);
    gti_json_key(json, "packages");
    gti_json_begin_list(json, false);
    for (size_t i = 0; i < shown; i++)
        write_package(show, json, gtee_settlement_at(settlement, i));
    gti_json_end_list(json);
    gti_json_constraints(show, json);
    gti_json_references(show, json);
    gti_json_end_map(json);
}

/* ---- CSV: a row for each concession, consent, preference given up and term of a package */

static void begin_row(gti_show *show, gti_csv *csv, size_t number, const char *part, const gtee_participant *participant)
{
    gti_csv_uint(csv, number);
    gti_csv_text(csv, part);
    gti_csv_participant(csv, participant);
    gti_csv_text(csv, participant != NULL ? gti_name_of(show, participant) : NULL);
}

static void choice_fields(gti_show *show, gti_csv *csv, const gtee_choice *choice)
{
    const gtee_issue *issue = choice != NULL ? gtee_choice_issue(choice) : NULL;

    gti_csv_text(csv, issue != NULL ? gtee_issue_id(issue) : NULL);
    gti_csv_participant(csv, choice != NULL ? gtee_choice_participant(choice) : NULL);
    gti_csv_text(csv, choice != NULL ? gti_csv_options(show, issue, gtee_choice_options(choice)) : NULL);
}

static void write_flag(gti_csv *csv, bool value)
{
    gti_csv_text(csv, value ? "true" : "false");
}

static void term_row(gti_show *show, gti_csv *csv, size_t number, const gtee_choice *choice)
{
    begin_row(show, csv, number, "term", NULL);
    choice_fields(show, csv, choice);
    write_flag(csv, gtee_choice_is_default(choice) != 0);
    write_flag(csv, gtee_choice_is_free(choice) != 0);
    write_flag(csv, gtee_choice_is_changed(choice) != 0);
    gti_csv_text(csv, NULL);
    gti_csv_position_brief(show, csv, NULL);
    gti_csv_row(csv);
}

static void other_row(gti_show *show, gti_csv *csv, const gtee_choice *choice, const char *message, const gtee_position *position)
{
    choice_fields(show, csv, choice);
    for (int flags = 0; flags < 3; flags++)
        gti_csv_text(csv, NULL);
    gti_csv_text(csv, message);
    gti_csv_position_brief(show, csv, position);
    gti_csv_row(csv);
}

static void package_rows(gti_show *show, gti_csv *csv, const gtee_package *package, size_t number)
{
    for (size_t i = 0; i < gtee_package_concession_count(package); i++) {
        const gtee_concession *concession = gtee_package_concession_at(package, i);
        const gtee_position *position = gtee_concession_position(concession);
        begin_row(show, csv, number, "concession", gtee_position_participant(position));
        other_row(show, csv, gtee_concession_choice(concession), gtee_concession_message(concession), position);
    }
    for (size_t i = 0; i < gtee_package_consent_count(package); i++) {
        const gtee_consent *consent = gtee_package_consent_at(package, i);
        begin_row(show, csv, number, "consent", gtee_consent_participant(consent));
        other_row(show, csv, gtee_consent_choice(consent), NULL, NULL);
    }
    for (size_t i = 0; i < gtee_package_reservation_count(package); i++) {
        const gtee_position *position = gtee_package_reservation_at(package, i);
        begin_row(show, csv, number, "preference", gtee_position_participant(position));
        other_row(show, csv, NULL, NULL, position);
    }
    for (size_t i = 0; i < gtee_package_choice_count(package); i++)
        term_row(show, csv, number, gtee_package_choice_at(package, i));
}

void gti_settlement_csv(gti_show *show, gti_csv *csv, const void *what)
{
    static const char *const header[] = {"package", "part", "participant", "name", "issue", "choice", "options", "default", "free", "changed",
                                         "message", GTI_POSITION_BRIEF};
    const gtee_settlement *settlement = what;

    gti_csv_header(csv, header, sizeof header / sizeof header[0]);
    for (size_t i = 0; i < gti_deals_shown(show, gtee_settlement_count(settlement)); i++)
        package_rows(show, csv, gtee_settlement_at(settlement, i), i + 1);
}
