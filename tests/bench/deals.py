# Reads a deal (the flat text that deal.c reads) and writes it as other solvers like it best: with multi-valued variables as a weighted constraint network
# (toulbar2), as an answer set program (clasp), as (weighted, group) CNF (SAT-based solvers), as SMT-LIB 2 with objectives (z3). Uses Python's library only.
# usage: deals.py wcsp|asp|smt DEAL.deal
import itertools
import sys


class Deal:
    """`sizes`: options by issue; `hard`: clauses; `soft`: (weight, clause). A clause is a list of (issue, option, sign)."""

    def __init__(self, path):
        self.sizes, self.hard, self.soft = [], [], []
        with open(path) as lines:
            lines.readline()
            self.sizes = [int(word) for word in lines.readline().split()[1:]]
            self.first = [0, *itertools.accumulate(self.sizes)]
            self.choice = [(issue, option) for issue, size in enumerate(self.sizes) for option in range(size)]
            for line in lines:
                kind, *numbers = line.split()
                numbers = [int(number) for number in numbers]
                clause = [(*self.choice[abs(literal) - 1], literal > 0) for literal in numbers[2 if kind == "D" else 1:-1]]
                if kind == "D":
                    self.soft.append((numbers[1], clause))
                else:
                    self.hard.append(clause)

    def literal(self, issue, option, sign):
        number = self.first[issue] + option + 1
        return number if sign else -number

    def literals(self, clause):
        return [self.literal(*one) for one in clause]

    def structure(self):
        """Clauses that say: each issue has exactly one option."""
        for issue, size in enumerate(self.sizes):
            yield [self.literal(issue, option, True) for option in range(size)]
            for a, b in itertools.combinations(range(size), 2):
                yield [self.literal(issue, a, False), self.literal(issue, b, False)]

    def broken_by(self, clause):
        """The issues of a clause, and the choices for them that break it."""
        values = {}
        for issue, option, sign in clause:
            breaks = {other for other in range(self.sizes[issue]) if (other == option) != sign}
            values[issue] = values.get(issue, breaks) & breaks
        return list(values), list(itertools.product(*map(sorted, values.values())))


def write_wcsp(deal, out):
    top = sum(weight for weight, _ in deal.soft) + 1
    functions = [(top, clause) for clause in deal.hard] + deal.soft
    out.write(f"deal {len(deal.sizes)} {max(deal.sizes)} {len(functions)} {top}\n{' '.join(map(str, deal.sizes))}\n")
    for weight, clause in functions:
        issues, tuples = deal.broken_by(clause)
        out.write(f"{len(issues)} {' '.join(map(str, issues))} 0 {len(tuples)}\n")
        for one in tuples:
            out.write(f"{' '.join(map(str, one))} {weight}\n")


def write_asp(deal, out, given_up=False):
    """With `given_up`, a demand that is broken is an atom g(number), shown, instead of a cost."""
    def body(clause):
        return ", ".join(("not " if sign else "") + f"x({issue},{option})" for issue, option, sign in clause)

    for issue, size in enumerate(deal.sizes):
        out.write("{" + ";".join(f"x({issue},{option})" for option in range(size)) + "}=1.\n")
    for clause in deal.hard:
        out.write(f":- {body(clause)}.\n")
    for number, (weight, clause) in enumerate(deal.soft):
        out.write(f"g({number}) :- {body(clause)}.\n" if given_up else f":~ {body(clause)}. [{weight},{number}]\n")
    out.write("#show g/1.\n" if given_up else "#show.\n")


def write_smt(deal, out):
    def said(literals):
        words = [f"x{one}" if one > 0 else f"(not x{-one})" for one in literals]
        return words[0] if len(words) == 1 else f"(or {' '.join(words)})"

    for number in range(1, len(deal.choice) + 1):
        out.write(f"(declare-const x{number} Bool)\n")
    for literals in [*deal.structure(), *map(deal.literals, deal.hard)]:
        out.write(f"(assert {said(literals)})\n")
    for weight, clause in deal.soft:
        out.write(f"(assert-soft {said(deal.literals(clause))} :weight {weight})\n")
    out.write("(check-sat)\n(get-objectives)\n")


if __name__ == "__main__":
    {"wcsp": write_wcsp, "asp": write_asp, "smt": write_smt}[sys.argv[1]](Deal(sys.argv[2]), sys.stdout)
