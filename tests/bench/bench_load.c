/*
 * bench_load.c: how long loading takes beside libyaml's bare event parse of the same bytes, and how much memory. Both are run
 * in turn, and the best of each counts. Uses the public header, libyaml and POSIX.
 *
 * usage: bench_load FILE [ROUNDS]         both, 5 rounds by default
 *        bench_load load|events FILE      one of them, once: for a profiler
 */
#include "counted.h"

#include <stdlib.h>
#include <string.h>
#include <yaml.h>

static unsigned char *read_file(const char *path, size_t *size)
{
    FILE *file = fopen(path, "rb");
    unsigned char *data = NULL;
    long length = -1;

    if (file != NULL && fseek(file, 0, SEEK_END) == 0)
        length = ftell(file);
    if (length > 0)
        data = malloc((size_t)length);
    if (data == NULL || fseek(file, 0, SEEK_SET) != 0 || fread(data, 1, (size_t)length, file) != (size_t)length) {
        perror(path);
        exit(1);
    }
    fclose(file);
    *size = (size_t)length;
    return data;
}

/* libyaml's events of the text, and nothing done with them. */
static double parse_events(const unsigned char *data, size_t size)
{
    yaml_parser_t parser;
    yaml_event_t event;
    int more = 1;
    double begin = clock_now();

    if (!yaml_parser_initialize(&parser))
        exit(1);
    yaml_parser_set_input_string(&parser, data, size);
    while (more) {
        if (!yaml_parser_parse(&parser, &event)) {
            fprintf(stderr, "libyaml: %s\n", parser.problem);
            exit(1);
        }
        more = event.type != YAML_STREAM_END_EVENT;
        yaml_event_delete(&event);
    }
    yaml_parser_delete(&parser);
    return clock_now() - begin;
}

/* A whole load. The memory that the dossier takes afterwards is its record's. */
static double load(const unsigned char *data, size_t size, size_t *record, size_t *most)
{
    counted counts = {0};
    gtee_context *context = counted_context(&counts);
    gtee_dossier *dossier = NULL;
    gtee_diagnostics *diagnostics = NULL;
    double begin = clock_now();

    if (gtee_dossier_load_memory(context, "input", data, size, NULL, &dossier, &diagnostics) != GTEE_OK) {
        fprintf(stderr, "the dossier is wrong: %s\n",
                diagnostics != NULL ? gtee_diagnostic_message(gtee_diagnostics_at(diagnostics, 0)) : "?");
        exit(1);
    }
    double took = clock_now() - begin;
    *record = counts.now;
    *most = counts.most;
    gtee_diagnostics_unref(diagnostics);
    gtee_dossier_unref(dossier);
    gtee_context_unref(context);
    return took;
}

static void compare(const char *path, int rounds)
{
    size_t size, record = 0, most = 0;
    unsigned char *data = read_file(path, &size);
    double best_events = 1e9, best_load = 1e9;

    for (int i = 0; i < rounds; i++) {
        double events = parse_events(data, size), whole = load(data, size, &record, &most);
        best_events = events < best_events ? events : best_events;
        best_load = whole < best_load ? whole : best_load;
    }
    printf("%8.1f MB  events %7.3f s (%5.1f MB/s)  load %7.3f s (%5.1f MB/s)  ratio %.2f\n", megabytes(size), best_events,
           megabytes(size) / best_events, best_load, megabytes(size) / best_load, best_load / best_events);
    printf("             record %.1f MB, at most %.1f MB besides the input: input + %.2f records; resident %.1f MB\n",
           megabytes(record), megabytes(most), (double)most / (double)record, peak_resident());
    free(data);
}

int main(int argc, char **argv)
{
    size_t size, record, most;

    if (argc == 3 && strcmp(argv[1], "events") == 0) {
        unsigned char *data = read_file(argv[2], &size);
        parse_events(data, size);
        free(data);
    } else if (argc == 3 && strcmp(argv[1], "load") == 0) {
        unsigned char *data = read_file(argv[2], &size);
        load(data, size, &record, &most);
        free(data);
    } else if (argc == 2 || argc == 3) {
        compare(argv[1], argc == 3 ? atoi(argv[2]) : 5);
    } else {
        fputs("usage: bench_load FILE [ROUNDS] | load FILE | events FILE\n", stderr);
        return 2;
    }
    return 0;
}
