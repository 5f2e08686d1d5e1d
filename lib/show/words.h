/* words.h: domain things in plain words, put into the text under construction, and as JSON. Uses show.h. */
#ifndef GTI_SHOW_WORDS_H
#define GTI_SHOW_WORDS_H

#include "record/model.h"
#include "show/show.h"

/* ---- words.c: text */
const char *gti_name_of(const gti_show *show, const gtee_participant *participant);
void gti_put_name(gti_show *show, const gtee_participant *participant);
/* "Forces in Ukraine", "Forces in Ukraine (France)". */
void gti_put_variable(gti_show *show, const gtee_issue *issue, const gtee_participant *choice);
/* "none", "none or training", "training or more" of three and more, "any option", "anything but neutral". */
void gti_put_options(gti_show *show, const gtee_issue *issue, uint64_t options, const char *between);
void gti_put_term(gti_show *show, const gtee_term *term);
/* "rejects Forces in Ukraine (NATO): training or more, if …" */
void gti_put_stance(gti_show *show, const gtee_position *position);
/* The same, of the terms on one issue alone (NULL: all). */
void gti_put_stance_on(gti_show *show, const gtee_position *position, const gtee_issue *issue);
void gti_put_conditions(gti_show *show, const gtee_position *position); /* nothing if there are none */
void gti_put_likelihood(gti_show *show, const gtee_likelihood *likelihood);
/* A date, or "2025-08-18 to 2025-08-20". */
void gti_put_period(gti_show *show, gtee_date from, gtee_date until);
/* "stated", "reported by X", "inferred by the recorder". */
void gti_put_evidence(gti_show *show, uint32_t evidence, const gtee_participant *via);
/* Who, when, on what evidence, how firmly; then what was said, in the recorder's words and the speaker's; then where it stands. */
void gti_put_testimony(gti_show *show, const gtee_position *position);
void gti_put_brief_testimony(gti_show *show, const gtee_position *position); /* where whose it is and the date stand beside it */
void gti_put_gist_and_quote(gti_show *show, const char *gist, const char *quote);
const char *gti_firmness_name(uint32_t firmness);
const char *gti_participant_kind_name(uint32_t kind);
enum gti_style gti_verdict_style(uint32_t kind);
uint64_t gti_all_options(const gtee_issue *issue);

/* ---- records.c: records in a sentence */
void gti_put_names(gti_show *show, const gti_refs_list *participants); /* "France, United Kingdom" */
void gti_put_constraint(gti_show *show, const gtee_constraint *constraint);
void gti_put_expectation(gti_show *show, const gtee_expectation *expectation);
void gti_put_event(gti_show *show, const gtee_event *event);
void gti_put_trigger(gti_show *show, const gtee_trigger *trigger);
void gti_put_rule(gti_show *show, const gtee_rule *rule);

/* " [2 par 4]" for each citation; the sources are numbered as they come, and listed by gti_doc_sources. */
void gti_put_citations(gti_show *show, const gtee_record *record);
void gti_doc_sources(gti_show *show);
/* "As of 2025-08-26, on stated and reported evidence" */
void gti_put_view(gti_show *show, const gtee_view *view);

/* ---- words_data.c: JSON and CSV */
void gti_json_id(gti_json *json, const char *key, const gtee_participant *participant); /* NULL is null */
void gti_json_options(gti_json *json, const char *key, const gtee_issue *issue, uint64_t options);
void gti_json_variable(gti_json *json, const gtee_issue *issue, const gtee_participant *choice); /* keys issue, choice */
/* {"kind", "index", "place", "record": as docs/format.md has it}; NULL is null */
void gti_json_record(gti_show *show, gti_json *json, const char *key, const gtee_record *record);
/* references.c: the index of a position (null if NULL; an item of a list if `key` is NULL), which the result's lists of cited records will hold. */
void gti_json_refer(gti_show *show, gti_json *json, const char *key, const gtee_position *position);
void gti_json_refer_constraint(gti_show *show, gti_json *json, const gtee_constraint *constraint); /* an item of a list */
void gti_json_constraints(gti_show *show, gti_json *json); /* key cited_constraints: those referred to; before gti_json_references */
void gti_json_references(gti_show *show, gti_json *json); /* keys cited_positions, cited_sources: what was referred to, once each */
void gti_json_view(gti_json *json, const gtee_view *view); /* key view */
const char *gti_csv_options(gti_show *show, const gtee_issue *issue, uint64_t options); /* ids, spaces between */
const char *gti_csv_citations(gti_show *show, const gtee_record *record);               /* "rbc par 4; voice" */
void gti_csv_participant(gti_csv *csv, const gtee_participant *participant);            /* its id; NULL is empty */
#define GTI_POSITION_BRIEF "position", "stance", "speaker", "date", "evidence", "via", "citations"
void gti_csv_position_brief(gti_show *show, gti_csv *csv, const gtee_position *position); /* NULL: as many empty fields */

#endif
