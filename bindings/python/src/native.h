/* native.h: what the parts of guarantee._native share: objects that stand for C handles, sequences, calls, conversions.
 *
 * Uses Python's limited API (3.9) and guarantee.h, nothing else. What belongs to one type or function of the library is generated
 * (generated/); what is the same for all of them is written by hand, here. All of it runs with the GIL held unless a comment says otherwise.
 */
#ifndef GUARANTEE_NATIVE_H
#define GUARANTEE_NATIVE_H

#define PY_SSIZE_T_CLEAN
#ifndef Py_LIMITED_API
#define Py_LIMITED_API 0x03090000
#endif
#include <Python.h>
#include <structmember.h>

#include <guarantee.h>

/* -- objects: a handle, and the root that it was reached from ------------------------------------------------------------------ */

/* Something borrowed. Its root is the wrapper of what it was reached from, which keeps the handle alive. For a result that lives until
 * the next call only, the handle is NULL and `root` is a tuple of what it held. */
typedef struct gp_object {
    PyObject_HEAD
    const void *handle;
    PyObject *root; /* NULL: it is a root itself */
} gp_object;

typedef struct gp_progress gp_progress;

/* A root: owns one reference to its handle. */
typedef struct gp_root {
    gp_object object;
    PyObject *origin;        /* (parent, name, args, kwargs) of the call that made it; NULL: nothing to tell */
    PyObject *diagnostics;   /* what that call had to say; NULL: nothing */
    gp_progress *progress;   /* what later calls report to; NULL: none */
    PyThread_type_lock lock; /* of a type that one thread at a time may use; NULL for others */
    unsigned long holder;    /* the thread that has the lock; 0: none */
    PyObject *references;    /* weak ones */
} gp_root;

typedef struct gp_type {
    const char *name;
    PyType_Spec *spec;
    void *(*ref)(void *handle); /* NULL: borrowed */
    void (*unref)(void *handle);
    int one_thread;
    const gtee_dossier *(*dossier)(const void *handle); /* the dossier that it rests on; NULL: none */
    const void *(*find)(const gtee_dossier *dossier, const char *id); /* such a thing by id; NULL: not in a dossier */
} gp_type;

extern const gp_type gp_types[];
extern const size_t gp_type_count;
extern const int gp_diagnostics_type;
#define GP_TYPES_MAX 256
extern PyTypeObject *gp_classes[GP_TYPES_MAX]; /* by the same number */

#define GP_HANDLE(self, type) ((const type *)((gp_object *)(self))->handle)
#define GP_OWNED(self, type) ((type *)(uintptr_t)((gp_object *)(self))->handle)

int gp_types_init(PyObject *module);
/* A new object of a class that the collector looks after, all zero. */
PyObject *gp_allocate(PyTypeObject *class);
PyObject *gp_root_of(PyObject *object);
/* A new wrapper of something borrowed; NULL gives None. */
PyObject *gp_borrowed(int type, const void *handle, PyObject *parent);
/* A wrapper of a root that an accessor of `parent` gave: the one that `parent` was made from if it is that, else with a new reference. */
PyObject *gp_borrowed_root(int type, const void *handle, PyObject *parent);
/* A wrapper that takes over a reference; gives it back on failure. */
PyObject *gp_owned(int type, void *handle);
PyObject *gp_snapshot(int type, PyObject *items);
/* Takes the lock of a root that one thread at a time may use; 0 with an exception if this thread has it already. */
int gp_enter(PyObject *root);
void gp_leave(PyObject *root);

PyObject *gp_object_new(PyTypeObject *type, PyObject *args, PyObject *kwargs);
void gp_object_dealloc(PyObject *self);
int gp_object_traverse(PyObject *self, visitproc visit, void *arg);
void gp_root_dealloc(PyObject *self);
int gp_root_traverse(PyObject *self, visitproc visit, void *arg);
int gp_root_clear(PyObject *self);
PyObject *gp_object_compare(PyObject *a, PyObject *b, int op);
Py_hash_t gp_object_hash(PyObject *self);
PyObject *gp_object_copy(PyObject *self, PyObject *ignored);
PyObject *gp_root_origin(PyObject *self, void *ignored);
PyObject *gp_root_diagnostics(PyObject *self, void *ignored);
PyObject *gp_object_root(PyObject *self, void *ignored);
extern PyMemberDef gp_root_members[];

/* -- sequences ------------------------------------------------------------------------------------------------------------------- */

typedef struct gp_sequence {
    const char *name;
    size_t (*count)(const void *owner);
    PyObject *(*item)(PyObject *parent, const void *owner, size_t index);
    /* Looks a key up; None if there is none; NULL with an exception if it is no key. NULL: the sequence has no keys. */
    PyObject *(*find)(PyObject *parent, const void *owner, PyObject *key);
} gp_sequence;

int gp_items_init(PyObject *module);
/* The sequence of an owner that `parent` wraps; parent NULL: of the library itself. */
PyObject *gp_items(const gp_sequence *sequence, PyObject *parent);
/* A type that is a sequence itself. */
Py_ssize_t gp_self_length(const gp_sequence *sequence, PyObject *self);
PyObject *gp_self_item(const gp_sequence *sequence, PyObject *self, PyObject *key);
PyObject *gp_self_iterator(const gp_sequence *sequence, PyObject *self);
/* A type whose items are found one after another: those found so far, then `next`. */
typedef PyObject *(*gp_next_function)(PyObject *self);
PyObject *gp_lazy_iterator(const gp_sequence *sequence, gp_next_function next, PyObject *self);
PyObject *gp_lazy_item(const gp_sequence *sequence, gp_next_function next, PyObject *self, PyObject *key);

/* -- values ---------------------------------------------------------------------------------------------------------------------- */

extern PyObject *gp_python; /* the dictionary of what the Python side told: exceptions, enumerations, dates */

int gp_values_init(PyObject *module);
PyObject *gp_configured(const char *name); /* borrowed; NULL with an exception */
PyObject *gp_text(const char *text);
PyObject *gp_date(gtee_date date);
PyObject *gp_maybe(int32_t value);
PyObject *gp_enumeration(int enumeration, uint32_t value);
/* The options of an issue that the bits stand for, as a tuple; without an issue it is empty. */
PyObject *gp_bits(PyObject *parent, const gtee_issue *issue, uint64_t bits);

/* -- calls ----------------------------------------------------------------------------------------------------------------------- */

/* One call of a fallible function: what its arguments need until it returns. After a conversion fails, further ones do nothing. */
typedef struct gp_call {
    PyObject *self;
    PyObject *root;
    const gtee_dossier *dossier; /* that arguments must rest on; NULL: any */
    PyObject *kept;              /* a list of what arguments borrow from */
    struct gp_block *blocks;
    gp_progress *progress; /* of this call; a root that it makes may take it over */
    gp_progress *reading;  /* where it reads from */
    int failed;
    int entered;
} gp_call;

/* `lock` is 1 if self, or what it rests on, may be used by one thread at a time. */
void gp_begin(gp_call *call, PyObject *self, int lock);
void gp_end(gp_call *call);
void gp_release_room(gp_call *call);
void *gp_room(gp_call *call, size_t count, size_t size);

const char *gp_in_text(gp_call *call, PyObject *value, const char *name, int nullable);
const char *gp_in_path(gp_call *call, PyObject *value, const char *name, int nullable);
const void *gp_in_bytes(gp_call *call, PyObject *value, const char *name, size_t *size);
const void *gp_in_object(gp_call *call, PyObject *value, int type, const char *name, int nullable);
gtee_date gp_in_date(gp_call *call, PyObject *value, const char *name);
double gp_in_number(gp_call *call, PyObject *value, const char *name);
uint32_t gp_in_uint32(gp_call *call, PyObject *value, const char *name);
uint64_t gp_in_uint64(gp_call *call, PyObject *value, const char *name);
int64_t gp_in_int64(gp_call *call, PyObject *value, const char *name);
size_t gp_in_index(gp_call *call, PyObject *value, const char *name);
uint32_t gp_in_boolean(gp_call *call, PyObject *value, const char *name);
uint32_t gp_in_enumeration(gp_call *call, PyObject *value, int enumeration, const char *name);
uint32_t gp_in_flags(gp_call *call, PyObject *value, int enumeration, const char *name);
gtee_progress_function gp_in_progress(gp_call *call, PyObject *value, void **user);
gtee_read_function gp_in_read(gp_call *call, PyObject *value, void **user);
gtee_log_function gp_in_log(gp_call *call, PyObject *value, void **user);

/* A list of things, of pairs, or a mapping: its rows, each a tuple of `columns` values. */
PyObject *gp_rows(gp_call *call, PyObject *value, int columns, const char *name, size_t *count);
PyObject *gp_cell(PyObject *rows, size_t row, int column); /* borrowed */

/* What the call gave: raises what `status` says (with `result`, if there is one), or keeps the diagnostics with what was made. Both take
 * over the references that they are given, and end the call. */
PyObject *gp_finish(gp_call *call, gtee_status status, PyObject *result, gtee_diagnostics *diagnostics);
PyObject *gp_made(gp_call *call, gtee_status status, int type, void *made, gtee_diagnostics *diagnostics, const char *name, PyObject *args,
                  PyObject *kwargs);
PyObject *gp_made_text(gp_call *call, gtee_status status, gtee_text *text, gtee_diagnostics *diagnostics);
/* The same for a call that gives nothing but diagnostics: a list of them, maybe empty. */
PyObject *gp_said(gp_call *call, gtee_status status, gtee_diagnostics *diagnostics);

/* Raises what a status stands for with a text of the binding's own; always NULL. */
void *gp_raise(gtee_status status, const char *format, ...);
void gp_progress_free(gp_progress *progress);
int gp_progress_traverse(gp_progress *progress, visitproc visit, void *arg);

int gp_generated_init(PyObject *module);

#endif
