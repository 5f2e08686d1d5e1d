/* keys.c: repeated keys. A mapping of the usual size is compared pair by pair, behind a filter that lets hardly any pair through; a
 * large one is sorted, so that no choice of keys makes it slow. Uses base and node.h. */
#include "read/keys.h"

#include <string.h>

#define FEW 24u

static unsigned char folded(char c)
{
    return (unsigned char)(c == '-' ? '_' : c);
}

static int compare_keys(const void *user, const void *a, const void *b)
{
    const gti_node *left = *(const gti_node *const *)a, *right = *(const gti_node *const *)b;
    uint32_t size = left->key_size < right->key_size ? left->key_size : right->key_size;

    (void)user;
    for (uint32_t i = 0; i < size; i++)
        if (folded(left->key[i]) != folded(right->key[i]))
            return folded(left->key[i]) < folded(right->key[i]) ? -1 : 1;
    return (left->key_size > right->key_size) - (left->key_size < right->key_size);
}

static void report(gti_tree *tree, const gti_node *first, const gti_node *again)
{
    gti_report *list = tree->loader->report;
    gti_place place = {.file = tree->file, .line = again->key_line, .column = again->key_column};
    gti_place before = {.file = tree->file, .line = first->key_line, .column = first->key_column};
    gti_buffer path;

    place.length = (uint32_t)gti_utf8_count(again->key, again->key_size);
    before.length = (uint32_t)gti_utf8_count(first->key, first->key_size);
    gti_report_add(list, GTI_CODE_REPEATED_KEY, &place, gti_tree_path(tree, again, &path), "the key %q stands twice in one mapping",
                   again->key);
    gti_report_hint(list, "keep one of the two, or put both values in one list");
    gti_report_related(list, &before, "it stands here first");
    gti_buffer_free(&path);
}

/* One of 64 bits, the same for equal keys: size, first and last letter. */
static uint64_t filter_bit(const gti_node *entry)
{
    unsigned sum = entry->key_size;

    if (sum > 0)
        sum += folded(entry->key[0]) * 5u + folded(entry->key[entry->key_size - 1]) * 11u;
    return UINT64_C(1) << (sum & 63u);
}

static void check_few(gti_tree *tree, const gti_node *map)
{
    uint64_t seen = 0;

    for (const gti_node *entry = map->first; entry != NULL; entry = entry->next) {
        uint64_t bit = filter_bit(entry);
        if ((seen & bit) != 0) {
            const gti_node *first = map->first;
            while (first != entry && compare_keys(NULL, &first, &entry) != 0)
                first = first->next;
            if (first != entry)
                report(tree, first, entry);
        }
        seen |= bit;
    }
}

static bool check_many(gti_tree *tree, const gti_node *map)
{
    const gti_allocator *allocator = &tree->loader->context->allocator;
    size_t count = 0;
    const gti_node **entries = gti_alloc_array(allocator, map->count, sizeof *entries);

    if (entries == NULL)
        return false;
    for (const gti_node *entry = map->first; entry != NULL; entry = entry->next)
        entries[count++] = entry;
    bool ok = gti_sort(allocator, entries, count, sizeof *entries, compare_keys, NULL);
    for (size_t i = 1, first = 0; ok && i < count; i++) {
        if (compare_keys(NULL, &entries[first], &entries[i]) == 0)
            report(tree, entries[first], entries[i]);
        else
            first = i;
    }
    gti_free(allocator, entries, map->count * sizeof *entries);
    return ok;
}

bool gti_keys_check(gti_tree *tree, const gti_node *map)
{
    if (map->count > FEW)
        return check_many(tree, map);
    check_few(tree, map);
    return true;
}
