/* deal_problem.h: a synthetic deal as a problem of the solving room. Uses lib/solve and deal.h. */
#ifndef TESTS_BENCH_DEAL_PROBLEM_H
#define TESTS_BENCH_DEAL_PROBLEM_H

#include "deal.h"

#include "solve/solve.h"

/* A red line is hard, a demand a group that may be given up. False if the file is none or memory is short; the problem must be freed all the same. */
bool deal_problem_read(const char *path, gti_problem *problem);

#endif
