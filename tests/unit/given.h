/* given.h: a dossier given as YAML text, and what tests ask of it by id. Uses the public header and CUnit. */
#ifndef TESTS_UNIT_GIVEN_H
#define TESTS_UNIT_GIVEN_H

#include <guarantee.h>

#include <stdio.h>
#include <string.h>

#include <CUnit/CUnit.h>

/* Prints what is wrong, so that a test that fails says why. */
static inline void given_print(const gtee_diagnostics *diagnostics)
{
    for (size_t i = 0; diagnostics != NULL && i < gtee_diagnostics_count(diagnostics); i++) {
        const gtee_diagnostic *d = gtee_diagnostics_at(diagnostics, i);
        fprintf(stderr, "%s %u:%u %s\n", gtee_diagnostic_code(d), gtee_diagnostic_line(d), gtee_diagnostic_column(d),
                gtee_diagnostic_message(d));
    }
}

/* Loads the text (without its first line, which says the format's version) in the context. NULL: no memory. */
static inline gtee_dossier *given_in(gtee_context *context, const char *text)
{
    static const char version[] = "guarantee: 1\n";
    char whole[16384];
    gtee_dossier *dossier;
    gtee_diagnostics *diagnostics;
    const int size = snprintf(whole, sizeof whole, "%s%s", version, text);

    CU_ASSERT_FATAL(size > 0 && (size_t)size < sizeof whole);
    const gtee_status status = gtee_dossier_load_memory(context, "given", whole, (size_t)size, NULL, &dossier, &diagnostics);
    if (status != GTEE_OK && status != GTEE_ERROR_MEMORY)
        given_print(diagnostics);
    CU_ASSERT_TRUE_FATAL(status == GTEE_OK || status == GTEE_ERROR_MEMORY);
    gtee_diagnostics_unref(diagnostics);
    return dossier;
}

static inline gtee_dossier *given(const char *text)
{
    gtee_context *context;
    gtee_dossier *dossier;

    CU_ASSERT_EQUAL_FATAL(gtee_context_new(NULL, &context), GTEE_OK);
    dossier = given_in(context, text);
    CU_ASSERT_PTR_NOT_NULL_FATAL(dossier);
    gtee_context_unref(context);
    return dossier;
}

/* A view as of a day (0: the last), which is then all that keeps the dossier. */
static inline gtee_view *given_view(const char *text, gtee_date as_of)
{
    gtee_dossier *dossier = given(text);
    const gtee_view_options options = {.size = sizeof options, .as_of = as_of};
    gtee_view *view;

    CU_ASSERT_EQUAL_FATAL(gtee_view_new(dossier, &options, &view, NULL), GTEE_OK);
    gtee_dossier_unref(dossier);
    return view;
}

static inline const gtee_proposal *given_proposal(const gtee_view *view, const char *id)
{
    const gtee_proposal *proposal = gtee_dossier_proposal_find(gtee_view_dossier(view), id);

    CU_ASSERT_PTR_NOT_NULL_FATAL(proposal);
    return proposal;
}

static inline const gtee_participant *given_participant(const gtee_view *view, const char *id)
{
    const gtee_participant *participant = gtee_dossier_participant_find(gtee_view_dossier(view), id);

    CU_ASSERT_PTR_NOT_NULL_FATAL(participant);
    return participant;
}

static inline gtee_assessment *given_assessment(const gtee_view *view, const char *proposal)
{
    gtee_assessment *assessment;

    CU_ASSERT_EQUAL_FATAL(gtee_assess(view, given_proposal(view, proposal), NULL, &assessment, NULL), GTEE_OK);
    return assessment;
}

/* Is the first diagnostic of this code? Takes the list away. */
static inline int given_code(gtee_diagnostics *diagnostics, const char *code)
{
    int right = 0;

    if (diagnostics != NULL && gtee_diagnostics_count(diagnostics) > 0)
        right = strcmp(gtee_diagnostic_code(gtee_diagnostics_at(diagnostics, 0)), code) == 0;
    if (!right)
        given_print(diagnostics);
    gtee_diagnostics_unref(diagnostics);
    return right;
}

/* A progress callback that lets so many calls pass and then asks to stop. */
static inline int32_t given_patience(void *user, uint64_t done, uint64_t total)
{
    int *patience = user;

    (void)done;
    (void)total;
    return (*patience)-- <= 0;
}

#endif
