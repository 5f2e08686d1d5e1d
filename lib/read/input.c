/* input.c: the bytes of one input, piece by piece, with the bounds that hold before libyaml has made an event of them.
 * Uses base and POSIX. */
#include "read/input.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#define PIECE 8192u                /* the most that is handed out at once */
#define SLACK 65536u               /* comments and space that may stand between two values of any size */
#define KEPT (8u * 1024u * 1024u)  /* of a stream, for excerpts */
#define BEGINNING 4u               /* bytes that tell the encoding */

bool gti_feed_open(gti_feed *feed, gti_input *input, const gti_limits *limits, gti_progress *progress)
{
    *feed = (gti_feed){.input = input, .limits = limits, .progress = progress, .descriptor = -1};
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

/* Up to `size` bytes from wherever they come; 0 at the end. */
static bool fetch(gti_feed *feed, unsigned char *buffer, size_t size, size_t *count)
{
    gti_input *input = feed->input;

    *count = 0;
    if (feed->descriptor >= 0) {
        ssize_t got;
        do
            got = read(feed->descriptor, buffer, size);
        while (got < 0 && errno == EINTR);
        if (got < 0)
            feed->error = errno;
        *count = got > 0 ? (size_t)got : 0;
        return got >= 0;
    }
    if (input->read != NULL)
        return input->read(input->read_user, buffer, size, count) == 0 && *count <= size;
    *count = input->data_size - feed->next < size ? input->data_size - feed->next : size;
    if (*count > 0)
        memcpy(buffer, input->data + feed->next, *count);
    feed->next += *count;
    return true;
}

/* Files are read again when an excerpt is wanted, and memory is still there; what comes only once is kept. */
static void keep(gti_feed *feed, const unsigned char *bytes, size_t size)
{
    gti_input *input = feed->input;

    if (input->data != NULL || input->regular)
        return;
    input->kept_all = input->kept_all && input->kept.size + size <= KEPT;
    if (input->kept_all)
        gti_buffer_add(&input->kept, (const char *)bytes, size);
}

/* The first bytes tell the encoding: UTF-8 with a mark, whose bytes are dropped, or something else with one or with zero bytes. */
static bool begin(gti_feed *feed, unsigned char *buffer, size_t size, size_t *count)
{
    size_t got = 1;

    while (*count < BEGINNING && *count < size && got > 0) {
        if (!fetch(feed, buffer + *count, size - *count, &got))
            return false;
        keep(feed, buffer + *count, got);
        *count += got;
    }
    feed->begun = true;
    if (*count >= 2 && ((buffer[0] == 0xFF && buffer[1] == 0xFE) || (buffer[0] == 0xFE && buffer[1] == 0xFF) ||
                        buffer[0] == 0 || buffer[1] == 0)) {
        feed->stop = GTI_STOP_ENCODING;
        return true;
    }
    if (*count >= 3 && memcmp(buffer, "\xEF\xBB\xBF", 3) == 0) {
        *count -= 3;
        memmove(buffer, buffer + 3, *count);
    }
    return true;
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
            feed->line_begins = false;
            feed->in_comment = feed->in_comment || c == '#';
            /* Beyond ASCII only line ends are of interest, and they are three bytes at most. */
            feed->outside = feed->in_comment || c == ' ' || c == '\t' || c >= 0x80;
        }
    }
    return false;
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

int gti_feed_read(void *user, unsigned char *buffer, size_t size, size_t *count)
{
    gti_feed *feed = user;

    *count = 0;
    if (feed->stop != GTI_STOP_NONE)
        return 0;
    if (feed->at_end)
        return 1;
    if (size > PIECE)
        size = PIECE;
    if (!feed->begun) {
        if (!begin(feed, buffer, size, count))
            feed->stop = GTI_STOP_FAILED;
    } else if (fetch(feed, buffer, size, count)) {
        keep(feed, buffer, *count);
    } else {
        feed->stop = GTI_STOP_FAILED;
    }
    feed->at_end = *count == 0;
    judge(feed, buffer, *count);
    if (feed->stop != GTI_STOP_NONE)
        *count = 0;
    return feed->stop == GTI_STOP_NONE;
}
