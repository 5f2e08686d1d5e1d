/* finding.c: findings of an assessment in sentences, with names in the language asked for; those that differ only in whose choice
 * they are on share one. Uses finding.h, words.h, reason/assess.h. */
#include "show/finding.h"

#include "reason/assess.h"
#include "show/words.h"

#define NAMES_AT_MOST 6 /* of participants whose choices share a sentence */

bool gti_same_but_choice(const gtee_finding *a, const gtee_finding *b)
{
    return a->kind == b->kind && a->need == b->need && a->clause == b->clause && a->position == b->position &&
           a->other == b->other && gtee_finding_issue(a) == gtee_finding_issue(b) && a->proposed == b->proposed &&
           a->allowed == b->allowed && a->missing == b->missing && a->verdict == b->verdict;
}

const char *gti_finding_label(const gtee_finding *finding)
{
    switch (finding->kind) {
    case GTEE_FINDING_RED_LINE:
        return "red line";
    case GTEE_FINDING_UNMET:
        return "unmet demand";
    case GTEE_FINDING_PACKAGE:
        return "on the whole";
    case GTEE_FINDING_ASSUMED_CONSENT:
        return "consent missing";
    case GTEE_FINDING_OPEN:
        return "left open";
    case GTEE_FINDING_CONDITION:
        return "on a condition";
    case GTEE_FINDING_CONTRADICTION:
        return "contradiction";
    case GTEE_FINDING_DERIVED:
        return "not worked out";
    default:
        return gtee_finding_name(finding->kind);
    }
}

/* ---- Parts of sentences */

static void put_set(gti_show *show, const gti_findings *run, uint64_t options)
{
    gti_put_options(show, gtee_finding_issue(run->items), options, " or ");
}

/* “Forces in Ukraine” of France, Germany; its own “Forces in Ukraine” */
static void put_where(gti_show *show, const gti_findings *run)
{
    gti_doc *doc = &show->doc;
    size_t shown = run->count > NAMES_AT_MOST + 1 ? NAMES_AT_MOST : run->count;

    bool own = run->count == 1 && gtee_finding_choice(run->items) == run->items->participant;

    gti_put_all(doc, own ? "its own “" : "“", gtee_issue_title(gtee_finding_issue(run->items)), "”", (const char *)NULL);
    for (size_t i = 0; i < shown && !own; i++) {
        const gtee_participant *choice = gtee_finding_choice(&run->items[i]);
        if (choice == NULL)
            return;
        gti_put(doc, i == 0 ? " of " : ", ");
        if (choice == run->items[i].participant)
            gti_put(doc, "its own");
        else
            gti_put_name(show, choice);
    }
    if (shown == run->count)
        return;
    gti_put(doc, " and ");
    gti_put_count(doc, run->count - shown, "other", "others");
}

/* "rejects Training or more on “Forces in Ukraine” of France" */
static void put_stance(gti_show *show, const gti_findings *run)
{
    const gtee_finding *finding = run->items;
    uint32_t stance = gtee_position_stance(finding->position);
    bool against = stance == GTEE_STANCE_REJECTS || stance == GTEE_STANCE_OPPOSES;

    gti_put_all(&show->doc, gtee_stance_name(stance), " ", (const char *)NULL);
    put_set(show, run, against ? ~finding->allowed : finding->allowed);
    gti_put(&show->doc, " on ");
    put_where(show, run);
    if (finding->kind == GTEE_FINDING_CONDITION)
        return;
    gti_put_conditions(show, finding->position);
}

static void put_clause(gti_show *show, const gtee_clause *clause)
{
    gti_put(&show->doc, "clause ");
    gti_put_styled(&show->doc, GTI_CODE, gtee_clause_id(clause));
}

static bool is_veto(const gtee_finding *finding)
{
    return gtee_issue_derived(gtee_finding_issue(finding)) == GTEE_DERIVED_VETO_PLAYER;
}

/* "clause peacekeeping has Peacekeeping", "the proposal says nothing, which means None", "by the rule of clause aid it is Veto" */
static void put_proposed(gti_show *show, const gti_findings *run)
{
    const gtee_clause *clause = run->items->clause;

    if (gtee_issue_derived(gtee_finding_issue(run->items)) != GTEE_DERIVED_NONE) {
        gti_put(&show->doc, is_veto(run->items) ? "by the rule of " : "by ");
        if (clause != NULL)
            put_clause(show, clause);
        else
            gti_put(&show->doc, is_veto(run->items) ? "its clauses" : "what its clauses oblige to");
        gti_put(&show->doc, " it is ");
    } else if (clause != NULL) {
        put_clause(show, clause);
        gti_put(&show->doc, " has ");
    } else {
        gti_put(&show->doc, "the proposal says nothing, which means ");
    }
    put_set(show, run, run->items->proposed);
}

static void put_title(gti_show *show, const gtee_proposal *proposal)
{
    gti_put_all(&show->doc, "“", gtee_proposal_title(proposal), "”", (const char *)NULL);
}

/* ---- Sentences by kind */

static void put_package(gti_show *show, const gti_findings *run, const gtee_proposal *assessed)
{
    const gtee_position *position = run->items->position;
    const gtee_proposal *subject = gtee_position_proposal(position);
    bool requires = gtee_position_stance(position) == GTEE_STANCE_REQUIRES;

    gti_put_all(&show->doc, gtee_stance_name(gtee_position_stance(position)), " ", (const char *)NULL);
    if (subject == assessed) {
        gti_put(&show->doc, "the proposal as a whole");
        gti_put_conditions(show, position);
        return;
    }
    put_title(show, subject);
    gti_put_conditions(show, position);
    gti_put(&show->doc, requires ? "; this proposal does not contain it" : "; this proposal contains all of it");
}

static void put_open(gti_show *show, const gti_findings *run)
{
    const gtee_finding *finding = run->items;

    put_stance(show, run);
    if (finding->clause == NULL) {
        gti_put(&show->doc, "; the proposal does not say");
        return;
    }
    gti_put(&show->doc, "; ");
    put_clause(show, finding->clause);
    gti_put(&show->doc, " also allows ");
    put_set(show, run, finding->proposed & ~finding->allowed);
}

static void put_condition(gti_show *show, const gti_findings *run, const gtee_proposal *assessed)
{
    if (gtee_finding_issue(run->items) == NULL) {
        put_package(show, run, assessed);
    } else {
        put_stance(show, run);
        gti_put_conditions(show, run->items->position);
    }
    gti_put(&show->doc, "; the proposal leaves that condition open");
}

static bool proposed_by(const gtee_proposal *proposal, const gtee_participant *participant)
{
    for (size_t i = 0; i < gtee_proposal_proposer_count(proposal); i++)
        if (gtee_proposal_proposer_at(proposal, i) == participant)
            return true;
    return false;
}

static void put_consent(gti_show *show, const gti_findings *run, const gtee_proposal *assessed)
{
    const gtee_finding *finding = run->items;
    gti_doc *doc = &show->doc;

    if (finding->need == GTI_NEED_PARTY) {
        gti_put(doc, "it is a party, whose consent is needed; nothing on record from it touches the proposal");
        return;
    }
    if (finding->clause != NULL)
        put_clause(show, finding->clause);
    else
        gti_put(doc, "the proposal");
    if (finding->need == GTI_NEED_OBLIGOR) {
        gti_put(doc, " binds it to ");
        put_set(show, run, finding->missing);
        gti_put(doc, " on ");
        put_where(show, run);
    } else {
        gti_put(doc, " sets ");
        put_where(show, run);
        gti_put(doc, " to ");
        put_set(show, run, finding->missing);
        gti_put(doc, finding->need == GTI_NEED_CONSENT ? ", which needs its consent" : "");
    }
    gti_put(doc, "; nothing on record says that it accepts");
    gti_put(doc, proposed_by(assessed, finding->participant) ? "; to be named as its proposer is no consent" : "");
}

/* What a reservation costs. */
static void put_weight(gti_show *show, const gtee_finding *finding)
{
    if (finding->kind != GTEE_FINDING_RESERVATION)
        return;
    gti_put(&show->doc, " (weight ");
    gti_buffer_double(&show->doc.scratch, finding->weight);
    gti_put(&show->doc, ")");
}

void gti_put_finding(gti_show *show, const gti_findings *run, const gtee_proposal *assessed)
{
    gti_doc *doc = &show->doc;

    switch (run->items->kind) {
    case GTEE_FINDING_PACKAGE:
        put_package(show, run, assessed);
        return;
    case GTEE_FINDING_ASSUMED_CONSENT:
        put_consent(show, run, assessed);
        return;
    case GTEE_FINDING_OPEN:
        put_open(show, run);
        return;
    case GTEE_FINDING_CONDITION:
        put_condition(show, run, assessed);
        return;
    case GTEE_FINDING_CONTRADICTION:
        gti_put(doc, "its record says two things of ");
        if (gtee_finding_issue(run->items) != NULL)
            put_where(show, run);
        else
            gti_put(doc, "the proposal as a whole");
        return;
    case GTEE_FINDING_DERIVED:
        put_stance(show, run);
        gti_put(doc, is_veto(run->items) ? "; that follows from an activation rule, and the proposal has none"
                                         : "; that follows from who owes what to whom, and no clause says so");
        return;
    default: /* red line, unmet demand, reservation, support */
        put_stance(show, run);
        gti_put(doc, run->items->kind == GTEE_FINDING_SUPPORT ? ", and " : "; ");
        put_proposed(show, run);
        put_weight(show, run->items);
    }
}

/* ---- What would mend it */

static void put_change(gti_show *show, const gti_findings *run, uint64_t options)
{
    gti_doc *doc = &show->doc;

    if (options != 0 && gtee_issue_derived(gtee_finding_issue(run->items)) != GTEE_DERIVED_NONE) {
        gti_put(doc, is_veto(run->items) ? "change the activation rule so that it gives " : "change who owes what to whom so that it gives ");
        put_set(show, run, options);
        gti_put(doc, ", or ");
    } else if (options != 0) {
        gti_put(doc, run->items->clause != NULL ? "set " : "add a clause that sets ");
        put_where(show, run);
        gti_put(doc, " to ");
        put_set(show, run, options);
        gti_put(doc, ", or ");
    }
    gti_put(doc, "win its acceptance of ");
}

static void put_package_cure(gti_show *show, const gti_findings *run, const gtee_proposal *assessed)
{
    const gtee_proposal *subject = gtee_position_proposal(run->items->position);
    gti_doc *doc = &show->doc;

    if (subject == assessed) {
        gti_put(doc, "win its acceptance");
        return;
    }
    gti_put(doc, gtee_position_stance(run->items->position) == GTEE_STANCE_REQUIRES ? "take over the terms of "
                                                                                   : "depart in a term from ");
    put_title(show, subject);
}

static void put_condition_terms(gti_show *show, const gtee_position *position)
{
    for (size_t i = 0; i < gtee_position_condition_count(position); i++) {
        const gtee_term *term = gtee_position_condition_at(position, i);
        gti_put(&show->doc, i == 0 ? "“" : " and “");
        gti_put_variable(show, gtee_term_issue(term), gtee_term_participant(term));
        gti_put(&show->doc, "” is ");
        gti_put_options(show, gtee_term_issue(term), gtee_term_options(term), " or ");
    }
}

void gti_put_cure(gti_show *show, const gti_findings *run, const gtee_proposal *assessed)
{
    const gtee_finding *finding = run->items;
    gti_doc *doc = &show->doc;

    switch (finding->kind) {
    case GTEE_FINDING_PACKAGE:
        put_package_cure(show, run, assessed);
        return;
    case GTEE_FINDING_CONDITION:
        gti_put(doc, "settle whether ");
        put_condition_terms(show, finding->position);
        return;
    case GTEE_FINDING_ASSUMED_CONSENT:
        gti_put(doc, "ask whether it accepts ");
        if (finding->need == GTI_NEED_PARTY)
            gti_put(doc, "the proposal");
        else
            put_set(show, run, finding->missing);
        return;
    case GTEE_FINDING_CONTRADICTION:
        gti_put(doc, "ask which of the two holds");
        gti_put(doc, gtee_position_evidence(finding->position) != gtee_position_evidence(finding->other)
                         ? ", or leave one kind of evidence out"
                         : "");
        return;
    case GTEE_FINDING_OPEN:
        put_change(show, run, finding->clause != NULL ? finding->proposed & finding->allowed : finding->allowed);
        put_set(show, run, finding->proposed & ~finding->allowed);
        return;
    default:
        put_change(show, run, finding->allowed);
        put_set(show, run, finding->proposed);
    }
}
