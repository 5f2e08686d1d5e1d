/* value.c: texts, dates, numbers and words between Lua and C, the same on every version of Lua. Uses gtl.h.
 *
 * Whole numbers stay exact: where a number of Lua holds one exactly it is a number (an integer from 5.3 on), else its decimal text. */
#include "gtl.h"

#include <float.h>
#include <limits.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- To Lua */

void gtl_push_text(lua_State *L, const char *text)
{
    if (text != NULL)
        lua_pushstring(L, text);
    else
        lua_pushnil(L);
}

void gtl_push_date(lua_State *L, gtee_date date)
{
    char buffer[GTEE_DATE_BUFFER];

    if (date != GTEE_DATE_NONE)
        lua_pushstring(L, gtee_date_format(date, buffer));
    else
        lua_pushnil(L);
}

void gtl_push_count(lua_State *L, uint64_t number)
{
    char buffer[24];

#if GTL_HAS_INTEGERS
    if (number <= LUA_MAXINTEGER) {
        lua_pushinteger(L, (lua_Integer)number);
        return;
    }
#else
    if (number <= (uint64_t)GTL_EXACT) {
        lua_pushnumber(L, (lua_Number)number);
        return;
    }
#endif
    snprintf(buffer, sizeof buffer, "%llu", (unsigned long long)number);
    lua_pushstring(L, buffer);
}

void gtl_push_number(lua_State *L, double number)
{
    if (isnan(number))
        lua_pushnil(L);
    else
        lua_pushnumber(L, number);
}

void gtl_push_boolean(lua_State *L, int32_t truth)
{
    lua_pushboolean(L, truth != 0);
}

void gtl_push_maybe(lua_State *L, int32_t truth)
{
    if (truth < 0)
        lua_pushnil(L);
    else
        lua_pushboolean(L, truth);
}

static const char *word_of(const gtl_enum *words, uint32_t value)
{
    for (const gtl_word *word = words->words; word->word != NULL; word++)
        if (word->value == value)
            return word->word;
    return NULL;
}

/* A value that has no word yet is given as its number; 0 without one means that there is none. */
void gtl_push_word(lua_State *L, const gtl_enum *words, uint32_t value)
{
    const char *word = word_of(words, value);

    if (word != NULL)
        lua_pushstring(L, word);
    else if (value == 0)
        lua_pushnil(L);
    else
        gtl_push_count(L, value);
}

void gtl_push_words(lua_State *L, const gtl_enum *words, uint32_t values)
{
    int count = 0;

    lua_newtable(L);
    for (uint32_t bit = 1; bit != 0; bit <<= 1) {
        if (values & bit) {
            gtl_push_word(L, words, bit);
            lua_rawseti(L, -2, ++count);
        }
    }
}

void gtl_push_places(lua_State *L, uint64_t bits)
{
    int count = 0;

    lua_newtable(L);
    for (int place = 0; place < 64; place++) {
        if (bits >> place & 1) {
            lua_pushinteger(L, place + 1);
            lua_rawseti(L, -2, ++count);
        }
    }
}

void gtl_push_options(lua_State *L, int owner, const gtee_issue *issue, uint64_t bits)
{
    size_t options = issue != NULL ? gtee_issue_option_count(issue) : 0;
    int count = 0;

    luaL_checkstack(L, 2, NULL);
    lua_newtable(L);
    for (size_t place = 0; place < options && place < 64; place++) {
        if (bits >> place & 1) {
            gtl_push_object(L, owner, &gtl_class_option, gtee_issue_option_at(issue, place));
            lua_rawseti(L, -2, ++count);
        }
    }
}

void gtl_format_number(double number, char buffer[32])
{
    char *point;

    for (int digits = DBL_DIG; digits <= DBL_DECIMAL_DIG; digits++) {
        snprintf(buffer, 32, "%.*g", digits, number);
        if (strtod(buffer, NULL) == number)
            break;
    }
    point = buffer + strspn(buffer, "-0123456789");
    if (*point != '\0' && *point != 'e')
        *point = '.';
}

/* ---- From Lua */

const char *gtl_check_text(lua_State *L, int index)
{
    size_t size;
    const char *text;

    if (lua_type(L, index) != LUA_TSTRING) /* a number would be changed in place */
        luaL_checktype(L, index, LUA_TSTRING);
    text = lua_tolstring(L, index, &size);
    if (strlen(text) != size)
        luaL_argerror(L, index, "the text contains a NUL");
    return text;
}

const char *gtl_opt_text(lua_State *L, int index)
{
    return lua_isnoneornil(L, index) ? NULL : gtl_check_text(L, index);
}

gtee_date gtl_check_date(lua_State *L, int index)
{
    gtee_date date = GTEE_DATE_NONE;

    if (lua_isnoneornil(L, index))
        return GTEE_DATE_NONE;
    if (lua_type(L, index) == LUA_TNUMBER)
        return (gtee_date)gtl_check_count(L, index, INT32_MAX);
    if (gtee_date_parse(gtl_check_text(L, index), &date) != GTEE_OK)
        luaL_error(L, "'%s' is no date: it is written YYYY, YYYY-MM or YYYY-MM-DD", lua_tostring(L, index));
    return date;
}

/* Reads decimal digits; 0 if it is anything else or above `most`. */
static int read_digits(const char *text, uint64_t most, uint64_t *number)
{
    if (*text == '\0')
        return 0;
    for (*number = 0; *text != '\0'; text++) {
        uint64_t digit = (uint64_t)(unsigned char)*text - '0';
        if (digit > 9 || *number > (most - digit) / 10)
            return 0;
        *number = *number * 10 + digit;
    }
    return 1;
}

static int read_count(lua_State *L, int index, uint64_t most, uint64_t *number)
{
    lua_Number given;

    if (lua_type(L, index) == LUA_TSTRING)
        return read_digits(lua_tostring(L, index), most, number);
    if (lua_type(L, index) != LUA_TNUMBER)
        return 0;
#if GTL_HAS_INTEGERS
    if (lua_isinteger(L, index)) {
        *number = (uint64_t)lua_tointeger(L, index);
        return lua_tointeger(L, index) >= 0 && *number <= most;
    }
#endif
    given = lua_tonumber(L, index);
    if (!(given >= 0 && given <= GTL_EXACT) || floor(given) != given)
        return 0;
    *number = (uint64_t)given;
    return *number <= most;
}

uint64_t gtl_check_count(lua_State *L, int index, uint64_t most)
{
    uint64_t number = 0;

    if (!read_count(L, index, most, &number)) {
        gtl_push_count(L, most);
        luaL_error(L, "a whole number from 0 to %s expected, got %s", lua_tostring(L, -1),
                   lua_type(L, index) == LUA_TNUMBER || lua_type(L, index) == LUA_TSTRING ? lua_tostring(L, index) : luaL_typename(L, index));
    }
    return number;
}

int64_t gtl_check_integer(lua_State *L, int index)
{
    uint64_t number;
    const char *text;

    if (read_count(L, index, INT64_MAX, &number))
        return (int64_t)number;
#if GTL_HAS_INTEGERS
    if (lua_isinteger(L, index))
        return lua_tointeger(L, index);
#endif
    text = lua_type(L, index) == LUA_TSTRING ? lua_tostring(L, index) : "";
    if (text[0] == '-' && read_digits(text + 1, INT64_MAX, &number))
        return -(int64_t)number;
    if (lua_type(L, index) == LUA_TNUMBER && lua_tonumber(L, index) < 0 && lua_tonumber(L, index) >= -GTL_EXACT &&
        floor(lua_tonumber(L, index)) == lua_tonumber(L, index))
        return (int64_t)lua_tonumber(L, index);
    return luaL_error(L, "a whole number expected, got %s", luaL_typename(L, index));
}

double gtl_check_number(lua_State *L, int index)
{
    luaL_checktype(L, index, LUA_TNUMBER);
    return lua_tonumber(L, index);
}

/* Pushes the words, to tell what was expected. */
static void push_all_words(lua_State *L, const gtl_enum *words)
{
    lua_pushliteral(L, "");
    for (const gtl_word *word = words->words; word->word != NULL; word++) {
        lua_pushfstring(L, "%s%s'%s'", lua_tostring(L, -1), word == words->words ? "" : word[1].word == NULL ? " or " : ", ", word->word);
        lua_remove(L, -2);
    }
}

uint32_t gtl_check_word(lua_State *L, int index, const gtl_enum *words)
{
    const char *given = lua_type(L, index) == LUA_TSTRING ? lua_tostring(L, index) : NULL;

    for (const gtl_word *word = words->words; given != NULL && word->word != NULL; word++)
        if (strcmp(word->word, given) == 0)
            return word->value;
    if (lua_type(L, index) == LUA_TNUMBER)
        return (uint32_t)gtl_check_count(L, index, UINT32_MAX);
    push_all_words(L, words);
    luaL_error(L, "%s expected, got %s", lua_tostring(L, -1), given != NULL ? given : luaL_typename(L, index));
    return 0;
}

uint32_t gtl_check_words(lua_State *L, int index, const gtl_enum *words)
{
    uint32_t sum = 0;

    if (lua_type(L, index) != LUA_TTABLE)
        return gtl_check_word(L, index, words);
    for (int i = 1; i <= (int)lua_rawlen(L, index); i++) {
        lua_rawgeti(L, index, i);
        sum |= gtl_check_word(L, lua_gettop(L), words);
        lua_pop(L, 1);
    }
    return sum;
}

size_t gtl_check_index(lua_State *L, int index)
{
    lua_Number number = luaL_checknumber(L, index);

    return number >= 1 && number <= GTL_EXACT && floor(number) == number ? (size_t)number - 1 : SIZE_MAX;
}

const char *const *gtl_check_texts(lua_State *L, int index, int scratch, size_t *count)
{
    const char **array;

    *count = 0;
    if (lua_isnoneornil(L, index))
        return NULL;
    luaL_checkstack(L, 8, NULL);
    if (lua_type(L, index) == LUA_TSTRING) { /* one */
        lua_createtable(L, 1, 0);
        lua_pushvalue(L, index);
        lua_rawseti(L, -2, 1);
        lua_replace(L, index);
    }
    luaL_checktype(L, index, LUA_TTABLE);
    *count = lua_rawlen(L, index);
    array = gtl_new_userdata(L, (*count + 1) * sizeof *array);
    lua_rawseti(L, scratch, (int)lua_rawlen(L, scratch) + 1);
    for (size_t i = 0; i < *count; i++) {
        lua_rawgeti(L, index, (int)i + 1);
        array[i] = gtl_check_text(L, lua_gettop(L));
        lua_rawseti(L, scratch, (int)lua_rawlen(L, scratch) + 1);
    }
    return array;
}
