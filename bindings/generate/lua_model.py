"""lua_model.py: api.json as Lua sees it: the members of each class, what they are called and in which order they take arguments.

Uses words.py. Rules: a text that C makes is a string; constants are words ("not-found"); dates are texts; what counts from 0 in C counts
from 1; bits are the options that they stand for; option structs are tables and come last; a member whose name is a keyword of Lua is
found under that name with an underscore behind it too.
"""
import re

from words import plural

KEYWORDS = {"and", "break", "do", "else", "elseif", "end", "false", "for", "function", "goto", "if", "in", "local", "nil", "not", "or",
            "repeat", "return", "then", "true", "until", "while"}
# C functions that Lua calls by a function that is written by hand in bindings/lua/src, each with the reason.
BY_HAND = {
    "gtee_builder_add": ("gtl_builder_add", "it takes the whole record as a table as well"),
    "gtee_draft_set": ("gtl_draft_set", "it takes numbers, truth values and tables as well"),
    "gtee_draft_append": ("gtl_draft_append", "it takes numbers, truth values and tables as well"),
}
# Members of option structs that have no sense in Lua.
LEFT_OUT = {("context_options", "allocator"): "an allocator cannot be written in Lua"}
DESCRIPTIONS = ["id", "message", "name", "title", "reason"]


def word(name):
    """A constant as a word: NOT_FOUND is "not-found"."""
    return name.lower().replace("_", "-")


def snake(name):
    """A class name as a name of enums: TestOutcome is test_outcome."""
    return re.sub(r"(?<=.)([A-Z])", r"_\1", name).lower()


class Api:
    """The model, with what is asked of it often."""

    def __init__(self, model):
        self.model = model
        self.functions = {f["c"]: f for f in model["functions"]}
        self.types = {t["name"]: t for t in model["types"] if t["name"] != "text"}
        self.roots = {t for t in self.types if self.types[t]["kind"] == "root"}
        self.options = {o["name"]: o for o in model["options"] if o["name"] != "allocator"}
        self.enumerations = {e["name"]: e for e in model["enumerations"]}
        self.sections = {s["number"]: s["title"] for s in model["sections"]}

    def enum(self, name):
        return "gtl_enum_" + snake(name)

    def sequences(self, owner):
        """All sequences of a type, with those that its columns are: each {name, count, at, item, find, key, doc}."""
        for s in self.model["sequences"]:
            if s["owner"] != owner:
                continue
            yield {**s, "find": s["find"], "key": self.key(s)}
            for column in s["columns"]:
                name = plural(column["name"]) if column["own"] else plural(f'{s["singular"]}_{column["name"]}')
                yield {**s, "name": name, "at": column["c"], "item": column["item"], "find": None, "key": None,
                       "doc": self.functions[column["c"]]["doc"]}

    def key(self, s):
        """What tells the elements apart: ("item", C function of the element) or ("column", C function of owner and index)."""
        named = [c["c"] for c in s["columns"] if c["name"] == "name"]
        if s["item"]["kind"] != "object":
            return None
        if s["find"] and named:
            return "column", named[0], None
        for found in (f'gtee_{s["item"]["type"]}_id', f'gtee_{s["item"]["type"]}_participant'):
            if found in self.functions and (found.endswith("_id") or s["find"] and s["find"]["key"]["kind"] == "object"):
                return "item", found, "gtee_participant_id" if found.endswith("_participant") else None
        return None

    def members(self, owner):
        """The functions that are members of a type, by the name that they have there, without parts of sequences."""
        taken = {s["name"] for s in self.sequences(owner)}
        for f in self.model["functions"]:
            if f["owner"] == owner and f["role"] in ("property", "method", "constructor", "next") and f["member"] not in taken:
                yield f

    def statics(self):
        return [f for f in self.model["functions"] if f["owner"] is None and f["role"] in ("function", "name", "constructor")]

    def arguments(self, f):
        """The parameters that Lua gives, in its order: the owner is not among them."""
        given = f["parameters"][1:] if f["owner"] else f["parameters"]
        given = [p for p in given if "direction" not in p and p["kind"] != "buffer" and p.get("type") != "context"]
        return [p for p in given if p["kind"] != "options"] + [p for p in given if p["kind"] == "options"]

    def has_default(self, f, p):
        """Whether a word may be left out: the comment says what 0 means."""
        return p["kind"] == "enumeration" and f"`{p['name']}` (" in f["doc"] and "; 0: " in f["doc"]

    def outs(self, f):
        return [p for p in f["parameters"] if p.get("direction") == "out" and p["kind"] != "diagnostics"]

    def has_diagnostics(self, f):
        return any(p["kind"] == "diagnostics" for p in f["parameters"])

    def fields(self, options):
        return [x for x in options["fields"] if (options["name"], x["name"]) not in LEFT_OUT]

    def descriptions(self, owner):
        names = {f["member"]: f for f in self.members(owner) if f["role"] == "property" and f["result"]["kind"] == "text"}
        return [names[d] for d in DESCRIPTIONS if d in names]

    def show(self, owner):
        """The function that tostring uses."""
        f = self.functions.get(f"gtee_{owner}_show")
        return f if f and len(f["parameters"]) == 3 else None

    def base(self, owner):
        f = self.functions.get(f"gtee_{owner}_record")
        return f if f and f["result"].get("type") == "record" and owner != "moment" else None

    def to_dossier(self, root):
        """C that gives the dossier of a root, from `self`; None if nothing leads there."""
        if root == "dossier":
            return "self"
        for step in ("dossier", "view", "game"):
            f = self.functions.get(f"gtee_{root}_{step}")
            if f and f["role"] == "property" and f["result"].get("type") == step:
                return f"{f['c']}(self)" if step == "dossier" else self.to_dossier(step).replace("self", f"{f['c']}(self)")
        return None

    def finder(self, name):
        """The function that finds a record of a dossier by its id."""
        return next((s["find"]["c"] for s in self.model["sequences"]
                     if s["owner"] == "dossier" and s["item"].get("type") == name and s["find"]), None)

    def has_issue(self, owner):
        f = self.functions.get(f"gtee_{owner}_issue")
        return f is not None and f["role"] == "property"
