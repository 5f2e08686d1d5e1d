/* walk_node.c: a finished record as a tree of nodes, for builders and for writers that look ahead. Uses walk.h, node.h. */
#include "record/walk.h"

#include <string.h>

typedef struct planter {
    gti_arena *arena;
    gtee_builder *builder;
    gti_node *root;
    gti_node *open;  /* the mapping or list that is being filled; NULL: none yet */
    const char *key; /* waits for its value; in the arena */
    size_t key_size;
} planter;

static gti_node *plant(planter *p, uint32_t type, uint32_t form)
{
    gti_node *node = gti_node_new(p->arena, type, p->open, p->key, p->key_size);

    if (node == NULL)
        return NULL;
    node->builder = p->builder;
    node->form = form;
    if (p->root == NULL)
        p->root = node;
    p->key = NULL;
    p->key_size = 0;
    return node;
}

static bool begin(planter *p, uint32_t type, uint32_t form)
{
    gti_node *node = plant(p, type, form);

    if (node == NULL)
        return false;
    p->open = node;
    return true;
}

static bool begin_map(void *user, uint32_t form)
{
    return begin(user, GTI_NODE_MAP, form);
}

static bool begin_list(void *user, uint32_t form)
{
    return begin(user, GTI_NODE_LIST, form);
}

static bool end(void *user)
{
    planter *p = user;

    p->open = p->open->parent;
    return true;
}

static bool key(void *user, const char *text)
{
    planter *p = user;

    p->key_size = strlen(text);
    p->key = gti_arena_copy(p->arena, text, p->key_size);
    return p->key != NULL;
}

static bool scalar(void *user, const char *text, uint32_t form)
{
    planter *p = user;
    gti_node *node = plant(p, GTI_NODE_SCALAR, form);

    return node != NULL && gti_node_set_text(p->arena, node, text, strlen(text));
}

gti_node *gti_walk_to_node(const gtee_record *record, gti_arena *arena, gtee_builder *builder)
{
    planter p = {.arena = arena, .builder = builder};
    const gti_sink sink = {.user = &p,
                           .begin_map = begin_map,
                           .end_map = end,
                           .begin_list = begin_list,
                           .end_list = end,
                           .key = key,
                           .scalar = scalar};

    return gti_walk_record(record, &arena->allocator, &sink) ? p.root : NULL;
}
