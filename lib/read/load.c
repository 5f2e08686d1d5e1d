/* load.c: the public ways in: from paths, memory, and streams. Uses base and record. */
#include "read/loader.h"

#include <string.h>

/* What all three ways have in common: begin, add inputs, read them, finish. */

static void loader_free(gti_loader *loader)
{
    const gti_allocator *allocator = &loader->context->allocator;

    for (size_t i = 0; i < loader->inputs.count; i++)
        gti_buffer_free(&GTI_VEC_AT(&loader->inputs, gti_input, i)->kept);
    gti_vec_free(allocator, &loader->inputs);
    gti_arena_free(&loader->arena);
    gti_assembly_free(loader->assembly);
    loader->assembly = NULL;
}

/* GTEE_OK, or why the load cannot begin; the loader has nothing to free then. */
static gtee_status loader_begin(gti_loader *loader, gtee_context *context, const gtee_load_options *options)
{
    gtee_load_options own;

    if (!gti_options_copy(&own, sizeof own, sizeof own, options))
        return GTEE_ERROR_ARGUMENT;
    *loader = (gti_loader){.context = context, .inputs = GTI_VEC(gti_input)};
    loader->report = gti_report_new(context);
    if (loader->report == NULL)
        return GTEE_ERROR_MEMORY;
    gti_report_strict(loader->report, own.strict != 0);
    loader->assembly = gti_assembly_new(context, loader->report);
    if (loader->assembly == NULL) {
        gti_report_free(loader->report);
        return GTEE_ERROR_MEMORY;
    }
    gti_arena_init(&loader->arena, &context->allocator);
    gti_progress_init(&loader->progress, own.progress, own.progress_user, 0);
    return GTEE_OK;
}

/* Links are judged only if all was read: what is missing would be missed everywhere. */
static gtee_status read_all(gti_loader *loader, gtee_dossier **dossier)
{
    loader->progress.total = gti_inputs_total(loader);
    for (size_t i = 0; i < loader->inputs.count && !loader->stopped && !loader->cancelled && !loader->no_memory; i++)
        gti_document_read(loader, GTI_VEC_AT(&loader->inputs, gti_input, i));
    if (loader->no_memory)
        return GTEE_ERROR_MEMORY;
    if (loader->cancelled)
        return GTEE_ERROR_CANCELLED;
    if (loader->incomplete) {
        gtee_status status = gti_report_status(loader->report);
        return status != GTEE_OK ? status : GTEE_ERROR_INTERNAL;
    }
    return gti_assembly_finish(loader->assembly, dossier);
}

/* `added`: the inputs could be remembered. Ends the loader, whatever happens. */
static gtee_status loader_finish(gti_loader *loader, bool added, gtee_dossier **dossier, gtee_diagnostics **diagnostics)
{
    gti_lines *lines = gti_lines_new(&loader->context->allocator, &loader->inputs);
    gti_excerpts excerpts = {.line = gti_lines_get, .user = lines};
    gtee_status status = GTEE_ERROR_MEMORY;

    if (lines != NULL && added) {
        gti_report_excerpts(loader->report, &excerpts);
        status = read_all(loader, dossier);
    }
    status = gti_report_finish(loader->report, status, diagnostics);
    if (status != GTEE_OK && *dossier != NULL) {
        gtee_dossier_unref(*dossier);
        *dossier = NULL;
    }
    gti_lines_free(lines);
    loader_free(loader);
    return status;
}

/* Out-parameters are always written. false: the call is wrong. */
static bool begin_call(const gtee_context *context, gtee_dossier **dossier, gtee_diagnostics **diagnostics)
{
    if (diagnostics != NULL)
        *diagnostics = NULL;
    if (dossier != NULL)
        *dossier = NULL;
    return context != NULL && dossier != NULL;
}

gtee_status gtee_dossier_load(gtee_context *context, const char *const *paths, size_t path_count, const gtee_load_options *options,
                              gtee_dossier **dossier, gtee_diagnostics **diagnostics)
{
    gti_loader loader;
    bool added = true;

    if (!begin_call(context, dossier, diagnostics) || paths == NULL || path_count == 0)
        return GTEE_ERROR_ARGUMENT;
    for (size_t i = 0; i < path_count; i++)
        if (paths[i] == NULL)
            return GTEE_ERROR_ARGUMENT;
    gtee_status status = loader_begin(&loader, context, options);
    if (status != GTEE_OK)
        return status;
    for (size_t i = 0; i < path_count && added && !loader.stopped; i++)
        added = gti_inputs_add_path(&loader, paths[i]);
    return loader_finish(&loader, added, dossier, diagnostics);
}

gtee_status gtee_dossier_load_memory(gtee_context *context, const char *name, const void *data, size_t data_size,
                                     const gtee_load_options *options, gtee_dossier **dossier, gtee_diagnostics **diagnostics)
{
    gti_loader loader;

    if (!begin_call(context, dossier, diagnostics) || name == NULL || (data == NULL && data_size > 0))
        return GTEE_ERROR_ARGUMENT;
    gtee_status status = loader_begin(&loader, context, options);
    if (status != GTEE_OK)
        return status;
    return loader_finish(&loader, gti_inputs_add_memory(&loader, name, data, data_size), dossier, diagnostics);
}

gtee_status gtee_dossier_load_stream(gtee_context *context, const char *name, gtee_read_function read, void *read_user,
                                     const gtee_load_options *options, gtee_dossier **dossier, gtee_diagnostics **diagnostics)
{
    gti_loader loader;

    if (!begin_call(context, dossier, diagnostics) || name == NULL || read == NULL)
        return GTEE_ERROR_ARGUMENT;
    gtee_status status = loader_begin(&loader, context, options);
    if (status != GTEE_OK)
        return status;
    return loader_finish(&loader, gti_inputs_add_stream(&loader, name, read, read_user), dossier, diagnostics);
}
