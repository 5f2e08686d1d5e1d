/*
 * host.c: a host program that takes the library in and lets it go again. Uses libc, POSIX and the public header's types; every
 * function of the library is found by dlsym.
 *
 * usage: host cycles|fork|manners LIBRARY DOSSIER
 *   cycles   opens the library, loads, assesses and closes it 2,000 times: nothing is left over, no memory, file or mapping
 *   fork     works in children, on what the parent had made, and while another thread of the parent is within the library
 *   manners  the library leaves locale, signals, working directory, file mode mask and standard streams as they are
 */
#include <guarantee.h>

#include <dirent.h>
#include <dlfcn.h>
#include <fcntl.h>
#include <locale.h>
#include <malloc.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#define CYCLES 2000u
#define SETTLED 500u    /* after so many, the dynamic loader's own tables have nearly grown: they do with any library, by some KB */
#define LEAST_PIECE 32u /* bytes of the heap that the least leak in each cycle would take */
#define CHILDREN 20u

#define EXPECT(condition) expect((condition), #condition, __LINE__)

static void expect(bool holds, const char *what, int line)
{
    if (!holds) {
        fprintf(stderr, "host.c:%d: does not hold: %s\n", line, what);
        exit(1);
    }
}

/* ---- The library's functions, by name */

typedef struct api {
    void *library;
    gtee_status (*context_new)(const gtee_context_options *, gtee_context **);
    void (*context_unref)(gtee_context *);
    gtee_status (*load)(gtee_context *, const char *const *, size_t, const gtee_load_options *, gtee_dossier **, gtee_diagnostics **);
    void (*dossier_unref)(gtee_dossier *);
    const gtee_proposal *(*proposal_at)(const gtee_dossier *, size_t);
    gtee_status (*save)(const gtee_dossier *, const char *, uint32_t, gtee_diagnostics **);
    gtee_status (*view_new)(const gtee_dossier *, const gtee_view_options *, gtee_view **, gtee_diagnostics **);
    void (*view_unref)(gtee_view *);
    gtee_status (*assess)(const gtee_view *, const gtee_proposal *, const gtee_reason_options *, gtee_assessment **,
                          gtee_diagnostics **);
    void (*assessment_unref)(gtee_assessment *);
    gtee_status (*assessment_show)(const gtee_assessment *, const gtee_show_options *, gtee_text **);
    const char *(*text_data)(const gtee_text *);
    void (*text_unref)(gtee_text *);
} api;

/* ISO C has no cast from an object pointer to a function pointer; POSIX says that their bytes are the same. */
static void find(void *library, const char *name, void *function)
{
    void *symbol = dlsym(library, name);

    EXPECT(symbol != NULL);
    memcpy(function, &symbol, sizeof symbol);
}

static void open_library(const char *path, api *a)
{
    a->library = dlopen(path, RTLD_NOW | RTLD_LOCAL);
    if (a->library == NULL)
        fprintf(stderr, "%s\n", dlerror());
    EXPECT(a->library != NULL);
    find(a->library, "gtee_context_new", &a->context_new);
    find(a->library, "gtee_context_unref", &a->context_unref);
    find(a->library, "gtee_dossier_load", &a->load);
    find(a->library, "gtee_dossier_unref", &a->dossier_unref);
    find(a->library, "gtee_dossier_proposal_at", &a->proposal_at);
    find(a->library, "gtee_dossier_save", &a->save);
    find(a->library, "gtee_view_new", &a->view_new);
    find(a->library, "gtee_view_unref", &a->view_unref);
    find(a->library, "gtee_assess", &a->assess);
    find(a->library, "gtee_assessment_unref", &a->assessment_unref);
    find(a->library, "gtee_assessment_show", &a->assessment_show);
    find(a->library, "gtee_text_data", &a->text_data);
    find(a->library, "gtee_text_unref", &a->text_unref);
}

/* ---- Work with it */

typedef struct made {
    gtee_context *context;
    gtee_dossier *dossier;
    gtee_view *view;
} made;

static made make(const api *a, const char *path)
{
    made m = {NULL, NULL, NULL};

    EXPECT(a->context_new(NULL, &m.context) == GTEE_OK);
    EXPECT(a->load(m.context, &path, 1, NULL, &m.dossier, NULL) == GTEE_OK);
    EXPECT(a->view_new(m.dossier, NULL, &m.view, NULL) == GTEE_OK);
    return m;
}

static void unmake(const api *a, made *m)
{
    a->view_unref(m->view);
    a->dossier_unref(m->dossier);
    a->context_unref(m->context);
}

/* The first proposal's assessment as text, to be freed by free. */
static char *answer(const api *a, const made *m)
{
    gtee_assessment *assessment = NULL;
    gtee_text *text = NULL;

    EXPECT(a->assess(m->view, a->proposal_at(m->dossier, 0), NULL, &assessment, NULL) == GTEE_OK);
    EXPECT(a->assessment_show(assessment, NULL, &text) == GTEE_OK);
    char *copy = strdup(a->text_data(text));
    EXPECT(copy != NULL && strlen(copy) > 100);
    a->text_unref(text);
    a->assessment_unref(assessment);
    return copy;
}

static char *load_and_answer(const api *a, const char *path)
{
    made m = make(a, path);
    char *text = answer(a, &m);

    unmake(a, &m);
    return text;
}

/* ---- cycles */

typedef struct usage {
    size_t heap;     /* bytes that malloc has given out */
    long resident;   /* pages */
    unsigned files;  /* open */
    unsigned mapped; /* lines of /proc/self/maps */
} usage;

static unsigned open_files(void)
{
    DIR *directory = opendir("/proc/self/fd");
    unsigned count = 0;

    EXPECT(directory != NULL);
    while (readdir(directory) != NULL)
        count++;
    closedir(directory);
    return count;
}

/* Read without the heap, which is what is measured. */
static usage usage_now(void)
{
    static char bytes[65536];
    usage now = {.heap = mallinfo2().uordblks, .files = open_files()};
    int file = open("/proc/self/statm", O_RDONLY | O_CLOEXEC);

    EXPECT(file >= 0);
    ssize_t got = read(file, bytes, sizeof bytes - 1);
    close(file);
    EXPECT(got > 0);
    bytes[got] = '\0';
    EXPECT(sscanf(bytes, "%*d %ld", &now.resident) == 1);
    file = open("/proc/self/maps", O_RDONLY | O_CLOEXEC);
    EXPECT(file >= 0);
    while ((got = read(file, bytes, sizeof bytes)) > 0)
        for (ssize_t i = 0; i < got; i++)
            now.mapped += bytes[i] == '\n';
    close(file);
    return now;
}

static void cycles(const char *library, const char *path)
{
    usage settled = usage_now(); /* and what measuring takes is taken */
    char *first = NULL;

    for (unsigned i = 0; i < CYCLES; i++) {
        api a;
        open_library(library, &a);
        char *text = load_and_answer(&a, path);
        EXPECT(first == NULL || strcmp(first, text) == 0);
        if (first == NULL)
            first = text;
        else
            free(text);
        EXPECT(dlclose(a.library) == 0);
        EXPECT(dlopen(library, RTLD_NOW | RTLD_NOLOAD) == NULL); /* really gone: nothing in it holds it */
        if (i == SETTLED)
            settled = usage_now();
    }
    const usage after = usage_now();
    free(first);
    printf("%u cycles: heap %zu -> %zu bytes, resident %ld -> %ld pages, files %u -> %u, mappings %u -> %u\n", CYCLES, settled.heap,
           after.heap, settled.resident, after.resident, settled.files, after.files, settled.mapped, after.mapped);
    EXPECT(after.heap <= settled.heap + LEAST_PIECE / 2 * (CYCLES - SETTLED));
    EXPECT(after.resident <= settled.resident + 64);
    EXPECT(after.files == settled.files);
    EXPECT(after.mapped <= settled.mapped + 2);
}

/* ---- fork */

typedef struct busy {
    const api *a;
    const char *path;
    atomic_bool stop;
    atomic_uint rounds;
} busy;

static void *keep_busy(void *user)
{
    busy *b = user;

    while (!atomic_load(&b->stop)) {
        free(load_and_answer(b->a, b->path));
        atomic_fetch_add(&b->rounds, 1);
    }
    return NULL;
}

/* Goes on with what the parent made, makes something of its own, and gives all back. */
static void be_child(const api *a, const char *path, made *inherited, const char *expected)
{
    char *text = answer(a, inherited);

    EXPECT(strcmp(text, expected) == 0);
    free(text);
    unmake(a, inherited);
    text = load_and_answer(a, path);
    EXPECT(strcmp(text, expected) == 0);
    free(text);
    EXPECT(dlclose(a->library) == 0);
    _exit(0);
}

static void fork_children(const api *a, const char *path, made *m, const char *expected)
{
    for (unsigned i = 0; i < CHILDREN; i++) {
        int status = -1;
        pid_t child = fork();
        EXPECT(child >= 0);
        if (child == 0)
            be_child(a, path, m, expected);
        EXPECT(waitpid(child, &status, 0) == child);
        EXPECT(WIFEXITED(status) && WEXITSTATUS(status) == 0);
    }
}

static void forks(const char *library, const char *path)
{
    api a;
    pthread_t thread;

    open_library(library, &a);
    made m = make(&a, path);
    char *expected = answer(&a, &m);
    busy b = {.a = &a, .path = path};
    fork_children(&a, path, &m, expected);
    EXPECT(pthread_create(&thread, NULL, keep_busy, &b) == 0);
    while (atomic_load(&b.rounds) == 0)
        sched_yield();
    fork_children(&a, path, &m, expected);
    atomic_store(&b.stop, true);
    EXPECT(pthread_join(thread, NULL) == 0);
    char *text = answer(&a, &m);
    EXPECT(strcmp(text, expected) == 0);
    free(text);
    free(expected);
    unmake(&a, &m);
    EXPECT(dlclose(a.library) == 0);
}

/* ---- manners */

typedef struct state {
    char locale[256], directory[4096];
    struct sigaction signals[32];
    mode_t mask;
    off_t written[2]; /* to standard output and error */
} state;

static state state_now(void)
{
    state s;

    memset(&s, 0, sizeof s);
    snprintf(s.locale, sizeof s.locale, "%s", setlocale(LC_ALL, NULL));
    EXPECT(getcwd(s.directory, sizeof s.directory) != NULL);
    for (int i = 1; i < 32; i++)
        if (i != SIGKILL && i != SIGSTOP)
            EXPECT(sigaction(i, NULL, &s.signals[i]) == 0);
    s.mask = umask(0);
    umask(s.mask);
    for (int i = 0; i < 2; i++)
        s.written[i] = lseek(i + 1, 0, SEEK_CUR);
    return s;
}

static bool same_signals(const state *a, const state *b)
{
    for (int i = 1; i < 32; i++)
        if (a->signals[i].sa_handler != b->signals[i].sa_handler || a->signals[i].sa_flags != b->signals[i].sa_flags)
            return false;
    return true;
}

/* Sends a standard stream into a file, so that what is written to it can be counted. */
static void redirect(int stream)
{
    char name[] = "/tmp/guarantee-host-XXXXXX";
    int file = mkstemp(name);

    EXPECT(file >= 0 && unlink(name) == 0 && dup2(file, stream) == stream);
    close(file);
}

static void manners(const char *library, const char *path)
{
    char scratch[] = "/tmp/guarantee-host-XXXXXX", saved[64];
    int out = dup(1), error = dup(2);
    api a;

    setlocale(LC_ALL, "");
    EXPECT(mkdtemp(scratch) != NULL);
    snprintf(saved, sizeof saved, "%s/saved.yaml", scratch);
    redirect(1);
    redirect(2);
    const state before = state_now();
    open_library(library, &a);
    made m = make(&a, path);
    free(answer(&a, &m));
    const gtee_status status = a.save(m.dossier, saved, GTEE_FORMAT_YAML, NULL);
    gtee_dossier *none = NULL;
    const char *nowhere = "/no/such/dossier";
    const gtee_status missing = a.load(m.context, &nowhere, 1, NULL, &none, NULL);
    unmake(&a, &m);
    const bool closed = dlclose(a.library) == 0;
    const state after = state_now();
    EXPECT(dup2(out, 1) == 1 && dup2(error, 2) == 2);
    EXPECT(status == GTEE_OK && missing == GTEE_ERROR_IO && closed);
    EXPECT(strcmp(before.locale, after.locale) == 0);
    EXPECT(strcmp(before.directory, after.directory) == 0);
    EXPECT(same_signals(&before, &after));
    EXPECT(before.mask == after.mask);
    EXPECT(before.written[0] == after.written[0] && before.written[1] == after.written[1]);
    EXPECT(unlink(saved) == 0 && rmdir(scratch) == 0);
}

int main(int argc, char **argv)
{
    if (argc != 4) {
        fputs("usage: host cycles|fork|manners LIBRARY DOSSIER\n", stderr);
        return 2;
    }
    if (strcmp(argv[1], "cycles") == 0)
        cycles(argv[2], argv[3]);
    else if (strcmp(argv[1], "fork") == 0)
        forks(argv[2], argv[3]);
    else if (strcmp(argv[1], "manners") == 0)
        manners(argv[2], argv[3]);
    else
        return 2;
    return 0;
}
