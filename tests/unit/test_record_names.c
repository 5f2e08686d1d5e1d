/*
 * test_record_names.c: participants are found by id, code and name, however these are written; several that fit are told apart; the
 * nearest are suggested, in one order, at a bounded cost.
 */
#include "run.h"

#include "failing.h"

#include <guarantee.h>

typedef struct person {
    const char *id, *name, *other, *scheme, *code;
} person;

static const person people[] = {{"tur", "Türkiye", "Турция", "iso3", "TUR"},
                                {"geo", "Georgia", NULL, "iso3", "GEO"},
                                {"usa-ga", "Georgia", NULL, NULL, NULL},
                                {"georgia", "Sakartvelo", NULL, NULL, NULL},
                                {"gbr", "United Kingdom", "Велика Британія", "iso3", "GBR"},
                                {"united-kingdom-2", "Another Kingdom", NULL, "cow", "200"},
                                {"zelenskyy", "Volodymyr Zelenskyy", "Zelenskyy", NULL, NULL},
                                {"dup-b", "Twice", "Twice", NULL, NULL},
                                {"dup-a", "TWICE", NULL, "x", "Twice"},
                                {"codes-1", "One", NULL, "iso3", "ABC"},
                                {"codes-2", "Two", NULL, "cow", "ABC"},
                                {"line", "Line", NULL, NULL, NULL},
                                {"lime", "Lime", NULL, NULL, NULL},
                                {"lane", "Lane", NULL, NULL, NULL}};

#define COUNT (sizeof people / sizeof people[0])

static gtee_context *context;
static gtee_dossier *dossier;

static gtee_status add_person(gtee_builder *builder, const person *one)
{
    gtee_draft *draft, *names, *list, *codes;
    gtee_status status = gtee_builder_add(builder, GTEE_KIND_PARTICIPANT, &draft);

    if (status == GTEE_OK)
        status = gtee_draft_set(draft, "id", one->id);
    if (status == GTEE_OK)
        status = gtee_draft_set(draft, "kind", "state");
    if (status == GTEE_OK)
        status = gtee_draft_set_map(draft, "names", &names);
    if (status == GTEE_OK)
        status = gtee_draft_set_list(names, "en", &list);
    if (status == GTEE_OK)
        status = gtee_draft_append(list, one->name);
    if (status == GTEE_OK && one->other != NULL)
        status = gtee_draft_append(list, one->other);
    if (status == GTEE_OK && one->scheme != NULL)
        status = gtee_draft_set_map(draft, "codes", &codes);
    if (status == GTEE_OK && one->scheme != NULL)
        status = gtee_draft_set(codes, one->scheme, one->code);
    return status;
}

static gtee_status build(gtee_context *own, gtee_dossier **made)
{
    gtee_builder *builder = NULL;
    gtee_status status = gtee_builder_new(own, &builder);

    *made = NULL;
    for (size_t i = 0; status == GTEE_OK && i < COUNT; i++)
        status = add_person(builder, &people[i]);
    if (status == GTEE_OK)
        status = gtee_builder_finish(builder, made, NULL);
    gtee_builder_unref(builder);
    return status;
}

/* Whom a name matches, as "ok id", "several id id", "near id id". */
static const char *found(const char *name)
{
    static char text[512];
    gtee_name_match *match;
    gtee_diagnostics *diagnostics;
    gtee_status status = gtee_dossier_match_name(dossier, name, &match, &diagnostics);

    snprintf(text, sizeof text, "%s", status == GTEE_OK ? "ok" : status == GTEE_ERROR_AMBIGUOUS ? "several" : "near");
    CU_ASSERT_PTR_NOT_NULL_FATAL(match);
    CU_ASSERT_EQUAL(status == GTEE_OK, gtee_name_match_participant(match) != NULL);
    CU_ASSERT_EQUAL(status == GTEE_OK, diagnostics == NULL);
    for (size_t i = 0; i < gtee_name_match_candidate_count(match); i++) {
        CU_ASSERT_PTR_NOT_NULL(gtee_name_match_candidate_name_at(match, i));
        strncat(text, " ", sizeof text - strlen(text) - 1);
        strncat(text, gtee_participant_id(gtee_name_match_candidate_at(match, i)), sizeof text - strlen(text) - 1);
    }
    CU_ASSERT_PTR_NULL(gtee_name_match_candidate_at(match, gtee_name_match_candidate_count(match)));
    CU_ASSERT_PTR_NULL(gtee_name_match_candidate_name_at(match, gtee_name_match_candidate_count(match)));
    gtee_diagnostics_unref(diagnostics);
    gtee_name_match_unref(match);
    return text;
}

static void one_fits(void)
{
    CU_ASSERT_STRING_EQUAL(found("tur"), "ok tur");
    CU_ASSERT_STRING_EQUAL(found("TUR"), "ok tur");
    CU_ASSERT_STRING_EQUAL(found("turkiye"), "ok tur");
    CU_ASSERT_STRING_EQUAL(found("T\xC3\xBCrkiye"), "ok tur");
    CU_ASSERT_STRING_EQUAL(found("Tu\xCC\x88rkiye"), "ok tur"); /* decomposed */
    CU_ASSERT_STRING_EQUAL(found("ТУРЦИЯ"), "ok tur");
    CU_ASSERT_STRING_EQUAL(found("  united   kingdom "), "ok gbr");
    CU_ASSERT_STRING_EQUAL(found("ВЕЛИКА БРИТАНІЯ"), "ok gbr");
}

static void codes_fit(void)
{
    CU_ASSERT_STRING_EQUAL(found("GBR"), "ok gbr");
    CU_ASSERT_STRING_EQUAL(found("iso3:gbr"), "ok gbr");
    CU_ASSERT_STRING_EQUAL(found("cow:200"), "ok united-kingdom-2");
    CU_ASSERT_STRING_EQUAL(found("ABC"), "several codes-1 codes-2");
    CU_ASSERT_STRING_EQUAL(found("cow:ABC"), "ok codes-2");
}

static void several_fit(void)
{
    CU_ASSERT_STRING_EQUAL(found("Twice"), "several dup-a dup-b");
    CU_ASSERT_STRING_EQUAL(found("GEORGIA"), "several geo georgia usa-ga");
    /* As written it is an id, and ids are never in doubt. */
    CU_ASSERT_STRING_EQUAL(found("georgia"), "ok georgia");
}

static void none_fits(void)
{
    CU_ASSERT_STRING_EQUAL(found("Zelensky"), "near zelenskyy");
    CU_ASSERT_STRING_EQUAL(found("Volodymir Zelensky"), "near zelenskyy");
    CU_ASSERT_STRING_EQUAL(found("Linz"), "near line"); /* one letter off; the others are two */
    CU_ASSERT_STRING_EQUAL(found("Lixe"), "near lime line");
    CU_ASSERT_STRING_EQUAL(found("iso3:GBX"), "near gbr codes-1 geo");
    CU_ASSERT_STRING_EQUAL(found("cow:20x"), "near united-kingdom-2");
    CU_ASSERT_STRING_EQUAL(found("cow 20x"), "near"); /* schemes are suggested only to those who ask with one */
    CU_ASSERT_STRING_EQUAL(found("Atlantis"), "near");
    /* One word of several, or two of three: behind those who are called just so. */
    CU_ASSERT_STRING_EQUAL(found("Volodymyr"), "near zelenskyy");
    CU_ASSERT_STRING_EQUAL(found("Kingdom"), "near gbr united-kingdom-2");
    CU_ASSERT_STRING_EQUAL(found("Kingdon"), "near gbr united-kingdom-2");
    CU_ASSERT_STRING_EQUAL(found("Lin"), "near line"); /* lime and lane are two off */
    CU_ASSERT_STRING_EQUAL(found(""), "near");
    CU_ASSERT_STRING_EQUAL(found("?!"), "near");
}

static void says_it_in_words(void)
{
    gtee_name_match *match;
    gtee_diagnostics *diagnostics;

    CU_ASSERT_EQUAL(gtee_dossier_match_name(dossier, "Twice", &match, &diagnostics), GTEE_ERROR_AMBIGUOUS);
    CU_ASSERT_PTR_NOT_NULL_FATAL(diagnostics);
    const gtee_diagnostic *one = gtee_diagnostics_at(diagnostics, 0);
    CU_ASSERT_STRING_EQUAL(gtee_diagnostic_code(one), "G0401");
    CU_ASSERT_PTR_NOT_NULL(strstr(gtee_diagnostic_message(one), "(dup-a)"));
    CU_ASSERT_PTR_NOT_NULL(strstr(gtee_diagnostic_message(one), "(dup-b)"));
    CU_ASSERT_EQUAL(gtee_diagnostic_related_count(one), 2);
    gtee_diagnostics_unref(diagnostics);
    gtee_name_match_unref(match);
    CU_ASSERT_EQUAL(gtee_dossier_match_name(dossier, "Zelensky", &match, &diagnostics), GTEE_ERROR_NOT_FOUND);
    CU_ASSERT_PTR_NOT_NULL_FATAL(diagnostics);
    one = gtee_diagnostics_at(diagnostics, 0);
    CU_ASSERT_STRING_EQUAL(gtee_diagnostic_code(one), "G0402");
    CU_ASSERT_PTR_NOT_NULL(gtee_diagnostic_hint(one));
    CU_ASSERT_PTR_NOT_NULL(strstr(gtee_diagnostic_hint(one), "Zelenskyy"));
    gtee_diagnostics_unref(diagnostics);
    gtee_name_match_unref(match);
}

static void long_and_broken_names(void)
{
    static char name[100001];
    gtee_name_match *match = (gtee_name_match *)&match;

    memset(name, 'x', sizeof name - 1);
    CU_ASSERT_STRING_EQUAL(found(name), "near");
    CU_ASSERT_EQUAL(gtee_dossier_match_name(dossier, "\xFF", &match, NULL), GTEE_ERROR_ARGUMENT);
    CU_ASSERT_PTR_NULL(match);
    CU_ASSERT_EQUAL(gtee_dossier_match_name(dossier, NULL, &match, NULL), GTEE_ERROR_ARGUMENT);
    CU_ASSERT_EQUAL(gtee_dossier_match_name(NULL, "x", &match, NULL), GTEE_ERROR_ARGUMENT);
    CU_ASSERT_EQUAL(gtee_dossier_match_name(dossier, "x", NULL, NULL), GTEE_ERROR_ARGUMENT);
}

/* A match keeps its dossier. */
static void outlives_its_dossier(void)
{
    gtee_dossier *own;
    gtee_name_match *match;

    CU_ASSERT_EQUAL_FATAL(build(context, &own), GTEE_OK);
    CU_ASSERT_EQUAL(gtee_dossier_match_name(own, "gbr", &match, NULL), GTEE_OK);
    gtee_dossier_unref(own);
    CU_ASSERT_STRING_EQUAL(gtee_participant_id(gtee_name_match_participant(match)), "gbr");
    gtee_name_match_unref(gtee_name_match_ref(match));
    gtee_name_match_unref(match);
}

static bool builds_and_finds(failing *f)
{
    static const char *const names[] = {"gbr", "turkiye", "Twice", "Zelensky"};
    static const gtee_status expected[] = {GTEE_OK, GTEE_OK, GTEE_ERROR_AMBIGUOUS, GTEE_ERROR_NOT_FOUND};
    const gtee_allocator allocator = failing_public(f);
    const gtee_context_options options = {.size = sizeof options, .allocator = &allocator};
    gtee_context *own = NULL;
    gtee_dossier *made = NULL;
    gtee_status status = gtee_context_new(&options, &own);

    if (status == GTEE_OK)
        status = build(own, &made);
    for (size_t i = 0; status == GTEE_OK && i < sizeof names / sizeof names[0]; i++) {
        gtee_name_match *match;
        gtee_diagnostics *diagnostics;
        gtee_status one = gtee_dossier_match_name(made, names[i], &match, &diagnostics);
        CU_ASSERT_TRUE(one == expected[i] || one == GTEE_ERROR_MEMORY);
        CU_ASSERT_EQUAL(one == GTEE_ERROR_MEMORY, match == NULL);
        if (one == GTEE_ERROR_MEMORY)
            status = one;
        gtee_diagnostics_unref(diagnostics);
        gtee_name_match_unref(match);
    }
    CU_ASSERT_TRUE(status == GTEE_OK || status == GTEE_ERROR_MEMORY);
    gtee_dossier_unref(made);
    gtee_context_unref(own);
    return status == GTEE_OK;
}

static void memory_runs_out(void)
{
    failing f;

    failing_init(&f);
    FAILING_SWEEP(&f, builds_and_finds(&f));
    failing_free(&f);
}

static void open_dossier(void)
{
    CU_ASSERT_EQUAL_FATAL(gtee_context_new(NULL, &context), GTEE_OK);
    CU_ASSERT_EQUAL_FATAL(build(context, &dossier), GTEE_OK);
}

static void close_dossier(void)
{
    gtee_dossier_unref(dossier);
    gtee_context_unref(context);
    CU_PASS("closed");
}

UNIT_TESTS("names", {"open", open_dossier}, {"one fits", one_fits}, {"codes fit", codes_fit}, {"several fit", several_fit},
           {"none fits", none_fits}, {"says it in words", says_it_in_words}, {"long and broken names", long_and_broken_names},
           {"outlives its dossier", outlives_its_dossier}, {"memory runs out", memory_runs_out}, {"close", close_dossier})
