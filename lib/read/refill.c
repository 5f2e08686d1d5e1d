/* refill.c: libyaml's input buffer, filled faster than libyaml does it itself. Uses input.h, scan.h and libyaml.
 *
 * libyaml decodes its input to UTF-8 character by character, which costs it a sixth of its time even if the input is UTF-8 already.
 * Its parser is a public struct: the working buffer holds characters that are decoded and checked, `unread` says how many, and libyaml
 * reads more only when there are fewer than it needs. So what is checked here may be put there directly. Anything that is not plain
 * text is left to libyaml, which then finds the error, or does not. */
#include "read/refill.h"

#include "read/scan.h"

#include <string.h>

/* Is the parser in a state in which its buffer may be added to? The struct is described by yaml.h; of another series it is not. */
static bool may_refill(const yaml_parser_t *parser)
{
    int major, minor, patch;

    yaml_get_version(&major, &minor, &patch);
    return major == 0 && minor == 2 && parser->encoding == YAML_UTF8_ENCODING && parser->error == YAML_NO_ERROR && !parser->eof &&
           parser->raw_buffer.pointer == parser->raw_buffer.last && parser->buffer.pointer <= parser->buffer.last &&
           parser->buffer.last <= parser->buffer.end;
}

/* What is unread moves to the beginning of the buffer. */
static void make_room(yaml_parser_t *parser)
{
    size_t size = (size_t)(parser->buffer.last - parser->buffer.pointer);

    if (size > 0)
        memmove(parser->buffer.start, parser->buffer.pointer, size);
    parser->buffer.pointer = parser->buffer.start;
    parser->buffer.last = parser->buffer.start + size;
}

void gti_refill_now(yaml_parser_t *parser, gti_feed *feed)
{
    size_t characters = 0, room, size;

    if (!may_refill(parser) || !gti_feed_fill(feed) || feed->ready_size == 0)
        return;
    make_room(parser);
    room = (size_t)(parser->buffer.end - parser->buffer.last);
    size = gti_scan_input(feed->ready, feed->ready_size < room ? feed->ready_size : room, &characters);
    if (size == 0)
        return;
    memcpy(parser->buffer.last, feed->ready, size);
    parser->buffer.last += size;
    parser->unread += characters;
    parser->offset += size;
    gti_feed_taken(feed, size);
}
