/* settle_accessors.c: what callers read of settlements and packages. Uses settlement.h. */
#include "reason/settlement.h"
#include "record/accessors.h"
#include "solve/best.h"

GTI_GET(const gtee_view *, gtee_settlement_view, gtee_settlement, o->inquiry.view)
GTI_GET(size_t, gtee_settlement_count, gtee_settlement, o->packages.count)
GTI_AT(const gtee_package *, gtee_settlement_at, gtee_settlement, packages, *GTI_VEC_AT(&o->packages, const gtee_package *, i))
GTI_GET(int32_t, gtee_settlement_proved, gtee_settlement, o->proved)
GTI_GET(size_t, gtee_settlement_proof_count, gtee_settlement, o->proof.count)
GTI_AT(const gtee_conflict *, gtee_settlement_proof_at, gtee_settlement, proof, *GTI_VEC_AT(&o->proof, const gtee_conflict *, i))

/* A bound on one level, where the mode has it. */
static uint32_t least(const gtee_settlement *settlement, uint32_t level, bool has)
{
    const uint64_t bound = settlement->bound.level[level];

    return !has ? 0 : bound > UINT32_MAX ? UINT32_MAX : (uint32_t)bound;
}

uint32_t gtee_settlement_least_changes(const gtee_settlement *settlement)
{
    return least(settlement, GTI_LEVEL_CHANGES, settlement->inquiry.question.mode == GTI_DEAL_NEAREST);
}

uint32_t gtee_settlement_least_red_lines(const gtee_settlement *settlement)
{
    return least(settlement, GTI_LEVEL_RED_LINES, settlement->inquiry.question.mode == GTI_DEAL_LEXICOGRAPHIC);
}

uint32_t gtee_settlement_least_consents(const gtee_settlement *settlement)
{
    return least(settlement, GTI_LEVEL_CONSENTS, settlement->inquiry.question.mode != GTI_DEAL_WEIGHTED);
}

double gtee_settlement_least_weight(const gtee_settlement *settlement)
{
    const uint32_t level = gti_deal_weights(&settlement->inquiry.question);

    return (double)settlement->bound.level[level] / (double)settlement->deal.unit;
}

const char *gtee_settlement_engine(const gtee_settlement *settlement)
{
    switch (settlement->engine) {
    case GTI_ENGINE_GUIDED:
        return "clause-learning";
    case GTI_ENGINE_BOUND:
        return "branch-and-bound";
    default:
        return "";
    }
}

GTI_GET(uint32_t, gtee_package_changes, gtee_package, o->changes)
GTI_GET(uint32_t, gtee_package_red_lines, gtee_package, (uint32_t)o->concession_count)
GTI_GET(uint32_t, gtee_package_consents, gtee_package, (uint32_t)o->consent_count)
GTI_GET(double, gtee_package_weight, gtee_package, o->weight)

/* name_count and name_at of an array of a package; `item` is an expression in `o` and `i`. */
#define LIST(RESULT, name, count, item)                                                                                                        \
    size_t name##_count(const gtee_package *o)                                                                                                 \
    {                                                                                                                                          \
        return o->count;                                                                                                                       \
    }                                                                                                                                          \
    RESULT name##_at(const gtee_package *o, size_t i)                                                                                          \
    {                                                                                                                                          \
        return i < o->count ? (item) : NULL;                                                                                                   \
    }

LIST(const gtee_choice *, gtee_package_choice, choice_count, &o->choices[i])
LIST(const gtee_concession *, gtee_package_concession, concession_count, &o->concessions[i])
LIST(const gtee_consent *, gtee_package_consent, consent_count, &o->consents[i])
LIST(const gtee_position *, gtee_package_reservation, reservation_count, o->reservations[i])
LIST(const gtee_gain *, gtee_package_gain, gain_count, &o->gains[i])

GTI_GET(const gtee_issue *, gtee_choice_issue, gtee_choice, o->variable->issue)
GTI_GET(const gtee_participant *, gtee_choice_participant, gtee_choice, o->variable->choice)
GTI_GET(uint64_t, gtee_choice_options, gtee_choice, o->options)
GTI_GET(int32_t, gtee_choice_is_default, gtee_choice, (o->options & gti_variable_default(o->variable)) != 0)
GTI_GET(int32_t, gtee_choice_is_free, gtee_choice, o->is_free)
GTI_GET(int32_t, gtee_choice_is_changed, gtee_choice, o->is_changed)

GTI_GET(const gtee_position *, gtee_concession_position, gtee_concession, o->position)
GTI_GET(const gtee_choice *, gtee_concession_choice, gtee_concession, o->choice)
GTI_GET(const char *, gtee_concession_message, gtee_concession, o->message)

GTI_GET(const gtee_participant *, gtee_consent_participant, gtee_consent, o->participant)
GTI_GET(const gtee_choice *, gtee_consent_choice, gtee_consent, o->choice)

GTI_GET(const gtee_participant *, gtee_gain_participant, gtee_gain, o->participant)
GTI_GET(uint32_t, gtee_gain_demands, gtee_gain, o->demands)
GTI_GET(uint32_t, gtee_gain_demands_met, gtee_gain, o->demands_met)
GTI_GET(uint32_t, gtee_gain_red_lines, gtee_gain, o->red_lines)
GTI_GET(uint32_t, gtee_gain_consents, gtee_gain, o->consents)
GTI_GET(double, gtee_gain_weight, gtee_gain, o->weight)
GTI_GET(int32_t, gtee_gain_has_utility, gtee_gain, o->has_utility)
GTI_GET(double, gtee_gain_utility, gtee_gain, o->utility)
