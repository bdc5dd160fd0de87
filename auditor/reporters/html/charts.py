"""Charts as inline SVG: readable without colour, with a title a bar, and a text for screen readers."""

from __future__ import annotations

import math
from collections.abc import Sequence

from markupsafe import Markup

WIDTH = 520
ROW = 20
NAME, NUMBER = 190, 70  # room for the names on the left and the numbers on the right


BAR = Markup(
    "<g><title>{name}: {value:,}</title>"
    '<text x="{left}" y="{base}" text-anchor="end">{short}</text>'
    '<rect x="{start}" y="{top}" width="{width:.1f}" height="13" rx="2"/>'
    '<text x="{end:.1f}" y="{base}">{value:,}</text></g>'
)
COLUMN = Markup(
    '<rect x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" height="{height:.1f}">'
    "<title>{low:,} to {high:,} {unit}: {rows:,} rows</title></rect>"
)

POINT = Markup(
    '<g><title>{rows:,} rows: {share:.1%}</title><circle cx="{x:.1f}" cy="{y:.1f}" r="4"/>'
    '<text x="{x:.1f}" y="{above:.1f}" text-anchor="middle">{share:.0%}</text>'
    '<text x="{x:.1f}" y="128" text-anchor="middle">{rows:,}</text></g>'
)


def bars(rows: Sequence[tuple[str, int]], title: str) -> Markup:
    """Horizontal bars, one a (name, value); the values stand beside them."""
    most = max((value for _, value in rows), default=0) or 1
    room = WIDTH - NAME - NUMBER
    parts = []
    for index, (name, value) in enumerate(rows):
        y = index * ROW
        width = max(1.5, value / most * room) if value else 0
        place = {"left": NAME - 6, "start": NAME, "end": NAME + width + 6, "top": y + 3, "base": y + 14}
        parts.append(BAR.format(name=name, short=_short(name), value=value, width=width, **place))
    return _svg(parts, len(rows) * ROW + 2, title)


def histogram(bins: Sequence[Sequence[int]], unit: str) -> Markup:
    """Columns for [from, to, rows]; the first and the last value stand below."""
    base = 112
    most = max((rows for _, _, rows in bins), default=0) or 1
    step = WIDTH / max(1, len(bins))
    parts = []
    for index, (low, high, rows) in enumerate(bins):
        height = rows / most * (base - 2)
        place = {"x": index * step, "y": base - height, "width": max(1, step - 2), "height": height}
        parts.append(COLUMN.format(low=low, high=high - 1, unit=unit, rows=rows, **place))
    parts.append(Markup('<text x="0" y="128">{:,}</text>').format(bins[0][0]))
    end = Markup('<text x="{}" y="128" text-anchor="end">{:,} {}</text>')
    parts.append(end.format(WIDTH, bins[-1][1] - 1, unit))
    return _svg(parts, 134, f"Rows by length in {unit}")


def curve(points: Sequence[tuple[int, float]], title: str) -> Markup:
    """A line through (rows, accuracy between 0 and 1); rows on a logarithmic axis, each point labelled."""
    base, height = 108, 92
    low, high = math.log(points[0][0]), math.log(points[-1][0])
    placed = [
        (24 + (WIDTH - 60) * (math.log(rows) - low) / ((high - low) or 1), base - height * share)
        for rows, share in points
    ]
    line = " ".join(f"{x:.1f},{y:.1f}" for x, y in placed)
    parts = [Markup('<polyline class="line" points="{}"/>').format(line)]
    for (rows, share), (x, y) in zip(points, placed, strict=True):
        words = {"rows": rows, "share": share, "x": x, "y": y, "above": y - 9}
        parts.append(POINT.format(**words))
    return _svg(parts, 134, title)


def gauge(usable: int, minimum: int, ideal: int) -> Markup:
    """Usable examples on a logarithmic axis with the bands below the minimum, up to the ideal, beyond."""
    width, y = 620, 24
    top = max(usable, ideal, 1) * 1.6

    def x(value: float) -> float:
        return 20 + (width - 40) * math.log1p(max(0.0, value)) / math.log1p(top)

    bands = [("band-low", 0, minimum), ("band-mid", minimum, ideal), ("band-high", ideal, top)]
    parts = [
        Markup('<rect class="{}" x="{:.1f}" y="{}" width="{:.1f}" height="14"/>').format(
            name, x(low), y, max(0.0, x(high) - x(low))
        )
        for name, low, high in bands
    ]
    at = x(usable)
    parts.append(Markup('<path class="mark" d="M{:.1f} {} l-6 -10 h12z"/>').format(at, y - 3))
    anchor = "end" if at > width * 0.8 else "start" if at < width * 0.2 else "middle"
    name = Markup('<text x="{:.1f}" y="9" text-anchor="{}" class="strong">{:,} usable</text>')
    parts.append(name.format(at, anchor, usable))
    parts += [_tick(x(minimum), f"minimum {minimum:,}"), _tick(x(ideal), f"ideal {ideal:,}")]
    title = f"{usable:,} usable examples; minimum {minimum:,}, ideal {ideal:,}"
    return _svg(parts, 62, title, width)


def _tick(x: float, text: str) -> Markup:
    return Markup('<text x="{:.1f}" y="56" text-anchor="middle">{}</text>').format(x, text)


def _svg(parts: Sequence[Markup], height: float, title: str, width: int = WIDTH) -> Markup:
    return Markup('<svg viewBox="0 0 {} {}" role="img" aria-label="{}">{}</svg>').format(
        width, height, title, Markup("").join(parts)
    )


def _short(name: str, most: int = 26) -> str:
    return name if len(name) <= most else name[: most - 1] + "…"
