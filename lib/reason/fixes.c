/* fixes.c: choices that are fixed, from the caller's text ("variable=option") or a proposal's terms. Uses base, record, inquiry.h. */
#include "reason/inquiry.h"

#include <string.h>

/* The text in parts, NUL-terminated copies. `who` is NULL without a slash. */
typedef struct parts {
    const char *issue, *who, *options;
} parts;

static gtee_status not_found(gti_report *report, const char *text, const char *what, const char *which)
{
    gti_report_add(report, GTI_CODE_UNKNOWN_CHOICE, NULL, NULL, "%q: there is no %s %q", text, what, which);
    return GTEE_ERROR_NOT_FOUND;
}

static gtee_status not_understood(gti_report *report, const char *text)
{
    gti_report_add(report, GTI_CODE_UNKNOWN_CHOICE, NULL, NULL, "%q is no choice: it is written `issue=option` or `issue/participant=option`", text);
    return GTEE_ERROR_NOT_FOUND;
}

static gtee_status take_apart(gti_inquiry *inquiry, const char *text, gti_report *report, parts *apart)
{
    char *copy = gti_arena_copy(&inquiry->arena, text, strlen(text));
    char *equals, *slash;

    *apart = (parts){.issue = copy};
    if (copy == NULL)
        return GTEE_ERROR_MEMORY;
    equals = strchr(copy, '=');
    if (equals == NULL)
        return not_understood(report, text);
    *equals = '\0';
    apart->options = equals + 1;
    slash = strchr(copy, '/');
    if (slash != NULL) {
        *slash = '\0';
        apart->who = slash + 1;
    }
    return GTEE_OK;
}

/* The text behind a prefix, NULL if it does not begin with it. */
static const char *behind(const char *text, const char *prefix)
{
    const size_t size = strlen(prefix);

    return strncmp(text, prefix, size) == 0 ? text + size : NULL;
}

static const gtee_option *find_option(const gtee_issue *issue, const char *id, size_t size)
{
    for (uint32_t i = 0; i < issue->options.count; i++)
        if (strlen(issue->options.items[i].id) == size && memcmp(issue->options.items[i].id, id, size) == 0)
            return &issue->options.items[i];
    return NULL;
}

/* "a", "a,b", "at-least:a", "at-most:a" as bits; 0 and what is wrong. */
static uint64_t read_options(const gtee_issue *issue, const char *text, const char **unknown)
{
    const char *least = behind(text, "at-least:"), *most = behind(text, "at-most:");
    uint64_t options = 0;

    *unknown = least != NULL ? least : most != NULL ? most : text;
    if (least != NULL || most != NULL) {
        const gtee_option *option = issue->ordered ? find_option(issue, *unknown, strlen(*unknown)) : NULL;
        if (option == NULL)
            return 0;
        const uint64_t below = (UINT64_C(1) << option->index) - 1;
        return least != NULL ? gti_options_all(issue) & ~below : below | UINT64_C(1) << option->index;
    }
    for (;;) {
        const char *comma = strchr(text, ',');
        const gtee_option *option = find_option(issue, text, comma != NULL ? (size_t)(comma - text) : strlen(text));
        *unknown = text;
        if (option == NULL)
            return 0;
        options |= UINT64_C(1) << option->index;
        if (comma == NULL)
            return options;
        text = comma + 1;
    }
}

static gtee_status add_fix(gti_inquiry *inquiry, uint32_t variable, uint64_t options, const char *text)
{
    const gti_fix fix = {.variable = variable, .options = options, .text = text};

    return gti_vec_append(&inquiry->arena.allocator, &inquiry->fixes, &fix, 1) ? GTEE_OK : GTEE_ERROR_MEMORY;
}

static gtee_status add_choices(gti_inquiry *inquiry, const gtee_issue *issue, const gtee_participant *who, uint64_t options, const char *text,
                               gti_report *report)
{
    gti_groups groups;
    gti_span span;
    gtee_status status;

    gti_groups_init(&groups, &inquiry->view->groups, inquiry->view->dossier, inquiry->view->day);
    status = gti_variables_of(&inquiry->view->variables, &groups, issue, who, &span);
    if (status == GTEE_OK && span.count == 0) {
        gti_report_add(report, GTI_CODE_UNKNOWN_CHOICE, NULL, NULL, "%q: %s has no choice on %q as of %d", text,
                       who != NULL ? gtee_participant_name(who, NULL) : "nobody", issue->record.id, (int)inquiry->view->day);
        status = GTEE_ERROR_NOT_FOUND;
    }
    for (uint32_t i = 0; status == GTEE_OK && i < span.count; i++)
        status = add_fix(inquiry, gti_span_at(&span, i), options, text);
    gti_groups_free(&groups);
    return status;
}

gtee_status gti_inquiry_fix(gti_inquiry *inquiry, const char *text, gti_report *report)
{
    const gtee_dossier *dossier = inquiry->view->dossier;
    const gtee_participant *who = NULL;
    const char *unknown, *kept;
    parts apart;

    if (text == NULL)
        return GTEE_ERROR_ARGUMENT;
    gtee_status status = take_apart(inquiry, text, report, &apart);
    if (status != GTEE_OK)
        return status;
    const gtee_issue *issue = gtee_dossier_issue_find(dossier, apart.issue);
    if (issue == NULL)
        return not_found(report, text, "issue", apart.issue);
    if ((apart.who != NULL) != (issue->by != NULL))
        return not_understood(report, text);
    if (apart.who != NULL && (who = gtee_dossier_participant_find(dossier, apart.who)) == NULL)
        return not_found(report, text, "participant", apart.who);
    const uint64_t options = read_options(issue, apart.options, &unknown);
    if (options == 0)
        return not_found(report, text, "option", unknown);
    kept = gti_arena_copy(&inquiry->arena, text, strlen(text));
    if (kept == NULL || !gti_vec_append(&inquiry->arena.allocator, &inquiry->texts, &kept, 1))
        return GTEE_ERROR_MEMORY;
    return add_choices(inquiry, issue, who, options, kept, report);
}

/* "variable=option,option". */
static const char *write_fix(gti_inquiry *inquiry, const gti_variable *variable, uint64_t options)
{
    gti_buffer buffer;
    const char *text = NULL;

    gti_buffer_init(&buffer, &inquiry->arena.allocator);
    gti_buffer_format(&buffer, "%s%s%s=", variable->issue->record.id, variable->choice != NULL ? "/" : "",
                      variable->choice != NULL ? variable->choice->record.id : "");
    for (uint32_t i = 0, count = 0; i < variable->issue->options.count; i++)
        if ((options >> i & 1) != 0)
            gti_buffer_format(&buffer, "%s%s", count++ > 0 ? "," : "", variable->issue->options.items[i].id);
    if (!buffer.failed)
        text = gti_arena_copy(&inquiry->arena, buffer.data, buffer.size);
    gti_buffer_free(&buffer);
    return text;
}

gtee_status gti_inquiry_fix_proposal(gti_inquiry *inquiry)
{
    gti_reading read;
    gtee_status status = gti_reading_make(&read, inquiry->view, inquiry->question.proposal, NULL);

    for (size_t i = 0; status == GTEE_OK && i < read.named.count; i++) {
        const gti_named *named = GTI_VEC_AT(&read.named, gti_named, i);
        const gti_variable *variable = &inquiry->view->variables.items[named->variable];
        if (gti_variable_derived(variable))
            continue;
        const char *text = write_fix(inquiry, variable, named->options);
        status = text != NULL && gti_vec_append(&inquiry->arena.allocator, &inquiry->texts, &text, 1)
                     ? add_fix(inquiry, named->variable, named->options, text)
                     : GTEE_ERROR_MEMORY;
    }
    gti_reading_free(&read);
    return status;
}
