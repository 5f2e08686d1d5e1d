/*
 * test_rules_textbook.c: published games written as dossiers, and every published figure read off the answers. Uses the public header.
 */
#include "given.h"
#include "published.h"
#include "run.h"

#include <stdarg.h>
#include <stdlib.h>

#define MOST_MEMBERS 60u

/* A dossier as it is written. */
typedef struct text {
    char bytes[12000];
    size_t size;
} text;

static void put(text *t, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    const int size = vsnprintf(t->bytes + t->size, sizeof t->bytes - t->size, format, arguments);
    va_end(arguments);
    CU_ASSERT_FATAL(size >= 0 && (size_t)size < sizeof t->bytes - t->size);
    t->size += (size_t)size;
}

/* Participants p0, p1, … and the group of all of them. */
static void put_members(text *t, uint32_t count)
{
    put(t, "participants:\n");
    for (uint32_t m = 0; m < count; m++)
        put(t, "  - {id: p%u, kind: state}\n", m);
    put(t, "  - {id: everyone, kind: group, members: [");
    for (uint32_t m = 0; m < count; m++)
        put(t, "%sp%u", m > 0 ? ", " : "", m);
    put(t, "]}\n");
}

static void put_quota(text *t, uint64_t quota, const uint64_t *weights, uint32_t count)
{
    put(t, "{quota: %llu, weights: {", (unsigned long long)quota);
    for (uint32_t m = 0; m < count; m++)
        put(t, "%sp%u: %llu", m > 0 ? ", " : "", m, (unsigned long long)weights[m]);
    put(t, "}}");
}

static gtee_power *power_of(const gtee_view *view, uint32_t measures)
{
    const gtee_power_options options = {.size = sizeof options, .measures = measures};
    const gtee_proposal *plan = given_proposal(view, "plan");
    gtee_game *game;
    gtee_power *power;

    CU_ASSERT_EQUAL_FATAL(gtee_game_new(view, plan, gtee_proposal_rule_find(plan, "r"), NULL, &game, NULL), GTEE_OK);
    CU_ASSERT_EQUAL_FATAL(gtee_power_new(game, &options, &power, NULL), GTEE_OK);
    gtee_game_unref(game);
    return power;
}

static const gtee_member_power *member_of(const gtee_power *power, uint32_t number)
{
    char id[16];
    snprintf(id, sizeof id, "p%u", number);
    for (size_t i = 0; i < gtee_power_member_count(power); i++) {
        const gtee_member_power *member = gtee_power_member_at(power, i);
        if (strcmp(gtee_participant_id(gtee_member_power_participant(member)), id) == 0)
            return member;
    }
    CU_FAIL_FATAL("no such member");
    return NULL;
}

static void expect(const gtee_member_power *member, uint64_t swings, const char *banzhaf, const char *shapley)
{
    CU_ASSERT_EQUAL(strtoull(gtee_member_power_swings(member), NULL, 10), swings);
    CU_ASSERT_STRING_EQUAL(gtee_member_power_fraction(member, GTEE_INDEX_BANZHAF), banzhaf);
    CU_ASSERT_STRING_EQUAL(gtee_member_power_fraction(member, GTEE_INDEX_SHAPLEY), shapley);
    CU_ASSERT_EQUAL(gtee_member_power_is_dummy(member), swings == 0);
}

static void weighted_games(void)
{
    for (size_t g = 0; g < PUBLISHED_GAMES; g++) {
        const published *game = &published_games[g];
        text t = {.size = 0};
        put_members(&t, game->count);
        put(&t, "proposals:\n  - {id: plan, activation: {r: ");
        put_quota(&t, game->quota, game->weights, game->count);
        put(&t, "}}\n");
        gtee_view *view = given_view(t.bytes, 20250101);
        gtee_power *power = power_of(view, 0);
        CU_ASSERT_EQUAL(gtee_power_member_count(power), game->count);
        for (uint32_t m = 0; m < game->count; m++)
            expect(member_of(power, m), game->swings[m], game->banzhaf[m], game->shapley[m]);
        gtee_power_unref(power);
        gtee_view_unref(view);
    }
}

/* Ontario and Quebec (p0, p1), two of the four Atlantic provinces (p6 to p9), and British Columbia (p2) with a prairie province (p3 to p5) or all
 * three of these: Kilgour, "A formal analysis of the amending formula of Canada's Constitution Act", 1983. */
static void victoria_charter(void)
{
    static const uint64_t swings[10] = {88, 88, 66, 22, 22, 22, 24, 24, 24, 24};
    static const char *const banzhaf[10] = {TIMES2("22/101"), "33/202", TIMES3("11/202"), TIMES4("6/101")};
    static const char *const shapley[10] = {TIMES2("53/168"), "1/8", TIMES3("1/24"), TIMES4("5/168")};
    text t = {.size = 0};

    put_members(&t, 10);
    put(&t, "proposals:\n  - {id: plan, activation: {r: {all_of: [p0, p1, {at_least: 2, of: [p6, p7, p8, p9]}, {rule: west}]},"
            " west: {any_of: [{all_of: [p2, {any_of: [p3, p4, p5]}]}, {all_of: [p3, p4, p5]}]}}}\n");
    gtee_view *view = given_view(t.bytes, 20250101);
    gtee_power *power = power_of(view, 0);
    CU_ASSERT_STRING_EQUAL(gtee_power_winning(power), "88");
    for (uint32_t m = 0; m < 10; m++) {
        expect(member_of(power, m), swings[m], banzhaf[m], shapley[m]);
        CU_ASSERT_EQUAL(gtee_member_power_is_veto_player(member_of(power, m)), m < 2);
    }
    gtee_power_unref(power);
    gtee_view_unref(view);
}

static void expect_values(const gtee_member_power *member, double absolute, double shapley)
{
    CU_ASSERT_DOUBLE_EQUAL(gtee_member_power_value(member, GTEE_INDEX_ABSOLUTE), absolute, 1e-13);
    CU_ASSERT_DOUBLE_EQUAL(gtee_member_power_value(member, GTEE_INDEX_SHAPLEY), shapley, 1e-13);
}

/* The Electoral College of 1996: 51 weights, an example of Matsui and Matsui, "A survey of algorithms for calculating power indices of weighted
 * majority games", Journal of the Operations Research Society of Japan 43 (2000). Values of the package power-bdd 1.0.0. */
static void electoral_college(void)
{
    static const uint64_t electors[51] = {54, 33, 32, 25, 23, 22, 21, 18, 15, 14, 13, 13, 12, 12, 11, 11, 11, 11, 10, 10, 9, 9, 8, 8, 8, 8,
                                          8,  8,  7,  7,  7,  6,  6,  5,  5,  5,  5,  4,  4,  4,  4,  4,  4,  3,  3,  3,  3, 3, 3, 3, 3};
    text t = {.size = 0};

    put_members(&t, 51);
    put(&t, "proposals:\n  - {id: plan, activation: {r: ");
    put_quota(&t, 270, electors, 51);
    put(&t, "}}\n");
    gtee_view *view = given_view(t.bytes, 20250101);
    gtee_power *power = power_of(view, GTEE_POWER_BANZHAF | GTEE_POWER_SHAPLEY);
    expect_values(member_of(power, 0), 0.4664541346829614, 0.10812540951779513);
    expect_values(member_of(power, 1), 0.25958612004997317, 0.06296832700852449);
    expect_values(member_of(power, 18), 0.07637248687519982, 0.01824514249273979);
    expect_values(member_of(power, 50), 0.0228538034563881, 0.005405549637386588);
    gtee_power_unref(power);
    gtee_view_unref(view);
}

/* The Council of the European Union of 28 by the Treaty of Lisbon, Article 16 (4) of the Treaty on European Union: 55 % of the members (16) who have
 * 65 % of the people, and a blocking minority has at least four members. The people as Eurostat counted them in 2019; values of the package power-bdd
 * 1.0.0, which says that a majority of 25 needs no quota: here as it says, and as the treaty does. */
static void council_of_lisbon(void)
{
    static const uint64_t people[28] = {493559,   613894,   875898,   1324820,  1919968,  2080908,  2794184,  4076246,  4904226,  5450421,
                                        5517919,  5806081,  7000039,  8858775,  9772756,  10230185, 10276617, 10649800, 10722287, 11467923,
                                        17282163, 19401658, 37972812, 46934632, 60359546, 66647112, 67028048, 83019214};

    for (int blocking = 0; blocking < 2; blocking++) {
        text t = {.size = 0};
        put_members(&t, 28);
        put(&t, "proposals:\n  - {id: plan, activation: {r: ");
        put(&t, blocking ? "{all_of: [{at_least: 16, of: [everyone]}, {any_of: [" : "{any_of: [{at_least: 25, of: [everyone]}, {all_of: [{at_least: 16, of: [everyone]}, ");
        put_quota(&t, 333763100, people, 28);
        put(&t, blocking ? ", {unless: {at_least: 4, of: [everyone]}}]}]}}}\n" : "]}]}}}\n");
        gtee_view *view = given_view(t.bytes, 20250101);
        gtee_power *power = power_of(view, GTEE_POWER_BANZHAF | GTEE_POWER_SHAPLEY);
        expect_values(member_of(power, 0), 0.02993607521057129, 0.00883986193482761);
        expect_values(member_of(power, 14), 0.04526035487651825, 0.021878553213187754);
        expect_values(member_of(power, 27), 0.17020191252231598, 0.14645588268787893);
        gtee_power_unref(power);
        gtee_view_unref(view);
    }
}

/* 178 weights in per cent with two decimals, as the votes of a large fund are given, and the 85 % that its articles ask for: the shares add up to
 * one, whoever has more never has less power, and all of the figures that are asked for are there. */
static void weights_with_decimals(void)
{
    static char whole[16000];
    size_t size = 0;
    double last = 2, sum = 0;
    unsigned left = 10000;

    size += (size_t)snprintf(whole + size, sizeof whole - size, "participants:\n");
    for (unsigned m = 0; m < 178; m++)
        size += (size_t)snprintf(whole + size, sizeof whole - size, "  - {id: p%u, kind: state}\n", m);
    size += (size_t)snprintf(whole + size, sizeof whole - size, "proposals:\n  - {id: plan, activation: {r: {quota: 85, weights: {");
    for (unsigned m = 178; m-- > 0;) {
        const unsigned hundredths = m == 0 ? left : 4500 / (m + 8) / 2 + 3;
        left -= hundredths;
        size += (size_t)snprintf(whole + size, sizeof whole - size, "p%u: %u.%02u%s", m, hundredths / 100, hundredths % 100, m > 0 ? ", " : "");
    }
    size += (size_t)snprintf(whole + size, sizeof whole - size, "}}}}\n");
    CU_ASSERT_FATAL(size < sizeof whole && left == 0);
    gtee_view *view = given_view(whole, 20250101);
    gtee_power *power = power_of(view, GTEE_POWER_BANZHAF | GTEE_POWER_SHAPLEY);
    for (uint32_t m = 0; m < 178; m++) {
        const double value = gtee_member_power_value(member_of(power, m), GTEE_INDEX_SHAPLEY);
        CU_ASSERT_TRUE(value > 0 && value <= last);
        last = value;
        sum += value;
    }
    CU_ASSERT_DOUBLE_EQUAL(sum, 1, 1e-12);
    CU_ASSERT_TRUE(gtee_member_power_is_veto_player(member_of(power, 0)));
    gtee_power_unref(power);
    gtee_view_unref(view);
}

UNIT_TESTS("published games as dossiers", {"weighted games", weighted_games}, {"the Victoria Charter", victoria_charter},
           {"the Electoral College", electoral_college}, {"the Council by the Treaty of Lisbon", council_of_lisbon},
           {"weights with decimals", weights_with_decimals})
