/* conflicts.c: gtee_conflicts_show: which positions cannot hold together, who against whom about what. Uses deals.h. */
#include "show/deals.h"

#define TOPICS_AT_MOST 3 /* in a heading; more are counted */

static const gtee_position *position_at(const void *conflict, size_t index)
{
    return gtee_conflict_position_at(conflict, index);
}

/* ---- Text */

static void put_answer(gti_show *show, const gtee_conflicts *conflicts)
{
    gti_doc *doc = &show->doc;
    size_t count = gtee_conflicts_count(conflicts), shown = gti_deals_shown(show, count);
    bool complete = gtee_conflicts_complete(conflicts) != 0;

    if (count == 0 && complete) {
        gti_put_styled(doc, GTI_GOOD, "No conflict");
        gti_put(doc, ": all red lines can be met at once.");
        return;
    }
    if (count == 0) {
        gti_put_styled(doc, GTI_MIXED, "No conflict found so far");
        gti_put(doc, ": the search ended before it was done.");
        return;
    }
    gti_put_style(doc, GTI_BAD);
    gti_put(doc, complete ? "" : "At least ");
    gti_put_count(doc, count, "minimal conflict", "minimal conflicts");
    gti_put_style(doc, GTI_PLAIN);
    gti_put(doc, "; no package meets everybody.");
    if (shown == count)
        return;
    gti_put(doc, shown == 1 ? " The smallest is shown" : " The ");
    if (shown > 1) {
        gti_put_uint(doc, shown);
        gti_put(doc, " smallest are shown");
    }
    gti_put(doc, "; ask for more with a higher limit.");
}

static bool terms_name(const gtee_term *(*at)(const void *, size_t), const void *of, size_t count, const gtee_issue *issue)
{
    for (size_t i = 0; i < count; i++)
        if (gtee_term_issue(at(of, i)) == issue)
            return true;
    return false;
}

static const gtee_term *position_term(const void *position, size_t index)
{
    return gtee_position_term_at(position, index);
}

static const gtee_term *when_term(const void *constraint, size_t index)
{
    return gtee_constraint_if_at(constraint, index);
}

static const gtee_term *then_term(const void *constraint, size_t index)
{
    return gtee_constraint_then_at(constraint, index);
}

static const gtee_term *of_term(const void *constraint, size_t index)
{
    return gtee_constraint_of_at(constraint, index);
}

static bool ties(const gtee_constraint *constraint, const gtee_issue *issue)
{
    return terms_name(when_term, constraint, gtee_constraint_if_count(constraint), issue) ||
           terms_name(then_term, constraint, gtee_constraint_then_count(constraint), issue) ||
           terms_name(of_term, constraint, gtee_constraint_of_count(constraint), issue);
}

static bool bears_on(const gtee_position *position, const gtee_issue *issue)
{
    return terms_name(position_term, position, gtee_position_term_count(position), issue);
}

/* How many of the conflict's parts bear on the issue. */
static size_t parts_on(const gtee_conflict *conflict, const gtee_issue *issue)
{
    size_t parts = 0;

    for (size_t i = 0; i < gtee_conflict_position_count(conflict); i++)
        parts += bears_on(gtee_conflict_position_at(conflict, i), issue);
    for (size_t i = 0; i < gtee_conflict_constraint_count(conflict); i++)
        parts += ties(gtee_conflict_constraint_at(conflict, i), issue);
    return parts;
}

/* The issues that the positions meet on: those that two parts bear on; if there is none, all; else the proposal. */
static void put_topics(gti_show *show, const gtee_dossier *dossier, const gtee_conflict *conflict)
{
    size_t shared = 0, any = 0, put = 0;

    for (size_t i = 0; i < gtee_dossier_issue_count(dossier); i++) {
        size_t parts = parts_on(conflict, gtee_dossier_issue_at(dossier, i));
        shared += parts > 1;
        any += parts > 0;
    }
    size_t least = shared > 0 ? 2 : 1, topics = shared > 0 ? shared : any;
    for (size_t i = 0; i < gtee_dossier_issue_count(dossier) && put < TOPICS_AT_MOST; i++) {
        const gtee_issue *issue = gtee_dossier_issue_at(dossier, i);
        if (parts_on(conflict, issue) < least)
            continue;
        gti_put(&show->doc, put == 0 ? ": " : "; ");
        gti_put(&show->doc, gtee_issue_title(issue));
        put++;
    }
    for (size_t i = 0; topics == 0 && put == 0 && i < gtee_conflict_position_count(conflict); i++) {
        const gtee_proposal *proposal = gtee_position_proposal(gtee_conflict_position_at(conflict, i));
        if (proposal == NULL)
            continue;
        gti_put_all(&show->doc, ": “", gtee_proposal_title(proposal), "”", (const char *)NULL);
        put++;
    }
    if (put < topics) {
        gti_put(&show->doc, " and ");
        gti_put_count(&show->doc, topics - put, "other issue", "other issues");
    }
}

static void add_heading(gti_show *show, const gtee_view *view, const gtee_conflict *conflict, size_t number)
{
    gti_doc *doc = &show->doc;
    const size_t positions = gtee_conflict_position_count(conflict);

    gti_put_uint(doc, number);
    gti_put(doc, ". ");
    if (positions == 0)
        gti_put(doc, "What may not move");
    else if (gti_put_holders(show, conflict, positions, position_at) == 1)
        gti_put(doc, gtee_conflict_fixed_count(conflict) > 0 ? " against what is fixed" : positions > 1 ? " against itself" : "");
    put_topics(show, gtee_view_dossier(view), conflict);
    gti_doc_heading(doc, 2, NULL);
}

static void add_conflict(gti_deals *deals, const gtee_conflict *conflict, size_t number)
{
    gti_show *show = deals->show;

    add_heading(show, deals->view, conflict, number);
    for (size_t i = 0; i < gtee_conflict_position_count(conflict); i++)
        gti_deals_position(deals, gtee_conflict_position_at(conflict, i));
    for (size_t i = 0; i < gtee_conflict_constraint_count(conflict); i++)
        gti_deals_constraint(deals, gtee_conflict_constraint_at(conflict, i));
    for (size_t i = 0; i < gtee_conflict_fixed_count(conflict); i++) {
        gti_put_styled(&show->doc, GTI_STRONG, "Fixed");
        gti_put(&show->doc, ": ");
        gti_put_styled(&show->doc, GTI_CODE, gtee_conflict_fixed_at(conflict, i));
        gti_doc_item(&show->doc, 1, "- ", NULL);
    }
}

static void build(gti_show *show, const void *what)
{
    const gtee_conflicts *conflicts = what;
    gti_deals deals;

    gti_deals_begin(&deals, show, gtee_conflicts_view(conflicts));
    gti_deals_head(&deals, "What cannot hold together", gti_conflicts_inquiry(conflicts));
    put_answer(show, conflicts);
    gti_doc_paragraph(&show->doc, 0, NULL);
    for (size_t i = 0; i < gti_deals_shown(show, gtee_conflicts_count(conflicts)); i++)
        add_conflict(&deals, gtee_conflicts_at(conflicts, i), i + 1);
    gti_doc_sources(show);
    gti_deals_end(&deals);
}

/* ---- JSON */

void gti_json_conflict(gti_show *show, gti_json *json, const gtee_conflict *conflict)
{
    gti_json_begin_map(json);
    gti_json_member(json, "message", gtee_conflict_message(conflict));
    gti_json_key(json, "positions");
    gti_json_begin_list(json, true);
    for (size_t i = 0; i < gtee_conflict_position_count(conflict); i++)
        gti_json_refer(show, json, NULL, gtee_conflict_position_at(conflict, i));
    gti_json_end_list(json);
    gti_json_key(json, "constraints");
    gti_json_begin_list(json, true);
    for (size_t i = 0; i < gtee_conflict_constraint_count(conflict); i++)
        gti_json_refer_constraint(show, json, gtee_conflict_constraint_at(conflict, i));
    gti_json_end_list(json);
    gti_json_key(json, "fixed");
    gti_json_begin_list(json, true);
    for (size_t i = 0; i < gtee_conflict_fixed_count(conflict); i++)
        gti_json_text(json, gtee_conflict_fixed_at(conflict, i));
    gti_json_end_list(json);
    gti_json_end_map(json);
}

static void write_json(gti_show *show, gti_json *json, const void *what)
{
    const gtee_conflicts *conflicts = what;
    size_t count = gtee_conflicts_count(conflicts), shown = gti_deals_shown(show, count);

    gti_json_deal_begin(show, json, "conflicts", gtee_conflicts_view(conflicts), gti_conflicts_inquiry(conflicts));
    gti_json_flag(json, "complete", gtee_conflicts_complete(conflicts) != 0 && shown == count);
    gti_json_key(json, "conflicts");
    gti_json_begin_list(json, false);
    for (size_t i = 0; i < shown; i++)
        gti_json_conflict(show, json, gtee_conflicts_at(conflicts, i));
    gti_json_end_list(json);
    gti_json_constraints(show, json);
    gti_json_references(show, json);
    gti_json_end_map(json);
}

/* ---- CSV: a row for each position, constraint and fixed choice of a conflict */

static void begin_row(gti_csv *csv, size_t number, const char *part, const gtee_participant *participant)
{
    gti_csv_uint(csv, number);
    gti_csv_text(csv, part);
    gti_csv_participant(csv, participant);
}

static void write_rows(gti_show *show, gti_csv *csv, const gtee_conflict *conflict, size_t number)
{
    for (size_t i = 0; i < gtee_conflict_position_count(conflict); i++) {
        const gtee_position *position = gtee_conflict_position_at(conflict, i);
        begin_row(csv, number, "position", gtee_position_participant(position));
        gti_csv_text(csv, gti_name_of(show, gtee_position_participant(position)));
        gti_put_stance(show, position);
        gti_csv_text(csv, gti_take(&show->doc));
        gti_csv_position_brief(show, csv, position);
        gti_csv_row(csv);
    }
    for (size_t i = 0; i < gtee_conflict_constraint_count(conflict); i++) {
        const gtee_constraint *constraint = gtee_conflict_constraint_at(conflict, i);
        begin_row(csv, number, "constraint", NULL);
        gti_csv_text(csv, gtee_constraint_id(constraint));
        gti_csv_text(csv, gtee_constraint_because(constraint));
        gti_csv_position_brief(show, csv, NULL);
        gti_csv_row(csv);
    }
    for (size_t i = 0; i < gtee_conflict_fixed_count(conflict); i++) {
        begin_row(csv, number, "fixed", NULL);
        gti_csv_text(csv, NULL);
        gti_csv_text(csv, gtee_conflict_fixed_at(conflict, i));
        gti_csv_position_brief(show, csv, NULL);
        gti_csv_row(csv);
    }
}

static void write_csv(gti_show *show, gti_csv *csv, const void *what)
{
    static const char *const header[] = {"conflict", "part", "participant", "name", "message", GTI_POSITION_BRIEF};
    const gtee_conflicts *conflicts = what;

    gti_csv_header(csv, header, sizeof header / sizeof header[0]);
    for (size_t i = 0; i < gti_deals_shown(show, gtee_conflicts_count(conflicts)); i++)
        write_rows(show, csv, gtee_conflicts_at(conflicts, i), i + 1);
}

gtee_status gtee_conflicts_show(const gtee_conflicts *conflicts, const gtee_show_options *options, gtee_text **text)
{
    static const gti_shower shower = {build, write_json, write_csv, false};

    if (text == NULL)
        return GTEE_ERROR_ARGUMENT;
    *text = NULL;
    if (conflicts == NULL)
        return GTEE_ERROR_ARGUMENT;
    return gti_show_run(gti_show_allocator(gtee_conflicts_view(conflicts)), options, &shower, conflicts, text);
}
