/* doc.c: building documents. Uses doc.h and base. */
#include "show/doc.h"

#include <stdarg.h>
#include <stdalign.h>
#include <string.h>

void gti_doc_init(gti_doc *doc, const gti_allocator *allocator)
{
    *doc = (gti_doc){.first = NULL, .last = NULL, .failed = false};
    gti_arena_init(&doc->arena, allocator);
    gti_buffer_init(&doc->scratch, allocator);
}

void gti_doc_free(gti_doc *doc)
{
    for (gti_block *block = doc->first; block != NULL; block = block->next)
        gti_vec_free(&doc->arena.allocator, &block->table.cells);
    gti_buffer_free(&doc->scratch);
    gti_arena_free(&doc->arena);
}

/* ---- Text under construction */

static bool is_space(uint32_t c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

/* U+200C and U+200D join and part letters: names need them. */
bool gti_acts(uint32_t c)
{
    return c < 0x20 || (c >= 0x7f && c < 0xa0) || c == 0x61c || c == 0x200b || c == 0x200e || c == 0x200f ||
           (c >= 0x2028 && c <= 0x202e) || (c >= 0x2060 && c <= 0x2069) || c == 0xfeff;
}

void gti_escape(gti_buffer *out, uint32_t c)
{
    static const char digits[] = "0123456789ABCDEF";
    int shift = 20;

    gti_buffer_text(out, "\\u{");
    while (shift > 4 && (c >> shift) == 0)
        shift -= 4;
    for (; shift >= 0; shift -= 4)
        gti_buffer_char(out, digits[(c >> shift) & 15u]);
    gti_buffer_char(out, '}');
}

void gti_put(gti_doc *doc, const char *text)
{
    gti_buffer *out = &doc->scratch;
    size_t size = text != NULL ? strlen(text) : 0;
    bool space = false;

    for (size_t at = 0, length = 0; at < size; at += length) {
        uint32_t c = gti_utf8_next(text + at, size - at, &length);
        if (is_space(c)) {
            if (!space)
                gti_buffer_char(out, ' ');
            space = true;
            continue;
        }
        space = false;
        if (gti_acts(c))
            gti_escape(out, c);
        else if (c == 0xfffd && length == 1)
            gti_buffer_text(out, "\xef\xbf\xbd");
        else
            gti_buffer_add(out, text + at, length);
    }
}

void gti_put_all(gti_doc *doc, ...)
{
    va_list texts;

    va_start(texts, doc);
    for (const char *text = va_arg(texts, const char *); text != NULL; text = va_arg(texts, const char *))
        gti_put(doc, text);
    va_end(texts);
}

void gti_put_style(gti_doc *doc, enum gti_style style)
{
    gti_buffer_char(&doc->scratch, (char)(GTI_STYLE_BASE + (int)style));
}

void gti_put_styled(gti_doc *doc, enum gti_style style, const char *text)
{
    gti_put_style(doc, style);
    gti_put(doc, text);
    gti_put_style(doc, GTI_PLAIN);
}

void gti_put_uint(gti_doc *doc, uint64_t number)
{
    gti_buffer_uint(&doc->scratch, number);
}

void gti_put_date(gti_doc *doc, gtee_date date)
{
    char text[GTEE_DATE_BUFFER];

    gti_put(doc, gtee_date_format(date, text));
}

void gti_put_line_end(gti_doc *doc)
{
    gti_buffer_char(&doc->scratch, GTI_LINE_END);
}

void gti_put_glue(gti_doc *doc)
{
    gti_buffer_char(&doc->scratch, GTI_GLUE);
}

void gti_put_count(gti_doc *doc, uint64_t count, const char *one, const char *many)
{
    gti_put_uint(doc, count);
    gti_put_glue(doc);
    gti_put(doc, count == 1 ? one : many);
}

bool gti_pending(const gti_doc *doc)
{
    return doc->scratch.size != 0;
}

const char *gti_take(gti_doc *doc)
{
    const char *text = NULL;

    if (doc->scratch.failed)
        doc->failed = true;
    else
        text = gti_arena_copy(&doc->arena, doc->scratch.data != NULL ? doc->scratch.data : "", doc->scratch.size);
    gti_buffer_truncate(&doc->scratch, 0);
    if (text == NULL) {
        doc->failed = true;
        return "";
    }
    return text;
}

/* ---- Blocks */

static gti_block *add(gti_doc *doc, enum gti_block_type type, uint32_t level)
{
    gti_block *block = gti_arena_zero(&doc->arena, sizeof *block, alignof(gti_block));

    if (block == NULL) {
        doc->failed = true;
        return NULL;
    }
    block->type = type;
    block->level = level;
    if (doc->last != NULL)
        doc->last->next = block;
    else
        doc->first = block;
    doc->last = block;
    return block;
}

static void add_text(gti_doc *doc, enum gti_block_type type, uint32_t level, const char *label, const char *text)
{
    const char *taken = text != NULL ? text : gti_take(doc);
    gti_block *block = add(doc, type, level);

    if (block == NULL)
        return;
    block->label = label;
    block->text = taken;
}

void gti_doc_heading(gti_doc *doc, uint32_t level, const char *text)
{
    add_text(doc, GTI_BLOCK_HEADING, level, NULL, text);
}

void gti_doc_paragraph(gti_doc *doc, uint32_t level, const char *text)
{
    add_text(doc, GTI_BLOCK_PARAGRAPH, level, NULL, text);
}

void gti_doc_item(gti_doc *doc, uint32_t level, const char *label, const char *text)
{
    add_text(doc, GTI_BLOCK_ITEM, level, label, text);
}

void gti_doc_branch(gti_doc *doc, uint32_t level, const char *label, const char *below)
{
    const gti_block *before = doc->last;

    add_text(doc, GTI_BLOCK_ITEM, level, label, NULL);
    if (doc->last != before)
        doc->last->below = below;
}

void gti_doc_line(gti_doc *doc, const char *text)
{
    add_text(doc, GTI_BLOCK_LINE, 0, NULL, text);
}

void gti_doc_gap(gti_doc *doc)
{
    add(doc, GTI_BLOCK_GAP, 0);
}

gti_table *gti_doc_table(gti_doc *doc, uint32_t flags, uint32_t column_count)
{
    gti_column *columns = gti_arena_array(&doc->arena, column_count, sizeof *columns, alignof(gti_column));
    gti_block *block = columns != NULL ? add(doc, GTI_BLOCK_TABLE, 0) : NULL;

    if (block == NULL) {
        doc->failed = true;
        return NULL;
    }
    for (uint32_t i = 0; i < column_count; i++)
        columns[i].header = "";
    block->table = (gti_table){flags, column_count, columns, GTI_VEC(const char *)};
    return &block->table;
}

void gti_table_column(gti_doc *doc, gti_table *table, uint32_t index, uint32_t flags, const char *header)
{
    const char *taken = header != NULL ? header : gti_take(doc);

    if (table != NULL && index < table->column_count)
        table->columns[index] = (gti_column){taken, flags};
}

void gti_table_cell(gti_doc *doc, gti_table *table, const char *text)
{
    const char *taken = text != NULL ? text : gti_take(doc);
    const char **cell = table != NULL ? gti_vec_push(&doc->arena.allocator, &table->cells) : NULL;

    if (cell == NULL)
        doc->failed = true;
    else
        *cell = taken;
}

void gti_table_pair(gti_doc *doc, gti_table *table, const char *label)
{
    if (!gti_pending(doc))
        return;
    gti_table_cell(doc, table, label);
    gti_table_cell(doc, table, NULL);
}

size_t gti_table_rows(const gti_table *table)
{
    return table->cells.count / table->column_count;
}

const char *gti_table_at(const gti_table *table, size_t row, uint32_t column)
{
    return *GTI_VEC_AT(&table->cells, const char *, row * table->column_count + column);
}
