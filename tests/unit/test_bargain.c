/*
 * test_bargain.c: bargains against looking at every package of random dossiers: utilities with red lines, conditions, constraints, fixed choices and
 * reservations; costs where nobody has preferences; and by hand what is special. With GUARANTEE_NEGOTIATION_DATA set to a directory of NegoLog's domains
 * also these, against the figures that come with them. Uses the public header.
 */
#include "run.h"

#include "given.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>

#define MOST_ISSUES 5
#define MOST_OPTIONS 4
#define MOST_PLAYERS 4
#define MOST_POSITIONS 8
#define MOST_PACKAGES 1024
#define UNITS 10000.0 /* of two decimals times two */

static uint64_t state = UINT64_C(0x9E3779B97F4A7C15);

static uint32_t below(uint32_t n)
{
    state ^= state << 13;
    state ^= state >> 7;
    state ^= state << 17;
    return (uint32_t)((state >> 11) % n);
}

/* ---- a random world and its text */

typedef struct position {
    uint32_t who, kind, weight; /* kind: index into `stances` */
    uint32_t sets[MOST_ISSUES]; /* 0: not on it */
    uint32_t if_issue, if_set;  /* 0: no condition */
} position;

static const char *const stances[] = {"requires", "rejects", "prefers", "opposes"};

typedef struct world {
    uint32_t issues, options[MOST_ISSUES], players;
    bool valued; /* players have preferences */
    uint32_t weights[MOST_PLAYERS][MOST_ISSUES], values[MOST_PLAYERS][MOST_ISSUES][MOST_OPTIONS], reservations[MOST_PLAYERS]; /* hundredths */
    position positions[MOST_POSITIONS];
    uint32_t position_count;
    uint32_t if_issue, if_set, then_issue, then_set; /* a constraint, if if_set */
    uint32_t sets[2], at_most, of_issues[2];         /* another, if sets[0]: at most so many hold */
    uint32_t fixed_issue, fixed_option;              /* fixed_issue == issues: nothing */
} world;

static uint32_t some(const world *w, uint32_t issue)
{
    return 1 + below((1u << w->options[issue]) - 2); /* not all, not none */
}

static void random_position(world *w, uint32_t who, uint32_t first, uint32_t last)
{
    position *p = &w->positions[w->position_count++];

    *p = (position){.who = who, .kind = below(w->valued ? 2 : 4), .weight = 1 + below(300)};
    for (uint32_t i = first; i < last; i++)
        p->sets[i] = some(w, i);
    if (below(3) == 0) {
        p->if_issue = below(w->issues);
        p->if_set = some(w, p->if_issue);
    }
}

static void random_rules(world *w)
{
    w->if_set = w->sets[0] = 0;
    if (below(3) == 0) {
        w->if_issue = below(w->issues);
        w->then_issue = below(w->issues);
        w->if_set = some(w, w->if_issue);
        w->then_set = some(w, w->then_issue);
    }
    if (below(3) == 0) {
        for (uint32_t i = 0; i < 2; i++) {
            w->of_issues[i] = below(w->issues);
            w->sets[i] = some(w, w->of_issues[i]);
        }
        w->at_most = 1;
    }
    w->fixed_issue = below(4) == 0 ? below(w->issues) : w->issues;
    w->fixed_option = w->fixed_issue < w->issues ? below(w->options[w->fixed_issue]) : 0;
}

static void world_make(world *w, bool valued)
{
    *w = (world){.issues = 1 + below(MOST_ISSUES), .players = 1 + below(MOST_PLAYERS), .valued = valued};
    for (uint32_t i = 0; i < w->issues; i++)
        w->options[i] = 2 + below(MOST_OPTIONS - 1);
    for (uint32_t p = 0; p < w->players; p++) {
        for (uint32_t i = 0; i < w->issues; i++) {
            w->weights[p][i] = i > 0 && below(4) == 0 ? 0 : 1 + below(100); /* 0: not valued; everybody values the first issue */
            for (uint32_t o = 0; o < w->options[i]; o++)
                w->values[p][i][o] = below(below(2) ? 101 : 4);
        }
        w->reservations[p] = below(3) == 0 ? below(80) : 0;
        if (w->position_count + 2 <= MOST_POSITIONS && below(valued ? 3 : 1) == 0) { /* two at most, on different issues */
            const uint32_t middle = below(w->issues);
            random_position(w, p, 0, middle + 1);
            if (middle + 1 < w->issues)
                random_position(w, p, middle + 1, w->issues);
        }
    }
    random_rules(w);
}

typedef struct text { char bytes[12000]; size_t size; } text;

static void put(text *t, const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    t->size += (size_t)vsnprintf(t->bytes + t->size, sizeof t->bytes - t->size, format, arguments);
    va_end(arguments);
    CU_ASSERT_FATAL(t->size < sizeof t->bytes);
}

static void put_set(text *t, uint32_t issue, uint32_t set)
{
    const char *comma = "";

    put(t, "i%u: [", issue);
    for (uint32_t o = 0; o < MOST_OPTIONS; o++)
        if ((set >> o & 1) != 0) {
            put(t, "%so%u", comma, o);
            comma = ", ";
        }
    put(t, "]");
}

static void put_positions(text *t, const world *w)
{
    if (w->position_count > 0)
        put(t, "positions:\n");
    for (uint32_t k = 0; k < w->position_count; k++) {
        const position *p = &w->positions[k];
        const char *comma = "";
        put(t, "  - {participant: p%u, date: 2025, evidence: stated, source: s, %s: {", p->who, stances[p->kind]);
        for (uint32_t i = 0; i < w->issues; i++)
            if (p->sets[i] != 0) {
                put(t, "%s", comma);
                put_set(t, i, p->sets[i]);
                comma = ", ";
            }
        put(t, "}");
        if (p->kind >= 2)
            put(t, ", weight: %u.%02u", p->weight / 100, p->weight % 100);
        if (p->if_set != 0) {
            put(t, ", if: {");
            put_set(t, p->if_issue, p->if_set);
            put(t, "}");
        }
        put(t, "}\n");
    }
}

static void put_rules(text *t, const world *w)
{
    if (w->if_set != 0 || w->sets[0] != 0)
        put(t, "constraints:\n");
    if (w->if_set != 0) {
        put(t, "  - {id: implied, because: law, if: {");
        put_set(t, w->if_issue, w->if_set);
        put(t, "}, then: {");
        put_set(t, w->then_issue, w->then_set);
        put(t, "}}\n");
    }
    if (w->sets[0] != 0) {
        put(t, "  - {id: counted, because: room, at_most: %u, of: [{", w->at_most);
        put_set(t, w->of_issues[0], w->sets[0]);
        put(t, "}, {");
        put_set(t, w->of_issues[1], w->sets[1]);
        put(t, "}]}\n");
    }
}

static void put_preferences(text *t, const world *w)
{
    put(t, "preferences:\n");
    for (uint32_t p = 0; p < w->players; p++) {
        put(t, "  - participant: p%u\n    reservation: %u.%02u\n    utility:\n", p, w->reservations[p] / 100, w->reservations[p] % 100);
        for (uint32_t i = 0; i < w->issues; i++) {
            if (w->weights[p][i] == 0)
                continue;
            put(t, "      i%u: {weight: %u.%02u, values: {", i, w->weights[p][i] / 100, w->weights[p][i] % 100);
            for (uint32_t o = 0; o < w->options[i]; o++)
                put(t, "%so%u: %u.%02u", o > 0 ? ", " : "", o, w->values[p][i][o] / 100, w->values[p][i][o] % 100);
            put(t, "}}\n");
        }
    }
}

static void world_put(text *t, const world *w)
{
    t->size = 0;
    put(t, "sources: [{id: s, title: S}]\nparticipants:\n");
    for (uint32_t p = 0; p < w->players; p++)
        put(t, "  - {id: p%u, kind: state}\n", p);
    put(t, "issues:\n");
    for (uint32_t i = 0; i < w->issues; i++) {
        put(t, "  - {id: i%u, options: [", i);
        for (uint32_t o = 0; o < w->options[i]; o++)
            put(t, "%so%u", o > 0 ? ", " : "", o);
        put(t, "]}\n");
    }
    put_rules(t, w);
    put_positions(t, w);
    if (w->valued)
        put_preferences(t, w);
}

static bool bears(const world *w, uint32_t issue)
{
    bool named = w->fixed_issue == issue || (w->if_set != 0 && (w->if_issue == issue || w->then_issue == issue)) ||
                 (w->sets[0] != 0 && (w->of_issues[0] == issue || w->of_issues[1] == issue));

    for (uint32_t p = 0; w->valued && p < w->players; p++)
        named = named || w->weights[p][issue] != 0;
    for (uint32_t k = 0; k < w->position_count; k++)
        named = named || w->positions[k].sets[issue] != 0 || (w->positions[k].if_set != 0 && w->positions[k].if_issue == issue);
    return named;
}

/* ---- every package */

typedef struct every {
    uint32_t options[MOST_PACKAGES][MOST_ISSUES];
    int64_t values[MOST_PACKAGES][MOST_PLAYERS]; /* in units; without utilities: -(red lines * 10^9 + weight) */
    uint32_t count, all;
} every;

static bool within(uint32_t set, uint32_t option)
{
    return (set >> option & 1) != 0;
}

static bool lawful(const world *w, const uint32_t *x)
{
    if (w->fixed_issue < w->issues && x[w->fixed_issue] != w->fixed_option)
        return false;
    if (w->if_set != 0 && within(w->if_set, x[w->if_issue]) && !within(w->then_set, x[w->then_issue]))
        return false;
    return w->sets[0] == 0 ||
           (uint32_t)within(w->sets[0], x[w->of_issues[0]]) + (uint32_t)within(w->sets[1], x[w->of_issues[1]]) <= w->at_most;
}

/* On how many issues the position is not met. */
static int64_t unmet(const world *w, const position *p, const uint32_t *x)
{
    int64_t found = 0;

    if (p->if_set != 0 && !within(p->if_set, x[p->if_issue]))
        return 0;
    for (uint32_t i = 0; i < w->issues; i++)
        found += p->sets[i] != 0 && within(p->sets[i], x[i]) == (p->kind == 1 || p->kind == 3);
    return found;
}

static void look_at(const world *w, every *e, const uint32_t *x)
{
    int64_t *values = e->values[e->count];
    bool good = lawful(w, x);

    memset(values, 0, sizeof e->values[0]);
    for (uint32_t k = 0; k < w->position_count; k++) {
        const position *p = &w->positions[k];
        const int64_t found = unmet(w, p, x);
        if (w->valued)
            good = good && found == 0;
        else
            values[p->who] -= p->kind < 2 ? (found > 0) * INT64_C(1000000000) : found * p->weight;
    }
    if (!good)
        return;
    e->all++;
    for (uint32_t p = 0; w->valued && p < w->players; p++) {
        for (uint32_t i = 0; i < w->issues; i++)
            values[p] += (int64_t)w->weights[p][i] * w->values[p][i][x[i]];
        good = good && values[p] >= (int64_t)w->reservations[p] * 100;
    }
    memcpy(e->options[e->count], x, sizeof e->options[0]);
    e->count += good;
}

static void look_at_all(const world *w, every *e)
{
    uint32_t x[MOST_ISSUES] = {0};

    e->count = e->all = 0;
    for (uint32_t i = 0; i < w->issues;) {
        look_at(w, e, x);
        for (i = 0; i < w->issues; i++) {
            if (bears(w, i) && ++x[i] < w->options[i])
                break;
            x[i] = 0;
        }
    }
}

static bool dominated(const world *w, const every *e, uint32_t which)
{
    for (uint32_t k = 0; k < e->count; k++) {
        bool reaches = true, more = false;
        for (uint32_t p = 0; reaches && p < w->players; p++) {
            reaches = e->values[k][p] >= e->values[which][p];
            more = more || e->values[k][p] > e->values[which][p];
        }
        if (reaches && more)
            return true;
    }
    return false;
}

/* ---- comparing */

/* The player's place in the bargain, SIZE_MAX if it has none. */
static size_t place_of(const gtee_bargain *b, uint32_t player)
{
    char id[16];

    snprintf(id, sizeof id, "p%u", player);
    for (size_t i = 0; i < gtee_bargain_player_count(b); i++)
        if (strcmp(gtee_participant_id(gtee_player_participant(gtee_bargain_player_at(b, i))), id) == 0)
            return i;
    return SIZE_MAX;
}

/* The nearest whole number; not negative. */
static int64_t whole(double number)
{
    return (int64_t)(number + 0.5);
}

static bool same_values(const world *w, const gtee_bargain *b, const gtee_outcome *outcome, const int64_t *values)
{
    for (uint32_t p = 0; p < w->players; p++) {
        const size_t place = place_of(b, p);
        if (place == SIZE_MAX) {
            CU_ASSERT_EQUAL(values[p], 0);
            continue;
        }
        const int64_t got = w->valued ? whole(gtee_outcome_utility_at(outcome, place) * UNITS)
                                      : -(int64_t)gtee_outcome_red_lines_at(outcome, place) * 1000000000 -
                                            whole(gtee_outcome_weight_at(outcome, place) * 100);
        if (got != values[p])
            return false;
    }
    return true;
}

static bool fits(const gtee_bargain *b, const gtee_outcome *outcome, const uint32_t *x)
{
    for (size_t i = 0; i < gtee_bargain_stake_count(b); i++) {
        const unsigned issue = (unsigned)atoi(gtee_issue_id(gtee_stake_issue(gtee_bargain_stake_at(b, i))) + 1);
        if ((gtee_outcome_options_at(outcome, i) >> x[issue] & 1) == 0)
            return false;
    }
    return true;
}

static void check_outcome(const world *w, const every *e, const gtee_bargain *b, const gtee_outcome *outcome)
{
    uint32_t equal = 0, fitting = 0;

    for (uint32_t k = 0; k < e->count; k++) {
        const bool same = same_values(w, b, outcome, e->values[k]), fit = fits(b, outcome, e->options[k]);
        equal += same;
        fitting += fit;
        CU_ASSERT_TRUE(same || !fit);
        CU_ASSERT_TRUE(!same || !dominated(w, e, k));
    }
    CU_ASSERT_TRUE(fitting > 0);
    CU_ASSERT_EQUAL(gtee_outcome_packages(outcome), equal);
}

static void check_bargain(const world *w, const every *e, const gtee_bargain *b)
{
    char digits[16];
    size_t expected = 0, stakes = 0;

    snprintf(digits, sizeof digits, "%u", (unsigned)e->all);
    CU_ASSERT_STRING_EQUAL(gtee_bargain_packages_text(b), digits);
    CU_ASSERT_EQUAL(gtee_bargain_packages(b), (double)e->all);
    CU_ASSERT_EQUAL(gtee_bargain_complete(b), 1);
    CU_ASSERT_EQUAL(gtee_bargain_exact(b), 1);
    for (uint32_t i = 0; i < w->issues; i++)
        stakes += bears(w, i);
    CU_ASSERT_EQUAL(gtee_bargain_stake_count(b), stakes);
    for (uint32_t k = 0; k < e->count; k++) {
        bool first = !dominated(w, e, k);
        for (uint32_t l = 0; first && l < k; l++)
            first = memcmp(e->values[k], e->values[l], sizeof e->values[k]) != 0;
        expected += first;
    }
    CU_ASSERT_EQUAL(gtee_bargain_outcome_count(b), gtee_bargain_player_count(b) > 0 ? expected : 0);
    for (size_t i = 0; i < gtee_bargain_outcome_count(b); i++)
        check_outcome(w, e, b, gtee_bargain_outcome_at(b, i));
}

/* What a package is worth under a concept that is one number; the leximin of the other two only in its first step. */
static double worth(const world *w, const every *e, uint32_t which, uint32_t kind)
{
    double product = 1, least = 1e300, sum = 0;
    bool able = false;

    for (uint32_t p = 0; p < w->players; p++) {
        const int64_t floor = (int64_t)w->reservations[p] * 100;
        int64_t ideal = floor;
        for (uint32_t k = 0; k < e->count; k++)
            ideal = e->values[k][p] > ideal ? e->values[k][p] : ideal;
        const double gain = (double)(e->values[which][p] - floor) / UNITS;
        sum += (double)e->values[which][p] / UNITS;
        if (ideal == floor)
            continue;
        const double part = kind == GTEE_POINT_EGALITARIAN ? gain : gain / ((double)(ideal - floor) / UNITS);
        able = true;
        product *= gain;
        least = part < least ? part : least;
    }
    if (kind == GTEE_POINT_UTILITARIAN)
        return sum;
    return !able ? 0 : kind == GTEE_POINT_NASH ? product : least;
}

static void check_solution(const world *w, const every *e, const gtee_bargain *b, const gtee_solution *solution)
{
    const uint32_t kind = gtee_solution_kind(solution);
    uint64_t reaching = 0, stands_for = 0;
    double most = 0;

    for (uint32_t k = 0; k < e->count; k++)
        most = worth(w, e, k, kind) > most ? worth(w, e, k, kind) : most;
    CU_ASSERT_DOUBLE_EQUAL(gtee_solution_value(solution), most, 1e-9);
    for (uint32_t k = 0; k < e->count; k++) {
        uint32_t listed = 0;
        for (size_t i = 0; i < gtee_solution_outcome_count(solution); i++)
            listed += fits(b, gtee_solution_outcome_at(solution, i), e->options[k]);
        CU_ASSERT_TRUE(listed <= 1);
        CU_ASSERT_TRUE(listed == 0 || worth(w, e, k, kind) >= most - 1e-9);
        stands_for += listed;
        reaching += worth(w, e, k, kind) >= most - 1e-9;
    }
    CU_ASSERT_TRUE(gtee_solution_all(solution) ? stands_for == gtee_solution_packages(solution) : stands_for < gtee_solution_packages(solution));
    if (kind == GTEE_POINT_UTILITARIAN || (kind == GTEE_POINT_NASH && most > 0))
        CU_ASSERT_EQUAL(gtee_solution_packages(solution), reaching)
    else
        CU_ASSERT_TRUE(gtee_solution_packages(solution) <= reaching);
}

static every seen;

static void agree(bool valued, unsigned rounds)
{
    static text t;
    unsigned points = 0, empty = 0;

    for (unsigned round = 0; round < rounds; round++) {
        world w;
        char choice[32];
        const char *const fixed[] = {choice};
        gtee_search_options options = {.size = sizeof options, .fixed = fixed};
        gtee_bargain *b;
        world_make(&w, valued);
        world_put(&t, &w);
        look_at_all(&w, &seen);
        options.fixed_count = w.fixed_issue < w.issues;
        snprintf(choice, sizeof choice, "i%u=o%u", w.fixed_issue, w.fixed_option);
        gtee_view *view = given_view(t.bytes, 0);
        CU_ASSERT_EQUAL_FATAL(gtee_bargain_new(view, &options, &b, NULL), GTEE_OK);
        CU_ASSERT_EQUAL(gtee_bargain_basis(b), valued ? GTEE_BASIS_UTILITIES : gtee_bargain_player_count(b) > 0 ? GTEE_BASIS_COSTS : GTEE_BASIS_NONE);
        check_bargain(&w, &seen, b);
        CU_ASSERT_EQUAL(gtee_bargain_solution_count(b), valued && seen.count > 0 ? 4 : 0);
        for (size_t i = 0; i < gtee_bargain_solution_count(b); i++) {
            CU_ASSERT_EQUAL(gtee_solution_kind(gtee_bargain_solution_at(b, i)), i + 1);
            check_solution(&w, &seen, b, gtee_bargain_solution_at(b, i));
        }
        points += gtee_bargain_outcome_count(b) > 1;
        empty += seen.count == 0;
        gtee_bargain_unref(b);
        gtee_view_unref(view);
    }
    CU_ASSERT_TRUE(points > rounds / 8);
    CU_ASSERT_TRUE(empty > 0);
}

static void utilities(void)
{
    agree(true, 1500);
}

static void costs(void)
{
    agree(false, 1500);
}

/* ---- by hand */

#define TWO                                                                                                   \
    "sources: [{id: s, title: S}]\n"                                                                          \
    "participants: [{id: ada, kind: state}, {id: bor, kind: state}, {id: cyn, kind: state},\n"                \
    "  {id: pact, kind: group, members: [{id: ada, until: 2020}, bor]}]\n"                           \
    "issues:\n"                                                                                               \
    "  - {id: land, options: [keep, share, cede], default: keep}\n"                                           \
    "  - {id: help, options: [none, some], default: none, by: pact}\n"

static gtee_bargain *bargain_of(const gtee_view *view, const gtee_search_options *options)
{
    gtee_bargain *b;

    CU_ASSERT_EQUAL_FATAL(gtee_bargain_new(view, options, &b, NULL), GTEE_OK);
    return b;
}

/* Who has no choice as of the day stays at the default, and that is worth something all the same. */
static void choices_that_nobody_has(void)
{
    gtee_view *view = given_view(TWO "preferences:\n"
                                     "  - {participant: ada, reservation: 0.5, utility: {land: {weight: 1, values: {keep: 1, share: 0.5}},\n"
                                     "      help/ada: {weight: 2, values: {none: 0.25, some: 7}}}}\n",
                                 20250101);
    gtee_bargain *b = bargain_of(view, NULL);
    const gtee_player *ada = gtee_bargain_player_at(b, 0);

    CU_ASSERT_EQUAL(gtee_bargain_basis(b), GTEE_BASIS_UTILITIES);
    CU_ASSERT_PTR_EQUAL(gtee_bargain_view(b), view);
    CU_ASSERT_EQUAL_FATAL(gtee_bargain_outcome_count(b), 1);
    CU_ASSERT_EQUAL(gtee_outcome_utility_at(gtee_bargain_outcome_at(b, 0), 0), 1.5);
    CU_ASSERT_EQUAL(gtee_outcome_utility_at(gtee_bargain_outcome_at(b, 0), 1), 0);
    CU_ASSERT_EQUAL(gtee_outcome_options_at(gtee_bargain_outcome_at(b, 0), 0), 1);
    CU_ASSERT_EQUAL(gtee_outcome_options_at(gtee_bargain_outcome_at(b, 0), 1), 0);
    CU_ASSERT_EQUAL(gtee_player_reservation(ada), 0.5);
    CU_ASSERT_EQUAL(gtee_player_ideal(ada), 1.5);
    CU_ASSERT_PTR_NOT_NULL(gtee_player_preference(ada));
    CU_ASSERT_STRING_EQUAL(gtee_bargain_packages_text(b), "3");
    CU_ASSERT_EQUAL(gtee_bargain_stake_count(b), 1);
    CU_ASSERT_PTR_NULL(gtee_bargain_stake_at(b, 1));
    CU_ASSERT_PTR_NULL(gtee_stake_participant(gtee_bargain_stake_at(b, 0)));
    CU_ASSERT_PTR_NULL(gtee_bargain_player_at(b, 1));
    CU_ASSERT_PTR_NULL(gtee_bargain_outcome_at(b, 1));
    CU_ASSERT_PTR_NULL(gtee_bargain_solution_at(b, 4));
    gtee_bargain *again = gtee_bargain_ref(b);
    gtee_bargain_unref(b);
    CU_ASSERT_EQUAL(gtee_bargain_solution_count(again), 4);
    gtee_bargain_unref(again);
    gtee_bargain_unref(NULL);
    gtee_view_unref(view);
}

#define DIVIDED                                                                                                                      \
    TWO "preferences:\n"                                                                                                             \
        "  - {participant: ada, utility: {land: {weight: 1, values: {keep: 1, share: 0.6, cede: 0}}}}\n"                              \
        "  - {participant: bor, date: 2024, reservation: 0.2, utility: {land: {weight: 1, values: {keep: 0, share: 0.6, cede: 1}}}}\n"

static void expect_options(const gtee_bargain *b, uint32_t kind, double value, uint64_t options)
{
    const gtee_solution *solution = gtee_bargain_solution_at(b, kind - 1);

    CU_ASSERT_PTR_NOT_NULL_FATAL(solution);
    CU_ASSERT_DOUBLE_EQUAL(gtee_solution_value(solution), value, 1e-12);
    CU_ASSERT_EQUAL_FATAL(gtee_solution_outcome_count(solution), 1);
    CU_ASSERT_PTR_NULL(gtee_solution_outcome_at(solution, 1));
    CU_ASSERT_EQUAL(gtee_outcome_options_at(gtee_solution_outcome_at(solution, 0), 0), options);
}

/* Reservation, day, parties, red lines of parties: each keeps packages out, or somebody. */
static void what_keeps_out(void)
{
    gtee_view *view = given_view(DIVIDED, 20250101), *before = given_view(DIVIDED, 20230101);
    gtee_search_options options = {.size = sizeof options};
    const gtee_participant *parties[] = {given_participant(view, "bor")};
    gtee_bargain *b = bargain_of(view, NULL);

    CU_ASSERT_EQUAL(gtee_bargain_outcome_count(b), 2); /* keep is below bor's reservation */
    expect_options(b, GTEE_POINT_NASH, 0.6 * 0.4, 2);
    expect_options(b, GTEE_POINT_KALAI_SMORODINSKY, 0.5, 2);
    expect_options(b, GTEE_POINT_EGALITARIAN, 0.4, 2);
    expect_options(b, GTEE_POINT_UTILITARIAN, 1.2, 2);
    gtee_bargain_unref(b);
    b = bargain_of(before, NULL); /* bor's preferences are not yet known */
    CU_ASSERT_EQUAL(gtee_bargain_player_count(b), 1);
    expect_options(b, GTEE_POINT_NASH, 1, 1);
    gtee_bargain_unref(b);
    options.parties = parties;
    options.party_count = 1;
    b = bargain_of(view, &options);
    CU_ASSERT_EQUAL(gtee_bargain_player_count(b), 1);
    expect_options(b, GTEE_POINT_UTILITARIAN, 1, 4);
    gtee_bargain_unref(b);
    gtee_view_unref(view);
    gtee_view_unref(before);
}

/* Immovable: what needs consent that is not on record cannot be. Without that it may be assumed. */
static void consents(void)
{
    gtee_view *view = given_view(TWO "preferences:\n"
                                     "  - {participant: ada, utility: {help/bor: {weight: 1, values: {some: 1}}}}\n",
                                 20250101);
    const gtee_participant *immovable[] = {given_participant(view, "bor")};
    gtee_search_options options = {.size = sizeof options, .immovable = immovable, .immovable_count = 1};
    gtee_bargain *b = bargain_of(view, NULL);

    expect_options(b, GTEE_POINT_NASH, 1, 2);
    CU_ASSERT_PTR_EQUAL(gtee_stake_participant(gtee_bargain_stake_at(b, 0)), immovable[0]);
    gtee_bargain_unref(b);
    b = bargain_of(view, &options);
    expect_options(b, GTEE_POINT_UTILITARIAN, 0, 1);
    CU_ASSERT_STRING_EQUAL(gtee_bargain_packages_text(b), "1");
    gtee_bargain_unref(b);
    gtee_view_unref(view);
}

/* Nothing that counts; nothing that reaches the reservation; nobody who wants anything. */
static void nothing(void)
{
    static const char *const both[] = {"land=keep", "land=cede"};
    gtee_view *view = given_view(DIVIDED, 20250101), *none = given_view(TWO, 20250101);
    gtee_search_options options = {.size = sizeof options, .fixed = both, .fixed_count = 2};
    gtee_bargain *b = bargain_of(view, &options);

    CU_ASSERT_STRING_EQUAL(gtee_bargain_packages_text(b), "0");
    CU_ASSERT_EQUAL(gtee_bargain_outcome_count(b), 0);
    CU_ASSERT_EQUAL(gtee_bargain_solution_count(b), 0);
    CU_ASSERT_EQUAL(gtee_bargain_complete(b), 1);
    gtee_bargain_unref(b);
    options.fixed_count = 1;
    b = bargain_of(view, &options);
    CU_ASSERT_STRING_EQUAL(gtee_bargain_packages_text(b), "1");
    CU_ASSERT_EQUAL(gtee_bargain_outcome_count(b), 0);
    gtee_bargain_unref(b);
    b = bargain_of(none, NULL);
    CU_ASSERT_EQUAL(gtee_bargain_basis(b), GTEE_BASIS_NONE);
    CU_ASSERT_EQUAL(gtee_bargain_player_count(b), 0);
    CU_ASSERT_EQUAL(gtee_bargain_outcome_count(b), 0);
    gtee_bargain_unref(b);
    gtee_view_unref(view);
    gtee_view_unref(none);
}

/* More digits than 64 bits hold are rounded, and that is said; a tie of equal thirds stays one. */
static void too_fine(void)
{
    gtee_view *view = given_view(TWO "preferences:\n"
                                     "  - participant: ada\n"
                                     "    utility:\n"
                                     "      land: {weight: 0.333333333333333, values: {keep: 0.333333333333333, share: 0.333333333333333, cede: 0.1}}\n"
                                     "      help/bor: {weight: 500000000000, values: {none: 0.000000000001, some: 1}}\n",
                                 20250101);
    gtee_bargain *b = bargain_of(view, NULL);

    CU_ASSERT_EQUAL(gtee_bargain_exact(b), 0);
    CU_ASSERT_EQUAL_FATAL(gtee_bargain_outcome_count(b), 1);
    CU_ASSERT_EQUAL(gtee_outcome_packages(gtee_bargain_outcome_at(b, 0)), 2);
    CU_ASSERT_EQUAL(gtee_outcome_options_at(gtee_bargain_outcome_at(b, 0), 0), 3);
    CU_ASSERT_DOUBLE_EQUAL(gtee_outcome_utility_at(gtee_bargain_outcome_at(b, 0), 0), 500000000000.0 + 1.0 / 9, 1e-4);
    gtee_bargain_unref(b);
    gtee_view_unref(view);
}

/* More ties than are listed: said so, and counted. */
static void many_ties(void)
{
    static text t;
    t.size = 0;
    put(&t, "sources: [{id: s, title: S}]\nparticipants: [{id: ada, kind: state}, {id: bor, kind: state}]\nissues:\n");
    for (unsigned i = 0; i < 20; i++)
        put(&t, "  - {id: i%u, options: [a, b]}\n", i);
    put(&t, "preferences:\n");
    for (unsigned p = 0; p < 2; p++) {
        put(&t, "  - participant: %s\n    utility:\n", p == 0 ? "ada" : "bor");
        for (unsigned i = 0; i < 20; i++)
            put(&t, "      i%u: {weight: 1, values: {%s: 1}}\n", i, p == 0 ? "a" : "b");
    }
    gtee_view *view = given_view(t.bytes, 0);
    gtee_bargain *b = bargain_of(view, NULL);
    CU_ASSERT_EQUAL(gtee_bargain_outcome_count(b), 21);
    CU_ASSERT_EQUAL(gtee_bargain_packages(b), 1048576);
    const gtee_solution *nash = gtee_bargain_solution_at(b, 0), *sum = gtee_bargain_solution_at(b, 3);
    CU_ASSERT_EQUAL(gtee_solution_value(nash), 100);
    CU_ASSERT_EQUAL(gtee_solution_packages(nash), 184756); /* 20 over 10 */
    CU_ASSERT_EQUAL(gtee_solution_packages(sum), 1048576);
    CU_ASSERT_EQUAL(gtee_solution_outcome_count(nash), 64);
    CU_ASSERT_EQUAL(gtee_solution_all(nash), 0);
    for (size_t i = 0; i < 64; i++) {
        const gtee_outcome *one = gtee_solution_outcome_at(nash, i);
        unsigned first = 0;
        for (size_t v = 0; v < gtee_outcome_options_count(one); v++)
            first += gtee_outcome_options_at(one, v) == 1;
        CU_ASSERT_EQUAL(first, 10);
    }
    gtee_bargain_unref(b);
    gtee_view_unref(view);
}

static void refused(void)
{
    static const char *const unknown[] = {"land=give"};
    gtee_view *view = given_view(DIVIDED, 20250101);
    gtee_search_options options = {.size = sizeof options, .fixed = unknown, .fixed_count = 1};
    gtee_diagnostics *diagnostics;
    gtee_bargain *b = (gtee_bargain *)view;
    int patience = 0;

    CU_ASSERT_EQUAL(gtee_bargain_new(view, &options, &b, &diagnostics), GTEE_ERROR_NOT_FOUND);
    CU_ASSERT_PTR_NULL(b);
    CU_ASSERT_TRUE(given_code(diagnostics, "G0709"));
    CU_ASSERT_EQUAL(gtee_bargain_new(NULL, NULL, &b, NULL), GTEE_ERROR_ARGUMENT);
    CU_ASSERT_EQUAL(gtee_bargain_new(view, NULL, NULL, NULL), GTEE_ERROR_ARGUMENT);
    options = (gtee_search_options){.size = sizeof options, .progress = given_patience, .progress_user = &patience};
    CU_ASSERT_EQUAL(gtee_bargain_new(view, &options, &b, NULL), GTEE_ERROR_CANCELLED);
    CU_ASSERT_PTR_NULL(b);
    options = (gtee_search_options){.size = sizeof options, .budget = 1};
    CU_ASSERT_EQUAL(gtee_bargain_new(view, &options, &b, NULL), GTEE_OK);
    CU_ASSERT_EQUAL(gtee_bargain_complete(b), 0);
    gtee_bargain_unref(b);
    CU_ASSERT_STRING_EQUAL(gtee_point_name(GTEE_POINT_EGALITARIAN), "egalitarian");
    CU_ASSERT_STRING_EQUAL(gtee_point_name(5), "");
    gtee_view_unref(view);
}

/* One more party than can be told apart. */
static void too_many(void)
{
    static text t;
    gtee_diagnostics *diagnostics;
    gtee_bargain *b;

    for (unsigned valued = 0; valued < 2; valued++) {
        t.size = 0;
        put(&t, "sources: [{id: s, title: S}]\nissues: [{id: land, options: [a, b]}]\nparticipants:\n");
        for (unsigned i = 0; i < 65; i++)
            put(&t, "  - {id: p%u, kind: state}\n", i);
        put(&t, valued ? "preferences:\n" : "positions:\n");
        for (unsigned i = 0; i < 65; i++)
            put(&t, valued ? "  - {participant: p%u, utility: {land: {weight: 1, values: {a: 1}}}}\n"
                           : "  - {participant: p%u, date: 2025, rejects: {land: a}, evidence: stated, source: s}\n", i);
        gtee_view *view = given_view(t.bytes, 0);
        CU_ASSERT_EQUAL(gtee_bargain_new(view, NULL, &b, &diagnostics), GTEE_ERROR_LIMIT);
        CU_ASSERT_TRUE(given_code(diagnostics, "G0713"));
        gtee_view_unref(view);
    }
}

/* Without utilities, a cap: nobody gives up more than one red line. */
static void caps(void)
{
    gtee_view *view = given_view("sources: [{id: s, title: S}]\nparticipants: [{id: ada, kind: state}, {id: bor, kind: state}]\n"
                                 "issues: [{id: x, options: [a, b]}, {id: y, options: [a, b]}]\npositions:\n"
                                 "  - {participant: ada, date: 2025, requires: {x: a}, evidence: stated, source: s}\n"
                                 "  - {participant: ada, date: 2025, requires: {y: a}, evidence: stated, source: s}\n"
                                 "  - {participant: bor, date: 2025, requires: {x: b}, evidence: stated, source: s}\n"
                                 "  - {participant: bor, date: 2025, requires: {y: b}, evidence: stated, source: s}\n", 0);
    gtee_search_options options = {.size = sizeof options, .cap = 1};
    gtee_bargain *b = bargain_of(view, NULL);

    CU_ASSERT_EQUAL(gtee_bargain_outcome_count(b), 3); /* all to one, all to the other, one each: two packages */
    CU_ASSERT_EQUAL(gtee_bargain_solution_count(b), 0);
    gtee_bargain_unref(b);
    b = bargain_of(view, &options);
    CU_ASSERT_EQUAL_FATAL(gtee_bargain_outcome_count(b), 1);
    CU_ASSERT_EQUAL(gtee_outcome_packages(gtee_bargain_outcome_at(b, 0)), 2);
    CU_ASSERT_EQUAL(gtee_outcome_red_lines_at(gtee_bargain_outcome_at(b, 0), 0), 1);
    CU_ASSERT_EQUAL(gtee_outcome_red_lines_at(gtee_bargain_outcome_at(b, 0), 1), 1);
    CU_ASSERT_PTR_NULL(gtee_player_preference(gtee_bargain_player_at(b, 0)));
    CU_ASSERT_EQUAL(gtee_outcome_red_lines_count(gtee_bargain_outcome_at(b, 0)), 2);
    CU_ASSERT_EQUAL(gtee_outcome_weight_count(gtee_bargain_outcome_at(b, 0)), 2);
    CU_ASSERT_EQUAL(gtee_outcome_utility_count(gtee_bargain_outcome_at(b, 0)), 2);
    gtee_bargain_unref(b);
    gtee_view_unref(view);
}

/* ---- NegoLog's domains, where they are */

typedef struct scan { char bytes[65536]; } scan;

static bool read_file(const char *directory, const char *domain, const char *name, scan *to)
{
    char path[4096];

    snprintf(path, sizeof path, "%s/%s/%s", directory, domain, name);
    FILE *file = fopen(path, "rb");
    if (file == NULL)
        return false;
    to->bytes[fread(to->bytes, 1, sizeof to->bytes - 1, file)] = '\0';
    fclose(file);
    return true;
}

/* Behind `"key":`, NULL if there is none. */
static const char *behind(const char *from, const char *key)
{
    char quoted[128];

    snprintf(quoted, sizeof quoted, "\"%s\":", key);
    const char *found = strstr(from, quoted);
    return found != NULL ? found + strlen(quoted) : NULL;
}

/* The next `"key": value` of a flat object; NULL at its end. */
static const char *next_pair(const char *at, char *key, char *value)
{
    int used = 0;

    at += strspn(at, " \r\n\t,{");
    if (*at == '}' || sscanf(at, "\"%40[^\"]\": %40[0-9.]%n", key, value, &used) != 2 || used == 0)
        return NULL;
    return at + used;
}

/* valueC → value-c: ids are in kebab-case. */
static void put_id(text *t, const char *camel)
{
    for (; *camel != '\0'; camel++)
        put(t, *camel >= 'A' && *camel <= 'Z' ? "-%c" : "%c", *camel >= 'A' && *camel <= 'Z' ? *camel - 'A' + 'a' : *camel);
}

/* Per issue of the profile: calls for its weight, options and values. `as_issues`: only the issue with its options. */
static void put_profile(text *t, const scan *profile, bool as_issues)
{
    char issue[41], weight[41], option[41], value[41];
    const char *weights = behind(profile->bytes, "issueWeights"), *all = behind(profile->bytes, "issues");

    CU_ASSERT_PTR_NOT_NULL_FATAL(weights);
    CU_ASSERT_PTR_NOT_NULL_FATAL(all);
    while ((weights = next_pair(weights, issue, weight)) != NULL) {
        const char *values = behind(all, issue), *comma = "";
        put(t, as_issues ? "  - {id: " : "      ");
        put_id(t, issue);
        put(t, as_issues ? ", options: [" : ": {weight: %s, values: {", weight);
        while ((values = next_pair(values, option, value)) != NULL) {
            put(t, "%s", comma);
            put_id(t, option);
            if (!as_issues)
                put(t, ": %s", value);
            comma = ", ";
        }
        put(t, as_issues ? "]}\n" : "}}\n");
    }
}

static double figure(const scan *specs, const char *key)
{
    const char *at = behind(specs->bytes, key);
    double number = -1;

    CU_ASSERT_PTR_NOT_NULL_FATAL(at);
    CU_ASSERT_EQUAL(sscanf(at, "%lf", &number), 1);
    return number;
}

/* Is the bid of that name in specs.json among the packages that tie? */
static bool has_bid(const gtee_bargain *b, const gtee_solution *solution, const scan *specs, const char *name)
{
    const char *bid = behind(specs->bytes, name);

    for (size_t i = 0; bid != NULL && i < gtee_solution_outcome_count(solution); i++) {
        bool same = true;
        for (size_t v = 0; same && v < gtee_bargain_stake_count(b); v++) {
            const gtee_issue *issue = gtee_stake_issue(gtee_bargain_stake_at(b, v));
            char key[41], option[41];
            const char *id = gtee_issue_id(issue);
            snprintf(key, sizeof key, "issue%c", id[strlen(id) - 1] - 'a' + 'A');
            const char *at = behind(bid, key);
            CU_ASSERT_TRUE_FATAL(at != NULL && sscanf(at, " \"%40[^\"]", option) == 1);
            const uint64_t options = gtee_outcome_options_at(gtee_solution_outcome_at(solution, i), v);
            same = (options >> (option[strlen(option) - 1] - 'A') & 1) != 0;
        }
        if (same)
            return true;
    }
    return false;
}

static void compare_domain(const char *directory, const char *domain)
{
    static scan a, c, specs;
    static text t;

    CU_ASSERT_TRUE_FATAL(read_file(directory, domain, "profileA.json", &a) && read_file(directory, domain, "profileB.json", &c) &&
                         read_file(directory, domain, "specs.json", &specs));
    t.size = 0;
    put(&t, "participants: [{id: one, kind: person}, {id: two, kind: person}]\nissues:\n");
    put_profile(&t, &a, true);
    put(&t, "preferences:\n  - participant: one\n    utility:\n");
    put_profile(&t, &a, false);
    put(&t, "  - participant: two\n    utility:\n");
    put_profile(&t, &c, false);
    gtee_view *view = given_view(t.bytes, 0);
    gtee_bargain *b = bargain_of(view, NULL);
    const gtee_solution *nash = gtee_bargain_solution_at(b, 0), *sum = gtee_bargain_solution_at(b, 3);
    CU_ASSERT_EQUAL(gtee_bargain_packages(b), figure(&specs, "NumberOfBids"));
    CU_ASSERT_DOUBLE_EQUAL(gtee_solution_value(nash), figure(&specs, "Nash Product"), 1e-12);
    CU_ASSERT_DOUBLE_EQUAL(gtee_solution_value(sum), figure(&specs, "Social Welfare"), 1e-12);
    CU_ASSERT_DOUBLE_EQUAL(gtee_outcome_utility_at(gtee_solution_outcome_at(nash, 0), 0), figure(&specs, "Nash_A"), 1e-12);
    CU_ASSERT_DOUBLE_EQUAL(gtee_outcome_utility_at(gtee_solution_outcome_at(nash, 0), 1), figure(&specs, "Nash_B"), 1e-12);
    CU_ASSERT_TRUE(has_bid(b, nash, &specs, "NashBid"));
    CU_ASSERT_TRUE(has_bid(b, sum, &specs, "KalaiBid"));
    printf("%s: %s packages, frontier of %zu\n", domain, gtee_bargain_packages_text(b), gtee_bargain_outcome_count(b));
    gtee_bargain_unref(b);
    gtee_view_unref(view);
}

static void negolog(void)
{
    static const char *const domains[] = {"domain13", "domain16", "domain48", "domain61"};
    const char *directory = getenv("GUARANTEE_NEGOTIATION_DATA");

    if (directory == NULL) {
        CU_PASS("no data given");
        return;
    }
    for (size_t i = 0; i < sizeof domains / sizeof domains[0]; i++)
        compare_domain(directory, domains[i]);
}

UNIT_TESTS("bargain", {"utilities against every package", utilities}, {"costs against every package", costs},
           {"choices that nobody has", choices_that_nobody_has}, {"what keeps out", what_keeps_out}, {"consents", consents},
           {"nothing", nothing}, {"too fine", too_fine}, {"many ties", many_ties}, {"refused", refused}, {"too many", too_many},
           {"caps", caps}, {"NegoLog's domains", negolog})
