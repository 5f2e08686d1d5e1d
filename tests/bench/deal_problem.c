/* deal_problem.c: issues become variables, demands groups. Uses lib/solve and deal.h. */
#include "deal_problem.h"

#define MOST_LITERALS 64u

static bool add_clause(gti_problem *problem, const deal *d, const deal_clause *clause)
{
    gti_atom atoms[MOST_LITERALS];
    uint32_t group = GTI_SOLVE_HARD;

    if (clause->count > MOST_LITERALS)
        return false;
    for (size_t i = 0; i < clause->count; i++) {
        const deal_literal *literal = &d->literals[clause->first + i];
        const uint64_t one = UINT64_C(1) << literal->option, all = (UINT64_C(1) << d->sizes[literal->issue]) - 1;
        atoms[i] = (gti_atom){.variable = literal->issue, .options = literal->is ? one : all & ~one};
    }
    if (clause->weight != 0 &&
        !gti_problem_group(problem, (gti_group){.weight = clause->weight, .party = clause->party, .optional = true}, &group))
        return false;
    return gti_problem_clause(problem, group, atoms, (uint32_t)clause->count);
}

bool deal_problem_read(const char *path, gti_problem *problem)
{
    const gti_allocator allocator = gti_allocator_default();
    deal d;
    bool good = gti_problem_init(problem, &allocator);

    good = deal_read(path, &d) && good;
    for (uint32_t i = 0; good && i < d.issue_count; i++) {
        uint32_t variable;
        good = gti_problem_variable(problem, (UINT64_C(1) << d.sizes[i]) - 1, 0, &variable);
    }
    for (size_t i = 0; good && i < d.clause_count; i++)
        good = add_clause(problem, &d, &d.clauses[i]);
    deal_free(&d);
    return good;
}
