/*
 * sweep.h: every allocation of a public call failed in turn, once and from then on. Uses the public header and failing.h.
 *
 * A row of a table names a function and a body that calls it once:
 *
 *     static void view_new(sweep *s)
 *     {
 *         gtee_view *view = sweep_garbage(s);
 *         gtee_diagnostics *diagnostics = sweep_garbage(s);
 *         sweep_arm(s);
 *         gtee_status status = gtee_view_new(s->dossier, NULL, &view, &diagnostics);
 *         sweep_disarm(s, status);
 *         ... sweep_text(s, …) of whatever the call made ...
 *         sweep_diagnostics(s, diagnostics);
 *         gtee_view_unref(view);
 *     }
 *     static const sweep_row rows[] = {SWEEP(gtee_view_new, view_new, 1)};
 *
 * What must hold in each round: the status is GTEE_ERROR_MEMORY and every out-parameter is NULL, or the call came out as it
 * does when nothing fails, byte for byte; no memory is left over, freed twice, or given back with another size; and the same
 * call right afterwards works and gives the same bytes. tests/faults/covered.sh reads the names of the rows.
 */
#ifndef TESTS_FAULTS_SWEEP_H
#define TESTS_FAULTS_SWEEP_H

#include "run.h"

#include "failing.h"

#include <guarantee.h>

typedef struct sweep {
    failing memory;
    gtee_context *context;
    gtee_dossier *dossier; /* small, with every kind of record; or the larger one */
    gtee_view *view;       /* of it, as of its last day */
    char directory[256];   /* of its own, for files */

    unsigned variant; /* 0 to the row's `variants` - 1 */

    uint64_t fail_at; /* of this round */
    bool fail_on;
    bool armed_once;
    uint64_t calls, failed; /* in the call itself */
    gtee_status status;
    bool half_done;  /* an out-parameter was left as it was, or written in spite of a failure */
    uint64_t digest; /* of what the call made */
    uint64_t whole;  /* a row's own: what it made when nothing failed */
} sweep;

typedef struct sweep_row {
    const char *name;
    void (*run)(sweep *s);
    unsigned variants;
    unsigned flags;
} sweep_row;

#define SWEEP_NO_MEMORY 1u /* it asks for none, and must not begin to */
#define SWEEP(function, run, variants) {#function, run, variants, 0}
#define SWEEP_NONE(function, run, variants) {#function, run, variants, SWEEP_NO_MEMORY}

/* What an out-parameter holds before the call, which must always write it. */
void *sweep_garbage(sweep *s);

/* Around the call: within, allocations fail as the round says. */
void sweep_arm(sweep *s);
void sweep_disarm(sweep *s, gtee_status status);

/* Takes what an out-parameter holds: true if the call made something. */
bool sweep_made(sweep *s, const void *out);

/* Adds to what must be the same each time. */
void sweep_bytes(sweep *s, const void *bytes, size_t size);
void sweep_number(sweep *s, uint64_t number);
void sweep_text(sweep *s, gtee_text *text);                      /* and gives it back */
void sweep_diagnostics(sweep *s, gtee_diagnostics *diagnostics); /* the same */
void sweep_dossier(sweep *s, const gtee_dossier *dossier);       /* all that is in it */

/* Runs each row over the small dossier. */
void sweep_rows(const sweep_row *rows, size_t count);
/* The same over a larger one, below the source directory; only each `step`-th allocation, behind the first few. */
void sweep_rows_on(const char *path, const sweep_row *rows, size_t count, unsigned step);

/* Loads a directory or file below the source directory; NULL, and a failed assertion, if that does not work. */
gtee_dossier *sweep_load(gtee_context *context, const char *path);

#endif
