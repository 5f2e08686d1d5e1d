/* stress_changes.c: changes of the proposal, tried one by one: what would lift the guarantee. Uses stress.h. */
#include "reason/stress.h"

#define MOST_TRIALS 1000u

typedef struct trials {
    gti_stressing *stressing;
    gti_vec list;  /* of gti_variation */
    gti_map parts; /* rules that were looked at */
} trials;

static gtee_status add(trials *t, gti_variation variation)
{
    if (t->list.count >= MOST_TRIALS)
        return GTEE_OK;
    return gti_vec_append(t->stressing->allocator, &t->list, &variation, 1) ? GTEE_OK : GTEE_ERROR_MEMORY;
}

static gtee_status propose_vetoes(trials *t)
{
    const gtee_stress *result = t->stressing->result;
    gtee_status status = GTEE_OK;

    for (size_t i = 0; status == GTEE_OK && i < result->carrier_count; i++)
        if (result->carriers[i].veto)
            status = add(t, (gti_variation){.kind = GTEE_CHANGE_DROP_VETO, .participant = result->carriers[i].participant->record.index});
    return status;
}

static gtee_status propose_quotas(trials *t, const gtee_rule *rule)
{
    const uint64_t key = (uint64_t)(uintptr_t)rule;
    gtee_status status = GTEE_OK;
    uint32_t ignored;

    if (rule->form == GTEE_RULE_PARTICIPANT || gti_map_get(&t->parts, key, &ignored))
        return GTEE_OK;
    if (!gti_map_put(t->stressing->allocator, &t->parts, key, 0))
        return GTEE_ERROR_MEMORY;
    if (rule->form == GTEE_RULE_ALL_OF || rule->form == GTEE_RULE_QUOTA || (rule->form == GTEE_RULE_AT_LEAST && rule->at_least > 1))
        status = add(t, (gti_variation){.kind = GTEE_CHANGE_LOWER_QUOTA, .rule = rule});
    for (uint32_t i = 0; status == GTEE_OK && i < rule->child_count; i++)
        status = propose_quotas(t, rule->children[i]);
    return status;
}

static bool is_obligor(const gtee_level *level, const gtee_participant *who)
{
    for (size_t i = 0; i < level->obligors.count; i++)
        if (level->obligors.items[i] == who)
            return true;
    return false;
}

/* Those who support it, or of whom a likelihood is known, and who do not block. */
static gtee_status propose_obligors(trials *t)
{
    const gti_stressing *s = t->stressing;
    const gti_circumstances *c = &s->circumstances[0];
    gtee_status status = GTEE_OK;

    for (size_t i = 0; i < s->result->level_count; i++)
        for (uint32_t who = 0; status == GTEE_OK && who < s->participants; who++) {
            const bool known = c->stands[who] == GTEE_STAND_SUPPORT || c->likely[who].origin != GTEE_LIKELIHOOD_NONE;
            if (!known || c->stands[who] == GTEE_STAND_BLOCK || s->adverse[who] ||
                is_obligor(&s->result->levels[i], gti_stress_participant(s, who)))
                continue;
            status = add(t, (gti_variation){.kind = GTEE_CHANGE_ADD_OBLIGOR, .participant = who, .level = &s->result->levels[i]});
        }
    return status;
}

/* ---- Words */

static void word_rule(gti_buffer *out, const gtee_rule *rule)
{
    switch (rule->form) {
    case GTEE_RULE_ALL_OF:
        gti_buffer_text(out, "let all but one of an `all_of` be enough");
        break;
    case GTEE_RULE_AT_LEAST:
        gti_buffer_format(out, "lower an `at_least` from %u to %u", (uint64_t)rule->at_least, (uint64_t)rule->at_least - 1);
        break;
    default:
        gti_buffer_format(out, "lower the quota of %s by the smallest weight", rule->quota_text);
    }
}

static void word_change(gti_buffer *out, const gti_stressing *s, const gti_variation *v)
{
    const char *name = v->kind == GTEE_CHANGE_LOWER_QUOTA ? "" : gtee_participant_name(gti_stress_participant(s, v->participant), NULL);

    if (v->kind == GTEE_CHANGE_LOWER_QUOTA)
        word_rule(out, v->rule);
    else if (v->kind == GTEE_CHANGE_DROP_VETO)
        gti_buffer_format(out, "do without the consent of %s", name);
    else if (v->level->issue != NULL)
        gti_buffer_format(out, "oblige %s too on %q", name, gtee_issue_title(v->level->issue));
    else
        gti_buffer_format(out, "oblige %s too by clause `%s`", name, v->level->clause->record.id);
}

/* ---- Trying */

static gtee_status try_chance(gti_stressing *s, const gti_variation *variation, gti_range *arrives)
{
    gtee_status status = GTEE_OK;

    *arrives = (gti_range){0.0, 0.0};
    for (size_t i = 0; status == GTEE_OK && i < s->circumstance_count; i++) {
        gti_model model;
        gti_chance chance = {.members = 0, .allocator = *s->allocator};
        uint32_t node;
        status = gti_model_make(&model, s, &s->circumstances[i], variation);
        if (status == GTEE_OK)
            status = gti_model_arrives(&model, &node);
        if (status == GTEE_OK)
            status = gti_model_chance(&model, node, false, &chance);
        arrives->low += s->circumstances[i].weight * chance.wins.low;
        arrives->high += s->circumstances[i].weight * chance.wins.high;
        gti_chance_free(&chance);
        gti_model_free(&model);
    }
    return status;
}

/* What is smaller than rounding is no effect. */
#define ROUNDING 1e-12

static double lift(const gtee_stress *result, gti_range chance)
{
    return chance.low + chance.high - result->arrives.low - result->arrives.high;
}

static gtee_status try_one(gti_stressing *s, const gti_variation *variation, gti_vec *changes)
{
    gtee_change change = {.kind = variation->kind, .rule = variation->rule, .level = variation->level, .tried = changes->count};
    gti_buffer text;
    bool can;
    gtee_status status = try_chance(s, variation, &change.chance);

    if (status == GTEE_OK)
        status = gti_stress_survival(s, variation, &change.survives, &can, false);
    if (status != GTEE_OK || (lift(s->result, change.chance) <= ROUNDING && change.survives <= s->result->survives &&
                              can <= s->result->can_arrive))
        return status;
    if (variation->kind != GTEE_CHANGE_LOWER_QUOTA)
        change.participant = gti_stress_participant(s, variation->participant);
    gti_buffer_init(&text, s->allocator);
    word_change(&text, s, variation);
    change.message = gti_stress_text(s, &text);
    gti_buffer_free(&text);
    return change.message != NULL && gti_vec_append(s->allocator, changes, &change, 1) ? GTEE_OK : GTEE_ERROR_MEMORY;
}

static double sum_of(const gtee_change *change)
{
    return change->chance.low + change->chance.high;
}

static int by_effect(const void *user, const void *a, const void *b)
{
    const double l = sum_of(a), r = sum_of(b);

    (void)user;
    return (l < r) - (l > r);
}

static int by_rank(const void *user, const void *a, const void *b)
{
    const gtee_change *left = a, *right = b;

    (void)user;
    if (left->rank != right->rank)
        return left->rank < right->rank ? -1 : 1;
    if (left->survives != right->survives)
        return left->survives > right->survives ? -1 : 1;
    if (left->kind != right->kind)
        return left->kind < right->kind ? -1 : 1;
    return (left->tried > right->tried) - (left->tried < right->tried);
}

static bool sort_changes(const gti_allocator *allocator, gtee_change *changes, size_t count)
{
    if (!gti_sort(allocator, changes, count, sizeof *changes, by_effect, NULL))
        return false;
    for (size_t i = 1; i < count; i++) /* the one before has the greater sum */
        changes[i].rank = changes[i - 1].rank + gti_stress_differ(sum_of(&changes[i - 1]), sum_of(&changes[i]), sum_of(&changes[i - 1]));
    return gti_sort(allocator, changes, count, sizeof *changes, by_rank, NULL);
}

static gtee_status keep_best(gti_stressing *s, gti_vec *changes)
{
    gtee_stress *result = s->result;
    const size_t most = s->options->change_count != 0 ? s->options->change_count : 10;

    if (!sort_changes(s->allocator, changes->items, changes->count))
        return GTEE_ERROR_MEMORY;
    result->change_count = changes->count < most ? changes->count : most;
    result->changes = gti_stress_array(s, result->change_count, sizeof *result->changes);
    for (size_t i = 0; result->changes != NULL && i < result->change_count; i++)
        result->changes[i] = *GTI_VEC_AT(changes, gtee_change, i);
    return result->changes != NULL ? GTEE_OK : GTEE_ERROR_MEMORY;
}

gtee_status gti_stress_changes(gti_stressing *s)
{
    const gtee_stress *result = s->result;
    trials t = {.stressing = s, .list = GTI_VEC(gti_variation)};
    gti_vec changes = GTI_VEC(gtee_change);
    gtee_status status;

    if (s->options->change_count == UINT32_MAX || result->due_count == 0)
        return GTEE_OK;
    status = propose_vetoes(&t);
    for (size_t i = 0; status == GTEE_OK && i < result->activation_count; i++)
        status = propose_quotas(&t, result->activations[i].rule);
    if (status == GTEE_OK)
        status = propose_obligors(&t);
    s->progress.total += t.list.count;
    for (size_t i = 0; status == GTEE_OK && i < t.list.count; i++) {
        status = try_one(s, GTI_VEC_AT(&t.list, gti_variation, i), &changes);
        if (status == GTEE_OK && !gti_stress_step(s))
            status = GTEE_ERROR_CANCELLED;
    }
    if (status == GTEE_OK)
        status = keep_best(s, &changes);
    gti_vec_free(s->allocator, &t.list);
    gti_vec_free(s->allocator, &changes);
    gti_map_free(s->allocator, &t.parts);
    return status;
}
