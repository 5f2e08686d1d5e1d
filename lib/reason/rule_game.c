/* rule_game.c: one rule as a game: making it, and questions with a quick answer. Uses base, game, record, rule.h. */
#include "reason/rule.h"

uint32_t gti_game_place(const gtee_game *game, uint32_t participant)
{
    uint32_t low = 0, high = game->count;

    while (low < high) {
        const uint32_t middle = low + (high - low) / 2;
        if (game->members[middle] == participant)
            return middle;
        if (game->members[middle] < participant)
            low = middle + 1;
        else
            high = middle;
    }
    return UINT32_MAX;
}

/* Lists those marked, and gives each its vote. */
static bool seat(gtee_game *game, const bool *named, size_t participants, gti_vote *votes)
{
    for (size_t i = 0; i < participants; i++)
        game->count += named[i];
    game->members = gti_arena_array(&game->arena, (size_t)game->count + 1, sizeof *game->members, sizeof(uint32_t));
    if (game->members == NULL)
        return false;
    game->count = 0;
    for (size_t i = 0; i < participants; i++) {
        votes[i] = (gti_vote){.kind = GTI_VOTE_NEVER};
        if (!named[i])
            continue;
        votes[i] = (gti_vote){.kind = GTI_VOTE_MEMBER, .member = game->count};
        game->members[game->count++] = (uint32_t)i;
    }
    return true;
}

static gtee_status find_vetoes(gtee_game *game)
{
    const size_t words = gti_coalition_words(game->game);
    uint64_t *all = gti_arena_array(&game->arena, words + 1, sizeof *all, sizeof(uint64_t));
    uint32_t outcome;

    game->vetoes = gti_arena_array(&game->arena, words + 1, sizeof *game->vetoes, sizeof(uint64_t));
    if (game->vetoes == NULL || all == NULL)
        return GTEE_ERROR_MEMORY;
    for (uint32_t i = 0; i < game->count; i++)
        gti_coalition_put(all, i, true);
    gtee_status status = gti_game_evaluate(game->game, all, NULL, &outcome);
    if (status != GTEE_OK || outcome == GTI_GAME_LOSES) /* a rule that never wins cannot be stopped */
        return status;
    return gti_game_veto_players(game->game, game->vetoes, &game->dictator);
}

static gtee_status build(gtee_game *game, gti_groups *groups, const gti_vote *votes)
{
    gti_rule_nodes nodes = {.groups = groups, .votes = votes};
    gtee_status status;
    uint32_t root;

    game->game = gti_game_new(&game->arena.allocator, game->count);
    if (game->game == NULL)
        return GTEE_ERROR_MEMORY;
    nodes.game = game->game;
    status = gti_rule_node(&nodes, game->rule, &root);
    gti_rule_nodes_free(&nodes);
    if (status == GTEE_OK)
        status = gti_game_root(game->game, root);
    return status == GTEE_OK ? find_vetoes(game) : status;
}

static gtee_game *game_alloc(const gtee_view *view, const gtee_proposal *proposal, const gtee_rule *rule)
{
    const gti_allocator *allocator = &view->dossier->context->allocator;
    gtee_game *game = gti_alloc_zero(allocator, sizeof *game);

    if (game == NULL)
        return NULL;
    gti_refs_init(&game->refs);
    gti_arena_init(&game->arena, allocator);
    game->proposal = proposal;
    game->rule = rule;
    game->dictator = UINT32_MAX;
    return game;
}

/* Is the part somewhere in the rule? Named rules are not looked into: they stand on their own. */
static bool contains(const gtee_rule *rule, const gtee_rule *part)
{
    if (rule == part)
        return true;
    if (rule->form == GTEE_RULE_NAMED)
        return false;
    for (uint32_t i = 0; i < rule->child_count; i++)
        if (contains(rule->children[i], part))
            return true;
    return false;
}

const gti_named_rule *gti_named_rule_of(const gtee_proposal *proposal, const gtee_rule *rule)
{
    for (uint32_t i = 0; rule != NULL && i < proposal->activation.count; i++)
        if (contains(proposal->activation.items[i].rule, rule))
            return &proposal->activation.items[i];
    return NULL;
}

/* ---- What is too large */

/* What the weights, or the quota, come to as whole numbers in the same proportion. */
static double size_of_quota(const gtee_rule *rule)
{
    uint32_t scale = rule->quota.scale;
    double sum = 0.0, unit = 1.0;

    for (uint32_t i = 0; i < rule->weight_count; i++) {
        scale = rule->weights[i].value.scale > scale ? rule->weights[i].value.scale : scale;
        sum += gti_decimal_double(rule->weights[i].value);
    }
    sum = gti_decimal_double(rule->quota) > sum ? gti_decimal_double(rule->quota) : sum;
    for (; scale > 0; scale--)
        unit *= 10.0;
    return sum * unit;
}

/* The largest quota in a rule, named rules not looked into. */
static double largest_quota(const gtee_rule *rule)
{
    double largest = rule->form == GTEE_RULE_QUOTA ? size_of_quota(rule) : 0.0;

    for (uint32_t i = 0; rule->form != GTEE_RULE_NAMED && i < rule->child_count; i++) {
        const double part = largest_quota(rule->children[i]);
        largest = part > largest ? part : largest;
    }
    return largest;
}

/* Of the rules that were walked, the one with the largest quota; NULL: none has numbers that are too large. */
static const gti_named_rule *find_largest(const gti_electorate *electorate, const gti_named_rule *asked, double *figure)
{
    const gti_rules *rules = &electorate->proposal->activation;
    const gti_named_rule *largest = NULL;
    uint32_t ignored;

    *figure = (double)GTI_GAME_WEIGHT;
    for (uint32_t i = 0; i < rules->count; i++) {
        const gti_named_rule *named = &rules->items[i];
        const double part = named == asked || gti_map_get(&electorate->seen, (uint64_t)(uintptr_t)named->rule, &ignored) ? largest_quota(named->rule) : 0.0;
        if (part <= *figure)
            continue;
        largest = named;
        *figure = part;
    }
    return largest;
}

static void report_size(const gti_electorate *electorate, const gti_allocator *allocator, const gtee_rule *rule)
{
    gti_report *report = electorate->report;
    const gtee_record *record = &electorate->proposal->record;
    const gti_named_rule *asked = gti_named_rule_of(electorate->proposal, rule), *largest;
    gti_place place = {.file = record->file, .line = record->line, .column = record->column, .length = 1};
    gti_buffer size;
    double figure;

    if (report == NULL)
        return;
    largest = find_largest(electorate, asked, &figure);
    if (largest != NULL || asked != NULL) {
        place.line = largest != NULL ? largest->line : asked->line;
        place.column = largest != NULL ? largest->column : asked->column;
    }
    gti_buffer_init(&size, allocator);
    gti_rough_figure(&size, figure);
    if (size.failed)
        gti_report_failed(report);
    else if (largest != NULL && asked != NULL)
        gti_report_add(report, GTI_CODE_RULE_TOO_LARGE, &place, NULL,
                       "the rule %q of %q is too large to be worked with: the weights or the quota of %q come to about %s as whole numbers, more than 2^62",
                       asked->name, record->id, largest->name, size.data);
    else
        gti_report_add(report, GTI_CODE_RULE_TOO_LARGE, &place, NULL, "the rule %q of %q is too large to be worked with",
                       asked != NULL ? asked->name : "", record->id);
    gti_report_hint(report, "use smaller groups, fewer groups with weights of their own, or weights with fewer digits");
    gti_buffer_free(&size);
}

/* ---- Making */

gtee_status gti_game_of_rule(const gtee_view *view, gti_groups *groups, const gtee_proposal *proposal, const gtee_rule *rule,
                             gti_report *report, gtee_game **game)
{
    const gti_allocator *allocator = &view->dossier->context->allocator;
    const size_t participants = gti_record_count(view->dossier, GTEE_KIND_PARTICIPANT);
    gti_electorate electorate = {.groups = groups, .report = report, .proposal = proposal};
    gti_vote *votes = gti_alloc_array(allocator, participants + 1, sizeof *votes);
    gtee_game *result = game_alloc(view, proposal, rule);
    gtee_status status = GTEE_ERROR_MEMORY;

    *game = NULL;
    electorate.named = gti_alloc_array(allocator, participants + 1, sizeof *electorate.named);
    if (votes != NULL && result != NULL && electorate.named != NULL)
        status = gti_electorate_add(&electorate, rule);
    if (status == GTEE_OK)
        status = seat(result, electorate.named, participants, votes) ? build(result, groups, votes) : GTEE_ERROR_MEMORY;
    if (status == GTEE_ERROR_LIMIT)
        report_size(&electorate, allocator, rule);
    gti_map_free(allocator, &electorate.seen);
    gti_free(allocator, electorate.named, (participants + 1) * sizeof *electorate.named);
    gti_free(allocator, votes, (participants + 1) * sizeof *votes);
    if (status == GTEE_OK)
        *game = result;
    else
        gtee_game_unref(result);
    return status;
}

static gtee_status check(const gtee_view *view, const gtee_proposal *proposal, const gtee_rule *rule, gti_report *report)
{
    if (!gti_record_belongs(view->dossier, &proposal->record)) {
        gti_report_add(report, GTI_CODE_OTHER_DOSSIER, NULL, NULL, "the proposal %q is not of the view's dossier", proposal->record.id);
        return GTEE_ERROR_ARGUMENT;
    }
    if (gti_named_rule_of(proposal, rule) != NULL)
        return GTEE_OK;
    gti_report_add(report, GTI_CODE_OTHER_PROPOSAL, NULL, NULL, "the rule is none of the proposal %q", proposal->record.id);
    return GTEE_ERROR_ARGUMENT;
}

gtee_status gtee_game_new(const gtee_view *view, const gtee_proposal *proposal, const gtee_rule *rule, const gtee_game_options *options,
                          gtee_game **game, gtee_diagnostics **diagnostics)
{
    gtee_game_options copy;
    gti_groups groups;
    gti_report *report;

    if (game != NULL)
        *game = NULL;
    if (diagnostics != NULL)
        *diagnostics = NULL;
    if (view == NULL || proposal == NULL || rule == NULL || game == NULL || !gti_options_copy(&copy, sizeof copy, sizeof copy, options))
        return GTEE_ERROR_ARGUMENT;
    report = gti_report_new(view->dossier->context);
    if (report == NULL)
        return GTEE_ERROR_MEMORY;
    gti_groups_init(&groups, &view->groups, view->dossier, view->day);
    gtee_status status = check(view, proposal, rule, report);
    if (status == GTEE_OK)
        status = gti_game_of_rule(view, &groups, proposal, rule, report, game);
    gti_groups_free(&groups);
    if (status == GTEE_OK && copy.progress != NULL && copy.progress(copy.progress_user, 1, 1) != 0)
        status = GTEE_ERROR_CANCELLED;
    status = gti_report_finish(report, status, diagnostics);
    if (status == GTEE_OK)
        (*game)->view = gtee_view_ref((gtee_view *)view);
    if (status != GTEE_OK) {
        gtee_game_unref(*game);
        *game = NULL;
    }
    return status;
}

/* ---- Quick questions */

/* Puts those that are listed, groups expanded, into or out of a coalition. */
static gtee_status put_listed(const gtee_game *game, gti_groups *groups, const gtee_participant *const *list, size_t count, bool in,
                              uint64_t *coalition)
{
    for (size_t i = 0; i < count; i++) {
        gti_span span;
        if (list[i] == NULL || !gti_record_belongs(game->view->dossier, &list[i]->record))
            return GTEE_ERROR_ARGUMENT;
        gtee_status status = gti_groups_members(groups, list[i], &span);
        if (status != GTEE_OK)
            return status;
        for (uint32_t j = 0; j < span.count; j++) {
            const uint32_t place = gti_game_place(game, gti_span_at(&span, j));
            if (place != UINT32_MAX)
                gti_coalition_put(coalition, place, in);
        }
    }
    return GTEE_OK;
}

static gtee_status decide(const gtee_game *game, gti_groups *groups, const gtee_participant *const *support, size_t support_count,
                          const gtee_participant *const *block, size_t block_count, uint64_t *favour, uint64_t *unknown, uint32_t *decision)
{
    gtee_status status = put_listed(game, groups, support, support_count, true, favour);

    for (uint32_t i = 0; i < game->count; i++)
        gti_coalition_put(unknown, i, true);
    if (status == GTEE_OK)
        status = put_listed(game, groups, block, block_count, false, favour);
    if (status == GTEE_OK)
        status = put_listed(game, groups, support, support_count, false, unknown);
    if (status == GTEE_OK)
        status = put_listed(game, groups, block, block_count, false, unknown);
    return status == GTEE_OK ? gti_game_evaluate(game->game, favour, unknown, decision) : status;
}

gtee_status gtee_game_decide(const gtee_game *game, const gtee_participant *const *support, size_t support_count,
                             const gtee_participant *const *block, size_t block_count, uint32_t *decision)
{
    gti_groups groups;
    uint64_t *words;
    size_t each;

    if (decision != NULL)
        *decision = GTEE_DECISION_LOSES;
    if (game == NULL || decision == NULL || (support == NULL && support_count > 0) || (block == NULL && block_count > 0))
        return GTEE_ERROR_ARGUMENT;
    each = gti_coalition_words(game->game) + 1;
    words = gti_alloc_array(&game->arena.allocator, each * 2, sizeof *words);
    if (words == NULL)
        return GTEE_ERROR_MEMORY;
    gti_groups_init(&groups, &game->view->groups, game->view->dossier, game->view->day);
    gtee_status status = decide(game, &groups, support, support_count, block, block_count, words, words + each, decision);
    gti_groups_free(&groups);
    gti_free(&game->arena.allocator, words, each * 2 * sizeof *words);
    return status;
}

static gtee_status decide_pivotal(const gtee_game *game, gti_groups *groups, const gtee_participant *const *support, size_t support_count,
                                  const gtee_participant *participant, uint64_t *favour, uint64_t *pivots, int32_t *pivotal)
{
    const uint32_t place = gti_game_place(game, participant->record.index);
    gtee_status status = put_listed(game, groups, support, support_count, true, favour);

    if (status == GTEE_OK)
        status = gti_game_pivotal(game->game, favour, pivots);
    if (status == GTEE_OK && place != UINT32_MAX)
        *pivotal = gti_coalition_has(pivots, place);
    return status;
}

gtee_status gtee_game_pivotal(const gtee_game *game, const gtee_participant *const *support, size_t support_count,
                              const gtee_participant *participant, int32_t *pivotal)
{
    gti_groups groups;
    uint64_t *words;
    size_t each;

    if (pivotal != NULL)
        *pivotal = 0;
    if (game == NULL || participant == NULL || pivotal == NULL || (support == NULL && support_count > 0) ||
        !gti_record_belongs(game->view->dossier, &participant->record))
        return GTEE_ERROR_ARGUMENT;
    each = gti_coalition_words(game->game) + 1;
    words = gti_alloc_array(&game->arena.allocator, each * 2, sizeof *words);
    if (words == NULL)
        return GTEE_ERROR_MEMORY;
    gti_groups_init(&groups, &game->view->groups, game->view->dossier, game->view->day);
    gtee_status status = decide_pivotal(game, &groups, support, support_count, participant, words, words + each, pivotal);
    gti_groups_free(&groups);
    gti_free(&game->arena.allocator, words, each * 2 * sizeof *words);
    return status;
}

/* ---- What callers read */

gtee_game *gtee_game_ref(gtee_game *game)
{
    gti_refs_up(&game->refs);
    return game;
}

void gtee_game_unref(gtee_game *game)
{
    if (game == NULL || !gti_refs_down(&game->refs))
        return;
    gtee_view *view = game->view;
    const gti_allocator allocator = game->arena.allocator;
    gti_game_free(game->game);
    gti_arena_free(&game->arena);
    gti_free(&allocator, game, sizeof *game);
    gtee_view_unref(view);
}

const gtee_view *gtee_game_view(const gtee_game *game)
{
    return game->view;
}

const gtee_proposal *gtee_game_proposal(const gtee_game *game)
{
    return game->proposal;
}

const gtee_rule *gtee_game_rule(const gtee_game *game)
{
    return game->rule;
}

size_t gtee_game_member_count(const gtee_game *game)
{
    return game->count;
}

const gtee_participant *gtee_game_member_at(const gtee_game *game, size_t index)
{
    return index < game->count ? gti_participant_at(game->view->dossier, game->members[index]) : NULL;
}

int32_t gtee_game_is_veto_player(const gtee_game *game, size_t index)
{
    return index < game->count && gti_coalition_has(game->vetoes, (uint32_t)index);
}

int32_t gtee_game_is_dictator(const gtee_game *game, size_t index)
{
    return index < game->count && game->dictator == index;
}

int32_t gtee_game_can_veto(const gtee_game *game, const gtee_participant *participant)
{
    for (uint32_t i = 0; i < game->count; i++) {
        const gtee_participant *member = gti_participant_at(game->view->dossier, game->members[i]);
        if (gti_coalition_has(game->vetoes, i) &&
            (member == participant || gtee_participant_is_member(member, participant, game->view->day) != 0))
            return 1;
    }
    return 0;
}

const char *gtee_decision_name(uint32_t decision)
{
    static const char *const names[] = {"loses", "wins", "open"};

    return decision < sizeof names / sizeof names[0] ? names[decision] : "";
}
