/* suspects.c: what a text may hide: controls, invisible code points, mixed scripts, floods of marks (text.h). Uses utf8proc.
 *
 * Scripts are told by blocks: utf8proc has no script property, and the three that are confused with each other (UTS #39, single-script
 * and mixed-script confusables) live in few of them. */
#include "base/text.h"

#include <utf8proc.h>

#include <string.h>

#define MOST_MARKS 30u

enum { SCRIPT_NONE = 0, SCRIPT_LATIN = 1, SCRIPT_GREEK = 2, SCRIPT_CYRILLIC = 4 };

typedef struct range {
    uint32_t first, last, what;
} range;

/* What of a sorted table the code point is, or 0. */
static uint32_t look_up(const range *table, size_t count, uint32_t codepoint)
{
    size_t low = 0;

    while (count > 0) {
        const size_t half = count / 2;

        if (table[low + half].last < codepoint) {
            low += half + 1;
            count -= half + 1;
        } else if (table[low + half].first > codepoint) {
            count = half;
        } else {
            return table[low + half].what;
        }
    }
    return 0;
}

uint32_t gti_codepoint_suspects(uint32_t codepoint)
{
    static const range table[] = {
        {0x0000, 0x0008, GTI_SUSPECT_CONTROL}, {0x000B, 0x001F, GTI_SUSPECT_CONTROL}, {0x007F, 0x009F, GTI_SUSPECT_CONTROL},
        {0x061C, 0x061C, GTI_SUSPECT_BIDI},                                     /* Arabic letter mark */
        {0x180E, 0x180E, GTI_SUSPECT_BIDI},                                     /* Mongolian vowel separator, once a space */
        {0x200B, 0x200B, GTI_SUSPECT_BIDI},                                     /* zero-width space */
        {0x200E, 0x200F, GTI_SUSPECT_BIDI},                                     /* left-to-right mark, right-to-left mark */
        {0x2028, 0x202E, GTI_SUSPECT_BIDI},                                     /* separators, embeddings, overrides */
        {0x2060, 0x206F, GTI_SUSPECT_BIDI},                                     /* word joiner, invisible operators, isolates */
        {0xFEFF, 0xFEFF, GTI_SUSPECT_BIDI},                                     /* zero-width no-break space */
        {0xFFF9, 0xFFFB, GTI_SUSPECT_BIDI},                                     /* interlinear annotation */
        {0xE0000, 0xE007F, GTI_SUSPECT_BIDI},                                   /* tags */
    };

    if (codepoint >= 0x20 && codepoint < 0x7F)
        return 0;
    return look_up(table, sizeof table / sizeof table[0], codepoint);
}

/* Of a letter: which of the three scripts. */
static uint32_t script_of(uint32_t codepoint)
{
    static const range table[] = {
        {0x0041, 0x005A, SCRIPT_LATIN},    {0x0061, 0x007A, SCRIPT_LATIN},    {0x00AA, 0x00AA, SCRIPT_LATIN},
        {0x00BA, 0x00BA, SCRIPT_LATIN},    {0x00C0, 0x02AF, SCRIPT_LATIN},    {0x0370, 0x03E1, SCRIPT_GREEK},
        {0x03F0, 0x03FF, SCRIPT_GREEK},    {0x0400, 0x052F, SCRIPT_CYRILLIC}, {0x1C80, 0x1C8F, SCRIPT_CYRILLIC},
        {0x1E00, 0x1EFF, SCRIPT_LATIN},    {0x1F00, 0x1FFF, SCRIPT_GREEK},    {0x2C60, 0x2C7F, SCRIPT_LATIN},
        {0x2DE0, 0x2DFF, SCRIPT_CYRILLIC}, {0xA640, 0xA69F, SCRIPT_CYRILLIC}, {0xA722, 0xA787, SCRIPT_LATIN},
        {0xA78B, 0xA7FF, SCRIPT_LATIN},    {0xAB30, 0xAB64, SCRIPT_LATIN},    {0xFB00, 0xFB06, SCRIPT_LATIN},
        {0xFF21, 0xFF3A, SCRIPT_LATIN},    {0xFF41, 0xFF5A, SCRIPT_LATIN},
    };

    return look_up(table, sizeof table / sizeof table[0], codepoint);
}

static bool is_mark(utf8proc_category_t category)
{
    return category == UTF8PROC_CATEGORY_MN || category == UTF8PROC_CATEGORY_MC || category == UTF8PROC_CATEGORY_ME;
}

static bool is_letter(utf8proc_category_t category)
{
    return category >= UTF8PROC_CATEGORY_LU && category <= UTF8PROC_CATEGORY_LO;
}

/* What is known while a text is read. */
typedef struct reading {
    uint32_t suspects;
    uint32_t scripts; /* of the word so far */
    size_t marks;     /* of the run of marks so far */
} reading;

static void read_letter(reading *r, uint32_t script)
{
    r->marks = 0;
    r->scripts |= script;
    if ((r->scripts & (r->scripts - 1)) != 0)
        r->suspects |= GTI_SUSPECT_MIXED;
}

static void read_ascii(reading *r, unsigned char c)
{
    if ((c | 0x20u) - 'a' < 26u) {
        read_letter(r, SCRIPT_LATIN);
        return;
    }
    r->marks = 0;
    r->suspects |= gti_codepoint_suspects(c);
    if (c < '0' || c > '9')
        r->scripts = SCRIPT_NONE;
}

static void read_any(reading *r, uint32_t codepoint)
{
    const utf8proc_category_t category = utf8proc_category((utf8proc_int32_t)codepoint);

    r->suspects |= gti_codepoint_suspects(codepoint);
    if (is_mark(category)) {
        if (++r->marks > MOST_MARKS)
            r->suspects |= GTI_SUSPECT_MARKS;
        return;
    }
    r->marks = 0;
    if (is_letter(category))
        read_letter(r, script_of(codepoint));
    else if (category != UTF8PROC_CATEGORY_ND && category != UTF8PROC_CATEGORY_CF)
        r->scripts = SCRIPT_NONE; /* the word ends; digits and invisible code points do not end it */
}

/* The bytes of one code point. The letters of European languages are known without looking them up: this runs over all that is loaded. */
static size_t read_next(reading *r, const char *text, size_t size)
{
    size_t length;
    uint32_t codepoint;

    if ((unsigned char)text[0] < 0x80) {
        read_ascii(r, (unsigned char)text[0]);
        return 1;
    }
    codepoint = gti_utf8_next(text, size, &length);
    if (codepoint >= 0x0400 && codepoint <= 0x0481)
        read_letter(r, SCRIPT_CYRILLIC);
    else if (codepoint >= 0x00C0 && codepoint <= 0x024F && codepoint != 0x00D7 && codepoint != 0x00F7)
        read_letter(r, SCRIPT_LATIN);
    else
        read_any(r, codepoint);
    return length;
}

/* How many bytes of printable ASCII stand at the start, eight at once: such text hides nothing. */
static size_t plain_run(const char *text, size_t size)
{
    const uint64_t ones = 0x0101010101010101u, high = 0x8080808080808080u;
    size_t at = 0;
    uint64_t word;

    for (; size - at >= sizeof word; at += sizeof word) {
        memcpy(&word, text + at, sizeof word);
        /* a byte at or above 0x7F, or below 0x20 */
        if (((word | (word + ones) | (word - 0x20 * ones)) & high) != 0)
            break;
    }
    while (at < size && (unsigned char)text[at] - 0x20u < 0x5F)
        at++;
    return at;
}

uint32_t gti_text_suspects(const char *text, size_t size)
{
    reading r = {.suspects = 0, .scripts = SCRIPT_NONE, .marks = 0};

    if (plain_run(text, size) == size)
        return 0;
    for (size_t at = 0; at < size;)
        at += read_next(&r, text + at, size - at);
    return r.suspects;
}
