/* assembly.c: a dossier while it is put together: taking records, finishing. Uses compile.h, names.h. */
#include "record/compile.h"
#include "record/names.h"

#include <string.h>

/* Candidates that may be compared for suggestions in one load: some seconds at most, whatever the input. */
#define GUESSES 2000000u

static gtee_dossier *new_dossier(gtee_context *context)
{
    gtee_dossier *dossier = gti_alloc_zero(&context->allocator, sizeof *dossier);

    if (dossier == NULL)
        return NULL;
    gti_refs_init(&dossier->refs);
    dossier->context = gtee_context_ref(context);
    gti_arena_init(&dossier->arena, &context->allocator);
    for (size_t kind = 0; kind <= GTI_KIND_COUNT; kind++)
        dossier->kinds[kind] = GTI_VEC(gtee_record *);
    dossier->known = GTI_VEC(gtee_record *);
    dossier->symbols = gti_symbols_new(&context->allocator, &dossier->arena);
    if (dossier->symbols == NULL) {
        gtee_dossier_unref(dossier);
        return NULL;
    }
    return dossier;
}

gti_assembly *gti_assembly_new(gtee_context *context, gti_report *report)
{
    gti_assembly *a = gti_alloc_zero(&context->allocator, sizeof *a);

    if (a == NULL)
        return NULL;
    a->context = gtee_context_ref(context);
    a->allocator = &context->allocator;
    a->report = report;
    a->guesses = GUESSES;
    gti_arena_init(&a->scratch, a->allocator);
    gti_buffer_init(&a->path, a->allocator);
    gti_buffer_init(&a->words, a->allocator);
    a->awaited = GTI_VEC(gti_awaited);
    a->waiting = GTI_VEC(gti_waiting);
    a->later = GTI_VEC(gti_later);
    a->dossier = new_dossier(context);
    if (a->dossier == NULL) {
        gti_assembly_free(a);
        return NULL;
    }
    return a;
}

void gti_assembly_free(gti_assembly *a)
{
    gtee_context *context;

    if (a == NULL)
        return;
    context = a->context;
    gtee_dossier_unref(a->dossier);
    gti_arena_free(&a->scratch);
    gti_buffer_free(&a->path);
    gti_buffer_free(&a->words);
    gti_vec_free(a->allocator, &a->awaited);
    gti_vec_free(a->allocator, &a->waiting);
    gti_vec_free(a->allocator, &a->later);
    gti_map_free(a->allocator, &a->choices);
    gti_map_free(a->allocator, &a->preferences);
    gti_free(a->allocator, a, sizeof *a);
    gtee_context_unref(context);
}

const char *gti_assembly_text(gti_assembly *a, const char *text, size_t size)
{
    return gti_intern(a, text, size);
}

/* ---- The dossier's own keys: a text each, in one file at most */

static void take_own(gti_assembly *a, const char *key, const gti_node *node, const char **value, gti_place *place)
{
    if (*value != NULL) {
        GTI_SAY(a, SEVERAL_TITLES, node, "the dossier already has a %s", key);
        gti_report_related(a->report, place, "the first one is here");
        gti_report_hint(a->report, "keep one of them");
        return;
    }
    *value = gti_take_text(a, node, GTI_FIELD_NAME);
    *place = *gti_at_value(a, node);
    if (node->file != NULL)
        place->file = gti_intern(a, node->file, strlen(node->file));
}

bool gti_assembly_set(gti_assembly *a, const char *key, const gti_node *scalar)
{
    bool title = strcmp(key, "title") == 0;

    a->root = scalar;
    a->root_path = key;
    a->record = NULL;
    if (title)
        take_own(a, key, scalar, &a->dossier->title, &a->title);
    else
        take_own(a, key, scalar, &a->dossier->description, &a->description);
    a->root_path = NULL;
    return !a->failed;
}

/* ---- Records */

static bool place_record(gti_assembly *a, gtee_record *record, const gti_node *node)
{
    gti_vec *records = &a->dossier->kinds[record->kind];
    gtee_record **slot = gti_vec_push(a->allocator, records);

    if (slot == NULL)
        return false;
    *slot = record;
    record->index = (uint32_t)(records->count - 1);
    record->declared = true;
    record->line = node->line;
    record->column = node->column;
    if (node->file == NULL)
        return true;
    record->file = gti_intern(a, node->file, strlen(node->file));
    return record->file != NULL;
}

bool gti_assembly_add(gti_assembly *a, uint32_t kind, const gti_node *node)
{
    const gti_schema *schema = gti_schema_of(kind);
    gtee_record *record;

    a->root = node;
    a->root_path = NULL;
    a->kind = kind;
    if (a->failed || !gti_expect_map(a, node, schema->name))
        return !a->failed;
    record = gti_declare(a, kind, node);
    if (record == NULL || !place_record(a, record, node)) {
        a->failed = true;
        return false;
    }
    a->record = record;
    gti_compile_fields(a, schema, node, record);
    if (!a->failed)
        gti_check_record(a, record, node);
    return !a->failed;
}

/* ---- The end */

gtee_status gti_assembly_finish(gti_assembly *a, gtee_dossier **dossier)
{
    gtee_status status;

    *dossier = NULL;
    gti_take_waiting(a);
    if (!a->failed)
        gti_link(a);
    status = a->failed ? GTEE_ERROR_MEMORY : gti_report_status(a->report);
    if (status == GTEE_OK && !gti_names_build(a->dossier))
        status = GTEE_ERROR_MEMORY;
    if (status == GTEE_OK)
        *dossier = gtee_dossier_ref(a->dossier);
    gtee_dossier_unref(a->dossier);
    a->dossier = NULL;
    return status;
}
