/* list_table.c: the records of a kind as a table. Uses list.h, words.h. */
#include "show/list.h"

#include "show/words.h"

#define AS(type, record) ((const type *)(const void *)(record))

typedef void (*row_function)(gti_show *show, gti_table *table, const gtee_record *record);

static void cell(gti_show *show, gti_table *table)
{
    gti_table_cell(&show->doc, table, NULL);
}

static void text_cell(gti_show *show, gti_table *table, const char *text)
{
    gti_put(&show->doc, text);
    cell(show, table);
}

static void id_cell(gti_show *show, gti_table *table, const gtee_record *record)
{
    if (gtee_record_id(record) != NULL)
        gti_put_styled(&show->doc, GTI_CODE, gtee_record_id(record));
    cell(show, table);
}

static void date_cell(gti_show *show, gti_table *table, gtee_date date)
{
    gti_put_date(&show->doc, date);
    cell(show, table);
}

static void comma(gti_show *show, size_t index)
{
    if (index > 0)
        gti_put(&show->doc, ", ");
}

static void source_row(gti_show *show, gti_table *table, const gtee_record *record)
{
    const gtee_source *source = AS(gtee_source, record);

    id_cell(show, table, record);
    text_cell(show, table, gtee_source_title(source));
    text_cell(show, table, gtee_source_publisher(source));
    date_cell(show, table, gtee_source_date(source));
}

/* "; in The League, The Fleet; 2 members": on the day of the list. */
static void put_memberships(gti_show *show, const gtee_participant *participant)
{
    size_t members = 0;
    bool any = false;

    for (size_t i = 0; i < gtee_participant_membership_count(participant); i++) {
        const gtee_membership *membership = gtee_participant_membership_at(participant, i);
        if (!gti_list_membership(show, membership))
            continue;
        gti_put(&show->doc, any ? ", " : gti_pending(&show->doc) ? "; in " : "in ");
        gti_put_name(show, gtee_membership_group(membership));
        any = true;
    }
    for (size_t i = 0; i < gtee_participant_member_count(participant); i++)
        members += gti_list_membership(show, gtee_participant_member_at(participant, i));
    if (members == 0)
        return;
    gti_put(&show->doc, gti_pending(&show->doc) ? "; " : "");
    gti_put_count(&show->doc, members, "member", "members");
}

static void participant_row(gti_show *show, gti_table *table, const gtee_record *record)
{
    const gtee_participant *participant = AS(gtee_participant, record);

    id_cell(show, table, record);
    gti_put_name(show, participant);
    cell(show, table);
    text_cell(show, table, gti_participant_kind_name(gtee_participant_kind(participant)));
    for (size_t i = 0; i < gtee_participant_office_count(participant); i++) {
        const gtee_office *office = gtee_participant_office_at(participant, i);
        if (!gti_list_office(show, office))
            continue;
        gti_put(&show->doc, !gti_pending(&show->doc) ? "speaks for " : ", ");
        gti_put_name(show, gtee_office_participant(office));
        if (gtee_office_title(office) != NULL)
            gti_put_all(&show->doc, " (", gtee_office_title(office), ")", (const char *)NULL);
    }
    put_memberships(show, participant);
    cell(show, table);
}

static void issue_row(gti_show *show, gti_table *table, const gtee_record *record)
{
    const gtee_issue *issue = AS(gtee_issue, record);
    size_t count = gtee_issue_option_count(issue);

    id_cell(show, table, record);
    text_cell(show, table, gtee_issue_title(issue));
    for (size_t i = 0; i < count; i++) {
        const gtee_option *option = gtee_issue_option_at(issue, i);
        if (i > 0)
            gti_put(&show->doc, gtee_issue_ordered(issue) != 0 ? " < " : ", ");
        gti_put(&show->doc, gtee_option_title(option));
        gti_put(&show->doc, option == gtee_issue_default(issue) ? "*" : "");
    }
    cell(show, table);
    if (gtee_issue_by(issue) != NULL) {
        gti_put(&show->doc, "each of ");
        gti_put_name(show, gtee_issue_by(issue));
    }
    for (size_t i = 0; i < gtee_issue_consent_count(issue); i++) {
        gti_put(&show->doc, i > 0 ? ", " : gti_pending(&show->doc) ? "; consent of " : "consent of ");
        gti_put_name(show, gtee_issue_consent_at(issue, i));
    }
    if (gtee_issue_derived(issue) != GTEE_DERIVED_NONE)
        gti_put(&show->doc, "; follows from clauses and rules");
    cell(show, table);
}

static void constraint_row(gti_show *show, gti_table *table, const gtee_record *record)
{
    const gtee_constraint *constraint = AS(gtee_constraint, record);

    id_cell(show, table, record);
    gti_put_constraint(show, constraint);
    cell(show, table);
    text_cell(show, table, gtee_constraint_because(constraint));
}

static void proposal_row(gti_show *show, gti_table *table, const gtee_record *record)
{
    const gtee_proposal *proposal = AS(gtee_proposal, record);

    id_cell(show, table, record);
    text_cell(show, table, gtee_proposal_title(proposal));
    for (size_t i = 0; i < gtee_proposal_proposer_count(proposal); i++) {
        comma(show, i);
        gti_put_name(show, gtee_proposal_proposer_at(proposal, i));
    }
    cell(show, table);
    date_cell(show, table, gtee_proposal_date(proposal));
    text_cell(show, table, gtee_proposal_status_name(gtee_proposal_status(proposal)));
    gti_put_uint(&show->doc, gtee_proposal_clause_count(proposal));
    cell(show, table);
}

void gti_list_position_row(gti_show *show, gti_table *table, const gtee_record *record)
{
    const gtee_position *position = AS(gtee_position, record);

    date_cell(show, table, gtee_position_date(position));
    gti_put_name(show, gtee_position_participant(position));
    cell(show, table);
    gti_put_stance(show, position);
    gti_put_line_end(&show->doc);
    gti_put_brief_testimony(show, position);
    cell(show, table);
}

static void expectation_row(gti_show *show, gti_table *table, const gtee_record *record)
{
    const gtee_expectation *expectation = AS(gtee_expectation, record);

    date_cell(show, table, gtee_expectation_date(expectation));
    gti_put_name(show, gtee_expectation_holder(expectation));
    cell(show, table);
    gti_put_expectation(show, expectation);
    cell(show, table);
}

static void preference_row(gti_show *show, gti_table *table, const gtee_record *record)
{
    const gtee_preference *preference = AS(gtee_preference, record);
    gti_buffer *out = &show->doc.scratch;

    gti_put_name(show, gtee_preference_participant(preference));
    cell(show, table);
    for (size_t i = 0; i < gtee_preference_utility_count(preference); i++) {
        const gtee_utility *utility = gtee_preference_utility_at(preference, i);
        gti_put(&show->doc, i > 0 ? "; " : "");
        gti_put_variable(show, gtee_utility_issue(utility), gtee_utility_participant(utility));
        gti_put(&show->doc, " ");
        gti_buffer_double(out, gtee_utility_weight(utility));
    }
    cell(show, table);
    gti_buffer_double(out, gtee_preference_reservation(preference));
    cell(show, table);
    gti_buffer_double(out, gtee_preference_capability(preference));
    cell(show, table);
    gti_buffer_double(out, gtee_preference_salience(preference));
    cell(show, table);
}

static void event_row(gti_show *show, gti_table *table, const gtee_record *record)
{
    const gtee_event *event = AS(gtee_event, record);

    gti_put_period(show, gtee_event_date(event), gtee_event_until(event));
    cell(show, table);
    text_cell(show, table, gtee_event_kind_name(gtee_event_kind(event)));
    gti_put_event(show, event);
    cell(show, table);
}

static void scenario_row(gti_show *show, gti_table *table, const gtee_record *record)
{
    const gtee_scenario *scenario = AS(gtee_scenario, record);

    id_cell(show, table, record);
    text_cell(show, table, gtee_scenario_title(scenario));
    for (size_t i = 0; i < gtee_scenario_support_count(scenario); i++) {
        comma(show, i);
        gti_put_name(show, gtee_scenario_support_at(scenario, i));
    }
    cell(show, table);
    for (size_t i = 0; i < gtee_scenario_block_count(scenario); i++) {
        comma(show, i);
        gti_put_name(show, gtee_scenario_block_at(scenario, i));
    }
    cell(show, table);
}

typedef struct list_kind {
    const char *title;
    row_function row;
    uint32_t column_count;
    const char *headers[6];
    uint32_t right; /* bit i: column i is of numbers */
} list_kind;

static const list_kind kinds[] = {
    [GTEE_KIND_SOURCE] = {"Sources", source_row, 4, {"Id", "Title", "Publisher", "Date"}, 0},
    [GTEE_KIND_PARTICIPANT] = {"Participants", participant_row, 4, {"Id", "Name", "Kind", "Part"}, 0},
    [GTEE_KIND_ISSUE] = {"Issues", issue_row, 4, {"Id", "Title", "Options (* if nothing is said)", "Whose choice"}, 0},
    [GTEE_KIND_CONSTRAINT] = {"Constraints", constraint_row, 3, {"Id", "Fact", "Because"}, 0},
    [GTEE_KIND_PROPOSAL] = {"Proposals", proposal_row, 6, {"Id", "Title", "Proposed by", "Date", "Status", "Clauses"}, 32},
    [GTEE_KIND_POSITION] = {"Positions", gti_list_position_row, 3, {"Date", "Whose", "Position, and where it is on record"}, 0},
    [GTEE_KIND_EXPECTATION] = {"Expectations", expectation_row, 3, {"Date", "Holder", "Expectation"}, 0},
    [GTEE_KIND_PREFERENCE] = {"Preferences", preference_row, 5,
                              {"Participant", "Weight by choice", "Reservation", "Capability", "Salience"}, 28},
    [GTEE_KIND_EVENT] = {"Events", event_row, 3, {"Date", "Kind", "Event"}, 0},
    [GTEE_KIND_SCENARIO] = {"Scenarios", scenario_row, 4, {"Id", "Title", "In favour", "Against"}, 0},
};

static gti_table *begin_table(gti_show *show, const list_kind *kind)
{
    gti_table *table = gti_doc_table(&show->doc, 0, kind->column_count);

    for (uint32_t c = 0; c < kind->column_count; c++)
        gti_table_column(&show->doc, table, c, (kind->right >> c & 1u) != 0 ? GTI_COLUMN_RIGHT : 0, kind->headers[c]);
    return table;
}

gti_table *gti_list_position_table(gti_show *show)
{
    return begin_table(show, &kinds[GTEE_KIND_POSITION]);
}

static void add_rows(gti_show *show, const gti_list *list, const list_kind *kind)
{
    gti_table *table = begin_table(show, kind);

    for (size_t i = 0; i < list->records.count; i++)
        kind->row(show, table, *GTI_VEC_AT(&list->records, const gtee_record *, i));
}

void gti_list_table(gti_show *show, const gti_list *list)
{
    show->as_of = gtee_view_as_of(list->view);
    const list_kind *kind = &kinds[list->options.kind];
    gti_doc *doc = &show->doc;

    gti_put_all(doc, kind->title, " (", (const char *)NULL);
    gti_put_uint(doc, list->records.count);
    gti_put(doc, ")");
    gti_doc_heading(doc, 1, NULL);
    gti_put_view(show, list->view);
    gti_doc_paragraph(doc, 0, NULL);
    if (list->records.count > 0) {
        add_rows(show, list, kind);
        return;
    }
    gti_doc_gap(doc);
    gti_doc_paragraph(doc, 0, "No record fits what was asked for.");
}
