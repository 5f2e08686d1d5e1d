/* deal_consents.c: the consents that a package needs to leave the status quo, and which of them are on record. Uses deal.h.
 *
 * For each variable that something bears on, and each participant whose acceptance its options need: a group that holds if the variable stays at its
 * default or at an option that is on record as accepted. An acceptance under a condition of one term is that term in the clause; a
 * longer condition has an auxiliary unknown that is 1 just when all of it holds. */
#include "reason/deal.h"

/* What one participant's record says of one variable. */
typedef struct gti_acceptance {
    uint64_t given; /* unconditionally; or refused by what counts: crossing that is a red line, not a consent */
    gti_vec terms;  /* of gti_offer */
} gti_acceptance;

/* Options accepted if an atom holds. */
typedef struct gti_offer {
    uint64_t options;
    gti_atom atom;
} gti_offer;

static gti_atom atom_of(gti_deal *deal, uint32_t variable, uint64_t options, bool *good)
{
    gti_atom atom = {.options = options & gti_variable_all(&deal->question.view->variables.items[variable])};

    *good = gti_deal_unknown(deal, variable, &atom.variable);
    return atom;
}

/* An auxiliary unknown that is 1 if all atoms hold and 0 if not. */
static bool conjunction(gti_deal *deal, const gti_vec *atoms, gti_atom *truth)
{
    const uint32_t nobody = UINT32_MAX;
    const gti_allocator *allocator = &deal->problem.allocator;
    gti_vec back = GTI_VEC(gti_atom);
    bool good;

    truth->options = 2;
    good = gti_problem_variable(&deal->problem, 3, 0, &truth->variable) && gti_vec_append(allocator, &deal->unknowns, &nobody, 1) &&
           gti_vec_append(allocator, &back, truth, 1);
    for (size_t i = 0; good && i < atoms->count; i++) {
        const gti_atom atom = *GTI_VEC_AT(atoms, gti_atom, i);
        const gti_atom implied[2] = {{.options = 1, .variable = truth->variable}, atom};
        const gti_atom negated = {.options = ~atom.options, .variable = atom.variable};
        good = gti_problem_clause(&deal->problem, GTI_SOLVE_HARD, implied, 2) && gti_vec_append(allocator, &back, &negated, 1);
    }
    good = good && gti_problem_clause(&deal->problem, GTI_SOLVE_HARD, back.items, (uint32_t)back.count);
    gti_vec_free(allocator, &back);
    return good;
}

/* Adds an offer of options under a conjunction of atoms. */
static bool offer(gti_deal *deal, gti_acceptance *acceptance, uint64_t options, const gti_vec *atoms)
{
    gti_offer made = {.options = options};

    if (atoms->count == 0) {
        acceptance->given |= options;
        return true;
    }
    if (atoms->count == 1)
        made.atom = *GTI_VEC_AT(atoms, gti_atom, 0);
    else if (!conjunction(deal, atoms, &made.atom))
        return false;
    return gti_vec_append(&deal->problem.allocator, &acceptance->terms, &made, 1);
}

/* The atoms of a condition. *never: somebody without a choice makes it fail. */
static bool condition_atoms(gti_deal *deal, uint32_t condition, gti_vec *atoms, bool *never)
{
    const gti_condition *what = GTI_VEC_AT(&deal->question.view->conditions.items, gti_condition, condition);
    bool good = true;

    *never = false;
    for (uint32_t i = 0; good && i < what->count; i++) {
        const gti_literal *literal = &what->literals[i];
        if ((literal->key & GTI_ABSENT) != 0) {
            *never = *never || gti_truth_absent(deal->question.view->dossier, literal) != GTI_HOLDS;
            continue;
        }
        gti_atom atom = atom_of(deal, (uint32_t)literal->key, literal->options, &good);
        good = good && gti_vec_append(&deal->problem.allocator, atoms, &atom, 1);
    }
    return good;
}

/* What one stance of the participant on the variable offers, or refuses as a red line that counts. */
static bool take_stance(gti_deal *deal, gti_acceptance *acceptance, const gtee_stance *stance)
{
    const gtee_position *position = stance->position;
    const bool hard = position->stance == GTEE_STANCE_REQUIRES || position->stance == GTEE_STANCE_REJECTS;
    const bool counts = gti_deal_flag(deal->question.counts, position->participant->record.index, true);
    const uint64_t options = stance->favours | (hard && counts ? stance->against : 0);
    gti_vec atoms = GTI_VEC(gti_atom);
    bool never, good;

    if (options == 0)
        return true;
    good = condition_atoms(deal, stance->condition, &atoms, &never) && (never || offer(deal, acceptance, options, &atoms));
    gti_vec_free(&deal->problem.allocator, &atoms);
    return good;
}

/* What the participant's acceptance of whole proposals offers on the variable: what the proposal says, in a package that contains it. */
static gtee_status take_whole(gti_deal *deal, gti_acceptance *acceptance, const gtee_stance *stance, uint32_t variable)
{
    gti_vec atoms = GTI_VEC(gti_atom);
    gti_reading read;
    bool never = false, good = true;
    gtee_status status = gti_reading_make(&read, deal->question.view, stance->variable->proposal, NULL);
    const gti_named *here = status == GTEE_OK ? gti_reading_named(&read, variable) : NULL;
    const uint64_t options = here != NULL ? here->options : 0;

    for (size_t i = 0; options != 0 && good && i < read.named.count; i++) {
        const gti_named *named = GTI_VEC_AT(&read.named, gti_named, i);
        if (gti_deal_skips(deal, &deal->question.view->variables.items[named->variable]))
            continue;
        gti_atom atom = atom_of(deal, named->variable, named->options, &good);
        good = good && gti_vec_append(&deal->problem.allocator, &atoms, &atom, 1);
    }
    if (good && options != 0)
        good = condition_atoms(deal, stance->condition, &atoms, &never) && (never || offer(deal, acceptance, options, &atoms));
    gti_reading_free(&read);
    gti_vec_free(&deal->problem.allocator, &atoms);
    return status != GTEE_OK ? status : good ? GTEE_OK : GTEE_ERROR_MEMORY;
}

/* Is the position one of those that are not left out? (Consent is on record also from those whose red lines do not count.) */
static bool is_kept(const gti_deal *deal, const gtee_stance *stance)
{
    return gti_deal_flag(deal->question.positions, gti_deal_stands(&deal->question, stance->position->record.index), true);
}

static gtee_status take_all(gti_deal *deal, gti_acceptance *acceptance, uint32_t variable, uint32_t participant)
{
    const gtee_view *view = deal->question.view;
    gtee_status status = GTEE_OK;

    for (size_t i = view->stance_first[variable]; status == GTEE_OK && i < view->stance_first[variable + 1]; i++) {
        const gtee_stance *stance = gti_view_stance(view, i);
        if (stance->position->participant->record.index == participant && is_kept(deal, stance) && !take_stance(deal, acceptance, stance))
            status = GTEE_ERROR_MEMORY;
    }
    for (size_t i = view->stance_first[view->variables.count]; status == GTEE_OK && i < view->stance_first[view->variables.total]; i++) {
        const gtee_stance *stance = gti_view_stance(view, i);
        if (stance->position->participant->record.index == participant && is_kept(deal, stance) && stance->favours != 0)
            status = take_whole(deal, acceptance, stance, variable);
    }
    return status;
}

/* The clauses of one consent: within what is free or accepted, or one of the offers that cover the option. */
static bool consent_clauses(gti_deal *deal, uint32_t group, uint32_t variable, const gti_acceptance *acceptance, uint64_t free)
{
    const uint64_t all = gti_variable_all(&deal->question.view->variables.items[variable]);
    uint64_t offered = 0;

    for (size_t i = 0; i < acceptance->terms.count; i++)
        offered |= GTI_VEC_AT(&acceptance->terms, gti_offer, i)->options & all & ~free;
    gti_vec_clear(&deal->draft);
    if (!gti_deal_atom(deal, variable, free | offered) || !gti_deal_clause(deal, group))
        return false;
    for (; offered != 0; offered &= offered - 1) {
        const uint64_t option = offered & (~offered + 1);
        bool good = gti_deal_atom(deal, variable, ~option);
        for (size_t i = 0; good && i < acceptance->terms.count; i++) {
            const gti_offer *made = GTI_VEC_AT(&acceptance->terms, gti_offer, i);
            if ((made->options & option) != 0)
                good = gti_vec_append(&deal->problem.allocator, &deal->draft, &made->atom, 1);
        }
        if (!good || !gti_deal_clause(deal, group))
            return false;
    }
    return true;
}

static gtee_status need_consent(gti_deal *deal, uint32_t variable, uint32_t participant)
{
    const gti_deal_question *question = &deal->question;
    const gti_variable *what = &question->view->variables.items[variable];
    const bool weighed = question->mode == GTI_DEAL_WEIGHTED && question->consent_weight > 0, immovable = gti_deal_flag(question->immovable, participant, false);
    const gti_origin origin = {
        .kind = GTI_ORIGIN_CONSENT,
        .participant = (const gtee_participant *)gti_record_at(question->view->dossier, GTEE_KIND_PARTICIPANT, participant),
        .variable = variable};
    gti_acceptance acceptance = {.terms = GTI_VEC(gti_offer)};
    uint32_t group = GTI_SOLVE_HARD;
    gtee_status status = take_all(deal, &acceptance, variable, participant);
    const uint64_t free = gti_variable_default(what) | acceptance.given;

    if (status == GTEE_OK && (gti_variable_all(what) & ~free) != 0) {
        const gti_group made = {.weight = weighed ? gti_deal_units(deal, question->consent_weight) : 1,
                                .level = weighed ? GTI_LEVEL_WEIGHED : GTI_LEVEL_CONSENTS,
                                .party = UINT32_MAX};
        bool good = (immovable || gti_deal_group(deal, made, &origin, &group)) &&
                    consent_clauses(deal, group, variable, &acceptance, free);
        status = made.weight == 0 ? GTEE_ERROR_LIMIT : good ? GTEE_OK : GTEE_ERROR_MEMORY;
    }
    gti_vec_free(&deal->problem.allocator, &acceptance.terms);
    return status;
}

/* Those whose acceptance the variable needs, each once. */
static gtee_status list_needs(gti_deal *deal, uint32_t variable, gti_vec *needs)
{
    const gti_variable *what = &deal->question.view->variables.items[variable];
    const gti_named *named = deal->question.proposal != NULL ? gti_reading_named(&deal->reading, variable) : NULL;
    const gti_allocator *allocator = &deal->problem.allocator;
    gtee_status status = GTEE_OK;

    if (what->choice != NULL && !gti_vec_append(allocator, needs, &what->choice->record.index, 1))
        return GTEE_ERROR_MEMORY;
    const uint32_t clauses = named != NULL && what->choice == NULL ? named->count : 0;
    for (uint32_t i = 0; status == GTEE_OK && i <= clauses; i++) {
        const gti_refs_list *list = &what->issue->consent;
        if (i < clauses)
            list = &deal->reading.proposal->clauses.items[GTI_VEC_AT(&deal->reading.said, gti_said, named->first + i)->clause]->obligors;
        for (uint32_t k = 0; status == GTEE_OK && k < list->count; k++) {
            gti_span who;
            status = gti_groups_members(&deal->groups, (const gtee_participant *)list->items[k], &who);
            for (uint32_t m = 0; status == GTEE_OK && m < who.count; m++) {
                const uint32_t one = gti_span_at(&who, m);
                status = gti_vec_append(allocator, needs, &one, 1) ? GTEE_OK : GTEE_ERROR_MEMORY;
            }
        }
    }
    return status;
}

static int by_number(const void *user, const void *a, const void *b)
{
    const uint32_t left = *(const uint32_t *)a, right = *(const uint32_t *)b;

    (void)user;
    return (left > right) - (left < right);
}

static gtee_status consents_of(gti_deal *deal, uint32_t variable)
{
    gti_vec needs = GTI_VEC(uint32_t);
    gtee_status status = list_needs(deal, variable, &needs);

    if (status == GTEE_OK && !gti_sort(&deal->problem.allocator, needs.items, needs.count, sizeof(uint32_t), by_number, NULL))
        status = GTEE_ERROR_MEMORY;
    for (size_t i = 0; status == GTEE_OK && i < needs.count; i++) {
        const uint32_t *who = GTI_VEC_AT(&needs, uint32_t, i);
        if (i == 0 || who[0] != who[-1])
            status = need_consent(deal, variable, *who);
    }
    gti_vec_free(&deal->problem.allocator, &needs);
    return status;
}

gtee_status gti_deal_consents(gti_deal *deal)
{
    gtee_status status = GTEE_OK;

    /* Offers under conditions may bring further unknowns in; these come behind and get their turn. */
    for (size_t i = 0; status == GTEE_OK && i < deal->unknowns.count; i++) {
        const uint32_t variable = *GTI_VEC_AT(&deal->unknowns, uint32_t, i);
        if (variable != UINT32_MAX && !gti_variable_derived(&deal->question.view->variables.items[variable]))
            status = consents_of(deal, variable);
    }
    return status;
}
