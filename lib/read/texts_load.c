/* texts_load.c: reading the local texts of sources, which must lie below one directory. Uses texts.h, base/system.h, POSIX. */
#include "base/system.h"
#include "read/texts.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define PIECE 65536u

/* Only parts of a path that lead downwards, so that no dossier can have files read that lie elsewhere. */
static bool is_below(const char *path)
{
    if (path[0] == '\0' || path[strlen(path) - 1] == '/')
        return false;
    for (const char *part = path;;) {
        size_t length = strcspn(part, "/");
        if (length == 0 || (length == 1 && part[0] == '.') || (length == 2 && part[0] == '.' && part[1] == '.'))
            return false;
        if (part[length] == '\0')
            return true;
        part += length + 1;
    }
}

static void complain(gti_texts_check *check, const gtee_source *source, enum gti_code code, const char *format, const char *words)
{
    const gti_place place = gti_texts_place(&source->record);
    gti_buffer path;

    gti_buffer_init(&path, check->allocator);
    gti_texts_path(check, &source->record, &path);
    if (path.failed)
        gti_report_failed(check->report);
    gti_report_add(check->report, code, &place, path.data, format, source->text, source->record.id, words);
    gti_buffer_free(&path);
}

/* ---- Reading one file */

static int open_again(int directory, const char *path, int flags)
{
    int file;

    do
        file = openat(directory, path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK | flags);
    while (file < 0 && errno == EINTR);
    return file;
}

/* Opens what lies at `path` below the directory, part by part: a symbolic link could lead out of it, and none is followed. The parts
 * are cut apart in `path`. -1 and errno. */
static int open_below(const char *directory, char *path)
{
    int at = open_again(AT_FDCWD, directory, O_DIRECTORY);

    for (char *part = path; at >= 0 && part != NULL;) {
        char *slash = strchr(part, '/');
        if (slash != NULL)
            *slash = '\0';
        int next = open_again(at, part, O_NOFOLLOW | (slash != NULL ? O_DIRECTORY : 0)), error = errno;
        close(at);
        errno = error;
        at = next;
        part = slash != NULL ? slash + 1 : NULL;
    }
    return at;
}

/* 1: some bytes came; 0: the end; -1: no memory; -2: errno. */
static int read_piece(int file, gti_buffer *out)
{
    char piece[PIECE / 16];
    ssize_t got;

    do
        got = read(file, piece, sizeof piece);
    while (got < 0 && errno == EINTR);
    if (got < 0)
        return -2;
    gti_buffer_add(out, piece, (size_t)got);
    return out->failed ? -1 : got > 0;
}

static bool too_large(gti_texts_check *check, const gtee_source *source)
{
    complain(check, source, GTI_CODE_TEXT_TOO_LARGE, "the text %q of source %q is larger than the limit on files", "");
    return true;
}

/* Fills `out`; false: no memory. `*good` says whether all of the file is there. */
static bool read_all(gti_texts_check *check, const gtee_source *source, int file, gti_buffer *out, bool *good)
{
    const uint64_t limit = check->dossier->context->limits.file_bytes;

    for (;;) {
        int got = read_piece(file, out);
        if (got == 0) {
            *good = true;
            return true;
        }
        if (got == -1)
            return false;
        if (got == -2) {
            complain(check, source, GTI_CODE_TEXT_UNREADABLE, "the text %q of source %q cannot be read: %s", gti_system_words(errno));
            return true;
        }
        if (out->size > limit)
            return too_large(check, source);
    }
}

static bool read_open(gti_texts_check *check, const gtee_source *source, int file, gti_buffer *out, bool *good)
{
    struct stat status;

    if (fstat(file, &status) < 0 || !S_ISREG(status.st_mode)) {
        complain(check, source, GTI_CODE_TEXT_UNREADABLE, "the text %q of source %q cannot be read: %s", "it is not a regular file");
        return true;
    }
    if (status.st_size > 0 && (uint64_t)status.st_size > check->dossier->context->limits.file_bytes)
        return too_large(check, source);
    return read_all(check, source, file, out, good);
}

static bool read_file(gti_texts_check *check, const gtee_source *source, char *path, gti_buffer *out, bool *good)
{
    int file = open_below(check->directory, path);

    *good = false;
    if (file < 0) {
        bool missing = errno == ENOENT || errno == ENOTDIR;
        if (errno == ELOOP)
            complain(check, source, GTI_CODE_TEXT_UNREADABLE, "the text %q of source %q cannot be read: %s",
                     "it is a symbolic link, and none is followed");
        else if (missing)
            complain(check, source, GTI_CODE_TEXT_MISSING, "there is no text %q of source %q", "");
        else
            complain(check, source, GTI_CODE_TEXT_UNREADABLE, "the text %q of source %q cannot be read: %s", gti_system_words(errno));
        return true;
    }
    bool enough = read_open(check, source, file, out, good);
    close(file);
    return enough;
}

/* ---- Each source */

/* Fills the evidence from the file's bytes, a mark of byte order left out. */
static bool take_text(gti_texts_check *check, const gtee_source *source, const gti_buffer *bytes, gti_source_text *text)
{
    const char *data = bytes->data == NULL ? "" : bytes->data;
    size_t size = bytes->size;

    if (size >= 3 && memcmp(data, "\xEF\xBB\xBF", 3) == 0) {
        data += 3;
        size -= 3;
    }
    if (gti_utf8_valid(data, size) != size || memchr(data, '\0', size) != NULL) {
        complain(check, source, GTI_CODE_TEXT_ENCODING, "the text %q of source %q is not UTF-8", "");
        return true;
    }
    text->loaded = true;
    return gti_evidence_fill(&text->evidence, data, size);
}

static bool load_one(gti_texts_check *check, const gtee_source *source, gti_source_text *text)
{
    gti_buffer path, bytes;
    bool good = false;

    text->named = true;
    if (!is_below(source->text)) {
        complain(check, source, GTI_CODE_TEXT_PATH, "the text %q of source %q is not a path below the directory of texts", "");
        return true;
    }
    gti_buffer_init(&path, check->allocator);
    gti_buffer_init(&bytes, check->allocator);
    gti_buffer_text(&path, source->text);
    bool enough = !path.failed && read_file(check, source, path.data, &bytes, &good);
    if (enough && good)
        enough = take_text(check, source, &bytes, text);
    gti_buffer_free(&bytes);
    gti_buffer_free(&path);
    return enough;
}

bool gti_texts_load(gti_texts_check *check)
{
    const gti_vec *sources = &check->dossier->kinds[GTEE_KIND_SOURCE];

    if (sources->count == 0)
        return true;
    check->texts = gti_alloc_array(check->allocator, sources->count, sizeof *check->texts);
    if (check->texts == NULL)
        return false;
    for (size_t i = 0; i < sources->count; i++)
        gti_evidence_init(&check->texts[i].evidence, check->allocator);
    for (size_t i = 0; i < sources->count; i++) {
        const gtee_source *source = *GTI_VEC_AT(sources, const gtee_source *, i);
        if (source->text != NULL && !load_one(check, source, &check->texts[i]))
            return false;
    }
    return true;
}

void gti_texts_free(gti_texts_check *check)
{
    const size_t count = check->dossier->kinds[GTEE_KIND_SOURCE].count;

    if (check->texts == NULL)
        return;
    for (size_t i = 0; i < count; i++)
        gti_evidence_free(&check->texts[i].evidence);
    gti_free(check->allocator, check->texts, count * sizeof *check->texts);
    check->texts = NULL;
}
