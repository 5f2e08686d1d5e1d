"""The record from Python: sequences, dates, enumerations, names, exceptions, tables, building, saving and pickling."""
import copy
import csv
import datetime
import enum
import io
import json
import pathlib
import pickle
import tempfile
import unittest
from collections.abc import Sequence

import guarantee

from common import EVERY_KEY, SMALL, UKRAINE


class Sequences(unittest.TestCase):
    def setUp(self):
        self.dossier = guarantee.loads(SMALL)

    def test_index_slice_and_iteration(self):
        proposals = self.dossier.proposals
        self.assertIsInstance(proposals, Sequence)
        self.assertEqual(len(proposals), 2)
        self.assertEqual([p.id for p in proposals], ["plan", "other"])
        self.assertEqual(proposals[-1], proposals[1])
        self.assertEqual(proposals[::-1], [proposals[1], proposals[0]])
        self.assertEqual(list(reversed(proposals)), proposals[::-1])
        self.assertEqual(proposals.index(proposals[1]), 1)
        self.assertEqual(proposals.index(proposals[1], -1), 1)
        self.assertEqual(proposals.count(proposals[0]), 1)
        self.assertTrue(proposals)
        self.assertFalse(self.dossier.scenarios)
        for wrong in (2, -3, 10**30, -(10**30)):
            with self.assertRaises(IndexError):
                proposals[wrong]
        with self.assertRaises(TypeError):
            self.dossier.proposals[0].parties["ada"]
        with self.assertRaises(ValueError):
            proposals.index(self.dossier.issues[0])
        with self.assertRaises(ValueError):
            proposals.index(proposals[1], 0, 1)

    def test_mapping_by_id(self):
        proposals = self.dossier.proposals
        self.assertEqual(proposals["plan"], proposals[0])
        self.assertIn("plan", proposals)
        self.assertNotIn("nothing", proposals)
        self.assertIn(proposals[1], proposals)
        self.assertIsNone(proposals.get("nothing"))
        self.assertEqual(proposals.get("nothing", 3), 3)
        self.assertEqual(list(proposals.ids()), ["plan", "other"])
        with self.assertRaises(KeyError):
            proposals["nothing"]
        with self.assertRaises(TypeError):
            proposals[1.5]
        self.assertEqual(proposals["plan"].rules["both"].form, guarantee.RuleForm.ALL_OF)
        self.assertEqual(self.dossier.positions["shut"].participant.id, "bor")

    def test_equality_and_hash(self):
        proposals = self.dossier.proposals
        other = guarantee.loads(SMALL)
        self.assertIsNot(proposals[0], proposals[0])
        self.assertEqual(proposals[0], proposals["plan"])
        self.assertEqual(len({proposals[0], proposals["plan"], proposals[1]}), 2)
        self.assertNotEqual(proposals[0], other.proposals[0])
        self.assertTrue(self.dossier.equal(other))
        self.assertNotEqual(self.dossier, other)
        self.assertNotEqual(proposals[0], "plan")

    def test_root_is_the_same(self):
        view = self.dossier.view()
        self.assertIs(view.dossier, self.dossier)
        self.assertIs(view.assess("plan").view, view)
        self.assertIs(self.dossier.proposals[0]._root, self.dossier)

    def test_repr_says_what_it_is(self):
        self.assertEqual(repr(self.dossier.proposals[0]), '<Proposal plan "The plan">')
        self.assertIn("2 proposals", repr(self.dossier))
        self.assertEqual(repr(self.dossier.positions[0]), "<Position red 2025-08-01 bor rejects troops: combat>")

    def test_not_made_by_itself(self):
        with self.assertRaisesRegex(TypeError, "not made by itself"):
            guarantee.Proposal()


class Dates(unittest.TestCase):
    def test_whole_and_partial(self):
        dates = [p.date for p in guarantee.loads(SMALL).positions]
        self.assertEqual(dates[:3], [datetime.date(2025, 8, 1), guarantee.PartialDate(2025, 8), guarantee.PartialDate(2025)])
        self.assertIsNone(guarantee.loads(SMALL).proposals[0].date)
        self.assertEqual([str(d) for d in sorted(dates[:3])], ["2025", "2025-08", "2025-08-01"])
        self.assertLess(guarantee.PartialDate(2025, 8), datetime.date(2025, 8, 1))
        self.assertGreater(datetime.date(2025, 8, 1), guarantee.PartialDate(2025, 8))

    def test_given_as(self):
        dossier = guarantee.loads(SMALL)
        for given in ("2025-08", guarantee.PartialDate(2025, 8), "2025-08-31", datetime.date(2025, 8, 31), datetime.datetime(2025, 8, 31, 5)):
            self.assertEqual(dossier.view(as_of=given).as_of, datetime.date(2025, 8, 31))
        for wrong in ("2025-13", "August", "2025-02-30"):
            with self.assertRaises(ValueError):
                dossier.view(as_of=wrong)
        with self.assertRaises(TypeError):
            dossier.view(as_of=2025)

    def test_same_as_the_library(self):
        for text in ("2024", "2024-02", "2024-02-29"):
            date = guarantee.parse_date(text)
            self.assertEqual(guarantee.date_parse(text), date)
            self.assertEqual(guarantee.date_format(date), str(date))
            if isinstance(date, guarantee.PartialDate):
                self.assertEqual((date.first_day, date.last_day), (guarantee.date_first_day(date), guarantee.date_last_day(date)))


class Enumerations(unittest.TestCase):
    def test_words(self):
        position = guarantee.loads(SMALL).positions[0]
        self.assertIs(position.stance, guarantee.StanceKind.REJECTS)
        self.assertEqual((str(position.stance), f"{position.stance}", position.stance == "rejects", int(position.stance)), ("rejects", "rejects", True, 2))
        self.assertEqual({position.stance: 1}["rejects"], 1)
        self.assertEqual(str(guarantee.VerdictKind.RESERVATIONS), "accepts with reservations")
        enumerations = [e for e in vars(guarantee).values() if isinstance(e, type) and issubclass(e, enum.Enum)]
        self.assertGreater(len(enumerations), 25)
        for enumeration in enumerations:
            for member in enumeration:
                self.assertEqual(enumeration._of(str(member)), member)
                self.assertEqual(pickle.loads(pickle.dumps(member)), member)
        with self.assertRaisesRegex(ValueError, "none of requires|is none of"):
            guarantee.StanceKind._of("demands")

    def test_flags(self):
        dossier = guarantee.loads(SMALL)
        both = guarantee.Evidence.STATED | guarantee.Evidence.REPORTED
        for given in (both, 3, "stated reported", ["stated", guarantee.Evidence.REPORTED], {"reported", "stated"}):
            self.assertEqual(dossier.view(evidence=given).evidence, both)
        with self.assertRaises(ValueError):
            dossier.view(evidence="rumoured")


class Errors(unittest.TestCase):
    def test_prints_as_the_command_line(self):
        with self.assertRaises(guarantee.DossierError) as caught:
            guarantee.loads("guarantee: 1\nparticipants: [{id: x, kind: stat}]\n", name="bad.yaml")
        error = caught.exception
        self.assertIsInstance(error, ValueError)
        self.assertEqual(len(error.diagnostics), 1)
        diagnostic = error.diagnostics[0]
        self.assertEqual((diagnostic.file, diagnostic.line, diagnostic.severity), ("bad.yaml", 2, guarantee.Severity.ERROR))
        self.assertIn(f"error[{diagnostic.code}]", str(error))
        self.assertIn("^^^^", str(error))
        again = pickle.loads(pickle.dumps(error))
        self.assertEqual((type(again), str(again)), (type(error), str(error)))

    def test_io(self):
        with self.assertRaises(guarantee.InputOutputError) as caught:
            guarantee.load("/nowhere/at/all.yaml")
        self.assertIsInstance(caught.exception, OSError)
        self.assertIn("/nowhere/at/all.yaml", str(caught.exception))

    def test_warnings_are_kept(self):
        dossier = guarantee.load(UKRAINE)
        self.assertEqual(len(guarantee.loads(SMALL).diagnostics), len(list(guarantee.loads(SMALL).diagnostics)))
        self.assertIsInstance(dossier.diagnostics, Sequence)

    def test_name_that_is_not_known(self):
        dossier = guarantee.load(UKRAINE)
        self.assertEqual(dossier.match_name("ЗЕЛЕНСЬКИЙ").participant.id, "volodymyr-zelenskyy")
        with self.assertRaises(LookupError) as caught:
            dossier.match_name("Zelenskx")
        self.assertIsInstance(caught.exception, guarantee.NotFoundError)
        self.assertIn("volodymyr-zelenskyy", [c.id for c in caught.exception.result.candidates])

    def test_wrong_arguments(self):
        dossier, other = guarantee.loads(SMALL), guarantee.loads(SMALL)
        view = dossier.view()
        with self.assertRaises(guarantee.NotFoundError):
            view.assess("nothing")
        with self.assertRaisesRegex(guarantee.ArgumentError, "another dossier"):
            view.assess(other.proposals[0])
        with self.assertRaises(TypeError):
            view.assess(dossier.issues[0])
        with self.assertRaises(TypeError):
            view.assess()
        with self.assertRaises(TypeError):
            view.compare("plan")
        with self.assertRaises(OverflowError):
            view.settlement(cap=-1)
        with self.assertRaises(ValueError):
            dossier.match_name("a\0b")
        with self.assertRaises(guarantee.ArgumentError):
            view.compare([])


class Tables(unittest.TestCase):
    def test_records_are_plain(self):
        dossier = guarantee.load(UKRAINE)
        view = dossier.view()
        plain = (str, int, float, bool, datetime.date, type(None))
        tables = [dossier.positions.to_records(), dossier.participants.to_records(), view.to_records(), view.assess("us-support").to_records(),
                  view.compare(dossier.proposals[:3]).to_records(), view.timeline().to_records(), view.matrix().to_records(),
                  view.bargain(parties=["usa", "fra"]).to_records()]
        for table in tables:
            self.assertTrue(table)
            for row in table:
                self.assertTrue(all(isinstance(value, plain) for value in row.values()), row)
        self.assertEqual(dossier.positions.to_records()[0]["participant"], dossier.positions[0].participant.id)
        text = io.StringIO()
        csv.DictWriter(text, tables[0][0]).writerows(tables[0])
        self.assertEqual(len(text.getvalue().splitlines()) >= len(dossier.positions), True)
        json.dumps(tables[6])

    def test_html(self):
        view = guarantee.load(UKRAINE).view()
        for thing in (view, view.matrix(), view.assess("us-support"), view.compare(list(view.dossier.proposals)[:2])):
            text = thing._repr_html_()
            self.assertIn("<table", text)
            self.assertEqual(text.count("<tr"), text.count("</tr>"))
        bad = guarantee.loads(SMALL.replace("title: The plan", "title: <script>")).view().assess("plan")._repr_html_()
        self.assertIn("&lt;script&gt;", bad)
        self.assertNotIn("<script>", bad)


class Building(unittest.TestCase):
    def test_from_nothing(self):
        builder = guarantee.Context().builder()
        builder.set_title("By hand")
        builder.add_record("source", id="s", title="Minutes", date=datetime.date(2025, 8, 1))
        for name in ("ada", "bor"):
            builder.add_record("participant", id=name, kind="state", names={"en": name.title()})
        builder.add_record("issue", id="troops", options=["no", "yes"], default="no", ordered=True)
        builder.add_record("proposal", id="plan", parties=["ada", "bor"], clauses=[{"id": "c1", "terms": {"troops": "yes"}}])
        position = builder.add_record("position", participant="bor", source="s", evidence=guarantee.Evidence.STATED, date="2025-08", gist="No")
        position["rejects"] = {"troops": "yes"}
        dossier = builder.finish()
        self.assertEqual(dossier.title, "By hand")
        self.assertEqual(dossier.view().assess("plan").verdicts["bor"].kind, guarantee.VerdictKind.REJECTS)
        position["rejects"] = None
        position["if_"] = 3
        with self.assertRaises(guarantee.DossierError):
            builder.finish()

    def test_changed(self):
        dossier = guarantee.loads(SMALL)
        builder = dossier.builder()
        builder.find("proposal", "plan").update(title="Another plan", supersedes=dossier.proposals["other"])
        changed = builder.finish()
        self.assertEqual((changed.proposals["plan"].title, dossier.proposals["plan"].title), ("Another plan", "The plan"))
        self.assertEqual(changed.proposals["plan"].supersedes[0].id, "other")
        self.assertIsNone(builder.find("proposal", "nothing"))
        builder.remove(builder.find("constraint", "talk-or-train"))
        self.assertEqual(len(builder.finish().constraints), 0)

    def test_a_record_that_fails_is_not_there(self):
        builder = guarantee.Context().builder()
        with self.assertRaises(guarantee.ArgumentError):
            builder.add_record("participant", id="a\x01b")
        self.assertEqual(builder.count("participant"), 0)


class Saving(unittest.TestCase):
    def test_round_trips(self):
        dossier = guarantee.load([EVERY_KEY / "every-key.yaml", EVERY_KEY / "proposals.yaml"])
        for format_ in ("yaml", guarantee.Format.JSON):
            with tempfile.TemporaryDirectory() as directory:
                path = pathlib.Path(directory) / "saved"
                dossier.save(path, format_)
                self.assertTrue(guarantee.load(path).equal(dossier))
                with open(path, "rb") as binary, open(path, encoding="utf-8") as text:
                    self.assertTrue(guarantee.load(binary).equal(dossier))
                    self.assertTrue(guarantee.load(text).equal(dossier))
        with self.assertRaises(guarantee.InputOutputError):
            dossier.save("/nowhere/at/all.yaml")

    def test_pickles(self):
        dossier = guarantee.load(UKRAINE)
        view = dossier.view(as_of="2025-08-24", evidence="stated", sources=["voice", "rbc"])
        assessment = view.assess("us-support", progress=lambda done, total: None)
        for thing in (dossier, view, assessment, dossier.proposals["us-support"], dossier.proposals["us-support"].clauses[0], dossier.positions[4]):
            again = pickle.loads(pickle.dumps(thing))
            self.assertIs(type(again), type(thing))
        self.assertEqual(pickle.loads(pickle.dumps(assessment)).show(), assessment.show())
        self.assertEqual(pickle.loads(pickle.dumps(view)).show(), view.show())
        again = pickle.loads(pickle.dumps({"view": view, "proposal": dossier.proposals[1]}))
        self.assertIs(again["view"].dossier, again["proposal"]._root)
        again["view"].assess(again["proposal"])
        for thing in (dossier.builder(), guarantee.Context(), view.stances[0]):
            with self.assertRaises(TypeError):
                pickle.dumps(thing)

    def test_copies_are_the_thing(self):
        dossier = guarantee.loads(SMALL)
        self.assertIs(copy.copy(dossier), dossier)
        self.assertIs(copy.deepcopy(dossier.proposals[0])._root, dossier)
        with dossier as same:
            self.assertIs(same, dossier)


if __name__ == "__main__":
    unittest.main()
