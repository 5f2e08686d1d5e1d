/* link.c: what all records together must be: no reference dangles, and the questions that waited for the whole. Uses compile.h. */
#include "record/compile.h"

#include <string.h>

/* ---- Dangling references: said once for each id, with the places where it is used */

static const char *plural_s(uint64_t count)
{
    return count == 1 ? "" : "s";
}

static void refuse_awaited(gti_assembly *a, const gti_awaited *awaited)
{
    const gtee_record *record = awaited->record;
    const char *kind = gti_schema_of(record->kind)->name;
    const char *near = gti_guess_id(a, record->kind, record->id);

    GTI_SAY_SPOT(a, UNKNOWN_REFERENCE, &awaited->first, "there is no %s %q", kind, record->id);
    for (uint64_t i = 1; i < awaited->count && i < GTI_MENTIONS_KEPT; i++)
        gti_report_related(a->report, &awaited->more[i - 1], "it is also used here");
    if (awaited->count > GTI_MENTIONS_KEPT)
        gti_report_related(a->report, &awaited->more[GTI_MENTIONS_KEPT - 2], "and %u more time%s behind this place",
                           awaited->count - GTI_MENTIONS_KEPT, plural_s(awaited->count - GTI_MENTIONS_KEPT));
    if (near != NULL)
        gti_report_hint(a->report, "did you mean %q?", near);
    else
        gti_report_hint(a->report, "correct the id, or add the %s to the section %s", kind, gti_kind_section(record->kind));
}

static void check_awaited(gti_assembly *a)
{
    for (size_t i = 0; i < a->awaited.count; i++) {
        const gti_awaited *awaited = GTI_VEC_AT(&a->awaited, gti_awaited, i);

        if (!awaited->record->declared)
            refuse_awaited(a, awaited);
    }
}

/* ---- Questions */

/* Has the participant, or one of its members, a choice among those of the group, on whatever day? */
static bool has_choice(gti_assembly *a, const gtee_participant *participant, const gtee_participant *group)
{
    gti_vec members = GTI_VEC(const gtee_participant *);
    bool found = participant == group || gtee_participant_is_member(participant, group, GTEE_DATE_NONE);

    if (!found && participant->members.count > 0) {
        if (!gti_members_expand(participant, GTEE_DATE_NONE, a->allocator, &members))
            a->failed = true;
        for (size_t i = 0; i < members.count && !found; i++)
            found = gtee_participant_is_member(*GTI_VEC_AT(&members, const gtee_participant *, i), group, GTEE_DATE_NONE);
    }
    gti_vec_free(a->allocator, &members);
    return found;
}

static void answer_choice(gti_assembly *a, const gti_later *later)
{
    const gtee_issue *issue = later->subject;
    const gtee_participant *participant = later->object, *by = issue->by;

    if (!participant->record.declared || !by->record.declared || has_choice(a, participant, by) || a->failed)
        return;
    GTI_SAY_SPOT(a, NO_SUCH_CHOICE, &later->spot, "%s has no choice on %s: it is at no time a member of %s", participant->record.id,
                 issue->record.id, by->record.id);
    gti_report_hint(a->report, "correct the participant, or add it to the members of %s", by->record.id);
}

static void answer_single(gti_assembly *a, const gti_later *later)
{
    const gtee_participant *participant = later->object;

    if (participant->members.count == 0)
        return;
    GTI_SAY_SPOT(a, GROUP_UTILITY, &later->spot, "%s is a group; a utility is on the choice of a single participant",
                 participant->record.id);
    gti_report_hint(a->report, "write an entry for each member");
}

/* Names when the speaker did speak for the participant, if ever. */
static void hint_offices(gti_assembly *a, const gtee_participant *speaker, const gtee_participant *participant)
{
    char from[GTEE_DATE_BUFFER], until[GTEE_DATE_BUFFER];

    for (uint32_t i = 0; i < speaker->offices.count; i++) {
        const gtee_office *office = &speaker->offices.items[i];

        if (office->participant != participant)
            continue;
        gtee_date_format(office->from, from);
        gtee_date_format(office->until, until);
        gti_report_hint(a->report, "%s speaks for %s%s%s%s%s: correct the speaker or the date, or write evidence: reported",
                        speaker->record.id, participant->record.id, from[0] == '\0' ? "" : " from ", from,
                        until[0] == '\0' ? "" : " until ", until);
        return;
    }
    gti_report_hint(a->report, "add speaks_for: %s to %s, correct the speaker, or write evidence: reported", participant->record.id,
                    speaker->record.id);
}

/* On a day, in a month or year. */
static const char *in_or_on(gtee_date date)
{
    return gtee_date_first_day(date) == date ? "on" : "in";
}

static void answer_speaker(gti_assembly *a, const gti_later *later)
{
    const gtee_position *position = later->subject;
    const gtee_participant *speaker = position->speaker, *participant = position->participant;

    if (!speaker->record.declared || !participant->record.declared ||
        gtee_participant_speaks_for(speaker, participant, position->date))
        return;
    GTI_SAY_SPOT(a, SPEAKER_NOT_AUTHORISED, &later->spot, "%s does not speak for %s %s %d", speaker->record.id,
                 participant->record.id, in_or_on(position->date), (int)position->date);
    hint_offices(a, speaker, participant);
}

static void answer_replaced(gti_assembly *a, const gti_later *later)
{
    const gtee_position *position = later->subject, *other = later->object;
    const char *verb = later->question == GTI_ASK_WITHDRAWS ? "withdrawn" : "superseded";

    if (!other->record.declared || position->participant == NULL || other->participant == NULL)
        return;
    if (other->participant != position->participant) {
        GTI_SAY_SPOT(a, FOREIGN_POSITION, &later->spot, "%s is a position of %s and cannot be %s by %s", other->record.id,
                     other->participant->record.id, verb, position->participant->record.id);
        gti_report_related(a->report, gti_at_record(a, &other->record), "the position is here");
        gti_report_hint(a->report, "correct the id");
    } else if (gtee_date_first_day(other->date) > gtee_date_first_day(position->date) && position->date != GTEE_DATE_NONE) {
        GTI_SAY_SPOT(a, LATER_POSITION, &later->spot, "%s, of %d, cannot be %s %s %d", other->record.id, (int)other->date, verb,
                     in_or_on(position->date), (int)position->date);
        gti_report_related(a->report, gti_at_record(a, &other->record), "the later position is here");
        gti_report_hint(a->report, "correct the id or one of the dates");
    }
}

/* How many a list of rules counts at most: a group counts as its members. */
static uint64_t count_children(gti_assembly *a, const gtee_rule *rule)
{
    gti_vec members = GTI_VEC(const gtee_participant *);
    uint64_t count = 0;

    for (uint32_t i = 0; i < rule->child_count && !a->failed; i++) {
        const gtee_rule *child = rule->children[i];

        gti_vec_clear(&members);
        if (child->participant == NULL || child->participant->members.count == 0)
            count++;
        else if (gti_members_expand(child->participant, GTEE_DATE_NONE, a->allocator, &members))
            count += members.count;
        else
            a->failed = true;
    }
    gti_vec_free(a->allocator, &members);
    return count;
}

static void answer_count(gti_assembly *a, const gti_later *later)
{
    const gtee_rule *rule = later->subject;
    uint64_t count = count_children(a, rule);

    if (a->failed || count >= rule->at_least)
        return;
    GTI_SAY_SPOT(a, RULE_COUNT, &later->spot, "at_least %u of %u can never win", (uint64_t)rule->at_least, count);
    gti_report_hint(a->report, "lower the number, or add to the list");
}

static void answer(gti_assembly *a, const gti_later *later)
{
    switch (later->question) {
    case GTI_ASK_CHOICE:
        answer_choice(a, later);
        break;
    case GTI_ASK_SINGLE:
        answer_single(a, later);
        break;
    case GTI_ASK_SPEAKER:
        answer_speaker(a, later);
        break;
    case GTI_ASK_SUPERSEDES:
    case GTI_ASK_WITHDRAWS:
        answer_replaced(a, later);
        break;
    case GTI_ASK_COUNT:
        answer_count(a, later);
        break;
    default: /* places only */
        break;
    }
}

void gti_link_questions(gti_assembly *a)
{
    for (size_t i = 0; i < a->later.count && !a->failed; i++)
        answer(a, GTI_VEC_AT(&a->later, gti_later, i));
}

/* ---- The last day */

static gtee_date date_of(const gtee_record *record)
{
    const void *it = record;
    gtee_date date;

    switch (record->kind) {
    case GTEE_KIND_SOURCE:
        return ((const gtee_source *)it)->date;
    case GTEE_KIND_PROPOSAL:
        return ((const gtee_proposal *)it)->date;
    case GTEE_KIND_POSITION:
        return ((const gtee_position *)it)->date;
    case GTEE_KIND_EVENT:
        date = ((const gtee_event *)it)->until;
        return date != GTEE_DATE_NONE ? date : ((const gtee_event *)it)->date;
    default:
        return GTEE_DATE_NONE;
    }
}

static void find_last_day(gtee_dossier *dossier)
{
    for (uint32_t kind = 1; kind <= GTI_KIND_COUNT; kind++)
        for (size_t i = 0; i < dossier->kinds[kind].count; i++) {
            gtee_date day = gtee_date_first_day(date_of(*GTI_VEC_AT(&dossier->kinds[kind], gtee_record *, i)));

            if (day > dossier->last_day)
                dossier->last_day = day;
        }
}

void gti_link(gti_assembly *a)
{
    check_awaited(a);
    if (!gti_link_members(a))
        return; /* in a circle of groups no question has an answer */
    gti_link_questions(a);
    if (!a->failed)
        gti_link_clauses(a);
    find_last_day(a->dossier);
}
