"""Every public function of the library is called from Python: the objects of three dossiers and of all results on them are walked, every
member of every class is used, and bindings/api.json says which function that calls. On the way every value is held against what the
description says of it: only what may be None is None.
"""
import json
import tempfile
import unittest

import guarantee
from guarantee import _native

from common import EVERY_KEY, ROOT, SMALL, UKRAINE, python_model

PER_CLASS = 40  # how many objects of a class are looked at
# Called by the extension itself rather than by a member: a text becomes str, and Python counts references.
WITHIN = {"gtee_text_data", "gtee_text_size", "gtee_text_ref", "gtee_context_new"}
# Python's own count of a wrapper stands for it: no accessor gives such a root a second time.
COUNTED_BY_PYTHON = {"ref"}
KINDS = {"text": str, "boolean": bool, "number": float, "integer": int, "count": int, "maybe": bool, "bits": (int, tuple), "enumeration": (str, int),
         "flags": int}


class Walk:
    def __init__(self):
        self.model = python_model()
        self.by_class = {getattr(_native, kind.name): kind for kind in self.model.classes.values()}
        self.called, self.seen, self.counts, self.wrong = set(), set(), {}, []

    def visit(self, thing):
        kind = self.by_class.get(type(thing))
        if kind is None or thing in self.seen or self.counts.get(kind.type, 0) >= PER_CLASS:
            return
        self.seen.add(thing)
        self.counts[kind.type] = self.counts.get(kind.type, 0) + 1
        if not repr(thing):
            self.wrong.append(f"{kind.name}: no repr")
        found = [self.property(thing, kind, p) for p in kind.properties]
        for s in kind.sequences + kind.columns:
            found += self.sequence(thing, getattr(thing, s["name"]), s)
        if kind.itself and not kind.next:
            found += self.sequence(thing, thing, kind.itself)
        for value in found:
            self.visit(value)

    def property(self, thing, kind, p):
        value = getattr(thing, p["name"])
        self.called |= {c for c in (p["c"], p["via"]) if c}
        allowed = p["value"].get("nullable") or p["value"]["kind"] in ("date", "maybe")
        expected = KINDS.get(p["value"]["kind"], object)
        if value is None and not allowed or value is not None and not isinstance(value, expected):
            self.wrong.append(f"{kind.name}.{p['name']} of {thing!r} is {value!r}")
        return value

    def sequence(self, thing, sequence, s):
        items = list(sequence)
        self.called |= {s["count"]} | ({s["at"]} if items else set())
        if len(sequence) != len(items) or items and (sequence[0] != items[0] or sequence[-1] != items[-1] or sequence[-len(items)] != items[0]):
            if s["item"]["kind"] != "number":
                self.wrong.append(f"{s['name']} of {thing!r}: index and iteration differ")
        if list(sequence[1:3]) != items[1:3] and s["item"]["kind"] != "number":
            self.wrong.append(f"{s['name']} of {thing!r}: a slice differs")
        if s["find"] and items:
            self.find(sequence, s, items)
        if any(item is None for item in items) and not s["item"].get("nullable"):
            self.wrong.append(f"{s['name']} of {thing!r} holds None")
        return items

    def find(self, sequence, s, items):
        for index, item in enumerate(items):
            if s["find"]["key"]["kind"] == "object":
                key = item.participant
            else:
                key = getattr(item, "id", None) or (sequence._parent_name(index) if hasattr(sequence, "_parent_name") else None)
            if key is not None:
                self.called.add(s["find"]["c"])
                if sequence[key] != item or key not in sequence and not s["find"]["key"]["kind"] == "object" or sequence.get(key) != item:
                    self.wrong.append(f"{s['name']}: {key!r} is not found")

    def call(self, thing, name, *args, **kwargs):
        """Calls a method and looks at what it gives."""
        kind = self.by_class[type(thing)]
        method = next(m for m in kind.methods if m.name == name)
        self.called.add(method.c)
        result = getattr(thing, name)(*args, **kwargs)
        self.visit(result)
        return result


def walked():
    w = Walk()
    with tempfile.TemporaryDirectory() as directory:
        lines = []
        context = guarantee.Context(log=lambda level, text: lines.append(text), diagnostics=5)
        dossier = w.call(context, "load", [UKRAINE], progress=lambda done, total: False, strict=False)
        records(w, context, dossier, directory)
        reason(w, dossier)
        small(w, context)
        building(w, context, dossier)
    functions(w)
    return w


def records(w, context, dossier, directory):
    every = w.call(context, "load", [EVERY_KEY / "every-key.yaml", EVERY_KEY / "proposals.yaml"])
    text = w.call(every, "write", "json")
    again = w.call(context, "load_memory", "again.json", text)
    if not w.call(again, "equal", every):
        w.wrong.append("a dossier is not equal to what it was written as")
    path = f"{directory}/x.yaml"
    w.call(every, "save", path, "yaml")
    with open(path, "rb") as file:
        w.call(context, "load_stream", "x.yaml", file.read)
    w.call(every, "check_texts", EVERY_KEY / "texts")
    person = dossier.match_name("Zelensky")
    w.visit(person)
    w.called.add("gtee_dossier_match_name")
    w.call(person, "show", format="json")
    for participant in dossier.participants:
        w.call(participant, "name", "en")
        w.call(participant, "is_member", dossier.participants[0], "2025-08")
        w.call(participant, "speaks_for", participant, None)
    for preference in every.preferences:
        for utility in preference.utilities:
            w.call(utility, "value", 0)
    for proposal in [*dossier.proposals, *every.proposals]:
        for index, rule in enumerate(proposal.rules):
            w.called.add("gtee_proposal_rule_find")
            if proposal.rules[proposal.rule_names[index]] != rule:
                w.wrong.append("a rule is not found by name")
    try:
        guarantee.loads("guarantee: 1\nparticipants: [{id: x, kind: stat}, {id: x, kind: state}]", context=context)
    except guarantee.DossierError as error:
        w.visit(error.diagnostics)
        w.call(error.diagnostics, "show", context, format="json")
    for info in guarantee.diagnostic_code_infos():
        w.called |= {"gtee_diagnostic_code_info_count", "gtee_diagnostic_code_info_at"}
        w.visit(info)


def small(w, context):
    """What the large dossiers lack: preferences, replaced positions, conflicts that a constraint and a fixed choice tie."""
    dossier = w.call(context, "load_memory", "small.yaml", SMALL)
    w.visit(dossier)
    for preference in dossier.preferences:
        for utility in preference.utilities:
            w.call(utility, "value", 0)
    view = w.call(dossier, "view")
    bargain = w.call(view, "bargain", parties=["ada"])
    w.call(bargain, "show")
    for conflict in view.conflicts(fixed=["troops=no"]):
        w.counts.clear()
        w.visit(conflict)
    w.visit(context)


def reason(w, dossier):
    view = w.call(dossier, "view", as_of="2025-08-24", evidence=["stated", "reported"], sources=None)
    w.call(view, "show", width=100, language="en")
    w.call(view, "list_show", kind="position", participant="rus", format="json")
    w.call(view, "matrix_show", ["rus", "usa"], ["ground-troops"] if "ground-troops" in dossier.issues else [], format="csv")
    proposals = [p for p in dossier.proposals if len(p.clauses) > 0][:3]
    for proposal in proposals:
        assessment = w.call(view, "assess", proposal)
        w.call(assessment, "show", brief=True)
    comparison = w.call(view, "compare", proposals, stress=True)
    w.call(comparison, "show", format="markdown")
    for row in comparison.rows:
        for method in ("cell_kind", "cell_options", "cell_is_derived", "cell_clause"):
            w.call(row, method, 0)
    timeline = w.call(view, "timeline", participant="rus", from_="2025")
    w.call(timeline, "show")
    for proposal in dossier.proposals:
        games(w, view, proposal)
    deals(w, view, proposals[0])


def games(w, view, proposal):
    if not len(proposal.rules):
        return
    game = w.call(view, "game", proposal, proposal.rule_names[0])
    w.visit(game)
    members = list(game.members)
    if members:
        w.call(game, "is_veto_player", 0)
        w.call(game, "is_dictator", 0)
        w.call(game, "can_veto", members[0])
        w.call(game, "decide", members[:1], members[1:])
        w.call(game, "pivotal", members[1:], members[0])
    coalitions = w.call(game, "coalitions", "blocking")
    w.call(coalitions, "next")
    power = w.call(game, "power", measures=["banzhaf", "shapley"])
    for member in power.members:
        w.call(member, "value", "banzhaf")
        w.call(member, "fraction", guarantee.Index.SHAPLEY)
    if hasattr(game, "show"):
        w.call(game, "show", power=power, support=members[:1], width=100)
        w.call(power, "show")
    stress = w.call(view, "stress", proposal, proposal._root.scenarios[0], stands={proposal._root.participants["usa"]: "support"},
                    likelihoods={"gbr": (0.2, 0.4), "fra": 0.5}, alternatives=[(proposal._root.scenarios[0], 1)], change_count=3)
    w.call(stress, "is_adversary", "rus")
    w.call(stress, "stand", "usa")
    for level in stress.levels:
        w.call(level, "low_of", 1)
        w.call(level, "high_of", 1)
    for activation in stress.activations:
        w.visit(activation.game)
    if hasattr(stress, "show"):
        w.call(stress, "show", format="json")


def deals(w, view, proposal):
    budget = {"budget": 3_000_000}
    parties = ["rus", "ukr", "usa"]
    conflicts = w.call(view, "conflicts", parties=parties, order="found", **budget)
    conflict = w.call(conflicts, "next")
    w.call(conflicts, "show")
    w.visit(conflicts[0])
    settlement = w.call(view, "settlement", parties=parties, **budget)
    package = w.call(settlement, "next")
    w.visit(settlement.found[0])
    w.call(settlement, "prove")
    for found in settlement.proofs:
        w.visit(found)
    w.visit(settlement)
    w.call(settlement, "show", format="json")
    w.call(package, "assess")
    w.call(view, "nearest", proposal, parties=parties, **budget)
    corrections = w.call(view, "corrections", parties=parties, **budget)
    correction = w.call(corrections, "next")
    w.call(corrections, "show")
    sensitivity = w.call(view, "sensitivity", parties=parties, **budget)
    w.call(sensitivity, "show")
    bargain = w.call(view, "bargain", parties=parties, **budget)
    w.call(bargain, "show")
    for thing in (conflicts, settlement, corrections):
        w.counts.clear()
        w.seen.discard(thing)
        w.visit(thing)
        w.called |= {f"gtee_{type(thing).__name__.lower()}_{part}" for part in ("count", "at")} if len(thing.found) else set()
    checks(w, view, proposal, conflict, package, correction, bargain, parties)


def checks(w, view, proposal, conflict, package, correction, bargain, parties):
    choices = [f"{c.issue.id}{'/' + c.participant.id if c.participant else ''}={c.options[0].id}" for c in package.choices]
    given = {
        "check_conflict": ([conflict.positions], {}), "check_correction": ([correction.positions], {}), "check_package": ([choices], {}),
        "check_ties": ([conflict.positions, conflict.constraints, conflict.fixed], {}), "check_nearest": ([proposal, choices], {}),
        "check_cheapest": ([proposal], {}), "check_influence": ([conflict.positions[0]], {}), "check_outcome": (["nash", choices], {}),
    }
    for method in w.by_class[guarantee.View].methods:
        if method.f["result"]["kind"] == "status" and method.made and method.made["type"] == "check":
            args, kwargs = given[method.name]
            try:
                w.call(view, method.name, *args, parties=parties, **kwargs)
            except (guarantee.LimitError, guarantee.ArgumentError, guarantee.NotFoundError):
                pass


def building(w, context, dossier):
    builder = w.call(context, "builder")
    w.call(dossier, "builder")
    w.call(builder, "set_title", "Made by hand")
    w.call(builder, "set_description", None)
    draft = w.call(builder, "add", "participant")
    w.call(draft, "set", "id", "x")
    w.call(draft, "set", "kind", "state")
    w.call(w.call(draft, "set_map", "names"), "set", "en", "X")
    listed = w.call(draft, "set_list", "tags")
    w.call(listed, "append", "t")
    w.call(w.call(listed, "append_map"), "set_integer", "n", 1)
    w.call(listed, "append_list")
    if w.call(draft, "get", "id") != "x" or w.call(draft, "child", "names") is None:
        w.wrong.append("a draft does not keep what it was given")
    w.call(builder, "find", "participant", "x")
    w.call(builder, "count", "participant")
    w.call(builder, "at", "participant", 0)
    w.call(draft, "set", "tags", None)
    w.call(builder, "finish")
    w.call(builder, "remove", draft)


def functions(w):
    given = {"version": [], "version_number": [], "has_feature": ["yaml"], "status_text": [3], "date_parse": ["2025-08"],
             "date_format": ["2025-08"], "date_first_day": ["2025-08"], "date_last_day": ["2025-08"], "likelihood_parse": ["very likely"]}
    for function in w.model.functions:
        args = given.get(function.name, [1])
        w.called.add(function.c)
        result = getattr(guarantee, function.name)(*args)
        if result is None or result == "" and function.f["role"] != "name":
            w.wrong.append(f"{function.name} gives {result!r}")


class Coverage(unittest.TestCase):
    maxDiff = None

    def test_every_function_is_called(self):
        w = walked()
        api = json.loads((ROOT / "bindings" / "api.json").read_text(encoding="utf-8"))
        seen = {t for t, n in ((k.type, w.counts.get(k.type)) for k in w.model.classes.values()) if n} | {type(t).__name__ for t in w.seen}
        missed = []
        for f in api["functions"]:
            if f["c"] in w.called or f["c"] in WITHIN or f["role"] in COUNTED_BY_PYTHON:
                continue
            if f["role"] == "unref" and (f["owner"] == "text" or w.model.classes[f["owner"]].name in seen):
                continue
            missed.append(f["c"])
        self.assertEqual(w.wrong, [])
        self.assertEqual(missed, [])
        self.assertGreater(len(w.called), 600)

    def test_small_dossier_stands(self):
        self.assertEqual(len(guarantee.loads(SMALL).positions), 6)


if __name__ == "__main__":
    unittest.main()
