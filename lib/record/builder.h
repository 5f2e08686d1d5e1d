/* builder.h: a dossier in the making: its records as nodes (node.h) in one arena. Uses base and node.h.
 *
 * Nodes are never given back before the builder is, so that a draft that was removed or replaced does no harm to one who still
 * holds it; it is only no longer part of anything. */
#ifndef GTI_RECORD_BUILDER_H
#define GTI_RECORD_BUILDER_H

#include "record/model.h"
#include "record/node.h"

struct gtee_builder {
    gti_refs refs;
    gtee_context *context;
    gti_arena arena;
    gti_node *title, *description;     /* scalars; NULL: none */
    gti_vec kinds[GTI_KIND_COUNT + 1]; /* of gti_node *, by kind; [0] is unused */
};

/* Is it text that a file could hold, so that what is saved can be loaded: valid UTF-8 without control characters, within the limits? */
gtee_status gti_builder_check_text(const gtee_builder *builder, const char *text);
/* A scalar that hangs nowhere yet. NULL: no memory. */
gti_node *gti_builder_scalar(gtee_builder *builder, const char *text);

#endif
