"""Regular expressions compiled when first used: a run pays only for those that its data calls for.

Most of the tool's expressions stand behind a cheaper test and are never searched on clean data; to compile
them all costs a small file a tenth of its time.
"""

from __future__ import annotations

import re
from typing import Any, AnyStr, cast


class Later:
    """Stands for an `re.Pattern` until something is asked of it; then it is as fast as one."""

    def __init__(self, source: str | bytes, flags: int) -> None:
        """Remember what to compile."""
        self._source, self._flags = source, flags

    def __getattr__(self, name: str) -> Any:
        """Called for what is not there yet: a method or attribute of the compiled pattern."""
        if name.startswith("__"):
            raise AttributeError(name)
        value = getattr(re.compile(self._source, self._flags), name)
        setattr(self, name, value)  # found without this method from now on
        return value


def later(source: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """A pattern for the expression, which is compiled when first used.

    A mistake in the expression would show as `re.error` only then, so a test compiles every one.
    """
    return cast("re.Pattern[AnyStr]", Later(source, flags))
