/* call.c: a call of the library: the lock around it, callbacks during it, what it raises or gives. Uses native.h. */
#include "native.h"

#include <stdarg.h>
#include <time.h>

#define SIGNAL_MILLISECONDS 50

/* What a callback of the library needs. It may be called without the GIL. */
struct gp_progress {
    PyObject *callable; /* NULL: only signals are looked after */
    PyObject *error[3]; /* what it raised */
    uint64_t looked;    /* when signals were looked after last, in milliseconds */
};

void gp_progress_free(gp_progress *progress)
{
    if (progress != NULL) {
        Py_XDECREF(progress->callable);
        for (int i = 0; i < 3; i++) {
            Py_XDECREF(progress->error[i]);
        }
        PyMem_Free(progress);
    }
}

int gp_progress_traverse(gp_progress *progress, visitproc visit, void *arg)
{
    Py_VISIT(progress->callable);
    return 0;
}

static uint64_t milliseconds(void)
{
    struct timespec now = {0, 0};
    (void)timespec_get(&now, TIME_UTC);
    return (uint64_t)now.tv_sec * 1000u + (uint64_t)now.tv_nsec / 1000000u;
}

/* Keeps the exception that is set for when the call is over; the first one counts. */
static void hold_error(gp_progress *progress)
{
    if (progress->error[0] != NULL) {
        PyErr_Clear();
    } else {
        PyErr_Fetch(&progress->error[0], &progress->error[1], &progress->error[2]);
    }
}

static int restore_error(gp_progress *progress)
{
    if (progress == NULL || progress->error[0] == NULL) {
        return 0;
    }
    PyErr_Restore(progress->error[0], progress->error[1], progress->error[2]);
    progress->error[0] = progress->error[1] = progress->error[2] = NULL;
    return 1;
}

static int32_t on_progress(void *user, uint64_t done, uint64_t total)
{
    gp_progress *progress = user;
    uint64_t now = milliseconds();
    PyGILState_STATE state;
    PyObject *result = NULL;
    int stop = 0;
    if (progress->callable == NULL && now - progress->looked < SIGNAL_MILLISECONDS) {
        return 0;
    }
    progress->looked = now;
    state = PyGILState_Ensure();
    if (PyErr_CheckSignals() != 0) {
        hold_error(progress);
        stop = 1;
    } else if (progress->callable != NULL) {
        result = PyObject_CallFunction(progress->callable, "KK", (unsigned long long)done, (unsigned long long)total);
        stop = result != NULL ? PyObject_IsTrue(result) : -1;
        Py_XDECREF(result);
        if (stop < 0) {
            hold_error(progress);
        }
    }
    PyGILState_Release(state);
    return stop != 0;
}

static gp_progress *callback_of(gp_call *call, PyObject *callable, const char *name)
{
    const gp_progress empty = {0};
    gp_progress *made;
    if (callable != NULL && callable != Py_None && !PyCallable_Check(callable)) {
        PyErr_Format(PyExc_TypeError, "%s: a function is wanted", name);
        call->failed = 1;
        return NULL;
    }
    made = PyMem_Malloc(sizeof *made);
    if (made == NULL) {
        PyErr_NoMemory();
        call->failed = 1;
        return NULL;
    }
    *made = empty;
    made->looked = milliseconds();
    if (callable != NULL && callable != Py_None) {
        Py_INCREF(callable);
        made->callable = callable;
    }
    gp_progress_free(call->progress);
    call->progress = made;
    return made;
}

gtee_progress_function gp_in_progress(gp_call *call, PyObject *value, void **user)
{
    *user = call->failed ? NULL : callback_of(call, value, "progress");
    return *user != NULL ? on_progress : NULL;
}

/* Asks for bytes and copies them. */
static int32_t on_read(void *user, void *buffer, size_t capacity, size_t *read)
{
    gp_progress *reading = user;
    PyGILState_STATE state = PyGILState_Ensure();
    PyObject *bytes = PyObject_CallFunction(reading->callable, "n", (Py_ssize_t)capacity);
    PyObject *encoded = bytes != NULL && PyUnicode_Check(bytes) ? PyUnicode_AsUTF8String(bytes) : NULL;
    char *data = NULL;
    Py_ssize_t size = 0;
    int failed = bytes == NULL || PyBytes_AsStringAndSize(encoded != NULL ? encoded : bytes, &data, &size) != 0;
    *read = 0;
    if (!failed && (size_t)size > capacity) {
        PyErr_Format(PyExc_ValueError, "read: %zd bytes were given where %zd were asked for", size, (Py_ssize_t)capacity);
        failed = 1;
    }
    if (failed) {
        hold_error(reading);
    } else {
        for (Py_ssize_t i = 0; i < size; i++) {
            ((char *)buffer)[i] = data[i];
        }
        *read = (size_t)size;
    }
    Py_XDECREF(bytes);
    Py_XDECREF(encoded);
    PyGILState_Release(state);
    return failed;
}

gtee_read_function gp_in_read(gp_call *call, PyObject *value, void **user)
{
    *user = NULL;
    if (call->failed) {
        return NULL;
    }
    if (value == NULL || !PyCallable_Check(value)) {
        PyErr_SetString(PyExc_TypeError, "read: a function is wanted that gives up to so many bytes");
        call->failed = 1;
        return NULL;
    }
    *user = callback_of(call, value, "read");
    call->reading = call->progress;
    call->progress = NULL;
    return on_read;
}

static void on_log(void *user, uint32_t level, const char *message)
{
    gp_progress *log = user;
    PyGILState_STATE state = PyGILState_Ensure();
    PyObject *result = PyObject_CallFunction(log->callable, "ks", (unsigned long)level, message);
    if (result == NULL) {
        PyErr_WriteUnraisable(log->callable);
    }
    Py_XDECREF(result);
    PyGILState_Release(state);
}

gtee_log_function gp_in_log(gp_call *call, PyObject *value, void **user)
{
    *user = NULL;
    if (call->failed || value == NULL || value == Py_None) {
        return NULL;
    }
    *user = callback_of(call, value, "log");
    return *user != NULL ? on_log : NULL;
}

/* -- before and after ---------------------------------------------------------------------------------------------------------------- */

static const gtee_dossier *dossier_of(PyObject *root)
{
    for (size_t i = 0; i < gp_type_count; i++) {
        if (Py_TYPE(root) == gp_classes[i]) {
            return gp_types[i].dossier != NULL ? gp_types[i].dossier(((gp_object *)root)->handle) : NULL;
        }
    }
    return NULL;
}

void gp_begin(gp_call *call, PyObject *self, int lock)
{
    const gp_call empty = {0};
    *call = empty;
    call->self = self;
    if (self == NULL) {
        return;
    }
    call->root = gp_root_of(self);
    call->dossier = dossier_of(call->root);
    if (lock) {
        call->entered = gp_enter(call->root);
        call->failed = !call->entered;
    }
}

void gp_end(gp_call *call)
{
    if (call->entered) {
        gp_leave(call->root);
    }
    gp_release_room(call);
    Py_CLEAR(call->kept);
    gp_progress_free(call->progress);
    gp_progress_free(call->reading);
    call->progress = call->reading = NULL;
}

/* Borrowed: the exception class of a status. */
static PyObject *class_of(gtee_status status)
{
    PyObject *classes = gp_python != NULL ? PyDict_GetItemString(gp_python, "exceptions") : NULL;
    PyObject *key = PyLong_FromLong(status), *class;
    if (classes == NULL || key == NULL) {
        Py_XDECREF(key);
        return PyExc_RuntimeError;
    }
    class = PyDict_GetItem(classes, key);
    Py_DECREF(key);
    return class != NULL ? class : PyExc_RuntimeError;
}

static PyObject *raise(gtee_status status, PyObject *diagnostics, PyObject *result)
{
    PyObject *class = class_of(status);
    PyObject *error = PyObject_CallFunction(class, "iOO", (int)status, diagnostics != NULL ? diagnostics : Py_None,
                                            result != NULL ? result : Py_None);
    if (error != NULL) {
        PyErr_SetObject(class, error);
        Py_DECREF(error);
    }
    return NULL;
}

void *gp_raise(gtee_status status, const char *format, ...)
{
    PyObject *class = class_of(status), *text, *error;
    va_list arguments;
    va_start(arguments, format);
    text = PyUnicode_FromFormatV(format, arguments);
    va_end(arguments);
    error = text != NULL ? PyObject_CallFunction(class, "iOOO", (int)status, Py_None, Py_None, text) : NULL;
    Py_XDECREF(text);
    if (error != NULL) {
        PyErr_SetObject(class, error);
        Py_DECREF(error);
    }
    return NULL;
}

/* The exception that a callback raised during the call, if one did. */
static int raised_meanwhile(gp_call *call)
{
    gp_progress *later = call->root != NULL && call->root == call->self ? ((gp_root *)call->root)->progress : NULL;
    return restore_error(call->reading) || restore_error(call->progress) || restore_error(later);
}

/* Takes over `result` and `diagnostics`; gives the result back, or raises. */
static PyObject *concluded(gp_call *call, gtee_status status, PyObject *result, gtee_diagnostics *diagnostics, int is_new_root)
{
    PyObject *said = NULL;
    if (diagnostics != NULL) {
        said = gp_owned(gp_diagnostics_type, diagnostics);
    }
    if (call->failed || PyErr_Occurred() || raised_meanwhile(call)) {
        Py_CLEAR(result);
    } else if (status != GTEE_OK) {
        raise(status, said, result);
        Py_CLEAR(result);
    }
    if (result != NULL && said != NULL && is_new_root) {
        ((gp_root *)result)->diagnostics = said;
        said = NULL;
    }
    Py_XDECREF(said);
    gp_end(call);
    return result;
}

PyObject *gp_finish(gp_call *call, gtee_status status, PyObject *result, gtee_diagnostics *diagnostics)
{
    if (result == NULL && !call->failed && status == GTEE_OK && !PyErr_Occurred()) {
        Py_INCREF(Py_None);
        result = Py_None;
    }
    return concluded(call, status, result, diagnostics, 0);
}

/* (parent, name, args, kwargs without callbacks); NULL with an exception. */
static PyObject *origin_of(gp_call *call, const char *name, PyObject *args, PyObject *kwargs)
{
    PyObject *copy = kwargs != NULL ? PyDict_Copy(kwargs) : PyDict_New(), *origin = NULL;
    if (copy != NULL) {
        const char *const callbacks[] = {"progress", "log"};
        for (size_t i = 0; i < 2; i++) {
            if (PyDict_GetItemString(copy, callbacks[i]) != NULL && PyDict_DelItemString(copy, callbacks[i]) != 0) {
                Py_DECREF(copy);
                return NULL;
            }
        }
        PyObject *none = args == NULL ? PyTuple_New(0) : NULL;
        if (args != NULL || none != NULL) {
            origin = Py_BuildValue("(OsOO)", call->self != NULL ? call->self : Py_None, name, args != NULL ? args : none, copy);
        }
        Py_XDECREF(none);
        Py_DECREF(copy);
    }
    return origin;
}

PyObject *gp_made(gp_call *call, gtee_status status, int type, void *made, gtee_diagnostics *diagnostics, const char *name, PyObject *args,
                  PyObject *kwargs)
{
    PyObject *result = NULL;
    if (made != NULL) {
        result = gp_owned(type, made);
    }
    if (result != NULL) {
        gp_root *root = (gp_root *)result;
        root->origin = origin_of(call, name, args, kwargs);
        if (root->origin == NULL) {
            Py_CLEAR(result);
        } else {
            root->progress = call->progress;
            call->progress = NULL;
            /* What was raised in it and did not stop the work is raised here, as if it had. */
            if (restore_error(root->progress)) {
                Py_CLEAR(result);
            }
        }
    }
    return concluded(call, status, result, diagnostics, 1);
}

PyObject *gp_made_text(gp_call *call, gtee_status status, gtee_text *text, gtee_diagnostics *diagnostics)
{
    PyObject *result = NULL;
    if (text != NULL) {
        result = PyUnicode_FromStringAndSize(gtee_text_data(text), (Py_ssize_t)gtee_text_size(text));
        gtee_text_unref(text);
    }
    if (diagnostics != NULL && status == GTEE_OK) { /* a text has no place for them */
        gtee_diagnostics_unref(diagnostics);
        diagnostics = NULL;
    }
    return concluded(call, status, result, diagnostics, 0);
}

PyObject *gp_said(gp_call *call, gtee_status status, gtee_diagnostics *diagnostics)
{
    PyObject *result = NULL;
    if (!call->failed && status == GTEE_OK) {
        result = diagnostics != NULL ? gp_owned(gp_diagnostics_type, diagnostics) : PyTuple_New(0);
        diagnostics = NULL;
    }
    if (result != NULL && raised_meanwhile(call)) {
        Py_CLEAR(result);
    }
    if (result != NULL || diagnostics == NULL) {
        if (result == NULL && !PyErr_Occurred()) {
            raise(status, NULL, NULL);
        }
        gp_end(call);
        return result;
    }
    return concluded(call, status, NULL, diagnostics, 0);
}
