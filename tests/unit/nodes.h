/*
 * nodes.h: records written as text in unit tests of the record room, which has no reader: a small flow notation
 *
 *     {participants: [{id: a, kind: state}], issues: [{id: x, options: [yes, no]}]}
 *
 * becomes nodes with places (line 1, columns in bytes counted from 1), and those a dossier. Bare words end at , : ] } or a
 * line end, with a colon only ending a key when a space follows; "…" may hold anything but a quotation mark. Line ends
 * count as lines. Uses record/assembly.h.
 */
#ifndef TESTS_UNIT_NODES_H
#define TESTS_UNIT_NODES_H

#include "record/assembly.h"

#include "record/schema.h"

#include <CUnit/Basic.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct notation {
    gti_arena *arena;
    const char *next, *line_start;
    uint32_t line;
} notation;

static inline uint32_t notation_column(const notation *n)
{
    return (uint32_t)(n->next - n->line_start) + 1;
}

static inline void notation_space(notation *n)
{
    for (; *n->next == ' ' || *n->next == '\n'; n->next++)
        if (*n->next == '\n') {
            n->line++;
            n->line_start = n->next + 1;
        }
}

/* The bytes of a bare or quoted word; `next` stands behind it. */
static inline const char *notation_word(notation *n, size_t *size)
{
    const char *start = n->next;

    if (*start == '"') {
        const char *end = strchr(++start, '"');

        *size = (size_t)(end - start);
        n->next = end + 1;
        return start;
    }
    while (*n->next != '\0' && strchr(",]}\n", *n->next) == NULL && !(n->next[0] == ':' && strchr(" \n", n->next[1]) != NULL))
        n->next++;
    *size = (size_t)(n->next - start);
    while (*size > 0 && start[*size - 1] == ' ')
        --*size;
    return start;
}

static inline gti_node *notation_value(notation *n, gti_node *parent, const char *key, size_t key_size);

static inline gti_node *notation_new(notation *n, uint32_t type, gti_node *parent, const char *key, size_t key_size)
{
    gti_node *node = gti_node_new(n->arena, type, parent, key, key_size);

    if (node == NULL)
        return NULL;
    node->file = "t.yaml";
    node->line = n->line;
    node->column = notation_column(n);
    node->length = 1;
    return node;
}

static inline bool notation_entries(notation *n, gti_node *node, char close)
{
    n->next++;
    for (notation_space(n); *n->next != close; notation_space(n)) {
        const char *key = NULL;
        size_t key_size = 0;
        uint32_t line = n->line, column = notation_column(n);

        if (*n->next == '\0')
            return false;
        if (node->type == GTI_NODE_MAP) {
            key = notation_word(n, &key_size);
            if (*n->next++ != ':')
                return false;
            notation_space(n);
        }
        gti_node *value = notation_value(n, node, key, key_size);
        if (value == NULL)
            return false;
        value->key_line = line;
        value->key_column = column;
        notation_space(n);
        if (*n->next == ',')
            n->next++;
    }
    n->next++;
    return true;
}

static inline gti_node *notation_value(notation *n, gti_node *parent, const char *key, size_t key_size)
{
    gti_node *node;

    if (*n->next == '{' || *n->next == '[') {
        bool map = *n->next == '{';

        node = notation_new(n, map ? GTI_NODE_MAP : GTI_NODE_LIST, parent, key, key_size);
        return node != NULL && notation_entries(n, node, map ? '}' : ']') ? node : NULL;
    }
    node = notation_new(n, GTI_NODE_SCALAR, parent, key, key_size);
    size_t size;
    const char *text = notation_word(n, &size);
    if (node == NULL || !gti_node_set_text(n->arena, node, text, size))
        return NULL;
    node->length = (uint32_t)(size + (text > n->line_start && text[-1] == '"' ? 2 : 0));
    return node;
}

static inline uint32_t nodes_kind(const char *section)
{
    for (uint32_t kind = 1; kind <= GTI_KIND_COUNT; kind++)
        if (strcmp(gti_kind_section(kind), section) == 0)
            return kind;
    return 0;
}

static inline bool nodes_add_section(gti_assembly *assembly, gti_node *section)
{
    uint32_t kind = nodes_kind(section->key);

    if (kind == 0)
        return gti_assembly_set(assembly, section->key, section);
    for (gti_node *record = section->first, *next; record != NULL; record = next) {
        next = record->next;
        record->parent = NULL;
        if (!gti_assembly_add(assembly, kind, record))
            return false;
    }
    return true;
}

/* Builds the dossier of a text. GTEE_ERROR_INTERNAL if the notation is wrong: a mistake in the test. */
static inline gtee_status nodes_load(gtee_context *context, const char *text, gtee_dossier **dossier, gtee_diagnostics **diagnostics)
{
    gti_arena arena;
    notation n = {.arena = &arena, .next = text, .line_start = text, .line = 1};
    gti_report *report = gti_report_new(context);
    gti_assembly *assembly = report == NULL ? NULL : gti_assembly_new(context, report);
    gtee_status status = GTEE_ERROR_MEMORY;
    gti_node *root;

    *dossier = NULL;
    *diagnostics = NULL;
    gti_arena_init(&arena, &context->allocator);
    if (assembly == NULL)
        goto done;
    root = notation_value(&n, NULL, NULL, 0);
    if (root == NULL)
        goto done;
    bool good = true;
    for (gti_node *section = root->first; good && section != NULL; section = section->next)
        good = nodes_add_section(assembly, section);
    if (good)
        status = gti_assembly_finish(assembly, dossier);
done:
    gti_assembly_free(assembly);
    gti_arena_free(&arena);
    if (report == NULL)
        return status;
    status = gti_report_finish(report, status, diagnostics);
    if (status != GTEE_OK) {
        gtee_dossier_unref(*dossier);
        *dossier = NULL;
    }
    return status;
}

/* One dossier with its context, and what was said of it. */
typedef struct nodes_case {
    gtee_context *context;
    gtee_dossier *dossier;
    gtee_diagnostics *diagnostics;
    gtee_status status;
} nodes_case;

static inline nodes_case nodes_open(const char *text)
{
    nodes_case c = {NULL, NULL, NULL, GTEE_ERROR_INTERNAL};

    if (gtee_context_new(NULL, &c.context) == GTEE_OK)
        c.status = nodes_load(c.context, text, &c.dossier, &c.diagnostics);
    return c;
}

static inline void nodes_close(nodes_case *c)
{
    gtee_diagnostics_unref(c->diagnostics);
    gtee_dossier_unref(c->dossier);
    gtee_context_unref(c->context);
}

/* A text and the diagnostics that it must give, one a line: code line:column+length path. Before them "status n" if the status
 * is neither GTEE_OK nor GTEE_ERROR_DOSSIER. */
typedef struct nodes_expected {
    const char *text, *said;
} nodes_expected;

static inline void nodes_add_diagnostic(char *out, size_t room, const gtee_diagnostic *one)
{
    size_t used = strlen(out);

    snprintf(out + used, room - used, "%s %u:%u+%u %s\n", gtee_diagnostic_code(one), (unsigned)gtee_diagnostic_line(one),
             (unsigned)gtee_diagnostic_column(one), (unsigned)gtee_diagnostic_length(one),
             gtee_diagnostic_path(one) == NULL ? "-" : gtee_diagnostic_path(one));
}

static inline void nodes_check(const nodes_expected *table, size_t count)
{
    char said[4096];

    for (size_t i = 0; i < count; i++) {
        nodes_case c = nodes_open(table[i].text);

        said[0] = '\0';
        if (c.status != GTEE_OK && c.status != GTEE_ERROR_DOSSIER)
            snprintf(said, sizeof said, "status %d\n", (int)c.status);
        for (size_t k = 0; c.diagnostics != NULL && k < gtee_diagnostics_count(c.diagnostics); k++)
            nodes_add_diagnostic(said, sizeof said, gtee_diagnostics_at(c.diagnostics, k));
        if (strcmp(said, table[i].said) != 0)
            fprintf(stderr, "\n%s\n-- expected\n%s-- said\n%s", table[i].text, table[i].said, said);
        CU_ASSERT_STRING_EQUAL(said, table[i].said);
        CU_ASSERT_EQUAL(c.dossier != NULL, c.status == GTEE_OK);
        nodes_close(&c);
    }
}
#define NODES_CHECK(table) nodes_check((table), sizeof(table) / sizeof((table)[0]))

#endif
