/* test_settle_oracle.c: thousands of random dossiers, in which all conflicts, all concession sets, the cheapest package and all packages in order, and
 * what each position weighs must be what trying every choice gives (settle_oracle.h); and the library's own checker must agree with both. */
#include "run.h"

#include "seeded.h"
#include "settle_random.h"

#define SEEDS 2000u
#define MOST 4096

static struct {
    size_t dossiers, conflicts, tied, large, corrections, packages, red_lines, consents, weights, none, capped, immovable, checks, nearest, changed, proposals,
        weighed;
} seen;

static uint32_t bit_of(const oracle *o, const gtee_position *position)
{
    for (uint32_t i = 0; i < gtee_dossier_position_count(o->dossier); i++)
        if (gtee_dossier_position_at(o->dossier, i) == position)
            return 1u << i;
    return 0;
}

static size_t size_of(uint32_t set)
{
    size_t size = 0;

    for (; set != 0; set &= set - 1)
        size++;
    return size;
}

/* The hard positions in force that count. */
static uint32_t hard_positions(const deals *d)
{
    uint32_t hard = 0;

    for (size_t i = 0; i < d->o->raw_count; i++)
        if (deals_hard(d->o->raws[i].position) && deals_counts(d, i))
            hard |= 1u << d->o->raws[i].order;
    return hard;
}

/* ---- conflicts */

static bool is_conflict(const deals *d, uint32_t set)
{
    if (deals_possible(d, set))
        return false;
    for (uint32_t left = set; left != 0; left &= left - 1)
        if (!deals_possible(d, set & ~(left & (~left + 1))))
            return false;
    return true;
}

static void check_conflict(const gtee_view *view, const asked *a, const gtee_conflict *conflict, size_t count)
{
    const gtee_position *positions[DEALS_POSITIONS];
    gtee_check *check;

    for (size_t i = 0; i < count; i++)
        positions[i] = gtee_conflict_position_at(conflict, i);
    CU_ASSERT_EQUAL_FATAL(gtee_check_conflict(view, &a->options, positions, count, &check, NULL), GTEE_OK);
    expect(gtee_check_is_confirmed(check) && gtee_check_is_complete(check), "the checker denies a conflict");
    gtee_check_unref(check);
    if (count == 0)
        return;
    CU_ASSERT_EQUAL_FATAL(gtee_check_conflict(view, &a->options, positions, count - 1, &check, NULL), GTEE_OK);
    expect(!gtee_check_is_confirmed(check), "the checker confirms a part of a conflict");
    gtee_check_unref(check);
    seen.checks++;
}

static void all_conflicts(const gtee_view *view, const deals *d, asked *a, uint32_t order)
{
    static uint8_t found[1u << DEALS_POSITIONS];
    const uint32_t hard = hard_positions(d);
    gtee_conflicts *conflicts;
    const gtee_conflict *conflict;
    size_t last = 0;

    memset(found, 0, sizeof found);
    a->options.order = order;
    CU_ASSERT_EQUAL_FATAL(gtee_conflicts_new(view, &a->options, &conflicts, NULL), GTEE_OK);
    while (gtee_conflicts_next(conflicts, &conflict) == GTEE_OK && conflict != NULL) {
        const size_t count = gtee_conflict_position_count(conflict);
        uint32_t set = 0;
        for (size_t i = 0; i < count; i++)
            set |= bit_of(d->o, gtee_conflict_position_at(conflict, i));
        expect(size_of(set) == count && found[set]++ == 0, "a conflict names a position twice, or is given twice");
        expect(order == GTEE_ORDER_FOUND || count >= last, "a smaller conflict after a larger one");
        expect(is_conflict(d, set), "no conflict, or not a minimal one");
        expect(gtee_conflict_message(conflict)[0] != '\0', "a conflict without words");
        last = count;
        seen.conflicts++;
        seen.large += count > 2;
        seen.tied += gtee_conflict_constraint_count(conflict) > 0;
        if (order == GTEE_ORDER_SMALLEST)
            check_conflict(view, a, conflict, count);
    }
    expect(gtee_conflicts_complete(conflicts), "conflicts do not end");
    gtee_conflicts_unref(conflicts);
    for (uint32_t set = hard;; set = (set - 1) & hard) {
        expect(!is_conflict(d, set) || found[set], "a conflict is missing");
        if (set == 0)
            break;
    }
}

/* ---- concession sets */

/* Sets that an allowed choice crosses, none of which lies in another. */
static bool is_correction(const deals *d, uint32_t set)
{
    bool reached = false;

    for (size_t i = 0; i < d->count; i++) {
        const deal_tried *t = &d->tried[i];
        bool moves = t->feasible;
        for (size_t p = 0; moves && p < gtee_dossier_position_count(d->o->dossier); p++) {
            const size_t who = oracle_person(d->o, gtee_position_participant(gtee_dossier_position_at(d->o->dossier, p)));
            uint32_t same = 0;
            for (size_t k = 0; k < gtee_dossier_position_count(d->o->dossier); k++)
                same += (t->crossed >> k & 1) != 0 && gtee_position_participant(gtee_dossier_position_at(d->o->dossier, k)) ==
                                                          gtee_position_participant(gtee_dossier_position_at(d->o->dossier, p));
            if ((t->crossed >> p & 1) != 0 && (d->q->immovable[who] || d->rigid[p] || (d->q->cap > 0 && same > d->q->cap)))
                moves = false;
        }
        if (!moves)
            continue;
        if (t->crossed != set && (t->crossed & ~set) == 0)
            return false;
        reached = reached || t->crossed == set;
    }
    return reached;
}

static void check_correction(const gtee_view *view, const asked *a, const gtee_correction *correction, size_t count)
{
    const gtee_position *positions[DEALS_POSITIONS];
    gtee_check *check;

    for (size_t i = 0; i < count; i++)
        positions[i] = gtee_correction_position_at(correction, i);
    CU_ASSERT_EQUAL_FATAL(gtee_check_correction(view, &a->options, positions, count, &check, NULL), GTEE_OK);
    expect(gtee_check_is_confirmed(check), "the checker denies a concession set");
    gtee_check_unref(check);
}

static void all_corrections(const gtee_view *view, const deals *d, asked *a, uint32_t order)
{
    static uint8_t found[1u << DEALS_POSITIONS];
    const uint32_t hard = hard_positions(d);
    gtee_corrections *corrections;
    const gtee_correction *correction;
    size_t last = 0;

    memset(found, 0, sizeof found);
    a->options.order = order;
    CU_ASSERT_EQUAL_FATAL(gtee_corrections_new(view, &a->options, &corrections, NULL), GTEE_OK);
    while (gtee_corrections_next(corrections, &correction) == GTEE_OK && correction != NULL) {
        const size_t count = gtee_correction_position_count(correction);
        uint32_t set = 0;
        for (size_t i = 0; i < count; i++)
            set |= bit_of(d->o, gtee_correction_position_at(correction, i));
        expect(size_of(set) == count && found[set]++ == 0, "a concession set names a position twice, or is given twice");
        expect(order == GTEE_ORDER_FOUND || count >= last, "a smaller concession set after a larger one");
        expect(is_correction(d, set), "no concession set, or not a minimal one");
        last = count;
        seen.corrections++;
        if (order == GTEE_ORDER_SMALLEST)
            check_correction(view, a, correction, count);
    }
    expect(gtee_corrections_complete(corrections), "concession sets do not end");
    gtee_corrections_unref(corrections);
    for (uint32_t set = hard;; set = (set - 1) & hard) {
        expect(!is_correction(d, set) || found[set], "a concession set is missing");
        if (set == 0)
            break;
    }
}

/* ---- packages */

static size_t variable_of(const oracle *o, const gtee_choice *choice)
{
    for (size_t v = 0; v < o->variable_count; v++)
        if (o->variables[v].issue == gtee_choice_issue(choice) && o->variables[v].choice == gtee_choice_participant(choice))
            return v;
    return SIZE_MAX;
}

/* The sets that the package leaves; all where it says nothing. */
static void sets_of(const oracle *o, const gtee_package *package, uint64_t *sets)
{
    for (size_t v = 0; v < o->variable_count; v++)
        sets[v] = o->variables[v].all;
    for (size_t i = 0; i < gtee_package_choice_count(package); i++)
        sets[variable_of(o, gtee_package_choice_at(package, i))] = gtee_choice_options(gtee_package_choice_at(package, i));
}

static uint32_t conceded(const oracle *o, const gtee_package *package)
{
    uint32_t set = 0;

    for (size_t i = 0; i < gtee_package_concession_count(package); i++)
        set |= bit_of(o, gtee_concession_position(gtee_package_concession_at(package, i)));
    return set;
}

/* Every choice within the package costs what it says, and was in no package before. */
static void cover(const deals *d, const gtee_package *package, uint8_t *covered)
{
    uint64_t sets[ORACLE_VARIABLES];
    size_t within = 0;

    sets_of(d->o, package, sets);
    for (size_t i = 0; i < d->count; i++) {
        const deal_tried *t = &d->tried[i];
        bool in = true;
        for (size_t v = 0; in && v < d->o->variable_count; v++)
            in = deals_in(t, v, sets[v]);
        if (!in)
            continue;
        within++;
        expect(t->allowed, "a package that is not allowed");
        expect(covered[i]++ == 0, "two packages share a choice");
        expect(t->crossed == conceded(d->o, package) && t->red_lines == gtee_package_red_lines(package), "other red lines crossed");
        expect(t->consents == gtee_package_consents(package), "other consents assumed");
        expect(t->weight > gtee_package_weight(package) - 1e-9 && t->weight < gtee_package_weight(package) + 1e-9, "another weight");
    }
    expect(within > 0, "an empty package");
}

/* A choice is free just when no other option of it breaks or mends anything. */
static void check_free(const deals *d, const gtee_package *package)
{
    uint64_t sets[ORACLE_VARIABLES];

    sets_of(d->o, package, sets);
    for (size_t c = 0; c < gtee_package_choice_count(package); c++) {
        const gtee_choice *choice = gtee_package_choice_at(package, c);
        const size_t own = variable_of(d->o, choice);
        bool same = true;
        if (!gtee_choice_is_free(choice))
            continue;
        for (size_t i = 0; i < d->count; i++) {
            bool in = true;
            for (size_t v = 0; in && v < d->o->variable_count; v++)
                in = v == own || deals_in(&d->tried[i], v, sets[v] & (~sets[v] + 1));
            same = same && (!in || (d->tried[i].allowed && d->tried[i].crossed == conceded(d->o, package) &&
                                    d->tried[i].consents == gtee_package_consents(package)));
        }
        expect(same, "a free choice that makes a difference");
    }
}

static size_t write_choices(const oracle *o, const deal_tried *t, char texts[][32], const char **choices)
{
    for (size_t v = 0; v < o->variable_count; v++) {
        const oracle_variable *what = &o->variables[v];
        snprintf(texts[v], 32, "%s%s%s=o%u", gtee_issue_id(what->issue), what->choice != NULL ? "/" : "",
                 what->choice != NULL ? gtee_participant_id(what->choice) : "", (unsigned)t->option[v]);
        choices[v] = texts[v];
    }
    return o->variable_count;
}

/* The checker on one choice: what it costs, and whether it is the best. */
static void check_package(const gtee_view *view, const deals *d, const asked *a, const deal_tried *t)
{
    char texts[ORACLE_VARIABLES][32];
    const char *choices[ORACLE_VARIABLES];
    const size_t count = write_choices(d->o, t, texts, choices);
    const deal_tried *best = deals_best(d);
    gtee_check *check;

    CU_ASSERT_EQUAL_FATAL(gtee_check_package(view, &a->options, choices, count, &check, NULL), GTEE_OK);
    expect(gtee_check_red_lines(check) == t->red_lines && gtee_check_consents(check) == t->consents, "the checker counts otherwise");
    expect(gtee_check_weight(check) > t->weight - 1e-9 && gtee_check_weight(check) < t->weight + 1e-9, "the checker weighs otherwise");
    expect(gtee_check_is_confirmed(check) == (t->allowed && deals_compare(d->q, t, best) == 0), "the checker is wrong about the best");
    gtee_check_unref(check);
}

static deal_tried as_tried(const gtee_package *package)
{
    return (deal_tried){.changes = gtee_package_changes(package), .red_lines = gtee_package_red_lines(package),
                        .consents = gtee_package_consents(package), .weight = gtee_package_weight(package)};
}

/* What is said of the first package: that it is the cheapest, and what bounds it. */
static void check_first(const gtee_settlement *settlement, const deals *d, const deal_tried *now)
{
    const deal_tried *best = deals_best(d);
    const bool weighed = d->q->red_line_weight > 0;
    const double least = gtee_settlement_least_weight(settlement);

    expect(best != NULL && deals_compare(d->q, now, best) == 0 && gtee_settlement_proved(settlement), "the first package is not the cheapest");
    expect(gtee_settlement_least_changes(settlement) == now->changes, "another bound of changes");
    expect(gtee_settlement_least_red_lines(settlement) == (weighed ? 0 : now->red_lines), "another bound of red lines");
    expect(gtee_settlement_least_consents(settlement) == (weighed ? 0 : now->consents), "another bound of consents");
    expect(least > now->weight - 1e-6 && least < now->weight + 1e-6, "another bound of weights");
}

/* All packages of a settlement or of nearest versions. */
static void list_packages(gtee_settlement *settlement, const deals *d)
{
    static uint8_t covered[DEALS_MOST];
    const gtee_package *package, *before = NULL;
    size_t count = 0;

    memset(covered, 0, sizeof covered);
    while (gtee_settlement_next(settlement, &package) == GTEE_OK && package != NULL && count++ < MOST) {
        const deal_tried now = as_tried(package);
        if (before == NULL) {
            check_first(settlement, d, &now);
        } else {
            const deal_tried last = as_tried(before);
            expect(deals_compare(d->q, &last, &now) <= 0, "a cheaper package after a dearer one");
        }
        cover(d, package, covered);
        check_free(d, package);
        before = package;
        seen.red_lines += now.red_lines;
        seen.consents += now.consents;
        seen.weights += now.weight > 0;
    }
    for (size_t i = 0; i < d->count; i++)
        expect(covered[i] == d->tried[i].allowed, "a choice is in no package");
    seen.packages += count;
}

static uint32_t fewest_red_lines(const deals *d)
{
    uint32_t fewest = UINT32_MAX;

    for (size_t i = 0; i < d->count; i++)
        if (d->tried[i].allowed && d->tried[i].red_lines < fewest)
            fewest = d->tried[i].red_lines;
    return fewest;
}

static void all_packages(const gtee_view *view, const deals *d, asked *a, dice *dd)
{
    const deal_tried *best = deals_best(d);
    gtee_settlement *settlement;

    CU_ASSERT_EQUAL_FATAL(gtee_settlement_new(view, &a->options, &settlement, NULL), GTEE_OK);
    list_packages(settlement, d);
    seen.none += best == NULL;
    CU_ASSERT_EQUAL_FATAL(gtee_settlement_prove(settlement), GTEE_OK);
    expect(best == NULL || gtee_settlement_proof_count(settlement) <= fewest_red_lines(d), "more disjoint conflicts than red lines");
    gtee_settlement_unref(settlement);
    if (best != NULL)
        check_package(view, d, a, best);
    check_package(view, d, a, &d->tried[roll(dd, (uint32_t)d->count)]);
}

/* ---- the nearest acceptable versions of a proposal */

static void all_nearest(const gtee_view *view, const oracle *o, const asked *a, const gtee_proposal *proposal)
{
    static deals d;
    deals_question q;
    gtee_settlement *settlement;

    ask_nearest(o, a, proposal, &q);
    deals_try(&d, o, &q);
    CU_ASSERT_EQUAL_FATAL(gtee_nearest_new(view, proposal, &a->options, &settlement, NULL), GTEE_OK);
    list_packages(settlement, &d);
    seen.nearest += deals_best(&d) != NULL;
    seen.changed += deals_best(&d) != NULL && deals_best(&d)->changes > 0;
    gtee_settlement_unref(settlement);
}

/* ---- sensitivity */

/* Is it in a concession set? */
static bool is_in_some(const deals *d, uint32_t bit)
{
    const uint32_t hard = hard_positions(d);

    for (uint32_t set = hard; set != 0; set = (set - 1) & hard)
        if ((set & bit) != 0 && is_correction(d, set))
            return true;
    return false;
}

static void each_influence(const gtee_view *view, const oracle *o, const deals *d, asked *a)
{
    static deals without;
    gtee_sensitivity *sensitivity;
    const uint32_t hard = hard_positions(d);
    const bool weighed = d->q->red_line_weight > 0;

    const gtee_status status = gtee_sensitivity_new(view, &a->options, &sensitivity, NULL);
    CU_ASSERT_TRUE_FATAL(status == (deals_best(d) != NULL ? GTEE_OK : GTEE_ERROR_NOT_FOUND));
    for (size_t i = 0; sensitivity != NULL && i < gtee_sensitivity_count(sensitivity); i++) {
        const gtee_influence *influence = gtee_sensitivity_at(sensitivity, i);
        const uint32_t bit = bit_of(o, gtee_influence_position(influence));
        deals_question q = *d->q;
        uint32_t which = 0;
        while (bit >> which != 1)
            which++;
        q.dropped[which] = true;
        deals_try(&without, o, &q);
        const deal_tried *best = deals_best(&without);
        expect(best != NULL && gtee_influence_red_lines(influence) == (weighed ? 0 : best->red_lines) &&
                   gtee_influence_consents(influence) == (weighed ? 0 : best->consents) &&
                   best->weight > gtee_influence_weight(influence) - 1e-9 && best->weight < gtee_influence_weight(influence) + 1e-9,
               "another cost without a position");
        expect((bit & hard) != 0, "an influence of nobody's");
        expect(gtee_influence_in_all(influence) == (!deals_possible(d, hard) && deals_possible(d, hard & ~bit)), "in every conflict, or not");
        expect(d->q->cap > 0 || gtee_influence_in_none(influence) == !is_in_some(d, bit), "in no conflict, or in some");
    }
    gtee_sensitivity_unref(sensitivity);
}

static void one_seed(gtee_context *context, uint64_t seed)
{
    static random_case c;
    static deals d;

    current_seed = seed;
    if (!random_case_make(&c, context, seed))
        return;
    seen.dossiers++;
    seen.capped += c.asked.q.cap > 0;
    seen.immovable += c.asked.options.immovable_count + c.asked.options.immovable_position_count > 0;
    seen.proposals += c.asked.q.proposal != NULL;
    seen.weighed += c.asked.q.red_line_weight > 0;
    deals_try(&d, &c.o, &c.asked.q);
    all_packages(c.view, &d, &c.asked, &c.dice);
    if (seed % 8 == 0)
        each_influence(c.view, &c.o, &d, &c.asked);
    if (seed % 4 == 1)
        all_nearest(c.view, &c.o, &c.asked, gtee_dossier_proposal_at(c.o.dossier, seed % 8 == 1));
    all_corrections(c.view, &d, &c.asked, seed % 2 == 0 ? GTEE_ORDER_SMALLEST : GTEE_ORDER_FOUND);
    all_conflicts(c.view, &d, &c.asked, seed % 2 == 0 ? GTEE_ORDER_SMALLEST : GTEE_ORDER_FOUND);
    random_case_free(&c);
}

static void against_trying_all(void)
{
    const uint64_t first = unit_setting("GUARANTEE_TEST_SEED", 1), seeds = unit_setting("GUARANTEE_TEST_SEEDS", SEEDS);
    gtee_context *context;

    CU_ASSERT_EQUAL_FATAL(gtee_context_new(NULL, &context), GTEE_OK);
    for (uint64_t seed = first; seed < first + seeds; seed++)
        one_seed(context, seed);
    gtee_context_unref(context);
    printf("\n%zu dossiers: %zu conflicts (%zu of three or more, %zu tied), %zu concession sets, %zu packages (%zu red lines, %zu consents, "
           "%zu with weights), %zu nearest (%zu changed), %zu without a package, %zu capped, %zu immovable, %zu with a proposal, %zu weighed\n",
           seen.dossiers, seen.conflicts, seen.large, seen.tied, seen.corrections, seen.packages, seen.red_lines, seen.consents, seen.weights,
           seen.nearest, seen.changed, seen.none, seen.capped, seen.immovable, seen.proposals, seen.weighed);
    if (seeds < SEEDS)
        return; /* too few to have seen everything */
    CU_ASSERT_TRUE(seen.dossiers > seeds / 4 && seen.conflicts > seeds / 4 && seen.large > seeds / 200 && seen.tied > seeds / 50);
    CU_ASSERT_TRUE(seen.corrections > seeds / 4 && seen.packages > seeds && seen.red_lines > 0 && seen.consents > 0 && seen.weights > 0);
    CU_ASSERT_TRUE(seen.none > 0 && seen.capped > 0 && seen.immovable > 0 && seen.checks > 0);
    CU_ASSERT_TRUE(seen.nearest > seeds / 20 && seen.changed > seeds / 100 && seen.proposals > seeds / 20 && seen.weighed > seeds / 20);
}

UNIT_TESTS("settlements against trying all choices", {"random dossiers", against_trying_all})
