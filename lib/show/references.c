/* references.c: records that many parts of a JSON result rest on: each is written once, in a list of the result, and named elsewhere by
 * its index. A position of many terms takes part in as many findings: written with each, it would grow with their square.
 * Uses words.h, base. */
#include "show/words.h"

/* Remembers a record, once. */
static void refer(gti_show *show, const gtee_record *record)
{
    const uint64_t key = (uint64_t)record->kind << 32 | record->index;
    uint32_t seen;

    if (gti_map_get(&show->referred_seen, key, &seen))
        return;
    const gtee_record **item = gti_vec_push(&show->allocator, &show->referred);
    if (item == NULL || !gti_map_put(&show->allocator, &show->referred_seen, key, 1)) {
        gti_show_fail(show);
        show->referred.count -= item != NULL;
        return;
    }
    *item = record;
}

/* The record's index, and the sources that it cites. */
static void write_reference(gti_show *show, gti_json *json, const char *key, const gtee_record *record)
{
    if (key != NULL)
        gti_json_key(json, key);
    if (record == NULL) {
        gti_json_text(json, NULL);
        return;
    }
    refer(show, record);
    for (size_t i = 0; i < gtee_record_citation_count(record); i++)
        refer(show, gtee_source_record(gtee_citation_source(gtee_record_citation_at(record, i))));
    gti_json_uint(json, record->index);
}

void gti_json_refer(gti_show *show, gti_json *json, const char *key, const gtee_position *position)
{
    write_reference(show, json, key, position != NULL ? gtee_position_record(position) : NULL);
}

void gti_json_refer_constraint(gti_show *show, gti_json *json, const gtee_constraint *constraint)
{
    write_reference(show, json, NULL, gtee_constraint_record(constraint));
}

static int by_index(const void *user, const void *a, const void *b)
{
    const gtee_record *one = *(const gtee_record *const *)a, *two = *(const gtee_record *const *)b;

    (void)user;
    return (one->index > two->index) - (one->index < two->index);
}

static void write_kind(gti_show *show, gti_json *json, const char *key, uint32_t kind)
{
    gti_json_key(json, key);
    gti_json_begin_list(json, false);
    for (size_t i = 0; i < show->referred.count; i++) {
        const gtee_record *record = *GTI_VEC_AT(&show->referred, const gtee_record *, i);
        if (record->kind == kind)
            gti_json_record(show, json, NULL, record);
    }
    gti_json_end_list(json);
}

void gti_json_references(gti_show *show, gti_json *json)
{
    if (!gti_sort(&show->allocator, show->referred.items, show->referred.count, sizeof(const gtee_record *), by_index, NULL))
        gti_show_fail(show);
    write_kind(show, json, "cited_positions", GTEE_KIND_POSITION);
    write_kind(show, json, "cited_sources", GTEE_KIND_SOURCE);
}

void gti_json_constraints(gti_show *show, gti_json *json)
{
    if (!gti_sort(&show->allocator, show->referred.items, show->referred.count, sizeof(const gtee_record *), by_index, NULL))
        gti_show_fail(show);
    write_kind(show, json, "cited_constraints", GTEE_KIND_CONSTRAINT);
}
