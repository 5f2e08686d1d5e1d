/* assess_accessors.c: what callers read of an assessment. Uses assess.h. */
#include "reason/assess.h"

gtee_assessment *gtee_assessment_ref(gtee_assessment *assessment)
{
    gti_refs_up(&assessment->refs);
    return assessment;
}

void gtee_assessment_unref(gtee_assessment *assessment)
{
    if (assessment == NULL || !gti_refs_down(&assessment->refs))
        return;
    gtee_view *view = assessment->view;
    const gti_allocator allocator = assessment->arena.allocator;
    gtee_settlement *settlement = assessment->settlement;
    gti_arena_free(&assessment->arena);
    gti_free(&allocator, assessment, sizeof *assessment);
    gtee_view_unref(view);
    gtee_settlement_unref(settlement);
}

const gtee_view *gtee_assessment_view(const gtee_assessment *assessment)
{
    return assessment->view;
}

const gtee_proposal *gtee_assessment_proposal(const gtee_assessment *assessment)
{
    return assessment->proposal;
}

size_t gtee_assessment_verdict_count(const gtee_assessment *assessment)
{
    return assessment->verdict_count;
}

const gtee_verdict *gtee_assessment_verdict_at(const gtee_assessment *assessment, size_t index)
{
    return index < assessment->verdict_count ? &assessment->verdicts[index] : NULL;
}

const gtee_verdict *gtee_assessment_verdict_find(const gtee_assessment *assessment, const gtee_participant *participant)
{
    size_t low = 0, high = assessment->verdict_count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;
        const gtee_verdict *verdict = &assessment->verdicts[middle];
        if (verdict->participant == participant)
            return verdict;
        if (verdict->participant->record.index < participant->record.index)
            low = middle + 1;
        else
            high = middle;
    }
    return NULL;
}

int32_t gtee_assessment_acceptable(const gtee_assessment *assessment)
{
    return assessment->acceptable;
}

const gtee_participant *gtee_verdict_participant(const gtee_verdict *verdict)
{
    return verdict->participant;
}

uint32_t gtee_verdict_kind(const gtee_verdict *verdict)
{
    return verdict->kind;
}

const char *gtee_verdict_name(uint32_t kind)
{
    static const char *const names[] = {
        "", "contested", "rejects", "not asked", "conditional", "accepts with reservations", "accepts", "silent"};

    return kind < sizeof names / sizeof names[0] ? names[kind] : "";
}

int32_t gtee_verdict_is_party(const gtee_verdict *verdict)
{
    return verdict->is_party;
}

double gtee_verdict_cost(const gtee_verdict *verdict)
{
    return verdict->cost;
}

size_t gtee_verdict_finding_count(const gtee_verdict *verdict)
{
    return verdict->finding_count;
}

const gtee_finding *gtee_verdict_finding_at(const gtee_verdict *verdict, size_t index)
{
    return index < verdict->finding_count ? &verdict->findings[index] : NULL;
}

uint32_t gtee_finding_kind(const gtee_finding *finding)
{
    return finding->kind;
}

const char *gtee_finding_name(uint32_t kind)
{
    static const char *const names[] = {"",     "red-line",  "unmet",       "package", "assumed-consent",
                                        "open", "condition", "reservation", "support", "contradiction",
                                        "derived"};

    return kind < sizeof names / sizeof names[0] ? names[kind] : "";
}

const gtee_clause *gtee_finding_clause(const gtee_finding *finding)
{
    return finding->clause;
}

const gtee_position *gtee_finding_position(const gtee_finding *finding)
{
    return finding->position;
}

const gtee_position *gtee_finding_other(const gtee_finding *finding)
{
    return finding->other;
}

const gtee_issue *gtee_finding_issue(const gtee_finding *finding)
{
    return finding->variable->issue;
}

const gtee_participant *gtee_finding_choice(const gtee_finding *finding)
{
    return finding->variable->choice;
}

uint64_t gtee_finding_proposed(const gtee_finding *finding)
{
    return finding->proposed;
}

uint64_t gtee_finding_allowed(const gtee_finding *finding)
{
    return finding->variable->issue != NULL ? finding->allowed : 0;
}

uint64_t gtee_finding_missing(const gtee_finding *finding)
{
    return finding->missing;
}

double gtee_finding_weight(const gtee_finding *finding)
{
    return finding->weight;
}

const char *gtee_finding_message(const gtee_finding *finding)
{
    return finding->message;
}

const char *gtee_finding_cure(const gtee_finding *finding)
{
    return finding->cure;
}
