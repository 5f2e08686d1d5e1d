/* write.h: the dossier as text. Uses base and record. */
#ifndef GTI_WRITE_WRITE_H
#define GTI_WRITE_WRITE_H

#include "base/text.h"

/* Both append the whole dossier; false: no memory. */
bool gti_write_yaml(const gtee_dossier *dossier, gti_buffer *out);
bool gti_write_json(const gtee_dossier *dossier, gti_buffer *out);

#endif
