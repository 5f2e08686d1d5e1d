/* matrix.c: `guarantee matrix`: who holds which position? */
#include "cli.h"

#include <stdlib.h>

/* Resolves the filters; false: one names nothing, or there is no memory. */
static bool resolve(const cli_run *cli, const gtee_participant **participants, const gtee_issue **issues)
{
    const cli_arguments *a = &cli->arguments;

    for (size_t i = 0; i < a->participants.count; i++)
        if ((participants[i] = participant_of(cli, a->participants.items[i])) == NULL)
            return false;
    for (size_t i = 0; i < a->issues.count; i++)
        if ((issues[i] = issue_of(cli, a->issues.items[i])) == NULL)
            return false;
    return true;
}

static int show_matrix(cli_run *cli, const gtee_participant **participants, const gtee_issue **issues)
{
    const cli_arguments *a = &cli->arguments;
    gtee_text *text = NULL;

    if (participants == NULL || issues == NULL) {
        complain("out of memory");
        return EXIT_INTERNAL;
    }
    if (!resolve(cli, participants, issues))
        return EXIT_USAGE;
    gtee_status status = gtee_matrix_show(cli->view, participants, a->participants.count, issues, a->issues.count, &cli->show, &text);
    return print_text(status, text);
}

int run_matrix(cli_run *cli)
{
    const cli_arguments *a = &cli->arguments;
    int result = load(cli, NULL);

    if (result == EXIT_YES)
        result = make_view(cli);
    if (result != EXIT_YES)
        return result;
    const gtee_participant **participants = calloc(a->participants.count + 1, sizeof *participants);
    const gtee_issue **issues = calloc(a->issues.count + 1, sizeof *issues);
    result = show_matrix(cli, participants, issues);
    free(participants);
    free(issues);
    return result;
}
