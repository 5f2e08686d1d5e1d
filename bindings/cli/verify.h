/* verify.h: checking a saved result: what its reading and its claims share. Uses cli.h, json.h. */
#ifndef GUARANTEE_CLI_VERIFY_H
#define GUARANTEE_CLI_VERIFY_H

#include "cli.h"
#include "json.h"

enum verdict { CONFIRMED, REFUTED, TOO_LARGE };

typedef struct claim {
    const char *what;
    size_t number;
    enum verdict verdict;
    char *message;
} claim;

typedef struct verification {
    cli_run *cli;
    gtee_search_options search; /* the question, asked again */
    const gtee_participant **parties, **immovable;
    const gtee_position **positions;
    const char **fixed;
    claim *claims;
    size_t count;
    const char **alone; /* a package's choices, fixed; NULL: all others are tried */
    bool proved, nearest;
} verification;

/* verify.c: checks all that a result of this kind claims; says what was found. Exit statuses. */
int verify_claims(verification *v, const json_value *root, const char *kind);
int verify_print(const verification *v);

#endif
