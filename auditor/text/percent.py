"""Shares as people read them."""

from __future__ import annotations


def percent(share: float) -> str:
    """A share as "96 %", with the decimals it takes not to read as all or none."""
    for digits in (0, 1, 2, 3):
        text = f"{100 * share:.{digits}f}"
        if share in (0, 1) or 0 < float(text) < 100:
            return f"{text} %"
    return "nearly 100 %" if share > 0.5 else "nearly 0 %"
