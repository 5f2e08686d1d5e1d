/* packages_free.c: choices that make no difference, the rest of the package being as it is. Uses solve, settlement.h.
 *
 * A choice is free if no group would be broken or mended by another option: each clause that speaks of it is true by another literal, or is true or
 * false whatever the option, or belongs to a group that is broken by a clause that does not speak of it.
 *
 * Packages that follow one another differ in little: what is counted is kept from look to look, and only what a change touches is judged anew. */
#include "reason/settlement.h"

struct gti_slack {
    gti_allocator allocator;
    const gti_problem *problem;
    uint32_t *options; /* by unknown: as looked at */
    uint8_t *verdicts; /* by unknown: OPEN, FREE, BOUND */
    uint32_t *first;   /* by unknown: its literals in `literals` */
    uint32_t *literals;
    uint32_t *clause_of; /* by literal: its clause; counts follow behind the clauses */
    uint32_t *true_ones; /* by clause and count: literals that are true */
    uint32_t *failed;    /* by group: clauses that are false */
    uint32_t *here;      /* by group: those of them that speak of the unknown */
    uint32_t *group_first, *group_clauses; /* by group: its clauses */
    size_t span_count;
    bool looked;
};

enum verdict { OPEN, FREE, BOUND };

static void end(struct gti_slack *slack)
{
    const gti_problem *problem = slack->problem;
    const gti_allocator *allocator = &slack->allocator;
    const size_t each = sizeof(uint32_t);

    gti_free(allocator, slack->options, (problem->variables.count + 1) * each);
    gti_free(allocator, slack->verdicts, problem->variables.count + 1);
    gti_free(allocator, slack->group_first, (problem->groups.count + 2) * each);
    gti_free(allocator, slack->group_clauses, (problem->clauses.count + 1) * each);
    gti_free(allocator, slack->first, (problem->variables.count + 2) * each);
    gti_free(allocator, slack->literals, (problem->literals.count + 1) * each);
    gti_free(allocator, slack->clause_of, (problem->literals.count + 1) * each);
    gti_free(allocator, slack->true_ones, (slack->span_count + 1) * each);
    gti_free(allocator, slack->failed, problem->groups.count * each);
    gti_free(allocator, slack->here, problem->groups.count * each);
}

/* Which literals speak of which unknown, by counting; which clause or count each belongs to. */
static void index_literals(struct gti_slack *slack)
{
    const gti_problem *problem = slack->problem;
    const gti_atom *atoms = problem->literals.items;
    uint32_t *first = slack->first;

    for (size_t i = 0; i < problem->literals.count; i++)
        first[atoms[i].variable + 2]++;
    for (size_t i = 2; i < problem->variables.count + 2; i++)
        first[i] += first[i - 1];
    for (size_t i = 0; i < problem->literals.count; i++)
        slack->literals[first[atoms[i].variable + 1]++] = (uint32_t)i;
    for (size_t i = 0; i < problem->clauses.count; i++) {
        const gti_clause_span *clause = GTI_VEC_AT(&problem->clauses, gti_clause_span, i);
        for (uint32_t k = 0; k < clause->count; k++)
            slack->clause_of[clause->first + k] = (uint32_t)i;
    }
    for (size_t i = 0; i < problem->counts.count; i++) {
        const gti_count *count = GTI_VEC_AT(&problem->counts, gti_count, i);
        for (uint32_t k = 0; k < count->count; k++)
            slack->clause_of[count->first + k] = (uint32_t)(problem->clauses.count + i);
    }
}

/* Which clauses each group has, by counting. */
static void index_groups(struct gti_slack *slack)
{
    const gti_problem *problem = slack->problem;
    const gti_clause_span *clauses = problem->clauses.items;
    uint32_t *first = slack->group_first;

    for (size_t i = 0; i < problem->clauses.count; i++)
        first[clauses[i].group + 2]++;
    for (size_t i = 2; i < problem->groups.count + 2; i++)
        first[i] += first[i - 1];
    for (size_t i = 0; i < problem->clauses.count; i++)
        slack->group_clauses[first[clauses[i].group + 1]++] = (uint32_t)i;
}

struct gti_slack *gti_slack_new(const gti_problem *problem)
{
    const gti_allocator *allocator = &problem->allocator;
    const size_t each = sizeof(uint32_t);
    struct gti_slack *slack = gti_alloc_zero(allocator, sizeof *slack);

    if (slack == NULL)
        return NULL;
    slack->allocator = *allocator;
    slack->problem = problem;
    slack->span_count = problem->clauses.count + problem->counts.count;
    slack->options = gti_alloc_array(allocator, problem->variables.count + 1, each);
    slack->verdicts = gti_alloc_array(allocator, problem->variables.count + 1, 1);
    slack->group_first = gti_alloc_array(allocator, problem->groups.count + 2, each);
    slack->group_clauses = gti_alloc_array(allocator, problem->clauses.count + 1, each);
    slack->first = gti_alloc_array(allocator, problem->variables.count + 2, each);
    slack->literals = gti_alloc_array(allocator, problem->literals.count + 1, each);
    slack->clause_of = gti_alloc_array(allocator, problem->literals.count + 1, each);
    slack->true_ones = gti_alloc_array(allocator, slack->span_count + 1, each);
    slack->failed = gti_alloc_array(allocator, problem->groups.count, each);
    slack->here = gti_alloc_array(allocator, problem->groups.count, each);
    if (slack->options != NULL && slack->verdicts != NULL && slack->group_first != NULL && slack->group_clauses != NULL &&
        slack->first != NULL && slack->literals != NULL && slack->clause_of != NULL && slack->true_ones != NULL && slack->failed != NULL &&
        slack->here != NULL) {
        index_literals(slack);
        index_groups(slack);
        return slack;
    }
    gti_slack_free(slack);
    return NULL;
}

void gti_slack_free(struct gti_slack *slack)
{
    if (slack == NULL)
        return;
    const gti_allocator allocator = slack->allocator;
    end(slack);
    gti_free(&allocator, slack, sizeof *slack);
}

static bool is_true(const struct gti_slack *slack, uint32_t literal, uint32_t option)
{
    return (GTI_VEC_AT(&slack->problem->literals, gti_atom, literal)->options >> option & 1) != 0;
}

static uint32_t group_of(const struct gti_slack *slack, uint32_t clause)
{
    return GTI_VEC_AT(&slack->problem->clauses, gti_clause_span, clause)->group;
}

static void count_all(struct gti_slack *slack, const uint32_t *options)
{
    const gti_problem *problem = slack->problem;

    for (size_t i = 0; i < problem->variables.count; i++)
        slack->options[i] = options[i];
    for (uint32_t i = 0; i < problem->literals.count; i++)
        slack->true_ones[slack->clause_of[i]] += is_true(slack, i, options[GTI_VEC_AT(&problem->literals, gti_atom, i)->variable]);
    for (uint32_t i = 0; i < problem->clauses.count; i++)
        slack->failed[group_of(slack, i)] += slack->true_ones[i] == 0;
    slack->looked = true;
}

/* All that the clause or count speaks of is to be judged anew. */
static void reopen(struct gti_slack *slack, uint32_t span)
{
    const gti_problem *problem = slack->problem;
    uint32_t first, count;

    if (span < problem->clauses.count) {
        const gti_clause_span *clause = GTI_VEC_AT(&problem->clauses, gti_clause_span, span);
        first = clause->first;
        count = clause->count;
    } else {
        const gti_count *counting = GTI_VEC_AT(&problem->counts, gti_count, span - problem->clauses.count);
        first = counting->first;
        count = counting->count;
    }
    for (uint32_t i = 0; i < count; i++)
        slack->verdicts[GTI_VEC_AT(&problem->literals, gti_atom, first + i)->variable] = OPEN;
}

/* A clause has become true or false: so may have its group. What is hard is broken in no package. */
static void turn(struct gti_slack *slack, uint32_t clause, bool fails)
{
    const uint32_t group = group_of(slack, clause);

    slack->failed[group] = fails ? slack->failed[group] + 1 : slack->failed[group] - 1;
    for (uint32_t i = slack->group_first[group]; group != GTI_SOLVE_HARD && i < slack->group_first[group + 1]; i++)
        reopen(slack, slack->group_clauses[i]);
}

static void change(struct gti_slack *slack, uint32_t unknown, uint32_t option)
{
    for (uint32_t at = slack->first[unknown]; at < slack->first[unknown + 1]; at++) {
        const uint32_t literal = slack->literals[at], span = slack->clause_of[literal];
        const bool is = is_true(slack, literal, option);
        uint32_t *true_ones = &slack->true_ones[span];

        if (is == is_true(slack, literal, slack->options[unknown]))
            continue;
        *true_ones = is ? *true_ones + 1 : *true_ones - 1;
        reopen(slack, span);
        if (span < slack->problem->clauses.count && *true_ones == (is ? 1 : 0))
            turn(slack, span, !is);
    }
    slack->options[unknown] = option;
}

void gti_slack_look(struct gti_slack *slack, const uint32_t *options)
{
    if (!slack->looked)
        count_all(slack, options);
    for (uint32_t i = 0; i < slack->problem->variables.count; i++)
        if (slack->options[i] != options[i])
            change(slack, i, options[i]);
}

size_t gti_slack_broken(const struct gti_slack *slack, uint32_t *groups)
{
    const uint32_t count = (uint32_t)slack->problem->groups.count;
    size_t broken = 0;

    for (uint32_t g = 1; g < count; g++) {
        groups[broken] = g;
        broken += slack->failed[g] > 0;
    }
    return broken;
}

/* The literals on the unknown in the span of the first of them, [at, end): those of one span follow one another. */
static uint32_t run_of(const struct gti_slack *slack, uint32_t at, uint32_t end)
{
    const uint32_t span = slack->clause_of[slack->literals[at]];

    while (at < end && slack->clause_of[slack->literals[at]] == span)
        at++;
    return at;
}

/* The fewest and the most literals of the run that an option makes true. */
static void range_of(const struct gti_slack *slack, uint32_t at, uint32_t end, uint64_t domain, uint32_t *least, uint32_t *most)
{
    *least = UINT32_MAX;
    *most = 0;
    for (uint32_t option = 0; option < 64; option++) {
        uint32_t true_ones = 0;
        if ((domain >> option & 1) == 0)
            continue;
        for (uint32_t i = at; i < end; i++)
            true_ones += is_true(slack, slack->literals[i], option);
        *least = true_ones < *least ? true_ones : *least;
        *most = true_ones > *most ? true_ones : *most;
    }
}

/* Does nothing change in this clause or count, whatever the option? */
static bool run_is_idle(const struct gti_slack *slack, uint32_t unknown, uint32_t at, uint32_t end)
{
    const gti_problem *problem = slack->problem;
    const uint32_t span = slack->clause_of[slack->literals[at]];
    uint32_t others = slack->true_ones[span], least, most;

    for (uint32_t i = at; i < end; i++)
        others -= is_true(slack, slack->literals[i], slack->options[unknown]);
    range_of(slack, at, end, GTI_VEC_AT(&problem->variables, gti_unknown, unknown)->domain, &least, &most);
    if (span >= problem->clauses.count) {
        const gti_count *count = GTI_VEC_AT(&problem->counts, gti_count, span - problem->clauses.count);
        return others + least >= count->at_least && others + most <= count->at_most;
    }
    if (others > 0 || least > 0 || most == 0)
        return true;
    const uint32_t group = group_of(slack, span);
    return slack->failed[group] > slack->here[group];
}

static bool judge(struct gti_slack *slack, uint32_t unknown)
{
    const uint32_t first = slack->first[unknown], last = slack->first[unknown + 1];
    const size_t clauses = slack->problem->clauses.count;
    bool idle = true;

    for (uint32_t at = first, next; at < last; at = next) {
        const uint32_t span = slack->clause_of[slack->literals[at]];
        next = run_of(slack, at, last);
        if (span < clauses)
            slack->here[group_of(slack, span)] += slack->true_ones[span] == 0;
    }
    for (uint32_t at = first, next; idle && at < last; at = next) {
        next = run_of(slack, at, last);
        idle = run_is_idle(slack, unknown, at, next);
    }
    for (uint32_t at = first; at < last; at++)
        if (slack->clause_of[slack->literals[at]] < clauses)
            slack->here[group_of(slack, slack->clause_of[slack->literals[at]])] = 0;
    return idle;
}

bool gti_slack_is_free(struct gti_slack *slack, uint32_t unknown)
{
    if (slack->verdicts[unknown] == OPEN)
        slack->verdicts[unknown] = judge(slack, unknown) ? FREE : BOUND;
    return slack->verdicts[unknown] == FREE;
}
