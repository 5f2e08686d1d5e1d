/* words_data.c: domain things as JSON and CSV. Uses words.h, show.h, record/walk.h. */
#include "show/words.h"

#include "record/walk.h"

#include <string.h>

void gti_json_id(gti_json *json, const char *key, const gtee_participant *participant)
{
    gti_json_key(json, key);
    gti_json_text(json, participant != NULL ? gtee_participant_id(participant) : NULL);
}

void gti_json_options(gti_json *json, const char *key, const gtee_issue *issue, uint64_t options)
{
    gti_json_key(json, key);
    gti_json_begin_list(json, true);
    for (size_t i = 0; issue != NULL && i < gtee_issue_option_count(issue); i++)
        if ((options >> i & 1u) != 0)
            gti_json_text(json, gtee_option_id(gtee_issue_option_at(issue, i)));
    gti_json_end_list(json);
}

void gti_json_variable(gti_json *json, const gtee_issue *issue, const gtee_participant *choice)
{
    gti_json_key(json, "issue");
    gti_json_text(json, issue != NULL ? gtee_issue_id(issue) : NULL);
    gti_json_id(json, "choice", choice);
}

/* ---- A record in the shape of docs/format.md: the events of its walk, written as they come. Whether a list stands on one line is
 * decided by its first item. */

typedef struct record_sink {
    gti_json *json;
    bool list_begun; /* a list has begun, of which nothing is written yet */
} record_sink;

static void settle_list(record_sink *sink, bool of_scalars)
{
    if (sink->list_begun)
        gti_json_begin_list(sink->json, of_scalars);
    sink->list_begun = false;
}

static bool sink_begin_map(void *user, uint32_t form)
{
    record_sink *sink = user;

    (void)form;
    settle_list(sink, false);
    gti_json_begin_map(sink->json);
    return true;
}

static bool sink_end_map(void *user)
{
    gti_json_end_map(((record_sink *)user)->json);
    return true;
}

static bool sink_begin_list(void *user, uint32_t form)
{
    record_sink *sink = user;

    (void)form;
    settle_list(sink, false);
    sink->list_begun = true;
    return true;
}

static bool sink_end_list(void *user)
{
    record_sink *sink = user;

    settle_list(sink, true);
    gti_json_end_list(sink->json);
    return true;
}

static bool sink_key(void *user, const char *key)
{
    gti_json_key(((record_sink *)user)->json, key);
    return true;
}

static bool sink_scalar(void *user, const char *text, uint32_t form)
{
    record_sink *sink = user;

    settle_list(sink, true);
    if ((form & GTI_FORM_NUMBER) != 0)
        gti_json_bare(sink->json, text);
    else
        gti_json_text(sink->json, text);
    return true;
}

static void write_place(gti_json *json, const gtee_record *record)
{
    gti_json_key(json, "place");
    if (gtee_record_file(record) == NULL) {
        gti_json_text(json, NULL);
        return;
    }
    gti_json_begin_map(json);
    gti_json_key(json, "file");
    gti_json_text(json, gtee_record_file(record));
    gti_json_key(json, "line");
    gti_json_uint(json, gtee_record_line(record));
    gti_json_key(json, "column");
    gti_json_uint(json, gtee_record_column(record));
    gti_json_end_map(json);
}

void gti_json_record(gti_show *show, gti_json *json, const char *key, const gtee_record *record)
{
    record_sink writer = {json, false};
    const gti_sink sink = {&writer,       sink_begin_map, sink_end_map, sink_begin_list,
                           sink_end_list, sink_key,       sink_scalar};

    if (key != NULL)
        gti_json_key(json, key);
    if (record == NULL) {
        gti_json_text(json, NULL);
        return;
    }
    gti_json_begin_map(json);
    gti_json_key(json, "kind");
    gti_json_text(json, gtee_kind_name(gtee_record_kind(record)));
    gti_json_key(json, "index");
    gti_json_uint(json, record->index);
    write_place(json, record);
    gti_json_key(json, "record");
    if (!gti_walk_record(record, &show->allocator, &sink))
        gti_show_fail(show);
    gti_json_end_map(json);
}

void gti_json_view(gti_json *json, const gtee_view *view)
{
    gti_json_key(json, "view");
    gti_json_begin_map(json);
    gti_json_key(json, "as_of");
    gti_json_date(json, gtee_view_as_of(view));
    gti_json_key(json, "evidence");
    gti_json_begin_list(json, true);
    for (uint32_t bit = 1; bit <= 4; bit <<= 1)
        if ((gtee_view_evidence(view) & bit) != 0)
            gti_json_text(json, gtee_evidence_name(bit));
    gti_json_end_list(json);
    gti_json_end_map(json);
}

/* ---- Fields of CSV that hold several things */

const char *gti_csv_options(gti_show *show, const gtee_issue *issue, uint64_t options)
{
    gti_doc *doc = &show->doc;

    for (size_t i = 0; issue != NULL && i < gtee_issue_option_count(issue); i++) {
        if ((options >> i & 1u) == 0)
            continue;
        gti_put_all(doc, gti_pending(doc) ? " " : "", gtee_option_id(gtee_issue_option_at(issue, i)), (const char *)NULL);
    }
    return gti_take(doc);
}

const char *gti_csv_citations(gti_show *show, const gtee_record *record)
{
    gti_doc *doc = &show->doc;
    size_t count = record != NULL ? gtee_record_citation_count(record) : 0;

    for (size_t i = 0; i < count; i++) {
        const gtee_citation *citation = gtee_record_citation_at(record, i);
        const char *locator = gtee_citation_locator(citation);
        gti_put_all(doc, i > 0 ? "; " : "", gtee_source_id(gtee_citation_source(citation)), (const char *)NULL);
        if (locator != NULL)
            gti_put_all(doc, " ", locator, (const char *)NULL);
    }
    return gti_take(doc);
}

void gti_csv_participant(gti_csv *csv, const gtee_participant *participant)
{
    gti_csv_text(csv, participant != NULL ? gtee_participant_id(participant) : NULL);
}

void gti_csv_position_brief(gti_show *show, gti_csv *csv, const gtee_position *position)
{
    if (position == NULL) {
        for (int i = 0; i < 7; i++)
            gti_csv_text(csv, NULL);
        return;
    }
    gti_csv_text(csv, gtee_position_id(position));
    gti_csv_text(csv, gtee_stance_name(gtee_position_stance(position)));
    gti_csv_participant(csv, gtee_position_speaker(position));
    gti_csv_date(csv, gtee_position_date(position));
    gti_csv_text(csv, gtee_evidence_name(gtee_position_evidence(position)));
    gti_csv_participant(csv, gtee_position_via(position));
    gti_csv_text(csv, gti_csv_citations(show, gtee_position_record(position)));
}
