/* sieve.h: keeps the points that nothing before them dominates, of points that come in descending lexicographic order. Uses front.h.
 *
 * In that order no later point dominates an earlier one. Two players: the best second utility so far. Three: the staircase of the other two (Kung,
 * Luccio & Preparata, J. ACM 22, 1975). More: blocks of points under the greatest of each utility in them, twice over. */
#ifndef GTI_SOLVE_SIEVE_H
#define GTI_SOLVE_SIEVE_H

#include "solve/front.h"

typedef struct gti_sieve {
    const gti_allocator *allocator;
    uint32_t players;
    gti_front *front; /* where the kept ones go */
    gti_vec stairs;   /* int64_t pairs, the first rising, the second falling */
    gti_vec blocks, supers; /* int64_t: greatest utilities of 32 points, of 32 blocks */
    size_t lately;    /* the block that dominated last */
    uint64_t compared; /* points and groups of points, so far */
} gti_sieve;

gti_sieve gti_sieve_make(const gti_allocator *allocator, uint32_t players, gti_front *front);
void gti_sieve_free(gti_sieve *sieve);
/* The next point; an equal one adds its ways to the one kept. false: no memory. */
bool gti_sieve_offer(gti_sieve *sieve, const int64_t *values, uint64_t origin, uint64_t ways);
/* Two players: would a point with these be of no use? */
bool gti_sieve_passed(const gti_sieve *sieve, int64_t first, int64_t second);

#endif
