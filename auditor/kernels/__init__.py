"""Compiled twins of the text kernels, where the package was built with a C compiler.

A kernel is a function over a whole batch. Its plain form, NumPy or Python, stands where it is used and says
what it means; its twin, in a `.pyx` file here, does the same in one loop. Both give the same bytes: tests
hold every pair together. Without a compiler, or with `AUDITOR_KERNELS=plain`, plain forms do all the work.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from importlib import import_module
from typing import Any, TypeVar

F = TypeVar("F", bound=Callable[..., Any])

# by name: the plain form and the compiled one
TWINS: dict[str, tuple[Callable[..., Any], Callable[..., Any]]] = {}


def compiled(module: str) -> Callable[[F], F]:
    """Put the function of the same name from `auditor.kernels.<module>` in the place of a plain one."""

    def twin(plain: F) -> F:
        try:
            other: F = getattr(import_module(f"auditor.kernels.{module}"), plain.__name__)
        except (ImportError, AttributeError):  # not compiled, or not since it was added
            return plain
        TWINS[f"{module}.{plain.__name__}"] = plain, other
        return other if _wanted() else plain

    return twin


def in_use() -> str:
    """Which forms do the work in this process: "compiled" or "plain"."""
    return "compiled" if TWINS and _wanted() else "plain"


def _wanted() -> bool:
    return os.environ.get("AUDITOR_KERNELS") != "plain"
