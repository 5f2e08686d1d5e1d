#!/bin/sh
# mypy --strict on the package and on code that uses it; stubtest holds the stubs against what is there.
# usage: typing.sh BUILD-DIRECTORY
set -eu
here=$(cd "$(dirname "$0")" && pwd)
python=$1/python/venv/bin/python
[ -x "$python" ] && "$python" -c 'import mypy' 2>/dev/null || {
    echo "typing.sh: skipped: the package or mypy is not installed (apt-get install mypy)" >&2
    exit 77
}
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
trap 'exit 130' HUP INT TERM
python=$(cd "$(dirname "$python")" && pwd)/python
site=$("$python" -c 'import guarantee, pathlib; print(pathlib.Path(guarantee.__file__).parent.parent)')
cd "$site"
"$python" -m mypy --strict --cache-dir "$scratch/cache" -p guarantee
"$python" -m mypy --strict --cache-dir "$scratch/cache" "$here/typed.py"
"$python" -m mypy.stubtest --allowlist "$here/stubtest.txt" --ignore-unused-allowlist guarantee._native
