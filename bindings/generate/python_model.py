"""python_model.py: what Python sees of api.json: classes with properties, sequences and methods, and functions, each with its signature.

Decides names and shapes, once, for python_c.py (which writes C) and python_stub.py (which writes the .pyi). Uses words.py.
"""
import keyword
import re

from words import plural, singular

PATHS = {"path", "paths", "directory"}
# Defaults of parameters that C has none for.
DEFAULTS = {
    ("dossier_write", "format"): "1", ("dossier_save", "format"): "1", ("coalitions_new", "kind"): "0",
    ("game_decide", "support"): "()", ("game_decide", "block"): "()", ("matrix_show", "participants"): "()", ("matrix_show", "issues"): "()",
}
NO_CLASS = {"text"}  # becomes str
SPELLING = None  # the model whose names docstrings use


def python_name(name):
    return name + "_" if keyword.iskeyword(name) else name


def sentence(member):
    """For what the header says nothing about but its name."""
    return "The " + member.replace("_", " ") + "."


class Parameter:
    """One that Python gives: positional, or by keyword if it is a member of an option struct."""

    def __init__(self, name, value, keyword_only=False, default=None, path=(), doc=""):
        self.name = python_name(name)
        self.c_name = name
        self.value = value
        self.keyword_only = keyword_only
        self.default = default  # as Python text; None: required
        self.path = path        # the C structs that it is a member of
        self.doc = doc


class Class:
    def __init__(self, kind):
        self.type = kind["name"]
        self.name = kind["class"]
        self.c = kind["c"]
        self.root = kind["kind"] == "root"
        self.one_thread = kind["one_thread"]
        self.doc = kind["doc"][:1].upper() + kind["doc"][1:] or sentence(self.type)
        if not self.doc.endswith("."):
            self.doc += "."
        self.section = kind["section"]
        self.properties = []
        self.sequences = []
        self.columns = []
        self.methods = []
        self.itself = None       # the sequence that it is
        self.next = None         # the function that finds the next
        self.make = None         # the function that makes it from nothing
        self.made_with_diagnostics = False
        self.dossier = None      # accessors from here to the dossier that it rests on
        self.find = None         # the function that finds one in a dossier by id

    def names(self):
        return {m["name"] for m in self.properties + self.sequences + self.columns} | {m.name for m in self.methods}


class Function:
    """A method, or a function of the module."""

    def __init__(self, model, f, owner):
        self.f = f
        self.c = f["c"]
        self.owner = owner
        self.name = python_name(f["member"])
        self.doc = f["doc"] or sentence(f["member"])
        given = [p for p in f["parameters"] if "direction" not in p]
        self.given = given[1:] if owner else given
        self.outs = [p for p in f["parameters"] if p.get("direction") == "out" and p["kind"] != "diagnostics"]
        self.diagnostics = any(p["kind"] == "diagnostics" for p in f["parameters"])
        self.fallible = f["result"]["kind"] == "status"
        self.made = next((p for p in self.outs if p.get("ownership") == "new"), None)
        self.parameters = self.positional(f)
        # What is given by itself is not asked for as an option once more: view.nearest (proposal) fixes no other proposal's terms.
        self.parameters += [p for p in self.options(model) if p.name not in [q.name for q in self.parameters]]

    def positional(self, f):
        found = []
        for p in self.given:
            if p["kind"] in ("options", "buffer"):
                continue
            default = "None" if p.get("nullable") else DEFAULTS.get((f["name"], p["name"]))
            if p["kind"] == "date" and "`%s` 0" % p["name"] in f["doc"]:
                default = "None"
            found.append(Parameter(p["name"], p, default=default))
        return found

    def options(self, model):
        found = []
        for p in self.given:
            if p["kind"] == "options":
                found += self.fields(model, p["options"], (p["name"],))
        names = [p.name for p in found]
        if len(set(names)) != len(names):
            raise SystemExit(f"{self.c}: two options have one name: {sorted(names)}")
        return found

    def fields(self, model, options, path):
        found = []
        for field in model.options[options]["fields"]:
            if field["kind"] == "options":
                if not self.callable_field(model, field["options"]):
                    continue
                found += self.fields(model, field["options"], path + (field["name"],))
            elif not (field["kind"] == "callback" and field["callback"] is None):
                default = None if field.get("required") else "False" if field["kind"] == "boolean" else "None"
                found.append(Parameter(field["name"], field, True, default, path, field["doc"]))
        return found

    @staticmethod
    def callable_field(model, options):
        """An allocator is for C alone."""
        return not any(f["kind"] == "callback" and f["callback"] is None for f in model.options[options]["fields"])


class Model:
    def __init__(self, api):
        self.api = api
        self.options = {o["name"]: o for o in api["options"]}
        self.functions_by_c = {f["c"]: f for f in api["functions"]}
        self.classes = {t["name"]: Class(t) for t in api["types"] if t["name"] not in NO_CLASS}
        self.enumerations = {e["name"]: i for i, e in enumerate(api["enumerations"])}
        self.functions = []
        self.library_sequences = []
        for f in api["functions"]:
            self.place(f)
        for s in api["sequences"]:
            self.place_sequence(s)
        self.inherit()
        for kind in self.classes.values():
            self.resolve_bits(kind)
            kind.dossier = self.way_to_dossier(kind.type)
        self.set_finds()
        global SPELLING
        SPELLING = self

    def spelled(self, c):
        """A function of C by the name that Python has for it."""
        f = self.functions_by_c.get(c)
        if f is None:
            return next((k.name for k in self.classes.values() if k.c == c), c)
        owner = self.classes.get(f["owner"]) if f["owner"] else None
        return (owner.name + "." if owner else "") + python_name(f["member"])

    def place(self, f):
        owner = self.classes.get(f["owner"]) if f["owner"] else None
        if f["owner"] in NO_CLASS or f["role"] in ("ref", "unref", "count", "at", "find", "column"):
            return
        if f["role"] == "property":
            owner.properties.append({"name": python_name(f["member"]), "c": f["c"], "value": f["result"], "via": None,
                                     "doc": f["doc"] or sentence(f["member"])})
            return
        function = Function(self, f, owner)
        if function.made and function.made["type"] in self.classes:
            made = self.classes[function.made["type"]]
            made.made_with_diagnostics |= function.diagnostics
            if owner is None:
                made.make = function
                return
        if f["role"] == "next":
            owner.next = function
        if owner:
            owner.methods.append(function)
        else:
            self.functions.append(function)

    def place_sequence(self, s):
        placed = {**s, "name": python_name(s["name"]), "via": None, "doc": s["doc"] or sentence(s["name"] or "items")}
        if s["owner"] is None:
            self.library_sequences.append(placed)
            return
        owner = self.classes[s["owner"]]
        if s["name"]:
            owner.sequences.append(placed)
        else:
            owner.itself = placed
        for column in s["columns"]:
            name = plural(column["name"] if column["own"] else f"{s['singular']}_{column['name']}")
            f = self.functions_by_c[column["c"]]
            owner.columns.append({"name": name, "count": s["count"], "at": column["c"], "item": column["item"], "find": None, "via": None,
                                  "owner": s["owner"], "doc": f["doc"] or f"The {column['name'].replace('_', ' ')} of each of `{s['name']}`."})

    def inherit(self):
        """What every record has, each kind of record has: position.note is position.record.note."""
        record = self.classes.get("record")
        for kind in self.classes.values():
            via = next((p for p in kind.properties if p["name"] == "record" and p["value"].get("type") == "record"), None)
            if via is None or record is None or via["value"]["nullable"]:
                continue
            taken = kind.names()
            for p in record.properties:
                name = "record_kind" if p["name"] == "kind" else p["name"]
                if name not in taken:
                    kind.properties.append({**p, "name": name, "via": via["c"]})
            kind.sequences += [{**s, "via": via["c"]} for s in record.sequences if s["name"] not in taken]

    def resolve_bits(self, kind):
        """Bits of options become tuples of options where the type says of which issue; the bits themselves stay at hand."""
        issue = next((p for p in kind.properties if p["name"] == "issue" and p["value"].get("type") == "issue"), None)
        taken = kind.names()
        for p in list(kind.properties):
            if p["value"]["kind"] == "bits":
                kind.properties.append({**p, "name": singular(p["name"]) + "_bits", "value": {"kind": "integer", "c": "uint64_t"}})
                if issue is None or [s for s in kind.sequences if s["name"] == p["name"]]:
                    kind.properties.remove(p)
                else:
                    p["issue"] = issue["c"]
        for m in list(kind.methods):
            if m.f["result"]["kind"] == "bits":
                m.issue = issue["c"] if issue else None
        if len(kind.names()) < len(taken):
            raise SystemExit(f"{kind.name}: two members have one name")

    def way_to_dossier(self, start):
        """The accessors that lead from a root to the dossier that it rests on."""
        ways, seen = [(start, ())], set()
        while ways:
            at, way = ways.pop(0)
            if at == "dossier":
                return way
            if at in seen or not self.classes[at].root:
                continue
            seen.add(at)
            for p in self.classes[at].properties:
                if p["value"].get("type") in self.classes and self.classes[p["value"]["type"]].root and not p["value"]["nullable"]:
                    ways.append((p["value"]["type"], way + (p["c"],)))
        return None

    def set_finds(self):
        for s in self.api["sequences"]:
            if s["owner"] == "dossier" and s["find"] and s["find"]["key"]["kind"] == "text":
                self.classes[s["item"]["type"]].find = s["find"]["c"]

    def find_in_parameter(self, function, parameter):
        """`view.game ("paris", "activation")`: a rule may be named, as one of the proposal that is given before it."""
        for before in function.parameters:
            if before is parameter:
                return None
            if before.value["kind"] == "object":
                for s in self.api["sequences"]:
                    if s["owner"] == before.value["type"] and s["find"] and s["item"].get("type") == parameter.value["type"]:
                        return before, s["find"]["c"]
        return None


def signature(function):
    parts, keyword_only = [], False
    for p in function.parameters:
        if p.keyword_only and not keyword_only:
            parts.append("*")
            keyword_only = True
        parts.append(p.name if p.default is None else f"{p.name}={p.default}")
    return parts


EXCEPTIONS = {"MEMORY": "OutOfMemoryError", "ARGUMENT": "ArgumentError", "DOSSIER": "DossierError", "LIMIT": "LimitError", "IO": "InputOutputError",
              "CANCELLED": "CancelledError", "NOT_FOUND": "NotFoundError", "AMBIGUOUS": "AmbiguousError", "INTERNAL": "InternalError"}


def plain(doc):
    """The header's comment as a docstring of Python: None, True and False, exceptions and classes instead of what C has for them."""
    doc = re.sub(r"\bNULL\b", "None", doc)
    doc = re.sub(r"`\*(\w+)`", r"`\1`", doc)
    doc = re.sub(r"\bGTEE_ERROR_([A-Z_]+)\b", lambda found: EXCEPTIONS.get(found[1], found[0]), doc)
    doc = re.sub(r"(^|: |; )1: ", r"\1True: ", doc)
    doc = re.sub(r"^1 if\b", "True if", doc)
    doc = re.sub(r", else 0(?=[.;])|; else 0(?=[.;])", ", else False", doc) if doc.startswith("True if") else doc
    for e in SPELLING.api["enumerations"]:
        doc = re.sub(re.escape(e["prefix"]) + r"(?:…|([A-Z_0-9]+)\b)", lambda found: e["name"] + (f".{found[1]}" if found[1] else ""), doc)
    return re.sub(r"\bgtee_\w+", lambda found: SPELLING.spelled(found[0]), doc)
