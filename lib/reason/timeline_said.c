/* timeline_said.c: which positions repeat, shift or contradict what was said before. Uses base, record, timeline.h. */
#include "reason/timeline.h"

static const gtee_position *position_at(const gti_timing *timing, uint32_t index)
{
    return (const gtee_position *)gti_record_at(timing->view->dossier, GTEE_KIND_POSITION, index);
}

bool gti_proposal_names(const gtee_proposal *proposal, const gtee_issue *issue)
{
    for (uint32_t i = 0; i < proposal->clauses.count; i++)
        for (uint32_t j = 0; j < proposal->clauses.items[i]->terms.count; j++)
            if (proposal->clauses.items[i]->terms.items[j].issue == issue)
                return true;
    return false;
}

bool gti_timing_asks(const gti_timing *timing, const gti_variable *variable)
{
    const gtee_issue *issue = timing->options.issue;
    const gtee_proposal *proposal = timing->options.proposal;

    if (variable->issue == NULL)
        return (proposal == NULL || proposal == variable->proposal) &&
               (issue == NULL || gti_proposal_names(variable->proposal, issue));
    return (issue == NULL || issue == variable->issue) &&
           (proposal == NULL || gti_reading_named(&timing->reading, gti_view_variable(timing->view, variable)) != NULL);
}

/* Drops the stances from `first` on that were not asked for. */
static void drop_unasked(const gti_timing *timing, gti_vec *raws, size_t first)
{
    gti_raw *items = raws->items;
    size_t kept = first;

    for (size_t i = first; i < raws->count; i++)
        if (timing->all || gti_timing_asks(timing, &timing->view->variables.items[items[i].variable]))
            items[kept++] = items[i];
    raws->count = kept;
}

static void strike(gti_timing *timing, const gti_refs_list *list, uint32_t day)
{
    for (uint32_t i = 0; i < list->count; i++) {
        uint32_t *struck = &timing->tellings[list->items[i]->index].struck;
        if (*struck == 0 || day < *struck)
            *struck = day;
    }
}

static gtee_status gather(gti_timing *timing, gti_pieces *pieces)
{
    gtee_status status = GTEE_OK;

    for (uint32_t i = 0; status == GTEE_OK && i < timing->position_count; i++) {
        const gtee_position *position = position_at(timing, i);
        const uint32_t day = (uint32_t)gtee_date_first_day(position->date);
        const size_t first = pieces->raws.count;
        if (!gti_view_admits_position(timing->view, position))
            continue;
        strike(timing, &position->withdraws, day);
        strike(timing, &position->supersedes, day);
        status = gti_pieces_add(pieces, position, false);
        drop_unasked(timing, &pieces->raws, first);
    }
    return status;
}

/* Each stance of a group against the one before it. */
static void judge_group(gti_timing *timing, const gti_raw *raws, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        gti_telling *telling = &timing->tellings[raws[i].position];
        telling->stances++;
        if (i == 0 || raws[i].options != raws[i - 1].options || raws[i].position == raws[i - 1].position ||
            raws[i].stance != raws[i - 1].stance)
            continue;
        telling->repeated++;
        if (telling->before == 0)
            telling->before = raws[i - 1].position + 1;
    }
}

static void judge_groups(gti_timing *timing, const gti_vec *raws)
{
    for (size_t start = 0, length; start < raws->count; start += length) {
        const gti_raw *first = GTI_VEC_AT(raws, gti_raw, start);
        length = gti_raw_group(first, raws->count - start);
        judge_group(timing, first, length);
    }
}

static void note_shifts(gti_timing *timing)
{
    const gti_vec *shifts = &timing->view->shifts;

    for (size_t i = 0; i < shifts->count; i++) {
        const gtee_shift *shift = GTI_VEC_AT(shifts, gtee_shift, i);
        uint32_t *shifted = &timing->tellings[shift->later->record.index].shifted;
        if (*shifted == 0 && gti_timing_asks(timing, shift->variable))
            *shifted = shift->earlier->record.index + 1;
    }
}

static bool is_later(const gtee_position *a, const gtee_position *b)
{
    const gtee_date left = gtee_date_first_day(a->date), right = gtee_date_first_day(b->date);

    return left != right ? left > right : a->record.index > b->record.index;
}

/* The later of two that contradict each other is the one that is contradicted by what was there. */
static void note_contradictions(gti_timing *timing)
{
    const gti_vec *contradictions = &timing->view->contradictions;

    for (size_t i = 0; i < contradictions->count; i++) {
        const gtee_contradiction *here = GTI_VEC_AT(contradictions, gtee_contradiction, i);
        const bool first = is_later(here->position, here->other);
        const gtee_position *later = first ? here->position : here->other, *earlier = first ? here->other : here->position;
        uint32_t *contradicted = &timing->tellings[later->record.index].contradicted;
        if (*contradicted == 0 && gti_timing_asks(timing, here->variable))
            *contradicted = earlier->record.index + 1;
    }
}

gtee_status gti_timing_judge(gti_timing *timing)
{
    const gti_allocator *allocator = &timing->groups.arena.allocator;
    gti_conditions conditions;
    gti_pieces pieces = {.variables = &timing->view->variables,
                         .groups = &timing->groups,
                         .conditions = &conditions,
                         .raws = GTI_VEC(gti_raw)};
    gtee_status status = gti_conditions_init(&conditions, allocator);

    if (status == GTEE_OK)
        status = gather(timing, &pieces);
    if (status == GTEE_OK && !gti_pieces_sort(&pieces, allocator))
        status = GTEE_ERROR_MEMORY;
    if (status == GTEE_OK) {
        judge_groups(timing, &pieces.raws);
        note_shifts(timing);
        note_contradictions(timing);
    }
    gti_conditions_free(&conditions, allocator);
    gti_vec_free(allocator, &pieces.raws);
    return status;
}
