/* test_stress.c: stress tests against every way in which participants may stand by a guarantee or not, and their words. Public header only. */
#include "given.h"
#include "run.h"

#include <math.h>
#include <stdlib.h>

#define PEOPLE 6u
#define ALL ((1u << PEOPLE) - 1)

static const char people[] = "participants:\n"
                             "  - {id: p0, kind: state}\n"
                             "  - {id: p1, kind: state}\n"
                             "  - {id: p2, kind: state}\n"
                             "  - {id: p3, kind: state}\n"
                             "  - {id: p4, kind: state}\n"
                             "  - {id: p5, kind: state}\n"
                             "  - {id: home, kind: state, names: {en: Home}}\n"
                             "  - {id: foe, kind: state, names: {en: Foe}}\n"
                             "  - {id: all-six, kind: group, members: [p0, p1, p2, p3, p4, p5]}\n"
                             "issues:\n"
                             "  - {id: troops, by: all-six, options: [none, combat], default: none}\n"
                             "  - {id: arms, options: [none, given], default: none}\n";

typedef struct dice { uint64_t state; } dice;

static uint32_t roll(dice *d, uint32_t sides)
{
    d->state = d->state * 6364136223846793005u + 1442695040888963407u;
    return (uint32_t)(d->state >> 33) % sides;
}

/* ---- Random guarantees: two clauses with rules of their own, and one scenario */

typedef struct guarantee {
    unsigned troops, arms;      /* obligors, as bits */
    unsigned needed, of, other; /* at least `needed` of `of`; anyone of `other` */
    uint32_t stands[PEOPLE];
    double low[PEOPLE], high[PEOPLE];
    uint32_t least; /* of troops */
} guarantee;

static void write_ids(char *out, unsigned bits)
{
    char id[8];

    strcat(out, "[");
    for (unsigned i = 0, n = 0; i < PEOPLE; i++)
        if ((bits >> i & 1) != 0) {
            snprintf(id, sizeof id, "%sp%u", n++ > 0 ? ", " : "", i);
            strcat(out, id);
        }
    strcat(out, "]");
}

static unsigned count_bits(unsigned bits)
{
    unsigned count = 0;

    for (; bits != 0; bits &= bits - 1)
        count++;
    return count;
}

static void write_scenario(dice *d, guarantee *g, char *out)
{
    static const char *const lists[] = {NULL, "support", "block", "unknown"};
    char one[64];

    strcat(out, "scenarios:\n  - {id: day, trigger: {act: attack, by: foe, against: home}");
    for (uint32_t stand = GTEE_STAND_SUPPORT; stand <= GTEE_STAND_UNKNOWN; stand++) {
        unsigned bits = 0;
        for (unsigned i = 0; i < PEOPLE; i++)
            bits |= g->stands[i] == stand ? 1u << i : 0;
        if (bits == 0)
            continue;
        snprintf(one, sizeof one, ", %s: ", lists[stand]);
        strcat(out, one);
        write_ids(out, bits);
    }
    strcat(out, ", honours: {foe: 0.5");
    for (unsigned i = 0; i < PEOPLE; i++) {
        const unsigned low = roll(d, 11), high = low + roll(d, 11 - low);
        g->low[i] = 0;
        g->high[i] = 1;
        if (roll(d, 3) == 0)
            continue;
        g->low[i] = low / 10.0;
        g->high[i] = high / 10.0;
        snprintf(one, sizeof one, ", p%u: [%u.%u, %u.%u]", i, low / 10, low % 10, high / 10, high % 10);
        strcat(out, one);
    }
    strcat(out, "}}\n");
}

static gtee_view *random_guarantee(dice *d, guarantee *g)
{
    char text[6000];

    g->troops = 1 + roll(d, ALL);
    g->arms = 1 + roll(d, ALL);
    g->of = 1 + roll(d, ALL);
    g->other = 1 + roll(d, ALL);
    g->needed = 1 + roll(d, count_bits(g->of));
    g->least = 1 + roll(d, count_bits(g->troops));
    for (unsigned i = 0; i < PEOPLE; i++)
        g->stands[i] = roll(d, 4);
    snprintf(text, sizeof text, "%sproposals:\n  - id: plan\n    activation: {most: {at_least: %u, of: ", people, g->needed);
    write_ids(text, g->of);
    strcat(text, "}, both: {all_of: [{rule: most}, {any_of: ");
    write_ids(text, g->other);
    strcat(text, "}]}}\n    clauses:\n      - {id: send, beneficiaries: home, trigger: {act: attack, by: foe}, activation: both, within: 3 days, obligors: ");
    write_ids(text, g->troops);
    strcat(text, ", terms: {troops/all-six: combat}}\n      - {id: arm, beneficiaries: home, activation: most, obligors: ");
    write_ids(text, g->arms);
    strcat(text, ", terms: {arms: given}}\n      - {id: quiet, beneficiaries: home, trigger: {act: flood}, obligors: p0}\n");
    write_scenario(d, g, text);
    return given_view(text, 20250101);
}

/* What happens if these deliver, and those support. */
typedef struct result { int most, both; unsigned troops, arms; } result;

static result happen(const guarantee *g, unsigned votes, unsigned keep)
{
    const int most = count_bits(votes & g->of) >= g->needed, both = most && (votes & g->other) != 0;

    return (result){most, both, both ? keep & g->troops : 0, most ? keep & g->arms : 0};
}

static int arrives(const guarantee *g, const result *o)
{
    return count_bits(o->troops) >= g->least && o->arms != 0;
}

/* The probability of something, over all who stand by it or not; `forced` do so with `certain`. `event` 0: arrives … */
static double chance(const guarantee *g, int high, int (*event)(const guarantee *, const result *, unsigned), unsigned detail, unsigned forced,
                     int certain)
{
    double sum = 0;

    for (unsigned keep = 0; keep <= ALL; keep++) {
        double p = 1;
        unsigned votes = 0;
        for (unsigned i = 0; i < PEOPLE; i++) {
            const unsigned bit = 1u << i;
            const double likely = (forced & bit) != 0 ? certain : high ? g->high[i] : g->low[i];
            p *= (keep & bit) != 0 ? likely : 1 - likely;
            if ((forced & bit) != 0 ? certain : g->stands[i] == GTEE_STAND_SUPPORT || (g->stands[i] != GTEE_STAND_BLOCK && (keep & bit) != 0))
                votes |= bit;
        }
        const result o = happen(g, votes, keep);
        sum += event(g, &o, detail) ? p : 0;
    }
    return sum;
}

static int event_arrives(const guarantee *g, const result *o, unsigned detail)
{
    (void)detail;
    return arrives(g, o);
}

static int event_complete(const guarantee *g, const result *o, unsigned detail)
{
    (void)detail;
    return o->troops == g->troops && o->arms == g->arms;
}

static int event_troops(const guarantee *g, const result *o, unsigned detail)
{
    (void)g;
    return (o->troops & detail) != 0;
}

static int event_arms(const guarantee *g, const result *o, unsigned detail)
{
    (void)g;
    return (o->arms & detail) != 0;
}

static int event_number(const guarantee *g, const result *o, unsigned detail)
{
    (void)g;
    return count_bits(o->troops) >= detail;
}

static int event_most(const guarantee *g, const result *o, unsigned detail)
{
    (void)g;
    (void)detail;
    return o->most;
}

static int event_both(const guarantee *g, const result *o, unsigned detail)
{
    (void)g;
    (void)detail;
    return o->both;
}

#define NEAR(a, b) CU_ASSERT_DOUBLE_EQUAL(a, b, 1e-12)

static unsigned bit_of(const gtee_participant *who)
{
    const char *id = gtee_participant_id(who);

    return id[0] == 'p' ? 1u << (id[1] - '0') : 0;
}

static void check_dues(const guarantee *g, const gtee_stress *stress)
{
    double low = 0, high = 0;

    CU_ASSERT_EQUAL(gtee_stress_due_count(stress), count_bits(g->troops) + count_bits(g->arms));
    for (size_t i = 0; i < gtee_stress_due_count(stress); i++) {
        const gtee_due *due = gtee_stress_due_at(stress, i);
        const int troops = strcmp(gtee_record_id(gtee_clause_record(gtee_due_clause(due))), "send") == 0;
        const unsigned bit = bit_of(gtee_due_obligor(due));
        NEAR(gtee_due_low(due), chance(g, 0, troops ? event_troops : event_arms, bit, 0, 0));
        NEAR(gtee_due_high(due), chance(g, 1, troops ? event_troops : event_arms, bit, 0, 0));
        CU_ASSERT_EQUAL(gtee_due_term_count(due), 1);
        CU_ASSERT_EQUAL(gtee_due_within(due) != NULL, troops);
        low += gtee_due_low(due);
        high += gtee_due_high(due);
    }
    NEAR(gtee_stress_expected_low(stress), low);
    NEAR(gtee_stress_expected_high(stress), high);
}

static void check_figures(const guarantee *g, const gtee_stress *stress)
{
    const gtee_level *level = gtee_stress_level_at(stress, 0);

    NEAR(gtee_stress_arrives_low(stress), chance(g, 0, event_arrives, 0, 0, 0));
    NEAR(gtee_stress_arrives_high(stress), chance(g, 1, event_arrives, 0, 0, 0));
    NEAR(gtee_stress_complete_low(stress), chance(g, 0, event_complete, 0, 0, 0));
    NEAR(gtee_stress_complete_high(stress), chance(g, 1, event_complete, 0, 0, 0));
    CU_ASSERT_EQUAL(gtee_stress_level_count(stress), 2);
    CU_ASSERT_EQUAL(gtee_level_least(level), g->least);
    CU_ASSERT_EQUAL(gtee_level_obligor_count(level), count_bits(g->troops));
    for (uint32_t k = 0; k <= count_bits(g->troops); k++) {
        NEAR(gtee_level_low_of(level, k), chance(g, 0, event_number, k, 0, 0));
        NEAR(gtee_level_high_of(level, k), chance(g, 1, event_number, k, 0, 0));
    }
    for (size_t i = 0; i < gtee_stress_carrier_count(stress); i++) {
        const gtee_carrier *carrier = gtee_stress_carrier_at(stress, i);
        const unsigned bit = bit_of(gtee_carrier_participant(carrier));
        for (int high = 0; high < 2; high++) {
            const double with = chance(g, high, event_arrives, 0, bit, 1), without = chance(g, high, event_arrives, 0, bit, 0);
            NEAR(high ? gtee_carrier_default_high(carrier) : gtee_carrier_default_low(carrier), without);
            NEAR(high ? gtee_carrier_importance_high(carrier) : gtee_carrier_importance_low(carrier), with - without);
        }
    }
}

/* The stands: 1 in favour, 0 not; those who block and those who default do neither. */
static int arrives_without(const guarantee *g, unsigned defaults)
{
    unsigned keep = ALL & ~defaults;

    for (unsigned i = 0; i < PEOPLE; i++)
        if (g->stands[i] == GTEE_STAND_BLOCK)
            keep &= ~(1u << i);
    const result o = happen(g, keep, keep);
    return arrives(g, &o);
}

static void check_defaults(const guarantee *g, const gtee_stress *stress)
{
    unsigned least = PEOPLE + 1, found = 0;

    for (unsigned set = 0; set <= ALL; set++) {
        int minimal = !arrives_without(g, set);
        for (unsigned i = 0; i < PEOPLE; i++)
            if ((set >> i & 1) != 0 && !arrives_without(g, set & ~(1u << i)))
                minimal = 0;
        found += (unsigned)minimal;
        if (minimal && count_bits(set) < least)
            least = count_bits(set);
    }
    CU_ASSERT_EQUAL(gtee_stress_can_arrive(stress), least > 0);
    CU_ASSERT_EQUAL(gtee_stress_survives(stress), least > 0 ? least - 1 : 0);
    CU_ASSERT_EQUAL(strtoul(gtee_stress_cut_total(stress), NULL, 10), found);
    CU_ASSERT_EQUAL(gtee_stress_cut_count(stress), found < 20 ? found : 20);
    for (size_t i = 0; i < gtee_stress_cut_count(stress); i++) {
        const gtee_coalition *cut = gtee_stress_cut_at(stress, i);
        unsigned set = 0;
        for (size_t j = 0; j < gtee_coalition_member_count(cut); j++)
            set |= bit_of(gtee_coalition_member_at(cut, j));
        CU_ASSERT_FALSE(arrives_without(g, set));
        for (unsigned j = 0; j < PEOPLE; j++)
            CU_ASSERT_TRUE((set >> j & 1) == 0 || arrives_without(g, set & ~(1u << j)));
    }
}

static void check_activations(const guarantee *g, const gtee_stress *stress)
{
    unsigned support = 0, block = 0;

    for (unsigned i = 0; i < PEOPLE; i++) {
        support |= g->stands[i] == GTEE_STAND_SUPPORT ? 1u << i : 0;
        block |= g->stands[i] == GTEE_STAND_BLOCK ? 1u << i : 0;
    }
    CU_ASSERT_EQUAL_FATAL(gtee_stress_activation_count(stress), 2);
    for (size_t i = 0; i < 2; i++) {
        const gtee_activation *activation = gtee_stress_activation_at(stress, i);
        const int both = strcmp(gtee_activation_name(activation), "both") == 0;
        const result worst = happen(g, support, 0), best = happen(g, ALL & ~block, 0);
        const int surely = both ? worst.both : worst.most, maybe = both ? best.both : best.most;
        CU_ASSERT_EQUAL(gtee_activation_decision(activation), surely ? GTEE_DECISION_WINS : maybe ? GTEE_DECISION_OPEN : GTEE_DECISION_LOSES);
        NEAR(gtee_activation_low(activation), chance(g, 0, both ? event_both : event_most, 0, 0, 0));
        NEAR(gtee_activation_high(activation), chance(g, 1, both ? event_both : event_most, 0, 0, 0));
        CU_ASSERT_EQUAL(gtee_activation_stopper_count(activation) == 0, surely);
        for (size_t j = 0; j < gtee_activation_stopper_count(activation); j++) {
            const gtee_coalition *stopper = gtee_activation_stopper_at(activation, j);
            unsigned set = 0;
            for (size_t k = 0; k < gtee_coalition_member_count(stopper); k++)
                set |= bit_of(gtee_coalition_member_at(stopper, k));
            const result stopped = happen(g, ALL & ~block & ~set, 0);
            CU_ASSERT_FALSE(both ? stopped.both : stopped.most);
            CU_ASSERT_EQUAL(set & (support | block), 0);
        }
    }
}

static void random_guarantees(void)
{
    dice d = {1959};

    for (int i = 0; i < 120; i++) {
        guarantee g;
        gtee_view *view = random_guarantee(&d, &g);
        const gtee_issue *troops = gtee_dossier_issue_find(gtee_view_dossier(view), "troops");
        const gtee_stress_options options = {.size = sizeof options, .least_issues = &troops, .least_numbers = &g.least, .least_count = 1};
        gtee_stress *stress;
        CU_ASSERT_EQUAL_FATAL(gtee_stress_new(view, given_proposal(view, "plan"), gtee_dossier_scenario_find(gtee_view_dossier(view), "day"),
                                              &options, &stress, NULL),
                              GTEE_OK);
        check_dues(&g, stress);
        check_figures(&g, stress);
        check_defaults(&g, stress);
        check_activations(&g, stress);
        for (size_t j = 0; j < gtee_stress_change_count(stress); j++) {
            const gtee_change *change = gtee_stress_change_at(stress, j);
            CU_ASSERT_TRUE(gtee_change_low(change) >= gtee_stress_arrives_low(stress) - 1e-12);
            CU_ASSERT_TRUE(gtee_change_high(change) >= gtee_stress_arrives_high(stress) - 1e-12);
        }
        gtee_stress_unref(stress);
        gtee_view_unref(view);
    }
}

/* ---- One guarantee in words: built on consensus, the adversary included */

static const char budapest[] =
    "sources: [{id: paper, title: Paper}]\n"
    "participants:\n"
    "  - {id: home, kind: state, names: {en: Home}}\n"
    "  - {id: foe, kind: state, names: {en: Foe}}\n"
    "  - {id: friend, kind: state, names: {en: Friend}}\n"
    "  - {id: far, kind: state, names: {en: Far}}\n"
    "  - {id: analyst, kind: organization}\n"
    "  - {id: guarantors, kind: group, members: [foe, friend, far]}\n"
    "issues:\n"
    "  - {id: aid, by: guarantors, options: [none, arms, troops], ordered: true, default: none}\n"
    "  - {id: warden, title: Guarantor, by: guarantors, derived: guarantor, options: [{id: is-not, title: not a guarantor}, {id: is, title: a guarantor}], default: is-not}\n"
    "  - {id: veto, title: Veto, by: guarantors, derived: veto-player, options: [{id: has-none, title: no veto}, {id: has, title: a veto}], default: has-none}\n"
    "proposals:\n"
    "  - id: consensus\n"
    "    date: 2025-01-01\n"
    "    activation: {all: {all_of: [guarantors]}}\n"
    "    clauses:\n"
    "      - {id: help, obligors: guarantors, beneficiaries: home, trigger: {act: armed-attack, against: home}, conditions: [the seat agrees], "
    "activation: all, within: 72 hours, terms: {aid/guarantors: {at_least: arms}}}\n"
    "      - {id: later, obligors: far, beneficiaries: home, from: 2030}\n"
    "      - {id: words, terms: {veto/foe: has-none, warden/far: is-not}, bindingness: political}\n"
    "  - id: each\n"
    "    date: 2025-01-01\n"
    "    activation: {alone: {any_of: [friend, far]}}\n"
    "    clauses: [{id: help, obligors: [friend, far], beneficiaries: home, trigger: {by: foe, place: [north]}, activation: alone, terms: {aid/friend: troops, aid/far: arms}}]\n"
    "  - {id: bare, date: 2025-01-01, parties: foe, clauses: [{id: peace, terms: {veto/foe: has}}]}\n"
    "positions:\n"
    "  - {participant: home, date: 2025-01-02, rejects: {veto/foe: has}, evidence: stated, source: paper}\n"
    "  - {participant: foe, date: 2025-01-02, requires: {veto/foe: has}, evidence: stated, source: paper}\n"
    "  - {id: no-troops, participant: friend, date: 2025-01-02, rejects: {aid/friend: troops}, evidence: stated, source: paper}\n"
    "expectations:\n"
    "  - {holder: analyst, obligor: friend, likelihood: 0.25, date: 2025-01-01}\n"
    "  - {id: doubt, holder: analyst, obligor: friend, proposal: each, likelihood: 0.125, date: 2024-01-01}\n"
    "scenarios:\n"
    "  - {id: raid, trigger: {act: armed-attack, by: foe, against: home}, support: friend, block: foe, honours: {friend: 0.5, far: [0.25, 0.75]}}\n"
    "  - {id: calm, trigger: {act: armed-attack, by: foe, against: home, place: [north]}, support: [friend, far], honours: {guarantors: 1}}\n";

static gtee_stress *stress_of(const gtee_view *view, const char *proposal, const char *scenario, const gtee_stress_options *options)
{
    gtee_stress *stress;
    const gtee_scenario *which = scenario != NULL ? gtee_dossier_scenario_find(gtee_view_dossier(view), scenario) : NULL;

    CU_ASSERT_EQUAL_FATAL(gtee_stress_new(view, given_proposal(view, proposal), which, options, &stress, NULL), GTEE_OK);
    return stress;
}

static void expect_test(const gtee_stress *stress, size_t index, uint32_t outcome, const char *reason)
{
    const gtee_test *test = gtee_stress_test_at(stress, index);

    CU_ASSERT_EQUAL(gtee_test_outcome(test), outcome);
    CU_ASSERT_STRING_EQUAL(gtee_test_reason(test), reason);
}

static void consensus(void)
{
    gtee_view *view = given_view(budapest, 0);
    gtee_stress *stress = stress_of(view, "consensus", "raid", NULL);
    const gtee_activation *activation = gtee_stress_activation_at(stress, 0);

    expect_test(stress, 0, GTEE_TEST_TRIGGERED, "what happens is its trigger, provided that “the seat agrees”");
    expect_test(stress, 1, GTEE_TEST_NOT_TRIGGERED, "it holds from 2030, and the day is 2025-01-02");
    expect_test(stress, 2, GTEE_TEST_NOT_TRIGGERED, "it has no trigger and nobody whom it protects: nothing in it is called on");
    CU_ASSERT_EQUAL(gtee_stress_activation_count(stress), 1);
    CU_ASSERT_EQUAL(gtee_activation_decision(activation), GTEE_DECISION_LOSES);
    CU_ASSERT_EQUAL(gtee_activation_veto_count(activation), 3);
    CU_ASSERT_TRUE(gtee_activation_adversary_can_veto(activation) && gtee_activation_blocker_can_veto(activation));
    CU_ASSERT_EQUAL(gtee_activation_adversary_power(activation), 1.0);
    CU_ASSERT_EQUAL(gtee_stress_adversary_power(stress), 1.0);
    CU_ASSERT_EQUAL(gtee_activation_stopper_count(activation), 1); /* stopped already */
    CU_ASSERT_EQUAL(gtee_coalition_member_count(gtee_activation_stopper_at(activation, 0)), 0);
    CU_ASSERT_EQUAL(gtee_stress_adversary_count(stress), 1);
    CU_ASSERT_TRUE(gtee_stress_is_adversary(stress, given_participant(view, "foe")));
    CU_ASSERT_EQUAL(gtee_stress_stand(stress, given_participant(view, "friend")), GTEE_STAND_SUPPORT);
    CU_ASSERT_EQUAL(gtee_stress_arrives_high(stress), 0.0);
    CU_ASSERT_FALSE(gtee_stress_can_arrive(stress));
    CU_ASSERT_EQUAL(gtee_stress_survives(stress), 0);
    CU_ASSERT_EQUAL(gtee_stress_change_count(stress) > 0, 1);
    const gtee_change *change = gtee_stress_change_at(stress, 0);
    CU_ASSERT_EQUAL(gtee_change_kind(change), GTEE_CHANGE_DROP_VETO);
    CU_ASSERT_STRING_EQUAL(gtee_change_message(change), "do without the consent of Foe");
    NEAR(gtee_change_low(change), 0.25);
    NEAR(gtee_change_high(change), 0.75);
    gtee_stress_unref(stress);
    gtee_view_unref(view);
}

static void options(void)
{
    gtee_view *view = given_view(budapest, 0);
    const gtee_participant *far = given_participant(view, "far"), *analyst = given_participant(view, "analyst");
    const gtee_dossier *dossier = gtee_view_dossier(view);
    const uint32_t block = GTEE_STAND_BLOCK;
    const double low = 0.5, high = 0.5;
    const gtee_scenario *both[2] = {gtee_dossier_scenario_find(dossier, "raid"), gtee_dossier_scenario_find(dossier, "calm")};
    const double weights[2] = {1, 3};
    const gtee_stress_options flip = {.size = sizeof flip, .stand_participants = &far, .stands = &block, .stand_count = 1};
    const gtee_stress_options sure = {.size = sizeof sure, .likelihood_participants = &far, .likelihood_lows = &low, .likelihood_highs = &high, .likelihood_count = 1};
    const gtee_stress_options held = {.size = sizeof held, .holder = analyst};
    const gtee_stress_options mixed = {.size = sizeof mixed, .alternatives = both, .alternative_weights = weights, .alternative_count = 2};
    gtee_stress *stress = stress_of(view, "each", "calm", NULL);

    CU_ASSERT_EQUAL(gtee_stress_complete_low(stress), 1.0);
    CU_ASSERT_EQUAL(gtee_stress_survives(stress), 1);
    CU_ASSERT_EQUAL(gtee_stress_adversary_power(stress), 0.0);
    CU_ASSERT_STRING_EQUAL(gtee_record_id(gtee_position_record(gtee_due_excluded_by(gtee_stress_due_at(stress, 0)))), "no-troops");
    CU_ASSERT_PTR_NULL(gtee_due_excluded_by(gtee_stress_due_at(stress, 1)));
    gtee_stress_unref(stress);
    stress = stress_of(view, "each", "raid", NULL); /* it does not say where */
    expect_test(stress, 0, GTEE_TEST_OPEN, "the scenario does not say where");
    CU_ASSERT_EQUAL(gtee_due_low(gtee_stress_due_at(stress, 0)), 0.0);
    NEAR(gtee_due_high(gtee_stress_due_at(stress, 0)), 0.5);
    NEAR(gtee_stress_arrives_high(stress), 1 - 0.5 * 0.25);
    gtee_stress_unref(stress);
    stress = stress_of(view, "each", "calm", &flip);
    CU_ASSERT_EQUAL(gtee_stress_survives(stress), 0);
    CU_ASSERT_EQUAL(gtee_stress_stand(stress, far), GTEE_STAND_BLOCK);
    gtee_stress_unref(stress);
    stress = stress_of(view, "each", "calm", &sure);
    NEAR(gtee_stress_complete_high(stress), 0.5);
    CU_ASSERT_EQUAL(gtee_due_likelihood_origin(gtee_stress_due_at(stress, 1)), GTEE_LIKELIHOOD_WHAT_IF);
    gtee_stress_unref(stress);
    stress = stress_of(view, "each", "calm", &held);
    NEAR(gtee_stress_complete_high(stress), 0.125); /* of this proposal, though said earlier than of the obligor in general */
    CU_ASSERT_EQUAL(gtee_due_expectation(gtee_stress_due_at(stress, 0)), gtee_dossier_expectation_find(dossier, "doubt"));
    gtee_stress_unref(stress);
    stress = stress_of(view, "each", "calm", &mixed);
    NEAR(gtee_stress_complete_low(stress), 0.25 * 0.5 * 0.25 + 0.75);
    NEAR(gtee_stress_complete_high(stress), 0.25 * 0.5 * 0.75 + 0.75);
    gtee_stress_unref(stress);
    gtee_view_unref(view);
}

/* To do without somebody's consent is to do without its veto in a blocking clause, too, and in a quota within one. */
static void dropped_vetoes(void)
{
    static const char *const rules[] = {"{all_of: [p0, p2]}", "{all_of: [p0, {unless: {any_of: [p2, p3]}}]}",
                                        "{unless: {quota: 1, weights: {p0: 1, p2: 2, p3: 0.5}}}", "{unless: {unless: {all_of: [p0, p2]}}}"};

    for (size_t i = 0; i < sizeof rules / sizeof rules[0]; i++) {
        char text[4000];
        snprintf(text, sizeof text,
                 "%sproposals: [{id: plan, activation: {r: %s}, clauses: [{id: help, obligors: p1, beneficiaries: home, activation: r}]}]\n"
                 "scenarios: [{id: day, support: [p0, p3], block: p2, honours: {p1: 0.5}}]\n",
                 people, rules[i]);
        gtee_view *view = given_view(text, 20250101);
        gtee_stress *stress = stress_of(view, "plan", "day", NULL);
        int found = 0;
        CU_ASSERT_EQUAL(gtee_stress_arrives_high(stress), 0.0);
        for (size_t j = 0; j < gtee_stress_change_count(stress); j++) {
            const gtee_change *change = gtee_stress_change_at(stress, j);
            if (gtee_change_kind(change) != GTEE_CHANGE_DROP_VETO)
                continue;
            found = gtee_change_participant(change) == given_participant(view, "p2");
            NEAR(gtee_change_low(change), 0.5);
            NEAR(gtee_change_high(change), 0.5);
        }
        CU_ASSERT_TRUE(found);
        gtee_stress_unref(stress);
        gtee_view_unref(view);
    }
}

/* Nothing is known: each clause's own trigger happens. */
static void nothing_known(void)
{
    gtee_view *view = given_view(budapest, 0);
    gtee_stress *stress = stress_of(view, "each", NULL, NULL);

    expect_test(stress, 0, GTEE_TEST_TRIGGERED, "its trigger is taken to happen");
    CU_ASSERT_TRUE(gtee_stress_is_adversary(stress, given_participant(view, "foe")));
    CU_ASSERT_EQUAL(gtee_stress_arrives_low(stress), 0.0);
    CU_ASSERT_EQUAL(gtee_stress_arrives_high(stress), 1.0);
    CU_ASSERT_EQUAL(gtee_stress_survives(stress), 1);
    gtee_stress_unref(stress);
    stress = stress_of(view, "bare", NULL, NULL);
    CU_ASSERT_EQUAL(gtee_stress_due_count(stress), 0);
    CU_ASSERT_EQUAL(gtee_stress_arrives_high(stress), 0.0);
    CU_ASSERT_FALSE(gtee_stress_can_arrive(stress));
    gtee_stress_unref(stress);
    gtee_view_unref(view);
}

/* ---- What follows for derived issues */

static const gtee_finding *finding_on(const gtee_assessment *assessment, const gtee_view *view, const char *who, const char *issue)
{
    const gtee_verdict *verdict = gtee_assessment_verdict_find(assessment, given_participant(view, who));

    for (size_t i = 0; verdict != NULL && i < gtee_verdict_finding_count(verdict); i++) {
        const gtee_finding *finding = gtee_verdict_finding_at(verdict, i);
        if (gtee_finding_issue(finding) != NULL && strcmp(gtee_record_id(gtee_issue_record(gtee_finding_issue(finding))), issue) == 0)
            return finding;
    }
    return NULL;
}

static void expect_finding(const gtee_finding *finding, uint32_t kind, const char *message)
{
    CU_ASSERT_PTR_NOT_NULL_FATAL(finding);
    CU_ASSERT_EQUAL(gtee_finding_kind(finding), kind);
    CU_ASSERT_STRING_EQUAL(gtee_finding_message(finding), message);
}

static void derived_issues(void)
{
    gtee_view *view = given_view(budapest, 0);
    gtee_assessment *assessment;
    gtee_diagnostics *diagnostics;

    CU_ASSERT_EQUAL_FATAL(gtee_assess(view, given_proposal(view, "consensus"), NULL, &assessment, &diagnostics), GTEE_OK);
    CU_ASSERT_EQUAL(gtee_diagnostics_warning_count(diagnostics), 2); /* the text denies a veto and a guarantor */
    CU_ASSERT_TRUE(given_code(diagnostics, "G0731"));
    expect_finding(finding_on(assessment, view, "home", "veto"), GTEE_FINDING_RED_LINE,
                   "Home rejects a veto on “Veto” of Foe (2025-01-02), but the rule of clause `help` gives a veto");
    expect_finding(finding_on(assessment, view, "foe", "veto"), GTEE_FINDING_SUPPORT,
                   "Foe requires a veto on its own “Veto” (2025-01-02), and the rule of clause `help` gives a veto");
    CU_ASSERT_PTR_NULL(finding_on(assessment, view, "far", "warden")); /* what it follows from is what is consented to */
    gtee_assessment_unref(assessment);

    assessment = given_assessment(view, "each");
    CU_ASSERT_PTR_NULL(finding_on(assessment, view, "home", "veto"));
    expect_finding(finding_on(assessment, view, "foe", "veto"), GTEE_FINDING_UNMET,
                   "Foe requires a veto on its own “Veto” (2025-01-02), but its clauses and rules give no veto");
    gtee_assessment_unref(assessment);

    assessment = given_assessment(view, "bare");
    expect_finding(finding_on(assessment, view, "foe", "veto"), GTEE_FINDING_DERIVED,
                   "Foe requires a veto on its own “Veto” (2025-01-02); that follows from an activation rule, and the proposal has none");
    gtee_assessment_unref(assessment);
    gtee_view_unref(view);
}

static void compared(void)
{
    gtee_view *view = given_view(budapest, 0);
    const gtee_proposal *proposals[2] = {given_proposal(view, "consensus"), given_proposal(view, "each")};
    const gtee_compare_options with = {.size = sizeof with, .stress = 1, .scenario = gtee_dossier_scenario_find(gtee_view_dossier(view), "calm")};
    gtee_comparison *comparison;
    size_t derived = 0;

    CU_ASSERT_EQUAL_FATAL(gtee_compare(view, proposals, 2, &with, &comparison, NULL), GTEE_OK);
    for (size_t i = 0; i < gtee_comparison_row_count(comparison); i++) {
        const gtee_row *row = gtee_comparison_row_at(comparison, i);
        if (gtee_issue_derived(gtee_row_issue(row)) != GTEE_DERIVED_VETO_PLAYER)
            continue;
        derived++;
        CU_ASSERT_EQUAL(gtee_row_cell_kind(row, 0), GTEE_CELL_DERIVED);
        CU_ASSERT_TRUE(gtee_row_cell_is_derived(row, 0) && gtee_row_cell_is_derived(row, 1));
        CU_ASSERT_EQUAL(gtee_row_cell_options(row, 0), 2);
        CU_ASSERT_EQUAL(gtee_row_cell_options(row, 1), 1);
        CU_ASSERT_PTR_NOT_NULL(gtee_row_cell_clause(row, 0));
        CU_ASSERT_PTR_NULL(gtee_row_cell_clause(row, 1));
    }
    CU_ASSERT_EQUAL(derived, 3);
    CU_ASSERT_EQUAL(gtee_stress_adversary_power(gtee_comparison_stress_at(comparison, 0)), 1.0);
    CU_ASSERT_EQUAL(gtee_stress_survives(gtee_comparison_stress_at(comparison, 1)), 1);
    CU_ASSERT_PTR_NULL(gtee_comparison_stress_at(comparison, 2));
    gtee_comparison_unref(comparison);
    CU_ASSERT_EQUAL_FATAL(gtee_compare(view, proposals, 2, NULL, &comparison, NULL), GTEE_OK);
    CU_ASSERT_PTR_NULL(gtee_comparison_stress_at(comparison, 0));
    gtee_comparison_unref(comparison);
    gtee_view_unref(view);
}

static void refusals(void)
{
    gtee_view *view = given_view(budapest, 0), *other = given_view(budapest, 0);
    const gtee_proposal *each = given_proposal(view, "each");
    const gtee_participant *far = given_participant(view, "far"), *stranger = given_participant(other, "far");
    const uint32_t nowhere = 4;
    const double low = 0.7, high = 0.6, none = 0.0;
    const gtee_scenario *raid = gtee_dossier_scenario_find(gtee_view_dossier(view), "raid");
    const gtee_scenario *foreign = gtee_dossier_scenario_find(gtee_view_dossier(other), "raid");
    int patience = 3;
    const gtee_stress_options wrong[] = {
        {.size = sizeof wrong[0], .stand_participants = &far, .stands = &nowhere, .stand_count = 1},
        {.size = sizeof wrong[0], .stand_participants = &stranger, .stands = &nowhere, .stand_count = 1},
        {.size = sizeof wrong[0], .likelihood_participants = &far, .likelihood_lows = &low, .likelihood_highs = &high, .likelihood_count = 1},
        {.size = sizeof wrong[0], .alternatives = &raid, .alternative_weights = &none, .alternative_count = 1},
        {.size = sizeof wrong[0], .holder = stranger},
    };
    const gtee_stress_options missing = {.size = sizeof missing, .stand_count = 1};
    const gtee_stress_options hasty = {.size = sizeof hasty, .progress = given_patience, .progress_user = &patience};
    gtee_stress *stress;
    gtee_diagnostics *diagnostics;

    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        CU_ASSERT_EQUAL(gtee_stress_new(view, each, raid, &wrong[i], &stress, &diagnostics), GTEE_ERROR_ARGUMENT);
        CU_ASSERT_PTR_NULL(stress);
        CU_ASSERT_TRUE(given_code(diagnostics, "G0736"));
    }
    CU_ASSERT_EQUAL(gtee_stress_new(view, each, foreign, NULL, &stress, &diagnostics), GTEE_ERROR_ARGUMENT);
    CU_ASSERT_TRUE(given_code(diagnostics, "G0705"));
    CU_ASSERT_EQUAL(gtee_stress_new(view, each, raid, &missing, &stress, NULL), GTEE_ERROR_ARGUMENT);
    CU_ASSERT_EQUAL(gtee_stress_new(view, each, raid, &hasty, &stress, NULL), GTEE_ERROR_CANCELLED);
    gtee_view_unref(view);
    gtee_view_unref(other);
}

UNIT_TESTS("stress", {"random guarantees", random_guarantees}, {"consensus", consensus}, {"options", options},
           {"dropped vetoes", dropped_vetoes},
           {"nothing known", nothing_known}, {"derived issues", derived_issues}, {"compared", compared}, {"refusals", refusals})
