/* accessors_record.c: public accessors of what all records have, sources, participants. Uses accessors.h, schema.h. */
#include "record/accessors.h"
#include "record/schema.h"

#include <string.h>

GTI_GET(uint32_t, gtee_record_kind, gtee_record, o->kind)
GTI_GET(const char *, gtee_record_id, gtee_record, o->id)
GTI_GET(const char *, gtee_record_note, gtee_record, o->note)
GTI_GET(const char *, gtee_record_file, gtee_record, o->file)
GTI_GET(uint32_t, gtee_record_line, gtee_record, o->line)
GTI_GET(uint32_t, gtee_record_column, gtee_record, o->column)
GTI_STRUCTS(gtee_citation, gtee_record_citation, gtee_record, citations)

const char *gtee_kind_name(uint32_t kind)
{
    const gti_schema *schema = gti_schema_of(kind);

    return schema == NULL ? "" : schema->name;
}

GTI_GET(const gtee_source *, gtee_citation_source, gtee_citation, o->source)
GTI_GET(const char *, gtee_citation_locator, gtee_citation, o->locator)

GTI_GET(const gtee_record *, gtee_source_record, gtee_source, &o->record)
GTI_GET(const char *, gtee_source_id, gtee_source, o->record.id)
GTI_GET(const char *, gtee_source_title, gtee_source, o->title)
GTI_GET(const char *, gtee_source_publisher, gtee_source, o->publisher)
GTI_TEXTS(gtee_source_author, gtee_source, authors)
GTI_GET(gtee_date, gtee_source_date, gtee_source, o->date)
GTI_GET(const char *, gtee_source_url, gtee_source, o->url)
GTI_GET(const char *, gtee_source_language, gtee_source, o->language)
GTI_GET(const char *, gtee_source_text, gtee_source, o->text)

GTI_GET(const gtee_record *, gtee_participant_record, gtee_participant, &o->record)
GTI_GET(const char *, gtee_participant_id, gtee_participant, o->record.id)
GTI_GET(uint32_t, gtee_participant_kind, gtee_participant, o->kind)
GTI_LIST(const char *, gtee_participant_name, gtee_participant, names, o->names.items[i].value)
GTI_AT(const char *, gtee_participant_name_language_at, gtee_participant, names, o->names.items[i].key)
GTI_LIST(const char *, gtee_participant_code, gtee_participant, codes, o->codes.items[i].value)
GTI_AT(const char *, gtee_participant_code_scheme_at, gtee_participant, codes, o->codes.items[i].key)
GTI_STRUCTS(gtee_membership, gtee_participant_member, gtee_participant, members)
GTI_STRUCTS(gtee_office, gtee_participant_office, gtee_participant, offices)
GTI_GET(size_t, gtee_participant_membership_count, gtee_participant, o->membership_count)

const gtee_membership *gtee_participant_membership_at(const gtee_participant *participant, size_t index)
{
    return index < participant->membership_count ? participant->memberships[index] : NULL;
}

static const char *name_in(const gti_pairs *names, const char *language)
{
    for (uint32_t i = 0; i < names->count; i++)
        if (strcmp(names->items[i].key, language) == 0)
            return names->items[i].value;
    return NULL;
}

const char *gtee_participant_name(const gtee_participant *participant, const char *language)
{
    const gti_pairs *names = &participant->names;
    const char *name = language == NULL ? NULL : name_in(names, language);

    if (name == NULL)
        name = name_in(names, "en");
    if (name == NULL && names->count > 0)
        name = names->items[0].value;
    return name == NULL ? participant->record.id : name;
}

GTI_GET(const gtee_participant *, gtee_membership_group, gtee_membership, o->group)
GTI_GET(const gtee_participant *, gtee_membership_member, gtee_membership, o->member)
GTI_GET(gtee_date, gtee_membership_from, gtee_membership, o->from)
GTI_GET(gtee_date, gtee_membership_until, gtee_membership, o->until)
GTI_GET(const char *, gtee_membership_role, gtee_membership, o->role)

GTI_GET(const gtee_participant *, gtee_office_participant, gtee_office, o->participant)
GTI_GET(const char *, gtee_office_title, gtee_office, o->title)
GTI_GET(gtee_date, gtee_office_from, gtee_office, o->from)
GTI_GET(gtee_date, gtee_office_until, gtee_office, o->until)
