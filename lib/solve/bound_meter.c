/* bound_meter.c: counting steps, the budget and the caller's wish to stop (bound_net.h). Uses best.h. */
#include "solve/bound_net.h"

#define ASK_EVERY 256u

void gti_meter_init(gti_meter *meter, gti_search *search)
{
    *meter = (gti_meter){.search = search, .next = search->steps, .status = GTI_SEARCH_DONE};
}

bool gti_meter_step(gti_meter *meter, uint64_t steps)
{
    gti_search *search = meter->search;

    search->steps += steps;
    if (meter->status != GTI_SEARCH_DONE)
        return false;
    if ((search->budget != 0 && search->steps > search->budget) || (meter->limit != 0 && search->steps > meter->limit)) {
        meter->status = GTI_SEARCH_BUDGET;
    } else if (search->stop != NULL && search->steps >= meter->next) {
        meter->next = search->steps + ASK_EVERY;
        if (search->stop(search->stop_user, search->steps))
            meter->status = GTI_SEARCH_STOPPED;
    }
    return meter->status == GTI_SEARCH_DONE;
}
