#!/bin/sh
# From a clone to the first answers: installs what is missing (Debian 12, as root or with sudo), builds, and asks
# a real dossier the main questions. What it runs is at the end; each command can be repeated and changed by hand.
#
# usage: sh examples/quickstart.sh
set -eu
cd "$(dirname "$0")/.."
log=build/quickstart.log
mkdir -p build
: >"$log"

# quiet COMMAND…: its output is shown only if it fails.
quiet() {
    "$@" >"$log" 2>&1 </dev/null || {
        echo "failed: $*" >&2
        cat "$log" >&2
        exit 1
    }
}

as_root() {
    if [ "$(id -u)" -eq 0 ]; then
        "$@"
    elif command -v sudo >/dev/null; then
        sudo "$@"
    else
        echo "needs root or sudo to install:$missing"
        return 1
    fi
}

missing=
for package in gcc libc6-dev cmake ninja-build pkg-config libyaml-dev libutf8proc-dev; do
    [ "$(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null)" = installed ] || missing="$missing $package"
done
if [ -n "$missing" ]; then
    echo "Installing$missing …"
    quiet as_root apt-get update -q
    # $missing is a list
    quiet as_root env DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends $missing
fi

echo "Building …"
quiet cmake --preset release
quiet cmake --build --preset release
PATH=$PWD/build/release/bindings/cli:$PATH

# ask QUESTION ARGUMENT…: the question, the command that answers it, and the answer. Status 1 is an answer too: no.
ask() {
    printf '\n── %s\n' "$1"
    shift
    echo "guarantee $*" | fold -s -w 76 | sed 's/^/   /'
    echo
    status=0
    guarantee "$@" || status=$?
    [ "$status" -le 1 ] || exit "$status"
}

dossier=examples/ukraine-2025

ask "Is the record sound, and what is in it?" \
    check "$dossier"
ask "Who holds which position?" \
    matrix "$dossier" --issue protection --issue russian-role --issue ground-troops --issue territory
ask "Who accepts European peacekeepers, who rejects them, in whose words?" \
    assess "$dossier" european-peacekeepers --brief
ask "Who accepts Russia's conditions?" \
    assess "$dossier" russian-conditions --brief
ask "Where do the two differ, and whose red line does each difference touch?" \
    compare "$dossier" european-peacekeepers russian-conditions
ask "Where does Russia's no to foreign forces come from?" \
    show "$dossier" positions --participant russia --issue ground-troops
ask "Which red lines cannot hold together, and with European peacekeepers?" \
    conflicts "$dossier" --proposal european-peacekeepers --limit 3
ask "What is the least that has to move?" \
    settle "$dossier" --limit 1
ask "Would a guarantee by consensus act if its guarantors include the attacker, and all the others stand by it?" \
    stress "$dossier" russian-conditions attack-all-others-stand
