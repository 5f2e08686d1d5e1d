/* accept.c: which proposals of a dossier are acceptable as they stand, with what is wrong in it, if anything. Uses the installed library alone.
 *
 *     cc accept.c $(pkg-config --cflags --libs libguarantee) && ./a.out examples/ukraine-2025 */
#include <guarantee.h>
#include <stdio.h>

int main(int argc, char **argv)
{
    const char *paths[] = {argc > 1 ? argv[1] : "examples/ukraine-2025"};
    gtee_context *context = NULL;
    gtee_dossier *dossier = NULL;
    gtee_view *view = NULL;
    gtee_diagnostics *found = NULL;
    gtee_status status = gtee_context_new(NULL, &context);
    if (status == GTEE_OK)
        status = gtee_dossier_load(context, paths, 1, NULL, &dossier, &found);
    for (size_t i = 0; found != NULL && i < gtee_diagnostics_count(found); i++)
        fprintf(stderr, "%s\n", gtee_diagnostic_message(gtee_diagnostics_at(found, i)));
    if (status == GTEE_OK)
        status = gtee_view_new(dossier, NULL, &view, NULL);
    for (size_t i = 0; status == GTEE_OK && i < gtee_dossier_proposal_count(dossier); i++) {
        gtee_assessment *result = NULL;
        status = gtee_assess(view, gtee_dossier_proposal_at(dossier, i), NULL, &result, NULL);
        if (status == GTEE_OK)
            printf("%s: %s\n", gtee_proposal_title(gtee_assessment_proposal(result)), gtee_assessment_acceptable(result) ? "yes" : "no");
        gtee_assessment_unref(result);
    }
    gtee_diagnostics_unref(found);
    gtee_view_unref(view);
    gtee_dossier_unref(dossier);
    gtee_context_unref(context);
    return status == GTEE_OK ? 0 : 1;
}
