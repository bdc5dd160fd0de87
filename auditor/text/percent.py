"""Shares as people read them."""

from __future__ import annotations


def percent(share: float) -> str:
    """A share as "96 %", small ones as "2.2 %", with the decimals it takes not to read as all or none."""
    for digits in (0, 1, 2, 3) if share >= 0.1 else (1, 2, 3):
        text = f"{100 * share:.{digits}f}".removesuffix(".0")
        if share in (0, 1) or 0 < float(text) < 100:
            return f"{text} %"
    return "nearly 100 %" if share > 0.5 else "nearly 0 %"
