/* conflict.h: a set of positions that cannot hold together, with what ties it, and its words. Uses base, record, inquiry.h. */
#ifndef GTI_REASON_CONFLICT_H
#define GTI_REASON_CONFLICT_H

#include "reason/inquiry.h"

struct gtee_conflict {
    const gtee_position **positions;
    size_t position_count;
    const gtee_constraint **constraints;
    size_t constraint_count;
    const char **fixed;
    size_t fixed_count;
    const char *message;
};

/* conflict.c: the conflict of these positions (by number), of which any part can hold together, with what ties it: constraints, fixed
 * choices, and positions that may not move. In the arena of the inquiry. MEMORY, LIMIT, CANCELLED. */
gtee_status gti_conflict_make(gti_inquiry *inquiry, const uint32_t *positions, size_t count, gtee_conflict **conflict);

/* conflict_wording.c: appends it as a sentence without a full stop. */
void gti_word_conflict(gti_buffer *out, const gtee_conflict *conflict);

#endif
