/* stress.h: a stress test, and the work of making one, divided among stress*.c. Uses base, game, record, view.h, rule.h.
 * docs/semantics.md, "Stress", is what it does. */
#ifndef GTI_REASON_STRESS_H
#define GTI_REASON_STRESS_H

#include "reason/rule.h"

typedef struct gti_crew { /* participants, listed */
    const gtee_participant **items;
    size_t count;
} gti_crew;

struct gtee_test {
    const gtee_clause *clause;
    uint32_t outcome;
    const char *reason;
    gtee_activation *activation;
};

struct gtee_activation {
    const char *name;
    const gtee_rule *rule;
    gtee_game *game;
    uint32_t decision;
    gti_range chance;
    gti_crew vetoes;
    bool adversary_can_veto, blocker_can_veto;
    gtee_coalition *stoppers;
    size_t stopper_count;
    const char *stopper_total;
    double adversary_power;
};

typedef struct gti_likely {
    gti_range range;
    uint32_t origin; /* GTEE_LIKELIHOOD_… */
    const gtee_expectation *expectation;
} gti_likely;

struct gtee_due {
    const gtee_test *test;
    const gtee_participant *obligor;
    const gtee_term **terms;
    size_t term_count;
    gti_likely likely;
    gti_range chance;
    const gtee_position *excluded_by;
};

struct gtee_level {
    const gtee_issue *issue;   /* or */
    const gtee_clause *clause; /* one without terms */
    gti_crew obligors;
    uint32_t least;
    gti_range *chances; /* of at least 0, 1, … of them */
    size_t *dues; /* numbers of the dues of the issue or clause, by clause and obligor */
    size_t due_count;
};

struct gtee_carrier {
    const gtee_participant *participant;
    bool obligor, veto;
    gti_range importance, if_defaults;
    size_t rank; /* by importance, but for rounding */
};

struct gtee_change {
    uint32_t kind;
    const gtee_participant *participant;
    const gtee_rule *rule;
    const gtee_level *level;
    const char *message;
    gti_range chance;
    size_t survives;
    size_t tried; /* as which one */
    size_t rank;  /* by effect, but for rounding */
};

struct gtee_stress {
    gti_refs refs;
    gtee_view *view;
    const gtee_proposal *proposal;
    const gtee_scenario *scenario;
    const gtee_participant *holder;
    const gtee_scenario **alternatives;
    double *alternative_weights; /* adding up to 1 */
    size_t alternative_count;
    gti_arena arena;
    gtee_date day;
    gti_crew adversaries;
    unsigned char *stands; /* by participant */
    bool *supposed;        /* by participant: the stand is a what-if */
    gtee_test *tests;
    size_t test_count;
    gtee_activation *activations;
    size_t activation_count;
    gtee_due *dues;
    size_t due_count;
    gtee_level *levels;
    size_t level_count;
    gtee_carrier *carriers;
    size_t carrier_count;
    gti_range arrives, complete, expected;
    double adversary_power;
    size_t survives;
    bool can_arrive;
    gtee_coalition *cuts;
    size_t cut_count;
    const char *cut_total;
    gtee_change *changes;
    size_t change_count;
};

/* Is a participant's stand a what-if? */
static inline bool gti_stress_supposed(const gtee_stress *stress, const gtee_participant *participant)
{
    return gti_record_belongs(stress->view->dossier, &participant->record) && stress->supposed[participant->record.index];
}

/* Do two figures differ by more than the rounding of those of that size from which they were worked out? Sums are rounded differently by
 * different compilers and machines; so figures are sorted, ranked where neighbours differ so, and then sorted by rank and what else there is. */
static inline bool gti_stress_differ(double a, double b, double size)
{
    return (a > b ? a - b : b - a) > 1e-12 * size;
}

/* Who stands where, and how likely they keep their word: by participant. */
typedef struct gti_circumstances {
    unsigned char *stands;
    gti_likely *likely;
    double weight;
} gti_circumstances;

typedef struct gti_stressing {
    gtee_stress *result;
    const gtee_stress_options *options;
    gti_report *report;
    const gti_allocator *allocator;
    gti_groups groups;
    gti_effort effort;
    size_t participants;
    gti_circumstances *circumstances; /* one for each alternative, at least one */
    size_t circumstance_count;
    bool *adverse; /* by participant */
    gti_progress progress;
} gti_stressing;

static inline const gtee_participant *gti_stress_participant(const gti_stressing *s, size_t number)
{
    return gti_participant_at(s->result->view->dossier, (uint32_t)number);
}
static inline void *gti_stress_array(gti_stressing *s, size_t count, size_t each)
{
    return gti_arena_array(&s->result->arena, count + 1, each, sizeof(uint64_t));
}
/* Lists those marked, in order. */
gtee_status gti_stress_crew(gti_stressing *s, const bool *marks, gti_crew *crew);
/* Marks all that are listed, groups expanded. */
gtee_status gti_stress_mark(gti_stressing *s, const gti_refs_list *list, bool *marks);
/* Keeps a buffer's text and empties it; NULL: no memory. */
const char *gti_stress_text(gti_stressing *s, gti_buffer *buffer);
bool gti_stress_step(gti_stressing *s); /* false: cancelled */
/* Reports a LIMIT on a question about a rule; NULL: about all that has to win together. */
gtee_status gti_stress_refused(gti_stressing *s, gtee_status status, const gtee_rule *rule, const gti_account *account);

/* The parts, in the order in which they run. MEMORY, LIMIT, CANCELLED, ARGUMENT. */
gtee_status gti_stress_stands(gti_stressing *s);      /* stress_stands.c: circumstances */
gtee_status gti_stress_tests(gti_stressing *s);       /* stress_tests.c: which clauses are triggered */
gtee_status gti_stress_activations(gti_stressing *s); /* stress_activations.c: who can stop what */
gtee_status gti_stress_dues(gti_stressing *s);        /* stress_dues.c: what comes due, and levels */
gtee_status gti_stress_figures(gti_stressing *s);     /* stress_figures.c: probabilities, importance */
gtee_status gti_stress_cuts(gti_stressing *s);        /* stress_figures.c: defaults that it survives */
gtee_status gti_stress_changes(gti_stressing *s);     /* stress_changes.c: what would lift it */

/* A change that is tried. */
typedef struct gti_variation {
    uint32_t kind; /* GTEE_CHANGE_…, 0: none */
    uint32_t participant;
    const gtee_rule *rule;
    const gtee_level *level;
} gti_variation;

/* ---- stress_model.c: the guarantee as a game. `circumstances` NULL: the game of defaults, in which each participant stands by it or not, and
 * those who block do not. */
typedef struct gti_model {
    gti_stressing *stressing;
    gti_game *game;
    gti_rule_nodes nodes;
    gti_vote *votes;        /* by participant */
    uint32_t *keepers;      /* by participant: the member that decides whether it delivers; UINT32_MAX: it does not */
    gti_vec ranges;         /* of gti_range, by member */
    gti_vec test_nodes;     /* of uint32_t, by test: triggered and activated; UINT32_MAX: not triggered */
    gti_vec due_nodes;      /* of uint32_t, by due */
    gti_vec owners;         /* of uint32_t, by member: the participant, UINT32_MAX for a clause that may be triggered or not */
    const gti_variation *variation;
} gti_model;
gtee_status gti_model_make(gti_model *model, gti_stressing *s, const gti_circumstances *circumstances, const gti_variation *variation);
void gti_model_free(gti_model *model);
gtee_status gti_model_activation(gti_model *model, const gtee_activation *activation, uint32_t *node);
gtee_status gti_model_level(gti_model *model, const gtee_level *level, uint32_t least, uint32_t *node);
gtee_status gti_model_arrives(gti_model *model, uint32_t *node);
gtee_status gti_model_complete(gti_model *model, uint32_t *node);
/* The probability that a node wins, and if wanted what each member adds to it; the chance must be freed in any case. */
gtee_status gti_model_chance(gti_model *model, uint32_t node, bool each, gti_chance *chance);
/* The same with the members of a participant settled. */
gtee_status gti_model_settled(gti_model *model, uint32_t node, uint32_t participant, double settled, gti_range *chance);
/* Makes a stress test; the caller reports. NULL unless GTEE_OK. */
gtee_status gti_stress_make(const gtee_view *view, const gtee_proposal *proposal, const gtee_scenario *scenario,
                            const gtee_stress_options *options, gti_report *report, gtee_stress **stress);

/* Of the game of defaults: how many are survived; *can: it arrives at all. */
gtee_status gti_stress_survival(gti_stressing *s, const gti_variation *variation, size_t *survives, bool *can, bool list);

#endif
