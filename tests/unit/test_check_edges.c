/* test_check_edges.c: what the checker says of players who cannot gain, of bargains that theory settles by hand, of choices that nobody has, of
 * what is too large to try, and of conflicts that are not tied as claimed. What is expected was worked out on paper. */
#include "run.h"

#include "given.h"

#define PEOPLE                                                                                                                     \
    "sources: [{id: s, title: A source}]\nparticipants:\n  - {id: a, kind: state}\n  - {id: b, kind: state}\n  - {id: c, kind: state}\n" \
    "  - {id: g, kind: coalition, members: [{id: a, until: 2020}, b]}\n"
#define SAID "date: 2025-01-01, evidence: stated, source: s"

typedef struct outcome_row {
    uint32_t point;
    const char *choice;
    int32_t confirmed;
    double value; /* of the point, whatever is claimed */
    const char *said;
} outcome_row;

static void expect_outcomes(const gtee_view *view, const outcome_row *rows, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        gtee_check *check;
        CU_ASSERT_EQUAL_FATAL(gtee_check_outcome(view, NULL, rows[i].point, &rows[i].choice, 1, &check, NULL), GTEE_OK);
        CU_ASSERT_EQUAL(gtee_check_is_confirmed(check), rows[i].confirmed);
        CU_ASSERT_DOUBLE_EQUAL(gtee_check_value(check), rows[i].value, 1e-9);
        CU_ASSERT_PTR_NOT_NULL(strstr(gtee_check_message(check), rows[i].said));
        if (gtee_check_is_confirmed(check) != rows[i].confirmed || strstr(gtee_check_message(check), rows[i].said) == NULL)
            fprintf(stderr, "row %zu: %s\n", i, gtee_check_message(check));
        gtee_check_unref(check);
    }
}

/* Two who divide something, and a third to whom nothing matters. Worth to a and b: x (0, 1), y (0.5, 0.4), z (1, 0). */
static void divided(void)
{
    static const outcome_row rows[] = {
        {0, "p=x", 1, 0, "nothing that counts is better"},
        {GTEE_POINT_NASH, "p=y", 1, 0.2, "it is such a point"},
        {GTEE_POINT_NASH, "p=x", 0, 0.2, "another package is preferred"}, /* only one gains */
        {GTEE_POINT_NASH, "p=z", 0, 0.2, "another package is preferred"},
        {GTEE_POINT_KALAI_SMORODINSKY, "p=y", 1, 0.4, "it is such a point"},
        {GTEE_POINT_KALAI_SMORODINSKY, "p=x", 0, 0.4, "another package is preferred"},
        {GTEE_POINT_EGALITARIAN, "p=y", 1, 0.4, "it is such a point"},
        {GTEE_POINT_UTILITARIAN, "p=x", 1, 1.5, "it is such a point"}, /* 0 + 1 + 0.5, and so does z */
        {GTEE_POINT_UTILITARIAN, "p=z", 1, 1.5, "it is such a point"},
        {GTEE_POINT_UTILITARIAN, "p=y", 0, 1.5, "another package is preferred"}};
    gtee_view *view = given_view(PEOPLE "issues:\n  - {id: p, options: [x, y, z], default: x}\npreferences:\n"
                                        "  - {participant: a, utility: {p: {weight: 1, values: {x: 0, y: 0.5, z: 1}}}}\n"
                                        "  - {participant: b, utility: {p: {weight: 1, values: {x: 1, y: 0.4, z: 0}}}}\n"
                                        "  - {participant: c, reservation: 0.5, utility: {p: {weight: 1, values: {x: 0.5, y: 0.5, z: 0.5}}}}\n", 0);

    expect_outcomes(view, rows, sizeof rows / sizeof rows[0]);
    gtee_view_unref(view);
}

/* The least gain of x and y is the same; two stay at it in x, one in y. Worth: x (0.2, 0.2, 0.8), y (0.2, 0.5, 0.4), z (0, 1, 1). */
static void next_least(void)
{
    static const outcome_row rows[] = {
        {GTEE_POINT_EGALITARIAN, "p=y", 1, 0.2, "it is such a point"},
        {GTEE_POINT_EGALITARIAN, "p=x", 0, 0.2, "another package is preferred"},
        {GTEE_POINT_EGALITARIAN, "p=z", 0, 0.2, "another package is preferred"},
        {GTEE_POINT_NASH, "p=y", 1, 0.04, "it is such a point"}, /* 0.2 × 0.5 × 0.4, before 0.2 × 0.2 × 0.8 and two who gain */
        {GTEE_POINT_UTILITARIAN, "p=z", 1, 2, "it is such a point"}};
    gtee_view *view = given_view(PEOPLE "issues:\n  - {id: p, options: [x, y, z], default: x}\npreferences:\n"
                                        "  - {participant: a, utility: {p: {weight: 1, values: {x: 0.2, y: 0.2, z: 0}}}}\n"
                                        "  - {participant: b, utility: {p: {weight: 1, values: {x: 0.2, y: 0.5, z: 1}}}}\n"
                                        "  - {participant: c, utility: {p: {weight: 1, values: {x: 0.8, y: 0.4, z: 1}}}}\n", 0);

    expect_outcomes(view, rows, sizeof rows / sizeof rows[0]);
    gtee_view_unref(view);
}

/* Nobody can have more than what they accept at the least: every point is as good, and its value 0. */
static void nothing_to_gain(void)
{
    static const outcome_row rows[] = {{GTEE_POINT_NASH, "p=x", 1, 0, "it is such a point"}, {GTEE_POINT_NASH, "p=y", 1, 0, "it is such a point"},
                                       {GTEE_POINT_EGALITARIAN, "p=y", 1, 0, "it is such a point"}};
    gtee_view *view = given_view(PEOPLE "issues:\n  - {id: p, options: [x, y], default: x}\npreferences:\n"
                                        "  - {participant: a, reservation: 0.5, utility: {p: {weight: 1, values: {x: 0.5, y: 0.5}}}}\n", 0);

    expect_outcomes(view, rows, sizeof rows / sizeof rows[0]);
    gtee_view_unref(view);
}

/* Whoever has left the group has no choice any more: its default is what it is worth (2 × 0.25), by the solver and by the checker. */
static void choice_of_nobody(void)
{
    const char *const choice = "p=y";
    gtee_view *view = given_view(PEOPLE "issues:\n  - {id: p, options: [x, y], default: x}\n  - {id: w, options: [x, y], default: x, by: g}\n"
                                        "preferences:\n  - participant: b\n    utility:\n      p: {weight: 1, values: {x: 0, y: 1}}\n"
                                        "      w/a: {weight: 2, values: {x: 0.25, y: 1}}\n", 20250101);
    gtee_check *check;
    gtee_bargain *bargain;

    CU_ASSERT_EQUAL_FATAL(gtee_check_outcome(view, NULL, GTEE_POINT_NASH, &choice, 1, &check, NULL), GTEE_OK);
    CU_ASSERT_TRUE(gtee_check_is_confirmed(check));
    CU_ASSERT_DOUBLE_EQUAL(gtee_check_utility_at(check, 0), 1.5, 1e-9);
    CU_ASSERT_EQUAL_FATAL(gtee_bargain_new(view, NULL, &bargain, NULL), GTEE_OK);
    CU_ASSERT_EQUAL_FATAL(gtee_bargain_outcome_count(bargain), 1);
    CU_ASSERT_DOUBLE_EQUAL(gtee_outcome_utility_at(gtee_bargain_outcome_at(bargain, 0), 0), 1.5, 1e-9);
    gtee_bargain_unref(bargain);
    gtee_check_unref(check);
    gtee_view_unref(view);
}

/* ---- too large */

/* 24 choices of three options, tied to each other so that no part can be tried by itself; one red line is crossed whatever is done. */
static gtee_view *wide(void)
{
    static char text[16384];
    size_t used = (size_t)snprintf(text, sizeof text, PEOPLE "issues:\n");

    for (int i = 0; i < 24; i++)
        used += (size_t)snprintf(text + used, sizeof text - used, "  - {id: v%d, options: [x, y, z], default: x}\n", i);
    used += (size_t)snprintf(text + used, sizeof text - used, "positions:\n  - {id: k0, participant: a, " SAID ", requires: {v0: y}}\n"
                                                              "  - {id: k1, participant: b, " SAID ", requires: {v0: [x, z]}}\n");
    used += (size_t)snprintf(text + used, sizeof text - used, "constraints:\n");
    for (int i = 1; i < 24; i++)
        used += (size_t)snprintf(text + used, sizeof text - used, "  - {id: t%d, because: so, if: {v%d: y}, then: {v%d: [x, y]}}\n", i, i - 1, i);
    CU_ASSERT_TRUE_FATAL(used < sizeof text);
    return given_view(text, 0);
}

static void too_large(void)
{
    char texts[24][8];
    const char *choices[24];
    gtee_view *view = wide();
    const gtee_position *k0 = gtee_dossier_position_find(gtee_view_dossier(view), "k0");
    gtee_check *check;

    for (int i = 0; i < 24; i++) {
        snprintf(texts[i], sizeof texts[i], "v%d=x", i);
        choices[i] = texts[i];
    }
    CU_ASSERT_EQUAL_FATAL(gtee_check_outcome(view, NULL, 0, choices, 24, &check, NULL), GTEE_OK);
    CU_ASSERT_FALSE(gtee_check_is_complete(check));
    CU_ASSERT_TRUE(gtee_check_is_allowed(check));
    CU_ASSERT_EQUAL(gtee_check_basis(check), GTEE_BASIS_COSTS);
    CU_ASSERT_EQUAL(gtee_check_crossed_at(check, 0), 1); /* a wants y */
    CU_ASSERT_EQUAL(gtee_check_crossed_at(check, 1), 0);
    CU_ASSERT_PTR_NOT_NULL(strstr(gtee_check_message(check), "too large to try"));
    gtee_check_unref(check);
    CU_ASSERT_EQUAL_FATAL(gtee_check_cheapest(view, NULL, NULL, &check, NULL), GTEE_OK);
    CU_ASSERT_TRUE(gtee_check_is_confirmed(check));
    CU_ASSERT_FALSE(gtee_check_is_complete(check));
    CU_ASSERT_EQUAL(gtee_check_red_lines(check), 1);
    CU_ASSERT_PTR_NOT_NULL(strstr(gtee_check_message(check), "too many to count"));
    gtee_check_unref(check);
    CU_ASSERT_EQUAL_FATAL(gtee_check_influence(view, NULL, k0, &check, NULL), GTEE_OK);
    CU_ASSERT_TRUE(gtee_check_is_complete(check)); /* of the positions only two are on anything, which is soon tried */
    CU_ASSERT_TRUE(gtee_check_in_all(check));
    CU_ASSERT_EQUAL(gtee_check_red_lines(check), 0);
    gtee_check_unref(check);
    gtee_view_unref(view);
}

/* ---- ties */

typedef struct tie_row {
    uint32_t positions, constraints; /* how many of each are named */
    const char *fixed;
    int32_t confirmed;
    const char *said;
} tie_row;

/* k1 wants p to be y, k2 wants q to be y; t1 has q be x if p is y; fixed is r=y, which t2 takes p=y away with. */
static const char tied[] = PEOPLE "issues:\n  - {id: p, options: [x, y], default: x}\n  - {id: q, options: [x, y], default: x}\n"
                                  "  - {id: r, options: [x, y], default: x}\n"
                                  "constraints:\n  - {id: t1, because: so, if: {p: y}, then: {q: x}}\n  - {id: t2, because: so, if: {r: y}, then: {p: x}}\n"
                                  "positions:\n  - {id: k1, participant: a, " SAID ", requires: {p: y}}\n"
                                  "  - {id: k2, participant: b, " SAID ", requires: {q: y}}\n";

static void ties(void)
{
    static const tie_row rows[] = {
        {2, 1, NULL, 1, "without any one of these they can"},
        {2, 0, NULL, 0, "can all be met"},
        {1, 1, NULL, 0, "can all be met"},
        {2, 1, "r=y", 0, "one of the fixed choices is needless"},
        {2, 2, NULL, 0, "one of the constraints is needless"},
        {2, 1, "r=x", 0, "not among those asked for"}};
    const char *const asked = "r=y";
    const gtee_search_options search = {.size = sizeof search, .fixed = &asked, .fixed_count = 1};
    gtee_view *view = given_view(tied, 0);
    const gtee_dossier *dossier = gtee_view_dossier(view);
    const gtee_position *positions[] = {gtee_dossier_position_find(dossier, "k1"), gtee_dossier_position_find(dossier, "k2")};
    const gtee_constraint *constraints[] = {gtee_dossier_constraint_find(dossier, "t1"), gtee_dossier_constraint_find(dossier, "t2")};

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        gtee_check *check;
        CU_ASSERT_EQUAL_FATAL(gtee_check_ties(view, &search, positions, rows[i].positions, constraints, rows[i].constraints, &rows[i].fixed,
                                              rows[i].fixed != NULL, &check, NULL),
                              GTEE_OK);
        CU_ASSERT_EQUAL(gtee_check_is_confirmed(check), rows[i].confirmed);
        CU_ASSERT_PTR_NOT_NULL(strstr(gtee_check_message(check), rows[i].said));
        if (strstr(gtee_check_message(check), rows[i].said) == NULL)
            fprintf(stderr, "row %zu: %s\n", i, gtee_check_message(check));
        gtee_check_unref(check);
    }
    gtee_view_unref(view);
}

static void foreign_ties(void)
{
    gtee_view *view = given_view(tied, 0), *other = given_view(tied, 0);
    const gtee_position *position = gtee_dossier_position_find(gtee_view_dossier(view), "k1");
    const gtee_constraint *foreign = gtee_dossier_constraint_find(gtee_view_dossier(other), "t1"), *none = NULL;
    const char *nothing = NULL;
    gtee_check *check;
    gtee_diagnostics *diagnostics;

    CU_ASSERT_EQUAL(gtee_check_ties(view, NULL, &position, 1, &foreign, 1, NULL, 0, &check, &diagnostics), GTEE_ERROR_ARGUMENT);
    CU_ASSERT_PTR_NULL(check);
    CU_ASSERT_TRUE(given_code(diagnostics, "G0705"));
    CU_ASSERT_EQUAL(gtee_check_ties(view, NULL, &position, 1, &none, 1, NULL, 0, &check, NULL), GTEE_ERROR_ARGUMENT);
    CU_ASSERT_EQUAL(gtee_check_ties(view, NULL, &position, 1, NULL, 1, NULL, 0, &check, NULL), GTEE_ERROR_ARGUMENT);
    CU_ASSERT_EQUAL(gtee_check_ties(view, NULL, &position, 1, NULL, 0, &nothing, 1, &check, NULL), GTEE_ERROR_ARGUMENT);
    CU_ASSERT_EQUAL(gtee_check_outcome(view, NULL, GTEE_POINT_UTILITARIAN + 1, NULL, 0, &check, NULL), GTEE_ERROR_ARGUMENT);
    gtee_view_unref(other);
    gtee_view_unref(view);
}

/* ---- influence of what may not move */

/* k1 clashes with k2 and with k3, which go together: without k1 nothing has to be crossed, and it is in every conflict, whoever else may not move. */
static void immovable_influence(void)
{
    gtee_view *view = given_view(PEOPLE "issues:\n  - {id: p, options: [x, y, z], default: x}\npositions:\n"
                                        "  - {id: k1, participant: a, " SAID ", requires: {p: y}}\n  - {id: k2, participant: b, " SAID ", requires: {p: z}}\n"
                                        "  - {id: k3, participant: c, " SAID ", rejects: {p: y}}\n", 0);
    const gtee_dossier *dossier = gtee_view_dossier(view);
    const gtee_position *k1 = gtee_dossier_position_find(dossier, "k1"), *k3 = gtee_dossier_position_find(dossier, "k3");
    const gtee_participant *c = given_participant(view, "c"), *parties[] = {given_participant(view, "a"), given_participant(view, "b")};
    const gtee_search_options plain = {.size = sizeof plain}, rigid = {.size = sizeof rigid, .immovable = &c, .immovable_count = 1},
                              held = {.size = sizeof held, .immovable_positions = &k3, .immovable_position_count = 1},
                              few = {.size = sizeof few, .parties = parties, .party_count = 2};
    const gtee_search_options *const asked[] = {&plain, &rigid, &held, &few};

    for (size_t i = 0; i < sizeof asked / sizeof asked[0]; i++) {
        gtee_check *check;
        gtee_sensitivity *sensitivity;
        CU_ASSERT_EQUAL_FATAL(gtee_check_influence(view, asked[i], k1, &check, NULL), GTEE_OK);
        CU_ASSERT_EQUAL_FATAL(gtee_sensitivity_new(view, asked[i], &sensitivity, NULL), GTEE_OK);
        for (size_t k = 0; k < gtee_sensitivity_count(sensitivity); k++) {
            const gtee_influence *influence = gtee_sensitivity_at(sensitivity, k);
            if (gtee_influence_position(influence) != k1)
                continue;
            CU_ASSERT_EQUAL(gtee_check_red_lines(check), gtee_influence_red_lines(influence));
            CU_ASSERT_EQUAL(gtee_check_in_all(check), gtee_influence_in_all(influence));
            CU_ASSERT_EQUAL(gtee_check_in_none(check), gtee_influence_in_none(influence));
        }
        CU_ASSERT_EQUAL(gtee_check_in_all(check), 1);
        CU_ASSERT_EQUAL(gtee_check_red_lines(check), 0);
        CU_ASSERT_TRUE(gtee_check_is_complete(check));
        gtee_sensitivity_unref(sensitivity);
        gtee_check_unref(check);
    }
    gtee_view_unref(view);
}

/* A proposal without terms is refused: nothing is to be chosen, and the package without choices is the only one. Where something is, it is none. */
static void nothing_at_stake(void)
{
    static const struct { const char *rest; int32_t confirmed; const char *said; } rows[] = {
        {"proposals:\n  - {id: q}\npositions:\n  - {participant: a, " SAID ", rejects: {proposal: q}}\n", 1, "nothing that counts is better"},
        {"issues:\n  - {id: p, options: [x, y], default: x}\npositions:\n  - {participant: a, " SAID ", rejects: {p: x}}\n", 0, "leaves open"}};

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        char text[1024];
        gtee_check *check;
        snprintf(text, sizeof text, "%s%s", PEOPLE, rows[i].rest);
        gtee_view *view = given_view(text, 0);
        CU_ASSERT_EQUAL_FATAL(gtee_check_outcome(view, NULL, 0, NULL, 0, &check, NULL), GTEE_OK);
        CU_ASSERT_EQUAL(gtee_check_basis(check), GTEE_BASIS_COSTS);
        CU_ASSERT_EQUAL(gtee_check_is_confirmed(check), rows[i].confirmed);
        CU_ASSERT_PTR_NOT_NULL(strstr(gtee_check_message(check), rows[i].said));
        CU_ASSERT_EQUAL(gtee_check_points(check), 1);
        gtee_check_unref(check);
        gtee_view_unref(view);
    }
}

UNIT_TESTS("edges of checks", {"divided", divided}, {"next least", next_least}, {"nothing to gain", nothing_to_gain},
           {"choice of nobody", choice_of_nobody}, {"too large", too_large}, {"ties", ties}, {"foreign ties", foreign_ties},
           {"immovable influence", immovable_influence}, {"nothing at stake", nothing_at_stake})
