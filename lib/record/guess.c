/* guess.c: what was probably meant: the nearest of several words by edit distance, as the hint of a diagnostic. Uses compile.h. */
#include "record/compile.h"

#include <string.h>

/* Lists of words in hints end behind so many bytes. */
#define LONGEST_LIST 600u

gti_guess gti_guess_begin(gti_assembly *a, const char *text, size_t size)
{
    size_t limit = size < 2 ? 0 : size < 4 ? 1 : size < 9 ? 2 : 3;

    return (gti_guess){.a = a, .text = text, .size = size, .limit = limit, .best = NULL};
}

void gti_guess_try(gti_guess *guess, const char *candidate)
{
    gti_assembly *a = guess->a;
    size_t size = strlen(candidate);
    size_t apart = size > guess->size ? size - guess->size : guess->size - size;
    size_t distance;

    if (guess->limit == 0 || a->guesses == 0 || apart > guess->limit * 4)
        return;
    a->guesses--;
    if (!gti_text_distance(a->allocator, guess->text, guess->size, candidate, size, guess->limit, &distance)) {
        a->failed = true;
    } else if (distance <= guess->limit && distance > 0) {
        guess->best = candidate;
        guess->limit = distance - 1; /* the first of the nearest stays */
    }
}

const char *gti_guess_id(gti_assembly *a, uint32_t kind, const char *id)
{
    gti_guess guess = gti_guess_begin(a, id, strlen(id));
    const gti_vec *records = &a->dossier->kinds[kind];

    if (gti_report_full(a->report))
        return NULL;
    for (size_t i = 0; i < records->count && guess.limit > 0; i++) {
        const gtee_record *record = *GTI_VEC_AT(records, gtee_record *, i);

        if (record->id != NULL)
            gti_guess_try(&guess, record->id);
    }
    return guess.best;
}

void gti_words_clear(gti_assembly *a)
{
    gti_buffer_truncate(&a->words, 0);
}

void gti_words_add(gti_assembly *a, const char *word)
{
    if (a->words.size > LONGEST_LIST)
        return;
    if (a->words.size > 0)
        gti_buffer_text(&a->words, ", ");
    gti_buffer_text(&a->words, a->words.size > LONGEST_LIST ? "…" : word);
}

/* The hint is put together here because texts in diagnostics are cut short, and a list of ids or keys should not be. */
void gti_hint_words(gti_assembly *a, const char *best, const char *what)
{
    gti_buffer *hint = &a->path;

    gti_buffer_truncate(hint, 0);
    if (best != NULL)
        gti_buffer_format(hint, "did you mean %q?", best);
    if (best != NULL && a->words.size > 0)
        gti_buffer_char(hint, ' ');
    if (a->words.size > 0)
        gti_buffer_format(hint, "%s: %s", what, a->words.data);
    if (hint->failed || a->words.failed)
        a->failed = true;
    else if (hint->size > 0)
        gti_report_hint(a->report, hint->data); /* ids and keys hold no % */
}
