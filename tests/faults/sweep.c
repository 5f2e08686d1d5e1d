/* sweep.c: the rounds of sweep.h, and the dossier that they work on. */
#include "sweep.h"

#include <stdlib.h>
#include <unistd.h>

#define DENSE 30u /* the first so many allocations are failed each */

void *sweep_garbage(sweep *s)
{
    return s;
}

void sweep_arm(sweep *s)
{
    CU_ASSERT_FALSE(s->armed_once);
    s->armed_once = true;
    failing_rewind(&s->memory, s->fail_at, s->fail_on);
}

void sweep_disarm(sweep *s, gtee_status status)
{
    s->calls = s->memory.calls;
    s->failed = s->memory.failed;
    s->status = status;
    failing_rewind(&s->memory, 0, false);
    sweep_number(s, (uint64_t)(uint32_t)status);
}

bool sweep_made(sweep *s, const void *out)
{
    if (out == (const void *)s || (s->status == GTEE_ERROR_MEMORY && out != NULL))
        s->half_done = true;
    return out != (const void *)s && out != NULL;
}

void sweep_bytes(sweep *s, const void *bytes, size_t size)
{
    const unsigned char *at = bytes;

    for (size_t i = 0; i < size; i++)
        s->digest = (s->digest ^ at[i]) * UINT64_C(0x100000001B3); /* FNV-1a */
}

void sweep_number(sweep *s, uint64_t number)
{
    sweep_bytes(s, &number, sizeof number);
}

void sweep_text(sweep *s, gtee_text *text)
{
    if (!sweep_made(s, text))
        return;
    sweep_number(s, gtee_text_size(text));
    sweep_bytes(s, gtee_text_data(text), gtee_text_size(text));
    gtee_text_unref(text);
}

void sweep_diagnostics(sweep *s, gtee_diagnostics *diagnostics)
{
    gtee_show_options json = {.size = sizeof json, .format = GTEE_SHOW_JSON};
    gtee_text *text = NULL;

    if (!sweep_made(s, diagnostics))
        return;
    CU_ASSERT_EQUAL(gtee_diagnostics_show(diagnostics, s->context, &json, &text), GTEE_OK);
    sweep_text(s, text);
    gtee_diagnostics_unref(diagnostics);
}

void sweep_dossier(sweep *s, const gtee_dossier *dossier)
{
    gtee_text *text = NULL;

    CU_ASSERT_EQUAL(gtee_dossier_write(dossier, GTEE_FORMAT_JSON, &text, NULL), GTEE_OK);
    sweep_text(s, text);
}

gtee_dossier *sweep_load(gtee_context *context, const char *path)
{
    char whole[512];
    const char *paths[] = {whole};
    gtee_dossier *dossier = NULL;

    snprintf(whole, sizeof whole, "%s/%s", GUARANTEE_SOURCE_DIR, path);
    CU_ASSERT_EQUAL(gtee_dossier_load(context, paths, 1, NULL, &dossier, NULL), GTEE_OK);
    return dossier;
}

static bool begin(sweep *s, const char *path)
{
    gtee_allocator allocator;
    gtee_context_options options = {.size = sizeof options, .allocator = &allocator};
    gtee_view_options as_of = {.size = sizeof as_of};

    memset(s, 0, sizeof *s);
    failing_init(&s->memory);
    allocator = failing_public(&s->memory);
    snprintf(s->directory, sizeof s->directory, "/tmp/guarantee-sweep-XXXXXX");
    if (mkdtemp(s->directory) == NULL || gtee_context_new(&options, &s->context) != GTEE_OK)
        return false;
    s->dossier = sweep_load(s->context, path);
    return s->dossier != NULL && gtee_view_new(s->dossier, &as_of, &s->view, NULL) == GTEE_OK;
}

static void end(sweep *s)
{
    gtee_view_unref(s->view);
    gtee_dossier_unref(s->dossier);
    gtee_context_unref(s->context);
    CU_ASSERT_TRUE(failing_clean(&s->memory));
    CU_ASSERT_EQUAL(rmdir(s->directory), 0);
    failing_free(&s->memory);
}

typedef struct outcome {
    gtee_status status;
    uint64_t calls, failed, digest;
} outcome;

/* One call with the given allocation failed; what is common to all rounds is judged here. */
static outcome round_of(sweep *s, const sweep_row *row, uint64_t fail_at, bool fail_on)
{
    const uint64_t live = s->memory.live, bytes = s->memory.bytes, defects = s->memory.defects;

    s->fail_at = fail_at;
    s->fail_on = fail_on;
    s->armed_once = false;
    s->half_done = false;
    s->digest = UINT64_C(0xCBF29CE484222325);
    row->run(s);
    const bool clean = s->memory.live == live && s->memory.bytes == bytes && s->memory.defects == defects;
    CU_ASSERT_TRUE(clean);
    CU_ASSERT_FALSE(s->half_done);
    if (!clean || s->half_done)
        fprintf(stderr, "%s, variant %u: allocation %llu failed%s: %s (pieces of memory %llu, before %llu)\n", row->name, s->variant,
                (unsigned long long)fail_at, fail_on ? " and all behind it" : "", clean ? "half done" : "memory not as it was",
                (unsigned long long)s->memory.live, (unsigned long long)live);
    return (outcome){s->status, s->calls, s->failed, s->digest};
}

/* A round with a failure, and the same call again without one. */
static void fail_one(sweep *s, const sweep_row *row, const outcome *expected, uint64_t fail_at, bool fail_on)
{
    const outcome hit = round_of(s, row, fail_at, fail_on);
    const bool refused = hit.status == GTEE_ERROR_MEMORY;
    const bool same = hit.digest == expected->digest && hit.status == expected->status;
    const outcome again = round_of(s, row, 0, false);
    const bool recovered = again.digest == expected->digest && again.status == expected->status;

    CU_ASSERT_TRUE(hit.failed > 0);
    CU_ASSERT_TRUE(refused || same);
    CU_ASSERT_TRUE(recovered);
    if (hit.failed == 0 || !(refused || same) || !recovered)
        fprintf(stderr, "%s, variant %u: allocation %llu failed%s: status %d, expected %d; afterwards %d%s\n", row->name, s->variant,
                (unsigned long long)fail_at, fail_on ? " and all behind it" : "", (int)hit.status, (int)expected->status,
                (int)again.status, recovered ? "" : " and other bytes");
}

/* Every failure of one row and variant, after two calls without one. */
static void sweep_row_variant(sweep *s, const sweep_row *row, unsigned step)
{
    const outcome expected = round_of(s, row, 0, false);
    const outcome repeated = round_of(s, row, 0, false);
    const bool stable = repeated.digest == expected.digest && repeated.calls == expected.calls;

    CU_ASSERT_TRUE(stable);
    CU_ASSERT_TRUE(expected.status != GTEE_ERROR_MEMORY && expected.status != GTEE_ERROR_ARGUMENT &&
                   expected.status != GTEE_ERROR_INTERNAL);
    CU_ASSERT_EQUAL(expected.calls == 0, (row->flags & SWEEP_NO_MEMORY) != 0);
    if (!stable || expected.status == GTEE_ERROR_ARGUMENT || (expected.calls == 0) != ((row->flags & SWEEP_NO_MEMORY) != 0))
        fprintf(stderr, "%s, variant %u: without a failure: status %d, %llu allocations%s\n", row->name, s->variant, (int)expected.status,
                (unsigned long long)expected.calls, stable ? "" : ", not the same when repeated");
    for (int how = 0; how < 2; how++)
        for (uint64_t at = 1; at <= expected.calls; at += at < DENSE ? 1 : step)
            fail_one(s, row, &expected, at, how == 1);
}

void sweep_rows_on(const char *path, const sweep_row *rows, size_t count, unsigned step)
{
    sweep s;
    const bool ready = begin(&s, path);

    CU_ASSERT_TRUE_FATAL(ready);
    for (size_t i = 0; i < count; i++)
        for (s.variant = 0; s.variant < rows[i].variants; s.variant++)
            sweep_row_variant(&s, &rows[i], step);
    end(&s);
}

void sweep_rows(const sweep_row *rows, size_t count)
{
    sweep_rows_on("examples/every-key", rows, count, 1);
}
