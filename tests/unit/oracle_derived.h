/* oracle_derived.h: who is a guarantor and who has a veto, read naively off docs/semantics.md ("Derived issues", "Rules"). Included by oracle.h. */
#ifndef TESTS_UNIT_ORACLE_DERIVED_H
#define TESTS_UNIT_ORACLE_DERIVED_H

/* How many of a list of participants, groups expanded, each once, are in favour; *of: how many there are. */
static inline unsigned oracle_listed(const oracle *o, const gtee_rule *rule, unsigned favour, unsigned *of)
{
    unsigned met = 0;

    *of = 0;
    for (size_t p = 0; p < gtee_dossier_participant_count(o->dossier); p++)
        for (size_t i = 0; i < gtee_rule_child_count(rule); i++) {
            const gtee_rule *child = gtee_rule_child_at(rule, i);
            if (gtee_rule_form(child) != GTEE_RULE_PARTICIPANT ||
                !oracle_stands_for(o, gtee_rule_participant(child), gtee_dossier_participant_at(o->dossier, p)))
                continue;
            ++*of;
            met += favour >> p & 1;
            break;
        }
    return met;
}

static inline bool oracle_agree(const oracle *o, const gtee_participant *who, unsigned favour)
{
    for (size_t p = 0; p < gtee_dossier_participant_count(o->dossier); p++)
        if ((favour >> p & 1) == 0 && oracle_stands_for(o, who, gtee_dossier_participant_at(o->dossier, p)))
            return false;
    return true;
}

static inline bool oracle_wins(const oracle *o, const gtee_rule *rule, unsigned favour)
{
    const uint32_t form = gtee_rule_form(rule);
    unsigned of, met = oracle_listed(o, rule, favour, &of), sum = 0;

    if (form == GTEE_RULE_PARTICIPANT)
        return oracle_agree(o, gtee_rule_participant(rule), favour);
    if (form == GTEE_RULE_NAMED)
        return oracle_wins(o, gtee_rule_child_at(rule, 0), favour);
    if (form == GTEE_RULE_UNLESS)
        return !oracle_wins(o, gtee_rule_child_at(rule, 0), ~favour);
    for (size_t i = 0; i < gtee_rule_weight_count(rule); i++)
        if (oracle_agree(o, gtee_rule_weight_participant_at(rule, i), favour))
            sum += (unsigned)(gtee_rule_weight_at(rule, i)[0] - '0');
    if (form == GTEE_RULE_QUOTA)
        return sum >= (unsigned)(gtee_rule_quota(rule)[0] - '0');
    for (size_t i = 0; i < gtee_rule_child_count(rule); i++)
        if (gtee_rule_form(gtee_rule_child_at(rule, i)) != GTEE_RULE_PARTICIPANT) {
            of++;
            met += oracle_wins(o, gtee_rule_child_at(rule, i), favour);
        }
    return form == GTEE_RULE_ALL_OF ? met == of : met >= (form == GTEE_RULE_ANY_OF ? 1 : gtee_rule_at_least(rule));
}

static inline bool oracle_has_veto(const oracle *o, const gtee_rule *rule, const gtee_participant *who)
{
    return oracle_wins(o, rule, ~0u) && !oracle_wins(o, rule, ~(1u << oracle_person(o, who)));
}

/* 1: it is; 0: it is not; -1: there is nothing to tell it from. */
static inline int oracle_is_guarantor(const oracle *o, const gtee_proposal *proposal, const gtee_participant *who)
{
    int result = -1;

    for (size_t i = 0; i < gtee_proposal_clause_count(proposal); i++) {
        const gtee_clause *clause = gtee_proposal_clause_at(proposal, i);
        bool owes = false, another = false;
        if (gtee_clause_obligor_count(clause) > 0 && gtee_clause_beneficiary_count(clause) > 0 && result < 0)
            result = 0;
        for (size_t j = 0; j < gtee_clause_obligor_count(clause); j++)
            owes = owes || oracle_stands_for(o, gtee_clause_obligor_at(clause, j), who);
        for (size_t j = 0; j < gtee_clause_beneficiary_count(clause); j++)
            for (size_t p = 0; p < gtee_dossier_participant_count(o->dossier); p++)
                another = another || (gtee_dossier_participant_at(o->dossier, p) != who &&
                                      oracle_stands_for(o, gtee_clause_beneficiary_at(clause, j), gtee_dossier_participant_at(o->dossier, p)));
        if (owes && another)
            return 1;
    }
    return result;
}

static inline int oracle_is_veto_player(const oracle *o, const gtee_proposal *proposal, const gtee_participant *who)
{
    int result = -1;

    for (int all = 0; all < 2 && result < 0; all++)
        for (size_t i = 0; i < gtee_proposal_clause_count(proposal); i++) {
            const gtee_clause *clause = gtee_proposal_clause_at(proposal, i);
            if (gtee_clause_activation(clause) == NULL || (all == 0 && gtee_clause_beneficiary_count(clause) == 0))
                continue;
            result = result == 1 || oracle_has_veto(o, gtee_clause_activation(clause), who);
        }
    for (size_t i = 0, known = result >= 0; !known && i < gtee_proposal_rule_count(proposal); i++)
        result = result == 1 || oracle_has_veto(o, gtee_proposal_rule_at(proposal, i), who);
    return result;
}

#endif
