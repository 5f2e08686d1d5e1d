/*
 * test_write_scalar.c: whatever a text holds, libyaml reads back the same text from each style, and what another reader would take
 * for a number, a date or a truth value is quoted.
 */
#include "run.h"

#include "write/scalar.h"

#include <stdbool.h>
#include <stdint.h>
#include <yaml.h>

static gti_allocator allocator;

/* The `which`-th scalar of a YAML text is this text. */
static bool reads_as(const char *yaml, size_t yaml_size, unsigned which, const char *text, size_t size)
{
    yaml_parser_t parser;
    yaml_event_t event;
    unsigned seen = 0;
    bool equal = false, end = false;

    yaml_parser_initialize(&parser);
    yaml_parser_set_input_string(&parser, (const unsigned char *)yaml, yaml_size);
    while (!end && yaml_parser_parse(&parser, &event)) {
        if (event.type == YAML_SCALAR_EVENT && seen++ == which)
            equal = event.data.scalar.length == size && memcmp(event.data.scalar.value, text, size) == 0;
        end = event.type == YAML_STREAM_END_EVENT;
        yaml_event_delete(&event);
    }
    yaml_parser_delete(&parser);
    if (!end || !equal)
        fprintf(stderr, "not read back:\n%.*s\n", (int)yaml_size, yaml);
    return end && equal;
}

static bool survives_inline(const char *text, size_t size, bool flow)
{
    gti_buffer out;

    gti_buffer_init(&out, &allocator);
    gti_buffer_text(&out, flow ? "a: [x, " : "a: ");
    gti_scalar_inline(&out, text, size, gti_style_inline(text, size, flow));
    gti_buffer_text(&out, flow ? ", z]\n" : "\nb: c\n");
    bool good = !out.failed && reads_as(out.data, out.size, flow ? 2 : 1, text, size);
    gti_buffer_free(&out);
    return good;
}

static bool survives_as_key(const char *text, size_t size)
{
    gti_buffer out;

    gti_buffer_init(&out, &allocator);
    gti_scalar_inline(&out, text, size, gti_style_inline(text, size, true));
    gti_buffer_text(&out, ": value\nother: y\n");
    bool good = !out.failed && reads_as(out.data, out.size, 0, text, size);
    gti_buffer_free(&out);
    return good;
}

static bool survives_block(const char *text, size_t size, size_t room)
{
    enum gti_style style = gti_style_block(text, size, room);
    gti_buffer out;

    gti_buffer_init(&out, &allocator);
    gti_buffer_text(&out, "s:\n  - a: ");
    if (style == GTI_STYLE_LITERAL || style == GTI_STYLE_FOLDED)
        gti_scalar_block(&out, text, size, style, 6, room);
    else
        gti_scalar_inline(&out, text, size, style);
    gti_buffer_text(&out, "\n\n  - b: c\n");
    bool good = !out.failed && reads_as(out.data, out.size, 2, text, size);
    gti_buffer_free(&out);
    return good;
}

static bool survives(const char *text, size_t size)
{
    return survives_inline(text, size, false) && survives_inline(text, size, true) && survives_as_key(text, size) &&
           survives_block(text, size, 30) && survives_block(text, size, 3);
}

static void known_texts(void)
{
    static const char *const texts[] = {
        "", " ", "a", "no", "~", "null", "it's", "say \"no\"", "it's \"so\"", "a: b", "a:", "a #b", "a#b", "#a", "- a", "-", "?",
        ": a", "a\nb", "a\nb\n", "a\n\nb", "\na", "a\n\n", " a\nb", "a \nb", "a\n b", "a\n  \nb", "tab\there", "...", "---", "%TAG",
        "[a", "a]", "{a", "a, b", "back\\slash", "&a", "*a", "!a", "|", ">", "@a", "`a", "a ", "Київ", "гарантії: так", "日本語",
        "\xF0\x9F\x87\xBA\xF0\x9F\x87\xA6 flag", "\xE2\x80\xA8", "a\xE2\x80\xA9" "b", "\xEF\xBB\xBF" "a", "\xC2\xA0", "a\xE2\x80\xAE" "b",
        "\xEF\xBF\xBE", "http://example.org/a?b=c#d", "iso3:GBR", "<<", "=", "a\rb", "\x7f", "\xC2\x85", "'", "\"", "''", "\\",
        "one two  three   four five six seven eight nine ten", "a very long text - with a dash # and a number sign: and a colon",
        "a b\tc and so on and so on and so on and so on and so on", "x\n---\ny", "x\n...\n", "# not a comment\nb"};

    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++)
        CU_ASSERT_TRUE(survives(texts[i], strlen(texts[i])));
}

static uint32_t next(uint32_t *state)
{
    *state ^= *state << 13;
    *state ^= *state >> 17;
    *state ^= *state << 5;
    return *state;
}

/* Texts made of what YAML gives a meaning to, in any order. */
static void any_texts(void)
{
    static const char *const pieces[] = {" ", " ", " ", "a", "b", "word", "\n", "\n", ":", "#", "-", "?", ",", "[", "]", "{", "}",
                                         "'", "\"", "\\", "|", ">", "%", "&", "*", "!", "@", "`", "~", "=", "\t", "é", "Ж", "日",
                                         "\xF0\x9F\x98\x80", "\xE2\x80\xA8", "\xC2\x85", "0", "1", ".", "e", "_", "+", "--", "<<"};
    uint32_t state = 2463534242u;
    unsigned failures = 0;

    for (unsigned round = 0; round < 8000 && failures < 5; round++) {
        char text[256];
        size_t size = 0;
        for (uint32_t count = next(&state) % 14; count > 0; count--) {
            const char *piece = pieces[next(&state) % (sizeof pieces / sizeof pieces[0])];
            memcpy(text + size, piece, strlen(piece));
            size += strlen(piece);
        }
        text[size] = '\0';
        failures += !survives(text, size);
    }
    CU_ASSERT_EQUAL(failures, 0);
}

static enum gti_style style(const char *text)
{
    return gti_style_inline(text, strlen(text), false);
}

/* What PyYAML, js-yaml and libyaml-based readers would not take for text. */
static void misread_texts(void)
{
    static const char *const texts[] = {"no", "No", "NO", "yes", "on", "off", "y", "N", "true", "False", "null", "Null", "~", "1", "640",
                                        "0.25", "-1", "+1", ".5", "1e3", "1_000", "0x1F", "-0xab", "0b11", "0o17", "1e-3", "12:30", "2025", "2025-08-24",
                                        "2025-08-24T10:00:00Z", ".inf", ".NaN", "-.inf", "", "=", "<<"};

    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++)
        CU_ASSERT_NOT_EQUAL(style(texts[i]), GTI_STYLE_PLAIN);
}

static void plain_texts(void)
{
    static const char *const texts[] = {"United States", "par 4", "nothing", "2022 talks", "Володимир Зеленський", "ground-troops",
                                        "10 Downing Street", "Türkiye", "000_ead55d.txt", "4th", "https://example.org/x", "a, b", "it's so", "say \"no\"",
                                        "\xF0\x9F\x98\x80"};

    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++)
        CU_ASSERT_EQUAL(style(texts[i]), GTI_STYLE_PLAIN);
}

/* Editors take spaces away that stand before the end of a line. */
static void no_spaces_at_ends(void)
{
    CU_ASSERT_EQUAL(gti_style_block("a\nb", 3, 80), GTI_STYLE_LITERAL);
    CU_ASSERT_EQUAL(gti_style_block("a \nb", 4, 80), GTI_STYLE_DOUBLE);
    CU_ASSERT_EQUAL(gti_style_block("a\n \nb", 5, 80), GTI_STYLE_DOUBLE);
    CU_ASSERT_EQUAL(gti_style_block("a\nb ", 4, 80), GTI_STYLE_DOUBLE);
}

static void lines_are_short(void)
{
    static const char text[] = "A paragraph that is longer than its line is broken where single spaces are, so that no line is longer "
                               "than it has to be.";
    gti_buffer out;
    size_t column = 0, longest = 0;

    CU_ASSERT_EQUAL(gti_style_block(text, strlen(text), 40), GTI_STYLE_FOLDED);
    gti_buffer_init(&out, &allocator);
    gti_scalar_block(&out, text, strlen(text), GTI_STYLE_FOLDED, 4, 40);
    for (size_t i = 0; i < out.size; i++) {
        column = out.data[i] == '\n' ? 0 : column + 1;
        longest = column > longest ? column : longest;
    }
    CU_ASSERT_TRUE(longest <= 40 && longest > 30);
    CU_ASSERT_EQUAL(strncmp(out.data, ">-\n    A paragraph", 17), 0);
    gti_buffer_free(&out);
}

static void setup(void)
{
    allocator = gti_allocator_default();
    CU_ASSERT_PTR_NOT_NULL(allocator.resize);
}

UNIT_TESTS("scalars in YAML", {"setup", setup}, {"known texts survive", known_texts}, {"any texts survive", any_texts},
           {"what others would misread is quoted", misread_texts}, {"what nobody misreads is plain", plain_texts},
           {"no spaces at ends", no_spaces_at_ends}, {"paragraphs are broken into lines", lines_are_short})
