/* The base room's hash tables: interned text and maps, crafted keys, failing allocations. */
#include "run.h"

#include "failing.h"

#include "base/hash.h"
#include "base/table.h"

static gti_allocator internal(failing *f)
{
    return (gti_allocator){.resize = failing_resize, .user = f};
}

static size_t numbered(char *text, const char *stem, uint32_t number)
{
    return (size_t)sprintf(text, "%s%u", stem, (unsigned)number);
}

/* Computed by another implementation of the same formula, with integers of any length: the hash is the same everywhere. */
static void hash_is_fixed(void)
{
    CU_ASSERT_EQUAL(gti_hash("", 0, 0), 0x617E9484AA48EED9u);
    CU_ASSERT_EQUAL(gti_hash("abc", 3, 0), 0x071C08019221649Fu);
    CU_ASSERT_EQUAL(gti_hash("abcdefg", 7, 1), 0xD3D8B54BC3D3A466u);
    CU_ASSERT_EQUAL(gti_hash("at_least-at_most", 16, 0), 0xF9ECA8057CA21407u);
    CU_ASSERT_EQUAL(gti_hash("a text of more than sixteen bytes, twice", 40, 7), 0x1597EF0CF68C222Au);
}

/* Neighbouring short texts spread like random numbers: the fullest of n buckets holds few of n texts. */
static void hash_spreads(void)
{
    enum { BUCKETS = 65536 };
    static uint16_t low[BUCKETS], high[BUCKETS];
    uint16_t most = 0;
    char text[32];

    for (uint32_t i = 0; i < BUCKETS; i++) {
        uint64_t hash = gti_hash(text, numbered(text, "p-", i), 0);
        uint16_t a = ++low[hash % BUCKETS], b = ++high[(hash >> 16) % BUCKETS];

        most = a > most ? a : most;
        most = b > most ? b : most;
    }
    CU_ASSERT_TRUE(most >= 4 && most <= 13); /* random: 8 ± 2 */
}

static bool intern_many(failing *f, uint32_t count)
{
    gti_allocator a = internal(f);
    gti_arena arena;
    gti_symbols *symbols;
    char text[64];
    bool ok = true;
    uint32_t i;

    gti_arena_init(&arena, &a);
    symbols = gti_symbols_new(&a, &arena);
    for (i = 0; i < count && symbols != NULL && ok; i++) {
        gti_symbol symbol = gti_symbols_intern(symbols, text, numbered(text, "participant-", i));

        ok = symbol != 0;
        CU_ASSERT_TRUE(!ok || symbol == i + 1);
    }
    /* A text that was not taken is not there; all before it are. */
    if (symbols != NULL) {
        uint32_t stored = ok ? i : i - 1;

        CU_ASSERT_EQUAL(gti_symbols_count(symbols), stored);
        CU_ASSERT_EQUAL(gti_symbols_find(symbols, text, numbered(text, "participant-", stored)), 0);
        for (i = 0; i < stored; i++) {
            size_t size = numbered(text, "participant-", i);

            CU_ASSERT_EQUAL(gti_symbols_find(symbols, text, size), i + 1);
            CU_ASSERT_EQUAL(gti_symbols_size(symbols, i + 1), size);
            CU_ASSERT_STRING_EQUAL(gti_symbols_text(symbols, i + 1), text);
        }
    }
    ok = ok && symbols != NULL;
    gti_symbols_free(symbols);
    gti_arena_free(&arena);
    return ok;
}

static void symbols(void)
{
    failing f;

    failing_init(&f);
    FAILING_SWEEP(&f, intern_many(&f, 1000));
    failing_rewind(&f, 0, false);
    CU_ASSERT_TRUE(intern_many(&f, 60000));
    CU_ASSERT_TRUE(failing_clean(&f));
}

static void symbols_are_equal_texts(void)
{
    gti_allocator a = gti_allocator_default();
    gti_arena arena;
    gti_symbols *symbols;
    gti_symbol empty, x;

    gti_arena_init(&arena, &a);
    symbols = gti_symbols_new(&a, &arena);
    CU_ASSERT_PTR_NOT_NULL_FATAL(symbols);
    CU_ASSERT_STRING_EQUAL(gti_symbols_text(symbols, 0), "");
    CU_ASSERT_EQUAL(gti_symbols_size(symbols, 0), 0);
    x = gti_symbols_intern(symbols, "x", 1);
    empty = gti_symbols_intern(symbols, "", 0);
    CU_ASSERT_TRUE(empty != 0 && empty != x);
    CU_ASSERT_EQUAL(gti_symbols_intern(symbols, "xyz", 1), x);
    CU_ASSERT_NOT_EQUAL(gti_symbols_intern(symbols, "x\0", 2), x);
    CU_ASSERT_EQUAL(gti_symbols_intern(symbols, "", 0), empty);
    CU_ASSERT_EQUAL(gti_symbols_count(symbols), 3);
    gti_symbols_free(symbols);
    gti_symbols_free(NULL);
    gti_arena_free(&arena);
}

/* Texts that all begin at one slot of every table of up to 4096 slots make it take another seed. */
static void crafted_texts(void)
{
    enum { TEXTS = 600 };
    failing f;
    gti_allocator a = internal(&f);
    gti_arena arena;
    gti_symbols *symbols;
    static char texts[TEXTS][16];
    size_t found = 0;
    uint64_t before;

    /* found by trying */
    for (uint32_t i = 0; found < TEXTS; i++) {
        size_t size = numbered(texts[found], "", i);

        if (gti_hash(texts[found], size, 0) % 4096 == 77)
            found++;
    }
    failing_init(&f);
    gti_arena_init(&arena, &a);
    symbols = gti_symbols_new(&a, &arena);
    CU_ASSERT_PTR_NOT_NULL_FATAL(symbols);
    before = f.bytes - arena.bytes;
    for (size_t i = 0; i < TEXTS; i++) {
        CU_ASSERT_EQUAL(gti_symbols_intern(symbols, texts[i], strlen(texts[i])), i + 1);
        if (i == 125)
            CU_ASSERT_EQUAL(f.bytes - arena.bytes, before);
        if (i == 135) /* 192 other texts would fit */
            CU_ASSERT_TRUE(f.bytes - arena.bytes > before);
    }
    for (size_t i = 0; i < TEXTS; i++)
        CU_ASSERT_EQUAL(gti_symbols_find(symbols, texts[i], strlen(texts[i])), i + 1);
    CU_ASSERT_TRUE(f.bytes - arena.bytes < 4096 * 8); /* with another seed they are texts like any other */
    gti_symbols_free(symbols);
    gti_arena_free(&arena);
    CU_ASSERT_TRUE(failing_clean(&f));
}

static bool map_many(failing *f, uint64_t step)
{
    gti_allocator a = internal(f);
    gti_map map;
    uint32_t value;
    uint64_t done = 0;
    bool ok = true;

    memset(&map, 0, sizeof map);
    CU_ASSERT_FALSE(gti_map_get(&map, 0, &value));
    for (; done < 3000 && ok; done += ok)
        ok = gti_map_put(&a, &map, done * step, (uint32_t)done);
    CU_ASSERT_EQUAL(map.count, done);
    for (uint64_t i = 0; i < done; i++)
        CU_ASSERT_TRUE(gti_map_get(&map, i * step, &value) && value == i);
    CU_ASSERT_FALSE(gti_map_get(&map, done * step, &value));
    ok = ok && gti_map_put(&a, &map, 0, UINT32_MAX - 1) && gti_map_get(&map, 0, &value) && value == UINT32_MAX - 1;
    CU_ASSERT_EQUAL(map.count, done);
    gti_map_free(&a, &map);
    CU_ASSERT_EQUAL(map.slots, 0);
    return ok;
}

static void map(void)
{
    failing f;

    failing_init(&f);
    FAILING_SWEEP(&f, map_many(&f, 1));
    FAILING_SWEEP(&f, map_many(&f, (uint64_t)1 << 40));
}

/* Pairs of small numbers, as the library makes keys, take no crafted-key measures. */
static void map_of_pairs(void)
{
    gti_allocator a = gti_allocator_default();
    gti_map map;

    memset(&map, 0, sizeof map);
    for (uint64_t i = 0; i < 300; i++)
        for (uint64_t k = 0; k < 300; k++)
            CU_ASSERT_TRUE_FATAL(gti_map_put(&a, &map, i << 32 | k, 1));
    CU_ASSERT_EQUAL(map.seed, 0);
    CU_ASSERT_EQUAL(map.count, 90000);
    gti_map_free(&a, &map);
}

/* Keys that all begin at one slot of every map of up to 4096 slots, as long as its seed is 0. */
static void crafted_keys(void)
{
    gti_allocator a = gti_allocator_default();
    static uint64_t keys[600];
    gti_map map;
    uint32_t value;
    size_t found = 0;

    for (uint64_t key = 0; found < 600; key++)
        if (gti_mix(key ^ 0x9E3779B97F4A7C15u, 0xBB67AE8584CAA73Bu) % 4096 == 77)
            keys[found++] = key;
    memset(&map, 0, sizeof map);
    for (uint32_t i = 0; i < 600; i++)
        CU_ASSERT_TRUE(gti_map_put(&a, &map, keys[i], i));
    CU_ASSERT_NOT_EQUAL(map.seed, 0); /* it was noticed */
    CU_ASSERT_TRUE(map.slots <= 2048);
    for (uint32_t i = 0; i < 600; i++)
        CU_ASSERT_TRUE(gti_map_get(&map, keys[i], &value) && value == i);
    gti_map_free(&a, &map);
}

UNIT_TESTS("base: tables", {"the hash is fixed", hash_is_fixed}, {"the hash spreads", hash_spreads}, {"symbols", symbols},
           {"symbols are equal texts", symbols_are_equal_texts}, {"crafted texts", crafted_texts}, {"map", map},
           {"map of pairs", map_of_pairs},
           {"crafted keys", crafted_keys})
