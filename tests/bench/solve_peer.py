# One deal put to one other solver, in its Python binding: prints "optimum N seconds S" (CPU seconds from the model in its memory to the proof), or nothing
# of the kind if it gives up. solve.py runs it, each time in a process of its own.
# usage: solve_peer.py highs|cp-sat|rc2|rc2-stratified|z3|clingo DEAL.deal SECONDS
import io
import sys
import time

from deals import Deal, write_asp, write_smt


def highs(deal, limit):
    """Binary choices; a continuous variable for each demand of several literals, at least 1 if all are false."""
    import highspy
    import numpy as np

    rows, cost, least = [], [0.0] * len(deal.choice), 0.0
    for issue, size in enumerate(deal.sizes):
        rows.append((1, 1, [(deal.literal(issue, option, True) - 1, 1) for option in range(size)]))
    for clause in deal.hard:
        rows.append((1 - sum(not sign for *_, sign in clause), highspy.kHighsInf,
                     [(deal.literal(issue, option, True) - 1, 1 if sign else -1) for issue, option, sign in clause]))
    for weight, clause in deal.soft:
        terms = [(deal.literal(issue, option, True) - 1, 1 if sign else -1) for issue, option, sign in clause]
        if len(terms) == 1:
            cost[terms[0][0]] -= weight * terms[0][1]
            least += weight if clause[0][2] else 0
        else:
            rows.append((1 - sum(not sign for *_, sign in clause), highspy.kHighsInf, [*terms, (len(cost), 1)]))
            cost.append(weight)
    model = highspy.HighsLp()
    model.num_col_, model.num_row_, model.offset_ = len(cost), len(rows), least
    model.col_cost_, model.col_lower_, model.col_upper_ = np.array(cost, float), np.zeros(len(cost)), np.ones(len(cost))
    model.row_lower_ = np.array([row[0] for row in rows], float)
    model.row_upper_ = np.array([row[1] for row in rows], float)
    model.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    model.a_matrix_.start_ = np.cumsum([0] + [len(row[2]) for row in rows])
    model.a_matrix_.index_ = np.array([column for row in rows for column, _ in row[2]])
    model.a_matrix_.value_ = np.array([value for row in rows for _, value in row[2]], float)
    choices = len(deal.choice)
    model.integrality_ = [highspy.HighsVarType.kInteger] * choices + [highspy.HighsVarType.kContinuous] * (len(cost) - choices)
    solver = highspy.Highs()
    for name, value in (("output_flag", False), ("threads", 1), ("mip_rel_gap", 0.0), ("mip_abs_gap", 0.99), ("time_limit", float(limit))):
        solver.setOptionValue(name, value)
    solver.passModel(model)
    begin = time.process_time()
    solver.run()
    took = time.process_time() - begin
    proved = solver.getModelStatus() == highspy.HighsModelStatus.kOptimal
    return (round(solver.getInfo().objective_function_value) if proved else None), took


def cp_sat(deal, limit):
    from ortools.sat.python import cp_model

    model = cp_model.CpModel()
    choices = [model.new_bool_var("") for _ in deal.choice]

    def literals(clause):
        return [choices[number - 1] if number > 0 else choices[-number - 1].Not() for number in deal.literals(clause)]

    for issue, size in enumerate(deal.sizes):
        model.add_exactly_one(choices[deal.first[issue]:deal.first[issue] + size])
    for clause in deal.hard:
        model.add_bool_or(literals(clause))
    broken, weights = [], []
    for weight, clause in deal.soft:
        said = literals(clause)
        if len(said) == 1:
            broken.append(said[0].Not())
        else:
            broken.append(model.new_bool_var(""))
            model.add_bool_or([*said, broken[-1]])
        weights.append(weight)
    model.minimize(cp_model.LinearExpr.weighted_sum(broken, weights))
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 8  # fewer leave out strategies that these deals need
    solver.parameters.max_time_in_seconds = limit
    begin = time.process_time()
    status = solver.solve(model)
    took = time.process_time() - begin
    return (round(solver.objective_value) if status == cp_model.OPTIMAL else None), took


def rc2(deal, stratified):
    from pysat.examples.rc2 import RC2, RC2Stratified
    from pysat.formula import WCNF

    formula = WCNF()
    for literals in [*deal.structure(), *map(deal.literals, deal.hard)]:
        formula.append(literals)
    for weight, clause in deal.soft:
        formula.append(deal.literals(clause), weight=weight)
    begin = time.process_time()
    with (RC2Stratified if stratified else RC2)(formula, solver="g3", adapt=True, exhaust=True, minz=True) as solver:
        found = solver.compute()
        return (solver.cost if found is not None else None), time.process_time() - begin


def z3(deal):
    from z3 import Optimize, sat

    text = io.StringIO()
    write_smt(deal, text)
    solver = Optimize()
    solver.from_string(text.getvalue().replace("(check-sat)\n(get-objectives)\n", ""))
    begin = time.process_time()
    proved = solver.check() == sat
    took = time.process_time() - begin
    return (lost(deal, solver.model()) if proved else None), took


def lost(deal, model):
    """The weight that a model of z3's loses."""
    from z3 import Bool, is_true

    chosen = [is_true(model.eval(Bool(f"x{number}"), model_completion=True)) for number in range(1, len(deal.choice) + 1)]
    return sum(weight for weight, clause in deal.soft if not any(chosen[abs(one) - 1] == (one > 0) for one in deal.literals(clause)))


def clingo(deal):
    """The grounding, which other ways to clasp do beforehand, is not counted."""
    import clingo as asp

    text = io.StringIO()
    write_asp(deal, text)
    control = asp.Control(["--opt-strategy=usc,oll,stratify,disjoint", "--parallel-mode=1"])
    control.add("base", [], text.getvalue())
    control.ground([("base", [])])
    begin = time.process_time()
    best = None
    with control.solve(yield_=True) as handle:
        for model in handle:
            best = model.cost[0]
        proved = handle.get().exhausted
    return (best if proved else None), time.process_time() - begin


def main():
    deal, limit = Deal(sys.argv[2]), float(sys.argv[3])
    run = {"highs": lambda: highs(deal, limit), "cp-sat": lambda: cp_sat(deal, limit), "rc2": lambda: rc2(deal, False),
           "rc2-stratified": lambda: rc2(deal, True), "z3": lambda: z3(deal), "clingo": lambda: clingo(deal)}[sys.argv[1]]
    optimum, seconds = run()
    if optimum is not None:
        print(f"optimum {optimum} seconds {seconds:.4f}")


if __name__ == "__main__":
    main()
