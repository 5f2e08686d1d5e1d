/* scan.c: a quick look for what a text must not hold: eight bytes at a time while they are plain ASCII, letter by letter through the
 * scripts that have no combining marks in their blocks, and gti_text_suspects for whatever is left. Uses base/text.h. */
#include "read/scan.h"

#include <string.h>

#define EACH UINT64_C(0x0101010101010101)
#define HIGH (EACH * 0x80u)

/* Are all eight bytes from space to tilde? */
static bool all_plain(const unsigned char *bytes)
{
    uint64_t word;

    memcpy(&word, bytes, sizeof word);
    return ((word | (word - EACH * ' ') | (word + EACH)) & HIGH) == 0;
}

/* The bytes of the character if it is harmless for sure, else 0. `text` is valid UTF-8, so that bytes behind a first byte are there. */
static size_t harmless(const unsigned char *text)
{
    unsigned char first = text[0];

    if (first < 0x80)
        return (first >= ' ' && first != 0x7F) || first == '\n' || first == '\t';
    if (first == 0xC2)
        return text[1] >= 0xA0 ? 2 : 0; /* before it: C1 controls */
    if (first == 0xD2)
        return text[1] < 0x83 || text[1] > 0x89 ? 2 : 0; /* between them: Cyrillic combining marks */
    if ((first >= 0xC3 && first <= 0xCB) || (first >= 0xCE && first <= 0xD3))
        return 2; /* Latin, Greek, Cyrillic letters */
    if (first == 0xE2 && text[1] == 0x80)
        return text[2] >= 0x90 && text[2] <= 0xA7 ? 3 : 0; /* dashes, quotation marks, ellipsis */
    return 0;
}

uint32_t gti_scan_text(const char *text, size_t size)
{
    const unsigned char *bytes = (const unsigned char *)text;
    size_t at = 0;

    while (at < size) {
        if (size - at >= 8 && all_plain(bytes + at)) {
            at += 8;
            continue;
        }
        size_t length = harmless(bytes + at);
        if (length == 0)
            return gti_text_suspects(text, size) & (GTI_SUSPECT_CONTROL | GTI_SUSPECT_MARKS);
        at += length;
        while (at < size && bytes[at] >= 0xD0 && bytes[at] <= 0xD1)
            at += 2;
    }
    return 0;
}
