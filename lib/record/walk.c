/* walk.c: a finished record as events, by the schema. Uses walk.h, field.h, schema.h, model.h. */
#include "record/walk.h"

#include "record/field.h"

#include <string.h>

/* A walk under way: the sink, and a scratch buffer for what is not text in the record. */
typedef struct walk {
    const gti_sink *sink;
    gti_buffer scratch;
} walk;

static bool key(walk *w, const char *name)
{
    return w->sink->key(w->sink->user, name);
}

static bool scalar(walk *w, const char *text, uint32_t form)
{
    return w->sink->scalar(w->sink->user, text, form);
}

static bool begin_map(walk *w, uint32_t form)
{
    return w->sink->begin_map(w->sink->user, form);
}

static bool end_map(walk *w)
{
    return w->sink->end_map(w->sink->user);
}

static bool begin_list(walk *w, uint32_t form)
{
    return w->sink->begin_list(w->sink->user, form);
}

static bool end_list(walk *w)
{
    return w->sink->end_list(w->sink->user);
}

static bool entry(walk *w, const char *name, const char *text, uint32_t form)
{
    return key(w, name) && scalar(w, text, form);
}

static bool date(walk *w, gtee_date value)
{
    char text[GTEE_DATE_BUFFER];
    return scalar(w, gtee_date_format(value, text), GTI_FORM_DATE);
}

static bool decimal(walk *w, gti_decimal value)
{
    gti_buffer_truncate(&w->scratch, 0);
    gti_buffer_decimal(&w->scratch, value);
    return !w->scratch.failed && scalar(w, w->scratch.data, GTI_FORM_NUMBER);
}

static bool number(walk *w, uint32_t value)
{
    gti_buffer_truncate(&w->scratch, 0);
    gti_buffer_uint(&w->scratch, value);
    return !w->scratch.failed && scalar(w, w->scratch.data, GTI_FORM_NUMBER);
}

static bool texts(walk *w, const gti_texts *list)
{
    bool good = begin_list(w, GTI_FORM_LOOSE);
    for (uint32_t i = 0; good && i < list->count; i++)
        good = scalar(w, list->items[i], GTI_FORM_TEXT);
    return good && end_list(w);
}

static bool refs(walk *w, const gti_refs_list *list)
{
    bool good = begin_list(w, GTI_FORM_LOOSE);
    for (uint32_t i = 0; good && i < list->count; i++)
        good = scalar(w, list->items[i]->id, GTI_FORM_TEXT);
    return good && end_list(w);
}

/* Names of one language stand one behind another, and go out as one list. */
static bool names(walk *w, const gti_pairs *pairs)
{
    bool good = begin_map(w, 0);
    for (uint32_t i = 0; good && i < pairs->count;) {
        const char *language = pairs->items[i].key;
        good = key(w, language) && begin_list(w, GTI_FORM_LOOSE);
        for (; good && i < pairs->count && strcmp(pairs->items[i].key, language) == 0; i++)
            good = scalar(w, pairs->items[i].value, GTI_FORM_TEXT);
        good = good && end_list(w);
    }
    return good && end_map(w);
}

static bool codes(walk *w, const gti_pairs *pairs)
{
    bool good = begin_map(w, 0);
    for (uint32_t i = 0; good && i < pairs->count; i++)
        good = entry(w, pairs->items[i].key, pairs->items[i].value, GTI_FORM_TEXT);
    return good && end_map(w);
}

static bool citations(walk *w, const gti_citations *list)
{
    bool good = begin_list(w, GTI_FORM_LOOSE);
    for (uint32_t i = 0; good && i < list->count; i++) {
        const gtee_citation *citation = &list->items[i];
        good = begin_map(w, GTI_FORM_BRIEF) && entry(w, "id", citation->source->record.id, GTI_FORM_TEXT);
        if (good && citation->locator != NULL)
            good = entry(w, "locator", citation->locator, GTI_FORM_TEXT);
        good = good && end_map(w);
    }
    return good && end_list(w);
}

/* ---- Terms */

static bool variable(walk *w, const gtee_issue *issue, const gtee_participant *participant)
{
    if (participant == NULL)
        return key(w, issue->record.id);
    gti_buffer_truncate(&w->scratch, 0);
    gti_buffer_format(&w->scratch, "%s/%s", issue->record.id, participant->record.id);
    return !w->scratch.failed && key(w, w->scratch.data);
}

/* The lowest or the highest of the options that are set. */
static const char *bound(const gtee_term *term, bool lowest)
{
    const gti_options *options = &term->issue->options;
    const char *found = "";

    for (uint32_t i = 0; i < options->count; i++) {
        if ((term->options >> i & 1) == 0)
            continue;
        found = options->items[i].id;
        if (lowest)
            break;
    }
    return found;
}

static bool bounded(walk *w, const gtee_term *term)
{
    bool lowest = term->selection == GTEE_SELECTION_AT_LEAST;
    return begin_map(w, 0) && entry(w, lowest ? "at_least" : "at_most", bound(term, lowest), GTI_FORM_TEXT) && end_map(w);
}

static bool selection(walk *w, const gtee_term *term)
{
    const gti_options *options = &term->issue->options;

    if (term->selection != GTEE_SELECTION_OPTIONS)
        return bounded(w, term);
    bool good = begin_list(w, GTI_FORM_LOOSE);
    for (uint32_t i = 0; good && i < options->count; i++)
        if (term->options >> i & 1)
            good = scalar(w, options->items[i].id, GTI_FORM_TEXT);
    return good && end_list(w);
}

static bool term(walk *w, const gtee_term *one)
{
    return variable(w, one->issue, one->participant) && selection(w, one);
}

static bool terms(walk *w, const gti_terms *list)
{
    bool good = begin_map(w, 0);
    for (uint32_t i = 0; good && i < list->count; i++)
        good = term(w, &list->items[i]);
    return good && end_map(w);
}

static bool term_list(walk *w, const gti_terms *list)
{
    bool good = begin_list(w, 0);
    for (uint32_t i = 0; good && i < list->count; i++)
        good = begin_map(w, 0) && term(w, &list->items[i]) && end_map(w);
    return good && end_list(w);
}

static bool stance(walk *w, const char *name, const gti_terms *list, const gtee_record *proposal)
{
    if (!key(w, name))
        return false;
    if (proposal == NULL)
        return terms(w, list);
    return begin_map(w, 0) && entry(w, "proposal", proposal->id, GTI_FORM_TEXT) && end_map(w);
}

/* ---- Activation rules. Their depth is bounded by the limit on nesting. */

static bool rule(walk *w, const gtee_rule *one);

static bool children(walk *w, const char *name, const gtee_rule *one)
{
    bool good = key(w, name) && begin_list(w, GTI_FORM_LOOSE);
    for (uint32_t i = 0; good && i < one->child_count; i++)
        good = rule(w, one->children[i]);
    return good && end_list(w);
}

static bool quota(walk *w, const gtee_rule *one)
{
    bool good = key(w, "quota") && decimal(w, one->quota) && key(w, "weights") && begin_map(w, 0);
    for (uint32_t i = 0; good && i < one->weight_count; i++)
        good = key(w, one->weights[i].participant->record.id) && decimal(w, one->weights[i].value);
    return good && end_map(w);
}

static bool rule_form(walk *w, const gtee_rule *one)
{
    switch (one->form) {
    case GTEE_RULE_ALL_OF:
        return children(w, "all_of", one);
    case GTEE_RULE_ANY_OF:
        return children(w, "any_of", one);
    case GTEE_RULE_AT_LEAST:
        return key(w, "at_least") && number(w, one->at_least) && children(w, "of", one);
    case GTEE_RULE_QUOTA:
        return quota(w, one);
    case GTEE_RULE_NAMED:
        return entry(w, "rule", one->name, GTI_FORM_TEXT);
    case GTEE_RULE_UNLESS:
        return key(w, "unless") && rule(w, one->children[0]);
    default:
        return false;
    }
}

static bool rule(walk *w, const gtee_rule *one)
{
    if (one->form == GTEE_RULE_PARTICIPANT)
        return scalar(w, one->participant->record.id, GTI_FORM_TEXT);
    return begin_map(w, 0) && rule_form(w, one) && end_map(w);
}

static bool rules(walk *w, const gti_rules *list)
{
    bool good = begin_map(w, 0);
    for (uint32_t i = 0; good && i < list->count; i++)
        good = key(w, list->items[i].name) && rule(w, list->items[i].rule);
    return good && end_map(w);
}

/* ---- Likelihoods and utilities */

static bool likelihood(walk *w, const gtee_likelihood *one)
{
    if (one->words != NULL)
        return scalar(w, one->words, GTI_FORM_TEXT);
    if (strcmp(one->low_text, one->high_text) == 0)
        return scalar(w, one->low_text, GTI_FORM_NUMBER);
    return begin_list(w, 0) && scalar(w, one->low_text, GTI_FORM_NUMBER) && scalar(w, one->high_text, GTI_FORM_NUMBER) &&
           end_list(w);
}

static bool honours(walk *w, const gti_honours *list)
{
    bool good = begin_map(w, 0);
    for (uint32_t i = 0; good && i < list->count; i++)
        good = key(w, list->items[i].obligor->record.id) && likelihood(w, &list->items[i].likelihood);
    return good && end_map(w);
}

static bool utility_values(walk *w, const gtee_utility *one)
{
    bool good = key(w, "values") && begin_map(w, 0);
    for (uint32_t i = 0; good && i < one->issue->options.count; i++)
        if (one->given >> i & 1)
            good = key(w, one->issue->options.items[i].id) && decimal(w, one->values[i]);
    return good && end_map(w);
}

static bool utilities(walk *w, const gti_utilities *list)
{
    bool good = begin_map(w, 0);
    for (uint32_t i = 0; good && i < list->count; i++) {
        const gtee_utility *one = &list->items[i];
        good = variable(w, one->issue, one->participant) && begin_map(w, 0) && key(w, "weight") && decimal(w, one->weight) &&
               (one->given == 0 || utility_values(w, one)) && end_map(w);
    }
    return good && end_map(w);
}

/* ---- Fields by the schema */

static bool fields(walk *w, const gti_schema *schema, const void *object);

static bool part(walk *w, const gti_schema *schema, const void *object, uint32_t form)
{
    return begin_map(w, form) && fields(w, schema, object) && end_map(w);
}

static bool parts(walk *w, const gti_schema *schema, gti_items list)
{
    bool good = begin_list(w, 0);
    for (uint32_t i = 0; good && i < list.count; i++)
        good = part(w, schema, list.first + schema->size * i, GTI_FORM_BRIEF);
    return good && end_list(w);
}

static bool clauses(walk *w, const gti_schema *schema, const gti_clauses *list)
{
    bool good = begin_list(w, 0);
    for (uint32_t i = 0; good && i < list->count; i++)
        good = part(w, schema, list->items[i], 0);
    return good && end_list(w);
}

static bool value(walk *w, const gti_field *field, const void *at)
{
    switch (field->type) {
    case GTI_TYPE_ID:
    case GTI_TYPE_TEXT:
        return scalar(w, gti_field_pointer(at), GTI_FORM_TEXT);
    case GTI_TYPE_TEXTS:
        return texts(w, at);
    case GTI_TYPE_DATE:
        return date(w, *(const gtee_date *)at);
    case GTI_TYPE_BOOL:
        return scalar(w, "true", GTI_FORM_NUMBER);
    case GTI_TYPE_UINT:
        return number(w, gti_field_uint(at));
    case GTI_TYPE_DECIMAL:
        return decimal(w, *(const gti_decimal *)at);
    case GTI_TYPE_WORD:
        return scalar(w, gti_word_of(field->words, gti_field_uint(at)), GTI_FORM_TEXT);
    case GTI_TYPE_REF:
        return scalar(w, gti_field_record(at)->id, GTI_FORM_TEXT);
    case GTI_TYPE_REFS:
        return refs(w, at);
    case GTI_TYPE_NAMES:
        return names(w, at);
    case GTI_TYPE_CODES:
        return codes(w, at);
    case GTI_TYPE_CITATIONS:
        return citations(w, at);
    case GTI_TYPE_PART:
        return part(w, field->part, at, 0);
    case GTI_TYPE_PART_NEW:
        return part(w, field->part, gti_field_pointer(at), 0);
    case GTI_TYPE_PARTS:
        return parts(w, field->part, gti_field_items(at));
    case GTI_TYPE_CLAUSES:
        return clauses(w, field->part, at);
    case GTI_TYPE_TERMS:
        return terms(w, at);
    case GTI_TYPE_TERM_LIST:
        return term_list(w, at);
    case GTI_TYPE_RULES:
        return rules(w, at);
    case GTI_TYPE_UTILITIES:
        return utilities(w, at);
    case GTI_TYPE_LIKELIHOOD:
        return likelihood(w, at);
    case GTI_TYPE_HONOURS:
        return honours(w, at);
    case GTI_TYPE_STANCE: /* its key depends on its value: see field */
        break;
    }
    return false;
}

static bool field_of(walk *w, const gti_field *field, const void *object)
{
    const unsigned char *bytes = object;

    if (!gti_field_given(field, object))
        return true;
    if (field->type == GTI_TYPE_STANCE)
        return stance(w, gti_word_of(field->words, gti_field_uint(bytes + field->offset)),
                      (const void *)(bytes + field->offset2), gti_field_record(bytes + field->offset3));
    return key(w, field->key) && value(w, field, gti_field_at(field, object));
}

static bool fields(walk *w, const gti_schema *schema, const void *object)
{
    bool good = true;
    for (size_t i = 0; good && i < schema->field_count; i++)
        good = field_of(w, &schema->fields[i], object);
    return good;
}

/* ---- Records and dossiers */

static bool record(walk *w, const gtee_record *one)
{
    return part(w, gti_schema_of(one->kind), one, 0);
}

static bool section(walk *w, const gtee_dossier *dossier, uint32_t kind)
{
    const gti_vec *records = &dossier->kinds[kind];

    if (records->count == 0)
        return true;
    bool good = key(w, gti_kind_section(kind)) && begin_list(w, 0);
    for (size_t i = 0; good && i < records->count; i++)
        good = record(w, *GTI_VEC_AT(records, const gtee_record *, i));
    return good && end_list(w);
}

static bool dossier_parts(walk *w, const gtee_dossier *dossier)
{
    bool good = begin_map(w, 0) && entry(w, "guarantee", "1", GTI_FORM_NUMBER);
    if (good && dossier->title != NULL)
        good = entry(w, "title", dossier->title, GTI_FORM_TEXT);
    if (good && dossier->description != NULL)
        good = entry(w, "description", dossier->description, GTI_FORM_TEXT);
    for (uint32_t kind = 1; good && kind <= GTI_KIND_COUNT; kind++)
        good = section(w, dossier, kind);
    return good && end_map(w);
}

bool gti_walk_dossier(const gtee_dossier *dossier, const gti_sink *sink)
{
    walk w = {.sink = sink};
    gti_buffer_init(&w.scratch, &dossier->arena.allocator);
    bool good = dossier_parts(&w, dossier);
    gti_buffer_free(&w.scratch);
    return good;
}

bool gti_walk_record(const gtee_record *one, const gti_allocator *allocator, const gti_sink *sink)
{
    walk w = {.sink = sink};
    gti_buffer_init(&w.scratch, allocator);
    bool good = record(&w, one);
    gti_buffer_free(&w.scratch);
    return good;
}
