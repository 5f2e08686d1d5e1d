/* driver.c: runs case files: reads one, loads its dossier, makes its call, compares the facts with those expected. Uses facts.h, the
 * public header and stdio. With --json it prints the result as JSON instead, for comparing one binding with another.
 *
 * A case file (tests/cases/README.md):
 *     # what it shows
 *     call: assess                     load | view | assess | compare | timeline | name
 *     as-of: 2025-01-31                and further keys, below
 *     === dossier                      (or `dossier: path` above, relative to the case file)
 *     …
 *     === expect
 *     …                                facts, a line each; blank lines and lines that begin with # do not count
 */
#include "facts.h"

#include <stdlib.h>
#include <string.h>

#define MAX_VALUES 16

typedef struct spec {
    char call[32], path[1024];
    char as_of[32], participant[128], issue[128], name[256];
    char proposals[MAX_VALUES][128];
    char sources[MAX_VALUES][128];
    size_t proposal_count, source_count;
    uint32_t evidence;
    char *dossier, *expect; /* within the file's text */
} spec;

static char *read_file(const char *path)
{
    FILE *file = fopen(path, "rb");
    char *text = NULL;
    long size;
    if (file == NULL) {
        return NULL;
    }
    if (fseek(file, 0, SEEK_END) == 0 && (size = ftell(file)) >= 0 && fseek(file, 0, SEEK_SET) == 0) {
        text = malloc((size_t)size + 1);
        if (text != NULL) {
            text[fread(text, 1, (size_t)size, file)] = '\0';
        }
    }
    fclose(file);
    return text;
}

static void copy(char *to, size_t room, const char *from)
{
    snprintf(to, room, "%s", from);
}

/* Splits "a b c" into values; returns how many. */
static size_t split(char values[MAX_VALUES][128], char *text)
{
    size_t count = 0;
    for (char *word = strtok(text, " "); word != NULL && count < MAX_VALUES; word = strtok(NULL, " ")) {
        copy(values[count++], 128, word);
    }
    return count;
}

static uint32_t evidence_of(char *text)
{
    char words[MAX_VALUES][128];
    uint32_t sum = 0;
    size_t count = split(words, text);
    for (size_t i = 0; i < count; i++) {
        sum |= strcmp(words[i], "stated") == 0     ? GTEE_EVIDENCE_STATED
               : strcmp(words[i], "reported") == 0 ? GTEE_EVIDENCE_REPORTED
               : strcmp(words[i], "inferred") == 0 ? GTEE_EVIDENCE_INFERRED
                                                   : 0u;
    }
    return sum;
}

static int set_key(spec *s, const char *key, char *value)
{
    if (strcmp(key, "call") == 0) {
        copy(s->call, sizeof s->call, value);
    } else if (strcmp(key, "dossier") == 0) {
        copy(s->path, sizeof s->path, value);
    } else if (strcmp(key, "as-of") == 0) {
        copy(s->as_of, sizeof s->as_of, value);
    } else if (strcmp(key, "evidence") == 0) {
        s->evidence = evidence_of(value);
    } else if (strcmp(key, "sources") == 0) {
        s->source_count = split(s->sources, value);
    } else if (strcmp(key, "proposals") == 0 || strcmp(key, "proposal") == 0) {
        s->proposal_count = split(s->proposals, value);
    } else if (strcmp(key, "participant") == 0) {
        copy(s->participant, sizeof s->participant, value);
    } else if (strcmp(key, "issue") == 0) {
        copy(s->issue, sizeof s->issue, value);
    } else if (strcmp(key, "name") == 0) {
        copy(s->name, sizeof s->name, value);
    } else {
        return 0;
    }
    return 1;
}

/* Reads the head of the case; cuts the text at its two marks. 0: not a case file. */
static int parse(spec *s, char *text)
{
    char *expect = strstr(text, "\n=== expect\n");
    char *dossier = strstr(text, "\n=== dossier\n");
    if (expect == NULL) {
        fprintf(stderr, "no line `=== expect`\n");
        return 0;
    }
    *expect = '\0';
    s->expect = expect + strlen("\n=== expect\n");
    if (dossier != NULL) {
        *dossier = '\0';
        s->dossier = dossier + strlen("\n=== dossier\n");
    }
    for (char *line = text, *next; line != NULL; line = next) {
        char *colon;
        next = strchr(line, '\n');
        if (next != NULL) {
            *next++ = '\0';
        }
        if (line[0] == '#' || line[0] == '\0') {
            continue;
        }
        colon = strstr(line, ": ");
        if (colon == NULL) {
            fprintf(stderr, "not `key: value`: %s\n", line);
            return 0;
        }
        *colon = '\0';
        if (!set_key(s, line, colon + 2)) {
            fprintf(stderr, "unknown key: %s\n", line);
            return 0;
        }
    }
    return 1;
}

static gtee_status load(gtee_context *context, const spec *s, const char *case_path, gtee_dossier **dossier,
                        gtee_diagnostics **diagnostics)
{
    char path[2048];
    const char *paths[1] = {path};
    const char *slash = strrchr(case_path, '/');
    if (s->dossier != NULL) {
        return gtee_dossier_load_memory(context, "case", s->dossier, strlen(s->dossier), NULL, dossier, diagnostics);
    }
    snprintf(path, sizeof path, "%.*s/%s", slash != NULL ? (int)(slash - case_path) : 1, slash != NULL ? case_path : ".", s->path);
    return gtee_dossier_load(context, paths, 1, NULL, dossier, diagnostics);
}

/* Prints a result's JSON, or its facts. */
#define SHOW(kind, json, result, out)                                                                                                \
    do {                                                                                                                             \
        if (json) {                                                                                                                  \
            status = gtee_##kind##_show(result, &as_json, &text);                                                                    \
            fputs(status == GTEE_OK ? gtee_text_data(text) : "", out);                                                               \
        } else {                                                                                                                     \
            facts_of_##kind(out, result);                                                                                            \
        }                                                                                                                            \
    } while (0)

static gtee_status run_assess(const gtee_view *view, const spec *s, int json, FILE *out)
{
    const gtee_show_options as_json = {.size = sizeof as_json, .format = GTEE_SHOW_JSON};
    const gtee_proposal *proposal = gtee_dossier_proposal_find(gtee_view_dossier(view), s->proposals[0]);
    gtee_assessment *assessment = NULL;
    gtee_text *text = NULL;
    gtee_status status = gtee_assess(view, proposal, NULL, &assessment, NULL);
    if (status == GTEE_OK) {
        SHOW(assessment, json, assessment, out);
    }
    gtee_text_unref(text);
    gtee_assessment_unref(assessment);
    return status;
}

static gtee_status run_compare(const gtee_view *view, const spec *s, int json, FILE *out)
{
    const gtee_show_options as_json = {.size = sizeof as_json, .format = GTEE_SHOW_JSON};
    const gtee_proposal *proposals[MAX_VALUES];
    gtee_comparison *comparison = NULL;
    gtee_text *text = NULL;
    gtee_status status;
    for (size_t i = 0; i < s->proposal_count; i++) {
        proposals[i] = gtee_dossier_proposal_find(gtee_view_dossier(view), s->proposals[i]);
    }
    status = gtee_compare(view, proposals, s->proposal_count, NULL, &comparison, NULL);
    if (status == GTEE_OK) {
        SHOW(comparison, json, comparison, out);
    }
    gtee_text_unref(text);
    gtee_comparison_unref(comparison);
    return status;
}

static gtee_status run_timeline(const gtee_view *view, const spec *s, int json, FILE *out)
{
    const gtee_show_options as_json = {.size = sizeof as_json, .format = GTEE_SHOW_JSON};
    const gtee_dossier *dossier = gtee_view_dossier(view);
    gtee_timeline_options options = {.size = sizeof options};
    gtee_timeline *timeline = NULL;
    gtee_text *text = NULL;
    gtee_status status;
    options.participant = s->participant[0] ? gtee_dossier_participant_find(dossier, s->participant) : NULL;
    options.issue = s->issue[0] ? gtee_dossier_issue_find(dossier, s->issue) : NULL;
    options.proposal = s->proposal_count > 0 ? gtee_dossier_proposal_find(dossier, s->proposals[0]) : NULL;
    status = gtee_timeline_new(view, &options, &timeline, NULL);
    if (status == GTEE_OK) {
        SHOW(timeline, json, timeline, out);
    }
    gtee_text_unref(text);
    gtee_timeline_unref(timeline);
    return status;
}

static gtee_status run_view(const gtee_dossier *dossier, const spec *s, int json, FILE *out)
{
    const gtee_show_options as_json = {.size = sizeof as_json, .format = GTEE_SHOW_JSON};
    const char *sources[MAX_VALUES];
    gtee_view_options options = {.size = sizeof options, .evidence = s->evidence, .source_count = s->source_count};
    gtee_view *view = NULL;
    gtee_text *text = NULL;
    gtee_status status = s->as_of[0] ? gtee_date_parse(s->as_of, &options.as_of) : GTEE_OK;
    for (size_t i = 0; i < s->source_count; i++) {
        sources[i] = s->sources[i];
    }
    options.sources = s->source_count > 0 ? sources : NULL;
    if (status == GTEE_OK) {
        status = gtee_view_new(dossier, &options, &view, NULL);
    }
    if (status == GTEE_OK && strcmp(s->call, "view") == 0) {
        SHOW(view, json, view, out);
    } else if (status == GTEE_OK && strcmp(s->call, "assess") == 0) {
        status = run_assess(view, s, json, out);
    } else if (status == GTEE_OK && strcmp(s->call, "compare") == 0) {
        status = run_compare(view, s, json, out);
    } else if (status == GTEE_OK && strcmp(s->call, "timeline") == 0) {
        status = run_timeline(view, s, json, out);
    } else if (status == GTEE_OK) {
        status = GTEE_ERROR_ARGUMENT;
    }
    gtee_text_unref(text);
    gtee_view_unref(view);
    return status;
}

static void run_name(const gtee_dossier *dossier, const spec *s, int json, FILE *out)
{
    const gtee_show_options as_json = {.size = sizeof as_json, .format = GTEE_SHOW_JSON};
    gtee_name_match *match = NULL;
    gtee_text *text = NULL;
    gtee_status status = gtee_dossier_match_name(dossier, s->name, &match, NULL);
    if (!json) {
        facts_of_match(out, status, match);
    } else if (gtee_name_match_show(match, &as_json, &text) == GTEE_OK) {
        fputs(gtee_text_data(text), out);
    }
    gtee_text_unref(text);
    gtee_name_match_unref(match);
}

/* Runs the case into `out`. */
static void run(gtee_context *context, const spec *s, const char *case_path, int json, FILE *out)
{
    gtee_dossier *dossier = NULL;
    gtee_diagnostics *diagnostics = NULL;
    gtee_status status = load(context, s, case_path, &dossier, &diagnostics);
    int shows_load = strcmp(s->call, "load") == 0;
    if (shows_load || status != GTEE_OK) {
        facts_of_diagnostics(out, diagnostics);
    }
    if (status == GTEE_OK && shows_load) {
        facts_of_dossier(out, dossier);
    } else if (status == GTEE_OK && strcmp(s->call, "name") == 0) {
        run_name(dossier, s, json, out);
    } else if (status == GTEE_OK) {
        status = run_view(dossier, s, json, out);
    }
    if (status != GTEE_OK) {
        fprintf(out, "status %s\n", gtee_status_text(status));
    }
    gtee_diagnostics_unref(diagnostics);
    gtee_dossier_unref(dossier);
}

/* The next line that counts, without its end and trailing spaces; NULL at the end. */
static char *next_line(char **rest)
{
    while (*rest != NULL && **rest != '\0') {
        char *line = *rest;
        char *end = strchr(line, '\n');
        size_t size;
        *rest = end != NULL ? end + 1 : line + strlen(line);
        if (end != NULL) {
            *end = '\0';
        }
        size = strlen(line);
        while (size > 0 && line[size - 1] == ' ') {
            line[--size] = '\0';
        }
        if (size > 0 && line[0] != '#') {
            return line;
        }
    }
    return NULL;
}

static int same(const char *path, char *expected, char *actual)
{
    char *whole = malloc(strlen(actual) + 1);
    char *want, *got;
    int equal;
    if (whole == NULL) {
        return 0;
    }
    memcpy(whole, actual, strlen(actual) + 1);
    do {
        want = next_line(&expected);
        got = next_line(&actual);
        equal = want == NULL || got == NULL ? want == got : strcmp(want, got) == 0;
    } while (equal && want != NULL);
    if (!equal) {
        printf("%s: differs\n  expected: %s\n  actual:   %s\n--- all that the library said\n%s---\n", path, want != NULL ? want : "(no more)",
               got != NULL ? got : "(no more)", whole);
    }
    free(whole);
    return equal;
}

static int run_case(gtee_context *context, const char *path, int json)
{
    spec s = {0};
    char *text = read_file(path), *actual = NULL;
    size_t size = 0;
    FILE *out = NULL;
    int good = 0;
    if (text == NULL || !parse(&s, text)) {
        printf("%s: cannot be read as a case\n", path);
        goto done;
    }
    out = json ? stdout : open_memstream(&actual, &size);
    if (out == NULL) {
        goto done;
    }
    run(context, &s, path, json, out);
    if (json) {
        good = 1;
    } else {
        fclose(out);
        good = same(path, s.expect, actual);
    }
done:
    free(actual);
    free(text);
    return good;
}

int main(int argc, char **argv)
{
    gtee_context *context = NULL;
    int json = argc > 1 && strcmp(argv[1], "--json") == 0;
    int failed = 0, passed = 0;
    if (gtee_context_new(NULL, &context) != GTEE_OK) {
        return 2;
    }
    for (int i = json ? 2 : 1; i < argc; i++) {
        if (run_case(context, argv[i], json)) {
            passed++;
        } else {
            failed++;
        }
    }
    gtee_context_unref(context);
    if (!json) {
        printf("%d passed, %d failed\n", passed, failed);
    }
    return failed > 0 || passed == 0;
}
