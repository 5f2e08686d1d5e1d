#!/bin/sh
# The same dossier gives the same bytes: in every run, wherever the allocator puts things, in every locale. Given as single files
# in any order instead of as a directory, records come in another order, and nothing else changes.
# usage: same.sh OUTPUTS [DOSSIER-DIRECTORY…]
set -eu
outputs=$1
shift
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

differ() {
    echo "same.sh: $1" >&2
    diff -a "$2" "$3" | head -n 20 >&2
    exit 1
}

# same WHAT: the output in `now` is that in `first`.
same() {
    cmp -s "$scratch/first" "$scratch/now" || differ "$1" "$scratch/first" "$scratch/now"
}

# Locales of their own, where they can be made: a decimal comma, a dotless i, an encoding that is no UTF-8.
locales='C C.UTF-8'
if command -v localedef >/dev/null; then
    mkdir "$scratch/locale"
    for one in de_DE.UTF-8 tr_TR.UTF-8 ru_RU.KOI8-R; do
        localedef --no-archive -i "${one%.*}" -f "${one#*.}" "$scratch/locale/$one" >/dev/null 2>&1 && locales="$locales $one"
    done
fi

for dossier; do
    LC_ALL=C "$outputs" up all "$dossier" >"$scratch/first"
    [ "$(wc -l <"$scratch/first")" -gt 5 ] || { echo "same.sh: $dossier: hardly anything came out" >&2; exit 1; }
    for way in up down scattered; do
        LC_ALL=C "$outputs" $way all "$dossier" >"$scratch/now"
        same "$dossier: another allocator ($way)"
    done
    for locale in $locales; do
        LOCPATH=$scratch/locale
        case $locale in C*) unset LOCPATH ;; *) export LOCPATH ;; esac
        LC_ALL=$locale "$outputs" up all "$dossier" >"$scratch/now"
        same "$dossier: locale $locale"
    done
    unset LOCPATH 2>/dev/null || true
    LC_ALL=C TZ=Pacific/Kiritimati COLUMNS=40 NO_COLOR=1 LANGUAGE=ru "$outputs" up all "$dossier" >"$scratch/now"
    same "$dossier: another environment"

    # As single files: first in order, which is the same as the directory; then the other way round, and rotated.
    [ -d "$dossier" ] || continue
    set -- "$dossier"/*.yaml "$dossier"/*.json
    files= backwards= rotated= before=
    for file; do
        [ -f "$file" ] || continue
        files="$files $file"
        backwards="$file $backwards"
        if [ -z "$before" ]; then before=$file; else rotated="$rotated $file"; fi
    done
    # their names hold no spaces
    LC_ALL=C "$outputs" up all $(printf '%s\n' $files | LC_ALL=C sort) >"$scratch/now"
    same "$dossier: its files one by one"
    LC_ALL=C "$outputs" up csv "$dossier" | LC_ALL=C sort >"$scratch/rows"
    for order in "$backwards" "$rotated $before"; do
        LC_ALL=C "$outputs" up csv $order | LC_ALL=C sort >"$scratch/now"
        cmp -s "$scratch/rows" "$scratch/now" || differ "$dossier: files in another order" "$scratch/rows" "$scratch/now"
    done
done
echo "$locales"
