/* builder.c: builders: making, filling from a dossier, finding, removing, finishing. Drafts are in draft.c.
 * Uses builder.h, walk.h, assembly.h. */
#include "record/builder.h"

#include "record/assembly.h"
#include "record/walk.h"

#include <string.h>

static bool is_kind(uint32_t kind)
{
    return kind >= 1 && kind <= GTI_KIND_COUNT;
}

gtee_status gtee_builder_new(gtee_context *context, gtee_builder **builder)
{
    if (builder == NULL)
        return GTEE_ERROR_ARGUMENT;
    *builder = NULL;
    if (context == NULL)
        return GTEE_ERROR_ARGUMENT;
    gtee_builder *made = gti_alloc_zero(&context->allocator, sizeof *made);
    if (made == NULL)
        return GTEE_ERROR_MEMORY;
    gti_refs_init(&made->refs);
    made->context = gtee_context_ref(context);
    gti_arena_init(&made->arena, &context->allocator);
    for (uint32_t kind = 0; kind <= GTI_KIND_COUNT; kind++)
        made->kinds[kind] = GTI_VEC(gti_node *);
    *builder = made;
    return GTEE_OK;
}

gtee_builder *gtee_builder_ref(gtee_builder *builder)
{
    gti_refs_up(&builder->refs);
    return builder;
}

void gtee_builder_unref(gtee_builder *builder)
{
    if (builder == NULL || !gti_refs_down(&builder->refs))
        return;
    gtee_context *context = builder->context;
    for (uint32_t kind = 0; kind <= GTI_KIND_COUNT; kind++)
        gti_vec_free(&context->allocator, &builder->kinds[kind]);
    gti_arena_free(&builder->arena);
    gti_free(&context->allocator, builder, sizeof *builder);
    gtee_context_unref(context);
}

/* ---- Text */

gtee_status gti_builder_check_text(const gtee_builder *builder, const char *text)
{
    size_t size = strlen(text);

    if (size > builder->context->limits.scalar_bytes)
        return GTEE_ERROR_LIMIT;
    if (gti_utf8_valid(text, size) != size)
        return GTEE_ERROR_ARGUMENT;
    uint32_t suspects = gti_text_suspects(text, size);
    if ((suspects & GTI_SUSPECT_CONTROL) != 0)
        return GTEE_ERROR_ARGUMENT;
    return (suspects & GTI_SUSPECT_MARKS) != 0 ? GTEE_ERROR_LIMIT : GTEE_OK;
}

gti_node *gti_builder_scalar(gtee_builder *builder, const char *text)
{
    gti_node *node = gti_node_new(&builder->arena, GTI_NODE_SCALAR, NULL, NULL, 0);

    if (node == NULL || !gti_node_set_text(&builder->arena, node, text, strlen(text)))
        return NULL;
    node->builder = builder;
    return node;
}

static gtee_status set_text(gtee_builder *builder, gti_node **where, const char *text)
{
    if (text == NULL) {
        *where = NULL;
        return GTEE_OK;
    }
    gtee_status status = gti_builder_check_text(builder, text);
    if (status != GTEE_OK)
        return status;
    gti_node *node = gti_builder_scalar(builder, text);
    if (node == NULL)
        return GTEE_ERROR_MEMORY;
    *where = node;
    return GTEE_OK;
}

gtee_status gtee_builder_set_title(gtee_builder *builder, const char *title)
{
    return builder == NULL ? GTEE_ERROR_ARGUMENT : set_text(builder, &builder->title, title);
}

gtee_status gtee_builder_set_description(gtee_builder *builder, const char *description)
{
    return builder == NULL ? GTEE_ERROR_ARGUMENT : set_text(builder, &builder->description, description);
}

/* ---- Records */

static bool push(gtee_builder *builder, uint32_t kind, gti_node *node)
{
    gti_node **slot = gti_vec_push(&builder->context->allocator, &builder->kinds[kind]);

    if (slot == NULL)
        return false;
    *slot = node;
    return true;
}

static bool copy_records(gtee_builder *builder, const gtee_dossier *dossier, uint32_t kind)
{
    const gti_vec *records = &dossier->kinds[kind];

    for (size_t i = 0; i < records->count; i++) {
        gti_node *node = gti_walk_to_node(*GTI_VEC_AT(records, const gtee_record *, i), &builder->arena, builder);
        if (node == NULL || !push(builder, kind, node))
            return false;
    }
    return true;
}

static bool copy_dossier(gtee_builder *builder, const gtee_dossier *dossier)
{
    if (dossier->title != NULL && (builder->title = gti_builder_scalar(builder, dossier->title)) == NULL)
        return false;
    if (dossier->description != NULL && (builder->description = gti_builder_scalar(builder, dossier->description)) == NULL)
        return false;
    for (uint32_t kind = 1; kind <= GTI_KIND_COUNT; kind++)
        if (!copy_records(builder, dossier, kind))
            return false;
    return true;
}

gtee_status gtee_builder_new_from(const gtee_dossier *dossier, gtee_builder **builder)
{
    if (builder == NULL)
        return GTEE_ERROR_ARGUMENT;
    *builder = NULL;
    if (dossier == NULL)
        return GTEE_ERROR_ARGUMENT;
    gtee_builder *made;
    gtee_status status = gtee_builder_new(dossier->context, &made);
    if (status != GTEE_OK)
        return status;
    if (!copy_dossier(made, dossier)) {
        gtee_builder_unref(made);
        return GTEE_ERROR_MEMORY;
    }
    *builder = made;
    return GTEE_OK;
}

gtee_status gtee_builder_add(gtee_builder *builder, uint32_t kind, gtee_draft **draft)
{
    if (draft == NULL)
        return GTEE_ERROR_ARGUMENT;
    *draft = NULL;
    if (builder == NULL || !is_kind(kind))
        return GTEE_ERROR_ARGUMENT;
    gti_node *node = gti_node_new(&builder->arena, GTI_NODE_MAP, NULL, NULL, 0);
    if (node == NULL || !push(builder, kind, node))
        return GTEE_ERROR_MEMORY;
    node->builder = builder;
    *draft = node;
    return GTEE_OK;
}

gtee_draft *gtee_builder_find(gtee_builder *builder, uint32_t kind, const char *id)
{
    for (size_t i = 0; id != NULL && i < gtee_builder_count(builder, kind); i++) {
        gti_node *node = *GTI_VEC_AT(&builder->kinds[kind], gti_node *, i);
        const char *other = gtee_draft_get(node, "id");
        if (other != NULL && strcmp(other, id) == 0)
            return node;
    }
    return NULL;
}

size_t gtee_builder_count(const gtee_builder *builder, uint32_t kind)
{
    return is_kind(kind) ? builder->kinds[kind].count : 0;
}

gtee_draft *gtee_builder_at(gtee_builder *builder, uint32_t kind, size_t index)
{
    return index < gtee_builder_count(builder, kind) ? *GTI_VEC_AT(&builder->kinds[kind], gti_node *, index) : NULL;
}

static bool take_out(gti_vec *records, const gti_node *node)
{
    gti_node **items = records->items;
    size_t i = 0;

    while (i < records->count && items[i] != node)
        i++;
    if (i == records->count)
        return false;
    memmove(items + i, items + i + 1, (records->count - i - 1) * sizeof *items);
    records->count--;
    return true;
}

gtee_status gtee_builder_remove(gtee_builder *builder, gtee_draft *draft)
{
    if (builder == NULL || draft == NULL || draft->builder != builder || draft->parent != NULL)
        return GTEE_ERROR_ARGUMENT;
    for (uint32_t kind = 1; kind <= GTI_KIND_COUNT; kind++)
        if (take_out(&builder->kinds[kind], draft))
            return GTEE_OK;
    return GTEE_ERROR_ARGUMENT;
}

/* ---- Finishing */

static bool feed_records(const gtee_builder *builder, uint32_t kind, gti_assembly *assembly)
{
    const gti_vec *records = &builder->kinds[kind];

    for (size_t i = 0; i < records->count; i++) {
        gti_node *node = *GTI_VEC_AT(records, gti_node *, i);
        node->index = (uint32_t)i; /* for paths; removing a record moves those behind it */
        if (!gti_assembly_add(assembly, kind, node))
            return false;
    }
    return true;
}

static bool feed(const gtee_builder *builder, gti_assembly *assembly)
{
    if (builder->title != NULL && !gti_assembly_set(assembly, "title", builder->title))
        return false;
    if (builder->description != NULL && !gti_assembly_set(assembly, "description", builder->description))
        return false;
    for (uint32_t kind = 1; kind <= GTI_KIND_COUNT; kind++)
        if (!feed_records(builder, kind, assembly))
            return false;
    return true;
}

static gtee_status assemble(const gtee_builder *builder, gti_report *report, gtee_dossier **dossier)
{
    gti_assembly *assembly = gti_assembly_new(builder->context, report);

    if (assembly == NULL)
        return GTEE_ERROR_MEMORY;
    gtee_status status = feed(builder, assembly) ? gti_assembly_finish(assembly, dossier) : GTEE_ERROR_MEMORY;
    gti_assembly_free(assembly);
    return status;
}

gtee_status gtee_builder_finish(gtee_builder *builder, gtee_dossier **dossier, gtee_diagnostics **diagnostics)
{
    if (diagnostics != NULL)
        *diagnostics = NULL;
    if (dossier == NULL)
        return GTEE_ERROR_ARGUMENT;
    *dossier = NULL;
    if (builder == NULL)
        return GTEE_ERROR_ARGUMENT;
    gti_report *report = gti_report_new(builder->context);
    if (report == NULL)
        return GTEE_ERROR_MEMORY;
    gtee_status status = gti_report_finish(report, assemble(builder, report, dossier), diagnostics);
    if (status != GTEE_OK) {
        gtee_dossier_unref(*dossier);
        *dossier = NULL;
    }
    return status;
}
