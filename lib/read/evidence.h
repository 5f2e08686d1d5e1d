/* evidence.h: the local text of a source, made ready for finding quotes and places in it. Uses base.
 *
 * The text is folded as quotes are (gti_fold_quote), line by line, so that a place in the folded text leads back to a line. */
#ifndef GTI_READ_EVIDENCE_H
#define GTI_READ_EVIDENCE_H

#include "base/text.h"

/* Where a stretch of the folded text begins and ends. */
typedef struct gti_stretch {
    size_t begin, end;
} gti_stretch;

typedef struct gti_evidence {
    gti_buffer folded;  /* all lines, one space between them, empty ones left out */
    gti_vec lines;      /* of gti_stretch, from line 1 */
    gti_vec paragraphs; /* of gti_stretch */
} gti_evidence;

void gti_evidence_init(gti_evidence *evidence, const gti_allocator *allocator);
void gti_evidence_free(gti_evidence *evidence);
/* From a text in UTF-8 without U+0000; once. false: no memory. */
bool gti_evidence_fill(gti_evidence *evidence, const char *text, size_t size);

/* Where folded words stand first in a stretch; SIZE_MAX: nowhere. Temporarily writes into the folded text. */
size_t gti_evidence_find(gti_evidence *evidence, gti_stretch stretch, const char *folded, size_t size);
gti_stretch gti_evidence_all(const gti_evidence *evidence);
/* The number, from 1, of the stretch in which a place of the folded text is. */
size_t gti_evidence_number(const gti_vec *stretches, size_t place);

/* A locator, understood. */
enum gti_locator_form { GTI_LOCATOR_WORDS, GTI_LOCATOR_PARAGRAPHS, GTI_LOCATOR_LINES };
typedef struct gti_locator {
    enum gti_locator_form form;
    uint64_t first, last; /* of paragraphs and lines */
} gti_locator;
gti_locator gti_locator_parse(const char *text);
/* The stretch that paragraphs or lines of those numbers take; false: the text has not as many. */
bool gti_evidence_stretch(const gti_evidence *evidence, const gti_locator *locator, gti_stretch *stretch);

#endif
