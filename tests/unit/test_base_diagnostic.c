/* The base room's contexts, option structs, progress, diagnostics and their registry. */
#include "run.h"

#include "failing.h"

#include "base/diagnostic.h"

/* -- Contexts and option structs */

static void contexts(void)
{
    gtee_context *context, *again;

    CU_ASSERT_EQUAL(gtee_context_new(NULL, NULL), GTEE_ERROR_ARGUMENT);
    CU_ASSERT_EQUAL_FATAL(gtee_context_new(NULL, &context), GTEE_OK);
    CU_ASSERT_EQUAL(context->limits.file_bytes, 268435456);
    CU_ASSERT_EQUAL(context->limits.files, 4096);
    CU_ASSERT_EQUAL(context->limits.depth, 64);
    CU_ASSERT_EQUAL(context->limits.values, 64000000);
    CU_ASSERT_EQUAL(context->limits.alias_values, 100000);
    CU_ASSERT_EQUAL(context->limits.scalar_bytes, 65536);
    CU_ASSERT_EQUAL(context->limits.diagnostics, 100);
    CU_ASSERT_EQUAL(context->limits.record_values, 1000000);
    gti_log(context, GTEE_SEVERITY_NOTE, "nobody listens");
    again = gtee_context_ref(context);
    gtee_context_unref(context);
    CU_ASSERT_EQUAL(again->limits.depth, 64);
    gtee_context_unref(again);
    gtee_context_unref(NULL);
}

static void record_log(void *user, uint32_t level, const char *message)
{
    sprintf(user, "%u %s", (unsigned)level, message);
}

static gtee_status with_limits(const gtee_limits *limits, gtee_context **context)
{
    gtee_context_options options = {.size = sizeof options, .limits = limits};

    return gtee_context_new(&options, context);
}

static void context_options(void)
{
    failing f;
    gtee_allocator allocator = failing_public(&f);
    gtee_limits limits = {.size = sizeof limits, .depth = 1000, .files = 3, .diagnostics = 5};
    char line[64] = "";
    gtee_context_options options = {.size = sizeof options, .allocator = &allocator, .log = record_log, .log_user = line, .limits = &limits};
    gtee_context *context;

    failing_init(&f);
    CU_ASSERT_EQUAL_FATAL(gtee_context_new(&options, &context), GTEE_OK);
    CU_ASSERT_EQUAL(f.live, 1);
    CU_ASSERT_EQUAL(context->limits.depth, 1000);
    CU_ASSERT_EQUAL(context->limits.files, 3);
    CU_ASSERT_EQUAL(context->limits.scalar_bytes, 65536);
    gti_log(context, GTEE_SEVERITY_WARNING, "heard");
    CU_ASSERT_STRING_EQUAL(line, "2 heard");
    gtee_context_unref(context);
    CU_ASSERT_TRUE(failing_clean(&f));

    failing_rewind(&f, 1, true);
    CU_ASSERT_EQUAL(gtee_context_new(&options, &context), GTEE_ERROR_MEMORY);
    CU_ASSERT_PTR_NULL(context);
    limits.depth = 1001;
    CU_ASSERT_EQUAL(with_limits(&limits, &context), GTEE_ERROR_ARGUMENT);
    limits.depth = 10;
    limits.size = 3;
    CU_ASSERT_EQUAL(with_limits(&limits, &context), GTEE_ERROR_ARGUMENT);
    CU_ASSERT_PTR_NULL(context);
    allocator.size = 0;
    CU_ASSERT_EQUAL(gtee_context_new(&options, &context), GTEE_ERROR_ARGUMENT);
    options.size = 0;
    CU_ASSERT_EQUAL(gtee_context_new(&options, &context), GTEE_ERROR_ARGUMENT);
}

typedef struct old_options {
    size_t size;
    uint32_t a, b;
} old_options;

typedef struct new_options {
    size_t size;
    uint32_t a, b;
    uint64_t more;
} new_options;

static void option_structs(void)
{
    new_options given = {.size = sizeof given, .a = 1, .b = 2, .more = 0}, copy;
    old_options old = {.size = sizeof old, .a = 3, .b = 4}, old_copy;

    /* a newer caller, whose tail we do not know */
    CU_ASSERT_TRUE(gti_options_copy(&old_copy, sizeof old_copy, sizeof(old_options), &given));
    CU_ASSERT_EQUAL(old_copy.b, 2);
    given.more = (uint64_t)1 << 63;
    CU_ASSERT_FALSE(gti_options_copy(&old_copy, sizeof old_copy, sizeof(old_options), &given));
    /* an older caller */
    CU_ASSERT_TRUE(gti_options_copy(&copy, sizeof copy, sizeof(old_options), &old));
    CU_ASSERT_TRUE(copy.a == 3 && copy.b == 4 && copy.more == 0);
    old.size = sizeof old - 1;
    CU_ASSERT_FALSE(gti_options_copy(&copy, sizeof copy, sizeof(old_options), &old));
    /* nobody */
    memset(&copy, 0xFF, sizeof copy);
    CU_ASSERT_TRUE(gti_options_copy(&copy, sizeof copy, sizeof(old_options), NULL));
    CU_ASSERT_TRUE(copy.size == 0 && copy.a == 0 && copy.more == 0);
}

typedef struct questions {
    int count;
    uint64_t done[8];
    int stop_at;
} questions;

static int32_t ask(void *user, uint64_t done, uint64_t total)
{
    questions *q = user;

    CU_ASSERT_TRUE(total == 0 || total == 2500 || total == 3);
    q->done[q->count++ % 8] = done;
    return q->count == q->stop_at;
}

static void progress(void)
{
    questions q = {.count = 0};
    gti_progress p;

    gti_progress_init(&p, NULL, NULL, 10);
    CU_ASSERT_TRUE(gti_progress_step(&p, 100000));
    gti_progress_init(&p, ask, &q, 2500);
    for (int i = 0; i < 2500; i++)
        CU_ASSERT_TRUE(gti_progress_step(&p, 1));
    CU_ASSERT_EQUAL(q.count, 3);
    CU_ASSERT_TRUE(q.done[0] == 1024 && q.done[1] == 2048 && q.done[2] == 2500);
    q = (questions){.stop_at = 2};
    gti_progress_init(&p, ask, &q, 0);
    CU_ASSERT_TRUE(gti_progress_step(&p, 1500));
    CU_ASSERT_TRUE(gti_progress_step(&p, 1000));
    CU_ASSERT_FALSE(gti_progress_step(&p, 24));
    q = (questions){.stop_at = 0};
    gti_progress_init(&p, ask, &q, 3);
    CU_ASSERT_TRUE(gti_progress_step(&p, 3));
    CU_ASSERT_EQUAL(q.count, 1);
}

static void version(void)
{
    CU_ASSERT_STRING_EQUAL(gtee_version(), GTEE_VERSION_STRING);
    CU_ASSERT_EQUAL(gtee_version_number(), GTEE_VERSION_MAJOR * 10000 + GTEE_VERSION_MINOR * 100 + GTEE_VERSION_PATCH);
    CU_ASSERT_EQUAL(gtee_has_feature("yaml"), 1);
    CU_ASSERT_EQUAL(gtee_has_feature("timeline"), 1);
    CU_ASSERT_EQUAL(gtee_has_feature("telepathy"), 0);
    CU_ASSERT_EQUAL(gtee_has_feature(""), 0);
    CU_ASSERT_EQUAL(gtee_has_feature(NULL), 0);
    CU_ASSERT_STRING_EQUAL(gtee_status_text(GTEE_OK), "success");
    CU_ASSERT_STRING_EQUAL(gtee_status_text(GTEE_ERROR_MEMORY), "out of memory");
    CU_ASSERT_STRING_EQUAL(gtee_status_text(10), "unknown status");
    CU_ASSERT_STRING_EQUAL(gtee_status_text(-1), "unknown status");
    for (gtee_status i = 0; i <= GTEE_ERROR_INTERNAL; i++)
        for (gtee_status k = 0; k < i; k++)
            CU_ASSERT_STRING_NOT_EQUAL(gtee_status_text(i), gtee_status_text(k));
}

/* -- Diagnostics */

/* A context that keeps `limit` errors. */
static gtee_context *context_of(failing *f, uint32_t limit)
{
    gtee_allocator allocator = failing_public(f);
    gtee_limits limits = {.size = sizeof limits, .diagnostics = limit};
    gtee_context_options options = {.size = sizeof options, .allocator = &allocator, .limits = &limits};
    gtee_context *context;

    return gtee_context_new(&options, &context) == GTEE_OK ? context : NULL;
}

static gti_place at(const char *file, uint32_t line, uint32_t column)
{
    return (gti_place){.file = file, .line = line, .column = column, .length = 2};
}

/* The first code of the registry that is of this sort. */
static enum gti_code code_of(bool (*fits)(const gti_report *), const gtee_context *context)
{
    for (int code = 0; code < GTI_CODE_COUNT; code++) {
        gti_report *report = gti_report_new(context);
        bool found;

        CU_ASSERT_PTR_NOT_NULL_FATAL(report);
        gti_report_add(report, (enum gti_code)code, NULL, NULL, "tried");
        found = fits(report);
        gti_report_free(report);
        if (found)
            return (enum gti_code)code;
    }
    return GTI_CODE_COUNT;
}

static bool is_warning(const gti_report *report)
{
    return gti_report_errors(report) == 0;
}

static bool give_line(void *user, const char *file, uint32_t line, gti_buffer *out)
{
    (*(int *)user)++;
    if (strcmp(file, "a.yaml") != 0)
        return false;
    switch (line) {
    case 1:
        gti_buffer_text(out, "key:\tvalue \x1B[31m\u202E\xFF end");
        break;
    case 2: /* 300 code points */
        for (int i = 0; i < 30; i++)
            gti_buffer_text(out, "абвгдежзи0");
        break;
    default:
        gti_buffer_text(out, "plain");
        break;
    }
    return true;
}

static void whole_diagnostic(void)
{
    failing f;
    gtee_context *context;
    gti_report *report;
    gtee_diagnostics *list;
    const gtee_diagnostic *d, *note;
    int fetched = 0;
    char name[] = "a.yaml";
    gti_place place = at(name, 3, 7), first = at("b.yaml", 1, 1);

    failing_init(&f);
    context = context_of(&f, 0);
    CU_ASSERT_PTR_NOT_NULL_FATAL(context);
    report = gti_report_new(context);
    CU_ASSERT_PTR_NOT_NULL_FATAL(report);
    gti_report_excerpts(report, &(gti_excerpts){.line = give_line, .user = &fetched});
    CU_ASSERT_EQUAL(gti_report_status(report), GTEE_OK);
    place.column = 2;
    place.length = 0;
    gti_report_add(report, GTI_CODE_UNKNOWN_KEY, &place, "issues[2].titel", "the key %q is not known here", "ti\x1B[1mtel");
    gti_report_hint(report, "did you mean %q?", "title");
    gti_report_related(report, &first, "like %s", "this");
    gti_report_related(report, &place, "and %u more", (uint64_t)2);
    gti_report_related(report, NULL, "and so on");
    CU_ASSERT_EQUAL(gti_report_errors(report), 1);
    name[0] = 'X'; /* names are copied */
    CU_ASSERT_EQUAL(gti_report_finish(report, GTEE_ERROR_DOSSIER, &list), GTEE_ERROR_DOSSIER);
    CU_ASSERT_PTR_NOT_NULL_FATAL(list);
    gtee_context_unref(context); /* the list does not need it */

    CU_ASSERT_EQUAL(gtee_diagnostics_count(list), 1);
    CU_ASSERT_EQUAL(gtee_diagnostics_error_count(list), 1);
    CU_ASSERT_EQUAL(gtee_diagnostics_warning_count(list), 0);
    CU_ASSERT_PTR_NULL(gtee_diagnostics_at(list, 1));
    d = gtee_diagnostics_at(list, 0);
    CU_ASSERT_EQUAL(gtee_diagnostic_severity(d), GTEE_SEVERITY_ERROR);
    CU_ASSERT_STRING_EQUAL(gtee_diagnostic_code(d), "G0201");
    CU_ASSERT_STRING_EQUAL(gtee_diagnostic_name(d), "unknown-key");
    CU_ASSERT_STRING_EQUAL(gtee_diagnostic_message(d), "the key “ti\\u001B[1mtel” is not known here");
    CU_ASSERT_STRING_EQUAL(gtee_diagnostic_hint(d), "did you mean “title”?");
    CU_ASSERT_STRING_EQUAL(gtee_diagnostic_file(d), "a.yaml");
    CU_ASSERT_EQUAL(gtee_diagnostic_line(d), 3);
    CU_ASSERT_EQUAL(gtee_diagnostic_column(d), 2);
    CU_ASSERT_EQUAL(gtee_diagnostic_length(d), 1);
    CU_ASSERT_STRING_EQUAL(gtee_diagnostic_path(d), "issues[2].titel");
    CU_ASSERT_STRING_EQUAL(gtee_diagnostic_excerpt(d), "plain");
    CU_ASSERT_EQUAL(gtee_diagnostic_excerpt_column(d), 1);
    CU_ASSERT_EQUAL(gtee_diagnostic_related_count(d), 3);
    note = gtee_diagnostic_related_at(d, 0);
    CU_ASSERT_EQUAL(gtee_diagnostic_severity(note), GTEE_SEVERITY_NOTE);
    CU_ASSERT_STRING_EQUAL(gtee_diagnostic_code(note), "G0201");
    CU_ASSERT_STRING_EQUAL(gtee_diagnostic_message(note), "like this");
    CU_ASSERT_STRING_EQUAL(gtee_diagnostic_file(note), "b.yaml");
    CU_ASSERT_EQUAL(gtee_diagnostic_length(note), 2);
    CU_ASSERT_PTR_NULL(gtee_diagnostic_excerpt(note)); /* not to be had */
    CU_ASSERT_PTR_NULL(gtee_diagnostic_hint(note));
    CU_ASSERT_PTR_NULL(gtee_diagnostic_path(note));
    note = gtee_diagnostic_related_at(d, 1);
    CU_ASSERT_STRING_EQUAL(gtee_diagnostic_message(note), "and 2 more");
    CU_ASSERT_STRING_EQUAL(gtee_diagnostic_excerpt(note), "plain");
    CU_ASSERT_PTR_EQUAL(gtee_diagnostic_file(note), gtee_diagnostic_file(d)); /* kept once */
    note = gtee_diagnostic_related_at(d, 2);
    CU_ASSERT_PTR_NULL(gtee_diagnostic_file(note));
    CU_ASSERT_EQUAL(gtee_diagnostic_line(note) + gtee_diagnostic_column(note) + gtee_diagnostic_length(note), 0);
    CU_ASSERT_PTR_NULL(gtee_diagnostic_related_at(d, 3));
    CU_ASSERT_EQUAL(gtee_diagnostic_related_count(note), 0);
    gtee_diagnostics_unref(gtee_diagnostics_ref(list));
    gtee_diagnostics_unref(list);
    gtee_diagnostics_unref(NULL);
    CU_ASSERT_TRUE(failing_clean(&f));
}

/* Reports one place, and gives the excerpt and its first column as text; "none" if there is none. */
static void expect_excerpt(uint32_t line, uint32_t column, uint32_t first, const char *expected)
{
    failing f;
    gtee_context *context;
    gti_report *report;
    gtee_diagnostics *list;
    int fetched = 0;
    gti_place place = at("a.yaml", line, column);

    failing_init(&f);
    context = context_of(&f, 0);
    report = gti_report_new(context);
    CU_ASSERT_PTR_NOT_NULL_FATAL(report);
    gti_report_excerpts(report, &(gti_excerpts){.line = give_line, .user = &fetched});
    gti_report_add(report, GTI_CODE_UNKNOWN_KEY, &place, NULL, "here");
    gti_report_add(report, GTI_CODE_UNKNOWN_KEY, &place, NULL, "here too");
    CU_ASSERT_EQUAL(fetched, 1); /* for both */
    CU_ASSERT_EQUAL(gti_report_finish(report, GTEE_OK, &list), GTEE_OK);
    for (size_t i = 0; i < 2; i++) {
        const char *excerpt = gtee_diagnostic_excerpt(gtee_diagnostics_at(list, i));

        CU_ASSERT_STRING_EQUAL(excerpt == NULL ? "none" : excerpt, expected);
        CU_ASSERT_EQUAL(gtee_diagnostic_excerpt_column(gtee_diagnostics_at(list, i)), first);
    }
    gtee_diagnostics_unref(list);
    gtee_context_unref(context);
    CU_ASSERT_TRUE(failing_clean(&f));
}

static void excerpts(void)
{
    char all[1000] = "";

    for (int i = 0; i < 30; i++)
        strcat(all, "абвгдежзи0");
    expect_excerpt(1, 3, 1, "key:\tvalue \uFFFD[31m\uFFFD\uFFFD end"); /* one for one: columns stay */
    /* 19 bytes are ten code points */
    expect_excerpt(2, 1, 1, (all[160 / 10 * 19] = '\0', all));
    all[160 / 10 * 19] = "а"[0];
    expect_excerpt(2, 101, 41, (all[200 / 10 * 19] = '\0', all + 40 / 10 * 19));
    all[200 / 10 * 19] = "а"[0];
    expect_excerpt(2, 300, 141, all + 140 / 10 * 19);
    expect_excerpt(2, 301, 141, all + 140 / 10 * 19); /* the end of the line */
    expect_excerpt(2, 302, 0, "none");               /* behind what the reader gave */
    expect_excerpt(3, 6, 1, "plain");
}

static void order_and_limit(void)
{
    static const char *const expected[] = {"no file", "a 1:9", "a 2:3 first", "a 2:3 second", "b 1:1"};
    failing f;
    gtee_context *context;
    gti_report *report;
    gtee_diagnostics *list;
    gti_place a1 = at("a", 1, 9), a2 = at("a", 2, 3), b = at("b", 1, 1);

    failing_init(&f);
    context = context_of(&f, 5);
    report = gti_report_new(context);
    CU_ASSERT_PTR_NOT_NULL_FATAL(report);
    gti_report_add(report, GTI_CODE_UNKNOWN_KEY, &b, NULL, "b 1:1");
    gti_report_add(report, GTI_CODE_UNKNOWN_KEY, &a2, NULL, "a 2:3 first");
    gti_report_add(report, GTI_CODE_UNKNOWN_KEY, NULL, "path[0]", "no file");
    gti_report_add(report, GTI_CODE_UNKNOWN_KEY, &a1, NULL, "a 1:9");
    CU_ASSERT_FALSE(gti_report_full(report));
    gti_report_add(report, GTI_CODE_UNKNOWN_KEY, &a2, NULL, "a 2:3 second");
    CU_ASSERT_TRUE(gti_report_full(report));
    for (int i = 0; i < 1000; i++) {
        gti_report_add(report, GTI_CODE_UNKNOWN_KEY, &a1, NULL, "too many");
        gti_report_hint(report, "not kept");
        gti_report_related(report, &a2, "not kept");
    }
    CU_ASSERT_EQUAL(gti_report_errors(report), 1005);
    CU_ASSERT_EQUAL(gti_report_status(report), GTEE_ERROR_DOSSIER);
    CU_ASSERT_EQUAL(gti_report_finish(report, GTEE_ERROR_DOSSIER, &list), GTEE_ERROR_DOSSIER);
    CU_ASSERT_PTR_NOT_NULL_FATAL(list);
    CU_ASSERT_EQUAL(gtee_diagnostics_count(list), 5);
    CU_ASSERT_EQUAL(gtee_diagnostics_error_count(list), 1005);
    for (size_t i = 0; i < 5; i++) {
        CU_ASSERT_STRING_EQUAL(gtee_diagnostic_message(gtee_diagnostics_at(list, i)), expected[i]);
        CU_ASSERT_STRING_NOT_EQUAL(gtee_diagnostic_hint(gtee_diagnostics_at(list, i)), "not kept");
    }
    gtee_diagnostics_unref(list);
    gtee_context_unref(context);
    CU_ASSERT_TRUE(failing_clean(&f));
}

static void statuses(void)
{
    gtee_context *context;
    gti_report *report;
    gtee_diagnostics *list = (gtee_diagnostics *)(void *)&context;
    enum gti_code warning, limit, io;

    CU_ASSERT_EQUAL_FATAL(gtee_context_new(NULL, &context), GTEE_OK);
    warning = code_of(is_warning, context);
    limit = code_of(gti_report_limit, context);
    io = code_of(gti_report_io, context);
    CU_ASSERT_TRUE_FATAL(warning < GTI_CODE_COUNT && limit < GTI_CODE_COUNT && io < GTI_CODE_COUNT);
    report = gti_report_new(context);
    CU_ASSERT_PTR_NOT_NULL_FATAL(report);
    gti_report_hint(report, "of nothing");
    gti_report_related(report, NULL, "to nothing");
    gti_report_add(report, warning, NULL, NULL, "a warning");
    CU_ASSERT_EQUAL(gti_report_status(report), GTEE_OK);
    gti_report_strict(report, true);
    gti_report_add(report, warning, NULL, NULL, "a warning that counts");
    CU_ASSERT_EQUAL(gti_report_errors(report), 1);
    CU_ASSERT_EQUAL(gti_report_status(report), GTEE_ERROR_DOSSIER);
    gti_report_add(report, io, NULL, NULL, "reading failed");
    CU_ASSERT_EQUAL(gti_report_status(report), GTEE_ERROR_IO);
    CU_ASSERT_FALSE(gti_report_limit(report));
    gti_report_add(report, limit, NULL, NULL, "too much");
    CU_ASSERT_EQUAL(gti_report_status(report), GTEE_ERROR_LIMIT);
    CU_ASSERT_TRUE(gti_report_limit(report) && gti_report_io(report));
    CU_ASSERT_EQUAL(gti_report_finish(report, GTEE_ERROR_LIMIT, NULL), GTEE_ERROR_LIMIT); /* nobody wants the list */
    report = gti_report_new(context);
    CU_ASSERT_PTR_NOT_NULL_FATAL(report);
    CU_ASSERT_EQUAL(gti_report_finish(report, GTEE_OK, &list), GTEE_OK);
    CU_ASSERT_PTR_NULL(list); /* nothing to say */
    gti_report_free(NULL);
    gtee_context_unref(context);
}

static void long_texts(void)
{
    static char huge[100000];
    gtee_context *context;
    gti_report *report;
    gtee_diagnostics *list;
    const gtee_diagnostic *d;

    memset(huge, 'x', sizeof huge - 1);
    CU_ASSERT_EQUAL_FATAL(gtee_context_new(NULL, &context), GTEE_OK);
    report = gti_report_new(context);
    CU_ASSERT_PTR_NOT_NULL_FATAL(report);
    gti_report_add(report, GTI_CODE_UNKNOWN_KEY, NULL, huge, "%s", huge);
    gti_report_hint(report, "%q", huge);
    CU_ASSERT_EQUAL(gti_report_finish(report, GTEE_OK, &list), GTEE_OK);
    d = gtee_diagnostics_at(list, 0);
    CU_ASSERT_EQUAL(strlen(gtee_diagnostic_message(d)), 120 + strlen("…"));
    CU_ASSERT_EQUAL(strlen(gtee_diagnostic_hint(d)), 120 + strlen("“…”"));
    CU_ASSERT_EQUAL(strlen(gtee_diagnostic_path(d)), 400 + strlen("…"));
    gtee_diagnostics_unref(list);
    gtee_context_unref(context);
}

static bool report_much(failing *f)
{
    gtee_context *context = context_of(f, 20);
    gti_report *report = context == NULL ? NULL : gti_report_new(context);
    gtee_diagnostics *list = NULL;
    gtee_status status = GTEE_ERROR_MEMORY;
    int fetched = 0;

    if (report != NULL) {
        gti_report_excerpts(report, &(gti_excerpts){.line = give_line, .user = &fetched});
        for (uint32_t i = 0; i < 30; i++) {
            gti_place place = at(i % 2 ? "a.yaml" : "b.yaml", 30 - i, 2);

            gti_report_add(report, GTI_CODE_UNKNOWN_KEY, &place, "a.path", "number %u: %q", (uint64_t)i, "some text that takes room");
            gti_report_hint(report, "a hint");
            for (uint32_t k = 0; k < i; k++)
                gti_report_related(report, &place, "see also %u", (uint64_t)k);
        }
        CU_ASSERT_EQUAL(gti_report_errors(report), 30);
        status = gti_report_finish(report, gti_report_status(report), &list);
    }
    if (status == GTEE_ERROR_DOSSIER) {
        CU_ASSERT_PTR_NOT_NULL_FATAL(list);
        CU_ASSERT_EQUAL(gtee_diagnostics_count(list), 20);
    } else {
        CU_ASSERT_EQUAL(status, GTEE_ERROR_MEMORY);
        CU_ASSERT_PTR_NULL(list);
    }
    gtee_diagnostics_unref(list);
    gtee_context_unref(context);
    return status == GTEE_ERROR_DOSSIER;
}

static void reports_without_memory(void)
{
    failing f;

    failing_init(&f);
    FAILING_SWEEP(&f, report_much(&f));
}

/* -- The registry */

static bool is_kebab(const char *name)
{
    return gti_is_id(name, strlen(name));
}

static bool is_code(const char *code)
{
    uint64_t number;

    return strlen(code) == 5 && code[0] == 'G' && code[1] == '0' && gti_uint_parse(code + 1, 4, 799, &number) && number > 100 &&
           number % 100 != 0;
}

/* A sentence that ends, without a line break. */
static bool is_sentence(const char *text)
{
    const size_t size = strlen(text);

    return size > 10 && strchr(".?", text[size - 1]) != NULL && strchr(text, '\n') == NULL && gti_utf8_valid(text, size) == size &&
           gti_text_suspects(text, size) == 0;
}

static void registry(void)
{
    const size_t count = gtee_diagnostic_code_info_count();
    const char *before = "";

    CU_ASSERT_EQUAL(count, GTI_CODE_COUNT);
    CU_ASSERT_PTR_NULL(gtee_diagnostic_code_info_at(count));
    for (size_t i = 0; i < count; i++) {
        const gtee_diagnostic_code_info *info = gtee_diagnostic_code_info_at(i);
        const char *code = gtee_diagnostic_code_info_code(info), *name = gtee_diagnostic_code_info_name(info);
        const uint32_t severity = gtee_diagnostic_code_info_severity(info);
        const bool good = is_code(code) && is_kebab(name) && is_sentence(gtee_diagnostic_code_info_meaning(info)) &&
                          is_sentence(gtee_diagnostic_code_info_mend(info)) && strcmp(before, code) < 0;

        if (!good)
            fprintf(stderr, "%s %s: code, name, meaning, mend or order is not as it should be\n", code, name);
        CU_ASSERT_TRUE(good);
        CU_ASSERT_TRUE(severity == GTEE_SEVERITY_ERROR || severity == GTEE_SEVERITY_WARNING);
        for (size_t k = 0; k < i; k++)
            CU_ASSERT_STRING_NOT_EQUAL(gtee_diagnostic_code_info_name(gtee_diagnostic_code_info_at(k)), name);
        before = code;
    }
}

UNIT_TESTS("base: contexts and diagnostics", {"contexts", contexts}, {"context options", context_options},
           {"option structs", option_structs}, {"progress", progress}, {"version", version}, {"a whole diagnostic", whole_diagnostic},
           {"excerpts", excerpts}, {"order and limit", order_and_limit}, {"statuses", statuses}, {"long texts", long_texts},
           {"reports without memory", reports_without_memory}, {"registry", registry})
