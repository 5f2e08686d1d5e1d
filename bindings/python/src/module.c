/* module.c: the extension module guarantee._native. Uses native.h. */
#include "native.h"

static struct PyModuleDef definition = {
    PyModuleDef_HEAD_INIT, "guarantee._native", "The library's functions and types, generated from its header.", -1, NULL, NULL, NULL, NULL, NULL,
};

PyMODINIT_FUNC PyInit__native(void);

PyMODINIT_FUNC PyInit__native(void)
{
    PyObject *module = PyModule_Create(&definition);
    if (module != NULL && (gp_values_init(module) != 0 || gp_items_init(module) != 0 || gp_types_init(module) != 0 ||
                           gp_generated_init(module) != 0)) {
        Py_CLEAR(module);
    }
    return module;
}
