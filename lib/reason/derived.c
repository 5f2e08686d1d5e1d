/* derived.c: who is a guarantor and who has a veto, as a proposal's clauses and rules have it. Uses base, record, reading.h, rule.h.
 * docs/semantics.md, "Derived issues", is what it does. */
#include "reason/derived.h"
#include "reason/rule.h"

#define NOBODY (GTI_NO_CLAUSE - 1)

/* What follows for each participant: the first clause that it follows from; NOBODY: it is none. */
typedef struct deriving {
    gti_reading *reading;
    gti_report *report;
    const gti_allocator *allocator;
    size_t participants;
    uint32_t *clauses; /* by participant; of the kind that is being worked out; GTI_NO_CLAUSE: it follows, but from no clause */
    bool known;        /* there is something to work it out from */
} deriving;

static bool any_derived(const gtee_view *view, uint32_t kind)
{
    for (size_t i = 0; i < gti_record_count(view->dossier, GTEE_KIND_ISSUE); i++)
        if (((const gtee_issue *)gti_record_at(view->dossier, GTEE_KIND_ISSUE, i))->derived == kind)
            return true;
    return false;
}

/* Does the clause promise anything to somebody else than this participant? */
static gtee_status promises(deriving *d, const gtee_clause *clause, uint32_t participant, bool *result)
{
    *result = false;
    for (uint32_t i = 0; !*result && i < clause->beneficiaries.count; i++) {
        gti_span span;
        gtee_status status = gti_groups_members(&d->reading->groups, (const gtee_participant *)clause->beneficiaries.items[i], &span);
        if (status != GTEE_OK)
            return status;
        for (uint32_t j = 0; j < span.count; j++)
            *result = *result || gti_span_at(&span, j) != participant;
    }
    return GTEE_OK;
}

static gtee_status derive_obligor(deriving *d, const gtee_clause *clause, const gtee_participant *obligor)
{
    gti_span span;
    gtee_status status = gti_groups_members(&d->reading->groups, obligor, &span);

    for (uint32_t i = 0; status == GTEE_OK && i < span.count; i++) {
        const uint32_t who = gti_span_at(&span, i);
        bool to_another;
        if (d->clauses[who] != NOBODY)
            continue;
        status = promises(d, clause, who, &to_another);
        if (status == GTEE_OK && to_another)
            d->clauses[who] = clause->record.index;
    }
    return status;
}

static gtee_status derive_guarantors(deriving *d)
{
    const gti_clauses *clauses = &d->reading->proposal->clauses;
    gtee_status status = GTEE_OK;

    for (uint32_t i = 0; status == GTEE_OK && i < clauses->count; i++) {
        const gtee_clause *clause = clauses->items[i];
        d->known = d->known || (clause->obligors.count > 0 && clause->beneficiaries.count > 0);
        for (uint32_t j = 0; status == GTEE_OK && j < clause->obligors.count; j++)
            status = derive_obligor(d, clause, (const gtee_participant *)clause->obligors.items[j]);
    }
    return status;
}

static gtee_status derive_vetoes_of(deriving *d, const gtee_rule *rule, uint32_t clause)
{
    gtee_game *game;
    gtee_status status = gti_game_of_rule(d->reading->view, &d->reading->groups, d->reading->proposal, rule, d->report, &game);

    if (status != GTEE_OK)
        return status;
    d->known = true;
    for (uint32_t i = 0; i < game->count; i++)
        if (gti_coalition_has(game->vetoes, i) && d->clauses[game->members[i]] == NOBODY)
            d->clauses[game->members[i]] = clause;
    gtee_game_unref(game);
    return GTEE_OK;
}

/* The rules of clauses that promise something; if these have none, of any clause; if no clause names one, all rules. */
static gtee_status derive_vetoes(deriving *d)
{
    const gtee_proposal *proposal = d->reading->proposal;
    gtee_status status = GTEE_OK;

    for (uint32_t all = 0; all < 2 && status == GTEE_OK && !d->known; all++)
        for (uint32_t i = 0; status == GTEE_OK && i < proposal->clauses.count; i++) {
            const gtee_clause *clause = proposal->clauses.items[i];
            if (clause->activation != NULL && (all == 1 || clause->beneficiaries.count > 0))
                status = derive_vetoes_of(d, clause->activation, i);
        }
    const bool named = d->known;
    for (uint32_t i = 0; status == GTEE_OK && !named && i < proposal->activation.count; i++)
        status = derive_vetoes_of(d, proposal->activation.items[i].rule, GTI_NO_CLAUSE);
    return status;
}

static void report_contrary(const deriving *d, const gtee_clause *clause, const gti_variable *variable, uint64_t options)
{
    const gtee_record *record = &clause->record;
    const gti_place place = {.file = record->file, .line = record->line, .column = record->column, .length = 1};
    const bool is = options != gti_variable_default(variable);

    if (d->report == NULL)
        return;
    gti_report_add(d->report, GTI_CODE_DERIVED_CONTRARY, &place, NULL, "clause %q of %q states %q for %s, but %s %s", record->id,
                   d->reading->proposal->record.id, variable->issue->record.id, gtee_participant_name(variable->choice, NULL),
                   variable->issue->derived == GTEE_DERIVED_GUARANTOR ? "by who owes what to whom it is" : "by the activation rule it has",
                   variable->issue->derived == GTEE_DERIVED_GUARANTOR ? (is ? "a guarantor" : "none") : (is ? "a veto" : "none"));
}

/* Takes out what clauses state of the variable; *stated: they do. */
static void take_out(deriving *d, uint32_t variable, uint64_t options, bool *stated)
{
    gti_reading *reading = d->reading;
    gti_said *said = reading->said.items;
    size_t kept = 0;

    *stated = false;
    for (size_t i = 0; i < reading->said.count; i++) {
        if (said[i].variable != variable) {
            said[kept++] = said[i];
            continue;
        }
        if ((said[i].options & options) == 0)
            report_contrary(d, reading->proposal->clauses.items[said[i].clause], &reading->view->variables.items[variable], options);
        *stated = true;
    }
    reading->said.count = kept;
}

static gtee_status derive_variable(deriving *d, uint32_t number)
{
    const gti_variable *variable = &d->reading->view->variables.items[number];
    const uint32_t clause = d->clauses[variable->choice->record.index];
    const uint64_t none = gti_variable_default(variable);
    const gti_derived derived = {.variable = number, .options = clause != NOBODY ? gti_variable_all(variable) & ~none : none};
    bool stated;

    take_out(d, number, derived.options, &stated);
    if (!gti_vec_append(d->allocator, &d->reading->derived, &derived, 1))
        return GTEE_ERROR_MEMORY;
    if (clause == NOBODY && !stated)
        return GTEE_OK;
    const gti_said said = {.variable = number, .clause = clause == NOBODY ? GTI_NO_CLAUSE : clause, .options = derived.options};
    return gti_vec_append(d->allocator, &d->reading->said, &said, 1) ? GTEE_OK : GTEE_ERROR_MEMORY;
}

static gtee_status derive_kind(deriving *d, uint32_t kind)
{
    const gtee_view *view = d->reading->view;
    gtee_status status;

    d->known = false;
    for (size_t i = 0; i < d->participants; i++)
        d->clauses[i] = NOBODY;
    status = kind == GTEE_DERIVED_GUARANTOR ? derive_guarantors(d) : derive_vetoes(d);
    for (uint32_t i = 0; status == GTEE_OK && d->known && i < view->variables.count; i++)
        if (gti_variable_derived(&view->variables.items[i]) && view->variables.items[i].issue->derived == kind)
            status = derive_variable(d, i);
    return status;
}

static int by_variable(const void *user, const void *a, const void *b)
{
    const gti_derived *left = a, *right = b;

    (void)user;
    return (left->variable > right->variable) - (left->variable < right->variable);
}

gtee_status gti_derive(gti_reading *reading, gti_report *report)
{
    const gtee_view *view = reading->view;
    deriving d = {.reading = reading, .report = report, .allocator = &view->groups.arena.allocator};
    gtee_status status = GTEE_OK;

    if (!any_derived(view, GTEE_DERIVED_GUARANTOR) && !any_derived(view, GTEE_DERIVED_VETO_PLAYER))
        return GTEE_OK;
    d.participants = gti_record_count(view->dossier, GTEE_KIND_PARTICIPANT);
    d.clauses = gti_alloc_array(d.allocator, d.participants + 1, sizeof *d.clauses);
    if (d.clauses == NULL)
        return GTEE_ERROR_MEMORY;
    for (uint32_t kind = GTEE_DERIVED_GUARANTOR; status == GTEE_OK && kind <= GTEE_DERIVED_VETO_PLAYER; kind++)
        if (any_derived(view, kind))
            status = derive_kind(&d, kind);
    if (status == GTEE_OK &&
        !gti_sort(d.allocator, reading->derived.items, reading->derived.count, sizeof(gti_derived), by_variable, NULL))
        status = GTEE_ERROR_MEMORY;
    gti_free(d.allocator, d.clauses, (d.participants + 1) * sizeof *d.clauses);
    return status;
}

const gti_derived *gti_derived_find(const gti_reading *reading, uint32_t variable)
{
    size_t low = 0, high = reading->derived.count;

    while (low < high) {
        const size_t middle = low + (high - low) / 2;
        const gti_derived *derived = GTI_VEC_AT(&reading->derived, gti_derived, middle);
        if (derived->variable == variable)
            return derived;
        if (derived->variable < variable)
            low = middle + 1;
        else
            high = middle;
    }
    return NULL;
}
