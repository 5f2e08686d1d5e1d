/* dossiers.h: small random dossiers from a seed, made by the builder: groups whose members come and go, partial dates, conditions,
 * withdrawals, contradictions on purpose. The same seed gives the same dossier everywhere. Uses the public header and CUnit. */
#ifndef TESTS_UNIT_DOSSIERS_H
#define TESTS_UNIT_DOSSIERS_H

#include <guarantee.h>

#include <stdio.h>
#include <string.h>

#include <CUnit/CUnit.h>

typedef struct dice {
    uint64_t state;
} dice;

static inline uint32_t roll(dice *d, uint32_t sides)
{
    d->state ^= d->state << 13;
    d->state ^= d->state >> 7;
    d->state ^= d->state << 17;
    return (uint32_t)((d->state * UINT64_C(0x2545F4914F6CDD1D)) >> 33) % sides;
}

#define PEOPLE 4u
#define ISSUES 5u
/* How many options each issue has, which have `by` (0, or the group's number + 1). */
typedef struct shape {
    uint32_t options[ISSUES], by[ISSUES];
    uint32_t proposals, positions, holder[16], day[16];
} shape;

static inline void put(gtee_draft *draft, const char *key, const char *value)
{
    CU_ASSERT_EQUAL_FATAL(gtee_draft_set(draft, key, value), GTEE_OK);
}

static inline gtee_draft *put_map(gtee_draft *draft, const char *key)
{
    gtee_draft *map;

    CU_ASSERT_EQUAL_FATAL(gtee_draft_set_map(draft, key, &map), GTEE_OK);
    return map;
}

static inline gtee_draft *put_list(gtee_draft *draft, const char *key)
{
    gtee_draft *list;

    CU_ASSERT_EQUAL_FATAL(gtee_draft_set_list(draft, key, &list), GTEE_OK);
    return list;
}

static inline gtee_draft *put_record(gtee_builder *builder, uint32_t kind, const char *letter, uint32_t number)
{
    char id[16];
    gtee_draft *draft;

    CU_ASSERT_EQUAL_FATAL(gtee_builder_add(builder, kind, &draft), GTEE_OK);
    snprintf(id, sizeof id, "%s%u", letter, number);
    put(draft, "id", id);
    return draft;
}

static inline void put_ids(dice *d, gtee_draft *draft, const char *key, uint32_t chance)
{
    if (roll(d, 100) >= chance)
        return;
    gtee_draft *list = put_list(draft, key);
    for (uint32_t i = 0, n = 1 + roll(d, 2); i < n; i++) {
        char id[16];
        uint32_t who = roll(d, PEOPLE + 2);
        snprintf(id, sizeof id, who < PEOPLE ? "p%u" : "g%u", who < PEOPLE ? who : who - PEOPLE);
        CU_ASSERT_EQUAL_FATAL(gtee_draft_append(list, id), GTEE_OK);
    }
}

static inline void put_day(gtee_draft *draft, const char *key, uint32_t day)
{
    char text[32];

    if (day == 0)
        snprintf(text, sizeof text, "2025-01");
    else
        snprintf(text, sizeof text, "2025-01-%02u", day);
    put(draft, key, text);
}

static inline void put_selection(dice *d, gtee_draft *terms, const char *key, uint32_t options, int ordered)
{
    char id[16];
    const uint32_t first = roll(d, options), kind = roll(d, 4);

    snprintf(id, sizeof id, "o%u", first);
    if (ordered && kind < 2) {
        put(put_map(terms, key), kind == 0 ? "at_least" : "at_most", id);
    } else if (kind == 2 && options > 1) {
        gtee_draft *list = put_list(terms, key);
        CU_ASSERT_EQUAL_FATAL(gtee_draft_append(list, id), GTEE_OK);
        snprintf(id, sizeof id, "o%u", (first + 1) % options);
        CU_ASSERT_EQUAL_FATAL(gtee_draft_append(list, id), GTEE_OK);
    } else {
        put(terms, key, id);
    }
}

static inline void put_terms(dice *d, const shape *s, gtee_draft *terms, uint32_t most)
{
    for (uint32_t i = 0, n = 1 + roll(d, most); i < n; i++) {
        char key[32];
        const uint32_t issue = roll(d, roll(d, 3) == 0 ? ISSUES : ISSUES - 1);
        const uint32_t who = roll(d, PEOPLE + 1);
        if (s->by[issue] == 0)
            snprintf(key, sizeof key, "i%u", issue);
        else
            snprintf(key, sizeof key, who < PEOPLE ? "i%u/p%u" : "i%u/g%u", issue, who < PEOPLE ? who : roll(d, 2));
        put_selection(d, terms, key, s->options[issue], issue < 2);
    }
}

static inline void put_group(dice *d, gtee_builder *builder, uint32_t number)
{
    gtee_draft *draft = put_record(builder, GTEE_KIND_PARTICIPANT, "g", number), *members, *member;

    put(draft, "kind", "group");
    members = put_list(draft, "members");
    for (uint32_t i = 0; i < PEOPLE + number; i++) {
        char id[16];
        const uint32_t from = 1 + roll(d, 8);
        snprintf(id, sizeof id, i < PEOPLE ? "p%u" : "g%u", i < PEOPLE ? i : 0);
        CU_ASSERT_EQUAL_FATAL(gtee_draft_append_map(members, &member), GTEE_OK);
        put(member, "id", id);
        if (roll(d, 4) == 0)
            put_day(member, "from", from);
        if (roll(d, 4) == 0)
            put_day(member, "until", from + roll(d, 4));
    }
}

static inline void put_issue(dice *d, gtee_builder *builder, shape *s, uint32_t number)
{
    gtee_draft *draft = put_record(builder, GTEE_KIND_ISSUE, "i", number), *options;
    const int derived = number == ISSUES - 1;
    char id[16];

    s->options[number] = derived ? 2 : 1 + roll(d, 4);
    s->by[number] = derived ? 1 : number == 1 || number == 3 ? 1 + roll(d, 2) : 0;
    options = put_list(draft, "options");
    for (uint32_t i = 0; i < s->options[number]; i++) {
        snprintf(id, sizeof id, "o%u", i);
        CU_ASSERT_EQUAL_FATAL(gtee_draft_append(options, id), GTEE_OK);
    }
    if (number < 2)
        put(draft, "ordered", "true");
    if (derived || roll(d, 3) > 0)
        put(draft, "default", "o0");
    if (s->by[number] != 0) {
        snprintf(id, sizeof id, "g%u", s->by[number] - 1);
        put(draft, "by", id);
    }
    if (derived)
        put(draft, "derived", roll(d, 2) == 0 ? "veto-player" : "guarantor");
    else
        put_ids(d, draft, "consent", 30);
}

/* One of: all of some, any of some, a quota, unless one of some. */
static inline void put_rule(dice *d, gtee_draft *rules, const char *name)
{
    gtee_draft *rule = put_map(rules, name), *weights;
    const uint32_t form = roll(d, 4);

    if (form == 0) {
        put_ids(d, rule, "all_of", 100);
    } else if (form == 1) {
        put_ids(d, rule, "any_of", 100);
    } else if (form == 2) {
        put(rule, "quota", roll(d, 2) == 0 ? "2" : "3");
        weights = put_map(rule, "weights");
        put(weights, "p0", "2");
        put(weights, "g0", "1");
        put(weights, "p1", "1");
    } else {
        put_ids(d, put_map(rule, "unless"), "any_of", 100);
    }
}

static inline void put_proposal(dice *d, gtee_builder *builder, const shape *s, uint32_t number)
{
    gtee_draft *draft = put_record(builder, GTEE_KIND_PROPOSAL, "x", number), *clauses, *clause;
    char id[16];

    put_ids(d, draft, "proposed_by", 50);
    put_ids(d, draft, "parties", 50);
    const uint32_t rules = roll(d, 3);
    if (rules > 0)
        put_rule(d, put_map(draft, "activation"), "r0");
    if (rules > 1)
        put_rule(d, gtee_draft_child(draft, "activation"), "r1");
    clauses = put_list(draft, "clauses");
    for (uint32_t i = 0, n = 1 + roll(d, 3); i < n; i++) {
        CU_ASSERT_EQUAL_FATAL(gtee_draft_append_map(clauses, &clause), GTEE_OK);
        snprintf(id, sizeof id, "c%u", i);
        put(clause, "id", id);
        put_ids(d, clause, "obligors", 40);
        put_ids(d, clause, "beneficiaries", 40);
        if (rules > 0 && roll(d, 2) == 0)
            put(clause, "activation", rules > 1 && roll(d, 2) == 0 ? "r1" : "r0");
        put_terms(d, s, put_map(clause, "terms"), 2);
    }
}

/* Withdraws or supersedes an earlier position of the same participant, if there is one. */
static inline void put_named(dice *d, gtee_draft *draft, const shape *s, uint32_t number, const char *key)
{
    const uint32_t named = number > 0 ? roll(d, number) : 0;
    char id[16];

    if (number == 0 || s->holder[named] != s->holder[number] || s->day[named] > s->day[number])
        return;
    snprintf(id, sizeof id, "q%u", named);
    put(draft, key, id);
}

static inline void put_position(dice *d, gtee_builder *builder, shape *s, uint32_t number)
{
    static const char *const stances[] = {"requires", "rejects", "prefers", "opposes", "accepts"};
    static const char *const kinds[] = {"stated", "reported", "inferred"};
    gtee_draft *draft = put_record(builder, GTEE_KIND_POSITION, "q", number), *stance;
    const uint32_t kind = roll(d, 5);
    char id[16];

    s->holder[number] = roll(d, PEOPLE - 1);
    s->day[number] = roll(d, 9);
    snprintf(id, sizeof id, "p%u", s->holder[number]);
    put(draft, "participant", id);
    put_day(draft, "date", s->day[number]);
    if (roll(d, 8) == 0)
        put_day(draft, "until", s->day[number] == 0 ? 9 : s->day[number] + roll(d, 4));
    put(draft, "evidence", kinds[roll(d, 4) % 3]);
    snprintf(id, sizeof id, "s%u", roll(d, 2));
    put(draft, "source", id);
    if (roll(d, 8) == 0)
        put_named(d, draft, s, number, "supersedes");
    if (roll(d, 8) == 0)
        put_named(d, draft, s, number, "withdraws");
    stance = put_map(draft, stances[kind]);
    if (roll(d, 4) == 0) {
        snprintf(id, sizeof id, "x%u", roll(d, s->proposals));
        put(stance, "proposal", id);
    } else {
        put_terms(d, s, stance, 2);
    }
    if (roll(d, 3) == 0)
        put_terms(d, s, put_map(draft, "if"), 2);
    if ((kind == 2 || kind == 3) && roll(d, 2) == 0)
        put(draft, "weight", roll(d, 2) == 0 ? "2" : "0.5");
}

/* A dossier from a seed; NULL if the seed made one that is refused (a clause may contradict itself). */
static inline gtee_dossier *random_dossier(gtee_context *context, uint64_t seed)
{
    dice d = {.state = seed * UINT64_C(0x9E3779B97F4A7C15) + 1};
    shape s = {.proposals = 2 + roll(&d, 2), .positions = roll(&d, 14)};
    gtee_builder *builder;
    gtee_dossier *dossier;
    gtee_status status;

    CU_ASSERT_EQUAL_FATAL(gtee_builder_new(context, &builder), GTEE_OK);
    for (uint32_t i = 0; i < 2; i++)
        put(put_record(builder, GTEE_KIND_SOURCE, "s", i), "title", "A source");
    for (uint32_t i = 0; i < PEOPLE; i++)
        put(put_record(builder, GTEE_KIND_PARTICIPANT, "p", i), "kind", "state");
    for (uint32_t i = 0; i < 2; i++)
        put_group(&d, builder, i);
    for (uint32_t i = 0; i < ISSUES; i++)
        put_issue(&d, builder, &s, i);
    for (uint32_t i = 0; i < s.proposals; i++)
        put_proposal(&d, builder, &s, i);
    for (uint32_t i = 0; i < s.positions; i++)
        put_position(&d, builder, &s, i);
    status = gtee_builder_finish(builder, &dossier, NULL);
    CU_ASSERT_TRUE_FATAL(status == GTEE_OK || status == GTEE_ERROR_DOSSIER);
    gtee_builder_unref(builder);
    return dossier;
}

#endif
