#!/bin/sh
# The README's C program compiles as shown, without a warning, against the installed library, and runs on a dossier: by hand, and with its lines
# for pkg-config and CMake. (Its Python and Lua are run by the tests of those bindings.)
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

# The line for pkg-config, and the lines for CMake, as they stand.
mkdir -p "$work/readme-lines"
cp "$work/readme.c" "$work/readme-lines/program.c"
line=$(sed -n 's/^With pkg-config: `\(cc .*\)`\.$/\1/p' "$root/README.md")
[ -n "$line" ] || fail "README.md has no line for pkg-config"
(cd "$work/readme-lines" && eval "$line") || fail "the README's line for pkg-config fails: $line"
LD_LIBRARY_PATH=$(pkg-config --variable=libdir libguarantee) "$work/readme-lines/a.out" "$root/examples/ukraine-2025" | cmp - "$work/readme.txt" ||
    fail "what the README's line for pkg-config builds prints something else"
{
    printf 'cmake_minimum_required(VERSION 3.16)\nproject(readme C)\nadd_executable(program program.c)\n'
    awk '/^```cmake$/ {inside = 1; next} /^```$/ {inside = 0} inside' "$root/README.md"
} >"$work/readme-lines/CMakeLists.txt"
grep -q find_package "$work/readme-lines/CMakeLists.txt" || fail "README.md has no lines for CMake"
rm -rf "$work/readme-lines/build"
{
    cmake -S "$work/readme-lines" -B "$work/readme-lines/build" -G "$generator" -DCMAKE_PREFIX_PATH="$prefix" &&
        cmake --build "$work/readme-lines/build"
} >"$work/readme.log" 2>&1 || { cat "$work/readme.log" >&2; fail "the README's lines for CMake fail"; }
"$work/readme-lines/build/program" "$root/examples/ukraine-2025" | cmp - "$work/readme.txt" || fail "what the README's lines for CMake build prints something else"

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
