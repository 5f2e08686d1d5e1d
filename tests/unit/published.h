/*
 * published.h: weighted games whose power indices have been published, as exact fractions.
 *
 * They were worked out from the published rules and agree with the textbooks: Straffin, "Power and stability in politics" (1994), for the Security
 * Council; Brams and Affuso (1976) and Banzhaf (1965) for the Communities and Nassau County. Uses libc only.
 */
#ifndef TESTS_UNIT_PUBLISHED_H
#define TESTS_UNIT_PUBLISHED_H

#include <stdint.h>

typedef struct published {
    const char *name;
    uint32_t count;
    uint64_t quota, weights[15], swings[15];
    const char *banzhaf[15], *shapley[15];
} published;

#define TIMES2(x) x, x
#define TIMES3(x) x, x, x
#define TIMES4(x) x, x, x, x
#define TIMES5(x) x, x, x, x, x
#define TIMES10(x) TIMES5(x), TIMES5(x)

static const published published_games[] = {
    {"Security Council 1966", 15, 39, {TIMES5(7), TIMES10(1)}, {TIMES5(848), TIMES10(84)}, {TIMES5("106/635"), TIMES10("21/1270")},
     {TIMES5("421/2145"), TIMES10("4/2145")}},
    {"Economic Community 1958", 6, 12, {4, 4, 4, 2, 2, 1}, {10, 10, 10, 6, 6, 0}, {TIMES3("5/21"), TIMES2("1/7"), "0"},
     {TIMES3("7/30"), TIMES2("3/20"), "0"}},
    {"Communities 1973", 9, 41, {10, 10, 10, 10, 5, 5, 3, 3, 2}, {53, 53, 53, 53, 29, 29, 21, 21, 5},
     {TIMES4("53/317"), TIMES2("29/317"), TIMES2("21/317"), "5/317"}, {TIMES4("5/28"), TIMES2("17/210"), TIMES2("2/35"), "1/105"}},
    {"Nassau County 1964", 6, 58, {31, 31, 28, 21, 2, 2}, {16, 16, 16, 0, 0, 0}, {TIMES3("1/3"), TIMES3("0")}, {TIMES3("1/3"), TIMES3("0")}},
    {"Stach 2011", 4, 50, {10, 10, 20, 30}, {1, 1, 3, 5}, {TIMES2("1/10"), "3/10", "1/2"}, {TIMES2("1/12"), "1/4", "7/12"}},
    {"12; 8, 6, 4, 2", 4, 12, {8, 6, 4, 2}, {5, 3, 3, 1}, {"5/12", TIMES2("1/4"), "1/12"}, {"5/12", TIMES2("1/4"), "1/12"}},
    {"51; 50, 49, 1", 3, 51, {50, 49, 1}, {3, 1, 1}, {"3/5", TIMES2("1/5")}, {"2/3", TIMES2("1/6")}},
};
#define PUBLISHED_GAMES (sizeof published_games / sizeof published_games[0])

#endif
