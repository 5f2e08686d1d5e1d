/* settle.c: `guarantee settle` and `guarantee nearest`: what is the least that has to move? */
#include "search.h"

#define USUAL_PACKAGES 3
#define USUAL_SETS 10

/* ---- Packages */

/* One more than shown, so that it is known whether there are more; then why the first cannot be bettered. */
static gtee_status find_packages(gtee_settlement *settlement, size_t limit)
{
    const gtee_package *package;
    gtee_status status, proof;

    do
        status = gtee_settlement_next(settlement, &package);
    while (status == GTEE_OK && package != NULL && gtee_settlement_count(settlement) <= limit);
    if (status != GTEE_OK && (status == GTEE_ERROR_CANCELLED || gtee_settlement_count(settlement) == 0))
        return status;
    proof = gtee_settlement_prove(settlement);
    return proof == GTEE_ERROR_MEMORY ? proof : status;
}

/* 0: a package crosses no red line and assumes no consent. */
static int verdict(const gtee_settlement *settlement, gtee_status status)
{
    const gtee_package *best = gtee_settlement_at(settlement, 0);

    if (best == NULL)
        return status == GTEE_OK ? EXIT_NO : exit_status_of(status);
    if (gtee_package_red_lines(best) == 0 && gtee_package_consents(best) == 0 && gtee_package_changes(best) == 0)
        return EXIT_YES;
    return gtee_settlement_proved(settlement) != 0 ? EXIT_NO : EXIT_LIMIT;
}

static int show_packages(cli_run *cli, cli_search *search, gtee_settlement *settlement)
{
    gtee_text *text = NULL;
    const gtee_status status = find_packages(settlement, search_limit(cli, USUAL_PACKAGES));

    if (!search_ended(search, status))
        return print_text(status, NULL);
    const gtee_status shown = gtee_settlement_show(settlement, &cli->show, &text);
    const int result = print_text(shown, text);
    return result != EXIT_YES ? result : verdict(settlement, status);
}

static int settle(cli_run *cli, cli_search *search, const gtee_proposal *near)
{
    gtee_settlement *settlement = NULL;
    gtee_diagnostics *diagnostics = NULL;
    gtee_status status = near == NULL ? gtee_settlement_new(cli->view, &search->options, &settlement, &diagnostics)
                                      : gtee_nearest_new(cli->view, near, &search->options, &settlement, &diagnostics);
    const bool said = diagnostics != NULL;

    print_diagnostics(cli, diagnostics);
    if (status != GTEE_OK)
        return said ? exit_status_of(status) : print_text(status, NULL);
    const int result = show_packages(cli, search, settlement);
    gtee_settlement_unref(settlement);
    return result;
}

/* ---- All sets of concessions */

static gtee_status find_sets(gtee_corrections *corrections, size_t limit)
{
    const gtee_correction *correction;
    gtee_status status;

    do
        status = gtee_corrections_next(corrections, &correction);
    while (status == GTEE_OK && correction != NULL && gtee_corrections_count(corrections) <= limit);
    return status;
}

static int concede(cli_run *cli, cli_search *search)
{
    gtee_corrections *corrections = NULL;
    gtee_diagnostics *diagnostics = NULL;
    gtee_text *text = NULL;
    gtee_status status = gtee_corrections_new(cli->view, &search->options, &corrections, &diagnostics);
    const bool said = diagnostics != NULL;
    int result;

    print_diagnostics(cli, diagnostics);
    if (status != GTEE_OK)
        return said ? exit_status_of(status) : print_text(status, NULL);
    status = find_sets(corrections, search_limit(cli, USUAL_SETS));
    if (!search_ended(search, status)) {
        gtee_corrections_unref(corrections);
        return print_text(status, NULL);
    }
    const gtee_correction *first = gtee_corrections_at(corrections, 0);
    const int answer = first == NULL ? (status == GTEE_OK ? EXIT_NO : exit_status_of(status))
                                     : gtee_correction_position_count(first) == 0 ? EXIT_YES : EXIT_NO;
    const gtee_status shown = gtee_corrections_show(corrections, &cli->show, &text);
    result = print_text(shown, text);
    gtee_corrections_unref(corrections);
    return result != EXIT_YES ? result : answer;
}

/* ---- Which position matters most */

static int weigh(cli_run *cli, cli_search *search)
{
    gtee_sensitivity *sensitivity = NULL;
    gtee_diagnostics *diagnostics = NULL;
    gtee_text *text = NULL;
    gtee_status status = gtee_sensitivity_new(cli->view, &search->options, &sensitivity, &diagnostics);
    const bool said = diagnostics != NULL;

    search_done(search);
    print_diagnostics(cli, diagnostics);
    if (status != GTEE_OK)
        return said ? exit_status_of(status) : print_text(status, NULL);
    search_limit(cli, USUAL_SETS);
    const bool free = gtee_sensitivity_red_lines(sensitivity) == 0 && gtee_sensitivity_consents(sensitivity) == 0;
    const bool complete = gtee_sensitivity_complete(sensitivity) != 0;
    const gtee_status shown = gtee_sensitivity_show(sensitivity, &cli->show, &text);
    const int result = print_text(shown, text);
    gtee_sensitivity_unref(sensitivity);
    return result != EXIT_YES ? result : !complete ? EXIT_LIMIT : free ? EXIT_YES : EXIT_NO;
}

/* ---- The commands */

int run_settle(cli_run *cli)
{
    const cli_arguments *a = &cli->arguments;
    cli_search search;
    int result = EXIT_USAGE;

    if (a->all_concessions && a->sensitivity) {
        complain("--all-concessions and --sensitivity are questions of their own; ask one at a time");
        return result;
    }
    result = search_begin(cli, &search);
    if (result == EXIT_YES)
        result = a->all_concessions ? concede(cli, &search) : a->sensitivity ? weigh(cli, &search) : settle(cli, &search, NULL);
    search_end(&search);
    return result;
}

int run_nearest(cli_run *cli)
{
    cli_search search;
    int result = search_begin(cli, &search);

    if (result == EXIT_YES) {
        const gtee_proposal *proposal = proposal_of(cli, cli->arguments.positional.items[1]);
        result = proposal != NULL ? settle(cli, &search, proposal) : EXIT_USAGE;
    }
    search_end(&search);
    return result;
}
