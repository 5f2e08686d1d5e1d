/* comparison.c: gtee_comparison_show: where proposals differ, whose stance each cell touches, common ground, verdicts side by side.
 * Uses rows.h, assessment.h, stress.h, words.h. */
#include "show/assessment.h"
#include "show/rows.h"
#include "show/stress.h"
#include "show/words.h"

#include <string.h>

/* ---- Cells */

static const char *cell_words(uint32_t kind)
{
    static const char *const words[] = {"says nothing", "says nothing: ", "", "", "contradicts itself", "not worked out"};

    return kind < sizeof words / sizeof words[0] ? words[kind] : "";
}

static void put_choice(gti_show *show, const gtee_row *row, size_t proposal)
{
    uint32_t kind = gtee_row_cell_kind(row, proposal);
    bool worked_out = gtee_row_cell_is_derived(row, proposal) != 0;
    bool quiet = kind != GTEE_CELL_FIXED && kind != GTEE_CELL_OPEN && !worked_out;

    if (quiet)
        gti_put_style(&show->doc, GTI_DIM);
    gti_put(&show->doc, worked_out ? "it follows: " : cell_words(kind));
    if (worked_out || kind == GTEE_CELL_DEFAULT || kind == GTEE_CELL_FIXED || kind == GTEE_CELL_OPEN)
        gti_put_options(show, gtee_row_issue(row), gtee_row_cell_options(row, proposal), " or ");
    if (quiet)
        gti_put_style(&show->doc, GTI_PLAIN);
}

static const char *touch_words(uint32_t finding)
{
    switch (finding) {
    case GTEE_FINDING_RED_LINE:
        return "red line of";
    case GTEE_FINDING_UNMET:
        return "unmet demand of";
    case GTEE_FINDING_ASSUMED_CONSENT:
        return "no consent on record from";
    case GTEE_FINDING_OPEN:
        return "may cross a red line of";
    case GTEE_FINDING_CONDITION:
        return "on a condition of";
    case GTEE_FINDING_RESERVATION:
        return "reservation of";
    case GTEE_FINDING_CONTRADICTION:
        return "contested within the record of";
    default:
        return "touches";
    }
}

static enum gti_style touch_style(uint32_t finding)
{
    return finding == GTEE_FINDING_RED_LINE || finding == GTEE_FINDING_UNMET || finding == GTEE_FINDING_CONTRADICTION ? GTI_BAD
                                                                                                                     : GTI_MIXED;
}

/* Whose stance it is, once for each kind of finding, with the places where it is on record. */
static void put_touch(gti_show *show, const gtee_row *row, const gtee_touch *touch)
{
    const gtee_finding *finding = gtee_touch_finding(touch);
    const gtee_participant *participant = gtee_touch_participant(touch);

    if (participant == gtee_row_choice(row))
        gti_put(&show->doc, "itself");
    else
        gti_put_name(show, participant);
    if (gtee_finding_position(finding) != NULL)
        gti_put_citations(show, gtee_position_record(gtee_finding_position(finding)));
}

static void put_touches(gti_show *show, const gtee_row *row, size_t proposal)
{
    uint32_t before = 0;

    for (size_t i = 0; i < gtee_row_touch_count(row); i++) {
        const gtee_touch *touch = gtee_row_touch_at(row, i);
        uint32_t kind = gtee_finding_kind(gtee_touch_finding(touch));
        if (gtee_touch_proposal_index(touch) != proposal)
            continue;
        if (kind != before) {
            gti_put_line_end(&show->doc);
            gti_put_styled(&show->doc, touch_style(kind), touch_words(kind));
            gti_put(&show->doc, " ");
        } else {
            gti_put(&show->doc, ", ");
        }
        put_touch(show, row, touch);
        before = kind;
    }
}

/* ---- Tables */

static void name_columns(gti_show *show, gti_table *table, const gtee_comparison *comparison, const char *first)
{
    size_t count = gtee_comparison_proposal_count(comparison);

    gti_table_column(&show->doc, table, 0, 0, first);
    for (size_t p = 0; p < count; p++) {
        gti_put(&show->doc, gtee_proposal_title(gtee_comparison_proposal_at(comparison, p)));
        gti_table_column(&show->doc, table, (uint32_t)p + 1, 0, NULL);
    }
}

/* The rows from..to as a table, under a title that counts them. */
static void add_rows(gti_show *show, const gtee_comparison *comparison, const char *title, size_t from, size_t to,
                     const char **cells)
{
    gti_doc *doc = &show->doc;
    uint32_t count = (uint32_t)gtee_comparison_proposal_count(comparison);
    gti_rows rows;

    if (from == to)
        return;
    gti_put_all(doc, title, ": ", (const char *)NULL);
    gti_put_count(doc, to - from, "choice", "choices");
    gti_doc_heading(doc, 2, NULL);
    gti_rows_init(&rows, show, gtee_comparison_view(comparison), count);
    for (size_t r = from; r < to; r++) {
        const gtee_row *row = gtee_comparison_row_at(comparison, r);
        for (uint32_t p = 0; p < count; p++) {
            put_choice(show, row, p);
            put_touches(show, row, p);
            cells[p] = gti_take(doc);
        }
        gti_rows_add(&rows, gtee_row_issue(row), gtee_row_choice(row), NULL, cells);
    }
    gti_table *table = gti_doc_table(doc, GTI_TABLE_SPLIT, count + 1);
    name_columns(show, table, comparison, "On");
    gti_rows_write(&rows, table);
    gti_rows_free(&rows);
}

static uint32_t verdict_of(const gtee_comparison *comparison, size_t proposal, const gtee_participant *participant)
{
    const gtee_verdict *verdict = gtee_assessment_verdict_find(gtee_comparison_assessment_at(comparison, proposal), participant);

    return verdict != NULL ? gtee_verdict_kind(verdict) : GTEE_VERDICT_SILENT;
}

static void add_verdicts(gti_show *show, const gtee_comparison *comparison)
{
    const gtee_dossier *dossier = gtee_view_dossier(gtee_comparison_view(comparison));
    size_t count = gtee_comparison_proposal_count(comparison);
    gti_doc *doc = &show->doc;

    gti_doc_heading(doc, 2, "Who accepts which");
    gti_table *table = gti_doc_table(doc, GTI_TABLE_SPLIT, (uint32_t)count + 1);
    name_columns(show, table, comparison, "Participant");
    for (size_t i = 0; i < gtee_dossier_participant_count(dossier); i++) {
        const gtee_participant *participant = gtee_dossier_participant_at(dossier, i);
        bool silent = true;
        for (size_t p = 0; p < count && silent; p++)
            silent = verdict_of(comparison, p, participant) == GTEE_VERDICT_SILENT;
        if (silent)
            continue;
        gti_put_name(show, participant);
        gti_table_cell(doc, table, NULL);
        for (size_t p = 0; p < count; p++) {
            uint32_t kind = verdict_of(comparison, p, participant);
            gti_put_styled(doc, gti_verdict_style(kind), gtee_verdict_name(kind));
            gti_table_cell(doc, table, NULL);
        }
    }
}

static void add_answers(gti_show *show, const gtee_comparison *comparison)
{
    gti_doc *doc = &show->doc;

    for (size_t p = 0; p < gtee_comparison_proposal_count(comparison); p++) {
        const gtee_proposal *proposal = gtee_comparison_proposal_at(comparison, p);
        gti_put_styled(doc, GTI_STRONG, gtee_proposal_title(proposal));
        gti_put(doc, " (");
        gti_put_styled(doc, GTI_CODE, gtee_proposal_id(proposal));
        gti_put(doc, ")");
        gti_put_standing(show, gtee_comparison_view(comparison), proposal);
        gti_put(doc, ". ");
        gti_put_answer(show, gtee_comparison_assessment_at(comparison, p));
        gti_doc_item(doc, 0, "- ", NULL);
    }
}

static void build(gti_show *show, const void *what)
{
    const gtee_comparison *comparison = what;
    size_t count = gtee_comparison_proposal_count(comparison), rows = gtee_comparison_row_count(comparison);
    size_t differences = gtee_comparison_difference_count(comparison);
    const char **cells = gti_alloc_array(&show->allocator, count + 1, sizeof *cells);

    if (cells == NULL) {
        gti_show_fail(show);
        return;
    }
    gti_put(&show->doc, "Comparison of ");
    gti_put_count(&show->doc, count, "proposal", "proposals");
    gti_doc_heading(&show->doc, 1, NULL);
    gti_put_view(show, gtee_comparison_view(comparison));
    gti_doc_paragraph(&show->doc, 0, NULL);
    gti_doc_gap(&show->doc);
    add_answers(show, comparison);
    add_rows(show, comparison, "Where they differ", 0, differences, cells);
    add_rows(show, comparison, "Common ground", differences, rows, cells);
    add_verdicts(show, comparison);
    gti_add_trials(show, comparison);
    gti_doc_sources(show);
    gti_free(&show->allocator, cells, (count + 1) * sizeof *cells);
}

/* ---- JSON and CSV */

static const char *cell_name(uint32_t kind)
{
    static const char *const names[] = {"silent", "default", "fixed", "open", "conflict", "derived"};

    return kind < sizeof names / sizeof names[0] ? names[kind] : "";
}

static const char *proposal_id(const gtee_comparison *comparison, size_t index)
{
    return gtee_proposal_id(gtee_comparison_proposal_at(comparison, index));
}

static void write_cell(gti_show *show, gti_json *json, const gtee_comparison *comparison, const gtee_row *row, size_t p)
{
    const gtee_clause *clause = gtee_row_cell_clause(row, p);

    gti_json_begin_map(json);
    gti_json_key(json, "proposal");
    gti_json_text(json, proposal_id(comparison, p));
    gti_json_key(json, "kind");
    gti_json_text(json, cell_name(gtee_row_cell_kind(row, p)));
    gti_json_options(json, "options", gtee_row_issue(row), gtee_row_cell_options(row, p));
    gti_json_key(json, "clause");
    gti_json_text(json, clause != NULL ? gtee_clause_id(clause) : NULL);
    gti_json_key(json, "touches");
    gti_json_begin_list(json, false);
    for (size_t i = 0; i < gtee_row_touch_count(row); i++) {
        const gtee_touch *touch = gtee_row_touch_at(row, i);
        if (gtee_touch_proposal_index(touch) != p)
            continue;
        gti_json_begin_map(json);
        gti_json_id(json, "participant", gtee_touch_participant(touch));
        gti_json_key(json, "finding");
        gti_json_finding(show, json, gtee_touch_finding(touch));
        gti_json_end_map(json);
    }
    gti_json_end_list(json);
    gti_json_end_map(json);
}

static void write_row(gti_show *show, gti_json *json, const gtee_comparison *comparison, const gtee_row *row)
{
    gti_json_begin_map(json);
    gti_json_variable(json, gtee_row_issue(row), gtee_row_choice(row));
    gti_json_key(json, "differs");
    gti_json_bool(json, gtee_row_differs(row) != 0);
    gti_json_key(json, "cells");
    gti_json_begin_list(json, false);
    for (size_t p = 0; p < gtee_comparison_proposal_count(comparison); p++)
        write_cell(show, json, comparison, row, p);
    gti_json_end_list(json);
    gti_json_end_map(json);
}

static void write_json(gti_show *show, gti_json *json, const void *what)
{
    const gtee_comparison *comparison = what;

    gti_json_begin_map(json);
    gti_json_view(json, gtee_comparison_view(comparison));
    gti_json_key(json, "rows");
    gti_json_begin_list(json, false);
    for (size_t r = 0; r < gtee_comparison_row_count(comparison); r++)
        write_row(show, json, comparison, gtee_comparison_row_at(comparison, r));
    gti_json_end_list(json);
    gti_json_key(json, "assessments");
    gti_json_begin_list(json, false);
    for (size_t p = 0; p < gtee_comparison_proposal_count(comparison); p++) {
        gti_json_begin_map(json);
        gti_json_assessment(show, json, gtee_comparison_assessment_at(comparison, p));
        gti_json_end_map(json);
    }
    gti_json_end_list(json);
    gti_json_trials(json, comparison);
    gti_json_references(show, json);
    gti_json_end_map(json);
}

static void csv_cell(gti_show *show, gti_csv *csv, const gtee_comparison *comparison, const gtee_row *row, size_t p)
{
    const gtee_clause *clause = gtee_row_cell_clause(row, p);
    gti_doc *doc = &show->doc;

    gti_csv_text(csv, gtee_issue_id(gtee_row_issue(row)));
    gti_csv_participant(csv, gtee_row_choice(row));
    gti_csv_text(csv, gtee_row_differs(row) != 0 ? "true" : "false");
    gti_csv_text(csv, proposal_id(comparison, p));
    gti_csv_text(csv, cell_name(gtee_row_cell_kind(row, p)));
    gti_csv_text(csv, gti_csv_options(show, gtee_row_issue(row), gtee_row_cell_options(row, p)));
    gti_csv_text(csv, clause != NULL ? gtee_clause_id(clause) : NULL);
    for (size_t i = 0; i < gtee_row_touch_count(row); i++) {
        const gtee_touch *touch = gtee_row_touch_at(row, i);
        if (gtee_touch_proposal_index(touch) != p)
            continue;
        gti_put_all(doc, gti_pending(doc) ? "; " : "", gtee_finding_name(gtee_finding_kind(gtee_touch_finding(touch))), " ",
                    gtee_participant_id(gtee_touch_participant(touch)), (const char *)NULL);
    }
    gti_csv_text(csv, gti_take(doc));
    gti_csv_row(csv);
}

static void write_csv(gti_show *show, gti_csv *csv, const void *what)
{
    static const char *const header[] = {"issue", "choice", "differs", "proposal", "kind", "options", "clause", "touches"};
    const gtee_comparison *comparison = what;

    gti_csv_header(csv, header, sizeof header / sizeof header[0]);
    for (size_t r = 0; r < gtee_comparison_row_count(comparison); r++)
        for (size_t p = 0; p < gtee_comparison_proposal_count(comparison); p++)
            csv_cell(show, csv, comparison, gtee_comparison_row_at(comparison, r), p);
    gti_csv_trials(show, csv, comparison);
}

gtee_status gtee_comparison_show(const gtee_comparison *comparison, const gtee_show_options *options, gtee_text **text)
{
    static const gti_shower shower = {build, write_json, write_csv, false};

    if (text == NULL)
        return GTEE_ERROR_ARGUMENT;
    *text = NULL;
    if (comparison == NULL)
        return GTEE_ERROR_ARGUMENT;
    return gti_show_run(gti_show_allocator(gtee_comparison_view(comparison)), options, &shower, comparison, text);
}
