/* sat_order.c: which variable is decided next: a queue, those of the latest conflicts first (VMTF: Ryan 2004; Biere & Fröhlich, SAT 2015), others by
 * number. Taking a decision back costs nothing, which counts here: most questions differ little from the one before. Uses sat_state.h. */
#include "solve/sat_state.h"

static void join(gti_sat *sat, uint32_t before, uint32_t after)
{
    if (before == GTI_NO_VARIABLE) {
        sat->queue_first = after;
    } else {
        sat->queue[before].after = after;
    }
    if (after == GTI_NO_VARIABLE) {
        sat->queue_last = before;
    } else {
        sat->queue[after].before = before;
    }
}

void gti_sat_order_add(gti_sat *sat, uint32_t variable)
{
    int64_t stamp = sat->variables > 1 ? sat->queue[sat->queue_last].stamp - 1 : 0;
    sat->queue[variable] = (gti_queued){.stamp = stamp};
    join(sat, sat->queue_last, variable);
    join(sat, variable, GTI_NO_VARIABLE);
    if (sat->queue_next == GTI_NO_VARIABLE) {
        sat->queue_next = variable;
    }
}

uint32_t gti_sat_order_next(gti_sat *sat)
{
    uint32_t variable = sat->queue_next, last = sat->queue_last;
    while (variable != GTI_NO_VARIABLE && sat->value[2 * (size_t)variable] != 0) {
        last = variable;
        variable = sat->queue[variable].after;
    }
    sat->queue_next = variable == GTI_NO_VARIABLE ? last : variable;
    return variable;
}

static void to_front(gti_sat *sat, uint32_t variable)
{
    uint32_t before = sat->queue[variable].before, after = sat->queue[variable].after;
    if (before == GTI_NO_VARIABLE) {
        return;
    }
    if (sat->queue_next == variable) {
        sat->queue_next = before; /* all before it are decided */
    }
    join(sat, before, after);
    sat->queue[variable].stamp = sat->queue[sat->queue_first].stamp + 1;
    join(sat, variable, sat->queue_first);
    join(sat, GTI_NO_VARIABLE, variable);
    if (sat->value[2 * (size_t)variable] == 0) {
        sat->queue_next = variable;
    }
}

/* Brings the variables of a conflict to the front, keeping the order that they have among themselves. */
void gti_sat_order_bump(gti_sat *sat, uint32_t *variables, size_t count)
{
    size_t gap = 1;
    while (gap < count / 3) {
        gap = 3 * gap + 1;
    }
    for (; gap > 0; gap /= 3) {
        for (size_t i = gap; i < count; i++) {
            uint32_t moving = variables[i];
            size_t k = i;
            for (; k >= gap && sat->queue[variables[k - gap]].stamp > sat->queue[moving].stamp; k -= gap) {
                variables[k] = variables[k - gap];
            }
            variables[k] = moving;
        }
    }
    for (size_t i = 0; i < count; i++) {
        to_front(sat, variables[i]);
    }
}
