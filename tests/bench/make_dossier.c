/*
 * make_dossier.c: writes a synthetic dossier to standard output: 200 states, 40 issues, 20 proposals, and as many positions
 * as asked for, with gists in English, Ukrainian or Russian in turn. The same number gives the same bytes everywhere.
 * Uses libc only.
 *
 * usage: make_dossier POSITIONS
 */
#include <inttypes.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#define STATES 200u
#define ISSUES 40u
#define OPTIONS 5u
#define PROPOSALS 20u
#define SOURCES 100u

static uint64_t seed = UINT64_C(0x9E3779B97F4A7C15);

/* xorshift64*: a number below `limit`. */
static unsigned below(unsigned limit)
{
    seed ^= seed >> 12;
    seed ^= seed << 25;
    seed ^= seed >> 27;
    return (unsigned)((seed * UINT64_C(0x2545F4914F6CDD1D)) >> 33) % limit;
}

static const char *one_of(const char *const *words, size_t count)
{
    return words[below((unsigned)count)];
}
#define ONE_OF(words) one_of(words, sizeof words / sizeof words[0])

static void write_date(const char *key)
{
    printf("    %s: %u-%02u-%02u\n", key, 2020 + below(6), 1 + below(12), 1 + below(28));
}

static void write_sources(void)
{
    puts("sources:");
    for (unsigned i = 0; i < SOURCES; i++) {
        printf("  - id: source-%u\n    title: Report number %u\n    publisher: Agency %u\n    language: en\n", i, i, i % 7);
        write_date("date");
    }
}

static void write_participants(void)
{
    puts("participants:");
    for (unsigned i = 0; i < STATES; i++) {
        printf("  - id: state-%u\n    kind: state\n", i);
        printf("    names: {en: [State %u, Republic of State %u], uk: Держава %u, ru: Государство %u}\n", i, i, i, i);
        printf("  - id: speaker-%u\n    kind: person\n    names: {en: Speaker %u, uk: Речник %u}\n", i, i, i);
        printf("    speaks_for: {id: state-%u, office: Foreign Minister, from: 2019}\n", i);
    }
    puts("  - id: alliance\n    kind: organization\n    members:");
    for (unsigned i = 0; i < STATES; i += 4)
        printf("      - {id: state-%u, from: 2004-03-29}\n", i);
}

/* Every fourth issue is a choice that each member of the alliance has on its own. */
static void write_issues(void)
{
    puts("issues:");
    for (unsigned i = 0; i < ISSUES; i++) {
        printf("  - id: issue-%u\n    title: Question %u\n    ordered: true\n    default: option-0\n", i, i);
        if (i % 4 == 0)
            puts("    by: alliance");
        fputs("    options: [option-0", stdout);
        for (unsigned option = 1; option < OPTIONS; option++)
            printf(", option-%u", option);
        puts("]");
    }
}

static void write_term(unsigned issue)
{
    printf("      issue-%u", issue);
    if (issue % 4 == 0)
        printf("/state-%u", 4 * below(STATES / 4));
    if (below(3) == 0)
        printf(": {at_most: option-%u}\n", below(OPTIONS));
    else
        printf(": option-%u\n", below(OPTIONS));
}

static void write_proposals(void)
{
    puts("proposals:");
    for (unsigned i = 0; i < PROPOSALS; i++) {
        printf("  - id: proposal-%u\n    title: Scheme %u\n    proposed_by: state-%u\n    status: tabled\n", i, i, below(STATES));
        write_date("date");
        printf("    parties: [state-%u, state-%u]\n    clauses:\n", 2 * i, 2 * i + 1);
        for (unsigned clause = 0; clause < 8; clause++)
            printf("      - id: clause-%u\n        gist: what clause %u fixes\n        terms: {issue-%u: option-%u}\n", clause, clause,
                   1 + 4 * ((i + clause) % 10), below(OPTIONS));
    }
}

static const char *const stances[] = {"requires", "rejects", "prefers", "opposes", "accepts"};
static const char *const evidences[] = {"stated", "stated", "reported", "inferred"};
static const char *const gists[] = {
    "says that no decision will be taken before the talks have ended and the parties have heard one another",
    "заявляє, що жодне рішення не буде ухвалене без участі сторони, якої воно стосується",
    "заявляет, что условия обсуждаются, и что окончательный ответ будет дан позже",
    "would consider it if partners carried their share of the burden, as was discussed at the meeting",
};

static void write_position(unsigned long number)
{
    unsigned state = below(STATES), issue = below(ISSUES);

    printf("  - id: position-%lu\n    participant: state-%u\n    speaker: speaker-%u\n", number, state, state);
    write_date("date");
    printf("    %s:\n", ONE_OF(stances));
    write_term(issue);
    if (below(8) == 0)
        write_term((issue + 1) % ISSUES);
    printf("    evidence: %s\n    source: {id: source-%u, locator: par %u}\n", ONE_OF(evidences), below(SOURCES), 1 + below(40));
    printf("    gist: %s\n", ONE_OF(gists));
}

int main(int argc, char **argv)
{
    char *end = NULL;
    unsigned long count = argc == 2 ? strtoul(argv[1], &end, 10) : 0;

    if (argc != 2 || end == argv[1] || *end != '\0') {
        fputs("usage: make_dossier POSITIONS\n", stderr);
        return 2;
    }
    puts("guarantee: 1\ntitle: A synthetic dossier");
    write_sources();
    write_participants();
    write_issues();
    write_proposals();
    puts("positions:");
    for (unsigned long i = 0; i < count; i++)
        write_position(i);
    return fflush(stdout) != 0 || ferror(stdout);
}
