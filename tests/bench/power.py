"""The library and other packages at the same tasks, in one run: medians of three runs or more, and their ratios.

usage: power.py BENCH_GAME PYTHON BUDDY [RUNS]     PYTHON has the packages, BUDDY is the program of power_buddy.c; what does not work is left out
"""
import pathlib
import statistics
import subprocess
import sys

bench, python, buddy = sys.argv[1:4]
runs = max(3, int(sys.argv[4])) if len(sys.argv) > 4 else 3
patience = 120  # seconds for one run of a peer
script = pathlib.Path(__file__).with_name("power_peer.py")

# Task, its instance, and who can do it. Above 62 bits powerindices is wrong in silence; the value shows it.
tasks = [
    ("shapley-51", "51", ["powerindices", "powerindex", "power_bdd"]),
    ("banzhaf-51", "51", ["powerindices", "powerindex", "power_bdd"]),
    ("banzhaf-190", "190", ["powerindices", "power_bdd"]),
    ("shapley-190", "190", ["powerindices", "power_bdd"]),
    ("council", "council", ["power_bdd"]),
    ("chance-190", "190", ["BuDDy", "cudd"]),
]


def one(command, text):
    """Seconds and value of one run; a word where there are none."""
    try:
        done = subprocess.run(command, input=text, text=True, capture_output=True, timeout=patience)
    except subprocess.TimeoutExpired:
        return "stopped after %d s" % patience
    except OSError:
        return "not here"
    words = done.stdout.split()
    if done.returncode != 0 or len(words) != 2:
        return "failed: " + (done.stderr.strip().splitlines() or ["no answer"])[-1]
    return float(words[0]), float(words[1])


def median(command, text):
    results = [one(command, text)]
    while not isinstance(results[0], str) and len(results) < runs and not isinstance(results[-1], str):
        results.append(one(command, text))
    if any(isinstance(result, str) for result in results):
        return next(result for result in results if isinstance(result, str))
    return statistics.median(seconds for seconds, _ in results), results[0][1]


for task, instance, peers in tasks:
    text = subprocess.run([bench, "list", instance], text=True, capture_output=True, check=True).stdout
    ours = median([bench, "time", task], "")
    if isinstance(ours, str):
        sys.exit("%s: %s" % (task, ours))
    print("%-12s %-13s %11.6f s  %.12f" % (task, "guarantee", *ours))
    for peer in peers:
        result = median([buddy] if peer == "BuDDy" else [python, str(script), peer, task], text)
        if isinstance(result, str):
            print("%-12s %-13s %s" % ("", peer, result))
            continue
        wrong = "" if abs(result[1] - ours[1]) < 1e-9 else ", another value"
        print("%-12s %-13s %11.6f s  %.12f  × %.0f%s" % ("", peer, *result, result[0] / ours[0], wrong), flush=True)
