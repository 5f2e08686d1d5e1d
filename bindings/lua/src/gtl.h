/* gtl.h: what the generated part of the Lua binding is built of: objects, sequences, values, options and calls.
 * Uses guarantee.h and the Lua headers.
 *
 * Who keeps whom alive. A root is a userdata that holds one reference of the library's; each has a table, its anchor:
 *     anchor[1] the root itself      anchor[2] the anchor of what it was made from      anchor[3] its callback, if it has one
 *     anchor[3 + class] the objects of that class that are alive, weak, by their address: one object for one record
 * Whatever is reached from a root has the root's anchor as its user value, so a root is collected after all that came from it. */
#ifndef GTL_H
#define GTL_H

#include "compat.h"

#include <guarantee.h>

typedef struct gtl_object gtl_object;
typedef struct gtl_class gtl_class;
typedef struct gtl_sequence gtl_sequence;

/* Pushes one value that is asked of `self`, which the object or sequence at the stack index `owner` has in hand. */
typedef void (*gtl_get)(lua_State *L, int owner, const void *self);
/* Pushes the element at an index from 0. */
typedef void (*gtl_at)(lua_State *L, int owner, const void *self, size_t index);

/* ---- Enumerations: words for numbers */

typedef struct gtl_word {
    const char *word;
    uint32_t value;
} gtl_word;

typedef struct gtl_enum {
    const char *name;
    const gtl_word *words; /* ends with a NULL */
} gtl_enum;

/* ---- Classes */

struct gtl_sequence {
    const char *name;
    size_t (*count)(const void *self);
    gtl_at at;
    void (*find)(lua_State *L, int owner, const void *self, int key); /* pushes what the key at that index finds; NULL: by number alone */
    gtl_at key;                                                       /* pushes the key of an element, or nil; NULL: by number alone */
    int plain;                                                        /* texts and numbers: given as a table */
};

typedef struct gtl_member {
    const char *name; /* NULL ends a list */
    gtl_get get;
    const gtl_sequence *sequence;
    lua_CFunction method;
} gtl_member;

struct gtl_class {
    const char *name;
    int index; /* from 1, each its own */
    const gtl_member *members;
    const gtl_sequence *items;                              /* what # and [1] mean; NULL: nothing */
    lua_CFunction next;                                     /* of an enumeration: what a call of it does */
    const gtl_get *describe;                                /* what tells one from another; ends with a NULL */
    gtee_status (*show)(const void *self, gtee_text **text); /* what tostring gives; NULL: a short description */
    const gtl_class *base;                                  /* whose properties it has as well */
    const void *(*to_base)(const void *self);
    void *(*ref)(void *self); /* roots have these two */
    void (*unref)(void *self);
    const gtee_dossier *(*dossier)(const void *self);                  /* of a root: where ids are looked up; NULL: nowhere */
    const void *(*find)(const gtee_dossier *dossier, const char *id);  /* of a record: by its id */
};

struct gtl_object {
    const void *pointer; /* of a root that is closed: NULL */
    gtl_object *root;    /* itself, for a root; NULL for what lives forever */
    const gtl_class *class;
    int busy;   /* of a root: a call that changes it is running */
    int closed; /* of a root: in the middle of a call, so that the collector gives the memory back */
};

extern const gtl_class *const gtl_classes[]; /* all, by index; ends with a NULL */
extern const gtl_enum *const gtl_enums[];    /* ends with a NULL */
extern const gtl_enum gtl_enum_status, gtl_enum_kind;
extern const luaL_Reg gtl_functions[];         /* of the module */
extern const luaL_Reg gtl_context_functions[]; /* of a context, and with one context for all, of the module */
extern const gtl_enum gtl_enum_severity;
extern const gtl_class gtl_class_builder, gtl_class_context, gtl_class_diagnostics, gtl_class_dossier, gtl_class_draft, gtl_class_option,
    gtl_class_participant, gtl_class_text;

/* ---- Objects (object.c) */

/* Makes the metatables; the module's table is on top of the stack and stays there. */
void gtl_open_classes(lua_State *L);
/* Every function that is given to Lua is noted, so that what is closed in the middle of one (by a finalizer) lasts until it has come back. */
void gtl_note(lua_State *L, lua_CFunction function);
/* Notes a function without upvalues and pushes it. */
void gtl_push_function(lua_State *L, lua_CFunction function);
/* Pushes an empty root; what it is made from is at `parent`, or 0. */
gtl_object *gtl_new_root(lua_State *L, const gtl_class *class, int parent);
/* Pushes what is reached from the owner; NULL pushes nil. */
void gtl_push_object(lua_State *L, int owner, const gtl_class *class, const void *pointer);
/* Pushes a root that another keeps alive, with a reference of its own. */
void gtl_push_root(lua_State *L, int owner, const gtl_class *class, const void *pointer);
/* Pushes what lives forever. */
void gtl_push_static(lua_State *L, const gtl_class *class, const void *pointer);
/* The object at an index if it is of that class, NULL if it is anything else. Raises an error if it was closed. */
const void *gtl_to(lua_State *L, int index, const gtl_class *class);
/* The same; raises an error if it is anything else. */
const void *gtl_check(lua_State *L, int index, const gtl_class *class);
/* Raises an error unless its root is open and idle. */
const void *gtl_pointer(lua_State *L, const gtl_object *object);
/* The dossier in which ids that are given to a method of this object are looked up; NULL: none. */
const gtee_dossier *gtl_dossier_of(lua_State *L, int index);
/* An object, or a record's id, at an index; raises an error for anything else. */
const void *gtl_check_record(lua_State *L, int index, const gtl_class *class, const gtee_dossier *dossier);
/* The same; NULL for anything else. */
const void *gtl_find_record(lua_State *L, int index, const gtl_class *class, const gtee_dossier *dossier);
/* As gtl_check_record, or NULL for nil. */
const void *gtl_opt_record(lua_State *L, int index, const gtl_class *class, const gtee_dossier *dossier);
/* A list of such at an index, as an array that the scratch table keeps. Nil is an empty one. */
const void *gtl_check_records(lua_State *L, int index, const gtl_class *class, const gtee_dossier *dossier, int scratch, size_t *count);

/* members(object): the names of its properties and sequences, as a function of Lua. */
int gtl_members(lua_State *L);

/* ---- Sequences (sequence.c) */

void gtl_open_sequences(lua_State *L);
/* Pushes the sequence, or a table of its elements if they are plain. */
void gtl_push_sequence(lua_State *L, int owner, const gtl_sequence *sequence, const void *self);
/* Pushes a function for a generic `for` that goes through a sequence of the object at index 1, by number or by key. */
int gtl_iterate(lua_State *L, const gtl_sequence *sequence, int by_key);
/* Pushes a table of participants in the place of a coalition that does not last. */
void gtl_push_members(lua_State *L, int owner, const gtee_coalition *coalition);

/* ---- Values (value.c) */

void gtl_push_text(lua_State *L, const char *text);
void gtl_push_date(lua_State *L, gtee_date date);
void gtl_push_count(lua_State *L, uint64_t number);
void gtl_push_number(lua_State *L, double number);
void gtl_push_boolean(lua_State *L, int32_t truth);
void gtl_push_maybe(lua_State *L, int32_t truth);
void gtl_push_word(lua_State *L, const gtl_enum *words, uint32_t value);
void gtl_push_words(lua_State *L, const gtl_enum *words, uint32_t values);
/* Pushes a table of the places, from 1, of the bits that are set. */
void gtl_push_places(lua_State *L, uint64_t bits);
/* Pushes a table of the options that the bits stand for. */
void gtl_push_options(lua_State *L, int owner, const gtee_issue *issue, uint64_t bits);

const char *gtl_check_text(lua_State *L, int index);
const char *gtl_opt_text(lua_State *L, int index);
gtee_date gtl_check_date(lua_State *L, int index);
uint64_t gtl_check_count(lua_State *L, int index, uint64_t most);
int64_t gtl_check_integer(lua_State *L, int index);
double gtl_check_number(lua_State *L, int index);
uint32_t gtl_check_word(lua_State *L, int index, const gtl_enum *words);
uint32_t gtl_check_words(lua_State *L, int index, const gtl_enum *words);
/* An index from 0 of what is counted from 1; one that is no index gives SIZE_MAX. */
size_t gtl_check_index(lua_State *L, int index);
/* A list of texts, as gtl_check_records. */
const char *const *gtl_check_texts(lua_State *L, int index, int scratch, size_t *count);
/* Writes a number in the least digits that give it again, with a point whatever the locale. */
void gtl_format_number(double number, char buffer[32]);

/* ---- Calls (call.c) */

typedef struct gtl_callback {
    lua_State *L; /* while the call runs; its anchor is at `index` then: [1] the function, [2] what went wrong in it, [3] what is left to read */
    int index;    /* (of a log: always, in a thread of its own, which is [3]; [4] is what calls the function) */
    int failed;
    int *running; /* how many callbacks of this state run */
    size_t used;  /* of [3] */
} gtl_callback;

typedef struct gtl_call {
    int scratch;            /* stack index of a table that keeps what the call uses */
    gtl_object *busy;       /* the root that it changes; NULL: none */
    gtl_callback *callbacks[2];
    int callback_count;
    int kept_index;   /* stack index of a callback that may be called later too; 0: none */
    gtl_object *made; /* the root for what is made; NULL: none */
    int made_index;
    gtl_object *found; /* the root for diagnostics; NULL: none */
    int found_index;
    const char *name; /* of what is made: where an error carries it as well */
} gtl_call;

void gtl_open_calls(lua_State *L);
/* Whether all has been opened in this state before: who requires the module again has the same classes as who still has objects. */
int gtl_is_open(lua_State *L);
/* Begins a call of a method whose arguments end at `last`; what stands behind them is cut off. */
void gtl_begin(lua_State *L, gtl_call *call, int last);
/* Pushes an empty root of the class for what will be made from the object at `parent`. */
void gtl_will_make(lua_State *L, gtl_call *call, const gtl_class *class, int parent, const char *name);
void gtl_will_find(lua_State *L, gtl_call *call);
void gtl_will_write(lua_State *L, gtl_call *call);
/* The call changes the object at index 1: it cannot be used meanwhile. Its callback is made ready. */
void gtl_will_change(lua_State *L, gtl_call *call);
/* Pushes a callback for the function at an index. */
gtl_callback *gtl_new_callback(lua_State *L, int index);
/* The same for a context's log. */
gtl_callback *gtl_new_log(lua_State *L, int index);
/* The callback on top is for this call. */
void gtl_ready(lua_State *L, gtl_call *call);
int32_t gtl_progress(void *user, uint64_t done, uint64_t total);
int32_t gtl_read(void *user, void *buffer, size_t capacity, size_t *read);
void gtl_log(void *user, uint32_t level, const char *message);
/* Ends the call: raises the error of a callback; pushes nil and an error and gives 2 if it failed; gives 0 if it went well. */
int gtl_end(lua_State *L, gtl_call *call, gtee_status status);
/* Pushes what was made, with the diagnostics if there are some; gives how many values. */
int gtl_give(lua_State *L, const gtl_call *call);
/* Ends a call that gtl_will_write began, gives the text back, and pushes it or nil and an error. */
int gtl_give_text(lua_State *L, gtl_call *call, gtee_status status, gtee_text *text);
/* Pushes the diagnostics if there are some, behind so many values. */
int gtl_give_found(lua_State *L, const gtl_call *call, int values);
/* A step of a generic `for` over the object at index 1: what `next` gives; its failure is raised as an error. */
int gtl_step(lua_State *L, lua_CFunction next);
/* Pushes an error without diagnostics. */
void gtl_push_error(lua_State *L, gtee_status status);
/* Raises an error while a callback runs. */
void gtl_refuse_in_callback(lua_State *L);
/* Pushes the context of all calls that name none. */
gtee_context *gtl_context(lua_State *L);
/* Pushes what diagnostics say, as the command line prints it, without the last line's end. */
void gtl_push_shown(lua_State *L, const gtee_diagnostics *diagnostics);
/* Tells the collector of memory that it does not see. */
void gtl_weigh(lua_State *L, uint64_t bytes);

/* ---- Options (options.c) */

typedef enum gtl_kind {
    GTL_UINT32,
    GTL_UINT64,
    GTL_NUMBER,
    GTL_BOOLEAN,
    GTL_TEXT,
    GTL_DATE,
    GTL_WORD,
    GTL_WORDS,
    GTL_RECORD,
    GTL_STRUCT,
    GTL_PROGRESS,
    GTL_LOG
} gtl_kind;

typedef struct gtl_column {
    gtl_kind kind;
    size_t offset;
    const void *of; /* gtl_enum, gtl_class */
} gtl_column;

typedef struct gtl_field {
    const char *name; /* NULL ends a list */
    gtl_kind kind;
    size_t offset;
    const void *of;            /* gtl_enum, gtl_class, gtl_struct */
    size_t other;              /* offset of a callback's user, or of a list's count */
    const gtl_column *columns; /* of a list */
    size_t column_count;
    int required;
} gtl_field;

typedef struct gtl_struct {
    const char *name;
    size_t size;
    const gtl_field *fields;
} gtl_struct;

/* Reads the table at an index into a struct; gives NULL for nil. */
void *gtl_options(lua_State *L, gtl_call *call, int index, const gtl_struct *about, void *options, const gtee_dossier *dossier);

/* ---- Drafts (draft.c): what is written by hand because a table says it best */

int gtl_builder_add(lua_State *L);
int gtl_draft_set(lua_State *L);
int gtl_draft_append(lua_State *L);

#endif
