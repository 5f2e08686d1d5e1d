/* conflict_wording.c: a conflict in a sentence. Uses base, record, conflict.h, wording.h. */
#include "reason/conflict.h"
#include "reason/wording.h"

#define LISTED 4u /* more of a kind are counted */

/* " and ", ", " … between the items of a list. */
static const char *between(size_t index, size_t count, const char *last)
{
    return index == 0 ? "" : index + 1 == count ? last : ", ";
}

static size_t listed(size_t count)
{
    return count > LISTED ? LISTED - 1 : count;
}

static void word_positions(gti_buffer *out, const gtee_conflict *conflict)
{
    const size_t count = conflict->position_count, named = listed(count);

    for (size_t i = 0; i < named; i++) {
        gti_buffer_text(out, between(i, count, count == 2 ? ", while " : ", and "));
        gti_word_position(out, conflict->positions[i]);
    }
    if (named < count)
        gti_buffer_format(out, ", and %u other positions", (uint64_t)(count - named));
}

static void word_constraints(gti_buffer *out, const gtee_conflict *conflict)
{
    const size_t count = conflict->constraint_count, named = listed(count);

    for (size_t i = 0; i < named; i++) {
        const gtee_constraint *constraint = conflict->constraints[i];
        gti_buffer_format(out, "%s%q", between(i, count, " and "), constraint->because != NULL ? constraint->because : constraint->record.id);
    }
    if (named < count)
        gti_buffer_format(out, " and %u others", (uint64_t)(count - named));
}

static void word_fixed(gti_buffer *out, const gtee_conflict *conflict)
{
    const size_t count = conflict->fixed_count, named = listed(count);

    for (size_t i = 0; i < named; i++)
        gti_buffer_format(out, "%s`%s`", between(i, count, " and "), conflict->fixed[i]);
    if (named < count)
        gti_buffer_format(out, " and %u other choices", (uint64_t)(count - named));
    gti_buffer_text(out, count == 1 ? " is fixed" : " are fixed");
}

void gti_word_conflict(gti_buffer *out, const gtee_conflict *conflict)
{
    const bool tied = conflict->constraint_count > 0, fixed = conflict->fixed_count > 0;

    if (conflict->position_count == 0)
        gti_buffer_text(out, tied ? "What holds in any case cannot hold together" : "The choices that are fixed contradict each other");
    word_positions(out, conflict);
    if (conflict->position_count == 1)
        gti_buffer_text(out, ", which cannot be met");
    if (tied) {
        gti_buffer_text(out, conflict->position_count == 0 ? ": " : "; tied by ");
        word_constraints(out, conflict);
    }
    if (fixed) {
        gti_buffer_text(out, tied ? ", where " : conflict->position_count == 0 ? ": " : "; ");
        word_fixed(out, conflict);
    }
}
