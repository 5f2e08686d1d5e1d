/* test_compare.c: comparisons: rows and their order, cells, whom they touch; what is refused; no memory. That cells and touches are
 * right on random dossiers is test_view_oracle.c's business. */
#include "run.h"

#include "failing.h"
#include "given.h"

static const char record[] =
    "sources: [{id: paper, title: Paper}]\n"
    "participants: [{id: aldor, kind: state}, {id: brenn, kind: state}, {id: pact, kind: group, members: [aldor, brenn]}]\n"
    "issues:\n"
    "  - {id: bases, options: [none, some], default: none}\n"
    "  - {id: troops, options: [none, few, many], ordered: true, default: none, by: pact}\n"
    "  - {id: talks, options: [here, there, elsewhere]}\n"
    "  - {id: veto, options: ['no', 'yes'], default: 'no', by: pact, derived: veto-player}\n"
    "proposals:\n"
    "  - {id: left, clauses: [{id: one, terms: {bases: some, troops/aldor: few}}, {id: two, terms: {talks: [here, there], troops/aldor: {at_most: few}}}]}\n"
    "  - {id: right, clauses: [{id: one, terms: {bases: some, talks: here, veto/aldor: 'yes'}}]}\n"
    "  - {id: broken, clauses: [{id: one, terms: {bases: some}}, {id: two, terms: {bases: none}}]}\n"
    "positions:\n"
    "  - {id: a, participant: brenn, date: 2025, prefers: {troops/aldor: many}, evidence: stated, source: paper}\n"
    "  - {id: b, participant: brenn, date: 2025, rejects: {troops/aldor: [none, few]}, evidence: reported, source: paper}\n"
    "  - {id: c, participant: aldor, date: 2025, rejects: {talks: here}, evidence: stated, source: paper}\n";

static gtee_comparison *compare(const gtee_view *view, const char *const *ids, size_t count)
{
    const gtee_proposal *proposals[4];
    gtee_comparison *comparison;

    for (size_t i = 0; i < count; i++)
        proposals[i] = given_proposal(view, ids[i]);
    CU_ASSERT_EQUAL_FATAL(gtee_compare(view, proposals, count, NULL, &comparison, NULL), GTEE_OK);
    return comparison;
}

static void expect_cell(const gtee_row *row, size_t proposal, uint32_t kind, uint64_t options, const char *clause)
{
    CU_ASSERT_EQUAL(gtee_row_cell_kind(row, proposal), kind);
    CU_ASSERT_EQUAL(gtee_row_cell_options(row, proposal), options);
    if (clause == NULL)
        CU_ASSERT_PTR_NULL(gtee_row_cell_clause(row, proposal))
    else
        CU_ASSERT_STRING_EQUAL(gtee_clause_id(gtee_row_cell_clause(row, proposal)), clause);
}

static void rows(void)
{
    static const char *const ids[] = {"left", "right"}, *const issues[] = {"troops", "talks", "bases", "veto"};
    gtee_view *view = given_view(record, 0);
    gtee_comparison *comparison = compare(view, ids, 2);

    gtee_view_unref(view);
    CU_ASSERT_EQUAL_FATAL(gtee_comparison_row_count(comparison), 4);
    CU_ASSERT_EQUAL(gtee_comparison_difference_count(comparison), 2);
    CU_ASSERT_PTR_NULL(gtee_comparison_row_at(comparison, 4));
    for (size_t i = 0; i < 4; i++) {
        const gtee_row *row = gtee_comparison_row_at(comparison, i);
        CU_ASSERT_STRING_EQUAL(gtee_issue_id(gtee_row_issue(row)), issues[i]);
        CU_ASSERT_EQUAL(gtee_row_differs(row), i < 2);
        CU_ASSERT_EQUAL(gtee_row_choice(row) != NULL, i == 0 || i == 3);
    }
    expect_cell(gtee_comparison_row_at(comparison, 0), 0, GTEE_CELL_FIXED, 2, "one");
    expect_cell(gtee_comparison_row_at(comparison, 0), 1, GTEE_CELL_DEFAULT, 1, NULL);
    expect_cell(gtee_comparison_row_at(comparison, 1), 0, GTEE_CELL_OPEN, 3, "two");
    expect_cell(gtee_comparison_row_at(comparison, 2), 1, GTEE_CELL_FIXED, 2, "one");
    expect_cell(gtee_comparison_row_at(comparison, 3), 0, GTEE_CELL_DERIVED, 3, NULL);
    expect_cell(gtee_comparison_row_at(comparison, 3), 1, GTEE_CELL_DERIVED, 3, "one");
    expect_cell(gtee_comparison_row_at(comparison, 3), 2, 0, 0, NULL);
    CU_ASSERT_EQUAL(gtee_comparison_proposal_count(comparison), 2);
    CU_ASSERT_STRING_EQUAL(gtee_proposal_id(gtee_comparison_proposal_at(comparison, 1)), "right");
    CU_ASSERT_PTR_NULL(gtee_comparison_proposal_at(comparison, 2));
    CU_ASSERT_PTR_NULL(gtee_comparison_assessment_at(comparison, 2));
    gtee_comparison_unref(comparison);
}

/* By proposal, red lines first: an unmet demand of the silent proposal stands in the same row. */
static void touches(void)
{
    static const struct {
        size_t proposal;
        uint32_t kind;
        const char *who;
    } expected[] = {{0, GTEE_FINDING_RED_LINE, "brenn"},
                    {0, GTEE_FINDING_ASSUMED_CONSENT, "aldor"},
                    {0, GTEE_FINDING_RESERVATION, "brenn"},
                    {1, GTEE_FINDING_UNMET, "brenn"},
                    {1, GTEE_FINDING_RESERVATION, "brenn"}};
    static const char *const ids[] = {"left", "right"};
    gtee_view *view = given_view(record, 0);
    gtee_comparison *comparison = compare(view, ids, 2);
    const gtee_row *row = gtee_comparison_row_at(comparison, 0);

    CU_ASSERT_EQUAL_FATAL(gtee_row_touch_count(row), 5);
    for (size_t i = 0; i < 5; i++) {
        const gtee_touch *touch = gtee_row_touch_at(row, i);
        CU_ASSERT_EQUAL(gtee_touch_proposal_index(touch), expected[i].proposal);
        CU_ASSERT_EQUAL(gtee_finding_kind(gtee_touch_finding(touch)), expected[i].kind);
        CU_ASSERT_STRING_EQUAL(gtee_participant_id(gtee_touch_participant(touch)), expected[i].who);
    }
    CU_ASSERT_PTR_NULL(gtee_row_touch_at(row, 5));
    row = gtee_comparison_row_at(comparison, 2);
    CU_ASSERT_EQUAL(gtee_row_touch_count(row), 0);
    CU_ASSERT_PTR_NULL(gtee_row_touch_at(row, 0));
    CU_ASSERT_PTR_EQUAL(gtee_comparison_view(comparison), view);
    CU_ASSERT_PTR_EQUAL(gtee_comparison_ref(comparison), comparison);
    gtee_comparison_unref(comparison);
    gtee_view_unref(view);
    gtee_comparison_unref(comparison);
    gtee_comparison_unref(NULL);
}

static void one_and_conflicting(void)
{
    static const char *const ids[] = {"broken", "left", "broken"};
    gtee_view *view = given_view(record, 0);
    gtee_comparison *comparison = compare(view, ids, 1);

    CU_ASSERT_EQUAL(gtee_comparison_row_count(comparison), 1);
    CU_ASSERT_EQUAL(gtee_comparison_difference_count(comparison), 0);
    expect_cell(gtee_comparison_row_at(comparison, 0), 0, GTEE_CELL_CONFLICT, 0, "one");
    gtee_comparison_unref(comparison);
    comparison = compare(view, ids, 3);
    CU_ASSERT_EQUAL(gtee_comparison_row_count(comparison), 3);
    CU_ASSERT_EQUAL(gtee_comparison_difference_count(comparison), 3);
    gtee_comparison_unref(comparison);
    gtee_view_unref(view);
}

static void refusals(void)
{
    gtee_view *view = given_view(record, 0), *other = given_view(record, 0);
    const gtee_proposal *foreign = given_proposal(other, "left"), *none = NULL, *own = given_proposal(view, "left");
    gtee_comparison *comparison;
    gtee_diagnostics *diagnostics;
    int patience = 0;
    const gtee_compare_options options = {.size = sizeof options, .progress = given_patience, .progress_user = &patience};

    CU_ASSERT_EQUAL(gtee_compare(view, NULL, 0, NULL, &comparison, &diagnostics), GTEE_ERROR_ARGUMENT);
    CU_ASSERT(given_code(diagnostics, "G0706"));
    CU_ASSERT_EQUAL(gtee_compare(view, &foreign, 1, NULL, &comparison, &diagnostics), GTEE_ERROR_ARGUMENT);
    CU_ASSERT(given_code(diagnostics, "G0705"));
    CU_ASSERT_EQUAL(gtee_compare(view, &none, 1, NULL, &comparison, NULL), GTEE_ERROR_ARGUMENT);
    CU_ASSERT_EQUAL(gtee_compare(view, NULL, 1, NULL, &comparison, NULL), GTEE_ERROR_ARGUMENT);
    CU_ASSERT_EQUAL(gtee_compare(NULL, &own, 1, NULL, &comparison, NULL), GTEE_ERROR_ARGUMENT);
    CU_ASSERT_EQUAL(gtee_compare(view, &own, 1, NULL, NULL, NULL), GTEE_ERROR_ARGUMENT);
    CU_ASSERT_EQUAL(gtee_compare(view, &own, 1, &options, &comparison, NULL), GTEE_ERROR_CANCELLED);
    CU_ASSERT_PTR_NULL(comparison);
    gtee_view_unref(view);
    gtee_view_unref(other);
}

static bool try_compare(gtee_context *context)
{
    gtee_dossier *dossier = given_in(context, record);
    gtee_comparison *comparison = NULL;
    gtee_view *view = NULL;
    gtee_status status = GTEE_ERROR_MEMORY;

    if (dossier != NULL)
        status = gtee_view_new(dossier, NULL, &view, NULL);
    if (status == GTEE_OK) {
        const gtee_proposal *both[2] = {given_proposal(view, "left"), given_proposal(view, "right")};
        status = gtee_compare(view, both, 2, NULL, &comparison, NULL);
    }
    CU_ASSERT(status == GTEE_OK || status == GTEE_ERROR_MEMORY);
    CU_ASSERT_EQUAL(status == GTEE_OK, comparison != NULL);
    gtee_dossier_unref(dossier);
    gtee_view_unref(view);
    gtee_comparison_unref(comparison);
    return status == GTEE_OK;
}

static bool try_all(failing *f)
{
    const gtee_allocator allocator = failing_public(f);
    const gtee_context_options options = {.size = sizeof options, .allocator = &allocator};
    gtee_context *context;

    if (gtee_context_new(&options, &context) != GTEE_OK)
        return false;
    const bool good = try_compare(context);
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

UNIT_TESTS("compare", {"rows", rows}, {"touches", touches}, {"one and conflicting", one_and_conflicting}, {"refusals", refusals},
           {"no memory", no_memory})
