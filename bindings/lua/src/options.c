/* options.c: option tables of Lua as option structs of C, by description. What they refer to is kept in the call's scratch table, so that
 * a callback cannot take it away. Uses gtl.h. */
#include "gtl.h"

#include <string.h>

#define MOST_COLUMNS 3

static void *place(void *base, size_t offset)
{
    return (char *)base + offset;
}

/* Moves what is on top of the stack to the scratch table. */
static void keep(lua_State *L, const gtl_call *call)
{
    lua_rawseti(L, call->scratch, (int)lua_rawlen(L, call->scratch) + 1);
}

/* ---- Lists of rows: an array for each column */

static size_t size_of(gtl_kind kind)
{
    return kind == GTL_RECORD || kind == GTL_TEXT ? sizeof(void *) : kind == GTL_NUMBER ? sizeof(double) : sizeof(uint32_t);
}

/* Writes the value on top to a place in an array, and pops it. */
static void read_cell(lua_State *L, const gtl_call *call, const gtl_column *column, void *array, size_t i, const gtee_dossier *dossier)
{
    int index = lua_gettop(L);

    switch (column->kind) {
    case GTL_RECORD:
        ((const void **)array)[i] = gtl_check_record(L, index, column->of, dossier);
        break;
    case GTL_NUMBER:
        ((double *)array)[i] = gtl_check_number(L, index);
        break;
    case GTL_WORD:
        ((uint32_t *)array)[i] = gtl_check_word(L, index, column->of);
        break;
    default:
        ((uint32_t *)array)[i] = (uint32_t)gtl_check_count(L, index, UINT32_MAX);
    }
    keep(L, call);
}

/* Sorts the keys in the table at `keys`, which are strings. */
static void sort_keys(lua_State *L, int keys, int count)
{
    for (int i = 2; i <= count; i++) {
        for (int j = i; j > 1; j--) {
            lua_rawgeti(L, keys, j - 1);
            lua_rawgeti(L, keys, j);
            if (strcmp(lua_tostring(L, -2), lua_tostring(L, -1)) <= 0) {
                lua_pop(L, 2);
                break;
            }
            lua_rawseti(L, keys, j - 1);
            lua_rawseti(L, keys, j);
        }
    }
}

/* {id = value} as {{id, value}}, by id; pushes it. A value that is a table is the rest of its row. */
static void push_rows_of_map(lua_State *L, int map)
{
    int keys, count = 0;

    lua_newtable(L);
    keys = lua_gettop(L);
    for (lua_pushnil(L); lua_next(L, map) != 0; lua_pop(L, 1)) {
        if (lua_type(L, -2) != LUA_TSTRING)
            luaL_error(L, "a list of rows, or values by id, expected");
        lua_pushvalue(L, -2);
        lua_rawseti(L, keys, ++count);
    }
    sort_keys(L, keys, count);
    for (int i = 1; i <= count; i++) {
        lua_newtable(L);
        lua_rawgeti(L, keys, i);
        lua_pushvalue(L, -1);
        lua_rawseti(L, -3, 1);
        lua_rawget(L, map);
        for (int j = 1; lua_istable(L, -1) && j < MOST_COLUMNS; j++) {
            lua_rawgeti(L, -1, j);
            lua_rawseti(L, -3, j + 1);
        }
        if (!lua_istable(L, -1)) {
            lua_rawseti(L, -2, 2);
        } else {
            lua_pop(L, 1);
        }
        lua_rawseti(L, keys, i);
    }
}

/* Pushes what stands in a row's column; a last column that is left out is as the one before it. */
static void push_cell(lua_State *L, int row, size_t column, size_t columns)
{
    lua_rawgeti(L, row, (int)column + 1);
    if (lua_isnil(L, -1) && column > 1 && column + 1 == columns) {
        lua_pop(L, 1);
        lua_rawgeti(L, row, (int)column);
    }
}

static void read_rows(lua_State *L, const gtl_call *call, const gtl_field *field, void *options, int index, const gtee_dossier *dossier)
{
    void *arrays[MOST_COLUMNS];
    size_t count;
    int rows = index;

    luaL_checktype(L, index, LUA_TTABLE);
    if (lua_rawlen(L, index) == 0) {
        push_rows_of_map(L, index);
        rows = lua_gettop(L);
    }
    count = lua_rawlen(L, rows);
    for (size_t c = 0; c < field->column_count; c++) {
        arrays[c] = gtl_new_userdata(L, (count + 1) * size_of(field->columns[c].kind));
        *(void **)place(options, field->columns[c].offset) = arrays[c];
        keep(L, call);
    }
    for (size_t i = 0; i < count; i++) {
        lua_rawgeti(L, rows, (int)i + 1);
        if (!lua_istable(L, -1))
            luaL_error(L, "a row of %d values expected, got %s", (int)field->column_count, luaL_typename(L, -1));
        for (size_t c = 0; c < field->column_count; c++) {
            push_cell(L, lua_gettop(L), c, field->column_count);
            read_cell(L, call, &field->columns[c], arrays[c], i, dossier);
        }
        lua_pop(L, 1);
    }
    *(size_t *)place(options, field->other) = count;
}

static void read_list(lua_State *L, const gtl_call *call, const gtl_field *field, void *options, int index, const gtee_dossier *dossier)
{
    const gtl_column *column = &field->columns[0];
    size_t *count = place(options, field->other);
    const void *array;

    if (field->column_count > 1) {
        read_rows(L, call, field, options, index, dossier);
        return;
    }
    array = column->kind == GTL_TEXT ? (const void *)gtl_check_texts(L, index, call->scratch, count)
                                     : gtl_check_records(L, index, column->of, dossier, call->scratch, count);
    *(const void **)place(options, column->offset) = array;
}

/* ---- Single members */

static void read_callback(lua_State *L, gtl_call *call, const gtl_field *field, void *options, int index)
{
    gtl_callback *callback = field->kind == GTL_LOG ? gtl_new_log(L, index) : gtl_new_callback(L, index);

    if (field->kind == GTL_LOG)
        *(gtee_log_function *)place(options, field->offset) = gtl_log;
    else
        *(gtee_progress_function *)place(options, field->offset) = gtl_progress;
    *(void **)place(options, field->other) = callback;
    lua_setfield(L, call->scratch, field->name);
}

static void read_struct(lua_State *L, gtl_call *call, const gtl_field *field, void *to, int index, const gtee_dossier *dossier)
{
    const gtl_struct *about = field->of;
    void *made = gtl_new_userdata(L, about->size);

    keep(L, call);
    *(void **)to = gtl_options(L, call, index, about, made, dossier);
}

static void read_member(lua_State *L, gtl_call *call, const gtl_field *field, void *options, int index, const gtee_dossier *dossier)
{
    void *to = place(options, field->offset);

    switch (field->kind) {
    case GTL_UINT32:
        *(uint32_t *)to = (uint32_t)gtl_check_count(L, index, UINT32_MAX);
        break;
    case GTL_UINT64:
        *(uint64_t *)to = gtl_check_count(L, index, UINT64_MAX);
        break;
    case GTL_NUMBER:
        *(double *)to = gtl_check_number(L, index);
        break;
    case GTL_BOOLEAN:
        luaL_checktype(L, index, LUA_TBOOLEAN);
        *(uint32_t *)to = (uint32_t)lua_toboolean(L, index);
        break;
    case GTL_TEXT:
        *(const char **)to = gtl_check_text(L, index);
        lua_pushvalue(L, index);
        keep(L, call);
        break;
    case GTL_DATE:
        *(gtee_date *)to = gtl_check_date(L, index);
        break;
    case GTL_WORD:
        *(uint32_t *)to = gtl_check_word(L, index, field->of);
        break;
    case GTL_WORDS:
        *(uint32_t *)to = gtl_check_words(L, index, field->of);
        break;
    case GTL_RECORD:
        *(const void **)to = gtl_check_record(L, index, field->of, dossier);
        lua_pushvalue(L, index);
        keep(L, call);
        break;
    case GTL_STRUCT:
        read_struct(L, call, field, to, index, dossier);
        break;
    case GTL_PROGRESS:
    case GTL_LOG:
        read_callback(L, call, field, options, index);
        break;
    }
}

/* ---- The whole */

static const gtl_field *find_field(lua_State *L, const gtl_struct *about, int key)
{
    const char *name = lua_type(L, key) == LUA_TSTRING ? lua_tostring(L, key) : NULL;

    for (const gtl_field *field = about->fields; name != NULL && field->name != NULL; field++)
        if (strcmp(field->name, name) == 0)
            return field;
    lua_pushliteral(L, "");
    for (const gtl_field *field = about->fields; field->name != NULL; field++) {
        lua_pushfstring(L, "%s%s%s", lua_tostring(L, -1), field == about->fields ? "" : ", ", field->name);
        lua_remove(L, -2);
    }
    if (name == NULL)
        luaL_error(L, "options are given by name: %s", lua_tostring(L, -1));
    luaL_error(L, "there is no option '%s'; there are: %s", name, lua_tostring(L, -1));
    return NULL;
}

/* Makes the callback that was read ready, now that the table has been gone through. */
static void take_callback(lua_State *L, gtl_call *call, const gtl_field *field)
{
    lua_getfield(L, call->scratch, field->name);
    if (lua_isnil(L, -1)) {
        lua_pop(L, 1);
        return;
    }
    call->kept_index = lua_gettop(L);
    if (field->kind == GTL_PROGRESS)
        gtl_ready(L, call);
}

/* The types of Lua, as bits, that a member can be given as. */
static unsigned types_of(const gtl_field *field)
{
    const unsigned text = 1u << LUA_TSTRING, number = 1u << LUA_TNUMBER, table = 1u << LUA_TTABLE, object = 1u << LUA_TUSERDATA;

    if (field->columns != NULL)
        return field->column_count > 1 ? table : table | text | object;
    switch (field->kind) {
    case GTL_UINT32:
    case GTL_UINT64:
    case GTL_DATE:
    case GTL_WORD:
        return number | text;
    case GTL_WORDS:
        return number | text | table;
    case GTL_NUMBER:
        return number;
    case GTL_BOOLEAN:
        return 1u << LUA_TBOOLEAN;
    case GTL_TEXT:
        return text;
    case GTL_RECORD:
        return text | object;
    case GTL_STRUCT:
        return table;
    default:
        return 1u << LUA_TFUNCTION;
    }
}

static void check_type(lua_State *L, const gtl_field *field, int index)
{
    static const int types[] = {LUA_TBOOLEAN, LUA_TNUMBER, LUA_TSTRING, LUA_TTABLE, LUA_TFUNCTION, LUA_TUSERDATA};
    unsigned allowed = types_of(field);

    if (allowed >> lua_type(L, index) & 1)
        return;
    lua_pushliteral(L, "");
    for (size_t i = 0; i < sizeof types / sizeof types[0]; i++) {
        if (allowed >> types[i] & 1) {
            size_t size = lua_rawlen(L, -1);
            lua_pushfstring(L, "%s%s%s", lua_tostring(L, -1), size > 0 ? " or " : "", lua_typename(L, types[i]));
        }
    }
    luaL_error(L, "option '%s': %s expected, got %s", field->name, lua_tostring(L, -1), luaL_typename(L, index));
}

static void check_required(lua_State *L, const gtl_field *field, int index)
{
    if (!field->required)
        return;
    lua_pushstring(L, field->name);
    lua_rawget(L, index); /* as the others are read */
    if (lua_isnil(L, -1))
        luaL_error(L, "the option '%s' is needed", field->name);
    lua_pop(L, 1);
}

static void read_field(lua_State *L, gtl_call *call, const gtl_field *field, void *options, int index, const gtee_dossier *dossier)
{
    luaL_checkstack(L, 40, NULL);
    check_type(L, field, index);
    if (field->columns != NULL)
        read_list(L, call, field, options, index, dossier);
    else
        read_member(L, call, field, options, index, dossier);
}

void *gtl_options(lua_State *L, gtl_call *call, int index, const gtl_struct *about, void *options, const gtee_dossier *dossier)
{
    if (lua_isnoneornil(L, index))
        return NULL;
    luaL_checktype(L, index, LUA_TTABLE);
    memset(options, 0, about->size);
    *(size_t *)options = about->size;
    for (lua_pushnil(L); lua_next(L, index) != 0;) {
        int value = lua_gettop(L);
        read_field(L, call, find_field(L, about, value - 1), options, value, dossier);
        lua_settop(L, value - 1);
    }
    for (const gtl_field *field = about->fields; field->name != NULL; field++) {
        check_required(L, field, index);
        if (field->kind == GTL_PROGRESS || field->kind == GTL_LOG)
            take_callback(L, call, field);
    }
    return options;
}
