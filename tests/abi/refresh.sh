#!/bin/sh
# Writes the reviewed lists anew from the tree: after a deliberate change of the interface, then look at the difference.
# usage: refresh.sh [map] [constants] [codes] [description]      all by default
. "$(dirname "$0")/gate.sh"
[ $# -gt 0 ] || set -- map constants codes description

# The node of the release under way holds what no earlier node has; earlier nodes are left as they are.
refresh_map() {
    release=$(sed -n 's/^project(guarantee VERSION \([0-9]*\.[0-9]*\).*/\1/p' "$root/CMakeLists.txt")
    touch "$map"
    awk -v node="GUARANTEE_$release" '$1 == node {exit} {print}' "$map" >"$scratch/earlier"
    previous=$(awk '$2 == "{" {node = $1} END {print node}' "$scratch/earlier")
    sed -n 's/^ *\(gtee_[a-z0-9_]*\);$/\1/p' "$scratch/earlier" | sort >"$scratch/earlier-names"
    declared functions | comm -23 - "$scratch/earlier-names" >"$scratch/names"
    {
        if [ -s "$scratch/earlier" ]; then
            cat "$scratch/earlier"
        else
            printf '/* What the shared library exports, one node per release (docs/abi.md). tests/abi/refresh.sh writes it. */\n\n'
        fi
        printf 'GUARANTEE_%s {\nglobal:\n' "$release"
        sed 's/.*/    &;/' "$scratch/names"
        # The first node hides everything else; a second `local: *` would be a duplicate.
        [ -n "$previous" ] || printf 'local:\n    *;\n'
        printf '}%s;\n' "${previous:+ $previous}"
    } >"$scratch/map"
    cp "$scratch/map" "$map"
}

for what; do
    case $what in
    map) refresh_map ;;
    constants) sh "$gates/constants.sh" --print >"$scratch/constants" && cp "$scratch/constants" "$gates/constants.txt" ;;
    codes) sh "$gates/codes.sh" --print >"$scratch/codes" && cp "$scratch/codes" "$gates/codes.txt" ;;
    description) sh "$gates/measured.sh" "$scratch/abi" && cp "$scratch/abi" "$gates/guarantee.abi" ;;
    *) cannot "unknown list: $what" ;;
    esac
done
