/* problems.h: what libyaml finds wrong, in plain words. Uses base and libyaml. */
#ifndef GTI_READ_PROBLEMS_H
#define GTI_READ_PROBLEMS_H

#include "base/diagnostic.h"

#include <yaml.h>

/* Reports why the parser stopped (not for want of memory, and not because its input was ended). `behind`: the document was over. */
void gti_problem_report(gti_report *report, const yaml_parser_t *parser, const char *file, bool behind);

/* Where the parser stands in its input, as far as it was decoded: where a byte stands that is no text. */
gti_place gti_problem_frontier(const yaml_parser_t *parser, const char *file);

#endif
