"""header.py: what a C header declares, read by libclang: functions, opaque types, structs, callbacks and macros, each with its comment.

Uses clang.cindex (Debian's python3-clang-19, or the wheel `libclang`) and nothing else of this directory. It knows nothing of what
the declarations mean: model.py does. The C library's headers are replaced by a few typedefs, so that the answer is the same with
every libclang and on every machine.
"""
import os
import re

from clang import cindex

STANDARD = {
    "stddef.h": "typedef unsigned long size_t;\n#define NULL ((void *)0)\n",
    "stdint.h": "".join(f"typedef {c} {name};\n" for name, c in [
        ("int32_t", "int"), ("uint32_t", "unsigned int"), ("int64_t", "long long"), ("uint64_t", "unsigned long long"),
    ]),
}
STUBS = "/guarantee-standard-headers"


class HeaderError(Exception):
    """The header cannot be parsed."""


def clean(comment):
    """The text of a comment without its stars: one paragraph a line."""
    text = re.sub(r"^/\*+<?|\*+/$", "", comment.strip())
    lines = [re.sub(r"^\s*\*? ?", "", line).rstrip() for line in text.splitlines()]
    return re.sub(r"\s+", " ", " ".join(lines)).strip()


class Comments:
    """The comments of a file, found by the declaration that they belong to."""

    def __init__(self, unit, path):
        self.ending = {}
        self.beginning = {}
        self.sections = []
        for token in unit.get_tokens(extent=unit.cursor.extent):
            if token.kind != cindex.TokenKind.COMMENT or token.location.file.name != path:
                continue
            raw = token.spelling
            first, last = token.extent.start.line, token.extent.end.line
            self.ending[last] = (raw, token.extent.start.column)
            self.beginning.setdefault(first, []).append(raw)
            found = re.match(r"/\* =+ (\d+) (.+?) == \*/$", raw)
            if found:
                self.sections.append((first, int(found[1]), found[2]))

    def before(self, line, documented=True):
        """The comment that ends on the line before; only a documentation comment unless told otherwise."""
        raw, column = self.ending.get(line - 1, ("", 0))
        if documented and not raw.startswith("/**"):
            return ""
        if not documented and column > 5:  # it trails the line before
            return ""
        return clean(raw)

    def behind(self, line):
        """The comment that stands behind something on its line."""
        return clean(self.beginning[line][-1]) if line in self.beginning else ""

    def section(self, line):
        number = 0
        for first, found, _ in self.sections:
            if first < line:
                number = found
        return number


def spelled(kind):
    """A type as it is written, with one space between words and none behind stars."""
    return re.sub(r"\s*\*\s*", " *", kind.spelling).replace("* *", "**").replace(" *const", " *const").strip()


def parameters_of(kinds, names):
    return [{"name": name, "c": spelled(kind)} for kind, name in zip(kinds, names)]


def function_of(cursor, comments):
    line = cursor.extent.start.line
    arguments = list(cursor.get_arguments())
    return {
        "name": cursor.spelling,
        "result": spelled(cursor.result_type),
        "parameters": parameters_of([a.type for a in arguments], [a.spelling for a in arguments]),
        "variadic": cursor.type.kind == cindex.TypeKind.FUNCTIONPROTO and cursor.type.is_function_variadic(),
        "doc": comments.before(line),
        "section": comments.section(line),
    }


def callback_of(cursor, comments):
    """A typedef of a pointer to a function, or None."""
    kind = cursor.underlying_typedef_type
    if kind.kind != cindex.TypeKind.POINTER:
        return None
    pointee = kind.get_pointee()
    if pointee.kind not in (cindex.TypeKind.FUNCTIONPROTO, cindex.TypeKind.UNEXPOSED):
        return None
    names = [child.spelling for child in cursor.get_children() if child.kind == cindex.CursorKind.PARM_DECL]
    pointee = pointee.get_canonical()
    kinds = [child.type for child in cursor.get_children() if child.kind == cindex.CursorKind.PARM_DECL]
    return {
        "name": cursor.spelling,
        "result": spelled(pointee.get_result()),
        "parameters": parameters_of(kinds, names),
        "doc": comments.before(cursor.extent.start.line),
    }


def field_of(cursor, comments):
    line = cursor.extent.start.line
    return {
        "name": cursor.spelling,
        "c": spelled(cursor.type),
        "before": comments.before(line, documented=False),
        "doc": comments.behind(cursor.extent.end.line),
    }


def struct_of(cursor, comments):
    fields = [field_of(child, comments) for child in cursor.get_children() if child.kind == cindex.CursorKind.FIELD_DECL]
    return {"name": cursor.spelling, "fields": fields, "doc": comments.before(cursor.extent.start.line),
            "section": comments.section(cursor.extent.start.line)}


def opaque_of(cursor, comments):
    line = cursor.extent.start.line
    return {"name": cursor.spelling, "doc": comments.before(line) or comments.behind(line), "section": comments.section(line)}


def macro_of(cursor, comments):
    line = cursor.extent.start.line
    tokens = [t.spelling for t in cursor.get_tokens() if t.kind != cindex.TokenKind.COMMENT][1:]
    return {"name": cursor.spelling, "tokens": tokens, "doc": comments.behind(line), "section": comments.section(line)}


def parse(path, text=None):
    """Everything that the header declares, each kind in the header's order. `text` stands for the file's contents."""
    path = os.path.abspath(path)
    unsaved = [(f"{STUBS}/{name}", body) for name, body in STANDARD.items()]
    if text is not None:
        unsaved.append((path, text))
    unit = cindex.Index.create().parse(
        path, args=["-x", "c", "-std=c11", "-nostdinc", "-isystem", STUBS], unsaved_files=unsaved,
        options=cindex.TranslationUnit.PARSE_DETAILED_PROCESSING_RECORD)
    wrong = [str(d) for d in unit.diagnostics if d.severity >= cindex.Diagnostic.Error]
    if wrong:
        raise HeaderError("\n".join(wrong))
    comments = Comments(unit, path)
    found = {"functions": [], "opaque": [], "structs": [], "scalars": [], "callbacks": [], "macros": [], "other": [],
             "sections": [{"number": number, "title": title} for _, number, title in comments.sections]}
    for cursor in unit.cursor.get_children():
        if cursor.location.file is not None and cursor.location.file.name == path:
            sort_in(found, cursor, comments)
    named = {s["name"] for s in found["structs"]}
    found["opaque"] = [o for o in found["opaque"] if o["name"] not in named]
    return found


def sort_in(found, cursor, comments):
    kind = cursor.kind
    if kind == cindex.CursorKind.FUNCTION_DECL:
        found["functions"].append(function_of(cursor, comments))
    elif kind == cindex.CursorKind.STRUCT_DECL:
        if cursor.is_definition():
            found["structs"].append(struct_of(cursor, comments))
    elif kind == cindex.CursorKind.TYPEDEF_DECL:
        sort_in_typedef(found, cursor, comments)
    elif kind == cindex.CursorKind.MACRO_DEFINITION:
        found["macros"].append(macro_of(cursor, comments))
    elif kind not in (cindex.CursorKind.MACRO_INSTANTIATION, cindex.CursorKind.INCLUSION_DIRECTIVE):
        found["other"].append({"name": cursor.spelling, "kind": kind.name})


def sort_in_typedef(found, cursor, comments):
    callback = callback_of(cursor, comments)
    underlying = cursor.underlying_typedef_type
    if callback:
        found["callbacks"].append(callback)
    elif underlying.get_canonical().kind == cindex.TypeKind.RECORD:
        found["opaque"].append(opaque_of(cursor, comments))
    else:
        found["scalars"].append({"name": cursor.spelling, "c": spelled(underlying), "doc": comments.before(cursor.extent.start.line)})
