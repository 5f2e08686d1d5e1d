/* table.c: the table of sets by weight and size (table.h). */
#include "game/table.h"

#include <string.h>

#define LANE_BITS 48u
#define LANE_MASK (((uint64_t)1 << LANE_BITS) - 1)
#define MOST_PENDING 15u

uint32_t gti_table_lanes(uint32_t members)
{
    return members <= 63 ? 1 : (members + LANE_BITS) / LANE_BITS;
}

double gti_table_bytes(uint64_t rows, uint32_t sizes, uint32_t members)
{
    return (double)rows * sizes * gti_table_lanes(members) * sizeof(uint64_t);
}

gtee_status gti_table_init(gti_table *table, gti_work *work, uint64_t rows, uint32_t sizes, uint32_t members)
{
    *table = (gti_table){.work = work, .rows = rows, .sizes = sizes, .lanes = gti_table_lanes(members)};
    table->row_words = (size_t)sizes * table->lanes;
    if (rows > SIZE_MAX || !gti_mul_size((size_t)rows, table->row_words, &table->bytes) ||
        !gti_mul_size(table->bytes, sizeof(uint64_t), &table->bytes))
        return GTEE_ERROR_LIMIT;
    table->words = gti_alloc(&work->allocator, table->bytes);
    if (table->words == NULL)
        return GTEE_ERROR_MEMORY;
    memset(table->words, 0, table->row_words * sizeof *table->words);
    table->words[0] = 1;
    return GTEE_OK;
}

void gti_table_free(gti_table *table)
{
    if (table->words != NULL)
        gti_free(&table->work->allocator, table->words, table->bytes);
    table->words = NULL;
}

/* The highest row that differs from those above. */
static uint64_t top_row(const gti_table *table)
{
    return table->sum < table->rows ? table->sum : table->rows - 1;
}

static uint64_t *row_at(const gti_table *table, uint64_t weight)
{
    return table->words + (size_t)weight * table->row_words;
}

void gti_table_settle(gti_table *table)
{
    uint64_t rows = top_row(table) + 1;
    bool settled = table->lanes == 1 || table->pending == 0;
    table->pending = 0;
    if (settled)
        return;
    for (uint64_t w = 0; w < rows; w++) {
        uint64_t *number = row_at(table, w);
        for (uint32_t s = 0; s <= table->most; s++, number += table->lanes)
            for (uint32_t lane = 0; lane + 1 < table->lanes; lane++) {
                number[lane + 1] += number[lane] >> LANE_BITS;
                number[lane] &= LANE_MASK;
            }
    }
}

static void add_words(uint64_t *restrict to, const uint64_t *restrict from, size_t count)
{
    for (size_t i = 0; i < count; i++)
        to[i] += from[i];
}

/* Makes the rows up to the new sum, which were the same as the last one so far, rows of their own. `used` words of each. */
static void extend(gti_table *table, uint64_t from, uint64_t to, size_t used)
{
    const uint64_t *last = row_at(table, from);
    for (uint64_t w = from + 1; w <= to && table->row_words == 1; w++)
        table->words[w] = *last;
    for (uint64_t w = from + 1; w <= to && table->row_words > 1; w++)
        memcpy(row_at(table, w), last, used * sizeof *last);
}

gtee_status gti_table_put(gti_table *table, uint64_t weight, bool counted)
{
    uint64_t before = top_row(table), after;
    size_t shift = counted && table->sizes > 1 ? table->lanes : 0, used = ((size_t)table->most + 1) * table->lanes;
    if (table->pending == MOST_PENDING)
        gti_table_settle(table);
    table->pending++;
    table->sum = weight > UINT64_MAX / 2 - table->sum ? UINT64_MAX / 2 : table->sum + weight;
    after = top_row(table);
    extend(table, before, after, used);
    if (shift > 0 && table->most + 1 < table->sizes) {
        table->most++;
        for (uint64_t w = 0; w <= after; w++) /* the numbers of the new largest size were never written */
            memset(row_at(table, w) + used, 0, table->lanes * sizeof *table->words);
    } else if (shift > 0) {
        used -= table->lanes; /* what is larger than the largest size is of no interest */
    }
    for (uint64_t w = after + 1; table->row_words == 1 && w-- > weight;)
        table->words[w] += table->words[w - weight];
    for (uint64_t w = after + 1; table->row_words > 1 && w-- > weight;)
        add_words(row_at(table, w) + shift, row_at(table, w - weight), used);
    return gti_work_step(table->work, (double)(after + 1) * (double)used);
}

/* to -= from, both settled; no number of `to` is less. */
static void subtract_row(uint64_t *restrict to, const uint64_t *restrict from, size_t numbers, uint32_t lanes)
{
    for (size_t i = 0; i < numbers; i++) {
        uint64_t borrow = 0;
        for (uint32_t lane = 0; lane < lanes; lane++, to++, from++) {
            const uint64_t left = *to - *from - borrow;
            borrow = left >> 63;
            *to = left & LANE_MASK;
        }
    }
}

gtee_status gti_table_take_out(gti_table *table, uint64_t weight)
{
    const uint64_t top = top_row(table);
    const size_t numbers = (size_t)table->most + 1;
    gti_table_settle(table);
    for (uint64_t w = weight; w <= top && table->lanes == 1; w++) /* one word is whole numbers, without a mask */
        for (size_t i = 0; i < numbers; i++)
            row_at(table, w)[i] -= row_at(table, w - weight)[i];
    for (uint64_t w = weight; w <= top && table->lanes > 1; w++)
        subtract_row(row_at(table, w), row_at(table, w - weight), numbers, table->lanes);
    table->sum -= weight;
    return gti_work_step(table->work, (double)(top + 1) * (double)numbers * table->lanes * GTI_TAKE_OUT_STEPS);
}

const uint64_t *gti_table_row(const gti_table *table, int64_t weight)
{
    if (weight < 0)
        return NULL;
    return row_at(table, (uint64_t)weight < table->sum ? (uint64_t)weight : table->sum);
}

void gti_lanes_clear(gti_lanes *sum)
{
    memset(sum->words, 0, sum->numbers * sum->lanes * sizeof *sum->words);
    sum->pending = 0;
}

/* Settles carries, below 0 too: the last lane keeps the sign. */
static void settle(gti_lanes *sum)
{
    for (size_t i = 0; i < sum->numbers; i++) {
        int64_t *number = sum->words + i * sum->lanes;
        for (uint32_t lane = 0; lane + 1 < sum->lanes; lane++) {
            int64_t low = (int64_t)((uint64_t)number[lane] & LANE_MASK);
            number[lane + 1] += (number[lane] - low) / ((int64_t)1 << LANE_BITS);
            number[lane] = low;
        }
    }
    sum->pending = 0;
}

void gti_lanes_add(gti_lanes *sum, uint32_t from, const uint64_t *row, size_t numbers, bool minus)
{
    int64_t *to = sum->words + (size_t)from * sum->lanes;
    size_t count;
    if (row == NULL || from >= sum->numbers)
        return;
    if (numbers > sum->numbers - from)
        numbers = sum->numbers - from;
    if (sum->lanes > 1 && ++sum->pending > 8192)
        settle(sum);
    count = numbers * sum->lanes;
    if (minus)
        for (size_t i = 0; i < count; i++)
            to[i] = (int64_t)((uint64_t)to[i] - row[i]);
    else
        for (size_t i = 0; i < count; i++)
            to[i] = (int64_t)((uint64_t)to[i] + row[i]);
}

void gti_lanes_take(gti_lanes *sum, size_t at, gti_limb *to, size_t width)
{
    const int64_t *number;
    if (sum->lanes > 1 && sum->pending > 0)
        settle(sum);
    number = sum->words + at * sum->lanes;
    for (uint32_t lane = 0; lane < sum->lanes; lane++) {
        gti_limb part[3] = {0, 0, 0};
        size_t bit = (size_t)lane * LANE_BITS, limb = bit / GTI_LIMB_BITS;
        unsigned shift = (unsigned)(bit % GTI_LIMB_BITS);
        uint64_t value = (uint64_t)number[lane];
        if (GTI_LIMB_BITS == 64) {
            part[0] = (gti_limb)(value << shift);
            part[1] = (gti_limb)(shift > 0 ? value >> (64 - shift) : 0);
        } else {
            part[0] = (gti_limb)(value << shift);
            part[1] = (gti_limb)(value >> (32 - shift));
            part[2] = (gti_limb)(shift > 0 ? value >> 32 >> (32 - shift) : 0);
        }
        if (limb < width)
            gti_limbs_add(to + limb, part, width - limb < 3 ? width - limb : 3);
    }
}
