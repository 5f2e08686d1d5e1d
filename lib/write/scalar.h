/* scalar.h: how a text is written in YAML so that every reader gets the same text back, and takes it for text. Uses base. */
#ifndef GTI_WRITE_SCALAR_H
#define GTI_WRITE_SCALAR_H

#include "base/text.h"

enum gti_style {
    GTI_STYLE_PLAIN,
    GTI_STYLE_SINGLE,  /* '…' */
    GTI_STYLE_DOUBLE,  /* "…", with escapes where needed */
    GTI_STYLE_LITERAL, /* |: line by line */
    GTI_STYLE_FOLDED   /* >-: one paragraph over several lines */
};

/* The style for a text on one line: plain if that is safe, else quoted. `flow`: within [ ] or { }. */
enum gti_style gti_style_inline(const char *text, size_t size, bool flow);
/* The style for a text as the value of a block, where `room` columns are left in its line. */
enum gti_style gti_style_block(const char *text, size_t size, size_t room);

/* Writes a text in one of the first three styles. */
void gti_scalar_inline(gti_buffer *out, const char *text, size_t size, enum gti_style style);
/* Writes a text in one of the last two, with `indent` spaces before its lines, which are up to `width` columns long where the text
 * lets them be. Ends without a line end. */
void gti_scalar_block(gti_buffer *out, const char *text, size_t size, enum gti_style style, size_t indent, size_t width);

#endif
