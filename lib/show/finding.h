/* finding.h: findings of an assessment in sentences. Uses show.h. */
#ifndef GTI_SHOW_FINDING_H
#define GTI_SHOW_FINDING_H

#include "show/show.h"

/* Findings of one participant that stand one behind another and differ only in whose choice they are on. */
typedef struct gti_findings {
    const gtee_finding *items;
    size_t count;
} gti_findings;

bool gti_same_but_choice(const gtee_finding *a, const gtee_finding *b);
const char *gti_finding_label(const gtee_finding *finding);
/* "rejects Training or more on “Forces in Ukraine” of France; clause peacekeeping has Peacekeeping": whose finding it is stands above. */
void gti_put_finding(gti_show *show, const gti_findings *run, const gtee_proposal *assessed);
/* What would mend it, for findings that have a cure. */
void gti_put_cure(gti_show *show, const gti_findings *run, const gtee_proposal *assessed);

#endif
