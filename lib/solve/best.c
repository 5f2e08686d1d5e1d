/* best.c: the cheapest assignment by whichever engine proves it first (best.h). Uses guided.c and bound.c by best.h.
 *
 * Which engine is the better one shows only in the search: branch and bound nearly always, cores where a hard combinatorial question lies behind few
 * broken groups. So both take turns under one budget, with shares that grow fourfold, so that what is done twice costs a third more at most. */
#include "solve/best.h"

#include <string.h>

#define FIRST_SHARE 4096u /* steps, and as many more as there are unknowns, fourfold */

typedef struct race {
    const gti_problem *problem;
    gti_search *search;
    gti_answer *answer; /* the best of both */
    gti_answer lap;
} race;

static uint32_t run(const gti_problem *problem, gti_search *search, uint32_t engine, gti_answer *answer)
{
    return engine == GTI_ENGINE_GUIDED ? gti_guided_best(problem, search, answer) : gti_bound_best(problem, search, answer);
}

/* Keeps the cheaper assignment and the higher bound. */
static void merge(race *r, uint32_t result)
{
    gti_answer *answer = r->answer;
    bool proved = result == GTI_SEARCH_DONE || result == GTI_SEARCH_NONE;
    if (r->lap.found && (proved || !answer->found || gti_cost_compare(r->lap.cost, answer->cost) < 0)) {
        memcpy(answer->options, r->lap.options, r->problem->variables.count * sizeof *answer->options);
        answer->cost = r->lap.cost;
        answer->found = true;
        answer->engine = r->lap.engine;
    }
    if (gti_cost_compare(r->lap.bound, answer->bound) > 0)
        answer->bound = r->lap.bound;
    if (proved)
        answer->engine = r->lap.engine;
}

/* Gives an engine so many steps. BUDGET: neither is done, and there is room for more. */
static uint32_t lap(race *r, uint32_t engine, uint64_t share, bool *used_up)
{
    gti_search *search = r->search;
    gti_search own = *search;
    uint32_t result;
    own.budget = search->steps > UINT64_MAX - share ? UINT64_MAX : search->steps + share;
    *used_up = search->budget != 0 && own.budget >= search->budget;
    own.budget = *used_up ? search->budget : own.budget;
    r->lap.found = false;
    r->lap.cost = r->lap.bound = (gti_cost){{0}};
    result = run(r->problem, &own, engine, &r->lap);
    search->steps = own.steps;
    if (result != GTI_SEARCH_NO_MEMORY)
        merge(r, result);
    return result;
}

static uint32_t both(race *r)
{
    uint32_t result = GTI_SEARCH_BUDGET, engine = GTI_ENGINE_BOUND;
    uint64_t share = FIRST_SHARE + 4 * (uint64_t)r->problem->variables.count;
    bool used_up = false;
    while (result == GTI_SEARCH_BUDGET && !used_up) {
        result = lap(r, engine, share, &used_up);
        share = engine == GTI_ENGINE_GUIDED && share < UINT64_MAX / 4 ? share * 4 : share;
        engine = GTI_ENGINE_GUIDED + GTI_ENGINE_BOUND - engine;
    }
    return result;
}

uint32_t gti_best(const gti_problem *problem, gti_search *search, uint32_t engine, gti_answer *answer)
{
    size_t unknowns = problem->variables.count;
    race r = {.problem = problem, .search = search, .answer = answer};
    uint32_t result = GTI_SEARCH_NO_MEMORY;
    if (engine != GTI_ENGINE_NONE)
        return run(problem, search, engine, answer);
    answer->found = false;
    answer->cost = answer->bound = (gti_cost){{0}};
    answer->engine = GTI_ENGINE_NONE;
    r.lap.options = gti_alloc_array(&problem->allocator, unknowns + 1, sizeof *r.lap.options);
    if (r.lap.options != NULL)
        result = both(&r);
    gti_free(&problem->allocator, r.lap.options, (unknowns + 1) * sizeof *r.lap.options);
    return result;
}
