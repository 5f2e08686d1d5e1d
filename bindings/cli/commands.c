/* commands.c: the commands, and their help. */
#include "cli.h"

#include <stdio.h>
#include <string.h>

#define MANY 1000000

static const cli_command commands[] = {
    {"check", "DOSSIER [--texts DIR]", "Is the record sound, and what is in it?",
     "Reports all that is wrong or doubtful, with its place and what would mend it,\n"
     "then what the dossier holds: figures, who shifted, whose record contradicts\n"
     "itself. With --texts, every quote and locator is looked up in the local text\n"
     "of its source below DIR.\n",
     {"guarantee check examples/ukraine-2025", "guarantee check dossier.yaml --texts articles --strict"},
     TAKES_VIEW | TAKES_TEXTS | TAKES_TABLES, 1, 1, run_check},
    {"show", "DOSSIER KIND", "Lists records, or one with all that is known of it.",
     "KIND is one of participants, issues, proposals, positions, events, sources,\n"
     "constraints, scenarios, preferences, expectations. Filters must hold together.\n"
     "Participants are found by id, code or any of their names.\n",
     {"guarantee show examples/ukraine-2025 positions --participant Türkiye",
      "guarantee show examples/ukraine-2025 proposals --id european-peacekeepers"},
     TAKES_VIEW | TAKES_PARTICIPANT | TAKES_ISSUE | TAKES_PROPOSAL | TAKES_LIST | TAKES_TABLES, 2, 2, run_show},
    {"matrix", "DOSSIER", "Who holds which position?",
     "A row for each choice, a column for each participant with a position in force.\n",
     {"guarantee matrix examples/ukraine-2025",
      "guarantee matrix examples/ukraine-2025 --participant Russia --participant Ukraine --as-of 2025-08-20"},
     TAKES_VIEW | TAKES_PARTICIPANT | TAKES_ISSUE | TAKES_TABLES, 1, 1, run_matrix},
    {"assess", "DOSSIER [PROPOSAL…]", "Who accepts a proposal, who rejects it, on which ground?",
     "Without a proposal, all of the dossier are assessed. Status 1: one of them is\n"
     "rejected, is contested, or rests on consent that is not on record.\n",
     {"guarantee assess examples/ukraine-2025 european-peacekeepers",
      "guarantee assess examples/ukraine-2025 --evidence stated --format json"},
     TAKES_VIEW | TAKES_TABLES | TAKES_BRIEF, 1, MANY, run_assess},
    {"compare", "DOSSIER PROPOSAL PROPOSAL…", "Where do proposals differ, and whose red line does it touch?",
     "Differences first, with the options of each and whose positions they cross;\n"
     "then common ground; then the verdicts side by side.\n",
     {"guarantee compare examples/ukraine-2025 european-peacekeepers russian-conditions",
      "guarantee compare examples/ukraine-2025 european-peacekeepers us-support --format markdown"},
     TAKES_VIEW | TAKES_TABLES, 2, MANY, run_compare},
    {"timeline", "DOSSIER", "What changed when?",
     "Positions, proposals and events by date; who shifted, from what; what was\n"
     "withdrawn or expired.\n",
     {"guarantee timeline examples/ukraine-2025 --participant 'Sergey Lavrov'",
      "guarantee timeline examples/ukraine-2025 --issue ground-troops --from 2025-08"},
     TAKES_VIEW | TAKES_PARTICIPANT | TAKES_ISSUE | TAKES_PROPOSAL | TAKES_FROM | TAKES_TABLES, 1, 1, run_timeline},
    {"name", "DOSSIER NAME", "Who is meant by a name?",
     "Ids, codes and names are found in any script, case and spelling on record.\n"
     "Status 1: no one participant is called so; those who might be meant are listed.\n",
     {"guarantee name examples/ukraine-2025 ТУРЦИЯ", "guarantee name examples/ukraine-2025 turkiye --language uk"},
     TAKES_TABLES, 2, 2, run_name},
    {"convert", "DOSSIER [--to yaml|json] [-o FILE]", "Writes the dossier as one YAML or JSON document.",
     "FILE is replaced as a whole or not at all. Without it, the document goes to\n"
     "standard output.\n",
     {"guarantee convert examples/ukraine-2025 --to json", "guarantee convert dossier.json -o dossier.yaml"},
     TAKES_CONVERT, 1, 1, run_convert},
};
#define COMMAND_COUNT (sizeof commands / sizeof commands[0])

const cli_command *command_at(size_t index)
{
    return index < COMMAND_COUNT ? &commands[index] : NULL;
}

const cli_command *command_find(const char *name)
{
    for (size_t i = 0; i < COMMAND_COUNT; i++)
        if (strcmp(commands[i].name, name) == 0)
            return &commands[i];
    return NULL;
}

const char *command_nearest(const char *name)
{
    cli_nearest nearest;

    nearest_begin(&nearest, name);
    for (size_t i = 0; i < COMMAND_COUNT; i++)
        nearest_offer(&nearest, commands[i].name);
    return nearest.best;
}

/* ---- Help */

static const struct option_help {
    uint32_t takes;
    const char *option, *words;
} option_helps[] = {
    {TAKES_TEXTS, "--texts DIR", "look quotes and locators up in the texts below DIR"},
    {TAKES_LIST, "--id ID", "the one record of this id, with all that is known of it"},
    {TAKES_PARTICIPANT, "--participant NAME", "only what this participant has part in"},
    {TAKES_ISSUE, "--issue ID", "only what bears on this issue"},
    {TAKES_PROPOSAL, "--proposal ID", "only what bears on this proposal"},
    {TAKES_LIST, "--text WORDS", "only records with this in a name, title, gist, quote, note"},
    {TAKES_FROM, "--from DATE", "only from this day on"},
    {TAKES_CONVERT, "--to yaml|json", "the format; by default that of FILE's name, else yaml"},
    {TAKES_CONVERT, "-o, --output FILE", "write to FILE"},
    {TAKES_VIEW, "--as-of DATE", "the record as of this day; by default its last one"},
    {TAKES_VIEW, "--evidence LIST", "only this evidence: stated,reported,inferred"},
    {TAKES_VIEW, "--source ID", "only what cites this source"},
    {TAKES_BRIEF, "--brief", "only the reasons that decide each verdict"},
    {TAKES_TABLES, "--format FORMAT", "text (the default), json, csv or markdown"},
    {TAKES_TABLES, "--width COLUMNS", "of text; by default the terminal's, else 80"},
    {TAKES_TABLES, "--language TAG", "of names, such as uk; by default en"},
    {~0u, "--with PATH", "more files or directories of the dossier; repeatable"},
    {~0u, "--strict", "warnings are errors"},
    {~0u, "--color WHEN", "auto (the default), always or never"},
};

static void print_options(uint32_t takes)
{
    print("\nOptions\n");
    for (size_t i = 0; i < sizeof option_helps / sizeof option_helps[0]; i++)
        if ((option_helps[i].takes & takes) != 0)
            printf("  %-20s %s\n", option_helps[i].option, option_helps[i].words);
}

static void print_program(void)
{
    print("Who proposed what guarantee, who accepts it, and why.\n\n"
          "usage: guarantee COMMAND DOSSIER [ARGUMENT…]\n\nCommands\n");
    for (size_t i = 0; i < COMMAND_COUNT; i++)
        printf("  %-10s %s\n", commands[i].name, commands[i].summary);
    print("\nDOSSIER is a file, a directory, or - for standard input.\n"
          "'guarantee help COMMAND' says more of each.\n"
          "\nExamples\n"
          "  guarantee check examples/ukraine-2025\n"
          "  guarantee assess examples/ukraine-2025 european-peacekeepers\n"
          "\nExit status\n"
          "  0  yes, or done                3  the dossier is wrong or cannot be read\n"
          "  1  the answer is no            4  a limit was crossed\n"
          "  2  the call is wrong           5  no memory, trouble with the output, a defect\n");
}

void help_print(const cli_command *command)
{
    if (command == NULL) {
        print_program();
        return;
    }
    printf("%s\n\nusage: guarantee %s %s\n\n%s", command->summary, command->name, command->usage, command->details);
    print_options(command->takes);
    print("\nExamples\n");
    for (size_t i = 0; i < 2; i++)
        printf("  %s\n", command->examples[i]);
}
