/* input.h: what a dossier is loaded from: files, one block of memory, or a stream; and its bytes as libyaml asks for them. Uses base.
 *
 * A feed is one pass over one input. It hands out small pieces, so that libyaml never holds much more than it has turned into events,
 * and it ends the pass itself (`stop`) when a bound is crossed before the next event: that is what keeps hostile input cheap. */
#ifndef GTI_READ_INPUT_H
#define GTI_READ_INPUT_H

#include "base/context.h"
#include "base/text.h"

typedef struct gti_input {
    const char *name; /* for people: valid UTF-8 without control characters; set for each input */
    const char *path; /* to open; NULL: not a file */
    uint64_t size;    /* 0: unknown */
    uint64_t device, node; /* of a regular file: which one it is */
    bool regular;
    const char *data; /* in memory: the caller's bytes */
    size_t data_size;
    gtee_read_function read; /* a stream: the caller's function */
    void *read_user;
    gti_buffer kept; /* the beginning of what came from a stream or pipe, for excerpts */
    bool kept_all;   /* nothing was left out so far */
} gti_input;

enum gti_stop {
    GTI_STOP_NONE,
    GTI_STOP_CANCELLED,
    GTI_STOP_FAILED,     /* reading failed */
    GTI_STOP_FILE_BYTES, /* more than the limit */
    GTI_STOP_SILENCE,    /* too many bytes since the last event */
    GTI_STOP_SEPARATOR,  /* a character that ends a line for YAML and for hardly anybody else */
    GTI_STOP_DIRECTIVE,  /* a line outside the document begins with % */
    GTI_STOP_ENCODING    /* UTF-16 or UTF-32 */
};

#define GTI_FEED_BLOCK 16384u

typedef struct gti_feed {
    gti_input *input;
    const gti_limits *limits;
    gti_progress *progress;
    int descriptor; /* of a file that is open, else -1 */
    enum gti_stop stop;
    int error;        /* why reading failed: an errno, or 0 */
    uint64_t bytes;   /* taken from the input so far */
    uint64_t silence; /* of them, since the last event */
    uint64_t patience; /* the most that `silence` may become */
    bool begun, at_end;
    uint32_t separator; /* the character of GTI_STOP_SEPARATOR, at which reading will stop; 0: none */
    unsigned char last[2]; /* bytes of the piece before */
    const unsigned char *ready; /* taken, and not handed out yet: in the caller's memory, or in the block */
    size_t ready_size;
    unsigned char *block; /* of GTI_FEED_BLOCK bytes; NULL for an input in memory */
    /* Outside the document lines are looked at for directives. */
    bool outside, line_begins, in_comment;
    uint32_t line;
    uint32_t tail; /* the last bytes */
} gti_feed;

/* Opens the input. `block` is for inputs that are not in memory. false: it cannot be read (stop is GTI_STOP_FAILED). */
bool gti_feed_open(gti_feed *feed, gti_input *input, const gti_limits *limits, gti_progress *progress, unsigned char *block);
void gti_feed_close(gti_feed *feed);
/* An event has come: patience starts anew. */
static inline void gti_feed_heard(gti_feed *feed)
{
    feed->silence = 0;
}
void gti_feed_inside(gti_feed *feed);  /* the document has begun */
void gti_feed_outside(gti_feed *feed); /* the document has ended */

/* Makes a whole character ready, and what comes with it, unless the input is at its end. false: reason to stop. */
bool gti_feed_fill(gti_feed *feed);
/* Takes bytes away from what is ready. */
void gti_feed_taken(gti_feed *feed, size_t size);
/* A yaml_read_handler_t. */
int gti_feed_read(void *feed, unsigned char *buffer, size_t size, size_t *read);

size_t gti_line_end(uint32_t tail); /* bytes of the line end that the last bytes, newest lowest, make; 0: none */

/* Lines of inputs, for excerpts. */
typedef struct gti_lines gti_lines;
gti_lines *gti_lines_new(const gti_allocator *allocator, const gti_vec *inputs); /* inputs: of gti_input; borrowed */
void gti_lines_free(gti_lines *lines);
/* Line `line` of the input without its end, appended. Lines end where libyaml ends them. false: not to be had. As gti_excerpts has it. */
bool gti_lines_get(void *lines, const char *file, uint32_t line, gti_buffer *out);

#endif
