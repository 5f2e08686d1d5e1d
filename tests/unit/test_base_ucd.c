/* Conformance to Unicode's own test data, where it is installed (Debian: unicode-data): canonical and compatibility composition
 * against NormalizationTest.txt (UAX #15), grapheme clusters against GraphemeBreakTest.txt (UAX #29). */
#include "run.h"

#include "base/text.h"

#define NORMALIZATION "/usr/share/unicode/NormalizationTest.txt.bz2"
#define GRAPHEMES "/usr/share/unicode/auxiliary/GraphemeBreakTest.txt"

/* Code points in hexadecimal from *cursor up to `end`, as UTF-8. */
static size_t read_codepoints(const char *cursor, const char *end, char *text)
{
    size_t size = 0;

    while (cursor < end) {
        char *after;
        unsigned long codepoint = strtoul(cursor, &after, 16);

        if (after == cursor)
            break;
        size += gti_utf8_put((uint32_t)codepoint, text + size);
        cursor = after;
        while (*cursor == ' ')
            cursor++;
    }
    text[size] = '\0';
    return size;
}

static bool folds_to(bool (*fold)(gti_buffer *, const char *, size_t), const char *text, size_t size, const char *expected)
{
    gti_allocator a = gti_allocator_default();
    gti_buffer out;
    bool same;

    gti_buffer_init(&out, &a);
    same = fold(&out, text, size) && strcmp(out.data == NULL ? "" : out.data, expected) == 0;
    gti_buffer_free(&out);
    return same;
}

/* One line: source; NFC; NFD; NFKC; NFKD. Canonically equal forms compose alike, and all fold to one name. */
static void check_line(const char *line)
{
    char columns[5][256];
    size_t sizes[5];

    for (int i = 0; i < 5; i++) {
        const char *end = strchr(line, ';');

        CU_ASSERT_PTR_NOT_NULL_FATAL(end);
        sizes[i] = read_codepoints(line, end, columns[i]);
        line = end + 1;
    }
    for (int i = 0; i < 3; i++)
        CU_ASSERT_TRUE(folds_to(gti_fold_nfc, columns[i], sizes[i], columns[1]));
    for (int i = 3; i < 5; i++)
        CU_ASSERT_TRUE(folds_to(gti_fold_nfc, columns[i], sizes[i], columns[3]));
}

/* The name of all five forms is the same. */
static void check_names(const char *line)
{
    gti_allocator a = gti_allocator_default();
    gti_buffer first;
    char text[256];

    gti_buffer_init(&first, &a);
    for (int i = 0; i < 5; i++) {
        const char *end = strchr(line, ';');
        size_t size = read_codepoints(line, end, text);

        if (i == 0)
            CU_ASSERT_TRUE(gti_fold_name(&first, text, size));
        CU_ASSERT_TRUE(folds_to(gti_fold_name, text, size, first.data == NULL ? "" : first.data));
        line = end + 1;
    }
    gti_buffer_free(&first);
}

static void normalization(void)
{
    FILE *file = popen("bzcat " NORMALIZATION, "r");
    char line[4096];
    size_t lines = 0;

    CU_ASSERT_PTR_NOT_NULL_FATAL(file);
    while (fgets(line, sizeof line, file) != NULL) {
        if (line[0] == '#' || line[0] == '@' || line[0] == '\n')
            continue;
        check_line(line);
        check_names(line);
        lines++;
    }
    CU_ASSERT_EQUAL(pclose(file), 0);
    CU_ASSERT_TRUE(lines > 18000);
}

/* One line: ÷ 0020 × 0308 ÷ …: a boundary (÷) or none (×) before each code point. */
static void check_clusters(const char *line)
{
    static const char boundary[] = "÷";
    char text[256];
    size_t ends[64], count = 0, size = 0, at = 0;

    while (*line != '\t' && *line != '#' && *line != '\n' && *line != '\0') {
        char *after;
        bool is_boundary = strncmp(line, boundary, strlen(boundary)) == 0;

        if (is_boundary && size > 0)
            ends[count++] = size;
        line += strlen(boundary); /* × has as many bytes */
        while (*line == ' ')
            line++;
        if (*line == '\t' || *line == '#')
            break;
        size += gti_utf8_put((uint32_t)strtoul(line, &after, 16), text + size);
        line = *after == ' ' ? after + 1 : after;
    }
    for (size_t i = 0; i < count; i++) {
        at += gti_grapheme_next(text + at, size - at);
        CU_ASSERT_EQUAL(at, ends[i]);
    }
    CU_ASSERT_EQUAL(at, size);
}

static void graphemes(void)
{
    FILE *file = fopen(GRAPHEMES, "r");
    char line[4096];
    size_t lines = 0;

    CU_ASSERT_PTR_NOT_NULL_FATAL(file);
    while (fgets(line, sizeof line, file) != NULL)
        if (line[0] != '#' && line[0] != '\n') {
            check_clusters(line);
            lines++;
        }
    fclose(file);
    CU_ASSERT_TRUE(lines > 500);
}

static bool readable(const char *path)
{
    FILE *file = fopen(path, "r");

    if (file == NULL)
        return false;
    fclose(file);
    return true;
}

int main(void)
{
    static const unit_test table[] = {{"normalization", normalization}, {"graphemes", graphemes}};

    if (!readable(NORMALIZATION) || !readable(GRAPHEMES)) {
        puts("skipped: no Unicode test data here (Debian: unicode-data)");
        return 77;
    }
    return unit_run("base: Unicode's test data", table, 2);
}
