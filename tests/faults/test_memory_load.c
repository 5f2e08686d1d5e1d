/*
 * test_memory_load.c: memory runs out while contexts are made, dossiers are loaded, well or with much to complain of, written,
 * saved, and compared with their texts.
 */
#include "sweep.h"

#include <dirent.h>
#include <unistd.h>

static const char small[] = "guarantee: 1\n"
                            "title: Small\n"
                            "sources: [{id: text, title: A text}]\n"
                            "participants:\n"
                            "  - &one {id: one, kind: state, names: {en: One, uk: [Перша, Країна]}, codes: {iso3: ONE}}\n"
                            "  - {id: both, kind: group, members: [one, {id: speaker, from: 2020}]}\n"
                            "  - {id: speaker, kind: person, speaks_for: one}\n"
                            "issues:\n"
                            "  - {id: scale, options: [low, {id: high, title: High}], ordered: true, default: low}\n"
                            "proposals:\n"
                            "  - id: plan\n"
                            "    activation: {rule: {any_of: [one, both]}}\n"
                            "    clauses: [{id: first, obligors: one, terms: {scale: high}, activation: rule}]\n"
                            "positions:\n"
                            "  - {participant: one, date: 2021, accepts: {scale: {at_least: high}}, evidence: stated, source: text}\n"
                            "scenarios: [{id: calm, honours: {one: very likely}}]\n";

/* Every stage of a load has something to say of it. */
static const char faulty[] = "guarantee: 1\n"
                             "title: One\n"
                             "title: Two\n"
                             "colour: red\n"
                             "sources: [{id: text, title: A text, date: 2021-02-30}, {id: text, title: \"\"}, {title: !!str no}]\n"
                             "participants:\n"
                             "  - {id: one, kind: stat, names: {en: One, xx-: Two}, mebmers: []}\n"
                             "  - {id: One, kind: state}\n"
                             "  - {id: a, kind: group, members: [b, c]}\n"
                             "  - {id: b, kind: group, members: [a, {id: a, from: 2022, until: 2021}]}\n"
                             "  - {id: mixed, kind: state, names: {en: \"p\xd0\xb0ypal\xe2\x80\xae\"}}\n"
                             "issues:\n"
                             "  - {id: scale, options: [low, high, low], default: medium}\n"
                             "  - {id: own, options: [no, yes], by: a}\n"
                             "constraints: [{id: fact, if: {scale: hihg}}]\n"
                             "proposals:\n"
                             "  - {id: plan, supersedes: plam, clauses: [{id: x, terms: {own: no, scale/a: low}, activation: rule}]}\n"
                             "  - {id: cycle, activation: {r: {rule: s}, s: {rule: r}, t: {none_of: [a]}}, supersedes: *nowhere}\n"
                             "positions:\n"
                             "  - {participant: a, date: someday, requires: {scale: low}, rejects: {scale: high}, evidence: heard}\n"
                             "  - {participant: a, withdraws: nothing, weight: 1e5, source: {id: text, locator: par x}}\n"
                             "scenarios: [{id: calm, honours: {a: 1.5, b: maybe}}]\n"
                             "events: {date: 2020, kind: meeting, participants: [a, a]}\n";

static const char broken[] = "guarantee: 1\nparticipants:\n  - {id: one, kind: [state\nissues: }\n";

static void context_new(sweep *s)
{
    gtee_allocator allocator = failing_public(&s->memory);
    gtee_limits limits = {.size = sizeof limits, .depth = 10};
    gtee_context_options options = {.size = sizeof options, .allocator = &allocator, .limits = &limits};
    gtee_context *context = sweep_garbage(s);

    sweep_arm(s);
    gtee_status status = gtee_context_new(&options, &context);
    sweep_disarm(s, status);
    if (sweep_made(s, context))
        gtee_context_unref(context);
}

static void loaded(sweep *s, gtee_dossier *dossier, gtee_diagnostics *diagnostics)
{
    if (sweep_made(s, dossier)) {
        sweep_dossier(s, dossier);
        gtee_dossier_unref(dossier);
    }
    sweep_diagnostics(s, diagnostics);
}

static void load_text(sweep *s, const char *text)
{
    gtee_load_options options = {.size = sizeof options, .strict = 1};
    gtee_dossier *dossier = sweep_garbage(s);
    gtee_diagnostics *diagnostics = sweep_garbage(s);

    sweep_arm(s);
    gtee_status status = gtee_dossier_load_memory(s->context, "text", text, strlen(text), &options, &dossier, &diagnostics);
    sweep_disarm(s, status);
    loaded(s, dossier, diagnostics);
}

static void load_memory(sweep *s)
{
    static const char *const texts[] = {small, faulty, broken, "", "guarantee: 2\n"};

    load_text(s, texts[s->variant]);
    CU_ASSERT_TRUE(s->failed > 0 || (s->status == GTEE_OK) == (s->variant == 0));
}

/* A file; a directory; a directory and what is not there. */
static void load_path(sweep *s)
{
    static const char every_key[] = GUARANTEE_SOURCE_DIR "/examples/every-key";
    static const char *const paths[][2] = {
        {GUARANTEE_SOURCE_DIR "/tests/fuzz/corpus/aliases.yaml", NULL},
        {every_key, NULL},
        {every_key, GUARANTEE_SOURCE_DIR "/no-such-directory"},
    };
    const char *const *these = paths[s->variant];
    gtee_dossier *dossier = sweep_garbage(s);
    gtee_diagnostics *diagnostics = sweep_garbage(s);

    sweep_arm(s);
    gtee_status status = gtee_dossier_load(s->context, these, these[1] != NULL ? 2 : 1, NULL, &dossier, &diagnostics);
    sweep_disarm(s, status);
    loaded(s, dossier, diagnostics);
}

typedef struct stream {
    const char *at;
    size_t left;
    size_t most; /* bytes at a time */
    bool breaks; /* at the end */
} stream;

static int32_t read_stream(void *user, void *buffer, size_t capacity, size_t *read)
{
    stream *from = user;
    size_t size = from->left < from->most ? from->left : from->most;

    if (size > capacity)
        size = capacity;
    memcpy(buffer, from->at, size);
    from->at += size;
    from->left -= size;
    *read = size;
    return size == 0 && from->breaks;
}

static void load_stream(sweep *s)
{
    const char *text = s->variant == 1 ? faulty : small;
    stream from = {.at = text, .left = strlen(text), .most = 100, .breaks = s->variant == 2};
    gtee_dossier *dossier = sweep_garbage(s);
    gtee_diagnostics *diagnostics = sweep_garbage(s);

    sweep_arm(s);
    gtee_status status = gtee_dossier_load_stream(s->context, "stream", read_stream, &from, NULL, &dossier, &diagnostics);
    sweep_disarm(s, status);
    loaded(s, dossier, diagnostics);
}

static void write_text(sweep *s)
{
    gtee_text *text = sweep_garbage(s);
    gtee_diagnostics *diagnostics = sweep_garbage(s);

    sweep_arm(s);
    gtee_status status =
        gtee_dossier_write(s->dossier, s->variant == 0 ? GTEE_FORMAT_YAML : GTEE_FORMAT_JSON, &text, &diagnostics);
    sweep_disarm(s, status);
    sweep_text(s, text);
    sweep_diagnostics(s, diagnostics);
}

/* The whole of a file; its size, or -1 if there is none. */
static long take_file(sweep *s, const char *path)
{
    char bytes[4096];
    long size = 0;
    FILE *file = fopen(path, "rb");

    if (file == NULL)
        return -1;
    for (size_t got; (got = fread(bytes, 1, sizeof bytes, file)) > 0; size += (long)got)
        sweep_bytes(s, bytes, got);
    fclose(file);
    return size;
}

/* Into a directory; where there is none. A file that was there is as it was if memory ran out. */
static void save(sweep *s)
{
    char path[512];
    gtee_diagnostics *diagnostics = sweep_garbage(s);
    FILE *old;

    snprintf(path, sizeof path, "%s/%s", s->directory, s->variant < 2 ? "saved" : "no-such-directory/saved");
    old = fopen(path, "wb");
    CU_ASSERT_EQUAL(old != NULL, s->variant < 2);
    if (old != NULL) {
        CU_ASSERT_EQUAL(fputs("old", old), 1);
        fclose(old);
    }
    sweep_arm(s);
    gtee_status status = gtee_dossier_save(s->dossier, path, s->variant == 1 ? GTEE_FORMAT_JSON : GTEE_FORMAT_YAML, &diagnostics);
    sweep_disarm(s, status);
    sweep_diagnostics(s, diagnostics);
    const long size = take_file(s, path);
    CU_ASSERT_EQUAL(size, s->variant == 2 ? -1 : status == GTEE_ERROR_MEMORY ? 3 : size > 3 ? size : 0);
    unlink(path);
}

/* Texts in which nothing stands that is said to; taken away again when there is no content. */
static void put_texts(sweep *s, const char *content)
{
    static const char *const names[] = {"declaration.txt", "dispatch.txt"};
    char path[512];

    for (size_t i = 0; i < 2; i++) {
        snprintf(path, sizeof path, "%s/%s", s->directory, names[i]);
        if (content == NULL) {
            unlink(path);
            continue;
        }
        FILE *file = fopen(path, "wb");
        CU_ASSERT_PTR_NOT_NULL_FATAL(file);
        fputs(content, file);
        fclose(file);
    }
}

/* All right; without any text; with other texts. */
static void check_texts(sweep *s)
{
    static const char *const directories[] = {GUARANTEE_SOURCE_DIR "/examples/every-key/texts", GUARANTEE_SOURCE_DIR "/examples"};
    gtee_diagnostics *diagnostics = sweep_garbage(s);

    if (s->variant == 2)
        put_texts(s, "Other words.\n\nIf Aldor asks for them.\n");
    sweep_arm(s);
    gtee_status status = gtee_dossier_check_texts(s->dossier, s->variant < 2 ? directories[s->variant] : s->directory, &diagnostics);
    sweep_disarm(s, status);
    put_texts(s, NULL);
    CU_ASSERT_TRUE(s->failed > 0 || (status == GTEE_OK) == (s->variant == 0));
    sweep_diagnostics(s, diagnostics);
}

/* One file for each diagnostic. */
static int is_mistake(const struct dirent *entry)
{
    const char *dot = strrchr(entry->d_name, '.');

    return dot != NULL && strcmp(dot, ".yaml") == 0;
}

static struct dirent **mistakes;

static void load_mistake(sweep *s)
{
    char path[512];
    const char *paths[] = {path};
    gtee_dossier *dossier = sweep_garbage(s);
    gtee_diagnostics *diagnostics = sweep_garbage(s);

    snprintf(path, sizeof path, "%s/tests/errors/%s", GUARANTEE_SOURCE_DIR, mistakes[s->variant]->d_name);
    sweep_arm(s);
    gtee_status status = gtee_dossier_load(s->context, paths, 1, NULL, &dossier, &diagnostics);
    sweep_disarm(s, status);
    loaded(s, dossier, diagnostics);
}

static void date_parse(sweep *s)
{
    gtee_date date = -1;

    sweep_arm(s);
    gtee_status status = gtee_date_parse("2022-04", &date);
    sweep_disarm(s, status);
    sweep_number(s, (uint64_t)date);
}

static void loads(void)
{
    static const sweep_row rows[] = {
        SWEEP(gtee_context_new, context_new, 1),
        SWEEP_NONE(gtee_date_parse, date_parse, 1),
        SWEEP(gtee_dossier_load_memory, load_memory, 5),
        SWEEP(gtee_dossier_load_stream, load_stream, 3),
        SWEEP(gtee_dossier_load, load_path, 3),
    };

    sweep_rows(rows, sizeof rows / sizeof rows[0]);
}

static void loads_mistakes(void)
{
    const int count = scandir(GUARANTEE_SOURCE_DIR "/tests/errors", &mistakes, is_mistake, alphasort);
    const sweep_row row = SWEEP(gtee_dossier_load, load_mistake, count > 0 ? (unsigned)count : 0);

    CU_ASSERT_TRUE(count > 100);
    sweep_rows(&row, 1);
    for (int i = 0; i < count; i++)
        free(mistakes[i]);
    free(mistakes);
}

static void writes(void)
{
    static const sweep_row rows[] = {
        SWEEP(gtee_dossier_write, write_text, 2),
        SWEEP(gtee_dossier_save, save, 3),
        SWEEP(gtee_dossier_check_texts, check_texts, 3),
    };

    sweep_rows(rows, sizeof rows / sizeof rows[0]);
}

UNIT_TESTS("memory runs out while reading and writing", {"loads", loads}, {"loads each mistake", loads_mistakes},
            {"writes and checks", writes})
