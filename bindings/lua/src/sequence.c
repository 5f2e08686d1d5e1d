/* sequence.c: sequences of records: by number from 1, by id, with # and in loops; and plain tables of texts and numbers. Uses gtl.h. */
#include "gtl.h"

#include <string.h>

typedef struct sequence {
    gtl_object base; /* whose sequence it is */
    const gtl_sequence *about;
} sequence;

/* Addresses of these are keys of the registry. */
static const char sequence_key = 0, members_key = 0;

static void push_metatable(lua_State *L, const char *key)
{
    lua_pushlightuserdata(L, (void *)(uintptr_t)key);
    lua_rawget(L, LUA_REGISTRYINDEX);
}

/* Pushes a table with all elements. */
static void push_table(lua_State *L, int owner, const gtl_sequence *about, const void *self)
{
    size_t count = about->count(self);

    luaL_checkstack(L, 4, NULL);
    lua_createtable(L, count < 1024 ? (int)count : 1024, 0);
    for (size_t i = 0; i < count; i++) {
        about->at(L, owner, self, i);
        lua_rawseti(L, -2, (int)i + 1);
    }
}

void gtl_push_sequence(lua_State *L, int owner, const gtl_sequence *about, const void *self)
{
    const gtl_object *from = lua_touserdata(L, owner);
    sequence *made;

    luaL_checkstack(L, 4, NULL);
    if (about->plain) {
        push_table(L, owner, about, self);
        return;
    }
    made = gtl_new_userdata(L, sizeof *made);
    memset(made, 0, sizeof *made);
    made->base.pointer = self;
    made->base.root = from->root;
    made->base.class = from->class;
    made->about = about;
    if (from->root != NULL) {
        gtl_get_anchor(L, owner);
        gtl_set_anchor(L, -2);
    }
    push_metatable(L, &sequence_key);
    lua_setmetatable(L, -2);
}

/* The sequence at an index; NULL for anything else. */
static sequence *sequence_at(lua_State *L, int index)
{
    sequence *found = lua_touserdata(L, index);
    int same = 0;

    if (found != NULL && lua_getmetatable(L, index)) {
        push_metatable(L, &sequence_key);
        same = lua_rawequal(L, -1, -2);
        lua_pop(L, 2);
    }
    return same ? found : NULL;
}

static sequence *check_sequence(lua_State *L)
{
    sequence *found = sequence_at(L, 1);

    if (found == NULL)
        luaL_argerror(L, 1, "a sequence of guarantee expected");
    gtl_pointer(L, &found->base);
    return found;
}

/* ---- Loops. Upvalues of a step: 1 what is gone through, 2 its sequence, 3 the index from 0, 4 by key. */

static int step(lua_State *L)
{
    const gtl_object *object = lua_touserdata(L, lua_upvalueindex(1));
    const gtl_sequence *about = lua_touserdata(L, lua_upvalueindex(2));
    size_t index = (size_t)lua_tonumber(L, lua_upvalueindex(3));
    const void *self = gtl_pointer(L, object);

    lua_settop(L, 0);
    if (index >= about->count(self))
        return 0;
    lua_pushvalue(L, lua_upvalueindex(1));
    if (lua_toboolean(L, lua_upvalueindex(4)) && about->key != NULL)
        about->key(L, 1, self, index);
    else
        lua_pushnil(L);
    if (lua_isnil(L, 2)) {
        lua_pop(L, 1);
        gtl_push_count(L, index + 1);
    }
    about->at(L, 1, self, index);
    lua_pushnumber(L, (lua_Number)(index + 1));
    lua_replace(L, lua_upvalueindex(3));
    return 2;
}

int gtl_iterate(lua_State *L, const gtl_sequence *about, int by_key)
{
    lua_pushvalue(L, 1);
    lua_pushlightuserdata(L, (void *)(uintptr_t)about);
    lua_pushnumber(L, 0);
    lua_pushboolean(L, by_key);
    lua_pushcclosure(L, step, 4);
    return 1;
}

static int sequence_ipairs(lua_State *L)
{
    return gtl_iterate(L, check_sequence(L)->about, 0);
}

static int sequence_pairs(lua_State *L)
{
    return gtl_iterate(L, check_sequence(L)->about, 1);
}

/* ---- Elements */

/* Finds the element whose key is at index 2, one by one. */
static void look_through(lua_State *L, const sequence *from)
{
    size_t count = from->about->count(from->base.pointer);

    for (size_t i = 0; i < count; i++) {
        int same;
        from->about->key(L, 1, from->base.pointer, i);
        same = lua_rawequal(L, -1, 2);
        lua_pop(L, 1);
        if (same) {
            from->about->at(L, 1, from->base.pointer, i);
            return;
        }
    }
    lua_pushnil(L);
}

static int find(lua_State *L, const sequence *from)
{
    lua_settop(L, 2);
    if (from->about->find != NULL)
        from->about->find(L, 1, from->base.pointer, 2);
    else if (from->about->key != NULL && lua_type(L, 2) == LUA_TSTRING)
        look_through(L, from);
    else
        lua_pushnil(L);
    return 1;
}

static int sequence_find(lua_State *L)
{
    return find(L, check_sequence(L));
}

static int sequence_table(lua_State *L)
{
    const sequence *from = check_sequence(L);

    push_table(L, 1, from->about, from->base.pointer);
    return 1;
}

/* Upvalue 1: the methods by name. */
static int sequence_index(lua_State *L)
{
    const sequence *from = check_sequence(L);
    size_t index;

    if (lua_type(L, 2) != LUA_TNUMBER) {
        lua_pushvalue(L, 2);
        lua_rawget(L, lua_upvalueindex(1));
        return lua_isnil(L, -1) ? find(L, from) : 1;
    }
    index = gtl_check_index(L, 2);
    if (index >= from->about->count(from->base.pointer))
        return 0;
    from->about->at(L, 1, from->base.pointer, index);
    return 1;
}

static int sequence_newindex(lua_State *L)
{
    return luaL_error(L, "%s cannot be changed", check_sequence(L)->about->name);
}

static int sequence_length(lua_State *L)
{
    const sequence *from = check_sequence(L);

    gtl_push_count(L, from->about->count(from->base.pointer));
    return 1;
}

/* Lua 5.3 and later ask it of any two userdata of which one is a sequence. */
static int sequence_equal(lua_State *L)
{
    const sequence *a = sequence_at(L, 1), *b = sequence_at(L, 2);

    lua_pushboolean(L, a != NULL && b != NULL && a->about == b->about && a->base.pointer == b->base.pointer);
    return 1;
}

static int sequence_tostring(lua_State *L)
{
    const sequence *from = check_sequence(L);

    gtl_push_count(L, from->about->count(from->base.pointer));
    lua_pushfstring(L, "%s: %s", from->about->name, lua_tostring(L, -1));
    return 1;
}

/* ---- The members of a coalition that does not last, as a table with the same methods */

static int members_step(lua_State *L)
{
    lua_pushnumber(L, lua_tonumber(L, lua_upvalueindex(2)) + 1);
    lua_replace(L, lua_upvalueindex(2));
    gtl_push_count(L, (uint64_t)lua_tonumber(L, lua_upvalueindex(2)));
    lua_pushvalue(L, -1);
    lua_rawget(L, lua_upvalueindex(1));
    return lua_isnil(L, -1) ? 0 : 2;
}

static int members_ipairs(lua_State *L)
{
    luaL_checktype(L, 1, LUA_TTABLE);
    lua_settop(L, 1);
    lua_pushnumber(L, 0);
    lua_pushcclosure(L, members_step, 2);
    return 1;
}

static int members_index(lua_State *L)
{
    const char *name = lua_type(L, 2) == LUA_TSTRING ? lua_tostring(L, 2) : "";

    if (strcmp(name, "members") == 0)
        lua_pushvalue(L, 1);
    else if (strcmp(name, "ipairs") == 0 || strcmp(name, "pairs") == 0)
        lua_pushcfunction(L, members_ipairs);
    else
        lua_pushnil(L);
    return 1;
}

void gtl_push_members(lua_State *L, int owner, const gtee_coalition *coalition)
{
    size_t count;

    if (coalition == NULL) {
        lua_pushnil(L);
        return;
    }
    count = gtee_coalition_member_count(coalition);
    lua_createtable(L, (int)count, 0);
    for (size_t i = 0; i < count; i++) {
        gtl_push_object(L, owner, &gtl_class_participant, gtee_coalition_member_at(coalition, i));
        lua_rawseti(L, -2, (int)i + 1);
    }
    push_metatable(L, &members_key);
    lua_setmetatable(L, -2);
}

/* ---- Metatables */

static const luaL_Reg methods[] = {
    {"ipairs", sequence_ipairs}, {"pairs", sequence_pairs}, {"find", sequence_find}, {"totable", sequence_table}, {NULL, NULL}};

static const luaL_Reg metamethods[] = {{"__newindex", sequence_newindex}, {"__len", sequence_length},     {"__eq", sequence_equal},
                                       {"__tostring", sequence_tostring}, {"__ipairs", sequence_ipairs}, {"__pairs", sequence_pairs},
                                       {NULL, NULL}};

static void set_functions(lua_State *L, const luaL_Reg *functions)
{
    for (; functions->name != NULL; functions++) {
        gtl_push_function(L, functions->func);
        lua_setfield(L, -2, functions->name);
    }
}

void gtl_open_sequences(lua_State *L)
{
    lua_pushlightuserdata(L, (void *)(uintptr_t)&sequence_key);
    lua_newtable(L);
    set_functions(L, metamethods);
    lua_newtable(L);
    set_functions(L, methods);
    lua_pushcclosure(L, sequence_index, 1);
    gtl_note(L, sequence_index);
    gtl_note(L, step);
    lua_setfield(L, -2, "__index");
    lua_pushliteral(L, "guarantee.sequence");
    lua_setfield(L, -2, "__metatable");
    lua_rawset(L, LUA_REGISTRYINDEX);
    lua_pushlightuserdata(L, (void *)(uintptr_t)&members_key);
    lua_newtable(L);
    lua_pushcfunction(L, members_index);
    lua_setfield(L, -2, "__index");
    lua_rawset(L, LUA_REGISTRYINDEX);
}
