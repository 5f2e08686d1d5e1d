/* compile_refs.c: references to records, which exist from their first mention; names and codes. Uses compile.h. */
#include "record/compile.h"

#include <stdalign.h>

/* ---- Records by id */

static gtee_record *new_record(gti_assembly *a, uint32_t kind)
{
    gtee_record *record = gti_compile_array(a, 1, gti_schema_of(kind)->size);

    if (record != NULL)
        record->kind = kind;
    return record;
}

/* A new record that is known by its id from now on. */
static gtee_record *new_known(gti_assembly *a, uint32_t kind, gti_symbol symbol)
{
    gtee_dossier *dossier = a->dossier;
    gtee_record *record = new_record(a, kind);
    gtee_record **slot = record == NULL ? NULL : gti_vec_push(a->allocator, &dossier->known);

    if (slot == NULL || !gti_map_put(a->allocator, &dossier->ids, (uint64_t)kind << 32 | symbol,
                                     (uint32_t)(dossier->known.count - 1))) {
        a->failed = true;
        return NULL;
    }
    *slot = record;
    record->id = gti_symbols_text(dossier->symbols, symbol);
    return record;
}

static gtee_record *find_known(const gti_assembly *a, uint32_t kind, gti_symbol symbol)
{
    uint32_t index;

    if (!gti_map_get(&a->dossier->ids, (uint64_t)kind << 32 | symbol, &index))
        return NULL;
    return *GTI_VEC_AT(&a->dossier->known, gtee_record *, index);
}

gtee_record *gti_find_declared(const gti_assembly *a, uint32_t kind, const char *id, size_t size)
{
    gti_symbol symbol = gti_symbols_find(a->dossier->symbols, id, size);
    gtee_record *record = symbol == 0 ? NULL : find_known(a, kind, symbol);

    return record != NULL && record->declared ? record : NULL;
}

static void await(gti_assembly *a, gtee_record *record)
{
    gti_awaited *awaited = gti_vec_push(a->allocator, &a->awaited);

    if (awaited == NULL) {
        a->failed = true;
        return;
    }
    awaited->record = record;
    record->index = (uint32_t)(a->awaited.count - 1);
}

/* Remembers where a record that is not declared yet was referred to. */
static void mention(gti_assembly *a, const gtee_record *record, const gti_node *node, bool key)
{
    gti_awaited *awaited = GTI_VEC_AT(&a->awaited, gti_awaited, record->index);

    if (awaited->count == 0) {
        awaited->first = gti_spot_keep(a, node, key);
    } else if (awaited->count < GTI_MENTIONS_KEPT) {
        gti_place *place = &awaited->more[awaited->count - 1];

        *place = key ? *gti_at_key(a, node) : *gti_at_value(a, node);
        place->file = a->record->file;
    }
    awaited->count++;
}

/* The record of an id that is not declared yet, made now if this is the first time that it is mentioned. */
static gtee_record *find_awaited(gti_assembly *a, uint32_t kind, const char *id, size_t size)
{
    gti_symbol symbol = gti_symbols_intern(a->dossier->symbols, id, size);
    gtee_record *record;

    if (symbol == 0) {
        a->failed = true;
        return NULL;
    }
    record = find_known(a, kind, symbol);
    if (record != NULL)
        return record;
    record = new_known(a, kind, symbol);
    if (record != NULL)
        await(a, record);
    return record;
}

gtee_record *gti_refer(gti_assembly *a, uint32_t kind, const char *id, size_t size, const gti_node *node, bool key)
{
    gtee_record *record = gti_find_declared(a, kind, id, size);

    if (record != NULL)
        return record;
    record = find_awaited(a, kind, id, size);
    if (!a->failed)
        mention(a, record, node, key);
    return record;
}

gtee_record *gti_take_ref(gti_assembly *a, const gti_node *node, uint32_t kind)
{
    gtee_record *record;

    if (!gti_take_scalar(a, node))
        return NULL;
    record = gti_find_declared(a, kind, node->text, node->size);
    if (record != NULL) /* as most are: done with one look */
        return record;
    if (gti_is_id(node->text, node->size))
        return gti_refer(a, kind, node->text, node->size, node, false);
    GTI_SAY(a, BAD_ID, node, "%q is no id of a %s", node->text, gti_schema_of(kind)->name);
    gti_report_hint(a->report, "refer to the %s by its id, in small letters, digits and single hyphens", gti_schema_of(kind)->name);
    return NULL;
}

gtee_participant *gti_take_key_participant(gti_assembly *a, const gti_node *entry)
{
    if (gti_is_id(entry->key, entry->key_size))
        return (gtee_participant *)(void *)gti_refer(a, GTEE_KIND_PARTICIPANT, entry->key, entry->key_size, entry, true);
    GTI_SAY_KEY(a, BAD_ID, entry, "%q is no id of a participant", entry->key);
    gti_report_hint(a->report, "refer to the participant by its id, in small letters, digits and single hyphens");
    return NULL;
}

void gti_take_refs(gti_assembly *a, const gti_node *node, uint32_t kind, gti_refs_list *list)
{
    if (gti_refuse_empty(a, node))
        return;
    list->items = gti_compile_array(a, gti_each_count(node), sizeof *list->items);
    if (list->items == NULL)
        return;
    GTI_EACH(item, node)
    {
        gtee_record *record = gti_take_ref(a, item, kind);

        if (record != NULL)
            list->items[list->count++] = record;
    }
}

/* ---- Declaring */

static void refuse_duplicate(gti_assembly *a, const gtee_record *first, const gti_node *id)
{
    const char *kind = gti_schema_of(first->kind)->name;

    GTI_SAY(a, DUPLICATE_ID, id, "there are two %ss %q", kind, first->id);
    gti_report_related(a->report, gti_at_record(a, first), "the first one is here");
    gti_report_hint(a->report, "give one of them another id, or delete it if both are the same");
}

gtee_record *gti_declare(gti_assembly *a, uint32_t kind, const gti_node *node)
{
    const gti_node *id = gti_node_entry(node, "id");
    gtee_record *record;
    gti_symbol symbol;

    if (id == NULL || id->type != GTI_NODE_SCALAR || !gti_is_id(id->text, id->size))
        return new_record(a, kind);
    symbol = gti_symbols_intern(a->dossier->symbols, id->text, id->size);
    if (symbol == 0) {
        a->failed = true;
        return NULL;
    }
    record = find_known(a, kind, symbol);
    if (record == NULL)
        return new_known(a, kind, symbol);
    if (!record->declared)
        return record;
    refuse_duplicate(a, record, id);
    return new_record(a, kind);
}

/* ---- Names and codes */

static void add_pair(gti_assembly *a, gti_pairs *pairs, const char *key, const gti_node *node, uint32_t flags)
{
    const char *value = gti_take_text(a, node, flags);

    if (value != NULL)
        pairs->items[pairs->count++] = (gti_pair){.key = key, .value = value};
}

static bool new_pairs(gti_assembly *a, gti_pairs *pairs, size_t count)
{
    pairs->items = gti_compile_array(a, count, sizeof *pairs->items);
    return pairs->items != NULL;
}

/* A language tag as a key is checked as if it were a text of its own. */
static const char *take_language(gti_assembly *a, const gti_node *entry)
{
    gti_node tag = *entry;

    tag.type = GTI_NODE_SCALAR;
    tag.text = entry->key;
    tag.size = entry->key_size;
    tag.line = entry->key_line;
    tag.column = entry->key_column;
    tag.length = entry->key_size;
    return gti_take_text(a, &tag, GTI_FIELD_RECURS | GTI_FIELD_LANGUAGE);
}

void gti_take_names(gti_assembly *a, const gti_node *node, gti_pairs *names)
{
    size_t count = 0;

    if (!gti_expect_map(a, node, "names"))
        return;
    for (const gti_node *entry = node->first; entry != NULL; entry = entry->next)
        count += gti_each_count(entry);
    if (count == 0 || !new_pairs(a, names, count))
        return;
    for (const gti_node *entry = node->first; entry != NULL; entry = entry->next) {
        const char *language = take_language(a, entry);

        if (gti_refuse_empty(a, entry))
            continue;
        GTI_EACH(item, entry)
        add_pair(a, names, language, item, GTI_FIELD_NAME);
    }
}

void gti_take_codes(gti_assembly *a, const gti_node *node, gti_pairs *codes)
{
    if (!gti_expect_map(a, node, node->key) || !new_pairs(a, codes, node->count))
        return;
    for (const gti_node *entry = node->first; entry != NULL; entry = entry->next) {
        if (!gti_is_id(entry->key, entry->key_size)) {
            GTI_SAY_KEY(a, BAD_ID, entry, "%q is no name of a scheme", entry->key);
            gti_report_hint(a->report, "write it in small letters, digits and hyphens, such as iso3 or pa-x");
            continue;
        }
        add_pair(a, codes, gti_intern(a, entry->key, entry->key_size), entry, GTI_FIELD_RECURS);
    }
}
