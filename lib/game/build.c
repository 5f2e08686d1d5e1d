/* build.c: putting a game together (game.h). Uses build.h. */
#include "game/build.h"

gti_game *gti_game_new(const gti_allocator *allocator, uint32_t members)
{
    gti_game *game = gti_alloc(allocator, sizeof *game);
    if (game != NULL)
        *game = (gti_game){.allocator = *allocator,
                           .members = members,
                           .root = UINT32_MAX,
                           .nodes = GTI_VEC(gti_game_node),
                           .children = GTI_VEC(uint32_t),
                           .weights = GTI_VEC(uint64_t)};
    return game;
}

void gti_game_free(gti_game *game)
{
    gti_allocator allocator;
    if (game == NULL)
        return;
    allocator = game->allocator;
    gti_vec_free(&allocator, &game->nodes);
    gti_vec_free(&allocator, &game->children);
    gti_vec_free(&allocator, &game->weights);
    gti_free(&allocator, game, sizeof *game);
}

size_t gti_coalition_words(const gti_game *game)
{
    return ((size_t)game->members + 63) / 64;
}

static gtee_status add_node(gti_game *game, gti_game_node node, uint32_t *number)
{
    gti_game_node *slot;
    if (game->nodes.count >= UINT32_MAX / 4)
        return GTEE_ERROR_LIMIT;
    slot = gti_vec_push(&game->allocator, &game->nodes);
    if (slot == NULL)
        return GTEE_ERROR_MEMORY;
    *slot = node;
    *number = (uint32_t)game->nodes.count - 1;
    return GTEE_OK;
}

gtee_status gti_game_member(gti_game *game, uint32_t member, uint32_t *node)
{
    if (member >= game->members)
        return GTEE_ERROR_ARGUMENT;
    return add_node(game, (gti_game_node){.kind = GTI_NODE_MEMBER, .first = member, .depth = 1}, node);
}

/* The depth of a node above these children; 0: one of them does not exist. */
static uint32_t depth_above(const gti_game *game, const uint32_t *children, uint32_t count)
{
    uint32_t depth = 1;
    for (uint32_t i = 0; i < count; i++) {
        if (children[i] >= game->nodes.count)
            return 0;
        if (GTI_VEC_AT(&game->nodes, gti_game_node, children[i])->depth >= depth)
            depth = GTI_VEC_AT(&game->nodes, gti_game_node, children[i])->depth + 1;
    }
    return depth;
}

/* Adds a node whose list of children was appended at the end; takes the list back if that fails. */
static gtee_status add_listed(gti_game *game, gti_game_node node, uint32_t *number)
{
    gtee_status status = add_node(game, node, number);
    if (status != GTEE_OK)
        game->children.count = node.first;
    return status;
}

gtee_status gti_game_at_least(gti_game *game, uint32_t least, const uint32_t *children, uint32_t count, uint32_t *node)
{
    gti_game_node fresh = {.kind = GTI_NODE_AT_LEAST, .need = least, .count = count, .depth = depth_above(game, children, count)};
    if (fresh.depth == 0)
        return GTEE_ERROR_ARGUMENT;
    if (fresh.depth > GTI_GAME_DEPTH || game->children.count + count > UINT32_MAX / 4)
        return GTEE_ERROR_LIMIT;
    fresh.first = (uint32_t)game->children.count;
    if (count > 0 && !gti_vec_append(&game->allocator, &game->children, children, count))
        return GTEE_ERROR_MEMORY;
    return add_listed(game, fresh, node);
}

static gtee_status check_quota(const gti_game *game, const uint32_t *members, const uint64_t *weights, uint32_t count)
{
    uint64_t sum = 0;
    for (uint32_t i = 0; i < count; i++) {
        if (members[i] >= game->members)
            return GTEE_ERROR_ARGUMENT;
        if (weights[i] > GTI_GAME_WEIGHT - sum)
            return GTEE_ERROR_LIMIT;
        sum += weights[i];
    }
    return game->children.count + count > UINT32_MAX / 4 ? GTEE_ERROR_LIMIT : GTEE_OK;
}

gtee_status gti_game_quota(gti_game *game, uint64_t quota, const uint32_t *members, const uint64_t *weights, uint32_t count, uint32_t *node)
{
    gti_game_node fresh = {.kind = GTI_NODE_QUOTA, .need = quota, .count = count, .depth = 1};
    gtee_status status = check_quota(game, members, weights, count);
    if (status != GTEE_OK)
        return status;
    fresh.first = (uint32_t)game->children.count;
    fresh.weights = (uint32_t)game->weights.count;
    if (count > 0 && (!gti_vec_append(&game->allocator, &game->weights, weights, count) ||
                      !gti_vec_append(&game->allocator, &game->children, members, count)))
        status = GTEE_ERROR_MEMORY;
    else
        status = add_listed(game, fresh, node);
    if (status != GTEE_OK)
        game->weights.count = fresh.weights;
    return status;
}

/* decimal × 10^scale, if that is at most GTI_GAME_WEIGHT. */
static bool scaled(gti_decimal decimal, uint32_t scale, uint64_t *number)
{
    *number = (uint64_t)decimal.digits;
    for (uint32_t i = decimal.scale; i < scale; i++) {
        if (*number > GTI_GAME_WEIGHT / 10)
            return false;
        *number *= 10;
    }
    return *number <= GTI_GAME_WEIGHT;
}

static gtee_status scale_all(gti_decimal quota, const gti_decimal *weights, uint32_t count, uint64_t *whole_quota, uint64_t *whole)
{
    uint32_t scale = quota.scale;
    for (uint32_t i = 0; i < count; i++)
        scale = weights[i].scale > scale ? weights[i].scale : scale;
    for (uint32_t i = 0; i < count; i++)
        if (weights[i].digits < 0 || !scaled(weights[i], scale, &whole[i]))
            return weights[i].digits < 0 ? GTEE_ERROR_ARGUMENT : GTEE_ERROR_LIMIT;
    if (quota.digits < 0)
        return GTEE_ERROR_ARGUMENT;
    return scaled(quota, scale, whole_quota) ? GTEE_OK : GTEE_ERROR_LIMIT;
}

gtee_status gti_game_quota_decimal(gti_game *game, gti_decimal quota, const uint32_t *members, const gti_decimal *weights, uint32_t count,
                                   uint32_t *node)
{
    size_t size = ((size_t)count + 1) * sizeof(uint64_t);
    uint64_t *whole = gti_alloc(&game->allocator, size), whole_quota;
    gtee_status status;
    if (whole == NULL)
        return GTEE_ERROR_MEMORY;
    status = scale_all(quota, weights, count, &whole_quota, whole);
    if (status == GTEE_OK)
        status = gti_game_quota(game, whole_quota, members, whole, count, node);
    gti_free(&game->allocator, whole, size);
    return status;
}

gtee_status gti_game_unless(gti_game *game, uint32_t child, uint32_t *node)
{
    uint32_t depth = depth_above(game, &child, 1);
    if (depth == 0)
        return GTEE_ERROR_ARGUMENT;
    if (depth > GTI_GAME_DEPTH)
        return GTEE_ERROR_LIMIT;
    return add_node(game, (gti_game_node){.kind = GTI_NODE_UNLESS, .first = child, .depth = depth}, node);
}

gtee_status gti_game_root(gti_game *game, uint32_t node)
{
    if (node >= game->nodes.count)
        return GTEE_ERROR_ARGUMENT;
    game->root = node;
    return GTEE_OK;
}
