"""What the user asks of the data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Policy:
    """The bar that the data must clear. `tolerance` maps rule codes to the share of rows that may be flagged.

    `paths` are the inputs as the user typed them, for the commands in the next steps.
    """

    task: str
    minimum: int
    ideal: int
    tolerance: Mapping[str, float] = field(default_factory=dict)
    strict: bool = False
    paths: tuple[str, ...] = ()
