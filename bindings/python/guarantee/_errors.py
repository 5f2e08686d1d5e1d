"""What is raised: an exception for each status of the library, which carries its diagnostics and prints as the command line does."""
from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Optional

from . import _native

if TYPE_CHECKING:
    from ._native import Diagnostic


# What a status that comes without diagnostics means to the caller.
PLAIN = {
    2: "wrong argument: a value is outside of what it may be; help () of the method says what that is",
    4: "a limit was crossed, or the budget of steps used up: give a larger `budget`; what was found so far stays",
    6: "cancelled: the progress function asked to stop",
}


class GuaranteeError(Exception):
    """A call that failed.

    `status` is its number, `diagnostics` what is wrong where and how to mend it, `result` what there is nevertheless: the best package so
    far when the budget was used up, the candidates of an ambiguous name.
    """

    status: int
    diagnostics: Sequence[Diagnostic]
    result: Any
    _text: Optional[str]

    def __init__(self, status: int = 0, diagnostics: Optional[Sequence[Diagnostic]] = None, result: Any = None,
                 text: Optional[str] = None) -> None:
        super().__init__(status, diagnostics, result)
        self._text = text
        self.status = status
        self.diagnostics = diagnostics if diagnostics is not None else ()
        self.result = result

    def __str__(self) -> str:
        if self._text is not None:
            return self._text
        if isinstance(self.diagnostics, _native.Diagnostics) and len(self.diagnostics) > 0:
            return self.diagnostics.show(_default_context()).rstrip("\n")
        if not isinstance(self.status, int):  # made by hand, as exceptions usually are: GuaranteeError ("why")
            return str(self.status)
        return PLAIN.get(self.status) or _native.status_text(self.status)

    def __reduce__(self) -> Any:
        # Another process gets the text; the diagnostics stay here.
        return type(self), (self.status, None, None, str(self))


_context: Optional[_native.Context] = None


def _default_context() -> _native.Context:
    """The context of callers that bring none: no log, the default limits."""
    global _context
    if _context is None:
        _context = _native.Context()
    return _context


class OutOfMemoryError(GuaranteeError, MemoryError):
    """There was no memory; nothing is half done."""


class ArgumentError(GuaranteeError, ValueError):
    """The call itself is wrong."""


class DossierError(GuaranteeError, ValueError):
    """The dossier is wrong; the diagnostics say where and how to mend it."""


class LimitError(GuaranteeError):
    """A limit or a budget was crossed; the diagnostics name it."""


class InputOutputError(GuaranteeError, OSError):
    """Reading or writing failed; the diagnostics say what."""


class CancelledError(GuaranteeError):
    """The progress function asked to stop."""


class NotFoundError(GuaranteeError, KeyError):
    """There is no such name, proposal, variable; the nearest are named."""


class AmbiguousError(GuaranteeError, LookupError):
    """A name fits several participants: `result.candidates`."""


class InternalError(GuaranteeError, RuntimeError):
    """A defect of the library; please report it."""


EXCEPTIONS = {
    1: OutOfMemoryError, 2: ArgumentError, 3: DossierError, 4: LimitError, 5: InputOutputError, 6: CancelledError, 7: NotFoundError,
    8: AmbiguousError, 9: InternalError,
}
for _class in (GuaranteeError, *EXCEPTIONS.values()):
    _class.__module__ = "guarantee"  # where callers find it, and what a traceback says
