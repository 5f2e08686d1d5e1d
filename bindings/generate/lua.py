"""lua.py: writes the Lua binding from api.json: C for the thunks between Lua and the library, and annotations for editors.

usage: lua.py [--check]     --check writes nothing, and says what is not up to date
Uses lua_model.py (what is called how in Lua), lua_code.py (the C), lua_annotations.py (LuaCATS) and the standard library. What cannot be said
by rules is written by hand in bindings/lua/src; lua_model.BY_HAND lists it.
"""
import json
import pathlib
import sys

import lua_annotations
import lua_code
import lua_model

BINDINGS = pathlib.Path(__file__).resolve().parent.parent


def files():
    """All that is generated: {path: text}."""
    api = lua_model.Api(json.loads((BINDINGS / "api.json").read_text(encoding="utf-8")))
    made = {BINDINGS / "lua" / "src" / "generated" / name: text for name, text in lua_code.files(api).items()}
    made[BINDINGS / "lua" / "library" / "guarantee.lua"] = lua_annotations.text(api)
    return made


def main():
    check = sys.argv[1:] == ["--check"]
    if sys.argv[1:] and not check:
        print(__doc__.splitlines()[2], file=sys.stderr)
        return 2
    made = files()
    directory = BINDINGS / "lua" / "src" / "generated"
    stale = [p for p in directory.glob("*") if p not in made]
    stale += [p for p, text in made.items() if not p.exists() or p.read_text(encoding="utf-8") != text]
    if check:
        for path in stale:
            print(f"{path.relative_to(BINDINGS.parent)} is not up to date", file=sys.stderr)
        return 1 if stale else 0
    for path in stale:
        if path not in made:
            path.unlink()
            continue
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(made[path], encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
