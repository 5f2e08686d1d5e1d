/* scan.h: a quick look for what a text must not hold. Uses base/text.h. */
#ifndef GTI_READ_SCAN_H
#define GTI_READ_SCAN_H

#include "base/text.h"

/* GTI_SUSPECT_CONTROL and GTI_SUSPECT_MARKS, of valid UTF-8. */
uint32_t gti_scan_text(const char *text, size_t size);

#endif
