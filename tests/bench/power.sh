#!/bin/sh
# Answers about games beside other packages, in one run: powerindices (from the Python package index) for indices, BuDDy (Debian's libbdd-dev) for
# probabilities. What is not to be had is left out.
# usage: power.sh BENCH_GAME [SCRATCH]      the scratch directory keeps the packages for the next run
set -eu
here=$(cd "$(dirname "$0")" && pwd)
bench=$1
scratch=${2:-$(mktemp -d "${TMPDIR:-/tmp}/power.XXXXXX")}
mkdir -p "$scratch"
"$bench"
for name in 51 190; do "$bench" list $name >"$scratch/$name"; done

python=$scratch/venv/bin/python
[ -x "$python" ] || { python3 -m venv "$scratch/venv" && "$scratch/venv/bin/pip" install -q powerindices numpy; } >"$scratch/log" 2>&1 || true
if "$python" -c 'import powerindices' 2>>"$scratch/log"; then
    echo "51 weights:"
    "$python" "$here/power_peer.py" shapley <"$scratch/51"
    "$python" "$here/power_peer.py" banzhaf <"$scratch/51"
    echo "190 weights that add up to 50000 (its numbers of 64 bits overflow, so that the value is wrong):"
    "$python" "$here/power_peer.py" banzhaf <"$scratch/190"
else
    echo "powerindices  not measured"
fi
if cc -O2 -o "$scratch/buddy" "$here/power_buddy.c" -lbdd 2>>"$scratch/log"; then
    "$scratch/buddy" <"$scratch/190"
else
    echo "BuDDy         not measured"
fi
