/* diagnostics.c: what callers read of a finished list of diagnostics: the public accessors. Uses diagnostic_list.h. */
#include "base/diagnostic_list.h"

gtee_diagnostics *gtee_diagnostics_ref(gtee_diagnostics *diagnostics)
{
    gti_refs_up(&diagnostics->refs);
    return diagnostics;
}

void gtee_diagnostics_unref(gtee_diagnostics *diagnostics)
{
    gti_allocator allocator;

    if (diagnostics == NULL || !gti_refs_down(&diagnostics->refs))
        return;
    allocator = diagnostics->allocator;
    gti_vec_free(&allocator, &diagnostics->items);
    gti_arena_free(&diagnostics->arena);
    gti_free(&allocator, diagnostics, sizeof *diagnostics);
}

size_t gtee_diagnostics_count(const gtee_diagnostics *diagnostics)
{
    return diagnostics->items.count;
}

const gtee_diagnostic *gtee_diagnostics_at(const gtee_diagnostics *diagnostics, size_t index)
{
    return index < diagnostics->items.count ? GTI_VEC_AT(&diagnostics->items, gtee_diagnostic, index) : NULL;
}

uint64_t gtee_diagnostics_error_count(const gtee_diagnostics *diagnostics)
{
    return diagnostics->errors;
}

uint64_t gtee_diagnostics_warning_count(const gtee_diagnostics *diagnostics)
{
    return diagnostics->warnings;
}

uint32_t gtee_diagnostic_severity(const gtee_diagnostic *diagnostic)
{
    return diagnostic->severity;
}

const char *gtee_diagnostic_code(const gtee_diagnostic *diagnostic)
{
    return gti_code_info(diagnostic->code)->code;
}

const char *gtee_diagnostic_name(const gtee_diagnostic *diagnostic)
{
    return gti_code_info(diagnostic->code)->name;
}

const char *gtee_diagnostic_message(const gtee_diagnostic *diagnostic)
{
    return diagnostic->message;
}

const char *gtee_diagnostic_hint(const gtee_diagnostic *diagnostic)
{
    return diagnostic->hint;
}

const char *gtee_diagnostic_file(const gtee_diagnostic *diagnostic)
{
    return diagnostic->file;
}

uint32_t gtee_diagnostic_line(const gtee_diagnostic *diagnostic)
{
    return diagnostic->line;
}

uint32_t gtee_diagnostic_column(const gtee_diagnostic *diagnostic)
{
    return diagnostic->column;
}

uint32_t gtee_diagnostic_length(const gtee_diagnostic *diagnostic)
{
    return diagnostic->length;
}

const char *gtee_diagnostic_path(const gtee_diagnostic *diagnostic)
{
    return diagnostic->path;
}

const char *gtee_diagnostic_excerpt(const gtee_diagnostic *diagnostic)
{
    return diagnostic->excerpt;
}

uint32_t gtee_diagnostic_excerpt_column(const gtee_diagnostic *diagnostic)
{
    return diagnostic->excerpt_column;
}

size_t gtee_diagnostic_related_count(const gtee_diagnostic *diagnostic)
{
    return diagnostic->related_count;
}

const gtee_diagnostic *gtee_diagnostic_related_at(const gtee_diagnostic *diagnostic, size_t index)
{
    return index < diagnostic->related_count ? &diagnostic->related[index] : NULL;
}
