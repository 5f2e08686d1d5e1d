/* verify_terms.c: the terms of a package in a saved result, as choices that the checker reads. Uses verify.h. */
#include "verify.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

uint64_t options_of(const gtee_issue *issue, const json_value *list)
{
    uint64_t options = 0;

    for (const json_value *item = list != NULL ? list->first : NULL; item != NULL; item = item->next) {
        size_t at = 0;
        while (at < gtee_issue_option_count(issue) &&
               (item->type != JSON_TEXT || strcmp(gtee_option_id(gtee_issue_option_at(issue, at)), item->text) != 0))
            at++;
        if (at == gtee_issue_option_count(issue) || (options >> at & 1) != 0)
            return 0;
        options |= UINT64_C(1) << at;
    }
    return options;
}

/* Of several, the default stands for all, or else the first. */
static uint64_t one_of(const gtee_issue *issue, uint64_t options)
{
    const gtee_option *status_quo = gtee_issue_default(issue);
    const uint64_t preferred = status_quo != NULL ? UINT64_C(1) << gtee_option_index(status_quo) : 0;

    return (options & preferred) != 0 ? preferred : options & (~options + 1);
}

static char *write_choice(const char *issue_id, const char *who, const gtee_issue *issue, uint64_t options)
{
    size_t size = strlen(issue_id) + (who != NULL ? strlen(who) : 0) + 3;
    char separator = '=';

    for (size_t i = 0; i < gtee_issue_option_count(issue); i++)
        size += strlen(gtee_option_id(gtee_issue_option_at(issue, i))) + 1;
    char *text = malloc(size);
    if (text == NULL)
        return NULL;
    int at = snprintf(text, size, "%s%s%s", issue_id, who != NULL ? "/" : "", who != NULL ? who : "");
    for (size_t i = 0; i < gtee_issue_option_count(issue); i++)
        if ((options >> i & 1) != 0) {
            at += snprintf(text + at, size - (size_t)at, "%c%s", separator, gtee_option_id(gtee_issue_option_at(issue, i)));
            separator = ',';
        }
    return text;
}

static char *choice_of(const verification *v, const json_value *term, bool all)
{
    const char *id = json_text(term, "issue"), *who = json_text(term, "choice");
    const gtee_issue *issue = id != NULL ? gtee_dossier_issue_find(v->cli->dossier, id) : NULL;
    const uint64_t options = issue != NULL ? options_of(issue, json_list(term, "options")) : 0;

    return options != 0 ? write_choice(id, who, issue, all ? options : one_of(issue, options)) : NULL;
}

static bool same_variable(const json_value *a, const json_value *b)
{
    const char *left = json_text(a, "choice"), *right = json_text(b, "choice");

    return same_text(json_member(a, "issue"), json_text(b, "issue")) &&
           (left == NULL ? right == NULL : right != NULL && strcmp(left, right) == 0);
}

bool read_choices(const verification *v, const json_value *terms, bool all, cli_choices *choices)
{
    choices->count = 0;
    choices->items = calloc(count_items(terms) + 1, sizeof *choices->items);
    for (const json_value *term = terms != NULL ? terms->first : NULL; term != NULL && choices->items != NULL; term = term->next) {
        bool twice = false;
        for (const json_value *other = terms->first; other != term; other = other->next)
            twice = twice || same_variable(term, other);
        choices->items[choices->count] = twice ? NULL : choice_of(v, term, all);
        if (choices->items[choices->count] == NULL) {
            free_choices(choices);
            break;
        }
        choices->count++;
    }
    return choices->items != NULL || not_understood("a package's terms cannot be read, or are not of this dossier") == EXIT_YES;
}

void free_choices(cli_choices *choices)
{
    for (size_t i = 0; choices->items != NULL && i < choices->count; i++)
        free(choices->items[i]);
    free(choices->items);
    choices->items = NULL;
    choices->count = 0;
}

/* Do two lists of texts have one in common? */
static bool options_meet(const json_value *a, const json_value *b)
{
    for (const json_value *left = a != NULL ? a->first : NULL; left != NULL; left = left->next)
        for (const json_value *right = b != NULL ? b->first : NULL; right != NULL; right = right->next)
            if (left->type == JSON_TEXT && same_text(right, left->text))
                return true;
    return false;
}

bool terms_differ(const json_value *a, const json_value *b)
{
    for (const json_value *left = a->first; left != NULL; left = left->next)
        for (const json_value *right = b->first; right != NULL; right = right->next)
            if (same_variable(left, right) && !options_meet(json_list(left, "options"), json_list(right, "options")))
                return true;
    return false;
}

double count_terms(const json_value *terms)
{
    double count = 1;

    for (const json_value *term = terms->first; term != NULL; term = term->next)
        count *= (double)count_items(json_list(term, "options"));
    return count;
}

bool same_name(const json_value *map, const gtee_participant *participant)
{
    const json_value *name = json_member(map, "name");

    for (size_t i = 0; i < gtee_participant_name_count(participant); i++)
        if (same_text(name, gtee_participant_name_at(participant, i)))
            return true;
    return same_text(name, gtee_participant_id(participant));
}
