/*
 * bench_calls.c: what three reads of each position cost in plain C, to be held against the same from Python (calls.py).
 * Uses the public header and POSIX.
 *
 * usage: bench_calls PATH
 */
#include "counted.h"

#include <stdlib.h>
#include <string.h>

int main(int argc, char **argv)
{
    const char *paths[1] = {argc == 2 ? argv[1] : ""};
    gtee_context *context = NULL;
    gtee_dossier *dossier = NULL;
    double best = 1e9;
    uint64_t sum = 0;
    if (argc != 2 || gtee_context_new(NULL, &context) != GTEE_OK ||
        gtee_dossier_load(context, paths, 1, NULL, &dossier, NULL) != GTEE_OK) {
        fprintf(stderr, "bench_calls: the dossier cannot be loaded\n");
        gtee_context_unref(context);
        return 1;
    }
    for (int round = 0; round < 5; round++) {
        double begin = clock_now();
        for (size_t i = 0, count = gtee_dossier_position_count(dossier); i < count; i++) {
            const gtee_position *position = gtee_dossier_position_at(dossier, i);
            const char *gist = gtee_position_gist(position);
            sum += gtee_position_stance(position) + (uint64_t)gtee_position_date(position) + (gist != NULL ? strlen(gist) : 0);
        }
        double took = clock_now() - begin;
        best = took < best ? took : best;
    }
    printf("plain C              %11.0f positions/s (sum %llu)\n", (double)gtee_dossier_position_count(dossier) / best, (unsigned long long)sum);
    gtee_dossier_unref(dossier);
    gtee_context_unref(context);
    return 0;
}
