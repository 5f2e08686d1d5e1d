/* dossier.c: loading the dossier, making the view, resolving what arguments name; Ctrl-C. */
#include "cli.h"

#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* ---- Ctrl-C: the first one asks the work to stop, the second one ends the program. */

static volatile sig_atomic_t stop_asked;

static void ask_to_stop(int signal_number)
{
    (void)signal_number;
    stop_asked = 1;
}

void interrupts_begin(void)
{
    struct sigaction action;

    memset(&action, 0, sizeof action);
    sigemptyset(&action.sa_mask);
    action.sa_handler = ask_to_stop;
    action.sa_flags = (int)SA_RESETHAND; /* no SA_RESTART: a read that waits ends */
    sigaction(SIGINT, &action, NULL);
    action.sa_handler = SIG_IGN;
    action.sa_flags = 0;
    sigaction(SIGPIPE, &action, NULL);
}

bool interrupted(void)
{
    return stop_asked != 0;
}

int32_t progress(void *user, uint64_t done, uint64_t total)
{
    (void)user;
    (void)done;
    (void)total;
    return stop_asked != 0;
}

/* ---- Loading */

static int32_t read_standard_input(void *user, void *buffer, size_t capacity, size_t *size)
{
    ssize_t got;

    (void)user;
    do
        got = read(STDIN_FILENO, buffer, capacity);
    while (got < 0 && errno == EINTR && stop_asked == 0);
    *size = got > 0 ? (size_t)got : 0;
    return got < 0;
}

static gtee_status load_paths(cli_run *cli, const gtee_load_options *options, gtee_diagnostics **diagnostics)
{
    const cli_arguments *a = &cli->arguments;
    const char **paths = calloc(a->with.count + 1, sizeof *paths);

    if (paths == NULL)
        return GTEE_ERROR_MEMORY;
    paths[0] = a->positional.items[0];
    for (size_t i = 0; i < a->with.count; i++)
        paths[i + 1] = a->with.items[i];
    gtee_status status = gtee_dossier_load(cli->context, paths, a->with.count + 1, options, &cli->dossier, diagnostics);
    free(paths);
    return status;
}

int load(cli_run *cli, gtee_diagnostics **diagnostics)
{
    const cli_arguments *a = &cli->arguments;
    gtee_diagnostics *found = NULL;
    gtee_load_options options = {sizeof options, progress, NULL, a->strict};
    bool piped = strcmp(a->positional.items[0], "-") == 0;
    gtee_status status;

    if (piped && a->with.count > 0) {
        complain("standard input cannot be joined with --with; give files instead");
        return EXIT_USAGE;
    }
    if (piped)
        status = gtee_dossier_load_stream(cli->context, "standard input", read_standard_input, NULL, &options, &cli->dossier,
                                          &found);
    else
        status = load_paths(cli, &options, &found);
    if (interrupted()) { /* whatever it says then is beside the point */
        gtee_diagnostics_unref(found);
        return EXIT_INTERRUPTED;
    }
    if (status != GTEE_OK && found == NULL)
        complain("%s", gtee_status_text(status));
    if (diagnostics != NULL)
        *diagnostics = found;
    else
        print_diagnostics(cli, found);
    return exit_status_of(status);
}

int make_view_with(cli_run *cli, gtee_view_options *options)
{
    gtee_diagnostics *diagnostics = NULL;

    options->progress = progress;
    gtee_status status = gtee_view_new(cli->dossier, options, &cli->view, &diagnostics);
    if (status != GTEE_OK && diagnostics == NULL && !interrupted())
        complain("%s", gtee_status_text(status));
    print_diagnostics(cli, diagnostics);
    return exit_status_of(status);
}

int make_view(cli_run *cli)
{
    const cli_arguments *a = &cli->arguments;
    gtee_view_options options;

    memset(&options, 0, sizeof options);
    options.size = sizeof options;
    options.evidence = a->evidence;
    if (a->as_of != NULL)
        gtee_date_parse(a->as_of, &options.as_of); /* was checked */
    if (a->sources.count > 0) {
        options.sources = a->sources.items;
        options.source_count = a->sources.count;
    }
    return make_view_with(cli, &options);
}

/* ---- What arguments name */

const gtee_participant *participant_of(const cli_run *cli, const char *name)
{
    gtee_name_match *match = NULL;
    gtee_diagnostics *diagnostics = NULL;
    gtee_status status = gtee_dossier_match_name(cli->dossier, name, &match, &diagnostics);
    const gtee_participant *participant = match != NULL ? gtee_name_match_participant(match) : NULL;

    if (status != GTEE_OK && diagnostics == NULL)
        complain("no participant is called %s", name);
    print_diagnostics(cli, diagnostics);
    gtee_name_match_unref(match);
    return status == GTEE_OK ? participant : NULL;
}

static void not_there(const char *kind, const cli_nearest *nearest)
{
    if (nearest->best != NULL)
        complain("there is no %s %s in the dossier; did you mean %s?", kind, nearest->wanted, nearest->best);
    else
        complain("there is no %s %s in the dossier", kind, nearest->wanted);
}

/* Finds a record by its id, or complains with the nearest id. */
#define RECORD_OF(type)                                                                                      \
    const gtee_##type *type##_of(const cli_run *cli, const char *id)                                             \
    {                                                                                                        \
        const gtee_##type *found = gtee_dossier_##type##_find(cli->dossier, id);                             \
        cli_nearest nearest;                                                                                     \
                                                                                                             \
        if (found != NULL)                                                                                   \
            return found;                                                                                    \
        nearest_begin(&nearest, id);                                                                         \
        for (size_t i = 0; i < gtee_dossier_##type##_count(cli->dossier); i++)                               \
            nearest_offer(&nearest, gtee_##type##_id(gtee_dossier_##type##_at(cli->dossier, i)));            \
        not_there(#type, &nearest);                                                                          \
        return NULL;                                                                                         \
    }

RECORD_OF(issue)
RECORD_OF(proposal)
RECORD_OF(source)
RECORD_OF(scenario)

bool not_yet(const cli_run *cli, const gtee_proposal *proposal)
{
    const gtee_date as_of = gtee_view_as_of(cli->view);

    return as_of != GTEE_DATE_NONE && gtee_date_first_day(gtee_proposal_date(proposal)) > as_of;
}
