/* stress_parts.c: sections of a stress test's document: what comes due, what arrives, on whom it rests, what would lift it. Uses stress.h. */
#include "show/stress.h"

#include <string.h>

/* ---- What comes due */

static bool same_range(double a_low, double a_high, double b_low, double b_high)
{
    return a_low <= b_low && b_low <= a_low && a_high <= b_high && b_high <= a_high;
}

static bool same_terms(const gtee_due *a, const gtee_due *b)
{
    bool same = gtee_due_term_count(a) == gtee_due_term_count(b);

    for (size_t i = 0; same && i < gtee_due_term_count(a); i++) {
        const gtee_term *one = gtee_due_term_at(a, i), *two = gtee_due_term_at(b, i);
        same = gtee_term_issue(one) == gtee_term_issue(two) && gtee_term_options(one) == gtee_term_options(two);
    }
    return same;
}

/* Do they say the same of two obligors? */
static bool alike(const gtee_due *a, const gtee_due *b)
{
    return gtee_due_clause(a) == gtee_due_clause(b) && same_terms(a, b) &&
           gtee_due_likelihood_origin(a) == gtee_due_likelihood_origin(b) && gtee_due_expectation(a) == gtee_due_expectation(b) &&
           (gtee_due_excluded_by(a) == NULL) == (gtee_due_excluded_by(b) == NULL) &&
           same_range(gtee_due_likelihood_low(a), gtee_due_likelihood_high(a), gtee_due_likelihood_low(b), gtee_due_likelihood_high(b)) &&
           same_range(gtee_due_low(a), gtee_due_high(a), gtee_due_low(b), gtee_due_high(b));
}

static void put_what(gti_show *show, const gtee_due *due)
{
    gti_doc *doc = &show->doc;

    for (size_t i = 0; i < gtee_due_term_count(due); i++) {
        const gtee_term *term = gtee_due_term_at(due, i);
        gti_put(doc, i > 0 ? "; " : "");
        gti_put_all(doc, gtee_issue_title(gtee_term_issue(term)), ": ", (const char *)NULL);
        gti_put_options(show, gtee_term_issue(term), gtee_term_options(term), " or ");
    }
    if (gtee_due_term_count(due) == 0)
        gti_put(doc, "what the clause says");
    if (gtee_due_within(due) != NULL)
        gti_put_all(doc, "; how soon: ", gtee_due_within(due), (const char *)NULL);
}

static void put_word(gti_show *show, const gtee_due *due)
{
    gti_doc *doc = &show->doc;
    const uint32_t origin = gtee_due_likelihood_origin(due);

    gti_put_chance(show, gtee_due_likelihood_low(due), gtee_due_likelihood_high(due));
    if (origin == GTEE_LIKELIHOOD_WHAT_IF)
        gti_put(doc, ", what if");
    if (origin == GTEE_LIKELIHOOD_EXPECTATION && gtee_due_expectation(due) != NULL) {
        gti_put(doc, ", expected by ");
        gti_put_name(show, gtee_expectation_holder(gtee_due_expectation(due)));
        gti_put_citations(show, gtee_expectation_record(gtee_due_expectation(due)));
    }
}

/* A row for those alike that stand from `first` on; those are marked as done. */
static void add_due(gti_show *show, gti_table *table, const gtee_stress *stress, size_t first, bool *done)
{
    const gtee_due *due = gtee_stress_due_at(stress, first);
    gti_doc *doc = &show->doc;
    size_t count = 0;

    for (size_t i = first; i < gtee_stress_due_count(stress); i++) {
        if (done[i] || !alike(due, gtee_stress_due_at(stress, i)))
            continue;
        gti_put(doc, count++ > 0 ? ", " : "");
        gti_put_name(show, gtee_due_obligor(gtee_stress_due_at(stress, i)));
        done[i] = true;
    }
    gti_table_cell(doc, table, NULL);
    put_what(show, due);
    gti_put_all(doc, " (", (const char *)NULL);
    gti_put_styled(doc, GTI_CODE, gtee_clause_id(gtee_due_clause(due)));
    gti_put(doc, ")");
    gti_table_cell(doc, table, NULL);
    put_word(show, due);
    if (gtee_due_excluded_by(due) != NULL) {
        gti_put(doc, "; ");
        gti_put_styled(doc, GTI_BAD, "excluded, see below");
    }
    gti_table_cell(doc, table, NULL);
    gti_put_chance(show, gtee_due_low(due), gtee_due_high(due));
    gti_table_cell(doc, table, NULL);
}

/* What is promised, and ruled out by the obligor's own position. */
static void add_excluded(gti_show *show, const gtee_stress *stress)
{
    gti_doc *doc = &show->doc;
    bool any = false;

    for (size_t i = 0; i < gtee_stress_due_count(stress); i++) {
        const gtee_due *due = gtee_stress_due_at(stress, i);
        const gtee_position *position = gtee_due_excluded_by(due);
        if (position == NULL)
            continue;
        if (!any)
            gti_doc_heading(doc, 2, "Promised, but excluded by the obligor's own position");
        any = true;
        gti_put_styled(doc, GTI_STRONG, gti_name_of(show, gtee_due_obligor(due)));
        gti_put_all(doc, " owes by clause ", (const char *)NULL);
        gti_put_styled(doc, GTI_CODE, gtee_clause_id(gtee_due_clause(due)));
        gti_put(doc, " ");
        put_what(show, due);
        gti_put(doc, "; but it ");
        gti_put_stance(show, position);
        gti_doc_item(doc, 1, "- ", NULL);
        gti_put_testimony(show, position);
        gti_doc_paragraph(doc, 2, NULL);
    }
}

void gti_add_dues(gti_show *show, const gtee_stress *stress)
{
    static const char *const headers[] = {"From", "What", "Keeps its word", "It arrives"};
    const size_t count = gtee_stress_due_count(stress);
    bool *done;

    if (count == 0)
        return;
    done = gti_alloc_array(&show->allocator, count, sizeof *done);
    if (done == NULL) {
        gti_show_fail(show);
        return;
    }
    gti_put(&show->doc, "What comes due: ");
    gti_put_count(&show->doc, count, "commitment", "commitments");
    gti_doc_heading(&show->doc, 2, NULL);
    gti_table *table = gti_doc_table(&show->doc, 0, 4);
    for (uint32_t c = 0; c < 4; c++)
        gti_table_column(&show->doc, table, c, 0, headers[c]);
    for (size_t i = 0; i < count; i++)
        if (!done[i])
            add_due(show, table, stress, i, done);
    gti_free(&show->allocator, done, count * sizeof *done);
    add_excluded(show, stress);
}

/* ---- What arrives */

static void put_level(gti_show *show, const gtee_level *level)
{
    gti_doc *doc = &show->doc;

    if (gtee_level_issue(level) != NULL) {
        gti_put(doc, gtee_issue_title(gtee_level_issue(level)));
        return;
    }
    gti_put(doc, gtee_clause_title(gtee_level_clause(level)));
    gti_put(doc, " (");
    gti_put_styled(doc, GTI_CODE, gtee_clause_id(gtee_level_clause(level)));
    gti_put(doc, ")");
}

static void add_whole(gti_show *show, const gtee_stress *stress)
{
    gti_doc *doc = &show->doc;
    gti_table *table = gti_doc_table(doc, GTI_TABLE_BARE, 2);

    gti_put_chance(show, gtee_stress_arrives_low(stress), gtee_stress_arrives_high(stress));
    gti_table_pair(doc, table, "All of these together");
    gti_put_chance(show, gtee_stress_complete_low(stress), gtee_stress_complete_high(stress));
    gti_table_pair(doc, table, "Every single commitment");
    gti_put_range(show, gtee_stress_expected_low(stress), gtee_stress_expected_high(stress));
    gti_put(doc, " of ");
    gti_put_uint(doc, gtee_stress_due_count(stress));
    gti_table_pair(doc, table, "Commitments expected to arrive");
}

void gti_add_levels(gti_show *show, const gtee_stress *stress)
{
    static const char *const headers[] = {"On", "At least", "Of", "Probability"};
    gti_doc *doc = &show->doc;

    if (gtee_stress_level_count(stress) == 0)
        return;
    gti_doc_heading(doc, 2, "What arrives");
    gti_table *table = gti_doc_table(doc, 0, 4);
    for (uint32_t c = 0; c < 4; c++)
        gti_table_column(doc, table, c, c == 1 || c == 2 ? GTI_COLUMN_RIGHT : 0, headers[c]);
    for (size_t i = 0; i < gtee_stress_level_count(stress); i++) {
        const gtee_level *level = gtee_stress_level_at(stress, i);
        put_level(show, level);
        gti_table_cell(doc, table, NULL);
        gti_put_uint(doc, gtee_level_least(level));
        gti_table_cell(doc, table, NULL);
        gti_put_uint(doc, gtee_level_obligor_count(level));
        gti_table_cell(doc, table, NULL);
        gti_put_chance(show, gtee_level_low(level), gtee_level_high(level));
        gti_table_cell(doc, table, NULL);
    }
    add_whole(show, stress);
    gti_doc_gap(doc);
    gti_doc_paragraph(doc, 0, "Words of likelihood are those of ICD 203, section D.6.e(2)(a).");
}

/* ---- What it survives, and on whom it rests */

void gti_add_cuts(gti_show *show, const gtee_stress *stress)
{
    const size_t count = gtee_stress_cut_count(stress), shown = gti_deals_shown(show, count);
    gti_doc *doc = &show->doc;

    if (gtee_stress_can_arrive(stress) == 0 || count == 0)
        return;
    gti_doc_heading(doc, 2, "Whose default would be enough");
    gti_put_survives(show, gtee_stress_survives(stress));
    gti_put_all(doc, " Of those who do not block, ", gtee_stress_cut_total(stress),
                strcmp(gtee_stress_cut_total(stress), "1") == 0 ? " minimal set is enough" : " minimal sets are enough",
                " for it not to arrive", shown < count ? "; the smallest:" : ":", (const char *)NULL);
    gti_doc_paragraph(doc, 0, NULL);
    for (size_t i = 0; i < shown; i++) {
        gti_put_coalition(show, gtee_stress_cut_at(stress, i));
        gti_doc_item(doc, 1, "- ", NULL);
    }
}

static void add_carrier(gti_show *show, gti_table *table, const gtee_carrier *carrier)
{
    const bool obligor = gtee_carrier_is_obligor(carrier) != 0, veto = gtee_carrier_is_veto_player(carrier) != 0;
    const double low = gtee_carrier_importance_low(carrier), high = gtee_carrier_importance_high(carrier);
    gti_doc *doc = &show->doc;

    gti_put_styled(doc, GTI_STRONG, gti_name_of(show, gtee_carrier_participant(carrier)));
    gti_table_cell(doc, table, NULL);
    gti_put(doc, obligor && veto ? "owes, veto" : obligor ? "owes" : veto ? "veto" : "votes");
    gti_table_cell(doc, table, NULL);
    gti_put_rounded(show, low);
    gti_put(doc, " / ");
    gti_put_rounded(show, high);
    gti_table_cell(doc, table, NULL);
    gti_put_chance(show, gtee_carrier_default_low(carrier), gtee_carrier_default_high(carrier));
    gti_table_cell(doc, table, NULL);
}

void gti_add_carriers(gti_show *show, const gtee_stress *stress)
{
    static const char *const headers[] = {"Participant", "Part", "Importance, at the low / high end", "It arrives if this one defaults"};
    const size_t count = gtee_stress_carrier_count(stress), shown = gti_deals_shown(show, count);
    gti_doc *doc = &show->doc;

    if (gtee_stress_due_count(stress) == 0 || gtee_stress_can_arrive(stress) == 0)
        return;
    gti_doc_heading(doc, 2, "On whom it rests");
    gti_table *table = gti_doc_table(doc, 0, 4);
    for (uint32_t c = 0; c < 4; c++)
        gti_table_column(doc, table, c, 0, headers[c]);
    for (size_t i = 0; i < shown; i++)
        add_carrier(show, table, gtee_stress_carrier_at(stress, i));
    if (shown == count)
        return;
    gti_doc_gap(doc);
    gti_put(doc, "The first ");
    gti_put_uint(doc, shown);
    gti_put(doc, " of ");
    gti_put_uint(doc, count);
    gti_put(doc, ", by importance.");
    gti_doc_paragraph(doc, 0, NULL);
}

/* ---- What would lift it */

/* Which part of which rule is lowered: " (in rule council, the one with 5 parts)"; " (rule council)" if it is the whole. */
static void put_part(gti_show *show, const gtee_stress *stress, const gtee_change *change)
{
    const gtee_rule *part = gtee_change_rule(change);
    const char *home = gti_rule_home(gtee_stress_proposal(stress), part);
    gti_vec people = GTI_VEC(const gtee_participant *);
    gti_doc *doc = &show->doc;

    if (home == NULL)
        return;
    const bool whole = gti_rule_name_of(gtee_stress_proposal(stress), part) != NULL;
    gti_put_all(doc, whole ? " (rule " : " (in rule ", home, (const char *)NULL);
    if (!whole && gtee_rule_form(part) != GTEE_RULE_QUOTA && gti_rule_people(show, gtee_stress_view(stress), part, &people)) {
        size_t things = people.count;
        for (size_t i = 0; i < gtee_rule_child_count(part); i++)
            things += gtee_rule_form(gtee_rule_child_at(part, i)) != GTEE_RULE_PARTICIPANT;
        gti_put(doc, ", the one with ");
        gti_put_count(doc, things, "part", "parts");
    }
    gti_put(doc, ")");
    gti_vec_free(&show->allocator, &people);
}

void gti_add_changes(gti_show *show, const gtee_stress *stress)
{
    const size_t shown = gti_deals_shown(show, gtee_stress_change_count(stress));
    gti_doc *doc = &show->doc;

    if (gtee_stress_change_count(stress) == 0)
        return;
    gti_doc_heading(doc, 2, "What would lift it, by effect");
    for (size_t i = 0; i < shown; i++) {
        const gtee_change *change = gtee_stress_change_at(stress, i);
        gti_put_styled(doc, GTI_STRONG, gtee_change_message(change));
        put_part(show, stress, change);
        gti_put(doc, ": it arrives with a probability of ");
        gti_put_chance(show, gtee_change_low(change), gtee_change_high(change));
        gti_put(doc, ". ");
        gti_put_survives(show, gtee_change_survives(change));
        gti_doc_item(doc, 1, "- ", NULL);
    }
}
