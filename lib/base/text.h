/* text.h: UTF-8 text: validity, width, folding for comparison, look-alikes, distance; text under construction; decimals and dates.
 * Uses memory.h and utf8proc, no locale. */
#ifndef GTI_BASE_TEXT_H
#define GTI_BASE_TEXT_H

#include "base/memory.h"

#include <stdarg.h>

/* ---- Text under construction: a byte buffer that is always NUL-terminated when not NULL. A failed append sets `failed`, and all
 * further appends do nothing, so that callers check once at the end. Zero-initialise all but the allocator. */
typedef struct gti_buffer {
    gti_allocator allocator;
    char *data;
    size_t size; /* without the NUL */
    size_t capacity;
    bool failed;
} gti_buffer;

void gti_buffer_init(gti_buffer *buffer, const gti_allocator *allocator);
void gti_buffer_free(gti_buffer *buffer);
void gti_buffer_add(gti_buffer *buffer, const char *bytes, size_t size);
void gti_buffer_text(gti_buffer *buffer, const char *text); /* NULL adds nothing */
void gti_buffer_char(gti_buffer *buffer, char c);
void gti_buffer_repeat(gti_buffer *buffer, char c, size_t count);
void gti_buffer_uint(gti_buffer *buffer, uint64_t number);
void gti_buffer_int(gti_buffer *buffer, int64_t number);
/* A double as the shortest decimal that reads back the same, "." as the point whatever the locale: plain from 1e-6 to below 1e21,
 * else as 1.5e-9 or 1e+30. "null" if it is no number or infinite, "0" for negative zero. */
void gti_buffer_double(gti_buffer *buffer, double number);
/* %s (NULL as "-"), %q (in double quotes: “…”), %u (uint64_t), %i (int64_t), %d (a gtee_date passed as int), %c (char), %%.
 * A tiny formatter of our own: snprintf depends on the locale and the library must not. */
void gti_buffer_format(gti_buffer *buffer, const char *format, ...);
/* The same with its arguments in a list. `guarded`: texts among them are added as gti_buffer_guarded does, 120 code points at most. */
void gti_buffer_format_list(gti_buffer *buffer, bool guarded, const char *format, va_list arguments);
/* Text from outside as it may stand in a message: control characters, bidirectional controls and broken bytes as escapes (\n, \u202E,
 * \xFF), cut behind `most` code points with "…". */
void gti_buffer_guarded(gti_buffer *buffer, const char *text, size_t size, size_t most);
void gti_buffer_truncate(gti_buffer *buffer, size_t size);
/* Gives the bytes as a public text, leaves the buffer empty. GTEE_ERROR_MEMORY if it failed before or now. */
gtee_status gti_buffer_take(gti_buffer *buffer, gtee_text **text);

/* ---- UTF-8 */
/* The length of the valid prefix: `size` if all of it is valid UTF-8 (no surrogates, no overlong forms). */
size_t gti_utf8_valid(const char *text, size_t size);
/* The code point at `text` and its bytes in *length (1 and U+FFFD for a broken one); size > 0. */
uint32_t gti_utf8_next(const char *text, size_t size, size_t *length);
size_t gti_utf8_count(const char *text, size_t size);     /* code points */
size_t gti_utf8_ascii(const char *text, size_t size);     /* the bytes of the longest prefix that is ASCII */
#define GTI_REPLACEMENT ((uint32_t)0xFFFD)
size_t gti_utf8_put(uint32_t codepoint, char *bytes);     /* writes 1 to 4 bytes without a NUL, says how many */
void gti_buffer_codepoint(gti_buffer *buffer, uint32_t codepoint);
uint32_t gti_codepoint_width(uint32_t codepoint);         /* 0, 1 or 2 columns */
size_t gti_text_width(const char *text, size_t size);     /* columns of a terminal; by grapheme cluster; tabs count 1 */
/* The bytes of the longest prefix that takes at most `columns`, cut between grapheme clusters; its width in *width. */
size_t gti_text_fit(const char *text, size_t size, size_t columns, size_t *width);
/* The bytes of the first grapheme cluster (UAX #29); size > 0. */
size_t gti_grapheme_next(const char *text, size_t size);

/* ---- Folding. Each appends to the buffer; false on out of memory. Runs of more than 30 combining marks are cut at 30 first
 * (Stream-Safe Text Format, UAX #15), because normalising them costs quadratic time. */
bool gti_fold_nfc(gti_buffer *out, const char *text, size_t size);   /* canonical composition */
/* As names are compared. Each code point in turn:
 *  - compatibility decomposition and full case folding (ß→ss, ς→σ, fullwidth → ASCII; so NFC and NFD give the same), invisible code
 *    points (soft hyphen, zero-width space, …) dropped;
 *  - accents and points of Latin, Greek, Cyrillic, Hebrew and Arabic stripped (é→e, й→и, ё→е, ї→і, İ→i); vowel signs of Indic and other
 *    scripts and kana voicing marks are letters in effect, and kept in canonical order;
 *  - letters that carry a stroke, hook or the like without a decomposition become their base, ligatures their letters (ø→o, ł→l, đ→d,
 *    ı→i, æ→ae, þ→th, ґ→г, …; the table is in fold_name.c), Persian forms of Arabic letters the Arabic ones;
 *  - runs of anything that is no letter, mark, digit or symbol become one space, and none at the ends.
 * So `Türkiye`, `TÜRKİYE` and `turkiye` are equal, as are `Łódź` and `lodz`; `Zelensky` and `Zelenskyy` are not (distance 1). A text of
 * punctuation alone becomes empty. */
bool gti_fold_name(gti_buffer *out, const char *text, size_t size);
/* As quotes are compared: NFKC, quotation marks and apostrophes of every form → " and ', dashes → -, ellipsis → ..., white space runs → one
 * space, trimmed, invisible code points dropped; case kept. */
bool gti_fold_quote(gti_buffer *out, const char *text, size_t size);

/* ---- What a text may hide */
#define GTI_SUSPECT_CONTROL 1u   /* C0 other than tab and line feed, DEL, C1, U+0000 */
#define GTI_SUSPECT_BIDI 2u      /* bidirectional marks, overrides, embeddings, isolates (UAX #9), zero-width space, tags and the like;
                                  * not the joiners U+200C and U+200D, which some scripts need */
#define GTI_SUSPECT_MIXED 4u     /* one word mixes Latin, Greek or Cyrillic letters (UTS #39) */
#define GTI_SUSPECT_MARKS 8u     /* more than 30 combining marks in a row */
uint32_t gti_text_suspects(const char *text, size_t size);
uint32_t gti_codepoint_suspects(uint32_t codepoint); /* GTI_SUSPECT_CONTROL, GTI_SUSPECT_BIDI or 0 */

/* Edit distance (Levenshtein) over grapheme clusters of two folded texts; `limit` + 1 if it is above `limit`.
 * false: no memory. Texts are cut at 256 clusters. */
bool gti_text_distance(const gti_allocator *allocator, const char *a, size_t a_size, const char *b, size_t b_size, size_t limit,
                       size_t *distance);

/* ---- Decimals: digits × 10^-scale, exact. At most 15 digits (9007199254740991 is never reached, so `double` holds each). */
typedef struct gti_decimal {
    int64_t digits;
    uint32_t scale; /* 0 to 15 */
} gti_decimal;
/* "3", "0.25"; no sign, no exponent; trailing zeros dropped */
bool gti_decimal_parse(const char *text, size_t size, gti_decimal *decimal);
double gti_decimal_double(gti_decimal decimal);
void gti_buffer_decimal(gti_buffer *buffer, gti_decimal decimal);
int gti_decimal_compare(gti_decimal a, gti_decimal b);
bool gti_uint_parse(const char *text, size_t size, uint64_t limit, uint64_t *number);

bool gti_date_parse(const char *text, size_t size, gtee_date *date); /* false: no date of the calendar */

/* Is it kebab-case, at most 64 bytes? */
bool gti_is_id(const char *text, size_t size);

/* ---- The public text */
gtee_status gti_text_new(const gti_allocator *allocator, const char *bytes, size_t size, gtee_text **text);

#endif
