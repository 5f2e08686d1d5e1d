"""map.py: holds bindings/api.json against the symbol map, and what it says in one place against what it says in another.

usage: map.py API MAP
"""
import json
import pathlib
import re
import sys

api = json.loads(pathlib.Path(sys.argv[1]).read_text(encoding="utf-8"))
exported = set(re.findall(r"^\s+(gtee_\w+);$", pathlib.Path(sys.argv[2]).read_text(encoding="utf-8"), re.M))
described = [f["c"] for f in api["functions"]]
wrong = [f"{name}: exported, not described" for name in sorted(exported - set(described))]
wrong += [f"{name}: described, not exported" for name in sorted(set(described) - exported)]
wrong += [f"{name}: described twice" for name in sorted({n for n in described if described.count(n) > 1})]

by_name = {f["c"]: f for f in api["functions"]}
types = {t["name"] for t in api["types"]}
options = {o["name"] for o in api["options"]}
enumerations = {e["name"] for e in api["enumerations"]}
used = set()
for sequence in api["sequences"]:
    parts = [("count", sequence["count"]), ("at", sequence["at"])] + [("column", c["c"]) for c in sequence["columns"]]
    parts += [("find", sequence["find"]["c"])] if sequence["find"] else []
    for role, name in parts:
        used.add(name)
        if by_name.get(name, {}).get("role") != role:
            wrong.append(f"{name}: the sequence {sequence['owner']}.{sequence['name']} has it as {role}")
for function in api["functions"]:
    if function["role"] in ("count", "at", "column", "find") and function["c"] not in used:
        wrong.append(f"{function['c']}: part of no sequence")
    for value in [function["result"], *function["parameters"]]:
        for key, known in (("type", types), ("options", options), ("enumeration", enumerations)):
            if key in value and value[key] not in known:
                wrong.append(f"{function['c']}: there is no {key} {value[key]}")
overridden = [f["c"] for f in api["functions"] if "override" in f]
if len(overridden) * 20 >= len(described):
    wrong.append(f"{len(overridden)} of {len(described)} functions are exceptions")
if not exported:
    wrong.append("the map names no function")
print("\n".join(wrong) or f"{len(described)} functions, {len(overridden)} by exception")
sys.exit(1 if wrong else 0)
