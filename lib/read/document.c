/* document.c: one input from its first byte to its last: the version, the sections, and each record handed over as soon as it is
 * complete. Uses base, record and libyaml's events. */
#include "base/system.h"
#include "read/batch.h"
#include "read/loader.h"
#include "read/problems.h"
#include "read/refill.h"
#include "read/tree.h"

#include <string.h>

#define NEAR 3 /* edits between a section's name and what was probably meant */

enum state {
    BEFORE,  /* the mapping has not begun */
    KEY,     /* a top-level key comes next, or the end */
    VERSION, /* the value of `guarantee` */
    TEXT,    /* the value of `title` or `description` */
    SECTION, /* the value of a section's key */
    RECORDS, /* within a section's list */
    SKIP,    /* within a value that is passed over */
    AFTER    /* the document has ended */
};

typedef struct document {
    gti_loader *loader;
    gti_feed feed;
    yaml_parser_t parser;
    gti_tree tree;
    gti_batch batch;
    const char *file;
    enum state state;
    uint32_t kind;    /* of the section; 0: unknown */
    uint32_t number;  /* the number of the last key */
    uint32_t skipped; /* lists and mappings that are open in a value that is passed over */
    uint32_t seen;    /* bit i: the i-th top-level key stood before */
    yaml_mark_t keys[GTI_KIND_COUNT + 4]; /* and where */
    bool version;     /* said, rightly or wrongly */
    bool complete;    /* read to the end */
} document;

/* The top-level keys by number: the sections by kind, then these. */
enum { KEY_VERSION = GTI_KIND_COUNT + 1, KEY_TITLE, KEY_DESCRIPTION, KEY_COUNT };

static const char *key_name(uint32_t number)
{
    switch (number) {
    case KEY_VERSION:
        return "guarantee";
    case KEY_TITLE:
        return "title";
    case KEY_DESCRIPTION:
        return "description";
    default:
        return gti_kind_section(number);
    }
}

static void report(document *d, enum gti_code code, const gti_place *place, const char *path, const char *message, const char *hint)
{
    gti_report_add(d->loader->report, code, place, path, message);
    gti_report_hint(d->loader->report, hint);
}

static gti_place place_of(const document *d, const yaml_mark_t *mark, size_t length)
{
    return (gti_place){.file = d->file,
                       .line = (uint32_t)(mark->line + 1),
                       .column = (uint32_t)(mark->column + 1),
                       .length = (uint32_t)length};
}

/* ---- Top-level keys */

/* 0: none of them. */
static uint32_t key_number(const char *text, size_t size)
{
    for (uint32_t i = 1; i < KEY_COUNT; i++)
        if (strlen(key_name(i)) == size && memcmp(key_name(i), text, size) == 0)
            return i;
    return 0;
}

/* The key that was probably meant; NULL: none is near. */
static const char *nearest_key(document *d, const char *text, size_t size)
{
    const char *nearest = NULL;
    size_t least = NEAR + 1, distance;

    for (uint32_t i = 1; i < KEY_COUNT; i++) {
        const char *name = key_name(i);
        if (!gti_text_distance(&d->loader->context->allocator, text, size, name, strlen(name), NEAR, &distance)) {
            d->loader->no_memory = true;
            return NULL;
        }
        if (distance < least) {
            least = distance;
            nearest = name;
        }
    }
    return nearest;
}

static void report_unknown_section(document *d, const yaml_event_t *event)
{
    gti_place place = gti_event_place(event, d->file);
    const char *text = (const char *)event->data.scalar.value;
    bool kept = !gti_report_full(d->loader->report); /* a search for nobody to read takes time */
    const char *nearest = kept ? nearest_key(d, text, event->data.scalar.length) : NULL;

    gti_report_add(d->loader->report, GTI_CODE_UNKNOWN_SECTION, &place, NULL, "there is no section %q", text);
    if (nearest != NULL)
        gti_report_hint(d->loader->report, "did you mean %q?", nearest);
    else
        gti_report_hint(d->loader->report, "sections are sources, participants, issues, constraints, proposals, positions, expectations, "
                                           "preferences, events and scenarios");
}

static void report_repeated(document *d, uint32_t number, const yaml_event_t *event)
{
    gti_place place = gti_event_place(event, d->file);
    gti_place first = place_of(d, &d->keys[number], strlen(key_name(number)));

    gti_report_add(d->loader->report, GTI_CODE_REPEATED_KEY, &place, key_name(number), "the key %q stands twice in this file", key_name(number));
    gti_report_hint(d->loader->report, number <= GTI_KIND_COUNT ? "put all its records below one of them" : "keep one of the two");
    gti_report_related(d->loader->report, &first, "it stands here first");
}

/* An anchor on a top-level key. false: no memory. */
static bool refuse_anchor(document *d, const yaml_event_t *event)
{
    gti_place place = gti_event_place(event, d->file);

    if (event->data.scalar.anchor != NULL)
        report(d, GTI_CODE_ANCHOR_PLACE, &place, NULL, "an anchor cannot stand at the name of a section", "take it away");
    return gti_tree_forget_anchor(&d->tree, event->data.scalar.anchor, event);
}

static bool take_key(document *d, const yaml_event_t *event)
{
    uint32_t number = key_number((const char *)event->data.scalar.value, event->data.scalar.length);

    d->tree.head = (gti_path_head){.section = NULL};
    gti_tree_check_tag(&d->tree, event);
    if (!gti_tree_check_text(&d->tree, event) || !refuse_anchor(d, event))
        return false;
    if (number == 0)
        report_unknown_section(d, event);
    else if ((d->seen >> number & 1u) != 0)
        report_repeated(d, number, event);
    else
        d->keys[number] = event->start_mark;
    d->seen |= number > 0 ? 1u << number : 0;
    d->kind = number <= GTI_KIND_COUNT ? number : 0;
    d->number = number;
    d->tree.head = (gti_path_head){.section = number > 0 ? key_name(number) : NULL, .single = true};
    d->state = number == KEY_VERSION ? VERSION : number > KEY_VERSION ? TEXT : SECTION;
    return true;
}

static bool take_version(document *d, const yaml_event_t *event)
{
    gti_place place = gti_event_place(event, d->file);
    bool scalar = event->type == YAML_SCALAR_EVENT;
    const char *text = scalar ? (const char *)event->data.scalar.value : "";

    d->version = true;
    d->state = KEY;
    gti_tree_check_tag(&d->tree, event);
    if (scalar && event->data.scalar.anchor != NULL)
        report(d, GTI_CODE_ANCHOR_PLACE, &place, "guarantee", "an anchor cannot stand at the version", "take it away");
    if (scalar && !gti_tree_forget_anchor(&d->tree, event->data.scalar.anchor, event))
        return false;
    if (scalar && strcmp(text, "1") == 0 && event->data.scalar.length == 1)
        return gti_tree_pass(&d->tree, event);
    if (scalar && text[0] != '\0')
        gti_report_add(d->loader->report, GTI_CODE_UNKNOWN_VERSION, &place, "guarantee", "version %q of the format is not known", text);
    else
        gti_report_add(d->loader->report, GTI_CODE_UNKNOWN_VERSION, &place, "guarantee", "the version of the format is missing here");
    gti_report_hint(d->loader->report, "this library reads version 1: write guarantee: 1");
    return false;
}

/* ---- Values that are passed over: counted, but not kept */

static bool skip(document *d, const yaml_event_t *event)
{
    const yaml_char_t *anchor = NULL;

    switch (event->type) {
    case YAML_SEQUENCE_END_EVENT:
    case YAML_MAPPING_END_EVENT:
        d->skipped--;
        d->tree.depth--;
        break;
    case YAML_SEQUENCE_START_EVENT:
    case YAML_MAPPING_START_EVENT:
        anchor = event->type == YAML_SEQUENCE_START_EVENT ? event->data.sequence_start.anchor : event->data.mapping_start.anchor;
        if (!gti_tree_deeper(&d->tree, event))
            return false;
        d->skipped++;
        break;
    case YAML_SCALAR_EVENT:
        anchor = event->data.scalar.anchor;
        break;
    default:
        break;
    }
    d->state = d->skipped == 0 ? KEY : SKIP;
    return gti_tree_pass(&d->tree, event) && gti_tree_forget_anchor(&d->tree, anchor, event);
}

/* ---- Records */

/* What is complete waits for others; what is spoiled, or of an unknown section, goes no further. */
static void finish_record(document *d)
{
    gti_ready ready = {.root = d->tree.root, .kind = d->kind, .key = d->state == TEXT ? d->tree.head.section : NULL};

    if (d->tree.root == NULL || d->tree.spoiled)
        d->loader->incomplete = true;
    else if (ready.kind != 0 || ready.key != NULL)
        gti_batch_add(&d->batch, &ready, d->tree.values);
    if (d->state == TEXT)
        d->state = KEY;
}

static inline bool feed_tree(document *d, const yaml_event_t *event)
{
    if (!gti_tree_take(&d->tree, event))
        return false;
    if (d->tree.at == NULL)
        finish_record(d);
    return true;
}

/* A record begins. false: no memory. */
static bool next_record(document *d, const gti_path_head *head)
{
    if (gti_batch_full(&d->batch)) {
        if (!gti_batch_hand_over(&d->batch, d->loader, 0))
            return false;
        gti_tree_forget(&d->tree);
    }
    gti_tree_next(&d->tree, head);
    return true;
}

static bool take_text(document *d, const yaml_event_t *event)
{
    gti_path_head head = d->tree.head;

    if (!next_record(d, &head))
        return false;
    gti_tree_name(&d->tree, key_name(d->number), &d->keys[d->number]);
    return feed_tree(d, event);
}

static bool take_record(document *d, const yaml_event_t *event)
{
    if (event->type == YAML_SEQUENCE_END_EVENT) {
        d->tree.depth--;
        d->state = KEY;
        return true;
    }
    gti_path_head head = {.section = d->tree.head.section,
                          .index = d->tree.head.single ? 0 : d->tree.head.index + 1,
                          .single = false};
    return next_record(d, &head) && feed_tree(d, event);
}

static bool take_section(document *d, const yaml_event_t *event)
{
    gti_place place = gti_event_place(event, d->file);

    if (event->type == YAML_ALIAS_EVENT ||
        (event->type == YAML_SEQUENCE_START_EVENT && event->data.sequence_start.anchor != NULL)) {
        report(d, GTI_CODE_ANCHOR_PLACE, &place, d->tree.head.section, "an anchor or alias cannot stand for a whole section",
               "mark single records, or values in them");
        d->loader->incomplete = true;
    }
    gti_tree_check_tag(&d->tree, event);
    if (event->type == YAML_SEQUENCE_START_EVENT) {
        d->state = RECORDS;
        return gti_tree_deeper(&d->tree, event) && gti_tree_pass(&d->tree, event);
    }
    if (d->kind != 0 && event->type != YAML_ALIAS_EVENT) {
        bool empty = event->type == YAML_SCALAR_EVENT && (event->data.scalar.length == 0 || gti_tree_is_null(event));
        if (event->type == YAML_MAPPING_START_EVENT)
            place.length = 1;
        report(d, GTI_CODE_SECTION_NOT_LIST, &place, d->tree.head.section,
               empty ? "this section is empty" : "a list of records is meant here",
               empty ? "leave the key out, or write records below it" : "begin each record with a dash: - id: …");
        d->loader->incomplete = true;
    }
    return skip(d, event);
}

/* ---- The document */

static bool take_first(document *d, const yaml_event_t *event)
{
    gti_place place = gti_event_place(event, d->file);

    if (event->type == YAML_MAPPING_START_EVENT) {
        d->state = KEY;
        if (event->data.mapping_start.anchor != NULL)
            report(d, GTI_CODE_ANCHOR_PLACE, &place, NULL, "an anchor cannot stand for the whole file", "take it away");
        gti_tree_check_tag(&d->tree, event);
        return gti_tree_deeper(&d->tree, event) && gti_tree_pass(&d->tree, event);
    }
    if (event->type != YAML_SCALAR_EVENT)
        place.length = 1;
    report(d, GTI_CODE_NOT_A_DOSSIER, &place, NULL,
           event->type == YAML_SEQUENCE_START_EVENT ? "this is a list, and a dossier is a mapping" : "this is a text, and a dossier is a mapping",
           "begin the file with guarantee: 1, and write sections such as participants: below it");
    return false;
}

/* The value of the root mapping's next key, or the key itself. */
static bool take_top(document *d, const yaml_event_t *event)
{
    if (event->type == YAML_MAPPING_END_EVENT) {
        d->tree.depth--;
        return true;
    }
    if (event->type == YAML_SCALAR_EVENT)
        return take_key(d, event);
    gti_place place = gti_event_place(event, d->file);
    place.length = 1;
    report(d, GTI_CODE_KEY_NOT_TEXT, &place, NULL, "the name of a section must be a plain word",
           "write a section's name, such as participants, and a colon");
    return false;
}

static bool take_value(document *d, const yaml_event_t *event)
{
    switch (d->state) {
    case BEFORE:
        return take_first(d, event);
    case KEY:
        return take_top(d, event);
    case VERSION:
        return take_version(d, event);
    case TEXT:
        return take_text(d, event);
    case SECTION:
        return take_section(d, event);
    case RECORDS:
        return take_record(d, event);
    default:
        return skip(d, event);
    }
}

static void report_no_document(document *d)
{
    gti_place place = {.file = d->file, .line = 1, .column = 1, .length = 1};

    report(d, GTI_CODE_NOT_A_DOSSIER, &place, NULL, "the file is empty",
           "begin it with guarantee: 1, and write sections such as participants: below it");
}

static void check_version(document *d)
{
    gti_place place = {.file = d->file, .line = 1, .column = 1, .length = 1};

    if (!d->version)
        report(d, GTI_CODE_MISSING_VERSION, &place, NULL, "the file does not say which version of the format it has",
               "write guarantee: 1 as its first line");
}

static bool begin_document(document *d, const yaml_event_t *event)
{
    gti_place place = gti_event_place(event, d->file);

    gti_feed_inside(&d->feed);
    if (d->state == AFTER) {
        report(d, GTI_CODE_SEVERAL_DOCUMENTS, &place, NULL, "a second document begins here",
               "put each document in a file of its own, or take this line away");
        return false;
    }
    return true;
}

/* An event outside a record. false: no more of this input. */
static bool take(document *d, const yaml_event_t *event)
{
    switch (event->type) {
    case YAML_NO_EVENT:
    case YAML_STREAM_START_EVENT:
        return true;
    case YAML_DOCUMENT_START_EVENT:
        return begin_document(d, event);
    case YAML_DOCUMENT_END_EVENT:
        gti_feed_outside(&d->feed);
        check_version(d);
        d->state = AFTER;
        return true;
    case YAML_STREAM_END_EVENT:
        if (d->state != AFTER)
            report_no_document(d);
        d->complete = d->state == AFTER;
        return false;
    default:
        return take_value(d, event);
    }
}

/* ---- Failures */

static void report_bytes_limit(document *d, enum gti_code code, const gti_place *place, const char *format, uint64_t limit, const char *hint)
{
    gti_report_add(d->loader->report, code, place, NULL, format, limit);
    gti_report_hint(d->loader->report, hint);
}

static void report_read_failed(document *d)
{
    gti_place here = place_of(d, &d->parser.mark, 1);
    const char *words = d->feed.error != 0 ? gti_system_words(d->feed.error) : "whoever gives the text says so";

    gti_report_add(d->loader->report, GTI_CODE_READ_FAILED, &here, NULL, "reading failed here: %s", words);
    gti_report_hint(d->loader->report, "try again; if it fails again, check where the text comes from");
}

static void report_separator(document *d)
{
    gti_place here = gti_problem_frontier(&d->parser, d->file);
    const char *name = d->feed.separator == 0x85 ? "U+0085" : d->feed.separator == 0x2028 ? "U+2028" : "U+2029";

    gti_report_add(d->loader->report, GTI_CODE_LINE_SEPARATOR, &here, NULL,
                   "an invisible character (%s) stands here, at which a line ends for YAML but not for most editors", name);
    if (d->feed.separator == 0x85)
        gti_report_hint(d->loader->report, "take it out");
    else
        gti_report_hint(d->loader->report, "take it out; where a text needs it, write \\u%s in double quotation marks", name + 2);
}

/* Why the feed ended the pass. */
static void report_stop(document *d, const gti_heard *until)
{
    const gti_limits *limits = &d->loader->context->limits;
    gti_place begin = {.file = d->file, .line = 1, .column = 1, .length = 1};
    gti_place here = place_of(d, &d->parser.mark, 1), behind = place_of(d, &until->end, 1);
    gti_place line = {.file = d->file, .line = d->state == AFTER ? here.line : d->feed.line, .column = 1, .length = 1};

    switch (d->feed.stop) {
    case GTI_STOP_FAILED:
        report_read_failed(d);
        break;
    case GTI_STOP_FILE_BYTES:
        report_bytes_limit(d, GTI_CODE_LIMIT_FILE_BYTES, &begin, "the file has more than %u bytes (the limit file_bytes)",
                           limits->file_bytes, "divide it, or raise the limit");
        break;
    case GTI_STOP_SILENCE:
        report_bytes_limit(d, GTI_CODE_LIMIT_SCALAR_BYTES, &behind,
                           "behind this place a text does not end within %u bytes (the limit scalar_bytes), by far", limits->scalar_bytes,
                           "check for a quotation mark that was never closed, shorten the text, or raise the limit");
        break;
    case GTI_STOP_SEPARATOR:
        report_separator(d);
        break;
    case GTI_STOP_DIRECTIVE:
        report(d, GTI_CODE_DIRECTIVE, &line, NULL, "a line that begins with %% is a directive, and directives mean nothing here",
               "take the line away");
        break;
    case GTI_STOP_ENCODING:
        report(d, GTI_CODE_WRONG_ENCODING, &begin, NULL, "the file is UTF-16 or UTF-32, not UTF-8", "save it as UTF-8");
        break;
    case GTI_STOP_CANCELLED:
    default:
        d->loader->cancelled = true;
        break;
    }
}

static void report_failure(document *d, const gti_heard *until)
{
    if (d->parser.error == YAML_MEMORY_ERROR)
        d->loader->no_memory = true;
    else if (d->feed.stop != GTI_STOP_NONE)
        report_stop(d, until);
    else
        gti_problem_report(d->loader->report, &d->parser, d->file, until);
}

/* How far the last event came. */
static gti_heard heard(const document *d, const yaml_event_t *last)
{
    const yaml_scalar_style_t style = last->type == YAML_SCALAR_EVENT ? last->data.scalar.style : YAML_ANY_SCALAR_STYLE;

    return (gti_heard){.start = last->start_mark,
                       .end = last->end_mark,
                       .quoted = style == YAML_SINGLE_QUOTED_SCALAR_STYLE || style == YAML_DOUBLE_QUOTED_SCALAR_STYLE,
                       .block = style == YAML_LITERAL_SCALAR_STYLE || style == YAML_FOLDED_SCALAR_STYLE,
                       .over = d->state == AFTER};
}

/* The last event is kept until the next one is there: it says how far reading came when there is none. A record right before something
 * wrong may be cut off by it (a wrong indentation ends a mapping), and to call it incomplete would mislead: it is not handed over. */
static void run(document *d)
{
    yaml_event_t events[2] = {{.type = YAML_NO_EVENT}};
    unsigned now = 0;
    bool more = true, cut_off = false;

    while (more && !d->loader->no_memory) {
        yaml_event_t *event = &events[now], *last = &events[now ^ 1u];
        gti_refill(&d->parser, &d->feed);
        if (!yaml_parser_parse(&d->parser, event)) {
            gti_heard until = heard(d, last);
            report_failure(d, &until);
            more = false;
            cut_off = d->batch.fresh;
        } else {
            gti_feed_heard(&d->feed);
            d->batch.fresh = d->batch.fresh && event->type == YAML_SEQUENCE_END_EVENT;
            more = d->tree.at != NULL ? feed_tree(d, event) : take(d, event);
        }
        yaml_event_delete(last);
        now ^= 1u;
    }
    yaml_event_delete(&events[now ^ 1u]);
    if (!d->loader->no_memory && !d->loader->cancelled)
        gti_batch_hand_over(&d->batch, d->loader, cut_off);
}

/* What is known of a file's size need not be found out. */
static bool too_large(document *d, const gti_input *input)
{
    uint64_t limit = d->loader->context->limits.file_bytes;
    gti_place place = {.file = d->file, .line = 1, .column = 1, .length = 1};

    if (input->size <= limit)
        return false;
    report_bytes_limit(d, GTI_CODE_LIMIT_FILE_BYTES, &place, "the file has more than %u bytes (the limit file_bytes)", limit,
                       "divide it, or raise the limit");
    return true;
}

static void report_unopened(document *d)
{
    gti_place place = {.file = d->file, .line = 0, .column = 0, .length = 0};

    gti_report_add(d->loader->report, GTI_CODE_FILE_UNREADABLE, &place, NULL, "the file cannot be read: %s", gti_system_words(d->feed.error));
    gti_report_hint(d->loader->report, "check the permissions of the file and of the directories above it");
}

void gti_document_read(gti_loader *loader, gti_input *input)
{
    document d = {.loader = loader, .state = BEFORE};

    if (input->data == NULL && loader->block == NULL)
        loader->block = gti_arena_alloc(&loader->arena, GTI_FEED_BLOCK, 1);
    if (input->data == NULL && loader->block == NULL) {
        loader->no_memory = true;
        return;
    }
    d.file = gti_assembly_text(loader->assembly, input->name, strlen(input->name));
    if (d.file == NULL || !yaml_parser_initialize(&d.parser)) {
        loader->no_memory = true;
        return;
    }
    gti_tree_init(&d.tree, loader, d.file);
    yaml_parser_set_encoding(&d.parser, YAML_UTF8_ENCODING);
    yaml_parser_set_input(&d.parser, gti_feed_read, &d.feed);
    if (!gti_feed_open(&d.feed, input, &loader->context->limits, &loader->progress, loader->block))
        report_unopened(&d);
    else if (!too_large(&d, input))
        run(&d);
    if (!d.complete)
        loader->incomplete = true;
    gti_feed_close(&d.feed);
    yaml_parser_delete(&d.parser);
    gti_tree_free(&d.tree);
}
