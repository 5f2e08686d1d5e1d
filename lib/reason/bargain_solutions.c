/* bargain_solutions.c: the points of the frontier that theory picks, and the packages that tie for them. Uses bargain.h. */
#include "reason/bargain.h"

static void find_ideal(gtee_bargain *bargain)
{
    int64_t ideal[GTI_FRONTIER_PLAYERS];

    gti_frontier_ideal(&bargain->frontier, ideal);
    for (size_t p = 0; p < bargain->player_count; p++) {
        bargain->players[p].ideal = ideal[p] + bargain->players[p].base;
        bargain->players[p].ideal_number = gti_bargain_double(bargain, bargain->players[p].ideal);
    }
}

static double value_of(const gtee_bargain *bargain, uint32_t kind, size_t point)
{
    double nash = 1, share = 1, least = 0, sum = 0;
    size_t able = 0;

    for (size_t p = 0; p < bargain->player_count; p++) {
        const gtee_player *player = &bargain->players[p];
        const int64_t units = gti_bargain_units(bargain, point, p);
        const double gain = gti_bargain_double(bargain, units - player->reservation);
        sum += gti_bargain_double(bargain, units);
        if (player->ideal == player->reservation)
            continue;
        const double part = (double)(units - player->reservation) / (double)(player->ideal - player->reservation);
        nash *= gain;
        share = part < share ? part : share;
        least = able == 0 || gain < least ? gain : least;
        able++;
    }
    if (kind == GTEE_POINT_UTILITARIAN)
        return sum;
    if (able == 0)
        return 0;
    return kind == GTEE_POINT_NASH ? nash : kind == GTEE_POINT_EGALITARIAN ? least : share;
}

/* The packages of one point, as far as there is room. */
static gtee_status list_point(gtee_bargain *bargain, gtee_solution *solution, uint32_t point)
{
    const size_t room = GTI_BARGAIN_LISTED - solution->outcome_count, unknowns = bargain->frontier.variables;
    gti_vec list = GTI_VEC(uint64_t);
    bool all, good = gti_frontier_list(&bargain->frontier, point, room, &list, &all);
    const size_t count = unknowns > 0 ? list.count / unknowns : good;
    uint64_t *kept = good ? gti_arena_array(&bargain->arena, list.count + 1, sizeof *kept, sizeof *kept) : NULL;

    for (size_t i = 0; kept != NULL && i < list.count; i++)
        kept[i] = *GTI_VEC_AT(&list, uint64_t, i);
    for (size_t i = 0; kept != NULL && i < count; i++)
        solution->outcomes[solution->outcome_count++] = (gtee_outcome){bargain, point, kept + i * unknowns};
    solution->all = solution->all && all;
    gti_vec_free(&bargain->arena.allocator, &list);
    return kept != NULL ? GTEE_OK : GTEE_ERROR_MEMORY;
}

static gtee_status solve_kind(gti_bargaining *making, uint32_t kind, gti_vec *points)
{
    gtee_bargain *bargain = making->bargain;
    gtee_solution *solution = &bargain->solutions[bargain->solution_count];
    gtee_status status = GTEE_OK;

    if (!gti_frontier_point(&bargain->frontier, &making->stakes, kind, points))
        return GTEE_ERROR_MEMORY;
    *solution = (gtee_solution){.kind = kind, .value = value_of(bargain, kind, *GTI_VEC_AT(points, uint32_t, 0)), .all = true};
    solution->outcomes = gti_arena_array(&bargain->arena, GTI_BARGAIN_LISTED, sizeof(gtee_outcome), _Alignof(gtee_outcome));
    if (solution->outcomes == NULL)
        return GTEE_ERROR_MEMORY;
    for (size_t i = 0; status == GTEE_OK && i < points->count; i++) {
        const uint32_t point = *GTI_VEC_AT(points, uint32_t, i);
        const uint64_t ways = gti_frontier_ways(&bargain->frontier, point);
        solution->packages = solution->packages > UINT64_MAX - ways ? UINT64_MAX : solution->packages + ways;
        if (solution->outcome_count < GTI_BARGAIN_LISTED)
            status = list_point(bargain, solution, point);
        else
            solution->all = false;
    }
    bargain->solution_count++;
    return status;
}

gtee_status gti_bargain_solve(gti_bargaining *making)
{
    gtee_bargain *bargain = making->bargain;
    gti_vec points = GTI_VEC(uint32_t);
    gtee_status status = GTEE_OK;

    if (bargain->player_count == 0 || bargain->frontier.count == 0)
        return GTEE_OK;
    find_ideal(bargain);
    for (uint32_t kind = GTEE_POINT_NASH; status == GTEE_OK && bargain->basis == GTEE_BASIS_UTILITIES && kind <= GTI_SOLUTIONS; kind++)
        status = solve_kind(making, kind, &points);
    gti_vec_free(&bargain->arena.allocator, &points);
    return status;
}
