/* nearest.c: the nearest acceptable versions of a proposal as text: what changes term by term, and what then remains. Uses settlement.h, rows.h. */
#include "show/rows.h"
#include "show/settlement.h"

/* Which positions clash whatever the proposal says, and how to go on. */
static void put_none(gti_show *show, const gtee_settlement *settlement)
{
    const size_t conflicts = gtee_settlement_proof_count(settlement);
    gti_doc *doc = &show->doc;

    gti_put_styled(doc, GTI_BAD, "No version is acceptable");
    if (conflicts == 0) {
        gti_put(doc, settlement->disjoint ? ": the constraints, what is fixed and what may not move cannot all be met, whatever its terms are changed to."
                                          : ", whatever its terms are changed to.");
        return;
    }
    gti_put(doc, " to all of them: ");
    gti_put_count(doc, conflicts, "conflict remains", "conflicts remain");
    gti_put(doc, " whatever its terms are changed to. To go on, name the parties that are to accept it, leaving out one of those in ");
    gti_put(doc, conflicts == 1 ? "the conflict" : "each conflict");
    gti_put(doc, "; or ask for a settlement, which says what would have to move.");
}

static void put_answer(gti_show *show, const gtee_settlement *settlement)
{
    const gtee_package *best = gtee_settlement_at(settlement, 0);
    gti_doc *doc = &show->doc;

    if (best == NULL && settlement->complete) {
        put_none(show, settlement);
        return;
    }
    if (best == NULL) {
        gti_put_styled(doc, GTI_MIXED, "No acceptable version found so far");
        gti_put(doc, ": the search ended before it was done.");
        return;
    }
    const uint32_t changes = gtee_package_changes(best), consents = gtee_package_consents(best);
    gti_put_style(doc, consents == 0 && changes == 0 ? GTI_GOOD : GTI_MIXED);
    if (changes == 0)
        gti_put(doc, "No term has to change");
    else
        gti_put_count(doc, changes, "term has to change", "terms have to change");
    gti_put_style(doc, GTI_PLAIN);
    gti_put(doc, gtee_settlement_proved(settlement) != 0 ? "" : " at most (the search ended before fewer were ruled out)");
    gti_put(doc, changes == 0 ? ": it crosses no red line of the parties" : "; then it crosses no red line of the parties");
    if (consents > 0) {
        gti_put(doc, ", and ");
        gti_put_consents(show, consents);
        gti_put(doc, consents == 1 ? " remains to be asked for" : " remain to be asked for");
    }
    gti_put(doc, ".");
}

/* What the proposal's clauses say of the choice, and which is the first to say it. */
static uint64_t proposed(const gtee_settlement *settlement, const gtee_choice *choice, const gtee_clause **by)
{
    const gtee_proposal *proposal = gti_inquiry_of(settlement)->question.proposal;
    const gtee_date day = gtee_view_as_of(gtee_settlement_view(settlement));
    const gtee_issue *issue = gtee_choice_issue(choice);
    const gtee_participant *who = gtee_choice_participant(choice);
    uint64_t options = gti_all_options(issue);

    *by = NULL;
    for (size_t c = 0; c < gtee_proposal_clause_count(proposal); c++) {
        const gtee_clause *clause = gtee_proposal_clause_at(proposal, c);
        for (size_t t = 0; t < gtee_clause_term_count(clause); t++) {
            const gtee_term *term = gtee_clause_term_at(clause, t);
            const gtee_participant *named = gtee_term_participant(term);
            if (gtee_term_issue(term) != issue || (named != who && gtee_participant_is_member(who, named, day) == 0))
                continue;
            options &= gtee_term_options(term);
            *by = *by != NULL ? *by : clause;
        }
    }
    return options;
}

static void add_row(gti_show *show, gti_rows *rows, const gtee_settlement *settlement, const gtee_choice *choice)
{
    const gtee_issue *issue = gtee_choice_issue(choice);
    const gtee_clause *clause;
    const uint64_t said = proposed(settlement, choice, &clause);
    const char *cells[3];

    gti_put_options(show, issue, said, " or ");
    cells[0] = gti_take(&show->doc);
    gti_put_options(show, issue, gtee_choice_options(choice), " or ");
    cells[1] = gti_take(&show->doc);
    if (clause != NULL)
        gti_put_styled(&show->doc, GTI_CODE, gtee_clause_id(clause));
    cells[2] = gti_take(&show->doc);
    gti_rows_add(rows, issue, gtee_choice_participant(choice), NULL, cells);
}

static void add_changes(gti_deals *deals, const gtee_settlement *settlement, const gtee_package *package)
{
    static const char *const headers[] = {"What changes", "The proposal says", "Instead", "Clause"};
    gti_show *show = deals->show;
    gti_rows rows;

    if (gtee_package_changes(package) == 0)
        return;
    gti_table *table = gti_doc_table(&show->doc, 0, 4);
    for (uint32_t i = 0; i < 4; i++)
        gti_table_column(&show->doc, table, i, 0, headers[i]);
    gti_rows_init(&rows, show, deals->view, 3);
    for (size_t i = 0; i < gtee_package_choice_count(package); i++)
        if (gtee_choice_is_changed(gtee_package_choice_at(package, i)) != 0)
            add_row(show, &rows, settlement, gtee_package_choice_at(package, i));
    gti_rows_write(&rows, table);
    gti_rows_free(&rows);
}

static void add_version(gti_deals *deals, const gtee_settlement *settlement, size_t index)
{
    gti_show *show = deals->show;
    const gtee_package *package = gtee_settlement_at(settlement, index);

    gti_put(&show->doc, "Version ");
    gti_put_uint(&show->doc, index + 1);
    gti_put(&show->doc, ": ");
    gti_put_count(&show->doc, gtee_package_changes(package), "term changed", "terms changed");
    if (gtee_package_consents(package) > 0 || gtee_package_weight(package) > 0) {
        gti_put(&show->doc, ", costs ");
        gti_put_cost(show, 0, gtee_package_consents(package), gtee_package_weight(package));
    }
    gti_doc_heading(&show->doc, 2, NULL);
    add_changes(deals, settlement, package);
    if (index > 0) {
        gti_add_differences(deals, package, gtee_settlement_at(settlement, 0), "version 1");
        return;
    }
    gti_add_concessions(deals, package);
    gti_add_consents(deals, package);
    gti_add_reservations(deals, package);
}

void gti_nearest_build(gti_show *show, const gtee_settlement *settlement)
{
    const gtee_proposal *proposal = gti_inquiry_of(settlement)->question.proposal;
    const size_t shown = gti_deals_shown(show, gtee_settlement_count(settlement));
    gti_deals deals;

    gti_deals_begin(&deals, show, gtee_settlement_view(settlement));
    gti_put_all(&show->doc, "Nearest acceptable version of “", gtee_proposal_title(proposal), "”", (const char *)NULL);
    gti_deals_head(&deals, NULL, gti_inquiry_of(settlement));
    put_answer(show, settlement);
    gti_doc_paragraph(&show->doc, 0, NULL);
    gti_add_proof_conflicts(&deals, settlement);
    for (size_t i = 0; i < shown; i++)
        add_version(&deals, settlement, i);
    gti_doc_sources(show);
    gti_deals_end(&deals);
}
