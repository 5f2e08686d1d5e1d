/* csv.c: one table as CSV (RFC 4180). Uses show.h and base. docs/output.md says what callers may rely on. */
#include "show/show.h"

#include <string.h>

static void separate(gti_csv *csv)
{
    if (csv->in_row)
        gti_buffer_char(csv->out, ',');
    csv->in_row = true;
}

/* A spreadsheet takes text that begins so for a formula; an apostrophe before it makes it text again. An apostrophe that was there
 * gets one too, so that taking one off always gives back what was recorded. */
static bool needs_apostrophe(const char *text)
{
    return text[0] != '\0' && strchr("=+-@\t\r'", text[0]) != NULL;
}

static void write_field(gti_buffer *out, const char *text)
{
    size_t size = strlen(text);

    for (size_t at = 0, length = 0; at < size; at += length) {
        uint32_t c = gti_utf8_next(text + at, size - at, &length);
        if (c == '"')
            gti_buffer_char(out, '"');
        if (gti_acts(c) && c != '\n' && c != '\t')
            gti_escape(out, c);
        else
            gti_buffer_add(out, text + at, length);
    }
}

void gti_csv_text(gti_csv *csv, const char *text)
{
    separate(csv);
    if (text == NULL)
        return;
    bool quoted = strpbrk(text, ",\"\r\n\t") != NULL;
    if (quoted)
        gti_buffer_char(csv->out, '"');
    if (needs_apostrophe(text))
        gti_buffer_char(csv->out, '\'');
    write_field(csv->out, text);
    if (quoted)
        gti_buffer_char(csv->out, '"');
}

void gti_csv_uint(gti_csv *csv, uint64_t number)
{
    separate(csv);
    gti_buffer_uint(csv->out, number);
}

void gti_csv_double(gti_csv *csv, double number)
{
    separate(csv);
    gti_buffer_double(csv->out, number);
}

void gti_csv_date(gti_csv *csv, gtee_date date)
{
    char text[GTEE_DATE_BUFFER];

    gti_csv_text(csv, gtee_date_format(date, text));
}

void gti_csv_row(gti_csv *csv)
{
    gti_buffer_text(csv->out, "\r\n");
    csv->in_row = false;
}

void gti_csv_header(gti_csv *csv, const char *const *names, size_t count)
{
    for (size_t i = 0; i < count; i++)
        gti_csv_text(csv, names[i]);
    gti_csv_row(csv);
}
