/*
 * test_memory_large.c: memory runs out while a dossier is worked on in which lists and tables have to grow: what the small one of
 * the other tests does not reach.
 */
#include "sweep.h"

#define LARGE "examples/ukraine-2025"
#define FORMATS 4u

static void load(sweep *s)
{
    const char *path = GUARANTEE_SOURCE_DIR "/" LARGE;
    gtee_dossier *dossier = sweep_garbage(s);
    gtee_diagnostics *diagnostics = sweep_garbage(s);

    sweep_arm(s);
    gtee_status status = gtee_dossier_load(s->context, &path, 1, NULL, &dossier, &diagnostics);
    sweep_disarm(s, status);
    if (sweep_made(s, dossier)) {
        CU_ASSERT_EQUAL(gtee_dossier_equal(dossier, s->dossier), 1);
        gtee_dossier_unref(dossier);
    }
    sweep_diagnostics(s, diagnostics);
}

/* So long that places in it are remembered for excerpts, with something to say at its end. */
static char *make_long(void)
{
    const size_t notes = 24, size = 60000;
    char *text = calloc(notes * (size + 64) + 64, 1), *at = text;

    CU_ASSERT_PTR_NOT_NULL_FATAL(text);
    at += sprintf(at, "guarantee: 1\nsources:\n");
    for (size_t i = 0; i < notes; i++) {
        at += sprintf(at, "  - id: s%zu\n    title: T\n    note: ", i);
        memset(at, 'n', size);
        at += size;
        *at++ = '\n';
    }
    sprintf(at, "  - id: s0\n    titel: T\n");
    return text;
}

static void load_long(sweep *s)
{
    gtee_dossier *dossier = sweep_garbage(s);
    gtee_diagnostics *diagnostics = sweep_garbage(s);
    char *text = make_long();

    sweep_arm(s);
    gtee_status status = gtee_dossier_load_memory(s->context, "long", text, strlen(text), NULL, &dossier, &diagnostics);
    sweep_disarm(s, status);
    CU_ASSERT_FALSE(sweep_made(s, dossier));
    sweep_diagnostics(s, diagnostics);
    free(text);
}

static void write_text(sweep *s)
{
    gtee_text *text = sweep_garbage(s);

    sweep_arm(s);
    gtee_status status = gtee_dossier_write(s->dossier, GTEE_FORMAT_YAML + s->variant, &text, NULL);
    sweep_disarm(s, status);
    sweep_text(s, text);
}

static void build_again(sweep *s)
{
    gtee_builder *builder = NULL;
    gtee_dossier *dossier = sweep_garbage(s);

    CU_ASSERT_EQUAL_FATAL(gtee_builder_new_from(s->dossier, &builder), GTEE_OK);
    sweep_arm(s);
    gtee_status status = gtee_builder_finish(builder, &dossier, NULL);
    sweep_disarm(s, status);
    if (sweep_made(s, dossier)) {
        CU_ASSERT_EQUAL(gtee_dossier_equal(dossier, s->dossier), 1);
        gtee_dossier_unref(dossier);
    }
    gtee_builder_unref(builder);
}

static void view_new(sweep *s)
{
    gtee_view *view = sweep_garbage(s);
    gtee_text *text = NULL;

    sweep_arm(s);
    gtee_status status = gtee_view_new(s->dossier, NULL, &view, NULL);
    sweep_disarm(s, status);
    if (sweep_made(s, view)) {
        CU_ASSERT_EQUAL(gtee_matrix_show(view, NULL, 0, NULL, 0, NULL, &text), GTEE_OK);
        sweep_text(s, text);
        gtee_view_unref(view);
    }
}

/* Each proposal in turn. */
static void assess(sweep *s)
{
    const gtee_proposal *proposal = gtee_dossier_proposal_at(s->dossier, s->variant);
    gtee_assessment *assessment = sweep_garbage(s);
    gtee_text *text = NULL;

    CU_ASSERT_PTR_NOT_NULL_FATAL(proposal);
    sweep_arm(s);
    gtee_status status = gtee_assess(s->view, proposal, NULL, &assessment, NULL);
    sweep_disarm(s, status);
    if (sweep_made(s, assessment)) {
        CU_ASSERT_EQUAL(gtee_assessment_show(assessment, NULL, &text), GTEE_OK);
        sweep_text(s, text);
        gtee_assessment_unref(assessment);
    }
}

static gtee_comparison *compare_all(sweep *s, gtee_status *status)
{
    const gtee_proposal *proposals[32];
    gtee_comparison *comparison = sweep_garbage(s);
    size_t count = gtee_dossier_proposal_count(s->dossier);

    count = count < 32 ? count : 32;
    for (size_t i = 0; i < count; i++)
        proposals[i] = gtee_dossier_proposal_at(s->dossier, i);
    *status = gtee_compare(s->view, proposals, count, NULL, &comparison, NULL);
    return comparison;
}

static void compare(sweep *s)
{
    gtee_status status;
    gtee_text *text = NULL;

    sweep_arm(s);
    gtee_comparison *comparison = compare_all(s, &status);
    sweep_disarm(s, status);
    if (sweep_made(s, comparison)) {
        CU_ASSERT_EQUAL(gtee_comparison_show(comparison, NULL, &text), GTEE_OK);
        sweep_text(s, text);
        gtee_comparison_unref(comparison);
    }
}

static void timeline_new(sweep *s)
{
    gtee_timeline *timeline = sweep_garbage(s);
    gtee_text *text = NULL;

    sweep_arm(s);
    gtee_status status = gtee_timeline_new(s->view, NULL, &timeline, NULL);
    sweep_disarm(s, status);
    if (sweep_made(s, timeline)) {
        CU_ASSERT_EQUAL(gtee_timeline_show(timeline, NULL, &text), GTEE_OK);
        sweep_text(s, text);
        gtee_timeline_unref(timeline);
    }
}

/* ---- Showing: the variant is the format */

static gtee_show_options format_of(const sweep *s)
{
    return (gtee_show_options){.size = sizeof(gtee_show_options), .format = GTEE_SHOW_TEXT + s->variant % FORMATS, .color = 1};
}

static void matrix_show(sweep *s)
{
    gtee_show_options options = format_of(s);
    gtee_text *text = sweep_garbage(s);

    sweep_arm(s);
    gtee_status status = gtee_matrix_show(s->view, NULL, 0, NULL, 0, &options, &text);
    sweep_disarm(s, status);
    sweep_text(s, text);
}

static void list_show(sweep *s)
{
    gtee_show_options options = format_of(s);
    gtee_list_options list = {.size = sizeof list, .kind = 1 + s->variant / FORMATS};
    gtee_text *text = sweep_garbage(s);

    sweep_arm(s);
    gtee_status status = gtee_list_show(s->view, &list, &options, &text);
    sweep_disarm(s, status);
    sweep_text(s, text);
}

static void comparison_show(sweep *s)
{
    gtee_show_options options = format_of(s);
    gtee_text *text = sweep_garbage(s);
    gtee_status status;
    gtee_comparison *comparison = compare_all(s, &status);

    CU_ASSERT_EQUAL_FATAL(status, GTEE_OK);
    sweep_arm(s);
    status = gtee_comparison_show(comparison, &options, &text);
    sweep_disarm(s, status);
    sweep_text(s, text);
    gtee_comparison_unref(comparison);
}

static void timeline_show(sweep *s)
{
    gtee_show_options options = format_of(s);
    gtee_timeline *timeline = NULL;
    gtee_text *text = sweep_garbage(s);

    CU_ASSERT_EQUAL_FATAL(gtee_timeline_new(s->view, NULL, &timeline, NULL), GTEE_OK);
    sweep_arm(s);
    gtee_status status = gtee_timeline_show(timeline, &options, &text);
    sweep_disarm(s, status);
    sweep_text(s, text);
    gtee_timeline_unref(timeline);
}

static void records(void)
{
    static const sweep_row rows[] = {
        SWEEP(gtee_dossier_load, load, 1),
        SWEEP(gtee_dossier_load_memory, load_long, 1),
        SWEEP(gtee_dossier_write, write_text, 2),
        SWEEP(gtee_builder_finish, build_again, 1),
    };

    sweep_rows_on(LARGE, rows, sizeof rows / sizeof rows[0], 41);
}

static void results(void)
{
    static const sweep_row rows[] = {
        SWEEP(gtee_view_new, view_new, 1),
        SWEEP(gtee_assess, assess, 4),
        SWEEP(gtee_compare, compare, 1),
        SWEEP(gtee_timeline_new, timeline_new, 1),
    };

    sweep_rows_on(LARGE, rows, sizeof rows / sizeof rows[0], 41);
}

static void tables(void)
{
    static const sweep_row rows[] = {
        SWEEP(gtee_matrix_show, matrix_show, FORMATS),
        SWEEP(gtee_list_show, list_show, 10 * FORMATS),
        SWEEP(gtee_comparison_show, comparison_show, FORMATS),
        SWEEP(gtee_timeline_show, timeline_show, FORMATS),
    };

    sweep_rows_on(LARGE, rows, sizeof rows / sizeof rows[0], 41);
}

UNIT_TESTS("memory runs out on a larger dossier", {"records", records}, {"results", results}, {"tables", tables})
