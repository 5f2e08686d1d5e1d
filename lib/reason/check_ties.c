/* check_ties.c: which constraints and fixed choices a conflict needs: those named tie it, and none of them is needless. Uses base, record, check.h,
 * conflict.h (for the wording). */
#include "reason/check.h"

#include <string.h>

typedef struct tied {
    gti_checking *c;
    bool *constraints, *texts; /* which of them hold */
    size_t constraint_count, text_count;
} tied;

/* Can the positions be met with the constraints and fixed choices that hold? */
static gtee_status possible(const tied *t, bool *answer)
{
    gti_trial trial;
    gtee_status status = gti_trial_make_tied(&trial, &t->c->inquiry, t->c->kept, t->constraints, t->texts);

    if (status == GTEE_OK)
        status = gti_trial_possible(&trial, answer);
    gti_trial_free(&trial);
    return status;
}

static gtee_status refute(const tied *t, const char *words)
{
    t->c->check->confirmed = false;
    gti_buffer_text(&t->c->words, words);
    return GTEE_OK;
}

/* Is none of those that hold needless? */
static gtee_status each_needed(const tied *t, bool *flags, size_t count, const char *words)
{
    gtee_status status = GTEE_OK;
    bool answer = true;

    for (size_t i = 0; status == GTEE_OK && answer && i < count; i++) {
        if (!flags[i])
            continue;
        flags[i] = false;
        status = possible(t, &answer);
        flags[i] = true;
    }
    return status == GTEE_OK && !answer ? refute(t, words) : status;
}

static gtee_status look(const tied *t)
{
    bool answer;
    gtee_status status = possible(t, &answer);

    if (status != GTEE_OK)
        return status;
    if (answer)
        return refute(t, "with these constraints and fixed choices alone, the positions can all be met");
    t->c->check->confirmed = true;
    status = each_needed(t, t->constraints, t->constraint_count, "one of the constraints is needless: the positions cannot be met without it either");
    if (status == GTEE_OK && t->c->check->confirmed)
        status = each_needed(t, t->texts, t->text_count, "one of the fixed choices is needless: the positions cannot be met without it either");
    if (status == GTEE_OK && t->c->check->confirmed)
        gti_buffer_text(&t->c->words, "with these constraints and fixed choices the positions cannot all be met, and without any one of these they can");
    return status;
}

/* ---- the claim */

static gtee_status take_constraints(const tied *t, const gti_claim *claim)
{
    for (size_t i = 0; i < claim->constraint_count; i++) {
        if (claim->constraints[i] == NULL)
            return GTEE_ERROR_ARGUMENT;
        if (!gti_record_belongs(t->c->inquiry.view->dossier, &claim->constraints[i]->record)) {
            gti_report_add(t->c->report, GTI_CODE_OTHER_DOSSIER, NULL, NULL, "a constraint is not of the view's dossier");
            return GTEE_ERROR_ARGUMENT;
        }
        t->constraints[claim->constraints[i]->record.index] = true;
    }
    return GTEE_OK;
}

/* *known: all are among those that the question fixes. */
static gtee_status take_texts(const tied *t, const gti_claim *claim, bool *known)
{
    *known = true;
    for (size_t i = 0; i < claim->choice_count; i++) {
        size_t at = 0;
        if (claim->choices[i] == NULL)
            return GTEE_ERROR_ARGUMENT;
        while (at < t->text_count && strcmp(*GTI_VEC_AT(&t->c->inquiry.texts, const char *, at), claim->choices[i]) != 0)
            at++;
        if (at == t->text_count)
            *known = false;
        else
            t->texts[at] = true;
    }
    return GTEE_OK;
}

static gtee_status take_wording(const tied *t, const gti_claim *claim)
{
    const gtee_conflict conflict = {.positions = (const gtee_position **)(void *)claim->positions, .position_count = claim->position_count,
                                    .constraints = (const gtee_constraint **)(void *)claim->constraints,
                                    .constraint_count = claim->constraint_count, .fixed = (const char **)(void *)claim->choices,
                                    .fixed_count = claim->choice_count};
    gtee_check *check = t->c->check;
    gti_buffer words;

    gti_buffer_init(&words, &check->allocator);
    gti_word_conflict(&words, &conflict);
    if (!words.failed)
        check->wording = gti_arena_copy(&check->arena, words.data, words.size);
    gti_buffer_free(&words);
    return check->wording != NULL ? GTEE_OK : GTEE_ERROR_MEMORY;
}

static gtee_status check_claim(const tied *t, const gti_claim *claim)
{
    bool known;
    gtee_status status = gti_check_flags(t->c, false);

    for (size_t i = 0; status == GTEE_OK && i < claim->position_count; i++)
        t->c->kept[claim->positions[i]->record.index] = true;
    if (status == GTEE_OK)
        status = take_constraints(t, claim);
    if (status == GTEE_OK)
        status = take_texts(t, claim, &known);
    if (status == GTEE_OK)
        status = take_wording(t, claim);
    if (status == GTEE_OK)
        status = known ? look(t) : refute(t, "one of the fixed choices is not among those asked for");
    return status;
}

static gtee_status check_ties(gti_checking *c, const gti_claim *claim)
{
    const gti_allocator *allocator = &c->check->allocator;
    tied t = {.c = c, .constraint_count = gti_record_count(c->inquiry.view->dossier, GTEE_KIND_CONSTRAINT), .text_count = c->inquiry.texts.count};
    gtee_status status = GTEE_ERROR_MEMORY;

    t.constraints = gti_alloc_array(allocator, t.constraint_count + 1, sizeof(bool));
    t.texts = gti_alloc_array(allocator, t.text_count + 1, sizeof(bool));
    if (t.constraints != NULL && t.texts != NULL)
        status = check_claim(&t, claim);
    gti_free(allocator, t.constraints, (t.constraint_count + 1) * sizeof(bool));
    gti_free(allocator, t.texts, (t.text_count + 1) * sizeof(bool));
    return status;
}

gtee_status gtee_check_ties(const gtee_view *view, const gtee_search_options *options, const gtee_position *const *positions, size_t position_count,
                            const gtee_constraint *const *constraints, size_t constraint_count, const char *const *fixed, size_t fixed_count,
                            gtee_check **check, gtee_diagnostics **diagnostics)
{
    const gti_claim claim = {.positions = positions, .position_count = position_count, .constraints = constraints,
                             .constraint_count = constraint_count, .choices = fixed, .choice_count = fixed_count, .work = check_ties};

    return gti_check_new(constraints != NULL || constraint_count == 0 ? view : NULL, options, &claim, check, diagnostics);
}
