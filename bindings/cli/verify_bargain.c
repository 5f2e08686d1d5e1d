/* verify_bargain.c: a saved bargain: what packages are worth to whom, that nothing dominates them, the points that theory picks, and all counts, by the
 * checker's own trying. Uses verify.h. */
#include "verify.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MOST_COUNTED 18446744073709551615.0

/* What is said of the whole, to be held against each answer of the checker. */
typedef struct bargain {
    verification *v;
    const json_value *root;
    bool complete;
    double red_line; /* what one red line is worth, without utilities: the first outcome that crosses any says; 0: none has */
} bargain;

static bool same_count(const json_value *claimed, double found)
{
    return same_number(claimed, found < MOST_COUNTED ? found : MOST_COUNTED);
}

/* ---- What an outcome is worth */

/* A red line is worth more than all weights: as many units everywhere. */
static bool same_loss(bargain *b, const json_value *worth, const gtee_check *check, size_t player)
{
    const double lines = gtee_check_crossed_at(check, player), lost = gtee_check_lost_at(check, player);
    const json_value *utility = json_member(worth, "utility");

    if (!same_number(json_member(worth, "red_lines"), lines) || !same_number(json_member(worth, "weight"), lost) || utility->type != JSON_NUMBER)
        return false;
    if (lines > 0 && b->red_line <= 0)
        b->red_line = (-utility->number - lost) / lines;
    return b->red_line >= 0 && same_number(utility, -(b->red_line * lines + lost));
}

static bool same_worth(bargain *b, const json_value *list, const gtee_check *check)
{
    const json_value *item = list->first;

    for (size_t i = 0; i < gtee_check_player_count(check); i++, item = item->next) {
        if (item == NULL || !same_text(json_member(item, "participant"), gtee_participant_id(gtee_check_player_at(check, i))))
            return false;
        if (gtee_check_basis(check) == GTEE_BASIS_COSTS ? !same_loss(b, item, check, i)
                                                        : !same_number(json_member(item, "utility"), gtee_check_utility_at(check, i)) ||
                                                              !same_number(json_member(item, "red_lines"), 0) ||
                                                              !same_number(json_member(item, "weight"), 0))
            return false;
    }
    return item == NULL;
}

/* ---- Players */

static const gtee_preference *preference_of(const verification *v, const gtee_participant *participant)
{
    for (size_t i = gtee_dossier_preference_count(v->cli->dossier); i-- > 0;) {
        const gtee_preference *preference = gtee_dossier_preference_at(v->cli->dossier, i);
        if (gtee_preference_participant(preference) == participant)
            return preference;
    }
    return NULL;
}

/* The best of the listed points, where all are listed. */
static double best_listed(const bargain *b, const gtee_participant *participant)
{
    double best = -HUGE_VAL;

    for (const json_value *item = json_list(b->root, "frontier")->first; item != NULL; item = item->next)
        for (const json_value *worth = json_list(item, "worth")->first; worth != NULL; worth = worth->next)
            if (same_text(json_member(worth, "participant"), gtee_participant_id(participant)))
                best = json_member(worth, "utility")->number > best ? json_member(worth, "utility")->number : best;
    return best;
}

static bool same_ideal(const bargain *b, const json_value *ideal, const gtee_check *check, size_t player)
{
    if (gtee_check_is_complete(check) == 0 || !b->complete)
        return ideal->type == JSON_NUMBER;
    if (gtee_check_points(check) == 0)
        return same_number(ideal, 0);
    if (gtee_check_basis(check) == GTEE_BASIS_UTILITIES)
        return same_number(ideal, gtee_check_ideal_at(check, player));
    return count_items(json_list(b->root, "frontier")) < gtee_check_points(check) ||
           same_number(ideal, best_listed(b, gtee_check_player_at(check, player)));
}

static bool same_players(const bargain *b, const gtee_check *check)
{
    static const char *const members[] = {"participant", "name", "reservation", "ideal", NULL};
    const json_value *item = json_list(b->root, "players")->first;

    for (size_t i = 0; i < gtee_check_player_count(check); i++, item = item->next) {
        const gtee_participant *player = gtee_check_player_at(check, i);
        const bool utilities = gtee_check_basis(check) == GTEE_BASIS_UTILITIES;
        const gtee_preference *preference = utilities ? preference_of(b->v, player) : NULL;
        if (item == NULL || !has_members(item, members) || !same_text(json_member(item, "participant"), gtee_participant_id(player)) ||
            !same_name(item, player) ||
            !same_number(json_member(item, "reservation"), preference != NULL ? gtee_preference_reservation(preference) : 0) ||
            !same_ideal(b, json_member(item, "ideal"), check, i))
            return false;
    }
    return item == NULL;
}

/* ---- The whole */

static bool same_packages(const json_value *text, double found)
{
    char digits[400];

    snprintf(digits, sizeof digits, "%.0f", found);
    return text->type == JSON_TEXT &&
           (found < 9e15 ? strcmp(text->text, digits) == 0 : fabs(strtod(text->text, NULL) - found) <= 1e-9 * found);
}

static int judge_whole(const bargain *b, const gtee_check *check)
{
    static const char *const bases[] = {"none", "utilities", "costs"};
    verification *v = b->v;

    if (!same_text(json_member(b->root, "basis"), bases[gtee_check_basis(check)]))
        return conclude(v, "bargain", 1, REFUTED, "it is mistaken in what packages are weighed by");
    if (!same_players(b, check))
        return conclude(v, "bargain", 1, REFUTED, "it is mistaken in who plays, what they accept or the most that they can have");
    if (!b->complete)
        return conclude(v, "bargain", 1, CONFIRMED, "those it names play, and it does not say that nothing better was overlooked");
    if (gtee_check_is_complete(check) == 0)
        return conclude(v, "bargain", 1, TOO_LARGE, "how many packages count is too large to try");
    if (!same_packages(json_member(b->root, "packages"), gtee_check_packages(check)))
        return conclude(v, "bargain", 1, REFUTED, "another number of packages counts");
    if (gtee_check_basis(check) != GTEE_BASIS_NONE && !same_number(json_member(b->root, "points"), (double)gtee_check_points(check)))
        return conclude(v, "bargain", 1, REFUTED, "the frontier has another number of points");
    return conclude(v, "bargain", 1, CONFIRMED, "those it names play, as many packages count, and the frontier has as many points");
}

/* ---- Outcomes and points */

/* What is wrong with it; NULL: nothing. `solution`: that it is listed for; NULL: the frontier. */
static const char *compare(bargain *b, const json_value *outcome, const json_value *solution, const gtee_check *check)
{
    const bool known = gtee_check_is_complete(check) != 0 && b->complete;

    if (gtee_check_is_allowed(check) == 0 || (known && gtee_check_is_confirmed(check) == 0))
        return gtee_check_message(check);
    if (!same_worth(b, json_list(outcome, "worth"), check))
        return "it is not worth what the result says";
    if (known && !same_count(json_member(outcome, "packages"), gtee_check_alike(check)))
        return "as many packages are not worth the same";
    if (!known || solution == NULL)
        return NULL;
    if (!same_number(json_member(solution, "value"), gtee_check_value(check)))
        return "the value of the point is another";
    return same_count(json_member(solution, "packages"), gtee_check_picked(check)) ? NULL : "another number of packages ties for the point";
}

static int judge(bargain *b, const char *what, size_t number, const json_value *outcome, const json_value *solution, const gtee_check *check)
{
    const char *wrong = compare(b, outcome, solution, check);

    if (wrong != NULL)
        return conclude(b->v, what, number, REFUTED, wrong);
    if (!b->complete)
        return conclude(b->v, what, number, CONFIRMED, "it counts and is worth what the result says; the result does not say that nothing is better");
    return conclude(b->v, what, number, gtee_check_is_complete(check) != 0 ? CONFIRMED : TOO_LARGE, gtee_check_message(check));
}

static bool is_outcome(const json_value *outcome)
{
    static const char *const members[] = {"worth", "terms", "packages", NULL}, *const terms[] = {"issue", "choice", "options", NULL};
    static const char *const worths[] = {"participant", "utility", "red_lines", "weight", NULL};

    if (!has_members(outcome, members))
        return false;
    if (json_list(outcome, "worth") == NULL || json_list(outcome, "terms") == NULL)
        return not_understood("an outcome has no terms, or is worth nothing") == EXIT_YES;
    for (const json_value *worth = json_list(outcome, "worth")->first; worth != NULL; worth = worth->next)
        if (!has_members(worth, worths))
            return false;
    for (const json_value *term = json_list(outcome, "terms")->first; term != NULL; term = term->next)
        if (!has_members(term, terms))
            return false;
    return true;
}

static int check_outcome(bargain *b, const char *what, size_t number, const json_value *outcome, const json_value *solution, uint32_t point)
{
    verification *v = b->v;
    gtee_diagnostics *diagnostics = NULL;
    gtee_check *check = NULL;
    cli_choices choices;

    if (!read_choices(v, json_list(outcome, "terms"), true, &choices))
        return EXIT_DOSSIER;
    const gtee_status status = gtee_check_outcome(v->cli->view, &v->search, point, (const char *const *)choices.items, choices.count, &check,
                                                  &diagnostics);
    int result = checked(v, status, diagnostics);
    if (result == EXIT_YES)
        result = check != NULL ? judge(b, what, number, outcome, solution, check) : conclude(v, what, number, TOO_LARGE, "too large to try everything");
    gtee_check_unref(check);
    free_choices(&choices);
    return result;
}

/* Those listed are all that tie, if that is said; none is there twice. */
static const char *compare_list(const json_value *solution, const json_value *outcomes)
{
    double count = 0;

    for (const json_value *a = outcomes->first; a != NULL; a = a->next) {
        count += count_terms(json_list(a, "terms"));
        for (const json_value *b = a->next; b != NULL; b = b->next)
            if (!terms_differ(json_list(a, "terms"), json_list(b, "terms")))
                return "a package is listed twice";
    }
    if (outcomes->first == NULL)
        return "it lists no package";
    return json_member(solution, "all")->type == JSON_TRUE && !same_count(json_member(solution, "packages"), count) ? "not all that tie are listed"
                                                                                                                : NULL;
}

static int check_solution(bargain *b, const json_value *solution, uint32_t point)
{
    static const char *const members[] = {"point", "value", "packages", "all", "outcomes", NULL};
    const json_value *outcomes = json_list(solution, "outcomes");
    const char *wrong;
    size_t number = 1;
    int result = EXIT_YES;

    if (!has_members(solution, members))
        return EXIT_DOSSIER;
    if (outcomes == NULL || !same_text(json_member(solution, "point"), gtee_point_name(point)))
        return not_understood("its points are not those that theory picks, in their order");
    for (const json_value *item = outcomes->first; item != NULL; item = item->next)
        if (!is_outcome(item))
            return EXIT_DOSSIER;
    for (const json_value *item = outcomes->first; item != NULL && result == EXIT_YES; item = item->next)
        result = check_outcome(b, gtee_point_name(point), number++, item, solution, point);
    wrong = b->complete ? compare_list(solution, outcomes) : NULL;
    return result == EXIT_YES && wrong != NULL ? conclude(b->v, gtee_point_name(point), number, REFUTED, wrong) : result;
}

static int check_solutions(bargain *b, const json_value *list)
{
    const bool wanted = same_text(json_member(b->root, "basis"), "utilities") && json_list(b->root, "frontier")->first != NULL;
    uint32_t point = GTEE_POINT_NASH;
    int result = EXIT_YES;

    if (count_items(list) != (wanted ? GTEE_POINT_UTILITARIAN : 0))
        return conclude(b->v, "points", 1, REFUTED, "a point is missing, or there is none to be had");
    for (const json_value *item = list->first; item != NULL && result == EXIT_YES; item = item->next)
        result = check_solution(b, item, point++);
    return result;
}

/* Better for the first player first; so no point is there twice. */
static bool is_ordered(const json_value *list)
{
    for (const json_value *item = list->first; item != NULL && item->next != NULL; item = item->next) {
        const json_value *a = json_list(item, "worth")->first, *b = json_list(item->next, "worth")->first;
        while (a != NULL && b != NULL && same_number(json_member(a, "utility"), json_member(b, "utility")->number)) {
            a = a->next;
            b = b->next;
        }
        if (a == NULL || b == NULL || json_member(a, "utility")->number < json_member(b, "utility")->number)
            return false;
    }
    return true;
}

static int check_frontier(bargain *b, const json_value *list)
{
    size_t number = 1;
    int result = EXIT_YES;

    if (list->first == NULL && !same_number(json_member(b->root, "points"), 0))
        return conclude(b->v, "frontier", number, REFUTED, "it lists none of its points");
    for (const json_value *item = list->first; item != NULL && result == EXIT_YES; item = item->next)
        result = check_outcome(b, "frontier", number++, item, NULL, 0);
    if (result == EXIT_YES && !is_ordered(list))
        result = conclude(b->v, "frontier", number, REFUTED, "a point is listed twice, or before one that is better for the first player");
    return result;
}

static int check_whole(const bargain *b)
{
    verification *v = b->v;
    const json_value *first = json_list(b->root, "frontier")->first;
    gtee_diagnostics *diagnostics = NULL;
    gtee_check *check = NULL;
    cli_choices choices;

    if (!read_choices(v, json_list(first, "terms"), true, &choices))
        return EXIT_DOSSIER;
    int result = checked(v, gtee_check_outcome(v->cli->view, &v->search, 0, (const char *const *)choices.items, choices.count, &check, &diagnostics),
                         diagnostics);
    if (result == EXIT_YES)
        result = check != NULL ? judge_whole(b, check) : conclude(v, "bargain", 1, TOO_LARGE, "too large to try everything");
    gtee_check_unref(check);
    free_choices(&choices);
    return result;
}

static bool is_flag(const json_value *value)
{
    return value->type == JSON_TRUE || value->type == JSON_FALSE;
}

int check_bargain(verification *v, const json_value *root)
{
    static const char *const members[] = {"view",    "question",  "basis",  "packages", "complete", "exact",
                                          "players", "solutions", "points", "frontier", NULL};
    bargain b = {.v = v, .root = root};
    int result;

    if (!has_members(root, members))
        return EXIT_DOSSIER;
    if (json_list(root, "players") == NULL || json_list(root, "solutions") == NULL || json_list(root, "frontier") == NULL ||
        !is_flag(json_member(root, "complete")) || !is_flag(json_member(root, "exact")))
        return not_understood("it has no players, points or frontier");
    for (const json_value *item = json_list(root, "frontier")->first; item != NULL; item = item->next)
        if (!is_outcome(item))
            return EXIT_DOSSIER;
    b.complete = json_member(root, "complete")->type == JSON_TRUE;
    result = check_whole(&b);
    if (result == EXIT_YES)
        result = check_solutions(&b, json_list(root, "solutions"));
    return result == EXIT_YES ? check_frontier(&b, json_list(root, "frontier")) : result;
}
