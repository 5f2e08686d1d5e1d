/* show.c: one way through the four formats. Uses show.h, render.h, base, record/model.h (for the dossier's context). */
#include "show/show.h"

#include "base/context.h"
#include "record/model.h"
#include "show/render.h"

#include <stddef.h>
#include <string.h>

#define LEAST_WIDTH 40
#define USUAL_WIDTH 80

static bool fill_options(gtee_show_options *filled, const gtee_show_options *options)
{
    if (!gti_options_copy(filled, sizeof *filled, sizeof *filled, options))
        return false;
    if (filled->format == 0)
        filled->format = GTEE_SHOW_TEXT;
    if (filled->width == 0)
        filled->width = USUAL_WIDTH;
    return filled->format <= GTEE_SHOW_MARKDOWN && filled->width >= LEAST_WIDTH && filled->color <= 1 && filled->brief <= 1;
}

static void write_json(gti_show *show, const gti_shower *shower, const void *what, gti_buffer *out)
{
    gti_json json;

    gti_json_init(&json, out);
    shower->json(show, &json, what);
    gti_json_end(&json);
}

static void write_document(gti_show *show, const gti_shower *shower, const void *what, gti_buffer *out)
{
    shower->build(show, what);
    if (show->doc.failed)
        return;
    if (show->options.format == GTEE_SHOW_MARKDOWN) {
        gti_render_markdown(&show->doc, out);
    } else {
        gti_paper paper = {show->options.width, show->options.color != 0, out};
        gti_render_text(&show->doc, &paper);
    }
}

gtee_status gti_show_run(const gti_allocator *allocator, const gtee_show_options *options, const gti_shower *shower,
                         const void *what, gtee_text **text)
{
    gti_show show = {.allocator = *allocator, .cited = GTI_VEC(const gtee_source *), .referred = GTI_VEC(const gtee_record *)};
    gti_buffer out;
    gtee_status status;

    if (!fill_options(&show.options, options))
        return GTEE_ERROR_ARGUMENT;
    if (shower->no_tables && show.options.format >= GTEE_SHOW_CSV)
        return GTEE_ERROR_ARGUMENT;
    gti_doc_init(&show.doc, allocator);
    gti_buffer_init(&out, allocator);
    if (show.options.format == GTEE_SHOW_JSON) {
        write_json(&show, shower, what, &out);
    } else if (show.options.format == GTEE_SHOW_CSV) {
        gti_csv csv = {.out = &out};
        shower->csv(&show, &csv, what);
    } else {
        write_document(&show, shower, what, &out);
    }
    status = show.doc.failed || show.doc.scratch.failed ? GTEE_ERROR_MEMORY : gti_buffer_take(&out, text);
    gti_buffer_free(&out);
    gti_map_free(allocator, &show.cited_numbers);
    gti_vec_free(allocator, &show.cited);
    gti_map_free(allocator, &show.referred_seen);
    gti_vec_free(allocator, &show.referred);
    gti_doc_free(&show.doc);
    return status;
}

const gti_allocator *gti_show_allocator(const gtee_view *view)
{
    return &gtee_view_dossier(view)->context->allocator;
}

void gti_show_fail(gti_show *show)
{
    show->doc.failed = true;
}
