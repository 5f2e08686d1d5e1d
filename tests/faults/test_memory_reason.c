/* test_memory_reason.c: memory runs out while names are looked up, views are made, and proposals assessed and compared. */
#include "sweep.h"

/* An id; a name; an ambiguous name; an unknown one that is near others; one that is near none. */
static void match_name(sweep *s)
{
    static const char *const names[] = {"aldor", "ТОМАС", "Brünn", "Альдр", "Zzzzzzzzzzzzzzzzzz"};
    gtee_name_match *match = sweep_garbage(s);
    gtee_diagnostics *diagnostics = sweep_garbage(s);

    sweep_arm(s);
    gtee_status status = gtee_dossier_match_name(s->dossier, names[s->variant], &match, &diagnostics);
    sweep_disarm(s, status);
    if (sweep_made(s, match)) {
        for (size_t i = 0; i < gtee_name_match_candidate_count(match); i++) {
            const char *name = gtee_name_match_candidate_name_at(match, i);
            sweep_bytes(s, name, strlen(name));
        }
        gtee_name_match_unref(match);
    }
    sweep_diagnostics(s, diagnostics);
}

static void take_view(sweep *s, gtee_view *view)
{
    gtee_text *text = NULL;

    if (!sweep_made(s, view))
        return;
    sweep_number(s, gtee_view_position_count(view));
    sweep_number(s, gtee_view_stance_count(view));
    sweep_number(s, gtee_view_shift_count(view));
    sweep_number(s, gtee_view_contradiction_count(view));
    CU_ASSERT_EQUAL(gtee_matrix_show(view, NULL, 0, NULL, 0, NULL, &text), GTEE_OK);
    sweep_text(s, text);
    gtee_view_unref(view);
}

/* As of the last day; filtered; with a source that is not there. */
static void view_new(sweep *s)
{
    static const char *const sources[][2] = {{NULL, NULL}, {"dispatch", "declaration"}, {"dispatch", "no-such-source"}};
    gtee_view_options options = {.size = sizeof options, .sources = sources[s->variant], .source_count = s->variant > 0 ? 2 : 0};
    gtee_view *view = sweep_garbage(s);
    gtee_diagnostics *diagnostics = sweep_garbage(s);

    if (s->variant > 0) {
        options.as_of = 20310510;
        options.evidence = GTEE_EVIDENCE_STATED | GTEE_EVIDENCE_REPORTED;
    }
    sweep_arm(s);
    gtee_status status = gtee_view_new(s->dossier, &options, &view, &diagnostics);
    sweep_disarm(s, status);
    CU_ASSERT_TRUE(s->failed > 0 || status == (s->variant < 2 ? GTEE_OK : GTEE_ERROR_NOT_FOUND));
    take_view(s, view);
    sweep_diagnostics(s, diagnostics);
}

static const gtee_proposal *proposal(const sweep *s, const char *id)
{
    return gtee_dossier_proposal_find(s->dossier, id);
}

static void assess(sweep *s)
{
    static const char *const ids[] = {"orrin-plan", "neutral-aldor", "toll-treaty"};
    gtee_show_options json = {.size = sizeof json, .format = GTEE_SHOW_JSON};
    gtee_assessment *assessment = sweep_garbage(s);
    gtee_diagnostics *diagnostics = sweep_garbage(s);
    gtee_text *text = NULL;

    sweep_arm(s);
    gtee_status status = gtee_assess(s->view, proposal(s, ids[s->variant]), NULL, &assessment, &diagnostics);
    sweep_disarm(s, status);
    if (sweep_made(s, assessment)) {
        CU_ASSERT_EQUAL(gtee_assessment_show(assessment, &json, &text), GTEE_OK);
        sweep_text(s, text);
        gtee_assessment_unref(assessment);
    }
    sweep_diagnostics(s, diagnostics);
}

static void compare(sweep *s)
{
    const gtee_proposal *proposals[] = {proposal(s, "orrin-plan"), proposal(s, "neutral-aldor"), proposal(s, "first-sketch")};
    gtee_show_options json = {.size = sizeof json, .format = GTEE_SHOW_JSON};
    const gtee_compare_options options = {.size = sizeof options, .stress = s->variant == 1};
    gtee_comparison *comparison = sweep_garbage(s);
    gtee_diagnostics *diagnostics = sweep_garbage(s);
    gtee_text *text = NULL;

    sweep_arm(s);
    gtee_status status = gtee_compare(s->view, proposals, s->variant + 1, &options, &comparison, &diagnostics);
    sweep_disarm(s, status);
    if (sweep_made(s, comparison)) {
        CU_ASSERT_EQUAL(gtee_comparison_show(comparison, &json, &text), GTEE_OK);
        sweep_text(s, text);
        gtee_comparison_unref(comparison);
    }
    sweep_diagnostics(s, diagnostics);
}

/* Of all; of a participant; of an issue; of a proposal. */
static void timeline_new(sweep *s)
{
    gtee_timeline_options options = {.size = sizeof options};
    gtee_show_options json = {.size = sizeof json, .format = GTEE_SHOW_JSON};
    gtee_timeline *timeline = sweep_garbage(s);
    gtee_diagnostics *diagnostics = sweep_garbage(s);
    gtee_text *text = NULL;

    options.participant = s->variant == 1 ? gtee_dossier_participant_find(s->dossier, "corvia") : NULL;
    options.issue = s->variant == 2 ? gtee_dossier_issue_find(s->dossier, "forces") : NULL;
    options.proposal = s->variant == 3 ? proposal(s, "orrin-plan") : NULL;
    sweep_arm(s);
    gtee_status status = gtee_timeline_new(s->view, &options, &timeline, &diagnostics);
    sweep_disarm(s, status);
    if (sweep_made(s, timeline)) {
        CU_ASSERT_EQUAL(gtee_timeline_show(timeline, &json, &text), GTEE_OK);
        sweep_text(s, text);
        gtee_timeline_unref(timeline);
    }
    sweep_diagnostics(s, diagnostics);
}

static void names_and_views(void)
{
    static const sweep_row rows[] = {
        SWEEP(gtee_dossier_match_name, match_name, 5),
        SWEEP(gtee_view_new, view_new, 3),
    };

    sweep_rows(rows, sizeof rows / sizeof rows[0]);
}

static void results(void)
{
    static const sweep_row rows[] = {
        SWEEP(gtee_assess, assess, 3),
        SWEEP(gtee_compare, compare, 3),
        SWEEP(gtee_timeline_new, timeline_new, 4),
    };

    sweep_rows(rows, sizeof rows / sizeof rows[0]);
}

UNIT_TESTS("memory runs out while reasoning", {"names and views", names_and_views}, {"results", results})
