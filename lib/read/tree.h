/* tree.h: from the events of one record to its nodes: anchors and aliases, repeated keys, the bounds of depth and number.
 * Uses base, record and libyaml's events.
 *
 * The nodes of records live in an arena that is emptied now and then between records. What is marked with an anchor is made in a second arena,
 * which stays until the end of the file; so remembering an anchor costs nothing, however often anchors are nested. */
#ifndef GTI_READ_TREE_H
#define GTI_READ_TREE_H

#include "read/loader.h"
#include "read/path.h"

#include <yaml.h>

typedef struct gti_anchor {
    const gti_node *node; /* NULL: not finished, or not kept */
    uint64_t values;      /* in it */
    uint32_t line, column;
    bool open; /* its value has not ended yet */
} gti_anchor;

/* A list or mapping with an anchor that has not ended yet. */
typedef struct gti_open_anchor {
    const gti_node *node;
    gti_symbol symbol;
    uint64_t values; /* of the record before it */
} gti_open_anchor;

#define GTI_MOST_MARKS 30u /* combining marks in a row, as in Stream-Safe Text Format (UAX #15) */

typedef struct gti_tree {
    gti_loader *loader;
    const char *file;
    gti_arena record, anchored;
    gti_symbols *names; /* of anchors; NULL: none so far */
    gti_vec anchors;    /* of gti_anchor, by symbol - 1 */
    gti_vec open;       /* of gti_open_anchor, outermost first */
    uint64_t anchored_values;

    gti_path_head head; /* of the record being made */
    gti_node *root;      /* of the record being made; NULL: none */
    gti_node *at;        /* the list or mapping that is open; NULL: the record is complete */
    const char *key;     /* of the value that comes next; NULL: none yet */
    uint32_t key_size, key_line, key_column;
    uint32_t depth;      /* of all that is open, the levels above the record included */
    uint64_t values;     /* in this record; added to the loader's when the next one begins */
    uint64_t most;       /* as many may come before a limit is near */
    bool spoiled;        /* something in it is missing: not worth understanding */
} gti_tree;

void gti_tree_init(gti_tree *tree, gti_loader *loader, const char *file);
void gti_tree_free(gti_tree *tree);

/* The nodes of all records so far may go. */
void gti_tree_forget(gti_tree *tree);
/* Begins with a new record in mind. */
void gti_tree_next(gti_tree *tree, const gti_path_head *head);

/* Gives the value that comes next a key, as if it stood in a mapping. */
void gti_tree_name(gti_tree *tree, const char *key, const yaml_mark_t *mark);

/* Takes one event of a record, which is complete when nothing is `at` any more. false: it makes no sense to read this file further
 * (reported, or the loader says why). */
bool gti_tree_take(gti_tree *tree, const yaml_event_t *event);

/* One level deeper, wherever it is. false: a limit was crossed, and reported. */
bool gti_tree_deeper(gti_tree *tree, const yaml_event_t *event);
/* One value more outside a record. false: a limit was crossed, and reported. */
bool gti_tree_pass(gti_tree *tree, const yaml_event_t *event);

/* An anchor on something that is passed over: aliases to it are no error of their own. */
bool gti_tree_forget_anchor(gti_tree *tree, const yaml_char_t *name, const yaml_event_t *event);
/* Reports a tag, if the event has one. */
void gti_tree_check_tag(gti_tree *tree, const yaml_event_t *event);
/* Reports what a text must not hold or be. false: there was something. */
bool gti_tree_check_text(gti_tree *tree, const yaml_event_t *event);

gti_place gti_event_place(const yaml_event_t *event, const char *file);
/* The path of what comes next in the record (`node` NULL), or of a node of it. The caller frees the buffer. */
const char *gti_tree_path(gti_tree *tree, const gti_node *node, gti_buffer *buffer);

bool gti_tree_is_null(const yaml_event_t *event); /* of a scalar */

#endif
