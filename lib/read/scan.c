/* scan.c: a quick look at texts, and at input before libyaml sees it: eight bytes at a time while they are plain ASCII, letter by letter through the
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

/* Are these eight bytes four letters of the main Cyrillic block? The second byte of each is in order, the text being valid. */
static bool all_cyrillic(const unsigned char *bytes)
{
    static const unsigned char which[8] = {0xFE, 0, 0xFE, 0, 0xFE, 0, 0xFE, 0};
    static const unsigned char what[8] = {0xD0, 0, 0xD0, 0, 0xD0, 0, 0xD0, 0};
    uint64_t word, mask, pattern;

    memcpy(&word, bytes, sizeof word);
    memcpy(&mask, which, sizeof mask);
    memcpy(&pattern, what, sizeof pattern);
    return (word & mask) == pattern;
}

/* The place of the first character that is not harmless for sure; `size` if there is none. */
static size_t skip_harmless(const unsigned char *bytes, size_t size)
{
    size_t at = 0;

    while (at < size) {
        if (size - at >= 8 && (all_plain(bytes + at) || all_cyrillic(bytes + at))) {
            at += 8;
            continue;
        }
        size_t length = harmless(bytes + at);
        if (length == 0)
            return at;
        at += length;
    }
    return at;
}

uint32_t gti_scan_text(const char *text, size_t size)
{
    const unsigned char *bytes = (const unsigned char *)text;
    size_t at = 0;

    while (size - at >= 8 && all_plain(bytes + at))
        at += 8;
    /* The last bytes of a plain text are looked at together with some that were seen before. */
    if (at == size || (size >= 8 && size - at < 8 && all_plain(bytes + size - 8)))
        return 0;
    while (size < 8 && at < size && bytes[at] >= ' ' && bytes[at] < 0x7F)
        at++;
    if (at + skip_harmless(bytes + at, size - at) == size)
        return 0;
    return gti_text_suspects(text, size) & (GTI_SUSPECT_CONTROL | GTI_SUSPECT_MARKS);
}

/* ---- Input */

/* Are all eight bytes from space to tilde, or line feeds? Seven bits of each are compared, so that nothing is carried over. */
static bool all_plain_lines(const unsigned char *bytes)
{
    uint64_t word, seven, feeds, low;

    memcpy(&word, bytes, sizeof word);
    if ((word & HIGH) != 0)
        return false;
    seven = word ^ EACH * '\n';
    feeds = ~(seven + EACH * 0x7F) & HIGH;       /* bytes that are line feeds */
    low = ~(word + EACH * (0x80 - ' ')) & HIGH;  /* bytes below space */
    return ((low & ~feeds) | ((word + EACH) & HIGH)) == 0;
}

/* The bytes of the character, 0 if it is none that a text may hold, or not all of it is there. */
static size_t text_character(const unsigned char *bytes, size_t size)
{
    unsigned char first = bytes[0];
    size_t length;

    if (first < 0x80)
        return (first >= ' ' && first < 0x7F) || first == '\n' || first == '\r' || first == '\t';
    if (first >= 0xC3 && first <= 0xDF)
        return size >= 2 && (bytes[1] & 0xC0) == 0x80 ? 2 : 0;
    uint32_t codepoint = gti_utf8_next((const char *)bytes, size, &length);
    return length > 1 && (codepoint == 0x85 || (codepoint >= 0xA0 && codepoint != 0xFFFE && codepoint != 0xFFFF)) ? length : 0;
}

size_t gti_scan_input(const unsigned char *bytes, size_t size, size_t *characters)
{
    size_t at = 0, count = 0, length;

    for (;;) {
        while (size - at >= 8 && all_plain_lines(bytes + at)) {
            at += 8;
            count += 8;
        }
        /* Eight characters one by one: where one word is not plain, the next ones often are not either. */
        for (unsigned i = 0; i < 8; i++, at += length, count++) {
            length = at < size ? text_character(bytes + at, size - at) : 0;
            if (length == 0) {
                *characters += count;
                return at;
            }
        }
    }
}
