"""planted.py: a small regular header passes; each irregular declaration planted in it is refused by the rule that it breaks.

usage: planted.py DIRECTORY-OF-THE-GENERATOR
"""
import sys

sys.path.insert(0, sys.argv[1])

import header  # noqa: E402
import model  # noqa: E402

REGULAR = """
#include <stddef.h>
#include <stdint.h>
#define GTEE_API
#define GTEE_VERSION_STRING "1.2.3"
typedef int32_t gtee_status;
#define GTEE_OK ((gtee_status)0)
#define GTEE_ERROR_MEMORY ((gtee_status)1)
#define GTEE_ERROR_ARGUMENT ((gtee_status)2)
typedef int32_t gtee_date;
#define GTEE_COLOUR_RED ((uint32_t)1)
#define GTEE_COLOUR_BLUE ((uint32_t)2)
/** A list. */
typedef struct gtee_diagnostics gtee_diagnostics;
GTEE_API gtee_diagnostics *gtee_diagnostics_ref(gtee_diagnostics *diagnostics);
GTEE_API void gtee_diagnostics_unref(gtee_diagnostics *diagnostics);
/** A box. */
typedef struct gtee_box gtee_box;
typedef struct gtee_thing gtee_thing; /* in a box */
typedef int32_t (*gtee_progress_function)(void *user, uint64_t done, uint64_t total);
typedef struct gtee_box_options {
    size_t size;
    uint32_t colour;                 /* GTEE_COLOUR_… added up */
    const gtee_thing *const *things; /* NULL: all */
    size_t thing_count;
    gtee_progress_function progress; /* NULL: none */
    void *progress_user;
} gtee_box_options;
/** Makes a box. */
GTEE_API gtee_status gtee_box_new(const gtee_box_options *options, gtee_box **box, gtee_diagnostics **diagnostics);
GTEE_API gtee_box *gtee_box_ref(gtee_box *box);
GTEE_API void gtee_box_unref(gtee_box *box);
/** 1 if it is open, else 0. */
GTEE_API int32_t gtee_box_open(const gtee_box *box);
GTEE_API size_t gtee_box_thing_count(const gtee_box *box);
GTEE_API const gtee_thing *gtee_box_thing_at(const gtee_box *box, size_t index);
GTEE_API const char *gtee_box_thing_label_at(const gtee_box *box, size_t index);
/** GTEE_COLOUR_…. */
GTEE_API uint32_t gtee_thing_colour(const gtee_thing *thing);
%s
"""

PLANTED = [
    ("prefix", "GTEE_API size_t other_size(const gtee_box *box);"),
    ("prefix", "GTEE_API size_t gtee_crate_size(const gtee_box *box);"),
    ("type", "GTEE_API float gtee_box_width(const gtee_box *box);"),
    ("type", "GTEE_API long gtee_box_depth(const gtee_box *box);"),
    ("type", "GTEE_API gtee_status gtee_box_paint(gtee_box *box, uint8_t *colour);".replace("uint8_t", "char")),
    ("root", "typedef struct gtee_bag gtee_bag;\nGTEE_API gtee_bag *gtee_bag_ref(gtee_bag *bag);"),
    ("root", "typedef struct gtee_bag gtee_bag;\nGTEE_API gtee_bag *gtee_bag_ref(gtee_bag *bag);\nGTEE_API void gtee_bag_unref(gtee_bag *bag);"),
    ("reached", "typedef struct gtee_lid gtee_lid;"),
    ("out", "GTEE_API gtee_status gtee_box_copy(gtee_box **copy, const gtee_box *box);"),
    ("out", "GTEE_API void gtee_box_measure(const gtee_box *box, uint32_t *width);"),
    ("out", "GTEE_API gtee_status gtee_box_cut(const gtee_box *box, gtee_diagnostics **diagnostics, gtee_box **half);"),
    ("ownership", "GTEE_API gtee_status gtee_box_take(const gtee_box *box, gtee_thing **thing);"),
    ("const", "GTEE_API gtee_thing *gtee_box_first(const gtee_box *box);"),
    ("const", "GTEE_API gtee_box *gtee_thing_box(const gtee_thing *thing);"),
    ("boolean", "/** Whether it is full. */\nGTEE_API int32_t gtee_box_full(const gtee_box *box);"),
    ("boolean", "GTEE_API gtee_status gtee_box_fits(const gtee_box *box, int32_t *fits);"),
    ("array", "GTEE_API gtee_status gtee_box_fill(gtee_box *box, const gtee_thing *const *things, size_t n);"),
    ("array", "GTEE_API gtee_status gtee_box_read(gtee_box *box, const void *data, size_t length);"),
    ("array", "typedef struct gtee_fill_options {\n    size_t size;\n    const char *const *names;\n    size_t label_count;\n} gtee_fill_options;"),
    ("callback", "GTEE_API gtee_status gtee_box_walk(gtee_box *box, gtee_progress_function progress);"),
    ("callback", "typedef struct gtee_walk_options {\n    size_t size;\n    gtee_progress_function progress;\n} gtee_walk_options;"),
    ("sequence", "GTEE_API const gtee_thing *gtee_box_corner_at(const gtee_box *box, size_t index);"),
    ("find", "GTEE_API const gtee_thing *gtee_box_corner_find(const gtee_box *box, const char *id);"),
    ("options", "typedef struct gtee_paint_options {\n    uint32_t colour;\n} gtee_paint_options;"),
    ("type", "typedef struct gtee_paint_options {\n    size_t size;\n    float shade;\n} gtee_paint_options;"),
    ("enumeration", "#define GTEE_COLOUR_GREEN ((uint32_t)2)"),
    ("enumeration", "#define GTEE_COLOUR_GREEN 3"),
    ("enumeration", "/** GTEE_SHAPE_…. */\nGTEE_API uint32_t gtee_box_shape(const gtee_box *box);"),
    ("member", "GTEE_API size_t gtee_box_things(const gtee_box *box);"),
    ("form", "GTEE_API void gtee_box_print(const gtee_box *box, ...);"),
    ("form", "enum gtee_size { GTEE_SMALL };"),
    ("form", "extern int gtee_counter;"),
    ("tag", "/** Its lid. [optional] */\nGTEE_API const gtee_thing *gtee_box_lid(const gtee_box *box);"),
    ("tag", "/** Its lid. [nullable: colour] */\nGTEE_API const gtee_thing *gtee_box_lid(const gtee_box *box);"),
]
OVERRIDES = [
    ({"gtee_box_gone": {"reason": "it was there once", "parameters": []}}, ""),
    ({"gtee_box_open": {"reason": "it is regular", "parameters": []}}, ""),
    ({"gtee_box_read": {"parameters": []}}, "GTEE_API gtee_status gtee_box_read(gtee_box *box, const void *data, size_t length);"),
]


def refused(text, overrides):
    """The rule that the header breaks, or None."""
    try:
        model.Reader(header.parse("planted.h", REGULAR % text), overrides).model()
    except model.Irregular as error:
        if model.RULES[error.rule] not in str(error):
            return f"{error.rule}, but the message does not say it"
        return error.rule
    return None


def main():
    wrong = []
    for expected, text, overrides in ([(None, "", {})] + [(rule, text, {}) for rule, text in PLANTED] +
                                      [("override", text, overrides) for overrides, text in OVERRIDES]):
        found = refused(text, overrides)
        if found != expected:
            wrong.append(f"expected {expected}, got {found}:\n{text or overrides}")
    untested = set(model.RULES) - {rule for rule, _ in PLANTED} - {"override"}
    wrong += [f"no plant breaks the rule {rule}" for rule in sorted(untested)]
    print("\n".join(wrong) or f"{len(PLANTED) + len(OVERRIDES)} irregular declarations refused")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
