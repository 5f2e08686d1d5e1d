/* assess.h: an assessment, and the work of making one, divided among assess*.c. Uses base, record, reading.h.
 * docs/semantics.md, "Assess", is what it does. */
#ifndef GTI_REASON_ASSESS_H
#define GTI_REASON_ASSESS_H

#include "reason/reading.h"

/* Why somebody's acceptance is needed: the strongest reason first. */
#define GTI_NEED_CHOICE 1u  /* it is its own choice */
#define GTI_NEED_OBLIGOR 2u /* a clause obliges it */
#define GTI_NEED_CONSENT 3u /* the issue names it under `consent` */
#define GTI_NEED_PARTY 4u   /* it is a party, and nothing on record touches the proposal */

struct gtee_finding {
    uint32_t kind;
    uint32_t verdict; /* the GTEE_VERDICT_… that it is a reason for */
    uint32_t need;    /* of an assumed consent: GTI_NEED_… */
    const gtee_participant *participant;
    const gtee_clause *clause;
    const gtee_position *position, *other;
    const gti_variable *variable; /* of a finding on a whole proposal: that one's */
    uint64_t proposed, allowed;
    uint64_t missing; /* of an assumed consent: the options that it is missing for */
    double weight;
    const char *message, *cure;
};

struct gtee_verdict {
    const gtee_participant *participant;
    uint32_t kind;
    bool is_party;
    double cost;
    const gtee_finding *findings;
    size_t finding_count;
};

struct gtee_assessment {
    gti_refs refs;
    gtee_view *view;
    const gtee_proposal *proposal;
    gtee_settlement *settlement; /* that the proposal was made from; NULL: it is of the dossier */
    gti_arena arena; /* findings, verdicts, words */
    gtee_verdict *verdicts;
    size_t verdict_count;
    bool acceptable;
};

/* What is known of a participant while its proposal is assessed. */
#define GTI_MARK_ASSESSED 1u /* it gets a verdict */
#define GTI_MARK_PARTY 2u
#define GTI_MARK_PROPOSER 4u
#define GTI_MARK_WOULD_ACCEPT 8u /* it accepts the whole proposal on a condition that is open */
#define GTI_MARK_HEARD 16u       /* something on record touches the proposal */
typedef struct gti_mark {
    uint32_t flags;
    uint32_t accepted; /* the day of its latest acceptance of the whole proposal; 0: none */
} gti_mark;

static inline bool gti_is_hard(const gtee_stance *stance)
{
    return stance->position->stance == GTEE_STANCE_REQUIRES || stance->position->stance == GTEE_STANCE_REJECTS;
}

typedef struct gti_assessing {
    const gtee_view *view;
    const gtee_proposal *proposal;
    gti_reading reading;
    gti_mark *marks; /* by participant */
    size_t mark_count;
    gti_vec findings; /* of gtee_finding, without words */
    gti_progress progress;
} gti_assessing;

/* What a participant's stances on one variable consent to, and what they refuse. */
typedef struct gti_consent {
    uint64_t given; /* by stances whose condition holds */
    uint64_t open;  /* by those whose condition is open */
    uint64_t refused; /* excluded by `requires` and `rejects` whose condition holds */
} gti_consent;

/* Appends a finding. false: no memory. */
bool gti_assess_find(gti_assessing *assessing, const gtee_finding *finding);
gti_consent gti_assess_consent(gti_assessing *assessing, size_t first, size_t end); /* stances [first, end) of one participant */
/* The stances of a participant on a variable: [*first, *end). */
void gti_assess_run(const gtee_view *view, uint32_t variable, uint32_t participant, size_t *first, size_t *end);
static inline gti_mark *gti_assess_mark(gti_assessing *assessing, const gtee_participant *participant)
{
    return &assessing->marks[participant->record.index];
}

/* Was it said before its participant accepted the proposal as a whole? */
static inline bool gti_assess_settled(gti_assessing *assessing, const gtee_position *position)
{
    return (uint32_t)gtee_date_first_day(position->date) < gti_assess_mark(assessing, position->participant)->accepted;
}

/* The parts, in the order in which they must run. MEMORY, LIMIT, CANCELLED. */
gtee_status gti_assess_packages(gti_assessing *assessing);   /* assess_packages.c: stances on whole proposals */
gtee_status gti_assess_stances(gti_assessing *assessing);    /* assess_stances.c: stances on variables, contradictions */
gtee_status gti_assess_consents(gti_assessing *assessing);   /* assess_consents.c: consents that are assumed */

/* A proposal that was made up from a package has this number. */
#define GTI_MADE_UP UINT32_MAX
/* The variable that stands for the proposal as a whole; UINT32_MAX: it was made up, and nobody can have spoken of it. */
static inline uint32_t gti_assess_own(const gti_assessing *assessing)
{
    const uint32_t index = assessing->proposal->record.index;

    return index == GTI_MADE_UP ? UINT32_MAX : assessing->view->variables.count + index;
}

/* Assesses a proposal of the dossier, or a made-up one; the caller reports. `*assessment` is NULL unless GTEE_OK. */
gtee_status gti_assess(const gtee_view *view, const gtee_proposal *proposal, const gtee_reason_options *options, gti_report *report,
                       gtee_assessment **assessment);

#endif
