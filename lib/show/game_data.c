/* game_data.c: rules as JSON and CSV. Uses game.h. docs/output.md describes both. */
#include "show/game.h"

/* ---- JSON */

static void write_members(gti_show *show, gti_json *json, const gtee_game *game)
{
    gti_json_key(json, "members");
    gti_json_begin_list(json, false);
    for (size_t i = 0; i < gtee_game_member_count(game); i++) {
        gti_json_begin_map(json);
        gti_json_id(json, "participant", gtee_game_member_at(game, i));
        gti_json_member(json, "name", gti_name_of(show, gtee_game_member_at(game, i)));
        gti_json_flag(json, "veto", gtee_game_is_veto_player(game, i) != 0);
        gti_json_flag(json, "dictator", gtee_game_is_dictator(game, i) != 0);
        gti_json_end_map(json);
    }
    gti_json_end_list(json);
}

static void write_clauses(gti_json *json, const gtee_game *game)
{
    gti_json_key(json, "clauses");
    gti_json_begin_list(json, false);
    for (size_t i = 0; i < gtee_proposal_clause_count(game->proposal); i++) {
        const gtee_clause *clause = gtee_proposal_clause_at(game->proposal, i);
        if (gtee_clause_activation(clause) != game->rule)
            continue;
        gti_json_begin_map(json);
        gti_json_member(json, "clause", gtee_clause_id(clause));
        gti_json_citations(json, gtee_clause_record(clause));
        gti_json_end_map(json);
    }
    gti_json_end_list(json);
}

static void write_decision(gti_json *json, const gti_game_answer *answer)
{
    const gtee_game_show_options *what = &answer->what;

    gti_json_key(json, "decision");
    if (!answer->asked) {
        gti_json_text(json, NULL);
        return;
    }
    gti_json_begin_map(json);
    gti_json_people(json, "support", what->support, what->support_count, gti_items_at);
    gti_json_people(json, "block", what->block, what->block_count, gti_items_at);
    gti_json_member(json, "decision", gtee_decision_name(answer->decision));
    gti_json_people(json, "pivotal", &answer->pivotal, answer->pivotal.count, gti_people_at);
    gti_json_end_map(json);
}

static void write_sets(gti_json *json, const char *key, const gti_sets *sets)
{
    const char *refusal = gti_sets_refusal(sets), *total = sets->source != NULL ? gtee_coalitions_total(sets->source) : "";

    gti_json_key(json, key);
    if (sets->source == NULL && refusal == NULL) {
        gti_json_text(json, NULL);
        return;
    }
    gti_json_begin_map(json);
    gti_json_member(json, "total", total[0] != '\0' ? total : NULL);
    gti_json_flag(json, "complete", sets->complete);
    gti_json_member(json, "refused", refusal);
    gti_json_key(json, "coalitions");
    gti_json_begin_list(json, false);
    for (size_t i = 0; i < sets->ends.count; i++) {
        size_t count;
        const gtee_participant *const *members = gti_sets_at(sets, i, &count);
        gti_json_people(json, NULL, members, count, gti_items_at);
    }
    gti_json_end_list(json);
    gti_json_end_map(json);
}

void gti_game_json(gti_show *show, gti_json *json, const void *what)
{
    const gti_game_answer *answer = what;
    const gtee_game *game = answer->game;

    gti_json_begin_map(json);
    gti_json_view(json, game->view);
    gti_json_member(json, "proposal", gtee_proposal_id(game->proposal));
    gti_json_member(json, "rule", gti_rule_name_of(game->proposal, game->rule));
    write_clauses(json, game);
    gti_json_rule(show, json, game);
    write_members(show, json, game);
    write_decision(json, answer);
    write_sets(json, "minimal_winning", &answer->sets[GTEE_COALITIONS_WINNING]);
    write_sets(json, "minimal_blocking", &answer->sets[GTEE_COALITIONS_BLOCKING]);
    gti_json_key(json, "power");
    if (answer->what.power != NULL) {
        gti_json_begin_map(json);
        gti_json_power(show, json, answer->what.power);
        gti_json_end_map(json);
    } else {
        gti_json_text(json, NULL);
    }
    gti_json_end_map(json);
}

/* ---- CSV: a row for each member, then for each member of each coalition */

static void begin_row(gti_csv *csv, const gtee_game *game, const char *part, size_t number)
{
    gti_csv_text(csv, gtee_proposal_id(game->proposal));
    gti_csv_text(csv, gti_rule_name_of(game->proposal, game->rule));
    gti_csv_text(csv, part);
    if (number > 0)
        gti_csv_uint(csv, number);
    else
        gti_csv_text(csv, NULL);
}

static bool is_pivotal(const gti_game_answer *answer, const gtee_participant *member)
{
    for (size_t i = 0; i < answer->pivotal.count; i++)
        if (gti_people_at(&answer->pivotal, i) == member)
            return true;
    return false;
}

static void csv_member(gti_show *show, gti_csv *csv, const gti_game_answer *answer, size_t index)
{
    const gtee_game *game = answer->game;
    const gtee_participant *member = gtee_game_member_at(game, index);

    begin_row(csv, game, "member", 0);
    gti_csv_participant(csv, member);
    gti_csv_text(csv, gti_name_of(show, member));
    gti_csv_text(csv, gtee_game_is_veto_player(game, index) != 0 ? "true" : "false");
    gti_csv_text(csv, gtee_game_is_dictator(game, index) != 0 ? "true" : "false");
    gti_csv_text(csv, answer->asked ? gtee_decision_name(answer->decision) : NULL);
    gti_csv_text(csv, !answer->asked ? NULL : is_pivotal(answer, member) ? "true" : "false");
    gti_csv_power(csv, answer->what.power != NULL ? gtee_power_member_at(answer->what.power, index) : NULL);
    gti_csv_row(csv);
}

static void csv_sets(gti_show *show, gti_csv *csv, const gti_game_answer *answer, uint32_t kind)
{
    static const char *const parts[] = {"minimal-winning", "minimal-blocking"};
    const gti_sets *sets = &answer->sets[kind];

    for (size_t i = 0; i < sets->ends.count; i++) {
        size_t count;
        const gtee_participant *const *members = gti_sets_at(sets, i, &count);
        for (size_t m = 0; m < count; m++) {
            begin_row(csv, answer->game, parts[kind], i + 1);
            gti_csv_participant(csv, members[m]);
            gti_csv_text(csv, gti_name_of(show, members[m]));
            for (unsigned empty = 0; empty < 4; empty++)
                gti_csv_text(csv, NULL);
            gti_csv_power(csv, NULL);
            gti_csv_row(csv);
        }
    }
}

void gti_game_csv(gti_show *show, gti_csv *csv, const void *what)
{
    static const char *const header[] = {"proposal", "rule",     "part",     "number",  "participant",   "name",
                                         "veto",     "dictator", "decision", "pivotal", GTI_POWER_FIELDS};
    const gti_game_answer *answer = what;

    gti_csv_header(csv, header, sizeof header / sizeof header[0]);
    for (size_t i = 0; i < gtee_game_member_count(answer->game); i++)
        csv_member(show, csv, answer, i);
    csv_sets(show, csv, answer, GTEE_COALITIONS_WINNING);
    csv_sets(show, csv, answer, GTEE_COALITIONS_BLOCKING);
}
