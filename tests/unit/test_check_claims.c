/* test_check_claims.c: what the checker works out by trying all (nearest versions, the cheapest package, influence, outcomes, ties, accounts of
 * packages), held against the solver's answers on random dossiers, and on deliberately wrong claims. */
#include "run.h"

#include "given.h"

#include <stdarg.h>
#include <stdbool.h>

#define PEOPLE                                                                                                                       \
    "sources: [{id: s, title: A source}]\nparticipants:\n  - {id: a, kind: state}\n  - {id: b, kind: state}\n  - {id: c, kind: state}\n" \
    "  - {id: g, kind: coalition, members: [a, b]}\n"

typedef struct random_dossier {
    uint64_t state;
    char text[16384];
} random_dossier;

static unsigned next(random_dossier *r, unsigned below)
{
    r->state = r->state * 6364136223846793005u + 1442695040888963407u;
    return (unsigned)(r->state >> 33) % below;
}

static void add(random_dossier *r, const char *format, ...) __attribute__((format(printf, 2, 3)));
static void add(random_dossier *r, const char *format, ...)
{
    const size_t used = strlen(r->text);
    va_list arguments;

    va_start(arguments, format);
    vsnprintf(r->text + used, sizeof r->text - used, format, arguments);
    va_end(arguments);
}

static const char *const options[] = {"x", "y", "z"};
static const char *const variables[] = {"p", "q", "r", "w/a", "w/b"};

static void add_term(random_dossier *r)
{
    add(r, "%s: %s", variables[next(r, 5)], options[next(r, 3)]);
}

static void add_position(random_dossier *r, unsigned number)
{
    static const char *const stances[] = {"requires", "rejects", "requires", "rejects", "prefers", "opposes", "accepts"};
    const unsigned stance = next(r, 7);

    add(r, "  - {id: k%u, participant: %c, date: 2025-01-0%u, evidence: stated, source: s, %s: {", number, "abc"[next(r, 3)], 1 + next(r, 3), stances[stance]);
    if (next(r, 6) == 0)
        add(r, "proposal: t");
    else
        add_term(r);
    add(r, "}");
    if (stance == 4 || stance == 5)
        add(r, ", weight: %u.5", next(r, 3));
    if (next(r, 3) == 0) {
        add(r, ", if: {");
        add_term(r);
        add(r, "}");
    }
    add(r, "}\n");
}

static void add_preferences(random_dossier *r)
{
    add(r, "preferences:\n");
    for (int who = 0; who < 2; who++) {
        add(r, "  - {participant: %c, reservation: 0.%u, utility: {", "ab"[who], next(r, 4));
        for (unsigned v = 0; v < 3; v++)
            add(r, "%s%s: {weight: %u, values: {x: 0.%u, y: 0.%u, z: 1}}", v > 0 ? ", " : "", variables[v + next(r, 2) * (v == 2)], 1 + next(r, 3),
                next(r, 9), next(r, 9));
        add(r, "}}\n");
    }
}

static gtee_view *random_view(uint64_t seed, bool preferences)
{
    random_dossier *r = calloc(1, sizeof *r);

    CU_ASSERT_PTR_NOT_NULL_FATAL(r);
    r->state = seed * 7919 + 17;
    add(r, PEOPLE "issues:\n  - {id: p, options: [x, y, z], default: x}\n  - {id: q, options: [x, y, z], default: y, consent: c}\n"
                  "  - {id: r, options: [x, y, z]}\n  - {id: w, options: [x, y, z], default: x, by: g}\nconstraints:\n  - {id: t1, because: so, if: {");
    add_term(r);
    add(r, "}, then: {");
    add_term(r);
    add(r, "}}\nproposals:\n  - {id: t, title: T, parties: [a, b], clauses: [{id: c1, obligors: [a], terms: {p: %s, r: %s}}]}\npositions:\n",
        options[next(r, 3)], options[next(r, 3)]);
    for (unsigned i = 0, count = 3 + next(r, 6); i < count; i++)
        add_position(r, i);
    if (preferences)
        add_preferences(r);
    gtee_view *view = given_view(r->text, 0);
    if (view == NULL)
        fprintf(stderr, "%s", r->text);
    CU_ASSERT_PTR_NOT_NULL_FATAL(view);
    free(r);
    return view;
}

/* ---- choices as texts */

enum { MOST = 8, ROOM = 64 };

typedef struct chosen {
    char texts[MOST][ROOM];
    const char *items[MOST];
    size_t count;
} chosen;

static void choose(chosen *c, const gtee_issue *issue, const gtee_participant *who, uint64_t bits)
{
    char *text = c->texts[c->count];
    size_t used = (size_t)snprintf(text, ROOM, "%s%s%s", gtee_issue_id(issue), who != NULL ? "/" : "", who != NULL ? gtee_participant_id(who) : "");
    char separator = '=';

    for (size_t i = 0; i < gtee_issue_option_count(issue); i++)
        if ((bits >> i & 1) != 0) {
            used += (size_t)snprintf(text + used, ROOM - used, "%c%s", separator, gtee_option_id(gtee_issue_option_at(issue, i)));
            separator = ',';
        }
    c->items[c->count++] = text;
}

static void choose_package(chosen *c, const gtee_package *package)
{
    c->count = 0;
    for (size_t i = 0; i < gtee_package_choice_count(package); i++) {
        const gtee_choice *choice = gtee_package_choice_at(package, i);
        choose(c, gtee_choice_issue(choice), gtee_choice_participant(choice), gtee_choice_options(choice));
    }
}

/* ---- packages and nearest versions */

static void compare_account(const gtee_package *package, const gtee_package *account)
{
    CU_ASSERT_EQUAL(gtee_package_changes(account), gtee_package_changes(package));
    CU_ASSERT_EQUAL(gtee_package_red_lines(account), gtee_package_red_lines(package));
    CU_ASSERT_EQUAL(gtee_package_consents(account), gtee_package_consents(package));
    CU_ASSERT_DOUBLE_EQUAL(gtee_package_weight(account), gtee_package_weight(package), 1e-9);
    CU_ASSERT_EQUAL_FATAL(gtee_package_concession_count(account), gtee_package_concession_count(package));
    for (size_t i = 0; i < gtee_package_concession_count(package); i++) {
        const gtee_concession *one = gtee_package_concession_at(package, i), *other = gtee_package_concession_at(account, i);
        CU_ASSERT_PTR_EQUAL(gtee_concession_position(one), gtee_concession_position(other));
    }
    CU_ASSERT_EQUAL_FATAL(gtee_package_reservation_count(account), gtee_package_reservation_count(package));
    for (size_t i = 0; i < gtee_package_reservation_count(package); i++)
        CU_ASSERT_PTR_EQUAL(gtee_package_reservation_at(package, i), gtee_package_reservation_at(account, i));
    CU_ASSERT_EQUAL_FATAL(gtee_package_gain_count(account), gtee_package_gain_count(package));
    for (size_t i = 0; i < gtee_package_gain_count(package); i++) {
        const gtee_gain *one = gtee_package_gain_at(package, i), *other = gtee_package_gain_at(account, i);
        CU_ASSERT_EQUAL(gtee_gain_demands_met(one), gtee_gain_demands_met(other));
        CU_ASSERT_EQUAL(gtee_gain_consents(one), gtee_gain_consents(other));
        CU_ASSERT_DOUBLE_EQUAL(gtee_gain_utility(one), gtee_gain_utility(other), 1e-9);
    }
}

/* Each choice's options are among those that the checker cannot tell apart; what is called free is. */
static void compare_choices(const gtee_package *package, const gtee_package *account)
{
    for (size_t i = 0; i < gtee_package_choice_count(package); i++) {
        const gtee_choice *one = gtee_package_choice_at(package, i), *found = NULL;
        for (size_t k = 0; k < gtee_package_choice_count(account); k++) {
            const gtee_choice *other = gtee_package_choice_at(account, k);
            if (gtee_choice_issue(other) == gtee_choice_issue(one) && gtee_choice_participant(other) == gtee_choice_participant(one))
                found = other;
        }
        CU_ASSERT_PTR_NOT_NULL_FATAL(found);
        CU_ASSERT_EQUAL(gtee_choice_options(one) & ~gtee_choice_options(found), 0);
        CU_ASSERT_EQUAL(gtee_choice_is_changed(one), gtee_choice_is_changed(found));
        CU_ASSERT_TRUE(gtee_choice_is_free(one) == 0 || gtee_choice_is_free(found) != 0);
    }
}

static double count_bits(uint64_t bits)
{
    double count = 0;

    for (; bits != 0; bits >>= 1)
        count += (double)(bits & 1);
    return count;
}

/* What the package leaves out makes no difference: the checker counts its options all the same. */
static double count_boxes(const gtee_package *package, const gtee_package *account)
{
    double boxes = 1;

    for (size_t i = 0; i < gtee_package_choice_count(account); i++) {
        const gtee_choice *choice = gtee_package_choice_at(account, i), *found = NULL;
        for (size_t k = 0; k < gtee_package_choice_count(package); k++)
            if (gtee_choice_issue(gtee_package_choice_at(package, k)) == gtee_choice_issue(choice) &&
                gtee_choice_participant(gtee_package_choice_at(package, k)) == gtee_choice_participant(choice))
                found = gtee_package_choice_at(package, k);
        boxes *= found != NULL ? count_bits(gtee_choice_options(found)) : (double)gtee_issue_option_count(gtee_choice_issue(choice));
    }
    return boxes;
}

/* The first is confirmed, and nothing else about the cheapest; all together they are as many as the checker counts. */
static void try_settlement(const gtee_view *view, const gtee_proposal *near, const gtee_search_options *search)
{
    gtee_settlement *settlement;
    const gtee_package *package;
    gtee_check *check, *least;
    double packages = 0;
    chosen c;

    CU_ASSERT_EQUAL_FATAL(near != NULL ? gtee_nearest_new(view, near, search, &settlement, NULL) : gtee_settlement_new(view, search, &settlement, NULL),
                          GTEE_OK);
    CU_ASSERT_EQUAL_FATAL(gtee_check_cheapest(view, near, search, &least, NULL), GTEE_OK);
    while (gtee_settlement_next(settlement, &package) == GTEE_OK && package != NULL) {
        choose_package(&c, package);
        CU_ASSERT_EQUAL_FATAL(near != NULL ? gtee_check_nearest(view, near, search, c.items, c.count, &check, NULL)
                                           : gtee_check_package(view, search, c.items, c.count, &check, NULL),
                              GTEE_OK);
        CU_ASSERT_TRUE(gtee_check_is_allowed(check));
        CU_ASSERT_TRUE(gtee_settlement_count(settlement) > 1 || gtee_check_is_confirmed(check));
        CU_ASSERT_EQUAL(gtee_check_changes(check), gtee_package_changes(package));
        compare_account(package, gtee_check_account(check));
        compare_choices(package, gtee_check_account(check));
        packages += count_boxes(package, gtee_check_account(check));
        gtee_check_unref(check);
    }
    package = gtee_settlement_at(settlement, 0);
    CU_ASSERT_EQUAL(gtee_check_is_confirmed(least), package != NULL);
    CU_ASSERT_DOUBLE_EQUAL(gtee_check_packages(least), packages, 0.5);
    if (package != NULL && (search == NULL || search->red_line_weight <= 0)) {
        CU_ASSERT_EQUAL(gtee_check_changes(least), gtee_package_changes(package));
        CU_ASSERT_EQUAL(gtee_check_red_lines(least), gtee_package_red_lines(package));
        CU_ASSERT_EQUAL(gtee_check_consents(least), gtee_package_consents(package));
    }
    if (package != NULL)
        CU_ASSERT_DOUBLE_EQUAL(gtee_check_weight(least), gtee_package_weight(package), 1e-9);
    gtee_check_unref(least);
    gtee_settlement_unref(settlement);
}

static void packages_agree(void)
{
    for (uint64_t seed = 0; seed < 60; seed++) {
        gtee_view *view = random_view(seed, seed % 2 == 0);
        const gtee_proposal *near = given_proposal(view, "t");
        const gtee_participant *a = given_participant(view, "a");
        gtee_search_options weighted = {.size = sizeof weighted, .red_line_weight = 2.5, .consent_weight = 0.25};
        gtee_search_options rigid = {.size = sizeof rigid, .immovable = &a, .immovable_count = 1, .cap = 1};
        try_settlement(view, NULL, NULL);
        try_settlement(view, NULL, &weighted);
        try_settlement(view, NULL, &rigid);
        try_settlement(view, near, NULL);
        gtee_view_unref(view);
    }
}

/* ---- influence */

static void influence_agrees(void)
{
    for (uint64_t seed = 100; seed < 160; seed++) {
        gtee_view *view = random_view(seed, false);
        gtee_sensitivity *sensitivity;
        CU_ASSERT_EQUAL_FATAL(gtee_sensitivity_new(view, NULL, &sensitivity, NULL), GTEE_OK);
        for (size_t i = 0; i < gtee_sensitivity_count(sensitivity); i++) {
            const gtee_influence *influence = gtee_sensitivity_at(sensitivity, i);
            gtee_check *check;
            CU_ASSERT_EQUAL_FATAL(gtee_check_influence(view, NULL, gtee_influence_position(influence), &check, NULL), GTEE_OK);
            CU_ASSERT_TRUE(gtee_check_is_complete(check));
            CU_ASSERT_EQUAL(gtee_check_red_lines(check), gtee_influence_red_lines(influence));
            CU_ASSERT_EQUAL(gtee_check_consents(check), gtee_influence_consents(influence));
            CU_ASSERT_DOUBLE_EQUAL(gtee_check_weight(check), gtee_influence_weight(influence), 1e-9);
            CU_ASSERT_EQUAL(gtee_check_in_all(check), gtee_influence_in_all(influence));
            CU_ASSERT_EQUAL(gtee_check_in_none(check), gtee_influence_in_none(influence));
            gtee_check_unref(check);
        }
        gtee_sensitivity_unref(sensitivity);
        gtee_view_unref(view);
    }
}

/* ---- outcomes */

static gtee_check *check_outcome(const gtee_bargain *bargain, const gtee_outcome *outcome, uint32_t point)
{
    gtee_check *check;
    chosen c = {.count = 0};

    for (size_t i = 0; i < gtee_bargain_stake_count(bargain); i++) {
        const gtee_stake *stake = gtee_bargain_stake_at(bargain, i);
        choose(&c, gtee_stake_issue(stake), gtee_stake_participant(stake), gtee_outcome_options_at(outcome, i));
    }
    CU_ASSERT_EQUAL_FATAL(gtee_check_outcome(gtee_bargain_view(bargain), NULL, point, c.items, c.count, &check, NULL), GTEE_OK);
    CU_ASSERT_TRUE(gtee_check_is_confirmed(check) && gtee_check_is_complete(check) && gtee_check_is_allowed(check));
    CU_ASSERT_EQUAL(gtee_check_basis(check), gtee_bargain_basis(bargain));
    CU_ASSERT_EQUAL_FATAL(gtee_check_player_count(check), gtee_bargain_player_count(bargain));
    for (size_t i = 0; i < gtee_bargain_player_count(bargain); i++) {
        if (gtee_bargain_basis(bargain) == GTEE_BASIS_UTILITIES) {
            CU_ASSERT_DOUBLE_EQUAL(gtee_check_utility_at(check, i), gtee_outcome_utility_at(outcome, i), 1e-9);
            CU_ASSERT_DOUBLE_EQUAL(gtee_check_ideal_at(check, i), gtee_player_ideal(gtee_bargain_player_at(bargain, i)), 1e-9);
        } else {
            CU_ASSERT_EQUAL(gtee_check_crossed_at(check, i), gtee_outcome_red_lines_at(outcome, i));
            CU_ASSERT_DOUBLE_EQUAL(gtee_check_lost_at(check, i), gtee_outcome_weight_at(outcome, i), 1e-9);
        }
    }
    CU_ASSERT_DOUBLE_EQUAL(gtee_check_packages(check), gtee_bargain_packages(bargain), 0.5);
    CU_ASSERT_EQUAL(gtee_check_points(check), gtee_bargain_outcome_count(bargain));
    CU_ASSERT_DOUBLE_EQUAL(gtee_check_alike(check), (double)gtee_outcome_packages(outcome), 0.5);
    return check;
}

static void outcomes_agree(void)
{
    for (uint64_t seed = 200; seed < 280; seed++) {
        gtee_view *view = random_view(seed, seed % 4 != 0);
        gtee_bargain *bargain;
        CU_ASSERT_EQUAL_FATAL(gtee_bargain_new(view, NULL, &bargain, NULL), GTEE_OK);
        for (size_t i = 0; i < gtee_bargain_outcome_count(bargain); i++)
            gtee_check_unref(check_outcome(bargain, gtee_bargain_outcome_at(bargain, i), 0));
        for (size_t i = 0; i < gtee_bargain_solution_count(bargain); i++) {
            const gtee_solution *solution = gtee_bargain_solution_at(bargain, i);
            for (size_t k = 0; k < gtee_solution_outcome_count(solution); k++) {
                gtee_check *check = check_outcome(bargain, gtee_solution_outcome_at(solution, k), gtee_solution_kind(solution));
                CU_ASSERT_DOUBLE_EQUAL(gtee_check_value(check), gtee_solution_value(solution), 1e-9);
                CU_ASSERT_DOUBLE_EQUAL(gtee_check_picked(check), (double)gtee_solution_packages(solution), 0.5);
                gtee_check_unref(check);
            }
        }
        gtee_bargain_unref(bargain);
        gtee_view_unref(view);
    }
}

/* ---- ties */

static void ties_agree(void)
{
    const char *const fixed[] = {"p=y", "q=z"};
    const gtee_search_options search = {.size = sizeof search, .fixed = fixed, .fixed_count = 2};
    size_t tied = 0;

    for (uint64_t seed = 300; seed < 380; seed++) {
        gtee_view *view = random_view(seed, false);
        gtee_conflicts *conflicts;
        const gtee_conflict *conflict;
        CU_ASSERT_EQUAL_FATAL(gtee_conflicts_new(view, &search, &conflicts, NULL), GTEE_OK);
        while (gtee_conflicts_next(conflicts, &conflict) == GTEE_OK && conflict != NULL) {
            const gtee_position *positions[MOST * 2];
            const gtee_constraint *constraints[1] = {gtee_conflict_constraint_at(conflict, 0)};
            const char *texts[2] = {gtee_conflict_fixed_at(conflict, 0), gtee_conflict_fixed_at(conflict, 1)};
            const size_t count = gtee_conflict_position_count(conflict), constraint_count = gtee_conflict_constraint_count(conflict);
            size_t text_count = gtee_conflict_fixed_count(conflict);
            gtee_check *check;
            for (size_t i = 0; i < count; i++)
                positions[i] = gtee_conflict_position_at(conflict, i);
            CU_ASSERT_EQUAL_FATAL(gtee_check_ties(view, &search, positions, count, constraints, constraint_count, texts, text_count, &check, NULL), GTEE_OK);
            CU_ASSERT_TRUE(gtee_check_is_confirmed(check));
            CU_ASSERT_STRING_EQUAL(gtee_check_wording(check), gtee_conflict_message(conflict));
            gtee_check_unref(check);
            if (text_count == 0 || count == 0)
                continue;
            tied++;
            CU_ASSERT_EQUAL_FATAL(gtee_check_ties(view, &search, positions, count, constraints, constraint_count, texts, text_count - 1, &check, NULL),
                                  GTEE_OK);
            CU_ASSERT_FALSE(gtee_check_is_confirmed(check));
            gtee_check_unref(check);
        }
        gtee_conflicts_unref(conflicts);
        gtee_view_unref(view);
    }
    CU_ASSERT_TRUE(tied > 10);
}

/* ---- wrong claims */

static void wrong_claims(void)
{
    gtee_view *view = given_view(PEOPLE "issues:\n  - {id: p, options: [x, y, z], default: x}\n  - {id: q, options: [x, y], default: x}\n"
                                        "proposals:\n  - {id: t, title: T, parties: [a], clauses: [{id: c1, terms: {p: y, q: y}}]}\n"
                                        "positions:\n  - {id: k1, participant: a, date: 2025-01-01, evidence: stated, source: s, rejects: {p: y}}\n"
                                        "preferences:\n  - {participant: a, utility: {p: {weight: 1, values: {x: 0, y: 1, z: 0.5}}}}\n"
                                        "  - {participant: b, reservation: 0.25, utility: {q: {weight: 1, values: {x: 0, y: 1}}}}\n", 0);
    const gtee_proposal *near = given_proposal(view, "t");
    const char *const crossing[] = {"p=y", "q=y"}, *const far[] = {"p=x", "q=x"}, *const nearest[] = {"p=z", "q=y"}, *const both[] = {"p=x,z", "q=y"};
    const char *const half[] = {"q=y"};
    static const struct { int kind, expected; const char *said; } rows[] = {
        {0, 0, "crosses a red line"}, {1, 0, "another changes less"}, {2, 1, "none changes less"},
        {3, 0, "breaks what may not be broken"}, {4, 0, "more without anybody having less"}, {5, 1, "nothing that counts is better"},
        {6, 0, "not as good as another"}, {7, 0, "leaves open"}};
    const char *const *choices[] = {crossing, far, nearest, crossing, far, nearest, both, half};
    gtee_check *check;

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        const size_t count = i == 7 ? 1 : 2;
        CU_ASSERT_EQUAL_FATAL(i < 3 ? gtee_check_nearest(view, near, NULL, choices[i], count, &check, NULL)
                                    : gtee_check_outcome(view, NULL, 0, choices[i], count, &check, NULL),
                              GTEE_OK);
        CU_ASSERT_EQUAL(gtee_check_is_confirmed(check), rows[i].expected);
        CU_ASSERT_PTR_NOT_NULL(strstr(gtee_check_message(check), rows[i].said));
        if (strstr(gtee_check_message(check), rows[i].said) == NULL)
            fprintf(stderr, "%zu: %s\n", i, gtee_check_message(check));
        gtee_check_unref(check);
    }
    CU_ASSERT_EQUAL(gtee_check_nearest(view, NULL, NULL, NULL, 0, &check, NULL), GTEE_ERROR_ARGUMENT);
    CU_ASSERT_EQUAL(gtee_check_outcome(view, NULL, 5, NULL, 0, &check, NULL), GTEE_ERROR_ARGUMENT);
    CU_ASSERT_EQUAL(gtee_check_influence(view, NULL, NULL, &check, NULL), GTEE_ERROR_ARGUMENT);
    CU_ASSERT_EQUAL(gtee_check_ties(view, NULL, NULL, 0, NULL, 1, NULL, 0, &check, NULL), GTEE_ERROR_ARGUMENT);
    gtee_view_unref(view);
}

UNIT_TESTS("checked claims", {"packages agree", packages_agree}, {"influence agrees", influence_agrees}, {"outcomes agree", outcomes_agree},
           {"ties agree", ties_agree}, {"wrong claims", wrong_claims})
