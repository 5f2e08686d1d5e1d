/* name.c: `guarantee name`: who is meant by a name? */
#include "cli.h"

int run_name(cli_run *cli)
{
    gtee_name_match *match = NULL;
    gtee_text *text = NULL;
    int result = load(cli, NULL);

    if (result != EXIT_YES)
        return result;
    gtee_status found = gtee_dossier_match_name(cli->dossier, cli->arguments.positional.items[1], &match, NULL);
    if (match == NULL) {
        complain(found == GTEE_ERROR_ARGUMENT ? "the name is not valid UTF-8" : gtee_status_text(found));
        return found == GTEE_ERROR_ARGUMENT ? EXIT_USAGE : exit_status_of(found);
    }
    gtee_status status = gtee_name_match_show(match, &cli->show, &text);
    gtee_name_match_unref(match);
    result = print_text(status, text);
    return result == EXIT_YES && found != GTEE_OK ? EXIT_NO : result;
}
