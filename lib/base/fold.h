/* fold.h: what both ways of folding share: code points in canonical order. Private to lib/base. Uses text.h and utf8proc. */
#ifndef GTI_BASE_FOLD_H
#define GTI_BASE_FOLD_H

#include "base/text.h"

/* Stream-Safe Text Format (UAX #15, section 13): no more non-starters in a row. */
#define GTI_MOST_MARKS 30u

/* The largest decomposition of one code point: U+FDFA has 18. */
#define GTI_MOST_DECOMPOSED 32u

/* Canonical combining class; 0: a starter. */
uint32_t gti_combining_class(int32_t codepoint);

/* Puts a mark into its canonical place among the `count` marks of one run. */
void gti_place_mark(int32_t *marks, size_t count, int32_t mark);

#endif
