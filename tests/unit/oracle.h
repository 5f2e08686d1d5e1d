/* oracle.h: views and assessments worked out once more, naively and in quadratic time, from docs/semantics.md and the public header
 * alone. It shares nothing with lib/reason and is small enough to be read beside that page. For small dossiers only. */
#ifndef TESTS_UNIT_ORACLE_H
#define TESTS_UNIT_ORACLE_H

#include <guarantee.h>

#include <stdbool.h>
#include <string.h>

#define ORACLE_VARIABLES 64
#define ORACLE_RAWS 512
#define ORACLE_FINDINGS 1024
#define ORACLE_PEOPLE 16

enum { FAILS, OPEN, HOLDS };

typedef struct oracle_variable {
    const gtee_issue *issue;
    const gtee_participant *choice;
    const gtee_proposal *proposal;
    uint64_t all, fallback;
    bool derived;
} oracle_variable;

/* A conjunction: by variable the set that it is confined to; then what it says of choices that nobody has. */
typedef struct oracle_condition {
    bool confined[ORACLE_VARIABLES];
    uint64_t set[ORACLE_VARIABLES];
    size_t absent_count;
    const gtee_term *absent[8];
} oracle_condition;

typedef struct oracle_raw {
    const gtee_position *position;
    size_t variable, participant, order;
    uint64_t set;
    gtee_date day;
    bool dead;
    oracle_condition condition;
} oracle_raw;

typedef struct oracle_left {
    uint64_t favours, against, allowed;
    bool in_force;
} oracle_left;

typedef struct oracle {
    const gtee_dossier *dossier;
    gtee_date day;
    uint32_t evidence;
    bool source_counts[8], any_source;
    size_t variable_count, total;
    oracle_variable variables[ORACLE_VARIABLES];
    size_t position_count, raw_count;
    oracle_raw raws[ORACLE_RAWS];
    oracle_left left[ORACLE_RAWS], own_left[ORACLE_RAWS]; /* among all, and among those of the same evidence */
} oracle;

/* ---- Variables */
static inline size_t oracle_person(const oracle *o, const gtee_participant *who)
{
    for (size_t i = 0; i < gtee_dossier_participant_count(o->dossier); i++)
        if (gtee_dossier_participant_at(o->dossier, i) == who)
            return i;
    return SIZE_MAX;
}

/* Is `member` one of those that `who` stands for on the day? */
static inline bool oracle_stands_for(const oracle *o, const gtee_participant *who, const gtee_participant *member)
{
    if (gtee_participant_member_count(who) == 0)
        return who == member;
    return gtee_participant_member_count(member) == 0 && gtee_participant_is_member(member, who, o->day);
}

static inline uint64_t oracle_all(const gtee_issue *issue)
{
    return (UINT64_C(1) << gtee_issue_option_count(issue)) - 1;
}

static inline void oracle_add_variable(oracle *o, const gtee_issue *issue, const gtee_participant *choice, const gtee_proposal *proposal)
{
    oracle_variable *v = &o->variables[o->total++];

    *v = (oracle_variable){.issue = issue, .choice = choice, .proposal = proposal, .all = 1};
    if (issue == NULL)
        return;
    v->all = oracle_all(issue);
    v->derived = gtee_issue_derived(issue) != GTEE_DERIVED_NONE;
    if (gtee_issue_default(issue) != NULL)
        v->fallback = UINT64_C(1) << gtee_option_index(gtee_issue_default(issue));
}

static inline void oracle_list_variables(oracle *o)
{
    for (size_t i = 0; i < gtee_dossier_issue_count(o->dossier); i++) {
        const gtee_issue *issue = gtee_dossier_issue_at(o->dossier, i);
        if (gtee_issue_by(issue) == NULL)
            oracle_add_variable(o, issue, NULL, NULL);
        for (size_t j = 0; gtee_issue_by(issue) != NULL && j < gtee_dossier_participant_count(o->dossier); j++)
            if (oracle_stands_for(o, gtee_issue_by(issue), gtee_dossier_participant_at(o->dossier, j)))
                oracle_add_variable(o, issue, gtee_dossier_participant_at(o->dossier, j), NULL);
    }
    o->variable_count = o->total;
    for (size_t i = 0; i < gtee_dossier_proposal_count(o->dossier); i++)
        oracle_add_variable(o, NULL, NULL, gtee_dossier_proposal_at(o->dossier, i));
}

static inline bool oracle_term_means(const oracle *o, const gtee_term *term, size_t variable)
{
    const oracle_variable *v = &o->variables[variable];

    return v->issue == gtee_term_issue(term) && (v->choice == NULL || oracle_stands_for(o, gtee_term_participant(term), v->choice));
}

/* ---- Conditions */
static inline oracle_condition oracle_condition_of(const oracle *o, const gtee_position *position)
{
    oracle_condition c;

    memset(&c, 0, sizeof c);
    for (size_t i = 0; i < gtee_position_condition_count(position); i++) {
        const gtee_term *term = gtee_position_condition_at(position, i);
        bool met = false;
        for (size_t v = 0; v < o->variable_count; v++) {
            if (!oracle_term_means(o, term, v))
                continue;
            c.set[v] = c.confined[v] ? c.set[v] & gtee_term_options(term) : gtee_term_options(term);
            c.confined[v] = met = true;
        }
        if (!met)
            c.absent[c.absent_count++] = term;
    }
    return c;
}

static inline bool oracle_none(const oracle_condition *c)
{
    for (size_t v = 0; v < ORACLE_VARIABLES; v++)
        if (c->confined[v])
            return false;
    return c->absent_count == 0;
}

static inline bool oracle_same(const oracle_condition *a, const oracle_condition *b)
{
    if (memcmp(a->confined, b->confined, sizeof a->confined) != 0 || memcmp(a->set, b->set, sizeof a->set) != 0 ||
        a->absent_count != b->absent_count)
        return false;
    for (size_t i = 0; i < a->absent_count; i++) {
        bool found = false;
        for (size_t j = 0; j < b->absent_count; j++)
            found = found || (gtee_term_issue(a->absent[i]) == gtee_term_issue(b->absent[j]) &&
                              gtee_term_participant(a->absent[i]) == gtee_term_participant(b->absent[j]) &&
                              gtee_term_options(a->absent[i]) == gtee_term_options(b->absent[j]));
        if (!found)
            return false;
    }
    return true;
}

/* ---- Stances */
static inline uint64_t oracle_favours(uint32_t stance, uint64_t set)
{
    return stance == GTEE_STANCE_REQUIRES || stance == GTEE_STANCE_PREFERS || stance == GTEE_STANCE_ACCEPTS ? set : 0;
}

static inline uint64_t oracle_against(uint32_t stance, uint64_t set, uint64_t all)
{
    if (stance == GTEE_STANCE_REQUIRES)
        return all & ~set;
    return stance == GTEE_STANCE_REJECTS || stance == GTEE_STANCE_OPPOSES ? set : 0;
}

static inline uint64_t oracle_speaks(uint32_t stance, uint64_t set, uint64_t all)
{
    return stance == GTEE_STANCE_REQUIRES ? all : set;
}

static inline bool oracle_counts(const oracle *o, const gtee_position *position)
{
    const gtee_record *record = gtee_position_record(position);
    bool cited = !o->any_source;

    for (size_t i = 0; i < gtee_record_citation_count(record); i++)
        for (size_t j = 0; j < gtee_dossier_source_count(o->dossier); j++)
            if (gtee_dossier_source_at(o->dossier, j) == gtee_citation_source(gtee_record_citation_at(record, i)))
                cited = cited || o->source_counts[j];
    return cited && gtee_date_first_day(gtee_position_date(position)) <= o->day && (gtee_position_evidence(position) & o->evidence) != 0;
}

static inline bool oracle_out(const oracle *o, const gtee_position *position)
{
    const gtee_date until = gtee_position_until(position);

    if (until != GTEE_DATE_NONE && gtee_date_last_day(until) < o->day)
        return true;
    for (size_t i = 0; i < gtee_dossier_position_count(o->dossier); i++) {
        const gtee_position *p = gtee_dossier_position_at(o->dossier, i);
        for (size_t j = 0; oracle_counts(o, p) && j < gtee_position_withdraws_count(p); j++)
            if (gtee_position_withdraws_at(p, j) == position)
                return true;
        for (size_t j = 0; oracle_counts(o, p) && j < gtee_position_supersedes_count(p); j++)
            if (gtee_position_supersedes_at(p, j) == position)
                return true;
    }
    return false;
}

static inline void oracle_add_raw(oracle *o, const gtee_position *position, size_t order, size_t variable, uint64_t set)
{
    oracle_raw *raw = &o->raws[o->raw_count++];

    raw->position = position;
    raw->order = order;
    raw->variable = variable;
    raw->participant = oracle_person(o, gtee_position_participant(position));
    raw->set = set;
    raw->day = gtee_date_first_day(gtee_position_date(position));
    raw->dead = oracle_out(o, position);
    raw->condition = oracle_condition_of(o, position);
}

static inline void oracle_break_up(oracle *o)
{
    for (size_t i = 0; i < gtee_dossier_position_count(o->dossier); i++) {
        const gtee_position *p = gtee_dossier_position_at(o->dossier, i);
        if (!oracle_counts(o, p))
            continue;
        o->position_count++;
        for (size_t t = 0; t < gtee_position_term_count(p); t++)
            for (size_t v = 0; v < o->variable_count; v++)
                if (oracle_term_means(o, gtee_position_term_at(p, t), v))
                    oracle_add_raw(o, p, i, v, gtee_term_options(gtee_position_term_at(p, t)));
        for (size_t v = o->variable_count; v < o->total && gtee_position_stance(p) != GTEE_STANCE_NONE; v++)
            if (gtee_position_proposal(p) == o->variables[v].proposal)
                oracle_add_raw(o, p, i, v, 1);
    }
}

static inline bool oracle_same_thing(const oracle_raw *a, const oracle_raw *b)
{
    return a->variable == b->variable && a->participant == b->participant && oracle_same(&a->condition, &b->condition);
}

static inline oracle_left oracle_what_is_left(const oracle *o, size_t index, uint32_t evidence)
{
    const oracle_raw *raw = &o->raws[index];
    const uint64_t all = o->variables[raw->variable].all;
    const uint32_t stance = gtee_position_stance(raw->position);
    uint64_t taken = 0, refused = 0;
    bool preferred = false;
    oracle_left left = {.favours = 0};

    if (raw->dead)
        return left;
    for (size_t i = 0; i < o->raw_count; i++) {
        const oracle_raw *later = &o->raws[i];
        const uint32_t kind = gtee_position_stance(later->position);
        if (later->dead || later->day <= raw->day || (gtee_position_evidence(later->position) & evidence) == 0 || !oracle_same_thing(raw, later))
            continue;
        taken |= oracle_speaks(kind, later->set, all);
        preferred = preferred || kind == GTEE_STANCE_PREFERS;
        if (kind == GTEE_STANCE_REJECTS || kind == GTEE_STANCE_OPPOSES)
            refused |= later->set;
    }
    left.favours = oracle_favours(stance, raw->set) & ~taken;
    left.against = oracle_against(stance, raw->set, all) & ~taken;
    left.allowed = stance == GTEE_STANCE_PREFERS ? raw->set : all & ~left.against;
    if (stance == GTEE_STANCE_PREFERS || stance == GTEE_STANCE_REQUIRES)
        left.allowed &= ~refused;
    left.in_force = (oracle_speaks(stance, raw->set, all) & ~taken) != 0 && !(stance == GTEE_STANCE_PREFERS && preferred) &&
                    !(stance == GTEE_STANCE_REQUIRES && left.allowed == 0);
    return left;
}

static inline void oracle_view(oracle *o)
{
    oracle_list_variables(o);
    oracle_break_up(o);
    for (size_t i = 0; i < o->raw_count; i++) {
        o->left[i] = oracle_what_is_left(o, i, o->evidence);
        o->own_left[i] = oracle_what_is_left(o, i, gtee_position_evidence(o->raws[i].position));
    }
}

/* The options on which the stance `later` turns away from `earlier`. */
static inline uint64_t oracle_shift(const oracle *o, size_t earlier, size_t later)
{
    const oracle_raw *a = &o->raws[earlier], *b = &o->raws[later];
    const uint64_t all = o->variables[b->variable].all;
    const uint32_t first = gtee_position_stance(a->position), second = gtee_position_stance(b->position);
    uint64_t turned = 0;

    if (a->day >= b->day || gtee_position_evidence(a->position) != gtee_position_evidence(b->position) || !oracle_same_thing(a, b))
        return 0;
    for (uint64_t bit = 1; bit <= all; bit <<= 1) {
        bool latest = (oracle_speaks(first, a->set, all) & oracle_speaks(second, b->set, all) & bit) != 0;
        for (size_t i = 0; i < o->raw_count && latest; i++) {
            const oracle_raw *c = &o->raws[i];
            if (i != earlier && c->day < b->day && (c->day > a->day || (c->day == a->day && i > earlier)) && oracle_same_thing(b, c) &&
                gtee_position_evidence(c->position) == gtee_position_evidence(b->position) &&
                (oracle_speaks(gtee_position_stance(c->position), c->set, all) & bit) != 0)
                latest = false;
        }
        if (latest && ((oracle_favours(first, a->set) & bit) != 0) != ((oracle_favours(second, b->set) & bit) != 0))
            turned |= bit;
    }
    return turned;
}

/* Is the stance the first in the dossier's order of its evidence, condition, participant and variable that has this to say of the option? */
static inline bool oracle_stands_for_all(const oracle *o, size_t index, uint64_t bit, bool favours)
{
    for (size_t i = 0; i < index; i++)
        if (gtee_position_evidence(o->raws[i].position) == gtee_position_evidence(o->raws[index].position) && o->own_left[i].in_force &&
            ((favours ? o->own_left[i].favours : o->own_left[i].against) & bit) != 0 && oracle_same_thing(&o->raws[i], &o->raws[index]))
            return false;
    return true;
}

/* The options that stance a favours and b is against, where a and b stand for all that say so. */
static inline uint64_t oracle_contradiction(const oracle *o, size_t a, size_t b)
{
    const oracle_raw *left = &o->raws[a], *right = &o->raws[b];
    const bool evidence = gtee_position_evidence(left->position) != gtee_position_evidence(right->position);
    const bool same = oracle_same(&left->condition, &right->condition);
    uint64_t both = o->own_left[a].favours & o->own_left[b].against, found = 0;

    if (left->position == right->position || left->variable != right->variable || left->participant != right->participant ||
        !o->own_left[a].in_force || !o->own_left[b].in_force)
        return 0;
    if (!same && !(evidence && (oracle_none(&left->condition) || oracle_none(&right->condition))))
        return 0;
    for (uint64_t bit = 1; bit != 0 && bit <= both; bit <<= 1)
        if ((both & bit) != 0 && oracle_stands_for_all(o, a, bit, true) && oracle_stands_for_all(o, b, bit, false))
            found |= bit;
    return found;
}

/* ---- What a proposal says */
#include "oracle_derived.h"

typedef struct oracle_cell {
    uint32_t kind;
    uint64_t options;
    bool named;
    bool row;     /* it has a row in a comparison */
    bool derived; /* and worked out */
} oracle_cell;

static inline oracle_cell oracle_says(const oracle *o, const gtee_proposal *proposal, size_t variable)
{
    const oracle_variable *v = &o->variables[variable];
    oracle_cell cell = {.kind = GTEE_CELL_SILENT, .options = v->all};

    for (size_t i = 0; i < gtee_proposal_clause_count(proposal); i++) {
        const gtee_clause *clause = gtee_proposal_clause_at(proposal, i);
        for (size_t j = 0; j < gtee_clause_term_count(clause); j++) {
            if (!oracle_term_means(o, gtee_clause_term_at(clause, j), variable))
                continue;
            cell.named = true;
            cell.options &= gtee_term_options(gtee_clause_term_at(clause, j));
        }
    }
    if (cell.named)
        cell.kind = cell.options == 0 ? GTEE_CELL_CONFLICT : (cell.options & (cell.options - 1)) == 0 ? GTEE_CELL_FIXED : GTEE_CELL_OPEN;
    else if (v->fallback != 0)
        cell = (oracle_cell){.kind = GTEE_CELL_DEFAULT, .options = v->fallback};
    cell.row = cell.named;
    if (v->derived) {
        const int is = gtee_issue_derived(v->issue) == GTEE_DERIVED_GUARANTOR ? oracle_is_guarantor(o, proposal, v->choice)
                                                                              : oracle_is_veto_player(o, proposal, v->choice);
        cell.kind = GTEE_CELL_DERIVED;
        cell.options = is < 0 ? v->all : is == 0 ? v->fallback : v->all & ~v->fallback;
        cell.derived = is >= 0;
        cell.named = is < 0 ? cell.named : is == 1;
        cell.row = cell.row || is == 1;
    }
    return cell;
}

static inline int oracle_read(uint64_t left, uint64_t set)
{
    if (left == 0)
        return OPEN;
    return (left & set) == 0 ? FAILS : (left & ~set) == 0 ? HOLDS : OPEN;
}

static inline int oracle_truth(const oracle *o, const gtee_proposal *proposal, const oracle_condition *c)
{
    int truth = HOLDS;

    for (size_t v = 0; v < o->variable_count; v++) {
        int here = c->confined[v] ? oracle_read(oracle_says(o, proposal, v).options, c->set[v]) : HOLDS;
        truth = here < truth ? here : truth;
    }
    for (size_t i = 0; i < c->absent_count; i++) {
        const gtee_option *fallback = gtee_issue_default(gtee_term_issue(c->absent[i]));
        int here = fallback == NULL
                       ? OPEN
                       : oracle_read(UINT64_C(1) << gtee_option_index(fallback), gtee_term_options(c->absent[i]));
        truth = here < truth ? here : truth;
    }
    return truth;
}

static inline bool oracle_contains(const oracle *o, const gtee_proposal *proposal, const gtee_proposal *other)
{
    size_t bound = 0;

    if (proposal == other)
        return true;
    for (size_t v = 0; v < o->variable_count; v++) {
        const oracle_cell here = oracle_says(o, proposal, v), there = oracle_says(o, other, v);
        if (!there.named || o->variables[v].derived)
            continue;
        bound++;
        if (here.options == 0 || (here.options & ~there.options) != 0)
            return false;
    }
    return bound > 0;
}

#endif
