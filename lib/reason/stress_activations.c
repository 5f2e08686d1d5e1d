/* stress_activations.c: the rules that must win for triggered clauses to be acted on, and who can stop them. Uses stress.h. */
#include "reason/stress.h"

#include <math.h>

static gtee_activation *find(gtee_stress *result, const gtee_rule *rule)
{
    for (size_t i = 0; i < result->activation_count; i++)
        if (result->activations[i].rule == rule)
            return &result->activations[i];
    return NULL;
}

static bool is_used(const gtee_stress *result, const gtee_rule *rule)
{
    for (size_t i = 0; i < result->test_count; i++)
        if (result->tests[i].outcome != GTEE_TEST_NOT_TRIGGERED && result->tests[i].clause->activation == rule)
            return true;
    return false;
}

static gtee_status list_activations(gti_stressing *s)
{
    gtee_stress *result = s->result;
    const gti_rules *rules = &result->proposal->activation;
    gtee_status status = GTEE_OK;

    result->activations = gti_stress_array(s, rules->count, sizeof *result->activations);
    if (result->activations == NULL)
        return GTEE_ERROR_MEMORY;
    for (uint32_t i = 0; status == GTEE_OK && i < rules->count; i++) {
        gtee_activation *activation = &result->activations[result->activation_count];
        if (!is_used(result, rules->items[i].rule) || find(result, rules->items[i].rule) != NULL)
            continue;
        activation->name = rules->items[i].name;
        activation->rule = rules->items[i].rule;
        status = gti_game_of_rule(result->view, &s->groups, result->proposal, activation->rule, s->report, &activation->game);
        if (status == GTEE_OK) {
            activation->game->view = gtee_view_ref(result->view);
            result->activation_count++;
        }
    }
    for (size_t i = 0; i < result->test_count; i++)
        if (result->tests[i].outcome != GTEE_TEST_NOT_TRIGGERED && result->tests[i].clause->activation != NULL)
            result->tests[i].activation = find(result, result->tests[i].clause->activation);
    return status;
}

static gtee_status list_vetoes(gti_stressing *s, gtee_activation *activation)
{
    const gtee_game *game = activation->game;
    bool *marks = gti_alloc_array(s->allocator, s->participants + 1, sizeof *marks);
    gtee_status status;

    if (marks == NULL)
        return GTEE_ERROR_MEMORY;
    for (uint32_t i = 0; i < game->count; i++) {
        const uint32_t who = game->members[i];
        if (!gti_coalition_has(game->vetoes, i))
            continue;
        marks[who] = true;
        activation->adversary_can_veto = activation->adversary_can_veto || s->adverse[who];
        activation->blocker_can_veto = activation->blocker_can_veto || s->result->stands[who] == GTEE_STAND_BLOCK;
    }
    status = gti_stress_crew(s, marks, &activation->vetoes);
    gti_free(s->allocator, marks, (s->participants + 1) * sizeof *marks);
    return status;
}

/* The stands on a rule's members, as sets: in favour, may be either, against. */
typedef struct sides {
    uint64_t *support, *open, *block;
    size_t bytes;
} sides;

static bool sides_make(const gti_stressing *s, const gtee_game *game, sides *split)
{
    const size_t words = gti_coalition_words(game->game) + 1;

    split->bytes = words * 3 * sizeof(uint64_t);
    split->support = gti_alloc_zero(s->allocator, split->bytes);
    if (split->support == NULL)
        return false;
    split->open = split->support + words;
    split->block = split->open + words;
    for (uint32_t i = 0; i < game->count; i++) {
        const unsigned char stand = s->result->stands[game->members[i]];
        gti_coalition_put(stand == GTEE_STAND_SUPPORT ? split->support : stand == GTEE_STAND_BLOCK ? split->block : split->open, i, true);
    }
    return true;
}

static gtee_status keep_set(gti_stressing *s, const gtee_game *game, const uint64_t *words, gtee_coalition *kept)
{
    for (uint32_t i = 0; i < game->count; i++)
        kept->count += gti_coalition_has(words, i);
    kept->members = gti_stress_array(s, kept->count, sizeof *kept->members);
    if (kept->members == NULL)
        return GTEE_ERROR_MEMORY;
    kept->count = 0;
    for (uint32_t i = 0; i < game->count; i++)
        if (gti_coalition_has(words, i))
            kept->members[kept->count++] = gti_stress_participant(s, game->members[i]);
    return GTEE_OK;
}

static gtee_status keep_total(gti_stressing *s, const gti_coalitions *lazy, const char **total)
{
    gti_natural count = {.limbs = NULL};
    gti_buffer text;
    gtee_status status = gti_coalitions_count(lazy, &count);

    gti_buffer_init(&text, s->allocator);
    if (status == GTEE_OK && !gti_natural_text(s->allocator, &count, &text))
        status = GTEE_ERROR_MEMORY;
    if (status == GTEE_OK && (*total = gti_stress_text(s, &text)) == NULL)
        status = GTEE_ERROR_MEMORY;
    gti_buffer_free(&text);
    gti_natural_free(s->allocator, &count);
    return status;
}

/* Minimal sets of those who do not support it yet that can stop it, given those who block. */
static gtee_status list_stoppers(gti_stressing *s, gtee_activation *activation, const sides *split)
{
    const size_t most = s->options->set_count != 0 ? s->options->set_count : 20;
    const uint64_t *words = NULL;
    gti_coalitions *lazy;
    gti_account account = {.methods = 0};
    gtee_status status = gti_coalitions_new(activation->game->game, GTI_MINIMAL_BLOCKING, split->open, split->block, &s->effort, &lazy, &account);
    gti_vec found = GTI_VEC(gtee_coalition);

    if (status != GTEE_OK)
        return gti_stress_refused(s, status, activation->rule, &account);
    while (status == GTEE_OK && found.count < most && (words = gti_coalitions_next(lazy)) != NULL) {
        gtee_coalition *slot = gti_vec_push(s->allocator, &found);
        status = slot != NULL ? keep_set(s, activation->game, words, slot) : GTEE_ERROR_MEMORY;
    }
    if (status == GTEE_OK)
        status = keep_total(s, lazy, &activation->stopper_total);
    activation->stoppers = gti_stress_array(s, found.count, sizeof *activation->stoppers);
    if (status == GTEE_OK && activation->stoppers == NULL)
        status = GTEE_ERROR_MEMORY;
    for (size_t i = 0; status == GTEE_OK && i < found.count; i++)
        activation->stoppers[activation->stopper_count++] = *GTI_VEC_AT(&found, gtee_coalition, i);
    gti_vec_free(s->allocator, &found);
    gti_coalitions_free(lazy);
    return status;
}

/* The greatest of the adversaries' powers to prevent action. Nobody's, if none of them has a part. */
static gtee_status weigh_adversaries(gti_stressing *s, gtee_activation *activation)
{
    const gtee_game *game = activation->game;
    gti_power power;
    gtee_status status;
    bool member = false;

    for (uint32_t i = 0; i < game->count; i++)
        member = member || s->adverse[game->members[i]];
    if (activation->adversary_can_veto)
        activation->adversary_power = 1.0;
    if (!member || activation->adversary_can_veto)
        return GTEE_OK;
    status = gti_game_power(game->game, GTI_POWER_BANZHAF, &s->effort, &power);
    for (uint32_t i = 0; status == GTEE_OK && i < game->count; i++) {
        const double prevent = s->adverse[game->members[i]] && !gti_natural_is_zero(&power.each[i].prevent.denominator)
                                   ? gti_fraction_double(&power.each[i].prevent)
                                   : 0.0;
        activation->adversary_power = prevent > activation->adversary_power ? prevent : activation->adversary_power;
    }
    if (status == GTEE_ERROR_LIMIT) {
        activation->adversary_power = NAN;
        status = GTEE_OK;
    }
    gti_power_free(&power);
    return status;
}

static gtee_status examine(gti_stressing *s, gtee_activation *activation)
{
    sides split;
    gtee_status status = list_vetoes(s, activation);

    if (status != GTEE_OK)
        return status;
    if (!sides_make(s, activation->game, &split))
        return GTEE_ERROR_MEMORY;
    status = gti_game_evaluate(activation->game->game, split.support, split.open, &activation->decision);
    if (status == GTEE_OK)
        status = list_stoppers(s, activation, &split);
    if (status == GTEE_OK)
        status = weigh_adversaries(s, activation);
    gti_free(s->allocator, split.support, split.bytes);
    return status;
}

gtee_status gti_stress_activations(gti_stressing *s)
{
    gtee_stress *result = s->result;
    gtee_status status = list_activations(s);

    for (size_t i = 0; status == GTEE_OK && i < result->activation_count; i++) {
        status = examine(s, &result->activations[i]);
        if (status == GTEE_OK && !gti_stress_step(s))
            status = GTEE_ERROR_CANCELLED;
        if (isnan(result->activations[i].adversary_power) || result->activations[i].adversary_power > result->adversary_power)
            result->adversary_power = result->activations[i].adversary_power;
    }
    return status;
}
