#!/bin/sh
# The first 1000 minimal corrections and cores of deals that conflict, beside clasp's domain recording (by clingo), PySAT's LBX and MCSls, and MARCO, on the same
# instances in the same run. What cannot be had is skipped, and said so.
#
# usage: sh tests/bench/cores.sh [options of cores.py]     such as --seeds 1,2,3,4,5 --issues 100
set -eu
root=$(cd "$(dirname "$0")/../.." && pwd)
targets="make_deal bench_deal bench_cores"
packages="python-sat clingo"
. "$root/tests/bench/prepare.sh"
exec "$python" "$root/tests/bench/cores.py" "$bin" "$work/deals" "$@"
