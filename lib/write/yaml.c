/* yaml.c: the dossier as YAML that reads as if a person had written it: an empty line between records, short lists and mappings in
 * brackets, terms one below another, paragraphs broken into lines. Uses write.h, scalar.h, record/walk.h.
 *
 * Each record becomes a tree first, since how a list is written depends on what is in it. libyaml's emitter is not used: it cannot
 * write characters beyond the basic plane as they are, nor empty lines, and takes its memory from malloc. */
#include "record/walk.h"
#include "write/scalar.h"
#include "write/write.h"

#include <string.h>

#define WIDTH 100u      /* columns of a line, where a text lets it be so short */
#define FLOW_TEXT 60u   /* columns of a text that may stand within brackets */
#define STEP 2u

typedef struct yaml {
    gti_buffer *out;
    gti_buffer flow; /* a list or mapping in brackets, on trial */
} yaml;

/* What stands for a node: the only item of a list that needs no brackets, the only entry of a mapping that may be brief. */
static const gti_node *shortest(const gti_node *node)
{
    while (node->count == 1 && ((node->type == GTI_NODE_LIST && node->form == GTI_FORM_LOOSE) ||
                                (node->type == GTI_NODE_MAP && node->form == GTI_FORM_BRIEF)))
        node = node->first;
    return node;
}

/* ---- In brackets */

/* What is clearer one below another, however short it is. */
static bool is_block_key(const char *key)
{
    static const char *const keys[] = {"terms", "requires", "rejects", "prefers",    "opposes", "accepts",
                                       "if",    "then",     "clauses", "activation", "utility"};

    for (size_t i = 0; i < sizeof keys / sizeof keys[0]; i++)
        if (strcmp(key, keys[i]) == 0)
            return true;
    return false;
}

static bool flow(gti_buffer *out, const gti_node *node, size_t room);

/* What is not text needs no quotation marks, but for a year alone, which other readers would take for a number. */
static bool is_bare(const char *text, uint32_t form)
{
    return form == GTI_FORM_NUMBER || (form == GTI_FORM_DATE && strlen(text) > 4);
}

static bool flow_scalar(gti_buffer *out, const char *text, uint32_t form)
{
    size_t size = strlen(text);

    if (gti_text_width(text, size) > FLOW_TEXT)
        return false;
    gti_scalar_inline(out, text, size, is_bare(text, form) ? GTI_STYLE_PLAIN : gti_style_inline(text, size, true));
    return true;
}

static bool flow_children(gti_buffer *out, const gti_node *node, size_t room)
{
    for (const gti_node *child = node->first; child != NULL; child = child->next) {
        gti_buffer_text(out, child == node->first ? "" : ", ");
        if (node->type == GTI_NODE_MAP) {
            if (is_block_key(child->key) || !flow_scalar(out, child->key, GTI_FORM_TEXT))
                return false;
            gti_buffer_text(out, ": ");
        }
        if (!flow(out, shortest(child), room))
            return false;
    }
    return true;
}

/* Appends the node in brackets; false as soon as it is clear that it does not fit. */
static bool flow(gti_buffer *out, const gti_node *node, size_t room)
{
    bool map = node->type == GTI_NODE_MAP;

    if (node->type == GTI_NODE_SCALAR)
        return flow_scalar(out, node->text, node->form);
    gti_buffer_char(out, map ? '{' : '[');
    bool good = flow_children(out, node, room) && out->size <= room * 4; /* bytes of a column */
    gti_buffer_char(out, map ? '}' : ']');
    return good;
}

/* Is it short enough to stand in brackets? Then it is in y->flow. `key` is what it stands behind, NULL for an item. */
static bool fits_flow(yaml *y, const char *key, const gti_node *node, size_t room)
{
    if (key != NULL && is_block_key(key))
        return false;
    if (node->type == GTI_NODE_LIST)
        for (const gti_node *item = node->first; item != NULL; item = item->next)
            if (shortest(item)->type != GTI_NODE_SCALAR)
                return false;
    gti_buffer_truncate(&y->flow, 0);
    return flow(&y->flow, node, room) && !y->flow.failed && gti_text_width(y->flow.data, y->flow.size) <= room;
}

/* ---- One below another */

static void block(yaml *y, const gti_node *node, size_t indent);

static void new_line(yaml *y, size_t indent)
{
    gti_buffer_char(y->out, '\n');
    gti_buffer_repeat(y->out, ' ', indent);
}

static void scalar(yaml *y, const gti_node *node, size_t indent, size_t room)
{
    size_t size = strlen(node->text);
    enum gti_style style = is_bare(node->text, node->form) ? GTI_STYLE_PLAIN : gti_style_block(node->text, size, room);

    if (style == GTI_STYLE_LITERAL || style == GTI_STYLE_FOLDED)
        gti_scalar_block(y->out, node->text, size, style, indent, WIDTH);
    else
        gti_scalar_inline(y->out, node->text, size, style);
}

/* The value behind a key, whose line `used` columns of are taken; what goes below the key is indented by `indent`. */
static void value(yaml *y, const gti_node *given, size_t indent, size_t used)
{
    const gti_node *node = shortest(given);
    size_t room = used + 1 < WIDTH ? WIDTH - used - 1 : 0;

    if (node->type == GTI_NODE_SCALAR) {
        gti_buffer_char(y->out, ' ');
        scalar(y, node, indent, room);
    } else if (fits_flow(y, given->key, node, room)) {
        gti_buffer_char(y->out, ' ');
        gti_buffer_add(y->out, y->flow.data, y->flow.size);
    } else {
        new_line(y, indent);
        block(y, node, indent);
    }
}

/* Keys are words of the format, ids, variables, schemes and languages: all far shorter than what readers take for a key. */
static void entry(yaml *y, const gti_node *node, size_t indent)
{
    enum gti_style style = gti_style_inline(node->key, node->key_size, true);
    size_t before = y->out->size;

    gti_scalar_inline(y->out, node->key, node->key_size, style);
    gti_buffer_char(y->out, ':');
    value(y, node, indent + STEP, indent + (y->out->size - before));
}

/* An item behind its dash; `indent` is that of what stands below the dash's right. */
static void item(yaml *y, const gti_node *given, size_t indent)
{
    const gti_node *node = shortest(given);
    size_t room = indent < WIDTH ? WIDTH - indent : 0;

    gti_buffer_text(y->out, "- ");
    if (node->type == GTI_NODE_SCALAR)
        scalar(y, node, indent, room);
    else if (fits_flow(y, NULL, node, room))
        gti_buffer_add(y->out, y->flow.data, y->flow.size);
    else
        block(y, node, indent);
}

/* A mapping or list that is not empty; the indentation of its first line is there already. */
static void block(yaml *y, const gti_node *node, size_t indent)
{
    for (const gti_node *child = node->first; child != NULL; child = child->next) {
        if (child != node->first)
            new_line(y, indent);
        if (node->type == GTI_NODE_MAP)
            entry(y, child, indent);
        else
            item(y, child, indent + STEP);
    }
}

/* ---- The dossier */

static void head(yaml *y, const char *key, const char *text)
{
    const gti_node node = {.type = GTI_NODE_SCALAR, .key = key, .key_size = (uint32_t)strlen(key), .text = text};

    if (text == NULL)
        return;
    entry(y, &node, 0);
    gti_buffer_char(y->out, '\n');
}

static bool section(yaml *y, const gti_vec *records, const char *name, gti_arena *arena)
{
    if (records->count == 0)
        return true;
    gti_buffer_format(y->out, "\n%s:\n", name);
    for (size_t i = 0; i < records->count; i++) {
        gti_arena_reset(arena);
        const gti_node *node = gti_walk_to_node(*GTI_VEC_AT(records, const gtee_record *, i), arena, NULL);
        if (node == NULL || y->flow.failed || y->out->failed)
            return false;
        gti_buffer_text(y->out, i == 0 ? "  - " : "\n  - ");
        block(y, node, STEP + 2);
        gti_buffer_char(y->out, '\n');
    }
    return true;
}

static bool sections(yaml *y, const gtee_dossier *dossier, gti_arena *arena)
{
    for (uint32_t kind = 1; kind <= GTI_KIND_COUNT; kind++)
        if (!section(y, &dossier->kinds[kind], gti_kind_section(kind), arena))
            return false;
    return true;
}

bool gti_write_yaml(const gtee_dossier *dossier, gti_buffer *out)
{
    yaml y = {.out = out};
    gti_arena arena;

    gti_buffer_init(&y.flow, &out->allocator);
    gti_arena_init(&arena, &out->allocator);
    gti_buffer_text(out, "guarantee: 1\n");
    head(&y, "title", dossier->title);
    head(&y, "description", dossier->description);
    bool good = sections(&y, dossier, &arena);
    good = good && !y.flow.failed && !out->failed;
    gti_arena_free(&arena);
    gti_buffer_free(&y.flow);
    return good;
}
