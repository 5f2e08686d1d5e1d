/* corrections.c: gtee_corrections_show: all minimal sets of red lines that would have to go. Uses deals.h. */
#include "show/deals.h"

static const gtee_position *position_at(const void *correction, size_t index)
{
    return gtee_correction_position_at(correction, index);
}

/* ---- Text */

static bool is_possible(const gtee_corrections *corrections)
{
    return gtee_corrections_count(corrections) > 0 && gtee_correction_position_count(gtee_corrections_at(corrections, 0)) == 0;
}

static void put_size(gti_show *show, const gtee_correction *correction)
{
    gti_put_count(&show->doc, gtee_correction_position_count(correction), "position", "positions");
}

static void put_answer(gti_show *show, const gtee_corrections *corrections)
{
    gti_doc *doc = &show->doc;
    const size_t count = gtee_corrections_count(corrections), shown = gti_deals_shown(show, count);
    const bool complete = gtee_corrections_complete(corrections) != 0;

    if (is_possible(corrections)) {
        gti_put_styled(doc, GTI_GOOD, "Nothing has to be conceded");
        gti_put(doc, ": all red lines can be met at once.");
        return;
    }
    if (count == 0) {
        gti_put_styled(doc, complete ? GTI_BAD : GTI_MIXED, complete ? "No concession helps" : "No set of concessions found so far");
        gti_put(doc, complete ? ": what may not be moved cannot be met." : ": the search ended before it was done.");
        return;
    }
    gti_put_style(doc, GTI_BAD);
    gti_put(doc, complete ? "" : "At least ");
    gti_put_count(doc, count, "minimal set of concessions", "minimal sets of concessions");
    gti_put_style(doc, GTI_PLAIN);
    gti_put(doc, ": whoever drops one of them whole lets all the rest be met. The smallest has ");
    put_size(show, gtee_corrections_at(corrections, 0));
    gti_put(doc, shown < count ? "; the first " : ".");
    if (shown == count)
        return;
    gti_put_uint(doc, shown);
    gti_put(doc, " are shown, more with a higher limit.");
}

static void add_correction(gti_deals *deals, const gtee_correction *correction, size_t number)
{
    gti_show *show = deals->show;
    const size_t count = gtee_correction_position_count(correction);

    gti_put_uint(&show->doc, number);
    gti_put(&show->doc, ". ");
    gti_put_holders(show, correction, count, position_at);
    gti_put(&show->doc, ": ");
    put_size(show, correction);
    gti_doc_heading(&show->doc, 2, NULL);
    for (size_t i = 0; i < count; i++)
        gti_deals_position(deals, gtee_correction_position_at(correction, i));
}

static void build(gti_show *show, const void *what)
{
    const gtee_corrections *corrections = what;
    gti_deals deals;

    gti_deals_begin(&deals, show, gti_corrections_inquiry(corrections)->view);
    gti_deals_head(&deals, "Ways to give way", gti_corrections_inquiry(corrections));
    put_answer(show, corrections);
    gti_doc_paragraph(&show->doc, 0, NULL);
    for (size_t i = 0; i < gti_deals_shown(show, gtee_corrections_count(corrections)) && !is_possible(corrections); i++)
        add_correction(&deals, gtee_corrections_at(corrections, i), i + 1);
    gti_doc_sources(show);
    gti_deals_end(&deals);
}

/* ---- JSON and CSV */

static void write_json(gti_show *show, gti_json *json, const void *what)
{
    const gtee_corrections *corrections = what;
    const size_t count = gtee_corrections_count(corrections), shown = gti_deals_shown(show, count);

    gti_json_deal_begin(show, json, "corrections", gti_corrections_inquiry(corrections)->view, gti_corrections_inquiry(corrections));
    gti_json_flag(json, "complete", gtee_corrections_complete(corrections) != 0 && shown == count);
    gti_json_key(json, "corrections");
    gti_json_begin_list(json, false);
    for (size_t i = 0; i < shown; i++) {
        const gtee_correction *correction = gtee_corrections_at(corrections, i);
        gti_json_begin_map(json);
        gti_json_key(json, "positions");
        gti_json_begin_list(json, true);
        for (size_t p = 0; p < gtee_correction_position_count(correction); p++)
            gti_json_refer(show, json, NULL, gtee_correction_position_at(correction, p));
        gti_json_end_list(json);
        gti_json_end_map(json);
    }
    gti_json_end_list(json);
    gti_json_references(show, json);
    gti_json_end_map(json);
}

static void write_csv(gti_show *show, gti_csv *csv, const void *what)
{
    static const char *const header[] = {"correction", "participant", "name", "message", GTI_POSITION_BRIEF};
    const gtee_corrections *corrections = what;

    gti_csv_header(csv, header, sizeof header / sizeof header[0]);
    for (size_t i = 0; i < gti_deals_shown(show, gtee_corrections_count(corrections)); i++) {
        const gtee_correction *correction = gtee_corrections_at(corrections, i);
        for (size_t p = 0; p < gtee_correction_position_count(correction); p++) {
            const gtee_position *position = gtee_correction_position_at(correction, p);
            gti_csv_uint(csv, i + 1);
            gti_csv_participant(csv, gtee_position_participant(position));
            gti_csv_text(csv, gti_name_of(show, gtee_position_participant(position)));
            gti_put_stance(show, position);
            gti_csv_text(csv, gti_take(&show->doc));
            gti_csv_position_brief(show, csv, position);
            gti_csv_row(csv);
        }
    }
}

gtee_status gtee_corrections_show(const gtee_corrections *corrections, const gtee_show_options *options, gtee_text **text)
{
    static const gti_shower shower = {build, write_json, write_csv, false};

    if (text == NULL)
        return GTEE_ERROR_ARGUMENT;
    *text = NULL;
    if (corrections == NULL)
        return GTEE_ERROR_ARGUMENT;
    return gti_show_run(gti_show_allocator(gti_corrections_inquiry(corrections)->view), options, &shower, corrections, text);
}
