/* verify.c: `guarantee verify`: asks the checker, which shares no code with the solver, whether each claim of a saved result is so. */
#include "verify.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- What a claim speaks of */

static int not_understood(const char *what)
{
    complain("the result cannot be checked: %s", what);
    return EXIT_DOSSIER;
}

/* The position of a record's place in the dossier, if it is still the same by id and participant. */
static const gtee_position *position_of(const cli_run *cli, const json_value *value)
{
    const json_value *record = json_map(value, "record");
    const char *id = json_text(record, "id"), *participant = json_text(record, "participant");
    const gtee_position *position;
    uint64_t index;

    if (!json_whole(json_member(value, "index"), SIZE_MAX >> 1, &index))
        return NULL;
    position = gtee_dossier_position_at(cli->dossier, (size_t)index);
    if (position == NULL || participant == NULL ||
        strcmp(gtee_participant_id(gtee_position_participant(position)), participant) != 0)
        return NULL;
    const char *found = gtee_position_id(position);
    return (found == NULL) == (id == NULL) && (id == NULL || strcmp(found, id) == 0) ? position : NULL;
}

static size_t count_items(const json_value *list)
{
    size_t count = 0;

    for (const json_value *item = list != NULL ? list->first : NULL; item != NULL; item = item->next)
        count++;
    return count;
}

/* The positions of a list of records; NULL: one of them is not in the dossier, or there is no memory. */
static const gtee_position **positions_of(const cli_run *cli, const json_value *list, size_t *count)
{
    const gtee_position **positions = calloc(count_items(list) + 1, sizeof *positions);

    *count = 0;
    for (const json_value *item = list != NULL ? list->first : NULL; item != NULL && positions != NULL; item = item->next) {
        positions[*count] = position_of(cli, item);
        if (positions[(*count)++] != NULL)
            continue;
        free(positions);
        return NULL;
    }
    return positions;
}

/* ---- Claims */

static bool add_claim(verification *v, const char *what, size_t number, enum verdict verdict, const char *message)
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

/* What a call of the checker says, or that it could not; takes the diagnostics over. An exit status. */
static int conclude(verification *v, const char *what, size_t number, gtee_status status, const gtee_check *check, gtee_diagnostics *diagnostics)
{
    enum verdict verdict = TOO_LARGE;
    const char *message = "too large to try everything";

    if (status != GTEE_OK && status != GTEE_ERROR_LIMIT) {
        if (diagnostics == NULL && status != GTEE_ERROR_CANCELLED)
            complain("%s", gtee_status_text(status));
        print_diagnostics(v->cli, diagnostics);
        return status == GTEE_ERROR_NOT_FOUND ? EXIT_DOSSIER : exit_status_of(status);
    }
    gtee_diagnostics_unref(diagnostics);
    if (status == GTEE_OK) {
        verdict = gtee_check_is_confirmed(check) != 0 ? CONFIRMED : gtee_check_is_complete(check) != 0 ? REFUTED : TOO_LARGE;
        message = gtee_check_message(check);
    }
    return add_claim(v, what, number, verdict, message) ? EXIT_YES : EXIT_INTERNAL;
}

typedef gtee_status (*check_function)(const gtee_view *, const gtee_search_options *, const gtee_position *const *, size_t, gtee_check **,
                                      gtee_diagnostics **);

static int check_set(verification *v, const char *what, size_t number, const json_value *positions, check_function function)
{
    gtee_diagnostics *diagnostics = NULL;
    gtee_check *check = NULL;
    size_t count;
    const gtee_position **items = positions_of(v->cli, positions, &count);

    if (items == NULL)
        return not_understood("it names a position that is not in the dossier");
    const gtee_status status = function(v->cli->view, &v->search, items, count, &check, &diagnostics);
    const int result = conclude(v, what, number, status, check, diagnostics);
    gtee_check_unref(check);
    free(items);
    return result;
}

static int check_sets(verification *v, const char *what, const json_value *list, check_function function)
{
    int result = EXIT_YES;
    size_t number = 1;

    for (const json_value *item = list->first; item != NULL && result == EXIT_YES; item = item->next) {
        const json_value *positions = json_list(item, "positions");
        result = positions != NULL ? check_set(v, what, number++, positions, function) : not_understood("a list of positions is missing");
    }
    return result;
}

/* ---- Packages */

/* "issue/participant=option" of a term; NULL: it is none, or there is no memory. */
static char *choice_text(const json_value *term)
{
    const char *issue = json_text(term, "issue"), *who = json_text(term, "choice");
    const json_value *options = json_list(term, "options");
    const char *option = options != NULL && options->first != NULL && options->first->type == JSON_TEXT ? options->first->text : NULL;

    if (issue == NULL || option == NULL)
        return NULL;
    const size_t size = strlen(issue) + strlen(option) + (who != NULL ? strlen(who) : 0) + 3;
    char *text = malloc(size);
    if (text != NULL)
        snprintf(text, size, "%s%s%s=%s", issue, who != NULL ? "/" : "", who != NULL ? who : "", option);
    return text;
}

static void free_choices(char **choices, size_t count)
{
    for (size_t i = 0; choices != NULL && i < count; i++)
        free(choices[i]);
    free(choices);
}

static char **choices_of(const json_value *terms, size_t *count)
{
    char **choices = calloc(count_items(terms) + 1, sizeof *choices);

    *count = 0;
    for (const json_value *term = terms->first; term != NULL && choices != NULL; term = term->next) {
        choices[*count] = choice_text(term);
        if (choices[(*count)++] != NULL)
            continue;
        free_choices(choices, *count);
        return NULL;
    }
    return choices;
}

static bool same_weight(const json_value *claimed, double found)
{
    return claimed != NULL && claimed->type == JSON_NUMBER && fabs(claimed->number - found) <= 1e-6 * (1 + fabs(found));
}

/* Does the checker count what the result says? Consents depend on the proposal, which is not fixed where it is to be changed. */
static bool same_cost(const verification *v, const json_value *package, const gtee_check *check)
{
    uint64_t red_lines, consents;

    if (!json_whole(json_member(package, "red_lines"), UINT32_MAX, &red_lines) || red_lines != gtee_check_red_lines(check))
        return false;
    if (v->nearest)
        return red_lines == 0;
    return json_whole(json_member(package, "consents"), UINT32_MAX, &consents) && consents == gtee_check_consents(check) &&
           same_weight(json_member(package, "weight"), gtee_check_weight(check));
}

/* A package that is allowed but does not cost what the result says is refuted as well. */
static int conclude_package(verification *v, const json_value *package, size_t number, gtee_status status, const gtee_check *check,
                            gtee_diagnostics *diagnostics)
{
    const char *message = "it does not cost what the result says";
    enum verdict verdict = REFUTED;

    if (status != GTEE_OK || (gtee_check_is_confirmed(check) == 0 && gtee_check_is_complete(check) != 0))
        return conclude(v, "package", number, status, check, diagnostics);
    if (same_cost(v, package, check)) {
        if (v->alone == NULL)
            return conclude(v, "package", number, status, check, diagnostics);
        verdict = CONFIRMED;
        message = v->nearest ? "it is allowed and crosses no red line" : "it is allowed and costs what the result says";
    }
    gtee_diagnostics_unref(diagnostics);
    return add_claim(v, "package", number, verdict, message) ? EXIT_YES : EXIT_INTERNAL;
}

/* The caller's fixed choices and these: nothing else is left to try. */
static const char **fix_all(const verification *v, char *const *choices, size_t count)
{
    const char **all = calloc(v->search.fixed_count + count + 1, sizeof *all);

    for (size_t i = 0; all != NULL && i < v->search.fixed_count; i++)
        all[i] = v->search.fixed[i];
    for (size_t i = 0; all != NULL && i < count; i++)
        all[v->search.fixed_count + i] = choices[i];
    return all;
}

/* Is it allowed, and does it cost what the result says? Of the first package, if that is said to be proved: is none cheaper? */
static int check_choices(verification *v, const json_value *package, size_t number, char *const *choices, size_t count)
{
    gtee_search_options options = v->search;
    gtee_diagnostics *diagnostics = NULL;
    gtee_check *check = NULL;

    v->alone = number > 1 || !v->proved || v->nearest ? fix_all(v, choices, count) : NULL;
    if (v->alone != NULL) {
        options.fixed = v->alone;
        options.fixed_count += count;
    }
    const gtee_status status = gtee_check_package(v->cli->view, &options, (const char *const *)choices, count, &check, &diagnostics);
    const int result = conclude_package(v, package, number, status, check, diagnostics);
    gtee_check_unref(check);
    free(v->alone);
    v->alone = NULL;
    return result;
}

static int check_package(verification *v, const json_value *package, size_t number)
{
    const json_value *terms = json_list(package, "terms");
    size_t count = 0;
    char **choices = terms != NULL ? choices_of(terms, &count) : NULL;

    if (choices == NULL)
        return not_understood("a package has no terms that can be read");
    const int result = check_choices(v, package, number, choices, count);
    free_choices(choices, count);
    return result;
}

static bool changes_something(const json_value *package)
{
    uint64_t changes;

    return package != NULL && (!json_whole(json_member(package, "changes"), UINT32_MAX, &changes) || changes > 0);
}

static int check_packages(verification *v, const json_value *root)
{
    const json_value *packages = json_list(root, "packages"), *proof = json_list(root, "proof"), *proved = json_member(root, "proved");
    int result = EXIT_YES;
    size_t number = 1;

    if (packages == NULL || proof == NULL || proved == NULL)
        return not_understood("it has no packages, or no proof");
    v->proved = proved->type == JSON_TRUE;
    for (const json_value *item = packages->first; item != NULL && result == EXIT_YES; item = item->next)
        result = check_package(v, item, number++);
    if (result == EXIT_YES && v->nearest && v->proved && changes_something(packages->first) &&
        !add_claim(v, "fewest changes", 1, TOO_LARGE, "the checker does not try which other changes would do"))
        result = EXIT_INTERNAL;
    return result == EXIT_YES ? check_sets(v, "conflict", proof, gtee_check_conflict) : result;
}

int verify_claims(verification *v, const json_value *root, const char *kind)
{
    const json_value *list;

    v->nearest = strcmp(kind, "nearest") == 0;
    if (v->nearest) /* its terms may change */
        v->search.proposal = NULL;
    if (v->nearest || strcmp(kind, "settlement") == 0)
        return check_packages(v, root);
    if (strcmp(kind, "conflicts") == 0 && (list = json_list(root, "conflicts")) != NULL)
        return check_sets(v, "conflict", list, gtee_check_conflict);
    if (strcmp(kind, "corrections") == 0 && (list = json_list(root, "corrections")) != NULL)
        return check_sets(v, "concession set", list, gtee_check_correction);
    return not_understood("it has no list of conflicts or corrections");
}

/* ---- What comes out */

static const char *const verdict_names[] = {"confirmed", "refuted", "too-large"};

static void print_text_claims(const verification *v, const size_t *counts)
{
    if (v->count == 0)
        print("The result claims nothing that could be checked.\n");
    else if (counts[CONFIRMED] == v->count)
        printf(v->count == 1 ? "The one claim is confirmed.\n" : "All %zu claims are confirmed.\n", v->count);
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
