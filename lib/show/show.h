/* show.h: what every showing of a result shares: options, one way through the four formats, words and citations. Uses base, record,
 * reason by the public accessors. A result has one gti_shower: a builder of a document (for text and Markdown), a writer of JSON and a
 * writer of CSV. */
#ifndef GTI_SHOW_SHOW_H
#define GTI_SHOW_SHOW_H

#include "base/json.h"
#include "base/table.h"
#include "show/doc.h"

/* One table as CSV (RFC 4180): quoting where needed, lines end with CR LF. */
typedef struct gti_csv {
    gti_buffer *out;
    bool in_row;
} gti_csv;

void gti_csv_text(gti_csv *csv, const char *text); /* NULL is an empty field */
void gti_csv_uint(gti_csv *csv, uint64_t number);
void gti_csv_double(gti_csv *csv, double number);
void gti_csv_date(gti_csv *csv, gtee_date date);
void gti_csv_row(gti_csv *csv);                    /* ends the row */
void gti_csv_header(gti_csv *csv, const char *const *names, size_t count);

/* One call of a public _show function. */
typedef struct gti_show {
    gti_doc doc;
    gtee_show_options options; /* defaults filled in */
    gti_allocator allocator;
    gtee_date as_of; /* the day of a list's view; 0: none */
    gti_vec cited; /* of const gtee_source *: the numbered list at a document's end */
    gti_map cited_numbers; /* by source: its number there */
    gti_vec referred;      /* of const gtee_record *: what JSON names by index, to be written once */
    gti_map referred_seen; /* by kind and index */
} gti_show;

typedef struct gti_shower {
    void (*build)(gti_show *show, const void *what); /* text and Markdown */
    void (*json)(gti_show *show, gti_json *json, const void *what);
    void (*csv)(gti_show *show, gti_csv *csv, const void *what);
    bool no_tables; /* CSV and Markdown are argument errors */
} gti_shower;

gtee_status gti_show_run(const gti_allocator *allocator, const gtee_show_options *options, const gti_shower *shower,
                         const void *what, gtee_text **text);
const gti_allocator *gti_show_allocator(const gtee_view *view);
void gti_show_fail(gti_show *show); /* out of memory: the call ends with that status */

#endif
