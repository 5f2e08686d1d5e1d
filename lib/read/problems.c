/* problems.c: libyaml's messages speak of tokens, nodes and indicators; here is what they mean for somebody who wrote a dossier.
 * Uses base and libyaml. */
#include "read/problems.h"

#include <string.h>

/* Which of libyaml's two places is the one to look at. */
enum where {
    AT_PROBLEM, /* where it gave up */
    AT_CONTEXT  /* where the thing began that it could not finish; where it gave up is a related place */
};

typedef struct problem {
    const char *problem; /* libyaml's words */
    const char *context; /* likewise; NULL: any */
    enum gti_code code;
    enum where where;
    const char *message;
    const char *hint;
} problem;

static const problem problems[] = {
    {"found a tab character that violates indentation", NULL, GTI_CODE_YAML_TAB, AT_PROBLEM, "a tab stands where YAML wants spaces",
     "indent with spaces"},
    {"found a tab character where an indentation space is expected", NULL, GTI_CODE_YAML_TAB, AT_PROBLEM,
     "a tab stands where YAML wants spaces", "indent with spaces"},
    {"did not find expected key", "while parsing a block mapping", GTI_CODE_YAML_INDENTATION, AT_PROBLEM,
     "this does not fit the keys above it",
     "put it exactly below the key that it belongs with"},
    {"did not find expected '-' indicator", NULL, GTI_CODE_YAML_INDENTATION, AT_PROBLEM, "this does not fit the list above it",
     "begin each entry of the list with a dash, exactly below the first one's"},
    {"mapping values are not allowed in this context", NULL, GTI_CODE_YAML_INDENTATION, AT_PROBLEM, "a colon is not allowed here",
     "put a text that holds a colon and a space in quotation marks; put keys of one mapping exactly below one another"},
    {"mapping keys are not allowed in this context", NULL, GTI_CODE_YAML_QUOTE_NEEDED, AT_PROBLEM, "a question mark cannot stand alone here",
     "put a text that begins with ? and a space in quotation marks"},
    {"block sequence entries are not allowed in this context", NULL, GTI_CODE_YAML_INDENTATION, AT_PROBLEM,
     "an entry of a list is not allowed here", "begin the list on a line of its own below its key, or write it in brackets: [a, b]"},
    {"could not find expected ':'", "while scanning a simple key", GTI_CODE_YAML_INDENTATION, AT_CONTEXT,
     "a colon is missing behind this key", "write key: value, with a space behind the colon"},
    {"found unexpected end of stream", "while scanning a quoted scalar", GTI_CODE_YAML_UNCLOSED_QUOTE, AT_CONTEXT,
     "this text in quotation marks does not end",
     "close it with the mark that it began with; in single quotation marks write an apostrophe twice"},
    {"found unexpected document indicator", "while scanning a quoted scalar", GTI_CODE_YAML_UNCLOSED_QUOTE, AT_CONTEXT,
     "this text in quotation marks does not end before the document does",
     "close it with the mark that it began with; in single quotation marks write an apostrophe twice"},
    {"did not find expected ',' or ']'", NULL, GTI_CODE_YAML_UNCLOSED_BRACKET, AT_PROBLEM,
     "a comma or the closing ] of the list is missing before this", "put a comma between entries and a ] behind the last"},
    {"did not find expected ',' or '}'", NULL, GTI_CODE_YAML_UNCLOSED_BRACKET, AT_PROBLEM,
     "a comma or the closing } of the mapping is missing before this", "put a comma between entries and a } behind the last"},
    {"found unknown escape character", NULL, GTI_CODE_YAML_ESCAPE, AT_PROBLEM, "the backslash and the character behind it mean nothing",
     "write the backslash twice, or put the text in single quotation marks"},
    {"did not find expected hexdecimal number", NULL, GTI_CODE_YAML_ESCAPE, AT_PROBLEM, "digits of an escape are missing",
     "write \\x and 2, \\u and 4 or \\U and 8 hexadecimal digits; write a backslash that is meant as such twice"},
    {"found invalid Unicode character escape code", NULL, GTI_CODE_YAML_ESCAPE, AT_PROBLEM, "this escape stands for no character",
     "write the character itself, or \\U and 8 hexadecimal digits; JSON's pairs of escapes are not read: "
     "have them written as characters, in Python by json.dumps(…, ensure_ascii=False)"},
    {"found unexpected ':'", NULL, GTI_CODE_YAML_QUOTE_NEEDED, AT_PROBLEM, "a colon is not allowed here",
     "put a text that holds a colon in quotation marks when it stands in brackets"},
    {"did not find expected alphabetic or numeric character", "while scanning an alias", GTI_CODE_YAML_QUOTE_NEEDED, AT_CONTEXT,
     "a text cannot begin with *", "put the text in quotation marks"},
    {"did not find expected alphabetic or numeric character", "while scanning an anchor", GTI_CODE_YAML_QUOTE_NEEDED, AT_CONTEXT,
     "a text cannot begin with &", "put the text in quotation marks"},
    {"did not find expected comment or line break", "while scanning a block scalar", GTI_CODE_YAML_QUOTE_NEEDED, AT_CONTEXT,
     "nothing but a line end may follow | or >",
     "begin the text on the next line, indented; put a text that begins with | or > in quotation marks"},
    {"found an indentation indicator equal to 0", NULL, GTI_CODE_YAML_SYNTAX, AT_PROBLEM, "the number behind | or > cannot be 0",
     "take the number away"},
    {"did not find expected whitespace or line break", "while scanning a tag", GTI_CODE_TAG, AT_CONTEXT,
     "a tag stands here, and tags mean nothing", "take the tag away; put a text that begins with ! in quotation marks"},
    {"found undefined tag handle", NULL, GTI_CODE_TAG, AT_PROBLEM, "a tag stands here, and tags mean nothing",
     "take the tag away; put a text that begins with ! in quotation marks"},
    {"did not find expected tag URI", NULL, GTI_CODE_TAG, AT_CONTEXT, "a tag stands here, and tags mean nothing",
     "take the tag away; put a text that begins with ! in quotation marks"},
    {"did not find expected '!'", NULL, GTI_CODE_TAG, AT_CONTEXT, "a tag stands here, and tags mean nothing",
     "take the tag away; put a text that begins with ! in quotation marks"},
    {"did not find the expected '>'", NULL, GTI_CODE_TAG, AT_CONTEXT, "a tag stands here, and tags mean nothing",
     "take the tag away; put a text that begins with ! in quotation marks"},
    {"did not find expected node content", "while parsing a flow node", GTI_CODE_YAML_UNCLOSED_BRACKET, AT_PROBLEM,
     "a value is missing before this", "write a value, or take the surplus comma away; check that every bracket is closed"},
    {"did not find expected node content", "while parsing a block node", GTI_CODE_YAML_QUOTE_NEEDED, AT_PROBLEM,
     "a value cannot begin with this character", "put the text in quotation marks"},
};

static const problem unknown = {NULL, NULL, GTI_CODE_YAML_SYNTAX, AT_PROBLEM, "this is not well-formed YAML",
                                "compare this line and the one above it with the examples in the description of the format"};
static const problem surplus = {NULL, NULL, GTI_CODE_SEVERAL_DOCUMENTS, AT_PROBLEM, "this follows the end of the document",
                                "check the brackets and the indentation above; put each document in a file of its own"};
static const problem trailing = {NULL, NULL, GTI_CODE_YAML_QUOTE_NEEDED, AT_PROBLEM, "nothing may follow a text in quotation marks",
                                 "put all of the text in quotation marks; in single ones write an apostrophe twice, "
                                 "in double ones put a backslash before a quotation mark"};
static const problem outdented = {NULL, NULL, GTI_CODE_YAML_INDENTATION, AT_PROBLEM,
                                  "this line is indented less than the text above it, and does not fit the keys above that",
                                  "indent it as far as the text that it belongs to, or put it exactly below the key that it belongs with; "
                                  "a number behind | or > says how far the text is indented"};
static const problem unclosed = {NULL, NULL, GTI_CODE_YAML_UNCLOSED_BRACKET, AT_CONTEXT, "this list or mapping in brackets does not end",
                                 "put the closing bracket behind its last entry"};
static const problem cut_off = {NULL, NULL, GTI_CODE_YAML_UNCLOSED_BRACKET, AT_CONTEXT, "behind this the file ends, within brackets",
                                "put the closing brackets behind the last entry"};
static const problem tab = {NULL, NULL, GTI_CODE_YAML_TAB, AT_PROBLEM, "a tab stands where YAML wants spaces", "indent with spaces"};

static gti_place place_of(const char *file, const yaml_mark_t *mark)
{
    return (gti_place){.file = file, .line = (uint32_t)(mark->line + 1), .column = (uint32_t)(mark->column + 1), .length = 1};
}

static const problem *find(const char *text, const char *context)
{
    for (size_t i = 0; text != NULL && i < sizeof problems / sizeof problems[0]; i++) {
        const problem *known = &problems[i];
        if (strcmp(known->problem, text) == 0 &&
            (known->context == NULL || (context != NULL && strcmp(known->context, context) == 0)))
            return known;
    }
    return &unknown;
}

gti_place gti_problem_frontier(const yaml_parser_t *parser, const char *file)
{
    yaml_mark_t mark = parser->mark;
    const unsigned char *at = parser->buffer.pointer, *end = parser->buffer.last;
    uint32_t tail = 0;

    while (at < end) {
        size_t length;
        uint32_t codepoint = gti_utf8_next((const char *)at, (size_t)(end - at), &length);
        at += length;
        bool second = codepoint == '\n' && tail == '\r';
        if (codepoint == '\n' || codepoint == '\r' || codepoint == 0x85 || codepoint == 0x2028 || codepoint == 0x2029) {
            mark.line += !second;
            mark.column = 0;
        } else {
            mark.column++;
        }
        tail = codepoint;
    }
    return place_of(file, &mark);
}

static void hexadecimal(uint32_t number, char text[5])
{
    for (unsigned i = 0; i < 4; i++)
        text[i] = "0123456789ABCDEF"[number >> (12 - 4 * i) & 15u];
    text[4] = '\0';
}

/* The reader's problems are about bytes, behind all that the scanner has seen. */
static void report_bytes(gti_report *report, const yaml_parser_t *parser, const char *file)
{
    gti_place place = gti_problem_frontier(parser, file);

    if (strcmp(parser->problem, "control characters are not allowed") == 0) {
        char hex[5];
        hexadecimal((uint32_t)parser->problem_value, hex);
        gti_report_add(report, GTI_CODE_CONTROL_CHARACTER, &place, NULL, "a control character (U+%s) stands here", hex);
        gti_report_hint(report, "take it out; line ends and tabs are the only control characters that a file may hold");
        return;
    }
    gti_report_add(report, GTI_CODE_NOT_UTF8, &place, NULL, "the bytes here are not UTF-8");
    gti_report_hint(report, "save the file as UTF-8");
}

/* A character that cannot begin anything is named; a tab is a matter of its own. */
static void report_character(gti_report *report, const yaml_parser_t *parser, const char *file)
{
    gti_place place = place_of(file, &parser->problem_mark);
    const unsigned char *at = parser->buffer.pointer;

    if (at < parser->buffer.last && *at == '\t') {
        gti_report_add(report, tab.code, &place, NULL, tab.message);
        gti_report_hint(report, tab.hint);
        return;
    }
    if (at < parser->buffer.last)
        gti_report_add(report, GTI_CODE_YAML_QUOTE_NEEDED, &place, NULL, "a text cannot begin with %c", (int)*at);
    else
        gti_report_add(report, GTI_CODE_YAML_QUOTE_NEEDED, &place, NULL, "a text cannot begin with this character");
    gti_report_hint(report, "put the text in quotation marks");
}

/* Has the parser come to the end of its input? */
static bool at_end(const yaml_parser_t *parser)
{
    return parser->tokens.head != parser->tokens.tail && parser->tokens.head->type == YAML_STREAM_END_TOKEN;
}

/* At the end of the file, what libyaml was about to read begins there too, and is of no use as a place. */
static bool nothing_began(const yaml_parser_t *parser)
{
    return at_end(parser) && parser->context != NULL && parser->context_mark.index >= parser->problem_mark.index;
}

/* The words for what happened where libyaml's alone say too little. */
static const problem *judge(const yaml_parser_t *parser, const gti_heard *heard)
{
    const problem *known = find(parser->problem, parser->context);
    bool syntax = known->code == GTI_CODE_YAML_INDENTATION || known->code == GTI_CODE_YAML_UNCLOSED_BRACKET;

    if (heard->over || (parser->problem != NULL && strcmp(parser->problem, "did not find expected <document start>") == 0))
        return &surplus;
    if (syntax && heard->quoted && parser->error == YAML_PARSER_ERROR && heard->end.line == parser->problem_mark.line)
        return &trailing;
    if (syntax && heard->block && parser->error == YAML_PARSER_ERROR && heard->end.line == parser->problem_mark.line)
        return &outdented;
    if (known->code == GTI_CODE_YAML_UNCLOSED_BRACKET && at_end(parser))
        return nothing_began(parser) ? &cut_off : &unclosed;
    return known;
}

static void report_known(gti_report *report, const yaml_parser_t *parser, const char *file, const problem *known, const gti_heard *heard)
{
    bool began = known != &outdented && parser->context != NULL && !nothing_began(parser);
    gti_place stopped = place_of(file, &parser->problem_mark);
    gti_place beginning = place_of(file, began ? &parser->context_mark : &heard->start);
    const gti_place *place = known->where == AT_CONTEXT ? &beginning : &stopped;
    const gti_place *other = known->where == AT_CONTEXT ? &stopped : &beginning;

    gti_report_add(report, known->code, place, NULL, known->message);
    gti_report_hint(report, known->hint);
    if (known != &surplus && parser->context != NULL && stopped.line != beginning.line && !at_end(parser))
        gti_report_related(report, other,
                           known->where == AT_CONTEXT ? "reading stopped here"
                           : known == &outdented      ? "the text above it begins here"
                                                      : "what it belongs to begins here");
}

void gti_problem_report(gti_report *report, const yaml_parser_t *parser, const char *file, const gti_heard *heard)
{
    if (parser->error == YAML_READER_ERROR && parser->problem != NULL) {
        report_bytes(report, parser, file);
        return;
    }
    if (!heard->over && parser->problem != NULL && strcmp(parser->problem, "found character that cannot start any token") == 0) {
        report_character(report, parser, file);
        return;
    }
    report_known(report, parser, file, judge(parser, heard), heard);
}
