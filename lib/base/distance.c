/* distance.c: edit distance over grapheme clusters (text.h). Uses width.c's clusters and memory.h.
 *
 * V. I. Levenshtein 1966, by R. A. Wagner and M. J. Fischer's table of 1974, of which one row is kept. */
#include "base/text.h"

#include <string.h>

#define MOST_CLUSTERS 256u

typedef struct clusters {
    const char *text;
    size_t count;
    size_t ends[MOST_CLUSTERS + 1]; /* cluster i is the bytes from ends[i] to ends[i + 1] */
} clusters;

typedef struct work {
    clusters a, b;
    size_t row[MOST_CLUSTERS + 1];
} work;

static void split(clusters *c, const char *text, size_t size)
{
    c->text = text;
    c->ends[0] = 0;
    for (c->count = 0; c->count < MOST_CLUSTERS && c->ends[c->count] < size; c->count++) {
        const size_t at = c->ends[c->count];

        c->ends[c->count + 1] = at + gti_grapheme_next(text + at, size - at);
    }
}

static bool same(const clusters *a, size_t i, const clusters *b, size_t j)
{
    const size_t size = a->ends[i + 1] - a->ends[i];

    return size == b->ends[j + 1] - b->ends[j] && memcmp(a->text + a->ends[i], b->text + b->ends[j], size) == 0;
}

static size_t least(size_t a, size_t b)
{
    return a < b ? a : b;
}

/* The row for the first i + 1 clusters of a, from that for i of them. Gives the least of the row: no later row has less. */
static size_t next_row(work *w, size_t i)
{
    size_t diagonal = w->row[0], smallest = ++w->row[0];

    for (size_t j = 0; j < w->b.count; j++) {
        const size_t replaced = diagonal + !same(&w->a, i, &w->b, j);

        diagonal = w->row[j + 1];
        w->row[j + 1] = least(replaced, least(diagonal, w->row[j]) + 1);
        smallest = least(smallest, w->row[j + 1]);
    }
    return smallest;
}

static size_t measure(work *w, size_t limit)
{
    const size_t difference = w->a.count > w->b.count ? w->a.count - w->b.count : w->b.count - w->a.count;

    if (difference > limit)
        return limit + 1;
    for (size_t j = 0; j <= w->b.count; j++)
        w->row[j] = j;
    for (size_t i = 0; i < w->a.count; i++)
        if (next_row(w, i) > limit)
            return limit + 1;
    return least(w->row[w->b.count], limit + 1);
}

bool gti_text_distance(const gti_allocator *allocator, const char *a, size_t a_size, const char *b, size_t b_size, size_t limit,
                       size_t *distance)
{
    work *w = gti_alloc(allocator, sizeof *w);

    *distance = 0;
    if (w == NULL)
        return false;
    limit = least(limit, MOST_CLUSTERS);
    split(&w->a, a, a_size);
    split(&w->b, b, b_size);
    *distance = measure(w, limit);
    gti_free(allocator, w, sizeof *w);
    return true;
}
