#!/bin/sh
# Measures, in one run, three reads of each of so many positions: in plain C, by the Python package, by ctypes and by cffi (if it can be had).
# Builds in a scratch directory, which stays for the next run.
#
# usage: sh tests/bench/calls.sh [POSITIONS]     100000 by default
set -eu
root=$(cd "$(dirname "$0")/../.." && pwd)
work=${GUARANTEE_BENCH_DIR:-$root/build/bench}
size=${1:-100000}
mkdir -p "$work"
cmake -S "$root" -B "$work/build" -DCMAKE_BUILD_TYPE=Release >"$work/log" 2>&1 &&
    cmake --build "$work/build" -j "$(nproc)" --target make_dossier bench_calls guarantee >>"$work/log" 2>&1 || {
    tail -n 30 "$work/log"
    exit 1
}
[ -s "$work/$size.yaml" ] || "$work/build/tests/bench/make_dossier" "$size" >"$work/$size.yaml"
sh "$root/tests/python/install.sh" "$work" >/dev/null
"$work/python/venv/bin/python" -c 'import cffi' 2>/dev/null ||
    "$work/python/venv/bin/python" -m pip install --quiet --disable-pip-version-check cffi 2>/dev/null || true
"$work/build/tests/bench/bench_calls" "$work/$size.yaml"
"$work/python/venv/bin/python" "$root/tests/bench/calls.py" "$work/$size.yaml" "$work/build/lib/libguarantee.so" "$root/include"
