/* decimal.c: exact decimals, whole numbers, ids: the scalars of the format (text.h). Uses nothing else. */
#include "base/text.h"

#define MOST_DIGITS 15u
#define MOST_ID 64u

static const int64_t powers[MOST_DIGITS + 1] = {
    1,           10,           100,           1000,           10000,           100000,           1000000,           10000000, 100000000,
    1000000000,  10000000000,  100000000000,  1000000000000,  10000000000000,  100000000000000,  1000000000000000,
};

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* The length of the run of digits at `text`. */
static size_t digits_at(const char *text, size_t size)
{
    size_t count = 0;

    while (count < size && is_digit(text[count]))
        count++;
    return count;
}

/* Appends digits to the number. false: more than 15 of them count. */
static bool append_digits(const char *text, size_t count, int64_t *number)
{
    for (size_t i = 0; i < count; i++) {
        *number = *number * 10 + (text[i] - '0');
        if (*number >= powers[MOST_DIGITS])
            return false;
    }
    return true;
}

bool gti_decimal_parse(const char *text, size_t size, gti_decimal *decimal)
{
    const size_t whole = digits_at(text, size);
    size_t fraction = 0;

    *decimal = (gti_decimal){.digits = 0, .scale = 0};
    if (whole == 0)
        return false;
    if (whole < size) {
        fraction = digits_at(text + whole + 1, size - whole - 1);
        if (text[whole] != '.' || fraction == 0 || whole + 1 + fraction != size)
            return false;
    }
    while (fraction > 0 && text[whole + fraction] == '0')
        fraction--;
    if (fraction > MOST_DIGITS || !append_digits(text, whole, &decimal->digits) ||
        (fraction > 0 && !append_digits(text + whole + 1, fraction, &decimal->digits))) {
        *decimal = (gti_decimal){.digits = 0, .scale = 0};
        return false;
    }
    decimal->scale = (uint32_t)fraction;
    return true;
}

/* Both are below 2^53, so the division is the one rounding. */
double gti_decimal_double(gti_decimal decimal)
{
    return (double)decimal.digits / (double)powers[decimal.scale];
}

/* Appends the decimal with its digits after the point exactly as many as its scale. */
void gti_buffer_decimal(gti_buffer *buffer, gti_decimal decimal)
{
    const int64_t unit = powers[decimal.scale];
    int64_t fraction = decimal.digits % unit;

    gti_buffer_int(buffer, decimal.digits / unit);
    if (decimal.scale == 0)
        return;
    gti_buffer_char(buffer, '.');
    for (uint32_t place = decimal.scale; place-- > 0; fraction %= powers[place])
        gti_buffer_char(buffer, (char)('0' + fraction / powers[place]));
}

static int compare(int64_t a, int64_t b)
{
    return (a > b) - (a < b);
}

int gti_decimal_compare(gti_decimal a, gti_decimal b)
{
    const int64_t a_unit = powers[a.scale], b_unit = powers[b.scale];
    const int whole = compare(a.digits / a_unit, b.digits / b_unit);

    if (whole != 0)
        return whole;
    return compare(a.digits % a_unit * powers[MOST_DIGITS - a.scale], b.digits % b_unit * powers[MOST_DIGITS - b.scale]);
}

bool gti_uint_parse(const char *text, size_t size, uint64_t limit, uint64_t *number)
{
    uint64_t value = 0;

    *number = 0;
    if (size == 0 || digits_at(text, size) != size)
        return false;
    for (size_t i = 0; i < size; i++) {
        const uint64_t digit = (uint64_t)(text[i] - '0');

        if (digit > limit || value > (limit - digit) / 10)
            return false;
        value = value * 10 + digit;
    }
    *number = value;
    return true;
}

bool gti_is_id(const char *text, size_t size)
{
    bool after_letter = false;

    if (size == 0 || size > MOST_ID)
        return false;
    for (size_t i = 0; i < size; i++) {
        const bool letter = (text[i] >= 'a' && text[i] <= 'z') || is_digit(text[i]);

        if (!letter && (text[i] != '-' || !after_letter))
            return false;
        after_letter = letter;
    }
    return after_letter;
}
