#!/bin/sh
# Every function of the public header that returns a status is swept: it has a row SWEEP(…) in a test_memory_*.c, and there is
# no row for a function that is gone. A new function without one fails here.
# usage: covered.sh
set -eu
here=$(cd "$(dirname "$0")" && pwd)
header=$here/../../include/guarantee.h
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

# Declarations may run over several lines, and so may the type and the name.
sed 's|//.*||' "$header" | tr '\n' ' ' | sed 's|/\*[^*]*\*\+\([^/*][^*]*\*\+\)*/| |g' |
    grep -oE 'GTEE_API[[:space:]]+gtee_status[[:space:]]+gtee_[a-z0-9_]+[[:space:]]*\(' |
    grep -oE 'gtee_[a-z0-9_]+[[:space:]]*\($' | tr -d '( ' | sort -u >"$scratch/fallible"
cat "$here"/test_memory_*.c | grep -oE 'SWEEP(_NONE)?\(gtee_[a-z0-9_]+' | sed 's/.*(//' | sort -u >"$scratch/swept"
[ "$(wc -l <"$scratch/fallible")" -ge 30 ] || { echo "covered.sh: the header was not understood" >&2; exit 1; }
if ! diff "$scratch/fallible" "$scratch/swept" >"$scratch/difference"; then
    sed -n 's/^< /no sweep: /p; s/^> /not in the header, or cannot fail: /p' "$scratch/difference" >&2
    exit 1
fi
echo "$(wc -l <"$scratch/swept") functions are swept"
