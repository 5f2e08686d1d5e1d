#!/bin/sh
# Says which public functions the specs do not call from Lua. The dynamic loader tells: it binds a function when it is first called.
# usage: coverage.sh LUA BUSTED SCRATCH
set -eu
lua=$1 busted=$2 scratch=$3/coverage
here=$(cd "$(dirname "$0")" && pwd)

rm -rf "$scratch"
mkdir -p "$scratch"
if [ -n "${LD_PRELOAD:-}" ]; then
    echo "the sanitizers bind all functions at once: skipped"
    exit 77
fi
GUARANTEE_LOADS=100 LD_DEBUG=bindings LD_DEBUG_OUTPUT="$scratch/bound" "$lua" "$busted" --output=TAP "$here/spec" >"$scratch/specs" || {
    cat "$scratch/specs"
    exit 1
}
cat "$scratch"/bound.* | sed -n "s/.*binding file .*guarantee\.so.* normal symbol \`\(gtee_[a-z0-9_]*\)'.*/\1/p" | sort -u >"$scratch/called"
sed -n 's/^ *\(gtee_[a-z0-9_]*\);$/\1/p' "$here/../../lib/guarantee.map" | sort -u >"$scratch/public"
# What Lua has no use for, each with its reason.
cat >"$scratch/excused" <<'END'
gtee_text_ref a text becomes a string of Lua at once
END
[ "$(wc -l <"$scratch/called")" -gt 100 ] || { echo "the loader did not say what it bound: is the module bound lazily?"; exit 1; }
cut -d' ' -f1 "$scratch/excused" | sort -u | comm -23 "$scratch/public" - | comm -23 - "$scratch/called" >"$scratch/missing"
cut -d' ' -f1 "$scratch/excused" | sort -u | comm -12 - "$scratch/called" >"$scratch/called_after_all"
if [ -s "$scratch/missing" ] || [ -s "$scratch/called_after_all" ]; then
    sed 's/^/not called by the specs: /' "$scratch/missing"
    sed 's/^/excused, but called: /' "$scratch/called_after_all"
    exit 1
fi
echo "$(wc -l <"$scratch/called") of $(wc -l <"$scratch/public") functions are called from Lua; excused: $(wc -l <"$scratch/excused")"
