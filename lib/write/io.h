/* io.h: the system calls by which a file is saved, so that tests can make each of them fail. Uses POSIX only. */
#ifndef GTI_WRITE_IO_H
#define GTI_WRITE_IO_H

#include <sys/stat.h>
#include <sys/types.h>

/* Each as POSIX has it, with errno. `mode` of open_at counts only when a file is made. */
typedef struct gti_io {
    int (*open_at)(int directory, const char *path, int flags, mode_t mode);
    int (*stat_at)(int directory, const char *path, struct stat *status, int flags);
    ssize_t (*read_link_at)(int directory, const char *path, char *target, size_t size);
    ssize_t (*write)(int file, const void *bytes, size_t size);
    int (*change_owner)(int file, uid_t owner, gid_t group);
    int (*change_mode)(int file, mode_t mode);
    int (*sync)(int file);
    int (*close)(int file);
    int (*rename_at)(int from_directory, const char *from, int to_directory, const char *to);
    int (*unlink_at)(int directory, const char *path, int flags);
} gti_io;

/* The system's own. */
const gti_io *gti_io_system(void);

#endif
