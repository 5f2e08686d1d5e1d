/* commands.c: the commands, and their help. */
#include "cli.h"

#include <stdio.h>
#include <string.h>

#define MANY 1000000
#define EXAMPLE_MOST 74 /* columns of an example in one line */

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
     "Records stand in the dossier's order; 'guarantee timeline' goes by date.\n"
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
     "Without a proposal, all that are dated by the view's day. Status 1: one is\n"
     "rejected, is contested, or rests on consent that is not on record.\n",
     {"guarantee assess examples/ukraine-2025 european-peacekeepers",
      "guarantee assess examples/ukraine-2025 --evidence stated --format json"},
     TAKES_VIEW | TAKES_TABLES | TAKES_BRIEF, 1, MANY, run_assess},
    {"compare", "DOSSIER PROPOSAL PROPOSAL…", "Where do proposals differ, and whose red line does it touch?",
     "Differences first, with the options of each and whose positions they cross;\n"
     "then common ground; then the verdicts side by side.\n",
     {"guarantee compare examples/ukraine-2025 us-support russian-conditions",
      "guarantee compare examples/ukraine-2025 european-peacekeepers us-support --format markdown"},
     TAKES_VIEW | TAKES_TRIAL | TAKES_TABLES, 3, MANY, run_compare},
    {"timeline", "DOSSIER", "What changed when?",
     "Positions, proposals and events by date; who shifted, from what; what was\n"
     "withdrawn or expired.\n",
     {"guarantee timeline examples/ukraine-2025 --participant 'Sergey Lavrov'",
      "guarantee timeline examples/ukraine-2025 --issue ground-troops --from 2025-08"},
     TAKES_VIEW | TAKES_PARTICIPANT | TAKES_ISSUE | TAKES_PROPOSAL | TAKES_FROM | TAKES_TABLES, 1, 1, run_timeline},
    {"conflicts", "DOSSIER", "Which positions cannot hold together?",
     "All minimal conflicts among red lines, smallest first: each cannot be met as a\n"
     "whole, but without any one of its positions it can. Status 1: there are some.\n",
     {"guarantee conflicts examples/ukraine-2025 --limit 3",
      "guarantee conflicts examples/ukraine-2025 --parties Ukraine,Russia --fix neutrality=permanent"},
     TAKES_VIEW | TAKES_SEARCH | TAKES_TERMS | TAKES_TABLES, 1, 1, run_conflicts},
    {"settle", "DOSSIER", "What is the least that has to move?",
     "Packages, cheapest first: fewest red lines crossed, then fewest consents that\n"
     "nobody has given, then least weight of preferences given up; who would have to\n"
     "move, whom to ask, and why nothing cheaper exists. Status 1: the cheapest one\n"
     "crosses a red line or assumes a consent.\n",
     {"guarantee settle examples/ukraine-2025 --limit 1",
      "guarantee settle examples/ukraine-2025 --immovable Ukraine --all-concessions"},
     TAKES_VIEW | TAKES_SEARCH | TAKES_TERMS | TAKES_MOVES | TAKES_COSTS | TAKES_TABLES | TAKES_BRIEF, 1, 1, run_settle},
    {"nearest", "DOSSIER PROPOSAL", "What is the nearest acceptable version of a proposal?",
     "The fewest of its terms that have to change so that it crosses no red line of\n"
     "its parties (or of those named), and the consents that it then rests on.\n"
     "Status 1: something has to change or to be asked for.\n",
     {"guarantee nearest examples/ukraine-2025 european-peacekeepers",
      "guarantee nearest examples/ukraine-2025 russian-conditions --parties Ukraine,Russia"},
     TAKES_VIEW | TAKES_SEARCH | TAKES_MOVES | TAKES_TABLES, 2, 2, run_nearest},
    {"bargain", "DOSSIER", "Which packages are worth most to all?",
     "Of packages that cross no red line, those such that nobody can have more without\n"
     "somebody having less, and the points of Nash, Kalai and Smorodinsky, the greatest\n"
     "least gain and the greatest sum, from the preferences on record; where there are\n"
     "none, from red lines and weights. Status 1: no package is acceptable to all.\n",
     {"guarantee bargain dossier.yaml", "guarantee bargain dossier.yaml --parties A,B --fix road=open"},
     TAKES_VIEW | TAKES_SEARCH | TAKES_TERMS | TAKES_MOVES | TAKES_TABLES, 1, 1, run_bargain},
    {"rule", "DOSSIER [PROPOSAL…]", "Who can act, who can stop it, who has how much power?",
     "Each activation rule of the proposals (without one, of all that are dated by the\n"
     "view's day) as a tree, with veto players marked; minimal winning and blocking\n"
     "coalitions; indices of power. With --support and --block: does that coalition\n"
     "win, and who is pivotal? Status 1: it does not, or not for certain.\n",
     {"guarantee rule examples/treaties budapest-1994",
      "guarantee rule examples/treaties budapest-1994 --support France,'United Kingdom' --block Russia"},
     TAKES_VIEW | TAKES_GAME | TAKES_TABLES, 1, MANY, run_rule},
    {"stress", "DOSSIER PROPOSAL [SCENARIO]", "Would it act on the day that it is called on?",
     "Which clauses are triggered, whether activation can be reached and who stops it,\n"
     "what comes due from whom and how likely it arrives, how many defaults it\n"
     "survives, and what would lift it. Without a scenario each clause's own trigger\n"
     "happens, and nobody's stand is known. Status 1: it would not act.\n",
     {"guarantee stress examples/treaties budapest-1994",
      "guarantee stress examples/treaties budapest-1994 --what-if Russia=block --what-if France=likely"},
     TAKES_VIEW | TAKES_STRESS | TAKES_TABLES, 2, 3, run_stress},
    {"verify", "DOSSIER RESULT", "Does an answer stand up to a check of its own?",
     "RESULT is a file that conflicts, settle, nearest or bargain printed with\n"
     "--format json. A checker that shares no code with the solver confirms each claim\n"
     "by trying everything else. Status 1: a claim is refuted; 4: one is too large.\n",
     {"guarantee verify examples/ukraine-2025 answer.json", "guarantee verify examples/ukraine-2025 answer.json --format json"},
     TAKES_TABLES, 2, 2, run_verify},
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
    {TAKES_LIST, "--text WORDS", "only records that say so in a name, title, text or note"},
    {TAKES_FROM, "--from DATE", "only from this day on"},
    {TAKES_CONVERT, "--to yaml|json", "the format; by default that of FILE's name, else yaml"},
    {TAKES_CONVERT, "-o, --output FILE", "write to FILE"},
    {TAKES_VIEW, "--as-of DATE", "the record as of this day; by default its last one"},
    {TAKES_VIEW, "--evidence LIST", "only this evidence: stated,reported,inferred"},
    {TAKES_VIEW, "--source ID", "only what cites this source"},
    {TAKES_SEARCH, "--parties NAMES", "only the positions of these; commas between names"},
    {TAKES_SEARCH, "--fix VARIABLE=OPTION", "a choice that is fixed, such as ground-troops/fra=none"},
    {TAKES_TERMS, "--proposal ID", "the terms of this proposal are fixed"},
    {TAKES_SEARCH, "--limit N", "how many answers; by default 3 packages, 10 of others"},
    {TAKES_SEARCH, "--budget STEPS", "of search; by default 20 million"},
    {TAKES_MOVES, "--immovable NAMES", "participants, or a position's id, that do not move"},
    {TAKES_COSTS, "--cap N", "nobody concedes more than N red lines"},
    {TAKES_COSTS, "--red-line-weight X", "add costs up: what a red line counts against preferences"},
    {TAKES_COSTS, "--consent-weight X", "the same of a consent that is not on record"},
    {TAKES_COSTS, "--all-concessions", "instead: all minimal sets of positions to give up"},
    {TAKES_COSTS, "--sensitivity", "instead: which single position matters most"},
    {TAKES_GAME, "--rule NAME", "only the rule of this name"},
    {TAKES_GAME, "--support NAMES", "does it win if these are in favour; commas between names"},
    {TAKES_GAME, "--block NAMES", "and these are not"},
    {TAKES_GAME, "--estimate SAMPLES", "power from random coalitions, with the error that it has"},
    {TAKES_STRESS, "--what-if NAME=WHAT", "support, block or unknown; or a likelihood that it keeps"},
    {TAKES_STRESS, "", "its word: 0.3, 0.2..0.5, 'very likely'; repeatable"},
    {TAKES_STRESS, "--holder NAME", "likelihoods as this participant expects them"},
    {TAKES_STRESS, "--least ISSUE=N", "so many obligors have to deliver on it; repeatable"},
    {TAKES_STRESS, "--alternative ID=X", "a scenario with weight X, averaged with others; repeatable"},
    {TAKES_GAME | TAKES_STRESS, "--limit N", "how many of each list; by default 10"},
    {TAKES_GAME | TAKES_STRESS, "--budget STEPS", "that a question may take; by default 30000000000"},
    {TAKES_TRIAL, "--stress", "who can block it, what would arrive, what it survives"},
    {TAKES_TRIAL, "--scenario ID", "the same, in this scenario"},
    {TAKES_BRIEF, "--brief", "only the reasons that decide, only what changes"},
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

/* Where an example is too long for a line, it goes on below with its next option. */
static void print_example(const char *text)
{
    const char *option = text;

    while (strlen(text) > EXAMPLE_MOST && (option = strstr(option, " --")) != NULL) {
        const char *next = strstr(option + 1, " --");
        if (next == NULL || (size_t)(next - text) > EXAMPLE_MOST) {
            printf("  %.*s \\\n    ", (int)(option - text), text);
            text = option + 1;
        }
        option++;
    }
    printf("  %s\n", text);
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
        print_example(command->examples[i]);
}
