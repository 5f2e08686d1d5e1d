/*
 * games.h: random nested rules as trees of their own, evaluated naively on bit masks, and the same rules as games of the library. For the tests of
 * lib/game. Uses game/game.h and libc.
 */
#ifndef TESTS_UNIT_GAMES_H
#define TESTS_UNIT_GAMES_H

#include "game/game.h"

#include <stdlib.h>

enum rule_kind { RULE_MEMBER, RULE_AT_LEAST, RULE_QUOTA, RULE_UNLESS };

typedef struct rule {
    enum rule_kind kind;
    uint64_t need;
    int count, member;
    int children[8]; /* numbers of rules; of a quota: members */
    uint64_t weights[16];
} rule;

/* A pool of rules: later ones use earlier ones, so that some are used several times. */
typedef struct rules {
    uint64_t state;
    int members, count;
    rule items[64];
} rules;

static inline uint64_t rules_random(rules *r)
{
    uint64_t z = r->state += UINT64_C(0x9E3779B97F4A7C15);
    z = (z ^ z >> 30) * UINT64_C(0xBF58476D1CE4E5B9);
    z = (z ^ z >> 27) * UINT64_C(0x94D049BB133111EB);
    return z ^ z >> 31;
}

static inline int rules_below(rules *r, int bound)
{
    return (int)(rules_random(r) % (uint64_t)bound);
}

static inline bool rule_wins(const rules *r, int number, unsigned coalition)
{
    const rule *one = &r->items[number];
    uint64_t won = 0;

    switch (one->kind) {
    case RULE_MEMBER:
        return coalition >> one->member & 1u;
    case RULE_UNLESS:
        return !rule_wins(r, one->children[0], ~coalition);
    case RULE_AT_LEAST:
        for (int i = 0; i < one->count; i++)
            won += rule_wins(r, one->children[i], coalition);
        return won >= one->need;
    default:
        for (int i = 0; i < one->count; i++)
            won += coalition >> one->children[i] & 1u ? one->weights[i] : 0;
        return won >= one->need;
    }
}

static inline void random_quota(rules *r, rule *one)
{
    static const uint64_t scales[4] = {2, 8, 100, 1000000007};
    uint64_t scale = scales[rules_below(r, 4)], sum = 0;

    one->kind = RULE_QUOTA;
    one->count = 1 + rules_below(r, 8);
    for (int i = 0; i < one->count; i++) {
        one->children[i] = rules_below(r, r->members); /* may be named twice */
        sum += one->weights[i] = rules_random(r) % scale + (scale > 2);
    }
    one->need = 1 + rules_random(r) % (sum + 1);
}

/* A rule over members and the rules before it. */
static inline void random_rule(rules *r, int number)
{
    rule *one = &r->items[number];
    int choice = rules_below(r, 10);

    memset(one, 0, sizeof *one);
    if (number < r->members) {
        one->kind = RULE_MEMBER;
        one->member = number;
    } else if (choice < 3) {
        random_quota(r, one);
    } else if (choice == 3) {
        one->kind = RULE_UNLESS;
        one->count = 1;
        one->children[0] = rules_below(r, number);
    } else {
        one->kind = RULE_AT_LEAST;
        one->count = 1 + rules_below(r, 6);
        for (int i = 0; i < one->count; i++)
            one->children[i] = rules_below(r, 3) ? number - 1 - rules_below(r, number < 12 ? number : 12) : rules_below(r, number);
        one->need = choice < 6 ? (uint64_t)one->count : choice < 8 ? 1 : (uint64_t)rules_below(r, one->count + 1);
    }
}

/* The last rule is the root. */
static inline void random_rules(rules *r, uint64_t seed, int members)
{
    r->state = seed;
    r->members = members;
    r->count = members + 1 + rules_below(r, 12);
    for (int i = 0; i < r->count; i++)
        random_rule(r, i);
}

/* The same in the library; NULL: it failed, for want of memory or otherwise (*status). */
static inline gti_game *rules_game(const rules *r, const gti_allocator *allocator, gtee_status *status)
{
    gti_game *game = gti_game_new(allocator, (uint32_t)r->members);
    uint32_t numbers[64] = {0};

    *status = game == NULL ? GTEE_ERROR_MEMORY : GTEE_OK;
    for (int i = 0; i < r->count && *status == GTEE_OK; i++) {
        const rule *one = &r->items[i];
        uint32_t list[8];
        for (int k = 0; k < one->count; k++)
            list[k] = one->kind == RULE_QUOTA ? (uint32_t)one->children[k] : numbers[one->children[k]];
        if (one->kind == RULE_MEMBER)
            *status = gti_game_member(game, (uint32_t)one->member, &numbers[i]);
        else if (one->kind == RULE_UNLESS)
            *status = gti_game_unless(game, list[0], &numbers[i]);
        else if (one->kind == RULE_AT_LEAST)
            *status = gti_game_at_least(game, (uint32_t)one->need, list, (uint32_t)one->count, &numbers[i]);
        else
            *status = gti_game_quota(game, one->need, list, one->weights, (uint32_t)one->count, &numbers[i]);
    }
    if (*status == GTEE_OK)
        *status = gti_game_root(game, numbers[r->count - 1]);
    if (*status != GTEE_OK) {
        gti_game_free(game);
        return NULL;
    }
    return game;
}

/* A single quota. */
static inline gti_game *quota_game(const gti_allocator *allocator, uint64_t quota, const uint64_t *weights, uint32_t count)
{
    gti_game *game = gti_game_new(allocator, count);
    uint32_t members[256], node;

    for (uint32_t i = 0; i < count; i++)
        members[i] = i;
    if (game != NULL && (gti_game_quota(game, quota, members, weights, count, &node) != GTEE_OK || gti_game_root(game, node) != GTEE_OK)) {
        gti_game_free(game);
        return NULL;
    }
    return game;
}

#endif
