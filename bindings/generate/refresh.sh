#!/bin/sh
# Writes bindings/api.json and the bindings made of it anew from include/guarantee.h: after every change of the interface.
# usage: refresh.sh [--check]     --check writes nothing, and fails where what is there is not what would be written
# Needs a Python with clang.cindex: Debian's python3-clang-19, or `pip install libclang` (then name that Python in PYTHON).
set -eu
here=$(cd "$(dirname "$0")" && pwd)
python=
for candidate in ${PYTHON:-} /usr/bin/python3 python3; do
    if "$candidate" -c 'import clang.cindex' 2>/dev/null; then
        python=$candidate
        break
    fi
done
[ -n "$python" ] || {
    echo "refresh.sh: skipped: no Python with clang.cindex (apt-get install python3-clang-19, or pip install libclang)" >&2
    exit 77
}
"$python" -B "$here/describe.py" "$@"
for generator in python lua; do
    [ ! -f "$here/$generator.py" ] || "$python" -B "$here/$generator.py" "$@"
done
