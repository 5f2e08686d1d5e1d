/* field.c: a struct's member as its field in the schema describes it. Uses field.h. */
#include "record/field.h"

#include <string.h>

const void *gti_field_at(const gti_field *field, const void *object)
{
    return (const unsigned char *)object + field->offset;
}

gti_items gti_field_items(const void *at)
{
    gti_items items;

    memcpy(&items.first, at, sizeof items.first);
    memcpy(&items.count, (const unsigned char *)at + sizeof items.first, sizeof items.count);
    return items;
}

const void *gti_field_pointer(const void *at)
{
    const void *pointer;

    memcpy(&pointer, at, sizeof pointer);
    return pointer;
}

const gtee_record *gti_field_record(const void *at)
{
    return gti_field_pointer(at);
}

uint32_t gti_field_uint(const void *at)
{
    uint32_t number;

    memcpy(&number, at, sizeof number);
    return number;
}

static bool any_given(const gti_schema *schema, const void *object)
{
    for (size_t i = 0; i < schema->field_count; i++)
        if (gti_field_given(&schema->fields[i], object))
            return true;
    return false;
}

bool gti_field_given(const gti_field *field, const void *object)
{
    const void *at = gti_field_at(field, object);

    switch (field->type) {
    case GTI_TYPE_ID:
    case GTI_TYPE_TEXT:
    case GTI_TYPE_REF:
    case GTI_TYPE_PART_NEW:
        return gti_field_pointer(at) != NULL;
    case GTI_TYPE_DATE:
        return *(const gtee_date *)at != GTEE_DATE_NONE;
    case GTI_TYPE_BOOL:
        return *(const bool *)at;
    case GTI_TYPE_UINT:
    case GTI_TYPE_DECIMAL:
        return *((const bool *)object + field->offset2);
    case GTI_TYPE_WORD:
    case GTI_TYPE_STANCE:
        return gti_field_uint(at) != 0;
    case GTI_TYPE_PART:
        return any_given(field->part, at);
    case GTI_TYPE_LIKELIHOOD:
        return ((const gtee_likelihood *)at)->low_text != NULL;
    default: /* lists */
        return gti_field_items(at).count > 0;
    }
}
