/*
 * fuzz_result.c: any bytes as a saved result for `guarantee verify`: reading them ends with a document or a reason, never with a fault, and every text in
 * a document can be read to its end. Uses the program's reader of JSON, which stands alone.
 */
#include "../../bindings/cli/json.c"

#include <stdint.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static size_t walk(const json_value *value)
{
    size_t sum = value->text != NULL ? strlen(value->text) : 0;

    for (const json_value *item = value->first; item != NULL; item = item->next)
        sum += walk(item) + (item->key != NULL ? strlen(item->key) : 0);
    return sum;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    char *copy = malloc(size > 0 ? size : 1);
    json_document document;
    uint64_t number;

    if (copy == NULL)
        return 0;
    if (size > 0)
        memcpy(copy, data, size);
    json_read(&document, copy, size);
    if ((document.root != NULL) == (document.wrong != NULL))
        abort();
    if (document.root != NULL && walk(document.root) > size)
        abort();
    json_whole(json_member(document.root, "cap"), UINT32_MAX, &number);
    json_free(&document);
    free(copy);
    return 0;
}
