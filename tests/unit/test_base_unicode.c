/* The base room's Unicode: validity, clusters, width, folding, suspects, distance. Expectations come from published examples, named
 * with each. */
#include "run.h"

#include "failing.h"

#include "base/text.h"

#include <time.h>

static gti_allocator internal(failing *f)
{
    return (gti_allocator){.resize = failing_resize, .user = f};
}

/* -- Validity: RFC 3629, and the cases of Markus Kuhn's "UTF-8 decoder capability and stress test" */

typedef struct broken {
    const char *text;
    size_t size, valid;
} broken;

static void invalid_utf8(void)
{
    static const broken cases[] = {
        {"\x80", 1, 0},                     /* 3.1.1 a continuation byte alone */
        {"\xBF", 1, 0},                     /* 3.1.2 */
        {"a\x80\xBF", 3, 1},                /* 3.1.3 */
        {"\xC0 ", 2, 0},                    /* 3.2.1 first bytes alone */
        {"\xE0 ", 2, 0},                    /* 3.2.2 */
        {"\xF0 ", 2, 0},                    /* 3.2.3 */
        {"\xC3", 1, 0},                     /* 3.3 last byte missing */
        {"ab\xE2\x82", 4, 2},               /* 3.3.2 */
        {"\xF0\x9F\x98", 3, 0},             /* 3.3.3 */
        {"\xFE", 1, 0},                     /* 3.5.1 impossible bytes */
        {"\xFF", 1, 0},                     /* 3.5.2 */
        {"\xC0\xAF", 2, 0},                 /* 4.1.1 overlong "/" */
        {"\xE0\x80\xAF", 3, 0},             /* 4.1.2 */
        {"\xF0\x80\x80\xAF", 4, 0},         /* 4.1.3 */
        {"\xF8\x80\x80\x80\xAF", 5, 0},     /* 4.1.4 */
        {"\xFC\x80\x80\x80\x80\xAF", 6, 0}, /* 4.1.5 */
        {"\xC1\xBF", 2, 0},                 /* 4.2.1 the largest overlong forms */
        {"\xE0\x9F\xBF", 3, 0},             /* 4.2.2 */
        {"\xF0\x8F\xBF\xBF", 4, 0},         /* 4.2.3 */
        {"\xC0\x80", 2, 0},                 /* 4.3.1 overlong NUL */
        {"\xED\xA0\x80", 3, 0},             /* 5.1.1 single surrogates */
        {"\xED\xAF\xBF", 3, 0},             /* 5.1.3 */
        {"\xED\xB0\x80", 3, 0},             /* 5.1.5 */
        {"\xED\xBF\xBF", 3, 0},             /* 5.1.7 */
        {"\xED\xA0\x80\xED\xB0\x80", 6, 0}, /* 5.2.1 a pair of them */
        {"\xF4\x90\x80\x80", 4, 0},         /* 2.3.5 above U+10FFFF */
        {"12345678\xF5\x80\x80\x80", 12, 8},
    };

    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        CU_ASSERT_EQUAL(gti_utf8_valid(cases[i].text, cases[i].size), cases[i].valid);
}

static void valid_utf8(void)
{
    static const char *const good[] = {
        "",           "plain ASCII of more than a word",   "\xCE\xBA\xE1\xBD\xB9\xCF\x83\xCE\xBC\xCE\xB5", /* 1: κόσμε */
        "\xC2\x80",   "\xE0\xA0\x80",                      "\xF0\x90\x80\x80",                             /* 2.1 first of a length */
        "\xDF\xBF",   "\xEF\xBF\xBF",                      "\xF4\x8F\xBF\xBF",                             /* 2.2, 2.3.4 last of a length */
        "\xED\x9F\xBF", "\xEE\x80\x80",                    "\xEF\xBF\xBD",                                 /* 2.3.1 to 2.3.3 */
    };
    size_t length;

    for (size_t i = 0; i < sizeof good / sizeof good[0]; i++)
        CU_ASSERT_EQUAL(gti_utf8_valid(good[i], strlen(good[i])), strlen(good[i]));
    CU_ASSERT_EQUAL(gti_utf8_valid("a\0b", 3), 3);
    CU_ASSERT_EQUAL(gti_utf8_next("\xE2\x82\xAC", 3, &length), 0x20AC);
    CU_ASSERT_EQUAL(length, 3);
    CU_ASSERT_EQUAL(gti_utf8_next("\xE2\x82", 2, &length), GTI_REPLACEMENT);
    CU_ASSERT_EQUAL(length, 1);
    CU_ASSERT_EQUAL(gti_utf8_count("a\xC3\xA9\xF0\x9F\x98\x80\xFF", 8), 4);
}

static void encoding(void)
{
    char bytes[4];
    size_t length;

    for (uint32_t c = 0; c <= 0x10FFFF; c += c < 0x3000 ? 1 : 97) {
        size_t size = gti_utf8_put(c, bytes);

        if (c >= 0xD800 && c <= 0xDFFF)
            continue;
        CU_ASSERT_EQUAL(gti_utf8_valid(bytes, size), size);
        CU_ASSERT_EQUAL(gti_utf8_next(bytes, size, &length), c);
        CU_ASSERT_EQUAL(length, size);
    }
}

/* -- Width and clusters */

static size_t width(const char *text)
{
    return gti_text_width(text, strlen(text));
}

static void widths(void)
{
    CU_ASSERT_EQUAL(width(""), 0);
    CU_ASSERT_EQUAL(width("plain"), 5);
    CU_ASSERT_EQUAL(width("a\tb"), 3);
    CU_ASSERT_EQUAL(width("Україна"), 7);
    CU_ASSERT_EQUAL(width("é"), 1);
    CU_ASSERT_EQUAL(width("e\u0301"), 1);
    CU_ASSERT_EQUAL(width("e\u0301\u0302\u0303x"), 2);
    CU_ASSERT_EQUAL(width("中国"), 4); /* UAX #11: wide */
    CU_ASSERT_EQUAL(width("ﾊﾝｶｸ"), 4); /* halfwidth */
    CU_ASSERT_EQUAL(width("Ａ"), 2);   /* fullwidth */
    CU_ASSERT_EQUAL(width("한국"), 4);
    CU_ASSERT_EQUAL(width("\u1112\u1161\u11AB"), 2); /* one syllable of three letters */
    CU_ASSERT_EQUAL(width("😀"), 2);
    CU_ASSERT_EQUAL(width("🇺🇦"), 2);
    CU_ASSERT_EQUAL(width("🇺🇦🇬🇧"), 4);
    CU_ASSERT_EQUAL(width("👩\u200D👩\u200D👧"), 2);
    CU_ASSERT_EQUAL(width("👍🏽"), 2);
    CU_ASSERT_EQUAL(width("❤"), 1);
    CU_ASSERT_EQUAL(width("❤\uFE0F"), 2);
    CU_ASSERT_EQUAL(width("\u200B"), 0);
    CU_ASSERT_EQUAL(width("\u0301"), 0);
    CU_ASSERT_EQUAL(gti_text_width("a\xFFz", 3), 3);
}

static void fit(const char *text, size_t columns, size_t bytes, size_t taken)
{
    size_t w;

    CU_ASSERT_EQUAL(gti_text_fit(text, strlen(text), columns, &w), bytes);
    CU_ASSERT_EQUAL(w, taken);
}

static void fits(void)
{
    fit("abc", 2, 2, 2);
    fit("abc", 3, 3, 3);
    fit("abc", 0, 0, 0);
    fit("中国", 3, 3, 2);
    fit("e\u0301e\u0301", 1, 3, 1);
    fit("🇺🇦🇬🇧", 3, 8, 2);
    fit("", 5, 0, 0);
}

static void clusters(void)
{
    /* UAX #29, table 1a */
    CU_ASSERT_EQUAL(gti_grapheme_next("g\u0308x", 4), 3);
    CU_ASSERT_EQUAL(gti_grapheme_next("각", 3), 3);
    CU_ASSERT_EQUAL(gti_grapheme_next("\u1100\u1161\u11A8x", 10), 9);
    CU_ASSERT_EQUAL(gti_grapheme_next("நி", 6), 6);
    CU_ASSERT_EQUAL(gti_grapheme_next("षि", 6), 6);
    CU_ASSERT_EQUAL(gti_grapheme_next("\r\nx", 3), 2);
    CU_ASSERT_EQUAL(gti_grapheme_next("\n\r", 2), 1);
    CU_ASSERT_EQUAL(gti_grapheme_next("ab", 2), 1);
    CU_ASSERT_EQUAL(gti_grapheme_next("a", 1), 1);
    CU_ASSERT_EQUAL(gti_grapheme_next("\xFF\xFE", 2), 1);
}

/* -- Folding */

typedef bool (*folder)(gti_buffer *out, const char *text, size_t size);

static void expect_fold(folder fold, const char *text, const char *expected)
{
    gti_allocator a = gti_allocator_default();
    gti_buffer out;

    gti_buffer_init(&out, &a);
    gti_buffer_text(&out, " ["); /* folding appends */
    CU_ASSERT_TRUE(fold(&out, text, strlen(text)));
    if (strcmp(out.data + 2, expected) != 0)
        fprintf(stderr, "\"%s\" folds to \"%s\", expected \"%s\"\n", text, out.data + 2, expected);
    CU_ASSERT_STRING_EQUAL(out.data + 2, expected);
    gti_buffer_free(&out);
}

static void expect_same_name(const char *a, const char *b)
{
    gti_allocator allocator = gti_allocator_default();
    gti_buffer out;

    gti_buffer_init(&out, &allocator);
    CU_ASSERT_TRUE(gti_fold_name(&out, b, strlen(b)));
    expect_fold(gti_fold_name, a, out.data == NULL ? "" : out.data);
    gti_buffer_free(&out);
}

/* UAX #15: figures 3 to 5, and the examples of section 1 */
static void nfc(void)
{
    expect_fold(gti_fold_nfc, "plain", "plain");
    expect_fold(gti_fold_nfc, "", "");
    expect_fold(gti_fold_nfc, "\u212B", "\u00C5");                          /* ångström sign */
    expect_fold(gti_fold_nfc, "\u2126", "\u03A9");                          /* ohm sign */
    expect_fold(gti_fold_nfc, "A\u030A", "\u00C5");
    expect_fold(gti_fold_nfc, "o\u0302", "\u00F4");
    expect_fold(gti_fold_nfc, "\u1E69", "\u1E69");
    expect_fold(gti_fold_nfc, "s\u0323\u0307", "\u1E69");
    expect_fold(gti_fold_nfc, "s\u0307\u0323", "\u1E69");                   /* marks out of order */
    expect_fold(gti_fold_nfc, "\u1E0B\u0323", "\u1E0D\u0307");
    expect_fold(gti_fold_nfc, "q\u0307\u0323", "q\u0323\u0307");
    expect_fold(gti_fold_nfc, "\uFB01", "\uFB01");                          /* compatibility: kept */
    expect_fold(gti_fold_nfc, "2\u2075", "2\u2075");
    expect_fold(gti_fold_nfc, "\u1112\u1161\u11AB", "\uD55C");
    expect_fold(gti_fold_nfc, "Cafe\u0301 no\u0302 more", "Caf\u00E9 n\u00F4 more");
    expect_fold(gti_fold_nfc, "\u0301x", "\u0301x");
}

static void names(void)
{
    static const char *const same[][2] = {
        {"Türkiye", "turkiye"},
        {"TÜRKİYE", "turkiye"},
        {"TURKIYE", "Türkiye"},
        {"Tu\u0308rkiye", "T\u00FCrkiye"},
        {"Łódź", "lodz"},
        {"Straße", "STRASSE"},
        {"ТУРЦИЯ", "турция"},
        {"Україна", "україна"},
        {"Зеленский", "зеленскии"}, /* й is и with a breve */
        {"Пётр", "петр"},
        {"Κόσμος", "ΚΟΣΜΟΣ"}, /* final sigma */
        {"Ｔｕｒｋｅｙ", "turkey"},
        {"Côte d’Ivoire", "cote d'ivoire"},
        {"Кам’янець", "Камʼянець"},
        {"Guinea-Bissau", "guinea bissau"},
        {"  United   Kingdom ", "united kingdom"},
        {"U.S.", "u s"},
        {"Ærø", "aero"},
        {"Þórr", "thorr"},
        {"Đồng", "dong"},
        {"Istanbul", "ıstanbul"},
        {"İstanbul", "istanbul"},
        {"ﬁnland", "Finland"},
        {"co\u00ADordinator", "coordinator"},
        {"Ґонґадзе", "гонгадзе"},
        {"ایران", "ايران"},           /* Persian and Arabic yeh */
        {"مُحَمَّد", "محمد"},         /* vowel points */
        {"한국", "\u1112\u1161\u11AB\u1100\u116E\u11A8"},
        {"ガ", "カ\u3099"},
        {"Ǻ", "a"},
    };
    static const char *const other[][2] = {
        {"Zelensky", "Zelenskyy"}, {"ガ", "カ"}, {"Їжак", "Йжак"}, {"हिन्दी", "हन्द"}, {"C++", "C"}, {"A", "А"},
    };
    gti_allocator a = gti_allocator_default();

    for (size_t i = 0; i < sizeof same / sizeof same[0]; i++)
        expect_same_name(same[i][0], same[i][1]);
    for (size_t i = 0; i < sizeof other / sizeof other[0]; i++) {
        gti_buffer x, y;

        gti_buffer_init(&x, &a);
        gti_buffer_init(&y, &a);
        CU_ASSERT_TRUE(gti_fold_name(&x, other[i][0], strlen(other[i][0])));
        CU_ASSERT_TRUE(gti_fold_name(&y, other[i][1], strlen(other[i][1])));
        CU_ASSERT_STRING_NOT_EQUAL(x.data, y.data);
        gti_buffer_free(&x);
        gti_buffer_free(&y);
    }
    expect_fold(gti_fold_name, "«Name»", "name");
    expect_fold(gti_fold_name, "...", "");
    expect_fold(gti_fold_name, "AT&T, Inc.", "at t inc");
    expect_fold(gti_fold_name, "½", "1⁄2");
    expect_fold(gti_fold_name, "\u0915\u093C\u094D", "\u0915\u093C\u094D");
    expect_fold(gti_fold_name, "\u0915\u094D\u093C", "\u0915\u093C\u094D"); /* canonical order: nukta before virama */
}

/* Every letter of the table of base letters is found: it is in order, and in lower case. */
static void base_letters(void)
{
    static const char *const pairs[][2] = {
        {"æ", "ae"}, {"Ð", "d"}, {"ø", "o"}, {"đ", "d"}, {"ħ", "h"}, {"ĸ", "k"}, {"ŋ", "n"}, {"œ", "oe"}, {"ŧ", "t"}, {"ƀ", "b"},
        {"ƈ", "c"},  {"ƒ", "f"}, {"ƙ", "k"}, {"ƚ", "l"}, {"ƥ", "p"}, {"ƶ", "z"}, {"ǥ", "g"}, {"ȷ", "j"},  {"ȼ", "c"}, {"ɏ", "y"},
        {"Ɓ", "b"},  {"Ɔ", "o"}, {"Ɖ", "d"}, {"Ə", "e"}, {"Ɛ", "e"}, {"Ɠ", "g"}, {"Ɨ", "i"}, {"Ɲ", "n"},  {"Ɵ", "o"}, {"Ʉ", "u"},
        {"Ғ", "г"},  {"Җ", "ж"}, {"Қ", "к"}, {"Ң", "н"}, {"Ү", "у"}, {"Ұ", "у"}, {"Ҳ", "х"}, {"Һ", "х"},  {"Ә", "а"}, {"Ө", "о"},
        {"ك", "ك"},  {"ک", "ك"}, {"ی", "ي"}, {"ى", "ي"}, {"ٱ", "ا"}, {"أ", "ا"}, {"ـ", ""},
    };

    for (size_t i = 0; i < sizeof pairs / sizeof pairs[0]; i++)
        expect_fold(gti_fold_name, pairs[i][0], pairs[i][1]);
}

static void quotes(void)
{
    expect_fold(gti_fold_quote, "“He said ‘no’”", "\"He said 'no'\"");
    expect_fold(gti_fold_quote, "«так» „ja“ ‹x›", "\"так\" \"ja\" 'x'");
    expect_fold(gti_fold_quote, "don’t donʼt don`t don´t", "don't don't don't don't");
    expect_fold(gti_fold_quote, "a–b—c‑d−e", "a-b-c-d-e");
    expect_fold(gti_fold_quote, "wait… what", "wait... what");
    expect_fold(gti_fold_quote, " \t a\u00A0 \n b\u3000", "a b");
    expect_fold(gti_fold_quote, "Case Kept, É and E\u0301", "Case Kept, É and É");
    expect_fold(gti_fold_quote, "ﬁrst co\u00ADop \uFEFFx\u200By", "first coop xy");
    expect_fold(gti_fold_quote, "Ａ½", "A1⁄2");
    expect_fold(gti_fold_quote, "", "");
    expect_fold(gti_fold_quote, " \n ", "");
    expect_fold(gti_fold_quote, "the army’ s", "the army' s");
}

/* Floods of marks end at 30 and take linear time: 64 KiB of them, which quadratic ordering would not finish. */
static void floods(void)
{
    static const folder folders[] = {gti_fold_nfc, gti_fold_name, gti_fold_quote};
    static char text[400001];
    gti_allocator a = gti_allocator_default();
    clock_t start = clock();
    gti_buffer out;

    text[0] = 'q';
    for (size_t i = 1; i + 4 <= sizeof text; i += 4)
        memcpy(text + i, "\u0307\u0323", 4);
    for (size_t i = 0; i < sizeof folders / sizeof folders[0]; i++) {
        gti_buffer_init(&out, &a);
        CU_ASSERT_TRUE(folders[i](&out, text, sizeof text));
        CU_ASSERT_EQUAL(out.size, folders[i] == gti_fold_name ? 1 : 61);
        gti_buffer_free(&out);
    }
    /* Marks that names keep: kana voicing. */
    for (size_t i = 1; i + 3 <= sizeof text; i += 3)
        memcpy(text + i, "\u3099", 3);
    gti_buffer_init(&out, &a);
    CU_ASSERT_TRUE(gti_fold_name(&out, text, 300001));
    CU_ASSERT_EQUAL(out.size, 91);
    gti_buffer_free(&out);
    CU_ASSERT_EQUAL(gti_grapheme_next(text, 300001), 300001);
    CU_ASSERT_TRUE((double)(clock() - start) / CLOCKS_PER_SEC < 5);
}

static bool fold_all(failing *f)
{
    static const char text[] = "Ünïcödé “名前” e\u0301\u0323 ガ — a rather long text so that the buffer has to grow a few times "
                               "\u1112\u1161\u11AB\u1100\u116E\u11A8\u1112\u1161\u11AB\u1100\u116E\u11A8\u1112\u1161\u11AB";
    gti_allocator a = internal(f);
    gti_buffer out;
    bool ok;

    gti_buffer_init(&out, &a);
    ok = gti_fold_nfc(&out, text, sizeof text - 1) && gti_fold_name(&out, text, sizeof text - 1) &&
         gti_fold_quote(&out, text, sizeof text - 1);
    CU_ASSERT_TRUE(ok || f->failed > 0);
    gti_buffer_free(&out);
    return ok;
}

static void folds_without_memory(void)
{
    failing f;

    failing_init(&f);
    FAILING_SWEEP(&f, fold_all(&f));
}

/* Bytes that are no UTF-8 never trip folding. */
static void folds_of_noise(void)
{
    gti_allocator a = gti_allocator_default();
    unsigned state = 1;
    char noise[64];
    gti_buffer out;

    gti_buffer_init(&out, &a);
    for (int round = 0; round < 3000; round++) {
        size_t w;

        for (size_t i = 0; i < sizeof noise; i++) {
            state = state * 1103515245u + 12345u;
            noise[i] = (char)(round % 2 ? 0x80 | state >> 17 : state >> 16);
        }
        gti_buffer_truncate(&out, 0);
        CU_ASSERT_TRUE(gti_fold_nfc(&out, noise, sizeof noise) && gti_fold_name(&out, noise, sizeof noise) &&
                       gti_fold_quote(&out, noise, sizeof noise));
        CU_ASSERT_EQUAL(gti_utf8_valid(out.data, out.size), out.size);
        CU_ASSERT_TRUE(gti_text_fit(noise, sizeof noise, 10, &w) <= sizeof noise && w <= 10);
        gti_text_suspects(noise, sizeof noise);
    }
    gti_buffer_free(&out);
}

/* -- Suspects: UTS #39, section 5, and UAX #9, section 2 */

static uint32_t suspects(const char *text)
{
    return gti_text_suspects(text, strlen(text));
}

static void suspicious(void)
{
    char flood[100] = "a";

    CU_ASSERT_EQUAL(suspects("plain\tASCII\nHere"), 0);
    CU_ASSERT_EQUAL(suspects("Україна 烏克蘭 Ουκρανία Ukraine"), 0); /* each word in one script */
    CU_ASSERT_EQUAL(suspects("می\u200Cخواهم"), 0);                    /* a joiner that Persian needs */
    CU_ASSERT_EQUAL(suspects("S-300В С-300"), 0);
    CU_ASSERT_EQUAL(suspects("NATO–Україна"), 0);
    CU_ASSERT_EQUAL(suspects("日本のNATO"), 0);
    CU_ASSERT_EQUAL(suspects("a\rb"), GTI_SUSPECT_CONTROL);
    CU_ASSERT_EQUAL(suspects("a\x1B[0m"), GTI_SUSPECT_CONTROL);
    CU_ASSERT_EQUAL(suspects("a\x7F"), GTI_SUSPECT_CONTROL);
    CU_ASSERT_EQUAL(suspects("a\xC2\x85"), GTI_SUSPECT_CONTROL);
    CU_ASSERT_EQUAL(gti_text_suspects("a\0b", 3), GTI_SUSPECT_CONTROL);
    CU_ASSERT_EQUAL(suspects("a\u202Eb"), GTI_SUSPECT_BIDI);
    CU_ASSERT_EQUAL(suspects("a\u2066b"), GTI_SUSPECT_BIDI);
    CU_ASSERT_EQUAL(suspects("a\u200Bb"), GTI_SUSPECT_BIDI);
    CU_ASSERT_EQUAL(suspects("\uFEFFb"), GTI_SUSPECT_BIDI);
    CU_ASSERT_EQUAL(suspects("b\U000E0061"), GTI_SUSPECT_BIDI);
    CU_ASSERT_EQUAL(suspects("Ukrаine"), GTI_SUSPECT_MIXED); /* Cyrillic а */
    CU_ASSERT_EQUAL(suspects("Сirсle"), GTI_SUSPECT_MIXED);  /* UTS #39, table of restriction levels */
    CU_ASSERT_EQUAL(suspects("Аlpha1а"), GTI_SUSPECT_MIXED);
    CU_ASSERT_EQUAL(suspects("Τoken"), GTI_SUSPECT_MIXED); /* Greek Τ */
    CU_ASSERT_EQUAL(suspects("x\u200Bа"), GTI_SUSPECT_MIXED | GTI_SUSPECT_BIDI);
    for (int i = 0; i < 30; i++)
        strcat(flood, "\u0301");
    CU_ASSERT_EQUAL(suspects(flood), 0);
    strcat(flood, "\u0301");
    CU_ASSERT_EQUAL(suspects(flood), GTI_SUSPECT_MARKS);
}

/* -- Distance: the textbook's cases */

static size_t distance(const char *a, const char *b, size_t limit)
{
    gti_allocator allocator = gti_allocator_default();
    size_t d = 999, back = 998;

    CU_ASSERT_TRUE(gti_text_distance(&allocator, a, strlen(a), b, strlen(b), limit, &d));
    CU_ASSERT_TRUE(gti_text_distance(&allocator, b, strlen(b), a, strlen(a), limit, &back));
    CU_ASSERT_EQUAL(d, back);
    return d;
}

static void distances(void)
{
    static char longer[600], shorter[600];

    CU_ASSERT_EQUAL(distance("kitten", "sitting", 10), 3);
    CU_ASSERT_EQUAL(distance("saturday", "sunday", 10), 3);
    CU_ASSERT_EQUAL(distance("intention", "execution", 10), 5);
    CU_ASSERT_EQUAL(distance("rosettacode", "raisethysword", 10), 8);
    CU_ASSERT_EQUAL(distance("", "", 10), 0);
    CU_ASSERT_EQUAL(distance("", "abc", 10), 3);
    CU_ASSERT_EQUAL(distance("same", "same", 0), 0);
    CU_ASSERT_EQUAL(distance("zelensky", "zelenskyy", 2), 1);
    CU_ASSERT_EQUAL(distance("kitten", "sitting", 2), 3);
    CU_ASSERT_EQUAL(distance("kitten", "sitting", 3), 3);
    CU_ASSERT_EQUAL(distance("a", "abcdef", 3), 4);
    CU_ASSERT_EQUAL(distance("abc", "xyz", 1), 2);
    CU_ASSERT_EQUAL(distance("турция", "турции", 5), 1); /* clusters, not bytes */
    CU_ASSERT_EQUAL(distance("e\u0301a", "a", 5), 1);
    CU_ASSERT_EQUAL(distance("🇺🇦", "🇬🇧", 5), 1);
    memset(longer, 'a', 500);
    memset(shorter, 'b', 500);
    CU_ASSERT_EQUAL(distance(longer, shorter, SIZE_MAX), 256); /* cut */
    CU_ASSERT_EQUAL(distance(longer, shorter, 10), 11);
}

static bool measure(failing *f)
{
    gti_allocator a = internal(f);
    size_t d = 5;
    bool ok = gti_text_distance(&a, "abc", 3, "abd", 3, 5, &d);

    CU_ASSERT_EQUAL(d, ok ? 1 : 0);
    return ok;
}

static void distance_without_memory(void)
{
    failing f;

    failing_init(&f);
    FAILING_SWEEP(&f, measure(&f));
}

UNIT_TESTS("base: Unicode", {"invalid UTF-8", invalid_utf8}, {"valid UTF-8", valid_utf8}, {"encoding", encoding}, {"widths", widths},
           {"fits", fits}, {"clusters", clusters}, {"NFC", nfc}, {"names", names}, {"base letters", base_letters}, {"quotes", quotes},
           {"floods", floods}, {"folds without memory", folds_without_memory}, {"folds of noise", folds_of_noise},
           {"suspicious", suspicious}, {"distances", distances}, {"distance without memory", distance_without_memory})
