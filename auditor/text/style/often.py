"""Functions of a line whose results are kept for short lines: headings and formulas recur in many outputs."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache, wraps
from typing import Concatenate, ParamSpec, TypeVar

SHORT = 40  # characters of a line that may recur
KEPT = 2048  # results of each function

P = ParamSpec("P")
T = TypeVar("T")


def often(function: Callable[Concatenate[str, P], T]) -> Callable[Concatenate[str, P], T]:
    """Keep the results for short lines; nobody may change them."""
    kept = lru_cache(maxsize=KEPT)(function)

    @wraps(function)
    def of(line: str, *args: P.args, **kwargs: P.kwargs) -> T:
        return (kept if len(line) <= SHORT else function)(line, *args, **kwargs)

    return of
