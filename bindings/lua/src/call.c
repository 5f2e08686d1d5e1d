/* call.c: calls that can fail: what they make, their callbacks, and the errors that they give. Uses gtl.h.
 *
 * No error of Lua is raised while anything of the library's is held: before a call there are empty roots for all that it may make,
 * they take it over at once, and a callback runs protected; what goes wrong in it is raised when the call has come back. */
#include "gtl.h"

#include <string.h>

enum { ANCHOR_CALLBACK = 3, CALLBACK_FUNCTION = 1, CALLBACK_ERROR = 2, CALLBACK_CHUNK = 3, CALLBACK_THREAD = 3, CALLBACK_CALL = 4 };

/* Addresses of these are keys of the registry. */
static const char error_key = 0, context_key = 0, running_key = 0;

static void registry_get(lua_State *L, const char *key)
{
    lua_pushlightuserdata(L, (void *)(uintptr_t)key);
    lua_rawget(L, LUA_REGISTRYINDEX);
}

/* ---- Beginning */

void gtl_begin(lua_State *L, gtl_call *call, int last)
{
    memset(call, 0, sizeof *call);
    luaL_checkstack(L, 40, NULL); /* for callbacks too, which may not grow the stack */
    lua_settop(L, last);
    lua_newtable(L);
    call->scratch = lua_gettop(L);
}

void gtl_will_make(lua_State *L, gtl_call *call, const gtl_class *class, int parent, const char *name)
{
    call->made = gtl_new_root(L, class, parent);
    call->made_index = lua_gettop(L);
    call->name = name;
    if (call->kept_index != 0) {
        gtl_get_anchor(L, call->made_index);
        lua_pushvalue(L, call->kept_index);
        lua_rawseti(L, -2, ANCHOR_CALLBACK);
        lua_pop(L, 1);
    }
}

void gtl_will_find(lua_State *L, gtl_call *call)
{
    call->found = gtl_new_root(L, &gtl_class_diagnostics, 0);
    call->found_index = lua_gettop(L);
}

/* A text is a root like any other while it is being copied. */
static void text_unref(void *text)
{
    gtee_text_unref(text);
}

static const gtl_member no_members[] = {{NULL, NULL, NULL, NULL}};
const gtl_class gtl_class_text = {.name = "text", .index = 0, .members = no_members, .unref = text_unref};

void gtl_will_write(lua_State *L, gtl_call *call)
{
    gtl_will_make(L, call, &gtl_class_text, 0, "text");
}

void gtl_ready(lua_State *L, gtl_call *call)
{
    gtl_callback *callback = lua_touserdata(L, -1);

    gtl_get_anchor(L, -1);
    callback->L = L;
    callback->index = lua_gettop(L);
    callback->failed = 0;
    call->callbacks[call->callback_count++] = callback;
}

void gtl_will_change(lua_State *L, gtl_call *call)
{
    gtl_object *object = lua_touserdata(L, 1);

    gtl_get_anchor(L, 1);
    lua_rawgeti(L, -1, ANCHOR_CALLBACK);
    if (lua_isuserdata(L, -1))
        gtl_ready(L, call);
    call->busy = object->root;
    call->busy->busy = 1;
}

gtl_callback *gtl_new_callback(lua_State *L, int index)
{
    gtl_callback *callback;

    luaL_checktype(L, index, LUA_TFUNCTION);
    callback = gtl_new_userdata(L, sizeof *callback);
    memset(callback, 0, sizeof *callback);
    lua_createtable(L, 4, 0); /* so that nothing is allocated when it is called */
    lua_pushvalue(L, index);
    lua_rawseti(L, -2, CALLBACK_FUNCTION);
    gtl_set_anchor(L, -2);
    registry_get(L, &running_key);
    callback->running = lua_touserdata(L, -1);
    lua_pop(L, 1);
    return callback;
}

/* ---- Callbacks */

/* Calls the function with the arguments that were pushed behind it. If it raises an error, that is kept; the stack is as before then. */
static int protected_call(gtl_callback *callback, int arguments)
{
    lua_State *L = callback->L;
    int status;

    ++*callback->running;
    status = lua_pcall(L, arguments, 1, 0);
    --*callback->running;
    if (status == 0)
        return 1;
    lua_rawseti(L, callback->index, CALLBACK_ERROR);
    callback->failed = 1;
    return 0;
}

int32_t gtl_progress(void *user, uint64_t done, uint64_t total)
{
    gtl_callback *callback = user;
    lua_State *L = callback->L;
    int32_t stop;

    if (L == NULL || callback->failed)
        return 1;
    lua_rawgeti(L, callback->index, CALLBACK_FUNCTION);
    lua_pushnumber(L, (lua_Number)done);
    lua_pushnumber(L, (lua_Number)total);
    if (!protected_call(callback, 2))
        return 1;
    stop = lua_toboolean(L, -1);
    lua_pop(L, 1);
    return stop;
}

/* Copies what is left of the chunk on top. */
static size_t take(lua_State *L, gtl_callback *callback, void *buffer, size_t capacity)
{
    size_t size, part;
    const char *text = lua_tolstring(L, -1, &size);

    part = size - callback->used < capacity ? size - callback->used : capacity;
    memcpy(buffer, text + callback->used, part);
    callback->used += part;
    return part;
}

int32_t gtl_read(void *user, void *buffer, size_t capacity, size_t *read)
{
    gtl_callback *callback = user;
    lua_State *L = callback->L;

    *read = 0;
    if (callback->failed)
        return 1;
    lua_rawgeti(L, callback->index, CALLBACK_CHUNK);
    if (lua_type(L, -1) == LUA_TSTRING)
        *read = take(L, callback, buffer, capacity);
    lua_pop(L, 1);
    if (*read > 0)
        return 0;
    lua_rawgeti(L, callback->index, CALLBACK_FUNCTION);
    lua_pushnumber(L, (lua_Number)capacity);
    if (!protected_call(callback, 1))
        return 1;
    callback->used = 0;
    if (lua_type(L, -1) == LUA_TSTRING)
        *read = take(L, callback, buffer, capacity);
    else if (!lua_isnil(L, -1))
        *read = SIZE_MAX;
    lua_rawseti(L, callback->index, CALLBACK_CHUNK);
    if (*read != SIZE_MAX)
        return 0;
    *read = 0; /* neither a text nor the end */
    return 1;
}

typedef struct log_line {
    uint32_t level;
    const char *message;
} log_line;

/* Calls the function with the line; protected, since making a string may fail. */
static int log_protected(lua_State *L)
{
    const log_line *line = lua_touserdata(L, 2);

    lua_settop(L, 1);
    gtl_push_word(L, &gtl_enum_severity, line->level);
    lua_pushstring(L, line->message);
    lua_call(L, 2, 0);
    return 0;
}

gtl_callback *gtl_new_log(lua_State *L, int index)
{
    gtl_callback *callback = gtl_new_callback(L, index);

    gtl_get_anchor(L, -1);
    lua_pushcfunction(L, log_protected);
    lua_rawseti(L, -2, CALLBACK_CALL);
    callback->L = lua_newthread(L);
    luaL_checkstack(callback->L, 20, NULL);
    lua_rawseti(L, -2, CALLBACK_THREAD);
    lua_xmove(L, callback->L, 1);
    callback->index = 1;
    return callback;
}

/* The function is called in a thread of its own, wherever the call came from. An error in it is the end of the log. */
void gtl_log(void *user, uint32_t level, const char *message)
{
    gtl_callback *callback = user;
    log_line line = {level, message};

    if (callback->failed)
        return;
    lua_rawgeti(callback->L, callback->index, CALLBACK_CALL);
    lua_rawgeti(callback->L, callback->index, CALLBACK_FUNCTION);
    lua_pushlightuserdata(callback->L, &line);
    if (protected_call(callback, 2))
        lua_pop(callback->L, 1);
}

void gtl_refuse_in_callback(lua_State *L)
{
    const int *running;

    registry_get(L, &running_key);
    running = lua_touserdata(L, -1);
    lua_pop(L, 1);
    if (*running > 0)
        luaL_error(L, "nothing can be closed in a callback: the call that runs may need it");
}

/* ---- Errors: tables with status, code, message, diagnostics */

gtee_context *gtl_context(lua_State *L)
{
    const gtl_object *context;

    registry_get(L, &context_key);
    context = lua_touserdata(L, -1);
    return (gtee_context *)(uintptr_t)gtl_pointer(L, context);
}

/* Pushes a text without its last line's end; the text is given back. */
static void push_line(lua_State *L, gtl_object *holder, gtee_text *text)
{
    size_t size = gtee_text_size(text);

    holder->pointer = text;
    lua_pushlstring(L, gtee_text_data(text), size > 0 && gtee_text_data(text)[size - 1] == '\n' ? size - 1 : size);
    holder->pointer = NULL;
    gtee_text_unref(text);
}

void gtl_push_shown(lua_State *L, const gtee_diagnostics *diagnostics)
{
    gtl_object *holder;
    gtee_text *text = NULL;
    gtee_status status;
    gtee_context *context = gtl_context(L);

    holder = gtl_new_root(L, &gtl_class_text, 0);
    status = gtee_diagnostics_show(diagnostics, context, NULL, &text);
    if (status == GTEE_OK)
        push_line(L, holder, text);
    else
        lua_pushstring(L, gtee_status_text(status));
}

static int error_tostring(lua_State *L)
{
    const gtee_diagnostics *diagnostics;

    lua_settop(L, 1);
    luaL_checktype(L, 1, LUA_TTABLE);
    lua_getfield(L, 1, "diagnostics");
    diagnostics = gtl_to(L, 2, &gtl_class_diagnostics);
    if (diagnostics != NULL)
        gtl_push_shown(L, diagnostics);
    else
        lua_getfield(L, 1, "message");
    return 1;
}

void gtl_push_error(lua_State *L, gtee_status status)
{
    luaL_checkstack(L, 8, NULL);
    lua_createtable(L, 0, 4);
    gtl_push_word(L, &gtl_enum_status, (uint32_t)status);
    lua_setfield(L, -2, "status");
    lua_pushinteger(L, status);
    lua_setfield(L, -2, "code");
    lua_pushstring(L, gtee_status_text(status));
    lua_setfield(L, -2, "message");
    registry_get(L, &error_key);
    lua_setmetatable(L, -2);
}

/* Gives the error on top its diagnostics; its message is the first one's. */
static void add_diagnostics(lua_State *L, const gtl_call *call)
{
    const gtee_diagnostic *first;

    if (call->found == NULL || call->found->pointer == NULL)
        return;
    lua_pushvalue(L, call->found_index);
    lua_setfield(L, -2, "diagnostics");
    first = gtee_diagnostics_at(call->found->pointer, 0);
    if (first != NULL) {
        lua_pushstring(L, gtee_diagnostic_message(first));
        lua_setfield(L, -2, "message");
    }
}

/* ---- Ending */

/* Raises the error of a callback, if one failed. */
static void end_callbacks(lua_State *L, gtl_call *call)
{
    int failed = 0;

    for (int i = 0; i < call->callback_count; i++) {
        call->callbacks[i]->L = NULL;
        if (call->callbacks[i]->failed)
            failed = call->callbacks[i]->index;
    }
    if (failed != 0) {
        lua_rawgeti(L, failed, CALLBACK_ERROR);
        lua_error(L);
    }
}

int gtl_end(lua_State *L, gtl_call *call, gtee_status status)
{
    if (call->busy != NULL)
        call->busy->busy = 0;
    end_callbacks(L, call);
    if (status == GTEE_OK)
        return 0;
    lua_pushnil(L);
    gtl_push_error(L, status);
    add_diagnostics(L, call);
    if (call->made != NULL && call->made->pointer != NULL) { /* it tells more of what went wrong */
        lua_pushvalue(L, call->made_index);
        lua_setfield(L, -2, call->name);
    }
    return 2;
}

int gtl_give_found(lua_State *L, const gtl_call *call, int values)
{
    if (call->found == NULL || call->found->pointer == NULL)
        return values;
    lua_pushvalue(L, call->found_index);
    return values + 1;
}

int gtl_give(lua_State *L, const gtl_call *call)
{
    const gtl_object *made = call->made;

    lua_pushvalue(L, call->made_index);
    gtl_weigh(L, made->class == &gtl_class_dossier ? gtee_dossier_bytes(made->pointer) : 4096);
    return gtl_give_found(L, call, 1);
}

int gtl_step(lua_State *L, lua_CFunction next)
{
    lua_settop(L, 1);
    if (next(L) == 2)
        return lua_error(L);
    return 1;
}

int gtl_give_text(lua_State *L, gtl_call *call, gtee_status status, gtee_text *text)
{
    gtl_object *holder = call->made;
    int count;

    holder->pointer = text;
    call->made = NULL;
    count = gtl_end(L, call, status);
    if (count > 0)
        return count;
    lua_pushlstring(L, gtee_text_data(text), gtee_text_size(text));
    holder->pointer = NULL;
    gtee_text_unref(text);
    return gtl_give_found(L, call, 1);
}

/* The collector does not see what the library allocates: it is told as if that were Lua's own. */
void gtl_weigh(lua_State *L, uint64_t bytes)
{
    int kib = bytes >> 10 < 1 << 20 ? (int)(bytes >> 10) : 1 << 20;

#if LUA_VERSION_NUM >= 502
    if (!lua_gc(L, LUA_GCISRUNNING, 0))
        return;
#endif
    if (kib > 0)
        lua_gc(L, LUA_GCSTEP, kib);
}

int gtl_is_open(lua_State *L)
{
    int open;

    registry_get(L, &context_key); /* which is set last */
    open = !lua_isnil(L, -1);
    lua_pop(L, 1);
    return open;
}

void gtl_open_calls(lua_State *L)
{
    int *running;
    gtl_object *context;
    gtee_context *made = NULL;
    gtee_status status;

    lua_pushlightuserdata(L, (void *)(uintptr_t)&running_key);
    running = lua_newuserdata(L, sizeof *running);
    *running = 0;
    lua_rawset(L, LUA_REGISTRYINDEX);
    lua_pushlightuserdata(L, (void *)(uintptr_t)&error_key);
    lua_newtable(L);
    gtl_push_function(L, error_tostring);
    lua_setfield(L, -2, "__tostring");
    lua_pushliteral(L, "guarantee.error");
    lua_setfield(L, -2, "__name");
    lua_rawset(L, LUA_REGISTRYINDEX);
    lua_pushlightuserdata(L, (void *)(uintptr_t)&context_key);
    context = gtl_new_root(L, &gtl_class_context, 0);
    status = gtee_context_new(NULL, &made);
    context->pointer = made;
    if (status != GTEE_OK)
        luaL_error(L, "%s", gtee_status_text(status));
    lua_rawset(L, LUA_REGISTRYINDEX);
}
