"""The tables for notebooks: well-formed, with headers, nothing of the record taken for HTML, words rather than colours alone."""
import html.parser
import unittest

import guarantee

from common import UKRAINE

HOSTILE = """guarantee: 1
sources: [{id: s, title: "<script>alert(1)</script>"}]
participants: [{id: a, kind: state, names: {en: "<b>A & B</b>"}}, {id: b, kind: state}]
issues: [{id: troops, title: "<img src=x onerror=alert(1)>", options: [{id: "no", title: "\\"No\\" <i>"}, {id: "yes", title: "</td>"}], default: "no"}]
proposals:
  - {id: plan, title: "</caption><script>", parties: [a, b], clauses: [{id: c, terms: {troops: "yes"}}]}
  - {id: other, title: "&amp;", parties: [a, b], clauses: [{id: c, terms: {troops: "no"}}]}
positions: [{participant: a, rejects: {troops: "yes"}, evidence: stated, date: 2025, source: s, quote: "<u>never</u>"}]
"""
VOID = {"br"}
ALLOWED = {"div", "style", "table", "caption", "thead", "tbody", "tr", "th", "td", "br", "span", "ul", "li", "code", "details", "summary"}


class Reader(html.parser.HTMLParser):
    def __init__(self):
        super().__init__()
        self.open, self.tags, self.headers, self.text = [], set(), [], ""

    def handle_starttag(self, tag, attributes):
        self.tags.add(tag)
        if tag == "th":
            self.headers.append(dict(attributes).get("scope"))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        if not self.open or self.open.pop() != tag:
            raise AssertionError(f"</{tag}> closes nothing")

    def handle_data(self, data):
        self.text += data


def read(page):
    reader = Reader()
    reader.feed(page)
    reader.close()
    return reader


def pages(dossier, first, second):
    view = dossier.view()
    return {"matrix": view.matrix()._repr_html_(), "view": view._repr_html_(), "assessment": view.assess(first)._repr_html_(),
            "comparison": view.compare([first, second])._repr_html_()}


class Notebook(unittest.TestCase):
    def test_well_formed(self):
        for name, page in pages(guarantee.load(UKRAINE), "european-peacekeepers", "us-support").items():
            with self.subTest(name):
                reader = read(page)
                self.assertEqual(reader.open, [])
                self.assertLessEqual(reader.tags, ALLOWED)
                self.assertTrue({"col", "row"} <= set(reader.headers) <= {"col", "row", "rowgroup"})

    def test_text_is_no_markup(self):
        for name, page in pages(guarantee.loads(HOSTILE), "plan", "other").items():
            with self.subTest(name):
                reader = read(page)
                self.assertLessEqual(reader.tags, ALLOWED)
                self.assertIn("<b>A & B</b>", reader.text)
                self.assertIn("<img src=x onerror=alert(1)>", reader.text)

    def test_says_what_colours_mean(self):
        shown = {name: read(page).text for name, page in pages(guarantee.load(UKRAINE), "european-peacekeepers", "us-support").items()}
        self.assertIn("Protection promised to Ukraine", shown["matrix"])
        self.assertIn("rejects", shown["matrix"])
        self.assertIn("(reported)", shown["matrix"])
        self.assertIn("if Protection promised to Ukraine is Guarantees or more", shown["matrix"])
        self.assertIn("not acceptable as of 2025-08-24", shown["assessment"])
        self.assertIn("absolutely unacceptable", shown["assessment"])
        self.assertIn("contested", shown["comparison"])
        self.assertIn("Common ground", shown["comparison"])


if __name__ == "__main__":
    unittest.main()
