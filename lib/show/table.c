/* table.c: a table as text: how wide each column is, blocks of columns, and a list where even that would be ugly.
 * Uses doc.h, wrap.h, render.h and base. */
#include "show/render.h"
#include "show/wrap.h"

#include <string.h>

#define GAP 2        /* columns between two columns */
#define COMFORT 16   /* a column of text that must be broken should not be narrower */
#define LONG_WORD 18 /* wider words may be broken */

typedef struct measure {
    size_t natural; /* as wide as its widest cell */
    size_t least;   /* as wide as its widest word, long ones aside */
    size_t wanted;  /* least, or a comfortable width if its cells are longer than that */
    size_t width;   /* as laid out */
} measure;

/* One table on its way: the columns from..to (not included) are laid out; column `first` 0 stands before them if it repeats. */
typedef struct layout {
    const gti_table *table;
    const gti_paper *paper;
    measure *columns;
    gti_wrap *walks;
    uint32_t from, to;
} layout;

static size_t least(size_t a, size_t b)
{
    return a < b ? a : b;
}

static size_t most(size_t a, size_t b)
{
    return a > b ? a : b;
}

static void measure_text(measure *column, const char *text)
{
    column->natural = most(column->natural, gti_wrap_natural(text));
    column->least = most(column->least, least(gti_wrap_least(text), LONG_WORD));
}

static void measure_all(layout *l)
{
    size_t rows = gti_table_rows(l->table);

    for (uint32_t c = 0; c < l->table->column_count; c++) {
        measure *column = &l->columns[c];
        *column = (measure){0, 1, 0, 0};
        measure_text(column, l->table->columns[c].header);
        for (size_t r = 0; r < rows; r++)
            measure_text(column, gti_table_at(l->table, r, c));
        column->wanted = most(column->least, least(column->natural, COMFORT));
    }
}

/* The column laid out behind this one. */
static uint32_t next_shown(const layout *l, uint32_t column)
{
    return column == 0 && l->from > 0 ? l->from : column + 1;
}

static size_t needed(const layout *l, size_t cap)
{
    size_t sum = 0, count = 0;

    for (uint32_t c = 0; c < l->to; c = next_shown(l, c), count++)
        sum += most(l->columns[c].least, least(l->columns[c].natural, cap));
    return sum + GAP * (count > 0 ? count - 1 : 0);
}

/* Gives each column what it would take, but none more than a common cap, so that the longest texts are broken first. */
static void share(layout *l)
{
    size_t low = 1, high = l->paper->width;

    while (low < high) {
        size_t middle = (low + high + 1) / 2;
        if (needed(l, middle) <= l->paper->width)
            low = middle;
        else
            high = middle - 1;
    }
    size_t left = l->paper->width > needed(l, low) ? l->paper->width - needed(l, low) : 0;
    for (uint32_t c = 0; c < l->to; c = next_shown(l, c)) {
        measure *column = &l->columns[c];
        column->width = most(column->least, least(column->natural, low));
        if (column->width < column->natural && left > 0) {
            column->width++;
            left--;
        }
    }
}

static void pad(const layout *l, size_t count)
{
    gti_buffer_repeat(l->paper->out, ' ', count);
}

#define HEADER SIZE_MAX /* the row above the first */

static const char *cell_text(const layout *l, size_t row, uint32_t column)
{
    return row == HEADER ? l->table->columns[column].header : gti_table_at(l->table, row, column);
}

static void begin_row(layout *l, size_t row)
{
    for (uint32_t c = 0; c < l->to; c = next_shown(l, c))
        gti_wrap_init(&l->walks[c], cell_text(l, row, c));
}

static bool row_has_more(const layout *l)
{
    for (uint32_t c = 0; c < l->to; c = next_shown(l, c))
        if (l->walks[c].more)
            return true;
    return false;
}

/* One line of a row. Spaces are written only before text, so that no line ends with them. */
static void write_line(layout *l, bool header)
{
    size_t behind = 0;

    for (uint32_t c = 0; c < l->to; c = next_shown(l, c)) {
        size_t width = l->columns[c].width;
        gti_line line;
        if (gti_wrap_next(&l->walks[c], width, &line) && line.size > 0) {
            size_t room = width > line.width ? width - line.width : 0;
            bool right = (l->table->columns[c].flags & GTI_COLUMN_RIGHT) != 0;
            pad(l, behind + (right ? room : 0));
            if (header)
                line.style = GTI_STRONG;
            gti_line_write(&line, l->paper->color, l->paper->out);
            behind = right ? 0 : room;
        } else {
            behind += width;
        }
        behind += GAP;
    }
    gti_buffer_char(l->paper->out, '\n');
}

static void write_row(layout *l, size_t row)
{
    begin_row(l, row);
    while (row_has_more(l))
        write_line(l, row == HEADER);
}

static void write_header(layout *l)
{
    write_row(l, HEADER);
    for (uint32_t c = 0; c < l->to; c = next_shown(l, c)) {
        if (c > 0)
            pad(l, GAP);
        for (size_t i = 0; i < l->columns[c].width; i++)
            gti_buffer_text(l->paper->out, "─");
    }
    gti_buffer_char(l->paper->out, '\n');
}

static size_t row_lines(layout *l, size_t row)
{
    size_t lines = 0;

    for (uint32_t c = 0; c < l->to; c = next_shown(l, c)) {
        size_t count = 0;
        gti_line line;
        gti_wrap_init(&l->walks[c], cell_text(l, row, c));
        while (gti_wrap_next(&l->walks[c], l->columns[c].width, &line))
            count++;
        lines = most(lines, count);
    }
    return lines;
}

/* In a block of columns behind the first: has the row anything to say? */
static bool says_something(const layout *l, size_t row)
{
    if ((l->table->flags & GTI_TABLE_SPLIT) == 0)
        return true;
    for (uint32_t c = next_shown(l, 0); c < l->to; c++)
        if (gti_table_at(l->table, row, c)[0] != '\0')
            return true;
    return false;
}

/* Where many rows take several lines, they are set apart by empty ones. */
static bool is_loose(layout *l, size_t rows)
{
    size_t lines = 0, count = 0;

    for (size_t r = 0; r < rows; r++) {
        if (!says_something(l, r))
            continue;
        lines += row_lines(l, r);
        count++;
    }
    return lines * 4 > count * 5;
}

static void write_block(layout *l)
{
    size_t rows = gti_table_rows(l->table);
    bool any = false, bare = (l->table->flags & GTI_TABLE_BARE) != 0;

    share(l);
    if (!bare)
        write_header(l);
    bool loose = !bare && is_loose(l, rows);
    for (size_t r = 0; r < rows; r++) {
        if (!says_something(l, r))
            continue;
        if (loose && any)
            gti_buffer_char(l->paper->out, '\n');
        write_row(l, r);
        any = true;
    }
}

/* The end of the columns from `from` on that fit with a comfortable width; at least one behind the repeated one. */
static uint32_t columns_that_fit(const layout *l, uint32_t from)
{
    size_t sum = l->columns[0].wanted;
    uint32_t c = from;

    for (; c < l->table->column_count; c++) {
        sum += GAP + l->columns[c].wanted;
        if (sum > l->paper->width && c > from)
            break;
    }
    return c;
}

/* How many columns each block may have, so that all are about equally wide. */
static uint32_t even_share(const layout *l)
{
    uint32_t blocks = 0, columns = l->table->column_count - 1;

    for (uint32_t c = 1; c < l->table->column_count; c = columns_that_fit(l, c))
        blocks++;
    return blocks > 0 ? (columns + blocks - 1) / blocks : columns;
}

static void write_split(layout *l)
{
    uint32_t count = l->table->column_count;

    /* The repeated column leaves at least two thirds to the others. */
    l->columns[0].natural = least(l->columns[0].natural, most(l->columns[0].least, l->paper->width / 3));
    l->columns[0].wanted = least(l->columns[0].wanted, l->columns[0].natural);
    uint32_t at_most = even_share(l);
    for (l->from = 1; l->from < count; l->from = l->to) {
        if (l->from > 1)
            gti_buffer_char(l->paper->out, '\n');
        uint32_t fit = columns_that_fit(l, l->from);
        l->to = fit - l->from > at_most ? l->from + at_most : fit;
        write_block(l);
    }
}

/* A row as a list: its first cell, and below it what the others hold. */
static void write_as_list(const layout *l)
{
    size_t rows = gti_table_rows(l->table);

    for (size_t r = 0; r < rows; r++) {
        if (r > 0)
            gti_buffer_char(l->paper->out, '\n');
        gti_render_hanging("", NULL, gti_table_at(l->table, r, 0), 0, l->paper);
        for (uint32_t c = 1; c < l->table->column_count; c++) {
            const char *text = gti_table_at(l->table, r, c);
            const char *header = l->table->columns[c].header;
            size_t label = gti_wrap_natural(header);
            if (text[0] == '\0')
                continue;
            gti_buffer_repeat(l->paper->out, ' ', 2);
            gti_line line = {header, strlen(header), label, GTI_DIM};
            gti_line_write(&line, l->paper->color, l->paper->out);
            gti_buffer_text(l->paper->out, label == 0 ? "\n" : ":\n");
            gti_render_hanging("", NULL, text, 4, l->paper);
        }
    }
}

static void write_table(layout *l)
{
    size_t comfortable = 0, tightest = 0;

    for (uint32_t c = 0; c < l->table->column_count; c++) {
        comfortable += l->columns[c].wanted + (c > 0 ? GAP : 0);
        tightest += l->columns[c].least + (c > 0 ? GAP : 0);
    }
    l->from = 0;
    l->to = l->table->column_count;
    if ((l->table->flags & GTI_TABLE_SPLIT) != 0 && comfortable > l->paper->width)
        write_split(l);
    else if (tightest <= l->paper->width)
        write_block(l);
    else
        write_as_list(l);
}

bool gti_render_table(const gti_table *table, const gti_allocator *allocator, const gti_paper *paper)
{
    layout l = {.table = table, .paper = paper};
    size_t count = table->column_count;

    l.columns = gti_alloc_array(allocator, count, sizeof *l.columns);
    l.walks = gti_alloc_array(allocator, count, sizeof *l.walks);
    bool ok = l.columns != NULL && l.walks != NULL;
    if (ok) {
        measure_all(&l);
        write_table(&l);
    }
    gti_free(allocator, l.walks, count * sizeof *l.walks);
    gti_free(allocator, l.columns, count * sizeof *l.columns);
    return ok;
}
