"""What the user asks of the data."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct, field


class Policy(Struct, frozen=True):
    """The bar that the data must clear. `tolerance` maps rule codes to the share of rows that may be flagged.

    For the commands in the next steps: `paths` are the training files as the user typed them, `options` what
    else was said of the data (fields, format, target), `held_out` the options that name the other splits.
    """

    task: str
    minimum: int
    ideal: int
    tolerance: Mapping[str, float] = field(default_factory=dict)
    strict: bool = False
    paths: tuple[str, ...] = ()
    options: tuple[str, ...] = ()
    held_out: tuple[str, ...] = ()
