/* view_settle.c: what is left of each stance once later ones took over, who shifted, and what is contradicted.
 * Uses base, record, view.h. docs/semantics.md, "View", is the rule; one run is all that a participant said of a variable. */
#include "reason/view.h"

#include <string.h>

#define EVIDENCES 3u /* stated, reported, inferred: bits 0, 1, 2 */
#define OPTIONS 64u

/* One participant's stances on one variable under one condition, oldest first. */
typedef struct said {
    gtee_view *view;
    const gti_raw *raws;
    size_t count;
    const gti_variable *variable;
    uint64_t all;
} said;

/* What the stances later than those at hand did. */
typedef struct taken {
    uint64_t covered;   /* options that they speak of */
    uint64_t against;   /* options that they reject or oppose by name */
    bool prefers;       /* one of them prefers something */
} taken;

static const gtee_position *position_of(const said *group, const gti_raw *raw)
{
    return (const gtee_position *)gti_record_at(group->view->dossier, GTEE_KIND_POSITION, raw->position);
}

/* What is left of a stance; false if nothing is. */
static bool what_is_left(const said *group, const gti_raw *raw, const taken *later, gtee_stance *left)
{
    const uint32_t stance = raw->stance;
    const uint64_t options = raw->options;

    left->favours = gti_stance_favours(stance, options) & ~later->covered;
    left->against = gti_stance_against(stance, options, group->all) & ~later->covered;
    left->allowed = group->all & ~left->against;
    if (stance == GTEE_STANCE_REQUIRES) {
        left->allowed &= ~later->against;
        return (group->all & ~later->covered) != 0 && left->allowed != 0;
    }
    if (stance == GTEE_STANCE_PREFERS) {
        left->allowed = options & ~later->against;
        return left->favours != 0 && !later->prefers;
    }
    return (left->favours | left->against) != 0;
}

static void take_over(const said *group, const gti_raw *raw, taken *later)
{
    later->covered |= gti_stance_speaks(raw->stance, raw->options, group->all);
    if (raw->stance == GTEE_STANCE_REJECTS || raw->stance == GTEE_STANCE_OPPOSES)
        later->against |= raw->options;
    if (raw->stance == GTEE_STANCE_PREFERS)
        later->prefers = true;
}

/* The first of the stances before `end` that bears the same day as the one before `end`. */
static size_t day_start(const said *group, size_t end)
{
    size_t start = end - 1;

    while (start > 0 && group->raws[start - 1].day == group->raws[end - 1].day)
        start--;
    return start;
}

typedef bool (*left_function)(void *user, const said *group, const gti_raw *raw, const gtee_stance *left);

/* Calls `each` with what is left of every stance in force among those of the given evidence, the latest day first. */
static bool each_left(const said *group, uint32_t evidence, left_function each, void *user)
{
    taken later = {.covered = 0};

    for (size_t end = group->count, start; end > 0; end = start) {
        taken before = later;
        start = day_start(group, end);
        for (size_t i = start; i < end; i++) {
            const gti_raw *raw = &group->raws[i];
            gtee_stance left = {.variable = group->variable, .condition = raw->condition};
            if (raw->dead || (raw->evidence & evidence) == 0)
                continue;
            if (what_is_left(group, raw, &before, &left) && !each(user, group, raw, &left))
                return false;
            take_over(group, raw, &later);
        }
    }
    return true;
}

static bool keep_stance(void *user, const said *group, const gti_raw *raw, const gtee_stance *left)
{
    gtee_stance *kept = gti_vec_push(&group->view->groups.arena.allocator, &group->view->stances);

    (void)user;
    if (kept == NULL)
        return false;
    *kept = *left;
    kept->position = position_of(group, raw);
    return true;
}

/* ---- Contradictions: for each option the first position of each evidence that favours it, and that is against it. */
typedef struct side_lists {
    uint32_t favours[EVIDENCES][OPTIONS], against[EVIDENCES][OPTIONS]; /* position + 1; 0: none */
} side_lists;

static uint32_t evidence_index(uint32_t evidence)
{
    return evidence == GTEE_EVIDENCE_STATED ? 0 : evidence == GTEE_EVIDENCE_REPORTED ? 1 : 2;
}

static void note_side(uint32_t *side, uint64_t options, uint32_t position)
{
    for (uint32_t i = 0; i < OPTIONS && options >> i != 0; i++)
        if ((options >> i & 1) != 0 && (side[i] == 0 || position < side[i] - 1))
            side[i] = position + 1;
}

static bool note_sides(void *user, const said *group, const gti_raw *raw, const gtee_stance *left)
{
    side_lists *sides = user;
    const uint32_t evidence = evidence_index(raw->evidence);

    (void)group;
    note_side(sides->favours[evidence], left->favours, raw->position);
    note_side(sides->against[evidence], left->against, raw->position);
    return true;
}

/* Of two positions the one of stronger evidence, or the earlier record, goes first. */
static void put_in_order(const gtee_position **first, const gtee_position **second)
{
    const gtee_position *other = *second;

    if ((*first)->evidence < other->evidence ||
        ((*first)->evidence == other->evidence && (*first)->record.index < other->record.index))
        return;
    *second = *first;
    *first = other;
}

/* Where the contradictions that are being found begin, and under which condition they stand. */
typedef struct finding_place {
    const said *group;
    size_t first;
} finding_place;

static bool keep_contradiction(const finding_place *place, uint32_t a, uint32_t b, uint64_t option)
{
    gtee_view *view = place->group->view;
    const gtee_position *position = (const gtee_position *)gti_record_at(view->dossier, GTEE_KIND_POSITION, a);
    const gtee_position *other = (const gtee_position *)gti_record_at(view->dossier, GTEE_KIND_POSITION, b);
    gtee_contradiction *kept;

    put_in_order(&position, &other);
    for (size_t i = place->first; i < view->contradictions.count; i++) {
        kept = GTI_VEC_AT(&view->contradictions, gtee_contradiction, i);
        if (kept->position == position && kept->other == other) {
            kept->options |= option;
            return true;
        }
    }
    kept = gti_vec_push(&view->groups.arena.allocator, &view->contradictions);
    if (kept == NULL)
        return false;
    *kept = (gtee_contradiction){.position = position,
                                 .other = other,
                                 .variable = place->group->variable,
                                 .options = option,
                                 .condition = place->group->raws->condition};
    return true;
}

/* What is favoured in one list and spoken against in the other. Under different conditions only different evidence contradicts. */
static bool contradict(const finding_place *place, const side_lists *for_it, const side_lists *against_it)
{
    for (uint32_t i = 0; i < EVIDENCES * EVIDENCES; i++) {
        const uint32_t *favours = for_it->favours[i / EVIDENCES], *against = against_it->against[i % EVIDENCES];
        if (for_it != against_it && i / EVIDENCES == i % EVIDENCES)
            continue;
        for (uint32_t option = 0; option < OPTIONS && place->group->all >> option != 0; option++)
            if (favours[option] != 0 && against[option] != 0 && favours[option] != against[option] &&
                !keep_contradiction(place, favours[option] - 1, against[option] - 1, UINT64_C(1) << option))
                return false;
    }
    return true;
}

static bool list_sides(const said *group, side_lists *sides)
{
    memset(sides, 0, sizeof *sides);
    for (uint32_t i = 0; i < EVIDENCES; i++)
        if (!each_left(group, 1u << i, note_sides, sides))
            return false;
    return true;
}

/* `unconditional`: what the same participant says without condition of the same variable. */
static bool find_contradictions(const said *group, side_lists *unconditional)
{
    const finding_place place = {.group = group, .first = group->view->contradictions.count};
    side_lists sides;

    if (!list_sides(group, &sides) || !contradict(&place, &sides, &sides))
        return false;
    if (group->raws->condition != 0)
        return contradict(&place, &sides, unconditional) && contradict(&place, unconditional, &sides);
    *unconditional = sides;
    return true;
}

/* ---- Shifts: each stance against the last earlier one of the same evidence that speaks of the option. */
typedef struct last_said {
    uint32_t raw[EVIDENCES][OPTIONS];  /* + 1; 0: nothing said yet */
    uint64_t favoured[EVIDENCES];      /* what that stance said of the option */
} last_said;

/* The options that the stance says otherwise about than the earlier stance `raw` (+ 1) did. */
static uint64_t turned(const last_said *last, uint32_t evidence, uint32_t raw, uint64_t favours, uint64_t against)
{
    uint64_t mine = 0;

    for (uint32_t i = 0; i < OPTIONS && (favours | against) >> i != 0; i++)
        if (last->raw[evidence][i] == raw)
            mine |= UINT64_C(1) << i;
    return mine & ((favours & ~last->favoured[evidence]) | (against & last->favoured[evidence]));
}

static bool keep_shift(const said *group, size_t earlier, size_t later, uint64_t options)
{
    gtee_shift *shift = gti_vec_push(&group->view->groups.arena.allocator, &group->view->shifts);

    if (shift == NULL)
        return false;
    *shift = (gtee_shift){.earlier = position_of(group, &group->raws[earlier]),
                          .later = position_of(group, &group->raws[later]),
                          .variable = group->variable,
                          .options = options};
    return true;
}

/* Shifts to one stance, by the earlier stance that they turn from. */
static bool shifts_to(const said *group, const last_said *last, size_t index)
{
    const gti_raw *later = &group->raws[index];
    const uint32_t evidence = evidence_index(later->evidence);
    const uint64_t favours = gti_stance_favours(later->stance, later->options);
    const uint64_t against = gti_stance_against(later->stance, later->options, group->all);
    uint64_t left = (favours & ~last->favoured[evidence]) | (against & last->favoured[evidence]);

    for (uint32_t i = 0; i < OPTIONS && left >> i != 0; i++) {
        uint32_t raw = last->raw[evidence][i];
        if ((left >> i & 1) == 0 || raw == 0)
            continue;
        uint64_t here = turned(last, evidence, raw, favours, against);
        if (!keep_shift(group, raw - 1, index, here))
            return false;
        left &= ~here;
    }
    return true;
}

static void say(const said *group, last_said *last, size_t index)
{
    const gti_raw *raw = &group->raws[index];
    const uint32_t evidence = evidence_index(raw->evidence);
    const uint64_t favours = gti_stance_favours(raw->stance, raw->options);
    const uint64_t speaks = gti_stance_speaks(raw->stance, raw->options, group->all);

    last->favoured[evidence] = (last->favoured[evidence] & ~speaks) | favours;
    for (uint32_t i = 0; i < OPTIONS && speaks >> i != 0; i++)
        if ((speaks >> i & 1) != 0)
            last->raw[evidence][i] = (uint32_t)index + 1;
}

static bool find_shifts(const said *group)
{
    last_said last;

    memset(&last, 0, sizeof last);
    for (size_t start = 0, end; start < group->count; start = end) {
        end = start + gti_raw_same_day(&group->raws[start], group->count - start);
        for (size_t i = start; i < end; i++)
            if (!shifts_to(group, &last, i))
                return false;
        for (size_t i = start; i < end; i++)
            say(group, &last, i);
    }
    return true;
}

/* Could two of them disagree at all? Most runs are settled by this. */
static bool may_disagree(gtee_view *view, const gti_raw *raws, size_t count)
{
    const uint64_t all = gti_variable_all(&view->variables.items[raws->variable]);
    uint64_t favours = 0, against = 0;

    for (size_t i = 0; count > 1 && i < count; i++) {
        favours |= gti_stance_favours(raws[i].stance, raws[i].options);
        against |= gti_stance_against(raws[i].stance, raws[i].options, all);
    }
    return (favours & against) != 0;
}

static int by_day(const void *user, const void *a, const void *b)
{
    const gtee_position *left = ((const gtee_stance *)a)->position, *right = ((const gtee_stance *)b)->position;
    gtee_date left_day = gtee_date_first_day(left->date), right_day = gtee_date_first_day(right->date);

    (void)user;
    if (left_day != right_day)
        return left_day < right_day ? -1 : 1;
    return (left->record.index > right->record.index) - (left->record.index < right->record.index);
}

static bool settle_groups(gtee_view *view, const gti_raw *raws, size_t count)
{
    const gti_variable *variable = &view->variables.items[raws->variable];
    const bool disputed = may_disagree(view, raws, count);
    said group = {.view = view, .variable = variable, .all = gti_variable_all(variable)};
    side_lists unconditional;

    if (disputed)
        memset(&unconditional, 0, sizeof unconditional);
    for (size_t start = 0; start < count; start += group.count) {
        group.raws = &raws[start];
        group.count = gti_raw_group(group.raws, count - start);
        if (!each_left(&group, view->evidence, keep_stance, NULL))
            return false;
        if (disputed && (!find_shifts(&group) || !find_contradictions(&group, &unconditional)))
            return false;
    }
    return true;
}

/* All that one participant said of one variable. */
static bool settle_run(gtee_view *view, const gti_raw *raws, size_t count)
{
    const size_t first = view->stances.count;

    if (!settle_groups(view, raws, count))
        return false;
    const size_t kept = view->stances.count - first;
    if (kept < 2)
        return true;
    return gti_sort(&view->groups.arena.allocator, GTI_VEC_AT(&view->stances, gtee_stance, first), kept, sizeof(gtee_stance), by_day,
                    NULL);
}

/* Would a proposal that is silent on the variable cross the stance, or leave what it requires unsaid? */
static bool in_background(const gtee_stance *stance)
{
    const uint64_t fallback = gti_variable_default(stance->variable);

    if (stance->position->stance == GTEE_STANCE_PREFERS)
        return (fallback & ~stance->allowed) != 0;
    if (fallback == 0)
        return stance->position->stance == GTEE_STANCE_REQUIRES && stance->against != 0;
    return (fallback & stance->against) != 0;
}

/* Where each variable's stances begin, and which of them matter to proposals that do not name it. */
static gtee_status index_stances(gtee_view *view)
{
    const gti_allocator *allocator = &view->groups.arena.allocator;
    const size_t total = (size_t)view->variables.total + 1;
    uint32_t next = 0;

    view->stance_first = gti_arena_array(&view->groups.arena, total, sizeof(uint32_t), sizeof(uint32_t));
    if (view->stance_first == NULL)
        return GTEE_ERROR_MEMORY;
    for (uint32_t i = 0; i < view->stances.count; i++) {
        const gtee_stance *stance = gti_view_stance(view, i);
        for (; next <= gti_view_variable(view, stance->variable); next++)
            view->stance_first[next] = i;
        if (stance->variable->issue == NULL)
            continue;
        gti_vec *list = gti_variable_derived(stance->variable) ? &view->derived : &view->background;
        if ((list == &view->derived || in_background(stance)) && !gti_vec_append(allocator, list, &i, 1))
            return GTEE_ERROR_MEMORY;
    }
    for (; next < total; next++)
        view->stance_first[next] = (uint32_t)view->stances.count;
    return GTEE_OK;
}

gtee_status gti_view_settle(gtee_view *view, const gti_pieces *pieces, gti_progress *progress)
{
    const gti_raw *raws = pieces->raws.items;
    const size_t count = pieces->raws.count;

    for (size_t start = 0, length; start < count; start += length) {
        length = gti_raw_run(&raws[start], count - start);
        if (!gti_progress_step(progress, length))
            return GTEE_ERROR_CANCELLED;
        if (!settle_run(view, &raws[start], length))
            return GTEE_ERROR_MEMORY;
    }
    return index_stances(view);
}
