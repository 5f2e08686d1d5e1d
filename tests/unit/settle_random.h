/* settle_random.h: small random dossiers whose positions clash, and random questions about them, from a seed; the question also as settle_oracle.h
 * asks it. The same seed gives the same everywhere. Uses the public header and CUnit. */
#ifndef TESTS_UNIT_SETTLE_RANDOM_H
#define TESTS_UNIT_SETTLE_RANDOM_H

#include "dossiers.h"
#include "settle_oracle.h"

/* ---- dossiers: i0, i1 plain, i2 by a group of two, i3 without a default, i4 derived */

static inline void some_terms(dice *d, gtee_draft *terms, const uint32_t *options, uint32_t most)
{
    for (uint32_t i = 0, n = 1 + roll(d, most); i < n; i++) {
        static const char *const whose[] = {"p0", "p1", "g0", "p2"};
        const uint32_t issue = roll(d, roll(d, 4) == 0 ? 5 : 4), who = roll(d, 10);
        char key[32];
        if (issue == 2 || issue == 4)
            snprintf(key, sizeof key, "i%u/%s", issue, whose[who < 4 ? 0 : who < 7 ? 1 : who < 9 ? 2 : 3]);
        else
            snprintf(key, sizeof key, "i%u", issue);
        put_selection(d, terms, key, options[issue], issue < 2);
    }
}

static inline void an_issue(dice *d, gtee_builder *builder, uint32_t number, uint32_t options)
{
    gtee_draft *draft = put_record(builder, GTEE_KIND_ISSUE, "i", number), *list = put_list(draft, "options");
    char id[16];

    for (uint32_t i = 0; i < options; i++) {
        snprintf(id, sizeof id, "o%u", i);
        CU_ASSERT_EQUAL_FATAL(gtee_draft_append(list, id), GTEE_OK);
    }
    if (number < 2)
        put(draft, "ordered", "true");
    if (number != 3) {
        snprintf(id, sizeof id, "o%u", roll(d, options));
        put(draft, "default", id);
    }
    if (number == 2 || number == 4)
        put(draft, "by", "g0");
    if (number == 4)
        put(draft, "derived", "veto-player");
    else
        put_ids(d, draft, "consent", 40);
}

static inline void a_constraint(dice *d, gtee_builder *builder, uint32_t number, const uint32_t *options)
{
    gtee_draft *draft = put_record(builder, GTEE_KIND_CONSTRAINT, "k", number), *list, *map;

    put(draft, "because", "it is so");
    if (roll(d, 3) > 0) {
        some_terms(d, put_map(draft, "if"), options, 2);
        some_terms(d, put_map(draft, "then"), options, 1);
        return;
    }
    list = put_list(draft, "of");
    for (uint32_t i = 0; i < 3; i++) {
        CU_ASSERT_EQUAL_FATAL(gtee_draft_append_map(list, &map), GTEE_OK);
        some_terms(d, map, options, 1);
    }
    put(draft, roll(d, 2) == 0 ? "at_least" : "at_most", roll(d, 2) == 0 ? "1" : "2");
}

static inline void a_proposal(dice *d, gtee_builder *builder, uint32_t number, const uint32_t *options)
{
    gtee_draft *draft = put_record(builder, GTEE_KIND_PROPOSAL, "x", number), *clauses = put_list(draft, "clauses"), *clause;

    put_ids(d, draft, "parties", 30);
    CU_ASSERT_EQUAL_FATAL(gtee_draft_append_map(clauses, &clause), GTEE_OK);
    put(clause, "id", "c0");
    put_ids(d, clause, "obligors", 40);
    some_terms(d, put_map(clause, "terms"), options, 3);
}

static inline void a_position(dice *d, gtee_builder *builder, uint32_t number, const uint32_t *options)
{
    static const char *const stances[] = {"requires", "rejects", "requires", "rejects", "prefers", "opposes", "accepts"};
    static const char *const weights[] = {"2", "0.5", "0.25", "1.1"};
    gtee_draft *draft = put_record(builder, GTEE_KIND_POSITION, "q", number), *stance;
    const uint32_t kind = roll(d, 7);
    char id[16];

    snprintf(id, sizeof id, "p%u", roll(d, 3));
    put(draft, "participant", id);
    put_day(draft, "date", 1 + roll(d, 5));
    put(draft, "evidence", roll(d, 4) == 0 ? "reported" : "stated");
    put(draft, "source", "s0");
    stance = put_map(draft, stances[kind]);
    if (roll(d, 6) == 0)
        put(stance, "proposal", roll(d, 2) == 0 ? "x0" : "x1");
    else
        some_terms(d, stance, options, 2);
    if (roll(d, 5) == 0)
        some_terms(d, put_map(draft, "if"), options, 2);
    if ((kind == 4 || kind == 5) && roll(d, 2) == 0)
        put(draft, "weight", weights[roll(d, 4)]);
}

static inline void the_group(gtee_builder *builder)
{
    gtee_draft *draft = put_record(builder, GTEE_KIND_PARTICIPANT, "g", 0), *members, *member;

    put(draft, "kind", "group");
    members = put_list(draft, "members");
    for (uint32_t i = 0; i < 2; i++) {
        CU_ASSERT_EQUAL_FATAL(gtee_draft_append_map(members, &member), GTEE_OK);
        put(member, "id", i == 0 ? "p0" : "p1");
    }
    /* So that put_ids finds those that it names. */
    put(put_record(builder, GTEE_KIND_PARTICIPANT, "g", 1), "kind", "group");
    put(put_record(builder, GTEE_KIND_PARTICIPANT, "p", 3), "kind", "state");
}

/* Weights and values are binary fractions, so that sums are exact. */
static inline void a_preference(dice *d, gtee_builder *builder, uint32_t who, const uint32_t *options)
{
    static const char *const keys[] = {"i0", "i1", "i2/p0", "i2/p1", "i3", "i4/p1"};
    static const char *const weights[] = {"1", "2", "0.5", "3"};
    static const char *const values[] = {"0", "0.25", "0.5", "1"};
    gtee_draft *draft, *utility, *one;
    char id[16];

    CU_ASSERT_EQUAL_FATAL(gtee_builder_add(builder, GTEE_KIND_PREFERENCE, &draft), GTEE_OK);
    snprintf(id, sizeof id, "p%u", who);
    put(draft, "participant", id);
    if (roll(d, 3) == 0)
        put(draft, "reservation", roll(d, 2) == 0 ? "0.5" : "1.25");
    utility = put_map(draft, "utility");
    for (uint32_t k = 0; k < 6; k++) {
        if (k > 0 && roll(d, 2) == 0)
            continue;
        one = put_map(utility, keys[k]);
        put(one, "weight", weights[roll(d, 4)]);
        one = put_map(one, "values");
        for (uint32_t i = 0; i < options[keys[k][1] - '0']; i++) {
            snprintf(id, sizeof id, "o%u", i);
            put(one, id, values[roll(d, 4)]);
        }
    }
}

static inline gtee_dossier *a_dossier(gtee_context *context, dice *d)
{
    uint32_t options[5] = {2 + roll(d, 2), 2 + roll(d, 2), 2, 2 + roll(d, 2), 2};
    gtee_builder *builder;
    gtee_dossier *dossier;

    CU_ASSERT_EQUAL_FATAL(gtee_builder_new(context, &builder), GTEE_OK);
    put(put_record(builder, GTEE_KIND_SOURCE, "s", 0), "title", "A source");
    for (uint32_t i = 0; i < 3; i++)
        put(put_record(builder, GTEE_KIND_PARTICIPANT, "p", i), "kind", "state");
    the_group(builder);
    for (uint32_t i = 0; i < 5; i++)
        an_issue(d, builder, i, options[i]);
    for (uint32_t i = 0, n = roll(d, 4); i < n; i++)
        a_constraint(d, builder, i, options);
    for (uint32_t i = 0; i < 2; i++)
        a_proposal(d, builder, i, options);
    for (uint32_t i = 0, n = 3 + roll(d, 12); i < n; i++) {
        dice again = *d;
        a_position(d, builder, i, options);
        if (i + 1 < n && roll(d, 10) == 0) /* the same once more */
            a_position(&again, builder, ++i, options);
    }
    for (uint32_t i = 0, valued = roll(d, 2); valued != 0 && i < 3; i++)
        if (roll(d, 3) > 0)
            a_preference(d, builder, i, options);
    const gtee_status status = gtee_builder_finish(builder, &dossier, NULL);
    CU_ASSERT_TRUE_FATAL(status == GTEE_OK || status == GTEE_ERROR_DOSSIER);
    gtee_builder_unref(builder);
    return dossier;
}

/* ---- what is asked */

typedef struct asked {
    gtee_search_options options;
    const gtee_participant *parties[4], *immovable[2];
    const gtee_position *immovable_positions[1];
    const char *fixed[2];
    char fix[32];
    deals_question q;
} asked;

static inline void ask_parties(dice *d, const oracle *o, asked *a)
{
    if (roll(d, 4) != 0)
        return;
    for (size_t i = 0; i < gtee_dossier_participant_count(o->dossier); i++)
        a->q.leaves_out[i] = true;
    for (uint32_t i = 0; i < 2; i++) {
        a->parties[i] = gtee_dossier_participant_at(o->dossier, i);
        a->q.leaves_out[i] = false;
    }
    a->options.parties = a->parties;
    a->options.party_count = 2;
}

static inline void ask_immovable(dice *d, const oracle *o, asked *a)
{
    if (roll(d, 4) == 0) {
        const uint32_t who = roll(d, 3);
        a->immovable[0] = gtee_dossier_participant_at(o->dossier, who);
        a->q.immovable[who] = true;
        a->options.immovable = a->immovable;
        a->options.immovable_count = 1;
    }
    if (roll(d, 6) == 0 && gtee_dossier_position_count(o->dossier) > 0) {
        const uint32_t which = roll(d, (uint32_t)gtee_dossier_position_count(o->dossier));
        a->immovable_positions[0] = gtee_dossier_position_at(o->dossier, which);
        a->q.immovable_position[which] = true;
        a->options.immovable_positions = a->immovable_positions;
        a->options.immovable_position_count = 1;
    }
    if (roll(d, 4) == 0)
        a->q.cap = a->options.cap = 1;
}

static inline void ask_fixed(dice *d, const oracle *o, asked *a)
{
    if (roll(d, 3) == 0) {
        const size_t v = roll(d, (uint32_t)o->variable_count);
        const oracle_variable *what = &o->variables[v];
        a->q.fixed[v] = 2;
        snprintf(a->fix, sizeof a->fix, "%s%s%s=o1", gtee_issue_id(what->issue), what->choice != NULL ? "/" : "",
                 what->choice != NULL ? gtee_participant_id(what->choice) : "");
        a->fixed[0] = a->fix;
        a->options.fixed = a->fixed;
        a->options.fixed_count = 1;
    }
    if (roll(d, 6) == 0)
        a->q.proposal = a->options.proposal = gtee_dossier_proposal_at(o->dossier, roll(d, 2));
}

static inline void ask(dice *d, const oracle *o, asked *a)
{
    memset(a, 0, sizeof *a);
    a->options.size = sizeof a->options;
    ask_parties(d, o, a);
    ask_immovable(d, o, a);
    ask_fixed(d, o, a);
    if (roll(d, 5) == 0) {
        a->q.red_line_weight = a->options.red_line_weight = roll(d, 2) == 0 ? 2.5 : 0.75;
        a->q.consent_weight = a->options.consent_weight = roll(d, 3) == 0 ? 0 : 1.25;
    }
}

/* The same of the nearest versions of a proposal: its parties, if it names some, no cap and no weights. */
static inline void ask_nearest(const oracle *o, const asked *a, const gtee_proposal *proposal, deals_question *q)
{
    *q = a->q;
    q->near = true;
    q->proposal = proposal;
    q->cap = 0;
    q->red_line_weight = q->consent_weight = 0;
    for (size_t i = 0; i < gtee_dossier_participant_count(o->dossier) && a->options.parties == NULL && gtee_proposal_party_count(proposal) > 0; i++) {
        q->leaves_out[i] = true;
        for (size_t k = 0; k < gtee_proposal_party_count(proposal); k++)
            if (gtee_proposal_party_at(proposal, k) == gtee_dossier_participant_at(o->dossier, i) ||
                oracle_stands_for(o, gtee_proposal_party_at(proposal, k), gtee_dossier_participant_at(o->dossier, i)))
                q->leaves_out[i] = false;
    }
}

/* ---- a seed */

typedef struct random_case {
    gtee_view *view;
    dice dice;
    oracle o;
    asked asked;
} random_case;

/* False if the seed made a dossier that is refused. */
static inline bool random_case_make(random_case *c, gtee_context *context, uint64_t seed)
{
    static const uint32_t evidence[] = {0, 0, GTEE_EVIDENCE_STATED, GTEE_EVIDENCE_STATED | GTEE_EVIDENCE_REPORTED};
    gtee_view_options options = {.size = sizeof options};

    memset(c, 0, sizeof *c);
    c->dice.state = seed * UINT64_C(0x9E3779B97F4A7C15) + 1;
    c->o.dossier = a_dossier(context, &c->dice);
    if (c->o.dossier == NULL)
        return false;
    options.evidence = evidence[roll(&c->dice, 4)];
    CU_ASSERT_EQUAL_FATAL(gtee_view_new(c->o.dossier, &options, &c->view, NULL), GTEE_OK);
    c->o.day = gtee_view_as_of(c->view);
    c->o.evidence = gtee_view_evidence(c->view);
    oracle_view(&c->o);
    ask(&c->dice, &c->o, &c->asked);
    return true;
}

static inline void random_case_free(random_case *c)
{
    gtee_view_unref(c->view);
    gtee_dossier_unref((gtee_dossier *)c->o.dossier);
}

#endif
