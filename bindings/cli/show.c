/* show.c: `guarantee show`: the records of a kind, or one with all that is known of it. */
#include "cli.h"

#include <string.h>

static const struct kind_word {
    const char *many, *one;
    uint32_t kind;
} kinds[] = {
    {"participants", "participant", GTEE_KIND_PARTICIPANT},
    {"issues", "issue", GTEE_KIND_ISSUE},
    {"proposals", "proposal", GTEE_KIND_PROPOSAL},
    {"positions", "position", GTEE_KIND_POSITION},
    {"events", "event", GTEE_KIND_EVENT},
    {"sources", "source", GTEE_KIND_SOURCE},
    {"constraints", "constraint", GTEE_KIND_CONSTRAINT},
    {"scenarios", "scenario", GTEE_KIND_SCENARIO},
    {"preferences", "preference", GTEE_KIND_PREFERENCE},
    {"expectations", "expectation", GTEE_KIND_EXPECTATION},
};
#define KIND_COUNT (sizeof kinds / sizeof kinds[0])

static uint32_t kind_of(const char *word)
{
    for (size_t i = 0; i < KIND_COUNT; i++)
        if (strcmp(word, kinds[i].many) == 0 || strcmp(word, kinds[i].one) == 0)
            return kinds[i].kind;
    return 0;
}

static int unknown_kind(const char *word)
{
    cli_nearest nearest;

    nearest_begin(&nearest, word);
    for (size_t i = 0; i < KIND_COUNT; i++)
        nearest_offer(&nearest, kinds[i].many);
    if (nearest.best != NULL)
        complain("there is no kind of record called %s; did you mean %s?", word, nearest.best);
    else
        complain("there is no kind of record called %s; 'guarantee help show' lists them", word);
    return EXIT_USAGE;
}

/* At most one value of each filter. */
static bool one_each(const cli_arguments *a)
{
    const cli_texts *lists[] = {&a->participants, &a->issues, &a->proposals, &a->sources};

    for (size_t i = 0; i < sizeof lists / sizeof lists[0]; i++)
        if (lists[i]->count > 1) {
            complain("show takes one value of each filter");
            return false;
        }
    return true;
}

static bool fill_filters(const cli_run *cli, gtee_list_options *list)
{
    const cli_arguments *a = &cli->arguments;

    list->id = a->id;
    list->text = a->text;
    if (a->participants.count > 0 && (list->participant = participant_of(cli, a->participants.items[0])) == NULL)
        return false;
    if (a->issues.count > 0 && (list->issue = issue_of(cli, a->issues.items[0])) == NULL)
        return false;
    if (a->proposals.count > 0 && (list->proposal = proposal_of(cli, a->proposals.items[0])) == NULL)
        return false;
    return a->sources.count == 0 || (list->source = source_of(cli, a->sources.items[0])) != NULL;
}

/* `show DOSSIER KIND`; `show KIND DOSSIER`, as one would say it, is understood too. */
static uint32_t take_kind(cli_arguments *a)
{
    const char **words = a->positional.items;
    uint32_t kind = kind_of(words[1]);

    if (kind == 0 && (kind = kind_of(words[0])) != 0)
        words[0] = words[1];
    return kind;
}

int run_show(cli_run *cli)
{
    cli_arguments *a = &cli->arguments;
    gtee_list_options list;
    gtee_text *text = NULL;
    int result;

    memset(&list, 0, sizeof list);
    list.size = sizeof list;
    list.kind = take_kind(a);
    if (list.kind == 0)
        return unknown_kind(a->positional.items[1]);
    if (!one_each(a))
        return EXIT_USAGE;
    if ((result = load(cli, NULL)) != EXIT_YES)
        return result;
    if (!fill_filters(cli, &list))
        return EXIT_USAGE;
    a->sources.count = 0; /* here a filter of the list, not of the view */
    if ((result = make_view(cli)) != EXIT_YES)
        return result;
    gtee_status status = gtee_list_show(cli->view, &list, &cli->show, &text);
    if (status == GTEE_ERROR_NOT_FOUND) {
        complain("there is no %s %s in the dossier", gtee_kind_name(list.kind), a->id);
        return EXIT_USAGE;
    }
    return print_text(status, text);
}
