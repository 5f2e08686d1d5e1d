/* support.h: necessary conditions of a core over single unknowns. Uses encode.h.
 *
 * Let M be a core and c a clause of it that some assignment falsifies alone. An option that makes an atom of c true, put in that assignment, must
 * falsify another clause of M, which was true by the old option only. So each atom of c, and each of its options, has such another clause in
 * the core, or something hard; said here of groups that are one clause. (The multi-valued form of what makes blocked clauses and autarkies useless: Kullmann 2000, 2011.) With it
 * the map proposes sets that hang together, not any sets that meet all corrections. */
#ifndef GTI_SOLVE_SUPPORT_H
#define GTI_SOLVE_SUPPORT_H

#include "solve/encode.h"

/* Adds the conditions to the map, whose variable g is "group g is in the core". Nothing if there are caps. false: no memory. */
bool gti_support_clauses(const gti_encoding *encoding, gti_formula *map);

#endif
