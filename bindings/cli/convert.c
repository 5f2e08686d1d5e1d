/* convert.c: `guarantee convert`: the dossier as one YAML or JSON document. */
#include "cli.h"

#include <string.h>

/* By --to, else by the name of the output, else YAML. */
static uint32_t format_of(const cli_arguments *a)
{
    const char *ending = a->output != NULL ? strrchr(a->output, '.') : NULL;

    if (a->to != NULL)
        return strcmp(a->to, "json") == 0 ? GTEE_FORMAT_JSON : GTEE_FORMAT_YAML;
    return ending != NULL && strcmp(ending, ".json") == 0 ? GTEE_FORMAT_JSON : GTEE_FORMAT_YAML;
}

int run_convert(cli_run *cli)
{
    const cli_arguments *a = &cli->arguments;
    uint32_t format = format_of(a);
    gtee_diagnostics *diagnostics = NULL;
    gtee_text *text = NULL;
    gtee_status status;
    int result = load(cli, NULL);

    if (result != EXIT_YES)
        return result;
    if (a->output == NULL || strcmp(a->output, "-") == 0)
        status = gtee_dossier_write(cli->dossier, format, &text, &diagnostics);
    else
        status = gtee_dossier_save(cli->dossier, a->output, format, &diagnostics);
    if (status != GTEE_OK && diagnostics == NULL)
        complain("%s", gtee_status_text(status));
    print_diagnostics(cli, diagnostics);
    if (status != GTEE_OK) /* what could not be written is no fault of the dossier */
        return status == GTEE_ERROR_IO ? EXIT_INTERNAL : exit_status_of(status);
    return text != NULL ? print_text(status, text) : EXIT_YES;
}
