/* deal.c: positions, constraints and fixed choices as clauses of groups. Uses base, solve, record, deal.h. */
#include "reason/deal.h"

#define NO_UNKNOWN UINT32_MAX
#define WEIGHTED_SCALE 6u                    /* places kept of the caller's own weights */
#define MOST_WEIGHT (UINT64_C(1) << 53)
#define MOST_SUM (UINT64_C(1) << 62)

/* ---- unknowns, groups, clauses */

static uint32_t lowest_bit(uint64_t bits)
{
    uint32_t index = 0;

    while (index < 63 && (bits >> index & 1) == 0)
        index++;
    return index;
}

bool gti_deal_unknown(gti_deal *deal, uint32_t variable, uint32_t *unknown)
{
    const gti_variable *what = &deal->question.view->variables.items[variable];
    const uint64_t status_quo = gti_variable_default(what);
    uint32_t *slot;

    *unknown = deal->unknown_of[variable];
    if (*unknown != NO_UNKNOWN)
        return true;
    slot = gti_vec_push(&deal->problem.allocator, &deal->unknowns);
    if (slot == NULL ||
        !gti_problem_variable(&deal->problem, gti_variable_all(what), status_quo != 0 ? lowest_bit(status_quo) : 0, unknown))
        return false;
    *slot = variable;
    deal->unknown_of[variable] = *unknown;
    return true;
}

bool gti_deal_group(gti_deal *deal, gti_group group, const gti_origin *origin, uint32_t *number)
{
    return gti_vec_append(&deal->problem.allocator, &deal->origins, origin, 1) && gti_problem_group(&deal->problem, group, number);
}

bool gti_deal_atom(gti_deal *deal, uint32_t variable, uint64_t options)
{
    gti_atom atom = {.options = options & gti_variable_all(&deal->question.view->variables.items[variable])};

    return gti_deal_unknown(deal, variable, &atom.variable) && gti_vec_append(&deal->problem.allocator, &deal->draft, &atom, 1);
}

bool gti_deal_clause(gti_deal *deal, uint32_t group)
{
    bool good = gti_problem_clause(&deal->problem, group, deal->draft.items, (uint32_t)deal->draft.count);

    gti_vec_clear(&deal->draft);
    return good;
}

bool gti_deal_unless(gti_deal *deal, uint32_t condition, bool *never)
{
    const gti_condition *what = GTI_VEC_AT(&deal->question.view->conditions.items, gti_condition, condition);

    *never = false;
    for (uint32_t i = 0; i < what->count; i++) {
        const gti_literal *literal = &what->literals[i];
        if ((literal->key & GTI_ABSENT) != 0)
            *never = *never || gti_truth_absent(deal->question.view->dossier, literal) != GTI_HOLDS;
        else if (!gti_deal_atom(deal, (uint32_t)literal->key, ~literal->options))
            return false;
    }
    return true;
}

/* ---- red lines and weights */

/* The solver's weight of a position's. 0: too large. */
static uint64_t scaled(const gti_deal *deal, gti_decimal weight)
{
    uint64_t power = deal->unit, digits = (uint64_t)weight.digits;

    for (uint32_t i = 0; i < weight.scale; i++)
        power /= 10;
    return power == 0 || digits > MOST_WEIGHT / power ? 0 : digits * power;
}

uint64_t gti_deal_units(const gti_deal *deal, double weight)
{
    double units = weight * (double)deal->unit + 0.5;

    return units < 1 ? 1 : units > (double)MOST_WEIGHT ? 0 : (uint64_t)units;
}

/* The group of a position's red line, made when first needed. */
static gtee_status red_line_group(gti_deal *deal, const gtee_position *position, uint32_t *group)
{
    const gti_deal_question *question = &deal->question;
    const uint32_t who = position->participant->record.index, number = position->record.index;
    const bool fixed = gti_deal_flag(question->immovable, who, false) || gti_deal_flag(question->immovable_positions, number, false);
    const bool weighted = question->mode == GTI_DEAL_WEIGHTED;
    const gti_origin origin = {.kind = GTI_ORIGIN_RED_LINE, .position = position, .participant = position->participant,
                               .variable = UINT32_MAX};

    *group = deal->group_of[number];
    if (*group != 0)
        return GTEE_OK;
    if (fixed || question->mode == GTI_DEAL_NEAREST) {
        *group = GTI_SOLVE_HARD;
        return GTEE_OK;
    }
    const gti_group made = {.weight = weighted ? gti_deal_units(deal, question->red_line_weight) : 1,
                            .level = GTI_LEVEL_RED_LINES,
                            .party = who,
                            .optional = true};
    if (made.weight == 0)
        return GTEE_ERROR_LIMIT;
    if (!gti_deal_group(deal, made, &origin, group))
        return GTEE_ERROR_MEMORY;
    deal->group_of[number] = *group;
    return GTEE_OK;
}

static gtee_status weight_group(gti_deal *deal, const gtee_stance *stance, uint32_t *group)
{
    const gtee_position *position = stance->position;
    const gti_origin origin = {.kind = GTI_ORIGIN_WEIGHT, .position = position, .participant = position->participant,
                               .variable = gti_view_variable(deal->question.view, stance->variable),
                               .weight = gti_decimal_double(position->weight)};
    const uint64_t weight = scaled(deal, position->weight);
    const uint32_t newest = (uint32_t)deal->origins.count - 1;
    const gti_origin *last = GTI_VEC_AT(&deal->origins, gti_origin, newest);

    *group = newest; /* several terms of a position may mean one variable: their stances follow one another, and weigh once */
    if (last->kind == GTI_ORIGIN_WEIGHT && last->position == position && last->variable == origin.variable)
        return GTEE_OK;
    if (weight == 0)
        return GTEE_ERROR_LIMIT;
    return gti_deal_group(deal, (gti_group){.weight = weight, .level = gti_deal_weights(&deal->question), .party = UINT32_MAX}, &origin, group)
               ? GTEE_OK
               : GTEE_ERROR_MEMORY;
}

/* One clause: the variable within `options`, or the condition fails. */
static bool confine(gti_deal *deal, uint32_t group, uint32_t variable, uint64_t options, uint32_t condition)
{
    bool never;

    gti_vec_clear(&deal->draft);
    if (!gti_deal_atom(deal, variable, options) || !gti_deal_unless(deal, condition, &never))
        return false;
    return never || gti_deal_clause(deal, group);
}

/* A stance on a whole proposal: equal to it in all terms (`wanted`), or not. */
static gtee_status whole(gti_deal *deal, uint32_t group, const gtee_stance *stance, bool wanted)
{
    gti_reading read;
    gtee_status status = gti_reading_make(&read, deal->question.view, stance->variable->proposal, NULL);
    bool never = false;

    gti_vec_clear(&deal->draft);
    for (size_t i = 0; status == GTEE_OK && i < read.named.count; i++) {
        const gti_named *named = GTI_VEC_AT(&read.named, gti_named, i);
        if (gti_deal_skips(deal, &deal->question.view->variables.items[named->variable]))
            continue;
        bool good = wanted ? confine(deal, group, named->variable, named->options, stance->condition)
                           : gti_deal_atom(deal, named->variable, ~named->options);
        status = good ? GTEE_OK : GTEE_ERROR_MEMORY;
    }
    if (status == GTEE_OK && !wanted && deal->draft.count > 0 &&
        (!gti_deal_unless(deal, stance->condition, &never) || (!never && !gti_deal_clause(deal, group))))
        status = GTEE_ERROR_MEMORY;
    gti_reading_free(&read);
    return status;
}

static gtee_status add_stance(gti_deal *deal, const gtee_stance *stance)
{
    const uint32_t kind = stance->position->stance, variable = gti_view_variable(deal->question.view, stance->variable);
    const bool hard = kind == GTEE_STANCE_REQUIRES || kind == GTEE_STANCE_REJECTS;
    const bool wanted = kind == GTEE_STANCE_REQUIRES || kind == GTEE_STANCE_PREFERS;
    const uint64_t fine = kind == GTEE_STANCE_PREFERS ? stance->allowed : ~stance->against;
    gtee_status status = GTEE_OK;
    uint32_t group;

    if (kind == GTEE_STANCE_ACCEPTS || (!hard && deal->question.bare) || (stance->variable->issue != NULL && gti_deal_skips(deal, stance->variable)))
        return GTEE_OK;
    if (hard)
        status = red_line_group(deal, stance->position, &group);
    else
        status = weight_group(deal, stance, &group);
    if (status != GTEE_OK)
        return status;
    if (stance->variable->issue == NULL)
        return whole(deal, group, stance, wanted);
    return confine(deal, group, variable, fine, stance->condition) ? GTEE_OK : GTEE_ERROR_MEMORY;
}

static gtee_status add_stances(gti_deal *deal)
{
    const gti_deal_question *question = &deal->question;
    gtee_status status = GTEE_OK;

    const size_t count = question->stances != NULL ? question->stance_count : question->view->stances.count;
    for (size_t i = 0; status == GTEE_OK && i < count; i++) {
        const gtee_stance *stance = gti_view_stance(question->view, question->stances != NULL ? question->stances[i] : i);
        const uint32_t position = stance->position->record.index;
        if (gti_deal_flag(question->counts, stance->position->participant->record.index, true) &&
            gti_deal_flag(question->positions, position, true) && gti_deal_stands(question, position) == position)
            status = add_stance(deal, stance);
    }
    return status;
}

/* ---- constraints */

/* Calls for each variable of a term; somebody without a choice stays at the default, which holds or not. */
typedef bool (*each_choice)(gti_deal *deal, uint32_t variable, uint64_t options);

static gtee_status for_term(gti_deal *deal, const gtee_term *term, each_choice call, bool *holds_absent)
{
    gti_span span;
    gtee_status status = gti_variables_of(&deal->question.view->variables, &deal->groups, term->issue, term->participant, &span);

    *holds_absent = true;
    if (status == GTEE_OK && span.count == 0)
        *holds_absent = term->issue->default_option != NULL && (term->options >> term->issue->default_option->index & 1) != 0;
    for (uint32_t i = 0; status == GTEE_OK && i < span.count; i++)
        if (!call(deal, gti_span_at(&span, i), term->options))
            status = GTEE_ERROR_MEMORY;
    return status;
}

static bool add_negated(gti_deal *deal, uint32_t variable, uint64_t options)
{
    return gti_deal_atom(deal, variable, ~options);
}

/* The constraint bears on the variable even where it says nothing. */
static bool touch(gti_deal *deal, uint32_t variable, uint64_t options)
{
    uint32_t unknown;

    (void)options;
    return gti_deal_unknown(deal, variable, &unknown);
}

/* The draft holds the negated `if`: one clause for each choice of `then`. */
static bool add_consequence(gti_deal *deal, uint32_t variable, uint64_t options)
{
    const size_t premises = deal->draft.count;
    bool good = gti_deal_atom(deal, variable, options) &&
                gti_problem_clause(&deal->problem, GTI_SOLVE_HARD, deal->draft.items, (uint32_t)deal->draft.count);

    deal->draft.count = premises;
    return good;
}

static gtee_status add_implication(gti_deal *deal, const gtee_constraint *constraint)
{
    gtee_status status = GTEE_OK;
    bool holds = true;

    for (uint32_t i = 0; status == GTEE_OK && i < constraint->when.count; i++) {
        bool here;
        status = for_term(deal, &constraint->when.items[i], add_negated, &here);
        holds = holds && here;
    }
    for (uint32_t i = 0; status == GTEE_OK && i < constraint->then.count; i++) {
        bool good;
        status = for_term(deal, &constraint->then.items[i], holds ? add_consequence : touch, &good);
        if (status == GTEE_OK && holds && !good &&
            !gti_problem_clause(&deal->problem, GTI_SOLVE_HARD, deal->draft.items, (uint32_t)deal->draft.count))
            status = GTEE_ERROR_MEMORY;
    }
    gti_vec_clear(&deal->draft);
    return status;
}

static gtee_status add_count(gti_deal *deal, const gtee_constraint *constraint)
{
    const uint32_t least = constraint->has_at_least ? constraint->at_least : 0;
    const uint32_t most = constraint->has_at_most ? constraint->at_most : UINT32_MAX;
    uint32_t absent = 0;
    gtee_status status = GTEE_OK;

    for (uint32_t i = 0; status == GTEE_OK && i < constraint->of.count; i++) {
        const size_t before = deal->draft.count;
        bool holds;
        status = for_term(deal, &constraint->of.items[i], gti_deal_atom, &holds);
        absent += holds && deal->draft.count == before; /* a member without a choice that the default satisfies */
    }
    if (status == GTEE_OK && absent > most) { /* too many hold whatever is chosen */
        status = gti_problem_clause(&deal->problem, GTI_SOLVE_HARD, NULL, 0) ? GTEE_OK : GTEE_ERROR_MEMORY;
    } else if (status == GTEE_OK && !gti_problem_count(&deal->problem, deal->draft.items, (uint32_t)deal->draft.count,
                                                       least > absent ? least - absent : 0, most == UINT32_MAX ? most : most - absent)) {
        status = GTEE_ERROR_MEMORY;
    }
    gti_vec_clear(&deal->draft);
    return status;
}

static gtee_status add_constraints(gti_deal *deal)
{
    const gtee_dossier *dossier = deal->question.view->dossier;
    gtee_status status = GTEE_OK;

    for (uint32_t i = 0; status == GTEE_OK && i < gti_record_count(dossier, GTEE_KIND_CONSTRAINT); i++) {
        const gtee_constraint *constraint = (const gtee_constraint *)gti_record_at(dossier, GTEE_KIND_CONSTRAINT, i);
        if (!gti_deal_flag(deal->question.constraints, i, true))
            continue;
        status = constraint->of.count > 0 ? add_count(deal, constraint) : add_implication(deal, constraint);
    }
    return status;
}

/* ---- fixed choices, caps */

static gtee_status add_fixes(gti_deal *deal)
{
    for (size_t i = 0; i < deal->question.fix_count; i++) {
        const gti_fix *fix = &deal->question.fixes[i];
        gti_vec_clear(&deal->draft);
        if (!gti_deal_atom(deal, fix->variable, fix->options) || !gti_deal_clause(deal, GTI_SOLVE_HARD))
            return GTEE_ERROR_MEMORY;
    }
    return GTEE_OK;
}

/* The proposal's terms, each at the price of a change. */
static gtee_status add_changes(gti_deal *deal)
{
    for (size_t i = 0; i < deal->reading.named.count; i++) {
        const gti_named *named = GTI_VEC_AT(&deal->reading.named, gti_named, i);
        const gti_origin origin = {.kind = GTI_ORIGIN_CHANGE, .variable = named->variable};
        uint32_t group;
        if (gti_deal_skips(deal, &deal->question.view->variables.items[named->variable]))
            continue;
        if (!gti_deal_group(deal, (gti_group){.weight = 1, .level = GTI_LEVEL_CHANGES, .party = UINT32_MAX}, &origin, &group))
            return GTEE_ERROR_MEMORY;
        gti_vec_clear(&deal->draft);
        if (!gti_deal_atom(deal, named->variable, named->options) || !gti_deal_clause(deal, group))
            return GTEE_ERROR_MEMORY;
    }
    return GTEE_OK;
}

static gtee_status add_caps(gti_deal *deal)
{
    const size_t count = gti_record_count(deal->question.view->dossier, GTEE_KIND_PARTICIPANT);

    for (uint32_t i = 0; deal->question.cap > 0 && i < count; i++)
        if (!gti_problem_cap(&deal->problem, i, deal->question.cap))
            return GTEE_ERROR_MEMORY;
    return GTEE_OK;
}

/* ---- making one */

/* A power of ten that makes every weight whole. */
static uint64_t find_unit(const gtee_view *view, bool weighted)
{
    uint32_t scale = weighted ? WEIGHTED_SCALE : 0;
    uint64_t unit = 1;

    for (size_t i = 0; i < view->stances.count; i++) {
        const gtee_position *position = gti_view_stance(view, i)->position;
        if (position->weight.scale > scale)
            scale = position->weight.scale;
    }
    for (uint32_t i = 0; i < scale; i++)
        unit *= 10;
    return unit;
}

static gtee_status begin(gti_deal *deal, const gti_deal_question *question)
{
    const gtee_view *view = question->view;
    const gti_allocator *allocator = &view->groups.arena.allocator;
    const gti_origin hard = {.kind = GTI_ORIGIN_HARD};

    *deal = (gti_deal){.question = *question, .origins = GTI_VEC(gti_origin), .unknowns = GTI_VEC(uint32_t), .draft = GTI_VEC(gti_atom)};
    deal->unit = find_unit(view, question->mode == GTI_DEAL_WEIGHTED);
    gti_groups_init(&deal->groups, &view->groups, view->dossier, view->day);
    if (!gti_problem_init(&deal->problem, allocator) || !gti_vec_append(allocator, &deal->origins, &hard, 1))
        return GTEE_ERROR_MEMORY;
    deal->unknown_of = gti_alloc_array(allocator, (size_t)view->variables.total + 1, sizeof *deal->unknown_of);
    deal->group_of = gti_alloc_array(allocator, gti_record_count(view->dossier, GTEE_KIND_POSITION) + 1, sizeof *deal->group_of);
    if (deal->unknown_of == NULL || deal->group_of == NULL)
        return GTEE_ERROR_MEMORY;
    for (uint32_t i = 0; i < view->variables.total; i++)
        deal->unknown_of[i] = NO_UNKNOWN;
    return question->proposal != NULL ? gti_reading_make(&deal->reading, view, question->proposal, NULL) : GTEE_OK;
}

/* Do the weights of each level stay far below what a number can hold? */
static bool adds_up(const gti_deal *deal)
{
    uint64_t sums[GTI_SOLVE_LEVELS] = {0};

    for (size_t i = 1; i < deal->problem.groups.count; i++) {
        const gti_group *group = GTI_VEC_AT(&deal->problem.groups, gti_group, i);
        sums[group->level] += group->weight;
        if (sums[group->level] > MOST_SUM)
            return false;
    }
    return true;
}

gtee_status gti_deal_make(gti_deal *deal, const gti_deal_question *question)
{
    gtee_status status = begin(deal, question);

    if (status == GTEE_OK)
        status = add_fixes(deal);
    if (status == GTEE_OK && question->mode == GTI_DEAL_NEAREST)
        status = add_changes(deal);
    if (status == GTEE_OK)
        status = add_stances(deal);
    if (status == GTEE_OK)
        status = add_constraints(deal);
    if (status == GTEE_OK && !question->bare && !question->without_consents)
        status = gti_deal_consents(deal);
    if (status == GTEE_OK)
        status = add_caps(deal);
    return status == GTEE_OK && !adds_up(deal) ? GTEE_ERROR_LIMIT : status;
}

void gti_deal_free(gti_deal *deal)
{
    const gtee_view *view = deal->question.view;
    const gti_allocator *allocator = &view->groups.arena.allocator;

    if (deal->reading.view != NULL)
        gti_reading_free(&deal->reading);
    gti_groups_free(&deal->groups);
    gti_problem_free(&deal->problem);
    gti_vec_free(allocator, &deal->origins);
    gti_vec_free(allocator, &deal->unknowns);
    gti_vec_free(allocator, &deal->draft);
    gti_free(allocator, deal->unknown_of, ((size_t)view->variables.total + 1) * sizeof *deal->unknown_of);
    gti_free(allocator, deal->group_of, (gti_record_count(view->dossier, GTEE_KIND_POSITION) + 1) * sizeof *deal->group_of);
}
