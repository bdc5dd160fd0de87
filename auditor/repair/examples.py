"""What each repair makes of the example of its rule, for `auditor explain` and the rules' pages."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

from auditor.repair.repairs import REPAIRS


def title(code: str) -> str:
    """The heading of the example of a rule with a repair."""
    return f"Before and after `auditor fix{' --unsafe' if REPAIRS[code].kind == 'unsafe' else ''}`"


def before_and_after(code: str) -> list[str]:
    """The lines of the example, each with "- " or "+ " before it; none where the rule has no repair.

    `docs/generate.py` makes them, by running the repair on the rule's example in the tests.
    """
    return _all().get(code, [])


@cache
def _all() -> dict[str, list[str]]:
    found: dict[str, list[str]] = json.loads((Path(__file__).parent / "examples.json").read_text("utf-8"))
    return found
