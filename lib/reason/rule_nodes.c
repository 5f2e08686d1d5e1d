/* rule_nodes.c: whom a rule names, and its nodes in a game. Uses base, game, record, rule.h.
 *
 * Named rules make a rule a graph without cycles: each of its parts is walked once. The loader bounds the depth. */
#include "reason/rule.h"

#define WEIGHED_GROUPS 10u /* each choice of them is a node of its own */

static uint64_t key_of(const void *part)
{
    return (uint64_t)(uintptr_t)part;
}

static const gti_allocator *allocator_of(const gti_groups *groups)
{
    return &groups->arena.allocator;
}

/* ---- Who is named */

static gtee_status name_all(gti_electorate *all, const gtee_participant *who)
{
    gti_span span;
    gtee_status status = gti_groups_members(all->groups, who, &span);

    if (status != GTEE_OK)
        return status;
    if (span.count == 0 && all->report != NULL) {
        const gtee_record *record = &all->proposal->record;
        const gti_place place = {.file = record->file, .line = record->line, .column = record->column, .length = 1};
        gti_report_add(all->report, GTI_CODE_GROUP_EMPTY, &place, NULL, "a rule of %q names %s, which has no members as of %d", record->id,
                       gtee_participant_name(who, NULL), (int)all->groups->day);
    }
    for (uint32_t i = 0; i < span.count; i++)
        all->named[gti_span_at(&span, i)] = true;
    return GTEE_OK;
}

gtee_status gti_electorate_add(gti_electorate *electorate, const gtee_rule *rule)
{
    gtee_status status = GTEE_OK;
    uint32_t ignored;

    if (rule->form == GTEE_RULE_PARTICIPANT)
        return name_all(electorate, rule->participant);
    if (gti_map_get(&electorate->seen, key_of(rule), &ignored))
        return GTEE_OK;
    if (!gti_map_put(allocator_of(electorate->groups), &electorate->seen, key_of(rule), 0))
        return GTEE_ERROR_MEMORY;
    for (uint32_t i = 0; status == GTEE_OK && i < rule->weight_count; i++)
        status = name_all(electorate, rule->weights[i].participant);
    for (uint32_t i = 0; status == GTEE_OK && i < rule->child_count; i++)
        status = gti_electorate_add(electorate, rule->children[i]);
    return status;
}

/* ---- Nodes */

gtee_status gti_all_node(gti_game *game, const gti_vec *children, uint32_t *node)
{
    return gti_game_at_least(game, (uint32_t)children->count, children->items, (uint32_t)children->count, node);
}

/* What the vote is in the child of an `unless`, which is asked of those who are not in favour. */
static uint32_t vote_kind(const gti_rule_nodes *nodes, uint32_t participant)
{
    const uint32_t kind = nodes->votes[participant].kind;

    if (!nodes->within_unless || kind == GTI_VOTE_MEMBER)
        return kind;
    return kind == GTI_VOTE_ALWAYS ? GTI_VOTE_NEVER : GTI_VOTE_ALWAYS;
}

gtee_status gti_vote_node(gti_rule_nodes *nodes, uint32_t participant, uint32_t *node)
{
    const uint64_t key = (uint64_t)participant << 1 | nodes->within_unless;
    const uint32_t kind = vote_kind(nodes, participant);
    gtee_status status;

    if (gti_map_get(&nodes->leaves, key, node))
        return GTEE_OK;
    if (kind == GTI_VOTE_MEMBER)
        status = gti_game_member(nodes->game, nodes->votes[participant].member, node);
    else
        status = gti_game_at_least(nodes->game, kind == GTI_VOTE_ALWAYS ? 0 : 1, NULL, 0, node);
    if (status == GTEE_OK && !gti_map_put(allocator_of(nodes->groups), &nodes->leaves, key, *node))
        status = GTEE_ERROR_MEMORY;
    return status;
}

static int by_number(const void *user, const void *a, const void *b)
{
    const uint32_t left = *(const uint32_t *)a, right = *(const uint32_t *)b;

    (void)user;
    return (left > right) - (left < right);
}

/* The votes of some participants, each once. */
static gtee_status append_votes(gti_rule_nodes *nodes, gti_vec *participants, gti_vec *children)
{
    const gti_allocator *allocator = allocator_of(nodes->groups);
    const uint32_t *numbers;
    gtee_status status = GTEE_OK;

    if (!gti_sort(allocator, participants->items, participants->count, sizeof(uint32_t), by_number, NULL))
        return GTEE_ERROR_MEMORY;
    numbers = participants->items;
    for (size_t i = 0; status == GTEE_OK && i < participants->count; i++) {
        uint32_t node;
        if (i > 0 && numbers[i] == numbers[i - 1])
            continue;
        status = gti_vote_node(nodes, numbers[i], &node);
        if (status == GTEE_OK && !gti_vec_append(allocator, children, &node, 1))
            status = GTEE_ERROR_MEMORY;
    }
    return status;
}

static gtee_status append_members(gti_rule_nodes *nodes, const gtee_participant *who, gti_vec *participants)
{
    gti_span span;
    gtee_status status = gti_groups_members(nodes->groups, who, &span);

    for (uint32_t i = 0; status == GTEE_OK && i < span.count; i++) {
        const uint32_t number = gti_span_at(&span, i);
        if (!gti_vec_append(allocator_of(nodes->groups), participants, &number, 1))
            status = GTEE_ERROR_MEMORY;
    }
    return status;
}

/* The children of a list: participants, in groups or alone, each once; then the parts that are rules. */
static gtee_status list_children(gti_rule_nodes *nodes, const gtee_rule *rule, gti_vec *children)
{
    const gti_allocator *allocator = allocator_of(nodes->groups);
    gti_vec participants = GTI_VEC(uint32_t);
    gtee_status status = GTEE_OK;

    for (uint32_t i = 0; status == GTEE_OK && i < rule->child_count; i++)
        if (rule->children[i]->form == GTEE_RULE_PARTICIPANT)
            status = append_members(nodes, rule->children[i]->participant, &participants);
    if (status == GTEE_OK)
        status = append_votes(nodes, &participants, children);
    for (uint32_t i = 0; status == GTEE_OK && i < rule->child_count; i++) {
        uint32_t node;
        if (rule->children[i]->form == GTEE_RULE_PARTICIPANT)
            continue;
        status = gti_rule_node(nodes, rule->children[i], &node);
        if (status == GTEE_OK && !gti_vec_append(allocator, children, &node, 1))
            status = GTEE_ERROR_MEMORY;
    }
    gti_vec_free(allocator, &participants);
    return status;
}

static gtee_status list_node(gti_rule_nodes *nodes, const gtee_rule *rule, uint32_t *node)
{
    gti_vec children = GTI_VEC(uint32_t);
    gtee_status status = list_children(nodes, rule, &children);
    const uint32_t count = (uint32_t)children.count;
    uint32_t least = rule->form == GTEE_RULE_ALL_OF ? count : rule->form == GTEE_RULE_ANY_OF ? 1 : rule->at_least;

    if (nodes->lowered == rule && least > 0)
        least--;
    if (status == GTEE_OK)
        status = gti_game_at_least(nodes->game, least, children.items, count, node);
    gti_vec_free(allocator_of(nodes->groups), &children);
    return status;
}

/* A group alone: all its members. */
static gtee_status leaf_node(gti_rule_nodes *nodes, const gtee_participant *who, uint32_t *node)
{
    const gti_allocator *allocator = allocator_of(nodes->groups);
    gti_vec participants = GTI_VEC(uint32_t), children = GTI_VEC(uint32_t);
    gtee_status status = append_members(nodes, who, &participants);

    if (status == GTEE_OK)
        status = append_votes(nodes, &participants, &children);
    if (status == GTEE_OK)
        status = gti_all_node(nodes->game, &children, node);
    gti_vec_free(allocator, &participants);
    gti_vec_free(allocator, &children);
    return status;
}

/* ---- Quotas */

static bool scale_up(gti_decimal value, uint32_t scale, uint64_t *scaled)
{
    uint64_t digits = (uint64_t)value.digits;

    for (uint32_t i = value.scale; i < scale; i++) {
        if (digits > GTI_GAME_WEIGHT / 10)
            return false;
        digits *= 10;
    }
    *scaled = digits;
    return digits <= GTI_GAME_WEIGHT;
}

bool gti_rule_scale(const gtee_rule *rule, uint64_t *quota, uint64_t *weights)
{
    uint32_t scale = rule->quota.scale;
    uint64_t sum = 0;

    for (uint32_t i = 0; i < rule->weight_count; i++)
        scale = rule->weights[i].value.scale > scale ? rule->weights[i].value.scale : scale;
    for (uint32_t i = 0; i < rule->weight_count; i++) {
        if (!scale_up(rule->weights[i].value, scale, &weights[i]) || weights[i] > GTI_GAME_WEIGHT - sum)
            return false;
        sum += weights[i];
    }
    return scale_up(rule->quota, scale, quota);
}

/* A quota taken apart: single members with their weights, what is settled already, and groups, whose weight counts if all of them agree. */
typedef struct weighing {
    uint64_t quota;
    uint64_t *weights; /* by weight of the rule */
    gti_vec members;   /* of uint32_t: members of the game … */
    gti_vec shares;    /* … and their weights, of uint64_t */
    uint32_t groups[WEIGHED_GROUPS]; /* weights of the rule */
    uint32_t group_nodes[WEIGHED_GROUPS];
    uint32_t group_count;
} weighing;

static uint64_t less(uint64_t quota, uint64_t weight)
{
    return quota > weight ? quota - weight : 0;
}

static gtee_status weigh_one(gti_rule_nodes *nodes, const gtee_rule *rule, uint32_t index, weighing *w)
{
    const gtee_participant *who = rule->weights[index].participant;
    const gti_allocator *allocator = allocator_of(nodes->groups);

    if (who->members.count > 0) {
        if (w->group_count == WEIGHED_GROUPS)
            return GTEE_ERROR_LIMIT;
        w->groups[w->group_count] = index;
        return leaf_node(nodes, who, &w->group_nodes[w->group_count++]);
    }
    const uint32_t kind = vote_kind(nodes, who->record.index);
    if (kind == GTI_VOTE_ALWAYS)
        w->quota = less(w->quota, w->weights[index]);
    if (kind != GTI_VOTE_MEMBER)
        return GTEE_OK;
    return gti_vec_append(allocator, &w->members, &nodes->votes[who->record.index].member, 1) && gti_vec_append(allocator, &w->shares, &w->weights[index], 1)
               ? GTEE_OK
               : GTEE_ERROR_MEMORY;
}

/* The quota that is left if these groups agree (bits), together with their agreement. */
static gtee_status weigh_choice(gti_rule_nodes *nodes, const weighing *w, uint32_t agreed, uint32_t *node)
{
    uint32_t parts[WEIGHED_GROUPS + 1], count = 0;
    uint64_t quota = w->quota;
    gtee_status status;

    for (uint32_t i = 0; i < w->group_count; i++) {
        if ((agreed >> i & 1u) == 0)
            continue;
        quota = less(quota, w->weights[w->groups[i]]);
        parts[count++] = w->group_nodes[i];
    }
    if (quota == 0)
        return gti_game_at_least(nodes->game, count, parts, count, node);
    status = gti_game_quota(nodes->game, quota, w->members.items, w->shares.items, (uint32_t)w->members.count, &parts[count]);
    if (status != GTEE_OK || count == 0) {
        *node = parts[count];
        return status;
    }
    return gti_game_at_least(nodes->game, count + 1, parts, count + 1, node);
}

static gtee_status weigh_choices(gti_rule_nodes *nodes, const weighing *w, uint32_t *node)
{
    const gti_allocator *allocator = allocator_of(nodes->groups);
    gti_vec choices = GTI_VEC(uint32_t);
    gtee_status status = GTEE_OK;

    if (w->group_count == 0)
        return weigh_choice(nodes, w, 0, node);
    for (uint32_t agreed = 0; status == GTEE_OK && agreed >> w->group_count == 0; agreed++) {
        uint32_t choice;
        status = weigh_choice(nodes, w, agreed, &choice);
        if (status == GTEE_OK && !gti_vec_append(allocator, &choices, &choice, 1))
            status = GTEE_ERROR_MEMORY;
    }
    if (status == GTEE_OK)
        status = gti_game_at_least(nodes->game, 1, choices.items, (uint32_t)choices.count, node);
    gti_vec_free(allocator, &choices);
    return status;
}

/* By how much a quota is lowered: the smallest weight above 0. */
static uint64_t step_of(const gtee_rule *rule, const uint64_t *weights)
{
    uint64_t step = 0;

    for (uint32_t i = 0; i < rule->weight_count; i++)
        if (weights[i] > 0 && (step == 0 || weights[i] < step))
            step = weights[i];
    return step;
}

static gtee_status quota_node(gti_rule_nodes *nodes, const gtee_rule *rule, uint32_t *node)
{
    const gti_allocator *allocator = allocator_of(nodes->groups);
    const size_t count = (size_t)rule->weight_count + 1;
    weighing w = {.members = GTI_VEC(uint32_t), .shares = GTI_VEC(uint64_t)};
    gtee_status status = GTEE_OK;

    w.weights = gti_alloc_array(allocator, count, sizeof *w.weights);
    if (w.weights == NULL)
        return GTEE_ERROR_MEMORY;
    if (!gti_rule_scale(rule, &w.quota, w.weights))
        status = GTEE_ERROR_LIMIT;
    else if (nodes->lowered == rule)
        w.quota = less(w.quota, step_of(rule, w.weights));
    for (uint32_t i = 0; status == GTEE_OK && i < rule->weight_count; i++)
        status = weigh_one(nodes, rule, i, &w);
    if (status == GTEE_OK)
        status = weigh_choices(nodes, &w, node);
    gti_vec_free(allocator, &w.members);
    gti_vec_free(allocator, &w.shares);
    gti_free(allocator, w.weights, count * sizeof *w.weights);
    return status;
}

static gtee_status unless_node(gti_rule_nodes *nodes, const gtee_rule *rule, uint32_t *node)
{
    uint32_t child;

    nodes->within_unless = !nodes->within_unless;
    gtee_status status = gti_rule_node(nodes, rule->children[0], &child);
    nodes->within_unless = !nodes->within_unless;
    return status == GTEE_OK ? gti_game_unless(nodes->game, child, node) : status;
}

static gtee_status make_node(gti_rule_nodes *nodes, const gtee_rule *rule, uint32_t *node)
{
    switch (rule->form) {
    case GTEE_RULE_PARTICIPANT:
        return leaf_node(nodes, rule->participant, node);
    case GTEE_RULE_QUOTA:
        return quota_node(nodes, rule, node);
    case GTEE_RULE_NAMED:
        return gti_rule_node(nodes, rule->children[0], node);
    case GTEE_RULE_UNLESS:
        return unless_node(nodes, rule, node);
    default:
        return list_node(nodes, rule, node);
    }
}

gtee_status gti_rule_node(gti_rule_nodes *nodes, const gtee_rule *rule, uint32_t *node)
{
    const uint64_t key = key_of(rule) | nodes->within_unless; /* rules are aligned */
    gtee_status status;

    if (gti_map_get(&nodes->made, key, node))
        return GTEE_OK;
    status = make_node(nodes, rule, node);
    if (status == GTEE_OK && !gti_map_put(allocator_of(nodes->groups), &nodes->made, key, *node))
        status = GTEE_ERROR_MEMORY;
    return status;
}

void gti_rule_nodes_free(gti_rule_nodes *nodes)
{
    gti_map_free(allocator_of(nodes->groups), &nodes->made);
    gti_map_free(allocator_of(nodes->groups), &nodes->leaves);
}
