/* check.c: `guarantee check`: is the record sound, and what is in it? */
#include "cli.h"

#include <stdio.h>

/* A report as a member of the JSON object, null if there is none. */
static gtee_status print_report(const cli_run *cli, const char *key, const gtee_diagnostics *diagnostics)
{
    gtee_show_options options = {.size = sizeof options, .format = GTEE_SHOW_JSON};
    gtee_text *text = NULL;
    gtee_status status = GTEE_OK;

    printf(",\n  \"%s\": ", key);
    if (diagnostics == NULL)
        print("null");
    else
        status = gtee_diagnostics_show(diagnostics, cli->context, &options, &text);
    if (text != NULL)
        print_indented(gtee_text_data(text), 2);
    gtee_text_unref(text);
    return status;
}

static int print_json(cli_run *cli, gtee_diagnostics *loaded, gtee_diagnostics *texts)
{
    gtee_text *text = NULL;
    gtee_status status = cli->view != NULL ? gtee_view_show(cli->view, &cli->show, &text) : GTEE_OK;

    print("{\n  \"summary\": ");
    if (text != NULL)
        print_indented(gtee_text_data(text), 2);
    else
        print("null");
    gtee_text_unref(text);
    if (status == GTEE_OK)
        status = print_report(cli, "load", loaded);
    if (status == GTEE_OK)
        status = print_report(cli, "texts", texts);
    print("\n}\n");
    return exit_status_of(status);
}

/* Takes over the diagnostics. */
static int print_result(cli_run *cli, gtee_diagnostics *loaded, gtee_diagnostics *texts, bool texts_good)
{
    gtee_text *text = NULL;
    int result = EXIT_YES;

    if (cli->show.format == GTEE_SHOW_JSON) {
        result = print_json(cli, loaded, texts);
        gtee_diagnostics_unref(loaded);
        gtee_diagnostics_unref(texts);
        return result;
    }
    print_diagnostics(cli, loaded);
    if (cli->view != NULL) {
        gtee_status status = gtee_view_show(cli->view, &cli->show, &text);
        result = print_text(status, text);
    }
    if (texts_good && cli->show.format <= GTEE_SHOW_TEXT)
        print("\nEvery quote and locator stands in its source's text.\n");
    print_diagnostics(cli, texts);
    return result;
}

int run_check(cli_run *cli)
{
    const char *directory = cli->arguments.texts_directory;
    gtee_diagnostics *loaded = NULL, *texts = NULL;
    gtee_status status = GTEE_OK;
    int result = load(cli, &loaded);

    if (result == EXIT_YES)
        result = make_view(cli);
    if (result == EXIT_YES && directory != NULL) {
        status = gtee_dossier_check_texts(cli->dossier, directory, &texts);
        if (status != GTEE_OK && texts == NULL)
            complain("%s", gtee_status_text(status));
        result = exit_status_of(status);
    }
    int printed = print_result(cli, loaded, texts, cli->view != NULL && directory != NULL && status == GTEE_OK);
    return result != EXIT_YES ? result : printed;
}
