/* scan.h: a quick look for what a text must not hold. Uses base/text.h. */
#ifndef GTI_READ_SCAN_H
#define GTI_READ_SCAN_H

#include "base/text.h"

/* GTI_SUSPECT_CONTROL and GTI_SUSPECT_MARKS, of valid UTF-8. */
uint32_t gti_scan_text(const char *text, size_t size);

/* The bytes of the longest prefix that is text as YAML has it: UTF-8 without control characters other than tabs and line ends; its
 * characters are added to *characters. */
size_t gti_scan_input(const unsigned char *bytes, size_t size, size_t *characters);

#endif
