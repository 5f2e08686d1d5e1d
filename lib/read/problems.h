/* problems.h: what libyaml finds wrong, in plain words. Uses base and libyaml. */
#ifndef GTI_READ_PROBLEMS_H
#define GTI_READ_PROBLEMS_H

#include "base/diagnostic.h"

#include <yaml.h>

/* Where the parser's input stands, as far as it was decoded. */
gti_place gti_problem_frontier(const yaml_parser_t *parser, const char *file);

/* How far the events had come. */
typedef struct gti_heard {
    yaml_mark_t start, end; /* of the last event */
    bool quoted;            /* it was a text in quotation marks */
    bool block;             /* it was a text below | or > */
    bool over;              /* the document had ended */
} gti_heard;

/* Reports why the parser stopped (not for want of memory, and not because its input was ended). */
void gti_problem_report(gti_report *report, const yaml_parser_t *parser, const char *file, const gti_heard *heard);

#endif
