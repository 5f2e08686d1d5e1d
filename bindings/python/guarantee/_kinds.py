"""What all enumerations of the library have in common: words that are shown, compared and given as such, each with the header's number."""
from __future__ import annotations

import enum
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, ClassVar, Optional, TypeVar

from . import _native

F = TypeVar("F", bound="NamedFlags")
K = TypeVar("K", bound="Named")


def _plain(word: str) -> str:
    return word.strip().lower().replace("_", "-").replace(" ", "-")


def _name_of(member: enum.Enum) -> str:
    return _plain(member.name).lstrip("-")


class Named(str, enum.Enum):
    """One of several: the word that documents and the command line use, so that `verdict.kind == "rejects"` is what it looks like. Its order
    and its `value` are the header's, and any parameter takes the member, the word or the number.
    """

    # The function of the extension that gives a value's word, or the words where there is none.
    __words__: ClassVar[Any] = {}

    if not TYPE_CHECKING:  # the class that comes out has another: StanceKind (2), StanceKind ("rejects")

        def __new__(cls, number):
            words = cls.__words__
            self = str.__new__(cls, words[number] if isinstance(words, dict) else getattr(_native, words)(number))
            self._value_ = number
            return self

    @property
    def word(self) -> str:
        return str.__str__(self)

    def __repr__(self) -> str:
        return f"<{type(self).__name__}.{self.name}: {self.word!r}>"

    def __int__(self) -> int:
        return int(self._value_)

    __index__ = __int__

    def __str__(self) -> str:
        return self.word

    def __format__(self, spec: str) -> str:
        return format(self.word, spec)

    def __eq__(self, other: object) -> bool:
        # Not its number: equal things have equal hashes, and a word's hash is not a number's.
        return str.__eq__(self, other) if isinstance(other, str) else False

    def __ne__(self, other: object) -> bool:
        return not self == other

    __hash__ = str.__hash__

    def __lt__(self, other: Any) -> Any:
        return self._value_ < other._value_ if type(other) is type(self) else NotImplemented

    def __le__(self, other: Any) -> Any:
        return self._value_ <= other._value_ if type(other) is type(self) else NotImplemented

    def __gt__(self, other: Any) -> Any:
        return self._value_ > other._value_ if type(other) is type(self) else NotImplemented

    def __ge__(self, other: Any) -> Any:
        return self._value_ >= other._value_ if type(other) is type(self) else NotImplemented

    @classmethod
    def _missing_(cls: type[K], value: object) -> Optional[K]:
        return next((m for m in cls if isinstance(value, str) and _plain(value) in (_name_of(m), _plain(m.word))), None)

    @classmethod
    def _of(cls: type[K], value: Any) -> K:
        """The member that a word or a number stands for."""
        try:
            return cls(value)
        except ValueError:
            raise ValueError(f"{value!r} is none of {', '.join(_name_of(m) for m in cls)}") from None


class NamedFlags(enum.IntFlag):
    """Several that may be added up: with `|`, or given as a list of words. One of them equals its word, as members of `Named` do."""

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

    def __eq__(self, other: object) -> bool:
        if isinstance(other, str):
            return self.word == other
        if isinstance(other, int):
            return int.__eq__(self, other)
        return NotImplemented

    def __ne__(self, other: object) -> bool:
        return not self == other

    def __hash__(self) -> int:
        return hash(self.word)

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
