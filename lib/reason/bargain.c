/* bargain.c: a bargain from question to frontier. Uses base, record, solve, bargain.h. docs/semantics.md, "Bargain", is what it does. */
#include "reason/bargain.h"

int64_t *gti_bargain_table(gti_bargaining *making, uint32_t unknown, uint32_t options)
{
    int64_t **slot = &making->utility[unknown];

    if (*slot == NULL)
        *slot = gti_arena_array(&making->arena, (size_t)options * making->bargain->player_count + 1, sizeof **slot, sizeof **slot);
    return *slot;
}

/* ---- the deal */

/* With utilities no red line may be crossed; without, they are costs. */
static gtee_status make_deal(gti_bargaining *making)
{
    gti_deal_question question = making->bargain->inquiry.question;
    const size_t positions = gti_record_count(making->view->dossier, GTEE_KIND_POSITION);
    gtee_status status = gti_bargain_bearing(making);

    question.mode = GTI_DEAL_LEXICOGRAPHIC;
    question.without_consents = question.immovable == NULL; /* any may be assumed */
    if (making->bargain->basis == GTEE_BASIS_UTILITIES) {
        bool *all = gti_arena_array(&making->arena, positions + 1, sizeof *all, 1);
        if (all == NULL)
            return GTEE_ERROR_MEMORY;
        for (size_t i = 0; i < positions; i++)
            all[i] = true;
        question.immovable_positions = all;
        question.bare = question.immovable == NULL;
    }
    question.fixes = making->fixes.items;
    question.fix_count = making->fixes.count;
    if (status == GTEE_OK)
        status = gti_deal_make(&making->deal, &question);
    if (status == GTEE_ERROR_LIMIT)
        gti_report_add(making->report, GTI_CODE_BARGAIN_TOO_LARGE, NULL, NULL, "there are too many variables, or weights are too large to add up");
    return status;
}

static gtee_status make_tables(gti_bargaining *making)
{
    const size_t room = making->deal.problem.variables.count + making->deal.problem.groups.count +
                        making->deal.problem.clauses.count + 1; /* there may be a flag for each group and each clause */

    making->utility = gti_arena_array(&making->arena, room, sizeof *making->utility, _Alignof(int64_t *));
    if (making->utility == NULL)
        return GTEE_ERROR_MEMORY;
    return making->bargain->basis == GTEE_BASIS_UTILITIES ? gti_bargain_utilities(making) : gti_bargain_costs(making);
}

static const gti_problem *problem_of(const gti_bargaining *making)
{
    return making->bargain->basis == GTEE_BASIS_UTILITIES ? &making->deal.problem : &making->costs;
}

/* ---- stakes */

static void mark(const gti_problem *problem, uint32_t first, uint32_t count, bool *bears)
{
    for (uint32_t i = 0; i < count; i++)
        bears[GTI_VEC_AT(&problem->literals, gti_atom, first + i)->variable] = true;
}

/* Which unknowns something hard or a utility bears on. */
static bool *find_bearing(gti_bargaining *making)
{
    const gti_problem *problem = problem_of(making);
    bool *bears = gti_arena_array(&making->arena, problem->variables.count + 1, sizeof *bears, 1);

    if (bears == NULL)
        return NULL;
    for (size_t i = 0; i < problem->variables.count; i++)
        bears[i] = making->utility[i] != NULL;
    for (size_t i = 0; i < problem->clauses.count; i++) {
        const gti_clause_span *clause = GTI_VEC_AT(&problem->clauses, gti_clause_span, i);
        if (clause->group == GTI_SOLVE_HARD)
            mark(problem, clause->first, clause->count, bears);
    }
    for (size_t i = 0; i < problem->counts.count; i++) {
        const gti_count *count = GTI_VEC_AT(&problem->counts, gti_count, i);
        mark(problem, count->first, count->count, bears);
    }
    return bears;
}

static gtee_status list_stakes(gti_bargaining *making)
{
    gtee_bargain *bargain = making->bargain;
    const gti_deal *deal = &making->deal;
    const bool *bears = find_bearing(making);

    bargain->stakes = gti_arena_array(&bargain->arena, (size_t)making->view->variables.total + 1, sizeof *bargain->stakes,
                                      _Alignof(gtee_stake));
    if (bears == NULL || bargain->stakes == NULL)
        return GTEE_ERROR_MEMORY;
    for (uint32_t v = 0; v < making->view->variables.count; v++)
        if (deal->unknown_of[v] != UINT32_MAX && bears[deal->unknown_of[v]])
            bargain->stakes[bargain->stake_count++] = (gtee_stake){&making->view->variables.items[v], deal->unknown_of[v]};
    if (bargain->stake_count <= GTI_FRONTIER_VARIABLES && problem_of(making)->variables.count <= 4 * GTI_FRONTIER_VARIABLES)
        return GTEE_OK;
    gti_report_add(making->report, GTI_CODE_BARGAIN_TOO_LARGE, NULL, NULL, "there are %u variables, at most %u can be bargained over",
                   (uint64_t)bargain->stake_count, (uint64_t)GTI_FRONTIER_VARIABLES);
    return GTEE_ERROR_LIMIT;
}

/* ---- the frontier */

/* Of a result in which the budget's end is one way to be done. */
static gtee_status status_of(uint32_t ended)
{
    return ended == GTI_SEARCH_BUDGET ? GTEE_OK : gti_search_status(ended);
}

static gtee_status take_count(gtee_bargain *bargain, const gti_frontier *frontier)
{
    bargain->packages = frontier->assignment_count;
    bargain->packages_text = gti_arena_copy(&bargain->arena, frontier->assignments.data, frontier->assignments.size);
    return bargain->packages_text != NULL ? GTEE_OK : GTEE_ERROR_MEMORY;
}

/* Is each package one assignment of the frontier's problem? */
static bool is_countable(const gti_bargaining *making)
{
    return making->bargain->basis == GTEE_BASIS_UTILITIES || making->deal.problem.caps.count > 0;
}

/* Where red lines are costs and any number may be crossed, how many choices there are is asked without them. */
static gtee_status count_packages(gti_bargaining *making)
{
    static const int64_t worthless = 0;
    gtee_bargain *bargain = making->bargain;
    const gti_problem *problem = &making->deal.problem;
    const int64_t **utility = gti_arena_array(&making->arena, problem->variables.count + 1, sizeof *utility, _Alignof(int64_t *));
    const gti_stakes nobody = {.players = 0, .utility = utility, .floor = &worthless};
    gti_frontier counted;

    if (utility == NULL)
        return GTEE_ERROR_MEMORY;
    for (size_t i = 0; i < bargain->stake_count; i++)
        utility[bargain->stakes[i].unknown] = &worthless;
    gtee_status status = status_of(gti_frontier_make(&counted, problem, &nobody, &making->bargain->inquiry.search));
    if (status == GTEE_OK)
        status = take_count(bargain, &counted);
    bargain->frontier.complete = bargain->frontier.complete && counted.complete;
    gti_frontier_free(&counted);
    return status;
}

static gtee_status find_frontier(gti_bargaining *making)
{
    gtee_bargain *bargain = making->bargain;
    int64_t *floor = gti_arena_array(&making->arena, bargain->player_count + 1, sizeof *floor, sizeof *floor);
    gtee_status status;

    if (floor == NULL)
        return GTEE_ERROR_MEMORY;
    for (size_t p = 0; p < bargain->player_count; p++)
        floor[p] = bargain->basis == GTEE_BASIS_COSTS ? INT64_MIN / 4 : bargain->players[p].reservation - bargain->players[p].base;
    making->stakes = (gti_stakes){(uint32_t)bargain->player_count, (const int64_t *const *)making->utility, floor};
    bargain->has_frontier = true;
    status = status_of(gti_frontier_make(&bargain->frontier, problem_of(making), &making->stakes, &making->bargain->inquiry.search));
    if (status == GTEE_OK)
        status = is_countable(making) ? take_count(bargain, &bargain->frontier) : count_packages(making);
    return status;
}

static gtee_status list_outcomes(gtee_bargain *bargain)
{
    const size_t count = bargain->player_count > 0 ? bargain->frontier.count : 0;

    bargain->outcomes = gti_arena_array(&bargain->arena, count + 1, sizeof *bargain->outcomes, _Alignof(gtee_outcome));
    if (bargain->outcomes == NULL)
        return GTEE_ERROR_MEMORY;
    for (size_t i = 0; i < count; i++)
        bargain->outcomes[i] = (gtee_outcome){.bargain = bargain, .point = (uint32_t)i};
    bargain->outcome_count = count;
    return GTEE_OK;
}

/* ---- making and freeing */

static gtee_status work(gti_bargaining *making, const gtee_search_options *options)
{
    gtee_bargain *bargain = making->bargain;
    gtee_status status = gti_inquiry_make(&making->bargain->inquiry, making->view, options, GTI_DEAL_LEXICOGRAPHIC, NULL, making->report);

    if (status != GTEE_OK)
        return status;
    bargain->players = gti_arena_array(&bargain->arena, GTI_FRONTIER_PLAYERS, sizeof *bargain->players, _Alignof(gtee_player));
    status = bargain->players != NULL ? gti_bargain_players(making) : GTEE_ERROR_MEMORY;
    if (status == GTEE_OK)
        status = make_deal(making);
    if (status == GTEE_OK)
        status = make_tables(making);
    if (status == GTEE_OK)
        status = list_stakes(making);
    if (status == GTEE_OK)
        status = find_frontier(making);
    if (status == GTEE_OK)
        status = list_outcomes(bargain);
    return status == GTEE_OK ? gti_bargain_solve(making) : status;
}

static gtee_status make(void *result, const gtee_view *view, const gtee_search_options *options, const void *question, gti_report *report)
{
    gtee_bargain *bargain = result;
    gti_bargaining making = {.bargain = bargain, .view = view, .report = report, .fixes = GTI_VEC(gti_fix)};
    gtee_status status;

    (void)question;
    gti_arena_init(&bargain->arena, &view->groups.arena.allocator);
    bargain->view = gtee_view_ref((gtee_view *)view);
    bargain->exact = true;
    gti_arena_init(&making.arena, &bargain->arena.allocator);
    status = work(&making, options);
    if (making.deal.problem.allocator.resize != NULL)
        gti_deal_free(&making.deal);
    if (making.costs.allocator.resize != NULL)
        gti_problem_free(&making.costs);
    gti_vec_free(&bargain->arena.allocator, &making.fixes);
    gti_arena_free(&making.arena);
    return status;
}

static void unref(void *result)
{
    gtee_bargain_unref(result);
}

gtee_status gtee_bargain_new(const gtee_view *view, const gtee_search_options *options, gtee_bargain **bargain,
                             gtee_diagnostics **diagnostics)
{
    static const gti_result_kind kind = {sizeof(gtee_bargain), make, unref};
    void *made;
    const gtee_status status = gti_result_new(&kind, bargain != NULL ? view : NULL, options, NULL, &made, diagnostics);

    if (bargain != NULL)
        *bargain = made;
    return status;
}

gtee_bargain *gtee_bargain_ref(gtee_bargain *bargain)
{
    gti_refs_up(&bargain->refs);
    return bargain;
}

void gtee_bargain_unref(gtee_bargain *bargain)
{
    if (bargain == NULL || !gti_refs_down(&bargain->refs))
        return;
    gtee_view *view = bargain->view;
    const gti_allocator allocator = bargain->arena.allocator;
    if (bargain->has_frontier)
        gti_frontier_free(&bargain->frontier);
    gti_inquiry_free(&bargain->inquiry);
    gti_arena_free(&bargain->arena);
    gti_free(&allocator, bargain, sizeof *bargain);
    gtee_view_unref(view);
}
