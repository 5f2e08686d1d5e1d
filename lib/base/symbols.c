/* symbols.c: interned text (table.h), and the hash of bytes. Uses memory.h and hash.h. */
#include "base/hash.h"

#include <string.h>

#define FIRST_SLOTS 256u
#define MOST_SLOTS ((size_t)1 << 31)
#define CHUNK 256u /* entries that live together in the arena */

typedef struct entry {
    const char *text;
    size_t size;
} entry;

typedef struct slot {
    uint32_t hash; /* its lower half */
    gti_symbol symbol; /* 0: empty */
} slot;

struct gti_symbols {
    gti_allocator allocator;
    gti_arena *arena;
    slot *slots;
    size_t slot_count; /* a power of two */
    uint64_t seed;
    gti_vec chunks; /* entry *, of CHUNK entries each; symbol 0 is the empty text */
    size_t count;   /* of symbols */
};

/* Little-endian on every platform; compilers make one load of it where that is so. */
static uint64_t load(const unsigned char *p, unsigned bytes)
{
    uint64_t word = 0;

    for (unsigned i = 0; i < bytes; i++)
        word |= (uint64_t)p[i] << (8 * i);
    return word;
}

static uint64_t load8(const unsigned char *p)
{
    return (uint64_t)p[0] | (uint64_t)p[1] << 8 | (uint64_t)p[2] << 16 | (uint64_t)p[3] << 24 | (uint64_t)p[4] << 32 |
           (uint64_t)p[5] << 40 | (uint64_t)p[6] << 48 | (uint64_t)p[7] << 56;
}

static uint64_t load4(const unsigned char *p)
{
    return (uint64_t)p[0] | (uint64_t)p[1] << 8 | (uint64_t)p[2] << 16 | (uint64_t)p[3] << 24;
}

/* Multiply and fold, 16 bytes a step; the odd constants are fractions of well-known irrationals (√2, √3, √5), so that nothing is up the
 * sleeve. */
uint64_t gti_hash(const void *bytes, size_t size, uint64_t seed)
{
    const uint64_t k0 = 0x6A09E667F3BCC909u, k1 = 0xBB67AE8584CAA73Bu, k2 = 0x3C6EF372FE94F82Bu;
    const unsigned char *p = bytes;
    uint64_t h = seed ^ k0, a, b;
    size_t left = size;

    for (; left > 16; left -= 16, p += 16)
        h = gti_mix(load8(p) ^ k1, load8(p + 8) ^ h);
    if (left >= 8) {
        a = load8(p);
        b = load8(p + left - 8);
    } else if (left >= 4) {
        a = load4(p);
        b = load4(p + left - 4);
    } else {
        a = load(p, (unsigned)left);
        b = 0;
    }
    return gti_mix(k2 ^ size, gti_mix(a ^ k1 ^ h, b ^ h ^ k2));
}

static const entry *entry_of(const gti_symbols *symbols, gti_symbol symbol)
{
    return GTI_VEC_AT(&symbols->chunks, entry *, symbol / CHUNK)[0] + symbol % CHUNK;
}

/* The slot where the text stands or would stand; the length of the way there in *steps. */
static slot *probe(const gti_symbols *symbols, const char *text, size_t size, uint32_t hash, uint32_t *steps)
{
    const size_t mask = symbols->slot_count - 1;
    size_t at = hash & mask;
    uint32_t step = 0;

    for (;;) {
        slot *here = &symbols->slots[at];

        if (here->symbol == 0)
            break;
        if (here->hash == hash) {
            const entry *known = entry_of(symbols, here->symbol);

            if (known->size == size && memcmp(known->text, text, size) == 0)
                break;
        }
        at = (at + ++step) & mask;
    }
    *steps = step;
    return &symbols->slots[at];
}

/* Puts a symbol that is not there into the first free slot on its way. */
static void place(slot *slots, size_t slot_count, slot what)
{
    size_t at = what.hash & (slot_count - 1);

    for (uint32_t step = 1; slots[at].symbol != 0; step++)
        at = (at + step) & (slot_count - 1);
    slots[at] = what;
}

static uint64_t seed_of_content(const gti_symbols *symbols)
{
    uint64_t seed = symbols->seed;

    for (size_t i = 1; i <= symbols->count; i++) {
        const entry *known = entry_of(symbols, (gti_symbol)i);

        seed = gti_hash(known->text, known->size, seed);
    }
    return seed;
}

/* Twice the slots; with another seed if asked to, else by the hashes that the slots hold. */
static bool grow(gti_symbols *symbols, bool reseed)
{
    const size_t slot_count = symbols->slot_count * 2;
    slot *slots = slot_count > MOST_SLOTS ? NULL : gti_alloc_array(&symbols->allocator, slot_count, sizeof *slots);

    if (slots == NULL)
        return false;
    if (reseed)
        symbols->seed = seed_of_content(symbols);
    for (size_t i = 0; i < symbols->slot_count; i++) {
        slot what = symbols->slots[i];

        if (what.symbol == 0)
            continue;
        if (reseed) {
            const entry *known = entry_of(symbols, what.symbol);

            what.hash = (uint32_t)gti_hash(known->text, known->size, symbols->seed);
        }
        place(slots, slot_count, what);
    }
    gti_free(&symbols->allocator, symbols->slots, symbols->slot_count * sizeof *slots);
    symbols->slots = slots;
    symbols->slot_count = slot_count;
    return true;
}

/* Room for one more entry. */
static bool add_chunk(gti_symbols *symbols)
{
    entry *chunk = gti_arena_alloc(symbols->arena, CHUNK * sizeof *chunk, _Alignof(entry));
    entry **place_of_it = chunk == NULL ? NULL : gti_vec_push(&symbols->allocator, &symbols->chunks);

    if (place_of_it == NULL)
        return false;
    *place_of_it = chunk;
    return true;
}

gti_symbols *gti_symbols_new(const gti_allocator *allocator, gti_arena *arena)
{
    gti_symbols *symbols = gti_alloc_zero(allocator, sizeof *symbols);

    if (symbols == NULL)
        return NULL;
    symbols->allocator = *allocator;
    symbols->arena = arena;
    symbols->chunks = GTI_VEC(entry *);
    symbols->slots = gti_alloc_array(allocator, FIRST_SLOTS, sizeof *symbols->slots);
    if (symbols->slots == NULL)
        goto no_memory;
    symbols->slot_count = FIRST_SLOTS;
    if (!add_chunk(symbols))
        goto no_memory;
    *GTI_VEC_AT(&symbols->chunks, entry *, 0)[0] = (entry){.text = "", .size = 0};
    return symbols;

no_memory:
    gti_symbols_free(symbols);
    return NULL;
}

void gti_symbols_free(gti_symbols *symbols)
{
    gti_allocator allocator;

    if (symbols == NULL)
        return;
    allocator = symbols->allocator;
    gti_free(&allocator, symbols->slots, symbols->slot_count * sizeof *symbols->slots);
    gti_vec_free(&allocator, &symbols->chunks);
    gti_free(&allocator, symbols, sizeof *symbols);
}

/* A text that is not there yet, with `at` as its slot. */
static gti_symbol add(gti_symbols *symbols, const char *text, size_t size, uint32_t hash, slot *at)
{
    const size_t symbol = symbols->count + 1;
    char *copy;
    entry *fresh;

    if (symbol / CHUNK >= symbols->chunks.count && !add_chunk(symbols))
        return 0;
    copy = gti_arena_copy(symbols->arena, text, size);
    if (copy == NULL)
        return 0;
    fresh = GTI_VEC_AT(&symbols->chunks, entry *, symbol / CHUNK)[0] + symbol % CHUNK;
    *fresh = (entry){.text = copy, .size = size};
    symbols->count = symbol;
    *at = (slot){.hash = hash, .symbol = (gti_symbol)symbol};
    return (gti_symbol)symbol;
}

gti_symbol gti_symbols_intern(gti_symbols *symbols, const char *text, size_t size)
{
    uint32_t hash = (uint32_t)gti_hash(text, size, symbols->seed);
    uint32_t steps;
    slot *at = probe(symbols, text, size, hash, &steps);
    bool crafted;

    if (at->symbol != 0)
        return at->symbol;
    crafted = steps > GTI_PROBES && symbols->count > symbols->slot_count / GTI_SPARSE;
    if (crafted || gti_crowded(symbols->count, symbols->slot_count)) {
        if (!grow(symbols, crafted))
            return 0;
        hash = (uint32_t)gti_hash(text, size, symbols->seed);
        at = probe(symbols, text, size, hash, &steps);
    }
    return add(symbols, text, size, hash, at);
}

gti_symbol gti_symbols_find(const gti_symbols *symbols, const char *text, size_t size)
{
    uint32_t steps;

    return probe(symbols, text, size, (uint32_t)gti_hash(text, size, symbols->seed), &steps)->symbol;
}

const char *gti_symbols_text(const gti_symbols *symbols, gti_symbol symbol)
{
    return entry_of(symbols, symbol)->text;
}

size_t gti_symbols_size(const gti_symbols *symbols, gti_symbol symbol)
{
    return entry_of(symbols, symbol)->size;
}

size_t gti_symbols_count(const gti_symbols *symbols)
{
    return symbols->count;
}
