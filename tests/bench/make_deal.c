/*
 * make_deal.c: writes a synthetic deal as the text that deal.c reads, the same for the same arguments. Uses libc.
 *
 *   uniform    red lines that one hidden deal meets; demands over any issues: no structure at all
 *   bloc       four blocs with an ideal deal each, chapters of ten issues, demands within a chapter; red lines that one hidden deal meets
 *   conflict   as bloc, but the red lines do not fit together, and each may be given up at a weight; there are no other demands
 *
 * usage: make_deal bloc|conflict|uniform ISSUES PARTIES SEED
 */
#include "deal.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define BLOCS 4u
#define CHAPTER 10u

enum family { UNIFORM, BLOC, CONFLICT };

typedef struct made {
    uint64_t state; /* of the random numbers: splitmix64 */
    enum family family;
    uint32_t issues, parties;
    uint32_t *sizes, *first, *hidden; /* by issue */
    uint32_t *ideal;                  /* by party and issue */
} made;

static uint64_t next(made *m)
{
    uint64_t z = m->state += UINT64_C(0x9E3779B97F4A7C15);

    z = (z ^ (z >> 30)) * UINT64_C(0xBF58476D1CE4E5B9);
    z = (z ^ (z >> 27)) * UINT64_C(0x94D049BB133111EB);
    return z ^ (z >> 31);
}

/* The high half of the product with a number below 2^32. */
static uint32_t below(made *m, uint32_t limit)
{
    const uint64_t number = next(m);

    return (uint32_t)(((number >> 32) * limit + (((number & UINT32_MAX) * limit) >> 32)) >> 32);
}

static void *need(size_t count)
{
    void *memory = calloc(count + 1, sizeof(uint32_t));

    if (memory == NULL) {
        fputs("make_deal: no memory\n", stderr);
        exit(1);
    }
    return memory;
}

static void make_parties(made *m)
{
    uint32_t *bloc = need((size_t)BLOCS * m->issues);

    m->ideal = need((size_t)m->parties * m->issues);
    for (uint32_t i = 0; i < BLOCS * m->issues; i++)
        bloc[i] = below(m, m->sizes[i % m->issues]);
    for (uint32_t p = 0; p < m->parties; p++)
        for (uint32_t i = 0; i < m->issues; i++) {
            const bool follows = below(m, 100) < 85;
            m->ideal[p * m->issues + i] = follows ? bloc[p % BLOCS * m->issues + i] : below(m, m->sizes[i]);
        }
    free(bloc);
}

static void make_issues(made *m)
{
    m->sizes = need(m->issues);
    m->first = need(m->issues);
    m->hidden = need(m->issues);
    for (uint32_t i = 0; i < m->issues; i++)
        m->sizes[i] = 2 + below(m, 4);
    for (uint32_t i = 1; i < m->issues; i++)
        m->first[i] = m->first[i - 1] + m->sizes[i - 1];
    for (uint32_t i = 0; i < m->issues; i++)
        m->hidden[i] = below(m, m->sizes[i]);
    make_parties(m);
}

/* Issues of one clause, all different: any, or of one chapter and, now and then, one next to it. */
static void pick(made *m, uint32_t count, uint32_t *issues)
{
    const uint32_t chapters = (m->issues + CHAPTER - 1) / CHAPTER;
    const uint32_t chapter = m->family == UNIFORM ? 0 : below(m, chapters);

    for (uint32_t picked = 0; picked < count;) {
        uint32_t issue, here = chapter;
        bool again = false;
        if (m->family == UNIFORM) {
            issue = below(m, m->issues);
        } else {
            if (below(m, 100) < 10) {
                here += below(m, 3);
                here = here == 0 ? 0 : here - 1;
                here = here >= chapters ? chapters - 1 : here;
            }
            issue = here * CHAPTER + below(m, CHAPTER);
        }
        for (uint32_t i = 0; i < picked; i++)
            again = again || issues[i] == issue;
        if (issue < m->issues && !again)
            issues[picked++] = issue;
    }
}

static deal_literal any(made *m, uint32_t issue, bool is)
{
    return (deal_literal){.issue = issue, .option = below(m, m->sizes[issue]), .is = is};
}

static deal_literal wish(const made *m, uint32_t party, uint32_t issue)
{
    return (deal_literal){.issue = issue, .option = m->ideal[party * m->issues + issue], .is = true};
}

/* "Never this option", or "if these, then my wish"; of uniform deals any literals. */
static uint32_t red_line(made *m, uint32_t party, deal_literal *clause)
{
    const uint32_t percent = below(m, 100);
    const uint32_t one = m->family == CONFLICT ? 6 : 15, two = m->family == CONFLICT ? 66 : 65;
    const uint32_t count = percent < one ? 1 : percent < two ? 2 : 3;
    uint32_t issues[3];

    pick(m, count, issues);
    for (uint32_t i = 0; i < count; i++) {
        if (m->family == UNIFORM && count > 1) {
            clause[i] = any(m, issues[i], false);
            clause[i].is = below(m, 100) < 50;
        } else {
            clause[i] = count > 1 && i == count - 1 ? wish(m, party, issues[i]) : any(m, issues[i], false);
        }
    }
    return count;
}

static uint32_t demand(made *m, uint32_t party, deal_literal *clause)
{
    const uint32_t percent = below(m, 100);
    const uint32_t one = m->family == UNIFORM ? 40 : 60, two = m->family == UNIFORM ? 75 : 85;
    const uint32_t count = percent < one ? 1 : percent < two ? 2 : 3;
    uint32_t issues[3];

    pick(m, count, issues);
    for (uint32_t i = 0; i < count; i++) {
        if (m->family == UNIFORM) {
            clause[i] = any(m, issues[i], false);
            clause[i].is = below(m, 100) < 60;
        } else {
            clause[i] = count == 2 && i == 0 ? any(m, issues[i], false) : wish(m, party, issues[i]);
        }
    }
    return count;
}

static bool hidden_meets(const made *m, const deal_literal *clause, uint32_t count)
{
    bool meets = false;

    for (uint32_t i = 0; i < count; i++)
        meets = meets || (m->hidden[clause[i].issue] == clause[i].option) == clause[i].is;
    return meets;
}

static void put(const made *m, const deal_literal *clause, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++)
        printf(" %s%u", clause[i].is ? "" : "-", m->first[clause[i].issue] + clause[i].option + 1);
    puts(" 0");
}

static void put_red_lines(made *m, uint64_t seed)
{
    const uint32_t count = m->family != CONFLICT ? 2 * m->issues : m->issues == 20 ? 160 : 4 * m->issues;
    made weights = {.state = seed + 77};
    deal_literal clause[3];

    for (uint32_t i = 0; i < count; i++) {
        const uint32_t party = i % m->parties;
        uint32_t size = red_line(m, party, clause);
        while (m->family != CONFLICT && !hidden_meets(m, clause, size))
            size = red_line(m, party, clause);
        if (m->family == CONFLICT)
            printf("D %u %u", party, 1 + below(&weights, 100));
        else
            printf("R %u", party);
        put(m, clause, size);
    }
}

static void put_demands(made *m)
{
    deal_literal clause[3];

    for (uint32_t i = 0; m->family != CONFLICT && i < 10 * m->issues; i++) {
        const uint32_t party = i % m->parties, size = demand(m, party, clause);
        printf("D %u %u", party, 1 + below(m, 100));
        put(m, clause, size);
    }
}

int main(int argc, char **argv)
{
    static const char *const families[] = {"uniform", "bloc", "conflict"};
    made m = {.issues = argc == 5 ? (uint32_t)strtoul(argv[2], NULL, 10) : 0};
    const uint64_t seed = argc == 5 ? strtoull(argv[4], NULL, 10) : 0;

    m.parties = argc == 5 ? (uint32_t)strtoul(argv[3], NULL, 10) : 0;
    while (argc == 5 && m.family <= CONFLICT && strcmp(argv[1], families[m.family]) != 0)
        m.family++;
    if (argc != 5 || m.family > CONFLICT || m.issues < CHAPTER || m.issues > 100000 || m.parties == 0 || m.parties > 10000) {
        fputs("usage: make_deal bloc|conflict|uniform ISSUES PARTIES SEED     from 10 issues\n", stderr);
        return 2;
    }
    m.state = seed * 1000003 + m.issues * UINT64_C(7919) + m.parties;
    make_issues(&m);
    printf("T %u P %u\nk", m.issues, m.parties);
    for (uint32_t i = 0; i < m.issues; i++)
        printf(" %u", m.sizes[i]);
    putchar('\n');
    put_red_lines(&m, seed);
    put_demands(&m);
    free(m.sizes);
    free(m.first);
    free(m.hidden);
    free(m.ideal);
    return fflush(stdout) != 0 || ferror(stdout);
}
