/* save.c: saving atomically and durably: temporary file beside the target, fsync, rename, fsync of the directory.
 * Uses save.h, base/system.h.
 *
 * All is done below one open directory, so that it does not matter if that directory is moved meanwhile. The directory is opened
 * before anything is changed, because without it nothing could be made durable. */
#include "write/save.h"

#include "base/system.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#define LINKS_MOST 40u
#define LINK_BYTES 4096u
#define NAMES_TRIED 1000u

typedef struct saving {
    const gti_io *io;
    gti_report *report;
    const char *path;    /* as the caller named it, for messages */
    gti_buffer target;   /* the path without links */
    const char *name;    /* its last part */
    int directory, file; /* -1: not open */
    gti_buffer temporary; /* its name, once it is there */
    bool exists;         /* there is an old file, and this is what it is like: */
    struct stat old;
} saving;

static gtee_status fail(saving *s, const char *what, int error)
{
    const gti_place place = {.file = s->path, .line = 0, .column = 0, .length = 0};

    gti_report_add(s->report, GTI_CODE_SAVE_FAILED, &place, NULL, "cannot save %q: %s: %s", s->path, what, gti_system_words(error));
    if (error == ENOSPC || error == EDQUOT)
        gti_report_hint(s->report, "make room and save again; the old file is untouched");
    return GTEE_ERROR_IO;
}

static gtee_status refuse(saving *s, enum gti_code code, const char *why)
{
    const gti_place place = {.file = s->path, .line = 0, .column = 0, .length = 0};

    gti_report_add(s->report, code, &place, NULL, "cannot save %q: %s", s->path, why);
    return GTEE_ERROR_IO;
}

/* ---- Where to */

static const char *last_part(const char *path)
{
    const char *slash = strrchr(path, '/');

    return slash == NULL ? path : slash + 1;
}

/* The link's target takes the place of the link's name, or of the whole path if it begins at the root. */
static gtee_status step(saving *s, const char *link)
{
    size_t kept = link[0] == '/' ? 0 : (size_t)(last_part(s->target.data) - s->target.data);

    gti_buffer_truncate(&s->target, kept);
    gti_buffer_text(&s->target, link);
    return s->target.failed ? GTEE_ERROR_MEMORY : GTEE_OK;
}

/* 1: a link, which is read; 0: none; -1: that cannot be told. */
static int read_link(saving *s, char *link)
{
    ssize_t length;

    do
        length = s->io->read_link_at(AT_FDCWD, s->target.data, link, LINK_BYTES);
    while (length < 0 && errno == EINTR);
    if (length < 0)
        return errno == EINVAL || errno == ENOENT ? 0 : -1;
    if (length == 0 || (size_t)length >= LINK_BYTES) {
        errno = ENAMETOOLONG;
        return -1;
    }
    link[length] = '\0';
    return 1;
}

static gtee_status follow_links(saving *s)
{
    char link[LINK_BYTES];

    gti_buffer_text(&s->target, s->path);
    if (s->target.failed)
        return GTEE_ERROR_MEMORY;
    for (unsigned links = 0; links <= LINKS_MOST; links++) {
        int found = read_link(s, link);
        if (found < 0)
            return fail(s, "looking for the file", errno);
        if (found == 0)
            return GTEE_OK;
        gtee_status status = step(s, link);
        if (status != GTEE_OK)
            return status;
    }
    return refuse(s, GTI_CODE_SAVE_LINKS, "it is a symbolic link that leads in a circle or too far");
}

static int open_again(saving *s, int directory, const char *path, int flags, mode_t mode)
{
    int file;

    do
        file = s->io->open_at(directory, path, flags, mode);
    while (file < 0 && errno == EINTR);
    return file;
}

/* Opens the directory; what is before the last slash, `.` if there is none. */
static gtee_status open_directory(saving *s)
{
    char *path = s->target.data;
    size_t length = (size_t)(last_part(path) - path);
    char first = length == 0 ? '\0' : path[length - 1];
    const char *directory = length == 0 ? "." : length == 1 ? "/" : path;

    s->name = path + length;
    if (s->name[0] == '\0' || strcmp(s->name, ".") == 0 || strcmp(s->name, "..") == 0)
        return refuse(s, GTI_CODE_SAVE_NOT_A_FILE, "it names a directory");
    if (length > 1)
        path[length - 1] = '\0';
    s->directory = open_again(s, AT_FDCWD, directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC, 0);
    if (length > 1)
        path[length - 1] = first;
    return s->directory < 0 ? fail(s, "opening its directory", errno) : GTEE_OK;
}

static gtee_status look_at_old(saving *s)
{
    if (s->io->stat_at(s->directory, s->name, &s->old, AT_SYMLINK_NOFOLLOW) < 0)
        return errno == ENOENT ? GTEE_OK : fail(s, "looking at the old file", errno);
    if (!S_ISREG(s->old.st_mode))
        return refuse(s, GTI_CODE_SAVE_NOT_A_FILE, S_ISDIR(s->old.st_mode) ? "it is a directory" : "it is not a regular file");
    s->exists = true;
    return GTEE_OK;
}

/* ---- The temporary file */

/* A new file under a name of its own: process and number, the next number if somebody has that already. Until it has the old file's
 * permissions nobody else may read it. */
static gtee_status open_temporary(saving *s)
{
    const mode_t mode = s->exists ? S_IRUSR | S_IWUSR : S_IRUSR | S_IWUSR | S_IRGRP | S_IWGRP | S_IROTH | S_IWOTH;

    for (unsigned number = 0; number < NAMES_TRIED; number++) {
        gti_buffer_truncate(&s->temporary, 0);
        gti_buffer_format(&s->temporary, ".guarantee-%u-%u.tmp", (uint64_t)getpid(), (uint64_t)number);
        if (s->temporary.failed)
            return GTEE_ERROR_MEMORY;
        s->file = open_again(s, s->directory, s->temporary.data, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, mode);
        if (s->file >= 0 || errno != EEXIST)
            break;
    }
    return s->file < 0 ? fail(s, "making a temporary file beside it", errno) : GTEE_OK;
}

static gtee_status write_all(saving *s, const char *bytes, size_t size)
{
    while (size > 0) {
        ssize_t written = s->io->write(s->file, bytes, size);
        if (written < 0 && errno == EINTR)
            continue;
        if (written <= 0)
            return fail(s, "writing", written < 0 ? errno : EIO);
        bytes += written;
        size -= (size_t)written;
    }
    return GTEE_OK;
}

/* The old file's owner, group and permissions. If the group cannot be kept, the new one must not get what was the old one's. */
static gtee_status keep_access(saving *s)
{
    mode_t mode = s->old.st_mode & (S_IRWXU | S_IRWXG | S_IRWXO);

    if (!s->exists)
        return GTEE_OK;
    if (s->io->change_owner(s->file, s->old.st_uid, s->old.st_gid) < 0 &&
        s->io->change_owner(s->file, (uid_t)-1, s->old.st_gid) < 0)
        mode &= ~(mode_t)S_IRWXG | (mode & S_IRWXO) << 3;
    return s->io->change_mode(s->file, mode) < 0 ? fail(s, "giving it the old file's permissions", errno) : GTEE_OK;
}

static int sync_again(saving *s, int file)
{
    int result;

    do
        result = s->io->sync(file);
    while (result < 0 && errno == EINTR);
    return result;
}

/* Some file systems report only here that there was no room. */
static gtee_status close_temporary(saving *s)
{
    int result = s->io->close(s->file);

    s->file = -1;
    return result < 0 && errno != EINTR ? fail(s, "closing", errno) : GTEE_OK;
}

static gtee_status fill_temporary(saving *s, const char *bytes, size_t size)
{
    gtee_status status = write_all(s, bytes, size);

    if (status == GTEE_OK)
        status = keep_access(s);
    if (status == GTEE_OK && sync_again(s, s->file) < 0)
        status = fail(s, "writing it through to the disk", errno);
    if (status == GTEE_OK)
        status = close_temporary(s);
    return status;
}

static void drop_temporary(saving *s)
{
    if (s->file >= 0)
        s->io->close(s->file);
    s->file = -1;
    if (s->io->unlink_at(s->directory, s->temporary.data, 0) < 0)
        gti_report_hint(s->report, "the temporary file %s beside it could not be removed either: %s", s->temporary.data,
                        gti_system_words(errno));
}

/* ---- Into place */

/* EINVAL: a file system that does not know the notion, so that there is nothing to wait for. */
static gtee_status sync_directory(saving *s)
{
    const gti_place place = {.file = s->path, .line = 0, .column = 0, .length = 0};

    if (sync_again(s, s->directory) == 0 || errno == EINVAL)
        return GTEE_OK;
    gti_report_add(s->report, GTI_CODE_SAVE_NOT_DURABLE, &place, NULL, "%q is saved, but may not survive a crash: %s", s->path,
                   gti_system_words(errno));
    return GTEE_ERROR_IO;
}

static gtee_status replace(saving *s, const char *bytes, size_t size)
{
    gtee_status status = open_temporary(s);

    if (status != GTEE_OK)
        return status;
    status = fill_temporary(s, bytes, size);
    if (status == GTEE_OK && s->io->rename_at(s->directory, s->temporary.data, s->directory, s->name) < 0)
        status = fail(s, "putting it into place", errno);
    if (status != GTEE_OK) {
        drop_temporary(s);
        return status;
    }
    return sync_directory(s);
}

gtee_status gti_save_with(const gti_io *io, const gtee_context *context, const char *path, const char *bytes, size_t size,
                          gti_report *report)
{
    saving s = {.io = io, .report = report, .path = path, .directory = -1, .file = -1};

    gti_buffer_init(&s.target, &context->allocator);
    gti_buffer_init(&s.temporary, &context->allocator);
    gtee_status status = path[0] == '\0' ? refuse(&s, GTI_CODE_SAVE_NOT_A_FILE, "the path is empty") : follow_links(&s);
    if (status == GTEE_OK)
        status = open_directory(&s);
    if (status == GTEE_OK)
        status = look_at_old(&s);
    if (status == GTEE_OK)
        status = replace(&s, bytes, size);
    if (s.directory >= 0)
        io->close(s.directory);
    gti_buffer_free(&s.temporary);
    gti_buffer_free(&s.target);
    return status;
}
