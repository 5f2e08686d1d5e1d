/* width.c: grapheme clusters and the columns that they take in a terminal (text.h). Uses utf8proc. */
#include "base/text.h"

#include <utf8proc.h>

#define EMOJI_PRESENTATION 0xFE0Fu

uint32_t gti_codepoint_width(uint32_t codepoint)
{
    int width;

    if (codepoint == '\t')
        return 1;
    width = utf8proc_charwidth((utf8proc_int32_t)codepoint);
    return width < 0 ? 0 : (uint32_t)width;
}

static bool is_ascii(char c)
{
    return (unsigned char)c < 0x80;
}

static utf8proc_propval_t boundary_class(uint32_t codepoint)
{
    return (utf8proc_propval_t)utf8proc_get_property((utf8proc_int32_t)codepoint)->boundclass;
}

/* A cluster takes what its widest code point takes; a flag (two regional indicators), and a pictograph that asks to be shown as an
 * emoji, take two columns. */
static uint32_t width_with(uint32_t width, uint32_t before, uint32_t codepoint)
{
    const uint32_t own = gti_codepoint_width(codepoint);

    if (codepoint == EMOJI_PRESENTATION && boundary_class(before) == UTF8PROC_BOUNDCLASS_EXTENDED_PICTOGRAPHIC)
        return 2;
    if (boundary_class(before) == UTF8PROC_BOUNDCLASS_REGIONAL_INDICATOR &&
        boundary_class(codepoint) == UTF8PROC_BOUNDCLASS_REGIONAL_INDICATOR)
        return 2;
    return own > width ? own : width;
}

/* The first cluster: its bytes, and its columns in *width. */
static size_t cluster(const char *text, size_t size, uint32_t *width)
{
    size_t at, length;
    uint32_t before = gti_utf8_next(text, size, &at);
    utf8proc_int32_t state = 0;

    *width = gti_codepoint_width(before);
    /* Between two ASCII characters there is always a boundary, but for CR LF. */
    if (is_ascii(text[0]) && text[0] != '\r' && (size == 1 || is_ascii(text[1])))
        return 1;
    while (at < size) {
        const uint32_t codepoint = gti_utf8_next(text + at, size - at, &length);

        if (utf8proc_grapheme_break_stateful((utf8proc_int32_t)before, (utf8proc_int32_t)codepoint, &state))
            break;
        *width = width_with(*width, before, codepoint);
        before = codepoint;
        at += length;
    }
    return at;
}

size_t gti_grapheme_next(const char *text, size_t size)
{
    uint32_t width;

    return cluster(text, size, &width);
}

size_t gti_text_width(const char *text, size_t size)
{
    size_t width;

    gti_text_fit(text, size, SIZE_MAX, &width);
    return width;
}

size_t gti_text_fit(const char *text, size_t size, size_t columns, size_t *width)
{
    size_t at = 0, length;
    uint32_t more;

    for (*width = 0; at < size; at += length) {
        length = cluster(text + at, size - at, &more);
        if (more > columns - *width)
            break;
        *width += more;
    }
    return at;
}
