/* packages_wording.c: a concession in a sentence. Uses base, record, settlement.h, wording.h. */
#include "reason/settlement.h"
#include "reason/wording.h"

void gti_word_concession(gti_buffer *out, const gtee_concession *concession)
{
    const gtee_choice *choice = concession->choice;

    gti_word_position(out, concession->position);
    gti_buffer_text(out, ", and would have to drop or soften that: ");
    if (choice == NULL) {
        gti_buffer_text(out, concession->position->stance == GTEE_STANCE_REQUIRES ? "the package departs from it" : "the package contains it");
        return;
    }
    gti_buffer_text(out, "the package has ");
    gti_word_options(out, choice->variable->issue, choice->options);
    if (choice->variable->choice != NULL && concession->position->terms.count > 0)
        gti_buffer_format(out, " for %s", gtee_participant_name(choice->variable->choice, NULL));
}
