/* test_deal.c: how the record becomes a problem: stances on whole proposals, conditions on somebody who is not there, counts, groups, consents on record
 * under conditions, obligors, derived issues, fixed choices in every spelling, weights. Each cheapest package is worked out by hand from docs/semantics.md
 * and then confirmed by the checker, which shares no code with the search. */
#include "run.h"

#include "given.h"

/* c has left the group before the positions were taken. */
#define PEOPLE                                                                                                                       \
    "sources: [{id: s, title: A source}]\nparticipants:\n  - {id: a, kind: state}\n  - {id: b, kind: state}\n  - {id: c, kind: state}\n" \
    "  - {id: g, kind: coalition, members: [a, b, {id: c, until: 2024-12-31}]}\n  - {id: e, kind: group}\n"
#define SAID(id, who, what) "  - {id: " id ", participant: " who ", date: 2025-01-01, evidence: stated, source: s, " what "}\n"
#define YES_NO(id) "  - {id: " id ", options: [no, yes], default: no}\n"
#define TROOPS "  - {id: troops, options: [none, training, combat], ordered: true, default: none, by: g}\n"
#define BASES "  - {id: bases, options: [out, in], by: g}\n"
#define LEVEL "  - {id: level, options: [low, mid, high], ordered: true}\n"
#define DERIVED "  - {id: guarantor, options: [is-not, is], default: is-not, by: g, derived: guarantor}\n"
#define PROPOSAL(id, terms) "  - {id: " id ", title: " id ", clauses: [{id: c1, terms: {" terms "}}]}\n"

enum { WORDS = 32, MOST_CHOICES = 16 };

static gtee_search_options plain(void)
{
    return (gtee_search_options){.size = sizeof(gtee_search_options)};
}

/* "troops/a=combat", or "p=no|yes" with all options that are alike. */
static void write_choice(const gtee_choice *choice, const char *between, char *text, size_t size)
{
    const gtee_issue *issue = gtee_choice_issue(choice);
    const gtee_participant *who = gtee_choice_participant(choice);
    int used = snprintf(text, size, "%s%s%s=", gtee_issue_id(issue), who != NULL ? "/" : "", who != NULL ? gtee_participant_id(who) : "");
    int count = 0;

    for (size_t i = 0; i < gtee_issue_option_count(issue); i++)
        if ((gtee_choice_options(choice) >> i & 1) != 0)
            used += snprintf(text + used, size - (size_t)used, "%s%s", count++ > 0 ? between : "", gtee_option_id(gtee_issue_option_at(issue, i)));
}

/* The checker counts the same, and finds nothing cheaper. */
static void confirm(const gtee_view *view, const gtee_search_options *options, const gtee_package *package)
{
    char texts[MOST_CHOICES][WORDS * 2];
    const char *choices[MOST_CHOICES];
    const size_t count = gtee_package_choice_count(package);
    gtee_check *check;

    CU_ASSERT_FATAL(count <= MOST_CHOICES);
    for (size_t i = 0; i < count; i++) {
        write_choice(gtee_package_choice_at(package, i), ",", texts[i], sizeof texts[i]);
        choices[i] = texts[i];
    }
    CU_ASSERT_EQUAL_FATAL(gtee_check_package(view, options, choices, count, &check, NULL), GTEE_OK);
    CU_ASSERT_TRUE(gtee_check_is_confirmed(check));
    CU_ASSERT_TRUE(gtee_check_is_complete(check));
    CU_ASSERT_STRING_EQUAL(gtee_check_message(check), "the package is allowed and none is cheaper");
    CU_ASSERT_EQUAL(gtee_check_red_lines(check), gtee_package_red_lines(package));
    CU_ASSERT_EQUAL(gtee_check_consents(check), gtee_package_consents(package));
    CU_ASSERT_DOUBLE_EQUAL(gtee_check_weight(check), gtee_package_weight(package), 1e-9);
    gtee_check_unref(check);
}

/* "1 0 2.5: p=yes troops/a=combat": red lines, consents, weight, choices. */
static void write_package(const gtee_package *package, char *text, size_t size)
{
    if (package == NULL) {
        snprintf(text, size, "none");
        return;
    }
    size_t used = (size_t)snprintf(text, size, "%u %u %u.%02u:", gtee_package_red_lines(package), gtee_package_consents(package),
                                   (unsigned)gtee_package_weight(package), (unsigned)(gtee_package_weight(package) * 100 + 0.5) % 100);
    for (size_t i = 0; i < gtee_package_choice_count(package); i++) {
        char choice[WORDS * 2];
        write_choice(gtee_package_choice_at(package, i), "|", choice, sizeof choice);
        used += (size_t)snprintf(text + used, size - used, " %s", choice);
    }
}

/* The cheapest package begins as expected; the checker agrees. */
static void expect_of(const gtee_view *view, const gtee_search_options *options, const char *expected)
{
    gtee_settlement *settlement;
    const gtee_package *package;
    char text[512];

    CU_ASSERT_EQUAL_FATAL(gtee_settlement_new(view, options, &settlement, NULL), GTEE_OK);
    CU_ASSERT_EQUAL(gtee_settlement_next(settlement, &package), GTEE_OK);
    write_package(package, text, sizeof text);
    if (strncmp(text, expected, strlen(expected)) != 0)
        fprintf(stderr, "expected %s\n     got %s\n", expected, text);
    CU_ASSERT_EQUAL(strncmp(text, expected, strlen(expected)), 0);
    if (package != NULL) {
        CU_ASSERT_TRUE(gtee_settlement_proved(settlement));
        confirm(view, options, package);
    }
    gtee_settlement_unref(settlement);
}

static void expect(const char *dossier, const char *expected)
{
    gtee_view *view = given_view(dossier, 0);

    expect_of(view, NULL, expected);
    gtee_view_unref(view);
}

/* ---- stances on whole proposals */

#define WHOLE PEOPLE "issues:\n" YES_NO("p") YES_NO("q") YES_NO("r") "proposals:\n" PROPOSAL("x", "p: yes, q: yes") "positions:\n"

static void whole_proposals(void)
{
    gtee_view *view = given_view(WHOLE SAID("k1", "a", "requires: {proposal: x}") SAID("k2", "b", "rejects: {proposal: x}")
                                     SAID("k3", "c", "prefers: {proposal: x}, weight: 2"), 0);
    const gtee_participant *firm[] = {given_participant(view, "b"), given_participant(view, "a")};
    const gtee_position *position = gtee_dossier_position_find(gtee_view_dossier(view), "k2");
    gtee_search_options options = plain();

    expect_of(view, NULL, "1 0 0.00: p=yes q=yes"); /* otherwise the preference is lost too */
    options.immovable = firm;
    options.immovable_count = 1;
    expect_of(view, &options, "1 0 2.00: p=no q=no");
    options.immovable_count = 2;
    expect_of(view, &options, "none");
    options = plain();
    options.immovable_positions = &position;
    options.immovable_position_count = 1;
    expect_of(view, &options, "1 0 2.00: p=no q=no");
    gtee_view_unref(view);
    expect(WHOLE SAID("k1", "a", "requires: {proposal: x}") SAID("k2", "b", "rejects: {proposal: x}") SAID("k3", "c", "opposes: {proposal: x}, weight: 3"),
           "1 0 0.00: p=no q=no");
    expect(WHOLE SAID("k1", "a", "requires: {proposal: x}, if: {r: yes}") SAID("k2", "b", "requires: {r: yes}") SAID("k3", "c", "rejects: {q: yes}"), "1 0 0.00:");
    expect(WHOLE SAID("k1", "a", "rejects: {proposal: x}, if: {r: yes}") SAID("k2", "b", "requires: {p: yes, q: yes}"), "0 0 0.00: p=yes q=yes r=no");
}

/* ---- somebody without a choice stands at the default */

#define ABSENT PEOPLE "issues:\n" YES_NO("q") YES_NO("r") TROOPS BASES
#define REFUSED_IF(condition) ABSENT "positions:\n" SAID("k1", "a", "rejects: {q: yes}, if: {" condition "}") SAID("k2", "b", "requires: {q: yes}")

static void absent_conditions(void)
{
    expect(REFUSED_IF("troops/c: none"), "1 0 0.00: q=no");
    expect(REFUSED_IF("troops/c: combat"), "0 0 0.00: q=yes");
    expect(REFUSED_IF("bases/c: in"), "0 0 0.00: q=yes"); /* no default: it is open, and does not hold */
    expect(REFUSED_IF("troops/c: none, r: yes"), "0 0 0.00: q=yes r=no");
}

static void absent_wholes(void)
{
    expect(ABSENT "proposals:\n" PROPOSAL("x", "q: yes") "positions:\n" SAID("k1", "a", "rejects: {proposal: x}, if: {troops/c: combat}")
               SAID("k2", "b", "requires: {q: yes}"), "0 0 0.00: q=yes");
    expect(ABSENT "proposals:\n" PROPOSAL("x", "q: yes") "positions:\n" SAID("k1", "a", "requires: {proposal: x}, if: {troops/c: combat}")
               SAID("k2", "b", "rejects: {q: yes}"), "0 0 0.00: q=no");
}

/* ---- constraints */

#define TIED(constraint) PEOPLE "issues:\n" YES_NO("p") YES_NO("q") YES_NO("r") TROOPS BASES "constraints:\n  - {id: t, because: it is so, " constraint "}\npositions:\n"

static void counts(void)
{
    expect(TIED("of: {p: yes, q: yes, r: yes}, at_most: 2") SAID("k1", "a", "requires: {p: yes, q: yes, r: yes}"), "1 0 0.00: p=no q=no r=no");
    expect(TIED("of: {p: yes, q: yes, r: yes}, at_least: 2") SAID("k1", "a", "rejects: {p: yes}") SAID("k2", "b", "rejects: {q: yes}")
               SAID("k3", "c", "rejects: {r: yes}"), "2 0 0.00:");
    expect(TIED("of: {troops/g: combat}, at_least: 2") SAID("k1", "a", "rejects: {troops/b: combat}"), "1 2 0.00: troops/a=combat troops/b=combat");
    expect(TIED("of: [{p: yes}, {q: yes}], at_least: 1, at_most: 1") SAID("k1", "a", "requires: {q: yes}"), "0 0 0.00: p=no q=yes");
}

/* What holds of somebody who is not there counts already. */
static void absent_counts(void)
{
    expect(TIED("of: [{troops/c: none}, {p: yes}], at_most: 1") SAID("k1", "a", "requires: {p: yes}"), "1 0 0.00: p=no");
    expect(TIED("of: [{troops/c: none}, {p: yes}], at_least: 1") SAID("k1", "a", "rejects: {p: yes}"), "0 0 0.00: p=no");
    expect(TIED("of: [{troops/c: none}, {p: yes}], at_least: 2") SAID("k1", "a", "rejects: {p: yes}"), "1 0 0.00: p=yes");
    expect(TIED("of: [{troops/c: combat}, {p: yes}], at_most: 1") SAID("k1", "a", "requires: {p: yes}"), "0 0 0.00: p=yes");
    expect(TIED("of: [{bases/c: in}, {p: yes}], at_least: 1") SAID("k1", "a", "rejects: {p: yes}"), "1 0 0.00: p=yes");
    expect(TIED("of: [{troops/c: none}, {p: yes}], at_most: 0") SAID("k1", "a", "requires: {p: yes}"), "none");
    expect(TIED("of: [{bases/c: in}, {p: yes}], at_least: 2") SAID("k1", "a", "requires: {p: yes}"), "none");
}

static void implications(void)
{
    expect(TIED("if: {p: yes}, then: {q: yes, r: no}") SAID("k1", "a", "requires: {p: yes}") SAID("k2", "b", "rejects: {q: yes}"), "1 0 0.00: p=no q=no");
    expect(TIED("if: {troops/c: combat}, then: {p: yes}") SAID("k1", "a", "rejects: {p: yes}"), "0 0 0.00: p=no");
    expect(TIED("if: {troops/c: none}, then: {p: yes}") SAID("k1", "a", "rejects: {p: yes}"), "1 0 0.00: p=yes");
    expect(TIED("if: {p: yes}, then: {troops/c: combat}") SAID("k1", "a", "requires: {p: yes}"), "1 0 0.00: p=no");
    expect(TIED("if: {p: yes}, then: {troops/c: none}") SAID("k1", "a", "requires: {p: yes}"), "0 0 0.00: p=yes");
    expect(TIED("if: {p: yes}, then: {bases/c: in}") SAID("k1", "a", "requires: {p: yes}"), "1 0 0.00: p=no");
    expect(TIED("if: {troops/c: none}, then: {bases/c: in}") SAID("k1", "a", "requires: {p: yes}"), "none");
    expect(TIED("if: {troops/g: combat}, then: {p: yes}") SAID("k1", "a", "requires: {troops/g: combat}") SAID("k2", "c", "rejects: {p: yes}"), "1 0 0.00:");
}

/* ---- consents */

#define WANTED(more) PEOPLE "issues:\n" YES_NO("p") YES_NO("q") TROOPS "proposals:\n" PROPOSAL("x", "p: yes, troops/a: combat") PROPOSAL("y", "q: yes") \
    "positions:\n" SAID("k1", "b", "requires: {troops/a: combat}") more

static void consents(void)
{
    expect(WANTED(""), "0 1 0.00: troops/a=combat");
    expect(WANTED(SAID("k2", "a", "accepts: {troops/a: combat}")), "0 0 0.00: troops/a=combat");
    expect(WANTED(SAID("k2", "a", "rejects: {troops/a: combat}")), "1 0 0.00: troops/a=none");
    expect(WANTED(SAID("k2", "a", "accepts: {troops/a: combat}, if: {p: yes}")), "0 0 0.00: p=yes troops/a=combat");
    expect(WANTED(SAID("k2", "a", "accepts: {troops/a: combat}, if: {p: yes}") SAID("k3", "c", "rejects: {p: yes}")), "0 1 0.00: p=no troops/a=combat");
    expect(WANTED(SAID("k2", "a", "accepts: {troops/a: combat}, if: {p: yes, q: yes}")), "0 0 0.00: p=yes q=yes troops/a=combat");
    expect(WANTED(SAID("k2", "a", "accepts: {troops/a: combat}, if: {p: yes, q: yes}") SAID("k3", "c", "rejects: {q: yes}")), "0 1 0.00:");
    expect(WANTED(SAID("k2", "a", "accepts: {troops/a: combat}, if: {troops/c: combat}")), "0 1 0.00: troops/a=combat");
    expect(WANTED(SAID("k2", "a", "accepts: {troops/a: combat}, if: {troops/c: none}")), "0 0 0.00: troops/a=combat");
    expect(WANTED(SAID("k2", "a", "accepts: {troops/a: [training, combat]}, if: {p: yes}") SAID("k3", "a", "accepts: {troops/a: combat}, if: {q: yes}")
                      SAID("k4", "c", "rejects: {p: yes}")), "0 0 0.00: p=no q=yes troops/a=combat");
}

static void whole_consents(void)
{
    expect(WANTED(SAID("k2", "a", "accepts: {proposal: x}")), "0 0 0.00: p=yes troops/a=combat");
    expect(WANTED(SAID("k2", "a", "accepts: {proposal: x}, if: {q: yes}")), "0 0 0.00: p=yes q=yes troops/a=combat");
    expect(WANTED(SAID("k2", "a", "accepts: {proposal: x}, if: {troops/c: combat}")), "0 1 0.00:");
    expect(WANTED(SAID("k2", "a", "accepts: {proposal: y}")), "0 1 0.00: troops/a=combat"); /* says nothing of troops */
    expect(WANTED(SAID("k2", "a", "opposes: {proposal: x}")), "0 1 0.00: p=no troops/a=combat");
}

static void whose_consent(void)
{
    gtee_view *view = given_view(WANTED(SAID("k2", "a", "rejects: {troops/a: combat}")), 0);
    const gtee_participant *b = given_participant(view, "b"), *a = given_participant(view, "a");
    gtee_search_options options = plain();

    options.parties = &b;
    options.party_count = 1;
    expect_of(view, &options, "0 1 0.00: troops/a=combat"); /* nobody is committed by others */
    options.immovable = &a;
    options.immovable_count = 1;
    expect_of(view, &options, "1 0 0.00: troops/a=none");
    gtee_view_unref(view);
    expect(PEOPLE "issues:\n  - {id: p, options: [no, yes], default: no, consent: [g, a]}\npositions:\n" SAID("k1", "c", "requires: {p: yes}"), "0 2 0.00: p=yes");
    expect(PEOPLE "issues:\n  - {id: p, options: [no, yes], default: no, consent: g}\npositions:\n" SAID("k1", "c", "requires: {p: yes}")
               SAID("k2", "a", "prefers: {p: yes}"), "0 1 0.00: p=yes");
    expect(PEOPLE "issues:\n  - {id: p, options: [low, mid, high], consent: a}\npositions:\n" SAID("k1", "b", "requires: {p: [mid, high]}"), "0 1 0.00: p=mid|high");
    expect(PEOPLE "issues:\n  - {id: p, options: [low, mid, high], consent: a}\npositions:\n" SAID("k1", "b", "requires: {p: [mid, high]}")
               SAID("k2", "a", "accepts: {p: high}"), "0 0 0.00: p=high");
}

static void obligors(void)
{
    gtee_view *view = given_view(PEOPLE "issues:\n" YES_NO("p") "proposals:\n  - {id: y, title: Y, clauses: [{id: c1, obligors: [g], terms: {p: yes}}]}\n"
                                            "positions:\n" SAID("k1", "a", "accepts: {proposal: y}"), 0);
    gtee_search_options options = plain();

    options.proposal = given_proposal(view, "y");
    expect_of(view, &options, "0 1 0.00: p=yes"); /* b's */
    gtee_view_unref(view);
}

/* ---- derived issues are choices like others, unless a proposal is given */

static void derived(void)
{
    gtee_view *view = given_view(PEOPLE "issues:\n" YES_NO("p") DERIVED "proposals:\n" PROPOSAL("z", "guarantor/a: is, p: yes") PROPOSAL("w", "guarantor/a: is")
                                            "positions:\n" SAID("k1", "a", "requires: {guarantor/a: is}") SAID("k2", "b", "rejects: {proposal: z}")
                                                SAID("k3", "c", "rejects: {proposal: w}") SAID("k4", "c", "prefers: {guarantor/b: is}"), 0);
    gtee_search_options options = plain();
    gtee_settlement *settlement;
    const gtee_package *package;

    expect_of(view, NULL, "1 0 0.00: p=no guarantor/a=is-not guarantor/b=is"); /* k1 or k3: the default is chosen */
    options.proposal = given_proposal(view, "z");
    expect_of(view, &options, "1 0 0.00: p=yes"); /* nothing but p is left of z, and nothing of w */
    CU_ASSERT_EQUAL_FATAL(gtee_nearest_new(view, options.proposal, NULL, &settlement, NULL), GTEE_OK);
    CU_ASSERT_EQUAL(gtee_settlement_next(settlement, &package), GTEE_OK);
    CU_ASSERT_PTR_NOT_NULL_FATAL(package);
    CU_ASSERT_EQUAL(gtee_package_changes(package), 1);
    CU_ASSERT_EQUAL(gtee_choice_options(gtee_package_choice_at(package, 0)), 1);
    gtee_settlement_unref(settlement);
    gtee_view_unref(view);
}

/* ---- fixed choices */

#define CHOICES PEOPLE "issues:\n" YES_NO("p") LEVEL TROOPS "positions:\n" SAID("k1", "c", "requires: {level: high}")

static void fixed_choices(void)
{
    static const struct {
        const char *text, *expected;
    } rows[] = {
        {"level=at-most:mid", "1 0 0.00: level=low|mid"},
        {"level=at-least:mid", "0 0 0.00: level=high"},
        {"level=low,high", "0 0 0.00: level=high"},
        {"level=low,mid", "1 0 0.00: level=low|mid"},
        {"troops/g=combat", "0 2 0.00: level=high troops/a=combat troops/b=combat"},
        {"troops/a=at-least:training", "0 1 0.00: level=high troops/a=training|combat"},
    };
    gtee_view *view = given_view(CHOICES, 0);
    gtee_search_options options = plain();

    options.fixed_count = 1;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        options.fixed = &rows[i].text;
        expect_of(view, &options, rows[i].expected);
    }
    gtee_view_unref(view);
}

static void misspelled_choices(void)
{
    static const struct {
        const char *text, *said;
    } rows[] = {
        {"p", "is no choice: it is written"},         {"nope=yes", "there is no issue"},
        {"p=maybe", "there is no option"},            {"p/a=yes", "is no choice: it is written"},
        {"troops=none", "is no choice: it is written"}, {"troops/nobody=none", "there is no participant"},
        {"troops/c=none", "has no choice on"},        {"troops/e=none", "has no choice on"},
        {"p=at-least:yes", "there is no option"},     {"level=at-least:huge", "there is no option"},
        {"level=at-most:", "there is no option"},     {"level=low,huge", "there is no option"},
        {"level=,low", "there is no option"},
    };
    gtee_view *view = given_view(CHOICES, 0);
    gtee_search_options options = plain();
    gtee_settlement *settlement;
    gtee_diagnostics *diagnostics;

    options.fixed_count = 1;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        options.fixed = &rows[i].text;
        CU_ASSERT_EQUAL(gtee_settlement_new(view, &options, &settlement, &diagnostics), GTEE_ERROR_NOT_FOUND);
        CU_ASSERT_PTR_NOT_NULL_FATAL(diagnostics);
        CU_ASSERT_EQUAL_FATAL(gtee_diagnostics_count(diagnostics), 1);
        const char *message = gtee_diagnostic_message(gtee_diagnostics_at(diagnostics, 0));
        CU_ASSERT_PTR_NOT_NULL(strstr(message, rows[i].said));
        CU_ASSERT_PTR_NOT_NULL(strstr(message, rows[i].text));
        CU_ASSERT_TRUE(given_code(diagnostics, "G0709"));
    }
    options.fixed = (const char *const[]){NULL};
    CU_ASSERT_EQUAL(gtee_settlement_new(view, &options, &settlement, NULL), GTEE_ERROR_ARGUMENT);
    gtee_view_unref(view);
}

/* ---- caps and weights */

static void caps(void)
{
    gtee_view *view = given_view(PEOPLE "issues:\n" YES_NO("p") YES_NO("q") "positions:\n" SAID("k1", "a", "requires: {p: yes}") SAID("k2", "a", "requires: {q: yes}")
                                     SAID("k3", "b", "requires: {p: no, q: no}"), 0);
    const gtee_participant *b = given_participant(view, "b");
    gtee_search_options options = plain();

    options.cap = 1;
    expect_of(view, &options, "1 0 0.00: p=yes q=yes");
    options.immovable = &b;
    options.immovable_count = 1;
    expect_of(view, &options, "none");
    options.cap = 2;
    expect_of(view, &options, "2 0 0.00: p=no q=no");
    gtee_view_unref(view);
}

static void weighed(void)
{
    gtee_view *view = given_view(WANTED(""), 0);
    const gtee_participant *a = given_participant(view, "a");
    gtee_search_options options = plain();

    options.red_line_weight = 2.5;
    options.consent_weight = 0.25;
    expect_of(view, &options, "0 1 0.25: troops/a=combat");
    options.consent_weight = 3;
    expect_of(view, &options, "1 0 2.50: troops/a=none");
    options.consent_weight = 0.25;
    options.immovable = &a;
    options.immovable_count = 1;
    expect_of(view, &options, "1 0 2.50: troops/a=none");
    gtee_view_unref(view);
    /* both weights of one position on one variable count once */
    expect(PEOPLE "issues:\n" TROOPS "positions:\n" SAID("k1", "a", "prefers: {troops/g: training, troops/a: [training, combat]}, weight: 1.5")
               SAID("k2", "c", "requires: {troops/a: none}") SAID("k3", "b", "accepts: {troops/b: training}"), "0 0 1.50: troops/a=none troops/b=training");
}

static gtee_status settle_status(const char *dossier, double red_line_weight)
{
    gtee_view *view = given_view(dossier, 0);
    gtee_search_options options = plain();
    gtee_settlement *settlement;
    const gtee_package *package;

    options.red_line_weight = red_line_weight;
    gtee_status status = gtee_settlement_new(view, &options, &settlement, NULL);
    if (status == GTEE_OK)
        status = gtee_settlement_next(settlement, &package);
    gtee_settlement_unref(settlement);
    gtee_view_unref(view);
    return status;
}

/* So many weights, each just below 2^53 in the search's units, that their sum does not fit. */
static void write_heavy(char *text, size_t size)
{
    size_t used = (size_t)snprintf(text, size, "%s", "sources: [{id: s, title: S}]\nparticipants:\n");

    for (int i = 0; i < 23; i++)
        used += (size_t)snprintf(text + used, size - used, "  - {id: m%d, kind: state}\n", i);
    used += (size_t)snprintf(text + used, size - used, "  - {id: g, kind: group, members: [");
    for (int i = 0; i < 23; i++)
        used += (size_t)snprintf(text + used, size - used, "%sm%d", i > 0 ? ", " : "", i);
    used += (size_t)snprintf(text + used, size - used, "]}\nissues:\n");
    for (int i = 0; i < 23; i++)
        used += (size_t)snprintf(text + used, size - used, "  - {id: i%d, options: [n, y], default: n, by: g}\n", i);
    used += (size_t)snprintf(text + used, size - used, "positions:\n" SAID("k1", "m1", "prefers: {i0/m0: n}, weight: 0.5")
                                                           "  - {participant: m0, date: 2025-01-01, evidence: stated, source: s, weight: 900719925474099, prefers: {");
    for (int i = 0; i < 23; i++)
        used += (size_t)snprintf(text + used, size - used, "%si%d/g: n", i > 0 ? ", " : "", i);
    snprintf(text + used, size - used, "}}\n");
}

static void weights_beyond_limits(void)
{
    static const char fine[] = PEOPLE "issues:\n" YES_NO("p") "positions:\n" SAID("k1", "a", "prefers: {p: yes}, weight: 0.00000000000001")
        SAID("k2", "b", "rejects: {p: yes}");
    static const char both[] = PEOPLE "issues:\n" YES_NO("p") "positions:\n" SAID("k1", "a", "prefers: {p: yes}, weight: 0.00000000000001")
        SAID("k2", "b", "opposes: {p: yes}, weight: 100000000000000");
    char heavy[8192];

    CU_ASSERT_EQUAL(settle_status(fine, 0), GTEE_OK);
    CU_ASSERT_EQUAL(settle_status(fine, 1e9), GTEE_ERROR_LIMIT);
    CU_ASSERT_EQUAL(settle_status(both, 0), GTEE_ERROR_LIMIT);
    CU_ASSERT_EQUAL(settle_status(WANTED(""), 1e-9), GTEE_OK); /* the least unit */
    write_heavy(heavy, sizeof heavy);
    CU_ASSERT_EQUAL(settle_status(heavy, 0), GTEE_ERROR_LIMIT);
}

UNIT_TESTS("deals", {"whole proposals", whole_proposals}, {"absent conditions", absent_conditions}, {"absent wholes", absent_wholes}, {"counts", counts},
           {"absent counts", absent_counts}, {"implications", implications}, {"consents", consents}, {"whole consents", whole_consents},
           {"whose consent", whose_consent}, {"obligors", obligors}, {"derived", derived}, {"fixed choices", fixed_choices},
           {"misspelled choices", misspelled_choices}, {"caps", caps}, {"weights", weighed}, {"weights beyond limits", weights_beyond_limits})
