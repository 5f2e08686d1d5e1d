"""What a package in Python takes for the games of bench_game: power_peer.py NAME < an instance of `bench_game list`."""
import sys
import time

import powerindices

numbers = [int(line) for line in sys.stdin]
quota, weights = numbers[0], numbers[1:]
work = {
    "shapley": lambda: powerindices.compute_ssi(quota, weights),
    "banzhaf": lambda: powerindices.compute_pbi(quota, weights),
}[sys.argv[1]]
begin = time.process_time()
values = work()
took = time.process_time() - begin
print("powerindices  %-9s %.4f s, first value %.9f" % (sys.argv[1], took, values[0] / (1 if sys.argv[1] == "shapley" else sum(values))))
