"""What somebody who never saw the package would try: words for kinds, names for participants, near misses, mappings, drafts as dicts, processes."""
import concurrent.futures
import json
import multiprocessing
import os
import traceback
import unittest

import guarantee

from common import SMALL, UKRAINE


def verdict_of(view, proposal, participant):
    return str(view.assess(proposal).verdicts[participant].kind)


class Manners(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.dossier = guarantee.load(UKRAINE)
        cls.view = cls.dossier.view()
        cls.small = guarantee.loads(SMALL)

    def fails(self, error, call, *words):
        with self.assertRaises(error) as caught:
            call()
        for word in words:
            self.assertIn(word, str(caught.exception))
        return caught.exception

    def test_kinds_are_words(self):
        kind = self.view.assess("european-peacekeepers").verdicts["rus"].kind
        self.assertEqual(kind, "rejects")
        self.assertIn(kind, {"rejects", "contested"})
        self.assertIn("rejects", {kind})
        self.assertNotEqual(kind, "accepts")
        self.assertEqual(guarantee.VerdictKind(int(kind)), kind)
        self.assertEqual(json.dumps([kind]), '["rejects"]')
        self.assertIs(guarantee.VerdictKind("not-asked"), guarantee.VerdictKind.NOT_ASKED)
        self.assertLess(guarantee.VerdictKind.REJECTS, guarantee.VerdictKind.ACCEPTS)
        self.assertEqual(self.small.positions[0].evidence, "stated")
        self.assertIn(self.small.positions[0].evidence, {"stated", "reported"})

    def test_participants_by_name(self):
        russia = self.dossier.participants["rus"]
        for name in ("Россия", "russia", "Росія", "RUSSIA"):
            self.assertEqual(self.dossier.participants[name], russia)
            self.assertIn(name, self.dossier.participants)
        self.assertEqual(self.view.assess("us-support").verdicts["Russia"].participant, russia)
        self.assertEqual(len(self.view.timeline(participant="Russia").moments), len(self.view.timeline(participant=russia).moments))
        self.assertNotIn("Atlantis", self.dossier.participants)
        self.assertIsNone(self.dossier.participants.get("Atlantis"))

    def test_near_misses(self):
        self.fails(KeyError, lambda: self.dossier.proposals["us-suport"], "'us-support'")
        self.fails(guarantee.NotFoundError, lambda: self.view.assess("us-suport"), "'us-support'")
        self.fails(guarantee.NotFoundError, lambda: self.dossier.participants["United Stats"], "United States")
        self.fails(guarantee.NotFoundError, lambda: self.dossier.scenarios["x"], "attack-after-deal")
        self.assertLess(len(str(self.fails(KeyError, lambda: self.dossier.issues["x" * 100000]))), 200)
        self.fails(ValueError, lambda: self.dossier.view(evidence="statd"), "stated, reported, inferred")

    def test_paths(self):
        self.assertTrue(guarantee.load(os.fsencode(UKRAINE)).equal(self.dossier))
        self.fails(TypeError, lambda: guarantee.load(None), "path")
        self.fails(ValueError, lambda: guarantee.load([]), "path")

    def test_choices_as_a_mapping(self):
        listed = self.view.settlement(fixed=["end-of-war=peace-agreement", "protection=guarantees,article-5-like"]).next()
        protection = self.dossier.issues["protection"]
        mapped = self.view.settlement(fixed={"end-of-war": "peace-agreement", protection: ["guarantees", protection.options["article-5-like"]]}).next()
        self.assertEqual((listed.red_lines, listed.consents, listed.weight), (mapped.red_lines, mapped.consents, mapped.weight))

    def test_things_instead_of_places(self):
        row = self.view.compare(["us-support", "russian-conditions"]).rows[0]
        self.assertEqual(row.cell_options("russian-conditions"), row.cell_options(1))
        self.assertEqual(row.cell_options(self.dossier.proposals["us-support"]), row.cell_options(0))
        self.fails(guarantee.NotFoundError, lambda: row.cell_options("nato-membership"), "us-support, russian-conditions")
        game = self.view.game("us-support", self.dossier.proposals["us-support"].rule_names[0])
        self.assertEqual(game.is_veto_player("United States"), game.is_veto_player(game.members.index(self.dossier.participants["usa"])))

    def test_errors_say_what_to_do(self):
        self.fails(guarantee.LimitError, lambda: self.view.settlement(budget=10)[0], "budget")
        self.fails(guarantee.CancelledError, lambda: self.view.settlement(progress=lambda done, total: True)[0], "progress")
        error = self.fails(guarantee.ArgumentError, lambda: self.view.show(width=1), "wrong argument")
        self.assertTrue("".join(traceback.format_exception_only(type(error), error)).startswith("guarantee.ArgumentError: "))

    def test_errors_made_by_hand(self):
        self.assertEqual(str(guarantee.GuaranteeError("why")), "why")
        self.assertIn("GuaranteeError", repr(guarantee.GuaranteeError()))

    def test_drafts_are_like_dicts(self):
        builder = self.small.builder()
        draft = builder.find("position", "red")
        self.assertEqual((draft["gist"], "gist" in draft, "note" in draft), ("No combat troops", True, False))
        draft["rejects"]["troops"] = "training"
        del draft["gist"]
        self.fails(KeyError, lambda: draft["gist"])
        self.fails(KeyError, lambda: draft.__delitem__("note"))
        changed = builder.finish().positions["red"]
        self.assertEqual(([option.id for option in changed.terms[0].options], changed.gist), (["training"], None))

    def test_processes(self):
        with concurrent.futures.ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as pool:
            self.assertEqual(pool.submit(verdict_of, self.view, "european-peacekeepers", "rus").result(60), "rejects")
            self.fails(guarantee.NotFoundError, pool.submit(verdict_of, self.view, "x", "rus").result, "'x'")

    def test_everything_says_what_it_is(self):
        package = self.view.settlement().next()
        for thing, said in ((package, "red lines"), (package.choices[0], "protection"), (self.dossier.positions[0].citations[0], "voice"),
                            (self.view.compare(["us-support"]), "us-support"), (self.view.timeline(), "moments"), (self.small, "1 source,"),
                            (self.dossier.match_name("Путин"), "putin"), (self.dossier.builder(), "records")):
            self.assertIn(said, repr(thing))


if __name__ == "__main__":
    unittest.main()
