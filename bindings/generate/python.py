"""python.py: writes the generated part of the Python package from api.json, or with --check says whether it is up to date.

usage: python.py [--check]
Writes bindings/python/src/generated/*.[ch], bindings/python/guarantee/_enumerations.py and bindings/python/guarantee/_native.pyi.
"""
import difflib
import json
import pathlib
import sys

import python_c
import python_model
import python_stub

HERE = pathlib.Path(__file__).resolve().parent
PACKAGE = HERE.parent / "python"


def wanted():
    """Every generated file by its path."""
    model = python_model.Model(json.loads((HERE.parent / "api.json").read_text(encoding="utf-8")))
    files = {PACKAGE / "src" / "generated" / name: text for name, text in python_c.Writer(model).files().items()}
    files[PACKAGE / "guarantee" / "_enumerations.py"] = python_stub.enumerations(model)
    files[PACKAGE / "guarantee" / "_native.pyi"] = python_stub.stub(model)
    return files


def main():
    check = sys.argv[1:] == ["--check"]
    files = wanted()
    there = set((PACKAGE / "src" / "generated").glob("*.[ch]"))
    stale = 0
    for path, text in files.items():
        old = path.read_text(encoding="utf-8") if path.exists() else ""
        if old == text:
            continue
        stale += 1
        if check:
            sys.stderr.writelines(list(difflib.unified_diff(old.splitlines(True), text.splitlines(True), str(path.name), "wanted", n=0))[:20])
        else:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
    for path in there - set(files):
        stale += 1
        if check:
            print(f"{path.name}: nothing generates it any more", file=sys.stderr)
        else:
            path.unlink()
    return 1 if check and stale else 0


if __name__ == "__main__":
    sys.exit(main())
