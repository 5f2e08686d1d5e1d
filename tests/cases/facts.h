/* facts.h: results as short lines of facts, one thing a line, in the order of the public header: what the case files expect.
 * Uses only the public header. */
#ifndef CASES_FACTS_H
#define CASES_FACTS_H

#include <guarantee.h>

#include <stdio.h>

void facts_of_dossier(FILE *out, const gtee_dossier *dossier);
void facts_of_view(FILE *out, const gtee_view *view);
void facts_of_assessment(FILE *out, const gtee_assessment *assessment);
void facts_of_comparison(FILE *out, const gtee_comparison *comparison);
void facts_of_timeline(FILE *out, const gtee_timeline *timeline);
void facts_of_match(FILE *out, gtee_status status, const gtee_name_match *match);
void facts_of_diagnostics(FILE *out, const gtee_diagnostics *diagnostics);

#endif
