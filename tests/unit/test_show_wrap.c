/* test_show_wrap.c: how a document's text is broken into lines, and what of a dossier's text is escaped. Uses run.h, show/doc.h,
 * show/wrap.h. */
#include "run.h"

#include "show/doc.h"
#include "show/wrap.h"

/* The lines joined by "|". */
static const char *lines_of(const char *text, size_t width)
{
    static char joined[512];
    size_t size = 0;
    gti_wrap wrap;
    gti_line line;

    gti_wrap_init(&wrap, text);
    for (bool first = true; gti_wrap_next(&wrap, width, &line); first = false) {
        size += (size_t)snprintf(joined + size, sizeof joined - size, "%s%.*s", first ? "" : "|", (int)line.size, line.text);
        CU_ASSERT_EQUAL(line.width, gti_text_width(line.text, line.size));
    }
    joined[size] = '\0';
    return joined;
}

static void breaks_between_words(void)
{
    CU_ASSERT_STRING_EQUAL(lines_of("one two three", 80), "one two three");
    CU_ASSERT_STRING_EQUAL(lines_of("one two three", 8), "one two|three");
    CU_ASSERT_STRING_EQUAL(lines_of("one two three", 7), "one two|three");
    CU_ASSERT_STRING_EQUAL(lines_of("one two three", 6), "one|two|three");
    CU_ASSERT_STRING_EQUAL(lines_of("one  two", 3), "one|two");
    CU_ASSERT_STRING_EQUAL(lines_of("", 10), "");
}

static void ends_where_told(void)
{
    CU_ASSERT_STRING_EQUAL(lines_of("one\ntwo three", 80), "one|two three");
    CU_ASSERT_STRING_EQUAL(lines_of("abc\ndef", 3), "abc|def");
}

static void breaks_long_words(void)
{
    CU_ASSERT_STRING_EQUAL(lines_of("un-security-council", 12), "un-security-|council");
    CU_ASSERT_STRING_EQUAL(lines_of("abcdefgh", 3), "abc|def|gh");
    CU_ASSERT_STRING_EQUAL(lines_of("ab abcdefgh", 4), "ab|abcd|efgh");
}

static void counts_columns_not_bytes(void)
{
    CU_ASSERT_STRING_EQUAL(lines_of("Україна і Росія", 9), "Україна і|Росія");
    CU_ASSERT_STRING_EQUAL(lines_of("北国北国", 4), "北国|北国");
    CU_ASSERT_STRING_EQUAL(lines_of("北国北国", 5), "北国|北国");
    /* one cluster each: a letter with its combining mark, never parted */
    CU_ASSERT_STRING_EQUAL(lines_of("e\xcc\x81" "e\xcc\x81" "e\xcc\x81", 2), "e\xcc\x81" "e\xcc\x81|e\xcc\x81");
    /* a wide character takes its line even where there is no room for it */
    CU_ASSERT_STRING_EQUAL(lines_of("北国", 1), "北|国");
}

static void measures(void)
{
    CU_ASSERT_EQUAL(gti_wrap_natural("one two\nfour"), 7);
    CU_ASSERT_EQUAL(gti_wrap_least("one three\nfour"), 5);
    CU_ASSERT_EQUAL(gti_wrap_least("北国 x"), 4);
    CU_ASSERT_EQUAL(gti_wrap_natural(""), 0);
}

static const char *put(const char *text)
{
    static char shown[256];
    gti_allocator allocator = gti_allocator_default();
    gti_doc doc;

    gti_doc_init(&doc, &allocator);
    gti_put(&doc, text);
    snprintf(shown, sizeof shown, "%s", gti_take(&doc));
    CU_ASSERT_FALSE(doc.failed);
    gti_doc_free(&doc);
    return shown;
}

static void escapes_what_acts(void)
{
    CU_ASSERT_STRING_EQUAL(put("red \x1b[31m"), "red \\u{1B}[31m");
    CU_ASSERT_STRING_EQUAL(put("\x7f\xc2\x9b"), "\\u{7F}\\u{9B}");
    CU_ASSERT_STRING_EQUAL(put("a\xe2\x80\xae" "b"), "a\\u{202E}b");
    CU_ASSERT_STRING_EQUAL(put("\x01\x0e\x12"), "\\u{01}\\u{0E}\\u{12}");
    CU_ASSERT_STRING_EQUAL(put("a\n\t b\r\nc"), "a b c");
    CU_ASSERT_STRING_EQUAL(put("\xff"), "\xef\xbf\xbd");
    CU_ASSERT_STRING_EQUAL(put(NULL), "");
}

/* Styles go on over a line's end, and are off at the end of each line. */
static void keeps_styles(void)
{
    gti_allocator allocator = gti_allocator_default();
    gti_doc doc;
    gti_buffer out;
    gti_wrap wrap;
    gti_line line;

    gti_doc_init(&doc, &allocator);
    gti_buffer_init(&out, &allocator);
    gti_put_styled(&doc, GTI_STRONG, "one two");
    gti_put_glue(&doc);
    gti_put(&doc, "x");
    gti_wrap_init(&wrap, gti_take(&doc));
    while (gti_wrap_next(&wrap, 5, &line)) {
        gti_line_write(&line, true, &out);
        gti_buffer_char(&out, '|');
    }
    CU_ASSERT_STRING_EQUAL(out.data, "\x1b[1mone\x1b[0m|\x1b[1mtwo\x1b[0m x|");
    gti_buffer_free(&out);
    gti_doc_free(&doc);
}

UNIT_TESTS("wrapping", {"breaks between words", breaks_between_words}, {"ends where told", ends_where_told},
           {"breaks long words", breaks_long_words}, {"counts columns, not bytes", counts_columns_not_bytes},
           {"measures", measures}, {"escapes what acts", escapes_what_acts}, {"keeps styles", keeps_styles})
