/* conflicts.c: `guarantee conflicts`: which positions cannot hold together? */
#include "search.h"

#define USUAL_LIMIT 10

/* One more than shown, so that it is known whether there are more. */
static gtee_status find(gtee_conflicts *conflicts, size_t limit)
{
    const gtee_conflict *conflict;
    gtee_status status;

    do
        status = gtee_conflicts_next(conflicts, &conflict);
    while (status == GTEE_OK && conflict != NULL && gtee_conflicts_count(conflicts) <= limit);
    return status;
}

static int answer(cli_run *cli, cli_search *search)
{
    gtee_conflicts *conflicts = NULL;
    gtee_diagnostics *diagnostics = NULL;
    gtee_text *text = NULL;
    gtee_status status = gtee_conflicts_new(cli->view, &search->options, &conflicts, &diagnostics);
    const bool said = diagnostics != NULL;
    int result;

    print_diagnostics(cli, diagnostics);
    if (status != GTEE_OK)
        return said ? exit_status_of(status) : print_text(status, NULL);
    status = find(conflicts, search_limit(cli, USUAL_LIMIT));
    if (!search_ended(search, status)) {
        gtee_conflicts_unref(conflicts);
        return print_text(status, NULL);
    }
    const size_t count = gtee_conflicts_count(conflicts);
    const gtee_status shown = gtee_conflicts_show(conflicts, &cli->show, &text);
    result = print_text(shown, text);
    gtee_conflicts_unref(conflicts);
    if (result != EXIT_YES || (count == 0 && status == GTEE_OK))
        return result;
    return count > 0 ? EXIT_NO : exit_status_of(status);
}

int run_conflicts(cli_run *cli)
{
    cli_search search;
    int result = search_begin(cli, &search);

    if (result == EXIT_YES)
        result = answer(cli, &search);
    search_end(&search);
    return result;
}
