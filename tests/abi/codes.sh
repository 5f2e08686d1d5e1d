#!/bin/sh
# The codes of diagnostics are frozen once released: scripts and people search for them. codes.txt is the reviewed list of code,
# name and severity, made from the one registry. With --print, prints what the registry says now.
# usage: codes.sh [--print]
. "$(dirname "$0")/gate.sh"
CC=${CC:-cc}

cat >"$scratch/show.c" <<'END'
#include <stdio.h>
#define GTI_CODE(symbol, code, name, severity, since, meaning, mend) puts(code " " name " " #severity);
int main(void)
{
#include "base/diagnostic_codes.def"
    return 0;
}
END
"$CC" -std=c11 -I"$root/lib" -o "$scratch/show" "$scratch/show.c" 2>"$scratch/log" ||
    cannot "the registry does not compile: $(head -n 5 "$scratch/log")"
"$scratch/show" | sort >"$scratch/now"
[ -s "$scratch/now" ] || cannot "the registry is empty"
if [ "${1:-}" = --print ]; then
    cat "$scratch/now"
    exit 0
fi
for column in 1 2; do
    cut -d ' ' -f "$column" "$scratch/now" | sort | uniq -d >"$scratch/twice"
    [ ! -s "$scratch/twice" ] || finding "used twice in diagnostic_codes.def: $(tr '\n' ' ' <"$scratch/twice")"
done
grep -Ev '^G0[1-9][0-9][0-9] [a-z0-9-]+ (ERROR|WARNING|LIMIT|IO)$' "$scratch/now" >"$scratch/odd" || true
[ ! -s "$scratch/odd" ] || finding "not a code, a name and a severity: $(cat "$scratch/odd")"
same "in diagnostic_codes.def" "$scratch/now" "in tests/abi/codes.txt" "$gates/codes.txt"
exit "$found"
