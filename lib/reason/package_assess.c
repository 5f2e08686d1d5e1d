/* package_assess.c: a package assessed as if it were a proposal: one is made up, with one clause that says all of it, in the settlement's memory.
 * Uses base, record, assess.h, settlement.h. */
#include "reason/assess.h"
#include "reason/settlement.h"

static bool take_terms(gti_arena *arena, const gtee_package *package, gtee_clause *clause)
{
    gti_terms *terms = &clause->terms;

    terms->items = gti_arena_array(arena, package->choice_count + 1, sizeof *terms->items, sizeof(uint64_t));
    for (size_t i = 0; terms->items != NULL && i < package->choice_count; i++) {
        const gtee_choice *choice = &package->choices[i];
        terms->items[terms->count++] = (gtee_term){.issue = (gtee_issue *)choice->variable->issue,
                                                   .participant = (gtee_participant *)choice->variable->choice,
                                                   .options = UINT64_C(1) << choice->chosen,
                                                   .selection = GTEE_SELECTION_OPTIONS};
    }
    return terms->items != NULL;
}

static bool take_parties(gti_arena *arena, const gti_inquiry *inquiry, gtee_proposal *proposal)
{
    gti_refs_list *parties = &proposal->parties;

    parties->items = gti_arena_array(arena, inquiry->party_count + 1, sizeof(void *), sizeof(void *));
    for (size_t i = 0; parties->items != NULL && i < inquiry->party_count; i++)
        parties->items[parties->count++] = (gtee_record *)inquiry->parties[i];
    return parties->items != NULL;
}

static const gtee_proposal *make_up(gtee_settlement *settlement, const gtee_package *package)
{
    gti_arena *arena = &settlement->inquiry.arena;
    gtee_proposal *proposal = gti_arena_zero(arena, sizeof *proposal, sizeof(uint64_t));
    gtee_clause *clause = gti_arena_zero(arena, sizeof *clause, sizeof(uint64_t));
    gtee_clause **clauses = gti_arena_zero(arena, sizeof *clauses, sizeof(void *));

    if (proposal == NULL || clause == NULL || clauses == NULL)
        return NULL;
    *clauses = clause;
    clause->record = (gtee_record){.kind = GTEE_KIND_CLAUSE, .id = "terms", .declared = true};
    clause->proposal = proposal;
    proposal->record = (gtee_record){.kind = GTEE_KIND_PROPOSAL, .index = GTI_MADE_UP, .id = "package", .declared = true};
    proposal->title = "The package";
    proposal->clauses = (gti_clauses){.items = clauses, .count = 1};
    return take_terms(arena, package, clause) && take_parties(arena, &settlement->inquiry, proposal) ? proposal : NULL;
}

gtee_status gtee_package_assess(const gtee_package *package, gtee_assessment **assessment, gtee_diagnostics **diagnostics)
{
    const gtee_reason_options options = {.size = sizeof options};
    const gtee_proposal *proposal;
    gti_report *report;

    if (assessment != NULL)
        *assessment = NULL;
    if (diagnostics != NULL)
        *diagnostics = NULL;
    if (package == NULL || assessment == NULL || package->settlement == NULL)
        return GTEE_ERROR_ARGUMENT;
    gtee_settlement *settlement = package->settlement;
    report = gti_report_new(settlement->inquiry.view->dossier->context);
    proposal = report != NULL ? make_up(settlement, package) : NULL;
    if (proposal == NULL) {
        gti_report_free(report);
        return GTEE_ERROR_MEMORY;
    }
    gtee_status status = gti_report_finish(report, gti_assess(settlement->inquiry.view, proposal, &options, report, assessment), diagnostics);
    if (status == GTEE_OK) {
        (*assessment)->settlement = gtee_settlement_ref(settlement);
        return status;
    }
    gtee_assessment_unref(*assessment);
    *assessment = NULL;
    return status;
}
