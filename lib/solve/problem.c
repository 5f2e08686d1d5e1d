/* problem.c: putting a problem together. Uses solve.h. */
#include "solve/solve.h"

bool gti_problem_init(gti_problem *problem, const gti_allocator *allocator)
{
    uint32_t hard;
    *problem = (gti_problem){.allocator = *allocator,
                             .variables = GTI_VEC(gti_unknown),
                             .groups = GTI_VEC(gti_group),
                             .clauses = GTI_VEC(gti_clause_span),
                             .counts = GTI_VEC(gti_count),
                             .caps = GTI_VEC(gti_cap),
                             .literals = GTI_VEC(gti_atom)};
    return gti_problem_group(problem, (gti_group){.weight = 1, .party = UINT32_MAX}, &hard);
}

void gti_problem_free(gti_problem *problem)
{
    gti_vec *vectors[] = {&problem->variables, &problem->groups, &problem->clauses,
                          &problem->counts,    &problem->caps,   &problem->literals};
    for (size_t i = 0; i < sizeof vectors / sizeof vectors[0]; i++)
        gti_vec_free(&problem->allocator, vectors[i]);
}

bool gti_problem_variable(gti_problem *problem, uint64_t domain, uint32_t preferred, uint32_t *variable)
{
    gti_unknown *slot = gti_vec_push(&problem->allocator, &problem->variables);
    if (slot == NULL)
        return false;
    *slot = (gti_unknown){.domain = domain, .preferred = preferred};
    *variable = (uint32_t)problem->variables.count - 1;
    return true;
}

bool gti_problem_group(gti_problem *problem, gti_group group, uint32_t *number)
{
    gti_group *slot = gti_vec_push(&problem->allocator, &problem->groups);
    if (slot == NULL)
        return false;
    *slot = group;
    *number = (uint32_t)problem->groups.count - 1;
    return true;
}

/* Appends the literals and says where they begin. */
static bool append(gti_problem *problem, const gti_atom *literals, uint32_t count, uint32_t *first)
{
    *first = (uint32_t)problem->literals.count;
    return count == 0 || gti_vec_append(&problem->allocator, &problem->literals, literals, count);
}

bool gti_problem_clause(gti_problem *problem, uint32_t group, const gti_atom *literals, uint32_t count)
{
    uint32_t first;
    gti_clause_span *slot;
    if (!append(problem, literals, count, &first) || (slot = gti_vec_push(&problem->allocator, &problem->clauses)) == NULL)
        return false;
    *slot = (gti_clause_span){.group = group, .first = first, .count = count};
    return true;
}

bool gti_problem_count(gti_problem *problem, const gti_atom *literals, uint32_t count, uint32_t at_least, uint32_t at_most)
{
    uint32_t first;
    gti_count *slot;
    if (!append(problem, literals, count, &first) || (slot = gti_vec_push(&problem->allocator, &problem->counts)) == NULL)
        return false;
    *slot = (gti_count){.first = first, .count = count, .at_least = at_least, .at_most = at_most};
    return true;
}

bool gti_problem_cap(gti_problem *problem, uint32_t party, uint32_t at_most)
{
    gti_cap *slot = gti_vec_push(&problem->allocator, &problem->caps);
    if (slot == NULL)
        return false;
    *slot = (gti_cap){.party = party, .at_most = at_most};
    return true;
}
