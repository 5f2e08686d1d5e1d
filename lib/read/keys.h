/* keys.h: no key of a mapping stands twice. Uses tree.h. */
#ifndef GTI_READ_KEYS_H
#define GTI_READ_KEYS_H

#include "read/tree.h"

/* Reports every entry of the mapping whose key stood before; - and _ are the same. O(n log n). false: no memory. */
bool gti_keys_check(gti_tree *tree, const gti_node *map);

#endif
