/*
 * run.h: the frame of every unit test: a table of named functions, run by CUnit as one suite. Uses CUnit and libc only.
 *
 *     static void adds(void) { CU_ASSERT_EQUAL(1 + 1, 2); }
 *     UNIT_TESTS("arithmetic", {"adds", adds})
 *
 * The test adopts the locale of its environment, as a host program may have done, so that a dependence of the library
 * on it shows when the suite is run under one with a decimal comma.
 */
#ifndef TESTS_UNIT_RUN_H
#define TESTS_UNIT_RUN_H

#include <locale.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <CUnit/Basic.h>

typedef struct unit_test {
    const char *name;
    void (*run)(void);
} unit_test;

/* Takes the environment's locale. False if tests/run.sh asks for a decimal comma and this is none. */
static inline int unit_adopt_locale(void)
{
    setlocale(LC_ALL, "");
    return getenv("GUARANTEE_TEST_COMMA") == NULL || strcmp(localeconv()->decimal_point, ",") == 0;
}

/* A number of the environment, such as how many seeds to try: tests/run.sh asks for fewer where a build is slow. */
static inline uint64_t unit_setting(const char *name, uint64_t usual)
{
    const char *text = getenv(name);

    return text != NULL ? strtoull(text, NULL, 10) : usual;
}

/* Runs the tests as one suite, prints CUnit's summary, and returns main's status: 0 if at least one ran and none failed. */
static inline int unit_run(const char *suite_name, const unit_test *tests, size_t count)
{
    int failed = 1;

    if (!unit_adopt_locale()) {
        fprintf(stderr, "%s: the locale has no decimal comma\n", suite_name);
        return 1;
    }
    if (CU_initialize_registry() != CUE_SUCCESS)
        return 1;
    CU_pSuite suite = CU_add_suite(suite_name, NULL, NULL);
    if (suite == NULL)
        goto done;
    for (size_t i = 0; i < count; i++)
        if (CU_add_test(suite, tests[i].name, tests[i].run) == NULL)
            goto done;
    CU_basic_set_mode(CU_BRM_NORMAL);
    if (CU_basic_run_tests() == CUE_SUCCESS)
        failed = CU_get_number_of_asserts() == 0 || CU_get_number_of_failures() != 0;
done:
    if (CU_get_error() != CUE_SUCCESS)
        fprintf(stderr, "%s: %s\n", suite_name, CU_get_error_msg());
    CU_cleanup_registry();
    return failed;
}

/* Defines main: UNIT_TESTS("suite", {"name", function}, …). */
#define UNIT_TESTS(suite_name, ...)                                                                          \
    int main(void)                                                                                           \
    {                                                                                                        \
        static const unit_test table[] = {__VA_ARGS__};                                                      \
        return unit_run(suite_name, table, sizeof table / sizeof table[0]);                                  \
    }

#endif
