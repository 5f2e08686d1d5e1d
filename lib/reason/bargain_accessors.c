/* bargain_accessors.c: what callers read of a bargain. Uses bargain.h. */
#include "reason/bargain.h"

const gtee_view *gtee_bargain_view(const gtee_bargain *bargain)
{
    return bargain->view;
}

uint32_t gtee_bargain_basis(const gtee_bargain *bargain)
{
    return bargain->basis;
}

double gtee_bargain_packages(const gtee_bargain *bargain)
{
    return bargain->packages;
}

const char *gtee_bargain_packages_text(const gtee_bargain *bargain)
{
    return bargain->packages_text;
}

int32_t gtee_bargain_complete(const gtee_bargain *bargain)
{
    return bargain->frontier.complete;
}

int32_t gtee_bargain_exact(const gtee_bargain *bargain)
{
    return bargain->exact;
}

size_t gtee_bargain_player_count(const gtee_bargain *bargain)
{
    return bargain->player_count;
}

const gtee_player *gtee_bargain_player_at(const gtee_bargain *bargain, size_t index)
{
    return index < bargain->player_count ? &bargain->players[index] : NULL;
}

size_t gtee_bargain_stake_count(const gtee_bargain *bargain)
{
    return bargain->stake_count;
}

const gtee_stake *gtee_bargain_stake_at(const gtee_bargain *bargain, size_t index)
{
    return index < bargain->stake_count ? &bargain->stakes[index] : NULL;
}

size_t gtee_bargain_outcome_count(const gtee_bargain *bargain)
{
    return bargain->outcome_count;
}

const gtee_outcome *gtee_bargain_outcome_at(const gtee_bargain *bargain, size_t index)
{
    return index < bargain->outcome_count ? &bargain->outcomes[index] : NULL;
}

size_t gtee_bargain_solution_count(const gtee_bargain *bargain)
{
    return bargain->solution_count;
}

const gtee_solution *gtee_bargain_solution_at(const gtee_bargain *bargain, size_t index)
{
    return index < bargain->solution_count ? &bargain->solutions[index] : NULL;
}

/* ---- players and stakes */

const gtee_participant *gtee_player_participant(const gtee_player *player)
{
    return player->participant;
}

const gtee_preference *gtee_player_preference(const gtee_player *player)
{
    return player->preference;
}

double gtee_player_reservation(const gtee_player *player)
{
    return player->preference != NULL ? gti_decimal_double(player->preference->reservation) : 0;
}

double gtee_player_ideal(const gtee_player *player)
{
    return player->ideal_number;
}

const gtee_issue *gtee_stake_issue(const gtee_stake *stake)
{
    return stake->variable->issue;
}

const gtee_participant *gtee_stake_participant(const gtee_stake *stake)
{
    return stake->variable->choice;
}

/* ---- outcomes */

size_t gtee_outcome_utility_count(const gtee_outcome *outcome)
{
    return outcome->bargain->player_count;
}

/* Units of cost; without utilities only. */
static int64_t cost_at(const gtee_outcome *outcome, size_t index)
{
    const gtee_bargain *bargain = outcome->bargain;

    return bargain->basis == GTEE_BASIS_COSTS && index < bargain->player_count ? -gti_bargain_units(bargain, outcome->point, index) : 0;
}

double gtee_outcome_utility_at(const gtee_outcome *outcome, size_t index)
{
    const gtee_bargain *bargain = outcome->bargain;

    return index < bargain->player_count ? gti_bargain_double(bargain, gti_bargain_units(bargain, outcome->point, index)) : 0;
}

size_t gtee_outcome_red_lines_count(const gtee_outcome *outcome)
{
    return outcome->bargain->player_count;
}

uint64_t gtee_outcome_red_lines_at(const gtee_outcome *outcome, size_t index)
{
    return outcome->bargain->red_line > 0 ? (uint64_t)(cost_at(outcome, index) / outcome->bargain->red_line) : 0;
}

size_t gtee_outcome_weight_count(const gtee_outcome *outcome)
{
    return outcome->bargain->player_count;
}

double gtee_outcome_weight_at(const gtee_outcome *outcome, size_t index)
{
    const gtee_bargain *bargain = outcome->bargain;

    return bargain->red_line > 0 ? gti_bargain_double(bargain, cost_at(outcome, index) % bargain->red_line) : 0;
}

size_t gtee_outcome_options_count(const gtee_outcome *outcome)
{
    return outcome->bargain->stake_count;
}

uint64_t gtee_outcome_options_at(const gtee_outcome *outcome, size_t index)
{
    const gtee_bargain *bargain = outcome->bargain;

    if (index >= bargain->stake_count)
        return 0;
    if (outcome->options != NULL)
        return outcome->options[bargain->stakes[index].unknown];
    return gti_frontier_options(&bargain->frontier, outcome->point, bargain->stakes[index].unknown);
}

uint64_t gtee_outcome_packages(const gtee_outcome *outcome)
{
    return gti_frontier_ways(&outcome->bargain->frontier, outcome->point);
}

/* ---- solutions */

uint32_t gtee_solution_kind(const gtee_solution *solution)
{
    return solution->kind;
}

const char *gtee_point_name(uint32_t kind)
{
    static const char *const names[] = {"", "nash", "kalai-smorodinsky", "egalitarian", "utilitarian"};

    return kind < sizeof names / sizeof names[0] ? names[kind] : "";
}

double gtee_solution_value(const gtee_solution *solution)
{
    return solution->value;
}

uint64_t gtee_solution_packages(const gtee_solution *solution)
{
    return solution->packages;
}

size_t gtee_solution_outcome_count(const gtee_solution *solution)
{
    return solution->outcome_count;
}

const gtee_outcome *gtee_solution_outcome_at(const gtee_solution *solution, size_t index)
{
    return index < solution->outcome_count ? &solution->outcomes[index] : NULL;
}

int32_t gtee_solution_all(const gtee_solution *solution)
{
    return solution->all;
}
