/* map.c: maps from a 64-bit key to a 32-bit value (table.h). Uses memory.h and hash.h. */
#include "base/hash.h"

#define FIRST_SLOTS 16u

static uint64_t spread(uint64_t key, uint64_t seed)
{
    return gti_mix(key ^ seed ^ 0x9E3779B97F4A7C15u, seed ^ 0xBB67AE8584CAA73Bu);
}

/* The slot where the key stands or would stand. There is a free one. */
static size_t probe(const gti_map *map, uint64_t key, uint32_t *steps)
{
    const size_t mask = map->slots - 1;
    size_t at = (size_t)spread(key, map->seed) & mask;
    uint32_t step = 0;

    while (map->values[at] != 0 && map->keys[at] != key)
        at = (at + ++step) & mask;
    *steps = step;
    return at;
}

static uint64_t seed_of_content(const gti_map *map)
{
    uint64_t seed = map->seed;

    for (size_t i = 0; i < map->slots; i++)
        if (map->values[i] != 0)
            seed = spread(map->keys[i], seed);
    return seed;
}

/* Twice the slots, or the first ones. */
static bool grow(const gti_allocator *allocator, gti_map *map, bool reseed)
{
    gti_map bigger = {.keys = NULL, .values = NULL, .count = map->count, .slots = FIRST_SLOTS, .seed = map->seed};
    uint32_t steps;

    if (map->slots > 0 && !gti_mul_size(map->slots, 2, &bigger.slots))
        return false;
    bigger.keys = gti_alloc_array(allocator, bigger.slots, sizeof *bigger.keys);
    bigger.values = gti_alloc_array(allocator, bigger.slots, sizeof *bigger.values);
    if (bigger.keys == NULL || bigger.values == NULL) {
        gti_map_free(allocator, &bigger);
        return false;
    }
    if (reseed)
        bigger.seed = seed_of_content(map);
    for (size_t i = 0; i < map->slots; i++)
        if (map->values[i] != 0) {
            size_t at = probe(&bigger, map->keys[i], &steps);

            bigger.keys[at] = map->keys[i];
            bigger.values[at] = map->values[i];
        }
    gti_map_free(allocator, map);
    *map = bigger;
    return true;
}

bool gti_map_put(const gti_allocator *allocator, gti_map *map, uint64_t key, uint32_t value)
{
    uint32_t steps = 0;
    size_t at = map->slots == 0 ? 0 : probe(map, key, &steps);
    bool crafted;

    if (map->slots == 0 || map->values[at] == 0) {
        crafted = steps > GTI_PROBES && map->count > map->slots / GTI_SPARSE;
        if (crafted || gti_crowded(map->count, map->slots)) {
            if (!grow(allocator, map, crafted))
                return false;
            at = probe(map, key, &steps);
        }
        map->keys[at] = key;
        map->count++;
    }
    map->values[at] = value + 1;
    return true;
}

bool gti_map_get(const gti_map *map, uint64_t key, uint32_t *value)
{
    uint32_t steps;
    size_t at;

    if (map->slots == 0)
        return false;
    at = probe(map, key, &steps);
    if (map->values[at] == 0)
        return false;
    *value = map->values[at] - 1;
    return true;
}

void gti_map_free(const gti_allocator *allocator, gti_map *map)
{
    gti_free(allocator, map->keys, map->slots * sizeof *map->keys);
    gti_free(allocator, map->values, map->slots * sizeof *map->values);
    *map = (gti_map){.keys = NULL, .values = NULL, .count = 0, .slots = 0, .seed = 0};
}
