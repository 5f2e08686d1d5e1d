/* compare.c: `guarantee compare`: where do proposals differ, and whose red line does each difference touch? */
#include "cli.h"

#include <stdlib.h>

static int compare(cli_run *cli, const gtee_proposal **proposals, size_t count)
{
    gtee_compare_options options = {.size = sizeof options, .progress = progress};
    gtee_comparison *comparison = NULL;
    gtee_diagnostics *diagnostics = NULL;
    gtee_text *text = NULL;

    for (size_t i = 0; i < count; i++)
        if ((proposals[i] = proposal_of(cli, cli->arguments.positional.items[i + 1])) == NULL)
            return EXIT_USAGE;
    for (size_t i = 0; i < count; i++)
        for (size_t j = 0; j < i; j++)
            if (proposals[i] == proposals[j]) {
                complain("the proposal %s is named twice; compare needs different ones", gtee_proposal_id(proposals[i]));
                return EXIT_USAGE;
            }
    if (cli->arguments.scenario != NULL && (options.scenario = scenario_of(cli, cli->arguments.scenario)) == NULL)
        return EXIT_USAGE;
    options.stress = cli->arguments.stress || cli->arguments.scenario != NULL;
    gtee_status status = gtee_compare(cli->view, proposals, count, &options, &comparison, &diagnostics);
    print_diagnostics(cli, diagnostics);
    if (status == GTEE_OK)
        status = gtee_comparison_show(comparison, &cli->show, &text);
    gtee_comparison_unref(comparison);
    return print_text(status, text);
}

int run_compare(cli_run *cli)
{
    size_t count = cli->arguments.positional.count - 1;
    int result = load(cli, NULL);

    if (result == EXIT_YES)
        result = make_view(cli);
    if (result != EXIT_YES)
        return result;
    const gtee_proposal **proposals = calloc(count, sizeof *proposals);
    if (proposals == NULL) {
        complain("out of memory");
        return EXIT_INTERNAL;
    }
    result = compare(cli, proposals, count);
    free(proposals);
    return result;
}
