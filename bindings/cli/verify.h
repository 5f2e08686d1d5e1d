/* verify.h: checking a saved result: what its reading and its claims share. Uses cli.h, json.h. Nothing in a result is trusted: a member that is missing,
 * there twice or not known is refused, so that what is confirmed is all that it says. */
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
    const json_value *root;
    gtee_search_options search; /* the question, asked again */
    const gtee_proposal *near;  /* of a nearest version; NULL: of something else */
    const gtee_participant **parties, **immovable;
    const gtee_position **positions;
    const char **fixed;
    double unlisted; /* how many ways there are to choose what packages leave out, as it makes no difference */
    claim *claims;
    size_t count;
} verification;

/* ---- verify.c: checks all that a result of this kind claims; says what was found. Exit statuses, as all that return int here. */
int verify_claims(verification *v, const json_value *root, const char *kind);
int verify_print(const verification *v);

/* A complaint, and the status for it. */
int not_understood(const char *what);
/* Does the map have these members (the last is NULL), each once, and no other? A complaint if not. */
bool has_members(const json_value *map, const char *const *keys);
size_t count_items(const json_value *list); /* of NULL: 0 */
bool same_text(const json_value *value, const char *text); /* NULL is null */
bool same_number(const json_value *claimed, double found);
bool same_flag(const json_value *claimed, bool found);
/* A position that the result names and cites; else NULL. */
const gtee_position *position_of(const verification *v, const json_value *value);
bool add_claim(verification *v, const char *what, size_t number, enum verdict verdict, const char *message);
int conclude(verification *v, const char *what, size_t number, enum verdict verdict, const char *message);
/* Of a call of the checker: EXIT_YES if it ended well or was too large. Takes the diagnostics over. */
int checked(verification *v, gtee_status status, gtee_diagnostics *diagnostics);
/* The same, and the claim that follows from it. */
int conclude_check(verification *v, const char *what, size_t number, gtee_status status, const gtee_check *check, gtee_diagnostics *diagnostics);
int check_conflicts(verification *v, const json_value *list);

/* ---- verify_result.c: the texts of a list; NULL: one is none, or there is no memory. */
const char **texts_of(const json_value *list, size_t *count);

/* ---- verify_complete.c: if the result says that its conflicts (or concession sets) are all: is none listed twice, and are there no others? */
int check_complete_sets(verification *v, const json_value *root, const json_value *list, bool conflicts);

/* ---- verify_cited.c: do the records that the result cites stand so in the dossier? Is one of them cited? */
int check_cited(verification *v, const json_value *root);
bool is_cited(const verification *v, uint32_t kind, uint64_t index);

/* ---- verify_terms.c: terms as choices "issue/participant=option" */
typedef struct cli_choices {
    char **items;
    size_t count;
} cli_choices;
/* `all`: all options of each, else one that stands for them. false: a complaint. */
bool read_choices(const verification *v, const json_value *terms, bool all, cli_choices *choices);
void free_choices(cli_choices *choices);
/* The issue's options that a list names, as bits; 0: one of them is none, or there twice. */
uint64_t options_of(const gtee_issue *issue, const json_value *list);
/* Does no package belong to both? How many packages the terms stand for. */
bool terms_differ(const json_value *a, const json_value *b);
double count_terms(const json_value *terms);
bool same_name(const json_value *map, const gtee_participant *participant); /* is "name" one of its names? */

/* ---- verify_package.c, verify_influence.c, verify_bargain.c */
int check_packages(verification *v, const json_value *root);
int check_influences(verification *v, const json_value *root);
int check_bargain(verification *v, const json_value *root);

#endif
