/* test_settle_oracle.c: thousands of random dossiers, in which all conflicts, all concession sets, the cheapest package and all packages in order, and
 * what each position weighs must be what trying every choice gives (settle_oracle.h); and the library's own checker must agree with both. */
#include "run.h"

#include "dossiers.h"
#include "settle_oracle.h"

#define SEEDS 3000u
#define MOST 4096

static struct {
    size_t dossiers, conflicts, tied, large, corrections, packages, red_lines, consents, weights, none, capped, immovable, checks;
} seen;

static uint64_t current_seed;

static void expect(int good, const char *what)
{
    CU_ASSERT_TRUE(good);
    if (!good)
        fprintf(stderr, "seed %llu: %s\n", (unsigned long long)current_seed, what);
}

/* ---- dossiers: i0, i1 plain, i2 by a group of two, i3 without a default, i4 derived */

static void some_terms(dice *d, gtee_draft *terms, const uint32_t *options, uint32_t most)
{
    for (uint32_t i = 0, n = 1 + roll(d, most); i < n; i++) {
        static const char *const whose[] = {"p0", "p1", "g0", "p2"};
        const uint32_t issue = roll(d, roll(d, 4) == 0 ? 5 : 4), who = roll(d, 10);
        char key[32];
        if (issue == 2 || issue == 4)
            snprintf(key, sizeof key, "i%u/%s", issue, whose[who < 4 ? 0 : who < 7 ? 1 : who < 9 ? 2 : 3]);
        else
            snprintf(key, sizeof key, "i%u", issue);
        put_selection(d, terms, key, options[issue], issue < 2);
    }
}

static void an_issue(dice *d, gtee_builder *builder, uint32_t number, uint32_t options)
{
    gtee_draft *draft = put_record(builder, GTEE_KIND_ISSUE, "i", number), *list = put_list(draft, "options");
    char id[16];

    for (uint32_t i = 0; i < options; i++) {
        snprintf(id, sizeof id, "o%u", i);
        CU_ASSERT_EQUAL_FATAL(gtee_draft_append(list, id), GTEE_OK);
    }
    if (number < 2)
        put(draft, "ordered", "true");
    if (number != 3) {
        snprintf(id, sizeof id, "o%u", roll(d, options));
        put(draft, "default", id);
    }
    if (number == 2 || number == 4)
        put(draft, "by", "g0");
    if (number == 4)
        put(draft, "derived", "veto-player");
    else
        put_ids(d, draft, "consent", 40);
}

static void a_constraint(dice *d, gtee_builder *builder, uint32_t number, const uint32_t *options)
{
    gtee_draft *draft = put_record(builder, GTEE_KIND_CONSTRAINT, "k", number), *list, *map;

    put(draft, "because", "it is so");
    if (roll(d, 3) > 0) {
        some_terms(d, put_map(draft, "if"), options, 2);
        some_terms(d, put_map(draft, "then"), options, 1);
        return;
    }
    list = put_list(draft, "of");
    for (uint32_t i = 0; i < 3; i++) {
        CU_ASSERT_EQUAL_FATAL(gtee_draft_append_map(list, &map), GTEE_OK);
        some_terms(d, map, options, 1);
    }
    put(draft, roll(d, 2) == 0 ? "at_least" : "at_most", roll(d, 2) == 0 ? "1" : "2");
}

static void a_proposal(dice *d, gtee_builder *builder, uint32_t number, const uint32_t *options)
{
    gtee_draft *draft = put_record(builder, GTEE_KIND_PROPOSAL, "x", number), *clauses = put_list(draft, "clauses"), *clause;

    CU_ASSERT_EQUAL_FATAL(gtee_draft_append_map(clauses, &clause), GTEE_OK);
    put(clause, "id", "c0");
    some_terms(d, put_map(clause, "terms"), options, 3);
}

static void a_position(dice *d, gtee_builder *builder, uint32_t number, const uint32_t *options)
{
    static const char *const stances[] = {"requires", "rejects", "requires", "rejects", "prefers", "opposes", "accepts"};
    static const char *const weights[] = {"2", "0.5", "0.25", "1.1"};
    gtee_draft *draft = put_record(builder, GTEE_KIND_POSITION, "q", number), *stance;
    const uint32_t kind = roll(d, 7);
    char id[16];

    snprintf(id, sizeof id, "p%u", roll(d, 3));
    put(draft, "participant", id);
    put_day(draft, "date", 1 + roll(d, 5));
    put(draft, "evidence", "stated");
    put(draft, "source", "s0");
    stance = put_map(draft, stances[kind]);
    if (roll(d, 6) == 0)
        put(stance, "proposal", roll(d, 2) == 0 ? "x0" : "x1");
    else
        some_terms(d, stance, options, 2);
    if (roll(d, 5) == 0)
        some_terms(d, put_map(draft, "if"), options, 2);
    if ((kind == 4 || kind == 5) && roll(d, 2) == 0)
        put(draft, "weight", weights[roll(d, 4)]);
}

static void the_group(gtee_builder *builder)
{
    gtee_draft *draft = put_record(builder, GTEE_KIND_PARTICIPANT, "g", 0), *members, *member;

    put(draft, "kind", "group");
    members = put_list(draft, "members");
    for (uint32_t i = 0; i < 2; i++) {
        CU_ASSERT_EQUAL_FATAL(gtee_draft_append_map(members, &member), GTEE_OK);
        put(member, "id", i == 0 ? "p0" : "p1");
    }
    /* So that put_ids finds those that it names. */
    put(put_record(builder, GTEE_KIND_PARTICIPANT, "g", 1), "kind", "group");
    put(put_record(builder, GTEE_KIND_PARTICIPANT, "p", 3), "kind", "state");
}

static gtee_dossier *a_dossier(gtee_context *context, dice *d)
{
    uint32_t options[5] = {2 + roll(d, 2), 2 + roll(d, 2), 2, 2 + roll(d, 2), 2};
    gtee_builder *builder;
    gtee_dossier *dossier;

    CU_ASSERT_EQUAL_FATAL(gtee_builder_new(context, &builder), GTEE_OK);
    put(put_record(builder, GTEE_KIND_SOURCE, "s", 0), "title", "A source");
    for (uint32_t i = 0; i < 3; i++)
        put(put_record(builder, GTEE_KIND_PARTICIPANT, "p", i), "kind", "state");
    the_group(builder);
    for (uint32_t i = 0; i < 5; i++)
        an_issue(d, builder, i, options[i]);
    for (uint32_t i = 0, n = roll(d, 4); i < n; i++)
        a_constraint(d, builder, i, options);
    for (uint32_t i = 0; i < 2; i++)
        a_proposal(d, builder, i, options);
    for (uint32_t i = 0, n = 2 + roll(d, 10); i < n; i++)
        a_position(d, builder, i, options);
    const gtee_status status = gtee_builder_finish(builder, &dossier, NULL);
    CU_ASSERT_TRUE_FATAL(status == GTEE_OK || status == GTEE_ERROR_DOSSIER);
    gtee_builder_unref(builder);
    return dossier;
}

/* ---- what is asked */

typedef struct asked {
    gtee_search_options options;
    const gtee_participant *parties[4], *immovable[2];
    const char *fixed[2];
    char fix[32];
    deals_question q;
} asked;

static void ask(dice *d, const oracle *o, asked *a)
{
    memset(a, 0, sizeof *a);
    a->options.size = sizeof a->options;
    if (roll(d, 4) == 0) {
        for (size_t i = 0; i < gtee_dossier_participant_count(o->dossier); i++)
            a->q.leaves_out[i] = true;
        for (uint32_t i = 0; i < 2; i++) {
            a->parties[i] = gtee_dossier_participant_at(o->dossier, i);
            a->q.leaves_out[i] = false;
        }
        a->options.parties = a->parties;
        a->options.party_count = 2;
    }
    if (roll(d, 4) == 0) {
        const uint32_t who = roll(d, 3);
        a->immovable[0] = gtee_dossier_participant_at(o->dossier, who);
        a->q.immovable[who] = true;
        a->options.immovable = a->immovable;
        a->options.immovable_count = 1;
        seen.immovable++;
    }
    if (roll(d, 4) == 0) {
        a->q.cap = a->options.cap = 1;
        seen.capped++;
    }
    if (roll(d, 3) == 0) {
        const size_t v = roll(d, (uint32_t)o->variable_count);
        const oracle_variable *what = &o->variables[v];
        a->q.fixed[v] = 2;
        snprintf(a->fix, sizeof a->fix, "%s%s%s=o1", gtee_issue_id(what->issue), what->choice != NULL ? "/" : "",
                 what->choice != NULL ? gtee_participant_id(what->choice) : "");
        a->fixed[0] = a->fix;
        a->options.fixed = a->fixed;
        a->options.fixed_count = 1;
    }
}

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
            if ((t->crossed >> p & 1) != 0 && (d->q->immovable[who] || (d->q->cap > 0 && same > d->q->cap)))
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
    expect(gtee_check_is_confirmed(check) == (t->allowed && deals_compare(t, best) == 0), "the checker is wrong about the best");
    gtee_check_unref(check);
}

static void all_packages(const gtee_view *view, const deals *d, asked *a, dice *dd)
{
    static uint8_t covered[DEALS_MOST];
    const deal_tried *best = deals_best(d);
    gtee_settlement *settlement;
    const gtee_package *package, *before = NULL;
    size_t count = 0;

    memset(covered, 0, sizeof covered);
    CU_ASSERT_EQUAL_FATAL(gtee_settlement_new(view, &a->options, &settlement, NULL), GTEE_OK);
    while (gtee_settlement_next(settlement, &package) == GTEE_OK && package != NULL && count++ < MOST) {
        const deal_tried now = {.red_lines = gtee_package_red_lines(package), .consents = gtee_package_consents(package),
                                .weight = gtee_package_weight(package)};
        if (before == NULL) {
            expect(best != NULL && deals_compare(&now, best) == 0 && gtee_settlement_proved(settlement), "the first package is not the cheapest");
            expect(gtee_settlement_least_red_lines(settlement) == now.red_lines && gtee_settlement_least_consents(settlement) == now.consents,
                   "another bound");
        } else {
            const deal_tried last = {.red_lines = gtee_package_red_lines(before), .consents = gtee_package_consents(before),
                                     .weight = gtee_package_weight(before)};
            expect(deals_compare(&last, &now) <= 0, "a cheaper package after a dearer one");
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
    seen.none += best == NULL;
    CU_ASSERT_EQUAL_FATAL(gtee_settlement_prove(settlement), GTEE_OK);
    expect(best == NULL || gtee_settlement_proof_count(settlement) <= best->red_lines, "more disjoint conflicts than red lines");
    gtee_settlement_unref(settlement);
    if (best != NULL)
        check_package(view, d, a, best);
    check_package(view, d, a, &d->tried[roll(dd, (uint32_t)d->count)]);
}

/* ---- sensitivity */

static void each_influence(const gtee_view *view, const oracle *o, const deals *d, asked *a)
{
    static deals without;
    gtee_sensitivity *sensitivity;
    const uint32_t hard = hard_positions(d);

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
        expect(best != NULL && best->red_lines == gtee_influence_red_lines(influence) && best->consents == gtee_influence_consents(influence) &&
                   best->weight > gtee_influence_weight(influence) - 1e-9 && best->weight < gtee_influence_weight(influence) + 1e-9,
               "another cost without a position");
        expect((bit & hard) != 0, "an influence of nobody's");
    }
    gtee_sensitivity_unref(sensitivity);
}

static void one_seed(gtee_context *context, uint64_t seed)
{
    static oracle o;
    static deals d;
    dice dd = {.state = seed * UINT64_C(0x9E3779B97F4A7C15) + 1};
    gtee_dossier *dossier = a_dossier(context, &dd);
    gtee_view *view;
    asked a;

    current_seed = seed;
    if (dossier == NULL)
        return;
    CU_ASSERT_EQUAL_FATAL(gtee_view_new(dossier, NULL, &view, NULL), GTEE_OK);
    memset(&o, 0, sizeof o);
    o.dossier = dossier;
    o.day = gtee_view_as_of(view);
    o.evidence = gtee_view_evidence(view);
    oracle_view(&o);
    seen.dossiers++;
    ask(&dd, &o, &a);
    deals_try(&d, &o, &a.q);
    all_packages(view, &d, &a, &dd);
    if (seed % 8 == 0)
        each_influence(view, &o, &d, &a);
    all_corrections(view, &d, &a, seed % 2 == 0 ? GTEE_ORDER_SMALLEST : GTEE_ORDER_FOUND);
    all_conflicts(view, &d, &a, seed % 2 == 0 ? GTEE_ORDER_SMALLEST : GTEE_ORDER_FOUND);
    gtee_view_unref(view);
    gtee_dossier_unref(dossier);
}

static void against_trying_all(void)
{
    gtee_context *context;

    CU_ASSERT_EQUAL_FATAL(gtee_context_new(NULL, &context), GTEE_OK);
    const char *from = getenv("GUARANTEE_TEST_SEED");
    const uint64_t first = from != NULL ? strtoull(from, NULL, 10) : 1;
    for (uint64_t seed = first; seed < first + SEEDS; seed++)
        one_seed(context, seed);
    gtee_context_unref(context);
    printf("\n%zu dossiers: %zu conflicts (%zu of three or more, %zu tied), %zu concession sets, %zu packages (%zu red lines, %zu consents, "
           "%zu with weights), %zu without one, %zu capped, %zu immovable\n",
           seen.dossiers, seen.conflicts, seen.large, seen.tied, seen.corrections, seen.packages, seen.red_lines, seen.consents, seen.weights,
           seen.none, seen.capped, seen.immovable);
    CU_ASSERT_TRUE(seen.dossiers > SEEDS / 4 && seen.conflicts > SEEDS / 4 && seen.large > SEEDS / 200 && seen.tied > SEEDS / 50);
    CU_ASSERT_TRUE(seen.corrections > SEEDS / 4 && seen.packages > SEEDS && seen.red_lines > 0 && seen.consents > 0 && seen.weights > 0);
    CU_ASSERT_TRUE(seen.none > 0 && seen.capped > 0 && seen.immovable > 0 && seen.checks > 0);
}

UNIT_TESTS("settlements against trying all choices", {"random dossiers", against_trying_all})
