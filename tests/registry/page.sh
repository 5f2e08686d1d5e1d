#!/bin/sh
# docs/diagnostics.md is what diagnostic_page makes of the registry. (That codes stay as released is tests/abi/codes.sh's business.)
# usage: page.sh check | planted | refresh DIAGNOSTIC_PAGE
#   planted   makes sure that `check` finds a page that differs
#   refresh   writes the page
set -eu
what=$1
program=$2
root=$(cd "$(dirname "$0")/../.." && pwd)
scratch=$(mktemp -d "${TMPDIR:-/tmp}/page.XXXXXX")
trap 'rm -rf "$scratch"' EXIT
"$program" >"$scratch/page"

# is_current FILE
is_current() {
    diff -u "$1" "$scratch/page"
}

case $what in
check)
    is_current "$root/docs/diagnostics.md" || {
        echo "docs/diagnostics.md is not what the registry makes of it: sh tests/registry/page.sh refresh $program" >&2
        exit 1
    }
    ;;
planted)
    sed '$d' "$scratch/page" >"$scratch/shorter"
    sed 's/G0201/G0202/' "$scratch/page" >"$scratch/other"
    for wrong in shorter other; do
        ! is_current "$scratch/$wrong" >/dev/null || { echo "the $wrong page was let through" >&2; exit 1; }
    done
    ;;
refresh)
    cp "$scratch/page" "$root/docs/diagnostics.md"
    ;;
*)
    echo "usage: page.sh check | planted | refresh DIAGNOSTIC_PAGE" >&2
    exit 2
    ;;
esac
