/* assess_consents.c: whose acceptance the proposal needs, and whether it is on record. Uses assess.h. */
#include "reason/assess.h"
#include "reason/derived.h"

typedef struct consent_need {
    uint32_t participant;
    uint32_t reason; /* GTI_NEED_… */
    uint32_t clause; /* among the proposal's: the first that gives the reason */
} consent_need;

/* The needs of one variable that is being gathered. */
typedef struct gathering {
    gti_assessing *assessing;
    const gti_named *named;
    gti_vec needs; /* of consent_need */
} gathering;

static gtee_status need_all(gathering *all, const gti_span *who, uint32_t reason, uint32_t clause)
{
    if (!gti_groups_take(&all->assessing->reading.groups, who->count))
        return GTEE_ERROR_LIMIT;
    for (uint32_t i = 0; i < who->count; i++) {
        const consent_need need = {.participant = gti_span_at(who, i), .reason = reason, .clause = clause};
        if (!gti_vec_append(&all->assessing->view->groups.arena.allocator, &all->needs, &need, 1))
            return GTEE_ERROR_MEMORY;
    }
    return GTEE_OK;
}

static gtee_status need_listed(gathering *all, const gti_refs_list *list, uint32_t reason, uint32_t clause)
{
    gtee_status status = GTEE_OK;

    for (uint32_t i = 0; status == GTEE_OK && i < list->count; i++) {
        gti_span who;
        status = gti_groups_members(&all->assessing->reading.groups, (const gtee_participant *)list->items[i], &who);
        if (status == GTEE_OK)
            status = need_all(all, &who, reason, clause);
    }
    return status;
}

static gtee_status gather(gathering *all, const gti_variable *variable)
{
    const gti_reading *reading = &all->assessing->reading;
    const gti_said *said = GTI_VEC_AT(&reading->said, gti_said, all->named->first);
    gtee_status status = GTEE_OK;

    /* A derived issue commits to nothing by itself: what it follows from is what is consented to. */
    if (variable->choice != NULL && !gti_variable_derived(variable)) {
        const gti_span own = {.count = 1, .one = variable->choice->record.index};
        status = need_all(all, &own, GTI_NEED_CHOICE, said->clause);
    }
    for (uint32_t i = 0; status == GTEE_OK && variable->choice == NULL && i < all->named->count; i++)
        status = need_listed(all, &reading->proposal->clauses.items[said[i].clause]->obligors, GTI_NEED_OBLIGOR, said[i].clause);
    if (status == GTEE_OK)
        status = need_listed(all, &variable->issue->consent, GTI_NEED_CONSENT, said->clause);
    return status;
}

static int by_participant(const void *user, const void *a, const void *b)
{
    const consent_need *left = a, *right = b;

    (void)user;
    if (left->participant != right->participant)
        return left->participant < right->participant ? -1 : 1;
    return (left->reason > right->reason) - (left->reason < right->reason);
}

void gti_assess_run(const gtee_view *view, uint32_t variable, uint32_t participant, size_t *first, size_t *end)
{
    size_t low = view->stance_first[variable], high = view->stance_first[variable + 1];

    *end = high;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (gti_view_stance(view, middle)->position->participant->record.index < participant)
            low = middle + 1;
        else
            high = middle;
    }
    *first = low;
    while (low < *end && gti_view_stance(view, low)->position->participant->record.index == participant)
        low++;
    *end = low;
}

/* Is the participant's acceptance on record? If not, it is assumed. */
static bool check_need(gti_assessing *assessing, const consent_need *need, const gti_named *named, const gti_variable *variable)
{
    gti_mark *mark = &assessing->marks[need->participant];
    const uint64_t needed = named->options & ~gti_variable_default(variable);
    size_t first, end;

    mark->flags |= GTI_MARK_ASSESSED;
    if (mark->accepted != 0 || (mark->flags & GTI_MARK_WOULD_ACCEPT) != 0)
        return true;
    gti_assess_run(assessing->view, named->variable, need->participant, &first, &end);
    const gti_consent consent = gti_assess_consent(assessing, first, end);
    const uint64_t missing = needed & ~consent.given & ~consent.open & ~consent.refused;
    if (missing == 0)
        return true;
    const gtee_finding finding = {
        .kind = GTEE_FINDING_ASSUMED_CONSENT,
        .verdict = GTEE_VERDICT_NOT_ASKED,
        .need = need->reason,
        .participant = (const gtee_participant *)gti_record_at(assessing->view->dossier, GTEE_KIND_PARTICIPANT, need->participant),
        .clause = need->clause != GTI_NO_CLAUSE ? assessing->proposal->clauses.items[need->clause] : NULL,
        .variable = variable,
        .proposed = named->options,
        .allowed = consent.given,
        .missing = missing};
    return gti_assess_find(assessing, &finding);
}

static gtee_status check_variable(gathering *all, const gti_named *named)
{
    gti_assessing *assessing = all->assessing;
    const gti_variable *variable = &assessing->view->variables.items[named->variable];

    if ((gti_variable_derived(variable) && gti_derived_find(&assessing->reading, named->variable) == NULL) || (named->options & ~gti_variable_default(variable)) == 0)
        return GTEE_OK;
    all->named = named;
    gti_vec_clear(&all->needs);
    gtee_status status = gather(all, variable);
    if (status != GTEE_OK)
        return status;
    const consent_need *needs = all->needs.items;
    if (!gti_sort(&assessing->view->groups.arena.allocator, all->needs.items, all->needs.count, sizeof(consent_need), by_participant, NULL))
        return GTEE_ERROR_MEMORY;
    for (size_t i = 0; i < all->needs.count; i++)
        if ((i == 0 || needs[i].participant != needs[i - 1].participant) && !check_need(assessing, &needs[i], named, variable))
            return GTEE_ERROR_MEMORY;
    return GTEE_OK;
}

/* A party's consent is needed to the proposal as a whole. Where nothing at all is on record from it, that is assumed. */
static gtee_status assume_parties(gti_assessing *assessing)
{
    const gtee_dossier *dossier = assessing->view->dossier;
    const uint32_t heard = GTI_MARK_PARTY | GTI_MARK_ASSESSED;

    if (!gti_record_belongs(dossier, &assessing->proposal->record))
        return GTEE_OK; /* a made-up one: nobody can have been asked */
    for (size_t i = 0; i < assessing->findings.count; i++) {
        const gtee_finding *finding = GTI_VEC_AT(&assessing->findings, gtee_finding, i);
        if (finding->kind != GTEE_FINDING_DERIVED)
            gti_assess_mark(assessing, finding->participant)->flags |= GTI_MARK_HEARD;
    }
    for (size_t i = 0; i < assessing->mark_count; i++) {
        if ((assessing->marks[i].flags & (heard | GTI_MARK_HEARD)) != heard)
            continue;
        const gtee_finding finding = {
            .kind = GTEE_FINDING_ASSUMED_CONSENT,
            .verdict = GTEE_VERDICT_NOT_ASKED,
            .need = GTI_NEED_PARTY,
            .participant = (const gtee_participant *)gti_record_at(dossier, GTEE_KIND_PARTICIPANT, i),
            .variable = &assessing->view->variables.items[assessing->view->variables.count + assessing->proposal->record.index]};
        if (!gti_assess_find(assessing, &finding))
            return GTEE_ERROR_MEMORY;
    }
    return GTEE_OK;
}

gtee_status gti_assess_consents(gti_assessing *assessing)
{
    gathering all = {.assessing = assessing, .needs = GTI_VEC(consent_need)};
    gtee_status status = GTEE_OK;

    for (size_t i = 0; status == GTEE_OK && i < assessing->reading.named.count; i++) {
        if (!gti_progress_step(&assessing->progress, 1))
            status = GTEE_ERROR_CANCELLED;
        else
            status = check_variable(&all, GTI_VEC_AT(&assessing->reading.named, gti_named, i));
    }
    gti_vec_free(&assessing->view->groups.arena.allocator, &all.needs);
    return status == GTEE_OK ? assume_parties(assessing) : status;
}
