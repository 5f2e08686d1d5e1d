/* cores_state.h: what cores.c and cores_window.c share. Nobody else's. */
#ifndef GTI_SOLVE_CORES_STATE_H
#define GTI_SOLVE_CORES_STATE_H

#include "solve/cores.h"
#include "solve/near.h"
#include "solve/oll.h"

struct gti_cores {
    gti_search *search;
    gti_encoding *encoding;
    gti_formula map; /* variable g: group g is in the set */
    gti_near near;
    gti_oll oll;       /* smallest first: few of them */
    gti_vec parts;     /* uint32_t: scratch */
    uint32_t order;
    bool local;    /* nothing but unknowns ties groups */
    bool begun;    /* as found: what is hard was asked, and the first window is open */
    bool finished;
    bool failed; /* no memory: it is lost */
    /* The window: of the encoding's order, the groups of [from, to) may be in the set. */
    uint32_t from, to, width;
    gti_vec empty;   /* int32_t by node of a tree over the order: none of its groups is in the set */
    gti_vec outside; /* int32_t: those of them that the window assumes */
    gti_vec wishes;  /* int32_t: scratch */
    bool out_of_memory;
};

/* As found, by windows: GTI_SEARCH_DONE: the first is open; else why not. `*empty`: what is hard cannot hold. */
uint32_t gti_cores_begin(gti_cores *cores, bool *empty);
/* The next window. false: there is none, or no memory is left (`out_of_memory`). */
bool gti_cores_slide(gti_cores *cores);

#endif
