/* assessment.c: gtee_assessment_show as text and Markdown: a one-line answer, who says what, then the reasons with their evidence.
 * Uses assessment.h, words.h. */
#include "show/assessment.h"

#include "reason/assess.h"
#include "show/finding.h"
#include "show/words.h"

#include <string.h>


#define NAMES_AT_MOST 3 /* in the answer; more are counted */

static const uint32_t in_order[] = {GTEE_VERDICT_CONTESTED,    GTEE_VERDICT_REJECTS, GTEE_VERDICT_NOT_ASKED,
                                    GTEE_VERDICT_CONDITIONAL,  GTEE_VERDICT_RESERVATIONS,
                                    GTEE_VERDICT_ACCEPTS,      GTEE_VERDICT_SILENT};
#define VERDICT_KINDS (sizeof in_order / sizeof in_order[0])

/* ---- The answer in a sentence */

static size_t count_of(const gtee_assessment *assessment, uint32_t kind)
{
    size_t count = 0;

    for (size_t i = 0; i < gtee_assessment_verdict_count(assessment); i++)
        count += gtee_verdict_kind(gtee_assessment_verdict_at(assessment, i)) == kind;
    return count;
}

static void put_verdict_names(gti_show *show, const gtee_assessment *assessment, uint32_t kind)
{
    bool any = false;

    for (size_t i = 0; i < gtee_assessment_verdict_count(assessment); i++) {
        const gtee_verdict *verdict = gtee_assessment_verdict_at(assessment, i);
        if (gtee_verdict_kind(verdict) != kind)
            continue;
        gti_put(&show->doc, any ? ", " : "");
        gti_put_name(show, gtee_verdict_participant(verdict));
        any = true;
    }
}

/* "rejected by Russia", "accepted by 12 participants". */
static bool put_part(gti_show *show, const gtee_assessment *assessment, uint32_t kind, const char *words, bool first)
{
    gti_doc *doc = &show->doc;
    size_t count = count_of(assessment, kind);

    if (count == 0)
        return false;
    gti_put_all(doc, first ? "" : "; ", words, " ", (const char *)NULL);
    if (count <= NAMES_AT_MOST)
        put_verdict_names(show, assessment, kind);
    else
        gti_put_count(doc, count, "participant", "participants");
    return true;
}

static bool all_silent(const gtee_assessment *assessment)
{
    return count_of(assessment, GTEE_VERDICT_SILENT) == gtee_assessment_verdict_count(assessment);
}

void gti_put_answer(gti_show *show, const gtee_assessment *assessment)
{
    static const char *const words[VERDICT_KINDS] = {"contested within the record of", "rejected by",
                                                     "resting on consent that is not on record from", "conditional for",
                                                     "accepted with reservations by", "accepted by", NULL};
    bool acceptable = gtee_assessment_acceptable(assessment) != 0, any = false;
    gti_doc *doc = &show->doc;

    if (all_silent(assessment)) {
        gti_put(doc, "Nothing on record speaks for it or against it.");
        return;
    }
    gti_put_styled(doc, acceptable ? GTI_GOOD : GTI_BAD, acceptable ? "Nobody stands in the way" : "Not acceptable as it stands");
    gti_put(doc, ": ");
    for (size_t i = 0; i < VERDICT_KINDS; i++)
        if (words[i] != NULL && put_part(show, assessment, in_order[i], words[i], !any))
            any = true;
    gti_put(doc, ".");
}

/* ---- Head and table */

/* ". Proposed by France (2025-08, floated)", ". Dated 2025-08", ". Status: draft" */
static void put_origin(gti_show *show, const gtee_proposal *proposal)
{
    const char *status = gtee_proposal_status_name(gtee_proposal_status(proposal));
    bool by = proposal->proposed_by.count > 0, dated = gtee_proposal_date(proposal) != GTEE_DATE_NONE, known = status[0] != '\0';
    gti_doc *doc = &show->doc;

    if (by) {
        gti_put(doc, ". Proposed by ");
        gti_put_names(show, &proposal->proposed_by);
    }
    if (!dated && !known)
        return;
    gti_put(doc, by ? " (" : dated ? ". Dated " : ". Status: ");
    gti_put_date(doc, gtee_proposal_date(proposal));
    gti_put_all(doc, dated && known ? ", " : "", status, by ? ")" : "", (const char *)NULL);
}

bool gti_not_yet(const gtee_view *view, const gtee_proposal *proposal)
{
    return gtee_view_as_of(view) != GTEE_DATE_NONE && gtee_date_first_day(gtee_proposal_date(proposal)) > gtee_view_as_of(view);
}

bool gti_supersedes(const gtee_view *view, const gtee_proposal *later, const gtee_proposal *proposal)
{
    for (size_t i = 0; i < gtee_proposal_supersedes_count(later); i++)
        if (gtee_proposal_supersedes_at(later, i) == proposal)
            return !gti_not_yet(view, later);
    return false;
}

void gti_put_standing(gti_show *show, const gtee_view *view, const gtee_proposal *proposal)
{
    const gtee_dossier *dossier = gtee_view_dossier(view);
    gti_doc *doc = &show->doc;

    if (gti_not_yet(view, proposal)) {
        gti_put(doc, ". Not yet proposed as of ");
        gti_put_date(doc, gtee_view_as_of(view));
    }
    for (size_t i = 0; i < gtee_dossier_proposal_count(dossier); i++) {
        const gtee_proposal *later = gtee_dossier_proposal_at(dossier, i);
        if (gti_supersedes(view, later, proposal))
            gti_put_all(doc, ". Superseded by “", gtee_proposal_title(later), "” (", gtee_proposal_id(later), ")", (const char *)NULL);
    }
}

static void add_head(gti_show *show, const gtee_assessment *assessment)
{
    const gtee_proposal *proposal = gtee_assessment_proposal(assessment);
    gti_doc *doc = &show->doc;

    gti_put(doc, gtee_proposal_title(proposal));
    if (strcmp(gtee_proposal_title(proposal), gtee_proposal_id(proposal)) != 0)
        gti_put_all(doc, " (", gtee_proposal_id(proposal), ")", (const char *)NULL);
    gti_doc_heading(doc, 1, NULL);
    gti_put_view(show, gtee_assessment_view(assessment));
    put_origin(show, proposal);
    gti_put_citations(show, gtee_proposal_record(proposal));
    gti_put_standing(show, gtee_assessment_view(assessment), proposal);
    gti_doc_paragraph(doc, 0, NULL);
    gti_doc_gap(doc);
    gti_put_answer(show, assessment);
    gti_doc_paragraph(doc, 0, NULL);
}

static void add_table(gti_show *show, const gtee_assessment *assessment)
{
    gti_doc *doc = &show->doc;
    gti_table *table = gti_doc_table(doc, 0, 3);

    gti_table_column(doc, table, 0, 0, "Verdict");
    gti_table_column(doc, table, 1, GTI_COLUMN_RIGHT, "");
    gti_table_column(doc, table, 2, 0, "Who");
    for (size_t i = 0; i < VERDICT_KINDS; i++) {
        size_t count = count_of(assessment, in_order[i]);
        if (count == 0)
            continue;
        gti_put_styled(doc, gti_verdict_style(in_order[i]), gtee_verdict_name(in_order[i]));
        gti_table_cell(doc, table, NULL);
        gti_put_uint(doc, count);
        gti_table_cell(doc, table, NULL);
        put_verdict_names(show, assessment, in_order[i]);
        gti_table_cell(doc, table, NULL);
    }
}

/* ---- Reasons */

/* Participants whose findings differ in nothing but whose own choice they are on share one entry. */
static bool same_finding(const gtee_finding *f, const gtee_finding *g)
{
    bool own_f = gtee_finding_choice(f) == f->participant, own_g = gtee_finding_choice(g) == g->participant;

    return gti_same_but_choice(f, g) && (gtee_finding_choice(f) == gtee_finding_choice(g) || (own_f && own_g));
}

bool gti_same_reasons(const gtee_verdict *a, const gtee_verdict *b)
{
    size_t count = gtee_verdict_finding_count(a);

    if (gtee_verdict_kind(a) != gtee_verdict_kind(b) || count != gtee_verdict_finding_count(b) || count == 0)
        return false;
    for (size_t i = 0; i < count; i++)
        if (!same_finding(gtee_verdict_finding_at(a, i), gtee_verdict_finding_at(b, i)))
            return false;
    return true;
}

/* One side of a contradiction: what it says, which a gist may not be there to say, and where it is on record. */
static void add_side(gti_show *show, const char *label, const gtee_finding *finding, const gtee_position *position)
{
    gti_put(&show->doc, label);
    gti_put_stance_on(show, position, gtee_finding_issue(finding));
    gti_put(&show->doc, ". ");
    gti_put_testimony(show, position);
    gti_doc_paragraph(&show->doc, 2, NULL);
}

/* Where a position is on record; once said, later findings refer to it. */
static void add_testimony(gti_show *show, const gtee_position *position, bool again)
{
    if (position == NULL)
        return;
    if (again)
        gti_put(&show->doc, "On record as above");
    else
        gti_put_testimony(show, position);
    gti_doc_paragraph(&show->doc, 2, NULL);
}

static void add_finding(gti_show *show, const gti_findings *run, const gtee_proposal *assessed, bool again)
{
    const gtee_finding *finding = run->items;
    gti_doc *doc = &show->doc;

    gti_put_styled(doc, finding->kind == GTEE_FINDING_DERIVED ? GTI_DIM : gti_verdict_style(finding->verdict),
                   gti_finding_label(finding));
    gti_put(doc, ": ");
    gti_put_finding(show, run, assessed);
    gti_doc_item(doc, 1, "- ", NULL);
    if (finding->other != NULL) {
        add_side(show, "It ", finding, finding->position);
        add_side(show, "But it ", finding, finding->other);
    } else {
        add_testimony(show, finding->position, again);
    }
    if (finding->cure == NULL)
        return;
    gti_put_styled(doc, GTI_DIM, "To mend it: ");
    gti_put_cure(show, run, assessed);
    gti_doc_paragraph(doc, 2, NULL);
}

/* The first verdict of those that share its reasons says them for all. */
static bool is_first(const gtee_assessment *assessment, size_t index)
{
    const gtee_verdict *verdict = gtee_assessment_verdict_at(assessment, index);

    for (size_t i = 0; i < index; i++)
        if (gti_same_reasons(gtee_assessment_verdict_at(assessment, i), verdict))
            return false;
    return true;
}

static void put_group(gti_show *show, const gtee_assessment *assessment, size_t index)
{
    const gtee_verdict *verdict = gtee_assessment_verdict_at(assessment, index);

    gti_put_name(show, gtee_verdict_participant(verdict));
    for (size_t i = index + 1; i < gtee_assessment_verdict_count(assessment); i++) {
        const gtee_verdict *other = gtee_assessment_verdict_at(assessment, i);
        if (!gti_same_reasons(verdict, other))
            continue;
        gti_put(&show->doc, ", ");
        gti_put_name(show, gtee_verdict_participant(other));
    }
}

/* How many findings are reasons for the verdict; they come first. */
static size_t count_decisive(const gtee_verdict *verdict)
{
    size_t count = 0;

    while (count < gtee_verdict_finding_count(verdict) &&
           gtee_verdict_finding_at(verdict, count)->verdict == gtee_verdict_kind(verdict))
        count++;
    return count;
}

static void add_reasons_of(gti_show *show, const gtee_assessment *assessment, size_t index)
{
    const gtee_verdict *verdict = gtee_assessment_verdict_at(assessment, index);
    const gtee_position *before = NULL;
    gti_doc *doc = &show->doc;
    size_t count = show->options.brief != 0 ? count_decisive(verdict) : gtee_verdict_finding_count(verdict);

    put_group(show, assessment, index);
    gti_put(doc, ": ");
    gti_put_style(doc, gti_verdict_style(gtee_verdict_kind(verdict)));
    gti_put(doc, gtee_verdict_name(gtee_verdict_kind(verdict)));
    gti_doc_heading(doc, 2, NULL);
    for (size_t i = 0; i < count;) {
        gti_findings run = {gtee_verdict_finding_at(verdict, i), 1};
        while (i + run.count < count && gti_same_but_choice(run.items, gtee_verdict_finding_at(verdict, i + run.count)))
            run.count++;
        add_finding(show, &run, gtee_assessment_proposal(assessment), before != NULL && before == run.items->position);
        before = run.items->position;
        i += run.count;
    }
    if (count < gtee_verdict_finding_count(verdict)) {
        gti_put_uint(doc, gtee_verdict_finding_count(verdict) - count);
        gti_put(doc, gtee_verdict_finding_count(verdict) - count == 1 ? " further finding that does not decide it"
                                                                       : " further findings that do not decide it");
        gti_doc_item(doc, 1, "- ", NULL);
    }
}

static void build(gti_show *show, const void *what)
{
    const gtee_assessment *assessment = what;

    add_head(show, assessment);
    if (gtee_assessment_verdict_count(assessment) > 0)
        add_table(show, assessment);
    for (size_t k = 0; k < VERDICT_KINDS; k++)
        for (size_t i = 0; i < gtee_assessment_verdict_count(assessment); i++) {
            const gtee_verdict *verdict = gtee_assessment_verdict_at(assessment, i);
            if (gtee_verdict_kind(verdict) == in_order[k] && gtee_verdict_finding_count(verdict) > 0 &&
                is_first(assessment, i))
                add_reasons_of(show, assessment, i);
        }
    gti_doc_sources(show);
}

gtee_status gtee_assessment_show(const gtee_assessment *assessment, const gtee_show_options *options, gtee_text **text)
{
    static const gti_shower shower = {build, gti_assessment_json, gti_assessment_csv, false};

    if (text == NULL)
        return GTEE_ERROR_ARGUMENT;
    *text = NULL;
    if (assessment == NULL)
        return GTEE_ERROR_ARGUMENT;
    return gti_show_run(gti_show_allocator(gtee_assessment_view(assessment)), options, &shower, assessment, text);
}
