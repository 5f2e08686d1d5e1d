#!/bin/sh
# The slow proof: many random dossiers, in which all conflicts, concession sets, packages in order, nearest versions, influences and bargains must be what
# trying every choice gives. The same programs run a few thousand seeds in every test run; here it is as many as are asked for. Takes minutes.
#
# usage: sh tests/oracle.sh BUILD [SEEDS [FIRST]]
#   BUILD   a directory in which the tests are built, such as build/dev
#   SEEDS   how many seeds to try (40000, of which more than 20000 make a dossier that is accepted)
#   FIRST   the first seed (100000: none of those of every run)
set -eu
[ $# -ge 1 ] || { sed -n 's/^# \(usage\)/\1/p' "$0" >&2; exit 2; }
build=$1
GUARANTEE_TEST_SEEDS=${2:-40000}
GUARANTEE_TEST_SEED=${3:-100000}
export GUARANTEE_TEST_SEEDS GUARANTEE_TEST_SEED
failed=0

for name in settle_oracle bargain_oracle; do
    program=$build/tests/unit/unit_$name
    [ -x "$program" ] || { echo "oracle.sh: there is no $program: build the tests first" >&2; exit 2; }
    if found=$("$program" 2>&1); then
        echo "$name: $(echo "$found" | grep ' dossiers: ')"
    else
        echo "$found" | grep '^seed ' | sort | uniq -c | head -n 20
        echo "$name: failed; GUARANTEE_TEST_SEED=<seed> GUARANTEE_TEST_SEEDS=1 $program tries one seed alone"
        failed=1
    fi
done
exit "$failed"
