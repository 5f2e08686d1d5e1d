/*
 * driver.c: every diagnostic that loading can give, shown by a file: its code, its place and what it says. Uses only the
 * public header, libc and POSIX.
 *
 * A file says in lines of its own, usually at its head, what must come of loading it:
 *     # expect: G0201 7:5 "part of the message"    in the order of places; nothing else may be reported
 *     # limit: depth 3                             load with this limit (a member of gtee_limits)
 *     # with: other.yaml                           load this file too, by its path from the directory of the file
 *     # status: 4                                  the status; without it, success if all that is expected are warnings
 * Every diagnostic must carry a hint, and an excerpt if it has a line that is not empty.
 *
 * usage: errors_driver DIRECTORY [FILE…]    without files: all G*.yaml and G*.json of the directory; then every code of the
 *                                           registry from G01 to G03 must have been shown, or stand in elsewhere.txt
 */
#include <guarantee.h>

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MOST_EXPECTED 16
#define MOST_FILES 512
#define LINE 1024

typedef struct expected {
    char code[8];
    unsigned line, column;
    char part[LINE];
} expected;

typedef struct test {
    const char *directory, *name;
    expected expected[MOST_EXPECTED];
    size_t expected_count;
    char with[4][LINE];
    size_t with_count;
    gtee_limits limits;
    gtee_status status;
    int has_status;
    size_t failures;
} test;

static char shown[MOST_FILES * MOST_EXPECTED][8]; /* codes that a file has shown */
static size_t shown_count;

static void fail(test *t, const char *what, const char *detail)
{
    fprintf(stderr, "%s: %s%s\n", t->name, what, detail);
    t->failures++;
}

/* ---- What a file expects */

static void read_expectation(test *t, const char *text)
{
    expected *e = &t->expected[t->expected_count];
    const char *quote = strchr(text, '"'), *end = strrchr(text, '"');

    if (t->expected_count == MOST_EXPECTED || quote == NULL || end == quote ||
        sscanf(text, "%7s %u:%u", e->code, &e->line, &e->column) != 3) {
        fail(t, "cannot read the expectation ", text);
        return;
    }
    snprintf(e->part, sizeof e->part, "%.*s", (int)(end - quote - 1), quote + 1);
    t->expected_count++;
}

static void read_limit(test *t, const char *text)
{
    char name[64];
    unsigned long number;

    if (sscanf(text, "%63s %lu", name, &number) != 2)
        fail(t, "cannot read the limit ", text);
    else if (strcmp(name, "file_bytes") == 0)
        t->limits.file_bytes = number;
    else if (strcmp(name, "files") == 0)
        t->limits.files = (uint32_t)number;
    else if (strcmp(name, "depth") == 0)
        t->limits.depth = (uint32_t)number;
    else if (strcmp(name, "values") == 0)
        t->limits.values = number;
    else if (strcmp(name, "record_values") == 0)
        t->limits.record_values = (uint32_t)number;
    else if (strcmp(name, "alias_values") == 0)
        t->limits.alias_values = number;
    else if (strcmp(name, "scalar_bytes") == 0)
        t->limits.scalar_bytes = (uint32_t)number;
    else
        fail(t, "there is no limit ", name);
}

static void read_line(test *t, char *line)
{
    line[strcspn(line, "\r\n")] = '\0';
    if (strncmp(line, "# expect: ", 10) == 0)
        read_expectation(t, line + 10);
    else if (strncmp(line, "# limit: ", 9) == 0)
        read_limit(t, line + 9);
    else if (strncmp(line, "# with: ", 8) == 0 && t->with_count < 4)
        snprintf(t->with[t->with_count++], LINE, "%s", line + 8);
    else if (strncmp(line, "# status: ", 10) == 0)
        t->has_status = sscanf(line + 10, "%d", &t->status) == 1;
    else if (strncmp(line, "# ", 2) == 0 && strchr(line, ':') != NULL && strchr(line, ':') < line + 9)
        fail(t, "cannot read ", line);
}

static void read_test(test *t, const char *path)
{
    FILE *file = fopen(path, "rb");
    char line[LINE];

    if (file == NULL) {
        fail(t, "cannot be opened", "");
        return;
    }
    while (fgets(line, sizeof line, file) != NULL)
        read_line(t, line);
    fclose(file);
    if (t->expected_count == 0)
        fail(t, "expects nothing", "");
}

/* ---- What comes of loading it */

static int is_warning(const char *code)
{
    for (size_t i = 0; i < gtee_diagnostic_code_info_count(); i++) {
        const gtee_diagnostic_code_info *info = gtee_diagnostic_code_info_at(i);
        if (strcmp(gtee_diagnostic_code_info_code(info), code) == 0)
            return gtee_diagnostic_code_info_severity(info) == GTEE_SEVERITY_WARNING;
    }
    return 0;
}

static void check_one(test *t, const expected *e, const gtee_diagnostic *d)
{
    char found[2 * LINE];

    snprintf(found, sizeof found, "%s %u:%u \"%s\"", gtee_diagnostic_code(d), gtee_diagnostic_line(d), gtee_diagnostic_column(d),
             gtee_diagnostic_message(d));
    if (strcmp(e->code, gtee_diagnostic_code(d)) != 0 || e->line != gtee_diagnostic_line(d) || e->column != gtee_diagnostic_column(d) ||
        strstr(gtee_diagnostic_message(d), e->part) == NULL) {
        fprintf(stderr, "%s: expected %s %u:%u \"%s\"\n", t->name, e->code, e->line, e->column, e->part);
        fail(t, "found    ", found);
    }
    if (gtee_diagnostic_hint(d) == NULL || gtee_diagnostic_hint(d)[0] == '\0')
        fail(t, "no hint with ", found);
    if (gtee_diagnostic_line(d) > 0 && (gtee_diagnostic_excerpt(d) == NULL || gtee_diagnostic_length(d) == 0))
        fail(t, "no excerpt with ", found);
    snprintf(shown[shown_count++], sizeof shown[0], "%s", e->code);
}

static void check_all(test *t, gtee_status status, const gtee_diagnostics *list)
{
    size_t count = list != NULL ? gtee_diagnostics_count(list) : 0;
    int succeeds = 1;
    char detail[LINE];

    for (size_t i = 0; i < t->expected_count; i++) {
        if (i < count)
            check_one(t, &t->expected[i], gtee_diagnostics_at(list, i));
        else
            fail(t, "not reported: ", t->expected[i].code);
        succeeds = succeeds && is_warning(t->expected[i].code);
    }
    for (size_t i = t->expected_count; i < count; i++) {
        const gtee_diagnostic *d = gtee_diagnostics_at(list, i);
        snprintf(detail, sizeof detail, "%s %u:%u \"%.800s\"", gtee_diagnostic_code(d), gtee_diagnostic_line(d),
                 gtee_diagnostic_column(d), gtee_diagnostic_message(d));
        fail(t, "not expected: ", detail);
    }
    if (t->has_status ? status != t->status : (status == GTEE_OK) != succeeds)
        fail(t, "status: ", gtee_status_text(status));
}

static void join(char *path, size_t size, const char *directory, const char *name)
{
    if (name[0] == '/')
        snprintf(path, size, "%s", name);
    else
        snprintf(path, size, "%s/%s", directory, name);
}

static void load(test *t, const char *path)
{
    gtee_context_options options = {.size = sizeof options, .limits = &t->limits};
    gtee_context *context = NULL;
    gtee_dossier *dossier = NULL;
    gtee_diagnostics *list = NULL;
    char more[4][2 * LINE];
    const char *paths[5] = {path};

    for (size_t i = 0; i < t->with_count; i++) {
        join(more[i], sizeof more[i], t->directory, t->with[i]);
        paths[i + 1] = more[i];
    }
    if (gtee_context_new(&options, &context) != GTEE_OK) {
        fail(t, "no context", "");
        return;
    }
    gtee_status status = gtee_dossier_load(context, paths, t->with_count + 1, NULL, &dossier, &list);
    check_all(t, status, list);
    if ((status == GTEE_OK) != (dossier != NULL))
        fail(t, "a dossier without success, or success without a dossier", "");
    gtee_diagnostics_unref(list);
    gtee_dossier_unref(dossier);
    gtee_context_unref(context);
}

static size_t run(const char *directory, const char *name)
{
    static test t;
    char path[2 * LINE];

    memset(&t, 0, sizeof t);
    t.directory = directory;
    t.name = name;
    t.limits.size = sizeof t.limits;
    join(path, sizeof path, directory, name);
    read_test(&t, path);
    if (t.failures == 0)
        load(&t, path);
    if (t.failures == 0 && strncmp(name, t.expected[0].code, 5) != 0)
        fail(&t, "its name should begin with ", t.expected[0].code);
    return t.failures;
}

/* ---- Is every code shown? */

static int was_shown(const char *code)
{
    for (size_t i = 0; i < shown_count; i++)
        if (strcmp(shown[i], code) == 0)
            return 1;
    return 0;
}

/* elsewhere.txt: lines of a code and where it is shown instead. */
static int is_elsewhere(const char *directory, const char *code)
{
    char path[2 * LINE], line[LINE];
    int found = 0;

    join(path, sizeof path, directory, "elsewhere.txt");
    FILE *file = fopen(path, "rb");
    while (file != NULL && !found && fgets(line, sizeof line, file) != NULL)
        found = strncmp(line, code, strlen(code)) == 0;
    if (file != NULL)
        fclose(file);
    return found;
}

static size_t check_coverage(const char *directory)
{
    size_t missing = 0;

    for (size_t i = 0; i < gtee_diagnostic_code_info_count(); i++) {
        const gtee_diagnostic_code_info *info = gtee_diagnostic_code_info_at(i);
        const char *code = gtee_diagnostic_code_info_code(info);
        int elsewhere = is_elsewhere(directory, code);
        if (strcmp(code, "G0400") >= 0)
            continue;
        if (was_shown(code) == elsewhere) {
            fprintf(stderr, elsewhere ? "%s (%s) is shown by a file, and yet in elsewhere.txt\n" : "no file shows %s (%s)\n", code,
                    gtee_diagnostic_code_info_name(info));
            missing++;
        }
    }
    return missing;
}

static int is_test(const char *name)
{
    const char *ending = strrchr(name, '.');

    return name[0] == 'G' && ending != NULL && (strcmp(ending, ".yaml") == 0 || strcmp(ending, ".json") == 0);
}

static size_t run_all(const char *directory)
{
    static char names[MOST_FILES][256];
    size_t count = 0, failures = 0;
    DIR *entries = opendir(directory);
    const struct dirent *entry;

    while (entries != NULL && count < MOST_FILES && (entry = readdir(entries)) != NULL)
        if (is_test(entry->d_name))
            snprintf(names[count++], sizeof names[0], "%s", entry->d_name);
    if (entries != NULL)
        closedir(entries);
    for (size_t i = 0; i < count; i++)
        failures += run(directory, names[i]);
    printf("%zu files, %zu failures\n", count, failures);
    return failures + check_coverage(directory) + (count == 0);
}

int main(int argc, char **argv)
{
    size_t failures = 0;

    if (argc < 2) {
        fputs("usage: errors_driver DIRECTORY [FILE…]\n", stderr);
        return 2;
    }
    if (argc == 2)
        return run_all(argv[1]) > 0;
    for (int i = 2; i < argc; i++)
        failures += run(argv[1], argv[i]);
    return failures > 0;
}
