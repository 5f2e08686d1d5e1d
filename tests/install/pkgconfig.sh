#!/bin/sh
# pkg-config libguarantee in one command: shared, and wholly static, C11 and C++17, each run.
# usage: pkgconfig.sh BUILD-DIRECTORY
. "$(dirname "$0")/common.sh"

PKG_CONFIG_PATH=$(dirname "$(find "$prefix" -name libguarantee.pc)")
export PKG_CONFIG_PATH
libdir=$(pkg-config --variable=libdir libguarantee)
case $(cd "$libdir" && pwd) in "$prefix"/*) ;; *) fail "pkg-config leads to $libdir" ;; esac

cp "$here/consumer/consumer.c" "$work/consumer.cc"
# Options are lists.
shared_options=$(pkg-config --cflags --libs libguarantee)
static_options=$(pkg-config --static --cflags --libs libguarantee)
cc -std=c11 -o "$work/pc_shared_c" "$here/consumer/consumer.c" $shared_options -Wl,-rpath,"$libdir"
c++ -std=c++17 -o "$work/pc_shared_cxx" "$work/consumer.cc" $shared_options -Wl,-rpath,"$libdir"
cc -std=c11 -static -o "$work/pc_static_c" "$here/consumer/consumer.c" $static_options
c++ -std=c++17 -static -o "$work/pc_static_cxx" "$work/consumer.cc" $static_options
expect_version "$work/pc_shared_c" "$work/pc_shared_cxx" "$work/pc_static_c" "$work/pc_static_cxx"
