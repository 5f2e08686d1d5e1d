#!/bin/sh
# Proves the newcomer's two commands on a bare Debian 12: makes a minimal root with debootstrap, clones this tree into a
# copy of it for each command, and runs the command there by chroot. Slow (it downloads a system twice over), needs root
# and debootstrap, and is therefore not part of tests/run.sh.
#
# usage: sh tests/bare-debian.sh [quickstart] [tests]      both by default
#   BARE_DIR    where the roots are made (default: a new directory in $TMPDIR or /var/tmp; about 5 GB)
#   BARE_KEEP   1 keeps the minimal root in BARE_DIR/base for the next run
#
# What is tested is the last commit, not the working tree. The mirror, its keys and a proxy are those that apt on this
# machine uses. All mounts and, unless kept, all files are removed on every way out.
set -eu
umask 022

suite=bookworm
here=$(cd "$(dirname "$0")/.." && pwd)
[ $# -gt 0 ] || set -- quickstart tests
for what; do
    case $what in quickstart | tests) ;; *) echo "bare-debian: unknown part '$what' (quickstart, tests)" >&2; exit 2 ;; esac
done
[ "$(id -u)" -eq 0 ] || { echo "bare-debian: run as root (it mounts and chroots)" >&2; exit 2; }
for tool in debootstrap chroot git apt-get apt-config; do
    command -v "$tool" >/dev/null || { echo "bare-debian: $tool is missing" >&2; exit 2; }
done

made_dir=
if [ -z "${BARE_DIR:-}" ]; then
    BARE_DIR=$(mktemp -d "${TMPDIR:-/var/tmp}/bare-debian.XXXXXX")
    made_dir=1
fi
mkdir -p "$BARE_DIR"
BARE_DIR=$(cd "$BARE_DIR" && pwd)
# Two runs in one place would take each other's mounts away.
mkdir "$BARE_DIR/in-use" || { echo "bare-debian: another run uses $BARE_DIR (if not, remove in-use there)" >&2; exit 2; }

# Unmounts what this run mounted, innermost first; only then may anything be deleted.
unmount_all() {
    awk -v dir="$BARE_DIR/" 'index($2, dir) == 1 {print $2}' /proc/self/mounts | sort -r | while read -r point; do
        umount "$point" || umount -l "$point"
    done
}
clean_up() {
    status=$?
    trap - EXIT HUP INT TERM
    unmount_all
    if awk -v dir="$BARE_DIR/" 'index($2, dir) == 1 {found = 1} END {exit !found}' /proc/self/mounts; then
        echo "bare-debian: something is still mounted under $BARE_DIR; nothing was deleted" >&2
        exit 1
    fi
    rm -rf "$BARE_DIR/root"
    rmdir "$BARE_DIR/in-use"
    if [ "${BARE_KEEP:-0}" != 1 ]; then
        rm -rf "$BARE_DIR/base"
        [ -z "$made_dir" ] || rmdir "$BARE_DIR" 2>/dev/null || true
    fi
    exit "$status"
}
trap clean_up EXIT
trap 'exit 129' HUP
trap 'exit 130' INT
trap 'exit 143' TERM

# The machine's own sources of Debian packages, as "URI suite component": the first that offers the suite is the mirror.
apt_sources() {
    apt-get indextargets --format '$(ORIGIN) $(REPO_URI) $(RELEASE) $(COMPONENT)' 'Created-By: Packages' |
        awk -v suite="$suite" '$1 == "Debian" && index($3, suite) == 1 {print $2, $3, $4}' | sort -u
}
mirror=$(apt_sources | awk -v suite="$suite" '$2 == suite && $3 == "main" {print $1; exit}')
[ -n "$mirror" ] || { echo "bare-debian: apt on this machine has no source for $suite" >&2; exit 2; }

make_base() {
    [ ! -x "$BARE_DIR/base/usr/bin/apt-get" ] || return 0
    rm -rf "$BARE_DIR/base"
    proxy=$(apt-config dump Acquire::http::Proxy | sed -n 's/^Acquire::http::Proxy "\(.*\)";$/\1/p')
    [ -z "$proxy" ] || [ "$proxy" = DIRECT ] || { http_proxy=$proxy; export http_proxy; }
    if ! debootstrap --variant=minbase "$suite" "$BARE_DIR/base" "$mirror" \
        >"$BARE_DIR/debootstrap.log" 2>&1; then
        tail -n 30 "$BARE_DIR/debootstrap.log" >&2
        rm -rf "$BARE_DIR/base"
        return 1
    fi
    rm -f "$BARE_DIR/debootstrap.log"
    # How to reach the mirror is the machine's; what is installed stays Debian's.
    apt_sources | sed 's/^/deb /' >"$BARE_DIR/base/etc/apt/sources.list"
    apt-config dump | grep -E '^Acquire::(https?|ftp|Check|Allow|Retries|Force)' >"$BARE_DIR/base/etc/apt/apt.conf.d/90machine" || true
    for name in resolv.conf hosts; do
        [ ! -e "/etc/$name" ] || cp -L "/etc/$name" "$BARE_DIR/base/etc/$name"
    done
}

# Runs one command of the clone in a fresh copy of the minimal root, without a terminal and with an empty environment.
run_in_bare_root() {
    root=$BARE_DIR/root
    unmount_all
    rm -rf "$root"
    cp -a "$BARE_DIR/base" "$root"
    git clone --quiet --no-hardlinks "$here" "$root/srv/libguarantee"
    mount -t proc proc "$root/proc"
    mount -t devpts -o newinstance,ptmxmode=0666 devpts "$root/dev/pts"
    ln -sf pts/ptmx "$root/dev/ptmx"
    mount -t tmpfs -o size=512m,mode=1777 tmpfs "$root/dev/shm" 2>/dev/null || mkdir -p -m 1777 "$root/dev/shm"
    started=$(date +%s)
    result=0
    env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root ${http_proxy:+"http_proxy=$http_proxy"} \
        chroot "$root" sh -c 'cd / && sh "$1"' sh "/srv/libguarantee/$1" </dev/null || result=$?
    echo "bare-debian: $1 ended with status $result after $(($(date +%s) - started)) s"
    return "$result"
}

make_base
for what; do
    case $what in
    quickstart) run_in_bare_root examples/quickstart.sh ;;
    tests) run_in_bare_root tests/run.sh ;;
    esac
done
