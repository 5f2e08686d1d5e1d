#!/bin/sh
# The benchmarks themselves work: on a small synthetic dossier, which must load without a word and be the same each time.
# usage: small.sh MAKE_DOSSIER BENCH_LOAD BENCH_VIEW BENCH_REASON
set -eu
scratch=$(mktemp -d "${TMPDIR:-/tmp}/bench.XXXXXX")
trap 'rm -rf "$scratch"' EXIT
"$1" 1000 >"$scratch/one.yaml"
"$1" 1000 >"$scratch/two.yaml"
cmp "$scratch/one.yaml" "$scratch/two.yaml"
"$2" "$scratch/one.yaml" 1
"$3" "$scratch/one.yaml"
"$4" 1000 1
