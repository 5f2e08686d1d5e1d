/* price.c: what an assignment costs, and which options are as good as one another (best.h). Asks for no memory. Uses solve.h. */
#include "solve/best.h"

#include <string.h>

#define BLOCK 4096u /* groups looked at in one pass over the clauses */
#define CAPS 64u    /* caps counted in one pass over the groups */

typedef struct pricing {
    const gti_problem *problem;
    const uint32_t *options;
    uint64_t broken[BLOCK / 64]; /* groups of the block */
    uint32_t used[CAPS];         /* by cap of the pass: its party's broken groups */
} pricing;

int gti_cost_compare(gti_cost a, gti_cost b)
{
    for (uint32_t l = 0; l < GTI_SOLVE_LEVELS; l++)
        if (a.level[l] != b.level[l])
            return a.level[l] < b.level[l] ? -1 : 1;
    return 0;
}

static bool holds(const pricing *p, uint32_t atom)
{
    const gti_atom *a = GTI_VEC_AT(&p->problem->literals, gti_atom, atom);

    return (a->options >> p->options[a->variable] & 1) != 0;
}

static bool clause_holds(const pricing *p, const gti_clause_span *clause)
{
    for (uint32_t i = 0; i < clause->count; i++)
        if (holds(p, clause->first + i))
            return true;
    return false;
}

/* Which groups of the block that begins with `first` are broken? */
static void look(pricing *p, uint32_t first)
{
    const gti_clause_span *clauses = p->problem->clauses.items;

    memset(p->broken, 0, sizeof p->broken);
    for (size_t i = 0; i < p->problem->clauses.count; i++) {
        const uint32_t group = clauses[i].group - first; /* wraps for groups before the block */

        if (group < BLOCK && (p->broken[group / 64] >> group % 64 & 1) == 0 && !clause_holds(p, &clauses[i]))
            p->broken[group / 64] |= UINT64_C(1) << group % 64;
    }
}

static void charge(pricing *p, const gti_group *group, size_t first_cap, gti_cost *cost)
{
    const gti_cap *caps = p->problem->caps.items;
    uint64_t *level = &cost->level[group->level];

    *level = *level > UINT64_MAX - group->weight ? UINT64_MAX : *level + group->weight;
    for (size_t i = first_cap; group->level == 0 && i < p->problem->caps.count && i < first_cap + CAPS; i++)
        p->used[i - first_cap] += caps[i].party == group->party && group->party != UINT32_MAX;
}

/* One pass over all groups: their cost, and how much the caps from `first_cap` on are used. false: group 0 is broken. */
static bool pass(pricing *p, size_t first_cap, bool *broken, gti_cost *cost)
{
    const uint32_t count = (uint32_t)p->problem->groups.count;

    *cost = (gti_cost){{0}};
    memset(p->used, 0, sizeof p->used);
    for (uint32_t first = 0; first < count; first += BLOCK) {
        look(p, first);
        if (first == 0 && (p->broken[0] & 1) != 0)
            return false;
        for (uint32_t g = 0; g < BLOCK && first + g < count; g++) {
            const bool is = (p->broken[g / 64] >> g % 64 & 1) != 0;

            if (broken != NULL)
                broken[first + g] = is;
            if (is)
                charge(p, GTI_VEC_AT(&p->problem->groups, gti_group, first + g), first_cap, cost);
        }
    }
    return true;
}

static bool counts_hold(const pricing *p)
{
    const gti_count *counts = p->problem->counts.items;

    for (size_t i = 0; i < p->problem->counts.count; i++) {
        uint32_t true_ones = 0;

        for (uint32_t k = 0; k < counts[i].count; k++)
            true_ones += holds(p, counts[i].first + k);
        if (true_ones < counts[i].at_least || true_ones > counts[i].at_most)
            return false;
    }
    return true;
}

static bool within_domains(const pricing *p)
{
    const gti_unknown *variables = p->problem->variables.items;

    for (size_t v = 0; v < p->problem->variables.count; v++)
        if (p->options[v] >= 64 || (variables[v].domain >> p->options[v] & 1) == 0)
            return false;
    return true;
}

bool gti_problem_price(const gti_problem *problem, const uint32_t *options, bool *broken, gti_cost *cost)
{
    pricing p = {.problem = problem, .options = options};
    const gti_cap *caps = problem->caps.items;
    size_t first_cap = 0;

    *cost = (gti_cost){{0}};
    if (broken != NULL)
        memset(broken, 0, problem->groups.count * sizeof *broken);
    if (!within_domains(&p) || !counts_hold(&p))
        return false;
    do {
        if (!pass(&p, first_cap, broken, cost))
            return false;
        for (size_t i = first_cap; i < problem->caps.count && i < first_cap + CAPS; i++)
            if (p.used[i - first_cap] > caps[i].at_most)
                return false;
        first_cap += CAPS;
    } while (first_cap < problem->caps.count);
    return true;
}

uint64_t gti_problem_alike(const gti_problem *problem, uint32_t variable, uint32_t option)
{
    uint64_t alike = GTI_VEC_AT(&problem->variables, gti_unknown, variable)->domain;
    const gti_atom *atoms = problem->literals.items;

    for (size_t i = 0; i < problem->literals.count; i++)
        if (atoms[i].variable == variable)
            alike &= (atoms[i].options >> option & 1) != 0 ? atoms[i].options : ~atoms[i].options;
    return alike;
}
