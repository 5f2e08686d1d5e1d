/* package.c: what a package means, part by part: who would have to move, whom to ask, what is given up, what is agreed, what each party gets.
 * Uses settlement.h, rows.h. */
#include "show/rows.h"
#include "show/settlement.h"

static void add_label(gti_show *show, const char *label)
{
    gti_put_styled(&show->doc, GTI_STRONG, label);
    gti_doc_paragraph(&show->doc, 0, NULL);
}

/* ---- Who would have to move */

void gti_add_concessions(gti_deals *deals, const gtee_package *package)
{
    gti_show *show = deals->show;
    gti_doc *doc = &show->doc;
    const size_t count = gtee_package_concession_count(package);

    if (count == 0)
        return;
    gti_doc_gap(doc);
    add_label(show, "Who would have to move");
    for (size_t i = 0; i < count; i++) {
        const gtee_concession *concession = gtee_package_concession_at(package, i);
        const gtee_position *position = gtee_concession_position(concession);
        const gtee_choice *choice = gtee_concession_choice(concession);
        gti_put_styled(doc, GTI_BAD, gti_name_of(show, gtee_position_participant(position)));
        gti_put(doc, " ");
        gti_put_stance(show, position);
        if (choice != NULL) {
            gti_put(doc, "; here ");
            gti_put_variable(show, gtee_choice_issue(choice), gtee_choice_participant(choice));
            gti_put(doc, " is ");
            gti_put_options(show, gtee_choice_issue(choice), gtee_choice_options(choice), " or ");
        }
        gti_doc_item(doc, 1, "- ", NULL);
        gti_deals_testimony(deals, position);
    }
}

/* ---- Whom to ask */

static bool asked_before(const gtee_package *package, size_t index)
{
    const gtee_participant *participant = gtee_consent_participant(gtee_package_consent_at(package, index));

    for (size_t i = 0; i < index; i++)
        if (gtee_consent_participant(gtee_package_consent_at(package, i)) == participant)
            return true;
    return false;
}

/* What the participant is asked for, from `index` on. */
static void put_asked_for(gti_show *show, const gtee_package *package, size_t index)
{
    const gtee_participant *participant = gtee_consent_participant(gtee_package_consent_at(package, index));
    bool any = false;

    for (size_t i = index; i < gtee_package_consent_count(package); i++) {
        const gtee_consent *consent = gtee_package_consent_at(package, i);
        const gtee_choice *choice = gtee_consent_choice(consent);
        if (gtee_consent_participant(consent) != participant)
            continue;
        gti_put(&show->doc, any ? "; " : ": ");
        gti_put_choice(show, gtee_choice_issue(choice),
                       gtee_choice_participant(choice) != participant ? gtee_choice_participant(choice) : NULL);
        gti_put(&show->doc, " — ");
        gti_put_options(show, gtee_choice_issue(choice), gtee_choice_options(choice), " or ");
        any = true;
    }
}

void gti_add_consents(gti_deals *deals, const gtee_package *package)
{
    gti_show *show = deals->show;
    const size_t count = gtee_package_consent_count(package);

    if (count == 0)
        return;
    gti_doc_gap(&show->doc);
    add_label(show, "Whom to ask: consent that is not on record");
    for (size_t i = 0; i < count; i++) {
        if (asked_before(package, i))
            continue;
        gti_put_styled(&show->doc, GTI_MIXED, gti_name_of(show, gtee_consent_participant(gtee_package_consent_at(package, i))));
        put_asked_for(show, package, i);
        gti_doc_item(&show->doc, 1, "- ", NULL);
    }
}

/* ---- Preferences given up */

void gti_add_reservations(gti_deals *deals, const gtee_package *package)
{
    gti_show *show = deals->show;
    gti_doc *doc = &show->doc;
    const size_t count = gtee_package_reservation_count(package);

    if (count == 0)
        return;
    gti_doc_gap(doc);
    add_label(show, "Preferences given up");
    for (size_t i = 0; i < count; i++) {
        const gtee_position *position = gtee_package_reservation_at(package, i);
        gti_put_styled(doc, GTI_STRONG, gti_name_of(show, gtee_position_participant(position)));
        gti_put(doc, " ");
        gti_put_stance(show, position);
        gti_put(doc, " (");
        gti_put_date(doc, gtee_position_date(position));
        gti_put(doc, ", ");
        gti_put_evidence(show, gtee_position_evidence(position), gtee_position_via(position));
        gti_put(doc, ")");
        gti_put_citations(show, gtee_position_record(position));
        gti_doc_item(doc, 1, "- ", NULL);
    }
}

/* ---- What is agreed */

static const char *options_text(gti_show *show, const gtee_choice *choice)
{
    gti_put_options(show, gtee_choice_issue(choice), gtee_choice_options(choice), " or ");
    return gti_take(&show->doc);
}

static const char *default_text(gti_show *show, const gtee_issue *issue)
{
    const gtee_option *option = gtee_issue_default(issue);

    if (option == NULL)
        gti_put_styled(&show->doc, GTI_DIM, "not settled");
    else
        gti_put(&show->doc, gtee_option_title(option));
    return gti_take(&show->doc);
}

static bool is_new(const gtee_choice *choice)
{
    return gtee_choice_is_free(choice) == 0 && gtee_choice_is_default(choice) == 0;
}

static bool is_kept(const gtee_choice *choice)
{
    return gtee_choice_is_free(choice) == 0 && gtee_choice_is_default(choice) != 0;
}

static bool is_free(const gtee_choice *choice)
{
    return gtee_choice_is_free(choice) != 0;
}

static size_t count_choices(const gtee_package *package, bool (*which)(const gtee_choice *))
{
    size_t count = 0;

    for (size_t i = 0; i < gtee_package_choice_count(package); i++)
        count += which(gtee_package_choice_at(package, i));
    return count;
}

static gti_table *begin_table(gti_show *show, uint32_t columns, const char *const *headers)
{
    gti_table *table = gti_doc_table(&show->doc, 0, columns);

    for (uint32_t i = 0; i < columns; i++)
        gti_table_column(&show->doc, table, i, 0, headers[i]);
    return table;
}

/* A row for each choice of a sort: what it is, and what it was. */
static void add_choices(gti_deals *deals, const gtee_package *package, bool (*which)(const gtee_choice *), uint32_t columns,
                        const char *const *headers)
{
    gti_show *show = deals->show;
    gti_rows rows;

    if (count_choices(package, which) == 0)
        return;
    gti_table *table = begin_table(show, columns, headers);
    gti_rows_init(&rows, show, deals->view, columns - 1);
    for (size_t i = 0; i < gtee_package_choice_count(package); i++) {
        const gtee_choice *choice = gtee_package_choice_at(package, i);
        if (!which(choice))
            continue;
        const char *cells[] = {options_text(show, choice), default_text(show, gtee_choice_issue(choice))};
        gti_rows_add(&rows, gtee_choice_issue(choice), gtee_choice_participant(choice), NULL, cells);
    }
    gti_rows_write(&rows, table);
    gti_rows_free(&rows);
}

/* The issues of choices that are free, each once, as a sentence. */
static void add_free(gti_deals *deals, const gtee_package *package)
{
    gti_show *show = deals->show;
    const gtee_issue *before = NULL;

    if (count_choices(package, is_free) == 0)
        return;
    gti_put(&show->doc, "Free, since no option would change the cost: ");
    for (size_t i = 0; i < gtee_package_choice_count(package); i++) {
        const gtee_choice *choice = gtee_package_choice_at(package, i);
        if (!is_free(choice))
            continue;
        gti_put(&show->doc, before == NULL ? "" : gtee_choice_issue(choice) == before ? ", " : "; ");
        if (gtee_choice_issue(choice) != before)
            gti_put_choice(show, gtee_choice_issue(choice), gtee_choice_participant(choice));
        else
            gti_put_name(show, gtee_choice_participant(choice));
        before = gtee_choice_issue(choice);
    }
    gti_put(&show->doc, ".");
    gti_doc_paragraph(&show->doc, 0, NULL);
}

void gti_add_terms(gti_deals *deals, const gtee_package *package)
{
    static const char *const changed[] = {"What would be agreed", "Choice", "Status quo"};
    static const char *const kept[] = {"What stays as it is", "Status quo"};

    if (count_choices(package, is_new) == 0) {
        gti_doc_gap(&deals->show->doc);
        gti_doc_paragraph(&deals->show->doc, 0, "Everything stays as it is.");
    }
    add_choices(deals, package, is_new, 3, changed);
    if (deals->show->options.brief == 0)
        add_choices(deals, package, is_kept, 2, kept);
    add_free(deals, package);
}

/* The first package's choice on the same variable. */
static const gtee_choice *same_choice(const gtee_package *package, const gtee_choice *choice)
{
    for (size_t i = 0; i < gtee_package_choice_count(package); i++) {
        const gtee_choice *other = gtee_package_choice_at(package, i);
        if (gtee_choice_issue(other) == gtee_choice_issue(choice) && gtee_choice_participant(other) == gtee_choice_participant(choice))
            return other;
    }
    return NULL;
}

void gti_add_differences(gti_deals *deals, const gtee_package *package, const gtee_package *first, const char *name)
{
    gti_show *show = deals->show;
    gti_table *table = gti_doc_table(&show->doc, 0, 3);
    gti_rows rows;

    gti_put_all(&show->doc, "Other than in ", name, (const char *)NULL);
    gti_table_column(&show->doc, table, 0, 0, NULL);
    gti_table_column(&show->doc, table, 1, 0, "Choice");
    gti_put_all(&show->doc, "In ", name, (const char *)NULL);
    gti_table_column(&show->doc, table, 2, 0, NULL);
    gti_rows_init(&rows, show, deals->view, 2);
    for (size_t i = 0; i < gtee_package_choice_count(package); i++) {
        const gtee_choice *choice = gtee_package_choice_at(package, i);
        const gtee_choice *other = same_choice(first, choice);
        if (other == NULL || gtee_choice_options(other) == gtee_choice_options(choice))
            continue;
        const char *cells[] = {options_text(show, choice), options_text(show, other)};
        gti_rows_add(&rows, gtee_choice_issue(choice), gtee_choice_participant(choice), NULL, cells);
    }
    gti_rows_write(&rows, table);
    gti_rows_free(&rows);
}

/* ---- What each party gets */

static bool has_utilities(const gtee_package *package)
{
    for (size_t i = 0; i < gtee_package_gain_count(package); i++)
        if (gtee_package_gain_at(package, i)->has_utility)
            return true;
    return false;
}

static void add_number(gti_show *show, gti_table *table, double number, bool shown)
{
    if (shown)
        gti_put_number(show, number);
    gti_table_cell(&show->doc, table, NULL);
}

static void add_gain(gti_show *show, gti_table *table, const gtee_gain *gain, bool utilities)
{
    gti_doc *doc = &show->doc;

    gti_put_name(show, gtee_gain_participant(gain));
    gti_table_cell(doc, table, NULL);
    if (gtee_gain_demands(gain) > 0) {
        gti_put_uint(doc, gtee_gain_demands_met(gain));
        gti_put_glue(doc);
        gti_put(doc, "of");
        gti_put_glue(doc);
        gti_put_uint(doc, gtee_gain_demands(gain));
    }
    gti_table_cell(doc, table, NULL);
    add_number(show, table, gtee_gain_red_lines(gain), gtee_gain_red_lines(gain) > 0);
    add_number(show, table, gtee_gain_consents(gain), gtee_gain_consents(gain) > 0);
    add_number(show, table, gtee_gain_weight(gain), gtee_gain_weight(gain) > 0);
    if (utilities)
        add_number(show, table, gtee_gain_utility(gain), gain->has_utility);
}

static bool is_worth_a_row(const gtee_gain *gain)
{
    return gtee_gain_demands(gain) > 0 || gtee_gain_red_lines(gain) > 0 || gtee_gain_consents(gain) > 0 || gain->has_utility;
}

void gti_add_gains(gti_deals *deals, const gtee_package *package)
{
    static const char *const headers[] = {"What each gets", "Demands met", "Red lines crossed", "Asked for", "Weight given up", "Utility"};
    gti_show *show = deals->show;
    const bool utilities = has_utilities(package);
    size_t rows = 0;

    for (size_t i = 0; i < gtee_package_gain_count(package); i++)
        rows += is_worth_a_row(gtee_package_gain_at(package, i));
    if (rows == 0)
        return;
    gti_table *table = gti_doc_table(&show->doc, 0, utilities ? 6 : 5);
    for (uint32_t i = 0; i < (utilities ? 6u : 5u); i++)
        gti_table_column(&show->doc, table, i, i > 0 ? GTI_COLUMN_RIGHT : 0, headers[i]);
    for (size_t i = 0; i < gtee_package_gain_count(package); i++)
        if (is_worth_a_row(gtee_package_gain_at(package, i)))
            add_gain(show, table, gtee_package_gain_at(package, i), utilities);
}
