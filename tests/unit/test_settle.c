/* test_settle.c: conflicts, packages and concession sets on dossiers small enough to work out by hand: the textbook's, fixed choices, ties, nearest
 * versions, weights, budgets, refusals; and what must not change an answer. test_settle_oracle.c tries all choices. */
#include "run.h"

#include "given.h"

#define PEOPLE_ABC "sources: [{id: s, title: A source}]\nparticipants: [{id: a, kind: state}, {id: b, kind: state}, {id: c, kind: state}]\n"
#define SAID(id, who, what) "  - {id: " id ", participant: " who ", date: 2025-01-01, evidence: stated, source: s, " what "}\n"
#define YES_NO(id) "  - {id: " id ", options: [no, yes], default: no}\n"

/* {a, ¬a, ¬a∨b, ¬b}: the clause with two literals is a stance with a condition. */
static const char four_clauses[] = PEOPLE_ABC "issues:\n" YES_NO("p") YES_NO("q") "positions:\n" SAID("k1", "a", "requires: {p: yes}")
    SAID("k2", "b", "requires: {p: no}") SAID("k3", "c", "requires: {q: yes}, if: {p: yes}") SAID("k4", "b", "requires: {q: no}");

/* (1)(-1)(2)(-2)(1∨2). */
static const char five_clauses[] = PEOPLE_ABC "issues:\n" YES_NO("p") YES_NO("q") "positions:\n" SAID("k1", "a", "requires: {p: yes}")
    SAID("k2", "b", "requires: {p: no}") SAID("k3", "a", "requires: {q: yes}") SAID("k4", "b", "requires: {q: no}")
        SAID("k5", "c", "requires: {p: yes}, if: {q: no}");

static void add_id(char *text, size_t size, const gtee_position *position, size_t index)
{
    const size_t used = strlen(text);

    snprintf(text + used, size - used, "%s%s", index == 0 ? "" : ",", gtee_position_id(position));
}

/* All conflicts and concession sets as text: "k1,k2 k1,k3,k4". */
static void list_conflicts(const gtee_view *view, const gtee_search_options *options, char *text, size_t size)
{
    gtee_conflicts *conflicts;
    const gtee_conflict *conflict;

    text[0] = '\0';
    CU_ASSERT_EQUAL_FATAL(gtee_conflicts_new(view, options, &conflicts, NULL), GTEE_OK);
    while (gtee_conflicts_next(conflicts, &conflict) == GTEE_OK && conflict != NULL) {
        strcat(text, gtee_conflicts_count(conflicts) > 1 ? " " : "");
        for (size_t i = 0; i < gtee_conflict_position_count(conflict); i++)
            add_id(text, size, gtee_conflict_position_at(conflict, i), i);
    }
    CU_ASSERT_TRUE(gtee_conflicts_complete(conflicts));
    CU_ASSERT_PTR_EQUAL(gtee_conflicts_view(conflicts), view);
    gtee_conflicts_unref(conflicts);
}

static void list_corrections(const gtee_view *view, char *text, size_t size)
{
    gtee_corrections *corrections;
    const gtee_correction *correction;

    text[0] = '\0';
    CU_ASSERT_EQUAL_FATAL(gtee_corrections_new(view, NULL, &corrections, NULL), GTEE_OK);
    while (gtee_corrections_next(corrections, &correction) == GTEE_OK && correction != NULL) {
        strcat(text, gtee_corrections_count(corrections) > 1 ? " " : "");
        for (size_t i = 0; i < gtee_correction_position_count(correction); i++)
            add_id(text, size, gtee_correction_position_at(correction, i), i);
    }
    CU_ASSERT_TRUE(gtee_corrections_complete(corrections));
    gtee_corrections_unref(corrections);
}

static void expect_sets(const char *dossier, const char *const *conflicts, const char *const *corrections)
{
    gtee_view *view = given_view(dossier, 0);
    char text[256];

    list_conflicts(view, NULL, text, sizeof text);
    for (size_t i = 0; conflicts[i] != NULL; i++)
        CU_ASSERT_PTR_NOT_NULL(strstr(text, conflicts[i]));
    list_corrections(view, text, sizeof text);
    for (size_t i = 0; corrections[i] != NULL; i++)
        CU_ASSERT_PTR_NOT_NULL(strstr(text, corrections[i]));
    gtee_view_unref(view);
}

static void textbook(void)
{
    gtee_view *view = given_view(four_clauses, 0);
    char text[256];

    list_conflicts(view, NULL, text, sizeof text);
    CU_ASSERT_STRING_EQUAL(text, "k1,k2 k1,k3,k4");
    list_corrections(view, text, sizeof text);
    CU_ASSERT_TRUE(strcmp(text, "k1 k2,k3 k2,k4") == 0 || strcmp(text, "k1 k2,k4 k2,k3") == 0);
    gtee_view_unref(view);
    expect_sets(five_clauses, (const char *const[]){"k1,k2", "k3,k4", "k2,k4,k5", NULL},
                (const char *const[]){"k1,k4", "k2,k3", "k2,k4", "k1,k3,k5", NULL});
}

/* ---- ties */

static const char tied[] = PEOPLE_ABC
    "issues:\n" YES_NO("p") YES_NO("q") YES_NO("r") "constraints:\n"
    "  - {id: idle, because: nothing of this, if: {r: yes}, then: {q: yes}}\n"
    "  - {id: tie, because: neutrality excludes an alliance, if: {p: yes}, then: {q: no}}\n"
    "proposals:\n  - {id: x, title: The plan, clauses: [{id: c, terms: {p: yes, r: yes}}]}\n"
    "positions:\n" SAID("k1", "a", "requires: {p: yes}") SAID("k2", "b", "requires: {q: yes}");

static const gtee_conflict *only_conflict(const gtee_view *view, const gtee_search_options *options, gtee_conflicts **conflicts)
{
    const gtee_conflict *conflict;

    CU_ASSERT_EQUAL_FATAL(gtee_conflicts_new(view, options, conflicts, NULL), GTEE_OK);
    CU_ASSERT_EQUAL_FATAL(gtee_conflicts_next(*conflicts, &conflict), GTEE_OK);
    CU_ASSERT_PTR_NOT_NULL_FATAL(conflict);
    return conflict;
}

static void ties(void)
{
    const char *fixed[] = {"q=no"};
    gtee_search_options options = {.size = sizeof options};
    gtee_view *view = given_view(tied, 0);
    gtee_conflicts *conflicts;
    const gtee_conflict *conflict = only_conflict(view, NULL, &conflicts);

    CU_ASSERT_EQUAL(gtee_conflict_constraint_count(conflict), 1);
    CU_ASSERT_STRING_EQUAL(gtee_constraint_id(gtee_conflict_constraint_at(conflict, 0)), "tie");
    CU_ASSERT_STRING_EQUAL(gtee_conflict_message(conflict), "a requires yes on “p” (2025-01-01), while b requires yes on “q” (2025-01-01); "
                                                            "tied by “neutrality excludes an alliance”");
    gtee_conflicts_unref(conflicts);
    options.fixed = fixed;
    options.fixed_count = 1;
    conflict = only_conflict(view, &options, &conflicts);
    CU_ASSERT_EQUAL(gtee_conflict_position_count(conflict), 1);
    CU_ASSERT_EQUAL(gtee_conflict_constraint_count(conflict), 0);
    CU_ASSERT_STRING_EQUAL(gtee_conflict_fixed_at(conflict, 0), "q=no");
    CU_ASSERT_PTR_NULL(gtee_conflict_fixed_at(conflict, 1));
    CU_ASSERT_PTR_NOT_NULL(strstr(gtee_conflict_message(conflict), "which cannot be met; `q=no` is fixed"));
    gtee_conflicts_unref(conflicts);
    options.fixed_count = 0;
    options.proposal = given_proposal(view, "x");
    conflict = only_conflict(view, &options, &conflicts); /* the plan has r, which excludes not-q; and it has p, which excludes q */
    CU_ASSERT_EQUAL(gtee_conflict_position_count(conflict) + gtee_conflict_fixed_count(conflict), 2);
    gtee_conflicts_unref(conflicts);
    gtee_view_unref(view);
}

/* ---- fixed choices that are wrong */

static void wrong_choices(void)
{
    static const char *const wrong[] = {"p", "z=yes", "p=maybe", "p/a=yes", "p=at-least:yes", "p=yes,", "p="};
    gtee_view *view = given_view(tied, 0);
    gtee_search_options options = {.size = sizeof options, .fixed_count = 1};
    gtee_diagnostics *diagnostics;
    gtee_settlement *settlement;

    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        options.fixed = &wrong[i];
        CU_ASSERT_EQUAL(gtee_settlement_new(view, &options, &settlement, &diagnostics), GTEE_ERROR_NOT_FOUND);
        CU_ASSERT_PTR_NULL(settlement);
        CU_ASSERT_TRUE(given_code(diagnostics, "G0709"));
    }
    options.fixed = NULL;
    CU_ASSERT_EQUAL(gtee_settlement_new(view, &options, &settlement, NULL), GTEE_ERROR_ARGUMENT);
    options.fixed_count = 0;
    options.red_line_weight = -1;
    CU_ASSERT_EQUAL(gtee_settlement_new(view, &options, &settlement, NULL), GTEE_ERROR_ARGUMENT);
    CU_ASSERT_EQUAL(gtee_settlement_new(NULL, NULL, &settlement, NULL), GTEE_ERROR_ARGUMENT);
    CU_ASSERT_EQUAL(gtee_nearest_new(view, NULL, NULL, &settlement, NULL), GTEE_ERROR_ARGUMENT);
    CU_ASSERT_EQUAL(gtee_settlement_next(NULL, NULL), GTEE_ERROR_ARGUMENT);
    gtee_view_unref(view);
}

/* ---- packages */

static const gtee_package *first_package(gtee_settlement *settlement)
{
    const gtee_package *package;

    CU_ASSERT_EQUAL_FATAL(gtee_settlement_next(settlement, &package), GTEE_OK);
    CU_ASSERT_PTR_NOT_NULL_FATAL(package);
    return package;
}

static void one_concession(void)
{
    gtee_view *view = given_view(tied, 0);
    gtee_settlement *settlement;
    gtee_assessment *assessment;

    CU_ASSERT_EQUAL_FATAL(gtee_settlement_new(view, NULL, &settlement, NULL), GTEE_OK);
    CU_ASSERT_STRING_EQUAL(gtee_settlement_engine(settlement), "");
    const gtee_package *package = first_package(settlement);
    CU_ASSERT_EQUAL(gtee_package_red_lines(package), 1);
    CU_ASSERT_EQUAL(gtee_package_concession_count(package), 1);
    CU_ASSERT_EQUAL(gtee_package_gain_count(package), 2);
    CU_ASSERT_TRUE(gtee_settlement_proved(settlement));
    CU_ASSERT_EQUAL(gtee_settlement_least_red_lines(settlement), 1);
    CU_ASSERT_NOT_EQUAL(gtee_settlement_engine(settlement)[0], '\0');
    CU_ASSERT_EQUAL(gtee_settlement_prove(settlement), GTEE_OK);
    CU_ASSERT_EQUAL(gtee_settlement_proof_count(settlement), 1);
    CU_ASSERT_EQUAL(gtee_settlement_prove(settlement), GTEE_OK);
    CU_ASSERT_EQUAL(gtee_settlement_proof_count(settlement), 1);
    CU_ASSERT_EQUAL_FATAL(gtee_package_assess(package, &assessment, NULL), GTEE_OK);
    gtee_settlement_unref(settlement); /* the assessment keeps it */
    CU_ASSERT_STRING_EQUAL(gtee_proposal_title(gtee_assessment_proposal(assessment)), "The package");
    CU_ASSERT_FALSE(gtee_assessment_acceptable(assessment));
    gtee_assessment_unref(assessment);
    gtee_view_unref(view);
}

static void immovable_and_impossible(void)
{
    gtee_view *view = given_view(tied, 0);
    const gtee_participant *people[] = {given_participant(view, "a"), given_participant(view, "b")};
    gtee_search_options options = {.size = sizeof options, .immovable = people, .immovable_count = 1};
    gtee_settlement *settlement;
    gtee_sensitivity *sensitivity;
    gtee_diagnostics *diagnostics;
    const gtee_package *package;

    CU_ASSERT_EQUAL_FATAL(gtee_settlement_new(view, &options, &settlement, NULL), GTEE_OK);
    package = first_package(settlement);
    CU_ASSERT_STRING_EQUAL(gtee_position_id(gtee_concession_position(gtee_package_concession_at(package, 0))), "k2");
    CU_ASSERT_EQUAL(gtee_settlement_prove(settlement), GTEE_OK);
    CU_ASSERT_EQUAL_FATAL(gtee_settlement_proof_count(settlement), 1);
    CU_ASSERT_EQUAL(gtee_conflict_position_count(gtee_settlement_proof_at(settlement, 0)), 2); /* the immovable one ties it */
    gtee_settlement_unref(settlement);
    options.immovable_count = 2;
    CU_ASSERT_EQUAL_FATAL(gtee_settlement_new(view, &options, &settlement, NULL), GTEE_OK);
    CU_ASSERT_EQUAL(gtee_settlement_next(settlement, &package), GTEE_OK);
    CU_ASSERT_PTR_NULL(package);
    CU_ASSERT_FALSE(gtee_settlement_proved(settlement));
    gtee_settlement_unref(settlement);
    CU_ASSERT_EQUAL(gtee_sensitivity_new(view, &options, &sensitivity, &diagnostics), GTEE_ERROR_NOT_FOUND);
    CU_ASSERT_TRUE(given_code(diagnostics, "G0710"));
    gtee_view_unref(view);
}

/* Weights decide: a red line of weight 1 against a preference of weight 3. */
static void weighed(void)
{
    gtee_view *view = given_view(PEOPLE_ABC "issues:\n" YES_NO("p") "positions:\n" SAID("k1", "a", "rejects: {p: yes}")
                                     SAID("k2", "b", "prefers: {p: yes}, weight: 3"), 0);
    gtee_search_options options = {.size = sizeof options};
    gtee_settlement *settlement;

    for (int weighs = 0; weighs < 2; weighs++) {
        options.red_line_weight = weighs;
        CU_ASSERT_EQUAL_FATAL(gtee_settlement_new(view, &options, &settlement, NULL), GTEE_OK);
        const gtee_package *package = first_package(settlement);
        CU_ASSERT_EQUAL(gtee_package_red_lines(package), (uint32_t)weighs);
        CU_ASSERT_EQUAL(gtee_package_reservation_count(package), (size_t)!weighs);
        CU_ASSERT_DOUBLE_EQUAL(gtee_package_weight(package), weighs ? 1 : 3, 1e-9);
        CU_ASSERT_DOUBLE_EQUAL(gtee_settlement_least_weight(settlement), weighs ? 1 : 3, 1e-9);
        gtee_settlement_unref(settlement);
    }
    gtee_view_unref(view);
}

/* ---- nearest versions */

static void nearest(void)
{
    gtee_view *view = given_view(PEOPLE_ABC "issues:\n" YES_NO("p") YES_NO("q") YES_NO("r")
                                     "proposals:\n  - {id: x, title: X, parties: [a, b], clauses: [{id: c, terms: {p: yes, q: yes, r: yes}}]}\n"
                                     "positions:\n" SAID("k1", "a", "rejects: {p: yes}") SAID("k2", "b", "requires: {q: yes}")
                                         SAID("k3", "c", "rejects: {r: yes}"), 0);
    const gtee_participant *everybody[] = {given_participant(view, "a"), given_participant(view, "b"), given_participant(view, "c")};
    gtee_search_options options = {.size = sizeof options, .parties = everybody, .party_count = 3};
    gtee_settlement *settlement;

    for (int all = 0; all < 2; all++) {
        CU_ASSERT_EQUAL_FATAL(gtee_nearest_new(view, given_proposal(view, "x"), all ? &options : NULL, &settlement, NULL), GTEE_OK);
        const gtee_package *package = first_package(settlement);
        CU_ASSERT_EQUAL(gtee_package_changes(package), all ? 2 : 1); /* c is no party */
        CU_ASSERT_EQUAL(gtee_settlement_least_changes(settlement), all ? 2 : 1);
        CU_ASSERT_EQUAL(gtee_package_red_lines(package), 0);
        CU_ASSERT_STRING_EQUAL(gtee_issue_id(gtee_choice_issue(gtee_package_choice_at(package, 0))), "p");
        CU_ASSERT_TRUE(gtee_choice_is_changed(gtee_package_choice_at(package, 0)));
        CU_ASSERT_TRUE(gtee_choice_is_default(gtee_package_choice_at(package, 0)));
        CU_ASSERT_FALSE(gtee_choice_is_changed(gtee_package_choice_at(package, 1)));
        gtee_settlement_unref(settlement);
    }
    gtee_view_unref(view);
}

/* ---- budgets, cancelling */

static int32_t refuse(void *user, uint64_t done, uint64_t total)
{
    (void)done;
    (void)total;
    ++*(int *)user;
    return 1;
}

static gtee_view *large_view(void)
{
    char text[16000] = PEOPLE_ABC "issues:\n", line[256];

    for (int i = 0; i < 24; i++) {
        snprintf(line, sizeof line, "  - {id: v%d, options: [x, y, z]}\n", i);
        strcat(text, line);
    }
    strcat(text, "positions:\n");
    for (int i = 0; i < 60; i++) {
        snprintf(line, sizeof line, "  - {participant: %c, date: 2025-01-%02d, evidence: stated, source: s, rejects: {v%d: %c}, if: {v%d: %c, v%d: %c}}\n",
                 "abc"[i % 3], 1 + i % 28, i * 7 % 24, "xyz"[i % 3], (i * 7 + 1 + i % 5) % 24, "xyz"[i / 3 % 3], (i * 7 + 7) % 24,
                 "xyz"[i / 7 % 3]);
        strcat(text, line);
    }
    return given_view(text, 0);
}

static void bounded(void)
{
    gtee_view *view = large_view();
    gtee_search_options options = {.size = sizeof options, .budget = 1};
    gtee_conflicts *conflicts;
    gtee_settlement *settlement;
    const gtee_conflict *conflict;
    const gtee_package *package;
    int calls = 0;

    CU_ASSERT_EQUAL_FATAL(gtee_settlement_new(view, &options, &settlement, NULL), GTEE_OK);
    const gtee_status status = gtee_settlement_next(settlement, &package);
    CU_ASSERT_TRUE(status == GTEE_ERROR_LIMIT || (status == GTEE_OK && gtee_settlement_proved(settlement)));
    CU_ASSERT_TRUE(package == NULL || gtee_settlement_least_red_lines(settlement) <= gtee_package_red_lines(package));
    gtee_settlement_unref(settlement);
    options.budget = 0;
    options.progress = refuse;
    options.progress_user = &calls;
    CU_ASSERT_EQUAL_FATAL(gtee_conflicts_new(view, &options, &conflicts, NULL), GTEE_OK);
    const gtee_status stopped = gtee_conflicts_next(conflicts, &conflict);
    CU_ASSERT_TRUE(calls == 0 || stopped == GTEE_ERROR_CANCELLED);
    gtee_conflicts_unref(conflicts);
    gtee_view_unref(view);
}

/* ---- what must not change an answer */

static void same_answers(void)
{
    static const char doubled[] = PEOPLE_ABC "issues:\n" YES_NO("p") YES_NO("q") YES_NO("idle") "positions:\n" SAID("k4", "b", "requires: {q: no}")
        SAID("k3", "c", "requires: {q: yes}, if: {p: yes}") SAID("k2", "b", "requires: {p: no}") SAID("k1", "a", "requires: {p: yes}");
    gtee_view *view = given_view(doubled, 0); /* the textbook's, from last to first, with an issue that is nobody's */
    gtee_settlement *settlement;
    char text[256];

    list_conflicts(view, NULL, text, sizeof text);
    CU_ASSERT_STRING_EQUAL(text, "k2,k1 k4,k3,k1");
    CU_ASSERT_EQUAL_FATAL(gtee_settlement_new(view, NULL, &settlement, NULL), GTEE_OK);
    const gtee_package *package = first_package(settlement);
    CU_ASSERT_EQUAL(gtee_package_red_lines(package), 1);
    CU_ASSERT_EQUAL(gtee_package_choice_count(package), 2);
    gtee_settlement_unref(settlement);
    gtee_view_unref(view);
}

/* Whatever the budget, what was weighed is as with all the time in the world, and what is not complete is less. */
static void sensitivity_bounded(void)
{
    gtee_view *view = given_view(tied, 0);
    gtee_search_options options = {.size = sizeof options, .budget = 1};
    gtee_sensitivity *all, *part = NULL;
    size_t partial = 0;
    gtee_status status;

    CU_ASSERT_EQUAL_FATAL(gtee_sensitivity_new(view, NULL, &all, NULL), GTEE_OK);
    CU_ASSERT_TRUE(gtee_sensitivity_complete(all) && gtee_sensitivity_count(all) > 0);
    CU_ASSERT_EQUAL(gtee_sensitivity_new(view, &options, &part, NULL), GTEE_ERROR_LIMIT);
    for (int32_t complete = 0; complete == 0 && options.budget < 100000; options.budget++) {
        status = gtee_sensitivity_new(view, &options, &part, NULL);
        CU_ASSERT_TRUE(status == GTEE_OK || status == GTEE_ERROR_LIMIT);
        if (status != GTEE_OK)
            continue;
        complete = gtee_sensitivity_complete(part);
        partial += complete == 0 && gtee_sensitivity_count(part) > 0;
        CU_ASSERT_EQUAL(complete, gtee_sensitivity_count(part) == gtee_sensitivity_count(all));
        CU_ASSERT_EQUAL(gtee_sensitivity_red_lines(part), gtee_sensitivity_red_lines(all));
        for (size_t i = 0, k = 0; i < gtee_sensitivity_count(part); i++) {
            const gtee_influence *one = gtee_sensitivity_at(part, i), *same;
            while ((same = gtee_sensitivity_at(all, k)) != NULL && gtee_influence_position(same) != gtee_influence_position(one))
                k++;
            CU_ASSERT_PTR_NOT_NULL_FATAL(same); /* in the same order */
            CU_ASSERT_EQUAL(gtee_influence_red_lines(one), gtee_influence_red_lines(same));
            CU_ASSERT_EQUAL(gtee_influence_in_all(one), gtee_influence_in_all(same));
            CU_ASSERT_EQUAL(gtee_influence_in_none(one), gtee_influence_in_none(same));
        }
        gtee_sensitivity_unref(part);
    }
    CU_ASSERT_TRUE(partial > 0);
    gtee_sensitivity_unref(all);
    gtee_view_unref(view);
}

UNIT_TESTS("settlements", {"textbook", textbook}, {"ties", ties}, {"wrong choices", wrong_choices}, {"one concession", one_concession},
           {"immovable and impossible", immovable_and_impossible}, {"weights", weighed}, {"nearest", nearest}, {"bounded", bounded},
           {"same answers", same_answers}, {"sensitivity bounded", sensitivity_bounded})
