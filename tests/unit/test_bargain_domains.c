/*
 * test_bargain_domains.c: negotiation domains of two and three parties, up to millions of outcomes, as negotiation toolkits have them: additive utilities
 * and nothing else. Every outcome is looked at: all count, each is reached or outdone by a point of the frontier, which is itself some outcome's worth, and
 * the Nash product and the greatest welfare are those that the outcomes have. The domains are made here, by a formula. Uses the public header.
 */
#include "run.h"

#include "dossiers.h"
#include "given.h"
#include "put_text.h"

#include <stdbool.h>

#define MOST_ISSUES 10u
#define MOST_OPTIONS 8u
#define MOST_POINTS 20000u

typedef struct domain {
    uint32_t parties, issues, options;
    uint32_t value[3][MOST_ISSUES][MOST_OPTIONS]; /* in hundredths */
    uint32_t reservation[3];                      /* in ten-thousandths */
} domain;

/* Parties want different issues most, and the opposite on every other one. */
static domain domain_make(uint32_t parties, uint32_t issues, uint32_t options, uint64_t seed)
{
    domain made = {.parties = parties, .issues = issues, .options = options};
    dice d = {.state = seed * UINT64_C(0x9E3779B97F4A7C15)};

    for (uint32_t p = 0; p < parties; p++) {
        for (uint32_t i = 0; i < issues; i++)
            for (uint32_t o = 0; o < options; o++) {
                const uint32_t along = (p + i) % 2 == 0 ? o : options - 1 - o;
                made.value[p][i][o] = 100 * along / (options - 1) / 2 + roll(&d, 51);
            }
        made.reservation[p] = seed % 2 == 0 ? 0 : 1500 * issues;
    }
    return made;
}

/* An issue's weight for a party, in hundredths. */
static uint32_t weight(const domain *m, uint32_t party, uint32_t issue)
{
    return 20 + 15 * ((issue + 2 * party) % m->issues % 5);
}

static int64_t worth(const domain *m, uint32_t party, uint32_t issue, uint32_t option)
{
    return (int64_t)weight(m, party, issue) * m->value[party][issue][option];
}

static gtee_view *written(const domain *m)
{
    static put_buffer t;

    t.size = 0;
    put_text(&t, "participants:\n");
    for (uint32_t p = 0; p < m->parties; p++)
        put_text(&t, "  - {id: p%u, kind: person}\n", p);
    put_text(&t, "issues:\n");
    for (uint32_t i = 0; i < m->issues; i++) {
        put_text(&t, "  - {id: i%u, options: [o0", i);
        for (uint32_t o = 1; o < m->options; o++)
            put_text(&t, ", o%u", o);
        put_text(&t, "]}\n");
    }
    put_text(&t, "preferences:\n");
    for (uint32_t p = 0; p < m->parties; p++) {
        put_text(&t, "  - participant: p%u\n    reservation: %u.%04u\n    utility:\n", p, m->reservation[p] / 10000, m->reservation[p] % 10000);
        for (uint32_t i = 0; i < m->issues; i++) {
            put_text(&t, "      i%u: {weight: %u.%02u, values: {", i, weight(m, p, i) / 100, weight(m, p, i) % 100);
            for (uint32_t o = 0; o < m->options; o++)
                put_text(&t, "%so%u: %u.%02u", o > 0 ? ", " : "", o, m->value[p][i][o] / 100, m->value[p][i][o] % 100);
            put_text(&t, "}}\n");
        }
    }
    return given_view(t.bytes, 0);
}

/* ---- every outcome */

typedef struct found {
    const domain *m;
    int64_t point[MOST_POINTS][3];
    uint64_t ways[MOST_POINTS];
    size_t count, last;    /* last: the point that outdid the outcome before */
    double nash;
    int64_t welfare;
    uint64_t outcomes, outdone;
} found;

static bool reaches(const found *f, const int64_t *a, const int64_t *b)
{
    for (uint32_t p = 0; p < f->m->parties; p++)
        if (a[p] < b[p])
            return false;
    return true;
}

static void look_at(found *f, const int64_t *sums)
{
    double product = 1;
    int64_t welfare = 0;

    f->outcomes++;
    for (uint32_t p = 0; p < f->m->parties; p++) {
        if (sums[p] < f->m->reservation[p]) {
            f->outdone++; /* nobody is held to it */
            return;
        }
        product *= (double)(sums[p] - f->m->reservation[p]) / 10000;
        welfare += sums[p];
    }
    f->nash = product > f->nash ? product : f->nash;
    f->welfare = welfare > f->welfare ? welfare : f->welfare;
    for (size_t i = 0; i < f->count; i++) {
        const size_t point = (f->last + i) % f->count;
        if (!reaches(f, f->point[point], sums))
            continue;
        f->last = point;
        f->outdone++;
        f->ways[point] += reaches(f, sums, f->point[point]);
        return;
    }
}

static void look_at_all(found *f)
{
    const domain *m = f->m;
    uint32_t option[MOST_ISSUES] = {0}, i = 0;
    int64_t sums[3] = {0};

    for (uint32_t k = 0; k < m->issues; k++)
        for (uint32_t p = 0; p < m->parties; p++)
            sums[p] += worth(m, p, k, 0);
    while (i < m->issues) {
        look_at(f, sums);
        for (i = 0; i < m->issues; i++) {
            const uint32_t before = option[i];
            option[i] = before + 1 == m->options ? 0 : before + 1;
            for (uint32_t p = 0; p < m->parties; p++)
                sums[p] += worth(m, p, i, option[i]) - worth(m, p, i, before);
            if (option[i] != 0)
                break;
        }
    }
}

/* ---- comparing */

static void take_points(found *f, const gtee_bargain *b)
{
    f->count = gtee_bargain_outcome_count(b);
    CU_ASSERT_TRUE_FATAL(f->count > 0 && f->count <= MOST_POINTS);
    for (size_t i = 0; i < f->count; i++)
        for (uint32_t p = 0; p < f->m->parties; p++)
            f->point[i][p] = (int64_t)(gtee_outcome_utility_at(gtee_bargain_outcome_at(b, i), p) * 10000 + 0.5);
}

static void compare(uint32_t parties, uint32_t issues, uint32_t options, uint64_t seed)
{
    static found f;
    const domain m = domain_make(parties, issues, options, seed);
    gtee_view *view = written(&m);
    gtee_bargain *b;
    uint64_t all = 1;

    memset(&f, 0, sizeof f);
    f.m = &m;
    for (uint32_t i = 0; i < issues; i++)
        all *= options;
    CU_ASSERT_EQUAL_FATAL(gtee_bargain_new(view, NULL, &b, NULL), GTEE_OK);
    take_points(&f, b);
    look_at_all(&f);
    CU_ASSERT_EQUAL(f.outcomes, all);
    CU_ASSERT_EQUAL(f.outdone, all);
    CU_ASSERT_EQUAL(gtee_bargain_packages(b), (double)all);
    CU_ASSERT_EQUAL(gtee_bargain_complete(b), 1);
    for (size_t i = 0; i < f.count; i++) {
        CU_ASSERT_TRUE(f.ways[i] > 0);
        CU_ASSERT_EQUAL(gtee_outcome_packages(gtee_bargain_outcome_at(b, i)), f.ways[i]);
    }
    CU_ASSERT_DOUBLE_EQUAL(gtee_solution_value(gtee_bargain_solution_at(b, GTEE_POINT_NASH - 1)), f.nash, 1e-9);
    CU_ASSERT_DOUBLE_EQUAL(gtee_solution_value(gtee_bargain_solution_at(b, GTEE_POINT_UTILITARIAN - 1)), (double)f.welfare / 10000, 1e-9);
    printf("\n%u parties, %llu outcomes, frontier of %zu", parties, (unsigned long long)all, f.count);
    gtee_bargain_unref(b);
    gtee_view_unref(view);
}

static void of_two_parties(void)
{
    compare(2, 6, 4, 1);
    compare(2, 6, 4, 2);
    compare(2, 3, 7, 3);
    compare(2, 9, 5, 4);
}

static void of_three_parties(void)
{
    compare(3, 4, 6, 5);
    compare(3, 8, 5, 6);
    compare(3, 8, 7, 8);
}

UNIT_TESTS("negotiation domains", {"of two parties", of_two_parties}, {"of three parties", of_three_parties})
