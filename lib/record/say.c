/* say.c: where something stands: places and paths of nodes, for diagnostics. Uses compile.h. */
#include "record/compile.h"

/* A path shows at most so many steps; deeper ones are cut at their beginning. */
#define STEPS 64

static const gti_place *at(gti_assembly *a, const gti_node *node, uint32_t line, uint32_t column, uint32_t length)
{
    a->place = (gti_place){.file = node->file, .line = line, .column = column, .length = length};
    if (node->file != NULL && length == 0)
        a->place.length = 1;
    return &a->place;
}

const gti_place *gti_at_value(gti_assembly *a, const gti_node *node)
{
    return at(a, node, node->line, node->column, node->length);
}

const gti_place *gti_at_key(gti_assembly *a, const gti_node *node)
{
    if (node->key == NULL)
        return gti_at_value(a, node);
    return at(a, node, node->key_line, node->key_column, (uint32_t)gti_utf8_count(node->key, node->key_size));
}

const gti_place *gti_at_record(gti_assembly *a, const gtee_record *record)
{
    a->place = (gti_place){.file = record->file, .line = record->line, .column = record->column};
    a->place.length = record->file == NULL ? 0 : 1;
    return &a->place;
}

static void add_root(gti_assembly *a)
{
    if (a->root_path != NULL)
        gti_buffer_text(&a->path, a->root_path);
    else
        gti_buffer_format(&a->path, "%s[%u]", gti_kind_section(a->kind), (uint64_t)a->root->index);
}

const char *gti_path_to(gti_assembly *a, const gti_node *node)
{
    const gti_node *steps[STEPS];
    size_t count = 0;

    gti_buffer_truncate(&a->path, 0);
    for (; node != a->root && node->parent != NULL && count < STEPS; node = node->parent)
        steps[count++] = node;
    if (node == a->root)
        add_root(a);
    else
        gti_buffer_text(&a->path, "…");
    while (count-- > 0) {
        if (steps[count]->key != NULL)
            gti_buffer_format(&a->path, ".%s", steps[count]->key);
        else
            gti_buffer_format(&a->path, "[%u]", (uint64_t)steps[count]->index);
    }
    if (a->path.failed)
        a->failed = true;
    return a->path.failed ? NULL : a->path.data;
}

gti_spot gti_spot_keep(gti_assembly *a, const gti_node *node, bool key)
{
    gti_spot spot = {.place = key ? *gti_at_key(a, node) : *gti_at_value(a, node), .path = NULL};
    const char *path = gti_path_to(a, node);

    spot.place.file = a->record->file;
    if (path != NULL) {
        spot.path = gti_arena_copy(&a->scratch, path, a->path.size);
        if (spot.path == NULL)
            a->failed = true;
    }
    return spot;
}
