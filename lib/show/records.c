/* records.c: records in a sentence: constraints, expectations, events, triggers, activation rules. Uses words.h, record/model.h. */
#include "show/words.h"

#define AS(type, record) ((const type *)(const void *)(record))

void gti_put_names(gti_show *show, const gti_refs_list *participants)
{
    for (uint32_t i = 0; i < participants->count; i++) {
        gti_put(&show->doc, i > 0 ? ", " : "");
        gti_put_name(show, AS(gtee_participant, participants->items[i]));
    }
}

static void put_texts(gti_show *show, const gti_texts *texts, const char *between)
{
    for (uint32_t i = 0; i < texts->count; i++)
        gti_put_all(&show->doc, i > 0 ? between : "", texts->items[i], (const char *)NULL);
}

static void put_terms(gti_show *show, const gti_terms *terms, const char *between)
{
    for (uint32_t i = 0; i < terms->count; i++) {
        gti_put(&show->doc, i > 0 ? between : "");
        gti_put_term(show, &terms->items[i]);
    }
}

void gti_put_constraint(gti_show *show, const gtee_constraint *constraint)
{
    gti_doc *doc = &show->doc;

    if (gtee_constraint_form(constraint) == GTEE_CONSTRAINT_IF_THEN) {
        gti_put(doc, "if ");
        put_terms(show, &constraint->when, " and ");
        gti_put(doc, ", then ");
        put_terms(show, &constraint->then, " and ");
        return;
    }
    bool exactly = constraint->has_at_least && constraint->has_at_most && constraint->at_least == constraint->at_most;
    if (constraint->has_at_least) {
        gti_put(doc, exactly ? "exactly " : "at least ");
        gti_put_uint(doc, constraint->at_least);
    }
    if (constraint->has_at_most && !exactly) {
        gti_put(doc, constraint->has_at_least ? " and at most " : "at most ");
        gti_put_uint(doc, constraint->at_most);
    }
    gti_put(doc, " of: ");
    put_terms(show, &constraint->of, "; ");
}

void gti_put_expectation(gti_show *show, const gtee_expectation *expectation)
{
    gti_doc *doc = &show->doc;
    const gtee_proposal *proposal = gtee_expectation_proposal(expectation);

    if (gtee_likelihood_words(gtee_expectation_likelihood(expectation)) == NULL)
        gti_put(doc, "a likelihood of ");
    gti_put_likelihood(show, gtee_expectation_likelihood(expectation));
    gti_put(doc, " that ");
    if (gtee_expectation_obligor(expectation) != NULL) {
        gti_put_name(show, gtee_expectation_obligor(expectation));
        gti_put(doc, " does what it owes");
        if (proposal != NULL)
            gti_put_all(doc, " by “", gtee_proposal_title(proposal), "”", (const char *)NULL);
    } else if (proposal != NULL) {
        gti_put_all(doc, "“", gtee_proposal_title(proposal), "” works", (const char *)NULL);
    }
    if (gtee_expectation_evidence(expectation) != 0) {
        gti_put(doc, ", ");
        gti_put_evidence(show, gtee_expectation_evidence(expectation), gtee_expectation_via(expectation));
    }
    if (gtee_expectation_gist(expectation) != NULL || gtee_expectation_quote(expectation) != NULL)
        gti_put(doc, ": ");
    gti_put_gist_and_quote(show, gtee_expectation_gist(expectation), gtee_expectation_quote(expectation));
    gti_put_citations(show, gtee_expectation_record(expectation));
}

void gti_put_event(gti_show *show, const gtee_event *event)
{
    gti_doc *doc = &show->doc;
    const char *title = gtee_event_title(event);

    gti_put_styled(doc, GTI_STRONG, title != NULL ? title : gtee_event_kind_name(gtee_event_kind(event)));
    if (gtee_event_place(event) != NULL)
        gti_put_all(doc, ", ", gtee_event_place(event), (const char *)NULL);
    if (event->participants.count > 0) {
        gti_put(doc, ": ");
        gti_put_names(show, &event->participants);
    }
    if (gtee_event_gist(event) != NULL || gtee_event_quote(event) != NULL) {
        gti_put(doc, ". ");
        gti_put_gist_and_quote(show, gtee_event_gist(event), gtee_event_quote(event));
    }
    if (gtee_event_evidence(event) != 0) {
        gti_put(doc, " (");
        gti_put_evidence(show, gtee_event_evidence(event), gtee_event_via(event));
        gti_put(doc, ")");
    }
    gti_put_citations(show, gtee_event_record(event));
}

void gti_put_trigger(gti_show *show, const gtee_trigger *trigger)
{
    gti_doc *doc = &show->doc;

    if (trigger->acts.count > 0)
        put_texts(show, &trigger->acts, " or ");
    else
        gti_put(doc, "any act");
    if (trigger->by.count > 0) {
        gti_put(doc, " by ");
        gti_put_names(show, &trigger->by);
    }
    if (trigger->against.count > 0) {
        gti_put(doc, " against ");
        gti_put_names(show, &trigger->against);
    }
    if (trigger->places.count > 0) {
        gti_put(doc, " in ");
        put_texts(show, &trigger->places, " or ");
    }
    if (trigger->gist != NULL)
        gti_put_all(doc, ": ", trigger->gist, (const char *)NULL);
}

static void put_weights(gti_show *show, const gtee_rule *rule)
{
    gti_doc *doc = &show->doc;

    gti_put_all(doc, "a weight of ", gtee_rule_quota(rule), " among (", (const char *)NULL);
    for (size_t i = 0; i < gtee_rule_weight_count(rule); i++) {
        gti_put(doc, i > 0 ? ", " : "");
        gti_put_name(show, gtee_rule_weight_participant_at(rule, i));
        gti_put_all(doc, " ", gtee_rule_weight_at(rule, i), (const char *)NULL);
    }
    gti_put(doc, ")");
}

static void put_children(gti_show *show, const gtee_rule *rule)
{
    gti_put(&show->doc, "(");
    for (size_t i = 0; i < gtee_rule_child_count(rule); i++) {
        gti_put(&show->doc, i > 0 ? ", " : "");
        gti_put_rule(show, gtee_rule_child_at(rule, i));
    }
    gti_put(&show->doc, ")");
}

/* The depth of a rule is bounded by the format's; a named rule is not followed. */
void gti_put_rule(gti_show *show, const gtee_rule *rule)
{
    gti_doc *doc = &show->doc;

    switch (gtee_rule_form(rule)) {
    case GTEE_RULE_PARTICIPANT:
        gti_put_name(show, gtee_rule_participant(rule));
        return;
    case GTEE_RULE_QUOTA:
        put_weights(show, rule);
        return;
    case GTEE_RULE_NAMED:
        gti_put_all(doc, "rule ", gtee_rule_name(rule), (const char *)NULL);
        return;
    case GTEE_RULE_ALL_OF:
        gti_put(doc, "all of ");
        break;
    case GTEE_RULE_ANY_OF:
        gti_put(doc, "any of ");
        break;
    case GTEE_RULE_AT_LEAST:
        gti_put(doc, "at least ");
        gti_put_uint(doc, gtee_rule_at_least(rule));
        gti_put(doc, " of ");
        break;
    default:
        gti_put(doc, "not against ");
        break;
    }
    put_children(show, rule);
}
