/* markdown.c: a document as Markdown (CommonMark with tables, as GitHub reads them). Uses doc.h, render.h and base. */
#include "show/render.h"

#include <string.h>

/* What Markdown or the HTML in it would read as something else. */
static bool must_escape(const char *text, const char *at)
{
    switch (*at) {
    case '\\':
    case '`':
    case '*':
    case '_':
    case '<':
    case '[':
    case ']':
    case '|':
        return true;
    case '&':
    case '~':
        return true;
    case '#':
    case '+':
    case '-':
    case '>':
    case '=':
        return at == text;
    case '.':
    case ')': {
        /* "1." at the beginning would number a list */
        const char *digit = at;
        while (digit > text && digit[-1] >= '0' && digit[-1] <= '9')
            digit--;
        return digit == text && digit < at;
    }
    default:
        return false;
    }
}

static const char *mark_of(unsigned char style)
{
    switch (style - GTI_STYLE_BASE) {
    case GTI_STRONG:
    case GTI_GOOD:
    case GTI_MIXED:
    case GTI_BAD:
    case GTI_NOTICE:
        return "**";
    case GTI_CODE:
        return "`";
    default:
        return "";
    }
}

static void write_text(const char *text, const char *line_end, gti_buffer *out)
{
    const char *mark = "";

    for (const char *at = text; *at != '\0'; at++) {
        unsigned char c = (unsigned char)*at;
        if (c >= GTI_STYLE_BASE && c < GTI_STYLE_BASE + GTI_STYLE_COUNT) {
            gti_buffer_text(out, mark);
            /* an empty stretch would leave bare marks */
            mark = at[1] == GTI_STYLE_BASE || at[1] == '\0' ? "" : mark_of(c);
            gti_buffer_text(out, mark);
        } else if (c == GTI_LINE_END) {
            gti_buffer_text(out, line_end);
        } else if (c == GTI_GLUE) {
            gti_buffer_char(out, ' ');
        } else {
            if (mark[0] != '`' ? must_escape(text, at) : c == '|')
                gti_buffer_char(out, '\\');
            gti_buffer_char(out, (char)c);
        }
    }
    gti_buffer_text(out, mark);
}

static void write_table(const gti_table *table, gti_buffer *out)
{
    for (uint32_t c = 0; c < table->column_count; c++) {
        gti_buffer_text(out, "| ");
        write_text(table->columns[c].header, "<br>", out);
        gti_buffer_char(out, ' ');
    }
    gti_buffer_text(out, "|\n");
    for (uint32_t c = 0; c < table->column_count; c++)
        gti_buffer_text(out, (table->columns[c].flags & GTI_COLUMN_RIGHT) != 0 ? "| ---: " : "| --- ");
    gti_buffer_text(out, "|\n");
    for (size_t r = 0; r < gti_table_rows(table); r++) {
        for (uint32_t c = 0; c < table->column_count; c++) {
            gti_buffer_text(out, "| ");
            write_text(gti_table_at(table, r, c), "<br>", out);
            gti_buffer_char(out, ' ');
        }
        gti_buffer_text(out, "|\n");
    }
}

static void write_pairs(const gti_table *table, gti_buffer *out)
{
    for (size_t r = 0; r < gti_table_rows(table); r++) {
        gti_buffer_text(out, "- **");
        write_text(gti_table_at(table, r, 0), " ", out);
        gti_buffer_text(out, ":** ");
        write_text(gti_table_at(table, r, 1), "<br>", out);
        gti_buffer_char(out, '\n');
    }
}

static void write_block(const gti_block *block, gti_buffer *out)
{
    switch (block->type) {
    case GTI_BLOCK_HEADING:
        gti_buffer_repeat(out, '#', block->level);
        gti_buffer_char(out, ' ');
        write_text(block->text, " ", out);
        gti_buffer_char(out, '\n');
        break;
    case GTI_BLOCK_PARAGRAPH: /* one that is indented belongs to the item above it */
        gti_buffer_repeat(out, ' ', block->level > 0 ? ((size_t)block->level - 1) * 2 : 0);
        write_text(block->text, "  \n", out);
        gti_buffer_char(out, '\n');
        break;
    case GTI_BLOCK_ITEM:
        gti_buffer_repeat(out, ' ', block->level > 0 ? (size_t)(block->level - 1) * 2 : 0);
        gti_buffer_text(out, "- ");
        /* a label such as "[1] " is text, a dash is what Markdown has itself */
        if (block->label[0] == '[')
            write_text(block->label, " ", out);
        write_text(block->text, "<br>", out);
        gti_buffer_char(out, '\n');
        break;
    case GTI_BLOCK_TABLE:
        if ((block->table.flags & GTI_TABLE_BARE) != 0)
            write_pairs(&block->table, out);
        else
            write_table(&block->table, out);
        break;
    case GTI_BLOCK_LINE: /* of diagnostics only, which are never shown so */
    case GTI_BLOCK_GAP:
        break;
    }
}

void gti_render_markdown(const gti_doc *doc, gti_buffer *out)
{
    const gti_block *before = NULL;

    for (const gti_block *block = doc->first; block != NULL; block = block->next) {
        if (block->type == GTI_BLOCK_GAP)
            continue;
        if (before != NULL && !(before->type == GTI_BLOCK_ITEM && block->type == GTI_BLOCK_ITEM))
            gti_buffer_char(out, '\n');
        write_block(block, out);
        before = block;
    }
}
