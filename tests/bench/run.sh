#!/bin/sh
# Measures loading: against libyaml's bare event parse of the same bytes (time, and instructions if valgrind is here), and
# against js-yaml and PyYAML's CSafeLoader on the same file in the same run; then views and assessments.
# Builds in, and installs peers into, a scratch directory, which stays for the next run.
#
# usage: sh tests/bench/run.sh [POSITIONS…]     1000 10000 100000 1000000 by default; peers get up to GUARANTEE_BENCH_PEERS
#                                               (100000) positions, valgrind the second size
set -eu
root=$(cd "$(dirname "$0")/../.." && pwd)
work=${GUARANTEE_BENCH_DIR:-$root/build/bench}
peers=${GUARANTEE_BENCH_PEERS:-100000}
[ $# -gt 0 ] || set -- 1000 10000 100000 1000000
mkdir -p "$work/peers"

cmake -S "$root" -B "$work/build" -DCMAKE_BUILD_TYPE=Release >"$work/log" 2>&1 &&
    cmake --build "$work/build" -j "$(nproc)" --target make_dossier bench_load bench_view bench_reason >>"$work/log" 2>&1 || {
    tail -n 30 "$work/log"
    exit 1
}
bin=$work/build/tests/bench

for size; do
    [ -s "$work/$size.yaml" ] || "$bin/make_dossier" "$size" >"$work/$size.yaml"
    echo "$size positions"
    rounds=5
    [ "$size" -le 100000 ] || rounds=2
    "$bin/bench_load" "$work/$size.yaml" $rounds
    "$bin/bench_view" "$work/$size.yaml"
    "$bin/bench_reason" "$size"
done

# instructions WHAT FILE: how many the named half of the benchmark takes.
instructions() {
    valgrind --tool=callgrind --callgrind-out-file=/dev/null "$bin/bench_load" "$1" "$2" 2>&1 |
        sed -n 's/.*Collected : \([0-9]*\).*/\1/p'
}
if command -v valgrind >/dev/null; then
    file=$work/${2:-$1}.yaml
    events=$(instructions events "$file")
    load=$(instructions load "$file")
    bytes=$(wc -c <"$file")
    echo "instructions for ${2:-$1} positions: events $((events / bytes)) a byte, load $((load / bytes)) a byte, ratio $(
        awk "BEGIN {printf \"%.3f\", $load / $events}")"
fi

largest=
for size; do [ "$size" -gt "$peers" ] || largest=$size; done
[ -n "$largest" ] || exit 0
file=$work/$largest.yaml
echo "peers, $largest positions"
"$bin/bench_load" "$file" 1 | head -n 1

if command -v npm >/dev/null; then
    [ -d "$work/peers/node_modules/js-yaml" ] || npm install --silent --no-audit --no-fund --prefix "$work/peers" js-yaml >>"$work/log" 2>&1
    NODE_PATH=$work/peers/node_modules node --max-old-space-size=8192 -e '
        const yaml = require("js-yaml"), text = require("fs").readFileSync(process.argv[1], "utf8");
        const begin = process.hrtime.bigint();
        yaml.load(text, {schema: yaml.FAILSAFE_SCHEMA});
        const took = Number(process.hrtime.bigint() - begin) / 1e9;
        console.log("js-yaml      " + took.toFixed(2) + " s, resident " + (process.resourceUsage().maxRSS * 1024 / 1e6).toFixed(0) + " MB");
    ' "$file" || echo "js-yaml      not measured"
fi

python=$work/peers/venv/bin/python
[ -x "$python" ] || { python3 -m venv "$work/peers/venv" && "$work/peers/venv/bin/pip" install -q pyyaml; } >>"$work/log" 2>&1 || true
if [ -x "$python" ]; then
    "$python" -c '
import resource, sys, time, yaml
text = open(sys.argv[1], "rb").read()
begin = time.process_time()
yaml.load(text, Loader=yaml.CSafeLoader)
print("CSafeLoader  %.2f s, resident %.0f MB" % (time.process_time() - begin, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 / 1e6))
' "$file" || echo "CSafeLoader  not measured"
fi
