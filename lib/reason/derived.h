/* derived.h: what a proposal's clauses and rules make of derived issues. Uses base, record, reading.h. */
#ifndef GTI_REASON_DERIVED_H
#define GTI_REASON_DERIVED_H

#include "reason/reading.h"

/* Works the derived issues out, as far as there are clauses and rules to work them out from, and puts that in place of what clauses state;
 * the contrary is reported, unless `report` is NULL. Before what is said is put in order. MEMORY, LIMIT. */
gtee_status gti_derive(gti_reading *reading, gti_report *report);

/* What was worked out for a variable; NULL: nothing. */
const gti_derived *gti_derived_find(const gti_reading *reading, uint32_t variable);

#endif
