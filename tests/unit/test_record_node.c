/* test_record_node.c: nodes by themselves, and trees that no reader makes but a builder can. Uses nodes.h. */
#include "run.h"

#include "nodes.h"

static void keys(void)
{
    CU_ASSERT_TRUE(gti_key_equal("at_least", 8, "at_least"));
    CU_ASSERT_TRUE(gti_key_equal("at-least", 8, "at_least"));
    CU_ASSERT_FALSE(gti_key_equal("at-leas", 7, "at_least"));
    CU_ASSERT_FALSE(gti_key_equal("at-leasts", 9, "at_least"));
    CU_ASSERT_FALSE(gti_key_equal("", 0, "a"));
    CU_ASSERT_TRUE(gti_key_equal("", 0, ""));
}

static void copies(void)
{
    gti_allocator allocator = gti_allocator_default();
    gti_arena first, second;
    notation n = {.arena = &first, .next = "{a: [b, {c: d}], e: \"\"}", .line = 1};
    gti_node *node, *copy;

    n.line_start = n.next;
    gti_arena_init(&first, &allocator);
    gti_arena_init(&second, &allocator);
    node = notation_value(&n, NULL, NULL, 0);
    CU_ASSERT_PTR_NOT_NULL_FATAL(node);
    copy = gti_node_copy(&second, gti_node_entry(node, "a"));
    gti_arena_free(&first);
    CU_ASSERT_PTR_NOT_NULL_FATAL(copy);
    CU_ASSERT_PTR_NULL(copy->parent);
    CU_ASSERT_STRING_EQUAL(copy->key, "a");
    CU_ASSERT_EQUAL(copy->key_column, 2);
    CU_ASSERT_EQUAL(copy->count, 2);
    CU_ASSERT_STRING_EQUAL(copy->first->text, "b");
    CU_ASSERT_EQUAL(copy->last->index, 1);
    CU_ASSERT_STRING_EQUAL(gti_node_entry(copy->last, "c")->text, "d");
    CU_ASSERT_PTR_NULL(gti_node_entry(copy->last, "b"));
    CU_ASSERT_PTR_NULL(gti_node_entry(copy, "c"));
    gti_arena_free(&second);
}

/* A record in which lists stand within lists, 100,000 of them: refused, whatever key it is under. */
static void deep(const char *key, gti_assembly *assembly)
{
    gti_allocator allocator = gti_allocator_default();
    gti_arena arena;
    gti_node *record, *at;

    gti_arena_init(&arena, &allocator);
    record = gti_node_new(&arena, GTI_NODE_MAP, NULL, NULL, 0);
    at = gti_node_new(&arena, GTI_NODE_LIST, record, key, strlen(key));
    for (int i = 0; i < 100000; i++)
        at = gti_node_new(&arena, GTI_NODE_LIST, at, NULL, 0);
    CU_ASSERT_TRUE(gti_node_set_text(&arena, gti_node_new(&arena, GTI_NODE_SCALAR, at, NULL, 0), "x", 1));
    CU_ASSERT_PTR_NOT_NULL(gti_node_copy(&arena, record));
    for (uint32_t kind = 1; kind <= GTI_KIND_COUNT; kind++)
        CU_ASSERT_TRUE(gti_assembly_add(assembly, kind, record));
    gti_arena_free(&arena);
}

/* Rules within rules, 100,000 of them. */
static void deep_rule(gti_assembly *assembly)
{
    gti_allocator allocator = gti_allocator_default();
    gti_arena arena;
    gti_node *record, *at;

    gti_arena_init(&arena, &allocator);
    record = gti_node_new(&arena, GTI_NODE_MAP, NULL, NULL, 0);
    at = gti_node_new(&arena, GTI_NODE_MAP, record, "activation", 10);
    for (int i = 0; i < 100000; i++)
        at = gti_node_new(&arena, GTI_NODE_MAP, at, i == 0 ? "r" : "unless", i == 0 ? 1 : 6);
    CU_ASSERT_TRUE(gti_assembly_add(assembly, GTEE_KIND_PROPOSAL, record));
    gti_arena_free(&arena);
}

static void depth(void)
{
    static const char *const all[] = {"id", "title", "names", "members", "options", "if", "of", "clauses", "activation", "requires",
                                      "likelihood", "utility", "honours", "source", "terms", "trigger", "consent", "at_least"};
    gtee_context *context;
    gtee_dossier *dossier;
    gti_report *report;
    gti_assembly *assembly;

    CU_ASSERT_EQUAL_FATAL(gtee_context_new(NULL, &context), GTEE_OK);
    report = gti_report_new(context);
    assembly = gti_assembly_new(context, report);
    CU_ASSERT_PTR_NOT_NULL_FATAL(assembly);
    for (size_t i = 0; i < sizeof all / sizeof all[0]; i++)
        deep(all[i], assembly);
    deep_rule(assembly);
    CU_ASSERT_EQUAL(gti_assembly_finish(assembly, &dossier), GTEE_ERROR_LIMIT);
    CU_ASSERT_PTR_NULL(dossier);
    gti_assembly_free(assembly);
    CU_ASSERT_EQUAL(gti_report_finish(report, GTEE_ERROR_LIMIT, NULL), GTEE_ERROR_LIMIT);
    gtee_context_unref(context);
}

UNIT_TESTS("record: nodes", {"keys", keys}, {"copies", copies}, {"depth", depth})
