/*
 * test_together.c: several threads do all that the interface offers on one dossier, view and context at once, and each gets the
 * same bytes as a thread that is alone. Two load in one context at once. Whoever gives back the last reference frees the root.
 */
#include "run.h"

#include <guarantee.h>

#include <pthread.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>

#define THREADS 4u
#define ROUNDS 3u

/* ---- An allocator for many threads, which counts what is in use */

typedef struct counter {
    atomic_llong pieces, bytes;
} counter;

static void *counted(void *user, void *memory, size_t old_size, size_t new_size)
{
    counter *c = user;
    void *fresh = NULL;

    if (new_size != 0) {
        fresh = realloc(memory, new_size);
        if (fresh == NULL)
            return NULL;
    } else {
        free(memory);
    }
    atomic_fetch_add(&c->pieces, (new_size != 0) - (memory != NULL));
    atomic_fetch_add(&c->bytes, (long long)new_size - (memory != NULL ? (long long)old_size : 0));
    return fresh;
}

static gtee_context *make_context(counter *c)
{
    gtee_allocator allocator = {.size = sizeof allocator, .resize = counted, .user = c};
    gtee_context_options options = {.size = sizeof options, .allocator = &allocator};
    gtee_context *context = NULL;

    CU_ASSERT_EQUAL_FATAL(gtee_context_new(&options, &context), GTEE_OK);
    return context;
}

/* ---- A digest of all answers, in one number */

typedef struct digest {
    uint64_t value;
    bool failed; /* a call did not succeed */
} digest;

static void take_bytes(digest *d, const void *bytes, size_t size)
{
    const unsigned char *at = bytes;

    for (size_t i = 0; i < size; i++)
        d->value = (d->value ^ at[i]) * UINT64_C(0x100000001B3); /* FNV-1a */
}

static void take_status(digest *d, gtee_status status, gtee_status expected)
{
    d->failed = d->failed || status != expected;
}

/* `text` is read behind the call that writes it. */
static void take_text(digest *d, gtee_status status, gtee_text **text)
{
    take_status(d, status, GTEE_OK);
    if (*text != NULL)
        take_bytes(d, gtee_text_data(*text), gtee_text_size(*text));
    gtee_text_unref(*text);
    *text = NULL;
}

/* ---- The work, in parts that each thread does in another order */

typedef struct world {
    counter memory;
    gtee_context *context;
    gtee_dossier *dossier;
    gtee_view *view;
} world;

static void match_names(const world *w, digest *d)
{
    static const struct {
        const char *name;
        gtee_status status;
    } wanted[] = {{"Ukraine", GTEE_OK}, {"УКРАЇНА", GTEE_OK}, {"turkiye", GTEE_OK}, {"Ukrane", GTEE_ERROR_NOT_FOUND}};

    for (size_t i = 0; i < sizeof wanted / sizeof wanted[0]; i++) {
        gtee_name_match *match = NULL;
        gtee_diagnostics *diagnostics = NULL;
        gtee_text *text = NULL;
        take_status(d, gtee_dossier_match_name(w->dossier, wanted[i].name, &match, &diagnostics), wanted[i].status);
        if (match != NULL)
            take_text(d, gtee_name_match_show(match, NULL, &text), &text);
        if (diagnostics != NULL)
            take_text(d, gtee_diagnostics_show(diagnostics, w->context, NULL, &text), &text);
        gtee_diagnostics_unref(diagnostics);
        gtee_name_match_unref(match);
    }
}

static void make_views(const world *w, digest *d)
{
    static const gtee_date days[] = {20220400, 20250818, 0};

    for (size_t i = 0; i < sizeof days / sizeof days[0]; i++) {
        gtee_view_options options = {.size = sizeof options, .as_of = days[i], .evidence = i == 1 ? GTEE_EVIDENCE_STATED : 0};
        gtee_view *view = NULL;
        gtee_text *text = NULL;
        take_status(d, gtee_view_new(w->dossier, &options, &view, NULL), GTEE_OK);
        if (view != NULL)
            take_text(d, gtee_matrix_show(view, NULL, 0, NULL, 0, NULL, &text), &text);
        if (view != NULL)
            take_text(d, gtee_view_show(view, NULL, &text), &text);
        gtee_view_unref(view);
    }
}

static void assess_all(const world *w, digest *d)
{
    for (size_t i = 0; i < gtee_dossier_proposal_count(w->dossier); i++) {
        gtee_assessment *assessment = NULL;
        gtee_text *text = NULL;
        take_status(d, gtee_assess(w->view, gtee_dossier_proposal_at(w->dossier, i), NULL, &assessment, NULL), GTEE_OK);
        if (assessment != NULL)
            take_text(d, gtee_assessment_show(assessment, NULL, &text), &text);
        gtee_assessment_unref(assessment);
    }
}

static void compare_pairs(const world *w, digest *d)
{
    for (size_t i = 1; i < gtee_dossier_proposal_count(w->dossier); i++) {
        const gtee_proposal *pair[] = {gtee_dossier_proposal_at(w->dossier, i - 1), gtee_dossier_proposal_at(w->dossier, i)};
        gtee_comparison *comparison = NULL;
        gtee_text *text = NULL;
        take_status(d, gtee_compare(w->view, pair, 2, NULL, &comparison, NULL), GTEE_OK);
        if (comparison != NULL)
            take_text(d, gtee_comparison_show(comparison, NULL, &text), &text);
        gtee_comparison_unref(comparison);
    }
}

static void make_timeline(const world *w, digest *d)
{
    gtee_timeline *timeline = NULL;
    gtee_text *text = NULL;

    take_status(d, gtee_timeline_new(w->view, NULL, &timeline, NULL), GTEE_OK);
    if (timeline != NULL)
        take_text(d, gtee_timeline_show(timeline, NULL, &text), &text);
    gtee_timeline_unref(timeline);
}

static void list_records(const world *w, digest *d)
{
    for (uint32_t kind = GTEE_KIND_SOURCE; kind <= GTEE_KIND_SCENARIO; kind++) {
        gtee_list_options list = {.size = sizeof list, .kind = kind};
        gtee_text *text = NULL;
        take_text(d, gtee_list_show(w->view, &list, NULL, &text), &text);
    }
}

/* Who is a member of what, and who speaks for whom. */
static void ask_members(const world *w, digest *d)
{
    const size_t count = gtee_dossier_participant_count(w->dossier);

    for (size_t i = 0; i < count; i++)
        for (size_t j = 0; j < count; j += 3) {
            const gtee_participant *a = gtee_dossier_participant_at(w->dossier, i), *b = gtee_dossier_participant_at(w->dossier, j);
            const int32_t answers[] = {gtee_participant_is_member(a, b, 20250101), gtee_participant_speaks_for(a, b, 20250824)};
            take_bytes(d, answers, sizeof answers);
        }
}

static void write_and_build(const world *w, digest *d)
{
    gtee_builder *builder = NULL;
    gtee_dossier *again = NULL;
    gtee_text *text = NULL;

    take_text(d, gtee_dossier_write(w->dossier, GTEE_FORMAT_YAML, &text, NULL), &text);
    take_status(d, gtee_builder_new_from(w->dossier, &builder), GTEE_OK);
    if (builder != NULL)
        take_status(d, gtee_builder_finish(builder, &again, NULL), GTEE_OK);
    d->failed = d->failed || again == NULL || gtee_dossier_equal(w->dossier, again) != 1;
    gtee_dossier_unref(again);
    gtee_builder_unref(builder);
}

static void check_texts(const world *w, digest *d)
{
    gtee_diagnostics *diagnostics = NULL;
    gtee_status status = gtee_dossier_check_texts(w->dossier, GUARANTEE_SOURCE_DIR "/examples", &diagnostics);
    gtee_text *text = NULL;

    take_bytes(d, &status, sizeof status);
    if (diagnostics != NULL)
        take_text(d, gtee_diagnostics_show(diagnostics, w->context, NULL, &text), &text);
    gtee_diagnostics_unref(diagnostics);
}

/* Two solves at once: the searches are each thread's own, the view they ask is not. */
static void find_packages(const world *w, digest *d)
{
    const gtee_package *package = NULL;
    const gtee_conflict *conflict = NULL;
    gtee_settlement *settlement = NULL;
    gtee_conflicts *conflicts = NULL;
    gtee_bargain *bargain = NULL;
    gtee_text *text = NULL;

    take_status(d, gtee_settlement_new(w->view, NULL, &settlement, NULL), GTEE_OK);
    take_status(d, gtee_settlement_next(settlement, &package), GTEE_OK);
    take_text(d, gtee_settlement_show(settlement, NULL, &text), &text);
    take_status(d, gtee_conflicts_new(w->view, NULL, &conflicts, NULL), GTEE_OK);
    take_status(d, gtee_conflicts_next(conflicts, &conflict), GTEE_OK);
    take_text(d, gtee_conflicts_show(conflicts, NULL, &text), &text);
    take_status(d, gtee_bargain_new(w->view, NULL, &bargain, NULL), GTEE_OK);
    take_text(d, gtee_bargain_show(bargain, NULL, &text), &text);
    gtee_bargain_unref(bargain);
    gtee_conflicts_unref(conflicts);
    gtee_settlement_unref(settlement);
}

static void stress_all(const world *w, digest *d)
{
    for (size_t i = 0; i < gtee_dossier_proposal_count(w->dossier); i++) {
        gtee_stress *stress = NULL;
        gtee_status status = gtee_stress_new(w->view, gtee_dossier_proposal_at(w->dossier, i), NULL, NULL, &stress, NULL);
        take_bytes(d, &status, sizeof status);
        gtee_stress_unref(stress);
    }
}

typedef void part(const world *w, digest *d);
static part *const parts[] = {match_names,  make_views,  assess_all,      compare_pairs, make_timeline, find_packages,
                              list_records, ask_members, write_and_build, check_texts,   stress_all};
#define PARTS (sizeof parts / sizeof parts[0])

static void work_part(const world *w, size_t index, digest *d)
{
    *d = (digest){.value = UINT64_C(0xCBF29CE484222325)};
    parts[index](w, d);
}

/* ---- Threads */

typedef struct worker {
    pthread_t thread;
    const world *world;
    size_t first; /* the part that it begins with */
    digest got[PARTS];
    bool steady; /* each round gave the same */
} worker;

/* Threads wait for one another, so that they really work at once. */
static pthread_barrier_t start;

static void *run_worker(void *user)
{
    worker *me = user;

    me->steady = true;
    pthread_barrier_wait(&start);
    for (unsigned round = 0; round < ROUNDS; round++)
        for (size_t i = 0; i < PARTS; i++) {
            const size_t index = (me->first + i) % PARTS;
            digest d;
            work_part(me->world, index, &d);
            me->steady = me->steady && !d.failed && (round == 0 || d.value == me->got[index].value);
            me->got[index] = d;
        }
    return NULL;
}

static void begin(world *w)
{
    const char *path = GUARANTEE_SOURCE_DIR "/examples/ukraine-2025";

    memset(w, 0, sizeof *w);
    w->context = make_context(&w->memory);
    CU_ASSERT_EQUAL_FATAL(gtee_dossier_load(w->context, &path, 1, NULL, &w->dossier, NULL), GTEE_OK);
    CU_ASSERT_EQUAL_FATAL(gtee_view_new(w->dossier, NULL, &w->view, NULL), GTEE_OK);
}

static void end(world *w)
{
    gtee_view_unref(w->view);
    gtee_dossier_unref(w->dossier);
    gtee_context_unref(w->context);
    CU_ASSERT_EQUAL(atomic_load(&w->memory.pieces), 0);
    CU_ASSERT_EQUAL(atomic_load(&w->memory.bytes), 0);
}

/* The threads come first: what the library would make when first asked for is made by several of them at once. */
static void reads_one_dossier(void)
{
    world w;
    worker workers[THREADS];
    digest alone[PARTS];

    begin(&w);
    CU_ASSERT_EQUAL_FATAL(pthread_barrier_init(&start, NULL, THREADS), 0);
    for (unsigned i = 0; i < THREADS; i++) {
        workers[i] = (worker){.world = &w, .first = i * PARTS / THREADS};
        CU_ASSERT_EQUAL_FATAL(pthread_create(&workers[i].thread, NULL, run_worker, &workers[i]), 0);
    }
    for (unsigned i = 0; i < THREADS; i++)
        CU_ASSERT_EQUAL(pthread_join(workers[i].thread, NULL), 0);
    pthread_barrier_destroy(&start);
    for (size_t p = 0; p < PARTS; p++) {
        work_part(&w, p, &alone[p]);
        CU_ASSERT_FALSE(alone[p].failed);
        for (unsigned i = 0; i < THREADS; i++)
            CU_ASSERT_EQUAL(workers[i].got[p].value, alone[p].value);
    }
    for (unsigned i = 0; i < THREADS; i++)
        CU_ASSERT_TRUE(workers[i].steady);
    end(&w);
}

/* ---- Loading at once in one context */

typedef struct loader {
    pthread_t thread;
    gtee_context *context;
    const char *path;
    digest got;
} loader;

static void load_and_write(loader *l)
{
    gtee_dossier *dossier = NULL;
    gtee_diagnostics *diagnostics = NULL;
    gtee_text *text = NULL;
    gtee_status status = gtee_dossier_load(l->context, &l->path, 1, NULL, &dossier, &diagnostics);

    l->got = (digest){.value = UINT64_C(0xCBF29CE484222325)};
    take_bytes(&l->got, &status, sizeof status);
    if (dossier != NULL)
        take_text(&l->got, gtee_dossier_write(dossier, GTEE_FORMAT_JSON, &text, NULL), &text);
    if (diagnostics != NULL)
        take_text(&l->got, gtee_diagnostics_show(diagnostics, l->context, NULL, &text), &text);
    gtee_diagnostics_unref(diagnostics);
    gtee_dossier_unref(dossier);
}

static void *run_loader(void *user)
{
    pthread_barrier_wait(&start);
    load_and_write(user);
    return NULL;
}

static void loads_in_one_context(void)
{
    static const char *const paths[THREADS] = {
        GUARANTEE_SOURCE_DIR "/examples/every-key", GUARANTEE_SOURCE_DIR "/examples/ukraine-2025",
        GUARANTEE_SOURCE_DIR "/examples/ukraine-2025", GUARANTEE_SOURCE_DIR "/tests/fuzz/corpus/odd.yaml"};
    counter memory = {0};
    gtee_context *context = make_context(&memory);
    loader loaders[THREADS];

    CU_ASSERT_EQUAL_FATAL(pthread_barrier_init(&start, NULL, THREADS), 0);
    for (unsigned i = 0; i < THREADS; i++) {
        loaders[i] = (loader){.context = context, .path = paths[i]};
        CU_ASSERT_EQUAL_FATAL(pthread_create(&loaders[i].thread, NULL, run_loader, &loaders[i]), 0);
    }
    for (unsigned i = 0; i < THREADS; i++)
        CU_ASSERT_EQUAL(pthread_join(loaders[i].thread, NULL), 0);
    pthread_barrier_destroy(&start);
    for (unsigned i = 0; i < THREADS; i++) {
        loader alone = {.context = context, .path = paths[i]};
        load_and_write(&alone);
        CU_ASSERT_FALSE(loaders[i].got.failed);
        CU_ASSERT_EQUAL(loaders[i].got.value, alone.got.value);
    }
    CU_ASSERT_NOT_EQUAL(loaders[0].got.value, loaders[1].got.value);
    gtee_context_unref(context);
    CU_ASSERT_EQUAL(atomic_load(&memory.pieces), 0);
}

/* ---- References */

typedef struct roots {
    gtee_context *context;
    gtee_dossier *dossier;
    gtee_view *view;
    gtee_assessment *assessment;
    gtee_comparison *comparison;
    gtee_timeline *timeline;
    gtee_name_match *match;
    gtee_diagnostics *diagnostics;
    gtee_text *text;
    gtee_builder *builder;
} roots;

static void ref_all(const roots *r)
{
    gtee_context_ref(r->context);
    gtee_dossier_ref(r->dossier);
    gtee_view_ref(r->view);
    gtee_assessment_ref(r->assessment);
    gtee_comparison_ref(r->comparison);
    gtee_timeline_ref(r->timeline);
    gtee_name_match_ref(r->match);
    gtee_diagnostics_ref(r->diagnostics);
    gtee_text_ref(r->text);
    gtee_builder_ref(r->builder);
}

/* What others were made from goes first: they keep it alive. */
static void unref_all(const roots *r)
{
    gtee_context_unref(r->context);
    gtee_dossier_unref(r->dossier);
    gtee_view_unref(r->view);
    gtee_assessment_unref(r->assessment);
    gtee_comparison_unref(r->comparison);
    gtee_timeline_unref(r->timeline);
    gtee_name_match_unref(r->match);
    gtee_diagnostics_unref(r->diagnostics);
    gtee_text_unref(r->text);
    gtee_builder_unref(r->builder);
}

/* Has a reference of each already, and gives it back at the end: the last thread to do so frees all. */
static void *run_refs(void *user)
{
    const roots *r = user;

    pthread_barrier_wait(&start);
    for (unsigned i = 0; i < 2000; i++) {
        ref_all(r);
        unref_all(r);
    }
    unref_all(r);
    return NULL;
}

static void make_roots(world *w, roots *r)
{
    const gtee_proposal *proposal = gtee_dossier_proposal_at(w->dossier, 0);

    *r = (roots){.context = w->context, .dossier = w->dossier, .view = w->view};
    CU_ASSERT_EQUAL(gtee_assess(w->view, proposal, NULL, &r->assessment, NULL), GTEE_OK);
    CU_ASSERT_EQUAL(gtee_compare(w->view, &proposal, 1, NULL, &r->comparison, NULL), GTEE_OK);
    CU_ASSERT_EQUAL(gtee_timeline_new(w->view, NULL, &r->timeline, NULL), GTEE_OK);
    CU_ASSERT_EQUAL(gtee_dossier_match_name(w->dossier, "nobody at all", &r->match, &r->diagnostics), GTEE_ERROR_NOT_FOUND);
    CU_ASSERT_EQUAL(gtee_view_show(w->view, NULL, &r->text), GTEE_OK);
    CU_ASSERT_EQUAL(gtee_builder_new_from(w->dossier, &r->builder), GTEE_OK);
}

static void shares_references(void)
{
    world w;
    roots r;
    pthread_t threads[THREADS];

    begin(&w);
    make_roots(&w, &r);
    CU_ASSERT_PTR_NOT_NULL_FATAL(r.diagnostics);
    CU_ASSERT_EQUAL_FATAL(pthread_barrier_init(&start, NULL, THREADS), 0);
    for (unsigned i = 0; i < THREADS; i++)
        ref_all(&r);
    unref_all(&r);
    for (unsigned i = 0; i < THREADS; i++)
        CU_ASSERT_EQUAL_FATAL(pthread_create(&threads[i], NULL, run_refs, &r), 0);
    for (unsigned i = 0; i < THREADS; i++)
        CU_ASSERT_EQUAL(pthread_join(threads[i], NULL), 0);
    pthread_barrier_destroy(&start);
    CU_ASSERT_EQUAL(atomic_load(&w.memory.pieces), 0);
    CU_ASSERT_EQUAL(atomic_load(&w.memory.bytes), 0);
}

UNIT_TESTS("threads", {"read one dossier", reads_one_dossier}, {"load in one context", loads_in_one_context},
           {"share references", shares_references})
