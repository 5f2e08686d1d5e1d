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

# Each line of the output that it shows is one that the commands above it print.
awk '/^```text$/ {inside = 1; next} /^```$/ {inside = 0} inside' "$root/README.md" >"$work/shown.txt"
sed -n 's/^\$ guarantee //p' "$work/shown.txt" >"$work/commands.txt"
[ -s "$work/commands.txt" ] || fail "README.md shows no output"
program=$(find "$prefix" -type f -name guarantee -path '*bin*')
while read -r arguments; do
    # arguments are a list
    (cd "$root" && "$program" $arguments --width 80) >>"$work/printed.txt" || [ $? -eq 1 ] || fail "guarantee $arguments failed"
done <"$work/commands.txt"
grep -v -e '^\$' -e '^…$' -e '^$' "$work/shown.txt" | while read -r line; do
    grep -qF -- "$line" "$work/printed.txt" || fail "the README shows a line that does not come out: $line"
done
