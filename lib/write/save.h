/* save.h: putting bytes into a file so that a reader sees the old file or the new one, never a part. Uses base and io.h. */
#ifndef GTI_WRITE_SAVE_H
#define GTI_WRITE_SAVE_H

#include "base/diagnostic.h"
#include "write/io.h"

/* Saves by the calls in `io`; what fails is reported, in words. GTEE_ERROR_IO, GTEE_ERROR_MEMORY.
 * The file is reached through symbolic links, which stay. A file that is there keeps its permissions, and its owner where the system
 * allows; a new one gets what the process's mask leaves of rw-rw-rw-. */
gtee_status gti_save_with(const gti_io *io, const gtee_context *context, const char *path, const char *bytes, size_t size,
                          gti_report *report);

#endif
