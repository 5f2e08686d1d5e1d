/* diagnostic.h: lists of diagnostics under construction, and the registry of codes. Uses memory.h, text.h, context.h.
 * How one is rendered is lib/show's business. Every code stands once in diagnostic_codes.def, from which the enum, the registry that the
 * public header reads and docs/diagnostics.md are made. */
#ifndef GTI_BASE_DIAGNOSTIC_H
#define GTI_BASE_DIAGNOSTIC_H

#include "base/context.h"
#include "base/text.h"

enum gti_code {
#define GTI_CODE(symbol, code, name, severity, since, meaning, mend) GTI_CODE_##symbol,
#include "base/diagnostic_codes.def"
#undef GTI_CODE
    GTI_CODE_COUNT
};

/* A place in a file, or in a builder (file NULL, line 0). Lines and columns 1-based, columns in code points. */
typedef struct gti_place {
    const char *file; /* borrowed; the list copies it */
    uint32_t line, column, length;
} gti_place;

/* What can be said of the text around a place: given by the reader, NULL elsewhere. Appends line `line` of the file (without its end). */
typedef struct gti_excerpts {
    bool (*line)(void *user, const char *file, uint32_t line, gti_buffer *out); /* false: not to be had */
    void *user;
} gti_excerpts;

/* One list under construction. It keeps errors up to the limit and counts the rest. Zero memory left is remembered in `failed`:
 * reporting itself never fails, the work that reports checks `gti_report_status` at its end. */
typedef struct gti_report gti_report;
gti_report *gti_report_new(const gtee_context *context); /* NULL: no memory */
void gti_report_free(gti_report *report);
void gti_report_excerpts(gti_report *report, const gti_excerpts *excerpts); /* borrowed until done */
void gti_report_strict(gti_report *report, bool strict);                   /* warnings are errors, from now on */

/* Begins a diagnostic: its message follows gti_buffer_format. The path may be NULL. Text arguments are cut to a sensible length and
 * control characters in them are shown as escapes, so that no message can write to a terminal what the input says. In excerpts such
 * characters are U+FFFD, so that columns stay. File names are kept as they are. */
void gti_report_add(gti_report *report, enum gti_code code, const gti_place *place, const char *path, const char *format, ...);
/* What a diagnostic was to say could not be put together: no memory. */
void gti_report_failed(gti_report *report);
/* To the newest diagnostic: */
void gti_report_hint(gti_report *report, const char *format, ...);
void gti_report_related(gti_report *report, const gti_place *place, const char *format, ...);

uint64_t gti_report_errors(const gti_report *report);
bool gti_report_full(const gti_report *report);   /* as many errors as the limit */
bool gti_report_limit(const gti_report *report);  /* one of them was a limit crossed: its code is a LIMIT of the registry */
bool gti_report_io(const gti_report *report);     /* one of them was of reading or writing: its code is an IO of the registry */
/* GTEE_OK, or the status for what was reported: MEMORY, then LIMIT, then IO, then DOSSIER. */
gtee_status gti_report_status(const gti_report *report);
/* Gives the list to the caller (`out` may be NULL), sorted by file and place, NULL if it is empty, and frees the report.
 * The status of the work is passed through; out of memory here becomes GTEE_ERROR_MEMORY. */
gtee_status gti_report_finish(gti_report *report, gtee_status status, gtee_diagnostics **out);

#endif
