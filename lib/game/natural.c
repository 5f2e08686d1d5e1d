/* natural.c: natural numbers of any size (natural.h). Schoolbook methods: ours have tens of limbs, where nothing faster pays. Division is
 * algorithm D of Knuth, The Art of Computer Programming, volume 2, 4.3.1. Uses limb.h and base. */
#include "game/natural.h"

#include <math.h>
#include <string.h>

void gti_natural_free(const gti_allocator *allocator, gti_natural *number)
{
    gti_free(allocator, number->limbs, number->capacity * sizeof *number->limbs);
    *number = (gti_natural){0};
}

static bool reserve(const gti_allocator *allocator, gti_natural *number, size_t capacity)
{
    size_t size;
    gti_limb *limbs;
    if (capacity <= number->capacity)
        return true;
    if (capacity < number->capacity * 2)
        capacity = number->capacity * 2;
    if (!gti_mul_size(capacity, sizeof *limbs, &size))
        return false;
    limbs = allocator->resize(allocator->user, number->limbs, number->capacity * sizeof *limbs, size);
    if (limbs == NULL)
        return false;
    number->limbs = limbs;
    number->capacity = capacity;
    return true;
}

static void trim(gti_natural *number)
{
    while (number->count > 0 && number->limbs[number->count - 1] == 0)
        number->count--;
}

bool gti_natural_set(const gti_allocator *allocator, gti_natural *number, uint64_t value)
{
    if (!reserve(allocator, number, 64 / GTI_LIMB_BITS))
        return false;
    number->count = 64 / GTI_LIMB_BITS;
    for (size_t i = 0; i < number->count; i++)
        number->limbs[i] = (gti_limb)(value >> (i * GTI_LIMB_BITS));
    trim(number);
    return true;
}

bool gti_natural_from_limbs(const gti_allocator *allocator, gti_natural *number, const gti_limb *limbs, size_t width)
{
    if (!reserve(allocator, number, width))
        return false;
    if (width > 0)
        memmove(number->limbs, limbs, width * sizeof *limbs);
    number->count = width;
    trim(number);
    return true;
}

bool gti_natural_copy(const gti_allocator *allocator, gti_natural *to, const gti_natural *from)
{
    return to == from || gti_natural_from_limbs(allocator, to, from->limbs, from->count);
}

bool gti_natural_is_zero(const gti_natural *number)
{
    return number->count == 0;
}

int gti_natural_compare(const gti_natural *a, const gti_natural *b)
{
    if (a->count != b->count)
        return a->count < b->count ? -1 : 1;
    for (size_t i = a->count; i-- > 0;)
        if (a->limbs[i] != b->limbs[i])
            return a->limbs[i] < b->limbs[i] ? -1 : 1;
    return 0;
}

static unsigned limb_bits(gti_limb limb)
{
    unsigned bits = 0;
    for (; limb != 0; limb >>= 1)
        bits++;
    return bits;
}

uint64_t gti_natural_bits(const gti_natural *number)
{
    return number->count == 0 ? 0 : (uint64_t)(number->count - 1) * GTI_LIMB_BITS + limb_bits(number->limbs[number->count - 1]);
}

static bool bit_at(const gti_natural *number, uint64_t bit)
{
    return number->limbs[bit / GTI_LIMB_BITS] >> (bit % GTI_LIMB_BITS) & 1u;
}

bool gti_natural_uint(const gti_natural *number, uint64_t *value)
{
    *value = 0;
    if (gti_natural_bits(number) > 64)
        return false;
    for (size_t i = 0; i < number->count; i++)
        *value |= (uint64_t)number->limbs[i] << (i * GTI_LIMB_BITS);
    return true;
}

/* Is any of the bits below `bit` set? */
static bool any_below(const gti_natural *number, uint64_t bit)
{
    size_t whole = (size_t)(bit / GTI_LIMB_BITS);
    unsigned left = (unsigned)(bit % GTI_LIMB_BITS);
    return !gti_limbs_zero(number->limbs, whole) || (left > 0 && (number->limbs[whole] & (((gti_limb)1 << left) - 1)) != 0);
}

double gti_natural_double(const gti_natural *number)
{
    uint64_t bits = gti_natural_bits(number), mantissa = 0, low;
    if (bits > 1024)
        return HUGE_VAL;
    low = bits > 53 ? bits - 53 : 0;
    for (uint64_t bit = bits; bit-- > low;)
        mantissa = mantissa << 1 | bit_at(number, bit);
    if (low > 0 && bit_at(number, low - 1) && (any_below(number, low - 1) || (mantissa & 1) != 0))
        mantissa++;
    return ldexp((double)mantissa, (int)low);
}

#define TEN_POWER (GTI_LIMB_BITS == 64 ? UINT64_C(10000000000000000000) : UINT64_C(1000000000))
#define TEN_DIGITS (GTI_LIMB_BITS == 64 ? 19u : 9u)

/* number /= divisor; the rest. */
static gti_limb divide_small(gti_natural *number, gti_limb divisor)
{
    gti_wide rest = 0;
    for (size_t i = number->count; i-- > 0;) {
        rest = rest << GTI_LIMB_BITS | number->limbs[i];
        number->limbs[i] = (gti_limb)(rest / divisor);
        rest %= divisor;
    }
    trim(number);
    return (gti_limb)rest;
}

static void reverse(char *text, size_t size)
{
    for (size_t i = 0; i < size / 2; i++) {
        char kept = text[i];
        text[i] = text[size - 1 - i];
        text[size - 1 - i] = kept;
    }
}

bool gti_natural_text(const gti_allocator *allocator, const gti_natural *number, gti_buffer *out)
{
    gti_natural left = {0};
    size_t begin = out->size;
    bool good = gti_natural_copy(allocator, &left, number);
    if (good && left.count == 0)
        gti_buffer_char(out, '0');
    while (good && left.count > 0) {
        gti_limb part = divide_small(&left, (gti_limb)TEN_POWER);
        for (unsigned digit = 0; digit < TEN_DIGITS && (left.count > 0 || part > 0); digit++, part /= 10)
            gti_buffer_char(out, (char)('0' + part % 10));
    }
    good = good && !out->failed;
    if (good)
        reverse(out->data + begin, out->size - begin);
    gti_natural_free(allocator, &left);
    return good;
}

bool gti_natural_add(const gti_allocator *allocator, gti_natural *sum, const gti_natural *a, const gti_natural *b)
{
    const gti_natural *longer = a->count >= b->count ? a : b, *shorter = longer == a ? b : a;
    size_t count = longer->count, less = shorter->count;
    gti_wide carry = 0;
    if (!reserve(allocator, sum, count + 1))
        return false;
    for (size_t i = 0; i < count; i++) {
        carry += (gti_wide)longer->limbs[i] + (i < less ? shorter->limbs[i] : 0);
        sum->limbs[i] = (gti_limb)carry;
        carry >>= GTI_LIMB_BITS;
    }
    sum->limbs[count] = (gti_limb)carry;
    sum->count = count + 1;
    trim(sum);
    return true;
}

bool gti_natural_subtract(const gti_allocator *allocator, gti_natural *rest, const gti_natural *a, const gti_natural *b)
{
    size_t count = a->count, less = b->count;
    gti_limb borrow = 0;
    if (!reserve(allocator, rest, count))
        return false;
    for (size_t i = 0; i < count; i++) {
        gti_limb from = a->limbs[i], take = i < less ? b->limbs[i] : 0, left = from - take;
        rest->limbs[i] = left - borrow;
        borrow = (gti_limb)((from < take) | (left < borrow));
    }
    rest->count = count;
    trim(rest);
    return true;
}

/* product of a and b into fresh limbs. */
static void multiply_into(gti_limb *product, const gti_natural *a, const gti_natural *b)
{
    memset(product, 0, (a->count + b->count) * sizeof *product);
    for (size_t i = 0; i < a->count; i++) {
        gti_limb carry = 0;
        for (size_t j = 0; j < b->count; j++) {
            gti_wide term = (gti_wide)a->limbs[i] * b->limbs[j] + product[i + j] + carry;
            product[i + j] = (gti_limb)term;
            carry = (gti_limb)(term >> GTI_LIMB_BITS);
        }
        product[i + b->count] = carry;
    }
}

bool gti_natural_multiply(const gti_allocator *allocator, gti_natural *product, const gti_natural *a, const gti_natural *b)
{
    gti_natural fresh = {0};
    if (a->count == 0 || b->count == 0) {
        product->count = 0;
        return true;
    }
    if (!reserve(allocator, &fresh, a->count + b->count))
        return false;
    multiply_into(fresh.limbs, a, b);
    fresh.count = a->count + b->count;
    trim(&fresh);
    gti_natural_free(allocator, product);
    *product = fresh;
    return true;
}

/* number × factor, in place. */
static bool scale_limb(const gti_allocator *allocator, gti_natural *number, gti_limb factor)
{
    gti_limb carry = 0;
    if (!reserve(allocator, number, number->count + 1))
        return false;
    for (size_t i = 0; i < number->count; i++) {
        gti_wide product = (gti_wide)number->limbs[i] * factor + carry;
        number->limbs[i] = (gti_limb)product;
        carry = (gti_limb)(product >> GTI_LIMB_BITS);
    }
    number->limbs[number->count++] = carry;
    trim(number);
    return true;
}

bool gti_natural_scale(const gti_allocator *allocator, gti_natural *number, uint64_t factor)
{
    gti_natural other = {0};
    bool good;
    if (factor <= GTI_LIMB_MAX)
        return scale_limb(allocator, number, (gti_limb)factor);
    good = gti_natural_set(allocator, &other, factor) && gti_natural_multiply(allocator, number, number, &other);
    gti_natural_free(allocator, &other);
    return good;
}

bool gti_natural_shift(const gti_allocator *allocator, gti_natural *number, uint64_t bits)
{
    size_t whole = (size_t)(bits / GTI_LIMB_BITS), count = number->count;
    unsigned part = (unsigned)(bits % GTI_LIMB_BITS);
    if (count == 0)
        return true;
    if (!reserve(allocator, number, count + whole + 1))
        return false;
    number->limbs[count + whole] = 0;
    memmove(number->limbs + whole, number->limbs, count * sizeof *number->limbs);
    memset(number->limbs, 0, whole * sizeof *number->limbs);
    for (size_t i = count + whole + 1; part > 0 && i-- > whole;)
        number->limbs[i] = (gti_limb)(number->limbs[i] << part) | (i > whole ? number->limbs[i - 1] >> (GTI_LIMB_BITS - part) : 0);
    number->count = count + whole + 1;
    trim(number);
    return true;
}

/* number / 2^bits, rounded down, in place. */
static void shift_down(gti_natural *number, uint64_t bits)
{
    size_t whole = (size_t)(bits / GTI_LIMB_BITS);
    unsigned part = (unsigned)(bits % GTI_LIMB_BITS);
    if (whole >= number->count) {
        number->count = 0;
        return;
    }
    for (size_t i = 0; i + whole < number->count; i++) {
        gti_limb above = i + whole + 1 < number->count ? number->limbs[i + whole + 1] : 0;
        number->limbs[i] = part == 0 ? number->limbs[i + whole]
                                     : number->limbs[i + whole] >> part | (gti_limb)(above << (GTI_LIMB_BITS - part));
    }
    number->count -= whole;
    trim(number);
}

/* One digit of the quotient by the two top limbs of `top` and the top of the divisor, at most 2 too large. */
static gti_limb guess_digit(const gti_limb *top, const gti_natural *divisor)
{
    gti_limb first = divisor->limbs[divisor->count - 1], second = divisor->limbs[divisor->count - 2];
    gti_wide two = (gti_wide)top[0] << GTI_LIMB_BITS | top[-1];
    gti_wide digit = top[0] >= first ? GTI_LIMB_MAX : two / first, rest = two - digit * first;
    while (rest <= GTI_LIMB_MAX && digit * second > (rest << GTI_LIMB_BITS | top[-2])) {
        digit--;
        rest += first;
    }
    return (gti_limb)digit;
}

/* at[0 … count] -= digit × divisor; true if that went below 0. */
static bool take_multiple(gti_limb *at, const gti_natural *divisor, gti_limb digit)
{
    gti_limb carry = 0, borrow = 0;
    for (size_t i = 0; i <= divisor->count; i++) {
        gti_wide product = (gti_wide)digit * (i < divisor->count ? divisor->limbs[i] : 0) + carry;
        gti_limb take = (gti_limb)product, from = at[i], left = from - take;
        carry = (gti_limb)(product >> GTI_LIMB_BITS);
        at[i] = left - borrow;
        borrow = (gti_limb)((from < take) | (left < borrow));
    }
    return borrow != 0;
}

static void put_back(gti_limb *at, const gti_natural *divisor)
{
    gti_wide carry = 0;
    for (size_t i = 0; i <= divisor->count; i++) {
        carry += (gti_wide)at[i] + (i < divisor->count ? divisor->limbs[i] : 0);
        at[i] = (gti_limb)carry;
        carry >>= GTI_LIMB_BITS;
    }
}

/* Divides `left`, which becomes the rest, by a divisor whose top bit is set, of at least two limbs. `left` has one limb to spare. */
static void divide_long(gti_limb *quotient, gti_natural *left, const gti_natural *divisor)
{
    for (size_t j = left->count - divisor->count; j-- > 0;) {
        gti_limb digit = guess_digit(left->limbs + j + divisor->count, divisor);
        if (take_multiple(left->limbs + j, divisor, digit)) {
            digit--;
            put_back(left->limbs + j, divisor);
        }
        quotient[j] = digit;
    }
}

/* The general case: a ≥ b, b of at least two limbs. */
static bool divide_shifted(const gti_allocator *allocator, gti_natural *whole, gti_natural *left, const gti_natural *b)
{
    gti_natural divisor = {0};
    uint64_t shift = GTI_LIMB_BITS - limb_bits(b->limbs[b->count - 1]);
    size_t count = left->count;
    bool good = gti_natural_copy(allocator, &divisor, b) && gti_natural_shift(allocator, &divisor, shift) &&
                reserve(allocator, left, count + 2) && gti_natural_shift(allocator, left, shift) &&
                reserve(allocator, whole, count + 1 - b->count);
    if (good) {
        for (size_t i = left->count; i <= count; i++)
            left->limbs[i] = 0;
        left->count = count + 1;
        whole->count = count + 1 - b->count;
        divide_long(whole->limbs, left, &divisor);
        trim(whole);
        trim(left);
        shift_down(left, shift);
    }
    gti_natural_free(allocator, &divisor);
    return good;
}

bool gti_natural_divide(const gti_allocator *allocator, gti_natural *quotient, gti_natural *rest, const gti_natural *a, const gti_natural *b)
{
    gti_natural whole = {0}, left = {0};
    bool good = gti_natural_copy(allocator, &left, a);
    if (good && b->count == 1 && gti_natural_compare(a, b) >= 0) {
        gti_limb small = divide_small(&left, b->limbs[0]);
        whole = left;
        left = (gti_natural){0};
        good = gti_natural_set(allocator, &left, small);
    } else if (good && gti_natural_compare(a, b) >= 0) {
        good = divide_shifted(allocator, &whole, &left, b);
    }
    if (good && quotient != NULL)
        good = gti_natural_copy(allocator, quotient, &whole);
    if (good && rest != NULL)
        good = gti_natural_copy(allocator, rest, &left);
    gti_natural_free(allocator, &whole);
    gti_natural_free(allocator, &left);
    return good;
}

static uint64_t zeros_below(const gti_natural *number)
{
    uint64_t bit = 0;
    size_t limb = 0;
    while (number->limbs[limb] == 0)
        limb++;
    for (gti_limb left = number->limbs[limb]; (left & 1u) == 0; left >>= 1)
        bit++;
    return (uint64_t)limb * GTI_LIMB_BITS + bit;
}

static gti_limb gcd_limbs(gti_limb a, gti_limb b)
{
    while (b != 0) {
        gti_limb rest = a % b;
        a = b;
        b = rest;
    }
    return a;
}

/* Of two odd numbers, binary (Stein 1967) down to one limb: the result is in x. */
static bool gcd_odd(const gti_allocator *allocator, gti_natural *x, gti_natural *y)
{
    int order;
    while ((order = gti_natural_compare(x, y)) != 0) {
        if (x->count == 1 && y->count == 1) {
            x->limbs[0] = gcd_limbs(x->limbs[0], y->limbs[0]);
            return true;
        }
        gti_natural *larger = order > 0 ? x : y;
        if (!gti_natural_subtract(allocator, larger, larger, order > 0 ? y : x))
            return false;
        shift_down(larger, zeros_below(larger));
    }
    return true;
}

bool gti_natural_gcd(const gti_allocator *allocator, gti_natural *gcd, const gti_natural *a, const gti_natural *b)
{
    gti_natural x = {0}, y = {0};
    bool good = gti_natural_copy(allocator, &x, a) && gti_natural_copy(allocator, &y, b);
    if (good && x.count == 0) {
        good = gti_natural_copy(allocator, gcd, &y);
    } else if (good && y.count == 0) {
        good = gti_natural_copy(allocator, gcd, &x);
    } else if (good) {
        uint64_t of_x = zeros_below(&x), of_y = zeros_below(&y);
        shift_down(&x, of_x);
        shift_down(&y, of_y);
        good = gcd_odd(allocator, &x, &y) && gti_natural_shift(allocator, &x, of_x < of_y ? of_x : of_y) &&
               gti_natural_copy(allocator, gcd, &x);
    }
    gti_natural_free(allocator, &x);
    gti_natural_free(allocator, &y);
    return good;
}
