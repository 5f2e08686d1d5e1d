/* object.c: the wrappers: what they own, how they compare, and the lock of what one thread at a time may use. Uses native.h. */
#include "native.h"

PyTypeObject *gp_classes[GP_TYPES_MAX];

PyMemberDef gp_root_members[] = {
    {"__weaklistoffset__", T_PYSSIZET, offsetof(gp_root, references), READONLY, NULL},
    {NULL, 0, 0, 0, NULL},
};

static int type_of(PyObject *object)
{
    for (size_t i = 0; i < gp_type_count; i++) {
        if (Py_TYPE(object) == gp_classes[i]) {
            return (int)i;
        }
    }
    return -1;
}

int gp_types_init(PyObject *module)
{
    for (size_t i = 0; i < gp_type_count; i++) {
        PyObject *class = PyType_FromSpec(gp_types[i].spec);
        if (class == NULL) {
            return -1;
        }
        gp_classes[i] = (PyTypeObject *)class;
        Py_INCREF(class);
        if (PyModule_AddObject(module, gp_types[i].name, class) != 0) {
            Py_DECREF(class);
            return -1;
        }
    }
    return 0;
}

PyObject *gp_allocate(PyTypeObject *class)
{
    allocfunc allocate = (allocfunc)PyType_GetSlot(class, Py_tp_alloc);
    return allocate(class, 0);
}

PyObject *gp_root_of(PyObject *object)
{
    PyObject *root = ((gp_object *)object)->root;
    return root != NULL ? root : object;
}

PyObject *gp_borrowed(int type, const void *handle, PyObject *parent)
{
    gp_object *made;
    if (handle == NULL) {
        Py_RETURN_NONE;
    }
    made = (gp_object *)gp_allocate(gp_classes[type]);
    if (made != NULL) {
        made->handle = handle;
        made->root = parent != NULL ? gp_root_of(parent) : NULL;
        Py_XINCREF(made->root);
    }
    return (PyObject *)made;
}

PyObject *gp_snapshot(int type, PyObject *items)
{
    gp_object *made = (gp_object *)gp_allocate(gp_classes[type]);
    if (made == NULL) {
        Py_DECREF(items);
        return NULL;
    }
    made->handle = NULL;
    made->root = items;
    return (PyObject *)made;
}

PyObject *gp_owned(int type, void *handle)
{
    gp_root *made = (gp_root *)gp_allocate(gp_classes[type]);
    if (made == NULL) {
        gp_types[type].unref(handle);
        return NULL;
    }
    made->object.handle = handle;
    if (gp_types[type].one_thread) {
        made->lock = PyThread_allocate_lock();
        if (made->lock == NULL) {
            Py_DECREF(made);
            return PyErr_NoMemory();
        }
    }
    return (PyObject *)made;
}

PyObject *gp_borrowed_root(int type, const void *handle, PyObject *parent)
{
    PyObject *at = gp_root_of(parent);
    if (handle == NULL) {
        Py_RETURN_NONE;
    }
    /* What it was made from is at hand already, up the line. */
    for (int steps = 0; at != NULL && steps < 8; steps++) {
        PyObject *origin = ((gp_root *)at)->origin;
        if (Py_TYPE(at) == gp_classes[type] && ((gp_object *)at)->handle == handle) {
            Py_INCREF(at);
            return at;
        }
        at = origin != NULL ? PyTuple_GetItem(origin, 0) : NULL;
        if (at != NULL && type_of(at) >= 0) {
            at = gp_root_of(at);
        } else {
            at = NULL;
        }
    }
    return gp_owned(type, gp_types[type].ref((void *)(uintptr_t)handle));
}

int gp_enter(PyObject *root)
{
    gp_root *self = (gp_root *)root;
    unsigned long me = PyThread_get_thread_ident();
    if (self->lock == NULL) {
        return 1;
    }
    if (!PyThread_acquire_lock(self->lock, NOWAIT_LOCK)) {
        if (self->holder == me) {
            PyErr_SetString(PyExc_RuntimeError, "it is in use already, by a call of this thread that is still under way");
            return 0;
        }
        Py_BEGIN_ALLOW_THREADS
        PyThread_acquire_lock(self->lock, WAIT_LOCK);
        Py_END_ALLOW_THREADS
    }
    self->holder = me;
    return 1;
}

void gp_leave(PyObject *root)
{
    gp_root *self = (gp_root *)root;
    if (self->lock != NULL) {
        self->holder = 0;
        PyThread_release_lock(self->lock);
    }
}

PyObject *gp_object_new(PyTypeObject *type, PyObject *args, PyObject *kwargs)
{
    (void)args;
    (void)kwargs;
    PyObject *name = PyObject_GetAttrString((PyObject *)type, "__name__");
    if (name != NULL) {
        PyErr_Format(PyExc_TypeError, "a %U is not made by itself: it comes from a dossier, a view or a result", name);
        Py_DECREF(name);
    }
    return NULL;
}

/* An object of a heap type holds a reference to its type. */
static void free_object(PyObject *self)
{
    PyTypeObject *type = Py_TYPE(self);
    freefunc release = (freefunc)PyType_GetSlot(type, Py_tp_free);
    release(self);
    Py_DECREF(type);
}

/* A root may hold a function of the caller's, which may hold what was reached from the root. There is no `clear`: what has lost its root
 * could not be used, and a function can always be cleared instead. */
int gp_object_traverse(PyObject *self, visitproc visit, void *arg)
{
    Py_VISIT(((gp_object *)self)->root);
    Py_VISIT(Py_TYPE(self));
    return 0;
}

void gp_object_dealloc(PyObject *self)
{
    PyObject_GC_UnTrack(self);
    Py_CLEAR(((gp_object *)self)->root);
    free_object(self);
}

int gp_root_traverse(PyObject *self, visitproc visit, void *arg)
{
    gp_root *root = (gp_root *)self;
    Py_VISIT(root->origin);
    Py_VISIT(root->diagnostics);
    Py_VISIT(Py_TYPE(self));
    return root->progress != NULL ? gp_progress_traverse(root->progress, visit, arg) : 0;
}

int gp_root_clear(PyObject *self)
{
    gp_root *root = (gp_root *)self;
    Py_CLEAR(root->origin);
    Py_CLEAR(root->diagnostics);
    return 0;
}

void gp_root_dealloc(PyObject *self)
{
    gp_root *root = (gp_root *)self;
    int type = type_of(self);
    PyObject_GC_UnTrack(self);
    if (root->references != NULL) {
        PyObject_ClearWeakRefs(self);
    }
    if (root->object.handle != NULL && type >= 0) {
        gp_types[type].unref((void *)(uintptr_t)root->object.handle);
    }
    /* Only now: the library may have used it until here. */
    gp_progress_free(root->progress);
    root->progress = NULL;
    (void)gp_root_clear(self);
    if (root->lock != NULL) {
        PyThread_free_lock(root->lock);
    }
    free_object(self);
}

PyObject *gp_object_compare(PyObject *a, PyObject *b, int op)
{
    const gp_object *left = (gp_object *)a, *right = (gp_object *)b;
    int same;
    if ((op != Py_EQ && op != Py_NE) || Py_TYPE(a) != Py_TYPE(b)) {
        Py_RETURN_NOTIMPLEMENTED;
    }
    if (left->handle == NULL && right->handle == NULL) {
        return PyObject_RichCompare(left->root, right->root, op);
    }
    same = left->handle == right->handle;
    return PyBool_FromLong(same == (op == Py_EQ));
}

Py_hash_t gp_object_hash(PyObject *self)
{
    const gp_object *object = (gp_object *)self;
    uintptr_t bits = (uintptr_t)object->handle;
    Py_hash_t hash;
    if (object->handle == NULL) {
        return PyObject_Hash(object->root);
    }
    hash = (Py_hash_t)((bits >> 4) | (bits << (8 * sizeof bits - 4)));
    return hash == -1 ? -2 : hash;
}

/* What cannot change is its own copy. */
PyObject *gp_object_copy(PyObject *self, PyObject *ignored)
{
    (void)ignored;
    Py_INCREF(self);
    return self;
}

PyObject *gp_root_origin(PyObject *self, void *ignored)
{
    PyObject *origin = ((gp_root *)self)->origin;
    (void)ignored;
    if (origin == NULL) {
        Py_RETURN_NONE;
    }
    Py_INCREF(origin);
    return origin;
}

PyObject *gp_root_diagnostics(PyObject *self, void *ignored)
{
    PyObject *diagnostics = ((gp_root *)self)->diagnostics;
    (void)ignored;
    if (diagnostics == NULL) {
        return PyTuple_New(0);
    }
    Py_INCREF(diagnostics);
    return diagnostics;
}

PyObject *gp_object_root(PyObject *self, void *ignored)
{
    const gp_object *object = (gp_object *)self;
    (void)ignored;
    if (object->handle == NULL || object->root == NULL) {
        Py_RETURN_NONE;
    }
    Py_INCREF(object->root);
    return object->root;
}
