/* The base room's buffers, numbers, dates, decimals, ids and formats. */
#include "run.h"

#include "failing.h"

#include "base/text.h"

#include <math.h>

static gti_buffer buffer;

static gti_allocator internal(failing *f)
{
    return (gti_allocator){.resize = failing_resize, .user = f};
}

static gti_buffer *fresh(void)
{
    gti_allocator a = gti_allocator_default();

    gti_buffer_free(&buffer);
    gti_buffer_init(&buffer, &a);
    return &buffer;
}

#define EXPECT(expected)                                                                                     \
    do {                                                                                                     \
        CU_ASSERT_PTR_NOT_NULL_FATAL(buffer.data);                                                           \
        if (strcmp(buffer.data, (expected)) != 0)                                                            \
            fprintf(stderr, "\"%s\", expected \"%s\"\n", buffer.data, (expected));                           \
        CU_ASSERT_STRING_EQUAL(buffer.data, (expected));                                                     \
    } while (0)

static void buffers(void)
{
    gti_buffer *b = fresh();

    gti_buffer_text(b, NULL);
    CU_ASSERT_PTR_NULL(b->data);
    gti_buffer_add(b, "ab", 1);
    gti_buffer_char(b, 'c');
    gti_buffer_repeat(b, '-', 3);
    gti_buffer_text(b, "end");
    EXPECT("ac---end");
    CU_ASSERT_EQUAL(b->size, 8);
    gti_buffer_truncate(b, 100);
    gti_buffer_truncate(b, 2);
    EXPECT("ac");
    fresh();
}

static bool build_and_take(failing *f)
{
    gti_allocator a = internal(f);
    gti_buffer b;
    gtee_text *text, *again;
    gtee_status status;

    gti_buffer_init(&b, &a);
    for (int i = 0; i < 100; i++)
        gti_buffer_text(&b, "0123456789");
    gti_buffer_repeat(&b, 'x', 1000);
    status = gti_buffer_take(&b, &text);
    CU_ASSERT_PTR_NULL(b.data);
    if (status != GTEE_OK) {
        CU_ASSERT_EQUAL(status, GTEE_ERROR_MEMORY);
        CU_ASSERT_PTR_NULL(text);
        return false;
    }
    CU_ASSERT_EQUAL(gtee_text_size(text), 2000);
    CU_ASSERT_EQUAL(strlen(gtee_text_data(text)), 2000);
    CU_ASSERT_EQUAL(strncmp(gtee_text_data(text), "01234567890", 11), 0);
    again = gtee_text_ref(text);
    gtee_text_unref(text);
    CU_ASSERT_EQUAL(gtee_text_data(again)[1999], 'x');
    gtee_text_unref(again);
    return true;
}

static void texts(void)
{
    failing f;
    gtee_text *text;
    gti_allocator a = internal(&f);
    gti_buffer b;

    failing_init(&f);
    FAILING_SWEEP(&f, build_and_take(&f));
    failing_rewind(&f, 0, false);
    gti_buffer_init(&b, &a);
    CU_ASSERT_EQUAL(gti_buffer_take(&b, &text), GTEE_OK);
    CU_ASSERT_STRING_EQUAL(gtee_text_data(text), "");
    gtee_text_unref(text);
    gtee_text_unref(NULL);
    CU_ASSERT_EQUAL(gti_text_new(&a, "x", SIZE_MAX, &text), GTEE_ERROR_MEMORY);
    CU_ASSERT_PTR_NULL(text);
    gti_buffer_add(&b, "x", 1);
    gti_buffer_add(&b, "x", SIZE_MAX - 1);
    CU_ASSERT_TRUE(b.failed);
    gti_buffer_char(&b, 'y');
    CU_ASSERT_EQUAL(b.size, 1);
    CU_ASSERT_EQUAL(gti_buffer_take(&b, &text), GTEE_ERROR_MEMORY);
    CU_ASSERT_TRUE(failing_clean(&f));
}

static void whole_numbers(void)
{
    gti_buffer *b = fresh();

    gti_buffer_uint(b, 0);
    gti_buffer_char(b, ' ');
    gti_buffer_uint(b, UINT64_MAX);
    gti_buffer_char(b, ' ');
    gti_buffer_int(b, INT64_MIN);
    gti_buffer_char(b, ' ');
    gti_buffer_int(b, INT64_MAX);
    EXPECT("0 18446744073709551615 -9223372036854775808 9223372036854775807");
    fresh();
}

static void expect_double(double number, const char *expected)
{
    gti_buffer_double(fresh(), number);
    EXPECT(expected);
}

/* ECMA-262, Number::toString, and the examples of Steele and White, Burger and Dybvig, and others. */
static void doubles(void)
{
    expect_double(0.0, "0");
    expect_double(-0.0, "0");
    expect_double(1, "1");
    expect_double(-1.5, "-1.5");
    expect_double(0.1, "0.1");
    expect_double(0.3, "0.3");
    expect_double(0.1 + 0.2, "0.30000000000000004");
    expect_double(0.1 + 0.7, "0.7999999999999999");
    expect_double(1.0 / 3, "0.3333333333333333");
    expect_double(2.0 / 3, "0.6666666666666666");
    expect_double(100, "100");
    expect_double(123456789012345.0, "123456789012345");
    expect_double(0.000001, "0.000001");
    expect_double(0.0000001, "1e-7");
    expect_double(1e20, "100000000000000000000");
    expect_double(1e21, "1e+21");
    expect_double(1e23, "1e+23");
    expect_double(9.5e-3, "0.0095");
    expect_double(1.2345e+30, "1.2345e+30");
    expect_double(9007199254740991.0, "9007199254740991");
    expect_double(9007199254740993.0, "9007199254740992");
    expect_double(5e-324, "5e-324");
    expect_double(2.2250738585072014e-308, "2.2250738585072014e-308"); /* the least normal number */
    expect_double(2.225073858507201e-308, "2.225073858507201e-308");   /* the greatest subnormal one */
    expect_double(1.7976931348623157e308, "1.7976931348623157e+308");
    expect_double(9007199254740992.0, "9007199254740992"); /* 2^53: the gap below is narrower */
    expect_double(4.35, "4.35");
    expect_double(2.5, "2.5");
    expect_double((double)INFINITY, "null");
    expect_double(-(double)INFINITY, "null");
    expect_double((double)NAN, "null");
    fresh();
}

/* strtod with a point whatever the locale of this program is. */
static double read_back(const char *text)
{
    char copy[64];
    char *point;

    snprintf(copy, sizeof copy, "%s", text);
    point = strchr(copy, '.');
    if (point != NULL)
        *point = localeconv()->decimal_point[0];
    return strtod(copy, NULL);
}

/* How many digits printf needs to say the number so that it reads back. */
static int digits_needed(double number)
{
    char text[64];

    for (int digits = 1; digits < 17; digits++) {
        snprintf(text, sizeof text, "%.*e", digits - 1, number);
        if (strtod(text, NULL) == number)
            return digits;
    }
    return 17;
}

/* Digits without leading and trailing zeros. */
static int digits_in(const char *text)
{
    int count = 0, zeros = 0;

    for (; *text != '\0' && *text != 'e'; text++) {
        if (*text < '0' || *text > '9' || (count == 0 && *text == '0'))
            continue;
        count++;
        zeros = *text == '0' ? zeros + 1 : 0;
    }
    return count - zeros;
}

/* The shortest that reads back. At a power of two, where the gaps differ, it may be shorter than what printf's rounding finds. */
static void check_double(double number)
{
    double back;
    int exponent;

    gti_buffer_double(fresh(), number);
    CU_ASSERT_PTR_NOT_NULL_FATAL(buffer.data);
    back = read_back(buffer.data);
    CU_ASSERT_EQUAL(memcmp(&back, &number, sizeof back), 0);
    if (frexp(number, &exponent) == 0.5)
        CU_ASSERT_TRUE(digits_in(buffer.data) <= digits_needed(number));
    if (frexp(number, &exponent) != 0.5)
        CU_ASSERT_EQUAL(digits_in(buffer.data), digits_needed(number));
}

static uint64_t random_bits(uint64_t *state)
{
    *state ^= *state << 13;
    *state ^= *state >> 7;
    *state ^= *state << 17;
    return *state;
}

/* The double so many steps behind a positive one. */
static double neighbour(double number, int64_t steps)
{
    int64_t bits;

    memcpy(&bits, &number, sizeof bits);
    bits += steps;
    memcpy(&number, &bits, sizeof bits);
    return number;
}

static void doubles_read_back(void)
{
    uint64_t state = 88172645463325252u, bits;
    double number, sum = 0;

    for (int i = 0; i < 5000; i++) {
        /* any double at all */
        bits = random_bits(&state);
        memcpy(&number, &bits, sizeof number);
        if (isfinite(number))
            check_double(number);
        /* a decimal of some digits, and sums of such */
        number = (double)(random_bits(&state) % 1000000) / 1000;
        check_double(number == 0 ? 1 : number);
        sum += number;
        check_double(sum == 0 ? 1 : sum);
    }
    for (int exponent = -1074; exponent < 1024; exponent++) {
        check_double(ldexp(1, exponent));
        if (exponent > -1022) {
            check_double(neighbour(ldexp(1, exponent), -1));
            check_double(neighbour(ldexp(1, exponent), 1));
        }
    }
    fresh();
}

static void formats(void)
{
    gti_buffer *b = fresh();

    gti_buffer_format(b, "%s|%s|%q|%q|%u|%i|%d|%d|%c|%%|%", "text", (const char *)NULL, "quoted", (const char *)NULL, UINT64_MAX,
                      (int64_t)-5, (gtee_date)20250800, GTEE_DATE_NONE, 'x');
    EXPECT("text|-|“quoted”|-|18446744073709551615|-5|2025-08||x|%|");
    gti_buffer_format(fresh(), "no arguments");
    EXPECT("no arguments");
    fresh();
}

static void guard(const char *text, size_t size, size_t most, const char *expected)
{
    gti_buffer_guarded(fresh(), text, size, most);
    EXPECT(expected);
}

static void guarded(void)
{
    guard("Україна — 烏克蘭", strlen("Україна — 烏克蘭"), 100, "Україна — 烏克蘭");
    guard("a\tb\nc\rd", 7, 100, "a\\tb\\nc\\rd");
    guard("\x1B[31mred", 8, 100, "\\u001B[31mred");
    guard("a\0b\x7F", 4, 100, "a\\u0000b\\u007F");
    guard("\xC2\x9B" "31m", 5, 100, "\\u009B31m"); /* C1 control sequence introducer */
    guard("x\u202Egnp.exe", strlen("x\u202Egnp.exe"), 100, "x\\u202Egnp.exe");
    guard("\U000E0041", 4, 100, "\\U000E0041");
    guard("\xFF\xC3", 2, 100, "\\xFF\\xC3");
    guard("\xEF\xBF\xBD", 3, 100, "\xEF\xBF\xBD");
    guard("абвгд", 10, 5, "абвгд");
    guard("абвгд", 10, 4, "абвг…");
    fresh();
}

typedef struct decimal_case {
    const char *text, *shown;
    double value;
} decimal_case;

static void decimals(void)
{
    static const decimal_case good[] = {
        {"0", "0", 0},
        {"3", "3", 3},
        {"0.25", "0.25", 0.25},
        {"007", "7", 7},
        {"1.50", "1.5", 1.5},
        {"2.000", "2", 2},
        {"0.1", "0.1", 0.1},
        {"999999999999999", "999999999999999", 999999999999999.0},
        {"0.000000000000001", "0.000000000000001", 1e-15},
        {"123456.789012345", "123456.789012345", 123456.789012345},
        {"0.10000000000000000000000", "0.1", 0.1},
        {"100.05", "100.05", 100.05},
    };
    static const char *const bad[] = {"",      ".",     ".5",  "5.",   "-1",  "+1",   "1e5", "1,5",
                                      "1.2.3", " 1",    "1 ",  "0x10", "nan", "1_000", "1.x", "1000000000000000",
                                      "0.0000000000000001", "1234567890.1234567", "1.", "٣"};
    gti_decimal d;

    for (size_t i = 0; i < sizeof good / sizeof good[0]; i++) {
        CU_ASSERT_TRUE(gti_decimal_parse(good[i].text, strlen(good[i].text), &d));
        CU_ASSERT_EQUAL(gti_decimal_double(d), good[i].value);
        gti_buffer_decimal(fresh(), d);
        EXPECT(good[i].shown);
        gti_buffer_double(fresh(), gti_decimal_double(d));
        CU_ASSERT_EQUAL(read_back(buffer.data), good[i].value);
    }
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        CU_ASSERT_FALSE(gti_decimal_parse(bad[i], strlen(bad[i]), &d));
        CU_ASSERT_TRUE(d.digits == 0 && d.scale == 0);
    }
    fresh();
}

/* Decimals read to the same double as strtod gives. */
static void decimals_as_strtod(void)
{
    uint64_t state = 2463534242u;
    gti_decimal d, e;
    char text[32];

    for (int i = 0; i < 3000; i++) {
        snprintf(text, sizeof text, "%llu.%07llu", (unsigned long long)(random_bits(&state) % 100000000),
                 (unsigned long long)(random_bits(&state) % 10000000));
        CU_ASSERT_TRUE(gti_decimal_parse(text, strlen(text), &d));
        CU_ASSERT_EQUAL(gti_decimal_double(d), read_back(text));
        e = (gti_decimal){.digits = (int64_t)(random_bits(&state) % 1000000), .scale = (uint32_t)(random_bits(&state) % 16)};
        CU_ASSERT_EQUAL(gti_decimal_compare(d, e), (gti_decimal_double(d) > gti_decimal_double(e)) - (gti_decimal_double(d) < gti_decimal_double(e)));
    }
    d = (gti_decimal){.digits = 150, .scale = 2};
    e = (gti_decimal){.digits = 15, .scale = 1};
    CU_ASSERT_EQUAL(gti_decimal_compare(d, e), 0);
    d = (gti_decimal){.digits = 999999999999999, .scale = 15};
    e = (gti_decimal){.digits = 1, .scale = 0};
    CU_ASSERT_EQUAL(gti_decimal_compare(d, e), -1);
    CU_ASSERT_EQUAL(gti_decimal_compare(e, d), 1);
}

static void unsigned_numbers(void)
{
    uint64_t n;

    CU_ASSERT_TRUE(gti_uint_parse("0", 1, 0, &n) && n == 0);
    CU_ASSERT_TRUE(gti_uint_parse("0042", 4, 42, &n) && n == 42);
    CU_ASSERT_FALSE(gti_uint_parse("43", 2, 42, &n));
    CU_ASSERT_FALSE(gti_uint_parse("5", 1, 4, &n));
    CU_ASSERT_TRUE(gti_uint_parse("18446744073709551615", 20, UINT64_MAX, &n) && n == UINT64_MAX);
    CU_ASSERT_FALSE(gti_uint_parse("18446744073709551616", 20, UINT64_MAX, &n));
    CU_ASSERT_FALSE(gti_uint_parse("99999999999999999999999", 23, UINT64_MAX, &n));
    CU_ASSERT_FALSE(gti_uint_parse("", 0, 9, &n));
    CU_ASSERT_FALSE(gti_uint_parse("-1", 2, 9, &n));
    CU_ASSERT_FALSE(gti_uint_parse("1.0", 3, 99, &n));
    CU_ASSERT_EQUAL(n, 0);
}

static void ids(void)
{
    static const char *const good[] = {"a", "0", "usa", "ground-troops", "a-1-b2", "2025"};
    static const char *const bad[] = {"", "-", "a-", "-a", "a--b", "A", "a_b", "a b", "é", "a/b", "a."};
    char longest[66];

    for (size_t i = 0; i < sizeof good / sizeof good[0]; i++)
        CU_ASSERT_TRUE(gti_is_id(good[i], strlen(good[i])));
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++)
        CU_ASSERT_FALSE(gti_is_id(bad[i], strlen(bad[i])));
    memset(longest, 'x', sizeof longest);
    CU_ASSERT_TRUE(gti_is_id(longest, 64));
    CU_ASSERT_FALSE(gti_is_id(longest, 65));
}

static void expect_date(const char *text, gtee_date expected, const char *first, const char *last)
{
    char written[GTEE_DATE_BUFFER];
    gtee_date date;

    CU_ASSERT_EQUAL(gtee_date_parse(text, &date), GTEE_OK);
    CU_ASSERT_EQUAL(date, expected);
    CU_ASSERT_STRING_EQUAL(gtee_date_format(date, written), text);
    CU_ASSERT_STRING_EQUAL(gtee_date_format(gtee_date_first_day(date), written), first);
    CU_ASSERT_STRING_EQUAL(gtee_date_format(gtee_date_last_day(date), written), last);
}

static void dates(void)
{
    static const char *const bad[] = {"",           "0000",       "2025-13", "2025-00",     "2025-02-29", "1900-02-29", "2100-02-29",
                                      "2025-04-31", "2025-01-00", "25",      "2025-1",      "2025/01/01", "2025-01-1",  "2025-01-01 ",
                                      "-2025",      "20250101",   "2025-",   "2025-01-01T", "２０２５",   "2025-1-01",  "0000-01-01"};
    gtee_date date;

    expect_date("2025-08-24", 20250824, "2025-08-24", "2025-08-24");
    expect_date("2025-08", 20250800, "2025-08-01", "2025-08-31");
    expect_date("2025", 20250000, "2025-01-01", "2025-12-31");
    expect_date("2024-02", 20240200, "2024-02-01", "2024-02-29");
    expect_date("2000-02-29", 20000229, "2000-02-29", "2000-02-29"); /* a leap year: divisible by 400 */
    expect_date("1900-02", 19000200, "1900-02-01", "1900-02-28");    /* none: divisible by 100 only */
    expect_date("2025-11", 20251100, "2025-11-01", "2025-11-30");
    expect_date("0001", 10000, "0001-01-01", "0001-12-31");
    expect_date("9999-12-31", 99991231, "9999-12-31", "9999-12-31");
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        date = 7;
        CU_ASSERT_EQUAL(gtee_date_parse(bad[i], &date), GTEE_ERROR_ARGUMENT);
        CU_ASSERT_EQUAL(date, GTEE_DATE_NONE);
    }
    CU_ASSERT_EQUAL(gtee_date_parse(NULL, &date), GTEE_ERROR_ARGUMENT);
    CU_ASSERT_EQUAL(gtee_date_parse("2025", NULL), GTEE_ERROR_ARGUMENT);
}

static void dates_that_are_none(void)
{
    static const gtee_date none[] = {0, -1, 5, 9999, 20251300, 20250230, 20250001, 20250132, 100000101, INT32_MAX, INT32_MIN, -20250101};
    char written[GTEE_DATE_BUFFER];

    for (size_t i = 0; i < sizeof none / sizeof none[0]; i++) {
        CU_ASSERT_STRING_EQUAL(gtee_date_format(none[i], written), "");
        CU_ASSERT_EQUAL(gtee_date_first_day(none[i]), 0);
        CU_ASSERT_EQUAL(gtee_date_last_day(none[i]), 0);
    }
}

UNIT_TESTS("base: text", {"buffers", buffers}, {"texts", texts}, {"whole numbers", whole_numbers}, {"doubles", doubles},
           {"doubles read back", doubles_read_back}, {"formats", formats}, {"guarded", guarded}, {"decimals", decimals},
           {"decimals as strtod", decimals_as_strtod}, {"unsigned numbers", unsigned_numbers}, {"ids", ids}, {"dates", dates},
           {"dates that are none", dates_that_are_none})
