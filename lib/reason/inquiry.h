/* inquiry.h: what a question about deals may move, read from the caller's options and kept for as long as answers are asked for. Uses base, record,
 * solve, deal.h. An inquiry belongs to one result and one thread at a time. */
#ifndef GTI_REASON_INQUIRY_H
#define GTI_REASON_INQUIRY_H

#include "reason/deal.h"
#include "solve/best.h"

/* The options, their lists copied. `question` points into the arena. */
typedef struct gti_inquiry {
    gtee_view *view; /* a reference */
    gti_arena arena;
    gti_deal_question question;
    gti_vec fixes;      /* of gti_fix: the caller's, then the proposal's terms */
    gti_vec texts;      /* of const char *: each choice fixed, as it was written */
    size_t own_texts;   /* how many of them are the caller's */
    uint32_t *stances;  /* in force, by position, without those that repeat another's; [position_first[p], position_first[p + 1]) are those of position p */
    uint32_t *position_first;
    const gtee_participant *const *parties; /* those named; NULL: everybody */
    size_t party_count;
    gti_search search;
    gtee_progress_function progress;
    void *progress_user;
    uint32_t order;
} gti_inquiry;

/* Reads the options, at the inquiry's final address, for a question of a mode (GTI_DEAL_…; LEXICOGRAPHIC becomes WEIGHTED if there are weights). `proposal`: the one to stay near to;
 * NULL: that of the options. The inquiry must be freed in any case. MEMORY, LIMIT, ARGUMENT, NOT_FOUND. */
gtee_status gti_inquiry_make(gti_inquiry *inquiry, const gtee_view *view, const gtee_search_options *options, uint32_t mode,
                             const gtee_proposal *proposal, gti_report *report);
void gti_inquiry_free(gti_inquiry *inquiry);
/* fixes.c: reads "variable=option" and the like, and adds what it fixes. MEMORY, LIMIT, NOT_FOUND. */
gtee_status gti_inquiry_fix(gti_inquiry *inquiry, const char *text, gti_report *report);
/* The same for what the proposal's clauses say. */
gtee_status gti_inquiry_fix_proposal(gti_inquiry *inquiry);
/* repeats.c: leaves of the positions that say the same only the first to count. MEMORY. */
gtee_status gti_inquiry_repeats(gti_inquiry *inquiry);

/* What a result was asked with (conflicts.c, corrections.c, sensitivity.c). */
const gti_inquiry *gti_conflicts_inquiry(const gtee_conflicts *conflicts);
const gti_inquiry *gti_corrections_inquiry(const gtee_corrections *corrections);
const gti_inquiry *gti_sensitivity_inquiry(const gtee_sensitivity *sensitivity);

/* The status that a GTI_SEARCH_… means. */
gtee_status gti_search_status(uint32_t result);

/* A kind of result that is asked for by search options: it begins with a gti_refs. `make` fills a result that is all zero, up to where it fails;
 * `question` is the public function's own. `unref` gives back what there is. */
typedef struct gti_result_kind {
    size_t size;
    gtee_status (*make)(void *result, const gtee_view *view, const gtee_search_options *options, const void *question, gti_report *report);
    void (*unref)(void *result);
} gti_result_kind;

/* The way from a public function's arguments to its result, the same for every kind. `view` NULL: an argument is missing. The outs are written in
 * any case. */
gtee_status gti_result_new(const gti_result_kind *kind, const gtee_view *view, const gtee_search_options *options, const void *question,
                           void **result, gtee_diagnostics **diagnostics);

/* Checks the arguments of a public function, copies its options and makes its report. The outs are cleared in any case. */
gtee_status gti_inquiry_begin(const gtee_view *view, const gtee_search_options *options, gtee_search_options *copy, gtee_diagnostics **diagnostics,
                              gti_report **report);

static inline const gtee_position *gti_inquiry_position(const gti_inquiry *inquiry, uint32_t number)
{
    return (const gtee_position *)gti_record_at(inquiry->view->dossier, GTEE_KIND_POSITION, number);
}

#endif
