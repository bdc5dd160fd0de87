"""Whether a passage that two rows share tells anything: long enough, no stock phrase, no quotation."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from auditor.text.near.passages import RUN, Block, Runs, Stock, Text, unlike

RARE = 5  # phrases that a passage must have besides stock phrases; nine words make so many
TEMPLATE = 13  # words of a passage that is the same only without its numbers
PART = 0.4  # of the shorter text; so much of it may give the answer away
MOST_OF = 0.8  # of it, where the rest of both texts is alike, too
REST = 8  # words of the longer text beside a passage of less than TEMPLATE; with fewer it is another wording
CLEAR = 20  # words; a shorter passage stands at the beginning, or at the end, of both texts
LONG = 50  # words; so long a passage tells, however long the texts are
MORE = 4  # words that two texts around the same quotation share by chance
PASSAGES = 16  # of a row that are judged, the longest first
HELD = 200_000  # words of texts whose runs are held


class Leak(NamedTuple):
    """A row, the row it shares a passage with, where in both, its words, and whether numbers differ."""

    row: int
    source: int
    block: Block
    template: bool


class Judge:
    """Judges the passages that some rows share."""

    def __init__(self, texts: Mapping[int, Text], stock: Stock) -> None:
        """Row id → its words; the stock phrases of all rows."""
        self.texts, self.stock = texts, stock
        self._kept: dict[tuple[int, bool], Runs] = {}  # of the texts that were compared last
        self._held = 0  # words of these

    def worst(self, row: int, sources: Sequence[int]) -> Leak | None:
        """The longest passage that tells of a row, as it stands or, where none does, with numbers masked."""
        known = [source for source in sources if source in self.texts]
        for template in self._ways(row):
            blocks = {source: self._shared(row, source, template) for source in known}
            leaks = [Leak(row, source, each, template) for source in known for each in blocks[source]]
            leaks.sort(key=lambda leak: -leak.block.words)
            for leak in leaks[:PASSAGES]:
                if self._tells(leak, blocks):
                    return leak
        return None

    def may_tell(self, row: int, source: int) -> bool:
        """Whether a passage of two rows tells, whatever other rows hold it."""
        if source not in self.texts:
            return False
        for template in self._ways(row, source):
            blocks = sorted(self._shared(row, source, template), key=lambda block: -block.words)
            if any(self._sign(Leak(row, source, block, template)) for block in blocks[:PASSAGES]):
                return True
        return False

    def _ways(self, *rows: int) -> Sequence[bool]:
        """Whether to mask numbers: not, then yes. Without numbers it is the same, without a text never."""
        if any(row not in self.texts for row in rows):
            return ()
        return (False, True)[: 1 + all(self.texts[row].numbers for row in rows)]

    def _shared(self, row: int, source: int, template: bool) -> list[Block]:
        """What two rows share."""
        one, other = self.texts[row], self.texts[source]
        if one.letters != other.letters:
            return []
        return self._runs(row, template).shared(self._runs(source, template))

    def _runs(self, row: int, template: bool) -> Runs:
        """The runs of a row, which are mostly asked for again soon."""
        text = self.texts[row]
        key = (row, template and text.numbers)
        if key not in self._kept:
            if self._held + len(text.words) > HELD:
                self._kept, self._held = {}, 0
            self._kept[key] = Runs(text.masked() if template else text.words, RUN * text.letters)
            self._held += len(text.words)
        return self._kept[key]

    def _tells(self, leak: Leak, blocks: dict[int, list[Block]]) -> bool:
        """Whether a passage is long or a good part of the shorter text, and neither stock nor a quotation."""
        sign = self._sign(leak)
        if sign in ("", "whole"):
            return bool(sign)
        near, quoting = self._beside(leak, blocks)
        return bool(near) if sign == "stock" else quoting <= near

    def _sign(self, leak: Leak) -> str:
        """What a passage is for itself: "" for nothing, "whole" for one that tells in any case.

        A "stock" phrase tells only where copies hold it, a "part" only where it is no quotation.
        """
        text, source = self.texts[leak.row], self.texts[leak.source]
        block, shorter = leak.block, min(len(text.words), len(source.words))
        if block.words < min(PART * shorter, LONG * text.letters):
            return ""
        if not (block.words >= LONG * text.letters or self._is_copied(leak)):
            return ""
        long = block.words >= TEMPLATE * text.letters
        if self.stock.rest(text, block) < RARE * text.letters:
            return "stock" if long and not leak.template else ""
        if leak.template and not long:
            return ""
        return "whole" if len(source.words) - block.words <= text.letters else "part"  # asked within a longer

    def _is_copied(self, leak: Leak) -> bool:
        """Whether a passage makes most of a text, or a part of two that say nothing else in common.

        Two questions that were asked alike share more than one run of words, and it stands anywhere in them.
        """
        text, source = self.texts[leak.row], self.texts[leak.source]
        pair = (text.masked(), source.masked()) if leak.template else (text.words, source.words)
        block, shorter = leak.block, min(map(len, pair))
        if block.words >= max(MOST_OF * shorter, min(shorter - text.letters, TEMPLATE * text.letters)):
            return True
        if block.words < TEMPLATE * text.letters and max(map(len, pair)) - block.words < REST * text.letters:
            return False
        ends = tuple(start + block.words for start in block[:2])
        edge = block[:2] == (0, 0) or ends == tuple(map(len, pair))
        return (edge or block.words >= CLEAR * text.letters) and unlike(*pair, block)

    def _beside(self, leak: Leak, blocks: dict[int, list[Block]]) -> tuple[int, int]:
        """How many other sources hold the passage: those that are like this one in more, and the others.

        Like it are copies of it, which make a passage no stock phrase; others quote what it quotes.
        """
        near = quoting = 0
        for other, found in blocks.items():
            if other != leak.source and any(_holds(each, leak.block) for each in found):
                both = self._shared(leak.source, other, leak.template)
                most = max((each.words for each in both), default=0)
                more = most > leak.block.words + MORE * self.texts[other].letters
                near, quoting = near + more, quoting + (not more)
        return near, quoting


def _holds(one: Block, other: Block) -> bool:
    """Whether a block of a row covers nearly all of another one of it."""
    shared = min(one.start + one.words, other.start + other.words) - max(one.start, other.start)
    return shared >= 0.9 * other.words
