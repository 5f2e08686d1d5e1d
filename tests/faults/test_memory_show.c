/* test_memory_show.c: memory runs out while tables and results are shown, in every format, with and without colour. */
#include "sweep.h"

#define FORMATS 5u /* the four, and text with colours */

/* The variant's format, and what is left of its number. */
static gtee_show_options format_of(const sweep *s, unsigned *rest)
{
    gtee_show_options options = {.size = sizeof options, .width = 60, .language = "uk"};

    options.format = s->variant % FORMATS == 4 ? GTEE_SHOW_TEXT : GTEE_SHOW_TEXT + s->variant % FORMATS;
    options.color = s->variant % FORMATS == 4;
    *rest = s->variant / FORMATS;
    return options;
}

/* `text` is read behind the call that writes it. */
static void shown(sweep *s, gtee_status status, gtee_text **text)
{
    sweep_disarm(s, status);
    CU_ASSERT_TRUE(s->failed > 0 || (status == GTEE_OK && gtee_text_size(*text) > 0));
    sweep_text(s, *text);
}

/* Text, JSON, and text with colours. */
static void diagnostics_show(sweep *s)
{
    static const char faulty[] = "guarantee: 1\n\ttitle: no\n";
    static const uint32_t formats[] = {GTEE_SHOW_TEXT, GTEE_SHOW_JSON, GTEE_SHOW_TEXT};
    gtee_show_options options = {.size = sizeof options, .format = formats[s->variant], .color = s->variant == 2};
    gtee_dossier *dossier = NULL;
    gtee_diagnostics *diagnostics = NULL;
    gtee_text *text = sweep_garbage(s);

    CU_ASSERT_EQUAL_FATAL(gtee_dossier_load_memory(s->context, "faulty", faulty, strlen(faulty), NULL, &dossier, &diagnostics),
                          GTEE_ERROR_DOSSIER);
    sweep_arm(s);
    shown(s, gtee_diagnostics_show(diagnostics, s->context, &options, &text), &text);
    gtee_diagnostics_unref(diagnostics);
}

/* Each kind in each format, all records of it and then one with all that is known of it. */
static void list_show(sweep *s)
{
    static const char *const ids[] = {"declaration", "northern-pact", "forces", "one-garrison-at-most", "orrin-plan", "corvia-denial"};
    unsigned rest;
    gtee_show_options options = format_of(s, &rest);
    gtee_list_options list = {.size = sizeof list, .kind = rest + 1};
    gtee_text *text = sweep_garbage(s);

    if (rest >= 10) {
        list.kind = rest - 9;
        list.id = ids[rest - 10];
    }
    sweep_arm(s);
    shown(s, gtee_list_show(s->view, &list, &options, &text), &text);
}

static void list_show_filtered(sweep *s)
{
    unsigned rest;
    gtee_show_options options = format_of(s, &rest);
    gtee_list_options list = {.size = sizeof list, .kind = GTEE_KIND_POSITION, .text = "ALDOR"};
    gtee_text *text = sweep_garbage(s);

    list.participant = gtee_dossier_participant_find(s->dossier, "corvia");
    list.issue = gtee_dossier_issue_find(s->dossier, "forces");
    sweep_arm(s);
    shown(s, gtee_list_show(s->view, &list, &options, &text), &text);
}

/* All; and some. */
static void matrix_show(sweep *s)
{
    unsigned rest;
    gtee_show_options options = format_of(s, &rest);
    const gtee_participant *participants[] = {gtee_dossier_participant_find(s->dossier, "corvia")};
    const gtee_issue *issues[] = {gtee_dossier_issue_find(s->dossier, "forces")};
    gtee_text *text = sweep_garbage(s);

    sweep_arm(s);
    shown(s, gtee_matrix_show(s->view, participants, rest, issues, rest, &options, &text), &text);
}

static void view_show(sweep *s)
{
    unsigned rest;
    gtee_show_options options = format_of(s, &rest);
    gtee_text *text = sweep_garbage(s);

    sweep_arm(s);
    shown(s, gtee_view_show(s->view, &options, &text), &text);
}

static void assessment_show(sweep *s)
{
    unsigned rest;
    gtee_show_options options = format_of(s, &rest);
    gtee_assessment *assessment = NULL;
    gtee_text *text = sweep_garbage(s);
    const gtee_proposal *proposal = gtee_dossier_proposal_find(s->dossier, "orrin-plan");

    CU_ASSERT_EQUAL_FATAL(gtee_assess(s->view, proposal, NULL, &assessment, NULL), GTEE_OK);
    sweep_arm(s);
    shown(s, gtee_assessment_show(assessment, &options, &text), &text);
    gtee_assessment_unref(assessment);
}

static void comparison_show(sweep *s)
{
    unsigned rest;
    gtee_show_options options = format_of(s, &rest);
    const gtee_proposal *pair[] = {gtee_dossier_proposal_find(s->dossier, "orrin-plan"),
                                   gtee_dossier_proposal_find(s->dossier, "neutral-aldor")};
    gtee_comparison *comparison = NULL;
    gtee_text *text = sweep_garbage(s);

    CU_ASSERT_EQUAL_FATAL(gtee_compare(s->view, pair, 2, NULL, &comparison, NULL), GTEE_OK);
    sweep_arm(s);
    shown(s, gtee_comparison_show(comparison, &options, &text), &text);
    gtee_comparison_unref(comparison);
}

static void timeline_show(sweep *s)
{
    unsigned rest;
    gtee_show_options options = format_of(s, &rest);
    gtee_timeline *timeline = NULL;
    gtee_text *text = sweep_garbage(s);

    CU_ASSERT_EQUAL_FATAL(gtee_timeline_new(s->view, NULL, &timeline, NULL), GTEE_OK);
    sweep_arm(s);
    shown(s, gtee_timeline_show(timeline, &options, &text), &text);
    gtee_timeline_unref(timeline);
}

/* A plan that is fixed meets red lines and needs consents. */
static gtee_search_options question_of(const sweep *s)
{
    return (gtee_search_options){.size = sizeof(gtee_search_options), .proposal = gtee_dossier_proposal_find(s->dossier, "orrin-plan")};
}

static void conflicts_show(sweep *s)
{
    unsigned rest;
    gtee_show_options options = format_of(s, &rest);
    gtee_search_options question = question_of(s);
    gtee_conflicts *conflicts = NULL;
    const gtee_conflict *conflict = NULL;
    gtee_text *text = sweep_garbage(s);

    CU_ASSERT_EQUAL_FATAL(gtee_conflicts_new(s->view, &question, &conflicts, NULL), GTEE_OK);
    do {
        CU_ASSERT_EQUAL_FATAL(gtee_conflicts_next(conflicts, &conflict), GTEE_OK);
    } while (conflict != NULL);
    sweep_arm(s);
    shown(s, gtee_conflicts_show(conflicts, &options, &text), &text);
    gtee_conflicts_unref(conflicts);
}

/* Packages; and the nearest version of a proposal. */
static void settlement_show(sweep *s)
{
    unsigned rest;
    gtee_show_options options = format_of(s, &rest);
    gtee_search_options question = question_of(s);
    gtee_settlement *settlement = NULL;
    const gtee_package *package = NULL;
    gtee_text *text = sweep_garbage(s);

    if (rest == 0)
        CU_ASSERT_EQUAL_FATAL(gtee_settlement_new(s->view, &question, &settlement, NULL), GTEE_OK);
    if (rest != 0)
        CU_ASSERT_EQUAL_FATAL(gtee_nearest_new(s->view, question.proposal, NULL, &settlement, NULL), GTEE_OK);
    for (int i = 0; i < 2; i++)
        CU_ASSERT_EQUAL_FATAL(gtee_settlement_next(settlement, &package), GTEE_OK);
    CU_ASSERT_EQUAL_FATAL(gtee_settlement_prove(settlement), GTEE_OK);
    sweep_arm(s);
    shown(s, gtee_settlement_show(settlement, &options, &text), &text);
    gtee_settlement_unref(settlement);
}

static void corrections_show(sweep *s)
{
    unsigned rest;
    gtee_show_options options = format_of(s, &rest);
    gtee_search_options question = question_of(s);
    gtee_corrections *corrections = NULL;
    const gtee_correction *correction = NULL;
    gtee_text *text = sweep_garbage(s);

    CU_ASSERT_EQUAL_FATAL(gtee_corrections_new(s->view, &question, &corrections, NULL), GTEE_OK);
    CU_ASSERT_EQUAL_FATAL(gtee_corrections_next(corrections, &correction), GTEE_OK);
    sweep_arm(s);
    shown(s, gtee_corrections_show(corrections, &options, &text), &text);
    gtee_corrections_unref(corrections);
}

static void bargain_show(sweep *s)
{
    unsigned rest;
    gtee_show_options options = format_of(s, &rest);
    gtee_bargain *bargain = NULL;
    gtee_text *text = sweep_garbage(s);

    CU_ASSERT_EQUAL_FATAL(gtee_bargain_new(s->view, NULL, &bargain, NULL), GTEE_OK);
    sweep_arm(s);
    shown(s, gtee_bargain_show(bargain, &options, &text), &text);
    gtee_bargain_unref(bargain);
}

static void sensitivity_show(sweep *s)
{
    unsigned rest;
    gtee_show_options options = format_of(s, &rest);
    gtee_search_options question = question_of(s);
    gtee_sensitivity *sensitivity = NULL;
    gtee_text *text = sweep_garbage(s);

    CU_ASSERT_EQUAL_FATAL(gtee_sensitivity_new(s->view, &question, &sensitivity, NULL), GTEE_OK);
    sweep_arm(s);
    shown(s, gtee_sensitivity_show(sensitivity, &options, &text), &text);
    gtee_sensitivity_unref(sensitivity);
}

/* A match, an ambiguous name, an unknown one. */
static void name_match_show(sweep *s)
{
    static const char *const names[] = {"aldor", "Ильзе", "Brenm"};
    unsigned rest;
    gtee_show_options options = format_of(s, &rest);
    gtee_name_match *match = NULL;
    gtee_text *text = sweep_garbage(s);

    gtee_dossier_match_name(s->dossier, names[rest], &match, NULL);
    CU_ASSERT_PTR_NOT_NULL_FATAL(match);
    sweep_arm(s);
    shown(s, gtee_name_match_show(match, &options, &text), &text);
    gtee_name_match_unref(match);
}

static const gtee_proposal *plan(const sweep *s)
{
    return gtee_dossier_proposal_find(s->dossier, "orrin-plan");
}

/* A rule that names others, with its power and a question about a decision; one of weights, whose coalitions may not be found. */
static void game_show(sweep *s)
{
    static const char *const rules[] = {"pact-or-two", "not-against-corvia", "consensus"};
    unsigned rest;
    gtee_show_options options = format_of(s, &rest);
    const gtee_participant *who[] = {gtee_dossier_participant_find(s->dossier, "brenn"), gtee_dossier_participant_find(s->dossier, "corvia")};
    gtee_game_show_options what = {.size = sizeof what};
    gtee_game *game = NULL;
    gtee_power *power = NULL;
    gtee_text *text = sweep_garbage(s);

    CU_ASSERT_EQUAL_FATAL(gtee_game_new(s->view, plan(s), gtee_proposal_rule_find(plan(s), rules[rest]), NULL, &game, NULL), GTEE_OK);
    if (rest == 0) {
        CU_ASSERT_EQUAL_FATAL(gtee_power_new(game, NULL, &power, NULL), GTEE_OK);
        what.power = power;
        what.support = &who[0];
        what.block = &who[1];
        what.support_count = what.block_count = 1;
    }
    what.operations = rest == 1;
    what.coalitions = rest == 2 ? 1 : 0;
    sweep_arm(s);
    shown(s, gtee_game_show(game, &what, &options, &text), &text);
    gtee_power_unref(power);
    gtee_game_unref(game);
}

static void power_show(sweep *s)
{
    unsigned rest;
    gtee_show_options options = format_of(s, &rest);
    const gtee_power_options work = {.size = sizeof work, .samples = rest * 50};
    gtee_game *game = NULL;
    gtee_power *power = NULL;
    gtee_text *text = sweep_garbage(s);

    CU_ASSERT_EQUAL_FATAL(gtee_game_new(s->view, plan(s), gtee_proposal_rule_find(plan(s), "two-of-three"), NULL, &game, NULL), GTEE_OK);
    CU_ASSERT_EQUAL_FATAL(gtee_power_new(game, &work, &power, NULL), GTEE_OK);
    sweep_arm(s);
    shown(s, gtee_power_show(power, &options, &text), &text);
    gtee_power_unref(power);
    gtee_game_unref(game);
}

/* In a scenario, with somebody's expectations; and without one. */
static void stress_show(sweep *s)
{
    unsigned rest;
    gtee_show_options options = format_of(s, &rest);
    const gtee_stress_options asked = {.size = sizeof asked,
                                       .holder = gtee_expectation_holder(gtee_dossier_expectation_at(s->dossier, 0))};
    const gtee_scenario *scenario = rest == 0 ? gtee_dossier_scenario_at(s->dossier, 0) : NULL;
    gtee_stress *stress = NULL;
    gtee_text *text = sweep_garbage(s);

    CU_ASSERT_EQUAL_FATAL(gtee_stress_new(s->view, plan(s), scenario, &asked, &stress, NULL), GTEE_OK);
    sweep_arm(s);
    shown(s, gtee_stress_show(stress, &options, &text), &text);
    gtee_stress_unref(stress);
}

static void comparison_show_stress(sweep *s)
{
    unsigned rest;
    gtee_show_options options = format_of(s, &rest);
    const gtee_compare_options asked = {.size = sizeof asked, .stress = 1, .scenario = gtee_dossier_scenario_at(s->dossier, 0)};
    const gtee_proposal *proposals[] = {plan(s), gtee_dossier_proposal_find(s->dossier, "neutral-aldor")};
    gtee_comparison *comparison = NULL;
    gtee_text *text = sweep_garbage(s);

    CU_ASSERT_EQUAL_FATAL(gtee_compare(s->view, proposals, 2, &asked, &comparison, NULL), GTEE_OK);
    sweep_arm(s);
    shown(s, gtee_comparison_show(comparison, &options, &text), &text);
    gtee_comparison_unref(comparison);
}

static void likelihood_parse(sweep *s)
{
    double low = 7, high = 7;

    sweep_arm(s);
    gtee_status status = gtee_likelihood_parse("very likely", &low, &high);
    sweep_disarm(s, status);
    CU_ASSERT_TRUE(low > 0.79 && low < 0.81 && high > 0.94 && high < 0.96);
}

static void lists(void)
{
    static const sweep_row rows[] = {
        SWEEP(gtee_list_show, list_show, 16 * FORMATS),
        SWEEP(gtee_list_show, list_show_filtered, FORMATS),
        SWEEP(gtee_matrix_show, matrix_show, 2 * FORMATS),
        SWEEP(gtee_view_show, view_show, FORMATS),
    };

    sweep_rows(rows, sizeof rows / sizeof rows[0]);
}

static void results(void)
{
    static const sweep_row rows[] = {
        SWEEP(gtee_diagnostics_show, diagnostics_show, 3),
        SWEEP(gtee_assessment_show, assessment_show, FORMATS),
        SWEEP(gtee_comparison_show, comparison_show, FORMATS),
        SWEEP(gtee_timeline_show, timeline_show, FORMATS),
        SWEEP(gtee_name_match_show, name_match_show, 3 * FORMATS),
    };

    sweep_rows(rows, sizeof rows / sizeof rows[0]);
}

static void deals(void)
{
    static const sweep_row rows[] = {
        SWEEP(gtee_conflicts_show, conflicts_show, FORMATS),
        SWEEP(gtee_settlement_show, settlement_show, 2 * FORMATS),
        SWEEP(gtee_corrections_show, corrections_show, FORMATS),
        SWEEP(gtee_sensitivity_show, sensitivity_show, FORMATS),
        SWEEP(gtee_bargain_show, bargain_show, FORMATS),
    };

    sweep_rows(rows, sizeof rows / sizeof rows[0]);
}

static void holds(void)
{
    static const sweep_row rows[] = {
        SWEEP(gtee_game_show, game_show, 3 * FORMATS),
        SWEEP(gtee_power_show, power_show, 2 * FORMATS),
        SWEEP(gtee_stress_show, stress_show, 2 * FORMATS),
        SWEEP(gtee_comparison_show, comparison_show_stress, FORMATS),
        SWEEP_NONE(gtee_likelihood_parse, likelihood_parse, 1),
    };

    sweep_rows(rows, sizeof rows / sizeof rows[0]);
}

UNIT_TESTS("memory runs out while showing", {"lists", lists}, {"results and diagnostics", results}, {"deals", deals},
           {"rules and stress tests", holds})
