/* refill.h: libyaml's input buffer, filled faster than libyaml does it itself. Uses input.h and libyaml. */
#ifndef GTI_READ_REFILL_H
#define GTI_READ_REFILL_H

#include "read/input.h"

#include <yaml.h>

#define GTI_REFILL_BELOW 2048u /* characters left in the buffer */

void gti_refill_now(yaml_parser_t *parser, gti_feed *feed);

/* Before each call of the parser. What it does not do, or cannot, libyaml does by its read handler, gti_feed_read. */
static inline void gti_refill(yaml_parser_t *parser, gti_feed *feed)
{
    if (parser->unread < GTI_REFILL_BELOW)
        gti_refill_now(parser, feed);
}

#endif
