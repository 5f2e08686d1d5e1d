/* names.h: the index by which participants are found: ids, codes and names, folded. Uses base and model.h.
 *
 * The index is built once, when a dossier is linked, and never changes; its texts lie in the dossier's arena. */
#ifndef GTI_RECORD_NAMES_H
#define GTI_RECORD_NAMES_H

#include "record/model.h"

/* Builds `dossier->names` from its participants, which must be complete. false: no memory; `names` is NULL then. */
bool gti_names_build(gtee_dossier *dossier);
/* Gives back what is not in the dossier's arena. Harmless when there is no index. */
void gti_names_free(gtee_dossier *dossier);

/* For those who show a match: the allocator of its dossier's context. */
const gti_allocator *gti_name_match_allocator(const gtee_name_match *match);

#endif
