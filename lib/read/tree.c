/* tree.c: the nodes of one record from its events (tree.h). Uses base, record and libyaml's events. */
#include "read/tree.h"

#include "read/keys.h"
#include "read/scan.h"

#include <stdalign.h>
#include <string.h>

void gti_tree_init(gti_tree *tree, gti_loader *loader, const char *file)
{
    *tree = (gti_tree){.loader = loader, .file = file, .anchors = GTI_VEC(gti_anchor), .open = GTI_VEC(gti_open_anchor)};
    gti_arena_init(&tree->record, &loader->context->allocator);
    gti_arena_init(&tree->anchored, &loader->context->allocator);
}

void gti_tree_free(gti_tree *tree)
{
    const gti_allocator *allocator = &tree->loader->context->allocator;

    tree->loader->values += tree->values;
    gti_symbols_free(tree->names);
    gti_vec_free(allocator, &tree->anchors);
    gti_vec_free(allocator, &tree->open);
    gti_arena_free(&tree->record);
    gti_arena_free(&tree->anchored);
}

void gti_tree_next(gti_tree *tree, const gti_path_head *head)
{
    const gti_limits *limits = &tree->loader->context->limits;

    tree->head = *head;
    tree->root = tree->at = NULL;
    tree->key = NULL;
    tree->spoiled = false;
    tree->loader->values += tree->values;
    tree->values = 0;
    tree->most = limits->values - tree->loader->values;
    if (tree->most > limits->record_values)
        tree->most = limits->record_values;
}

void gti_tree_forget(gti_tree *tree)
{
    gti_arena_reset(&tree->record);
}

void gti_tree_name(gti_tree *tree, const char *key, const yaml_mark_t *mark)
{
    tree->key = key;
    tree->key_size = (uint32_t)strlen(key);
    tree->key_line = (uint32_t)(mark->line + 1);
    tree->key_column = (uint32_t)(mark->column + 1);
}

/* Marks are 0-based; what goes over several lines is pointed at by its first character. */
gti_place gti_event_place(const yaml_event_t *event, const char *file)
{
    const yaml_mark_t *start = &event->start_mark, *end = &event->end_mark;
    bool spans = end->line == start->line && end->column > start->column;

    return (gti_place){.file = file,
                       .line = (uint32_t)(start->line + 1),
                       .column = (uint32_t)(start->column + 1),
                       .length = spans ? (uint32_t)(end->column - start->column) : 1};
}

const char *gti_tree_path(gti_tree *tree, const gti_node *node, gti_buffer *buffer)
{
    gti_buffer_init(buffer, &tree->loader->context->allocator);
    if (tree->head.section == NULL)
        return NULL;
    gti_path(buffer, &tree->head, node != NULL ? node : tree->at);
    if (node == NULL && tree->at != NULL)
        gti_path_next(buffer, tree->at, tree->key, tree->key_size);
    if (buffer->failed)
        tree->loader->no_memory = true;
    return buffer->failed ? NULL : buffer->data;
}

/* A diagnostic at an event. `format` may name %u, the number. */
static void report(gti_tree *tree, enum gti_code code, const yaml_event_t *event, const char *format, uint64_t number, const char *hint)
{
    gti_report *list = tree->loader->report;
    gti_place place = gti_event_place(event, tree->file);
    gti_buffer path;

    gti_report_add(list, code, &place, gti_tree_path(tree, NULL, &path), format, number);
    gti_report_hint(list, hint);
    gti_buffer_free(&path);
}

/* ---- Bounds */

bool gti_tree_deeper(gti_tree *tree, const yaml_event_t *event)
{
    uint32_t limit = tree->loader->context->limits.depth;

    if (tree->depth >= limit) {
        report(tree, GTI_CODE_LIMIT_DEPTH, event, "lists and mappings are nested more than %u deep (the limit depth)", limit,
               "check for brackets that were never closed, or raise the limit");
        return false;
    }
    tree->depth++;
    return true;
}

static bool report_values(gti_tree *tree, const yaml_event_t *event)
{
    uint64_t limit = tree->loader->context->limits.values;

    report(tree, GTI_CODE_LIMIT_VALUES, event, "the dossier has more than %u values (the limit values)", limit,
           "divide the dossier, or raise the limit");
    tree->loader->stopped = true;
    return false;
}

bool gti_tree_pass(gti_tree *tree, const yaml_event_t *event)
{
    tree->loader->values++;
    return tree->loader->values + tree->values <= tree->loader->context->limits.values || report_values(tree, event);
}

/* `count` values more in the record. */
static bool count_values(gti_tree *tree, const yaml_event_t *event, uint64_t count)
{
    const gti_limits *limits = &tree->loader->context->limits;

    tree->values += count;
    if (tree->open.count > 0)
        tree->anchored_values += count;
    if (tree->loader->values + tree->values > limits->values)
        return report_values(tree, event);
    if (tree->values <= limits->record_values && tree->anchored_values <= limits->record_values)
        return true;
    report(tree, GTI_CODE_LIMIT_RECORD_VALUES, event,
           tree->values > limits->record_values ? "one record has more than %u values (the limit record_values)"
                                                : "more than %u values are marked with anchors (the limit record_values)",
           limits->record_values, "divide it, or raise the limit");
    return false;
}

/* Most values are far from any limit. */
static inline bool count_value(gti_tree *tree, const yaml_event_t *event)
{
    if (tree->values >= tree->most || tree->open.count > 0)
        return count_values(tree, event, 1);
    tree->values++;
    return true;
}

/* ---- What values may not have */

void gti_tree_check_tag(gti_tree *tree, const yaml_event_t *event)
{
    const yaml_char_t *tag = event->type == YAML_SCALAR_EVENT           ? event->data.scalar.tag
                             : event->type == YAML_SEQUENCE_START_EVENT ? event->data.sequence_start.tag
                             : event->type == YAML_MAPPING_START_EVENT  ? event->data.mapping_start.tag
                                                                        : NULL;

    if (tag != NULL)
        report(tree, GTI_CODE_TAG, event, "a tag stands before this value, and tags mean nothing here", 0,
               "take the tag away; put a text that begins with ! in quotation marks");
}

bool gti_tree_check_text(gti_tree *tree, const yaml_event_t *event)
{
    uint32_t limit = tree->loader->context->limits.scalar_bytes;
    size_t size = event->data.scalar.length;
    uint32_t suspects;

    if (size > limit) {
        report(tree, GTI_CODE_LIMIT_SCALAR_BYTES, event, "this text has more than %u bytes (the limit scalar_bytes)", limit,
               "shorten it, or raise the limit");
        return false;
    }
    suspects = gti_scan_text((const char *)event->data.scalar.value, size);
    if ((suspects & GTI_SUSPECT_CONTROL) != 0)
        report(tree, GTI_CODE_CONTROL_CHARACTER, event, "this text holds a control character", 0,
               "take it out, or write the backslash twice if it is no escape; only line feeds and tabs may stand in a text");
    if ((suspects & GTI_SUSPECT_MARKS) != 0)
        report(tree, GTI_CODE_LIMIT_MARKS, event, "more than %u combining marks follow one another in this text", GTI_MOST_MARKS,
               "take the surplus marks away");
    return suspects == 0;
}

/* libyaml refuses control characters unless they are escapes in double quotation marks, and too many marks need many bytes. */
static inline bool text_is_harmless(const gti_tree *tree, const yaml_event_t *event)
{
    return event->data.scalar.length <= 2 * GTI_MOST_MARKS && event->data.scalar.style != YAML_DOUBLE_QUOTED_SCALAR_STYLE &&
           event->data.scalar.length <= tree->loader->context->limits.scalar_bytes;
}

static inline void check_scalar(gti_tree *tree, const yaml_event_t *event)
{
    if (event->data.scalar.tag != NULL)
        gti_tree_check_tag(tree, event);
    if (!text_is_harmless(tree, event) && !gti_tree_check_text(tree, event))
        tree->spoiled = true;
}

/* ---- Nodes */

static bool no_memory(gti_tree *tree)
{
    tree->loader->no_memory = true;
    return false;
}

static gti_arena *arena_for(gti_tree *tree, const yaml_char_t *anchor)
{
    return tree->open.count > 0 || anchor != NULL ? &tree->anchored : &tree->record;
}

/* As gti_arena_alloc, without the call where there is room: nodes and texts are what reading a dossier mostly makes. */
static inline void *take(gti_arena *arena, size_t size, size_t alignment)
{
    size_t gap = (size_t)(0 - (uintptr_t)arena->next) & (alignment - 1);

    if (arena->next == NULL || arena->left < gap || arena->left - gap < size)
        return gti_arena_alloc(arena, size, alignment);
    unsigned char *memory = arena->next + gap;
    arena->next = memory + size;
    arena->left -= gap + size;
    return memory;
}

static inline const char *take_copy(gti_arena *arena, const yaml_char_t *text, size_t size)
{
    char *copy = take(arena, size + 1, 1);

    if (copy != NULL)
        memcpy(copy, text, size + 1); /* libyaml's texts have a NUL behind them */
    return copy;
}

/* Member by member: as a whole, compilers clear it with an instruction that takes longer than all else here. */
static inline void begin_node(gti_tree *tree, gti_node *node, uint32_t type)
{
    node->type = type;
    node->index = 0;
    node->key = tree->key;
    node->key_size = tree->key_size;
    node->size = 0;
    node->text = NULL;
    node->file = tree->file;
    node->line = node->column = node->length = 0;
    node->key_line = tree->key_line;
    node->key_column = tree->key_column;
    node->parent = tree->at;
    node->first = node->last = node->next = NULL;
    node->count = 0;
    node->builder = NULL;
    node->form = 0;
    tree->key = NULL;
    tree->key_size = tree->key_line = tree->key_column = 0;
}

/* A node in its place: below what is open, under the key that came before. NULL: no memory. */
static inline gti_node *attach(gti_tree *tree, gti_arena *arena, uint32_t type)
{
    gti_node *node = take(arena, sizeof *node, alignof(gti_node));
    gti_node *parent = tree->at;

    if (node == NULL) {
        tree->loader->no_memory = true;
        return NULL;
    }
    begin_node(tree, node, type);
    if (parent == NULL) {
        node->index = tree->head.index;
        tree->root = node;
        return node;
    }
    node->index = parent->count++;
    if (parent->last == NULL)
        parent->first = node;
    else
        parent->last->next = node;
    parent->last = node;
    return node;
}

static inline void set_place(gti_node *node, const yaml_event_t *event)
{
    bool spans = event->end_mark.line == event->start_mark.line && event->end_mark.column > event->start_mark.column;

    node->line = (uint32_t)(event->start_mark.line + 1);
    node->column = (uint32_t)(event->start_mark.column + 1);
    node->length = spans ? (uint32_t)(event->end_mark.column - event->start_mark.column) : 1;
}

/* ---- Anchors and aliases */

/* The anchor of that name, new or old. NULL: no memory. */
static gti_anchor *anchor_named(gti_tree *tree, const yaml_char_t *name, gti_symbol *symbol)
{
    const gti_allocator *allocator = &tree->loader->context->allocator;

    if (tree->names == NULL)
        tree->names = gti_symbols_new(allocator, &tree->anchored);
    if (tree->names == NULL)
        return NULL;
    *symbol = gti_symbols_intern(tree->names, (const char *)name, strlen((const char *)name));
    if (*symbol == 0)
        return NULL;
    while (tree->anchors.count < *symbol)
        if (gti_vec_push(allocator, &tree->anchors) == NULL)
            return NULL;
    return GTI_VEC_AT(&tree->anchors, gti_anchor, *symbol - 1);
}

/* Remembers where a name is given. `*symbol` is 0 if it was given before, which is reported. false: no memory. */
static bool begin_anchor(gti_tree *tree, const yaml_char_t *name, const yaml_event_t *event, gti_symbol *symbol)
{
    gti_anchor *anchor = anchor_named(tree, name, symbol);
    gti_place place = gti_event_place(event, tree->file);

    if (anchor == NULL)
        return no_memory(tree);
    if (anchor->line > 0) {
        gti_place first = {.file = tree->file, .line = anchor->line, .column = anchor->column, .length = 1};
        report(tree, GTI_CODE_REPEATED_ANCHOR, event, "an anchor of this name was given before", 0, "give each anchor a name of its own");
        gti_report_related(tree->loader->report, &first, "it was given here first");
        *symbol = 0;
        return true;
    }
    *anchor = (gti_anchor){.line = place.line, .column = place.column, .open = true};
    return true;
}

static void finish_anchor(gti_tree *tree, gti_symbol symbol, const gti_node *node, uint64_t values)
{
    if (symbol == 0)
        return;
    gti_anchor *anchor = GTI_VEC_AT(&tree->anchors, gti_anchor, symbol - 1);
    anchor->node = node;
    anchor->values = values;
    anchor->open = false;
}

bool gti_tree_forget_anchor(gti_tree *tree, const yaml_char_t *name, const yaml_event_t *event)
{
    gti_symbol symbol = 0;

    if (name != NULL && !begin_anchor(tree, name, event, &symbol))
        return false;
    finish_anchor(tree, symbol, NULL, 0);
    return true;
}

/* The anchor that an alias means; NULL: none that can be used, which is reported. */
static const gti_anchor *find_anchor(gti_tree *tree, const yaml_event_t *event)
{
    const char *name = (const char *)event->data.alias.anchor;
    gti_symbol symbol = tree->names != NULL ? gti_symbols_find(tree->names, name, strlen(name)) : 0;
    const gti_anchor *anchor = symbol != 0 ? GTI_VEC_AT(&tree->anchors, gti_anchor, symbol - 1) : NULL;

    if (anchor == NULL)
        report(tree, GTI_CODE_UNKNOWN_ALIAS, event, "no value before this place is marked with the name of this alias", 0,
               "write & and the same name before the value meant, above this line and in the same file; "
               "put a text that begins with * in quotation marks");
    else if (anchor->open)
        report(tree, GTI_CODE_ALIAS_IN_ITSELF, event, "this alias stands within the value that it stands for", 0,
               "write out what is meant");
    return anchor != NULL && !anchor->open ? anchor : NULL;
}

/* Copies the nodes, not the texts: those of anchors stay as long as the file is read. false: no memory, or too deep. */
static bool copy_nodes(gti_tree *tree, gti_arena *arena, const gti_node *from, const yaml_event_t *event)
{
    gti_node *node = attach(tree, arena, from->type);

    if (node == NULL)
        return false;
    node->text = from->text;
    node->size = from->size;
    node->line = from->line;
    node->column = from->column;
    node->length = from->length;
    if (from->type == GTI_NODE_SCALAR)
        return true;
    if (!gti_tree_deeper(tree, event))
        return false;
    tree->at = node;
    for (const gti_node *child = from->first; child != NULL; child = child->next) {
        tree->key = child->key;
        tree->key_size = child->key_size;
        tree->key_line = child->key_line;
        tree->key_column = child->key_column;
        if (!copy_nodes(tree, arena, child, event))
            return false;
    }
    tree->at = node->parent;
    tree->depth--;
    return true;
}

/* What an alias stands for counts as often as it is written out. */
static bool count_alias(gti_tree *tree, const gti_anchor *anchor, const yaml_event_t *event)
{
    gti_loader *loader = tree->loader;
    uint64_t limit = loader->context->limits.alias_values;

    loader->alias_values += anchor->values;
    if (loader->alias_values > limit) {
        report(tree, GTI_CODE_LIMIT_ALIAS_VALUES, event, "aliases stand for more than %u values in all (the limit alias_values)", limit,
               "write fewer aliases, or raise the limit");
        loader->stopped = true;
        return false;
    }
    return count_values(tree, event, anchor->values);
}

static bool take_alias(gti_tree *tree, const yaml_event_t *event)
{
    if (tree->at != NULL && tree->at->type == GTI_NODE_MAP && tree->key == NULL) {
        report(tree, GTI_CODE_KEY_NOT_TEXT, event, "an alias cannot be a key", 0, "write the key itself");
        return false;
    }
    const gti_anchor *anchor = find_anchor(tree, event);
    if (anchor == NULL || anchor->node == NULL) {
        tree->spoiled = true;
        tree->key = NULL;
        return true;
    }
    return count_alias(tree, anchor, event) && copy_nodes(tree, arena_for(tree, NULL), anchor->node, event);
}

/* ---- Events */

/* A text apart from the record, for aliases to the key. */
static bool anchor_key(gti_tree *tree, const yaml_event_t *event)
{
    gti_symbol symbol = 0;
    gti_node *node = gti_arena_zero(&tree->anchored, sizeof *node, alignof(gti_node));

    if (node == NULL)
        return no_memory(tree);
    if (!begin_anchor(tree, event->data.scalar.anchor, event, &symbol) || !count_value(tree, event))
        return false;
    node->type = GTI_NODE_SCALAR;
    set_place(node, event);
    node->size = (uint32_t)event->data.scalar.length;
    node->text = take_copy(&tree->anchored, event->data.scalar.value, event->data.scalar.length);
    if (node->text == NULL)
        return no_memory(tree);
    tree->anchored_values += tree->open.count == 0;
    finish_anchor(tree, symbol, node, 1);
    return true;
}

/* A scalar where a mapping wants its next key. */
static bool take_key(gti_tree *tree, const yaml_event_t *event)
{
    const char *text = (const char *)event->data.scalar.value;
    size_t size = event->data.scalar.length;

    check_scalar(tree, event);
    if (size == 2 && memcmp(text, "<<", 2) == 0 && event->data.scalar.style == YAML_PLAIN_SCALAR_STYLE) {
        report(tree, GTI_CODE_MERGE_KEY, event, "the merge key << is not part of the format", 0,
               "write out the keys that it would bring in");
        tree->spoiled = true;
    }
    if (event->data.scalar.anchor != NULL && !anchor_key(tree, event))
        return false;
    tree->key = take_copy(arena_for(tree, NULL), event->data.scalar.value, size);
    if (tree->key == NULL)
        return no_memory(tree);
    tree->key_size = (uint32_t)size;
    tree->key_line = (uint32_t)(event->start_mark.line + 1);
    tree->key_column = (uint32_t)(event->start_mark.column + 1);
    return true;
}

/* null, Null, NULL or ~ without quotation marks: what other programs write for nothing. */
bool gti_tree_is_null(const yaml_event_t *event)
{
    static const char *const words[] = {"null", "Null", "NULL"};
    const char *text = (const char *)event->data.scalar.value;
    bool null = event->data.scalar.length == 1 && text[0] == '~';

    for (size_t i = 0; i < sizeof words / sizeof words[0] && event->data.scalar.length == 4; i++)
        null = null || memcmp(text, words[i], 4) == 0;
    return null && event->data.scalar.style == YAML_PLAIN_SCALAR_STYLE;
}

static inline bool take_scalar(gti_tree *tree, const yaml_event_t *event)
{
    const yaml_char_t *anchor = event->data.scalar.anchor;
    gti_symbol symbol = 0;

    if (tree->at != NULL && tree->at->type == GTI_NODE_MAP && tree->key == NULL)
        return take_key(tree, event);
    if (!count_value(tree, event))
        return false;
    check_scalar(tree, event);
    if (anchor != NULL && !begin_anchor(tree, anchor, event, &symbol))
        return false;
    tree->anchored_values += anchor != NULL && tree->open.count == 0;
    gti_arena *arena = arena_for(tree, anchor);
    gti_node *node = attach(tree, arena, GTI_NODE_SCALAR);
    if (node == NULL)
        return false;
    set_place(node, event);
    node->size = (uint32_t)event->data.scalar.length;
    node->text = take_copy(arena, event->data.scalar.value, event->data.scalar.length);
    if (node->text == NULL)
        return no_memory(tree);
    if (node->size <= 4 && gti_tree_is_null(event)) {
        node->size = 0; /* as if nothing stood there */
        node->text = "";
    }
    finish_anchor(tree, symbol, node, 1);
    return true;
}

static bool take_begin(gti_tree *tree, uint32_t type, const yaml_event_t *event)
{
    const yaml_char_t *anchor = type == GTI_NODE_LIST ? event->data.sequence_start.anchor : event->data.mapping_start.anchor;
    gti_symbol symbol = 0;

    if (tree->at != NULL && tree->at->type == GTI_NODE_MAP && tree->key == NULL) {
        report(tree, GTI_CODE_KEY_NOT_TEXT, event, "a list or mapping cannot be a key", 0,
               "write a plain word as the key; put a text that begins with [ or { in quotation marks");
        return false;
    }
    gti_tree_check_tag(tree, event);
    if (!gti_tree_deeper(tree, event) || !count_value(tree, event))
        return false;
    if (anchor != NULL && !begin_anchor(tree, anchor, event, &symbol))
        return false;
    gti_node *node = attach(tree, arena_for(tree, anchor), type);
    if (node == NULL)
        return false;
    set_place(node, event);
    node->length = 1;
    tree->at = node;
    if (symbol == 0)
        return true;
    gti_open_anchor *open = gti_vec_push(&tree->loader->context->allocator, &tree->open);
    if (open == NULL)
        return no_memory(tree);
    *open = (gti_open_anchor){.node = node, .symbol = symbol, .values = tree->values - 1};
    tree->anchored_values += tree->open.count == 1; /* itself, unless it was counted with what it stands in */
    return true;
}

static bool take_end(gti_tree *tree)
{
    gti_node *node = tree->at;
    const gti_open_anchor *open =
        tree->open.count > 0 ? GTI_VEC_AT(&tree->open, gti_open_anchor, tree->open.count - 1) : NULL;

    if (node->type == GTI_NODE_MAP && node->count > 1 && !gti_keys_check(tree, node))
        return no_memory(tree);
    if (open != NULL && open->node == node) {
        finish_anchor(tree, open->symbol, node, tree->values - open->values);
        tree->open.count--;
    }
    tree->at = node->parent;
    tree->depth--;
    return true;
}

bool gti_tree_take(gti_tree *tree, const yaml_event_t *event)
{
    switch (event->type) {
    case YAML_SCALAR_EVENT:
        return take_scalar(tree, event);
    case YAML_SEQUENCE_START_EVENT:
        return take_begin(tree, GTI_NODE_LIST, event);
    case YAML_MAPPING_START_EVENT:
        return take_begin(tree, GTI_NODE_MAP, event);
    case YAML_ALIAS_EVENT:
        return take_alias(tree, event);
    default:
        return take_end(tree);
    }
}
