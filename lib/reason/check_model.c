/* check_model.c: what a package may break, item by item, and which variables each looks at. Uses check.h. */
#include "reason/check.h"

typedef struct gti_cached_reading {
    gti_reading read;
    bool made;
} gti_cached_reading;

static const gti_allocator *allocator_of(const gti_trial *trial)
{
    return &trial->inquiry->arena.allocator;
}

gtee_status gti_trial_reading(const gti_trial *trial, const gtee_proposal *proposal, const gti_reading **read)
{
    gti_cached_reading *cached = &trial->readings[proposal->record.index];
    gtee_status status = GTEE_OK;

    if (!cached->made) {
        status = gti_reading_make(&cached->read, trial->inquiry->view, proposal, NULL);
        if (status == GTEE_OK)
            cached->made = true;
        else
            gti_reading_free(&cached->read);
    }
    *read = &cached->read;
    return status;
}

static gti_item *add_item(gti_trial *trial, uint32_t kind, uint32_t number)
{
    gti_item *item = gti_vec_push(allocator_of(trial), &trial->items);

    if (item != NULL)
        *item = (gti_item){.kind = kind, .number = number, .first = (uint32_t)trial->scope.count};
    return item;
}

/* The newest item looks at the variable, on which something bears now. */
static bool look(gti_trial *trial, uint32_t variable)
{
    gti_item *item = GTI_VEC_AT(&trial->items, gti_item, trial->items.count - 1);

    for (uint32_t i = item->first; i < trial->scope.count; i++)
        if (*GTI_VEC_AT(&trial->scope, uint32_t, i) == variable)
            return true;
    item->count++;
    if (!gti_vec_append(allocator_of(trial), &trial->scope, &variable, 1))
        return false;
    if (trial->bears[variable])
        return true;
    trial->bears[variable] = true;
    return gti_vec_append(allocator_of(trial), &trial->borne, &variable, 1);
}

static bool look_at_condition(gti_trial *trial, uint32_t condition)
{
    const gti_condition *what = GTI_VEC_AT(&trial->inquiry->view->conditions.items, gti_condition, condition);
    bool good = true;

    for (uint32_t i = 0; good && i < what->count; i++)
        good = (what->literals[i].key & GTI_ABSENT) != 0 || look(trial, (uint32_t)what->literals[i].key);
    return good;
}

static bool is_left_out(const gti_trial *trial, const gti_variable *variable)
{
    return trial->inquiry->question.proposal != NULL && gti_variable_derived(variable);
}

/* `only`: if the proposal names this variable; UINT32_MAX: in any case. */
static gtee_status look_at_proposal(gti_trial *trial, const gtee_stance *stance, uint32_t only)
{
    const gtee_view *view = trial->inquiry->view;
    const gti_reading *read;
    gtee_status status = gti_trial_reading(trial, stance->variable->proposal, &read);

    if (status == GTEE_OK && (only == UINT32_MAX || gti_reading_named(read, only) != NULL)) {
        bool good = true, says = false; /* of a proposal without terms that count nothing is said */
        for (size_t i = 0; good && i < read->named.count; i++) {
            const uint32_t variable = GTI_VEC_AT(&read->named, gti_named, i)->variable;
            if (is_left_out(trial, &view->variables.items[variable]))
                continue;
            good = look(trial, variable);
            says = true;
        }
        good = good && (!says || look_at_condition(trial, stance->condition));
        status = good ? GTEE_OK : GTEE_ERROR_MEMORY;
    }
    return status;
}

static gtee_status look_at_stance(gti_trial *trial, const gtee_stance *stance)
{
    if (stance->variable->issue == NULL)
        return look_at_proposal(trial, stance, UINT32_MAX);
    if (is_left_out(trial, stance->variable))
        return GTEE_OK;
    return look(trial, gti_view_variable(trial->inquiry->view, stance->variable)) && look_at_condition(trial, stance->condition) ? GTEE_OK
                                                                                                                           : GTEE_ERROR_MEMORY;
}

/* ---- positions */

static gtee_status add_red_line(gti_trial *trial, uint32_t position, bool hard)
{
    const gti_inquiry *inquiry = trial->inquiry;
    gti_item *item = add_item(trial, GTI_ITEM_POSITION, position);
    gtee_status status = item != NULL ? GTEE_OK : GTEE_ERROR_MEMORY;

    if (item == NULL)
        return status;
    item->hard = hard;
    item->cost[0] = inquiry->question.mode == GTI_DEAL_WEIGHTED ? inquiry->question.red_line_weight : 1;
    for (uint32_t i = inquiry->position_first[position]; status == GTEE_OK && i < inquiry->position_first[position + 1]; i++)
        status = look_at_stance(trial, gti_view_stance(inquiry->view, inquiry->stances[i]));
    return status;
}

static gtee_status add_weights(gti_trial *trial, uint32_t position)
{
    const gti_inquiry *inquiry = trial->inquiry;
    gtee_status status = GTEE_OK;

    for (uint32_t i = inquiry->position_first[position]; status == GTEE_OK && i < inquiry->position_first[position + 1]; i++) {
        const gtee_stance *stance = gti_view_stance(inquiry->view, inquiry->stances[i]);
        if (stance->variable->issue != NULL && is_left_out(trial, stance->variable))
            continue;
        const uint32_t variable = gti_view_variable(inquiry->view, stance->variable);
        gti_item *item = trial->items.count > 0 ? GTI_VEC_AT(&trial->items, gti_item, trial->items.count - 1) : NULL;
        if (item == NULL || item->kind != GTI_ITEM_WEIGHT || item->number != position || item->variable != variable)
            item = add_item(trial, GTI_ITEM_WEIGHT, position);
        if (item == NULL)
            return GTEE_ERROR_MEMORY;
        item->variable = variable;
        item->cost[inquiry->question.mode == GTI_DEAL_WEIGHTED ? 0 : 2] = gti_decimal_double(stance->position->weight);
        status = look_at_stance(trial, stance);
    }
    return status;
}

static gtee_status add_positions(gti_trial *trial, bool bare)
{
    const gti_deal_question *question = &trial->inquiry->question;
    gtee_status status = GTEE_OK;

    for (uint32_t p = 0; status == GTEE_OK && p < gti_record_count(question->view->dossier, GTEE_KIND_POSITION); p++) {
        const gtee_position *position = gti_inquiry_position(trial->inquiry, p);
        const uint32_t who = position->participant->record.index;
        const bool hard = position->stance == GTEE_STANCE_REQUIRES || position->stance == GTEE_STANCE_REJECTS;
        const bool fixed = (question->immovable != NULL && question->immovable[who]) ||
                           (question->immovable_positions != NULL && question->immovable_positions[p]);
        if (p == trial->without || position->stance == GTEE_STANCE_ACCEPTS || trial->inquiry->position_first[p] == trial->inquiry->position_first[p + 1] ||
            (trial->positions != NULL ? !trial->positions[p] : question->counts != NULL && !question->counts[who]))
            continue;
        if (hard)
            status = add_red_line(trial, p, bare || fixed || question->mode == GTI_DEAL_NEAREST);
        else if (!bare)
            status = add_weights(trial, p);
    }
    return status;
}

/* ---- constraints, fixed choices, caps */

static gtee_status look_at_terms(gti_trial *trial, const gti_terms *terms)
{
    gtee_status status = GTEE_OK;

    for (uint32_t i = 0; status == GTEE_OK && i < terms->count; i++) {
        gti_span span;
        status = gti_variables_of(&trial->inquiry->view->variables, &trial->groups, terms->items[i].issue, terms->items[i].participant, &span);
        for (uint32_t k = 0; status == GTEE_OK && k < span.count; k++)
            status = look(trial, gti_span_at(&span, k)) ? GTEE_OK : GTEE_ERROR_MEMORY;
    }
    return status;
}

static gtee_status add_constraints(gti_trial *trial)
{
    const gtee_dossier *dossier = trial->inquiry->view->dossier;
    gtee_status status = GTEE_OK;

    for (uint32_t i = 0; status == GTEE_OK && i < gti_record_count(dossier, GTEE_KIND_CONSTRAINT); i++) {
        const gtee_constraint *constraint = (const gtee_constraint *)gti_record_at(dossier, GTEE_KIND_CONSTRAINT, i);
        if (trial->constraints != NULL && !trial->constraints[i])
            continue;
        gti_item *item = add_item(trial, GTI_ITEM_CONSTRAINT, i);
        if (item == NULL)
            return GTEE_ERROR_MEMORY;
        item->hard = true;
        status = look_at_terms(trial, &constraint->when);
        if (status == GTEE_OK)
            status = look_at_terms(trial, &constraint->then);
        if (status == GTEE_OK)
            status = look_at_terms(trial, &constraint->of);
    }
    return status;
}

/* Is it among the texts that hold? */
static bool fix_holds(const gti_trial *trial, const gti_fix *fix)
{
    const gti_vec *texts = &trial->inquiry->texts;

    for (size_t i = 0; trial->texts != NULL && i < texts->count; i++)
        if (*GTI_VEC_AT(texts, const char *, i) == fix->text)
            return trial->texts[i];
    return true;
}

static gtee_status add_fixes(gti_trial *trial)
{
    for (uint32_t i = 0; i < trial->inquiry->fixes.count; i++) {
        if (!fix_holds(trial, GTI_VEC_AT(&trial->inquiry->fixes, gti_fix, i)))
            continue;
        gti_item *item = add_item(trial, GTI_ITEM_FIX, i);
        if (item == NULL)
            return GTEE_ERROR_MEMORY;
        item->hard = true;
        if (!look(trial, GTI_VEC_AT(&trial->inquiry->fixes, gti_fix, i)->variable))
            return GTEE_ERROR_MEMORY;
    }
    return GTEE_OK;
}

/* What the proposal says of each variable, to be kept to. */
static gtee_status add_changes(gti_trial *trial)
{
    const gtee_view *view = trial->inquiry->view;
    const gti_reading *read;
    gtee_status status = gti_trial_reading(trial, trial->inquiry->question.proposal, &read);

    for (size_t i = 0; status == GTEE_OK && i < read->named.count; i++) {
        const gti_named *named = GTI_VEC_AT(&read->named, gti_named, i);
        if (is_left_out(trial, &view->variables.items[named->variable]))
            continue;
        gti_item *item = add_item(trial, GTI_ITEM_CHANGE, 0);
        if (item == NULL || !look(trial, named->variable)) {
            status = GTEE_ERROR_MEMORY;
            continue;
        }
        item->variable = named->variable;
        item->options = named->options;
        item->cost[0] = 1;
    }
    return status;
}

/* A cap looks at all that the participant's red lines look at. */
static gtee_status add_cap(gti_trial *trial, uint32_t participant, size_t count)
{
    gti_item *cap = add_item(trial, GTI_ITEM_CAP, participant);
    bool good = cap != NULL;

    if (good)
        cap->hard = true;
    for (size_t i = 0; good && i < count; i++) {
        const gti_item item = *GTI_VEC_AT(&trial->items, gti_item, i);
        if (item.kind != GTI_ITEM_POSITION || gti_inquiry_position(trial->inquiry, item.number)->participant->record.index != participant)
            continue;
        for (uint32_t k = 0; good && k < item.count; k++)
            good = look(trial, *GTI_VEC_AT(&trial->scope, uint32_t, item.first + k));
    }
    return good ? GTEE_OK : GTEE_ERROR_MEMORY;
}

static gtee_status add_caps(gti_trial *trial)
{
    const size_t count = trial->items.count;
    gtee_status status = GTEE_OK;

    for (uint32_t p = 0; status == GTEE_OK && p < gti_record_count(trial->inquiry->view->dossier, GTEE_KIND_PARTICIPANT); p++)
        status = add_cap(trial, p, count);
    return status;
}

/* ---- consents */

static gtee_status add_consent(gti_trial *trial, uint32_t variable, uint32_t participant)
{
    const gti_deal_question *question = &trial->inquiry->question;
    const gtee_view *view = question->view;
    const bool weighted = question->mode == GTI_DEAL_WEIGHTED, counts = question->counts == NULL || question->counts[participant];
    gti_item *item = add_item(trial, GTI_ITEM_CONSENT, participant);
    gtee_status status = item != NULL && look(trial, variable) ? GTEE_OK : GTEE_ERROR_MEMORY;

    if (status != GTEE_OK)
        return status;
    item = GTI_VEC_AT(&trial->items, gti_item, trial->items.count - 1);
    item->variable = variable;
    item->hard = question->immovable != NULL && question->immovable[participant];
    item->cost[weighted && question->consent_weight > 0 ? 0 : 1] = weighted && question->consent_weight > 0 ? question->consent_weight : 1;
    for (size_t i = 0; status == GTEE_OK && i < view->stances.count; i++) {
        const gtee_stance *stance = gti_view_stance(view, i);
        const uint32_t kind = stance->position->stance;
        const bool refuses = kind == GTEE_STANCE_REQUIRES || kind == GTEE_STANCE_REJECTS;
        if (stance->position->participant->record.index != participant || gti_deal_stands(question, stance->position->record.index) == trial->without)
            continue;
        if (stance->variable->issue == NULL && stance->favours != 0)
            status = look_at_proposal(trial, stance, variable);
        else if (stance->variable->issue != NULL && gti_view_variable(view, stance->variable) == variable &&
                 (stance->favours | (refuses && counts ? stance->against : 0)) != 0)
            status = look_at_condition(trial, stance->condition) ? GTEE_OK : GTEE_ERROR_MEMORY;
    }
    return status;
}

static gtee_status mark_list(gti_trial *trial, const gti_refs_list *list, bool *needed)
{
    gtee_status status = GTEE_OK;

    for (uint32_t i = 0; status == GTEE_OK && i < list->count; i++) {
        gti_span span;
        status = gti_groups_members(&trial->groups, (const gtee_participant *)list->items[i], &span);
        for (uint32_t k = 0; status == GTEE_OK && k < span.count; k++)
            needed[gti_span_at(&span, k)] = true;
    }
    return status;
}

/* Those who have to consent because a clause of the fixed proposal obliges them. */
static gtee_status mark_obligors(gti_trial *trial, const gti_reading *read, uint32_t variable, bool *needed)
{
    const gti_named *named = read != NULL ? gti_reading_named(read, variable) : NULL;
    gtee_status status = GTEE_OK;

    for (uint32_t i = 0; named != NULL && status == GTEE_OK && i < named->count; i++)
        status = mark_list(trial, &read->proposal->clauses.items[GTI_VEC_AT(&read->said, gti_said, named->first + i)->clause]->obligors, needed);
    return status;
}

static gtee_status add_consents_of(gti_trial *trial, const gti_reading *read, uint32_t variable, bool *needed, size_t participants)
{
    const gti_variable *what = &trial->inquiry->view->variables.items[variable];
    gtee_status status = GTEE_OK;

    if (gti_variable_derived(what))
        return GTEE_OK;
    for (size_t p = 0; p < participants; p++)
        needed[p] = what->choice != NULL && what->choice->record.index == p;
    if (what->choice == NULL)
        status = mark_obligors(trial, read, variable, needed);
    if (status == GTEE_OK)
        status = mark_list(trial, &what->issue->consent, needed);
    for (uint32_t p = 0; status == GTEE_OK && p < participants; p++)
        if (needed[p])
            status = add_consent(trial, variable, p);
    return status;
}

static gtee_status add_consents(gti_trial *trial)
{
    const gti_deal_question *question = &trial->inquiry->question;
    const size_t participants = gti_record_count(question->view->dossier, GTEE_KIND_PARTICIPANT);
    bool *needed = gti_alloc_array(allocator_of(trial), participants + 1, sizeof *needed);
    const gti_reading *read = NULL;
    gtee_status status = needed != NULL ? GTEE_OK : GTEE_ERROR_MEMORY;

    if (status == GTEE_OK && question->proposal != NULL)
        status = gti_trial_reading(trial, question->proposal, &read);
    for (size_t i = 0; status == GTEE_OK && i < trial->borne.count; i++)
        status = add_consents_of(trial, read, *GTI_VEC_AT(&trial->borne, uint32_t, i), needed, participants);
    gti_free(allocator_of(trial), needed, participants + 1);
    return status;
}

/* From an empty trial that knows what it leaves out. */
static gtee_status make(gti_trial *trial, const gti_inquiry *inquiry, bool bare)
{
    const gtee_view *view = inquiry->view;
    const gti_allocator *allocator = &inquiry->arena.allocator;
    gtee_status status;

    gti_groups_init(&trial->groups, &view->groups, view->dossier, view->day);
    trial->bears = gti_alloc_array(allocator, (size_t)view->variables.total + 1, sizeof(bool));
    trial->option = gti_alloc_array(allocator, (size_t)view->variables.total + 1, sizeof(uint32_t));
    trial->readings = gti_alloc_array(allocator, gti_record_count(view->dossier, GTEE_KIND_PROPOSAL) + 1, sizeof *trial->readings);
    if (trial->bears == NULL || trial->option == NULL || trial->readings == NULL)
        return GTEE_ERROR_MEMORY;
    status = add_fixes(trial);
    if (status == GTEE_OK && !bare && inquiry->question.mode == GTI_DEAL_NEAREST)
        status = add_changes(trial);
    if (status == GTEE_OK)
        status = add_positions(trial, bare);
    if (status == GTEE_OK)
        status = add_constraints(trial);
    if (status == GTEE_OK && !bare)
        status = add_consents(trial);
    if (status == GTEE_OK && !bare && inquiry->question.cap > 0)
        status = add_caps(trial);
    return status;
}

static gti_trial empty(const gti_inquiry *inquiry)
{
    return (gti_trial){.inquiry = inquiry, .items = GTI_VEC(gti_item), .scope = GTI_VEC(uint32_t), .borne = GTI_VEC(uint32_t),
                       .without = GTI_NO_POSITION};
}

gtee_status gti_trial_make(gti_trial *trial, const gti_inquiry *inquiry, bool bare, const bool *positions)
{
    *trial = empty(inquiry);
    trial->positions = positions;
    return make(trial, inquiry, bare);
}

gtee_status gti_trial_make_tied(gti_trial *trial, const gti_inquiry *inquiry, const bool *positions, const bool *constraints, const bool *texts)
{
    *trial = empty(inquiry);
    trial->positions = positions;
    trial->constraints = constraints;
    trial->texts = texts;
    return make(trial, inquiry, true);
}

gtee_status gti_trial_make_without(gti_trial *trial, const gti_inquiry *inquiry, uint32_t position)
{
    *trial = empty(inquiry);
    trial->without = position;
    return make(trial, inquiry, false);
}

bool gti_trial_looks(const gti_trial *trial, const gti_item *item, uint32_t variable)
{
    for (uint32_t i = 0; i < item->count; i++)
        if (*GTI_VEC_AT(&trial->scope, uint32_t, item->first + i) == variable)
            return true;
    return false;
}

/* ---- leaving out what does not count */

/* All that the items left look at bears, in their order. */
static gtee_status bear_anew(gti_trial *trial)
{
    gti_vec_clear(&trial->borne);
    for (uint32_t v = 0; v < trial->inquiry->view->variables.total; v++)
        trial->bears[v] = false;
    for (size_t i = 0; i < trial->items.count; i++) {
        const gti_item *item = gti_trial_item(trial, i);
        for (uint32_t k = 0; k < item->count; k++) {
            const uint32_t variable = *GTI_VEC_AT(&trial->scope, uint32_t, item->first + k);
            if (trial->bears[variable])
                continue;
            trial->bears[variable] = true;
            if (!gti_vec_append(allocator_of(trial), &trial->borne, &variable, 1))
                return GTEE_ERROR_MEMORY;
        }
    }
    return GTEE_OK;
}

gtee_status gti_trial_restrict(gti_trial *trial, bool costs, const gti_vec *stakes)
{
    size_t kept = 0;

    for (size_t i = 0; i < trial->items.count; i++) {
        const gti_item *item = gti_trial_item(trial, i);
        if (item->hard || (costs && (item->kind == GTI_ITEM_POSITION || item->kind == GTI_ITEM_WEIGHT)))
            *GTI_VEC_AT(&trial->items, gti_item, kept++) = *item;
    }
    trial->items.count = kept;
    for (size_t i = 0; i < stakes->count; i++) {
        gti_item *item = add_item(trial, GTI_ITEM_STAKE, 0);
        if (item == NULL || !look(trial, *GTI_VEC_AT(stakes, uint32_t, i)))
            return GTEE_ERROR_MEMORY;
        item->variable = *GTI_VEC_AT(stakes, uint32_t, i);
    }
    return bear_anew(trial);
}

void gti_trial_free(gti_trial *trial)
{
    const gti_allocator *allocator = allocator_of(trial);
    const size_t variables = (size_t)trial->inquiry->view->variables.total + 1;
    const size_t proposals = gti_record_count(trial->inquiry->view->dossier, GTEE_KIND_PROPOSAL);

    for (size_t i = 0; trial->readings != NULL && i < proposals; i++)
        if (trial->readings[i].made)
            gti_reading_free(&trial->readings[i].read);
    gti_free(allocator, trial->readings, (proposals + 1) * sizeof *trial->readings);
    gti_vec_free(allocator, &trial->items);
    gti_vec_free(allocator, &trial->scope);
    gti_vec_free(allocator, &trial->borne);
    gti_free(allocator, trial->bears, variables * sizeof(bool));
    gti_free(allocator, trial->option, variables * sizeof(uint32_t));
    gti_groups_free(&trial->groups);
}
