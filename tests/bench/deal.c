/*
 * deal.c: the reader of deals: a line "T n P m", a line "k" with each issue's number of options, then "R party literals 0" (hard) and
 * "D party weight literals 0" (soft). A literal is ±(1 + the option's number, counted through all issues). Uses libc.
 */
#include "deal.h"

#include <stdio.h>
#include <stdlib.h>

/* Room for one more item. */
static bool grow(void **items, size_t count, size_t *room, size_t size)
{
    void *more;

    if (count < *room)
        return true;
    *room = *room * 2 + 256;
    more = realloc(*items, *room * size);
    if (more == NULL)
        return false;
    *items = more;
    return true;
}

/* The issues, and by number of literal its issue. */
static uint32_t *read_issues(FILE *in, deal *d, uint32_t *literals)
{
    uint32_t *issue_of;

    if (fscanf(in, "T %u P %u k", &d->issue_count, &d->party_count) != 2 || d->issue_count > 1000000)
        return NULL;
    issue_of = calloc((size_t)d->issue_count * 64 + 1, sizeof *issue_of);
    d->sizes = calloc((size_t)d->issue_count + 1, sizeof *d->sizes);
    *literals = 0;
    for (uint32_t i = 0; i < d->issue_count; i++) {
        if (issue_of == NULL || d->sizes == NULL || fscanf(in, "%u", &d->sizes[i]) != 1 || d->sizes[i] == 0 || d->sizes[i] > 63) {
            free(issue_of);
            return NULL;
        }
        for (uint32_t o = 0; o < d->sizes[i]; o++)
            issue_of[(*literals)++] = i;
    }
    return issue_of;
}

static bool read_literals(FILE *in, deal *d, const uint32_t *issue_of, uint32_t literals)
{
    int literal;

    while (fscanf(in, "%d", &literal) == 1 && literal != 0) {
        const uint32_t number = (uint32_t)abs(literal) - 1;
        uint32_t option = 0;

        if (number >= literals || !grow((void **)&d->literals, d->literal_count, &d->literal_room, sizeof *d->literals))
            return false;
        while (option < number && issue_of[number - option - 1] == issue_of[number])
            option++;
        d->literals[d->literal_count++] = (deal_literal){.issue = issue_of[number], .option = option, .is = literal > 0};
    }
    return true;
}

static bool read_clauses(FILE *in, deal *d, const uint32_t *issue_of, uint32_t literals)
{
    char kind;

    while (fscanf(in, " %c", &kind) == 1) {
        deal_clause clause = {.first = d->literal_count};

        if ((kind != 'R' && kind != 'D') || fscanf(in, "%u", &clause.party) != 1 || clause.party >= d->party_count)
            return false;
        if (kind == 'D' && (fscanf(in, "%u", &clause.weight) != 1 || clause.weight == 0))
            return false;
        if (!read_literals(in, d, issue_of, literals) || !grow((void **)&d->clauses, d->clause_count, &d->clause_room, sizeof *d->clauses))
            return false;
        clause.count = d->literal_count - clause.first;
        d->clauses[d->clause_count++] = clause;
    }
    return true;
}

bool deal_read(const char *path, deal *result)
{
    FILE *in = fopen(path, "r");
    uint32_t literals = 0;

    *result = (deal){.sizes = NULL};
    if (in == NULL)
        return false;
    uint32_t *issue_of = read_issues(in, result, &literals);
    const bool good = issue_of != NULL && read_clauses(in, result, issue_of, literals);
    free(issue_of);
    fclose(in);
    return good;
}

void deal_free(deal *what)
{
    free(what->sizes);
    free(what->clauses);
    free(what->literals);
}
