/* assess_packages.c: stances on whole proposals: on the one assessed, and on others that it contains or does not. Uses assess.h. */
#include "reason/assess.h"

static bool find_package(gti_assessing *assessing, const gtee_stance *stance, uint32_t verdict)
{
    const gtee_finding finding = {.kind = verdict == GTEE_VERDICT_CONDITIONAL ? GTEE_FINDING_CONDITION : GTEE_FINDING_PACKAGE,
                                  .verdict = verdict,
                                  .participant = stance->position->participant,
                                  .position = stance->position,
                                  .variable = stance->variable,
                                  .weight = verdict == GTEE_VERDICT_RESERVATIONS
                                                ? gti_decimal_double(stance->position->weight)
                                                : 0.0};

    return gti_assess_find(assessing, &finding);
}

/* Remembers who accepts the whole proposal, since when, and who would. */
static void note_acceptance(gti_assessing *assessing, const gtee_stance *stance)
{
    gti_mark *mark = gti_assess_mark(assessing, stance->position->participant);
    const uint32_t truth = gti_reading_truth(&assessing->reading, stance->condition);
    const uint32_t day = (uint32_t)gtee_date_first_day(stance->position->date);

    mark->flags |= GTI_MARK_ASSESSED;
    if (stance->favours == 0)
        return;
    if (truth == GTI_HOLDS && day > mark->accepted)
        mark->accepted = day;
    if (truth == GTI_OPEN)
        mark->flags |= GTI_MARK_WOULD_ACCEPT;
}

/* A stance on the proposal itself. */
static bool judge_own(gti_assessing *assessing, const gtee_stance *stance)
{
    const uint32_t truth = gti_reading_truth(&assessing->reading, stance->condition);
    const bool rejects = stance->position->stance == GTEE_STANCE_REJECTS;
    const bool accepted = gti_assess_mark(assessing, stance->position->participant)->accepted != 0;

    if (truth == GTI_FAILS)
        return true;
    if (stance->favours != 0 && truth == GTI_HOLDS)
        return find_package(assessing, stance, GTEE_VERDICT_ACCEPTS);
    if (gti_assess_settled(assessing, stance->position))
        return true;
    if (truth == GTI_HOLDS)
        return find_package(assessing, stance, rejects ? GTEE_VERDICT_REJECTS : GTEE_VERDICT_RESERVATIONS);
    if (rejects || (stance->favours != 0 && !accepted))
        return find_package(assessing, stance, GTEE_VERDICT_CONDITIONAL);
    return true;
}

/* A stance on another proposal: one that is required and not contained, or rejected and contained. */
static bool judge_other(gti_assessing *assessing, const gtee_stance *stance, bool contains)
{
    const uint32_t truth = gti_reading_truth(&assessing->reading, stance->condition);
    const uint32_t kind = stance->position->stance;

    if (truth == GTI_FAILS || gti_assess_settled(assessing, stance->position) ||
        !((kind == GTEE_STANCE_REQUIRES && !contains) || (kind == GTEE_STANCE_REJECTS && contains)))
        return true;
    if (truth == GTI_HOLDS)
        gti_assess_mark(assessing, stance->position->participant)->flags |= GTI_MARK_ASSESSED;
    return find_package(assessing, stance, truth == GTI_HOLDS ? GTEE_VERDICT_REJECTS : GTEE_VERDICT_CONDITIONAL);
}

static gtee_status assess_own(gti_assessing *assessing, size_t first, size_t end)
{
    for (size_t i = first; i < end; i++)
        note_acceptance(assessing, gti_view_stance(assessing->view, i));
    for (size_t i = first; i < end; i++)
        if (!judge_own(assessing, gti_view_stance(assessing->view, i)))
            return GTEE_ERROR_MEMORY;
    return GTEE_OK;
}

static gtee_status assess_other(gti_assessing *assessing, const gtee_proposal *other, size_t first, size_t end)
{
    bool known = false, contains = false;

    for (size_t i = first; i < end; i++) {
        const gtee_stance *stance = gti_view_stance(assessing->view, i);
        if (!gti_is_hard(stance))
            continue;
        gtee_status status = known ? GTEE_OK : gti_reading_contains(&assessing->reading, other, &contains);
        if (status != GTEE_OK)
            return status;
        known = true;
        if (!judge_other(assessing, stance, contains))
            return GTEE_ERROR_MEMORY;
    }
    return GTEE_OK;
}

gtee_status gti_assess_packages(gti_assessing *assessing)
{
    const gtee_view *view = assessing->view;
    const uint32_t own = gti_assess_own(assessing);
    gtee_status status = GTEE_OK;

    if (own != UINT32_MAX)
        status = assess_own(assessing, view->stance_first[own], view->stance_first[own + 1]);
    for (uint32_t i = view->variables.count; status == GTEE_OK && i < view->variables.total; i++) {
        const size_t first = view->stance_first[i], end = view->stance_first[i + 1];
        if (!gti_progress_step(&assessing->progress, end - first))
            return GTEE_ERROR_CANCELLED;
        if (i != own)
            status = assess_other(assessing, view->variables.items[i].proposal, first, end);
    }
    return status;
}
