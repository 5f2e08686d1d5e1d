/* memory.c: a host whose Lua runs out of memory: at the first allocation of Lua's, at the second, and so on, once and for good. Nothing may leak
 * (AddressSanitizer sees that), nothing may be used after it is gone, and with enough memory the script succeeds. Uses the Lua headers and stdio.
 * usage: memory SCRIPT */
#include <lauxlib.h>
#include <lua.h>
#include <lualib.h>

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

typedef struct memory {
    long left;   /* allocations until one fails; below 0: none does */
    int forever; /* all later ones fail too */
    int failed;
} memory;

static void *allocate(void *user, void *block, size_t old_size, size_t new_size)
{
    memory *m = user;

    if (new_size == 0) {
        free(block);
        return NULL;
    }
    /* Lua relies on that making a block smaller does not fail. */
    if (block == NULL || new_size > old_size) {
        if (m->left == 0) {
            m->failed = 1;
            if (!m->forever)
                m->left = -1;
            return NULL;
        }
        if (m->left > 0)
            m->left--;
    }
    return realloc(block, new_size);
}

/* Without io, which in 5.1 closes the host's standard streams if it runs out of memory while it is opened. */
static void open_library(lua_State *L, const char *name, lua_CFunction open)
{
#if LUA_VERSION_NUM >= 502
    luaL_requiref(L, name, open, 1);
    lua_pop(L, 1);
#else
    lua_pushcfunction(L, open);
    lua_pushstring(L, name);
    lua_call(L, 1, 0);
#endif
}

static int run_protected(lua_State *L)
{
    const char *script = lua_touserdata(L, 1);

    open_library(L, LUA_VERSION_NUM >= 502 ? "_G" : "", luaopen_base);
    open_library(L, LUA_LOADLIBNAME, luaopen_package);
    open_library(L, LUA_TABLIBNAME, luaopen_table);
    open_library(L, LUA_STRLIBNAME, luaopen_string);
    if (luaL_loadfile(L, script) != 0)
        return lua_error(L);
    lua_call(L, 0, 0);
    return 0;
}

/* 0: the script went well; 1: Lua had no memory; 2: anything else. */
static int run(const char *script, memory *m)
{
    lua_State *L = lua_newstate(allocate, m);
    int result = 1, status;

    if (L == NULL)
        return 1;
#if LUA_VERSION_NUM >= 502
    lua_pushcfunction(L, run_protected); /* a light function: nothing is allocated */
    lua_pushlightuserdata(L, (void *)(uintptr_t)script);
    status = lua_pcall(L, 1, 0, 0);
#else
    status = lua_cpcall(L, run_protected, (void *)(uintptr_t)script);
#endif
    if (status == 0) {
        result = 0;
    } else if (status != LUA_ERRMEM && !m->failed) {
        const char *message = lua_tostring(L, -1);
        printf("%s\n", message != NULL ? message : "an error without a text");
        result = 2;
    }
    m->left = -1; /* closing needs no memory of ours, but finalizers may */
    lua_close(L);
    return result;
}

int main(int argc, char **argv)
{
    const char *script = argc > 1 ? argv[1] : "";
    memory plenty = {-1, 0, 0};
    long runs = 0;

    if (run(script, &plenty) != 0)
        return 1;
    for (int forever = 0; forever < 2; forever++) {
        for (long n = 0;; n += n < 400 ? 1 : 7) {
            memory m = {n, forever, 0};
            int result = run(script, &m);
            runs++;
            if (result == 2)
                return 1;
            if (!m.failed)
                break;
        }
    }
    printf("%ld runs\n", runs);
    return runs > 100 ? 0 : 1;
}
