/* wording.c: findings as an analyst would put them. Uses base, record, wording.h. */
#include "reason/wording.h"

#define LISTED_OPTIONS 4u   /* more than these are counted */
#define LISTED_CONDITIONS 2u
#define LISTED_TERMS 3u

static const char *option_title(const gtee_issue *issue, uint32_t index)
{
    const gtee_option *option = &issue->options.items[index];

    return option->title != NULL ? option->title : option->id;
}

static uint32_t count_bits(uint64_t bits)
{
    uint32_t count = 0;

    for (; bits != 0; bits &= bits - 1)
        count++;
    return count;
}

static uint32_t lowest(uint64_t bits)
{
    uint32_t index = 0;

    while ((bits >> index & 1) == 0)
        index++;
    return index;
}

/* A stretch of at least three options of a scale that reaches one of its ends, in words; false if it is none. */
static bool word_stretch(gti_buffer *out, const gtee_issue *issue, uint64_t options, uint32_t count)
{
    const uint64_t all = gti_options_all(issue);

    if (!issue->ordered || count < 3)
        return false;
    if (options == (all & ~((UINT64_C(1) << lowest(options)) - 1)))
        gti_buffer_format(out, "%s or more", option_title(issue, lowest(options)));
    else if ((options & (options + 1)) == 0)
        gti_buffer_format(out, "%s or less", option_title(issue, count - 1));
    else
        return false;
    return true;
}

void gti_word_options(gti_buffer *out, const gtee_issue *issue, uint64_t options)
{
    const uint64_t all = gti_options_all(issue);
    const uint32_t count = count_bits(options & all);
    const uint32_t named = count > LISTED_OPTIONS ? LISTED_OPTIONS - 1 : count;
    uint64_t left = options & all;

    if (count == 0 || left == all) {
        gti_buffer_text(out, count == 0 ? "nothing" : count == 1 ? option_title(issue, 0) : "anything");
        return;
    }
    if (word_stretch(out, issue, left, count))
        return;
    for (uint32_t i = 0; i < named; i++, left &= left - 1) {
        gti_buffer_text(out, i == 0 ? "" : i + 1 == count ? " or " : ", ");
        gti_buffer_text(out, option_title(issue, lowest(left)));
    }
    if (named < count)
        gti_buffer_format(out, " or %u others", (uint64_t)(count - named));
}

static const char *name_of(const gtee_participant *participant)
{
    return gtee_participant_name(participant, NULL);
}

static const char *title_of(const gtee_issue *issue)
{
    return issue->title != NULL ? issue->title : issue->record.id;
}

/* “Ground troops” of France; to France itself, its own “Ground troops”. */
static void word_choice(gti_buffer *out, const gtee_issue *issue, const gtee_participant *choice, const gtee_participant *speaker)
{
    if (choice != NULL && choice == speaker)
        gti_buffer_text(out, "its own ");
    gti_buffer_format(out, "%q", title_of(issue));
    if (choice != NULL && choice != speaker)
        gti_buffer_format(out, " of %s", name_of(choice));
}

static void word_variable(gti_buffer *out, const gtee_finding *finding, const gtee_participant *speaker)
{
    word_choice(out, finding->variable->issue, finding->variable->choice, speaker);
}

static void word_set(gti_buffer *out, const gtee_finding *finding, uint64_t options)
{
    gti_word_options(out, finding->variable->issue, options);
}

/* " (Sergey Lavrov, reported, 2025-08-21)": by whom, on what evidence, when. */
static void word_origin(gti_buffer *out, const gtee_position *position, bool always_evidence)
{
    gti_buffer_text(out, " (");
    if (position->speaker != NULL && position->speaker != position->participant)
        gti_buffer_format(out, "%s, ", name_of(position->speaker));
    if (position->evidence == GTEE_EVIDENCE_REPORTED && position->via != NULL)
        gti_buffer_format(out, "reported by %s, ", name_of(position->via));
    else if (position->evidence != GTEE_EVIDENCE_STATED || always_evidence)
        gti_buffer_format(out, "%s, ", gtee_evidence_name(position->evidence));
    gti_buffer_format(out, "%d)", (int)position->date);
}

static bool names_against(const gtee_position *position)
{
    return position->stance == GTEE_STANCE_REJECTS || position->stance == GTEE_STANCE_OPPOSES;
}

/* "Russia rejects combat on “Ground troops” of France (…)". */
static void word_stance(gti_buffer *out, const gtee_finding *finding)
{
    const gtee_position *position = finding->position;
    const uint64_t all = gti_variable_all(finding->variable);

    gti_buffer_format(out, "%s %s ", name_of(finding->participant), gtee_stance_name(position->stance));
    word_set(out, finding, names_against(position) ? all & ~finding->allowed : finding->allowed);
    gti_buffer_text(out, " on ");
    word_variable(out, finding, finding->participant);
    word_origin(out, position, false);
}

static void word_condition(gti_buffer *out, const gtee_position *position, const gtee_participant *speaker)
{
    const gti_terms *terms = &position->conditions;

    for (uint32_t i = 0; i < terms->count && i < LISTED_CONDITIONS; i++) {
        const gtee_term *term = &terms->items[i];
        gti_buffer_text(out, i > 0 ? " and " : "");
        word_choice(out, term->issue, term->participant, speaker);
        gti_buffer_text(out, " is ");
        gti_word_options(out, term->issue, term->options);
    }
    if (terms->count > LISTED_CONDITIONS)
        gti_buffer_format(out, " and %u more", (uint64_t)(terms->count - LISTED_CONDITIONS));
}

void gti_word_position(gti_buffer *out, const gtee_position *position)
{
    const gtee_proposal *whole = position->proposal;

    gti_buffer_format(out, "%s %s ", name_of(position->participant), gtee_stance_name(position->stance));
    if (whole != NULL)
        gti_buffer_format(out, "%q", whole->title != NULL ? whole->title : whole->record.id);
    for (uint32_t i = 0; i < position->terms.count && i < LISTED_TERMS; i++) {
        const gtee_term *term = &position->terms.items[i];
        gti_buffer_text(out, i > 0 ? ", " : "");
        gti_word_options(out, term->issue, term->options);
        gti_buffer_text(out, " on ");
        word_choice(out, term->issue, term->participant, position->participant);
    }
    if (position->terms.count > LISTED_TERMS)
        gti_buffer_format(out, " and %u more", (uint64_t)(position->terms.count - LISTED_TERMS));
    if (position->conditions.count > 0) {
        gti_buffer_text(out, " if ");
        word_condition(out, position, position->participant);
    }
    word_origin(out, position, false);
}

/* What the proposal does there: "but clause `x` has combat", "and the proposal is silent, which means none". */
static void word_proposed(gti_buffer *out, const gtee_finding *finding, const char *conjunction)
{
    const bool derived = gti_variable_derived(finding->variable);

    if (derived && finding->clause != NULL)
        gti_buffer_format(out, finding->variable->issue->derived == GTEE_DERIVED_GUARANTOR ? ", %s clause `%s` gives "
                                                                                           : ", %s the rule of clause `%s` gives ",
                          conjunction, finding->clause->record.id);
    else if (derived)
        gti_buffer_format(out, ", %s its clauses and rules give ", conjunction);
    else if (finding->clause != NULL)
        gti_buffer_format(out, ", %s clause `%s` has ", conjunction, finding->clause->record.id);
    else
        gti_buffer_text(out, ", and the proposal is silent, which means ");
    word_set(out, finding, finding->proposed);
}

static void word_open(gti_buffer *out, const gtee_finding *finding)
{
    word_stance(out, finding);
    if (finding->clause == NULL) {
        gti_buffer_text(out, ", and the proposal does not say");
        return;
    }
    gti_buffer_format(out, ", but clause `%s` also allows ", finding->clause->record.id);
    word_set(out, finding, finding->proposed & ~finding->allowed);
}

/* On a whole proposal: the one assessed, or another. */
static void word_package(gti_buffer *out, const gtee_finding *finding, const gti_assessing *assessing)
{
    const gtee_proposal *subject = finding->variable->proposal;
    const char *title = subject->title != NULL ? subject->title : subject->record.id;

    gti_buffer_format(out, "%s %s ", name_of(finding->participant), gtee_stance_name(finding->position->stance));
    if (subject == assessing->proposal)
        gti_buffer_text(out, "the proposal as a whole");
    else
        gti_buffer_format(out, "%q", title);
    word_origin(out, finding->position, false);
    if (subject == assessing->proposal)
        return;
    gti_buffer_text(out, finding->position->stance == GTEE_STANCE_REQUIRES ? ", which this proposal does not contain"
                                                                           : ", and this proposal contains all of it");
}

static void word_conditional(gti_buffer *out, const gtee_finding *finding, const gti_assessing *assessing)
{
    if (finding->variable->issue != NULL)
        word_stance(out, finding);
    else
        word_package(out, finding, assessing);
    gti_buffer_text(out, " if ");
    word_condition(out, finding->position, finding->participant);
    gti_buffer_text(out, ", which the proposal leaves open");
}

static void word_party(gti_buffer *out, const gtee_finding *finding)
{
    gti_buffer_format(out, "the proposal needs the consent of %s, a party, of whom nothing on record touches it",
                      name_of(finding->participant));
}

static void word_assumed(gti_buffer *out, const gtee_finding *finding, const gti_assessing *assessing)
{
    const gti_mark *mark = &assessing->marks[finding->participant->record.index];

    if (finding->need == GTI_NEED_CONSENT)
        gti_buffer_format(out, "%s would have to consent to ", name_of(finding->participant));
    else if (finding->need == GTI_NEED_OBLIGOR)
        gti_buffer_format(out, "%s is bound to ", name_of(finding->participant));
    else
        gti_buffer_format(out, "%s is to choose ", name_of(finding->participant));
    word_set(out, finding, finding->missing);
    gti_buffer_text(out, " on ");
    word_variable(out, finding, finding->participant);
    if (finding->clause != NULL)
        gti_buffer_format(out, " (clause `%s`)", finding->clause->record.id);
    gti_buffer_format(out, ", but has not %s on record", finding->need == GTI_NEED_CONSENT ? "done so" : "offered it");
    if ((mark->flags & GTI_MARK_PROPOSER) != 0)
        gti_buffer_text(out, "; to be named as its proposer is no consent");
}

/* "rejects", "accepts"; "excludes" for what a `requires` rules out. */
static const char *side_verb(const gtee_position *position, const gtee_position *other)
{
    if (position->stance == GTEE_STANCE_REQUIRES && !names_against(other))
        return "excludes";
    return gtee_stance_name(position->stance);
}

/* One side of a contradiction: where it comes from, and its condition if it has one. */
static void word_side(gti_buffer *out, const gtee_position *position, const gtee_finding *finding)
{
    word_origin(out, position, position->evidence != finding->position->evidence || position->evidence != finding->other->evidence);
    if (position->conditions.count == 0)
        return;
    gti_buffer_text(out, " if ");
    word_condition(out, position, finding->participant);
}

static void word_contradiction(gti_buffer *out, const gtee_finding *finding)
{
    const gtee_position *position = finding->position, *other = finding->other;
    const bool both = position->stance == GTEE_STANCE_REQUIRES && other->stance == GTEE_STANCE_REQUIRES;

    gti_buffer_format(out, "%s %s ", name_of(finding->participant), both ? "requires" : side_verb(position, other));
    if (finding->variable->issue == NULL) {
        gti_buffer_text(out, "the proposal as a whole");
    } else {
        if (both)
            gti_buffer_text(out, "one thing");
        else
            word_set(out, finding, gti_variable_all(finding->variable) & ~finding->allowed);
        gti_buffer_text(out, " on ");
        word_variable(out, finding, finding->participant);
    }
    word_side(out, position, finding);
    gti_buffer_format(out, " but %s %s", both ? "requires" : side_verb(other, position), both ? "another" : "it");
    word_side(out, other, finding);
}

void gti_word_message(gti_buffer *out, const gtee_finding *finding, const gti_assessing *assessing)
{
    switch (finding->kind) {
    case GTEE_FINDING_PACKAGE:
        word_package(out, finding, assessing);
        return;
    case GTEE_FINDING_ASSUMED_CONSENT:
        if (finding->need == GTI_NEED_PARTY)
            word_party(out, finding);
        else
            word_assumed(out, finding, assessing);
        return;
    case GTEE_FINDING_OPEN:
        word_open(out, finding);
        return;
    case GTEE_FINDING_CONDITION:
        word_conditional(out, finding, assessing);
        return;
    case GTEE_FINDING_CONTRADICTION:
        word_contradiction(out, finding);
        return;
    case GTEE_FINDING_DERIVED:
        word_stance(out, finding);
        gti_buffer_text(out, finding->variable->issue->derived == GTEE_DERIVED_GUARANTOR
                                 ? "; that follows from who owes what to whom, and no clause says so"
                                 : "; that follows from an activation rule, and the proposal has none");
        return;
    default: /* red line, unmet, reservation, support */
        word_stance(out, finding);
        word_proposed(out, finding, finding->kind == GTEE_FINDING_SUPPORT ? "and" : "but");
    }
}

/* "limit “Ground troops” of France to none or training". */
static void cure_by_change(gti_buffer *out, const gtee_finding *finding, uint64_t options)
{
    const bool one = count_bits(options) == 1;

    if (options == 0)
        return;
    if (gti_variable_derived(finding->variable)) {
        const bool guarantor = finding->variable->issue->derived == GTEE_DERIVED_GUARANTOR;
        gti_buffer_text(out, guarantor ? "change who owes what to whom, so that it gives " : "change the activation rule, so that it gives ");
        word_set(out, finding, options);
        gti_buffer_format(out, " to %s, or ", name_of(finding->variable->choice));
        return;
    }
    gti_buffer_text(out, finding->clause == NULL ? "add a clause that sets " : one ? "set " : "limit ");
    word_variable(out, finding, NULL);
    gti_buffer_text(out, " to ");
    word_set(out, finding, options);
    gti_buffer_text(out, ", or ");
}

static void cure_by_consent(gti_buffer *out, const gtee_finding *finding, uint64_t options)
{
    gti_buffer_format(out, "have %s accept ", name_of(finding->participant));
    word_set(out, finding, options);
}

static void cure_package(gti_buffer *out, const gtee_finding *finding, const gti_assessing *assessing)
{
    const gtee_proposal *subject = finding->variable->proposal;
    const char *title = subject->title != NULL ? subject->title : subject->record.id;
    const char *name = name_of(finding->participant);

    if (finding->verdict == GTEE_VERDICT_ACCEPTS)
        return;
    if (finding->position->stance == GTEE_STANCE_REQUIRES)
        gti_buffer_format(out, "take over the terms of %q, or have %s withdraw its demand", title, name);
    else if (subject == assessing->proposal)
        gti_buffer_format(out, "have %s accept %q", name, title);
    else
        gti_buffer_format(out, "depart from %q in a term, or have %s accept it", title, name);
}

static void cure_contradiction(gti_buffer *out, const gtee_finding *finding)
{
    gti_buffer_format(out, "ask %s which of the two holds", name_of(finding->participant));
    if (finding->position->evidence != finding->other->evidence)
        gti_buffer_text(out, ", or leave one kind of evidence out");
}

void gti_word_cure(gti_buffer *out, const gtee_finding *finding, const gti_assessing *assessing)
{
    switch (finding->kind) {
    case GTEE_FINDING_SUPPORT:
    case GTEE_FINDING_DERIVED:
        return;
    case GTEE_FINDING_PACKAGE:
        cure_package(out, finding, assessing);
        return;
    case GTEE_FINDING_CONDITION:
        gti_buffer_text(out, "settle whether ");
        word_condition(out, finding->position, NULL);
        return;
    case GTEE_FINDING_ASSUMED_CONSENT:
        gti_buffer_format(out, "ask %s whether it accepts ", name_of(finding->participant));
        if (finding->need == GTI_NEED_PARTY)
            gti_buffer_text(out, "the proposal");
        else
            word_set(out, finding, finding->missing);
        return;
    case GTEE_FINDING_CONTRADICTION:
        cure_contradiction(out, finding);
        return;
    case GTEE_FINDING_OPEN:
        cure_by_change(out, finding, finding->clause != NULL ? finding->proposed & finding->allowed : finding->allowed);
        cure_by_consent(out, finding, finding->proposed & ~finding->allowed);
        return;
    default: /* red line, unmet, reservation */
        cure_by_change(out, finding, finding->allowed);
        cure_by_consent(out, finding, finding->proposed);
    }
}
