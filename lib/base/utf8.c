/* utf8.c: UTF-8 as RFC 3629 has it: validity, code points, encoding (text.h). Uses nothing else. */
#include "base/text.h"

#include <string.h>

#define HIGH_BITS 0x8080808080808080u

/* How many bytes of ASCII stand at the start: whole words at once. */
size_t gti_utf8_ascii(const char *text, size_t size)
{
    size_t at = 0;
    uint64_t word;

    for (; size - at >= sizeof word; at += sizeof word) {
        memcpy(&word, text + at, sizeof word);
        if ((word & HIGH_BITS) != 0)
            break;
    }
    while (at < size && (unsigned char)text[at] < 0x80)
        at++;
    return at;
}

/* The bytes of the code point at `text`, and itself; 0 if it is broken. RFC 3629, section 4. */
static size_t decode(const unsigned char *p, size_t size, uint32_t *codepoint)
{
    static const uint32_t least[] = {0, 0, 0x80, 0x800, 0x10000};
    const size_t length = p[0] < 0x80 ? 1 : p[0] < 0xC2 ? 0 : p[0] < 0xE0 ? 2 : p[0] < 0xF0 ? 3 : p[0] < 0xF5 ? 4 : 0;
    uint32_t value;

    if (length < 2) {
        *codepoint = p[0];
        return length;
    }
    if (length > size)
        return 0;
    value = p[0] & (0xFFu >> (length + 1));
    for (size_t i = 1; i < length; i++) {
        if ((p[i] & 0xC0) != 0x80)
            return 0;
        value = value << 6 | (p[i] & 0x3Fu);
    }
    *codepoint = value;
    return value < least[length] || value > 0x10FFFF || (value >= 0xD800 && value <= 0xDFFF) ? 0 : length;
}

/* How many bytes of good two-byte sequences stand at the start: most of the text in many scripts. */
static size_t two_byte_run(const unsigned char *p, size_t size)
{
    size_t at = 0;

    while (size - at >= 2 && p[at] - 0xC2u <= 0xDFu - 0xC2u && (p[at + 1] & 0xC0) == 0x80)
        at += 2;
    return at;
}

size_t gti_utf8_valid(const char *text, size_t size)
{
    size_t at = gti_utf8_ascii(text, size), length;
    uint32_t codepoint;

    while (at < size) {
        length = two_byte_run((const unsigned char *)text + at, size - at);
        if (length == 0)
            length = decode((const unsigned char *)text + at, size - at, &codepoint);
        if (length == 0)
            return at;
        at += length;
        if (at < size && (unsigned char)text[at] < 0x80)
            at += gti_utf8_ascii(text + at, size - at);
    }
    return at;
}

uint32_t gti_utf8_next(const char *text, size_t size, size_t *length)
{
    uint32_t codepoint;

    *length = decode((const unsigned char *)text, size, &codepoint);
    if (*length > 0)
        return codepoint;
    *length = 1;
    return GTI_REPLACEMENT;
}

size_t gti_utf8_count(const char *text, size_t size)
{
    size_t count = 0, length;

    for (size_t at = 0; at < size; at += length, count++)
        gti_utf8_next(text + at, size - at, &length);
    return count;
}

size_t gti_utf8_put(uint32_t codepoint, char *bytes)
{
    if (codepoint < 0x80) {
        bytes[0] = (char)codepoint;
        return 1;
    }
    if (codepoint < 0x800) {
        bytes[0] = (char)(0xC0 | codepoint >> 6);
        bytes[1] = (char)(0x80 | (codepoint & 0x3F));
        return 2;
    }
    if (codepoint < 0x10000) {
        bytes[0] = (char)(0xE0 | codepoint >> 12);
        bytes[1] = (char)(0x80 | (codepoint >> 6 & 0x3F));
        bytes[2] = (char)(0x80 | (codepoint & 0x3F));
        return 3;
    }
    bytes[0] = (char)(0xF0 | codepoint >> 18);
    bytes[1] = (char)(0x80 | (codepoint >> 12 & 0x3F));
    bytes[2] = (char)(0x80 | (codepoint >> 6 & 0x3F));
    bytes[3] = (char)(0x80 | (codepoint & 0x3F));
    return 4;
}

void gti_buffer_codepoint(gti_buffer *buffer, uint32_t codepoint)
{
    char bytes[4];

    gti_buffer_add(buffer, bytes, gti_utf8_put(codepoint, bytes));
}
