"""The house style as every report tells it: how many outputs keep it, and what it is in words."""

from __future__ import annotations

from auditor.model import Report
from auditor.text.percent import percent

LEAST = 0.5  # what holds for fewer of the outputs is told only by the full document


def adherence(report: Report) -> float | None:
    """The share of the outputs that keep the whole house style; None where no style was found."""
    value = report.metrics.get("style", {}).get("adherence")
    return float(value) if isinstance(value, int | float) else None


def kept(report: Report) -> str:
    """ "97 % of the outputs keep the house style"; "" where there is none."""
    share = adherence(report)
    return "" if share is None else f"{percent(share)} of the outputs keep the house style"


def conventions(report: Report) -> list[tuple[str, float]]:
    """What the house style asks for, each with the share of the outputs that do so."""
    if adherence(report) is None:
        return []
    listed = report.metrics["style"].get("conventions", [])
    return [(item["text"], item["support"]) for item in listed if item["support"] >= LEAST]
