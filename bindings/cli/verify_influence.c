/* verify_influence.c: which position matters most, in a saved result: each cost and place in the conflicts, by the checker's own search. Uses verify.h. */
#include "verify.h"

#include <string.h>

static bool same_cost(const json_value *map, const gtee_check *check)
{
    return same_number(json_member(map, "red_lines"), gtee_check_red_lines(check)) &&
           same_number(json_member(map, "consents"), gtee_check_consents(check)) && same_number(json_member(map, "weight"), gtee_check_weight(check));
}

static int judge(verification *v, const json_value *influence, size_t number, const gtee_check *check)
{
    if (check == NULL)
        return conclude(v, "influence", number, TOO_LARGE, "too large to try everything");
    if (gtee_check_is_confirmed(check) == 0 || !same_cost(influence, check))
        return conclude(v, "influence", number, REFUTED, "without the position the cheapest package costs something else");
    if (!same_flag(json_member(influence, "in_all"), gtee_check_in_all(check) != 0) && gtee_check_is_complete(check) != 0)
        return conclude(v, "influence", number, REFUTED, "it is mistaken in whether the position is in every conflict");
    if (gtee_check_is_complete(check) == 0)
        return conclude(v, "influence", number, TOO_LARGE, gtee_check_message(check));
    if (!same_flag(json_member(influence, "in_none"), gtee_check_in_none(check) != 0))
        return conclude(v, "influence", number, REFUTED, "it is mistaken in whether the position is in a conflict");
    return conclude(v, "influence", number, CONFIRMED, "without the position the cheapest package costs this, and it is in conflicts as is said");
}

/* Hard, not withdrawn, one of the parties', and free to move? */
static bool counts(const verification *v, const gtee_position *position)
{
    const gtee_participant *who = gtee_position_participant(position);
    const uint32_t stance = gtee_position_stance(position);
    bool among = v->search.parties == NULL;

    if (stance != GTEE_STANCE_REQUIRES && stance != GTEE_STANCE_REJECTS)
        return false;
    for (size_t i = 0; i < v->search.party_count; i++)
        among = among || v->search.parties[i] == who ||
                gtee_participant_is_member(who, v->search.parties[i], gtee_view_as_of(v->cli->view)) != 0;
    for (size_t i = 0; i < v->search.immovable_count; i++)
        among = among && v->search.immovable[i] != who;
    for (size_t i = 0; i < v->search.immovable_position_count; i++)
        among = among && v->search.immovable_positions[i] != position;
    return among;
}

static size_t count_listed(const verification *v, const json_value *list, const gtee_position *position)
{
    size_t count = 0;

    for (const json_value *item = list->first; item != NULL; item = item->next)
        count += position_of(v, json_member(item, "position")) == position;
    return count;
}

/* One is cheaper than one before it: by what dropping them saves, the greatest comes first. */
static bool is_disordered(const json_value *list)
{
    static const char *const levels[] = {"red_lines", "consents", "weight"};

    for (const json_value *item = list->first; item != NULL && item->next != NULL; item = item->next)
        for (int i = 0; i < 3; i++) {
            const double left = json_member(item, levels[i])->number, right = json_member(item->next, levels[i])->number;
            if (left > right + 1e-9)
                return true;
            if (left < right - 1e-9)
                break;
        }
    return false;
}

static int check_list(verification *v, const json_value *list, bool complete)
{
    const char *wrong = is_disordered(list) ? "one position comes before another that matters more" : NULL;

    for (size_t i = 0; i < gtee_view_stance_count(v->cli->view); i++) {
        const gtee_position *position = gtee_stance_position(gtee_view_stance_at(v->cli->view, i));
        const size_t listed = count_listed(v, list, position);
        if (listed > 1 || (listed == 1 && !counts(v, position)))
            wrong = "a position is listed twice, or one that does not count";
        else if (listed == 0 && complete && counts(v, position))
            wrong = "a position is missing";
    }
    for (const json_value *item = list->first; item != NULL; item = item->next)
        if (!counts(v, position_of(v, json_member(item, "position"))))
            wrong = "a position is listed that does not count";
    if (wrong != NULL)
        return conclude(v, "list", 1, REFUTED, wrong);
    return conclude(v, "list", 1, CONFIRMED, complete ? "it lists all positions that count, those that matter most first"
                                                      : "it lists positions that count, those that matter most first");
}

static int check_influence(verification *v, const json_value *influence, size_t number)
{
    static const char *const members[] = {"red_lines", "consents", "weight", "in_all", "in_none", "position", NULL};
    gtee_diagnostics *diagnostics = NULL;
    gtee_check *check = NULL;
    int result;

    if (!has_members(influence, members))
        return EXIT_DOSSIER;
    const gtee_position *position = position_of(v, json_member(influence, "position"));
    if (position == NULL)
        return not_understood("it names a position that is not cited");
    result = checked(v, gtee_check_influence(v->cli->view, &v->search, position, &check, &diagnostics), diagnostics);
    if (result == EXIT_YES)
        result = judge(v, influence, number, check);
    gtee_check_unref(check);
    return result;
}

static int check_cheapest(verification *v, const json_value *root)
{
    gtee_diagnostics *diagnostics = NULL;
    gtee_check *check = NULL;
    int result = checked(v, gtee_check_cheapest(v->cli->view, NULL, &v->search, &check, &diagnostics), diagnostics);

    if (result == EXIT_YES && check == NULL)
        result = conclude(v, "cheapest package", 1, TOO_LARGE, "too large to try everything");
    else if (result == EXIT_YES)
        result = same_cost(root, check) && gtee_check_is_confirmed(check) != 0
                     ? conclude(v, "cheapest package", 1, CONFIRMED, "it costs what the result says")
                     : conclude(v, "cheapest package", 1, REFUTED, "it does not cost what the result says");
    gtee_check_unref(check);
    return result;
}

int check_influences(verification *v, const json_value *root)
{
    static const char *const members[] = {"view",     "question",   "red_lines",       "consents",      "weight",
                                          "complete", "influences", "cited_positions", "cited_sources", NULL};
    const json_value *list = json_list(root, "influences");
    size_t number = 1;
    int result;

    if (!has_members(root, members))
        return EXIT_DOSSIER;
    if (list == NULL || (json_member(root, "complete")->type != JSON_TRUE && json_member(root, "complete")->type != JSON_FALSE))
        return not_understood("it has no list of influences");
    result = check_cheapest(v, root);
    for (const json_value *item = list->first; item != NULL && result == EXIT_YES; item = item->next)
        result = check_influence(v, item, number++);
    return result == EXIT_YES ? check_list(v, list, json_member(root, "complete")->type == JSON_TRUE) : result;
}
