/* facts.c: see facts.h. Uses only the public header and stdio. */
#include "facts.h"

static const char *or_dash(const char *text)
{
    return text != NULL ? text : "-";
}

/* A position by its id, or else by whose it is and when. */
static void print_position(FILE *out, const gtee_position *position)
{
    char date[GTEE_DATE_BUFFER];
    if (position == NULL) {
        fputs("-", out);
    } else if (gtee_position_id(position) != NULL) {
        fputs(gtee_position_id(position), out);
    } else {
        fprintf(out, "%s@%s", gtee_participant_id(gtee_position_participant(position)),
                gtee_date_format(gtee_position_date(position), date));
    }
}

static void print_options(FILE *out, const gtee_issue *issue, uint64_t options)
{
    const char *separator = "";
    fputc('{', out);
    for (size_t i = 0; issue != NULL && i < gtee_issue_option_count(issue); i++) {
        if ((options >> i & 1) != 0) {
            fprintf(out, "%s%s", separator, gtee_option_id(gtee_issue_option_at(issue, i)));
            separator = " ";
        }
    }
    fputc('}', out);
}

static void print_variable(FILE *out, const gtee_issue *issue, const gtee_participant *choice, const gtee_proposal *proposal)
{
    if (issue == NULL) {
        fprintf(out, "proposal:%s", proposal != NULL ? gtee_proposal_id(proposal) : "-");
    } else if (choice == NULL) {
        fputs(gtee_issue_id(issue), out);
    } else {
        fprintf(out, "%s/%s", gtee_issue_id(issue), gtee_participant_id(choice));
    }
}

void facts_of_dossier(FILE *out, const gtee_dossier *dossier)
{
    fprintf(out, "sources %zu\n", gtee_dossier_source_count(dossier));
    fprintf(out, "participants %zu\n", gtee_dossier_participant_count(dossier));
    fprintf(out, "issues %zu\n", gtee_dossier_issue_count(dossier));
    fprintf(out, "constraints %zu\n", gtee_dossier_constraint_count(dossier));
    fprintf(out, "proposals %zu\n", gtee_dossier_proposal_count(dossier));
    fprintf(out, "positions %zu\n", gtee_dossier_position_count(dossier));
    fprintf(out, "expectations %zu\n", gtee_dossier_expectation_count(dossier));
    fprintf(out, "preferences %zu\n", gtee_dossier_preference_count(dossier));
    fprintf(out, "events %zu\n", gtee_dossier_event_count(dossier));
    fprintf(out, "scenarios %zu\n", gtee_dossier_scenario_count(dossier));
    fprintf(out, "last-day %d\n", (int)gtee_dossier_last_day(dossier));
}

static void print_stance(FILE *out, const gtee_stance *stance)
{
    const gtee_position *position = gtee_stance_position(stance);
    fprintf(out, "stance %s %s ", gtee_participant_id(gtee_stance_participant(stance)), gtee_stance_name(gtee_stance_kind(stance)));
    print_variable(out, gtee_stance_issue(stance), gtee_stance_choice(stance), gtee_stance_proposal(stance));
    if (gtee_stance_issue(stance) != NULL) {
        fputc(' ', out);
        print_options(out, gtee_stance_issue(stance), gtee_stance_options(stance));
        fputs(" excludes ", out);
        print_options(out, gtee_stance_issue(stance), gtee_stance_excluded(stance));
    }
    if (gtee_position_condition_count(position) > 0) {
        fputs(" conditional", out);
    }
    fputs(" by ", out);
    print_position(out, position);
    fputc('\n', out);
}

void facts_of_view(FILE *out, const gtee_view *view)
{
    fprintf(out, "as-of %d\n", (int)gtee_view_as_of(view));
    for (size_t i = 0; i < gtee_view_stance_count(view); i++) {
        print_stance(out, gtee_view_stance_at(view, i));
    }
    for (size_t i = 0; i < gtee_view_shift_count(view); i++) {
        const gtee_shift *shift = gtee_view_shift_at(view, i);
        fputs("shift ", out);
        print_variable(out, gtee_shift_issue(shift), gtee_shift_choice(shift), NULL);
        fputc(' ', out);
        print_options(out, gtee_shift_issue(shift), gtee_shift_options(shift));
        fputs(" from ", out);
        print_position(out, gtee_shift_earlier(shift));
        fputs(" to ", out);
        print_position(out, gtee_shift_later(shift));
        fputc('\n', out);
    }
    for (size_t i = 0; i < gtee_view_contradiction_count(view); i++) {
        const gtee_contradiction *pair = gtee_view_contradiction_at(view, i);
        fputs("contradiction ", out);
        print_variable(out, gtee_contradiction_issue(pair), gtee_contradiction_choice(pair), gtee_contradiction_proposal(pair));
        fputc(' ', out);
        print_options(out, gtee_contradiction_issue(pair), gtee_contradiction_options(pair));
        fputs(" between ", out);
        print_position(out, gtee_contradiction_position(pair));
        fputs(" and ", out);
        print_position(out, gtee_contradiction_other(pair));
        fputc('\n', out);
    }
}

static void print_finding(FILE *out, const gtee_finding *finding)
{
    const gtee_issue *issue = gtee_finding_issue(finding);
    const gtee_position *position = gtee_finding_position(finding);
    fprintf(out, "  %s", gtee_finding_name(gtee_finding_kind(finding)));
    if (issue != NULL) {
        fputc(' ', out);
        print_variable(out, issue, gtee_finding_choice(finding), NULL);
        fputs(" proposed ", out);
        print_options(out, issue, gtee_finding_proposed(finding));
        fputs(" allowed ", out);
        print_options(out, issue, gtee_finding_allowed(finding));
    }
    if (gtee_finding_clause(finding) != NULL) {
        fprintf(out, " clause %s", gtee_clause_id(gtee_finding_clause(finding)));
    }
    if (position != NULL) {
        fputs(" by ", out);
        print_position(out, position);
    }
    if (gtee_finding_other(finding) != NULL) {
        fputs(" against ", out);
        print_position(out, gtee_finding_other(finding));
    }
    fputc('\n', out);
}

void facts_of_assessment(FILE *out, const gtee_assessment *assessment)
{
    fprintf(out, "acceptable %s\n", gtee_assessment_acceptable(assessment) ? "yes" : "no");
    for (size_t i = 0; i < gtee_assessment_verdict_count(assessment); i++) {
        const gtee_verdict *verdict = gtee_assessment_verdict_at(assessment, i);
        fprintf(out, "%s %s", gtee_participant_id(gtee_verdict_participant(verdict)), gtee_verdict_name(gtee_verdict_kind(verdict)));
        if (gtee_verdict_is_party(verdict)) {
            fputs(" party", out);
        }
        if (gtee_verdict_cost(verdict) > 0) {
            fprintf(out, " cost %g", gtee_verdict_cost(verdict));
        }
        fputc('\n', out);
        for (size_t k = 0; k < gtee_verdict_finding_count(verdict); k++) {
            print_finding(out, gtee_verdict_finding_at(verdict, k));
        }
    }
}

static const char *cell_name(uint32_t kind)
{
    static const char *const names[] = {"silent", "default", "fixed", "open", "conflict", "derived"};
    return kind < sizeof names / sizeof names[0] ? names[kind] : "?";
}

static void print_row(FILE *out, const gtee_comparison *comparison, const gtee_row *row)
{
    fputs(gtee_row_differs(row) ? "differ " : "common ", out);
    print_variable(out, gtee_row_issue(row), gtee_row_choice(row), NULL);
    fputc('\n', out);
    for (size_t p = 0; p < gtee_comparison_proposal_count(comparison); p++) {
        const gtee_clause *clause = gtee_row_cell_clause(row, p);
        fprintf(out, "  %s %s ", gtee_proposal_id(gtee_comparison_proposal_at(comparison, p)), cell_name(gtee_row_cell_kind(row, p)));
        print_options(out, gtee_row_issue(row), gtee_row_cell_options(row, p));
        fprintf(out, " clause %s\n", clause != NULL ? gtee_clause_id(clause) : "-");
    }
    for (size_t i = 0; i < gtee_row_touch_count(row); i++) {
        const gtee_touch *touch = gtee_row_touch_at(row, i);
        fprintf(out, "  touches %s in %s: %s\n", gtee_participant_id(gtee_touch_participant(touch)),
                gtee_proposal_id(gtee_comparison_proposal_at(comparison, gtee_touch_proposal_index(touch))),
                gtee_finding_name(gtee_finding_kind(gtee_touch_finding(touch))));
    }
}

void facts_of_comparison(FILE *out, const gtee_comparison *comparison)
{
    fprintf(out, "differences %zu of %zu\n", gtee_comparison_difference_count(comparison), gtee_comparison_row_count(comparison));
    for (size_t i = 0; i < gtee_comparison_row_count(comparison); i++) {
        print_row(out, comparison, gtee_comparison_row_at(comparison, i));
    }
}

void facts_of_timeline(FILE *out, const gtee_timeline *timeline)
{
    char date[GTEE_DATE_BUFFER];
    for (size_t i = 0; i < gtee_timeline_moment_count(timeline); i++) {
        const gtee_moment *moment = gtee_timeline_moment_at(timeline, i);
        fprintf(out, "%s %s ", gtee_date_format(gtee_moment_date(moment), date), gtee_moment_kind_name(gtee_moment_kind(moment)));
        if (gtee_moment_position(moment) != NULL) {
            print_position(out, gtee_moment_position(moment));
        } else {
            fputs(or_dash(gtee_record_id(gtee_moment_record(moment))), out);
        }
        if (gtee_moment_previous(moment) != NULL) {
            fputs(" previous ", out);
            print_position(out, gtee_moment_previous(moment));
        }
        fputc('\n', out);
    }
}

void facts_of_match(FILE *out, gtee_status status, const gtee_name_match *match)
{
    fprintf(out, "%s", status == GTEE_OK ? "match" : status == GTEE_ERROR_AMBIGUOUS ? "ambiguous" : "nearest");
    for (size_t i = 0; match != NULL && i < gtee_name_match_candidate_count(match); i++) {
        fprintf(out, " %s", gtee_participant_id(gtee_name_match_candidate_at(match, i)));
    }
    fputc('\n', out);
}

void facts_of_diagnostics(FILE *out, const gtee_diagnostics *diagnostics)
{
    for (size_t i = 0; diagnostics != NULL && i < gtee_diagnostics_count(diagnostics); i++) {
        const gtee_diagnostic *diagnostic = gtee_diagnostics_at(diagnostics, i);
        fprintf(out, "%s %u:%u %s\n", gtee_diagnostic_code(diagnostic), (unsigned)gtee_diagnostic_line(diagnostic),
                (unsigned)gtee_diagnostic_column(diagnostic), gtee_diagnostic_name(diagnostic));
    }
}
