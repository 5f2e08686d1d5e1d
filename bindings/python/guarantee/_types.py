"""Names for what several functions take."""
import os
from collections.abc import Callable
from typing import Union

StrPath = Union[str, "os.PathLike[str]"]
# Called with how much is done of how much (0: unknown); a true result stops the work, and so does an exception.
Progress = Callable[[int, int], object]
# Called with a Severity and a line.
Log = Callable[[int, str], object]
