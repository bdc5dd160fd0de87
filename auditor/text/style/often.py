"""Functions of a line whose results are kept for short lines: headings and formulas recur in many outputs."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache, wraps
from typing import Any, TypeVar, cast

SHORT = 40  # characters of a line that may recur
KEPT = 2048  # results of each function

F = TypeVar("F", bound=Callable[..., Any])


def often(function: F) -> F:
    """Keep the results for short lines; nobody may change them."""
    kept = lru_cache(maxsize=KEPT)(function)

    @wraps(function)
    def of(line: str, *args: Any) -> Any:
        return (kept if len(line) <= SHORT else function)(line, *args)

    return cast("F", of)
