"""What one package takes for one of the tasks of bench_game: power_peer.py PACKAGE TASK < an instance of `bench_game list`.

Prints the seconds of processor time and a value to compare. Several quotas stand one after another, with an empty line between them.
"""
import sys
import time


def read():
    """Each quota with its weights."""
    blocks = sys.stdin.read().strip().split("\n\n")
    return [(numbers[0], numbers[1:]) for numbers in ([int(line) for line in block.split()] for block in blocks)]


def shares(values):
    return values[0] / sum(values)


def powerindices(task, games):
    import powerindices as package

    (quota, weights), = games
    if task.startswith("shapley"):
        return lambda: package.compute_ssi(quota, weights)[0]
    return lambda: shares(package.compute_pbi(quota, weights))


def powerindex(task, games):
    from powerindex import Game

    (quota, weights), = games
    game = Game(quota, weights)

    def work():
        if task.startswith("shapley"):
            game.calc_shapley_shubik()
            return game.shapley_shubik[0]
        game.calc_banzhaf()
        return game.banzhaf[0]

    return work


def power_bdd(task, games):
    from power_bdd.bdd import BDD, WeightedGame

    def work():
        diagrams = [BDD(WeightedGame(quota, list(weights))) for quota, weights in games]
        for diagram in diagrams:
            diagram.create_BDD()
        whole = diagrams[0]
        for diagram in diagrams[1:]:
            whole = whole & diagram
        if not task.startswith("shapley"):
            whole.calc_banzhaf()
        if not task.startswith("banzhaf"):
            whole.calc_shapley()
        return shares(whole.beta[1:]) if task.startswith("banzhaf") else whole.phi[1]

    return work


def cudd(task, games):
    """CUDD as the package dd wraps it: the diagrams are CUDD's, the steps Python's, which take most of the time."""
    from dd import cudd as package

    (quota, weights), = games
    sys.setrecursionlimit(10000)

    def work():
        manager = package.BDD(memory_estimate=4 * 2**30)
        manager.configure(reordering=False)
        names = ["m%d" % i for i in range(len(weights))]
        manager.declare(*names)
        made = {}

        def build(at, need):
            if need <= 0:
                return manager.true
            if at == len(weights):
                return manager.false
            if (at, need) not in made:
                made[at, need] = manager.ite(manager.var(names[at]), build(at + 1, need - weights[at]), build(at + 1, need))
            return made[at, need]

        known = {}

        def chance(node):
            if node in (manager.true, manager.false):
                return float(node == manager.true)
            if node.negated:
                return 1 - chance(~node)
            if node not in known:
                p = 0.3 + 0.002 * node.level
                known[node] = p * chance(node.high) + (1 - p) * chance(node.low)
            return known[node]

        return chance(build(0, quota))

    return work


work = globals()[sys.argv[1]](sys.argv[2], read())
begin = time.process_time()
value = work()
print("%.9f %.12f" % (time.process_time() - begin, value))
