/* link_members.c: memberships as seen by the member; groups in circles, and groups nested beyond reason. Uses compile.h. */
#include "record/compile.h"

#define DEEPEST 64u
#define MOST_WAYS 100000u

typedef struct members_in_work {
    gti_assembly *a;
    size_t count;
    uint8_t *states;   /* by participant: 0: not looked at, 1: under way, 2: done */
    uint32_t *heights; /* how deep groups are nested in it, when it is done */
    uint32_t *ways;    /* by how many ways it is in groups, plus 1; 0: not known */
    const gtee_participant *under_way[DEEPEST + 2];
    uint32_t under_way_count;
    bool wrong;
} members_in_work;

static gtee_participant *participant_at(const gti_assembly *a, size_t index)
{
    return (gtee_participant *)(void *)*GTI_VEC_AT(&a->dossier->kinds[GTEE_KIND_PARTICIPANT], gtee_record *, index);
}

/* ---- The lists of each member */

static void count_memberships(const gtee_participant *group)
{
    for (uint32_t i = 0; i < group->members.count; i++)
        if (group->members.items[i].member != NULL)
            group->members.items[i].member->membership_count++;
}

static bool enter_membership(gti_assembly *a, const gtee_membership *membership)
{
    gtee_participant *member = membership->member;

    if (member == NULL)
        return true;
    if (member->memberships == NULL) {
        member->memberships = gti_compile_array(a, member->membership_count, sizeof *member->memberships);
        member->membership_count = 0;
    }
    if (member->memberships == NULL)
        return false;
    member->memberships[member->membership_count++] = membership;
    return true;
}

static bool enter_all(gti_assembly *a, size_t count)
{
    for (size_t i = 0; i < count; i++)
        count_memberships(participant_at(a, i));
    for (size_t i = 0; i < count; i++) {
        const gti_memberships *members = &participant_at(a, i)->members;

        for (uint32_t k = 0; k < members->count; k++)
            if (!enter_membership(a, &members->items[k]))
                return false;
    }
    return true;
}

/* ---- Circles */

static const gti_spot *spot_of(const gti_assembly *a, const gtee_participant *group, const gtee_participant *member)
{
    for (size_t i = 0; i < a->later.count; i++) {
        const gti_later *later = GTI_VEC_AT(&a->later, gti_later, i);

        if (later->question == GTI_ASK_MEMBER && later->subject == group && later->object == member)
            return &later->spot;
    }
    return NULL;
}

/* The circle begins and ends with the member that closes it. */
static void refuse_cycle(members_in_work *w, const gtee_participant *group, const gtee_participant *member)
{
    gti_assembly *a = w->a;
    const gti_spot *spot = spot_of(a, group, member);
    uint32_t from = 0;

    w->wrong = true;
    while (w->under_way[from] != member)
        from++;
    gti_words_clear(a);
    for (uint32_t i = from; i < w->under_way_count; i++)
        gti_buffer_format(&a->words, "%s ← ", w->under_way[i]->record.id);
    gti_buffer_text(&a->words, member->record.id);
    if (a->words.failed || spot == NULL) {
        a->failed = true;
        return;
    }
    GTI_SAY_SPOT(a, MEMBERSHIP_CYCLE, spot, "%s is, through its members, a member of itself: %s", member->record.id, a->words.data);
    for (uint32_t i = from; i + 1 < w->under_way_count; i++) {
        const gti_spot *other = spot_of(a, w->under_way[i], w->under_way[i + 1]);

        if (other != NULL)
            gti_report_related(a->report, &other->place, "%s is a member of %s here", w->under_way[i + 1]->record.id,
                               w->under_way[i]->record.id);
    }
    gti_report_hint(a->report, "take one of these memberships away");
}

/* Said once, where the membership stands by which it came about. */
static void refuse_limit(members_in_work *w, const gtee_participant *group, const gtee_participant *member,
                         const gtee_participant *about, const char *what)
{
    gti_assembly *a = w->a;
    const gti_spot *spot = w->wrong ? NULL : spot_of(a, group, member);

    if (spot != NULL) {
        GTI_SAY_SPOT(a, LIMIT_MEMBERSHIP, spot, "%s %s", about->record.id, what);
        gti_report_hint(a->report, "make members direct members of the groups meant");
    }
    w->wrong = true;
}

static uint32_t height(members_in_work *w, const gtee_participant *group, uint32_t depth);

static uint32_t height_below(members_in_work *w, const gtee_participant *group, const gtee_participant *member, uint32_t depth)
{
    uint32_t index = member->record.index;

    if (!member->record.declared || member->members.count == 0)
        return 0;
    if (w->states[index] == 1) {
        refuse_cycle(w, group, member);
        return 0;
    }
    return w->states[index] == 2 ? w->heights[index] : height(w, member, depth + 1);
}

/* Bounded by DEEPEST; what is cut there counts as too high. */
static uint32_t height(members_in_work *w, const gtee_participant *group, uint32_t depth)
{
    uint32_t most = 0, index = group->record.index;

    if (depth > DEEPEST || w->a->failed)
        return DEEPEST;
    w->states[index] = 1;
    w->under_way[w->under_way_count++] = group;
    for (uint32_t i = 0; i < group->members.count; i++) {
        const gtee_participant *member = group->members.items[i].member;
        uint32_t one = member == NULL ? 0 : height_below(w, group, member, depth);

        most = one > most ? one : most;
    }
    w->under_way_count--;
    w->states[index] = 2;
    w->heights[index] = most + 1;
    return most + 1;
}

static void check_heights(members_in_work *w)
{
    for (size_t i = 0; i < w->count && !w->a->failed; i++) {
        const gtee_participant *participant = participant_at(w->a, i);

        if (participant->members.count > 0 && w->states[i] == 0)
            height(w, participant, 1);
        if (w->heights[i] > DEEPEST)
            refuse_limit(w, participant, participant->members.items[0].member, participant, "has groups nested more than 64 deep in it");
    }
}

/* ---- Ways: bounded in depth, because heights were checked */

static uint32_t ways(members_in_work *w, const gtee_participant *participant)
{
    uint32_t index = participant->record.index;
    uint64_t sum = 1;

    if (w->ways[index] != 0)
        return w->ways[index];
    for (uint32_t i = 0; i < participant->membership_count; i++)
        sum += ways(w, participant->memberships[i]->group);
    w->ways[index] = sum > MOST_WAYS ? MOST_WAYS + 1 : (uint32_t)sum;
    return w->ways[index];
}

static void check_ways(members_in_work *w)
{
    for (size_t i = 0; i < w->count; i++) {
        const gtee_participant *one = participant_at(w->a, i);

        if (ways(w, one) > MOST_WAYS)
            refuse_limit(w, one->memberships[0]->group, one, one, "is in groups by more than 100,000 ways");
    }
}

bool gti_link_members(gti_assembly *a)
{
    members_in_work w = {.a = a, .count = a->dossier->kinds[GTEE_KIND_PARTICIPANT].count};

    if (w.count == 0)
        return true;
    w.states = gti_arena_array(&a->scratch, w.count, sizeof *w.states, 1);
    w.heights = gti_arena_array(&a->scratch, w.count, sizeof *w.heights, sizeof *w.heights);
    w.ways = gti_arena_array(&a->scratch, w.count, sizeof *w.ways, sizeof *w.ways);
    if (w.states == NULL || w.heights == NULL || w.ways == NULL || !enter_all(a, w.count)) {
        a->failed = true;
        return false;
    }
    check_heights(&w);
    if (!w.wrong && !a->failed)
        check_ways(&w);
    return !w.wrong && !a->failed;
}
