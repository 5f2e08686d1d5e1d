/* dossier.c: the finished dossier as callers reach it: references, title, records by place and by id. Uses model.h, names.h. */
#include "record/names.h"

#include <string.h>

gtee_dossier *gtee_dossier_ref(gtee_dossier *dossier)
{
    gti_refs_up(&dossier->refs);
    return dossier;
}

static void dossier_free(gtee_dossier *dossier)
{
    gtee_context *context = dossier->context;
    const gti_allocator *allocator = &context->allocator;

    gti_names_free(dossier);
    gti_symbols_free(dossier->symbols);
    for (size_t kind = 0; kind <= GTI_KIND_COUNT; kind++)
        gti_vec_free(allocator, &dossier->kinds[kind]);
    gti_vec_free(allocator, &dossier->known);
    gti_map_free(allocator, &dossier->ids);
    gti_arena_free(&dossier->arena);
    gti_free(allocator, dossier, sizeof *dossier);
    gtee_context_unref(context);
}

void gtee_dossier_unref(gtee_dossier *dossier)
{
    if (dossier != NULL && gti_refs_down(&dossier->refs))
        dossier_free(dossier);
}

uint64_t gtee_dossier_bytes(const gtee_dossier *dossier)
{
    uint64_t bytes = sizeof *dossier + dossier->arena.bytes;

    for (size_t kind = 0; kind <= GTI_KIND_COUNT; kind++)
        bytes += dossier->kinds[kind].capacity * dossier->kinds[kind].item_size;
    bytes += dossier->known.capacity * dossier->known.item_size;
    return bytes + dossier->ids.slots * (sizeof *dossier->ids.keys + sizeof *dossier->ids.values);
}

const char *gtee_dossier_title(const gtee_dossier *dossier)
{
    return dossier->title;
}

const char *gtee_dossier_description(const gtee_dossier *dossier)
{
    return dossier->description;
}

gtee_date gtee_dossier_last_day(const gtee_dossier *dossier)
{
    return dossier->last_day;
}

static const gtee_record *record_at(const gtee_dossier *dossier, uint32_t kind, size_t index)
{
    const gti_vec *records = &dossier->kinds[kind];

    return index < records->count ? *GTI_VEC_AT(records, gtee_record *, index) : NULL;
}

static const gtee_record *record_find(const gtee_dossier *dossier, uint32_t kind, const char *id)
{
    gti_symbol symbol = id == NULL ? 0 : gti_symbols_find(dossier->symbols, id, strlen(id));
    uint32_t known;

    if (symbol == 0 || !gti_map_get(&dossier->ids, (uint64_t)kind << 32 | symbol, &known))
        return NULL;
    return *GTI_VEC_AT(&dossier->known, gtee_record *, known);
}

#define KIND(name, KIND_OF)                                                                                  \
    size_t gtee_dossier_##name##_count(const gtee_dossier *dossier)                                          \
    {                                                                                                        \
        return dossier->kinds[KIND_OF].count;                                                                \
    }                                                                                                        \
    const gtee_##name *gtee_dossier_##name##_at(const gtee_dossier *dossier, size_t index)                   \
    {                                                                                                        \
        return (const gtee_##name *)(const void *)record_at(dossier, KIND_OF, index);                        \
    }                                                                                                        \
    const gtee_##name *gtee_dossier_##name##_find(const gtee_dossier *dossier, const char *id)               \
    {                                                                                                        \
        return (const gtee_##name *)(const void *)record_find(dossier, KIND_OF, id);                         \
    }

KIND(source, GTEE_KIND_SOURCE)
KIND(participant, GTEE_KIND_PARTICIPANT)
KIND(issue, GTEE_KIND_ISSUE)
KIND(constraint, GTEE_KIND_CONSTRAINT)
KIND(proposal, GTEE_KIND_PROPOSAL)
KIND(position, GTEE_KIND_POSITION)
KIND(expectation, GTEE_KIND_EXPECTATION)
KIND(preference, GTEE_KIND_PREFERENCE)
KIND(event, GTEE_KIND_EVENT)
KIND(scenario, GTEE_KIND_SCENARIO)
