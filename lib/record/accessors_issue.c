/* accessors_issue.c: public accessors of issues, options, terms, constraints. Uses accessors.h. */
#include "record/accessors.h"

#include <string.h>

GTI_GET(const gtee_record *, gtee_issue_record, gtee_issue, &o->record)
GTI_GET(const char *, gtee_issue_id, gtee_issue, o->record.id)
GTI_GET(const char *, gtee_issue_title, gtee_issue, o->title != NULL ? o->title : o->record.id)
GTI_GET(const char *, gtee_issue_description, gtee_issue, o->description)
GTI_STRUCTS(gtee_option, gtee_issue_option, gtee_issue, options)
GTI_GET(int32_t, gtee_issue_ordered, gtee_issue, o->ordered)
GTI_GET(const gtee_option *, gtee_issue_default, gtee_issue, o->default_option)
GTI_RECORDS(gtee_participant, gtee_issue_consent, gtee_issue, consent)
GTI_GET(const gtee_participant *, gtee_issue_by, gtee_issue, o->by)
GTI_GET(uint32_t, gtee_issue_derived, gtee_issue, o->derived)
GTI_TEXTS(gtee_issue_tag, gtee_issue, tags)
GTI_LIST(const char *, gtee_issue_reference, gtee_issue, references, o->references.items[i].value)
GTI_AT(const char *, gtee_issue_reference_scheme_at, gtee_issue, references, o->references.items[i].key)

const gtee_option *gtee_issue_option_find(const gtee_issue *issue, const char *id)
{
    for (uint32_t i = 0; id != NULL && i < issue->options.count; i++)
        if (strcmp(issue->options.items[i].id, id) == 0)
            return &issue->options.items[i];
    return NULL;
}

GTI_GET(const char *, gtee_option_id, gtee_option, o->id)
GTI_GET(const char *, gtee_option_title, gtee_option, o->title != NULL ? o->title : o->id)
GTI_GET(const char *, gtee_option_description, gtee_option, o->description)
GTI_GET(size_t, gtee_option_index, gtee_option, o->index)

GTI_GET(const gtee_issue *, gtee_term_issue, gtee_term, o->issue)
GTI_GET(const gtee_participant *, gtee_term_participant, gtee_term, o->participant)
GTI_GET(uint32_t, gtee_term_selection, gtee_term, o->selection)
GTI_GET(uint64_t, gtee_term_options, gtee_term, o->options)

size_t gtee_term_option_count(const gtee_term *term)
{
    size_t count = 0;

    for (uint64_t left = term->options; left != 0; left &= left - 1)
        count++;
    return count;
}

const gtee_option *gtee_term_option_at(const gtee_term *term, size_t index)
{
    for (uint32_t i = 0; i < term->issue->options.count; i++)
        if ((term->options >> i & 1) != 0 && index-- == 0)
            return &term->issue->options.items[i];
    return NULL;
}

GTI_GET(const gtee_record *, gtee_constraint_record, gtee_constraint, &o->record)
GTI_GET(const char *, gtee_constraint_id, gtee_constraint, o->record.id)
GTI_GET(const char *, gtee_constraint_because, gtee_constraint, o->because)
GTI_GET(uint32_t, gtee_constraint_form, gtee_constraint, o->of.count > 0 ? GTEE_CONSTRAINT_COUNT : GTEE_CONSTRAINT_IF_THEN)
GTI_STRUCTS(gtee_term, gtee_constraint_if, gtee_constraint, when)
GTI_STRUCTS(gtee_term, gtee_constraint_then, gtee_constraint, then)
GTI_STRUCTS(gtee_term, gtee_constraint_of, gtee_constraint, of)
GTI_GET(uint32_t, gtee_constraint_at_least, gtee_constraint, o->has_at_least ? o->at_least : 0)
GTI_GET(uint32_t, gtee_constraint_at_most, gtee_constraint, o->has_at_most ? o->at_most : UINT32_MAX)
