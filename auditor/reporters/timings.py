"""Where the time of an audit went, as lines for the terminal."""

from __future__ import annotations

from collections.abc import Iterator

from rich.text import Text

from auditor.reporters.view import View
from auditor.stopwatch import Timings

MOST = 12  # parts, unless everything is asked for


def lines(timings: Timings | None, view: View) -> Iterator[Text]:
    """CPU seconds by stage, and the parts that took longest."""
    if timings is None:
        return
    stages: dict[str, float] = {}
    for part in timings.parts:
        stages[part.stage] = stages.get(part.stage, 0.0) + part.cpu_s
    seconds = f"CPU seconds {timings.cpu_s:.2f} · by the clock {timings.wall_s:.2f}"
    yield Text(f"{seconds} · kernels {timings.kernels}", "bold")
    for stage, spent in stages.items():
        yield Text(f"  {stage:<12}{spent:>9.2f}  {spent / max(timings.cpu_s, 1e-9):>4.0%}")
    longest = sorted((part for part in timings.parts if part.part), key=lambda part: -part.cpu_s)
    for part in longest if view.detail > 1 else longest[:MOST]:
        yield Text(f"    {part.cpu_s:>7.2f}  {part.stage} {part.part}", "dim")
    yield Text("")
