/* test_memory_settle.c: memory runs out while conflicts, packages and concession sets are looked for, and while answers are checked. */
#include "sweep.h"

/* Plain; with a fixed choice that there is not; weighed, with parties, immovables and a cap. */
static void fill(const sweep *s, gtee_search_options *options, const gtee_participant **people, const char **fixed)
{
    memset(options, 0, sizeof *options);
    options->size = sizeof *options;
    if (s->variant == 1) {
        fixed[0] = "no-such-issue=x";
        options->fixed = fixed;
        options->fixed_count = 1;
        options->proposal = gtee_dossier_proposal_find(s->dossier, "orrin-plan");
        options->order = GTEE_ORDER_FOUND;
    }
    if (s->variant == 2) {
        for (size_t i = 0; i < 3; i++)
            people[i] = gtee_dossier_participant_at(s->dossier, i);
        options->parties = people;
        options->party_count = 3;
        options->immovable = people;
        options->immovable_count = 1;
        options->cap = 2;
        options->red_line_weight = 5;
        options->consent_weight = 0.5;
    }
}

static void take_conflict(sweep *s, const gtee_conflict *conflict)
{
    const char *message = gtee_conflict_message(conflict);

    sweep_bytes(s, message, strlen(message));
    sweep_number(s, gtee_conflict_position_count(conflict));
    sweep_number(s, gtee_conflict_constraint_count(conflict));
}

static void conflicts_new(sweep *s)
{
    const gtee_participant *people[3];
    const char *fixed[1];
    gtee_search_options options;
    gtee_conflicts *conflicts = sweep_garbage(s);
    gtee_diagnostics *diagnostics = sweep_garbage(s);
    const gtee_conflict *conflict;

    fill(s, &options, people, fixed);
    sweep_arm(s);
    gtee_status status = gtee_conflicts_new(s->view, &options, &conflicts, &diagnostics);
    sweep_disarm(s, status);
    if (sweep_made(s, conflicts)) {
        while (gtee_conflicts_next(conflicts, &conflict) == GTEE_OK && conflict != NULL)
            take_conflict(s, conflict);
        gtee_conflicts_unref(conflicts);
    }
    sweep_diagnostics(s, diagnostics);
}

/* The first; the second. */
static void conflicts_next(sweep *s)
{
    gtee_search_options options = {.size = sizeof options};
    gtee_conflicts *conflicts;
    const gtee_conflict *conflict = NULL;

    options.proposal = gtee_dossier_proposal_find(s->dossier, "orrin-plan");
    CU_ASSERT_EQUAL_FATAL(gtee_conflicts_new(s->view, &options, &conflicts, NULL), GTEE_OK);
    for (unsigned i = 0; i < s->variant; i++)
        CU_ASSERT_EQUAL_FATAL(gtee_conflicts_next(conflicts, &conflict), GTEE_OK);
    conflict = sweep_garbage(s);
    sweep_arm(s);
    gtee_status status = gtee_conflicts_next(conflicts, &conflict);
    sweep_disarm(s, status);
    if (sweep_made(s, conflict))
        take_conflict(s, conflict);
    gtee_conflicts_unref(conflicts);
}

static void take_package(sweep *s, const gtee_package *package)
{
    sweep_number(s, gtee_package_red_lines(package));
    sweep_number(s, gtee_package_consents(package));
    sweep_number(s, gtee_package_gain_count(package));
    for (size_t i = 0; i < gtee_package_choice_count(package); i++)
        sweep_number(s, gtee_choice_options(gtee_package_choice_at(package, i)));
    for (size_t i = 0; i < gtee_package_concession_count(package); i++) {
        const char *message = gtee_concession_message(gtee_package_concession_at(package, i));
        sweep_bytes(s, message, strlen(message));
    }
}

static void take_settlement(sweep *s, gtee_settlement *settlement)
{
    const gtee_package *package;

    if (!sweep_made(s, settlement))
        return;
    for (int i = 0; i < 3 && gtee_settlement_next(settlement, &package) == GTEE_OK && package != NULL; i++)
        take_package(s, package);
    gtee_settlement_unref(settlement);
}

static void settlement_new(sweep *s)
{
    const gtee_participant *people[3];
    const char *fixed[1];
    gtee_search_options options;
    gtee_settlement *settlement = sweep_garbage(s);
    gtee_diagnostics *diagnostics = sweep_garbage(s);

    fill(s, &options, people, fixed);
    sweep_arm(s);
    gtee_status status = gtee_settlement_new(s->view, &options, &settlement, &diagnostics);
    sweep_disarm(s, status);
    take_settlement(s, settlement);
    sweep_diagnostics(s, diagnostics);
}

static void nearest_new(sweep *s)
{
    gtee_settlement *settlement = sweep_garbage(s);
    gtee_diagnostics *diagnostics = sweep_garbage(s);
    const gtee_proposal *proposal = gtee_dossier_proposal_find(s->dossier, s->variant == 0 ? "orrin-plan" : "neutral-aldor");

    sweep_arm(s);
    gtee_status status = gtee_nearest_new(s->view, proposal, NULL, &settlement, &diagnostics);
    sweep_disarm(s, status);
    take_settlement(s, settlement);
    sweep_diagnostics(s, diagnostics);
}

static gtee_settlement *settled(sweep *s, unsigned packages, const gtee_package **package)
{
    gtee_settlement *settlement;

    CU_ASSERT_EQUAL_FATAL(gtee_settlement_new(s->view, NULL, &settlement, NULL), GTEE_OK);
    for (unsigned i = 0; i < packages; i++)
        CU_ASSERT_EQUAL_FATAL(gtee_settlement_next(settlement, package), GTEE_OK);
    return settlement;
}

/* The first; the second, for which the order of all is made; the third. */
static void settlement_next(sweep *s)
{
    const gtee_package *package = NULL;
    gtee_settlement *settlement = settled(s, s->variant, &package);

    package = sweep_garbage(s);
    sweep_arm(s);
    gtee_status status = gtee_settlement_next(settlement, &package);
    sweep_disarm(s, status);
    if (sweep_made(s, package))
        take_package(s, package);
    gtee_settlement_unref(settlement);
}

static void settlement_prove(sweep *s)
{
    gtee_settlement *settlement = settled(s, 0, NULL);

    sweep_arm(s);
    gtee_status status = gtee_settlement_prove(settlement);
    sweep_disarm(s, status);
    for (size_t i = 0; status == GTEE_OK && i < gtee_settlement_proof_count(settlement); i++)
        take_conflict(s, gtee_settlement_proof_at(settlement, i));
    gtee_settlement_unref(settlement);
}

static void package_assess(sweep *s)
{
    const gtee_package *package = NULL;
    gtee_settlement *settlement = settled(s, 1, &package);
    gtee_assessment *assessment = sweep_garbage(s);
    gtee_diagnostics *diagnostics = sweep_garbage(s);
    gtee_show_options json = {.size = sizeof json, .format = GTEE_SHOW_JSON};
    gtee_text *text = NULL;

    CU_ASSERT_PTR_NOT_NULL_FATAL(package);
    sweep_arm(s);
    gtee_status status = gtee_package_assess(package, &assessment, &diagnostics);
    sweep_disarm(s, status);
    gtee_settlement_unref(settlement);
    if (sweep_made(s, assessment)) {
        CU_ASSERT_EQUAL(gtee_assessment_show(assessment, &json, &text), GTEE_OK);
        sweep_text(s, text);
        gtee_assessment_unref(assessment);
    }
    sweep_diagnostics(s, diagnostics);
}

static void take_correction(sweep *s, const gtee_correction *correction)
{
    for (size_t i = 0; i < gtee_correction_position_count(correction); i++) {
        const char *gist = gtee_position_gist(gtee_correction_position_at(correction, i));
        sweep_bytes(s, gist != NULL ? gist : "", gist != NULL ? strlen(gist) : 0);
    }
}

static void corrections_new(sweep *s)
{
    const gtee_participant *people[3];
    const char *fixed[1];
    gtee_search_options options;
    gtee_corrections *corrections = sweep_garbage(s);
    gtee_diagnostics *diagnostics = sweep_garbage(s);
    const gtee_correction *correction;

    fill(s, &options, people, fixed);
    sweep_arm(s);
    gtee_status status = gtee_corrections_new(s->view, &options, &corrections, &diagnostics);
    sweep_disarm(s, status);
    if (sweep_made(s, corrections)) {
        while (gtee_corrections_next(corrections, &correction) == GTEE_OK && correction != NULL)
            take_correction(s, correction);
        gtee_corrections_unref(corrections);
    }
    sweep_diagnostics(s, diagnostics);
}

static void corrections_next(sweep *s)
{
    gtee_corrections *corrections;
    const gtee_correction *correction;

    CU_ASSERT_EQUAL_FATAL(gtee_corrections_new(s->view, NULL, &corrections, NULL), GTEE_OK);
    correction = sweep_garbage(s);
    sweep_arm(s);
    gtee_status status = gtee_corrections_next(corrections, &correction);
    sweep_disarm(s, status);
    if (sweep_made(s, correction))
        take_correction(s, correction);
    gtee_corrections_unref(corrections);
}

static void sensitivity_new(sweep *s)
{
    gtee_sensitivity *sensitivity = sweep_garbage(s);
    gtee_diagnostics *diagnostics = sweep_garbage(s);

    sweep_arm(s);
    gtee_status status = gtee_sensitivity_new(s->view, NULL, &sensitivity, &diagnostics);
    sweep_disarm(s, status);
    if (sweep_made(s, sensitivity)) {
        for (size_t i = 0; i < gtee_sensitivity_count(sensitivity); i++)
            sweep_number(s, gtee_influence_red_lines(gtee_sensitivity_at(sensitivity, i)));
        gtee_sensitivity_unref(sensitivity);
    }
    sweep_diagnostics(s, diagnostics);
}

static void take_check(sweep *s, gtee_check *check)
{
    if (!sweep_made(s, check))
        return;
    sweep_bytes(s, gtee_check_message(check), strlen(gtee_check_message(check)));
    gtee_check_unref(check);
}

/* A position by itself; two of them. */
static void check_positions(sweep *s, bool conflict)
{
    const gtee_position *positions[2] = {gtee_dossier_position_at(s->dossier, 0), gtee_dossier_position_at(s->dossier, 1)};
    gtee_check *check = sweep_garbage(s);
    gtee_diagnostics *diagnostics = sweep_garbage(s);

    sweep_arm(s);
    gtee_status status = conflict ? gtee_check_conflict(s->view, NULL, positions, s->variant + 1, &check, &diagnostics)
                                  : gtee_check_correction(s->view, NULL, positions, s->variant + 1, &check, &diagnostics);
    sweep_disarm(s, status);
    take_check(s, check);
    sweep_diagnostics(s, diagnostics);
}

static void check_conflict(sweep *s)
{
    check_positions(s, true);
}

static void check_correction(sweep *s)
{
    check_positions(s, false);
}

static void check_package(sweep *s)
{
    const gtee_participant *people[3];
    const char *fixed[1];
    gtee_search_options options;
    gtee_check *check = sweep_garbage(s);
    gtee_diagnostics *diagnostics = sweep_garbage(s);

    fill(s, &options, people, fixed);
    sweep_arm(s);
    gtee_status status = gtee_check_package(s->view, &options, NULL, 0, &check, &diagnostics);
    sweep_disarm(s, status);
    take_check(s, check);
    sweep_diagnostics(s, diagnostics);
}

static void check_nearest(sweep *s)
{
    const gtee_participant *people[3];
    const char *fixed[1];
    gtee_search_options options;
    gtee_check *check = sweep_garbage(s);
    gtee_diagnostics *diagnostics = sweep_garbage(s);

    fill(s, &options, people, fixed);
    sweep_arm(s);
    gtee_status status = gtee_check_nearest(s->view, gtee_dossier_proposal_at(s->dossier, 0), &options, NULL, 0, &check, &diagnostics);
    sweep_disarm(s, status);
    take_check(s, check);
    sweep_diagnostics(s, diagnostics);
}

static void check_ties(sweep *s)
{
    const gtee_position *positions[2] = {gtee_dossier_position_at(s->dossier, 0), gtee_dossier_position_at(s->dossier, 1)};
    const gtee_constraint *constraint = gtee_dossier_constraint_at(s->dossier, 0);
    gtee_check *check = sweep_garbage(s);
    gtee_diagnostics *diagnostics = sweep_garbage(s);

    sweep_arm(s);
    gtee_status status = gtee_check_ties(s->view, NULL, positions, s->variant + 1, &constraint, constraint != NULL, NULL, 0, &check, &diagnostics);
    sweep_disarm(s, status);
    take_check(s, check);
    sweep_diagnostics(s, diagnostics);
}

static void check_cheapest(sweep *s)
{
    const gtee_participant *people[3];
    const char *fixed[1];
    gtee_search_options options;
    gtee_check *check = sweep_garbage(s);
    gtee_diagnostics *diagnostics = sweep_garbage(s);

    fill(s, &options, people, fixed);
    sweep_arm(s);
    gtee_status status = gtee_check_cheapest(s->view, NULL, &options, &check, &diagnostics);
    sweep_disarm(s, status);
    take_check(s, check);
    sweep_diagnostics(s, diagnostics);
}

static void check_influence(sweep *s)
{
    gtee_check *check = sweep_garbage(s);
    gtee_diagnostics *diagnostics = sweep_garbage(s);

    sweep_arm(s);
    gtee_status status = gtee_check_influence(s->view, NULL, gtee_dossier_position_at(s->dossier, s->variant), &check, &diagnostics);
    sweep_disarm(s, status);
    take_check(s, check);
    sweep_diagnostics(s, diagnostics);
}

static void check_outcome(sweep *s)
{
    const gtee_participant *people[3];
    const char *fixed[1];
    gtee_search_options options;
    gtee_check *check = sweep_garbage(s);
    gtee_diagnostics *diagnostics = sweep_garbage(s);

    fill(s, &options, people, fixed);
    sweep_arm(s);
    gtee_status status = gtee_check_outcome(s->view, &options, GTEE_POINT_NASH, NULL, 0, &check, &diagnostics);
    sweep_disarm(s, status);
    take_check(s, check);
    sweep_diagnostics(s, diagnostics);
}

static void conflicts(void)
{
    static const sweep_row rows[] = {
        SWEEP(gtee_conflicts_new, conflicts_new, 3),
        SWEEP(gtee_conflicts_next, conflicts_next, 2),
        SWEEP(gtee_corrections_new, corrections_new, 3),
        SWEEP(gtee_corrections_next, corrections_next, 1),
    };

    sweep_rows(rows, sizeof rows / sizeof rows[0]);
}

static void packages(void)
{
    static const sweep_row rows[] = {
        SWEEP(gtee_settlement_new, settlement_new, 3),     SWEEP(gtee_settlement_next, settlement_next, 3),
        SWEEP(gtee_settlement_prove, settlement_prove, 1), SWEEP(gtee_nearest_new, nearest_new, 2),
        SWEEP(gtee_package_assess, package_assess, 1),     SWEEP(gtee_sensitivity_new, sensitivity_new, 1),
    };

    sweep_rows(rows, sizeof rows / sizeof rows[0]);
}

static void checks(void)
{
    static const sweep_row rows[] = {
        SWEEP(gtee_check_conflict, check_conflict, 2),
        SWEEP(gtee_check_correction, check_correction, 2),
        SWEEP(gtee_check_package, check_package, 3),
        SWEEP(gtee_check_nearest, check_nearest, 3),
        SWEEP(gtee_check_ties, check_ties, 2),
        SWEEP(gtee_check_cheapest, check_cheapest, 3),
        SWEEP(gtee_check_influence, check_influence, 2),
        SWEEP(gtee_check_outcome, check_outcome, 3),
    };

    sweep_rows(rows, sizeof rows / sizeof rows[0]);
}

UNIT_TESTS("memory runs out while settling", {"conflicts", conflicts}, {"packages", packages}, {"checks", checks})
