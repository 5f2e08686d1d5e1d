/* list.c: gtee_list_show: the records of a kind as a table, one record with all that is known of it, JSON. Uses list.h, words.h. */
#include "show/list.h"

#include "base/context.h"
#include "record/model.h"
#include "show/words.h"

#include <string.h>

static void build(gti_show *show, const void *what)
{
    const gti_list *list = what;

    if (list->single != NULL)
        gti_list_detail(show, list);
    else
        gti_list_table(show, list);
    gti_doc_sources(show);
}

static void write_json(gti_show *show, gti_json *json, const void *what)
{
    const gti_list *list = what;

    gti_json_begin_map(json);
    gti_json_view(json, list->view);
    gti_json_key(json, "kind");
    gti_json_text(json, gtee_kind_name(list->options.kind));
    gti_json_key(json, "records");
    gti_json_begin_list(json, false);
    for (size_t i = 0; i < list->records.count; i++)
        gti_json_record(show, json, NULL, *GTI_VEC_AT(&list->records, const gtee_record *, i));
    gti_json_end_list(json);
    gti_json_end_map(json);
}

static void write_csv(gti_show *show, gti_csv *csv, const void *what)
{
    gti_list_csv(show, csv, what);
}

static bool add_record(gti_list *list, const gti_allocator *allocator, const gtee_record *record)
{
    const gtee_record **slot = gti_vec_push(allocator, &list->records);

    if (slot != NULL)
        *slot = record;
    return slot != NULL;
}

static gtee_status collect(gti_list *list, const gti_allocator *allocator)
{
    const gti_vec *records = &list->dossier->kinds[list->options.kind];
    const char *id = list->options.id;

    for (size_t i = 0; i < records->count; i++) {
        const gtee_record *record = *GTI_VEC_AT(records, gtee_record *, i);
        if (id != NULL ? record->id == NULL || strcmp(record->id, id) != 0 : !gti_list_admits(list, record))
            continue;
        if (!add_record(list, allocator, record))
            return GTEE_ERROR_MEMORY;
        if (id != NULL)
            list->single = record;
    }
    if (list->failed)
        return GTEE_ERROR_MEMORY;
    return id != NULL && list->single == NULL ? GTEE_ERROR_NOT_FOUND : GTEE_OK;
}

static bool belongs(const gti_list *list, const void *record)
{
    return record == NULL || gti_record_belongs(list->dossier, record);
}

static gtee_status prepare(gti_list *list, const gtee_list_options *options)
{
    size_t least = sizeof *options;

    if (options == NULL || !gti_options_copy(&list->options, sizeof list->options, least, options))
        return GTEE_ERROR_ARGUMENT;
    if (list->options.kind == 0 || list->options.kind > GTI_KIND_COUNT)
        return GTEE_ERROR_ARGUMENT;
    const gtee_list_options *asked = &list->options;
    if (!belongs(list, asked->participant) || !belongs(list, asked->issue) || !belongs(list, asked->proposal) ||
        !belongs(list, asked->source))
        return GTEE_ERROR_ARGUMENT;
    const char *text = asked->text;
    if (text == NULL)
        return GTEE_OK;
    return gti_fold_name(&list->wanted, text, strlen(text)) ? GTEE_OK : GTEE_ERROR_MEMORY;
}

gtee_status gtee_list_show(const gtee_view *view, const gtee_list_options *options, const gtee_show_options *show_options,
                           gtee_text **text)
{
    static const gti_shower shower = {build, write_json, write_csv, false};

    if (text == NULL)
        return GTEE_ERROR_ARGUMENT;
    *text = NULL;
    if (view == NULL)
        return GTEE_ERROR_ARGUMENT;
    const gti_allocator *allocator = gti_show_allocator(view);
    gti_list list = {.view = view, .dossier = gtee_view_dossier(view), .records = GTI_VEC(const gtee_record *)};
    gti_buffer_init(&list.wanted, allocator);
    gti_buffer_init(&list.folded, allocator);
    gtee_status status = prepare(&list, options);
    if (status == GTEE_OK)
        status = collect(&list, allocator);
    if (status == GTEE_OK)
        status = gti_show_run(allocator, show_options, &shower, &list, text);
    gti_vec_free(allocator, &list.records);
    gti_buffer_free(&list.folded);
    gti_buffer_free(&list.wanted);
    return status;
}
