/* bargain.c: gtee_bargain_show: the points that bargaining theory picks, and the frontier. Uses deals.h, rows.h, reason/bargain.h (for what was asked). */
#include "reason/bargain.h"
#include "show/deals.h"
#include "show/rows.h"

#include <string.h>

static const char *title_of(uint32_t kind)
{
    static const char *const titles[] = {"", "Nash", "Kalai–Smorodinsky", "Egalitarian", "Utilitarian"};

    return kind < sizeof titles / sizeof titles[0] ? titles[kind] : "";
}

static const char *meaning_of(uint32_t kind)
{
    static const char *const meanings[] = {"", "the greatest product of gains over what each accepts at the least",
                                           "the greatest least share of what each could gain", "the greatest least gain",
                                           "the greatest sum of utilities"};

    return kind < sizeof meanings / sizeof meanings[0] ? meanings[kind] : "";
}

/* ---- Text */

static void put_answer(gti_show *show, const gtee_bargain *bargain)
{
    gti_doc *doc = &show->doc;
    const size_t count = gtee_bargain_outcome_count(bargain);

    if (gtee_bargain_basis(bargain) == GTEE_BASIS_NONE) {
        gti_put(doc, "Nobody has preferences or positions on record: there is nothing to bargain over.");
        return;
    }
    if (gtee_bargain_packages(bargain) <= 0) {
        gti_put_styled(doc, GTI_BAD, "No package is acceptable to all");
        gti_put(doc, gtee_bargain_complete(bargain) != 0 ? ": what may not be moved and the red lines of the parties cannot all be met."
                                                         : " so far: the search ended before it was done.");
        return;
    }
    if (count == 0) {
        gti_put_styled(doc, GTI_BAD, "No package gives everybody what it accepts at the least");
    } else {
        gti_put_style(doc, GTI_STRONG);
        gti_put_count(doc, count, "point is", "points are");
        gti_put_style(doc, GTI_PLAIN);
        gti_put(doc, " such that nobody can have more without somebody having less");
    }
    const bool one = strcmp(gtee_bargain_packages_text(bargain), "1") == 0;
    gti_put_all(doc, ", of ", gtee_bargain_packages_text(bargain), one ? " package" : " packages", (const char *)NULL);
    gti_put(doc, gtee_bargain_basis(bargain) == GTEE_BASIS_COSTS
                     ? "; without preferences on record, by red lines crossed and weights given up"
                 : one ? " that crosses no red line of the parties" : " that cross no red line of the parties");
    gti_put(doc, gtee_bargain_complete(bargain) != 0 ? "." : "; the search ended before it was done.");
}

/* The worth of an outcome to each player, as cells. */
static void add_worth(gti_show *show, gti_table *table, const gtee_bargain *bargain, const gtee_outcome *outcome)
{
    const bool costs = gtee_bargain_basis(bargain) == GTEE_BASIS_COSTS;

    for (size_t i = 0; i < gtee_bargain_player_count(bargain); i++) {
        if (!costs)
            gti_put_number(show, gtee_outcome_utility_at(outcome, i));
        else if (gtee_outcome_red_lines_at(outcome, i) == 0 && gtee_outcome_weight_at(outcome, i) <= 0)
            gti_put(&show->doc, "–");
        else
            gti_put_cost(show, (uint32_t)gtee_outcome_red_lines_at(outcome, i), 0, gtee_outcome_weight_at(outcome, i));
        gti_table_cell(&show->doc, table, NULL);
    }
}

static gti_table *begin_worth(gti_show *show, const gtee_bargain *bargain, const char *first)
{
    const size_t players = gtee_bargain_player_count(bargain);
    gti_table *table = gti_doc_table(&show->doc, GTI_TABLE_SPLIT, (uint32_t)players + 1);

    gti_table_column(&show->doc, table, 0, 0, first);
    for (size_t i = 0; i < players; i++) {
        gti_put_name(show, gtee_player_participant(gtee_bargain_player_at(bargain, i)));
        gti_table_column(&show->doc, table, (uint32_t)i + 1, GTI_COLUMN_RIGHT, NULL);
    }
    return table;
}

static void add_points(gti_show *show, const gtee_bargain *bargain)
{
    if (gtee_bargain_solution_count(bargain) == 0)
        return;
    gti_table *table = begin_worth(show, bargain, "Point");
    for (size_t i = 0; i < gtee_bargain_solution_count(bargain); i++) {
        const gtee_solution *solution = gtee_bargain_solution_at(bargain, i);
        if (gtee_solution_outcome_count(solution) == 0)
            continue;
        gti_table_cell(&show->doc, table, title_of(gtee_solution_kind(solution)));
        add_worth(show, table, bargain, gtee_solution_outcome_at(solution, 0));
    }
    gti_table_cell(&show->doc, table, "Least accepted");
    for (size_t i = 0; i < gtee_bargain_player_count(bargain); i++) {
        gti_put_number(show, gtee_player_reservation(gtee_bargain_player_at(bargain, i)));
        gti_table_cell(&show->doc, table, NULL);
    }
}

static void add_package(gti_show *show, const gtee_bargain *bargain, const gtee_outcome *outcome)
{
    gti_table *table = gti_doc_table(&show->doc, 0, 2);
    gti_rows rows;

    gti_table_column(&show->doc, table, 0, 0, "What would be agreed");
    gti_table_column(&show->doc, table, 1, 0, "Choice");
    gti_rows_init(&rows, show, gtee_bargain_view(bargain), 1);
    for (size_t i = 0; i < gtee_bargain_stake_count(bargain); i++) {
        const gtee_stake *stake = gtee_bargain_stake_at(bargain, i);
        gti_put_options(show, gtee_stake_issue(stake), gtee_outcome_options_at(outcome, i), " or ");
        const char *cell = gti_take(&show->doc);
        gti_rows_add(&rows, gtee_stake_issue(stake), gtee_stake_participant(stake), NULL, &cell);
    }
    gti_rows_write(&rows, table);
    gti_rows_free(&rows);
}

static void add_solution(gti_show *show, const gtee_bargain *bargain, const gtee_solution *solution)
{
    gti_doc *doc = &show->doc;

    gti_put_all(doc, title_of(gtee_solution_kind(solution)), ": ", meaning_of(gtee_solution_kind(solution)), ", ", (const char *)NULL);
    gti_put_number(show, gtee_solution_value(solution));
    gti_doc_heading(doc, 2, NULL);
    if (gtee_solution_packages(solution) > 1) {
        gti_put_count(doc, gtee_solution_packages(solution), "package", "packages");
        gti_put(doc, " tie for it; the first is shown.");
        gti_doc_paragraph(doc, 0, NULL);
    }
    if (gtee_solution_outcome_count(solution) > 0)
        add_package(show, bargain, gtee_solution_outcome_at(solution, 0));
}

static void add_frontier(gti_show *show, const gtee_bargain *bargain)
{
    const size_t count = gtee_bargain_outcome_count(bargain), shown = gti_deals_shown(show, count);

    if (count == 0)
        return;
    gti_doc_heading(&show->doc, 2, "The frontier");
    gti_table *table = begin_worth(show, bargain, "Point");
    for (size_t i = 0; i < shown; i++) {
        gti_put_uint(&show->doc, i + 1);
        gti_table_cell(&show->doc, table, NULL);
        add_worth(show, table, bargain, gtee_bargain_outcome_at(bargain, i));
    }
    if (shown == count)
        return;
    gti_put_count(&show->doc, count - shown, "further point", "further points");
    gti_put(&show->doc, " with a higher limit.");
    gti_doc_paragraph(&show->doc, 0, NULL);
}

static void build(gti_show *show, const void *what)
{
    const gtee_bargain *bargain = what;

    gti_deals deals;

    gti_deals_begin(&deals, show, gtee_bargain_view(bargain));
    gti_deals_head(&deals, "What is worth most to all", &bargain->inquiry);
    put_answer(show, bargain);
    gti_doc_paragraph(&show->doc, 0, NULL);
    add_points(show, bargain);
    for (size_t i = 0; i < gtee_bargain_solution_count(bargain); i++)
        add_solution(show, bargain, gtee_bargain_solution_at(bargain, i));
    add_frontier(show, bargain);
    gti_deals_end(&deals);
}

/* ---- JSON */

static void write_outcome(gti_json *json, const gtee_bargain *bargain, const gtee_outcome *outcome)
{
    gti_json_begin_map(json);
    gti_json_key(json, "worth");
    gti_json_begin_list(json, false);
    for (size_t i = 0; i < gtee_bargain_player_count(bargain); i++) {
        gti_json_begin_map(json);
        gti_json_id(json, "participant", gtee_player_participant(gtee_bargain_player_at(bargain, i)));
        gti_json_real(json, "utility", gtee_outcome_utility_at(outcome, i));
        gti_json_number(json, "red_lines", gtee_outcome_red_lines_at(outcome, i));
        gti_json_real(json, "weight", gtee_outcome_weight_at(outcome, i));
        gti_json_end_map(json);
    }
    gti_json_end_list(json);
    gti_json_key(json, "terms");
    gti_json_begin_list(json, false);
    for (size_t i = 0; i < gtee_bargain_stake_count(bargain); i++) {
        const gtee_stake *stake = gtee_bargain_stake_at(bargain, i);
        gti_json_begin_map(json);
        gti_json_variable(json, gtee_stake_issue(stake), gtee_stake_participant(stake));
        gti_json_options(json, "options", gtee_stake_issue(stake), gtee_outcome_options_at(outcome, i));
        gti_json_end_map(json);
    }
    gti_json_end_list(json);
    gti_json_number(json, "packages", gtee_outcome_packages(outcome));
    gti_json_end_map(json);
}

static void write_solution(gti_json *json, const gtee_bargain *bargain, const gtee_solution *solution)
{
    gti_json_begin_map(json);
    gti_json_member(json, "point", gtee_point_name(gtee_solution_kind(solution)));
    gti_json_real(json, "value", gtee_solution_value(solution));
    gti_json_number(json, "packages", gtee_solution_packages(solution));
    gti_json_flag(json, "all", gtee_solution_all(solution) != 0);
    gti_json_key(json, "outcomes");
    gti_json_begin_list(json, false);
    for (size_t i = 0; i < gtee_solution_outcome_count(solution); i++)
        write_outcome(json, bargain, gtee_solution_outcome_at(solution, i));
    gti_json_end_list(json);
    gti_json_end_map(json);
}

static void list_players(gti_show *show, gti_json *json, const gtee_bargain *bargain)
{
    gti_json_key(json, "players");
    gti_json_begin_list(json, false);
    for (size_t i = 0; i < gtee_bargain_player_count(bargain); i++) {
        const gtee_player *player = gtee_bargain_player_at(bargain, i);
        gti_json_begin_map(json);
        gti_json_id(json, "participant", gtee_player_participant(player));
        gti_json_member(json, "name", gti_name_of(show, gtee_player_participant(player)));
        gti_json_real(json, "reservation", gtee_player_reservation(player));
        gti_json_real(json, "ideal", gtee_player_ideal(player));
        gti_json_end_map(json);
    }
    gti_json_end_list(json);
}

static void write_json(gti_show *show, gti_json *json, const void *what)
{
    static const char *const bases[] = {"none", "utilities", "costs"};
    const gtee_bargain *bargain = what;
    const size_t count = gtee_bargain_outcome_count(bargain), shown = gti_deals_shown(show, count);

    gti_json_deal_begin(show, json, "bargain", gtee_bargain_view(bargain), &bargain->inquiry);
    gti_json_member(json, "basis", bases[gtee_bargain_basis(bargain)]);
    gti_json_member(json, "packages", gtee_bargain_packages_text(bargain));
    gti_json_flag(json, "complete", gtee_bargain_complete(bargain) != 0);
    gti_json_flag(json, "exact", gtee_bargain_exact(bargain) != 0);
    list_players(show, json, bargain);
    gti_json_key(json, "solutions");
    gti_json_begin_list(json, false);
    for (size_t i = 0; i < gtee_bargain_solution_count(bargain); i++)
        write_solution(json, bargain, gtee_bargain_solution_at(bargain, i));
    gti_json_end_list(json);
    gti_json_number(json, "points", count);
    gti_json_key(json, "frontier");
    gti_json_begin_list(json, false);
    for (size_t i = 0; i < shown; i++)
        write_outcome(json, bargain, gtee_bargain_outcome_at(bargain, i));
    gti_json_end_list(json);
    gti_json_end_map(json);
}

/* ---- CSV: a row for each point and player */

static void csv_rows(gti_csv *csv, const gtee_bargain *bargain, const gtee_outcome *outcome, const char *point, size_t number)
{
    for (size_t i = 0; i < gtee_bargain_player_count(bargain); i++) {
        gti_csv_text(csv, point);
        gti_csv_uint(csv, number);
        gti_csv_participant(csv, gtee_player_participant(gtee_bargain_player_at(bargain, i)));
        gti_csv_double(csv, gtee_outcome_utility_at(outcome, i));
        gti_csv_uint(csv, gtee_outcome_red_lines_at(outcome, i));
        gti_csv_double(csv, gtee_outcome_weight_at(outcome, i));
        gti_csv_row(csv);
    }
}

static void write_csv(gti_show *show, gti_csv *csv, const void *what)
{
    static const char *const header[] = {"point", "number", "participant", "utility", "red_lines", "weight"};
    const gtee_bargain *bargain = what;

    gti_csv_header(csv, header, sizeof header / sizeof header[0]);
    for (size_t i = 0; i < gtee_bargain_solution_count(bargain); i++) {
        const gtee_solution *solution = gtee_bargain_solution_at(bargain, i);
        for (size_t k = 0; k < gtee_solution_outcome_count(solution); k++)
            csv_rows(csv, bargain, gtee_solution_outcome_at(solution, k), gtee_point_name(gtee_solution_kind(solution)), k + 1);
    }
    for (size_t i = 0; i < gti_deals_shown(show, gtee_bargain_outcome_count(bargain)); i++)
        csv_rows(csv, bargain, gtee_bargain_outcome_at(bargain, i), "frontier", i + 1);
}

gtee_status gtee_bargain_show(const gtee_bargain *bargain, const gtee_show_options *options, gtee_text **text)
{
    static const gti_shower shower = {build, write_json, write_csv, false};

    if (text == NULL)
        return GTEE_ERROR_ARGUMENT;
    *text = NULL;
    if (bargain == NULL)
        return GTEE_ERROR_ARGUMENT;
    return gti_show_run(gti_show_allocator(gtee_bargain_view(bargain)), options, &shower, bargain, text);
}
