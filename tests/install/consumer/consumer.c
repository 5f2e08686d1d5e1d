/*
 * consumer.c: a program of somebody else's, valid as C11 and as C++17: loads a small dossier and asks one question of it.
 * Uses the installed header and libc.
 */
#include <guarantee.h>

#include <stdio.h>
#include <string.h>

static const char text[] = "guarantee: 1\n"
                           "sources: [{id: treaty, title: A treaty}]\n"
                           "participants: [{id: first, kind: state}, {id: second, kind: state}]\n"
                           "issues: [{id: aid, options: [none, some], default: none, by: both}]\n";

int main(void)
{
    gtee_context *context = NULL;
    gtee_dossier *dossier = NULL;
    gtee_diagnostics *diagnostics = NULL;
    int wrong = 1;

    if (gtee_version_number() != GTEE_VERSION_MAJOR * 10000 + GTEE_VERSION_MINOR * 100 + GTEE_VERSION_PATCH)
        return 1;
    if (gtee_context_new(NULL, &context) != GTEE_OK)
        return 1;
    /* `both` is nobody: the library has to say so. */
    if (gtee_dossier_load_memory(context, "wrong", text, strlen(text), NULL, &dossier, &diagnostics) != GTEE_ERROR_DOSSIER)
        goto done;
    if (gtee_diagnostics_error_count(diagnostics) != 1)
        goto done;
    gtee_diagnostics_unref(diagnostics);
    diagnostics = NULL;
    /* Without its last line the dossier is right. */
    if (gtee_dossier_load_memory(context, "right", text, (size_t)(strstr(text, "issues") - text), NULL, &dossier,
                                 &diagnostics) != GTEE_OK)
        goto done;
    wrong = gtee_dossier_participant_count(dossier) != 2;
    printf("libguarantee %s\n", gtee_version());
done:
    gtee_diagnostics_unref(diagnostics);
    gtee_dossier_unref(dossier);
    gtee_context_unref(context);
    return wrong;
}
