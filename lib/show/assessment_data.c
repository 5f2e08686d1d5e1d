/* assessment_data.c: assessments as JSON and CSV. Uses assessment.h, words.h. docs/output.md describes both. */
#include "show/assessment.h"

#include "show/words.h"

static void write_text(gti_json *json, const char *key, const char *text)
{
    gti_json_key(json, key);
    gti_json_text(json, text);
}

void gti_json_finding(gti_show *show, gti_json *json, const gtee_finding *finding)
{
    const gtee_clause *clause = gtee_finding_clause(finding);
    const gtee_issue *issue = gtee_finding_issue(finding);

    gti_json_begin_map(json);
    write_text(json, "finding", gtee_finding_name(gtee_finding_kind(finding)));
    write_text(json, "message", gtee_finding_message(finding));
    write_text(json, "cure", gtee_finding_cure(finding));
    write_text(json, "clause", clause != NULL ? gtee_clause_id(clause) : NULL);
    gti_json_variable(json, issue, gtee_finding_choice(finding));
    gti_json_options(json, "proposed", issue, gtee_finding_proposed(finding));
    gti_json_options(json, "allowed", issue, gtee_finding_allowed(finding));
    gti_json_options(json, "missing", issue, gtee_finding_missing(finding));
    gti_json_key(json, "weight");
    gti_json_double(json, gtee_finding_weight(finding));
    gti_json_refer(show, json, "position", gtee_finding_position(finding));
    gti_json_refer(show, json, "other", gtee_finding_other(finding));
    gti_json_end_map(json);
}

static void write_verdict(gti_show *show, gti_json *json, const gtee_verdict *verdict)
{
    gti_json_begin_map(json);
    gti_json_id(json, "participant", gtee_verdict_participant(verdict));
    write_text(json, "name", gti_name_of(show, gtee_verdict_participant(verdict)));
    write_text(json, "verdict", gtee_verdict_name(gtee_verdict_kind(verdict)));
    gti_json_key(json, "party");
    gti_json_bool(json, gtee_verdict_is_party(verdict) != 0);
    gti_json_key(json, "cost");
    gti_json_double(json, gtee_verdict_cost(verdict));
    gti_json_key(json, "findings");
    gti_json_begin_list(json, false);
    for (size_t i = 0; i < gtee_verdict_finding_count(verdict); i++)
        gti_json_finding(show, json, gtee_verdict_finding_at(verdict, i));
    gti_json_end_list(json);
    gti_json_end_map(json);
}

static void write_standing(gti_json *json, const gtee_view *view, const gtee_proposal *proposal)
{
    const gtee_dossier *dossier = gtee_view_dossier(view);

    gti_json_key(json, "date");
    gti_json_date(json, gtee_proposal_date(proposal));
    gti_json_key(json, "not_yet");
    gti_json_bool(json, gti_not_yet(view, proposal));
    gti_json_key(json, "superseded_by");
    gti_json_begin_list(json, true);
    for (size_t i = 0; i < gtee_dossier_proposal_count(dossier); i++)
        if (gti_supersedes(view, gtee_dossier_proposal_at(dossier, i), proposal))
            gti_json_text(json, gtee_proposal_id(gtee_dossier_proposal_at(dossier, i)));
    gti_json_end_list(json);
}

void gti_json_assessment(gti_show *show, gti_json *json, const gtee_assessment *assessment)
{
    const gtee_proposal *proposal = gtee_assessment_proposal(assessment);

    write_text(json, "proposal", gtee_proposal_id(proposal));
    write_text(json, "title", gtee_proposal_title(proposal));
    write_standing(json, gtee_assessment_view(assessment), proposal);
    gti_json_key(json, "acceptable");
    gti_json_bool(json, gtee_assessment_acceptable(assessment) != 0);
    gti_json_key(json, "verdicts");
    gti_json_begin_list(json, false);
    for (size_t i = 0; i < gtee_assessment_verdict_count(assessment); i++)
        write_verdict(show, json, gtee_assessment_verdict_at(assessment, i));
    gti_json_end_list(json);
}

void gti_assessment_json(gti_show *show, gti_json *json, const void *assessment)
{
    gti_json_begin_map(json);
    gti_json_view(json, gtee_assessment_view(assessment));
    gti_json_assessment(show, json, assessment);
    gti_json_references(show, json);
    gti_json_end_map(json);
}

/* ---- CSV: a row for each finding, and one for a verdict without any */

static void finding_fields(gti_show *show, gti_csv *csv, const gtee_finding *finding)
{
    const gtee_clause *clause = gtee_finding_clause(finding);
    const gtee_issue *issue = gtee_finding_issue(finding);

    gti_csv_text(csv, gtee_finding_name(gtee_finding_kind(finding)));
    gti_csv_text(csv, issue != NULL ? gtee_issue_id(issue) : NULL);
    gti_csv_participant(csv, gtee_finding_choice(finding));
    gti_csv_text(csv, clause != NULL ? gtee_clause_id(clause) : NULL);
    gti_csv_text(csv, gti_csv_options(show, issue, gtee_finding_proposed(finding)));
    gti_csv_text(csv, gti_csv_options(show, issue, gtee_finding_allowed(finding)));
    gti_csv_text(csv, gti_csv_options(show, issue, gtee_finding_missing(finding)));
    gti_csv_double(csv, gtee_finding_weight(finding));
    gti_csv_text(csv, gtee_finding_message(finding));
    gti_csv_text(csv, gtee_finding_cure(finding));
    gti_csv_position_brief(show, csv, gtee_finding_position(finding));
}

static void verdict_fields(gti_show *show, gti_csv *csv, const gtee_assessment *assessment, const gtee_verdict *verdict)
{
    gti_csv_text(csv, gtee_proposal_id(gtee_assessment_proposal(assessment)));
    gti_csv_participant(csv, gtee_verdict_participant(verdict));
    gti_csv_text(csv, gti_name_of(show, gtee_verdict_participant(verdict)));
    gti_csv_text(csv, gtee_verdict_name(gtee_verdict_kind(verdict)));
    gti_csv_text(csv, gtee_verdict_is_party(verdict) != 0 ? "true" : "false");
}

void gti_assessment_csv(gti_show *show, gti_csv *csv, const void *assessment)
{
    static const char *const header[] = {"proposal", "participant", "name",    "verdict", "party",    "finding",  "issue",  "choice",
                                         "clause",   "proposed",    "allowed",  "missing", "weight",  "message",  "cure",   "position",
                                         "stance",   "speaker",     "date",     "evidence", "via",    "citations"};

    gti_csv_header(csv, header, sizeof header / sizeof header[0]);
    for (size_t i = 0; i < gtee_assessment_verdict_count(assessment); i++) {
        const gtee_verdict *verdict = gtee_assessment_verdict_at(assessment, i);
        size_t count = gtee_verdict_finding_count(verdict);
        for (size_t f = 0; f < count; f++) {
            verdict_fields(show, csv, assessment, verdict);
            finding_fields(show, csv, gtee_verdict_finding_at(verdict, f));
            gti_csv_row(csv);
        }
        if (count > 0)
            continue;
        verdict_fields(show, csv, assessment, verdict);
        for (int empty = 0; empty < 10; empty++)
            gti_csv_text(csv, NULL);
        gti_csv_position_brief(show, csv, NULL);
        gti_csv_row(csv);
    }
}
