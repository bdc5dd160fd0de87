"""Characters that nobody sees and the tokenizer does."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

from auditor.checkers.noise import NoiseChecker
from auditor.model import Batch, Example, Rule, Severity, Spot
from auditor.text.excerpts import around
from auditor.text.expression import later
from auditor.text.joined import bounded, joined
from auditor.text.unusual import invisible_places

_INVISIBLE = later(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\x80-\x84\x86-\x9f\u00ad\u180e\u200b\u2060-\u2064\u2066-\u206f"
    "\u202a-\u202e\u3164\ufeff\uffa0\ufff9-\ufffb\U000e0000-\U000e007f"
    "\u115f\u1160\u200c-\u200f\u061c]"
)
_ZERO_WIDTH_JOINERS = "\u200c\u200d"
_MARKS = "\u200e\u200f\u061c"
_RIGHT_TO_LEFT = later("[\u0590-\u08ff\ufb1d-\ufefc]")
_JOINING = later("[\u0600-\u08ff\u0900-\u0dff\u0e00-\u109f\u1780-\u18af\ufb50-\ufdff]")
_PICTURE = later("[\u2190-\u2bff\ufe0f\U0001f000-\U0001faff]")
_BLACK_FLAG = "\U0001f3f4"
_HANGUL = later("[\u1100-\u11ff\ua960-\ua97f\ud7b0-\ud7ff]")
_NAMES = {
    "\ufeff": "ZERO WIDTH NO-BREAK SPACE (byte order mark)",
    "\x1b": "ESCAPE",
    "\x00": "NULL",
    "\x7f": "DELETE",
}


class InvisibleCharacters(NoiseChecker):
    """A text with control characters, or with characters that cannot be seen.

    What it does
        Looks in input, output and system prompt for control characters (not tab and line breaks), zero-width
        characters, byte order marks inside the text, bidirectional overrides, soft hyphens and tag
        characters. A zero-width joiner inside an emoji or between letters of Arabic, Persian or an Indian
        script is right, and so are direction marks in right-to-left text and the tags of a flag.
    Why it matters
        They become tokens of their own: the model learns them, and "re​fund" with a zero-width space is
        another word than "refund". Tag and bidi characters can also hide instructions from the reviewer.
    Example
        "refund" written r, e, U+200B, f, u, n, d.
    How to fix
        `auditor fix` removes them; nothing visible changes.
    When to ignore it
        When the task is about such characters.
    How sure we are
        High: see docs/accuracy/noise.md. Only the first 65,536 characters of a text are read.
    """

    rule = Rule(
        "NOI007",
        "invisible-or-control-characters",
        Severity.WARNING,
        "texts with control characters or characters that cannot be seen",
        fix="safe",
    )
    sides = ("input", "output", "system")

    def candidates(self, batch: Batch) -> Iterable[Example]:
        """Rows with a control byte, or with bytes that such a character begins with."""
        found: dict[int, Example] = {}
        for side in self.sides:
            texts = joined(batch, side)
            found.update((example.row, example) for example in texts.owners_at(invisible_places(texts.blob)))
        return found.values()

    def problem(self, example: Example) -> Spot | None:
        """The first such character."""
        for side in self.sides:
            text = bounded(getattr(example, side))
            for found in _INVISIBLE.finditer(text):
                if not _has_its_place(text, found.start()):
                    return Spot(
                        example.row, f"{_name(found[0])} in the {side}", side, _shown(text, found.start())
                    )
        return None


def without_invisible(text: str) -> str:
    """The text without the characters that the rule reports; those that belong where they are stay."""
    return _INVISIBLE.sub(lambda found: found[0] if _has_its_place(text, found.start()) else "", text)


def _has_its_place(text: str, at: int) -> bool:
    """Whether the character belongs to the script or the emoji it stands in."""
    character, before, after = text[at], text[max(at - 2, 0) : at], text[at + 1 : at + 3]
    if character in _ZERO_WIDTH_JOINERS:
        return bool(_JOINING.search(before) or _PICTURE.search(before + after))
    if character in _MARKS:
        return _RIGHT_TO_LEFT.search(text) is not None
    if character in "\u115f\u1160":
        return _HANGUL.search(before + after) is not None
    if "\U000e0020" <= character <= "\U000e007f":
        return _BLACK_FLAG in text[max(at - 8, 0) : at]
    return False


def _name(character: str) -> str:
    """U+200B ZERO WIDTH SPACE."""
    name = _NAMES.get(character) or unicodedata.name(character, "control character")
    return f"U+{ord(character):04X} {name}"


def _shown(text: str, at: int) -> str:
    """The words around the character, with the character made visible."""
    return around(text, at, at + 1).replace(text[at], f"<U+{ord(text[at]):04X}>")
