# What the gates share; each sources it first. A gate ends with 0 (all is well), 1 (it found something, and said what),
# 2 (it could not look) or 77 (its tool is not on this machine). Gates work on the tree that they are in, so a copy of
# the tree with something wrong in it can be given to them (planted.sh does that).
set -eu
LC_ALL=C
export LC_ALL
gates=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$gates/../.." && pwd)
header=$root/include/guarantee.h
map=$root/lib/guarantee.map
scratch=$(mktemp -d "${TMPDIR:-/tmp}/gate.XXXXXX")
trap 'rm -rf "$scratch"' EXIT
trap 'exit 2' HUP INT TERM
found=0

# Says what is wrong and goes on: all findings of a gate are seen at once.
finding() {
    printf '%s\n' "$*" >&2
    found=1
}

# Ends the gate: something needed for it did not work.
cannot() {
    printf '%s\n' "$*" >&2
    exit 2
}

# declared functions | numbers: the names in the header, sorted.
declared() {
    awk -v want="$1" -f "$gates/declarations.awk" "$header" | sort
}

# same "first is" FILE "second is" FILE: a finding for each line that only one of two sorted files has.
same() {
    comm -23 "$2" "$4" | sed "s|\$|: $1, but not $3|" >"$scratch/differences"
    comm -13 "$2" "$4" | sed "s|\$|: $3, but not $1|" >>"$scratch/differences"
    if [ -s "$scratch/differences" ]; then
        finding "$(cat "$scratch/differences")"
    fi
}
