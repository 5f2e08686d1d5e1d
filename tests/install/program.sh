#!/bin/sh
# The installed program finds the library beside it, wherever both were moved to.
# usage: program.sh BUILD-DIRECTORY
. "$(dirname "$0")/common.sh"

cd /
"$prefix/bin/guarantee" --help >"$work/help.txt" || fail "guarantee --help ended with $?"
grep -q check "$work/help.txt" || fail "guarantee --help does not name its commands"
"$prefix/bin/guarantee" check "$root/examples/ukraine-2025" >"$work/check.txt" || fail "guarantee check ended with $?"
[ -s "$work/check.txt" ] || fail "guarantee check said nothing"
