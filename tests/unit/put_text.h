/* put_text.h: a text that a test writes bit by bit, such as a dossier of many records. Uses CUnit. */
#ifndef TESTS_UNIT_PUT_TEXT_H
#define TESTS_UNIT_PUT_TEXT_H

#include <stdarg.h>
#include <stdio.h>

#include <CUnit/CUnit.h>

typedef struct put_buffer {
    char bytes[16000];
    size_t size;
} put_buffer;

/* As printf does; a text that is full fails the test. */
static void put_text(put_buffer *t, const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    t->size += (size_t)vsnprintf(t->bytes + t->size, sizeof t->bytes - t->size, format, arguments);
    va_end(arguments);
    CU_ASSERT_FATAL(t->size < sizeof t->bytes);
}

#endif
