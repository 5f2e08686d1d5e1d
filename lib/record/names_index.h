/* names_index.h: what the name index is made of; for names*.c only. Uses names.h, table.h, text.h. */
#ifndef GTI_RECORD_NAMES_INDEX_H
#define GTI_RECORD_NAMES_INDEX_H

#include "record/names.h"

/* One way to call one participant. */
typedef struct gti_name gti_name;
struct gti_name {
    const gtee_participant *participant;
    const char *shown;  /* the id, code or name as written */
    gti_symbol symbol;  /* of what it folds to */
    bool qualified;     /* a code with its scheme */
    const gti_name *same; /* another participant's that folds to the same; the later participant comes first */
};

struct gti_name_index {
    gti_symbols *keys;  /* the folded texts */
    gti_name **heads;   /* by symbol, from 1 */
    size_t count;
};

/* All whom a folded text fits, as a chain; NULL: none. */
const gti_name *gti_names_find(const gtee_dossier *dossier, const char *folded, size_t size);

/* A suggestion, and how far it is. */
typedef struct gti_near {
    const gti_name *name;
    size_t distance;
} gti_near;
#define GTI_NEAR_MOST 5u /* suggestions that are given */

/* The nearest names to a folded text: at most one for each participant, by distance, then id. false: no memory. */
bool gti_names_near(const gtee_dossier *dossier, const char *folded, size_t size, bool qualified, gti_near nearest[GTI_NEAR_MOST],
                    size_t *count);

#endif
