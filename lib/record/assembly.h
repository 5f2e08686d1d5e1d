/* assembly.h: a dossier while it is put together: records come in as nodes, one by one, in any order; the finished dossier goes out.
 * Uses base, node.h, schema.h, model.h.
 *
 *   reader or builder → gti_assembly_add → compile (node by schema → struct) → … → gti_assembly_finish → link → gtee_dossier
 *
 * A reference to a record that is not declared yet makes the record at once, undeclared (a placeholder), and remembers the place, so
 * that all references are pointers from the start. Terms on an issue that is not declared yet wait as copied nodes until the finish. */
#ifndef GTI_RECORD_ASSEMBLY_H
#define GTI_RECORD_ASSEMBLY_H

#include "base/diagnostic.h"
#include "record/model.h"
#include "record/node.h"

typedef struct gti_assembly gti_assembly;

/* Both report into `report`, which the caller owns. NULL: no memory. */
gti_assembly *gti_assembly_new(gtee_context *context, gti_report *report);
void gti_assembly_free(gti_assembly *assembly);

/* The dossier's own keys. `key` is "title" or "description". */
bool gti_assembly_set(gti_assembly *assembly, const char *key, const gti_node *scalar);

/* Takes one record of a kind (as an entry `index` of its section in `file`, for paths). The node may be thrown away afterwards.
 * What is wrong is reported and the rest of the record still taken, so that further errors show. false: no memory. */
bool gti_assembly_add(gti_assembly *assembly, uint32_t kind, const gti_node *record);

/* Interns text that outlives the assembly in the dossier (file names, …). NULL: no memory. */
const char *gti_assembly_text(gti_assembly *assembly, const char *text, size_t size);

/* Links and checks; the dossier if there is no error, else NULL and the status. The assembly is empty afterwards. */
gtee_status gti_assembly_finish(gti_assembly *assembly, gtee_dossier **dossier);

#endif
