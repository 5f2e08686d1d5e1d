/* sat_order.c: which variable is decided next: a binary heap by activity (VSIDS), ties by number, so that runs repeat. Uses sat_state.h. */
#include "solve/sat_state.h"

#define NOT_IN_HEAP UINT32_MAX
#define RESCALE 1e100

static bool before(const gti_sat *sat, uint32_t a, uint32_t b)
{
    return sat->activity[a] > sat->activity[b] || (sat->activity[a] >= sat->activity[b] && a < b);
}

static void put(gti_sat *sat, uint32_t place, uint32_t variable)
{
    sat->heap[place] = variable;
    sat->heap_place[variable] = place;
}

static void up(gti_sat *sat, uint32_t place)
{
    uint32_t variable = sat->heap[place];
    while (place > 0 && before(sat, variable, sat->heap[(place - 1) / 2])) {
        put(sat, place, sat->heap[(place - 1) / 2]);
        place = (place - 1) / 2;
    }
    put(sat, place, variable);
}

static void down(gti_sat *sat, uint32_t place)
{
    uint32_t variable = sat->heap[place];
    for (;;) {
        uint32_t child = 2 * place + 1;
        if (child + 1 < sat->heap_count && before(sat, sat->heap[child + 1], sat->heap[child])) {
            child++;
        }
        if (child >= sat->heap_count || !before(sat, sat->heap[child], variable)) {
            break;
        }
        put(sat, place, sat->heap[child]);
        place = child;
    }
    put(sat, place, variable);
}

void gti_sat_order_insert(gti_sat *sat, uint32_t variable)
{
    if (sat->heap_place[variable] == NOT_IN_HEAP) {
        put(sat, sat->heap_count++, variable);
        up(sat, sat->heap_count - 1);
    }
}

uint32_t gti_sat_order_pop(gti_sat *sat)
{
    uint32_t variable = sat->heap[0];
    uint32_t last = sat->heap[--sat->heap_count];
    sat->heap_place[variable] = NOT_IN_HEAP;
    if (sat->heap_count > 0) {
        put(sat, 0, last);
        down(sat, 0);
    }
    return variable;
}

static void rescale(gti_sat *sat)
{
    for (uint32_t v = 0; v < sat->variables; v++) {
        sat->activity[v] /= RESCALE;
    }
    sat->increment /= RESCALE;
}

void gti_sat_order_bump(gti_sat *sat, uint32_t variable)
{
    sat->activity[variable] += sat->increment;
    if (sat->activity[variable] > RESCALE) {
        rescale(sat);
    }
    if (sat->heap_place[variable] != NOT_IN_HEAP) {
        up(sat, sat->heap_place[variable]);
    }
}

void gti_sat_order_decay(gti_sat *sat)
{
    sat->increment /= 0.95;
}
