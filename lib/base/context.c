/* context.c: making and sharing contexts, the checking of option structs, log and progress (context.h). Uses memory.h. */
#include "base/context.h"

#include <string.h>

#define MOST_DEPTH 1000u
#define MOST_OPTIONS 4096u /* bytes of an option struct: a size above is not one, and nothing behind it is looked at */
#define PROGRESS_STEPS 1024u

bool gti_options_copy(void *copy, size_t known, size_t least, const void *options)
{
    const unsigned char *bytes = options;
    size_t size;

    memset(copy, 0, known);
    if (options == NULL)
        return true;
    memcpy(&size, options, sizeof size);
    if (size < least || size > MOST_OPTIONS)
        return false;
    for (size_t i = known; i < size; i++)
        if (bytes[i] != 0)
            return false;
    memcpy(copy, options, size < known ? size : known);
    return true;
}

static uint64_t or_default(uint64_t value, uint64_t by_default)
{
    return value == 0 ? by_default : value;
}

/* false: no struct of limits, or a depth out of range. */
static bool take_limits(gti_limits *limits, const gtee_limits *given)
{
    gtee_limits own;

    if (!gti_options_copy(&own, sizeof own, sizeof own, given))
        return false;
    limits->file_bytes = or_default(own.file_bytes, (uint64_t)256 << 20);
    limits->files = (uint32_t)or_default(own.files, 4096);
    limits->depth = (uint32_t)or_default(own.depth, 64);
    limits->values = or_default(own.values, 64000000);
    limits->alias_values = or_default(own.alias_values, 100000);
    limits->scalar_bytes = (uint32_t)or_default(own.scalar_bytes, 64 << 10);
    limits->diagnostics = (uint32_t)or_default(own.diagnostics, 100);
    limits->record_values = (uint32_t)or_default(own.record_values, 1000000);
    return limits->depth <= MOST_DEPTH;
}

static bool take_allocator(gti_allocator *allocator, const gtee_allocator *given)
{
    gtee_allocator own;

    if (!gti_options_copy(&own, sizeof own, sizeof own, given))
        return false;
    *allocator = own.resize == NULL ? gti_allocator_default() : (gti_allocator){.resize = own.resize, .user = own.user};
    return true;
}

gtee_status gtee_context_new(const gtee_context_options *options, gtee_context **context)
{
    gtee_context_options own;
    gti_allocator allocator;
    gti_limits limits;

    if (context == NULL)
        return GTEE_ERROR_ARGUMENT;
    *context = NULL;
    if (!gti_options_copy(&own, sizeof own, sizeof own, options) || !take_allocator(&allocator, own.allocator) ||
        !take_limits(&limits, own.limits))
        return GTEE_ERROR_ARGUMENT;
    *context = gti_alloc_zero(&allocator, sizeof **context);
    if (*context == NULL)
        return GTEE_ERROR_MEMORY;
    gti_refs_init(&(*context)->refs);
    (*context)->allocator = allocator;
    (*context)->log = own.log;
    (*context)->log_user = own.log_user;
    (*context)->limits = limits;
    return GTEE_OK;
}

gtee_context *gtee_context_ref(gtee_context *context)
{
    gti_refs_up(&context->refs);
    return context;
}

void gtee_context_unref(gtee_context *context)
{
    gti_allocator allocator;

    if (context == NULL || !gti_refs_down(&context->refs))
        return;
    allocator = context->allocator;
    gti_free(&allocator, context, sizeof *context);
}

void gti_log(const gtee_context *context, uint32_t level, const char *message)
{
    if (context->log != NULL)
        context->log(context->log_user, level, message);
}

/* The next time to ask: after 1024 steps, or at the end if that is sooner. */
static uint64_t next_question(uint64_t done, uint64_t total)
{
    return done < total && total - done < PROGRESS_STEPS ? total : done + PROGRESS_STEPS;
}

void gti_progress_init(gti_progress *progress, gtee_progress_function call, void *user, uint64_t total)
{
    *progress = (gti_progress){.call = call, .user = user, .total = total, .done = 0, .next = next_question(0, total)};
}

bool gti_progress_step(gti_progress *progress, uint64_t steps)
{
    progress->done += steps;
    if (progress->call == NULL || progress->done < progress->next)
        return true;
    progress->next = next_question(progress->done, progress->total);
    return progress->call(progress->user, progress->done, progress->total) == 0;
}
