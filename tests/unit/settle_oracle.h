/* settle_oracle.h: conflicts, concession sets and packages worked out by trying every choice, from docs/semantics.md and the public header alone, on views
 * that oracle.h worked out. For dossiers of a few thousand choices. */
#ifndef TESTS_UNIT_SETTLE_ORACLE_H
#define TESTS_UNIT_SETTLE_ORACLE_H

#include "oracle.h"

#define DEALS_MOST 5000u   /* choices for all variables together */
#define DEALS_POSITIONS 16u

/* What is asked, and what is left out: by the dossier's order. */
typedef struct deals_question {
    bool leaves_out[ORACLE_PEOPLE], immovable[ORACLE_PEOPLE];
    bool dropped[DEALS_POSITIONS], immovable_position[DEALS_POSITIONS];
    bool valued[ORACLE_VARIABLES];    /* somebody's preferences bear on it */
    uint64_t fixed[ORACLE_VARIABLES]; /* 0: not fixed */
    uint32_t cap;
    const gtee_proposal *proposal;    /* whose terms are fixed, or that packages are to be near to; NULL: none */
    bool near;
    double red_line_weight, consent_weight; /* both 0: lexicographic */
} deals_question;

/* One choice for every variable, and what it breaks. */
typedef struct deal_tried {
    uint8_t option[ORACLE_VARIABLES];
    bool feasible;       /* constraints and fixed choices hold */
    bool allowed;        /* and what is immovable, and caps */
    uint32_t crossed;    /* hard positions, as bits */
    uint32_t red_lines, consents, changes;
    double weight;       /* of red lines and consents too, if the caller weighs them */
} deal_tried;

typedef struct deals {
    const oracle *o;
    const deals_question *q;
    bool bears[ORACLE_VARIABLES];
    size_t first_of[DEALS_POSITIONS]; /* the first position that says the same */
    bool rigid[DEALS_POSITIONS];      /* it is immovable, or one that says the same is */
    size_t count;
    deal_tried tried[DEALS_MOST];
} deals;

static inline bool deals_hard(const gtee_position *p)
{
    return gtee_position_stance(p) == GTEE_STANCE_REQUIRES || gtee_position_stance(p) == GTEE_STANCE_REJECTS;
}

static inline bool deals_in(const deal_tried *t, size_t v, uint64_t set)
{
    return (set >> t->option[v] & 1) != 0;
}

/* Under a proposal what is derived is not worked out: stances and terms on it are left out. */
static inline bool deals_skips(const deals *d, size_t v)
{
    return d->q->proposal != NULL && v < d->o->variable_count && d->o->variables[v].derived;
}

static inline bool deals_condition(const oracle *o, const deal_tried *t, const oracle_condition *c)
{
    for (size_t v = 0; v < o->variable_count; v++)
        if (c->confined[v] && !deals_in(t, v, c->set[v]))
            return false;
    for (size_t i = 0; i < c->absent_count; i++) {
        const gtee_option *fallback = gtee_issue_default(gtee_term_issue(c->absent[i]));
        if (fallback == NULL || (gtee_term_options(c->absent[i]) >> gtee_option_index(fallback) & 1) == 0)
            return false;
    }
    return true;
}

/* Does a clause of the proposal name the variable? What they leave of it. */
static inline bool deals_named(const deals *d, const gtee_proposal *proposal, size_t v, uint64_t *set)
{
    const oracle *o = d->o;
    bool named = false;

    *set = o->variables[v].all;
    for (size_t i = 0; !deals_skips(d, v) && i < gtee_proposal_clause_count(proposal); i++) {
        const gtee_clause *clause = gtee_proposal_clause_at(proposal, i);
        for (size_t j = 0; j < gtee_clause_term_count(clause); j++)
            if (oracle_term_means(o, gtee_clause_term_at(clause, j), v)) {
                *set &= gtee_term_options(gtee_clause_term_at(clause, j));
                named = true;
            }
    }
    return named;
}

static inline bool deals_equals(const deals *d, const deal_tried *t, const gtee_proposal *proposal, bool *named)
{
    uint64_t set;

    *named = false;
    for (size_t v = 0; v < d->o->variable_count; v++) {
        const bool here = deals_named(d, proposal, v, &set);
        *named = *named || here;
        if (here && !deals_in(t, v, set))
            return false;
    }
    return true;
}

/* Does the choice cross what is left of a stance? */
static inline bool deals_crosses(const deals *d, const deal_tried *t, size_t raw)
{
    const oracle *o = d->o;
    const oracle_raw *r = &o->raws[raw];
    const uint32_t kind = gtee_position_stance(r->position);
    bool named;

    if (!o->left[raw].in_force || kind == GTEE_STANCE_ACCEPTS || !deals_condition(o, t, &r->condition))
        return false;
    if (r->variable >= o->variable_count) {
        const bool equal = deals_equals(d, t, o->variables[r->variable].proposal, &named);
        return kind == GTEE_STANCE_REQUIRES || kind == GTEE_STANCE_PREFERS ? !equal : equal && named;
    }
    return kind == GTEE_STANCE_PREFERS ? !deals_in(t, r->variable, o->left[raw].allowed) : deals_in(t, r->variable, o->left[raw].against);
}

/* Is each stance in force of one position one of the other's, too? */
static inline bool deals_says(const oracle *o, size_t position, size_t other)
{
    for (size_t i = 0; i < o->raw_count; i++) {
        const oracle_raw *a = &o->raws[i];
        bool found = false;
        if (a->order != position || !o->left[i].in_force)
            continue;
        for (size_t k = 0; k < o->raw_count; k++) {
            const oracle_raw *b = &o->raws[k];
            found = found || (b->order == other && o->left[k].in_force && a->variable == b->variable && oracle_same(&a->condition, &b->condition) &&
                              o->left[i].favours == o->left[k].favours && o->left[i].against == o->left[k].against &&
                              o->left[i].allowed == o->left[k].allowed);
        }
        if (!found)
            return false;
    }
    return true;
}

/* Red lines and acceptances of one participant that say the same are one; weights add up. */
static inline void deals_find_repeats(deals *d)
{
    const gtee_dossier *dossier = d->o->dossier;

    for (size_t p = 0; p < gtee_dossier_position_count(dossier); p++) {
        const gtee_position *b = gtee_dossier_position_at(dossier, p);
        size_t first = 0;
        for (; first < p; first++) {
            const gtee_position *a = gtee_dossier_position_at(dossier, first);
            if (gtee_position_participant(a) == gtee_position_participant(b) && gtee_position_stance(a) == gtee_position_stance(b) &&
                gtee_position_stance(b) != GTEE_STANCE_PREFERS && gtee_position_stance(b) != GTEE_STANCE_OPPOSES && deals_says(d->o, first, p) && deals_says(d->o, p, first))
                break;
        }
        d->first_of[p] = first;
        d->rigid[first] = d->rigid[first] || d->q->immovable_position[p];
    }
}

static inline bool deals_counts(const deals *d, size_t raw)
{
    const oracle_raw *r = &d->o->raws[raw];

    return d->o->left[raw].in_force && d->first_of[r->order] == r->order && !d->q->dropped[r->order] && !d->q->leaves_out[r->participant] && !deals_skips(d, r->variable);
}

/* The options that it accepts, or refuses as a red line that counts. */
static inline uint64_t deals_speaks(const deals *d, size_t raw)
{
    const oracle_raw *r = &d->o->raws[raw];
    const bool refuses = deals_hard(r->position) && !d->q->leaves_out[r->participant];

    return d->o->left[raw].favours | (refuses ? d->o->left[raw].against : 0);
}

/* ---- what bears on what */
static inline bool deals_names(const deals *d, const gtee_proposal *proposal, size_t v)
{
    uint64_t set;

    return deals_named(d, proposal, v, &set);
}

/* Does it owe a clause of the proposal that names the variable? */
static inline bool deals_owes(const deals *d, size_t v, const gtee_participant *who)
{
    const gtee_proposal *proposal = d->q->proposal;

    for (size_t i = 0; proposal != NULL && i < gtee_proposal_clause_count(proposal); i++) {
        const gtee_clause *clause = gtee_proposal_clause_at(proposal, i);
        bool names = false, owes = false;
        for (size_t j = 0; j < gtee_clause_term_count(clause); j++)
            names = names || oracle_term_means(d->o, gtee_clause_term_at(clause, j), v);
        for (size_t j = 0; j < gtee_clause_obligor_count(clause); j++)
            owes = owes || oracle_stands_for(d->o, gtee_clause_obligor_at(clause, j), who);
        if (names && owes)
            return true;
    }
    return false;
}

static inline bool deals_needs(const deals *d, size_t v, const gtee_participant *who)
{
    const oracle *o = d->o;
    const gtee_issue *issue = o->variables[v].issue;

    if (o->variables[v].derived)
        return false;
    if (o->variables[v].choice == who)
        return true;
    for (size_t i = 0; i < gtee_issue_consent_count(issue); i++)
        if (oracle_stands_for(o, gtee_issue_consent_at(issue, i), who))
            return true;
    return o->variables[v].choice == NULL && deals_owes(d, v, who);
}

static inline void deals_bear_terms(deals *d, const gtee_term *term)
{
    for (size_t v = 0; v < d->o->variable_count; v++)
        d->bears[v] = d->bears[v] || oracle_term_means(d->o, term, v);
}

static inline void deals_bear_stance(deals *d, size_t raw)
{
    const oracle_raw *r = &d->o->raws[raw];
    bool says = r->variable < d->o->variable_count;

    for (size_t v = 0; !says && v < d->o->variable_count; v++)
        says = deals_names(d, d->o->variables[r->variable].proposal, v);
    for (size_t v = 0; says && v < d->o->variable_count; v++) /* of a proposal without terms nothing is said */
        d->bears[v] = d->bears[v] || v == r->variable || r->condition.confined[v] ||
                      (r->variable >= d->o->variable_count && deals_names(d, d->o->variables[r->variable].proposal, v));
}

static inline void deals_bear_constraints(deals *d)
{
    for (size_t i = 0; i < gtee_dossier_constraint_count(d->o->dossier); i++) {
        const gtee_constraint *c = gtee_dossier_constraint_at(d->o->dossier, i);
        for (size_t k = 0; k < gtee_constraint_if_count(c); k++)
            deals_bear_terms(d, gtee_constraint_if_at(c, k));
        for (size_t k = 0; k < gtee_constraint_then_count(c); k++)
            deals_bear_terms(d, gtee_constraint_then_at(c, k));
        for (size_t k = 0; k < gtee_constraint_of_count(c); k++)
            deals_bear_terms(d, gtee_constraint_of_at(c, k));
    }
}

static inline void deals_find_bearing(deals *d)
{
    const oracle *o = d->o;

    for (size_t v = 0; v < o->variable_count; v++)
        d->bears[v] = d->q->fixed[v] != 0 || d->q->valued[v] || (d->q->proposal != NULL && deals_names(d, d->q->proposal, v));
    for (size_t i = 0; i < o->raw_count; i++)
        if (deals_counts(d, i) && gtee_position_stance(o->raws[i].position) != GTEE_STANCE_ACCEPTS)
            deals_bear_stance(d, i);
    deals_bear_constraints(d);
    /* The conditions under which those whose consent is needed have spoken. */
    for (size_t round = 0; round < o->variable_count; round++)
        for (size_t v = 0; v < o->variable_count; v++)
            for (size_t i = 0; d->bears[v] && i < o->raw_count; i++) {
                const oracle_raw *r = &o->raws[i];
                const bool whole = r->variable >= o->variable_count;
                const bool speaks = whole ? o->left[i].favours != 0 && deals_names(d, o->variables[r->variable].proposal, v)
                                          : r->variable == v && deals_speaks(d, i) != 0;
                if (o->left[i].in_force && !d->q->dropped[d->first_of[r->order]] && speaks &&
                    deals_needs(d, v, gtee_position_participant(r->position)))
                    deals_bear_stance(d, i);
            }
}

/* ---- one choice */
static inline size_t deals_count_term(const oracle *o, const deal_tried *t, const gtee_term *term, size_t *of)
{
    size_t in = 0;

    *of = 0;
    for (size_t v = 0; v < o->variable_count; v++)
        if (oracle_term_means(o, term, v)) {
            ++*of;
            in += deals_in(t, v, gtee_term_options(term));
        }
    if (*of > 0)
        return in;
    *of = 1;
    const gtee_option *fallback = gtee_issue_default(gtee_term_issue(term));
    return fallback != NULL && (gtee_term_options(term) >> gtee_option_index(fallback) & 1) != 0;
}

static inline bool deals_constraint(const oracle *o, const deal_tried *t, const gtee_constraint *c)
{
    size_t of, total = 0;

    for (size_t i = 0; i < gtee_constraint_of_count(c); i++)
        total += deals_count_term(o, t, gtee_constraint_of_at(c, i), &of);
    if (gtee_constraint_of_count(c) > 0)
        return !(total < gtee_constraint_at_least(c)) &&
               !(total > gtee_constraint_at_most(c));
    for (size_t i = 0; i < gtee_constraint_if_count(c); i++)
        if (deals_count_term(o, t, gtee_constraint_if_at(c, i), &of) != of)
            return true;
    for (size_t i = 0; i < gtee_constraint_then_count(c); i++)
        if (deals_count_term(o, t, gtee_constraint_then_at(c, i), &of) != of)
            return false;
    return true;
}

static inline bool deals_consented(const deals *d, const deal_tried *t, size_t v, size_t who)
{
    const oracle *o = d->o;
    bool named;

    if (deals_in(t, v, o->variables[v].fallback))
        return true;
    for (size_t i = 0; i < o->raw_count; i++) {
        const oracle_raw *r = &o->raws[i];
        if (!o->left[i].in_force || d->q->dropped[d->first_of[r->order]] || r->participant != who || !deals_condition(o, t, &r->condition))
            continue;
        if (r->variable == v && deals_in(t, v, deals_speaks(d, i)))
            return true;
        if (r->variable >= o->variable_count && o->left[i].favours != 0 && deals_names(d, o->variables[r->variable].proposal, v) &&
            deals_equals(d, t, o->variables[r->variable].proposal, &named))
            return true;
    }
    return false;
}

static inline void deals_weigh_soft(const deals *d, deal_tried *t)
{
    const oracle *o = d->o;

    for (size_t i = 0; i < o->raw_count; i++) {
        const oracle_raw *r = &o->raws[i];
        bool before = false;
        if (deals_hard(r->position) || !deals_counts(d, i) || !deals_crosses(d, t, i))
            continue;
        for (size_t k = 0; k < i; k++)
            before = before || (o->raws[k].position == r->position && o->raws[k].variable == r->variable && deals_crosses(d, t, k));
        t->weight += before ? 0 : gtee_position_weight(r->position);
    }
}

static inline void deals_weigh(const deals *d, deal_tried *t)
{
    const oracle *o = d->o;
    uint32_t of_each[ORACLE_PEOPLE] = {0};

    uint64_t set;

    t->feasible = true;
    for (size_t v = 0; v < o->variable_count; v++) {
        const bool outside = d->q->proposal != NULL && deals_named(d, d->q->proposal, v, &set) && !deals_in(t, v, set);
        t->changes += d->q->near && outside;
        t->feasible = t->feasible && (d->q->fixed[v] == 0 || deals_in(t, v, d->q->fixed[v])) && (d->q->near || !outside);
    }
    for (size_t i = 0; i < gtee_dossier_constraint_count(o->dossier); i++)
        t->feasible = t->feasible && deals_constraint(o, t, gtee_dossier_constraint_at(o->dossier, i));
    t->allowed = t->feasible;
    for (size_t i = 0; i < o->raw_count; i++)
        if (deals_hard(o->raws[i].position) && deals_counts(d, i) && deals_crosses(d, t, i))
            t->crossed |= 1u << o->raws[i].order;
    for (size_t p = 0; p < gtee_dossier_position_count(o->dossier); p++) {
        const size_t who = oracle_person(o, gtee_position_participant(gtee_dossier_position_at(o->dossier, p)));
        if ((t->crossed >> p & 1) == 0)
            continue;
        t->red_lines++;
        of_each[who]++;
        t->allowed = t->allowed && !d->q->near && !d->q->immovable[who] && !d->rigid[p] && (d->q->cap == 0 || of_each[who] <= d->q->cap);
    }
    for (size_t v = 0; v < o->variable_count; v++)
        for (size_t p = 0; d->bears[v] && p < gtee_dossier_participant_count(o->dossier); p++)
            if (deals_needs(d, v, gtee_dossier_participant_at(o->dossier, p)) && !deals_consented(d, t, v, p)) {
                t->consents++;
                t->allowed = t->allowed && !d->q->immovable[p];
            }
    deals_weigh_soft(d, t);
    t->weight += d->q->red_line_weight * t->red_lines + d->q->consent_weight * t->consents;
}

/* How many choices there are for all variables together. */
static inline size_t deals_number(const oracle *o)
{
    size_t number = 1;

    for (size_t v = 0; v < o->variable_count && number <= DEALS_MOST; v++)
        number *= gtee_issue_option_count(o->variables[v].issue);
    return number;
}

static inline void deals_try(deals *d, const oracle *o, const deals_question *q)
{
    memset(d, 0, sizeof *d);
    d->o = o;
    d->q = q;
    deals_find_repeats(d);
    deals_find_bearing(d);
    d->count = deals_number(o);
    for (size_t i = 0; i < d->count; i++) {
        size_t left = i;
        for (size_t v = 0; v < o->variable_count; v++) {
            const size_t options = gtee_issue_option_count(o->variables[v].issue);
            d->tried[i].option[v] = (uint8_t)(left % options);
            left /= options;
        }
        deals_weigh(d, &d->tried[i]);
    }
}

/* By changes, red lines, consents, weights, in that order; or by the sum that the caller's weights give, and consents that weigh nothing. */
static inline int deals_compare(const deals_question *q, const deal_tried *a, const deal_tried *b)
{
    const bool weighed = q->red_line_weight > 0 || q->consent_weight > 0;
    const int by_weight = a->weight < b->weight - 1e-9 ? -1 : a->weight > b->weight + 1e-9;

    if (weighed && by_weight != 0)
        return by_weight;
    if (a->changes != b->changes)
        return a->changes < b->changes ? -1 : 1;
    if (!weighed && a->red_lines != b->red_lines)
        return a->red_lines < b->red_lines ? -1 : 1;
    if ((!weighed || q->consent_weight <= 0) && a->consents != b->consents)
        return a->consents < b->consents ? -1 : 1;
    return by_weight;
}

static inline const deal_tried *deals_best(const deals *d)
{
    const deal_tried *best = NULL;

    for (size_t i = 0; i < d->count; i++)
        if (d->tried[i].allowed && (best == NULL || deals_compare(d->q, &d->tried[i], best) < 0))
            best = &d->tried[i];
    return best;
}

/* Can these hard positions (bits) all be met, given constraints and fixed choices? */
static inline bool deals_possible(const deals *d, uint32_t positions)
{
    for (size_t i = 0; i < d->count; i++)
        if (d->tried[i].feasible && (d->tried[i].crossed & positions) == 0)
            return true;
    return false;
}

#endif
