/* compile_rules.c: activation rules: trees of participants, and the named rules that they use. Uses compile.h. */
#include "record/compile.h"

#include <string.h>

/* A use of a named rule, to be found when all rules of the proposal are read. */
typedef struct use {
    gtee_rule *rule;
    const gti_node *node;
} use;

typedef struct rules_in_work {
    gti_assembly *a;
    gti_rules *rules;
    gti_vec uses;       /* of use */
    gti_map names;      /* interned name → index */
    uint32_t *heights;  /* of each named rule, when it is done */
    uint8_t *states;    /* 0: not looked at, 1: under way, 2: done */
    uint32_t under_way[GTI_RULE_DEPTH + 1];
    uint32_t under_way_count;
    bool too_deep;
} rules_in_work;

static const char *const forms[] = {"all_of", "any_of", "at_least", "quota", "rule", "unless", NULL};
static const char *const keys[] = {"all_of", "any_of", "at_least", "of", "quota", "weights", "rule", "unless", NULL};

static gtee_rule *take_rule(rules_in_work *w, const gti_node *node, uint32_t depth);

static uint64_t name_key(const char *name)
{
    return (uint64_t)(uintptr_t)name;
}

/* ---- Forms */

static void bad_rule(gti_assembly *a, const gti_node *node, const char *what)
{
    GTI_SAY(a, BAD_RULE, node, "%s", what);
    gti_report_hint(a->report, "write a participant's id, or a mapping with one of all_of, any_of, at_least and of, "
                               "quota and weights, rule, unless");
}

static void take_children(rules_in_work *w, const gti_node *node, gtee_rule *rule, uint32_t depth)
{
    if (gti_refuse_empty(w->a, node))
        return;
    rule->children = gti_compile_array(w->a, gti_each_count(node), sizeof *rule->children);
    if (rule->children == NULL)
        return;
    GTI_EACH(item, node)
    {
        gtee_rule *child = w->too_deep || w->a->failed ? NULL : take_rule(w, item, depth + 1);

        if (child != NULL)
            rule->children[rule->child_count++] = child;
    }
}

static void take_at_least(rules_in_work *w, const gti_node *map, const gti_node *number, gtee_rule *rule, uint32_t depth)
{
    gti_assembly *a = w->a;
    const gti_node *of = gti_node_entry(map, "of");

    rule->form = GTEE_RULE_AT_LEAST;
    if (of == NULL) {
        bad_rule(a, map, "at_least needs the list that it counts, with the key of");
        return;
    }
    take_children(w, of, rule, depth);
    if (!gti_take_uint(a, number, &rule->at_least))
        return;
    if (rule->at_least == 0) {
        GTI_SAY(a, RULE_COUNT, number, "at_least 0 always wins");
        gti_report_hint(a->report, "ask for at least 1");
    } else if (rule->child_count == gti_each_count(of)) {
        gti_ask_later(a, GTI_ASK_COUNT, rule, NULL, number, false);
    }
}

static const char *decimal_text(gti_assembly *a, gti_decimal value)
{
    gti_words_clear(a);
    gti_buffer_decimal(&a->words, value);
    if (!a->words.failed)
        return gti_intern(a, a->words.data, a->words.size);
    a->failed = true;
    return NULL;
}

static void take_weights(gti_assembly *a, const gti_node *node, gtee_rule *rule)
{
    rule->weights = gti_compile_array(a, node->count, sizeof *rule->weights);
    if (rule->weights == NULL)
        return;
    for (const gti_node *entry = node->first; entry != NULL && !a->failed; entry = entry->next) {
        gti_weight *weight = &rule->weights[rule->weight_count];

        weight->participant = gti_take_key_participant(a, entry);
        if (!gti_take_decimal(a, entry, &weight->value) || weight->participant == NULL)
            continue;
        weight->text = decimal_text(a, weight->value);
        rule->weight_count++;
    }
}

#define FRACTION INT64_C(1000000000000000) /* decimals have at most 15 digits behind the point */

static int64_t power_of_ten(uint32_t exponent)
{
    int64_t power = 1;

    while (exponent-- > 0)
        power *= 10;
    return power;
}

/* Do the weights of all reach the quota? Exactly: wholes and fractions are added apart. */
static bool reachable(const gtee_rule *rule)
{
    int64_t whole = 0, fraction = 0;
    int64_t unit = power_of_ten(rule->quota.scale);
    int64_t quota_whole = rule->quota.digits / unit;
    int64_t quota_fraction = rule->quota.digits % unit * (FRACTION / unit);

    for (uint32_t i = 0; i < rule->weight_count; i++) {
        int64_t one = power_of_ten(rule->weights[i].value.scale);

        fraction += rule->weights[i].value.digits % one * (FRACTION / one);
        whole += rule->weights[i].value.digits / one + fraction / FRACTION;
        fraction %= FRACTION;
        if (whole > quota_whole || (whole == quota_whole && fraction >= quota_fraction))
            return true; /* early, so that no sum overflows */
    }
    return whole == quota_whole && fraction >= quota_fraction;
}

static void take_quota(gti_assembly *a, const gti_node *map, const gti_node *quota, gtee_rule *rule)
{
    const gti_node *weights = gti_node_entry(map, "weights");

    rule->form = GTEE_RULE_QUOTA;
    if (weights == NULL) {
        bad_rule(a, map, "a quota needs weights by participant, with the key weights");
        return;
    }
    if (gti_expect_map(a, weights, "weights"))
        take_weights(a, weights, rule);
    if (!gti_take_decimal(a, quota, &rule->quota))
        return;
    rule->quota_text = decimal_text(a, rule->quota);
    if (rule->quota.digits == 0) {
        GTI_SAY(a, RULE_COUNT, quota, "a quota of 0 is always reached");
        gti_report_hint(a->report, "write a quota above 0");
    } else if (rule->weight_count == weights->count && !reachable(rule)) {
        GTI_SAY(a, QUOTA_OUT_OF_REACH, quota, "the weights of all together do not reach %q: the rule can never win", quota->text);
        gti_report_hint(a->report, "lower the quota or correct the weights");
    }
}

static void take_use(rules_in_work *w, const gti_node *node, gtee_rule *rule)
{
    use *one;

    rule->form = GTEE_RULE_NAMED;
    rule->name = gti_take_id(w->a, node);
    if (rule->name == NULL)
        return;
    one = gti_vec_push(w->a->allocator, &w->uses);
    if (one == NULL)
        w->a->failed = true;
    else
        *one = (use){.rule = rule, .node = node};
}

static void take_unless(rules_in_work *w, const gti_node *node, gtee_rule *rule, uint32_t depth)
{
    rule->form = GTEE_RULE_UNLESS;
    rule->children = gti_compile_array(w->a, 1, sizeof *rule->children);
    if (rule->children == NULL || gti_refuse_empty(w->a, node))
        return;
    rule->children[0] = take_rule(w, node, depth + 1);
    rule->child_count = rule->children[0] != NULL;
}

static bool is_key(const gti_node *entry, const char *key)
{
    return gti_key_equal(entry->key, entry->key_size, key);
}

static const char *find_key(const gti_node *entry, const char *const *list)
{
    while (*list != NULL && !is_key(entry, *list))
        list++;
    return *list;
}

/* The one entry that says the form; NULL after saying that there is none, or too many. */
static const gti_node *find_form(gti_assembly *a, const gti_node *map)
{
    const gti_node *form = NULL;
    uint32_t count = 0;
    bool refused = false;

    for (const gti_node *entry = map->first; entry != NULL; entry = entry->next) {
        if (is_key(entry, "none_of")) {
            GTI_SAY_KEY(a, RULE_NOT_MONOTONE, entry, "none_of is refused: in a rule more support must never hurt");
            gti_report_hint(a->report, "to say \"not against the will of\", write unless with a rule of those who can block");
            refused = true;
        } else if (find_key(entry, keys) == NULL) {
            gti_unknown_key(a, entry, keys);
            refused = true;
        } else if (find_key(entry, forms) != NULL) {
            form = entry;
            count++;
        }
    }
    if (count == 1)
        return form;
    if (!refused)
        bad_rule(a, map, count == 0 ? "the rule has no form" : "the rule has several forms");
    return NULL;
}

/* `of` belongs to at_least, `weights` to quota. */
static void refuse_stray(gti_assembly *a, const gti_node *map, uint32_t form)
{
    for (const gti_node *entry = map->first; entry != NULL; entry = entry->next) {
        if (is_key(entry, "of") && form != GTEE_RULE_AT_LEAST)
            bad_rule(a, map, "the key of belongs to at_least");
        else if (is_key(entry, "weights") && form != GTEE_RULE_QUOTA)
            bad_rule(a, map, "the key weights belongs to quota");
    }
}

static void take_form(rules_in_work *w, const gti_node *map, gtee_rule *rule, uint32_t depth)
{
    const gti_node *form = find_form(w->a, map);

    if (form == NULL)
        return;
    if (is_key(form, "at_least")) {
        take_at_least(w, map, form, rule, depth);
    } else if (is_key(form, "quota")) {
        take_quota(w->a, map, form, rule);
    } else if (is_key(form, "rule")) {
        take_use(w, form, rule);
    } else if (is_key(form, "unless")) {
        take_unless(w, form, rule, depth);
    } else {
        rule->form = is_key(form, "all_of") ? GTEE_RULE_ALL_OF : GTEE_RULE_ANY_OF;
        take_children(w, form, rule, depth);
    }
    refuse_stray(w->a, map, rule->form);
}

static void refuse_deep(rules_in_work *w, const gti_node *node)
{
    if (!w->too_deep) {
        GTI_SAY(w->a, LIMIT_RULE_DEPTH, node, "rules are nested more than %u deep", (uint64_t)GTI_RULE_DEPTH);
        gti_report_hint(w->a->report, "write the rule more flatly");
    }
    w->too_deep = true;
}

/* Bounded by GTI_RULE_DEPTH. */
static gtee_rule *take_rule(rules_in_work *w, const gti_node *node, uint32_t depth)
{
    gtee_rule *rule;

    if (depth > GTI_RULE_DEPTH) {
        refuse_deep(w, node);
        return NULL;
    }
    if (gti_refuse_empty(w->a, node))
        return NULL;
    rule = gti_compile_array(w->a, 1, sizeof *rule);
    if (rule == NULL)
        return NULL;
    if (node->type == GTI_NODE_SCALAR) {
        rule->form = GTEE_RULE_PARTICIPANT;
        rule->participant = (gtee_participant *)(void *)gti_take_ref(w->a, node, GTEE_KIND_PARTICIPANT);
    } else if (node->type == GTI_NODE_MAP) {
        take_form(w, node, rule, depth);
    } else {
        bad_rule(w->a, node, "a list is no rule");
    }
    return rule;
}

/* ---- Named rules: each use finds its rule, none uses itself, and no chain of uses grows too deep */

static void resolve(rules_in_work *w, const use *one)
{
    gti_assembly *a = w->a;
    gti_guess guess;
    uint32_t index;

    if (gti_map_get(&w->names, name_key(one->rule->name), &index)) {
        one->rule->children = gti_compile_array(a, 1, sizeof *one->rule->children);
        if (one->rule->children == NULL)
            return;
        one->rule->children[0] = w->rules->items[index].rule;
        one->rule->child_count = one->rule->children[0] != NULL;
        return;
    }
    GTI_SAY(a, UNKNOWN_RULE, one->node, "the proposal has no rule %q", one->rule->name);
    guess = gti_guess_begin(a, one->rule->name, strlen(one->rule->name));
    gti_words_clear(a);
    for (uint32_t i = 0; i < w->rules->count; i++) {
        gti_guess_try(&guess, w->rules->items[i].name);
        gti_words_add(a, w->rules->items[i].name);
    }
    gti_hint_words(a, guess.best, "its rules are");
}

static const gti_node *node_of_use(const rules_in_work *w, const gtee_rule *rule)
{
    const use *one = w->uses.items;

    while (one->rule != rule)
        one++;
    return one->node;
}

static void refuse_cycle(rules_in_work *w, const gtee_rule *rule)
{
    gti_assembly *a = w->a;
    uint32_t from = 0;

    while (w->rules->items[w->under_way[from]].name != rule->name)
        from++;
    gti_buffer_truncate(&a->words, 0);
    for (uint32_t i = from; i < w->under_way_count; i++)
        gti_buffer_format(&a->words, "%s → ", w->rules->items[w->under_way[i]].name);
    gti_buffer_text(&a->words, rule->name);
    if (a->words.failed) {
        a->failed = true;
        return;
    }
    GTI_SAY(a, RULE_CYCLE, node_of_use(w, rule), "the rule uses itself: %s", a->words.data);
    gti_report_hint(a->report, "write out what is meant in one of them");
}

/* How many rules lie below and with this one, named ones looked into. Bounded by GTI_RULE_DEPTH. */
static uint32_t height(rules_in_work *w, const gtee_rule *rule, uint32_t depth);

static uint32_t height_of_named(rules_in_work *w, const gtee_rule *rule, uint32_t depth)
{
    uint32_t index = 0;

    if (!gti_map_get(&w->names, name_key(rule->name), &index))
        return 0;
    if (w->states[index] == 1) {
        refuse_cycle(w, rule);
        return 0;
    }
    if (w->states[index] == 2) {
        if (depth + w->heights[index] > GTI_RULE_DEPTH)
            refuse_deep(w, node_of_use(w, rule));
        return w->heights[index];
    }
    w->states[index] = 1;
    w->under_way[w->under_way_count++] = index;
    w->heights[index] = height(w, w->rules->items[index].rule, depth + 1);
    w->under_way_count--;
    w->states[index] = 2;
    return w->heights[index];
}

static uint32_t height(rules_in_work *w, const gtee_rule *rule, uint32_t depth)
{
    uint32_t most = 0;

    if (rule == NULL || w->too_deep || w->a->failed)
        return 0;
    if (rule->form == GTEE_RULE_NAMED)
        most = depth < GTI_RULE_DEPTH ? height_of_named(w, rule, depth) : GTI_RULE_DEPTH;
    else
        for (uint32_t i = 0; i < rule->child_count; i++) {
            uint32_t one = depth < GTI_RULE_DEPTH ? height(w, rule->children[i], depth + 1) : GTI_RULE_DEPTH;

            most = one > most ? one : most;
        }
    return most + 1;
}

static void check_names(rules_in_work *w, const gti_node *node)
{
    uint32_t i = 0;

    for (const gti_node *entry = node->first; entry != NULL && !w->too_deep; entry = entry->next) {
        if (i < w->rules->count && strcmp(w->rules->items[i].name, entry->key) != 0)
            continue;
        if (i < w->rules->count && w->states[i] == 0) {
            w->under_way[0] = i;
            w->under_way_count = 1;
            w->states[i] = 1;
            w->heights[i] = height(w, w->rules->items[i].rule, 1);
            w->states[i] = 2;
            if (w->heights[i] > GTI_RULE_DEPTH)
                refuse_deep(w, entry);
        }
        i++;
    }
}

static void take_named(rules_in_work *w, const gti_node *entry)
{
    gti_assembly *a = w->a;
    gti_named_rule *named = &w->rules->items[w->rules->count];

    if (!gti_is_id(entry->key, entry->key_size)) {
        GTI_SAY_KEY(a, BAD_ID, entry, "%q is no name of a rule", entry->key);
        gti_report_hint(a->report, "use small letters a to z and digits, in words joined by single hyphens, at most 64 bytes");
        return;
    }
    named->name = gti_intern(a, entry->key, entry->key_size);
    named->line = entry->key_line;
    named->column = entry->key_column;
    named->rule = take_rule(w, entry, 1);
    if (named->name == NULL || !gti_map_put(a->allocator, &w->names, name_key(named->name), w->rules->count))
        a->failed = true;
    w->rules->count++;
}

void gti_take_rules(gti_assembly *a, const gti_node *node, gti_rules *rules)
{
    rules_in_work w = {.a = a, .rules = rules, .uses = GTI_VEC(use)};

    if (!gti_expect_map(a, node, "activation"))
        return;
    rules->items = gti_compile_array(a, node->count, sizeof *rules->items);
    w.heights = gti_arena_array(&a->scratch, node->count, sizeof *w.heights, sizeof *w.heights);
    w.states = gti_arena_array(&a->scratch, node->count, sizeof *w.states, 1);
    if (rules->items == NULL || w.heights == NULL || w.states == NULL) {
        a->failed = true;
        return;
    }
    for (const gti_node *entry = node->first; entry != NULL && !a->failed; entry = entry->next)
        take_named(&w, entry);
    for (size_t i = 0; i < w.uses.count && !a->failed; i++)
        resolve(&w, GTI_VEC_AT(&w.uses, use, i));
    if (!a->failed)
        check_names(&w, node);
    gti_vec_free(a->allocator, &w.uses);
    gti_map_free(a->allocator, &w.names);
}
