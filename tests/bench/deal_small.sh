#!/bin/sh
# The benchmarks of deals themselves work: the optima that several solvers proved are found, through the public interface and by the solving room.
# usage: deal_small.sh MAKE_DEAL BENCH_DEAL BENCH_SOLVE BENCH_CORES
set -eu
scratch=$(mktemp -d "${TMPDIR:-/tmp}/deal.XXXXXX")
trap 'rm -rf "$scratch"' EXIT

# optimum FAMILY ISSUES PARTIES WEIGHT
optimum() {
    "$make" "$1" "$2" "$3" 1 >"$scratch/deal"
    for bench in "$view" "$engine"; do
        "$bench" -n 10 "$scratch/deal" >"$scratch/said"
        grep -q "^optimum $4 " "$scratch/said" && grep -q "^packages 10 " "$scratch/said" || { cat "$scratch/said"; exit 1; }
    done
}
make=$1 view=$2 engine=$3 cores=$4
optimum bloc 20 10 3346
optimum bloc 100 40 15433
optimum uniform 20 10 2389
optimum conflict 20 10 244
"$view" -c 20 "$scratch/deal" | grep -c "^corrections 20 \|^cores 20 " | grep -qx 2
"$cores" -n 20 "$scratch/deal" 2>&1 | grep -c " 20 in" | grep -qx 4
