/* ranking_lists.h: the assignments of a network in order of weight, lazily, by its elimination. Private to ranking*.c. Uses bound_net.h. */
#ifndef GTI_SOLVE_RANKING_LISTS_H
#define GTI_SOLVE_RANKING_LISTS_H

#include "solve/bound_net.h"

typedef struct gti_lists gti_lists;

/* Of what costs at most `excess` more than the least. The network, all of whose nodes were eliminated `apart` and gti_excesses looked at, is
 * borrowed. NULL: no memory. */
gti_lists *gti_lists_new(const gti_net *net, const gti_elimination *elimination, gti_weight excess);
void gti_lists_free(gti_lists *lists);
/* The next assignment's excess, and its values into `values` (visible nodes). GTI_SEARCH_DONE, _NONE or _NO_MEMORY. */
uint32_t gti_lists_next(gti_lists *lists, gti_weight *excess, uint32_t *values);
/* Is the tree of the elimination too deep for lists? false: no memory. */
bool gti_lists_too_deep(const gti_net *net, const gti_elimination *elimination, bool *deep);

#endif
