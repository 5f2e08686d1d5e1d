/* draft.c: building: a record, or a part of one, as a table of Lua. Keys are those of docs/format.md. Uses gtl.h. */
#include "gtl.h"

#include <string.h>

#define DEEPEST 60 /* before the library's own limit on nesting, so that a table that holds itself ends too */

/* A scalar at an index as text: numbers in the least digits, truth values as the format writes them. NULL: it is no scalar. */
static const char *scalar(lua_State *L, int index, char buffer[32])
{
    switch (lua_type(L, index)) {
    case LUA_TSTRING:
        return gtl_check_text(L, index);
    case LUA_TBOOLEAN:
        return lua_toboolean(L, index) ? "true" : "false";
    case LUA_TNUMBER:
        gtl_format_number(lua_tonumber(L, index), buffer);
        return buffer;
    default:
        return NULL;
    }
}

static int is_whole(lua_State *L, int index)
{
    lua_Number number = lua_type(L, index) == LUA_TNUMBER ? lua_tonumber(L, index) : 0.5;

#if GTL_HAS_INTEGERS
    if (lua_isinteger(L, index))
        return 1;
#endif
    return number >= -GTL_EXACT && number <= GTL_EXACT && number == (lua_Number)(int64_t)number;
}

/* An object stands for its id. */
static void id_of_object(lua_State *L, int index)
{
    if (lua_type(L, index) != LUA_TUSERDATA)
        return;
    lua_getfield(L, index, "id");
    lua_replace(L, index);
}

static gtee_status fill(lua_State *L, gtee_draft *draft, int table, int depth);

/* Puts the value on top at a key of a mapping. */
static gtee_status set(lua_State *L, gtee_draft *map, const char *key, int depth)
{
    int index = lua_gettop(L);
    char buffer[32];
    gtee_draft *child = NULL;
    gtee_status status;

    id_of_object(L, index);
    if (lua_istable(L, index)) {
        status = lua_rawlen(L, index) > 0 ? gtee_draft_set_list(map, key, &child) : gtee_draft_set_map(map, key, &child);
        return status == GTEE_OK ? fill(L, child, index, depth + 1) : status;
    }
    if (is_whole(L, index))
        return gtee_draft_set_integer(map, key, gtl_check_integer(L, index));
    if (lua_isnil(L, index))
        return gtee_draft_set(map, key, NULL);
    if (scalar(L, index, buffer) == NULL)
        luaL_error(L, "'%s' cannot be a %s", key, luaL_typename(L, index));
    return gtee_draft_set(map, key, scalar(L, index, buffer));
}

/* Adds the value on top to a list. */
static gtee_status append(lua_State *L, gtee_draft *list, int depth)
{
    int index = lua_gettop(L);
    char buffer[32];
    gtee_draft *child = NULL;
    gtee_status status;

    id_of_object(L, index);
    if (lua_istable(L, index)) {
        status = lua_rawlen(L, index) > 0 ? gtee_draft_append_list(list, &child) : gtee_draft_append_map(list, &child);
        return status == GTEE_OK ? fill(L, child, index, depth + 1) : status;
    }
    if (scalar(L, index, buffer) == NULL)
        luaL_error(L, "a list cannot hold a %s", luaL_typename(L, index));
    return gtee_draft_append(list, scalar(L, index, buffer));
}

/* The keys of the table, in alphabetical order so that the same table always gives the same record. Pushes them. */
static int push_keys(lua_State *L, int table)
{
    int keys, count = 0;

    lua_newtable(L);
    keys = lua_gettop(L);
    for (lua_pushnil(L); lua_next(L, table) != 0; lua_pop(L, 1)) {
        int at = ++count;
        if (lua_type(L, -2) != LUA_TSTRING)
            luaL_error(L, "a table is a list or has names as keys, not a %s", luaL_typename(L, -2));
        for (; at > 1; at--) {
            lua_rawgeti(L, keys, at - 1);
            if (strcmp(lua_tostring(L, -1), lua_tostring(L, -3)) <= 0) {
                lua_pop(L, 1);
                break;
            }
            lua_rawseti(L, keys, at);
        }
        lua_pushvalue(L, -2);
        lua_rawseti(L, keys, at);
    }
    return count;
}

static gtee_status fill_map(lua_State *L, gtee_draft *map, int table, int depth)
{
    gtee_status status = GTEE_OK;
    int count = push_keys(L, table), keys = lua_gettop(L);

    for (int i = 1; i <= count && status == GTEE_OK; i++) {
        const char *key;
        lua_rawgeti(L, keys, i);
        key = gtl_check_text(L, keys + 1);
        lua_pushvalue(L, keys + 1);
        lua_rawget(L, table);
        status = set(L, map, key, depth);
        lua_settop(L, keys);
    }
    lua_pop(L, 1);
    return status;
}

/* Fills an empty mapping or list from a table: with elements it is a list, else a mapping. */
static gtee_status fill(lua_State *L, gtee_draft *draft, int table, int depth)
{
    gtee_status status = GTEE_OK;
    int count = (int)lua_rawlen(L, table), top = lua_gettop(L);

    luaL_checkstack(L, 10, NULL);
    if (depth > DEEPEST)
        return GTEE_ERROR_LIMIT;
    if (count == 0)
        return fill_map(L, draft, table, depth);
    for (int i = 1; i <= count && status == GTEE_OK; i++) {
        lua_rawgeti(L, table, i);
        status = append(L, draft, depth);
        lua_settop(L, top);
    }
    return status;
}

static int give(lua_State *L, gtee_status status)
{
    if (status == GTEE_OK) {
        lua_pushboolean(L, 1);
        return 1;
    }
    lua_pushnil(L);
    gtl_push_error(L, status);
    return 2;
}

static gtee_draft *check_draft(lua_State *L)
{
    return (gtee_draft *)(uintptr_t)gtl_check(L, 1, &gtl_class_draft);
}

/* draft:set(key, value): a text, number, truth value, table, or nil to take the key away. */
int gtl_draft_set(lua_State *L)
{
    gtee_draft *draft = check_draft(L);
    const char *key = gtl_check_text(L, 2);

    lua_settop(L, 3);
    return give(L, set(L, draft, key, 0));
}

/* draft:append(value) */
int gtl_draft_append(lua_State *L)
{
    gtee_draft *draft = check_draft(L);

    luaL_checkany(L, 2);
    lua_settop(L, 2);
    return give(L, append(L, draft, 0));
}

typedef struct filling {
    gtee_draft *draft;
    gtee_status status;
} filling;

/* Fills a draft from the table at 1; protected, so that what was begun can be taken back. */
static int fill_protected(lua_State *L)
{
    filling *f = lua_touserdata(L, 2);

    f->status = fill_map(L, f->draft, 1, 0);
    return 0;
}

/* builder:add(kind, table) gives the draft; the table may be left out. Of a record that cannot be made nothing is left. */
int gtl_builder_add(lua_State *L)
{
    gtee_builder *builder = (gtee_builder *)(uintptr_t)gtl_check(L, 1, &gtl_class_builder);
    uint32_t kind = gtl_check_word(L, 2, &gtl_enum_kind);
    filling f = {NULL, GTEE_OK};
    int raised = 0;

    lua_settop(L, 3);
    if (lua_isnil(L, 3)) {
        lua_newtable(L);
        lua_replace(L, 3);
    }
    luaL_checktype(L, 3, LUA_TTABLE);
    lua_pushcfunction(L, fill_protected);
    f.status = gtee_builder_add(builder, kind, &f.draft);
    if (f.status == GTEE_OK) {
        lua_pushvalue(L, 3);
        lua_pushlightuserdata(L, &f);
        raised = lua_pcall(L, 2, 0, 0);
    }
    if (raised == 0 && f.status == GTEE_OK) {
        gtl_push_object(L, 1, &gtl_class_draft, f.draft);
        return 1;
    }
    if (f.draft != NULL)
        gtee_builder_remove(builder, f.draft);
    return raised != 0 ? lua_error(L) : give(L, f.status);
}
