"""Long calls from Python: progress, cancelling, Ctrl-C, exceptions in callbacks, budgets, threads, lazy results."""
import itertools
import os
import signal
import threading
import time
import unittest

import guarantee

from common import SMALL, UKRAINE


class Oops(Exception):
    pass


def hard(context=None):
    """A dossier whose settlement takes a while: many participants whose red lines clash in chains."""
    builder = (context or guarantee.Context()).builder()
    builder.add_record("source", id="s", title="S")
    count = 60
    for i in range(count):
        builder.add_record("participant", id=f"p{i}", kind="state")
        builder.add_record("issue", id=f"i{i}", options=["a", "b", "c"])
    for i in range(count):
        for j in range(count):
            if (i * 7 + j * 11) % 13 < 3:
                builder.add_record("position", participant=f"p{i}", source="s", evidence="inferred", gist="x", date="2025",
                                   **{("requires", "rejects")[(i + j) % 2]: {f"i{j}": "abc"[(i * j) % 3]}})
    for i in range(count - 2):
        builder.add_record("constraint", id=f"c{i}", because="so", **{"if": {f"i{i}": "a", f"i{i + 1}": "b"}, "then": {f"i{i + 2}": "c"}})
    return builder.finish()


class Progress(unittest.TestCase):
    def test_is_called(self):
        calls = []
        guarantee.load(UKRAINE, progress=lambda done, total: calls.append((done, total)))
        self.assertTrue(calls)
        self.assertTrue(all(total >= done >= 0 for done, total in calls))

    def test_true_stops(self):
        with self.assertRaises(guarantee.CancelledError):
            guarantee.load(UKRAINE, progress=lambda done, total: True)

    def test_exceptions_come_through(self):
        def fail(done, total):
            raise Oops("in the middle")

        with self.assertRaisesRegex(Oops, "in the middle"):
            guarantee.load(UKRAINE, progress=fail)
        view = guarantee.load(UKRAINE).view()
        for call in (lambda: view.assess("us-support", progress=fail), lambda: view.settlement(progress=fail)[0],
                     lambda: list(view.conflicts(progress=fail)), lambda: view.bargain(progress=fail)):
            try:
                call()
            except Oops:
                pass
        with self.assertRaises(TypeError):
            guarantee.load(UKRAINE, progress="often")

    def test_reads(self):
        def reading(parts):
            return lambda capacity: next(parts)

        context = guarantee.Context()
        data = SMALL.encode()
        chunks = itertools.chain((data[i:i + 7] for i in range(0, len(data), 7)), itertools.repeat(b""))
        self.assertTrue(context.load_stream("x", reading(chunks)).equal(guarantee.loads(SMALL)))

        def fail(capacity):
            raise Oops("no more")

        with self.assertRaises(Oops):
            context.load_stream("x", fail)
        with self.assertRaises(ValueError):
            context.load_stream("x", lambda capacity: b"#" * (capacity + 1))
        with self.assertRaises(TypeError):
            context.load_stream("x", lambda capacity: 7)

    def test_log_that_fails_stops_nothing(self):
        guarantee.Context(log=lambda level, text: None).load([UKRAINE])


class Interrupts(unittest.TestCase):
    def test_ctrl_c(self):
        settlement = hard().view().settlement(budget=10**12)
        timer = threading.Timer(0.3, os.kill, (os.getpid(), signal.SIGINT))
        timer.start()
        begun = time.monotonic()
        try:
            with self.assertRaises(KeyboardInterrupt):
                for _ in settlement:
                    pass
                while time.monotonic() - begun < 5:  # it was solved before the signal came
                    time.sleep(0.01)
        finally:
            timer.join()
        self.assertLess(time.monotonic() - begun, 5)

    def test_ctrl_c_in_one_long_call(self):
        view = hard().view()
        timer = threading.Timer(0.3, os.kill, (os.getpid(), signal.SIGINT))
        timer.start()
        begun = time.monotonic()
        try:
            with self.assertRaises(KeyboardInterrupt):
                view.sensitivity(budget=10**12)  # minutes, if it were left to end
        finally:
            timer.join()
        self.assertLess(time.monotonic() - begun, 10)

    def test_other_threads_run_meanwhile(self):
        settlement = hard().view().settlement(budget=3_000_000)
        ticks, done = [], threading.Event()

        def tick():
            while not done.wait(0.002):
                ticks.append(1)

        thread = threading.Thread(target=tick)
        thread.start()
        try:
            begun = time.monotonic()
            list(itertools.islice(settlement, 40))
        except guarantee.LimitError:
            pass
        finally:
            took = time.monotonic() - begun
            done.set()
            thread.join()
        if took > 0.1:
            self.assertGreater(len(ticks), 3)


class Lazy(unittest.TestCase):
    def test_conflicts_are_found_one_by_one(self):
        conflicts = guarantee.load(UKRAINE).view().conflicts()
        self.assertEqual(len(conflicts.found), 0)
        first = next(iter(conflicts))
        self.assertEqual(list(conflicts.found), [first])
        self.assertEqual(conflicts[0], first)
        everything = list(conflicts)
        self.assertEqual(list(conflicts), everything)
        self.assertTrue(conflicts.complete)
        self.assertEqual(conflicts[-1], everything[-1])
        self.assertEqual(conflicts[1:3], everything[1:3])
        self.assertIsNone(conflicts.next())
        with self.assertRaises(IndexError):
            conflicts[len(everything)]
        with self.assertRaises(TypeError):
            len(conflicts)

    def test_budget_gives_what_there_is(self):
        settlement = hard().view().settlement(budget=50)
        with self.assertRaises(guarantee.LimitError) as caught:
            list(settlement)
        self.assertTrue(caught.exception.result is None or isinstance(caught.exception.result, guarantee.Package))

    def test_coalitions_outlive_the_enumeration(self):
        view = guarantee.loads(SMALL).view()
        coalitions = list(view.game("plan", "both").coalitions("winning"))
        self.assertEqual([[m.id for m in c.members] for c in coalitions], [["ada", "bor"]])
        self.assertEqual(coalitions[0], next(view.game("plan", "both").coalitions("winning")))
        with self.assertRaises(guarantee.NotFoundError):
            view.game("plan", "nothing")


class Threads(unittest.TestCase):
    def run_all(self, work, count=8):
        wrong = []

        def guarded(number):
            try:
                work(number)
            except BaseException as error:  # noqa: BLE001  (any of them is a failure of the test)
                wrong.append(error)

        threads = [threading.Thread(target=guarded, args=(n,)) for n in range(count)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        self.assertEqual(wrong, [])

    def test_one_view_many_threads(self):
        dossier = guarantee.load(UKRAINE)
        view = dossier.view()
        expected = {p.id: view.assess(p).show(format="json") for p in dossier.proposals}

        def work(number):
            for proposal in dossier.proposals:
                self.assertEqual(view.assess(proposal).show(format="json"), expected[proposal.id])

        self.run_all(work)

    def test_one_enumeration_many_threads(self):
        conflicts = guarantee.load(UKRAINE).view().conflicts()
        found = {}

        def work(number):
            found[number] = [c.message for c in conflicts]

        self.run_all(work)
        for messages in found.values():
            self.assertEqual(messages, found[0])

    def test_one_builder_many_threads(self):
        builder = guarantee.Context().builder()

        def work(number):
            for i in range(50):
                builder.add_record("participant", id=f"p{number}-{i}", kind="state")
                builder.count("participant")
                builder.at("participant", 0)

        self.run_all(work)
        self.assertEqual(len(builder.finish().participants), 400)

    def test_not_into_itself(self):
        def again(done, total):
            settlement.next()

        settlement = hard().view().settlement(progress=again, budget=10**6)
        try:
            settlement.next()
        except RuntimeError as error:
            self.assertIn("in use already", str(error))


if __name__ == "__main__":
    unittest.main()
