/* node.h: one record as it was written, before it is understood: scalars, lists and mappings with their places. Uses base only.
 *
 * The reader makes a tree of nodes for one record at a time from YAML events, the builder from calls; both hand it to assembly.h.
 * Public drafts are nodes. */
#ifndef GTI_RECORD_NODE_H
#define GTI_RECORD_NODE_H

#include "base/memory.h"

#define GTI_NODE_SCALAR 1u
#define GTI_NODE_LIST 2u
#define GTI_NODE_MAP 3u

typedef struct gtee_draft gti_node; /* a node and a public draft are one type under two names */
struct gtee_draft {
    uint32_t type;
    uint32_t index;          /* among its siblings */
    const char *key;         /* of an entry of a mapping; NULL otherwise */
    uint32_t key_size;
    uint32_t size;           /* of a scalar: bytes of text */
    const char *text;        /* of a scalar; NUL-terminated, valid UTF-8 */
    const char *file;        /* NULL: built without files */
    uint32_t line, column, length;          /* of the value */
    uint32_t key_line, key_column;          /* of the key */
    gti_node *parent, *first, *last, *next;
    uint32_t count;          /* of children */
    gtee_builder *builder;   /* NULL when it comes from a file */
    uint32_t form;           /* of a node made from a record: GTI_FORM_… of walk.h; 0 otherwise */
};

/* Makes a node and hangs it below `parent` (NULL: a record). `key` only below a mapping. NULL: no memory. */
gti_node *gti_node_new(gti_arena *arena, uint32_t type, gti_node *parent, const char *key, size_t key_size);
/* Copies a scalar's text into the arena. false: no memory. */
bool gti_node_set_text(gti_arena *arena, gti_node *node, const char *text, size_t size);
/* The entry of a mapping by key, NULL if there is none. `-` and `_` in keys are the same. */
gti_node *gti_node_entry(const gti_node *map, const char *key);
bool gti_key_equal(const char *a, size_t a_size, const char *b); /* `-` and `_` are the same */
/* A deep copy into another arena. NULL: no memory. */
gti_node *gti_node_copy(gti_arena *arena, const gti_node *node);

#endif
