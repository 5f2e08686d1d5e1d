/* seeded.h: expectations on random dossiers: where one fails, the seed that it fails with is printed. Uses CUnit. */
#ifndef TESTS_UNIT_SEEDED_H
#define TESTS_UNIT_SEEDED_H

#include <stdint.h>
#include <stdio.h>

#include <CUnit/CUnit.h>

static uint64_t current_seed; /* the test sets it before each dossier */

static void expect(int good, const char *what)
{
    CU_ASSERT_TRUE(good);
    if (!good)
        fprintf(stderr, "seed %llu: %s\n", (unsigned long long)current_seed, what);
}

#endif
