/* search.c: what conflicts, settle and nearest may move and what not, from the command line; progress of long work. */
#include "search.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

/* ---- Progress */

static double now(void)
{
    struct timespec time;

    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

/* Only where a person looks on, and not at once. */
static int32_t search_progress(void *user, uint64_t done, uint64_t total)
{
    cli_search *search = user;
    const unsigned percent = total > 0 ? (unsigned)(100.0 * (double)done / (double)total) : 0;

    if (search->watched && now() - search->began > 1 && (!search->said || percent != search->percent)) {
        fprintf(stderr, "\rguarantee: searching, %u %% of the budget used; Ctrl-C shows what was found so far", percent);
        fflush(stderr);
        search->said = true;
        search->percent = percent;
    }
    return interrupted();
}

void search_done(cli_search *search)
{
    if (search->said)
        fputs("\r\033[K", stderr);
    search->said = false;
}

/* ---- Whom names mean */

static bool add_participant(cli_people *people, const gtee_participant *participant)
{
    if (participant != NULL)
        people->items[people->count++] = participant;
    return participant != NULL;
}

static const gtee_participant *match(const cli_run *cli, const char *name)
{
    gtee_name_match *found = NULL;
    const gtee_participant *participant = NULL;

    if (gtee_dossier_match_name(cli->dossier, name, &found, NULL) == GTEE_OK)
        participant = gtee_name_match_participant(found);
    gtee_name_match_unref(found);
    return participant;
}

/* A participant; or a position by its id, where positions are taken too. */
static bool add_one(const cli_run *cli, cli_search *search, cli_people *people, const char *name)
{
    const gtee_position *position = people == &search->immovable ? gtee_dossier_position_find(cli->dossier, name) : NULL;

    if (position == NULL) {
        const gtee_participant *participant = participant_of(cli, name);
        if (participant == NULL && people == &search->immovable)
            complain("no position has the id %s either", name);
        return add_participant(people, participant);
    }
    search->positions[search->options.immovable_position_count++] = position;
    return true;
}

/* A name, or several with commas between. `copy` is written to. */
static bool add_names(const cli_run *cli, cli_search *search, cli_people *people, char *copy)
{
    const gtee_participant *whole = match(cli, copy);

    if (whole != NULL)
        return add_participant(people, whole);
    for (char *at = copy; at != NULL;) {
        char *comma = strchr(at, ',');
        if (comma != NULL)
            *comma = '\0';
        if (!add_one(cli, search, people, at))
            return false;
        at = comma != NULL ? comma + 1 : NULL;
    }
    return true;
}

static size_t count_names(const cli_texts *texts)
{
    size_t count = texts->count;

    for (size_t i = 0; i < texts->count; i++)
        for (const char *at = texts->items[i]; *at != '\0'; at++)
            count += *at == ',';
    return count;
}

static bool take_names(const cli_run *cli, cli_search *search, const char *text, cli_people *people)
{
    char *copy = malloc(strlen(text) + 1);
    bool good = copy != NULL;

    if (good)
        good = add_names(cli, search, people, strcpy(copy, text));
    else
        complain("out of memory");
    free(copy);
    return good;
}

bool people_of(const cli_run *cli, const cli_texts *named, cli_people *people)
{
    cli_search none = {.said = false};
    bool good = true;

    people->count = 0;
    people->items = calloc(count_names(named) + 1, sizeof *people->items);
    if (people->items == NULL) {
        complain("out of memory");
        return false;
    }
    for (size_t i = 0; good && i < named->count; i++)
        good = take_names(cli, &none, named->items[i], people);
    return good;
}

static bool take_parties(const cli_run *cli, cli_search *search)
{
    const cli_texts *named = &cli->arguments.parties;

    for (size_t i = 0; i < named->count; i++)
        if (!take_names(cli, search, named->items[i], &search->parties))
            return false;
    if (named->count > 0) {
        search->options.parties = search->parties.items;
        search->options.party_count = search->parties.count;
    }
    return true;
}

/* Participants, or positions by their ids. */
static bool take_immovable(const cli_run *cli, cli_search *search)
{
    const cli_texts *named = &cli->arguments.immovable;

    for (size_t i = 0; i < named->count; i++)
        if (!take_names(cli, search, named->items[i], &search->immovable))
            return false;
    search->options.immovable = search->immovable.count > 0 ? search->immovable.items : NULL;
    search->options.immovable_count = search->immovable.count;
    search->options.immovable_positions = search->options.immovable_position_count > 0 ? search->positions : NULL;
    return true;
}

static bool take_proposal(const cli_run *cli, cli_search *search)
{
    const cli_texts *named = &cli->arguments.proposals;

    if (named->count > 1) {
        complain("only one proposal can be fixed");
        return false;
    }
    return named->count == 0 || (search->options.proposal = proposal_of(cli, named->items[0])) != NULL;
}

static bool make_room(const cli_arguments *a, cli_search *search)
{
    search->parties.items = calloc(count_names(&a->parties) + 1, sizeof *search->parties.items);
    search->immovable.items = calloc(count_names(&a->immovable) + 1, sizeof *search->immovable.items);
    search->positions = calloc(count_names(&a->immovable) + 1, sizeof *search->positions);
    if (search->parties.items != NULL && search->immovable.items != NULL && search->positions != NULL)
        return true;
    complain("out of memory");
    return false;
}

int search_begin(cli_run *cli, cli_search *search)
{
    const cli_arguments *a = &cli->arguments;
    int result;

    memset(search, 0, sizeof *search);
    result = load(cli, NULL);
    if (result == EXIT_YES)
        result = make_view(cli);
    if (result != EXIT_YES)
        return result;
    if (!make_room(a, search))
        return EXIT_INTERNAL;
    search->options.size = sizeof search->options;
    search->options.fixed = a->fixed.count > 0 ? a->fixed.items : NULL;
    search->options.fixed_count = a->fixed.count;
    search->options.cap = a->cap;
    search->options.budget = a->budget;
    search->options.red_line_weight = a->red_line_weight;
    search->options.consent_weight = a->consent_weight;
    search->options.progress = search_progress;
    search->options.progress_user = search;
    search->watched = isatty(STDERR_FILENO) != 0;
    search->began = now();
    if (!take_parties(cli, search) || !take_immovable(cli, search) || !take_proposal(cli, search))
        return EXIT_USAGE;
    return EXIT_YES;
}

void search_end(cli_search *search)
{
    search_done(search);
    free(search->parties.items);
    free(search->immovable.items);
    free(search->positions);
}

size_t search_limit(cli_run *cli, size_t usual)
{
    const size_t limit = cli->arguments.limit != 0 ? cli->arguments.limit : usual;

    cli->show.limit = (uint32_t)limit;
    return limit;
}

bool search_ended(cli_search *search, gtee_status status)
{
    search_done(search);
    if (status == GTEE_ERROR_LIMIT)
        complain("the budget was used up before the search was done; --budget gives it more");
    return status == GTEE_OK || status == GTEE_ERROR_LIMIT || status == GTEE_ERROR_CANCELLED;
}
