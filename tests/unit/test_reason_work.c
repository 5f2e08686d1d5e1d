/*
 * test_reason_work.c: how much work reasoning is, counted rather than timed: by the steps that callbacks are told of, and by what
 * is asked of the allocator. What is out of force costs a view its place in the sorting, and an assessment nothing; assessing
 * again costs what it did the first time; a view's work and memory grow in line with the positions.
 */
#include "run.h"

#include <guarantee.h>

#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>

#define STATES 20u

/* ---- What is asked of the allocator */

typedef struct asked {
    uint64_t calls, bytes; /* so far */
} asked;

static void *count_and_resize(void *user, void *memory, size_t old_size, size_t new_size)
{
    asked *a = user;

    (void)old_size;
    if (new_size == 0) {
        free(memory);
        return NULL;
    }
    a->calls++;
    a->bytes += new_size;
    return realloc(memory, new_size);
}

/* ---- Dossiers: the same states say the same of the same issues again and again; only the last word of each is in force */

typedef struct text {
    char *bytes;
    size_t size, capacity;
} text;

static void put(text *out, const char *format, ...)
{
    va_list arguments;

    if (out->capacity - out->size < 256) {
        out->capacity = out->capacity * 2 + 4096;
        out->bytes = realloc(out->bytes, out->capacity);
        CU_ASSERT_PTR_NOT_NULL_FATAL(out->bytes);
    }
    va_start(arguments, format);
    out->size += (size_t)vsnprintf(out->bytes + out->size, out->capacity - out->size, format, arguments);
    va_end(arguments);
}

/* `rounds` times every state says something of an issue: the same sort of thing in each but the last. */
static void put_dossier(text *out, unsigned rounds)
{
    put(out, "guarantee: 1\nsources: [{id: s, title: S}]\nparticipants:\n");
    for (unsigned i = 0; i < STATES; i++)
        put(out, "  - {id: state-%u, kind: state}\n", i);
    put(out, "issues:\n  - {id: scale, ordered: true, default: o0, options: [o0, o1, o2]}\n");
    put(out, "proposals:\n  - {id: plan, clauses: [{id: c, obligors: state-0, terms: {scale: o2}}]}\npositions:\n");
    for (unsigned round = 0; round < rounds; round++)
        for (unsigned i = 0; i < STATES; i++)
            put(out, "  - {participant: state-%u, date: %u-%02u-%02u, requires: {scale: %s}, evidence: stated, source: s}\n", i,
                1000 + round / 336, 1 + round / 28 % 12, 1 + round % 28, i % 2 == 0 ? "o1" : "{at_least: o1}");
}

typedef struct setting {
    asked memory;
    gtee_context *context;
    gtee_dossier *dossier;
} setting;

static void begin(setting *s, unsigned rounds)
{
    gtee_allocator allocator = {.size = sizeof allocator, .resize = count_and_resize, .user = &s->memory};
    gtee_context_options options = {.size = sizeof options, .allocator = &allocator};
    text out = {NULL, 0, 0};

    memset(s, 0, sizeof *s);
    put_dossier(&out, rounds);
    CU_ASSERT_EQUAL_FATAL(gtee_context_new(&options, &s->context), GTEE_OK);
    CU_ASSERT_EQUAL_FATAL(gtee_dossier_load_memory(s->context, "made", out.bytes, out.size, NULL, &s->dossier, NULL), GTEE_OK);
    free(out.bytes);
}

static void end(setting *s)
{
    gtee_dossier_unref(s->dossier);
    gtee_context_unref(s->context);
}

/* ---- Work */

typedef struct work {
    uint64_t calls, bytes, steps;
} work;

static int32_t note_steps(void *user, uint64_t done, uint64_t total)
{
    uint64_t *steps = user;

    (void)total;
    *steps = done;
    return 0;
}

static gtee_view *view_of(setting *s, work *done)
{
    gtee_view_options options = {.size = sizeof options, .progress = note_steps, .progress_user = &done->steps};
    const asked before = s->memory;
    gtee_view *view = NULL;

    done->steps = 0;
    CU_ASSERT_EQUAL_FATAL(gtee_view_new(s->dossier, &options, &view, NULL), GTEE_OK);
    done->calls = s->memory.calls - before.calls;
    done->bytes = s->memory.bytes - before.bytes;
    return view;
}

static work assess(setting *s, const gtee_view *view)
{
    work done = {0};
    gtee_reason_options options = {.size = sizeof options, .progress = note_steps, .progress_user = &done.steps};
    const asked before = s->memory;
    gtee_assessment *assessment = NULL;

    CU_ASSERT_EQUAL_FATAL(gtee_assess(view, gtee_dossier_proposal_at(s->dossier, 0), &options, &assessment, NULL), GTEE_OK);
    CU_ASSERT_EQUAL(gtee_assessment_verdict_count(assessment), STATES);
    done.calls = s->memory.calls - before.calls;
    done.bytes = s->memory.bytes - before.bytes;
    gtee_assessment_unref(assessment);
    return done;
}

static bool same_work(const work *a, const work *b)
{
    if (a->calls == b->calls && a->bytes == b->bytes && a->steps == b->steps)
        return true;
    fprintf(stderr, "work: %llu allocations, %llu bytes, %llu steps; then %llu, %llu, %llu\n", (unsigned long long)a->calls,
            (unsigned long long)a->bytes, (unsigned long long)a->steps, (unsigned long long)b->calls, (unsigned long long)b->bytes,
            (unsigned long long)b->steps);
    return false;
}

static void assesses_what_is_in_force(void)
{
    setting few, many;
    work made;

    begin(&few, 1);
    begin(&many, 500);
    gtee_view *few_view = view_of(&few, &made), *many_view = view_of(&many, &made);
    CU_ASSERT_EQUAL(gtee_view_position_count(few_view), STATES);
    CU_ASSERT_EQUAL(gtee_view_position_count(many_view), 500 * STATES);
    CU_ASSERT_EQUAL(gtee_view_stance_count(few_view), gtee_view_stance_count(many_view));
    const work first = assess(&few, few_view), with_past = assess(&many, many_view), again = assess(&many, many_view);
    CU_ASSERT_TRUE(first.calls > 0);
    CU_ASSERT_TRUE(same_work(&first, &with_past));
    CU_ASSERT_TRUE(same_work(&with_past, &again));
    gtee_view_unref(few_view);
    gtee_view_unref(many_view);
    end(&few);
    end(&many);
}

/* Ten times the positions: at most a little more than ten times the bytes, and exactly ten times the steps. */
static void views_in_line_with_positions(void)
{
    setting few, many;
    work small, large;

    begin(&few, 200);
    begin(&many, 2000);
    gtee_view_unref(view_of(&few, &small));
    gtee_view_unref(view_of(&many, &large));
    CU_ASSERT_EQUAL(small.steps, 2 * 200 * STATES); /* each position once, and its stance once */
    CU_ASSERT_EQUAL(large.steps, 2 * 2000 * STATES);
    CU_ASSERT_TRUE(large.bytes <= 20 * small.bytes); /* growing arrays may double */
    CU_ASSERT_TRUE(large.calls <= small.calls + 64);
    end(&few);
    end(&many);
}

UNIT_TESTS("the work of reasoning", {"assessing does not look at what is out of force", assesses_what_is_in_force},
           {"a view takes work in line with the positions", views_in_line_with_positions})
