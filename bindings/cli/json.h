/* json.h: reading a JSON document (RFC 8259) that this program printed, or what somebody claims to be one. Uses the C library only. Nothing in it is
 * trusted: size, depth and number of values are bounded, text must be valid UTF-8 without NUL. */
#ifndef GUARANTEE_CLI_JSON_H
#define GUARANTEE_CLI_JSON_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define JSON_BYTES_AT_MOST ((size_t)64 << 20)

enum json_type { JSON_NULL, JSON_FALSE, JSON_TRUE, JSON_NUMBER, JSON_TEXT, JSON_LIST, JSON_MAP };

typedef struct json_value json_value;
struct json_value {
    enum json_type type;
    const char *key;  /* of a member of a map; else NULL */
    const char *text; /* of texts, NUL-terminated */
    double number;
    const json_value *first, *next; /* of lists and maps: the first item; the next one beside this */
};

typedef struct json_document {
    const json_value *root; /* NULL: what was read is no JSON */
    const char *wrong;      /* why, in words */
    size_t line;            /* where, from 1 */
    struct json_block *blocks;
} json_document;

/* Reads `size` bytes, which are changed and must live as long as the document. The document must be freed in any case. */
void json_read(json_document *document, char *data, size_t size);
void json_free(json_document *document);

/* Lookups; NULL, and NULL of NULL, where there is none of that type. */
const json_value *json_member(const json_value *map, const char *key);
const json_value *json_list(const json_value *map, const char *key);
const json_value *json_map(const json_value *map, const char *key);
const char *json_text(const json_value *map, const char *key);
/* A whole number from 0 to `most`; false: there is none. */
bool json_whole(const json_value *value, uint64_t most, uint64_t *number);

#endif
