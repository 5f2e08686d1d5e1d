#!/bin/sh
# The public header stands alone, twice in one unit, in C11 and C++17, without one warning, with each compiler found here.
. "$(dirname "$0")/gate.sh"

printf '#include <guarantee.h>\n#include <guarantee.h>\ntypedef gtee_status not_empty;\n' >"$scratch/alone.c"
cp "$scratch/alone.c" "$scratch/alone.cc"
strict='-Wall -Wextra -Wpedantic -Wshadow -Wconversion -Werror'
compiled=0
# compile COMPILER STANDARD FILE
compile() {
    command -v "$1" >/dev/null || return 0
    compiled=$((compiled + 1))
    # $strict is a list of options
    "$1" "-std=$2" $strict -I"$root/include" -c -o "$scratch/alone.o" "$3" || finding "guarantee.h: $1 -std=$2 says the above"
}
for compiler in gcc clang clang-19; do compile "$compiler" c11 "$scratch/alone.c"; done
for compiler in g++ clang++ clang++-19; do compile "$compiler" c++17 "$scratch/alone.cc"; done
[ "$compiled" -ge 2 ] || cannot "needs a C and a C++ compiler"
exit "$found"
