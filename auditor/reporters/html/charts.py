"""Charts as inline SVG: places in percent, so that a phone gets narrower bars and no smaller letters.

Each has a title for screen readers, a title a bar, and its numbers as text: nothing is told by colour alone.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise

from markupsafe import Markup

ROW = 22
NAMES, NUMBERS = 46, 16  # per cent of the width for the names on the left and the numbers on the right
BASE = 112  # of histogram and curve, in pixels

BAR = Markup(
    '<g><title>{name}: {value:,}</title><text x="{left}%" y="{base}" dx="-8" text-anchor="end">{short}</text>'
    '<rect x="{left}%" y="{top}" width="{width:.2f}%" height="14" rx="2"{style}/>'
    '<text x="{end:.2f}%" y="{base}" dx="6">{value:,}</text></g>'
)
COLUMN = Markup(
    '<rect x="{x:.2f}%" y="{y:.1f}" width="{width:.2f}%" height="{height:.1f}">'
    "<title>{low:,} to {high:,} {unit}: {rows:,} rows</title></rect>"
)
POINT = Markup(
    '<g><title>{rows:,} rows: {share:.1%}</title><circle cx="{x:.2f}%" cy="{y:.1f}" r="4"/>'
    '<text x="{x:.2f}%" y="{above:.1f}" text-anchor="middle">{share:.0%}</text>'
    '<text x="{x:.2f}%" y="132" text-anchor="middle">{rows:,}</text></g>'
)
LINE = Markup('<line class="line" x1="{:.2f}%" y1="{:.1f}" x2="{:.2f}%" y2="{:.1f}"/>')
MARK = Markup('<svg x="{:.2f}%" y="0" overflow="visible"><path class="mark" d="M0 27l-7-10h14z"/></svg>')
THRESHOLD = Markup(
    '<g><title>{text}</title><line class="limit" x1="{x:.2f}%" y1="0" x2="{x:.2f}%" y2="{height}"/></g>'
)


def bars(
    rows: Sequence[tuple[str, int]],
    title: str,
    totals: Sequence[bool] = (),
    limit: tuple[int, str] | None = None,
) -> Markup:
    """Horizontal bars, one a (name, value), the values beside them; a dashed line at the `limit`.

    `totals` marks the bars that are sums; the others are drawn as what was taken off.
    """
    most = max([value for _, value in rows] + ([limit[0]] if limit else []), default=0) or 1
    room = 100 - NAMES - NUMBERS
    parts = []
    for index, (name, value) in enumerate(rows):
        top = index * ROW + 4
        width = max(0.5, value / most * room) if value else 0
        style = Markup(' class="off"') if totals and not totals[index] else ""
        place = {"left": NAMES, "end": NAMES + width, "top": top, "base": top + 12, "style": style}
        parts.append(BAR.format(name=name, short=_short(name), value=value, width=width, **place))
    height = len(rows) * ROW + 4
    if limit:
        x = NAMES + limit[0] / most * room
        parts.append(THRESHOLD.format(text=limit[1], x=x, height=height))
    return _svg(parts, height, title)


def histogram(bins: Sequence[Sequence[int]], unit: str) -> Markup:
    """Columns for [from, to, rows]; the first and the last value stand below."""
    most = max((rows for _, _, rows in bins), default=0) or 1
    step = 100 / max(1, len(bins))
    parts = []
    for index, (low, high, rows) in enumerate(bins):
        height = max(1.0, rows / most * (BASE - 2)) if rows else 0.0
        place = {"x": index * step, "y": BASE - height, "width": max(0.2, step - 0.4), "height": height}
        parts.append(COLUMN.format(low=low, high=high - 1, unit=unit, rows=rows, **place))
    parts.append(Markup('<line class="axis" x1="0" y1="{0}" x2="100%" y2="{0}"/>').format(BASE))
    parts.append(Markup('<text x="0" y="130">{:,}</text>').format(bins[0][0]))
    end = Markup('<text x="100%" y="130" text-anchor="end">{:,} {}</text>')
    parts.append(end.format(bins[-1][1] - 1, unit))
    return _svg(parts, 136, f"Rows by length in {unit}")


def curve(points: Sequence[tuple[int, float]], title: str) -> Markup:
    """A line through (rows, accuracy between 0 and 1); rows on a logarithmic axis, each point labelled."""
    low, high = math.log(points[0][0]), math.log(points[-1][0])
    placed = [
        (6 + 88 * (math.log(rows) - low) / ((high - low) or 1), BASE - 90 * share) for rows, share in points
    ]
    parts = [LINE.format(*one, *other) for one, other in pairwise(placed)]
    parts.append(Markup('<line class="axis" x1="0" y1="{0}" x2="100%" y2="{0}"/>').format(BASE))
    for (rows, share), (x, y) in zip(points, placed, strict=True):
        parts.append(POINT.format(rows=rows, share=share, x=x, y=y, above=y - 9))
    return _svg(parts, 138, title)


def gauge(usable: int, minimum: int, ideal: int) -> Markup:
    """Usable examples on a logarithmic axis with the bands below the minimum, up to the ideal, beyond."""
    top = max(usable, ideal, minimum, 1) * 1.6

    def x(value: float) -> float:
        return 100 * math.log1p(max(0.0, value)) / math.log1p(top)

    edges = [0.0, x(minimum), x(max(minimum, ideal)), 100.0]
    bands = zip(("band-low", "band-mid", "band-high"), edges, edges[1:], strict=False)
    parts = [
        Markup('<rect class="{}" x="{:.2f}%" y="28" width="{:.2f}%" height="16"/>').format(
            name, start, max(0.0, end - start)
        )
        for name, start, end in bands
    ]
    at = x(usable)
    parts.append(MARK.format(at))
    name = Markup('<text x="{:.2f}%" y="12" text-anchor="{}" class="strong">{:,} usable</text>')
    parts.append(name.format(at, _anchor(at), usable))
    parts += _goals(x(minimum), minimum, x(ideal), ideal)
    return _svg(parts, 66, f"{usable:,} usable examples; minimum {minimum:,}, ideal {ideal:,}")


def _goals(at: float, minimum: int, wished: float, ideal: int) -> list[Markup]:
    """Minimum and ideal below the gauge; where they stand close, they grow apart."""
    close = wished - at < 30
    first = "end" if close and at > 25 else _anchor(at)
    second = "start" if close and wished < 75 else _anchor(wished)
    text = Markup('<text x="{:.2f}%" y="60" text-anchor="{}">{} {:,}</text>')
    return [text.format(at, first, "minimum", minimum), text.format(wished, second, "ideal", ideal)]


def _anchor(at: float) -> str:
    return "end" if at > 80 else "start" if at < 20 else "middle"


def _svg(parts: Sequence[Markup], height: int, title: str) -> Markup:
    return Markup(
        '<svg width="100%" height="{}" role="img" aria-label="{}"><title>{}</title>{}</svg>'
    ).format(height, title, title, Markup("").join(parts))


def _short(name: str, most: int = 20) -> str:
    """The start and the end of a long name: labels often differ in their last words."""
    return name if len(name) <= most else f"{name[: most // 2]}…{name[1 - most // 2 :]}"
