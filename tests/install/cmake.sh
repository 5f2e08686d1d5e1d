#!/bin/sh
# find_package(guarantee) in a project of its own: shared and static, C11 and C++17, each run.
# usage: cmake.sh BUILD-DIRECTORY
. "$(dirname "$0")/common.sh"

rm -rf "$work/consumer"
{
    cmake -S "$here/consumer" -B "$work/consumer" -G "$generator" -DCMAKE_PREFIX_PATH="$prefix" &&
        cmake --build "$work/consumer"
} >"$work/consumer.log" 2>&1 || { cat "$work/consumer.log" >&2; exit 1; }
expect_version "$work/consumer/shared_c" "$work/consumer/shared_cxx" "$work/consumer/static_c" "$work/consumer/static_cxx"
ldd "$work/consumer/static_c" | grep libguarantee && fail "the static consumer needs the shared library"
ldd "$work/consumer/shared_c" | grep -q "$prefix/.*libguarantee.so.0" || fail "the shared consumer does not use the moved library"
