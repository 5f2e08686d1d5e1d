/* work.h: one question being worked on: its memory, its budget, whether to go on. Private to lib/game. Uses game.h. */
#ifndef GTI_GAME_WORK_H
#define GTI_GAME_WORK_H

#include "game/game.h"

typedef struct gti_work {
    gti_allocator allocator;
    uint64_t operations, bytes; /* budget */
    gtee_progress_function progress;
    void *user;
    double done, next, total; /* elementary steps; when to ask next */
    gti_account account;
    uint64_t held;    /* bytes of diagrams now in use */
    uint32_t without; /* methods not to be used */
    bool given_up;    /* a diagram took more than the budget before it was made */
} gti_work;

static inline void gti_work_init(gti_work *work, const gti_allocator *allocator, const gti_effort *effort)
{
    *work = (gti_work){.allocator = *allocator, .operations = GTI_EFFORT_OPERATIONS, .bytes = GTI_EFFORT_BYTES};
    if (effort == NULL)
        return;
    if (effort->operations != 0)
        work->operations = effort->operations;
    if (effort->bytes != 0)
        work->bytes = effort->bytes;
    work->without = effort->without;
    work->progress = effort->progress;
    work->user = effort->user;
}

/* Counts steps and asks the caller now and then: GTEE_OK or GTEE_ERROR_CANCELLED. */
static inline gtee_status gti_work_step(gti_work *work, double steps)
{
    work->done += steps;
    if (work->done < work->next || work->progress == NULL)
        return GTEE_OK;
    work->next = work->done + 1e6;
    if (work->total < work->done)
        work->total = work->done;
    return work->progress(work->user, (uint64_t)work->done, (uint64_t)work->total) == 0 ? GTEE_OK : GTEE_ERROR_CANCELLED;
}

/* Adds to the estimate of what is to be done. */
static inline void gti_work_plan(gti_work *work, uint32_t method, double operations, double bytes)
{
    work->account.methods |= method;
    work->account.operations += operations;
    work->account.bytes += bytes;
    work->total = work->account.operations;
}

static inline gtee_status gti_work_affordable(const gti_work *work)
{
    bool good = work->account.operations <= (double)work->operations && work->account.bytes <= (double)work->bytes;
    return good ? GTEE_OK : GTEE_ERROR_LIMIT;
}

#endif
