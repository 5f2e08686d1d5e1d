/* arena.c: memory that is given back all at once (memory.h). Uses the allocator only. */
#include "base/memory.h"

#include <stdalign.h>
#include <string.h>

#define FIRST_BLOCK 4096u
#define LARGEST_BLOCK (1024u * 1024u)

struct gti_arena_block {
    gti_arena_block *next; /* an older one */
    size_t size;           /* all of it, this header included */
    alignas(max_align_t) unsigned char bytes[];
};

void gti_arena_init(gti_arena *arena, const gti_allocator *allocator)
{
    *arena = (gti_arena){.allocator = *allocator, .blocks = NULL, .next = NULL, .left = 0, .bytes = 0};
}

/* A block with room for `room` bytes, in no list yet. */
static gti_arena_block *new_block(gti_arena *arena, size_t room)
{
    size_t size;
    gti_arena_block *block;

    if (!gti_add_size(room, sizeof *block, &size))
        return NULL;
    block = gti_alloc(&arena->allocator, size);
    if (block == NULL)
        return NULL;
    block->next = NULL;
    block->size = size;
    arena->bytes += size;
    return block;
}

/* Puts a fresh block in front, from which small requests are served. */
static bool add_block(gti_arena *arena)
{
    size_t size = arena->blocks == NULL ? FIRST_BLOCK : arena->blocks->size;
    gti_arena_block *block;

    if (arena->blocks != NULL && size < LARGEST_BLOCK)
        size *= 2;
    if (size > LARGEST_BLOCK)
        size = LARGEST_BLOCK;
    block = new_block(arena, size - sizeof *block);
    if (block == NULL)
        return false;
    block->next = arena->blocks;
    arena->blocks = block;
    arena->next = block->bytes;
    arena->left = block->size - sizeof *block;
    return true;
}

/* A block of its own for a large request, behind the newest, whose free part stays in use. */
static void *alloc_large(gti_arena *arena, size_t room)
{
    gti_arena_block *block;

    if (arena->blocks == NULL && !add_block(arena))
        return NULL;
    block = new_block(arena, room);
    if (block == NULL)
        return NULL;
    block->next = arena->blocks->next;
    arena->blocks->next = block;
    return block->bytes;
}

static size_t padding(const void *address, size_t alignment)
{
    return (size_t)(-(uintptr_t)address & (alignment - 1));
}

/* Makes room for a small request in a fresh block, or serves a large one. NULL: no memory. */
static void *alloc_outside(gti_arena *arena, size_t size, size_t alignment)
{
    size_t most;
    unsigned char *memory;

    if (!gti_add_size(size, alignment, &most))
        return NULL;
    if (most > FIRST_BLOCK / 4 && (arena->blocks == NULL || most > arena->blocks->size / 4)) {
        memory = alloc_large(arena, most);
        return memory == NULL ? NULL : memory + padding(memory, alignment);
    }
    return add_block(arena) ? gti_arena_alloc(arena, size, alignment) : NULL;
}

void *gti_arena_alloc(gti_arena *arena, size_t size, size_t alignment)
{
    size_t pad = padding(arena->next, alignment);
    unsigned char *memory;

    if (size == 0)
        size = 1; /* NULL says that there is no memory, nothing else */
    if (size > arena->left || pad > arena->left - size)
        return alloc_outside(arena, size, alignment);
    memory = arena->next + pad;
    arena->next = memory + size;
    arena->left -= pad + size;
    return memory;
}

void *gti_arena_zero(gti_arena *arena, size_t size, size_t alignment)
{
    void *memory = gti_arena_alloc(arena, size, alignment);

    if (memory != NULL)
        memset(memory, 0, size);
    return memory;
}

void *gti_arena_array(gti_arena *arena, size_t count, size_t each, size_t alignment)
{
    size_t size;

    return gti_mul_size(count, each, &size) ? gti_arena_zero(arena, size, alignment) : NULL;
}

char *gti_arena_copy(gti_arena *arena, const char *bytes, size_t size)
{
    size_t with_nul;
    char *copy = gti_add_size(size, 1, &with_nul) ? gti_arena_alloc(arena, with_nul, 1) : NULL;

    if (copy == NULL)
        return NULL;
    if (size > 0)
        memcpy(copy, bytes, size);
    copy[size] = '\0';
    return copy;
}

static void free_blocks(gti_arena *arena, gti_arena_block *block)
{
    while (block != NULL) {
        gti_arena_block *next = block->next;

        arena->bytes -= block->size;
        gti_free(&arena->allocator, block, block->size);
        block = next;
    }
}

void gti_arena_reset(gti_arena *arena)
{
    gti_arena_block *newest = arena->blocks;

    if (newest == NULL)
        return;
    free_blocks(arena, newest->next);
    newest->next = NULL;
    arena->next = newest->bytes;
    arena->left = newest->size - sizeof *newest;
}

void gti_arena_free(gti_arena *arena)
{
    free_blocks(arena, arena->blocks);
    arena->blocks = NULL;
    arena->next = NULL;
    arena->left = 0;
}
