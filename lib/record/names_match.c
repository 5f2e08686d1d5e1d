/* names_match.c: the public lookup of names: one participant, candidates, or suggestions. Uses names_index.h, diagnostic.h. */
#include "base/diagnostic.h"
#include "record/names_index.h"

#include <string.h>

typedef struct candidate {
    const gtee_participant *participant;
    const char *name;
} candidate;

struct gtee_name_match {
    gti_refs refs;
    gtee_dossier *dossier;
    const gtee_participant *participant;
    gti_vec candidates; /* of candidate */
};

static const gti_allocator *allocator_of(const gtee_name_match *match)
{
    return &match->dossier->context->allocator;
}

const gti_allocator *gti_name_match_allocator(const gtee_name_match *match)
{
    return allocator_of(match);
}

static gtee_name_match *match_new(const gtee_dossier *dossier)
{
    gtee_name_match *match = gti_alloc_zero(&dossier->context->allocator, sizeof *match);

    if (match == NULL)
        return NULL;
    gti_refs_init(&match->refs);
    match->dossier = gtee_dossier_ref((gtee_dossier *)(uintptr_t)dossier); /* counting does not change what it holds */
    match->candidates = GTI_VEC(candidate);
    return match;
}

gtee_name_match *gtee_name_match_ref(gtee_name_match *match)
{
    gti_refs_up(&match->refs);
    return match;
}

void gtee_name_match_unref(gtee_name_match *match)
{
    if (match == NULL || !gti_refs_down(&match->refs))
        return;
    gtee_dossier *dossier = match->dossier;
    gti_vec_free(allocator_of(match), &match->candidates);
    gti_free(&dossier->context->allocator, match, sizeof *match);
    gtee_dossier_unref(dossier);
}

const gtee_participant *gtee_name_match_participant(const gtee_name_match *match)
{
    return match->participant;
}

size_t gtee_name_match_candidate_count(const gtee_name_match *match)
{
    return match->candidates.count;
}

const gtee_participant *gtee_name_match_candidate_at(const gtee_name_match *match, size_t index)
{
    return index < match->candidates.count ? GTI_VEC_AT(&match->candidates, candidate, index)->participant : NULL;
}

const char *gtee_name_match_candidate_name_at(const gtee_name_match *match, size_t index)
{
    return index < match->candidates.count ? GTI_VEC_AT(&match->candidates, candidate, index)->name : NULL;
}

/* ---- Looking up */

static gtee_status add(gtee_name_match *match, const gtee_participant *participant, const char *name)
{
    const candidate one = {.participant = participant, .name = name};

    return gti_vec_append(allocator_of(match), &match->candidates, &one, 1) ? GTEE_OK : GTEE_ERROR_MEMORY;
}

/* An id as written means its participant, whatever else it fits. */
static gtee_status find_id(gtee_name_match *match, const char *name)
{
    match->participant = gtee_dossier_participant_find(match->dossier, name);
    if (match->participant == NULL)
        return GTEE_ERROR_NOT_FOUND;
    return add(match, match->participant, match->participant->record.id);
}

static int by_id(const void *user, const void *a, const void *b)
{
    const candidate *x = a, *y = b;

    (void)user;
    return strcmp(x->participant->record.id, y->participant->record.id);
}

static gtee_status find_folded(gtee_name_match *match, const gti_buffer *folded)
{
    const gti_name *names = gti_names_find(match->dossier, folded->data, folded->size);
    gtee_status status = names == NULL ? GTEE_ERROR_NOT_FOUND : GTEE_OK;

    for (const gti_name *name = names; name != NULL && status == GTEE_OK; name = name->same)
        status = add(match, name->participant, name->shown);
    if (status != GTEE_OK)
        return status;
    if (names->same == NULL) {
        match->participant = names->participant;
        return GTEE_OK;
    }
    gti_vec *found = &match->candidates;
    return gti_sort(allocator_of(match), found->items, found->count, found->item_size, by_id, NULL) ? GTEE_ERROR_AMBIGUOUS
                                                                                                    : GTEE_ERROR_MEMORY;
}

static gtee_status find_near(gtee_name_match *match, const char *name, const gti_buffer *folded)
{
    gti_near nearest[GTI_NEAR_MOST];
    size_t count;

    if (!gti_names_near(match->dossier, folded->data, folded->size, strchr(name, ':') != NULL, nearest, &count))
        return GTEE_ERROR_MEMORY;
    for (size_t i = 0; i < count; i++)
        if (add(match, nearest[i].name->participant, nearest[i].name->shown) != GTEE_OK)
            return GTEE_ERROR_MEMORY;
    return GTEE_ERROR_NOT_FOUND;
}

static gtee_status find(gtee_name_match *match, const char *name)
{
    gti_buffer folded;
    gtee_status status = find_id(match, name);

    if (status != GTEE_ERROR_NOT_FOUND)
        return status;
    gti_buffer_init(&folded, allocator_of(match));
    status = gti_fold_name(&folded, name, strlen(name)) ? find_folded(match, &folded) : GTEE_ERROR_MEMORY;
    if (status == GTEE_ERROR_NOT_FOUND)
        status = find_near(match, name, &folded);
    gti_buffer_free(&folded);
    return status;
}

/* ---- Saying it */

#define LISTED 8u /* candidates that a message lists */

/* `Georgia (geo), Georgia (usa-ga)`. */
static void list_candidates(const gtee_name_match *match, gti_buffer *out)
{
    for (size_t i = 0; i < match->candidates.count && i < LISTED; i++) {
        const candidate *one = GTI_VEC_AT(&match->candidates, candidate, i);
        const char *id = one->participant->record.id;
        gti_buffer_text(out, i == 0 ? "" : ", ");
        if (strcmp(one->name, id) == 0)
            gti_buffer_text(out, id);
        else
            gti_buffer_format(out, "%s (%s)", one->name, id);
    }
    if (match->candidates.count > LISTED)
        gti_buffer_format(out, " and %u more", (uint64_t)(match->candidates.count - LISTED));
}

static void relate_candidates(const gtee_name_match *match, gti_report *report)
{
    for (size_t i = 0; i < match->candidates.count && i < LISTED; i++) {
        const candidate *one = GTI_VEC_AT(&match->candidates, candidate, i);
        const gtee_record *record = &one->participant->record;
        const gti_place place = {.file = record->file, .line = record->line, .column = record->column, .length = 1};
        gti_report_related(report, &place, "%s is %s", record->id, gtee_participant_name(one->participant, NULL));
    }
}

static void say(const gtee_name_match *match, gtee_status status, const char *name, gti_report *report)
{
    const gti_place nowhere = {0};
    gti_buffer list;

    gti_buffer_init(&list, allocator_of(match));
    list_candidates(match, &list);
    const char *candidates = list.data == NULL ? "" : list.data;
    if (status == GTEE_ERROR_AMBIGUOUS) {
        gti_report_add(report, GTI_CODE_NAME_AMBIGUOUS, &nowhere, NULL, "%q fits %u participants: %s", name,
                       (uint64_t)match->candidates.count, candidates);
        gti_report_hint(report, "use the id of the one that is meant");
    } else {
        gti_report_add(report, GTI_CODE_NAME_UNKNOWN, &nowhere, NULL, "no participant is called %q", name);
        if (match->candidates.count > 0)
            gti_report_hint(report, "did you mean %s?", candidates);
    }
    relate_candidates(match, report);
    if (list.failed)
        gti_report_failed(report);
    gti_buffer_free(&list);
}

static gtee_status report_match(const gtee_name_match *match, gtee_status status, const char *name, gtee_diagnostics **diagnostics)
{
    gti_report *report;

    if (diagnostics == NULL || (status != GTEE_ERROR_AMBIGUOUS && status != GTEE_ERROR_NOT_FOUND))
        return status;
    report = gti_report_new(match->dossier->context);
    if (report == NULL)
        return GTEE_ERROR_MEMORY;
    say(match, status, name, report);
    return gti_report_finish(report, status, diagnostics);
}

gtee_status gtee_dossier_match_name(const gtee_dossier *dossier, const char *name, gtee_name_match **match,
                                    gtee_diagnostics **diagnostics)
{
    if (diagnostics != NULL)
        *diagnostics = NULL;
    if (match == NULL)
        return GTEE_ERROR_ARGUMENT;
    *match = NULL;
    if (dossier == NULL || name == NULL || gti_utf8_valid(name, strlen(name)) != strlen(name))
        return GTEE_ERROR_ARGUMENT;
    gtee_name_match *made = match_new(dossier);
    if (made == NULL)
        return GTEE_ERROR_MEMORY;
    gtee_status status = report_match(made, find(made, name), name, diagnostics);
    if (status == GTEE_ERROR_MEMORY)
        gtee_name_match_unref(made);
    else
        *match = made;
    return status;
}
