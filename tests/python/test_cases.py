"""The case files of tests/cases give the same JSON through Python as through C, byte for byte. GUARANTEE_CASES_DRIVER is the C driver."""
import os
import subprocess
import unittest

import guarantee

from common import ROOT

CASES = sorted((ROOT / "tests" / "cases").glob("*.case"))


def read(path):
    """The keys of a case's head, and its dossier as text or path."""
    head, _, rest = path.read_text(encoding="utf-8").partition("\n=== expect\n")
    head, _, dossier = head.partition("\n=== dossier\n")
    keys = dict(line.split(": ", 1) for line in head.splitlines() if line and not line.startswith("#"))
    return {key: value.strip() for key, value in keys.items()}, dossier


def answer(path):
    keys, text = read(path)
    dossier = guarantee.loads(text + "\n", name="case") if text else guarantee.load(path.parent / keys["dossier"])
    if keys["call"] == "name":
        try:
            return dossier.match_name(keys["name"]).show(format="json")
        except LookupError as error:
            return error.result.show(format="json")
    view = dossier.view(as_of=keys.get("as-of"), evidence=keys.get("evidence"), sources=keys["sources"].split() if "sources" in keys else None)
    if keys["call"] == "view":
        return view.show(format="json")
    if keys["call"] == "assess":
        return view.assess(keys["proposal"]).show(format="json")
    if keys["call"] == "compare":
        return view.compare((keys.get("proposals") or keys["proposal"]).split()).show(format="json")
    return view.timeline(participant=keys.get("participant"), issue=keys.get("issue")).show(format="json")


class Cases(unittest.TestCase):
    def test_same_json(self):
        driver = os.environ.get("GUARANTEE_CASES_DRIVER")
        if not driver:
            self.skipTest("GUARANTEE_CASES_DRIVER is not set")
        compared = 0
        for path in CASES:
            if read(path)[0]["call"] == "load":
                continue
            expected = subprocess.run([driver, "--json", str(path)], capture_output=True, check=False).stdout.decode()
            if "status " in expected.splitlines()[-1]:
                continue
            with self.subTest(case=path.name):
                self.assertEqual(answer(path), expected)
                compared += 1
        self.assertGreaterEqual(compared, len(CASES) // 2)


if __name__ == "__main__":
    unittest.main()
