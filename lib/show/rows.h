/* rows.h: tables with a row for each variable, in which the choices of several participants that look alike share one row.
 * Uses show.h, words.h. */
#ifndef GTI_SHOW_ROWS_H
#define GTI_SHOW_ROWS_H

#include "reason/view.h"
#include "show/words.h"

typedef struct gti_choice gti_choice;
struct gti_choice {
    const gtee_participant *participant;
    gti_choice *next;
};

typedef struct gti_row {
    const gtee_issue *issue; /* NULL: a whole proposal */
    const gtee_proposal *proposal;
    gti_choice *first, *last; /* whose choices; none without `by` */
    size_t choice_count;
    const char **cells;
} gti_row;

typedef struct gti_rows {
    gti_show *show;
    const gtee_view *view;
    uint32_t cell_count;
    gti_vec rows; /* of gti_row */
} gti_rows;

void gti_rows_init(gti_rows *rows, gti_show *show, const gtee_view *view, uint32_t cell_count);
/* Adds a variable, or its choice to the row of the same issue with the same cells. Variables come by issue. */
void gti_rows_add(gti_rows *rows, const gtee_issue *issue, const gtee_participant *choice, const gtee_proposal *proposal,
                  const char *const *cells);
/* Each row's label and cells go into the table, whose first column is the label's. */
void gti_rows_write(const gti_rows *rows, gti_table *table);
void gti_rows_free(gti_rows *rows);

#endif
