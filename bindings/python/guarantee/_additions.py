"""What the Python side adds to the types of the extension: how they are shown, pickled, turned into tables, and built from mappings.

bindings/generate/python_extras.pyi declares all of it for type checkers.
"""
from __future__ import annotations

import datetime
import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Optional, Union

from . import _native, _notebook
from ._dates import PartialDate
from ._enumerations import Index, Kind
from ._errors import _default_context
from ._kinds import Named, NamedFlags

ROOTS = [value for value in vars(_native).values() if isinstance(value, type) and hasattr(value, "_origin")]
BORROWED = [value for value in vars(_native).values() if isinstance(value, type) and hasattr(value, "_root")]
# The sequences of a dossier that hold records, by the class of the record.
RECORDS = {
    _native.Source: "sources", _native.Participant: "participants", _native.Issue: "issues", _native.Constraint: "constraints",
    _native.Proposal: "proposals", _native.Position: "positions", _native.Expectation: "expectations", _native.Preference: "preferences",
    _native.Event: "events", _native.Scenario: "scenarios",
}

RECORD_KINDS = [kind for kind in Kind if kind != "clause"]


def _add(classes: Iterable[type[Any]], **members: Any) -> None:
    """Gives the classes of the extension these members."""
    for class_ in classes:
        for name, member in members.items():
            setattr(class_, name, member)


# -- repr ----------------------------------------------------------------------------------------------------------------------------


def _short(text: Optional[str], room: int = 60) -> str:
    text = " ".join((text or "").split())
    return text if len(text) <= room else text[: room - 1] + "…"


def _label(thing: Any) -> str:
    """What to call a thing in a few words: its id, or what it is about."""
    for name in ("id", "code", "engine", "name"):
        value = getattr(thing, name, None)
        if isinstance(value, str) and value:
            return value
    parts = []
    for name in ("participant", "obligor", "issue", "proposal", "clause", "position"):
        value = getattr(thing, name, None)
        if value is not None and not callable(value) and hasattr(value, "id"):
            parts.append(_label(value))
    if hasattr(thing, "choice") and getattr(thing.choice, "id", None) is not None:
        parts.append(thing.choice.id)
    return " ".join(part for part in parts if part)


def _term_text(term: Any) -> str:
    variable = term.issue.id + (f"/{term.participant.id}" if term.participant is not None else "")
    return f"{variable}: {', '.join(option.id for option in term.options)}"


def _repr(self: Any) -> str:
    parts = [_label(self)]
    for name in ("kind", "stance", "form", "outcome", "decision"):
        value = getattr(self, name, None)
        if isinstance(value, Named):
            parts.append(str(value))
            break
    for name in ("title", "message"):
        value = getattr(self, name, None)
        if isinstance(value, str) and value and value not in parts:
            parts.append(f'"{_short(value)}"')
            break
    return f"<{type(self).__name__} {' '.join(part for part in parts if part)}".rstrip() + ">"


def _position_repr(self: _native.Position) -> str:
    on = self.proposal.id if self.proposal is not None else "; ".join(_term_text(term) for term in self.terms)
    date = f" {self.date}" if self.date is not None else ""
    return f"<Position{' ' + self.id if self.id else ''}{date} {self.participant.id} {self.stance} {on}>"


def _dossier_repr(self: _native.Dossier) -> str:
    counted = [(len(getattr(self, name)), name) for name in RECORDS.values()]
    counts = ", ".join(f"{count} {name if count > 1 else name[:-1]}" for count, name in counted if count)
    title = f' "{_short(self.title)}"' if self.title else ""
    return f"<Dossier{title}: {counts or 'empty'}>"


def _diagnostic_repr(self: _native.Diagnostic) -> str:
    place = f"{self.file}:{self.line}:{self.column}: " if self.file else ""
    return f"<{place}{self.severity} {self.code} {_short(self.message)}>"


def _view_repr(self: _native.View) -> str:
    return f"<View as of {self.as_of}: {len(self.stances)} stances in force>"


def _coalition_repr(self: _native.Coalition) -> str:
    return f"<Coalition {', '.join(member.id for member in self.members)}>"


def _choice_repr(self: _native.Choice) -> str:
    variable = self.issue.id + (f"/{self.participant.id}" if self.participant is not None else "")
    return f"<Choice {variable}: {', '.join(option.id for option in self.options)}>"


def _citation_repr(self: _native.Citation) -> str:
    return f"<Citation {self.source.id}{' ' + self.locator if self.locator else ''}>"


def _package_repr(self: _native.Package) -> str:
    return f"<Package: {self.red_lines} red lines, {self.consents} consents, weight {self.weight:g}>"


def _moment_repr(self: _native.Moment) -> str:
    about = self.position or self.event or self.proposal
    return f"<Moment {self.date} {self.kind} {about!r}>"


def _match_repr(self: _native.NameMatch) -> str:
    names = ", ".join(participant.id for participant in self.candidates)
    return f"<NameMatch {self.participant.id}>" if self.participant is not None else f"<NameMatch of several: {names}>"


def _comparison_repr(self: _native.Comparison) -> str:
    return f"<Comparison of {', '.join(proposal.id for proposal in self.proposals)}: {self.difference_count} differences>"


def _bargain_repr(self: _native.Bargain) -> str:
    return f"<Bargain of {', '.join(player.participant.id for player in self.players)}: {len(self.outcomes)} outcomes>"


def _lazy_repr(self: Any) -> str:
    """The lazy ones: how many are found so far, without a search for more."""
    return f"<{type(self).__name__}: {len(self.found)} found so far>"


def _membership_repr(self: Any) -> str:
    whose = [self.group, self.member] if isinstance(self, _native.Membership) else [self.participant]
    span = f" {self.from_ or ''}..{self.until or ''}" if self.from_ is not None or self.until is not None else ""
    return f"<{type(self).__name__} {' '.join(participant.id for participant in whose)}{span}>"


def _root_repr(self: Any) -> str:
    return f"<{type(self).__name__}{' of ' + _label(self.proposal) if getattr(self, 'proposal', None) is not None else ''}>"


_add(BORROWED, __repr__=_repr)
_add(ROOTS, __repr__=_root_repr)
_add([_native.Position], __repr__=_position_repr)
_add([_native.Dossier], __repr__=_dossier_repr)
_add([_native.Diagnostic], __repr__=_diagnostic_repr)
_add([_native.View], __repr__=_view_repr)
_add([_native.Coalition], __repr__=_coalition_repr)
_add([_native.Choice], __repr__=_choice_repr)
_add([_native.Membership, _native.Office], __repr__=_membership_repr)
_add([_native.Builder], __repr__=lambda self: f"<Builder with {sum(self.count(kind) for kind in RECORD_KINDS)} records>")
_add([_native.Citation], __repr__=_citation_repr)
_add([_native.Package], __repr__=_package_repr)
_add([_native.Moment], __repr__=_moment_repr)
_add([_native.NameMatch], __repr__=_match_repr)
_add([_native.Comparison], __repr__=_comparison_repr)
_add([_native.Bargain], __repr__=_bargain_repr)
_add([_native.Timeline], __repr__=lambda self: f"<Timeline: {len(self.moments)} moments>")
_add([_native.Settlement, _native.Conflicts, _native.Corrections], __repr__=_lazy_repr)
_add([_native.Term], __repr__=lambda self: f"<Term {_term_text(self)}>")

# -- with, pickle --------------------------------------------------------------------------------------------------------------------


def _enter(self: Any) -> Any:
    return self


def _exit(self: Any, *exception: Any) -> None:
    """Nothing to do: what is reached from a root keeps it alive, and the last of them frees it."""


def _reload(text: str) -> _native.Dossier:
    return _default_context().load_memory("<pickle>", text)


def _again(parent: Any, name: str, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
    return getattr(parent, name)(*args, **kwargs)


def _reduce_root(self: Any) -> Any:
    """A result is pickled as the question that it answers, a dossier as its text."""
    if isinstance(self, _native.Dossier):
        return _reload, (self.write("json"),)
    if isinstance(self, (_native.Builder, _native.Context, _native.Diagnostics)) or self._origin is None:
        raise TypeError(f"a {type(self).__name__} cannot be pickled")
    return _again, self._origin


def _nth(parent: Any, name: str, index: int) -> Any:
    return getattr(parent, name)[index]


def _reduce_borrowed(self: Any) -> Any:
    """A record is pickled as its place in its dossier, a clause as its place in its proposal."""
    if isinstance(self, _native.Clause):
        return _nth, (self.proposal, "clauses", self.proposal.clauses.index(self))
    name = RECORDS.get(type(self))
    dossier = dossier_of(self) if name is not None else None
    if name is None or dossier is None:
        raise TypeError(f"a {type(self).__name__} cannot be pickled by itself: pickle what it was reached from")
    return _nth, (dossier, name, getattr(dossier, name).index(self))


def dossier_of(thing: Any) -> Optional[_native.Dossier]:
    """The dossier that a record, a view or a result rests on."""
    at = thing._root if hasattr(thing, "_root") else thing
    while at is not None and not isinstance(at, _native.Dossier):
        at = getattr(at, "dossier", None) or getattr(at, "view", None) or getattr(at, "game", None)
    return at


_add(ROOTS, __enter__=_enter, __exit__=_exit, __reduce__=_reduce_root)
_add(BORROWED, __reduce__=_reduce_borrowed)

# -- tables --------------------------------------------------------------------------------------------------------------------------


def _cell(value: Any) -> Any:
    """A value that any table takes: numbers, truth values and dates as they are, things by their id, several joined by "; "."""
    if isinstance(value, (Named, NamedFlags, PartialDate)):
        return str(value)
    if value is None or isinstance(value, (bool, str, int, float, datetime.date)):
        return value
    if isinstance(value, _native.Term):
        return _term_text(value)
    if isinstance(value, _native.Membership):
        return value.member.id
    if isinstance(value, _native.Citation):
        return value.source.id + (f" {value.locator}" if value.locator else "")
    if isinstance(value, _native.Likelihood):
        return value.words or (value.low if value.low == value.high else f"{value.low}..{value.high}")
    if isinstance(value, (_native.Items, _native.Records, tuple, list)):
        return "; ".join(str(_cell(item)) for item in value)
    label = _label(value)
    return label or repr(value)


def _columns_of(kind: type[Any]) -> list[str]:
    """The properties of a class that a table shows."""
    hidden = ("record", "record_kind", "file", "line", "column")
    return [name for name in vars(kind) if not name.startswith("_") and name not in hidden and not callable(getattr(kind, name))
            and not name.endswith("_bits")]


def _to_record(self: Any) -> dict[str, Any]:
    """One row: a mapping of column to plain value."""
    return {name: _cell(getattr(self, name)) for name in _columns_of(type(self))}


def _to_records(self: Iterable[Any]) -> list[dict[str, Any]]:
    """A list of mappings, a row each: what pandas.DataFrame, polars.DataFrame and csv.DictWriter take."""
    return [_to_record(thing) if hasattr(thing, "to_record") else {"value": _cell(thing)} for thing in self]


def _assessment_records(self: _native.Assessment) -> list[dict[str, Any]]:
    """A row for each finding of each verdict; one without findings has a row of its own."""
    rows = []
    for verdict in self.verdicts:
        row = {"proposal": self.proposal.id, "participant": verdict.participant.id, "verdict": str(verdict.kind),
               "party": verdict.is_party, "cost": verdict.cost}
        rows += [{**row, **{f"finding_{k}" if k in row else k: v for k, v in _to_record(f).items()}} for f in verdict.findings] or [row]
    return rows


def _comparison_records(self: _native.Comparison) -> list[dict[str, Any]]:
    """A row for each variable, a column for each proposal."""
    rows = []
    for row in self.rows:
        cells = {p.id: "; ".join(option.id for option in row.cell_options(i)) for i, p in enumerate(self.proposals)}
        rows.append({"issue": row.issue.id, "choice": _cell(row.choice), "differs": row.differs, **cells})
    return rows


def _matrix_records(self: _native.View) -> list[dict[str, Any]]:
    """A row for each stance in force: who, what stance, on which variable and options, since when, by which position."""
    return _to_records(self.stances)


def _power_records(self: _native.Power) -> list[dict[str, Any]]:
    """A row for each member, a column for each index that was worked out."""
    return [{**_to_record(member), **{str(index): value for index in Index if not math.isnan(value := member.value(index))}}
            for member in self.members]


def _bargain_records(self: _native.Bargain) -> list[dict[str, Any]]:
    """A row for each outcome of the frontier, a column for each player."""
    names = [player.participant.id for player in self.players]
    return [{"packages": outcome.packages, **dict(zip(names, outcome.utilities))} for outcome in self.outcomes]


_add(BORROWED, to_record=_to_record)
_add([_native.Items, _native.Records, _native.Diagnostics, _native.Sensitivity, _native.Conflicts, _native.Settlement, _native.Corrections,
      _native.Coalitions], to_records=_to_records)
_add([_native.Assessment], to_records=_assessment_records)
_add([_native.Comparison], to_records=_comparison_records)
_add([_native.View], to_records=_matrix_records)
_add([_native.Power], to_records=_power_records)
_add([_native.Bargain], to_records=_bargain_records)
_add([_native.Timeline], to_records=lambda self: _to_records(self.moments))
_add([_native.Stress], to_records=lambda self: _to_records(self.dues))

# -- notebooks -----------------------------------------------------------------------------------------------------------------------

class Matrix:
    """The positions in force: a row for each variable, a column for each participant that holds one. Shows itself in a notebook."""

    def __init__(self, view: _native.View) -> None:
        self.view = view
        self.participants: list[_native.Participant] = []
        self.cells: dict[tuple[Any, Any], dict[Any, list[_native.Stance]]] = {}
        for stance in view.stances:
            if stance.participant not in self.participants:
                self.participants.append(stance.participant)
            variable = (stance.issue if stance.issue is not None else stance.proposal, stance.choice)
            self.cells.setdefault(variable, {}).setdefault(stance.participant, []).append(stance)

    @staticmethod
    def _text(stances: Iterable[_native.Stance]) -> str:
        return "; ".join(f"{s.kind} {', '.join(option.id for option in s.options)}".rstrip() for s in stances)

    def to_records(self) -> list[dict[str, Any]]:
        """A row for each variable, a column for each participant."""
        return [{"issue": what.id, "choice": _cell(choice), **{p.id: self._text(held.get(p, ())) for p in self.participants}}
                for (what, choice), held in self.cells.items()]

    def _repr_html_(self) -> str:
        return _notebook.matrix(self.view, self.participants, self.cells)

    def __str__(self) -> str:
        return self.view.matrix_show(width=120)

    def __repr__(self) -> str:
        return f"<Matrix of {len(self.cells)} variables by {len(self.participants)} participants>"


_add([_native.Assessment], _repr_html_=_notebook.assessment)
_add([_native.Comparison], _repr_html_=_notebook.comparison)
_add([_native.View], matrix=lambda self: Matrix(self), _repr_html_=lambda self: Matrix(self)._repr_html_())

# -- text ----------------------------------------------------------------------------------------------------------------------------

_add([class_ for class_ in ROOTS if hasattr(class_, "show")], __str__=lambda self: self.show())
_add([_native.Diagnostics], __str__=lambda self: self.show(_default_context()),
     __repr__=lambda self: f"<{len(self)} diagnostics>")

# -- building ------------------------------------------------------------------------------------------------------------------------

Value = Union[None, str, int, float, datetime.date, PartialDate, Named, Mapping[str, Any], Iterable[Any]]


def _scalar(value: Any) -> str:
    """A scalar as the format writes it: things by their id."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return f"{value:.17g}" if float(f"{value:.15g}") != value else f"{value:.15g}"
    identifier = getattr(value, "id", None)
    return identifier if isinstance(identifier, str) else str(value)


def _is_list(value: Any) -> bool:
    return not isinstance(value, (str, NamedFlags)) and isinstance(value, Iterable)


def _set_item(self: _native.Draft, key: str, value: Any) -> None:
    """self[key] = a scalar, a mapping or a list, nested to any depth; None takes the key away."""
    if value is None:
        self.set(key, None)
    elif isinstance(value, Mapping):
        _fill(self.set_map(key), value)
    elif _is_list(value):
        _extend(self.set_list(key), value)
    else:
        self.set(key, _scalar(value))


def _get_item(self: _native.Draft, key: str) -> Any:
    """self[key]: a scalar as text, or what it holds as a draft of its own."""
    value = self.get(key)
    inner = self.child(key) if value is None else None
    if value is None and inner is None:
        raise KeyError(key)
    return value if inner is None else inner


def _delete_item(self: _native.Draft, key: str) -> None:
    _get_item(self, key)
    self.set(key, None)


def _contains(self: _native.Draft, key: object) -> bool:
    return isinstance(key, str) and (self.get(key) is not None or self.child(key) is not None)


def _fill(draft: _native.Draft, values: Mapping[Any, Any]) -> _native.Draft:
    for key, value in values.items():
        _set_item(draft, _scalar(key), value)
    return draft


def _extend(self: _native.Draft, values: Iterable[Any]) -> None:
    for value in values:
        if isinstance(value, Mapping):
            _fill(self.append_map(), value)
        elif _is_list(value):
            _extend(self.append_list(), value)
        else:
            self.append(_scalar(value))


def _update(self: _native.Draft, *mapping: Mapping[str, Any], **values: Any) -> _native.Draft:
    """Sets several keys at once; a key that is a word of Python is written with an underscore behind it (if_)."""
    for given in mapping:
        _fill(self, given)
    return _fill(self, {key.rstrip("_"): value for key, value in values.items()})


def _add_record(self: _native.Builder, kind: Any, /, *mapping: Mapping[str, Any], **values: Any) -> _native.Draft:
    """Adds a record with these keys: self.add_record ("participant", id="x", kind="state")."""
    draft = self.add(kind)
    try:
        return _update(draft, *mapping, **values)
    except BaseException:
        self.remove(draft)
        raise


_add([_native.Draft], __getitem__=_get_item, __setitem__=_set_item, __delitem__=_delete_item, __contains__=_contains, update=_update, extend=_extend)
_add([_native.Builder], add_record=_add_record)

# -- sequences ---------------------------------------------------------------------------------------------------------------------------

_sequence: Any = Sequence
_mixins: dict[str, Any] = dict(vars(_sequence))
for _class in (_native.Items, _native.Records, _native.Diagnostics, _native.Sensitivity):
    _sequence.register(_class)
_add([_native.Items, _native.Records], __reversed__=_mixins["__reversed__"])
_add([_native.Diagnostics, _native.Sensitivity],
     **{name: _mixins[name] for name in ("index", "count", "__contains__", "__reversed__")})


def _ids(self: Any) -> Iterator[str]:
    """The ids of those that have one, in order."""
    return (record.id for record in self if record.id is not None)


_add([_native.Records], ids=_ids)


def _code(self: _native.Participant, scheme: str) -> Optional[str]:
    """The self's code in a scheme, such as "iso3"; None if it has none."""
    for code, of in zip(self.codes, self.code_schemes):
        if of == scheme:
            return code
    return None


_add([_native.Participant], code=_code)
