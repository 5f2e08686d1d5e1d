/* timeline.c: gtee_timeline_show: what changed when. Uses show.h, words.h. */
#include "show/show.h"
#include "show/words.h"

#include <string.h>

static enum gti_style moment_style(uint32_t kind)
{
    switch (kind) {
    case GTEE_MOMENT_SHIFTED:
        return GTI_MIXED;
    case GTEE_MOMENT_CONTRADICTED:
        return GTI_BAD;
    case GTEE_MOMENT_WITHDRAWN:
    case GTEE_MOMENT_SUPERSEDED:
    case GTEE_MOMENT_EXPIRED:
    case GTEE_MOMENT_REPEATED:
        return GTI_DIM;
    case GTEE_MOMENT_EVENT:
    case GTEE_MOMENT_PROPOSAL:
        return GTI_STRONG;
    default:
        return GTI_PLAIN;
    }
}

/* What a position said earlier: "rejects … (2025-08-18, stated) [1]" */
static void put_earlier(gti_show *show, const gtee_position *previous)
{
    gti_doc *doc = &show->doc;

    gti_put_stance(show, previous);
    gti_put(doc, " (");
    gti_put_date(doc, gtee_position_date(previous));
    gti_put(doc, ", ");
    gti_put_evidence(show, gtee_position_evidence(previous), gtee_position_via(previous));
    gti_put(doc, ")");
    gti_put_citations(show, gtee_position_record(previous));
}

/* What is taken back is said first. A position that takes another's place says itself in a moment of its own. */
static void put_taken_back(gti_show *show, const gtee_moment *moment, const gtee_position *position)
{
    bool withdrawn = gtee_moment_kind(moment) == GTEE_MOMENT_WITHDRAWN;

    gti_put(&show->doc, withdrawn ? "withdraws: " : "replaces: ");
    put_earlier(show, gtee_moment_previous(moment));
    if (!withdrawn)
        return;
    gti_put_line_end(&show->doc);
    gti_put_brief_testimony(show, position);
}

static void put_position(gti_show *show, const gtee_moment *moment, const gtee_position *position)
{
    uint32_t kind = gtee_moment_kind(moment);
    const gtee_position *previous = gtee_moment_previous(moment);
    gti_doc *doc = &show->doc;

    gti_put_styled(doc, GTI_STRONG, gti_name_of(show, gtee_position_participant(position)));
    gti_put(doc, " ");
    if (previous != NULL && (kind == GTEE_MOMENT_WITHDRAWN || kind == GTEE_MOMENT_SUPERSEDED)) {
        put_taken_back(show, moment, position);
        return;
    }
    gti_put_stance(show, position);
    if (kind == GTEE_MOMENT_EXPIRED) /* its grounds stand where it began */
        return;
    gti_put_line_end(doc);
    gti_put_brief_testimony(show, position);
    if (previous == NULL || kind == GTEE_MOMENT_REPEATED)
        return;
    gti_put_line_end(doc);
    gti_put(doc, kind == GTEE_MOMENT_SHIFTED ? "Before: " : "Against: ");
    put_earlier(show, previous);
}

static void put_proposal(gti_show *show, const gtee_proposal *proposal)
{
    gti_doc *doc = &show->doc;

    gti_put_styled(doc, GTI_STRONG, gtee_proposal_title(proposal));
    gti_put(doc, " (");
    gti_put_styled(doc, GTI_CODE, gtee_proposal_id(proposal));
    gti_put(doc, ")");
    if (proposal->proposed_by.count > 0) {
        gti_put(doc, ", proposed by ");
        gti_put_names(show, &proposal->proposed_by);
    }
    gti_put_citations(show, gtee_proposal_record(proposal));
}

static void add_moment(gti_show *show, gti_table *table, const gtee_moment *moment)
{
    uint32_t kind = gtee_moment_kind(moment);
    gti_doc *doc = &show->doc;

    gti_put_date(doc, gtee_moment_date(moment));
    gti_table_cell(doc, table, NULL);
    gti_put_styled(doc, moment_style(kind), gtee_moment_kind_name(kind));
    gti_table_cell(doc, table, NULL);
    if (gtee_moment_event(moment) != NULL)
        gti_put_event(show, gtee_moment_event(moment));
    else if (gtee_moment_proposal(moment) != NULL)
        put_proposal(show, gtee_moment_proposal(moment));
    else if (gtee_moment_position(moment) != NULL)
        put_position(show, moment, gtee_moment_position(moment));
    gti_table_cell(doc, table, NULL);
}

static void build(gti_show *show, const void *what)
{
    size_t count = gtee_timeline_moment_count(what);
    gti_doc *doc = &show->doc;

    gti_doc_heading(doc, 1, "What changed when");
    gti_put_view(show, gtee_timeline_view(what));
    gti_doc_paragraph(doc, 0, NULL);
    if (count == 0) {
        gti_doc_gap(doc);
        gti_doc_paragraph(doc, 0, "Nothing on record fits what was asked for.");
        return;
    }
    gti_table *table = gti_doc_table(doc, 0, 3);
    gti_table_column(doc, table, 0, 0, "Date");
    gti_table_column(doc, table, 1, 0, "");
    gti_table_column(doc, table, 2, 0, "What, and where it is on record");
    for (size_t i = 0; i < count; i++)
        add_moment(show, table, gtee_timeline_moment_at(what, i));
    gti_doc_sources(show);
}

static const gtee_record *record_of(const gtee_position *position)
{
    return position != NULL ? gtee_position_record(position) : NULL;
}

static void write_json(gti_show *show, gti_json *json, const void *what)
{
    gti_json_begin_map(json);
    gti_json_view(json, gtee_timeline_view(what));
    gti_json_key(json, "moments");
    gti_json_begin_list(json, false);
    for (size_t i = 0; i < gtee_timeline_moment_count(what); i++) {
        const gtee_moment *moment = gtee_timeline_moment_at(what, i);
        gti_json_begin_map(json);
        gti_json_key(json, "date");
        gti_json_date(json, gtee_moment_date(moment));
        gti_json_key(json, "moment");
        gti_json_text(json, gtee_moment_kind_name(gtee_moment_kind(moment)));
        gti_json_record(show, json, "record", gtee_moment_record(moment));
        gti_json_refer(show, json, "previous", gtee_moment_previous(moment));
        gti_json_end_map(json);
    }
    gti_json_end_list(json);
    gti_json_references(show, json);
    gti_json_end_map(json);
}

/* Whose moment it is: the participant of a position, the proposers, those who took part. */
static const char *who(gti_show *show, const gtee_moment *moment)
{
    const gti_refs_list *list = NULL;

    if (gtee_moment_event(moment) != NULL)
        list = &gtee_moment_event(moment)->participants;
    else if (gtee_moment_proposal(moment) != NULL)
        list = &gtee_moment_proposal(moment)->proposed_by;
    else if (gtee_moment_position(moment) != NULL)
        gti_put(&show->doc, gtee_participant_id(gtee_position_participant(gtee_moment_position(moment))));
    for (uint32_t i = 0; list != NULL && i < list->count; i++)
        gti_put_all(&show->doc, i > 0 ? " " : "", list->items[i]->id, (const char *)NULL);
    return gti_take(&show->doc);
}

static void csv_row(gti_show *show, gti_csv *csv, const gtee_moment *moment)
{
    const gtee_record *record = gtee_moment_record(moment), *previous = record_of(gtee_moment_previous(moment));
    const gtee_position *position = gtee_moment_position(moment);
    const gtee_event *event = gtee_moment_event(moment);

    gti_csv_date(csv, gtee_moment_date(moment));
    gti_csv_text(csv, gtee_moment_kind_name(gtee_moment_kind(moment)));
    gti_csv_text(csv, gtee_kind_name(gtee_record_kind(record)));
    gti_csv_text(csv, gtee_record_id(record));
    gti_csv_text(csv, who(show, moment));
    if (position != NULL)
        gti_put_stance(show, position);
    else if (event != NULL)
        gti_put(&show->doc, gtee_event_title(event) != NULL ? gtee_event_title(event) : gtee_event_gist(event));
    else if (gtee_moment_proposal(moment) != NULL)
        gti_put(&show->doc, gtee_proposal_title(gtee_moment_proposal(moment)));
    gti_csv_text(csv, gti_take(&show->doc));
    gti_csv_text(csv, position != NULL ? gtee_evidence_name(gtee_position_evidence(position)) : NULL);
    gti_csv_text(csv, previous != NULL ? gtee_record_id(previous) : NULL);
    gti_csv_text(csv, gti_csv_citations(show, record));
    gti_csv_text(csv, gtee_record_file(record));
    gti_csv_uint(csv, gtee_record_line(record));
    gti_csv_row(csv);
}

static void write_csv(gti_show *show, gti_csv *csv, const void *what)
{
    static const char *const header[] = {"date", "moment", "kind", "id", "who", "what", "evidence", "previous", "citations",
                                         "file", "line"};

    gti_csv_header(csv, header, sizeof header / sizeof header[0]);
    for (size_t i = 0; i < gtee_timeline_moment_count(what); i++)
        csv_row(show, csv, gtee_timeline_moment_at(what, i));
}

gtee_status gtee_timeline_show(const gtee_timeline *timeline, const gtee_show_options *options, gtee_text **text)
{
    static const gti_shower shower = {build, write_json, write_csv, false};

    if (text == NULL)
        return GTEE_ERROR_ARGUMENT;
    *text = NULL;
    if (timeline == NULL)
        return GTEE_ERROR_ARGUMENT;
    return gti_show_run(gti_show_allocator(gtee_timeline_view(timeline)), options, &shower, timeline, text);
}
