# Proved optima and near-optimal packages of synthetic deals, ours beside other solvers', in one run on the same instances: CPU seconds, each solver in a
# process of its own. Ends with a failure if an optimum differs from ours. solve.sh prepares what it needs.
#
# "view" is ours through the public interface, from a view in memory to the package with its proof, its wording and what each party gets; "engine" the
# solving room alone, from the problem in memory. Peers: from the model in their memory (toulbar2: as it says itself) to the proof. A peer that does not
# finish a work's first seed in time is not asked for the others, nor for the same family at a larger size.
#
# usage: solve.py BINARIES SCRATCH [--limit SECONDS] [--seeds 1,2,3] [--only FAMILY_ISSUES,…] [--packages COUNT]
import argparse
import importlib.util
import os
import pathlib
import re
import resource
import shutil
import statistics
import subprocess
import sys

HERE = pathlib.Path(__file__).parent
PARTIES = {20: 10, 100: 40, 500: 100, 2000: 200}
WORKS = ["bloc_20", "bloc_100", "bloc_500", "bloc_2000", "uniform_20", "uniform_100", "conflict_20", "conflict_100", "conflict_500", "conflict_2000"]
MODULES = {"highs": "highspy", "cp-sat": "ortools", "rc2": "pysat", "rc2-stratified": "pysat", "clingo": "clingo", "z3": "z3"}


def spent(process):
    """CPU seconds of a running program, by what the kernel says of it; 0 where it says nothing."""
    try:
        fields = pathlib.Path(f"/proc/{process.pid}/stat").read_text().rsplit(")", 1)[1].split()
    except OSError:
        return 0
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def run(words, limit):
    """What a program prints; None if it fails or takes longer: the limit and 5 s of CPU time to get ready. (Not by a limit set on the process: under one,
    the clock of CPU time may be coarse.)"""
    process = subprocess.Popen([str(word) for word in words], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    for _ in range(10 * (limit + 5)):
        try:
            said, _ = process.communicate(timeout=1)
            return said if process.returncode == 0 else None
        except subprocess.TimeoutExpired:
            if spent(process) > limit + 5:
                break
    process.kill()
    process.communicate()
    return None


def figures(text, word):
    """The numbers of the line that begins with the word, by name: "optimum 7 seconds 0.1"."""
    for line in (text or "").splitlines():
        if line.startswith(word + " "):
            words = line.split()
            return dict(zip(words[::2], words[1::2]))
    return None


class Bench:
    def __init__(self, options):
        self.options = options
        self.peers = [peer for peer in MODULES if importlib.util.find_spec(MODULES[peer])]
        if shutil.which("toulbar2"):
            self.peers.insert(0, "toulbar2")
        for peer in ["toulbar2", *MODULES]:
            if peer not in self.peers:
                print(f"SKIPPED: {peer} is not here, nothing is compared with it")
        self.slow = {}  # by peer and family: the issues from which on it takes too long
        self.wrong = 0
        self.lines = []

    def deal(self, family, issues, seed):
        path = self.options.scratch / f"{family}_{issues}_{seed}.deal"
        if not path.exists():
            made = run([self.options.binaries / "make_deal", family, issues, PARTIES[issues], seed], 60)
            path.write_text(made)
        return path

    def wcsp(self, deal):
        path = deal.with_suffix(".wcsp")
        if not path.exists():
            path.write_text(run([sys.executable, HERE / "deals.py", "wcsp", deal], 60))
        return path

    def ask(self, peer, deal):
        """(optimum, seconds) or None."""
        limit = self.options.limit
        if peer == "view":
            said = figures(run([self.options.binaries / "bench_deal", deal], limit), "optimum")
        elif peer == "engine":
            said = figures(run([self.options.binaries / "bench_solve", deal], limit), "optimum")
        elif peer == "toulbar2":
            found = re.search(r"Optimum: (\d+) in .* and ([\d.]+) seconds", run(["toulbar2", "-B=1", "-O=-3", self.wcsp(deal)], limit) or "")
            said = {"optimum": found[1], "seconds": found[2]} if found else None
        else:
            said = figures(run([sys.executable, HERE / "solve_peer.py", peer, deal, limit], limit), "optimum")
        if said is None or float(said["seconds"]) > limit:
            return None
        return int(said["optimum"]), float(said["seconds"])

    def times(self, peer, family, issues, optima):
        """Seconds by seed; None: too slow, or not asked for that reason."""
        if self.slow.get((peer, family), issues + 1) <= issues:
            return None
        times = []
        for seed in self.options.seeds:
            answer = self.ask(peer, self.deal(family, issues, seed))
            if answer is None:
                self.slow[peer, family] = issues
                return None
            if optima.setdefault(seed, answer[0]) != answer[0]:
                print(f"WRONG: {family}_{issues} seed {seed}: {answer[0]} by {peer}, {optima[seed]} by us")
                self.wrong += 1
            times.append(answer[1])
        return times

    def work(self, family, issues):
        optima, best = {}, None
        ours = self.times("view", family, issues, optima)
        if ours is None:
            print(f"WRONG: {family}_{issues}: we did not finish")
            self.wrong += 1
            return
        middle = statistics.median(ours)
        cells = [f"{middle:.4f}"]
        for peer in ["engine", *self.peers]:
            times = self.times(peer, family, issues, optima)
            cells.append(f"{statistics.median(times):.4f}" if times else f"> {self.options.limit}")
            if times and peer != "engine" and (best is None or statistics.median(times) < best[0]):
                best = statistics.median(times), peer
        cells.append(f"{best[0] / middle:.1f} ({best[1]})" if best else "")
        self.lines.append([f"{family}_{issues}", *cells])
        print(f"{family}_{issues:<6} optima {' '.join(map(str, optima.values()))}: " + " | ".join(cells), flush=True)

    def packages(self):
        """What costs at most as much as our last package, all of it by toulbar2."""
        for seed in self.options.seeds:
            deal = self.deal("bloc", 500, seed)
            ours = figures(run([self.options.binaries / "bench_deal", "-n", self.options.packages, deal], 60), "packages")
            engine = figures(run([self.options.binaries / "bench_solve", "-n", self.options.packages, deal], 60), "packages")
            line = f"bloc_500 seed {seed}: {ours['packages']} packages up to {ours['most']}: " + ", ".join(
                f"{who} {float(said['seconds']) / int(said['packages']) * 1e6:.1f} us each" for who, said in (("view", ours), ("engine", engine)))
            if "toulbar2" in self.peers:
                before = resource.getrusage(resource.RUSAGE_CHILDREN)
                said = run(["toulbar2", "-a", f"-ub={int(ours['most']) + 1}", self.wcsp(deal)], 60) or ""
                after = resource.getrusage(resource.RUSAGE_CHILDREN)
                found = re.search(r"Number of solutions\s*: =\s*(\d+)", said)
                if found:
                    line += f", toulbar2 {(after.ru_utime - before.ru_utime) / int(found[1]) * 1e6:.1f} us each of {found[1]}"
            print(line, flush=True)

    def table(self):
        heads = ["work", "view", "engine", *self.peers, "best peer / view"]
        print("\nMedians of the seeds, CPU seconds:\n")
        print("| " + " | ".join(heads) + " |\n|" + " --- |" * len(heads))
        for line in self.lines:
            print("| " + " | ".join(line) + " |")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("binaries", type=pathlib.Path)
    parser.add_argument("scratch", type=pathlib.Path)
    parser.add_argument("--limit", type=int, default=30)
    parser.add_argument("--seeds", type=lambda text: [int(seed) for seed in text.split(",")], default=[1, 2, 3])
    parser.add_argument("--only", type=lambda text: text.split(","), default=WORKS)
    parser.add_argument("--packages", type=int, default=20000)
    bench = Bench(parser.parse_args())
    for name in bench.options.only:
        family, issues = name.split("_")
        bench.work(family, int(issues))
    bench.table()
    if bench.options.packages and "bloc_500" in bench.options.only:
        bench.packages()
    return 1 if bench.wrong else 0


if __name__ == "__main__":
    sys.exit(main())
