"""calls.py: what three reads (stance, date, gist) of each position cost from Python: by the package, by a hand-written binding with ctypes, and by
one with cffi in API mode where cffi is installed. All of them give the same things: a kind, a date, a text.

usage: calls.py DOSSIER LIBRARY.so HEADER-DIRECTORY
"""
import ctypes
import datetime
import enum
import os
import sys
import tempfile
import time

import guarantee

PATH, LIBRARY, HEADERS = sys.argv[1:]
ROUNDS = 5


class Stance(enum.IntEnum):
    NONE, REQUIRES, REJECTS, PREFERS, OPPOSES, ACCEPTS = range(6)


STANCES = tuple(Stance)


def date_of(number):
    return datetime.date(number // 10000, number // 100 % 100, number % 100) if number % 100 else guarantee.PartialDate(number // 10000, number // 100 % 100 or None)


def measured(name, positions):
    best = 1e9
    for _ in range(ROUNDS):
        begin, count = time.perf_counter(), 0
        for position in positions():
            position.stance, position.date, position.gist
            count += 1
        best = min(best, time.perf_counter() - begin)
    last = position
    print(f"{name:20} {count / best:11,.0f} positions/s", flush=True)
    return int(last.stance), str(last.date), last.gist


def by_package():
    dossier = guarantee.load(PATH)
    return measured("guarantee", lambda: dossier.positions)


def by_ctypes():
    lib = ctypes.CDLL(LIBRARY)
    for name, result, *arguments in (
            ("gtee_context_new", ctypes.c_int32, ctypes.c_void_p, ctypes.c_void_p), ("gtee_dossier_position_count", ctypes.c_size_t, ctypes.c_void_p),
            ("gtee_dossier_position_at", ctypes.c_void_p, ctypes.c_void_p, ctypes.c_size_t), ("gtee_position_stance", ctypes.c_uint32, ctypes.c_void_p),
            ("gtee_position_date", ctypes.c_int32, ctypes.c_void_p), ("gtee_position_gist", ctypes.c_char_p, ctypes.c_void_p)):
        function = getattr(lib, name)
        function.restype, function.argtypes = result, arguments

    class Position:
        __slots__ = ("handle",)

        def __init__(self, handle):
            self.handle = handle

        stance = property(lambda self: STANCES[lib.gtee_position_stance(self.handle)])
        date = property(lambda self: date_of(lib.gtee_position_date(self.handle)))
        gist = property(lambda self: (lib.gtee_position_gist(self.handle) or b"").decode())

    context, dossier = ctypes.c_void_p(), ctypes.c_void_p()
    paths = (ctypes.c_char_p * 1)(PATH.encode())
    lib.gtee_context_new(None, ctypes.byref(context))
    if lib.gtee_dossier_load(context, paths, ctypes.c_size_t(1), None, ctypes.byref(dossier), None):
        raise SystemExit("calls.py: the dossier cannot be loaded")
    count, at = lib.gtee_dossier_position_count(dossier), lib.gtee_dossier_position_at
    return measured("ctypes, by hand", lambda: (Position(at(dossier, i)) for i in range(count)))


def by_cffi():
    try:
        from cffi import FFI
    except ImportError:
        print("cffi                 skipped: it is not installed")
        return None
    builder = FFI()
    builder.cdef("""
        typedef struct gtee_context gtee_context; typedef struct gtee_dossier gtee_dossier; typedef struct gtee_position gtee_position;
        typedef struct gtee_diagnostics gtee_diagnostics; typedef struct gtee_load_options gtee_load_options;
        typedef struct gtee_context_options gtee_context_options;
        int32_t gtee_context_new(const gtee_context_options *, gtee_context **);
        int32_t gtee_dossier_load(gtee_context *, const char *const *, size_t, const gtee_load_options *, gtee_dossier **, gtee_diagnostics **);
        size_t gtee_dossier_position_count(const gtee_dossier *);
        const gtee_position *gtee_dossier_position_at(const gtee_dossier *, size_t);
        uint32_t gtee_position_stance(const gtee_position *);
        int32_t gtee_position_date(const gtee_position *);
        const char *gtee_position_gist(const gtee_position *);
    """)
    builder.set_source("_calls_cffi", "#include <guarantee.h>", include_dirs=[HEADERS], extra_objects=[os.path.abspath(LIBRARY)],
                       extra_link_args=[f"-Wl,-rpath,{os.path.dirname(os.path.abspath(LIBRARY))}"], extra_compile_args=["-O2"])
    with tempfile.TemporaryDirectory() as directory:
        builder.compile(tmpdir=directory)
        sys.path.insert(0, directory)
        from _calls_cffi import ffi, lib
    text = ffi.string

    class Position:
        __slots__ = ("handle",)

        def __init__(self, handle):
            self.handle = handle

        stance = property(lambda self: STANCES[lib.gtee_position_stance(self.handle)])
        date = property(lambda self: date_of(lib.gtee_position_date(self.handle)))
        gist = property(lambda self: text(lib.gtee_position_gist(self.handle)).decode())

    context, dossier, path = ffi.new("gtee_context **"), ffi.new("gtee_dossier **"), ffi.new("char[]", PATH.encode())
    lib.gtee_context_new(ffi.NULL, context)
    if lib.gtee_dossier_load(context[0], ffi.new("char *[1]", [path]), 1, ffi.NULL, dossier, ffi.NULL):
        raise SystemExit("calls.py: the dossier cannot be loaded")
    count, at = lib.gtee_dossier_position_count(dossier[0]), lib.gtee_dossier_position_at
    return measured("cffi, API mode", lambda: (Position(at(dossier[0], i)) for i in range(count)))


def main():
    answers = [answer for answer in (by_package(), by_ctypes(), by_cffi()) if answer is not None]
    if len(set(answers)) != 1:
        raise SystemExit(f"calls.py: they do not give the same: {answers}")


if __name__ == "__main__":
    main()
