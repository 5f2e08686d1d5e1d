/* report.c: a list of diagnostics under construction (diagnostic.h). Uses memory.h, text.h and diagnostic_list.h.
 *
 * Reporting never fails for the one who reports: memory that is not to be had is remembered, and the list is given up at the end. */
#include "base/diagnostic_list.h"

#include <stdalign.h>
#include <string.h>

#define MOST_PATH 400u      /* code points */
#define EXCERPT 160u        /* code points */
#define EXCERPT_BEFORE 60u  /* of them, before the place */

struct gti_report {
    gti_allocator allocator;
    gtee_diagnostics *list;
    gtee_diagnostic *newest; /* NULL: it was not kept */
    gti_excerpts excerpts;
    gti_vec files;    /* const char *: the names, each once, in the list's arena */
    gti_buffer text;  /* what is being formatted */
    gti_buffer line;  /* the line that excerpts were taken of last: */
    const char *line_file;
    uint32_t line_number;
    bool line_found;
    uint32_t limit;
    bool strict, failed, limit_crossed, io_failed;
};

gti_report *gti_report_new(const gtee_context *context)
{
    gti_report *report = gti_alloc_zero(&context->allocator, sizeof *report);
    gtee_diagnostics *list = report == NULL ? NULL : gti_alloc_zero(&context->allocator, sizeof *list);

    if (list == NULL) {
        gti_free(&context->allocator, report, sizeof *report);
        return NULL;
    }
    gti_refs_init(&list->refs);
    list->allocator = context->allocator;
    gti_arena_init(&list->arena, &context->allocator);
    list->items = GTI_VEC(gtee_diagnostic);
    report->allocator = context->allocator;
    report->list = list;
    report->files = GTI_VEC(const char *);
    gti_buffer_init(&report->text, &context->allocator);
    gti_buffer_init(&report->line, &context->allocator);
    report->limit = context->limits.diagnostics;
    return report;
}

void gti_report_free(gti_report *report)
{
    gti_allocator allocator;

    if (report == NULL)
        return;
    allocator = report->allocator;
    gtee_diagnostics_unref(report->list);
    gti_vec_free(&allocator, &report->files);
    gti_buffer_free(&report->text);
    gti_buffer_free(&report->line);
    gti_free(&allocator, report, sizeof *report);
}

void gti_report_excerpts(gti_report *report, const gti_excerpts *excerpts)
{
    report->excerpts = excerpts == NULL ? (gti_excerpts){.line = NULL, .user = NULL} : *excerpts;
    report->line_file = NULL;
}

void gti_report_strict(gti_report *report, bool strict)
{
    report->strict = strict;
}

/* What stands in the scratch buffer, copied into the list; NULL on failure. Empties the buffer. */
static const char *keep_text(gti_report *report)
{
    const char *text = NULL;

    if (!report->text.failed)
        text = gti_arena_copy(&report->list->arena, report->text.data, report->text.size);
    if (text == NULL)
        report->failed = true;
    report->text.failed = false;
    gti_buffer_truncate(&report->text, 0);
    return text;
}

static const char *keep_format(gti_report *report, const char *format, va_list arguments)
{
    gti_buffer_format_list(&report->text, true, format, arguments);
    return keep_text(report);
}

/* The name as the list keeps it, once for all diagnostics of that file. */
static const char *keep_file(gti_report *report, const char *file)
{
    const char **known, *copy;

    if (file == NULL)
        return NULL;
    for (size_t i = report->files.count; i-- > 0;) {
        known = GTI_VEC_AT(&report->files, const char *, i);
        if (strcmp(*known, file) == 0)
            return *known;
    }
    copy = gti_arena_copy(&report->list->arena, file, strlen(file));
    known = copy == NULL ? NULL : gti_vec_push(&report->allocator, &report->files);
    if (known == NULL) {
        report->failed = true;
        return copy;
    }
    *known = copy;
    return copy;
}

/* The line that the diagnostic stands in, into report->line. */
static bool fetch_line(gti_report *report, const gtee_diagnostic *d)
{
    if (report->line_file == d->file && report->line_number == d->line)
        return report->line_found;
    gti_buffer_truncate(&report->line, 0);
    report->line_found = report->excerpts.line(report->excerpts.user, d->file, d->line, &report->line);
    if (report->line.failed) {
        report->failed = true;
        report->line_found = false;
        report->line.failed = false;
    }
    report->line_file = d->file;
    report->line_number = d->line;
    return report->line_found;
}

/* The first code point of the excerpt, from 0, in a line of so many. */
static size_t excerpt_start(size_t column, size_t total)
{
    size_t start = column > EXCERPT_BEFORE ? column - EXCERPT_BEFORE : 0;

    if (total <= EXCERPT)
        return 0;
    return start + EXCERPT > total ? total - EXCERPT : start;
}

static void add_excerpt(gti_report *report, gtee_diagnostic *d)
{
    const char *text;
    size_t size, total, start, length;

    if (report->excerpts.line == NULL || d->file == NULL || d->line == 0 || !fetch_line(report, d))
        return;
    text = report->line.data == NULL ? "" : report->line.data;
    size = report->line.size;
    total = gti_utf8_count(text, size);
    if (d->column > total + 1)
        return; /* the reader gave only the beginning of an endless line */
    start = excerpt_start(d->column > 0 ? d->column - 1 : 0, total);
    for (size_t at = 0, index = 0; at < size && index < start + EXCERPT; at += length, index++) {
        const uint32_t codepoint = gti_utf8_next(text + at, size - at, &length);

        if (index >= start)
            gti_buffer_codepoint(&report->text, gti_codepoint_suspects(codepoint) == 0 ? codepoint : GTI_REPLACEMENT);
    }
    d->excerpt = keep_text(report);
    d->excerpt_column = (uint32_t)start + 1;
}

static void set_place(gti_report *report, gtee_diagnostic *d, const gti_place *place)
{
    if (place == NULL || place->file == NULL)
        return;
    d->file = keep_file(report, place->file);
    d->line = place->line;
    d->column = place->column;
    d->length = place->length > 0 ? place->length : 1;
    add_excerpt(report, d);
}

/* Counts it, and says whether there is room for one more of its severity. */
static bool count(gti_report *report, uint32_t severity)
{
    uint64_t *so_far = severity == GTEE_SEVERITY_ERROR ? &report->list->errors : &report->list->warnings;

    return (*so_far)++ < report->limit;
}

void gti_report_add(gti_report *report, enum gti_code code, const gti_place *place, const char *path, const char *format, ...)
{
    const gtee_diagnostic_code_info *info = gti_code_info(code);
    const uint32_t severity = report->strict ? GTEE_SEVERITY_ERROR : gtee_diagnostic_code_info_severity(info);
    gtee_diagnostic *d;
    va_list arguments;

    report->limit_crossed = report->limit_crossed || info->class == GTI_CLASS_LIMIT;
    report->io_failed = report->io_failed || info->class == GTI_CLASS_IO;
    report->newest = NULL;
    if (!count(report, severity))
        return;
    d = gti_vec_push(&report->allocator, &report->list->items);
    if (d == NULL) {
        report->failed = true;
        return;
    }
    report->newest = d;
    d->code = code;
    d->severity = severity;
    d->hint = info->mend; /* unless something is said that fits better */
    va_start(arguments, format);
    d->message = keep_format(report, format, arguments);
    va_end(arguments);
    set_place(report, d, place);
    if (path != NULL) {
        gti_buffer_guarded(&report->text, path, strlen(path), MOST_PATH);
        d->path = keep_text(report);
    }
}

void gti_report_failed(gti_report *report)
{
    report->failed = true;
}

void gti_report_hint(gti_report *report, const char *format, ...)
{
    va_list arguments;

    if (report->newest == NULL)
        return;
    va_start(arguments, format);
    report->newest->hint = keep_format(report, format, arguments);
    va_end(arguments);
}

/* One more place behind a diagnostic's others; NULL: no memory. */
static gtee_diagnostic *add_related(gti_report *report, gtee_diagnostic *to)
{
    const size_t many = to->related_count;
    gtee_diagnostic *room;

    if ((many & (many - 1)) == 0) { /* 0 and each power of two: full */
        room = gti_arena_array(&report->list->arena, many == 0 ? 1 : many * 2, sizeof *room, alignof(gtee_diagnostic));
        if (room == NULL)
            return NULL;
        if (many > 0)
            memcpy(room, to->related, many * sizeof *room);
        to->related = room;
    }
    to->related_count++;
    return &to->related[many];
}

void gti_report_related(gti_report *report, const gti_place *place, const char *format, ...)
{
    gtee_diagnostic *note;
    va_list arguments;

    if (report->newest == NULL)
        return;
    note = add_related(report, report->newest);
    if (note == NULL) {
        report->failed = true;
        return;
    }
    note->code = report->newest->code;
    note->severity = GTEE_SEVERITY_NOTE;
    va_start(arguments, format);
    note->message = keep_format(report, format, arguments);
    va_end(arguments);
    set_place(report, note, place);
}

uint64_t gti_report_errors(const gti_report *report)
{
    return report->list->errors;
}

bool gti_report_full(const gti_report *report)
{
    return report->list->errors >= report->limit;
}

bool gti_report_limit(const gti_report *report)
{
    return report->limit_crossed;
}

bool gti_report_io(const gti_report *report)
{
    return report->io_failed;
}

gtee_status gti_report_status(const gti_report *report)
{
    if (report->failed)
        return GTEE_ERROR_MEMORY;
    if (report->limit_crossed)
        return GTEE_ERROR_LIMIT;
    if (report->io_failed)
        return GTEE_ERROR_IO;
    return report->list->errors > 0 ? GTEE_ERROR_DOSSIER : GTEE_OK;
}

static int compare_numbers(uint32_t a, uint32_t b)
{
    return (a > b) - (a < b);
}

/* By file, those without one first, then by line and column. */
static int by_place(const void *user, const void *left, const void *right)
{
    const gtee_diagnostic *a = left, *b = right;
    int order = 0;

    (void)user;
    if (a->file != b->file) /* names are kept once */
        order = a->file == NULL ? -1 : b->file == NULL ? 1 : strcmp(a->file, b->file);
    if (order == 0)
        order = compare_numbers(a->line, b->line);
    return order != 0 ? order : compare_numbers(a->column, b->column);
}

gtee_status gti_report_finish(gti_report *report, gtee_status status, gtee_diagnostics **out)
{
    gti_vec *items = &report->list->items;

    if (out != NULL)
        *out = NULL;
    /* Of half a work no list is given: it would look like all there is to say. */
    if (status == GTEE_ERROR_MEMORY || report->failed ||
        !gti_sort(&report->allocator, items->items, items->count, items->item_size, by_place, NULL))
        status = GTEE_ERROR_MEMORY;
    else if (out != NULL && items->count > 0)
        *out = gtee_diagnostics_ref(report->list);
    gti_report_free(report);
    return status;
}
