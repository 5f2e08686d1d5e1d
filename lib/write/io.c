/* io.c: the system calls by which a file is saved. Uses io.h and POSIX. */
#include "write/io.h"

#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

static int open_at(int directory, const char *path, int flags, mode_t mode)
{
    return openat(directory, path, flags, mode);
}

const gti_io *gti_io_system(void)
{
    static const gti_io system = {.open_at = open_at,
                                  .stat_at = fstatat,
                                  .read_link_at = readlinkat,
                                  .write = write,
                                  .change_owner = fchown,
                                  .change_mode = fchmod,
                                  .sync = fsync,
                                  .close = close,
                                  .rename_at = renameat,
                                  .unlink_at = unlinkat};

    return &system;
}
