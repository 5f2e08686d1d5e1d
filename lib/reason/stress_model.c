/* stress_model.c: the guarantee as a game: who votes, who delivers, and what has to win for it to arrive. Uses game, stress.h.
 *
 * A participant whose stand is not known stands by the guarantee or does not: it then supports activation and delivers, or does neither, and
 * one member of the game is both. Of one whose stand is known, voting and delivering are members of their own. */
#include "reason/stress.h"

static gtee_status add_member(gti_model *model, uint32_t owner, gti_range range, uint32_t *member)
{
    const gti_allocator *allocator = model->stressing->allocator;

    *member = (uint32_t)model->ranges.count;
    return gti_vec_append(allocator, &model->ranges, &range, 1) && gti_vec_append(allocator, &model->owners, &owner, 1) ? GTEE_OK
                                                                                                                         : GTEE_ERROR_MEMORY;
}

/* What a participant is in the guarantee. */
#define PART_VOTES 1u
#define PART_OWES 2u

static void note_parts(const gti_model *model, unsigned char *parts)
{
    const gtee_stress *result = model->stressing->result;

    for (size_t i = 0; i < result->activation_count; i++)
        for (uint32_t j = 0; j < result->activations[i].game->count; j++)
            parts[result->activations[i].game->members[j]] |= PART_VOTES;
    for (size_t i = 0; i < result->due_count; i++)
        parts[result->dues[i].obligor->record.index] |= PART_OWES;
    if (model->variation != NULL && model->variation->kind == GTEE_CHANGE_ADD_OBLIGOR)
        parts[model->variation->participant] |= PART_OWES;
}

/* In the game of defaults: one member, unless it blocks. */
static gtee_status seat_defaulter(gti_model *model, uint32_t who)
{
    const gti_range range = {0.0, 1.0};
    uint32_t member;

    if (model->stressing->result->stands[who] == GTEE_STAND_BLOCK)
        return GTEE_OK;
    gtee_status status = add_member(model, who, range, &member);
    model->votes[who] = (gti_vote){.kind = GTI_VOTE_MEMBER, .member = member};
    model->keepers[who] = member;
    return status;
}

static gtee_status seat(gti_model *model, const gti_circumstances *c, uint32_t who, unsigned char part)
{
    const bool block = c->stands[who] == GTEE_STAND_BLOCK, known = block || c->stands[who] == GTEE_STAND_SUPPORT;
    const double vote = block ? 0.0 : 1.0;
    gtee_status status = GTEE_OK;
    uint32_t member = 0;

    if ((part & PART_OWES) != 0 || !known) {
        status = add_member(model, who, c->likely[who].range, &member);
        model->keepers[who] = member;
    }
    if (status == GTEE_OK && (part & PART_VOTES) != 0 && known)
        status = add_member(model, who, (gti_range){vote, vote}, &member);
    model->votes[who] = (gti_vote){.kind = GTI_VOTE_MEMBER, .member = member};
    return status;
}

static gtee_status seat_all(gti_model *model, const gti_circumstances *c)
{
    gti_stressing *s = model->stressing;
    unsigned char *parts = gti_alloc_array(s->allocator, s->participants + 1, 1);
    gtee_status status = GTEE_OK;

    if (parts == NULL)
        return GTEE_ERROR_MEMORY;
    note_parts(model, parts);
    for (uint32_t i = 0; status == GTEE_OK && i < s->participants; i++) {
        model->votes[i] = (gti_vote){.kind = GTI_VOTE_NEVER};
        model->keepers[i] = UINT32_MAX;
        if (parts[i] != 0)
            status = c == NULL ? seat_defaulter(model, i) : seat(model, c, i, parts[i]);
    }
    if (model->variation != NULL && model->variation->kind == GTEE_CHANGE_DROP_VETO)
        model->votes[model->variation->participant] = (gti_vote){.kind = GTI_VOTE_ALWAYS};
    gti_free(s->allocator, parts, s->participants + 1);
    return status;
}

/* A clause that may be triggered or not is a member of the game, too. */
static gtee_status seat_open(gti_model *model, uint32_t *open)
{
    const gtee_stress *result = model->stressing->result;
    gtee_status status = GTEE_OK;

    for (size_t i = 0; status == GTEE_OK && i < result->test_count; i++)
        if (result->tests[i].outcome == GTEE_TEST_OPEN)
            status = add_member(model, UINT32_MAX, (gti_range){0.0, 1.0}, &open[i]);
    return status;
}

gtee_status gti_model_activation(gti_model *model, const gtee_activation *activation, uint32_t *node)
{
    if (activation == NULL)
        return gti_game_at_least(model->game, 0, NULL, 0, node);
    return gti_rule_node(&model->nodes, activation->rule, node);
}

/* Triggered and activated. */
static gtee_status test_node(gti_model *model, const gtee_test *test, const uint32_t *open, uint32_t *node)
{
    uint32_t both[2];
    gtee_status status;

    *node = UINT32_MAX;
    if (test->outcome == GTEE_TEST_NOT_TRIGGERED)
        return GTEE_OK;
    status = gti_model_activation(model, test->activation, &both[0]);
    if (status != GTEE_OK || open == NULL || test->outcome == GTEE_TEST_TRIGGERED) {
        *node = both[0];
        return status;
    }
    status = gti_game_member(model->game, open[test->clause->record.index], &both[1]);
    return status == GTEE_OK ? gti_game_at_least(model->game, 2, both, 2, node) : status;
}

static gtee_status keeper_node(gti_model *model, uint32_t obligor, uint32_t *node)
{
    if (model->keepers[obligor] == UINT32_MAX)
        return gti_game_at_least(model->game, 1, NULL, 0, node);
    return gti_game_member(model->game, model->keepers[obligor], node);
}

static gtee_status due_node(gti_model *model, uint32_t test, uint32_t obligor, uint32_t *node)
{
    uint32_t both[2] = {*GTI_VEC_AT(&model->test_nodes, uint32_t, test), 0};
    gtee_status status = keeper_node(model, obligor, &both[1]);

    return status == GTEE_OK ? gti_game_at_least(model->game, 2, both, 2, node) : status;
}

static gtee_status build(gti_model *model, const uint32_t *open)
{
    const gtee_stress *result = model->stressing->result;
    const gti_allocator *allocator = model->stressing->allocator;
    gtee_status status = GTEE_OK;
    uint32_t node;

    for (size_t i = 0; status == GTEE_OK && i < result->test_count; i++) {
        status = test_node(model, &result->tests[i], open, &node);
        if (status == GTEE_OK && !gti_vec_append(allocator, &model->test_nodes, &node, 1))
            status = GTEE_ERROR_MEMORY;
    }
    for (size_t i = 0; status == GTEE_OK && i < result->due_count; i++) {
        const gtee_due *due = &result->dues[i];
        status = due_node(model, due->test->clause->record.index, due->obligor->record.index, &node);
        if (status == GTEE_OK && !gti_vec_append(allocator, &model->due_nodes, &node, 1))
            status = GTEE_ERROR_MEMORY;
    }
    return status;
}

gtee_status gti_model_make(gti_model *model, gti_stressing *s, const gti_circumstances *circumstances, const gti_variation *variation)
{
    const size_t open_size = (s->result->test_count + 1) * sizeof(uint32_t);
    uint32_t *open = gti_alloc_zero(s->allocator, open_size);
    gtee_status status = GTEE_ERROR_MEMORY;

    *model = (gti_model){.stressing = s,
                         .ranges = GTI_VEC(gti_range),
                         .owners = GTI_VEC(uint32_t),
                         .test_nodes = GTI_VEC(uint32_t),
                         .due_nodes = GTI_VEC(uint32_t),
                         .variation = variation};
    model->votes = gti_alloc_array(s->allocator, s->participants + 1, sizeof *model->votes);
    model->keepers = gti_alloc_array(s->allocator, s->participants + 1, sizeof *model->keepers);
    if (open != NULL && model->votes != NULL && model->keepers != NULL)
        status = seat_all(model, circumstances);
    if (status == GTEE_OK && circumstances != NULL)
        status = seat_open(model, open);
    if (status == GTEE_OK)
        model->game = gti_game_new(s->allocator, (uint32_t)model->ranges.count);
    if (status == GTEE_OK && model->game == NULL)
        status = GTEE_ERROR_MEMORY;
    model->nodes = (gti_rule_nodes){.game = model->game,
                                    .groups = &s->groups,
                                    .votes = model->votes,
                                    .lowered = variation != NULL && variation->kind == GTEE_CHANGE_LOWER_QUOTA ? variation->rule : NULL};
    if (status == GTEE_OK)
        status = build(model, circumstances != NULL ? open : NULL);
    gti_free(s->allocator, open, open_size);
    return status;
}

void gti_model_free(gti_model *model)
{
    const gti_stressing *s = model->stressing;

    if (model->nodes.groups != NULL)
        gti_rule_nodes_free(&model->nodes);
    gti_game_free(model->game);
    gti_vec_free(s->allocator, &model->ranges);
    gti_vec_free(s->allocator, &model->owners);
    gti_vec_free(s->allocator, &model->test_nodes);
    gti_vec_free(s->allocator, &model->due_nodes);
    gti_free(s->allocator, model->votes, (s->participants + 1) * sizeof *model->votes);
    gti_free(s->allocator, model->keepers, (s->participants + 1) * sizeof *model->keepers);
}

/* ---- What has to win */

/* One obligor's delivering on a level: by any of the clauses that oblige it to. */
static gtee_status obligor_node(gti_model *model, const gtee_level *level, const gtee_participant *obligor, uint32_t *node)
{
    const gtee_stress *result = model->stressing->result;
    const gti_allocator *allocator = model->stressing->allocator;
    gti_vec ways = GTI_VEC(uint32_t);
    gtee_status status = GTEE_OK;

    for (size_t i = 0; status == GTEE_OK && i < level->due_count; i++)
        if (result->dues[level->dues[i]].obligor == obligor &&
            !gti_vec_append(allocator, &ways, GTI_VEC_AT(&model->due_nodes, uint32_t, level->dues[i]), 1))
            status = GTEE_ERROR_MEMORY;
    if (status == GTEE_OK)
        status = gti_game_at_least(model->game, 1, ways.items, (uint32_t)ways.count, node);
    gti_vec_free(allocator, &ways);
    return status;
}

/* An obligor that is added owes what the clauses of the level oblige the others to. */
static gtee_status added_node(gti_model *model, const gtee_level *level, uint32_t *node)
{
    const gtee_stress *result = model->stressing->result;
    const gti_allocator *allocator = model->stressing->allocator;
    gti_vec ways = GTI_VEC(uint32_t);
    gtee_status status = GTEE_OK;

    for (size_t i = 0; status == GTEE_OK && i < level->due_count; i++) {
        const uint32_t test = result->dues[level->dues[i]].test->clause->record.index;
        uint32_t way;
        if (i > 0 && result->dues[level->dues[i - 1]].test->clause->record.index == test)
            continue;
        status = due_node(model, test, model->variation->participant, &way);
        if (status == GTEE_OK && !gti_vec_append(allocator, &ways, &way, 1))
            status = GTEE_ERROR_MEMORY;
    }
    if (status == GTEE_OK)
        status = gti_game_at_least(model->game, 1, ways.items, (uint32_t)ways.count, node);
    gti_vec_free(allocator, &ways);
    return status;
}

/* All that is owed on a level is owed by one clause: it is activated, and so many of the obligors stand by it. */
static gtee_status level_of_one(gti_model *model, const gtee_level *level, uint32_t least, uint32_t *node)
{
    const gti_allocator *allocator = model->stressing->allocator;
    const gti_variation *v = model->variation;
    const uint32_t test = model->stressing->result->dues[level->dues[0]].test->clause->record.index;
    const bool added = v != NULL && v->kind == GTEE_CHANGE_ADD_OBLIGOR && v->level == level;
    gti_vec keepers = GTI_VEC(uint32_t);
    uint32_t both[2] = {*GTI_VEC_AT(&model->test_nodes, uint32_t, test), 0};
    gtee_status status = GTEE_OK;

    for (size_t i = 0; status == GTEE_OK && i < level->obligors.count + added; i++) {
        const uint32_t who = i < level->obligors.count ? level->obligors.items[i]->record.index : v->participant;
        uint32_t keeper;
        status = keeper_node(model, who, &keeper);
        if (status == GTEE_OK && !gti_vec_append(allocator, &keepers, &keeper, 1))
            status = GTEE_ERROR_MEMORY;
    }
    if (status == GTEE_OK)
        status = gti_game_at_least(model->game, least, keepers.items, (uint32_t)keepers.count, &both[1]);
    if (status == GTEE_OK)
        status = gti_game_at_least(model->game, 2, both, 2, node);
    gti_vec_free(allocator, &keepers);
    return status;
}

static bool is_of_one(const gti_model *model, const gtee_level *level)
{
    const gtee_due *dues = model->stressing->result->dues;

    return dues[level->dues[0]].test == dues[level->dues[level->due_count - 1]].test; /* they are in order of clauses */
}

gtee_status gti_model_level(gti_model *model, const gtee_level *level, uint32_t least, uint32_t *node)
{
    const gti_allocator *allocator = model->stressing->allocator;
    const gti_variation *v = model->variation;
    gti_vec obligors = GTI_VEC(uint32_t);
    gtee_status status = GTEE_OK;
    uint32_t one;

    if (least > 0 && is_of_one(model, level))
        return level_of_one(model, level, least, node);

    for (size_t i = 0; status == GTEE_OK && i < level->obligors.count; i++) {
        status = obligor_node(model, level, level->obligors.items[i], &one);
        if (status == GTEE_OK && !gti_vec_append(allocator, &obligors, &one, 1))
            status = GTEE_ERROR_MEMORY;
    }
    if (status == GTEE_OK && v != NULL && v->kind == GTEE_CHANGE_ADD_OBLIGOR && v->level == level) {
        status = added_node(model, level, &one);
        if (status == GTEE_OK && !gti_vec_append(allocator, &obligors, &one, 1))
            status = GTEE_ERROR_MEMORY;
    }
    if (status == GTEE_OK)
        status = gti_game_at_least(model->game, least, obligors.items, (uint32_t)obligors.count, node);
    gti_vec_free(allocator, &obligors);
    return status;
}

gtee_status gti_model_arrives(gti_model *model, uint32_t *node)
{
    const gtee_stress *result = model->stressing->result;
    const gti_allocator *allocator = model->stressing->allocator;
    gti_vec levels = GTI_VEC(uint32_t);
    gtee_status status = GTEE_OK;

    if (result->level_count == 0) /* nothing comes due: nothing arrives */
        return gti_game_at_least(model->game, 1, NULL, 0, node);
    for (size_t i = 0; status == GTEE_OK && i < result->level_count; i++) {
        uint32_t level;
        status = gti_model_level(model, &result->levels[i], result->levels[i].least, &level);
        if (status == GTEE_OK && !gti_vec_append(allocator, &levels, &level, 1))
            status = GTEE_ERROR_MEMORY;
    }
    if (status == GTEE_OK)
        status = gti_all_node(model->game, &levels, node);
    gti_vec_free(allocator, &levels);
    return status;
}

gtee_status gti_model_complete(gti_model *model, uint32_t *node)
{
    const gtee_stress *result = model->stressing->result;
    const gti_allocator *allocator = model->stressing->allocator;
    gti_vec all = GTI_VEC(uint32_t);
    gtee_status status = GTEE_OK;

    if (result->due_count == 0)
        return gti_game_at_least(model->game, 1, NULL, 0, node);
    for (size_t i = 0; status == GTEE_OK && i < result->due_count; i++) {
        const gtee_due *due = &result->dues[i];
        uint32_t keeper;
        if (i == 0 || due->test != result->dues[i - 1].test)
            status = gti_vec_append(allocator, &all, GTI_VEC_AT(&model->test_nodes, uint32_t, due->test->clause->record.index), 1)
                         ? GTEE_OK
                         : GTEE_ERROR_MEMORY;
        if (status == GTEE_OK)
            status = keeper_node(model, due->obligor->record.index, &keeper);
        if (status == GTEE_OK && !gti_vec_append(allocator, &all, &keeper, 1))
            status = GTEE_ERROR_MEMORY;
    }
    if (status == GTEE_OK)
        status = gti_all_node(model->game, &all, node);
    gti_vec_free(allocator, &all);
    return status;
}

/* ---- How likely it wins */

gtee_status gti_model_chance(gti_model *model, uint32_t node, bool each, gti_chance *chance)
{
    gtee_status status = gti_game_root(model->game, node);

    *chance = (gti_chance){.members = 0, .allocator = *model->stressing->allocator};
    if (status == GTEE_OK)
        status = gti_game_chance(model->game, model->ranges.items, each, &model->stressing->effort, chance);
    return gti_stress_refused(model->stressing, status, NULL, &chance->account);
}

gtee_status gti_model_settled(gti_model *model, uint32_t node, uint32_t participant, double settled, gti_range *result)
{
    const gti_allocator *allocator = model->stressing->allocator;
    const size_t count = model->ranges.count + 1;
    gti_range *ranges = gti_alloc_array(allocator, count, sizeof *ranges);
    gti_chance chance = {.members = 0, .allocator = *allocator};
    gtee_status status;

    if (ranges == NULL)
        return GTEE_ERROR_MEMORY;
    for (size_t i = 0; i < model->ranges.count; i++)
        ranges[i] = *GTI_VEC_AT(&model->owners, uint32_t, i) == participant ? (gti_range){settled, settled}
                                                                             : *GTI_VEC_AT(&model->ranges, gti_range, i);
    status = gti_game_root(model->game, node);
    if (status == GTEE_OK)
        status = gti_game_chance(model->game, ranges, false, &model->stressing->effort, &chance);
    status = gti_stress_refused(model->stressing, status, NULL, &chance.account);
    *result = chance.wins;
    gti_chance_free(&chance);
    gti_free(allocator, ranges, count * sizeof *ranges);
    return status;
}
