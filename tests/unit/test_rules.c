/* test_rules.c: rules as games, power: published figures, and every coalition of random rules. Uses the public header. */
#include "given.h"
#include "run.h"

#include <math.h>
#include <stdlib.h>

#define MEMBERS 7u
#define ALL ((1u << MEMBERS) - 1)

static const char people[] = "participants:\n"
                             "  - {id: p0, kind: state}\n"
                             "  - {id: p1, kind: state}\n"
                             "  - {id: p2, kind: state}\n"
                             "  - {id: p3, kind: state}\n"
                             "  - {id: p4, kind: state}\n"
                             "  - {id: p5, kind: state}\n"
                             "  - {id: p6, kind: state}\n"
                             "  - {id: pair, kind: group, members: [p1, p2]}\n"
                             "  - {id: some, kind: group, members: [p2, p3, p4, {id: p5, until: 1999}]}\n"
                             "  - {id: gone, kind: group, members: [{id: p6, until: 1999}]}\n";

static gtee_view *view_with(const char *rules)
{
    char text[8192];

    snprintf(text, sizeof text, "%sproposals:\n  - {id: plan, date: 2025-01-01, activation: %s, clauses: [{id: aid, obligors: [p0, some], beneficiaries: p6}]}\n", people, rules);
    return given_view(text, 0);
}

static gtee_game *game_of(const gtee_view *view, const char *name)
{
    const gtee_proposal *plan = given_proposal(view, "plan");
    gtee_game *game;

    CU_ASSERT_EQUAL_FATAL(gtee_game_new(view, plan, gtee_proposal_rule_find(plan, name), NULL, &game, NULL), GTEE_OK);
    return game;
}

/* ---- Published figures */

static void expect_index(const gtee_power *power, size_t member, uint32_t index, const char *fraction)
{
    const gtee_member_power *each = gtee_power_member_at(power, member);
    long numerator = 0, denominator = 1;

    CU_ASSERT_STRING_EQUAL(gtee_member_power_fraction(each, index), fraction);
    sscanf(fraction, "%ld/%ld", &numerator, &denominator);
    CU_ASSERT_DOUBLE_EQUAL(gtee_member_power_value(each, index), (double)numerator / (double)denominator, 1e-15);
}

/* Three shareholders of 50, 49 and 1 of 100: the two smaller ones are equal. */
static void shareholders(void)
{
    gtee_view *view = view_with("{r: {quota: 0.51, weights: {p0: 0.5, p1: 0.49, p2: 0.01}}}");
    gtee_game *game = game_of(view, "r");
    gtee_power *power;

    CU_ASSERT_EQUAL_FATAL(gtee_power_new(game, NULL, &power, NULL), GTEE_OK);
    CU_ASSERT_STRING_EQUAL(gtee_power_winning(power), "3");
    CU_ASSERT_STRING_EQUAL(gtee_power_minimal(power), "2");
    CU_ASSERT_STRING_EQUAL(gtee_power_act_fraction(power), "3/8");
    CU_ASSERT_STRING_EQUAL(gtee_member_power_swings(gtee_power_member_at(power, 0)), "3");
    expect_index(power, 0, GTEE_INDEX_ABSOLUTE, "3/4");
    expect_index(power, 0, GTEE_INDEX_BANZHAF, "3/5");
    expect_index(power, 1, GTEE_INDEX_BANZHAF, "1/5");
    expect_index(power, 0, GTEE_INDEX_PREVENT, "1");
    expect_index(power, 2, GTEE_INDEX_PREVENT, "1/3");
    expect_index(power, 0, GTEE_INDEX_INITIATE, "3/5");
    expect_index(power, 0, GTEE_INDEX_SHAPLEY, "2/3");
    expect_index(power, 2, GTEE_INDEX_SHAPLEY, "1/6");
    expect_index(power, 0, GTEE_INDEX_DEEGAN_PACKEL, "1/2");
    expect_index(power, 1, GTEE_INDEX_HOLLER, "1/4");
    CU_ASSERT_EQUAL(gtee_power_samples(power), 0);
    CU_ASSERT_EQUAL(gtee_power_error(power), 0.0);
    CU_ASSERT_TRUE(strlen(gtee_power_method(power)) > 0);
    CU_ASSERT_TRUE(gtee_game_is_veto_player(game, 0) && !gtee_game_is_veto_player(game, 1) && !gtee_game_is_dictator(game, 0));
    gtee_power_unref(power);
    gtee_game_unref(game);
    gtee_view_unref(view);
}

/* The Security Council: nine of fifteen, all five permanent members among them. */
static const char council[] =
    "participants:\n"
    "  - {id: five, kind: group, members: [a, b, c, d, e]}\n"
    "  - {id: ten, kind: group, members: [f, g, h, i, j, k, l, m, n, o]}\n"
    "  - {id: council, kind: group, members: [five, ten]}\n"
    "  - {id: a, kind: state}\n  - {id: b, kind: state}\n  - {id: c, kind: state}\n  - {id: d, kind: state}\n  - {id: e, kind: state}\n"
    "  - {id: f, kind: state}\n  - {id: g, kind: state}\n  - {id: h, kind: state}\n  - {id: i, kind: state}\n  - {id: j, kind: state}\n"
    "  - {id: k, kind: state}\n  - {id: l, kind: state}\n  - {id: m, kind: state}\n  - {id: n, kind: state}\n  - {id: o, kind: state}\n"
    "proposals:\n"
    "  - {id: plan, activation: {r: {all_of: [{at_least: 9, of: [council]}, {all_of: [five]}]}, s: {all_of: [{at_least: 9, of: [council]}, {unless: {any_of: [five]}}]}}}\n";

static size_t enumerate(const gtee_game *game, uint32_t kind, size_t *sizes, const char **total, gtee_coalitions **coalitions)
{
    const gtee_coalition *coalition;
    size_t count = 0, last = 0;

    CU_ASSERT_EQUAL_FATAL(gtee_coalitions_new(game, kind, NULL, coalitions, NULL), GTEE_OK);
    *total = gtee_coalitions_total(*coalitions);
    while ((coalition = gtee_coalitions_next(*coalitions)) != NULL) {
        const size_t size = gtee_coalition_member_count(coalition);
        CU_ASSERT_TRUE(size >= last);
        last = size;
        sizes[size]++;
        count++;
    }
    return count;
}

static void security_council(void)
{
    gtee_view *view = given_view(council, 20250101);

    for (int form = 0; form < 2; form++) { /* all five in favour; unless one of the five is not */
        gtee_game *game = game_of(view, form == 0 ? "r" : "s");
        size_t sizes[16] = {0};
        gtee_coalitions *coalitions;
        const char *total;
        gtee_power *power;
        CU_ASSERT_EQUAL(gtee_game_member_count(game), 15);
        CU_ASSERT_EQUAL_FATAL(gtee_power_new(game, NULL, &power, NULL), GTEE_OK);
        CU_ASSERT_STRING_EQUAL(gtee_power_winning(power), "848");
        CU_ASSERT_STRING_EQUAL(gtee_power_minimal(power), "210");
        CU_ASSERT_STRING_EQUAL(gtee_power_act_fraction(power), "53/2048");
        expect_index(power, 0, GTEE_INDEX_BANZHAF, "106/635");
        expect_index(power, 14, GTEE_INDEX_BANZHAF, "21/1270");
        expect_index(power, 0, GTEE_INDEX_SHAPLEY, "421/2145");
        expect_index(power, 14, GTEE_INDEX_SHAPLEY, "4/2145");
        CU_ASSERT_EQUAL(enumerate(game, GTEE_COALITIONS_BLOCKING, sizes, &total, &coalitions), 125);
        CU_ASSERT_STRING_EQUAL(total, "125");
        CU_ASSERT_EQUAL(sizes[1], 5);
        CU_ASSERT_EQUAL(sizes[7], 120);
        gtee_coalitions_unref(coalitions);
        CU_ASSERT_TRUE(gtee_game_can_veto(game, given_participant(view, "five")));
        CU_ASSERT_FALSE(gtee_game_can_veto(game, given_participant(view, "ten")));
        gtee_power_unref(power);
        gtee_game_unref(game);
    }
    gtee_view_unref(view);
}

/* ---- Every coalition of random rules */

typedef struct dice { uint64_t state; } dice;

static uint32_t roll(dice *d, uint32_t sides)
{
    d->state = d->state * 6364136223846793005u + 1442695040888963407u;
    return (uint32_t)(d->state >> 33) % sides;
}

/* Members of what a participant's id stands for in 2025, as bits. */
static unsigned bits_of(const gtee_participant *who)
{
    const char *id = gtee_participant_id(who);

    return strcmp(id, "pair") == 0 ? 6u : strcmp(id, "some") == 0 ? 28u : strcmp(id, "gone") == 0 ? 0u : 1u << (id[1] - '0');
}

static unsigned count_bits(unsigned bits)
{
    unsigned count = 0;

    for (; bits != 0; bits &= bits - 1)
        count++;
    return count;
}

/* A decimal with a point, whatever the locale. */
static double decimal(const char *text)
{
    double value = 0, place = 1;
    int behind = 0;

    for (; *text != '\0'; text++) {
        if (*text == '.') {
            behind = 1;
            continue;
        }
        value = value * 10 + (*text - '0');
        place *= behind ? 10 : 1;
    }
    return value / place;
}

/* Does the rule win? By its definition in docs/format.md, one coalition at a time. */
static int wins(const gtee_rule *rule, unsigned favour)
{
    const uint32_t form = gtee_rule_form(rule);
    unsigned listed = 0, met, count;
    double sum = 0;

    switch (form) {
    case GTEE_RULE_PARTICIPANT:
        return (bits_of(gtee_rule_participant(rule)) & ~favour) == 0;
    case GTEE_RULE_NAMED:
        return wins(gtee_rule_child_at(rule, 0), favour);
    case GTEE_RULE_UNLESS:
        return !wins(gtee_rule_child_at(rule, 0), ALL & ~favour);
    case GTEE_RULE_QUOTA:
        for (size_t i = 0; i < gtee_rule_weight_count(rule); i++)
            if ((bits_of(gtee_rule_weight_participant_at(rule, i)) & ~favour) == 0)
                sum += decimal(gtee_rule_weight_at(rule, i));
        return sum >= decimal(gtee_rule_quota(rule)) - 1e-9;
    default:
        break;
    }
    met = count = 0;
    for (size_t i = 0; i < gtee_rule_child_count(rule); i++) {
        const gtee_rule *child = gtee_rule_child_at(rule, i);
        if (gtee_rule_form(child) == GTEE_RULE_PARTICIPANT) {
            listed |= bits_of(gtee_rule_participant(child));
            continue;
        }
        count++;
        met += (unsigned)wins(child, favour);
    }
    met += count_bits(listed & favour);
    count += count_bits(listed);
    return form == GTEE_RULE_ALL_OF ? met == count : met >= (form == GTEE_RULE_ANY_OF ? 1 : gtee_rule_at_least(rule));
}

static void write_leaf(dice *d, char *out)
{
    static const char *const names[] = {"p0", "p1", "p2", "p3", "p4", "p5", "p6", "pair", "some"};

    strcat(out, names[roll(d, sizeof names / sizeof names[0])]);
}

static void write_rule(dice *d, char *out, int depth);

static void write_list(dice *d, char *out, int depth, unsigned count)
{
    strcat(out, "[");
    for (unsigned i = 0; i < count; i++) {
        strcat(out, i > 0 ? ", " : "");
        write_rule(d, out, depth - 1);
    }
    strcat(out, "]");
}

static void write_quota(dice *d, char *out)
{
    static const char *const names[] = {"p0", "p1", "p2", "p3", "p4", "p5", "p6", "pair", "some"};
    char weight[40];
    unsigned sum = 0;
    size_t at = strlen(out);
    char list[400] = "";

    for (size_t i = 0; i < 9; i++) {
        const unsigned tenths = roll(d, 40);
        if (roll(d, 3) == 0)
            continue;
        snprintf(weight, sizeof weight, "%s%s: %u.%u", list[0] != '\0' ? ", " : "", names[i], tenths / 10, tenths % 10);
        strcat(list, weight);
        sum += tenths;
    }
    if (sum == 0) {
        strcat(out, "p0");
        return;
    }
    const unsigned quota = 1 + roll(d, sum);
    snprintf(out + at, 500, "{quota: %u.%u, weights: {%s}}", quota / 10, quota % 10, list);
}

static void write_rule(dice *d, char *out, int depth)
{
    const unsigned count = 2 + roll(d, 3);
    char number[40];

    if (depth == 0 || roll(d, 4) == 0) {
        write_leaf(d, out);
        return;
    }
    switch (roll(d, 6)) {
    case 0:
        strcat(out, "{all_of: ");
        write_list(d, out, depth, count);
        break;
    case 1:
        strcat(out, "{any_of: ");
        write_list(d, out, depth, count);
        break;
    case 2:
        snprintf(number, sizeof number, "{at_least: %u, of: ", 1 + roll(d, count));
        strcat(out, number);
        write_list(d, out, depth, count);
        break;
    case 3:
        write_quota(d, out);
        return;
    case 4:
        strcat(out, "{unless: ");
        write_rule(d, out, depth - 1);
        break;
    default:
        strcat(out, "{rule: base");
    }
    strcat(out, "}");
}

/* The coalition of the game's members that these bits of people are, listed. */
static size_t list_people(const gtee_view *view, unsigned bits, const gtee_participant **list)
{
    size_t count = 0;
    char id[3] = "p0";

    for (unsigned i = 0; i < MEMBERS; i++) {
        id[1] = (char)('0' + i);
        if ((bits >> i & 1) != 0)
            list[count++] = given_participant(view, id);
    }
    return count;
}

static void check_decisions(const gtee_view *view, const gtee_game *game, const gtee_rule *rule, dice *d)
{
    const gtee_participant *support[MEMBERS], *block[MEMBERS];

    for (int i = 0; i < 40; i++) {
        const unsigned favour = roll(d, ALL + 1), against = roll(d, ALL + 1) & ~favour, one = 1u << roll(d, MEMBERS);
        const size_t supporters = list_people(view, favour, support), blockers = list_people(view, against, block);
        uint32_t decision;
        int32_t pivotal;
        const uint32_t right = wins(rule, favour) ? GTEE_DECISION_WINS : wins(rule, ALL & ~against) ? GTEE_DECISION_OPEN : GTEE_DECISION_LOSES;
        CU_ASSERT_EQUAL(gtee_game_decide(game, support, supporters, block, blockers, &decision), GTEE_OK);
        CU_ASSERT_EQUAL(decision, right);
        list_people(view, one, block);
        CU_ASSERT_EQUAL(gtee_game_pivotal(game, support, supporters, block[0], &pivotal), GTEE_OK);
        CU_ASSERT_EQUAL(pivotal, wins(rule, favour) != wins(rule, favour ^ one));
    }
}

static unsigned bits_of_coalition(const gtee_coalition *coalition)
{
    unsigned bits = 0;

    for (size_t i = 0; i < gtee_coalition_member_count(coalition); i++)
        bits |= bits_of(gtee_coalition_member_at(coalition, i));
    return bits;
}

/* A set does something, and no smaller one within it does. */
static int is_minimal(const gtee_rule *rule, unsigned set, uint32_t kind)
{
    const int blocking = kind == GTEE_COALITIONS_BLOCKING;

    if (blocking ? wins(rule, ALL & ~set) : !wins(rule, set))
        return 0;
    for (unsigned i = 0; i < MEMBERS; i++) {
        const unsigned less = set & ~(1u << i);
        if (less != set && (blocking ? !wins(rule, ALL & ~less) : wins(rule, less)))
            return 0;
    }
    return 1;
}

static void check_minimal(const gtee_game *game, const gtee_rule *rule, uint32_t kind)
{
    gtee_coalitions *coalitions;
    const gtee_coalition *coalition;
    unsigned char seen[ALL + 1] = {0};
    unsigned found = 0, right = 0;

    CU_ASSERT_EQUAL_FATAL(gtee_coalitions_new(game, kind, NULL, &coalitions, NULL), GTEE_OK);
    while ((coalition = gtee_coalitions_next(coalitions)) != NULL) {
        const unsigned bits = bits_of_coalition(coalition);
        CU_ASSERT_FALSE(seen[bits]);
        CU_ASSERT_TRUE(is_minimal(rule, bits, kind));
        seen[bits] = 1;
        found++;
    }
    for (unsigned set = 0; set <= ALL; set++)
        right += (unsigned)is_minimal(rule, set, kind);
    CU_ASSERT_EQUAL(found, right);
    CU_ASSERT_EQUAL(strtoul(gtee_coalitions_total(coalitions), NULL, 10), right);
    gtee_coalitions_unref(coalitions);
}

/* Members that the rule does not name double every count; the game has named ones only. */
static void check_power(const gtee_game *game, const gtee_rule *rule)
{
    const gtee_power_options options = {.size = sizeof options, .measures = GTEE_POWER_BANZHAF};
    const size_t count = gtee_game_member_count(game);
    const unsigned spare = 1u << (MEMBERS - count);
    gtee_power *power;
    unsigned winning = 0;

    CU_ASSERT_EQUAL_FATAL(gtee_power_new(game, &options, &power, NULL), GTEE_OK);
    for (unsigned set = 0; set <= ALL; set++)
        winning += (unsigned)wins(rule, set);
    CU_ASSERT_EQUAL(strtoul(gtee_power_winning(power), NULL, 10) * spare, winning);
    for (size_t i = 0; i < count; i++) {
        const gtee_member_power *member = gtee_power_member_at(power, i);
        const unsigned bit = bits_of(gtee_member_power_participant(member));
        unsigned swings = 0;
        for (unsigned set = 0; set <= ALL; set++)
            swings += (set & bit) == 0 && !wins(rule, set) && wins(rule, set | bit);
        CU_ASSERT_EQUAL(strtoul(gtee_member_power_swings(member), NULL, 10) * spare, swings);
        CU_ASSERT_EQUAL(gtee_member_power_is_dummy(member), swings == 0);
        CU_ASSERT_EQUAL(gtee_game_is_veto_player(game, i), wins(rule, ALL) && !wins(rule, ALL & ~bit));
        CU_ASSERT_TRUE(isnan(gtee_member_power_value(member, GTEE_INDEX_SHAPLEY)));
        CU_ASSERT_PTR_NULL(gtee_member_power_fraction(member, GTEE_INDEX_SHAPLEY));
    }
    gtee_power_unref(power);
}

static void random_rules(void)
{
    dice d = {2026};

    for (int i = 0; i < 300; i++) {
        char text[6000] = "{base: ";
        /* The base names no rule. */
        strcat(text, i % 3 == 0 ? "{at_least: 2, of: [pair, p0, {all_of: [p3, p4]}]}" : i % 3 == 1 ? "{any_of: [p5, pair]}" : "{all_of: [some]}");
        strcat(text, ", r: ");
        write_rule(&d, text, 3);
        strcat(text, "}");
        gtee_view *view = view_with(text);
        gtee_game *game = game_of(view, "r");
        const gtee_rule *rule = gtee_game_rule(game);
        check_decisions(view, game, rule, &d);
        check_minimal(game, rule, GTEE_COALITIONS_WINNING);
        check_minimal(game, rule, GTEE_COALITIONS_BLOCKING);
        check_power(game, rule);
        gtee_game_unref(game);
        gtee_view_unref(view);
    }
}

/* ---- Estimates, refusals */

static void estimates(void)
{
    gtee_view *view = given_view(council, 20250101);
    gtee_game *game = game_of(view, "r");
    const gtee_power_options options = {.size = sizeof options, .samples = 200000};
    gtee_power *power, *again;

    CU_ASSERT_EQUAL_FATAL(gtee_power_new(game, &options, &power, NULL), GTEE_OK);
    CU_ASSERT_EQUAL_FATAL(gtee_power_new(game, &options, &again, NULL), GTEE_OK);
    CU_ASSERT_EQUAL(gtee_power_samples(power), 200000);
    CU_ASSERT_TRUE(gtee_power_error(power) > 0.0 && gtee_power_error(power) < 0.02);
    CU_ASSERT_DOUBLE_EQUAL(gtee_power_act(power), 53.0 / 2048, gtee_power_error(power));
    for (size_t i = 0; i < 15; i++) {
        const gtee_member_power *member = gtee_power_member_at(power, i);
        CU_ASSERT_DOUBLE_EQUAL(gtee_member_power_value(member, GTEE_INDEX_SHAPLEY), i < 5 ? 421.0 / 2145 : 4.0 / 2145, gtee_power_error(power));
        CU_ASSERT_EQUAL(gtee_member_power_value(member, GTEE_INDEX_SHAPLEY),
                        gtee_member_power_value(gtee_power_member_at(again, i), GTEE_INDEX_SHAPLEY));
        CU_ASSERT_EQUAL(gtee_member_power_is_dummy(member), -1);
        CU_ASSERT_PTR_NULL(gtee_member_power_swings(member));
    }
    gtee_power_unref(power);
    gtee_power_unref(again);
    gtee_game_unref(game);
    gtee_view_unref(view);
}

/* Of all measures, what is within the budget is worked out and the rest named; measures that were named are refused instead. */
static void left_out(void)
{
    gtee_view *view = given_view(council, 20250101);
    gtee_game *game = game_of(view, "r");
    gtee_power *whole, *power;
    gtee_diagnostics *diagnostics;
    int some = 0;

    CU_ASSERT_EQUAL_FATAL(gtee_power_new(game, NULL, &whole, NULL), GTEE_OK);
    for (uint64_t budget = 64; budget < UINT64_C(1) << 30; budget *= 2) {
        gtee_power_options options = {.size = sizeof options, .operations = budget};
        const gtee_status status = gtee_power_new(game, &options, &power, &diagnostics);
        if (status == GTEE_ERROR_LIMIT) {
            CU_ASSERT_TRUE(some == 0 && given_code(diagnostics, "G0734"));
            continue;
        }
        CU_ASSERT_EQUAL_FATAL(status, GTEE_OK);
        const uint32_t measures = gtee_power_measures(power);
        uint32_t missing = 0;
        for (uint32_t bit = 0; bit < 4; bit++)
            missing += (measures >> bit & 1u) == 0;
        CU_ASSERT_NOT_EQUAL(measures, 0);
        CU_ASSERT_EQUAL(diagnostics != NULL ? gtee_diagnostics_count(diagnostics) : 0, missing);
        for (size_t i = 0; i < missing; i++)
            CU_ASSERT_STRING_EQUAL(gtee_diagnostic_code(gtee_diagnostics_at(diagnostics, i)), "G0737");
        for (size_t i = 0; i < gtee_power_member_count(power); i++) {
            const gtee_member_power *one = gtee_power_member_at(power, i), *other = gtee_power_member_at(whole, i);
            const char *found = gtee_member_power_fraction(one, GTEE_INDEX_SHAPLEY), *johnston = gtee_member_power_fraction(one, GTEE_INDEX_JOHNSTON);
            CU_ASSERT_TRUE((measures & GTEE_POWER_SHAPLEY) != 0 ? found != NULL && strcmp(found, gtee_member_power_fraction(other, GTEE_INDEX_SHAPLEY)) == 0
                                                                : found == NULL);
            CU_ASSERT_EQUAL(johnston != NULL, (measures & GTEE_POWER_JOHNSTON) != 0);
        }
        some = some != 0 || missing > 0;
        gtee_power_unref(power);
        if (diagnostics != NULL)
            gtee_diagnostics_unref(diagnostics);
        options.measures = GTEE_POWER_BANZHAF | GTEE_POWER_SHAPLEY | GTEE_POWER_MINIMAL | GTEE_POWER_JOHNSTON;
        CU_ASSERT_EQUAL(gtee_power_new(game, &options, &power, NULL), missing > 0 ? GTEE_ERROR_LIMIT : GTEE_OK);
        gtee_power_unref(power);
    }
    CU_ASSERT_EQUAL(some, 1);
    gtee_power_unref(whole);
    gtee_game_unref(game);
    gtee_view_unref(view);
}

static void refusals(void)
{
    gtee_view *view = given_view(council, 20250101), *other = given_view(council, 20250101);
    const gtee_proposal *plan = given_proposal(view, "plan");
    const gtee_rule *foreign = gtee_proposal_rule_at(given_proposal(other, "plan"), 0);
    const gtee_power_options poor = {.size = sizeof poor, .operations = 1};
    gtee_game *game;
    gtee_power *power;
    gtee_coalitions *coalitions;
    gtee_diagnostics *diagnostics;
    int patience = 0;
    const gtee_game_options hasty = {.size = sizeof hasty, .progress = given_patience, .progress_user = &patience};

    CU_ASSERT_EQUAL(gtee_game_new(view, plan, foreign, NULL, &game, &diagnostics), GTEE_ERROR_ARGUMENT);
    CU_ASSERT_TRUE(given_code(diagnostics, "G0735"));
    CU_ASSERT_EQUAL(gtee_game_new(view, given_proposal(other, "plan"), foreign, NULL, &game, &diagnostics), GTEE_ERROR_ARGUMENT);
    CU_ASSERT_TRUE(given_code(diagnostics, "G0705"));
    CU_ASSERT_EQUAL(gtee_game_new(view, plan, NULL, NULL, &game, NULL), GTEE_ERROR_ARGUMENT);
    CU_ASSERT_EQUAL(gtee_game_new(view, plan, gtee_proposal_rule_at(plan, 0), &hasty, &game, NULL), GTEE_ERROR_CANCELLED);
    CU_ASSERT_PTR_NULL(game);
    game = game_of(view, "r");
    CU_ASSERT_EQUAL(gtee_power_new(game, &poor, &power, &diagnostics), GTEE_ERROR_LIMIT);
    CU_ASSERT_PTR_NULL(power);
    CU_ASSERT_TRUE(given_code(diagnostics, "G0734"));
    CU_ASSERT_EQUAL(gtee_coalitions_new(game, 2, NULL, &coalitions, NULL), GTEE_ERROR_ARGUMENT);
    gtee_game_unref(game);
    gtee_view_unref(view);
    gtee_view_unref(other);
}

/* A group that has no members as of the day: all of nobody agrees. */
static void empty_group(void)
{
    gtee_view *view = view_with("{r: {all_of: [p0, gone]}}");
    const gtee_proposal *plan = given_proposal(view, "plan");
    gtee_diagnostics *diagnostics;
    gtee_game *game;

    CU_ASSERT_EQUAL_FATAL(gtee_game_new(view, plan, gtee_proposal_rule_at(plan, 0), NULL, &game, &diagnostics), GTEE_OK);
    CU_ASSERT_TRUE(given_code(diagnostics, "G0732"));
    CU_ASSERT_EQUAL(gtee_game_member_count(game), 1);
    CU_ASSERT_TRUE(gtee_game_is_dictator(game, 0));
    gtee_game_unref(game);
    gtee_view_unref(view);
}

UNIT_TESTS("rules", {"shareholders", shareholders}, {"security council", security_council}, {"random rules", random_rules},
           {"estimates", estimates}, {"left out", left_out}, {"refusals", refusals}, {"empty group", empty_group})
