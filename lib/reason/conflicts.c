/* conflicts.c: all minimal sets of positions that cannot hold together, one by one. Uses base, record, solve, conflict.h. */
#include "reason/conflict.h"
#include "solve/cores.h"

struct gtee_conflicts {
    gti_refs refs;
    gti_inquiry inquiry;
    gti_deal deal;
    gti_cores *cores;
    gti_vec found;  /* of const gtee_conflict * */
    gti_vec groups; /* uint32_t: the core that was found, or that waits for its ties */
    bool waiting, complete;
};

static gtee_status make(void *result, const gtee_view *view, const gtee_search_options *options, const void *question, gti_report *report)
{
    gtee_conflicts *self = result;
    gtee_search_options still = *options; /* nothing moves here */
    gtee_status status;

    (void)question;
    self->found = GTI_VEC(const gtee_conflict *);
    self->groups = GTI_VEC(uint32_t);
    still.immovable = NULL;
    still.immovable_count = 0;
    still.immovable_positions = NULL;
    still.immovable_position_count = 0;
    still.cap = 0;
    still.red_line_weight = still.consent_weight = 0;
    status = gti_inquiry_make(&self->inquiry, view, &still, GTI_DEAL_LEXICOGRAPHIC, NULL, report);
    self->inquiry.question.bare = true;
    if (status != GTEE_OK)
        return status;
    status = gti_deal_make(&self->deal, &self->inquiry.question);
    if (status != GTEE_OK)
        return status;
    self->cores = gti_cores_new(&self->deal.problem, &self->inquiry.search,
                                options->order == GTEE_ORDER_FOUND ? GTI_ORDER_FOUND : GTI_ORDER_SMALLEST);
    return self->cores != NULL ? GTEE_OK : GTEE_ERROR_MEMORY;
}

static void unref(void *result)
{
    gtee_conflicts_unref(result);
}

gtee_status gtee_conflicts_new(const gtee_view *view, const gtee_search_options *options, gtee_conflicts **conflicts, gtee_diagnostics **diagnostics)
{
    static const gti_result_kind kind = {sizeof(gtee_conflicts), make, unref};
    void *made;
    const gtee_status status = gti_result_new(&kind, conflicts != NULL ? view : NULL, options, NULL, &made, diagnostics);

    if (conflicts != NULL)
        *conflicts = made;
    return status;
}

gtee_conflicts *gtee_conflicts_ref(gtee_conflicts *conflicts)
{
    gti_refs_up(&conflicts->refs);
    return conflicts;
}

void gtee_conflicts_unref(gtee_conflicts *conflicts)
{
    if (conflicts == NULL || !gti_refs_down(&conflicts->refs))
        return;
    const gti_allocator allocator = conflicts->inquiry.arena.allocator;
    gti_cores_free(conflicts->cores);
    if (conflicts->deal.problem.allocator.resize != NULL)
        gti_deal_free(&conflicts->deal);
    gti_vec_free(&allocator, &conflicts->found);
    gti_vec_free(&allocator, &conflicts->groups);
    gti_inquiry_free(&conflicts->inquiry);
    gti_free(&allocator, conflicts, sizeof *conflicts);
}

/* The groups' positions in their place. */
static void name_positions(gtee_conflicts *self)
{
    for (size_t i = 0; i < self->groups.count; i++) {
        uint32_t *group = GTI_VEC_AT(&self->groups, uint32_t, i);
        *group = GTI_VEC_AT(&self->deal.origins, gti_origin, *group)->position->record.index;
    }
}

/* The core that waits becomes a conflict. If that fails, it waits on. */
static gtee_status tie(gtee_conflicts *self, const gtee_conflict **conflict)
{
    gtee_conflict *made;
    gtee_status status;

    if (!gti_vec_reserve(&self->inquiry.arena.allocator, &self->found, self->found.count + 1))
        return GTEE_ERROR_MEMORY;
    status = gti_conflict_make(&self->inquiry, self->groups.items, self->groups.count, &made);
    if (status != GTEE_OK)
        return status;
    self->waiting = false;
    *(const gtee_conflict **)gti_vec_push(&self->inquiry.arena.allocator, &self->found) = made; /* there is room */
    *conflict = made;
    return GTEE_OK;
}

gtee_status gtee_conflicts_next(gtee_conflicts *conflicts, const gtee_conflict **conflict)
{
    uint32_t result = GTI_SEARCH_DONE;

    if (conflict == NULL)
        return GTEE_ERROR_ARGUMENT;
    *conflict = NULL;
    if (conflicts == NULL)
        return GTEE_ERROR_ARGUMENT;
    if (conflicts->complete)
        return GTEE_OK;
    if (!conflicts->waiting) {
        result = gti_cores_next(conflicts->cores, &conflicts->groups);
        conflicts->complete = result == GTI_SEARCH_NONE;
        if (result != GTI_SEARCH_DONE)
            return gti_search_status(result);
        conflicts->waiting = true;
        name_positions(conflicts);
    }
    return tie(conflicts, conflict);
}

const gti_inquiry *gti_conflicts_inquiry(const gtee_conflicts *conflicts)
{
    return &conflicts->inquiry;
}

const gtee_view *gtee_conflicts_view(const gtee_conflicts *conflicts)
{
    return conflicts->inquiry.view;
}

size_t gtee_conflicts_count(const gtee_conflicts *conflicts)
{
    return conflicts->found.count;
}

const gtee_conflict *gtee_conflicts_at(const gtee_conflicts *conflicts, size_t index)
{
    return index < conflicts->found.count ? *GTI_VEC_AT(&conflicts->found, const gtee_conflict *, index) : NULL;
}

int32_t gtee_conflicts_complete(const gtee_conflicts *conflicts)
{
    return conflicts->complete;
}

size_t gtee_conflict_position_count(const gtee_conflict *conflict)
{
    return conflict->position_count;
}

const gtee_position *gtee_conflict_position_at(const gtee_conflict *conflict, size_t index)
{
    return index < conflict->position_count ? conflict->positions[index] : NULL;
}

size_t gtee_conflict_constraint_count(const gtee_conflict *conflict)
{
    return conflict->constraint_count;
}

const gtee_constraint *gtee_conflict_constraint_at(const gtee_conflict *conflict, size_t index)
{
    return index < conflict->constraint_count ? conflict->constraints[index] : NULL;
}

size_t gtee_conflict_fixed_count(const gtee_conflict *conflict)
{
    return conflict->fixed_count;
}

const char *gtee_conflict_fixed_at(const gtee_conflict *conflict, size_t index)
{
    return index < conflict->fixed_count ? conflict->fixed[index] : NULL;
}

const char *gtee_conflict_message(const gtee_conflict *conflict)
{
    return conflict->message;
}
