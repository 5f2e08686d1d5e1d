/* doc.h: what a result looks like before it is text or Markdown: headings, paragraphs, items and tables, built in reading order.
 * Uses base. The renderers (text.c, markdown.c) read it; every result has a builder that writes it.
 *
 * Text in a document is UTF-8 in which single bytes below 0x20 are ours: styles, a forced line end, a space that does not break.
 * All text from a dossier comes in by gti_put, which makes such bytes of its own harmless, so that nothing on record can write to a
 * terminal. No call fails: out of memory is remembered in `failed`, and the one who began the document looks there. */
#ifndef GTI_SHOW_DOC_H
#define GTI_SHOW_DOC_H

#include "base/memory.h"
#include "base/text.h"

#define GTI_LINE_END '\n'   /* a line ends here, whatever the width */
#define GTI_GLUE '\x0e'     /* a space at which no line ends */
#define GTI_STYLE_BASE 0x10 /* bytes from here on: styles */

/* Meaning is never carried by a style alone. */
enum gti_style {
    GTI_PLAIN,
    GTI_STRONG,
    GTI_DIM,
    GTI_CODE, /* an id */
    GTI_GOOD,
    GTI_MIXED,
    GTI_BAD,
    GTI_NOTICE,
    GTI_STYLE_COUNT
};

enum gti_block_type {
    GTI_BLOCK_HEADING,
    GTI_BLOCK_PARAGRAPH,
    GTI_BLOCK_ITEM,
    GTI_BLOCK_TABLE,
    GTI_BLOCK_LINE, /* as it is, never broken */
    GTI_BLOCK_GAP
};

#define GTI_TABLE_BARE 1u  /* labels and values: no header */
#define GTI_TABLE_SPLIT 2u /* where it is too wide: blocks of columns, the first one repeated */

#define GTI_COLUMN_RIGHT 1u /* numbers */

typedef struct gti_column {
    const char *header;
    uint32_t flags;
} gti_column;

typedef struct gti_table {
    uint32_t flags;
    uint32_t column_count;
    gti_column *columns;
    gti_vec cells; /* of const char *, row by row; in the end a multiple of column_count */
} gti_table;

typedef struct gti_block gti_block;
struct gti_block {
    enum gti_block_type type;
    uint32_t level;    /* heading: 1 or 2; paragraph and item: steps of indentation */
    const char *label; /* item: what hangs left of its text */
    const char *below; /* of a branch of a tree: what hangs left of its further lines; NULL: an item like any other */
    const char *text;
    gti_table table;
    gti_block *next;
};

typedef struct gti_doc {
    gti_arena arena;
    gti_buffer scratch; /* the text under construction */
    gti_block *first, *last;
    bool failed;
} gti_doc;

void gti_doc_init(gti_doc *doc, const gti_allocator *allocator);
void gti_doc_free(gti_doc *doc);

/* ---- What may not be shown as it is: what a terminal would obey, or what turns the reading direction of what follows. */
bool gti_acts(uint32_t codepoint);
void gti_escape(gti_buffer *out, uint32_t codepoint); /* \u{202E} */

/* ---- Text under construction */
void gti_put(gti_doc *doc, const char *text);     /* NULL puts nothing; white space is folded, what could act is escaped */
void gti_put_all(gti_doc *doc, ...);              /* several, ended by (const char *)NULL */
void gti_put_styled(gti_doc *doc, enum gti_style style, const char *text);
void gti_put_style(gti_doc *doc, enum gti_style style); /* from here on */
void gti_put_uint(gti_doc *doc, uint64_t number);
void gti_put_date(gti_doc *doc, gtee_date date);
void gti_put_line_end(gti_doc *doc);
void gti_put_glue(gti_doc *doc);
void gti_put_count(gti_doc *doc, uint64_t count, const char *one, const char *many); /* "1 row", "2 rows" */
bool gti_pending(const gti_doc *doc);             /* has anything been put since the last take? */
const char *gti_take(gti_doc *doc);               /* the text, for keeps; never NULL */

/* ---- Blocks. A text of NULL takes what is under construction. */
void gti_doc_heading(gti_doc *doc, uint32_t level, const char *text);
void gti_doc_paragraph(gti_doc *doc, uint32_t level, const char *text);
void gti_doc_item(gti_doc *doc, uint32_t level, const char *label, const char *text);
/* A node of a tree, `level` steps below its root (from 1); in text it is drawn by its labels, in Markdown as a list within lists. */
void gti_doc_branch(gti_doc *doc, uint32_t level, const char *label, const char *below);
void gti_doc_line(gti_doc *doc, const char *text);
void gti_doc_gap(gti_doc *doc);
gti_table *gti_doc_table(gti_doc *doc, uint32_t flags, uint32_t column_count); /* NULL: no memory; the calls below take that */
void gti_table_column(gti_doc *doc, gti_table *table, uint32_t index, uint32_t flags, const char *header);
void gti_table_cell(gti_doc *doc, gti_table *table, const char *text);
void gti_table_pair(gti_doc *doc, gti_table *table, const char *label); /* of a bare table: the label, and what is under construction;
                                                                           nothing if nothing was put */
size_t gti_table_rows(const gti_table *table);
const char *gti_table_at(const gti_table *table, size_t row, uint32_t column);

#endif
