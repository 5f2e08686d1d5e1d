#!/bin/sh
# Installs into a scratch prefix, moves that, and looks for anything that still points to where it was built or installed.
# usage: prefix.sh BUILD-DIRECTORY
. "$(dirname "$0")/common.sh"

rm -rf "$work"
mkdir -p "$work"
cmake --install "$build" --prefix "$work/installed" >"$work/install.log" || { cat "$work/install.log" >&2; exit 1; }
mv "$work/installed" "$prefix"
for file in include/guarantee.h bin/guarantee; do
    [ -f "$prefix/$file" ] || fail "not installed: $file"
done
[ "$(find "$prefix/include" -type f | wc -l)" -eq 1 ] || fail "more than guarantee.h was installed as a header"
for name in libguarantee.so libguarantee.so.0 libguarantee.a libguarantee.pc guarantee-config.cmake guarantee-config-version.cmake; do
    [ -n "$(find "$prefix" -name "$name")" ] || fail "not installed: $name"
done
if grep -rIlF -e "$work" -e "$root/" "$prefix"; then
    fail "the files above hold a path of the machine that they were made on"
fi
