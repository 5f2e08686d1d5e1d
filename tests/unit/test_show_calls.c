/* test_show_calls.c: the public _show functions: options, argument errors, formats, not found, failing allocations. Uses run.h,
 * failing.h, guarantee.h. */
#include "run.h"

#include <guarantee.h>

#include "failing.h"

static const char dossier_text[] = "guarantee: 1\n"
                                   "sources: [{id: s, title: S}]\n"
                                   "participants: [{id: a, kind: state, names: {en: Alpha}}, {id: b, kind: state}]\n"
                                   "issues: [{id: i, options: [x, y], default: x}]\n"
                                   "proposals: [{id: p, clauses: [{id: c, terms: {i: y}}]}, {id: q, clauses: [{id: c, terms: {i: x}}]}]\n"
                                   "positions:\n"
                                   "  - {participant: a, date: 2031, rejects: {i: y}, evidence: stated, source: s}\n"
                                   "  - {participant: b, date: 2031, accepts: {i: y}, evidence: reported, source: s}\n"
                                   "  - {participant: b, date: 2031, requires: {i: y}, evidence: stated, source: s}\n";

static failing state;
static gtee_context *context;
static gtee_dossier *dossier;
static gtee_view *view;

static void begin(void)
{
    failing_init(&state);
    gtee_allocator allocator = failing_public(&state);
    gtee_context_options options = {.size = sizeof options, .allocator = &allocator};

    CU_ASSERT_EQUAL_FATAL(gtee_context_new(&options, &context), GTEE_OK);
    CU_ASSERT_EQUAL_FATAL(
        gtee_dossier_load_memory(context, "d", dossier_text, sizeof dossier_text - 1, NULL, &dossier, NULL), GTEE_OK);
    CU_ASSERT_EQUAL_FATAL(gtee_view_new(dossier, NULL, &view, NULL), GTEE_OK);
}

static void end(void)
{
    gtee_view_unref(view);
    gtee_dossier_unref(dossier);
    gtee_context_unref(context);
    CU_ASSERT_TRUE(failing_clean(&state));
}

static gtee_status show_with(size_t size, uint32_t format, uint32_t width, uint32_t color)
{
    gtee_show_options options = {.size = size, .format = format, .width = width, .color = color};
    gtee_text *text = (gtee_text *)&state; /* must be overwritten */
    gtee_status status = gtee_view_show(view, &options, &text);

    CU_ASSERT_EQUAL(text == NULL, status != GTEE_OK);
    gtee_text_unref(text);
    return status;
}

static void checks_options(void)
{
    begin();
    CU_ASSERT_EQUAL(show_with(sizeof(gtee_show_options), 0, 0, 0), GTEE_OK);
    CU_ASSERT_EQUAL(show_with(sizeof(gtee_show_options), GTEE_SHOW_MARKDOWN, 40, 1), GTEE_OK);
    CU_ASSERT_EQUAL(show_with(sizeof(gtee_show_options), GTEE_SHOW_MARKDOWN + 1, 0, 0), GTEE_ERROR_ARGUMENT);
    CU_ASSERT_EQUAL(show_with(sizeof(gtee_show_options), 0, 39, 0), GTEE_ERROR_ARGUMENT);
    CU_ASSERT_EQUAL(show_with(sizeof(gtee_show_options), 0, 0, 2), GTEE_ERROR_ARGUMENT);
    CU_ASSERT_EQUAL(show_with(0, 0, 0, 0), GTEE_ERROR_ARGUMENT);
    end();
}

static void checks_handles(void)
{
    gtee_text *text = (gtee_text *)&state;

    begin();
    CU_ASSERT_EQUAL(gtee_view_show(NULL, NULL, &text), GTEE_ERROR_ARGUMENT);
    CU_ASSERT_PTR_NULL(text);
    CU_ASSERT_EQUAL(gtee_view_show(view, NULL, NULL), GTEE_ERROR_ARGUMENT);
    CU_ASSERT_EQUAL(gtee_assessment_show(NULL, NULL, &text), GTEE_ERROR_ARGUMENT);
    CU_ASSERT_EQUAL(gtee_comparison_show(NULL, NULL, &text), GTEE_ERROR_ARGUMENT);
    CU_ASSERT_EQUAL(gtee_timeline_show(NULL, NULL, &text), GTEE_ERROR_ARGUMENT);
    CU_ASSERT_EQUAL(gtee_name_match_show(NULL, NULL, &text), GTEE_ERROR_ARGUMENT);
    CU_ASSERT_EQUAL(gtee_conflicts_show(NULL, NULL, &text), GTEE_ERROR_ARGUMENT);
    CU_ASSERT_EQUAL(gtee_settlement_show(NULL, NULL, &text), GTEE_ERROR_ARGUMENT);
    CU_ASSERT_EQUAL(gtee_corrections_show(NULL, NULL, &text), GTEE_ERROR_ARGUMENT);
    CU_ASSERT_EQUAL(gtee_sensitivity_show(NULL, NULL, &text), GTEE_ERROR_ARGUMENT);
    CU_ASSERT_EQUAL(gtee_diagnostics_show(NULL, context, NULL, &text), GTEE_ERROR_ARGUMENT);
    CU_ASSERT_EQUAL(gtee_list_show(view, NULL, NULL, &text), GTEE_ERROR_ARGUMENT);
    CU_ASSERT_EQUAL(gtee_matrix_show(view, NULL, 1, NULL, 0, NULL, &text), GTEE_ERROR_ARGUMENT);
    end();
}

static void lists_what_is_there(void)
{
    gtee_list_options list = {.size = sizeof list, .kind = GTEE_KIND_ISSUE, .id = "j"};
    gtee_text *text = NULL;

    begin();
    CU_ASSERT_EQUAL(gtee_list_show(view, &list, NULL, &text), GTEE_ERROR_NOT_FOUND);
    CU_ASSERT_PTR_NULL(text);
    list.kind = GTEE_KIND_CLAUSE;
    CU_ASSERT_EQUAL(gtee_list_show(view, &list, NULL, &text), GTEE_ERROR_ARGUMENT);
    list.kind = 0;
    CU_ASSERT_EQUAL(gtee_list_show(view, &list, NULL, &text), GTEE_ERROR_ARGUMENT);
    end();
}

/* A record of another dossier is refused, not looked up. */
static void refuses_strangers(void)
{
    gtee_dossier *other = NULL;
    gtee_text *text = NULL;

    begin();
    CU_ASSERT_EQUAL_FATAL(
        gtee_dossier_load_memory(context, "e", dossier_text, sizeof dossier_text - 1, NULL, &other, NULL), GTEE_OK);
    const gtee_participant *stranger = gtee_dossier_participant_find(other, "b");
    gtee_list_options list = {.size = sizeof list, .kind = GTEE_KIND_POSITION, .participant = stranger};
    CU_ASSERT_EQUAL(gtee_matrix_show(view, &stranger, 1, NULL, 0, NULL, &text), GTEE_ERROR_ARGUMENT);
    CU_ASSERT_EQUAL(gtee_list_show(view, &list, NULL, &text), GTEE_ERROR_ARGUMENT);
    gtee_dossier_unref(other);
    end();
}

static void shows_diagnostics_as_text_and_json_only(void)
{
    static const char broken[] = "guarantee: 1\nissues: [{id: i, titel: x, options: [a]}]\n";
    static const char *const wanted[] = {"", "error[G0201]: ", "\"name\": \"unknown-key\"", NULL, NULL};
    gtee_show_options options = {.size = sizeof options};
    gtee_diagnostics *diagnostics = NULL;
    gtee_dossier *none = NULL;

    begin();
    CU_ASSERT_EQUAL_FATAL(gtee_dossier_load_memory(context, "e", broken, sizeof broken - 1, NULL, &none, &diagnostics),
                          GTEE_ERROR_DOSSIER);
    for (options.format = GTEE_SHOW_TEXT; options.format <= GTEE_SHOW_MARKDOWN; options.format++) {
        gtee_text *text = NULL;
        gtee_status status = gtee_diagnostics_show(diagnostics, context, &options, &text);
        CU_ASSERT_EQUAL(status, wanted[options.format] != NULL ? GTEE_OK : GTEE_ERROR_ARGUMENT);
        CU_ASSERT_TRUE(text == NULL || strstr(gtee_text_data(text), wanted[options.format]) != NULL);
        gtee_text_unref(text);
    }
    gtee_diagnostics_unref(diagnostics);
    end();
}

/* ---- Every showing, with each of its allocations failed in turn */

static gtee_assessment *assessment;
static gtee_comparison *comparison;
static gtee_timeline *timeline;
static gtee_name_match *match;
static gtee_conflicts *conflicts;
static gtee_settlement *settlement;
static gtee_corrections *corrections;
static gtee_sensitivity *sensitivity;

/* What would have to move: one conflict, one package, one set of concessions. */
static void ask_what_would_move(void)
{
    const gtee_conflict *conflict = NULL;
    const gtee_package *package = NULL;
    const gtee_correction *correction = NULL;

    CU_ASSERT_EQUAL_FATAL(gtee_conflicts_new(view, NULL, &conflicts, NULL), GTEE_OK);
    CU_ASSERT_EQUAL_FATAL(gtee_conflicts_next(conflicts, &conflict), GTEE_OK);
    CU_ASSERT_PTR_NOT_NULL(conflict);
    CU_ASSERT_EQUAL_FATAL(gtee_settlement_new(view, NULL, &settlement, NULL), GTEE_OK);
    CU_ASSERT_EQUAL_FATAL(gtee_settlement_next(settlement, &package), GTEE_OK);
    CU_ASSERT_EQUAL_FATAL(gtee_settlement_prove(settlement), GTEE_OK);
    CU_ASSERT_EQUAL(gtee_package_red_lines(package), 1);
    CU_ASSERT_EQUAL_FATAL(gtee_corrections_new(view, NULL, &corrections, NULL), GTEE_OK);
    CU_ASSERT_EQUAL_FATAL(gtee_corrections_next(corrections, &correction), GTEE_OK);
    CU_ASSERT_EQUAL_FATAL(gtee_sensitivity_new(view, NULL, &sensitivity, NULL), GTEE_OK);
}

static void forget_what_would_move(void)
{
    gtee_conflicts_unref(conflicts);
    gtee_settlement_unref(settlement);
    gtee_corrections_unref(corrections);
    gtee_sensitivity_unref(sensitivity);
}

static gtee_status call(int which, const gtee_show_options *options, gtee_text **text)
{
    gtee_list_options list = {.size = sizeof list, .kind = GTEE_KIND_POSITION, .text = "al"};
    gtee_list_options single = {.size = sizeof single, .kind = GTEE_KIND_PROPOSAL, .id = "p"};

    switch (which) {
    case 0:
        return gtee_view_show(view, options, text);
    case 1:
        list.text = NULL;
        return gtee_list_show(view, &list, options, text);
    case 2:
        return gtee_list_show(view, &single, options, text);
    case 3:
        return gtee_matrix_show(view, NULL, 0, NULL, 0, options, text);
    case 4:
        return gtee_assessment_show(assessment, options, text);
    case 5:
        return gtee_comparison_show(comparison, options, text);
    case 6:
        return gtee_timeline_show(timeline, options, text);
    case 7:
        return gtee_conflicts_show(conflicts, options, text);
    case 8:
        return gtee_settlement_show(settlement, options, text);
    case 9:
        return gtee_corrections_show(corrections, options, text);
    case 10:
        return gtee_sensitivity_show(sensitivity, options, text);
    default:
        return gtee_name_match_show(match, options, text);
    }
}

/* True if it succeeded; either way nothing more is held than before. */
static bool try_one(int which, const gtee_show_options *options)
{
    const uint64_t live = state.live, bytes = state.bytes;
    gtee_text *text = NULL;
    gtee_status status = call(which, options, &text);

    CU_ASSERT_TRUE(status == GTEE_OK ? gtee_text_size(text) > 0 : status == GTEE_ERROR_MEMORY && text == NULL);
    gtee_text_unref(text);
    CU_ASSERT_TRUE(state.live == live && state.bytes == bytes && state.defects == 0);
    return status == GTEE_OK;
}

static void fail_in_turn(int which, const gtee_show_options *options, bool and_on)
{
    uint64_t n = 0;
    bool succeeded;

    do {
        failing_rewind(&state, ++n, and_on);
        succeeded = try_one(which, options);
        CU_ASSERT_FALSE(succeeded && state.failed > 0);
    } while (state.failed > 0);
    CU_ASSERT_TRUE(succeeded && n > 1);
    failing_rewind(&state, 0, false);
}

static void survives_failing_allocations(void)
{
    gtee_show_options options = {.size = sizeof options};
    const gtee_proposal *proposals[2];

    begin();
    proposals[0] = gtee_dossier_proposal_at(dossier, 0);
    proposals[1] = gtee_dossier_proposal_at(dossier, 1);
    CU_ASSERT_EQUAL_FATAL(gtee_assess(view, proposals[0], NULL, &assessment, NULL), GTEE_OK);
    CU_ASSERT_EQUAL_FATAL(gtee_compare(view, proposals, 2, NULL, &comparison, NULL), GTEE_OK);
    CU_ASSERT_EQUAL_FATAL(gtee_timeline_new(view, NULL, &timeline, NULL), GTEE_OK);
    CU_ASSERT_EQUAL_FATAL(gtee_dossier_match_name(dossier, "ALPHA", &match, NULL), GTEE_OK);
    ask_what_would_move();
    for (int which = 0; which < 12; which++)
        for (options.format = GTEE_SHOW_TEXT; options.format <= GTEE_SHOW_MARKDOWN; options.format++)
            for (int and_on = 0; and_on < 2; and_on++)
                fail_in_turn(which, &options, and_on == 1);
    forget_what_would_move();
    gtee_name_match_unref(match);
    gtee_timeline_unref(timeline);
    gtee_comparison_unref(comparison);
    gtee_assessment_unref(assessment);
    end();
}

UNIT_TESTS("showing", {"checks options", checks_options}, {"checks handles", checks_handles},
           {"lists what is there", lists_what_is_there}, {"refuses strangers", refuses_strangers},
           {"shows diagnostics as text and JSON only", shows_diagnostics_as_text_and_json_only},
           {"survives failing allocations", survives_failing_allocations})
