/* text.c: a document as text for a terminal. Uses doc.h, wrap.h, render.h and base. */
#include "show/render.h"
#include "show/wrap.h"

#include <string.h>

#define STEP 2 /* columns of one step of indentation */

static size_t write_whole(const char *text, const gti_paper *paper)
{
    gti_wrap wrap;
    gti_line line;

    gti_wrap_init(&wrap, text);
    if (!gti_wrap_next(&wrap, SIZE_MAX / 2, &line))
        return 0;
    gti_line_write(&line, paper->color, paper->out);
    return line.width;
}

void gti_render_hanging(const char *label, const char *below, const char *text, size_t indent, const gti_paper *paper)
{
    size_t label_width = gti_wrap_natural(label), lead = indent >= label_width ? indent - label_width : 0;
    size_t width = paper->width > indent + 8 ? paper->width - indent : 8;
    gti_wrap wrap;
    gti_line line;

    gti_wrap_init(&wrap, text);
    for (bool first = true; gti_wrap_next(&wrap, width, &line); first = false) {
        if (line.size == 0) {
            gti_buffer_char(paper->out, '\n');
            continue;
        }
        if (first || below == NULL)
            gti_buffer_repeat(paper->out, ' ', first ? lead : indent);
        if (first || below != NULL)
            write_whole(first ? label : below, paper);
        gti_line_write(&line, paper->color, paper->out);
        gti_buffer_char(paper->out, '\n');
    }
}

static void heading(const gti_block *block, const gti_paper *paper)
{
    gti_wrap wrap;
    gti_line line;
    size_t widest = 0;

    gti_wrap_init(&wrap, block->text);
    while (gti_wrap_next(&wrap, paper->width, &line)) {
        line.style = GTI_STRONG;
        gti_line_write(&line, paper->color, paper->out);
        gti_buffer_char(paper->out, '\n');
        widest = line.width > widest ? line.width : widest;
    }
    if (block->level > 1)
        return;
    for (size_t i = 0; i < widest; i++)
        gti_buffer_text(paper->out, "═");
    gti_buffer_char(paper->out, '\n');
}

static void item(const gti_block *block, const gti_paper *paper)
{
    size_t step = block->below == NULL ? (size_t)block->level * STEP : 0; /* a branch's labels hold its steps */
    size_t label = gti_wrap_natural(block->label);

    gti_render_hanging(block->label, block->below, block->text, step + label, paper);
}

static bool wants_gap(const gti_block *before, const gti_block *block)
{
    if (before == NULL || before->type == GTI_BLOCK_GAP)
        return false;
    if (before->type == GTI_BLOCK_HEADING)
        return block->type == GTI_BLOCK_HEADING ||
               (block->type == GTI_BLOCK_TABLE && (before->level == 1 || (block->table.flags & GTI_TABLE_BARE) == 0));
    return block->type == GTI_BLOCK_HEADING || block->type == GTI_BLOCK_TABLE || before->type == GTI_BLOCK_TABLE;
}

void gti_render_text(const gti_doc *doc, const gti_paper *paper)
{
    const gti_block *before = NULL;

    for (const gti_block *block = doc->first; block != NULL; before = block, block = block->next) {
        if (block->type == GTI_BLOCK_GAP ? before != NULL && before->type != GTI_BLOCK_GAP && block->next != NULL
                                         : wants_gap(before, block))
            gti_buffer_char(paper->out, '\n');
        switch (block->type) {
        case GTI_BLOCK_HEADING:
            heading(block, paper);
            break;
        case GTI_BLOCK_PARAGRAPH:
            gti_render_hanging("", NULL, block->text, (size_t)block->level * STEP, paper);
            break;
        case GTI_BLOCK_ITEM:
            item(block, paper);
            break;
        case GTI_BLOCK_TABLE:
            if (!gti_render_table(&block->table, &doc->arena.allocator, paper))
                paper->out->failed = true;
            break;
        case GTI_BLOCK_LINE:
            write_whole(block->text, paper);
            gti_buffer_char(paper->out, '\n');
            break;
        case GTI_BLOCK_GAP:
            break;
        }
    }
}
