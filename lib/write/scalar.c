/* scalar.c: texts in YAML: which style is safe, and writing it. Uses scalar.h, base/json.h (whose escapes YAML shares).
 *
 * YAML 1.1 and 1.2 readers guess types from plain scalars: `no` is false to some, 2022 a number, 2022-04-01 a date. This format never
 * guesses, but others read the files too, so that a text which any of them might take for something else is quoted. */
#include "write/scalar.h"

#include "base/json.h"

#include <string.h>

static bool is_one_of(char c, const char *set)
{
    return c != '\0' && strchr(set, c) != NULL;
}

static char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

static bool is_word(const char *text, size_t size, const char *word)
{
    size_t i = 0;

    while (i < size && word[i] != '\0' && lower(text[i]) == word[i])
        i++;
    return i == size && word[i] == '\0';
}

/* null, true, yes and their like, in any letter case. */
static bool is_keyword(const char *text, size_t size)
{
    static const char *const words[] = {"null", "~", "true", "false", "yes",  "no",  "on", "off",
                                        "y",    "n", "=",    "<<",    ".inf", ".nan"};

    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
        if (is_word(text, size, words[i]))
            return true;
    return false;
}

/* Could it be a number, a date or a time to some reader: beginning as these do, and made of what may stand in them? */
static bool is_numeric(const char *text, size_t size)
{
    size_t sign = is_one_of(text[0], "+-") ? 1 : 0;

    if (!(text[0] >= '0' && text[0] <= '9') && !is_one_of(text[0], ".+-"))
        return false;
    if (size > sign + 1 && text[sign] == '0' && is_one_of(text[sign + 1], "xXoObB"))
        return true;
    for (size_t i = 0; i < size; i++)
        if (!(text[i] >= '0' && text[i] <= '9') && !is_one_of(text[i], "eEtTzZ_.:+- "))
            return false;
    return true;
}

/* Must this character be escaped? The same ones as in JSON, for the same reasons. */
static bool needs_escape(uint32_t c)
{
    return c < 0x20 || (c >= 0x7f && c < 0xa0) || c == 0x61c || (c >= 0x200e && c <= 0x200f) || (c >= 0x2028 && c <= 0x202e) ||
           (c >= 0x2066 && c <= 0x2069) || c == 0xfeff || c == 0xfffe || c == 0xffff;
}

static bool has_escapes(const char *text, size_t size, bool lines_too)
{
    for (size_t at = 0, length = 0; at < size; at += length) {
        uint32_t c = gti_utf8_next(text + at, size - at, &length);
        if (needs_escape(c) && (lines_too || c != '\n'))
            return true;
    }
    return false;
}

/* Would a reader stop, or see something else, in the middle of it? */
static bool has_plain_end(const char *text, size_t size, bool flow)
{
    for (size_t i = 0; i < size; i++) {
        bool last = i + 1 == size;
        if (text[i] == ':' && (flow || last || text[i + 1] == ' '))
            return true;
        if (text[i] == '#' && i > 0 && text[i - 1] == ' ')
            return true;
        if (flow && is_one_of(text[i], ",[]{}"))
            return true;
    }
    return false;
}

static bool is_plain(const char *text, size_t size, bool flow)
{
    if (size == 0 || text[0] == ' ' || text[size - 1] == ' ' || is_one_of(text[0], "-?:,[]{}#&*!|>'\"%@`"))
        return false;
    if ((size == 3 && memcmp(text, "...", 3) == 0) || is_keyword(text, size) || is_numeric(text, size))
        return false;
    return !has_plain_end(text, size, flow);
}

enum gti_style gti_style_inline(const char *text, size_t size, bool flow)
{
    if (has_escapes(text, size, true))
        return GTI_STYLE_DOUBLE;
    if (is_plain(text, size, flow))
        return GTI_STYLE_PLAIN;
    bool apostrophe = memchr(text, '\'', size) != NULL;
    bool escapes = memchr(text, '"', size) != NULL || memchr(text, '\\', size) != NULL;
    return apostrophe && !escapes ? GTI_STYLE_DOUBLE : GTI_STYLE_SINGLE;
}

/* Several lines that can stand as they are: none begins the text with space (its indentation could not be told), none is only space,
 * and at most one line end is last. */
static bool is_literal(const char *text, size_t size)
{
    if (memchr(text, '\n', size) == NULL || text[0] == ' ' || text[0] == '\n' || has_escapes(text, size, false))
        return false;
    if (size >= 2 && text[size - 1] == '\n' && text[size - 2] == '\n')
        return false;
    for (size_t i = 1; i < size; i++)
        if (text[i - 1] == ' ' && text[i] == '\n')
            return false;
    return text[size - 1] != ' ';
}

/* One paragraph that may be broken where single spaces are. */
static bool is_foldable(const char *text, size_t size)
{
    return text[0] != ' ' && text[size - 1] != ' ' && !has_escapes(text, size, true);
}

enum gti_style gti_style_block(const char *text, size_t size, size_t room)
{
    if (size > 0 && is_literal(text, size))
        return GTI_STYLE_LITERAL;
    if (size > room && gti_text_width(text, size) > room && is_foldable(text, size))
        return GTI_STYLE_FOLDED;
    return gti_style_inline(text, size, false);
}

static void single_quoted(gti_buffer *out, const char *text, size_t size)
{
    gti_buffer_char(out, '\'');
    for (size_t i = 0; i < size; i++) {
        if (text[i] == '\'')
            gti_buffer_char(out, '\'');
        gti_buffer_char(out, text[i]);
    }
    gti_buffer_char(out, '\'');
}

static void double_quoted(gti_buffer *out, const char *text)
{
    gti_json json;

    gti_json_init(&json, out);
    gti_json_text(&json, text);
}

void gti_scalar_inline(gti_buffer *out, const char *text, size_t size, enum gti_style style)
{
    if (style == GTI_STYLE_SINGLE)
        single_quoted(out, text, size);
    else if (style == GTI_STYLE_DOUBLE)
        double_quoted(out, text);
    else
        gti_buffer_add(out, text, size);
}

static void new_line(gti_buffer *out, size_t indent)
{
    gti_buffer_char(out, '\n');
    gti_buffer_repeat(out, ' ', indent);
}

static void literal(gti_buffer *out, const char *text, size_t size, size_t indent)
{
    bool ended = text[size - 1] == '\n';

    gti_buffer_text(out, ended ? "|" : "|-");
    for (size_t at = 0; at < size;) {
        const char *end = memchr(text + at, '\n', size - at);
        size_t length = end == NULL ? size - at : (size_t)(end - (text + at));
        new_line(out, length == 0 ? 0 : indent);
        gti_buffer_add(out, text + at, length);
        at += length + 1;
    }
}

/* The bytes up to the next single space, at which a line may end, or up to the end. */
static size_t piece(const char *text, size_t size)
{
    for (size_t i = 1; i + 1 < size; i++)
        if (text[i] == ' ' && text[i - 1] != ' ' && text[i + 1] != ' ')
            return i;
    return size;
}

static void folded(gti_buffer *out, const char *text, size_t size, size_t indent, size_t width)
{
    size_t column = width; /* the first piece begins a line */

    gti_buffer_text(out, ">-");
    for (size_t at = 0; at < size;) {
        size_t length = piece(text + at, size - at);
        size_t columns = gti_text_width(text + at, length);
        if (column + 1 + columns > width) {
            new_line(out, indent);
            column = indent;
        } else {
            gti_buffer_char(out, ' ');
            column++;
        }
        gti_buffer_add(out, text + at, length);
        column += columns;
        at += length + 1;
    }
}

void gti_scalar_block(gti_buffer *out, const char *text, size_t size, enum gti_style style, size_t indent, size_t width)
{
    if (style == GTI_STYLE_LITERAL)
        literal(out, text, size, indent);
    else
        folded(out, text, size, indent, width);
}
