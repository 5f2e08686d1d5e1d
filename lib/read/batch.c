/* batch.c: handing records over (batch.h). Uses loader.h. */
#include "read/batch.h"

bool gti_batch_hand_over(gti_batch *batch, gti_loader *loader, uint32_t but)
{
    bool ok = true;

    for (uint32_t i = 0; ok && i + but < batch->count; i++) {
        const gti_ready *ready = &batch->items[i];
        ok = ready->key != NULL ? gti_assembly_set(loader->assembly, ready->key, ready->root)
                                : gti_assembly_add(loader->assembly, ready->kind, ready->root);
    }
    batch->count = 0;
    batch->values = 0;
    if (!ok)
        loader->no_memory = true;
    return ok;
}
