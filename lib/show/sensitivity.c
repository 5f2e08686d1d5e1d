/* sensitivity.c: gtee_sensitivity_show: which single position matters most. Uses deals.h. */
#include "show/deals.h"

/* ---- What dropping a position saves */

static bool saves(const gtee_sensitivity *all, const gtee_influence *one)
{
    return gtee_influence_red_lines(one) != gtee_sensitivity_red_lines(all) || gtee_influence_consents(one) != gtee_sensitivity_consents(all) ||
           gtee_influence_weight(one) < gtee_sensitivity_weight(all) || gtee_influence_weight(one) > gtee_sensitivity_weight(all);
}

static size_t count_saving(const gtee_sensitivity *all)
{
    size_t count = 0;

    while (count < gtee_sensitivity_count(all) && saves(all, gtee_sensitivity_at(all, count)))
        count++;
    return count;
}

static size_t count_flags(const gtee_sensitivity *all, int32_t (*flag)(const gtee_influence *))
{
    size_t count = 0;

    for (size_t i = 0; i < gtee_sensitivity_count(all); i++)
        count += flag(gtee_sensitivity_at(all, i)) != 0;
    return count;
}

/* ---- Text */

static void put_answer(gti_show *show, const gtee_sensitivity *all)
{
    gti_doc *doc = &show->doc;
    const size_t saving = count_saving(all);

    gti_put(doc, "The cheapest package costs ");
    gti_put_cost(show, gtee_sensitivity_red_lines(all), gtee_sensitivity_consents(all), gtee_sensitivity_weight(all));
    gti_put(doc, ". ");
    if (saving == 0) {
        gti_put(doc, gtee_sensitivity_complete(all) != 0 ? "No single position, if dropped, would make it cheaper."
                                                         : "No single position that was weighed, if dropped, would make it cheaper.");
        return;
    }
    const gtee_influence *first = gtee_sensitivity_at(all, 0);
    gti_put(doc, "One position of ");
    gti_put_styled(doc, GTI_STRONG, gti_name_of(show, gtee_position_participant(gtee_influence_position(first))));
    gti_put(doc, " weighs most: without it, ");
    gti_put_cost(show, gtee_influence_red_lines(first), gtee_influence_consents(first), gtee_influence_weight(first));
    gti_put(doc, ".");
}

static const char *where(const gtee_influence *influence)
{
    return gtee_influence_in_none(influence) != 0 ? "in none" : gtee_influence_in_all(influence) != 0 ? "in all" : "in some";
}

static void add_row(gti_show *show, gti_table *table, const gtee_influence *influence)
{
    gti_doc *doc = &show->doc;
    const gtee_position *position = gtee_influence_position(influence);

    gti_put_styled(doc, GTI_STRONG, gti_name_of(show, gtee_position_participant(position)));
    gti_put(doc, " ");
    gti_put_stance(show, position);
    gti_put(doc, ", ");
    gti_put_date(doc, gtee_position_date(position));
    gti_put_citations(show, gtee_position_record(position));
    gti_table_cell(doc, table, NULL);
    gti_put_uint(doc, gtee_influence_red_lines(influence));
    gti_table_cell(doc, table, NULL);
    gti_put_uint(doc, gtee_influence_consents(influence));
    gti_table_cell(doc, table, NULL);
    gti_put_number(show, gtee_influence_weight(influence));
    gti_table_cell(doc, table, NULL);
    gti_table_cell(doc, table, where(influence));
}

static void add_table(gti_show *show, const gtee_sensitivity *all, size_t shown)
{
    static const char *const headers[] = {"Without this position", "Red lines", "Consents", "Weight", "Conflicts"};
    gti_table *table = gti_doc_table(&show->doc, 0, 5);

    for (uint32_t i = 0; i < 5; i++)
        gti_table_column(&show->doc, table, i, i > 0 && i < 4 ? GTI_COLUMN_RIGHT : 0, headers[i]);
    for (size_t i = 0; i < shown; i++)
        add_row(show, table, gtee_sensitivity_at(all, i));
}

static void add_counts(gti_show *show, const gtee_sensitivity *all, size_t shown)
{
    gti_doc *doc = &show->doc;
    const size_t count = gtee_sensitivity_count(all);

    gti_doc_gap(doc);
    gti_put(doc, "Of ");
    gti_put_count(doc, count, "position", "positions");
    gti_put(doc, gtee_sensitivity_complete(all) != 0 ? " that may move, " : " that were weighed, ");
    gti_put_uint(doc, count_saving(all));
    gti_put(doc, " would make the package cheaper if dropped; ");
    gti_put_uint(doc, count_flags(all, gtee_influence_in_all));
    gti_put(doc, " are in every conflict, ");
    gti_put_uint(doc, count_flags(all, gtee_influence_in_none));
    gti_put(doc, " in none.");
    gti_put(doc, shown < count ? " Ask for the others with a higher limit." : "");
    gti_doc_paragraph(doc, 0, NULL);
}

static void build(gti_show *show, const void *what)
{
    const gtee_sensitivity *all = what;
    const size_t shown = gti_deals_shown(show, gtee_sensitivity_count(all));
    gti_deals deals;

    gti_deals_begin(&deals, show, gti_sensitivity_inquiry(all)->view);
    gti_deals_head(&deals, "Which position matters most", gti_sensitivity_inquiry(all));
    put_answer(show, all);
    gti_doc_paragraph(&show->doc, 0, NULL);
    if (gtee_sensitivity_complete(all) == 0) {
        gti_put(&show->doc, "The budget was used up before all positions were weighed: what follows is of those that were. Ask again with a higher budget.");
        gti_doc_paragraph(&show->doc, 0, NULL);
    }
    if (shown > 0) {
        add_table(show, all, shown);
        add_counts(show, all, shown);
    }
    gti_doc_sources(show);
    gti_deals_end(&deals);
}

/* ---- JSON and CSV */

static void write_cost(gti_json *json, uint32_t red_lines, uint32_t consents, double weight)
{
    gti_json_number(json, "red_lines", red_lines);
    gti_json_number(json, "consents", consents);
    gti_json_real(json, "weight", weight);
}

static void write_json(gti_show *show, gti_json *json, const void *what)
{
    const gtee_sensitivity *all = what;
    const size_t count = gtee_sensitivity_count(all), shown = gti_deals_shown(show, count);

    gti_json_deal_begin(show, json, "sensitivity", gti_sensitivity_inquiry(all)->view, gti_sensitivity_inquiry(all));
    write_cost(json, gtee_sensitivity_red_lines(all), gtee_sensitivity_consents(all), gtee_sensitivity_weight(all));
    gti_json_flag(json, "complete", shown == count && gtee_sensitivity_complete(all) != 0);
    gti_json_key(json, "influences");
    gti_json_begin_list(json, false);
    for (size_t i = 0; i < shown; i++) {
        const gtee_influence *influence = gtee_sensitivity_at(all, i);
        gti_json_begin_map(json);
        write_cost(json, gtee_influence_red_lines(influence), gtee_influence_consents(influence), gtee_influence_weight(influence));
        gti_json_flag(json, "in_all", gtee_influence_in_all(influence) != 0);
        gti_json_flag(json, "in_none", gtee_influence_in_none(influence) != 0);
        gti_json_refer(show, json, "position", gtee_influence_position(influence));
        gti_json_end_map(json);
    }
    gti_json_end_list(json);
    gti_json_references(show, json);
    gti_json_end_map(json);
}

static void write_csv(gti_show *show, gti_csv *csv, const void *what)
{
    static const char *const header[] = {"participant", "name", "message", "red_lines", "consents", "weight", "conflicts", GTI_POSITION_BRIEF};
    const gtee_sensitivity *all = what;

    gti_csv_header(csv, header, sizeof header / sizeof header[0]);
    for (size_t i = 0; i < gti_deals_shown(show, gtee_sensitivity_count(all)); i++) {
        const gtee_influence *influence = gtee_sensitivity_at(all, i);
        const gtee_position *position = gtee_influence_position(influence);
        gti_csv_participant(csv, gtee_position_participant(position));
        gti_csv_text(csv, gti_name_of(show, gtee_position_participant(position)));
        gti_put_stance(show, position);
        gti_csv_text(csv, gti_take(&show->doc));
        gti_csv_uint(csv, gtee_influence_red_lines(influence));
        gti_csv_uint(csv, gtee_influence_consents(influence));
        gti_csv_double(csv, gtee_influence_weight(influence));
        gti_csv_text(csv, where(influence));
        gti_csv_position_brief(show, csv, position);
        gti_csv_row(csv);
    }
}

gtee_status gtee_sensitivity_show(const gtee_sensitivity *sensitivity, const gtee_show_options *options, gtee_text **text)
{
    static const gti_shower shower = {build, write_json, write_csv, false};

    if (text == NULL)
        return GTEE_ERROR_ARGUMENT;
    *text = NULL;
    if (sensitivity == NULL)
        return GTEE_ERROR_ARGUMENT;
    return gti_show_run(gti_show_allocator(gti_sensitivity_inquiry(sensitivity)->view), options, &shower, sensitivity, text);
}
