/* values.c: values from C to Python and back: text, dates, numbers, enumerations, lists. Uses native.h. */
#include "native.h"

#include <limits.h>
#include <stdlib.h>

struct gp_block {
    struct gp_block *next;
    double payload[1]; /* aligned for any of ours */
};

PyObject *gp_python;

/* -- what the Python side told ----------------------------------------------------------------------------------------------------- */

/* What is configured is kept once for the process, by the interpreter that came first. Another would find classes that end with it. (PyPy has one.) */
static int is_first_interpreter(void)
{
#ifdef PYPY_VERSION
    return 1;
#else
    static int64_t first = -1;
    int64_t me = PyInterpreterState_GetID(PyInterpreterState_Get());
    if (first < 0) {
        first = me;
    }
    if (first != me) {
        PyErr_SetString(PyExc_ImportError, "guarantee works in one interpreter of a process: it cannot be imported in another as well");
    }
    return first == me;
#endif
}

/* _configure (dictionary): the classes that results and exceptions are made of. */
static PyObject *configure(PyObject *module, PyObject *dictionary)
{
    (void)module;
    if (!PyDict_Check(dictionary)) {
        PyErr_SetString(PyExc_TypeError, "a dictionary is needed");
        return NULL;
    }
    if (!is_first_interpreter()) {
        return NULL;
    }
    Py_INCREF(dictionary);
    Py_XDECREF(gp_python);
    gp_python = dictionary;
    Py_RETURN_NONE;
}

static PyMethodDef configure_method = {"_configure", configure, METH_O, NULL};

int gp_values_init(PyObject *module)
{
    PyObject *function = PyCFunction_New(&configure_method, NULL);
    if (function == NULL) {
        return -1;
    }
    if (PyModule_AddObject(module, "_configure", function) != 0) {
        Py_DECREF(function);
        return -1;
    }
    return 0;
}

/* Borrowed; NULL with an exception. */
PyObject *gp_configured(const char *name)
{
    PyObject *value = gp_python != NULL ? PyDict_GetItemString(gp_python, name) : NULL;
    if (value == NULL && !PyErr_Occurred()) {
        PyErr_Format(PyExc_ImportError, "guarantee._native is for the package guarantee alone (%s is missing)", name);
    }
    return value;
}

/* -- to Python ----------------------------------------------------------------------------------------------------------------------- */

PyObject *gp_text(const char *text)
{
    if (text == NULL) {
        Py_RETURN_NONE;
    }
    return PyUnicode_FromString(text);
}

PyObject *gp_date(gtee_date date)
{
    int year = date / 10000, month = date / 100 % 100, day = date % 100;
    PyObject *class;
    if (date == 0) {
        Py_RETURN_NONE;
    }
    class = gp_configured(day != 0 ? "date" : "PartialDate");
    if (class == NULL) {
        return NULL;
    }
    if (day != 0) {
        return PyObject_CallFunction(class, "iii", year, month, day);
    }
    return month != 0 ? PyObject_CallFunction(class, "ii", year, month) : PyObject_CallFunction(class, "i", year);
}

PyObject *gp_maybe(int32_t value)
{
    if (value < 0) {
        Py_RETURN_NONE;
    }
    return PyBool_FromLong(value);
}

/* The class of an enumeration, borrowed. */
static PyObject *enumeration_class(int enumeration)
{
    PyObject *classes = gp_configured("enumerations");
    return classes != NULL ? PyTuple_GetItem(classes, enumeration) : NULL;
}

PyObject *gp_enumeration(int enumeration, uint32_t value)
{
    PyObject *values = gp_configured("values"), *known, *class, *member;
    if (values == NULL || (known = PyTuple_GetItem(values, enumeration)) == NULL) {
        return NULL;
    }
    if (value < (uint32_t)PyTuple_Size(known)) {
        member = PyTuple_GetItem(known, (Py_ssize_t)value);
        if (member != NULL && member != Py_None) {
            Py_INCREF(member);
            return member;
        }
    }
    class = enumeration_class(enumeration);
    member = class != NULL ? PyObject_CallFunction(class, "k", (unsigned long)value) : NULL;
    if (member == NULL && PyErr_ExceptionMatches(PyExc_ValueError)) { /* a value newer than this binding */
        PyErr_Clear();
        member = PyLong_FromUnsignedLong(value);
    }
    return member;
}

/* -- what arguments borrow from ------------------------------------------------------------------------------------------------------ */

static void *failed(gp_call *call)
{
    call->failed = 1;
    return NULL;
}

void *gp_room(gp_call *call, size_t count, size_t size)
{
    struct gp_block *block = count < SIZE_MAX / 2 / size ? PyMem_Malloc(sizeof *block + count * size) : NULL;
    if (block == NULL) {
        PyErr_NoMemory();
        return failed(call);
    }
    block->next = call->blocks;
    call->blocks = block;
    return block->payload;
}

void gp_release_room(gp_call *call)
{
    while (call->blocks != NULL) {
        struct gp_block *next = call->blocks->next;
        PyMem_Free(call->blocks);
        call->blocks = next;
    }
}

/* Takes over a reference, for as long as the call lasts; gives it back borrowed, or NULL. */
static PyObject *keep(gp_call *call, PyObject *object)
{
    int appended = 0;
    if (object == NULL) {
        return failed(call);
    }
    if (call->kept == NULL) {
        call->kept = PyList_New(0);
    }
    appended = call->kept != NULL && PyList_Append(call->kept, object) == 0;
    Py_DECREF(object);
    return appended ? object : failed(call);
}

/* -- from Python --------------------------------------------------------------------------------------------------------------------- */

static int missing(gp_call *call, PyObject *value)
{
    return call->failed || value == NULL || value == Py_None;
}

static void *wrong_type(gp_call *call, const char *name, const char *wanted, PyObject *value)
{
    PyObject *type = PyObject_GetAttrString((PyObject *)Py_TYPE(value), "__name__");
    if (type != NULL) {
        PyErr_Format(PyExc_TypeError, "%s: %s is wanted, not %U", name, wanted, type);
        Py_DECREF(type);
    }
    return failed(call);
}

static const char *utf8(gp_call *call, PyObject *value, const char *name)
{
    PyObject *bytes = PyBytes_Check(value) ? (Py_INCREF(value), value) : PyUnicode_AsUTF8String(value);
    char *text = NULL;
    if (keep(call, bytes) == NULL) {
        return NULL;
    }
    if (PyBytes_AsStringAndSize(bytes, &text, NULL) != 0) { /* a NUL within */
        PyErr_Clear();
        PyErr_Format(PyExc_ValueError, "%s: a text must not hold the character U+0000", name);
        return failed(call);
    }
    return text;
}

const char *gp_in_text(gp_call *call, PyObject *value, const char *name, int nullable)
{
    if (call->failed || (nullable && missing(call, value))) {
        return NULL;
    }
    if (value == NULL || !PyUnicode_Check(value)) {
        return wrong_type(call, name, "a text", value != NULL ? value : Py_None);
    }
    return utf8(call, value, name);
}

const char *gp_in_path(gp_call *call, PyObject *value, const char *name, int nullable)
{
    PyObject *path;
    if (call->failed || (nullable && missing(call, value))) {
        return NULL;
    }
    path = keep(call, PyOS_FSPath(value));
    if (path == NULL) {
        return NULL;
    }
    if (PyUnicode_Check(path)) {
        path = keep(call, PyUnicode_EncodeFSDefault(path));
    }
    return path != NULL ? utf8(call, path, name) : NULL;
}

const void *gp_in_bytes(gp_call *call, PyObject *value, const char *name, size_t *size)
{
    PyObject *bytes;
    char *data = NULL;
    Py_ssize_t length = 0;
    *size = 0;
    if (call->failed) {
        return NULL;
    }
    if (value == NULL) {
        return wrong_type(call, name, "a text or bytes", Py_None);
    }
    bytes = keep(call, PyUnicode_Check(value) ? PyUnicode_AsUTF8String(value) : PyBytes_FromObject(value));
    if (bytes == NULL || PyBytes_AsStringAndSize(bytes, &data, &length) != 0) {
        return failed(call);
    }
    *size = (size_t)length;
    return data;
}

/* By id, or else what the Python side finds by name. */
static const void *found_by_id(gp_call *call, PyObject *id, int type, const char *name)
{
    const char *text = utf8(call, id, name);
    const void *found = text != NULL ? gp_types[type].find(call->dossier, text) : NULL;
    PyObject *named, *object = NULL;
    if (text == NULL || found != NULL) {
        return found;
    }
    named = gp_configured("named");
    if (named != NULL) {
        object = keep(call, PyObject_CallFunctionObjArgs(named, call->self, (PyObject *)gp_classes[type], id, NULL));
    }
    return object != NULL ? ((gp_object *)object)->handle : failed(call);
}

const void *gp_in_object(gp_call *call, PyObject *value, int type, const char *name, int nullable)
{
    const gp_object *object = (gp_object *)value;
    if (call->failed || (nullable && missing(call, value))) {
        return NULL;
    }
    if (value != NULL && PyUnicode_Check(value) && gp_types[type].find != NULL && call->dossier != NULL) {
        return found_by_id(call, value, type, name);
    }
    if (value == NULL || !PyObject_TypeCheck(value, gp_classes[type]) || object->handle == NULL) {
        return wrong_type(call, name, gp_types[type].name, value != NULL ? value : Py_None);
    }
    if (call->dossier != NULL) {
        PyObject *root = gp_root_of(value);
        for (size_t i = 0; i < gp_type_count; i++) {
            if (Py_TYPE(root) == gp_classes[i] && gp_types[i].dossier != NULL &&
                gp_types[i].dossier(((gp_object *)root)->handle) != call->dossier && value != root) {
                gp_raise(GTEE_ERROR_ARGUMENT, "%s: it belongs to another dossier", name);
                return failed(call);
            }
        }
    }
    Py_INCREF(value);
    return keep(call, value) != NULL ? object->handle : NULL;
}

gtee_date gp_in_date(gp_call *call, PyObject *value, const char *name)
{
    PyObject *convert, *number;
    long date = 0;
    (void)name;
    if (missing(call, value)) {
        return 0;
    }
    convert = gp_configured("date_number");
    number = convert != NULL ? PyObject_CallFunctionObjArgs(convert, value, NULL) : NULL;
    date = number != NULL ? PyLong_AsLong(number) : -1;
    Py_XDECREF(number);
    if (date == -1 && PyErr_Occurred()) {
        failed(call);
        return 0;
    }
    return (gtee_date)date;
}

double gp_in_number(gp_call *call, PyObject *value, const char *name)
{
    double number = 0;
    (void)name;
    if (!missing(call, value)) {
        number = PyFloat_AsDouble(value);
        if (number == -1.0 && PyErr_Occurred()) {
            failed(call);
        }
    }
    return number;
}

uint64_t gp_in_uint64(gp_call *call, PyObject *value, const char *name)
{
    PyObject *whole;
    unsigned long long number;
    if (missing(call, value)) {
        return 0;
    }
    whole = keep(call, PyNumber_Index(value));
    if (whole == NULL) {
        return 0;
    }
    number = PyLong_AsUnsignedLongLong(whole);
    if (number == (unsigned long long)-1 && PyErr_Occurred()) {
        PyErr_Clear();
        PyErr_Format(PyExc_OverflowError, "%s: a whole number from 0 is wanted, not %S", name, value);
        failed(call);
        return 0;
    }
    return number;
}

uint32_t gp_in_uint32(gp_call *call, PyObject *value, const char *name)
{
    uint64_t number = gp_in_uint64(call, value, name);
    if (!call->failed && number > UINT32_MAX) {
        PyErr_Format(PyExc_OverflowError, "%s: %S is more than 4294967295", name, value);
        failed(call);
    }
    return (uint32_t)number;
}

int64_t gp_in_int64(gp_call *call, PyObject *value, const char *name)
{
    PyObject *whole;
    long long number;
    if (call->failed || value == NULL) {
        return 0;
    }
    whole = keep(call, PyNumber_Index(value));
    number = whole != NULL ? PyLong_AsLongLong(whole) : -1;
    if (number == -1 && PyErr_Occurred()) {
        (void)name;
        failed(call);
    }
    return number;
}

size_t gp_in_index(gp_call *call, PyObject *value, const char *name)
{
    PyObject *place;
    if (missing(call, value) || PyIndex_Check(value)) {
        return (size_t)gp_in_uint64(call, value, name);
    }
    place = gp_configured("place");
    place = place != NULL ? keep(call, PyObject_CallFunctionObjArgs(place, call->self, value, NULL)) : failed(call);
    return place != NULL ? (size_t)gp_in_uint64(call, place, name) : 0;
}

uint32_t gp_in_boolean(gp_call *call, PyObject *value, const char *name)
{
    int truth = missing(call, value) ? 0 : PyObject_IsTrue(value);
    (void)name;
    if (truth < 0) {
        failed(call);
    }
    return truth > 0;
}

/* Its number, or what the class makes of a word or of several. */
static uint32_t member_of(gp_call *call, PyObject *value, int enumeration, const char *name, const char *method)
{
    PyObject *class, *member;
    if (missing(call, value)) {
        return 0;
    }
    if (PyLong_Check(value)) {
        return gp_in_uint32(call, value, name);
    }
    class = enumeration_class(enumeration);
    member = class != NULL ? keep(call, PyObject_CallMethod(class, method, "O", value)) : NULL;
    if (member == NULL) {
        failed(call);
        return 0;
    }
    return gp_in_uint32(call, member, name);
}

uint32_t gp_in_enumeration(gp_call *call, PyObject *value, int enumeration, const char *name)
{
    return member_of(call, value, enumeration, name, "_of");
}

uint32_t gp_in_flags(gp_call *call, PyObject *value, int enumeration, const char *name)
{
    return member_of(call, value, enumeration, name, "_of");
}

/* One row as a tuple: the thing itself, a pair, or a thing and a tuple; a number that is left out at the end is the one before. */
static PyObject *row_of(PyObject *item, int columns)
{
    PyObject *parts[8] = {NULL}, *row;
    int count = 0;
    if (columns == 1) {
        return PyTuple_Pack(1, item);
    }
    if (!PyTuple_Check(item)) {
        return PyErr_Format(PyExc_TypeError, "a tuple of %d is wanted, not %R", columns, item);
    }
    for (Py_ssize_t i = 0; i < PyTuple_Size(item) && count < 8; i++) {
        PyObject *part = PyTuple_GetItem(item, i);
        if (i == 1 && (PyTuple_Check(part) || PyList_Check(part))) {
            for (Py_ssize_t j = 0; j < PySequence_Size(part) && count < 8; j++) {
                parts[count] = PySequence_GetItem(part, j);
                Py_XDECREF(parts[count]); /* the part holds it, and the item the part */
                count++;
            }
        } else {
            parts[count++] = part;
        }
    }
    if (count == 2 && columns == 3) {
        parts[count++] = parts[1];
    }
    if (count != columns) {
        return PyErr_Format(PyExc_TypeError, "a tuple of %d is wanted, not %R", columns, item);
    }
    row = PyTuple_New(columns);
    for (int i = 0; row != NULL && i < columns; i++) {
        Py_INCREF(parts[i]);
        if (PyTuple_SetItem(row, i, parts[i]) != 0) {
            Py_CLEAR(row);
        }
    }
    return row;
}

PyObject *gp_rows(gp_call *call, PyObject *value, int columns, const char *name, size_t *count)
{
    PyObject *items, *rows;
    *count = 0;
    if (missing(call, value)) {
        return NULL;
    }
    if (PyUnicode_Check(value) || PyBytes_Check(value)) {
        return wrong_type(call, name, "a list", value);
    }
    if (columns == 1 && PyDict_Check(value)) {
        PyObject *choices = gp_configured("choices");
        value = choices != NULL ? keep(call, PyObject_CallFunctionObjArgs(choices, value, NULL)) : NULL;
        if (value == NULL) {
            return failed(call);
        }
    }
    items = keep(call, columns > 1 && PyMapping_Check(value) && !PySequence_Check(value) ? PyMapping_Items(value)
                       : PyDict_Check(value) && columns > 1                               ? PyDict_Items(value)
                                                                                           : PySequence_List(value));
    rows = items != NULL ? keep(call, PyList_New(0)) : NULL;
    if (rows == NULL) {
        return failed(call);
    }
    for (Py_ssize_t i = 0; i < PyList_Size(items); i++) {
        PyObject *row = row_of(PyList_GetItem(items, i), columns);
        int appended = row != NULL && PyList_Append(rows, row) == 0;
        Py_XDECREF(row);
        if (!appended) {
            return failed(call);
        }
    }
    *count = (size_t)PyList_Size(rows);
    return rows;
}

PyObject *gp_cell(PyObject *rows, size_t row, int column)
{
    return PyTuple_GetItem(PyList_GetItem(rows, (Py_ssize_t)row), column);
}
