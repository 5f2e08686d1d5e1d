/* diagnostic_list.h: what a finished list of diagnostics is made of. Private to lib/base. Uses diagnostic.h. */
#ifndef GTI_BASE_DIAGNOSTIC_LIST_H
#define GTI_BASE_DIAGNOSTIC_LIST_H

#include "base/diagnostic.h"

/* All texts live in the list's arena. */
struct gtee_diagnostic {
    const char *message, *hint, *file, *path, *excerpt;
    enum gti_code code;
    uint32_t severity;
    uint32_t line, column, length;
    uint32_t excerpt_column;
    gtee_diagnostic *related; /* room for the next power of two */
    size_t related_count;
};

struct gtee_diagnostics {
    gti_refs refs;
    gti_allocator allocator;
    gti_arena arena;
    gti_vec items; /* gtee_diagnostic */
    uint64_t errors, warnings;
};

/* How a code bears on the status of the work. */
enum gti_code_class { GTI_CLASS_ERROR, GTI_CLASS_WARNING, GTI_CLASS_LIMIT, GTI_CLASS_IO };

struct gtee_diagnostic_code_info {
    const char *code, *name, *meaning, *mend;
    enum gti_code_class class;
};

const gtee_diagnostic_code_info *gti_code_info(enum gti_code code);

#endif
