/* deals.c: what the showings of conflicts and settlements share. Uses deals.h. */
#include "show/deals.h"

void gti_deals_begin(gti_deals *deals, gti_show *show, const gtee_view *view)
{
    *deals = (gti_deals){.show = show, .view = view};
}

void gti_deals_end(gti_deals *deals)
{
    gti_map_free(&deals->show->allocator, &deals->said);
}

size_t gti_deals_shown(const gti_show *show, size_t count)
{
    return show->options.limit != 0 && show->options.limit < count ? show->options.limit : count;
}

void gti_put_red_lines(gti_show *show, uint64_t count)
{
    gti_put_count(&show->doc, count, "red line", "red lines");
}

void gti_put_consents(gti_show *show, uint64_t count)
{
    gti_put_count(&show->doc, count, "consent", "consents");
}

void gti_put_number(gti_show *show, double number)
{
    gti_buffer_double(&show->doc.scratch, number);
}

void gti_put_cost(gti_show *show, uint32_t red_lines, uint32_t consents, double weight)
{
    gti_doc *doc = &show->doc;
    const bool light = weight <= 0;

    if (red_lines == 0 && consents == 0 && light)
        gti_put(doc, "nothing");
    if (red_lines > 0)
        gti_put_red_lines(show, red_lines);
    if (red_lines > 0 && consents > 0)
        gti_put(doc, light ? " and " : ", ");
    if (consents > 0)
        gti_put_consents(show, consents);
    if (light)
        return;
    gti_put(doc, red_lines > 0 || consents > 0 ? " and " : "");
    gti_put(doc, "preferences of weight ");
    gti_put_number(show, weight);
}

void gti_put_choice(gti_show *show, const gtee_issue *issue, const gtee_participant *who)
{
    gti_put(&show->doc, gtee_issue_title(issue));
    if (who == NULL)
        return;
    gti_put(&show->doc, ": ");
    gti_put_name(show, who);
}

void gti_deals_head(gti_deals *deals, const char *title, const gti_inquiry *inquiry)
{
    gti_show *show = deals->show;

    gti_doc_heading(&show->doc, 1, title);
    gti_put_view(show, deals->view);
    gti_doc_paragraph(&show->doc, 0, NULL);
    if (gti_put_question(show, inquiry))
        gti_doc_paragraph(&show->doc, 0, NULL);
    gti_doc_gap(&show->doc);
}

void gti_deals_testimony(gti_deals *deals, const gtee_position *position)
{
    gti_show *show = deals->show;
    const uint32_t number = gtee_position_record(position)->index;
    uint32_t before = 0;

    if (gti_map_get(&deals->said, number, &before)) {
        gti_put_styled(&show->doc, GTI_DIM, "On record as above");
        gti_put_citations(show, gtee_position_record(position));
    } else {
        gti_put_testimony(show, position);
        if (!gti_map_put(&show->allocator, &deals->said, number, 1))
            gti_show_fail(show);
    }
    gti_doc_paragraph(&show->doc, 2, NULL);
}

void gti_deals_position(gti_deals *deals, const gtee_position *position)
{
    gti_show *show = deals->show;

    gti_put_styled(&show->doc, GTI_STRONG, gti_name_of(show, gtee_position_participant(position)));
    gti_put(&show->doc, " ");
    gti_put_stance(show, position);
    gti_doc_item(&show->doc, 1, "- ", NULL);
    gti_deals_testimony(deals, position);
}

void gti_deals_constraint(gti_deals *deals, const gtee_constraint *constraint)
{
    gti_show *show = deals->show;
    gti_doc *doc = &show->doc;

    gti_put_styled(doc, GTI_STRONG, "Because");
    gti_put(doc, " ");
    gti_put(doc, gtee_constraint_because(constraint));
    gti_put(doc, ": ");
    gti_put_constraint(show, constraint);
    gti_put_citations(show, gtee_constraint_record(constraint));
    gti_doc_item(doc, 1, "- ", NULL);
}

/* Is the position's holder one of those before it? */
static bool is_repeated(const void *list, size_t index, gti_position_at at)
{
    for (size_t i = 0; i < index; i++)
        if (gtee_position_participant(at(list, i)) == gtee_position_participant(at(list, index)))
            return true;
    return false;
}

size_t gti_put_holders(gti_show *show, const void *list, size_t count, gti_position_at at)
{
    size_t holders = 0, put = 0;

    for (size_t i = 0; i < count; i++)
        holders += !is_repeated(list, i, at);
    for (size_t i = 0; i < count; i++) {
        if (is_repeated(list, i, at))
            continue;
        gti_put(&show->doc, put == 0 ? "" : put + 1 == holders ? " and " : ", ");
        gti_put_name(show, gtee_position_participant(at(list, i)));
        put++;
    }
    return holders;
}
