#!/bin/sh
# Runs one test file with the package that install.sh installed.
# usage: run.sh BUILD-DIRECTORY TEST.py [ARGUMENT…]
set -eu
here=$(cd "$(dirname "$0")" && pwd)
python=$1/python/venv/bin/python
[ -x "$python" ] || {
    echo "run.sh: skipped: the package is not installed (install.sh says why)" >&2
    exit 77
}
shift
cd "$here"
exec "$python" -B "$@"
