/* main.c: the program `guarantee`: understands the command line, runs the command, gives everything back. */
#include "cli.h"

#include <stdio.h>
#include <string.h>

/* Arguments are right, so only memory can be missing. */
static int with_context(cli_run *cli)
{
    gtee_status status = gtee_context_new(NULL, &cli->context);

    if (status != GTEE_OK) {
        complain("%s", gtee_status_text(status));
        return EXIT_INTERNAL;
    }
    int result = cli->arguments.command->run(cli);
    gtee_view_unref(cli->view);
    gtee_dossier_unref(cli->dossier);
    gtee_context_unref(cli->context);
    return result;
}

/* `help COMMAND`, `COMMAND --help`, `--help`, `--version`; -1: none of these. */
static int say_about_itself(const cli_arguments *arguments)
{
    if (arguments->version) {
        printf("guarantee %s\n", gtee_version());
        return EXIT_YES;
    }
    if (arguments->help) {
        help_print(arguments->command);
        return EXIT_YES;
    }
    if (arguments->command == NULL) {
        complain("a command is missing; 'guarantee --help' lists them");
        return EXIT_USAGE;
    }
    return -1;
}

int main(int argc, char **argv)
{
    cli_run cli;
    int result = EXIT_USAGE;

    memset(&cli, 0, sizeof cli);
    interrupts_begin();
    if (arguments_parse(argc, argv, &cli.arguments)) {
        result = say_about_itself(&cli.arguments);
        if (result < 0) {
            cli.show = show_options(&cli.arguments);
            result = with_context(&cli);
        }
    }
    arguments_free(&cli.arguments);
    if (!finish_output())
        result = EXIT_INTERNAL;
    return interrupted() ? EXIT_INTERRUPTED : result;
}
