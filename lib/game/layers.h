/* layers.h: a quota's swings by size from exact counts of sets by size and weight, one modulus after another (residues.h). For many members and
 * large weights, where the table of table.h would be too large. Private to lib/game. Uses profile.h. */
#ifndef GTI_GAME_LAYERS_H
#define GTI_GAME_LAYERS_H

#include "game/profile.h"

/* What the profile with sizes takes; operations are infinite where counts would need more moduli than there are, and
 * below 0 if there is no memory. */
gti_weights_cost gti_layers_estimate(const gti_form *form, const gti_form_node *quota);
gtee_status gti_layers_swings(gti_work *work, const gti_form *form, const gti_form_node *quota, gti_profile *profile);

#endif
