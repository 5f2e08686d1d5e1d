/* inputs.c: from paths to the files that they stand for. A directory stands for the dossier files directly in it, by byte order.
 * Uses base and POSIX. */
#include "base/system.h"
#include "read/loader.h"

#include <dirent.h>
#include <errno.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* What a whole file or directory has to be told. */
static void complain(gti_loader *loader, enum gti_code code, const char *name, const char *format)
{
    gti_place place = {.file = name, .line = 0, .column = 0, .length = 0};

    loader->incomplete = true;
    gti_report_add(loader->report, code, &place, NULL, format, name);
}

/* A name that may be shown to people: broken bytes and control characters become question marks. */
static const char *shown_name(gti_loader *loader, const char *path)
{
    size_t size = strlen(path);
    char *name = gti_arena_copy(&loader->arena, path, size);

    for (size_t at = 0; name != NULL && at < size;) {
        size_t valid = gti_utf8_valid(name + at, size - at);
        for (size_t i = at; i < at + valid; i++)
            if ((unsigned char)name[i] < ' ' || name[i] == 0x7F)
                name[i] = '?';
        at += valid;
        if (at < size)
            name[at++] = '?';
    }
    return name;
}

static bool is_link(const char *path)
{
    struct stat status;

    return lstat(path, &status) == 0 && S_ISLNK(status.st_mode);
}

/* `error` is an errno. */
static bool complain_of_access(gti_loader *loader, const char *path, int error)
{
    const char *name = shown_name(loader, path);
    gti_place place = {.file = name, .line = 0, .column = 0, .length = 0};

    if (name == NULL)
        return false;
    if (error == ENOENT && is_link(path)) {
        complain(loader, GTI_CODE_FILE_MISSING, name, "%q is a symbolic link to a file that is not there");
        gti_report_hint(loader->report, "correct the link, or name the file itself");
        return true;
    }
    if (error == ELOOP) {
        complain(loader, GTI_CODE_FILE_UNREADABLE, name, "%q is a symbolic link that leads back to itself, or through too many others");
        gti_report_hint(loader->report, "correct the link, or name the file itself");
        return true;
    }
    if (error == ENOENT || error == ENOTDIR) {
        complain(loader, GTI_CODE_FILE_MISSING, name, "there is no file or directory %q");
        gti_report_hint(loader->report, "check the spelling, and from which directory the path is meant");
        return true;
    }
    loader->incomplete = true;
    gti_report_add(loader->report, GTI_CODE_FILE_UNREADABLE, &place, NULL, "%q cannot be read: %s", name, gti_system_words(error));
    gti_report_hint(loader->report, "check the permissions of the file and of the directories above it");
    return true;
}

static gti_input *add_input(gti_loader *loader, const char *name)
{
    gti_input *input = gti_vec_push(&loader->context->allocator, &loader->inputs);

    if (input == NULL)
        return NULL;
    gti_buffer_init(&input->kept, &loader->context->allocator);
    input->kept_all = true;
    input->name = shown_name(loader, name);
    return input->name != NULL ? input : NULL;
}

static const gti_input *find_same(const gti_loader *loader, const struct stat *status)
{
    for (size_t i = 0; i < loader->inputs.count; i++) {
        const gti_input *input = GTI_VEC_AT(&loader->inputs, gti_input, i);
        if (input->regular && input->device == (uint64_t)status->st_dev && input->node == (uint64_t)status->st_ino)
            return input;
    }
    return NULL;
}

/* Reports that files are too many, once. */
static bool have_room(gti_loader *loader, const char *name)
{
    uint32_t limit = loader->context->limits.files;
    gti_place place = {.file = name, .line = 0, .column = 0, .length = 0};

    if (loader->inputs.count < limit)
        return true;
    if (!loader->stopped) {
        gti_report_add(loader->report, GTI_CODE_LIMIT_FILES, &place, NULL, "more than %u files (the limit files)", (uint64_t)limit);
        gti_report_hint(loader->report, "join some of the files, or raise the limit");
    }
    loader->stopped = loader->incomplete = true;
    return false;
}

static bool add_file(gti_loader *loader, const char *path, const struct stat *status)
{
    const gti_input *same = S_ISREG(status->st_mode) ? find_same(loader, status) : NULL;
    const char *name = shown_name(loader, path);

    if (name == NULL)
        return false;
    if (same != NULL) {
        gti_place place = {.file = name, .line = 0, .column = 0, .length = 0};
        gti_report_add(loader->report, GTI_CODE_FILE_TWICE, &place, NULL, "the file %q was given before, as %q", name, same->name);
        gti_report_hint(loader->report, "name each file once; a directory stands for all files directly in it");
        loader->incomplete = true;
        return true;
    }
    if (!have_room(loader, name))
        return true;
    gti_input *input = add_input(loader, path);
    if (input == NULL)
        return false;
    input->regular = S_ISREG(status->st_mode);
    input->size = input->regular ? (uint64_t)status->st_size : 0;
    input->device = (uint64_t)status->st_dev;
    input->node = (uint64_t)status->st_ino;
    input->path = gti_arena_copy(&loader->arena, path, strlen(path));
    return input->path != NULL;
}

static bool is_dossier_name(const char *name)
{
    static const char *const endings[] = {".yaml", ".yml", ".json"};
    size_t size = strlen(name);

    for (size_t i = 0; name[0] != '.' && i < sizeof endings / sizeof endings[0]; i++) {
        size_t length = strlen(endings[i]);
        if (size > length && strcmp(name + size - length, endings[i]) == 0)
            return true;
    }
    return false;
}

static const char *join_path(gti_loader *loader, const char *directory, const char *name)
{
    size_t before = strlen(directory), behind = strlen(name);
    size_t slash = before > 0 && directory[before - 1] != '/';
    char *path = gti_arena_alloc(&loader->arena, before + slash + behind + 1, 1);

    if (path == NULL)
        return NULL;
    memcpy(path, directory, before);
    path[before] = '/'; /* overwritten by the name if the directory has one */
    memcpy(path + before + slash, name, behind + 1);
    return path;
}

static int compare_names(const void *user, const void *a, const void *b)
{
    (void)user;
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* The paths of the dossier files of a directory, sorted. false: no memory, or reading it failed (`*failed`). */
static bool list_directory(gti_loader *loader, DIR *directory, const char *path, gti_vec *paths, bool *failed)
{
    const gti_allocator *allocator = &loader->context->allocator;
    const struct dirent *entry;

    while (errno = 0, (entry = readdir(directory)) != NULL) {
        if (!is_dossier_name(entry->d_name))
            continue;
        const char **item = gti_vec_push(allocator, paths);
        if (item == NULL || (*item = join_path(loader, path, entry->d_name)) == NULL)
            return false;
        if (paths->count > loader->context->limits.files)
            break; /* the limit will be reported when they are added */
    }
    *failed = entry == NULL && errno != 0;
    return gti_sort(allocator, paths->items, paths->count, sizeof(const char *), compare_names, NULL);
}

static bool complain_of_kind(gti_loader *loader, const char *path, bool listed)
{
    const char *name = shown_name(loader, path);

    if (name == NULL)
        return false;
    complain(loader, GTI_CODE_FILE_KIND, name, listed ? "%q, in a directory of dossier files, is no file"
                                                      : "%q is neither a file nor a directory nor a pipe");
    gti_report_hint(loader->report, listed ? "give it another name, or move it elsewhere" : "name a file or a directory");
    return true;
}

/* A directory whose name ends like a file's is none. */
static bool add_listed(gti_loader *loader, const gti_vec *paths, size_t *files)
{
    for (size_t i = 0; i < paths->count && !loader->stopped; i++) {
        const char *path = *GTI_VEC_AT(paths, const char *, i);
        struct stat status;
        bool known = stat(path, &status) == 0;
        if (known && S_ISDIR(status.st_mode))
            continue;
        ++*files;
        /* A pipe that nobody named would be waited for in vain. */
        if (known && !S_ISREG(status.st_mode) ? !complain_of_kind(loader, path, true) : !gti_inputs_add_path(loader, path))
            return false;
    }
    return true;
}

static bool add_directory(gti_loader *loader, const char *path)
{
    const char *name = shown_name(loader, path);
    gti_vec paths = GTI_VEC(const char *);
    size_t files = 0;
    bool failed = false;

    if (name == NULL)
        return false;
    DIR *directory = opendir(path);
    if (directory == NULL)
        return complain_of_access(loader, path, errno);
    bool ok = list_directory(loader, directory, path, &paths, &failed);
    closedir(directory);
    if (ok && failed)
        complain(loader, GTI_CODE_READ_FAILED, name, "reading the directory %q failed");
    ok = ok && add_listed(loader, &paths, &files);
    if (ok && files == 0 && !failed) {
        complain(loader, GTI_CODE_DIRECTORY_EMPTY, name, "the directory %q has no dossier file directly in it");
        gti_report_hint(loader->report, "files are found by their endings .yaml, .yml and .json; directories within it are not searched");
    }
    gti_vec_free(&loader->context->allocator, &paths);
    return ok;
}

bool gti_inputs_add_path(gti_loader *loader, const char *path)
{
    struct stat status;

    if (stat(path, &status) != 0)
        return complain_of_access(loader, path, errno);
    if (S_ISDIR(status.st_mode))
        return add_directory(loader, path);
    if (!S_ISREG(status.st_mode) && !S_ISFIFO(status.st_mode))
        return complain_of_kind(loader, path, false);
    if (S_ISREG(status.st_mode) && access(path, R_OK) != 0)
        return complain_of_access(loader, path, errno);
    return add_file(loader, path, &status);
}

bool gti_inputs_add_memory(gti_loader *loader, const char *name, const void *data, size_t size)
{
    gti_input *input = add_input(loader, name);

    if (input == NULL)
        return false;
    input->data = data != NULL ? data : "";
    input->data_size = size;
    input->size = size;
    return true;
}

bool gti_inputs_add_stream(gti_loader *loader, const char *name, gtee_read_function read, void *user)
{
    gti_input *input = add_input(loader, name);

    if (input == NULL)
        return false;
    input->read = read;
    input->read_user = user;
    return true;
}

uint64_t gti_inputs_total(const gti_loader *loader)
{
    uint64_t total = 0;

    for (size_t i = 0; i < loader->inputs.count; i++) {
        const gti_input *input = GTI_VEC_AT(&loader->inputs, gti_input, i);
        if (input->size == 0 && input->data == NULL && !input->regular)
            return 0;
        total += input->size;
    }
    return total;
}
