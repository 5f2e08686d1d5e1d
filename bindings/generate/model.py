"""model.py: what the declarations of the header mean: roots and borrowed types, roles of functions, sequences, enumerations, options.

Takes what header.py found and the overrides; gives the contents of api.json (docs in README.md). Everything follows from the
header's regular form and from tags in its comments. What fits no rule is an Irregular, which names the rule that it breaks.
"""
import re

from words import camel, plural, singular

RULES = {
    "prefix": "every name begins with gtee_ or GTEE_, and a function with the name of its type where its first parameter is one",
    "type": "a parameter or result has one of the types of docs: opaque pointers, text, size_t, (u)int32/64_t, double, gtee_date, gtee_status",
    "root": "a root has both gtee_T_ref and gtee_T_unref, and something that makes it",
    "reached": "a borrowed type is reached: some function returns it",
    "out": "out-parameters come last, the diagnostics the very last; a function that has one returns gtee_status",
    "ownership": "an out-parameter without const is a new reference to a root, or a thing that is being built; with const it is borrowed",
    "const": "a result that is borrowed is const, unless one thread at a time may use it",
    "boolean": "the comment of a function that returns int32_t begins with what 1 stands for: \"1 if …, else 0\", or says [boolean]",
    "array": "an array is followed by its number: `const T *const *things, size_t thing_count`",
    "callback": "a callback is followed by `void *…_user`",
    "sequence": "`_at (T, index)` has a `_count (T)`, or continues the name of one that has, or names it: [parallel: thing]",
    "find": "`_find (T, key)` belongs to a sequence with `_count` and `_at`",
    "options": "an options struct begins with `size_t size`, its scalars are uint32_t, uint64_t, double or gtee_date",
    "enumeration": "constants of one kind share a prefix and a type and have different values; GTEE_X_… in a comment names a kind that exists",
    "member": "no two members of a type have one name in the bindings",
    "form": "no varargs, no structs by value, no enum, union or variable",
    "tag": "a tag is one of [nullable], [nullable: parameter], [boolean], [called: name], [parallel: sequence], [until next], [required]",
    "override": "an override names a function that exists, needs it, and gives its reason; fewer than 5 % of all functions have one",
}
TAGS = {"nullable", "boolean", "called", "parallel", "until next", "required"}
NUMBERS = {"uint32_t", "int32_t", "uint64_t", "int64_t", "double"}


class Irregular(Exception):
    """A declaration that fits no rule."""

    def __init__(self, rule, name, detail):
        super().__init__(f"{name}: {detail}\n  rule `{rule}`: {RULES[rule]}")
        self.rule = rule


def tags_of(name, doc):
    """The tags of a comment: {"nullable": [""], "parallel": ["proposal"]}."""
    found = {}
    for tag, value in re.findall(r"\[([a-z ]+)(?:: ([a-z_, ]+))?\]", doc):
        if tag not in TAGS:
            if tag in ("low, high",):
                continue
            raise Irregular("tag", name, f"[{tag}] is no tag")
        found.setdefault(tag, []).extend(v.strip() for v in value.split(","))  # [nullable] itself is "", the result
    return found


def without_tags(doc):
    """The comment as a reader of a binding sees it."""
    doc = re.sub(r"\s*\[(?:%s)(?:: [a-z_, ]+)?\]" % "|".join(TAGS), "", doc).strip()
    return doc if not doc or doc[0] != "," else doc[1:].strip()


def short(name):
    return re.sub(r"^gtee_", "", name)


class Reader:
    """Builds the model, rule by rule."""

    def __init__(self, found, overrides):
        self.found = found
        self.overrides = overrides
        self.functions = {f["name"]: f for f in found["functions"]}
        self.scalars = {s["name"]: s for s in found["scalars"]}
        self.callbacks = {c["name"]: c for c in found["callbacks"]}
        self.structs = {s["name"]: s for s in found["structs"]}
        self.opaque = {o["name"]: o for o in found["opaque"]}
        self.roots = {n for n in self.opaque if f"{n}_ref" in self.functions or f"{n}_unref" in self.functions}
        self.enumerations = {}
        self.single = {n for n, o in self.opaque.items() if "one thread at a time" in o["doc"].lower()}

    # -- the whole ----------------------------------------------------------------------------------------------------------

    def model(self):
        self.check_form()
        constants = self.read_constants()
        self.check_overrides()
        functions = [self.function(f) for f in self.found["functions"]]
        sequences = self.sequences(functions)
        model = {
            "form": 1,
            "library": {"name": "guarantee", "prefix": "gtee_", "version": constants["GTEE_VERSION_STRING"]},
            "sections": self.found["sections"],
            "types": [self.type(o) for o in self.found["opaque"]],
            "scalars": [{"name": short(s["name"]), "c": s["name"], "base": s["c"], "doc": s["doc"]} for s in self.found["scalars"]],
            "callbacks": [self.callback(c) for c in self.found["callbacks"]],
            "statuses": self.enumerations.pop("GTEE_STATUS")["members"],
            "enumerations": self.finished_enumerations(functions),
            "constants": [{"c": n, "value": v} for n, v in constants.items()],
            "options": [self.options(s) for s in self.found["structs"]],
            "sequences": sequences,
            "functions": functions,
        }
        self.check_reached(model)
        self.check_members(model)
        return model

    def check_form(self):
        for other in self.found["other"]:
            raise Irregular("form", other["name"], f"a {other['kind'].lower()} is none of the forms of the interface")
        for name in list(self.functions) + list(self.opaque) + list(self.structs) + list(self.callbacks) + list(self.scalars):
            if not re.fullmatch(r"gtee_[a-z0-9_]+", name):
                raise Irregular("prefix", name, "it does not begin with gtee_")
        for f in self.found["functions"]:
            if f["variadic"]:
                raise Irregular("form", f["name"], "it takes any number of arguments")
        for root in sorted(self.roots):
            for end in ("ref", "unref"):
                if f"{root}_{end}" not in self.functions:
                    raise Irregular("root", root, f"there is no {root}_{end}")

    def type(self, opaque):
        name = opaque["name"]
        return {"name": short(name), "c": name, "class": camel(short(name)), "kind": "root" if name in self.roots else "borrowed",
                "one_thread": name in self.single, "section": opaque["section"], "doc": opaque["doc"]}

    # -- constants ----------------------------------------------------------------------------------------------------------

    def read_constants(self):
        """Sorts the macros into enumerations (kept) and constants (returned)."""
        constants = {}
        for macro in self.found["macros"]:
            name, tokens = macro["name"], macro["tokens"]
            if not tokens or name == "GTEE_API":
                continue
            if not name.startswith("GTEE_"):
                raise Irregular("prefix", name, "it does not begin with GTEE_")
            if re.fullmatch(r"GTEE_(VERSION|DATE)_.*", name):
                constants[name] = int(tokens[-2] if tokens[0] == "(" else tokens[0]) if '"' not in tokens[0] else tokens[0][1:-1]
                continue
            if len(tokens) != 6 or tokens[0:2] != ["(", "("] or tokens[2] not in ("uint32_t", "gtee_status"):
                raise Irregular("enumeration", name, f"its value is not written as ((uint32_t)1): {' '.join(tokens)}")
            prefix = "GTEE_STATUS" if tokens[2] == "gtee_status" else "_".join(name.split("_")[:2])
            member = "_".join(name.split("_")[2:]) if prefix != "GTEE_STATUS" else name.replace("GTEE_ERROR_", "").replace("GTEE_", "")
            kept = self.enumerations.setdefault(prefix, {"prefix": prefix + "_", "section": macro["section"], "members": [], "flags": False})
            value = int(tokens[4])
            if value in [m["value"] for m in kept["members"]]:
                raise Irregular("enumeration", name, f"another {prefix}_… is {value} too")
            kept["members"].append({"name": member, "c": name, "value": value, "doc": macro["doc"]})
        return constants

    def mentioned(self, name, doc):
        """The enumeration that a comment names as GTEE_X_…, and whether its values are added up."""
        found = []
        for word in re.findall(r"GTEE_[A-Z]+(?=_…)", doc):
            if word not in self.enumerations:
                raise Irregular("enumeration", name, f"there is no {word}_…")
            if word not in found:
                found.append(word)
        if not found:
            return None
        added = re.search(r"added up", doc) is not None
        if added:
            self.enumerations[found[0]]["flags"] = True
        return {"kind": "flags" if added else "enumeration", "enumeration": found[0]}

    def words_of(self, name):
        """gtee_stance_name: the enumeration whose values it names; gtee_proposal_status_name: the same with a word more."""
        found = re.fullmatch(r"gtee_([a-z_]+)_name", name)
        stem = found[1].upper() if found else ""
        for prefix in (f"GTEE_{stem}", f"GTEE_{stem.rpartition('_')[0]}"):
            if prefix in self.enumerations:
                return prefix
        return None

    def finished_enumerations(self, functions):
        taken = {camel(short(name)) for name in self.opaque}
        result = []
        for prefix, kept in self.enumerations.items():
            words = [f for f in functions if f["role"] == "name" and f["parameters"][0]["enumeration"] == prefix]
            result.append({"name": self.enumeration_name(prefix, words, functions, taken), "prefix": kept["prefix"], "flags": kept["flags"],
                           "words": words[0]["c"] if words else None, "section": kept["section"], "members": kept["members"]})
            taken.add(result[-1]["name"])
        names = {e["prefix"][:-1]: e["name"] for e in result}
        self.rename(functions, names)
        self.enumeration_names = names
        return result

    def enumeration_name(self, prefix, words, functions, taken):
        """Its own prefix's; what names its values says more where a type has that name; else what asks a type for it."""
        stem = camel(prefix.removeprefix("GTEE_").lower())
        candidates = [stem]
        candidates += [camel(w["name"].removesuffix("_name")) for w in words]
        candidates += [stem + camel(f["member"].split("_")[-1]) for f in functions
                       if f["role"] == "property" and f["result"].get("enumeration") == prefix and camel(f["owner"]) == stem]
        for name in candidates + [stem + "Kind"]:
            if name not in taken:
                return name
        raise Irregular("enumeration", prefix, "no name is left for it")

    def rename(self, functions, names):
        for f in functions:
            for value in [f["result"], *f["parameters"]]:
                if "enumeration" in value:
                    value["enumeration"] = names[value["enumeration"]]

    # -- values -------------------------------------------------------------------------------------------------------------

    def value(self, name, c, doc, nullable, given=True):
        """A scalar, text or object that is given or taken."""
        if c == "const char *":
            return {"kind": "text", "nullable": nullable}
        if c == "gtee_date":
            return {"kind": "date"}
        if c == "gtee_status":
            return {"kind": "status"}
        if c == "double":
            return {"kind": "number"}
        if c == "size_t":
            return {"kind": "count"}
        if c == "uint64_t" and re.search(r"\bas bits\b", doc):
            return {"kind": "bits"}
        if c in NUMBERS:
            return {"kind": "integer", "c": c}
        found = re.fullmatch(r"(const )?(gtee_[a-z0-9_]+) \*", c)
        if found and found[2] in self.opaque:
            if not found[1] and found[2] not in self.single and found[2] not in self.roots:
                raise Irregular("const", name, f"{c} is neither const nor a root, nor a thing that is being built")
            return {"kind": "object", "type": short(found[2]), "nullable": nullable}
        if found and found[2] in self.structs:
            required = any("; required" in field["doc"] for field in self.structs[found[2]]["fields"])
            return {"kind": "options", "options": short(found[2]), "nullable": not required}
        raise Irregular("type", name, f"`{c}` is none of the types of the interface")

    def result(self, f, tags):
        name, c, doc = f["name"], f["result"], f["doc"]
        if c == "void":
            return {"kind": "nothing"}
        value = self.value(name, c, doc, "" in tags.get("nullable", []))
        if c == "int32_t":
            if "-1 if" in doc and doc.startswith("1 if"):
                return {"kind": "maybe"}
            if not doc.startswith("1 if") and "boolean" not in tags:
                raise Irregular("boolean", name, "it returns int32_t, and its comment does not say what 1 stands for")
            return {"kind": "boolean"}
        if c == "uint32_t":
            value = self.mentioned(name, doc) or value
        if value["kind"] == "object":
            found = "gtee_" + value["type"]
            value["ownership"] = "new" if name == f"{found}_ref" else "borrowed"
            if not c.startswith("const ") and found not in self.single and name != f"{found}_ref":
                raise Irregular("const", name, f"it returns `{c}`, which nothing says who owns")
            if "until next" in tags:
                value["until_next"] = True
        if re.search(r"_(find|next)$", name):
            value["nullable"] = True
        return value

    # -- functions ----------------------------------------------------------------------------------------------------------

    def function(self, f):
        name, doc = f["name"], f["doc"]
        tags = tags_of(name, doc)
        override = self.overrides.get(name)
        words = self.words_of(name) if len(f["parameters"]) == 1 and f["parameters"][0]["c"] == "uint32_t" else None
        parameters = self.parameters(f, tags, words) if not override else override["parameters"]
        result = self.result(f, tags)
        role, owner, member = self.role(f, parameters, result, words)
        if role in ("property", "method", "constructor"):
            member = tags.get("called", [member])[0]
        made = {"name": short(name), "c": name, "role": role, "owner": owner, "member": member, "section": f["section"],
                "parameters": parameters, "result": result, "statuses": self.statuses(f),
                "may_block": self.may_block(f, role), "tags": {k: v for k, v in tags.items() if k in ("called", "parallel")},
                "doc": without_tags(doc)}
        if override:
            made["override"] = override["reason"]
        return made

    def parameters(self, f, tags, words):
        name, given = f["name"], f["parameters"]
        result, skip = [], 0
        nullable = tags.get("nullable", [])
        for unknown in set(nullable) - {p["name"] for p in given} - {""}:
            raise Irregular("tag", name, f"[nullable: {unknown}] names no parameter")
        for i, p in enumerate(given):
            if skip:
                skip -= 1
                continue
            value, skip = self.parameter(f, i, nullable, words)
            result.append({"name": p["name"], "c": p["c"], **value})
        self.check_order(f, result)
        return result

    def parameter(self, f, i, nullable, words):
        """What the parameter at i is, and how many behind it belong to it."""
        name, doc = f["name"], f["doc"]
        p = f["parameters"][i]
        following = f["parameters"][i + 1] if i + 1 < len(f["parameters"]) else {"name": "", "c": ""}
        c = p["c"]
        array = re.fullmatch(r"const (char|gtee_[a-z0-9_]+) \*const \*", c)
        if array:
            return self.array(name, p, following, array[1])
        if c == "const void *":
            if following["name"] != p["name"] + "_size" or following["c"] != "size_t":
                raise Irregular("array", name, f"`{p['name']}` is not followed by `size_t {p['name']}_size`")
            return {"kind": "bytes"}, 1
        if c in self.callbacks:
            if following["c"] != "void *" or following["name"] != p["name"] + "_user":
                raise Irregular("callback", name, f"`{p['name']}` is not followed by `void *{p['name']}_user`")
            return {"kind": "callback", "callback": short(c)}, 1
        if c == "gtee_diagnostics **":
            return {"kind": "diagnostics", "direction": "out"}, 0
        out = re.fullmatch(r"(const )?(\w+) \*(\*)?", c)
        if out and (out[3] or (out[2] in NUMBERS | set(self.scalars) and not out[1])):
            return self.out(name, p, out, doc), 0
        value = self.value(name, c, doc if c == "uint64_t" else "", p["name"] in nullable)
        if c == "uint32_t" and words:
            value = {"kind": "enumeration", "enumeration": words}
        elif c == "uint32_t" and i > 0 or c == "uint32_t" and f["result"] != "uint32_t":
            value = self.mentioned(name, doc) or value
        if value["kind"] == "count" and re.search(r"(^|_)index$", p["name"]):
            value = {"kind": "index"}
        return value, 0

    def array(self, name, p, following, of):
        if following["c"] != "size_t" or following["name"] != singular(p["name"]) + "_count":
            raise Irregular("array", name, f"`{p['name']}` is not followed by `size_t {singular(p['name'])}_count`")
        if of == "char":
            return {"kind": "array", "of": {"kind": "text"}}, 1
        return {"kind": "array", "of": {"kind": "object", "type": short(of)}}, 1

    def out(self, name, p, out, doc):
        if not out[3]:
            kind = "date" if out[2] == "gtee_date" else "integer"
            kind = "number" if out[2] == "double" else kind
            value = {"kind": kind, "c": out[2]} if kind == "integer" else {"kind": kind}
            if out[2] == "int32_t":
                if not re.search(r"1 or 0\.", doc):
                    raise Irregular("boolean", name, f"what 1 stands for in `{p['name']}` is not said (\"1 or 0.\")")
                value = {"kind": "boolean"}
            elif kind == "integer":
                value = self.mentioned(name, doc) or value
            return {**value, "direction": "out"}
        if out[2] not in self.opaque:
            raise Irregular("type", name, f"`{p['c']}` is none of the types of the interface")
        if not out[1] and out[2] not in self.roots and out[2] not in self.single:
            raise Irregular("ownership", name, f"nothing says who owns `*{p['name']}`")
        new = not out[1] and out[2] in self.roots
        return {"kind": "object", "type": short(out[2]), "nullable": bool(out[1]), "ownership": "new" if new else "borrowed", "direction": "out"}

    def check_order(self, f, parameters):
        directions = [p.get("direction", "in") for p in parameters]
        outs = directions.count("out")
        if not outs:
            return
        if f["result"] != "gtee_status":
            raise Irregular("out", f["name"], "it writes to an out-parameter and does not return gtee_status")
        if "out" in directions[:-outs]:
            raise Irregular("out", f["name"], "an out-parameter stands before another parameter")
        if any(p["kind"] == "diagnostics" for p in parameters[:-1]):
            raise Irregular("out", f["name"], "the diagnostics are not the last parameter")

    def role(self, f, parameters, result, words):
        """What part the function plays, for which type, and what a binding calls it there."""
        name = f["name"]
        first = parameters[0] if parameters else {"kind": ""}
        owner = first["type"] if first["kind"] == "object" and "direction" not in first else None
        made = [p for p in parameters if p.get("ownership") == "new"]
        end = name.rpartition("_")[2]
        if owner and name == f"gtee_{owner}_{end}" and end in ("ref", "unref"):
            return end, owner, end
        if words:
            return "name", None, short(name)
        if made:
            return self.constructor(f, owner, made[0]["type"])
        if not owner:
            return self.role_without_owner(f, parameters)
        if not name.startswith(f"gtee_{owner}_"):
            raise Irregular("prefix", name, f"its first parameter is a {owner}, and it does not begin with gtee_{owner}_")
        member = name.removeprefix(f"gtee_{owner}_")
        index = len(parameters) == 2 and parameters[1]["kind"] == "index" and parameters[1]["name"] == "index"
        if len(parameters) == 1 and member.endswith("count") and result["kind"] == "count":
            return "count", owner, member
        if index and (member == "at" or member.endswith("_at")):
            return "at", owner, member
        if len(parameters) == 2 and member.endswith("_find"):
            return "find", owner, member
        if member == "next":
            return "next", owner, member
        if len(parameters) == 1 and result["kind"] not in ("status", "nothing"):
            return "property", owner, member
        return "method", owner, member

    def constructor(self, f, owner, made):
        """gtee_view_new (dossier) is dossier.view; gtee_dossier_load (context) is context.load; gtee_assessment_show is assessment.show."""
        name = short(f["name"])
        if owner and name.startswith(owner + "_") and owner != made:
            return "constructor", owner, name.removeprefix(owner + "_")
        if name.startswith(made + "_new"):
            return "constructor", owner if owner != made else None, made
        if name.startswith(made + "_load"):
            return "constructor", owner, name.removeprefix(made + "_")
        return "constructor", owner, re.sub(r"_new$", "", name)

    def role_without_owner(self, f, parameters):
        name = f["name"]
        stem = re.sub(r"_(count|at)$", "", name)
        if stem in self.opaque and name.endswith("_count") and not parameters:
            return "count", None, short(name)
        if stem in self.opaque and name.endswith("_at") and [p["kind"] for p in parameters] == ["index"]:
            return "at", None, short(name)
        return "function", None, short(name)

    def statuses(self, f):
        if f["result"] != "gtee_status":
            return []
        named = re.findall(r"GTEE_ERROR_([A-Z_]+)", f["doc"])
        return sorted({"MEMORY", "ARGUMENT", *named}, key=[m["name"] for m in self.enumerations["GTEE_STATUS"]["members"]].index)

    def may_block(self, f, role):
        """Whether a binding should let other threads run meanwhile: what may fail may take long, but for small steps of building."""
        if f["result"] != "gtee_status" or role == "function" or any(p["c"].endswith("gtee_draft *") for p in f["parameters"]):
            return False
        return not f["name"].startswith(("gtee_builder_set_", "gtee_builder_add"))

    # -- sequences ----------------------------------------------------------------------------------------------------------

    def sequences(self, functions):
        """Joins _count, _at, _find and what runs parallel; a count without _at is a property."""
        found = {}
        by_member = {(f["owner"], f["member"]): f for f in functions if f["role"] in ("count", "at", "find")}
        for f in functions:
            if f["role"] == "count":
                stem = f["member"][: -len("count")]
                at = by_member.get((f["owner"], stem + "at"))
                if at is None:
                    f["role"] = "property"
                    continue
                found[f["owner"], stem] = self.sequence(f, at, by_member.get((f["owner"], stem + "find")))
        for f in functions:
            if f["role"] == "at":
                self.join(found, f)
            elif f["role"] == "find" and (f["owner"], f["member"][: -len("find")]) not in found:
                raise Irregular("find", f["c"], "there is no sequence of that name")
        return list(found.values())

    def sequence(self, count, at, find):
        stem = count["member"][: -len("_count")] if count["member"] != "count" else ""
        if count["owner"] is None:
            name = plural(stem)
        elif not stem:
            name = ""
        else:
            name = count["tags"].get("called", [plural(stem)])[0]
        result = {"owner": count["owner"], "name": name, "singular": stem, "count": count["c"], "at": at["c"], "item": at["result"],
                  "find": None, "columns": [], "doc": count["doc"] or at["doc"]}
        if find:
            result["find"] = {"c": find["c"], "key": find["parameters"][1]}
        return result

    def join(self, found, f):
        stem = f["member"][: -len("at")]
        if (f["owner"], stem) in found:
            return
        parallel = f["tags"].get("parallel")
        if parallel:
            sequence, name = found.get((f["owner"], parallel[0] + "_")), stem[:-1]
        else:
            best = max((s for o, s in found if o == f["owner"] and s and stem.startswith(s)), key=len, default=None)
            sequence, name = found.get((f["owner"], best)), stem[len(best or ""):-1]
        if sequence is None:
            raise Irregular("sequence", f["c"], "there is no _count that it could belong to")
        f["role"] = "column"
        sequence["columns"].append({"name": name, "c": f["c"], "item": f["result"], "own": bool(parallel)})

    # -- callbacks and options ----------------------------------------------------------------------------------------------

    def callback(self, c):
        return {"name": short(c["name"]), "c": c["name"], "result": c["result"].replace("int", "int32_t"),
                "parameters": [{"name": p["name"], "c": p["c"]} for p in c["parameters"]], "doc": c["doc"]}

    def options(self, struct):
        name, fields = struct["name"], struct["fields"]
        if not fields or (fields[0]["name"], fields[0]["c"]) != ("size", "size_t"):
            raise Irregular("options", name, "its first member is not `size_t size`")
        result, arrays, i = [], [], 1
        while i < len(fields):
            field = fields[i]
            if re.fullmatch(r"const (.+?) ?\*(const \*)?", field["c"]) and self.is_array(fields, i):
                arrays.append(field)
            elif arrays:
                result.append(self.list_field(name, arrays, field))
                arrays = []
            else:
                result.append(self.field(name, fields, i))
                i += result[-1]["kind"] == "callback"
            i += 1
        return {"name": short(name), "c": name, "section": struct["section"], "doc": struct["doc"], "fields": result}

    def is_array(self, fields, i):
        """Whether it is one of the arrays right before a `…_count`."""
        pattern = r"const (char|gtee_\w+) \*const \*|const (uint32_t|uint64_t|double) \*"
        while i < len(fields) and re.fullmatch(pattern, fields[i]["c"]):
            i += 1
        return i < len(fields) and fields[i]["name"].endswith("_count") and fields[i]["c"] == "size_t" and \
            re.fullmatch(pattern, fields[i - 1]["c"]) is not None

    def list_field(self, struct, arrays, count):
        doc = " ".join(a["before"] or a["doc"] for a in arrays).strip()
        stem = count["name"].removesuffix("_count")
        if count["c"] != "size_t" or not count["name"].endswith("_count"):
            raise Irregular("array", f"{struct}.{count['name']}", "the arrays before it are not followed by their number")
        tags = tags_of(struct, doc)
        names = [a["name"] for a in arrays]
        name = names[0] if len(names) == 1 else tags.get("called", [plural(stem)])[0]
        if len(names) == 1 and stem not in (singular(names[0]), names[0]):
            raise Irregular("array", f"{struct}.{names[0]}", f"it is not followed by `size_t {singular(names[0])}_count`")
        columns = []
        for a in arrays:
            of = re.fullmatch(r"const (char|gtee_\w+) \*const \*|const (uint32_t|uint64_t|double) \*", a["c"])
            value = {"kind": "text"} if of[1] == "char" else {"kind": "object", "type": short(of[1])} if of[1] else \
                {"kind": "number"} if of[2] == "double" else {"kind": "integer", "c": of[2]}
            if of[2] == "uint32_t":
                value = self.mentioned(struct, doc) or value
            columns.append({"name": a["name"], "of": value})
        return {"name": name, "kind": "list", "columns": columns, "count": count["name"], "doc": without_tags(doc)}

    def field(self, struct, fields, i):
        f = fields[i]
        name, c, doc = f"{struct}.{f['name']}", f["c"], f["before"] or f["doc"]
        result = {"name": f["name"], "doc": without_tags(doc)}
        if "(" in c or c in self.callbacks:
            user = fields[i + 1] if i + 1 < len(fields) else {"name": ""}
            if user["name"] not in (f["name"] + "_user", "user"):
                raise Irregular("callback", name, f"it is not followed by `void *{f['name']}_user`")
            return {**result, "kind": "callback", "callback": short(c) if c in self.callbacks else None, "user": user["name"]}
        if c == "uint32_t":
            if re.match(r"1: ", doc):
                return {**result, "kind": "boolean"}
            return {**result, **(self.mentioned(name, doc) or {"kind": "integer", "c": c}), "required": "; required" in doc}
        value = self.value(name, c, "", True)
        if value["kind"] not in ("text", "date", "number", "integer", "object", "options"):
            raise Irregular("options", name, f"`{c}` is none of the types of members")
        return {**result, **value}

    # -- checks of the whole ------------------------------------------------------------------------------------------------

    def check_overrides(self):
        for name, override in self.overrides.items():
            if name not in self.functions:
                raise Irregular("override", name, "there is no such function")
            if not override.get("reason"):
                raise Irregular("override", name, "it gives no reason")
            try:  # without it
                self.parameters(self.functions[name], tags_of(name, self.functions[name]["doc"]), None)
            except Irregular:
                continue
            raise Irregular("override", name, "the function is regular")
        if len(self.overrides) * 20 >= max(len(self.functions), 40):
            raise Irregular("override", "overrides.json", f"{len(self.overrides)} of {len(self.functions)} functions have one")

    def check_reached(self, model):
        reached = {s["item"].get("type") for s in model["sequences"]}
        for f in model["functions"]:
            reached.add(f["result"].get("type") if f["role"] not in ("ref",) else None)
            reached |= {p.get("type") for p in f["parameters"] if p.get("direction") == "out"}
        reached.add("diagnostics")
        for kind in model["types"]:
            if kind["name"] not in reached:
                rule = "root" if kind["kind"] == "root" else "reached"
                raise Irregular(rule, kind["c"], "nothing returns it")

    def check_members(self, model):
        for options in model["options"]:
            for field in options["fields"]:
                for value in [field, *[c["of"] for c in field.get("columns", [])]]:
                    if "enumeration" in value:
                        value["enumeration"] = self.enumeration_names[value["enumeration"]]
        taken = {}
        members = [(s["owner"], s["name"], s["count"]) for s in model["sequences"]]
        members += [(f["owner"], f["member"], f["c"]) for f in model["functions"]
                    if f["role"] in ("property", "method", "constructor", "next") and f["result"]["kind"] != "bits"]
        for owner, member, c in members:
            if member and taken.setdefault((owner, member), c) != c:
                raise Irregular("member", c, f"{taken[owner, member]} is called `{member}` too")
