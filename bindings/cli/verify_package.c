/* verify_package.c: packages and nearest versions of a saved result, compared member by member with the checker's own account. Uses verify.h. */
#include "verify.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *id_of(const gtee_participant *participant)
{
    return participant != NULL ? gtee_participant_id(participant) : NULL;
}

/* ---- Terms */

static bool same_choice(const json_value *map, const gtee_choice *choice)
{
    if (choice == NULL)
        return same_text(json_member(map, "issue"), NULL) && same_text(json_member(map, "choice"), NULL) &&
               count_items(json_list(map, "options")) == 0;
    const uint64_t options = options_of(gtee_choice_issue(choice), json_list(map, "options"));
    return same_text(json_member(map, "issue"), gtee_issue_id(gtee_choice_issue(choice))) &&
           same_text(json_member(map, "choice"), id_of(gtee_choice_participant(choice))) && options != 0 &&
           (options & ~gtee_choice_options(choice)) == 0;
}

static const json_value *term_of(const json_value *terms, const gtee_choice *choice)
{
    for (const json_value *term = terms->first; term != NULL; term = term->next)
        if (same_text(json_member(term, "issue"), gtee_issue_id(gtee_choice_issue(choice))) &&
            same_text(json_member(term, "choice"), id_of(gtee_choice_participant(choice))))
            return term;
    return NULL;
}

static bool is_default(const gtee_issue *issue, uint64_t options)
{
    const gtee_option *status_quo = gtee_issue_default(issue);

    return status_quo != NULL && (options >> gtee_option_index(status_quo) & 1) != 0;
}

static bool is_whole(const gtee_choice *choice)
{
    return (gtee_choice_options(choice) & (gtee_choice_options(choice) + 1)) == 0 &&
           gtee_choice_options(choice) >> (gtee_issue_option_count(gtee_choice_issue(choice)) - 1) != 0;
}

/* What is wrong with a term; NULL: nothing. That a choice is not free claims nothing. */
static const char *compare_term(const json_value *term, const gtee_choice *choice)
{
    const uint64_t options = options_of(gtee_choice_issue(choice), json_list(term, "options"));

    if (!same_choice(term, choice))
        return "of several options of a term one is not as good as another";
    if (!same_flag(json_member(term, "default"), is_default(gtee_choice_issue(choice), options)))
        return "it is mistaken in what the default is";
    if (!same_flag(json_member(term, "changed"), gtee_choice_is_changed(choice) != 0))
        return "it is mistaken in what is changed";
    return json_member(term, "free")->type == JSON_TRUE && gtee_choice_is_free(choice) == 0 ? "a choice that it calls free is not" : NULL;
}

static const char *compare_terms(const json_value *terms, const gtee_package *account)
{
    const char *wrong = NULL;
    size_t found = 0;

    for (size_t i = 0; i < gtee_package_choice_count(account) && wrong == NULL; i++) {
        const gtee_choice *choice = gtee_package_choice_at(account, i);
        const json_value *term = term_of(terms, choice);
        if (term != NULL)
            wrong = compare_term(term, choice);
        else if (!is_whole(choice))
            wrong = "a term is missing";
        found += term != NULL;
    }
    return wrong == NULL && found != count_items(terms) ? "it has a term that nothing bears on" : wrong;
}

/* ---- What it costs whom */

/* A message ends with what the package has; of several options that are alike the result may name fewer than the account. */
static bool same_message(const json_value *item, const gtee_concession *concession)
{
    static const char has[] = "would have to drop or soften that: the package has ";
    const char *account = gtee_concession_message(concession);
    const gtee_choice *choice = gtee_concession_choice(concession);
    const json_value *message = json_member(item, "message");
    const char *end = strstr(account, has);

    if (choice == NULL || end == NULL || message == NULL || message->type != JSON_TEXT ||
        options_of(gtee_choice_issue(choice), json_list(item, "options")) == gtee_choice_options(choice))
        return same_text(message, account);
    return strncmp(message->text, account, (size_t)(end - account) + sizeof has - 1) == 0;
}

static const char *compare_concessions(const verification *v, const json_value *list, const gtee_package *account)
{
    const json_value *item = list->first;

    for (size_t i = 0; i < gtee_package_concession_count(account); i++, item = item->next) {
        const gtee_concession *concession = gtee_package_concession_at(account, i);
        const gtee_position *position = gtee_concession_position(concession);
        if (item == NULL || position_of(v, json_member(item, "position")) != position ||
            !same_text(json_member(item, "participant"), gtee_participant_id(gtee_position_participant(position))))
            return "it crosses other red lines";
        if (!same_choice(item, gtee_concession_choice(concession)))
            return "a concession is about another choice";
        if (!same_message(item, concession))
            return "a concession's message says something else";
    }
    return item != NULL ? "it crosses other red lines" : NULL;
}

static const char *compare_consents(const json_value *list, const gtee_package *account)
{
    const json_value *item = list->first;

    for (size_t i = 0; i < gtee_package_consent_count(account); i++, item = item->next) {
        const gtee_consent *consent = gtee_package_consent_at(account, i);
        if (item == NULL || !same_text(json_member(item, "participant"), gtee_participant_id(gtee_consent_participant(consent))) ||
            !same_choice(item, gtee_consent_choice(consent)))
            return "it assumes other consents";
    }
    return item != NULL ? "it assumes other consents" : NULL;
}

static const char *compare_reservations(const verification *v, const json_value *list, const gtee_package *account)
{
    const json_value *item = list->first;

    for (size_t i = 0; i < gtee_package_reservation_count(account); i++, item = item->next)
        if (item == NULL || position_of(v, item) != gtee_package_reservation_at(account, i))
            return "it gives up other preferences";
    return item != NULL ? "it gives up other preferences" : NULL;
}

static bool same_gain(const json_value *map, const gtee_gain *gain)
{
    const json_value *utility = json_member(map, "utility");

    return same_text(json_member(map, "participant"), gtee_participant_id(gtee_gain_participant(gain))) &&
           same_name(map, gtee_gain_participant(gain)) && same_number(json_member(map, "demands"), gtee_gain_demands(gain)) &&
           same_number(json_member(map, "demands_met"), gtee_gain_demands_met(gain)) &&
           same_number(json_member(map, "red_lines"), gtee_gain_red_lines(gain)) &&
           same_number(json_member(map, "consents"), gtee_gain_consents(gain)) && same_number(json_member(map, "weight"), gtee_gain_weight(gain)) &&
           (gtee_gain_has_utility(gain) != 0 ? same_number(utility, gtee_gain_utility(gain)) : utility->type == JSON_NULL);
}

static const char *compare_gains(const json_value *list, const gtee_package *account)
{
    const json_value *item = list->first;

    for (size_t i = 0; i < gtee_package_gain_count(account); i++, item = item->next)
        if (item == NULL || !same_gain(item, gtee_package_gain_at(account, i)))
            return "it is mistaken in what somebody gets";
    return item != NULL ? "it is mistaken in what somebody gets" : NULL;
}

static bool same_cost(const json_value *package, const gtee_check *check)
{
    return same_number(json_member(package, "changes"), gtee_check_changes(check)) &&
           same_number(json_member(package, "red_lines"), gtee_check_red_lines(check)) &&
           same_number(json_member(package, "consents"), gtee_check_consents(check)) &&
           same_number(json_member(package, "weight"), gtee_check_weight(check));
}

static double count_unlisted(const json_value *terms, const gtee_package *account)
{
    double count = 1;

    for (size_t i = 0; i < gtee_package_choice_count(account); i++)
        if (term_of(terms, gtee_package_choice_at(account, i)) == NULL)
            count *= (double)gtee_issue_option_count(gtee_choice_issue(gtee_package_choice_at(account, i)));
    return count;
}

/* What is wrong with it; NULL: nothing. */
static const char *compare(const verification *v, const json_value *package, const gtee_check *check)
{
    const gtee_package *account = gtee_check_account(check);
    const char *wrong = compare_terms(json_list(package, "terms"), account);

    if (gtee_check_is_allowed(check) == 0)
        return gtee_check_message(check);
    if (!same_cost(package, check))
        return "it does not cost what the result says";
    if (wrong == NULL)
        wrong = compare_concessions(v, json_list(package, "concessions"), account);
    if (wrong == NULL)
        wrong = compare_consents(json_list(package, "assumed_consents"), account);
    if (wrong == NULL)
        wrong = compare_reservations(v, json_list(package, "reservations"), account);
    return wrong != NULL ? wrong : compare_gains(json_list(package, "gains"), account);
}

/* ---- Shapes */

static bool have_members(const json_value *package, const char *key, const char *const *members)
{
    const json_value *list = json_list(package, key);

    for (const json_value *item = list != NULL ? list->first : NULL; item != NULL; item = item->next)
        if (!has_members(item, members))
            return false;
    return list != NULL || not_understood("a list is missing") == EXIT_YES;
}

static bool is_package(const json_value *package)
{
    static const char *const members[] = {"changes",     "red_lines",        "consents",     "weight", "terms",
                                          "concessions", "assumed_consents", "reservations", "gains",  NULL};
    static const char *const terms[] = {"issue", "choice", "options", "default", "free", "changed", NULL};
    static const char *const concessions[] = {"participant", "message", "issue", "choice", "options", "position", NULL};
    static const char *const consents[] = {"participant", "issue", "choice", "options", NULL};
    static const char *const gains[] = {"participant", "name", "demands", "demands_met", "red_lines", "consents", "weight", "utility", NULL};

    return has_members(package, members) && have_members(package, "terms", terms) && have_members(package, "concessions", concessions) &&
           have_members(package, "assumed_consents", consents) && have_members(package, "gains", gains) &&
           (json_list(package, "reservations") != NULL || not_understood("a list is missing") == EXIT_YES);
}

/* ---- One package after another */

/* Levels of cost, the first counting most. */
static double level(const verification *v, const json_value *map, int which)
{
    static const char *const near[] = {"changes", "consents", "weight"}, *const far[] = {"red_lines", "consents", "weight"},
                             *const weighted[] = {"weight", "weight", "weight"};
    const bool weighs = v->near == NULL && (v->search.red_line_weight > 0 || v->search.consent_weight > 0);
    const json_value *value = json_member(map, (v->near != NULL ? near : weighs ? weighted : far)[which]);

    return value != NULL && value->type == JSON_NUMBER ? value->number : 0;
}

/* Is `a` cheaper than `b`? */
static bool is_cheaper(const verification *v, const json_value *a, const json_value *b)
{
    for (int i = 0; i < 3; i++) {
        const double left = level(v, a, i), right = level(v, b, i);
        if (left < right - 1e-9 || left > right + 1e-9)
            return left < right;
    }
    return false;
}

/* What is wrong with its place in the list; NULL: nothing. */
static const char *compare_place(const verification *v, const json_value *packages, const json_value *package)
{
    for (const json_value *other = packages->first; other != package; other = other->next) {
        if (!terms_differ(json_list(other, "terms"), json_list(package, "terms")))
            return "it is the same as one before it";
        if (is_cheaper(v, package, other))
            return "it is cheaper than one before it";
    }
    return NULL;
}

/* `best`: is it said that none is cheaper? */
static int judge(verification *v, const json_value *packages, const json_value *package, size_t number, bool best, const gtee_check *check)
{
    const char *wrong = compare(v, package, check);

    if (number == 1)
        v->unlisted = count_unlisted(json_list(package, "terms"), gtee_check_account(check));
    if (wrong == NULL)
        wrong = compare_place(v, packages, package);
    if (wrong != NULL)
        return conclude(v, "package", number, REFUTED, wrong);
    if (!best)
        return conclude(v, "package", number, CONFIRMED, v->near != NULL ? "it is allowed, crosses no red line and costs what the result says"
                                                                      : "it is allowed and costs what the result says");
    return conclude_check(v, "package", number, GTEE_OK, check, NULL);
}

static int check_package(verification *v, const json_value *packages, const json_value *package, size_t number, bool best)
{
    gtee_diagnostics *diagnostics = NULL;
    gtee_check *check = NULL;
    cli_choices choices;

    if (!is_package(package) || !read_choices(v, json_list(package, "terms"), false, &choices))
        return EXIT_DOSSIER;
    const char *const *items = (const char *const *)choices.items;
    const gtee_status status =
        v->near != NULL ? gtee_check_nearest(v->cli->view, v->near, &v->search, items, choices.count, &check, &diagnostics)
                        : gtee_check_package(v->cli->view, &v->search, items, choices.count, &check, &diagnostics);
    int result = checked(v, status, diagnostics);
    if (result == EXIT_YES)
        result = check != NULL ? judge(v, packages, package, number, best, check)
                               : conclude(v, "package", number, TOO_LARGE, "too large to try everything");
    gtee_check_unref(check);
    free_choices(&choices);
    return result;
}

/* ---- The bound, and whether these are all */

/* A bound that is said to be reached is what the first package costs; with weights only these are bounded. */
static bool is_reached(const verification *v, const json_value *least, const json_value *first)
{
    const bool weighs = v->near == NULL && (v->search.red_line_weight > 0 || v->search.consent_weight > 0);

    return same_number(json_member(least, "changes"), v->near != NULL ? level(v, first, 0) : 0) &&
           same_number(json_member(least, "red_lines"), v->near != NULL || weighs ? 0 : level(v, first, 0)) &&
           same_number(json_member(least, "consents"), weighs ? 0 : level(v, first, 1)) &&
           same_number(json_member(least, "weight"), level(v, first, 2));
}

/* No package costs less than the bound, by the checker's own search. */
static bool is_bound(const verification *v, const json_value *least, const gtee_check *check)
{
    const bool weighs = v->near == NULL && (v->search.red_line_weight > 0 || v->search.consent_weight > 0);
    const double found[3] = {weighs ? gtee_check_weight(check) : v->near != NULL ? gtee_check_changes(check) : gtee_check_red_lines(check),
                             weighs ? gtee_check_weight(check) : gtee_check_consents(check), gtee_check_weight(check)};

    for (int i = 0; i < 3; i++)
        if (level(v, least, i) < found[i] - 1e-9 || level(v, least, i) > found[i] + 1e-9)
            return level(v, least, i) < found[i];
    return true;
}

static double count_packages(const json_value *packages)
{
    double count = 0;

    for (const json_value *item = packages->first; item != NULL; item = item->next)
        count += count_terms(json_list(item, "terms"));
    return count;
}

static int judge_count(verification *v, const json_value *packages, const gtee_check *check)
{
    if (check == NULL || (gtee_check_is_confirmed(check) != 0 && gtee_check_is_complete(check) == 0))
        return conclude(v, "completeness", 1, TOO_LARGE, "whether there are others than those listed is too much to try");
    const double found = gtee_check_packages(check), claimed = count_packages(packages) * v->unlisted;
    const bool same = claimed >= found - 0.5 && claimed <= found + 0.5;
    return conclude(v, "completeness", 1, same ? CONFIRMED : REFUTED,
                    !same ? "there are others than those listed" : packages->first == NULL ? "there is none at all" : "there are no others than those listed");
}

/* Asks for the cheapest only where something is said of it that the first package does not answer for. */
static int check_bounds(verification *v, const json_value *root, const json_value *packages, bool proved)
{
    const json_value *least = json_map(root, "least");
    const bool complete = json_member(root, "complete")->type == JSON_TRUE;
    gtee_diagnostics *diagnostics = NULL;
    gtee_check *check = NULL;
    int result = EXIT_YES;

    if (proved && (packages->first == NULL || !is_reached(v, least, packages->first)))
        result = conclude(v, "bound", 1, REFUTED, "it is not what the first package costs");
    for (int i = 0; i < 3 && result == EXIT_YES && complete && packages->first == NULL; i++)
        if (level(v, least, i) > 0 || !same_number(json_member(least, "changes"), 0) || !same_number(json_member(least, "red_lines"), 0))
            return conclude(v, "bound", 1, REFUTED, "of nothing at all it says what the least is");
    if (result != EXIT_YES || (proved && !complete))
        return result;
    result = checked(v, gtee_check_cheapest(v->cli->view, v->near, &v->search, &check, &diagnostics), diagnostics);
    if (result == EXIT_YES && !proved && !(complete && packages->first == NULL)) {
        const bool good = check != NULL && is_bound(v, least, check);
        result = conclude(v, "bound", 1, check == NULL ? TOO_LARGE : good ? CONFIRMED : REFUTED,
                          check == NULL ? "too large to try everything" : good ? "none costs less" : "there is a cheaper package");
    }
    if (result == EXIT_YES && complete)
        result = judge_count(v, packages, check);
    gtee_check_unref(check);
    return result;
}

/* ---- The proof: conflicts that share no position that may move */

static bool may_move(const verification *v, const gtee_position *position)
{
    for (size_t i = 0; i < v->search.immovable_position_count; i++)
        if (v->search.immovable_positions[i] == position)
            return false;
    for (size_t i = 0; i < v->search.immovable_count; i++)
        if (v->search.immovable[i] == gtee_position_participant(position))
            return false;
    return true;
}

static bool share(const verification *v, const json_value *a, const json_value *b)
{
    for (const json_value *left = json_list(a, "positions")->first; left != NULL; left = left->next)
        for (const json_value *right = json_list(b, "positions")->first; right != NULL; right = right->next)
            if (position_of(v, left) == position_of(v, right) && may_move(v, position_of(v, left)))
                return true;
    return false;
}

static int check_proof(verification *v, const json_value *proof)
{
    const int result = check_conflicts(v, proof);

    for (const json_value *a = proof->first; result == EXIT_YES && a != NULL; a = a->next)
        for (const json_value *b = a->next; b != NULL; b = b->next)
            if (share(v, a, b))
                return conclude(v, "proof", 1, REFUTED, "two of its conflicts share a position that may move");
    return result;
}

static bool is_engine(const json_value *value)
{
    return same_text(value, "") || same_text(value, "clause-learning") || same_text(value, "branch-and-bound");
}

static bool is_flag(const json_value *value)
{
    return value->type == JSON_TRUE || value->type == JSON_FALSE;
}

int check_packages(verification *v, const json_value *root)
{
    static const char *const members[] = {"view",     "question",          "proved",          "engine",        "least", "proof", "complete",
                                          "packages", "cited_constraints", "cited_positions", "cited_sources", NULL};
    static const char *const bounds[] = {"changes", "red_lines", "consents", "weight", NULL};
    const json_value *packages = json_list(root, "packages"), *proof = json_list(root, "proof");
    int result = EXIT_YES;
    size_t number = 1;

    if (!has_members(root, members) || !has_members(json_map(root, "least"), bounds))
        return EXIT_DOSSIER;
    if (packages == NULL || proof == NULL || !is_engine(json_member(root, "engine")) || !is_flag(json_member(root, "proved")) ||
        !is_flag(json_member(root, "complete")))
        return not_understood("it has no packages, no proof, or not what proved it");
    const bool proved = json_member(root, "proved")->type == JSON_TRUE;
    for (const json_value *item = packages->first; item != NULL && result == EXIT_YES; item = item->next, number++)
        result = check_package(v, packages, item, number, proved && number == 1);
    if (result == EXIT_YES)
        result = check_bounds(v, root, packages, proved);
    return result == EXIT_YES ? check_proof(v, proof) : result;
}
