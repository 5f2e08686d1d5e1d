/* view_accessors.c: what callers read of a view. Uses view.h. */
#include "reason/view.h"

const gtee_dossier *gtee_view_dossier(const gtee_view *view)
{
    return view->dossier;
}

gtee_date gtee_view_as_of(const gtee_view *view)
{
    return view->day;
}

uint32_t gtee_view_evidence(const gtee_view *view)
{
    return view->evidence;
}

size_t gtee_view_position_count(const gtee_view *view)
{
    return view->position_count;
}

size_t gtee_view_stance_count(const gtee_view *view)
{
    return view->stances.count;
}

const gtee_stance *gtee_view_stance_at(const gtee_view *view, size_t index)
{
    return index < view->stances.count ? gti_view_stance(view, index) : NULL;
}

const gtee_position *gtee_stance_position(const gtee_stance *stance)
{
    return stance->position;
}

const gtee_participant *gtee_stance_participant(const gtee_stance *stance)
{
    return stance->position->participant;
}

uint32_t gtee_stance_kind(const gtee_stance *stance)
{
    return stance->position->stance;
}

const gtee_issue *gtee_stance_issue(const gtee_stance *stance)
{
    return stance->variable->issue;
}

const gtee_participant *gtee_stance_choice(const gtee_stance *stance)
{
    return stance->variable->choice;
}

const gtee_proposal *gtee_stance_proposal(const gtee_stance *stance)
{
    return stance->variable->proposal;
}

uint64_t gtee_stance_options(const gtee_stance *stance)
{
    if (stance->variable->issue == NULL)
        return 0;
    if (stance->position->stance == GTEE_STANCE_REQUIRES)
        return stance->allowed;
    return stance->favours | stance->against;
}

uint64_t gtee_stance_excluded(const gtee_stance *stance)
{
    const uint32_t kind = stance->position->stance;

    if (stance->variable->issue == NULL || (kind != GTEE_STANCE_REQUIRES && kind != GTEE_STANCE_REJECTS))
        return 0;
    return stance->against;
}

size_t gtee_view_shift_count(const gtee_view *view)
{
    return view->shifts.count;
}

const gtee_shift *gtee_view_shift_at(const gtee_view *view, size_t index)
{
    return index < view->shifts.count ? GTI_VEC_AT(&view->shifts, gtee_shift, index) : NULL;
}

const gtee_position *gtee_shift_earlier(const gtee_shift *shift)
{
    return shift->earlier;
}

const gtee_position *gtee_shift_later(const gtee_shift *shift)
{
    return shift->later;
}

const gtee_issue *gtee_shift_issue(const gtee_shift *shift)
{
    return shift->variable->issue;
}

const gtee_participant *gtee_shift_choice(const gtee_shift *shift)
{
    return shift->variable->choice;
}

uint64_t gtee_shift_options(const gtee_shift *shift)
{
    return shift->variable->issue != NULL ? shift->options : 0;
}

size_t gtee_view_contradiction_count(const gtee_view *view)
{
    return view->contradictions.count;
}

const gtee_contradiction *gtee_view_contradiction_at(const gtee_view *view, size_t index)
{
    return index < view->contradictions.count ? GTI_VEC_AT(&view->contradictions, gtee_contradiction, index) : NULL;
}

const gtee_position *gtee_contradiction_position(const gtee_contradiction *contradiction)
{
    return contradiction->position;
}

const gtee_position *gtee_contradiction_other(const gtee_contradiction *contradiction)
{
    return contradiction->other;
}

const gtee_issue *gtee_contradiction_issue(const gtee_contradiction *contradiction)
{
    return contradiction->variable->issue;
}

const gtee_participant *gtee_contradiction_choice(const gtee_contradiction *contradiction)
{
    return contradiction->variable->choice;
}

const gtee_proposal *gtee_contradiction_proposal(const gtee_contradiction *contradiction)
{
    return contradiction->variable->proposal;
}

uint64_t gtee_contradiction_options(const gtee_contradiction *contradiction)
{
    return contradiction->variable->issue != NULL ? contradiction->options : 0;
}
