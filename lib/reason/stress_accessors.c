/* stress_accessors.c: what callers read of a stress test. Uses stress.h. */
#include "reason/stress.h"

const gtee_view *gtee_stress_view(const gtee_stress *stress)
{
    return stress->view;
}

const gtee_proposal *gtee_stress_proposal(const gtee_stress *stress)
{
    return stress->proposal;
}

const gtee_scenario *gtee_stress_scenario(const gtee_stress *stress)
{
    return stress->scenario;
}

const gtee_participant *gtee_stress_holder(const gtee_stress *stress)
{
    return stress->holder;
}

size_t gtee_stress_alternative_count(const gtee_stress *stress)
{
    return stress->alternative_count;
}

const gtee_scenario *gtee_stress_alternative_at(const gtee_stress *stress, size_t index)
{
    return index < stress->alternative_count ? stress->alternatives[index] : NULL;
}

double gtee_stress_alternative_weight_at(const gtee_stress *stress, size_t index)
{
    return index < stress->alternative_count ? stress->alternative_weights[index] : 0;
}

gtee_date gtee_stress_day(const gtee_stress *stress)
{
    return stress->day;
}

size_t gtee_stress_adversary_count(const gtee_stress *stress)
{
    return stress->adversaries.count;
}

const gtee_participant *gtee_stress_adversary_at(const gtee_stress *stress, size_t index)
{
    return index < stress->adversaries.count ? stress->adversaries.items[index] : NULL;
}

int32_t gtee_stress_is_adversary(const gtee_stress *stress, const gtee_participant *participant)
{
    for (size_t i = 0; i < stress->adversaries.count; i++)
        if (stress->adversaries.items[i] == participant)
            return 1;
    return 0;
}

uint32_t gtee_stress_stand(const gtee_stress *stress, const gtee_participant *participant)
{
    return stress->stands[participant->record.index];
}

const char *gtee_stand_name(uint32_t stand)
{
    static const char *const names[] = {"", "support", "block", "unknown"};

    return stand < sizeof names / sizeof names[0] ? names[stand] : "";
}

size_t gtee_stress_test_count(const gtee_stress *stress)
{
    return stress->test_count;
}

const gtee_test *gtee_stress_test_at(const gtee_stress *stress, size_t index)
{
    return index < stress->test_count ? &stress->tests[index] : NULL;
}

const gtee_clause *gtee_test_clause(const gtee_test *test)
{
    return test->clause;
}

uint32_t gtee_test_outcome(const gtee_test *test)
{
    return test->outcome;
}

const char *gtee_test_outcome_name(uint32_t outcome)
{
    static const char *const names[] = {"", "not triggered", "triggered", "open"};

    return outcome < sizeof names / sizeof names[0] ? names[outcome] : "";
}

const char *gtee_test_reason(const gtee_test *test)
{
    return test->reason;
}

const gtee_activation *gtee_test_activation(const gtee_test *test)
{
    return test->activation;
}

size_t gtee_stress_activation_count(const gtee_stress *stress)
{
    return stress->activation_count;
}

const gtee_activation *gtee_stress_activation_at(const gtee_stress *stress, size_t index)
{
    return index < stress->activation_count ? &stress->activations[index] : NULL;
}

const char *gtee_activation_name(const gtee_activation *activation)
{
    return activation->name;
}

const gtee_game *gtee_activation_game(const gtee_activation *activation)
{
    return activation->game;
}

uint32_t gtee_activation_decision(const gtee_activation *activation)
{
    return activation->decision;
}

double gtee_activation_low(const gtee_activation *activation)
{
    return activation->chance.low;
}

double gtee_activation_high(const gtee_activation *activation)
{
    return activation->chance.high;
}

size_t gtee_activation_veto_count(const gtee_activation *activation)
{
    return activation->vetoes.count;
}

const gtee_participant *gtee_activation_veto_at(const gtee_activation *activation, size_t index)
{
    return index < activation->vetoes.count ? activation->vetoes.items[index] : NULL;
}

int32_t gtee_activation_adversary_can_veto(const gtee_activation *activation)
{
    return activation->adversary_can_veto;
}

int32_t gtee_activation_blocker_can_veto(const gtee_activation *activation)
{
    return activation->blocker_can_veto;
}

size_t gtee_activation_stopper_count(const gtee_activation *activation)
{
    return activation->stopper_count;
}

const gtee_coalition *gtee_activation_stopper_at(const gtee_activation *activation, size_t index)
{
    return index < activation->stopper_count ? &activation->stoppers[index] : NULL;
}

const char *gtee_activation_stopper_total(const gtee_activation *activation)
{
    return activation->stopper_total;
}

double gtee_activation_adversary_power(const gtee_activation *activation)
{
    return activation->adversary_power;
}

size_t gtee_stress_due_count(const gtee_stress *stress)
{
    return stress->due_count;
}

const gtee_due *gtee_stress_due_at(const gtee_stress *stress, size_t index)
{
    return index < stress->due_count ? &stress->dues[index] : NULL;
}

const gtee_test *gtee_due_test(const gtee_due *due)
{
    return due->test;
}

const gtee_clause *gtee_due_clause(const gtee_due *due)
{
    return due->test->clause;
}

const gtee_participant *gtee_due_obligor(const gtee_due *due)
{
    return due->obligor;
}

size_t gtee_due_term_count(const gtee_due *due)
{
    return due->term_count;
}

const gtee_term *gtee_due_term_at(const gtee_due *due, size_t index)
{
    return index < due->term_count ? due->terms[index] : NULL;
}

const char *gtee_due_within(const gtee_due *due)
{
    return due->test->clause->within;
}

double gtee_due_likelihood_low(const gtee_due *due)
{
    return due->likely.range.low;
}

double gtee_due_likelihood_high(const gtee_due *due)
{
    return due->likely.range.high;
}

uint32_t gtee_due_likelihood_origin(const gtee_due *due)
{
    return due->likely.origin;
}

const gtee_expectation *gtee_due_expectation(const gtee_due *due)
{
    return due->likely.expectation;
}

double gtee_due_low(const gtee_due *due)
{
    return due->chance.low;
}

double gtee_due_high(const gtee_due *due)
{
    return due->chance.high;
}

const gtee_position *gtee_due_excluded_by(const gtee_due *due)
{
    return due->excluded_by;
}

size_t gtee_stress_level_count(const gtee_stress *stress)
{
    return stress->level_count;
}

const gtee_level *gtee_stress_level_at(const gtee_stress *stress, size_t index)
{
    return index < stress->level_count ? &stress->levels[index] : NULL;
}

const gtee_issue *gtee_level_issue(const gtee_level *level)
{
    return level->issue;
}

const gtee_clause *gtee_level_clause(const gtee_level *level)
{
    return level->clause;
}

size_t gtee_level_obligor_count(const gtee_level *level)
{
    return level->obligors.count;
}

const gtee_participant *gtee_level_obligor_at(const gtee_level *level, size_t index)
{
    return index < level->obligors.count ? level->obligors.items[index] : NULL;
}

uint32_t gtee_level_least(const gtee_level *level)
{
    return level->least;
}

double gtee_level_low(const gtee_level *level)
{
    return level->chances[level->least].low;
}

double gtee_level_high(const gtee_level *level)
{
    return level->chances[level->least].high;
}

double gtee_level_low_of(const gtee_level *level, uint32_t number)
{
    return number <= level->obligors.count ? level->chances[number].low : 0.0;
}

double gtee_level_high_of(const gtee_level *level, uint32_t number)
{
    return number <= level->obligors.count ? level->chances[number].high : 0.0;
}

double gtee_stress_arrives_low(const gtee_stress *stress)
{
    return stress->arrives.low;
}

double gtee_stress_arrives_high(const gtee_stress *stress)
{
    return stress->arrives.high;
}

double gtee_stress_complete_low(const gtee_stress *stress)
{
    return stress->complete.low;
}

double gtee_stress_complete_high(const gtee_stress *stress)
{
    return stress->complete.high;
}

double gtee_stress_expected_low(const gtee_stress *stress)
{
    return stress->expected.low;
}

double gtee_stress_expected_high(const gtee_stress *stress)
{
    return stress->expected.high;
}

double gtee_stress_adversary_power(const gtee_stress *stress)
{
    return stress->adversary_power;
}

size_t gtee_stress_survives(const gtee_stress *stress)
{
    return stress->survives;
}

int32_t gtee_stress_can_arrive(const gtee_stress *stress)
{
    return stress->can_arrive;
}

size_t gtee_stress_cut_count(const gtee_stress *stress)
{
    return stress->cut_count;
}

const gtee_coalition *gtee_stress_cut_at(const gtee_stress *stress, size_t index)
{
    return index < stress->cut_count ? &stress->cuts[index] : NULL;
}

const char *gtee_stress_cut_total(const gtee_stress *stress)
{
    return stress->cut_total;
}

size_t gtee_stress_carrier_count(const gtee_stress *stress)
{
    return stress->carrier_count;
}

const gtee_carrier *gtee_stress_carrier_at(const gtee_stress *stress, size_t index)
{
    return index < stress->carrier_count ? &stress->carriers[index] : NULL;
}

const gtee_participant *gtee_carrier_participant(const gtee_carrier *carrier)
{
    return carrier->participant;
}

int32_t gtee_carrier_is_obligor(const gtee_carrier *carrier)
{
    return carrier->obligor;
}

int32_t gtee_carrier_is_veto_player(const gtee_carrier *carrier)
{
    return carrier->veto;
}

double gtee_carrier_importance_low(const gtee_carrier *carrier)
{
    return carrier->importance.low;
}

double gtee_carrier_importance_high(const gtee_carrier *carrier)
{
    return carrier->importance.high;
}

double gtee_carrier_default_low(const gtee_carrier *carrier)
{
    return carrier->if_defaults.low;
}

double gtee_carrier_default_high(const gtee_carrier *carrier)
{
    return carrier->if_defaults.high;
}

size_t gtee_stress_change_count(const gtee_stress *stress)
{
    return stress->change_count;
}

const gtee_change *gtee_stress_change_at(const gtee_stress *stress, size_t index)
{
    return index < stress->change_count ? &stress->changes[index] : NULL;
}

uint32_t gtee_change_kind(const gtee_change *change)
{
    return change->kind;
}

const gtee_participant *gtee_change_participant(const gtee_change *change)
{
    return change->participant;
}

const gtee_rule *gtee_change_rule(const gtee_change *change)
{
    return change->rule;
}

const gtee_level *gtee_change_level(const gtee_change *change)
{
    return change->level;
}

const char *gtee_change_message(const gtee_change *change)
{
    return change->message;
}

double gtee_change_low(const gtee_change *change)
{
    return change->chance.low;
}

double gtee_change_high(const gtee_change *change)
{
    return change->chance.high;
}

size_t gtee_change_survives(const gtee_change *change)
{
    return change->survives;
}
