"""What is marked inside of the lines of a text: bold, italics, code, references, gaps; words in capitals."""

from __future__ import annotations

from auditor.text.expression import later
from auditor.text.style.counted import Counted
from auditor.text.style.trait import Trait

INLINE = frozenset(("inline", "bold", "capitals"))
READ = 1000  # characters from the start in which marks are looked for
LOOK_AT = 500  # the same for capitals

# each begins with what the regex engine can skip to
_BOLD = later(r"\*\*[^\s*][^*\n]*\*\*")
_MARKS = (
    ("code", "`", later(r"`[^`\n]+`")),
    ("a reference like [^1]", "[^", later(r"\[\^\w{1,8}\](?!:)")),
    ("a gap like ___", "___", later(r"___+(?! *\n)")),
    ("a formula", "$", later(r"\$[^\s$\d][^$\n]*\$")),
    ("a link", "](", later(r"\]\([^)\s]+\)")),
)
_ITALIC = later(r"\*[^\s*][^*\n]*\*")
_REFERENCE = later(r"\[\d{1,3}\](?!\()")
_CAPITALS = later(r"[A-ZÀ-ÖØ-ÞΑ-ΩА-Я]{3}[A-ZÀ-ÖØ-ÞΑ-ΩА-Я]*")


def inline_traits(text: str, counted: Counted = None) -> list[Trait]:
    """What a stripped text marks inside of its lines."""
    start = text[:READ]
    found = []
    if "*" in start and _BOLD.search(start):
        found += [("inline", "bold"), ("bold", "yes")]
    if counted is None or "inline" in counted:
        found += [("inline", name) for name, mark, form in _MARKS if mark in start and form.search(start)]
        if "*" in start and _ITALIC.search(start.replace("**", "")):
            found.append(("inline", "italic"))
        if "[" in start and any(_is_inside(start, match.start()) for match in _REFERENCE.finditer(start)):
            found.append(("inline", "a reference like [1]"))
    is_line = "\n" not in text  # in longer texts there are some by chance
    if is_line and any(_is_word(start, *match.span()) for match in _CAPITALS.finditer(start[:LOOK_AT])):
        found.append(("capitals", "yes"))
    return found


def _is_inside(text: str, at: int) -> bool:
    """Whether a reference stands in a line, not in front of a source."""
    return at > 0 and text[at - 1] != "\n"


def _is_word(text: str, start: int, end: int) -> bool:
    """Whether capitals are a whole word."""
    return not (text[start - 1 : start].isalnum() or text[end : end + 1].isalnum())
