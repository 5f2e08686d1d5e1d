/* list_detail.c: one record with all that is known of it: its fields, line by line, and what bears on it. Uses list.h, words.h. */
#include "show/list.h"

#include "show/words.h"

#include <string.h>

#define AS(type, record) ((const type *)(const void *)(record))

/* The table of fields under construction. */
typedef struct sheet {
    gti_show *show;
    gti_doc *doc;
    gti_table *table;
} sheet;

static sheet begin_sheet(gti_show *show)
{
    return (sheet){show, &show->doc, gti_doc_table(&show->doc, GTI_TABLE_BARE, 2)};
}

static void pair(const sheet *s, const char *label)
{
    gti_table_pair(s->doc, s->table, label);
}

static void text_pair(const sheet *s, const char *label, const char *text)
{
    gti_put(s->doc, text);
    pair(s, label);
}

static void date_pair(const sheet *s, const char *label, gtee_date date)
{
    gti_put_date(s->doc, date);
    pair(s, label);
}

static void names_pair(const sheet *s, const char *label, const gti_refs_list *participants)
{
    gti_put_names(s->show, participants);
    pair(s, label);
}

static void texts_pair(const sheet *s, const char *label, const gti_texts *texts)
{
    for (uint32_t i = 0; i < texts->count; i++)
        gti_put_all(s->doc, i > 0 ? "; " : "", texts->items[i], (const char *)NULL);
    pair(s, label);
}

static void terms_pair(const sheet *s, const char *label, const gti_terms *terms)
{
    for (uint32_t i = 0; i < terms->count; i++) {
        if (i > 0)
            gti_put_line_end(s->doc);
        gti_put_term(s->show, &terms->items[i]);
    }
    pair(s, label);
}

static void number_pair(const sheet *s, const char *label, gti_decimal number, bool given)
{
    if (given)
        gti_buffer_decimal(&s->doc->scratch, number);
    pair(s, label);
}

static void title(gti_show *show, const char *text, const gtee_record *record)
{
    gti_put(&show->doc, text);
    if (record->id != NULL && strcmp(text, record->id) != 0)
        gti_put_all(&show->doc, " (", record->id, ")", (const char *)NULL);
    gti_doc_heading(&show->doc, 1, NULL);
}

/* What every record has. */
static void common(const sheet *s, const gtee_record *record)
{
    text_pair(s, "Note", record->note);
    gti_put_citations(s->show, record);
    pair(s, "Source");
    if (record->file != NULL) {
        gti_put_all(s->doc, record->file, ":", (const char *)NULL);
        gti_put_uint(s->doc, record->line);
        pair(s, "On record in");
    }
}

static void source_detail(gti_show *show, const gtee_source *source)
{
    title(show, source->title, &source->record);
    sheet s = begin_sheet(show);
    texts_pair(&s, "Author", &source->authors);
    text_pair(&s, "Publisher", source->publisher);
    date_pair(&s, "Date", source->date);
    text_pair(&s, "Language", source->language);
    text_pair(&s, "Address", source->url);
    text_pair(&s, "Text", source->text);
    common(&s, &source->record);
}

/* ---- Participants */

static void put_pairs(const sheet *s, const gti_pairs *pairs)
{
    for (uint32_t i = 0; i < pairs->count; i++) {
        const gti_pair *p = &pairs->items[i];
        bool again = i > 0 && strcmp(p->key, p[-1].key) == 0;
        gti_put_all(s->doc, i == 0 ? "" : again ? ", " : "; ", again ? "" : p->key, again ? "" : ": ", p->value,
                    (const char *)NULL);
    }
}

static void put_membership(const sheet *s, const gtee_participant *other, const gtee_membership *membership)
{
    bool period = membership->from != GTEE_DATE_NONE || membership->until != GTEE_DATE_NONE;

    gti_put_name(s->show, other);
    if (!period && membership->role == NULL)
        return;
    gti_put(s->doc, " (");
    gti_put_all(s->doc, membership->role != NULL ? membership->role : "", membership->role != NULL && period ? ", " : "",
                (const char *)NULL);
    if (period) {
        gti_put(s->doc, membership->until == GTEE_DATE_NONE ? "since " : "");
        gti_put_period(s->show, membership->from, membership->until);
    }
    gti_put(s->doc, ")");
}

static void put_offices(const sheet *s, const gtee_participant *participant)
{
    for (uint32_t i = 0; i < participant->offices.count; i++) {
        const gtee_office *office = &participant->offices.items[i];
        gti_put(s->doc, i > 0 ? "; " : "");
        gti_put_name(s->show, office->participant);
        if (office->title != NULL)
            gti_put_all(s->doc, ", ", office->title, (const char *)NULL);
        if (office->from == GTEE_DATE_NONE && office->until == GTEE_DATE_NONE)
            continue;
        gti_put(s->doc, office->until == GTEE_DATE_NONE ? ", since " : ", ");
        gti_put_period(s->show, office->from, office->until);
    }
}

static void participant_detail(gti_show *show, const gtee_participant *participant)
{
    title(show, gti_name_of(show, participant), &participant->record);
    sheet s = begin_sheet(show);
    text_pair(&s, "Kind", gti_participant_kind_name(participant->kind));
    put_pairs(&s, &participant->names);
    pair(&s, "Names");
    put_pairs(&s, &participant->codes);
    pair(&s, "Codes");
    put_offices(&s, participant);
    pair(&s, "Speaks for");
    for (uint32_t i = 0; i < participant->membership_count; i++) {
        gti_put(s.doc, i > 0 ? "; " : "");
        put_membership(&s, participant->memberships[i]->group, participant->memberships[i]);
    }
    pair(&s, "Member of");
    for (uint32_t i = 0; i < participant->members.count; i++) {
        gti_put(s.doc, i > 0 ? "; " : "");
        put_membership(&s, participant->members.items[i].member, &participant->members.items[i]);
    }
    pair(&s, "Members");
    common(&s, &participant->record);
}

/* ---- Issues, constraints */

static const char *derived_words(uint32_t derived)
{
    return derived == GTEE_DERIVED_GUARANTOR     ? "whether somebody is a guarantor follows from a proposal's clauses"
           : derived == GTEE_DERIVED_VETO_PLAYER ? "whether somebody is a veto player follows from a proposal's activation rule"
                                                 : NULL;
}

static void issue_detail(gti_show *show, const gtee_issue *issue)
{
    title(show, gtee_issue_title(issue), &issue->record);
    sheet s = begin_sheet(show);
    text_pair(&s, "Description", issue->description);
    for (uint32_t i = 0; i < issue->options.count; i++) {
        const gtee_option *option = &issue->options.items[i];
        if (i > 0)
            gti_put_line_end(s.doc);
        gti_put_styled(s.doc, GTI_CODE, option->id);
        if (option->title != NULL)
            gti_put_all(s.doc, ": ", option->title, (const char *)NULL);
        if (option->description != NULL)
            gti_put_all(s.doc, ". ", option->description, (const char *)NULL);
    }
    pair(&s, issue->ordered ? "Options, least to most" : "Options");
    if (issue->default_option != NULL)
        gti_put(s.doc, gtee_option_title(issue->default_option));
    pair(&s, "If nothing is said");
    if (issue->by != NULL) {
        gti_put(s.doc, "each of ");
        gti_put_name(show, issue->by);
    }
    pair(&s, "Whose choice");
    names_pair(&s, "Needs consent of", &issue->consent);
    text_pair(&s, "Derived", derived_words(issue->derived));
    texts_pair(&s, "Tags", &issue->tags);
    put_pairs(&s, &issue->references);
    pair(&s, "References");
    common(&s, &issue->record);
}

static void constraint_detail(gti_show *show, const gtee_constraint *constraint)
{
    title(show, constraint->record.id, &constraint->record);
    sheet s = begin_sheet(show);
    gti_put_constraint(show, constraint);
    pair(&s, "Fact");
    text_pair(&s, "Because", constraint->because);
    common(&s, &constraint->record);
}

/* ---- Proposals */

static void clause_detail(gti_show *show, const gtee_clause *clause)
{
    gti_put_all(&show->doc, "Clause ", clause->record.id, (const char *)NULL);
    if (clause->title != NULL)
        gti_put_all(&show->doc, ": ", clause->title, (const char *)NULL);
    gti_doc_heading(&show->doc, 2, NULL);
    sheet s = begin_sheet(show);
    text_pair(&s, "Says", clause->gist);
    names_pair(&s, "Who owes", &clause->obligors);
    names_pair(&s, "To whom", &clause->beneficiaries);
    terms_pair(&s, "Terms", &clause->terms);
    if (clause->trigger != NULL)
        gti_put_trigger(show, clause->trigger);
    pair(&s, "Trigger");
    texts_pair(&s, "Conditions", &clause->conditions);
    texts_pair(&s, "Territory", &clause->scope.territory);
    texts_pair(&s, "Domain", &clause->scope.domain);
    if (clause->from != GTEE_DATE_NONE || clause->until != GTEE_DATE_NONE)
        gti_put_period(show, clause->from, clause->until);
    pair(&s, "In time");
    text_pair(&s, "Within", clause->within);
    text_pair(&s, "Bindingness", gtee_binding_name(clause->bindingness));
    text_pair(&s, "Activated by", clause->activation_name);
    common(&s, &clause->record);
}

static void proposal_detail(gti_show *show, const gtee_proposal *proposal)
{
    title(show, gtee_proposal_title(proposal), &proposal->record);
    sheet s = begin_sheet(show);
    text_pair(&s, "Description", proposal->description);
    names_pair(&s, "Proposed by", &proposal->proposed_by);
    date_pair(&s, "Date", proposal->date);
    text_pair(&s, "Status", gtee_proposal_status_name(proposal->status));
    for (uint32_t i = 0; i < proposal->supersedes.count; i++)
        gti_put_all(s.doc, i > 0 ? ", " : "", gtee_proposal_title(AS(gtee_proposal, proposal->supersedes.items[i])),
                    (const char *)NULL);
    pair(&s, "Replaces");
    names_pair(&s, "Parties", &proposal->parties);
    for (uint32_t i = 0; i < proposal->activation.count; i++) {
        if (i > 0)
            gti_put_line_end(s.doc);
        gti_put_styled(s.doc, GTI_CODE, proposal->activation.items[i].name);
        gti_put(s.doc, ": ");
        gti_put_rule(show, proposal->activation.items[i].rule);
    }
    pair(&s, "Activation");
    text_pair(&s, "Entry into force", proposal->entry_into_force);
    text_pair(&s, "Duration", proposal->duration);
    text_pair(&s, "Withdrawal", proposal->withdrawal);
    common(&s, &proposal->record);
    for (uint32_t i = 0; i < proposal->clauses.count; i++)
        clause_detail(show, proposal->clauses.items[i]);
}

/* ---- Positions, expectations, preferences, events, scenarios */

static void positions_pair(const sheet *s, const char *label, const gti_refs_list *positions)
{
    for (uint32_t i = 0; i < positions->count; i++)
        gti_put_all(s->doc, i > 0 ? ", " : "", positions->items[i]->id, (const char *)NULL);
    pair(s, label);
}

static void evidence_pair(const sheet *s, uint32_t evidence, const gtee_participant *via)
{
    if (evidence != 0)
        gti_put_evidence(s->show, evidence, via);
    pair(s, "Evidence");
}

static void quote_pair(const sheet *s, const char *quote)
{
    if (quote != NULL)
        gti_put_all(s->doc, "“", quote, "”", (const char *)NULL);
    pair(s, "Quote");
}

static void position_detail(gti_show *show, const gtee_position *position)
{
    gti_put_name(show, position->participant);
    gti_put(&show->doc, " ");
    gti_put_stance(show, position);
    gti_doc_heading(&show->doc, 1, NULL);
    sheet s = begin_sheet(show);
    text_pair(&s, "Id", position->record.id);
    if (position->speaker != NULL)
        gti_put_name(show, position->speaker);
    pair(&s, "Speaker");
    gti_put_period(show, position->date, position->until);
    pair(&s, "Date");
    evidence_pair(&s, position->evidence, position->via);
    text_pair(&s, "Firmness", gti_firmness_name(position->firmness));
    number_pair(&s, "Weight", position->weight, position->has_weight);
    text_pair(&s, "Gist", position->gist);
    quote_pair(&s, position->quote);
    positions_pair(&s, "Replaces", &position->supersedes);
    positions_pair(&s, "Withdraws", &position->withdraws);
    common(&s, &position->record);
}

static void expectation_detail(gti_show *show, const gtee_expectation *expectation)
{
    title(show, gti_name_of(show, expectation->holder), &expectation->record);
    sheet s = begin_sheet(show);
    date_pair(&s, "Date", expectation->date);
    gti_put_expectation(show, expectation);
    pair(&s, "Expects");
    common(&s, &expectation->record);
}

static void put_utility(const sheet *s, const gtee_utility *utility)
{
    gti_put_variable(s->show, utility->issue, utility->participant);
    gti_put(s->doc, ", weight ");
    gti_buffer_decimal(&s->doc->scratch, utility->weight);
    for (uint32_t i = 0; i < utility->issue->options.count; i++) {
        if ((utility->given >> i & 1u) == 0)
            continue;
        gti_put_all(s->doc, ", ", gtee_option_title(&utility->issue->options.items[i]), " ", (const char *)NULL);
        gti_buffer_decimal(&s->doc->scratch, utility->values[i]);
    }
}

static void preference_detail(gti_show *show, const gtee_preference *preference)
{
    title(show, gti_name_of(show, preference->participant), &preference->record);
    sheet s = begin_sheet(show);
    for (uint32_t i = 0; i < preference->utility.count; i++) {
        if (i > 0)
            gti_put_line_end(s.doc);
        put_utility(&s, &preference->utility.items[i]);
    }
    pair(&s, "Values");
    number_pair(&s, "Reservation", preference->reservation, preference->has_reservation);
    number_pair(&s, "Capability", preference->capability, preference->has_capability);
    number_pair(&s, "Salience", preference->salience, preference->has_salience);
    date_pair(&s, "Date", preference->date);
    evidence_pair(&s, preference->evidence, NULL);
    common(&s, &preference->record);
}

static void event_detail(gti_show *show, const gtee_event *event)
{
    title(show, event->title != NULL ? event->title : gtee_event_kind_name(event->kind), &event->record);
    sheet s = begin_sheet(show);
    gti_put_period(show, event->date, event->until);
    pair(&s, "Date");
    text_pair(&s, "Kind", gtee_event_kind_name(event->kind));
    text_pair(&s, "Place", event->place);
    names_pair(&s, "Participants", &event->participants);
    if (event->proposal != NULL)
        gti_put(s.doc, gtee_proposal_title(event->proposal));
    pair(&s, "Proposal");
    text_pair(&s, "Gist", event->gist);
    quote_pair(&s, event->quote);
    evidence_pair(&s, event->evidence, event->via);
    common(&s, &event->record);
}

static void scenario_detail(gti_show *show, const gtee_scenario *scenario)
{
    title(show, gtee_scenario_title(scenario), &scenario->record);
    sheet s = begin_sheet(show);
    text_pair(&s, "Description", scenario->description);
    date_pair(&s, "Date", scenario->date);
    if (scenario->trigger != NULL)
        gti_put_trigger(show, scenario->trigger);
    pair(&s, "What happens");
    names_pair(&s, "In favour", &scenario->support);
    names_pair(&s, "Against", &scenario->block);
    names_pair(&s, "Unknown", &scenario->unknown);
    for (uint32_t i = 0; i < scenario->honours.count; i++) {
        gti_put(s.doc, i > 0 ? "; " : "");
        gti_put_name(show, scenario->honours.items[i].obligor);
        gti_put(s.doc, " ");
        gti_put_likelihood(show, &scenario->honours.items[i].likelihood);
    }
    pair(&s, "Does what it owes");
    common(&s, &scenario->record);
}

/* ---- What bears on a participant or issue */

static void add_positions(gti_show *show, const gti_list *list)
{
    const gti_vec *positions = &list->dossier->kinds[GTEE_KIND_POSITION];
    gti_table *table = NULL;

    for (size_t i = 0; i < positions->count; i++) {
        const gtee_record *record = *GTI_VEC_AT(positions, gtee_record *, i);
        bool bears = list->single->kind == GTEE_KIND_ISSUE
                         ? gti_has_issue(record, AS(gtee_issue, list->single))
                         : gti_has_participant(list, record, AS(gtee_participant, list->single));
        if (!bears || !gti_view_admits_position(list->view, AS(gtee_position, record)))
            continue;
        if (table == NULL) {
            gti_put(&show->doc, "Positions. ");
            gti_put_view(show, list->view);
            gti_doc_heading(&show->doc, 2, NULL);
            table = gti_list_position_table(show);
        }
        gti_list_position_row(show, table, record);
    }
}

void gti_list_detail(gti_show *show, const gti_list *list)
{
    const gtee_record *record = list->single;

    switch (record->kind) {
    case GTEE_KIND_SOURCE:
        source_detail(show, AS(gtee_source, record));
        break;
    case GTEE_KIND_PARTICIPANT:
        participant_detail(show, AS(gtee_participant, record));
        add_positions(show, list);
        break;
    case GTEE_KIND_ISSUE:
        issue_detail(show, AS(gtee_issue, record));
        add_positions(show, list);
        break;
    case GTEE_KIND_CONSTRAINT:
        constraint_detail(show, AS(gtee_constraint, record));
        break;
    case GTEE_KIND_PROPOSAL:
        proposal_detail(show, AS(gtee_proposal, record));
        break;
    case GTEE_KIND_POSITION:
        position_detail(show, AS(gtee_position, record));
        break;
    case GTEE_KIND_EXPECTATION:
        expectation_detail(show, AS(gtee_expectation, record));
        break;
    case GTEE_KIND_PREFERENCE:
        preference_detail(show, AS(gtee_preference, record));
        break;
    case GTEE_KIND_EVENT:
        event_detail(show, AS(gtee_event, record));
        break;
    default:
        scenario_detail(show, AS(gtee_scenario, record));
        break;
    }
}
