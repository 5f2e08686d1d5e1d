"""Loading with one call, in the default context."""
from __future__ import annotations

import os
from collections.abc import Iterable
from typing import IO, Any, Optional, Union

from ._errors import _default_context
from ._native import Context, Dossier
from ._types import Progress, StrPath


def load(source: Union[StrPath, Iterable[StrPath], IO[Any]], *more: StrPath, context: Optional[Context] = None, progress: Optional[Progress] = None,
         strict: bool = False) -> Dossier:
    """Loads one dossier from files and directories (a directory: its *.yaml, *.yml and *.json files), or from an open file.

    Raises DossierError if anything is wrong with it: `str (error)` says all of it, as the command line does, `error.diagnostics` one by one.
    Warnings of a dossier that is fine otherwise are in `dossier.diagnostics`. `strict`: warnings are errors too.
    """
    at = context if context is not None else _default_context()
    read = getattr(source, "read", None)
    if read is not None:
        return at.load_stream(str(getattr(source, "name", "<stream>")), _bounded(read), progress=progress, strict=strict)
    if isinstance(source, (str, bytes, os.PathLike)):
        paths = [source]
    elif isinstance(source, Iterable):
        paths = list(source)
    else:
        raise TypeError(f"load: a path, several paths or an open file is wanted, not {type(source).__name__}")
    if not paths:
        raise ValueError("load: there is no path; name a file or a directory")
    return at.load([*paths, *more], progress=progress, strict=strict)


def loads(text: Union[str, bytes], *, name: str = "<text>", context: Optional[Context] = None, progress: Optional[Progress] = None,
          strict: bool = False) -> Dossier:
    """Loads one dossier from YAML or JSON text; `name` stands for the file in diagnostics."""
    at = context if context is not None else _default_context()
    return at.load_memory(name, text, progress=progress, strict=strict)


def _bounded(read: Any) -> Any:
    """Reads of a text file count characters, which are up to four bytes each."""
    return lambda capacity: read(max(capacity // 4, 1))

