/* test_memory_bargain.c: memory runs out while a frontier is searched for: over utilities, over costs, and over nothing that there is. */
#include "sweep.h"

static void take(sweep *s, gtee_bargain *bargain)
{
    if (!sweep_made(s, bargain))
        return;
    const char *packages = gtee_bargain_packages_text(bargain);
    sweep_bytes(s, packages, strlen(packages));
    sweep_number(s, gtee_bargain_basis(bargain));
    sweep_number(s, (uint64_t)(uint32_t)gtee_bargain_complete(bargain));
    for (size_t i = 0; i < gtee_bargain_outcome_count(bargain); i++) {
        const gtee_outcome *outcome = gtee_bargain_outcome_at(bargain, i);
        for (size_t p = 0; p < gtee_outcome_utility_count(outcome); p++) {
            const double utility = gtee_outcome_utility_at(outcome, p);
            sweep_bytes(s, &utility, sizeof utility);
        }
        for (size_t v = 0; v < gtee_outcome_options_count(outcome); v++)
            sweep_number(s, gtee_outcome_options_at(outcome, v));
    }
    for (size_t i = 0; i < gtee_bargain_solution_count(bargain); i++)
        sweep_number(s, gtee_solution_packages(gtee_bargain_solution_at(bargain, i)));
    gtee_bargain_unref(bargain);
}

/* All; those who have positions and no preferences; all with a consent that may not be assumed; a choice that there is not. */
static void bargain_new(sweep *s)
{
    static const char *const fixed[] = {"protection=nothing-of-the-kind"};
    const gtee_participant *estra[] = {gtee_dossier_participant_find(s->dossier, "estra")};
    const gtee_participant *brenn[] = {gtee_dossier_participant_find(s->dossier, "brenn")};
    gtee_search_options options = {.size = sizeof options};
    gtee_bargain *bargain = sweep_garbage(s);
    gtee_diagnostics *diagnostics = sweep_garbage(s);

    CU_ASSERT_PTR_NOT_NULL_FATAL(estra[0]);
    CU_ASSERT_PTR_NOT_NULL_FATAL(brenn[0]);
    options.parties = s->variant == 1 ? estra : NULL;
    options.party_count = s->variant == 1;
    options.immovable = s->variant == 2 ? brenn : NULL;
    options.immovable_count = s->variant == 2;
    options.fixed = fixed;
    options.fixed_count = s->variant == 3;
    sweep_arm(s);
    gtee_status status = gtee_bargain_new(s->view, &options, &bargain, &diagnostics);
    sweep_disarm(s, status);
    CU_ASSERT_TRUE(s->failed > 0 || status == (s->variant < 3 ? GTEE_OK : GTEE_ERROR_NOT_FOUND));
    CU_ASSERT_TRUE(s->failed > 0 || s->variant >= 3 ||
                   gtee_bargain_basis(bargain) == (s->variant == 1 ? GTEE_BASIS_COSTS : GTEE_BASIS_UTILITIES));
    take(s, bargain);
    sweep_diagnostics(s, diagnostics);
}

static void bargains(void)
{
    static const sweep_row rows[] = {SWEEP(gtee_bargain_new, bargain_new, 4)};

    sweep_rows(rows, sizeof rows / sizeof rows[0]);
}

UNIT_TESTS("memory runs out while bargaining", {"bargains", bargains})
