#!/bin/sh
# A gate that lets everything through is worse than none: plants one break for each gate in a copy of the tree and
# expects exactly that gate to find it (status 1; a gate that could not look, status 2, does not count).
# usage: planted.sh SHARED STATIC
. "$(dirname "$0")/gate.sh"
shared=$(cd "$(dirname "$1")" && pwd)/$(basename "$1")
static=$(cd "$(dirname "$2")" && pwd)/$(basename "$2")
copy=$scratch/copy

# A fresh copy of what the gates read.
fresh_copy() {
    rm -rf "$copy"
    mkdir -p "$copy/tests" "$copy/bindings"
    cp -R "$root/include" "$root/lib" "$root/CMakeLists.txt" "$copy"
    cp -R "$root/bindings/cli" "$copy/bindings"
    cp -R "$gates" "$copy/tests"
}

# change SED-SCRIPT FILE…: edits the copy; a change that changes nothing is a defect of this test.
change() {
    script=$1
    shift
    cat "$@" | cksum >"$scratch/before"
    sed -i "$script" "$@"
    cat "$@" | cksum | cmp -s - "$scratch/before" && finding "planted nothing: $script"
    return 0
}

# expect_break WHAT GATE [ARGUMENT…]: the gate must say 1.
expect_break() {
    what=$1 gate=$2
    shift 2
    status=0
    sh "$copy/tests/abi/$gate" "$@" >"$scratch/log" 2>&1 || status=$?
    case $status in
    1) ;;
    77) skipped=1 ;;
    *) finding "$gate ended with $status on: $what"; sed 's/^/    /' "$scratch/log" >&2 ;;
    esac
}
skipped=0

fresh_copy
change 's/^GTEE_API const char \*gtee_version(void);/&\nGTEE_API int32_t gtee_planted(void);/' "$copy/include/guarantee.h"
expect_break "a function that only the header knows" symbols.sh "$shared" "$static"

fresh_copy
change '/^ *gtee_version;$/d' "$copy/lib/guarantee.map"
expect_break "a function that the map does not list" symbols.sh "$shared" "$static"

fresh_copy
change 's/^set(GUARANTEE_SOVERSION .*/set(GUARANTEE_SOVERSION 99)/' "$copy/CMakeLists.txt"
expect_break "another soname than decided" symbols.sh "$shared" "$static"

fresh_copy
change 's/GTEE_ERROR_LIMIT ((gtee_status)4)/GTEE_ERROR_LIMIT ((gtee_status)44)/' "$copy/include/guarantee.h"
expect_break "a constant with another value" constants.sh

fresh_copy
change 's/"unknown-key"/"strange-key"/' "$copy/lib/base/diagnostic_codes.def"
expect_break "a diagnostic with another name" codes.sh

fresh_copy
change 's/^typedef int32_t gtee_status;/typedef int gtee_status, planted\n;int;/' "$copy/include/guarantee.h"
expect_break "a header with a warning" header.sh

fresh_copy
printf '#include "show/planted.h"\n' >"$copy/lib/base/planted.c"
expect_break "a room that looks forward" includes.sh
fresh_copy
printf '#include <yaml.h>\n' >"$copy/bindings/cli/planted.c"
expect_break "a program that looks inside" includes.sh

fresh_copy
{ echo 'int planted(void)'; echo '{'; yes '    ;' | head -n 99; echo '}'; } >"$copy/lib/base/planted.c"
expect_break "a function of 102 lines" lengths.sh
fresh_copy
yes '/* long */' | head -n 601 >"$copy/lib/base/planted.c"
expect_break "a file of 601 lines" lengths.sh

# A library of its own, for what only objects show.
fresh_copy
printf '#include <stdlib.h>\n__attribute__((visibility("default"))) void gti_planted(void) { abort(); }\n' >"$scratch/import.c"
printf 'static int state; int *gti_planted(void) { return &state; }\n' >"$scratch/state.c"
printf 'static _Thread_local int state = 1; int *gti_planted(void) { return &state; }\n' >"$scratch/thread.c"
printf 'void planted(void) {}\n' >"$scratch/name.c"
for planted in import state thread name; do
    gcc -fPIC -c -o "$scratch/$planted.o" "$scratch/$planted.c" &&
        gcc -shared -o "$scratch/$planted.so" "$scratch/$planted.o" &&
        ar rc "$scratch/$planted.a" "$scratch/$planted.o" || cannot "cannot build $planted.c"
done
expect_break "an import of abort" imports.sh "$scratch/import.so" "$static"
expect_break "a writable global" imports.sh "$shared" "$scratch/state.a"
expect_break "a thread-local variable" imports.sh "$shared" "$scratch/thread.a"
cp "$static" "$scratch/foreign.a"
ar r "$scratch/foreign.a" "$scratch/name.o" 2>/dev/null
expect_break "a foreign name in the static library" symbols.sh "$shared" "$scratch/foreign.a"

fresh_copy
change 's/gtee_date_first_day(gtee_date /gtee_date_first_day(int64_t /' "$copy/include/guarantee.h" "$copy"/lib/*/*.c
expect_break "a parameter of another width" description.sh
fresh_copy
change 's/^\( *\)uint64_t file_bytes;.*/\1uint64_t planted;\n&/' "$copy/include/guarantee.h"
expect_break "an option struct with a member in its middle" description.sh

[ "$found" -ne 0 ] || [ "$skipped" -eq 0 ] || exit 77
exit "$found"
