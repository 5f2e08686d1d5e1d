# The same question put to NegMAS: the Pareto frontier, the Nash and the Kalai-Smorodinsky points of the domain in a file that bench_bargain made.
# usage: bargain_peer.py FILE
import json, sys, time
from negmas import make_issue, make_os
from negmas.preferences import LinearAdditiveUtilityFunction
from negmas.preferences.ops import kalai_points, nash_points, pareto_frontier

record = json.load(open(sys.argv[1]))
issues = [make_issue(issue["options"], issue["id"]) for issue in record["issues"]]
space = make_os(issues)
parties = [LinearAdditiveUtilityFunction(values={key: one["values"] for key, one in preference["utility"].items()},
                                         weights={key: one["weight"] for key, one in preference["utility"].items()},
                                         outcome_space=space, reserved_value=0.0)
           for preference in record["preferences"]]
began = time.process_time()
frontier, _ = pareto_frontier(parties, list(space.enumerate_or_sample()))
nash = nash_points(parties, frontier, outcome_space=space)
kalai_points(parties, frontier, outcome_space=space)
took = time.process_time() - began
product = 1.0
for utility in nash[0][0]:
    product *= utility
print(f"seconds {took:.3f} packages {space.cardinality} frontier {len(frontier)} nash {product:.9g}")
