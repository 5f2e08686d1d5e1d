/* node.c: trees of nodes (node.h): making, finding, copying. Uses base/memory.h. */
#include "record/node.h"

#include <stdalign.h>
#include <string.h>

gti_node *gti_node_new(gti_arena *arena, uint32_t type, gti_node *parent, const char *key, size_t key_size)
{
    gti_node *node = gti_arena_zero(arena, sizeof *node, alignof(gti_node));

    if (node == NULL)
        return NULL;
    node->type = type;
    if (key != NULL) {
        node->key = gti_arena_copy(arena, key, key_size);
        if (node->key == NULL)
            return NULL;
        node->key_size = (uint32_t)key_size;
    }
    if (parent == NULL)
        return node;
    node->parent = parent;
    node->builder = parent->builder;
    node->index = parent->count++;
    if (parent->last == NULL)
        parent->first = node;
    else
        parent->last->next = node;
    parent->last = node;
    return node;
}

bool gti_node_set_text(gti_arena *arena, gti_node *node, const char *text, size_t size)
{
    char *copy = size > UINT32_MAX ? NULL : gti_arena_copy(arena, text, size);

    if (copy == NULL)
        return false;
    node->text = copy;
    node->size = (uint32_t)size;
    return true;
}

bool gti_key_equal(const char *a, size_t a_size, const char *b)
{
    size_t i = 0;

    for (; i < a_size; i++) {
        char left = a[i] == '-' ? '_' : a[i];
        char right = b[i] == '-' ? '_' : b[i];

        if (left != right || right == '\0')
            return false;
    }
    return b[i] == '\0';
}

gti_node *gti_node_entry(const gti_node *map, const char *key)
{
    if (map->type != GTI_NODE_MAP)
        return NULL;
    for (gti_node *entry = map->first; entry != NULL; entry = entry->next)
        if (gti_key_equal(entry->key, entry->key_size, key))
            return entry;
    return NULL;
}

/* One node without its children, hung below `parent`. */
static gti_node *copy_one(gti_arena *arena, const gti_node *node, gti_node *parent)
{
    gti_node *copy = gti_node_new(arena, node->type, parent, node->key, node->key_size);

    if (copy == NULL || (node->text != NULL && !gti_node_set_text(arena, copy, node->text, node->size)))
        return NULL;
    copy->file = node->file;
    copy->line = node->line;
    copy->column = node->column;
    copy->length = node->length;
    copy->key_line = node->key_line;
    copy->key_column = node->key_column;
    return copy;
}

/* Without recursion: a builder can make trees of any depth. */
gti_node *gti_node_copy(gti_arena *arena, const gti_node *node)
{
    const gti_node *from = node;
    gti_node *root = copy_one(arena, node, NULL);
    gti_node *to = root;

    if (root == NULL)
        return NULL;
    root->index = node->index;
    for (;;) {
        if (from->first != NULL) {
            from = from->first;
        } else {
            while (from != node && from->next == NULL) {
                from = from->parent;
                to = to->parent;
            }
            if (from == node)
                return root;
            from = from->next;
            to = to->parent;
        }
        to = copy_one(arena, from, to);
        if (to == NULL)
            return NULL;
    }
}
