/* compat.h: one face for Lua 5.1, 5.2, 5.3, 5.4 and LuaJIT. Uses the Lua headers. */
#ifndef GTL_COMPAT_H
#define GTL_COMPAT_H

#include <lauxlib.h>
#include <lua.h>

/* Each userdata of ours has one table that it keeps alive: its environment in 5.1, its user value later. */
#if LUA_VERSION_NUM >= 504
#define gtl_new_userdata(L, size) lua_newuserdatauv((L), (size), 1)
#define gtl_set_anchor(L, index) ((void)lua_setiuservalue((L), (index), 1))
#define gtl_get_anchor(L, index) ((void)lua_getiuservalue((L), (index), 1))
#elif LUA_VERSION_NUM >= 502
#define gtl_new_userdata(L, size) lua_newuserdata((L), (size))
#define gtl_set_anchor(L, index) lua_setuservalue((L), (index))
#define gtl_get_anchor(L, index) ((void)lua_getuservalue((L), (index)))
#else
#define gtl_new_userdata(L, size) lua_newuserdata((L), (size))
#define gtl_set_anchor(L, index) ((void)lua_setfenv((L), (index)))
#define gtl_get_anchor(L, index) lua_getfenv((L), (index))
#define lua_rawlen(L, index) lua_objlen((L), (index))
#define lua_absindex(L, index) ((index) > 0 || (index) <= LUA_REGISTRYINDEX ? (index) : lua_gettop(L) + (index) + 1)
#endif

/* Whole numbers from 5.3 on are integers of 64 bits; before, a number holds them exactly up to 2^53. */
#if LUA_VERSION_NUM >= 503
#define GTL_HAS_INTEGERS 1
#else
#define GTL_HAS_INTEGERS 0
#endif
#define GTL_EXACT ((lua_Number)9007199254740992.0)

#if defined(__GNUC__)
#define GTL_EXPORT __attribute__((visibility("default")))
#else
#define GTL_EXPORT
#endif

#endif
