/* wording.h: findings in words: what was found, and what would cure it. Uses base, record, assess.h. */
#ifndef GTI_REASON_WORDING_H
#define GTI_REASON_WORDING_H

#include "reason/assess.h"

/* Appends the finding as a sentence without a full stop. */
void gti_word_message(gti_buffer *out, const gtee_finding *finding, const gti_assessing *assessing);
/* Appends what would cure it, or nothing. */
void gti_word_cure(gti_buffer *out, const gtee_finding *finding, const gti_assessing *assessing);
/* Appends the titles of the options: "none or training", "training or more". */
void gti_word_options(gti_buffer *out, const gtee_issue *issue, uint64_t options);

/* Appends a position: "Russia rejects combat on “Ground troops” of France if … (Sergey Lavrov, 2025-08-21)". */
void gti_word_position(gti_buffer *out, const gtee_position *position);

#endif
