/* diagram.h: reduced ordered decision diagrams of monotone games (Bryant 1986), and zero-suppressed ones of families of coalitions (Minato
 * 1993). Private to lib/game. Uses form.h.
 *
 * A diagram lives for one question. Its nodes are numbers; 0 and 1 are the ends ("loses" and "wins"; the empty family and that of the empty
 * coalition alone). A node's children have smaller numbers than itself. There is no collection of garbage: what is not reached from a root costs
 * memory only. When something fails, functions give GTI_NO_NODE from then on, and `status` says why. */
#ifndef GTI_GAME_DIAGRAM_H
#define GTI_GAME_DIAGRAM_H

#include "game/form.h"
#include "game/work.h"

#define GTI_NO_NODE UINT32_MAX
#define GTI_DIAGRAM_LEVELS 2048u /* recursion is as deep */

typedef struct gti_diagram_node { uint32_t level, low, high, next; } gti_diagram_node;
typedef struct gti_diagram_entry { uint32_t a, b, operation, result; } gti_diagram_entry;

typedef struct gti_diagram {
    gti_work *work;
    uint32_t levels;
    bool zero_suppressed;
    gti_vec nodes;      /* gti_diagram_node */
    uint32_t *buckets;  /* number of a node + 1, or 0 */
    size_t bucket_count;
    gti_diagram_entry *cache; /* forgetful: one entry for each slot */
    size_t cache_count;
    uint64_t steps; /* nodes and results that were not known */
    gtee_status status;
} gti_diagram;

static inline const gti_diagram_node *gti_diagram_at(const gti_diagram *d, uint32_t node)
{
    return GTI_VEC_AT(&d->nodes, gti_diagram_node, node);
}

bool gti_diagram_init(gti_diagram *d, gti_work *work, uint32_t levels, bool zero_suppressed);
void gti_diagram_free(gti_diagram *d);
/* The node with these children, reduced. */
uint32_t gti_diagram_node_of(gti_diagram *d, uint32_t level, uint32_t low, uint32_t high);
uint32_t gti_diagram_and(gti_diagram *d, uint32_t a, uint32_t b);
uint32_t gti_diagram_or(gti_diagram *d, uint32_t a, uint32_t b);
/* Counts one step of the work; false: it is over the budget, or cancelled. */
bool gti_diagram_step(gti_diagram *d);
/* The cache for other operations; false: not there. `operation` from 16 on is free for callers. */
bool gti_diagram_known(const gti_diagram *d, uint32_t operation, uint32_t a, uint32_t b, uint32_t *result);
void gti_diagram_remember(gti_diagram *d, uint32_t operation, uint32_t a, uint32_t b, uint32_t result);

/* Which member stands at each level: `order` has room for all members. The members of equal class stand together, sub-rules stand together,
 * those with fewer members first. *count: how many the form mentions below `root`. false: no memory. */
bool gti_diagram_order(const gti_form *form, uint32_t root, const uint32_t *class_of, uint32_t *order, uint32_t *count);
/* The diagram of one node of the form; `level_of` by member. */
uint32_t gti_diagram_of_form(gti_diagram *d, const gti_form *form, uint32_t root, const uint32_t *level_of);

#endif
