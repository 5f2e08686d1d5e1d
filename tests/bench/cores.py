# The first minimal corrections and cores of deals that conflict, ours beside other solvers', in one run on the same instances: CPU seconds, each solver in a
# process of its own. Of ours a sample is checked with another solver: each correction is enough, each core conflicts, and neither does without any one of its
# members. Ends with a failure if one is wrong. cores.sh prepares what it needs.
#
# usage: cores.py BINARIES SCRATCH [--limit SECONDS] [--seeds 1,2,3] [--issues 100,500,2000] [--count 1000] [--sample 40]
import argparse
import importlib.util
import pathlib
import statistics
import subprocess
import sys

from deals import Deal
from solve import HERE, PARTIES, figures, run

MODULES = {"domrec": "clingo", "lbx": "pysat", "mcsls": "pysat", "marco": "pysat"}


def make(options, issues, seed):
    path = options.scratch / f"conflict_{issues}_{seed}.deal"
    if not path.exists():
        path.write_text(run([options.binaries / "make_deal", "conflict", issues, PARTIES[issues], seed], 60))
    return path


def ours(options, deal):
    """Seconds by (what, order, way); None: not all of them in time."""
    times = {}
    for order in ("found", "smallest"):
        words = ["-o", "smallest"] if order == "smallest" else []
        said = run([options.binaries / "bench_deal", "-c", options.count, "-t", options.limit, *words, deal], 2 * options.limit + 5)
        for what in ("corrections", "cores"):
            line = figures(said, what)
            times[what, order] = float(line["seconds"]) if line and int(line[what]) == options.count else (int(line[what]) if line else 0)
    return times


def check(options, path):
    """How many of the sets are wrong."""
    from pysat.solvers import Glucose3

    deal = Deal(path)
    first = len(deal.choice)
    solver = Glucose3(bootstrap_with=[*deal.structure(), *map(deal.literals, deal.hard)])
    for number, (_, clause) in enumerate(deal.soft):
        solver.add_clause([-(first + number + 1), *deal.literals(clause)])

    def holds(demands):
        return solver.solve(assumptions=[first + one + 1 for one in demands])

    everything, wrong, seen = set(range(len(deal.soft))), 0, {"correction": 0, "core": 0}
    said = subprocess.run([options.binaries / "bench_cores", "-v", "-n", str(options.sample), "-t", "5", path], capture_output=True, text=True, check=True).stdout
    for line in said.splitlines():
        what, *members = line.split()
        members = {int(member) - 1 for member in members}  # group 0 is hard
        seen[what] += 1
        if what == "core":
            good = not holds(members) and all(holds(members - {one}) for one in members)
        else:
            rest = everything - members
            good = holds(rest) and not any(holds(rest | {one}) for one in members)
        wrong += not good
    if min(seen.values()) < options.sample:
        print(f"WRONG: {path.name}: only {seen} to be checked")
        wrong += 1
    return wrong


def median(times):
    """Of seconds; where some are counts of what was found in time, how few."""
    if all(isinstance(one, float) for one in times):
        return f"{statistics.median(times):.3f}"
    return f"only {min(one for one in times if isinstance(one, int))}"


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("binaries", type=pathlib.Path)
    parser.add_argument("scratch", type=pathlib.Path)
    parser.add_argument("--limit", type=int, default=30)
    parser.add_argument("--count", type=int, default=1000)
    parser.add_argument("--sample", type=int, default=40)
    parser.add_argument("--seeds", type=lambda text: [int(seed) for seed in text.split(",")], default=[1, 2, 3])
    parser.add_argument("--issues", type=lambda text: [int(issues) for issues in text.split(",")], default=[100, 500, 2000])
    options = parser.parse_args()
    peers = [peer for peer in MODULES if importlib.util.find_spec(MODULES[peer])]
    for peer in MODULES:
        if peer not in peers:
            print(f"SKIPPED: {peer} is not here, nothing is compared with it")
    wrong, slow = 0, set()
    heads = ["", "corrections", "smallest first", "cores", "smallest first", *peers]
    print(f"CPU seconds for {options.count}, medians of the seeds, from a view in memory. domrec, lbx, mcsls: corrections; marco: both together.\n")
    print("| " + " | ".join(heads) + " |\n|" + " --- |" * len(heads))
    for issues in options.issues:
        deals = [make(options, issues, seed) for seed in options.seeds]
        times = [ours(options, deal) for deal in deals]
        cells = [median([one[key] for one in times]) for key in
                 (("corrections", "found"), ("corrections", "smallest"), ("cores", "found"), ("cores", "smallest"))]
        for peer in peers:
            theirs = []
            for deal in deals:
                said = None if peer in slow else figures(run([sys.executable, HERE / "cores_peer.py", peer, deal, options.count], options.limit), "found")
                if said is None:
                    slow.add(peer)
                else:
                    theirs.append(float(said["seconds"]))
            cells.append(f"> {options.limit}" if peer in slow else median(theirs))
        print(f"| conflict_{issues} | " + " | ".join(cells) + " |", flush=True)
        if "marco" in peers:
            wrong += sum(check(options, deal) for deal in deals)
    print(f"\nchecked with another solver: {'not' if 'marco' not in peers else f'{wrong} wrong'}")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
