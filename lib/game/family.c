/* family.c: the minimal winning coalitions of a game's diagram as a zero-suppressed diagram: Rauzy, "New algorithms for fault trees analysis",
 * Reliability Engineering and System Safety 40 (1993), for monotone games. Uses profile.h. */
#include "game/profile.h"

enum operation { OPERATION_MINIMAL = 16, OPERATION_WITHOUT };

/* The coalitions of a family that do not win the game `won` of d. */
static uint32_t without(gti_diagram *family, gti_diagram *d, uint32_t sets, uint32_t won)
{
    gti_diagram_node x, y;
    uint32_t result, low;
    if (sets == GTI_NO_NODE)
        return GTI_NO_NODE;
    if (won == 1 || sets == 0)
        return 0;
    if (won == 0)
        return sets;
    if (sets == 1)
        return 1; /* nobody does not win a game that is not always won */
    if (gti_diagram_known(family, OPERATION_WITHOUT, sets, won, &result))
        return result;
    if (!gti_diagram_step(family))
        return GTI_NO_NODE;
    x = *gti_diagram_at(family, sets);
    y = *gti_diagram_at(d, won);
    if (y.level < x.level) {
        result = without(family, d, sets, y.low);
    } else {
        if (y.level > x.level)
            y.low = y.high = won;
        low = without(family, d, x.low, y.low);
        result = low == GTI_NO_NODE ? low : gti_diagram_node_of(family, x.level, low, without(family, d, x.high, y.high));
    }
    gti_diagram_remember(family, OPERATION_WITHOUT, sets, won, result);
    return result;
}

/* `done`: by node of d, the family + 1, or 0. A node's children come first. */
static bool minimal_all(gti_diagram *family, gti_diagram *d, uint32_t root, uint32_t *done)
{
    done[0] = 0;
    done[1] = 1;
    for (uint32_t i = 2; i <= root; i++) {
        const gti_diagram_node *at = gti_diagram_at(d, i);
        if (done[i] == GTI_NO_NODE)
            continue;
        done[i] = gti_diagram_node_of(family, at->level, done[at->low], without(family, d, done[at->high], at->low));
        if (done[i] == GTI_NO_NODE)
            return false;
    }
    return true;
}

uint32_t gti_minimal_family(gti_diagram *family, gti_diagram *d, uint32_t root)
{
    const gti_allocator *allocator = &d->work->allocator;
    uint32_t *done = gti_alloc_array(allocator, (size_t)root + 2, sizeof *done), result = GTI_NO_NODE;
    if (done == NULL) {
        family->status = GTEE_ERROR_MEMORY;
        return GTI_NO_NODE;
    }
    for (uint32_t i = 2; i < root; i++)
        done[i] = GTI_NO_NODE; /* until something reached asks for it */
    for (uint32_t i = root; i > 1; i--)
        if (done[i] != GTI_NO_NODE) {
            done[gti_diagram_at(d, i)->low] = 0;
            done[gti_diagram_at(d, i)->high] = 0;
        }
    if (minimal_all(family, d, root, done))
        result = done[root];
    gti_free(allocator, done, ((size_t)root + 2) * sizeof *done);
    return result;
}
