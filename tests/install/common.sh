# What the installation tests share; each sources it with the directory of the build as its first argument.
# The installed tree is at $prefix: not where it was installed, but where prefix.sh moved it afterwards.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
build=$(cd "$1" && pwd)
work=$build/tests/install/work
prefix=$work/moved
generator=$(sed -n 's/^CMAKE_GENERATOR:INTERNAL=//p' "$build/CMakeCache.txt")
unset LD_LIBRARY_PATH PKG_CONFIG_PATH CMAKE_PREFIX_PATH LD_PRELOAD 2>/dev/null || true

fail() {
    echo "$*" >&2
    exit 1
}

# expect_version PROGRAM…: each runs, and says which library it found.
expect_version() {
    for program; do
        said=$("$program") || fail "$program failed"
        case $said in "libguarantee "[0-9]*) ;; *) fail "$program says: $said" ;; esac
    done
}
