#!/bin/sh
# Answers about games beside other packages, in one run: powerindices, powerindex and power-bdd for indices, BuDDy (Debian's libbdd-dev) and CUDD (in
# the Python package dd) for probabilities. No package for R is among Debian's, so there is none here. What is not to be had is left out, and said.
# usage: power.sh BENCH_GAME [SCRATCH]      the scratch directory keeps the packages for the next run
set -eu
here=$(cd "$(dirname "$0")" && pwd)
bench=$1
scratch=${2:-$(mktemp -d "${TMPDIR:-/tmp}/power.XXXXXX")}
mkdir -p "$scratch"
"$bench"
python=$scratch/venv/bin/python
[ -x "$python" ] || python3 -m venv "$scratch/venv"
for package in "powerindices numpy" powerindex power-bdd dd; do
    # shellcheck disable=SC2086 # two words are two packages
    "$scratch/venv/bin/pip" install -q $package >"$scratch/log" 2>&1 || echo "$package is not to be had"
done
cc -O2 -o "$scratch/buddy" "$here/power_buddy.c" -lbdd 2>"$scratch/log" || echo "BuDDy is not to be had"
python3 "$here/power.py" "$bench" "$python" "$scratch/buddy"
