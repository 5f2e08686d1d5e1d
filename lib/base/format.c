/* format.c: a formatter of our own, and text from outside made fit for messages (text.h). Uses utf8.c's and suspects.c's functions.
 * printf and its kin depend on the locale. */
#include "base/text.h"

#include <string.h>

#define MOST_GUARDED 120u

static void add_hex(gti_buffer *buffer, uint32_t number, uint32_t digits)
{
    while (digits-- > 0)
        gti_buffer_char(buffer, "0123456789ABCDEF"[number >> (4 * digits) & 15]);
}

/* One code point of text from outside, `bytes` of which stand there. */
static void add_guarded(gti_buffer *buffer, uint32_t codepoint, const char *bytes, size_t length)
{
    if (codepoint == GTI_REPLACEMENT && length == 1) {
        gti_buffer_text(buffer, "\\x");
        add_hex(buffer, (unsigned char)*bytes, 2);
    } else if (gti_codepoint_suspects(codepoint) == 0 && codepoint != '\n' && codepoint != '\t') {
        gti_buffer_add(buffer, bytes, length);
    } else if (codepoint == '\n' || codepoint == '\r' || codepoint == '\t') {
        gti_buffer_text(buffer, codepoint == '\n' ? "\\n" : codepoint == '\r' ? "\\r" : "\\t");
    } else {
        gti_buffer_text(buffer, codepoint > 0xFFFF ? "\\U" : "\\u");
        add_hex(buffer, codepoint, codepoint > 0xFFFF ? 8 : 4);
    }
}

void gti_buffer_guarded(gti_buffer *buffer, const char *text, size_t size, size_t most)
{
    size_t length;

    for (size_t at = 0; at < size; at += length) {
        const uint32_t codepoint = gti_utf8_next(text + at, size - at, &length);

        if (most-- == 0) {
            gti_buffer_text(buffer, "…");
            return;
        }
        add_guarded(buffer, codepoint, text + at, length);
    }
}

static void add_text(gti_buffer *buffer, bool guarded, const char *text)
{
    if (text == NULL)
        gti_buffer_char(buffer, '-');
    else if (guarded)
        gti_buffer_guarded(buffer, text, strlen(text), MOST_GUARDED);
    else
        gti_buffer_text(buffer, text);
}

static void add_quoted(gti_buffer *buffer, bool guarded, const char *text)
{
    if (text != NULL)
        gti_buffer_text(buffer, "“");
    add_text(buffer, guarded, text);
    if (text != NULL)
        gti_buffer_text(buffer, "”");
}

static void add_date(gti_buffer *buffer, gtee_date date)
{
    char text[GTEE_DATE_BUFFER];

    gti_buffer_text(buffer, gtee_date_format(date, text));
}

void gti_buffer_format_list(gti_buffer *buffer, bool guarded, const char *format, va_list arguments)
{
    for (;;) {
        const char *percent = strchr(format, '%');
        const size_t plain = percent == NULL ? strlen(format) : (size_t)(percent - format);

        gti_buffer_add(buffer, format, plain);
        if (percent == NULL || percent[1] == '\0')
            return;
        switch (percent[1]) {
        case 's':
            add_text(buffer, guarded, va_arg(arguments, const char *));
            break;
        case 'q':
            add_quoted(buffer, guarded, va_arg(arguments, const char *));
            break;
        case 'u':
            gti_buffer_uint(buffer, va_arg(arguments, uint64_t));
            break;
        case 'i':
            gti_buffer_int(buffer, va_arg(arguments, int64_t));
            break;
        case 'd':
            add_date(buffer, va_arg(arguments, gtee_date));
            break;
        case 'c':
            gti_buffer_char(buffer, (char)va_arg(arguments, int));
            break;
        default: /* %% */
            gti_buffer_char(buffer, percent[1]);
            break;
        }
        format = percent + 2;
    }
}

void gti_buffer_format(gti_buffer *buffer, const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    gti_buffer_format_list(buffer, false, format, arguments);
    va_end(arguments);
}
