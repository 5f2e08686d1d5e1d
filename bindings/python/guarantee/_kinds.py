"""What all enumerations of the library have in common: numbers that are shown, and may be given, as words."""
from __future__ import annotations

import enum
from collections.abc import Iterable
from typing import Any, TypeVar

from . import _native

F = TypeVar("F", bound="NamedFlags")
K = TypeVar("K", bound="Named")


def _plain(word: str) -> str:
    return word.strip().lower().replace("_", "-").replace(" ", "-")


def _name_of(member: enum.Enum) -> str:
    return _plain(member.name).lstrip("-")


class Named(enum.IntEnum):
    """One of several. `str (kind)` and `kind.word` give the word that documents and the command line use, and any parameter takes that word too."""

    @property
    def word(self) -> str:
        from ._enumerations import WORDS

        function = WORDS.get(type(self))
        return (getattr(_native, function)(self) if function else "") or _name_of(self)

    def __str__(self) -> str:
        return self.word

    def __format__(self, spec: str) -> str:
        return format(self.word, spec)

    @classmethod
    def _of(cls: type[K], value: Any) -> K:
        """The member that a word stands for."""
        if isinstance(value, str):
            for member in cls:
                if _plain(value) in (_name_of(member), _plain(member.word)):
                    return member
            raise ValueError(f"{value!r} is none of {', '.join(_name_of(m) for m in cls)}")
        return cls(value)


class NamedFlags(enum.IntFlag):
    """Several that may be added up: with `|`, or given as a list of words."""

    @property
    def words(self) -> tuple[str, ...]:
        return tuple(_name_of(member) for member in type(self) if member & self)

    @property
    def word(self) -> str:
        return " ".join(self.words)

    def __str__(self) -> str:
        return self.word

    def __format__(self, spec: str) -> str:
        return format(self.word, spec)

    @classmethod
    def _of(cls: type[F], value: str | Iterable[Any]) -> F:
        """The sum of what one word or several stand for."""
        total = cls(0)
        for item in value.split() if isinstance(value, str) else value:
            if isinstance(item, str):
                found = [member for member in cls if _name_of(member) == _plain(item)]
                if not found:
                    raise ValueError(f"{item!r} is none of {', '.join(_name_of(m) for m in cls)}")
                total |= found[0]
            else:
                total |= cls(item)
        return total
