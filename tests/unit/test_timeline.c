/* test_timeline.c: timelines: what each moment is, in which order, for whom; what is refused; no memory. */
#include "run.h"

#include "failing.h"
#include "given.h"

static const char record[] =
    "sources: [{id: paper, title: Paper, date: 2025-06-30}, {id: radio, title: Radio}]\n"
    "participants:\n"
    "  - {id: aldor, kind: state}\n"
    "  - {id: brenn, kind: state}\n"
    "  - {id: voice, kind: person, speaks_for: [aldor, brenn]}\n"
    "  - {id: pact, kind: group, members: [aldor, {id: brenn, until: 2024}]}\n"
    "issues:\n"
    "  - {id: troops, options: [none, few, many], ordered: true, default: none, by: pact}\n"
    "  - {id: status, options: [neutral, aligned, undecided], default: undecided}\n"
    "proposals:\n"
    "  - {id: sketch, date: 2025-01-05, proposed_by: pact, clauses: [{id: one, terms: {status: neutral}}]}\n"
    "  - {id: plan, date: 2025-02-01, proposed_by: brenn, supersedes: sketch, clauses: [{id: one, terms: {troops/aldor: few}}]}\n"
    "  - {id: undated, proposed_by: aldor, clauses: [{id: one, terms: {status: aligned}}]}\n"
    "events:\n"
    "  - {id: summit, date: 2025-02-01, kind: meeting, participants: [pact], source: paper}\n"
    "  - {id: tabling, date: 2025-02-02, kind: statement, participants: [brenn], proposal: plan, evidence: reported, source: radio}\n"
    "  - {id: future, date: 2026-01-01, kind: meeting, participants: [aldor], source: paper}\n"
    "positions:\n"
    "  - {id: first, participant: aldor, date: 2025-01, requires: {status: neutral}, evidence: stated, source: paper}\n"
    "  - {id: again, participant: aldor, date: 2025-02-01, requires: {status: neutral}, evidence: stated, source: paper}\n"
    "  - {id: turn, participant: aldor, speaker: voice, date: 2025-03-01, rejects: {status: neutral}, evidence: stated, source: paper}\n"
    "  - {id: rumour, participant: aldor, date: 2025-03-02, accepts: {status: neutral}, evidence: reported, source: radio}\n"
    "  - {id: short, participant: brenn, date: 2025-02-01, until: 2025-02, accepts: {troops/aldor: few}, evidence: stated, source: paper}\n"
    "  - {id: cut, participant: brenn, date: 2025-02-01, until: 2025-03, rejects: {proposal: plan}, evidence: stated, source: paper}\n"
    "  - {id: undo, participant: brenn, date: 2025-02-10, withdraws: cut, evidence: stated, source: paper}\n"
    "  - {id: newer, participant: brenn, speaker: voice, date: 2025-04-01, prefers: {status: aligned}, supersedes: short, evidence: stated, source: paper}\n";

static gtee_timeline *timeline_of(const gtee_view *view, gtee_timeline_options options)
{
    gtee_timeline *timeline;

    options.size = sizeof options;
    CU_ASSERT_EQUAL_FATAL(gtee_timeline_new(view, &options, &timeline, NULL), GTEE_OK);
    return timeline;
}

/* One moment in a line: "2025-03-01 shifted turn < again". */
static void say(const gtee_moment *moment, char *line, size_t size)
{
    char date[GTEE_DATE_BUFFER];
    const gtee_position *previous = gtee_moment_previous(moment);

    snprintf(line, size, "%s %s %s%s%s\n", gtee_date_format(gtee_moment_date(moment), date), gtee_moment_kind_name(gtee_moment_kind(moment)),
             gtee_record_id(gtee_moment_record(moment)), previous != NULL ? " < " : "", previous != NULL ? gtee_position_id(previous) : "");
}

static void expect(gtee_timeline *timeline, const char *expected)
{
    char all[4096] = "", line[128];

    for (size_t i = 0; i < gtee_timeline_moment_count(timeline); i++) {
        say(gtee_timeline_moment_at(timeline, i), line, sizeof line);
        strcat(all, line);
    }
    CU_ASSERT_STRING_EQUAL(all, expected);
    if (strcmp(all, expected) != 0)
        fprintf(stderr, "is:\n%s\nexpected:\n%s\n", all, expected);
    gtee_timeline_unref(timeline);
}

static void everything(void)
{
    gtee_view *view = given_view(record, 20250630);
    gtee_timeline *timeline;

    CU_ASSERT_EQUAL_FATAL(gtee_timeline_new(view, NULL, &timeline, NULL), GTEE_OK);
    expect(timeline, "2025-01 said first\n"
                     "2025-01-05 proposal sketch\n"
                     "2025-02-01 event summit\n"
                     "2025-02-01 proposal plan\n"
                     "2025-02-01 repeated again < first\n"
                     "2025-02-01 said short\n"
                     "2025-02-01 said cut\n"
                     "2025-02-02 event tabling\n"
                     "2025-02-10 withdrawn undo < cut\n"
                     "2025-03-01 expired short\n"
                     "2025-03-01 shifted turn < again\n"
                     "2025-03-02 contradicted rumour < turn\n"
                     "2025-04-01 said newer\n"
                     "2025-04-01 superseded newer < short\n");
    gtee_view_unref(view);
}

static void of_a_participant(void)
{
    gtee_view *view = given_view(record, 20250630);

    expect(timeline_of(view, (gtee_timeline_options){.participant = given_participant(view, "aldor")}),
           "2025-01 said first\n"
           "2025-01-05 proposal sketch\n"
           "2025-02-01 event summit\n"
           "2025-02-01 repeated again < first\n"
           "2025-03-01 shifted turn < again\n"
           "2025-03-02 contradicted rumour < turn\n");
    expect(timeline_of(view, (gtee_timeline_options){.participant = given_participant(view, "voice")}),
           "2025-03-01 shifted turn < again\n"
           "2025-04-01 said newer\n"
           "2025-04-01 superseded newer < short\n");
    gtee_view_unref(view);
}

static void on_an_issue(void)
{
    gtee_view *view = given_view(record, 20250630);
    const gtee_issue *troops = gtee_dossier_issue_find(gtee_view_dossier(view), "troops");

    expect(timeline_of(view, (gtee_timeline_options){.issue = troops}), "2025-02-01 proposal plan\n"
                                                                        "2025-02-01 said short\n"
                                                                        "2025-02-01 said cut\n"
                                                                        "2025-02-02 event tabling\n"
                                                                        "2025-02-10 withdrawn undo < cut\n"
                                                                        "2025-03-01 expired short\n"
                                                                        "2025-04-01 superseded newer < short\n");
    expect(timeline_of(view, (gtee_timeline_options){.issue = troops, .from = 20250300}), "2025-03-01 expired short\n"
                                                                                          "2025-04-01 superseded newer < short\n");
    gtee_view_unref(view);
}

static void on_a_proposal(void)
{
    gtee_view *view = given_view(record, 20250630);
    const gtee_issue *status = gtee_dossier_issue_find(gtee_view_dossier(view), "status");

    expect(timeline_of(view, (gtee_timeline_options){.proposal = given_proposal(view, "sketch")}),
           "2025-01 said first\n"
           "2025-01-05 proposal sketch\n"
           "2025-02-01 proposal plan\n"
           "2025-02-01 repeated again < first\n"
           "2025-03-01 shifted turn < again\n"
           "2025-03-02 contradicted rumour < turn\n"
           "2025-04-01 said newer\n"
           "2025-04-01 superseded newer < short\n");
    expect(timeline_of(view, (gtee_timeline_options){.proposal = given_proposal(view, "plan"), .issue = status}),
           "2025-01-05 proposal sketch\n");
    gtee_view_unref(view);
}

/* The view's day and filters bound it. */
static void under_filters(void)
{
    static const char *const radio[] = {"radio"};
    const gtee_view_options options = {.size = sizeof options, .sources = radio, .source_count = 1};
    const gtee_view_options stated = {.size = sizeof stated, .as_of = 20250228, .evidence = GTEE_EVIDENCE_STATED};
    gtee_dossier *dossier = given(record);
    gtee_view *view;

    CU_ASSERT_EQUAL_FATAL(gtee_view_new(dossier, &options, &view, NULL), GTEE_OK);
    expect(timeline_of(view, (gtee_timeline_options){.from = 0}), "2025-02-02 event tabling\n"
                                                                  "2025-03-02 said rumour\n");
    gtee_view_unref(view);
    CU_ASSERT_EQUAL_FATAL(gtee_view_new(dossier, &stated, &view, NULL), GTEE_OK);
    expect(timeline_of(view, (gtee_timeline_options){.from = 20250202}), "2025-02-10 withdrawn undo < cut\n");
    gtee_view_unref(view);
    gtee_dossier_unref(dossier);
}

static void moments(void)
{
    gtee_view *view = given_view(record, 20250630);
    gtee_timeline *timeline = timeline_of(view, (gtee_timeline_options){.from = 0});
    const gtee_moment *moment = gtee_timeline_moment_at(timeline, 0);

    gtee_view_unref(view);
    CU_ASSERT_STRING_EQUAL(gtee_position_id(gtee_moment_position(moment)), "first");
    CU_ASSERT_PTR_NULL(gtee_moment_proposal(moment));
    CU_ASSERT_PTR_NULL(gtee_moment_event(moment));
    CU_ASSERT_EQUAL(gtee_moment_date(moment), 20250100);
    moment = gtee_timeline_moment_at(timeline, 1);
    CU_ASSERT_STRING_EQUAL(gtee_proposal_id(gtee_moment_proposal(moment)), "sketch");
    CU_ASSERT_PTR_NULL(gtee_moment_position(moment));
    moment = gtee_timeline_moment_at(timeline, 2);
    CU_ASSERT_STRING_EQUAL(gtee_event_id(gtee_moment_event(moment)), "summit");
    CU_ASSERT_PTR_NULL(gtee_timeline_moment_at(timeline, gtee_timeline_moment_count(timeline)));
    CU_ASSERT_EQUAL(gtee_view_as_of(gtee_timeline_view(timeline)), 20250630);
    CU_ASSERT_STRING_EQUAL(gtee_moment_kind_name(0), "");
    CU_ASSERT_STRING_EQUAL(gtee_moment_kind_name(10), "");
    CU_ASSERT_PTR_EQUAL(gtee_timeline_ref(timeline), timeline);
    gtee_timeline_unref(timeline);
    gtee_timeline_unref(timeline);
    gtee_timeline_unref(NULL);
}

/* The day after the last day of a month, and of a year. */
static void expiries(void)
{
    static const char text[] =
        "sources: [{id: paper, title: Paper}]\n"
        "participants: [{id: aldor, kind: state}]\n"
        "issues: [{id: status, options: [neutral, aligned]}]\n"
        "positions:\n"
        "  - {id: a, participant: aldor, date: 2023, until: 2023, accepts: {status: neutral}, evidence: stated, source: paper}\n"
        "  - {id: b, participant: aldor, date: 2023, until: 2024-02-28, accepts: {status: neutral}, evidence: stated, source: paper}\n"
        "  - {id: c, participant: aldor, date: 2023, until: 2024-02, accepts: {status: aligned}, evidence: stated, source: paper}\n"
        "  - {id: d, participant: aldor, date: 2023, until: 2024-03-02, accepts: {status: aligned}, evidence: stated, source: paper}\n";
    gtee_view *view = given_view(text, 20240302);

    expect(timeline_of(view, (gtee_timeline_options){.from = 20240000}), "2024-01-01 expired a\n"
                                                                         "2024-02-29 expired b\n"
                                                                         "2024-03-01 expired c\n");
    gtee_view_unref(view);
}

static void refusals(void)
{
    gtee_view *view = given_view(record, 0), *other = given_view(record, 0);
    gtee_timeline_options options = {.size = sizeof options, .from = 20251301};
    gtee_timeline *timeline;
    gtee_diagnostics *diagnostics;

    CU_ASSERT_EQUAL(gtee_timeline_new(view, &options, &timeline, &diagnostics), GTEE_ERROR_ARGUMENT);
    CU_ASSERT(given_code(diagnostics, "G0701"));
    options = (gtee_timeline_options){.size = sizeof options, .participant = given_participant(other, "aldor")};
    CU_ASSERT_EQUAL(gtee_timeline_new(view, &options, &timeline, &diagnostics), GTEE_ERROR_ARGUMENT);
    CU_ASSERT(given_code(diagnostics, "G0705"));
    options = (gtee_timeline_options){.size = sizeof options, .proposal = given_proposal(other, "plan")};
    CU_ASSERT_EQUAL(gtee_timeline_new(view, &options, &timeline, &diagnostics), GTEE_ERROR_ARGUMENT);
    CU_ASSERT(given_code(diagnostics, "G0705"));
    options = (gtee_timeline_options){.size = sizeof options, .issue = gtee_dossier_issue_at(gtee_view_dossier(other), 0)};
    CU_ASSERT_EQUAL(gtee_timeline_new(view, &options, &timeline, &diagnostics), GTEE_ERROR_ARGUMENT);
    CU_ASSERT(given_code(diagnostics, "G0705"));
    CU_ASSERT_PTR_NULL(timeline);
    CU_ASSERT_EQUAL(gtee_timeline_new(NULL, NULL, &timeline, NULL), GTEE_ERROR_ARGUMENT);
    CU_ASSERT_EQUAL(gtee_timeline_new(view, NULL, NULL, NULL), GTEE_ERROR_ARGUMENT);
    options.size = 2;
    CU_ASSERT_EQUAL(gtee_timeline_new(view, &options, &timeline, NULL), GTEE_ERROR_ARGUMENT);
    gtee_view_unref(view);
    gtee_view_unref(other);
}

static bool try_timeline(gtee_context *context)
{
    gtee_dossier *dossier = given_in(context, record);
    gtee_timeline *timeline = NULL;
    gtee_view *view = NULL;
    gtee_status status = GTEE_ERROR_MEMORY;

    if (dossier != NULL)
        status = gtee_view_new(dossier, NULL, &view, NULL);
    if (status == GTEE_OK) {
        const gtee_timeline_options options = {.size = sizeof options, .participant = given_participant(view, "aldor"),
                                               .proposal = given_proposal(view, "sketch")};
        status = gtee_timeline_new(view, &options, &timeline, NULL);
    }
    CU_ASSERT(status == GTEE_OK || status == GTEE_ERROR_MEMORY);
    CU_ASSERT_EQUAL(status == GTEE_OK, timeline != NULL);
    gtee_dossier_unref(dossier);
    gtee_view_unref(view);
    gtee_timeline_unref(timeline);
    return status == GTEE_OK;
}

static bool try_all(failing *f)
{
    const gtee_allocator allocator = failing_public(f);
    const gtee_context_options options = {.size = sizeof options, .allocator = &allocator};
    gtee_context *context;

    if (gtee_context_new(&options, &context) != GTEE_OK)
        return false;
    const bool good = try_timeline(context);
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

UNIT_TESTS("timeline", {"everything", everything}, {"of a participant", of_a_participant}, {"on an issue", on_an_issue},
           {"on a proposal", on_a_proposal}, {"under filters", under_filters}, {"moments", moments}, {"expiries", expiries},
           {"refusals", refusals}, {"no memory", no_memory})
