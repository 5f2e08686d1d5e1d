/* variables.c: numbering of variables, groups as of a day, and the variables that a term means. Uses base and record. */
#include "reason/variables.h"

size_t gti_record_count(const gtee_dossier *dossier, uint32_t kind)
{
    return dossier->kinds[kind].count;
}

gtee_record *gti_record_at(const gtee_dossier *dossier, uint32_t kind, size_t index)
{
    return *GTI_VEC_AT(&dossier->kinds[kind], gtee_record *, index);
}

bool gti_record_belongs(const gtee_dossier *dossier, const gtee_record *record)
{
    return record->kind >= 1 && record->kind <= GTI_KIND_COUNT &&
           record->index < gti_record_count(dossier, record->kind) &&
           gti_record_at(dossier, record->kind, record->index) == record;
}

/* An eighth of the values that a dossier may hold: each number costs a few dozen bytes while a view is made. */
static uint64_t room_for(const gtee_dossier *dossier)
{
    return dossier->context->limits.values / 8;
}

void gti_groups_init(gti_groups *groups, const gti_groups *parent, const gtee_dossier *dossier, gtee_date day)
{
    *groups = (gti_groups){.parent = parent, .dossier = dossier, .day = day, .spans = GTI_VEC(gti_span)};
    gti_arena_init(&groups->arena, &dossier->context->allocator);
    groups->room = room_for(dossier);
}

void gti_groups_free(gti_groups *groups)
{
    const gti_allocator allocator = groups->arena.allocator;

    gti_map_free(&allocator, &groups->found);
    gti_vec_free(&allocator, &groups->spans);
    gti_arena_free(&groups->arena);
}

bool gti_groups_take(gti_groups *groups, uint64_t count)
{
    if (count > groups->room)
        return false;
    groups->room -= count;
    return true;
}

static bool recall(const gti_groups *groups, uint64_t key, gti_span *span)
{
    for (; groups != NULL; groups = groups->parent) {
        uint32_t index;
        if (gti_map_get(&groups->found, key, &index)) {
            *span = *GTI_VEC_AT(&groups->spans, gti_span, index);
            return true;
        }
    }
    return false;
}

static gtee_status remember(gti_groups *groups, uint64_t key, const gti_span *span)
{
    const gti_allocator *allocator = &groups->arena.allocator;
    gti_span *kept = gti_vec_push(allocator, &groups->spans);

    if (kept == NULL)
        return GTEE_ERROR_MEMORY;
    *kept = *span;
    if (!gti_map_put(allocator, &groups->found, key, (uint32_t)(groups->spans.count - 1)))
        return GTEE_ERROR_MEMORY;
    return GTEE_OK;
}

/* A span with room for `count` numbers of its own; none written yet. */
static uint32_t *span_new(gti_groups *groups, size_t count, gtee_status *status)
{
    uint32_t *items;

    if (!gti_groups_take(groups, count)) {
        *status = GTEE_ERROR_LIMIT;
        return NULL;
    }
    items = gti_arena_array(&groups->arena, count > 0 ? count : 1, sizeof *items, sizeof *items);
    *status = items != NULL ? GTEE_OK : GTEE_ERROR_MEMORY;
    return items;
}

static gtee_status expand(gti_groups *groups, const gtee_participant *group, gti_span *span)
{
    const gti_allocator *allocator = &groups->arena.allocator;
    gti_vec members = GTI_VEC(gtee_participant *);
    gtee_status status = GTEE_ERROR_MEMORY;

    if (!gti_members_expand(group, groups->day, allocator, &members))
        goto done;
    uint32_t *items = span_new(groups, members.count, &status);
    if (items == NULL)
        goto done;
    for (size_t i = 0; i < members.count; i++)
        items[i] = (*GTI_VEC_AT(&members, gtee_participant *, i))->record.index;
    *span = (gti_span){.items = items, .count = (uint32_t)members.count};
    status = GTEE_OK;
done:
    gti_vec_free(allocator, &members);
    return status;
}

gtee_status gti_groups_members(gti_groups *groups, const gtee_participant *who, gti_span *span)
{
    const uint64_t key = who->record.index;
    gtee_status status;

    if (who->members.count == 0) {
        *span = (gti_span){.count = 1, .one = who->record.index};
        return GTEE_OK;
    }
    if (recall(groups, key, span))
        return GTEE_OK;
    status = expand(groups, who, span);
    return status == GTEE_OK ? remember(groups, key, span) : status;
}

/* How many variables the issue has. */
static gtee_status count_of(gti_groups *groups, const gtee_issue *issue, gti_span *members)
{
    if (issue->by != NULL)
        return gti_groups_members(groups, issue->by, members);
    *members = (gti_span){.count = 1};
    return GTEE_OK;
}

static gtee_status number_issues(gti_variables *variables, gti_groups *groups)
{
    const size_t issues = gti_record_count(groups->dossier, GTEE_KIND_ISSUE);
    uint32_t next = 0;

    for (size_t i = 0; i < issues; i++) {
        gti_span members;
        gtee_status status = count_of(groups, (const gtee_issue *)gti_record_at(groups->dossier, GTEE_KIND_ISSUE, i), &members);
        if (status != GTEE_OK)
            return status;
        if (!gti_groups_take(groups, members.count))
            return GTEE_ERROR_LIMIT;
        variables->first[i] = next;
        next += members.count;
    }
    variables->first[issues] = next;
    variables->count = next;
    return GTEE_OK;
}

static gtee_status fill_issue(gti_variables *variables, gti_groups *groups, size_t index)
{
    const gtee_issue *issue = (const gtee_issue *)gti_record_at(groups->dossier, GTEE_KIND_ISSUE, index);
    gti_variable *variable = &variables->items[variables->first[index]];
    gti_span members;
    gtee_status status = count_of(groups, issue, &members);

    for (uint32_t i = 0; status == GTEE_OK && i < members.count; i++, variable++) {
        variable->issue = issue;
        if (issue->by != NULL)
            variable->choice = (const gtee_participant *)gti_record_at(groups->dossier, GTEE_KIND_PARTICIPANT,
                                                                       gti_span_at(&members, i));
    }
    return status;
}

gtee_status gti_variables_list(gti_variables *variables, gti_groups *groups)
{
    const size_t issues = gti_record_count(groups->dossier, GTEE_KIND_ISSUE);
    const size_t proposals = gti_record_count(groups->dossier, GTEE_KIND_PROPOSAL);
    gtee_status status;

    variables->first = gti_arena_array(&groups->arena, issues + 1, sizeof *variables->first, sizeof *variables->first);
    if (variables->first == NULL)
        return GTEE_ERROR_MEMORY;
    status = number_issues(variables, groups);
    if (status != GTEE_OK)
        return status;
    variables->total = variables->count + (uint32_t)proposals;
    variables->items = gti_arena_array(&groups->arena, (size_t)variables->total + 1, sizeof *variables->items, sizeof(void *));
    if (variables->items == NULL)
        return GTEE_ERROR_MEMORY;
    for (size_t i = 0; status == GTEE_OK && i < issues; i++)
        status = fill_issue(variables, groups, i);
    for (size_t i = 0; i < proposals; i++)
        variables->items[variables->count + i].proposal =
            (const gtee_proposal *)gti_record_at(groups->dossier, GTEE_KIND_PROPOSAL, i);
    return status;
}

/* The issue's variable that is this participant's choice. false: it has none. */
static bool choice_of(const gti_variables *variables, const gtee_issue *issue, uint32_t participant, uint32_t *variable)
{
    uint32_t low = variables->first[issue->record.index], high = variables->first[issue->record.index + 1];

    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        uint32_t choice = variables->items[middle].choice->record.index;
        if (choice == participant) {
            *variable = middle;
            return true;
        }
        if (choice < participant)
            low = middle + 1;
        else
            high = middle;
    }
    return false;
}

static gtee_status group_choices(const gti_variables *variables, gti_groups *groups, const gtee_issue *issue,
                                 const gtee_participant *group, gti_span *span)
{
    const uint64_t key = ((uint64_t)issue->record.index + 1) << 32 | group->record.index;
    gti_span members;
    gtee_status status;

    if (recall(groups, key, span))
        return GTEE_OK;
    status = gti_groups_members(groups, group, &members);
    if (status != GTEE_OK)
        return status;
    uint32_t *items = span_new(groups, members.count, &status);
    if (items == NULL)
        return status;
    *span = (gti_span){.items = items};
    for (uint32_t i = 0; i < members.count; i++)
        if (choice_of(variables, issue, gti_span_at(&members, i), &items[span->count]))
            span->count++;
    return remember(groups, key, span);
}

gtee_status gti_variables_of(const gti_variables *variables, gti_groups *groups, const gtee_issue *issue,
                             const gtee_participant *participant, gti_span *span)
{
    *span = (gti_span){.count = 0};
    if (issue->by == NULL) {
        *span = (gti_span){.count = 1, .one = variables->first[issue->record.index]};
        return GTEE_OK;
    }
    if (participant == NULL)
        return GTEE_OK;
    if (participant->members.count > 0)
        return group_choices(variables, groups, issue, participant, span);
    if (choice_of(variables, issue, participant->record.index, &span->one))
        span->count = 1;
    return GTEE_OK;
}

uint64_t gti_variable_all(const gti_variable *variable)
{
    return variable->issue != NULL ? gti_options_all(variable->issue) : 1;
}

uint64_t gti_variable_default(const gti_variable *variable)
{
    if (variable->issue == NULL || variable->issue->default_option == NULL)
        return 0;
    return UINT64_C(1) << variable->issue->default_option->index;
}
