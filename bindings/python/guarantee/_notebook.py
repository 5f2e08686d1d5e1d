"""How a matrix, an assessment and a comparison show themselves in a notebook: tables of HTML.

All text is escaped. Colours are given to words on a ground of their own and to nothing else, so that pages dark and light both read well; no meaning
rests on colour alone. A table that is wider than the page scrolls within its frame. Uses _native and _kinds.
"""
from __future__ import annotations

import html
import re
from collections.abc import Iterable, Sequence
from typing import Any, Optional

from . import _native

# What is against it, what is in between, what is in favour: ground and letters, with a contrast of at least 7 to 1.
AGAINST, BETWEEN, FAVOUR, NEITHER = "#f6cfcb;color:#4a0d07", "#fbe7b2;color:#3f2d00", "#c3e6cf;color:#06331a", "#e4e6e9;color:#23272b"
GROUNDS = {
    "rejects": AGAINST, "contested": AGAINST, "requires": AGAINST, "not asked": BETWEEN, "conditional": BETWEEN, "opposes": BETWEEN,
    "accepts with reservations": FAVOUR, "accepts": FAVOUR, "prefers": FAVOUR,
}
# pandas does the same: the rules reach no further than this frame.
STYLE = """<style>
.guarantee{overflow-x:auto;max-width:100%}
.guarantee table{border-collapse:collapse;font-size:90%;margin:0}
.guarantee caption{caption-side:top;text-align:left;font-weight:bold;padding:.3em 0;color:inherit;white-space:nowrap}
.guarantee th,.guarantee td{border:1px solid rgba(128,128,128,.45);padding:.3em .5em;text-align:left!important;vertical-align:top;
white-space:normal;background:transparent;color:inherit;min-width:6em;max-width:44em}
.guarantee thead th{vertical-align:bottom}
.guarantee ul{margin:0;padding-left:1.1em}
.guarantee .word{border-radius:.6em;padding:0 .45em;white-space:nowrap}
.guarantee .less{opacity:.85;font-size:92%}
.guarantee .group{font-style:italic;font-weight:normal;padding-top:.8em}
.guarantee code{color:inherit;background:transparent;font-size:95%}
</style>"""


def word(kind: Any) -> str:
    """A verdict or a stance, on its ground."""
    return f'<span class="word" style="background:{GROUNDS.get(str(kind), NEITHER)}">{html.escape(str(kind))}</span>'


def text(plain: Optional[str]) -> str:
    """Escaped; what stands in backquotes, as ids in messages do, is set as code."""
    return re.sub("`([^`]*)`", r"<code>\1</code>", html.escape(plain or ""))


def rows_of(rows: Iterable[Sequence[str]]) -> str:
    """The first cell of each row is its header."""
    return "".join(f'<tr><th scope="row">{first}</th>{"".join(f"<td>{cell}</td>" for cell in rest)}</tr>' for first, *rest in rows)


def table(caption: str, head: Sequence[str], groups: Iterable[tuple[str, Sequence[Sequence[str]]]]) -> str:
    """Groups of rows, each below its title if it has one. Cells are HTML; caption, head and titles are text."""
    heads = "".join(f'<th scope="col">{text(name)}</th>' if name else "<td></td>" for name in head)
    bodies = ""
    for title, rows in groups:
        above = f'<tr><th scope="rowgroup" colspan="{len(head)}" class="group">{text(title)}</th></tr>' if title else ""
        bodies += f"<tbody>{above}{rows_of(rows)}</tbody>" if rows else ""
    return f'<div class="guarantee">{STYLE}<table><caption>{text(caption)}</caption><thead><tr>{heads}</tr></thead>{bodies}</table></div>'


def options_text(issue: _native.Issue, options: Sequence[_native.Option]) -> str:
    """The titles of options; on a scale, the end of it as "x or more" or "x or less"."""
    every = list(issue.options)
    if issue.ordered and 1 < len(options) < len(every):
        if list(options) == every[-len(options):]:
            return f"{options[0].title} or more"
        if list(options) == every[: len(options)]:
            return f"{options[-1].title} or less"
    return ", ".join(option.title for option in options)


def variable(issue: Optional[_native.Issue], choice: Optional[_native.Participant], proposal: Optional[_native.Proposal] = None) -> str:
    """The header of a row: what is chosen, and by whom if each chooses for itself."""
    title = str(issue.title if issue is not None else proposal.title if proposal is not None else "")
    return text(title) + (f'<br><span class="less">{text(choice.name())}</span>' if choice is not None else "")


# -- an assessment -------------------------------------------------------------------------------------------------------------------


def _cited(finding: _native.Finding) -> str:
    """Where it is written, and what would mend it."""
    parts = []
    if finding.position is not None:
        if finding.position.quote:
            parts.append(f"“{finding.position.quote}”")
        parts += [f"[{c.source.id}{', ' + c.locator if c.locator else ''}]" for c in finding.position.citations]
    if finding.cure:
        parts.append(f"To mend it: {finding.cure}.")
    return f'<br><span class="less">{text(" ".join(parts))}</span>' if parts else ""


def _findings(findings: Iterable[_native.Finding]) -> str:
    """Those that weigh against it; what supports it folds away."""
    against = [f"<li>{text(f.message)}{_cited(f)}</li>" for f in findings if f.kind != "support"]
    support = [f"<li>{text(f.message)}</li>" for f in findings if f.kind == "support"]
    shown = f"<ul>{''.join(against)}</ul>" if against else ""
    if support:
        shown += f"<details><summary>{len(support)} in favour</summary><ul>{''.join(support)}</ul></details>"
    return shown


def assessment(self: _native.Assessment) -> str:
    rows = [(text(verdict.participant.name()), word(verdict.kind), _findings(verdict.findings)) for verdict in self.verdicts]
    answer = "acceptable" if self.acceptable else "not acceptable"
    return table(f"{self.proposal.title}: {answer} as of {self.view.as_of}", ("Participant", "Verdict", "Why"), [("", rows)])


# -- a comparison --------------------------------------------------------------------------------------------------------------------


def comparison(self: _native.Comparison) -> str:
    proposals = list(self.proposals)
    verdicts: dict[_native.Participant, list[str]] = {}
    for place, assessed in enumerate(self.assessments):
        for verdict in assessed.verdicts:
            verdicts.setdefault(verdict.participant, ["–"] * len(proposals))[place] = word(verdict.kind)
    rows = [[variable(row.issue, row.choice), *(text(options_text(row.issue, row.cell_options(place))) or "–" for place in range(len(proposals)))]
            for row in self.rows]
    groups = [("Verdicts", [[text(participant.name()), *words] for participant, words in verdicts.items()]),
              (f"Differences: {self.difference_count}", rows[: self.difference_count]), ("Common ground", rows[self.difference_count:])]
    return table(f"Compared as of {self.view.as_of}", ["", *(str(proposal.title) for proposal in proposals)], groups)


# -- the matrix ----------------------------------------------------------------------------------------------------------------------


def _stances(stances: Iterable[_native.Stance]) -> str:
    return "<br>".join(f"{word(s.kind)} {text(options_text(s.issue, s.options)) if s.issue is not None else ''}{_proviso(s.position)}"
                       for s in stances) or "–"


def _proviso(position: _native.Position) -> str:
    """What keeps a stance from being taken at its face: a condition, or that it is not the participant's own word."""
    parts = [f"if {term.issue.title} is {options_text(term.issue, list(term.options))}" for term in position.conditions]
    if position.evidence != "stated":
        parts.append(str(position.evidence))
    return f' <span class="less">({text("; ".join(parts))})</span>' if parts else ""


def matrix(view: _native.View, participants: Sequence[_native.Participant], cells: Any) -> str:
    """`cells`: by issue or proposal and choice, then by participant, the stances in force."""
    rows = []
    for (what, choice), held in cells.items():
        is_issue = isinstance(what, _native.Issue)
        head = variable(what, choice) if is_issue else variable(None, choice, what)
        rows.append([head, *(_stances(held.get(participant, ())) for participant in participants)])
    return table(f"Positions in force as of {view.as_of}", ["", *(participant.name() or "" for participant in participants)], [("", rows)])
