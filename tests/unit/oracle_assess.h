/* oracle_assess.h: assessments by oracle.h's view: who gets a verdict, which, and by which findings. Uses the public header alone. */
#ifndef TESTS_UNIT_ORACLE_ASSESS_H
#define TESTS_UNIT_ORACLE_ASSESS_H

#include "oracle.h"

typedef struct oracle_finding {
    size_t participant;
    uint32_t kind, verdict;
    const gtee_position *position, *other;
    size_t variable;
    uint64_t proposed, allowed;
    double weight;
} oracle_finding;

typedef struct oracle_assessment {
    const oracle *o;
    const gtee_proposal *proposal;
    int truth[ORACLE_RAWS]; /* of each stance's condition */
    bool assessed[ORACLE_PEOPLE], party[ORACLE_PEOPLE];
    gtee_date accepted[ORACLE_PEOPLE];
    bool would_accept[ORACLE_PEOPLE];
    oracle_finding findings[ORACLE_FINDINGS];
    size_t finding_count;
} oracle_assessment;

static inline void oracle_find(oracle_assessment *a, oracle_finding finding)
{
    a->findings[a->finding_count++] = finding;
}

static inline bool oracle_hard(uint32_t stance)
{
    return stance == GTEE_STANCE_REQUIRES || stance == GTEE_STANCE_REJECTS;
}

static inline bool oracle_settled(const oracle_assessment *a, const oracle_raw *raw)
{
    return raw->day < a->accepted[raw->participant];
}

/* The options of a variable that the participant's stances in force favour, with a condition of that truth. */
static inline uint64_t oracle_consent(const oracle_assessment *a, size_t participant, size_t variable, int truth)
{
    uint64_t consent = 0;

    for (size_t i = 0; i < a->o->raw_count; i++)
        if (a->o->left[i].in_force && a->o->raws[i].participant == participant && a->o->raws[i].variable == variable && a->truth[i] == truth)
            consent |= a->o->left[i].favours;
    return consent;
}

/* The options of a variable that the participant's hard stances in force exclude, their condition holding. */
static inline uint64_t oracle_refused(const oracle_assessment *a, size_t participant, size_t variable)
{
    uint64_t refused = 0;

    for (size_t i = 0; i < a->o->raw_count; i++)
        if (a->o->left[i].in_force && a->o->raws[i].participant == participant && a->o->raws[i].variable == variable &&
            a->truth[i] == HOLDS && oracle_hard(gtee_position_stance(a->o->raws[i].position)))
            refused |= a->o->left[i].against;
    return refused;
}

static inline oracle_finding oracle_of(const oracle_assessment *a, size_t raw, uint32_t kind, uint32_t verdict, uint64_t allowed)
{
    const oracle_raw *r = &a->o->raws[raw];

    return (oracle_finding){.participant = r->participant, .kind = kind, .verdict = verdict, .position = r->position,
                            .variable = r->variable, .allowed = allowed,
                            .proposed = r->variable < a->o->variable_count ? oracle_says(a->o, a->proposal, r->variable).options : 0};
}

static inline void oracle_judge_hard(oracle_assessment *a, size_t raw, bool *conditional)
{
    const oracle *o = a->o;
    const oracle_cell cell = oracle_says(o, a->proposal, o->raws[raw].variable);
    const uint64_t crossed = cell.options & o->left[raw].against;
    const uint32_t stance = gtee_position_stance(o->raws[raw].position);
    uint32_t kind = 0, verdict = GTEE_VERDICT_REJECTS;

    if (crossed == 0 || !oracle_hard(stance) || oracle_settled(a, &o->raws[raw]))
        return;
    if (crossed == cell.options && (cell.named || cell.kind == GTEE_CELL_DEFAULT || cell.derived))
        kind = cell.named ? GTEE_FINDING_RED_LINE : GTEE_FINDING_UNMET;
    else if (crossed != cell.options && (cell.named || (stance == GTEE_STANCE_REQUIRES && cell.kind == GTEE_CELL_SILENT)))
        kind = GTEE_FINDING_OPEN, verdict = GTEE_VERDICT_CONDITIONAL;
    if (kind == 0)
        return;
    if (a->truth[raw] == OPEN) {
        kind = GTEE_FINDING_CONDITION, verdict = GTEE_VERDICT_CONDITIONAL;
        *conditional = true;
    }
    if (kind == GTEE_FINDING_UNMET)
        a->assessed[o->raws[raw].participant] = true;
    oracle_find(a, oracle_of(a, raw, kind, verdict, o->left[raw].allowed));
}

static inline void oracle_judge_soft(oracle_assessment *a, size_t raw)
{
    const oracle *o = a->o;
    const oracle_cell cell = oracle_says(o, a->proposal, o->raws[raw].variable);
    const uint64_t left = cell.options;
    const uint32_t stance = gtee_position_stance(o->raws[raw].position);
    oracle_finding finding = oracle_of(a, raw, GTEE_FINDING_RESERVATION, GTEE_VERDICT_RESERVATIONS, o->left[raw].allowed);

    if (cell.kind == GTEE_CELL_SILENT || a->truth[raw] != HOLDS || oracle_settled(a, &o->raws[raw]))
        return;
    if (!(stance == GTEE_STANCE_PREFERS && (left & o->left[raw].allowed) == 0) &&
        !(stance == GTEE_STANCE_OPPOSES && (left & ~o->left[raw].against) == 0))
        return;
    for (size_t i = 0; i < a->finding_count; i++)
        if (a->findings[i].kind == GTEE_FINDING_RESERVATION && a->findings[i].position == finding.position &&
            a->findings[i].variable == finding.variable)
            return;
    finding.weight = gtee_position_weight(finding.position);
    oracle_find(a, finding);
}

static inline void oracle_judge_support(oracle_assessment *a, size_t raw, bool conditional)
{
    const oracle *o = a->o;
    const oracle_cell cell = oracle_says(o, a->proposal, o->raws[raw].variable);
    const uint64_t given = oracle_consent(a, o->raws[raw].participant, o->raws[raw].variable, HOLDS);
    const uint64_t favours = o->left[raw].favours;

    if (!cell.named)
        return;
    if (a->truth[raw] == HOLDS && (cell.options & ~given) == 0 && (favours & cell.options) != 0)
        oracle_find(a, oracle_of(a, raw, GTEE_FINDING_SUPPORT, GTEE_VERDICT_ACCEPTS, favours));
    if (a->truth[raw] == OPEN && !conditional && (favours & cell.options & ~given) != 0 && !oracle_settled(a, &o->raws[raw]))
        oracle_find(a, oracle_of(a, raw, GTEE_FINDING_CONDITION, GTEE_VERDICT_CONDITIONAL, favours));
}

static inline void oracle_judge_variables(oracle_assessment *a)
{
    const oracle *o = a->o;

    for (size_t i = 0; i < o->raw_count; i++) {
        const oracle_raw *raw = &o->raws[i];
        bool conditional = false;
        if (!o->left[i].in_force || raw->variable >= o->variable_count)
            continue;
        const oracle_cell cell = oracle_says(o, a->proposal, raw->variable);
        if (cell.kind == GTEE_CELL_DERIVED && !cell.derived) {
            const uint32_t stance = gtee_position_stance(raw->position);
            if (a->truth[i] != FAILS)
                oracle_find(a, oracle_of(a, i, GTEE_FINDING_DERIVED, GTEE_VERDICT_SILENT,
                                         stance == GTEE_STANCE_ACCEPTS ? o->left[i].favours : o->left[i].allowed));
            continue;
        }
        if (cell.named)
            a->assessed[raw->participant] = true;
        if (cell.kind == GTEE_CELL_CONFLICT || a->truth[i] == FAILS)
            continue;
        oracle_judge_hard(a, i, &conditional);
        oracle_judge_soft(a, i);
        oracle_judge_support(a, i, conditional);
    }
}

static inline void oracle_judge_contradictions(oracle_assessment *a)
{
    const oracle *o = a->o;

    for (size_t i = 0; i < o->raw_count; i++)
        for (size_t j = 0; j < o->raw_count; j++) {
            const size_t v = o->raws[i].variable;
            const bool whole = v >= o->variable_count;
            const uint64_t options = oracle_contradiction(o, i, j);
            const oracle_cell cell = whole ? (oracle_cell){.options = 1, .named = o->variables[v].proposal == a->proposal}
                                           : oracle_says(o, a->proposal, v);
            if (options == 0 || (options & cell.options) == 0 || !cell.named || (cell.kind == GTEE_CELL_DERIVED && !cell.derived) || a->truth[i] != HOLDS ||
                a->truth[j] != HOLDS || (oracle_settled(a, &o->raws[i]) && oracle_settled(a, &o->raws[j])))
                continue;
            a->findings[a->finding_count++] = (oracle_finding){.participant = o->raws[i].participant,
                                                               .kind = GTEE_FINDING_CONTRADICTION,
                                                               .verdict = GTEE_VERDICT_CONTESTED,
                                                               .position = o->raws[i].position,
                                                               .other = o->raws[j].position,
                                                               .variable = v,
                                                               .proposed = whole ? 0 : cell.options};
        }
}

static inline void oracle_judge_own(oracle_assessment *a, size_t raw)
{
    const oracle_raw *r = &a->o->raws[raw];
    const uint32_t stance = gtee_position_stance(r->position);
    oracle_finding finding = oracle_of(a, raw, GTEE_FINDING_PACKAGE, GTEE_VERDICT_REJECTS, 0);

    if (a->truth[raw] == FAILS)
        return;
    if (a->o->left[raw].favours != 0) {
        finding.verdict = a->truth[raw] == HOLDS ? GTEE_VERDICT_ACCEPTS : GTEE_VERDICT_CONDITIONAL;
        if (a->truth[raw] == OPEN && a->accepted[r->participant] != 0)
            return;
    } else {
        if (oracle_settled(a, r) || (a->truth[raw] == OPEN && stance == GTEE_STANCE_OPPOSES))
            return;
        finding.verdict = a->truth[raw] == OPEN ? GTEE_VERDICT_CONDITIONAL
                          : stance == GTEE_STANCE_REJECTS ? GTEE_VERDICT_REJECTS
                                                          : GTEE_VERDICT_RESERVATIONS;
        if (finding.verdict == GTEE_VERDICT_RESERVATIONS)
            finding.weight = gtee_position_weight(r->position);
    }
    if (a->truth[raw] == OPEN)
        finding.kind = GTEE_FINDING_CONDITION;
    oracle_find(a, finding);
}

static inline void oracle_judge_packages(oracle_assessment *a)
{
    const oracle *o = a->o;

    for (size_t i = 0; i < o->raw_count; i++) {
        const oracle_raw *raw = &o->raws[i];
        if (!o->left[i].in_force || o->variables[raw->variable].proposal != a->proposal)
            continue;
        a->assessed[raw->participant] = true;
        if (o->left[i].favours != 0 && a->truth[i] == OPEN)
            a->would_accept[raw->participant] = true;
        if (o->left[i].favours != 0 && a->truth[i] == HOLDS && raw->day > a->accepted[raw->participant])
            a->accepted[raw->participant] = raw->day;
    }
    for (size_t i = 0; i < o->raw_count; i++) {
        const oracle_raw *raw = &o->raws[i];
        const gtee_proposal *subject = o->variables[raw->variable].proposal;
        const uint32_t stance = gtee_position_stance(raw->position);
        if (!o->left[i].in_force || subject == NULL)
            continue;
        if (subject == a->proposal) {
            oracle_judge_own(a, i);
            continue;
        }
        const bool contains = oracle_contains(o, a->proposal, subject);
        if (a->truth[i] == FAILS || oracle_settled(a, raw) ||
            !((stance == GTEE_STANCE_REQUIRES && !contains) || (stance == GTEE_STANCE_REJECTS && contains)))
            continue;
        if (a->truth[i] == HOLDS) {
            a->assessed[raw->participant] = true;
            oracle_find(a, oracle_of(a, i, GTEE_FINDING_PACKAGE, GTEE_VERDICT_REJECTS, 0));
        } else {
            oracle_find(a, oracle_of(a, i, GTEE_FINDING_CONDITION, GTEE_VERDICT_CONDITIONAL, 0));
        }
    }
}

static inline bool oracle_clause_names(const oracle *o, const gtee_clause *clause, size_t variable)
{
    for (size_t i = 0; i < gtee_clause_term_count(clause); i++)
        if (oracle_term_means(o, gtee_clause_term_at(clause, i), variable))
            return true;
    return false;
}

static inline bool oracle_needs(const oracle_assessment *a, const gtee_participant *who, size_t variable)
{
    const oracle *o = a->o;
    const oracle_variable *v = &o->variables[variable];

    if (v->choice == who)
        return true;
    for (size_t i = 0; i < gtee_issue_consent_count(v->issue); i++)
        if (oracle_stands_for(o, gtee_issue_consent_at(v->issue, i), who))
            return true;
    for (size_t i = 0; v->choice == NULL && i < gtee_proposal_clause_count(a->proposal); i++) {
        const gtee_clause *clause = gtee_proposal_clause_at(a->proposal, i);
        for (size_t j = 0; j < gtee_clause_obligor_count(clause) && oracle_clause_names(o, clause, variable); j++)
            if (oracle_stands_for(o, gtee_clause_obligor_at(clause, j), who))
                return true;
    }
    return false;
}

static inline void oracle_judge_consents(oracle_assessment *a)
{
    const oracle *o = a->o;

    for (size_t v = 0; v < o->variable_count; v++)
        for (size_t p = 0; p < gtee_dossier_participant_count(o->dossier); p++) {
            const oracle_cell cell = oracle_says(o, a->proposal, v);
            const uint64_t needed = cell.options & ~o->variables[v].fallback;
            const uint64_t given = oracle_consent(a, p, v, HOLDS);
            if (!cell.named || o->variables[v].derived || needed == 0 || !oracle_needs(a, gtee_dossier_participant_at(o->dossier, p), v))
                continue;
            a->assessed[p] = true;
            if (a->accepted[p] != 0 || a->would_accept[p] || (needed & ~given & ~oracle_consent(a, p, v, OPEN) & ~oracle_refused(a, p, v)) == 0)
                continue;
            oracle_find(a, (oracle_finding){.participant = p, .kind = GTEE_FINDING_ASSUMED_CONSENT, .verdict = GTEE_VERDICT_NOT_ASKED,
                                            .variable = v, .proposed = cell.options, .allowed = given});
        }
}

/* A party of whom nothing at all is on record: its consent to the whole is assumed. */
static inline void oracle_judge_silence(oracle_assessment *a)
{
    size_t own = a->o->variable_count;

    while (a->o->variables[own].proposal != a->proposal)
        own++;
    for (size_t p = 0; p < gtee_dossier_participant_count(a->o->dossier); p++) {
        bool heard = false;
        for (size_t i = 0; i < a->finding_count; i++)
            heard = heard || (a->findings[i].participant == p && a->findings[i].kind != GTEE_FINDING_DERIVED);
        if (a->party[p] && a->assessed[p] && !heard)
            oracle_find(a, (oracle_finding){.participant = p, .kind = GTEE_FINDING_ASSUMED_CONSENT, .verdict = GTEE_VERDICT_NOT_ASKED,
                                            .variable = own});
    }
}

static inline void oracle_mark(oracle_assessment *a, const gtee_participant *who, bool party)
{
    for (size_t p = 0; p < gtee_dossier_participant_count(a->o->dossier); p++)
        if (oracle_stands_for(a->o, who, gtee_dossier_participant_at(a->o->dossier, p))) {
            a->assessed[p] = true;
            a->party[p] = a->party[p] || party;
        }
    if (party)
        a->party[oracle_person(a->o, who)] = true;
}

static inline void oracle_judge_roles(oracle_assessment *a)
{
    for (size_t i = 0; i < gtee_proposal_party_count(a->proposal); i++)
        oracle_mark(a, gtee_proposal_party_at(a->proposal, i), true);
    for (size_t i = 0; i < gtee_proposal_proposer_count(a->proposal); i++)
        oracle_mark(a, gtee_proposal_proposer_at(a->proposal, i), false);
    for (size_t i = 0; i < gtee_proposal_clause_count(a->proposal); i++) {
        const gtee_clause *clause = gtee_proposal_clause_at(a->proposal, i);
        for (size_t j = 0; j < gtee_clause_obligor_count(clause); j++)
            oracle_mark(a, gtee_clause_obligor_at(clause, j), false);
        for (size_t j = 0; j < gtee_clause_beneficiary_count(clause); j++)
            oracle_mark(a, gtee_clause_beneficiary_at(clause, j), false);
    }
}

static inline void oracle_assess(oracle_assessment *a, const oracle *o, const gtee_proposal *proposal)
{
    memset(a, 0, sizeof *a);
    a->o = o;
    a->proposal = proposal;
    for (size_t i = 0; i < o->raw_count; i++)
        a->truth[i] = oracle_truth(o, proposal, &o->raws[i].condition);
    oracle_judge_roles(a);
    oracle_judge_packages(a);
    oracle_judge_variables(a);
    oracle_judge_contradictions(a);
    oracle_judge_consents(a);
    oracle_judge_silence(a);
}

#endif
