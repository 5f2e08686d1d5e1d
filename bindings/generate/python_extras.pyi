# What bindings/python/guarantee/_additions.py adds to the types of the extension, for python_stub.py to splice into the stub.
# `Object` stands for every type, `Root` for every root, `Borrowed` for all others, `Shown` for roots with `show`.

class Object:
    def __repr__(self) -> str: ...

class Root:
    def __enter__(self: _S) -> _S: ...
    def __exit__(self, *exception: Any) -> None: ...
    def __reduce__(self) -> Any: ...

class Borrowed:
    def __reduce__(self) -> Any: ...
    def to_record(self) -> dict[str, Any]:
        """One row: a mapping of column to plain value."""

class Shown:
    def __str__(self) -> str: ...

class Diagnostics:
    def index(self, value: Any, start: int = 0, stop: int | None = None) -> int: ...
    def count(self, value: Any) -> int: ...
    def __contains__(self, value: object) -> bool: ...
    def __reversed__(self) -> Iterator[Diagnostic]: ...
    def to_records(self) -> list[dict[str, Any]]:
        """A list of mappings, a row each: what pandas.DataFrame, polars.DataFrame and csv.DictWriter take."""

class Sensitivity:
    def index(self, value: Any, start: int = 0, stop: int | None = None) -> int: ...
    def count(self, value: Any) -> int: ...
    def __contains__(self, value: object) -> bool: ...
    def __reversed__(self) -> Iterator[Influence]: ...
    def to_records(self) -> list[dict[str, Any]]:
        """A list of mappings, a row each: what pandas.DataFrame, polars.DataFrame and csv.DictWriter take."""

class Conflicts:
    def to_records(self) -> list[dict[str, Any]]:
        """A row for each conflict; finds them all."""

class Settlement:
    def to_records(self) -> list[dict[str, Any]]:
        """A row for each package; finds them all."""

class Corrections:
    def to_records(self) -> list[dict[str, Any]]:
        """A row for each correction; finds them all."""

class Coalitions:
    def to_records(self) -> list[dict[str, Any]]:
        """A row for each coalition that is left."""

class Assessment:
    def to_records(self) -> list[dict[str, Any]]:
        """A row for each finding of each verdict; one without findings has a row of its own."""
    def _repr_html_(self) -> str: ...

class Comparison:
    def to_records(self) -> list[dict[str, Any]]:
        """A row for each variable, a column for each proposal."""
    def _repr_html_(self) -> str: ...

class Timeline:
    def to_records(self) -> list[dict[str, Any]]:
        """A row for each moment."""

class Power:
    def to_records(self) -> list[dict[str, Any]]:
        """A row for each member, a column for each index that was worked out."""

class Bargain:
    def to_records(self) -> list[dict[str, Any]]:
        """A row for each outcome of the frontier, a column for each player."""

class Stress:
    def to_records(self) -> list[dict[str, Any]]:
        """A row for each commitment that comes due."""

class View:
    def to_records(self) -> list[dict[str, Any]]:
        """A row for each stance in force: who, what stance, on which variable and options, since when, by which position."""
    def matrix(self) -> Matrix:
        """The positions in force: a row for each variable, a column for each participant that holds one."""
    def _repr_html_(self) -> str: ...

class Draft:
    def __getitem__(self, key: str, /) -> Any: ...
    def __setitem__(self, key: str, value: Value, /) -> None: ...
    def __delitem__(self, key: str, /) -> None: ...
    def __contains__(self, key: object, /) -> bool: ...
    def update(self, *mapping: Mapping[str, Any], **values: Any) -> Draft:
        """Sets several keys at once; a key that is a word of Python is written with an underscore behind it (if_)."""
    def extend(self, values: Iterable[Any]) -> None:
        """Adds several to a list."""

class Builder:
    def add_record(self, kind: Kind | str | int, /, *mapping: Mapping[str, Any], **values: Any) -> Draft:
        """Adds a record with these keys: builder.add_record("participant", id="x", kind="state")."""

class Participant:
    def code(self, scheme: str) -> str | None:
        """The participant's code in a scheme, such as "iso3"; None if it has none."""
