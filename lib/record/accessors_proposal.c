/* accessors_proposal.c: public accessors of proposals, clauses, triggers, rules. Uses accessors.h, schema.h. */
#include "record/accessors.h"
#include "record/schema.h"

#include <string.h>

GTI_GET(const gtee_record *, gtee_proposal_record, gtee_proposal, &o->record)
GTI_GET(const char *, gtee_proposal_id, gtee_proposal, o->record.id)
GTI_GET(const char *, gtee_proposal_title, gtee_proposal, o->title != NULL ? o->title : o->record.id)
GTI_GET(const char *, gtee_proposal_description, gtee_proposal, o->description)
GTI_RECORDS(gtee_participant, gtee_proposal_proposer, gtee_proposal, proposed_by)
GTI_GET(gtee_date, gtee_proposal_date, gtee_proposal, o->date)
GTI_GET(uint32_t, gtee_proposal_status, gtee_proposal, o->status)
GTI_RECORDS(gtee_proposal, gtee_proposal_supersedes, gtee_proposal, supersedes)
GTI_RECORDS(gtee_participant, gtee_proposal_party, gtee_proposal, parties)
GTI_LIST(const gtee_clause *, gtee_proposal_clause, gtee_proposal, clauses, o->clauses.items[i])
GTI_LIST(const gtee_rule *, gtee_proposal_rule, gtee_proposal, activation, o->activation.items[i].rule)
GTI_AT(const char *, gtee_proposal_rule_name_at, gtee_proposal, activation, o->activation.items[i].name)
GTI_GET(const char *, gtee_proposal_entry_into_force, gtee_proposal, o->entry_into_force)
GTI_GET(const char *, gtee_proposal_duration, gtee_proposal, o->duration)
GTI_GET(const char *, gtee_proposal_withdrawal, gtee_proposal, o->withdrawal)

const char *gtee_proposal_status_name(uint32_t status)
{
    return gti_word_of(gti_words_status, status);
}

const gtee_clause *gtee_proposal_clause_find(const gtee_proposal *proposal, const char *id)
{
    for (uint32_t i = 0; id != NULL && i < proposal->clauses.count; i++)
        if (strcmp(proposal->clauses.items[i]->record.id, id) == 0)
            return proposal->clauses.items[i];
    return NULL;
}

const gtee_rule *gtee_proposal_rule_find(const gtee_proposal *proposal, const char *name)
{
    for (uint32_t i = 0; name != NULL && i < proposal->activation.count; i++)
        if (strcmp(proposal->activation.items[i].name, name) == 0)
            return proposal->activation.items[i].rule;
    return NULL;
}

GTI_GET(const gtee_record *, gtee_clause_record, gtee_clause, &o->record)
GTI_GET(const char *, gtee_clause_id, gtee_clause, o->record.id)
GTI_GET(const gtee_proposal *, gtee_clause_proposal, gtee_clause, o->proposal)
GTI_GET(const char *, gtee_clause_title, gtee_clause, o->title != NULL ? o->title : o->record.id)
GTI_GET(const char *, gtee_clause_gist, gtee_clause, o->gist)
GTI_RECORDS(gtee_participant, gtee_clause_obligor, gtee_clause, obligors)
GTI_RECORDS(gtee_participant, gtee_clause_beneficiary, gtee_clause, beneficiaries)
GTI_STRUCTS(gtee_term, gtee_clause_term, gtee_clause, terms)
GTI_GET(const gtee_trigger *, gtee_clause_trigger, gtee_clause, o->trigger)
GTI_TEXTS(gtee_clause_condition, gtee_clause, conditions)
GTI_TEXTS(gtee_clause_territory, gtee_clause, scope.territory)
GTI_TEXTS(gtee_clause_domain, gtee_clause, scope.domain)
GTI_GET(gtee_date, gtee_clause_from, gtee_clause, o->from)
GTI_GET(gtee_date, gtee_clause_until, gtee_clause, o->until)
GTI_GET(const char *, gtee_clause_within, gtee_clause, o->within)
GTI_GET(uint32_t, gtee_clause_bindingness, gtee_clause, o->bindingness)
GTI_GET(const gtee_rule *, gtee_clause_activation, gtee_clause, o->activation)
GTI_GET(const char *, gtee_clause_activation_name, gtee_clause, o->activation_name)

const char *gtee_binding_name(uint32_t bindingness)
{
    return gti_word_of(gti_words_binding, bindingness);
}

GTI_TEXTS(gtee_trigger_act, gtee_trigger, acts)
GTI_RECORDS(gtee_participant, gtee_trigger_by, gtee_trigger, by)
GTI_RECORDS(gtee_participant, gtee_trigger_against, gtee_trigger, against)
GTI_TEXTS(gtee_trigger_place, gtee_trigger, places)
GTI_GET(const char *, gtee_trigger_gist, gtee_trigger, o->gist)

GTI_GET(uint32_t, gtee_rule_form, gtee_rule, o->form)
GTI_GET(const gtee_participant *, gtee_rule_participant, gtee_rule, o->participant)
GTI_GET(size_t, gtee_rule_child_count, gtee_rule, o->child_count)
GTI_GET(uint32_t, gtee_rule_at_least, gtee_rule, o->at_least)
GTI_GET(const char *, gtee_rule_quota, gtee_rule, o->quota_text)
GTI_GET(size_t, gtee_rule_weight_count, gtee_rule, o->weight_count)
GTI_GET(const char *, gtee_rule_name, gtee_rule, o->name)

const gtee_rule *gtee_rule_child_at(const gtee_rule *rule, size_t index)
{
    return index < rule->child_count ? rule->children[index] : NULL;
}

const char *gtee_rule_weight_at(const gtee_rule *rule, size_t index)
{
    return index < rule->weight_count ? rule->weights[index].text : NULL;
}

const gtee_participant *gtee_rule_weight_participant_at(const gtee_rule *rule, size_t index)
{
    return index < rule->weight_count ? rule->weights[index].participant : NULL;
}
