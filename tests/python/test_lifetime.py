"""What is reached from a root keeps it alive, and nothing more: children that outlive every name, collection in the middle of iteration, cycles,
exceptions in callbacks, many loads. GUARANTEE_TEST_LOADS says how many (100000).
"""
import gc
import os
import resource
import unittest
import weakref

import guarantee

from common import SMALL, UKRAINE


def tiny(number):
    return f"guarantee: 1\nparticipants: [{{id: p{number}, kind: state}}]\n"


class Lifetime(unittest.TestCase):
    def test_child_outlives_every_handle(self):
        message = guarantee.loads(SMALL).view().assess("plan").verdicts[0].findings[0]
        gc.collect()
        junk = [guarantee.loads(tiny(n)) for n in range(50)]
        self.assertTrue(message.message)
        self.assertTrue(message.position.participant.id)
        del junk

    def test_sequence_outlives_its_owner(self):
        terms = guarantee.loads(SMALL).positions[0].terms
        iterator = iter(guarantee.loads(SMALL).proposals)
        gc.collect()
        self.assertEqual(terms[0].issue.id, "troops")
        self.assertEqual([p.id for p in iterator], ["plan", "other"])

    def test_diagnostics_outlive_the_exception(self):
        try:
            guarantee.loads("guarantee: 1\nparticipants: [{}]")
        except guarantee.DossierError as error:
            diagnostic = error.diagnostics[0]
        gc.collect()
        self.assertTrue(diagnostic.message)

    def test_root_goes_with_the_last_child(self):
        dossier = guarantee.loads(SMALL)
        gone = weakref.ref(dossier)
        proposal = dossier.proposals[0]
        clause = proposal.clauses[0]
        del dossier, proposal
        self.assertIsNotNone(gone())
        del clause
        gc.collect()
        self.assertIsNone(gone())

    def test_result_keeps_what_it_was_made_from(self):
        view = guarantee.loads(SMALL).view()
        gone = weakref.ref(view)
        assessment = view.assess("plan")
        del view
        self.assertIs(assessment.view, gone())
        del assessment
        gc.collect()
        self.assertIsNone(gone())

    def test_cycle_through_a_callback(self):
        class Holder:
            pass

        holder = Holder()
        holder.settlement = guarantee.loads(SMALL).view().settlement(progress=lambda done, total: holder is None)
        gone = weakref.ref(holder.settlement)
        del holder
        gc.collect()
        self.assertIsNone(gone())

    def test_cycle_through_what_was_reached(self):
        class Holder:
            def tell(self, *ignored):
                return False

        def hold(take):
            holder = Holder()
            holder.dossier = guarantee.loads(SMALL, progress=holder.tell)
            holder.view = guarantee.Context(log=holder.tell).load_memory("small", SMALL).view()
            holder.taken = take(holder.dossier), take(holder.view.dossier)
            return weakref.ref(holder)

        for take in (lambda d: d.positions, lambda d: d.positions[0], lambda d: iter(d.positions), lambda d: list(d.positions[0].terms)):
            gone = hold(take)
            gc.collect()
            self.assertIsNone(gone())

    def test_other_interpreters_are_refused(self):
        try:
            import _xxsubinterpreters as interpreters
        except ImportError:
            self.skipTest("this Python has no such module")
        dossier = guarantee.loads(SMALL)
        other = interpreters.create()
        try:
            with self.assertRaisesRegex(Exception, "guarantee"):
                interpreters.run_string(other, f"import sys; sys.path[:] = {__import__('sys').path!r}; import guarantee")
        finally:
            interpreters.destroy(other)
        gc.collect()
        self.assertEqual(str(dossier.positions[0].stance), str(dossier.positions[0].stance))
        with self.assertRaises(guarantee.NotFoundError):
            dossier.positions["no-such"]

    def test_collection_in_the_middle_of_iteration(self):
        def ids():
            for position in guarantee.load(UKRAINE).positions:
                gc.collect()
                yield position.id

        self.assertEqual(list(ids()), [p.id for p in guarantee.load(UKRAINE).positions])

    def test_draft_outlives_its_builder(self):
        draft = guarantee.Context().builder().add("participant")
        gc.collect()
        draft["id"] = "x"
        self.assertEqual(draft.get("id"), "x")

    def test_removed_draft_does_no_harm(self):
        builder = guarantee.Context().builder()
        draft = builder.add_record("participant", id="x", kind="state", names={"en": "X"})
        names = draft.child("names")
        builder.remove(draft)
        self.assertEqual(names.get("en"), "X")
        draft["names"] = {"en": "Y"}
        self.assertEqual(len(builder.finish().participants), 0)

    def test_exceptions_in_callbacks_leak_nothing(self):
        class Payload:
            pass

        def fail(done, total):
            error = RuntimeError("no")
            error.payload = Payload()
            seen.append(weakref.ref(error.payload))
            raise error

        seen = []
        for _ in range(50):
            try:
                guarantee.loads(SMALL, progress=fail)
            except RuntimeError:
                pass
        gc.collect()
        self.assertEqual([ref for ref in seen if ref() is not None], [])

    def test_many_loads(self):
        count = int(os.environ.get("GUARANTEE_TEST_LOADS", "100000"))
        context = guarantee.Context()

        def loads(number):
            for n in range(number):
                dossier = context.load_memory("x", tiny(n % 1000))
                self.assertEqual(dossier.participants[0].id[0], "p")
                if n % 10 == 0:
                    try:
                        context.load_memory("x", "guarantee: 1\nparticipants: [{}]")
                    except guarantee.DossierError as error:
                        len(error.diagnostics)

        loads(min(2000, count))
        gc.collect()
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        loads(count)
        gc.collect()
        if not os.environ.get("GUARANTEE_TEST_SANITIZED"):  # a sanitizer keeps what is freed for a while, and finds leaks itself
            self.assertLess(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before, 8 * 1024)


if __name__ == "__main__":
    unittest.main()
