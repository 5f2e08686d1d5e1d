#!/bin/sh
# GUARANTEE_BUNDLE_STATIC_DEPS: the shared library needs neither libyaml nor utf8proc, exports nothing of them, and cannot
# be captured by a host that has symbols of the same names.
# usage: bundled.sh BUILD-DIRECTORY
. "$(dirname "$0")/common.sh"

bundled=$build/tests/install/bundled
{
    cmake -S "$root" -B "$bundled" -G "$generator" \
        -DCMAKE_BUILD_TYPE=Debug -DGUARANTEE_BUNDLE_STATIC_DEPS=ON -DGUARANTEE_BUILD_TESTS=OFF -DGUARANTEE_BUILD_CLI=OFF &&
        cmake --build "$bundled" --target guarantee -j 2
} >"$build/tests/install/bundled.log" 2>&1 || { tail -n 40 "$build/tests/install/bundled.log" >&2; exit 1; }

library=$bundled/lib/libguarantee.so
objdump -p "$library" | grep -E 'NEEDED.*(yaml|utf8proc)' && fail "it still needs them"
nm -D "$library" | grep -E '(yaml|utf8proc)_' && fail "it still shows them"

# Every name of theirs that the library calls is one that a host might have.
nm --defined-only "$library" | awk '$3 ~ /^(yaml|utf8proc)_[a-z0-9_]*$/ && $2 ~ /[tT]/ {print "CAPTURE(" $3 ")"}' | sort -u >"$bundled/captured.h"
grep -q yaml_parser_parse "$bundled/captured.h" && grep -q utf8proc_ "$bundled/captured.h" || fail "they are not in it"
cc -std=c11 -I"$bundled" -rdynamic -o "$bundled/host" "$here/host.c" -ldl || fail "the host does not compile"
"$bundled/host" "$library" || fail "the library does not work in a host with symbols of the same names"
