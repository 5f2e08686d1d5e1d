/* diagnostics.c: diagnostics as text, with the excerpt and a caret below it, and as JSON. Uses show.h, base. */
#include "show/show.h"

#include "base/context.h"

#include <string.h>

static const char tab[] = "    ";
#define TAB (sizeof tab - 1) /* columns between tab stops in an excerpt */

/* ---- The excerpt */

/* One pass over an excerpt: which columns its marked part takes, and, if there is somewhere to write, the columns from..to of it. */
typedef struct excerpt {
    const char *text;
    size_t mark_from, mark_to; /* in code points of the text */
    size_t begin, end;         /* found: the marked columns */
    size_t total;              /* found: columns of all */
    size_t from, to;           /* to be written */
    gti_buffer *out;           /* NULL: only measure */
} excerpt;

/* Excerpts hold no other control characters (gti_report_add). */
static bool is_tab(const char *cluster)
{
    return cluster[0] == '\t';
}

static size_t shown_width(const char *cluster, size_t size, size_t column)
{
    return is_tab(cluster) ? TAB - column % TAB : gti_text_width(cluster, size);
}

static void pass(excerpt *e)
{
    size_t size = strlen(e->text), column = 0, point = 0;
    bool begun = false;

    e->end = 0;
    for (size_t at = 0, bytes = 0; at < size; at += bytes) {
        bytes = gti_grapheme_next(e->text + at, size - at < 256 ? size - at : 256);
        size_t points = gti_utf8_count(e->text + at, bytes);
        size_t width = shown_width(e->text + at, bytes, column);
        if (!begun && point + points > e->mark_from) {
            e->begin = column;
            begun = true;
        }
        if (e->out != NULL && column >= e->from && column + width <= e->to)
            gti_buffer_add(e->out, is_tab(e->text + at) ? tab : e->text + at, is_tab(e->text + at) ? width : bytes);
        point += points;
        column += width;
        if (point <= e->mark_to || e->end == 0)
            e->end = point > e->mark_from ? column : e->end;
    }
    if (!begun) /* the mark is behind the line's end */
        e->begin = column;
    if (e->end <= e->begin)
        e->end = e->begin + 1;
    e->total = column;
}

/* Chooses which columns fit `room`, so that the beginning of the marked part is among them. */
static void choose_window(excerpt *e, size_t room)
{
    e->from = 0;
    e->to = e->total;
    if (e->total <= room)
        return;
    if (e->end > room && e->begin > room - room / 3)
        e->from = e->begin > room / 3 ? e->begin - room / 3 : 0;
    e->to = e->from + room;
    if (e->end > e->to)
        e->end = e->to;
}

static size_t digits_of(uint32_t line)
{
    size_t digits = 1;

    for (; line >= 10; line /= 10)
        digits++;
    return digits;
}

/* Left of the excerpt: the line's number, or as many spaces. */
static void put_gutter(gti_doc *doc, uint32_t line, bool numbered)
{
    gti_put_style(doc, GTI_NOTICE);
    if (numbered)
        gti_put_uint(doc, line);
    else
        gti_buffer_repeat(&doc->scratch, ' ', digits_of(line));
    gti_buffer_text(&doc->scratch, " |");
    gti_put_style(doc, GTI_PLAIN);
}

static enum gti_style severity_style(uint32_t severity)
{
    return severity == GTEE_SEVERITY_ERROR ? GTI_BAD : severity == GTEE_SEVERITY_WARNING ? GTI_MIXED : GTI_GOOD;
}

static void add_marks(gti_show *show, const gtee_diagnostic *diagnostic, const excerpt *e, size_t ellipsis)
{
    gti_doc *doc = &show->doc;

    put_gutter(doc, gtee_diagnostic_line(diagnostic), false);
    gti_buffer_repeat(&doc->scratch, ' ', 1 + e->begin - e->from + ellipsis);
    gti_put_style(doc, severity_style(gtee_diagnostic_severity(diagnostic)));
    gti_buffer_repeat(&doc->scratch, '^', e->end > e->begin ? e->end - e->begin : 1);
    gti_put_style(doc, GTI_PLAIN);
    gti_doc_line(doc, NULL);
}

static void add_excerpt(gti_show *show, const gtee_diagnostic *diagnostic)
{
    gti_doc *doc = &show->doc;
    uint32_t line = gtee_diagnostic_line(diagnostic), left = gtee_diagnostic_excerpt_column(diagnostic);
    size_t offset = gtee_diagnostic_column(diagnostic) > left ? gtee_diagnostic_column(diagnostic) - left : 0;
    size_t used = digits_of(line) + 3 + 4; /* the gutter, and both ellipses */
    excerpt e = {.text = gtee_diagnostic_excerpt(diagnostic), .mark_from = offset, .to = SIZE_MAX};

    e.mark_to = offset + gtee_diagnostic_length(diagnostic);
    pass(&e);
    choose_window(&e, show->options.width - used);
    excerpt writing = e;
    bool cut_left = e.from > 0 || left > 1;

    put_gutter(doc, line, false);
    gti_doc_line(doc, NULL);
    put_gutter(doc, line, true);
    gti_buffer_text(&doc->scratch, cut_left ? " … " : " ");
    writing.out = &doc->scratch;
    pass(&writing);
    gti_buffer_text(&doc->scratch, e.to < e.total ? " …" : "");
    gti_doc_line(doc, NULL);
    add_marks(show, diagnostic, &e, cut_left ? 2 : 0);
}

/* ---- Text */

static const char *severity_word(uint32_t severity)
{
    return severity == GTEE_SEVERITY_ERROR ? "error" : severity == GTEE_SEVERITY_WARNING ? "warning" : "note";
}

/* The place in the document, where there is room for it: file and line say enough. */
static void put_path(gti_show *show, const char *path)
{
    gti_buffer *out = &show->doc.scratch;

    if (path == NULL || path[0] == '\0' || gti_text_width(out->data, out->size) + strlen(path) + 4 > show->options.width)
        return;
    gti_put_all(&show->doc, " in ", path, (const char *)NULL);
}

static void add_place(gti_show *show, const gtee_diagnostic *diagnostic)
{
    gti_doc *doc = &show->doc;

    if (gtee_diagnostic_file(diagnostic) == NULL) {
        if (gtee_diagnostic_path(diagnostic) == NULL)
            return;
        gti_put_styled(doc, GTI_NOTICE, " --> ");
        gti_put(doc, gtee_diagnostic_path(diagnostic));
    } else {
        gti_buffer_repeat(&doc->scratch, ' ', digits_of(gtee_diagnostic_line(diagnostic)));
        gti_put_styled(doc, GTI_NOTICE, "--> ");
        gti_put(doc, gtee_diagnostic_file(diagnostic));
        if (gtee_diagnostic_line(diagnostic) != 0) {
            gti_put(doc, ":");
            gti_put_uint(doc, gtee_diagnostic_line(diagnostic));
            gti_put(doc, ":");
            gti_put_uint(doc, gtee_diagnostic_column(diagnostic));
        }
        put_path(show, gtee_diagnostic_path(diagnostic));
    }
    gti_doc_line(doc, NULL);
    if (gtee_diagnostic_excerpt(diagnostic) != NULL && gtee_diagnostic_line(diagnostic) != 0)
        add_excerpt(show, diagnostic);
}

static void add_message(gti_show *show, const gtee_diagnostic *diagnostic, bool with_code)
{
    gti_doc *doc = &show->doc;

    gti_put_style(doc, severity_style(gtee_diagnostic_severity(diagnostic)));
    gti_put(doc, severity_word(gtee_diagnostic_severity(diagnostic)));
    if (with_code)
        gti_put_all(doc, "[", gtee_diagnostic_code(diagnostic), "]", (const char *)NULL);
    gti_put_style(doc, GTI_STRONG);
    gti_put_all(doc, ": ", gtee_diagnostic_message(diagnostic), (const char *)NULL);
    gti_put_style(doc, GTI_PLAIN);
    gti_doc_item(doc, 0, "", NULL);
}

static void add_hint(gti_show *show, const gtee_diagnostic *diagnostic)
{
    gti_doc *doc = &show->doc;

    if (gtee_diagnostic_hint(diagnostic) == NULL)
        return;
    gti_buffer_repeat(&doc->scratch, ' ', digits_of(gtee_diagnostic_line(diagnostic)) + 1);
    gti_put_styled(doc, GTI_NOTICE, "= help: ");
    const char *label = gti_take(doc);
    gti_put(doc, gtee_diagnostic_hint(diagnostic));
    gti_doc_item(doc, 0, label, NULL);
}

static void add_totals(gti_show *show, const gtee_diagnostics *diagnostics)
{
    gti_doc *doc = &show->doc;
    uint64_t errors = gtee_diagnostics_error_count(diagnostics), warnings = gtee_diagnostics_warning_count(diagnostics);
    size_t kept = gtee_diagnostics_count(diagnostics);

    if (errors > 0)
        gti_put_count(doc, errors, "error", "errors");
    if (errors > 0 && warnings > 0)
        gti_put(doc, ", ");
    if (warnings > 0)
        gti_put_count(doc, warnings, "warning", "warnings");
    if (errors + warnings > kept) {
        gti_put(doc, ", of which the first ");
        gti_put_uint(doc, kept);
        gti_put(doc, " are shown");
    }
    if (gti_pending(doc))
        gti_doc_paragraph(doc, 0, NULL);
}

static void build(gti_show *show, const void *what)
{
    size_t count = gtee_diagnostics_count(what);

    for (size_t i = 0; i < count; i++) {
        const gtee_diagnostic *diagnostic = gtee_diagnostics_at(what, i);
        add_message(show, diagnostic, true);
        add_place(show, diagnostic);
        for (size_t r = 0; r < gtee_diagnostic_related_count(diagnostic); r++) {
            add_message(show, gtee_diagnostic_related_at(diagnostic, r), false);
            add_place(show, gtee_diagnostic_related_at(diagnostic, r));
        }
        add_hint(show, diagnostic);
        gti_doc_gap(&show->doc);
    }
    add_totals(show, what);
}

/* ---- JSON */

static void write_text(gti_json *json, const char *key, const char *text)
{
    gti_json_key(json, key);
    gti_json_text(json, text);
}

static void write_number(gti_json *json, const char *key, uint64_t number)
{
    gti_json_key(json, key);
    gti_json_uint(json, number);
}

static void write_diagnostic(gti_json *json, const gtee_diagnostic *diagnostic, bool whole)
{
    gti_json_begin_map(json);
    write_text(json, "severity", severity_word(gtee_diagnostic_severity(diagnostic)));
    if (whole) {
        write_text(json, "code", gtee_diagnostic_code(diagnostic));
        write_text(json, "name", gtee_diagnostic_name(diagnostic));
    }
    write_text(json, "message", gtee_diagnostic_message(diagnostic));
    write_text(json, "file", gtee_diagnostic_file(diagnostic));
    write_number(json, "line", gtee_diagnostic_line(diagnostic));
    write_number(json, "column", gtee_diagnostic_column(diagnostic));
    write_number(json, "length", gtee_diagnostic_length(diagnostic));
    write_text(json, "path", gtee_diagnostic_path(diagnostic));
    write_text(json, "excerpt", gtee_diagnostic_excerpt(diagnostic));
    write_number(json, "excerpt_column", gtee_diagnostic_excerpt_column(diagnostic));
    if (whole) {
        write_text(json, "hint", gtee_diagnostic_hint(diagnostic));
        gti_json_key(json, "related");
        gti_json_begin_list(json, false);
        for (size_t i = 0; i < gtee_diagnostic_related_count(diagnostic); i++)
            write_diagnostic(json, gtee_diagnostic_related_at(diagnostic, i), false);
        gti_json_end_list(json);
    }
    gti_json_end_map(json);
}

static void write_json(gti_show *show, gti_json *json, const void *what)
{
    (void)show;
    gti_json_begin_map(json);
    write_number(json, "errors", gtee_diagnostics_error_count(what));
    write_number(json, "warnings", gtee_diagnostics_warning_count(what));
    gti_json_key(json, "diagnostics");
    gti_json_begin_list(json, false);
    for (size_t i = 0; i < gtee_diagnostics_count(what); i++)
        write_diagnostic(json, gtee_diagnostics_at(what, i), true);
    gti_json_end_list(json);
    gti_json_end_map(json);
}

gtee_status gtee_diagnostics_show(const gtee_diagnostics *diagnostics, gtee_context *context, const gtee_show_options *options,
                                  gtee_text **text)
{
    static const gti_shower shower = {build, write_json, NULL, true};

    if (text == NULL)
        return GTEE_ERROR_ARGUMENT;
    *text = NULL;
    if (diagnostics == NULL || context == NULL)
        return GTEE_ERROR_ARGUMENT;
    return gti_show_run(&context->allocator, options, &shower, diagnostics, text);
}
