"""Where the rows went, from read to usable, in the steps that people think in."""

from __future__ import annotations

from msgspec import Struct

from auditor.model import Counts

# rule family or code → what the step is called; the first that fits
STEPS = (
    ("INP", "unreadable"),
    ("FMT", "invalid format"),
    ("DUP001", "exact duplicates"),
    ("DUP", "near duplicates"),
    ("LBL", "label problems"),
    ("NOI", "noise"),
    ("", "other problems"),
)


class Step(Struct, frozen=True):
    """One line of the funnel; `total` marks the first and the last."""

    title: str
    rows: int
    note: str = ""
    total: bool = False


def funnel(counts: Counts) -> list[Step]:
    """Rows read, what was taken off for which reason, and what is left."""
    steps = [Step("rows read", counts.rows, total=True)]
    if counts.blank:
        steps.append(Step("− blank lines", counts.blank))
    taken: dict[str, dict[str, int]] = {}
    for code, rows in counts.dropped.items():
        title = next(title for prefix, title in STEPS if code.startswith(prefix))
        taken.setdefault(title, {})[code] = rows
    for _, title in STEPS:
        if title in taken:
            codes = taken[title]
            steps.append(Step(f"− {title}", sum(codes.values()), " ".join(sorted(codes))))
    goal = f"minimum {counts.minimum:,} · ideal {counts.ideal:,}"
    steps.append(Step("= usable examples", counts.usable, goal, total=True))
    return steps
