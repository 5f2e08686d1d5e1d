/*
 * test_read_texts.c: quotes and locators against the sources' texts: what stands, what stands elsewhere, what does not, and texts that
 * are not there, not below the directory, not text, or too large.
 */
#include "run.h"

#include "failing.h"

#include <guarantee.h>

#include <sys/stat.h>
#include <unistd.h>

static gtee_context *context;
static char place[64];

static const char wrapped[] = "A heading\n"
                              "\n"
                              "The first paragraph, “quoted” here\n"
                              "and going on.\n"
                              "\n"
                              "\n"
                              "Second - with a dash and the word caf\xC3\xA9.\r\n"
                              "   It\xE2\x80\x99s over.\n"
                              "\n";
static const char lines[] = "Every line is one.\nSecond line.\nThird line, the word once more.";

static const char *path_of(const char *name)
{
    static char path[128];

    snprintf(path, sizeof path, "%s/%s", place, name);
    return path;
}

static void put(const char *name, const char *text, size_t size)
{
    FILE *file = fopen(path_of(name), "w");

    CU_ASSERT_PTR_NOT_NULL_FATAL(file);
    CU_ASSERT_EQUAL(fwrite(text, 1, size, file), size);
    fclose(file);
}

/* A dossier of one source with that text and an event with this citation and quote. */
static gtee_dossier *dossier_of(gtee_context *own, const char *text, const char *source, const char *quote)
{
    char yaml[1024];
    gtee_dossier *dossier;

    snprintf(yaml, sizeof yaml,
             "guarantee: 1\nsources: [{id: s, title: S, text: '%s'}, {id: none, title: No text}, {id: l, title: L, text: lines}]\n"
             "events:\n  - {date: 2025, kind: other}\n  - {date: 2025, kind: other, source: %s%s%s}\n",
             text, source, quote == NULL ? "" : ", quote: ", quote == NULL ? "" : quote);
    gtee_status status = gtee_dossier_load_memory(own, "case.yaml", yaml, strlen(yaml), NULL, &dossier, NULL);
    CU_ASSERT_TRUE(status == GTEE_OK || own != context);
    return dossier;
}

/* The code of the only diagnostic, "" for none; its message is kept in `message`. */
static char message[512], path[128];
static const char *code_of(const char *text, const char *source, const char *quote, gtee_status expected)
{
    static char code[32];
    gtee_dossier *dossier = dossier_of(context, text, source, quote);
    gtee_diagnostics *diagnostics;

    CU_ASSERT_PTR_NOT_NULL_FATAL(dossier);
    CU_ASSERT_EQUAL(gtee_dossier_check_texts(dossier, place, &diagnostics), expected);
    code[0] = message[0] = path[0] = '\0';
    if (diagnostics != NULL) {
        const gtee_diagnostic *one = gtee_diagnostics_at(diagnostics, 0);
        CU_ASSERT_EQUAL(gtee_diagnostics_count(diagnostics), 1);
        CU_ASSERT_STRING_EQUAL(gtee_diagnostic_file(one), "case.yaml");
        CU_ASSERT_TRUE(gtee_diagnostic_line(one) >= 2);
        snprintf(code, sizeof code, "%s", gtee_diagnostic_code(one));
        snprintf(message, sizeof message, "%s", gtee_diagnostic_message(one));
        snprintf(path, sizeof path, "%s", gtee_diagnostic_path(one));
    }
    gtee_diagnostics_unref(diagnostics);
    gtee_dossier_unref(dossier);
    return code;
}

#define STANDS(text, source, quote) CU_ASSERT_STRING_EQUAL(code_of(text, source, quote, GTEE_OK), "")
#define GIVES(code, text, source, quote) CU_ASSERT_STRING_EQUAL(code_of(text, source, quote, GTEE_ERROR_DOSSIER), code)

static void quotes_that_stand(void)
{
    STANDS("wrapped", "{id: s, locator: par 2}", "'The first paragraph, \"quoted\" here and going on.'");
    STANDS("wrapped", "{id: s, locator: par 3}", "'with a dash and the word cafe\xCC\x81'");
    STANDS("wrapped", "{id: s, locator: par 3}", "\"Second – with\"");
    STANDS("wrapped", "{id: s, locator: par 3}", "\"café. It's over\"");
    STANDS("wrapped", "{id: s, locator: par 1-2}", "A heading The first");
    STANDS("wrapped", "{id: s, locator: line 3-4}", "here and going");
    STANDS("wrapped", "{id: s, locator: line 8}", "\"It's over.\"");
    STANDS("wrapped", "{id: s, locator: A heading}", "going on");
    STANDS("wrapped", "s", "going on");
    STANDS("wrapped", "{id: s, locator: par 3}", NULL);
    STANDS("lines", "{id: s, locator: par 2}", "Second line.");
    STANDS("lines", "{id: s, locator: line 3}", "once more");
}

static void quotes_that_cannot_be_told(void)
{
    STANDS("wrapped", "none", "anything at all");
    STANDS("wrapped", "[{id: s, locator: par 2}, none]", "anything at all");
    STANDS("wrapped", "[{id: s, locator: par 2}, {id: l, locator: par 2}]", "Second line.");
}

static void quotes_that_do_not_stand(void)
{
    GIVES("G0609", "wrapped", "{id: s, locator: par 2}", "never said");
    CU_ASSERT_STRING_EQUAL(path, "events[1].quote");
    GIVES("G0609", "wrapped", "s", "the First paragraph"); /* letter case counts */
    GIVES("G0609", "wrapped", "[{id: s, locator: par 2}, {id: l, locator: par 2}]", "never said");
    GIVES("G0608", "wrapped", "{id: s, locator: par 3}", "going on");
    CU_ASSERT_PTR_NOT_NULL(strstr(message, "par 2"));
    GIVES("G0608", "wrapped", "{id: s, locator: par 2}", "the word caf\xC3\xA9");
    CU_ASSERT_PTR_NOT_NULL(strstr(message, "par 3"));
    GIVES("G0608", "lines", "{id: s, locator: line 1}", "Third line");
    CU_ASSERT_PTR_NOT_NULL(strstr(message, "line 3"));
    GIVES("G0608", "wrapped", "{id: s, locator: line 3}", "here and going"); /* it ends on the next line */
}

static void locators_that_do_not_exist(void)
{
    GIVES("G0606", "wrapped", "{id: s, locator: par 4}", NULL);
    CU_ASSERT_PTR_NOT_NULL(strstr(message, "3 paragraphs"));
    CU_ASSERT_STRING_EQUAL(path, "events[1].source");
    GIVES("G0606", "wrapped", "{id: s, locator: line 10}", NULL);
    GIVES("G0606", "lines", "{id: s, locator: par 4}", NULL);
    GIVES("G0606", "lines", "{id: s, locator: line 2-4}", NULL);
    GIVES("G0607", "wrapped", "{id: s, locator: Another heading}", NULL);
    GIVES("G0607", "wrapped", "{id: s, locator: par two}", NULL);
    /* A wrong locator does not make the quote wrong as well. */
    GIVES("G0606", "wrapped", "{id: s, locator: par 9}", "going on");
}

static void texts_that_cannot_be_had(void)
{
    GIVES("G0602", "missing", "{id: s, locator: par 9}", "never said");
    GIVES("G0602", "lines/below", "s", NULL);
    GIVES("G0601", "../wrapped", "s", NULL);
    GIVES("G0601", "/etc/hostname", "s", NULL);
    GIVES("G0601", "a/../wrapped", "s", NULL);
    GIVES("G0601", "./wrapped", "s", NULL);
    GIVES("G0601", "a//b", "s", NULL);
    GIVES("G0601", "a/", "s", NULL);
    GIVES("G0605", "latin", "s", NULL);
    GIVES("G0605", "nul", "s", NULL);
    CU_ASSERT_STRING_EQUAL(code_of("directory", "s", NULL, GTEE_ERROR_IO), "G0603");
    CU_ASSERT_STRING_EQUAL(code_of("pipe", "s", NULL, GTEE_ERROR_IO), "G0603"); /* and does not wait for a writer */
    CU_ASSERT_STRING_EQUAL(code_of("link", "s", NULL, GTEE_ERROR_IO), "G0603"); /* links could lead anywhere */
    STANDS("empty", "s", NULL);
    GIVES("G0609", "empty", "s", "a");
    STANDS("marked", "{id: s, locator: par 1}", "Marked");
}

static void texts_that_are_too_large(void)
{
    const gtee_limits limits = {.size = sizeof limits, .file_bytes = 1000};
    const gtee_context_options options = {.size = sizeof options, .limits = &limits};
    gtee_context *own;
    gtee_diagnostics *diagnostics;

    CU_ASSERT_EQUAL_FATAL(gtee_context_new(&options, &own), GTEE_OK);
    gtee_dossier *dossier = dossier_of(own, "large", "s", NULL);
    CU_ASSERT_PTR_NOT_NULL_FATAL(dossier);
    CU_ASSERT_EQUAL(gtee_dossier_check_texts(dossier, place, &diagnostics), GTEE_ERROR_LIMIT);
    CU_ASSERT_PTR_NOT_NULL_FATAL(diagnostics);
    CU_ASSERT_STRING_EQUAL(gtee_diagnostic_code(gtee_diagnostics_at(diagnostics, 0)), "G0604");
    gtee_diagnostics_unref(diagnostics);
    gtee_dossier_unref(dossier);
    gtee_context_unref(own);
}

/* Every kind of record that cites or quotes is looked at; what is found is counted behind the limit on diagnostics too. */
static void all_records(void)
{
    static const char yaml[] =
        "guarantee: 1\n"
        "sources: [{id: s, title: S, text: lines, source: {id: s, locator: line 9}}]\n"
        "participants: [{id: a, kind: state, source: {id: s, locator: line 9}}]\n"
        "issues: [{id: i, options: [x, y], source: {id: s, locator: line 9}}]\n"
        "proposals: [{id: p, clauses: [{id: c, source: {id: s, locator: line 9}}], source: {id: s, locator: line 9}}]\n"
        "positions: [{participant: a, date: 2025, accepts: {i: x}, evidence: stated, source: {id: s, locator: line 1}, quote: Third}]\n"
        "expectations: [{holder: a, obligor: a, likelihood: 1, source: s, quote: not there}]\n"
        "events: [{date: 2025, kind: other, quote: cites nothing}]\n";
    static const char *const paths[] = {"sources[0].source",   "participants[0].source", "issues[0].source", "proposals[0].source",
                                        "proposals[0].clauses[0].source", "positions[0].quote", "expectations[0].quote"};
    gtee_dossier *dossier;
    gtee_diagnostics *diagnostics;

    CU_ASSERT_EQUAL_FATAL(gtee_dossier_load_memory(context, "all.yaml", yaml, strlen(yaml), NULL, &dossier, NULL), GTEE_OK);
    CU_ASSERT_EQUAL(gtee_dossier_check_texts(dossier, place, &diagnostics), GTEE_ERROR_DOSSIER);
    CU_ASSERT_PTR_NOT_NULL_FATAL(diagnostics);
    CU_ASSERT_EQUAL_FATAL(gtee_diagnostics_count(diagnostics), sizeof paths / sizeof paths[0]);
    for (size_t i = 0; i < sizeof paths / sizeof paths[0]; i++)
        CU_ASSERT_STRING_EQUAL(gtee_diagnostic_path(gtee_diagnostics_at(diagnostics, i)), paths[i]);
    gtee_diagnostics_unref(diagnostics);
    gtee_dossier_unref(dossier);
}

static gtee_status add_event(gtee_builder *builder, const char *quote)
{
    gtee_draft *event;
    gtee_status status = gtee_builder_add(builder, GTEE_KIND_EVENT, &event);

    if (status == GTEE_OK)
        status = gtee_draft_set(event, "date", "2025");
    if (status == GTEE_OK)
        status = gtee_draft_set(event, "kind", "other");
    if (status == GTEE_OK)
        status = gtee_draft_set(event, "source", "s");
    return status == GTEE_OK ? gtee_draft_set(event, "quote", quote) : status;
}

/* Built without files there is only the path to go by; many findings stay cheap. */
static void built_and_many(void)
{
    gtee_builder *builder;
    gtee_draft *source;
    gtee_dossier *dossier;
    gtee_diagnostics *diagnostics;

    CU_ASSERT_EQUAL_FATAL(gtee_builder_new(context, &builder), GTEE_OK);
    CU_ASSERT_EQUAL_FATAL(gtee_builder_add(builder, GTEE_KIND_SOURCE, &source), GTEE_OK);
    CU_ASSERT_EQUAL(gtee_draft_set(source, "id", "s"), GTEE_OK);
    CU_ASSERT_EQUAL(gtee_draft_set(source, "title", "S"), GTEE_OK);
    CU_ASSERT_EQUAL(gtee_draft_set(source, "text", "lines"), GTEE_OK);
    for (unsigned i = 0; i < 150; i++)
        CU_ASSERT_EQUAL(add_event(builder, i == 0 ? "Second line." : "never said"), GTEE_OK);
    CU_ASSERT_EQUAL_FATAL(gtee_builder_finish(builder, &dossier, NULL), GTEE_OK);
    CU_ASSERT_EQUAL(gtee_dossier_check_texts(dossier, place, &diagnostics), GTEE_ERROR_DOSSIER);
    CU_ASSERT_PTR_NOT_NULL_FATAL(diagnostics);
    CU_ASSERT_EQUAL(gtee_diagnostics_count(diagnostics), 100);
    CU_ASSERT_EQUAL(gtee_diagnostics_error_count(diagnostics), 149);
    const gtee_diagnostic *one = gtee_diagnostics_at(diagnostics, 0);
    CU_ASSERT_PTR_NULL(gtee_diagnostic_file(one));
    CU_ASSERT_STRING_EQUAL(gtee_diagnostic_path(one), "events[1].quote");
    gtee_diagnostics_unref(diagnostics);
    gtee_dossier_unref(dossier);
    gtee_builder_unref(builder);
}

static void wrong_calls(void)
{
    gtee_dossier *dossier = dossier_of(context, "wrapped", "s", NULL);

    CU_ASSERT_EQUAL(gtee_dossier_check_texts(NULL, place, NULL), GTEE_ERROR_ARGUMENT);
    CU_ASSERT_EQUAL(gtee_dossier_check_texts(dossier, NULL, NULL), GTEE_ERROR_ARGUMENT);
    CU_ASSERT_EQUAL(gtee_dossier_check_texts(dossier, "", NULL), GTEE_ERROR_ARGUMENT);
    gtee_dossier_unref(dossier);
}

static bool checks(failing *f)
{
    const gtee_allocator allocator = failing_public(f);
    const gtee_context_options options = {.size = sizeof options, .allocator = &allocator};
    gtee_context *own = NULL;
    gtee_dossier *dossier = NULL;
    gtee_diagnostics *diagnostics = NULL;
    gtee_status status = gtee_context_new(&options, &own);

    if (status == GTEE_OK) {
        dossier = dossier_of(own, "wrapped", "{id: s, locator: par 3}", "going on");
        status = dossier == NULL ? GTEE_ERROR_MEMORY : gtee_dossier_check_texts(dossier, place, &diagnostics);
    }
    CU_ASSERT_TRUE(status == GTEE_ERROR_DOSSIER || status == GTEE_ERROR_MEMORY);
    CU_ASSERT_EQUAL(status == GTEE_ERROR_DOSSIER, diagnostics != NULL);
    gtee_diagnostics_unref(diagnostics);
    gtee_dossier_unref(dossier);
    gtee_context_unref(own);
    return status == GTEE_ERROR_DOSSIER;
}

static void memory_runs_out(void)
{
    failing f;

    failing_init(&f);
    FAILING_SWEEP(&f, checks(&f));
    failing_free(&f);
}

static const char *const names[] = {"wrapped", "lines", "latin", "nul", "empty", "marked", "large", "pipe", "link"};

static void open_place(void)
{
    static char large[2000];
    const char *base = getenv("TMPDIR");

    memset(large, 'x', sizeof large);
    snprintf(place, sizeof place, "%s/guarantee-texts-XXXXXX", base != NULL && strlen(base) < 32 ? base : "/tmp");
    CU_ASSERT_PTR_NOT_NULL_FATAL(mkdtemp(place));
    CU_ASSERT_EQUAL_FATAL(gtee_context_new(NULL, &context), GTEE_OK);
    put("wrapped", wrapped, sizeof wrapped - 1);
    put("lines", lines, sizeof lines - 1);
    put("latin", "caf\xE9\n", 5);
    put("nul", "a\0b\n", 4);
    put("empty", "", 0);
    put("marked", "\xEF\xBB\xBFMarked\n", 10);
    put("large", large, sizeof large);
    CU_ASSERT_EQUAL(mkfifo(path_of("pipe"), 0666), 0);
    CU_ASSERT_EQUAL(mkdir(path_of("directory"), 0777), 0);
    CU_ASSERT_EQUAL(symlink("wrapped", path_of("link")), 0);
}

static void close_place(void)
{
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        unlink(path_of(names[i]));
    rmdir(path_of("directory"));
    CU_ASSERT_EQUAL(rmdir(place), 0);
    gtee_context_unref(context);
}

UNIT_TESTS("quotes and locators", {"open", open_place}, {"quotes that stand", quotes_that_stand},
           {"quotes that cannot be told", quotes_that_cannot_be_told}, {"quotes that do not stand", quotes_that_do_not_stand},
           {"locators that do not exist", locators_that_do_not_exist}, {"texts that cannot be had", texts_that_cannot_be_had},
           {"texts that are too large", texts_that_are_too_large}, {"all records", all_records},
           {"built, and many", built_and_many}, {"wrong calls", wrong_calls}, {"memory runs out", memory_runs_out},
           {"close", close_place})
