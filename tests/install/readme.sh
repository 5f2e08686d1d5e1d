#!/bin/sh
# The README's lines of C, in a frame that declares what they use, and the program that it names compile without a warning against the installed library
# and run on a dossier; the program with its lines for pkg-config and CMake, too. (Its Python and Lua are run by the tests of those bindings.)
# usage: readme.sh BUILD-DIRECTORY
. "$(dirname "$0")/common.sh"

[ -f "$root/README.md" ] || fail "there is no README.md"
PKG_CONFIG_PATH=$(dirname "$(find "$prefix" -name libguarantee.pc)")
export PKG_CONFIG_PATH

# build_c SOURCE PROGRAM: what pkg-config says is a list.
build_c() {
    cc -std=c11 -Wall -Wextra -Werror -o "$2" "$1" $(pkg-config --cflags --libs libguarantee) \
        -Wl,-rpath,"$(pkg-config --variable=libdir libguarantee)"
}

{
    printf '#include <guarantee.h>\n#include <stdio.h>\nint main(void)\n{\n'
    printf 'const char *paths[] = {"%s/examples/ukraine-2025"};\n' "$root"
    printf 'gtee_context *context;\ngtee_dossier *dossier;\ngtee_view *view;\ngtee_assessment *assessment;\ngtee_diagnostics *problems;\n'
    awk '/^```c$/ {inside = 1; found++; next} /^```$/ {inside = 0} inside && found == 1' "$root/README.md"
    printf 'gtee_assessment_unref(assessment);\ngtee_view_unref(view);\ngtee_dossier_unref(dossier);\n'
    printf 'gtee_diagnostics_unref(problems);\ngtee_context_unref(context);\nreturn 0;\n}\n'
} >"$work/lines.c"
grep -q gtee_assess "$work/lines.c" || fail "README.md has no lines of C (a block that begins with three backquotes and c)"
build_c "$work/lines.c" "$work/lines" || fail "the README's lines of C do not compile"
[ "$("$work/lines")" = "not acceptable" ] || fail "the README's lines of C say something else than \"not acceptable\""

program_c=$(sed -n 's/^\[`\(examples\/c\/[a-z]*\.c\)`\].* is a whole program.*/\1/p' "$root/README.md")
[ -n "$program_c" ] || fail "README.md names no whole program in C"
build_c "$root/$program_c" "$work/readme" || fail "$program_c does not compile"
"$work/readme" "$root/examples/ukraine-2025" >"$work/readme.txt" || fail "$program_c ended with $?"
[ "$(grep -c ': \(yes\|no\)$' "$work/readme.txt")" -gt 5 ] || fail "$program_c does not say which proposals are acceptable"

# The line for pkg-config, and the lines for CMake, as they stand.
mkdir -p "$work/readme-lines/examples"
cp -R "$root/examples/c" "$work/readme-lines/examples/c"
cp "$root/$program_c" "$work/readme-lines/program.c"
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
