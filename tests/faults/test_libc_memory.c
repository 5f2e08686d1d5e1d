/*
 * test_libc_memory.c: the C library's own malloc, calloc, realloc and strdup fail in turn, once and from then on, while a context
 * without an allocator of its own loads and writes: libyaml asks for its memory nowhere else. Linked with --wrap and with the
 * static libyaml, so that its calls are seen.
 */
#include "run.h"

#include <guarantee.h>

#include <stdbool.h>
#include <stdint.h>

void *__real_malloc(size_t size);
void *__real_calloc(size_t count, size_t size);
void *__real_realloc(void *memory, size_t size);
void __real_free(void *memory);
char *__real_strdup(const char *text);
void *__wrap_malloc(size_t size);
void *__wrap_calloc(size_t count, size_t size);
void *__wrap_realloc(void *memory, size_t size);
void __wrap_free(void *memory);
char *__wrap_strdup(const char *text);

static struct heap {
    bool armed;
    uint64_t calls, failed;
    uint64_t fail_at;
    bool fail_on;
    int64_t live; /* asked for while armed, not freed yet */
} heap;

static bool refuses(void)
{
    if (!heap.armed)
        return false;
    heap.calls++;
    if (heap.fail_at == 0 || heap.calls < heap.fail_at || (heap.calls > heap.fail_at && !heap.fail_on))
        return false;
    heap.failed++;
    return true;
}

static void *given(void *memory)
{
    heap.live += heap.armed && memory != NULL;
    return memory;
}

void *__wrap_malloc(size_t size)
{
    return refuses() ? NULL : given(__real_malloc(size));
}

void *__wrap_calloc(size_t count, size_t size)
{
    return refuses() ? NULL : given(__real_calloc(count, size));
}

void *__wrap_realloc(void *memory, size_t size)
{
    if (memory == NULL)
        return __wrap_malloc(size);
    return refuses() ? NULL : __real_realloc(memory, size);
}

void __wrap_free(void *memory)
{
    heap.live -= heap.armed && memory != NULL;
    __real_free(memory);
}

char *__wrap_strdup(const char *text)
{
    return refuses() ? NULL : given(__real_strdup(text));
}

/* ---- What is done with failing memory */

static const char sound[] = "guarantee: 1\n"
                            "title: \"A title: \\u00e9, and words enough to make the scanner's strings grow once or twice\"\n"
                            "participants:\n"
                            "  - &one {id: one, kind: state, names: {en: One, uk: [Перша, 'Країна']}}\n"
                            "  - id: two\n"
                            "    kind: group\n"
                            "    note: |\n"
                            "      Several lines\n"
                            "      of text\n"
                            "    members: [one]\n"
                            "  - {id: three, kind: person, speaks_for: [{id: one, office: Minister}, {id: two}]}\n"
                            "  - id: four\n"
                            "    kind: state\n"
                            "    note: >\n"
                            "      folded\n"
                            "sources:\n"
                            "  - {id: a, title: &title Title}\n"
                            "  - {id: b, title: *title}\n";
static const char unsound[] = "guarantee: 1\nparticipants:\n  - {id: one, kind: [state, \"x\\q\"]}\nissues: ]\n";
static const char deep[] = "guarantee: 1\nparticipants:\n  - {a: [[[[[[[[[[[[[[[[[[[[[[x]]]]]]]]]]]]]]]]]]]]]]}\n";

typedef struct outcome {
    gtee_status status;
    bool null; /* the out-parameters */
    char json[8192];
} outcome;

static void keep(outcome *o, const gtee_text *text)
{
    const size_t size = gtee_text_size(text) < sizeof o->json - 1 ? gtee_text_size(text) : sizeof o->json - 1;

    memcpy(o->json, gtee_text_data(text), size);
    o->json[size] = '\0';
}

/* Loads and writes what was loaded, or shows why not; everything in the heap that is to fail. */
static void work(const char *text, outcome *o)
{
    gtee_context *context = NULL;
    gtee_dossier *dossier = NULL;
    gtee_diagnostics *diagnostics = NULL;
    gtee_text *shown = NULL;
    gtee_show_options json = {.size = sizeof json, .format = GTEE_SHOW_JSON};

    memset(o, 0, sizeof *o);
    o->status = gtee_context_new(NULL, &context);
    if (o->status == GTEE_OK)
        o->status = gtee_dossier_load_memory(context, "text", text, strlen(text), NULL, &dossier, &diagnostics);
    o->null = dossier == NULL && diagnostics == NULL;
    if (dossier != NULL) {
        o->status = gtee_dossier_write(dossier, GTEE_FORMAT_YAML, &shown, NULL);
        o->null = shown == NULL;
    } else if (diagnostics != NULL && gtee_diagnostics_show(diagnostics, context, &json, &shown) == GTEE_ERROR_MEMORY) {
        o->status = GTEE_ERROR_MEMORY;
        o->null = shown == NULL;
    }
    if (shown != NULL)
        keep(o, shown);
    gtee_text_unref(shown);
    gtee_diagnostics_unref(diagnostics);
    gtee_dossier_unref(dossier);
    gtee_context_unref(context);
}

static void work_failing(const char *text, outcome *o, uint64_t fail_at, bool fail_on)
{
    heap = (struct heap){.armed = true, .fail_at = fail_at, .fail_on = fail_on};
    work(text, o);
    heap.armed = false;
}

static void fail_one(const char *text, const outcome *expected, uint64_t at, bool on)
{
    outcome o;

    work_failing(text, &o, at, on);
    const bool right = heap.live == 0 && heap.failed > 0 &&
                       (o.status == GTEE_ERROR_MEMORY ? o.null : o.status == expected->status && strcmp(o.json, expected->json) == 0);
    CU_ASSERT_TRUE(right);
    if (!right)
        fprintf(stderr, "allocation %llu failed%s: status %d, expected %d; %lld pieces of memory left\n", (unsigned long long)at,
                on ? " and all behind it" : "", (int)o.status, (int)expected->status, (long long)heap.live);
}

static void sweep(const char *text, gtee_status status)
{
    outcome expected, again;

    work_failing(text, &expected, 0, false);
    const uint64_t calls = heap.calls;
    CU_ASSERT_EQUAL(expected.status, status);
    CU_ASSERT_EQUAL(heap.live, 0);
    CU_ASSERT_TRUE(calls > 50);
    for (uint64_t at = 1; at <= calls; at++) {
        fail_one(text, &expected, at, false);
        fail_one(text, &expected, at, true);
    }
    work_failing(text, &again, 0, false);
    CU_ASSERT_STRING_EQUAL(again.json, expected.json);
    CU_ASSERT_EQUAL(heap.calls, calls);
}

static void loads_and_writes(void)
{
    sweep(sound, GTEE_OK);
}

static void reports(void)
{
    sweep(unsound, GTEE_ERROR_DOSSIER);
    sweep(deep, GTEE_ERROR_DOSSIER);
}

UNIT_TESTS("the C library has no memory", {"loads and writes", loads_and_writes}, {"reports", reports})
