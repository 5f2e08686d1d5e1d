/* context.h: the context behind gtee_context: allocator, log sink, limits; checking of option structs. Uses memory.h. */
#ifndef GTI_BASE_CONTEXT_H
#define GTI_BASE_CONTEXT_H

#include "base/memory.h"

typedef struct gti_limits {
    uint64_t file_bytes, values, alias_values;
    uint32_t files, depth, scalar_bytes, diagnostics, record_values;
} gti_limits;

struct gtee_context {
    gti_refs refs;
    gti_allocator allocator;
    gtee_log_function log;
    void *log_user;
    gti_limits limits;
};

/* Copies the caller's option struct into `copy` of `known` bytes (zeroed behind what the caller gave). The caller's `size` member may be
 * smaller (an older caller) or larger (a newer one, whose unknown tail must be zero). false: not a struct of that kind.
 * `least` is the size of the first version of the struct. NULL options give all zero. */
bool gti_options_copy(void *copy, size_t known, size_t least, const void *options);

void gti_log(const gtee_context *context, uint32_t level, const char *message);

/* Counts steps of long work and asks the caller's callback every 1024 of them, and at the end. */
typedef struct gti_progress {
    gtee_progress_function call;
    void *user;
    uint64_t total;
    uint64_t done;
    uint64_t next;
} gti_progress;
void gti_progress_init(gti_progress *progress, gtee_progress_function call, void *user, uint64_t total);
bool gti_progress_step(gti_progress *progress, uint64_t steps); /* false: the caller asked to stop */

#endif
