#!/bin/sh
# The source distribution builds by itself, far from the tree, into a wheel for every CPython from 3.9; each one on this machine imports it.
# usage: sdist.sh BUILD-DIRECTORY
set -eu
here=$(cd "$(dirname "$0")" && pwd)
work=$(cd "$1/python" 2>/dev/null && pwd) || exit 77
python=$work/venv/bin/python
[ -x "$python" ] || {
    echo "sdist.sh: skipped: the package is not installed (install.sh says why)" >&2
    exit 77
}
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
trap 'exit 130' HUP INT TERM
(cd "$work/tree/bindings/python" && "$python" setup.py --quiet sdist --dist-dir "$scratch/dist")
cd "$scratch"
mv "$work/tree" "$work/tree-aside" # so that it cannot lean on it
"$python" -m pip wheel --quiet --no-index --no-deps --no-build-isolation --disable-pip-version-check --wheel-dir wheels dist/guarantee-*.tar.gz ||
    { mv "$work/tree-aside" "$work/tree"; exit 1; }
mv "$work/tree-aside" "$work/tree"
set -- wheels/guarantee-*-cp39-abi3-*.whl
[ -f "$1" ] || { echo "no abi3 wheel came out: $(ls wheels)" >&2; exit 1; }
"$python" -m zipfile -e "$1" site
for file in py.typed _native.pyi _native.abi3.so; do
    [ -f "site/guarantee/$file" ] || { echo "the wheel lacks guarantee/$file" >&2; exit 1; }
done
imported=
for candidate in python3.9 python3.10 python3.11 python3.12 python3.13 python3.14 "${PYENV_ROOT:-$HOME/.pyenv}"/versions/*/bin/python3; do
    version=$("$candidate" -c 'import sys; print("%d.%d" % sys.version_info[:2]); sys.exit(sys.version_info < (3, 9))' 2>/dev/null) || continue
    case " $imported " in *" $version "*) continue ;; esac
    (cd "$here" && PYTHONPATH=$scratch/site "$candidate" -B -m unittest -q test_record test_calls)
    # Built by each of them it would work as well: what the headers of one declare, those of another need not.
    headers=$("$candidate" -c 'import sysconfig; print(sysconfig.get_path("include"))')
    source=$here/../../bindings/python/src
    [ ! -f "$headers/Python.h" ] || cc -std=c11 -fsyntax-only -Werror=implicit-function-declaration -Werror=int-conversion -I"$headers" \
        -I"$here/../../include" -I"$source" "$source"/*.c "$source"/generated/*.c
    imported="$imported $version"
done
echo "one wheel for CPython$imported"
case "$imported" in *" "*" "*) ;; *)
    echo "sdist.sh: only one CPython is at hand: that one wheel serves two was skipped" >&2 ;;
esac
