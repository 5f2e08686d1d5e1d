/* evidence.c: finding quotes and places in the text of a source. Uses evidence.h. */
#include "read/evidence.h"

#include <string.h>

void gti_evidence_init(gti_evidence *evidence, const gti_allocator *allocator)
{
    gti_buffer_init(&evidence->folded, allocator);
    evidence->lines = GTI_VEC(gti_stretch);
    evidence->paragraphs = GTI_VEC(gti_stretch);
}

void gti_evidence_free(gti_evidence *evidence)
{
    const gti_allocator allocator = evidence->folded.allocator;

    gti_vec_free(&allocator, &evidence->lines);
    gti_vec_free(&allocator, &evidence->paragraphs);
    gti_buffer_free(&evidence->folded);
}

/* ---- Lines and paragraphs */

/* Appends a line, folded, with a space before it if there is something before and in it. */
static bool add_line(gti_evidence *evidence, const char *line, size_t size)
{
    gti_buffer *folded = &evidence->folded;
    size_t before = folded->size;

    if (before > 0)
        gti_buffer_char(folded, ' ');
    gti_stretch stretch = {.begin = folded->size, .end = folded->size};
    if (!gti_fold_quote(folded, line, size) || folded->failed)
        return false;
    stretch.end = folded->size;
    if (stretch.begin == stretch.end) {
        gti_buffer_truncate(folded, before);
        stretch = (gti_stretch){.begin = before, .end = before};
    }
    return gti_vec_append(&folded->allocator, &evidence->lines, &stretch, 1);
}

static bool add_lines(gti_evidence *evidence, const char *text, size_t size)
{
    for (size_t at = 0; at < size;) {
        const char *end = memchr(text + at, '\n', size - at);
        size_t length = end == NULL ? size - at : (size_t)(end - (text + at));
        if (!add_line(evidence, text + at, length))
            return false;
        at += length + 1;
    }
    return true;
}

static bool is_empty(const gti_stretch *stretch)
{
    return stretch->begin == stretch->end;
}

/* Is there an empty line between two that are not? */
static bool has_gaps(const gti_vec *lines)
{
    bool text = false, gap = false;

    for (size_t i = 0; i < lines->count; i++) {
        if (is_empty(GTI_VEC_AT(lines, gti_stretch, i)))
            gap = text;
        else if (gap)
            return true;
        else
            text = true;
    }
    return false;
}

static bool add_paragraphs(gti_evidence *evidence)
{
    const bool gaps = has_gaps(&evidence->lines);
    bool open = false;

    for (size_t i = 0; i < evidence->lines.count; i++) {
        const gti_stretch *line = GTI_VEC_AT(&evidence->lines, gti_stretch, i);
        if (is_empty(line)) {
            open = false;
        } else if (open && gaps) {
            GTI_VEC_AT(&evidence->paragraphs, gti_stretch, evidence->paragraphs.count - 1)->end = line->end;
        } else {
            if (!gti_vec_append(&evidence->folded.allocator, &evidence->paragraphs, line, 1))
                return false;
            open = true;
        }
    }
    return true;
}

bool gti_evidence_fill(gti_evidence *evidence, const char *text, size_t size)
{
    return add_lines(evidence, text, size) && add_paragraphs(evidence);
}

/* ---- Finding */

gti_stretch gti_evidence_all(const gti_evidence *evidence)
{
    return (gti_stretch){.begin = 0, .end = evidence->folded.size};
}

size_t gti_evidence_find(gti_evidence *evidence, gti_stretch stretch, const char *folded, size_t size)
{
    char *data = evidence->folded.data;

    if (size > stretch.end - stretch.begin)
        return SIZE_MAX;
    if (size == 0)
        return stretch.begin;
    const char end = data[stretch.end];
    data[stretch.end] = '\0';
    const char *found = strstr(data + stretch.begin, folded);
    data[stretch.end] = end;
    return found == NULL ? SIZE_MAX : (size_t)(found - data);
}

size_t gti_evidence_number(const gti_vec *stretches, size_t place)
{
    size_t low = 0, high = stretches->count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (GTI_VEC_AT(stretches, gti_stretch, middle)->end <= place)
            low = middle + 1;
        else
            high = middle;
    }
    return low + 1;
}

/* ---- Locators */

/* The number at *text, which goes on behind it. */
static uint64_t take_number(const char **text)
{
    uint64_t number = 0;
    size_t size = strspn(*text, "0123456789");

    gti_uint_parse(*text, size, UINT32_MAX, &number);
    *text += size;
    return number;
}

/* Loading has seen to it that what begins as a range is one: counted from 1, rising. */
gti_locator gti_locator_parse(const char *text)
{
    gti_locator locator = {.form = GTI_LOCATOR_WORDS, .first = 0, .last = 0};
    const bool paragraphs = strncmp(text, "par ", 4) == 0, lines = strncmp(text, "line ", 5) == 0;

    text += paragraphs ? 4 : lines ? 5 : 0;
    if (!(paragraphs || lines) || *text < '0' || *text > '9')
        return locator;
    locator.form = paragraphs ? GTI_LOCATOR_PARAGRAPHS : GTI_LOCATOR_LINES;
    locator.first = locator.last = take_number(&text);
    if (*text++ == '-')
        locator.last = take_number(&text);
    return locator;
}

bool gti_evidence_stretch(const gti_evidence *evidence, const gti_locator *locator, gti_stretch *stretch)
{
    const gti_vec *all = locator->form == GTI_LOCATOR_LINES ? &evidence->lines : &evidence->paragraphs;

    if (locator->last > all->count)
        return false;
    stretch->begin = GTI_VEC_AT(all, gti_stretch, locator->first - 1)->begin;
    stretch->end = GTI_VEC_AT(all, gti_stretch, locator->last - 1)->end;
    return true;
}
