/* verify_complete.c: are the listed conflicts, or concession sets, all that there are? Uses verify.h.
 *
 * What hits each conflict, and no part of which does, is a concession set, and the other way round (Reiter 1987): if the list lacks one, then something
 * that hits all that it has is none. */
#include "verify.h"

#include <stdlib.h>

#define SETS_AT_MOST 300   /* asked about */
#define NODES_AT_MOST 50000

typedef gtee_status (*check_function)(const gtee_view *, const gtee_search_options *, const gtee_position *const *, size_t, gtee_check **,
                                      gtee_diagnostics **);

typedef struct hitting {
    verification *v;
    gtee_search_options search;
    const json_value *list;
    const gtee_position **chosen, **barred; /* barred: tried before */
    size_t chosen_count, barred_count, sets, nodes;
    check_function function;
    bool lacking, too_many;
    int result;
} hitting;

static bool is_among(const gtee_position *const *items, size_t count, const gtee_position *position)
{
    for (size_t i = 0; i < count; i++)
        if (items[i] == position)
            return true;
    return false;
}

static size_t count_hits(const hitting *h, const json_value *set, const gtee_position **last)
{
    size_t count = 0;

    for (const json_value *item = json_list(set, "positions")->first; item != NULL; item = item->next) {
        const gtee_position *position = position_of(h->v, item);
        if (!is_among(h->chosen, h->chosen_count, position))
            continue;
        *last = position;
        count++;
    }
    return count;
}

/* Does each that is chosen hit a set that no other does? */
static bool is_minimal(const hitting *h)
{
    for (size_t i = 0; i < h->chosen_count; i++) {
        bool needed = false;
        for (const json_value *set = h->list->first; set != NULL && !needed; set = set->next) {
            const gtee_position *last = NULL;
            needed = count_hits(h, set, &last) == 1 && last == h->chosen[i];
        }
        if (!needed)
            return false;
    }
    return true;
}

static void ask(hitting *h)
{
    gtee_diagnostics *diagnostics = NULL;
    gtee_check *check = NULL;

    if (++h->sets > SETS_AT_MOST) {
        h->too_many = true;
        return;
    }
    const gtee_status status = h->function(h->v->cli->view, &h->search, h->chosen, h->chosen_count, &check, &diagnostics);
    h->result = checked(h->v, status, diagnostics);
    if (h->result == EXIT_YES && check == NULL)
        h->too_many = true;
    else if (h->result == EXIT_YES)
        h->lacking = gtee_check_is_confirmed(check) == 0;
    gtee_check_unref(check);
}

static void hit(hitting *h)
{
    const gtee_position *last;
    const json_value *set = h->list->first;
    const size_t barred = h->barred_count;

    while (set != NULL && count_hits(h, set, &last) > 0)
        set = set->next;
    if (++h->nodes > NODES_AT_MOST)
        h->too_many = true;
    else if (set == NULL && is_minimal(h))
        ask(h);
    for (const json_value *item = set != NULL ? json_list(set, "positions")->first : NULL;
         item != NULL && h->result == EXIT_YES && !h->lacking && !h->too_many; item = item->next) {
        const gtee_position *position = position_of(h->v, item);
        if (is_among(h->barred, h->barred_count, position))
            continue;
        h->chosen[h->chosen_count++] = position;
        hit(h);
        h->chosen_count--;
        h->barred[h->barred_count++] = position;
    }
    h->barred_count = barred;
}

static bool is_twice(const json_value *list)
{
    for (const json_value *a = list->first; a != NULL; a = a->next)
        for (const json_value *b = a->next; b != NULL; b = b->next) {
            const json_value *left = json_list(a, "positions")->first, *right = json_list(b, "positions")->first;
            while (left != NULL && right != NULL && left->number >= right->number && left->number <= right->number) {
                left = left->next;
                right = right->next;
            }
            if (left == NULL && right == NULL)
                return true;
        }
    return false;
}

static int look(hitting *h)
{
    verification *v = h->v;
    const size_t room = gtee_dossier_position_count(v->cli->dossier) + 1;
    int result = EXIT_INTERNAL;

    h->chosen = calloc(room, sizeof *h->chosen);
    h->barred = calloc(room, sizeof *h->barred);
    if (h->chosen != NULL && h->barred != NULL) {
        hit(h);
        result = h->result;
    } else {
        complain("out of memory");
    }
    free(h->chosen);
    free(h->barred);
    if (result != EXIT_YES)
        return result;
    if (h->lacking)
        return conclude(v, "completeness", 1, REFUTED, "there are others than those listed");
    return conclude(v, "completeness", 1, h->too_many ? TOO_LARGE : CONFIRMED,
                    h->too_many ? "whether there are others than those listed is too much to try" : "there are no others than those listed");
}

int check_complete_sets(verification *v, const json_value *root, const json_value *list, bool conflicts)
{
    const json_value *complete = json_member(root, "complete");
    hitting h = {.v = v, .search = v->search, .list = list, .function = conflicts ? gtee_check_correction : gtee_check_conflict,
                 .result = EXIT_YES};
    const bool moves = v->search.cap == 0 && v->search.immovable_count == 0 && v->search.immovable_position_count == 0;

    if (complete->type != JSON_TRUE && complete->type != JSON_FALSE)
        return not_understood("\"complete\" is neither true nor false");
    if (is_twice(list))
        return conclude(v, "completeness", 1, REFUTED, "a set is listed twice");
    if (complete->type == JSON_FALSE)
        return EXIT_YES;
    if (!conflicts && !moves)
        return conclude(v, "completeness", 1, TOO_LARGE, "whether there are others is not tried where something may not move");
    h.search.cap = 0;
    h.search.immovable = NULL;
    h.search.immovable_count = 0;
    h.search.immovable_positions = NULL;
    h.search.immovable_position_count = 0;
    return look(&h);
}
