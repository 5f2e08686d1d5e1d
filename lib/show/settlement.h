/* settlement.h: showing settlements: what their text, the nearest versions of a proposal and their data share. Uses deals.h, reason/settlement.h. */
#ifndef GTI_SHOW_SETTLEMENT_H
#define GTI_SHOW_SETTLEMENT_H

#include "reason/settlement.h"
#include "show/deals.h"

static inline const gti_inquiry *gti_inquiry_of(const gtee_settlement *settlement)
{
    return &settlement->inquiry;
}

static inline bool gti_is_nearest(const gtee_settlement *settlement)
{
    return settlement->inquiry.question.mode == GTI_DEAL_NEAREST;
}

/* ---- package.c: parts of a package as blocks, nothing where there is nothing to say. `first`: a package shown before, called `name`, from
 * which it differs */
void gti_add_concessions(gti_deals *deals, const gtee_package *package);
void gti_add_consents(gti_deals *deals, const gtee_package *package);
void gti_add_reservations(gti_deals *deals, const gtee_package *package);
void gti_add_terms(gti_deals *deals, const gtee_package *package);
void gti_add_differences(gti_deals *deals, const gtee_package *package, const gtee_package *first, const char *name);
void gti_add_gains(gti_deals *deals, const gtee_package *package);

/* ---- settlement.c: the conflicts that prove an answer, an item for each */
void gti_add_proof_conflicts(gti_deals *deals, const gtee_settlement *settlement);

/* ---- nearest.c */
void gti_nearest_build(gti_show *show, const gtee_settlement *settlement);

/* ---- settlement_data.c */
void gti_settlement_json(gti_show *show, gti_json *json, const void *settlement);
void gti_settlement_csv(gti_show *show, gti_csv *csv, const void *settlement);

#endif
