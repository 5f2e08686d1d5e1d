#!/usr/bin/python3
"""Saved results that were tampered with: every number, text, flag, item and member of an answer is changed in turn, and
`guarantee verify` has to refute what comes out, or refuse to read it.

usage: tamper.py PROGRAM DOSSIER COMMAND [OPTION …]     as in `tamper.py guarantee pass.yaml settle --limit 2`

Left alone is what claims nothing: where a record stands in its file, what the question was (that is another question then), which
engine found the answer, how large its budget was. A weaker claim is no lie either: less certainty (`proved`, `complete`, `free`,
`all`, `exact`), fewer of several options that are as good, the end of a list that is not said to be complete.
"""
import copy
import json
import os
import subprocess
import sys
import tempfile

SILENT = {"place", "question", "view", "engine", "exact"}
WEAKER = {"proved", "complete", "free", "all", "in_progress"}
OPEN = {"packages", "conflicts", "corrections", "influences", "frontier", "outcomes"}  # may end early unless complete
FEWER = {"proof", "options", "cited_sources"}  # fewer of them say less


def changed(value):
    """Other values in place of a leaf."""
    if isinstance(value, bool):
        return [not value]
    if isinstance(value, (int, float)):
        return [value + 1] + ([value - 1] if value > 0 else [])
    if isinstance(value, str):
        return [value + "x", None]
    return ["x"]


def mutants(value, path):
    """(where, a changed copy) of a value, one change each."""
    key = next((p for p in reversed(path) if isinstance(p, str)), "")
    if key in SILENT:
        return
    if isinstance(value, dict):
        for name, inner in value.items():
            if name not in SILENT:
                yield path + [name, "removed"], {k: v for k, v in value.items() if k != name}
            for where, other in mutants(inner, path + [name]):
                yield where, {**value, name: other}
        yield path + ["a new member"], {**value, "new": 1}
    elif isinstance(value, list):
        for i, inner in enumerate(value):
            if key not in FEWER:
                yield path + [i, "removed"], value[:i] + value[i + 1:]
            yield path + [i, "twice"], value[:i + 1] + value[i:]
            for where, other in mutants(inner, path + [i]):
                yield where, value[:i] + [other] + value[i + 1:]
    else:
        for other in changed(value):
            if not (key in WEAKER and value is True):
                yield path + [f"{value!r} as {other!r}"], other


def may_end(result, where):
    """Is the change the removal of the end of a list that is not said to be complete?"""
    if where[-1] != "removed" or len(where) < 3 or not isinstance(where[-2], int) or where[-3] not in OPEN:
        return False
    owner = result
    for step in where[:-3]:
        owner = owner[step]
    return where[-3] == "frontier" and result["points"] > len(result["frontier"]) or not owner.get("complete", owner.get("all", True))


def verify(program, dossier, result):
    with tempfile.NamedTemporaryFile("w", suffix=".json") as file:
        json.dump(result, file, ensure_ascii=False)
        file.flush()
        return subprocess.run([program, "verify", dossier, file.name], capture_output=True, text=True, check=False)


def main():
    program, dossier, command, *options = sys.argv[1:]
    os.chdir(os.path.join(os.path.dirname(os.path.abspath(__file__)), "data"))
    call = [program, command, dossier, *options, "--format", "json"]
    result = json.loads(subprocess.run(call, capture_output=True, text=True, check=False).stdout)
    done = verify(program, dossier, result)
    failed = done.returncode != 0
    if failed:
        print("the answer itself is not confirmed:\n" + done.stdout + done.stderr)
    tried = 0
    for where, other in mutants(copy.deepcopy(result), []):
        if may_end(result, where):
            continue
        tried += 1
        done = verify(program, dossier, other)
        if done.returncode not in (1, 3):
            failed = True
            print(f"status {done.returncode}: {' / '.join(map(str, where))}")
    print(f"{tried} changes tried")
    sys.exit(failed or tried < 20)


if __name__ == "__main__":
    main()
