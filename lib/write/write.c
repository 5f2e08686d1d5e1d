/* write.c: the public ways out: a dossier as text, and into a file. Uses write.h, save.h. */
#include "write/write.h"

#include "record/model.h"
#include "write/save.h"

static bool is_format(uint32_t format)
{
    return format == GTEE_FORMAT_YAML || format == GTEE_FORMAT_JSON;
}

static gtee_status write_text(const gtee_dossier *dossier, uint32_t format, gti_buffer *out)
{
    bool good = format == GTEE_FORMAT_YAML ? gti_write_yaml(dossier, out) : gti_write_json(dossier, out);

    return good ? GTEE_OK : GTEE_ERROR_MEMORY;
}

gtee_status gtee_dossier_write(const gtee_dossier *dossier, uint32_t format, gtee_text **text, gtee_diagnostics **diagnostics)
{
    gti_buffer out;

    if (diagnostics != NULL)
        *diagnostics = NULL;
    if (text == NULL)
        return GTEE_ERROR_ARGUMENT;
    *text = NULL;
    if (dossier == NULL || !is_format(format))
        return GTEE_ERROR_ARGUMENT;
    gti_buffer_init(&out, &dossier->context->allocator);
    gtee_status status = write_text(dossier, format, &out);
    if (status == GTEE_OK)
        status = gti_buffer_take(&out, text);
    gti_buffer_free(&out);
    return status;
}

gtee_status gtee_dossier_save(const gtee_dossier *dossier, const char *path, uint32_t format, gtee_diagnostics **diagnostics)
{
    gti_buffer out;

    if (diagnostics != NULL)
        *diagnostics = NULL;
    if (dossier == NULL || path == NULL || !is_format(format))
        return GTEE_ERROR_ARGUMENT;
    gti_report *report = gti_report_new(dossier->context);
    if (report == NULL)
        return GTEE_ERROR_MEMORY;
    gti_buffer_init(&out, &dossier->context->allocator);
    gtee_status status = write_text(dossier, format, &out);
    if (status == GTEE_OK)
        status = gti_save_with(gti_io_system(), dossier->context, path, out.data, out.size, report);
    gti_buffer_free(&out);
    return gti_report_finish(report, status, diagnostics);
}
