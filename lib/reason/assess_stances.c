/* assess_stances.c: what each stance in force on a variable says to the proposal, and where a record contradicts itself.
 * Uses assess.h. */
#include "reason/assess.h"

/* One stance against what the proposal leaves on its variable. */
typedef struct confrontation {
    const gtee_stance *stance;
    const gti_cell *cell;
    gti_consent consent; /* of the same participant on the same variable */
    uint32_t truth;
} confrontation;

static bool find_stance(gti_assessing *assessing, const confrontation *against, uint32_t kind, uint32_t verdict, uint64_t allowed)
{
    const gtee_stance *stance = against->stance;
    const gtee_finding finding = {.kind = kind,
                                  .verdict = verdict,
                                  .participant = stance->position->participant,
                                  .clause = gti_reading_clause(&assessing->reading, against->cell->named, allowed),
                                  .position = stance->position,
                                  .variable = stance->variable,
                                  .proposed = against->cell->options,
                                  .allowed = allowed,
                                  .weight = kind == GTEE_FINDING_RESERVATION ? gti_decimal_double(stance->position->weight) : 0.0};

    return gti_assess_find(assessing, &finding);
}

/* A hard stance; *found tells whether it gave a finding. */
static bool judge_hard(gti_assessing *assessing, const confrontation *against, bool *found)
{
    const gtee_stance *stance = against->stance;
    const uint64_t proposed = against->cell->options;
    const bool all = (proposed & ~stance->against) == 0, named = against->cell->named != NULL;

    *found = gti_is_hard(stance) && (proposed & stance->against) != 0 && !gti_assess_settled(assessing, stance->position);
    if (!*found)
        return true;
    if (against->truth == GTI_OPEN)
        return find_stance(assessing, against, GTEE_FINDING_CONDITION, GTEE_VERDICT_CONDITIONAL, stance->allowed);
    if (!all)
        return find_stance(assessing, against, GTEE_FINDING_OPEN, GTEE_VERDICT_CONDITIONAL, stance->allowed);
    if (!named)
        gti_assess_mark(assessing, stance->position->participant)->flags |= GTI_MARK_ASSESSED;
    return find_stance(assessing, against, named ? GTEE_FINDING_RED_LINE : GTEE_FINDING_UNMET, GTEE_VERDICT_REJECTS, stance->allowed);
}

/* Has the same position given a reservation on the same variable already? */
static bool is_counted(const gti_assessing *assessing, const gtee_stance *stance)
{
    const gtee_finding *last;

    if (assessing->findings.count == 0)
        return false;
    last = GTI_VEC_AT(&assessing->findings, gtee_finding, assessing->findings.count - 1);
    return last->kind == GTEE_FINDING_RESERVATION && last->position == stance->position && last->variable == stance->variable;
}

static bool judge_soft(gti_assessing *assessing, const confrontation *against)
{
    const gtee_stance *stance = against->stance;
    const uint64_t proposed = against->cell->options;
    bool crossed = false;

    if (stance->position->stance == GTEE_STANCE_PREFERS)
        crossed = (proposed & stance->allowed) == 0;
    if (stance->position->stance == GTEE_STANCE_OPPOSES)
        crossed = (proposed & ~stance->against) == 0;
    if (!crossed || against->truth != GTI_HOLDS || gti_assess_settled(assessing, stance->position) || is_counted(assessing, stance))
        return true;
    return find_stance(assessing, against, GTEE_FINDING_RESERVATION, GTEE_VERDICT_RESERVATIONS, stance->allowed);
}

static bool judge_support(gti_assessing *assessing, const confrontation *against)
{
    const gtee_stance *stance = against->stance;
    const uint64_t proposed = against->cell->options, missing = proposed & ~against->consent.given;

    if (against->truth == GTI_HOLDS && missing == 0 && (stance->favours & proposed) != 0)
        return find_stance(assessing, against, GTEE_FINDING_SUPPORT, GTEE_VERDICT_ACCEPTS, stance->favours);
    if (against->truth == GTI_OPEN && (stance->favours & missing) != 0 && !gti_assess_settled(assessing, stance->position))
        return find_stance(assessing, against, GTEE_FINDING_CONDITION, GTEE_VERDICT_CONDITIONAL, stance->favours);
    return true;
}

static bool judge(gti_assessing *assessing, confrontation *against)
{
    bool found;

    against->truth = gti_reading_truth(&assessing->reading, against->stance->condition);
    if (against->truth == GTI_FAILS)
        return true;
    if (!judge_hard(assessing, against, &found))
        return false;
    if (found && against->truth == GTI_OPEN)
        return true;
    return judge_soft(assessing, against) && (against->cell->named == NULL || judge_support(assessing, against));
}

gti_consent gti_assess_consent(gti_assessing *assessing, size_t first, size_t end)
{
    gti_consent consent = {.given = 0};

    for (size_t i = first; i < end; i++) {
        const gtee_stance *stance = gti_view_stance(assessing->view, i);
        uint32_t truth = gti_reading_truth(&assessing->reading, stance->condition);
        if (truth == GTI_HOLDS)
            consent.given |= stance->favours;
        if (truth == GTI_HOLDS && gti_is_hard(stance))
            consent.refused |= stance->against;
        if (truth == GTI_OPEN)
            consent.open |= stance->favours;
    }
    return consent;
}

static size_t run_end(const gtee_view *view, size_t first, size_t end)
{
    const gtee_participant *participant = gti_view_stance(view, first)->position->participant;
    size_t next = first + 1;

    while (next < end && gti_view_stance(view, next)->position->participant == participant)
        next++;
    return next;
}

/* All stances in force on a variable that a clause names. */
static bool assess_named(gti_assessing *assessing, const gti_named *named, const gti_cell *cell)
{
    const gtee_view *view = assessing->view;
    const size_t end = view->stance_first[named->variable + 1];

    for (size_t first = view->stance_first[named->variable], next; first < end; first = next) {
        next = run_end(view, first, end);
        confrontation against = {.cell = cell, .consent = gti_assess_consent(assessing, first, next)};
        gti_assess_mark(assessing, gti_view_stance(view, first)->position->participant)->flags |= GTI_MARK_ASSESSED;
        for (size_t i = first; cell->options != 0 && i < next; i++) {
            against.stance = gti_view_stance(view, i);
            if (!judge(assessing, &against))
                return false;
        }
    }
    return true;
}

static size_t first_contradiction(const gtee_view *view, uint32_t variable)
{
    size_t low = 0, high = view->contradictions.count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;
        const gtee_contradiction *here = GTI_VEC_AT(&view->contradictions, gtee_contradiction, middle);
        if (gti_view_variable(view, here->variable) < variable)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static bool find_contradiction(gti_assessing *assessing, const gtee_contradiction *contradiction, const gti_cell *cell)
{
    const uint64_t contested = contradiction->options & cell->options;
    const gtee_finding finding = {.kind = GTEE_FINDING_CONTRADICTION,
                                  .verdict = GTEE_VERDICT_CONTESTED,
                                  .participant = contradiction->position->participant,
                                  .clause = gti_reading_clause(&assessing->reading, cell->named, ~contested),
                                  .position = contradiction->position,
                                  .other = contradiction->other,
                                  .variable = contradiction->variable,
                                  .proposed = contradiction->variable->issue != NULL ? cell->options : 0,
                                  .allowed = gti_variable_all(contradiction->variable) & ~contradiction->options};

    if (contested == 0 || gti_reading_truth(&assessing->reading, contradiction->condition) != GTI_HOLDS)
        return true;
    if (gti_assess_settled(assessing, contradiction->position) && gti_assess_settled(assessing, contradiction->other))
        return true;
    return gti_assess_find(assessing, &finding);
}

static bool assess_contradictions(gti_assessing *assessing, uint32_t variable, const gti_cell *cell)
{
    const gtee_view *view = assessing->view;

    for (size_t i = first_contradiction(view, variable); i < view->contradictions.count; i++) {
        const gtee_contradiction *here = GTI_VEC_AT(&view->contradictions, gtee_contradiction, i);
        if (gti_view_variable(view, here->variable) != variable)
            break;
        if (!find_contradiction(assessing, here, cell))
            return false;
    }
    return true;
}

/* Stances that a proposal may cross by being silent. */
static gtee_status assess_background(gti_assessing *assessing)
{
    const gtee_view *view = assessing->view;

    for (size_t i = 0; i < view->background.count; i++) {
        const gtee_stance *stance = gti_view_stance(view, *GTI_VEC_AT(&view->background, uint32_t, i));
        const gti_cell cell = gti_reading_cell(&assessing->reading, gti_view_variable(view, stance->variable));
        confrontation against = {.stance = stance, .cell = &cell};
        if (!gti_progress_step(&assessing->progress, 1))
            return GTEE_ERROR_CANCELLED;
        if (cell.named == NULL && !judge(assessing, &against))
            return GTEE_ERROR_MEMORY;
    }
    return GTEE_OK;
}

/* Stances on derived issues: where nothing could be worked out they are listed; where it is the default, the proposal may cross them as if
 * by silence; where it is not, they were judged with what clauses name. */
static gtee_status assess_derived(gti_assessing *assessing)
{
    const gtee_view *view = assessing->view;

    for (size_t i = 0; i < view->derived.count; i++) {
        const gtee_stance *stance = gti_view_stance(view, *GTI_VEC_AT(&view->derived, uint32_t, i));
        const gti_cell cell = gti_reading_cell(&assessing->reading, gti_view_variable(view, stance->variable));
        confrontation against = {.stance = stance, .cell = &cell};
        if (cell.derived && cell.named == NULL && !judge(assessing, &against))
            return GTEE_ERROR_MEMORY;
        if (cell.derived || gti_reading_truth(&assessing->reading, stance->condition) == GTI_FAILS)
            continue;
        const uint64_t allowed = stance->position->stance == GTEE_STANCE_ACCEPTS ? stance->favours : stance->allowed;
        if (!find_stance(assessing, &against, GTEE_FINDING_DERIVED, GTEE_VERDICT_SILENT, allowed))
            return GTEE_ERROR_MEMORY;
    }
    return GTEE_OK;
}

gtee_status gti_assess_stances(gti_assessing *assessing)
{
    const gtee_view *view = assessing->view;
    const gti_cell whole = {.kind = GTEE_CELL_FIXED, .options = 1};
    const uint32_t own = gti_assess_own(assessing);

    for (size_t i = 0; i < assessing->reading.named.count; i++) {
        const gti_named *named = GTI_VEC_AT(&assessing->reading.named, gti_named, i);
        const gti_cell cell = gti_reading_cell(&assessing->reading, named->variable);
        if (!gti_progress_step(&assessing->progress, view->stance_first[named->variable + 1] - view->stance_first[named->variable]))
            return GTEE_ERROR_CANCELLED;
        if ((cell.kind != GTEE_CELL_DERIVED || (cell.derived && cell.named != NULL)) &&
            (!assess_named(assessing, named, &cell) || !assess_contradictions(assessing, named->variable, &cell)))
            return GTEE_ERROR_MEMORY;
    }
    if (own != UINT32_MAX && !assess_contradictions(assessing, own, &whole))
        return GTEE_ERROR_MEMORY;
    gtee_status status = assess_background(assessing);
    return status == GTEE_OK ? assess_derived(assessing) : status;
}
