/*
 * test_write_dossier.c: what is written loads again and is equal, in both formats and through a builder; nothing in a record can
 * change without making it unequal; what comes out reads as if written by hand; memory may run out at any time.
 */
#include "run.h"

#include "failing.h"

#include "record/builder.h"
#include "record/field.h"
#include "record/walk.h"

#include <guarantee.h>

#define EXAMPLES GUARANTEE_SOURCE_DIR "/examples/"

static const char *const examples[] = {EXAMPLES "every-key", EXAMPLES "treaties", EXAMPLES "ukraine-2025", EXAMPLES "guided"};
#define EXAMPLE_COUNT (sizeof examples / sizeof examples[0])

static gtee_context *context;

static void print(const gtee_diagnostics *diagnostics)
{
    for (size_t i = 0; diagnostics != NULL && i < gtee_diagnostics_count(diagnostics); i++) {
        const gtee_diagnostic *one = gtee_diagnostics_at(diagnostics, i);
        fprintf(stderr, "%s:%u:%u %s %s\n", gtee_diagnostic_file(one) == NULL ? "-" : gtee_diagnostic_file(one),
                (unsigned)gtee_diagnostic_line(one), (unsigned)gtee_diagnostic_column(one), gtee_diagnostic_code(one),
                gtee_diagnostic_message(one));
    }
}

static gtee_dossier *load(const char *path)
{
    gtee_dossier *dossier;
    gtee_diagnostics *diagnostics;

    if (gtee_dossier_load(context, &path, 1, NULL, &dossier, &diagnostics) != GTEE_OK)
        print(diagnostics);
    gtee_diagnostics_unref(diagnostics);
    CU_ASSERT_PTR_NOT_NULL_FATAL(dossier);
    return dossier;
}

static gtee_dossier *load_text(const char *text, size_t size)
{
    gtee_dossier *dossier;
    gtee_diagnostics *diagnostics;

    if (gtee_dossier_load_memory(context, "written", text, size, NULL, &dossier, &diagnostics) != GTEE_OK) {
        print(diagnostics);
        fwrite(text, 1, size, stderr);
    }
    gtee_diagnostics_unref(diagnostics);
    CU_ASSERT_PTR_NOT_NULL_FATAL(dossier);
    return dossier;
}

static gtee_text *written(const gtee_dossier *dossier, uint32_t format)
{
    gtee_text *text;

    CU_ASSERT_EQUAL(gtee_dossier_write(dossier, format, &text, NULL), GTEE_OK);
    CU_ASSERT_PTR_NOT_NULL_FATAL(text);
    return text;
}

static gtee_dossier *rebuilt(const gtee_dossier *dossier)
{
    gtee_builder *builder;
    gtee_dossier *copy;
    gtee_diagnostics *diagnostics;

    CU_ASSERT_EQUAL_FATAL(gtee_builder_new_from(dossier, &builder), GTEE_OK);
    if (gtee_builder_finish(builder, &copy, &diagnostics) != GTEE_OK)
        print(diagnostics);
    gtee_diagnostics_unref(diagnostics);
    gtee_builder_unref(builder);
    CU_ASSERT_PTR_NOT_NULL_FATAL(copy);
    return copy;
}

/* Written, loaded, compared, and written once more: the same bytes. */
static void round_trip(const gtee_dossier *dossier, uint32_t format)
{
    gtee_text *text = written(dossier, format);
    gtee_dossier *again = load_text(gtee_text_data(text), gtee_text_size(text));
    gtee_text *twice = written(again, format);

    CU_ASSERT_EQUAL(gtee_dossier_equal(dossier, again), 1);
    CU_ASSERT_EQUAL(gtee_dossier_equal(again, dossier), 1);
    CU_ASSERT_STRING_EQUAL(gtee_text_data(text), gtee_text_data(twice));
    gtee_text_unref(twice);
    gtee_text_unref(text);
    gtee_dossier_unref(again);
}

static void examples_survive(void)
{
    for (size_t i = 0; i < EXAMPLE_COUNT; i++) {
        gtee_dossier *dossier = load(examples[i]);
        gtee_dossier *copy = rebuilt(dossier);
        CU_ASSERT_EQUAL(gtee_dossier_equal(dossier, copy), 1);
        round_trip(dossier, GTEE_FORMAT_YAML);
        round_trip(dossier, GTEE_FORMAT_JSON);
        gtee_dossier_unref(copy);
        gtee_dossier_unref(dossier);
    }
}

static void examples_differ(void)
{
    gtee_dossier *a = load(examples[0]), *b = load(examples[1]);

    CU_ASSERT_EQUAL(gtee_dossier_equal(a, a), 1);
    CU_ASSERT_EQUAL(gtee_dossier_equal(a, b), 0);
    CU_ASSERT_EQUAL(gtee_dossier_equal(b, a), 0);
    CU_ASSERT_EQUAL(gtee_dossier_equal(a, NULL), 0);
    gtee_dossier_unref(a);
    gtee_dossier_unref(b);
}

/* The example that says so really uses every field of every record, so that the tests here leave none out. */
static void every_key_is_used(void)
{
    gtee_dossier *dossier = load(examples[0]);

    for (uint32_t kind = 1; kind <= GTI_KIND_COUNT; kind++) {
        const gti_schema *schema = gti_schema_of(kind);
        const gti_vec *records = &dossier->kinds[kind];
        for (size_t f = 0; f < schema->field_count; f++) {
            bool given = false;
            for (size_t i = 0; i < records->count; i++)
                given = given || gti_field_given(&schema->fields[f], *GTI_VEC_AT(records, const gtee_record *, i));
            CU_ASSERT_TRUE(given);
            if (!given)
                fprintf(stderr, "no %s has %s\n", schema->name, schema->fields[f].key);
        }
    }
    gtee_dossier_unref(dossier);
}

/* ---- Any text in every field that takes any text */

static bool takes_any_text(const gti_node *node)
{
    static const char *const keys[] = {"title", "publisher", "author", "url", "note", "role", "office", "description", "tags",
                                       "because", "gist", "conditions", "territory", "domain", "within", "entry_into_force",
                                       "duration", "withdrawal", "quote"};
    const gti_node *named = node->key != NULL || node->parent == NULL ? node : node->parent;

    if (node->type != GTI_NODE_SCALAR || named->key == NULL)
        return false;
    for (size_t i = 0; i < sizeof keys / sizeof keys[0]; i++)
        if (strcmp(named->key, keys[i]) == 0)
            return true;
    return named->parent != NULL && named->parent->key != NULL && strcmp(named->parent->key, "names") == 0;
}

static unsigned replace_texts(gti_node *node, const char *text)
{
    unsigned replaced = 0;

    if (takes_any_text(node)) {
        node->text = text;
        node->size = (uint32_t)strlen(text);
        return 1;
    }
    for (gti_node *child = node->first; child != NULL; child = child->next)
        replaced += replace_texts(child, text);
    return replaced;
}

static void any_text_survives(void)
{
    static const char *const texts[] = {
        "no", "~", "1e3", "2025-08-24", "a: b", "a #b", "- a", "it's \"so\" \\ there", "a\nb", "a\n\nb\n", "a\n\n\n", " a ", "\ta",
        " \n a", "[a, b]", "{a: b}", "---", "...", "\xF0\x9F\x87\xBA\xF0\x9F\x87\xA6", "\xE2\x80\xA8x", "\xEF\xBF\xBE", "Київ — це «так»",
        "one two three four five six seven eight nine ten eleven twelve  thirteen fourteen fifteen sixteen seventeen # not a comment: no",
        "первый второй третий четвёртый пятый шестой седьмой восьмой девятый десятый одиннадцатый двенадцатый - тринадцатый",
        "a line that is long enough to be broken if it were alone, which it is not, because of what follows below\nanother"};
    gtee_dossier *dossier = load(examples[0]);

    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        gtee_builder *builder;
        gtee_dossier *changed;
        unsigned replaced = 0;
        CU_ASSERT_EQUAL_FATAL(gtee_builder_new_from(dossier, &builder), GTEE_OK);
        for (uint32_t kind = 1; kind <= GTI_KIND_COUNT; kind++)
            for (size_t record = 0; record < gtee_builder_count(builder, kind); record++)
                replaced += replace_texts(gtee_builder_at(builder, kind, record), texts[i]);
        CU_ASSERT_TRUE(replaced > 80);
        CU_ASSERT_EQUAL(gtee_builder_set_title(builder, texts[i]), GTEE_OK);
        CU_ASSERT_EQUAL(gtee_builder_set_description(builder, texts[i]), GTEE_OK);
        gtee_diagnostics *diagnostics;
        if (gtee_builder_finish(builder, &changed, &diagnostics) != GTEE_OK)
            print(diagnostics);
        gtee_diagnostics_unref(diagnostics);
        CU_ASSERT_PTR_NOT_NULL_FATAL(changed);
        round_trip(changed, GTEE_FORMAT_YAML);
        round_trip(changed, GTEE_FORMAT_JSON);
        gtee_dossier_unref(changed);
        gtee_builder_unref(builder);
    }
    gtee_dossier_unref(dossier);
}

/* ---- Changing one thing at a time */

/* The `which`-th node below a record, in order; NULL behind the last. */
static gti_node *node_at(gti_node *root, size_t *which)
{
    for (gti_node *child = root->first; child != NULL; child = child->next) {
        if ((*which)-- == 0)
            return child;
        gti_node *found = node_at(child, which);
        if (found != NULL)
            return found;
    }
    return NULL;
}

static void cut(gti_node *node)
{
    gti_node *parent = node->parent, **link = &parent->first, *last = NULL;

    while (*link != node) {
        last = *link;
        link = &last->next;
    }
    *link = node->next;
    if (parent->last == node)
        parent->last = last;
    parent->count--;
}

/* Another node of any record whose value stands for the same kind of thing, and differs: as an entry of the same key, or as an item or
 * entry below the same key. */
typedef struct search {
    const gti_node *like;
    bool key; /* look for another key, not another text */
    const gti_node *found;
} search;

static const char *context_of(const gti_node *node)
{
    return node->parent == NULL || node->parent->key == NULL ? "" : node->parent->key;
}

static void look_for_other(search *s, const gti_node *node)
{
    const gti_node *like = s->like;
    const bool same_place = (node->key == NULL) == (like->key == NULL) && strcmp(context_of(node), context_of(like)) == 0;

    if (s->key && node->key != NULL && same_place && context_of(node)[0] != '\0' && strcmp(node->key, like->key) != 0)
        s->found = node;
    if (!s->key && node->type == GTI_NODE_SCALAR && strcmp(node->text, like->text) != 0 &&
        (node->key != NULL ? like->key != NULL && strcmp(node->key, like->key) == 0 : same_place))
        s->found = node;
    for (const gti_node *child = node->first; child != NULL && s->found == NULL; child = child->next)
        look_for_other(s, child);
}

static const gti_node *other_than(gtee_builder *builder, const gti_node *node, bool key)
{
    search s = {.like = node, .key = key};

    for (uint32_t kind = 1; kind <= GTI_KIND_COUNT && s.found == NULL; kind++)
        for (size_t i = 0; i < gtee_builder_count(builder, kind) && s.found == NULL; i++)
            look_for_other(&s, gtee_builder_at(builder, kind, i));
    return s.found;
}

enum change { CUT, OTHER_TEXT, OTHER_KEY, CHANGES };

/* Makes the change; false if there is no such change here. */
static bool change(gtee_builder *builder, gti_node *node, enum change how)
{
    if (how == CUT) {
        cut(node);
        return true;
    }
    if (how == OTHER_TEXT ? node->type != GTI_NODE_SCALAR : node->key == NULL || context_of(node)[0] == '\0')
        return false;
    const gti_node *other = other_than(builder, node, how == OTHER_KEY);
    if (other == NULL)
        return false;
    if (how == OTHER_TEXT) {
        node->text = other->text;
        node->size = other->size;
    } else {
        node->key = other->key;
        node->key_size = other->key_size;
    }
    return true;
}

/* The record with one of its nodes changed is another record, or none. False when there is no such node. */
static bool change_shows(const gtee_dossier *dossier, uint32_t kind, size_t record, size_t which, enum change how, unsigned *shown)
{
    gtee_builder *builder;
    gtee_dossier *changed = NULL;

    CU_ASSERT_EQUAL_FATAL(gtee_builder_new_from(dossier, &builder), GTEE_OK);
    gti_node *node = node_at(gtee_builder_at(builder, kind, record), &which);
    if (node != NULL && change(builder, node, how)) {
        const char *key = node->key != NULL ? node->key : context_of(node);
        gtee_status status = gtee_builder_finish(builder, &changed, NULL);
        CU_ASSERT_TRUE(status == GTEE_OK || status == GTEE_ERROR_DOSSIER);
        if (status == GTEE_OK) {
            bool equal = gtee_dossier_equal(dossier, changed) != 0 || gtee_dossier_equal(changed, dossier) != 0;
            CU_ASSERT_FALSE(equal);
            if (equal)
                fprintf(stderr, "change %d of %s of %s %zu goes unnoticed\n", (int)how, key, gtee_kind_name(kind), record);
            ++*shown;
        }
    }
    gtee_dossier_unref(changed);
    gtee_builder_unref(builder);
    return node != NULL;
}

static void nothing_changes_unnoticed(void)
{
    gtee_dossier *dossier = load(examples[0]);

    for (enum change how = CUT; how < CHANGES; how++) {
        unsigned shown = 0;
        for (uint32_t kind = 1; kind <= GTI_KIND_COUNT; kind++)
            for (size_t record = 0; record < dossier->kinds[kind].count; record++)
                for (size_t which = 0; change_shows(dossier, kind, record, which, how, &shown);)
                    which++;
        CU_ASSERT_TRUE(shown > 30);
    }
    gtee_dossier_unref(dossier);
}

/* What is written in two ways and means the same, or nearly: equality goes by how it was written down in the record. */
static void close_differences(void)
{
    static const char frame[] =
        "guarantee: 1\n"
        "participants: [{id: a, kind: state}, {id: b, kind: state}]\n"
        "issues: [{id: i, options: [x, y, z], ordered: true}]\n"
        "proposals: [{id: p, activation: {r: %s, s: a}}]\n"
        "expectations: [{holder: a, obligor: b, likelihood: %s}]\n"
        "constraints: [{id: c, if: {i: %s}, then: {i: z}, because: so}]\n";
    static const struct {
        const char *rule, *likelihood, *selection;
        bool equal; /* to the first of them */
    } cases[] = {{"{quota: 2, weights: {a: 1, b: 1}}", "likely", "{at_least: y}", true},
                 {"{weights: {a: 1.0, b: 1}, quota: 2.00}", "likely", "{at-least: y}", true},
                 {"{quota: 1.5, weights: {a: 1, b: 1}}", "likely", "{at_least: y}", false},
                 {"{quota: 2, weights: {a: 1, b: 1.5}}", "likely", "{at_least: y}", false},
                 {"{quota: 2, weights: {a: 1, b: 1}}", "[0.55, 0.8]", "{at_least: y}", false},
                 {"{quota: 2, weights: {a: 1, b: 1}}", "[0.55, 0.80]", "[y, z]", false},
                 {"{quota: 2, weights: {a: 1, b: 1}}", "likely", "[y, z]", false},
                 {"{quota: 2, weights: {a: 1, b: 1}}", "likely", "y", false},
                 {"{quota: 2, weights: {a: 1, b: 1}}", "0.8", "{at_least: y}", false},
                 {"{all_of: [a, b]}", "likely", "{at_least: y}", false},
                 {"{rule: s}", "likely", "{at_least: y}", false},
                 {"a", "likely", "{at_least: y}", false}};
    char text[1024];
    gtee_dossier *first = NULL;

    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        snprintf(text, sizeof text, frame, cases[i].rule, cases[i].likelihood, cases[i].selection);
        gtee_dossier *dossier = load_text(text, strlen(text));
        if (first == NULL)
            first = gtee_dossier_ref(dossier);
        CU_ASSERT_EQUAL(gtee_dossier_equal(first, dossier), cases[i].equal);
        CU_ASSERT_EQUAL(gtee_dossier_equal(dossier, first), cases[i].equal);
        round_trip(dossier, GTEE_FORMAT_YAML);
        round_trip(dossier, GTEE_FORMAT_JSON);
        gtee_dossier_unref(dossier);
    }
    gtee_dossier_unref(first);
}

/* ---- A walk stops where it is told to */

typedef struct stopper {
    unsigned left;  /* events to let pass */
    bool stopped;   /* one was refused: no other may come */
    bool defective;
} stopper;

static bool event(void *user)
{
    stopper *s = user;

    s->defective = s->defective || s->stopped;
    if (s->left-- > 0)
        return true;
    s->stopped = true;
    return false;
}

static bool form_event(void *user, uint32_t form)
{
    (void)form;
    return event(user);
}

static bool key_event(void *user, const char *key)
{
    return key != NULL && key[0] != '\0' && event(user);
}

static bool scalar_event(void *user, const char *text, uint32_t form)
{
    (void)form;
    return text != NULL && event(user);
}

static void walks_stop(void)
{
    gtee_dossier *dossier = load(examples[0]);
    stopper s;
    const gti_sink sink = {.user = &s,
                           .begin_map = form_event,
                           .end_map = event,
                           .begin_list = form_event,
                           .end_list = event,
                           .key = key_event,
                           .scalar = scalar_event};
    unsigned events = 0;
    bool whole = false;

    for (; !whole && events < 100000; events++) {
        s = (stopper){.left = events};
        whole = gti_walk_dossier(dossier, &sink);
        CU_ASSERT_EQUAL(whole, !s.stopped);
        CU_ASSERT_FALSE(s.defective);
    }
    CU_ASSERT_TRUE(events > 1000);
    gtee_dossier_unref(dossier);
}

static void titles_count(void)
{
    gtee_dossier *dossier = load(examples[0]), *changed;
    gtee_builder *builder;

    CU_ASSERT_EQUAL_FATAL(gtee_builder_new_from(dossier, &builder), GTEE_OK);
    CU_ASSERT_EQUAL(gtee_builder_set_title(builder, "another"), GTEE_OK);
    CU_ASSERT_EQUAL(gtee_builder_finish(builder, &changed, NULL), GTEE_OK);
    CU_ASSERT_EQUAL(gtee_dossier_equal(dossier, changed), 0);
    gtee_dossier_unref(changed);
    CU_ASSERT_EQUAL(gtee_builder_set_title(builder, gtee_dossier_title(dossier)), GTEE_OK);
    CU_ASSERT_EQUAL(gtee_builder_set_description(builder, NULL), GTEE_OK);
    CU_ASSERT_EQUAL(gtee_builder_finish(builder, &changed, NULL), GTEE_OK);
    CU_ASSERT_EQUAL(gtee_dossier_equal(dossier, changed), 0);
    gtee_dossier_unref(changed);
    gtee_builder_unref(builder);
    gtee_dossier_unref(dossier);
}

/* ---- What it looks like */

static const char small[] =
    "guarantee: 1\n"
    "title: 'Guarantees: a start'\n"
    "\n"
    "sources:\n"
    "  - id: paper\n"
    "    title: 'No'\n"
    "    author: [Ada, Бела]\n"
    "    date: 2025-08-24\n"
    "\n"
    "  - id: archive\n"
    "    title: Archive\n"
    "    date: '2019'\n"
    "\n"
    "participants:\n"
    "  - id: nor\n"
    "    kind: state\n"
    "    names: {en: [Norland, North Land], uk: Норландія}\n"
    "    codes: {iso3: 'NO', cow: '640'}\n"
    "\n"
    "  - id: pact\n"
    "    kind: organization\n"
    "    members:\n"
    "      - {id: nor, from: 1949-08, role: founder}\n"
    "    source: {id: paper, locator: par 4}\n"
    "\n"
    "issues:\n"
    "  - id: troops\n"
    "    options: [none, training, combat]\n"
    "    ordered: true\n"
    "    default: none\n"
    "    by: pact\n"
    "\n"
    "positions:\n"
    "  - participant: nor\n"
    "    date: 2025-08-24\n"
    "    prefers:\n"
    "      troops/nor: {at_most: training}\n"
    "    weight: 2.5\n"
    "    evidence: stated\n"
    "    source: paper\n"
    "    gist: >-\n"
    "      Its troops would train others and do nothing else, as it has said again and again since the\n"
    "      summer before last.\n"
    "    note: |-\n"
    "      First.\n"
    "      Second.\n";

static const char small_json[] =
    "{\n"
    "  \"guarantee\": 1,\n"
    "  \"title\": \"Guarantees: a start\",\n"
    "  \"sources\": [\n"
    "    {\n"
    "      \"id\": \"paper\",\n"
    "      \"title\": \"No\",\n"
    "      \"author\": [\"Ada\", \"Бела\"],\n"
    "      \"date\": \"2025-08-24\"\n"
    "    },\n"
    "    {\n"
    "      \"id\": \"archive\",\n"
    "      \"title\": \"Archive\",\n"
    "      \"date\": \"2019\"\n"
    "    }\n"
    "  ],\n";

static void looks_handwritten(void)
{
    gtee_dossier *dossier = load_text(small, strlen(small));
    gtee_text *yaml = written(dossier, GTEE_FORMAT_YAML), *json = written(dossier, GTEE_FORMAT_JSON);

    CU_ASSERT_STRING_EQUAL(gtee_text_data(yaml), small);
    if (strcmp(gtee_text_data(yaml), small) != 0)
        fputs(gtee_text_data(yaml), stderr);
    CU_ASSERT_EQUAL(strncmp(gtee_text_data(json), small_json, strlen(small_json)), 0);
    CU_ASSERT_PTR_NOT_NULL(strstr(gtee_text_data(json), "\"weight\": 2.5,"));
    CU_ASSERT_PTR_NOT_NULL(strstr(gtee_text_data(json), "\"ordered\": true,"));
    CU_ASSERT_PTR_NOT_NULL(strstr(gtee_text_data(json), "\"note\": \"First.\\nSecond.\"\n"));
    gtee_text_unref(yaml);
    gtee_text_unref(json);
    gtee_dossier_unref(dossier);
}

static void nothing_in_it(void)
{
    gtee_dossier *dossier = load_text("guarantee: 1\n", 13);
    gtee_text *yaml = written(dossier, GTEE_FORMAT_YAML), *json = written(dossier, GTEE_FORMAT_JSON);

    CU_ASSERT_STRING_EQUAL(gtee_text_data(yaml), "guarantee: 1\n");
    CU_ASSERT_STRING_EQUAL(gtee_text_data(json), "{\n  \"guarantee\": 1\n}\n");
    gtee_text_unref(yaml);
    gtee_text_unref(json);
    gtee_dossier_unref(dossier);
}

/* ---- Wrong calls, and no memory */

static void wrong_calls(void)
{
    gtee_dossier *dossier = load_text("guarantee: 1\n", 13);
    gtee_text *text = (gtee_text *)&text;

    CU_ASSERT_EQUAL(gtee_dossier_write(dossier, 0, &text, NULL), GTEE_ERROR_ARGUMENT);
    CU_ASSERT_PTR_NULL(text);
    CU_ASSERT_EQUAL(gtee_dossier_write(dossier, 3, &text, NULL), GTEE_ERROR_ARGUMENT);
    CU_ASSERT_EQUAL(gtee_dossier_write(NULL, GTEE_FORMAT_YAML, &text, NULL), GTEE_ERROR_ARGUMENT);
    CU_ASSERT_EQUAL(gtee_dossier_write(dossier, GTEE_FORMAT_YAML, NULL, NULL), GTEE_ERROR_ARGUMENT);
    CU_ASSERT_EQUAL(gtee_dossier_save(dossier, NULL, GTEE_FORMAT_YAML, NULL), GTEE_ERROR_ARGUMENT);
    CU_ASSERT_EQUAL(gtee_dossier_save(dossier, "x", 9, NULL), GTEE_ERROR_ARGUMENT);
    gtee_dossier_unref(dossier);
}

/* Loads, writes both ways and copies; true if all of it worked. Memory is the only thing that may be missing. */
static bool all_of_it(failing *f)
{
    const gtee_allocator allocator = failing_public(f);
    const gtee_context_options options = {.size = sizeof options, .allocator = &allocator};
    gtee_context *own = NULL;
    gtee_dossier *dossier = NULL, *copy = NULL;
    gtee_builder *builder = NULL;
    gtee_text *yaml = NULL, *json = NULL;
    gtee_diagnostics *diagnostics = NULL;
    gtee_status status = gtee_context_new(&options, &own);

    if (status == GTEE_OK)
        status = gtee_dossier_load_memory(own, "small", small, strlen(small), NULL, &dossier, &diagnostics);
    gtee_diagnostics_unref(diagnostics);
    if (status == GTEE_OK)
        status = gtee_dossier_write(dossier, GTEE_FORMAT_YAML, &yaml, NULL);
    if (status == GTEE_OK)
        status = gtee_dossier_write(dossier, GTEE_FORMAT_JSON, &json, NULL);
    if (status == GTEE_OK)
        status = gtee_builder_new_from(dossier, &builder);
    if (status == GTEE_OK)
        status = gtee_builder_finish(builder, &copy, NULL);
    CU_ASSERT_TRUE(status == GTEE_OK || status == GTEE_ERROR_MEMORY);
    if (status == GTEE_OK)
        CU_ASSERT_EQUAL(gtee_dossier_equal(dossier, copy), 1);
    gtee_text_unref(yaml);
    gtee_text_unref(json);
    gtee_builder_unref(builder);
    gtee_dossier_unref(copy);
    gtee_dossier_unref(dossier);
    gtee_context_unref(own);
    return status == GTEE_OK;
}

static void memory_runs_out(void)
{
    failing f;

    failing_init(&f);
    FAILING_SWEEP(&f, all_of_it(&f));
    failing_free(&f);
}

static void open_context(void)
{
    CU_ASSERT_EQUAL_FATAL(gtee_context_new(NULL, &context), GTEE_OK);
}

static void close_context(void)
{
    gtee_context_unref(context);
    CU_PASS("no leak");
}

UNIT_TESTS("written dossiers", {"open", open_context}, {"looks handwritten", looks_handwritten}, {"nothing in it", nothing_in_it},
           {"examples survive", examples_survive}, {"examples differ", examples_differ}, {"every key is used", every_key_is_used},
           {"any text survives", any_text_survives}, {"nothing changes unnoticed", nothing_changes_unnoticed}, {"titles count", titles_count}, {"close differences", close_differences}, {"walks stop", walks_stop}, {"wrong calls", wrong_calls},
           {"memory runs out", memory_runs_out}, {"close", close_context})
