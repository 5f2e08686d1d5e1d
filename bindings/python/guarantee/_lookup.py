"""What the extension asks when an id is not found: participants are known by their names too, and the nearest ids help where nothing fits."""
from __future__ import annotations

import difflib
import reprlib
from typing import Any

from . import _native
from ._errors import NotFoundError

NOT_FOUND = 7
MANY = 12  # so many ids are listed rather than compared
LONG = 200  # no id that somebody meant is longer


def find(records: Any, parent: Any, name: str, key: Any, wanted: bool) -> Any:
    """What `parent.name`, which has nothing of the id `key`, has of that name. If there is nothing: None, or NotFoundError if it is `wanted`."""
    said = None
    if name == "participants" and isinstance(parent, _native.Dossier) and isinstance(key, str):
        try:
            return parent.match_name(key).participant
        except NotFoundError as error:
            said = error
    if not wanted:
        return None
    if said is not None and said.result is not None and len(said.result.candidates) > 0:
        raise said from None
    raise NotFoundError(NOT_FOUND, None, None, f"{name}: there is no {reprlib.repr(key)}{_nearest(records, key)}")


def _nearest(records: Any, key: Any) -> str:
    ids = list(records.ids())
    near = difflib.get_close_matches(str(key).lower(), ids, 3, 0.6) if len(str(key)) <= LONG else []
    if near:
        return f"; did you mean {' or '.join(repr(one) for one in near)}?"
    return f"; there are {', '.join(ids)}" if 0 < len(ids) <= MANY else ""


def choices(given: dict[Any, Any]) -> list[str]:
    """What a mapping of variables to options means as a list of choices: {"troops": ["none", "training"]} is ["troops=none,training"]."""
    def spelled(value: Any) -> str:
        if isinstance(value, (list, tuple, set, frozenset)):
            return ",".join(spelled(one) for one in value)
        return value if isinstance(value, str) else str(value.id)

    return [f"{spelled(variable)}={spelled(options)}" for variable, options in given.items()]


def place(thing: Any, key: Any) -> int:
    """Where in the sequence that a method of `thing` counts by `key` stands: row.cell_options ("plan") or game.is_dictator ("ada")."""
    items = thing._root.proposals if isinstance(thing, _native.Row) else thing.members if isinstance(thing, _native.Game) else thing.issue.options
    if isinstance(key, str) and isinstance(thing, _native.Game):
        key = thing.view.dossier.participants[key]
    for index, item in enumerate(items):
        if key == (item.id if isinstance(key, str) else item):
            return index
    raise NotFoundError(NOT_FOUND, None, None, f"there is no {key!r} among {', '.join(item.id for item in items)}")


def named(thing: Any, kind: type[Any], key: str) -> Any:
    """The record of that id or name in the dossier that `thing` rests on: what a parameter that is given as a text stands for."""
    from ._additions import RECORDS, dossier_of

    return getattr(dossier_of(thing), RECORDS[kind])[key]
