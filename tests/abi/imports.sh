#!/bin/sh
# The library can live in any host: it imports nothing of forbidden.txt, and its objects hold no writable data of their
# own, neither global nor per thread (constant tables with addresses in them, .data.rel.ro, are sealed at loading).
# usage: imports.sh SHARED STATIC
. "$(dirname "$0")/gate.sh"
shared=$1
static=$2

grep -Ev '^(#|$)' "$gates/forbidden.txt" | sed 's/.*/^(&)$/' >"$scratch/forbidden"
nm -D --undefined-only "$shared" | awk '{sub(/@.*/, "", $NF); print $NF}' | sort -u >"$scratch/imports"
grep -q . "$scratch/imports" || cannot "cannot read the imports of $shared"
if grep -Ef "$scratch/forbidden" "$scratch/imports" >"$scratch/bad"; then
    while read -r name; do
        where=$(nm -A --undefined-only "$static" 2>/dev/null | awk -v name="$name" '$NF == name {split($1, part, ":"); print part[2]}' |
            sort -u | tr '\n' ' ')
        finding "forbidden import: $name (by ${where:-a dependency})"
    done <"$scratch/bad"
fi

objdump -h "$static" >"$scratch/sections" || cannot "cannot read $static"
awk '/file format/ {file = $1}
     $2 ~ /^\.(data|bss|tdata|tbss)(\.|$)/ && $2 !~ /^\.data\.rel\.ro/ && $3 !~ /^0+$/ {print file $2 " holds writable data"}' \
    "$scratch/sections" >"$scratch/writable"
nm "$static" 2>/dev/null | awk '$2 == "C" {print $3 " is a common symbol: writable data"}' >>"$scratch/writable"
[ ! -s "$scratch/writable" ] || finding "$(cat "$scratch/writable")"
exit "$found"
