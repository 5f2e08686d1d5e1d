/* test_check_answers.c: the checker on right and deliberately wrong answers, what is too large for it, and what all questions about deals do without
 * memory, with records of another dossier, out of range and out of patience. */
#include "run.h"

#include "failing.h"
#include "given.h"

#define PEOPLE                                                                                                                       \
    "sources: [{id: s, title: A source}]\nparticipants:\n  - {id: a, kind: state}\n  - {id: b, kind: state}\n  - {id: c, kind: state}\n" \
    "  - {id: g, kind: coalition, members: [a, b, {id: c, until: 2024-12-31}]}\n"
#define SAID(id, who, what) "  - {id: " id ", participant: " who ", date: 2025-01-01, evidence: stated, source: s, " what "}\n"
#define YES_NO(id) "  - {id: " id ", options: [no, yes], default: no}\n"

/* k1 and k2 clash; k3, k4 and k5 do, by the constraint. */
static const char clashes[] = PEOPLE "issues:\n" YES_NO("p") YES_NO("q") YES_NO("r") "  - {id: troops, options: [none, combat], default: none, by: g}\n"
    "constraints:\n  - {id: t, because: two are too many, of: {p: yes, q: yes, r: yes}, at_most: 1}\npositions:\n"
    SAID("k1", "a", "requires: {p: yes}") SAID("k2", "b", "requires: {p: no}") SAID("k3", "b", "requires: {q: yes}")
    SAID("k4", "c", "requires: {r: yes}") SAID("k5", "c", "prefers: {troops/a: combat}, weight: 2") SAID("k6", "c", "accepts: {q: yes}");

/* A little of everything that a deal may hold. */
static const char busy[] = PEOPLE "issues:\n  - {id: p, options: [no, yes], default: no, consent: [g, c]}\n" YES_NO("q") YES_NO("r") YES_NO("idle")
    "  - {id: troops, options: [none, training, combat], ordered: true, default: none, by: g}\n"
    "  - {id: bases, options: [out, in], by: g}\n  - {id: level, options: [low, mid, high], ordered: true}\n"
    "  - {id: flags, options: [down, up], default: down, by: g}\n"
    "  - {id: guarantor, options: [is-not, is], default: is-not, by: g, derived: guarantor}\n"
    "constraints:\n  - {id: t1, because: law, if: {p: yes, troops/c: none}, then: {r: no, troops/c: none}}\n"
    "  - {id: t2, because: room, of: [{p: yes}, {r: yes}, {troops/c: none}], at_most: 2}\n"
    "  - {id: t3, because: idle, if: {troops/c: combat}, then: {q: yes, troops/g: combat}}\n"
    "  - {id: t4, because: need, of: {troops/g: combat}, at_least: 1}\n"
    "proposals:\n  - {id: x, title: X, parties: [a, b], clauses: [{id: c1, obligors: [g], terms: {p: yes, q: yes, guarantor/a: is, bases/b: in}}]}\n"
    "  - {id: y, title: Y, clauses: [{id: c1, terms: {q: yes, r: yes}}]}\n"
    "positions:\n" SAID("k1", "a", "requires: {p: yes}, gist: It has to be") SAID("k2", "b", "rejects: {p: yes}, quote: never") SAID("k3", "a", "requires: {proposal: x}")
    SAID("k4", "b", "rejects: {proposal: x}, if: {troops/c: none, r: no}") SAID("k5", "c", "prefers: {troops/a: combat, troops/b: none}, weight: 1.5")
    SAID("k6", "a", "accepts: {troops/a: combat}, if: {p: yes, r: no}") SAID("k7", "c", "accepts: {proposal: x}, if: {r: no}")
    SAID("k8", "c", "opposes: {level: high}, weight: 0.5") SAID("k9", "b", "requires: {level: [mid, high]}")
    SAID("k10", "c", "rejects: {idle: yes, flags/g: up}, if: {q: yes}") SAID("k11", "a", "requires: {guarantor/a: is}")
    SAID("k12", "a", "accepts: {flags/a: up}") SAID("k13", "b", "accepts: {flags/b: up}") SAID("k14", "c", "requires: {level: [low, high]}")
    SAID("k15", "b", "prefers: {proposal: y}") SAID("k16", "a", "requires: {troops/b: combat, bases/a: in}") SAID("k17", "c", "opposes: {proposal: x}, weight: 0.25")
    "preferences:\n  - {participant: a, utility: {p: {weight: 1, values: {no: 0, yes: 2}}, troops/b: {weight: 0.5, values: {none: 0, training: 1, combat: 2}},"
    " r: {weight: 1, values: {no: 1, yes: 0}}}}\n";

static gtee_search_options plain(void)
{
    return (gtee_search_options){.size = sizeof(gtee_search_options)};
}

static const gtee_position *position_of(const gtee_view *view, const char *id)
{
    const gtee_position *position = gtee_dossier_position_find(gtee_view_dossier(view), id);

    CU_ASSERT_PTR_NOT_NULL_FATAL(position);
    return position;
}

/* Is the message so, and confirmed or not? Takes the check away. */
static void expect_check(gtee_status status, gtee_check *check, int confirmed, const char *said)
{
    CU_ASSERT_EQUAL_FATAL(status, GTEE_OK);
    CU_ASSERT_EQUAL(gtee_check_is_confirmed(check), confirmed);
    CU_ASSERT_TRUE(gtee_check_is_complete(check));
    CU_ASSERT_PTR_NOT_NULL(strstr(gtee_check_message(check), said));
    if (strstr(gtee_check_message(check), said) == NULL)
        fprintf(stderr, "expected: %s\n     got: %s\n", said, gtee_check_message(check));
    gtee_check *again = gtee_check_ref(check);
    gtee_check_unref(check);
    gtee_check_unref(again);
}

enum { MOST = 4 };

static size_t find_all(const gtee_view *view, const char *ids, const gtee_position **positions)
{
    char copy[64];
    size_t count = 0;

    snprintf(copy, sizeof copy, "%s", ids);
    for (char *id = strtok(copy, " "); id != NULL && count < MOST; id = strtok(NULL, " "))
        positions[count++] = position_of(view, id);
    return count;
}

static void conflict(const gtee_view *view, const gtee_search_options *options, const char *ids, int confirmed, const char *said)
{
    const gtee_position *positions[MOST];
    const size_t count = find_all(view, ids, positions);
    gtee_check *check;
    const gtee_status status = gtee_check_conflict(view, options, positions, count, &check, NULL);

    expect_check(status, check, confirmed, said);
}

static void correction(const gtee_view *view, const gtee_search_options *options, const char *ids, int confirmed, const char *said)
{
    const gtee_position *positions[MOST];
    const size_t count = find_all(view, ids, positions);
    gtee_check *check;
    const gtee_status status = gtee_check_correction(view, options, positions, count, &check, NULL);

    expect_check(status, check, confirmed, said);
}

static void conflicts_checked(void)
{
    gtee_view *view = given_view(clashes, 0);
    const char *fixed[] = {"q=yes", "r=yes"};
    gtee_search_options options = plain();

    conflict(view, NULL, "k1 k2", 1, "cannot all be met, and without any one of them the others can");
    conflict(view, NULL, "k3 k4", 1, "cannot all be met, and");
    conflict(view, NULL, "k1 k2 k3", 0, "the others cannot be met even without");
    conflict(view, NULL, "k2 k3", 0, "these positions can all be met together");
    conflict(view, NULL, "k5 k6", 0, "these positions can all be met together"); /* not hard */
    conflict(view, NULL, "k1 k2 k5", 0, "even without");
    options.fixed = fixed;
    options.fixed_count = 1;
    conflict(view, &options, "k1", 1, "cannot all be met"); /* p and q are too many */
    options.fixed_count = 2;
    conflict(view, &options, "", 1, "cannot all be met"); /* what is fixed breaks the constraint */
    conflict(view, &options, "k1", 0, "even without");
    gtee_view_unref(view);
}

static void corrections_checked(void)
{
    gtee_view *view = given_view(clashes, 0);
    const gtee_participant *b = given_participant(view, "b"), *a = given_participant(view, "a");
    const gtee_position *k3 = position_of(view, "k3");
    gtee_search_options options = plain();

    correction(view, NULL, "k1 k3", 1, "all others can be met, and with any one of them they cannot");
    correction(view, NULL, "k1 k4", 1, "all others can be met, and");
    correction(view, NULL, "k2 k3 k4", 1, "all others can be met, and"); /* p is yes: neither q nor r may be */
    correction(view, NULL, "k1 k2 k3", 0, "the rest can all be met even with");
    correction(view, NULL, "k1", 0, "the others still cannot all be met");
    options.cap = 1;
    correction(view, &options, "k2 k3 k4", 0, "more than the cap allows"); /* two of b's */
    correction(view, &options, "k1 k3", 1, "all others can be met");
    options = plain();
    options.immovable = &b;
    options.immovable_count = 1;
    correction(view, &options, "k1 k3", 0, "may not move");
    correction(view, &options, "k1 k4", 1, "all others");
    options = plain();
    options.immovable_positions = &k3;
    options.immovable_position_count = 1;
    correction(view, &options, "k1 k3", 0, "may not move");
    options = plain();
    options.parties = &a;
    options.party_count = 1;
    correction(view, &options, "", 1, "all others can be met"); /* a alone has no trouble */
    gtee_view_unref(view);
}

static void packages_checked(void)
{
    static const struct {
        const char *choices[3];
        size_t count;
        int confirmed;
        uint32_t red_lines, consents;
        double weight;
        const char *said;
    } rows[] = {
        {{"q=yes", "troops/a=combat"}, 2, 0, 2, 1, 0, "another is cheaper"}, /* leaves k1 and k4; a's consent for a preference of another */
        {{"q=yes"}, 1, 1, 2, 0, 2, "none is cheaper"},
        {{"r=yes"}, 1, 1, 2, 0, 2, "none is cheaper"},
        {{"p=yes"}, 1, 0, 3, 0, 2, "another is cheaper"},
        {{"q=yes", "r=yes"}, 2, 0, 1, 0, 2, "breaks a constraint"},
        {{NULL}, 0, 0, 3, 0, 2, "another is cheaper"},
        {{"q=yes,no"}, 1, 0, 3, 0, 2, "another is cheaper"}, /* several options: the first */
    };
    gtee_view *view = given_view(clashes, 0);
    gtee_check *check;
    gtee_diagnostics *diagnostics;

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        CU_ASSERT_EQUAL_FATAL(gtee_check_package(view, NULL, rows[i].choices, rows[i].count, &check, NULL), GTEE_OK);
        CU_ASSERT_EQUAL(gtee_check_red_lines(check), rows[i].red_lines);
        CU_ASSERT_EQUAL(gtee_check_consents(check), rows[i].consents);
        CU_ASSERT_DOUBLE_EQUAL(gtee_check_weight(check), rows[i].weight, 1e-9);
        expect_check(GTEE_OK, check, rows[i].confirmed, rows[i].said);
    }
    CU_ASSERT_EQUAL(gtee_check_package(view, NULL, (const char *const[]){"q=maybe"}, 1, &check, &diagnostics), GTEE_ERROR_NOT_FOUND);
    CU_ASSERT_PTR_NULL(check);
    CU_ASSERT_TRUE(given_code(diagnostics, "G0709"));
    gtee_view_unref(view);
}

static void packages_kept_in_bounds(void)
{
    gtee_view *view = given_view(clashes, 0);
    const gtee_participant *b = given_participant(view, "b"), *a = given_participant(view, "a");
    const char *fixed[] = {"r=no"}, *yes[] = {"r=yes"}, *no[] = {"q=yes"}, *most[] = {"p=yes"}, *troops[] = {"troops/a=combat", "q=yes"};
    gtee_search_options options = plain();
    gtee_check *check;
    gtee_status status;

    options.fixed = fixed;
    options.fixed_count = 1;
    status = gtee_check_package(view, &options, yes, 1, &check, NULL);
    expect_check(status, check, 0, "what is fixed");
    status = gtee_check_package(view, &options, no, 1, &check, NULL);
    expect_check(status, check, 1, "none is cheaper");
    options = plain();
    options.cap = 1;
    status = gtee_check_package(view, &options, most, 1, &check, NULL); /* both of b's */
    expect_check(status, check, 0, "a cap");
    status = gtee_check_package(view, &options, no, 1, &check, NULL);
    expect_check(status, check, 1, "none is cheaper");
    options = plain();
    options.immovable = &b;
    options.immovable_count = 1;
    status = gtee_check_package(view, &options, yes, 1, &check, NULL);
    expect_check(status, check, 0, "may not be moved");
    options.immovable = &a;
    status = gtee_check_package(view, &options, troops, 2, &check, NULL); /* a's consent may not be assumed */
    expect_check(status, check, 0, "may not be moved");
    options = plain();
    options.red_line_weight = 1;
    options.consent_weight = 0.5;
    CU_ASSERT_EQUAL_FATAL(gtee_check_package(view, &options, troops, 2, &check, NULL), GTEE_OK);
    CU_ASSERT_DOUBLE_EQUAL(gtee_check_weight(check), 2.5, 1e-9); /* two red lines, one consent, no preference lost */
    expect_check(GTEE_OK, check, 1, "none is cheaper");
    gtee_view_unref(view);
}

/* ---- too large to try all: a count over 24 issues is known only when the last is chosen */

static gtee_view *wide_view(void)
{
    char text[8192] = PEOPLE "issues:\n", line[128];

    for (int i = 0; i < 24; i++) {
        snprintf(line, sizeof line, "  - {id: v%d, options: [x, y, z]}\n", i);
        strcat(text, line);
    }
    strcat(text, "constraints:\n  - {id: all, because: all or nothing, at_least: 24, of: {");
    for (int i = 0; i < 24; i++) {
        snprintf(line, sizeof line, "%sv%d: z", i > 0 ? ", " : "", i);
        strcat(text, line);
    }
    strcat(text, "}}\npositions:\n" SAID("k1", "a", "requires: {v0: x}"));
    return given_view(text, 0);
}

static void too_large(void)
{
    gtee_view *view = wide_view();
    const gtee_position *k1 = position_of(view, "k1");
    char texts[24][8];
    const char *choices[24];
    gtee_check *check;
    gtee_diagnostics *diagnostics;

    CU_ASSERT_EQUAL(gtee_check_conflict(view, NULL, &k1, 1, &check, &diagnostics), GTEE_ERROR_LIMIT);
    CU_ASSERT_PTR_NULL(check);
    CU_ASSERT_TRUE(given_code(diagnostics, "G0712"));
    CU_ASSERT_EQUAL(gtee_check_correction(view, NULL, &k1, 1, &check, NULL), GTEE_ERROR_LIMIT);
    for (int i = 0; i < 24; i++) {
        snprintf(texts[i], sizeof texts[i], "v%d=z", i);
        choices[i] = texts[i];
    }
    CU_ASSERT_EQUAL_FATAL(gtee_check_package(view, NULL, choices, 24, &check, NULL), GTEE_OK);
    CU_ASSERT_FALSE(gtee_check_is_complete(check));
    CU_ASSERT_TRUE(gtee_check_is_confirmed(check));
    CU_ASSERT_EQUAL(gtee_check_red_lines(check), 1);
    CU_ASSERT_PTR_NOT_NULL(strstr(gtee_check_message(check), "too large to try"));
    gtee_check_unref(check);
    gtee_view_unref(view);
}

/* ---- wrong arguments */

static void foreign_records(void)
{
    gtee_view *view = given_view(clashes, 0), *other = given_view(busy, 0);
    const gtee_participant *people[] = {given_participant(other, "a")}, *nobody[] = {NULL};
    const gtee_position *position = position_of(other, "k1"), *none[] = {NULL};
    gtee_search_options options[8];
    gtee_settlement *settlement;
    gtee_check *check;
    gtee_diagnostics *diagnostics;

    for (int i = 0; i < 8; i++)
        options[i] = plain();
    options[0].parties = people;
    options[1].immovable = people;
    options[2].immovable_positions = &position;
    options[3].proposal = given_proposal(other, "x");
    options[4].parties = nobody;
    options[5].immovable_positions = none;
    options[6].immovable_count = options[7].party_count = 1;
    options[0].party_count = options[1].immovable_count = options[2].immovable_position_count = options[4].party_count = 1;
    options[5].immovable_position_count = 1;
    for (int i = 0; i < 8; i++) {
        CU_ASSERT_EQUAL(gtee_settlement_new(view, &options[i], &settlement, &diagnostics), GTEE_ERROR_ARGUMENT);
        CU_ASSERT_PTR_NULL(settlement);
        if (i < 4)
            CU_ASSERT_TRUE(given_code(diagnostics, "G0705"))
        else
            gtee_diagnostics_unref(diagnostics);
    }
    CU_ASSERT_EQUAL(gtee_check_conflict(view, NULL, &position, 1, &check, &diagnostics), GTEE_ERROR_ARGUMENT);
    CU_ASSERT_TRUE(given_code(diagnostics, "G0705"));
    CU_ASSERT_EQUAL(gtee_check_correction(view, NULL, none, 1, &check, NULL), GTEE_ERROR_ARGUMENT);
    CU_ASSERT_EQUAL(gtee_check_correction(view, NULL, NULL, 1, &check, NULL), GTEE_ERROR_ARGUMENT);
    CU_ASSERT_EQUAL(gtee_check_package(view, NULL, NULL, 1, &check, NULL), GTEE_ERROR_ARGUMENT);
    CU_ASSERT_EQUAL(gtee_check_package(view, NULL, NULL, 0, NULL, NULL), GTEE_ERROR_ARGUMENT);
    CU_ASSERT_EQUAL(gtee_check_package(NULL, NULL, NULL, 0, &check, NULL), GTEE_ERROR_ARGUMENT);
    gtee_check_unref(NULL);
    gtee_view_unref(other);
    gtee_view_unref(view);
}

static void nothing_given(void)
{
    gtee_text *text;
    gtee_conflicts *conflicts;
    gtee_corrections *corrections;
    gtee_sensitivity *sensitivity;
    gtee_assessment *assessment;
    const gtee_conflict *one;
    const gtee_correction *another;

    CU_ASSERT_EQUAL(gtee_conflicts_new(NULL, NULL, &conflicts, NULL), GTEE_ERROR_ARGUMENT);
    CU_ASSERT_EQUAL(gtee_conflicts_new(NULL, NULL, NULL, NULL), GTEE_ERROR_ARGUMENT);
    CU_ASSERT_EQUAL(gtee_corrections_new(NULL, NULL, &corrections, NULL), GTEE_ERROR_ARGUMENT);
    CU_ASSERT_EQUAL(gtee_corrections_new(NULL, NULL, NULL, NULL), GTEE_ERROR_ARGUMENT);
    CU_ASSERT_EQUAL(gtee_sensitivity_new(NULL, NULL, &sensitivity, NULL), GTEE_ERROR_ARGUMENT);
    CU_ASSERT_EQUAL(gtee_sensitivity_new(NULL, NULL, NULL, NULL), GTEE_ERROR_ARGUMENT);
    CU_ASSERT_EQUAL(gtee_settlement_new(NULL, NULL, NULL, NULL), GTEE_ERROR_ARGUMENT);
    CU_ASSERT_EQUAL(gtee_package_assess(NULL, &assessment, NULL), GTEE_ERROR_ARGUMENT);
    CU_ASSERT_EQUAL(gtee_package_assess(NULL, NULL, NULL), GTEE_ERROR_ARGUMENT);
    CU_ASSERT_EQUAL(gtee_conflicts_next(NULL, &one), GTEE_ERROR_ARGUMENT);
    CU_ASSERT_EQUAL(gtee_corrections_next(NULL, &another), GTEE_ERROR_ARGUMENT);
    CU_ASSERT_EQUAL(gtee_settlement_show(NULL, NULL, &text), GTEE_ERROR_ARGUMENT);
    CU_ASSERT_EQUAL(gtee_settlement_show(NULL, NULL, NULL), GTEE_ERROR_ARGUMENT);
    CU_ASSERT_EQUAL(gtee_conflicts_show(NULL, NULL, &text), GTEE_ERROR_ARGUMENT);
    CU_ASSERT_EQUAL(gtee_corrections_show(NULL, NULL, &text), GTEE_ERROR_ARGUMENT);
    CU_ASSERT_EQUAL(gtee_sensitivity_show(NULL, NULL, &text), GTEE_ERROR_ARGUMENT);
    gtee_settlement_unref(NULL);
    gtee_conflicts_unref(NULL);
    gtee_corrections_unref(NULL);
    gtee_sensitivity_unref(NULL);
}

/* ---- the answer in a sentence */

static void expect_shown(const char *dossier, const gtee_search_options *options, const char *said)
{
    const gtee_show_options wide = {.size = sizeof wide, .width = 400};
    gtee_view *view = given_view(dossier, 0);
    gtee_search_options asked = options != NULL ? *options : plain();
    const gtee_participant *all[] = {given_participant(view, "a"), given_participant(view, "b"), given_participant(view, "c")};
    gtee_settlement *settlement;
    const gtee_package *package;
    gtee_text *text;

    if (asked.immovable_count > 0)
        asked.immovable = all;
    CU_ASSERT_EQUAL_FATAL(gtee_settlement_new(view, &asked, &settlement, NULL), GTEE_OK);
    CU_ASSERT_EQUAL(gtee_settlement_next(settlement, &package), GTEE_OK);
    CU_ASSERT_EQUAL(gtee_settlement_prove(settlement), GTEE_OK);
    CU_ASSERT_EQUAL_FATAL(gtee_settlement_show(settlement, &wide, &text), GTEE_OK);
    CU_ASSERT_PTR_NOT_NULL(strstr(gtee_text_data(text), said));
    if (strstr(gtee_text_data(text), said) == NULL)
        fprintf(stderr, "expected: %s\ngot: %s\n", said, gtee_text_data(text));
    gtee_text_unref(text);
    gtee_settlement_unref(settlement);
    gtee_view_unref(view);
}

#define ALONE(positions) PEOPLE "issues:\n" YES_NO("p") "  - {id: troops, options: [none, combat], default: none, by: g}\npositions:\n" positions

static void answers_shown(void)
{
    gtee_search_options options = plain();

    expect_shown(clashes, NULL, "Every package crosses somebody's red line: the least is 2 red lines.");
    expect_shown(clashes, NULL, "2 conflicts that share no position that may move need a concession each, so that no package crosses fewer red lines; every");
    expect_shown(ALONE(SAID("k1", "a", "requires: {p: yes}")), NULL, "A package crosses nobody's red line, and all the consent that it needs is on record.");
    expect_shown(ALONE(SAID("k1", "a", "requires: {p: no}")), NULL, "Everything stays as it is.");
    expect_shown(ALONE(SAID("k1", "c", "requires: {troops/a: combat}")), NULL, ", if 1 consent that is not on record is given.");
    expect_shown(ALONE(SAID("k1", "c", "requires: {troops/g: combat}")), NULL, ", if 2 consents that are not on record are given.");
    expect_shown(ALONE(SAID("k1", "c", "requires: {troops/a: combat}") SAID("k2", "a", "requires: {p: yes}") SAID("k3", "b", "requires: {p: no}")), NULL,
                 "the least is 1 red line and 1 consent that nobody has given.");
    options.immovable_count = 3;
    expect_shown(clashes, &options, "No package at all meets the constraints, what is fixed and what may not move.");
    options = plain();
    options.red_line_weight = 1.5;
    expect_shown(clashes, &options, "The cheapest package costs 3 in all (2 red lines and 1 consent).");
    expect_shown(ALONE(SAID("k1", "a", "requires: {p: yes}")), &options, "The cheapest package costs 0 in all.");
}

/* What the package says, else the default, else nothing. */
static void utilities(void)
{
    gtee_view *view = given_view(PEOPLE "issues:\n" YES_NO("p") "  - {id: level, options: [low, high]}\n  - {id: troops, options: [none, combat], default: none, by: g}\n"
                                        "positions:\n" SAID("k1", "a", "requires: {p: yes}") "preferences:\n"
                                        "  - {participant: b, utility: {p: {weight: 1, values: {no: 1, yes: 0}}}}\n"
                                        "  - {participant: a, utility: {p: {weight: 2, values: {no: 0, yes: 3}}, level: {weight: 1, values: {low: 1, high: 5}},"
                                        " troops/b: {weight: 1, values: {none: 0.5, combat: 0}}}}\n", 0);
    gtee_settlement *settlement;
    const gtee_package *package;

    CU_ASSERT_EQUAL_FATAL(gtee_settlement_new(view, NULL, &settlement, NULL), GTEE_OK);
    CU_ASSERT_EQUAL_FATAL(gtee_settlement_next(settlement, &package), GTEE_OK);
    CU_ASSERT_EQUAL_FATAL(gtee_package_gain_count(package), 1);
    const gtee_gain *gain = gtee_package_gain_at(package, 0);
    CU_ASSERT_TRUE(gtee_gain_has_utility(gain));
    CU_ASSERT_DOUBLE_EQUAL(gtee_gain_utility(gain), 6.5, 1e-9);
    CU_ASSERT_EQUAL(gtee_gain_demands_met(gain), 1);
    gtee_settlement_unref(settlement);
    gtee_view_unref(view);
}

/* ---- memory runs out. Each work sets its question up with memory, then does one thing without. */

typedef struct scene {
    failing *f;
    uint64_t at;
    bool on;
    gtee_view *view;
    gtee_search_options options;
    uint32_t variant;
    const gtee_participant *people[2];
    const gtee_position *position;
    const char *fixed[2];
} scene;

static void arm(scene *s)
{
    failing_rewind(s->f, s->at, s->on);
}

static void disarm(scene *s)
{
    s->f->fail_at = 0;
}

/* 0: plain; 1: a proposal is fixed, and choices; 2: weighed, capped, with immovables. */
static void choose_options(scene *s)
{
    s->options = plain();
    s->people[0] = given_participant(s->view, "a");
    s->people[1] = given_participant(s->view, "g");
    s->position = position_of(s->view, "k9");
    s->fixed[0] = "troops/g=at-least:training";
    s->fixed[1] = "level=mid,high";
    if (s->variant == 1) {
        s->options.proposal = given_proposal(s->view, "y");
        s->options.fixed = s->fixed;
        s->options.fixed_count = 2;
    }
    if (s->variant == 2) {
        s->options.parties = s->people;
        s->options.party_count = 2;
        s->options.immovable = s->people;
        s->options.immovable_count = 1;
        s->options.immovable_positions = &s->position;
        s->options.immovable_position_count = 1;
        s->options.cap = 3;
        s->options.red_line_weight = 2;
        s->options.consent_weight = 0.5;
    }
}

/* One round: true if the work must be done again with the next allocation failed. */
static bool in_scene(scene *s, uint64_t at, bool on, bool (*work)(scene *))
{
    failing *f = s->f;
    const uint64_t live = f->live;

    s->at = at;
    s->on = on;
    choose_options(s);
    arm(s);
    const bool good = work(s);
    disarm(s);
    CU_ASSERT_EQUAL(f->live, live);
    CU_ASSERT_EQUAL(f->defects, 0);
    CU_ASSERT_TRUE(good || f->failed > 0); /* without a failure the work must succeed */
    return f->failed > 0 && f->live == live && f->defects == 0;
}

static bool good_or_memory(gtee_status status)
{
    CU_ASSERT_TRUE(status == GTEE_OK || status == GTEE_ERROR_MEMORY);
    return status == GTEE_OK;
}

/* Text, JSON, CSV and Markdown, brief and not. */
#define SHOW_ALL(show, what)                                                                                                   \
    do {                                                                                                                       \
        for (uint32_t format = GTEE_SHOW_TEXT; good && format <= GTEE_SHOW_MARKDOWN; format++) {                               \
            const gtee_show_options how = {.size = sizeof how, .format = format, .limit = s->variant == 2, .brief = s->variant == 1}; \
            gtee_text *text = NULL;                                                                                            \
            good = good_or_memory(show(what, &how, &text));                                                                    \
            CU_ASSERT_EQUAL(good, text != NULL);                                                                               \
            gtee_text_unref(text);                                                                                             \
        }                                                                                                                      \
    } while (0)

static bool settle(scene *s)
{
    gtee_settlement *settlement = NULL;
    const gtee_package *package = NULL;
    bool good = good_or_memory(gtee_settlement_new(s->view, &s->options, &settlement, NULL));

    CU_ASSERT_EQUAL(good, settlement != NULL);
    for (int i = 0; good && i < 3; i++)
        good = good_or_memory(gtee_settlement_next(settlement, &package));
    good = good && good_or_memory(gtee_settlement_prove(settlement));
    gtee_settlement_unref(settlement);
    return good;
}

static bool approach(scene *s)
{
    gtee_settlement *settlement = NULL;
    const gtee_package *package = NULL;
    bool good = good_or_memory(gtee_nearest_new(s->view, given_proposal(s->view, s->variant == 1 ? "y" : "x"), NULL, &settlement, NULL));

    for (int i = 0; good && i < 2; i++)
        good = good_or_memory(gtee_settlement_next(settlement, &package));
    gtee_settlement_unref(settlement);
    return good;
}

static bool show_settlement(scene *s)
{
    gtee_settlement *settlement;
    const gtee_package *package = NULL;
    bool good = true;

    disarm(s);
    CU_ASSERT_EQUAL_FATAL(gtee_settlement_new(s->view, &s->options, &settlement, NULL), GTEE_OK);
    for (int i = 0; i < 3; i++)
        CU_ASSERT_EQUAL(gtee_settlement_next(settlement, &package), GTEE_OK);
    CU_ASSERT_EQUAL(gtee_settlement_prove(settlement), GTEE_OK);
    arm(s);
    SHOW_ALL(gtee_settlement_show, settlement);
    disarm(s);
    gtee_settlement_unref(settlement);
    return good;
}

static bool show_nearest(scene *s)
{
    gtee_settlement *settlement;
    const gtee_package *package = NULL;
    bool good = true;

    disarm(s);
    CU_ASSERT_EQUAL_FATAL(gtee_nearest_new(s->view, given_proposal(s->view, s->variant == 1 ? "y" : "x"), NULL, &settlement, NULL), GTEE_OK);
    for (int i = 0; i < 2; i++)
        CU_ASSERT_EQUAL(gtee_settlement_next(settlement, &package), GTEE_OK);
    arm(s);
    SHOW_ALL(gtee_settlement_show, settlement);
    disarm(s);
    gtee_settlement_unref(settlement);
    return good;
}

static bool assess(scene *s)
{
    gtee_settlement *settlement;
    const gtee_package *package = NULL;
    gtee_assessment *assessment = NULL;

    disarm(s);
    CU_ASSERT_EQUAL_FATAL(gtee_settlement_new(s->view, &s->options, &settlement, NULL), GTEE_OK);
    CU_ASSERT_EQUAL(gtee_settlement_next(settlement, &package), GTEE_OK);
    CU_ASSERT_PTR_NOT_NULL_FATAL(package);
    arm(s);
    const bool good = good_or_memory(gtee_package_assess(package, &assessment, NULL));
    disarm(s);
    CU_ASSERT_EQUAL(good, assessment != NULL);
    gtee_assessment_unref(assessment);
    gtee_settlement_unref(settlement);
    return good;
}

static bool list_conflicts(scene *s)
{
    gtee_conflicts *conflicts = NULL;
    const gtee_conflict *one = NULL;
    bool good = good_or_memory(gtee_conflicts_new(s->view, &s->options, &conflicts, NULL));

    for (int i = 0; good && i < 4; i++)
        good = good_or_memory(gtee_conflicts_next(conflicts, &one));
    if (good)
        SHOW_ALL(gtee_conflicts_show, conflicts);
    gtee_conflicts_unref(conflicts);
    return good;
}

static bool list_corrections(scene *s)
{
    gtee_corrections *corrections = NULL;
    const gtee_correction *one = NULL;
    bool good = good_or_memory(gtee_corrections_new(s->view, &s->options, &corrections, NULL));

    for (int i = 0; good && i < 4; i++)
        good = good_or_memory(gtee_corrections_next(corrections, &one));
    if (good)
        SHOW_ALL(gtee_corrections_show, corrections);
    gtee_corrections_unref(corrections);
    return good;
}

static bool weigh(scene *s)
{
    gtee_sensitivity *sensitivity = NULL;
    bool good = good_or_memory(gtee_sensitivity_new(s->view, &s->options, &sensitivity, NULL));

    gtee_sensitivity_unref(sensitivity);
    return good;
}

static bool show_sensitivity(scene *s)
{
    gtee_sensitivity *sensitivity;
    bool good = true;

    disarm(s);
    CU_ASSERT_EQUAL_FATAL(gtee_sensitivity_new(s->view, &s->options, &sensitivity, NULL), GTEE_OK);
    arm(s);
    SHOW_ALL(gtee_sensitivity_show, sensitivity);
    disarm(s);
    gtee_sensitivity_unref(sensitivity);
    return good;
}

static bool check_all(scene *s)
{
    const gtee_position *clash[] = {position_of(s->view, "k1"), position_of(s->view, "k2")};
    const char *choices[] = {"p=yes", "troops/b=combat", "level=high"};
    gtee_check *check = NULL;
    bool good = good_or_memory(gtee_check_conflict(s->view, &s->options, clash, 2, &check, NULL));

    gtee_check_unref(check);
    good = good && good_or_memory(gtee_check_correction(s->view, &s->options, clash, 2, &check, NULL));
    gtee_check_unref(good ? check : NULL);
    good = good && good_or_memory(gtee_check_package(s->view, &s->options, choices, 3, &check, NULL));
    gtee_check_unref(good ? check : NULL);
    return good;
}

static bool misspell(scene *s)
{
    static const char *const wrong[] = {"p", "nope=yes", "p=maybe", "troops/nobody=none", "troops/c=none"};
    gtee_settlement *settlement;
    gtee_status status = GTEE_ERROR_NOT_FOUND;

    s->options.fixed_count = 1;
    for (size_t i = 0; status == GTEE_ERROR_NOT_FOUND && i < sizeof wrong / sizeof wrong[0]; i++) {
        gtee_diagnostics *diagnostics = NULL;
        s->options.fixed = &wrong[i];
        status = gtee_settlement_new(s->view, &s->options, &settlement, &diagnostics);
        gtee_diagnostics_unref(diagnostics);
        CU_ASSERT_TRUE(status == GTEE_ERROR_NOT_FOUND || status == GTEE_ERROR_MEMORY);
    }
    return status == GTEE_ERROR_NOT_FOUND;
}

/* Fails each allocation of the work in turn, alone and with all behind it. The dossier and its view stay, so that only the work is repeated. */
static void sweep(bool (*work)(scene *), uint32_t variants)
{
    const gtee_view_options day = {.size = sizeof day};
    gtee_context *context;
    failing f;

    failing_init(&f);
    const gtee_allocator allocator = failing_public(&f);
    const gtee_context_options with = {.size = sizeof with, .allocator = &allocator};
    CU_ASSERT_EQUAL_FATAL(gtee_context_new(&with, &context), GTEE_OK);
    gtee_dossier *dossier = given_in(context, busy);
    CU_ASSERT_PTR_NOT_NULL_FATAL(dossier);
    scene s = {.f = &f};
    CU_ASSERT_EQUAL_FATAL(gtee_view_new(dossier, &day, &s.view, NULL), GTEE_OK);
    for (s.variant = 0; s.variant < variants; s.variant++) {
        for (int on = 0; on < 2; on++) {
            uint64_t at = 1;
            while (in_scene(&s, at, on == 1, work))
                at++;
            CU_ASSERT_TRUE(at > 2); /* at least one allocation was there to fail */
        }
    }
    gtee_view_unref(s.view);
    gtee_dossier_unref(dossier);
    gtee_context_unref(context);
    CU_ASSERT_TRUE(failing_clean(&f));
    failing_free(&f);
}

static void settle_without_memory(void) { sweep(settle, 3); }
static void approach_without_memory(void) { sweep(approach, 2); }
static void show_without_memory(void) { sweep(show_settlement, 3); sweep(show_nearest, 2); }
static void assess_without_memory(void) { sweep(assess, 3); }
static void conflicts_without_memory(void) { sweep(list_conflicts, 3); }
static void corrections_without_memory(void) { sweep(list_corrections, 3); }
static void weigh_without_memory(void) { sweep(weigh, 2); sweep(show_sensitivity, 3); }
static void check_without_memory(void) { sweep(check_all, 3); sweep(misspell, 1); }

UNIT_TESTS("checked answers", {"conflicts", conflicts_checked}, {"corrections", corrections_checked}, {"packages", packages_checked},
           {"packages in bounds", packages_kept_in_bounds}, {"too large", too_large}, {"foreign records", foreign_records},
           {"nothing given", nothing_given}, {"answers shown", answers_shown}, {"utilities", utilities}, {"settle without memory", settle_without_memory}, {"nearest without memory", approach_without_memory},
           {"show without memory", show_without_memory}, {"assess without memory", assess_without_memory},
           {"conflicts without memory", conflicts_without_memory}, {"corrections without memory", corrections_without_memory},
           {"sensitivity without memory", weigh_without_memory}, {"check without memory", check_without_memory})
