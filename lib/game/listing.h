/* listing.h: the minimal winning coalitions of one quota, one by one, without a diagram: for weights that are too large for one. Private to lib/game.
 * Uses form.h. */
#ifndef GTI_GAME_LISTING_H
#define GTI_GAME_LISTING_H

#include "game/form.h"

typedef struct gti_listing {
    const gti_term *terms; /* by falling weight */
    uint32_t count;
    uint64_t need;
    uint64_t *before;  /* [i]: what the heaviest i weigh; count + 1 */
    uint64_t *sum;     /* [d]: what the first d taken weigh; count + 1 */
    uint64_t *given;   /* [d]: how many coalitions had been given when the d-th was taken */
    uint32_t *taken;   /* places in `terms`, rising */
    uint32_t depth, size; /* how many are taken; of how many at work, 0: none yet */
    uint64_t all;      /* coalitions given */
    size_t bytes;
} gti_listing;

/* The form is the caller's, and stays while the listing is in use. false: no memory. */
bool gti_listing_init(gti_listing *listing, const gti_form *form, const gti_form_node *quota);
void gti_listing_free(gti_listing *listing, const gti_allocator *allocator);
/* The next coalition into `words`, in which nothing but the last one's members are set; false: there are no more. */
bool gti_listing_next(gti_listing *listing, uint64_t *words);
/* The size of the smallest. */
uint32_t gti_listing_least(const gti_listing *listing);

#endif
