#!/bin/sh
# Writes the description of the interface's binary form (libabigail) to OUTPUT. The library is built for it by gcc without
# optimisation: folding identical functions hides most of them from the description, and clang describes types otherwise.
# usage: measured.sh OUTPUT
. "$(dirname "$0")/gate.sh"
command -v abidw >/dev/null || exit 77
command -v gcc >/dev/null || exit 77

mkdir "$scratch/objects"
cd "$scratch/objects"
for source in "$root"/lib/*/*.c; do
    room=$(basename "$(dirname "$source")")
    printf '%s\n%s\n' "$source" "$room-$(basename "$source" .c).o"
done | xargs -n 2 -P 2 sh -c 'gcc -std=c11 -D_POSIX_C_SOURCE=200809L -DGTEE_BUILDING -g -O0 -fno-ipa-icf -fPIC \
    -fvisibility=hidden -w -ffile-prefix-map="$0/=" -I"$0/include" -I"$0/lib" -c -o "$2" "$1"' "$root" || cannot "the library does not compile"
gcc -shared -Wl,--version-script="$map" -Wl,-soname,libguarantee.so -o ../libguarantee.so ./*.o -lyaml -lutf8proc ||
    cannot "the library does not link"
abidw --headers-dir "$root/include" --no-corpus-path --no-comp-dir-path --no-show-locs --type-id-style hash \
    --drop-private-types --drop-undefined-syms --no-elf-needed --exported-interfaces-only --out-file "$1" ../libguarantee.so ||
    cannot "abidw failed"
