/* draft.c: drafts: mappings and lists in the making. A change is made only when all that it needs has been allocated.
 * Uses builder.h, node.h. */
#include "record/builder.h"

#include <string.h>

/* May something be put into this draft, which must be of that type? */
static bool is_open(const gtee_draft *draft, uint32_t type)
{
    return draft != NULL && draft->builder != NULL && draft->type == type;
}

/* A key: short enough, and text. */
static gtee_status check_key(const gtee_draft *map, const char *key)
{
    if (!is_open(map, GTI_NODE_MAP) || key == NULL || key[0] == '\0')
        return GTEE_ERROR_ARGUMENT;
    return gti_builder_check_text(map->builder, key);
}

/* Would another mapping or list below this one be deeper than the limit allows? The file that it would be written to has two levels
 * more: the whole, and the section. */
static bool too_deep(const gtee_draft *draft)
{
    uint32_t depth = 3;

    for (; draft->parent != NULL; draft = draft->parent)
        depth++;
    return depth >= draft->builder->context->limits.depth;
}

/* ---- Hanging nodes. None of these can fail. */

static void hang(gti_node *parent, gti_node *node)
{
    node->parent = parent;
    node->index = parent->count++;
    if (parent->last == NULL)
        parent->first = node;
    else
        parent->last->next = node;
    parent->last = node;
}

static gti_node *before(const gti_node *node)
{
    gti_node *other = node->parent->first;

    if (other == node)
        return NULL;
    while (other->next != node)
        other = other->next;
    return other;
}

/* What was handed out of it stays readable, but is no part of the record any more. */
static void take_away(gti_node *node)
{
    gti_node *parent = node->parent, *previous = before(node);

    if (previous == NULL)
        parent->first = node->next;
    else
        previous->next = node->next;
    if (parent->last == node)
        parent->last = previous;
    parent->count--;
    for (gti_node *later = node->next; later != NULL; later = later->next)
        later->index--;
    node->next = NULL;
}

static void replace(gti_node *old, gti_node *node)
{
    gti_node *previous = before(old);

    node->parent = old->parent;
    node->index = old->index;
    node->next = old->next;
    if (previous == NULL)
        old->parent->first = node;
    else
        previous->next = node;
    if (old->parent->last == old)
        old->parent->last = node;
    old->next = NULL;
}

/* Puts a node at a key, in the place of what is there. false: no memory, nothing changed. */
static bool put(gtee_draft *map, const char *key, gti_node *node)
{
    gti_node *old = gti_node_entry(map, key);

    if (old != NULL) {
        node->key = old->key;
        node->key_size = old->key_size;
        replace(old, node);
        return true;
    }
    size_t size = strlen(key);
    node->key = gti_arena_copy(&map->builder->arena, key, size);
    if (node->key == NULL)
        return false;
    node->key_size = (uint32_t)size;
    hang(map, node);
    return true;
}

/* ---- Scalars */

gtee_status gtee_draft_set(gtee_draft *draft, const char *key, const char *value)
{
    gtee_status status = check_key(draft, key);

    if (status != GTEE_OK)
        return status;
    if (value == NULL) {
        gti_node *old = gti_node_entry(draft, key);
        if (old != NULL)
            take_away(old);
        return GTEE_OK;
    }
    status = gti_builder_check_text(draft->builder, value);
    if (status != GTEE_OK)
        return status;
    gti_node *node = gti_builder_scalar(draft->builder, value);
    return node != NULL && put(draft, key, node) ? GTEE_OK : GTEE_ERROR_MEMORY;
}

gtee_status gtee_draft_set_integer(gtee_draft *draft, const char *key, int64_t value)
{
    char text[24], *at = text + sizeof text - 1;
    uint64_t left = value < 0 ? (uint64_t)0 - (uint64_t)value : (uint64_t)value;

    *at = '\0';
    do {
        *--at = (char)('0' + left % 10);
        left /= 10;
    } while (left > 0);
    if (value < 0)
        *--at = '-';
    return gtee_draft_set(draft, key, at);
}

gtee_status gtee_draft_append(gtee_draft *draft, const char *value)
{
    if (!is_open(draft, GTI_NODE_LIST) || value == NULL)
        return GTEE_ERROR_ARGUMENT;
    gtee_status status = gti_builder_check_text(draft->builder, value);
    if (status != GTEE_OK)
        return status;
    gti_node *node = gti_builder_scalar(draft->builder, value);
    if (node == NULL)
        return GTEE_ERROR_MEMORY;
    hang(draft, node);
    return GTEE_OK;
}

/* ---- Mappings and lists */

static gti_node *empty(const gtee_draft *draft, uint32_t type)
{
    gti_node *node = gti_node_new(&draft->builder->arena, type, NULL, NULL, 0);

    if (node != NULL)
        node->builder = draft->builder;
    return node;
}

static gtee_status set_empty(gtee_draft *draft, const char *key, uint32_t type, gtee_draft **made)
{
    if (made == NULL)
        return GTEE_ERROR_ARGUMENT;
    *made = NULL;
    gtee_status status = check_key(draft, key);
    if (status != GTEE_OK)
        return status;
    if (too_deep(draft))
        return GTEE_ERROR_LIMIT;
    gti_node *node = empty(draft, type);
    if (node == NULL || !put(draft, key, node))
        return GTEE_ERROR_MEMORY;
    *made = node;
    return GTEE_OK;
}

static gtee_status append_empty(gtee_draft *draft, uint32_t type, gtee_draft **made)
{
    if (made == NULL)
        return GTEE_ERROR_ARGUMENT;
    *made = NULL;
    if (!is_open(draft, GTI_NODE_LIST))
        return GTEE_ERROR_ARGUMENT;
    if (too_deep(draft))
        return GTEE_ERROR_LIMIT;
    gti_node *node = empty(draft, type);
    if (node == NULL)
        return GTEE_ERROR_MEMORY;
    hang(draft, node);
    *made = node;
    return GTEE_OK;
}

gtee_status gtee_draft_set_map(gtee_draft *draft, const char *key, gtee_draft **map)
{
    return set_empty(draft, key, GTI_NODE_MAP, map);
}

gtee_status gtee_draft_set_list(gtee_draft *draft, const char *key, gtee_draft **list)
{
    return set_empty(draft, key, GTI_NODE_LIST, list);
}

gtee_status gtee_draft_append_map(gtee_draft *draft, gtee_draft **map)
{
    return append_empty(draft, GTI_NODE_MAP, map);
}

gtee_status gtee_draft_append_list(gtee_draft *draft, gtee_draft **list)
{
    return append_empty(draft, GTI_NODE_LIST, list);
}

/* ---- Reading */

const char *gtee_draft_get(const gtee_draft *draft, const char *key)
{
    if (draft->type != GTI_NODE_MAP || key == NULL)
        return NULL;
    const gti_node *node = gti_node_entry(draft, key);
    return node != NULL && node->type == GTI_NODE_SCALAR ? node->text : NULL;
}

gtee_draft *gtee_draft_child(gtee_draft *draft, const char *key)
{
    if (draft->type != GTI_NODE_MAP || key == NULL)
        return NULL;
    gti_node *node = gti_node_entry(draft, key);
    return node != NULL && node->type != GTI_NODE_SCALAR ? node : NULL;
}
