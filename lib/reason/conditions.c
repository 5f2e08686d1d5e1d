/* conditions.c: normalising conjunctions of terms and numbering them. Uses base, record, variables.h. */
#include "reason/conditions.h"

#include <string.h>

gtee_status gti_conditions_init(gti_conditions *conditions, const gti_allocator *allocator)
{
    *conditions = (gti_conditions){.items = GTI_VEC(gti_condition), .draft = GTI_VEC(gti_literal)};
    return gti_vec_push(allocator, &conditions->items) != NULL ? GTEE_OK : GTEE_ERROR_MEMORY;
}

void gti_conditions_free(gti_conditions *conditions, const gti_allocator *allocator)
{
    gti_vec_free(allocator, &conditions->items);
    gti_vec_free(allocator, &conditions->draft);
    gti_map_free(allocator, &conditions->found);
}

static int by_key(const void *user, const void *a, const void *b)
{
    const gti_literal *left = a, *right = b;

    (void)user;
    return (left->key > right->key) - (left->key < right->key);
}

static gtee_status draft_literal(gti_conditions *conditions, gti_groups *groups, uint64_t key, uint64_t options)
{
    gti_literal *literal;

    if (!gti_groups_take(groups, 1))
        return GTEE_ERROR_LIMIT;
    literal = gti_vec_push(&groups->arena.allocator, &conditions->draft);
    if (literal == NULL)
        return GTEE_ERROR_MEMORY;
    *literal = (gti_literal){.key = key, .options = options};
    return GTEE_OK;
}

static gtee_status draft_term(gti_conditions *conditions, const gti_variables *variables, gti_groups *groups,
                              const gtee_term *term)
{
    gti_span span;
    gtee_status status = gti_variables_of(variables, groups, term->issue, term->participant, &span);

    if (status == GTEE_OK && span.count == 0) {
        uint64_t who = term->participant != NULL ? term->participant->record.index : 0;
        uint64_t key = GTI_ABSENT | (uint64_t)term->issue->record.index << 32 | who;
        status = draft_literal(conditions, groups, key, term->options);
    }
    for (uint32_t i = 0; status == GTEE_OK && i < span.count; i++)
        status = draft_literal(conditions, groups, gti_span_at(&span, i), term->options);
    return status;
}

/* Joins literals on the same variable: both must hold. */
static void join_literals(gti_vec *draft)
{
    gti_literal *items = draft->items;
    size_t kept = 0;

    for (size_t i = 0; i < draft->count; i++) {
        if (kept > 0 && items[kept - 1].key == items[i].key)
            items[kept - 1].options &= items[i].options;
        else
            items[kept++] = items[i];
    }
    draft->count = kept;
}

static bool same(const gti_condition *condition, const gti_vec *draft)
{
    return condition->count == draft->count &&
           memcmp(condition->literals, draft->items, draft->count * sizeof(gti_literal)) == 0;
}

/* Looks the draft up, or keeps it under a new number. Keys that collide are told apart by counting upwards. */
static gtee_status number_draft(gti_conditions *conditions, gti_arena *arena, uint32_t *number)
{
    const size_t size = conditions->draft.count * sizeof(gti_literal);
    uint64_t key = gti_hash(conditions->draft.items, size, 0);
    gti_condition *condition;
    gti_literal *literals;

    for (; gti_map_get(&conditions->found, key, number); key++)
        if (same(GTI_VEC_AT(&conditions->items, gti_condition, *number), &conditions->draft))
            return GTEE_OK;
    literals = gti_arena_alloc(arena, size, sizeof(uint64_t));
    condition = gti_vec_push(&arena->allocator, &conditions->items);
    if (literals == NULL || condition == NULL)
        return GTEE_ERROR_MEMORY;
    memcpy(literals, conditions->draft.items, size);
    *condition = (gti_condition){.literals = literals, .count = (uint32_t)conditions->draft.count};
    *number = (uint32_t)(conditions->items.count - 1);
    return gti_map_put(&arena->allocator, &conditions->found, key, *number) ? GTEE_OK : GTEE_ERROR_MEMORY;
}

gtee_status gti_conditions_number(gti_conditions *conditions, const gti_variables *variables, gti_groups *groups,
                                  const gti_terms *terms, uint32_t *number)
{
    gti_vec *draft = &conditions->draft;
    gtee_status status = GTEE_OK;

    *number = 0;
    if (terms->count == 0)
        return GTEE_OK;
    gti_vec_clear(draft);
    for (uint32_t i = 0; status == GTEE_OK && i < terms->count; i++)
        status = draft_term(conditions, variables, groups, &terms->items[i]);
    if (status != GTEE_OK)
        return status;
    if (!gti_sort(&groups->arena.allocator, draft->items, draft->count, sizeof(gti_literal), by_key, NULL))
        return GTEE_ERROR_MEMORY;
    join_literals(draft);
    return number_draft(conditions, &groups->arena, number);
}

uint32_t gti_truth_absent(const gtee_dossier *dossier, const gti_literal *literal)
{
    const size_t index = (size_t)((literal->key & ~GTI_ABSENT) >> 32);
    const gtee_issue *issue = (const gtee_issue *)gti_record_at(dossier, GTEE_KIND_ISSUE, index);

    if (issue->default_option == NULL)
        return GTI_OPEN;
    return gti_truth(UINT64_C(1) << issue->default_option->index, literal->options);
}
