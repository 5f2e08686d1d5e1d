/*
 * hostile.c: input that is made to hang, crash or exhaust. Each must end with the right diagnostic, and soon: after few
 * bytes, as counted by the stream that gives them, or in the time that ctest allows for all of them together.
 * Uses only the public header and libc.
 */
#include <guarantee.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define GIGABYTE (UINT64_C(1) << 30)
#define HEAD "guarantee: 1\n"
#define RECORD HEAD "issues:\n  - id: pact\n    options: [a, b]\n    "

/* Text that is never stored: a head, a unit many times over (with %u as its number, if `numbered`), a tail. */
typedef struct text {
    const char *head, *unit, *tail;
    uint64_t times;
    int numbered;
    size_t unit_size; /* 0: the unit ends with its NUL */
    size_t most;      /* bytes given at once; 0: as many as asked for */
    uint64_t fail_at; /* reading fails behind so many bytes; 0: never */
    /* while it is read */
    uint64_t given, unit_now;
    size_t part, at;
} text;

static int failures;

static void fail(const char *name, const char *what)
{
    fprintf(stderr, "%s: %s\n", name, what);
    failures++;
}

/* The part of the text that is next: the head, one unit, or the tail; 0 at the end. */
static size_t part_of(text *t, char *room, const char **bytes)
{
    size_t size = t->unit_size > 0 ? t->unit_size : strlen(t->unit);

    if (t->part == 0) {
        *bytes = t->head;
        return strlen(t->head);
    }
    if (t->part == 1 && t->unit_now < t->times) {
        *bytes = t->unit;
        if (t->numbered) {
            size = (size_t)snprintf(room, 256, t->unit, (unsigned)t->unit_now, (unsigned)t->unit_now);
            *bytes = room;
        }
        return size;
    }
    t->part = 2;
    *bytes = t->tail;
    return strlen(t->tail);
}

static void next_part(text *t)
{
    t->at = 0;
    if (t->part == 1)
        t->unit_now++;
    else
        t->part++;
}

static int32_t give(void *user, void *buffer, size_t capacity, size_t *count)
{
    text *t = user;
    char *out = buffer, room[256];
    const char *bytes;

    *count = 0;
    if (t->fail_at > 0 && t->given >= t->fail_at)
        return 1;
    if (t->most > 0 && capacity > t->most)
        capacity = t->most;
    while (*count < capacity && t->part < 3) {
        size_t size = part_of(t, room, &bytes) - t->at;
        if (size > capacity - *count)
            size = capacity - *count;
        memcpy(out + *count, bytes + t->at, size);
        *count += size;
        t->at += size;
        if (t->at == part_of(t, room, &bytes))
            next_part(t);
    }
    t->given += *count;
    return 0;
}

/* What must come of a text. */
typedef struct test {
    const char *name;
    text text;
    gtee_status status;
    const char *code;  /* of the first diagnostic; NULL: there must be none */
    uint64_t most;     /* bytes that may be read; 0: any number */
    uint64_t errors;   /* at least so many; 0: any number */
    gtee_limits limits;
} test;

static void check(const test *t, gtee_status status, const gtee_diagnostics *list)
{
    const gtee_diagnostic *first = list != NULL ? gtee_diagnostics_at(list, 0) : NULL;
    char line[256];

    if (status != t->status)
        fail(t->name, gtee_status_text(status));
    if ((first != NULL) != (t->code != NULL) || (first != NULL && strcmp(gtee_diagnostic_code(first), t->code) != 0)) {
        snprintf(line, sizeof line, "found %s: %.160s", first != NULL ? gtee_diagnostic_code(first) : "nothing",
                 first != NULL ? gtee_diagnostic_message(first) : "");
        fail(t->name, line);
    }
    if (t->most > 0 && t->text.given > t->most) {
        snprintf(line, sizeof line, "%llu bytes were read", (unsigned long long)t->text.given);
        fail(t->name, line);
    }
    if (t->errors > 0 && (list == NULL || gtee_diagnostics_error_count(list) < t->errors || gtee_diagnostics_count(list) > 100))
        fail(t->name, "too few errors counted, or too many kept");
}

static void run(test *t)
{
    gtee_context_options options = {.size = sizeof options, .limits = &t->limits};
    gtee_context *context = NULL;
    gtee_dossier *dossier = NULL;
    gtee_diagnostics *list = NULL;
    clock_t begin = clock();

    t->limits.size = sizeof t->limits;
    if (t->text.tail == NULL)
        t->text.tail = "";
    if (gtee_context_new(&options, &context) != GTEE_OK) {
        fail(t->name, "no context");
        return;
    }
    gtee_status status = gtee_dossier_load_stream(context, t->name, give, &t->text, NULL, &dossier, &list);
    check(t, status, list);
    if ((status == GTEE_OK) != (dossier != NULL))
        fail(t->name, "a dossier without success, or success without a dossier");
    printf("%-28s %10llu bytes %8.1f ms\n", t->name, (unsigned long long)t->text.given,
           1000.0 * (double)(clock() - begin) / CLOCKS_PER_SEC);
    gtee_diagnostics_unref(list);
    gtee_dossier_unref(dossier);
    gtee_context_unref(context);
}

#define SOON (64u * 1024u)
#define SCALAR (400u * 1024u) /* four times the limit of a scalar, and what may stand between */

static test tests[] = {
    {"deep lists", {HEAD "issues: ", "[", .times = 5000000}, GTEE_ERROR_LIMIT, "G0142", .most = SOON},
    {"deep mappings", {HEAD "issues: ", "{a: ", .times = 5000000}, GTEE_ERROR_LIMIT, "G0134", .most = SOON},
    {"deep dashes", {HEAD "issues:\n  ", "- ", .times = 5000000}, GTEE_ERROR_LIMIT, "G0142", .most = SOON},
    {"deep lists by line", {HEAD "issues: ", "[\n", .times = 5000000}, GTEE_ERROR_LIMIT, "G0142", .most = SOON},
    {"deep keys", {HEAD "issues:\n  - ", "? ", .times = 5000000}, GTEE_ERROR_DOSSIER, "G0121", .most = SOON},
    {"deep in an unknown section", {HEAD "annex: ", "[", .times = 5000000}, GTEE_ERROR_LIMIT, "G0133", .most = SOON},
    {"plain gigabyte", {RECORD "title: ", "a", .times = GIGABYTE}, GTEE_ERROR_LIMIT, "G0146", .most = SCALAR},
    {"plain gigabyte of words", {RECORD "title: ", "a ", .times = GIGABYTE / 2}, GTEE_ERROR_LIMIT, "G0146", .most = SCALAR},
    {"quoted gigabyte", {RECORD "title: \"", "a\n", .times = GIGABYTE / 2}, GTEE_ERROR_LIMIT, "G0146", .most = SCALAR},
    {"escaped gigabyte", {RECORD "title: \"", "\\x41", .times = GIGABYTE / 4}, GTEE_ERROR_LIMIT, "G0146", .most = SCALAR},
    {"single-quoted gigabyte", {RECORD "title: '", "''", .times = GIGABYTE / 2}, GTEE_ERROR_LIMIT, "G0146", .most = SCALAR},
    {"literal gigabyte", {RECORD "title: |\n", "      a\n", .times = GIGABYTE / 8}, GTEE_ERROR_LIMIT, "G0146", .most = SCALAR},
    {"folded gigabyte", {RECORD "title: >\n", "\n", .times = GIGABYTE}, GTEE_ERROR_LIMIT, "G0146", .most = SCALAR},
    {"gigabyte as key", {RECORD "? ", "a", .times = GIGABYTE}, GTEE_ERROR_LIMIT, "G0146", .most = SCALAR},
    {"gigabyte as anchor", {RECORD "title: &", "a", .times = GIGABYTE}, GTEE_ERROR_LIMIT, "G0146", .most = SCALAR},
    {"gigabyte as tag", {RECORD "title: !", "a", .times = GIGABYTE}, GTEE_ERROR_LIMIT, "G0146", .most = SCALAR},
    {"gigabyte of comment", {HEAD "#", "a", .times = GIGABYTE}, GTEE_ERROR_LIMIT, "G0146", .most = SCALAR},
    {"gigabyte of comment first", {"#", "a", .times = GIGABYTE}, GTEE_ERROR_LIMIT, "G0146", .most = SCALAR},
    {"gigabyte of empty lines", {HEAD, "\n", .times = GIGABYTE}, GTEE_ERROR_LIMIT, "G0146", .most = SCALAR},
    {"gigabyte of spaces", {HEAD, " ", .times = GIGABYTE}, GTEE_ERROR_LIMIT, "G0146", .most = SCALAR},
    {"gigabyte of NUL", {HEAD, "", .unit_size = 1, .times = GIGABYTE}, GTEE_ERROR_DOSSIER, "G0112", .most = SOON},
    {"gigabyte of NUL first", {"", "", .unit_size = 1, .times = GIGABYTE}, GTEE_ERROR_DOSSIER, "G0111", .most = SOON},
    {"gigabyte of FF", {HEAD, "\xFF", .times = GIGABYTE}, GTEE_ERROR_DOSSIER, "G0110", .most = SOON},
    {"gigabyte of records", {HEAD "participants:\n", "  - {id: a%u, kind: state}\n", .times = GIGABYTE, .numbered = 1},
     GTEE_ERROR_LIMIT, "G0140", .most = 1100000, .limits = {.file_bytes = 1000000}},
    {"values without end", {HEAD "participants:\n", "  - {id: a%u, kind: state}\n", .times = GIGABYTE, .numbered = 1},
     GTEE_ERROR_LIMIT, "G0143", .most = 400000, .limits = {.values = 20000}},
    {"values passed over", {HEAD "participants: {a: [", "a,", .times = GIGABYTE}, GTEE_ERROR_LIMIT, "G0134", .most = 200000,
     .limits = {.values = 50000}},
    {"one endless record", {RECORD "tags: [", "a,", .times = GIGABYTE}, GTEE_ERROR_LIMIT, "G0144", .most = 2100000},
    {"one endless anchor", {RECORD "tags: &a [", "a,", .times = GIGABYTE}, GTEE_ERROR_LIMIT, "G0144", .most = 2100000},
    {"anchors in anchors", {RECORD "tags: ", "&a%u [", .times = 1000000, .numbered = 1}, GTEE_ERROR_LIMIT, "G0142", .most = SOON},
    {"aliases of aliases", {HEAD "annex:\n  - &a0 [a, a, a, a, a, a, a, a, a, a]\n  - &a1 [*a0, *a0, *a0, *a0, *a0, *a0, *a0, *a0, *a0, *a0]\n"
      "  - &a2 [*a1, *a1, *a1, *a1, *a1, *a1, *a1, *a1, *a1, *a1]\n  - &a3 [*a2, *a2, *a2, *a2, *a2, *a2, *a2, *a2, *a2, *a2]\n"
      "  - &a4 [*a3, *a3, *a3, *a3, *a3, *a3, *a3, *a3, *a3, *a3]\n  - &a5 [*a4, *a4, *a4, *a4, *a4, *a4, *a4, *a4, *a4, *a4]\n",
      "  - *a5\n", .times = 1000000}, GTEE_ERROR_LIMIT, "G0133", .most = SOON},
    {"aliases without end", {RECORD "tags: [&a b, ", "*a, ", .times = GIGABYTE}, GTEE_ERROR_LIMIT, "G0145", .most = 450000},
    {"aliases one in another", {HEAD "annex:\n  - &a0 [x]\n", "  - &b%u [*a0]\n  - [*b%u]\n", .times = 1000000, .numbered = 1},
     GTEE_ERROR_LIMIT, "G0133", .most = 5000000},
    {"directives without end", {"", "%%TAG !a%u! tag:example.org,2000:\n", .times = 10000000, .numbered = 1}, GTEE_ERROR_DOSSIER,
     "G0124", .most = SOON},
    {"directives behind a comment", {"# c\n\xC2\x85", "%%TAG !a%u! tag:example.org,2000:\n", .times = 10000000, .numbered = 1},
     GTEE_ERROR_DOSSIER, "G0124", .most = SOON},
    {"directives behind the end", {HEAD "...\n", "%%TAG !a%u! tag:example.org,2000:\n", .times = 10000000, .numbered = 1},
     GTEE_ERROR_DOSSIER, "G0124", .most = SOON},
    {"documents without end", {HEAD, "---\n", .times = GIGABYTE}, GTEE_ERROR_DOSSIER, "G0125", .most = SOON},
    {"ends without end", {HEAD, "...\n", .times = GIGABYTE}, GTEE_ERROR_LIMIT, "G0146", .most = SCALAR},
    {"combining marks", {RECORD "title: a", "\xCC\x80\xCC\x96", .times = 10000}, GTEE_ERROR_LIMIT, .code = "G0147"},
    {"combining marks in a key", {RECORD "\"a", "\xCC\x80", .times = 400, .tail = "\": b\n"}, GTEE_ERROR_LIMIT, .code = "G0147"},
    {"one key, a hundred thousand times", {RECORD, "title: a\n    ", .times = 100000}, GTEE_ERROR_DOSSIER, "G0120", .errors = 99999},
    {"a hundred thousand keys", {RECORD, "key-%u: a\n    ", .times = 100000, .numbered = 1}, GTEE_ERROR_DOSSIER, "G0201", .errors = 100000},
    {"long keys that end alike", {RECORD, "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa%05ub: a\n    ",
      .times = 50000, .numbered = 1}, GTEE_ERROR_DOSSIER, "G0201", .errors = 50000},
    {"sections without end", {HEAD, "annex%u: []\n", .times = 100000, .numbered = 1}, GTEE_ERROR_DOSSIER, "G0133", .errors = 100000},
    {"a hundred thousand anchors", {RECORD "tags: [a", ", &a%u b%u", .times = 100000, .numbered = 1, .tail = "]\n"}, GTEE_OK, .code = NULL},
    {"a flat list in deep ones", {HEAD "annex: [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[", "a,", .times = 100000,
      .tail = "]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]\n"}, GTEE_ERROR_DOSSIER, .code = "G0133"},
    {"reading fails", {HEAD "participants:\n", "  - {id: a%u, kind: state}\n", .times = 1000000, .numbered = 1, .fail_at = 50000},
     GTEE_ERROR_IO, "G0106", .most = 70000},
    {"reading fails at once", {HEAD, "", .fail_at = 1, .most = 1}, GTEE_ERROR_IO, .code = "G0106"},
    {"one byte at a time", {"\xEF\xBB\xBF" HEAD "participants:\n", "  - {id: a%u, kind: state, names: {uk: Держава}}\n", .times = 2000,
      .numbered = 1, .most = 1}, GTEE_OK, .code = NULL},
    {"three bytes at a time", {"\xEF\xBB\xBF" HEAD "participants:\n", "  - {id: a%u, kind: state, names: {ja: 日本 \xF0\x9F\x98\x80}}\n",
      .times = 2000, .numbered = 1, .most = 3}, GTEE_OK, .code = NULL},
};

/* ---- A caller that stops, or breaks the contract */

static int32_t stop_at_once(void *user, uint64_t done, uint64_t total)
{
    (void)done;
    (void)total;
    ++*(int *)user;
    return 1;
}

static void stops(void)
{
    text t = {HEAD, "#\n", "", .times = GIGABYTE};
    int asked = 0;
    gtee_load_options options = {.size = sizeof options, .progress = stop_at_once, .progress_user = &asked};
    gtee_context *context = NULL;
    gtee_dossier *dossier = NULL;
    gtee_diagnostics *list = NULL;

    if (gtee_context_new(NULL, &context) != GTEE_OK ||
        gtee_dossier_load_stream(context, "stopped", give, &t, &options, &dossier, &list) != GTEE_ERROR_CANCELLED || asked != 1 ||
        t.given > SOON || dossier != NULL)
        fail("stopped", "should have been cancelled at the first question");
    gtee_diagnostics_unref(list);
    gtee_context_unref(context);
}

static int32_t say_too_much(void *user, void *buffer, size_t capacity, size_t *count)
{
    (void)user;
    (void)buffer;
    *count = capacity + 1;
    return 0;
}

static void says_too_much(void)
{
    gtee_context *context = NULL;
    gtee_dossier *dossier = NULL;

    if (gtee_context_new(NULL, &context) != GTEE_OK ||
        gtee_dossier_load_stream(context, "too much", say_too_much, NULL, NULL, &dossier, NULL) != GTEE_ERROR_IO)
        fail("too much", "more bytes than asked for should be a failure to read");
    gtee_context_unref(context);
}

int main(void)
{
    for (size_t i = 0; i < sizeof tests / sizeof tests[0]; i++)
        run(&tests[i]);
    stops();
    says_too_much();
    return failures > 0;
}
