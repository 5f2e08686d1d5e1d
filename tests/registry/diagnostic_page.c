/*
 * diagnostic_page.c: prints the page that is made of the registry of diagnostics, docs/diagnostics.md. Reads
 * lib/base/diagnostic_codes.def; uses libc only.
 */
#include <stdio.h>
#include <string.h>

typedef struct entry {
    const char *code, *name, *severity, *since, *meaning, *mend;
} entry;

static const entry entries[] = {
#define GTI_CODE(symbol, code_, name_, severity_, since_, meaning_, mend_)                                                             \
    {.code = code_, .name = name_, .severity = #severity_, .since = since_, .meaning = meaning_, .mend = mend_},
#include "base/diagnostic_codes.def"
#undef GTI_CODE
};
#define ENTRIES (sizeof entries / sizeof entries[0])

typedef struct section {
    const char *prefix, *title;
} section;

static const section sections[] = {
    {"G01", "Files, YAML and limits"},
    {"G02", "Keys and values"},
    {"G03", "References and rules"},
    {"G04", "Names"},
    {"G05", "Writing"},
    {"G06", "Quotes and locators"},
    {"G07", "Views and reasoning"},
};
#define SECTIONS (sizeof sections / sizeof sections[0])

static const char introduction[] =
    "# Diagnostics\n"
    "\n"
    "Every diagnostic has a stable code and a stable name, which mean the same in all later versions. A new version may bring new ones.\n"
    "The program shows them as `error[G0201]: …`; programs read them with `gtee_diagnostic_code` and `gtee_diagnostic_name`.\n"
    "\n"
    "An **error** makes a dossier unusable as it is; a **warning** does not, but something is probably not what was meant, and it counts\n"
    "as an error where the caller asks for strictness. An error marked **limit** ends the work with `GTEE_ERROR_LIMIT`, one marked **i/o**\n"
    "with `GTEE_ERROR_IO`, any other with the status of the function that met it.\n"
    "\n"
    "This page is made from the registry, `lib/base/diagnostic_codes.def`, by `tests/registry/page.sh`.\n";

static const char *severity_of(const entry *e)
{
    if (strcmp(e->severity, "LIMIT") == 0)
        return "error, limit";
    if (strcmp(e->severity, "IO") == 0)
        return "error, i/o";
    return strcmp(e->severity, "WARNING") == 0 ? "warning" : "error";
}

/* Plain words with `code` in them: what Markdown would take for more is escaped. */
static void print_words(const char *text)
{
    int code = 0;

    for (; *text != '\0'; text++) {
        code ^= *text == '`';
        if (!code && strchr("*<[\\", *text) != NULL)
            putchar('\\');
        putchar(*text);
    }
}

static size_t print_section(const section *s)
{
    size_t count = 0;

    printf("\n## %sYY: %s\n", s->prefix, s->title);
    for (size_t i = 0; i < ENTRIES; i++) {
        const entry *e = &entries[i];

        if (strncmp(e->code, s->prefix, strlen(s->prefix)) != 0)
            continue;
        printf("\n### %s %s\n\n*%s, since %s.* ", e->code, e->name, severity_of(e), e->since);
        print_words(e->meaning);
        fputs("\n\n", stdout);
        print_words(e->mend);
        putchar('\n');
        count++;
    }
    return count;
}

/* Status 1: a code belongs to no section, and the page would lack it. */
int main(void)
{
    size_t count = 0;

    fputs(introduction, stdout);
    for (size_t i = 0; i < SECTIONS; i++)
        count += print_section(&sections[i]);
    if (count == ENTRIES)
        return 0;
    fprintf(stderr, "%zu codes belong to no section\n", ENTRIES - count);
    return 1;
}
