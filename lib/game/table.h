/* table.h: how many sets of members weigh no more than so much, by size: the table that all methods by weight share. Private to lib/game.
 * Uses work.h.
 *
 * Row w counts the sets of weight 0 to w. Numbers are kept in LANES of 48 bits in 64-bit words, least significant first, so that adding rows is
 * plain vector addition, and carries are settled every 15 members; up to 63 members one whole word is enough. */
#ifndef GTI_GAME_TABLE_H
#define GTI_GAME_TABLE_H

#include "game/work.h"

#define GTI_TAKE_OUT_STEPS 3.0 /* what taking out takes for a word, as borrows are settled at once */

typedef struct gti_table {
    gti_work *work;
    uint64_t rows;   /* weights 0 … rows - 1 */
    uint64_t sum;    /* of all weights put in so far, at most UINT64_MAX / 2 */
    uint32_t sizes;  /* sizes told apart: 0 … sizes - 1, or 1: none */
    uint32_t most;   /* the largest size so far */
    uint32_t lanes;
    uint32_t pending; /* additions since carries were settled */
    size_t row_words;
    size_t bytes;
    uint64_t *words;
} gti_table;

uint32_t gti_table_lanes(uint32_t members);
double gti_table_bytes(uint64_t rows, uint32_t sizes, uint32_t members);
/* `members`: how many will be put in at most. */
gtee_status gti_table_init(gti_table *table, gti_work *work, uint64_t rows, uint32_t sizes, uint32_t members);
void gti_table_free(gti_table *table);
/* One more member; `counted`: it adds to the size. */
gtee_status gti_table_put(gti_table *table, uint64_t weight, bool counted);
/* Takes a member out again, one that did not add to the size. */
gtee_status gti_table_take_out(gti_table *table, uint64_t weight);
/* Settles carries: before rows are read. */
void gti_table_settle(gti_table *table);
/* The row of sets that weigh at most `weight`, for a weight below `rows`; NULL if there are none (weight below 0). */
const uint64_t *gti_table_row(const gti_table *table, int64_t weight);

/* Sums of rows with signs: `sizes` numbers of `lanes` lanes. */
typedef struct gti_lanes {
    int64_t *words;
    uint32_t lanes, pending;
    size_t numbers;
} gti_lanes;
void gti_lanes_clear(gti_lanes *sum);
/* sum[from …] ±= the first numbers of the row, as far as both reach; NULL adds nothing. */
void gti_lanes_add(gti_lanes *sum, uint32_t from, const uint64_t *row, size_t numbers, bool minus);
/* The number at [at], which is not negative, added to `width` limbs. */
void gti_lanes_take(gti_lanes *sum, size_t at, gti_limb *to, size_t width);

#endif
