/* module.c: what require "guarantee" gives. Uses gtl.h. */
#include "gtl.h"

static void set_functions(lua_State *L, const luaL_Reg *functions)
{
    for (; functions->name != NULL; functions++) {
        gtl_push_function(L, functions->func);
        lua_setfield(L, -2, functions->name);
    }
}

/* Upvalue 1: a method of contexts. It is called with the context that all calls share in front of the arguments. */
static int with_context(lua_State *L)
{
    gtl_context(L);
    lua_insert(L, 1);
    lua_pushvalue(L, lua_upvalueindex(1));
    lua_insert(L, 1);
    lua_call(L, lua_gettop(L) - 1, LUA_MULTRET);
    return lua_gettop(L);
}

static void set_context_functions(lua_State *L)
{
    for (const luaL_Reg *function = gtl_context_functions; function->name != NULL; function++) {
        gtl_push_function(L, function->func);
        lua_pushcclosure(L, with_context, 1);
        lua_setfield(L, -2, function->name);
    }
}

/* enums.stance.requires == "requires", and enums.stance[1]: the words that stand for numbers of the C interface. */
static void set_enums(lua_State *L)
{
    lua_newtable(L);
    for (const gtl_enum *const *words = gtl_enums; *words != NULL; words++) {
        lua_newtable(L);
        for (int i = 0; (*words)->words[i].word != NULL; i++) {
            lua_pushstring(L, (*words)->words[i].word);
            lua_pushvalue(L, -1);
            lua_rawseti(L, -3, i + 1);
            lua_pushvalue(L, -1);
            lua_rawset(L, -3);
        }
        lua_setfield(L, -2, (*words)->name);
    }
    lua_setfield(L, -2, "enums");
}

/* assert(value, error, …): as Lua's own, which in 5.1 takes no table as an error. */
static int assert_value(lua_State *L)
{
    luaL_checkany(L, 1);
    if (lua_toboolean(L, 1))
        return lua_gettop(L);
    lua_settop(L, 2);
    if (lua_isnil(L, 2)) {
        lua_pushliteral(L, "assertion failed!");
    } else if (LUA_VERSION_NUM == 501 && luaL_callmeta(L, 2, "__tostring")) { /* which no host of 5.1 does */
        lua_replace(L, 2);
    }
    return lua_error(L);
}

GTL_EXPORT int luaopen_guarantee(lua_State *L);

int luaopen_guarantee(lua_State *L)
{
    luaL_checkstack(L, 20, NULL);
    if (!gtl_is_open(L)) {
        gtl_open_classes(L);
        gtl_open_sequences(L);
        gtl_open_calls(L);
    }
    lua_newtable(L);
    set_functions(L, gtl_functions);
    set_context_functions(L);
    set_enums(L);
    lua_pushcfunction(L, assert_value);
    lua_setfield(L, -2, "assert");
    lua_pushcfunction(L, gtl_members);
    lua_setfield(L, -2, "members");
    lua_pushstring(L, gtee_version());
    lua_setfield(L, -2, "_VERSION");
    return 1;
}
