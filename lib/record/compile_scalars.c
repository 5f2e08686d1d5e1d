/* compile_scalars.c: scalars as the schema's types: text, ids, dates, booleans, numbers, words. Uses compile.h. */
#include "record/compile.h"

#include <string.h>

static const char *shape_of(const gti_node *node)
{
    return node->type == GTI_NODE_LIST ? "list" : node->type == GTI_NODE_MAP ? "mapping" : "text";
}

static const char *called(const gti_node *node)
{
    return node->key != NULL ? node->key : "an entry of the list";
}

static bool is_blank(const gti_node *node)
{
    for (size_t i = 0; i < node->size; i++)
        if (strchr(" \t\r\n", node->text[i]) == NULL)
            return false;
    return true;
}

bool gti_is_empty(const gti_node *node)
{
    return node->type == GTI_NODE_SCALAR ? is_blank(node) : node->count == 0;
}

bool gti_refuse_empty(gti_assembly *a, const gti_node *node)
{
    if (!gti_is_empty(node))
        return false;
    GTI_SAY_KEY(a, EMPTY_VALUE, node, "%s is empty", called(node));
    gti_report_hint(a->report, node->key != NULL ? "write a value, or leave the key out" : "write a value, or take the entry away");
    return true;
}

bool gti_take_scalar(gti_assembly *a, const gti_node *node)
{
    if (gti_refuse_empty(a, node))
        return false;
    if (node->type == GTI_NODE_SCALAR)
        return true;
    GTI_SAY(a, WRONG_SHAPE, node, "%s must be a text, not a %s", called(node), shape_of(node));
    return false;
}

bool gti_expect_map(gti_assembly *a, const gti_node *node, const char *what)
{
    if (gti_refuse_empty(a, node))
        return false;
    if (node->type == GTI_NODE_MAP)
        return true;
    GTI_SAY(a, WRONG_SHAPE, node, "%s must be a mapping, not a %s", what, shape_of(node));
    return false;
}

const char *gti_intern(gti_assembly *a, const char *text, size_t size)
{
    gti_symbol symbol = gti_symbols_intern(a->dossier->symbols, text, size);

    if (symbol == 0) {
        a->failed = true;
        return NULL;
    }
    return gti_symbols_text(a->dossier->symbols, symbol);
}

/* ---- What a text may hide. Reader and builder refuse control characters and floods of marks before texts come here. */

/* Could the text hold an invisible character? Most texts do not, which one look at each byte tells. */
static bool may_hide(const unsigned char *text, size_t size)
{
    for (size_t i = 0; i < size; i++) {
        if (text[i] < 0xC2)
            continue;
        unsigned next = i + 1 < size ? text[i + 1] : 0;
        unsigned third = i + 2 < size ? text[i + 2] : 0;

        if ((text[i] == 0xE2 && next == 0x80 && (third <= 0x8F ? third >= 0x8B : third >= 0xAA && third <= 0xAE)) ||
            (text[i] == 0xE2 && next == 0x81 && third >= 0xA0 && third <= 0xAF) || text[i] == 0xF3 ||
            (text[i] == 0xEF && next == 0xBB) || (text[i] == 0xD8 && next == 0x9C) || (text[i] == 0xE1 && next == 0xA0) ||
            (text[i] == 0xC2 && next == 0xAD))
            return true;
    }
    return false;
}

static void warn_of_suspects(gti_assembly *a, const gti_node *node, uint32_t flags)
{
    bool named = (flags & GTI_FIELD_NAME) != 0;
    uint32_t suspects;

    if (gti_utf8_ascii(node->text, node->size) == node->size ||
        (!named && !may_hide((const unsigned char *)node->text, node->size)))
        return;
    suspects = gti_text_suspects(node->text, node->size);
    if (suspects & GTI_SUSPECT_BIDI) {
        GTI_SAY(a, HIDDEN_DIRECTION, node, "%s holds invisible characters that can make it read differently from what it is",
                called(node));
        gti_report_hint(a->report, "take them out, unless the script needs them");
    }
    if (named && (suspects & GTI_SUSPECT_MIXED)) {
        GTI_SAY(a, MIXED_SCRIPTS, node, "%q mixes letters of several scripts within one word", node->text);
        gti_report_hint(a->report, "write the whole word in one script; some letters look alike but are not the same");
    }
}

/* ---- Texts of a certain form */

static bool is_alnum(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* Longer keys than about a thousand characters could not be written as JSON that a YAML reader takes. */
#define LANGUAGE_MOST 64u

/* BCP 47 (RFC 5646) as far as its outer form goes: subtags of 1 to 8 letters or digits, the first one of letters. */
static bool is_language(const char *text)
{
    size_t length = 0;

    for (size_t i = 0;; i++) {
        if (text[i] == '-' || text[i] == '\0') {
            if (length == 0 || (length == i && length < 2 && text[0] != 'x' && text[0] != 'i'))
                return false;
            if (text[i] == '\0')
                return true;
            length = 0;
        } else if (!is_alnum(text[i]) || ++length > 8 || (length == i + 1 && is_digit(text[i]))) {
            return false;
        }
    }
}

static size_t digits(const char *text)
{
    size_t count = 0;

    while (is_digit(text[count]))
        count++;
    return count;
}

/* "4" or "4-6", counted from 1, rising. */
static bool is_range(const char *text)
{
    size_t first = digits(text), second;
    uint64_t from, to;

    if (!gti_uint_parse(text, first, UINT32_MAX, &from) || from == 0)
        return false;
    if (text[first] == '\0')
        return true;
    second = digits(text + first + 1);
    return text[first] == '-' && text[first + 1 + second] == '\0' && gti_uint_parse(text + first + 1, second, UINT32_MAX, &to) &&
           to >= from;
}

/* A locator that begins as one of paragraphs or lines must be one; all others are words. */
static bool is_locator(const char *text)
{
    const char *behind = strncmp(text, "par ", 4) == 0 ? text + 4 : strncmp(text, "line ", 5) == 0 ? text + 5 : NULL;

    return behind == NULL || !is_digit(*behind) || is_range(behind);
}

static bool refuse_form(gti_assembly *a, const gti_node *node, uint32_t flags)
{
    if ((flags & GTI_FIELD_LANGUAGE) != 0 && (node->size > LANGUAGE_MOST || !is_language(node->text))) {
        GTI_SAY(a, BAD_LANGUAGE, node, "%q is no language tag", node->text);
        gti_report_hint(a->report, "write a tag of BCP 47, such as en, uk or zh-Hant");
        return true;
    }
    if ((flags & GTI_FIELD_LOCATOR) != 0 && !is_locator(node->text)) {
        GTI_SAY(a, BAD_LOCATOR, node, "%q is no place in a source", node->text);
        gti_report_hint(a->report, "count from 1, the smaller number first: par 4, par 4-6, line 12, line 12-14");
        return true;
    }
    return false;
}

const char *gti_take_text(gti_assembly *a, const gti_node *node, uint32_t flags)
{
    const char *text;

    if (!gti_take_scalar(a, node))
        return NULL;
    warn_of_suspects(a, node, flags);
    if (flags & (GTI_FIELD_LANGUAGE | GTI_FIELD_LOCATOR) && refuse_form(a, node, flags))
        return NULL;
    if (flags & GTI_FIELD_IDS)
        return gti_take_id(a, node);
    if (flags & GTI_FIELD_RECURS)
        return gti_intern(a, node->text, node->size);
    text = gti_arena_copy(&a->dossier->arena, node->text, node->size);
    if (text == NULL)
        a->failed = true;
    return text;
}

const char *gti_take_id(gti_assembly *a, const gti_node *node)
{
    if (!gti_take_scalar(a, node))
        return NULL;
    if (gti_is_id(node->text, node->size))
        return gti_intern(a, node->text, node->size);
    GTI_SAY(a, BAD_ID, node, "%q is no id", node->text);
    gti_report_hint(a->report, "use small letters a to z and digits, in words joined by single hyphens, at most 64 bytes");
    return NULL;
}

bool gti_is_reserved(const char *id)
{
    return strcmp(id, "proposal") == 0 || strcmp(id, "rule") == 0 || strcmp(id, "all") == 0 || strcmp(id, "none-of") == 0;
}

gtee_date gti_take_date(gti_assembly *a, const gti_node *node)
{
    gtee_date date = GTEE_DATE_NONE;

    if (!gti_take_scalar(a, node) || gti_date_parse(node->text, node->size, &date))
        return date;
    if (node->size >= 4 && node->size <= 10 && digits(node->text) == 4 && (node->text[4] == '-' || node->text[4] == '\0'))
        GTI_SAY(a, BAD_DATE, node, "%q is no date of the calendar", node->text);
    else
        GTI_SAY(a, BAD_DATE, node, "%q is no date", node->text);
    gti_report_hint(a->report, "write it as 2025-08-24, 2025-08 or 2025");
    return GTEE_DATE_NONE;
}

bool gti_take_bool(gti_assembly *a, const gti_node *node, bool *value)
{
    if (!gti_take_scalar(a, node))
        return false;
    *value = strcmp(node->text, "true") == 0;
    if (*value || strcmp(node->text, "false") == 0)
        return true;
    GTI_SAY(a, BAD_BOOLEAN, node, "%s must be true or false, not %q", called(node), node->text);
    gti_report_hint(a->report, "write true or false");
    return false;
}

bool gti_take_uint(gti_assembly *a, const gti_node *node, uint32_t *value)
{
    uint64_t number;

    if (!gti_take_scalar(a, node))
        return false;
    if (gti_uint_parse(node->text, node->size, UINT32_MAX - 1, &number)) {
        *value = (uint32_t)number;
        return true;
    }
    GTI_SAY(a, BAD_NUMBER, node, "%s must be a whole number, not %q", called(node), node->text);
    gti_report_hint(a->report, "write it in digits");
    return false;
}

bool gti_take_decimal(gti_assembly *a, const gti_node *node, gti_decimal *value)
{
    if (!gti_take_scalar(a, node))
        return false;
    if (gti_decimal_parse(node->text, node->size, value))
        return true;
    GTI_SAY(a, BAD_DECIMAL, node, "%s must be a decimal, not %q", called(node), node->text);
    gti_report_hint(a->report, "write digits with an optional point, such as 3 or 0.25, at most 15 digits");
    return false;
}

uint32_t gti_take_word(gti_assembly *a, const gti_node *node, const gti_word *words)
{
    gti_guess guess;

    if (!gti_take_scalar(a, node))
        return 0;
    for (const gti_word *word = words; word->word != NULL; word++)
        if (strcmp(word->word, node->text) == 0)
            return word->value;
    GTI_SAY(a, BAD_WORD, node, "%s cannot be %q", called(node), node->text);
    guess = gti_guess_begin(a, node->text, node->size);
    gti_words_clear(a);
    for (const gti_word *word = words; word->word != NULL; word++) {
        gti_guess_try(&guess, word->word);
        gti_words_add(a, word->word);
    }
    gti_hint_words(a, guess.best, "it is one of");
    return 0;
}
