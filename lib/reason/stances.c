/* stances.c: breaking positions into stances, and putting them in order by counting. Uses base, record, conditions.h. */
#include "reason/stances.h"

#include <string.h>

static gtee_status push(gti_pieces *pieces, const gti_raw *raw)
{
    if (!gti_groups_take(pieces->groups, 1))
        return GTEE_ERROR_LIMIT;
    return gti_vec_append(&pieces->groups->arena.allocator, &pieces->raws, raw, 1) ? GTEE_OK : GTEE_ERROR_MEMORY;
}

static gtee_status push_term(gti_pieces *pieces, gti_raw *raw, const gtee_term *term)
{
    gti_span span;
    gtee_status status = gti_variables_of(pieces->variables, pieces->groups, term->issue, term->participant, &span);

    raw->options = term->options;
    for (uint32_t i = 0; status == GTEE_OK && i < span.count; i++) {
        raw->variable = gti_span_at(&span, i);
        status = push(pieces, raw);
    }
    return status;
}

gtee_status gti_pieces_add(gti_pieces *pieces, const gtee_position *position, bool dead)
{
    gti_raw raw = {.participant = position->participant->record.index,
                   .day = (uint32_t)gtee_date_first_day(position->date),
                   .position = position->record.index,
                   .stance = (uint8_t)position->stance,
                   .evidence = (uint8_t)position->evidence,
                   .dead = dead};
    gtee_status status;

    if (position->stance == GTEE_STANCE_NONE)
        return GTEE_OK;
    status = gti_conditions_number(pieces->conditions, pieces->variables, pieces->groups, &position->conditions, &raw.condition);
    if (status != GTEE_OK)
        return status;
    if (position->proposal != NULL) {
        raw.variable = pieces->variables->count + position->proposal->record.index;
        raw.options = 1;
        return push(pieces, &raw);
    }
    for (uint32_t i = 0; status == GTEE_OK && i < position->terms.count; i++)
        status = push_term(pieces, &raw, &position->terms.items[i]);
    return status;
}

/* The keys to sort by, the least significant first; positions are in order already. */
static uint32_t key_of(const gti_raw *raw, uint32_t key)
{
    switch (key) {
    case 0:
        return raw->day;
    case 1:
        return raw->condition;
    case 2:
        return raw->participant;
    default:
        return raw->variable;
    }
}
#define KEYS 4u
#define DIGIT_BITS 11u
#define DIGITS (1u << DIGIT_BITS)

typedef struct digit {
    uint32_t key, least, shift;
} digit;

static uint32_t digit_of(const gti_raw *raw, const digit *which)
{
    return (key_of(raw, which->key) - which->least) >> which->shift & (DIGITS - 1);
}

/* One pass of a radix sort: stable, by one digit of one key. */
static void pass(const gti_raw *from, gti_raw *to, size_t count, const digit *which, size_t *starts)
{
    size_t start = 0;

    memset(starts, 0, DIGITS * sizeof *starts);
    for (size_t i = 0; i < count; i++)
        starts[digit_of(&from[i], which)]++;
    for (size_t i = 0; i < DIGITS; i++) {
        size_t here = starts[i];
        starts[i] = start;
        start += here;
    }
    for (size_t i = 0; i < count; i++)
        to[starts[digit_of(&from[i], which)]++] = from[i];
}

/* The least value of a key, and by how much the greatest exceeds it. */
static uint32_t range_of(const gti_raw *raws, size_t count, uint32_t key, uint32_t *least)
{
    uint32_t low = UINT32_MAX, high = 0;

    for (size_t i = 0; i < count; i++) {
        uint32_t value = key_of(&raws[i], key);
        low = value < low ? value : low;
        high = value > high ? value : high;
    }
    *least = low;
    return high - low;
}

bool gti_pieces_sort(gti_pieces *pieces, const gti_allocator *allocator)
{
    const size_t count = pieces->raws.count;
    gti_raw *from = pieces->raws.items, *spare;
    size_t *starts;
    bool done = false;

    if (count < 2)
        return true;
    spare = gti_alloc_array(allocator, count, sizeof *spare);
    starts = gti_alloc_array(allocator, DIGITS, sizeof *starts);
    if (spare == NULL || starts == NULL)
        goto done;
    gti_raw *to = spare;
    for (uint32_t key = 0; key < KEYS; key++) {
        digit which = {.key = key};
        uint32_t range = range_of(from, count, key, &which.least);
        for (; which.shift < 32 && range >> which.shift > 0; which.shift += DIGIT_BITS) {
            gti_raw *swap = from;
            pass(from, to, count, &which, starts);
            from = to;
            to = swap;
        }
    }
    if (from == spare)
        memcpy(pieces->raws.items, spare, count * sizeof *spare);
    done = true;
done:
    gti_free(allocator, spare, count * sizeof *spare);
    gti_free(allocator, starts, DIGITS * sizeof *starts);
    return done;
}

size_t gti_raw_run(const gti_raw *raws, size_t count)
{
    size_t length = 1;

    while (length < count && raws[length].variable == raws->variable && raws[length].participant == raws->participant)
        length++;
    return length;
}

size_t gti_raw_group(const gti_raw *raws, size_t count)
{
    size_t length = 1;

    while (length < count && raws[length].variable == raws->variable && raws[length].participant == raws->participant &&
           raws[length].condition == raws->condition)
        length++;
    return length;
}

size_t gti_raw_same_day(const gti_raw *raws, size_t count)
{
    size_t length = 1;

    while (length < count && raws[length].day == raws->day)
        length++;
    return length;
}

uint64_t gti_stance_favours(uint32_t stance, uint64_t options)
{
    switch (stance) {
    case GTEE_STANCE_REQUIRES:
    case GTEE_STANCE_PREFERS:
    case GTEE_STANCE_ACCEPTS:
        return options;
    default:
        return 0;
    }
}

uint64_t gti_stance_against(uint32_t stance, uint64_t options, uint64_t all)
{
    switch (stance) {
    case GTEE_STANCE_REQUIRES:
        return all & ~options;
    case GTEE_STANCE_REJECTS:
    case GTEE_STANCE_OPPOSES:
        return options;
    default:
        return 0;
    }
}
