/* wrap.h: breaking a document's text into lines, and writing them with or without colours. Uses doc.h and base. */
#ifndef GTI_SHOW_WRAP_H
#define GTI_SHOW_WRAP_H

#include "show/doc.h"

/* A walk over a text that yields one line after another. It allocates nothing. */
typedef struct gti_wrap {
    const char *next;
    enum gti_style style; /* in force at `next` */
    bool more;
} gti_wrap;

typedef struct gti_line {
    const char *text;
    size_t size;
    size_t width;         /* columns */
    enum gti_style style; /* in force at its beginning */
} gti_line;

void gti_wrap_init(gti_wrap *wrap, const char *text);
/* The next line of at most `width` columns (at least one grapheme cluster); false at the end. Lines end between words; a word that
 * is wider than a line ends behind a hyphen or slash, else between grapheme clusters. */
bool gti_wrap_next(gti_wrap *wrap, size_t width, gti_line *line);

size_t gti_wrap_natural(const char *text); /* the widest line if there were room for all */
size_t gti_wrap_least(const char *text);   /* the widest word */

/* Writes a line. Styles become ANSI sequences if `color`. */
void gti_line_write(const gti_line *line, bool color, gti_buffer *out);

#endif
