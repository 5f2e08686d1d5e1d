/*
 * test_record_builder.c: dossiers built without files: all kinds of records, changing one's mind, wrong calls, limits, and memory that
 * runs out without leaving a change half made.
 */
#include "run.h"

#include "failing.h"

#include "record/node.h"

#include <guarantee.h>

static gtee_context *context;

static gtee_draft *add(gtee_builder *builder, uint32_t kind, const char *id)
{
    gtee_draft *draft;

    CU_ASSERT_EQUAL_FATAL(gtee_builder_add(builder, kind, &draft), GTEE_OK);
    CU_ASSERT_EQUAL(gtee_draft_set(draft, "id", id), GTEE_OK);
    return draft;
}

static void set(gtee_draft *draft, const char *key, const char *value)
{
    CU_ASSERT_EQUAL(gtee_draft_set(draft, key, value), GTEE_OK);
}

static gtee_draft *list_at(gtee_draft *draft, const char *key)
{
    gtee_draft *list;

    CU_ASSERT_EQUAL_FATAL(gtee_draft_set_list(draft, key, &list), GTEE_OK);
    return list;
}

static gtee_draft *map_at(gtee_draft *draft, const char *key)
{
    gtee_draft *map;

    CU_ASSERT_EQUAL_FATAL(gtee_draft_set_map(draft, key, &map), GTEE_OK);
    return map;
}

static gtee_builder *new_builder(void)
{
    gtee_builder *builder;

    CU_ASSERT_EQUAL_FATAL(gtee_builder_new(context, &builder), GTEE_OK);
    return builder;
}

/* A state, an issue and a position on it. */
static void fill(gtee_builder *builder)
{
    gtee_draft *state = add(builder, GTEE_KIND_PARTICIPANT, "nor");
    gtee_draft *issue = add(builder, GTEE_KIND_ISSUE, "bases"), *option;
    gtee_draft *source = add(builder, GTEE_KIND_SOURCE, "paper");
    gtee_draft *position = add(builder, GTEE_KIND_POSITION, "no-bases");

    set(state, "kind", "state");
    set(source, "title", "A paper");
    gtee_draft *options = list_at(issue, "options");
    CU_ASSERT_EQUAL(gtee_draft_append(options, "none"), GTEE_OK);
    CU_ASSERT_EQUAL(gtee_draft_append_map(options, &option), GTEE_OK);
    set(option, "id", "some");
    set(option, "title", "Some bases");
    set(position, "participant", "nor");
    set(position, "date", "2025-08-24");
    set(position, "evidence", "stated");
    set(position, "source", "paper");
    set(map_at(position, "prefers"), "bases", "none");
    CU_ASSERT_EQUAL(gtee_draft_set_integer(position, "weight", 3), GTEE_OK);
}

static gtee_dossier *finish(gtee_builder *builder)
{
    gtee_dossier *dossier;
    gtee_diagnostics *diagnostics;

    gtee_status status = gtee_builder_finish(builder, &dossier, &diagnostics);
    for (size_t i = 0; diagnostics != NULL && i < gtee_diagnostics_count(diagnostics); i++)
        fprintf(stderr, "%s\n", gtee_diagnostic_message(gtee_diagnostics_at(diagnostics, i)));
    gtee_diagnostics_unref(diagnostics);
    CU_ASSERT_EQUAL_FATAL(status, GTEE_OK);
    return dossier;
}

static void builds(void)
{
    gtee_builder *builder = new_builder();

    fill(builder);
    CU_ASSERT_EQUAL(gtee_builder_set_title(builder, "Bases"), GTEE_OK);
    gtee_dossier *dossier = finish(builder);
    gtee_builder_unref(builder);
    CU_ASSERT_STRING_EQUAL(gtee_dossier_title(dossier), "Bases");
    const gtee_position *position = gtee_dossier_position_find(dossier, "no-bases");
    CU_ASSERT_PTR_NOT_NULL_FATAL(position);
    CU_ASSERT_EQUAL(gtee_position_date(position), 20250824);
    CU_ASSERT_EQUAL(gtee_position_weight(position), 3.0);
    CU_ASSERT_EQUAL(gtee_position_stance(position), GTEE_STANCE_PREFERS);
    CU_ASSERT_STRING_EQUAL(gtee_option_title(gtee_issue_option_at(gtee_dossier_issue_at(dossier, 0), 1)), "Some bases");
    CU_ASSERT_PTR_NULL(gtee_record_file(gtee_position_record(position)));
    CU_ASSERT_EQUAL(gtee_record_line(gtee_position_record(position)), 0);
    gtee_dossier_unref(dossier);
}

static void finishes_again(void)
{
    gtee_builder *builder = new_builder();

    fill(builder);
    gtee_dossier *first = finish(builder), *second = finish(builder);
    CU_ASSERT_EQUAL(gtee_dossier_equal(first, second), 1);
    set(gtee_builder_find(builder, GTEE_KIND_POSITION, "no-bases"), "weight", "2");
    gtee_dossier *third = finish(builder);
    CU_ASSERT_EQUAL(gtee_dossier_equal(first, third), 0);
    CU_ASSERT_EQUAL(gtee_position_weight(gtee_dossier_position_at(first, 0)), 3.0);
    gtee_dossier_unref(first);
    gtee_dossier_unref(second);
    gtee_dossier_unref(third);
    gtee_builder_unref(builder);
}

static void mends_what_is_wrong(void)
{
    gtee_builder *builder = new_builder();
    gtee_dossier *dossier = (gtee_dossier *)&dossier;
    gtee_diagnostics *diagnostics;

    fill(builder);
    gtee_draft *position = gtee_builder_at(builder, GTEE_KIND_POSITION, 0);
    set(position, "participant", "nobody");
    set(position, "unknown", "key");
    CU_ASSERT_EQUAL(gtee_builder_finish(builder, &dossier, &diagnostics), GTEE_ERROR_DOSSIER);
    CU_ASSERT_PTR_NULL(dossier);
    CU_ASSERT_PTR_NOT_NULL_FATAL(diagnostics);
    CU_ASSERT_EQUAL(gtee_diagnostics_error_count(diagnostics), 2);
    CU_ASSERT_PTR_NULL(gtee_diagnostic_file(gtee_diagnostics_at(diagnostics, 0)));
    const char *path = gtee_diagnostic_path(gtee_diagnostics_at(diagnostics, 0));
    CU_ASSERT_PTR_NOT_NULL_FATAL(path);
    CU_ASSERT_EQUAL(strncmp(path, "positions[0]", 12), 0);
    gtee_diagnostics_unref(diagnostics);
    set(position, "participant", "nor");
    set(position, "unknown", NULL);
    gtee_dossier_unref(finish(builder));
    gtee_builder_unref(builder);
}

static void replaces_and_removes(void)
{
    gtee_builder *builder = new_builder();

    fill(builder);
    gtee_draft *position = gtee_builder_at(builder, GTEE_KIND_POSITION, 0);
    gtee_draft *old = gtee_draft_child(position, "prefers");
    set(map_at(position, "prefers"), "bases", "some");
    CU_ASSERT_STRING_EQUAL(gtee_draft_get(old, "bases"), "none"); /* no part of it any more, but still there */
    CU_ASSERT_STRING_EQUAL(gtee_draft_get(gtee_draft_child(position, "prefers"), "bases"), "some");
    set(position, "gist", "first");
    set(position, "gist", "second");
    CU_ASSERT_STRING_EQUAL(gtee_draft_get(position, "gist"), "second");
    set(position, "gist", NULL);
    set(position, "gist", NULL);
    CU_ASSERT_PTR_NULL(gtee_draft_get(position, "gist"));
    set(position, "id", "renamed"); /* the first entry */
    set(position, "weight", "4");   /* the last */
    set(position, "note", "new last");
    gtee_dossier *dossier = finish(builder);
    CU_ASSERT_EQUAL(gtee_term_options(gtee_position_term_at(gtee_dossier_position_find(dossier, "renamed"), 0)), 2);
    gtee_dossier_unref(dossier);
    CU_ASSERT_EQUAL(gtee_builder_remove(builder, position), GTEE_OK);
    CU_ASSERT_EQUAL(gtee_builder_remove(builder, position), GTEE_ERROR_ARGUMENT);
    CU_ASSERT_EQUAL(gtee_builder_count(builder, GTEE_KIND_POSITION), 0);
    CU_ASSERT_PTR_NULL(gtee_builder_find(builder, GTEE_KIND_POSITION, "renamed"));
    dossier = finish(builder);
    CU_ASSERT_EQUAL(gtee_dossier_position_count(dossier), 0);
    gtee_dossier_unref(dossier);
    gtee_builder_unref(builder);
}

/* Entries keep their order and numbers whatever is taken out, and what comes next is added behind the last. */
static void order_of_entries(void)
{
    gtee_builder *builder = new_builder();
    gtee_draft *draft = add(builder, GTEE_KIND_EVENT, "x");
    const char *const left[] = {"date", "gist", "place"};
    uint32_t i = 0;

    set(draft, "date", "2025");
    set(draft, "kind", "other");
    set(draft, "gist", "a");
    set(draft, "note", "b");
    set(draft, "id", NULL);   /* the first */
    set(draft, "kind", NULL); /* one in the middle */
    set(draft, "note", NULL); /* the last */
    set(draft, "place", "c");
    CU_ASSERT_EQUAL_FATAL(draft->count, 3);
    for (const gti_node *entry = draft->first; entry != NULL; entry = entry->next, i++) {
        CU_ASSERT_TRUE_FATAL(i < 3);
        CU_ASSERT_STRING_EQUAL(entry->key, left[i]);
        CU_ASSERT_EQUAL(entry->index, i);
    }
    CU_ASSERT_EQUAL(i, 3);
    CU_ASSERT_STRING_EQUAL(draft->last->key, "place");
    gtee_builder_unref(builder);
}

static void hyphens_in_keys(void)
{
    gtee_builder *builder = new_builder();
    gtee_draft *draft = add(builder, GTEE_KIND_PROPOSAL, "plan");

    set(draft, "entry-into-force", "at once");
    set(draft, "entry_into_force", "later");
    CU_ASSERT_STRING_EQUAL(gtee_draft_get(draft, "entry-into-force"), "later");
    gtee_dossier *dossier = finish(builder);
    CU_ASSERT_STRING_EQUAL(gtee_proposal_entry_into_force(gtee_dossier_proposal_at(dossier, 0)), "later");
    gtee_dossier_unref(dossier);
    gtee_builder_unref(builder);
}

static void many_records(void)
{
    gtee_builder *builder = new_builder();
    char id[16];

    for (unsigned i = 0; i < 200; i++) {
        snprintf(id, sizeof id, "p%u", i);
        set(add(builder, GTEE_KIND_PARTICIPANT, id), "kind", "state");
    }
    for (unsigned i = 0; i < 200; i += 2) {
        snprintf(id, sizeof id, "p%u", i);
        CU_ASSERT_EQUAL(gtee_builder_remove(builder, gtee_builder_find(builder, GTEE_KIND_PARTICIPANT, id)), GTEE_OK);
    }
    gtee_dossier *dossier = finish(builder);
    CU_ASSERT_EQUAL(gtee_dossier_participant_count(dossier), 100);
    CU_ASSERT_STRING_EQUAL(gtee_participant_id(gtee_dossier_participant_at(dossier, 99)), "p199");
    gtee_dossier_unref(dossier);
    gtee_builder_unref(builder);
}

static void copies_a_dossier(void)
{
    gtee_builder *builder = new_builder(), *copy;

    fill(builder);
    CU_ASSERT_EQUAL(gtee_builder_set_description(builder, "What it is about"), GTEE_OK);
    gtee_dossier *dossier = finish(builder);
    gtee_builder_unref(builder);
    CU_ASSERT_EQUAL_FATAL(gtee_builder_new_from(dossier, &copy), GTEE_OK);
    gtee_dossier *again = finish(copy);
    CU_ASSERT_EQUAL(gtee_dossier_equal(dossier, again), 1);
    gtee_dossier_unref(again);
    /* Drafts of a copy are drafts like others. */
    gtee_draft *position = gtee_builder_find(copy, GTEE_KIND_POSITION, "no-bases");
    CU_ASSERT_PTR_NOT_NULL_FATAL(position);
    set(gtee_draft_child(position, "prefers"), "bases", "some");
    again = finish(copy);
    CU_ASSERT_EQUAL(gtee_dossier_equal(dossier, again), 0);
    gtee_dossier_unref(again);
    gtee_builder_unref(gtee_builder_ref(copy));
    gtee_builder_unref(copy);
    gtee_dossier_unref(dossier);
}

static void numbers(void)
{
    static const struct {
        int64_t number;
        const char *text;
    } cases[] = {{0, "0"}, {7, "7"}, {-7, "-7"}, {INT64_MAX, "9223372036854775807"}, {INT64_MIN, "-9223372036854775808"}};
    gtee_builder *builder = new_builder();
    gtee_draft *draft = add(builder, GTEE_KIND_POSITION, "x");

    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        CU_ASSERT_EQUAL(gtee_draft_set_integer(draft, "weight", cases[i].number), GTEE_OK);
        CU_ASSERT_STRING_EQUAL(gtee_draft_get(draft, "weight"), cases[i].text);
    }
    gtee_builder_unref(builder);
}

static void wrong_calls(void)
{
    gtee_builder *builder = new_builder(), *other = new_builder(), *none = builder;
    gtee_draft *draft = add(builder, GTEE_KIND_ISSUE, "x"), *list = list_at(draft, "options"), *made = draft;

    CU_ASSERT_EQUAL(gtee_builder_new(NULL, &none), GTEE_ERROR_ARGUMENT);
    CU_ASSERT_PTR_NULL(none);
    CU_ASSERT_EQUAL(gtee_builder_new(context, NULL), GTEE_ERROR_ARGUMENT);
    CU_ASSERT_EQUAL(gtee_builder_new_from(NULL, &none), GTEE_ERROR_ARGUMENT);
    CU_ASSERT_EQUAL(gtee_builder_add(builder, 0, &made), GTEE_ERROR_ARGUMENT);
    CU_ASSERT_PTR_NULL(made);
    CU_ASSERT_EQUAL(gtee_builder_add(builder, GTEE_KIND_CLAUSE, &made), GTEE_ERROR_ARGUMENT);
    CU_ASSERT_EQUAL(gtee_builder_add(NULL, GTEE_KIND_ISSUE, &made), GTEE_ERROR_ARGUMENT);
    CU_ASSERT_EQUAL(gtee_builder_remove(other, draft), GTEE_ERROR_ARGUMENT);
    CU_ASSERT_EQUAL(gtee_builder_remove(builder, list), GTEE_ERROR_ARGUMENT);
    CU_ASSERT_EQUAL(gtee_builder_remove(builder, NULL), GTEE_ERROR_ARGUMENT);
    CU_ASSERT_PTR_NULL(gtee_builder_find(builder, GTEE_KIND_ISSUE, "y"));
    CU_ASSERT_PTR_NULL(gtee_builder_find(builder, 99, "x"));
    CU_ASSERT_PTR_NULL(gtee_builder_find(builder, GTEE_KIND_ISSUE, NULL));
    CU_ASSERT_PTR_NULL(gtee_builder_at(builder, GTEE_KIND_ISSUE, 1));
    CU_ASSERT_EQUAL(gtee_builder_count(builder, 99), 0);
    CU_ASSERT_EQUAL(gtee_builder_finish(builder, NULL, NULL), GTEE_ERROR_ARGUMENT);
    CU_ASSERT_EQUAL(gtee_draft_set(NULL, "a", "b"), GTEE_ERROR_ARGUMENT);
    CU_ASSERT_EQUAL(gtee_draft_set(draft, NULL, "b"), GTEE_ERROR_ARGUMENT);
    CU_ASSERT_EQUAL(gtee_draft_set(draft, "", "b"), GTEE_ERROR_ARGUMENT);
    CU_ASSERT_EQUAL(gtee_draft_set(list, "a", "b"), GTEE_ERROR_ARGUMENT);
    CU_ASSERT_EQUAL(gtee_draft_append(draft, "b"), GTEE_ERROR_ARGUMENT);
    CU_ASSERT_EQUAL(gtee_draft_append(list, NULL), GTEE_ERROR_ARGUMENT);
    CU_ASSERT_EQUAL(gtee_draft_append_map(draft, &made), GTEE_ERROR_ARGUMENT);
    CU_ASSERT_EQUAL(gtee_draft_append_list(list, NULL), GTEE_ERROR_ARGUMENT);
    CU_ASSERT_EQUAL(gtee_draft_set_map(list, "a", &made), GTEE_ERROR_ARGUMENT);
    CU_ASSERT_EQUAL(gtee_draft_set_list(draft, "a", NULL), GTEE_ERROR_ARGUMENT);
    CU_ASSERT_PTR_NULL(gtee_draft_get(list, "a"));
    CU_ASSERT_PTR_NULL(gtee_draft_get(draft, "options"));
    CU_ASSERT_PTR_NULL(gtee_draft_child(draft, "id"));
    CU_ASSERT_PTR_NULL(gtee_draft_child(list, "id"));
    gtee_builder_unref(builder);
    gtee_builder_unref(other);
    gtee_builder_unref(NULL);
}

/* What no file could hold cannot be set, so that what is built can always be saved and loaded again. */
static void text_that_no_file_holds(void)
{
    static char longest[65536 + 2], marks[3 + 31 * 2];
    gtee_builder *builder = new_builder();
    gtee_draft *draft = add(builder, GTEE_KIND_ISSUE, "x"), *list = list_at(draft, "tags");

    memset(longest, 'a', sizeof longest - 1);
    marks[0] = 'a';
    for (size_t i = 0; i < 31; i++)
        memcpy(marks + 1 + i * 2, "\xCC\x81", 2);
    CU_ASSERT_EQUAL(gtee_draft_set(draft, "note", "\xFF"), GTEE_ERROR_ARGUMENT);
    CU_ASSERT_EQUAL(gtee_draft_set(draft, "note", "a\x1b[31m"), GTEE_ERROR_ARGUMENT);
    CU_ASSERT_EQUAL(gtee_draft_set(draft, "note", "a\rb"), GTEE_ERROR_ARGUMENT);
    CU_ASSERT_EQUAL(gtee_draft_set(draft, "note", longest), GTEE_ERROR_LIMIT);
    CU_ASSERT_EQUAL(gtee_draft_set(draft, "note", marks), GTEE_ERROR_LIMIT);
    CU_ASSERT_EQUAL(gtee_draft_set(draft, longest, "a"), GTEE_ERROR_LIMIT);
    CU_ASSERT_EQUAL(gtee_draft_append(list, "\xC0\x80"), GTEE_ERROR_ARGUMENT);
    CU_ASSERT_EQUAL(gtee_builder_set_title(builder, "\x01"), GTEE_ERROR_ARGUMENT);
    CU_ASSERT_EQUAL(gtee_draft_set(draft, "note", "a\tb\nc"), GTEE_OK);
    longest[65536] = '\0';
    CU_ASSERT_EQUAL(gtee_draft_set(draft, "note", longest), GTEE_OK);
    gtee_builder_unref(builder);
}

static void depth_is_bounded(void)
{
    gtee_builder *builder = new_builder();
    gtee_draft *draft = add(builder, GTEE_KIND_ISSUE, "x"), *list = list_at(draft, "options");
    unsigned depth = 0;
    gtee_status status = GTEE_OK;

    for (gtee_draft *inner = list; status == GTEE_OK && depth < 2000; depth++) {
        status = gtee_draft_append_list(inner, &inner);
        if (status != GTEE_OK)
            CU_ASSERT_PTR_NULL(inner);
    }
    CU_ASSERT_EQUAL(status, GTEE_ERROR_LIMIT);
    CU_ASSERT_TRUE(depth > 50 && depth < 64);
    gtee_builder_unref(builder);
}

/* ---- No memory */

static bool fills(gtee_builder *builder, bool *whole)
{
    gtee_draft *draft = NULL, *list = NULL;
    size_t before = gtee_builder_count(builder, GTEE_KIND_ISSUE);
    gtee_status status = gtee_builder_add(builder, GTEE_KIND_ISSUE, &draft);

    *whole = (status == GTEE_OK) == (gtee_builder_count(builder, GTEE_KIND_ISSUE) == before + 1);
    if (status != GTEE_OK)
        return false;
    status = gtee_draft_set(draft, "id", "bases");
    *whole = *whole && (status == GTEE_OK) == (gtee_draft_get(draft, "id") != NULL);
    if (status != GTEE_OK)
        return false;
    status = gtee_draft_set(draft, "id", "others");
    *whole = *whole && strcmp(gtee_draft_get(draft, "id"), status == GTEE_OK ? "others" : "bases") == 0;
    if (status != GTEE_OK)
        return false;
    status = gtee_draft_set_list(draft, "options", &list);
    *whole = *whole && gtee_draft_child(draft, "options") == list;
    return status == GTEE_OK && gtee_draft_append(list, "none") == GTEE_OK && gtee_draft_append(list, "some") == GTEE_OK;
}

static bool builds_and_copies(failing *f)
{
    const gtee_allocator allocator = failing_public(f);
    const gtee_context_options options = {.size = sizeof options, .allocator = &allocator};
    gtee_context *own = NULL;
    gtee_builder *builder = NULL, *copy = NULL;
    gtee_dossier *dossier = NULL, *again = NULL;
    bool whole = true;
    bool good = gtee_context_new(&options, &own) == GTEE_OK && gtee_builder_new(own, &builder) == GTEE_OK && fills(builder, &whole) &&
                gtee_builder_set_title(builder, "a") == GTEE_OK && gtee_builder_set_description(builder, "b") == GTEE_OK &&
                gtee_builder_finish(builder, &dossier, NULL) == GTEE_OK && gtee_builder_new_from(dossier, &copy) == GTEE_OK &&
                gtee_builder_finish(copy, &again, NULL) == GTEE_OK;

    CU_ASSERT_TRUE(whole);
    if (good)
        CU_ASSERT_EQUAL(gtee_dossier_equal(dossier, again), 1);
    gtee_builder_unref(builder);
    gtee_builder_unref(copy);
    gtee_dossier_unref(dossier);
    gtee_dossier_unref(again);
    gtee_context_unref(own);
    return good;
}

static void memory_runs_out(void)
{
    failing f;

    failing_init(&f);
    FAILING_SWEEP(&f, builds_and_copies(&f));
    failing_free(&f);
}

static void open_context(void)
{
    CU_ASSERT_EQUAL_FATAL(gtee_context_new(NULL, &context), GTEE_OK);
}

static void close_context(void)
{
    gtee_context_unref(context);
    CU_PASS("closed");
}

UNIT_TESTS("builders", {"open", open_context}, {"builds", builds}, {"finishes again", finishes_again},
           {"mends what is wrong", mends_what_is_wrong}, {"replaces and removes", replaces_and_removes},
           {"order of entries", order_of_entries}, {"hyphens in keys", hyphens_in_keys}, {"many records", many_records}, {"copies a dossier", copies_a_dossier},
           {"numbers", numbers}, {"wrong calls", wrong_calls}, {"text that no file holds", text_that_no_file_holds},
           {"depth is bounded", depth_is_bounded}, {"memory runs out", memory_runs_out}, {"close", close_context})
