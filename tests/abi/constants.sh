#!/bin/sh
# The values of the header's constants are frozen: programs and bindings have them compiled in, and no other gate sees
# them change. constants.txt is the reviewed list. With --print, prints what the header says now.
# usage: constants.sh [--print]
. "$(dirname "$0")/gate.sh"
CC=${CC:-cc}

declared numbers >"$scratch/names"
[ -s "$scratch/names" ] || cannot "no constant found in $header"
{
    cat <<'END'
#include <inttypes.h>
#include <stdio.h>
#include <guarantee.h>
#define TYPE(name) _Generic((name), int32_t: "int32_t", uint32_t: "uint32_t", int64_t: "int64_t", uint64_t: "uint64_t")
#define SHOW(name) printf("%s %s %" PRIdMAX "\n", #name, TYPE(name), (intmax_t)(name))
int main(void)
{
END
    sed 's/.*/    SHOW(&);/' "$scratch/names"
    echo '    return 0;'
    echo '}'
} >"$scratch/show.c"
"$CC" -std=c11 -I"$root/include" -o "$scratch/show" "$scratch/show.c" 2>"$scratch/log" ||
    cannot "the list of constants does not compile: $(head -n 5 "$scratch/log")"
"$scratch/show" | sort >"$scratch/now"
if [ "${1:-}" = --print ]; then
    cat "$scratch/now"
    exit 0
fi
same "in guarantee.h" "$scratch/now" "in tests/abi/constants.txt" "$gates/constants.txt"
exit "$found"
