/* deal.h: the flat text of a synthetic deal in memory: issues, red lines, demands. Uses libc only. */
#ifndef TESTS_BENCH_DEAL_H
#define TESTS_BENCH_DEAL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct deal_literal {
    uint32_t issue, option;
    bool is; /* the issue has this option; false: it has another */
} deal_literal;

typedef struct deal_clause { /* one of `count` literals */
    size_t first, count;
    uint32_t party, weight; /* weight 0: a red line; else a demand */
} deal_clause;

typedef struct deal {
    uint32_t issue_count, party_count;
    uint32_t *sizes; /* options by issue */
    deal_clause *clauses;
    size_t clause_count, clause_room;
    deal_literal *literals;
    size_t literal_count, literal_room;
} deal;

/* False if the file is none or memory is short; what was read must be freed all the same. */
bool deal_read(const char *path, deal *result);
void deal_free(deal *what);

#endif
