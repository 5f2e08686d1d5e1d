#!/bin/sh
# Copies what the Python package is built from out of the tree, and installs it by pip into an environment of its own: BUILD/python/venv.
# usage: install.sh BUILD-DIRECTORY [PYTHON]
# Needs a Python from 3.9 with venv, pip, setuptools 64 and wheel, and its headers. Nothing is fetched.
set -eu
root=$(cd "$(dirname "$0")/../.." && pwd)
mkdir -p "$1/python"
work=$(cd "$1/python" && pwd)
python=
for candidate in ${2:-} /usr/bin/python3 python3; do
    if "$candidate" - 2>/dev/null <<'PYTHON'
import importlib.metadata, os, sys, sysconfig
import ensurepip, pip, venv, wheel
sys.exit(sys.version_info < (3, 9) or int(importlib.metadata.version("setuptools").split(".")[0]) < 64
         or not os.path.exists(os.path.join(sysconfig.get_path("include"), "Python.h")))
PYTHON
    then
        python=$candidate
        break
    fi
done
[ -n "$python" ] || {
    echo "install.sh: skipped: no Python with venv, pip, setuptools 64, wheel and headers" >&2
    echo "(apt-get install python3-dev python3-venv python3-pip python3-setuptools python3-wheel)" >&2
    exit 77
}
rm -rf "$work/venv" "$work/tree"
mkdir -p "$work/tree/bindings"
cp -R "$root/include" "$root/lib" "$root/LICENSE" "$work/tree"
cp -R "$root/bindings/python" "$work/tree/bindings"
# What an earlier installation from the tree left there is not the source.
rm -rf "$work/tree/bindings/python/build" "$work/tree/bindings/python/"*.egg-info
"$python" -m venv --system-site-packages "$work/venv"
cd "$work"
venv/bin/python -m pip install --quiet --no-index --no-deps --no-build-isolation --disable-pip-version-check tree/bindings/python
venv/bin/python - <<'PYTHON'
import pathlib
import subprocess
import guarantee
from guarantee import _native
assert guarantee.__version__ == guarantee.version()
shown = subprocess.run(["nm", "-D", "--defined-only", _native.__file__], capture_output=True, text=True, check=True).stdout.split()
names = [name for name in shown[2::3]]
assert names == ["PyInit__native"], f"more than its entry is seen of the module: {names}"
print(guarantee.__version__, pathlib.Path(_native.__file__).name)
PYTHON
