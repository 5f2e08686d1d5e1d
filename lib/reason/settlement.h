/* settlement.h: packages in order of cost, divided among settle.c (search), packages.c (what a package is), packages_free.c (choices that make no
 * difference), packages_wording.c. Uses base, record, solve, conflict.h. docs/semantics.md, "Packages". */
#ifndef GTI_REASON_SETTLEMENT_H
#define GTI_REASON_SETTLEMENT_H

#include "reason/conflict.h"

struct gtee_choice {
    const gti_variable *variable;
    uint64_t options; /* alike, the one chosen among them */
    uint32_t unknown, chosen;
    bool is_free, is_changed;
};

struct gtee_concession {
    const gtee_position *position;
    const gtee_choice *choice;
    const char *message;
};

struct gtee_consent {
    const gtee_participant *participant;
    const gtee_choice *choice;
};

struct gtee_gain {
    const gtee_participant *participant;
    uint32_t demands, demands_met, red_lines, consents;
    double weight, utility;
    bool has_utility;
};

struct gtee_package {
    gtee_settlement *settlement; /* that it belongs to */
    uint32_t changes;
    double weight;
    gtee_choice *choices;
    gtee_concession *concessions;
    gtee_consent *consents;
    const gtee_position **reservations;
    gtee_gain *gains;
    size_t choice_count, concession_count, consent_count, reservation_count, gain_count;
};

/* A variable that something bears on, and what is asked of every package. */
typedef struct gti_matter {
    uint32_t variable, unknown;
} gti_matter;

struct gtee_settlement {
    gti_refs refs;
    gti_inquiry inquiry;
    gti_deal deal;
    struct gti_ranking *ranking; /* behind the first package */
    uint32_t *options;           /* of the answer, by unknown */
    uint32_t *broken;            /* the groups that the answer breaks, ascending */
    size_t broken_count;
    uint32_t *first_options;     /* of the first package, so that it is not given twice */
    gti_vec matters;             /* of gti_matter, by variable */
    uint32_t *class_first;       /* by unknown: where its options' classes begin */
    uint64_t *classes;           /* by unknown and option: those alike */
    uint32_t *demands;           /* by participant: how many positions count */
    const gtee_preference **preferences; /* by participant; NULL: it has none that the view admits */
    gtee_choice **choice_of;     /* scratch, by variable: the package's */
    struct gti_slack *slack;     /* packages_free.c's */
    gti_vec packages;            /* of const gtee_package * */
    gti_vec proof;               /* of const gtee_conflict * */
    gti_cost bound;
    uint32_t engine;
    bool begun, proved, complete, disjoint;
    bool waiting; /* `options` holds a package that there was no memory for */
};

/* packages.c: prepares what all packages need, once; what a package is, from `options`. In the arena of the inquiry. MEMORY. */
gtee_status gti_packages_begin(gtee_settlement *settlement);
void gti_packages_end(gtee_settlement *settlement);
gtee_status gti_package_make(gtee_settlement *settlement, const gtee_package **package);

/* packages_free.c: which choices make no difference, the rest being as it is. */
struct gti_slack *gti_slack_new(const gti_problem *problem); /* NULL: no memory */
void gti_slack_free(struct gti_slack *slack);
void gti_slack_look(struct gti_slack *slack, const uint32_t *options); /* at one assignment that breaks nothing hard */
size_t gti_slack_broken(const struct gti_slack *slack, uint32_t *groups); /* there, ascending; room for all */
bool gti_slack_is_free(struct gti_slack *slack, uint32_t unknown);

/* packages_wording.c: what would have to move, without a full stop. */
void gti_word_concession(gti_buffer *out, const gtee_concession *concession);

#endif
