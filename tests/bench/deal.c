/*
 * deal.c: the reader of deals: a line "T n P m", a line "k" with each issue's number of options, then "R party literals 0" (hard) and
 * "D party weight literals 0" (soft). A literal is ±(1 + the option's number, counted through all issues). Uses libc and lib/solve.
 */
#include "deal.h"

#include <stdio.h>
#include <stdlib.h>

typedef struct reading {
    gti_problem *problem;
    uint32_t issues;
    uint32_t *issue_of; /* by literal */
    uint32_t *first_of; /* by issue: its first literal */
    uint32_t literals;
} reading;

static bool read_issues(FILE *in, reading *r)
{
    unsigned issues, parties;
    uint32_t next = 1;

    if (fscanf(in, "T %u P %u k", &issues, &parties) != 2)
        return false;
    r->issues = issues;
    r->issue_of = calloc((size_t)issues * 64 + 1, sizeof *r->issue_of);
    r->first_of = calloc((size_t)issues + 1, sizeof *r->first_of);
    if (r->issue_of == NULL || r->first_of == NULL)
        return false;
    for (uint32_t i = 0; i < issues; i++) {
        unsigned options;
        uint32_t variable;

        if (fscanf(in, "%u", &options) != 1 || options == 0 || options > 63 ||
            !gti_problem_variable(r->problem, (UINT64_C(1) << options) - 1, 0, &variable))
            return false;
        r->first_of[i] = next;
        for (unsigned o = 0; o < options; o++)
            r->issue_of[next++] = i;
    }
    r->first_of[issues] = next;
    r->literals = next;
    return true;
}

static bool read_clause(FILE *in, reading *r, uint32_t group)
{
    gti_atom atoms[64];
    uint32_t count = 0;
    int literal;

    while (fscanf(in, "%d", &literal) == 1 && literal != 0 && count < 64) {
        const uint32_t number = (uint32_t)abs(literal);
        uint32_t issue;
        uint64_t one;

        if (number >= r->literals)
            return false;
        issue = r->issue_of[number];
        one = UINT64_C(1) << (number - r->first_of[issue]);
        atoms[count++] = (gti_atom){
            .variable = issue,
            .options = literal > 0 ? one : ~one & ((UINT64_C(1) << (r->first_of[issue + 1] - r->first_of[issue])) - 1)};
    }
    return gti_problem_clause(r->problem, group, atoms, count);
}

static bool read_lines(FILE *in, reading *r)
{
    char kind;

    while (fscanf(in, " %c", &kind) == 1) {
        unsigned party, weight;
        uint32_t group = GTI_SOLVE_HARD;

        if ((kind != 'R' && kind != 'D') || fscanf(in, "%u", &party) != 1)
            return false;
        if (kind == 'D' && (fscanf(in, "%u", &weight) != 1 ||
                            !gti_problem_group(r->problem, (gti_group){.weight = weight, .party = party, .optional = true}, &group)))
            return false;
        if (!read_clause(in, r, group))
            return false;
    }
    return true;
}

bool deal_read(const char *path, gti_problem *problem)
{
    const gti_allocator allocator = gti_allocator_default();
    reading r = {.problem = problem};
    FILE *in = fopen(path, "r");
    bool ok = gti_problem_init(problem, &allocator) && in != NULL && read_issues(in, &r) && read_lines(in, &r);

    if (in != NULL)
        fclose(in);
    free(r.issue_of);
    free(r.first_of);
    return ok;
}
