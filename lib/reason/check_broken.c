/* check_broken.c: what a choice for every variable breaks, by the words of docs/semantics.md. Uses check.h. */
#include "reason/check.h"

static bool chosen(const gti_trial *trial, uint32_t variable, uint64_t options)
{
    return (options >> trial->option[variable] & 1) != 0;
}

bool gti_trial_condition(const gti_trial *trial, uint32_t condition)
{
    const gtee_view *view = trial->inquiry->view;
    const gti_condition *what = GTI_VEC_AT(&view->conditions.items, gti_condition, condition);

    for (uint32_t i = 0; i < what->count; i++) {
        const gti_literal *literal = &what->literals[i];
        if ((literal->key & GTI_ABSENT) != 0 ? gti_truth_absent(view->dossier, literal) != GTI_HOLDS
                                             : !chosen(trial, (uint32_t)literal->key, literal->options))
            return false;
    }
    return true;
}

/* Is the package what the proposal says in all terms (those left out apart)? `*terms`: how many there are. */
static gtee_status equals(const gti_trial *trial, const gtee_proposal *proposal, bool *equal, size_t *terms)
{
    const gtee_view *view = trial->inquiry->view;
    const gti_reading *read;
    gtee_status status = gti_trial_reading(trial, proposal, &read);

    *equal = true;
    *terms = 0;
    for (size_t i = 0; status == GTEE_OK && i < read->named.count; i++) {
        const gti_named *named = GTI_VEC_AT(&read->named, gti_named, i);
        if (trial->inquiry->question.proposal != NULL && gti_variable_derived(&view->variables.items[named->variable]))
            continue;
        *equal = *equal && chosen(trial, named->variable, named->options);
        ++*terms;
    }
    return status;
}

static gtee_status stance_crossed(const gti_trial *trial, const gtee_stance *stance, bool *crossed)
{
    const uint32_t kind = stance->position->stance;
    size_t terms;
    bool equal;

    *crossed = false;
    if (!gti_trial_condition(trial, stance->condition))
        return GTEE_OK;
    if (stance->variable->issue != NULL) {
        const uint32_t variable = gti_view_variable(trial->inquiry->view, stance->variable);
        *crossed = kind == GTEE_STANCE_PREFERS ? !chosen(trial, variable, stance->allowed) : chosen(trial, variable, stance->against);
        return GTEE_OK;
    }
    gtee_status status = equals(trial, stance->variable->proposal, &equal, &terms);
    const bool wanted = kind == GTEE_STANCE_PREFERS || kind == GTEE_STANCE_REQUIRES;
    *crossed = wanted ? !equal : equal && terms > 0;
    return status;
}

/* On one variable, or (UINT32_MAX) on any. */
static gtee_status position_crossed(const gti_trial *trial, uint32_t position, uint32_t variable, bool *crossed)
{
    const gti_inquiry *inquiry = trial->inquiry;
    gtee_status status = GTEE_OK;

    *crossed = false;
    for (uint32_t i = inquiry->position_first[position]; status == GTEE_OK && !*crossed && i < inquiry->position_first[position + 1]; i++) {
        const gtee_stance *stance = gti_view_stance(inquiry->view, inquiry->stances[i]);
        const bool meant = variable == UINT32_MAX || gti_view_variable(inquiry->view, stance->variable) == variable;
        if (meant && (stance->variable->issue == NULL || inquiry->question.proposal == NULL || !gti_variable_derived(stance->variable)))
            status = stance_crossed(trial, stance, crossed);
    }
    return status;
}

/* Has the participant accepted, or refused as a red line that counts, what is chosen for the variable? */
static gtee_status spoken(const gti_trial *trial, const gti_item *item, const gtee_stance *stance, bool *has)
{
    const gtee_position *position = stance->position;
    const gti_inquiry *inquiry = trial->inquiry;
    const bool hard = position->stance == GTEE_STANCE_REQUIRES || position->stance == GTEE_STANCE_REJECTS;
    const bool counts = inquiry->question.counts == NULL || inquiry->question.counts[item->number];
    const gti_reading *read;
    bool equal;
    size_t terms;

    *has = false;
    if (position->participant->record.index != item->number || gti_deal_stands(&trial->inquiry->question, position->record.index) == trial->without || !gti_trial_condition(trial, stance->condition))
        return GTEE_OK;
    if (stance->variable->issue != NULL) {
        *has = gti_view_variable(inquiry->view, stance->variable) == item->variable &&
               chosen(trial, item->variable, stance->favours | (hard && counts ? stance->against : 0));
        return GTEE_OK;
    }
    if (stance->favours == 0)
        return GTEE_OK;
    gtee_status status = equals(trial, stance->variable->proposal, &equal, &terms);
    if (status != GTEE_OK || !equal)
        return status;
    status = gti_trial_reading(trial, stance->variable->proposal, &read);
    *has = status == GTEE_OK && gti_reading_named(read, item->variable) != NULL;
    return status;
}

static gtee_status consent_assumed(const gti_trial *trial, const gti_item *item, bool *assumed)
{
    const gtee_view *view = trial->inquiry->view;
    gtee_status status = GTEE_OK;
    bool has = chosen(trial, item->variable, gti_variable_default(&view->variables.items[item->variable]));

    for (size_t i = 0; status == GTEE_OK && !has && i < view->stances.count; i++)
        status = spoken(trial, item, gti_view_stance(view, i), &has);
    *assumed = !has;
    return status;
}

/* How many choices that a term means are in its options, and how many there are; somebody without a choice counts as one at the default. */
static gtee_status count_term(gti_trial *trial, const gtee_term *term, uint32_t *in, uint32_t *of)
{
    gti_span span;
    gtee_status status = gti_variables_of(&trial->inquiry->view->variables, &trial->groups, term->issue, term->participant, &span);

    *in = 0;
    *of = 1;
    if (status == GTEE_OK && span.count == 0)
        *in = term->issue->default_option != NULL && (term->options >> term->issue->default_option->index & 1) != 0;
    else if (status == GTEE_OK)
        *of = span.count;
    for (uint32_t i = 0; status == GTEE_OK && i < span.count; i++)
        *in += chosen(trial, gti_span_at(&span, i), term->options);
    return status;
}

static gtee_status all_hold(gti_trial *trial, const gti_terms *terms, bool *hold)
{
    gtee_status status = GTEE_OK;

    *hold = true;
    for (uint32_t i = 0; status == GTEE_OK && i < terms->count; i++) {
        uint32_t in, of;
        status = count_term(trial, &terms->items[i], &in, &of);
        *hold = *hold && in == of;
    }
    return status;
}

static gtee_status constraint_broken(gti_trial *trial, const gtee_constraint *constraint, bool *broken)
{
    uint32_t total = 0;
    bool when, then;
    gtee_status status = GTEE_OK;

    if (constraint->of.count == 0) {
        status = all_hold(trial, &constraint->when, &when);
        if (status == GTEE_OK)
            status = all_hold(trial, &constraint->then, &then);
        *broken = status == GTEE_OK && when && !then;
        return status;
    }
    for (uint32_t i = 0; status == GTEE_OK && i < constraint->of.count; i++) {
        uint32_t in, of;
        status = count_term(trial, &constraint->of.items[i], &in, &of);
        total += in;
    }
    *broken = (constraint->has_at_least && total < constraint->at_least) || (constraint->has_at_most && total > constraint->at_most);
    return status;
}

/* More red lines of the participant than the cap. */
static gtee_status cap_broken(gti_trial *trial, uint32_t participant, bool *broken)
{
    gtee_status status = GTEE_OK;
    uint32_t crossed = 0;

    for (size_t i = 0; status == GTEE_OK && i < trial->items.count; i++) {
        const gti_item *item = GTI_VEC_AT(&trial->items, gti_item, i);
        bool here = false;
        if (item->kind == GTI_ITEM_POSITION && !item->hard &&
            gti_inquiry_position(trial->inquiry, item->number)->participant->record.index == participant)
            status = position_crossed(trial, item->number, UINT32_MAX, &here);
        crossed += here;
    }
    *broken = crossed > trial->inquiry->question.cap;
    return status;
}

gtee_status gti_trial_broken(gti_trial *trial, const gti_item *item, bool *broken)
{
    const gti_inquiry *inquiry = trial->inquiry;

    *broken = false;
    switch (item->kind) {
    case GTI_ITEM_POSITION:
        return position_crossed(trial, item->number, UINT32_MAX, broken);
    case GTI_ITEM_WEIGHT:
        return position_crossed(trial, item->number, item->variable, broken);
    case GTI_ITEM_CONSENT:
        return consent_assumed(trial, item, broken);
    case GTI_ITEM_CONSTRAINT:
        return constraint_broken(trial, (const gtee_constraint *)gti_record_at(inquiry->view->dossier, GTEE_KIND_CONSTRAINT, item->number), broken);
    case GTI_ITEM_CAP:
        return cap_broken(trial, item->number, broken);
    case GTI_ITEM_CHANGE:
        *broken = !chosen(trial, item->variable, item->options);
        return GTEE_OK;
    case GTI_ITEM_STAKE:
        return GTEE_OK;
    default: {
        const gti_fix *fix = GTI_VEC_AT(&inquiry->fixes, gti_fix, item->number);
        *broken = !chosen(trial, fix->variable, fix->options);
        return GTEE_OK;
    }
    }
}
