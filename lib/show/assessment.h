/* assessment.h: showing assessments: what their text, data and comparisons share. Uses show.h. */
#ifndef GTI_SHOW_ASSESSMENT_H
#define GTI_SHOW_ASSESSMENT_H

#include "show/show.h"

/* The answer in a sentence. */
void gti_put_answer(gti_show *show, const gtee_assessment *assessment);
/* assessment.c: is the proposal dated after the view's day? Does `later`, dated by then, replace it? */
bool gti_not_yet(const gtee_view *view, const gtee_proposal *proposal);
bool gti_supersedes(const gtee_view *view, const gtee_proposal *later, const gtee_proposal *proposal);
/* ". Not yet proposed as of 2025-08-01. Superseded by “…”", or nothing. */
void gti_put_standing(gti_show *show, const gtee_view *view, const gtee_proposal *proposal);
bool gti_same_reasons(const gtee_verdict *a, const gtee_verdict *b);

/* assessment_data.c */
void gti_json_assessment(gti_show *show, gti_json *json, const gtee_assessment *assessment); /* a map, without the view */
void gti_json_finding(gti_show *show, gti_json *json, const gtee_finding *finding);
void gti_assessment_json(gti_show *show, gti_json *json, const void *assessment);
void gti_assessment_csv(gti_show *show, gti_csv *csv, const void *assessment);

#endif
