/* test_bargain_oracle.c: bargains over random dossiers with groups, conditions, whole proposals, consents, caps and what is immovable: the number of packages,
 * the frontier and the points must be what trying every choice gives (settle_oracle.h). Uses the public header. */
#include "run.h"

#include "seeded.h"
#include "settle_random.h"

#define SEEDS 3000u
#define PLAYERS 8u

static struct {
    size_t dossiers, utilities, costs, none, points, large, nothing, immovable, capped, proposals, solutions, unlisted;
} seen;

/* One choice for every stake. */
typedef struct corner {
    bool reached, counts;
    int64_t values[PLAYERS]; /* in thousandths */
} corner;

typedef struct bargaining {
    const deals *d;
    const gtee_bargain *b;
    size_t players, stakes, variable[ORACLE_VARIABLES], corner_count;
    bool utilities;
    corner corners[DEALS_MOST];
} bargaining;

static int64_t thousandths(double number)
{
    return (int64_t)(number * 1000 + (number < 0 ? -0.5 : 0.5));
}

/* ---- what each choice is worth */

static bool is_party(const oracle *o, const deals_question *q, const gtee_participant *who)
{
    return !q->leaves_out[oracle_person(o, who)];
}

static bool means(const oracle *o, const gtee_utility *utility, size_t v)
{
    return o->variables[v].issue == gtee_utility_issue(utility) && o->variables[v].choice == gtee_utility_participant(utility);
}

/* Marks what the preferences of parties bear on; how many parties have some. */
static size_t find_values(const oracle *o, deals_question *q)
{
    size_t found = 0;

    for (size_t i = 0; i < gtee_dossier_preference_count(o->dossier); i++) {
        const gtee_preference *it = gtee_dossier_preference_at(o->dossier, i);
        if (!is_party(o, q, gtee_preference_participant(it)))
            continue;
        found++;
        for (size_t k = 0; k < gtee_preference_utility_count(it); k++)
            for (size_t v = 0; v < o->variable_count; v++)
                q->valued[v] = q->valued[v] || means(o, gtee_preference_utility_at(it, k), v);
    }
    return found;
}

static double utility_of(const oracle *o, const deal_tried *t, const gtee_preference *it)
{
    double sum = 0;

    for (size_t k = 0; k < gtee_preference_utility_count(it); k++)
        for (size_t v = 0; v < o->variable_count; v++)
            if (means(o, gtee_preference_utility_at(it, k), v))
                sum += gtee_utility_weight(gtee_preference_utility_at(it, k)) * gtee_utility_value(gtee_preference_utility_at(it, k), t->option[v]);
    return sum;
}

/* Red lines of the participant, a million each, and its weights. */
static int64_t cost_of(const deals *d, const deal_tried *t, const gtee_participant *who)
{
    const oracle *o = d->o;
    int64_t cost = 0;

    for (size_t p = 0; p < gtee_dossier_position_count(o->dossier); p++)
        cost += (t->crossed >> p & 1) != 0 && gtee_position_participant(gtee_dossier_position_at(o->dossier, p)) == who ? 1000000000 : 0;
    for (size_t i = 0; i < o->raw_count; i++) {
        const oracle_raw *r = &o->raws[i];
        bool before = false;
        if (deals_hard(r->position) || gtee_position_participant(r->position) != who || !deals_counts(d, i) || !deals_crosses(d, t, i))
            continue;
        for (size_t k = 0; k < i; k++)
            before = before || (o->raws[k].position == r->position && o->raws[k].variable == r->variable && deals_crosses(d, t, k));
        cost += before ? 0 : thousandths(gtee_position_weight(r->position));
    }
    return cost;
}

/* ---- by stakes */

static void find_stakes(bargaining *m)
{
    const oracle *o = m->d->o;

    m->stakes = gtee_bargain_stake_count(m->b);
    for (size_t i = 0; i < m->stakes; i++)
        for (size_t v = 0; v < o->variable_count; v++)
            if (o->variables[v].issue == gtee_stake_issue(gtee_bargain_stake_at(m->b, i)) &&
                o->variables[v].choice == gtee_stake_participant(gtee_bargain_stake_at(m->b, i)))
                m->variable[i] = v;
    m->corner_count = 1;
    for (size_t i = 0; i < m->stakes; i++)
        m->corner_count *= gtee_issue_option_count(o->variables[m->variable[i]].issue);
}

/* What preferences, constraints, fixed choices and positions that count as red lines or costs bear on; no more is at stake unless somebody immovable has
 * to consent. */
static void check_stakes(const bargaining *m)
{
    static deals bare;
    const oracle *o = m->d->o;
    const deals_question *q = m->d->q;
    bool immovable = false;

    for (size_t p = 0; p < gtee_dossier_participant_count(o->dossier); p++)
        immovable = immovable || q->immovable[p];
    memset(&bare, 0, sizeof bare);
    bare.o = o;
    bare.q = q;
    deals_find_repeats(&bare);
    for (size_t v = 0; v < o->variable_count; v++)
        bare.bears[v] = q->fixed[v] != 0 || q->valued[v] || (q->proposal != NULL && deals_names(&bare, q->proposal, v));
    for (size_t i = 0; i < o->raw_count; i++)
        if (deals_counts(&bare, i) && gtee_position_stance(o->raws[i].position) != GTEE_STANCE_ACCEPTS &&
            (!m->utilities || deals_hard(o->raws[i].position)))
            deals_bear_stance(&bare, i);
    deals_bear_constraints(&bare);
    for (size_t i = 0; i < m->stakes; i++) {
        expect(immovable || bare.bears[m->variable[i]], "something is at stake that nothing bears on");
        bare.bears[m->variable[i]] = false;
    }
    for (size_t v = 0; v < o->variable_count; v++)
        seen.unlisted += bare.bears[v];
}

static size_t corner_of(const bargaining *m, const uint8_t *option)
{
    size_t index = 0;

    for (size_t i = 0; i < m->stakes; i++)
        index = index * gtee_issue_option_count(m->d->o->variables[m->variable[i]].issue) + option[m->variable[i]];
    return index;
}

static void weigh(bargaining *m, const deal_tried *t)
{
    const deals_question *q = m->d->q;
    corner *c = &m->corners[corner_of(m, t->option)], now = {.reached = true, .counts = t->allowed && (!m->utilities || t->crossed == 0)};

    if (m->utilities && q->cap > 0) /* no red line is crossed anyway */
        now.counts = t->allowed && t->crossed == 0;
    for (size_t p = 0; now.counts && p < m->players; p++) {
        const gtee_player *player = gtee_bargain_player_at(m->b, p);
        now.values[p] = m->utilities ? thousandths(utility_of(m->d->o, t, gtee_player_preference(player)))
                                     : -cost_of(m->d, t, gtee_player_participant(player));
    }
    expect(!c->reached || (c->counts == now.counts && memcmp(c->values, now.values, sizeof c->values) == 0), "more is at stake than said");
    *c = now;
}

/* Whoever is not among the players has nothing to lose. */
static void check_players(const bargaining *m)
{
    const oracle *o = m->d->o;

    for (size_t i = 0; i < gtee_dossier_participant_count(o->dossier); i++) {
        const gtee_participant *who = gtee_dossier_participant_at(o->dossier, i);
        bool plays = false;
        for (size_t p = 0; p < m->players; p++)
            plays = plays || gtee_player_participant(gtee_bargain_player_at(m->b, p)) == who;
        for (size_t k = 0; !plays && !m->utilities && k < m->d->count; k++)
            expect(!m->d->tried[k].allowed || cost_of(m->d, &m->d->tried[k], who) == 0, "somebody who loses does not play");
    }
    for (size_t p = 0; p < m->players; p++)
        expect(is_party(o, m->d->q, gtee_player_participant(gtee_bargain_player_at(m->b, p))), "somebody plays who was not asked");
}

static bool reaches(const bargaining *m, const corner *c)
{
    for (size_t p = 0; p < m->players; p++)
        if (m->utilities && c->values[p] < thousandths(gtee_player_reservation(gtee_bargain_player_at(m->b, p))))
            return false;
    return c->counts;
}

static bool same(const bargaining *m, const corner *a, const corner *b)
{
    return memcmp(a->values, b->values, m->players * sizeof a->values[0]) == 0;
}

static bool dominates(const bargaining *m, const corner *a, const corner *b)
{
    for (size_t p = 0; p < m->players; p++)
        if (a->values[p] < b->values[p])
            return false;
    return !same(m, a, b);
}

static bool is_best(const bargaining *m, const corner *c)
{
    if (!reaches(m, c))
        return false;
    for (size_t i = 0; i < m->corner_count; i++)
        if (reaches(m, &m->corners[i]) && dominates(m, &m->corners[i], c))
            return false;
    return true;
}

/* ---- comparing */

static corner told(const bargaining *m, const gtee_outcome *outcome)
{
    corner c = {.counts = true};

    for (size_t p = 0; p < m->players; p++)
        c.values[p] = m->utilities ? thousandths(gtee_outcome_utility_at(outcome, p))
                                   : -(int64_t)gtee_outcome_red_lines_at(outcome, p) * 1000000000 - thousandths(gtee_outcome_weight_at(outcome, p));
    return c;
}

static bool is_within(const bargaining *m, const gtee_outcome *outcome, const uint8_t *option)
{
    for (size_t i = 0; i < m->stakes; i++)
        if ((gtee_outcome_options_at(outcome, i) >> option[m->variable[i]] & 1) == 0)
            return false;
    return true;
}

static void check_outcome(const bargaining *m, const gtee_outcome *outcome)
{
    const corner c = told(m, outcome);
    uint64_t ways = 0;
    bool found = false;

    for (size_t i = 0; i < m->corner_count; i++)
        ways += reaches(m, &m->corners[i]) && same(m, &m->corners[i], &c);
    expect(is_best(m, &c), "a point that is not on the frontier");
    expect(gtee_outcome_packages(outcome) == ways && ways > 0, "another number of packages of a point");
    for (size_t i = 0; i < m->d->count; i++)
        if (is_within(m, outcome, m->d->tried[i].option)) {
            const corner *here = &m->corners[corner_of(m, m->d->tried[i].option)];
            expect(reaches(m, here) && same(m, here, &c), "a package of a point is worth something else");
            found = true;
        }
    expect(found, "a point without a package");
}

static void check_frontier(const bargaining *m)
{
    size_t counts = 0, best = 0;

    for (size_t i = 0; i < m->corner_count; i++) {
        bool first = is_best(m, &m->corners[i]);
        counts += m->corners[i].counts;
        for (size_t k = 0; first && k < i; k++)
            first = !reaches(m, &m->corners[k]) || !same(m, &m->corners[k], &m->corners[i]);
        best += first;
    }
    expect(gtee_bargain_complete(m->b) && gtee_bargain_exact(m->b), "not all was looked at");
    expect(gtee_bargain_packages(m->b) == (double)counts, "another number of packages");
    expect(gtee_bargain_outcome_count(m->b) == (m->players > 0 ? best : 0), "another number of points");
    for (size_t i = 0; i < gtee_bargain_outcome_count(m->b); i++)
        check_outcome(m, gtee_bargain_outcome_at(m->b, i));
    seen.points += best;
    seen.large += best > 3;
    seen.nothing += counts == 0;
}

/* What a choice is worth under a concept: of the leximin ones only their first step. */
static double worth(const bargaining *m, const corner *c, uint32_t kind)
{
    double product = 1, least = 1e9, sum = 0;
    bool able = false;

    for (size_t p = 0; p < m->players; p++) {
        const gtee_player *player = gtee_bargain_player_at(m->b, p);
        const double floor = gtee_player_reservation(player), value = (double)c->values[p] / 1000;
        int64_t most = thousandths(floor);
        for (size_t i = 0; i < m->corner_count; i++)
            if (reaches(m, &m->corners[i]) && m->corners[i].values[p] > most)
                most = m->corners[i].values[p];
        sum += value;
        if (most == thousandths(floor))
            continue;
        const double part = kind == GTEE_POINT_KALAI_SMORODINSKY ? (value - floor) / ((double)most / 1000 - floor) : value - floor;
        able = true;
        product *= value - floor;
        least = part < least ? part : least;
    }
    return kind == GTEE_POINT_UTILITARIAN ? sum : !able ? 0 : kind == GTEE_POINT_NASH ? product : least;
}

static void check_solutions(const bargaining *m)
{
    for (size_t k = 0; k < gtee_bargain_solution_count(m->b); k++) {
        const gtee_solution *solution = gtee_bargain_solution_at(m->b, k);
        double most = 0;
        uint64_t ties = 0;
        for (size_t i = 0; i < m->corner_count; i++)
            if (reaches(m, &m->corners[i]) && worth(m, &m->corners[i], gtee_solution_kind(solution)) > most)
                most = worth(m, &m->corners[i], gtee_solution_kind(solution));
        for (size_t i = 0; i < m->corner_count; i++)
            ties += reaches(m, &m->corners[i]) && worth(m, &m->corners[i], gtee_solution_kind(solution)) > most - 1e-9;
        expect(gtee_solution_value(solution) > most - 1e-9 && gtee_solution_value(solution) < most + 1e-9, "another value of a point");
        expect(gtee_solution_packages(solution) <= ties, "more packages of a point than there are");
        expect(gtee_solution_kind(solution) != GTEE_POINT_UTILITARIAN || gtee_solution_packages(solution) == ties, "ties are missing");
        for (size_t i = 0; i < gtee_solution_outcome_count(solution); i++) {
            const corner c = told(m, gtee_solution_outcome_at(solution, i));
            expect(worth(m, &c, gtee_solution_kind(solution)) > most - 1e-9, "a package that does not reach a point's value");
        }
        seen.solutions++;
    }
}

static void compare(const deals *d, const gtee_bargain *b, bool utilities)
{
    static bargaining m;

    memset(&m, 0, sizeof m);
    m.d = d;
    m.b = b;
    m.utilities = utilities;
    m.players = gtee_bargain_player_count(b);
    CU_ASSERT_TRUE_FATAL(m.players <= PLAYERS);
    expect(gtee_bargain_basis(b) == (utilities ? GTEE_BASIS_UTILITIES : m.players > 0 ? GTEE_BASIS_COSTS : GTEE_BASIS_NONE), "another basis");
    find_stakes(&m);
    check_stakes(&m);
    for (size_t i = 0; i < d->count; i++)
        weigh(&m, &d->tried[i]);
    check_players(&m);
    check_frontier(&m);
    expect((gtee_bargain_solution_count(b) == 4) == (utilities && gtee_bargain_outcome_count(b) > 0), "points without a frontier, or none with one");
    check_solutions(&m);
}

static void one_seed(gtee_context *context, uint64_t seed)
{
    static random_case c;
    static deals d;
    gtee_bargain *bargain;

    current_seed = seed;
    if (!random_case_make(&c, context, seed))
        return;
    deals_question q = c.asked.q;
    const size_t valued = find_values(&c.o, &q);
    q.red_line_weight = q.consent_weight = 0;
    if (valued > 0)
        q.cap = 0;
    deals_try(&d, &c.o, &q);
    CU_ASSERT_EQUAL_FATAL(gtee_bargain_new(c.view, &c.asked.options, &bargain, NULL), GTEE_OK);
    if (valued > 0)
        expect(gtee_bargain_player_count(bargain) == valued, "somebody with preferences does not play");
    compare(&d, bargain, valued > 0);
    seen.dossiers++;
    seen.utilities += valued > 0;
    seen.costs += gtee_bargain_basis(bargain) == GTEE_BASIS_COSTS;
    seen.none += gtee_bargain_basis(bargain) == GTEE_BASIS_NONE;
    seen.immovable += c.asked.options.immovable_count > 0;
    seen.capped += q.cap > 0;
    seen.proposals += q.proposal != NULL;
    gtee_bargain_unref(bargain);
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
    printf("\n%zu dossiers: %zu with utilities, %zu with costs, %zu with neither; %zu points, %zu frontiers of more than three, %zu solutions; "
           "%zu without a package, %zu immovable, %zu capped, %zu with a proposal\n",
           seen.dossiers, seen.utilities, seen.costs, seen.none, seen.points, seen.large, seen.solutions, seen.nothing, seen.immovable, seen.capped,
           seen.proposals);
    if (seeds < SEEDS)
        return; /* too few to have seen everything */
    CU_ASSERT_TRUE(seen.utilities > seeds / 10 && seen.costs > seeds / 10 && seen.points > seeds / 4 && seen.large > seeds / 300);
    CU_ASSERT_TRUE(seen.nothing > 0 && seen.immovable > 0 && seen.capped > 0 && seen.proposals > 0 && seen.solutions > seeds / 4);
}

UNIT_TESTS("bargains against trying all choices", {"random dossiers", against_trying_all})
