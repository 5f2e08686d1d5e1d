/* check_proposal.c: what a proposal must be as a whole: its clauses' ids, the rules that activate them. Uses compile.h. */
#include "record/compile.h"

#include <string.h>

typedef struct proposal_in_work {
    gti_assembly *a;
    gtee_proposal *proposal;
    gti_map clauses, rules; /* interned id or name → index */
} proposal_in_work;

static uint64_t text_key(const char *interned)
{
    return (uint64_t)(uintptr_t)interned;
}

static void check_id(proposal_in_work *w, const gtee_clause *clause, const gti_node *node)
{
    gti_assembly *a = w->a;
    uint32_t first;

    if (clause->record.id == NULL)
        return;
    if (!gti_map_get(&w->clauses, text_key(clause->record.id), &first)) {
        if (!gti_map_put(a->allocator, &w->clauses, text_key(clause->record.id), clause->record.index))
            a->failed = true;
        return;
    }
    GTI_SAY(a, DUPLICATE_ID, node->type == GTI_NODE_MAP ? gti_node_entry(node, "id") : node, "the proposal has two clauses %q",
            clause->record.id);
    gti_report_related(a->report, gti_at_record(a, &w->proposal->clauses.items[first]->record), "the first one is here");
    gti_report_hint(a->report, "give one of them another id");
}

static void refuse_rule(gti_assembly *a, const gtee_proposal *proposal, const gti_node *entry)
{
    gti_guess guess = gti_guess_begin(a, entry->text, entry->size);

    GTI_SAY(a, UNKNOWN_RULE, entry, "the proposal has no rule %q", entry->text);
    gti_words_clear(a);
    for (uint32_t i = 0; i < proposal->activation.count; i++) {
        gti_guess_try(&guess, proposal->activation.items[i].name);
        gti_words_add(a, proposal->activation.items[i].name);
    }
    if (proposal->activation.count == 0)
        gti_report_hint(a->report, "add the rule to the proposal's activation");
    else
        gti_hint_words(a, guess.best, "its rules are");
}

static void check_activation(proposal_in_work *w, gtee_clause *clause, const gti_node *node)
{
    uint32_t index;

    if (clause->activation_name == NULL)
        return;
    if (gti_map_get(&w->rules, text_key(clause->activation_name), &index))
        clause->activation = w->proposal->activation.items[index].rule;
    else
        refuse_rule(w->a, w->proposal, gti_node_entry(node, "activation"));
}

static void index_rules(proposal_in_work *w)
{
    const gti_rules *rules = &w->proposal->activation;

    for (uint32_t i = 0; i < rules->count && !w->a->failed; i++)
        if (!gti_map_put(w->a->allocator, &w->rules, text_key(rules->items[i].name), i))
            w->a->failed = true;
}

static void check_supersedes(gti_assembly *a, const gtee_proposal *proposal, const gti_node *entry)
{
    if (entry == NULL || proposal->record.id == NULL)
        return;
    GTI_EACH(item, entry)
    {
        if (item->type != GTI_NODE_SCALAR || item->size == 0 || strcmp(item->text, proposal->record.id) != 0)
            continue;
        GTI_SAY(a, REPLACES_ITSELF, item, "the proposal names itself");
        gti_report_hint(a->report, "write the id of the proposal that it replaces");
    }
}

void gti_check_proposal(gti_assembly *a, gtee_proposal *proposal, const gti_node *node)
{
    proposal_in_work w = {.a = a, .proposal = proposal};
    const gti_node *clauses = gti_node_entry(node, "clauses");
    uint32_t i = 0;

    check_supersedes(a, proposal, gti_node_entry(node, "supersedes"));
    if (clauses == NULL || a->failed || proposal->clauses.count == 0)
        return;
    index_rules(&w);
    GTI_EACH(item, clauses)
    {
        gtee_clause *clause = a->failed ? NULL : proposal->clauses.items[i++];

        if (clause == NULL)
            break;
        check_id(&w, clause, item);
        check_activation(&w, clause, item);
    }
    gti_map_free(a->allocator, &w.clauses);
    gti_map_free(a->allocator, &w.rules);
}
