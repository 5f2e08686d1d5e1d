/* bargain_costs.c: without utilities, what packages cost each party: red lines crossed, then weights. Each group that may be broken becomes an unknown with
 * two options, kept or broken, and its clauses hold or it is broken: so costs add up like utilities. With a cap on red lines it is broken only if a
 * clause of it is, so that every package is one assignment and the frontier counts those within the cap. Uses bargain.h. */
#include "reason/bargain.h"

#define KEPT UINT64_C(1)
#define BROKEN UINT64_C(2)
#define MOST_UNITS (INT64_C(1) << 60)

typedef struct costing {
    gti_bargaining *making;
    uint32_t *player_of; /* by participant: its player + 1; 0: none */
    uint32_t *flag_of;   /* by group: its unknown */
} costing;

static const gti_group *group_at(const costing *c, size_t group)
{
    return GTI_VEC_AT(&c->making->deal.problem.groups, gti_group, group);
}

static const gti_origin *origin_at(const costing *c, size_t group)
{
    return GTI_VEC_AT(&c->making->deal.origins, gti_origin, group);
}

static bool costs(const costing *c, size_t group)
{
    const uint32_t kind = origin_at(c, group)->kind;

    return kind == GTI_ORIGIN_RED_LINE || kind == GTI_ORIGIN_WEIGHT;
}

static gtee_status too_large(const costing *c)
{
    gti_report_add(c->making->report, GTI_CODE_BARGAIN_TOO_LARGE, NULL, NULL, "more than %u parties have positions, or their weights are too large",
                   (uint64_t)GTI_FRONTIER_PLAYERS);
    return GTEE_ERROR_LIMIT;
}

/* ---- who plays, and the unit */

static gtee_status list_players(costing *c)
{
    gtee_bargain *bargain = c->making->bargain;
    const gtee_dossier *dossier = c->making->view->dossier;
    const size_t people = gti_record_count(dossier, GTEE_KIND_PARTICIPANT);

    for (size_t g = 1; g < c->making->deal.origins.count; g++)
        if (costs(c, g))
            c->player_of[origin_at(c, g)->participant->record.index] = 1;
    for (size_t i = 0; i < people; i++) {
        if (c->player_of[i] == 0)
            continue;
        if (bargain->player_count == GTI_FRONTIER_PLAYERS)
            return too_large(c);
        bargain->players[bargain->player_count].participant = (const gtee_participant *)gti_record_at(dossier, GTEE_KIND_PARTICIPANT, i);
        c->player_of[i] = (uint32_t)++bargain->player_count;
    }
    if (bargain->player_count > 0)
        bargain->basis = GTEE_BASIS_COSTS;
    return GTEE_OK;
}

/* One red line is worth more than all weights of anybody. */
static gtee_status find_unit(costing *c)
{
    gtee_bargain *bargain = c->making->bargain;
    int64_t total = 0, lines = 0;

    for (size_t g = 1; g < c->making->deal.origins.count; g++) {
        if (origin_at(c, g)->kind == GTI_ORIGIN_WEIGHT && group_at(c, g)->weight > (uint64_t)(MOST_UNITS - total))
            return too_large(c);
        if (origin_at(c, g)->kind == GTI_ORIGIN_WEIGHT)
            total += (int64_t)group_at(c, g)->weight;
        lines += origin_at(c, g)->kind == GTI_ORIGIN_RED_LINE;
    }
    if (total + 1 > MOST_UNITS / (lines + 2))
        return too_large(c);
    bargain->red_line = total + 1;
    for (uint64_t unit = c->making->deal.unit; unit > 1; unit /= 10)
        bargain->scale++;
    return GTEE_OK;
}

/* ---- the problem */

static bool copy_unknowns(const costing *c)
{
    const gti_vec *from = &c->making->deal.problem.variables;
    gti_vec *to = &c->making->costs.variables;

    return from->count == 0 || gti_vec_append(&c->making->costs.allocator, to, from->items, from->count);
}

static bool add_flag(costing *c, size_t group)
{
    gti_bargaining *making = c->making;
    const gtee_bargain *bargain = making->bargain;
    const gti_origin *origin = origin_at(c, group);
    const uint32_t player = c->player_of[origin->participant->record.index] - 1;
    int64_t *table;

    if (!gti_problem_variable(&making->costs, KEPT | BROKEN, 0, &c->flag_of[group]))
        return false;
    table = gti_bargain_table(making, c->flag_of[group], 2);
    if (table == NULL)
        return false;
    table[bargain->player_count + player] = origin->kind == GTI_ORIGIN_RED_LINE ? -bargain->red_line : -(int64_t)group_at(c, group)->weight;
    return true;
}

/* The clause holds, or else the flag (NULL: none) says so. */
static bool add_clause(const costing *c, const gti_clause_span *clause, const gti_atom *flag)
{
    gti_problem *to = &c->making->costs;
    const gti_vec *literals = &c->making->deal.problem.literals;
    const gti_clause_span copy = {GTI_SOLVE_HARD, (uint32_t)to->literals.count, clause->count + (flag != NULL)};

    return (clause->count == 0 ||
            gti_vec_append(&to->allocator, &to->literals, GTI_VEC_AT(literals, gti_atom, clause->first), clause->count)) &&
           (flag == NULL || gti_vec_append(&to->allocator, &to->literals, flag, 1)) && gti_vec_append(&to->allocator, &to->clauses, &copy, 1);
}

/* A clause as it is, or the group's flag says that it is broken. Consents that may be assumed are left out. */
static bool copy_clause(const costing *c, const gti_clause_span *clause)
{
    const gti_atom flag = {.options = BROKEN, .variable = c->flag_of[clause->group]};
    const bool flagged = clause->group != GTI_SOLVE_HARD;

    return (flagged && !costs(c, clause->group)) || add_clause(c, clause, flagged ? &flag : NULL);
}

static bool copy_count(const costing *c, const gti_count *count)
{
    const gti_vec *literals = &c->making->deal.problem.literals;

    return gti_problem_count(&c->making->costs, count->count > 0 ? GTI_VEC_AT(literals, gti_atom, count->first) : NULL, count->count,
                             count->at_least, count->at_most);
}

/* An unknown that is kept just if the clause holds. */
static bool watch(const costing *c, const gti_clause_span *clause, gti_atom *broken)
{
    gti_problem *to = &c->making->costs;
    const gti_vec *literals = &c->making->deal.problem.literals;
    gti_atom pair[2] = {{.options = KEPT}, {.options = 0}};
    bool good = gti_problem_variable(to, KEPT | BROKEN, 0, &broken->variable);

    broken->options = BROKEN;
    pair[0].variable = broken->variable;
    good = good && add_clause(c, clause, broken);
    for (uint32_t i = 0; good && i < clause->count; i++) {
        pair[1] = *GTI_VEC_AT(literals, gti_atom, clause->first + i);
        pair[1].options = ~pair[1].options & GTI_VEC_AT(&to->variables, gti_unknown, pair[1].variable)->domain;
        good = gti_problem_clause(to, GTI_SOLVE_HARD, pair, 2);
    }
    return good;
}

/* The group is kept, or one of its clauses is broken. */
static bool settle_flag(const costing *c, uint32_t group)
{
    const gti_vec *clauses = &c->making->deal.problem.clauses;
    gti_problem *to = &c->making->costs;
    gti_vec draft = GTI_VEC(gti_atom);
    const gti_atom kept = {.options = KEPT, .variable = c->flag_of[group]};
    bool good = gti_vec_append(&to->allocator, &draft, &kept, 1);

    for (size_t i = 0; good && i < clauses->count; i++) {
        gti_atom broken;
        if (GTI_VEC_AT(clauses, gti_clause_span, i)->group == group)
            good = watch(c, GTI_VEC_AT(clauses, gti_clause_span, i), &broken) && gti_vec_append(&to->allocator, &draft, &broken, 1);
    }
    good = good && gti_problem_clause(to, GTI_SOLVE_HARD, draft.items, (uint32_t)draft.count);
    gti_vec_free(&to->allocator, &draft);
    return good;
}

/* At most so many red lines of the party are crossed. */
static bool copy_cap(const costing *c, const gti_cap *cap)
{
    gti_problem *to = &c->making->costs;
    gti_count count = {(uint32_t)to->literals.count, 0, 0, cap->at_most};

    for (size_t g = 1; g < c->making->deal.origins.count; g++) {
        const gti_atom flag = {.options = BROKEN, .variable = c->flag_of[g]};
        if (origin_at(c, g)->kind != GTI_ORIGIN_RED_LINE || group_at(c, g)->party != cap->party)
            continue;
        if (!gti_vec_append(&to->allocator, &to->literals, &flag, 1))
            return false;
        count.count++;
    }
    return count.count == 0 || gti_vec_append(&to->allocator, &to->counts, &count, 1);
}

static bool fill(costing *c)
{
    const gti_problem *from = &c->making->deal.problem;
    bool good = copy_unknowns(c);

    for (size_t g = 1; good && g < from->groups.count; g++)
        good = !costs(c, g) || add_flag(c, g);
    for (size_t i = 0; good && i < from->clauses.count; i++)
        good = copy_clause(c, GTI_VEC_AT(&from->clauses, gti_clause_span, i));
    for (size_t i = 0; good && i < from->counts.count; i++)
        good = copy_count(c, GTI_VEC_AT(&from->counts, gti_count, i));
    for (uint32_t g = 1; good && from->caps.count > 0 && g < from->groups.count; g++)
        good = !costs(c, g) || settle_flag(c, g);
    for (size_t i = 0; good && i < from->caps.count; i++)
        good = copy_cap(c, GTI_VEC_AT(&from->caps, gti_cap, i));
    return good;
}

gtee_status gti_bargain_costs(gti_bargaining *making)
{
    costing c = {.making = making};
    gtee_status status;

    c.player_of = gti_arena_array(&making->arena, gti_record_count(making->view->dossier, GTEE_KIND_PARTICIPANT) + 1, sizeof *c.player_of,
                                  sizeof *c.player_of);
    c.flag_of = gti_arena_array(&making->arena, making->deal.problem.groups.count + 1, sizeof *c.flag_of, sizeof *c.flag_of);
    if (c.player_of == NULL || c.flag_of == NULL || !gti_problem_init(&making->costs, &making->deal.problem.allocator))
        return GTEE_ERROR_MEMORY;
    status = list_players(&c);
    if (status == GTEE_OK)
        status = find_unit(&c);
    if (status != GTEE_OK)
        return status;
    return fill(&c) ? GTEE_OK : GTEE_ERROR_MEMORY;
}
