/* repeats.c: positions that say the same. Of those of one participant that have the same stances in force the first in the dossier's order stands for all:
 * a red line that two sources report is one red line. Weights add up, and so `prefers` and `opposes` stand each for itself. Uses base, record, inquiry.h. */
#include "reason/inquiry.h"

static int by_value(uint64_t left, uint64_t right)
{
    return (left > right) - (left < right);
}

static int by_stance(const gtee_stance *left, const gtee_stance *right)
{
    const uint64_t pairs[][2] = {{(uint64_t)(uintptr_t)left->variable, (uint64_t)(uintptr_t)right->variable},
                                 {left->condition, right->condition},
                                 {left->favours, right->favours},
                                 {left->against, right->against},
                                 {left->allowed, right->allowed}};
    int order = 0;

    for (size_t i = 0; order == 0 && i < sizeof pairs / sizeof pairs[0]; i++)
        order = by_value(pairs[i][0], pairs[i][1]);
    return order;
}

/* What two positions say, compared. */
static int by_saying(const gti_inquiry *inquiry, uint32_t a, uint32_t b)
{
    const gtee_position *left = gti_inquiry_position(inquiry, a), *right = gti_inquiry_position(inquiry, b);
    const uint32_t first = inquiry->position_first[a], other = inquiry->position_first[b], count = inquiry->position_first[a + 1] - first;
    int order = by_value(left->participant->record.index, right->participant->record.index);

    if (order == 0)
        order = by_value(left->stance, right->stance);
    if (order == 0)
        order = by_value(count, inquiry->position_first[b + 1] - other);
    for (uint32_t i = 0; order == 0 && i < count; i++)
        order = by_stance(gti_view_stance(inquiry->view, inquiry->stances[first + i]), gti_view_stance(inquiry->view, inquiry->stances[other + i]));
    return order;
}

static int by_saying_and_number(const void *user, const void *a, const void *b)
{
    const uint32_t left = *(const uint32_t *)a, right = *(const uint32_t *)b;
    const int order = by_saying(user, left, right);

    return order != 0 ? order : by_value(left, right);
}

static bool weighs(const gtee_position *position)
{
    return position->stance == GTEE_STANCE_PREFERS || position->stance == GTEE_STANCE_OPPOSES;
}

/* Leaves only the stances of those that stand for themselves. */
static void leave_out(gti_inquiry *inquiry, uint32_t positions, const uint32_t *first_of)
{
    uint32_t used = 0, from = 0;

    for (uint32_t p = 0; p < positions; p++) {
        const uint32_t end = inquiry->position_first[p + 1];
        for (; from < end; from++)
            if (first_of[p] == p)
                inquiry->stances[used++] = inquiry->stances[from];
        inquiry->position_first[p + 1] = used;
    }
}

gtee_status gti_inquiry_repeats(gti_inquiry *inquiry)
{
    const uint32_t positions = (uint32_t)gti_record_count(inquiry->view->dossier, GTEE_KIND_POSITION);
    uint32_t *first_of = gti_arena_array(&inquiry->arena, (size_t)positions + 1, sizeof *first_of, sizeof *first_of);
    uint32_t *sorted = gti_arena_array(&inquiry->arena, (size_t)positions + 1, sizeof *sorted, sizeof *sorted);
    uint32_t count = 0;

    if (first_of == NULL || sorted == NULL)
        return GTEE_ERROR_MEMORY;
    for (uint32_t p = 0; p < positions; p++) {
        first_of[p] = p;
        if (inquiry->position_first[p] < inquiry->position_first[p + 1] && !weighs(gti_inquiry_position(inquiry, p)))
            sorted[count++] = p;
    }
    if (!gti_sort(&inquiry->arena.allocator, sorted, count, sizeof *sorted, by_saying_and_number, inquiry))
        return GTEE_ERROR_MEMORY;
    for (uint32_t i = 1; i < count; i++)
        if (by_saying(inquiry, sorted[i - 1], sorted[i]) == 0)
            first_of[sorted[i]] = first_of[sorted[i - 1]];
    inquiry->question.first_of = first_of;
    leave_out(inquiry, positions, first_of);
    return GTEE_OK;
}
