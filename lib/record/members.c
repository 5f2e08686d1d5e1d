/* members.c: who is in which group, and who speaks for whom, as of a day. Uses model.h.
 *
 * A finished dossier has no circle of memberships, no nesting deeper than 64, and no participant that is in groups by more than
 * 100,000 ways (link_members.c sees to it), so that walking upwards by recursion is bounded. */
#include "record/model.h"

/* Offices are followed from speaker to speaker (a spokesman for a minister for a state) so far, and so many in one question. */
#define OFFICE_DEPTH 4
#define OFFICES_ASKED 4096

bool gti_dates_hold(gtee_date from, gtee_date until, gtee_date day)
{
    if (day == GTEE_DATE_NONE)
        return true;
    return (from == GTEE_DATE_NONE || gtee_date_first_day(from) <= gtee_date_last_day(day)) &&
           (until == GTEE_DATE_NONE || gtee_date_first_day(day) <= gtee_date_last_day(until));
}

int32_t gtee_participant_is_member(const gtee_participant *member, const gtee_participant *group, gtee_date day)
{
    for (uint32_t i = 0; i < member->membership_count; i++) {
        const gtee_membership *membership = member->memberships[i];

        if (gti_dates_hold(membership->from, membership->until, day) &&
            (membership->group == group || gtee_participant_is_member(membership->group, group, day)))
            return 1;
    }
    return 0;
}

static bool speaks_for(const gtee_participant *speaker, const gtee_participant *participant, gtee_date day, int depth, int *asked)
{
    for (uint32_t i = 0; i < speaker->offices.count && *asked < OFFICES_ASKED; i++) {
        const gtee_office *office = &speaker->offices.items[i];

        ++*asked;
        if (office->participant == NULL || !gti_dates_hold(office->from, office->until, day))
            continue;
        if (office->participant == participant ||
            (depth > 1 && speaks_for(office->participant, participant, day, depth - 1, asked)))
            return true;
    }
    return false;
}

int32_t gtee_participant_speaks_for(const gtee_participant *speaker, const gtee_participant *participant, gtee_date day)
{
    int asked = 0;

    return speaker == participant || speaks_for(speaker, participant, day, OFFICE_DEPTH, &asked);
}

/* ---- Groups expanded */

typedef struct expansion {
    const gti_allocator *allocator;
    gtee_date day;
    gti_map seen; /* by the participant's index */
    gti_vec todo; /* of const gtee_participant * */
    gti_vec *out;
} expansion;

/* Once each: into the result if it has no members of its own, else to be looked into. (While a wrong dossier is judged, a
 * member may be missing or not declared.) */
static bool meet(expansion *e, const gtee_participant *participant)
{
    const gtee_participant **slot;
    uint32_t before;

    if (participant == NULL || !participant->record.declared)
        return true;
    if (gti_map_get(&e->seen, participant->record.index, &before))
        return true;
    if (!gti_map_put(e->allocator, &e->seen, participant->record.index, 0))
        return false;
    slot = gti_vec_push(e->allocator, participant->members.count == 0 ? e->out : &e->todo);
    if (slot != NULL)
        *slot = participant;
    return slot != NULL;
}

static bool meet_members(expansion *e, const gtee_participant *group)
{
    for (uint32_t i = 0; i < group->members.count; i++) {
        const gtee_membership *membership = &group->members.items[i];

        if (gti_dates_hold(membership->from, membership->until, e->day) && !meet(e, membership->member))
            return false;
    }
    return true;
}

static int by_index(const void *user, const void *a, const void *b)
{
    const gtee_participant *const *left = a, *const *right = b;

    (void)user;
    return ((*left)->record.index > (*right)->record.index) - ((*left)->record.index < (*right)->record.index);
}

bool gti_members_expand(const gtee_participant *group, gtee_date day, const gti_allocator *allocator, gti_vec *out)
{
    expansion e = {.allocator = allocator, .day = day, .todo = GTI_VEC(const gtee_participant *), .out = out};
    size_t first = out->count;
    bool good = meet(&e, group);

    while (good && e.todo.count > 0) {
        const gtee_participant *next = *GTI_VEC_AT(&e.todo, const gtee_participant *, e.todo.count - 1);

        e.todo.count--;
        good = meet_members(&e, next);
    }
    if (good && out->count > first + 1)
        good = gti_sort(allocator, GTI_VEC_AT(out, const gtee_participant *, first), out->count - first,
                        sizeof(const gtee_participant *), by_index, NULL);
    gti_vec_free(allocator, &e.todo);
    gti_map_free(allocator, &e.seen);
    return good;
}
