/* link_clauses.c: clauses of one proposal that leave no option for a variable. Uses compile.h. */
#include "record/compile.h"

/* What the clauses so far leave of a variable, and which term fixed it first. */
typedef struct fixed {
    uint64_t options;
    const gtee_clause *clause;
    uint32_t term;
} fixed;

typedef struct clauses_in_work {
    gti_assembly *a;
    const gtee_proposal *proposal;
    gti_map variables; /* issue << 32 | participant + 1 → index into fixed */
    gti_vec fixed;
    gti_vec members; /* scratch of one expansion */
} clauses_in_work;

static const gti_spot *spot_of(const gti_assembly *a, const gtee_clause *clause, uint32_t term)
{
    for (size_t i = 0; i < a->later.count; i++) {
        const gti_later *later = GTI_VEC_AT(&a->later, gti_later, i);

        if (later->question == GTI_ASK_TERM && later->subject == &clause->terms && later->number == term)
            return &later->spot;
    }
    return NULL;
}

static void refuse_clash(clauses_in_work *w, const fixed *first, const gtee_clause *clause, uint32_t index, const char *who)
{
    gti_assembly *a = w->a;
    const gti_spot *spot = spot_of(a, clause, index), *before = spot_of(a, first->clause, first->term);
    const char *issue = clause->terms.items[index].issue->record.id;
    const char *slash = who == NULL ? "" : "/";

    if (spot == NULL || before == NULL)
        return;
    if (first->clause == clause) {
        GTI_SAY_SPOT(a, CLAUSE_CONTRADICTION, spot, "the clause leaves no option for %s%s%s", issue, slash, who == NULL ? "" : who);
        gti_report_hint(a->report, "list the members apart, each with its own option");
    } else {
        GTI_SAY_SPOT(a, CLAUSES_CLASH, spot, "together with the clauses before it, %s leaves no option for %s%s%s",
                     clause->record.id == NULL ? "this" : clause->record.id, issue, slash, who == NULL ? "" : who);
        gti_report_hint(a->report, "correct one of the clauses, unless the proposal really contradicts itself");
    }
    gti_report_related(a->report, &before->place, "it is fixed here first");
}

/* False: nothing more needs to be said of this term. */
static bool fix(clauses_in_work *w, const gtee_clause *clause, uint32_t index, const gtee_participant *participant)
{
    const gtee_term *term = &clause->terms.items[index];
    uint64_t key = (uint64_t)term->issue->record.index << 32 | (participant == NULL ? 0 : participant->record.index + 1);
    uint32_t before;
    fixed *one;

    if (gti_map_get(&w->variables, key, &before)) {
        one = GTI_VEC_AT(&w->fixed, fixed, before);
        if ((one->options & term->options) != 0) {
            one->options &= term->options;
            return true;
        }
        refuse_clash(w, one, clause, index, participant == NULL ? NULL : participant->record.id);
        return false;
    }
    one = gti_vec_push(w->a->allocator, &w->fixed);
    if (one == NULL || !gti_map_put(w->a->allocator, &w->variables, key, (uint32_t)(w->fixed.count - 1))) {
        w->a->failed = true;
        return false;
    }
    *one = (fixed){.options = term->options, .clause = clause, .term = index};
    return true;
}

static void fix_members(clauses_in_work *w, const gtee_clause *clause, uint32_t index)
{
    const gtee_term *term = &clause->terms.items[index];

    gti_vec_clear(&w->members);
    if (!gti_members_expand(term->participant, w->proposal->date, w->a->allocator, &w->members)) {
        w->a->failed = true;
        return;
    }
    for (size_t i = 0; i < w->members.count; i++) {
        const gtee_participant *member = *GTI_VEC_AT(&w->members, const gtee_participant *, i);

        if (gtee_participant_is_member(member, term->issue->by, w->proposal->date) && !fix(w, clause, index, member))
            return;
    }
}

static void check_clause(clauses_in_work *w, const gtee_clause *clause)
{
    for (uint32_t i = 0; i < clause->terms.count && !w->a->failed; i++) {
        const gtee_term *term = &clause->terms.items[i];

        if (term->options == 0) /* wrong, and said so */
            continue;
        if (term->participant == NULL)
            fix(w, clause, i, NULL);
        else
            fix_members(w, clause, i);
    }
}

static void check_proposal(gti_assembly *a, const gtee_proposal *proposal)
{
    clauses_in_work w = {.a = a, .proposal = proposal, .fixed = GTI_VEC(fixed), .members = GTI_VEC(const gtee_participant *)};

    for (uint32_t i = 0; i < proposal->clauses.count && !a->failed; i++)
        check_clause(&w, proposal->clauses.items[i]);
    gti_map_free(a->allocator, &w.variables);
    gti_vec_free(a->allocator, &w.fixed);
    gti_vec_free(a->allocator, &w.members);
}

void gti_link_clauses(gti_assembly *a)
{
    const gti_vec *proposals = &a->dossier->kinds[GTEE_KIND_PROPOSAL];

    for (size_t i = 0; i < proposals->count && !a->failed; i++)
        check_proposal(a, (const gtee_proposal *)(const void *)*GTI_VEC_AT(proposals, gtee_record *, i));
}
