/* check.c: what each record must be as a whole, as far as it can be judged by itself. Uses compile.h. */
#include "record/compile.h"

#include <string.h>

void gti_ask_later(gti_assembly *a, enum gti_question question, void *subject, void *object, const gti_node *node, bool key)
{
    gti_later *later = gti_vec_push(a->allocator, &a->later);

    if (later == NULL) {
        a->failed = true;
        return;
    }
    *later = (gti_later){.question = question, .subject = subject, .object = object};
    later->spot = gti_spot_keep(a, node, key);
}

static void refuse_reserved(gti_assembly *a, const char *id, const gti_node *node, const char *what)
{
    const gti_node *place = node->type == GTI_NODE_MAP ? gti_node_entry(node, "id") : node;

    if (id == NULL || !gti_is_reserved(id) || place == NULL)
        return;
    GTI_SAY(a, RESERVED_ID, place, "no %s can be called %q, which means something else in terms and rules", what, id);
    gti_report_hint(a->report, "choose another id");
}

/* ---- Participants */

static void check_participant(gti_assembly *a, gtee_participant *participant, const gti_node *node)
{
    const gti_node *members = gti_node_entry(node, "members");
    uint32_t i = 0;

    refuse_reserved(a, participant->record.id, node, "participant");
    if (members == NULL || participant->members.count == 0)
        return;
    GTI_EACH(item, members)
    {
        gtee_membership *membership = &participant->members.items[i++];

        membership->group = participant;
        if (membership->member != NULL)
            gti_ask_later(a, GTI_ASK_MEMBER, participant, membership->member, item, false);
    }
}

/* ---- Issues */

static void check_option(gti_assembly *a, gti_options *options, uint32_t index, const gti_node *node)
{
    gtee_option *option = &options->items[index];

    option->index = index;
    refuse_reserved(a, option->id, node, "option");
    for (uint32_t i = 0; i < index && option->id != NULL; i++) {
        if (options->items[i].id != option->id)
            continue;
        GTI_SAY(a, DUPLICATE_ID, node->type == GTI_NODE_MAP ? gti_node_entry(node, "id") : node, "the issue already has an option %q",
                option->id);
        gti_report_hint(a->report, "take one of them away, or give it another id");
        return;
    }
}

static void check_options(gti_assembly *a, gtee_issue *issue, const gti_node *node)
{
    const gti_node *list = gti_node_entry(node, "options");
    uint32_t index = 0;

    if (list == NULL || issue->options.count == 0)
        return;
    GTI_EACH(item, list)
    {
        if (index == 64) {
            GTI_SAY(a, TOO_MANY_OPTIONS, item, "the issue has %u options, and 64 is the most", (uint64_t)list->count);
            gti_report_hint(a->report, "join options that nobody tells apart, or make two issues of it");
            issue->options.count = 64;
            return;
        }
        check_option(a, &issue->options, index++, item);
    }
}

static void check_default(gti_assembly *a, gtee_issue *issue, const gti_node *node)
{
    const gti_node *entry = gti_node_entry(node, "default");

    if (issue->default_id == NULL || issue->options.count == 0)
        return;
    issue->default_option = gti_find_option(a, issue, issue->default_id, strlen(issue->default_id));
    if (issue->default_option != NULL)
        return;
    GTI_SAY(a, UNKNOWN_DEFAULT, entry, "the default %q is none of the options", issue->default_id);
    gti_list_options(a, issue, issue->default_id, strlen(issue->default_id));
}

static void check_derived(gti_assembly *a, const gtee_issue *issue, const gti_node *node)
{
    const gti_node *entry = gti_node_entry(node, "derived");
    const char *lacks = NULL;

    if (issue->derived == GTEE_DERIVED_NONE)
        return;
    if (gti_node_entry(node, "by") == NULL)
        lacks = "the key by: the group whose members it is about";
    else if (gti_node_entry(node, "default") == NULL)
        lacks = "a default, which means \"is not\"";
    else if (issue->options.count != 2)
        lacks = "exactly two options";
    if (lacks == NULL)
        return;
    GTI_SAY(a, BAD_DERIVED, entry, "a derived issue needs %s", lacks);
    gti_report_hint(a->report, "give it by, default and two options, of which the default means \"is not\"");
}

static void check_issue(gti_assembly *a, gtee_issue *issue, const gti_node *node)
{
    refuse_reserved(a, issue->record.id, node, "issue");
    check_options(a, issue, node);
    check_default(a, issue, node);
    check_derived(a, issue, node);
}

/* ---- Constraints */

static void check_constraint(gti_assembly *a, const gtee_constraint *constraint, const gti_node *node)
{
    const gti_node *when = gti_node_entry(node, "if"), *then = gti_node_entry(node, "then"), *of = gti_node_entry(node, "of");
    const gti_node *least = gti_node_entry(node, "at_least"), *most = gti_node_entry(node, "at_most");
    bool ties = when != NULL || then != NULL, counts = of != NULL || least != NULL || most != NULL;

    if (ties == counts || (ties && (when == NULL || then == NULL)) || (counts && (of == NULL || (least == NULL && most == NULL)))) {
        GTI_SAY(a, BAD_CONSTRAINT, node, "a constraint is either if and then, or of and at_least or at_most");
        gti_report_hint(a->report, ties && !counts ? "add %s: …" : "write one of the two forms", when == NULL ? "if" : "then");
    } else if (constraint->has_at_least && constraint->has_at_most && constraint->at_least > constraint->at_most) {
        GTI_SAY(a, BAD_CONSTRAINT, least, "at_least %u is above at_most %u", (uint64_t)constraint->at_least,
                (uint64_t)constraint->at_most);
        gti_report_hint(a->report, "correct one of the two numbers");
    }
}

/* ---- Evidence: positions, expectations, events */

static void check_via(gti_assembly *a, const gtee_participant *via, uint32_t evidence, const gti_node *node)
{
    if (via == NULL || evidence == GTEE_EVIDENCE_REPORTED)
        return;
    GTI_SAY_KEY(a, VIA_UNUSED, gti_node_entry(node, "via"), "via says who attributed it, but the evidence is not reported");
    gti_report_hint(a->report, "write evidence: reported, or take via away");
}

static void check_expectation(gti_assembly *a, const gtee_expectation *expectation, const gti_node *node)
{
    if (gti_node_entry(node, "obligor") == NULL && gti_node_entry(node, "proposal") == NULL) {
        GTI_SAY(a, NO_SUBJECT, node, "the expectation is about nothing");
        gti_report_hint(a->report, "add obligor, proposal or both");
    }
    check_via(a, expectation->via, expectation->evidence, node);
}

static void check_preference(gti_assembly *a, const gtee_preference *preference, const gti_node *node)
{
    uint64_t key = (uint64_t)(uintptr_t)preference->participant;
    uint32_t first;

    if (preference->participant == NULL)
        return;
    if (gti_map_get(&a->preferences, key, &first)) {
        GTI_SAY(a, SECOND_PREFERENCE, gti_node_entry(node, "participant"), "%s already has a preference record",
                preference->participant->record.id);
        gti_report_related(a->report,
                           gti_at_record(a, *GTI_VEC_AT(&a->dossier->kinds[GTEE_KIND_PREFERENCE], gtee_record *, first)),
                           "the first one is here");
        gti_report_hint(a->report, "join them into one");
    } else if (!gti_map_put(a->allocator, &a->preferences, key, preference->record.index)) {
        a->failed = true;
    }
}

/* ---- Positions */

static void check_weight(gti_assembly *a, gtee_position *position, const gti_node *node)
{
    bool soft = position->stance == GTEE_STANCE_PREFERS || position->stance == GTEE_STANCE_OPPOSES;

    if (!position->has_weight) {
        position->weight = (gti_decimal){.digits = 1, .scale = 0};
    } else if (position->weight.digits == 0) {
        GTI_SAY(a, WEIGHT_ZERO, gti_node_entry(node, "weight"), "the weight is 0");
        gti_report_hint(a->report, "write a weight above 0");
    } else if (!soft) {
        GTI_SAY_KEY(a, WEIGHT_UNUSED, gti_node_entry(node, "weight"), "only prefers and opposes have a weight");
        gti_report_hint(a->report, "take the weight away, or make the stance prefers or opposes");
    }
}

static void check_replaced(gti_assembly *a, gtee_position *position, const gti_refs_list *list, const gti_node *node,
                           enum gti_question question)
{
    const gti_node *entry;
    uint32_t i = 0;

    if (list->count == 0)
        return;
    entry = gti_node_entry(node, question == GTI_ASK_WITHDRAWS ? "withdraws" : "supersedes");
    GTI_EACH(item, entry)
    {
        gtee_record *other = list->items[i];

        if (item->type != GTI_NODE_SCALAR || strcmp(other->id, item->text) != 0)
            continue; /* wrong and said so */
        i += i + 1 < list->count;
        if (other != &position->record) {
            gti_ask_later(a, question, position, other, item, false);
        } else {
            GTI_SAY(a, REPLACES_ITSELF, item, "the position names itself");
            gti_report_hint(a->report, "write the id of an earlier position");
        }
    }
}

static void check_speaker(gti_assembly *a, gtee_position *position, const gti_node *node)
{
    const gtee_participant *speaker = position->speaker;

    if (position->evidence != GTEE_EVIDENCE_STATED || speaker == NULL || position->participant == NULL ||
        gtee_participant_speaks_for(speaker, position->participant, position->date))
        return;
    gti_ask_later(a, GTI_ASK_SPEAKER, position, NULL, gti_node_entry(node, "speaker"), false);
}

static void check_position(gti_assembly *a, gtee_position *position, const gti_node *node)
{
    if (position->stance == GTEE_STANCE_NONE && gti_node_entry(node, "withdraws") == NULL) {
        GTI_SAY(a, NO_STANCE, node, "the position takes no stance");
        gti_report_hint(a->report, "write one of requires, rejects, prefers, opposes, accepts, or the positions that it withdraws");
    }
    check_weight(a, position, node);
    if (position->evidence != 0)
        check_via(a, position->via, position->evidence, node);
    check_replaced(a, position, &position->supersedes, node, GTI_ASK_SUPERSEDES);
    check_replaced(a, position, &position->withdraws, node, GTI_ASK_WITHDRAWS);
    check_speaker(a, position, node);
}

/* ---- Scenarios */

/* In this order, so that of several the last counts: the least favourable. */
static const char *const stands[] = {"support", "unknown", "block"};

static void check_stand(gti_assembly *a, const gti_refs_list *list, uint32_t stand, const gti_node *entry, gti_map *seen)
{
    uint32_t i = 0, before;

    GTI_EACH(item, entry)
    {
        const gtee_record *who = i < list->count ? list->items[i] : NULL;
        const uint64_t key = (uint64_t)(uintptr_t)who;

        if (who == NULL || item->type != GTI_NODE_SCALAR || strcmp(who->id, item->text) != 0)
            continue; /* wrong and said so */
        i++;
        if (gti_map_get(seen, key, &before) && before != stand) {
            GTI_SAY(a, STANDS_TWICE, item, "%q is listed under %s as well; %s counts", who->id, stands[before], stands[stand]);
            gti_report_hint(a->report, "list it once");
        }
        if (!gti_map_put(a->allocator, seen, key, stand))
            a->failed = true;
    }
}

static void check_scenario(gti_assembly *a, const gtee_scenario *scenario, const gti_node *node)
{
    const gti_refs_list *const lists[] = {&scenario->support, &scenario->unknown, &scenario->block};
    gti_map seen = {.count = 0};

    for (uint32_t stand = 0; stand < 3; stand++)
        if (lists[stand]->count > 0)
            check_stand(a, lists[stand], stand, gti_node_entry(node, stands[stand]), &seen);
    gti_map_free(a->allocator, &seen);
}

void gti_check_record(gti_assembly *a, gtee_record *record, const gti_node *node)
{
    void *it = record;
    const gtee_event *event = it;

    switch (record->kind) {
    case GTEE_KIND_PARTICIPANT:
        check_participant(a, it, node);
        break;
    case GTEE_KIND_ISSUE:
        check_issue(a, it, node);
        break;
    case GTEE_KIND_CONSTRAINT:
        check_constraint(a, it, node);
        break;
    case GTEE_KIND_PROPOSAL:
        refuse_reserved(a, record->id, node, "proposal");
        gti_check_proposal(a, it, node);
        break;
    case GTEE_KIND_POSITION:
        check_position(a, it, node);
        break;
    case GTEE_KIND_EXPECTATION:
        check_expectation(a, it, node);
        break;
    case GTEE_KIND_PREFERENCE:
        check_preference(a, it, node);
        break;
    case GTEE_KIND_EVENT:
        check_via(a, event->via, event->evidence, node);
        break;
    case GTEE_KIND_SCENARIO:
        check_scenario(a, it, node);
        break;
    default: /* sources have no rule of their own */
        break;
    }
}
