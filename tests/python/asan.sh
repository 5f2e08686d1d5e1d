#!/bin/sh
# The tests of lifetimes, calls and coverage once more, with the extension and the library under AddressSanitizer and
# UndefinedBehaviorSanitizer; leaks count if the library or the extension made them.
# usage: asan.sh BUILD-DIRECTORY LIBGUARANTEE.a
set -eu
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
work=$1/python-asan
archive=$2
python=/usr/bin/python3
include=$("$python" -c 'import os, sysconfig; p = sysconfig.get_path("include"); print(p if os.path.exists(p + "/Python.h") else "")' 2>/dev/null) || include=
preload="$(gcc -print-file-name=libasan.so) $(gcc -print-file-name=libubsan.so)"
[ -n "$include" ] || {
    echo "asan.sh: skipped: no headers of $python (apt-get install python3-dev)" >&2
    exit 77
}
rm -rf "$work"
mkdir -p "$work/objects" "$work/site/guarantee"
flags="-std=c11 -O1 -g -fsanitize=address,undefined -fno-sanitize-recover=undefined -fno-omit-frame-pointer -fPIC -fvisibility=hidden"
source=$root/bindings/python/src
for file in "$source"/*.c "$source"/generated/*.c; do
    # $flags is a list
    gcc $flags -I"$include" -I"$root/include" -I"$source" -c "$file" -o "$work/objects/$(basename "$file" .c).o"
done
gcc -shared -fsanitize=address,undefined -o "$work/site/guarantee/_native.abi3.so" "$work"/objects/*.o "$archive" -l:libyaml.a -l:libutf8proc.a \
    -Wl,--exclude-libs,ALL -Wl,--version-script="$source/native.map"
cp "$root"/bindings/python/guarantee/*.py "$work/site/guarantee"

cd "$here"
export PYTHONPATH="$work/site" PYTHONMALLOC=malloc GUARANTEE_TEST_LOADS=5000 GUARANTEE_TEST_SANITIZED=1
status=0
for test in lifetime calls record coverage; do
    # Python leaves what it has interned at its end; the report is read, not the status.
    LD_PRELOAD=$preload ASAN_OPTIONS=detect_leaks=1:exitcode=0:halt_on_error=1 LSAN_OPTIONS=max_leaks=0:exitcode=0 \
        "$python" -B "test_$test.py" >"$work/$test.log" 2>&1 || { tail -n 40 "$work/$test.log"; status=1; continue; }
    grep -q '^OK' "$work/$test.log" || { echo "test_$test.py did not end well"; tail -n 40 "$work/$test.log"; status=1; }
    # A leak is ours if a frame of its stack is; `allocate` of a Python object by us is a leaked wrapper.
    awk '/^(Direct|Indirect) leak/ {block = $0; ours = 0; next}
         /^$/ {if (ours) {print block; found = 1} block = ""; next}
         block != "" {block = block "\n" $0; if ($0 ~ / in (gtee|gti|gp)_|\/bindings\/python\/src\//) ours = 1}
         END {exit found}' "$work/$test.log" || { echo "test_$test.py: leaks of ours, above"; status=1; }
done
[ "$status" -ne 0 ] || echo "no error and no leak of ours"
exit "$status"
