#!/bin/sh
# Frontiers and points of additive domains against NegMAS on the same files in the same run (CPU seconds, from loaded domain to answer).
# NegMAS enumerates: it is asked up to GUARANTEE_BENCH_OUTCOMES (500000) outcomes.
# usage: bargain.sh BENCH_BARGAIN [PYTHON-WITH-NEGMAS]
set -eu
here=$(cd "$(dirname "$0")" && pwd)
bench=$1 python=${2:-}
most=${GUARANTEE_BENCH_OUTCOMES:-500000}
scratch=$(mktemp -d "${TMPDIR:-/tmp}/bargain.XXXXXX")
trap 'rm -rf "$scratch"' EXIT

# domain ISSUES OPTIONS PARTIES
domain() {
    for seed in 1 2 3; do
        "$bench" make "$1" "$2" "$3" $seed >"$scratch/domain.json"
        ours=$("$bench" run "$scratch/domain.json")
        outcomes=$(echo "$ours" | sed 's/.*packages \([0-9]*\).*/\1/')
        echo "$1 issues x $2 options, $3 parties: $ours"
        [ -n "$python" ] && [ "${#outcomes}" -le 9 ] && [ "$outcomes" -le "$most" ] || continue
        theirs=$("$python" "$here/bargain_peer.py" "$scratch/domain.json" 2>/dev/null)
        echo "    NegMAS: $theirs"
        echo "$ours $theirs" | awk '{for (i = 1; i <= NF; i++) if ($i == "seconds") s[++n] = $(i + 1)} END {printf "    ratio %.0f\n", s[2] / s[1]}'
    done
}
domain 8 5 3
domain 9 5 2
domain 10 5 3
domain 12 4 3
domain 10 10 2
domain 10 10 3
domain 20 5 3
