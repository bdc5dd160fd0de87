"""Every compiled kernel is held to its plain form; one file of tests for each `.pyx`."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from auditor.kernels import TWINS


def both(name: str, used: Callable[..., Any]) -> tuple[Callable[..., Any], Callable[..., Any]]:
    """The plain form and the compiled one of a kernel, of which the product uses the second."""
    if name not in TWINS:
        pytest.skip("the kernels were not compiled here: `make kernels` says why")
    plain, fast = TWINS[name]
    assert used is fast
    return plain, fast
