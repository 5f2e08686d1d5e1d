/*
 * test_threads.c: many threads read one dossier and one view at once, each asking every kind of question, and all get the same
 * answers. Under ThreadSanitizer (run.sh's step tsan) this shows any write to shared state. Uses the public interface only.
 */
#include "run.h"

#include <guarantee.h>

#include <pthread.h>

enum { THREADS = 4, ROUNDS = 8 };

static const char text[] =
    "guarantee: 1\n"
    "sources: [{id: s, title: S, date: 2025-01-01}]\n"
    "participants:\n"
    "- {id: ash, kind: state, names: {en: Ashland, uk: Ешленд}}\n"
    "- {id: birch, kind: state, names: {en: Birchland}}\n"
    "- {id: cedar, kind: state, names: {en: Cedária}}\n"
    "- {id: league, kind: group, members: [ash, birch]}\n"
    "issues:\n"
    "- {id: neutrality, options: [none, temporary, permanent], ordered: true, default: none, consent: cedar}\n"
    "- {id: troops, options: [none, training, combat], ordered: true, default: none, by: league}\n"
    "proposals:\n"
    "- id: first\n"
    "  proposed_by: ash\n"
    "  date: 2025-02-01\n"
    "  parties: [league, cedar]\n"
    "  clauses: [{id: one, obligors: birch, beneficiaries: cedar, terms: {neutrality: permanent, troops/birch: training}}]\n"
    "- id: second\n"
    "  date: 2025-03-01\n"
    "  parties: cedar\n"
    "  clauses: [{id: one, terms: {neutrality: [none, temporary]}}]\n"
    "positions:\n"
    "- {participant: cedar, date: 2025-01-02, rejects: {neutrality: permanent}, evidence: stated, source: s}\n"
    "- {participant: cedar, date: 2025-01-03, accepts: {neutrality: permanent}, evidence: reported, via: ash, source: s}\n"
    "- {participant: birch, date: 2025-01-04, prefers: {troops/birch: none}, weight: 2.5, evidence: stated, source: s}\n"
    "- {participant: ash, date: 2025-01-05, accepts: {troops/ash: [training, combat]}, evidence: stated, source: s}\n";

/* What all threads share, and what one of them found wrong. */
typedef struct reader {
    const gtee_dossier *dossier;
    gtee_view *view;
    const char *expected;
    int wrong;
} reader;

static gtee_text *shown_assessment(const gtee_view *view, const char *proposal)
{
    gtee_assessment *assessment = NULL;
    gtee_text *shown = NULL;

    if (gtee_assess(view, gtee_dossier_proposal_find(gtee_view_dossier(view), proposal), NULL, &assessment, NULL) == GTEE_OK)
        (void)gtee_assessment_show(assessment, NULL, &shown);
    gtee_assessment_unref(assessment);
    return shown;
}

static int compares(const gtee_view *view)
{
    const gtee_dossier *dossier = gtee_view_dossier(view);
    const gtee_proposal *both[] = {gtee_dossier_proposal_at(dossier, 0), gtee_dossier_proposal_at(dossier, 1)};
    gtee_comparison *comparison = NULL;
    int ok = gtee_compare(view, both, 2, NULL, &comparison, NULL) == GTEE_OK && gtee_comparison_row_count(comparison) == 2;

    gtee_comparison_unref(comparison);
    return ok;
}

static int finds_names(const gtee_dossier *dossier)
{
    gtee_name_match *match = NULL;
    int ok = gtee_dossier_match_name(dossier, "ЕШЛЕНД", &match, NULL) == GTEE_OK &&
             gtee_name_match_participant(match) == gtee_dossier_participant_at(dossier, 0);

    gtee_name_match_unref(match);
    match = NULL;
    ok = ok && gtee_dossier_match_name(dossier, "Cedarja", &match, NULL) == GTEE_ERROR_NOT_FOUND;
    gtee_name_match_unref(match);
    return ok;
}

static int writes_and_lists(const gtee_dossier *dossier, const gtee_view *view)
{
    gtee_timeline *timeline = NULL;
    gtee_text *shown = NULL;
    int ok = gtee_dossier_write(dossier, GTEE_FORMAT_JSON, &shown, NULL) == GTEE_OK;

    gtee_text_unref(shown);
    shown = NULL;
    ok = ok && gtee_matrix_show(view, NULL, 0, NULL, 0, NULL, &shown) == GTEE_OK;
    gtee_text_unref(shown);
    ok = ok && gtee_timeline_new(view, NULL, &timeline, NULL) == GTEE_OK && gtee_timeline_moment_count(timeline) >= 6;
    gtee_timeline_unref(timeline);
    return ok;
}

/* One thread: takes references of its own, asks, and gives them back. */
static void *read_it(void *user)
{
    reader *self = user;

    for (int round = 0; round < ROUNDS && !self->wrong; round++) {
        gtee_view *shared = gtee_view_ref(self->view);
        gtee_view *own = NULL;
        gtee_text *seen = shown_assessment(shared, "first");
        self->wrong |= seen == NULL || strcmp(gtee_text_data(seen), self->expected) != 0;
        gtee_text_unref(seen);
        self->wrong |= gtee_view_new(self->dossier, NULL, &own, NULL) != GTEE_OK;
        self->wrong |= own == NULL || gtee_view_stance_count(own) != gtee_view_stance_count(shared);
        self->wrong |= !compares(shared) || !finds_names(self->dossier) || !writes_and_lists(self->dossier, shared);
        gtee_view_unref(own);
        gtee_view_unref(shared);
    }
    return NULL;
}

static void threads_read_one_dossier(void)
{
    gtee_context *context = NULL;
    gtee_dossier *dossier = NULL;
    gtee_view *view = NULL;
    pthread_t threads[THREADS];
    reader readers[THREADS];

    CU_ASSERT_EQUAL_FATAL(gtee_context_new(NULL, &context), GTEE_OK);
    CU_ASSERT_EQUAL_FATAL(gtee_dossier_load_memory(context, "text", text, strlen(text), NULL, &dossier, NULL), GTEE_OK);
    gtee_context_unref(context);
    CU_ASSERT_EQUAL_FATAL(gtee_view_new(dossier, NULL, &view, NULL), GTEE_OK);
    gtee_text *expected = shown_assessment(view, "first");
    CU_ASSERT_PTR_NOT_NULL_FATAL(expected);
    for (int i = 0; i < THREADS; i++) {
        readers[i] = (reader){.dossier = dossier, .view = view, .expected = gtee_text_data(expected)};
        CU_ASSERT_EQUAL_FATAL(pthread_create(&threads[i], NULL, read_it, &readers[i]), 0);
    }
    for (int i = 0; i < THREADS; i++) {
        CU_ASSERT_EQUAL(pthread_join(threads[i], NULL), 0);
        CU_ASSERT_FALSE(readers[i].wrong);
    }
    gtee_text_unref(expected);
    gtee_view_unref(view);
    gtee_dossier_unref(dossier);
}

/* The last reference may be given back by any thread. */
static void *give_back(void *dossier)
{
    gtee_dossier_unref(dossier);
    return NULL;
}

static void threads_give_back_references(void)
{
    gtee_context *context = NULL;
    pthread_t threads[THREADS];

    CU_ASSERT_EQUAL_FATAL(gtee_context_new(NULL, &context), GTEE_OK);
    for (int round = 0; round < ROUNDS; round++) {
        gtee_dossier *dossier = NULL;
        CU_ASSERT_EQUAL_FATAL(gtee_dossier_load_memory(context, "text", text, strlen(text), NULL, &dossier, NULL), GTEE_OK);
        for (int i = 0; i < THREADS; i++)
            CU_ASSERT_EQUAL_FATAL(pthread_create(&threads[i], NULL, give_back, gtee_dossier_ref(dossier)), 0);
        gtee_dossier_unref(dossier);
        for (int i = 0; i < THREADS; i++)
            CU_ASSERT_EQUAL(pthread_join(threads[i], NULL), 0);
    }
    gtee_context_unref(context);
}

UNIT_TESTS("threads", {"threads read one dossier", threads_read_one_dossier},
           {"threads give back references", threads_give_back_references})
