/* path.c: paths of places in a document. Uses base and node.h. */
#include "read/path.h"

static void add_index(gti_buffer *out, uint32_t index)
{
    gti_buffer_char(out, '[');
    gti_buffer_uint(out, index);
    gti_buffer_char(out, ']');
}

static void add_key(gti_buffer *out, const char *key, size_t size)
{
    gti_buffer_char(out, '.');
    gti_buffer_guarded(out, key, size, 64);
}

/* From the record down. Nesting is bounded by the limit depth, 1,000 at most. */
static void add_node(gti_buffer *out, const gti_node *node)
{
    if (node->parent == NULL)
        return;
    add_node(out, node->parent);
    if (node->key != NULL)
        add_key(out, node->key, node->key_size);
    else
        add_index(out, node->index);
}

void gti_path(gti_buffer *out, const gti_path_head *head, const gti_node *node)
{
    gti_buffer_text(out, head->section);
    if (!head->single)
        add_index(out, head->index);
    if (node != NULL)
        add_node(out, node);
}

void gti_path_next(gti_buffer *out, const gti_node *parent, const char *key, size_t key_size)
{
    if (parent->type == GTI_NODE_LIST)
        add_index(out, parent->count);
    else if (key != NULL)
        add_key(out, key, key_size);
}
