#!/bin/sh
# Builds and installs the rock as a user would, offline, from a copy of the project, for each Lua that is here; the module must export its opening
# function alone, need neither libyaml nor utf8proc, and work.
# usage: rock.sh PROJECT SCRATCH
set -eu
project=$1 scratch=$2/rock
command -v luarocks >/dev/null || { echo "luarocks is not installed: skipped"; exit 77; }
unset LUA_PATH LUA_CPATH MAKEFLAGS 2>/dev/null || true

rm -rf "$scratch"
mkdir -p "$scratch/copy" "$scratch/home"
tar -C "$project" -cf - --exclude=build lib include bindings/lua LICENSE | tar -C "$scratch/copy" -xf -
cd "$scratch/copy/bindings/lua"
# Not optimised, to be quick.
export HOME="$scratch/home" MAKEFLAGS=-j2

check_module() {
    exported=$(nm -D --defined-only "$1" | awk '{print $3}')
    [ "$exported" = luaopen_guarantee ] || { echo "$1 exports: $exported"; exit 1; }
    if ldd "$1" | grep -E 'libyaml|libutf8proc|libguarantee'; then
        echo "$1 needs libraries that should be inside"
        exit 1
    fi
}

cat >"$scratch/use.lua" <<'END'
local g = require "guarantee"
local dossier = g.assert(g.load(arg[1]))
assert(#dossier.positions > 40 and g.assert(dossier:view()):assess("us-support"))
END
sed -n '/^```lua$/,/^```$/p' "$project/README.md" | grep -v '^```' >"$scratch/readme.lua"
done=0
for version in 5.1 5.2 5.3 5.4; do
    [ -f /usr/include/lua$version/lua.h ] && command -v lua$version >/dev/null || continue
    luarocks --lua-version $version make --tree "$scratch/$version" LUA_INCDIR=/usr/include/lua$version CFLAGS="-O0 -fPIC" >"$scratch/log.$version" 2>&1 || {
        cat "$scratch/log.$version"
        exit 1
    }
    check_module "$scratch/$version/lib/lua/$version/guarantee.so"
    LUA_CPATH="$scratch/$version/lib/lua/$version/?.so" lua$version "$scratch/use.lua" "$project/examples/ukraine-2025"
    (cd "$project" && LUA_CPATH="$scratch/$version/lib/lua/$version/?.so" lua$version "$scratch/readme.lua") >"$scratch/readme.$version"
    grep -q '^rus.contested$' "$scratch/readme.$version" || { echo "README's lines for Lua print:"; cat "$scratch/readme.$version"; exit 1; }
    done=$((done + 1))
done
if command -v luajit >/dev/null && [ -d "$scratch/5.1" ]; then # the rock of 5.1 is LuaJIT's too
    LUA_CPATH="$scratch/5.1/lib/lua/5.1/?.so" luajit "$scratch/use.lua" "$project/examples/ukraine-2025"
    done=$((done + 1))
fi
[ "$done" -gt 0 ] || { echo "no Lua with its headers is installed: skipped"; exit 77; }
echo "the rock works with $done interpreters"
