#!/bin/sh
# Plants irregular declarations in a small header and expects the generator to name the rule that each breaks.
set -eu
root=$(cd "$(dirname "$0")/../.." && pwd)
for python in ${PYTHON:-} /usr/bin/python3 python3; do
    if "$python" -c 'import clang.cindex' 2>/dev/null; then
        exec "$python" -B "$root/tests/bindings/planted.py" "$root/bindings/generate"
    fi
done
echo "planted.sh: skipped: no Python with clang.cindex (apt-get install python3-clang-19, or pip install libclang)" >&2
exit 77
