/* corrections.c: all minimal sets of red lines that, given up, let the rest hold. Uses base, record, solve, inquiry.h. */
#include "reason/inquiry.h"
#include "solve/cores.h"

struct gtee_correction {
    const gtee_position **positions;
    size_t count;
};

struct gtee_corrections {
    gti_refs refs;
    gti_inquiry inquiry;
    gti_deal deal;
    gti_corrections_search *search;
    gti_vec found;  /* of const gtee_correction * */
    gti_vec groups; /* uint32_t */
    bool waiting;   /* `groups` was found and has no memory yet */
    bool complete;
};

static gtee_status make(void *result, const gtee_view *view, const gtee_search_options *options, const void *question, gti_report *report)
{
    gtee_corrections *self = result;
    gtee_search_options unweighted = *options;

    (void)question;
    self->found = GTI_VEC(const gtee_correction *);
    self->groups = GTI_VEC(uint32_t);
    unweighted.red_line_weight = unweighted.consent_weight = 0;
    gtee_status status = gti_inquiry_make(&self->inquiry, view, &unweighted, GTI_DEAL_LEXICOGRAPHIC, NULL, report);
    self->inquiry.question.bare = true;
    if (status == GTEE_OK)
        status = gti_deal_make(&self->deal, &self->inquiry.question);
    if (status != GTEE_OK)
        return status;
    self->search = gti_corrections_search_new(&self->deal.problem, &self->inquiry.search,
                                              options->order == GTEE_ORDER_FOUND ? GTI_ORDER_FOUND : GTI_ORDER_SMALLEST);
    return self->search != NULL ? GTEE_OK : GTEE_ERROR_MEMORY;
}

static void unref(void *result)
{
    gtee_corrections_unref(result);
}

gtee_status gtee_corrections_new(const gtee_view *view, const gtee_search_options *options, gtee_corrections **corrections,
                                 gtee_diagnostics **diagnostics)
{
    static const gti_result_kind kind = {sizeof(gtee_corrections), make, unref};
    void *made;
    const gtee_status status = gti_result_new(&kind, corrections != NULL ? view : NULL, options, NULL, &made, diagnostics);

    if (corrections != NULL)
        *corrections = made;
    return status;
}

gtee_corrections *gtee_corrections_ref(gtee_corrections *corrections)
{
    gti_refs_up(&corrections->refs);
    return corrections;
}

void gtee_corrections_unref(gtee_corrections *corrections)
{
    if (corrections == NULL || !gti_refs_down(&corrections->refs))
        return;
    const gti_allocator allocator = corrections->inquiry.arena.allocator;
    gti_corrections_search_free(corrections->search);
    if (corrections->deal.problem.allocator.resize != NULL)
        gti_deal_free(&corrections->deal);
    gti_vec_free(&allocator, &corrections->found);
    gti_vec_free(&allocator, &corrections->groups);
    gti_inquiry_free(&corrections->inquiry);
    gti_free(&allocator, corrections, sizeof *corrections);
}

static int by_index(const void *user, const void *a, const void *b)
{
    const gtee_record *left = *(gtee_record *const *)a, *right = *(gtee_record *const *)b;

    (void)user;
    return (left->index > right->index) - (left->index < right->index);
}

/* The groups that were found as positions. */
static const gtee_correction *keep(gtee_corrections *self)
{
    const gti_allocator *allocator = &self->inquiry.arena.allocator;
    gtee_correction *made = gti_arena_zero(&self->inquiry.arena, sizeof *made, sizeof(void *));

    if (made == NULL || !gti_vec_reserve(allocator, &self->found, self->found.count + 1))
        return NULL;
    made->positions = gti_arena_array(&self->inquiry.arena, self->groups.count + 1, sizeof(void *), sizeof(void *));
    if (made->positions == NULL)
        return NULL;
    for (size_t i = 0; i < self->groups.count; i++)
        made->positions[made->count++] =
            GTI_VEC_AT(&self->deal.origins, gti_origin, *GTI_VEC_AT(&self->groups, uint32_t, i))->position;
    if (!gti_sort(allocator, made->positions, made->count, sizeof(void *), by_index, NULL))
        return NULL;
    *(const gtee_correction **)gti_vec_push(allocator, &self->found) = made; /* there is room */
    return made;
}

gtee_status gtee_corrections_next(gtee_corrections *corrections, const gtee_correction **correction)
{
    uint32_t result = GTI_SEARCH_DONE;

    if (correction == NULL)
        return GTEE_ERROR_ARGUMENT;
    *correction = NULL;
    if (corrections == NULL)
        return GTEE_ERROR_ARGUMENT;
    if (corrections->complete)
        return GTEE_OK;
    if (!corrections->waiting)
        result = gti_corrections_search_next(corrections->search, &corrections->groups);
    corrections->complete = result == GTI_SEARCH_NONE;
    if (result != GTI_SEARCH_DONE)
        return gti_search_status(result);
    *correction = keep(corrections);
    corrections->waiting = *correction == NULL;
    return corrections->waiting ? GTEE_ERROR_MEMORY : GTEE_OK;
}

const gti_inquiry *gti_corrections_inquiry(const gtee_corrections *corrections)
{
    return &corrections->inquiry;
}

size_t gtee_corrections_count(const gtee_corrections *corrections)
{
    return corrections->found.count;
}

const gtee_correction *gtee_corrections_at(const gtee_corrections *corrections, size_t index)
{
    return index < corrections->found.count ? *GTI_VEC_AT(&corrections->found, const gtee_correction *, index) : NULL;
}

int32_t gtee_corrections_complete(const gtee_corrections *corrections)
{
    return corrections->complete;
}

size_t gtee_correction_position_count(const gtee_correction *correction)
{
    return correction->count;
}

const gtee_position *gtee_correction_position_at(const gtee_correction *correction, size_t index)
{
    return index < correction->count ? correction->positions[index] : NULL;
}
