/* test_memory_rules.c: memory runs out while rules become games, power is worked out, and guarantees are put to the test. */
#include "sweep.h"

static const gtee_proposal *plan(const sweep *s)
{
    return gtee_dossier_proposal_find(s->dossier, "orrin-plan");
}

static void add_double(sweep *s, double number)
{
    sweep_bytes(s, &number, sizeof number);
}

static void add_line(sweep *s, const char *text)
{
    if (text != NULL)
        sweep_bytes(s, text, strlen(text));
}

static gtee_game *game_of(const sweep *s, unsigned rule)
{
    gtee_game *game;

    CU_ASSERT_EQUAL_FATAL(gtee_game_new(s->view, plan(s), gtee_proposal_rule_at(plan(s), rule), NULL, &game, NULL), GTEE_OK);
    return game;
}

static void game_new(sweep *s)
{
    gtee_game *game = sweep_garbage(s);
    gtee_diagnostics *diagnostics = sweep_garbage(s);

    sweep_arm(s);
    gtee_status status = gtee_game_new(s->view, plan(s), gtee_proposal_rule_at(plan(s), s->variant), NULL, &game, &diagnostics);
    sweep_disarm(s, status);
    if (sweep_made(s, game)) {
        for (size_t i = 0; i < gtee_game_member_count(game); i++)
            sweep_number(s, (uint64_t)gtee_game_is_veto_player(game, i));
        gtee_game_unref(game);
    }
    sweep_diagnostics(s, diagnostics);
}

static void game_decide(sweep *s)
{
    gtee_game *game = game_of(s, s->variant);
    const gtee_participant *who[] = {gtee_game_member_at(game, 0), gtee_dossier_participant_find(s->dossier, "guarantor-candidates")};
    uint32_t decision = 77;

    sweep_arm(s);
    gtee_status status = gtee_game_decide(game, who, 2, NULL, 0, &decision);
    sweep_disarm(s, status);
    sweep_number(s, status == GTEE_OK ? decision : 0);
    gtee_game_unref(game);
}

static void game_pivotal(sweep *s)
{
    gtee_game *game = game_of(s, s->variant);
    const gtee_participant *who = gtee_game_member_at(game, 0);
    int32_t pivotal = 77;

    sweep_arm(s);
    gtee_status status = gtee_game_pivotal(game, &who, 1, who, &pivotal);
    sweep_disarm(s, status);
    sweep_number(s, status == GTEE_OK ? (uint64_t)pivotal : 0);
    gtee_game_unref(game);
}

static void coalitions_new(sweep *s)
{
    gtee_game *game = game_of(s, s->variant / 2);
    gtee_coalitions *coalitions = sweep_garbage(s);
    gtee_diagnostics *diagnostics = sweep_garbage(s);
    const gtee_coalition *coalition;

    sweep_arm(s);
    gtee_status status = gtee_coalitions_new(game, s->variant % 2, NULL, &coalitions, &diagnostics);
    sweep_disarm(s, status);
    if (sweep_made(s, coalitions)) {
        add_line(s, gtee_coalitions_total(coalitions));
        while ((coalition = gtee_coalitions_next(coalitions)) != NULL)
            for (size_t i = 0; i < gtee_coalition_member_count(coalition); i++)
                add_line(s, gtee_participant_id(gtee_coalition_member_at(coalition, i)));
        gtee_coalitions_unref(coalitions);
    }
    sweep_diagnostics(s, diagnostics);
    gtee_game_unref(game);
}

/* A rule of two quotas, and steps that are enough for a measure or two of its power. */
#define NESTED 6u
static const uint64_t poor[] = {100, 200};

static void power_new(sweep *s)
{
    const unsigned how = s->variant % 3; /* all; an estimate; some left out */
    const gtee_power_options options = {.size = sizeof options, .samples = how == 1 ? 100 : 0, .operations = how == 2 ? poor[s->variant / 3] : 0};
    gtee_game *game = game_of(s, how == 2 ? NESTED : s->variant / 3);
    gtee_power *power = sweep_garbage(s);
    gtee_diagnostics *diagnostics = sweep_garbage(s);

    sweep_arm(s);
    gtee_status status = gtee_power_new(game, &options, &power, &diagnostics);
    sweep_disarm(s, status);
    if (sweep_made(s, power)) {
        CU_ASSERT_EQUAL((gtee_power_measures(power) & GTEE_POWER_JOHNSTON) != 0, how == 0);
        add_line(s, gtee_power_method(power));
        add_line(s, gtee_power_winning(power));
        for (size_t i = 0; i < gtee_power_member_count(power); i++)
            for (uint32_t index = GTEE_INDEX_ABSOLUTE; index <= GTEE_INDEX_JOHNSTON; index++)
                add_line(s, gtee_member_power_fraction(gtee_power_member_at(power, i), index));
        gtee_power_unref(power);
    }
    sweep_diagnostics(s, diagnostics);
    gtee_game_unref(game);
}

/* In a scenario, and without one. */
static void stress_new(sweep *s)
{
    const gtee_scenario *scenario = s->variant == 0 ? gtee_dossier_scenario_at(s->dossier, 0) : NULL;
    gtee_stress *stress = sweep_garbage(s);
    gtee_diagnostics *diagnostics = sweep_garbage(s);

    sweep_arm(s);
    gtee_status status = gtee_stress_new(s->view, plan(s), scenario, NULL, &stress, &diagnostics);
    sweep_disarm(s, status);
    if (sweep_made(s, stress)) {
        for (size_t i = 0; i < gtee_stress_test_count(stress); i++)
            add_line(s, gtee_test_reason(gtee_stress_test_at(stress, i)));
        for (size_t i = 0; i < gtee_stress_change_count(stress); i++)
            add_line(s, gtee_change_message(gtee_stress_change_at(stress, i)));
        add_double(s, gtee_stress_arrives_low(stress));
        add_double(s, gtee_stress_arrives_high(stress));
        sweep_number(s, gtee_stress_survives(stress));
        gtee_stress_unref(stress);
    }
    sweep_diagnostics(s, diagnostics);
}

static void rules(void)
{
    static const sweep_row rows[] = {
        SWEEP(gtee_game_new, game_new, 4),
        SWEEP(gtee_game_decide, game_decide, 2),
        SWEEP(gtee_game_pivotal, game_pivotal, 2),
        SWEEP(gtee_coalitions_new, coalitions_new, 4),
        SWEEP(gtee_power_new, power_new, 6),
        SWEEP(gtee_stress_new, stress_new, 2),
    };

    sweep_rows(rows, sizeof rows / sizeof rows[0]);
}

UNIT_TESTS("memory runs out while guarantees are put to the test", {"rules", rules})
