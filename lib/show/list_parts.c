/* list_parts.c: what a record bears on: participants, issues, proposals, sources. Uses list.h, record/model.h. */
#include "show/list.h"

#include "record/model.h"

/* Every record begins with its gtee_record, so that a record of a known kind is read as what it is. */
#define AS(type, record) ((const type *)(const void *)(record))

/* ---- Participants. A group counts for those who are in it on the view's day. */

static bool same(const gti_list *list, const gtee_participant *group, const gtee_participant *participant)
{
    return group != NULL && (group == participant ||
                             gtee_participant_is_member(participant, group, gtee_view_as_of(list->view)) != 0);
}

static bool in_refs(const gti_list *list, const gti_refs_list *refs, const gtee_participant *participant)
{
    for (uint32_t i = 0; i < refs->count; i++)
        if (same(list, AS(gtee_participant, refs->items[i]), participant))
            return true;
    return false;
}

static bool in_terms(const gti_list *list, const gti_terms *terms, const gtee_participant *participant)
{
    for (uint32_t i = 0; i < terms->count; i++)
        if (same(list, terms->items[i].participant, participant))
            return true;
    return false;
}

static bool in_trigger(const gti_list *list, const gtee_trigger *trigger, const gtee_participant *participant)
{
    return trigger != NULL && (in_refs(list, &trigger->by, participant) || in_refs(list, &trigger->against, participant));
}

static bool in_participant(const gti_list *list, const gtee_participant *record, const gtee_participant *participant)
{
    return same(list, record, participant) || same(list, participant, record) ||
           gtee_participant_speaks_for(record, participant, gtee_view_as_of(list->view)) != 0;
}

static bool in_clause(const gti_list *list, const gtee_clause *clause, const gtee_participant *participant)
{
    return in_refs(list, &clause->obligors, participant) || in_refs(list, &clause->beneficiaries, participant) ||
           in_terms(list, &clause->terms, participant) || in_trigger(list, clause->trigger, participant);
}

static bool in_proposal(const gti_list *list, const gtee_proposal *proposal, const gtee_participant *participant)
{
    for (uint32_t i = 0; i < proposal->clauses.count; i++)
        if (in_clause(list, proposal->clauses.items[i], participant))
            return true;
    return in_refs(list, &proposal->proposed_by, participant) || in_refs(list, &proposal->parties, participant);
}

static bool in_preference(const gti_list *list, const gtee_preference *preference, const gtee_participant *participant)
{
    for (uint32_t i = 0; i < preference->utility.count; i++)
        if (same(list, preference->utility.items[i].participant, participant))
            return true;
    return preference->participant == participant;
}

static bool in_scenario(const gti_list *list, const gtee_scenario *scenario, const gtee_participant *participant)
{
    for (uint32_t i = 0; i < scenario->honours.count; i++)
        if (same(list, scenario->honours.items[i].obligor, participant))
            return true;
    return in_refs(list, &scenario->support, participant) || in_refs(list, &scenario->block, participant) ||
           in_refs(list, &scenario->unknown, participant) || in_trigger(list, scenario->trigger, participant);
}

/* Positions, expectations and events belong to those who hold, say, report or do it. */
static bool in_testimony(const gti_list *list, const gtee_record *record, const gtee_participant *participant)
{
    if (record->kind == GTEE_KIND_POSITION) {
        const gtee_position *position = AS(gtee_position, record);
        return position->participant == participant || position->speaker == participant || position->via == participant;
    }
    if (record->kind == GTEE_KIND_EXPECTATION) {
        const gtee_expectation *expectation = AS(gtee_expectation, record);
        return expectation->holder == participant || expectation->obligor == participant || expectation->via == participant;
    }
    const gtee_event *event = AS(gtee_event, record);
    return in_refs(list, &event->participants, participant) || event->via == participant;
}

bool gti_has_participant(const gti_list *list, const gtee_record *record, const gtee_participant *participant)
{
    switch (record->kind) {
    case GTEE_KIND_PARTICIPANT:
        return in_participant(list, AS(gtee_participant, record), participant);
    case GTEE_KIND_ISSUE:
        return same(list, AS(gtee_issue, record)->by, participant) ||
               in_refs(list, &AS(gtee_issue, record)->consent, participant);
    case GTEE_KIND_CONSTRAINT:
        return in_terms(list, &AS(gtee_constraint, record)->when, participant) ||
               in_terms(list, &AS(gtee_constraint, record)->then, participant) ||
               in_terms(list, &AS(gtee_constraint, record)->of, participant);
    case GTEE_KIND_PROPOSAL:
        return in_proposal(list, AS(gtee_proposal, record), participant);
    case GTEE_KIND_POSITION:
    case GTEE_KIND_EXPECTATION:
    case GTEE_KIND_EVENT:
        return in_testimony(list, record, participant);
    case GTEE_KIND_PREFERENCE:
        return in_preference(list, AS(gtee_preference, record), participant);
    case GTEE_KIND_SCENARIO:
        return in_scenario(list, AS(gtee_scenario, record), participant);
    default:
        return false;
    }
}

/* ---- Issues */

static bool names_issue(const gti_terms *terms, const gtee_issue *issue)
{
    for (uint32_t i = 0; i < terms->count; i++)
        if (terms->items[i].issue == issue)
            return true;
    return false;
}

static bool proposal_names(const gtee_proposal *proposal, const gtee_issue *issue)
{
    for (uint32_t i = 0; proposal != NULL && i < proposal->clauses.count; i++)
        if (names_issue(&proposal->clauses.items[i]->terms, issue))
            return true;
    return false;
}

static bool preference_names(const gtee_preference *preference, const gtee_issue *issue)
{
    for (uint32_t i = 0; i < preference->utility.count; i++)
        if (preference->utility.items[i].issue == issue)
            return true;
    return false;
}

bool gti_has_issue(const gtee_record *record, const gtee_issue *issue)
{
    switch (record->kind) {
    case GTEE_KIND_ISSUE:
        return AS(gtee_issue, record) == issue;
    case GTEE_KIND_CONSTRAINT:
        return names_issue(&AS(gtee_constraint, record)->when, issue) ||
               names_issue(&AS(gtee_constraint, record)->then, issue) ||
               names_issue(&AS(gtee_constraint, record)->of, issue);
    case GTEE_KIND_PROPOSAL:
        return proposal_names(AS(gtee_proposal, record), issue);
    case GTEE_KIND_POSITION:
        return names_issue(&AS(gtee_position, record)->terms, issue) ||
               names_issue(&AS(gtee_position, record)->conditions, issue);
    case GTEE_KIND_EXPECTATION:
        return proposal_names(AS(gtee_expectation, record)->proposal, issue);
    case GTEE_KIND_PREFERENCE:
        return preference_names(AS(gtee_preference, record), issue);
    case GTEE_KIND_EVENT:
        return proposal_names(AS(gtee_event, record)->proposal, issue);
    case GTEE_KIND_PARTICIPANT:
        return issue->by == AS(gtee_participant, record);
    default:
        return false;
    }
}

/* ---- Proposals */

/* Does the record share an issue with the proposal's clauses? */
static bool shares_issue(const gtee_record *record, const gtee_proposal *proposal)
{
    for (uint32_t c = 0; c < proposal->clauses.count; c++) {
        const gti_terms *terms = &proposal->clauses.items[c]->terms;
        for (uint32_t t = 0; t < terms->count; t++)
            if (gti_has_issue(record, terms->items[t].issue))
                return true;
    }
    return false;
}

static bool refers_to(const gti_refs_list *refs, const gtee_proposal *proposal)
{
    for (uint32_t i = 0; i < refs->count; i++)
        if (refs->items[i] == &proposal->record)
            return true;
    return false;
}

bool gti_has_proposal(const gtee_record *record, const gtee_proposal *proposal)
{
    switch (record->kind) {
    case GTEE_KIND_PROPOSAL:
        return AS(gtee_proposal, record) == proposal || refers_to(&AS(gtee_proposal, record)->supersedes, proposal) ||
               refers_to(&proposal->supersedes, AS(gtee_proposal, record));
    case GTEE_KIND_POSITION:
        return AS(gtee_position, record)->proposal == proposal || shares_issue(record, proposal);
    case GTEE_KIND_EXPECTATION:
        return AS(gtee_expectation, record)->proposal == proposal;
    case GTEE_KIND_EVENT:
        return AS(gtee_event, record)->proposal == proposal;
    case GTEE_KIND_ISSUE:
    case GTEE_KIND_CONSTRAINT:
    case GTEE_KIND_PREFERENCE:
        return shares_issue(record, proposal);
    default:
        return false;
    }
}

/* ---- Sources */

static bool cites(const gtee_record *record, const gtee_source *source)
{
    for (uint32_t i = 0; i < record->citations.count; i++)
        if (record->citations.items[i].source == source)
            return true;
    return false;
}

bool gti_has_source(const gtee_record *record, const gtee_source *source)
{
    if (record == &source->record || cites(record, source))
        return true;
    if (record->kind != GTEE_KIND_PROPOSAL)
        return false;
    const gti_clauses *clauses = &AS(gtee_proposal, record)->clauses;
    for (uint32_t i = 0; i < clauses->count; i++)
        if (cites(&clauses->items[i]->record, source))
            return true;
    return false;
}
