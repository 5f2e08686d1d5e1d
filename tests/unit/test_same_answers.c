/*
 * test_same_answers.c: what makes no difference. Random dossiers are written once plainly and then in a guise: with other ids and names, with records,
 * options and members in another order, with an issue of which nobody speaks, a party that says nothing, a constraint that excludes nothing, or with red
 * lines on record twice (and weights twice, against double weights). Conflicts, concession sets, packages, nearest versions, sensitivity and bargains must be the same but for names.
 * docs/semantics.md says why. Uses the public header.
 */
#include "run.h"

#include "dossiers.h"
#include "given.h"
#include "put_text.h"

#include <stdarg.h>
#include <stdbool.h>

#define WORLDS 250u
#define KINDS 4u      /* issues: two plain, one by a group of two, one without a default */
#define CHOICES 5u    /* variables: the third issue has two */
#define MOST_SAID 12u
#define LINES 4000u
#define WIDTH 160u

/* ---- a world, and the guise that it is written in */

typedef struct demand {
    uint32_t set[CHOICES]; /* 0: nothing about it */
} demand;

typedef struct said {
    uint32_t who, stance, day, weight;
    bool whole; /* of the proposal */
    demand terms, when;
} said;

typedef struct world {
    uint32_t options[KINDS], fallback[KINDS], consent[KINDS]; /* consent: 0 nobody, else who + 1 */
    demand when, then;                                        /* a constraint */
    demand offer;                                             /* the proposal's terms */
    bool valued;
    uint32_t values[3][CHOICES][3];
    said said[MOST_SAID];
    uint32_t said_count;
} world;

typedef struct guise {
    bool renamed, reordered, issue, party, constraint;
    uint32_t twice; /* positions that are on record twice, as bits */
    uint32_t heavy; /* positions of double weight */
    uint32_t kinds[KINDS], people[3], options[KINDS][3], places[2 * MOST_SAID]; /* what stands where */
} guise;

static const uint32_t kind_of[CHOICES] = {0, 1, 2, 2, 3};

static uint32_t some(dice *d, const world *w, uint32_t choice)
{
    return 1 + roll(d, (1u << w->options[kind_of[choice]]) - 2);
}

static demand demands(dice *d, const world *w, uint32_t most)
{
    demand made = {{0}};

    for (uint32_t i = 0, n = 1 + roll(d, most); i < n; i++) {
        const uint32_t choice = roll(d, CHOICES);
        made.set[choice] = some(d, w, choice);
    }
    return made;
}

static world world_make(dice *d)
{
    world w = {.said_count = 4 + roll(d, MOST_SAID - 4), .valued = roll(d, 2) == 0};

    for (uint32_t i = 0; i < KINDS; i++) {
        w.options[i] = 2 + roll(d, 2);
        w.fallback[i] = roll(d, w.options[i]);
        w.consent[i] = roll(d, 3) == 0 ? 1 + roll(d, 3) : 0;
    }
    w.when = demands(d, &w, 2);
    w.then = demands(d, &w, 1);
    w.offer = demands(d, &w, 3);
    for (uint32_t k = 0; k < w.said_count; k++) {
        said *s = &w.said[k];
        *s = (said){.who = roll(d, 3), .stance = roll(d, 7), .day = 1 + roll(d, 5), .weight = 1 + roll(d, 8), .whole = roll(d, 8) == 0};
        s->terms = demands(d, &w, 2);
        if (roll(d, 4) == 0)
            s->when = demands(d, &w, 2);
    }
    w.said[0] = (said){.day = 9}; /* a red line on the first issue, so that something bears on it */
    w.said[0].terms.set[0] = some(d, &w, 0);
    for (uint32_t i = 0; i < 3 * CHOICES * 3; i++)
        w.values[i / 3 / CHOICES][i / 3 % CHOICES][i % 3] = roll(d, 5);
    return w;
}

static void shuffle(dice *d, uint32_t *items, uint32_t count, bool really)
{
    for (uint32_t i = 0; i < count; i++)
        items[i] = i;
    for (uint32_t i = count; really && i > 1; i--) {
        const uint32_t k = roll(d, i), kept = items[k];
        items[k] = items[i - 1];
        items[i - 1] = kept;
    }
}

static guise guise_make(dice *d, const world *w, uint32_t kind)
{
    guise g = {.renamed = kind == 1 || kind == 7, .reordered = kind == 2 || kind == 7, .issue = kind == 3 || kind == 7,
               .party = kind == 4 || kind == 7, .constraint = kind == 5 || kind == 7};

    for (uint32_t k = 0; k < w->said_count; k++) {
        const bool soft = w->said[k].stance == 4 || w->said[k].stance == 5;
        if (roll(d, 2) == 0 && (kind == 8 ? soft : kind >= 6 && !soft))
            g.twice |= 1u << k;
    }
    shuffle(d, g.kinds, KINDS, g.reordered);
    shuffle(d, g.people, 3, g.reordered);
    for (uint32_t i = 0; i < KINDS; i++)
        shuffle(d, g.options[i], w->options[i], g.reordered);
    shuffle(d, g.places, 2 * w->said_count, g.reordered);
    return g;
}

/* ---- writing */

/* Ids are plain, or others whose alphabetical order is the other way round. */
static void put_name(put_buffer *t, const guise *g, char letter, uint32_t number)
{
    if (g->renamed)
        put_text(t, "the-%c-%u-of-them", 'z' - letter % 7, 97 - number);
    else
        put_text(t, "%c%u", letter, number);
}

static void put_options(put_buffer *t, const world *w, const guise *g, uint32_t kind, uint32_t set)
{
    const char *comma = "";

    put_text(t, "[");
    for (uint32_t i = 0; i < w->options[kind]; i++)
        if ((set >> g->options[kind][i] & 1) != 0) {
            put_text(t, "%s", comma);
            put_name(t, g, 'o', g->options[kind][i]);
            comma = ", ";
        }
    put_text(t, "]");
}

static void put_choice(put_buffer *t, const guise *g, uint32_t choice)
{
    put_name(t, g, 'i', kind_of[choice]);
    if (kind_of[choice] == 2) {
        put_text(t, "/");
        put_name(t, g, 'p', choice - 2);
    }
}

static void put_demand(put_buffer *t, const world *w, const guise *g, const demand *what)
{
    const char *comma = "";

    put_text(t, "{");
    for (uint32_t i = 0; i < CHOICES; i++) {
        const uint32_t choice = g->reordered ? CHOICES - 1 - i : i;
        if (what->set[choice] == 0)
            continue;
        put_text(t, "%s", comma);
        put_choice(t, g, choice);
        put_text(t, ": ");
        put_options(t, w, g, kind_of[choice], what->set[choice]);
        comma = ", ";
    }
    put_text(t, "}");
}

static void put_people(put_buffer *t, const guise *g)
{
    put_text(t, "participants:\n");
    if (g->party)
        put_text(t, "  - {id: bystander, kind: state}\n  - {id: club, kind: group, members: [bystander]}\n");
    for (uint32_t i = 0; i < 3; i++) {
        put_text(t, "  - {id: ");
        put_name(t, g, 'p', g->people[i]);
        put_text(t, ", kind: state%s}\n", g->renamed ? ", names: {en: Somebody Else}" : "");
    }
    put_text(t, "  - {id: ");
    put_name(t, g, 'g', 0);
    put_text(t, ", kind: group, members: [");
    put_name(t, g, 'p', g->reordered);
    put_text(t, ", ");
    put_name(t, g, 'p', !g->reordered);
    put_text(t, "]}\n");
}

static void put_issues(put_buffer *t, const world *w, const guise *g)
{
    put_text(t, "issues:\n");
    if (g->issue)
        put_text(t, "  - {id: aside, options: [here, there], consent: [");
    if (g->issue) {
        put_name(t, g, 'p', 1);
        put_text(t, "]}\n");
    }
    for (uint32_t i = 0; i < KINDS; i++) {
        const uint32_t kind = g->kinds[i];
        put_text(t, "  - {id: ");
        put_name(t, g, 'i', kind);
        put_text(t, ", options: ");
        put_options(t, w, g, kind, 7);
        if (kind != 3) {
            put_text(t, ", default: ");
            put_name(t, g, 'o', w->fallback[kind]);
        }
        put_text(t, kind == 2 ? ", by: " : "");
        if (kind == 2)
            put_name(t, g, 'g', 0);
        put_text(t, w->consent[kind] != 0 ? ", consent: " : "");
        if (w->consent[kind] != 0)
            put_name(t, g, 'p', w->consent[kind] - 1);
        put_text(t, "}\n");
    }
}

static void put_rules(put_buffer *t, const world *w, const guise *g)
{
    put_text(t, "constraints:\n  - {id: ");
    put_name(t, g, 'c', 0);
    put_text(t, ", because: so it is, if: ");
    put_demand(t, w, g, &w->when);
    put_text(t, ", then: ");
    put_demand(t, w, g, &w->then);
    put_text(t, "}\n");
    if (g->constraint) {
        put_text(t, "  - {id: needless, because: one of all is chosen, at_least: 1, of: {");
        put_choice(t, g, 0);
        put_text(t, ": ");
        put_options(t, w, g, 0, 7);
        put_text(t, "}}\n");
    }
    put_text(t, "proposals:\n  - {id: ");
    put_name(t, g, 'x', 0);
    put_text(t, ", title: An offer, clauses: [{id: one, terms: ");
    put_demand(t, w, g, &w->offer);
    put_text(t, "}]}\n");
}

static void put_said(put_buffer *t, const world *w, const guise *g, uint32_t number)
{
    static const char *const stances[] = {"requires", "rejects", "requires", "rejects", "prefers", "opposes", "accepts"};
    const said *s = &w->said[number % w->said_count];

    put_text(t, "  - {id: ");
    put_name(t, g, 'k', number);
    put_text(t, ", participant: ");
    put_name(t, g, 'p', s->who);
    put_text(t, ", date: 2025-01-0%u, evidence: stated, source: s, %s: ", s->day, stances[s->stance]);
    if (s->whole) {
        put_text(t, "{proposal: ");
        put_name(t, g, 'x', 0);
        put_text(t, "}");
    } else {
        put_demand(t, w, g, &s->terms);
    }
    if (memcmp(&s->when, &(demand){{0}}, sizeof s->when) != 0) {
        put_text(t, ", if: ");
        put_demand(t, w, g, &s->when);
    }
    if (s->stance == 4 || s->stance == 5)
        put_text(t, (g->heavy >> number & 1) != 0 ? ", weight: %u" : ", weight: %u.5", (g->heavy >> number & 1) != 0 ? 2 * s->weight + 1 : s->weight);
    put_text(t, "}\n");
}

static void put_preferences(put_buffer *t, const world *w, const guise *g)
{
    put_text(t, "preferences:\n");
    for (uint32_t i = 0; i < 3; i++) {
        const uint32_t who = g->people[i];
        put_text(t, "  - participant: ");
        put_name(t, g, 'p', who);
        put_text(t, "\n    utility:\n");
        for (uint32_t choice = 0; choice < CHOICES; choice++) {
            put_text(t, "      ");
            put_choice(t, g, choice);
            put_text(t, ": {weight: %u, values: {", 1 + who);
            for (uint32_t o = 0; o < w->options[kind_of[choice]]; o++) {
                put_text(t, o > 0 ? ", " : "");
                put_name(t, g, 'o', o);
                put_text(t, ": %u", w->values[who][choice][o]);
            }
            put_text(t, "}}\n");
        }
    }
}

static gtee_view *write_world(const world *w, const guise *g)
{
    static put_buffer t;

    t.size = 0;
    put_text(&t, "sources: [{id: s, title: S}]\n");
    put_people(&t, g);
    put_issues(&t, w, g);
    put_rules(&t, w, g);
    put_text(&t, "positions:\n");
    for (uint32_t i = 0; i < 2 * w->said_count; i++)
        if (g->places[i] < w->said_count || (g->twice >> (g->places[i] - w->said_count) & 1) != 0)
            put_said(&t, w, g, g->places[i]);
    if (w->valued)
        put_preferences(&t, w, g);
    return given_view(t.bytes, 20250110);
}

/* ---- the answers, line by line, in the plain world's numbers */

typedef struct answers {
    const world *w;
    const guise *g;
    char line[LINES][WIDTH];
    size_t count;
} answers;

static void add(answers *a, const char *format, ...)
{
    va_list arguments;

    CU_ASSERT_FATAL(a->count < LINES);
    va_start(arguments, format);
    const int size = vsnprintf(a->line[a->count++], WIDTH, format, arguments);
    va_end(arguments);
    CU_ASSERT_FATAL(size > 0 && (size_t)size < WIDTH);
}

/* The number that put_name was given; the second time that a position is on record counts as the first. */
static uint32_t number_of(const answers *a, const char *id, char letter)
{
    static put_buffer t;

    for (uint32_t n = 0; n < 2 * MOST_SAID; n++) {
        t.size = 0;
        put_name(&t, a->g, letter, n);
        if (strcmp(id, t.bytes) == 0)
            return letter == 'k' ? n % a->w->said_count : n;
    }
    return 99;
}

static uint64_t position_bit(const answers *a, const gtee_position *position)
{
    return UINT64_C(1) << (number_of(a, gtee_position_id(position), 'k') & 63);
}

static void add_choices(const answers *a, const gtee_package *package, char *to)
{
    char plain[CHOICES * 4 + 1] = "";

    for (uint32_t choice = 0; choice < CHOICES; choice++) {
        unsigned set = 0;
        for (size_t i = 0; i < gtee_package_choice_count(package); i++) {
            const gtee_choice *c = gtee_package_choice_at(package, i);
            const uint32_t kind = number_of(a, gtee_issue_id(gtee_choice_issue(c)), 'i');
            if (kind != kind_of[choice] || (kind == 2 && number_of(a, gtee_participant_id(gtee_choice_participant(c)), 'p') != choice - 2))
                continue;
            for (uint32_t o = 0; o < a->w->options[kind]; o++)
                if ((gtee_choice_options(c) >> o & 1) != 0)
                    set |= 1u << a->g->options[kind][o];
            set |= gtee_choice_is_free(c) ? 8u : 0;
        }
        snprintf(plain + strlen(plain), sizeof plain - strlen(plain), " %02u", set);
    }
    memcpy(to, plain, sizeof plain);
}

static void list_packages(answers *a, gtee_settlement *settlement, const char *what)
{
    const gtee_package *package;
    char choices[CHOICES * 4 + 1];

    while (gtee_settlement_next(settlement, &package) == GTEE_OK && package != NULL) {
        uint64_t crossed = 0;
        add_choices(a, package, choices);
        for (size_t i = 0; i < gtee_package_concession_count(package); i++)
            crossed |= position_bit(a, gtee_concession_position(gtee_package_concession_at(package, i)));
        add(a, "%s %u %u %u %.2f crosses %llx of %zu:%s", what, gtee_package_changes(package), gtee_package_red_lines(package),
            gtee_package_consents(package), gtee_package_weight(package), (unsigned long long)crossed, gtee_package_choice_count(package), choices);
    }
    gtee_settlement_unref(settlement);
}

static void list_sets(answers *a, const gtee_view *view, const gtee_search_options *options)
{
    gtee_conflicts *conflicts;
    gtee_corrections *corrections;
    const gtee_conflict *conflict;
    const gtee_correction *correction;

    CU_ASSERT_EQUAL_FATAL(gtee_conflicts_new(view, options, &conflicts, NULL), GTEE_OK);
    while (gtee_conflicts_next(conflicts, &conflict) == GTEE_OK && conflict != NULL) {
        uint64_t set = 0;
        for (size_t i = 0; i < gtee_conflict_position_count(conflict); i++)
            set |= position_bit(a, gtee_conflict_position_at(conflict, i));
        add(a, "conflict %llx of %zu, tied %zu", (unsigned long long)set, gtee_conflict_position_count(conflict), gtee_conflict_constraint_count(conflict));
    }
    gtee_conflicts_unref(conflicts);
    CU_ASSERT_EQUAL_FATAL(gtee_corrections_new(view, options, &corrections, NULL), GTEE_OK);
    while (gtee_corrections_next(corrections, &correction) == GTEE_OK && correction != NULL) {
        uint64_t set = 0;
        for (size_t i = 0; i < gtee_correction_position_count(correction); i++)
            set |= position_bit(a, gtee_correction_position_at(correction, i));
        add(a, "concession %llx of %zu", (unsigned long long)set, gtee_correction_position_count(correction));
    }
    gtee_corrections_unref(corrections);
}

static void list_influences(answers *a, const gtee_view *view, const gtee_search_options *options)
{
    gtee_sensitivity *sensitivity;

    if (gtee_sensitivity_new(view, options, &sensitivity, NULL) != GTEE_OK) {
        add(a, "no package at all");
        return;
    }
    for (size_t i = 0; i < gtee_sensitivity_count(sensitivity); i++) {
        const gtee_influence *it = gtee_sensitivity_at(sensitivity, i);
        add(a, "without %llx: %u %u %.2f, in all %d, in none %d", (unsigned long long)position_bit(a, gtee_influence_position(it)),
            gtee_influence_red_lines(it), gtee_influence_consents(it), gtee_influence_weight(it), gtee_influence_in_all(it), gtee_influence_in_none(it));
    }
    gtee_sensitivity_unref(sensitivity);
}

static void list_points(answers *a, const gtee_view *view, const gtee_search_options *options)
{
    gtee_bargain *bargain;

    CU_ASSERT_EQUAL_FATAL(gtee_bargain_new(view, options, &bargain, NULL), GTEE_OK);
    add(a, "bargain %u of %s, %zu points", gtee_bargain_basis(bargain), gtee_bargain_packages_text(bargain), gtee_bargain_outcome_count(bargain));
    for (size_t i = 0; i < gtee_bargain_outcome_count(bargain); i++) {
        const gtee_outcome *outcome = gtee_bargain_outcome_at(bargain, i);
        double worth[3] = {0};
        for (size_t p = 0; p < gtee_bargain_player_count(bargain); p++) {
            const uint32_t who = number_of(a, gtee_participant_id(gtee_player_participant(gtee_bargain_player_at(bargain, p))), 'p');
            CU_ASSERT_FATAL(who < 3);
            worth[who] = a->w->valued ? gtee_outcome_utility_at(outcome, p)
                                      : (double)gtee_outcome_red_lines_at(outcome, p) * 1000 + gtee_outcome_weight_at(outcome, p);
        }
        add(a, "point %.2f %.2f %.2f, %llu ways", worth[0], worth[1], worth[2], (unsigned long long)gtee_outcome_packages(outcome));
    }
    for (size_t i = 0; i < gtee_bargain_solution_count(bargain); i++) {
        const gtee_solution *solution = gtee_bargain_solution_at(bargain, i);
        add(a, "%s %.6f, %llu ways", gtee_point_name(gtee_solution_kind(solution)), gtee_solution_value(solution),
            (unsigned long long)gtee_solution_packages(solution));
    }
    gtee_bargain_unref(bargain);
}

static int by_text(const void *left, const void *right)
{
    return strcmp(left, right);
}

/* `weighed`: with the caller's weights, a cap, and the first party immovable. */
static void answer(answers *a, const gtee_view *view, bool weighed)
{
    gtee_search_options options = {.size = sizeof options};
    static put_buffer who, what;
    gtee_settlement *settlement;

    who.size = what.size = 0;
    put_name(&who, a->g, 'p', 0);
    put_name(&what, a->g, 'x', 0);
    const gtee_participant *immovable = given_participant(view, who.bytes);
    if (weighed) {
        options.immovable = &immovable;
        options.immovable_count = 1;
        options.cap = 1;
        options.red_line_weight = 2;
        options.consent_weight = 0.5;
    }
    list_sets(a, view, &options);
    CU_ASSERT_EQUAL_FATAL(gtee_settlement_new(view, &options, &settlement, NULL), GTEE_OK);
    list_packages(a, settlement, "package");
    CU_ASSERT_EQUAL_FATAL(gtee_nearest_new(view, given_proposal(view, what.bytes), &options, &settlement, NULL), GTEE_OK);
    list_packages(a, settlement, "nearest");
    list_influences(a, view, &options);
    list_points(a, view, &options);
    qsort(a->line, a->count, sizeof a->line[0], by_text);
}

static void compare(const answers *plain, const answers *other, uint64_t seed, uint32_t kind)
{
    bool same = plain->count == other->count;

    for (size_t i = 0; i < plain->count && i < other->count; i++) {
        const bool here = strcmp(plain->line[i], other->line[i]) == 0;
        if (same && !here)
            fprintf(stderr, "world %llu, guise %u:\n  %s\n  %s\n", (unsigned long long)seed, kind, plain->line[i], other->line[i]);
        same = same && here;
    }
    if (plain->count != other->count)
        fprintf(stderr, "world %llu, guise %u: %zu answers and %zu\n", (unsigned long long)seed, kind, plain->count, other->count);
    CU_ASSERT_TRUE(same);
}

/* The same world plainly and in a guise; of each pair of runs one is weighed. */
static void in_guise(uint32_t kind)
{
    static answers plain, other;
    static const guise none;
    size_t lines = 0;

    for (uint64_t seed = 1; seed <= WORLDS; seed++) {
        dice d = {.state = seed * UINT64_C(0x9E3779B97F4A7C15) + kind};
        const world w = world_make(&d);
        guise as_it_is = none, g = guise_make(&d, &w, kind);
        dice unused = d;
        shuffle(&unused, as_it_is.places, 2 * w.said_count, false);
        for (uint32_t i = 0; i < KINDS; i++)
            shuffle(&unused, as_it_is.options[i], w.options[i], false);
        shuffle(&unused, as_it_is.kinds, KINDS, false);
        shuffle(&unused, as_it_is.people, 3, false);
        as_it_is.heavy = kind == 8 ? g.twice : 0;
        plain = (answers){.w = &w, .g = &as_it_is};
        other = (answers){.w = &w, .g = &g};
        gtee_view *view = write_world(&w, &as_it_is), *disguised = write_world(&w, &g);
        answer(&plain, view, seed % 2 == 0);
        answer(&other, disguised, seed % 2 == 0);
        compare(&plain, &other, seed, kind);
        lines += plain.count;
        gtee_view_unref(view);
        gtee_view_unref(disguised);
    }
    CU_ASSERT_TRUE(lines > 10 * WORLDS);
}

static void renamed(void) { in_guise(1); }
static void reordered(void) { in_guise(2); }
static void with_another_issue(void) { in_guise(3); }
static void with_an_indifferent_party(void) { in_guise(4); }
static void with_a_needless_constraint(void) { in_guise(5); }
static void said_twice(void) { in_guise(6); }
static void weighed_twice(void) { in_guise(8); }
static void all_at_once(void) { in_guise(7); }

UNIT_TESTS("same answers", {"renamed", renamed}, {"reordered", reordered}, {"with another issue", with_another_issue},
           {"with an indifferent party", with_an_indifferent_party}, {"with a needless constraint", with_a_needless_constraint},
           {"said twice", said_twice}, {"weighed twice", weighed_twice}, {"all at once", all_at_once})
