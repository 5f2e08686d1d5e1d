"""Whole and partial dates: `datetime.date` where the day is known, `PartialDate` where only the month or the year is."""
from __future__ import annotations

import calendar
import datetime
import functools
import re
from typing import Any, Optional, Union


@functools.total_ordering
class PartialDate:
    """A month or a year.

    >>> PartialDate(2025, 8)
    PartialDate(2025, 8)
    >>> str(PartialDate(2025)), PartialDate(2025, 8).last_day
    ('2025', datetime.date(2025, 8, 31))
    >>> PartialDate(2025, 8) < datetime.date(2025, 8, 1) < PartialDate(2025, 9)
    True
    """

    __slots__ = ("month", "year")
    year: int
    month: Optional[int]

    def __init__(self, year: int, month: Optional[int] = None) -> None:
        datetime.date(year, month or 1, 1)
        object.__setattr__(self, "year", year)
        object.__setattr__(self, "month", month)

    def __setattr__(self, name: str, value: Any) -> None:
        raise AttributeError("a PartialDate cannot change")

    @property
    def first_day(self) -> datetime.date:
        """The first day that it stands for."""
        return datetime.date(self.year, self.month or 1, 1)

    @property
    def last_day(self) -> datetime.date:
        """The last day that it stands for."""
        month = self.month or 12
        return datetime.date(self.year, month, calendar.monthrange(self.year, month)[1])

    def isoformat(self) -> str:
        return f"{self.year:04}" + (f"-{self.month:02}" if self.month else "")

    __str__ = isoformat

    def __format__(self, spec: str) -> str:
        return format(self.isoformat(), spec)

    def __repr__(self) -> str:
        return f"PartialDate({self.year}" + (f", {self.month})" if self.month else ")")

    def __hash__(self) -> int:
        return hash((self.year, self.month))

    def __eq__(self, other: object) -> bool:
        if isinstance(other, PartialDate):
            return (self.year, self.month) == (other.year, other.month)
        if isinstance(other, datetime.date):
            return False
        return NotImplemented

    def __lt__(self, other: Union[PartialDate, datetime.date]) -> bool:
        if isinstance(other, (PartialDate, datetime.date)):
            return date_number(self) < date_number(other)
        return NotImplemented

    def __reduce__(self) -> Any:
        return PartialDate, (self.year, self.month)


Date = Union[datetime.date, PartialDate]
DateLike = Union[datetime.date, PartialDate, str]


def parse_date(text: str) -> Date:
    """Reads "2025-08-24", "2025-08" or "2025".

    >>> parse_date("2025-08"), parse_date("2025-08-24")
    (PartialDate(2025, 8), datetime.date(2025, 8, 24))
    """
    found = re.fullmatch(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?", text, re.ASCII)
    if not found:
        raise ValueError(f"{text!r} is no date: 2025, 2025-08 or 2025-08-24 is wanted")
    year, month, day = (int(part) if part else None for part in found.groups())
    assert year is not None
    return datetime.date(year, month or 1, day) if day is not None else PartialDate(year, month)


def date_number(value: DateLike) -> int:
    """The number YYYYMMDD that the library knows the date by; 0 for the month or day that is not known."""
    if isinstance(value, str):
        value = parse_date(value)
    if isinstance(value, PartialDate):
        return value.year * 10000 + (value.month or 0) * 100
    if isinstance(value, datetime.date):
        return value.year * 10000 + value.month * 100 + value.day
    raise TypeError(f"a date is wanted (datetime.date, PartialDate or a text such as \"2025-08\"), not {type(value).__name__}")
