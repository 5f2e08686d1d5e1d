/* input.c: the bytes of one input, piece by piece, with the bounds that hold before libyaml has made an event of them.
 * Uses base and POSIX. */
#include "read/input.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#define PIECE 8192u                /* the most that is taken at once */
#define SLACK 65536u               /* comments and space that may stand between two values of any size */
#define KEPT (8u * 1024u * 1024u)  /* of a stream, for excerpts */
#define WHOLE 4u                   /* bytes of the longest character, and as many as tell the encoding */

bool gti_feed_open(gti_feed *feed, gti_input *input, const gti_limits *limits, gti_progress *progress, unsigned char *block)
{
    *feed = (gti_feed){.input = input, .limits = limits, .progress = progress, .descriptor = -1, .block = block};
    feed->ready = input->data != NULL ? (const unsigned char *)input->data : block;
    feed->outside = feed->line_begins = true;
    feed->line = 1;
    /* Escapes are several times as long as what they stand for. */
    feed->patience = (uint64_t)limits->scalar_bytes * 4 + SLACK;
    if (input->path == NULL)
        return true;
    do
        feed->descriptor = open(input->path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
    while (feed->descriptor < 0 && errno == EINTR);
    if (feed->descriptor >= 0)
        return true;
    feed->error = errno;
    feed->stop = GTI_STOP_FAILED;
    return false;
}

void gti_feed_close(gti_feed *feed)
{
    if (feed->descriptor >= 0)
        close(feed->descriptor);
    feed->descriptor = -1;
}

void gti_feed_inside(gti_feed *feed)
{
    feed->outside = false;
}

void gti_feed_outside(gti_feed *feed)
{
    feed->outside = feed->in_comment = true; /* where in its line the next piece begins is not known: wait for the next line */
    feed->line_begins = false;
}

/* Up to `size` bytes of a file or stream; 0 at the end. */
static bool fetch(gti_feed *feed, unsigned char *buffer, size_t size, size_t *count)
{
    gti_input *input = feed->input;
    ssize_t got;

    *count = 0;
    if (feed->descriptor < 0)
        return input->read(input->read_user, buffer, size, count) == 0 && *count <= size;
    do
        got = read(feed->descriptor, buffer, size);
    while (got < 0 && errno == EINTR);
    if (got < 0)
        feed->error = errno;
    else
        *count = (size_t)got;
    return got >= 0;
}

/* Files are read again when an excerpt is wanted, and memory is still there; what comes only once is kept. */
static void keep(gti_feed *feed, const unsigned char *bytes, size_t size)
{
    gti_input *input = feed->input;

    if (input->regular)
        return;
    input->kept_all = input->kept_all && input->kept.size + size <= KEPT;
    if (input->kept_all)
        gti_buffer_add(&input->kept, (const char *)bytes, size);
}

/* libyaml compares each %TAG line with all before it, before it gives an event: find the first one here. */
static bool has_directive(gti_feed *feed, const unsigned char *bytes, size_t size)
{
    for (size_t i = 0; i < size && feed->outside; i++) {
        unsigned char c = bytes[i];
        bool after_return = (feed->tail & 0xFFu) == '\r';
        feed->tail = feed->tail << 8 | c;
        if (gti_line_end(feed->tail) > 0) {
            feed->line += c != '\n' || !after_return;
            feed->line_begins = true;
            feed->in_comment = false;
        } else if (feed->line_begins && c == '%') {
            return true;
        } else {
            feed->line_begins = feed->line_begins && c >= 0x80; /* the mark at the beginning of a file is no letter */
            feed->in_comment = feed->in_comment || c == '#';
            /* Beyond ASCII only line ends are of interest, and they are three bytes at most. */
            feed->outside = feed->in_comment || c == ' ' || c == '\t' || c >= 0x80;
        }
    }
    return false;
}

/* U+0085, U+2028 or U+2029 in these bytes; `size` if there is none. */
static size_t find_separator(const unsigned char *bytes, size_t size, uint32_t *separator)
{
    const unsigned char *at = bytes, *end = bytes + size, *found = end;

    while ((at = memchr(at, 0xC2, (size_t)(end - at))) != NULL && at + 1 < end && at[1] != 0x85)
        at++;
    if (at != NULL && at + 1 < end) {
        found = at;
        *separator = 0x85;
    }
    for (at = bytes; (at = memchr(at, 0xE2, (size_t)(found - at))) != NULL && at + 2 < end; at++) {
        if (at[1] != 0x80 || (at[2] & 0xFE) != 0xA8)
            continue;
        *separator = 0x2000u | (at[2] & 0x3Fu);
        return (size_t)(at - bytes);
    }
    return (size_t)(found - bytes);
}

/* libyaml takes these characters for line ends wherever they stand, editors and JSON do not: the places and even the sense of what
 * follows would be others than the writer's. What stands before is still read. */
static void cut_at_separator(gti_feed *feed, const unsigned char *bytes, size_t *size)
{
    unsigned char seam[4] = {feed->last[0], feed->last[1], 0, 0};
    size_t taken = *size < 2 ? *size : 2;

    memcpy(seam + 2, bytes, taken);
    if (find_separator(seam, 2 + taken, &feed->separator) < 2)
        *size = 0;
    else
        *size = find_separator(bytes, *size, &feed->separator);
    for (size_t i = *size < 2 ? 0 : *size - 2; i < *size; i++) {
        feed->last[0] = feed->last[1];
        feed->last[1] = bytes[i];
    }
}

/* Is there a reason to read no further? */
static void judge(gti_feed *feed, const unsigned char *bytes, size_t size)
{
    feed->bytes += size;
    feed->silence += size;
    if (feed->stop != GTI_STOP_NONE)
        return;
    if (feed->bytes > feed->limits->file_bytes)
        feed->stop = GTI_STOP_FILE_BYTES;
    else if (feed->silence > feed->patience)
        feed->stop = GTI_STOP_SILENCE;
    else if (feed->outside && has_directive(feed, bytes, size))
        feed->stop = GTI_STOP_DIRECTIVE;
    else if (!gti_progress_step(feed->progress, size))
        feed->stop = GTI_STOP_CANCELLED;
}

/* More bytes behind those that are ready; their number in *count, 0 at the end. In memory they are there already. */
static bool extend(gti_feed *feed, size_t *count)
{
    const gti_input *input = feed->input;
    size_t rest = feed->ready_size;

    if (input->data != NULL) {
        *count = input->data_size - (size_t)feed->bytes;
        *count = *count < PIECE ? *count : PIECE;
        return true;
    }
    if (rest > 0)
        memmove(feed->block, feed->ready, rest);
    feed->ready = feed->block;
    if (!fetch(feed, feed->block + rest, PIECE, count))
        return false;
    keep(feed, feed->block + rest, *count);
    return true;
}

/* The first bytes tell the encoding: UTF-8 with a mark, which is dropped, or something else with one or with zero bytes. */
static void begin(gti_feed *feed)
{
    const unsigned char *bytes = feed->ready;

    feed->begun = true;
    if (feed->ready_size >= 2 && ((bytes[0] == 0xFF && bytes[1] == 0xFE) || (bytes[0] == 0xFE && bytes[1] == 0xFF) ||
                                  bytes[0] == 0 || bytes[1] == 0))
        feed->stop = GTI_STOP_ENCODING;
    else if (feed->ready_size >= 3 && memcmp(bytes, "\xEF\xBB\xBF", 3) == 0)
        gti_feed_taken(feed, 3);
}

bool gti_feed_fill(gti_feed *feed)
{
    size_t count;

    while (feed->ready_size < WHOLE && !feed->at_end && feed->stop == GTI_STOP_NONE) {
        if (!extend(feed, &count)) {
            feed->stop = GTI_STOP_FAILED;
            return false;
        }
        judge(feed, feed->ready + feed->ready_size, count);
        cut_at_separator(feed, feed->ready + feed->ready_size, &count);
        feed->ready_size += count;
        feed->at_end = count == 0 || feed->separator != 0;
    }
    if (feed->separator != 0 && feed->ready_size == 0 && feed->stop == GTI_STOP_NONE)
        feed->stop = GTI_STOP_SEPARATOR;
    if (!feed->begun && feed->stop == GTI_STOP_NONE)
        begin(feed);
    return feed->stop == GTI_STOP_NONE;
}

void gti_feed_taken(gti_feed *feed, size_t size)
{
    feed->ready += size;
    feed->ready_size -= size;
}

int gti_feed_read(void *user, unsigned char *buffer, size_t size, size_t *count)
{
    gti_feed *feed = user;

    *count = 0;
    if (!gti_feed_fill(feed))
        return 0;
    *count = feed->ready_size < size ? feed->ready_size : size;
    memcpy(buffer, feed->ready, *count);
    gti_feed_taken(feed, *count);
    return 1;
}
