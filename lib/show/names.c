/* names.c: gtee_name_match_show: who is meant by a name, or who might be. Uses show.h, words.h, record/names.h. */
#include "record/names.h"
#include "show/show.h"
#include "show/words.h"

#include <string.h>

static void add_candidate(gti_show *show, gti_table *table, const gtee_participant *participant, const char *name)
{
    gti_doc *doc = &show->doc;

    gti_put_styled(doc, GTI_CODE, gtee_participant_id(participant));
    gti_table_cell(doc, table, NULL);
    gti_put_name(show, participant);
    gti_table_cell(doc, table, NULL);
    gti_put(doc, gti_participant_kind_name(gtee_participant_kind(participant)));
    gti_table_cell(doc, table, NULL);
    gti_put(doc, name);
    gti_table_cell(doc, table, NULL);
}

static void build(gti_show *show, const void *what)
{
    static const char *const headers[] = {"Id", "Name", "Kind", "Found as"};
    size_t count = gtee_name_match_candidate_count(what);
    gti_doc *doc = &show->doc;

    if (gtee_name_match_participant(what) == NULL)
        gti_doc_paragraph(doc, 0, count > 0 ? "No one participant is called so. Perhaps one of these is meant:" : "Nobody is called so.");
    if (count == 0)
        return;
    gti_table *table = gti_doc_table(doc, 0, 4);
    for (uint32_t c = 0; c < 4; c++)
        gti_table_column(doc, table, c, 0, headers[c]);
    for (size_t i = 0; i < count; i++)
        add_candidate(show, table, gtee_name_match_candidate_at(what, i), gtee_name_match_candidate_name_at(what, i));
}

static void write_json(gti_show *show, gti_json *json, const void *what)
{
    gti_json_begin_map(json);
    gti_json_id(json, "participant", gtee_name_match_participant(what));
    gti_json_key(json, "candidates");
    gti_json_begin_list(json, false);
    for (size_t i = 0; i < gtee_name_match_candidate_count(what); i++) {
        const gtee_participant *participant = gtee_name_match_candidate_at(what, i);
        gti_json_begin_map(json);
        gti_json_id(json, "participant", participant);
        gti_json_key(json, "name");
        gti_json_text(json, gti_name_of(show, participant));
        gti_json_key(json, "found_as");
        gti_json_text(json, gtee_name_match_candidate_name_at(what, i));
        gti_json_end_map(json);
    }
    gti_json_end_list(json);
    gti_json_end_map(json);
}

static void write_csv(gti_show *show, gti_csv *csv, const void *what)
{
    static const char *const header[] = {"match", "participant", "name", "kind", "found_as"};
    bool match = gtee_name_match_participant(what) != NULL;

    gti_csv_header(csv, header, sizeof header / sizeof header[0]);
    for (size_t i = 0; i < gtee_name_match_candidate_count(what); i++) {
        const gtee_participant *participant = gtee_name_match_candidate_at(what, i);
        gti_csv_text(csv, match ? "true" : "false");
        gti_csv_participant(csv, participant);
        gti_csv_text(csv, gti_name_of(show, participant));
        gti_csv_text(csv, gti_participant_kind_name(gtee_participant_kind(participant)));
        gti_csv_text(csv, gtee_name_match_candidate_name_at(what, i));
        gti_csv_row(csv);
    }
}

gtee_status gtee_name_match_show(const gtee_name_match *match, const gtee_show_options *options, gtee_text **text)
{
    static const gti_shower shower = {build, write_json, write_csv, false};

    if (text == NULL)
        return GTEE_ERROR_ARGUMENT;
    *text = NULL;
    if (match == NULL)
        return GTEE_ERROR_ARGUMENT;
    return gti_show_run(gti_name_match_allocator(match), options, &shower, match, text);
}
