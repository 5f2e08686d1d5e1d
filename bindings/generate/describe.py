"""describe.py: reads include/guarantee.h and writes api.json, or with --check says whether the one that is there is up to date.

usage: describe.py [--check] [--header FILE] [--output FILE] [--overrides FILE]
Uses header.py and model.py. Ends with 1 and the rule that is broken if the header is irregular.
"""
import argparse
import difflib
import json
import pathlib
import sys

import header
import model

HERE = pathlib.Path(__file__).resolve().parent


def written(value, depth=0):
    """JSON with one record a line, so that a difference of the interface is a difference of few lines."""
    if depth == 0:
        parts = [f"{json.dumps(key)}: {written(item, 1)}" for key, item in value.items()]
        return "{\n" + ",\n".join(parts) + "\n}\n"
    if depth == 1 and isinstance(value, list) and value and isinstance(value[0], dict):
        return "[\n" + ",\n".join("  " + json.dumps(item, ensure_ascii=False) for item in value) + "\n]"
    return json.dumps(value, ensure_ascii=False)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--header", default=HERE.parent.parent / "include" / "guarantee.h")
    parser.add_argument("--output", type=pathlib.Path, default=HERE.parent / "api.json")
    parser.add_argument("--overrides", type=pathlib.Path, default=HERE / "overrides.json")
    arguments = parser.parse_args()
    try:
        text = written(model.Reader(header.parse(str(arguments.header)), json.loads(arguments.overrides.read_text())).model())
    except (model.Irregular, header.HeaderError) as error:
        print(error, file=sys.stderr)
        return 1
    if not arguments.check:
        arguments.output.write_text(text, encoding="utf-8")
        return 0
    there = arguments.output.read_text(encoding="utf-8") if arguments.output.exists() else ""
    sys.stderr.writelines(list(difflib.unified_diff(there.splitlines(True), text.splitlines(True), "api.json", "the header", n=0))[:60])
    return 0 if there == text else 1


if __name__ == "__main__":
    sys.exit(main())
