#!/bin/sh
# Installs what the tests need (Debian 12, as root or with sudo), builds, and runs every test in every build that counts.
# It says little unless something fails; whatever a step printed is in build/log/.
#
# usage: sh tests/run.sh [STEP…]        all steps by default, in this order:
#   clang      warning-free with clang; the loader, saved results and the way to a checked answer fuzzed for GUARANTEE_FUZZ_SECONDS (20) each
#   coverage   the tests with branch counting; at least GUARANTEE_COVERAGE_MIN (90) % of the branches of lib/
#   tsan       the tests with threads under ThreadSanitizer
#   asan       the tests under AddressSanitizer and UndefinedBehaviorSanitizer
#   locale     the tests that read, show or compute once more where the decimal point is a comma
#   plain      all tests, with the gates on the interface, the sources and the installation
# Only the benchmarks (tests/bench) are left out: they are built here, and run by themselves.
set -eu
root=$(cd "$(dirname "$0")/.." && pwd)
cd "$root"
jobs=$(nproc)
log=$root/build/log
passed=0
failed=0
under=
fewer=400 # seeds of random dossiers where a step runs what `plain` runs in full
unset LOCPATH LC_ALL CC CXX CFLAGS CXXFLAGS LDFLAGS DESTDIR 2>/dev/null || true

[ $# -gt 0 ] || set -- clang coverage tsan asan locale plain
for step; do
    case $step in clang | coverage | tsan | asan | locale | plain) ;; *) echo "run.sh: unknown step '$step'" >&2; exit 2 ;; esac
done
rm -rf "$log"
mkdir -p "$log"

# What is needed, by its Debian package.
packages='gcc g++ libc6-dev binutils cmake ninja-build pkg-config
    libyaml-dev libutf8proc-dev libcunit1-dev
    abigail-tools gcovr locales python3 unicode-data bzip2 clang-19 libclang-rt-19-dev python3-clang-19
    python3-dev python3-venv python3-pip python3-setuptools python3-wheel mypy python3-pandas python3-networkx
    make lua5.1 liblua5.1-0-dev lua5.2 liblua5.2-dev lua5.3 liblua5.3-dev lua5.4 liblua5.4-dev luajit2 libluajit2-5.1-dev luarocks lua-busted neovim'

as_root() {
    if [ "$(id -u)" -eq 0 ]; then
        "$@"
    elif command -v sudo >/dev/null; then
        sudo "$@"
    else
        echo "run.sh: needs root or sudo to install what is missing: $missing" >&2
        return 1
    fi
}

# quiet NAME COMMAND…: its output goes to a log, whose end is shown if it fails.
quiet() {
    name=$1
    shift
    "$@" >"$log/$name.log" 2>&1 </dev/null || {
        echo "failed: $name (all of it in build/log/$name.log)"
        grep -Ev '^\[[0-9]+/[0-9]+\] ' "$log/$name.log" | tail -n 60
        return 1
    }
}

install_packages() {
    missing=
    for package in $packages; do
        [ "$(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null)" = installed ] || missing="$missing $package"
    done
    [ -n "$missing" ] || return 0
    # $missing is a list
    quiet apt-update as_root apt-get update -q &&
        quiet apt-install as_root env DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends $missing
}

# build PRESET [TARGET]
build() {
    quiet "configure-$1" cmake --preset "$1" -DPython3_EXECUTABLE=/usr/bin/python3 &&
        quiet "build-$1" cmake --build "build/$1" -j "$jobs" ${2:+--target "$2"}
}

# run_tests NAME PRESET [CTEST-OPTION…]: runs them, shows what failed and ctest's closing line, and counts.
run_tests() {
    name=$1 preset=$2
    shift 2
    status=0
    # $under is a command and its options
    $under ctest --test-dir "build/$preset" -j "$jobs" --no-tests=error --output-on-failure "$@" >"$log/test-$name.log" 2>&1 </dev/null ||
        status=$?
    closing=$(grep 'tests passed, .* out of' "$log/test-$name.log") || closing='no test ran'
    skipped=$(grep -c '\*\*\*Skipped' "$log/test-$name.log") || true
    if [ "$status" -ne 0 ]; then
        grep -Ev ' Passed +[0-9.]+ sec|^ +Start +[0-9]+:' "$log/test-$name.log" || true
    elif [ "$skipped" -gt 0 ]; then
        grep '\*\*\*Skipped' "$log/test-$name.log"
    fi
    echo "$name: $closing"
    counts=$(echo "$closing" | sed -n 's/.* \([0-9]*\) tests failed out of \([0-9]*\)$/\1 \2/p')
    [ -n "$counts" ] || counts='1 1'
    failed=$((failed + ${counts% *}))
    passed=$((passed + ${counts#* } - ${counts% *} - skipped))
}

# check NAME COMMAND…: a step that is one test by itself.
check() {
    if quiet "$@"; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
    fi
}

step_clang() {
    quiet configure-clang cmake -S . -B build/clang -G Ninja -DCMAKE_BUILD_TYPE=Debug -DCMAKE_C_COMPILER=clang-19 \
        -DGUARANTEE_WERROR=ON -DGUARANTEE_FUZZ=ON -DGUARANTEE_SANITIZE=address,undefined &&
        quiet build-clang cmake --build build/clang -j "$jobs" || return 1
    echo "clang: no warning"
    mkdir -p build/fuzz/cases
    for file in tests/cases/*.case; do # their dossiers are inputs, too
        sed -n '/^=== dossier$/,/^=== expect$/{/^===/!p}' "$file" >"build/fuzz/cases/$(basename "$file" .case).yaml"
    done
    for target in build/clang/tests/fuzz/fuzz_*; do
        [ -x "$target" ] && [ -f "$target" ] || continue
        name=$(basename "$target")
        mkdir -p "build/fuzz/$name"
        # A checked answer takes many searches: it may take longer, from less.
        bounds='-timeout=5 -max_len=65536'
        [ "$name" != fuzz_answer ] || bounds='-timeout=60 -max_len=4096 -len_control=0'
        # $bounds is a list
        check "$name" "$target" -max_total_time="${GUARANTEE_FUZZ_SECONDS:-20}" -rss_limit_mb=2048 $bounds \
            -dict=tests/fuzz/load.dict \
            -artifact_prefix="build/fuzz/$name-" "build/fuzz/$name" tests/fuzz/corpus build/fuzz/cases examples/every-key examples/guided
        echo "$name: $(sed -n 's/^Done \([0-9]*\) runs in \([0-9]*\) second.*/\1 inputs in \2 s, none failed/p' "$log/$name.log")"
    done
}

step_coverage() {
    build coverage || return 1
    find build/coverage -name '*.gcda' -exec rm -f {} +
    GUARANTEE_TEST_SEEDS=$fewer run_tests coverage coverage -LE bench
    check coverage-report /usr/bin/gcovr --root . --filter lib/ --exclude-unreachable-branches --print-summary \
        --fail-under-branch "${GUARANTEE_COVERAGE_MIN:-90}" --txt build/coverage/report.txt build/coverage
    sed -n 's/^\(lines\|functions\|branches\): /coverage of lib: \1 /p' "$log/coverage-report.log"
}

step_tsan() {
    build tsan threads_tests || return 1
    # ThreadSanitizer maps fixed addresses and cannot start where the kernel randomises too many bits.
    if setarch -R true 2>/dev/null; then under='setarch -R'; fi
    run_tests tsan tsan -L threads
    under=
}

step_asan() {
    build asan-ubsan && GUARANTEE_TEST_SEEDS=$fewer run_tests asan-ubsan asan-ubsan -LE bench
}

step_locale() {
    build dev || return 1
    rm -rf build/locale
    mkdir -p build/locale
    quiet localedef localedef --no-archive -i de_DE -f UTF-8 "$root/build/locale/de_DE.UTF-8" || return 1
    GUARANTEE_TEST_COMMA=1 LOCPATH=$root/build/locale LC_ALL=de_DE.UTF-8 GUARANTEE_TEST_SEEDS=$fewer \
        run_tests locale dev -LE 'abi|bench|bindings|embed|faults|fuzz|install|registry|tamper|threads'
}

step_plain() {
    build dev && run_tests plain dev -LE bench
}

finish() {
    status=$?
    trap - EXIT
    [ "$status" -eq 0 ] || [ "$failed" -gt 0 ] || failed=1
    echo "$passed passed, $failed failed"
    [ "$failed" -eq 0 ] || exit 1
}
trap finish EXIT
trap 'exit 130' HUP INT TERM

install_packages
for step; do
    "step_$step" || failed=$((failed + 1))
done
