/* list_filter.c: which records a list holds: the view's day and evidence, and the filters of the call. Uses list.h, record/model.h. */
#include "show/list.h"

#include "record/model.h"

#include <string.h>

#define AS(type, record) ((const type *)(const void *)(record))

/* ---- What the view admits */

/* Its own citations count, and those of its clauses. */
static bool admits_proposal(const gtee_view *view, const gtee_proposal *proposal)
{
    bool admitted = gti_view_admits(view, proposal->date, 0, &proposal->record.citations);

    for (uint32_t i = 0; !admitted && i < proposal->clauses.count; i++)
        admitted = gti_view_admits(view, proposal->date, 0, &proposal->clauses.items[i]->record.citations);
    return admitted;
}

static bool view_admits(const gtee_view *view, const gtee_record *record)
{
    const gti_citations *citations = &record->citations;

    switch (record->kind) {
    case GTEE_KIND_SOURCE: {
        gtee_citation itself = {(gtee_source *)(uintptr_t)(const void *)record, NULL};
        const gti_citations one = {&itself, 1};
        return gti_view_admits(view, AS(gtee_source, record)->date, 0, &one);
    }
    case GTEE_KIND_PROPOSAL:
        return admits_proposal(view, AS(gtee_proposal, record));
    case GTEE_KIND_POSITION:
        return gti_view_admits_position(view, AS(gtee_position, record));
    case GTEE_KIND_EXPECTATION:
        return gti_view_admits(view, AS(gtee_expectation, record)->date, AS(gtee_expectation, record)->evidence, citations);
    case GTEE_KIND_PREFERENCE:
        return gti_view_admits(view, AS(gtee_preference, record)->date, AS(gtee_preference, record)->evidence, citations);
    case GTEE_KIND_EVENT:
        return gti_view_admits(view, AS(gtee_event, record)->date, AS(gtee_event, record)->evidence, citations);
    default:
        return true;
    }
}

/* ---- Text */

static bool contains(gti_list *list, const char *text)
{
    if (text == NULL)
        return false;
    gti_buffer_truncate(&list->folded, 0);
    if (!gti_fold_name(&list->folded, text, strlen(text))) {
        list->failed = true;
        return false;
    }
    return list->folded.size != 0 && strstr(list->folded.data, list->wanted.data) != NULL;
}

static bool any_of(gti_list *list, const char *const *texts, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (contains(list, texts[i]))
            return true;
    return false;
}
#define ANY_OF(list, ...)                                                                                    \
    any_of(list, (const char *const[]){__VA_ARGS__}, sizeof((const char *const[]){__VA_ARGS__}) / sizeof(char *))

static bool named_so(gti_list *list, const gtee_participant *participant)
{
    for (uint32_t i = 0; i < participant->names.count; i++)
        if (contains(list, participant->names.items[i].value))
            return true;
    for (uint32_t i = 0; i < participant->codes.count; i++)
        if (contains(list, participant->codes.items[i].value))
            return true;
    return false;
}

static bool issue_says(gti_list *list, const gtee_issue *issue)
{
    for (uint32_t i = 0; i < issue->options.count; i++)
        if (ANY_OF(list, issue->options.items[i].id, issue->options.items[i].title, issue->options.items[i].description))
            return true;
    return ANY_OF(list, issue->title, issue->description);
}

static bool proposal_says(gti_list *list, const gtee_proposal *proposal)
{
    for (uint32_t i = 0; i < proposal->clauses.count; i++) {
        const gtee_clause *clause = proposal->clauses.items[i];
        if (ANY_OF(list, clause->record.id, clause->title, clause->gist, clause->record.note))
            return true;
    }
    return ANY_OF(list, proposal->title, proposal->description);
}

static bool says(gti_list *list, const gtee_record *record)
{
    if (ANY_OF(list, record->id, record->note))
        return true;
    switch (record->kind) {
    case GTEE_KIND_SOURCE: {
        const gtee_source *source = AS(gtee_source, record);
        return ANY_OF(list, source->title, source->publisher);
    }
    case GTEE_KIND_PARTICIPANT:
        return named_so(list, AS(gtee_participant, record));
    case GTEE_KIND_ISSUE:
        return issue_says(list, AS(gtee_issue, record));
    case GTEE_KIND_CONSTRAINT:
        return contains(list, AS(gtee_constraint, record)->because);
    case GTEE_KIND_PROPOSAL:
        return proposal_says(list, AS(gtee_proposal, record));
    case GTEE_KIND_POSITION:
        return ANY_OF(list, AS(gtee_position, record)->gist, AS(gtee_position, record)->quote);
    case GTEE_KIND_EXPECTATION:
        return ANY_OF(list, AS(gtee_expectation, record)->gist, AS(gtee_expectation, record)->quote);
    case GTEE_KIND_EVENT: {
        const gtee_event *event = AS(gtee_event, record);
        return ANY_OF(list, event->title, event->gist, event->quote, event->place);
    }
    case GTEE_KIND_SCENARIO:
        return ANY_OF(list, AS(gtee_scenario, record)->title, AS(gtee_scenario, record)->description);
    default:
        return false;
    }
}

/* ---- All filters */

/* A participant bears on issues in which it has a choice or a say, and on proposals in which it has part. */
static bool bears_on(gti_list *list, const gtee_record *record, const void *subject)
{
    return record->kind == GTEE_KIND_PARTICIPANT && gti_has_participant(list, subject, AS(gtee_participant, record));
}

static bool call_admits(gti_list *list, const gtee_record *record)
{
    const gtee_list_options *options = &list->options;

    if (options->participant != NULL && !gti_has_participant(list, record, options->participant))
        return false;
    if (options->issue != NULL && !gti_has_issue(record, options->issue) && !bears_on(list, record, options->issue))
        return false;
    return options->proposal == NULL || gti_has_proposal(record, options->proposal) ||
           bears_on(list, record, options->proposal);
}

/* A source bears on what the records that cite it bear on. */
static bool source_admits(gti_list *list, const gtee_source *source)
{
    static const uint32_t citing[] = {GTEE_KIND_PARTICIPANT, GTEE_KIND_PROPOSAL, GTEE_KIND_POSITION,
                                      GTEE_KIND_EXPECTATION, GTEE_KIND_EVENT,    GTEE_KIND_ISSUE};
    const gtee_list_options *options = &list->options;

    if (options->participant == NULL && options->issue == NULL && options->proposal == NULL)
        return true;
    for (size_t k = 0; k < sizeof citing / sizeof citing[0]; k++) {
        const gti_vec *records = &list->dossier->kinds[citing[k]];
        for (size_t i = 0; i < records->count; i++) {
            const gtee_record *record = *GTI_VEC_AT(records, gtee_record *, i);
            if (gti_has_source(record, source) && view_admits(list->view, record) && call_admits(list, record))
                return true;
        }
    }
    return false;
}

bool gti_list_admits(gti_list *list, const gtee_record *record)
{
    if (!view_admits(list->view, record))
        return false;
    if (list->options.source != NULL && !gti_has_source(record, list->options.source))
        return false;
    if (list->wanted.size != 0 && !says(list, record))
        return false;
    if (record->kind == GTEE_KIND_SOURCE)
        return source_admits(list, AS(gtee_source, record));
    return call_admits(list, record);
}
