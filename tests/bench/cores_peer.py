# The first corrections, or cores and what they leave, of one deal by one other solver: prints "found N seconds S" (CPU seconds from the model in its memory).
# marco is the published algorithm (Liffiton, Previti, Malik & Marques-Silva, Constraints 21, 2016, the variant biased towards maximal seeds), written here around
# PySAT's solvers, because no package has it. cores.py runs each in a process of its own.
# usage: cores_peer.py domrec|lbx|mcsls|marco DEAL.deal COUNT
import io
import sys
import time

from deals import Deal, write_asp


def domrec(deal, count):
    import clingo

    text = io.StringIO()
    write_asp(deal, text, given_up=True)
    control = clingo.Control(["--heuristic=Domain", "--dom-mod=false,show", "--enum-mode=domRec", "-n", str(count)])
    control.add("base", [], text.getvalue())
    control.ground([("base", [])])
    begin = time.process_time()
    found = 0
    with control.solve(yield_=True) as handle:
        for _ in handle:
            found += 1
    return found, time.process_time() - begin


def by_pysat(deal, count, kind):
    from pysat.examples.lbx import LBX
    from pysat.examples.mcsls import MCSls
    from pysat.formula import WCNF

    formula = WCNF()
    for literals in [*deal.structure(), *map(deal.literals, deal.hard)]:
        formula.append(literals)
    for _, clause in deal.soft:
        formula.append(deal.literals(clause), weight=1)
    begin = time.process_time()
    solver = LBX(formula, use_cld=True, solver_name="g3") if kind == "lbx" else MCSls(formula, use_cld=True, solver_name="g3")
    found = 0
    for mcs in solver.enumerate():
        solver.block(mcs)
        found += 1
        if found == count:
            break
    return found, time.process_time() - begin


class Marco:
    def __init__(self, deal):
        from pysat.solvers import Glucose3, Minisat22

        self.total = len(deal.soft)
        first = len(deal.choice)  # the selector of demand i is first + i + 1
        self.selectors = [first + number + 1 for number in range(self.total)]
        self.clauses = [deal.literals(clause) for _, clause in deal.soft]
        self.solver = Glucose3(bootstrap_with=[*deal.structure(), *map(deal.literals, deal.hard)])
        for selector, clause in zip(self.selectors, self.clauses):
            self.solver.add_clause([-selector, *clause])
        self.seeds = Minisat22()
        self.seeds.set_phases(range(1, self.total + 1))
        self.seeds.add_clause([1, -1])

    def holds(self, demands):
        return self.solver.solve(assumptions=[self.selectors[one] for one in demands])

    def core(self):
        first = self.selectors[0]
        return {literal - first for literal in self.solver.get_core()}

    def satisfied(self):
        model = {literal for literal in self.solver.get_model() if literal > 0}
        return {one for one, clause in enumerate(self.clauses) if any((literal in model) if literal > 0 else (-literal not in model) for literal in clause)}

    def grow(self, seed):
        seed = set(seed) | self.satisfied()
        for one in range(self.total):
            if one not in seed and self.holds([*seed, one]):
                seed |= self.satisfied() | {one}
        return seed

    def shrink(self, seed):
        needed, seed = set(), set(seed)
        while seed - needed:
            one = min(seed - needed)
            if self.holds(seed - {one}):
                needed.add(one)
            else:
                seed = self.core() | needed
        return seed

    def run(self, count):
        found = 0
        while found < count and self.seeds.solve():
            chosen = {abs(literal) - 1 for literal in self.seeds.get_model() if literal > 0}
            known = {abs(literal) - 1 for literal in self.seeds.get_model()}
            seed = chosen | (set(range(self.total)) - known)
            if self.holds(seed):
                left = set(range(self.total)) - self.grow(seed)
                self.seeds.add_clause([one + 1 for one in left])
            else:
                self.seeds.add_clause([-(one + 1) for one in self.shrink(self.core())])
            found += 1
        return found


def marco(deal, count):
    begin = time.process_time()
    return Marco(deal).run(count), time.process_time() - begin


def main():
    deal, count, kind = Deal(sys.argv[2]), int(sys.argv[3]), sys.argv[1]
    found, seconds = {"domrec": domrec, "marco": marco}.get(kind, lambda deal, count: by_pysat(deal, count, kind))(deal, count)
    print(f"found {found} seconds {seconds:.4f}")


if __name__ == "__main__":
    main()
