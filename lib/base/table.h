/* table.h: hash tables: interned text, and maps from a 64-bit key to a 32-bit value. Uses memory.h.
 *
 * The hash is the same on each platform and run (results must not depend on it anyway); tables resist crafted keys by probing
 * limits: a table whose probe sequences grow long rehashes with another seed taken from its own content. */
#ifndef GTI_BASE_TABLE_H
#define GTI_BASE_TABLE_H

#include "base/memory.h"

/* Text, each different one stored once with a NUL behind it; equal texts have the same symbol. Symbols count from 1; 0 is none. */
typedef uint32_t gti_symbol;
typedef struct gti_symbols gti_symbols;

gti_symbols *gti_symbols_new(const gti_allocator *allocator, gti_arena *arena); /* texts and entries live in the arena; NULL: no memory */
void gti_symbols_free(gti_symbols *symbols);                                    /* the index; the texts stay with the arena */
gti_symbol gti_symbols_intern(gti_symbols *symbols, const char *text, size_t size); /* 0: no memory */
gti_symbol gti_symbols_find(const gti_symbols *symbols, const char *text, size_t size); /* 0: not there */
const char *gti_symbols_text(const gti_symbols *symbols, gti_symbol symbol);        /* "" for 0 */
size_t gti_symbols_size(const gti_symbols *symbols, gti_symbol symbol);
size_t gti_symbols_count(const gti_symbols *symbols);

/* A map from a 64-bit key to a 32-bit value. Zero-initialise. */
typedef struct gti_map {
    uint64_t *keys;
    uint32_t *values; /* value + 1; 0: empty slot */
    size_t count;
    size_t slots; /* a power of two, or 0 */
    uint64_t seed;
} gti_map;

bool gti_map_put(const gti_allocator *allocator, gti_map *map, uint64_t key, uint32_t value); /* value < UINT32_MAX; replaces; false: no memory */
bool gti_map_get(const gti_map *map, uint64_t key, uint32_t *value);                          /* false: not there */
void gti_map_free(const gti_allocator *allocator, gti_map *map);

uint64_t gti_hash(const void *bytes, size_t size, uint64_t seed);

#endif
