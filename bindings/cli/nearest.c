/* nearest.c: edit distance over bytes, for suggestions of commands, options and ids. */
#include "cli.h"

#include <string.h>

#define LONGEST 64 /* longer words are not compared */

static size_t least(size_t a, size_t b)
{
    return a < b ? a : b;
}

/* Levenshtein 1966, by rows; two neighbours that changed places count as one edit (Damerau 1964). */
size_t distance(const char *a, const char *b, size_t limit)
{
    size_t rows[3][LONGEST + 1], a_size = strlen(a), b_size = strlen(b);
    size_t *before_last = rows[0], *last = rows[1], *row = rows[2];

    if (a_size > LONGEST || b_size > LONGEST)
        return limit + 1;
    for (size_t j = 0; j <= b_size; j++)
        last[j] = j;
    for (size_t i = 1; i <= a_size; i++) {
        row[0] = i;
        for (size_t j = 1; j <= b_size; j++) {
            row[j] = least(least(last[j], row[j - 1]) + 1, last[j - 1] + (a[i - 1] != b[j - 1]));
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                row[j] = least(row[j], before_last[j - 2] + 1);
        }
        size_t *free_row = before_last;
        before_last = last;
        last = row;
        row = free_row;
    }
    return least(last[b_size], limit + 1);
}

void nearest_begin(cli_nearest *nearest, const char *wanted)
{
    nearest->wanted = wanted;
    nearest->best = NULL;
    nearest->distance = strlen(wanted) > 1 ? strlen(wanted) / 3 + 1 : 0; /* a word of one letter is near to all others */
}

void nearest_offer(cli_nearest *nearest, const char *candidate)
{
    size_t found = distance(nearest->wanted, candidate, nearest->distance);

    if (found > nearest->distance || (nearest->best != NULL && found == nearest->distance))
        return;
    nearest->best = candidate;
    nearest->distance = found;
}
