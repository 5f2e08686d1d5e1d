/*
 * test_memory_build.c: memory runs out while a dossier is built without files. What a call refuses leaves builder and draft as
 * they were: finishing gives the dossier that it gave before, and the same call again does what it should have done.
 */
#include "sweep.h"

typedef struct site {
    gtee_builder *builder;
    gtee_draft *record, *list;
} site;

/* A builder with one participant, its names a mapping and its members a list. */
static bool make_site(sweep *s, site *at)
{
    gtee_draft *names = NULL;

    return gtee_builder_new(s->context, &at->builder) == GTEE_OK &&
           gtee_builder_add(at->builder, GTEE_KIND_PARTICIPANT, &at->record) == GTEE_OK &&
           gtee_draft_set(at->record, "id", "one") == GTEE_OK && gtee_draft_set(at->record, "kind", "group") == GTEE_OK &&
           gtee_draft_set_map(at->record, "names", &names) == GTEE_OK && gtee_draft_set(names, "en", "One") == GTEE_OK &&
           gtee_draft_set_list(at->record, "members", &at->list) == GTEE_OK;
}

/* What finishing gives. */
static void take_finished(sweep *s, gtee_builder *builder)
{
    gtee_dossier *dossier = NULL;
    gtee_diagnostics *diagnostics = NULL;

    sweep_number(s, (uint64_t)gtee_builder_finish(builder, &dossier, &diagnostics));
    sweep_number(s, gtee_builder_count(builder, GTEE_KIND_PARTICIPANT));
    if (dossier != NULL) {
        sweep_dossier(s, dossier);
        gtee_dossier_unref(dossier);
    }
    if (diagnostics != NULL) {
        sweep_number(s, gtee_diagnostics_count(diagnostics));
        gtee_diagnostics_unref(diagnostics);
    }
}

/* The same as a number of its own. */
static uint64_t digest_of(sweep *s, gtee_builder *builder)
{
    const uint64_t before = s->digest;
    uint64_t digest;

    s->digest = 0;
    take_finished(s, builder);
    digest = s->digest;
    s->digest = before;
    return digest;
}

/* One change to a site. */
typedef gtee_status change(site *at, unsigned variant, gtee_draft **made);

#define REPEATED 300u /* records in the making share blocks of memory: only every so many calls ask for one */

/* Makes it so often without a failure. */
static void repeat(site *at, change *how, unsigned variant, unsigned times)
{
    gtee_draft *made = NULL;

    for (unsigned i = 0; i < times; i++)
        CU_ASSERT_EQUAL(how(at, variant, &made), GTEE_OK);
}

/* The builder is as if the call that was refused had not been made. */
static void check_untouched(sweep *s, site *at, change *how, unsigned made)
{
    site other;
    const bool ready = make_site(s, &other);

    CU_ASSERT_TRUE_FATAL(ready);
    repeat(&other, how, s->variant, made);
    CU_ASSERT_EQUAL(digest_of(s, at->builder), digest_of(s, other.builder));
    gtee_builder_unref(other.builder);
}

/* Makes it many times under failure, and the rest of them without if one was refused: the builder is the same in the end. */
static void change_site(sweep *s, change *how, bool makes_draft)
{
    site at;
    gtee_status status = GTEE_OK;
    gtee_draft *made = NULL;
    unsigned done = 0;
    const bool ready = make_site(s, &at);

    CU_ASSERT_TRUE_FATAL(ready);
    sweep_arm(s);
    while (status == GTEE_OK && done < REPEATED) {
        made = makes_draft ? sweep_garbage(s) : NULL;
        status = how(&at, s->variant, &made);
        done += status == GTEE_OK;
    }
    sweep_disarm(s, status);
    if (makes_draft)
        CU_ASSERT_EQUAL(sweep_made(s, made), status == GTEE_OK);
    if (status == GTEE_ERROR_MEMORY) {
        check_untouched(s, &at, how, done);
        repeat(&at, how, s->variant, REPEATED - done);
        CU_ASSERT_EQUAL(digest_of(s, at.builder), s->whole);
    } else {
        s->whole = digest_of(s, at.builder);
        sweep_number(s, s->whole);
    }
    gtee_builder_unref(at.builder);
}

/* Each sets something new or replaces what is there; long keys and texts need room of their own. */
#define LONG "a text that is longer than the room that anybody keeps for short ones, so that it has to be asked for apart"

static gtee_status title(site *at, unsigned variant, gtee_draft **made)
{
    (void)made;
    return gtee_builder_set_title(at->builder, variant == 0 ? "Title" : LONG);
}

static gtee_status description(site *at, unsigned variant, gtee_draft **made)
{
    (void)made;
    return gtee_builder_set_description(at->builder, variant == 0 ? "Words" : LONG);
}

static gtee_status add(site *at, unsigned variant, gtee_draft **made)
{
    return gtee_builder_add(at->builder, variant == 0 ? GTEE_KIND_PARTICIPANT : GTEE_KIND_EVENT, made);
}

static gtee_status removing(site *at, unsigned variant, gtee_draft **made)
{
    (void)variant;
    (void)made;
    gtee_draft *record = gtee_builder_at(at->builder, GTEE_KIND_PARTICIPANT, 0);
    return record == NULL ? GTEE_OK : gtee_builder_remove(at->builder, record);
}

static const char *key_of(unsigned variant)
{
    static const char *const keys[] = {"note", "names", "a-key-that-nobody-knows-and-that-is-not-short-either"};

    return keys[variant];
}

static gtee_status set(site *at, unsigned variant, gtee_draft **made)
{
    (void)made;
    return gtee_draft_set(at->record, key_of(variant), LONG);
}

static gtee_status set_integer(site *at, unsigned variant, gtee_draft **made)
{
    (void)made;
    return gtee_draft_set_integer(at->record, key_of(variant), INT64_MIN);
}

static gtee_status set_map(site *at, unsigned variant, gtee_draft **made)
{
    return gtee_draft_set_map(at->record, key_of(variant), made);
}

static gtee_status set_list(site *at, unsigned variant, gtee_draft **made)
{
    return gtee_draft_set_list(at->record, key_of(variant), made);
}

static gtee_status append(site *at, unsigned variant, gtee_draft **made)
{
    (void)made;
    return gtee_draft_append(at->list, variant == 0 ? "one" : LONG);
}

static gtee_status append_map(site *at, unsigned variant, gtee_draft **made)
{
    (void)variant;
    return gtee_draft_append_map(at->list, made);
}

static gtee_status append_list(site *at, unsigned variant, gtee_draft **made)
{
    (void)variant;
    return gtee_draft_append_list(at->list, made);
}

#define CHANGE(how, makes_draft)                                                                             \
    static void run_##how(sweep *s)                                                                          \
    {                                                                                                        \
        change_site(s, how, makes_draft);                                                                    \
    }
CHANGE(title, false)
CHANGE(description, false)
CHANGE(add, true)
CHANGE(removing, false)
CHANGE(set, false)
CHANGE(set_integer, false)
CHANGE(set_map, true)
CHANGE(set_list, true)
CHANGE(append, false)
CHANGE(append_map, true)
CHANGE(append_list, true)

static void builder_new(sweep *s)
{
    gtee_builder *builder = sweep_garbage(s);

    sweep_arm(s);
    gtee_status status = gtee_builder_new(s->context, &builder);
    sweep_disarm(s, status);
    if (sweep_made(s, builder)) {
        take_finished(s, builder);
        gtee_builder_unref(builder);
    }
}

static void builder_new_from(sweep *s)
{
    gtee_builder *builder = sweep_garbage(s);

    sweep_arm(s);
    gtee_status status = gtee_builder_new_from(s->dossier, &builder);
    sweep_disarm(s, status);
    if (sweep_made(s, builder)) {
        take_finished(s, builder);
        gtee_builder_unref(builder);
    }
}

/* Of a whole dossier, and of one with mistakes. */
static void builder_finish(sweep *s)
{
    gtee_builder *builder = NULL;
    gtee_draft *draft = NULL;
    gtee_dossier *dossier = sweep_garbage(s);
    gtee_diagnostics *diagnostics = sweep_garbage(s);

    CU_ASSERT_EQUAL_FATAL(gtee_builder_new_from(s->dossier, &builder), GTEE_OK);
    if (s->variant == 1) {
        draft = gtee_builder_at(builder, GTEE_KIND_POSITION, 0);
        CU_ASSERT_EQUAL(gtee_draft_set(draft, "participant", "nobody"), GTEE_OK);
        CU_ASSERT_EQUAL(gtee_draft_set(draft, "unknown", "key"), GTEE_OK);
        CU_ASSERT_EQUAL(gtee_builder_add(builder, GTEE_KIND_ISSUE, &draft), GTEE_OK);
    }
    sweep_arm(s);
    gtee_status status = gtee_builder_finish(builder, &dossier, &diagnostics);
    sweep_disarm(s, status);
    CU_ASSERT_TRUE(s->failed > 0 || (status == GTEE_OK) == (s->variant == 0));
    if (sweep_made(s, dossier)) {
        sweep_dossier(s, dossier);
        gtee_dossier_unref(dossier);
    }
    sweep_diagnostics(s, diagnostics);
    if (status == GTEE_ERROR_MEMORY) /* the builder can be finished again */
        CU_ASSERT_EQUAL(gtee_builder_finish(builder, &dossier, NULL), s->variant == 0 ? GTEE_OK : GTEE_ERROR_DOSSIER);
    if (status == GTEE_ERROR_MEMORY)
        gtee_dossier_unref(dossier);
    gtee_builder_unref(builder);
}

static void changes(void)
{
    static const sweep_row rows[] = {
        SWEEP(gtee_builder_set_title, run_title, 2),
        SWEEP(gtee_builder_set_description, run_description, 2),
        SWEEP(gtee_builder_add, run_add, 2),
        SWEEP_NONE(gtee_builder_remove, run_removing, 1),
        SWEEP(gtee_draft_set, run_set, 3),
        SWEEP(gtee_draft_set_integer, run_set_integer, 3),
        SWEEP(gtee_draft_set_map, run_set_map, 3),
        SWEEP(gtee_draft_set_list, run_set_list, 3),
        SWEEP(gtee_draft_append, run_append, 2),
        SWEEP(gtee_draft_append_map, run_append_map, 1),
        SWEEP(gtee_draft_append_list, run_append_list, 1),
    };

    sweep_rows(rows, sizeof rows / sizeof rows[0]);
}

static void builders(void)
{
    static const sweep_row rows[] = {
        SWEEP(gtee_builder_new, builder_new, 1),
        SWEEP(gtee_builder_new_from, builder_new_from, 1),
        SWEEP(gtee_builder_finish, builder_finish, 2),
    };

    sweep_rows(rows, sizeof rows / sizeof rows[0]);
}

UNIT_TESTS("memory runs out while building", {"drafts and builders", changes}, {"making and finishing", builders})
