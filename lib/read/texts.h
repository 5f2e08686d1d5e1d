/* texts.h: the local texts of a dossier's sources, each read once; for texts*.c only. Uses base, record and evidence.h. */
#ifndef GTI_READ_TEXTS_H
#define GTI_READ_TEXTS_H

#include "base/diagnostic.h"
#include "read/evidence.h"
#include "record/model.h"

typedef struct gti_source_text {
    bool named;  /* the source says that there is one */
    bool loaded; /* and it could be read */
    gti_evidence evidence;
} gti_source_text;

typedef struct gti_texts_check {
    const gtee_dossier *dossier;
    const gti_allocator *allocator;
    const char *directory;
    gti_report *report;
    gti_source_text *texts; /* by the source's index */
} gti_texts_check;

/* Reads the texts of all sources that name one, and reports those that cannot be read. false: no memory. */
bool gti_texts_load(gti_texts_check *check);
void gti_texts_free(gti_texts_check *check);

/* Where a record was written, with its path in the document. */
gti_place gti_texts_place(const gtee_record *record);
void gti_texts_path(gti_texts_check *check, const gtee_record *record, gti_buffer *out);

#endif
