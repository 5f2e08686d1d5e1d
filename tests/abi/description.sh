#!/bin/sh
# The binary interface is the one that callers were compiled with: guarantee.abi, the baseline, still holds. New functions
# are welcome; any other difference is a break. Made on x86-64, compared there.
. "$(dirname "$0")/gate.sh"
[ "$(uname -m)" = x86_64 ] || exit 77
command -v abidiff >/dev/null || exit 77
[ -f "$gates/guarantee.abi" ] || cannot "tests/abi/guarantee.abi is missing (sh tests/abi/refresh.sh description)"

sh "$gates/measured.sh" "$scratch/now.abi" || exit $?
# A description without functions would equal anything.
described=$(grep -c '<elf-symbol ' "$scratch/now.abi") || cannot "the description holds no symbol"
expected=$(declared functions | wc -l)
[ "$described" -eq "$expected" ] || cannot "the description holds $described functions, the header $expected"
abidiff --no-added-syms "$gates/guarantee.abi" "$scratch/now.abi" >"$scratch/report" || {
    cat "$scratch/report" >&2
    finding "the binary interface changed (docs/abi.md says what to do)"
}
exit "$found"
