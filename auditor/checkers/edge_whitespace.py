"""STY004: white space at the edges of inputs and outputs, unless it is the habit of the whole data set."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterator
from typing import ClassVar, NamedTuple, Self

import numpy as np

from auditor.checkers.base import BaseChecker
from auditor.config import Config
from auditor.model import Batch, Flag, Outcome, Rule, Severity, Spot
from auditor.text import first_look
from auditor.text.columns import row_ids

HABIT = 0.9  # share of rows from which white space at an edge is a habit, and its absence the deviation
MINIMUM = 30  # rows before there is a habit

NAMES = {
    "": "no white space",
    " ": "one space",
    "\n": "one newline",
    "\n\n": "an empty line",
    "\t": "one tab",
}


class Edges(NamedTuple):
    """The white space at the four edges of an example, in words ("" for none)."""

    before_input: str
    after_input: str
    before_output: str
    after_output: str


PLAIN = Edges("", "", "", "")


class EdgeWhitespace(BaseChecker):
    """An input or output starts or ends with stray white space.

    What it does
        Finds inputs and outputs with white space before the first or after the last character. Where most
        rows (90 %) have the same white space at an edge, such as the one space before every completion
        of the old completions format or one newline at the end, that is the habit of the data, and the rows
        without it are reported instead.

    Why it matters
        A model learns white space like any other token. A stray newline at the end teaches it to go on after
        the answer; a stray space changes how the first word is split into tokens.

    Example
        `"refund "` among outputs that end without white space.

    How to fix
        `auditor fix` removes the white space, or adds the one that is the habit. It changes nothing else.

    When to ignore it
        When the white space carries meaning, as in code that must be continued at its indentation (the
        indentation of an output of several lines is never reported).

    How sure we are
        Certain that the white space is there. Every row reported on seven real data sets had it.
    """

    rule: ClassVar[Rule] = Rule(
        "STY004", "edge-whitespace", Severity.WARNING, "stray white space at the edge of a text", fix="safe"
    )
    rules: ClassVar[tuple[Rule, ...]] = (rule,)

    def __init__(self, config: Config) -> None:
        """Start with no rows."""
        super().__init__(config)
        self.rows: dict[Edges, array[int]] = {}

    def observe(self, batch: Batch) -> None:
        """Note the edges of every example."""
        given, said = first_look.edges(batch, "input"), first_look.edges(batch, "output")
        plain = np.logical_and.reduce(
            [first_look.is_plain(edge) for edge in (given.first, given.last, said.first, said.last)]
        )
        if plain.any():
            self.rows.setdefault(PLAIN, array("q")).frombytes(row_ids(batch)[plain].tobytes())
        for at in np.flatnonzero(~plain).tolist():
            example = batch.examples[at]
            edges = edges_of(example.input, example.output)
            self.rows.setdefault(edges, array("q")).append(example.row)

    def merge(self, other: Self) -> None:
        """Join the rows of equal edges."""
        for edges, rows in other.rows.items():
            self.rows.setdefault(edges, array("q")).extend(rows)

    def finish(self) -> Outcome:
        """One finding with every row whose edge is neither bare nor the habit."""
        habits = [self._habit(edge) for edge in range(len(Edges._fields))]
        spots = {row: spot for edges in sorted(self.rows) for row, spot in self._spots(edges, habits)}
        if not spots:
            return Outcome()
        noun = "row" if len(spots) == 1 else "rows"
        kind = "white space unlike that of most rows" if any(habits) else "stray white space"
        message = f"{kind} at the edge of a text in {len(spots):,} {noun}"
        shown = [spots[row] for row in self.shown(spots)]
        metrics = {"style": {"edges": dict(zip(Edges._fields, habits, strict=True))}}
        return Outcome([Flag(self.rule, message, sorted(spots), shown)], metrics)

    def _habit(self, edge: int) -> str:
        """The white space that most rows have at this edge; none unless it is a habit."""
        counts: Counter[str] = Counter()
        for edges, rows in self.rows.items():
            counts[edges[edge]] += len(rows)
        total = counts.total()
        return next(
            (name for name in sorted(counts) if total >= MINIMUM and counts[name] >= HABIT * total), ""
        )

    def _spots(self, edges: Edges, habits: list[str]) -> Iterator[tuple[int, Spot]]:
        wrong = [edge for edge, habit in enumerate(habits) if edges[edge] not in allowed(habit)]
        if not wrong:
            return
        message = "; ".join(_words(edge, edges[edge], habits[edge]) for edge in wrong)
        field = "output" if wrong[-1] >= 2 else "input"
        for row in self.rows[edges]:
            yield row, Spot(row, message, field)


INDENTATION = "an indentation"


def allowed(habit: str) -> tuple[str, ...]:
    """What may stand at an edge: code may be indented, but not where one space is what all others have."""
    return (habit,) if habit else ("", INDENTATION)


def edges_of(before: str, after: str) -> Edges:
    """The white space at the edges of an input and an output; an empty text has none."""
    if not (_has_edge(before) or _has_edge(after)):
        return PLAIN
    return Edges(*_both(before), *_both(after))


def _has_edge(text: str) -> bool:
    return text[:1].isspace() or text[-1:].isspace()


def _both(text: str) -> tuple[str, str]:
    bare = text.strip()
    if not bare:
        return "", ""
    start = text.index(bare[0])
    lead, trail = text[:start], text[start + len(bare) :]
    if "\n" in bare and len(lead) > 1 and not lead.strip(" \t"):
        return INDENTATION, _name(trail)
    return _name(lead), _name(trail)


def _name(space: str) -> str:
    """The white space in words."""
    if not space:
        return ""
    if known := NAMES.get(space.replace("\r\n", "\n")):
        return known
    if not space.strip(" "):
        return f"{len(space)} spaces" if len(space) < 10 else "many spaces"
    return "white space with newlines" if "\n" in space else "white space"


def white_space(name: str) -> str | None:
    """The white space that `name` stands for; None where it is no more than a description."""
    spelled = {words: space for space, words in NAMES.items()} | {
        f"{n} spaces": " " * n for n in range(2, 10)
    }
    return "" if not name else spelled.get(name)


def _words(edge: int, has: str, habit: str) -> str:
    side, _, field = Edges._fields[edge].partition("_")
    verb = "starts" if side == "before" else "ends"
    usual = f"; most {verb.removesuffix('s')} with {habit}" if habit else ""
    return f"{field} {verb} with {has or 'no white space'}{usual}"
