/* test_read_load.c: ways in: directories, pipes, streams in pieces, excerpts, aliases; and the scanners against slow ones that
 * are surely right. */
#include "run.h"

#include <guarantee.h>

#include "base/text.h"
#include "read/scan.h"

#include <sys/stat.h>
#include <unistd.h>

#define HEAD "guarantee: 1\n"

static gtee_context *new_context(void)
{
    gtee_context *context = NULL;

    CU_ASSERT_EQUAL_FATAL(gtee_context_new(NULL, &context), GTEE_OK);
    return context;
}

static gtee_dossier *load_text(const char *text)
{
    gtee_context *context = new_context();
    gtee_dossier *dossier = NULL;

    CU_ASSERT_EQUAL(gtee_dossier_load_memory(context, "text", text, strlen(text), NULL, &dossier, NULL), GTEE_OK);
    CU_ASSERT_PTR_NOT_NULL_FATAL(dossier);
    gtee_context_unref(context);
    return dossier;
}

/* ---- Scanners */

static size_t encode(uint32_t codepoint, char *bytes)
{
    if (codepoint < 0x80) {
        bytes[0] = (char)codepoint;
        return 1;
    }
    size_t length = codepoint < 0x800 ? 2 : codepoint < 0x10000 ? 3 : 4;
    for (size_t i = length - 1; i > 0; i--, codepoint >>= 6)
        bytes[i] = (char)(0x80 | (codepoint & 0x3F));
    bytes[0] = (char)((0xF0u << (4 - length)) | codepoint);
    return length;
}

/* The characters of YAML 1.1, as libyaml has them. */
static bool is_input(uint32_t c)
{
    return c == 9 || c == 10 || c == 13 || (c >= 0x20 && c <= 0x7E) || c == 0x85 || (c >= 0xA0 && c <= 0xD7FF) ||
           (c >= 0xE000 && c <= 0xFFFD) || (c >= 0x10000 && c <= 0x10FFFF);
}

/* Each character between others, at each distance from the beginning of a word of eight bytes. */
static void scans_input(void)
{
    char text[64];
    size_t wrong = 0;

    for (uint32_t c = 0; c <= 0x110000; c++) {
        size_t before = c % 17, characters = 0, length;
        memset(text, 'x', sizeof text);
        length = encode(c, text + before);
        size_t good = gti_scan_input((const unsigned char *)text, before + length + 20, &characters);
        size_t expected = is_input(c) ? before + length + 20 : before;
        wrong += good != expected || characters != (is_input(c) ? before + 21 : before);
        if (length > 1)
            wrong += gti_scan_input((const unsigned char *)text, before + length - 1, &characters) != before;
    }
    CU_ASSERT_EQUAL(wrong, 0);
}

static void scans_texts(void)
{
    char text[256];
    size_t wrong = 0;

    for (uint32_t c = 1; c <= 0x10FFFF; c++) {
        size_t before = c % 19, size;
        if (c >= 0xD800 && c <= 0xDFFF)
            continue;
        memset(text, 'x', sizeof text);
        size = before + encode(c, text + before) + c % 11;
        wrong += gti_scan_text(text, size) != (gti_text_suspects(text, size) & (GTI_SUSPECT_CONTROL | GTI_SUSPECT_MARKS));
    }
    CU_ASSERT_EQUAL(wrong, 0);
    for (size_t marks = 29; marks <= 33; marks++) {
        memset(text, 'x', sizeof text);
        for (size_t i = 0; i < marks; i++)
            memcpy(text + 10 + 2 * i, "\xCC\x81", 2);
        CU_ASSERT_EQUAL(gti_scan_text(text, 120), marks > 30 ? GTI_SUSPECT_MARKS : 0);
    }
}

/* ---- Streams */

typedef struct pieces {
    const char *text;
    size_t size, at, most;
} pieces;

static int32_t give(void *user, void *buffer, size_t capacity, size_t *count)
{
    pieces *p = user;

    *count = p->size - p->at < p->most ? p->size - p->at : p->most;
    if (*count > capacity)
        *count = capacity;
    memcpy(buffer, p->text + p->at, *count);
    p->at += *count;
    return 0;
}

/* Letters of one to four bytes, line ends of every kind, in a text that is longer than any buffer. */
static char *mixed_text(size_t *size)
{
    static const char *const bits[] = {"plain words", "Держава", "國家", "\xF0\x9F\x95\x8A", "né", "\xE2\x80\x93 \xC2\xAB x \xC2\xBB"};
    char *text = malloc(400000);

    CU_ASSERT_PTR_NOT_NULL_FATAL(text);
    *size = (size_t)sprintf(text, HEAD "participants:\n");
    for (unsigned i = 0; *size < 390000; i++)
        *size += (size_t)sprintf(text + *size, "  - id: a%u\n    kind: state\r\n    note: \"%.*s%s\xC2\xA0%s\"\n", i, (int)(i % 50),
                                 "..................................................", bits[i % 6], bits[i / 6 % 6]);
    return text;
}

static void streams_in_pieces(void)
{
    static const size_t sizes[] = {1, 2, 3, 5, 7, 1000, 8191, 8192, 8193, 1000000};
    gtee_context *context = new_context();
    size_t size;
    char *text = mixed_text(&size);
    gtee_dossier *whole = NULL;

    CU_ASSERT_EQUAL_FATAL(gtee_dossier_load_memory(context, "whole", text, size, NULL, &whole, NULL), GTEE_OK);
    for (size_t i = 0; i < sizeof sizes / sizeof sizes[0]; i++) {
        pieces p = {text, size, 0, sizes[i]};
        gtee_dossier *dossier = NULL;
        CU_ASSERT_EQUAL_FATAL(gtee_dossier_load_stream(context, "pieces", give, &p, NULL, &dossier, NULL), GTEE_OK);
        CU_ASSERT_TRUE(gtee_dossier_equal(whole, dossier));
        gtee_dossier_unref(dossier);
    }
    gtee_dossier_unref(whole);
    free(text);
    gtee_context_unref(context);
}

/* ---- Aliases */

static void aliases_stand_for_values(void)
{
    gtee_dossier *a = load_text(HEAD "participants:\n  - &first {id: x, kind: &kind group, members: &all [y, {id: z, from: 2020}]}\n"
                                     "  - {id: y, kind: *kind, members: [{id: z, role: &role head}]}\n"
                                     "  - {id: w, kind: *kind, members: *all, note: *role}\n  - {id: z, kind: state, &key note: *key }\n");
    gtee_dossier *b = load_text(HEAD "participants:\n  - {id: x, kind: group, members: [y, {id: z, from: 2020}]}\n"
                                     "  - {id: y, kind: group, members: [{id: z, role: head}]}\n"
                                     "  - {id: w, kind: group, members: [y, {id: z, from: 2020}], note: head}\n  - {id: z, kind: state, note: note}\n");

    CU_ASSERT_TRUE(gtee_dossier_equal(a, b));
    gtee_dossier_unref(a);
    gtee_dossier_unref(b);
}

/* ---- Excerpts */

static const gtee_diagnostic *only(const gtee_diagnostics *list)
{
    CU_ASSERT_PTR_NOT_NULL_FATAL(list);
    CU_ASSERT_EQUAL_FATAL(gtee_diagnostics_count(list), 1);
    return gtee_diagnostics_at(list, 0);
}

/* The error stands in the line that libyaml calls it, whatever ends lines. */
static void lines_end_in_many_ways(void)
{
    static const char *const ends[] = {"\n", "\r", "\r\n"};
    gtee_context *context = new_context();

    for (size_t i = 0; i < sizeof ends / sizeof ends[0]; i++) {
        char text[256];
        gtee_dossier *dossier = NULL;
        gtee_diagnostics *list = NULL;
        sprintf(text, "\xEF\xBB\xBF# one%s# two%s%sguarantee: 1%ssection: []%s# end%s", ends[i], ends[i], ends[i], ends[i], ends[i], ends[i]);
        CU_ASSERT_EQUAL(gtee_dossier_load_memory(context, "x", text, strlen(text), NULL, &dossier, &list), GTEE_ERROR_DOSSIER);
        CU_ASSERT_EQUAL(gtee_diagnostic_line(only(list)), 5);
        CU_ASSERT_STRING_EQUAL(gtee_diagnostic_excerpt(only(list)), "section: []");
        gtee_diagnostics_unref(list);
    }
    gtee_context_unref(context);
}

/* What ends lines for YAML alone is refused where it stands, also where pieces of a stream meet. */
static void lines_end_for_editors(void)
{
    static const char *const separators[] = {"\xC2\x85", "\xE2\x80\xA8", "\xE2\x80\xA9"};
    static char text[9000];
    gtee_context *context = new_context();

    for (size_t i = 0; i < sizeof separators / sizeof separators[0]; i++) {
        for (size_t before = 8180; before < 8196; before++) { /* files and streams are read by 8,192 bytes */
            gtee_dossier *dossier = NULL;
            gtee_diagnostics *list = NULL;
            memset(text, 'a', before);
            memcpy(text, "guarantee: 1\n#", 14);
            strcpy(text + before, separators[i]);
            strcat(text, "b\n");
            pieces p = {text, strlen(text), 0, sizeof text};
            CU_ASSERT_EQUAL(gtee_dossier_load_stream(context, "x", give, &p, NULL, &dossier, &list), GTEE_ERROR_DOSSIER);
            CU_ASSERT_STRING_EQUAL(gtee_diagnostic_code(only(list)), "G0135");
            CU_ASSERT_EQUAL(gtee_diagnostic_line(only(list)), 2);
            CU_ASSERT_EQUAL(gtee_diagnostic_column(only(list)), before - 12);
            gtee_diagnostics_unref(list);
        }
    }
    gtee_context_unref(context);
}

/* A stream is gone when the excerpt is wanted: its first 8 MiB are kept, and what lies behind has no excerpt. */
static void streams_have_excerpts(void)
{
    gtee_limits limits = {.size = sizeof limits, .scalar_bytes = 16u << 20}; /* so many comments may stand between values then */
    gtee_context_options options = {.size = sizeof options, .limits = &limits};
    gtee_context *context = NULL;
    char *text = malloc(10u << 20);

    CU_ASSERT_PTR_NOT_NULL_FATAL(text);
    options.size = SIZE_MAX / 2; /* nothing behind the struct is read */
    CU_ASSERT_EQUAL(gtee_context_new(&options, &context), GTEE_ERROR_ARGUMENT);
    options.size = sizeof options;
    CU_ASSERT_EQUAL_FATAL(gtee_context_new(&options, &context), GTEE_OK);
    for (unsigned comments = 0; comments <= 170000; comments += 170000) {
        size_t size = (size_t)sprintf(text, HEAD);
        for (unsigned i = 0; i < comments; i++)
            size += (size_t)sprintf(text + size, "# a comment that is there to fill the stream with bytes\n");
        size += (size_t)sprintf(text + size, "section: []\n");
        pieces p = {text, size, 0, 5000};
        gtee_dossier *dossier = NULL;
        gtee_diagnostics *list = NULL;
        CU_ASSERT_EQUAL(gtee_dossier_load_stream(context, "x", give, &p, NULL, &dossier, &list), GTEE_ERROR_DOSSIER);
        CU_ASSERT_EQUAL(gtee_diagnostic_line(only(list)), comments + 2);
        CU_ASSERT_EQUAL(gtee_diagnostic_excerpt(only(list)) != NULL, comments == 0);
        gtee_diagnostics_unref(list);
    }
    free(text);
    gtee_context_unref(context);
}

/* A long file is read again for each excerpt, from a remembered place near it. */
static void long_files_have_excerpts(void)
{
    char path[] = "/tmp/guarantee-read-XXXXXX";
    gtee_context *context = new_context();
    const char *paths[1] = {path};
    gtee_dossier *dossier = NULL;
    gtee_diagnostics *list = NULL;
    int descriptor = mkstemp(path);
    FILE *file = descriptor >= 0 ? fdopen(descriptor, "wb") : NULL;

    CU_ASSERT_PTR_NOT_NULL_FATAL(file);
    fputs(HEAD "participants:\n", file);
    for (unsigned i = 0; i < 90000; i++)
        fprintf(file, i % 9000 == 8999 ? "  - {id: p%u, kind: wrong-%u}\n" : "  - {id: p%u, kind: state, note: line %u}\n", i, i);
    CU_ASSERT_EQUAL(fclose(file), 0);
    CU_ASSERT_EQUAL(gtee_dossier_load(context, paths, 1, NULL, &dossier, &list), GTEE_ERROR_DOSSIER);
    CU_ASSERT_PTR_NOT_NULL_FATAL(list);
    CU_ASSERT_EQUAL_FATAL(gtee_diagnostics_count(list), 10);
    for (unsigned i = 0; i < 10; i++) {
        const gtee_diagnostic *d = gtee_diagnostics_at(list, i);
        char expected[64];
        snprintf(expected, sizeof expected, "  - {id: p%u, kind: wrong-%u}", i * 9000 + 8999, i * 9000 + 8999);
        CU_ASSERT_EQUAL(gtee_diagnostic_line(d), i * 9000 + 8999 + 3);
        CU_ASSERT_STRING_EQUAL(gtee_diagnostic_excerpt(d), expected);
    }
    unlink(path);
    gtee_diagnostics_unref(list);
    gtee_context_unref(context);
}

/* ---- Files */

static char directory[] = "/tmp/guarantee-read-XXXXXX";

static const char *in_directory(const char *name)
{
    static char path[2][256];
    static unsigned now;

    now ^= 1u;
    snprintf(path[now], sizeof path[now], "%s/%s", directory, name);
    return path[now];
}

static void write_file(const char *name, const char *text)
{
    FILE *file = fopen(in_directory(name), "wb");

    CU_ASSERT_PTR_NOT_NULL_FATAL(file);
    fputs(text, file);
    CU_ASSERT_EQUAL(fclose(file), 0);
}

static void directories(void)
{
    static const char *const names[] = {"b.yml", "a.yaml", "c.json", ".hidden.yaml", "notes.txt", "d.yaml/inner.yaml"};
    gtee_context *context = new_context();
    const char *paths[1] = {directory};
    gtee_dossier *dossier = NULL;

    CU_ASSERT_PTR_NOT_NULL_FATAL(mkdtemp(directory));
    CU_ASSERT_EQUAL_FATAL(mkdir(in_directory("d.yaml"), 0700), 0);
    write_file("a.yaml", HEAD "participants: [{id: first, kind: state}]\n");
    write_file("b.yml", HEAD "participants: [{id: second, kind: state}]\n");
    write_file("c.json", "{\"guarantee\": 1, \"participants\": [{\"id\": \"third\", \"kind\": \"state\"}]}\n");
    for (size_t i = 3; i < 6; i++)
        write_file(names[i], "this is no dossier\n");
    CU_ASSERT_EQUAL_FATAL(gtee_dossier_load(context, paths, 1, NULL, &dossier, NULL), GTEE_OK);
    CU_ASSERT_EQUAL_FATAL(gtee_dossier_participant_count(dossier), 3);
    CU_ASSERT_STRING_EQUAL(gtee_record_id(gtee_participant_record(gtee_dossier_participant_at(dossier, 0))), "first");
    CU_ASSERT_STRING_EQUAL(gtee_record_id(gtee_participant_record(gtee_dossier_participant_at(dossier, 2))), "third");
    gtee_dossier_unref(dossier);
    for (size_t i = 0; i < 6; i++)
        CU_ASSERT_EQUAL(unlink(in_directory(names[i])), 0);
    rmdir(in_directory("d.yaml"));
    CU_ASSERT_EQUAL(rmdir(directory), 0);
    gtee_context_unref(context);
}

static void pipes(void)
{
    static const char text[] = HEAD "section: []\n";
    gtee_context *context = new_context();
    gtee_dossier *dossier = NULL;
    gtee_diagnostics *list = NULL;
    char path[64];
    const char *paths[1] = {path};
    int ends[2];

    CU_ASSERT_EQUAL_FATAL(pipe(ends), 0);
    CU_ASSERT_EQUAL(write(ends[1], text, sizeof text - 1), (ssize_t)sizeof text - 1);
    close(ends[1]);
    snprintf(path, sizeof path, "/dev/fd/%d", ends[0]);
    CU_ASSERT_EQUAL(gtee_dossier_load(context, paths, 1, NULL, &dossier, &list), GTEE_ERROR_DOSSIER);
    CU_ASSERT_STRING_EQUAL(gtee_diagnostic_excerpt(only(list)), "section: []");
    CU_ASSERT_STRING_EQUAL(gtee_diagnostic_file(only(list)), path);
    gtee_diagnostics_unref(list);
    close(ends[0]);
    gtee_context_unref(context);
}

/* ---- Calls */

static int32_t note_progress(void *user, uint64_t done, uint64_t total)
{
    uint64_t *last = user;

    CU_ASSERT_TRUE(done > last[0] && done <= total);
    last[0] = done;
    last[1] = total;
    return 0;
}

static void progress_is_told(void)
{
    gtee_context *context = new_context();
    uint64_t last[2] = {0, 0};
    gtee_load_options options = {.size = sizeof options, .progress = note_progress, .progress_user = last};
    gtee_dossier *dossier = NULL;
    size_t size;
    char *text = mixed_text(&size);

    CU_ASSERT_EQUAL(gtee_dossier_load_memory(context, "x", text, size, &options, &dossier, NULL), GTEE_OK);
    CU_ASSERT_EQUAL(last[0], size);
    CU_ASSERT_EQUAL(last[1], size);
    gtee_dossier_unref(dossier);
    free(text);
    gtee_context_unref(context);
}

static void strictness(void)
{
    static const char text[] = HEAD "participants:\n  - {id: a, kind: state, names: {en: \"A\xE2\x80\xAE" "b\"}}\n";
    gtee_context *context = new_context();
    gtee_dossier *dossier = NULL;
    gtee_diagnostics *list = NULL;
    gtee_load_options options = {.size = sizeof options, .strict = 1};

    CU_ASSERT_EQUAL(gtee_dossier_load_memory(context, "x", text, sizeof text - 1, NULL, &dossier, &list), GTEE_OK);
    CU_ASSERT_EQUAL(gtee_diagnostic_severity(only(list)), GTEE_SEVERITY_WARNING);
    gtee_diagnostics_unref(list);
    gtee_dossier_unref(dossier);
    CU_ASSERT_EQUAL(gtee_dossier_load_memory(context, "x", text, sizeof text - 1, &options, &dossier, &list), GTEE_ERROR_DOSSIER);
    CU_ASSERT_EQUAL(gtee_diagnostic_severity(only(list)), GTEE_SEVERITY_ERROR);
    CU_ASSERT_PTR_NULL(dossier);
    gtee_diagnostics_unref(list);
    gtee_context_unref(context);
}

static void wrong_calls(void)
{
    gtee_context *context = new_context();
    const char *paths[2] = {"a", NULL};
    gtee_dossier *dossier = (gtee_dossier *)paths;
    gtee_load_options odd = {.size = 1};

    CU_ASSERT_EQUAL(gtee_dossier_load(context, paths, 2, NULL, &dossier, NULL), GTEE_ERROR_ARGUMENT);
    CU_ASSERT_PTR_NULL(dossier);
    CU_ASSERT_EQUAL(gtee_dossier_load(context, paths, 0, NULL, &dossier, NULL), GTEE_ERROR_ARGUMENT);
    CU_ASSERT_EQUAL(gtee_dossier_load(context, NULL, 1, NULL, &dossier, NULL), GTEE_ERROR_ARGUMENT);
    CU_ASSERT_EQUAL(gtee_dossier_load(NULL, paths, 1, NULL, &dossier, NULL), GTEE_ERROR_ARGUMENT);
    CU_ASSERT_EQUAL(gtee_dossier_load(context, paths, 1, NULL, NULL, NULL), GTEE_ERROR_ARGUMENT);
    CU_ASSERT_EQUAL(gtee_dossier_load(context, paths, 1, &odd, &dossier, NULL), GTEE_ERROR_ARGUMENT);
    CU_ASSERT_EQUAL(gtee_dossier_load_memory(context, NULL, "", 0, NULL, &dossier, NULL), GTEE_ERROR_ARGUMENT);
    CU_ASSERT_EQUAL(gtee_dossier_load_memory(context, "x", NULL, 1, NULL, &dossier, NULL), GTEE_ERROR_ARGUMENT);
    CU_ASSERT_EQUAL(gtee_dossier_load_memory(context, "x", "", 0, &odd, &dossier, NULL), GTEE_ERROR_ARGUMENT);
    CU_ASSERT_EQUAL(gtee_dossier_load_memory(context, "x", NULL, 0, NULL, &dossier, NULL), GTEE_ERROR_DOSSIER);
    CU_ASSERT_EQUAL(gtee_dossier_load_stream(context, "x", NULL, NULL, NULL, &dossier, NULL), GTEE_ERROR_ARGUMENT);
    CU_ASSERT_EQUAL(gtee_dossier_load_stream(context, "x", give, NULL, &odd, &dossier, NULL), GTEE_ERROR_ARGUMENT);
    gtee_context_unref(context);
}

UNIT_TESTS("read: load", {"input is scanned as libyaml would", scans_input}, {"texts are scanned as slowly", scans_texts},
           {"streams may come in pieces", streams_in_pieces}, {"aliases stand for values", aliases_stand_for_values},
           {"lines end in many ways", lines_end_in_many_ways}, {"lines end for editors", lines_end_for_editors}, {"streams have excerpts", streams_have_excerpts},
           {"long files have excerpts", long_files_have_excerpts},
           {"directories", directories}, {"pipes", pipes}, {"progress is told", progress_is_told}, {"strictness", strictness},
           {"wrong calls", wrong_calls})
