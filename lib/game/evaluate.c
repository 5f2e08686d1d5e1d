/* evaluate.c: who wins, three-valued, who is pivotal, who has a veto (game.h). Uses build.h.
 *
 * As games are monotone, those of unknown stand matter only at their extremes: a coalition is open if it wins with all of them and loses with
 * none. So each answer is one or two evaluations, and exact. */
#include "game/build.h"

/* What counts as in favour: `base`, with one member forced in or out (UINT32_MAX: none). `added` may be NULL. */
typedef struct stand {
    const uint64_t *base, *added;
    uint32_t forced;
    bool in;
} stand;

static bool favours(const stand *s, uint32_t member)
{
    if (member == s->forced)
        return s->in;
    return gti_coalition_has(s->base, member) || (s->added != NULL && gti_coalition_has(s->added, member));
}

static bool quota_wins(const gti_game *game, const gti_game_node *node, const stand *s, bool against)
{
    uint64_t sum = 0;
    for (uint32_t i = 0; i < node->count; i++)
        if (favours(s, *GTI_VEC_AT(&game->children, uint32_t, node->first + i)) != against)
            sum += *GTI_VEC_AT(&game->weights, uint64_t, node->weights + i);
    return sum >= node->need;
}

static bool at_least_wins(const gti_game *game, const gti_game_node *node, const unsigned char *values, size_t count, bool against)
{
    uint64_t won = 0;
    for (uint32_t i = 0; i < node->count && won < node->need; i++)
        won += values[*GTI_VEC_AT(&game->children, uint32_t, node->first + i) + (against ? count : 0)];
    return won >= node->need;
}

/* Values of all nodes, for those in favour and, in the second half, for the others. */
static bool node_wins(const gti_game *game, const gti_game_node *node, const unsigned char *values, const stand *s, bool against)
{
    size_t count = game->nodes.count;
    switch (node->kind) {
    case GTI_NODE_MEMBER:
        return favours(s, node->first) != against;
    case GTI_NODE_AT_LEAST:
        return at_least_wins(game, node, values, count, against);
    case GTI_NODE_QUOTA:
        return quota_wins(game, node, s, against);
    default:
        return !values[node->first + (against ? 0 : count)];
    }
}

static bool wins(const gti_game *game, unsigned char *values, const stand *s)
{
    size_t count = game->nodes.count;
    if (game->root == UINT32_MAX)
        return false;
    for (size_t i = 0; i <= game->root; i++)
        for (unsigned against = 0; against < 2; against++)
            values[i + (against ? count : 0)] = node_wins(game, GTI_VEC_AT(&game->nodes, gti_game_node, i), values, s, against != 0);
    return values[game->root] != 0;
}

static size_t values_size(const gti_game *game)
{
    return 2 * game->nodes.count + 1;
}

gtee_status gti_game_evaluate(const gti_game *game, const uint64_t *favour, const uint64_t *unknown, uint32_t *outcome)
{
    unsigned char *values = gti_alloc(&game->allocator, values_size(game));
    stand s = {.base = favour, .added = NULL, .forced = UINT32_MAX};
    if (values == NULL)
        return GTEE_ERROR_MEMORY;
    *outcome = wins(game, values, &s) ? GTI_GAME_WINS : GTI_GAME_LOSES;
    s.added = unknown;
    if (*outcome == GTI_GAME_LOSES && unknown != NULL && wins(game, values, &s))
        *outcome = GTI_GAME_OPEN;
    gti_free(&game->allocator, values, values_size(game));
    return GTEE_OK;
}

gtee_status gti_game_pivotal(const gti_game *game, const uint64_t *coalition, uint64_t *pivotal)
{
    unsigned char *values = gti_alloc(&game->allocator, values_size(game));
    stand s = {.base = coalition, .forced = UINT32_MAX};
    bool won;
    if (values == NULL)
        return GTEE_ERROR_MEMORY;
    won = wins(game, values, &s);
    for (size_t i = 0; i < gti_coalition_words(game); i++)
        pivotal[i] = 0;
    s.in = !won;
    for (s.forced = 0; s.forced < game->members; s.forced++)
        if (gti_coalition_has(coalition, s.forced) == won && wins(game, values, &s) != won)
            gti_coalition_put(pivotal, s.forced, true);
    gti_free(&game->allocator, values, values_size(game));
    return GTEE_OK;
}

/* Among the members with a veto: who wins alone? */
static uint32_t find_dictator(const gti_game *game, unsigned char *values, const uint64_t *vetoes, const uint64_t *nobody)
{
    stand s = {.base = nobody, .forced = UINT32_MAX, .in = true};
    if (wins(game, values, &s))
        return UINT32_MAX;
    for (s.forced = 0; s.forced < game->members; s.forced++)
        if (gti_coalition_has(vetoes, s.forced) && wins(game, values, &s))
            return s.forced;
    return UINT32_MAX;
}

gtee_status gti_game_veto_players(const gti_game *game, uint64_t *vetoes, uint32_t *dictator)
{
    size_t words = gti_coalition_words(game), size = (words * 2 + 1) * sizeof(uint64_t);
    unsigned char *values = gti_alloc(&game->allocator, values_size(game));
    uint64_t *sets = gti_alloc_zero(&game->allocator, size); /* all members, then nobody */
    stand s = {.base = sets, .forced = UINT32_MAX, .in = false};
    bool good = values != NULL && sets != NULL;
    if (good) {
        for (uint32_t m = 0; m < game->members; m++)
            gti_coalition_put(sets, m, true);
        for (size_t i = 0; i < words; i++)
            vetoes[i] = 0;
        for (s.forced = 0; s.forced < game->members; s.forced++)
            if (!wins(game, values, &s))
                gti_coalition_put(vetoes, s.forced, true);
        *dictator = find_dictator(game, values, vetoes, sets + words);
    }
    gti_free(&game->allocator, sets, size);
    gti_free(&game->allocator, values, values_size(game));
    return good ? GTEE_OK : GTEE_ERROR_MEMORY;
}
