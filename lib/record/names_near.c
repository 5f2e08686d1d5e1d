/* names_near.c: the nearest names to one that nobody has. Uses names_index.h, text.h. */
#include "record/names_index.h"

#include <string.h>

#define LONGEST 256u /* bytes of a name that is looked for, or in whose words it is: behind that nothing is near */

/* How far a name may be from one of that many code points to be worth suggesting: a third of it, at least 1, at most 4. */
static size_t reach(size_t length)
{
    size_t third = length / 3;

    return third < 1 ? 1 : third > 4 ? 4 : third;
}

static bool is_nearer(const gti_near *a, const gti_near *b)
{
    if (a->distance != b->distance)
        return a->distance < b->distance;
    return strcmp(a->name->participant->record.id, b->name->participant->record.id) < 0;
}

/* Where the participant is among those found; `count` if it is not. */
static size_t place_of(const gti_near *nearest, size_t count, const gtee_participant *participant)
{
    size_t i = 0;

    while (i < count && nearest[i].name->participant != participant)
        i++;
    return i;
}

/* Puts a suggestion where it belongs; the last one falls out when there are too many. */
static void suggest(gti_near *nearest, size_t *count, gti_near one)
{
    size_t at = place_of(nearest, *count, one.name->participant);

    if (at < *count && !is_nearer(&one, &nearest[at]))
        return;
    if (at == *count) {
        if (*count == GTI_NEAR_MOST && !is_nearer(&one, &nearest[--at]))
            return;
        if (*count < GTI_NEAR_MOST)
            ++*count;
    }
    for (; at > 0 && is_nearer(&one, &nearest[at - 1]); at--)
        nearest[at] = nearest[at - 1];
    nearest[at] = one;
}

/* ---- Comparing */

typedef struct wanted {
    const gti_allocator *allocator;
    const char *text; /* folded: words with one space between them */
    size_t size, words;
} wanted;

static size_t count_words(const char *text, size_t size)
{
    size_t words = 1;

    for (size_t i = 0; i < size; i++)
        words += text[i] == ' ';
    return words;
}

/* The bytes of the first so many words of a text that has them. */
static size_t first_words(const char *text, size_t size, size_t words)
{
    size_t i = 0;

    for (; i < size; i++)
        if (text[i] == ' ' && --words == 0)
            break;
    return i;
}

/* The distance to the nearest run of as many words within a longer name, and one more, so that a surname finds its bearer, but behind
 * those who are called just so. `*distance` is lowered if that is less. */
static bool compare_runs(const wanted *w, const char *text, size_t size, size_t limit, size_t *distance)
{
    const size_t words = count_words(text, size);

    if (limit == 0 || size > LONGEST || words <= w->words)
        return true;
    for (size_t runs = words - w->words + 1; runs > 0; runs--) {
        size_t found, run = first_words(text, size, w->words), step = first_words(text, size, 1) + 1;
        if (!gti_text_distance(w->allocator, w->text, w->size, text, run, limit - 1, &found))
            return false;
        if (found + 1 < *distance)
            *distance = found + 1;
        text += step;
        size -= step < size ? step : size;
    }
    return true;
}

static bool compare(const wanted *w, const char *text, size_t size, size_t limit, size_t *distance)
{
    return gti_text_distance(w->allocator, w->text, w->size, text, size, limit, distance) &&
           compare_runs(w, text, size, limit, distance);
}

bool gti_names_near(const gtee_dossier *dossier, const char *folded, size_t size, bool qualified, gti_near nearest[GTI_NEAR_MOST],
                    size_t *count)
{
    const gti_name_index *index = dossier->names;
    const wanted w = {&dossier->context->allocator, folded, size, count_words(folded, size)};
    size_t limit = reach(gti_utf8_count(folded, size));

    *count = 0;
    if (size == 0 || size > LONGEST)
        return true;
    for (size_t i = 0; i < index->count; i++) {
        gti_symbol symbol = (gti_symbol)(i + 1);
        size_t distance;
        if (!compare(&w, gti_symbols_text(index->keys, symbol), gti_symbols_size(index->keys, symbol), limit, &distance))
            return false;
        if (distance > limit)
            continue;
        for (const gti_name *name = index->heads[i]; name != NULL; name = name->same)
            if (qualified || !name->qualified)
                suggest(nearest, count, (gti_near){.name = name, .distance = distance});
        if (*count == GTI_NEAR_MOST)
            limit = nearest[GTI_NEAR_MOST - 1].distance;
    }
    return true;
}
