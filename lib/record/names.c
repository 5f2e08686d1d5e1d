/* names.c: the name index, and looking names up in it. Suggestions are in names_near.c, the public match in names_match.c.
 * Uses names.h, model.h. */
#include "record/names_index.h"

#include <stdalign.h>
#include <string.h>

/* An index in the making. */
typedef struct indexing {
    gtee_dossier *dossier;
    gti_name_index *index;
    gti_buffer folded;
    gti_vec keys; /* of gti_name *, by symbol: the newest entry of each */
} indexing;

static gti_name *last_of(indexing *work, gti_symbol symbol)
{
    return symbol <= work->keys.count ? *GTI_VEC_AT(&work->keys, gti_name *, symbol - 1) : NULL;
}

static bool set_last(indexing *work, gti_symbol symbol, gti_name *name)
{
    const gti_allocator *allocator = &work->dossier->context->allocator;

    while (work->keys.count < symbol)
        if (gti_vec_push(allocator, &work->keys) == NULL)
            return false;
    *GTI_VEC_AT(&work->keys, gti_name *, symbol - 1) = name;
    return true;
}

/* One way to call a participant. What one participant is called twice is kept once, as it was given first: names before the id. */
static bool add(indexing *work, const gtee_participant *participant, const char *shown, const char *text, bool qualified)
{
    gti_buffer_truncate(&work->folded, 0);
    if (!gti_fold_name(&work->folded, text, strlen(text)))
        return false;
    if (work->folded.size == 0)
        return true;
    gti_symbol symbol = gti_symbols_intern(work->index->keys, work->folded.data, work->folded.size);
    if (symbol == 0)
        return false;
    gti_name *last = last_of(work, symbol);
    if (last != NULL && last->participant == participant)
        return true;
    gti_name *name = gti_arena_zero(&work->dossier->arena, sizeof *name, alignof(gti_name));
    if (name == NULL)
        return false;
    *name = (gti_name){.participant = participant, .shown = shown, .symbol = symbol, .qualified = qualified, .same = last};
    return set_last(work, symbol, name);
}

/* A code is found by itself and with its scheme before it. */
static bool add_code(indexing *work, const gtee_participant *participant, const gti_pair *code)
{
    size_t size = strlen(code->key) + strlen(code->value) + 2;
    char *both = gti_arena_alloc(&work->dossier->arena, size, 1);

    if (both == NULL)
        return false;
    size_t scheme = strlen(code->key);
    memcpy(both, code->key, scheme);
    both[scheme] = ':';
    memcpy(both + scheme + 1, code->value, strlen(code->value) + 1);
    return add(work, participant, code->value, code->value, false) && add(work, participant, both, both, true);
}

static bool add_participant(indexing *work, const gtee_participant *participant)
{
    for (uint32_t i = 0; i < participant->names.count; i++)
        if (!add(work, participant, participant->names.items[i].value, participant->names.items[i].value, false))
            return false;
    if (!add(work, participant, participant->record.id, participant->record.id, false))
        return false;
    for (uint32_t i = 0; i < participant->codes.count; i++)
        if (!add_code(work, participant, &participant->codes.items[i]))
            return false;
    return true;
}

static bool add_all(indexing *work)
{
    const gti_vec *participants = &work->dossier->kinds[GTEE_KIND_PARTICIPANT];

    for (size_t i = 0; i < participants->count; i++)
        if (!add_participant(work, *GTI_VEC_AT(participants, const gtee_participant *, i)))
            return false;
    return true;
}

/* The finished chains by symbol, in the arena. */
static bool keep_heads(indexing *work)
{
    gti_name_index *index = work->index;

    index->count = work->keys.count;
    if (index->count == 0)
        return true;
    index->heads = gti_arena_array(&work->dossier->arena, index->count, sizeof *index->heads, alignof(gti_name *));
    if (index->heads == NULL)
        return false;
    memcpy(index->heads, work->keys.items, index->count * sizeof *index->heads);
    return true;
}

bool gti_names_build(gtee_dossier *dossier)
{
    const gti_allocator *allocator = &dossier->context->allocator;
    indexing work = {.dossier = dossier, .keys = GTI_VEC(gti_name *)};

    dossier->names = gti_arena_zero(&dossier->arena, sizeof *dossier->names, alignof(gti_name_index));
    if (dossier->names == NULL)
        return false;
    work.index = dossier->names;
    gti_buffer_init(&work.folded, allocator);
    work.index->keys = gti_symbols_new(allocator, &dossier->arena);
    bool good = work.index->keys != NULL && add_all(&work) && keep_heads(&work);
    gti_buffer_free(&work.folded);
    gti_vec_free(allocator, &work.keys);
    if (!good)
        gti_names_free(dossier);
    return good;
}

void gti_names_free(gtee_dossier *dossier)
{
    if (dossier->names != NULL && dossier->names->keys != NULL)
        gti_symbols_free(dossier->names->keys);
    dossier->names = NULL;
}

const gti_name *gti_names_find(const gtee_dossier *dossier, const char *folded, size_t size)
{
    gti_symbol symbol = size == 0 ? 0 : gti_symbols_find(dossier->names->keys, folded, size);

    return symbol == 0 ? NULL : dossier->names->heads[symbol - 1];
}
