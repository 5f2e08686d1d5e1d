/*
 * fuzz_load.c: any bytes as a dossier. Whatever they are, loading ends with a dossier or with diagnostics that say why not;
 * a dossier survives saving and loading as YAML and as JSON, and every question can be asked of it. Uses only the public
 * header. Built as a libFuzzer target (GUARANTEE_FUZZ) and, with replay.c, as a test that runs over the corpus.
 */
#include <guarantee.h>

#include <stdio.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Small bounds, so that the fuzzer's time goes into many inputs rather than large ones. */
static const gtee_limits limits = {
    .size = sizeof limits,
    .file_bytes = 65536,
    .values = 20000,
    .alias_values = 1000,
    .diagnostics = 20,
};

#define EXPECT(condition) expect((condition), #condition, __LINE__)

static void expect(int holds, const char *what, int line)
{
    if (!holds) {
        fprintf(stderr, "fuzz_load.c:%d: does not hold: %s\n", line, what);
        abort();
    }
}

/* A failure without a word why, or a success with errors, is a defect. */
static void check_diagnostics(gtee_status status, const gtee_diagnostics *diagnostics)
{
    uint64_t errors = diagnostics != NULL ? gtee_diagnostics_error_count(diagnostics) : 0;

    EXPECT(status == GTEE_OK || status == GTEE_ERROR_DOSSIER || status == GTEE_ERROR_LIMIT);
    EXPECT((status == GTEE_OK) == (errors == 0));
    for (size_t i = 0; diagnostics != NULL && i < gtee_diagnostics_count(diagnostics); i++) {
        const gtee_diagnostic *diagnostic = gtee_diagnostics_at(diagnostics, i);
        EXPECT(gtee_diagnostic_line(diagnostic) >= 1 && gtee_diagnostic_column(diagnostic) >= 1);
    }
}

static void show_diagnostics(gtee_context *context, gtee_diagnostics *diagnostics)
{
    for (uint32_t format = GTEE_SHOW_TEXT; diagnostics != NULL && format <= GTEE_SHOW_JSON; format++) {
        gtee_show_options options = {.size = sizeof options, .format = format};
        gtee_text *text = NULL;
        EXPECT(gtee_diagnostics_show(diagnostics, context, &options, &text) == GTEE_OK);
        gtee_text_unref(text);
    }
}

/* What was saved loads again, without an error, and equals the original. */
static void save_and_load(gtee_context *context, const gtee_dossier *dossier, uint32_t format)
{
    gtee_text *text = NULL;
    gtee_dossier *again = NULL;
    gtee_diagnostics *diagnostics = NULL;
    gtee_status status = gtee_dossier_write(dossier, format, &text, NULL);

    EXPECT(status == GTEE_OK);
    status = gtee_dossier_load_memory(context, "saved", gtee_text_data(text), gtee_text_size(text), NULL, &again, &diagnostics);
    /* The saved form may be longer than the original; that it exceeds a limit then is no defect. */
    EXPECT(status == GTEE_OK || status == GTEE_ERROR_LIMIT);
    EXPECT(status != GTEE_OK || gtee_dossier_equal(dossier, again));
    gtee_diagnostics_unref(diagnostics);
    gtee_dossier_unref(again);
    gtee_text_unref(text);
}

/* Every proposal is assessed, and compared with the first. */
static void ask(const gtee_view *view)
{
    const gtee_dossier *dossier = gtee_view_dossier(view);
    size_t count = gtee_dossier_proposal_count(dossier);

    for (size_t i = 0; i < count && i < 8; i++) {
        const gtee_proposal *pair[] = {gtee_dossier_proposal_at(dossier, 0), gtee_dossier_proposal_at(dossier, i)};
        gtee_assessment *assessment = NULL;
        gtee_comparison *comparison = NULL;
        gtee_text *text = NULL;
        EXPECT(gtee_assess(view, pair[1], NULL, &assessment, NULL) == GTEE_OK);
        EXPECT(gtee_assessment_show(assessment, NULL, &text) == GTEE_OK);
        gtee_text_unref(text);
        gtee_assessment_unref(assessment);
        EXPECT(gtee_compare(view, pair, i == 0 ? 1 : 2, NULL, &comparison, NULL) == GTEE_OK);
        EXPECT(gtee_comparison_show(comparison, NULL, &text) == GTEE_OK);
        gtee_text_unref(text);
        gtee_comparison_unref(comparison);
    }
}

static void look_at(const gtee_dossier *dossier)
{
    gtee_view *view = NULL;
    gtee_timeline *timeline = NULL;
    gtee_text *text = NULL;
    gtee_show_options markdown = {.size = sizeof markdown, .format = GTEE_SHOW_MARKDOWN};

    EXPECT(gtee_view_new(dossier, NULL, &view, NULL) == GTEE_OK);
    EXPECT(gtee_view_show(view, NULL, &text) == GTEE_OK);
    gtee_text_unref(text);
    EXPECT(gtee_matrix_show(view, NULL, 0, NULL, 0, &markdown, &text) == GTEE_OK);
    gtee_text_unref(text);
    ask(view);
    EXPECT(gtee_timeline_new(view, NULL, &timeline, NULL) == GTEE_OK);
    EXPECT(gtee_timeline_show(timeline, NULL, &text) == GTEE_OK);
    gtee_text_unref(text);
    gtee_timeline_unref(timeline);
    gtee_view_unref(view);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    gtee_context_options options = {.size = sizeof options, .limits = &limits};
    gtee_context *context = NULL;
    gtee_dossier *dossier = NULL;
    gtee_diagnostics *diagnostics = NULL;

    EXPECT(gtee_context_new(&options, &context) == GTEE_OK);
    gtee_status status = gtee_dossier_load_memory(context, "input", data, size, NULL, &dossier, &diagnostics);
    check_diagnostics(status, diagnostics);
    show_diagnostics(context, diagnostics);
    EXPECT((status == GTEE_OK) == (dossier != NULL));
    if (dossier != NULL) {
        save_and_load(context, dossier, GTEE_FORMAT_YAML);
        save_and_load(context, dossier, GTEE_FORMAT_JSON);
        look_at(dossier);
    }
    gtee_dossier_unref(dossier);
    gtee_diagnostics_unref(diagnostics);
    gtee_context_unref(context);
    return 0;
}
