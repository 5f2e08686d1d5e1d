/* json.h: writing JSON (RFC 8259) into a buffer, indented by two spaces, the same bytes for the same calls. Uses text.h.
 *
 * The calls follow the document: keys only in maps, each followed by one value. Nothing fails here: out of memory stays in the
 * buffer until its end. What could act on a terminal (control characters, bidirectional marks) is written as \uXXXX. */
#ifndef GTI_BASE_JSON_H
#define GTI_BASE_JSON_H

#include "base/text.h"

typedef struct gti_json {
    gti_buffer *out;
    uint32_t depth;
    uint32_t inline_depth; /* 0: each item on a line of its own; else the depth of the list that stands on one line */
    bool first;            /* nothing written yet in the innermost map or list */
    bool after_key;
} gti_json;

void gti_json_init(gti_json *json, gti_buffer *out);
void gti_json_begin_map(gti_json *json);
void gti_json_end_map(gti_json *json);
/* on_one_line: for lists of scalars. */
void gti_json_begin_list(gti_json *json, bool on_one_line);
void gti_json_end_list(gti_json *json);
void gti_json_key(gti_json *json, const char *key);
void gti_json_text(gti_json *json, const char *text); /* NULL is null */
void gti_json_bare(gti_json *json, const char *text); /* a number or boolean that is JSON already */
void gti_json_uint(gti_json *json, uint64_t number);
void gti_json_double(gti_json *json, double number);
void gti_json_bool(gti_json *json, bool value);
void gti_json_date(gti_json *json, gtee_date date); /* as text; no date is null */
/* The line end behind the whole document. */
void gti_json_end(gti_json *json);

#endif
