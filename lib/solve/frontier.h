/* frontier.h: the assignments of a problem that are best for several players at once: which utility vectors are not dominated, how many
 * assignments there are and how many reach each vector, and the points that bargaining theory picks. Uses solve.h, best.h; knows no domain word.
 *
 * A player's utility is the sum of a whole number for each variable and option. Only assignments that break nothing hard count (clauses of group
 * GTI_SOLVE_HARD, counts); other groups are left out. Where no clause ties variables, the frontier of the sum is the merge of their
 * frontiers, filtered (Nemhauser & Ullmann, Management Science 15, 1969, for the knapsack); sums come in descending order from a heap of lists, so
 * that a point once kept stays. Where clauses tie variables, one of them is branched on, by classes of options that no clause tells apart, so that
 * what is left falls apart (AND/OR search, Dechter & Mateescu, Artificial Intelligence 171, 2007), and the branches' frontiers are united. */
#ifndef GTI_SOLVE_FRONTIER_H
#define GTI_SOLVE_FRONTIER_H

#include "base/text.h"
#include "solve/best.h"

#define GTI_FRONTIER_PLAYERS 64u
#define GTI_FRONTIER_VARIABLES 4096u

/* What is asked; all borrowed. Sums of utilities must stay within ± 2^61. */
typedef struct gti_stakes {
    uint32_t players;       /* 0 to GTI_FRONTIER_PLAYERS; 0 only counts */
    const int64_t *const *utility; /* by variable: NULL, or by option and player: [option * players + player] */
    const int64_t *floor;   /* by player: the least that it accepts */
} gti_stakes;

typedef struct gti_front gti_front;

/* The answer. Assignments are counted exactly unless `complete` is false, when the counts say what was found. */
typedef struct gti_frontier {
    gti_allocator allocator;
    gti_arena arena;
    gti_vec fronts;         /* gti_front *: all that were made */
    const gti_front *root;  /* NULL: given up before any was found, or none */
    uint32_t players, variables;
    size_t count;           /* points */
    const int64_t *values;  /* of point i: [i * players], in descending lexicographic order */
    gti_buffer assignments; /* how many break nothing hard, in decimal digits */
    double assignment_count;
    bool complete;
} gti_frontier;

/* DONE, BUDGET (thinned out from there on: `complete` is false), STOPPED, NO_MEMORY. The frontier must be freed in any case. */
uint32_t gti_frontier_make(gti_frontier *frontier, const gti_problem *problem, const gti_stakes *stakes, gti_search *search);
void gti_frontier_free(gti_frontier *frontier);

/* How many assignments reach a point; UINT64_MAX: as many or more. */
uint64_t gti_frontier_ways(const gti_frontier *frontier, size_t point);
/* One assignment that reaches it, as the options that a variable may take there, each as good as the other. 0: nothing bears on the variable. */
uint64_t gti_frontier_options(const gti_frontier *frontier, size_t point, uint32_t variable);
/* Further ones, `cap` at most, options of all variables each, all different, into `out` (uint64_t). *all: there are no more. false: no memory. */
bool gti_frontier_list(const gti_frontier *frontier, size_t point, size_t cap, gti_vec *out, bool *all);

/* ---- frontier_points.c: points of the frontier, all those that are equally good (uint32_t, ascending) into `out`. */
#define GTI_POINT_NASH 1u               /* greatest product of gains over the floor */
#define GTI_POINT_KALAI_SMORODINSKY 2u  /* greatest least share of the greatest gain, then the next least, … */
#define GTI_POINT_EGALITARIAN 3u        /* greatest least gain, then the next least, … */
#define GTI_POINT_UTILITARIAN 4u        /* greatest sum */
bool gti_frontier_point(const gti_frontier *frontier, const gti_stakes *stakes, uint32_t kind, gti_vec *out);
/* Each player's greatest utility among the points, into `ideal`. There must be a point. */
void gti_frontier_ideal(const gti_frontier *frontier, int64_t *ideal);

#endif
