#!/bin/sh
# The header, the symbol map and what the shared library exports are one list; the soname and the version are those that
# were decided; and the static library puts nothing into a host program that is not named gtee_… or gti_….
# usage: symbols.sh SHARED STATIC
. "$(dirname "$0")/gate.sh"
shared=$1
static=$2

declared functions >"$scratch/header"
[ -s "$scratch/header" ] || cannot "no function found in $header"
uniq -d "$scratch/header" >"$scratch/twice"
[ ! -s "$scratch/twice" ] || finding "declared twice: $(cat "$scratch/twice")"
sed -n 's/^ *\(gtee_[a-z0-9_]*\);$/\1/p' "$map" | sort >"$scratch/map"
nm -D --defined-only "$shared" | awk '$2 != "A" {sub(/@.*/, "", $3); print $3}' | sort >"$scratch/exported" ||
    cannot "cannot read $shared"

same "declared in guarantee.h" "$scratch/header" "listed in lib/guarantee.map" "$scratch/map"
same "declared in guarantee.h" "$scratch/header" "exported by the shared library" "$scratch/exported"

grep -q '^ *\*;$' "$map" || finding "lib/guarantee.map does not hide the rest (local: *)"

decided=$(sed -n 's/^set(GUARANTEE_SOVERSION \([0-9]*\))$/\1/p' "$root/CMakeLists.txt")
soname=$(objdump -p "$shared" | awk '$1 == "SONAME" {print $2}')
[ "$soname" = "libguarantee.so.$decided" ] || finding "soname is $soname, decided was libguarantee.so.$decided"

version=$(sed -n 's/^project(guarantee VERSION \([0-9.]*\).*/\1/p' "$root/CMakeLists.txt")
in_header=$(awk '$2 ~ /^GTEE_VERSION_(MAJOR|MINOR|PATCH)$/ {printf "%s%s", dot, $3; dot = "."}' "$header")
text_in_header=$(awk '$2 == "GTEE_VERSION_STRING" {gsub(/"/, "", $3); print $3}' "$header")
[ "$version" = "$in_header" ] || finding "CMakeLists.txt says version $version, guarantee.h $in_header"
[ "$version" = "$text_in_header" ] || finding "CMakeLists.txt says version $version, GTEE_VERSION_STRING $text_in_header"

nm -g --defined-only "$static" 2>/dev/null | awk 'NF == 3 {print $3}' | sort -u >"$scratch/static"
grep -Ev '^(gtee|gti)_' "$scratch/static" >"$scratch/foreign" || true
[ ! -s "$scratch/foreign" ] || finding "in the static library, but not named gtee_ or gti_: $(tr '\n' ' ' <"$scratch/foreign")"
grep '^gtee_' "$scratch/static" >"$scratch/public" || true
same "declared in guarantee.h" "$scratch/header" "a public name of the static library" "$scratch/public"
exit "$found"
