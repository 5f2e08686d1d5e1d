/* verify.c: `guarantee verify`: asks the checker, which shares no code with the solver, whether each claim of a saved result is so. Here: the frame, sets of
 * positions, and what comes out. */
#include "verify.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- Shapes */

int not_understood(const char *what)
{
    complain("the result cannot be checked: %s", what);
    return EXIT_DOSSIER;
}

static size_t count_key(const json_value *map, const char *key)
{
    size_t count = 0;

    for (const json_value *item = map->first; item != NULL; item = item->next)
        count += strcmp(item->key, key) == 0;
    return count;
}

bool has_members(const json_value *map, const char *const *keys)
{
    size_t count = 0;

    if (map == NULL || map->type != JSON_MAP)
        return not_understood("a map is missing") == EXIT_YES;
    for (; keys[count] != NULL; count++) {
        if (count_key(map, keys[count]) == 1)
            continue;
        complain("the result cannot be checked: a map has no \"%s\", or more than one", keys[count]);
        return false;
    }
    for (const json_value *item = map->first; item != NULL; item = item->next) {
        size_t at = 0;
        while (at < count && strcmp(keys[at], item->key) != 0)
            at++;
        if (at < count)
            continue;
        complain("the result cannot be checked: this release knows no \"%s\" there", item->key);
        return false;
    }
    return true;
}

size_t count_items(const json_value *list)
{
    size_t count = 0;

    for (const json_value *item = list != NULL ? list->first : NULL; item != NULL; item = item->next)
        count++;
    return count;
}

bool same_text(const json_value *value, const char *text)
{
    return text == NULL ? value != NULL && value->type == JSON_NULL : value != NULL && value->type == JSON_TEXT && strcmp(value->text, text) == 0;
}

bool same_number(const json_value *claimed, double found)
{
    return claimed != NULL && claimed->type == JSON_NUMBER && fabs(claimed->number - found) <= 1e-9 * (1 + fabs(found));
}

bool same_flag(const json_value *claimed, bool found)
{
    return claimed != NULL && claimed->type == (found ? JSON_TRUE : JSON_FALSE);
}

const gtee_position *position_of(const verification *v, const json_value *value)
{
    uint64_t index;

    if (!json_whole(value, SIZE_MAX >> 1, &index) || !is_cited(v, GTEE_KIND_POSITION, index))
        return NULL;
    return gtee_dossier_position_at(v->cli->dossier, (size_t)index);
}

/* The positions of a list of numbers, each once; NULL: one of them is not cited, or there is no memory. */
static const gtee_position **positions_of(const verification *v, const json_value *list, size_t *count)
{
    const gtee_position **positions = calloc(count_items(list) + 1, sizeof *positions);
    bool good = positions != NULL;

    *count = 0;
    for (const json_value *item = list != NULL ? list->first : NULL; item != NULL && good; item = item->next) {
        positions[*count] = position_of(v, item);
        good = positions[*count] != NULL;
        for (size_t i = 0; i < *count; i++)
            good = good && positions[i] != positions[*count];
        ++*count;
    }
    if (!good)
        free(positions);
    return good ? positions : NULL;
}

/* ---- Claims */

bool add_claim(verification *v, const char *what, size_t number, enum verdict verdict, const char *message)
{
    claim *grown = realloc(v->claims, (v->count + 1) * sizeof *grown);
    char *copy = grown != NULL ? malloc(strlen(message) + 1) : NULL;

    if (grown != NULL)
        v->claims = grown;
    if (copy == NULL) {
        complain("out of memory");
        return false;
    }
    v->claims[v->count++] = (claim){what, number, verdict, strcpy(copy, message)};
    return true;
}

int conclude(verification *v, const char *what, size_t number, enum verdict verdict, const char *message)
{
    return add_claim(v, what, number, verdict, message) ? EXIT_YES : EXIT_INTERNAL;
}

int checked(verification *v, gtee_status status, gtee_diagnostics *diagnostics)
{
    if (status != GTEE_OK && status != GTEE_ERROR_LIMIT) {
        if (diagnostics == NULL && status != GTEE_ERROR_CANCELLED)
            complain("%s", gtee_status_text(status));
        print_diagnostics(v->cli, diagnostics);
        return status == GTEE_ERROR_NOT_FOUND ? EXIT_DOSSIER : exit_status_of(status);
    }
    gtee_diagnostics_unref(diagnostics);
    return EXIT_YES;
}

int conclude_check(verification *v, const char *what, size_t number, gtee_status status, const gtee_check *check, gtee_diagnostics *diagnostics)
{
    const int result = checked(v, status, diagnostics);
    enum verdict verdict = TOO_LARGE;

    if (result != EXIT_YES)
        return result;
    if (check == NULL)
        return conclude(v, what, number, verdict, "too large to try everything");
    if (gtee_check_is_complete(check) != 0 || gtee_check_is_confirmed(check) == 0)
        verdict = gtee_check_is_confirmed(check) != 0 ? CONFIRMED : REFUTED;
    return conclude(v, what, number, verdict, gtee_check_message(check));
}

/* ---- Sets of positions */

typedef gtee_status (*check_function)(const gtee_view *, const gtee_search_options *, const gtee_position *const *, size_t, gtee_check **,
                                      gtee_diagnostics **);

static int check_set(verification *v, const char *what, size_t number, const gtee_position *const *items, size_t count, check_function function)
{
    gtee_diagnostics *diagnostics = NULL;
    gtee_check *check = NULL;
    const gtee_status status = function(v->cli->view, &v->search, items, count, &check, &diagnostics);
    const int result = conclude_check(v, what, number, status, check, diagnostics);

    gtee_check_unref(check);
    return result;
}

static bool is_refuted(const verification *v)
{
    return v->count > 0 && v->claims[v->count - 1].verdict == REFUTED;
}

/* ---- Conflicts: the positions, then what ties them */

static const gtee_constraint **constraints_of(const verification *v, const json_value *list)
{
    const gtee_constraint **constraints = calloc(count_items(list) + 1, sizeof *constraints);
    size_t count = 0;
    bool good = constraints != NULL;

    for (const json_value *item = list->first; item != NULL && good; item = item->next) {
        uint64_t index;
        good = json_whole(item, SIZE_MAX >> 1, &index) && is_cited(v, GTEE_KIND_CONSTRAINT, index) &&
               (constraints[count++] = gtee_dossier_constraint_at(v->cli->dossier, (size_t)index)) != NULL;
    }
    if (!good)
        free(constraints);
    return good ? constraints : NULL;
}

/* The last claim was the conflict: it is refuted as well if it is tied by something else, or worded otherwise. */
static int check_ties(verification *v, const json_value *conflict, const gtee_position *const *positions, size_t count)
{
    const json_value *constraints = json_list(conflict, "constraints"), *fixed = json_list(conflict, "fixed");
    const gtee_constraint **ties = constraints != NULL ? constraints_of(v, constraints) : NULL;
    size_t text_count = 0;
    const char **texts = fixed != NULL ? texts_of(fixed, &text_count) : NULL;
    gtee_diagnostics *diagnostics = NULL;
    gtee_check *check = NULL;
    int result = EXIT_DOSSIER;
    claim *last = &v->claims[v->count - 1];

    if (ties == NULL || texts == NULL) {
        not_understood("a conflict's constraints or fixed choices cannot be read");
    } else {
        const gtee_status status =
            gtee_check_ties(v->cli->view, &v->search, positions, count, ties, count_items(constraints), texts, text_count, &check, &diagnostics);
        result = checked(v, status, diagnostics);
        const bool worded = check != NULL && same_text(json_member(conflict, "message"), gtee_check_wording(check));
        if (result == EXIT_YES && check == NULL)
            last->verdict = TOO_LARGE;
        else if (result == EXIT_YES && (gtee_check_is_confirmed(check) == 0 || !worded)) {
            v->count--;
            free(last->message);
            result = conclude(v, last->what, last->number, REFUTED, worded ? gtee_check_message(check) : "its message says something else");
        }
    }
    gtee_check_unref(check);
    free(ties);
    free(texts);
    return result;
}

static const char *const conflict_members[] = {"message", "positions", "constraints", "fixed", NULL};
static const char *const correction_members[] = {"positions", NULL};

static int check_conflict(verification *v, const json_value *conflict, size_t number)
{
    size_t count;
    int result;

    if (!has_members(conflict, conflict_members))
        return EXIT_DOSSIER;
    const gtee_position **positions = positions_of(v, json_list(conflict, "positions"), &count);
    if (positions == NULL)
        return not_understood("a conflict names a position that is not cited, or one twice");
    result = check_set(v, "conflict", number, positions, count, gtee_check_conflict);
    if (result == EXIT_YES && !is_refuted(v))
        result = check_ties(v, conflict, positions, count);
    free(positions);
    return result;
}

int check_conflicts(verification *v, const json_value *list)
{
    int result = EXIT_YES;
    size_t number = 1;

    for (const json_value *item = list->first; item != NULL && result == EXIT_YES; item = item->next)
        result = check_conflict(v, item, number++);
    return result;
}

static int check_corrections(verification *v, const json_value *list)
{
    int result = EXIT_YES;
    size_t number = 1;

    for (const json_value *item = list->first; item != NULL && result == EXIT_YES; item = item->next) {
        size_t count;
        if (!has_members(item, correction_members))
            return EXIT_DOSSIER;
        const gtee_position **positions = positions_of(v, json_list(item, "positions"), &count);
        if (positions == NULL)
            return not_understood("a concession set names a position that is not cited, or one twice");
        result = check_set(v, "concession set", number++, positions, count, gtee_check_correction);
        free(positions);
    }
    return result;
}

/* ---- What a result of each kind claims */

static int check_all_conflicts(verification *v, const json_value *root)
{
    static const char *const members[] = {"view", "question", "complete", "conflicts", "cited_constraints", "cited_positions", "cited_sources", NULL};
    const json_value *list = json_list(root, "conflicts");
    int result;

    if (!has_members(root, members))
        return EXIT_DOSSIER;
    if (list == NULL)
        return not_understood("it has no list of conflicts");
    result = check_conflicts(v, list);
    return result == EXIT_YES ? check_complete_sets(v, root, list, true) : result;
}

static int check_all_corrections(verification *v, const json_value *root)
{
    static const char *const members[] = {"view", "question", "complete", "corrections", "cited_positions", "cited_sources", NULL};
    const json_value *list = json_list(root, "corrections");
    int result;

    if (!has_members(root, members))
        return EXIT_DOSSIER;
    if (list == NULL)
        return not_understood("it has no list of corrections");
    result = check_corrections(v, list);
    return result == EXIT_YES ? check_complete_sets(v, root, list, false) : result;
}

int verify_claims(verification *v, const json_value *root, const char *kind)
{
    static const struct {
        const char *kind;
        int (*check)(verification *v, const json_value *root);
    } kinds[] = {{"conflicts", check_all_conflicts}, {"corrections", check_all_corrections}, {"settlement", check_packages},
                 {"nearest", check_packages}, {"sensitivity", check_influences}, {"bargain", check_bargain}};
    int result = check_cited(v, root);

    for (size_t i = 0; result == EXIT_YES && i < sizeof kinds / sizeof kinds[0]; i++)
        if (strcmp(kind, kinds[i].kind) == 0)
            return kinds[i].check(v, root);
    return result;
}

/* ---- What comes out */

static const char *const verdict_names[] = {"confirmed", "refuted", "too-large"};

static void print_text_claims(const verification *v, const size_t *counts)
{
    if (v->count == 0)
        print("The result claims nothing that could be checked.\n");
    else if (counts[CONFIRMED] == v->count)
        printf(v->count == 1 ? "The one claim is confirmed.\n" : "All %zu claims are confirmed.\n", v->count);
    else if (v->count == 1)
        printf("The one claim is %s.\n", counts[REFUTED] > 0 ? "refuted" : "too large to check");
    else
        printf("Of %zu claims, %zu confirmed, %zu refuted, %zu too large to check.\n", v->count, counts[CONFIRMED], counts[REFUTED],
               counts[TOO_LARGE]);
    for (size_t i = 0; i < v->count; i++) {
        const claim *c = &v->claims[i];
        char label[64];
        snprintf(label, sizeof label, "%s %zu", c->what, c->number);
        printf("\n%s: %s\n", label, c->verdict == TOO_LARGE ? "too large to check" : verdict_names[c->verdict]);
        print_wrapped(c->message, 2, v->cli->show.width);
    }
}

static void print_json_claims(const verification *v)
{
    print("{\n  \"claims\": [");
    for (size_t i = 0; i < v->count; i++) {
        const claim *c = &v->claims[i];
        printf("%s\n    {\"claim\": \"%s\", \"number\": %zu, \"verdict\": \"%s\", \"message\": ", i > 0 ? "," : "", c->what, c->number,
               verdict_names[c->verdict]);
        print_quoted(c->message, '\\', "\"\\");
        print("}");
    }
    print(v->count > 0 ? "\n  ]\n}\n" : "]\n}\n");
}

static void print_rows(const verification *v, bool csv)
{
    print(csv ? "claim,number,verdict,message\r\n" : "| claim | verdict | message |\n| --- | --- | --- |\n");
    for (size_t i = 0; i < v->count; i++) {
        const claim *c = &v->claims[i];
        if (csv) {
            printf("%s,%zu,%s,", c->what, c->number, verdict_names[c->verdict]);
            print_quoted(c->message, '"', "\"");
            print("\r\n");
        } else {
            printf("| %s %zu | %s | ", c->what, c->number, verdict_names[c->verdict]);
            print_escaped(c->message, '\\', "\\|`*_<[");
            print(" |\n");
        }
    }
}

int verify_print(const verification *v)
{
    size_t counts[3] = {0, 0, 0};

    for (size_t i = 0; i < v->count; i++)
        counts[v->claims[i].verdict]++;
    if (v->cli->show.format == GTEE_SHOW_JSON)
        print_json_claims(v);
    else if (v->cli->show.format == GTEE_SHOW_CSV || v->cli->show.format == GTEE_SHOW_MARKDOWN)
        print_rows(v, v->cli->show.format == GTEE_SHOW_CSV);
    else
        print_text_claims(v, counts);
    return counts[REFUTED] > 0 ? EXIT_NO : counts[TOO_LARGE] > 0 ? EXIT_LIMIT : EXIT_YES;
}
