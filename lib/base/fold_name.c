/* fold_name.c: names folded for comparison, by the rules in text.h. Uses utf8proc's functions that allocate nothing. */
#include "base/fold.h"

#include <utf8proc.h>

#include <string.h>

/* How one text is being folded. */
typedef struct name {
    gti_buffer *out;
    size_t start; /* where this text begins in `out` */
    bool gap;     /* punctuation or space stood since the last letter */
    int32_t marks[GTI_MOST_MARKS + 1]; /* kept marks of the newest letter, in canonical order */
    size_t mark_count;
} name;

/* Letters whose difference to others is no combining mark, in lower case, in order. */
typedef struct base_letters {
    uint16_t letter;
    char base[6];
} base_letters;

static const base_letters table[] = {
    {0x00E6, "ae"}, {0x00F0, "d"},  {0x00F8, "o"},  {0x00FE, "th"},                                 /* æ ð ø þ */
    {0x0111, "d"},  {0x0127, "h"},  {0x0131, "i"},  {0x0138, "k"},  {0x0142, "l"},  {0x014B, "n"}, /* đ ħ ı ĸ ł ŋ */
    {0x0153, "oe"}, {0x0167, "t"},  {0x0180, "b"},  {0x0188, "c"},  {0x018D, "d"},  {0x0192, "f"}, /* œ ŧ ƀ ƈ ƍ ƒ */
    {0x0199, "k"},  {0x019A, "l"},  {0x019E, "n"},  {0x01A5, "p"},  {0x01AB, "t"},  {0x01AD, "t"}, /* ƙ ƚ ƞ ƥ ƫ ƭ */
    {0x01B4, "y"},  {0x01B6, "z"},  {0x01E5, "g"},  {0x0225, "z"},  {0x0237, "j"},                 /* ƴ ƶ ǥ ȥ ȷ */
    {0x023C, "c"},  {0x0247, "e"},  {0x0249, "j"},  {0x024D, "r"},  {0x024F, "y"},                 /* ȼ ɇ ɉ ɍ ɏ */
    {0x0253, "b"},  {0x0254, "o"},  {0x0256, "d"},  {0x0257, "d"},  {0x0259, "e"},  {0x025B, "e"}, /* ɓ ɔ ɖ ɗ ə ɛ */
    {0x0260, "g"},  {0x0268, "i"},  {0x0272, "n"},  {0x0275, "o"},  {0x0289, "u"},                 /* ɠ ɨ ɲ ɵ ʉ */
    {0x0491, "г"},  {0x0493, "г"},  {0x0497, "ж"},  {0x0499, "з"},  {0x049B, "к"},  {0x049D, "к"}, /* ґ ғ җ ҙ қ ҝ */
    {0x049F, "к"},  {0x04A1, "к"},  {0x04A3, "н"},  {0x04A5, "н"},  {0x04AB, "с"},  {0x04AD, "т"}, /* ҟ ҡ ң ҥ ҫ ҭ */
    {0x04AF, "у"},  {0x04B1, "у"},  {0x04B3, "х"},  {0x04B7, "ч"},  {0x04B9, "ч"},  {0x04BB, "х"}, /* ү ұ ҳ ҷ ҹ һ */
    {0x04D9, "а"},  {0x04E9, "о"},                                                                 /* ә ө */
    {0x0640, ""},   {0x0649, "ي"},  {0x0671, "ا"},  {0x06A9, "ك"},  {0x06CC, "ي"},                 /* tatweel, ى ٱ ک ی */
};

static const char *base_of(int32_t codepoint)
{
    size_t low = 0, high = sizeof table / sizeof table[0];

    while (low < high) {
        const size_t middle = low + (high - low) / 2;

        if (table[middle].letter == codepoint)
            return table[middle].base;
        if (table[middle].letter < codepoint)
            low = middle + 1;
        else
            high = middle;
    }
    return NULL;
}

/* Accents and points of the alphabets in which a name is looked up with and without them. */
static bool is_stripped_mark(int32_t c)
{
    return (c >= 0x0300 && c <= 0x036F) || (c >= 0x0483 && c <= 0x0489) || (c >= 0x0591 && c <= 0x05C7) || (c >= 0x0610 && c <= 0x061A) ||
           (c >= 0x064B && c <= 0x065F) || c == 0x0670 || (c >= 0x06D6 && c <= 0x06ED) || (c >= 0x1AB0 && c <= 0x1AFF) ||
           (c >= 0x1DC0 && c <= 0x1DFF) || (c >= 0x20D0 && c <= 0x20FF) || (c >= 0xFE20 && c <= 0xFE2F);
}

static bool is_mark(utf8proc_category_t category)
{
    return category == UTF8PROC_CATEGORY_MN || category == UTF8PROC_CATEGORY_MC || category == UTF8PROC_CATEGORY_ME;
}

/* Punctuation, spaces and controls part words; so do modifier letters that stand for an apostrophe, and modifier symbols. */
static bool parts_words(int32_t c, utf8proc_category_t category)
{
    if (c >= 0x02B9 && c <= 0x02CF)
        return true;
    return category == UTF8PROC_CATEGORY_SK || (category >= UTF8PROC_CATEGORY_PC && category <= UTF8PROC_CATEGORY_PO) ||
           (category >= UTF8PROC_CATEGORY_ZS && category <= UTF8PROC_CATEGORY_CS);
}

static void flush_marks(name *n)
{
    for (size_t i = 0; i < n->mark_count; i++)
        gti_buffer_codepoint(n->out, (uint32_t)n->marks[i]);
    n->mark_count = 0;
}

/* Makes the output ready for another letter. */
static void begin_letter(name *n)
{
    flush_marks(n);
    if (n->gap && n->out->size > n->start)
        gti_buffer_char(n->out, ' ');
    n->gap = false;
}

static void put_mark(name *n, int32_t mark)
{
    if (gti_combining_class(mark) == 0) {
        begin_letter(n); /* a vowel sign with a place of its own */
        gti_buffer_codepoint(n->out, (uint32_t)mark);
    } else if (n->mark_count < GTI_MOST_MARKS) {
        gti_place_mark(n->marks, n->mark_count++, mark);
    }
}

/* One code point, decomposed and case folded. */
static void put(name *n, int32_t codepoint)
{
    const utf8proc_category_t category = utf8proc_category(codepoint);
    const char *base;

    if (is_stripped_mark(codepoint))
        return;
    if (is_mark(category)) {
        put_mark(n, codepoint);
        return;
    }
    base = base_of(codepoint);
    if (base != NULL && base[0] == '\0')
        return;
    if (base == NULL && parts_words(codepoint, category)) {
        n->gap = true;
        return;
    }
    begin_letter(n);
    if (base != NULL)
        gti_buffer_text(n->out, base);
    else
        gti_buffer_codepoint(n->out, (uint32_t)codepoint);
}

static void put_decomposed(name *n, uint32_t codepoint)
{
    utf8proc_int32_t decomposed[GTI_MOST_DECOMPOSED];
    int boundary = 0;
    const utf8proc_ssize_t count =
        utf8proc_decompose_char((utf8proc_int32_t)codepoint, decomposed, GTI_MOST_DECOMPOSED,
                                UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT | UTF8PROC_CASEFOLD | UTF8PROC_IGNORE | UTF8PROC_STABLE, &boundary);

    for (utf8proc_ssize_t i = 0; i < count; i++)
        put(n, decomposed[i]);
}

/* What an ASCII character becomes: itself, its lower case, or 0 if it parts words. */
static char fold_ascii(char c)
{
    if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'))
        return c;
    if (c >= 'A' && c <= 'Z')
        return (char)(c + ('a' - 'A'));
    return c != '\0' && strchr("$+<=>|~", c) != NULL ? c : '\0';
}

static void put_ascii(name *n, char c)
{
    const char folded = fold_ascii(c);

    if (folded == '\0') {
        n->gap = true;
        return;
    }
    if (n->gap || n->mark_count > 0)
        begin_letter(n);
    gti_buffer_char(n->out, folded);
}

bool gti_fold_name(gti_buffer *out, const char *text, size_t size)
{
    name n = {.out = out, .start = out->size, .gap = false, .mark_count = 0};
    size_t at = 0, length;

    while (at < size) {
        if ((unsigned char)text[at] < 0x80) {
            put_ascii(&n, text[at++]);
            continue;
        }
        put_decomposed(&n, gti_utf8_next(text + at, size - at, &length));
        at += length;
    }
    flush_marks(&n);
    return !out->failed;
}
