/* system.c: words for what the system says when a call fails. Uses system.h. */
#include "base/system.h"

#include <errno.h>
#include <stddef.h>

static const struct {
    int error;
    const char *words;
} words[] = {
    {EACCES, "permission denied"},
    {EPERM, "the system does not allow it"},
    {ENOENT, "there is no such file or directory"},
    {ENOTDIR, "a part of the path is not a directory"},
    {EISDIR, "it is a directory"},
    {ELOOP, "too many symbolic links"},
    {ENAMETOOLONG, "the name is too long"},
    {ENOSPC, "there is no space left on the device"},
    {EDQUOT, "the disk quota is used up"},
    {EFBIG, "the file would be larger than the system allows"},
    {EROFS, "the file system is read-only"},
    {EIO, "the device reported an error"},
    {EMFILE, "the program has too many files open"},
    {ENFILE, "the system has too many files open"},
    {ENOMEM, "the system has no memory left"},
    {EBUSY, "it is in use"},
    {ETXTBSY, "it is a program that is running"},
    {EXDEV, "it is on another file system"},
    {ESTALE, "the network file system has lost it"},
    {ENXIO, "there is no such device"},
    {ENODEV, "there is no such device"},
    {EINTR, "it was interrupted"},
    {EINVAL, "the file system does not support it"},
    {EEXIST, "it exists already"},
};

const char *gti_system_words(int error)
{
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
        if (words[i].error == error)
            return words[i].words;
    return "the system gave no reason that is known here";
}
