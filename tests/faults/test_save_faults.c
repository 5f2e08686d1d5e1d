/*
 * test_save_faults.c: each system call of saving fails in turn, writes are short, the disk is full, the process dies in the middle:
 * the old file is whole each time, nothing is left beside it, and what is reported as saved has reached the disk.
 *
 * The calls go through a table (write/io.h) that counts them, fails the one that it was told to, and passes the rest on.
 */
#include "run.h"

#include "failing.h"

#include "write/save.h"

#include <guarantee.h>

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

enum call { OPEN, STAT, READ_LINK, WRITE, OWNER, MODE, SYNC, CLOSE, RENAME, UNLINK, CALLS };
static const char *const call_names[CALLS] = {"open", "stat", "readlink", "write", "chown", "chmod", "fsync", "close", "rename", "unlink"};

/* What the table does; the library itself knows nothing of it. */
static struct faults {
    unsigned count[CALLS]; /* calls so far */
    enum call call;        /* fail the `at`-th of these, and those behind it, `times` in all */
    unsigned at, times;
    int error;
    bool dies;         /* the process ends there instead */
    mode_t written_as; /* the permissions that the file had at the newest write */
    bool idle;         /* writes take nothing and report nothing */
    size_t most;       /* bytes that one write takes; 0: all */
    size_t room;       /* bytes that the disk takes in all; SIZE_MAX: any number */
    unsigned directory_synced; /* fsyncs of directories since the last rename */
    unsigned file_synced;      /* fsyncs of files before the last rename */
} faults;

static void no_faults(void)
{
    memset(&faults, 0, sizeof faults);
    faults.call = CALLS;
    faults.room = SIZE_MAX;
}

/* Is this call to fail? Then errno is set. */
static bool fails(enum call call)
{
    unsigned number = ++faults.count[call];

    if (call != faults.call || number < faults.at || number >= faults.at + faults.times)
        return false;
    if (faults.dies)
        _exit(7);
    errno = faults.error;
    return true;
}

static int io_open(int directory, const char *path, int flags, mode_t mode)
{
    return fails(OPEN) ? -1 : openat(directory, path, flags, mode);
}

static int io_stat(int directory, const char *path, struct stat *status, int flags)
{
    return fails(STAT) ? -1 : fstatat(directory, path, status, flags);
}

static ssize_t io_read_link(int directory, const char *path, char *target, size_t size)
{
    return fails(READ_LINK) ? -1 : readlinkat(directory, path, target, size);
}

static ssize_t io_write(int file, const void *bytes, size_t size)
{
    struct stat status;

    if (fails(WRITE))
        return -1;
    if (fstat(file, &status) == 0)
        faults.written_as = status.st_mode & 07777;
    if (faults.idle)
        return 0;
    if (faults.most != 0 && size > faults.most)
        size = faults.most;
    if (faults.room == 0) {
        errno = ENOSPC;
        return -1;
    }
    if (size > faults.room)
        size = faults.room;
    if (faults.room != SIZE_MAX)
        faults.room -= size;
    return write(file, bytes, size);
}

static int io_owner(int file, uid_t owner, gid_t group)
{
    return fails(OWNER) ? -1 : fchown(file, owner, group);
}

static int io_mode(int file, mode_t mode)
{
    return fails(MODE) ? -1 : fchmod(file, mode);
}

static int io_sync(int file)
{
    struct stat status;

    if (fails(SYNC))
        return -1;
    if (fstat(file, &status) == 0 && S_ISDIR(status.st_mode))
        faults.directory_synced++;
    else
        faults.file_synced++;
    return fsync(file);
}

/* The system has closed the file even where it reports an error. */
static int io_close(int file)
{
    bool fail = fails(CLOSE);
    int error = errno, result = close(file);

    errno = fail ? error : errno;
    return fail ? -1 : result;
}

static int io_rename(int from_directory, const char *from, int to_directory, const char *to)
{
    if (fails(RENAME))
        return -1;
    faults.directory_synced = 0;
    return renameat(from_directory, from, to_directory, to);
}

static int io_unlink(int directory, const char *path, int flags)
{
    return fails(UNLINK) ? -1 : unlinkat(directory, path, flags);
}

static const gti_io io = {.open_at = io_open,
                          .stat_at = io_stat,
                          .read_link_at = io_read_link,
                          .write = io_write,
                          .change_owner = io_owner,
                          .change_mode = io_mode,
                          .sync = io_sync,
                          .close = io_close,
                          .rename_at = io_rename,
                          .unlink_at = io_unlink};

/* ---- A directory to save in */

static gtee_context *context;
static char place[64];
static const char old_text[] = "the old file\n";
static char new_text[5000];

static const char *path_of(const char *name)
{
    static char paths[4][160];
    static unsigned turn;
    char *path = paths[turn++ % 4];

    snprintf(path, sizeof paths[0], "%s/%s", place, name);
    return path;
}

static void put(const char *name, const char *text)
{
    FILE *file = fopen(path_of(name), "w");

    CU_ASSERT_PTR_NOT_NULL_FATAL(file);
    fputs(text, file);
    fclose(file);
}

static bool holds(const char *name, const char *text)
{
    static char bytes[8192];
    FILE *file = fopen(path_of(name), "r");

    if (file == NULL)
        return text == NULL;
    size_t size = fread(bytes, 1, sizeof bytes, file);
    fclose(file);
    return text != NULL && size == strlen(text) && memcmp(bytes, text, size) == 0;
}

/* How many entries the directory has. */
static unsigned entries(void)
{
    DIR *directory = opendir(place);
    unsigned count = 0;

    CU_ASSERT_PTR_NOT_NULL_FATAL(directory);
    while (readdir(directory) != NULL)
        count++;
    closedir(directory);
    return count - 2;
}

static void clear(void)
{
    DIR *directory = opendir(place);

    CU_ASSERT_PTR_NOT_NULL_FATAL(directory);
    for (struct dirent *entry; (entry = readdir(directory)) != NULL;)
        if (strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0)
            unlinkat(dirfd(directory), entry->d_name, 0);
    closedir(directory);
    no_faults();
}

static unsigned open_files(void)
{
    unsigned count = 0;

    for (int file = 0; file < 256; file++)
        count += fcntl(file, F_GETFD) >= 0;
    return count;
}

/* Saves the new text; what was reported first is copied into `code`, "" for nothing. Leaks no open file. */
static gtee_status save(const char *name, char code[8])
{
    unsigned before = open_files();
    gti_report *report = gti_report_new(context);
    gtee_diagnostics *diagnostics;

    CU_ASSERT_PTR_NOT_NULL_FATAL(report);
    gtee_status status = gti_save_with(&io, context, path_of(name), new_text, strlen(new_text), report);
    status = gti_report_finish(report, status, &diagnostics);
    code[0] = '\0';
    if (diagnostics != NULL)
        snprintf(code, 8, "%s", gtee_diagnostic_code(gtee_diagnostics_at(diagnostics, 0)));
    CU_ASSERT_EQUAL(status == GTEE_OK, diagnostics == NULL);
    gtee_diagnostics_unref(diagnostics);
    CU_ASSERT_EQUAL(open_files(), before);
    return status;
}

/* ---- Without faults */

static void saves(void)
{
    char code[8];

    clear();
    CU_ASSERT_EQUAL(save("a", code), GTEE_OK);
    CU_ASSERT_TRUE(holds("a", new_text));
    CU_ASSERT_EQUAL(entries(), 1);
    CU_ASSERT_EQUAL(faults.file_synced, 1);
    CU_ASSERT_EQUAL(faults.directory_synced, 1);
    put("a", old_text);
    CU_ASSERT_EQUAL(save("a", code), GTEE_OK);
    CU_ASSERT_TRUE(holds("a", new_text));
    CU_ASSERT_EQUAL(entries(), 1);
}

static mode_t mode_of(const char *name)
{
    struct stat status;

    CU_ASSERT_EQUAL(stat(path_of(name), &status), 0);
    return status.st_mode & 07777;
}

static void keeps_permissions(void)
{
    char code[8];
    mode_t mask = umask(027);

    clear();
    CU_ASSERT_EQUAL(save("new", code), GTEE_OK);
    CU_ASSERT_EQUAL(mode_of("new"), 0640);
    put("old", old_text);
    CU_ASSERT_EQUAL(chmod(path_of("old"), 0604), 0);
    CU_ASSERT_EQUAL(save("old", code), GTEE_OK);
    CU_ASSERT_EQUAL(mode_of("old"), 0604);
    CU_ASSERT_EQUAL(faults.written_as, 0600); /* nobody may look in before it is known who may */
    /* The group cannot be kept: the new group gets no more than everybody. */
    CU_ASSERT_EQUAL(chmod(path_of("old"), 0664), 0);
    faults.call = OWNER;
    faults.at = faults.count[OWNER] + 1;
    faults.times = 2;
    faults.error = EPERM;
    CU_ASSERT_EQUAL(save("old", code), GTEE_OK);
    CU_ASSERT_EQUAL(mode_of("old"), 0644);
    umask(mask);
}

static void follows_links(void)
{
    char code[8], target[16];

    clear();
    put("real", old_text);
    CU_ASSERT_EQUAL(symlink("real", path_of("link")), 0);
    CU_ASSERT_EQUAL(symlink(path_of("link"), path_of("absolute")), 0);
    CU_ASSERT_EQUAL(save("absolute", code), GTEE_OK);
    CU_ASSERT_TRUE(holds("real", new_text));
    CU_ASSERT_EQUAL(readlink(path_of("link"), target, sizeof target), 4);
    CU_ASSERT_EQUAL(entries(), 3);
    CU_ASSERT_EQUAL(symlink("nowhere", path_of("dangling")), 0);
    CU_ASSERT_EQUAL(save("dangling", code), GTEE_OK);
    CU_ASSERT_TRUE(holds("nowhere", new_text));
    CU_ASSERT_EQUAL(symlink("round", path_of("round")), 0);
    CU_ASSERT_EQUAL(save("round", code), GTEE_ERROR_IO);
    CU_ASSERT_STRING_EQUAL(code, "G0503");
}

static void refuses_what_is_no_file(void)
{
    char code[8];

    clear();
    CU_ASSERT_EQUAL(save("", code), GTEE_ERROR_IO);
    CU_ASSERT_STRING_EQUAL(code, "G0502");
    CU_ASSERT_EQUAL(save(".", code), GTEE_ERROR_IO);
    CU_ASSERT_STRING_EQUAL(code, "G0502");
    CU_ASSERT_EQUAL(mkdir(path_of("directory"), 0777), 0);
    CU_ASSERT_EQUAL(save("directory", code), GTEE_ERROR_IO);
    CU_ASSERT_STRING_EQUAL(code, "G0502");
    CU_ASSERT_EQUAL(rmdir(path_of("directory")), 0);
    CU_ASSERT_EQUAL(mkfifo(path_of("pipe"), 0666), 0);
    CU_ASSERT_EQUAL(save("pipe", code), GTEE_ERROR_IO);
    CU_ASSERT_STRING_EQUAL(code, "G0502");
    CU_ASSERT_EQUAL(save("..", code), GTEE_ERROR_IO);
    CU_ASSERT_STRING_EQUAL(code, "G0502");
    CU_ASSERT_EQUAL(save("a/", code), GTEE_ERROR_IO);
    CU_ASSERT_STRING_EQUAL(code, "G0502");
    CU_ASSERT_EQUAL(save("missing/a", code), GTEE_ERROR_IO);
    CU_ASSERT_STRING_EQUAL(code, "G0501");
    CU_ASSERT_EQUAL(entries(), 1);
}

/* Somebody else's temporary files are in the way, left by a crash or put there on purpose as a link. */
static void names_that_are_taken(void)
{
    char code[8], name[64];

    clear();
    put("victim", old_text);
    for (unsigned i = 0; i < 3; i++) {
        snprintf(name, sizeof name, ".guarantee-%ld-%u.tmp", (long)getpid(), i);
        if (i == 1) {
            CU_ASSERT_EQUAL(symlink("victim", path_of(name)), 0);
        } else {
            put(name, "left by a crash");
        }
    }
    CU_ASSERT_EQUAL(save("a", code), GTEE_OK);
    CU_ASSERT_TRUE(holds("a", new_text));
    CU_ASSERT_TRUE(holds("victim", old_text));
    CU_ASSERT_EQUAL(entries(), 5);
}

static gtee_status save_at(const char *path, const char **code)
{
    static char first[8];
    gti_report *report = gti_report_new(context);
    gtee_diagnostics *diagnostics;
    gtee_status status = gti_save_with(&io, context, path, new_text, strlen(new_text), report);

    status = gti_report_finish(report, status, &diagnostics);
    snprintf(first, sizeof first, "%s", diagnostics == NULL ? "" : gtee_diagnostic_code(gtee_diagnostics_at(diagnostics, 0)));
    gtee_diagnostics_unref(diagnostics);
    *code = first;
    return status;
}

/* Paths without a directory, directly below the root, and none. */
static void short_paths(void)
{
    const char *code;
    int here = open(".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);

    clear();
    CU_ASSERT_EQUAL_FATAL(chdir(place), 0);
    CU_ASSERT_EQUAL(save_at("plain", &code), GTEE_OK);
    CU_ASSERT_TRUE(holds("plain", new_text));
    CU_ASSERT_EQUAL(symlink("plain", "link"), 0);
    CU_ASSERT_EQUAL(save_at("link", &code), GTEE_OK);
    CU_ASSERT_EQUAL(entries(), 2);
    CU_ASSERT_EQUAL(fchdir(here), 0);
    close(here);
    CU_ASSERT_EQUAL(save_at("/dev", &code), GTEE_ERROR_IO);
    CU_ASSERT_STRING_EQUAL(code, "G0502");
    CU_ASSERT_EQUAL(save_at("/", &code), GTEE_ERROR_IO);
    CU_ASSERT_STRING_EQUAL(code, "G0502");
    CU_ASSERT_EQUAL(save_at("", &code), GTEE_ERROR_IO);
    CU_ASSERT_STRING_EQUAL(code, "G0502");
}

/* ---- With faults */

/* A failure of this call before the rename: the old file stands, or none where there was none, and nothing is left. */
static void one_fault(enum call call, unsigned at, int error, const char *old)
{
    char code[8];

    clear();
    if (old != NULL)
        put("a", old);
    faults.call = call;
    faults.at = at;
    faults.times = 1;
    faults.error = error;
    gtee_status status = save("a", code);
    bool good = status == GTEE_ERROR_IO && strcmp(code, "G0501") == 0 && holds("a", old) && entries() == (old != NULL);
    CU_ASSERT_TRUE(good);
    if (!good)
        fprintf(stderr, "%s %u fails with %d: status %d, %s, %u entries\n", call_names[call], at, error, (int)status, code, entries());
}

static void each_call_fails(void)
{
    static const struct {
        enum call call;
        unsigned at;
        int error;
    } cases[] = {{READ_LINK, 1, EACCES}, {OPEN, 1, EACCES}, {OPEN, 2, EROFS},   {OPEN, 2, ENOSPC}, {STAT, 1, EIO},
                 {WRITE, 1, EIO},        {WRITE, 1, ENOSPC}, {SYNC, 1, EIO},    {SYNC, 1, ENOSPC}, {CLOSE, 1, EDQUOT},
                 {RENAME, 1, EPERM},     {WRITE, 1, EFBIG},      {WRITE, 1, EDQUOT}, {RENAME, 1, 9999}};

    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        one_fault(cases[i].call, cases[i].at, cases[i].error, old_text);
        one_fault(cases[i].call, cases[i].at, cases[i].error, NULL);
    }
    one_fault(MODE, 1, EPERM, old_text);
}

/* Every name for the temporary file is taken, and writes that take nothing: it ends, with a diagnostic. */
static void no_endless_trying(void)
{
    char code[8];

    clear();
    put("a", old_text);
    faults.call = OPEN;
    faults.at = 2;
    faults.times = 2000;
    faults.error = EEXIST;
    CU_ASSERT_EQUAL(save("a", code), GTEE_ERROR_IO);
    CU_ASSERT_STRING_EQUAL(code, "G0501");
    CU_ASSERT_TRUE(faults.count[OPEN] < 1500);
    clear();
    put("a", old_text);
    faults.idle = true;
    CU_ASSERT_EQUAL(save("a", code), GTEE_ERROR_IO);
    CU_ASSERT_STRING_EQUAL(code, "G0501");
    CU_ASSERT_EQUAL(faults.count[WRITE], 1);
    CU_ASSERT_TRUE(holds("a", old_text));
    CU_ASSERT_EQUAL(entries(), 1);
}

/* Only the directory's fsync is left: the new file is in place, whole, and the caller hears that it may not last. */
static void directory_fails(void)
{
    char code[8];

    clear();
    put("a", old_text);
    faults.call = SYNC;
    faults.at = 2;
    faults.times = 1;
    faults.error = EIO;
    CU_ASSERT_EQUAL(save("a", code), GTEE_ERROR_IO);
    CU_ASSERT_STRING_EQUAL(code, "G0504");
    CU_ASSERT_TRUE(holds("a", new_text));
    CU_ASSERT_EQUAL(entries(), 1);
    /* A file system that has no such thing as fsync of a directory. */
    clear();
    faults.call = SYNC;
    faults.at = 2;
    faults.times = 1;
    faults.error = EINVAL;
    CU_ASSERT_EQUAL(save("a", code), GTEE_OK);
}

/* Signals interrupt, and writes take a few bytes each. */
static void interrupted(void)
{
    static const enum call calls[] = {OPEN, READ_LINK, WRITE, SYNC, CLOSE};
    char code[8];

    for (size_t i = 0; i < sizeof calls / sizeof calls[0]; i++) {
        for (unsigned at = 1; at <= 2; at++) {
            clear();
            put("a", old_text);
            faults.call = calls[i];
            faults.at = at;
            faults.times = calls[i] == CLOSE ? 1 : 3;
            faults.error = EINTR;
            faults.most = 7;
            CU_ASSERT_EQUAL(save("a", code), GTEE_OK);
            CU_ASSERT_TRUE(holds("a", new_text));
            CU_ASSERT_EQUAL(entries(), 1);
        }
    }
}

static void disk_is_full(void)
{
    const size_t size = strlen(new_text);
    const size_t rooms[] = {0, 1, 511, 512, 4095, 4096, 4097, size - 2, size - 1};
    char code[8];

    for (size_t i = 0; i < sizeof rooms / sizeof rooms[0]; i++) {
        for (unsigned most = 0; most <= 1; most++) {
            clear();
            put("a", old_text);
            faults.room = rooms[i];
            faults.most = most * 100;
            CU_ASSERT_EQUAL(save("a", code), GTEE_ERROR_IO);
            CU_ASSERT_STRING_EQUAL(code, "G0501");
            CU_ASSERT_TRUE(holds("a", old_text));
            CU_ASSERT_EQUAL(entries(), 1);
        }
    }
    clear();
    faults.room = size;
    CU_ASSERT_EQUAL(save("a", code), GTEE_OK);
}

/* Even the temporary file cannot be removed: the caller hears its name. */
static void unlink_fails(void)
{
    static const gti_io *const table = &io;
    gtee_diagnostics *diagnostics;

    clear();
    faults.call = UNLINK;
    faults.at = 1;
    faults.times = 1;
    faults.error = EACCES;
    faults.room = 10;
    gti_report *report = gti_report_new(context);
    gtee_status status = gti_save_with(table, context, path_of("a"), new_text, strlen(new_text), report);
    CU_ASSERT_EQUAL(gti_report_finish(report, status, &diagnostics), GTEE_ERROR_IO);
    CU_ASSERT_PTR_NOT_NULL_FATAL(diagnostics);
    const char *hint = gtee_diagnostic_hint(gtee_diagnostics_at(diagnostics, 0));
    CU_ASSERT_TRUE(hint != NULL && strstr(hint, ".guarantee-") != NULL);
    gtee_diagnostics_unref(diagnostics);
    clear();
}

/* The process dies at each call in turn: afterwards the file is the old one or the new one, whole; a temporary file may be left, and
 * the next save does not mind it. */
static void crashes(void)
{
    char code[8];
    unsigned deaths = 0;

    for (enum call call = 0; call < CALLS; call++) {
        for (unsigned at = 1; at <= 60; at++) {
            clear();
            put("a", old_text);
            faults.call = call;
            faults.at = at;
            faults.times = 1;
            faults.dies = true;
            faults.most = 100;
            fflush(NULL);
            pid_t child = fork();
            if (child == 0) {
                save("a", code);
                _exit(0);
            }
            int status;
            CU_ASSERT_EQUAL_FATAL(waitpid(child, &status, 0), child);
            CU_ASSERT_TRUE(holds("a", old_text) || holds("a", new_text));
            bool died = WIFEXITED(status) && WEXITSTATUS(status) == 7;
            deaths += died;
            if (!died)
                break;
            no_faults();
            CU_ASSERT_EQUAL(save("a", code), GTEE_OK);
            CU_ASSERT_TRUE(holds("a", new_text));
        }
    }
    CU_ASSERT_TRUE(deaths > 55); /* each write of a piece, and all the rest */
    clear();
}

/* ---- The public function */

static bool saves_publicly(failing *f)
{
    static const char text[] = "guarantee: 1\ntitle: A title\n";
    const gtee_allocator allocator = failing_public(f);
    const gtee_context_options options = {.size = sizeof options, .allocator = &allocator};
    gtee_context *own = NULL;
    gtee_dossier *dossier = NULL;
    gtee_diagnostics *diagnostics = NULL;
    gtee_status status = gtee_context_new(&options, &own);

    if (status == GTEE_OK)
        status = gtee_dossier_load_memory(own, "text", text, strlen(text), NULL, &dossier, NULL);
    if (status == GTEE_OK)
        status = gtee_dossier_save(dossier, path_of("a"), GTEE_FORMAT_YAML, &diagnostics);
    CU_ASSERT_TRUE(status == GTEE_OK || status == GTEE_ERROR_MEMORY);
    CU_ASSERT_PTR_NULL(diagnostics);
    CU_ASSERT_TRUE(holds("a", status == GTEE_OK ? text : old_text) || holds("a", text));
    CU_ASSERT_EQUAL(entries(), 1);
    gtee_diagnostics_unref(diagnostics);
    gtee_dossier_unref(dossier);
    gtee_context_unref(own);
    return status == GTEE_OK;
}

static void memory_runs_out(void)
{
    failing f;

    clear();
    put("a", old_text);
    failing_init(&f);
    FAILING_SWEEP(&f, saves_publicly(&f));
    failing_free(&f);
    CU_ASSERT_EQUAL(entries(), 1);
}

static void open_place(void)
{
    const char *base = getenv("TMPDIR");

    snprintf(place, sizeof place, "%s/guarantee-save-XXXXXX", base != NULL && strlen(base) < 32 ? base : "/tmp");
    CU_ASSERT_PTR_NOT_NULL_FATAL(mkdtemp(place));
    CU_ASSERT_EQUAL_FATAL(gtee_context_new(NULL, &context), GTEE_OK);
    for (size_t i = 0; i + 1 < sizeof new_text; i++)
        new_text[i] = (char)('a' + i % 26);
}

static void close_place(void)
{
    clear();
    CU_ASSERT_EQUAL(rmdir(place), 0);
    gtee_context_unref(context);
}

UNIT_TESTS("saving", {"open", open_place}, {"saves", saves}, {"keeps permissions", keeps_permissions}, {"follows links", follows_links},
           {"refuses what is no file", refuses_what_is_no_file}, {"names that are taken", names_that_are_taken},
           {"short paths", short_paths}, {"no endless trying", no_endless_trying},
           {"each call fails", each_call_fails}, {"the directory's fsync fails", directory_fails}, {"interrupted", interrupted},
           {"the disk is full", disk_is_full}, {"even removing fails", unlink_fails}, {"crashes", crashes},
           {"memory runs out", memory_runs_out}, {"close", close_place})
