/* wrap.c: breaking text into lines. Uses wrap.h and base. */
#include "show/wrap.h"

#include <string.h>

static bool is_style(char c)
{
    return c >= GTI_STYLE_BASE && c < GTI_STYLE_BASE + (int)GTI_STYLE_COUNT;
}

static enum gti_style style_of(char c)
{
    return (enum gti_style)(c - GTI_STYLE_BASE);
}

void gti_wrap_init(gti_wrap *wrap, const char *text)
{
    *wrap = (gti_wrap){.next = text, .style = GTI_PLAIN, .more = text[0] != '\0'};
}

/* A place at which the line could end. */
typedef struct stop {
    const char *at;
    size_t width;
    enum gti_style style;
} stop;

/* Ends the line at `end`; the next one begins behind the spaces there, or behind the forced end. */
static void finish(gti_wrap *wrap, const stop *end, gti_line *line)
{
    const char *next = end->at;
    enum gti_style style = end->style;

    line->size = (size_t)(end->at - line->text);
    line->width = end->width;
    while (*next == ' ' || is_style(*next)) {
        if (is_style(*next))
            style = style_of(*next);
        next++;
    }
    if (*next == GTI_LINE_END)
        next++;
    wrap->next = next;
    wrap->style = style;
    wrap->more = *next != '\0';
}

/* The columns of the cluster at `text`, and its bytes in *size. */
static size_t cluster(const char *text, size_t *size)
{
    if ((unsigned char)text[0] < 0x80 && (unsigned char)text[1] < 0x80) {
        *size = 1;
        return 1;
    }
    *size = gti_grapheme_next(text, strnlen(text, 256));
    return gti_text_width(text, *size);
}

bool gti_wrap_next(gti_wrap *wrap, size_t width, gti_line *line)
{
    stop here = {wrap->next, 0, wrap->style}, space = {NULL, 0, GTI_PLAIN}, soft = {NULL, 0, GTI_PLAIN};

    if (!wrap->more)
        return false;
    *line = (gti_line){.text = wrap->next, .style = wrap->style};
    while (*here.at != '\0' && *here.at != GTI_LINE_END) {
        if (is_style(*here.at)) {
            here.style = style_of(*here.at++);
            continue;
        }
        size_t size = 1, columns = 1;
        if (*here.at == ' ') {
            if (here.width > 0 && here.at[-1] != ' ')
                space = here;
        } else {
            if (*here.at != GTI_GLUE)
                columns = cluster(here.at, &size);
            if (here.width + columns > width && here.width > 0)
                break;
        }
        here.at += size;
        here.width += columns;
        if (here.at[-1] == '-' || here.at[-1] == '/')
            soft = here;
    }
    if (*here.at == '\0' || *here.at == GTI_LINE_END)
        finish(wrap, &here, line);
    else
        finish(wrap, space.at != NULL ? &space : soft.at != NULL ? &soft : &here, line);
    return true;
}

size_t gti_wrap_natural(const char *text)
{
    gti_wrap wrap;
    gti_line line;
    size_t widest = 0;

    gti_wrap_init(&wrap, text);
    while (gti_wrap_next(&wrap, SIZE_MAX / 2, &line))
        widest = line.width > widest ? line.width : widest;
    return widest;
}

size_t gti_wrap_least(const char *text)
{
    size_t widest = 0, width = 0;

    while (*text != '\0') {
        size_t size = 1;
        if (*text == ' ' || *text == GTI_LINE_END)
            width = 0;
        else if (!is_style(*text))
            width += *text == GTI_GLUE ? 1 : cluster(text, &size);
        widest = width > widest ? width : widest;
        text += size;
    }
    return widest;
}

static void write_style(enum gti_style style, gti_buffer *out)
{
    static const char *const sequences[GTI_STYLE_COUNT] = {
        [GTI_PLAIN] = "\x1b[0m", [GTI_STRONG] = "\x1b[1m", [GTI_DIM] = "\x1b[2m",    [GTI_CODE] = "\x1b[36m",
        [GTI_GOOD] = "\x1b[32m", [GTI_MIXED] = "\x1b[33m", [GTI_BAD] = "\x1b[1;31m", [GTI_NOTICE] = "\x1b[1;34m",
    };

    gti_buffer_text(out, sequences[style]);
}

void gti_line_write(const gti_line *line, bool color, gti_buffer *out)
{
    enum gti_style style = GTI_PLAIN, wanted = line->style;

    for (size_t i = 0; i < line->size; i++) {
        char c = line->text[i];
        if (is_style(c)) {
            wanted = style_of(c);
            continue;
        }
        if (color && wanted != style) {
            if (style != GTI_PLAIN)
                write_style(GTI_PLAIN, out);
            if (wanted != GTI_PLAIN)
                write_style(wanted, out);
            style = wanted;
        }
        gti_buffer_char(out, c == GTI_GLUE ? ' ' : c);
    }
    if (style != GTI_PLAIN)
        write_style(GTI_PLAIN, out);
}
