/* list_csv.c: the records of a kind as CSV: ids and names, one row each. Uses list.h, words.h. docs/output.md names the columns. */
#include "show/list.h"

#include "show/words.h"

#define AS(type, record) ((const type *)(const void *)(record))

static void ids(gti_show *show, gti_csv *csv, const gti_refs_list *refs)
{
    for (uint32_t i = 0; i < refs->count; i++)
        gti_put_all(&show->doc, i > 0 ? " " : "", refs->items[i]->id, (const char *)NULL);
    gti_csv_text(csv, gti_take(&show->doc));
}

static void id_of(gti_csv *csv, const void *record)
{
    gti_csv_text(csv, record != NULL ? AS(gtee_record, record)->id : NULL);
}

/* "issue/participant: option option; …", as the format writes variables. */
static void terms(gti_show *show, gti_csv *csv, const gti_terms *list)
{
    gti_doc *doc = &show->doc;

    for (uint32_t i = 0; i < list->count; i++) {
        const gtee_term *term = &list->items[i];
        gti_put_all(doc, i > 0 ? "; " : "", gtee_issue_id(term->issue), (const char *)NULL);
        if (term->participant != NULL)
            gti_put_all(doc, "/", gtee_participant_id(term->participant), (const char *)NULL);
        gti_put(doc, ":");
        for (uint32_t o = 0; o < term->issue->options.count; o++)
            if ((term->options >> o & 1u) != 0)
                gti_put_all(doc, " ", term->issue->options.items[o].id, (const char *)NULL);
    }
    gti_csv_text(csv, gti_take(doc));
}

static void source_row(gti_show *show, gti_csv *csv, const gtee_record *record)
{
    const gtee_source *source = AS(gtee_source, record);

    (void)show;
    gti_csv_text(csv, source->title);
    gti_csv_text(csv, source->publisher);
    gti_csv_date(csv, source->date);
    gti_csv_text(csv, source->language);
    gti_csv_text(csv, source->url);
}

static void participant_row(gti_show *show, gti_csv *csv, const gtee_record *record)
{
    const gtee_participant *participant = AS(gtee_participant, record);
    gti_doc *doc = &show->doc;

    gti_csv_text(csv, gti_name_of(show, participant));
    gti_csv_text(csv, gti_participant_kind_name(participant->kind));
    for (uint32_t i = 0; i < participant->codes.count; i++)
        gti_put_all(doc, i > 0 ? "; " : "", participant->codes.items[i].key, " ", participant->codes.items[i].value,
                    (const char *)NULL);
    gti_csv_text(csv, gti_take(doc));
    for (uint32_t i = 0; i < participant->membership_count; i++)
        if (gti_list_membership(show, participant->memberships[i]))
            gti_put_all(doc, gti_pending(doc) ? " " : "", gtee_participant_id(participant->memberships[i]->group), (const char *)NULL);
    gti_csv_text(csv, gti_take(doc));
    for (uint32_t i = 0; i < participant->offices.count; i++)
        if (gti_list_office(show, &participant->offices.items[i]))
            gti_put_all(doc, gti_pending(doc) ? " " : "", gtee_participant_id(participant->offices.items[i].participant), (const char *)NULL);
    gti_csv_text(csv, gti_take(doc));
}

static void issue_row(gti_show *show, gti_csv *csv, const gtee_record *record)
{
    const gtee_issue *issue = AS(gtee_issue, record);

    gti_csv_text(csv, gtee_issue_title(issue));
    gti_csv_text(csv, gti_csv_options(show, issue, gti_all_options(issue)));
    gti_csv_text(csv, issue->ordered ? "true" : "false");
    gti_csv_text(csv, issue->default_id);
    id_of(csv, issue->by);
    ids(show, csv, &issue->consent);
}

static void constraint_row(gti_show *show, gti_csv *csv, const gtee_record *record)
{
    const gtee_constraint *constraint = AS(gtee_constraint, record);

    terms(show, csv, &constraint->when);
    terms(show, csv, &constraint->then);
    terms(show, csv, &constraint->of);
    if (constraint->has_at_least)
        gti_csv_uint(csv, constraint->at_least);
    else
        gti_csv_text(csv, NULL);
    if (constraint->has_at_most)
        gti_csv_uint(csv, constraint->at_most);
    else
        gti_csv_text(csv, NULL);
    gti_csv_text(csv, constraint->because);
}

static void proposal_row(gti_show *show, gti_csv *csv, const gtee_record *record)
{
    const gtee_proposal *proposal = AS(gtee_proposal, record);

    gti_csv_text(csv, gtee_proposal_title(proposal));
    ids(show, csv, &proposal->proposed_by);
    gti_csv_date(csv, proposal->date);
    gti_csv_text(csv, gtee_proposal_status_name(proposal->status));
    ids(show, csv, &proposal->parties);
    ids(show, csv, &proposal->supersedes);
    gti_csv_uint(csv, proposal->clauses.count);
}

static void position_row(gti_show *show, gti_csv *csv, const gtee_record *record)
{
    const gtee_position *position = AS(gtee_position, record);

    id_of(csv, position->participant);
    id_of(csv, position->speaker);
    gti_csv_date(csv, position->date);
    gti_csv_date(csv, position->until);
    gti_csv_text(csv, gtee_stance_name(position->stance));
    terms(show, csv, &position->terms);
    id_of(csv, position->proposal);
    terms(show, csv, &position->conditions);
    gti_csv_double(csv, gti_decimal_double(position->weight));
    gti_csv_text(csv, gtee_evidence_name(position->evidence));
    id_of(csv, position->via);
    gti_csv_text(csv, gti_firmness_name(position->firmness));
    gti_csv_text(csv, position->gist);
    gti_csv_text(csv, position->quote);
}

static void expectation_row(gti_show *show, gti_csv *csv, const gtee_record *record)
{
    const gtee_expectation *expectation = AS(gtee_expectation, record);

    (void)show;
    id_of(csv, expectation->holder);
    id_of(csv, expectation->obligor);
    id_of(csv, expectation->proposal);
    gti_csv_double(csv, expectation->likelihood.low);
    gti_csv_double(csv, expectation->likelihood.high);
    gti_csv_date(csv, expectation->date);
    gti_csv_text(csv, gtee_evidence_name(expectation->evidence));
    id_of(csv, expectation->via);
    gti_csv_text(csv, expectation->gist);
    gti_csv_text(csv, expectation->quote);
}

static void preference_row(gti_show *show, gti_csv *csv, const gtee_record *record)
{
    const gtee_preference *preference = AS(gtee_preference, record);
    gti_doc *doc = &show->doc;

    id_of(csv, preference->participant);
    for (uint32_t i = 0; i < preference->utility.count; i++) {
        const gtee_utility *utility = &preference->utility.items[i];
        gti_put_all(doc, i > 0 ? "; " : "", gtee_issue_id(utility->issue), (const char *)NULL);
        if (utility->participant != NULL)
            gti_put_all(doc, "/", gtee_participant_id(utility->participant), (const char *)NULL);
        gti_put(doc, ": ");
        gti_buffer_decimal(&doc->scratch, utility->weight);
    }
    gti_csv_text(csv, gti_take(doc));
    gti_csv_double(csv, gtee_preference_reservation(preference));
    gti_csv_double(csv, gtee_preference_capability(preference));
    gti_csv_double(csv, gtee_preference_salience(preference));
}

static void event_row(gti_show *show, gti_csv *csv, const gtee_record *record)
{
    const gtee_event *event = AS(gtee_event, record);

    gti_csv_date(csv, event->date);
    gti_csv_date(csv, event->until);
    gti_csv_text(csv, gtee_event_kind_name(event->kind));
    gti_csv_text(csv, event->title);
    ids(show, csv, &event->participants);
    gti_csv_text(csv, event->place);
    id_of(csv, event->proposal);
    gti_csv_text(csv, event->gist);
}

static void scenario_row(gti_show *show, gti_csv *csv, const gtee_record *record)
{
    const gtee_scenario *scenario = AS(gtee_scenario, record);

    gti_csv_text(csv, gtee_scenario_title(scenario));
    gti_csv_date(csv, scenario->date);
    ids(show, csv, &scenario->support);
    ids(show, csv, &scenario->block);
    ids(show, csv, &scenario->unknown);
}

#define COLUMNS 14

/* The columns between "id" and "citations", "file", "line". */
static const struct csv_kind {
    void (*row)(gti_show *show, gti_csv *csv, const gtee_record *record);
    const char *columns[COLUMNS + 1];
} kinds[] = {
    [GTEE_KIND_SOURCE] = {source_row, {"title", "publisher", "date", "language", "url"}},
    [GTEE_KIND_PARTICIPANT] = {participant_row, {"name", "kind", "codes", "member_of", "speaks_for"}},
    [GTEE_KIND_ISSUE] = {issue_row, {"title", "options", "ordered", "default", "by", "consent"}},
    [GTEE_KIND_CONSTRAINT] = {constraint_row, {"if", "then", "of", "at_least", "at_most", "because"}},
    [GTEE_KIND_PROPOSAL] = {proposal_row, {"title", "proposed_by", "date", "status", "parties", "supersedes", "clauses"}},
    [GTEE_KIND_POSITION] = {position_row,
                            {"participant", "speaker", "date", "until", "stance", "terms", "proposal", "if", "weight",
                             "evidence", "via", "firmness", "gist", "quote"}},
    [GTEE_KIND_EXPECTATION] = {expectation_row,
                               {"holder", "obligor", "proposal", "low", "high", "date", "evidence", "via", "gist", "quote"}},
    [GTEE_KIND_PREFERENCE] = {preference_row, {"participant", "utility", "reservation", "capability", "salience"}},
    [GTEE_KIND_EVENT] = {event_row, {"date", "until", "kind", "title", "participants", "place", "proposal", "gist"}},
    [GTEE_KIND_SCENARIO] = {scenario_row, {"title", "date", "support", "block", "unknown"}},
};

void gti_list_csv(gti_show *show, gti_csv *csv, const gti_list *list)
{
    show->as_of = gtee_view_as_of(list->view);
    const struct csv_kind *kind = &kinds[list->options.kind];

    gti_csv_text(csv, "id");
    for (size_t i = 0; kind->columns[i] != NULL; i++)
        gti_csv_text(csv, kind->columns[i]);
    gti_csv_text(csv, "citations");
    gti_csv_text(csv, "file");
    gti_csv_text(csv, "line");
    gti_csv_row(csv);
    for (size_t i = 0; i < list->records.count; i++) {
        const gtee_record *record = *GTI_VEC_AT(&list->records, const gtee_record *, i);
        gti_csv_text(csv, record->id);
        kind->row(show, csv, record);
        gti_csv_text(csv, gti_csv_citations(show, record));
        gti_csv_text(csv, record->file);
        gti_csv_uint(csv, record->line);
        gti_csv_row(csv);
    }
}
