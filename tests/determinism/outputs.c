/*
 * outputs.c: prints all that the library can say of a dossier, so that same.sh can compare what comes out under other circumstances:
 * every list, the matrix, the view, each assessment, comparison, rule, stress test and timeline, names, the dossier written and its diagnostics.
 * Uses the public header and libc.
 *
 * usage: outputs up|down|scattered all|csv PATH…
 *   up, down, scattered   where an allocator of its own puts things: addresses rise, fall, or jump about
 *   all                   every format
 *   csv                   only tables as CSV, whose lines do not depend on the order of records
 */
#include <guarantee.h>

#include <locale.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void fail(const char *what)
{
    fprintf(stderr, "outputs: %s failed\n", what);
    exit(1);
}

/* ---- Allocators: memory is never used again, so that addresses are what they are meant to be */

#define POOL ((size_t)256 << 20)

typedef struct pool {
    unsigned char *bytes;
    size_t used;
    bool down, scattered;
    unsigned random;
} pool;

static void *pool_take(pool *p, size_t size)
{
    const size_t rounded = (size + 31) / 16 * 16; /* some room between any two */

    if (p->scattered) {
        /* From one end or the other, with gaps between. */
        p->random = p->random * 1664525u + 1013904223u;
        p->down = (p->random >> 16 & 1u) != 0;
        p->used += p->random >> 24 & 0x70u;
    }
    if (rounded > POOL / 2 - p->used)
        fail("a pool that was meant to be large enough");
    p->used += rounded;
    return p->bytes + (p->down ? POOL - p->used : p->used - rounded);
}

static void *pool_resize(void *user, void *memory, size_t old_size, size_t new_size)
{
    if (new_size == 0) {
        if (memory != NULL)
            memset(memory, 0xDD, old_size);
        return NULL;
    }
    void *fresh = pool_take(user, new_size);
    memset(fresh, 0xCD, new_size);
    if (memory != NULL) {
        memcpy(fresh, memory, old_size < new_size ? old_size : new_size);
        memset(memory, 0xDD, old_size);
    }
    return fresh;
}

static void pool_init(pool *p, const char *way)
{
    memset(p, 0, sizeof *p);
    p->bytes = malloc(POOL);
    p->down = strcmp(way, "down") == 0;
    p->scattered = strcmp(way, "scattered") == 0;
    if (p->bytes == NULL || !(p->down || p->scattered || strcmp(way, "up") == 0))
        fail("the allocator");
}

/* ---- What is printed */

static bool only_csv;

static void print(const char *what, const char *of, uint32_t format, gtee_status status, gtee_text **text)
{
    if (status != GTEE_OK)
        fail(what);
    if (!only_csv)
        printf("==== %s %s %u\n", what, of, (unsigned)format);
    fwrite(gtee_text_data(*text), 1, gtee_text_size(*text), stdout);
    gtee_text_unref(*text);
    *text = NULL;
}

/* The format `number` asks for; false behind the last. */
static bool format_of(uint32_t number, gtee_show_options *options)
{
    *options = (gtee_show_options){.size = sizeof *options, .format = only_csv ? GTEE_SHOW_CSV : number, .width = 100, .language = "uk"};
    return only_csv ? number == GTEE_SHOW_TEXT : number <= GTEE_SHOW_MARKDOWN;
}

static void print_view(const gtee_view *view)
{
    gtee_show_options options;
    gtee_text *text = NULL;

    for (uint32_t i = GTEE_SHOW_TEXT; format_of(i, &options); i++) {
        print("view", "", i, gtee_view_show(view, &options, &text), &text);
        print("matrix", "", i, gtee_matrix_show(view, NULL, 0, NULL, 0, &options, &text), &text);
        for (uint32_t kind = GTEE_KIND_SOURCE; kind <= GTEE_KIND_SCENARIO; kind++) {
            gtee_list_options list = {.size = sizeof list, .kind = kind};
            print("list", gtee_kind_name(kind), i, gtee_list_show(view, &list, &options, &text), &text);
        }
    }
}

static void print_proposal(const gtee_view *view, const gtee_proposal *proposal, const gtee_proposal *other)
{
    const gtee_proposal *pair[] = {proposal, other};
    const char *id = gtee_proposal_id(proposal);
    gtee_assessment *assessment = NULL;
    gtee_comparison *comparison = NULL;
    gtee_show_options options;
    gtee_text *text = NULL;

    if (gtee_assess(view, proposal, NULL, &assessment, NULL) != GTEE_OK || gtee_compare(view, pair, 2, NULL, &comparison, NULL) != GTEE_OK)
        fail("reasoning");
    for (uint32_t i = GTEE_SHOW_TEXT; format_of(i, &options); i++) {
        print("assessment", id, i, gtee_assessment_show(assessment, &options, &text), &text);
        print("comparison", id, i, gtee_comparison_show(comparison, &options, &text), &text);
    }
    gtee_comparison_unref(comparison);
    gtee_assessment_unref(assessment);
}

static void print_rule(const gtee_view *view, const gtee_proposal *proposal, size_t number)
{
    gtee_game *game = NULL;
    gtee_power *power = NULL;
    gtee_show_options options;
    gtee_text *text = NULL;

    if (gtee_game_new(view, proposal, gtee_proposal_rule_at(proposal, number), NULL, &game, NULL) != GTEE_OK ||
        gtee_power_new(game, NULL, &power, NULL) != GTEE_OK)
        fail("a rule");
    for (uint32_t i = GTEE_SHOW_TEXT; format_of(i, &options); i++) {
        const gtee_game_show_options what = {.size = sizeof what, .power = power};
        print("rule", gtee_proposal_rule_name_at(proposal, number), i, gtee_game_show(game, &what, &options, &text), &text);
    }
    gtee_power_unref(power);
    gtee_game_unref(game);
}

/* Under the first scenario, if there is one. Sets and ranks go by the order of records, so that
 * these are left out where that differs. */
static void print_trials(const gtee_view *view, const gtee_proposal *proposal)
{
    const gtee_scenario *scenario = gtee_dossier_scenario_at(gtee_view_dossier(view), 0);
    gtee_stress *stress = NULL;
    gtee_show_options options;
    gtee_text *text = NULL;

    if (only_csv)
        return;
    for (size_t i = 0; i < gtee_proposal_rule_count(proposal); i++)
        print_rule(view, proposal, i);
    if (gtee_stress_new(view, proposal, scenario, NULL, &stress, NULL) != GTEE_OK)
        fail("a stress test");
    for (uint32_t i = GTEE_SHOW_TEXT; format_of(i, &options); i++)
        print("stress", gtee_proposal_id(proposal), i, gtee_stress_show(stress, &options, &text), &text);
    gtee_stress_unref(stress);
}

/* Each with the one whose id follows, by the order of ids, not of records. */
static const gtee_proposal *next_by_id(const gtee_dossier *dossier, const gtee_proposal *after)
{
    const gtee_proposal *best = NULL;

    for (size_t i = 0; i < gtee_dossier_proposal_count(dossier); i++) {
        const gtee_proposal *one = gtee_dossier_proposal_at(dossier, i);
        if (after != NULL && strcmp(gtee_proposal_id(one), gtee_proposal_id(after)) <= 0)
            continue;
        if (best == NULL || strcmp(gtee_proposal_id(one), gtee_proposal_id(best)) < 0)
            best = one;
    }
    return best;
}

static void print_results(const gtee_view *view)
{
    const gtee_dossier *dossier = gtee_view_dossier(view);
    gtee_timeline *timeline = NULL;
    gtee_show_options options;
    gtee_text *text = NULL;

    print_view(view);
    for (const gtee_proposal *one = next_by_id(dossier, NULL), *next; one != NULL; one = next) {
        next = next_by_id(dossier, one);
        print_proposal(view, one, next != NULL ? next : next_by_id(dossier, NULL));
        print_trials(view, one);
    }
    if (gtee_timeline_new(view, NULL, &timeline, NULL) != GTEE_OK)
        fail("the timeline");
    for (uint32_t i = GTEE_SHOW_TEXT; format_of(i, &options); i++)
        print("timeline", "", i, gtee_timeline_show(timeline, &options, &text), &text);
    gtee_timeline_unref(timeline);
}

/* Letters whose case changes by the locale's rules, or that are looked for without their marks. */
static void print_names(gtee_context *context, const gtee_dossier *dossier)
{
    static const char *const names[] = {"INDIA", "ındia", "TÜRKİYE", "turkiye", "украина", "ALDOR", "Ильзе Марр", "nobody", "Istanbul"};
    gtee_text *text = NULL;

    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        gtee_name_match *match = NULL;
        gtee_diagnostics *diagnostics = NULL;
        printf("==== name %s %d\n", names[i], (int)gtee_dossier_match_name(dossier, names[i], &match, &diagnostics));
        if (diagnostics != NULL)
            print("diagnostics", names[i], 0, gtee_diagnostics_show(diagnostics, context, NULL, &text), &text);
        if (match != NULL)
            print("match", names[i], 0, gtee_name_match_show(match, NULL, &text), &text);
        gtee_diagnostics_unref(diagnostics);
        gtee_name_match_unref(match);
    }
}

static void print_written(const gtee_dossier *dossier)
{
    gtee_text *text = NULL;

    for (uint32_t format = GTEE_FORMAT_YAML; format <= GTEE_FORMAT_JSON; format++)
        print("written", "", format, gtee_dossier_write(dossier, format, &text, NULL), &text);
}

static void print_all(gtee_context *context, const char *const *paths, size_t count)
{
    gtee_dossier *dossier = NULL;
    gtee_diagnostics *diagnostics = NULL;
    gtee_view *view = NULL;
    gtee_text *text = NULL;
    const gtee_status status = gtee_dossier_load(context, paths, count, NULL, &dossier, &diagnostics);

    if (!only_csv)
        printf("==== loaded %d\n", (int)status);
    if (diagnostics != NULL && !only_csv)
        print("diagnostics", "", 0, gtee_diagnostics_show(diagnostics, context, NULL, &text), &text);
    gtee_diagnostics_unref(diagnostics);
    if (dossier == NULL)
        return;
    if (gtee_view_new(dossier, NULL, &view, NULL) != GTEE_OK)
        fail("the view");
    if (!only_csv) {
        print_names(context, dossier);
        print_written(dossier);
    }
    print_results(view);
    gtee_view_unref(view);
    gtee_dossier_unref(dossier);
}

int main(int argc, char **argv)
{
    pool p;
    gtee_allocator allocator = {.size = sizeof allocator, .resize = pool_resize, .user = &p};
    gtee_context_options options = {.size = sizeof options, .allocator = &allocator};
    gtee_context *context = NULL;

    if (argc < 4) {
        fputs("usage: outputs up|down|scattered all|csv PATH...\n", stderr);
        return 2;
    }
    if (setlocale(LC_ALL, "") == NULL)
        fail("the environment's locale");
    only_csv = strcmp(argv[2], "csv") == 0;
    pool_init(&p, argv[1]);
    if (gtee_context_new(&options, &context) != GTEE_OK)
        fail("the context");
    print_all(context, (const char *const *)&argv[3], (size_t)argc - 3);
    gtee_context_unref(context);
    free(p.bytes);
    return fflush(stdout) != 0;
}
