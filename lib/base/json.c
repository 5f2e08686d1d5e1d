/* json.c: writing JSON into a buffer. Uses json.h, text.h. */
#include "base/json.h"

#include <string.h>

void gti_json_init(gti_json *json, gti_buffer *out)
{
    *json = (gti_json){.out = out, .depth = 0, .inline_depth = 0, .first = true, .after_key = false};
}

static void new_line(gti_json *json)
{
    gti_buffer_char(json->out, '\n');
    gti_buffer_repeat(json->out, ' ', (size_t)json->depth * 2);
}

/* What stands before a key or an item: nothing behind a key, else a comma unless it is the first, and a new line. */
static void separate(gti_json *json)
{
    if (json->after_key) {
        json->after_key = false;
        return;
    }
    if (!json->first)
        gti_buffer_char(json->out, ',');
    if (json->inline_depth != 0) {
        if (!json->first)
            gti_buffer_char(json->out, ' ');
    } else if (json->depth != 0) {
        new_line(json);
    }
    json->first = false;
}

static void begin(gti_json *json, char bracket)
{
    separate(json);
    gti_buffer_char(json->out, bracket);
    json->depth++;
    json->first = true;
}

static void end(gti_json *json, char bracket)
{
    json->depth--;
    if (json->inline_depth == 0 && !json->first)
        new_line(json);
    if (json->inline_depth == json->depth + 1)
        json->inline_depth = 0;
    gti_buffer_char(json->out, bracket);
    json->first = false;
}

void gti_json_begin_map(gti_json *json)
{
    begin(json, '{');
}

void gti_json_end_map(gti_json *json)
{
    end(json, '}');
}

void gti_json_begin_list(gti_json *json, bool on_one_line)
{
    begin(json, '[');
    if (on_one_line && json->inline_depth == 0)
        json->inline_depth = json->depth;
}

void gti_json_end_list(gti_json *json)
{
    end(json, ']');
}

/* Control characters, line separators and marks of writing direction: harmless to a parser, not to a terminal. The last three are
 * no characters to a YAML reader, which must be able to read what is written here. */
static bool must_escape(uint32_t c)
{
    return c < 0x20 || c == '"' || c == '\\' || (c >= 0x7f && c < 0xa0) || c == 0x61c || (c >= 0x200e && c <= 0x200f) ||
           (c >= 0x2028 && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069) || c == 0xfeff || c == 0xfffe || c == 0xffff;
}

static void escaped(gti_buffer *out, uint32_t c)
{
    static const char plain[] = "\"\\\b\f\n\r\t";
    static const char letters[] = "\"\\bfnrt";
    static const char digits[] = "0123456789abcdef";
    const char *at = c != 0 && c < 0x80 ? strchr(plain, (int)c) : NULL;

    gti_buffer_char(out, '\\');
    if (at != NULL) {
        gti_buffer_char(out, letters[at - plain]);
        return;
    }
    gti_buffer_char(out, 'u');
    for (int shift = 12; shift >= 0; shift -= 4)
        gti_buffer_char(out, digits[(c >> shift) & 15u]);
}

static void quoted(gti_buffer *out, const char *text)
{
    size_t size = strlen(text), from = 0;

    gti_buffer_char(out, '"');
    for (size_t at = 0, length = 0; at < size; at += length) {
        uint32_t c = gti_utf8_next(text + at, size - at, &length);
        bool broken = c == 0xfffd && length == 1;
        if (!broken && !must_escape(c))
            continue;
        gti_buffer_add(out, text + from, at - from);
        if (broken)
            gti_buffer_text(out, "\xef\xbf\xbd");
        else
            escaped(out, c);
        from = at + length;
    }
    gti_buffer_add(out, text + from, size - from);
    gti_buffer_char(out, '"');
}

void gti_json_key(gti_json *json, const char *key)
{
    separate(json);
    quoted(json->out, key);
    gti_buffer_text(json->out, ": ");
    json->after_key = true;
}

void gti_json_text(gti_json *json, const char *text)
{
    if (text == NULL) {
        gti_json_bare(json, "null");
        return;
    }
    separate(json);
    quoted(json->out, text);
}

void gti_json_bare(gti_json *json, const char *text)
{
    separate(json);
    gti_buffer_text(json->out, text);
}

void gti_json_uint(gti_json *json, uint64_t number)
{
    separate(json);
    gti_buffer_uint(json->out, number);
}

void gti_json_double(gti_json *json, double number)
{
    separate(json);
    gti_buffer_double(json->out, number);
}

void gti_json_bool(gti_json *json, bool value)
{
    gti_json_bare(json, value ? "true" : "false");
}

void gti_json_date(gti_json *json, gtee_date date)
{
    char text[GTEE_DATE_BUFFER];

    gti_json_text(json, date == GTEE_DATE_NONE ? NULL : gtee_date_format(date, text));
}

void gti_json_end(gti_json *json)
{
    gti_buffer_char(json->out, '\n');
}
