/* items.c: the sequence types `Items` and `Records`, and the iterator that they and self-sequences share. Uses native.h. */
#include "native.h"

typedef struct items {
    PyObject_HEAD
    const gp_sequence *sequence;
    const void *owner;
    PyObject *parent; /* keeps the owner alive; NULL: the library itself */
} items;

typedef struct iterator {
    PyObject_HEAD
    const gp_sequence *sequence;
    const void *owner;
    PyObject *parent;
    gp_next_function next; /* what finds more when those at hand are through; NULL: nothing does */
    size_t at;
} iterator;

static PyTypeObject *items_class, *records_class, *iterator_class;

static int locked(PyObject *parent)
{
    return parent == NULL || gp_enter(gp_root_of(parent));
}

static void unlock(PyObject *parent)
{
    if (parent != NULL) {
        gp_leave(gp_root_of(parent));
    }
}

/* The count, or -1 with an exception. */
static Py_ssize_t length_of(const gp_sequence *sequence, const void *owner, PyObject *parent)
{
    Py_ssize_t count;
    if (!locked(parent)) {
        return -1;
    }
    count = (Py_ssize_t)sequence->count(owner);
    unlock(parent);
    return count;
}

static PyObject *item_of(const gp_sequence *sequence, const void *owner, PyObject *parent, size_t index)
{
    PyObject *item;
    if (!locked(parent)) {
        return NULL;
    }
    item = sequence->item(parent, owner, index);
    unlock(parent);
    return item;
}

static PyObject *slice_of(const gp_sequence *sequence, const void *owner, PyObject *parent, PyObject *slice)
{
    Py_ssize_t start, stop, step, count = length_of(sequence, owner, parent);
    PyObject *list;
    if (count < 0 || PySlice_Unpack(slice, &start, &stop, &step) < 0) {
        return NULL;
    }
    count = PySlice_AdjustIndices(count, &start, &stop, step);
    list = PyList_New(count);
    for (Py_ssize_t i = 0; list != NULL && i < count; i++) {
        PyObject *item = item_of(sequence, owner, parent, (size_t)(start + i * step));
        if (item == NULL || PyList_SetItem(list, i, item) != 0) {
            Py_CLEAR(list);
        }
    }
    return list;
}

static PyObject *find_in(const gp_sequence *sequence, const void *owner, PyObject *parent, PyObject *key)
{
    PyObject *found;
    if (!locked(parent)) {
        return NULL;
    }
    found = sequence->find(parent, owner, key);
    unlock(parent);
    return found;
}

/* The item of a key; if there is none: NULL with an exception if it is `wanted`, else None. */
static PyObject *item_of_key(const gp_sequence *sequence, const void *owner, PyObject *parent, PyObject *self, PyObject *key, int wanted)
{
    PyObject *found = find_in(sequence, owner, parent, key), *ask, *name;
    if (found != Py_None) {
        return found;
    }
    Py_DECREF(found);
    ask = gp_configured("find");
    name = ask != NULL ? PyUnicode_FromString(sequence->name) : NULL;
    found = name != NULL ? PyObject_CallFunctionObjArgs(ask, self, parent != NULL ? parent : Py_None, name, key, wanted ? Py_True : Py_False, NULL) : NULL;
    Py_XDECREF(name);
    return found;
}

static PyObject *subscript(const gp_sequence *sequence, const void *owner, PyObject *parent, PyObject *self, PyObject *key)
{
    if (PyIndex_Check(key)) {
        Py_ssize_t count = length_of(sequence, owner, parent), index = PyNumber_AsSsize_t(key, PyExc_IndexError);
        if (count < 0 || (index == -1 && PyErr_Occurred())) {
            return NULL;
        }
        index += index < 0 ? count : 0;
        if (index < 0 || index >= count) {
            return PyErr_Format(PyExc_IndexError, "%s: there are %zd, so there is none at this place", sequence->name, count);
        }
        return item_of(sequence, owner, parent, (size_t)index);
    }
    if (PySlice_Check(key)) {
        return slice_of(sequence, owner, parent, key);
    }
    if (sequence->find != NULL) {
        return item_of_key(sequence, owner, parent, self, key, 1);
    }
    return PyErr_Format(PyExc_TypeError, "%s: an index is a whole number or a slice", sequence->name);
}

static PyObject *iterator_new(const gp_sequence *sequence, const void *owner, PyObject *parent, gp_next_function next)
{
    iterator *made = (iterator *)gp_allocate(iterator_class);
    if (made != NULL) {
        made->sequence = sequence;
        made->owner = owner;
        made->parent = parent;
        made->next = next;
        made->at = 0;
        Py_XINCREF(parent);
    }
    return (PyObject *)made;
}

static PyObject *iterator_next(PyObject *self)
{
    iterator *it = (iterator *)self;
    Py_ssize_t count = length_of(it->sequence, it->owner, it->parent);
    PyObject *item;
    if (count < 0) {
        return NULL;
    }
    if (it->at < (size_t)count) {
        return item_of(it->sequence, it->owner, it->parent, it->at++);
    }
    if (it->next == NULL) {
        return NULL;
    }
    item = it->next(it->parent);
    if (item == NULL || item == Py_None) {
        Py_XDECREF(item);
        return NULL;
    }
    /* Another thread may have found one in between. */
    Py_DECREF(item);
    return item_of(it->sequence, it->owner, it->parent, it->at++);
}

static void free_instance(PyObject *self)
{
    PyTypeObject *type = Py_TYPE(self);
    freefunc release = (freefunc)PyType_GetSlot(type, Py_tp_free);
    release(self);
    Py_DECREF(type);
}

static int iterator_traverse(PyObject *self, visitproc visit, void *arg)
{
    Py_VISIT(((iterator *)self)->parent);
    Py_VISIT(Py_TYPE(self));
    return 0;
}

static void iterator_dealloc(PyObject *self)
{
    PyObject_GC_UnTrack(self);
    Py_XDECREF(((iterator *)self)->parent);
    free_instance(self);
}

static PyObject *itself(PyObject *self)
{
    Py_INCREF(self);
    return self;
}

/* -- Items ----------------------------------------------------------------------------------------------------------------------- */

static Py_ssize_t items_length(PyObject *self)
{
    const items *s = (items *)self;
    return length_of(s->sequence, s->owner, s->parent);
}

static PyObject *items_item(PyObject *self, Py_ssize_t index)
{
    const items *s = (items *)self;
    Py_ssize_t count = length_of(s->sequence, s->owner, s->parent);
    if (count < 0) {
        return NULL;
    }
    if (index < 0 || index >= count) {
        return PyErr_Format(PyExc_IndexError, "%s: there are %zd, so there is none at this place", s->sequence->name, count);
    }
    return item_of(s->sequence, s->owner, s->parent, (size_t)index);
}

static PyObject *items_subscript(PyObject *self, PyObject *key)
{
    const items *s = (items *)self;
    return subscript(s->sequence, s->owner, s->parent, self, key);
}

static PyObject *items_iterator(PyObject *self)
{
    const items *s = (items *)self;
    return iterator_new(s->sequence, s->owner, s->parent, NULL);
}

/* The place of an equal item from `start`, -1 if there is none, -2 with an exception. */
static Py_ssize_t place_of(const items *s, PyObject *value, Py_ssize_t start)
{
    Py_ssize_t count = length_of(s->sequence, s->owner, s->parent);
    for (Py_ssize_t i = start; i < count; i++) {
        PyObject *item = item_of(s->sequence, s->owner, s->parent, (size_t)i);
        int same = item != NULL ? PyObject_RichCompareBool(item, value, Py_EQ) : -1;
        Py_XDECREF(item);
        if (same != 0) {
            return same > 0 ? i : -2;
        }
    }
    return count < 0 ? -2 : -1;
}

static int items_contains(PyObject *self, PyObject *value)
{
    const items *s = (items *)self;
    Py_ssize_t place;
    if (s->sequence->find != NULL && PyUnicode_Check(value)) {
        PyObject *found = item_of_key(s->sequence, s->owner, s->parent, self, value, 0);
        int there = found != NULL ? found != Py_None : -1;
        Py_XDECREF(found);
        return there;
    }
    place = place_of(s, value, 0);
    return place == -2 ? -1 : place >= 0;
}

static PyObject *items_index(PyObject *self, PyObject *args)
{
    const items *s = (items *)self;
    PyObject *value;
    Py_ssize_t start = 0, stop = PY_SSIZE_T_MAX, place, count = items_length(self);
    if (count < 0 || !PyArg_ParseTuple(args, "O|nn:index", &value, &start, &stop)) {
        return NULL;
    }
    start = start < 0 && (start += count) < 0 ? 0 : start;
    stop += stop < 0 ? count : 0;
    place = place_of(s, value, start);
    if (place == -1 || place >= stop) {
        return PyErr_Format(PyExc_ValueError, "%s: it is none of these", s->sequence->name);
    }
    return place < 0 ? NULL : PyLong_FromSsize_t(place);
}

static PyObject *items_count(PyObject *self, PyObject *value)
{
    const items *s = (items *)self;
    Py_ssize_t count = 0, place = place_of(s, value, 0);
    for (; place >= 0; place = place_of(s, value, place + 1)) {
        count++;
    }
    return place == -2 ? NULL : PyLong_FromSsize_t(count);
}

static PyObject *items_get(PyObject *self, PyObject *args)
{
    const items *s = (items *)self;
    PyObject *key, *otherwise = Py_None, *found;
    if (!PyArg_ParseTuple(args, "O|O:get", &key, &otherwise)) {
        return NULL;
    }
    found = item_of_key(s->sequence, s->owner, s->parent, self, key, 0);
    if (found == Py_None) {
        Py_DECREF(found);
        Py_INCREF(otherwise);
        return otherwise;
    }
    return found;
}

static PyObject *items_compare(PyObject *a, PyObject *b, int op)
{
    const items *left = (items *)a, *right = (items *)b;
    int same;
    if ((op != Py_EQ && op != Py_NE) || Py_TYPE(a) != Py_TYPE(b)) {
        Py_RETURN_NOTIMPLEMENTED;
    }
    same = left->sequence == right->sequence && left->owner == right->owner;
    return PyBool_FromLong(same == (op == Py_EQ));
}

static PyObject *items_repr(PyObject *self)
{
    const items *s = (items *)self;
    PyObject *list, *text = NULL;
    Py_ssize_t count = items_length(self);
    if (count < 0) {
        return NULL;
    }
    if (count > 8) {
        return PyUnicode_FromFormat("<%zd %s>", count, s->sequence->name);
    }
    list = PySequence_List(self);
    if (list != NULL) {
        text = PyUnicode_FromFormat("<%s: %R>", s->sequence->name, list);
        Py_DECREF(list);
    }
    return text;
}

static int items_traverse(PyObject *self, visitproc visit, void *arg)
{
    Py_VISIT(((items *)self)->parent);
    Py_VISIT(Py_TYPE(self));
    return 0;
}

static void items_dealloc(PyObject *self)
{
    PyObject_GC_UnTrack(self);
    Py_XDECREF(((items *)self)->parent);
    free_instance(self);
}

static PyMethodDef items_methods[] = {
    {"index", items_index, METH_VARARGS, "index($self, value, start=0, stop=sys.maxsize, /)\n--\n\nThe first place of an item; ValueError if it is none of these."},
    {"count", items_count, METH_O, "count($self, value, /)\n--\n\nHow often the item is among these."},
    {NULL, NULL, 0, NULL},
};

static PyMethodDef records_methods[] = {
    {"index", items_index, METH_VARARGS, "index($self, value, start=0, stop=sys.maxsize, /)\n--\n\nThe first place of an item; ValueError if it is none of these."},
    {"count", items_count, METH_O, "count($self, value, /)\n--\n\nHow often the item is among these."},
    {"get", items_get, METH_VARARGS, "get($self, key, default=None, /)\n--\n\nThe item of that key, or the default."},
    {NULL, NULL, 0, NULL},
};

#define ITEMS_SLOTS(methods, doc)                                                                                                        \
    {Py_tp_new, (void *)gp_object_new}, {Py_tp_dealloc, (void *)items_dealloc}, {Py_tp_traverse, (void *)items_traverse},                \
        {Py_sq_length, (void *)items_length},                                                                                            \
        {Py_mp_length, (void *)items_length}, {Py_sq_item, (void *)items_item}, {Py_mp_subscript, (void *)items_subscript},              \
        {Py_sq_contains, (void *)items_contains}, {Py_tp_iter, (void *)items_iterator}, {Py_tp_richcompare, (void *)items_compare},      \
        {Py_tp_hash, (void *)PyObject_HashNotImplemented}, {Py_tp_repr, (void *)items_repr}, {Py_tp_methods, methods},                   \
        {Py_tp_doc, (void *)(uintptr_t)doc},                                                                                             \
    {                                                                                                                                    \
        0, NULL                                                                                                                          \
    }

static PyType_Slot items_slots[] = {ITEMS_SLOTS(items_methods, "Things in order: len, index, negative index, slice, in, iteration.")};
static PyType_Slot records_slots[] = {
    ITEMS_SLOTS(records_methods, "Things in order that are also found by id: x[0], x[-1], x[2:5], x[\"id\"], \"id\" in x, x.get (\"id\").")};
static PyType_Slot iterator_slots[] = {
    {Py_tp_new, (void *)gp_object_new}, {Py_tp_dealloc, (void *)iterator_dealloc}, {Py_tp_traverse, (void *)iterator_traverse}, {Py_tp_iter, (void *)itself},
    {Py_tp_iternext, (void *)iterator_next}, {0, NULL},
};
static PyType_Spec items_spec = {"guarantee.Items", sizeof(items), 0, Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC, items_slots};
static PyType_Spec records_spec = {"guarantee.Records", sizeof(items), 0, Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC, records_slots};
static PyType_Spec iterator_spec = {"guarantee._native.Iterator", sizeof(iterator), 0, Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC, iterator_slots};

static PyTypeObject *class_of(PyObject *module, PyType_Spec *spec, const char *name)
{
    PyObject *class = PyType_FromSpec(spec);
    if (class != NULL) {
        Py_INCREF(class);
        if (PyModule_AddObject(module, name, class) != 0) {
            Py_DECREF(class);
            Py_CLEAR(class);
        }
    }
    return (PyTypeObject *)class;
}

int gp_items_init(PyObject *module)
{
    items_class = class_of(module, &items_spec, "Items");
    records_class = class_of(module, &records_spec, "Records");
    iterator_class = class_of(module, &iterator_spec, "_Iterator");
    return items_class != NULL && records_class != NULL && iterator_class != NULL ? 0 : -1;
}

PyObject *gp_items(const gp_sequence *sequence, PyObject *parent)
{
    items *made;
    if (parent != NULL && ((gp_object *)parent)->handle == NULL) { /* a snapshot: its items are at hand */
        Py_INCREF(((gp_object *)parent)->root);
        return ((gp_object *)parent)->root;
    }
    made = (items *)gp_allocate(sequence->find != NULL ? records_class : items_class);
    if (made != NULL) {
        made->sequence = sequence;
        made->owner = parent != NULL ? ((gp_object *)parent)->handle : NULL;
        made->parent = parent;
        Py_XINCREF(parent);
    }
    return (PyObject *)made;
}

/* -- types that are sequences themselves ----------------------------------------------------------------------------------------- */

Py_ssize_t gp_self_length(const gp_sequence *sequence, PyObject *self)
{
    return length_of(sequence, ((gp_object *)self)->handle, self);
}

PyObject *gp_self_item(const gp_sequence *sequence, PyObject *self, PyObject *key)
{
    return subscript(sequence, ((gp_object *)self)->handle, self, self, key);
}

PyObject *gp_self_iterator(const gp_sequence *sequence, PyObject *self)
{
    return iterator_new(sequence, ((gp_object *)self)->handle, self, NULL);
}

PyObject *gp_lazy_iterator(const gp_sequence *sequence, gp_next_function next, PyObject *self)
{
    return iterator_new(sequence, ((gp_object *)self)->handle, self, next);
}

/* Finds as many as the index asks for; from the end only when all have been found. */
PyObject *gp_lazy_item(const gp_sequence *sequence, gp_next_function next, PyObject *self, PyObject *key)
{
    const void *owner = ((gp_object *)self)->handle;
    Py_ssize_t index = PyIndex_Check(key) ? PyNumber_AsSsize_t(key, PyExc_IndexError) : -1;
    if (index == -1 && PyErr_Occurred()) {
        return NULL;
    }
    for (;;) {
        Py_ssize_t count = length_of(sequence, owner, self);
        PyObject *item;
        if (count < 0) {
            return NULL;
        }
        if (index >= 0 && index < count) {
            break;
        }
        item = next(self);
        if (item == NULL) {
            return NULL;
        }
        Py_DECREF(item);
        if (item == Py_None) {
            break;
        }
    }
    return subscript(sequence, owner, self, self, key);
}
