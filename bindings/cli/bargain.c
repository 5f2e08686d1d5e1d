/* bargain.c: `guarantee bargain`: which packages are worth most to those who have preferences? */
#include "search.h"

#define USUAL_LIMIT 10

static int answer(cli_run *cli, cli_search *search)
{
    gtee_bargain *bargain = NULL;
    gtee_diagnostics *diagnostics = NULL;
    gtee_text *text = NULL;
    gtee_status status = gtee_bargain_new(cli->view, &search->options, &bargain, &diagnostics);
    const bool said = diagnostics != NULL;

    search_done(search);
    print_diagnostics(cli, diagnostics);
    if (status != GTEE_OK)
        return said ? exit_status_of(status) : print_text(status, NULL);
    search_limit(cli, USUAL_LIMIT);
    const bool complete = gtee_bargain_complete(bargain) != 0;
    const size_t count = gtee_bargain_outcome_count(bargain);
    status = gtee_bargain_show(bargain, &cli->show, &text);
    gtee_bargain_unref(bargain);
    const int result = print_text(status, text);
    if (result != EXIT_YES)
        return result;
    return !complete ? EXIT_LIMIT : count > 0 ? EXIT_YES : EXIT_NO;
}

int run_bargain(cli_run *cli)
{
    cli_search search;
    int result = search_begin(cli, &search);

    if (result == EXIT_YES)
        result = answer(cli, &search);
    search_end(&search);
    return result;
}
