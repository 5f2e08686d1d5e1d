/* batch.h: records that are complete and wait to be handed over, several at once. Uses loader.h.
 *
 * libyaml and the understanding of records each fill a processor's instruction cache: taking turns record by record, they would drive
 * each other out of it, which costs more time than many an instruction. */
#ifndef GTI_READ_BATCH_H
#define GTI_READ_BATCH_H

#include "read/loader.h"

#define GTI_BATCH_MOST 16u      /* records that wait */
#define GTI_BATCH_VALUES 400u   /* values in them, about; their nodes should stay in the data cache */

typedef struct gti_ready {
    const gti_node *root;
    const char *key; /* "title" or "description"; NULL: a record */
    uint32_t kind;
} gti_ready;

typedef struct gti_batch {
    gti_ready items[GTI_BATCH_MOST];
    uint32_t count;
    uint64_t values;
    bool fresh; /* nothing but the end of its list came behind the last of them: it may be cut off by something wrong */
} gti_batch;

static inline bool gti_batch_full(const gti_batch *batch)
{
    return batch->count == GTI_BATCH_MOST || batch->values >= GTI_BATCH_VALUES;
}

/* There must be room: a full batch is handed over before the next record begins. */
static inline void gti_batch_add(gti_batch *batch, const gti_ready *ready, uint64_t values)
{
    batch->items[batch->count++] = *ready;
    batch->values += values;
    batch->fresh = true;
}

/* Hands over all but the last `but`. false: no memory. */
bool gti_batch_hand_over(gti_batch *batch, gti_loader *loader, uint32_t but);

#endif
