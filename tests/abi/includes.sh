#!/bin/sh
# The plan of the house: a room includes only itself and the rooms before it; libyaml and utf8proc are each met in one
# place; bindings and example programs see guarantee.h and the C library, nothing else. Every #include line is looked at.
. "$(dirname "$0")/gate.sh"

# Headers of C11 and POSIX that lib/ may use; those of programs besides.
standard=' assert.h complex.h ctype.h errno.h fenv.h float.h inttypes.h iso646.h limits.h locale.h math.h stdalign.h stdarg.h stdatomic.h'
standard="$standard stdbool.h stddef.h stdint.h stdio.h stdlib.h string.h time.h wchar.h "
system=' dirent.h fcntl.h sys/stat.h sys/types.h unistd.h '
programs=' getopt.h poll.h signal.h sys/ioctl.h sys/mman.h sys/wait.h termios.h '

# rooms_of ROOM: itself and those that it may use.
rooms_of() {
    case $1 in
    base) echo base ;;
    record) echo base record ;;
    read) echo base record read ;;
    write) echo base record write ;;
    solve) echo base solve ;;
    game) echo base game ;;
    reason) echo base record solve game reason ;;
    show) echo base record solve game reason show ;;
    *) return 1 ;;
    esac
}

# check FILE ROOMS EXTRA: the includes of one file, given the rooms and the <headers> that it may use.
check() {
    file=$1 rooms=$2 extra=$3
    here=${file#"$root/"}
    sed -n 's/^[ \t]*#[ \t]*include[ \t]*\(.*\)$/\1/p' "$file" >"$scratch/includes"
    while read -r what rest; do
        case $what in
        '<guarantee.h>') ;;
        '<'*'>')
            name=${what#<} name=${name%>}
            case "$extra" in *" $name "*) ;; *) finding "$here: includes $what, which is not for this room" ;; esac
            ;;
        '"'*'"')
            name=${what#\"} name=${name%\"}
            case $name in
            *..*) finding "$here: includes $what by a path upwards" ;;
            guarantee.h) [ -n "$rooms" ] || finding "$here: includes $what; a caller says <guarantee.h>" ;;
            */*)
                case " $rooms " in
                *" ${name%%/*} "*) [ -f "$root/lib/$name" ] || finding "$here: includes $what, which does not exist" ;;
                *) finding "$here: includes $what, which is not before this room" ;;
                esac
                ;;
            *) [ -f "$(dirname "$file")/$name" ] || finding "$here: includes $what, which is not beside it" ;;
            esac
            ;;
        *) finding "$here: includes $what, which cannot be judged" ;;
        esac
    done <"$scratch/includes"
}

looked_at=0
for file in "$root"/lib/*/*.[ch]; do
    [ -f "$file" ] || continue
    room=$(basename "$(dirname "$file")")
    rooms=$(rooms_of "$room") || { finding "lib/$room is no room"; continue; }
    extra=$standard$system
    case $room in
    base) extra="$extra utf8proc.h " ;;
    read) extra="$extra yaml.h " ;;
    esac
    check "$file" "$rooms" "$extra"
    looked_at=$((looked_at + 1))
done
for file in "$root"/bindings/cli/*.[ch] "$root"/examples/*.c; do
    [ -f "$file" ] || continue
    check "$file" '' "$standard$system$programs"
    looked_at=$((looked_at + 1))
done
[ "$looked_at" -gt 0 ] || cannot "no source found"
exit "$found"
