#!/bin/sh
# The registry of diagnostics (lib/base/diagnostic_codes.def) against what is made of it and what was promised:
# - docs/diagnostics.md is what diagnostic_page prints;
# - each line of codes.txt (code, name, first version) is still in the registry: released codes stay for ever. New ones may
#   come; once the version that they came with is released, they must be listed.
# usage: registry.sh check | planted | refresh DIAGNOSTIC_PAGE
#   planted   makes sure that `check` finds what it is for
#   refresh   writes docs/diagnostics.md, and brings the codes of the version under way in codes.txt up to date
set -eu
LC_ALL=C
export LC_ALL
what=$1
page=$2
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
scratch=$(mktemp -d "${TMPDIR:-/tmp}/registry.XXXXXX")
trap 'rm -rf "$scratch"' EXIT

"$page" >"$scratch/page"
"$page" codes >"$scratch/codes"
sed -n 's/^project(guarantee VERSION \([0-9]*\.[0-9]*\).*/\1/p' "$root/CMakeLists.txt" >"$scratch/version"

# for awk: versions compared as numbers
number='function number(text,    part) { split(text, part, "."); return part[1] * 1000 + part[2] }'

# check_page FILE
check_page() {
    diff -u "$1" "$scratch/page" || {
        echo "docs/diagnostics.md is not what the registry makes of it: sh tests/registry/registry.sh refresh DIAGNOSTIC_PAGE" >&2
        return 1
    }
}

# check_codes FILE: what was promised is kept, and what was released is promised.
check_codes() {
    sort "$1" >"$scratch/promised"
    sort "$scratch/codes" >"$scratch/present"
    comm -23 "$scratch/promised" "$scratch/present" >"$scratch/broken"
    comm -13 "$scratch/promised" "$scratch/present" |
        awk -v version="$(cat "$scratch/version")" "$number"' number($3) < number(version)' >"$scratch/unlisted"
    sed 's/$/: released, but not in the registry as it was/' "$scratch/broken" >&2
    sed 's/$/: released, but not in tests\/registry\/codes.txt/' "$scratch/unlisted" >&2
    [ ! -s "$scratch/broken" ] && [ ! -s "$scratch/unlisted" ]
}

# must_fail WHAT COMMAND…
must_fail() {
    name=$1
    shift
    if "$@" >"$scratch/log" 2>&1; then
        echo "not found: $name" >&2
        found=1
    fi
}

case $what in
check)
    [ -s "$here/codes.txt" ] || { echo "tests/registry/codes.txt is missing" >&2; exit 1; }
    found=0
    check_page "$root/docs/diagnostics.md" || found=1
    check_codes "$here/codes.txt" || found=1
    exit "$found"
    ;;
planted)
    found=0
    sed '$d' "$scratch/page" >"$scratch/shorter"
    must_fail "a page that lacks its last line" check_page "$scratch/shorter"
    { cat "$scratch/codes"; echo "G0799 gone-code 0.1"; } >"$scratch/list"
    must_fail "a released code that is gone" check_codes "$scratch/list"
    sed 's/^\(G0201\) [a-z-]*/\1 another-name/' "$scratch/codes" >"$scratch/list"
    must_fail "a released code with another name" check_codes "$scratch/list"
    sed 1d "$scratch/codes" >"$scratch/list"
    check_codes "$scratch/list" || { echo "a new code is taken for a break" >&2; found=1; }
    echo 99.0 >"$scratch/version"
    must_fail "a released code that is not listed" check_codes "$scratch/list"
    exit "$found"
    ;;
refresh)
    cp "$scratch/page" "$root/docs/diagnostics.md"
    touch "$here/codes.txt"
    awk -v version="$(cat "$scratch/version")" "$number"' number($3) < number(version)' "$here/codes.txt" >"$scratch/released"
    sort -u "$scratch/released" "$scratch/codes" >"$scratch/list"
    cp "$scratch/list" "$here/codes.txt"
    ;;
*)
    echo "usage: registry.sh check | planted | refresh DIAGNOSTIC_PAGE" >&2
    exit 2
    ;;
esac
