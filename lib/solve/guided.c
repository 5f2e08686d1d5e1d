/* guided.c: the cheapest assignment by cores, level by level (best.h). Uses encode.h, oll.h. */
#include "solve/encode.h"
#include "solve/oll.h"

#include <string.h>

typedef struct guided {
    const gti_problem *problem;
    gti_encoding *encoding;
    gti_answer *answer;
    gti_oll oll;
    uint32_t level;
    uint32_t *options;
} guided;

/* At each model: keeps it if it is the cheapest yet. */
static bool consider(void *user)
{
    guided *g = user;
    gti_answer *answer = g->answer;
    gti_cost cost;
    gti_encoding_options(g->encoding, g->options);
    if (gti_problem_price(g->problem, g->options, NULL, &cost) && (!answer->found || gti_cost_compare(cost, answer->cost) < 0)) {
        memcpy(answer->options, g->options, g->problem->variables.count * sizeof *g->options);
        answer->cost = cost;
        answer->found = true;
    }
    if (answer->found)
        g->oll.upper = answer->cost.level[g->level];
    return true;
}

static bool add_softs(guided *g)
{
    const gti_vec *order = &g->encoding->order;
    for (uint32_t i = 0; i < order->count; i++) {
        uint32_t number = *GTI_VEC_AT(order, uint32_t, i);
        const gti_group *group = GTI_VEC_AT(&g->problem->groups, gti_group, number);
        if (group->level == g->level && !gti_oll_soft(&g->oll, gti_encoding_selector(g->encoding, number), group->weight, i))
            return false;
    }
    return true;
}

static uint32_t run(guided *g, gti_search *search)
{
    uint32_t result = GTI_SEARCH_DONE;
    for (g->level = 0; g->level < GTI_SOLVE_LEVELS && result == GTI_SEARCH_DONE; g->level++) {
        if (!add_softs(g))
            return GTI_SEARCH_NO_MEMORY;
        if (g->answer->found)
            g->oll.upper = g->answer->cost.level[g->level];
        result = gti_oll_solve(&g->oll, search);
        g->answer->bound.level[g->level] = g->oll.lower;
        if (result == GTI_SEARCH_DONE)
            gti_oll_settle(&g->oll);
    }
    return result;
}

uint32_t gti_guided_best(const gti_problem *problem, gti_search *search, gti_answer *answer)
{
    size_t unknowns = problem->variables.count;
    guided g = {.problem = problem, .answer = answer, .encoding = gti_encoding_new(problem, false)};
    uint32_t result = GTI_SEARCH_NO_MEMORY;
    answer->found = false;
    answer->cost = answer->bound = (gti_cost){{0}};
    answer->engine = GTI_ENGINE_GUIDED;
    if (g.encoding == NULL)
        return result;
    gti_oll_init(&g.oll, &g.encoding->formula);
    g.oll.model = consider;
    g.oll.user = &g;
    g.options = gti_alloc_array(&problem->allocator, unknowns + 1, sizeof *g.options);
    if (g.options != NULL)
        result = run(&g, search);
    gti_free(&problem->allocator, g.options, (unknowns + 1) * sizeof *g.options);
    gti_oll_free(&g.oll);
    gti_encoding_free(g.encoding);
    return result;
}
