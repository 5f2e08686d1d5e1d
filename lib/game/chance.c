/* chance.c: the probability that a game wins when members are in favour independently, and what each member adds to it (game.h).
 *
 * A part of a plan is worked out once on the way up (its probability of winning) and, if members are asked for, once on the way down, when it is
 * told what its winning and losing mean to the game. All sums are of products of probabilities; complements are taken of single probabilities
 * and of whole parts. Only `birnbaum` is a difference of two sums. */
#include "game/build.h"
#include "game/chance.h"

static gtee_status wins_of(const gti_odds *o, uint32_t number, double *wins);
static gtee_status spread(const gti_odds *o, uint32_t number, gti_role r);

/* ---- Gates: how many of the children win */

typedef struct gate {
    const gti_plan_node *node;
    double *wins;   /* by child */
    double *before; /* [c][j]: exactly j of those before c win, j up to the need (which then counts more, too) */
    double *after;  /* [c][j]: at least j of those from c on win */
    size_t row, count;
} gate;

static void fill_gate(gate *g)
{
    uint32_t need = g->node->need;
    g->before[0] = 1;
    for (uint32_t c = 0; c < g->node->count; c++) {
        const double *from = g->before + c * g->row;
        double *to = g->before + (c + 1) * g->row, p = g->wins[c];
        for (uint32_t j = 0; j <= need; j++) {
            to[j] += from[j] * (1 - p);
            to[j < need ? j + 1 : need] += from[j] * p;
        }
    }
    g->after[g->node->count * g->row] = 1;
    for (uint32_t c = g->node->count; c-- > 0;) {
        const double *from = g->after + (c + 1) * g->row;
        double *to = g->after + c * g->row, p = g->wins[c];
        to[0] = 1;
        for (uint32_t j = 1; j <= need; j++)
            to[j] = from[j] * (1 - p) + from[j - 1] * p;
    }
}

static gtee_status open_gate(const gti_odds *o, const gti_plan_node *node, gate *g)
{
    gtee_status status = GTEE_OK;
    *g = (gate){.node = node, .row = (size_t)node->need + 1};
    g->count = node->count + 2 * ((size_t)node->count + 1) * g->row;
    g->wins = gti_doubles(o, g->count);
    if (g->wins == NULL)
        return GTEE_ERROR_MEMORY;
    g->before = g->wins + node->count;
    g->after = g->before + ((size_t)node->count + 1) * g->row;
    for (uint32_t c = 0; c < node->count && status == GTEE_OK; c++)
        status = wins_of(o, gti_plan_child(o->plan, node, c), &g->wins[c]);
    if (status == GTEE_OK)
        fill_gate(g);
    return status;
}

static gtee_status gate_wins(const gti_odds *o, const gti_plan_node *node, double *wins)
{
    gate g;
    gtee_status status = open_gate(o, node, &g);
    if (status == GTEE_OK)
        *wins = g.after[node->need];
    gti_drop_doubles(o, g.wins, g.count);
    return status;
}

/* The gate's probability of winning if child c wins (`more` 1) or loses (0). */
static double gate_given(const gate *g, uint32_t c, uint32_t more)
{
    const double *before = g->before + c * g->row, *after = g->after + (c + 1) * g->row;
    uint32_t need = g->node->need;
    double sum = 0;
    for (uint32_t j = 0; j <= need; j++)
        sum += before[j] * after[need > j + more ? need - j - more : 0];
    return sum;
}

static gtee_status spread_gate(const gti_odds *o, const gti_plan_node *node, gti_role r)
{
    gate g;
    gtee_status status = open_gate(o, node, &g);
    for (uint32_t c = 0; c < node->count && status == GTEE_OK; c++) {
        double won = gate_given(&g, c, 1), lost = gate_given(&g, c, 0);
        gti_role child = {.share = r.share, .won = r.won * won + r.lost * (1 - won), .lost = r.won * lost + r.lost * (1 - lost)};
        status = spread(o, gti_plan_child(o->plan, node, c), child);
    }
    gti_drop_doubles(o, g.wins, g.count);
    return status;
}

/* ---- Splits */

static void mark(const gti_plan *plan, uint32_t number, unsigned char *marks)
{
    const gti_plan_node *node = gti_plan_at(plan, number);
    if (node->kind == GTI_PLAN_MEMBER || node->kind == GTI_PLAN_SPLIT)
        marks[node->member] = 1;
    for (uint32_t i = 0; i < node->count; i++)
        mark(plan, gti_plan_child(plan, node, i), marks);
    for (uint32_t i = 0; node->kind == GTI_PLAN_DIAGRAM && i < node->drawing->levels; i++)
        marks[node->drawing->members[i]] = 1;
    if (node->kind == GTI_PLAN_WEIGHTS) {
        const gti_form_node *quota = gti_form_at(node->form, node->node);
        for (uint32_t i = 0; i < quota->count; i++)
            marks[gti_form_terms(node->form, quota)[i].member] = 1;
    }
}

static double branch_share(const gti_odds *o, const gti_plan_node *node, unsigned branch)
{
    double p = o->in[node->member];
    return branch == 0 ? p : 1 - p;
}

static gtee_status split_wins(const gti_odds *o, const gti_plan_node *node, double *wins)
{
    double branch[2] = {0, 0};
    gtee_status status = wins_of(o, gti_plan_child(o->plan, node, 0), &branch[0]);
    if (status == GTEE_OK)
        status = wins_of(o, gti_plan_child(o->plan, node, 1), &branch[1]);
    *wins = branch[0] * branch_share(o, node, 0) + branch[1] * branch_share(o, node, 1);
    return status;
}

/* One branch: its members by themselves; those that only the other branch mentions, and the one split at, by the branch as a whole. */
static gtee_status spread_branch(const gti_odds *o, const gti_plan_node *node, unsigned branch, const unsigned char *mentioned,
                                 unsigned char *here, gti_role r)
{
    uint32_t child = gti_plan_child(o->plan, node, branch);
    double wins = 0;
    gtee_status status = wins_of(o, child, &wins);
    gti_role part = r;
    part.share *= branch_share(o, node, branch);
    if (status != GTEE_OK)
        return status;
    for (uint32_t m = 0; m < o->plan->members; m++)
        here[m] = 0;
    mark(o->plan, child, here);
    for (uint32_t m = 0; m < o->plan->members; m++)
        if (mentioned[m] && !here[m] && m != node->member)
            gti_add_odds(o, m, part, wins, wins);
    if (branch == 0)
        o->with[node->member] += gti_played(r, wins);
    else
        o->without[node->member] += gti_played(r, wins);
    return spread(o, child, part);
}

static gtee_status spread_split(const gti_odds *o, uint32_t number, gti_role r)
{
    const gti_plan_node *node = gti_plan_at(o->plan, number);
    size_t members = (size_t)o->plan->members + 1;
    unsigned char *marks = gti_alloc_zero(&o->plan->work->allocator, 2 * members);
    gtee_status status = marks != NULL ? GTEE_OK : GTEE_ERROR_MEMORY;
    if (status == GTEE_OK)
        mark(o->plan, number, marks);
    for (unsigned branch = 0; branch < 2 && status == GTEE_OK; branch++)
        status = spread_branch(o, node, branch, marks, marks + members, r);
    gti_free(&o->plan->work->allocator, marks, 2 * members);
    return status;
}

/* ---- Parts */

static gtee_status wins_of(const gti_odds *o, uint32_t number, double *wins)
{
    const gti_plan_node *node = gti_plan_at(o->plan, number);
    switch (node->kind) {
    case GTI_PLAN_FIXED:
        *wins = node->node == GTI_ALWAYS ? 1 : 0;
        return GTEE_OK;
    case GTI_PLAN_MEMBER:
        *wins = o->in[node->member];
        return GTEE_OK;
    case GTI_PLAN_GATE:
        return gate_wins(o, node, wins);
    case GTI_PLAN_WEIGHTS:
        return gti_quota_wins(o, node->form, gti_form_at(node->form, node->node), wins);
    case GTI_PLAN_DIAGRAM:
        return gti_drawing_wins(o, node->drawing, wins);
    default:
        return split_wins(o, node, wins);
    }
}

/* Adds to with and without what the members of a part get. */
static gtee_status spread(const gti_odds *o, uint32_t number, gti_role r)
{
    const gti_plan_node *node = gti_plan_at(o->plan, number);
    switch (node->kind) {
    case GTI_PLAN_FIXED:
        return GTEE_OK;
    case GTI_PLAN_MEMBER:
        gti_add_odds(o, node->member, r, 1, 0);
        return GTEE_OK;
    case GTI_PLAN_GATE:
        return spread_gate(o, node, r);
    case GTI_PLAN_WEIGHTS:
        return gti_quota_odds(o, node->form, gti_form_at(node->form, node->node), r);
    case GTI_PLAN_DIAGRAM:
        return gti_drawing_odds(o, node->drawing, r);
    default:
        return spread_split(o, number, r);
    }
}

/* ---- The question */

static double end_of(gti_range range, bool high)
{
    return high ? range.high : range.low;
}

static void put_end(gti_range *range, bool high, double value)
{
    value = value > 1 ? 1 : value; /* a sum of many products may be a few units in the last place above */
    if (high)
        range->high = value;
    else
        range->low = value;
}

static void put_member(gti_member_chance *to, bool high, double with, double without)
{
    put_end(&to->with, high, with);
    put_end(&to->without, high, without);
    put_end(&to->birnbaum, high, with > without ? with - without : 0);
}

/* All members at one end of their ranges. `numbers`: in favour, with, without. */
static gtee_status run_end(const gti_plan *plan, const gti_range *ranges, bool high, double *numbers, gti_chance *chance)
{
    uint32_t members = plan->members;
    gti_odds o = {.plan = plan, .in = numbers, .with = numbers + members, .without = numbers + 2 * (size_t)members};
    unsigned char *marks = gti_alloc_zero(&plan->work->allocator, (size_t)members + 1);
    double wins = 0;
    gtee_status status = marks != NULL ? GTEE_OK : GTEE_ERROR_MEMORY;
    for (uint32_t m = 0; m < members; m++) {
        numbers[m] = end_of(ranges[m], high);
        o.with[m] = o.without[m] = 0;
    }
    if (status == GTEE_OK)
        status = wins_of(&o, plan->root, &wins);
    if (status == GTEE_OK && chance->each != NULL) {
        mark(plan, plan->root, marks);
        status = spread(&o, plan->root, (gti_role){.lost = 0, .won = 1, .share = 1});
    }
    put_end(&chance->wins, high, wins);
    for (uint32_t m = 0; m < members && status == GTEE_OK && chance->each != NULL; m++)
        put_member(&chance->each[m], high, marks[m] ? o.with[m] : wins, marks[m] ? o.without[m] : wins);
    gti_free(&plan->work->allocator, marks, (size_t)members + 1);
    return status;
}

static void copy_ends(gti_chance *chance)
{
    chance->wins.high = chance->wins.low;
    for (uint32_t m = 0; chance->each != NULL && m < chance->members; m++) {
        gti_member_chance *c = &chance->each[m];
        c->with.high = c->with.low;
        c->without.high = c->without.low;
        c->birnbaum.high = c->birnbaum.low;
    }
}

static gtee_status run(const gti_plan *plan, const gti_range *ranges, gti_chance *chance)
{
    size_t count = 3 * (size_t)plan->members + 1;
    double *numbers = gti_alloc_array(&chance->allocator, count, sizeof *numbers);
    bool points = true;
    gtee_status status = numbers != NULL ? run_end(plan, ranges, false, numbers, chance) : GTEE_ERROR_MEMORY;
    for (uint32_t m = 0; m < plan->members; m++)
        points = points && ranges[m].low >= ranges[m].high;
    if (status == GTEE_OK && points)
        copy_ends(chance);
    else if (status == GTEE_OK)
        status = run_end(plan, ranges, true, numbers, chance);
    gti_free(&chance->allocator, numbers, count * sizeof *numbers);
    return status;
}

static bool good_ranges(const gti_range *ranges, uint32_t members)
{
    for (uint32_t m = 0; m < members; m++)
        if (!(ranges[m].low >= 0 && ranges[m].low <= ranges[m].high && ranges[m].high <= 1))
            return false;
    return true;
}

gtee_status gti_game_chance(const gti_game *game, const gti_range *ranges, bool each, const gti_effort *effort, gti_chance *chance)
{
    gti_work work;
    gti_form form;
    gti_plan plan;
    gtee_status status;
    *chance = (gti_chance){.allocator = game->allocator, .members = game->members};
    if (!good_ranges(ranges, game->members))
        return GTEE_ERROR_ARGUMENT;
    gti_work_init(&work, &game->allocator, effort);
    if (each)
        chance->each = gti_alloc_array(&game->allocator, (size_t)game->members + 1, sizeof *chance->each);
    status = each && chance->each == NULL ? GTEE_ERROR_MEMORY : GTEE_OK;
    if (status == GTEE_OK) {
        status = GTEE_ERROR_MEMORY;
        if (gti_form_of_game(&form, game, false, NULL)) {
            status = gti_plan_init(&plan, &work, &form, GTI_FOR_CHANCE, false);
            if (status == GTEE_OK)
                status = run(&plan, ranges, chance);
            gti_plan_free(&plan);
        }
        gti_form_free(&form);
    }
    if (status != GTEE_OK)
        gti_chance_free(chance);
    chance->account = work.account;
    return status;
}

void gti_chance_free(gti_chance *chance)
{
    gti_free(&chance->allocator, chance->each, ((size_t)chance->members + 1) * sizeof *chance->each);
    chance->each = NULL;
}
