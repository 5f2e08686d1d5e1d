/* stress_figures.c: how likely activation is reached and commitments arrive, on whom it rests, and how many defaults it survives.
 * Uses game, stress.h. Each figure is the weighted mean of those of the alternatives. */
#include "reason/stress.h"

static void mix(gti_range *figure, double weight, gti_range range)
{
    figure->low += weight * range.low;
    figure->high += weight * range.high;
}

/* ---- Activations and commitments */

/* The dues of clauses that an activation decides on (NULL: that need none). */
static void mix_dues(gti_model *model, const gtee_activation *activation, const gti_chance *chance, const gti_circumstances *c)
{
    gtee_stress *result = model->stressing->result;

    for (size_t i = 0; i < result->due_count; i++) {
        gtee_due *due = &result->dues[i];
        if (due->test->activation != activation)
            continue;
        const uint32_t who = due->obligor->record.index;
        const gti_member_chance *each = &chance->each[model->keepers[who]];
        gti_range arrives = {c->likely[who].range.low * each->with.low, c->likely[who].range.high * each->with.high};
        if (due->test->outcome == GTEE_TEST_OPEN)
            arrives.low = 0.0;
        mix(&due->chance, c->weight, arrives);
        mix(&result->expected, c->weight, arrives);
    }
}

static gtee_status weigh_activation(gti_model *model, gtee_activation *activation, const gti_circumstances *c)
{
    gti_chance chance;
    uint32_t node;
    gtee_status status = gti_model_activation(model, activation, &node);

    if (status != GTEE_OK)
        return status;
    status = gti_model_chance(model, node, true, &chance);
    if (status == GTEE_OK && activation != NULL)
        mix(&activation->chance, c->weight, chance.wins);
    if (status == GTEE_OK)
        mix_dues(model, activation, &chance, c);
    gti_chance_free(&chance);
    return status;
}

static gtee_status weigh_node(gti_model *model, uint32_t node, double weight, gti_range *figure)
{
    gti_chance chance;
    gtee_status status = gti_model_chance(model, node, false, &chance);

    if (status == GTEE_OK)
        mix(figure, weight, chance.wins);
    gti_chance_free(&chance);
    return status;
}

static gtee_status weigh_level(gti_model *model, gtee_level *level, double weight)
{
    gtee_status status = GTEE_OK;

    mix(&level->chances[0], weight, (gti_range){1.0, 1.0});
    for (uint32_t k = 1; status == GTEE_OK && k <= level->obligors.count; k++) {
        uint32_t node;
        status = gti_model_level(model, level, k, &node);
        if (status == GTEE_OK)
            status = weigh_node(model, node, weight, &level->chances[k]);
        if (status == GTEE_OK && !gti_stress_step(model->stressing))
            status = GTEE_ERROR_CANCELLED;
    }
    return status;
}

/* ---- On whom it rests */

/* How many members of the game a participant is, and the last of them. */
static uint32_t members_of(const gti_model *model, uint32_t participant, uint32_t *member)
{
    uint32_t count = 0;

    for (size_t i = 0; i < model->owners.count; i++)
        if (*GTI_VEC_AT(&model->owners, uint32_t, i) == participant) {
            *member = (uint32_t)i;
            count++;
        }
    return count;
}

static gtee_status weigh_carrier(gti_model *model, uint32_t arrives, const gti_chance *chance, double weight, gtee_carrier *carrier)
{
    const uint32_t who = carrier->participant->record.index;
    gti_range with, without;
    uint32_t member = 0;
    gtee_status status = GTEE_OK;

    if (members_of(model, who, &member) == 1) {
        with = chance->each[member].with;
        without = chance->each[member].without;
    } else {
        status = gti_model_settled(model, arrives, who, 1.0, &with);
        if (status == GTEE_OK)
            status = gti_model_settled(model, arrives, who, 0.0, &without);
        if (status != GTEE_OK)
            return status;
    }
    mix(&carrier->if_defaults, weight, without);
    mix(&carrier->importance, weight, (gti_range){with.low - without.low, with.high - without.high});
    return gti_stress_step(model->stressing) ? GTEE_OK : GTEE_ERROR_CANCELLED;
}

static gtee_status weigh_carriers(gti_model *model, uint32_t arrives, double weight)
{
    gtee_stress *result = model->stressing->result;
    gti_chance chance;
    gtee_status status = gti_model_chance(model, arrives, true, &chance);

    if (status == GTEE_OK)
        mix(&result->arrives, weight, chance.wins);
    for (size_t i = 0; status == GTEE_OK && i < result->carrier_count; i++)
        status = weigh_carrier(model, arrives, &chance, weight, &result->carriers[i]);
    gti_chance_free(&chance);
    return status;
}

static gtee_status weigh_all(gti_model *model, const gti_circumstances *c)
{
    gtee_stress *result = model->stressing->result;
    uint32_t node;
    gtee_status status = weigh_activation(model, NULL, c);

    for (size_t i = 0; status == GTEE_OK && i < result->activation_count; i++)
        status = weigh_activation(model, &result->activations[i], c);
    for (size_t i = 0; status == GTEE_OK && i < result->level_count; i++)
        status = weigh_level(model, &result->levels[i], c->weight);
    if (status == GTEE_OK)
        status = gti_model_complete(model, &node);
    if (status == GTEE_OK)
        status = weigh_node(model, node, c->weight, &result->complete);
    if (status == GTEE_OK)
        status = gti_model_arrives(model, &node);
    return status == GTEE_OK ? weigh_carriers(model, node, c->weight) : status;
}

static gtee_status list_carriers(gti_stressing *s)
{
    gtee_stress *result = s->result;
    gtee_carrier *all = gti_alloc_array(s->allocator, s->participants + 1, sizeof *all);

    if (all == NULL)
        return GTEE_ERROR_MEMORY;
    for (size_t i = 0; i < result->activation_count; i++) {
        const gtee_game *game = result->activations[i].game;
        for (uint32_t j = 0; j < game->count; j++) {
            all[game->members[j]].participant = gti_stress_participant(s, game->members[j]);
            all[game->members[j]].veto = all[game->members[j]].veto || gti_coalition_has(game->vetoes, j);
        }
    }
    for (size_t i = 0; i < result->due_count; i++) {
        gtee_carrier *carrier = &all[result->dues[i].obligor->record.index];
        carrier->participant = result->dues[i].obligor;
        carrier->obligor = true;
    }
    for (size_t i = 0; i < s->participants; i++)
        result->carrier_count += all[i].participant != NULL;
    result->carriers = gti_stress_array(s, result->carrier_count, sizeof *result->carriers);
    if (result->carriers != NULL)
        for (size_t i = 0, next = 0; i < s->participants; i++)
            if (all[i].participant != NULL)
                result->carriers[next++] = all[i];
    gti_free(s->allocator, all, (s->participants + 1) * sizeof *all);
    return result->carriers != NULL ? GTEE_OK : GTEE_ERROR_MEMORY;
}

static double importance_of(const gtee_carrier *carrier)
{
    return carrier->importance.low + carrier->importance.high;
}

/* Of the probabilities whose difference the importance is. */
static double size_of(const gtee_carrier *carrier)
{
    return importance_of(carrier) + 2 * (carrier->if_defaults.low + carrier->if_defaults.high);
}

static int by_importance(const void *user, const void *a, const void *b)
{
    const double l = importance_of(a), r = importance_of(b);

    (void)user;
    return (l < r) - (l > r);
}

static int by_rank(const void *user, const void *a, const void *b)
{
    const gtee_carrier *left = a, *right = b;
    const uint32_t l = left->participant->record.index, r = right->participant->record.index;

    (void)user;
    if (left->rank != right->rank)
        return left->rank < right->rank ? -1 : 1;
    return (l > r) - (l < r);
}

/* By importance; those that differ by rounding alone in the dossier's order. */
static bool sort_carriers(const gti_allocator *allocator, gtee_carrier *carriers, size_t count)
{
    if (!gti_sort(allocator, carriers, count, sizeof *carriers, by_importance, NULL))
        return false;
    for (size_t i = 1; i < count; i++) {
        const double before = size_of(&carriers[i - 1]), size = size_of(&carriers[i]);
        carriers[i].rank = carriers[i - 1].rank + gti_stress_differ(importance_of(&carriers[i - 1]), importance_of(&carriers[i]), before > size ? before : size);
    }
    return gti_sort(allocator, carriers, count, sizeof *carriers, by_rank, NULL);
}

gtee_status gti_stress_figures(gti_stressing *s)
{
    gtee_stress *result = s->result;
    gtee_status status = list_carriers(s);

    for (size_t i = 0; status == GTEE_OK && i < s->circumstance_count; i++) {
        gti_model model;
        status = gti_model_make(&model, s, &s->circumstances[i], NULL);
        if (status == GTEE_OK)
            status = weigh_all(&model, &s->circumstances[i]);
        gti_model_free(&model);
    }
    if (status == GTEE_OK && !sort_carriers(s->allocator, result->carriers, result->carrier_count))
        status = GTEE_ERROR_MEMORY;
    return status;
}

/* ---- Defaults */

static gtee_status keep_cut(gti_model *model, const uint64_t *words, gtee_coalition *kept)
{
    gti_stressing *s = model->stressing;
    const size_t members = model->owners.count;

    for (uint32_t i = 0; i < members; i++)
        kept->count += gti_coalition_has(words, i);
    kept->members = gti_stress_array(s, kept->count, sizeof *kept->members);
    if (kept->members == NULL)
        return GTEE_ERROR_MEMORY;
    kept->count = 0;
    for (uint32_t i = 0; i < members; i++)
        if (gti_coalition_has(words, i))
            kept->members[kept->count++] = gti_stress_participant(s, *GTI_VEC_AT(&model->owners, uint32_t, i));
    return GTEE_OK;
}

static gtee_status list_cuts(gti_model *model, gti_coalitions *lazy)
{
    gti_stressing *s = model->stressing;
    gtee_stress *result = s->result;
    const size_t most = s->options->set_count != 0 ? s->options->set_count : 20;
    gti_vec found = GTI_VEC(gtee_coalition);
    gti_natural count = {.limbs = NULL};
    gti_buffer text;
    const uint64_t *words;
    gtee_status status = GTEE_OK;

    gti_buffer_init(&text, s->allocator);
    while (status == GTEE_OK && found.count < most && (words = gti_coalitions_next(lazy)) != NULL) {
        gtee_coalition *slot = gti_vec_push(s->allocator, &found);
        status = slot != NULL ? keep_cut(model, words, slot) : GTEE_ERROR_MEMORY;
    }
    result->cuts = gti_stress_array(s, found.count, sizeof *result->cuts);
    if (status == GTEE_OK && result->cuts == NULL)
        status = GTEE_ERROR_MEMORY;
    for (size_t i = 0; status == GTEE_OK && i < found.count; i++)
        result->cuts[result->cut_count++] = *GTI_VEC_AT(&found, gtee_coalition, i);
    if (status == GTEE_OK)
        status = gti_coalitions_count(lazy, &count);
    if (status == GTEE_OK && (!gti_natural_text(s->allocator, &count, &text) || (result->cut_total = gti_stress_text(s, &text)) == NULL))
        status = GTEE_ERROR_MEMORY;
    gti_buffer_free(&text);
    gti_natural_free(s->allocator, &count);
    gti_vec_free(s->allocator, &found);
    return status;
}

gtee_status gti_stress_survival(gti_stressing *s, const gti_variation *variation, size_t *survives, bool *can, bool list)
{
    gti_account account = {.methods = 0};
    gti_coalitions *lazy = NULL;
    gti_model model;
    uint32_t node;
    gtee_status status = gti_model_make(&model, s, NULL, variation);

    if (status == GTEE_OK)
        status = gti_model_arrives(&model, &node);
    if (status == GTEE_OK)
        status = gti_game_root(model.game, node);
    if (status == GTEE_OK)
        status = gti_stress_refused(s, gti_coalitions_new(model.game, GTI_MINIMAL_BLOCKING, NULL, NULL, &s->effort, &lazy, &account), NULL, &account);
    if (status == GTEE_OK) {
        const uint32_t least = gti_coalitions_least(lazy);
        *can = least > 0;
        *survives = least == UINT32_MAX ? model.owners.count : least > 0 ? least - 1 : 0;
    }
    if (status == GTEE_OK && list)
        status = list_cuts(&model, lazy);
    gti_coalitions_free(lazy);
    gti_model_free(&model);
    return status;
}

gtee_status gti_stress_cuts(gti_stressing *s)
{
    return gti_stress_survival(s, NULL, &s->result->survives, &s->result->can_arrive, true);
}
