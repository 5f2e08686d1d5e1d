/* object.c: the userdata of roots and of what is reached from them: metatables, lifetime, identity. Uses gtl.h. */
#include "gtl.h"

#include <string.h>

enum { ANCHOR_ROOT = 1, ANCHOR_PARENT = 2, ANCHOR_CACHES = 3 };

/* Addresses of these are keys of the registry. */
static const char weak_key = 0, ours_key = 0;

/* ---- Looking into an object */

static void raw_get_pointer(lua_State *L, int table, const void *key)
{
    lua_pushlightuserdata(L, (void *)(uintptr_t)key);
    lua_rawget(L, table);
}

static void raw_set_pointer(lua_State *L, int table, const void *key)
{
    lua_pushlightuserdata(L, (void *)(uintptr_t)key);
    lua_insert(L, -2);
    lua_rawset(L, table);
}

static int is_closed(const gtl_object *root)
{
    return root->pointer == NULL || root->closed;
}

const void *gtl_pointer(lua_State *L, const gtl_object *object)
{
    if (object->pointer == NULL || object->closed)
        luaL_error(L, "this %s was closed", object->class->name);
    if (object->root != NULL && is_closed(object->root))
        luaL_error(L, "this %s cannot be used any more: its %s was closed", object->class->name, object->root->class->name);
    if (object->root != NULL && object->root->busy)
        luaL_error(L, "this %s cannot be used while its %s is at work", object->class->name, object->root->class->name);
    return object->pointer;
}

static gtl_object *object_at(lua_State *L, int index, const gtl_class *class)
{
    gtl_object *object = lua_touserdata(L, index);
    int same;

    if (object == NULL || !lua_getmetatable(L, index))
        return NULL;
    raw_get_pointer(L, LUA_REGISTRYINDEX, class);
    same = lua_rawequal(L, -1, -2);
    lua_pop(L, 2);
    return same ? object : NULL;
}

const void *gtl_to(lua_State *L, int index, const gtl_class *class)
{
    const gtl_object *object = object_at(L, index, class);

    return object != NULL ? gtl_pointer(L, object) : NULL;
}

static int wrong_type(lua_State *L, int index, const char *expected)
{
    const char *given = luaL_typename(L, index);

    if (lua_type(L, index) == LUA_TUSERDATA && luaL_getmetafield(L, index, "__metatable"))
        given = lua_tostring(L, -1);
    return luaL_argerror(L, index, lua_pushfstring(L, "%s expected, got %s", expected, given));
}

const void *gtl_check(lua_State *L, int index, const gtl_class *class)
{
    const void *pointer = gtl_to(L, index, class);

    if (pointer == NULL)
        wrong_type(L, index, class->name);
    return pointer;
}

const gtee_dossier *gtl_dossier_of(lua_State *L, int index)
{
    const gtl_object *object = lua_touserdata(L, index);
    const gtee_dossier *dossier = NULL;
    int top = lua_gettop(L);

    if (object == NULL || object->root == NULL)
        return NULL;
    luaL_checkstack(L, 4, NULL);
    gtl_get_anchor(L, index);
    while (dossier == NULL && lua_istable(L, -1)) { /* its root's, else that of what the root was made from */
        const gtl_object *root;
        lua_rawgeti(L, -1, ANCHOR_ROOT);
        root = lua_touserdata(L, -1);
        if (root->pointer != NULL && root->class->dossier != NULL)
            dossier = root->class->dossier(root->pointer);
        lua_pop(L, 1);
        lua_rawgeti(L, -1, ANCHOR_PARENT);
    }
    lua_settop(L, top);
    return dossier;
}

const void *gtl_check_record(lua_State *L, int index, const gtl_class *class, const gtee_dossier *dossier)
{
    const void *pointer = gtl_to(L, index, class);

    if (pointer != NULL)
        return pointer;
    if (lua_type(L, index) != LUA_TSTRING || class->find == NULL || dossier == NULL) {
        wrong_type(L, index, class->name);
        return NULL;
    }
    pointer = class->find(dossier, gtl_check_text(L, index));
    if (pointer == NULL)
        luaL_error(L, "the dossier has no %s '%s'", class->name, lua_tostring(L, index));
    return pointer;
}

const void *gtl_find_record(lua_State *L, int index, const gtl_class *class, const gtee_dossier *dossier)
{
    if (lua_type(L, index) == LUA_TSTRING)
        return dossier != NULL && class->find != NULL ? class->find(dossier, gtl_check_text(L, index)) : NULL;
    return gtl_to(L, index, class);
}

const void *gtl_opt_record(lua_State *L, int index, const gtl_class *class, const gtee_dossier *dossier)
{
    return lua_isnoneornil(L, index) ? NULL : gtl_check_record(L, index, class, dossier);
}

/* ---- Making objects */

static void push_metatable(lua_State *L, const gtl_class *class)
{
    raw_get_pointer(L, LUA_REGISTRYINDEX, class);
}

static gtl_object *new_object(lua_State *L, const gtl_class *class)
{
    gtl_object *object = gtl_new_userdata(L, sizeof *object);

    memset(object, 0, sizeof *object);
    object->class = class;
    return object;
}

gtl_object *gtl_new_root(lua_State *L, const gtl_class *class, int parent)
{
    gtl_object *root;

    parent = parent != 0 ? lua_absindex(L, parent) : 0;
    luaL_checkstack(L, 6, NULL);
    root = new_object(L, class);
    root->root = root;
    lua_createtable(L, ANCHOR_CACHES, 0);
    lua_pushvalue(L, -2);
    lua_rawseti(L, -2, ANCHOR_ROOT);
    if (parent != 0) {
        gtl_get_anchor(L, parent);
        lua_rawseti(L, -2, ANCHOR_PARENT);
    }
    gtl_set_anchor(L, -2);
    push_metatable(L, class);
    lua_setmetatable(L, -2);
    return root;
}

void gtl_push_static(lua_State *L, const gtl_class *class, const void *pointer)
{
    gtl_object *object = new_object(L, class);

    object->pointer = pointer;
    push_metatable(L, class);
    lua_setmetatable(L, -2);
}

/* Pushes the table of a class's living objects from the anchor at that index. */
static void push_cache(lua_State *L, int anchor, const gtl_class *class)
{
    lua_rawgeti(L, anchor, ANCHOR_CACHES + class->index);
    if (!lua_isnil(L, -1))
        return;
    lua_pop(L, 1);
    lua_newtable(L);
    raw_get_pointer(L, LUA_REGISTRYINDEX, &weak_key);
    lua_setmetatable(L, -2);
    lua_pushvalue(L, -1);
    lua_rawseti(L, anchor, ANCHOR_CACHES + class->index);
}

void gtl_push_object(lua_State *L, int owner, const gtl_class *class, const void *pointer)
{
    const gtl_object *from = lua_touserdata(L, owner);
    gtl_object *object;
    int anchor;

    luaL_checkstack(L, 8, NULL);
    if (pointer == NULL) {
        lua_pushnil(L);
        return;
    }
    if (from->root == NULL) {
        gtl_push_static(L, class, pointer);
        return;
    }
    gtl_get_anchor(L, owner);
    anchor = lua_gettop(L);
    push_cache(L, anchor, class);
    raw_get_pointer(L, anchor + 1, pointer);
    if (lua_isnil(L, -1)) {
        lua_pop(L, 1);
        object = new_object(L, class);
        object->pointer = pointer;
        object->root = from->root;
        lua_pushvalue(L, anchor);
        gtl_set_anchor(L, -2);
        push_metatable(L, class);
        lua_setmetatable(L, -2);
        lua_pushvalue(L, -1);
        raw_set_pointer(L, anchor + 1, pointer);
    }
    lua_replace(L, anchor);
    lua_settop(L, anchor);
}

/* Replaces the anchor on top by a root of that class and address among it and those that it was made from; 0: there is none. */
static int find_root(lua_State *L, const gtl_class *class, const void *pointer)
{
    while (lua_istable(L, -1)) {
        const gtl_object *root;
        lua_rawgeti(L, -1, ANCHOR_ROOT);
        root = lua_touserdata(L, -1);
        if (root->class == class && root->pointer == pointer && !root->closed) {
            lua_remove(L, -2);
            return 1;
        }
        lua_pop(L, 1);
        lua_rawgeti(L, -1, ANCHOR_PARENT);
        lua_remove(L, -2);
    }
    lua_pop(L, 1);
    return 0;
}

void gtl_push_root(lua_State *L, int owner, const gtl_class *class, const void *pointer)
{
    gtl_object *root;
    int anchor;

    luaL_checkstack(L, 8, NULL);
    if (pointer == NULL) {
        lua_pushnil(L);
        return;
    }
    gtl_get_anchor(L, owner);
    anchor = lua_gettop(L);
    lua_pushvalue(L, anchor);
    if (!find_root(L, class, pointer)) {
        push_cache(L, anchor, class);
        raw_get_pointer(L, anchor + 1, pointer);
        root = lua_touserdata(L, -1);
        if (root == NULL || is_closed(root)) {
            lua_pop(L, 1);
            root = gtl_new_root(L, class, owner);
            lua_pushvalue(L, -1);
            raw_set_pointer(L, anchor + 1, pointer);
            root->pointer = class->ref((void *)(uintptr_t)pointer);
        }
    }
    lua_replace(L, anchor);
    lua_settop(L, anchor);
}

/* ---- Arrays of objects as arguments */

/* Appends what is on top of the stack to the scratch table. */
static void keep(lua_State *L, int scratch)
{
    lua_rawseti(L, scratch, (int)lua_rawlen(L, scratch) + 1);
}

const void *gtl_check_records(lua_State *L, int index, const gtl_class *class, const gtee_dossier *dossier, int scratch, size_t *count)
{
    const void **array;

    *count = 0;
    if (lua_isnoneornil(L, index))
        return NULL;
    luaL_checkstack(L, 8, NULL);
    if (!lua_istable(L, index)) { /* one */
        lua_createtable(L, 1, 0);
        lua_pushvalue(L, index);
        lua_rawseti(L, -2, 1);
        lua_replace(L, index);
    }
    *count = lua_rawlen(L, index);
    if (*count == 0)
        return NULL;
    array = gtl_new_userdata(L, *count * sizeof *array);
    keep(L, scratch);
    for (size_t i = 0; i < *count; i++) {
        lua_rawgeti(L, index, (int)i + 1);
        array[i] = gtl_check_record(L, lua_gettop(L), class, dossier);
        keep(L, scratch);
    }
    return array;
}

/* ---- Metamethods */

/* Leaves what the member is on top; gives 1. */
static int push_member(lua_State *L, const void *self, const gtl_member *member)
{
    if (member->get != NULL)
        member->get(L, 1, self);
    else
        gtl_push_sequence(L, 1, member->sequence, self);
    return 1;
}

/* The same for a member of its base; 0: there is none of that name. */
static int index_base(lua_State *L, const gtl_class *class, const void *self)
{
    const gtl_member *member;

    if (class->base == NULL)
        return 0;
    for (member = class->base->members; member->name != NULL; member++)
        if (member->method == NULL && strcmp(member->name, lua_tostring(L, 2)) == 0)
            return push_member(L, class->to_base(self), member);
    return 0;
}

/* The object that a metamethod is asked about. Its class is an upvalue; scripts reach metamethods by debug and call them with anything. */
static gtl_object *self_of(lua_State *L, int upvalue)
{
    const gtl_class *class = lua_touserdata(L, lua_upvalueindex(upvalue));
    gtl_object *object = object_at(L, 1, class);

    if (object == NULL)
        wrong_type(L, 1, class->name);
    return object;
}

/* Upvalues: 1 the members by name, 2 the class. */
static int object_index(lua_State *L)
{
    const gtl_object *object = self_of(L, 2);
    const gtl_class *class = object->class;
    const void *self;

    lua_settop(L, 2);
    if (lua_type(L, 2) == LUA_TSTRING) {
        lua_pushvalue(L, 2);
        lua_rawget(L, lua_upvalueindex(1));
        if (lua_type(L, 3) == LUA_TFUNCTION)
            return 1;
        self = gtl_pointer(L, object);
        if (lua_type(L, 3) == LUA_TLIGHTUSERDATA)
            return push_member(L, self, lua_touserdata(L, 3));
        if (index_base(L, class, self))
            return 1;
        return luaL_error(L, "a %s has no '%s'", class->name, lua_tostring(L, 2));
    }
    if (lua_type(L, 2) == LUA_TNUMBER && class->items != NULL) { /* what is out of range is nil */
        size_t index = gtl_check_index(L, 2);
        self = gtl_pointer(L, object);
        if (index < class->items->count(self)) {
            class->items->at(L, 1, self, index);
            return 1;
        }
    }
    return 0;
}

static int object_newindex(lua_State *L)
{
    const gtl_object *object = self_of(L, 1);

    return luaL_error(L, "a %s cannot be changed", object->class->name);
}

static int object_length(lua_State *L)
{
    const gtl_object *object = self_of(L, 1);
    const void *self = gtl_pointer(L, object);

    if (object->class->items == NULL)
        return luaL_error(L, "a %s has no length", object->class->name);
    gtl_push_count(L, object->class->items->count(self));
    return 1;
}

/* Lua 5.3 and later ask it of any two userdata of which one is an object. */
static int object_equal(lua_State *L)
{
    const gtl_class *class = lua_touserdata(L, lua_upvalueindex(1));
    const gtl_object *a = object_at(L, 1, class), *b = object_at(L, 2, class);

    lua_pushboolean(L, a != NULL && b != NULL && a->pointer != NULL && a->pointer == b->pointer);
    return 1;
}

static void describe(lua_State *L, const gtl_object *object)
{
    const gtl_get *get = object->class->describe;

    for (; get != NULL && *get != NULL; get++) {
        (*get)(L, 1, object->pointer);
        if (lua_type(L, -1) == LUA_TSTRING) {
            lua_pushfstring(L, "%s: %s", object->class->name, lua_tostring(L, -1));
            return;
        }
        lua_pop(L, 1);
    }
    lua_pushfstring(L, "%s: %p", object->class->name, object->pointer);
}

static int object_tostring(lua_State *L)
{
    const gtl_object *object = self_of(L, 1);
    gtee_status (*show)(const void *, gtee_text **) = object->class->show;
    gtl_call call;
    gtee_text *text = NULL;
    gtee_status status;

    lua_settop(L, 1);
    if (object->root != NULL && (is_closed(object->root) || object->root->busy)) {
        lua_pushfstring(L, "%s: %s", object->class->name, is_closed(object->root) ? "closed" : "at work");
    } else if (object->class == &gtl_class_diagnostics) {
        gtl_push_shown(L, object->pointer);
    } else if (show != NULL) {
        gtl_begin(L, &call, 1);
        gtl_will_write(L, &call);
        status = show(object->pointer, &text);
        if (gtl_give_text(L, &call, status, text) == 2) /* an error, which tostring raises */
            return lua_error(L);
    } else {
        describe(L, object);
    }
    return 1;
}

static int object_ipairs(lua_State *L)
{
    const gtl_object *object = self_of(L, 1);

    gtl_pointer(L, object);
    return gtl_iterate(L, object->class->items, 0);
}

static int root_collect(lua_State *L)
{
    gtl_object *root = self_of(L, 1);
    const void *pointer = root->pointer;

    root->pointer = NULL;
    if (pointer != NULL)
        root->class->unref((void *)(uintptr_t)pointer);
    return 0;
}

void gtl_note(lua_State *L, lua_CFunction function)
{
    raw_get_pointer(L, LUA_REGISTRYINDEX, &ours_key);
    lua_pushboolean(L, 1);
    raw_set_pointer(L, lua_gettop(L) - 1, (const void *)(uintptr_t)function);
    lua_pop(L, 1);
}

void gtl_push_function(lua_State *L, lua_CFunction function)
{
    gtl_note(L, function);
    lua_pushcfunction(L, function);
}

/* Whether a function of ours runs below the one that runs now: then this is a finalizer, which the collector called in the middle of it. */
static int within_call(lua_State *L)
{
    lua_Debug frame;
    int found = 0;

    luaL_checkstack(L, 4, NULL);
    raw_get_pointer(L, LUA_REGISTRYINDEX, &ours_key);
    for (int level = 1; !found && lua_getstack(L, level, &frame); level++) {
        lua_getinfo(L, "f", &frame);
        if (lua_iscfunction(L, -1)) {
            raw_get_pointer(L, lua_gettop(L) - 1, (const void *)(uintptr_t)lua_tocfunction(L, -1));
            found = lua_toboolean(L, -1);
            lua_pop(L, 1);
        }
        lua_pop(L, 1);
    }
    lua_pop(L, 1);
    return found;
}

/* close(): gives the memory back now, or, where a call is in the middle of using it, when it is collected. It and all that came from it cannot
 * be used any more. */
static int root_close(lua_State *L)
{
    gtl_object *root = lua_touserdata(L, 1);

    if (root == NULL || object_at(L, 1, lua_touserdata(L, lua_upvalueindex(1))) == NULL)
        return luaL_argerror(L, 1, "nothing that can be closed");
    gtl_refuse_in_callback(L);
    if (within_call(L)) {
        root->closed = 1;
        return 0;
    }
    return root_collect(L);
}

/* ref(): a second handle, which does not mind when the first one is closed. */
static int root_ref(lua_State *L)
{
    const gtl_class *class = lua_touserdata(L, lua_upvalueindex(1));
    const void *pointer = gtl_check(L, 1, class);
    gtl_object *root = gtl_new_root(L, class, 1);

    root->pointer = class->ref((void *)(uintptr_t)pointer);
    return 1;
}

static int append_names(lua_State *L, const gtl_class *class, int count)
{
    for (const gtl_member *member = class->members; member->name != NULL; member++) {
        if (member->method == NULL) {
            lua_pushstring(L, member->name);
            lua_rawseti(L, -2, ++count);
        }
    }
    return count;
}

int gtl_members(lua_State *L)
{
    const gtl_object *object = lua_touserdata(L, 1);

    if (object == NULL || !lua_getmetatable(L, 1))
        return luaL_argerror(L, 1, "an object of guarantee expected");
    lua_getfield(L, -1, "__members");
    if (!lua_isboolean(L, -1))
        return luaL_argerror(L, 1, "an object of guarantee expected");
    lua_newtable(L);
    append_names(L, object->class, object->class->base != NULL ? append_names(L, object->class->base, 0) : 0);
    return 1;
}

/* ---- Metatables */

/* Sets a function whose upvalue is the class in the table on top. */
static void set_function(lua_State *L, const gtl_class *class, const char *name, lua_CFunction method)
{
    gtl_note(L, method);
    lua_pushlightuserdata(L, (void *)(uintptr_t)class);
    lua_pushcclosure(L, method, 1);
    lua_setfield(L, -2, name);
}

/* Pushes a table of the members by name. */
static void push_members(lua_State *L, const gtl_class *class)
{
    lua_newtable(L);
    for (const gtl_member *member = class->members; member->name != NULL; member++) {
        if (member->method != NULL)
            gtl_push_function(L, member->method);
        else
            lua_pushlightuserdata(L, (void *)(uintptr_t)member);
        lua_setfield(L, -2, member->name);
    }
    if (class->items != NULL)
        set_function(L, class, "ipairs", object_ipairs);
    if (class->unref != NULL) {
        set_function(L, class, "close", root_close);
        if (class->ref != NULL)
            set_function(L, class, "ref", root_ref);
    }
}

static void open_class(lua_State *L, const gtl_class *class)
{
    lua_newtable(L);
    lua_pushfstring(L, "guarantee.%s", class->name);
    lua_pushvalue(L, -1);
    lua_setfield(L, -3, "__metatable");
    lua_setfield(L, -2, "__name");
    push_members(L, class);
    if (class->unref != NULL) {
        lua_getfield(L, -1, "close");
        lua_setfield(L, -3, "__close");
    }
    lua_pushlightuserdata(L, (void *)(uintptr_t)class);
    lua_pushcclosure(L, object_index, 2);
    gtl_note(L, object_index);
    lua_setfield(L, -2, "__index");
    if (class->unref != NULL)
        set_function(L, class, "__gc", root_collect);
    lua_pushboolean(L, 1);
    lua_setfield(L, -2, "__members");
    set_function(L, class, "__newindex", object_newindex);
    set_function(L, class, "__len", object_length);
    set_function(L, class, "__eq", object_equal);
    set_function(L, class, "__tostring", object_tostring);
    if (class->items != NULL)
        set_function(L, class, "__ipairs", object_ipairs);
    if (class->next != NULL)
        set_function(L, class, "__call", class->next);
    raw_set_pointer(L, LUA_REGISTRYINDEX, class);
}

void gtl_open_classes(lua_State *L)
{
    lua_newtable(L);
    lua_pushliteral(L, "v");
    lua_setfield(L, -2, "__mode");
    raw_set_pointer(L, LUA_REGISTRYINDEX, &weak_key);
    lua_newtable(L);
    raw_set_pointer(L, LUA_REGISTRYINDEX, &ours_key);
    open_class(L, &gtl_class_text);
    for (const gtl_class *const *class = gtl_classes; *class != NULL; class++)
        open_class(L, *class);
}
