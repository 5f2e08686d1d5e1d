# Sourced by the scripts that measure beside other solvers, after `root`, `targets` and `packages` are set: builds the targets, optimised, into $work/build,
# and gives $bin (the programs) and $python (with what could be had of the packages, in an environment of its own). The scratch directory $work stays for the next run.
work=${GUARANTEE_BENCH_DIR:-$root/build/bench}
mkdir -p "$work/peers" "$work/deals"
cmake -S "$root" -B "$work/build" -DCMAKE_BUILD_TYPE=Release >"$work/log" 2>&1 &&
    cmake --build "$work/build" -j "$(nproc)" --target $targets >>"$work/log" 2>&1 || {
    tail -n 30 "$work/log"
    exit 1
}
bin=$work/build/tests/bench
python=$work/peers/venv/bin/python
[ -x "$python" ] || python3 -m venv "$work/peers/venv" >>"$work/log" 2>&1 || { echo "SKIPPED: no Python environment can be made"; exit 0; }
for package in $packages; do
    "$python" -m pip show -q "$package" >/dev/null 2>&1 || "$python" -m pip install -q "$package" >>"$work/log" 2>&1 ||
        echo "SKIPPED: $package cannot be installed"
done
