/* json.c: a small reader of JSON. Uses json.h and the C library. */
#include "json.h"

#include <stdlib.h>
#include <string.h>

#define DEPTH_AT_MOST 64
#define VALUES_AT_MOST ((size_t)4 << 20)
#define BLOCK_VALUES 1024
#define NUMBER_BYTES 64

struct json_block {
    struct json_block *next;
    size_t count;
    json_value values[BLOCK_VALUES];
};

typedef struct reader {
    json_document *document;
    char *at, *end;
    size_t values;
    unsigned depth;
} reader;

static bool fail(reader *r, const char *why)
{
    if (r->document->wrong == NULL)
        r->document->wrong = why;
    return false;
}

static json_value *new_value(reader *r)
{
    struct json_block *block = r->document->blocks;

    if (++r->values > VALUES_AT_MOST) {
        fail(r, "it has too many values");
        return NULL;
    }
    if (block == NULL || block->count == BLOCK_VALUES) {
        block = malloc(sizeof *block);
        if (block == NULL) {
            fail(r, "out of memory");
            return NULL;
        }
        block->count = 0;
        block->next = r->document->blocks;
        r->document->blocks = block;
    }
    json_value *value = &block->values[block->count++];
    memset(value, 0, sizeof *value);
    return value;
}

/* ---- Text */

static void skip_space(reader *r)
{
    while (r->at < r->end && (*r->at == ' ' || *r->at == '\t' || *r->at == '\n' || *r->at == '\r'))
        r->at++;
}

static bool take(reader *r, char c)
{
    skip_space(r);
    if (r->at >= r->end || *r->at != c)
        return false;
    r->at++;
    return true;
}

static bool read_hex(reader *r, uint32_t *code)
{
    *code = 0;
    if (r->end - r->at < 4)
        return false;
    for (int i = 0; i < 4; i++) {
        const char c = *r->at++;
        const int digit = c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
        if (digit < 0)
            return false;
        *code = *code << 4 | (uint32_t)digit;
    }
    return true;
}

/* What follows \u, with the second half of a surrogate pair. */
static bool read_code(reader *r, uint32_t *code)
{
    uint32_t low;

    if (!read_hex(r, code) || *code == 0 || (*code >= 0xdc00 && *code < 0xe000))
        return false;
    if (*code < 0xd800 || *code >= 0xdc00)
        return true;
    if (r->end - r->at < 6 || r->at[0] != '\\' || r->at[1] != 'u')
        return false;
    r->at += 2;
    if (!read_hex(r, &low) || low < 0xdc00 || low >= 0xe000)
        return false;
    *code = 0x10000 + ((*code - 0xd800) << 10) + (low - 0xdc00);
    return true;
}

/* At most as many bytes as the escape had. */
static char *write_code(char *to, uint32_t code)
{
    if (code < 0x80) {
        *to++ = (char)code;
        return to;
    }
    if (code < 0x800) {
        *to++ = (char)(0xc0 | code >> 6);
    } else {
        if (code < 0x10000) {
            *to++ = (char)(0xe0 | code >> 12);
        } else {
            *to++ = (char)(0xf0 | code >> 18);
            *to++ = (char)(0x80 | (code >> 12 & 0x3f));
        }
        *to++ = (char)(0x80 | (code >> 6 & 0x3f));
    }
    *to++ = (char)(0x80 | (code & 0x3f));
    return to;
}

static bool read_escape(reader *r, char **to)
{
    static const char from[] = "\"\\/bfnrt", into[] = "\"\\/\b\f\n\r\t";
    uint32_t code;

    if (r->at >= r->end)
        return fail(r, "a text has no end");
    const char c = *r->at++;
    const char *found = c != '\0' ? strchr(from, c) : NULL;
    if (found != NULL) {
        *(*to)++ = into[found - from];
        return true;
    }
    if (c != 'u' || !read_code(r, &code))
        return fail(r, "a backslash is followed by no escape");
    *to = write_code(*to, code);
    return true;
}

/* Unescaped in place; the NUL takes the place of the closing quotation mark at the latest. */
static bool read_text(reader *r, const char **text)
{
    char *to = r->at;

    *text = r->at;
    while (r->at < r->end && *r->at != '"') {
        const char c = *r->at++;
        if ((unsigned char)c < 0x20)
            return fail(r, "a text has a control character");
        if (c != '\\')
            *to++ = c;
        else if (!read_escape(r, &to))
            return false;
    }
    if (r->at >= r->end)
        return fail(r, "a text has no end");
    r->at++;
    *to = '\0';
    return true;
}

/* ---- Numbers */

static size_t digits(const char *at, const char *end)
{
    size_t count = 0;

    while (at + count < end && at[count] >= '0' && at[count] <= '9')
        count++;
    return count;
}

/* The length of a number by JSON's grammar; 0: it is none. */
static size_t number_size(const char *from, const char *end)
{
    const char *at = from + (from < end && *from == '-');
    size_t count = digits(at, end);

    if (count == 0 || (count > 1 && *at == '0'))
        return 0;
    at += count;
    if (at < end && *at == '.') {
        count = digits(at + 1, end);
        if (count == 0)
            return 0;
        at += count + 1;
    }
    if (at < end && (*at == 'e' || *at == 'E')) {
        at++;
        at += at < end && (*at == '+' || *at == '-');
        count = digits(at, end);
        if (count == 0)
            return 0;
        at += count;
    }
    return (size_t)(at - from);
}

static bool read_number(reader *r, json_value *value)
{
    char copy[NUMBER_BYTES];
    const size_t size = number_size(r->at, r->end);

    if (size == 0 || size >= sizeof copy)
        return fail(r, "there is no value where one should be");
    memcpy(copy, r->at, size);
    copy[size] = '\0';
    value->type = JSON_NUMBER;
    value->number = strtod(copy, NULL); /* the program never leaves the locale "C" */
    r->at += size;
    return true;
}

/* ---- Values */

static bool read_value(reader *r, json_value *value);

static bool read_item(reader *r, json_value *item, bool map)
{
    if (!map)
        return read_value(r, item);
    if (!take(r, '"'))
        return fail(r, "a key is missing");
    if (!read_text(r, &item->key))
        return false;
    if (!take(r, ':'))
        return fail(r, "a colon is missing");
    return read_value(r, item);
}

static bool read_items(reader *r, json_value *value, bool map)
{
    const char close = map ? '}' : ']';
    json_value *last = NULL;

    value->type = map ? JSON_MAP : JSON_LIST;
    if (take(r, close))
        return true;
    do {
        json_value *item = new_value(r);
        if (item == NULL || !read_item(r, item, map))
            return false;
        if (last != NULL)
            last->next = item;
        else
            value->first = item;
        last = item;
    } while (take(r, ','));
    return take(r, close) || fail(r, "a list or map has no end");
}

static bool read_word(reader *r, json_value *value)
{
    static const struct {
        const char *word;
        enum json_type type;
    } words[] = {{"null", JSON_NULL}, {"true", JSON_TRUE}, {"false", JSON_FALSE}};

    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
        const size_t size = strlen(words[i].word);
        if ((size_t)(r->end - r->at) < size || memcmp(r->at, words[i].word, size) != 0)
            continue;
        value->type = words[i].type;
        r->at += size;
        return true;
    }
    return read_number(r, value);
}

static bool read_value(reader *r, json_value *value)
{
    bool good;

    if (take(r, '"')) {
        value->type = JSON_TEXT;
        return read_text(r, &value->text);
    }
    const bool map = take(r, '{');
    if (!map && !take(r, '['))
        return read_word(r, value);
    if (++r->depth > DEPTH_AT_MOST)
        return fail(r, "it is nested too deeply");
    good = read_items(r, value, map);
    r->depth--;
    return good;
}

/* The length of the sequence at `at`; 0: it is not UTF-8, or NUL. */
static size_t sequence(const unsigned char *at, const unsigned char *end)
{
    static const uint32_t least[] = {0, 1, 0x80, 0x800, 0x10000};
    const size_t size = *at < 0x80 ? 1 : *at < 0xc0 ? 0 : *at < 0xe0 ? 2 : *at < 0xf0 ? 3 : *at < 0xf8 ? 4 : 0;

    if (size == 0 || (size_t)(end - at) < size)
        return 0;
    uint32_t code = size == 1 ? *at : *at & (0x7fu >> size);
    for (size_t i = 1; i < size; i++) {
        if ((at[i] & 0xc0) != 0x80)
            return 0;
        code = code << 6 | (at[i] & 0x3fu);
    }
    return code < least[size] || code > 0x10ffff || (code >= 0xd800 && code < 0xe000) ? 0 : size;
}

static bool is_utf8(reader *r)
{
    const unsigned char *end = (const unsigned char *)r->end;

    for (const unsigned char *at = (const unsigned char *)r->at; at < end;) {
        const size_t size = sequence(at, end);
        if (size == 0)
            return fail(r, "it is not UTF-8");
        at += size;
    }
    return true;
}

void json_read(json_document *document, char *data, size_t size)
{
    reader r = {document, data, data + size, 0, 0};
    json_value *root;
    size_t lines = 1;

    memset(document, 0, sizeof *document);
    if (size > JSON_BYTES_AT_MOST) {
        fail(&r, "it is too large");
        return;
    }
    if (!is_utf8(&r) || (root = new_value(&r)) == NULL)
        return;
    const bool good = read_value(&r, root);
    if (good)
        skip_space(&r);
    if (good && r.at == r.end) {
        document->root = root;
        return;
    }
    fail(&r, "something follows its end");
    for (const char *at = data; at < r.at; at++) /* texts that were unescaped held no line ends */
        lines += *at == '\n';
    document->line = lines;
}

void json_free(json_document *document)
{
    while (document->blocks != NULL) {
        struct json_block *next = document->blocks->next;
        free(document->blocks);
        document->blocks = next;
    }
}

/* ---- Lookups */

const json_value *json_member(const json_value *map, const char *key)
{
    if (map == NULL || map->type != JSON_MAP)
        return NULL;
    for (const json_value *item = map->first; item != NULL; item = item->next)
        if (strcmp(item->key, key) == 0)
            return item;
    return NULL;
}

static const json_value *of_type(const json_value *value, enum json_type type)
{
    return value != NULL && value->type == type ? value : NULL;
}

const json_value *json_list(const json_value *map, const char *key)
{
    return of_type(json_member(map, key), JSON_LIST);
}

const json_value *json_map(const json_value *map, const char *key)
{
    return of_type(json_member(map, key), JSON_MAP);
}

const char *json_text(const json_value *map, const char *key)
{
    const json_value *value = of_type(json_member(map, key), JSON_TEXT);

    return value != NULL ? value->text : NULL;
}

bool json_whole(const json_value *value, uint64_t most, uint64_t *number)
{
    *number = 0;
    if (value == NULL || value->type != JSON_NUMBER || value->number < 0 || value->number > 9e15)
        return false;
    *number = (uint64_t)value->number;
    return (double)*number >= value->number && *number <= most;
}
