/* render.h: documents as text for a terminal and as Markdown. Uses doc.h and base. */
#ifndef GTI_SHOW_RENDER_H
#define GTI_SHOW_RENDER_H

#include "show/doc.h"

typedef struct gti_paper {
    size_t width;
    bool color;
    gti_buffer *out;
} gti_paper;

void gti_render_text(const gti_doc *doc, const gti_paper *paper);
void gti_render_markdown(const gti_doc *doc, gti_buffer *out);

/* A table as text (table.c). false: no memory. */
bool gti_render_table(const gti_table *table, const gti_allocator *allocator, const gti_paper *paper);

/* A text as lines of the paper's width, the first `indent` columns of each left free but for the label in the first, and what stands `below` it
 * in the others (NULL: nothing; else it is `indent` columns wide). */
void gti_render_hanging(const char *label, const char *below, const char *text, size_t indent, const gti_paper *paper);

#endif
