#!/bin/sh
# The README's C program compiles as shown, without a warning, against the installed library, and runs on a dossier.
# usage: readme.sh BUILD-DIRECTORY
. "$(dirname "$0")/common.sh"

[ -f "$root/README.md" ] || fail "there is no README.md"
awk '/^```c$/ {inside = 1; found++; next} /^```$/ {inside = 0} inside && found == 1' "$root/README.md" >"$work/readme.c"
[ -s "$work/readme.c" ] || fail "README.md has no C program (a block that begins with three backquotes and c)"
PKG_CONFIG_PATH=$(dirname "$(find "$prefix" -name libguarantee.pc)")
export PKG_CONFIG_PATH
# Options are lists.
cc -std=c11 -Wall -Wextra -Werror -o "$work/readme" "$work/readme.c" $(pkg-config --cflags --libs libguarantee) \
    -Wl,-rpath,"$(pkg-config --variable=libdir libguarantee)" || fail "the README's C program does not compile"
"$work/readme" "$root/examples/ukraine-2025" >"$work/readme.txt" || fail "the README's C program ended with $?"
[ -s "$work/readme.txt" ] || fail "the README's C program said nothing"
