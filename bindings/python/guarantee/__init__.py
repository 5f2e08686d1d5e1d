"""Who proposed what guarantee, who accepts it, and why: dossiers of proposals and positions, and reasoning over them.

>>> import guarantee
>>> dossier = guarantee.loads('''
... guarantee: 1
... sources: [{id: s, title: Minutes}]
... participants: [{id: a, kind: state}, {id: b, kind: state}]
... issues: [{id: troops, options: ["no", "yes"], default: "no"}]
... proposals: [{id: plan, parties: [a, b], clauses: [{id: c1, terms: {troops: "yes"}}]}]
... positions: [{participant: b, rejects: {troops: "yes"}, evidence: inferred, source: s, gist: No troops}]
... ''')
>>> for verdict in dossier.view().assess("plan").verdicts:
...     print(verdict.participant.id, verdict.kind)
a silent
b rejects
"""
from __future__ import annotations

import datetime as _datetime
from typing import Any as _Any

from . import _native
from ._dates import Date as Date, DateLike as DateLike, PartialDate as PartialDate, date_number as _date_number, parse_date as parse_date
from ._enumerations import *  # noqa: F403
from ._enumerations import ENUMERATIONS as _ENUMERATIONS
from ._errors import (
    EXCEPTIONS as _EXCEPTIONS, AmbiguousError as AmbiguousError, ArgumentError as ArgumentError,
    CancelledError as CancelledError, DossierError as DossierError, GuaranteeError as GuaranteeError,
    InputOutputError as InputOutputError, InternalError as InternalError, LimitError as LimitError,
    NotFoundError as NotFoundError, OutOfMemoryError as OutOfMemoryError,
)
from ._lookup import choices as _choices, find as _find, named as _named, place as _place
from ._native import *  # noqa: F403


def _values(enumeration: type[_Any]) -> tuple[_Any, ...]:
    """Members by value, for the extension: None where there is none. Sums of flags are members too."""
    from ._kinds import NamedFlags

    top = max(int(member) for member in enumeration)
    if issubclass(enumeration, NamedFlags):
        return tuple(enumeration(value) for value in range(top * 2))
    known = {int(member): member for member in enumeration}
    return tuple(known.get(value) for value in range(top + 1))


_native._configure({
    "date": _datetime.date,
    "PartialDate": PartialDate,
    "date_number": _date_number,
    "enumerations": _ENUMERATIONS,
    "values": tuple(_values(enumeration) for enumeration in _ENUMERATIONS),
    "exceptions": _EXCEPTIONS,
    "find": _find,
    "choices": _choices,
    "named": _named,
    "place": _place,
})

from ._load import load as load, loads as loads  # noqa: E402  (the extension must be told first)
from . import _additions as _additions  # noqa: E402

__version__ = _native.version()
