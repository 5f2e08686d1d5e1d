#!/bin/sh
# Proved optima and near-optimal packages of synthetic deals beside toulbar2 (Debian's), HiGHS, CP-SAT, RC2, clingo and z3 (from their Python packages) on the
# same instances in the same run. What cannot be had is skipped, and said so. Takes half an hour, most of it for peers that do not finish.
#
# usage: sh tests/bench/solve.sh [options of solve.py]     such as --limit 10 --seeds 1,2,3,4,5 --only bloc_500,conflict_500
set -eu
root=$(cd "$(dirname "$0")/../.." && pwd)
targets="make_deal bench_deal bench_solve"
packages="highspy ortools python-sat clingo z3-solver"
. "$root/tests/bench/prepare.sh"
exec "$python" "$root/tests/bench/solve.py" "$bin" "$work/deals" "$@"
