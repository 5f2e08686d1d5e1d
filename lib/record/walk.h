/* walk.h: a finished record as events, in the order of the schema: the way out for writers and for gtee_builder_new_from.
 * Uses base, node.h, model.h. */
#ifndef GTI_RECORD_WALK_H
#define GTI_RECORD_WALK_H

#include "record/model.h"
#include "record/node.h"

/* What a scalar is, for formats that tell these apart. */
#define GTI_FORM_TEXT 0u
#define GTI_FORM_NUMBER 1u /* a decimal, a whole number, true or false: written bare */
#define GTI_FORM_DATE 2u
/* How a mapping or list may be written shorter, for formats that people read. */
#define GTI_FORM_BRIEF 4u /* a mapping with nothing but its first entry: as the scalar of this entry */
#define GTI_FORM_LOOSE 8u /* a list of one: without the list */

/* Each function returns false to stop (no memory, no room). Texts are valid during the call only. */
typedef struct gti_sink {
    void *user;
    bool (*begin_map)(void *user, uint32_t form);
    bool (*end_map)(void *user);
    bool (*begin_list)(void *user, uint32_t form);
    bool (*end_list)(void *user);
    bool (*key)(void *user, const char *key);
    bool (*scalar)(void *user, const char *text, uint32_t form);
} gti_sink;

/* `guarantee: 1`, title, description and all sections that have records. */
bool gti_walk_dossier(const gtee_dossier *dossier, const gti_sink *sink);
bool gti_walk_record(const gtee_record *record, const gti_allocator *allocator, const gti_sink *sink);
/* The record as a tree in the arena; each node's `form` is what its event said, its `builder` the one given. NULL: no memory. */
gti_node *gti_walk_to_node(const gtee_record *record, gti_arena *arena, gtee_builder *builder);

#endif
