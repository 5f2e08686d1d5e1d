/* equal.c: whether two dossiers hold the same, by the schema. Where they were read (file, line, column) does not count, nor do
 * references' addresses: records are the same if kind and id are, or, without an id, their place. Uses field.h, schema.h, model.h. */
#include "record/field.h"

#include <string.h>

static bool text_equal(const char *a, const char *b)
{
    if (a == NULL || b == NULL)
        return a == b;
    return a == b || strcmp(a, b) == 0;
}

/* Refer to the same: by id, and if there is none, by place. */
static bool refs_equal(const gtee_record *a, const gtee_record *b)
{
    if (a == NULL || b == NULL)
        return a == b;
    if (a->id == NULL && b->id == NULL)
        return a->kind == b->kind && a->index == b->index;
    return a->kind == b->kind && text_equal(a->id, b->id);
}

#define REFERENCE(pointer) ((pointer) == NULL ? NULL : &(pointer)->record)

static bool decimals_equal(gti_decimal a, gti_decimal b)
{
    return a.digits == b.digits && a.scale == b.scale;
}

static bool texts_equal(const gti_texts *a, const gti_texts *b)
{
    if (a->count != b->count)
        return false;
    for (uint32_t i = 0; i < a->count; i++)
        if (!text_equal(a->items[i], b->items[i]))
            return false;
    return true;
}

static bool lists_equal(const gti_refs_list *a, const gti_refs_list *b)
{
    if (a->count != b->count)
        return false;
    for (uint32_t i = 0; i < a->count; i++)
        if (!refs_equal(a->items[i], b->items[i]))
            return false;
    return true;
}

static bool pairs_equal(const gti_pairs *a, const gti_pairs *b)
{
    if (a->count != b->count)
        return false;
    for (uint32_t i = 0; i < a->count; i++)
        if (!text_equal(a->items[i].key, b->items[i].key) || !text_equal(a->items[i].value, b->items[i].value))
            return false;
    return true;
}

static bool citations_equal(const gti_citations *a, const gti_citations *b)
{
    if (a->count != b->count)
        return false;
    for (uint32_t i = 0; i < a->count; i++)
        if (!refs_equal(REFERENCE(a->items[i].source), REFERENCE(b->items[i].source)) ||
            !text_equal(a->items[i].locator, b->items[i].locator))
            return false;
    return true;
}

static bool terms_equal(const gti_terms *a, const gti_terms *b)
{
    if (a->count != b->count)
        return false;
    for (uint32_t i = 0; i < a->count; i++) {
        const gtee_term *x = &a->items[i], *y = &b->items[i];
        if (!refs_equal(REFERENCE(x->issue), REFERENCE(y->issue)) ||
            !refs_equal(REFERENCE(x->participant), REFERENCE(y->participant)) || x->options != y->options ||
            x->selection != y->selection)
            return false;
    }
    return true;
}

/* ---- Rules. A named rule is compared by its name: its target is compared where it stands. */

static bool rule_equal(const gtee_rule *a, const gtee_rule *b);

static bool weights_equal(const gtee_rule *a, const gtee_rule *b)
{
    if (a->weight_count != b->weight_count)
        return false;
    for (uint32_t i = 0; i < a->weight_count; i++)
        if (!refs_equal(REFERENCE(a->weights[i].participant), REFERENCE(b->weights[i].participant)) ||
            !decimals_equal(a->weights[i].value, b->weights[i].value))
            return false;
    return true;
}

static bool rule_equal(const gtee_rule *a, const gtee_rule *b)
{
    if (a->form != b->form || !refs_equal(REFERENCE(a->participant), REFERENCE(b->participant)) ||
        a->child_count != b->child_count || a->at_least != b->at_least || !text_equal(a->name, b->name) ||
        !decimals_equal(a->quota, b->quota) || !weights_equal(a, b))
        return false;
    for (uint32_t i = 0; a->form != GTEE_RULE_NAMED && i < a->child_count; i++)
        if (!rule_equal(a->children[i], b->children[i]))
            return false;
    return true;
}

static bool rules_equal(const gti_rules *a, const gti_rules *b)
{
    if (a->count != b->count)
        return false;
    for (uint32_t i = 0; i < a->count; i++)
        if (!text_equal(a->items[i].name, b->items[i].name) || !rule_equal(a->items[i].rule, b->items[i].rule))
            return false;
    return true;
}

/* ---- Likelihoods and utilities */

static bool likelihoods_equal(const gtee_likelihood *a, const gtee_likelihood *b)
{
    return text_equal(a->words, b->words) && text_equal(a->low_text, b->low_text) && text_equal(a->high_text, b->high_text);
}

static bool honours_equal(const gti_honours *a, const gti_honours *b)
{
    if (a->count != b->count)
        return false;
    for (uint32_t i = 0; i < a->count; i++)
        if (!refs_equal(REFERENCE(a->items[i].obligor), REFERENCE(b->items[i].obligor)) ||
            !likelihoods_equal(&a->items[i].likelihood, &b->items[i].likelihood))
            return false;
    return true;
}

/* Of two utilities on issues that have been found the same by id; whether these have as many options is compared with them. */
static bool utility_equal(const gtee_utility *a, const gtee_utility *b)
{
    if (!refs_equal(REFERENCE(a->issue), REFERENCE(b->issue)) ||
        !refs_equal(REFERENCE(a->participant), REFERENCE(b->participant)) || !decimals_equal(a->weight, b->weight) ||
        a->given != b->given)
        return false;
    for (uint32_t i = 0; i < a->issue->options.count && i < b->issue->options.count; i++)
        if ((a->given >> i & 1) != 0 && !decimals_equal(a->values[i], b->values[i]))
            return false;
    return true;
}

static bool utilities_equal(const gti_utilities *a, const gti_utilities *b)
{
    if (a->count != b->count)
        return false;
    for (uint32_t i = 0; i < a->count; i++)
        if (!utility_equal(&a->items[i], &b->items[i]))
            return false;
    return true;
}

/* ---- Fields by the schema */

static bool fields_equal(const gti_schema *schema, const void *a, const void *b);

static bool parts_equal(const gti_schema *schema, gti_items a, gti_items b)
{
    if (a.count != b.count)
        return false;
    for (uint32_t i = 0; i < a.count; i++)
        if (!fields_equal(schema, a.first + schema->size * i, b.first + schema->size * i))
            return false;
    return true;
}

static bool clauses_equal(const gti_schema *schema, const gti_clauses *a, const gti_clauses *b)
{
    if (a->count != b->count)
        return false;
    for (uint32_t i = 0; i < a->count; i++)
        if (!fields_equal(schema, a->items[i], b->items[i]))
            return false;
    return true;
}

static bool stances_equal(const gti_field *field, const void *a, const void *b)
{
    const unsigned char *x = a, *y = b;

    return gti_field_uint(x + field->offset) == gti_field_uint(y + field->offset) &&
           terms_equal((const void *)(x + field->offset2), (const void *)(y + field->offset2)) &&
           refs_equal(gti_field_record(x + field->offset3), gti_field_record(y + field->offset3));
}

/* Both are given. */
static bool values_equal(const gti_field *field, const void *a, const void *b)
{
    switch (field->type) {
    case GTI_TYPE_ID:
    case GTI_TYPE_TEXT:
        return text_equal(gti_field_pointer(a), gti_field_pointer(b));
    case GTI_TYPE_TEXTS:
        return texts_equal(a, b);
    case GTI_TYPE_DATE:
        return *(const gtee_date *)a == *(const gtee_date *)b;
    case GTI_TYPE_UINT:
    case GTI_TYPE_WORD:
        return gti_field_uint(a) == gti_field_uint(b);
    case GTI_TYPE_DECIMAL:
        return decimals_equal(*(const gti_decimal *)a, *(const gti_decimal *)b);
    case GTI_TYPE_REF:
        return refs_equal(gti_field_record(a), gti_field_record(b));
    case GTI_TYPE_REFS:
        return lists_equal(a, b);
    case GTI_TYPE_NAMES:
    case GTI_TYPE_CODES:
        return pairs_equal(a, b);
    case GTI_TYPE_CITATIONS:
        return citations_equal(a, b);
    case GTI_TYPE_PART:
        return fields_equal(field->part, a, b);
    case GTI_TYPE_PART_NEW:
        return fields_equal(field->part, gti_field_pointer(a), gti_field_pointer(b));
    case GTI_TYPE_PARTS:
        return parts_equal(field->part, gti_field_items(a), gti_field_items(b));
    case GTI_TYPE_CLAUSES:
        return clauses_equal(field->part, a, b);
    case GTI_TYPE_TERMS:
    case GTI_TYPE_TERM_LIST:
        return terms_equal(a, b);
    case GTI_TYPE_RULES:
        return rules_equal(a, b);
    case GTI_TYPE_UTILITIES:
        return utilities_equal(a, b);
    case GTI_TYPE_LIKELIHOOD:
        return likelihoods_equal(a, b);
    case GTI_TYPE_HONOURS:
        return honours_equal(a, b);
    case GTI_TYPE_BOOL:   /* given is true */
    case GTI_TYPE_STANCE: /* compared as a whole, in field_equal */
        break;
    }
    return true;
}

static bool field_equal(const gti_field *field, const void *a, const void *b)
{
    if (gti_field_given(field, a) != gti_field_given(field, b))
        return false;
    if (!gti_field_given(field, a))
        return true;
    if (field->type == GTI_TYPE_STANCE)
        return stances_equal(field, a, b);
    return values_equal(field, gti_field_at(field, a), gti_field_at(field, b));
}

static bool fields_equal(const gti_schema *schema, const void *a, const void *b)
{
    for (size_t i = 0; i < schema->field_count; i++)
        if (!field_equal(&schema->fields[i], a, b))
            return false;
    return true;
}

static bool kinds_equal(const gti_vec *a, const gti_vec *b, uint32_t kind)
{
    const gti_schema *schema = gti_schema_of(kind);

    if (a->count != b->count)
        return false;
    for (size_t i = 0; i < a->count; i++)
        if (!fields_equal(schema, *GTI_VEC_AT(a, const gtee_record *, i), *GTI_VEC_AT(b, const gtee_record *, i)))
            return false;
    return true;
}

int32_t gtee_dossier_equal(const gtee_dossier *a, const gtee_dossier *b)
{
    if (a == b)
        return 1;
    if (a == NULL || b == NULL || !text_equal(a->title, b->title) || !text_equal(a->description, b->description))
        return 0;
    for (uint32_t kind = 1; kind <= GTI_KIND_COUNT; kind++)
        if (!kinds_equal(&a->kinds[kind], &b->kinds[kind], kind))
            return 0;
    return 1;
}
