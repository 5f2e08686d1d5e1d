#!/bin/sh
# bindings/api.json describes exactly the functions that the shared library exports (lib/guarantee.map), and its parts agree.
set -eu
root=$(cd "$(dirname "$0")/../.." && pwd)
exec python3 -B "$root/tests/bindings/map.py" "$root/bindings/api.json" "$root/lib/guarantee.map"
