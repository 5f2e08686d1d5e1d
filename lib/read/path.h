/* path.h: where in the document something stands, as people write it: positions[3].rejects.ground-troops. Uses base, node.h. */
#ifndef GTI_READ_PATH_H
#define GTI_READ_PATH_H

#include "base/text.h"
#include "record/node.h"

typedef struct gti_path_head {
    const char *section; /* the key at the top of the file */
    uint32_t index;      /* of the record in its section */
    bool single;         /* no list: title or description */
} gti_path_head;

/* The path of a node below the head; NULL: of the head itself. */
void gti_path(gti_buffer *out, const gti_path_head *head, const gti_node *node);
/* Behind the path of `parent`: the step to the entry that comes next. */
void gti_path_next(gti_buffer *out, const gti_node *parent, const char *key, size_t key_size);

#endif
