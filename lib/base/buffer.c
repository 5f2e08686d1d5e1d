/* buffer.c: text under construction and the public text (text.h). Uses memory.h. */
#include "base/text.h"

#include <string.h>

void gti_buffer_init(gti_buffer *buffer, const gti_allocator *allocator)
{
    *buffer = (gti_buffer){.allocator = *allocator, .data = NULL, .size = 0, .capacity = 0, .failed = false};
}

void gti_buffer_free(gti_buffer *buffer)
{
    gti_free(&buffer->allocator, buffer->data, buffer->capacity);
    buffer->data = NULL;
    buffer->size = 0;
    buffer->capacity = 0;
    buffer->failed = false;
}

/* Room for `size` more bytes and the NUL. */
static bool make_room(gti_buffer *buffer, size_t size)
{
    size_t needed, capacity;
    char *data;

    if (buffer->failed)
        return false;
    if (!gti_add_size(buffer->size, size, &needed) || !gti_add_size(needed, 1, &needed))
        goto failed;
    if (needed <= buffer->capacity)
        return true;
    capacity = buffer->capacity > SIZE_MAX / 2 ? needed : buffer->capacity * 2;
    if (capacity < 64)
        capacity = 64;
    if (capacity < needed)
        capacity = needed;
    data = buffer->allocator.resize(buffer->allocator.user, buffer->data, buffer->capacity, capacity);
    if (data == NULL)
        goto failed;
    buffer->data = data;
    buffer->capacity = capacity;
    return true;

failed:
    buffer->failed = true;
    return false;
}

void gti_buffer_add(gti_buffer *buffer, const char *bytes, size_t size)
{
    if (!make_room(buffer, size))
        return;
    if (size > 0)
        memcpy(buffer->data + buffer->size, bytes, size);
    buffer->size += size;
    buffer->data[buffer->size] = '\0';
}

void gti_buffer_text(gti_buffer *buffer, const char *text)
{
    if (text != NULL)
        gti_buffer_add(buffer, text, strlen(text));
}

void gti_buffer_char(gti_buffer *buffer, char c)
{
    gti_buffer_add(buffer, &c, 1);
}

void gti_buffer_repeat(gti_buffer *buffer, char c, size_t count)
{
    if (!make_room(buffer, count))
        return;
    memset(buffer->data + buffer->size, c, count);
    buffer->size += count;
    buffer->data[buffer->size] = '\0';
}

void gti_buffer_uint(gti_buffer *buffer, uint64_t number)
{
    char digits[20];
    size_t start = sizeof digits;

    do {
        digits[--start] = (char)('0' + number % 10);
        number /= 10;
    } while (number != 0);
    gti_buffer_add(buffer, digits + start, sizeof digits - start);
}

void gti_buffer_int(gti_buffer *buffer, int64_t number)
{
    if (number < 0)
        gti_buffer_char(buffer, '-');
    gti_buffer_uint(buffer, number < 0 ? 0 - (uint64_t)number : (uint64_t)number);
}

void gti_buffer_truncate(gti_buffer *buffer, size_t size)
{
    if (size >= buffer->size)
        return;
    buffer->size = size;
    buffer->data[size] = '\0';
}

/* -- The public text */

struct gtee_text {
    gti_refs refs;
    gti_allocator allocator;
    size_t size;
    char data[]; /* and a NUL */
};

gtee_status gti_text_new(const gti_allocator *allocator, const char *bytes, size_t size, gtee_text **text)
{
    size_t all;

    *text = NULL;
    if (gti_add_size(size, sizeof(gtee_text) + 1, &all))
        *text = gti_alloc(allocator, all);
    if (*text == NULL)
        return GTEE_ERROR_MEMORY;
    gti_refs_init(&(*text)->refs);
    (*text)->allocator = *allocator;
    (*text)->size = size;
    if (size > 0)
        memcpy((*text)->data, bytes, size);
    (*text)->data[size] = '\0';
    return GTEE_OK;
}

gtee_status gti_buffer_take(gti_buffer *buffer, gtee_text **text)
{
    gtee_status status = GTEE_ERROR_MEMORY;

    *text = NULL;
    if (!buffer->failed)
        status = gti_text_new(&buffer->allocator, buffer->data, buffer->size, text);
    gti_buffer_free(buffer);
    return status;
}

gtee_text *gtee_text_ref(gtee_text *text)
{
    gti_refs_up(&text->refs);
    return text;
}

void gtee_text_unref(gtee_text *text)
{
    gti_allocator allocator;

    if (text == NULL || !gti_refs_down(&text->refs))
        return;
    allocator = text->allocator;
    gti_free(&allocator, text, sizeof *text + text->size + 1);
}

const char *gtee_text_data(const gtee_text *text)
{
    return text->data;
}

size_t gtee_text_size(const gtee_text *text)
{
    return text->size;
}
