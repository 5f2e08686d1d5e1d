/* test_view.c: views by their options: days, evidence, sources; what is refused; what they keep alive; no memory, no patience. */
#include "run.h"

#include "failing.h"
#include "given.h"

static const char record[] =
    "sources: [{id: paper, title: Paper, date: 2025-03-09}, {id: radio, title: Radio}]\n"
    "participants:\n"
    "  - {id: aldor, kind: state}\n"
    "  - {id: brenn, kind: state}\n"
    "  - {id: pact, kind: group, members: [aldor, {id: brenn, from: 2025-02-01}]}\n"
    "issues:\n"
    "  - {id: troops, options: [none, few, many], ordered: true, default: none, by: pact}\n"
    "  - {id: neutral, options: ['no', 'yes'], default: 'no'}\n"
    "proposals:\n"
    "  - {id: plan, clauses: [{id: one, terms: {neutral: 'yes', troops/pact: few}}]}\n"
    "positions:\n"
    "  - {id: first, participant: aldor, date: 2025-01, requires: {neutral: 'yes'}, evidence: stated, source: paper}\n"
    "  - {id: second, participant: aldor, date: 2025-01-20, rejects: {troops/pact: {at_least: few}}, evidence: reported, source: radio}\n"
    "  - {id: third, participant: aldor, date: 2025-02-10, rejects: {neutral: 'yes'}, evidence: stated, source: [radio, paper]}\n"
    "  - {id: fourth, participant: brenn, date: 2025-02-11, accepts: {proposal: plan}, if: {neutral: 'yes'}, evidence: inferred, source: paper}\n"
    "  - {id: fifth, participant: aldor, date: 2025-02-12, accepts: {troops/aldor: few}, evidence: stated, source: paper}\n";

static gtee_view *view_of(const gtee_dossier *dossier, gtee_view_options options)
{
    gtee_view *view;

    options.size = sizeof options;
    CU_ASSERT_EQUAL_FATAL(gtee_view_new(dossier, &options, &view, NULL), GTEE_OK);
    return view;
}

static void without_options(void)
{
    gtee_dossier *dossier = given(record);
    gtee_view *view;

    CU_ASSERT_EQUAL_FATAL(gtee_view_new(dossier, NULL, &view, NULL), GTEE_OK);
    CU_ASSERT_EQUAL(gtee_view_as_of(view), 20250309);
    CU_ASSERT_EQUAL(gtee_view_evidence(view), 7);
    CU_ASSERT_EQUAL(gtee_view_position_count(view), 5);
    CU_ASSERT_PTR_EQUAL(gtee_view_dossier(view), dossier);
    CU_ASSERT_EQUAL(gtee_view_stance_count(view), 5);
    CU_ASSERT_PTR_NULL(gtee_view_stance_at(view, 5));
    CU_ASSERT_PTR_NULL(gtee_view_shift_at(view, 1));
    CU_ASSERT_PTR_NULL(gtee_view_contradiction_at(view, 1));
    gtee_view_unref(view);
    gtee_dossier_unref(dossier);
}

/* A partial day is its last; members are as of the day. */
static void days(void)
{
    gtee_dossier *dossier = given(record);
    gtee_view *view = view_of(dossier, (gtee_view_options){.as_of = 20250100});

    CU_ASSERT_EQUAL(gtee_view_as_of(view), 20250131);
    CU_ASSERT_EQUAL(gtee_view_position_count(view), 2);
    CU_ASSERT_EQUAL(gtee_view_stance_count(view), 2); /* brenn is no member yet */
    gtee_view_unref(view);
    view = view_of(dossier, (gtee_view_options){.as_of = 20250201});
    CU_ASSERT_EQUAL(gtee_view_stance_count(view), 3);
    gtee_view_unref(view);
    view = view_of(dossier, (gtee_view_options){.as_of = 20240000});
    CU_ASSERT_EQUAL(gtee_view_position_count(view), 0);
    CU_ASSERT_EQUAL(gtee_view_stance_count(view), 0);
    gtee_view_unref(view);
    gtee_dossier_unref(dossier);
}

static void filters(void)
{
    static const char *const radio[] = {"radio"};
    gtee_dossier *dossier = given(record);
    gtee_view *view = view_of(dossier, (gtee_view_options){.evidence = GTEE_EVIDENCE_REPORTED | GTEE_EVIDENCE_INFERRED});

    CU_ASSERT_EQUAL(gtee_view_position_count(view), 2);
    CU_ASSERT_EQUAL(gtee_view_stance_count(view), 3);
    gtee_view_unref(view);
    view = view_of(dossier, (gtee_view_options){.sources = radio, .source_count = 1});
    CU_ASSERT_EQUAL(gtee_view_position_count(view), 2);
    gtee_view_unref(view);
    view = view_of(dossier, (gtee_view_options){.sources = radio, .source_count = 0});
    CU_ASSERT_EQUAL(gtee_view_position_count(view), 0);
    gtee_view_unref(view);
    gtee_dossier_unref(dossier);
}

/* By issue, choice, speaker, date; whole proposals last. */
static void stances(void)
{
    static const char *const ids[] = {"second", "fifth", "second", "third", "fourth"};
    gtee_view *view = given_view(record, 0);
    const gtee_stance *stance;

    CU_ASSERT_EQUAL_FATAL(gtee_view_stance_count(view), 5);
    for (size_t i = 0; i < 5; i++)
        CU_ASSERT_STRING_EQUAL(gtee_position_id(gtee_stance_position(gtee_view_stance_at(view, i))), ids[i]);
    stance = gtee_view_stance_at(view, 0); /* few was lifted by the fifth */
    CU_ASSERT_EQUAL(gtee_stance_options(stance), 4);
    CU_ASSERT_EQUAL(gtee_stance_excluded(stance), 4);
    CU_ASSERT_STRING_EQUAL(gtee_participant_id(gtee_stance_choice(stance)), "aldor");
    CU_ASSERT_STRING_EQUAL(gtee_issue_id(gtee_stance_issue(stance)), "troops");
    CU_ASSERT_PTR_NULL(gtee_stance_proposal(stance));
    stance = gtee_view_stance_at(view, 2);
    CU_ASSERT_EQUAL(gtee_stance_excluded(stance), 6);
    CU_ASSERT_STRING_EQUAL(gtee_participant_id(gtee_stance_choice(stance)), "brenn");
    stance = gtee_view_stance_at(view, 4);
    CU_ASSERT_PTR_NULL(gtee_stance_issue(stance));
    CU_ASSERT_PTR_NULL(gtee_stance_choice(stance));
    CU_ASSERT_EQUAL(gtee_stance_options(stance), 0);
    CU_ASSERT_EQUAL(gtee_stance_excluded(stance), 0);
    CU_ASSERT_PTR_EQUAL(gtee_stance_proposal(stance), given_proposal(view, "plan"));
    CU_ASSERT_EQUAL(gtee_stance_kind(stance), GTEE_STANCE_ACCEPTS);
    gtee_view_unref(view);
}

static void shifts_and_contradictions(void)
{
    gtee_view *view = given_view(record, 0);
    const gtee_shift *shift = gtee_view_shift_at(view, 0);
    const gtee_contradiction *contradiction = gtee_view_contradiction_at(view, 0);

    CU_ASSERT_EQUAL_FATAL(gtee_view_shift_count(view), 1);
    CU_ASSERT_STRING_EQUAL(gtee_position_id(gtee_shift_earlier(shift)), "first");
    CU_ASSERT_STRING_EQUAL(gtee_position_id(gtee_shift_later(shift)), "third");
    CU_ASSERT_EQUAL(gtee_shift_options(shift), 2);
    CU_ASSERT_STRING_EQUAL(gtee_issue_id(gtee_shift_issue(shift)), "neutral");
    CU_ASSERT_PTR_NULL(gtee_shift_choice(shift));
    CU_ASSERT_EQUAL_FATAL(gtee_view_contradiction_count(view), 1);
    CU_ASSERT_STRING_EQUAL(gtee_position_id(gtee_contradiction_position(contradiction)), "fifth");
    CU_ASSERT_STRING_EQUAL(gtee_position_id(gtee_contradiction_other(contradiction)), "second");
    CU_ASSERT_EQUAL(gtee_contradiction_options(contradiction), 2);
    CU_ASSERT_STRING_EQUAL(gtee_participant_id(gtee_contradiction_choice(contradiction)), "aldor");
    CU_ASSERT_PTR_NULL(gtee_contradiction_proposal(contradiction));
    gtee_view_unref(view);
}

static gtee_status refused(const gtee_dossier *dossier, gtee_view_options options, gtee_diagnostics **diagnostics)
{
    gtee_view *view = (gtee_view *)&options; /* must be overwritten */

    if (options.size == 0)
        options.size = sizeof options;
    const gtee_status status = gtee_view_new(dossier, &options, &view, diagnostics);
    CU_ASSERT_PTR_NULL(view);
    return status;
}

static void refusals(void)
{
    static const char *const unknown[] = {"paper", "gazette"}, *const missing[] = {NULL};
    gtee_dossier *dossier = given(record);
    gtee_diagnostics *diagnostics;
    gtee_view *view;

    CU_ASSERT_EQUAL(refused(dossier, (gtee_view_options){.as_of = 20250230}, &diagnostics), GTEE_ERROR_ARGUMENT);
    CU_ASSERT(given_code(diagnostics, "G0701"));
    CU_ASSERT_EQUAL(refused(dossier, (gtee_view_options){.as_of = -1}, &diagnostics), GTEE_ERROR_ARGUMENT);
    CU_ASSERT(given_code(diagnostics, "G0701"));
    CU_ASSERT_EQUAL(refused(dossier, (gtee_view_options){.evidence = 8}, &diagnostics), GTEE_ERROR_ARGUMENT);
    CU_ASSERT(given_code(diagnostics, "G0702"));
    CU_ASSERT_EQUAL(refused(dossier, (gtee_view_options){.sources = unknown, .source_count = 2}, &diagnostics), GTEE_ERROR_NOT_FOUND);
    CU_ASSERT(given_code(diagnostics, "G0703"));
    CU_ASSERT_EQUAL(refused(dossier, (gtee_view_options){.sources = missing, .source_count = 1}, NULL), GTEE_ERROR_ARGUMENT);
    CU_ASSERT_EQUAL(refused(dossier, (gtee_view_options){.sources = NULL, .source_count = 1}, NULL), GTEE_ERROR_ARGUMENT);
    CU_ASSERT_EQUAL(refused(dossier, (gtee_view_options){.size = 3}, NULL), GTEE_ERROR_ARGUMENT);
    CU_ASSERT_EQUAL(refused(NULL, (gtee_view_options){.as_of = 0}, NULL), GTEE_ERROR_ARGUMENT);
    CU_ASSERT_EQUAL(gtee_view_new(dossier, NULL, NULL, NULL), GTEE_ERROR_ARGUMENT);
    gtee_view_unref(NULL);
    view = view_of(dossier, (gtee_view_options){.as_of = 0});
    CU_ASSERT_PTR_EQUAL(gtee_view_ref(view), view);
    gtee_view_unref(view);
    CU_ASSERT_EQUAL(gtee_view_position_count(view), 5);
    gtee_view_unref(view);
    gtee_dossier_unref(dossier);
}

/* Groups multiply: a limit on values bounds what a view may hold. */
static void limits(void)
{
    const gtee_limits few = {.size = sizeof few, .values = 160};
    const gtee_context_options options = {.size = sizeof options, .limits = &few};
    static const char text[] =
        "sources: [{id: paper, title: Paper}]\n"
        "participants: [{id: a, kind: state}, {id: b, kind: state}, {id: c, kind: state}, {id: d, kind: group, members: [a, b, c]}]\n"
        "issues: [{id: x, options: [f, g], by: d}, {id: y, options: [f, g], by: d}, {id: z, options: [f, g], by: d}]\n"
        "positions:\n"
        "  - {participant: a, date: 2025, rejects: {x/d: f, y/d: f, z/d: f}, evidence: stated, source: paper}\n"
        "  - {participant: b, date: 2025, rejects: {x/d: f, y/d: f, z/d: f}, evidence: stated, source: paper}\n";
    gtee_context *context;
    gtee_diagnostics *diagnostics;
    gtee_dossier *dossier;

    CU_ASSERT_EQUAL_FATAL(gtee_context_new(&options, &context), GTEE_OK);
    dossier = given_in(context, text);
    CU_ASSERT_PTR_NOT_NULL_FATAL(dossier);
    CU_ASSERT_EQUAL(refused(dossier, (gtee_view_options){.as_of = 0}, &diagnostics), GTEE_ERROR_LIMIT);
    CU_ASSERT(given_code(diagnostics, "G0704"));
    gtee_dossier_unref(dossier);
    gtee_context_unref(context);
}

static void patience(void)
{
    gtee_dossier *dossier = given(record);
    int left = 0;

    CU_ASSERT_EQUAL(refused(dossier, (gtee_view_options){.progress = given_patience, .progress_user = &left}, NULL),
                    GTEE_ERROR_CANCELLED);
    gtee_dossier_unref(dossier);
}

static bool try_view(gtee_context *context)
{
    static const char *const sources[] = {"paper", "radio"};
    const gtee_view_options options = {.size = sizeof options, .sources = sources, .source_count = 2};
    gtee_dossier *dossier = given_in(context, record);
    gtee_diagnostics *diagnostics;
    gtee_view *view;
    gtee_status status;

    if (dossier == NULL)
        return false;
    status = gtee_view_new(dossier, &options, &view, &diagnostics);
    CU_ASSERT(status == GTEE_OK || status == GTEE_ERROR_MEMORY);
    CU_ASSERT_EQUAL(status == GTEE_OK, view != NULL);
    gtee_diagnostics_unref(diagnostics);
    gtee_dossier_unref(dossier);
    gtee_view_unref(view);
    return status == GTEE_OK;
}

static bool try_all(failing *f)
{
    const gtee_allocator allocator = failing_public(f);
    const gtee_context_options options = {.size = sizeof options, .allocator = &allocator};
    gtee_context *context;

    if (gtee_context_new(&options, &context) != GTEE_OK)
        return false;
    const bool good = try_view(context);
    gtee_context_unref(context);
    return good;
}

static void no_memory(void)
{
    failing f;

    failing_init(&f);
    FAILING_SWEEP(&f, try_all(&f));
    failing_free(&f);
}

UNIT_TESTS("view", {"without options", without_options}, {"days", days}, {"filters", filters}, {"stances", stances},
           {"shifts and contradictions", shifts_and_contradictions}, {"refusals", refusals}, {"limits", limits},
           {"patience", patience}, {"no memory", no_memory})
