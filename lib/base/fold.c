/* fold.c: canonical composition, and quotes folded for comparison (text.h). Uses utf8proc's functions that allocate nothing.
 *
 * Composition works piece by piece: an ASCII character never joins what stands before it, so a piece is what stands between two of them,
 * and memory is asked for by the longest piece. Marks are put in canonical order here, at most 30 in a row: utf8proc's own ordering
 * takes quadratic time on floods of them. */
#include "base/fold.h"

#include <utf8proc.h>

typedef struct folding {
    gti_buffer *out;
    gti_vec piece;    /* int32_t: decomposed code points, marks in canonical order */
    size_t marks;     /* how many non-starters in a row end the piece */
    int options;      /* of utf8proc_decompose_char */
    bool quote;       /* fold quotation marks, dashes and white space too */
    bool space;       /* white space is due before the next code point */
    size_t start;     /* where this text begins in `out` */
} folding;

uint32_t gti_combining_class(int32_t codepoint)
{
    return (uint32_t)utf8proc_get_property(codepoint)->combining_class;
}

void gti_place_mark(int32_t *marks, size_t count, int32_t mark)
{
    const uint32_t class = gti_combining_class(mark);

    while (count > 0 && gti_combining_class(marks[count - 1]) > class) {
        marks[count] = marks[count - 1];
        count--;
    }
    marks[count] = mark;
}

/* Quotation marks, apostrophes and dashes of every form as their ASCII ones; all else as it is. */
static uint32_t plain_punctuation(uint32_t codepoint)
{
    switch (codepoint) {
    case 0x00AB: case 0x00BB:                                     /* « » */
    case 0x201C: case 0x201D: case 0x201E: case 0x201F:           /* “ ” „ ‟ */
    case 0x02BA: case 0x02DD: case 0x02EE: case 0x2033: case 0x2036: /* double primes, double acute */
    case 0x275D: case 0x275E: case 0x2760: case 0x1F676: case 0x1F677: case 0x1F678: /* ornaments */
    case 0x2E42: case 0x301D: case 0x301E: case 0x301F: case 0xFF02:
        return '"';
    case '`': case 0x00B4:                                        /* ` ´ */
    case 0x02B9: case 0x02BB: case 0x02BC: case 0x02BD: case 0x02C8: case 0x02CA: case 0x02CB:
    case 0x2018: case 0x2019: case 0x201A: case 0x201B:           /* ‘ ’ ‚ ‛ */
    case 0x2032: case 0x2035: case 0x2039: case 0x203A:           /* ′ ‵ ‹ › */
    case 0x275B: case 0x275C: case 0x275F: case 0xA78C: case 0xFF07: case 0xFF40:
        return '\'';
    case 0x2010: case 0x2011: case 0x2012: case 0x2013: case 0x2014: case 0x2015: /* ‐ ‑ ‒ – — ― */
    case 0x2043: case 0x2212: case 0x2E3A: case 0x2E3B: case 0x301C:
    case 0xFE31: case 0xFE32: case 0xFE58: case 0xFE63: case 0xFF0D:
        return '-';
    default:
        return codepoint;
    }
}

static bool is_space(int32_t codepoint)
{
    return codepoint == ' ' || (codepoint >= '\t' && codepoint <= '\r') || codepoint == 0x85 || codepoint == 0xA0 || codepoint == 0x1680 ||
           (codepoint >= 0x2000 && codepoint <= 0x200A) || codepoint == 0x2028 || codepoint == 0x2029 || codepoint == 0x202F ||
           codepoint == 0x205F || codepoint == 0x3000;
}

static void put(folding *f, int32_t codepoint)
{
    if (f->quote && is_space(codepoint)) {
        f->space = f->out->size > f->start;
        return;
    }
    if (f->space)
        gti_buffer_char(f->out, ' ');
    f->space = false;
    gti_buffer_codepoint(f->out, (uint32_t)codepoint);
}

/* Composes the piece and adds it to the text. */
static void finish_piece(folding *f)
{
    utf8proc_int32_t *items = f->piece.items;
    utf8proc_ssize_t count;

    if (f->piece.count == 0)
        return;
    count = utf8proc_normalize_utf32(items, (utf8proc_ssize_t)f->piece.count, UTF8PROC_COMPOSE | UTF8PROC_STABLE);
    for (utf8proc_ssize_t i = 0; i < count; i++)
        put(f, items[i]);
    gti_vec_clear(&f->piece);
    f->marks = 0;
}

static bool add_decomposed(folding *f, int32_t codepoint)
{
    const bool mark = gti_combining_class(codepoint) != 0;
    int32_t *items;

    if (!mark)
        f->marks = 0;
    else if (f->marks == GTI_MOST_MARKS)
        return true;
    if (gti_vec_push(&f->out->allocator, &f->piece) == NULL)
        return false;
    items = f->piece.items;
    if (mark)
        gti_place_mark(items + f->piece.count - 1 - f->marks, f->marks, codepoint);
    else
        items[f->piece.count - 1] = codepoint;
    f->marks += mark;
    return true;
}

static bool add_codepoint(folding *f, uint32_t codepoint)
{
    utf8proc_int32_t decomposed[GTI_MOST_DECOMPOSED];
    utf8proc_ssize_t count;
    int boundary = 0;

    if (f->quote)
        codepoint = plain_punctuation(codepoint);
    if (codepoint < 0x80)
        finish_piece(f);
    count = utf8proc_decompose_char((utf8proc_int32_t)codepoint, decomposed, GTI_MOST_DECOMPOSED, (utf8proc_option_t)f->options, &boundary);
    for (utf8proc_ssize_t i = 0; i < count; i++)
        if (!add_decomposed(f, decomposed[i]))
            return false;
    return true;
}

/* Is it an ASCII character that nothing behind it can join? */
static bool stands_alone(const char *text, size_t size)
{
    return (unsigned char)text[0] < 0x80 && (size == 1 || (unsigned char)text[1] < 0x80);
}

static bool fold(folding *f, const char *text, size_t size)
{
    size_t at = 0, length;
    bool ok = true;

    f->piece = GTI_VEC(int32_t);
    f->start = f->out->size;
    while (at < size && ok) {
        if (stands_alone(text + at, size - at)) {
            finish_piece(f);
            put(f, f->quote && text[at] == '`' ? '\'' : text[at]);
            at++;
            continue;
        }
        ok = add_codepoint(f, gti_utf8_next(text + at, size - at, &length));
        at += length;
    }
    if (ok)
        finish_piece(f);
    gti_vec_free(&f->out->allocator, &f->piece);
    return ok && !f->out->failed;
}

bool gti_fold_nfc(gti_buffer *out, const char *text, size_t size)
{
    folding f = {.out = out, .options = UTF8PROC_DECOMPOSE | UTF8PROC_STABLE, .quote = false};

    if (gti_utf8_ascii(text, size) < size)
        return fold(&f, text, size);
    gti_buffer_add(out, text, size);
    return !out->failed;
}

bool gti_fold_quote(gti_buffer *out, const char *text, size_t size)
{
    folding f = {.out = out, .options = UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT | UTF8PROC_IGNORE | UTF8PROC_STABLE, .quote = true};

    return fold(&f, text, size);
}
