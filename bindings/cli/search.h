/* search.h: what the commands conflicts, settle, nearest and bargain share; lists of names. Uses cli.h. */
#ifndef GUARANTEE_CLI_SEARCH_H
#define GUARANTEE_CLI_SEARCH_H

#include "cli.h"

typedef struct cli_people {
    const gtee_participant **items;
    size_t count;
} cli_people;

/* A question about deals. It must not move: its callback finds it by its address. */
typedef struct cli_search {
    gtee_search_options options;
    cli_people parties, immovable;
    const gtee_position **positions; /* that may not be crossed */
    double began; /* in seconds */
    unsigned percent;
    bool watched, said;
} cli_search;

/* Whom names mean, each with several between commas; the items are to be freed in any case. false: nobody is called so, and it was said. */
bool people_of(const cli_run *cli, const cli_texts *named, cli_people *people);

/* Loads the dossier, makes the view, and reads the question from the arguments. An exit status; it must be ended in any case. */
int search_begin(cli_run *cli, cli_search *search);
void search_end(cli_search *search);
/* How many answers to show: as asked for, else as usual. */
size_t search_limit(cli_run *cli, size_t usual);
/* Takes the progress off the terminal; complains if the budget is used up. false: there is nothing to show. */
bool search_ended(cli_search *search, gtee_status status);
void search_done(cli_search *search);

#endif
