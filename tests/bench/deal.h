/* deal.h: reads the flat text of a synthetic deal (issues, red lines, demands) into a problem. Uses lib/solve only. */
#ifndef TESTS_BENCH_DEAL_H
#define TESTS_BENCH_DEAL_H

#include "solve/solve.h"

/* `conflict`: there is no red line; every demand may be given up. False if the file is none or memory is short; what was read must be freed all the same. */
bool deal_read(const char *path, gti_problem *problem);

#endif
