/* loader.h: what the files of this room share while a dossier is loaded. Uses base, record and input.h. */
#ifndef GTI_READ_LOADER_H
#define GTI_READ_LOADER_H

#include "base/diagnostic.h"
#include "read/input.h"
#include "record/assembly.h"

/* One load, of any number of inputs. */
typedef struct gti_loader {
    gtee_context *context;
    gti_report *report;
    gti_assembly *assembly;
    gti_arena arena;  /* paths and names */
    gti_vec inputs;   /* of gti_input */
    gti_progress progress;
    unsigned char *block; /* for inputs that are not in memory, one after the other; NULL: none so far */
    uint64_t values;       /* so far, of the limit */
    uint64_t alias_values; /* likewise */
    bool incomplete;       /* something was not read, so that links cannot be judged */
    bool stopped;          /* a limit of the whole load was crossed */
    bool cancelled;
    bool no_memory;
} gti_loader;

/* inputs.c: what is to be read. Findings are reported. false: no memory. */
bool gti_inputs_add_path(gti_loader *loader, const char *path);
bool gti_inputs_add_memory(gti_loader *loader, const char *name, const void *data, size_t size);
bool gti_inputs_add_stream(gti_loader *loader, const char *name, gtee_read_function read, void *user);
uint64_t gti_inputs_total(const gti_loader *loader); /* bytes of all; 0 if that is not known */

/* document.c: reads one input to its end, or as far as it makes sense. */
void gti_document_read(gti_loader *loader, gti_input *input);

#endif
