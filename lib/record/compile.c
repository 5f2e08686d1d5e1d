/* compile.c: a mapping of nodes as a struct, by its schema. Uses compile.h, field.h. */
#include "record/compile.h"
#include "record/field.h"

#include <stdalign.h>
#include <string.h>

void *gti_compile_array(gti_assembly *a, size_t count, size_t each)
{
    void *items = gti_arena_array(&a->dossier->arena, count, each, alignof(max_align_t));

    if (items == NULL)
        a->failed = true;
    return items;
}

/* ---- Keys */

static bool key_fits(const gti_node *entry, const char *key, size_t size)
{
    return entry->key_size == size && entry->key[0] == key[0] &&
           (memcmp(entry->key, key, size) == 0 || gti_key_equal(entry->key, entry->key_size, key));
}

/* Looked up from `from` on, because records list their keys in much the same order. */
static const gti_field *find_field(const gti_schema *schema, const gti_node *entry, size_t from)
{
    size_t at = from;

    for (size_t i = 0; i < schema->field_count; i++, at++) {
        const gti_field *field = &schema->fields[at >= schema->field_count ? at -= schema->field_count : at];

        if (field->type == GTI_TYPE_STANCE) {
            for (const gti_word *word = field->words; word->word != NULL; word++)
                if (entry->key[0] == word->word[0] && key_fits(entry, word->word, strlen(word->word)))
                    return field;
        } else if (key_fits(entry, field->key, field->key_size)) {
            return field;
        }
    }
    return NULL;
}

/* The guess is made over all keys; they are listed when none is near. */
static void hint_keys(gti_assembly *a, const gti_guess *guess)
{
    if (guess->best != NULL)
        gti_words_clear(a);
    gti_hint_words(a, guess->best, "the keys here are");
}

static void try_key(gti_guess *guess, const char *key)
{
    gti_guess_try(guess, key);
    gti_words_add(guess->a, key);
}

/* The key that was probably meant; NULL: none is near. */
static const char *unknown_field(gti_assembly *a, const gti_schema *schema, const gti_node *entry)
{
    gti_guess guess = gti_guess_begin(a, entry->key, entry->key_size);

    GTI_SAY_KEY(a, UNKNOWN_KEY, entry, "%s %s has no key %q", strchr("aeiou", schema->name[0]) != NULL ? "an" : "a", schema->name,
                entry->key);
    gti_words_clear(a);
    for (size_t i = 0; i < schema->field_count; i++) {
        const gti_field *field = &schema->fields[i];

        if (field->type != GTI_TYPE_STANCE)
            try_key(&guess, field->key);
        else
            for (const gti_word *word = field->words; word->word != NULL; word++)
                try_key(&guess, word->word);
    }
    hint_keys(a, &guess);
    return guess.best;
}

/* The bits of the fields of that key. A key that is misspelt does not lack besides. */
static uint64_t bit_of(const gti_schema *schema, const char *key)
{
    for (size_t i = 0; key != NULL && i < schema->field_count; i++)
        if (schema->fields[i].key == key)
            return UINT64_C(1) << i;
    return 0;
}

void gti_unknown_key(gti_assembly *a, const gti_node *entry, const char *const *known)
{
    gti_guess guess = gti_guess_begin(a, entry->key, entry->key_size);

    GTI_SAY_KEY(a, UNKNOWN_KEY, entry, "there is no key %q here", entry->key);
    gti_words_clear(a);
    for (; *known != NULL; known++)
        try_key(&guess, *known);
    hint_keys(a, &guess);
}

/* ---- Values */

static void take_texts(gti_assembly *a, const gti_node *node, uint32_t flags, gti_texts *texts)
{
    if (gti_refuse_empty(a, node))
        return;
    texts->items = gti_compile_array(a, gti_each_count(node), sizeof *texts->items);
    if (texts->items == NULL)
        return;
    GTI_EACH(item, node)
    {
        const char *text = gti_take_text(a, item, flags);

        if (text != NULL)
            texts->items[texts->count++] = text;
    }
}

static void take_field(gti_assembly *a, const gti_field *field, const gti_node *node, unsigned char *object);

/* A scalar stands for a part that has only its first field. */
static void take_part(gti_assembly *a, const gti_schema *part, const gti_node *node, void *object)
{
    if (node->type == GTI_NODE_SCALAR)
        take_field(a, &part->fields[0], node, object);
    else if (gti_expect_map(a, node, part->name))
        gti_compile_fields(a, part, node, object);
}

/* A pointer and a count, as all lists of the model begin. */
static void put_list(void *at, void *items, uint32_t count)
{
    memcpy(at, &items, sizeof items);
    memcpy((unsigned char *)at + offsetof(gti_texts, count), &count, sizeof count);
}

static void take_parts(gti_assembly *a, const gti_schema *part, const gti_node *node, void *at)
{
    unsigned char *items;
    uint32_t count = 0;

    if (gti_refuse_empty(a, node))
        return;
    items = gti_compile_array(a, gti_each_count(node), part->size);
    if (items == NULL)
        return;
    GTI_EACH(item, node)
    take_part(a, part, item, items + part->size * count++);
    put_list(at, items, count);
}

/* A trigger or scope: always a mapping. */
static void take_struct(gti_assembly *a, const gti_schema *part, const gti_node *node, void *object)
{
    if (gti_expect_map(a, node, part->name))
        gti_compile_fields(a, part, node, object);
}

static void take_struct_new(gti_assembly *a, const gti_schema *part, const gti_node *node, void *at)
{
    void *object = gti_compile_array(a, 1, part->size);

    if (object == NULL)
        return;
    memcpy(at, &object, sizeof object);
    take_struct(a, part, node, object);
}

static void take_clauses(gti_assembly *a, const gti_schema *part, const gti_node *node, gti_clauses *clauses)
{
    gtee_record *outer = a->record;

    if (gti_refuse_empty(a, node))
        return;
    clauses->items = gti_compile_array(a, gti_each_count(node), sizeof *clauses->items);
    if (clauses->items == NULL)
        return;
    GTI_EACH(item, node)
    {
        gtee_clause *clause = gti_compile_array(a, 1, sizeof *clause);

        if (clause == NULL)
            return;
        clause->record = (gtee_record){.kind = GTEE_KIND_CLAUSE, .index = clauses->count, .file = outer->file};
        clause->record.line = item->line;
        clause->record.column = item->column;
        clause->record.declared = true;
        clause->proposal = (gtee_proposal *)(void *)outer;
        clauses->items[clauses->count++] = clause;
        if (gti_expect_map(a, item, "a clause"))
            gti_compile_fields(a, part, item, clause);
    }
}

static uint32_t stance_of(const gti_field *field, const gti_node *entry)
{
    const gti_word *word = field->words;

    while (!key_fits(entry, word->word, strlen(word->word)))
        word++;
    return word->value;
}

static void take_composed(gti_assembly *a, const gti_field *field, const gti_node *node, unsigned char *object)
{
    void *at = object + field->offset;

    switch (field->type) {
    case GTI_TYPE_CITATIONS:
    case GTI_TYPE_PARTS:
        take_parts(a, field->part, node, at);
        break;
    case GTI_TYPE_PART:
        take_struct(a, field->part, node, at);
        break;
    case GTI_TYPE_PART_NEW:
        take_struct_new(a, field->part, node, at);
        break;
    case GTI_TYPE_CLAUSES:
        take_clauses(a, field->part, node, at);
        break;
    case GTI_TYPE_TERMS:
        gti_take_terms(a, node, at);
        break;
    case GTI_TYPE_TERM_LIST:
        gti_take_term_list(a, node, at);
        break;
    case GTI_TYPE_STANCE:
        gti_take_stance(a, node, stance_of(field, node), (gtee_position *)(void *)object);
        break;
    case GTI_TYPE_RULES:
        gti_take_rules(a, node, at);
        break;
    case GTI_TYPE_UTILITIES:
        gti_take_utilities(a, node, at);
        break;
    case GTI_TYPE_LIKELIHOOD:
        gti_take_likelihood(a, node, at);
        break;
    default:
        gti_take_honours(a, node, at);
        break;
    }
}

static void put_text(void *at, const char *text)
{
    memcpy(at, &text, sizeof text);
}

static void put_ref(void *at, gtee_record *record)
{
    memcpy(at, &record, sizeof record);
}

static void take_field(gti_assembly *a, const gti_field *field, const gti_node *node, unsigned char *object)
{
    void *at = object + field->offset;

    switch (field->type) {
    case GTI_TYPE_ID:
        if (gti_field_pointer(at) == NULL) /* a record's own id was read when it was declared */
            put_text(at, gti_take_id(a, node));
        break;
    case GTI_TYPE_TEXT:
        put_text(at, gti_take_text(a, node, field->flags));
        break;
    case GTI_TYPE_TEXTS:
        take_texts(a, node, field->flags, at);
        break;
    case GTI_TYPE_DATE:
        *(gtee_date *)at = gti_take_date(a, node);
        break;
    case GTI_TYPE_BOOL:
        gti_take_bool(a, node, at);
        break;
    case GTI_TYPE_UINT:
        *(bool *)(void *)(object + field->offset2) = gti_take_uint(a, node, at);
        break;
    case GTI_TYPE_DECIMAL:
        *(bool *)(void *)(object + field->offset2) = gti_take_decimal(a, node, at);
        break;
    case GTI_TYPE_WORD:
        *(uint32_t *)at = gti_take_word(a, node, field->words);
        break;
    case GTI_TYPE_REF:
        put_ref(at, gti_take_ref(a, node, field->kind));
        break;
    case GTI_TYPE_REFS:
        gti_take_refs(a, node, field->kind, at);
        break;
    case GTI_TYPE_NAMES:
        gti_take_names(a, node, at);
        break;
    case GTI_TYPE_CODES:
        gti_take_codes(a, node, at);
        break;
    default:
        take_composed(a, field, node, object);
        break;
    }
}

/* ---- Whole mappings */

static void refuse_missing(gti_assembly *a, const gti_schema *schema, const gti_node *map, uint64_t seen)
{
    for (size_t i = 0; i < schema->field_count; i++) {
        const gti_field *field = &schema->fields[i];

        if ((field->flags & GTI_FIELD_REQUIRED) == 0 || (seen >> i & 1) != 0)
            continue;
        GTI_SAY(a, MISSING_KEY, map, "the %s lacks the key %q", schema->name, field->key);
        gti_report_hint(a->report, "add %s: …", field->key);
    }
}

/* What ends must not end before it begins. */
static void refuse_reversed(gti_assembly *a, const gti_schema *schema, const gti_node *map, const unsigned char *object)
{
    gtee_date begins = GTEE_DATE_NONE, ends = GTEE_DATE_NONE;
    const char *first = "", *last = "";

    for (size_t i = 0; i < schema->field_count; i++) {
        const gti_field *field = &schema->fields[i];

        if (field->flags & GTI_FIELD_BEGINS) {
            begins = *(const gtee_date *)(const void *)(object + field->offset);
            first = field->key;
        } else if (field->flags & GTI_FIELD_ENDS) {
            ends = *(const gtee_date *)(const void *)(object + field->offset);
            last = field->key;
        }
    }
    if (begins == GTEE_DATE_NONE || ends == GTEE_DATE_NONE || gtee_date_first_day(begins) <= gtee_date_last_day(ends))
        return;
    GTI_SAY(a, DATES_REVERSED, gti_node_entry(map, last), "%s %d is before %s %d", last, (int)ends, first, (int)begins);
    gti_report_related(a->report, gti_at_value(a, gti_node_entry(map, first)), "it begins here");
    gti_report_hint(a->report, "correct one of the two dates");
}

void gti_compile_fields(gti_assembly *a, const gti_schema *schema, const gti_node *map, void *object)
{
    uint64_t seen = 0, misspelt = 0;
    size_t next = 0;
    bool ends = false;

    for (const gti_node *entry = map->first; entry != NULL && !a->failed; entry = entry->next) {
        const gti_field *field = find_field(schema, entry, next);

        if (field == NULL) {
            misspelt |= bit_of(schema, unknown_field(a, schema, entry));
            continue;
        }
        next = (size_t)(field - schema->fields) + 1;
        if ((seen >> (next - 1) & 1) != 0 && field->type != GTI_TYPE_STANCE)
            continue; /* a repeated key, which the reader reports and a builder cannot make */
        seen |= UINT64_C(1) << (next - 1);
        ends = ends || (field->flags & GTI_FIELD_ENDS) != 0;
        take_field(a, field, entry, object);
    }
    refuse_missing(a, schema, map, seen | misspelt);
    if (ends)
        refuse_reversed(a, schema, map, object);
}
