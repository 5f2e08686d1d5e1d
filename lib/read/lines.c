/* lines.c: the text of a line of an input, for the excerpts of diagnostics. Files are read again, and only when there is something
 * to show; places found on the way are remembered, so that a hundred excerpts cost little more than one. Uses base and POSIX. */
#include "read/input.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#define MARK_EVERY (UINT64_C(1) << 20) /* bytes between remembered places */
#define LINE_MOST (64u * 1024u)        /* bytes of one line that are given */
#define BLOCK 16384u

typedef struct mark {
    uint64_t offset; /* where line `line` begins */
    uint32_t input;
    uint32_t line;
} mark;

struct gti_lines {
    gti_allocator allocator;
    const gti_vec *inputs;
    gti_vec marks; /* of mark: for each input in ascending order, as far as it was read */
};

/* A walk over the bytes of one input. */
typedef struct walker {
    const gti_input *input;
    int descriptor;
    uint64_t offset;   /* of block[next] */
    size_t next, size; /* within the block */
    unsigned char block[BLOCK];
} walker;

gti_lines *gti_lines_new(const gti_allocator *allocator, const gti_vec *inputs)
{
    gti_lines *lines = gti_alloc_zero(allocator, sizeof *lines);

    if (lines != NULL)
        *lines = (gti_lines){.allocator = *allocator, .inputs = inputs, .marks = GTI_VEC(mark)};
    return lines;
}

void gti_lines_free(gti_lines *lines)
{
    if (lines == NULL)
        return;
    gti_allocator allocator = lines->allocator;
    gti_vec_free(&allocator, &lines->marks);
    gti_free(&allocator, lines, sizeof *lines);
}

static bool begin_at(walker *walk, const gti_input *input, uint64_t offset)
{
    walk->input = input;
    walk->descriptor = -1;
    walk->offset = offset;
    walk->next = walk->size = 0;
    if (input->regular) {
        walk->descriptor = open(input->path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
        return walk->descriptor >= 0 && lseek(walk->descriptor, (off_t)offset, SEEK_SET) >= 0;
    }
    return true;
}

static void end(walker *walk)
{
    if (walk->descriptor >= 0)
        close(walk->descriptor);
}

static size_t fill_from(walker *walk, const char *data, size_t size)
{
    size_t count = walk->offset < size ? size - (size_t)walk->offset : 0;

    if (count > BLOCK)
        count = BLOCK;
    if (count > 0)
        memcpy(walk->block, data + walk->offset, count);
    return count;
}

/* The next byte without taking it; -1 at the end. */
static int peek(walker *walk)
{
    if (walk->next < walk->size)
        return walk->block[walk->next];
    walk->next = 0;
    if (walk->descriptor >= 0) {
        ssize_t got;
        do
            got = read(walk->descriptor, walk->block, BLOCK);
        while (got < 0 && errno == EINTR);
        walk->size = got > 0 ? (size_t)got : 0;
    } else if (walk->input->data != NULL) {
        walk->size = fill_from(walk, walk->input->data, walk->input->data_size);
    } else {
        walk->size = fill_from(walk, walk->input->kept.data, walk->input->kept.size);
    }
    return walk->size > 0 ? walk->block[0] : -1;
}

static void take(walker *walk)
{
    walk->next++;
    walk->offset++;
}

/* libyaml ends lines at LF, CR, CR LF, U+0085, U+2028 and U+2029. */
size_t gti_line_end(uint32_t tail)
{
    switch (tail & 0xFFu) {
    case '\n':
    case '\r':
        return 1;
    case 0x85:
        return (tail & 0xFFFFu) == 0xC285u ? 2 : 0;
    case 0xA8:
    case 0xA9:
        return (tail & 0xFFFF00u) == 0xE28000u ? 3 : 0;
    default:
        return 0;
    }
}

/* Takes one line and its end; its text is added to `out` unless that is NULL. false: there was nothing left. */
static bool pass_line(walker *walk, gti_buffer *out)
{
    uint32_t tail = 0;
    size_t length = 0, ending = 0;
    int c = peek(walk);

    if (c < 0)
        return false;
    for (; c >= 0 && ending == 0; c = ending == 0 ? peek(walk) : -1) {
        take(walk);
        tail = tail << 8 | (uint32_t)c;
        ending = gti_line_end(tail);
        if (out != NULL && length < LINE_MOST)
            gti_buffer_char(out, (char)c);
        length++;
    }
    if (out != NULL && ending > 0 && length <= LINE_MOST)
        gti_buffer_truncate(out, out->size - ending);
    if ((tail & 0xFFu) == '\r' && peek(walk) == '\n')
        take(walk);
    return true;
}

/* The remembered place that is nearest before the line, or the beginning. */
static mark nearest(const gti_lines *lines, uint32_t input, uint32_t line)
{
    mark best = {.offset = 0, .input = input, .line = 1};

    for (size_t i = 0; i < lines->marks.count; i++) {
        const mark *known = GTI_VEC_AT(&lines->marks, mark, i);
        if (known->input == input && known->line <= line && known->line > best.line)
            best = *known;
    }
    return best;
}

static void remember(gti_lines *lines, const mark *place)
{
    mark *known = gti_vec_push(&lines->allocator, &lines->marks);

    if (known != NULL) /* without it the next excerpt only takes longer */
        *known = *place;
}

static bool get(gti_lines *lines, uint32_t index, uint32_t line, gti_buffer *out)
{
    const gti_input *input = GTI_VEC_AT(lines->inputs, gti_input, index);
    mark place = nearest(lines, index, line);
    uint64_t remembered = place.offset;
    walker walk;
    bool found = begin_at(&walk, input, place.offset);

    out->failed = out->failed || input->kept.failed; /* not all of a stream could be kept */
    while (found && place.line < line) {
        found = pass_line(&walk, NULL);
        place.line++;
        place.offset = walk.offset;
        if (found && place.offset - remembered >= MARK_EVERY) {
            remember(lines, &place);
            remembered = place.offset;
        }
    }
    size_t before = out->size;
    found = found && pass_line(&walk, out);
    /* The mark at the beginning of a file is no part of its first line. */
    if (found && line == 1 && out->size - before >= 3 && memcmp(out->data + before, "\xEF\xBB\xBF", 3) == 0) {
        memmove(out->data + before, out->data + before + 3, out->size - before - 3);
        gti_buffer_truncate(out, out->size - 3);
    }
    end(&walk);
    return found && !out->failed;
}

bool gti_lines_get(void *user, const char *file, uint32_t line, gti_buffer *out)
{
    gti_lines *lines = user;

    for (uint32_t i = 0; line > 0 && i < lines->inputs->count; i++)
        if (strcmp(GTI_VEC_AT(lines->inputs, gti_input, i)->name, file) == 0)
            return get(lines, i, line, out);
    return false;
}
