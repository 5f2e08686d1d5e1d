/*
 * host.c: a program with symbols of its own that are called as libyaml's and utf8proc's are. A library bundled for plugin
 * hosts must not call them. Loads the library by dlopen as a plugin would; uses libc only.
 *
 * usage: host LIBRARY
 */
#include <dlfcn.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The names that the library calls are defined by bundled.sh, as CAPTURE(name) for each. */
#define CAPTURE(name)                                                                                        \
    void name(void);                                                                                         \
    void name(void)                                                                                          \
    {                                                                                                        \
        fprintf(stderr, "the host's own " #name " was called\n");                                            \
        exit(1);                                                                                             \
    }
#include "captured.h"

static const char text[] = "guarantee: 1\nparticipants: [{id: first, kind: state, names: {en: Türkiye}}]\n";

int main(int argc, char **argv)
{
    int32_t (*context_new)(const void *, void **) = NULL;
    int32_t (*load)(void *, const char *, const void *, size_t, const void *, void **, void **) = NULL;
    void *context = NULL, *dossier = NULL, *symbol;

    void *library = argc > 1 ? dlopen(argv[1], RTLD_NOW | RTLD_LOCAL) : NULL;
    if (library == NULL) {
        fprintf(stderr, "%s\n", dlerror());
        return 1;
    }
    symbol = dlsym(library, "gtee_context_new");
    memcpy(&context_new, &symbol, sizeof symbol);
    symbol = dlsym(library, "gtee_dossier_load_memory");
    memcpy(&load, &symbol, sizeof symbol);
    if (context_new == NULL || load == NULL || context_new(NULL, &context) != 0)
        return 1;
    return load(context, "plugin", text, strlen(text), NULL, &dossier, NULL) != 0;
}
