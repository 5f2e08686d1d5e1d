/* options.c: the command line: options anywhere, `--option=value` or `--option value`, `--` ends them. */
#include "cli.h"

#include <stdlib.h>
#include <string.h>

enum option_id {
    OPTION_WITH,
    OPTION_STRICT,
    OPTION_AS_OF,
    OPTION_EVIDENCE,
    OPTION_SOURCE,
    OPTION_PARTICIPANT,
    OPTION_ISSUE,
    OPTION_PROPOSAL,
    OPTION_ID,
    OPTION_TEXT,
    OPTION_FROM,
    OPTION_TEXTS,
    OPTION_TO,
    OPTION_OUTPUT,
    OPTION_FORMAT,
    OPTION_WIDTH,
    OPTION_COLOR,
    OPTION_LANGUAGE,
    OPTION_BRIEF,
    OPTION_PARTIES,
    OPTION_IMMOVABLE,
    OPTION_FIX,
    OPTION_CAP,
    OPTION_LIMIT,
    OPTION_BUDGET,
    OPTION_RED_LINE_WEIGHT,
    OPTION_CONSENT_WEIGHT,
    OPTION_ALL_CONCESSIONS,
    OPTION_SENSITIVITY,
    OPTION_RULE,
    OPTION_SUPPORT,
    OPTION_BLOCK,
    OPTION_ESTIMATE,
    OPTION_WHAT_IF,
    OPTION_HOLDER,
    OPTION_LEAST,
    OPTION_ALTERNATIVE,
    OPTION_STRESS,
    OPTION_SCENARIO,
    OPTION_HELP,
    OPTION_VERSION
};

typedef struct cli_option {
    enum option_id id;
    const char *name;
    const char *letter; /* NULL: none */
    bool takes_value;
    uint32_t takes; /* the bits of commands, one of which must be there; 0: every command */
} cli_option;

static const cli_option options[] = {
    {OPTION_WITH, "--with", NULL, true, 0},
    {OPTION_STRICT, "--strict", NULL, false, 0},
    {OPTION_AS_OF, "--as-of", NULL, true, TAKES_VIEW},
    {OPTION_EVIDENCE, "--evidence", NULL, true, TAKES_VIEW},
    {OPTION_SOURCE, "--source", NULL, true, TAKES_VIEW},
    {OPTION_PARTICIPANT, "--participant", NULL, true, TAKES_PARTICIPANT},
    {OPTION_ISSUE, "--issue", NULL, true, TAKES_ISSUE},
    {OPTION_PROPOSAL, "--proposal", NULL, true, TAKES_PROPOSAL | TAKES_TERMS},
    {OPTION_ID, "--id", NULL, true, TAKES_LIST},
    {OPTION_TEXT, "--text", NULL, true, TAKES_LIST},
    {OPTION_FROM, "--from", NULL, true, TAKES_FROM},
    {OPTION_TEXTS, "--texts", NULL, true, TAKES_TEXTS},
    {OPTION_TO, "--to", NULL, true, TAKES_CONVERT},
    {OPTION_OUTPUT, "--output", "-o", true, TAKES_CONVERT},
    {OPTION_FORMAT, "--format", NULL, true, TAKES_TABLES},
    {OPTION_WIDTH, "--width", NULL, true, TAKES_TABLES},
    {OPTION_COLOR, "--color", NULL, true, 0},
    {OPTION_LANGUAGE, "--language", NULL, true, TAKES_TABLES},
    {OPTION_BRIEF, "--brief", NULL, false, TAKES_BRIEF},
    {OPTION_PARTIES, "--parties", NULL, true, TAKES_SEARCH},
    {OPTION_IMMOVABLE, "--immovable", NULL, true, TAKES_MOVES},
    {OPTION_FIX, "--fix", NULL, true, TAKES_SEARCH},
    {OPTION_CAP, "--cap", NULL, true, TAKES_COSTS},
    {OPTION_LIMIT, "--limit", NULL, true, TAKES_SEARCH | TAKES_GAME | TAKES_STRESS},
    {OPTION_BUDGET, "--budget", NULL, true, TAKES_SEARCH | TAKES_GAME | TAKES_STRESS},
    {OPTION_RED_LINE_WEIGHT, "--red-line-weight", NULL, true, TAKES_COSTS},
    {OPTION_CONSENT_WEIGHT, "--consent-weight", NULL, true, TAKES_COSTS},
    {OPTION_ALL_CONCESSIONS, "--all-concessions", NULL, false, TAKES_COSTS},
    {OPTION_SENSITIVITY, "--sensitivity", NULL, false, TAKES_COSTS},
    {OPTION_RULE, "--rule", NULL, true, TAKES_GAME},
    {OPTION_SUPPORT, "--support", NULL, true, TAKES_GAME},
    {OPTION_BLOCK, "--block", NULL, true, TAKES_GAME},
    {OPTION_ESTIMATE, "--estimate", NULL, true, TAKES_GAME},
    {OPTION_WHAT_IF, "--what-if", NULL, true, TAKES_STRESS},
    {OPTION_HOLDER, "--holder", NULL, true, TAKES_STRESS},
    {OPTION_LEAST, "--least", NULL, true, TAKES_STRESS},
    {OPTION_ALTERNATIVE, "--alternative", NULL, true, TAKES_STRESS},
    {OPTION_STRESS, "--stress", NULL, false, TAKES_TRIAL},
    {OPTION_SCENARIO, "--scenario", NULL, true, TAKES_TRIAL},
    {OPTION_HELP, "--help", "-h", false, 0},
    {OPTION_VERSION, "--version", NULL, false, 0},
};
#define OPTION_COUNT (sizeof options / sizeof options[0])

/* ---- Values */

typedef struct cli_word {
    const char *name;
    uint32_t value;
} cli_word;

static bool word_value(const cli_word *words, const char *name, uint32_t *value)
{
    for (; words->name != NULL; words++) {
        if (strcmp(words->name, name) != 0)
            continue;
        *value = words->value;
        return true;
    }
    return false;
}

static const cli_word formats[] = {{"text", GTEE_SHOW_TEXT},         {"json", GTEE_SHOW_JSON}, {"csv", GTEE_SHOW_CSV},
                               {"markdown", GTEE_SHOW_MARKDOWN}, {NULL, 0}};
static const cli_word colors[] = {{"auto", COLOR_AUTO}, {"always", COLOR_ALWAYS}, {"never", COLOR_NEVER}, {NULL, 0}};
static const cli_word evidences[] = {{"stated", GTEE_EVIDENCE_STATED},
                                 {"reported", GTEE_EVIDENCE_REPORTED},
                                 {"inferred", GTEE_EVIDENCE_INFERRED},
                                 {NULL, 0}};

/* "stated,reported" */
static bool parse_evidence(const char *text, uint32_t *evidence)
{
    *evidence = 0;
    while (*text != '\0') {
        char name[16];
        size_t size = strcspn(text, ",");
        uint32_t bit;
        if (size >= sizeof name)
            return false;
        memcpy(name, text, size);
        name[size] = '\0';
        if (!word_value(evidences, name, &bit))
            return false;
        *evidence |= bit;
        text += size + (text[size] == ',');
    }
    return *evidence != 0;
}

static bool parse_width(const char *text, uint32_t *width)
{
    *width = 0;
    for (; *text >= '0' && *text <= '9' && *width < 10000; text++)
        *width = *width * 10 + (uint32_t)(*text - '0');
    return *text == '\0' && *width >= 40 && *width <= 10000;
}

/* A whole number from 1 to `most`. */
static bool parse_whole(const char *text, uint64_t most, uint64_t *number)
{
    *number = 0;
    for (; *text >= '0' && *text <= '9' && *number <= most; text++)
        *number = *number * 10 + (uint64_t)(*text - '0');
    return *text == '\0' && *number >= 1 && *number <= most;
}

/* Digits, perhaps with a point among them. */
static bool parse_weight(const char *text, double *weight)
{
    char *end;

    if (text[0] == '\0' || text[strspn(text, "0123456789.")] != '\0')
        return false;
    *weight = strtod(text, &end); /* the program never leaves the locale "C" */
    return *end == '\0' && *weight > 0 && *weight <= 1e9;
}

static bool is_date(const char *text)
{
    gtee_date date;

    return gtee_date_parse(text, &date) == GTEE_OK;
}

static bool bad_value(const cli_option *option, const char *value, const char *expected)
{
    complain("%s is no value for %s; expected %s", value, option->name, expected);
    return false;
}

static bool set_once(const char **slot, const cli_option *option, const char *value)
{
    if (*slot != NULL) {
        complain("%s is given twice", option->name);
        return false;
    }
    *slot = value;
    return true;
}

/* BCP 47 by its outer form: subtags of 1 to 8 letters or digits, the first of 2 to 8 letters. */
static bool is_language(const char *text)
{
    for (size_t part = 0;; part++) {
        size_t size = 0;
        for (; *text != '\0' && *text != '-'; text++, size++) {
            bool letter = (*text | 32) >= 'a' && (*text | 32) <= 'z';
            if (!letter && (part == 0 || *text < '0' || *text > '9'))
                return false;
        }
        if (size > 8 || size < (part == 0 ? 2u : 1u))
            return false;
        if (*text++ == '\0')
            return true;
    }
}

static bool set_date(const char **slot, const cli_option *option, const char *value)
{
    return is_date(value) ? set_once(slot, option, value)
                          : bad_value(option, value, "a date such as 2025, 2025-08 or 2025-08-24");
}

/* Lists were given room for all of argv. */
static bool append(cli_texts *list, const char *value)
{
    list->items[list->count++] = value;
    return true;
}

static bool set_number(const cli_option *option, const char *value, cli_arguments *a)
{
    uint64_t number;

    switch (option->id) {
    case OPTION_CAP:
    case OPTION_LIMIT:
        if (!parse_whole(value, 1000000, &number))
            return bad_value(option, value, "a whole number from 1 to 1000000");
        *(option->id == OPTION_CAP ? &a->cap : &a->limit) = (uint32_t)number;
        return true;
    case OPTION_ESTIMATE:
        return parse_whole(value, UINT64_C(1000000000), &a->samples) || bad_value(option, value, "a number of samples from 1 to 1000000000");
    case OPTION_BUDGET:
        return parse_whole(value, UINT64_C(1000000000000), &a->budget) || bad_value(option, value, "a number of steps from 1 to 1000000000000");
    default:
        return parse_weight(value, option->id == OPTION_RED_LINE_WEIGHT ? &a->red_line_weight : &a->consent_weight) ||
               bad_value(option, value, "a number above 0, such as 2.5");
    }
}

static bool set_choice(const cli_option *option, const char *value, cli_arguments *a)
{
    uint32_t choice;

    switch (option->id) {
    case OPTION_FORMAT:
        return word_value(formats, value, &a->format) || bad_value(option, value, "text, json, csv or markdown");
    case OPTION_COLOR:
        if (!word_value(colors, value, &choice))
            return bad_value(option, value, "auto, always or never");
        a->color = choice;
        return true;
    case OPTION_EVIDENCE:
        return parse_evidence(value, &a->evidence) ||
               bad_value(option, value, "one or more of stated, reported, inferred, with commas between");
    case OPTION_WIDTH:
        return parse_width(value, &a->width) || bad_value(option, value, "a number of columns from 40 to 10000");
    default: /* OPTION_TO */
        if (strcmp(value, "yaml") != 0 && strcmp(value, "json") != 0)
            return bad_value(option, value, "yaml or json");
        return set_once(&a->to, option, value);
    }
}

/* Where an option's values are listed; NULL: it takes at most one. */
static cli_texts *list_of(const cli_option *option, cli_arguments *a)
{
    switch (option->id) {
    case OPTION_WITH: return &a->with;
    case OPTION_PARTIES: return &a->parties;
    case OPTION_IMMOVABLE: return &a->immovable;
    case OPTION_FIX: return &a->fixed;
    case OPTION_SOURCE: return &a->sources;
    case OPTION_PARTICIPANT: return &a->participants;
    case OPTION_ISSUE: return &a->issues;
    case OPTION_PROPOSAL: return &a->proposals;
    case OPTION_SUPPORT: return &a->support;
    case OPTION_BLOCK: return &a->block;
    case OPTION_WHAT_IF: return &a->what_if;
    case OPTION_LEAST: return &a->least;
    case OPTION_ALTERNATIVE: return &a->alternatives;
    default: return NULL;
    }
}

/* Where the text of an option stands that takes any, once; NULL: it is not of these. */
static const char **text_of(const cli_option *option, cli_arguments *a)
{
    switch (option->id) {
    case OPTION_ID: return &a->id;
    case OPTION_TEXT: return &a->text;
    case OPTION_TEXTS: return &a->texts_directory;
    case OPTION_OUTPUT: return &a->output;
    case OPTION_RULE: return &a->rule;
    case OPTION_HOLDER: return &a->holder;
    case OPTION_SCENARIO: return &a->scenario;
    default: return NULL;
    }
}

/* What an option without a value turns on; NULL: it takes one. */
static bool *switch_of(const cli_option *option, cli_arguments *a)
{
    switch (option->id) {
    case OPTION_STRICT: return &a->strict;
    case OPTION_BRIEF: return &a->brief;
    case OPTION_ALL_CONCESSIONS: return &a->all_concessions;
    case OPTION_SENSITIVITY: return &a->sensitivity;
    case OPTION_STRESS: return &a->stress;
    case OPTION_HELP: return &a->help;
    case OPTION_VERSION: return &a->version;
    default: return NULL;
    }
}

static bool set(const cli_option *option, const char *value, cli_arguments *a)
{
    cli_texts *list = list_of(option, a);
    const char **text = text_of(option, a);
    bool *on = switch_of(option, a);

    if (list != NULL)
        return append(list, value);
    if (text != NULL)
        return set_once(text, option, value);
    if (on != NULL)
        return *on = true;
    switch (option->id) {
    case OPTION_CAP:
    case OPTION_LIMIT:
    case OPTION_BUDGET:
    case OPTION_ESTIMATE:
    case OPTION_RED_LINE_WEIGHT:
    case OPTION_CONSENT_WEIGHT:
        return set_number(option, value, a);
    case OPTION_AS_OF:
        return set_date(&a->as_of, option, value);
    case OPTION_FROM:
        return set_date(&a->from, option, value);
    case OPTION_LANGUAGE:
        return is_language(value) ? set_once(&a->language, option, value) : bad_value(option, value, "a language tag such as en or pt-BR");
    default:
        return set_choice(option, value, a);
    }
}

/* ---- Words of the command line */

static const cli_option *find_option(const char *text, size_t size)
{
    for (size_t i = 0; i < OPTION_COUNT; i++) {
        const char *names[] = {options[i].name, options[i].letter};
        for (size_t n = 0; n < 2; n++)
            if (names[n] != NULL && strlen(names[n]) == size && memcmp(names[n], text, size) == 0)
                return &options[i];
    }
    return NULL;
}

static bool unknown_option(const char *text, size_t size)
{
    char name[64];
    cli_nearest nearest;

    if (size >= sizeof name)
        size = sizeof name - 1;
    memcpy(name, text, size);
    name[size] = '\0';
    nearest_begin(&nearest, name);
    for (size_t i = 0; i < OPTION_COUNT; i++)
        nearest_offer(&nearest, options[i].name);
    if (nearest.best != NULL)
        complain("there is no option %s; did you mean %s?", name, nearest.best);
    else
        complain("there is no option %s; 'guarantee --help' lists them", name);
    return false;
}

/* An option that was given, checked against the command once that is known. */
typedef struct cli_given {
    const cli_option *option;
    const char *value;
} cli_given;

static bool take_option(int argc, char **argv, int *at, cli_given *given)
{
    const char *text = argv[*at];
    size_t size = strncmp(text, "--", 2) == 0 ? strcspn(text, "=") : strlen(text);

    given->option = find_option(text, size);
    given->value = text[size] == '=' ? text + size + 1 : NULL;
    if (given->option == NULL)
        return unknown_option(text, size);
    if (!given->option->takes_value) {
        if (given->value != NULL)
            complain("%s takes no value", given->option->name);
        return given->value == NULL;
    }
    if (given->value != NULL)
        return true;
    if (*at + 1 >= argc) {
        complain("%s needs a value", given->option->name);
        return false;
    }
    given->value = argv[++*at];
    return true;
}

static bool take_command(cli_arguments *a)
{
    const char *name = a->positional.items[0];

    a->positional.items++;
    a->positional.count--;
    if (strcmp(name, "help") == 0) {
        a->help = true;
        if (a->positional.count == 0)
            return true;
        name = a->positional.items[0];
    }
    a->command = command_find(name);
    if (a->command != NULL)
        return true;
    const char *near = command_nearest(name);
    if (near != NULL)
        complain("there is no command %s; did you mean %s?", name, near);
    else
        complain("there is no command %s; 'guarantee --help' lists them", name);
    return false;
}

static bool check_count(const cli_arguments *a)
{
    const cli_command *command = a->command;

    if (a->positional.count >= command->least && a->positional.count <= command->most)
        return true;
    complain(a->positional.count < command->least ? "%s needs more arguments" : "%s takes fewer arguments", command->name);
    complain("usage: guarantee %s %s", command->name, command->usage);
    return false;
}

/* A day from which nothing can have been said by the other. */
static bool check_days(const cli_arguments *a)
{
    gtee_date from, as_of;

    if (a->from == NULL || a->as_of == NULL || gtee_date_parse(a->from, &from) != GTEE_OK ||
        gtee_date_parse(a->as_of, &as_of) != GTEE_OK || gtee_date_first_day(from) <= gtee_date_last_day(as_of))
        return true;
    complain("--from %s is later than --as-of %s", a->from, a->as_of);
    return false;
}

static bool apply(const cli_given *given, size_t count, cli_arguments *a)
{
    for (size_t i = 0; i < count; i++) {
        uint32_t needed = given[i].option->takes;
        if (needed != 0 && a->command != NULL && !a->help && (a->command->takes & needed) == 0) {
            complain("%s has no option %s; 'guarantee help %s' lists its options", a->command->name, given[i].option->name,
                     a->command->name);
            return false;
        }
        if (!set(given[i].option, given[i].value, a))
            return false;
    }
    return true;
}

/* All lists lie in one block, each with room for all words. */
static bool make_room(cli_arguments *a, size_t words)
{
    cli_texts *lists[] = {&a->positional, &a->with, &a->participants, &a->issues, &a->proposals, &a->sources,
                          &a->parties,    &a->immovable, &a->fixed, &a->support, &a->block, &a->what_if, &a->least, &a->alternatives};
    const size_t count = sizeof lists / sizeof lists[0];

    a->room = calloc(count * (words + 1), sizeof *a->room);
    for (size_t i = 0; a->room != NULL && i < count; i++)
        lists[i]->items = a->room + i * (words + 1);
    return a->room != NULL;
}

static bool understand(int argc, char **argv, cli_arguments *a, cli_given *given)
{
    size_t count = 0;
    bool ended = false;

    for (int i = 1; i < argc; i++) {
        if (!ended && strcmp(argv[i], "--") == 0)
            ended = true;
        else if (ended || argv[i][0] != '-' || argv[i][1] == '\0')
            append(&a->positional, argv[i]);
        else if (!take_option(argc, argv, &i, &given[count++]))
            return false;
    }
    if (a->positional.count > 0 && !take_command(a))
        return false;
    if (!apply(given, count, a))
        return false;
    return a->help || a->version || a->command == NULL || (check_count(a) && check_days(a));
}

bool arguments_parse(int argc, char **argv, cli_arguments *a)
{
    size_t words = argc > 0 ? (size_t)argc : 1;
    cli_given *given = calloc(words, sizeof *given);
    bool good = given != NULL && make_room(a, words);

    if (!good)
        complain("out of memory");
    else
        good = understand(argc, argv, a, given);
    free(given);
    return good;
}

void arguments_free(cli_arguments *a)
{
    free(a->room);
}
