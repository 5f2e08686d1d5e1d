/* rows.c: rows of variables. Uses rows.h. */
#include "show/rows.h"

#include <stdalign.h>
#include <string.h>

#define NAMES_AT_MOST 4 /* a longer list of names is cut, with the number of the others */

void gti_rows_init(gti_rows *rows, gti_show *show, const gtee_view *view, uint32_t cell_count)
{
    *rows = (gti_rows){show, view, cell_count, GTI_VEC(gti_row)};
}

void gti_rows_free(gti_rows *rows)
{
    gti_vec_free(&rows->show->allocator, &rows->rows);
}

static bool same_cells(const gti_row *row, const char *const *cells, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++)
        if (strcmp(row->cells[i], cells[i]) != 0)
            return false;
    return true;
}

/* The row of the issue with the same cells, among the last ones. */
static gti_row *find(gti_rows *rows, const gtee_issue *issue, const char *const *cells)
{
    for (size_t i = rows->rows.count; i > 0; i--) {
        gti_row *row = GTI_VEC_AT(&rows->rows, gti_row, i - 1);
        if (row->issue != issue)
            return NULL;
        if (same_cells(row, cells, rows->cell_count))
            return row;
    }
    return NULL;
}

static void add_choice(gti_rows *rows, gti_row *row, const gtee_participant *participant)
{
    gti_choice *choice = gti_arena_zero(&rows->show->doc.arena, sizeof *choice, alignof(gti_choice));

    if (choice == NULL) {
        gti_show_fail(rows->show);
        return;
    }
    choice->participant = participant;
    if (row->last != NULL)
        row->last->next = choice;
    else
        row->first = choice;
    row->last = choice;
    row->choice_count++;
}

static gti_row *new_row(gti_rows *rows, const char *const *cells)
{
    const char **copy = gti_arena_array(&rows->show->doc.arena, rows->cell_count, sizeof *copy, alignof(const char *));
    gti_row *row = copy != NULL ? gti_vec_push(&rows->show->allocator, &rows->rows) : NULL;

    if (row == NULL) {
        gti_show_fail(rows->show);
        return NULL;
    }
    for (uint32_t i = 0; i < rows->cell_count; i++)
        copy[i] = cells[i];
    row->cells = copy;
    return row;
}

void gti_rows_add(gti_rows *rows, const gtee_issue *issue, const gtee_participant *choice, const gtee_proposal *proposal,
                  const char *const *cells)
{
    gti_row *row = choice != NULL ? find(rows, issue, cells) : NULL;

    if (row == NULL) {
        row = new_row(rows, cells);
        if (row == NULL)
            return;
        row->issue = issue;
        row->proposal = proposal;
    }
    if (choice != NULL)
        add_choice(rows, row, choice);
}

/* How many have a choice on the issue as of the view's day. */
static size_t choices_of(const gtee_view *view, const gtee_issue *issue)
{
    const uint32_t *first = &view->variables.first[gtee_issue_record(issue)->index];

    return first[1] - first[0];
}

static void put_choices(const gti_rows *rows, const gti_row *row)
{
    gti_show *show = rows->show;
    size_t shown = row->choice_count > NAMES_AT_MOST + 1 ? NAMES_AT_MOST : row->choice_count;
    const gti_choice *choice = row->first;

    if (row->choice_count > 1 && row->choice_count == choices_of(rows->view, row->issue)) {
        gti_put(&show->doc, "each of ");
        gti_put_name(show, gtee_issue_by(row->issue));
        return;
    }
    for (size_t i = 0; i < shown; i++, choice = choice->next) {
        gti_put(&show->doc, i > 0 ? ", " : "");
        gti_put_name(show, choice->participant);
    }
    if (shown < row->choice_count) {
        gti_put(&show->doc, " and ");
        gti_put_count(&show->doc, row->choice_count - shown, "other", "others");
    }
}

static void put_label(const gti_rows *rows, const gti_row *row)
{
    gti_doc *doc = &rows->show->doc;

    if (row->issue == NULL) {
        gti_put_all(doc, "“", gtee_proposal_title(row->proposal), "”", (const char *)NULL);
        return;
    }
    gti_put(doc, gtee_issue_title(row->issue));
    if (row->choice_count == 0)
        return;
    gti_put(doc, ": ");
    put_choices(rows, row);
}

void gti_rows_write(const gti_rows *rows, gti_table *table)
{
    gti_doc *doc = &rows->show->doc;

    for (size_t i = 0; i < rows->rows.count; i++) {
        const gti_row *row = GTI_VEC_AT(&rows->rows, gti_row, i);
        put_label(rows, row);
        gti_table_cell(doc, table, NULL);
        for (uint32_t c = 0; c < rows->cell_count; c++)
            gti_table_cell(doc, table, row->cells[c]);
    }
}
