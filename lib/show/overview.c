/* overview.c: gtee_view_show: what is in a dossier, in figures, with shifts and contradictions. Uses show.h, words.h. */
#include "reason/view.h"
#include "show/show.h"
#include "show/words.h"

#include <string.h>

#define EVIDENCE_KINDS 3u

/* The figures of a dossier and its view. */
typedef struct figures {
    size_t records[GTI_KIND_COUNT + 1];
    size_t clauses;
    size_t by_evidence[EVIDENCE_KINDS]; /* positions as of the view's day: stated, reported, inferred */
    size_t quotes;
} figures;

static figures count_all(const gtee_view *view)
{
    const gtee_dossier *dossier = gtee_view_dossier(view);
    figures f = {{0}, 0, {0}, 0};

    for (uint32_t kind = 1; kind <= GTI_KIND_COUNT; kind++)
        f.records[kind] = gti_record_count(dossier, kind);
    for (size_t i = 0; i < gtee_dossier_proposal_count(dossier); i++)
        f.clauses += gtee_proposal_clause_count(gtee_dossier_proposal_at(dossier, i));
    for (size_t i = 0; i < gtee_dossier_position_count(dossier); i++) {
        const gtee_position *position = gtee_dossier_position_at(dossier, i);
        if (!gti_view_admits_position(view, position))
            continue;
        f.quotes += gtee_position_quote(position) != NULL;
        for (uint32_t bit = 0; bit < EVIDENCE_KINDS; bit++)
            f.by_evidence[bit] += gtee_position_evidence(position) == 1u << bit;
    }
    return f;
}

static const struct kind_words {
    uint32_t kind;
    const char *one, *many;
} kind_words[] = {
    {GTEE_KIND_SOURCE, "source", "sources"},
    {GTEE_KIND_PARTICIPANT, "participant", "participants"},
    {GTEE_KIND_ISSUE, "issue", "issues"},
    {GTEE_KIND_CONSTRAINT, "constraint", "constraints"},
    {GTEE_KIND_PROPOSAL, "proposal", "proposals"},
    {GTEE_KIND_POSITION, "position", "positions"},
    {GTEE_KIND_EXPECTATION, "expectation", "expectations"},
    {GTEE_KIND_PREFERENCE, "preference", "preferences"},
    {GTEE_KIND_EVENT, "event", "events"},
    {GTEE_KIND_SCENARIO, "scenario", "scenarios"},
};
#define KIND_WORDS (sizeof kind_words / sizeof kind_words[0])

static void put_records(gti_doc *doc, const figures *f)
{
    for (size_t i = 0; i < KIND_WORDS; i++) {
        const struct kind_words *words = &kind_words[i];
        if (f->records[words->kind] == 0)
            continue;
        gti_put(doc, gti_pending(doc) ? ", " : "");
        gti_put_count(doc, f->records[words->kind], words->one, words->many);
        if (words->kind == GTEE_KIND_PROPOSAL) {
            gti_put(doc, " (");
            gti_put_count(doc, f->clauses, "clause", "clauses");
            gti_put(doc, ")");
        }
    }
    if (!gti_pending(doc))
        gti_put(doc, "nothing");
}

static void put_positions(gti_doc *doc, const gtee_view *view, const figures *f)
{
    gti_put_uint(doc, gtee_view_position_count(view));
    gti_put(doc, " by then: ");
    for (uint32_t bit = 0; bit < EVIDENCE_KINDS; bit++) {
        gti_put(doc, bit > 0 ? ", " : "");
        gti_put_uint(doc, f->by_evidence[bit]);
        gti_put_all(doc, " ", gtee_evidence_name(1u << bit), (const char *)NULL);
    }
    gti_put(doc, "; ");
    gti_put_uint(doc, f->quotes);
    gti_put(doc, " with the speaker's own words");
}

static void add_figures(gti_show *show, const gtee_view *view)
{
    figures f = count_all(view);
    gti_doc *doc = &show->doc;
    gti_table *table = gti_doc_table(doc, GTI_TABLE_BARE, 2);

    put_records(doc, &f);
    gti_table_pair(doc, table, "On record");
    put_positions(doc, view, &f);
    gti_table_pair(doc, table, "Positions");
    gti_put_count(doc, gtee_view_stance_count(view), "stance", "stances");
    gti_put(doc, " on single choices or whole proposals");
    gti_table_pair(doc, table, "In force");
}

/* ---- Shifts and contradictions. An overview lists the first; JSON has them all. */

#define LISTED_AT_MOST 20

static void add_rest(gti_show *show, size_t count)
{
    if (count <= LISTED_AT_MOST)
        return;
    gti_put(&show->doc, "and ");
    gti_put_uint(&show->doc, count - LISTED_AT_MOST);
    gti_put(&show->doc, " more");
    gti_doc_item(&show->doc, 1, "- ", NULL);
}

static void add_position(gti_show *show, const char *label, const gtee_position *position, const gtee_issue *issue)
{
    gti_put(&show->doc, label);
    gti_put_stance_on(show, position, issue);
    gti_put(&show->doc, ". ");
    gti_put_testimony(show, position);
    gti_doc_paragraph(&show->doc, 2, NULL);
}

static void put_subject(gti_show *show, const gtee_issue *issue, const gtee_participant *choice, const gtee_proposal *proposal)
{
    if (issue != NULL)
        gti_put_variable(show, issue, choice);
    else if (proposal != NULL)
        gti_put_all(&show->doc, "“", gtee_proposal_title(proposal), "”", (const char *)NULL);
}

static void add_shifts(gti_show *show, const gtee_view *view)
{
    const gtee_position *earlier = NULL, *later = NULL;
    size_t count = 0;

    gti_doc_heading(&show->doc, 2, "Who shifted");
    for (size_t i = 0; i < gtee_view_shift_count(view); i++) {
        const gtee_shift *shift = gtee_view_shift_at(view, i);
        /* one pair may differ on many variables that follow one another */
        if (gtee_shift_earlier(shift) == earlier && gtee_shift_later(shift) == later)
            continue;
        earlier = gtee_shift_earlier(shift);
        later = gtee_shift_later(shift);
        if (++count > LISTED_AT_MOST)
            continue;
        gti_put_styled(&show->doc, GTI_STRONG, gti_name_of(show, gtee_position_participant(later)));
        gti_put(&show->doc, ", on ");
        put_subject(show, gtee_shift_issue(shift), NULL, NULL);
        gti_doc_item(&show->doc, 1, "- ", NULL);
        add_position(show, "Before: ", earlier, gtee_shift_issue(shift));
        add_position(show, "Later: ", later, gtee_shift_issue(shift));
    }
    add_rest(show, count);
}

static void add_contradictions(gti_show *show, const gtee_view *view)
{
    const gtee_position *position = NULL, *other = NULL;
    size_t count = 0;

    gti_doc_heading(&show->doc, 2, "Whose record contradicts itself");
    for (size_t i = 0; i < gtee_view_contradiction_count(view); i++) {
        const gtee_contradiction *c = gtee_view_contradiction_at(view, i);
        if (gtee_contradiction_position(c) == position && gtee_contradiction_other(c) == other)
            continue;
        position = gtee_contradiction_position(c);
        other = gtee_contradiction_other(c);
        if (++count > LISTED_AT_MOST)
            continue;
        gti_put_styled(&show->doc, GTI_STRONG, gti_name_of(show, gtee_position_participant(position)));
        gti_put(&show->doc, ", on ");
        put_subject(show, gtee_contradiction_issue(c), NULL, gtee_contradiction_proposal(c));
        gti_doc_item(&show->doc, 1, "- ", NULL);
        add_position(show, "", position, gtee_contradiction_issue(c));
        add_position(show, "But: ", other, gtee_contradiction_issue(c));
    }
    add_rest(show, count);
}

static void build(gti_show *show, const void *view)
{
    const gtee_dossier *dossier = gtee_view_dossier(view);
    gti_doc *doc = &show->doc;

    gti_put(doc, gtee_dossier_title(dossier) != NULL ? gtee_dossier_title(dossier) : "Dossier");
    gti_doc_heading(doc, 1, NULL);
    if (gtee_dossier_description(dossier) != NULL) {
        gti_put(doc, gtee_dossier_description(dossier));
        gti_doc_paragraph(doc, 0, NULL);
        gti_doc_gap(doc);
    }
    gti_put_view(show, view);
    gti_doc_paragraph(doc, 0, NULL);
    add_figures(show, view);
    if (gtee_view_shift_count(view) > 0)
        add_shifts(show, view);
    if (gtee_view_contradiction_count(view) > 0)
        add_contradictions(show, view);
    gti_doc_sources(show);
}

/* ---- JSON and CSV */

static void write_number(gti_json *json, const char *key, size_t number)
{
    gti_json_key(json, key);
    gti_json_uint(json, number);
}

static void write_shifts(gti_show *show, gti_json *json, const gtee_view *view)
{
    gti_json_key(json, "shifts");
    gti_json_begin_list(json, false);
    for (size_t i = 0; i < gtee_view_shift_count(view); i++) {
        const gtee_shift *shift = gtee_view_shift_at(view, i);
        gti_json_begin_map(json);
        gti_json_variable(json, gtee_shift_issue(shift), gtee_shift_choice(shift));
        gti_json_options(json, "options", gtee_shift_issue(shift), gtee_shift_options(shift));
        gti_json_refer(show, json, "earlier", gtee_shift_earlier(shift));
        gti_json_refer(show, json, "later", gtee_shift_later(shift));
        gti_json_end_map(json);
    }
    gti_json_end_list(json);
}

static void write_contradictions(gti_show *show, gti_json *json, const gtee_view *view)
{
    gti_json_key(json, "contradictions");
    gti_json_begin_list(json, false);
    for (size_t i = 0; i < gtee_view_contradiction_count(view); i++) {
        const gtee_contradiction *c = gtee_view_contradiction_at(view, i);
        const gtee_proposal *proposal = gtee_contradiction_proposal(c);
        gti_json_begin_map(json);
        gti_json_variable(json, gtee_contradiction_issue(c), gtee_contradiction_choice(c));
        gti_json_key(json, "proposal");
        gti_json_text(json, proposal != NULL ? gtee_proposal_id(proposal) : NULL);
        gti_json_options(json, "options", gtee_contradiction_issue(c), gtee_contradiction_options(c));
        gti_json_refer(show, json, "position", gtee_contradiction_position(c));
        gti_json_refer(show, json, "other", gtee_contradiction_other(c));
        gti_json_end_map(json);
    }
    gti_json_end_list(json);
}

static void write_json(gti_show *show, gti_json *json, const void *view)
{
    const gtee_dossier *dossier = gtee_view_dossier(view);
    figures f = count_all(view);

    gti_json_begin_map(json);
    gti_json_key(json, "title");
    gti_json_text(json, gtee_dossier_title(dossier));
    gti_json_view(json, view);
    gti_json_key(json, "records");
    gti_json_begin_map(json);
    for (size_t i = 0; i < KIND_WORDS; i++)
        write_number(json, kind_words[i].many, f.records[kind_words[i].kind]);
    write_number(json, "clauses", f.clauses);
    gti_json_end_map(json);
    gti_json_key(json, "positions");
    gti_json_begin_map(json);
    write_number(json, "as_of", gtee_view_position_count(view));
    for (uint32_t bit = 0; bit < EVIDENCE_KINDS; bit++)
        write_number(json, gtee_evidence_name(1u << bit), f.by_evidence[bit]);
    write_number(json, "quoted", f.quotes);
    gti_json_end_map(json);
    write_number(json, "stances", gtee_view_stance_count(view));
    write_shifts(show, json, view);
    write_contradictions(show, json, view);
    gti_json_references(show, json);
    gti_json_end_map(json);
}

static void csv_figure(gti_csv *csv, const char *what, size_t count)
{
    gti_csv_text(csv, what);
    gti_csv_uint(csv, count);
    gti_csv_row(csv);
}

static void write_csv(gti_show *show, gti_csv *csv, const void *view)
{
    static const char *const header[] = {"what", "count"};
    figures f = count_all(view);

    (void)show;
    gti_csv_header(csv, header, sizeof header / sizeof header[0]);
    for (size_t i = 0; i < KIND_WORDS; i++)
        csv_figure(csv, kind_words[i].many, f.records[kind_words[i].kind]);
    csv_figure(csv, "clauses", f.clauses);
    for (uint32_t bit = 0; bit < EVIDENCE_KINDS; bit++)
        csv_figure(csv, gtee_evidence_name(1u << bit), f.by_evidence[bit]);
    csv_figure(csv, "quoted", f.quotes);
    csv_figure(csv, "stances", gtee_view_stance_count(view));
    csv_figure(csv, "shifts", gtee_view_shift_count(view));
    csv_figure(csv, "contradictions", gtee_view_contradiction_count(view));
}

gtee_status gtee_view_show(const gtee_view *view, const gtee_show_options *options, gtee_text **text)
{
    static const gti_shower shower = {build, write_json, write_csv, false};

    if (text == NULL)
        return GTEE_ERROR_ARGUMENT;
    *text = NULL;
    if (view == NULL)
        return GTEE_ERROR_ARGUMENT;
    return gti_show_run(gti_show_allocator(view), options, &shower, view, text);
}
