/* settlement.c: gtee_settlement_show as text and Markdown: a one-line answer, the best packages, why nothing cheaper exists.
 * Uses settlement.h. */
#include "show/settlement.h"

/* ---- The answer in a sentence */

static void put_bound(gti_show *show, uint32_t least, uint32_t found)
{
    gti_doc *doc = &show->doc;

    if (least < found) {
        gti_put(doc, "at least ");
        gti_put_uint(doc, least);
        gti_put(doc, ", at most ");
    }
    gti_put_red_lines(show, found);
}

static void put_no_package(gti_show *show, const gtee_settlement *settlement)
{
    gti_doc *doc = &show->doc;

    if (settlement->complete) {
        gti_put_styled(doc, GTI_BAD, "No package at all");
        gti_put(doc, " meets the constraints, what is fixed and what may not move.");
        return;
    }
    gti_put_styled(doc, GTI_MIXED, "No package found so far");
    gti_put(doc, ": the search ended before it was done. Any package crosses at least ");
    gti_put_red_lines(show, gtee_settlement_least_red_lines(settlement));
    gti_put(doc, ".");
}

/* "…: the least is 2 red lines and 3 consents that nobody has given." */
static void put_least(gti_show *show, const gtee_package *best)
{
    gti_doc *doc = &show->doc;

    gti_put_styled(doc, GTI_BAD, "Every package crosses somebody's red line");
    gti_put(doc, ": the least is ");
    gti_put_red_lines(show, gtee_package_red_lines(best));
    if (gtee_package_consents(best) > 0) {
        gti_put(doc, " and ");
        gti_put_consents(show, gtee_package_consents(best));
        gti_put(doc, " that nobody has given");
    }
    gti_put(doc, ".");
}

static void put_possible(gti_show *show, const gtee_package *best)
{
    const uint32_t consents = gtee_package_consents(best);
    gti_doc *doc = &show->doc;

    gti_put_styled(doc, consents == 0 ? GTI_GOOD : GTI_MIXED, "A package crosses nobody's red line");
    if (consents == 0) {
        gti_put(doc, ", and all the consent that it needs is on record.");
        return;
    }
    gti_put(doc, ", if ");
    gti_put_consents(show, consents);
    gti_put(doc, consents == 1 ? " that is not on record is given." : " that are not on record are given.");
}

static void put_unproved(gti_show *show, const gtee_settlement *settlement, const gtee_package *best)
{
    gti_doc *doc = &show->doc;

    gti_put_styled(doc, GTI_MIXED, "Not settled yet");
    gti_put(doc, ": the search ended before it was done. The least is ");
    put_bound(show, gtee_settlement_least_red_lines(settlement), gtee_package_red_lines(best));
    gti_put(doc, "; the best package found costs ");
    gti_put_cost(show, gtee_package_red_lines(best), gtee_package_consents(best), gtee_package_weight(best));
    gti_put(doc, ".");
}

static bool is_weighted(const gtee_settlement *settlement)
{
    return settlement->inquiry.question.mode == GTI_DEAL_WEIGHTED;
}

/* "3.5 in all (1 red line and 2 consents)": where the caller weighs them, the weight is the sum. */
static void put_sum(gti_show *show, const gtee_package *package)
{
    gti_put_number(show, gtee_package_weight(package));
    gti_put(&show->doc, " in all");
    if (gtee_package_red_lines(package) == 0 && gtee_package_consents(package) == 0)
        return;
    gti_put(&show->doc, " (");
    gti_put_cost(show, gtee_package_red_lines(package), gtee_package_consents(package), 0);
    gti_put(&show->doc, ")");
}

static void put_weighted(gti_show *show, const gtee_settlement *settlement, const gtee_package *best)
{
    const bool proved = gtee_settlement_proved(settlement) != 0;
    gti_doc *doc = &show->doc;

    gti_put_style(doc, gtee_package_red_lines(best) > 0 ? GTI_BAD : gtee_package_consents(best) > 0 || !proved ? GTI_MIXED : GTI_GOOD);
    gti_put(doc, proved ? "The cheapest package costs " : "The best package found costs ");
    put_sum(show, best);
    gti_put_style(doc, GTI_PLAIN);
    gti_put(doc, ".");
    if (proved)
        return;
    gti_put(doc, " The search ended before it was done; no package costs less than ");
    gti_put_number(show, gtee_settlement_least_weight(settlement));
    gti_put(doc, ".");
}

static void put_answer(gti_show *show, const gtee_settlement *settlement)
{
    const gtee_package *best = gtee_settlement_at(settlement, 0);

    if (best == NULL)
        put_no_package(show, settlement);
    else if (is_weighted(settlement))
        put_weighted(show, settlement, best);
    else if (gtee_settlement_proved(settlement) == 0)
        put_unproved(show, settlement, best);
    else if (gtee_package_red_lines(best) > 0)
        put_least(show, best);
    else
        put_possible(show, best);
}

/* ---- Why nothing cheaper exists */

void gti_add_proof_conflicts(gti_deals *deals, const gtee_settlement *settlement)
{
    gti_show *show = deals->show;
    gti_doc *doc = &show->doc;

    for (size_t i = 0; i < gtee_settlement_proof_count(settlement); i++) {
        const gtee_conflict *conflict = gtee_settlement_proof_at(settlement, i);
        gti_put(doc, gtee_conflict_message(conflict));
        for (size_t p = 0; p < gtee_conflict_position_count(conflict); p++)
            gti_put_citations(show, gtee_position_record(gtee_conflict_position_at(conflict, p)));
        gti_doc_item(doc, 1, "- ", NULL);
    }
}

static void put_engine(gti_show *show, const gtee_settlement *settlement)
{
    const char *engine = gtee_settlement_engine(settlement);

    gti_put(&show->doc, " cheaper package was ruled out");
    if (engine[0] != '\0')
        gti_put_all(&show->doc, " (", engine, ")", (const char *)NULL);
    gti_put(&show->doc, ".");
}

static void put_proof(gti_show *show, const gtee_settlement *settlement, const gtee_package *best, size_t conflicts)
{
    gti_doc *doc = &show->doc;
    const uint32_t red_lines = gtee_package_red_lines(best);

    if (conflicts > 0) {
        gti_put_count(doc, conflicts, "conflict", "conflicts");
        gti_put(doc, conflicts == 1 ? " needs a concession" : " that share no position that may move need a concession each");
        gti_put(doc, conflicts >= red_lines && !is_weighted(settlement) ? ", so that no package crosses fewer red lines" : "");
        gti_put(doc, gtee_settlement_proved(settlement) != 0 ? "; " : ".");
    }
    if (gtee_settlement_proved(settlement) == 0) {
        gti_put(doc, conflicts == 0 ? "That nothing cheaper exists is not proved: the search ended early." : "");
        return;
    }
    gti_put(doc, conflicts == 0 ? "Every" : "every");
    put_engine(show, settlement);
}

static void add_proof(gti_deals *deals, const gtee_settlement *settlement)
{
    gti_show *show = deals->show;
    const gtee_package *best = gtee_settlement_at(settlement, 0);
    const size_t conflicts = gtee_settlement_proof_count(settlement);

    gti_doc_heading(&show->doc, 2, "Why nothing cheaper exists");
    put_proof(show, settlement, best, conflicts);
    gti_doc_paragraph(&show->doc, 0, NULL);
    gti_add_proof_conflicts(deals, settlement);
}

/* ---- Packages */

static void add_package(gti_deals *deals, const gtee_settlement *settlement, size_t index)
{
    gti_show *show = deals->show;
    const gtee_package *package = gtee_settlement_at(settlement, index);

    gti_put(&show->doc, "Package ");
    gti_put_uint(&show->doc, index + 1);
    gti_put(&show->doc, ": costs ");
    if (is_weighted(settlement))
        put_sum(show, package);
    else
        gti_put_cost(show, gtee_package_red_lines(package), gtee_package_consents(package), gtee_package_weight(package));
    gti_doc_heading(&show->doc, 2, NULL);
    gti_add_concessions(deals, package);
    gti_add_consents(deals, package);
    if (index > 0) {
        gti_add_differences(deals, package, gtee_settlement_at(settlement, 0), "package 1");
        return;
    }
    gti_add_reservations(deals, package);
    gti_add_terms(deals, package);
    gti_add_gains(deals, package);
}

/* Whether there are more than those shown. */
static void add_rest(gti_show *show, const gtee_settlement *settlement, size_t shown)
{
    gti_doc_gap(&show->doc);
    if (shown == gtee_settlement_count(settlement) && settlement->complete)
        gti_doc_paragraph(&show->doc, 0, "There is no other package.");
    else
        gti_doc_paragraph(&show->doc, 0, "There may be more packages, none cheaper than these; ask for them with a higher limit.");
}

static bool costs_nothing(const gtee_package *package)
{
    return gtee_package_red_lines(package) == 0 && gtee_package_consents(package) == 0 && gtee_package_weight(package) <= 0;
}

static void build(gti_show *show, const void *what)
{
    const gtee_settlement *settlement = what;
    const size_t shown = gti_deals_shown(show, gtee_settlement_count(settlement));
    gti_deals deals;

    if (gti_is_nearest(settlement)) {
        gti_nearest_build(show, settlement);
        return;
    }
    gti_deals_begin(&deals, show, gtee_settlement_view(settlement));
    gti_deals_head(&deals, "What would have to move", gti_inquiry_of(settlement));
    put_answer(show, settlement);
    gti_doc_paragraph(&show->doc, 0, NULL);
    for (size_t i = 0; i < shown; i++)
        add_package(&deals, settlement, i);
    if (shown > 0 && !costs_nothing(gtee_settlement_at(settlement, 0)))
        add_proof(&deals, settlement);
    if (shown > 0)
        add_rest(show, settlement, shown);
    gti_doc_sources(show);
    gti_deals_end(&deals);
}

gtee_status gtee_settlement_show(const gtee_settlement *settlement, const gtee_show_options *options, gtee_text **text)
{
    static const gti_shower shower = {build, gti_settlement_json, gti_settlement_csv, false};

    if (text == NULL)
        return GTEE_ERROR_ARGUMENT;
    *text = NULL;
    if (settlement == NULL)
        return GTEE_ERROR_ARGUMENT;
    return gti_show_run(gti_show_allocator(gtee_settlement_view(settlement)), options, &shower, settlement, text);
}
