/* accessors.h: the shapes that accessors of finished records have; each line in accessors_*.c defines one or two public functions.
 * Uses model.h. */
#ifndef GTI_RECORD_ACCESSORS_H
#define GTI_RECORD_ACCESSORS_H

#include "record/model.h"

/* RESULT name(const TYPE *object): the value of an expression in `o`. */
#define GTI_GET(RESULT, name, TYPE, expression)                                                              \
    RESULT name(const TYPE *o)                                                                               \
    {                                                                                                        \
        return (expression);                                                                                 \
    }

/* name_count and name_at of a list; `item` is an expression in `l` (the list) and `i` (an index within it). */
#define GTI_LIST(RESULT, name, TYPE, list, item)                                                             \
    size_t name##_count(const TYPE *o)                                                                       \
    {                                                                                                        \
        return o->list.count;                                                                                \
    }                                                                                                        \
    GTI_AT(RESULT, name##_at, TYPE, list, item)

#define GTI_AT(RESULT, name, TYPE, list_of, item)                                                            \
    RESULT name(const TYPE *o, size_t i)                                                                     \
    {                                                                                                        \
        return i < o->list_of.count ? (item) : 0;                                                            \
    }

#define GTI_TEXTS(name, TYPE, list)        GTI_LIST(const char *, name, TYPE, list, o->list.items[i])
#define GTI_STRUCTS(ITEM, name, TYPE, list) GTI_LIST(const ITEM *, name, TYPE, list, &o->list.items[i])
/* References: a record is the first member of the struct that it heads. */
#define GTI_RECORDS(ITEM, name, TYPE, list)                                                                  \
    GTI_LIST(const ITEM *, name, TYPE, list, (const ITEM *)(const void *)o->list.items[i])

#endif
