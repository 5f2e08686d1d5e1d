/* timeline_accessors.c: what callers read of a timeline. Uses timeline.h. */
#include "reason/timeline.h"

const gtee_view *gtee_timeline_view(const gtee_timeline *timeline)
{
    return timeline->view;
}

size_t gtee_timeline_moment_count(const gtee_timeline *timeline)
{
    return timeline->moments.count;
}

const gtee_moment *gtee_timeline_moment_at(const gtee_timeline *timeline, size_t index)
{
    return index < timeline->moments.count ? GTI_VEC_AT(&timeline->moments, gtee_moment, index) : NULL;
}

gtee_date gtee_moment_date(const gtee_moment *moment)
{
    return moment->date;
}

uint32_t gtee_moment_kind(const gtee_moment *moment)
{
    return moment->kind;
}

const char *gtee_moment_kind_name(uint32_t kind)
{
    static const char *const names[] = {"",           "said",     "repeated", "shifted", "withdrawn",
                                        "superseded", "expired",  "proposal", "event",   "contradicted"};

    return kind < sizeof names / sizeof names[0] ? names[kind] : "";
}

const gtee_record *gtee_moment_record(const gtee_moment *moment)
{
    return moment->record;
}

const gtee_position *gtee_moment_position(const gtee_moment *moment)
{
    return moment->record->kind == GTEE_KIND_POSITION ? (const gtee_position *)moment->record : NULL;
}

const gtee_proposal *gtee_moment_proposal(const gtee_moment *moment)
{
    return moment->record->kind == GTEE_KIND_PROPOSAL ? (const gtee_proposal *)moment->record : NULL;
}

const gtee_event *gtee_moment_event(const gtee_moment *moment)
{
    return moment->record->kind == GTEE_KIND_EVENT ? (const gtee_event *)moment->record : NULL;
}

const gtee_position *gtee_moment_previous(const gtee_moment *moment)
{
    return moment->previous;
}
