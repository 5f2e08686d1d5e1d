/* field.h: a struct's member as its field in the schema describes it: shared by walk.c and equal.c. Uses schema.h and model.h.
 *
 * Pointers and lists of different types are read by copying their bytes, which is what C allows. */
#ifndef GTI_RECORD_FIELD_H
#define GTI_RECORD_FIELD_H

#include "record/schema.h"

/* Any of the model's lists: their first two members are alike, a pointer and a count. */
typedef struct gti_items {
    const unsigned char *first;
    uint32_t count;
} gti_items;

const void *gti_field_at(const gti_field *field, const void *object);
gti_items gti_field_items(const void *at);
const void *gti_field_pointer(const void *at);
const gtee_record *gti_field_record(const void *at); /* of a reference; NULL: left out */
uint32_t gti_field_uint(const void *at);

/* Was the field given? Lists and structs without content are as good as left out. */
bool gti_field_given(const gti_field *field, const void *object);

#endif
