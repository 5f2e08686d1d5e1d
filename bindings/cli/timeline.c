/* timeline.c: `guarantee timeline`: what changed when? */
#include "cli.h"

#include <string.h>

static bool fill(const cli_run *cli, gtee_timeline_options *options)
{
    const cli_arguments *a = &cli->arguments;

    if (a->participants.count > 1 || a->issues.count > 1 || a->proposals.count > 1) {
        complain("timeline takes one value of each filter");
        return false;
    }
    if (a->participants.count > 0 && (options->participant = participant_of(cli, a->participants.items[0])) == NULL)
        return false;
    if (a->issues.count > 0 && (options->issue = issue_of(cli, a->issues.items[0])) == NULL)
        return false;
    if (a->proposals.count > 0 && (options->proposal = proposal_of(cli, a->proposals.items[0])) == NULL)
        return false;
    if (a->from != NULL)
        gtee_date_parse(a->from, &options->from); /* was checked */
    return true;
}

int run_timeline(cli_run *cli)
{
    gtee_timeline_options options;
    gtee_timeline *timeline = NULL;
    gtee_diagnostics *diagnostics = NULL;
    gtee_text *text = NULL;
    int result = load(cli, NULL);

    if (result == EXIT_YES)
        result = make_view(cli);
    if (result != EXIT_YES)
        return result;
    memset(&options, 0, sizeof options);
    options.size = sizeof options;
    if (!fill(cli, &options))
        return EXIT_USAGE;
    gtee_status status = gtee_timeline_new(cli->view, &options, &timeline, &diagnostics);
    print_diagnostics(cli, diagnostics);
    if (status == GTEE_OK)
        status = gtee_timeline_show(timeline, &cli->show, &text);
    gtee_timeline_unref(timeline);
    return print_text(status, text);
}
